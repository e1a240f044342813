"""The panel Jejak: where the proposal one stands on is, over all years (Ctrl+J)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desa_desktop.domain.jejak import NAMA_TAHAP, JejakUsulan, Keadaan, LangkahJejak, Rujukan
from desa_desktop.i18n import _
from desa_desktop.services import jejak
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.papers import open_paper
from desa_desktop.ui.style import is_restyle, look
from desa_desktop.ui.tab_page import heading, small

_WIDTH = 336
MARKS: Mapping[Keadaan, Mark] = {
    Keadaan.SELESAI: Mark.SELESAI,
    Keadaan.BERJALAN: Mark.BERJALAN,
    Keadaan.DITUNDA: Mark.PERINGATAN,
    Keadaan.DITOLAK: Mark.TIDAK_BISA,
}


class JejakPanel(QFrame):
    """Stations from top to bottom, what was merged, look-alikes. `close` is called for its button and Esc."""

    def __init__(self, desk: Desk, name: str, close: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kartu", "ya")
        self._desk, self._close = desk, close
        self._key: UUID | None = None
        self._shown: JejakUsulan | None = None
        self._title = heading("")
        self._title.setObjectName(f"{name}.judul")
        self._title.setWordWrap(True)
        self.position = MarkedText(Mark.BERJALAN)
        self.position.setObjectName(f"{name}.posisi")
        self.print_button = self._button("cetak", _("Cetak untuk warga"), self.print_page)
        shut = self._button("tutup", _("Tutup"), close)
        shut.setToolTip(_("Tutup jejak (Esc)"))
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(shut, 0, Qt.AlignmentFlag.AlignTop)
        self._area = QScrollArea()
        self._area.setObjectName(f"{name}.gulung")
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 10, 12, 10)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(self.position)
        box.addWidget(self._area, 1)
        box.addWidget(self.print_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._measure()
        self.hide()

    def _button(self, name: str, text: str, act: Callable[[], object]) -> QPushButton:
        made = QPushButton(text)
        made.setObjectName(f"{self.objectName()}.{name}")
        made.setProperty("rapat", "ya")
        made.clicked.connect(lambda _on=False: act())
        return made

    def _measure(self) -> None:
        self.setFixedWidth(look().px(_WIDTH))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if is_restyle(event):
            self._measure()

    @property
    def texts(self) -> list[str]:
        """Every line as shown, top to bottom."""
        return [one.text() for one in self._area.findChildren(QLabel) if one.text()]

    def show_for(self, key: UUID | None) -> None:
        """Read and show the line of a proposal; nothing is read twice for the same one."""
        self._key = key
        if key is None:
            self._title.setText(_("Pilih satu usulan"))
            self.position.hide()
            self.print_button.setEnabled(False)
            self._fill(QWidget())
            return
        app = self._desk.app
        ambang = app.aturan.ambang_mirip
        self._desk.run(self, lambda: jejak.show_jejak(app.database, key, ambang), self._show)

    def _show(self, found: JejakUsulan) -> None:
        if found.usulan.id != self._key:
            return  # another row was chosen meanwhile
        self._shown = found
        words = _("Jejak usulan {n} tahun {tahun}")
        self._title.setText(words.format(n=found.usulan.nomor, tahun=found.tahun))
        self.position.show()
        self.position.set_state(MARKS[found.keadaan], found.posisi)
        self.print_button.setEnabled(True)
        inner = QWidget()
        inner.setProperty("gulung", "ya")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 4, 4, 0)
        column.setSpacing(4)
        for step in found.langkah:
            self._add_step(column, step)
        self._add_others(column, _("Gabungan dari"), found.gabungan)
        self._add_others(column, _("Mirip dengan"), found.mirip)
        column.addStretch(1)
        self._fill(inner)

    def _fill(self, inner: QWidget) -> None:
        before = self._area.takeWidget()
        if before is not None:
            before.deleteLater()
        self._area.setWidget(inner)

    @staticmethod
    def _add_step(column: QVBoxLayout, step: LangkahJejak) -> None:
        column.addWidget(small(f"{step.kapan} · {_(NAMA_TAHAP[step.tahap])}"))
        column.addWidget(MarkedText(MARKS[step.keadaan], step.judul))
        if step.keterangan:
            more = small(step.keterangan)
            more.setContentsMargins(look().px(20), 0, 0, 0)
            column.addWidget(more)
        column.addSpacing(6)

    @staticmethod
    def _add_others(column: QVBoxLayout, title: str, others: tuple[Rujukan, ...]) -> None:
        if not others:
            return
        column.addSpacing(4)
        label = QLabel(title)
        label.setProperty("teks", "label")
        column.addWidget(label)
        for one in others:
            words = _("Nomor {n} tahun {tahun}: {uraian}")
            column.addWidget(small(words.format(n=one.nomor, tahun=one.tahun, uraian=one.uraian)))

    def print_page(self) -> None:
        """`Cetak untuk warga`: the one page for whoever asks."""
        desk, key = self._desk, self._key
        if key is not None and self._shown is not None:
            tahun = self._shown.tahun
            desk.after_saves(lambda: open_paper(desk, "jejak-usulan", "usulan", tahun=tahun, key=key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the panel."""
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)
