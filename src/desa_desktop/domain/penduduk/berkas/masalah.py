"""What is to be asked about a row of an import: which cell, which rule, in which words, and the ways out.

Rules of the import: P-208 a date that stands for an unread one, P-209 a birth without its day where the NIK
names one, P-221 place and date of birth swapped, P-222 columns swapped, P-223 a formula without a result,
P-323 a name marked as late, P-701 the same NIK twice in the file, P-702 the same person twice, P-703 no
living resident, P-704 another state than in the register, P-705 moved to another KK, P-706 perhaps somebody
of the register, P-707 the NIK of somebody else, P-708 another RT/RW than the head's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, IntEnum
from typing import Any
from uuid import UUID

from desa_desktop.domain.penduduk.baca import Nama
from desa_desktop.domain.penduduk.kode import KodePenduduk, fold
from desa_desktop.domain.penduduk.orang import StatusDasar
from desa_desktop.domain.sebutan import field_name
from desa_desktop.domain.wording import show_date
from desa_desktop.i18n import N_, _


class Berat(IntEnum):
    """What a problem does to its row, the gravest last."""

    INGAT = 1  # the value goes in; somebody should look at it
    TANYA = 2  # the cell stays empty, its text is kept with the record
    TAHAN = 3  # the row waits for an answer
    TOLAK = 4  # the row cannot go in


class Sikap(Enum):
    """Answers that are no value of a field."""

    KOSONG = "kosong"  # leave the field empty
    ORANG_LAIN = "orang_lain"  # somebody who is not in the register yet
    TUKAR = "tukar"  # place and date of birth stand in each other's cell
    BENAR = "benar"  # it is right as it stands


@dataclass(frozen=True, slots=True)
class Masalah:
    """One problem of one cell. `usul` are values (or a Sikap) that can be accepted, the likeliest first."""

    kolom: str
    nilai: str
    aturan: str
    teks: str
    berat: Berat
    usul: tuple[Any, ...] = ()

    @property
    def kunci(self) -> tuple[str, str, str]:
        """By what equal problems are put together: the same word, else the same rule in the same column."""
        is_word = self.aturan in ("P-302", "P-311", "P-312", "P-341", "P-301")
        return (self.aturan, self.kolom, fold(self.nilai) if is_word else "")


@dataclass(frozen=True, slots=True)
class Jawab:
    """What a person answered: a value that was proposed, or text typed into the cell."""

    nilai: Any = None
    is_ketikan: bool = False


Jawaban = Mapping[tuple[int, str], Jawab]
"""By place of the row in the file and field."""


_SWAPS = {
    "tanggal_lahir": N_("tukar tempat dan tanggal lahir"),
    "_nik": N_("tukar NIK dan nomor KK"),
    "_nama_ayah": N_("tukar nama ayah dan nama ibu"),
}


def show_usul(kolom: str, usul: Any, kode: KodePenduduk, names: Mapping[UUID, str]) -> str:
    """A proposal in words; `names` are hamlets and persons by their id."""
    match usul:
        case None | Sikap.KOSONG:
            return _("kosongkan")
        case Sikap.ORANG_LAIN:
            return _("orang lain, tambahkan")
        case Sikap.TUKAR:
            return _(_SWAPS.get(kolom, _SWAPS["tanggal_lahir"]))
        case Sikap.BENAR:
            return _("benar seperti tertulis")
        case StatusDasar():
            return kode["status_dasar"].word(usul.kode).lower()
        case Nama():
            return usul.nama
        case date():
            return show_date(usul)
        case UUID():
            return names.get(usul, "")
        case int() if kode.of_field(kolom) is not None:
            return kode.word(kolom, usul)
        case "L" | "P" if kolom == "jk":
            return _("laki-laki") if usul == "L" else _("perempuan")
        case str() if kolom == "dusun_id":
            return _("tambahkan dusun {nama}").format(nama=usul)
        case tuple():
            return " / ".join(str(one) for one in usul)
        case _:
            return str(usul)


_OUT: Mapping[Berat, str] = {
    Berat.INGAT: N_(
        "Barisnya tetap masuk. Bila memang salah, betulkan di sini, di berkas, atau di Mutu Data."
    ),
    Berat.TANYA: N_(
        "Barisnya tetap masuk tanpa isian ini. Ketik nilainya di sini, atau lengkapi di Mutu Data."
    ),
    Berat.TAHAN: N_(
        "Baris ini menunggu. Ketik nilai yang benar di sini, atau betulkan di berkas dan impor lagi."
    ),
    Berat.TOLAK: N_(
        "Baris ini tidak masuk. Ketik yang benar di sini, atau betulkan di berkas dan impor lagi."
    ),
}
_SAYS_IT_ITSELF = frozenset({"P-704", "P-708"})


def jalan_keluar(masalah: Masalah) -> str:
    """What becomes of the row and what can be done, for a problem without a proposal; "" for others."""
    if masalah.usul or masalah.aturan in _SAYS_IT_ITSELF:
        return ""
    return _(_OUT[masalah.berat])


def judul_of(kolom: str) -> str:
    """The field's name on screen."""
    return _("Baris") if not kolom else field_name(kolom)
