"""The tab Keluarga: every family by the number of its KK, with head, members and place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desa_desktop.domain.wording import show_number
from desa_desktop.i18n import _
from desa_desktop.services import lihat_penduduk as lihat
from desa_desktop.services import penduduk as service
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.search import SearchBox
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.kit.table_long import PAGE, LongModel
from desa_desktop.ui.rereading import Rereading
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.penduduk.halaman import PagesInSight
from desa_desktop.ui.screens.penduduk.kata import Kata, rt_rw
from desa_desktop.ui.tab_page import TabPage


@dataclass(frozen=True, slots=True)
class Ask:
    """What the list of families is narrowed to."""

    kata: str = ""
    dusun: UUID | None = None
    is_semua: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """One reading of the list."""

    asked: Ask
    start: int
    rows: tuple[service.KeluargaRow, ...]
    jumlah: int
    semua: int
    dusun: tuple[lihat.DusunTampil, ...]


class KeluargaTab(TabPage):
    """`opened(id)` for Enter on a line; `arriving` when a family of another village is to be entered."""

    opened = Signal(object)
    arriving = Signal()

    def __init__(self, desk: Desk, kata: Kata, add_family: Callable[[], object]) -> None:
        super().__init__("penduduk.keluarga")
        self._desk, self._kata, self._add_family = desk, kata, add_family
        self._wanted: Ask | None = None
        self._build()
        self._pages = PagesInSight(desk, self.grid, self.model, self._page)
        self._reading = Rereading(desk, self, self._prepare, self._show)
        self.search.searched.connect(lambda _text: self.reload())
        self.dusun.currentIndexChanged.connect(lambda _place: self.reload())
        self.closed.toggled.connect(lambda _on: self.reload())
        self.grid.row_activated.connect(self.opened)
        self.model.sort_refused.connect(
            lambda _label: desk.notice(_("Daftar keluarga selalu menurut Nomor KK."), seconds=6)
        )

    def _build(self) -> None:
        kata = self._kata
        columns = (
            Column(name="no_kk", label=_("Nomor KK"), width=150, frozen=True, text=kata.no_kk),
            Column(name="kepala", label=_("Kepala keluarga"), width=220, stretch=True, text=_head),
            Column(name="jumlah", label=_("Anggota"), kind=Kind.INTEGER, width=80),
            Column(name="jumlah_l", label=_("L"), kind=Kind.INTEGER, width=48),
            Column(name="jumlah_p", label=_("P"), kind=Kind.INTEGER, width=48),
            Column(name="alamat", label=_("Alamat"), width=180),
            Column(name="dusun_id", label=_("Dusun"), width=110, text=kata.nama_dusun),
            Column(name="rt", label=_("RT/RW"), width=80, text=rt_rw),
            Column(name="kelas_sosial", label=_("Kelas sosial"), width=120, shown=False,
                   text=lambda row: kata.value("kelas_sosial", row.kelas_sosial)),
        )  # fmt: skip
        self.model = LongModel(columns)
        self.grid = Grid("penduduk.keluarga.tabel", columns, model=self.model)
        self.grid.setAccessibleName(_("Daftar keluarga"))
        self.grid.remember(self._desk.memory)
        self.search = SearchBox("penduduk.keluarga.cari", _("Nomor KK, nama anggota (Ctrl+F)"))
        self.count = QLabel()
        self.count.setObjectName("penduduk.keluarga.jumlah")
        self.count.setProperty("teks", "sekunder")
        self.dusun = QComboBox()
        self.dusun.setObjectName("penduduk.keluarga.dusun")
        self.dusun.setAccessibleName(_("Saring menurut dusun"))
        self.dusun.addItem(_("Semua dusun"), None)
        self.closed = QCheckBox(_("Juga KK tanpa penghuni"))
        self.closed.setObjectName("penduduk.keluarga.semua")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.search, 1)
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.dusun)
        head.addWidget(self.closed)
        head.addWidget(self.button("datang", _("Keluarga &datang…"), self.arriving.emit))
        nobody = EmptyState(
            "penduduk.keluarga.tidak_ada", _("Tidak ada keluarga yang cocok."),
            [(_("Tampilkan semua"), self.show_all)],
        )  # fmt: skip
        self.or_nobody = OrEmpty(self.grid, nobody)
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(16, 10, 16, 10)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(self.or_nobody, 1)
        empty = EmptyState(
            "penduduk.keluarga.kosong",
            _("Belum ada keluarga. Ketik dari Kartu Keluarga: nomor, alamat, lalu anggotanya."),
            [(_("Tambah keluarga"), self._add_family)],
        )
        self.or_empty = OrEmpty(body, empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.or_empty)

    def primary(self) -> Primary | None:
        """`Tambah keluarga`."""
        return Primary(_("Tambah keluarga"), self._add_family)

    def arrive(self) -> None:
        """Begin in the list."""
        (self.grid if self.model.rowCount() else self.search).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_all(self) -> None:
        """Neither words nor a hamlet."""
        self.search.clear()
        self.dusun.setCurrentIndex(0)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reload()

    # -- reading -----------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the lines in sight anew."""
        self._reading.start()

    @property
    def _asked(self) -> Ask:
        return Ask(self.search.text.strip(), self.dusun.currentData(), self.closed.isChecked())

    def _work(self, asked: Ask, start: int) -> Callable[[], tuple[tuple[service.KeluargaRow, ...], int]]:
        database, dusun = self._desk.app.database, (asked.dusun,) if asked.dusun else ()
        return lambda: service.list_keluarga(
            database, kata=asked.kata, dusun=dusun, is_semua=asked.is_semua, mulai=start, banyak=PAGE
        )

    def _prepare(self) -> Callable[[], Read]:
        asked = self._asked
        start = self._pages.first if asked == self._wanted else 0
        first, every = self._work(asked, start), self._work(Ask(is_semua=asked.is_semua), 0)
        database = self._desk.app.database

        def work() -> Read:
            rows, count = first()
            whole = count if not asked.kata and not asked.dusun else every()[1]
            return Read(asked, start, rows, count, whole, lihat.list_dusun(database))

        return work

    def _page(self, start: int) -> Callable[[], Sequence[Any]]:
        work = self._work(self._wanted or Ask(), start)
        return lambda: work()[0]

    def _show(self, read: Read) -> None:
        if read.asked != self._asked:
            return
        self._kata.take_dusun(read.dusun)
        self._offer_dusun(read.dusun)
        self._pages.begin()
        if read.asked == self._wanted:
            self.model.follow(read.jumlah, read.rows, read.start)
        else:
            self.model.begin(read.jumlah, read.rows, read.start)
        self._wanted = read.asked
        is_narrowed = bool(read.asked.kata or read.asked.dusun)
        every = show_number(read.semua)
        words = _("{cocok} dari {semua}") if is_narrowed else _("{semua} keluarga")
        self.count.setText(words.format(cocok=show_number(read.jumlah), semua=every))
        self.or_empty.show_empty(not read.jumlah and not is_narrowed and not read.asked.is_semua)
        self.or_nobody.show_empty(not read.jumlah and (is_narrowed or read.asked.is_semua))
        self.grid.fit_columns()
        self.primary_changed.emit()

    def _offer_dusun(self, known: Sequence[lihat.DusunTampil]) -> None:
        listed = [(self.dusun.itemData(n), self.dusun.itemText(n)) for n in range(1, self.dusun.count())]
        if listed == [(one.id, one.nama) for one in known]:
            return
        chosen = self.dusun.currentData()
        with QSignalBlocker(self.dusun):
            while self.dusun.count() > 1:
                self.dusun.removeItem(1)
            for one in known:
                self.dusun.addItem(one.nama, one.id)
            self.dusun.setCurrentIndex(max(0, self.dusun.findData(chosen)))
        self.dusun.setVisible(bool(known))


def _head(row: Any) -> str:
    """The head; one who died or moved away is named as that, until another is chosen."""
    if row.is_kepala_ada:
        return str(row.kepala)
    return _("{nama} (tidak lagi di sini)").format(nama=row.kepala)
