"""The tab Penduduk Sementara: guests of register B.4, typed like a table or pasted from Excel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desa_desktop.domain.penduduk import PendudukSementara
from desa_desktop.domain.penduduk.nik import mask_numbers
from desa_desktop.domain.tempel import JenisTempel
from desa_desktop.domain.wording import show_number
from desa_desktop.i18n import _
from desa_desktop.services import intake
from desa_desktop.services import penduduk_sementara as service
from desa_desktop.ui.choices import jk_choices
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.clipboard import Block
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.grid import Change, Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.search import SearchBox
from desa_desktop.ui.kit.table import Column, RowId
from desa_desktop.ui.papers import open_paper
from desa_desktop.ui.paste_flow import PasteHost, PasteOrder, unread_checks
from desa_desktop.ui.rereading import Rereading
from desa_desktop.ui.saving import bind_grid, cells_refused, stored_value
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.tab_page import TabPage, small

PLACE, PAPER = "penduduk", "buku-penduduk-sementara"
TABLES = frozenset({"penduduk_sementara"})


class PendudukSementaraTab(TabPage):
    """A grid over the guests. They are counted in no total of residents, and the page says so."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("penduduk.sementara")
        self._desk = desk
        self._wanted: UUID | None = None
        self._build()
        self._reading = Rereading(desk, self, self._prepare, self._show)
        self._connect()
        self.reload()

    def _build(self) -> None:
        columns = _columns(lambda row: self._shown_number(row.identitas))
        self.grid = Grid("penduduk.sementara.tabel", columns, today=self._desk.today)
        self.grid.setAccessibleName(_("Penduduk sementara"))
        self.search = SearchBox("penduduk.sementara.cari")
        self.numbers = QPushButton(_("Tampilkan nomor"))
        self.numbers.setObjectName("penduduk.sementara.nomor")
        self.numbers.setCheckable(True)
        self.numbers.setChecked(self._desk.app.settings.nik_tampak)
        self.numbers.setToolTip(_("Nomor identitas tampil utuh sampai dimatikan lagi"))
        self.numbers.toggled.connect(lambda _on: self.grid.model.redraw())
        self.note = small("", "penduduk.sementara.catatan")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.search)
        head.addStretch(1)
        head.addWidget(self.numbers)
        head.addWidget(self.button("tempel", _("&Tempel"), self.paste))
        head.addWidget(self.button("impor", _("&Impor…"), self.import_))
        head.addWidget(self.button("cetak", _("&Cetak buku"), self.print_book))
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(16, 10, 16, 10)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(self.grid, 1)
        box.addWidget(self.note)
        empty = EmptyState(
            "penduduk.sementara.kosong",
            _(
                "Belum ada tamu yang dicatat. Di sini dicatat orang yang tinggal sementara di desa. "
                "Mereka tidak dihitung sebagai penduduk."
            ),
            [
                (_("Tambah tamu"), self.add),
                (_("Tempel dari Excel"), self.paste),
                (_("Impor dari berkas…"), self.import_),
            ],
        )
        self.or_empty = OrEmpty(body, empty)
        self.host = PasteHost(self._desk, "penduduk.sementara.pratinjau", self.or_empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.host)

    def _shown_number(self, text: str) -> str:
        return text if self.numbers.isChecked() else mask_numbers(text)

    def _connect(self) -> None:
        desk = self._desk
        bind_grid(
            desk, self.grid, PendudukSementara, lambda: None,
            describe=lambda row: str(row.nama), can_move=False,
        )  # fmt: skip
        self.grid.use(on_add=self._add, on_change=self._change, on_paste=self._paste)
        self.grid.remember(desk.memory)
        self.search.searched.connect(self.grid.set_filter)
        self.grid.filtered.connect(self.search.show_count)
        self.host.opened.connect(lambda _open: self.primary_changed.emit())
        self.host.accepted.connect(self._on_accepted)
        desk.changed.connect(self._hear)

    # -- reading ---------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the guests anew."""
        self._reading.start()

    def _hear(self, tables: frozenset[str]) -> None:
        if tables & TABLES and self.isVisible():  # turned to later, it reads anew anyway
            self.reload()

    def _prepare(self) -> Callable[[], service.BukuSementara]:
        database, today = self._desk.app.database, self._desk.today()
        return lambda: service.list_sementara(database, today)

    def _show(self, read: service.BukuSementara) -> None:
        self.or_empty.show_empty(not read.tamu)
        self.grid.show_rows(read.tamu)
        self.grid.set_checks([*read.pemeriksaan, *unread_checks(read.tamu)])
        words = _("{n} tamu tercatat, {sini} masih di desa hari ini. Tamu tidak dihitung sebagai penduduk.")
        self.note.setText(words.format(n=show_number(len(read.tamu)), sini=show_number(read.masih_di_sini)))
        if self._wanted is not None and self.grid.select_row(self._wanted):
            self._wanted = None
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what a person does ----------------------------------------------------------------------------

    def primary(self) -> Primary | None:
        """`Tambah` writes a new guest at the end."""
        return None if self.host.is_open else Primary(_("Tambah"), self.add)

    def arrive(self) -> None:
        """Into the table."""
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def jump(self, record: UUID | None, field: str) -> bool:
        """Go to the cell of a guest that a finding names."""
        return record is not None and self.grid.select_row(record, field)

    def add(self) -> None:
        """A new row at the end."""
        if self.search.text:
            self.search.clear()
            self.grid.set_filter("")
        self.or_empty.show_empty(False)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.grid.add_row()

    def paste(self) -> None:
        """What the clipboard holds, through the preview."""
        self.host.offer_clipboard(PasteOrder(JenisTempel.PENDUDUK_SEMENTARA))

    def import_(self) -> None:
        """A workbook or CSV, through the preview."""
        self.host.choose_file(PasteOrder(JenisTempel.PENDUDUK_SEMENTARA))

    def print_book(self) -> None:
        """Buku Penduduk Sementara of this year, once what is typed is stored."""
        self.grid.commit()
        year = self._desk.today().year
        self._desk.after_saves(lambda: open_paper(self._desk, PAPER, PLACE, tahun=year))

    def _add(self, values: Mapping[str, object], _after: RowId | None) -> None:
        desk, at = self._desk, self._desk.now()
        filled = {name: stored_value(PendudukSementara, name, value) for name, value in values.items()}

        def refused(error: Exception) -> None:
            self.grid.forget_new_row()
            desk.show_error(error)  # type: ignore[arg-type]

        desk.save(
            self.grid,
            lambda: service.add_sementara(desk.app.database, filled, by=desk.person, at=at),
            failed=refused,
        )

    def _change(self, changes: list[Change]) -> None:
        values: dict[UUID, dict[str, object]] = {}
        for row_id, name, value in changes:
            if isinstance(row_id, UUID):
                values.setdefault(row_id, {})[name] = stored_value(PendudukSementara, name, value)
        desk, at, today = self._desk, self._desk.now(), self._desk.today()
        desk.save(
            self.grid,
            lambda: service.change_sementara(desk.app.database, values, today, by=desk.person, at=at),
            failed=lambda error: cells_refused(desk, self.grid, changes, error),
            place=("penduduk_sementara", changes[0][0], changes[0][1]) if len(changes) == 1 else None,
        )

    def _paste(self, block: Block, anchor: tuple[RowId | None, str]) -> None:
        names = [one.name for one in self.grid.model.columns]
        kolom = tuple(names[names.index(anchor[1]) :])
        self.host.offer(PasteOrder(JenisTempel.PENDUDUK_SEMENTARA, kolom=kolom), block)

    def _on_accepted(self, came: intake.Masuk) -> None:
        self._wanted = next(iter((*came.baru, *came.berubah)), None)


