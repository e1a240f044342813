"""Flash disks as cards to choose from, and the watch that sees them come and go (ux.md 8.3).

The watch asks every two seconds while its screen is shown; a stick that is pulled out loses its card.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desa_desktop.domain.kantor import Peran
from desa_desktop.errors import DesaError
from desa_desktop.i18n import _
from desa_desktop.services import flashdisk
from desa_desktop.services.flashdisk import Flashdisk
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.exchange_parts.choosing import choose_folder
from desa_desktop.ui.exchange_parts.words import size_text
from desa_desktop.ui.style import is_restyle, look

EVERY = 1500  # milliseconds; a new stick must be seen within five seconds (ux.md 8.3)


class DriveWatch(QObject):
    """Asks for the drives while `screen` is visible; `seen(list of Flashdisk)` when something changed."""

    seen = Signal(object)

    def __init__(self, desk: Desk, screen: QWidget, peran: Peran) -> None:
        super().__init__(screen)
        self._desk, self._screen, self._peran = desk, screen, peran
        self._asking = False
        self.drives: list[Flashdisk] = []
        self._first = True
        self._clock = QTimer(self)
        self._clock.setInterval(EVERY)
        self._clock.timeout.connect(self.ask)
        screen.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at once when the screen is shown, rest while it is hidden."""
        if watched is self._screen and event.type() is QEvent.Type.Show:
            self._clock.start()
            self.ask()
        elif watched is self._screen and event.type() is QEvent.Type.Hide:
            self._clock.stop()
        return super().eventFilter(watched, event)

    def ask(self) -> None:
        """Look now, unless the last look has not come back yet."""
        if self._asking:
            return
        self._asking = True
        app, peran = self._desk.app, self._peran
        offered, fs = app.environment.flashdisk, app.files.fs
        self._desk.run(self, lambda: flashdisk.list_flashdisk(fs, offered, peran), self._take, self._not_now)

    def _not_now(self, _error: DesaError) -> None:
        """A look that failed says nothing of the sticks; the next one comes in a moment."""
        self._asking = False

    def _take(self, drives: list[Flashdisk]) -> None:
        self._asking = False
        if self._first or drives != self.drives:
            self._first = False
            self.drives = drives
            self.seen.emit(drives)


