"""A plain workbook of many rows for other programs: one heading row, no decoration, little memory.

Text is never a formula, whatever it begins with; a long number stays text, so that no digit is lost when the
sheet is opened and saved again. For what people read and print see `excel`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
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


def write_plain(
    nama: str, judul: Sequence[str], rows: Iterable[Sequence[Polos]], *, widths: Sequence[float] = ()
) -> bytes:
    """The rows below their headings on a sheet called `nama` (at most 31 characters, none of `[]:*?/`)."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", nama)[:31])
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
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

    sheet.append([cell(one) for one in judul])
    for row in rows:
        sheet.append([cell(one) for one in row])
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def clean(text: str) -> str:
    """The text without the signs that a workbook refuses."""
    return _UNSEEN.sub("", unicodedata.normalize("NFC", text))[:_LIMIT]
