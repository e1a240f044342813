"""A layout that goes on in the next line: buttons in a narrow window or with large letters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Widgets from left to right, and on the next line where there is no more room.

    `room` are pixels around them, for the ring of the focus.
    """

    def __init__(self, parent: QWidget, gap: int = 8, room: int = 4) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap, self._room = gap, room
        self.setContentsMargins(room, room, room, room)

    def addItem(self, item: QLayoutItem) -> None:
        """One more widget."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The widget at a place, None behind the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        """Take a widget out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high the lines are at this width."""
        return self._place(QRect(0, 0, width, 0), moves=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put every widget into its place."""
        super().setGeometry(rect)
        self._place(rect, moves=True)

    def sizeHint(self) -> QSize:
        """All in one line."""
        width = sum(item.sizeHint().width() + self._gap for item in self._shown) - self._gap
        height = max((item.sizeHint().height() for item in self._shown), default=0)
        return QSize(width + 2 * self._room, height + 2 * self._room)

    def minimumSize(self) -> QSize:
        """The widest one alone."""
        width = max((item.minimumSize().width() for item in self._shown), default=0)
        height = max((item.sizeHint().height() for item in self._shown), default=0)
        return QSize(width + 2 * self._room, height + 2 * self._room)

    @property
    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]  # a hidden widget takes no room

    def _place(self, rect: QRect, *, moves: bool) -> int:
        room = rect.adjusted(self._room, self._room, -self._room, -self._room)
        x, y, line = room.x(), room.y(), 0
        for item in self._shown:
            size = item.sizeHint()
            if x > room.x() and x + size.width() > room.right() + 1:
                x, y, line = room.x(), y + line + self._gap, 0
            if moves:
                item.setGeometry(QRect(x, y, min(size.width(), room.width()), size.height()))
            x, line = x + size.width() + self._gap, max(line, size.height())
        return y + line - rect.y() + self._room


class _Line(QWidget):
    """Asks for all the lines it has become: a page that only knows one would squeeze the others."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may be another number of lines."""
        super().resizeEvent(event)
        self._ask()

    def event(self, event: QEvent) -> bool:
        """A button that came, went or grew may be another number of lines too."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._ask()
        return done

    def _ask(self) -> None:
        flow = self.layout()
        if flow is not None:
            self.setMinimumHeight(flow.heightForWidth(self.width()))


def flowing(widgets: Sequence[QWidget]) -> QWidget:
    """These widgets in a line that breaks where it must."""
    line = _Line()
    flow = Flow(line, room=0)
    for widget in widgets:
        flow.addWidget(widget)
    return line
