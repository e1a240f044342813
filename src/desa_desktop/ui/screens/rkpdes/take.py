"""The page Ambil dari usulan: agreed proposals that are not used yet, ticked; one button takes them over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desa_desktop.domain.usulan import Usulan
from desa_desktop.i18n import _
from desa_desktop.services import rkp
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.grid import Change, Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.search import SearchBox
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.rkpdes.plan import OpenPlan, PlanTab, Terbaca
from desa_desktop.ui.tab_page import small


@dataclass(frozen=True, slots=True)
class Pilihan:
    """A proposal that waits, where it would go, and whether it is ticked."""

    id: UUID
    is_dipilih: bool
    nomor: int
    uraian: str
    dusun: str
    lokasi: str
    biaya: int | None
    tujuan: str


class TakePage(PlanTab):
    """`done` when the proposals were taken over or the page was left."""

    done = Signal()

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__(plan, "ambil")
        self._left_out: set[UUID] = set()
        self._rows: list[Pilihan] = []
        self.search = SearchBox("rkpdes.ambil.cari")
        self.every = self.button("semua", _("Pilih semua"), lambda: self._tick_all(True))
        self.none = self.button("tidak_ada", _("Kosongkan pilihan"), lambda: self._tick_all(False))
        self.grid = Grid(
            "rkpdes.ambil.tabel",
            (
                Column(name="is_dipilih", label=_("Ambil"), kind=Kind.TICK, width=64),
                Column(name="nomor", label=_("No"), kind=Kind.INTEGER, width=52, editable=False),
                Column(name="uraian", label=_("Usulan"), width=280, stretch=True, editable=False),
                Column(name="dusun", label=_("Dusun"), width=120, editable=False),
                Column(name="lokasi", label=_("Lokasi"), width=140, editable=False),
                Column(
                    name="biaya", label=_("Biaya"), kind=Kind.MONEY, width=130, editable=False, total=True
                ),
                Column(name="tujuan", label=_("Masuk ke"), width=110, editable=False),
            ),
            on_change=self._change,
            total_label=lambda number: _("{n} usulan yang belum dipakai").format(n=number),
        )
        self.grid.setAccessibleName(_("Usulan yang bisa diambil"))
        empty = EmptyState(
            "rkpdes.ambil.kosong",
            _("Semua usulan yang disepakati sudah dipakai."),
            [(_("Kembali ke RKPDes"), self.done.emit)],
        )
        self.list = OrEmpty(self.grid, empty)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.search)
        bar.addWidget(
            small(_("Kegiatan baru tetap terhubung dengan usulannya. Sumber dana diisi sesudahnya.")), 1
        )
        bar.addWidget(self.every)
        bar.addWidget(self.none)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(8)
        box.addLayout(bar)
        box.addWidget(self.list, 1)
        self.search.searched.connect(self.grid.set_filter)
        self.grid.filtered.connect(self.search.show_count)

    def start(self) -> None:
        """Everything ticked, the cursor on the first tick."""
        self._left_out.clear()
        if self.plan.read is not None:
            self.show_plan(self.plan.read)
        if self._rows:
            self.grid.select_row(self._rows[0].id, "is_dipilih")
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_plan(self, read: Terbaca) -> None:
        """Proposals for the plan first, then those for the DU-RKP."""
        for_plan = () if self.plan.is_rkp_locked else read.rencana.belum_dipakai
        upwards = () if self.plan.is_durkp_locked else read.durkp.belum_dipakai
        self._rows = [self._row(one, _("RKPDes")) for one in sorted(for_plan, key=lambda one: one.nomor)]
        self._rows += [self._row(one, _("DURKP")) for one in sorted(upwards, key=lambda one: one.nomor)]
        self._show()

    def _row(self, one: Usulan, tujuan: str) -> Pilihan:
        return Pilihan(
            one.id,
            one.id not in self._left_out,
            one.nomor,
            one.uraian,
            one.dusun,
            one.lokasi,
            one.perkiraan_biaya,
            tujuan,
        )

    def _show(self) -> None:
        self.grid.show_rows(self._rows)
        self.list.show_empty(not self._rows)
        self.primary_changed.emit()

    def _change(self, changes: list[Change]) -> None:
        for row_id, _name, value in changes:
            (self._left_out.discard if value else self._left_out.add)(row_id)  # type: ignore[arg-type]
        self._tick()

    def _tick_all(self, ticked: bool) -> None:
        self._left_out = set() if ticked else {row.id for row in self._rows}
        self._tick()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tick(self) -> None:
        self._rows = [replace(row, is_dipilih=row.id not in self._left_out) for row in self._rows]
        self._show()

    @property
    def chosen(self) -> list[UUID]:
        """The ticked proposals."""
        return [row.id for row in self._rows if row.is_dipilih]

    def primary(self) -> Primary:
        """`Ambil 13 usulan`."""
        count = len(self.chosen)
        words = _("Ambil {n} usulan").format(n=count) if count else _("Ambil usulan")
        return Primary(
            words, self._take, enabled=bool(count), why="" if count else _("Pilih dulu usulannya.")
        )

    def _take(self) -> None:
        def taken(made: tuple[list[UUID], list[UUID]]) -> None:
            words = _("{n} usulan masuk RKPDes, {m} masuk DURKP.").format(n=len(made[0]), m=len(made[1]))
            self.plan.desk.notice(words, Tone.SUKSES, seconds=10)
            self.done.emit()

        self.plan.save(
            self, rkp.take_usulan, self.plan.desk.app.aturan, self.plan.tahun, self.chosen, then=taken
        )
