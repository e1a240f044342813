"""Two ways to find: the box that filters a list, and `Cari apa saja` for everything in the program."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLabel, QLineEdit, QListView, QWidget

from desa_desktop.i18n import _
from desa_desktop.ui.kit.kinds import fold, matches
from desa_desktop.ui.kit.lines import passes_step
from desa_desktop.ui.style import look

PAUSE = 150  # milliseconds, ux.md 3.7
_MOST = 12


class SearchBox(QWidget):
    """`Cari di daftar ini`: sends the text after a short pause; Esc clears it; the count stands beside."""

    searched = Signal(str)

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.line = _Line()
        self.line.setObjectName(f"{name}.isian")
        self.line.setPlaceholderText(hint or _("Cari (Ctrl+F)"))
        self.line.setAccessibleName(hint or _("Cari di daftar ini"))
        self.line.setMinimumWidth(look().px(150))
        self.line.escaped.connect(self.clear)
        self.line.setProperty("petunjuk", _("Ketik untuk menyaring · Esc: tampilkan semua"))
        self._count = QLabel()
        self._count.setObjectName(f"{name}.jumlah")
        self._count.setProperty("teks", "kecil")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self._count)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(PAUSE)
        self._clock.timeout.connect(lambda: self.searched.emit(self.line.text()))
        self.line.textChanged.connect(lambda _text: self._clock.start())
        self.setFocusProxy(self.line)

    @property
    def text(self) -> str:
        """What is searched for."""
        return self.line.text()

    def clear(self) -> None:
        """Show everything again."""
        self.line.clear()

    def focus(self) -> None:
        """Put the cursor here with the text selected."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def show_count(self, shown: int, all_: int) -> None:
        """`7 dari 42` while something is searched for (connect `Grid.filtered`)."""
        words = _("{cocok} dari {semua}").format(cocok=shown, semua=all_)
        self._count.setText(words if self.line.text().strip() else "")


class _Line(QLineEdit):
    escaped = Signal()

    def event(self, event: QEvent) -> bool:
        return passes_step(self, event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that can be found: its name, what it is, and what happens on Enter."""

    label: str
    group: str
    act: Callable[[], object]


class Finder(QLineEdit):
    """`Cari apa saja (Ctrl+K)`: screens, commands and what else `sources` offer, filtered by typing."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setPlaceholderText(_("Cari apa saja  Ctrl+K"))
        self.setAccessibleName(_("Cari apa saja"))
        self.setProperty("petunjuk", _("Ketik nama layar atau perintah · Enter: buka · Esc: kembali"))
        self.sources: list[Callable[[], Iterable[Hit]]] = []
        self._before: QWidget | None = None
        self._hits: list[Hit] = []
        self._lines = QStringListModel(self)
        self._completer = QCompleter(self._lines, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(_MOST)
        view = QListView()
        view.setObjectName("daftar_pilihan")
        view.setAccessibleName(_("Hasil pencarian"))
        self._completer.setPopup(view)
        self._completer.setWidget(self)
        self._completer.activated[QModelIndex].connect(lambda index: self.take(index.row()))  # type: ignore[index]
        self.textEdited.connect(self._filter)

    @property
    def found(self) -> Sequence[Hit]:
        """What matches the text, best first."""
        return self._hits

    def open(self, before: QWidget | None) -> None:
        """Ctrl+K: take the focus, and remember where Esc returns to."""
        self._before = before
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def take(self, number: int) -> None:
        """Do what this line stands for."""
        if 0 <= number < len(self._hits):
            hit = self._hits[number]
            self._leave()
            hit.act()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the first line, Esc goes back to where one was."""
        popup = self._completer.popup()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            chosen = popup.currentIndex().row() if popup is not None and popup.isVisible() else 0
            self.take(max(0, chosen))
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving clears the text."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.clear()

    def _leave(self) -> None:
        popup = self._completer.popup()
        if popup is not None:
            popup.hide()
        self.clear()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _filter(self, text: str) -> None:
        needle = fold(text)
        every = [hit for source in self.sources for hit in source()]
        found = [hit for hit in every if matches(needle, fold(f"{hit.label} {hit.group}"))]
        found.sort(key=lambda hit: not fold(hit.label).startswith(needle))
        self._hits = found[:50] if needle else []
        self._lines.setStringList([f"{hit.label}   ·   {hit.group}" for hit in self._hits])
        popup = self._completer.popup()
        if self._hits:
            self._completer.complete()
        elif popup is not None:
            popup.hide()
