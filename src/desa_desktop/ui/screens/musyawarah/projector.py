"""Layar Proyektor: what everybody in the room reads on the wall (ux.md 5.4, 11.2).

The window paints what `domain.dinding` allows and nothing else; it never takes a key away from the room
while it stands on a second screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QScreen,
)
from PySide6.QtWidgets import QWidget

from desa_desktop.domain.dinding import BarisDinding, IsiDinding
from desa_desktop.i18n import _
from desa_desktop.ui.style import FAMILY

GROUND, INK, BRIGHT, QUIET = "#0E1116", "#FFFFFF", "#FFD36B", "#C9D1DB"
LEAST_POINTS = 28
_POINTS_AT = 768  # pixels of height at which the least size is used; larger walls get larger letters

_LEFT = Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignRight
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_TOP = Qt.AlignmentFlag.AlignTop
_WRAP = Qt.TextFlag.TextWordWrap


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the wall with the height its words need."""

    row: BarisDinding
    height: int


class Wall(QWidget):
    """The window on the wall. `left` when Esc or F11 there asks to go back to the room, `freeze_asked` for
    Ctrl+F11; `stepped(1 or -1)` when an arrow has no further page to turn to.
    """

    left = Signal()
    freeze_asked = Signal()
    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("musyawarah.proyektor")
        self.setWindowTitle(_("Layar proyektor"))
        self.setAccessibleName(_("Layar proyektor"))
        self.setAutoFillBackground(False)
        self._content: IsiDinding | None = None
        self._now: datetime | None = None
        self._page = 0
        self._is_beside = False
        self._laid_out: tuple[IsiDinding | None, int, int, list[list[_Line]]] | None = None

    # -- what is shown ------------------------------------------------------------------------------

    def show_content(self, content: IsiDinding, now: datetime) -> None:
        """Show other words; the page stays where it was if the same list goes on."""
        before = self._content
        self._now = now
        if before == content:
            return
        if before is None or before.kepala != content.kepala or before.judul != content.judul:
            self._page = 0
        self._content = content
        self._page = min(self._page, self.page_count - 1)
        self.setAccessibleDescription(content.teks)
        self.update()

    def tick(self, now: datetime) -> None:
        """A second went by: only the line with the clock is drawn anew."""
        self._now = now
        if self._content is not None and self._content.acara is not None:
            self.update(self._head())

    @property
    def content(self) -> IsiDinding | None:
        """What stands on the wall."""
        return self._content

    @property
    def text(self) -> str:
        """All words on the wall, those of other pages too."""
        return self._content.teks if self._content is not None else ""

    @property
    def clock(self) -> tuple[str, str]:
        """The line above: the item under way, and how long it has been going on."""
        content = self._content
        if content is None or content.acara is None or self._now is None:
            return "", ""
        return content.item, content.acara.jam(self._now)

    # -- pages ----------------------------------------------------------------------------------------

    @property
    def page(self) -> int:
        """The page that is shown, from 0."""
        return self._page

    @property
    def page_count(self) -> int:
        """How many pages the rows take; at least one."""
        return max(1, len(self._pages()))

    def turn(self, step: int) -> None:
        """The next or the previous page of a long list, around the end."""
        self._page = (self._page + step) % self.page_count
        self.update()

    def _pages(self) -> list[list[_Line]]:
        known = self._laid_out
        if known is None or known[0] is not self._content or known[1:3] != (self.width(), self.height()):
            known = (self._content, self.width(), self.height(), self._lay_out())
            self._laid_out = known
        return known[3]

    def _lay_out(self) -> list[list[_Line]]:
        room = self._body().height()
        pages: list[list[_Line]] = []
        used = 0
        for line in self._lines():
            if not pages or used + line.height > room:
                pages.append([])
                used = 0
            pages[-1].append(line)
            used += line.height
        return pages

    def _lines(self) -> list[_Line]:
        rows: Sequence[BarisDinding] = self._content.baris if self._content is not None else ()
        metrics = QFontMetrics(self._font())
        one = int(metrics.height() * 1.06)
        left = self._left_width(metrics)
        lines = []
        for row in rows:
            wide = self._text_width(metrics, row, left)
            need = metrics.boundingRect(QRect(0, 0, wide, 10_000), int(_LEFT | _WRAP), row.teks).height()
            lines.append(_Line(row, max(one, need + one - metrics.height())))
        return lines

    def _text_width(self, metrics: QFontMetrics, row: BarisDinding, left: int) -> int:
        return max(
            self.width() - 2 * self._edge() - left - self._right_width(metrics, row), metrics.height() * 4
        )

    def _left_width(self, metrics: QFontMetrics) -> int:
        rows: Sequence[BarisDinding] = self._content.baris if self._content is not None else ()
        widest = max((metrics.horizontalAdvance(row.kiri) for row in rows), default=0)
        return widest + metrics.height() // 2 if widest else 0

    def _right_width(self, metrics: QFontMetrics, row: BarisDinding) -> int:
        return metrics.horizontalAdvance(row.kanan) + metrics.height() if row.kanan else 0

    # -- measures ---------------------------------------------------------------------------------------

    @property
    def points(self) -> float:
        """The smallest letters on the wall, in points: never below 28."""
        return max(float(LEAST_POINTS), LEAST_POINTS * self.height() / _POINTS_AT)

    def _font(self, factor: float = 1.0, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        font = QFont(FAMILY)
        font.setPointSizeF(self.points * factor)
        font.setWeight(weight)
        return font

    def _unit(self) -> int:
        return QFontMetrics(self._font()).height()

    def _edge(self) -> int:
        return max(24, self.width() // 32)

    def _head(self) -> QRect:
        """Two lines above: the meeting, the item with its clock."""
        return QRect(
            self._edge(), self._unit() // 3, self.width() - 2 * self._edge(), int(self._unit() * 2.3)
        )

    def _foot(self) -> QRect:
        high = int(self._unit() * 1.3)
        return QRect(
            self._edge(), self.height() - high - self._unit() // 4, self.width() - 2 * self._edge(), high
        )

    def _body(self) -> QRect:
        top = self._head().bottom() + int(self._unit() * 1.5) + self._big_height()
        foot_lines = 2 if self._content is not None and self._content.kaki else 1
        bottom = self._foot().top() - (foot_lines - 1) * self._unit() - self._unit() // 4
        return QRect(self._edge(), top, self.width() - 2 * self._edge(), max(bottom - top, self._unit()))

    def _big_height(self) -> int:
        if self._content is None or not self._content.besar:
            return 0
        metrics = QFontMetrics(self._big_font())
        wide = QRect(0, 0, self.width() - 2 * self._edge(), 10_000)
        need = metrics.boundingRect(wide, int(_LEFT | _WRAP), self._content.besar).height()
        return min(need, int(metrics.height() * 3.1)) + self._unit() // 2

    def _big_font(self) -> QFont:
        return self._font(1.5, QFont.Weight.Bold)

    # -- painting ---------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """White on near-black, the row that matters in yellow."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(GROUND))
        if self._content is not None:
            self._paint_head(painter, self._content)
            self._paint_rows(painter, self._content)
            self._paint_foot(painter, self._content)
        painter.end()

    def _paint_head(self, painter: QPainter, content: IsiDinding) -> None:
        head = self._head()
        line = QRect(head.left(), head.top(), head.width(), head.height() // 2)
        bold = self._font(1.0, QFont.Weight.Bold)
        self._write(painter, line, content.judul, QUIET, bold)
        below = line.translated(0, line.height())
        late = content.acara is not None and self._now is not None and content.acara.is_lewat(self._now)
        item, clock = self.clock
        colour = BRIGHT if late else INK
        painter.setFont(self._font())
        painter.setPen(QColor(colour))
        painter.drawText(below, int(_RIGHT | _MIDDLE), clock)
        wide = QFontMetrics(self._font()).horizontalAdvance(clock) + (self._unit() // 2 if clock else 0)
        self._write(painter, below.adjusted(0, 0, -wide, 0), item, colour, self._font())
        rule = below.bottom() + self._unit() // 8
        painter.setPen(QColor(QUIET))
        painter.drawLine(head.left(), rule, head.right(), rule)
        title = QRect(head.left(), head.bottom() + self._unit() // 4, head.width(), int(self._unit() * 1.2))
        self._write(painter, title, content.kepala.upper(), BRIGHT, bold)

    def _paint_rows(self, painter: QPainter, content: IsiDinding) -> None:
        body = self._body()
        if content.besar:
            painter.setFont(self._big_font())
            painter.setPen(QColor(INK))
            place = QRectF(body.left(), body.top() - self._big_height(), body.width(), self._big_height())
            painter.drawText(place, int(_LEFT | _TOP | _WRAP), content.besar)
        pages = self._pages()
        if not pages:
            return
        metrics = QFontMetrics(self._font())
        left, top = self._left_width(metrics), body.top()
        for line in pages[min(self._page, len(pages) - 1)]:
            row = line.row
            weight = QFont.Weight.Bold if row.is_utama else QFont.Weight.Normal
            painter.setFont(self._font(1.0, weight))
            painter.setPen(QColor(BRIGHT if row.is_utama else INK))
            high = line.height
            painter.drawText(QRectF(body.left(), top, left, high), int(_LEFT | _TOP), row.kiri)
            wide = self._text_width(metrics, row, left)
            painter.drawText(QRectF(body.left() + left, top, wide, high), int(_LEFT | _TOP | _WRAP), row.teks)
            right = QRectF(body.left(), top, body.width(), high)
            painter.drawText(right, int(_RIGHT | _TOP), row.kanan)
            top += high

    def _paint_foot(self, painter: QPainter, content: IsiDinding) -> None:
        foot = self._foot()
        if content.kaki:
            self._write(painter, foot.translated(0, -self._unit()), content.kaki, QUIET, self._font())
        self._write(painter, foot, content.hadir, INK, self._font(1.0, QFont.Weight.Bold))
        if self.page_count > 1:
            words = _("Halaman {n} dari {semua}").format(n=self._page + 1, semua=self.page_count)
            painter.setFont(self._font())
            painter.setPen(QColor(QUIET))
            painter.drawText(foot, int(_RIGHT | _MIDDLE), words)

    def _write(self, painter: QPainter, place: QRect, text: str, colour: str, font: QFont) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(_LEFT | _MIDDLE), shown)

    # -- keys -------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """On the only screen: Esc or F11 goes back, Ctrl+F11 freezes, the other keys turn pages or go on."""
        key = event.key()
        if key == Qt.Key.Key_F11 and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.freeze_asked.emit()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_F11):
            self.left.emit()
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Space):
            self._go(1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp):
            self._go(-1)
        else:
            super().keyPressEvent(event)

    def _go(self, step: int) -> None:
        if self.page_count > 1:
            self.turn(step)
        else:
            self.stepped.emit(step)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another wall: the pages are other ones."""
        super().resizeEvent(event)
        self._page = min(self._page, self.page_count - 1)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closed by the desktop: the room hears of it."""
        super().closeEvent(event)
        self.left.emit()

    # -- where it stands ----------------------------------------------------------------------------------

    @property
    def is_beside(self) -> bool:
        """Whether the wall has a screen of its own, so that the room stays in use."""
        return self._is_beside

    def open_on(self, home: QScreen | None) -> None:
        """Full screen on the second screen; without one over the room, where Esc comes back."""
        other = second_screen(home)
        self._is_beside = other is not None
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, self._is_beside)
        place = other or home
        if place is not None:
            self.setScreen(place)
            self.setGeometry(place.geometry())
        self.showFullScreen()
        if not self._is_beside:
            self.activateWindow()
            self.setFocus(Qt.FocusReason.OtherFocusReason)


def second_screen(home: QScreen | None) -> QScreen | None:
    """The first screen that is not the one the program stands on; None with a single screen."""
    return next((one for one in QGuiApplication.screens() if one is not home), None)
