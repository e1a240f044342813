"""A table inside a form (children, facilities, three problems): its rows are typed like a sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, cast
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desa_desktop.checklists import (
    ROW_KEY,
    Answers,
    Group,
    Place,
    Plain,
    Question,
    State,
    Template,
    put_answer,
)
from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.i18n import _
from desa_desktop.services.isian_bulanan import month_of
from desa_desktop.ui.kit.clipboard import Block
from desa_desktop.ui.kit.grid import Change, Grid
from desa_desktop.ui.kit.kinds import Choice, Kind
from desa_desktop.ui.kit.table import Column, RowId
from desa_desktop.ui.screens.isian import values
from desa_desktop.ui.screens.isian.nihil import NihilHead
from desa_desktop.ui.screens.isian.tempel import lay
from desa_desktop.ui.screens.isian.usul import Tawaran, UsulLine, other_words
from desa_desktop.ui.style import look

_NUMBER, _ENTRY, _OWN = "_nomor", "_butir", "_lainnya"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line: its place from 0, its catalogue entry, its answers as editors show them.

    `entry` is in words where the rows are fixed, the code where a person picks it; `own` is what a
    person called a row that the catalogue does not have.
    """

    id: int
    entry: str
    own: str
    cells: Mapping[str, object]


class _FormGrid(Grid):
    """A grid that Enter walks through: down a column, then the next one, then on to the next question."""

    on_past: Callable[[int], object] | None = None

    def step_down(self, step: int, *, grow: bool = True) -> None:
        """The cell below or above; behind the last cell the form goes on."""
        index = self.view.currentIndex()
        is_end = self.cells.next_line(index.row(), step) < 0
        can_grow = step > 0 and self._on_add is not None
        if not grow or not is_end or (can_grow and not self.fresh.is_current_and_blank()):
            super().step_down(step, grow=grow)
            return
        places = [
            number
            for number, one in enumerate(self.model.columns)
            if one.editable and not self.view.isColumnHidden(number)
        ]
        beside = [one for one in places if (one > index.column() if step > 0 else one < index.column())]
        if beside and not can_grow:
            line = self.cells.next_line(-1, 1) if step > 0 else len(self.model.rows) - 1
            self.cells.go(max(0, line), beside[0] if step > 0 else beside[-1])
        elif self.on_past is not None:
            self.on_past(step)


