"""The pagu gauge: how much of a ceiling is used, in a bar, in words, and with the rules that bind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desa_desktop.domain.wording import show_money, show_percent
from desa_desktop.i18n import _
from desa_desktop.ui.kit.marks import Mark, draw_mark
from desa_desktop.ui.style import Theme, is_restyle, look

FUNDS = {
    "DDS": ("#0B5A8A", Qt.BrushStyle.SolidPattern), "ADD": ("#7A4A00", Qt.BrushStyle.BDiagPattern),
    "PBH": ("#1B6B35", Qt.BrushStyle.Dense4Pattern), "PAD": ("#6B2C91", Qt.BrushStyle.HorPattern),
    "PBP": ("#A61B1B", Qt.BrushStyle.DiagCrossPattern), "PBK": ("#00696B", Qt.BrushStyle.VerPattern),
    "SWD": ("#4A5A00", Qt.BrushStyle.CrossPattern), "DLL": ("#4A5666", Qt.BrushStyle.Dense6Pattern),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """A share the Paket Aturan asks for: `text` says it with its state word, `met` whether it is kept."""

    text: str
    share: Decimal
    met: bool


@dataclass(frozen=True, slots=True)
class Used:
    """Rupiah used of a ceiling for one sumber dana; `ceiling` None while no pagu has been typed in."""

    code: str
    used: int
    ceiling: int | None
    rules: Sequence[Rule] = ()

    @property
    def over(self) -> int:
        """Rupiah above the ceiling, 0 if there is room."""
        return max(0, self.used - self.ceiling) if self.ceiling is not None else 0

    def sentence(self) -> str:
        """`DDS Rp812.500.000 dari Rp850.000.000 · sisa Rp37.500.000 (95,6%)`."""
        used = show_money(self.used, rp=True)
        if self.ceiling is None:
            return _("{sumber} {terpakai} · pagu belum diisi").format(sumber=self.code, terpakai=used)
        ceiling = show_money(self.ceiling, rp=True)
        if self.over:
            words = _("{sumber} Lebih {lebih} ({terpakai} dari {pagu})")
            over = show_money(self.over, rp=True)
            return words.format(sumber=self.code, lebih=over, terpakai=used, pagu=ceiling)
        part = Decimal(self.used * 100) / self.ceiling if self.ceiling else Decimal(0)
        words = _("{sumber} {terpakai} dari {pagu} · sisa {sisa} ({persen})")
        left = show_money(self.ceiling - self.used, rp=True)
        return words.format(
            sumber=self.code, terpakai=used, pagu=ceiling, sisa=left, persen=show_percent(part)
        )


class Gauge(QWidget):
    """One bar of one sumber dana. A click, Enter or Space sends `chosen(code)` to filter the grid."""

    chosen = Signal(str)

    def __init__(self, name: str, used: Used, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("petunjuk", _("Enter: saring tabel menurut sumber dana ini"))
        self.show_used(used)

    @property
    def used(self) -> Used:
        """What is shown."""
        return self._used

    def show_used(self, used: Used) -> None:
        """Show other figures."""
        self._used = used
        said = ". ".join([used.sentence(), *(rule.text for rule in used.rules)])
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(look().px(500), look().px(28))

    def minimumSizeHint(self) -> QSize:
        """The words need this much."""
        return QSize(look().px(300), look().px(28))

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Filter by this sumber dana."""
        self.chosen.emit(self._used.code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space do what a click does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._used.code)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if is_restyle(event):
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Bar with the fund's pattern, marks of the rules, figure and words."""
        now, painter, used = look(), QPainter(self), self._used
        width = min(now.px(240), self.width() // 3)
        bar = QRectF(now.px(44), 6, width, self.height() - 12)
        painter.setPen(now.colour("teks"))
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(QRectF(6, 0, now.px(40), self.height()), middle, used.code)
        self._paint_bar(painter, bar)
        left = bar.right() + now.px(10)
        if used.over:
            side = now.px(14)
            draw_mark(painter, Mark.GALAT, QRectF(left, (self.height() - side) / 2, side, side))
            left += side + now.px(6)
        words = used.sentence().removeprefix(f"{used.code} ")
        words += "".join(f"   ·   {rule.text}" for rule in used.rules)
        painter.setPen(now.colour("bahaya" if used.over else "teks"))
        room = QRectF(left, 0, self.width() - left - 6, self.height())
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, middle, shown)
        if self.hasFocus():
            painter.setPen(QPen(now.colour("fokus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _paint_bar(self, painter: QPainter, bar: QRectF) -> None:
        now, used = look(), self._used
        name, pattern = FUNDS.get(used.code, FUNDS["DLL"])
        colour = QColor(name) if now.theme is Theme.TERANG else now.colour("utama")
        painter.setPen(QPen(now.colour("batas"), 1))
        painter.setBrush(now.colour("kartu"))
        painter.drawRect(bar)
        share = 1.0 if not used.ceiling else min(1.0, used.used / used.ceiling)
        filled = bar.adjusted(1, 1, -1, -1)
        filled.setWidth(max(0.0, filled.width() * (share if used.used else 0.0)))
        painter.setPen(Qt.PenStyle.NoPen)
        if used.over:
            painter.fillRect(filled, now.colour("bahaya_bg"))
            colour, pattern = now.colour("bahaya"), Qt.BrushStyle.FDiagPattern
        painter.fillRect(filled, QBrush(colour, pattern))
        painter.setPen(QPen(now.colour("teks"), 2))
        for rule in used.rules:
            place = bar.left() + bar.width() * float(rule.share)
            painter.drawLine(int(place), int(bar.top()) - 3, int(place), int(bar.bottom()) + 3)
