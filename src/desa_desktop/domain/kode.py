"""Code lists of the planning year: kegiatan codes, sources of money, SDGs Desa (perencanaan.md 7)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from desa_desktop.domain.teks import compact

_KODE = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{1,2})\.?")
_PACKED = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2})")
_ROMAN = {"i": "01", "ii": "02", "iii": "03", "iv": "04", "v": "05"}


@dataclass(frozen=True, slots=True)
class KodeKegiatan:
    """One line of the code list; `asal` is lampiran, tambahan, or kabupaten for `.90` to `.99`."""

    kode: str
    level: str
    nama: str
    nama_pendek: str
    asal: str


@dataclass(frozen=True, slots=True)
class SumberDana:
    """One source of money. `kunci` is what records store: `DDS` for village money, `U1` in a DU-RKP."""

    kunci: str
    kode: str
    singkatan: str
    nama: str
    alias: tuple[str, ...] = ()

    def is_called(self, text: str) -> bool:
        """True if people mean this source by the text, whatever its case and points."""
        wanted = compact(text)
        return bool(wanted) and wanted in {compact(name) for name in (self.singkatan, self.nama, *self.alias)}


@dataclass(frozen=True, slots=True)
class Sdgs:
    """One of the 18 goals of SDGs Desa."""

    nomor: int
    nama: str


@lru_cache(1024)
def normalize_kode(text: str) -> str:
    """`01.01.01` out of `1.1.1`, `01.01.01.`, `1.1.01` or `010101`; "" if it has no such form."""
    clean = re.sub(r"\s", "", text)
    found = _KODE.fullmatch(clean) or _PACKED.fullmatch(clean)
    return ".".join(part.zfill(2) for part in found.groups()) if found else ""


def bidang_of(kode: str) -> str:
    """The two digits of the bidang of a stored code; "" for a row without a code."""
    return kode[:2]


def sub_bidang_of(kode: str) -> str:
    """The sub bidang of a stored code, `02.03`; "" for a row without a code."""
    return kode[:5]


def read_bidang_number(text: str) -> str:
    """`02` out of `2`, `02`, `II` or `Bidang 2`; "" if the text is no such number of 1 to 5."""
    word = compact(text).removeprefix("bidang")
    if word in _ROMAN:
        return _ROMAN[word]
    return word.zfill(2) if re.fullmatch(r"0?[1-5]", word) else ""


def read_kegiatan_table(text: str) -> dict[str, KodeKegiatan]:
    """The code list from `kode-kegiatan.csv` (kode, level, nama, nama_pendek, asal), by code."""
    return {
        row["kode"]: KodeKegiatan(row["kode"], row["level"], row["nama"], row["nama_pendek"], row["asal"])
        for row in _rows(text)
    }


def read_sumber_table(text: str, *, by_kode: bool = False) -> tuple[SumberDana, ...]:
    """Sources from a CSV (kode, singkatan, nama, alias with `;`); `by_kode`: records store the code."""
    return tuple(
        SumberDana(
            row["kode"] if by_kode else row["singkatan"],
            row["kode"],
            row["singkatan"],
            row["nama"],
            tuple(alias.strip() for alias in row["alias"].split(";") if alias.strip()),
        )
        for row in _rows(text)
    )


def read_sdgs_table(text: str) -> tuple[Sdgs, ...]:
    """The goals from `sdgs-desa.csv` (no, nama), in their order."""
    return tuple(Sdgs(int(row["no"]), row["nama"]) for row in _rows(text))


def _rows(text: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
