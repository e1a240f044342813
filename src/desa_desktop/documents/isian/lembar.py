"""The questions of a form as blocks of a page, blank to be written on or filled, in the form's own order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desa_desktop.checklists import Answers, Choice, Group, Kind, Place, Plain, Question, State, Template
from desa_desktop.checklists.rows import TableRow
from desa_desktop.checklists.template import NUMERIC, WITH_CHOICES
from desa_desktop.documents.blocks import (
    Asked,
    Band,
    Blank,
    Block,
    Boxes,
    Cell,
    Column,
    Level,
    Paragraph,
    Row,
    Space,
    Table,
)
from desa_desktop.documents.blocks import Kind as Lies
from desa_desktop.documents.isian.kata import (
    cell_of,
    has_fixed_rows,
    row_label,
    rows_of,
    unit_of,
    with_unit,
)
from desa_desktop.documents.isian.syarat import condition

SHEET = "Isian"
_SIZE = 8.5
_MOST_COLUMNS = 7  # a wider table is turned: one column for each of its rows
_MANY_COLUMNS = 5
_SIDE_BY_SIDE = 4
_MOST_SQUARES = 40  # choices printed with a square; of a longer list the answer is written
_FREE_ROWS, _OWN_ROWS = 8, 2
_WRITE, _WRITE_LONG, _WRITE_CELL = 8.0, 16.0, 7.0  # mm
_SHORT_LEGEND = 8  # choices that are explained beside the question
_NOTHING = "-"


@dataclass(frozen=True)
class Lembar:
    """A form to be laid out. `is_blank`: room to write instead of answers; then all questions stand there.

    A filled form shows what is asked with these answers; with `is_short` only what was answered.
    """

    template: Template
    state: State
    answers: Answers
    is_blank: bool = False
    is_short: bool = False

    def blocks(self, sections: Sequence[Group] | None = None) -> list[Block]:
        """The sections (default: all) with their headings."""
        laid = _Layout(self)
        for section in self.template.sections if sections is None else sections:
            laid.section(section)
        return laid.done

    def of_items(self, items: Sequence[Question | Group]) -> list[Block]:
        """Some items without a heading of their own; empty if nothing of them is to be shown."""
        laid = _Layout(self)
        laid.items(items, 0)
        laid.flush()
        return laid.done

    # -- what is shown -------------------------------------------------------------------------------

    def shows(self, item: Question | Group, rows: tuple[int, ...] = ()) -> bool:
        """Whether the item stands on this paper."""
        if isinstance(item, Question) and not item.is_visible:
            return False
        if self.is_blank:
            return not (isinstance(item, Question) and item.is_computed)
        return Place(item.name, rows) in self.state.relevant

    def offered(self, question: Question, rows: tuple[int, ...] = ()) -> tuple[Choice, ...]:
        """The choices to print: on a blank form all of them, whatever a filter says."""
        if self.is_blank and question.choices:
            return question.choices
        return self.state.offered(question.name, *rows)

    def value(self, question: Question, rows: tuple[int, ...] = ()) -> Cell:
        """The answer as a cell, None where there is none."""
        found = self.state.value(question.name, *rows)
        return cell_of(question, found, self.offered(question, rows))

    def raw_rows(self, group: Group, rows: tuple[int, ...]) -> list[TableRow]:
        """The stored rows of a table that stands in these rows of the tables around it."""
        raw: Plain | None = None
        inside: Answers = self.answers
        for name, number in zip(group.repeats[:-1], rows, strict=True):
            around = rows_of(self.template.group(name), inside.get(name))
            inside = around[number] if number < len(around) else {}
        raw = inside.get(group.name)
        return rows_of(group, raw)

    def count(self, group: Group, rows: tuple[int, ...] = ()) -> int:
        """How many rows of the table count."""
        return self.state.rows.get(Place(group.name, rows), 0)


class _Layout:
    """Blocks collected from the top; questions gather until a table or a section ends them."""

    def __init__(self, lembar: Lembar) -> None:
        self.lembar = lembar
        self.done: list[Block] = []
        self.rows: list[Row | Band] = []
        self.heads: list[Band] = []  # of subsections, printed with their first question
        self.has_ended = False  # a subsection, so that the next question is not taken for one of its own
        self.begin = 0  # where the section began among `done`

    def section(self, section: Group) -> None:
        if not self.lembar.shows(section):
            return
        before = self.begin = len(self.done)
        if section.is_repeat:
            self.table(section, ())
        else:
            self.items(section.items, 0)
            self.flush()
        if len(self.done) == before or section.is_repeat:
            return
        head: list[Block] = [
            Paragraph(section.label, is_bold=True, size=11.0, before=3.0, after=1.0, keep_next=True)
        ]
        notes = [section.hint, self._condition(section)]
        head += [
            Paragraph(note, is_italic=True, size=_SIZE, after=1.0, keep_next=True) for note in notes if note
        ]
        self.done[before:before] = head

    def _condition(self, item: Question | Group) -> str:
        return condition(item.relevant, self.lembar.template) if self.lembar.is_blank else ""

    def items(self, items: Sequence[Question | Group], depth: int) -> None:
        for item in items:
            if not self.lembar.shows(item):
                continue
            if isinstance(item, Question):
                self.question(item)
            elif item.is_repeat:
                self.table(item, ())
            else:
                words = " ".join(part for part in (item.label, self._condition(item)) if part)
                self.heads.append(Band(Level.SUBGROUP if depth else Level.GROUP, words))
                self.items(item.items, depth + 1)
                self.heads = self.heads[:-1] if self.heads else []
                self.has_ended = True

    def question(self, question: Question) -> None:
        lembar = self.lembar
        if question.kind is Kind.NOTE:
            if not lembar.is_short:
                self._line((None, Asked(question.label), None))
            return
        if lembar.is_blank:
            hint = " ".join(part for part in (question.hint, self._condition(question)) if part)
            asked = Asked(question.label, hint, question.required is not None)
            cell, height = _room(question, lembar.offered(question))
            self._line((question.number or None, asked, cell), height)
            return
        value = lembar.value(question)
        if value is None and lembar.is_short:
            return
        self._line((question.number or None, question.label, _NOTHING if value is None else value))

    def _line(self, cells: tuple[Cell, ...], height: float = 0.0) -> None:
        if self.has_ended and not self.heads:
            self.flush()
        self.has_ended = False
        self.rows += self.heads
        self.heads = []
        self.rows.append(Row(cells, height=height))

    def flush(self) -> None:
        """End the table of questions."""
        if self.rows:
            wide = 76 if self.lembar.is_blank else 62
            columns = (
                Column("No", 9, Lies.CENTRED),
                Column("Pertanyaan", 166 - wide),
                Column("Jawaban", wide),
            )
            self._add(Table(columns, tuple(self.rows), SHEET, _SIZE, joins=True))
        self.rows = []

    def _add(self, table: Table) -> None:
        if len(self.done) > self.begin and isinstance(self.done[-1], Table):
            self.done.append(Space(2.0))
        self.done.append(table)

    # -- tables inside the form ----------------------------------------------------------------------

    def table(self, group: Group, rows: tuple[int, ...]) -> None:
        lembar = self.lembar
        shown = [one for one in group.items if isinstance(one, Question) and self._stands(one)]
        lines = self._lines(group, shown, rows)
        if not lines and lembar.is_short:
            return
        heads, self.heads = self.heads, []
        self.flush()
        words = " · ".join(dict.fromkeys([*(head.label for head in heads), group.label]))
        if rows:
            words = f"{words}, baris {rows[-1] + 1}"
        self.done.append(Paragraph(words, is_bold=True, size=9.5, before=2.0, after=1.0, keep_next=True))
        for note in (group.hint, self._condition(group)):
            if note and not lembar.is_short:
                self.done.append(Paragraph(note, is_italic=True, size=_SIZE, after=1.0, keep_next=True))
        if not lines:
            self.done.append(Paragraph("Tidak ada baris.", size=_SIZE))
        elif len(shown) > _MOST_COLUMNS:
            self._turned(shown, lines)
        else:
            self._upright(group, shown, lines)
        self._inner(group, rows)

    def _stands(self, question: Question) -> bool:
        """Whether a column of a table stands on paper: seen by people, and no photo."""
        is_shown = question.is_visible and question.kind not in (Kind.NOTE, Kind.IMAGE, Kind.FILE)
        return is_shown and not (self.lembar.is_blank and question.is_computed)

    def _lines(
        self, group: Group, shown: Sequence[Question], rows: tuple[int, ...]
    ) -> list[tuple[str, tuple[Cell, ...]]]:
        """(what the row is called, its cells)."""
        lembar = self.lembar
        if lembar.is_blank:
            cells = tuple(_small_room(one) for one in shown)
            names = [one.label for one in group.catalogue]
            if not has_fixed_rows(group):
                turned = len(shown) > _MOST_COLUMNS
                names += [""] * (_OWN_ROWS if names else 2 * _SIDE_BY_SIDE if turned else _FREE_ROWS)
            return [(name, cells) for name in names]
        raw = lembar.raw_rows(group, rows)
        found = []
        for number in range(lembar.count(group, rows)):
            cells = tuple(lembar.value(one, (*rows, number)) for one in shown)
            if lembar.is_short and not any(cell is not None for cell in cells):
                continue
            found.append((row_label(group, number, raw[number] if number < len(raw) else {}), cells))
        return found

    def _upright(
        self, group: Group, shown: Sequence[Question], lines: Sequence[tuple[str, tuple[Cell, ...]]]
    ) -> None:
        """Rows below each other; the number of each question stands under its heading."""
        has_names = any(name for name, _cells in lines) or bool(group.catalogue)
        columns = [Column("No", 8, Lies.CENTRED)]
        names = 55 if len(shown) < _MANY_COLUMNS else 38  # narrower, so that headings break no word
        size = 8.0 if len(shown) < _MANY_COLUMNS else 7.5
        if has_names:
            columns.append(Column("Uraian", names))
        room = 167.0 - (names if has_names else 0)
        weights = [1.0 if one.kind in NUMERIC else 1.6 for one in shown]
        for question, weight in zip(shown, weights, strict=True):
            width = min(room * weight / sum(weights), 60.0 * weight)
            columns.append(_column(question, width))
        height = _WRITE_CELL if self.lembar.is_blank else 0.0
        table_rows = [
            Row((number, *((name,) if has_names else ()), *cells), height=height)
            for number, (name, cells) in enumerate(lines, 1)
        ]
        self._add(Table(tuple(columns), tuple(table_rows), SHEET, size, joins=True))
        if self.lembar.is_blank:
            for question in shown:
                if words := _legend(question, self.lembar.offered(question)):
                    self.done.append(Paragraph(f"{question.label}: {words}", size=7.5, after=0.5))

    def _turned(self, shown: Sequence[Question], lines: Sequence[tuple[str, tuple[Cell, ...]]]) -> None:
        """A wide table with its rows side by side, a few at a time."""
        height = _WRITE_CELL if self.lembar.is_blank else 0.0
        for start in range(0, len(lines), _SIDE_BY_SIDE):
            part = lines[start : start + _SIDE_BY_SIDE]
            titles = [f"{start + place}. {name}".rstrip(". ") for place, (name, _c) in enumerate(part, 1)]
            titles += [""] * (_SIDE_BY_SIDE - len(part))
            columns = (
                Column("No", 8, Lies.CENTRED),
                Column("Uraian", 55),
                *(Column(title, 28) for title in titles),
            )
            table_rows = []
            for place, question in enumerate(shown):
                cells = [cells[place] for _name, cells in part]
                cells += [None] * (_SIDE_BY_SIDE - len(part))
                hint = ""
                if self.lembar.is_blank:
                    parts = (self._short_legend(question), self._condition(question))
                    hint = " ".join(part for part in parts if part)
                asked = Asked(
                    with_unit(question), hint, self.lembar.is_blank and question.required is not None
                )
                table_rows.append(Row((question.number or None, asked, *cells), height=height))
            self._add(Table(columns, tuple(table_rows), SHEET, 8.0, joins=True))
        for question in shown if self.lembar.is_blank else ():
            offered = self.lembar.offered(question)
            if len(offered) > _SHORT_LEGEND and (words := _legend(question, offered)):
                number = f"Kode nomor {question.number}" if question.number else question.label
                self.done.append(Paragraph(f"{number}: {words}", size=7.5, before=1.0, after=0.5))

    def _short_legend(self, question: Question) -> str:
        offered = self.lembar.offered(question)
        if len(offered) <= _SHORT_LEGEND:
            return _legend(question, offered)
        return "Tulis kodenya; daftar kode di bawah tabel." if question.kind in WITH_CHOICES else ""

    def _inner(self, group: Group, rows: tuple[int, ...]) -> None:
        """Tables inside the rows of this one: on a blank form once, else for each row."""
        for item in group.items:
            if not isinstance(item, Group):
                continue
            if self.lembar.is_blank:
                self.table(item, ())
                continue
            for number in range(self.lembar.count(group, rows)):
                if item.is_repeat and self.lembar.shows(item, (*rows, number)):
                    self.table(item, (*rows, number))


def _room(question: Question, offered: Sequence[Choice]) -> tuple[Cell, float]:
    """Where the answer is written, and how high the row is at least, in mm."""
    if question.kind in WITH_CHOICES and 0 < len(offered) <= _MOST_SQUARES:
        return Boxes(tuple(one.label for one in offered)), 0.0
    if question.kind is Kind.ACKNOWLEDGE:
        return Boxes(("Ya",)), 0.0
    if question.kind is Kind.DATE:
        return Blank("tanggal / bulan / tahun"), _WRITE
    if question.kind in (Kind.IMAGE, Kind.FILE):
        return Blank("lampirkan"), _WRITE
    if question.kind is Kind.TEXT and "multiline" in question.appearance:
        return Blank(unit_of(question)), _WRITE_LONG
    return Blank(unit_of(question)), _WRITE


def _small_room(question: Question) -> Cell:
    return Blank("tgl/bln/thn") if question.kind is Kind.DATE else None


def _column(question: Question, width: float) -> Column:
    kind = Lies.NUMBER if question.kind in NUMERIC else Lies.TEXT
    kind = Lies.DATE if question.kind is Kind.DATE else kind
    title = re.sub(r"(\w/)(?=\w{4})", r"\1 ", re.sub(r"(\w)\(", r"\1 (", with_unit(question)))
    return Column(title, width, kind, letter=str(question.number or ""))


def _legend(question: Question, offered: Sequence[Choice]) -> str:
    """`1 Baik · 2 Rusak`: what may be written in a narrow cell, by the digits of the screen."""
    if question.kind not in WITH_CHOICES or not offered:
        return ""
    return " · ".join(f"{number} {one.label}" for number, one in enumerate(offered, 1))
