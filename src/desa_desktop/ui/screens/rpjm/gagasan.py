"""The page Ambil dari gagasan: proposals that no activity came from yet; one button takes those ticked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desa_desktop.i18n import _
from desa_desktop.services import rpjm
from desa_desktop.services.rpjm import Gagasan
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.grid import Change, Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.search import SearchBox
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.rpjm.plan import OpenRpjm, RpjmTab, Terbaca
from desa_desktop.ui.tab_page import small


@dataclass(frozen=True, slots=True)
class Pilihan:
    """A gagasan that waits, and whether it is ticked."""

    id: UUID
    is_dipilih: bool
    tahun: int
    nomor: int
    uraian: str
    dusun: str
    lokasi: str
    biaya: int | None


class TakePage(RpjmTab):
    """`done` when the gagasan were taken over or the page was left."""

    done = Signal()

    def __init__(self, plan: OpenRpjm) -> None:
        super().__init__(plan, "gagasan")
        self._left_out: set[UUID] = set()
        self._rows: list[Pilihan] = []
        self.search = SearchBox("rpjm.gagasan.cari")
        self.every = self.button("semua", _("Pilih semua"), lambda: self._tick_all(True))
        self.none = self.button("tidak_ada", _("Kosongkan pilihan"), lambda: self._tick_all(False))
        self.join = self.button("gabung", _("Gabungkan menjadi satu"), lambda: self._take(gabung=True))
        self.grid = Grid(
            "rpjm.gagasan.tabel",
            (
                Column(name="is_dipilih", label=_("Ambil"), kind=Kind.TICK, width=64),
                Column(name="tahun", label=_("Tahun"), width=64, editable=False, text=lambda r: str(r.tahun)),
                Column(name="nomor", label=_("No"), kind=Kind.INTEGER, width=52, editable=False),
                Column(name="uraian", label=_("Gagasan"), width=280, stretch=True, editable=False),
                Column(name="dusun", label=_("Dusun"), width=120, editable=False),
                Column(name="lokasi", label=_("Lokasi"), width=140, editable=False),
                Column(name="biaya", label=_("Biaya"), kind=Kind.MONEY, width=130, editable=False,
                       total=True),
            ),
            on_change=self._change,
            total_label=lambda number: _("{n} gagasan yang belum dipakai").format(n=number),
        )  # fmt: skip
        self.grid.setAccessibleName(_("Gagasan yang bisa diambil"))
        empty = EmptyState(
            "rpjm.gagasan.kosong",
            _("Semua gagasan sudah dipakai di RPJM Desa. Gagasan baru dicatat di layar Usulan."),
            [
                (_("Kembali ke RPJM Desa"), self.done.emit),
                (_("Buka Usulan"), lambda: plan.desk.open("usulan")),
            ],
        )
        self.list = OrEmpty(self.grid, empty)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.search)
        words = _("Kegiatan baru tetap terhubung dengan asalnya. Tahun dan sumber dana diisi sesudahnya.")
        bar.addWidget(small(words), 1)
        for button in (self.every, self.none, self.join):
            bar.addWidget(button)
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
        """The newest list first."""
        waiting = () if self.plan.is_locked else read.gagasan
        self._rows = [self._row(one) for one in waiting]
        self._show()

    def _row(self, one: Gagasan) -> Pilihan:
        usulan = one.usulan
        return Pilihan(
            usulan.id,
            usulan.id not in self._left_out,
            one.tahun,
            usulan.nomor,
            usulan.uraian,
            usulan.dusun,
            usulan.lokasi,
            usulan.perkiraan_biaya,
        )

    def _show(self) -> None:
        self.grid.show_rows(self._rows)
        self.list.show_empty(not self._rows)
        self.join.setEnabled(len(self.chosen) > 1)
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
        """The ticked gagasan."""
        return [row.id for row in self._rows if row.is_dipilih]

    def primary(self) -> Primary:
        """`Ambil 13 gagasan`."""
        count = len(self.chosen)
        words = _("Ambil {n} gagasan").format(n=count) if count else _("Ambil gagasan")
        why = "" if count else _("Pilih dulu gagasannya.")
        return Primary(words, lambda: self._take(), enabled=bool(count), why=why)

    def _take(self, *, gabung: bool = False) -> None:
        def taken(made: list[UUID]) -> None:
            words = _("{n} kegiatan masuk RPJM Desa. Centang tahunnya.").format(n=len(made))
            self.plan.desk.notice(words, Tone.SUKSES, seconds=10)
            self.done.emit()

        self.plan.save(self, rpjm.take_gagasan, self.plan.tahun, self.chosen, gabung=gabung, then=taken)
