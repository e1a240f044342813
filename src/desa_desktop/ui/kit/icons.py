"""Icons as SVG files in the colour of the text they stand beside."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from desa_desktop import paths
from desa_desktop.ui.style import look

_PROPERTY = "desa_ikon"


def icon(name: str, colour: str, size: int = 24, chosen: str = "") -> QIcon:
    """The icon of this name drawn in `#RRGGBB`, in `chosen` while its button is down.

    FileNotFoundError if there is no such file.
    """
    made = QIcon()
    for state, paint in ((QIcon.State.Off, colour), (QIcon.State.On, chosen)):
        if not paint or (state is QIcon.State.On and paint == colour):
            continue  # without a picture of its own a state shows the other's
        drawn = QSvgRenderer(QByteArray(_source(name).replace(b"currentColor", paint.encode())))
        for factor in (1, 2):
            made.addPixmap(_pixmap(drawn, size * factor, factor), QIcon.Mode.Normal, state)
    return made


def set_icon(button: QAbstractButton, name: str, token: str = "teks", size: int = 20) -> None:
    """Give a button an icon that follows theme and size of text (see `recolour`)."""
    button.setProperty(_PROPERTY, [name, token, size])
    _dress(button)


def recolour() -> None:
    """Draw every icon set by `set_icon` again, after the look has changed."""
    for widget in QApplication.allWidgets():
        if isinstance(widget, QAbstractButton) and widget.property(_PROPERTY):
            _dress(widget)


def _dress(button: QAbstractButton) -> None:
    name, token, size = button.property(_PROPERTY)
    side = look().px(size)
    chosen = look().colour("pilih_teks").name()
    button.setIcon(icon(name, look().colour(token).name(), side, chosen))
    button.setIconSize(QSize(side, side))


@cache
def _source(name: str) -> bytes:
    return (paths.resources() / "icons" / f"{name}.svg").read_bytes()


def _pixmap(drawn: QSvgRenderer, side: int, factor: int) -> QPixmap:
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    drawn.render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(factor)
    return picture
