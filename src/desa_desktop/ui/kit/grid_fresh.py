"""A new row that nobody has written into: it goes again when the cursor leaves it.

Enter, Tab and Ctrl+N make rows as in a sheet; a row too many would stay stored and, in a list that must be
complete, stand in the way of Sahkan (ux.md 3.3).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desa_desktop.ui.kit.table import Cell, RowId, Typed

if TYPE_CHECKING:
    from desa_desktop.ui.kit.grid import Grid

_NOTHING = (None, "", (), (None, None))


class FreshRow(QObject):
    """At most one row is fresh: the newest, until something is typed into it or the cursor leaves it."""

    def __init__(self, grid: Grid) -> None:
        super().__init__(grid)
        self.on_withdraw: Callable[[RowId], object] | None = None
        self.panels: list[QWidget] = []
        self._grid = grid
        self._id: RowId | None = None
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(0)
        self._clock.timeout.connect(self._judge)

    def begin(self, row_id: RowId) -> None:
        """This row was just made and has the cursor."""
        self._id = row_id

    def is_current(self) -> bool:
        """Whether the cursor stands in the fresh row and nobody is typing into it."""
        line = self._grid.editor
        is_typing = line is not None and line.isModified()
        return self._id is not None and self._grid.current_id() == self._id and not is_typing

    def is_current_and_blank(self) -> bool:
        """Whether the current cell is one of the fresh row and nothing was filled in there beforehand."""
        model, index = self._grid.model, self._grid.view.currentIndex()
        return self.is_current() and _is_nothing(
            model.value(model.row_at(index.row()), model.columns[index.column()])
        )

    def note(self, typed: Mapping[Cell, Typed]) -> None:
        """Cells were typed or pasted: with something in it the row is fresh no longer."""
        if any(
            row_id == self._id and (one.problem or not _is_nothing(one.value))
            for (row_id, _name), one in typed.items()
        ):
            self._id = None

    def look(self) -> None:
        """Something moved: judge once all of it has happened."""
        if self._id is not None:
            self._clock.start()

    def withdraw(self) -> None:
        """Let the fresh row go now."""
        row_id, self._id = self._id, None
        if row_id is not None and self.on_withdraw is not None and self._grid.model.line_of(row_id) >= 0:
            self.on_withdraw(row_id)

    def _judge(self) -> None:
        if self._id is None:
            return
        if self._grid.model.line_of(self._id) < 0:  # taken back, or out of sight behind a filter
            self._id = None
        elif self._grid.current_id() != self._id or self._focus_is_elsewhere():
            self.withdraw()

    def _focus_is_elsewhere(self) -> bool:
        """Whether the person went on to another part of this window; menus do not count."""
        now = QApplication.focusWidget()
        if now is None or now.window() is not self._grid.window() or QApplication.activePopupWidget():
            return False
        here = (self._grid, *self.panels)
        return not any(one is now or one.isAncestorOf(now) for one in here)


def _is_nothing(value: object) -> bool:
    return value is False or (not isinstance(value, int) and value in _NOTHING)
