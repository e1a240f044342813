"""Widths, order and choice of a grid's columns, and the width of its group headings."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desa_desktop.i18n import _
from desa_desktop.ui.kit.grid_view import GridView
from desa_desktop.ui.kit.memory import Memory
from desa_desktop.ui.kit.table import TableModel
from desa_desktop.ui.style import look


class GridColumns:
    """What a person may change about columns; remembered under the grid's name."""

    def __init__(self, view: GridView, model: TableModel, name: str) -> None:
        self.view = view
        self.model = model
        self._name = name
        self._memory: Memory | None = None
        self._widths: dict[str, int] = {}
        self._fitting = False
        for number, column in enumerate(model.columns):
            view.setColumnHidden(number, not column.shown)
        view.horizontalHeader().sectionClicked.connect(self.cycle_sort)
        view.horizontalHeader().sectionResized.connect(self._on_resized)
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.layoutChanged):
            changed.connect(self._set_spans)

    def cycle_sort(self, column: int) -> None:
        """Click a heading: up, down, the stored order again. Only the view changes."""
        sort, descending = self.model.sorting
        if sort != column:
            self.model.set_sort(column)
        elif not descending:
            self.model.set_sort(column, descending=True)
        else:
            self.model.set_sort(-1)
        sort, descending = self.model.sorting
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.view.horizontalHeader().setSortIndicatorShown(sort >= 0)
        self.view.horizontalHeader().setSortIndicator(max(0, sort), order)
        self.view.frozen.lay_out()

    def menu(self, parent: QWidget) -> QMenu:
        """`Kolom…`: which columns are shown."""
        menu = QMenu(_("Kolom"), parent)
        for number, column in enumerate(self.model.columns):
            action = QAction(column.label, menu)
            action.setCheckable(True)
            action.setChecked(not self.view.isColumnHidden(number))
            action.toggled.connect(lambda shown, number=number: self.show(number, shown))
            menu.addAction(action)
        return menu

    def show(self, number: int, shown: bool) -> None:
        """Show or hide a column; remembered for this screen."""
        self._fitting = True  # the width it comes with is Qt's, nobody chose it
        self.view.setColumnHidden(number, not shown)
        self.fit()
        if self._memory is not None:
            hidden = [c.name for n, c in enumerate(self.model.columns) if self.view.isColumnHidden(n)]
            self._memory.put(f"{self._name}.tersembunyi", list[Any](hidden))

    def remember(self, memory: Memory) -> None:
        """Take widths and hidden columns from an earlier visit, and keep them from now on."""
        self._memory = memory
        widths = memory.get(f"{self._name}.lebar")
        if isinstance(widths, dict):
            self._widths = {name: width for name, width in widths.items() if isinstance(width, int)}
        hidden = memory.get(f"{self._name}.tersembunyi")
        if isinstance(hidden, list):
            for number, column in enumerate(self.model.columns):
                self.view.setColumnHidden(number, column.name in hidden)
        self.fit()

    def fit(self) -> None:
        """Set widths for the size of text; the stretching column takes what is left."""
        self._fitting = True
        now, used, stretching = look(), 0, -1
        for number, column in enumerate(self.model.columns):
            if self.view.isColumnHidden(number):
                continue
            heading = self.view.horizontalHeader().sectionSizeHint(number)
            width = self._widths.get(column.name, max(now.px(column.width), heading))
            if column.stretch and column.name not in self._widths:
                stretching = number
            self.view.setColumnWidth(number, width)
            used += width
        room = self.view.viewport().width() - used
        if stretching >= 0 and room > 0:
            self.view.setColumnWidth(stretching, self.view.columnWidth(stretching) + room)
        self._fitting = False
        self.view.frozen.lay_out()

    def _on_resized(self, number: int, _old: int, new: int) -> None:
        if self._fitting or new == 0:
            return
        self._widths[self.model.columns[number].name] = new
        if self._memory is not None:
            self._memory.put(f"{self._name}.lebar", dict[str, Any](self._widths))

    def _set_spans(self, *_args: object) -> None:
        if not self.model.groupings:
            return
        self.view.clearSpans()
        first = self.model.first_shown()
        totals = [n for n, c in enumerate(self.model.columns) if c.total and n > first]
        width = (totals[0] if totals else len(self.model.columns)) - first
        if width > 1:
            for line in range(self.model.rowCount()):
                if self.model.row_at(line) is None:
                    self.view.setSpan(line, first, 1, width)
