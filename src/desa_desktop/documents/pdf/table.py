"""Drawing a table: merged headings, column letters, rows that wrap, bands with sums.

A row stays whole on a page unless it is taller than two fifths of one; then it runs on line by line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate

from desa_desktop.documents.blocks import (
    Asked,
    Band,
    Bar,
    Blank,
    Boxes,
    Cell,
    Column,
    Kind,
    Level,
    Measure,
    Row,
    Table,
)
from desa_desktop.documents.heads import HeadCell, heading
from desa_desktop.documents.pdf import cells
from desa_desktop.documents.pdf.cells import Line
from desa_desktop.documents.pdf.flow import Head, Piece
from desa_desktop.documents.pdf.ink import Ink
from desa_desktop.documents.pdf.letters import Face, Letters, aman_pdf
from desa_desktop.documents.widths import figures, fitted
from desa_desktop.domain.wording import show_date_short, show_number

MM = 72 / 25.4
_SIDE = 2.0  # points between a line and the letters
_ABOVE = 1.4
_HAIR = 0.01  # against the rounding of sums
_LEADING = 1.24
_RISE = 0.98  # from the top of a line of letters to its base line, in sizes
_GREY = {Level.GROUP: 0.88, Level.SUBGROUP: 0.95, Level.SUBTOTAL: 1.0, Level.TOTAL: 0.88}
_RIGHT = {Kind.NUMBER, Kind.MONEY}
_LEAST_HEAD = 0.65  # how much smaller than the rows a title may become
_BREAKS = re.compile(r"\s+|(?<=[/-])")  # where a title may be broken
_MIDDLE = {Kind.CENTRED, Kind.DATE, Kind.TICK}
_TICK = "\ue000"  # stands for a drawn tick; aman_pdf takes it out of people's text
_BOX = "\ue001"


def pieces(table: Table, width: float, room: float, letters: Letters) -> list[Piece]:
    """The table as pieces of `width` points for pages with `room` points; sums stay with their rows."""
    layout = _Layout(table, width, letters)
    head = layout.head()
    result: list[Piece] = []
    last = len(table.rows) - 1
    for index, row in enumerate(table.rows):
        following = table.rows[index + 1] if index < last else None
        keep = _keeps(row, following) or (table.together and following is not None)
        if isinstance(row, Band):
            result.append(layout.band(row, head, keep))
        else:
            result += layout.row(row, head, keep, room)
    if not table.rows:
        result.append(layout.row(Row(("",) * len(table.columns)), head, False, room)[0])
    return result


def _keeps(row: Row | Band, following: Row | Band | None) -> bool:
    """A group's heading stays with its first row, a sum with the last row above it."""
    if following is None:
        return False
    if isinstance(row, Band) and row.level in (Level.GROUP, Level.SUBGROUP):
        return True
    return isinstance(following, Band) and following.level in (Level.SUBTOTAL, Level.TOTAL)


def shown(cell: Cell, column: Column) -> str:
    """A cell as it is printed; ticks and empty boxes are signs that the row draws."""
    match cell:
        case None | Asked() | Boxes() | Blank() | Bar():
            return ""  # drawn by `cells`
        case bool():
            return _TICK if cell else (_BOX if column.kind is Kind.TICK else "")
        case str():
            return aman_pdf(cell)
        case int() | Decimal():
            return show_number(cell, decimals=column.decimals)
        case Measure():
            return f"{show_number(cell.number)} {aman_pdf(cell.unit)}".rstrip()
        case date():
            return show_date_short(cell)


@dataclass(frozen=True, slots=True)
class _RowDraw:
    """Some lines of a row, ready to be drawn."""

    layout: _Layout
    columns: tuple[list[str | Line], ...]
    height: float
    is_first: bool

    def __call__(self, ink: Ink, x: float, y: float) -> None:
        layout = self.layout
        if self.is_first:
            ink.line(x, y, x + layout.width, y)
        for edge in layout.edges:
            ink.line(x + edge, y, x + edge, y - self.height)
        top = y - _ABOVE - _RISE * layout.size
        for index, lines in enumerate(self.columns):
            base = top
            for line in lines:
                if line:
                    layout.write(ink, index, x, base, line, layout.letters.regular)
                base -= layout.leading


