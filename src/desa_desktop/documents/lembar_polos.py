"""A plain workbook of many rows for other programs: one heading row, no decoration, little memory.

Text is never a formula, whatever it begins with; a long number stays text, so that no digit is lost when the
sheet is opened and saved again. For what people read and print see `excel`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any, TypeAlias

Polos: TypeAlias = str | int | Decimal | date | None
_AS_TEXT = "@"
_DATE = "DD/MM/YYYY"
_LONG = re.compile(r"[0-9]{6,}")
_BEGINS = ("=", "+", "-", "@")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_LIMIT = 32_000


@dataclass(frozen=True, slots=True)
class LembarPolos:
    """One sheet: its name (at most 31 characters, none of `[]:*?/`), first row, the rows below, widths.

    `is_berjudul`: the first row are headings that stay in view. `teks` are the columns (from 0) of long
    numbers: all their cells, also the empty ones, are text, so that a NIK typed there keeps its 16 digits.
    """

    nama: str
    judul: Sequence[str]
    baris: Iterable[Sequence[Polos]]
    lebar: Sequence[float] = ()
    is_berjudul: bool = True
    teks: Collection[int] = ()


def write_plain(
    nama: str,
    judul: Sequence[str],
    rows: Iterable[Sequence[Polos]],
    *,
    widths: Sequence[float] = (),
    teks: Collection[int] = (),
) -> bytes:
    """A workbook of one sheet: the rows below their headings. `teks`: see LembarPolos."""
    return write_sheets((LembarPolos(nama, judul, rows, widths, teks=teks),))


def write_sheets(sheets: Iterable[LembarPolos]) -> bytes:
    """A workbook of these sheets, in their order."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for one in sheets:
        _fill(book, one)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _fill(book: Any, one: LembarPolos) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", one.nama)[:31])
    for place, width in enumerate(one.lebar, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    for place in one.teks:
        sheet.column_dimensions[get_column_letter(place + 1)].number_format = _AS_TEXT
    if one.is_berjudul:
        sheet.freeze_panes = "A2"

    def cell(value: Polos, place: int = -1) -> Any:
        if isinstance(value, str):
            text = clean(value)
            if place not in one.teks and not text.startswith(_BEGINS) and not _LONG.search(text):
                return text
            made = WriteOnlyCell(sheet, value=text)
            made.data_type = "s"  # the cell itself would take `=` for a formula
            made.number_format = _AS_TEXT
            return made
        if isinstance(value, date):
            made = WriteOnlyCell(sheet)
            made.value = value
            made.number_format = _DATE
            return made
        return value

    sheet.append([cell(title) for title in one.judul])
    for row in one.baris:
        sheet.append([cell(value, place) for place, value in enumerate(row)])


def clean(text: str) -> str:
    """The text without the signs that a workbook refuses."""
    return _UNSEEN.sub("", unicodedata.normalize("NFC", text))[:_LIMIT]
