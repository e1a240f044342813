"""Which texts of a Perdes and of the document of a plan a village may word itself, and what fills them.

The texts themselves are data (`naskah-*.json`); here stand only their keys, in the order in which people
read them, and the names they are shown under.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desa_desktop.domain.batang_tubuh import read_bab
from desa_desktop.domain.naskah import Naskah, paragraphs
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import N_, _

PERDES, PERUBAHAN, DOKUMEN, LAPORAN, PAPAN = "perdes", "perdes-perubahan", "dokumen", "laporan", "infografis"
SK, SK_VERIFIKASI = "sk-tim", "sk-tim-verifikasi"
_MOST = 8_000  # letters of one text

KELOMPOK: Mapping[str, str] = {
    PERDES: N_("Rancangan Perdes"),
    PERUBAHAN: N_("Rancangan Perdes Perubahan"),
    DOKUMEN: N_("Dokumen rencana"),
    LAPORAN: N_("Laporan tim"),
    PAPAN: N_("Infografis"),
    SK: N_("SK Tim Penyusun"),
    SK_VERIFIKASI: N_("SK Tim Verifikasi"),
}
"""Which paper a text belongs to."""


ISIAN: tuple[str, ...] = (
    "desa",
    "kecamatan",
    "kabupaten",
    "provinsi",
    "alamat",
    "tahun",
    "tahun_lalu",
    "tahun_awal",
    "tahun_akhir",
    "lama",
    "judul",
    "rapat",
    "dasar_perubahan",
    "perdes_murni",
    "perdes_diubah",
    "perdes_rpjm",
    "jumlah_kegiatan",
    "jumlah_biaya",
)
"""The placeholders a text may hold; the paper puts in what the village's data says."""
_OF_DECREE = ("desa", "kecamatan", "kabupaten", "tahun", "tahun_akhir", "rapat")
_OF_BOARD = ("desa", "kecamatan", "kabupaten", "provinsi", "alamat", "tahun")


@dataclass(frozen=True, slots=True)
class Blok:
    """One text: its key in the naskah, what it is called on the screen, and the paper it stands in."""

    kunci: str
    judul: str
    kelompok: str

    @property
    def isian(self) -> tuple[str, ...]:
        """The placeholders this text may hold."""
        if self.kelompok in (SK, SK_VERIFIKASI):
            return _OF_DECREE
        return _OF_BOARD if self.kelompok == PAPAN else ISIAN

    @property
    def is_bab(self) -> bool:
        """Whether it is a chapter of a regulation: a title in the first line, then `Pasal` and its words."""
        return ".bab-" in self.kunci


def _bab(prefix: str, kelompok: str, titles: tuple[str, ...]) -> tuple[Blok, ...]:
    return tuple(Blok(f"{prefix}.bab-{place}", title, kelompok) for place, title in enumerate(titles, 1))


def _decree(prefix: str, kelompok: str) -> tuple[Blok, ...]:
    """The parts of a decree on a team in their order (perencanaan.md 6 K)."""
    titles = (
        ("menimbang", N_("Menimbang")),
        ("mengingat", N_("Mengingat")),
        ("memperhatikan", N_("Memperhatikan")),
        ("kesatu", N_("Diktum KESATU")),
        ("kedua", N_("Diktum KEDUA")),
        ("tugas", N_("Tugas tim")),
        ("ketiga", N_("Diktum KETIGA")),
        ("keempat", N_("Diktum KEEMPAT")),
        ("salinan", N_("Salinan")),
    )
    return tuple(Blok(f"{prefix}.{name}", title, kelompok) for name, title in titles)


