"""The table inside a grid: which key does what (ux.md 3.3 and 3.9), and the pinned line of totals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QSizePolicy, QTableView, QWidget

from desa_desktop.ui.kit.acts import Act
from desa_desktop.ui.kit.grid_frozen import FrozenColumns
from desa_desktop.ui.kit.kinds import NUMBERS, Kind
from desa_desktop.ui.kit.table import TableModel
from desa_desktop.ui.style import is_restyle, look

if TYPE_CHECKING:
    from desa_desktop.ui.kit.grid import Grid

Index = QModelIndex | QPersistentModelIndex
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_NONE = Qt.KeyboardModifier.NoModifier
_PAD = Qt.KeyboardModifier.KeypadModifier
_TICKED = frozenset({"1", "x", "v", "0"})  # one key ticks a cell or clears it
_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


KEYS: Mapping[tuple[Qt.Key, Qt.KeyboardModifier], Act] = {
    (Qt.Key.Key_C, _CTRL): Act.COPY,
    (Qt.Key.Key_X, _CTRL): Act.CUT,
    (Qt.Key.Key_V, _CTRL): Act.PASTE,
    (Qt.Key.Key_Delete, _NONE): Act.CLEAR,
    (Qt.Key.Key_Backspace, _NONE): Act.CLEAR,
    (Qt.Key.Key_D, _CTRL): Act.FILL,
    (Qt.Key.Key_D, _CTRL | _SHIFT): Act.SERIES,
    (Qt.Key.Key_N, _CTRL): Act.ADD,
    (Qt.Key.Key_Delete, _CTRL): Act.REMOVE,
    (Qt.Key.Key_Up, _ALT): Act.UP,
    (Qt.Key.Key_Down, _ALT): Act.DOWN,
}


class GridView(QTableView):
    """A QTableView with the keys of the program; what the keys do is the grid's affair."""

    def __init__(self, grid: Grid, model: TableModel) -> None:
        super().__init__(grid)
        self._grid = grid
        self._model = model
        self.typing_over = False
        self.setModel(model)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setSectionsClickable(True)
        head.setHighlightSections(False)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.frozen = FrozenColumns(self, model)
        self.measure()

    def measure(self) -> None:
        """Row and heading heights for the size of text in use; even numbers stay crisp when scaled."""
        self.verticalHeader().setMinimumSectionSize(look().px(20))
        self.verticalHeader().setDefaultSectionSize(look().px(30) // 2 * 2)
        self.horizontalHeader().setFixedHeight(look().px(32))
        self.frozen.lay_out()

    def event(self, event: QEvent) -> bool:
        """Keep the grid's own keys from being taken by the menu; follow a change of look."""
        is_override = event.type() is QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent):
            act = act_of(event)
            if act is not None and self._grid.claims(act):
                event.accept()
                return True
        if is_restyle(event):
            self.measure()
        if self._keeps_tab(event):
            event.accept()
            return True
        return super().event(event)

    def _keeps_tab(self, event: QEvent) -> bool:
        """Qt makes Tab a step of the focus before keyPressEvent sees it; a row on its way waits for it."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        return event.key() in _TABS and self._grid.waits_for_row(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The grid's keys first; what is left goes to Qt (arrows, Home, End, Page, Ctrl+A)."""
        if self._grid.waits_for_row(event) or self._do(event):
            event.accept()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab moves between cells; it leaves the grid only where there is nothing to move to."""
        return self._grid.tab(forward) or super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Arriving by key without a current cell begins at the first one."""
        super().focusInEvent(event)
        self.frozen.viewport().update()
        if not self.currentIndex().isValid() and self._model.rowCount():
            self._grid.go_first()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring around the current cell goes with the focus."""
        super().focusOutEvent(event)
        self._grid.fresh.look()
        self.viewport().update()
        self.frozen.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a group's heading opens or closes it; on a tick it toggles."""
        index = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)
        self.clicked_on(index, event)

    def clicked_on(self, index: Index, event: QMouseEvent) -> None:
        """What a click does beyond choosing the cell."""
        if not index.isValid() or event.button() is not Qt.MouseButton.LeftButton:
            return
        if self._model.line(index.row()).group is not None:
            self._grid.toggle_group(index.row())
        elif self._model.columns[index.column()].kind is Kind.TICK and event.modifiers() == _NONE:
            self._grid.toggle(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click edits the cell, or opens the row where nothing can be edited."""
        self.double_clicked_on(self.indexAt(event.position().toPoint()))

    def double_clicked_on(self, index: Index) -> None:
        """Edit the cell, or open its row."""
        is_row = index.isValid() and self._model.line(index.row()).group is None
        if is_row and not self.start_edit(index, over=False):
            self._grid.activate(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the stretching column what is left."""
        super().resizeEvent(event)
        self._grid.fit_columns()
        self.frozen.lay_out()

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into sight: one that stays at the left needs no way, no other ends below those."""
        across = self.horizontalScrollBar()
        before = across.value()
        super().scrollTo(index, hint)
        if index.column() in self.frozen.columns():
            across.setValue(before)
            return
        hidden = self.frozen.covered - self.visualRect(index).left()
        if hidden > 0:
            across.setValue(across.value() - hidden)

    def start_edit(self, index: Index, *, over: bool, key: QKeyEvent | None = None) -> bool:
        """Open the editor; `over` means that the first key replaces what stood there."""
        if not self._grid.editable or not self._model.can_edit(index.row(), index.column()):
            return False
        if self._model.columns[index.column()].kind is Kind.TICK:
            return False
        self.typing_over = over
        if not self.frozen.isHidden() and index.column() in self.frozen.columns():
            self.horizontalScrollBar().setValue(0)  # the editor opens in the table itself
        self.edit(index)
        line = self._grid.editor
        if line is None:
            return False
        if key is not None:
            QApplication.sendEvent(line, key)
        elif not over:
            line.deselect()
            line.end(False)
        return True

    def _do(self, event: QKeyEvent) -> bool:
        act = act_of(event)
        if act is not None:
            return self._grid.perform(act)
        index, key = self.currentIndex(), event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (_CTRL | _ALT):
            return self._grid.enter(bool(event.modifiers() & _SHIFT))
        if not index.isValid():
            return False
        if self._model.line(index.row()).group is not None:
            return self._on_group(event, index)
        if key == Qt.Key.Key_F2:
            return self.start_edit(index, over=False)
        if key == Qt.Key.Key_F4:
            return self.start_edit(index, over=False) and self._grid.open_list()
        if key == Qt.Key.Key_Space and event.modifiers() == _NONE and self._grid.toggle(index):
            return True
        is_tick = self._model.columns[index.column()].kind is Kind.TICK and self._grid.editable
        if is_tick and event.text() in _TICKED:
            return self._grid.type_texts([((index.row(), index.column()), event.text())])
        is_text = event.text().isprintable() and bool(event.text().strip())
        if is_text and not event.modifiers() & (_CTRL | _ALT):
            return self.start_edit(index, over=True, key=event)
        return False

    def _on_group(self, event: QKeyEvent, index: Index) -> bool:
        group = self._model.line(index.row()).group
        if group is None:
            return False
        if event.key() == Qt.Key.Key_Space:
            self._grid.toggle_group(index.row())
            return True
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            wanted = event.key() == Qt.Key.Key_Right
            if group.open is not wanted:
                self._grid.toggle_group(index.row())
                return True
        return False


class TotalLine(QWidget):
    """The pinned line below the table: a label, and the sum of each `total` column under its column."""

    def __init__(self, view: GridView, model: TableModel, label: Callable[[int], str]) -> None:
        super().__init__(view.parentWidget())
        self._view = view
        self._model = model
        self._label = label
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        head = view.horizontalHeader()
        head.sectionResized.connect(self.update)
        view.horizontalScrollBar().valueChanged.connect(self.update)
        model.totals_changed.connect(self._changed)

    def sizeHint(self) -> QSize:
        """As high as a row."""
        return QSize(200, look().px(32))

    def text(self) -> str:
        """The whole line as a sentence, for screen readers and tests."""
        parts = [self._label(self._model.shown_count)]
        for name, total in self._model.totals().items():
            column = self._model.columns[self._model.number_of(name)]
            parts.append(f"{column.label} {column.show(total)}")
        return ", ".join(parts)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw label and sums where the columns are."""
        painter, now = QPainter(self), look()
        painter.fillRect(self.rect(), now.colour("bg"))
        painter.setPen(QPen(now.colour("batas"), 1))
        painter.drawLine(0, 0, self.width(), 0)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(now.colour("teks"))
        totals, head = self._model.totals(), self._view.horizontalHeader()
        first, covered = self.width(), self._view.frozen.covered
        for number, column in enumerate(self._model.columns):
            if column.name not in totals or head.isSectionHidden(number):
                continue
            left = head.sectionViewportPosition(number)
            if left >= covered:
                first = min(first, left)
            side = Qt.AlignmentFlag.AlignRight if column.kind in NUMBERS else Qt.AlignmentFlag.AlignLeft
            place = QRect(left, 0, head.sectionSize(number), self.height()).adjusted(0, 0, -6, 0)
            words = column.show(totals[column.name])
            if place.right() - painter.fontMetrics().horizontalAdvance(words) < covered:
                continue  # a sum without its first figures would be another sum
            painter.drawText(place, int(side | Qt.AlignmentFlag.AlignVCenter), words)
        first = covered or first
        where = QRect(8, 0, max(0, (first if first > 60 else self.width()) - 12), self.height())
        label = painter.fontMetrics().elidedText(
            self._label(self._model.shown_count), Qt.TextElideMode.ElideRight, where.width()
        )
        painter.drawText(where, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), label)
        painter.end()

    def _changed(self) -> None:
        self.setAccessibleName(self.text())
        self.update()


def act_of(event: QKeyEvent) -> Act | None:
    """The grid's command behind a key, if any."""
    return KEYS.get((Qt.Key(event.key()), event.modifiers() & ~_PAD))
