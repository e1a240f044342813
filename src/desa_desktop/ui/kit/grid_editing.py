"""The open editor of a grid: its keys, how its text is taken, and the draft that outlives a crash."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desa_desktop.ui.kit.cells import CellDelegate
from desa_desktop.ui.kit.grid_view import GridView, Index
from desa_desktop.ui.kit.lines import ChoiceLine, Line
from desa_desktop.ui.kit.table import Cell, TableModel

if TYPE_CHECKING:
    from desa_desktop.ui.kit.grid import Grid

DRAFT_EVERY = 2000  # milliseconds, ux.md 3.1


class CellEditing(QObject):
    """At most one editor is open. Escape gives the old value back, every other way out takes the text."""

    def __init__(self, grid: Grid, view: GridView, model: TableModel, delegate: CellDelegate) -> None:
        super().__init__(grid)
        self.line: Line | None = None
        self.on_draft: Callable[[Cell, str | None], object] | None = None
        self._grid, self._view, self._model = grid, view, model
        self._cell: Cell | None = None
        self._has_draft = False
        self.clock = QTimer(self)
        self.clock.setInterval(DRAFT_EVERY)
        self.clock.timeout.connect(self._send_draft)
        delegate.opened = self._opened
        delegate.taken = self._taken
        delegate.closeEditor.connect(self._closed)

    def close(self, *, take: bool) -> None:
        """Close the editor; `take` stores its text as if the cell were left."""
        line = self.line
        if line is None:
            return
        if take:
            self._view.commitData(line)
        self.line = None
        line.on_key = None
        self._stop_draft()
        self._view.closeEditor(line, CellDelegate.EndEditHint.NoHint)
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def put(self, text: str) -> bool:
        """Open the current cell with a text that was broken off; False if it cannot be edited."""
        if not self._view.start_edit(self._view.currentIndex(), over=False) or self.line is None:
            return False
        self.line.setText(text)
        self.line.setModified(True)
        return True

    def _opened(self, line: Line, index: Index) -> None:
        self.line = line
        self._cell = (self._model.id_at(index.row()), self._model.columns[index.column()].name)
        line.on_key = self._key
        line.setProperty("petunjuk", self._grid.hint())
        line.changed.connect(self._typed)

    def _typed(self) -> None:
        if not self.clock.isActive():
            self.clock.start()

    def _closed(self, line: QWidget) -> None:
        """The editor lost the focus: Qt has taken its text and closes it."""
        if self.line is line:
            self.line = None
            self._stop_draft()
            self._grid.fresh.look()

    def _key(self, event: QKeyEvent) -> bool:
        line, key = self.line, event.key()
        if line is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if isinstance(line, ChoiceLine) and line.list_is_open:
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
                line.take_current()
            else:
                return False
        if key == Qt.Key.Key_Escape:
            self.close(take=False)
            return True
        move = self._moves(event).get(key)
        if move is None:
            return False
        self.close(take=True)
        move()
        return True

    def _moves(self, event: QKeyEvent) -> dict[int, Callable[[], object]]:
        """Where each key goes after the text was taken (ux.md 3.3)."""
        grid = self._grid
        step = -1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        moves: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Tab: lambda: self._view.focusNextPrevChild(True),
            Qt.Key.Key_Backtab: lambda: self._view.focusNextPrevChild(False),
            Qt.Key.Key_Return: lambda: grid.step_down(step),
            Qt.Key.Key_Enter: lambda: grid.step_down(step),
        }
        if self._view.typing_over and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            moves[Qt.Key.Key_Up] = lambda: grid.step_down(-1)
            moves[Qt.Key.Key_Down] = lambda: grid.step_down(1, grow=False)
            moves[Qt.Key.Key_Left] = lambda: grid.step_side(-1)
            moves[Qt.Key.Key_Right] = lambda: grid.step_side(1)
        return moves

    def _taken(self, index: Index, line: Line) -> None:
        self._grid.type_texts([((index.row(), index.column()), line.text())])

    def _send_draft(self) -> None:
        if self.on_draft is not None and self.line is not None and self._cell is not None:
            self._has_draft = True
            self.on_draft(self._cell, self.line.text())

    def _stop_draft(self) -> None:
        had_draft, self._has_draft = self._has_draft, False
        self.clock.stop()
        if had_draft and self.on_draft is not None and self._cell is not None:
            self.on_draft(self._cell, None)
        self._cell = None
