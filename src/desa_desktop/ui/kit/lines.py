"""The one-line editors behind fields and cells: text, money, dates, choices.

All of them hand each key to `on_key` first, so that a form and a grid can give Enter, Tab and the
arrows their own meaning (ux.md 3.3), also while a list of choices is open.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QDate, QEvent, QKeyCombination, QModelIndex, QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCompleter,
    QFrame,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desa_desktop.domain.wording import Reading, format_while_typing, show_date
from desa_desktop.i18n import _
from desa_desktop.ui.kit.kinds import NUMBERS, Choice, Entry, Kind, choices_of, fold, matches

OnKey = Callable[[QKeyEvent], bool]
_AGAIN = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Y)
RECENT = 5  # lines under `Terakhir dipakai`


def passes_step(editor: QLineEdit | QPlainTextEdit, event: QEvent) -> bool:
    """Whether Ctrl+Z or Ctrl+Y asks for more than the editor has of its own to take back or do again.

    The key then goes on to `Urungkan` and `Ulangi` of the window: where a line always has the cursor (names
    of who came in), the step just made could not be undone by key otherwise.
    """
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    own = editor if isinstance(editor, QLineEdit) else editor.document()
    if event.matches(QKeySequence.StandardKey.Undo):
        passes = not own.isUndoAvailable()
    elif event.matches(QKeySequence.StandardKey.Redo) or event.keyCombination() == _AGAIN:
        passes = not own.isRedoAvailable()
    else:
        passes = False
    if passes:
        event.ignore()
    return passes


class Line(QLineEdit):
    """A line of text that knows its Entry. `changed` is every keystroke, `left` the end of editing."""

    changed = Signal()
    left = Signal()

    def __init__(
        self, entry: Entry, today: Callable[[], date] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.entry = entry
        self.on_key: OnKey | None = None
        self._today = today
        self.setAccessibleName(entry.label)
        self.textEdited.connect(lambda _text: self.changed.emit())
        if entry.kind in NUMBERS:
            self.setAlignment(Qt.AlignmentFlag.AlignRight)
        if entry.earlier is not None:
            self._complete_from(entry.earlier)

    def reading(self) -> Reading[object]:
        """What is typed, as understood."""
        return self.entry.read(self.text(), self._today)

    def set_value(self, value: object) -> None:
        """Show a value; no signal is sent."""
        self.setText(self.entry.show(value, long=True))
        self.setCursorPosition(0)

    def raw(self) -> str:
        """What stands in the editor, as typed (for the draft)."""
        return self.text()

    def set_raw(self, text: str) -> None:
        """Put typed text back (from a draft)."""
        self.setText(text)

    def event(self, event: QEvent) -> bool:
        """Offer each key to `on_key` before Qt gives it a meaning of its own."""
        if passes_step(self, event):
            return True
        if (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and self.on_key is not None
            and self.on_key(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Arriving by key selects the whole text, so that typing replaces it."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving for good (not for a list or menu of its own) ends the editing."""
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.MenuBarFocusReason,
        ):
            self.left.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt's own menu; its words come from `words_of_qt`."""
        super().contextMenuEvent(event)

    def _complete_from(self, earlier: Callable[[], Sequence[str]]) -> None:
        completer = QCompleter(QStringListModel(list(dict.fromkeys(earlier())), self), self)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)


