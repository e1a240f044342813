"""Tab Telaah of the RPJM Desa: what the kecamatan noted, each note with the way to its row."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desa_desktop.i18n import _
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.review_notes import BarisCatatan, note_rows, notes_grid, show_verdict
from desa_desktop.ui.screens.rpjm.plan import OpenRpjm, RpjmTab, Terbaca


class ReviewTab(RpjmTab):
    """`jumped(finding)` leads to the row a note is about."""

    jumped = Signal(object)

    def __init__(self, plan: OpenRpjm) -> None:
        super().__init__(plan, "telaah")
        self.result = MarkedText(Mark.BELUM)
        self.result.setObjectName("rpjm.telaah.hasil")
        self.grid = notes_grid("rpjm.telaah.tabel")
        self.grid.row_activated.connect(lambda _row: self._go())
        self.grid.current_changed.connect(lambda _row: self._sync())
        self.open_row = self.button("buka", _("Buka kegiatan"), self._go)
        self.list = OrEmpty(
            self.grid,
            EmptyState(
                "rpjm.telaah.kosong",
                _("Belum ada catatan dari kecamatan. Catatan masuk bersama umpan balik di flashdisk."),
                [(_("Buka Kirim & Terima"), lambda: plan.desk.open("kirim"))],
            ),
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.result, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.open_row)
        box.addLayout(head)
        box.addWidget(self.list, 1)

    def show_plan(self, read: Terbaca) -> None:
        """The newest finished review."""
        names = {str(one.id): one.nama for one in read.tampil.rpjm.kegiatan}
        self.grid.show_rows(note_rows(read.telaah, names))
        self.list.show_empty(read.telaah is None)
        show_verdict(self.result, read.telaah)
        self._sync()

    @property
    def count(self) -> int:
        """How many notes wait."""
        return len(self.grid.model.rows)

    def _sync(self) -> None:
        row = self.grid.current_row()
        self.open_row.setVisible(not self.list.is_empty)
        self.open_row.setEnabled(isinstance(row, BarisCatatan) and bool(row.record))

    def _go(self) -> None:
        row = self.grid.current_row()
        if isinstance(row, BarisCatatan) and row.record:
            self.jumped.emit(row.finding)

    def arrive(self) -> None:
        """On the first note, or on the button that leads to them."""
        self.list.enter(self.grid)
