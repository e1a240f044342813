"""Which cells of a grid are chosen, which row comes next, and how the current cell moves."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtWidgets import QAbstractItemView

from desa_desktop.ui.kit.grid_view import GridView
from desa_desktop.ui.kit.table import TableModel


class Cells:
    """Lines and columns of a view by their numbers; group headings are stepped over."""

    def __init__(self, view: GridView, model: TableModel) -> None:
        self.view = view
        self.model = model

    def rectangle(self) -> list[tuple[int, list[int]]]:
        """The chosen rows (group headings left out) with their chosen, visible columns."""
        cells: dict[int, set[int]] = {}
        for part in self.view.selectionModel().selection().toList():
            for line in range(part.top(), part.bottom() + 1):
                if self.model.row_at(line) is not None:
                    cells.setdefault(line, set()).update(range(part.left(), part.right() + 1))
        return [
            (line, [place for place in sorted(places) if not self.view.isColumnHidden(place)])
            for line, places in sorted(cells.items())
        ]

    def chosen(self) -> list[tuple[int, int]]:
        """(line, column) of every chosen cell that can be edited."""
        return [
            (line, place)
            for line, places in self.rectangle()
            for place in places
            if self.model.can_edit(line, place)
        ]

    def rows_from(self, line: int) -> list[int]:
        """This line and all row lines below it."""
        return [one for one in range(line, self.model.rowCount()) if self.model.row_at(one) is not None]

    def next_line(self, line: int, step: int) -> int:
        """The next row line in this direction, -1 if there is none."""
        line += step
        while 0 <= line < self.model.rowCount():
            if self.model.row_at(line) is not None:
                return line
            line += step
        return -1

    def first_column(self) -> int:
        """The first visible column that can be edited, else the first visible one."""
        shown = [n for n in range(len(self.model.columns)) if not self.view.isColumnHidden(n)]
        return next((n for n in shown if self.model.columns[n].editable), shown[0] if shown else 0)

    def go(self, line: int, place: int, *, keep: bool = False) -> None:
        """Make a cell current and scroll to it; `keep` leaves the chosen cells as they are."""
        flag = QItemSelectionModel.SelectionFlag
        how = flag.NoUpdate if keep and self.view.selectionModel().hasSelection() else flag.ClearAndSelect
        index = self.model.index(line, max(0, place))
        self.view.selectionModel().setCurrentIndex(index, how)
        self.view.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def choose(self, lines: Iterable[int]) -> None:
        """Choose whole rows; lines below 0 are left out."""
        chosen = QItemSelection()
        last = len(self.model.columns) - 1
        for line in lines:
            if line >= 0:
                chosen.select(self.model.index(line, 0), self.model.index(line, last))
        self.view.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
