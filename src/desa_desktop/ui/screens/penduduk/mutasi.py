"""The tab Mutasi: what happened, month by month; a wrong event is cancelled with its reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desa_desktop.domain.penduduk import Peristiwa
from desa_desktop.domain.penduduk.urut import PERISTIWA
from desa_desktop.domain.wording import MONTHS
from desa_desktop.i18n import _
from desa_desktop.services import lihat_penduduk as lihat
from desa_desktop.services import penduduk as service
from desa_desktop.services.lihat_penduduk import MutasiRow
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.ask import ask_reason
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.marks import Mark
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.search import SearchBox
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.rereading import Rereading
from desa_desktop.ui.saving import undo
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.tab_page import TabPage

Month = tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Read:
    """The months with events, and the events of the chosen one."""

    bulan: Month
    months: tuple[tuple[int, int], ...]
    rows: tuple[MutasiRow, ...]


class MutasiTab(TabPage):
    """`opened(person id)` for Enter on a line."""

    opened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__("penduduk.mutasi")
        self._desk = desk
        self.ask_why: Callable[[str], str | None] = self._ask_why
        self._build()
        self._reading = Rereading(desk, self, self._prepare, self._show)
        self.month.currentIndexChanged.connect(lambda _place: self.reload())
        self.search.searched.connect(self.grid.set_filter)
        self.grid.filtered.connect(self.search.show_count)
        self.grid.current_changed.connect(lambda _id: self.primary_changed.emit())
        self.grid.row_activated.connect(self._open)

    def _build(self) -> None:
        self.month = QComboBox()
        self.month.setObjectName("penduduk.mutasi.bulan")
        self.month.setAccessibleName(_("Bulan"))
        self.month.addItem(_("Semua bulan"), None)
        label = QLabel(_("Bulan"))
        label.setBuddy(self.month)
        self.grid = Grid(
            "penduduk.mutasi.tabel",
            (
                Column(name="tanggal_peristiwa", label=_("Tanggal"), kind=Kind.DATE, width=104),
                Column(name="peristiwa", label=_("Peristiwa"), width=180, text=_event, mark=_mark),
                Column(name="nama", label=_("Nama"), width=220, stretch=True),
                Column(name="jk", label=_("L/P"), width=44),
                Column(name="dokumen", label=_("Nomor surat"), width=150),
                Column(name="tempat", label=_("Dari / ke"), width=160, value=_place),
                Column(name="tanggal_lapor", label=_("Tanggal lapor"), kind=Kind.DATE, width=104),
                Column(name="catatan", label=_("Catatan"), width=180, value=_note),
            ),
            today=self._desk.today,
            total_label=lambda n: _("{n} peristiwa").format(n=n),
        )
        self.grid.setAccessibleName(_("Daftar mutasi"))
        self.grid.remember(self._desk.memory)
        self.search = SearchBox("penduduk.mutasi.cari")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label)
        head.addWidget(self.month)
        head.addStretch(1)
        head.addWidget(self.search)
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(16, 10, 16, 10)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(self.grid, 1)
        empty = EmptyState(
            "penduduk.mutasi.kosong",
            _(
                "Belum ada peristiwa. Buka seseorang di tab Orang, lalu pilih Catat peristiwa: "
                "lahir, meninggal, pindah, datang, dan lainnya."
            ),
            [(_("Ke daftar orang"), lambda: self.turn_to.emit("orang"))],
        )
        self.or_empty = OrEmpty(body, empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.or_empty)

    # -- reading -----------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the events anew."""
        self._reading.start()

    def _prepare(self) -> Callable[[], Read]:
        database, chosen = self._desk.app.database, self.month.currentData()

        def work() -> Read:
            months = tuple(lihat.months_of_mutasi(database))
            year, month = chosen or (None, None)
            return Read(chosen, months, tuple(lihat.list_mutasi(database, year, month)))

        return work

    def _show(self, read: Read) -> None:
        listed = [self.month.itemData(n) for n in range(1, self.month.count())]
        if listed != list(read.months):
            with QSignalBlocker(self.month):
                while self.month.count() > 1:
                    self.month.removeItem(1)
                for year, month in read.months:
                    self.month.addItem(f"{MONTHS[month - 1]} {year}", (year, month))
                place = next(
                    (n for n in range(self.month.count()) if self.month.itemData(n) == read.bulan), 0
                )
                self.month.setCurrentIndex(place)
        self.grid.show_rows(read.rows)
        self.or_empty.show_empty(not read.months)
        self.primary_changed.emit()

    def arrive(self) -> None:
        """Begin in the list."""
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, _id: object) -> None:
        row = self.grid.current_row()
        if row is not None:
            self.opened.emit(row.penduduk_id)

    # -- cancelling --------------------------------------------------------------------------------

    def primary(self) -> Primary | None:
        """`Batalkan peristiwa`, grey with the reason where there is nothing to cancel."""
        if self.or_empty.is_empty:
            return None
        row = self.grid.current_row()
        why = ""
        if row is None:
            why = _("Pilih dulu satu peristiwa.")
        elif row.is_batal:
            why = _("Peristiwa ini sudah dibatalkan.")
        elif row.peristiwa in (Peristiwa.PEMBATALAN, Peristiwa.GABUNG_DATA):
            why = _("Ini bukan peristiwa yang bisa dibatalkan di sini. Pakai Urungkan bila baru saja dibuat.")
        return Primary(_("Batalkan peristiwa"), self.cancel, enabled=not why, why=why)

    def _ask_why(self, name: str) -> str | None:
        question = _("Mengapa peristiwa {nama} dibatalkan? Catatannya tetap tersimpan.").format(nama=name)
        return ask_reason(self, question, _("Batalkan peristiwa"))

    def cancel(self) -> None:
        """Cancel the event of this line by a counter-entry with the reason."""
        row, desk = self.grid.current_row(), self._desk
        if row is None:
            return
        why = self.ask_why(f"{_event(row)} {row.nama}")
        if not why:
            return
        at, today = desk.now(), desk.today()
        words = _("{peristiwa} {nama} dibatalkan.").format(peristiwa=_event(row), nama=row.nama)

        def done(odd: Sequence[Any]) -> None:
            said = " ".join([words, *(one.teks for one in odd)])
            desk.notice(said, Tone.SUKSES, _("Urungkan"), lambda: undo(desk, desk), seconds=15)

        desk.save(
            self,
            lambda: service.cancel_event(desk.app.database, row.id, why, today, by=desk.person, at=at),
            done,
        )


def _event(row: Any) -> str:
    words = _(PERISTIWA[row.peristiwa])
    return _("{peristiwa} (dibatalkan)").format(peristiwa=words) if row.is_batal else words


def _mark(row: Any) -> Mark | None:
    return Mark.TIDAK_BISA if row.is_batal else None


def _place(row: Any) -> str:
    return str(row.alamat_tujuan or row.alamat_asal)


def _note(row: Any) -> str:
    return str(row.alasan_batal or row.catatan or row.sebab)
