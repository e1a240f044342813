"""One section of a form as a page of questions, one below the other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desa_desktop.checklists import Answers, Group, Place, Question, State, Template, nihil_places
from desa_desktop.domain.pemeriksaan import Level
from desa_desktop.i18n import _
from desa_desktop.services.isian import IsianTampil
from desa_desktop.ui.screens.isian.nihil import NihilHead
from desa_desktop.ui.screens.isian.questions import QuestionRow
from desa_desktop.ui.screens.isian.table import TableBox
from desa_desktop.ui.screens.isian.usul import Tawaran

Found = Mapping[Place, tuple[Level, str]]


class SectionPage(QWidget):
    """Every question of a section; those that are not asked now take no room.

    `answered(code, plain)` after a clear new answer; `past_end(step)` when Enter leaves the section;
    `usul_wanted(place)` when the proposal for a question or table is to be taken, `confirm_wanted(places)`
    when answers copied from the last period are right, `nihil_wanted(code)` for a subsection or table,
    `photo_brought(code, source)` and `photo_removed(code)` for a picture.
    """

    answered = Signal(str, object)
    month_wanted = Signal(str)
    past_end = Signal(int)
    usul_wanted = Signal(object)
    confirm_wanted = Signal(object)
    nihil_wanted = Signal(str)
    photo_brought = Signal(str, object)
    photo_removed = Signal(str)
    said = Signal(str)

    def __init__(
        self, template: Template, section: Group, shown: IsianTampil, today: Callable[[], date]
    ) -> None:
        super().__init__()
        self.section = section
        self.rows: list[QuestionRow] = []
        self.tables: list[TableBox] = []
        self._order: list[QuestionRow | TableBox] = []
        self._heads: list[tuple[Group, NihilHead]] = []
        self._set_aside: frozenset[str] = frozenset()
        self._today, self._template = today, template
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(14)
        if section.hint:
            self._say(section.hint)
        self.nothing = self._say(_("Tidak ada yang kosong di bagian ini. Ctrl+PgDown: bagian berikutnya."))
        self.nothing.setObjectName("isian.tidak_ada_kosong")
        self.nothing.hide()
        if section.is_repeat:
            self._add_table(section)
        else:
            self._add_items(section.items, shown.state)
        self._box.addStretch(1)

    def _say(self, words: str) -> QLabel:
        label = QLabel(words)
        label.setWordWrap(True)
        label.setProperty("teks", "sekunder")
        self._box.addWidget(label)
        return label

    def _add_items(self, items: Sequence[Question | Group], state: State) -> None:
        for item in items:
            if isinstance(item, Question):
                if item.is_visible:
                    self._add_question(item, state)
            elif item.is_repeat:
                self._add_table(item)
            else:
                head = NihilHead(item.name, item.label, "bagian")
                head.wanted.connect(self.nihil_wanted)
                self._heads.append((item, head))
                self._box.addWidget(head)
                if item.hint and not item.groups:  # a section on the page of the whole form
                    self._say(item.hint)
                self._add_items(item.items, state)

    def _add_question(self, question: Question, state: State) -> None:
        row = QuestionRow(question, state.offered(question.name), self._today)
        row.answered.connect(lambda plain, name=question.name: self.answered.emit(name, plain))
        row.next_wanted.connect(lambda step, row=row: self._walk(row, step))
        row.usul_wanted.connect(lambda name=question.name: self.usul_wanted.emit(Place(name)))
        row.confirm_wanted.connect(lambda name=question.name: self.confirm_wanted.emit([Place(name)]))
        photo = row.photo
        if photo is not None:
            photo.brought.connect(lambda source, name=question.name: self.photo_brought.emit(name, source))
            photo.removed.connect(lambda name=question.name: self.photo_removed.emit(name))
        self.rows.append(row)
        self._order.append(row)
        self._box.addWidget(row)

    def _add_table(self, group: Group) -> None:
        box = TableBox(self._template, group, self._today)
        box.answered.connect(self.answered)
        box.month_wanted.connect(self.month_wanted)
        box.usul_wanted.connect(lambda name=group.name: self.usul_wanted.emit(Place(name)))
        box.confirm_wanted.connect(self.confirm_wanted)
        box.head.wanted.connect(self.nihil_wanted)
        box.said.connect(self.said)
        self.tables.append(box)
        self._order.append(box)
        box.next_wanted.connect(lambda step, box=box: self._walk(box, step))
        self._box.addWidget(box)

    # -- showing -------------------------------------------------------------------------------------

    def fits(self, state: State) -> bool:
        """Whether the choices on the page are still those that the form offers (a hamlet was added)."""
        return all(row.offers == state.offered(row.question.name) for row in self.rows)

    def show_state(self, answers: Answers, state: State, found: Found, *, locked: bool) -> None:
        """Show answers, findings, what is required and what is not asked."""
        for group, head in self._heads:
            names = {one.name for one in group.questions()}
            head.setVisible(state.is_relevant(group.name) and not names <= self._set_aside)
            head.show_count(0 if locked else len(nihil_places(state, group)))
        for row in self.rows:
            name = row.question.name
            row.setVisible(state.is_relevant(name) and name not in self._set_aside)
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
            is_aside = box.group.name in self._set_aside
            box.setVisible(state.is_relevant(box.group.name) and not is_aside)
            count = 0 if locked else len(nihil_places(state, box.group))
            around = {head.count for group, head in self._heads if group.name in box.group.groups}
            box.head.show_count(0 if count in around else count)  # one button for the same cells
            cells = [(place, *what) for place, what in found.items() if place.name in names]
            box.show_answers(answers, state, cells)
            box.set_locked(locked)

    def set_only_empty(self, state: State | None) -> None:
        """With a state, set aside what is answered in it; what is answered from now on stays in sight.

        None shows everything again. `show_state` has to follow.
        """
        aside: set[str] = set()
        for row in self.rows if state is not None else ():
            assert state is not None
            name = row.question.name
            is_open = row.question.is_answerable and not row.question.is_read_only
            if not is_open or state.value(name) is not None:
                aside.add(name)
        for box in self.tables if state is not None else ():
            assert state is not None
            names = {one.name for one in box.group.questions() if one.is_answerable}
            asked = [place for place in state.relevant if place.name in names]
            if asked and all(place in state.values for place in asked):
                aside |= {box.group.name, *(one.name for one in box.group.questions())}
        self._set_aside = frozenset(aside)
        asked_rows = [row for row in self.rows if state is None or state.is_relevant(row.question.name)]
        open_rows = [row for row in asked_rows if row.question.name not in aside]
        open_tables = [box for box in self.tables if box.group.name not in aside]
        self.nothing.setVisible(state is not None and not open_rows and not open_tables)

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

    def head_of(self, code: str) -> QWidget | None:
        """The words above a group or table of this page."""
        heads: dict[str, QWidget] = {group.name: head for group, head in self._heads}
        heads |= {box.group.name: box for box in self.tables}
        return heads.get(code)

    def focus_in(self, names: Collection[str], *, last: bool = False) -> bool:
        """Into the first or last of these questions and tables that is asked."""
        inside = [
            one
            for one in self._stops()
            if (one.question.name if isinstance(one, QuestionRow) else one.group.name) in names
        ]
        return self._focus_one(reversed(inside) if last else iter(inside))

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
        """Where Enter stops, in reading order."""
        return [one for one in self._order if not one.isHidden() and _takes_focus(one)]

    def _focus_one(self, stops: Iterator[QuestionRow | TableBox]) -> bool:
        first = next(stops, None)
        if isinstance(first, QuestionRow):
            first.focus()
        elif first is not None:
            first.grid.setFocus()
        return first is not None

    def _walk(self, row: QuestionRow | TableBox, step: int) -> None:
        stops = self._stops()
        here = stops.index(row) + step if row in stops else 0
        if 0 <= here < len(stops):
            self._focus_one(iter(stops[here:]))
        else:
            self.past_end.emit(step)


def _takes_focus(one: QuestionRow | TableBox) -> bool:
    return isinstance(one, TableBox) or (one.editor is not None and one.editor.isEnabled())


def heading(section: Group, number: int, count: int) -> str:
    """`1. Kesehatan` with `bagian 2 dari 8` for screen readers."""
    return _("{bagian}, bagian {n} dari {semua}").format(bagian=section.label, n=number + 1, semua=count)
