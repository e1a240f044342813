"""The page Ambil dari RPJM: rows of the RPJM Desa ticked for the year and not in the plan yet (V-21).

What is not taken waits there with its reason, which is typed in the same table.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desa_desktop.domain.turunan_rkp import BarisTertunda
from desa_desktop.domain.wording import show_number
from desa_desktop.i18n import _
from desa_desktop.services import rkp_rpjm
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.grid import Change, Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.search import SearchBox
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.saving import undo
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.rkpdes.plan import OpenPlan, PlanTab, Terbaca
from desa_desktop.ui.tab_page import small


@dataclass(frozen=True, slots=True)
class PilihanRpjm:
    """An RPJM row that waits, and whether it is ticked to be taken."""

    id: UUID
    is_dipilih: bool
    kode: str
    nama: str
    lokasi: str
    volume: str
    biaya: int | None
    sumber: str
    alasan: str


class TakeRpjmPage(PlanTab):
    """`done` when rows were taken over or the page was left."""

    done = Signal()

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__(plan, "ambil_rpjm")
        self._left_out: set[UUID] = set()
        self._rows: list[PilihanRpjm] = []
        self.search = SearchBox("rkpdes.ambil_rpjm.cari")
        self.every = self.button("semua", _("Pilih semua"), lambda: self._tick_all(True))
        self.none = self.button("tidak_ada", _("Kosongkan pilihan"), lambda: self._tick_all(False))
        self.grid = Grid(
            "rkpdes.ambil_rpjm.tabel",
            (
                Column(name="is_dipilih", label=_("Ambil"), kind=Kind.TICK, width=64, frozen=True),
                Column(name="kode", label=_("Kode"), width=82, editable=False, frozen=True),
                Column(name="nama", label=_("Kegiatan RPJM Desa"), width=220, stretch=True, editable=False),
                Column(name="biaya", label=_("Biaya tahun ini"), kind=Kind.MONEY, width=124, editable=False,
                       total=True),
                Column(name="alasan", label=_("Alasan belum diambil"), width=190),
                Column(name="lokasi", label=_("Lokasi"), width=120, editable=False),
                Column(name="volume", label=_("Volume"), width=90, editable=False),
                Column(name="sumber", label=_("Sumber"), width=80, editable=False),
            ),
            on_change=self._change,
            total_label=lambda number: _("{n} kegiatan RPJM belum diambil").format(n=number),
        )  # fmt: skip
        self.grid.setAccessibleName(_("Kegiatan RPJM Desa yang bisa diambil"))
        self.empty = EmptyState("rkpdes.ambil_rpjm.kosong", "", [(_("Kembali ke RKPDes"), self.done.emit)])
        self.list = OrEmpty(self.grid, self.empty)
        self._about = small()
        self._about.setObjectName("rkpdes.ambil_rpjm.dari")
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.search)
        bar.addWidget(self._about, 1)
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
        """Everything ticked that has no reason to wait; the cursor on the first tick."""
        read = self.plan.read
        waiting = read.rpjm.tertunda if read is not None else ()
        self._left_out = {one.kegiatan.id for one in waiting if one.alasan}
        if read is not None:
            self.show_plan(read)
        if self._rows:
            self.grid.select_row(self._rows[0].id, "is_dipilih")
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_plan(self, read: Terbaca) -> None:
        """The rows that wait, and of which RPJM they are."""
        tahun, rpjm = self.plan.tahun, read.rpjm
        self._rows = [self._row(one) for one in rpjm.tertunda]
        if not rpjm.judul:
            text = _("Belum ada RPJM Desa untuk tahun {tahun}. Isi dulu di Perencanaan, atau tambah sendiri.")
            self.empty.set_sentence(text.format(tahun=tahun))
        else:
            text = _("Semua kegiatan {rpjm} yang dicentang untuk {tahun} sudah ada di RKPDes.")
            self.empty.set_sentence(text.format(rpjm=rpjm.judul, tahun=tahun))
        words = _("{rpjm}, dicentang untuk {tahun}. Yang tidak diambil diberi alasan.")
        self._about.setText(words.format(rpjm=rpjm.judul, tahun=tahun))
        self._show()

    def _row(self, one: BarisTertunda) -> PilihanRpjm:
        row = one.kegiatan
        amount = show_number(row.volume) if row.volume is not None else ""
        return PilihanRpjm(
            row.id,
            row.id not in self._left_out,
            row.kode,
            row.nama,
            row.lokasi,
            f"{amount} {row.satuan}".strip(),
            one.biaya,
            ", ".join(row.sumber),
            one.alasan,
        )

    def _show(self) -> None:
        self.grid.show_rows(self._rows)
        self.list.show_empty(not self._rows)
        self.primary_changed.emit()

    def _change(self, changes: list[Change]) -> None:
        for row_id, name, value in changes:
            key = cast(UUID, row_id)
            if name == "alasan":
                self._left_out.add(key)
                text = str(value or "")
                self.plan.save(
                    self.grid, rkp_rpjm.put_reason, self.plan.tahun, key, text, place=("tertunda", key)
                )
            else:
                (self._left_out.discard if value else self._left_out.add)(key)
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
        """The ticked rows."""
        return [row.id for row in self._rows if row.is_dipilih]

    def primary(self) -> Primary:
        """`Ambil 3 kegiatan`."""
        count = len(self.chosen)
        words = _("Ambil {n} kegiatan").format(n=count) if count else _("Ambil kegiatan")
        return Primary(
            words, self._take, enabled=bool(count), why="" if count else _("Pilih dulu kegiatannya.")
        )

    def _take(self) -> None:
        desk = self.plan.desk

        def taken(made: list[UUID]) -> None:
            words = _("{n} kegiatan RPJM Desa masuk RKPDes.").format(n=len(made))
            desk.notice(words, Tone.SUKSES, _("Urungkan"), lambda: undo(desk, self), seconds=10)
            self.done.emit()

        self.grid.commit()
        chosen = self.chosen
        desk.after_saves(
            lambda: self.plan.save(
                self, rkp_rpjm.take_rpjm, desk.app.aturan, self.plan.tahun, chosen, then=taken
            )
        )
