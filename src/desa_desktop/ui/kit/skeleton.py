"""What the first window shows while the office is being opened: the outline of a page."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desa_desktop.i18n import _
from desa_desktop.ui.style import look


class Skeleton(QWidget):
    """Grey bars where cards will be; nothing moves, nothing can be pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bingkai.kerangka")
        self.setAccessibleName(_("Sedang membuka data"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A wide card with lines at the left, three small ones at the right."""
        now, painter = look(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        gap, side = 16, min(now.px(340), self.width() // 3)
        wide = QRectF(gap, gap, self.width() - side - 3 * gap, self.height() - 2 * gap)
        third = (wide.height() - 2 * gap) / 3
        cards = [wide]
        cards += [QRectF(wide.right() + gap, gap + n * (third + gap), side, third) for n in range(3)]
        for card in cards:
            painter.setBrush(now.colour("kartu"))
            painter.drawRoundedRect(card, 4, 4)
            painter.setBrush(now.colour("garis"))
            for line in range(int(card.height() // now.px(44))):
                width = card.width() * (0.35 if line == 0 else 0.75 - 0.1 * (line % 3))
                painter.drawRoundedRect(
                    QRectF(card.left() + gap, card.top() + gap + line * now.px(40), width, now.px(12)), 3, 3
                )
        painter.end()