def _columns(number: Callable[[Any], str]) -> tuple[Column, ...]:
    """The columns of B.4 in the order in which a guest is asked; the day of coming stands near the name."""
    return (
        Column(name="nama", label=_("Nama"), width=170, wajib=True, frozen=True),
        Column(name="jk", label=_("L/P"), kind=Kind.CHOICE, width=52, choices=jk_choices()),
        Column(name="tanggal_datang", label=_("Datang"), kind=Kind.DATE, width=96, hint=_("Tanggal datang")),
        Column(name="tanggal_pergi", label=_("Pergi"), kind=Kind.DATE, width=96, hint=_("Tanggal pergi")),
        Column(name="datang_dari", label=_("Datang dari"), width=130),
        Column(name="maksud", label=_("Maksud dan tujuan"), width=150),
        Column(name="nama_alamat_didatangi", label=_("Yang didatangi"), width=150,
               hint=_("Nama dan alamat yang didatangi")),
        Column(name="identitas", label=_("Nomor identitas"), width=150, hint=_("KTP, SIM, atau paspor"),
               text=number),
        Column(name="tempat_lahir", label=_("Tempat lahir"), width=110),
        Column(name="tanggal_lahir", label=_("Tanggal lahir"), kind=Kind.DATE, width=104),
        Column(name="umur", label=_("Umur"), kind=Kind.INTEGER, width=60,
               hint=_("Umur dalam tahun, bila tanggal lahir tidak diketahui")),
        Column(name="pekerjaan", label=_("Pekerjaan"), width=110),
        Column(name="kebangsaan", label=_("Kebangsaan"), width=104),
        Column(name="keturunan", label=_("Keturunan"), width=100),
        Column(name="keterangan", label=_("Keterangan"), width=140, stretch=True),
    )  # fmt: skip
