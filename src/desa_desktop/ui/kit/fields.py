"""One field of a form: label, editor, and underneath in words what is wrong or what was probably meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import fill
from typing import cast

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desa_desktop.domain.pemeriksaan import Level
from desa_desktop.domain.wording import Reading
from desa_desktop.i18n import _
from desa_desktop.ui.kit.kinds import NUMBERS, Entry, Kind, choices_of, empty_of
from desa_desktop.ui.kit.lines import Line, MaskedLine, OnKey, line_for, passes_step
from desa_desktop.ui.kit.marks import LEVEL_MARKS, Mark, MarkLabel
from desa_desktop.ui.kit.pick import PickMany
from desa_desktop.ui.style import is_restyle, look, set_role

PAUSE = 2000  # milliseconds without typing until a field is stored, ux.md 3.1


@dataclass(frozen=True, kw_only=True)
class Field(Entry):
    """One field of a form. `unit` stands behind the editor, `beside` puts it next to the one before,
    `across` is how many boxes of a MANY stand side by side; with `folded` they lie in a list behind a button,
    which says `nothing` when none is ticked (a filter: `Semua`).
    `masked` gives what is read of a number while the cursor is elsewhere.
    """

    unit: str = ""
    lines: int = 3
    across: int = 3
    folded: bool = False
    nothing: str = ""
    masked: Callable[[str], str] | None = None
    beside: bool = False
    editable: bool = True


class Paragraph(QPlainTextEdit):
    """Text of several lines; Enter is a new line, Tab the next field."""

    changed = Signal()
    left = Signal()

    def __init__(self, entry: Entry, lines: int) -> None:
        super().__init__()
        self.entry = entry
        self.on_key: OnKey | None = None
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setAccessibleName(entry.label)
        self.textChanged.connect(self.changed)
        self._measure()

    def reading(self) -> Reading[object]:
        """What is typed, as understood."""
        return self.entry.read(self.toPlainText(), None)

    def set_value(self, value: object) -> None:
        """Show a value; no signal is sent."""
        with QSignalBlocker(self):
            self.setPlainText(self.entry.show(value))

    def raw(self) -> str:
        """What stands in the editor, as typed."""
        return self.toPlainText()

    def set_raw(self, text: str) -> None:
        """Put typed text back (from a draft)."""
        self.setPlainText(text)

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z with nothing typed takes back the step just made."""
        return passes_step(self, event) or super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving ends the editing."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the number of lines when the size of text changes."""
        super().changeEvent(event)
        if is_restyle(event):
            self._measure()

    def _measure(self) -> None:
        self.setFixedHeight(look().px(22 * self._lines + 14))


