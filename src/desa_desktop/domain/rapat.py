"""What each kind of meeting starts with: its agenda, who is called, who leads, who signs (perencanaan.md 5).

Everything here is a proposal that the secretary changes; nothing of it is a rule that blocks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from desa_desktop.domain.desa import Desa, Perangkat
from desa_desktop.domain.musyawarah import JenisMusyawarah, Peserta
from desa_desktop.domain.pemeriksaan_desa import is_in_office, office_of
from desa_desktop.domain.penilaian import DESA, KECAMATAN
from desa_desktop.domain.usulan import Usulan
from desa_desktop.i18n import N_, _

STUNTING = "stunting"
PIMPINAN, NOTULIS = "pimpinan", "notulis"
KEPALA, BPD = N_("Kepala Desa"), N_("Ketua BPD")


class Bahan(Enum):
    """Which proposals of the year come to the table."""

    SEMUA = "semua"
    DUSUN = "dusun"
    KELOMPOK = "kelompok"
    STUNTING = "stunting"
    TANPA = "tanpa"


@dataclass(frozen=True, slots=True, kw_only=True)
class RancanganRapat:
    """The start of one kind. `pimpinan` and `notulis` begin the title of the officer who usually does it.

    `unsur` are the groups that are called beside the officers; empty: everybody of Lembaga & Tokoh.
    `penanda` are titles or the words PIMPINAN and NOTULIS, `wakil` how many citizens sign beside them.
    `is_menetapkan`: what is agreed here counts; else it is carried to the village's own meeting.
    """

    nama: str
    pimpinan: str
    notulis: str
    acara: tuple[tuple[str, int], ...]
    unsur: tuple[str, ...] = ()
    penanda: tuple[str, ...] = (PIMPINAN, KEPALA, BPD)
    wakil: int = 2
    bahan: Bahan = Bahan.SEMUA
    skema: str = DESA
    is_menetapkan: bool = True


_OPENING = (N_("Pembukaan dan laporan panitia"), 15)
_CLOSING = (N_("Pembacaan keputusan dan penandatanganan berita acara"), 20)

RANCANGAN: Mapping[JenisMusyawarah, RancanganRapat] = {
    JenisMusyawarah.MUSDUS: RancanganRapat(
        nama=N_("Musyawarah Dusun"),
        pimpinan="Kepala Dusun",
        notulis="",
        acara=(
            (N_("Pembukaan oleh kepala dusun"), 10),
            (N_("Penjelasan arah pembangunan desa dan sisa usulan tahun lalu"), 20),
            (N_("Penggalian masalah, potensi, dan gagasan warga"), 60),
            (N_("Penilaian dan pengurutan gagasan dusun"), 30),
            _CLOSING,
        ),
        penanda=(PIMPINAN, NOTULIS, KEPALA),
        wakil=5,
        bahan=Bahan.DUSUN,
        is_menetapkan=False,
    ),
    JenisMusyawarah.KELOMPOK: RancanganRapat(
        nama=N_("Musyawarah Kelompok"),
        pimpinan="",
        notulis="",
        acara=(
            (N_("Pembukaan oleh ketua kelompok"), 10),
            (N_("Penggalian masalah dan gagasan anggota kelompok"), 60),
            (N_("Penilaian dan pengurutan gagasan kelompok"), 30),
            _CLOSING,
        ),
        penanda=(PIMPINAN, NOTULIS, KEPALA),
        wakil=5,
        bahan=Bahan.KELOMPOK,
        is_menetapkan=False,
    ),
    JenisMusyawarah.MUSDES: RancanganRapat(
        nama=N_("Musyawarah Desa"),
        pimpinan="Ketua BPD",
        notulis="Sekretaris BPD",
        acara=(
            (N_("Pembukaan oleh Ketua BPD dan pengecekan kuorum"), 15),
            (N_("Laporan hasil musyawarah dusun dan rembuk stunting"), 30),
            (N_("Pencermatan ulang RPJM Desa"), 45),
            (N_("Pembahasan dan kesepakatan usulan"), 60),
            (N_("Pembentukan tim verifikasi"), 15),
            _CLOSING,
        ),
        penanda=(BPD, NOTULIS, KEPALA),
    ),
    JenisMusyawarah.REMBUK_STUNTING: RancanganRapat(
        nama=N_("Rembuk Stunting"),
        pimpinan="Kepala Desa",
        notulis="",
        acara=(
            (N_("Pembukaan oleh kepala desa"), 10),
            (N_("Pemaparan data sasaran dan konvergensi stunting"), 30),
            (N_("Pembahasan usulan kegiatan pencegahan stunting"), 45),
            (N_("Penilaian dan kesepakatan kegiatan"), 30),
            _CLOSING,
        ),
        unsur=("kader", "kader_kesehatan", "perempuan", "anak", "miskin", "pkk", "bpd", "tokoh_masyarakat"),
        bahan=Bahan.STUNTING,
        is_menetapkan=False,
    ),
    JenisMusyawarah.MUSRENBANGDES: RancanganRapat(
        nama=N_("Musrenbangdes RKP Desa"),
        pimpinan="Kepala Desa",
        notulis="Sekretaris Desa",
        acara=(
            _OPENING,
            (N_("Pemaparan rancangan RKP Desa dan pagu indikatif"), 30),
            (N_("Pembahasan usulan per dusun"), 60),
            (N_("Penilaian dan penetapan prioritas"), 45),
            _CLOSING,
        ),
    ),
    JenisMusyawarah.MUSRENBANGDES_RPJM: RancanganRapat(
        nama=N_("Musrenbangdes RPJM Desa"),
        pimpinan="Kepala Desa",
        notulis="Sekretaris Desa",
        acara=(
            _OPENING,
            (N_("Pemaparan rancangan RPJM Desa: visi, misi, dan arah kebijakan"), 45),
            (N_("Diskusi kelompok per bidang"), 90),
            (N_("Penilaian dan kesepakatan kegiatan tiap bidang"), 45),
            _CLOSING,
        ),
    ),
    JenisMusyawarah.MUSDES_PENGESAHAN: RancanganRapat(
        nama=N_("Musdes Pengesahan"),
        pimpinan="Ketua BPD",
        notulis="Sekretaris BPD",
        acara=(
            (N_("Pembukaan oleh Ketua BPD dan pengecekan kuorum"), 15),
            (N_("Penyampaian hasil Musrenbangdes"), 30),
            (N_("Pembahasan rancangan RKP Desa dan DU-RKP Desa"), 60),
            (N_("Kesepakatan BPD dan kepala desa"), 30),
            _CLOSING,
        ),
        penanda=(BPD, NOTULIS, KEPALA),
        bahan=Bahan.TANPA,
    ),
    JenisMusyawarah.MUSRENBANGDES_KHUSUS: RancanganRapat(
        nama=N_("Musrenbangdes Khusus"),
        pimpinan="Kepala Desa",
        notulis="Sekretaris Desa",
        acara=(
            (N_("Pembukaan dan penjelasan dasar perubahan rencana"), 20),
            (N_("Pemaparan kegiatan yang berubah, bertambah, dan ditiadakan"), 45),
            (N_("Pembahasan dan kesepakatan perubahan"), 60),
            _CLOSING,
        ),
    ),
    JenisMusyawarah.MUSRENBANG_KECAMATAN: RancanganRapat(
        nama=N_("Musrenbang Kecamatan"),
        pimpinan="Camat",
        notulis="",
        acara=(
            _OPENING,
            (N_("Pemaparan usulan desa"), 60),
            (N_("Penilaian dan kesepakatan prioritas kecamatan"), 60),
            _CLOSING,
        ),
        skema=KECAMATAN,
    ),
}
"""perencanaan.md 5.2 (who holds and chairs) and 5.4 (who signs)."""


def nama_bagian(bagian: str) -> str:
    """`Krajan` of `Dusun Krajan`: the name without the word for what it is."""
    words = bagian.split()
    return " ".join(words[1:] if len(words) > 1 and words[0].casefold() in ("dusun", "kelompok") else words)


def nama_rapat(jenis: JenisMusyawarah, bagian: str = "") -> str:
    """`Musyawarah Dusun Krajan`, `Musyawarah Kelompok Tani Makmur`; without a part the name of the kind."""
    nama = _(RANCANGAN[jenis].nama)
    return f"{nama} {nama_bagian(bagian)}" if bagian.strip() and has_bagian(jenis) else nama


def has_bagian(jenis: JenisMusyawarah) -> bool:
    """Whether this kind of meeting is that of one dusun or one group."""
    return RANCANGAN[jenis].bahan in (Bahan.DUSUN, Bahan.KELOMPOK)


def bagian_rapat(jenis: JenisMusyawarah, nama: str) -> str:
    """The dusun or group a musdus or a group's meeting is called after; "" for the others or without one."""
    if not has_bagian(jenis):
        return ""
    kind = _(RANCANGAN[jenis].nama)
    return nama[len(kind) :].strip() if nama.casefold().startswith(f"{kind} ".casefold()) else ""


