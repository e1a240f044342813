"""One section of a form as a page of questions, one below the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desa_desktop.checklists import Answers, Group, Place, Question, State, Template
from desa_desktop.domain.pemeriksaan import Level
from desa_desktop.i18n import _
from desa_desktop.services.isian import IsianTampil
from desa_desktop.ui.screens.isian.questions import QuestionRow
from desa_desktop.ui.screens.isian.table import TableBox
from desa_desktop.ui.screens.isian.usul import Tawaran

Found = Mapping[Place, tuple[Level, str]]


class SectionPage(QWidget):
    """Every question of a section; those that are not asked now take no room.

    `answered(code, plain)` after a clear new answer; `past_end(step)` when Enter leaves the section;
    `usul_wanted(place)` when the proposal for a question or table is to be taken.
    """

    answered = Signal(str, object)
    past_end = Signal(int)
    usul_wanted = Signal(object)

    def __init__(
        self, template: Template, section: Group, shown: IsianTampil, today: Callable[[], date]
    ) -> None:
        super().__init__()
        self.section = section
        self.rows: list[QuestionRow] = []
        self.tables: list[TableBox] = []
        self._heads: list[tuple[Group, QLabel]] = []
        self._today, self._template = today, template
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(14)
        if section.hint:
            self._say(section.hint)
        if section.is_repeat:
            self._add_table(section)
        else:
            self._add_items(section.items, shown.state)
        self._box.addStretch(1)

    def _say(self, words: str) -> None:
        label = QLabel(words)
        label.setWordWrap(True)
        label.setProperty("teks", "sekunder")
        self._box.addWidget(label)

    def _add_items(self, items: Sequence[Question | Group], state: State) -> None:
        for item in items:
            if isinstance(item, Question):
                if item.is_visible:
                    self._add_question(item, state)
            elif item.is_repeat:
                self._add_table(item)
            else:
                head = QLabel(item.label)
                head.setProperty("teks", "bagian")
                head.setWordWrap(True)
                self._heads.append((item, head))
                self._box.addWidget(head)
                self._add_items(item.items, state)

    def _add_question(self, question: Question, state: State) -> None:
        row = QuestionRow(question, state.offered(question.name), self._today)
        row.answered.connect(lambda plain, name=question.name: self.answered.emit(name, plain))
        row.next_wanted.connect(lambda step, row=row: self._walk(row, step))
        row.usul_wanted.connect(lambda name=question.name: self.usul_wanted.emit(Place(name)))
        self.rows.append(row)
        self._box.addWidget(row)

    def _add_table(self, group: Group) -> None:
        box = TableBox(self._template, group, self._today)
        box.answered.connect(self.answered)
        box.usul_wanted.connect(lambda name=group.name: self.usul_wanted.emit(Place(name)))
        self.tables.append(box)
        self._box.addWidget(box)

    # -- showing -------------------------------------------------------------------------------------

    def fits(self, state: State) -> bool:
        """Whether the choices on the page are still those that the form offers (a hamlet was added)."""
        return all(row.offers == state.offered(row.question.name) for row in self.rows)

    def show_state(self, answers: Answers, state: State, found: Found, *, locked: bool) -> None:
        """Show answers, findings, what is required and what is not asked."""
        for group, head in self._heads:
            head.setVisible(state.is_relevant(group.name))
        for row in self.rows:
            name = row.question.name
            row.setVisible(state.is_relevant(name))
            if row.is_typed:
                row.show_answer(answers.get(name))
            else:
                shown = state.value(name)
                row.show_answer(None if shown is None else str(shown))
            row.show_words(state.words(row.question))
            row.show_state(found.get(Place(name)), required=state.is_required(name))
            row.set_locked(locked or not row.is_typed)
        for box in self.tables:
            names = {box.group.name, *(one.name for one in box.questions)}
            box.setVisible(state.is_relevant(box.group.name))
            cells = [(place, *what) for place, what in found.items() if place.name in names]
            box.show_answers(answers, state, cells)
            box.set_locked(locked)

    def show_usul(self, tawaran: Tawaran) -> None:
        """Show what is proposed on this page."""
        for row in self.rows:
            row.show_usul(tawaran)
        for box in self.tables:
            box.show_usul(tawaran)

    # -- moving --------------------------------------------------------------------------------------

    def commit(self) -> None:
        """Take what stands in open editors."""
        for row in self.rows:
            row.commit()
        for box in self.tables:
            box.grid.commit()

    def focus_first(self) -> bool:
        """Into the first question that is asked."""
        return self._focus_one(iter(self._stops()))

    def focus_last(self) -> bool:
        """Into the last question that is asked."""
        return self._focus_one(reversed(self._stops()))

    def focus_place(self, place: Place) -> bool:
        """Into one question or cell; False if it is not on this page."""
        for row in self.rows:
            if row.question.name == place.name and not row.isHidden():
                row.focus()
                return row.editor is not None
        for box in self.tables:
            if place.name == box.group.name or place.name in {one.name for one in box.questions}:
                if place.rows:
                    box.grid.select_row(place.rows[-1], place.name)
                box.grid.setFocus()
                return True
        return False

    def place_of(self, widget: QWidget | None) -> Place | None:
        """The question around a widget."""
        if widget is None:
            return None
        for row in self.rows:
            if row.isAncestorOf(widget):
                return Place(row.question.name)
        for box in self.tables:
            if box.isAncestorOf(widget):
                index = box.grid.view.currentIndex()
                row_id = box.grid.current_id()
                name = box.grid.model.columns[index.column()].name if index.isValid() else box.group.name
                return Place(name, (int(str(row_id)),)) if row_id is not None else Place(box.group.name)
        return None

    def _stops(self) -> list[QuestionRow | TableBox]:
        found: list[QuestionRow | TableBox] = [
            row
            for row in self.rows
            if not row.isHidden() and row.editor is not None and row.editor.isEnabled()
        ]
        found += [box for box in self.tables if not box.isHidden()]
        return found

    def _focus_one(self, stops: Iterator[QuestionRow | TableBox]) -> bool:
        first = next(stops, None)
        if isinstance(first, QuestionRow):
            first.focus()
        elif first is not None:
            first.grid.setFocus()
        return first is not None

    def _walk(self, row: QuestionRow, step: int) -> None:
        stops = self._stops()
        here = stops.index(row) + step if row in stops else 0
        if 0 <= here < len(stops):
            self._focus_one(iter(stops[here:]))
        else:
            self.past_end.emit(step)


def heading(section: Group, number: int, count: int) -> str:
    """`1. Kesehatan` with `bagian 2 dari 8` for screen readers."""
    return _("{bagian}, bagian {n} dari {semua}").format(bagian=section.label, n=number + 1, semua=count)
