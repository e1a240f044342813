"""The page Daftar harga: what things cost this year, for the lines of estimates."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desa_desktop.domain.harga import DaftarHarga, HargaSatuan
from desa_desktop.domain.rab import kelompok_name
from desa_desktop.domain.rkp import KelompokRab
from desa_desktop.i18n import _
from desa_desktop.services import harga
from desa_desktop.services.harga import HargaTampil
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.fields import Field
from desa_desktop.ui.kit.form import Form
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import Choice, Kind
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.search import SearchBox
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.saving import bind_grid, form_callbacks, undo
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.rkpdes.plan import OpenPlan, PlanTab, Terbaca


class PricesPage(PlanTab):
    """One list a year; it is begun when the page is first opened. `done` when the page is left, `asks_file`
    for a list that comes from a file."""

    done = Signal()
    asks_file = Signal()

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__(plan, "harga")
        self._shown: HargaTampil | None = None
        self.search = SearchBox("rkpdes.harga.cari")
        self.copy = self.button(
            "salin", _("Salin harga {tahun}").format(tahun=plan.tahun - 1), self.copy_last_year
        )
        self.bring = self.button("impor", _("Impor dari berkas…"), self.asks_file.emit)
        save, draft = form_callbacks(plan.desk, lambda: self.source, DaftarHarga, self._key)
        self.source = Form(
            "rkpdes.harga.sumber",
            (Field(name="sumber", label=_("Sumber harga"), hint=_("Misalnya SK Bupati atau survei toko.")),),
            today=plan.desk.today,
            save=save,
            draft=draft,
        )
        aturan = plan.desk.app.aturan
        self.grid = Grid(
            "rkpdes.harga.tabel",
            (
                Column(name="uraian", label=_("Uraian"), width=280, stretch=True, wajib=True, frozen=True),
                Column(name="kelompok", label=_("Kelompok"), kind=Kind.CHOICE, width=120,
                       choices=[Choice(one, kelompok_name(one)) for one in KelompokRab]),
                Column(name="satuan", label=_("Satuan"), width=90,
                       earlier=lambda: [one.nama for one in aturan.satuan]),
                Column(name="harga", label=_("Harga"), kind=Kind.MONEY, width=130),
                Column(name="lokasi", label=_("Lokasi"), width=130),
                Column(name="kode", label=_("Kode"), width=110),
            ),
            total_label=lambda number: _("{n} harga").format(n=number),
        )  # fmt: skip
        self.grid.setAccessibleName(_("Daftar harga satuan"))
        bind_grid(
            plan.desk, self.grid, HargaSatuan, self._key, describe=lambda row: row.uraian or _("tanpa uraian")
        )
        self.list = OrEmpty(
            self.grid,
            EmptyState(
                "rkpdes.harga.kosong",
                _(
                    "Daftar harga {tahun} belum berisi. Tulis harganya, impor standar harga kabupaten, "
                    "atau salin dari tahun lalu."
                ).format(tahun=plan.tahun),
                [
                    (_("Tambah harga"), self.add),
                    (_("Impor dari berkas…"), self.asks_file.emit),
                    (_("Salin harga {tahun}").format(tahun=plan.tahun - 1), self.copy_last_year),
                ],
            ),
        )
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.search, 0, Qt.AlignmentFlag.AlignTop)
        bar.addWidget(self.source, 1)
        bar.addWidget(self.bring, 0, Qt.AlignmentFlag.AlignTop)
        bar.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(8)
        box.addLayout(bar)
        box.addWidget(self.list, 1)
        self.search.searched.connect(self.grid.set_filter)
        self.grid.filtered.connect(self.search.show_count)

    def _key(self) -> UUID | None:
        return self._shown.id if self._shown is not None else None

    def start(self) -> None:
        """Begin the list when there is none yet."""
        read = self.plan.read
        if read is not None and read.harga.id is None:
            self.plan.save(self, harga.begin_list, self.plan.tahun)
        self.arrive()

    def show_plan(self, read: Terbaca) -> None:
        """The prices of the year."""
        self._shown = read.harga
        self.grid.show_rows(read.harga.baris)
        is_empty = not read.harga.baris and self.grid.editor is None
        self.list.show_empty(is_empty)
        for button in (self.bring, self.copy):
            button.setVisible(not is_empty)  # the sentence of an empty list has them
        self.primary_changed.emit()
        self.source.set_values({"sumber": read.harga.sumber})
        self.source.set_locked(read.harga.id is None)

    def add(self) -> None:
        """A new price."""
        self.search.clear()
        self.list.show_empty(False)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.grid.add_row()

    def copy_last_year(self) -> None:
        """Last year's prices that are not listed yet."""
        desk = self.plan.desk

        def copied(count: int) -> None:
            if not count:
                desk.notice(_("Tidak ada harga tahun lalu yang perlu disalin."), Tone.SARAN, seconds=6)
                return
            words = _("{n} harga disalin. Periksa mana yang berubah.").format(n=count)
            desk.notice(words, Tone.SUKSES, _("Urungkan"), lambda: undo(desk, self), seconds=10)

        self.plan.save(self, harga.copy_prices, self.plan.tahun, then=copied)

    def primary(self) -> Primary | None:
        """`Tambah harga`; an empty list says so itself, with the same button."""
        return None if self.list.is_empty else Primary(_("Tambah harga"), self.add)

    def jump(self, record: UUID | None, field: str) -> bool:
        """The price of this id."""
        if self._shown is None or not any(row.id == record for row in self._shown.baris):
            return False
        self.search.clear()
        self.grid.set_filter("")
        return self.grid.select_row(record, field)

    def arrive(self) -> None:
        """Into the table."""
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