def is_dibahas(jenis: JenisMusyawarah, bagian: str, usulan: Usulan) -> bool:
    """Whether a proposal belongs on the table of this meeting."""
    match RANCANGAN[jenis].bahan:
        case Bahan.TANPA:
            return False
        case Bahan.STUNTING:
            return STUNTING in usulan.tanda
        case Bahan.DUSUN:
            return not bagian or _same(usulan.dusun, bagian)
        case Bahan.KELOMPOK:
            return not bagian or _same(usulan.kelompok, bagian)
        case _:
            return True


def _same(one: str, other: str) -> bool:
    """`Dusun Krajan` and `krajan` are one hamlet."""
    return bool(one.strip()) and nama_bagian(one).casefold() == nama_bagian(other).casefold()


def officer_of(perangkat: Iterable[Perangkat], jabatan: str, bagian: str = "") -> Perangkat | None:
    """The officer who holds this office, or whose title begins like this; of several heads of hamlets the
    one of `bagian`.
    """
    if not jabatan:
        return None
    wanted, key = jabatan.casefold(), office_of(jabatan)
    found = [
        one
        for one in perangkat
        if one.nama.strip()
        and (office_of(one.jabatan) == key if key else one.jabatan.casefold().startswith(wanted))
    ]
    if bagian and len(found) != 1:
        own = [one for one in found if _same(one.jabatan[len(jabatan) :].strip(), bagian)]
        return own[0] if own else None
    return found[0] if found else None


