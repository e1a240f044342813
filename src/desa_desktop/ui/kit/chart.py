"""A chart on the screen and as a picture, drawn with the geometry that paper uses (ux.md 11.5)."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QImageWriter,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desa_desktop.domain.grafik import Gambar, Grafik, layout, paint
from desa_desktop.ui.style import FAMILY, is_restyle, look

_PIXELS = 1.5  # a point of the chart at 100 % text
_LEAST = 280.0  # points under which a chart says nothing any more
PICTURE_WIDTH = 560.0  # points of a copied picture
_PICTURE_SCALE = 2.5


@dataclass(frozen=True, slots=True)
class _Colours:
    paper: QColor
    ink: QColor
    bar: QColor

    def toned(self, tone: float) -> QColor:
        """Between paper (0) and bar (1)."""
        parts = zip(self.paper.getRgb()[:3], self.bar.getRgb()[:3], strict=True)  # type: ignore[index]
        return QColor(*(round(a + (b - a) * tone) for a, b in parts))


_ON_PAPER = _Colours(QColor("#FFFFFF"), QColor("#000000"), QColor("#000000"))


def _font(size: float, is_bold: bool) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(max(1, round(size)))
    font.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
    return font


class _OnScreen:
    """A Painter of `domain.grafik` over Qt's; `factor` pixels are a point."""

    def __init__(self, painter: QPainter, factor: float, colours: _Colours) -> None:
        self._painter, self._factor, self._colours = painter, factor, colours

    def fill(self, x: float, y: float, width: float, height: float, tone: float) -> None:
        f = self._factor
        self._painter.fillRect(QRectF(x * f, y * f, width * f, height * f), self._colours.toned(tone))

    def line(self, x1: float, y1: float, x2: float, y2: float, thickness: float) -> None:
        f = self._factor
        self._painter.setPen(QPen(self._colours.ink, max(1.0, thickness * f)))
        self._painter.drawLine(QPointF(x1 * f, y1 * f), QPointF(x2 * f, y2 * f))

    def text(self, x: float, y: float, text: str, size: float, is_bold: bool) -> None:
        f = self._factor
        self._painter.setPen(self._colours.ink)
        self._painter.setFont(_font(size * f, is_bold))
        self._painter.drawText(QPointF(x * f, y * f), text)


def _laid_out(grafik: Grafik, width: float, factor: float) -> Gambar:
    def measure(text: str, size: float, is_bold: bool) -> float:
        return QFontMetricsF(_font(size * factor, is_bold)).horizontalAdvance(text) / factor

    return layout(grafik, width, measure)


def picture(grafik: Grafik, width: float = PICTURE_WIDTH) -> QImage:
    """The chart in black on white with a white edge, fit for a letter or a slide."""
    factor, edge = _PICTURE_SCALE, 12.0
    gambar = _laid_out(grafik, width, factor)
    size = QSize(round((width + 2 * edge) * factor), round((gambar.height + 2 * edge) * factor))
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(_ON_PAPER.paper)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(edge * factor, edge * factor)
    paint(gambar, _OnScreen(painter, factor, _ON_PAPER))
    painter.end()
    return image


def png(grafik: Grafik, width: float = PICTURE_WIDTH) -> bytes:
    """The picture as the bytes of a PNG file."""
    content = QByteArray()
    target = QBuffer(content)
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(target, QByteArray(b"png")).write(picture(grafik, width))
    target.close()
    return bytes(content.data())


class ChartView(QWidget):
    """One chart over the width there is; its height follows. Put it into a scroll area."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._grafik: Grafik | None = None
        self._gambar: Gambar | None = None

    @property
    def grafik(self) -> Grafik | None:
        """What is shown."""
        return self._grafik

    def show_chart(self, grafik: Grafik) -> None:
        """Show another chart; its sentence is also what a screen reader says."""
        self._grafik = grafik
        self.setAccessibleName(grafik.judul)
        self._lay_out()

    @property
    def _factor(self) -> float:
        return _PIXELS * look().scale / 100

    def _lay_out(self) -> None:
        if self._grafik is None:
            return
        factor = self._factor
        self._gambar = _laid_out(self._grafik, max(_LEAST, self.width() / factor), factor)
        self.setFixedHeight(max(1, round(self._gambar.height * factor) + 4))
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as a chart likes to be."""
        return QSize(round(420 * self._factor), self.height())

    def minimumSizeHint(self) -> QSize:
        """Narrower it says nothing any more."""
        return QSize(round(_LEAST * self._factor), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew where the width changed."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Follow theme and size of text."""
        super().changeEvent(event)
        if is_restyle(event):
            self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it in the colours of the theme."""
        if self._gambar is None:
            return
        now = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = _Colours(now.colour("bg"), now.colour("teks"), now.colour("utama"))
        paint(self._gambar, _OnScreen(painter, self._factor, colours))
        painter.end()