class MaskedLine(Line):
    """A number that stands masked while nobody works on it; with the cursor in it, it is whole.

    `mask` gives the text that others may read; it is asked anew by `redraw`.
    """

    def __init__(
        self,
        entry: Entry,
        mask: Callable[[str], str],
        today: Callable[[], date] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(entry, today, parent)
        self._mask = mask
        self._whole = ""
        self._is_masked = False

    def reading(self) -> Reading[object]:
        """What is typed, as understood; never the mask."""
        return self.entry.read(self.raw(), self._today)

    def raw(self) -> str:
        """The whole text."""
        return self._whole if self._is_masked else self.text()

    def set_value(self, value: object) -> None:
        """Show a value; no signal is sent."""
        self._put(self.entry.show(value, long=True), is_open=self.hasFocus())

    def set_raw(self, text: str) -> None:
        """Put typed text back (from a draft)."""
        self._put(text, is_open=self.hasFocus())

    def redraw(self) -> None:
        """The mask may say something else by now."""
        self._put(self.raw(), is_open=self.hasFocus())

    def _put(self, whole: str, *, is_open: bool) -> None:
        shown = whole if is_open else self._mask(whole)
        self._whole, self._is_masked = whole, shown != whole
        self.setText(shown)
        self.setCursorPosition(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who works on the number sees it."""
        if self._is_masked:
            self._put(self._whole, is_open=True)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Left for good, it is masked again; what is not clear yet stays as it was typed."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._put(self.raw(), is_open=False)


class NumberLine(Line):
    """Digits with thousand points while typing; the cursor keeps its place among the digits."""

    def __init__(
        self, entry: Entry, today: Callable[[], date] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(entry, today, parent)
        self._before = ""
        self.textEdited.connect(self._group)
        self.textChanged.connect(self._remember)

    def _group(self, text: str) -> None:
        grouped, place = format_while_typing(text, self.cursorPosition(), self._before)
        if grouped != text:
            self.setText(grouped)
            self.setCursorPosition(place)
            self.setModified(True)

    def _remember(self, _text: str) -> None:
        self._before = self.text()  # Qt hands over the text from before `_group` changed it


class DateLine(Line):
    """A date typed as people write it; F4 or Alt+Down opens the calendar, Ctrl+; is today."""

    def __init__(self, entry: Entry, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(entry, today, parent)
        self._now = today
        self._calendar: _Calendar | None = None
        self.setPlaceholderText(_("misalnya 22/11/2026"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F4, Alt+Down and Ctrl+; besides the usual keys."""
        if opens(event):
            self.open_calendar()
        elif event.key() == Qt.Key.Key_Semicolon and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._take(self._now())
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """Show the month of the typed date, or of today."""
        if self._calendar is None:
            self._calendar = _Calendar(self)
            self._calendar.picked.connect(self._take)
        typed = self.reading().value
        self._calendar.show_at(self, typed if isinstance(typed, date) else self._now())

    def _take(self, day: date) -> None:
        self.setText(show_date(day))
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self.changed.emit()


class _Calendar(QFrame):
    """A month to pick a day from, below its line."""

    picked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("kalender")
        self._month = QCalendarWidget()
        self._month.setObjectName("kalender.bulan")
        self._month.setAccessibleName(_("Kalender"))
        self._month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.addWidget(self._month)
        self._month.activated.connect(self._pick)
        self._month.clicked.connect(self._pick)

    def show_at(self, line: QWidget, day: date) -> None:
        """Open below the line with this day chosen."""
        self._month.setSelectedDate(QDate(day.year, day.month, day.day))
        self.adjustSize()
        self.move(line.mapToGlobal(QPoint(0, line.height())))
        self.show()
        self._month.setFocus()

    def _pick(self, day: QDate) -> None:
        self.close()
        self.picked.emit(date(day.year(), day.month(), day.day()))


class ChoiceLine(Line):
    """A choice that is filtered by typing; recent ones first, then the whole list (ux.md 3.7)."""

    def __init__(
        self,
        entry: Entry,
        today: Callable[[], date] | None = None,
        parent: QWidget | None = None,
        recent: Callable[[], Sequence[object]] | None = None,
    ) -> None:
        super().__init__(entry, today, parent)
        self._recent = recent
        self._offered: list[Choice] = []
        self._lines = QStringListModel(self)
        self._completer = QCompleter(self._lines, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(9)
        view = QListView()
        view.setObjectName("daftar_pilihan")
        view.setAccessibleName(entry.label)
        self._completer.setPopup(view)
        self._completer.setWidget(self)
        self._completer.activated[QModelIndex].connect(self._pick)  # type: ignore[index]  # overloaded
        self.textEdited.connect(self._filter)

    @property
    def list_is_open(self) -> bool:
        """Whether the list of choices is on the screen."""
        popup = self._completer.popup()
        return popup is not None and popup.isVisible()

    @property
    def offered(self) -> list[str]:
        """The lines of the list as last filtered."""
        return self._lines.stringList()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F4, Alt+Down and Down open the list, beside the usual keys."""
        if opens(event) or (event.key() == Qt.Key.Key_Down and not self.list_is_open):
            self.open_list()
        else:
            super().keyPressEvent(event)

    def open_list(self) -> None:
        """Show every choice, whatever is typed."""
        self._offer("")
        self._completer.complete()

    def pick(self, number: int) -> None:
        """Take a line of the list as last filtered."""
        choice = self._offered[number]
        self.setText(choice.label)
        popup = self._completer.popup()
        if popup is not None:
            popup.hide()
        self.changed.emit()

    def take_current(self) -> None:
        """Take the highlighted line of the open list, if there is one, and close the list."""
        popup = self._completer.popup()
        if popup is None:
            return
        if popup.currentIndex().isValid():
            self.pick(popup.currentIndex().row())
        popup.hide()

    def _filter(self, text: str) -> None:
        self._offer(fold(text), text.strip())
        popup = self._completer.popup()
        if self._offered:
            self._completer.complete()
        elif popup is not None:
            popup.hide()

    def _offer(self, needle: str, typed: str = "") -> None:
        known = list(choices_of(self.entry.choices))
        recent_values = list(self._recent())[:RECENT] if self._recent is not None and not needle else []
        recent = [one for value in recent_values for one in known if one.value == value]
        found = [one for one in known if matches(needle, fold(f"{one.label} {one.note}"))]
        found.sort(key=lambda one: _place(needle, one))
        meant = self.entry.read(typed, None).value if typed else None
        if meant is not None:  # `2.2.2` is the code 02.02.02, though no line of the list begins like that
            found = [one for one in known if one.value == meant] + [
                one for one in found if one.value != meant
            ]
        self._offered = recent + found
        lines = [_("{pilihan}   (terakhir dipakai)").format(pilihan=one.label) for one in recent]
        lines += [f"{one.label}   {one.note}".rstrip() for one in found]
        if self.entry.free and typed and all(fold(one.label) != needle for one in found):
            self._offered.append(Choice(typed, typed))
            lines.append(_("Pakai “{teks}” (di luar daftar)").format(teks=typed))
        self._lines.setStringList(lines)

    def _pick(self, index: QModelIndex) -> None:
        self.pick(index.row())


def _place(needle: str, choice: Choice) -> int:
    """What begins with the typed text comes first: `DD` means DDS, not ADD, which only contains it."""
    if fold(choice.label).startswith(needle):
        return 0
    return 1 if fold(choice.note).startswith(needle) else 2


def opens(event: QKeyEvent) -> bool:
    """Whether a key means `open the list or the calendar`: F4, Alt+Down."""
    return event.key() == Qt.Key.Key_F4 or (
        event.key() == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.AltModifier
    )


def line_for(entry: Entry, today: Callable[[], date], parent: QWidget | None = None) -> Line:
    """The editor of one line that fits an entry's kind."""
    match entry.kind:
        case Kind.MONEY | Kind.INTEGER | Kind.QUANTITY:
            return NumberLine(entry, today, parent)
        case Kind.DATE:
            return DateLine(entry, today, parent)
        case Kind.CHOICE:
            return ChoiceLine(entry, today, parent)
        case _:
            return Line(entry, today, parent)
