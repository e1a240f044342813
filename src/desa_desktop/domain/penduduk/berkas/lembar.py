"""Any workbook that holds people as flat rows: which layout it is, where its headings are, which rows count.

Nothing is read of the cells' meaning here; that is `baris`. A sheet called `Kode Data` is OpenSID's list of
codes and is never read; `###` in the second cell ends a sheet (interop.md 1.1).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from desa_desktop.domain.penduduk.baca import cell_text
from desa_desktop.domain.penduduk.berkas.blok import Anggota, bentuk_blok, read_blok
from desa_desktop.domain.penduduk.berkas.judul import (
    Judul,
    find_judul,
    is_judul_lagi,
    is_penomoran,
)
from desa_desktop.domain.penduduk.berkas.kolom import BY_FIELD, Bentuk, bentuk_of, plain
from desa_desktop.domain.penduduk.catatan import ProfilImpor
from desa_desktop.domain.penduduk.kode import KodePenduduk, is_empty_mark
from desa_desktop.i18n import _
from desa_desktop.sheets import Row, Sheet

_CODES = plain("Kode Data")
_STOP = "###"
_TOTAL = re.compile(r"(sub ?total|jumlah|total|rekap)\b", re.IGNORECASE)
_SAMPLE = 60
_NOT_PEOPLE = frozenset({plain("Peserta"), plain("No Peserta"), plain("Nomor Rumah Tangga")})
_PROOF = ("nik", "no_kk", "jk", "tanggal_lahir", "_ttl", "shdk")


@dataclass(frozen=True, slots=True)
class BarisDatar:
    """One person as it stands in the sheet: where, its cells, which cell fills which field.

    `keluarga` are cells that stand above the members once (number of the KK, address).
    """

    lembar: str
    nomor: int
    sel: tuple[Any, ...]
    peta: Mapping[str, int]
    keluarga: Mapping[str, Any]

    def cell(self, field: str) -> Any:
        """The cell of a field; None where there is none or it is blank."""
        place = self.peta.get(field, -1)
        if 0 <= place < len(self.sel):
            found = self.sel[place]
            if found is not None and found != "":
                return found
        return self.keluarga.get(field)

    def has(self, field: str) -> bool:
        """Whether the sheet has such a column at all."""
        return field in self.peta or field in self.keluarga


@dataclass(frozen=True, slots=True)
class Lembaran:
    """One sheet as recognised: its layout, the row of its headings (0: none), place -> field."""

    nama: str
    bentuk: Bentuk
    baris_judul: int
    judul: tuple[str, ...]
    peta: Mapping[int, str]

    @property
    def is_orang(self) -> bool:
        """Whether its columns are those of people: a name and at least one thing more."""
        return "nama" in self.peta.values() and any(one in self.peta.values() for one in _PROOF)

    @property
    def sidik(self) -> str:
        """By what the sheet is known again."""
        return "|".join(plain(one) for one in self.judul)


@dataclass(frozen=True, slots=True)
class Dilewati:
    """A row that is no person, and why."""

    lembar: str
    nomor: int
    alasan: str


@dataclass(slots=True)
class Berkas:
    """A workbook as recognised: its sheets, its people, what was passed over.

    `is_1904`: its numbers that are days count from 1904.
    """

    lembar: list[Lembaran] = field(default_factory=list)
    baris: list[BarisDatar] = field(default_factory=list)
    dilewati: list[Dilewati] = field(default_factory=list)
    lembar_lain: list[str] = field(default_factory=list)
    profil: str = ""
    is_1904: bool = False

    @property
    def bentuk(self) -> Bentuk:
        """The layout of the sheet with people; BEBAS where there is none."""
        return next((one.bentuk for one in self.lembar if one.is_orang), Bentuk.BEBAS)

    @property
    def is_dikenal(self) -> bool:
        """Whether any sheet holds people."""
        return any(one.is_orang for one in self.lembar)


def read_berkas(
    sheets: Sequence[Sheet],
    kode: KodePenduduk,
    *,
    lembar: str = "",
    pilihan: Mapping[str, str] | None = None,
    profil: Sequence[ProfilImpor] = (),
) -> Berkas:
    """The people of a workbook as flat rows with the row numbers of its sheets.

    A hidden sheet is read only when it is named, or when no sheet in view holds people: nobody expects last
    year's residents out of it. `lembar`: only this sheet. `pilihan` maps headings to fields as a person
    chose ("" leaves one out) and wins over what is recognised; `profil` are the mappings remembered. A
    workbook without people gives an empty Berkas whose `lembar` still has the headings, for mapping by hand.
    """
    found = Berkas(is_1904=any(sheet.is_1904 for sheet in sheets))
    hidden: list[Sheet] = []
    for sheet in sheets:
        if not sheet.rows or plain(sheet.name) == _CODES:
            continue
        sheet = _with_signs(sheet)
        if lembar and sheet.name.casefold() != lembar.casefold():
            found.lembar_lain.append(sheet.name)
        elif sheet.is_hidden and not lembar:
            hidden.append(sheet)
        else:
            _read_sheet(found, sheet, kode, pilihan or {}, profil)
    for sheet in hidden:
        if found.is_dikenal:
            found.lembar_lain.append(sheet.name)
        else:
            _read_sheet(found, sheet, kode, pilihan or {}, profil)
    if found.is_dikenal:
        found.lembar_lain += [one.nama for one in found.lembar if not one.is_orang]
        found.lembar = [one for one in found.lembar if one.is_orang]
    return found


def _with_signs(sheet: Sheet) -> Sheet:
    """The sheet with `#N/A` and the like in the cells that show it, so that they are asked about."""
    if not sheet.unread:
        return sheet
    by_row: dict[int, dict[int, str]] = {}
    for (row, column), sign in sheet.unread.items():
        by_row.setdefault(row, {})[column - 1] = sign
    rows = tuple(
        row if row.number not in by_row else replace(row, cells=_filled(row.cells, by_row[row.number]))
        for row in sheet.rows
    )
    return replace(sheet, rows=rows)


def _filled(cells: tuple[Any, ...], signs: Mapping[int, str]) -> tuple[Any, ...]:
    wide = [*cells, *[None] * (max(signs) + 1 - len(cells))]
    return tuple(signs.get(place) if cell is None else cell for place, cell in enumerate(wide))


def _read_sheet(
    found: Berkas, sheet: Sheet, kode: KodePenduduk, pilihan: Mapping[str, str], profil: Sequence[ProfilImpor]
) -> None:
    bentuk = bentuk_blok(sheet.rows)
    if bentuk is not None:
        judul, anggota, passed = read_blok(sheet.rows, bentuk, pilihan)
        if anggota:
            found.lembar.append(Lembaran(sheet.name, bentuk, judul.nomor, judul.teks, judul.peta))
            found.baris += [_member(sheet.name, one) for one in anggota]
            found.dilewati += [Dilewati(sheet.name, nomor, alasan) for nomor, alasan in passed]
            return
    judul = find_judul(sheet.rows, pilihan)
    remembered = _remembered(judul, profil)
    if remembered is not None:
        found.profil = remembered.nama
        learned = {plain(one["judul"]): one["isian"] for one in remembered.kolom}
        learned.update({plain(name): isian for name, isian in pilihan.items()})
        judul = find_judul(sheet.rows, learned)
    peta = _settle_status(dict(judul.peta), judul, sheet.rows, kode)
    if _NOT_PEOPLE & {plain(one) for one in judul.teks}:
        peta = {}
    recognised = Lembaran(sheet.name, bentuk_of(judul.teks), judul.nomor, judul.teks, peta)
    found.lembar.append(recognised)
    if recognised.is_orang:
        _read_flat(found, sheet, judul, peta)


def _remembered(judul: Judul, profil: Sequence[ProfilImpor]) -> ProfilImpor | None:
    sidik = "|".join(plain(one) for one in judul.teks)
    return next((one for one in profil if one.sidik == sidik and one.kolom), None)


def _member(lembar: str, one: Anggota) -> BarisDatar:
    return BarisDatar(lembar, one.nomor, one.sel, one.peta, one.keluarga)


def _settle_status(
    peta: dict[int, str], judul: Judul, rows: Sequence[Row], kode: KodePenduduk
) -> dict[int, str]:
    """What a column called only `Status` means, by the words in it: marriage, or living here at all."""
    place = next((place for place, name in peta.items() if name == "_status"), None)
    if place is None:
        return peta
    words = [
        cell_text(row.cells[place])
        for row in rows
        if row.number > judul.nomor and place < len(row.cells) and row.cells[place] is not None
    ][:_SAMPLE]
    words = [one for one in words if not is_empty_mark(one)]
    taken = set(peta.values())
    for name in ("status_dasar", "status_kawin", "shdk"):
        daftar = kode["status_dasar"] if name == "status_dasar" else kode.of_field(name)
        assert daftar is not None
        known = sum(daftar.find(one) is not None for one in words)
        if name not in taken and words and 2 * known > len(words):
            peta[place] = name
            return peta
    peta[place] = ""
    return peta


def _read_flat(found: Berkas, sheet: Sheet, judul: Judul, peta: Mapping[int, str]) -> None:
    fields: dict[str, int] = {}
    for place in sorted(peta):
        if peta[place]:
            fields.setdefault(peta[place], place)
    nama, nik = fields.get("nama", -1), fields.get("nik", -1)
    for row in sheet.rows:
        if row.number <= judul.akhir:
            continue
        cells = row.cells
        if any(isinstance(one, str) and one.strip() == _STOP for one in cells[:3]):
            break
        alasan = _why_no_person(cells, judul, nama, nik)
        if alasan:
            found.dilewati.append(Dilewati(sheet.name, row.number, alasan))
        else:
            found.baris.append(BarisDatar(sheet.name, row.number, cells, fields, _NOBODY))


_NOBODY: Mapping[str, Any] = {}


def _why_no_person(cells: Sequence[Any], judul: Judul, nama: int, nik: int) -> str:
    """Why a row below the headings is no person, "" for one that is."""
    named, numbered = _text_at(cells, nama), _text_at(cells, nik)
    if is_penomoran(cells):
        return _("nomor kolom")
    if is_judul_lagi(cells, judul):
        return _("judul yang berulang")
    first = next((one for one in cells if isinstance(one, str) and one.strip()), "")
    if not numbered and _TOTAL.match(first.strip()):
        return _("baris jumlah")
    if is_empty_mark(named) and is_empty_mark(numbered):
        return _("tanpa nama dan NIK")
    return ""


def _text_at(cells: Sequence[Any], place: int) -> str:
    return cell_text(cells[place]) if 0 <= place < len(cells) else ""


def choices() -> tuple[str, ...]:
    """The fields that a column can be mapped to by hand, in the order of the table."""
    return tuple(BY_FIELD)
