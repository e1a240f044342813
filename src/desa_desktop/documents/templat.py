"""Writes the sheets of a form template as a workbook that people edit in Excel."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence

_FIXED_DATE = (2026, 1, 1, 0, 0, 0)
_FIXED_MOMENT = b"2026-01-01T00:00:00Z"
_WIDE = {"label": 55, "hint": 40, "relevant": 35, "constraint": 45, "calculation": 45, "Catatan": 100}
_USUAL_WIDTH = 20


def write_templat(sheets: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """The workbook with these sheets of text, headings first; the same sheets give the same bytes.

    A cell that begins with `=` stays text: the formulas of a form are read by the form, not by Excel.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    for unwanted in book.worksheets:
        book.remove(unwanted)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, start=1):
            for column, text in enumerate(row, start=1):
                if text:
                    cell = sheet.cell(number, column, text)
                    cell.data_type = "s"
                    cell.alignment = Alignment(wrap_text=True, vertical="top")
                    if number == 1:
                        cell.font = Font(bold=True)
        sheet.freeze_panes = "A2"
        for column, heading in enumerate(rows[0], start=1):
            sheet.column_dimensions[get_column_letter(column)].width = _WIDE.get(heading, _USUAL_WIDTH)
    raw = io.BytesIO()
    book.save(raw)
    return _without_clock(raw.getvalue())


def _without_clock(data: bytes) -> bytes:
    """The same parcel with fixed dates inside."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", _FIXED_MOMENT, content)
            fixed = zipfile.ZipInfo(entry.filename, _FIXED_DATE)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            fixed.external_attr = 0o600 << 16
            new.writestr(fixed, content)
    return target.getvalue()
