"""Beside the tabs of the room: the item of the agenda with its clock, and the wall's two buttons."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desa_desktop.domain.acara import AcaraBerjalan
from desa_desktop.domain.kuorum import show_span
from desa_desktop.i18n import _
from desa_desktop.ui.screens.musyawarah.projecting import Projector
from desa_desktop.ui.style import set_role


class ClockCorner(QWidget):
    """One line: `Acara 4 dari 5 · 12.30 dari 45 menit`, `Proyektor (F11)`, `Bekukan`. Where that is too long
    `4/5 · 12.30` stands there.
    """

    def __init__(self, projector: Projector) -> None:
        super().__init__()
        self.setObjectName("musyawarah.jam")
        self._projector = projector
        self._words = self._short = ""
        self._late = False
        self._room = 10_000
        self.label = QLabel()
        self.label.setObjectName("musyawarah.jam.acara")
        self.label.setProperty("teks", "sekunder")
        self.label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.wall = QPushButton(_("Proyektor"))
        self.wall.setObjectName("musyawarah.jam.proyektor")
        self.wall.setToolTip(_("Layar proyektor (F11)"))
        self.wall.setProperty("peran", "tautan")
        self.wall.clicked.connect(lambda _on=False: projector.toggle())
        self.freeze = QPushButton(_("Bekukan"))
        self.freeze.setObjectName("musyawarah.jam.bekukan")
        self.freeze.setToolTip(_("Tahan tulisan di dinding (Ctrl+F11)"))
        self.freeze.setProperty("peran", "tautan")
        self.freeze.clicked.connect(lambda _on=False: projector.freeze())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.label)
        row.addWidget(self.wall)
        row.addWidget(self.freeze)
        self.show_projector()

    @property
    def text(self) -> str:
        """What the clock says, whole."""
        return self._words

    def show_item(self, item: AcaraBerjalan | None, now: datetime) -> None:
        """The item under way and how long it has been going on; nothing before the first."""
        words = short = ""
        if item is not None:
            short = f"{item.nomor}/{item.jumlah} · {show_span(item.lama(now))}"
            words = _("Acara {n} dari {semua} · {jam}").format(
                n=item.nomor, semua=item.jumlah, jam=item.jam(now)
            )
        late = item is not None and item.is_lewat(now)
        if late is not self._late:
            self._late = late
            set_role(self.label, teks="wajib" if late else "sekunder")
        if words != self._words:
            self._words, self._short = words, short
            self.label.setToolTip(f"{words}\n{item.agenda.uraian}" if item is not None else "")
            self.label.setAccessibleName(words)
            self.fit(self._room)

    def show_projector(self) -> None:
        """The buttons say what they do now."""
        self.wall.setText(_("Tutup proyektor") if self._projector.is_on else _("Proyektor"))
        self.freeze.setText(_("Lanjutkan") if self._projector.is_frozen else _("Bekukan"))
        self.freeze.setAccessibleDescription(self._projector.state)
        self.fit(self._room)

    def fit(self, room: int) -> None:
        """Leave away what has no room beside the tabs (pixels): F11 and the menu do the same."""
        self._room = room
        wall, freeze = self.wall.sizeHint().width(), self.freeze.sizeHint().width()
        self.wall.setVisible(wall <= room)
        self.freeze.setVisible(self._projector.is_on and wall + freeze <= room)
        self._show_words(room - wall - (freeze if self._projector.is_on else 0))

    def _show_words(self, left: int) -> None:
        """The whole sentence, else place and time alone, else nothing: half a word helps nobody."""
        metrics = self.label.fontMetrics()
        for words in (self._words, self._short, ""):
            wide = metrics.horizontalAdvance(words) + 8
            if wide <= left or not words:
                break
        self.label.setText(words)
        self.label.setVisible(bool(words))
        self.label.setFixedWidth(wide if words else 0)
