"""A described table as a table of Word: merged headings that come back, bands, lines inside a row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import assert_never

from desa_desktop.documents.blocks import (
    Align,
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
from desa_desktop.documents.widths import figures, fitted
from desa_desktop.documents.word.marks import (
    CELL_SIDE,
    Box,
    Ink,
    Lie,
    grid,
    line_of,
    paragraph,
    shares,
    words,
)
from desa_desktop.domain.wording import show_date_short, show_number

_GREY = {Level.GROUP: "E0E0E0", Level.SUBGROUP: "F2F2F2", Level.SUBTOTAL: "", Level.TOTAL: "E0E0E0"}
_SUMS = (Level.SUBTOTAL, Level.TOTAL)
_HEAD = "EBEBEB"
_SMALL = 0.88  # of the size, for hints
_LONG = 900  # letters: a row with more in one cell may run on over a page's end
_SQUARES = 10  # of a bar
_LONGEST_HINT = 2_000
_DIGIT, _POINT = 0.556, 0.333  # of the size, the widest of points, commas, dashes and slashes
_SIDES = {
    Kind.TEXT: Align.LEFT,
    Kind.CENTRED: Align.CENTRE,
    Kind.DATE: Align.CENTRE,
    Kind.TICK: Align.CENTRE,
    Kind.NUMBER: Align.RIGHT,
    Kind.MONEY: Align.RIGHT,
}


def table(block: Table, room: int) -> str:
    """The table over `room` twips, its heading on every page; sums stay with the rows above them."""
    made = _Made(block, room)
    lines = made.head()
    rows = block.rows or (Row(("",) * len(block.columns)),)
    for place, row in enumerate(rows):
        following = rows[place + 1] if place + 1 < len(rows) else None
        keep = _keeps(row, following) or (block.together and following is not None)
        lines += [made.band(row, keep)] if isinstance(row, Band) else made.row(row, keep)
    return grid(lines, made.widths, style="TableGrid")


def _keeps(row: Row | Band, following: Row | Band | None) -> bool:
    """A group's heading stays with its first row, a sum with the last row above it."""
    if following is None:
        return False
    if isinstance(row, Band) and row.level not in _SUMS:
        return True
    return isinstance(following, Band) and following.level in _SUMS


def shown(cell: str | int | Decimal | date | Measure | bool | None, column: Column) -> str:
    """A value as it is written: thousands with points, days as dd/mm/yyyy, ticks as signs."""
    match cell:
        case None:
            return ""
        case bool():
            return "✓" if cell else ("☐" if column.kind is Kind.TICK else "")
        case str():
            return cell
        case int() | Decimal():
            return show_number(cell, decimals=column.decimals)
        case Measure():
            return f"{show_number(cell.number)} {cell.unit}".rstrip()
        case date():
            return show_date_short(cell)
    assert_never(cell)


