"""Writing a described page as a workbook: each table its own sheet, numbers as numbers, dates as dates."""

from __future__ import annotations

import functools
import re
import unicodedata
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, assert_never

from desa_desktop.documents.blocks import (
    Asked,
    Band,
    Bar,
    BigDigits,
    Blank,
    Block,
    Boxes,
    Cell,
    Chart,
    Clauses,
    CodeAndStamp,
    Column,
    Contents,
    Fields,
    Heading,
    Items,
    Kind,
    Letterhead,
    Level,
    Mark,
    Measure,
    Page,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Row,
    Signatures,
    Space,
    Table,
)
from desa_desktop.documents.heads import heading
from desa_desktop.documents.pdf.parts import mark_of
from desa_desktop.documents.widths import figures

MM_PER_INCH = 25.4
_CELL_LIMIT = 1_000
_MOST_UNITS = 60  # a workbook has room for about 200 number formats of its own
_PAPERS = {Paper.A4: 9, Paper.A5: 11}
_FOLIO = 14  # the paper's number in page set-up: Folio, 8.5 by 13 inches; F4 has no number of its own
_MONEY = "#,##0"
_DATE = "DD/MM/YYYY"
_GREY = {Level.GROUP: "E0E0E0", Level.SUBGROUP: "F2F2F2", Level.SUBTOTAL: "", Level.TOTAL: "E0E0E0"}
EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001  workbooks carry no zone; one moment for all, so bytes stay equal


def write(page: Page) -> bytes:
    """The page as .xlsx. A page without a table becomes one sheet with its sentences.

    What stands before a table goes above it, what follows it up to a page break below it. Text is never a
    formula, whatever it begins with. Equal pages give equal bytes.
    """
    from openpyxl import Workbook

    book = Workbook()
    for empty in book.worksheets:
        book.remove(empty)
    book.properties.title = clean(page.title)
    book.properties.creator = "Desa Desktop"
    book.properties.created = book.properties.modified = EPOCH
    units: dict[str, str] = {}
    names: set[str] = set()
    for group in _groups(_parts(page.blocks)):
        sheet = book.create_sheet(_sheet_name(group[0].table, page.title, names))
        _fill(sheet, page, group, units)
    target = BytesIO()
    book.save(target)
    return without_clock(target.getvalue())


@dataclass(slots=True)
class _Part:
    """One sheet: what stands above its table, the table, what stands below."""

    above: list[Block] = field(default_factory=list)
    table: Table | None = None
    below: list[Block] = field(default_factory=list)


def _parts(blocks: Sequence[Block]) -> list[_Part]:
    parts = [_Part()]
    waiting: list[Block] = []
    for block in blocks:
        if isinstance(block, PageBreak) and parts[-1].table is not None:
            parts[-1].below += waiting
            waiting = []
            continue
        if not isinstance(block, Table):
            waiting.append(block)
            continue
        if parts[-1].table is not None:
            parts.append(_Part())
        parts[-1].above, parts[-1].table = waiting, block
        waiting = []
    if parts[-1].table is None:
        parts[-1].above += waiting
    else:
        parts[-1].below += waiting
    return parts


def _groups(parts: Sequence[_Part]) -> list[list[_Part]]:
    """The parts that share a sheet: one table, and those after it that join it."""
    groups: list[list[_Part]] = []
    for part in parts:
        if groups and part.table is not None and part.table.joins:
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def _fill(sheet: Any, page: Page, group: Sequence[_Part], units: dict[str, str]) -> None:
    """One sheet with its parts below each other; widths and page set-up follow from the widest of each."""
    if len(group) == 1:
        _Sheet(sheet, page, group[0], units).fill()
        return
    line, widths = 1, list[float]()
    for part in group:
        made = _Sheet(sheet, page, part, units)
        made.line = line
        made.write_part()
        line = made.line
        for place, width in enumerate(made.joined_widths()):
            if place < len(widths):
                widths[place] = max(widths[place], width)
            else:
                widths.append(width)
    _Sheet(sheet, page, _Part(), units).set_up(None, widths, is_landscape=page.is_landscape)