class Tick(QCheckBox):
    """A yes or no."""

    changed = Signal()
    left = Signal()

    def __init__(self, entry: Entry) -> None:
        super().__init__(entry.label)
        self.entry = entry
        self.on_key: OnKey | None = None
        self.setAccessibleName(entry.label)
        self.clicked.connect(self.changed)
        self.clicked.connect(self.left)

    def reading(self) -> Reading[object]:
        """Whether it is ticked."""
        return Reading(self.isChecked())

    def set_value(self, value: object) -> None:
        """Show a value; no signal is sent."""
        self.setChecked(bool(value))

    def raw(self) -> str:
        """`ya` or nothing."""
        return _("ya") if self.isChecked() else ""

    def set_raw(self, text: str) -> None:
        """Put a drafted tick back."""
        self.setChecked(bool(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the next field like everywhere in a form."""
        if self.on_key is None or not self.on_key(event):
            super().keyPressEvent(event)


_NARROW = 26  # letters of a choice that has room beside others
_LINE = 60  # letters of a choice in one line


class Ticks(QWidget):
    """Several of a list, each with its own box."""

    changed = Signal()
    left = Signal()

    def __init__(self, entry: Entry, across: int = 3) -> None:
        super().__init__()
        self.entry = entry
        self.on_key: OnKey | None = None
        self.setAccessibleName(entry.label)
        self._boxes: list[tuple[object, QCheckBox]] = []
        rows = QGridLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setVerticalSpacing(0)
        choices = choices_of(entry.choices)
        if any(len(choice.label) > _NARROW for choice in choices):
            across = 1  # a wide list would push what stands beside it off the screen
        for number, choice in enumerate(choices):
            box = QCheckBox(fill(choice.label, _LINE, break_long_words=False))
            box.setAccessibleName(f"{entry.label}: {choice.label}")
            box.setToolTip(choice.note)
            box.clicked.connect(self.changed)
            box.clicked.connect(self.left)
            rows.addWidget(box, number // across, number % across)
            self._boxes.append((choice.value, box))
        if self._boxes:
            self.setFocusProxy(self._boxes[0][1])

    @property
    def boxes(self) -> list[QCheckBox]:
        """The boxes in the order of the list."""
        return [box for _value, box in self._boxes]

    def reading(self) -> Reading[object]:
        """The ticked values."""
        return Reading(tuple(value for value, box in self._boxes if box.isChecked()))

    def set_value(self, value: object) -> None:
        """Show a value; no signal is sent."""
        ticked = cast(Sequence[object], value or ())
        for one, box in self._boxes:
            box.setChecked(one in ticked)

    def raw(self) -> str:
        """The labels of the ticked ones."""
        return ", ".join(box.text() for _value, box in self._boxes if box.isChecked())

    def set_raw(self, text: str) -> None:
        """Put drafted ticks back."""
        for _value, box in self._boxes:
            box.setChecked(box.text() in text.split(", "))


Editor = Line | Paragraph | Tick | Ticks | PickMany


class FieldBox(QWidget):
    """A field with everything around it. `stored(value)` is sent when a clear value may be saved.

    The problem is shown when the field is left, not while typing (ux.md 3.8).
    """

    stored = Signal(object)
    typed = Signal()

    def __init__(self, name: str, field: Field, today: Callable[[], date]) -> None:
        super().__init__()
        self.field = field
        self.setObjectName(name)
        self._value: object = empty_of(field.kind)
        self._check: tuple[Level, str] | None = None
        self._has_note = False
        self._problem: Reading[object] | None = None
        self.editor = _editor(field, today)
        self.editor.setObjectName(f"{name}.isian")
        self._build(name)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(PAUSE)
        self._clock.timeout.connect(lambda: self.commit(leaving=False))
        self.editor.changed.connect(self._on_typed)
        self.editor.left.connect(lambda: self.commit(leaving=True))

    def _build(self, name: str) -> None:
        self._note = QWidget()
        self._figure = MarkLabel(Mark.GALAT)
        self._text = QLabel()
        self._text.setObjectName(f"{name}.pesan")
        self._text.setWordWrap(True)
        self._yes = QPushButton(_("Ya"))
        self._yes.setObjectName(f"{name}.ya")
        self._yes.setProperty("rapat", "ya")
        self._yes.clicked.connect(self.accept_suggestion)
        row = QHBoxLayout(self._note)
        row.setContentsMargins(0, 2, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._text, 1)
        row.addWidget(self._yes)
        self._note.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        if self.field.kind is not Kind.TICK:
            box.addLayout(self._head())
        box.addLayout(self._line())
        if self.field.hint:
            hint = QLabel(self.field.hint)
            hint.setProperty("teks", "kecil")
            hint.setWordWrap(True)
            box.addWidget(hint)
            self.editor.setAccessibleDescription(self.field.hint)
        box.addWidget(self._note)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(8)
        label = QLabel(self.field.label)
        label.setProperty("teks", "label")
        label.setBuddy(self.editor)
        head.addWidget(label)
        if self.field.wajib:
            word = QLabel(_("wajib"))
            word.setProperty("teks", "wajib")
            head.addWidget(word)
        head.addStretch(1)
        return head

    def _line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        is_short = self.field.kind in NUMBERS or self.field.kind in (Kind.DATE, Kind.TIME)
        line.addWidget(self.editor, 1000)
        if self.field.unit:
            line.addWidget(QLabel(self.field.unit))
        if is_short:
            line.addStretch(1)
            self._measure()
        return line

    def _measure(self) -> None:
        if self.field.kind in NUMBERS or self.field.kind in (Kind.DATE, Kind.TIME):
            self.editor.setMaximumWidth(look().px(260))
        if self.field.kind is Kind.DATE:  # `22 September 2026` keeps its year beside two other fields
            self.editor.setMinimumWidth(look().px(156))

    def changeEvent(self, event: QEvent) -> None:
        """Keep the room of a date when the size of text changes."""
        super().changeEvent(event)
        if is_restyle(event):
            self._measure()

    # -- value -----------------------------------------------------------------------------------

    @property
    def value(self) -> object:
        """The last value that was clear."""
        return self._value

    @property
    def is_empty(self) -> bool:
        """Whether a required field still waits to be filled."""
        return self._value in (None, "", ())

    @property
    def level(self) -> Level | None:
        """How grave what is shown under the field is, None if nothing is."""
        if self._problem is not None:
            return Level.GALAT
        return None if self._check is None else self._check[0]

    @property
    def message(self) -> str:
        """The sentence under the field."""
        return self._text.text() if not self._note.isHidden() else ""

    @property
    def is_being_typed(self) -> bool:
        """Whether the editor holds something that was not stored yet."""
        return self._clock.isActive() or self._problem is not None

    def set_value(self, value: object) -> None:
        """Show a stored value, unless a person is typing in this field right now."""
        if self.is_being_typed:
            return
        self._value = value
        if self.editor.raw() != self.field.show(value, long=True):
            self.editor.set_value(value)

    def set_check(self, check: tuple[Level, str] | None) -> None:
        """Show a finding of the checks under the field, or none."""
        if check == self._check and self._has_note:
            return  # checks come with every reading, and seldom say anything new
        self._check, self._has_note = check, True
        self._show_note()

    def forget(self) -> None:
        """Give up what is typed and not stored: another record is shown now."""
        self._clock.stop()
        self._problem = None
        self.editor.set_value(self._value)
        self._show_note()

    def refuse(self, sentence: str) -> None:
        """A service refused the value: keep what is typed and say why."""
        self._problem = Reading(None, sentence)
        self._show_note()

    def accept_suggestion(self) -> None:
        """The person pressed `Ya`: take what was probably meant."""
        problem = self._problem
        if problem is None or problem.suggestion is None:
            return
        self._problem = None
        self.editor.set_value(problem.suggestion)
        self._store(problem.suggestion)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self, *, leaving: bool = True) -> None:
        """Read the editor; a clear new value is sent out. On leaving, problems are shown."""
        was_typed = self._clock.isActive()
        self._clock.stop()
        reading = self.editor.reading()
        if reading.problem:
            if leaving:
                self._problem = reading
                self._show_note()
            elif was_typed:
                self._clock.start()
            return
        if leaving and isinstance(self.editor, Line) and (was_typed or self._problem is not None):
            self.editor.set_value(reading.value)
        self._problem = None
        self._store(reading.value)

    def _store(self, value: object) -> None:
        self._show_note()
        if value != self._value:
            self._value = value
            self.stored.emit(value)

    def _on_typed(self) -> None:
        self._clock.start()
        self.typed.emit()

    def _show_note(self) -> None:
        suggestion = None if self._problem is None else self._problem.suggestion
        level, text = (
            (Level.GALAT, self._problem.problem) if self._problem is not None else self._check or (None, "")
        )
        set_role(self.editor, level="" if level is None else level.value)
        self.editor.setAccessibleDescription(text or self.field.hint)
        self._note.setVisible(level is not None)
        self._yes.setVisible(suggestion is not None)
        if level is not None:
            self._figure.set_mark(LEVEL_MARKS[level])
            set_role(self._text, nada=level.value)
            self._text.setText(text)


def _editor(field: Field, today: Callable[[], date]) -> Editor:
    made: Editor
    match field.kind:
        case Kind.MULTILINE:
            made = Paragraph(field, field.lines)
        case Kind.TICK:
            made = Tick(field)
        case Kind.MANY if field.folded:
            made = PickMany(field, field.nothing)
        case Kind.MANY:
            made = Ticks(field, field.across)
        case _:
            mask = field.masked
            made = line_for(field, today) if mask is None else MaskedLine(field, mask, today)
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    if not field.editable:
        if isinstance(made, Line | Paragraph):
            made.setReadOnly(True)
        else:
            made.setEnabled(False)
    return made
