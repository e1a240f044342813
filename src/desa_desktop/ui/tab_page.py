"""The base of a page under a tab: it has its own filled button, a place to begin, and places to jump to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QStackedWidget, QWidget

from desa_desktop.ui.style import is_restyle

if TYPE_CHECKING:
    from desa_desktop.ui.kit.grid import Grid
    from desa_desktop.ui.screen import Primary


class TabPage(QWidget):
    """`primary_changed` asks the screen to show another filled button, `turn_to(name)` another tab."""

    primary_changed = Signal()
    turn_to = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)

    def measure(self) -> None:
        """Set widths that depend on the size of text; called again whenever it changes."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if is_restyle(event):
            self.measure()

    def reload(self) -> None:
        """Read what the page shows anew."""

    def primary(self) -> Primary | None:
        """What the filled button does on this tab; None for no button."""
        return None

    def arrive(self) -> None:
        """The tab was turned to: put the cursor where the work begins."""

    def jump(self, record: UUID | None, field: str) -> bool:
        """Go to the place a finding names; False if it is not on this tab."""
        return False

    def button(self, name: str, text: str, act: Callable[[], object]) -> QPushButton:
        """A button of this page."""
        made = QPushButton(text)
        made.setObjectName(f"{self.objectName()}.{name}")
        made.clicked.connect(lambda _on=False: act())
        return made


class SidePanels(QStackedWidget):
    """What stands beside a table, one panel at a time: as high as there is room, it scrolls by itself.

    Sentences that wrap in a panel do not make the page higher than the window.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)

    def hasHeightForWidth(self) -> bool:
        """No: it takes the height it is given."""
        return False


def lock_grid(grid: Grid, locked: bool) -> None:
    """Lock or free a table; while nothing changes, a cell that is being typed in stays open."""
    if grid.editable is locked:
        grid.set_locked(locked)


def count_shown_only(stack: QStackedWidget) -> None:
    """Let only the page that is shown say how much room a stack needs: large letters stay in the window."""

    def measure(_number: int = 0) -> None:
        for number in range(stack.count()):
            page = stack.widget(number)
            shown = page is stack.currentWidget()
            policy = QSizePolicy.Policy.Preferred if shown else QSizePolicy.Policy.Ignored
            page.setSizePolicy(policy, policy)
        stack.updateGeometry()

    stack.currentChanged.connect(measure)
    stack.widgetRemoved.connect(measure)
    measure()


def heading(text: str) -> QLabel:
    """The title of a part of a page."""
    label = QLabel(text)
    label.setProperty("teks", "bagian")
    return label


def small(text: str = "", name: str = "") -> QLabel:
    """A secondary line."""
    label = QLabel(text)
    label.setProperty("teks", "sekunder")
    label.setWordWrap(True)
    label.setObjectName(name)
    return label
