"""The columns that stay at the left while one scrolls to the right (ux.md 3.9).

A second view on the same model and the same choice of cells lies over the left edge of the table. It is
shown only while the table is scrolled to the right, takes no focus, and hands the mouse on to the grid.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QHeaderView, QTableView

from desa_desktop.ui.kit.cells import CellDelegate
from desa_desktop.ui.kit.table import TableModel

if TYPE_CHECKING:
    from desa_desktop.ui.kit.grid_view import GridView

_MOST = 0.6  # of the table's width; with less room fewer columns stay
_LINE = 2  # pixels of the line at the right, as in the stylesheet


class FrozenColumns(QTableView):
    """The first columns marked `frozen`, beside each other from the left."""

    def __init__(self, view: GridView, model: TableModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        self.setProperty("bagian", "beku")
        self.setModel(model)
        self.setSelectionModel(view.selectionModel())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionMode(view.selectionMode())
        self.setVerticalScrollMode(view.verticalScrollMode())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionsClickable(True)
        head.setHighlightSections(False)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setDefaultAlignment(view.horizontalHeader().defaultAlignment())
        self.hide()
        self._connect()

    def _connect(self) -> None:
        view, bar = self._view, self._view.verticalScrollBar()
        bar.valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(bar.setValue)
        view.horizontalScrollBar().valueChanged.connect(lambda _value: self.lay_out())
        view.horizontalScrollBar().rangeChanged.connect(lambda _low, _high: self.lay_out())
        view.horizontalHeader().sectionResized.connect(lambda _place, _old, _new: self.lay_out())
        self.horizontalHeader().sectionClicked.connect(view.horizontalHeader().sectionClicked)
        model = self._model
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.layoutChanged):
            changed.connect(self._set_spans)

    def paint_with(self, delegate: CellDelegate) -> None:
        """Cells are painted as in the table; each view needs a delegate of its own."""
        self.setItemDelegate(delegate)

    # -- which columns, and where ----------------------------------------------------------------------

    def columns(self) -> list[int]:
        """The columns that stay: shown, marked, from the left, and not more than leave room for others."""
        found: list[int] = []
        room = self._view.viewport().width() * _MOST
        for place, column in enumerate(self._model.columns):
            if self._view.isColumnHidden(place):
                continue
            room -= self._view.columnWidth(place)
            if not column.frozen or room < 0:
                break
            found.append(place)
        return found

    @property
    def covered(self) -> int:
        """Pixels at the left edge of the table under which cells lie; 0 while nothing is frozen."""
        return 0 if self.isHidden() else self.width()

    def lay_out(self) -> None:
        """Follow the table's widths, heights and scrolling."""
        staying = self.columns() if self._view.horizontalScrollBar().value() > 0 else []
        if not staying:
            self.hide()
            return
        view, head = self._view, self._view.horizontalHeader()
        for place in range(len(self._model.columns)):
            self.setColumnHidden(place, place not in staying)
            if place in staying:
                self.setColumnWidth(place, view.columnWidth(place))
        self.verticalHeader().setMinimumSectionSize(view.verticalHeader().minimumSectionSize())
        self.verticalHeader().setDefaultSectionSize(view.verticalHeader().defaultSectionSize())
        self.horizontalHeader().setFixedHeight(head.height())
        self.horizontalHeader().setSortIndicatorShown(head.isSortIndicatorShown())
        self.horizontalHeader().setSortIndicator(head.sortIndicatorSection(), head.sortIndicatorOrder())
        frame = view.frameWidth()
        width = sum(view.columnWidth(place) for place in staying) + _LINE
        self.setGeometry(frame, frame, width, head.height() + view.viewport().height())
        self._set_spans()
        self.show()
        self.raise_()
        self.verticalScrollBar().setValue(view.verticalScrollBar().value())

    def _set_spans(self, *_args: object) -> None:
        """A group's heading reaches over all of them; the table goes on with its words behind the line."""
        if not self._model.groupings or not (staying := self.columns()):
            return
        self.clearSpans()
        width = staying[-1] - staying[0] + 1
        for line in range(self._model.rowCount()) if width > 1 else ():
            if self._model.row_at(line) is None:
                self.setSpan(line, staying[0], 1, width)

    # -- the mouse -------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses here as in the table, which keeps the focus."""
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)
        index = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)
        self._view.clicked_on(index, event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click edits the cell or opens the row."""
        self._view.double_clicked_on(self.indexAt(event.position().toPoint()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel moves the table; this view follows."""
        QApplication.sendEvent(self._view.viewport(), event)
