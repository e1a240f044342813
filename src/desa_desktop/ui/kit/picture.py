"""A picture as large as the screen allows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desa_desktop.i18n import _

_SCREEN = 0.85  # of the screen at most


def large_view(owner: QWidget, title: str, picture: QPixmap) -> QDialog:
    """A window with the picture, no larger than the screen."""
    box = QDialog(owner)
    box.setObjectName("isian.foto_besar")
    box.setWindowTitle(title)
    room = owner.screen().availableSize() * _SCREEN
    kept, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    fits = picture.width() <= room.width() and picture.height() <= room.height()
    label = QLabel()
    label.setAccessibleName(title)
    label.setPixmap(picture if fits else picture.scaled(room, kept, smooth))
    area = QScrollArea()
    area.setWidget(label)
    close = QPushButton(_("Tutup"))
    close.clicked.connect(box.accept)
    column = QVBoxLayout(box)
    column.addWidget(area, 1)
    column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
    box.resize(label.pixmap().size().grownBy(column.contentsMargins()) + close.sizeHint())
    return box
