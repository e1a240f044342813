"""Tab Pagu: how much each sumber dana gives this year, and what is left of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from desa_desktop.domain.rkp import Pagu
from desa_desktop.i18n import _
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.smart import SmartColumn
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.lock_note import LockNote
from desa_desktop.ui.saving import bind_grid
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.rkpdes.columns import source_choices
from desa_desktop.ui.screens.rkpdes.plan import OpenPlan, PlanTab, Terbaca
from desa_desktop.ui.tab_page import lock_grid, small

_COLUMN_OF = {"pagu": "jumlah", "sumber_biaya": "sisa"}
"""In which column a finding about a ceiling stands."""


@dataclass(frozen=True, slots=True)
class BarisPagu:
    """One ceiling in rupiah, with what the plan uses of its source (only on the first row of a source)."""

    id: UUID
    sumber: str
    jumlah: int | None
    silpa: int | None
    is_definitif: bool
    terpakai: int | None
    sisa: int | None


class CeilingsTab(PlanTab):
    """A grid of ceilings; used and left are computed."""

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__(plan, "pagu")
        aturan = plan.desk.app.aturan

        def source(text: str) -> object | None:
            found = aturan.sumber(text)
            return found.kunci if found is not None else None

        names = {one.kunci: one.nama for one in aturan.sumber_dana}
        self.lock = LockNote("rkpdes.pagu.terkunci", lambda: self.turn_to.emit("kegiatan"))
        self.lock.revise.hide()
        self.grid = Grid(
            "rkpdes.pagu.tabel",
            (
                SmartColumn(name="sumber", label=_("Sumber"), kind=Kind.CHOICE, width=96, understand=source,
                            choices=source_choices(aturan), value=lambda row: row.sumber or None),
                Column(name="nama", label=_("Nama sumber dana"), width=230, stretch=True, editable=False,
                       value=lambda row: names.get(row.sumber, "")),
                Column(name="jumlah", label=_("Pagu"), kind=Kind.MONEY, width=150, total=True),
                Column(name="silpa", label=_("SiLPA"), kind=Kind.MONEY, width=130, total=True,
                       hint=_("Sisa tahun lalu dari sumber ini")),
                Column(name="is_definitif", label=_("Definitif"), kind=Kind.TICK, width=84,
                       hint=_("Centang bila pagu ini sudah pasti; biaya yang melebihinya menjadi galat")),
                Column(name="terpakai", label=_("Dipakai"), kind=Kind.MONEY, width=140, editable=False,
                       total=True),
                Column(name="sisa", label=_("Sisa"), kind=Kind.MONEY, width=140, editable=False, total=True),
            ),
            total_label=lambda number: _("{n} pagu").format(n=number),
        )  # fmt: skip
        self.grid.setAccessibleName(_("Pagu per sumber dana"))
        bind_grid(plan.desk, self.grid, Pagu, lambda: plan.rkp_id, describe=lambda row: row.sumber)
        empty = EmptyState(
            "rkpdes.pagu.kosong",
            _(
                "Pagu {tahun} belum diisi. Tulis pagu tiap sumber dana supaya sisa dana selalu terlihat."
            ).format(tahun=plan.tahun),
            [(_("Tambah pagu"), self.add)],
        )
        self.list = OrEmpty(self.grid, empty)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 12, 16, 12)
        inner.setSpacing(8)
        inner.addWidget(
            small(
                _("Pagu indikatif dari kabupaten boleh diisi dulu. Centang Definitif setelah pagunya pasti.")
            )
        )
        inner.addWidget(self.list, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.lock)
        box.addLayout(inner, 1)

    def add(self) -> None:
        """A new ceiling."""
        self.list.show_empty(False)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.grid.add_row()

    def show_plan(self, read: Terbaca) -> None:
        """Ceilings with what is used of them."""
        used = {one.sumber: one for one in read.rencana.gauges}
        seen: set[str] = set()
        rows = []
        for one in sorted(read.rencana.rkp.pagu, key=lambda one: one.urut):
            gauge = used.get(one.sumber) if one.sumber not in seen else None
            seen.add(one.sumber)
            rows.append(
                BarisPagu(
                    one.id,
                    one.sumber,
                    one.jumlah,
                    one.silpa,
                    one.is_definitif,
                    gauge.terpakai if gauge is not None else None,
                    gauge.sisa if gauge is not None else None,
                )
            )
        locked = self.plan.is_rkp_locked
        self.lock.show_state(locked, read.rencana.rkp.revisi)
        self.grid.show_rows(rows)
        lock_grid(self.grid, locked)
        known = {row.id for row in rows}
        self.grid.set_checks(
            replace(one, field=_COLUMN_OF.get(one.field, one.field))
            for one in read.rencana.pemeriksaan
            if one.record in known
        )
        self.list.show_empty(not rows and not locked)

    def primary(self) -> Primary | None:
        """`Tambah pagu`."""
        return None if self.plan.is_rkp_locked else Primary(_("Tambah pagu"), self.add)

    def arrive(self) -> None:
        """Into the table, or on the button that makes the first row."""
        self.list.enter(self.grid)

    def jump(self, record: UUID | None, field: str) -> bool:
        """Findings about a ceiling."""
        if record is None or not self.grid.select_row(record, _COLUMN_OF.get(field, field)):
            return False
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        return True