class _Layout:
    """Widths and sizes of one table on one paper."""

    def __init__(self, table: Table, width: float, letters: Letters) -> None:
        self.table = table
        self.letters = letters
        self.size = table.size
        self.leading = table.size * _LEADING
        self.width = width
        shares = sum(column.width for column in table.columns)
        needs = [
            letters.bold.width(text, table.size) + 2 * _SIDE + _HAIR if text else 0.0
            for text in figures(table)
        ]
        self.widths = fitted([column.width * width / shares for column in table.columns], needs)
        self.edges = [0.0, *accumulate(self.widths)]
        self.rooms = [part - 2 * _SIDE for part in self.widths]
        self.kinds = [column.kind for column in table.columns]

    # rows

    def row(self, row: Row, head: Head, keep: bool, room: float) -> list[Piece]:
        """The row in one piece, or in several if it is taller than two fifths of a page."""
        columns = self._lines(row)
        count = max(map(len, columns))
        height = max(count * self.leading + 2 * _ABOVE, row.height * MM)
        if height <= 0.4 * room:
            return [Piece(height, _RowDraw(self, columns, height, True), keep, head)]
        result: list[Piece] = []
        for start in range(0, count, 3):
            part = tuple(lines[start : start + 3] for lines in columns)
            lines = min(3, count - start)
            height = lines * self.leading + (2 * _ABOVE if start + 3 >= count else _ABOVE / 2)
            is_last = start + 3 >= count
            result.append(Piece(height, _RowDraw(self, part, height, start == 0), keep and is_last, head))
        return result

    def _lines(self, row: Row) -> tuple[list[str | Line], ...]:
        """Each column's lines; columns with continuation lines stay level with each other."""
        columns = tuple(self._wrapped(index, cell) for index, cell in enumerate(row.cells))
        if not row.further:
            return columns
        stacked = {index for more in row.further for index, cell in enumerate(more) if cell is not None}
        for more in row.further:
            level = max(len(columns[index]) for index in stacked)
            for index in stacked:
                columns[index].extend([""] * (level - len(columns[index])))
                columns[index].extend(self._wrapped(index, more[index]))
        return columns

    def _wrapped(self, index: int, cell: Cell) -> list[str | Line]:
        if cell is None or cell == "":
            return []
        if isinstance(cell, Asked | Boxes | Blank | Bar):
            return [*cells.lines_of(cell, self.letters, self.size, self.rooms[index])]
        text = shown(cell, self.table.columns[index])
        if isinstance(cell, int | Decimal):
            return [text]  # never cut in two; `write` makes a long one smaller
        return [*self.letters.regular.wrap(text, self.size, self.rooms[index])]

    def write(self, ink: Ink, index: int, x: float, base: float, line: str | Line, face: Face) -> None:
        """One line of a cell, aligned as its column is."""
        left = x + self.edges[index]
        if not isinstance(line, str):
            line(ink, left + _SIDE, left + self.widths[index] - _SIDE, base)
        elif line in (_TICK, _BOX):
            _draw_tick(ink, left + self.widths[index] / 2, base, self.size, line == _TICK)
        elif self.kinds[index] in _RIGHT:
            size = min(self.size, self.size * self.rooms[index] / max(face.width(line, self.size), 1.0))
            ink.right(face, size, left + self.widths[index] - _SIDE, base, line)
        elif self.kinds[index] in _MIDDLE:
            ink.centre(face, self.size, left + self.widths[index] / 2, base, line)
        else:
            ink.text(face, self.size, left + _SIDE, base, line)

    # bands

    def band(self, band: Band, head: Head, keep: bool) -> Piece:
        """A group's heading or a sum, with its grey and its bold letters."""
        first = 1 if band.number else 0
        ends = [index for index, _value in band.values] or [len(self.widths)]
        last = max(first + 1, min(ends))
        room = self.edges[last] - self.edges[first] - 2 * _SIDE
        face = self.letters.face(is_bold=True, is_italic=band.level is Level.SUBGROUP)
        label = face.wrap(aman_pdf(band.label), self.size, room)
        values = [(index, self._wrapped(index, value)) for index, value in band.values]
        number = face.wrap(aman_pdf(band.number), self.size, self.rooms[0]) if band.number else []
        count = max(len(label), len(number), *(len(lines) for _index, lines in values), 1)
        height = count * self.leading + 2 * _ABOVE
        edges = [edge for index, edge in enumerate(self.edges) if not first < index < last]
        is_sum = band.level in (Level.SUBTOTAL, Level.TOTAL)
        middle = (self.edges[first] + self.edges[last]) / 2

        def draw(ink: Ink, x: float, y: float) -> None:
            if _GREY[band.level] < 1:
                ink.field(x, y - height, self.width, height, _GREY[band.level])
            ink.line(x, y, x + self.width, y)
            for edge in edges:
                ink.line(x + edge, y, x + edge, y - height)
            top = y - _ABOVE - _RISE * self.size
            for row, line in enumerate(number):
                ink.centre(face, self.size, x + self.widths[0] / 2, top - row * self.leading, line)
            for row, line in enumerate(label):
                base = top - row * self.leading
                if is_sum:
                    ink.centre(face, self.size, x + middle, base, line)
                else:
                    ink.text(face, self.size, x + self.edges[first] + _SIDE, base, line)
            for index, wrapped in values:
                for row, one in enumerate(wrapped):
                    self.write(ink, index, x, top - row * self.leading, one, self.letters.bold)

        return Piece(height, draw, keep, head)

    # heading

    def head(self) -> Head:
        """The heading: merged groups, titles, and the row of column letters."""
        cells, heights = self._head_cells()
        letters = [column.letter for column in self.table.columns]
        letter_height = self.leading * 0.9 + 2 * _ABOVE if any(letters) else 0.0
        downs = [0.0, *accumulate(heights)]
        full = downs[-1]
        bold = self.letters.bold

        def draw(ink: Ink, x: float, y: float) -> None:
            ink.field(x, y - full, self.width, full, 0.92)
            ink.line(x, y, x + self.width, y, 0.8)
            for one in cells:
                cell = one.cell
                top, bottom = y - downs[cell.top], y - downs[cell.bottom]
                left, right = x + self.edges[cell.first], x + self.edges[cell.last]
                ink.line(left, top, left, bottom)
                if cell.top:
                    ink.line(left, top, right, top)
                leading = one.size * _LEADING
                spare = (top - bottom - len(one.lines) * leading) / 2
                for row, line in enumerate(one.lines):
                    base = top - spare - _RISE * one.size - row * leading
                    ink.centre(bold, one.size, (left + right) / 2, base, line)
            ink.line(x + self.width, y, x + self.width, y - full - letter_height)
            if letter_height:
                self._draw_letters(ink, x, y - full, letter_height)

        def close(ink: Ink, x: float, y: float) -> None:
            ink.line(x, y, x + self.width, y)

        return Head(full + letter_height, draw, close)

    def _draw_letters(self, ink: Ink, x: float, y: float, height: float) -> None:
        small = self.size * 0.9
        ink.line(x, y, x + self.width, y)
        for index, column in enumerate(self.table.columns):
            ink.line(x + self.edges[index], y, x + self.edges[index], y - height)
            middle = x + self.edges[index] + self.widths[index] / 2
            ink.centre(
                self.letters.italic, small, middle, y - _ABOVE - _RISE * small, aman_pdf(column.letter)
            )

    def _head_cells(self) -> tuple[list[_HeadCell], list[float]]:
        """The heading's cells and the heights of its rows; the lowest row of a tall cell makes it room."""
        described, depth = heading(self.table.columns)
        cells = [self._head_cell(cell) for cell in described]
        heights = [0.0] * depth
        for one in sorted(cells, key=lambda one: one.cell.bottom - one.cell.top):
            above = sum(heights[one.cell.top : one.cell.bottom - 1])
            needed = len(one.lines) * one.size * _LEADING + 2 * _ABOVE - above
            heights[one.cell.bottom - 1] = max(heights[one.cell.bottom - 1], needed)
        return cells, heights

    def _head_cell(self, cell: HeadCell) -> _HeadCell:
        """The lines of a title; smaller where its longest word would be cut in two (A4, many columns)."""
        bold, said = self.letters.bold, aman_pdf(cell.text)
        room = self.edges[cell.last] - self.edges[cell.first] - 2 * _SIDE
        words = _BREAKS.split(said)
        longest = max((bold.width(word, self.size) for word in words), default=0.0)
        size = self.size * max(_LEAST_HEAD, min(1.0, (room - 0.01) / max(longest, 0.1)))
        return _HeadCell(cell, bold.wrap(said, size, room) if cell.text else [], size)


@dataclass(frozen=True, slots=True)
class _HeadCell:
    """A cell of the heading with its lines and the size of their letters."""

    cell: HeadCell
    lines: list[str]
    size: float


def _draw_tick(ink: Ink, x: float, base: float, size: float, is_set: bool) -> None:
    """A tick of two strokes, or an empty box; the fonts have neither."""
    if is_set:
        ink.line(x - 0.32 * size, base + 0.28 * size, x - 0.08 * size, base, 0.9)
        ink.line(x - 0.08 * size, base, x + 0.36 * size, base + 0.66 * size, 0.9)
        return
    half = 0.34 * size
    for x1, y1, x2, y2 in (
        (x - half, base, x + half, base),
        (x + half, base, x + half, base + 2 * half),
        (x + half, base + 2 * half, x - half, base + 2 * half),
        (x - half, base + 2 * half, x - half, base),
    ):
        ink.line(x1, y1, x2, y2)
