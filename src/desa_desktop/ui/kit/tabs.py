"""Tabs inside a screen, with counts (`Telaah 2`), remembered between visits."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from desa_desktop.ui.kit.memory import Memory


class _Bar(QTabBar):
    """A bar whose tabs are wide enough for the bold letters of the chosen one."""

    def tabSizeHint(self, index: int) -> QSize:
        """The size of a tab with its words in bold."""
        hint = super().tabSizeHint(index)
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.Bold)
        text = self.tabText(index)
        more = QFontMetrics(bold).horizontalAdvance(text) - self.fontMetrics().horizontalAdvance(text)
        return QSize(hint.width() + max(more, 0) + 4, hint.height())


class Tabs(QWidget):
    """A row of tabs over pages. Arrow keys move between tabs; `turned(name)` tells which page is shown."""

    turned = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.bar = _Bar()
        self.bar.setObjectName(f"{name}.tab")
        self.bar.setAccessibleName(name.split(".")[0].replace("_", " ").title())
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setElideMode(Qt.TextElideMode.ElideNone)
        self.bar.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.pages = QStackedWidget()
        self._names: list[str] = []
        self._labels: list[str] = []
        self._memory: Memory | None = None
        self.before_turn: Callable[[str], object] | None = None
        """Told the name of a page before it is shown: it may be made only then (`replace`)."""
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, 0, 16, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self.bar, 1)  # all the room there is: the chosen tab is wider than its hint
        box.addLayout(self._row)
        box.addWidget(self.pages, 1)
        self.bar.currentChanged.connect(self._turn)

    def add(self, name: str, label: str, page: QWidget) -> None:
        """One more page."""
        self._names.append(name)
        self._labels.append(label)
        self.pages.addWidget(page)
        self.bar.addTab(label)

    def replace(self, name: str, page: QWidget) -> bool:
        """Put the page itself where an empty one kept its place. False if no tab has this name."""
        if name not in self._names:
            return False
        number = self._names.index(name)
        empty, is_shown = self.pages.widget(number), self.pages.currentIndex() == number
        self.pages.insertWidget(number, page)
        if is_shown:
            self.pages.setCurrentWidget(page)
        self.pages.removeWidget(empty)
        empty.deleteLater()
        return True

    def set_corner(self, widget: QWidget) -> None:
        """Put the buttons of a page at the right of the tabs, where they cost no line of the list."""
        self._row.addWidget(widget)

    def set_count(self, name: str, count: int) -> None:
        """How many things wait on a page."""
        number = self._names.index(name)
        self.bar.setTabText(number, f"{self._labels[number]} {count}" if count else self._labels[number])

    @property
    def names(self) -> list[str]:
        """The names of the pages, in their order."""
        return list(self._names)

    @property
    def current(self) -> str:
        """The name of the page that is shown, empty if there is none."""
        number = self.bar.currentIndex()
        return self._names[number] if 0 <= number < len(self._names) else ""

    def turn_to(self, name: str) -> None:
        """Show a page. ValueError if there is none of this name."""
        self.bar.setCurrentIndex(self._names.index(name))

    def take_keys(self) -> None:
        """Ctrl+PgDown and Ctrl+PgUp turn the pages, for screens whose menu Alat has no line for it.

        In a table Tab goes from cell to cell, so without them nothing but F6 leads out to the tabs.
        """
        for key, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            shortcut = QShortcut(
                QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            shortcut.activated.connect(partial(self.step, step))

    def step(self, step: int) -> None:
        """The next page that can be opened in this direction; the last one stays."""
        place = self.bar.currentIndex() + step
        while 0 <= place < self.bar.count():
            if self.bar.isTabVisible(place) and self.bar.isTabEnabled(place):
                self.bar.setCurrentIndex(place)
                return
            place += step

    def remember(self, memory: Memory) -> None:
        """Open the page of the last visit, and keep it from now on."""
        self._memory = memory
        known = memory.get(f"{self.objectName()}.tab")
        if known in self._names:
            self.turn_to(str(known))

    def _turn(self, number: int) -> None:
        if self.before_turn is not None and number >= 0:
            self.before_turn(self._names[number])
        self.pages.setCurrentIndex(number)
        if self._memory is not None and number >= 0:
            self._memory.put(f"{self.objectName()}.tab", self._names[number])
        self.turned.emit(self.current)
