"""What is odd about the facts of a village, who signs for it, which figures it starts with (ux.md 5.2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.desa import AngkaPokok, BarisAngka, Desa, Perangkat
from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.domain.pemeriksaan_usulan import compact_dusun
from desa_desktop.domain.teks import plain_words
from desa_desktop.domain.wording import show_date, show_number
from desa_desktop.i18n import _

# Names of the same office in different provinces, as they stand on letters (general usage).
_OFFICES = {
    "kepala_desa": (
        "kepala desa",
        "kades",
        "lurah desa",
        "perbekel",
        "kuwu",
        "wali nagari",
        "geuchik",
        "keuchik",
        "pambakal",
        "hukum tua",
        "penghulu",
    ),
    "sekretaris_desa": ("sekretaris desa", "sekdes", "carik"),
    "ketua_bpd": ("ketua bpd", "ketua badan permusyawaratan desa"),
    "ketua_lpmd": ("ketua lpmd", "ketua lpm", "ketua lkmd"),
}
_ACTING = ("pj", "plt", "plh", "penjabat", "pelaksana tugas", "pejabat")


def office_of(jabatan: str) -> str:
    """The key of an office (`kepala_desa`, ...) from what stands on a letter; "" for other offices.

    An acting officer (`Pj. Kepala Desa`) holds the same office.
    """
    words = plain_words(jabatan)
    for acting in _ACTING:
        words = words.removeprefix(f"{acting} ")
    for kunci, names in _OFFICES.items():
        if any(words == plain_words(name) or words.startswith(f"{plain_words(name)} ") for name in names):
            return kunci
    return ""


def is_acting(jabatan: str) -> bool:
    """Whether somebody only stands in for the holder of an office (`Pj. Kepala Desa`)."""
    return any(plain_words(jabatan).startswith(f"{acting} ") for acting in _ACTING)


def is_in_office(perangkat: Perangkat, pada: date) -> bool:
    """True if the term covers this day; an open beginning or end does not limit it."""
    has_begun = perangkat.mulai is None or perangkat.mulai <= pada
    return has_begun and (perangkat.selesai is None or pada <= perangkat.selesai)


def penandatangan(perangkat: Iterable[Perangkat], jabatan: str, pada: date) -> Perangkat | None:
    """Who holds the office `kepala_desa`, `sekretaris_desa`, `ketua_bpd` or `ketua_lpmd` on this day.

    Of several the one who began last; None if nobody with a name is in office.
    """
    fitting = [
        satu
        for satu in perangkat
        if satu.nama.strip() and office_of(satu.jabatan) == jabatan and is_in_office(satu, pada)
    ]
    return max(fitting, key=lambda satu: satu.mulai or date.min, default=None)


def penandatangan_dokumen(perangkat: Iterable[Perangkat], dokumen: str, pada: date) -> list[Perangkat]:
    """Officers who sign the paper `dokumen` (a kind of `cetak`) and are in office, in their order."""
    signing = [satu for satu in perangkat if dokumen in satu.tanda_tangan and is_in_office(satu, pada)]
    return sorted(signing, key=lambda satu: satu.urut)


class _Say(Protocol):
    """How a rule reports what it found."""

    def __call__(
        self, level: Level, text: str, field: str, record: UUID | None = None, rule: str = ""
    ) -> None: ...


def check_desa(desa: Desa, pada: date) -> list[Pemeriksaan]:
    """What is missing or odd in Data Desa; nothing here blocks."""
    findings: list[Pemeriksaan] = []

    def say(level: Level, text: str, field: str, record: UUID | None = None, rule: str = "") -> None:
        findings.append(Pemeriksaan(level, text, rule, record or desa.id, field))

    if not desa.dusun:
        say(Level.PERINGATAN, _("Dusun belum diisi. Isi paling sedikit satu dusun."), "dusun")
    seen: set[str] = set()
    for satu in desa.dusun:
        name = compact_dusun(satu.nama)
        if not name:
            say(Level.PERINGATAN, _("Satu dusun belum bernama."), "nama", satu.id)
        elif name in seen:
            text = _("{nama} tercatat dua kali di daftar dusun.").format(nama=satu.nama)
            say(Level.PERINGATAN, text, "nama", satu.id)
        seen.add(name)
    _check_perangkat(desa.perangkat, pada, say)
    return findings


def _check_perangkat(perangkat: Sequence[Perangkat], pada: date, say: _Say) -> None:
    for satu in perangkat:
        who = satu.nama or satu.jabatan
        if satu.mulai is None and satu.selesai is None:
            text = _("Masa jabatan {nama} belum diisi.").format(nama=who)
            say(Level.SARAN, text, "mulai", satu.id, "V-43")
        elif satu.mulai and satu.selesai and satu.selesai < satu.mulai:
            text = _("Masa jabatan {nama} berakhir sebelum mulai.").format(nama=who)
            say(Level.PERINGATAN, text, "selesai", satu.id, "V-43")
        elif satu.selesai is not None and satu.selesai < pada and not _is_followed(satu, perangkat, pada):
            text = _("Masa jabatan {nama} berakhir {tanggal}. Perbarui sebelum mencetak surat.")
            text = text.format(nama=who, tanggal=show_date(satu.selesai))
            say(Level.PERINGATAN, text, "selesai", satu.id, "V-43")
    named = any(satu.nama.strip() and office_of(satu.jabatan) == "kepala_desa" for satu in perangkat)
    if not named:  # one whose term is over is named above
        say(Level.SARAN, _("Kepala Desa belum diisi. Bisa diisi nanti di Data Desa."), "perangkat")


def _is_followed(satu: Perangkat, perangkat: Sequence[Perangkat], pada: date) -> bool:
    """Whether somebody else holds the office now: who went before stays listed for the papers of his time."""
    office = office_of(satu.jabatan) or plain_words(satu.jabatan)
    return any(
        other.id != satu.id
        and other.nama.strip()
        and is_in_office(other, pada)
        and (office_of(other.jabatan) or plain_words(other.jabatan)) == office
        for other in perangkat
    )


def check_angka_pokok(angka: AngkaPokok) -> list[Pemeriksaan]:
    """Figures that contradict each other: men and women must make the sum; parts fit into the whole."""
    findings = [found for satu in angka.baris if (found := _check_sum(satu)) is not None]
    people = next((satu for satu in angka.baris if satu.kunci == "penduduk"), None)
    families = next((satu for satu in angka.baris if satu.kunci == "kk"), None)
    if people is not None and people.jumlah is not None:
        parts = ("usia_0_4", "usia_5_17", "usia_18_59", "lansia", "disabilitas", "ibu_hamil", "baduta")
        findings += _check_parts(angka.baris, parts, people)
    if families is not None and families.jumlah is not None:
        findings += _check_parts(angka.baris, ("kk_miskin",), families)
    for satu in angka.baris:
        if satu.jumlah is not None and not satu.sumber.strip():
            text = _("Sumber angka {nama} belum diisi.").format(nama=_lower(satu.nama))
            findings.append(Pemeriksaan(Level.SARAN, text, "", satu.id, "sumber"))
    return findings


def _check_sum(satu: BarisAngka) -> Pemeriksaan | None:
    if satu.l is None or satu.p is None or satu.jumlah is None or satu.l + satu.p == satu.jumlah:
        return None
    both = satu.l + satu.p
    sentence = _("Jumlah L dan P ({lp}) tidak sama dengan jumlah {nama} ({jumlah}). Selisih {selisih}.")
    text = sentence.format(
        lp=show_number(both),
        nama=_lower(satu.nama),
        jumlah=show_number(satu.jumlah),
        selisih=show_number(abs(both - satu.jumlah)),
    )
    return Pemeriksaan(Level.PERINGATAN, text, "", satu.id, "jumlah")


def _check_parts(
    rows: Sequence[BarisAngka], parts: Sequence[str], whole: BarisAngka
) -> Iterable[Pemeriksaan]:
    for satu in rows:
        is_more = satu.jumlah is not None and whole.jumlah is not None and satu.jumlah > whole.jumlah
        if satu.kunci in parts and is_more:
            sentence = _("{nama} ({jumlah}) lebih banyak dari {semua} ({total}). Periksa angkanya.")
            text = sentence.format(
                nama=satu.nama,
                jumlah=show_number(satu.jumlah or 0),
                semua=_lower(whole.nama),
                total=show_number(whole.jumlah or 0),
            )
            yield Pemeriksaan(Level.PERINGATAN, text, "", satu.id, "jumlah")


def _lower(nama: str) -> str:
    """A name inside a sentence: `Penduduk` is `penduduk`, `KK miskin` stays."""
    return nama if nama[:2].isupper() else nama[:1].lower() + nama[1:]


def default_angka(aturan: Aturan) -> list[BarisAngka]:
    """The empty rows every Angka Pokok starts with, in the order of the rules."""
    return [
        BarisAngka(urut=place, kunci=one.kunci, nama=one.nama, satuan=one.satuan)
        for place, one in enumerate(aturan.angka_pokok, 1)
    ]