def undangan(jenis: JenisMusyawarah, desa: Desa, bagian: str = "", pada: date | None = None) -> list[Peserta]:
    """Who is called: officers and notables of Data Desa, in a musdus or a group those it concerns.

    With `pada` only officers whose term covers that day.
    """
    wanted = RANCANGAN[jenis]
    officers = [
        Peserta(nama=one.nama, jk=one.jk, unsur=unsur_of(one.jabatan), lembaga=one.jabatan)
        for one in desa.perangkat
        if one.nama.strip()
        and (pada is None or is_in_office(one, pada))
        and _concerns_officer(wanted, one, desa, bagian)
    ]
    notables = [
        Peserta(
            nama=one.nama, jk=one.jk, unsur=one.unsur, dusun=one.dusun, lembaga=one.lembaga or one.jabatan
        )
        for one in desa.tokoh
        if one.nama.strip()
    ]
    if wanted.unsur:
        notables = [one for one in notables if one.unsur in wanted.unsur]
    elif wanted.bahan is Bahan.DUSUN and bagian:
        notables = [one for one in notables if _same(one.dusun, bagian)]
    elif wanted.bahan is Bahan.KELOMPOK and bagian:
        notables = [one for one in notables if _same(one.lembaga, bagian)]
    return [*officers, *notables]


def unsur_of(jabatan: str) -> str:
    """The group an officer speaks for: the BPD, else the village government."""
    return "bpd" if "bpd" in jabatan.casefold() else "pemdes"


def _concerns_officer(wanted: RancanganRapat, one: Perangkat, desa: Desa, bagian: str) -> bool:
    """A hamlet's meeting calls its own head of hamlet, not those of the others."""
    if wanted.bahan is not Bahan.DUSUN or not bagian or not one.jabatan.casefold().startswith("kepala dusun"):
        return True
    place = one.jabatan[len("kepala dusun") :].strip()
    return not place or _same(place, bagian)