class _Made:
    """Widths of one table, and its rows."""

    def __init__(self, block: Table, room: int) -> None:
        self.columns = block.columns
        self.size = block.size
        widths = shares([column.width for column in block.columns], room)
        needs = [_room_for(text, block.size) for text in figures(block)]
        self.widths = shares(fitted(widths, needs), room)

    # rows

    def row(self, row: Row, keep: bool) -> list[str]:
        """A record; its continuation lines become lines of their own whose other cells are one downwards."""
        lines = (row.cells, *row.further)
        stacked = {place for more in row.further for place, cell in enumerate(more) if cell is not None}
        found = []
        for number, cells in enumerate(lines):
            is_last = number == len(lines) - 1
            boxes = []
            for place, cell in enumerate(cells):
                merged = "" if len(lines) == 1 or place in stacked else ("continue" if number else "restart")
                inside = self.cell(None if merged == "continue" else cell, place, keep or not is_last)
                boxes.append(Box(inside, self.widths[place], merged=merged))
            is_whole = all(not isinstance(cell, str) or len(cell) <= _LONG for cell in cells)
            found.append(line_of(boxes, height=0.0 if number else row.height, is_whole=is_whole))
        return found

    def cell(
        self, value: Cell, place: int, keep: bool, *, is_bold: bool = False, italic: bool = False
    ) -> str:
        """The paragraphs of one cell, aligned as its column is."""
        column = self.columns[place]
        lie = Lie(style="Isi", align=_SIDES[column.kind], keep_next=keep)
        ink = Ink(size=self.size, is_bold=is_bold, is_italic=italic)
        match value:
            case Asked():
                return self._asked(value, keep)
            case Boxes():
                return self._boxes(value, keep)
            case Blank():
                right = Lie(style="Isi", align=Align.RIGHT, keep_next=keep)
                return paragraph(words(value.after, Ink(size=self.size * _SMALL, is_italic=True)), right)
            case Bar():
                return paragraph(words(_bar(value), ink), Lie(style="Isi", keep_next=keep))
            case bool():
                return paragraph(
                    words(shown(value, column), ink), Lie(style="Isi", align=Align.CENTRE, keep_next=keep)
                )
            case _:
                return paragraph(words(shown(value, column), ink), lie)

    def _asked(self, value: Asked, keep: bool) -> str:
        lie = Lie(style="Isi", keep_next=keep)
        star = words(" *", Ink(size=self.size, is_bold=True)) if value.is_required else ""
        found = paragraph(words(value.text, Ink(size=self.size)) + star, lie)
        if value.hint:
            small = Ink(size=self.size * _SMALL, is_italic=True)
            found += paragraph(words(value.hint, small, _LONGEST_HINT), lie)
        return found

    def _boxes(self, value: Boxes, keep: bool) -> str:
        runs = []
        for place, label in enumerate(value.labels):
            is_ticked = place in value.ticked
            gap = "   " if place else ""
            runs.append(
                words(f"{gap}{'☒' if is_ticked else '☐'} {label}", Ink(size=self.size, is_bold=is_ticked))
            )
        return paragraph("".join(runs), Lie(style="Isi", keep_next=keep))

    # bands

    def band(self, band: Band, keep: bool) -> str:
        """A group's heading or a sum: its label over the columns up to the first value, bold, in grey."""
        first = 1 if band.number else 0
        ends = [place for place, _value in band.values] or [len(self.widths)]
        last = max(first + 1, min(ends))
        fill, is_italic = _GREY[band.level], band.level is Level.SUBGROUP
        ink = Ink(size=self.size, is_bold=True, is_italic=is_italic)
        boxes = []
        if band.number:
            number = Lie(style="Isi", align=Align.CENTRE, keep_next=keep)
            boxes.append(Box(paragraph(words(band.number, ink), number), self.widths[0], fill=fill))
        side = Align.CENTRE if band.level in _SUMS else Align.LEFT
        label = paragraph(words(band.label, ink), Lie(style="Isi", align=side, keep_next=keep))
        boxes.append(Box(label, sum(self.widths[first:last]), span=last - first, fill=fill))
        values = dict(band.values)
        for place in range(last, len(self.widths)):
            inside = self.cell(values.get(place), place, keep, is_bold=True)
            boxes.append(Box(inside, self.widths[place], fill=fill))
        return line_of(boxes)

    # heading

    def head(self) -> list[str]:
        """The rows of titles, and the row of column letters; all of them come back on each page."""
        cells, depth = heading(self.columns)
        lines = []
        for level in range(depth):
            here = sorted((one for one in cells if one.top <= level < one.bottom), key=lambda one: one.first)
            lines.append(line_of([self._title(one, level) for one in here], is_head=True))
        if any(column.letter for column in self.columns):
            ink = Ink(size=self.size * 0.9, is_italic=True)
            lie = Lie(style="Isi", align=Align.CENTRE, keep_next=True)
            letters = [
                Box(paragraph(words(column.letter, ink), lie), width)
                for column, width in zip(self.columns, self.widths, strict=True)
            ]
            lines.append(line_of(letters, is_head=True))
        return lines

    def _title(self, cell: HeadCell, level: int) -> Box:
        """A cell of the heading as it stands in one of its rows; only the uppermost has the words."""
        lie = Lie(style="Isi", align=Align.CENTRE, keep_next=True)
        text = cell.text if level == cell.top else ""
        inside = paragraph(words(text, Ink(size=self.size, is_bold=True)), lie)
        merged = "" if cell.bottom - cell.top == 1 else "restart" if level == cell.top else "continue"
        width = sum(self.widths[cell.first : cell.last])
        return Box(inside, width, cell.last - cell.first, merged, _HEAD, "center")


def _room_for(text: str, size: float) -> float:
    """Twips that figures take on one line in Arial, bold or not, with the white at both sides."""
    ems = sum(_DIGIT if sign.isdecimal() else _POINT for sign in text)
    return ems * size * 20 + 2 * CELL_SIDE + 1 if text else 0.0


def _bar(bar: Bar) -> str:
    """Ten squares, as many of them black as the number's share; a dash for no number."""
    if bar.number is None:
        return "–"
    share = max(Decimal(0), min(bar.number, bar.most)) / bar.most
    black = int(share * _SQUARES + Decimal("0.5"))
    return "■" * black + "□" * (_SQUARES - black)
