"""Rows that come as text: a CSV from another program, or a block copied in Excel."""

from __future__ import annotations

import csv
import io
import re

from desa_desktop.sheets.failure import Cause, SheetUnreadable
from desa_desktop.sheets.scan import Limits, column_letters, refuse_outside

DELIMITERS = (";", "\t", ",")  # the Indonesian Excel writes ";" because the comma is its decimal sign
_EXCEL_CELL = 32_767
_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")  # reliability.md 9
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_CELL_END = re.compile("[\t\n]")


def decode(data: bytes) -> str:
    """The text of a CSV: UTF-8 with or without mark, UTF-16 with mark, else Windows-1252.

    Raises SheetUnreadable when the bytes are no text at all.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as damage:
            raise SheetUnreadable(Cause.DAMAGED) from damage
    if _NO_TEXT.search(data):
        raise SheetUnreadable(Cause.NOT_WORKBOOK)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def find_delimiter(text: str) -> str:
    """The sign that parts the first lines most often and most evenly."""
    head = text[:65_536].splitlines()[:50]
    if head and head[0].lower().startswith("sep=") and len(head[0].strip()) == 5:
        return head[0].strip()[4]

    def evenness(delimiter: str) -> tuple[int, int]:
        counts = [_count_outside_quotes(line, delimiter) for line in head if line.strip()]
        usual = max(set(counts), key=counts.count, default=0)
        return (counts.count(usual) if usual else 0, usual)

    return max(DELIMITERS, key=evenness)


def _count_outside_quotes(line: str, delimiter: str) -> int:
    return sum(piece.count(delimiter) for piece in line.split('"')[::2])


def guard(text: str) -> str:
    """A cell of a CSV that Excel would run as a formula gets an apostrophe in front.

    So does one that begins with such an apostrophe already: `take_off_guard` gives back every text.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def take_off_guard(text: str) -> str:
    """What `guard` was given."""
    return text[1:] if _GUARDED.match(text) else text


def csv_rows(data: bytes, sheet: str, limits: Limits) -> list[tuple[int, list[str | None]]]:
    """The filled rows of a CSV with their line-of-table numbers, empty cells as None, guards taken off.

    Raises SheetUnreadable for what is no text, too long, too wide or too many.
    """
    text = decode(data)
    delimiter = find_delimiter(text)
    if text[:4].lower() == "sep=" and "\n" in text and len(text.split("\n", 1)[0].strip()) == 5:
        text = "\n" + text.split("\n", 1)[1]  # the line stays, empty, so that numbers agree with Excel
    rows: list[tuple[int, list[str | None]]] = []
    source = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, row in enumerate(source, start=1):
            cells = [take_off_guard(cell) if cell.strip() else None for cell in row]
            while cells and cells[-1] is None:
                cells.pop()
            if not cells:
                continue
            refuse_outside(sheet, number, len(cells), limits)
            refuse_long(sheet, number, cells, limits)
            rows.append((number, cells))
    except csv.Error as damage:
        raise SheetUnreadable(Cause.DAMAGED) from damage
    return rows


def refuse_long(sheet: str, row: int, cells: list[str | None], limits: Limits) -> None:
    """Raise SheetUnreadable that names the first cell longer than the limit."""
    for column, cell in enumerate(cells, start=1):
        if cell is not None and len(cell) > limits.cell:
            address = f"{column_letters(column)}{row}"
            raise SheetUnreadable(Cause.LONG_CELL, lembar=sheet, sel=address, batas=limits.cell)


def read_clipboard(text: str) -> list[list[str]]:
    """A block copied in Excel or LibreOffice as rows of equal length.

    Excel puts quotation marks around a cell only when it holds a line break or a tab, and then
    doubles those inside; a cell that merely begins with a quotation mark is left as it is typed.
    Line breaks inside a cell come back as `\\n`.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if not text:
        return []
    rows: list[list[str]] = [[]]
    place = 0
    while True:
        cell, place = _next_cell(text, place)
        rows[-1].append(cell)
        if place >= len(text):
            break
        if text[place] == "\n":
            rows.append([])
        place += 1
        if place == len(text):
            rows[-1].append("")
            break
    width = max(len(row) for row in rows)
    return [row + [""] * (width - len(row)) for row in rows]


def _next_cell(text: str, start: int) -> tuple[str, int]:
    """The cell that begins at `start`, and where it ends."""
    if text.startswith('"', start):
        end = start + 1
        furthest = min(len(text), start + 2 * _EXCEL_CELL)
        while (end := text.find('"', end, furthest)) >= 0:
            if text.startswith('""', end):
                end += 2
                continue
            inner = text[start + 1 : end]
            closed = end + 1 == len(text) or text[end + 1] in "\t\n"
            if closed and any(sign in inner for sign in ('""', "\n", "\t")):
                return inner.replace('""', '"'), end + 1
            break
    found = _CELL_END.search(text, start)
    end = found.start() if found else len(text)
    return text[start:end], end
