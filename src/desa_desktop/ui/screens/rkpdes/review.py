"""Tab Telaah: the notes of the kecamatan on the plan, each with the way to its row."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desa_desktop.domain.sebutan import field_name
from desa_desktop.i18n import _
from desa_desktop.services import saran
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.review_notes import BarisCatatan, note_rows, notes_grid, show_verdict
from desa_desktop.ui.saving import undo
from desa_desktop.ui.screens.rkpdes.plan import OpenPlan, PlanTab, Terbaca


class ReviewTab(PlanTab):
    """`jumped(finding)` leads to the row a note is about."""

    jumped = Signal(object)

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__(plan, "telaah")
        self.result = MarkedText(Mark.BELUM)
        self.result.setObjectName("rkpdes.telaah.hasil")
        self.grid = notes_grid("rkpdes.telaah.tabel")
        self.grid.row_activated.connect(self._go)
        self.grid.current_changed.connect(lambda _row: self._sync())
        self.take = self.button("terima_saran", _("Terima saran"), self.take_suggestion)
        self.open_row = self.button("buka", _("Buka kegiatan"), lambda: self._go(None))
        self.list = OrEmpty(
            self.grid,
            EmptyState(
                "rkpdes.telaah.kosong",
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
        head.addWidget(self.take)
        head.addWidget(self.open_row)
        box.addLayout(head)
        box.addWidget(self.list, 1)

    def show_plan(self, read: Terbaca) -> None:
        """The newest finished review."""
        names = {str(one.id): one.nama for one in read.rencana.rkp.kegiatan}
        self.grid.show_rows(note_rows(read.telaah, names))
        self.list.show_empty(read.telaah is None)
        show_verdict(self.result, read.telaah)
        self._sync()

    def _sync(self) -> None:
        """What can be done with the note of the current row."""
        row = self._row
        for button in (self.take, self.open_row):
            button.setVisible(not self.list.is_empty)
        self.open_row.setEnabled(row is not None and bool(row.record))
        can_take = row is not None and bool(row.record) and bool(row.saran.strip())
        locked = self.plan.is_rkp_locked
        self.take.setEnabled(can_take and not locked)
        why = _("RKPDes sudah disahkan. Pilih Buat perubahan dulu.") if can_take and locked else ""
        self.take.setToolTip(why or _("Saran kecamatan masuk ke isian yang diberi catatan."))

    @property
    def _row(self) -> BarisCatatan | None:
        row = self.grid.current_row()
        return row if isinstance(row, BarisCatatan) else None

    def take_suggestion(self) -> None:
        """`Terima saran`: the proposed value goes into its cell; one step, which Urungkan takes back."""
        row, plan = self._row, self.plan
        if row is None:
            return
        desk, today = plan.desk, plan.desk.today()

        def taken(_note: object) -> None:
            words = _("{kolom} {kegiatan} diisi dengan saran kecamatan: {saran}.")
            text = words.format(kolom=field_name(row.kolom), kegiatan=row.tempat, saran=row.saran)
            desk.notice(text, Tone.SUKSES, _("Urungkan"), lambda: undo(desk, self), seconds=10)

        plan.save(self, saran.accept_suggestion, desk.app.aturan, plan.tahun, row.id, then=taken, today=today)

    @property
    def count(self) -> int:
        """How many notes wait."""
        return len(self.grid.model.rows)

    def _go(self, _row_id: object) -> None:
        row = self.grid.current_row()
        if row is not None and row.record:
            self.jumped.emit(row.finding)

    def arrive(self) -> None:
        """On the first note, or on the button that leads to them."""
        self.list.enter(self.grid)