class DriveCards(QWidget):
    """One card for each flash disk and for a chosen folder. `chosen(Flashdisk or None)`.

    Arrow keys move between cards; `Simpan ke folder lain…` adds a card for any folder.
    """

    chosen = Signal(object)

    def __init__(self, desk: Desk, name: str, columns: int = 2) -> None:
        super().__init__()
        self.setObjectName(name)
        self._desk, self._columns = desk, columns
        self._last = ""
        self._drives: list[Flashdisk] = []
        self._folder: Flashdisk | None = None
        self.cards: list[DriveCard] = []
        self.ask_folder: Callable[[], Path | None] = lambda: choose_folder(self, _("Simpan ke folder lain"))
        self.nothing = QLabel(_("Belum ada flashdisk. Colokkan flashdisk, atau simpan ke folder lain."))
        self.nothing.setObjectName(f"{name}.kosong")
        self.nothing.setProperty("teks", "sekunder")
        self.nothing.setWordWrap(True)
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        self.other = QPushButton(_("Simpan ke folder lain…"))
        self.other.setObjectName(f"{name}.tombol_folder")
        self.other.setProperty("peran", "tautan")
        self.other.clicked.connect(self.choose_folder)
        self._beside = QHBoxLayout()
        self._beside.setSpacing(8)
        self._beside.addWidget(self.other)
        self._beside.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.nothing)
        box.addLayout(self._grid)
        box.addLayout(self._beside)

    def put_beside(self, widget: QWidget) -> None:
        """A further button on the line of `Simpan ke folder lain…`."""
        self._beside.addWidget(widget)

    @property
    def drive(self) -> Flashdisk | None:
        """The chosen card."""
        return next((card.flashdisk for card in self.cards if card.isChecked()), None)

    def set_last_used(self, serial_or_path: str) -> None:
        """Which drive was written to last; it is marked and chosen first."""
        if serial_or_path != self._last:
            self._last = serial_or_path
            self._show()

    def show_drives(self, drives: Sequence[Flashdisk]) -> None:
        """Show the drives at hand; the chosen one stays chosen as long as it is there."""
        self._drives = list(drives)
        self._show()

    def choose(self, path: Path) -> bool:
        """Choose a card by its place; False if there is none."""
        for card in self.cards:
            if card.flashdisk.path == path:
                card.setChecked(True)
                self.chosen.emit(card.flashdisk)
                return True
        return False

    def choose_folder(self) -> None:
        """Any other folder; it becomes a card of its own and is chosen."""
        folder = self.ask_folder()
        if folder is None:
            return
        fs = self._desk.app.files.fs
        self._desk.run(self, lambda: flashdisk.folder_as_flashdisk(fs, folder), self._take_folder)

    def _take_folder(self, folder: Flashdisk) -> None:
        self._folder = folder
        self._show()
        self.choose(folder.path)

    def _show(self) -> None:
        before = self.drive
        had_focus = any(card.hasFocus() for card in self.cards)
        for card in self.cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        offered = [*self._drives, *([self._folder] if self._folder is not None else [])]
        self.cards = [DriveCard(one, self.objectName(), self._is_last(one)) for one in offered]
        for number, card in enumerate(self.cards):
            self._grid.addWidget(card, number // self._columns, number % self._columns)
            card.clicked.connect(lambda _on=False, card=card: self.chosen.emit(card.flashdisk))
        wanted = self._wanted(before)
        if wanted is not None:
            wanted.setChecked(True)
            if had_focus:
                wanted.setFocus(Qt.FocusReason.OtherFocusReason)
        self.nothing.setVisible(not self.cards)
        now = self.drive
        if (now.path if now else None) != (before.path if before else None):
            self.chosen.emit(now)

    def _wanted(self, before: Flashdisk | None) -> DriveCard | None:
        """The card that was chosen, else the one used last, else the only one."""
        if before is not None:
            for card in self.cards:
                if card.flashdisk.path == before.path:
                    return card
        last = next((card for card in self.cards if card.is_last), None)
        return last or (self.cards[0] if len(self.cards) == 1 else None)

    def _is_last(self, one: Flashdisk) -> bool:
        return bool(self._last) and self._last in (one.drive.serial, str(one.path))


class DriveCard(QAbstractButton):
    """Name, free space, `dipakai terakhir`; chosen is a filled ring and a thick border."""

    def __init__(self, one: Flashdisk, name: str, is_last: bool) -> None:
        super().__init__()
        self.flashdisk, self.is_last = one, is_last
        self.setObjectName(f"{name}.kartu")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setText(one.nama)
        self.setToolTip(str(one.path))
        self.setAccessibleName(", ".join(part for part in (one.nama, *self.lines()) if part))
        self.setProperty("petunjuk", _("Spasi: pilih flashdisk ini · panah: flashdisk lain"))

    def lines(self) -> list[str]:
        """What stands under the name."""
        free = _("{ukuran} kosong").format(ukuran=size_text(self.flashdisk.kosong))
        kind = _("folder di laptop ini") if self.flashdisk.is_folder else ""
        last = _("dipakai terakhir") if self.is_last else ""
        return [part for part in (free if self.flashdisk.kosong is not None else "", last or kind) if part]

    def sizeHint(self) -> QSize:
        """Two lines of text."""
        return QSize(look().px(180), look().px(58))

    def minimumSizeHint(self) -> QSize:
        """As narrow as two cards beside each other need to be."""
        return QSize(look().px(120), look().px(58))

    def changeEvent(self, event: QEvent) -> None:
        """Another size of text needs another size of card."""
        super().changeEvent(event)
        if is_restyle(event):
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card."""
        painter, now = QPainter(self), look()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "fokus" if self.hasFocus() else "utama" if self.isChecked() else "batas"
        width = 2 if self.hasFocus() or self.isChecked() else 1
        painter.setPen(QPen(now.colour(edge), width))
        painter.setBrush(now.colour("utama_bg" if self.isChecked() else "kartu"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        ring = QRectF(now.px(12), now.px(13), now.px(14), now.px(14))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(now.colour("utama" if self.isChecked() else "batas"), 2))
        painter.drawEllipse(ring)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(now.colour("utama"))
            inset = ring.width() / 4
            painter.drawEllipse(ring.adjusted(inset, inset, -inset, -inset))
        left, room = now.px(36), self.width() - now.px(44)
        painter.setPen(now.colour("teks"))
        painter.setFont(now.font(14, now.font().Weight.DemiBold))
        self._line(painter, left, now.px(9), room, self.flashdisk.nama)
        painter.setFont(now.font(12.5))
        painter.setPen(now.colour("teks" if self.isChecked() else "sekunder"))
        self._line(painter, left, now.px(31), room, " · ".join(self.lines()))
        painter.end()

    def _line(self, painter: QPainter, left: int, top: int, room: int, text: str) -> None:
        metrics = QFontMetrics(painter.font())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(left, top, room, metrics.height() + 2, int(Qt.AlignmentFlag.AlignLeft), shown)
