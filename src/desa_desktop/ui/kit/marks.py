"""The six marks that stand beside a word: circle, half, empty, triangle, octagon, dash (ux.md 11.4).

Shape carries the meaning, colour only repeats it; they are painted, so no font has to have them.
"""

from __future__ import annotations

from enum import Enum
from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from desa_desktop.domain.pemeriksaan import Level
from desa_desktop.i18n import N_, _
from desa_desktop.ui.style import look

_ROOM = 9.5  # pixels a figure needs to hold a sign inside


class Mark(Enum):
    """Shape and colour of a state: (shape, token, word for screen readers)."""

    SELESAI = ("bulat", "sukses", N_("Selesai"))
    BERJALAN = ("separuh", "utama", N_("Berjalan"))
    BELUM = ("kosong", "sekunder", N_("Belum mulai"))
    TIDAK_ADA = ("strip", "sekunder", N_("Belum ada"))
    PERINGATAN = ("segitiga", "waspada", N_("Peringatan"))
    GALAT = ("segidelapan", "bahaya", N_("Galat"))
    SARAN = ("bulat", "utama", N_("Saran"))
    SIAP = ("centang", "sukses", N_("Siap"))
    TIDAK_BISA = ("silang", "bahaya", N_("Tidak bisa"))

    @property
    def shape(self) -> str:
        """The figure's name."""
        return self.value[0]

    @property
    def token(self) -> str:
        """The colour's name in style.Tokens."""
        return self.value[1]

    @property
    def word(self) -> str:
        """The word that stands beside the figure when nothing better is known."""
        return _(self.value[2])


LEVEL_MARKS = {Level.GALAT: Mark.GALAT, Level.PERINGATAN: Mark.PERINGATAN, Level.SARAN: Mark.SARAN}


def draw_mark(painter: QPainter, mark: Mark, place: QRectF, colour: QColor | None = None) -> None:
    """Paint a mark into a square, antialiased; `colour` replaces the mark's own (selected rows)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = colour or look().colour(mark.token)
    pen = QPen(ink, max(1.6, place.width() / 8))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    inner = place.adjusted(1.5, 1.5, -1.5, -1.5)
    _FIGURES[mark.shape](painter, inner, ink, pen)
    painter.restore()


def _circle(painter: QPainter, place: QRectF, ink: QColor, _pen: QPen) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawEllipse(place)


def _half(painter: QPainter, place: QRectF, ink: QColor, pen: QPen) -> None:
    painter.setPen(pen)
    painter.drawEllipse(place)
    painter.setBrush(ink)
    painter.drawPie(place, 90 * 16, 180 * 16)


def _empty(painter: QPainter, place: QRectF, _ink: QColor, pen: QPen) -> None:
    painter.setPen(pen)
    painter.drawEllipse(place)


def _dash(painter: QPainter, place: QRectF, _ink: QColor, pen: QPen) -> None:
    painter.setPen(pen)
    middle = place.center().y()
    painter.drawLine(QPointF(place.left() + 1, middle), QPointF(place.right() - 1, middle))


def _triangle(painter: QPainter, place: QRectF, ink: QColor, pen: QPen) -> None:
    painter.setPen(pen)
    painter.setBrush(ink)
    points = [QPointF(place.center().x(), place.top() + 0.5), place.bottomRight(), place.bottomLeft()]
    painter.drawPolygon(QPolygonF(points))
    if place.width() >= _ROOM:
        middle, height = place.center().x(), place.height()
        painter.setPen(_sign(pen))
        painter.drawLine(
            QPointF(middle, place.top() + height * 0.42), QPointF(middle, place.top() + height * 0.66)
        )
        painter.drawPoint(QPointF(middle, place.top() + height * 0.90))


def _octagon(painter: QPainter, place: QRectF, ink: QColor, pen: QPen) -> None:
    radius, middle = place.width() / 2 * 1.05, place.center()
    angles = [pi / 8 + part * pi / 4 for part in range(8)]
    points = [QPointF(middle.x() + radius * cos(a), middle.y() + radius * sin(a)) for a in angles]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPolygon(QPolygonF(points))
    if place.width() >= _ROOM:
        away = place.width() * 0.24
        painter.setPen(_sign(pen))
        painter.drawLine(QPointF(middle.x() - away, middle.y()), QPointF(middle.x() + away, middle.y()))


def _sign(pen: QPen) -> QPen:
    """The stroke inside a figure, in the ground's colour: grave figures stay apart from a plain circle."""
    inside = QPen(pen)
    inside.setColor(look().colour("kartu"))
    return inside


def _tick(painter: QPainter, place: QRectF, _ink: QColor, pen: QPen) -> None:
    pen.setWidthF(pen.widthF() * 1.2)
    painter.setPen(pen)
    path = QPainterPath(QPointF(place.left(), place.center().y()))
    path.lineTo(place.left() + place.width() * 0.38, place.bottom() - 1)
    path.lineTo(place.right(), place.top() + 1)
    painter.drawPath(path)


def _cross(painter: QPainter, place: QRectF, _ink: QColor, pen: QPen) -> None:
    pen.setWidthF(pen.widthF() * 1.2)
    painter.setPen(pen)
    inner = place.adjusted(1, 1, -1, -1)
    painter.drawLine(inner.topLeft(), inner.bottomRight())
    painter.drawLine(inner.topRight(), inner.bottomLeft())


_FIGURES = {
    "bulat": _circle, "separuh": _half, "kosong": _empty, "strip": _dash, "segitiga": _triangle,
    "segidelapan": _octagon, "centang": _tick, "silang": _cross,
}  # fmt: skip


class MarkLabel(QWidget):
    """A mark alone, as high as a line of text; always put it beside a word."""

    def __init__(self, mark: Mark, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = mark
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(mark.word)

    @property
    def mark(self) -> Mark:
        """What is painted."""
        return self._mark

    def set_mark(self, mark: Mark) -> None:
        """Paint another mark."""
        self._mark = mark
        self.setAccessibleName(mark.word)
        self.update()

    def sizeHint(self) -> QSize:
        """A square of 14 px at 100 % text, in the middle of a line of text."""
        side = look().px(14)
        return QSize(side, max(side, self.fontMetrics().height()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the figure."""
        painter = QPainter(self)
        side = min(self.width(), self.height())
        draw_mark(
            painter, self._mark, QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        )
        painter.end()


class _Words(QLabel):
    """A label that keeps all its lines whole at the width it was really given."""

    def __init__(self) -> None:
        super().__init__()
        self._is_laid_out = False
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)  # where the mark is

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All lines of the words stay whole, however little room the page has left."""
        super().resizeEvent(event)
        self._is_laid_out = True
        self.keep_lines()

    def keep_lines(self) -> None:
        """Ask for the height of the words; before the first layout the width is a guess."""
        if self._is_laid_out and self.width() > self.fontMetrics().averageCharWidth() * 10:
            self.setMinimumHeight(self.heightForWidth(self.width()))


class MarkedText(QWidget):
    """A mark and its word, e.g. `● Sah`."""

    def __init__(self, mark: Mark, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure = MarkLabel(mark)
        self._text = _Words()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.set_state(mark, text)

    @property
    def text(self) -> str:
        """The word beside the mark."""
        return self._text.text()

    def set_state(self, mark: Mark, text: str = "") -> None:
        """Another mark with another word (its own word if `text` is empty)."""
        self._figure.set_mark(mark)
        self._text.setText(text or mark.word)
        self._figure.setFixedHeight(self._text.fontMetrics().height())  # beside the first line of words
        self._text.keep_lines()
