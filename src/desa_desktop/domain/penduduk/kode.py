"""The code lists of kependudukan: code to word, word to code, and what OpenSID and Prodeskel call it.

The lists are data (`resources/rules/kode-penduduk.csv`, `kode-prodeskel.csv`); nothing here reads files.
Source: kependudukan.md 8, interop.md 1.3 and 7.1.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

# field of Penduduk, Keluarga or Mutasi -> the list its code is from
DAFTAR_OF_FIELD: Mapping[str, str] = {
    "shdk": "shdk",
    "agama": "agama",
    "pendidikan_kk": "pendidikan_kk",
    "pendidikan_sedang": "pendidikan_sedang",
    "pekerjaan": "pekerjaan",
    "status_kawin": "status_kawin",
    "golongan_darah": "golongan_darah",
    "warganegara": "kewarganegaraan",
    "dapat_membaca": "dapat_membaca",
    "status_rekam_ktp": "status_rekam_ktp",
    "ktp_el": "ktp_el",
    "cacat": "cacat",
    "disabilitas_ragam": "disabilitas_ragam",
    "sakit_menahun": "sakit_menahun",
    "cara_kb": "akseptor_kb",
    "hamil": "hamil",
    "asuransi": "asuransi",
    "status_penduduk": "status_penduduk",
    "kelas_sosial": "kelas_sosial",
    "tujuan_pindah": "tujuan_pindah",
}
# what people write when they know nothing (kependudukan.md 5)
_EMPTY = frozenset(
    {"", "-", "--", ".", "..", "?", "??", "0", "x", "xx", "xxx", "n/a", "na", "null", "none", "nihil"}
    | {"kosong", "tdk tahu", "tidak tahu", "tdk th", "belum diisi", "belum ada", "tidak diisi"}
)


@dataclass(frozen=True, slots=True)
class Kode:
    """One line of a list. `opensid` and `prodeskel` are the codes there, None: nothing corresponds.

    `catatan` says why a line without a Prodeskel code must be asked about.
    """

    daftar: str
    kode: int
    nama: str
    alias: tuple[str, ...] = ()
    opensid: int | None = None
    prodeskel: int | None = None
    nama_prodeskel: str = ""
    catatan: str = ""


@dataclass(frozen=True)
class DaftarKode:
    """One list, in its order."""

    nama: str
    isi: tuple[Kode, ...]

    @cached_property
    def by_kode(self) -> Mapping[int, Kode]:
        """The lines by their code."""
        return {one.kode: one for one in self.isi}

    @cached_property
    def by_word(self) -> Mapping[str, int]:
        """The code by folded name and alias; a name wins over the alias of another line."""
        words = {fold(alias): one.kode for one in self.isi for alias in one.alias}
        return words | {fold(one.nama): one.kode for one in self.isi}

    def word(self, kode: int | None) -> str:
        """The word of a code, "" for none; the bare number for one that is not in the list."""
        if kode is None:
            return ""
        known = self.by_kode.get(kode)
        return known.nama if known is not None else str(kode)

    def find(self, text: str) -> int | None:
        """The code meant by a number of the list (`3`, `03`) or a word (`SMA`, `Tani`); None if neither."""
        clean = text.strip()
        if re.fullmatch(r"0*[0-9]{1,3}(\.0+)?", clean):
            number = int(clean.partition(".")[0])
            return number if number in self.by_kode else None
        return self.by_word.get(fold(clean))

    def from_opensid(self, kode: int) -> int | None:
        """Our code for a code of OpenSID; its own names win (89 LAINNYA is our 99, not our 89)."""
        if self.nama == "pekerjaan" and kode == _OPENSID_LAINNYA:
            return _LAINNYA
        return next((one.kode for one in self.isi if one.opensid == kode), None)

    def to_opensid(self, kode: int | None) -> int | None:
        """OpenSID's code for ours; None where it has none."""
        known = self.by_kode.get(kode) if kode is not None else None
        return known.opensid if known is not None else None


_OPENSID_LAINNYA, _LAINNYA = 89, 99


@dataclass(frozen=True)
class KodePenduduk:
    """All lists by their name; `prodeskel` are the lists of Prodeskel itself, for asking."""

    daftar: Mapping[str, DaftarKode]
    prodeskel: Mapping[str, DaftarKode]

    def __getitem__(self, daftar: str) -> DaftarKode:
        return self.daftar[daftar]

    def of_field(self, field: str) -> DaftarKode | None:
        """The list a field's code is from; None for a field that holds no code."""
        name = DAFTAR_OF_FIELD.get(field)
        return self.daftar[name] if name is not None else None

    def word(self, field: str, kode: int | None) -> str:
        """The word for the code in a field. Raises KeyError for a field that holds no code."""
        return self.daftar[DAFTAR_OF_FIELD[field]].word(kode)


def fold(text: str) -> str:
    """How words of lists are compared: no case, blanks or points; `A+` and `A-` stay apart.

    The stroke counts, or DIPLOMA I / II would be DIPLOMA III.
    """
    clean = re.sub(r"[^a-z0-9+/\-]", "", unicodedata.normalize("NFKC", text).lower())
    return re.sub(r"-(?=.)", "", clean)


def is_empty_mark(text: str) -> bool:
    """Whether a cell says that nothing is known: `-`, `.`, `?`, `xx`, `tdk tahu` (kependudukan.md 5)."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().lower() in _EMPTY


def read_kode_penduduk(text: str, prodeskel: str = "") -> KodePenduduk:
    """The lists from the two CSV files (`kode-penduduk.csv`, `kode-prodeskel.csv`)."""
    return KodePenduduk(_lists(text), _lists(prodeskel))


def _lists(text: str) -> dict[str, DaftarKode]:
    found: dict[str, list[Kode]] = {}
    for row in _rows(text):
        found.setdefault(row["daftar"], []).append(
            Kode(
                daftar=row["daftar"],
                kode=int(row["kode"]),
                nama=row["nama"],
                alias=tuple(one.strip() for one in row.get("alias", "").split(";") if one.strip()),
                opensid=_number(row.get("opensid", "")),
                prodeskel=_number(row.get("prodeskel", "")),
                nama_prodeskel=row.get("nama_prodeskel", ""),
                catatan=row.get("catatan", ""),
            )
        )
    return {name: DaftarKode(name, tuple(lines)) for name, lines in found.items()}


def _number(text: str) -> int | None:
    return int(text) if text else None


def _rows(text: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