def _sheet_name(table: Table | None, title: str, used: set[str]) -> str:
    """A name Excel takes: 31 characters, none of `[]:*?/\\`, each only once."""
    wanted = re.sub(r"[\[\]:*?/\\]", " ", clean((table.sheet if table else "") or title)).strip(" '")
    wanted = wanted[:31] or "Lembar"
    name, number = wanted, 2
    while name.lower() in used:
        ending = f" ({number})"
        name, number = wanted[: 31 - len(ending)] + ending, number + 1
    used.add(name.lower())
    return name


def clean(text: str) -> str:
    """People's text without the control and bidi signs that a workbook refuses or hides."""
    short = unicodedata.normalize("NFC", text[: _CELL_LIMIT * 2].replace("\t", " "))
    unseen = {"Cc", "Cf", "Cs", "Co", "Cn"}
    return "".join(s for s in short if s == "\n" or unicodedata.category(s) not in unseen)[:_CELL_LIMIT]


class _Sheet:
    """One worksheet being filled from the top."""

    def __init__(self, sheet: Any, page: Page, part: _Part, units: dict[str, str]) -> None:
        self.sheet = sheet
        self.page = page
        self.part = part
        self.units = units
        self.line = 1
        self.columns: tuple[Column, ...] = part.table.columns if part.table else ()
        self.rows: tuple[int, int] | None = None  # first and last line of the table's rows
        self.count = max(1, len(self.columns))

    def fill(self) -> None:
        """Everything of this part, then widths and page set-up."""
        heading = self.write_part()
        self.set_up(heading, self._widths(), is_landscape=heading is not None)

    def joined_widths(self) -> list[float]:
        """Widths in characters where several tables share the columns: what each needs by itself."""
        total = sum(column.width for column in self.columns) or 1.0
        least = self._least()
        return [
            max(6.0, least[place], min(60.0, column.width / total * 105))
            for place, column in enumerate(self.columns)
        ]

    def write_part(self) -> tuple[int, int] | None:
        """Everything of this part; returns the first and last line of the table's heading."""
        charts = [block for block in self.part.above if isinstance(block, Chart)]
        for block in self.part.above:
            if not isinstance(block, Chart):
                self._block(block)
        heading: tuple[int, int] | None = None
        if self.part.table is not None:
            heading = self._table(self.part.table)
        for chart in charts:  # below the rows they show
            self._chart(chart)
        for block in self.part.below:
            self._block(block)
        return heading

    # values

    def _put(
        self, line: int, column: int, value: Cell, *, kind: Kind = Kind.TEXT, decimals: int | None = None
    ) -> Any:
        """Write one value with the format of its kind; text is marked as text for good."""
        from openpyxl.styles import Alignment

        cell = self.sheet.cell(line, column)
        top = Alignment(vertical="top", wrap_text=True)
        match value:
            case None:
                return cell
            case bool():
                value = "✓" if value else ("☐" if kind is Kind.TICK else "")
                as_text(cell, value)
                top = Alignment(vertical="top", horizontal="center")
            case str():
                as_text(cell, clean(value))
                if kind is not Kind.TEXT:
                    side = "right" if kind in (Kind.MONEY, Kind.NUMBER) else "center"
                    top = Alignment(vertical="top", horizontal=side, wrap_text=True)
            case Measure():
                self._measure(cell, value)
                top = Alignment(vertical="top", horizontal="left", wrap_text=True)
            case Asked() | Boxes():
                as_text(cell, clean(_words(value)))
            case Blank():
                as_text(cell, clean(value.after))
                top = Alignment(vertical="top", horizontal="right", wrap_text=True)
            case Bar():
                self._bar(cell, value)
            case int() | Decimal():
                cell.value = value
                cell.number_format = _number_format(value, decimals)
                if kind is Kind.CENTRED:
                    top = Alignment(vertical="top", horizontal="center")
            case date():
                cell.value = value
                cell.number_format = _DATE
        cell.alignment = top
        return cell

    def _bar(self, cell: Any, value: Bar) -> None:
        """The number, with a bar of the workbook's own behind it."""
        from openpyxl.formatting.rule import DataBarRule

        if value.number is None:
            return
        cell.value = value.number
        cell.number_format = "0.0"
        rule = DataBarRule(  # type: ignore[no-untyped-call]  # no types there
            "num", 0, "num", float(value.most), color="A0A0A0", showValue=True
        )
        self.sheet.conditional_formatting.add(cell.coordinate, rule)

    def _measure(self, cell: Any, value: Measure) -> None:
        """The number, with its unit in the format so that it can still be added up."""
        unit = re.sub(r"[^\w %./²³()-]", " ", clean(value.unit))[:30].strip()
        known = self.units.get(unit)
        if known is None and len(self.units) < _MOST_UNITS:
            known = self.units[unit] = f' "{unit}"' if unit else ""
        if known is None:
            as_text(cell, f"{value.number} {unit}".replace(".", ","))
            return
        cell.value = value.number
        cell.number_format = _number_format(value.number, None) + known

    # blocks around the table

    def _block(self, block: Block) -> None:
        match block:
            case Letterhead():
                self._centred([*block.lines, block.address], is_bold=True)
                self.line += 1
            case Heading():
                self._centred(block.lines, is_bold=True)
                self.line += 1
            case Paragraph():
                self._across(block.text, is_bold=block.is_bold)
            case Items():
                for place, text in enumerate(block.texts, 1):
                    self._across(f"{place}. {text}" if block.marks == "1." else f"- {text}")
            case Clauses():
                for place, text in enumerate(block.texts):
                    mark = mark_of(block.marks, place)
                    self._pair(block.label if place == 0 else "", f"{mark} {text}".strip())
                self.line += 1
            case Fields():
                for label, value in block.pairs:
                    self._pair(label, value)
                self.line += 1
            case Signatures():
                self._signatures(block)
            case Space() | PageBreak():
                self.line += 1
            case Mark() | Contents():
                pass  # pages are a matter of paper; the sheets have names
            case BigDigits():
                self._across(" ".join(block.groups), is_bold=True)
            case CodeAndStamp():
                self._across(block.code)
            case Chart():
                self._chart(block)
            case Picture():
                self._across(block.caption)
            case Table():
                raise TypeError("a table has a sheet of its own")
            case _:
                assert_never(block)

    def _centred(self, lines: Sequence[str], *, is_bold: bool) -> None:
        from openpyxl.styles import Alignment, Font

        for text in lines:
            if not text:
                continue
            cell = self._put(self.line, 1, text)
            cell.font = Font(bold=is_bold, size=12)
            cell.alignment = Alignment(horizontal="center")
            self._merge(self.line, 1, self.line, self.count)
            self.line += 1

    def _across(self, text: str, *, is_bold: bool = False) -> None:
        """A sentence over the width of the table, with lines enough to be read."""
        from openpyxl.styles import Font

        cell = self._put(self.line, 1, text)
        cell.font = Font(bold=is_bold)
        self._merge(self.line, 1, self.line, self.count)
        room = max(20.0, sum(self._widths()) * 1.1)
        self.sheet.row_dimensions[self.line].height = 15 * (1 + int(len(text) / room))
        self.line += 1

    def _pair(self, label: str, value: str) -> None:
        from openpyxl.styles import Alignment

        split = min(3, max(1, self.count - 1))
        cell = self._put(self.line, 1, label)
        cell.alignment = Alignment(vertical="top")
        self._merge(self.line, 1, self.line, split)
        if self.count > 1:
            second = self._put(self.line, split + 1, f": {value}")
            second.alignment = Alignment(vertical="top")
            self._merge(self.line, split + 1, self.line, self.count)
        else:
            self._put(self.line, 1, f"{label}: {value}")
        self.line += 1

    def _signatures(self, block: Signatures) -> None:
        from openpyxl.styles import Alignment, Font

        self.line += 1
        edges = self._thirds(len(block.signers))
        for signer, (first, last) in zip(block.signers, edges, strict=True):
            rows = (
                (0, signer.above),
                (1, signer.office),
                (5, signer.name or "(" + "." * 30 + ")"),
                (6, signer.number),
            )
            for down, text in rows:
                if not text:
                    continue
                cell = self._put(self.line + down, first, text)
                cell.alignment = Alignment(horizontal="center", vertical="top", wrap_text=True)
                cell.font = Font(bold=down == 5)
                self._merge(self.line + down, first, self.line + down, last)
        self.line += 8

    def _thirds(self, signers: int) -> list[tuple[int, int]]:
        """Neighbouring column ranges of about equal width, one for each signer (at the right if one)."""
        shares = max(signers, 2)
        widths = self._widths()
        total = sum(widths)
        ends = [0]
        for part in range(1, shares + 1):
            filled, end = 0.0, 0
            while end < len(widths) and filled + widths[end] / 2 < total * part / shares:
                filled += widths[end]
                end += 1
            ends.append(max(end, ends[-1] + 1))
        ranges = [(ends[place] + 1, ends[place + 1]) for place in range(shares)]
        return ranges[-signers:]

    def _chart(self, block: Chart) -> None:
        """A chart of the workbook's own over the rows of its table, which lie above without a band."""
        if self.rows is None or not block.bars or self.rows[1] < self.rows[0]:
            return
        from openpyxl.chart import BarChart, Reference

        first, last = self.rows
        chart: Any = BarChart()
        chart.type, chart.legend = "bar", None if len(block.bars) == 1 else chart.legend
        height = max(6.0, 1.5 + 0.55 * (last - first + 1))  # cm
        chart.title, chart.width, chart.height = None, 24.0, height
        chart.x_axis.scaling.orientation = "maxMin"  # the first row on top, as in the table
        chart.y_axis.scaling.min = 0
        chart.x_axis.delete = chart.y_axis.delete = False
        for column in block.bars:
            # the heading may be two lines high; its lowest line is the one above the rows
            data = Reference(self.sheet, min_col=column + 1, min_row=first - 1, max_row=last)
            chart.add_data(data, titles_from_data=True)
        chart.set_categories(Reference(self.sheet, min_col=2, min_row=first, max_row=last))
        self.sheet.add_chart(chart, f"A{self.line + 1}")
        self.line += 2 + int(height / 0.53)

    # the table

    def _table(self, table: Table) -> tuple[int, int]:
        """Heading and rows; returns the heading's first and last line."""
        first = self.line
        self._head(table)
        last = self.line - 1
        self.rows = (self.line, last + sum(isinstance(row, Row) for row in table.rows))
        for row in table.rows:
            if isinstance(row, Band):
                self._band(row)
                continue
            for cells in (row.cells, *row.further):
                for place, (value, column) in enumerate(zip(cells, self.columns, strict=True), 1):
                    cell = self._put(self.line, place, value, kind=column.kind, decimals=column.decimals)
                    cell.border = thin_border()
                self.line += 1
        return first, last

    def _head(self, table: Table) -> None:
        cells, depth = heading(table.columns)
        for one in cells:
            self._head_cell(self.line + one.top, one.first + 1, one.text)
            self._merge(self.line + one.top, one.first + 1, self.line + one.bottom - 1, one.last)
        self.sheet.row_dimensions[self.line].height = 30
        self.line += depth
        if any(column.letter for column in table.columns):
            for index, column in enumerate(table.columns):
                self._head_cell(self.line, index + 1, column.letter, is_letter=True)
            self.line += 1

    def _head_cell(self, line: int, column: int, text: str, *, is_letter: bool = False) -> None:
        from openpyxl.styles import Alignment, Font, PatternFill

        cell = self._put(line, column, text)
        cell.font = Font(bold=not is_letter, italic=is_letter)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = thin_border()
        if not is_letter:
            cell.fill = PatternFill("solid", fgColor="E8E8E8")

    def _band(self, band: Band) -> None:
        from openpyxl.styles import Alignment, Font, PatternFill

        first = 2 if band.number else 1
        ends = [index for index, _value in band.values] or [self.count]
        last = max(first, min(ends))
        values = {index + 1: value for index, value in band.values}
        for column in range(1, self.count + 1):
            value = values.get(column)
            cell = self._put(self.line, column, value, kind=self.columns[column - 1].kind)
            cell.font = Font(bold=True)
            cell.border = thin_border()
            if _GREY[band.level]:
                cell.fill = PatternFill("solid", fgColor=_GREY[band.level])
        if band.number:
            self._put(self.line, 1, band.number, kind=Kind.CENTRED)
        label = self._put(self.line, first, band.label)
        if band.level in (Level.SUBTOTAL, Level.TOTAL):
            label.alignment = Alignment(horizontal="center", vertical="top")
        self._merge(self.line, first, self.line, last)
        self.line += 1

    # the sheet

    def _merge(self, top: int, left: int, bottom: int, right: int) -> None:
        if (top, left) != (bottom, right):
            self.sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)

    def _widths(self) -> list[float]:
        """Column widths in characters; a landscape Folio holds about 150 of them."""
        if not self.columns:
            return [100.0]
        total = sum(column.width for column in self.columns)
        least = {Kind.MONEY: 16.0, Kind.DATE: 12.0}
        needed = self._least()
        return [
            max(least.get(column.kind, 5.0), needed[place], column.width / total * 150)
            for place, column in enumerate(self.columns)
        ]

    def _least(self) -> list[float]:
        """What the figures of each column need: a workbook shows #### for a number without room."""
        if self.part.table is None:
            return [0.0] * len(self.columns)
        return [len(text) + 2.0 if text else 0.0 for text in figures(self.part.table)]

    def set_up(self, heading: tuple[int, int] | None, widths: Sequence[float], *, is_landscape: bool) -> None:
        """Widths, frozen heading, repeated heading, Folio, margins, foot."""
        from openpyxl.utils import get_column_letter

        sheet, margins = self.sheet, self.page.margins
        for place, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(place)].width = round(width, 1)
        if heading is not None:
            sheet.freeze_panes = f"A{heading[1] + 1}"
            sheet.print_title_rows = f"{heading[0]}:{heading[1]}"
        sheet.page_setup.orientation = "landscape" if is_landscape else "portrait"
        sheet.page_setup.paperSize = _PAPERS.get(self.page.paper, _FOLIO)
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_margins.left = margins.left / MM_PER_INCH
        sheet.page_margins.right = margins.right / MM_PER_INCH
        sheet.page_margins.top = margins.top / MM_PER_INCH
        sheet.page_margins.bottom = margins.bottom / MM_PER_INCH
        sheet.oddFooter.left.text = clean(self.page.footer).replace("&", "&&")
        sheet.oddFooter.center.text = "Halaman &P dari &N"


