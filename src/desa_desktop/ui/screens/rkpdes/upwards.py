"""Tab DURKP: what the village asks from above, in the order of its wishes (ux.md 5.5)."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desa_desktop.domain.pemeriksaan import Level, of_level
from desa_desktop.domain.rkp import BarisDurkp
from desa_desktop.i18n import _
from desa_desktop.services import rkp
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.grid import Change, Grid
from desa_desktop.ui.kit.marks import LEVEL_MARKS, Mark, MarkedText
from desa_desktop.ui.kit.search import SearchBox
from desa_desktop.ui.kit.table import RowId
from desa_desktop.ui.lock_note import LockNote
from desa_desktop.ui.saving import bind_grid, change_rows
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.rkpdes.columns import durkp_columns
from desa_desktop.ui.screens.rkpdes.plan import OpenPlan, PlanTab, Terbaca
from desa_desktop.ui.tab_page import lock_grid


class UpwardsTab(PlanTab):
    """Rows with priority, payer and office; `Urutkan prioritas` numbers them as they stand."""

    asks_take = Signal()
    asks_ratify = Signal()

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__(plan, "durkp")
        self._rows: list[BarisDurkp] = []
        self.lock = LockNote("rkpdes.durkp.terkunci", self._revise)
        self.search = SearchBox("rkpdes.durkp.cari")
        self.take = self.button("ambil", _("Ambil dari usulan…"), self.asks_take.emit)
        self.number = self.button("urutkan", _("Urutkan prioritas"), self._renumber)
        self.columns_button = self.button("kolom", _("Kolom…"), self._choose_columns)
        self.grid = Grid(
            "rkpdes.durkp.tabel",
            durkp_columns(plan.desk.app.aturan),
            today=plan.desk.today,
            total_label=lambda number: _("Jumlah {n} usulan DURKP").format(n=number),
        )
        self.grid.setAccessibleName(_("Daftar Usulan RKP Desa"))
        bind_grid(
            plan.desk,
            self.grid,
            BarisDurkp,
            lambda: plan.durkp_id,
            new_values=self._new_values,
            describe=lambda row: row.nama or _("tanpa uraian"),
        )
        self.grid.use(on_change=self._change)
        self.list = OrEmpty(
            self.grid,
            EmptyState(
                "rkpdes.durkp.kosong",
                _(
                    "DURKP (Daftar Usulan RKP Desa) berisi usulan di luar kewenangan atau kemampuan desa. "
                    "Ambil usulan yang diteruskan, atau tambah sendiri."
                ),
                [(_("Ambil dari usulan"), self.asks_take.emit), (_("Tambah usulan DURKP"), self.add)],
            ),
        )
        self.state = MarkedText(Mark.SELESAI)
        self.state.setObjectName("rkpdes.durkp.keadaan")
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.search)
        bar.addStretch(1)
        for button in (self.take, self.number, self.columns_button):
            bar.addWidget(button)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 12, 16, 8)
        inner.setSpacing(8)
        inner.addLayout(bar)
        inner.addWidget(self.list, 1)
        inner.addWidget(self.state)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.lock)
        box.addLayout(inner, 1)
        self.search.searched.connect(self.grid.set_filter)
        self.grid.filtered.connect(self.search.show_count)

    def _new_values(self, _after: RowId | None) -> Mapping[str, object]:
        return {"prioritas": max((one.prioritas or 0 for one in self._rows), default=0) + 1}

    def _change(self, changes: list[Change]) -> None:
        plain: list[Change] = []
        for row_id, name, value in changes:
            if name == "waktu":
                months = value if isinstance(value, tuple) else (None, None)
                plain += [(row_id, "bulan_mulai", months[0]), (row_id, "bulan_selesai", months[1])]
            else:
                plain.append((row_id, name, value))
        change_rows(self.plan.desk, self.grid, BarisDurkp, plain)

    def _renumber(self) -> None:
        self.grid.commit()
        plan = self.plan
        plan.desk.after_saves(lambda: plan.save(self, rkp.renumber_priorities, plan.tahun))

    def _revise(self) -> None:
        plan = self.plan
        plan.save(self, lambda db, **step: rkp.revise(db, "durkp", plan.tahun, **step))

    def _choose_columns(self) -> None:
        menu = self.grid.columns_menu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.columns_button.mapToGlobal(self.columns_button.rect().bottomLeft()))

    def add(self) -> None:
        """A new row with the next priority."""
        self.search.clear()
        self.list.show_empty(False)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.grid.add_row()

    def show_plan(self, read: Terbaca) -> None:
        """Rows in their order."""
        shown, locked = read.durkp, self.plan.is_durkp_locked
        self._rows = sorted(shown.durkp.baris, key=lambda one: one.urut)
        self.lock.show_state(locked, shown.durkp.revisi)
        self.grid.show_rows(self._rows)
        lock_grid(self.grid, locked)
        known = {one.id for one in self._rows}
        self.grid.set_checks(one for one in shown.pemeriksaan if one.record in known)
        self.list.show_empty(not self._rows and not locked)
        for button in (self.take, self.number):
            button.setEnabled(not locked)
        self.state.setVisible(not locked and bool(self._rows))
        errors = of_level(shown.pemeriksaan, Level.GALAT) or of_level(shown.pemeriksaan, Level.PERINGATAN)
        if errors:
            words = _("{teks} · Tunjukkan (F8)").format(teks=errors[0].teks.rstrip("."))
            self.state.set_state(LEVEL_MARKS[errors[0].level], words)
        else:
            self.state.set_state(Mark.SELESAI, _("Tidak ada yang perlu diperbaiki."))

    def primary(self) -> Primary:
        """`Tambah usulan DURKP`; `Sahkan DURKP` once no Galat stands in the way."""
        if self.plan.is_durkp_locked:
            return Primary(_("Lihat dokumen"), lambda: self.turn_to.emit("dokumen"))
        if self._rows and self.plan.can_ratify_durkp:
            return Primary(_("Sahkan DURKP"), self.asks_ratify.emit)
        return Primary(_("Tambah usulan DURKP"), self.add)

    def arrive(self) -> None:
        """Into the table."""
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def jump(self, record: UUID | None, field: str) -> bool:
        """The cell a finding names."""
        if record is None or not any(one.id == record for one in self._rows):
            return False
        self.search.clear()
        self.grid.set_filter("")
        self.grid.select_row(record, field)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        return True