BLOK: Mapping[str, tuple[Blok, ...]] = {
    "rkp": (
        Blok("perdes-rkp.menimbang", N_("Menimbang"), PERDES),
        Blok("perdes-rkp.mengingat", N_("Mengingat"), PERDES),
        *_bab(
            "perdes-rkp",
            PERDES,
            (
                N_("BAB I Ketentuan Umum"),
                N_("BAB II Sistematika"),
                N_("BAB III Isi"),
                N_("BAB IV Perubahan"),
                N_("BAB V Penutup"),
            ),
        ),
        Blok("perdes-rkp-perubahan.menimbang", N_("Menimbang"), PERUBAHAN),
        Blok("perdes-rkp-perubahan.mengingat", N_("Mengingat"), PERUBAHAN),
        *_bab("perdes-rkp-perubahan", PERUBAHAN, (N_("BAB I Perubahan"), N_("BAB II Penutup"))),
        Blok("dokumen-rkp.latar-belakang", N_("Latar belakang"), DOKUMEN),
        Blok("dokumen-rkp.latar-perubahan", N_("Latar belakang perubahan"), DOKUMEN),
        Blok("dokumen-rkp.dasar-hukum", N_("Dasar hukum"), DOKUMEN),
        Blok("dokumen-rkp.maksud", N_("Maksud"), DOKUMEN),
        Blok("dokumen-rkp.tujuan", N_("Tujuan"), DOKUMEN),
        Blok("dokumen-rkp.manfaat", N_("Manfaat"), DOKUMEN),
        Blok("dokumen-rkp.kondisi-umum", N_("Kondisi umum"), DOKUMEN),
        Blok("dokumen-rkp.proses", N_("Proses penyusunan"), DOKUMEN),
        Blok("dokumen-rkp.sistematika", N_("Sistematika"), DOKUMEN),
        Blok("dokumen-rkp.gambaran-umum", N_("Gambaran umum desa"), DOKUMEN),
        Blok("dokumen-rkp.kebijakan-pendapatan", N_("Kebijakan pendapatan"), DOKUMEN),
        Blok("dokumen-rkp.kebijakan-belanja", N_("Kebijakan belanja"), DOKUMEN),
        Blok("dokumen-rkp.kebijakan-pembiayaan", N_("Kebijakan pembiayaan"), DOKUMEN),
        Blok("dokumen-rkp.evaluasi", N_("Evaluasi tahun lalu"), DOKUMEN),
        Blok("dokumen-rkp.prioritas", N_("Prioritas skala desa"), DOKUMEN),
        Blok("dokumen-rkp.prioritas-atas", N_("Prioritas skala kecamatan ke atas"), DOKUMEN),
        Blok("dokumen-rkp.rencana-kerja", N_("Rencana kerja dan pendanaan"), DOKUMEN),
        Blok("dokumen-rkp.penutup", N_("Penutup"), DOKUMEN),
        Blok("dokumen-rkp.lampiran", N_("Daftar lampiran"), DOKUMEN),
        Blok("laporan-rkp.pendahuluan", N_("Pendahuluan"), LAPORAN),
        Blok("laporan-rkp.dasar", N_("Dasar"), LAPORAN),
        Blok("laporan-rkp.pelaksanaan", N_("Pelaksanaan tahapan"), LAPORAN),
        Blok("laporan-rkp.hasil", N_("Hasil"), LAPORAN),
        Blok("laporan-rkp.penutup", N_("Penutup"), LAPORAN),
        Blok("infografis.tempat-bertanya", N_("Tempat bertanya"), PAPAN),
        *_decree("sk-tim", SK),
        *_decree("sk-tim-verifikasi", SK_VERIFIKASI),
    ),
    "rpjm": (
        Blok("perdes-rpjm.menimbang", N_("Menimbang"), PERDES),
        Blok("perdes-rpjm.mengingat", N_("Mengingat"), PERDES),
        *_bab(
            "perdes-rpjm",
            PERDES,
            (
                N_("BAB I Ketentuan Umum"),
                N_("BAB II Sistematika"),
                N_("BAB III Isi"),
                N_("BAB IV Perubahan"),
                N_("BAB V Penutup"),
            ),
        ),
        Blok("perdes-rpjm-perubahan.menimbang", N_("Menimbang"), PERUBAHAN),
        Blok("perdes-rpjm-perubahan.mengingat", N_("Mengingat"), PERUBAHAN),
        *_bab("perdes-rpjm-perubahan", PERUBAHAN, (N_("BAB I Perubahan"), N_("BAB II Penutup"))),
        Blok("dokumen-rpjm.latar-belakang", N_("Latar belakang"), DOKUMEN),
        Blok("dokumen-rpjm.latar-perubahan", N_("Latar belakang perubahan"), DOKUMEN),
        Blok("dokumen-rpjm.dasar-hukum", N_("Dasar hukum"), DOKUMEN),
        Blok("dokumen-rpjm.maksud", N_("Maksud"), DOKUMEN),
        Blok("dokumen-rpjm.tujuan", N_("Tujuan"), DOKUMEN),
        Blok("dokumen-rpjm.proses", N_("Proses penyusunan"), DOKUMEN),
        Blok("dokumen-rpjm.sistematika", N_("Sistematika"), DOKUMEN),
        Blok("dokumen-rpjm.kondisi-umum", N_("Kondisi desa"), DOKUMEN),
        Blok("dokumen-rpjm.prioritas", N_("Rumusan prioritas"), DOKUMEN),
        Blok("dokumen-rpjm.arah-pembangunan", N_("Arah kebijakan pembangunan"), DOKUMEN),
        Blok("dokumen-rpjm.arah-keuangan", N_("Arah kebijakan keuangan"), DOKUMEN),
        Blok("dokumen-rpjm.program", N_("Program dan kegiatan"), DOKUMEN),
        Blok("dokumen-rpjm.penutup", N_("Penutup"), DOKUMEN),
        Blok("dokumen-rpjm.lampiran", N_("Daftar lampiran"), DOKUMEN),
        *_decree("sk-tim-rpjm", SK),
    ),
}
"""By the kind of plan (`rkp`, `rpjm`)."""


def find_blok(jenis: str, kunci: str) -> Blok:
    """The text with this key. Raises InvalidInput (`kunci`)."""
    for one in BLOK[jenis]:
        if one.kunci == kunci.strip():
            return one
    sentence = _("Teks {kunci} tidak dikenal. Data tidak diubah. Pakai kunci dari daftar teks rencana itu.")
    raise InvalidInput({"kunci": sentence.format(kunci=kunci)})


def check_text(blok: Blok, text: str, naskah: Naskah) -> str:
    """A village's own wording as it is stored, one paragraph a line.

    Raises InvalidInput (`teks`) when nothing is left of it, it is too long, has a placeholder nobody fills,
    or is a chapter without an article.
    """
    lines = paragraphs(text)
    if not lines:
        raise InvalidInput(
            {"teks": _("Teks kosong tidak disimpan. Pakai Kembalikan ke semula bila ingin teks bawaan.")}
        )
    whole = "\n".join(lines)
    if len(whole) > _MOST:
        sentence = _("Teks ini {n} huruf, paling banyak {batas}. Teks yang lama tetap dipakai.")
        raise InvalidInput({"teks": sentence.format(n=len(whole), batas=_MOST)})
    naskah.isi(blok.kunci, dict.fromkeys(blok.isian, "x"), {blok.kunci: whole})
    if blok.is_bab and not any(one.pasal for one in read_bab([whole])):
        raise InvalidInput(
            {"teks": _("Bab ini belum punya isi. Baris pertama judul bab, lalu baris Pasal, lalu bunyinya.")}
        )
    return whole
