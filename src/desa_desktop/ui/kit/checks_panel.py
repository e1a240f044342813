"""The side panel `Pemeriksaan`: every finding with figure and words; Enter jumps to its place."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.i18n import _
from desa_desktop.ui.kit.cells import Index
from desa_desktop.ui.kit.marks import LEVEL_MARKS, Mark, MarkedText, draw_mark
from desa_desktop.ui.style import look

_ORDER = (Level.GALAT, Level.PERINGATAN, Level.SARAN)
_ROLE = Qt.ItemDataRole.UserRole


class ChecksPanel(QFrame):
    """`jump(finding)` is sent for Enter or a click on a line."""

    jump = Signal(object)

    def __init__(self, name: str, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("kartu", "ya")
        head = QLabel(title or _("Pemeriksaan"))
        head.setProperty("teks", "bagian")
        self._good = MarkedText(Mark.SELESAI, _("Tidak ada yang perlu diperbaiki."))
        self._list = QListWidget()
        self._list.setObjectName(f"{name}.daftar")
        self._list.setAccessibleName(title or _("Pemeriksaan"))
        self._list.setItemDelegate(_FindingDelegate(self._list))
        self._list.setWordWrap(True)
        self._list.setProperty("polos", "ya")
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setProperty("petunjuk", _("Enter: tunjukkan tempatnya"))
        self._list.itemActivated.connect(self._jump)
        self._list.itemClicked.connect(self._jump)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 12, 12, 12)
        box.setSpacing(8)
        box.addWidget(head)
        box.addWidget(self._good)
        box.addWidget(self._list, 1)
        self._good_space = QWidget()
        box.addWidget(self._good_space, 1)
        self.show_checks(())

    def show_checks(self, checks: Iterable[Pemeriksaan]) -> None:
        """Show findings, the gravest first."""
        found = sorted(checks, key=lambda one: _ORDER.index(one.level))
        self._list.clear()
        for check in found:
            item = QListWidgetItem(check.teks)
            item.setData(_ROLE, check)
            level = LEVEL_MARKS[check.level].word
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{level}: {check.teks}")
            self._list.addItem(item)
        self._list.setVisible(bool(found))
        self._good.setVisible(not found)
        self._good_space.setVisible(not found)

    @property
    def count(self) -> int:
        """How many findings are listed."""
        return self._list.count()

    @property
    def texts(self) -> list[str]:
        """The sentences as listed."""
        return [self._list.item(number).text() for number in range(self._list.count())]

    def _jump(self, item: QListWidgetItem) -> None:
        self.jump.emit(item.data(_ROLE))


class _FindingDelegate(QStyledItemDelegate):
    """Figure at the left, the sentence wrapped beside it."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view

    def _text_width(self) -> int:
        return max(60, self._view.viewport().width() - look().px(30))

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the wrapped sentence."""
        metrics = self._view.fontMetrics()
        flags = int(Qt.TextFlag.TextWordWrap)
        text = str(index.data() or "")
        height = metrics.boundingRect(0, 0, self._text_width(), 2000, flags, text).height()
        return QSize(self._view.viewport().width(), height + look().px(12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground of a chosen line, figure, words."""
        now, place = look(), self._view.visualRect(self._view.model().index(index.row(), 0))
        painter.save()
        chosen = self._view.currentRow() == index.row() and self._view.hasFocus()
        if chosen:
            painter.fillRect(place, now.colour("pilih"))
        check = index.data(_ROLE)
        side = now.px(14)
        figure = QRectF(place.left() + 4, place.top() + now.px(8), side, side)
        draw_mark(painter, LEVEL_MARKS[check.level], figure, now.colour("pilih_teks") if chosen else None)
        painter.setPen(now.colour("pilih_teks" if chosen else "teks"))
        room = QRectF(
            place.left() + now.px(26), place.top() + now.px(5), self._text_width(), place.height() - now.px(8)
        )
        painter.drawText(room, int(Qt.TextFlag.TextWordWrap), check.teks)
        painter.restore()