def _number_format(value: int | Decimal, decimals: int | None) -> str:
    """Thousand points, and as many decimals as asked for or as the number has."""
    if decimals is not None:
        return f"#,##0.{'0' * decimals}" if decimals else _MONEY
    return _MONEY if value == int(value) else "#,##0.###"


def _words(value: Asked | Boxes) -> str:
    """A question or its choices as one text."""
    if isinstance(value, Asked):
        star = " *" if value.is_required else ""
        return f"{value.text}{star}\n{value.hint}" if value.hint else f"{value.text}{star}"
    signs = ("☒" if place in value.ticked else "☐" for place in range(len(value.labels)))
    return "   ".join(f"{sign} {label}" for sign, label in zip(signs, value.labels, strict=True))


def as_text(cell: Any, text: str) -> None:
    """Text that stays text, even if it begins with `=`, `+`, `-` or `@` (reliability.md 9).

    Of an empty text nothing is written: a cell of no letters is one that Excel calls damaged.
    """
    if not text:
        return
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = text[:1] in ("=", "+", "-", "@")


@functools.cache
def thin_border() -> Any:
    """The grey line around the cells of a table."""
    from openpyxl.styles import Border, Side

    thin = Side(style="thin", color="808080")
    return Border(left=thin, right=thin, top=thin, bottom=thin)


def without_clock(data: bytes) -> bytes:
    """The same workbook with one fixed time on all its parts, so that equal data gives equal bytes."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                moment = b"2000-01-01T00:00:00Z</dcterms:modified>"
                content = re.sub(rb"[^<>]*</dcterms:modified>", moment, content)
            copy.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()
