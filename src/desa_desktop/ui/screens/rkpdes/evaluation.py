"""Tab Evaluasi: what became of last year's activities (form G8 of perencanaan.md 6)."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desa_desktop.domain.rkp import Evaluasi
from desa_desktop.domain.wording import show_money, show_percent
from desa_desktop.i18n import _
from desa_desktop.services import rkp_evaluasi
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.search import SearchBox
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.lock_note import LockNote
from desa_desktop.ui.saving import bind_grid, undo
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.rkpdes.plan import OpenPlan, PlanTab, Terbaca
from desa_desktop.ui.tab_page import lock_grid


class EvaluationTab(PlanTab):
    """Rows fed from last year's plan; realisasi, done or not, and a word about it are typed here."""

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__(plan, "evaluasi")
        self.lock = LockNote("rkpdes.evaluasi.terkunci", lambda: self.turn_to.emit("kegiatan"))
        self.lock.revise.hide()
        self.search = SearchBox("rkpdes.evaluasi.cari")
        last = plan.tahun - 1
        self.take = self.button("ambil", _("Ambil kegiatan {tahun}").format(tahun=last), self.take_last_year)
        self.sum = MarkedText(Mark.BERJALAN)
        self.sum.setObjectName("rkpdes.evaluasi.jumlah")
        self.grid = Grid(
            "rkpdes.evaluasi.tabel",
            (
                Column(name="kode", label=_("Kode"), width=82, frozen=True),
                Column(name="nama", label=_("Jenis kegiatan"), width=250, stretch=True, wajib=True,
                       frozen=True),
                Column(name="lokasi", label=_("Lokasi"), width=120),
                Column(name="anggaran", label=_("Anggaran"), kind=Kind.MONEY, width=126, total=True),
                Column(name="realisasi", label=_("Realisasi"), kind=Kind.MONEY, width=126, total=True),
                Column(name="is_terlaksana", label=_("Terlaksana"), kind=Kind.TICK, width=92),
                Column(name="keterangan", label=_("Keterangan"), width=190),
            ),
            total_label=lambda number: _("Jumlah {n} kegiatan").format(n=number),
        )  # fmt: skip
        self.grid.setAccessibleName(_("Evaluasi RKPDes {tahun}").format(tahun=last))
        bind_grid(
            plan.desk,
            self.grid,
            Evaluasi,
            lambda: plan.rkp_id,
            describe=lambda row: row.nama or _("tanpa nama"),
        )
        self.empty = EmptyState(
            "rkpdes.evaluasi.kosong",
            _("Evaluasi mencatat apa yang terjadi dengan kegiatan RKPDes {tahun}.").format(tahun=last),
            [
                (_("Ambil kegiatan {tahun}").format(tahun=last), self.take_last_year),
                (_("Tambah kegiatan"), self.add),
            ],
        )
        self.list = OrEmpty(self.grid, self.empty)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.search)
        bar.addWidget(self.sum, 0, Qt.AlignmentFlag.AlignVCenter)
        bar.addStretch(1)  # the sum is hidden while there is none; the room is not the search box's
        bar.addWidget(self.take)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 12, 16, 8)
        inner.setSpacing(8)
        inner.addLayout(bar)
        inner.addWidget(self.list, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.lock)
        box.addLayout(inner, 1)
        self.search.searched.connect(self.grid.set_filter)
        self.grid.filtered.connect(self.search.show_count)

    def take_last_year(self) -> None:
        """`Ambil kegiatan 2026`: what is not listed yet."""
        desk, tahun = self.plan.desk, self.plan.tahun

        def taken(made: list[UUID]) -> None:
            if not made:
                words = _("Semua kegiatan RKPDes {tahun} sudah ada di sini.").format(tahun=tahun - 1)
                desk.notice(words, Tone.SARAN, seconds=6)
                return
            words = _("{n} kegiatan {tahun} siap dievaluasi.").format(n=len(made), tahun=tahun - 1)
            desk.notice(words, Tone.SUKSES, _("Urungkan"), lambda: undo(desk, self), seconds=10)

        self.grid.commit()
        self.plan.save(self, rkp_evaluasi.take_last_year, desk.app.aturan, tahun, then=taken)

    def add(self) -> None:
        """A row of its own, for an activity that is in no plan here."""
        self.search.clear()
        self.list.show_empty(False)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.grid.add_row()

    def show_plan(self, read: Terbaca) -> None:
        """Rows and totals."""
        shown, locked = rkp_evaluasi.evaluasi_of(read.rencana.rkp), self.plan.is_rkp_locked
        self.lock.show_state(locked, read.rencana.rkp.revisi)
        self.grid.show_rows(shown.baris)
        lock_grid(self.grid, locked)
        self.empty.show_offer(0, shown=bool(read.tahun_lalu))
        self.list.show_empty(not shown.baris and self.grid.editor is None and not locked)
        self.take.setEnabled(not locked and bool(read.tahun_lalu))
        self.take.setToolTip(
            "" if read.tahun_lalu else _("RKPDes {tahun} tidak ada.").format(tahun=self.plan.tahun - 1)
        )
        total = shown.jumlah
        words = _("{m} dari {n} terlaksana · realisasi {realisasi} dari {anggaran}")
        text = words.format(
            m=total.terlaksana,
            n=total.kegiatan,
            realisasi=show_money(total.realisasi, rp=True),
            anggaran=show_money(total.anggaran, rp=True),
        )
        share = f" ({show_percent(total.persen)})" if total.persen is not None else ""
        done = total.kegiatan and total.terlaksana == total.kegiatan
        self.sum.set_state(Mark.SELESAI if done else Mark.BERJALAN, text + share)
        self.sum.setVisible(bool(shown.baris))

    def primary(self) -> Primary | None:
        """Take last year's activities while there are none, then add."""
        read = self.plan.read
        if self.plan.is_rkp_locked or read is None:
            return None
        if not read.rencana.rkp.evaluasi and read.tahun_lalu:
            words = _("Ambil kegiatan {tahun}").format(tahun=self.plan.tahun - 1)
            return Primary(words, self.take_last_year)
        return Primary(_("Tambah kegiatan"), self.add)

    def arrive(self) -> None:
        """Into the table, or on the button that makes the first row."""
        self.list.enter(self.grid)

    def jump(self, record: UUID | None, field: str) -> bool:
        """The row a finding names."""
        if record is None or not self.grid.select_row(record, field):
            return False
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        return True
