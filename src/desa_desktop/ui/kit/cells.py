"""How a cell of a grid is painted and which editor opens in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QFont, QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desa_desktop.domain.pemeriksaan import Level
from desa_desktop.ui.kit.kinds import NUMBERS, Kind
from desa_desktop.ui.kit.lines import Line, line_for
from desa_desktop.ui.kit.marks import LEVEL_MARKS, draw_mark
from desa_desktop.ui.kit.table import Column, Group, TableModel
from desa_desktop.ui.style import Look, Theme, look

Index = QModelIndex | QPersistentModelIndex
_PAD = 6


class CellDelegate(QStyledItemDelegate):
    """Paints every cell itself: a stylesheet would ask ten questions a cell and scroll slowly."""

    def __init__(self, model: TableModel, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._today = today
        self.opened: Callable[[Line, Index], None] | None = None
        self.taken: Callable[[Index, Line], None] | None = None
        self.is_current: Callable[[Index], bool] = lambda _index: False

    # -- editing ---------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The line that fits the column's kind, without a frame of its own."""
        column = self._model.columns[index.column()]
        line = line_for(column, self._today, parent)
        line.setObjectName(f"{self.parent().objectName()}.penyunting")
        line.setProperty("sel", "ya")
        if self.opened is not None:
            self.opened(line, index)
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with what stands in the cell; a line that is being typed in is left alone."""
        line = cast(Line, editor)
        if not line.isModified():
            line.setText(self._model.edit_text(index.row(), index.column()))

    def setModelData(self, editor: QWidget, _model: object, index: Index) -> None:
        """Hand the typed text to the grid, if it was touched."""
        line = cast(Line, editor)
        if self.taken is not None and line.text() != self._model.edit_text(index.row(), index.column()):
            self.taken(index, line)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Fill the cell."""
        editor.setGeometry(cast(QRect, cast(Any, option).rect))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The grid decides what keys mean in an editor; Qt's own Enter and Tab would run beside it."""
        if event.type() is QEvent.Type.KeyPress and isinstance(watched, Line):
            return watched.on_key is not None and watched.on_key(cast(QKeyEvent, event))
        return super().eventFilter(watched, event)

    # -- painting --------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, figure, text, corner mark, and the ring around the current cell."""
        now, place = look(), cast(QRect, cast(Any, option).rect)
        number, column = index.row(), self._model.columns[index.column()]
        group = self._model.line(number).group
        chosen = bool(cast(QStyle.StateFlag, cast(Any, option).state) & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(place, now.colour("pilih"))
        elif group is not None:
            painter.fillRect(place, now.colour("bg"))
        painter.setPen(now.colour("pilih_teks" if chosen else "teks"))
        if group is not None:
            self._paint_group(painter, place, group, index, now)
        else:
            self._paint_cell(painter, place, column, index, chosen, now)
        self._paint_lines(painter, place, index, chosen, now)
        painter.restore()

    def _paint_cell(
        self, painter: QPainter, place: QRect, column: Column, index: Index, chosen: bool, now: Look
    ) -> None:
        row = self._model.line(index.row()).row
        inner = place.adjusted(_PAD, 0, -_PAD, 0)
        if column.mark is not None:
            figure = column.mark(row)
            if figure is not None:
                side = now.px(13)
                top = inner.center().y() - side / 2 + 1
                draw_mark(
                    painter,
                    figure,
                    QRectF(inner.left(), top, side, side),
                    now.colour("pilih_teks") if chosen else None,
                )
                inner.setLeft(inner.left() + side + 6)
        if column.kind is Kind.TICK:
            _paint_tick(painter, place, bool(self._model.value(row, column)), now)
            return
        text = self._model.cell_text(index.row(), index.column())
        if text:
            _paint_text(painter, inner, text, column.kind in NUMBERS)
        elif ghost := self._model.ghost_at(index.row(), index.column()):
            if not chosen:
                painter.setPen(now.colour("nonaktif"))
            font = QFont(painter.font())
            font.setItalic(True)
            painter.setFont(font)
            _paint_text(painter, inner, ghost, column.kind in NUMBERS)

    def _paint_group(self, painter: QPainter, place: QRect, group: Group, index: Index, now: Look) -> None:
        font = QFont(painter.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        text = self._model.cell_text(index.row(), index.column())
        column = self._model.columns[index.column()]
        inner = place.adjusted(_PAD, 0, -_PAD, 0)
        if index.column() == self._model.first_shown():
            inner.setLeft(max(inner.left(), _PAD))  # the words stay in sight while one scrolls to the right
            inner.setLeft(inner.left() + group.level * now.px(16))
            side = now.px(8)
            _paint_arrow(painter, QPointF(inner.left() + side / 2, inner.center().y() + 1), side, group.open)
            inner.setLeft(inner.left() + side + 8)
        if text:
            is_number = column.kind in NUMBERS and index.column() != self._model.first_shown()
            _paint_text(painter, inner, text, is_number)

    def _paint_lines(self, painter: QPainter, place: QRect, index: Index, chosen: bool, now: Look) -> None:
        painter.setPen(QPen(now.colour("garis"), 1))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        painter.drawLine(place.topRight(), place.bottomRight())
        problem = self._model.problem_at(index.row(), index.column())
        if problem is not None:
            column = self._model.columns[index.column()]
            _paint_corner(painter, place, problem[0], now, chosen, column.kind in NUMBERS)
        if self.is_current(index):
            pen = QPen(now.colour("fokus"), 2)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(place.adjusted(1, 1, -2, -2))


def _paint_text(painter: QPainter, place: QRect, text: str, is_number: bool) -> None:
    metrics = painter.fontMetrics()
    line = text.replace("\n", " ")
    if metrics.horizontalAdvance(line) > place.width():
        line = metrics.elidedText(line, Qt.TextElideMode.ElideRight, place.width())
    side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
    painter.drawText(place, int(side | Qt.AlignmentFlag.AlignVCenter), line)


def _paint_tick(painter: QPainter, place: QRect, ticked: bool, now: Look) -> None:
    side = now.px(16)
    box = QRectF(place.center().x() - side / 2, place.center().y() - side / 2, side, side)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(now.colour("batas"), 1))
    painter.setBrush(QBrush(now.colour("utama" if ticked else "kartu")))
    painter.drawRoundedRect(box, 3, 3)
    if ticked:
        painter.setPen(QPen(now.colour("utama_teks"), 2))
        painter.drawPolyline(
            QPolygonF(
                [
                    QPointF(box.left() + side * 0.22, box.top() + side * 0.52),
                    QPointF(box.left() + side * 0.42, box.top() + side * 0.72),
                    QPointF(box.left() + side * 0.78, box.top() + side * 0.30),
                ]
            )
        )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _paint_arrow(painter: QPainter, middle: QPointF, side: float, is_open: bool) -> None:
    half = side / 2
    down = [QPointF(-half, -half / 2), QPointF(half, -half / 2), QPointF(0, half)]
    right = [QPointF(-half / 2, -half), QPointF(-half / 2, half), QPointF(half, 0)]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(painter.pen().color())
    painter.drawPolygon(QPolygonF([middle + point for point in (down if is_open else right)]))
    painter.restore()


def _paint_corner(
    painter: QPainter, place: QRect, level: Level, now: Look, chosen: bool, at_left: bool
) -> None:
    """The finding's figure in the top corner where the value does not stand."""
    side = now.px(10)
    left = place.left() + 1 if at_left else place.right() - side - 1
    figure = QRectF(left, place.top() + 1, side, side)
    on_dark = chosen and now.theme is Theme.KONTRAS
    draw_mark(painter, LEVEL_MARKS[level], figure, now.colour("pilih_teks") if on_dark else None)
