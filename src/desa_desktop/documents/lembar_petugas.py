"""The workbook an enumerator takes along: one row a family, one sheet a table, only answers can be typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from io import BytesIO
from typing import Any

from desa_desktop.documents.excel import as_text, clean, without_clock

HEAD, CODES = 2, 1  # rows: the codes stand above the headings, hidden
PETUNJUK, PILIHAN, KUNCI = "Petunjuk", "Pilihan", "_kunci"
Nilai = str | int | Decimal | date | None
_WHOLE_LIMIT = 10**15  # a workbook keeps no more digits


class Bentuk(Enum):
    """What may be typed into a column; BANYAK: several choices with semicolons between."""

    TEKS = "teks"
    BULAT = "bulat"
    ANGKA = "angka"
    TANGGAL = "tanggal"
    PILIH = "pilih"
    BANYAK = "banyak"


@dataclass(frozen=True, slots=True)
class Kolom:
    """One column: the code it is read back by, its heading, what may be typed, the words to choose from."""

    kode: str
    judul: str
    bentuk: Bentuk = Bentuk.TEKS
    pilihan: tuple[str, ...] = ()
    lebar: float = 16.0
    is_tersembunyi: bool = False


@dataclass(frozen=True, slots=True)
class Lembar:
    """One sheet. The first `terkunci` columns cannot be typed into; `kosong` empty rows follow the filled."""

    nama: str
    kolom: tuple[Kolom, ...]
    baris: Sequence[Sequence[Nilai]]
    terkunci: int = 0
    kosong: int = 0


@dataclass(frozen=True, slots=True)
class BukuPetugas:
    """The whole workbook; `kunci` are rows of a sheet nobody sees, by which it is recognised."""

    judul: str
    petunjuk: Sequence[str]
    lembar: Sequence[Lembar]
    kunci: Sequence[Sequence[str]] = field(default_factory=tuple)


def write_buku(buku: BukuPetugas) -> bytes:
    """The workbook as .xlsx; the same description gives the same bytes."""
    from openpyxl import Workbook

    book = Workbook()
    for empty in book.worksheets:
        book.remove(empty)
    book.properties.title = clean(buku.judul)
    book.properties.creator = "Desa Desktop"
    book.properties.created = datetime(2000, 1, 1)  # noqa: DTZ001  # workbooks carry no zone
    _instructions(book.create_sheet(PETUNJUK), buku)
    places = _choices_of(buku)
    sheets = [book.create_sheet(one.nama) for one in buku.lembar]
    _choices(book.create_sheet(PILIHAN), places)
    for sheet, one in zip(sheets, buku.lembar, strict=True):
        _Writer(sheet, one, places).fill()
    _keys(book.create_sheet(KUNCI), buku.kunci)
    book.active = 1
    target = BytesIO()
    book.save(target)
    return without_clock(target.getvalue())


def _instructions(sheet: Any, buku: BukuPetugas) -> None:
    from openpyxl.styles import Alignment, Font

    for number, text in enumerate([buku.judul, "", *buku.petunjuk], 1):
        cell = sheet.cell(number, 1)
        as_text(cell, clean(text))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if number == 1:
            cell.font = Font(bold=True, size=14)
    sheet.column_dimensions["A"].width = 110
    sheet.protection.sheet = True


def _choices_of(buku: BukuPetugas) -> dict[tuple[str, ...], tuple[int, str]]:
    """Each list of choices with its column in the sheet Pilihan and the question it belongs to first."""
    found: dict[tuple[str, ...], tuple[int, str]] = {}
    for sheet in buku.lembar:
        for one in sheet.kolom:
            if one.pilihan and one.pilihan not in found:
                found[one.pilihan] = (len(found) + 1, one.judul)
    return found


def _choices(sheet: Any, places: dict[tuple[str, ...], tuple[int, str]]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for words, (column, title) in places.items():
        head = sheet.cell(1, column)
        as_text(head, clean(title))
        head.font = Font(bold=True)
        head.alignment = Alignment(wrap_text=True, vertical="top")
        for number, word in enumerate(words, 2):
            as_text(sheet.cell(number, column), clean(word))
        sheet.column_dimensions[get_column_letter(column)].width = 28
    sheet.freeze_panes = "A2"
    sheet.protection.sheet = True


def _keys(sheet: Any, rows: Sequence[Sequence[str]]) -> None:
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            as_text(sheet.cell(number, column), text)
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True


class _Writer:
    def __init__(self, sheet: Any, lembar: Lembar, places: dict[tuple[str, ...], tuple[int, str]]) -> None:
        self.sheet, self.lembar, self.places = sheet, lembar, places
        self.last = HEAD + len(lembar.baris) + lembar.kosong

    def fill(self) -> None:
        from openpyxl.utils import get_column_letter

        sheet, lembar = self.sheet, self.lembar
        for column, one in enumerate(lembar.kolom, 1):
            as_text(sheet.cell(CODES, column), one.kode)
            self._head(column, one)
            sheet.column_dimensions[get_column_letter(column)].width = one.lebar
            sheet.column_dimensions[get_column_letter(column)].hidden = one.is_tersembunyi
            self._validate(column, one)
        for number, row in enumerate(lembar.baris, HEAD + 1):
            for column, value in enumerate(row, 1):
                self._cell(number, column, value)
        for number in range(HEAD + len(lembar.baris) + 1, self.last + 1):
            for column in range(1, len(lembar.kolom) + 1):
                self._cell(number, column, None)
        sheet.row_dimensions[CODES].hidden = True
        sheet.row_dimensions[HEAD].height = 62
        sheet.freeze_panes = f"{get_column_letter(lembar.terkunci + 1)}{HEAD + 1}"
        guard = sheet.protection
        guard.sheet, guard.formatColumns, guard.formatRows, guard.autoFilter = True, False, False, False
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True

    def _head(self, column: int, one: Kolom) -> None:
        from openpyxl.styles import Alignment, Font, PatternFill

        cell = self.sheet.cell(HEAD, column)
        as_text(cell, clean(one.judul))
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E0E0E0")
        cell.alignment = Alignment(wrap_text=True, vertical="top")

    def _cell(self, row: int, column: int, value: Nilai) -> None:
        from openpyxl.styles import Alignment, PatternFill, Protection

        cell, one = self.sheet.cell(row, column), self.lembar.kolom[column - 1]
        is_locked = column <= self.lembar.terkunci
        if isinstance(value, str):
            as_text(cell, clean(value))
        elif value is not None:
            cell.value = value
        cell.number_format = {
            Bentuk.TANGGAL: "DD/MM/YYYY",
            Bentuk.BULAT: "#,##0",
            Bentuk.ANGKA: "#,##0.###",
        }.get(one.bentuk, "@")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if is_locked:
            cell.fill = PatternFill("solid", fgColor="F2F2F2")
        else:
            cell.protection = Protection(locked=False)

    def _validate(self, column: int, one: Kolom) -> None:
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.datavalidation import DataValidation

        if column <= self.lembar.terkunci or self.last <= HEAD:
            return
        letter = get_column_letter(column)
        rule = self._rule(one)
        if rule is None:
            return
        check = DataValidation(allow_blank=True, **rule)
        check.errorTitle, check.promptTitle = "Isian belum sesuai", clean(one.judul)[:30]
        check.showErrorMessage = check.type is not None
        check.showInputMessage = bool(check.prompt)
        check.add(f"{letter}{HEAD + 1}:{letter}{self.last}")
        self.sheet.add_data_validation(check)

    def _rule(self, one: Kolom) -> dict[str, Any] | None:
        """What Excel checks while typing. Nothing is refused there that the program would take."""
        if one.pilihan:
            column, _title = self.places[one.pilihan]
            from openpyxl.utils import get_column_letter

            letter = get_column_letter(column)
            if one.bentuk is Bentuk.BANYAK:
                words = "; ".join(one.pilihan)
                many = f"Boleh lebih dari satu, pisahkan dengan titik koma (;). Pilihan: {words}"
                if len(many) > 250:
                    many = (
                        "Boleh lebih dari satu, pisahkan dengan titik koma (;). "
                        f"Pilihannya di lembar {PILIHAN}, kolom {letter}."
                    )
                return {"type": None, "prompt": many}
            return {
                "type": "list",
                "formula1": f"'{PILIHAN}'!${letter}$2:${letter}${len(one.pilihan) + 1}",
                "error": "Pilih salah satu dari daftar.",
            }
        match one.bentuk:
            case Bentuk.BULAT:
                limits = {"formula1": str(-_WHOLE_LIMIT), "formula2": str(_WHOLE_LIMIT)}
                return {"type": "whole", "operator": "between", "error": "Isi dengan angka bulat.", **limits}
            case Bentuk.ANGKA:
                limits = {"formula1": str(-_WHOLE_LIMIT), "formula2": str(_WHOLE_LIMIT)}
                return {"type": "decimal", "operator": "between", "error": "Isi dengan angka.", **limits}
            case Bentuk.TANGGAL:
                return {
                    "type": "date",
                    "operator": "between",
                    "formula1": "DATE(1900,1,1)",
                    "formula2": "DATE(2100,12,31)",
                    "error": "Isi dengan tanggal, misalnya 22/11/2026.",
                }
        return None