class TableBox(QWidget):
    """`answered(name, rows)`: the whole table after a change. `usul_wanted`: take its proposals;
    `confirm_wanted(places)`: its copies are right. `said(sentence)` after a block was pasted;
    `next_wanted(step)` when Enter leaves it.
    """

    answered = Signal(str, object)
    usul_wanted = Signal()
    confirm_wanted = Signal(object)
    said = Signal(str)
    next_wanted = Signal(int)
    month_wanted = Signal(str)

    def __init__(self, template: Template, group: Group, today: Callable[[], date]) -> None:
        super().__init__()
        self.template, self.group = template, group
        self.setObjectName(f"isian.{group.name}")
        self._answers: Answers = {}
        self._today = today
        self._count = 0
        self._has_fixed_rows = group.row_kind == "tetap" and bool(group.catalogue)
        self._has_picked_rows = group.row_kind == "pilih" and bool(group.catalogue)
        self._can_add = not self._has_fixed_rows and group.repeat_count is None
        self.questions = [one for one in group.items if isinstance(one, Question) and one.is_visible]
        self.head = NihilHead(group.name, group.label, "label")
        self.grid = _FormGrid(f"isian.{group.name}.tabel", self._columns(), today=today)
        self.grid.on_past = self.next_wanted.emit
        self.grid.setAccessibleName(group.label)
        self.grid.use(
            on_change=self._changed,
            on_paste=self._paste,
            on_add=self._add if self._can_add else None,
            on_remove=self._remove if self._can_add else None,
            on_withdraw=(lambda row_id: self._remove([row_id])) if self._can_add else None,
        )
        self.grid.setFixedHeight(look().px(220))
        self.add = QPushButton(_("Tambah baris"))
        self.add.setObjectName(f"isian.{group.name}.tambah")
        self.add.setProperty("rapat", "ya")
        self.add.setVisible(self._can_add)
        self.add.clicked.connect(lambda: self.grid.add_row())
        self.month = QPushButton(_("Tambah bulan berikutnya"))
        self.month.setObjectName(f"isian.{group.name}.bulan")
        self.month.setProperty("rapat", "ya")
        self.month.setVisible(month_of(group) is not None)
        self.month.clicked.connect(lambda: self.month_wanted.emit(group.name))
        self.usul = UsulLine(f"isian.{group.name}")
        self.usul.taken.connect(self.usul_wanted)
        self._copies: list[Place] = []
        self.usul.confirmed.connect(lambda: self.confirm_wanted.emit(list(self._copies)))
        self._checks: list[Pemeriksaan] = []
        line = QHBoxLayout()
        line.addWidget(self.add)
        line.addWidget(self.month)
        line.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.head)
        note = values.note_of(group)
        if note:
            words = QLabel(note)
            words.setObjectName(f"isian.{group.name}.catatan")
            words.setProperty("teks", "kecil")
            words.setWordWrap(True)
            box.addWidget(words)
        box.addWidget(self.grid)
        box.addWidget(self.usul)
        box.addLayout(line)

    def _columns(self) -> list[Column]:
        columns = [Column(name=_NUMBER, label=_("No"), width=40, editable=False, frozen=True, value=_number)]
        if self._has_fixed_rows:
            columns.append(
                Column(
                    name=_ENTRY,
                    label=self.group.label,
                    width=self._entry_width(),
                    editable=False,
                    value=lambda row: row.entry,
                )
            )
        if self._has_picked_rows:
            columns.append(
                Column(
                    name=_ENTRY,
                    label=_("Butir"),
                    kind=Kind.CHOICE,
                    choices=[Choice(one.name, one.label) for one in self.group.catalogue],
                    width=self._entry_width(),
                    value=lambda row: row.entry,
                )
            )
        for question in self.questions:
            kind = values.kind_of(question)
            columns.append(
                Column(
                    name=question.name,
                    label=values.heading_of(question),
                    kind=Kind.TEXT if kind is Kind.MULTILINE else kind,
                    choices=[Choice(one.name, one.label) for one in question.choices],
                    width=170 if kind in (Kind.TEXT, Kind.MULTILINE, Kind.CHOICE) else 110,
                    editable=not (question.is_computed or question.is_read_only)
                    and question.kind not in values.ATTACHED,
                    value=partial(_cell, question.name),
                )
            )
        if self._has_picked_rows:
            label = _("Butir lain, sebutkan")
            columns.append(Column(name=_OWN, label=label, width=170, value=lambda row: row.own))
        return columns

    def _entry_width(self) -> int:
        """Wide enough for most entries of the catalogue, and never more than half of the table."""
        longest = max((len(one.label) for one in self.group.catalogue), default=0)
        return min(260, max(160, 8 * longest))

    def show_answers(self, answers: Answers, state: State, found: Sequence[tuple[Place, Level, str]]) -> None:
        """Show the stored rows and what the engine says of their cells."""
        self._answers = answers
        self._count = state.rows.get(Place(self.group.name), 0)
        given = answers.get(self.group.name)
        rows = given if isinstance(given, Sequence) and not isinstance(given, str) else ()
        self.grid.show_rows([self._row(number, rows, state) for number in range(self._count)])
        checks = [
            Pemeriksaan(
                level, words, "", cast(UUID, place.rows[-1]), self._column(place)
            )  # here a row's id is its place
            for place, level, words in found
            if place.rows
        ]
        self._checks = checks
        self.grid.set_checks(checks)

    def show_usul(self, tawaran: Tawaran) -> None:
        """Show what is proposed: grey in empty cells, a Saran in cells that say something else."""
        names = {one.name for one in self.questions}
        opened = {place: one for place, one in tawaran.kosong.items() if place.name in names and place.rows}
        whole = tawaran.kosong.get(Place(self.group.name))
        self.grid.set_ghosts(
            {(place.rows[0], place.name): tawaran.words[place] for place in opened if place.rows}
        )
        other = [
            Pemeriksaan(
                Level.SARAN, other_words(one, tawaran.words[place]), "", cast(UUID, place.rows[0]), place.name
            )
            for place, one in tawaran.beda.items()
            if place.name in names and place.rows
        ]
        copies = {
            place: one for place, one in tawaran.disalin.items() if place.name in {*names, self.group.name}
        }
        self._copies = list(copies)
        say = _("Disalin dari {periode}, belum dipastikan.")
        other += [
            Pemeriksaan(
                Level.SARAN, say.format(periode=one.sumber), "", cast(UUID, place.rows[0]), place.name
            )
            for place, one in copies.items()
            if place.rows
        ]
        self.grid.set_checks([*self._checks, *other])
        taken = [one for place, one in tawaran.dipakai.items() if place.name in {*names, self.group.name}]
        if opened or whole is not None:
            self.usul.show_table(list(opened.values()), whole)
        elif copies:
            self.usul.show_copied(next(iter(copies.values())), len(copies))
        elif taken:
            self.usul.show_taken(taken[0])
        else:
            self.usul.clear()

    def _column(self, place: Place) -> str:
        """The column a finding belongs to; one about a whole row stands at its name."""
        return _ENTRY if place.name == self.group.name else place.name

    def _row(self, number: int, rows: Sequence[Any], state: State) -> TableRow:
        stored = rows[number] if number < len(rows) and isinstance(rows[number], Mapping) else {}
        cells: dict[str, object] = {}
        for question in self.questions:
            if question.is_computed:
                shown = state.value(question.name, number)
                cells[question.name] = values.to_editor(question, None if shown is None else str(shown))
            else:
                cells[question.name] = values.to_editor(question, stored.get(question.name))
        if self._has_fixed_rows:
            return TableRow(number, self.group.catalogue[number].label, "", cells)
        entry = str(stored.get(ROW_KEY) or "")
        is_known = any(one.name == entry for one in self.group.catalogue)
        return TableRow(number, entry if is_known else "", "" if is_known else entry, cells)

    def set_locked(self, locked: bool) -> None:
        """A finished form can be read, not changed."""
        self.grid.set_locked(locked)
        self.add.setEnabled(not locked)
        self.month.setEnabled(not locked)

    def _changed(self, changes: list[Change]) -> None:
        answers = self._answers
        for row_id, name, value in changes:
            if name in (_ENTRY, _OWN):
                answers = self._named(answers, int(str(row_id)), str(value or "").strip())
                continue
            plain: Plain = values.to_plain(self.template.question(name), value)
            answers = put_answer(self.template, answers, Place(name, (int(str(row_id)),)), plain)
        self._take(answers)

    def _paste(self, block: Block, at: tuple[RowId | None, str]) -> None:
        """A block from Excel as one step; what cannot be read stays as it was and is named."""
        columns = [one for one in self.grid.model.columns if one.editable and one.name != _NUMBER]
        by_name = {one.name: one for one in columns}
        rows = [one.label for one in self.group.catalogue] if self._has_fixed_rows else []
        start = int(str(at[0])) if at[0] is not None else self._count
        most = None if self._can_add else self._count
        laid = lay(block, (start, at[1]), [(one.name, one.label) for one in columns], rows, most)
        answers, wrong, count = self._answers, list[str](), 0
        for number, name, text in laid.sel:
            reading = by_name[name].read(text, self._today)
            if reading.problem:
                words = _("baris {n}, {kolom}: {isi}")
                wrong.append(words.format(n=number + 1, kolom=by_name[name].label, isi=text[:30]))
                continue
            if name in (_ENTRY, _OWN):
                answers = self._named(answers, number, str(reading.value or "").strip())
            else:
                plain = values.to_plain(self.template.question(name), reading.value)
                answers = put_answer(self.template, answers, Place(name, (number,)), plain)
            count += 1
        if count:
            self._take(answers)
        parts = [_("{n} sel masuk.").format(n=count)]
        if wrong:
            words = _("{n} sel tidak dapat dibaca dan tidak diubah: {contoh}.")
            parts.append(words.format(n=len(wrong), contoh="; ".join(wrong[:3])))
        if laid.lewat:
            parts.append(_("{n} sel tidak punya tempat di tabel ini.").format(n=laid.lewat))
        self.said.emit(" ".join(parts))

    def _named(self, answers: Answers, number: int, entry: str) -> Answers:
        """The answers with a row that is another entry of the catalogue, or called by a person's words."""
        rows: list[Mapping[str, Plain]] = list(self._rows(answers))
        rows.extend({} for _missing in range(number + 1 - len(rows)))
        rows[number] = {**rows[number], ROW_KEY: entry}
        return {**answers, self.group.name: rows}

    def _add(self, _values: Mapping[str, object], _after: RowId | None) -> RowId | None:
        rows = list(self._rows())
        rows.append({})
        self._take({**self._answers, self.group.name: rows})
        return None

    def _remove(self, ids: list[RowId]) -> None:
        gone = set(ids)
        self._take(
            {
                **self._answers,
                self.group.name: [row for number, row in enumerate(self._rows()) if number not in gone],
            }
        )

    def _rows(self, answers: Answers | None = None) -> list[Mapping[str, Plain]]:
        given = (self._answers if answers is None else answers).get(self.group.name)
        rows: list[Mapping[str, Plain]] = []
        if isinstance(given, Sequence) and not isinstance(given, str):
            rows = [row for row in given if isinstance(row, Mapping)]
        return rows

    def _take(self, answers: Answers) -> None:
        self._answers = answers
        self.answered.emit(self.group.name, answers.get(self.group.name) or [])


def _number(row: TableRow) -> object:
    return row.id + 1


def _cell(name: str, row: TableRow) -> object:
    return row.cells.get(name)
