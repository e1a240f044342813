"""A plain workbook of many rows for other programs: one heading row, no decoration, little memory.

Text is never a formula, whatever it begins with; a long number stays text, so that no digit is lost when the
sheet is opened and saved again. For what people read and print see `excel`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
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

    `is_berjudul`: the first row are headings that stay in view.
    """

    nama: str
    judul: Sequence[str]
    baris: Iterable[Sequence[Polos]]
    lebar: Sequence[float] = ()
    is_berjudul: bool = True


def write_plain(
    nama: str, judul: Sequence[str], rows: Iterable[Sequence[Polos]], *, widths: Sequence[float] = ()
) -> bytes:
    """A workbook of one sheet: the rows below their headings."""
    return write_sheets((LembarPolos(nama, judul, rows, widths),))


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
    if one.is_berjudul:
        sheet.freeze_panes = "A2"

    def cell(value: Polos) -> Any:
        if isinstance(value, str):
            text = clean(value)
            if not text.startswith(_BEGINS) and not _LONG.search(text):
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
        sheet.append([cell(value) for value in row])


def clean(text: str) -> str:
    """The text without the signs that a workbook refuses."""
    return _UNSEEN.sub("", unicodedata.normalize("NFC", text))[:_LIMIT]
