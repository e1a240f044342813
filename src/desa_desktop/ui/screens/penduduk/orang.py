"""The tab Orang: every resident of the village in one list, searched and filtered as one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from desa_desktop.domain.penduduk import Saringan
from desa_desktop.domain.wording import show_number
from desa_desktop.i18n import _
from desa_desktop.services import lihat_penduduk as lihat
from desa_desktop.services import penduduk as service
from desa_desktop.services.penduduk import Halaman, SaringPenduduk, Urutan
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.ask import ask_text
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.search import SearchBox
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.kit.table_long import PAGE, LongModel
from desa_desktop.ui.rereading import Rereading
from desa_desktop.ui.saving import undo
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.penduduk.halaman import PagesInSight
from desa_desktop.ui.screens.penduduk.kata import Kata, rt_rw, status_word
from desa_desktop.ui.screens.penduduk.saring import ChipRow, SaringPanel, saring_of
from desa_desktop.ui.style import look
from desa_desktop.ui.tab_page import TabPage, small

LAYAR = "penduduk.orang"
SORTED = {
    "nama": Urutan.NAMA,
    "tanggal_lahir": Urutan.LAHIR,
    "nik": Urutan.NIK,
    "no_kk": Urutan.KELUARGA,
}


@dataclass(frozen=True, slots=True)
class Around:
    """What does not change while one types: how many live here in all, hamlets, saved filters."""

    semua: int
    dusun: tuple[lihat.DusunTampil, ...]
    saringan: tuple[Saringan, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """One reading: the page around what is in sight, and what stands around it."""

    asked: SaringPenduduk
    urutan: Urutan
    is_turun: bool
    start: int
    halaman: Halaman
    around: Around


def columns(kata: Kata) -> tuple[Column, ...]:
    """What the list shows, and hidden at first what it can show."""
    return (
        Column(name="nama", label=_("Nama"), width=220, stretch=True, frozen=True, text=_name),
        Column(name="nik", label=_("NIK"), width=146, text=kata.nik),
        Column(name="jk", label=_("L/P"), width=44),
        Column(name="umur", label=_("Umur"), kind=Kind.INTEGER, width=56, value=kata.umur),
        Column(name="tanggal_lahir", label=_("Tanggal lahir"), kind=Kind.DATE, width=104),
        Column(name="shdk", label=_("Hubungan"), width=136, text=_coded(kata, "shdk")),
        Column(name="no_kk", label=_("Nomor KK"), width=146, text=kata.no_kk),
        Column(name="dusun_id", label=_("Dusun"), width=110, text=kata.nama_dusun),
        Column(name="rt", label=_("RT/RW"), width=76, text=rt_rw),
        Column(name="alamat", label=_("Alamat"), width=180, shown=False),
        Column(name="tempat_lahir", label=_("Tempat lahir"), width=120, shown=False),
        Column(name="pendidikan_kk", label=_("Pendidikan"), width=150, shown=False,
               text=_coded(kata, "pendidikan_kk")),
        Column(name="pekerjaan", label=_("Pekerjaan"), width=150, shown=False,
               text=_coded(kata, "pekerjaan")),
        Column(name="status_kawin", label=_("Status perkawinan"), width=120, shown=False,
               text=_coded(kata, "status_kawin")),
        Column(name="agama", label=_("Agama"), width=90, shown=False, text=_coded(kata, "agama")),
        Column(name="golongan_darah", label=_("Golongan darah"), width=110, shown=False,
               text=_coded(kata, "golongan_darah")),
        Column(name="cacat", label=_("Disabilitas"), width=130, shown=False, text=_coded(kata, "cacat")),
        Column(name="nama_ayah", label=_("Nama ayah"), width=150, shown=False),
        Column(name="nama_ibu", label=_("Nama ibu"), width=150, shown=False),
        Column(name="status_dasar", label=_("Keadaan"), width=120, shown=False, text=status_word),
    )  # fmt: skip


def _name(row: Any) -> str:
    front = f"{row.gelar_depan} {row.nama}".strip()
    return f"{front}, {row.gelar_belakang}" if row.gelar_belakang else front


def _coded(kata: Kata, name: str) -> Callable[[Any], str]:
    return lambda row: kata.value(name, getattr(row, name))


class OrangTab(TabPage):
    """`opened(id)` for Enter on a line; the screen gives the acts of its empty state."""

    opened = Signal(object)

    def __init__(
        self,
        desk: Desk,
        kata: Kata,
        add_family: Callable[[], object],
        import_people: Callable[[], object],
    ) -> None:
        super().__init__(LAYAR)
        self._desk, self._kata = desk, kata
        self._add_family, self._import_people = add_family, import_people
        self._asked = SaringPenduduk()
        self._urutan, self._is_turun = Urutan.NAMA, False
        self._wanted: tuple[SaringPenduduk, Urutan, bool] | None = None
        self._saringan: tuple[Saringan, ...] = ()
        self._known: Around | None = None
        self._is_read = False  # the register, so that searching answers at once
        self.ask_name: Callable[[], str | None] = self._ask_name
        self._build()
        self._reading = Rereading(desk, self, self._prepare, self._show)
        self._pages = PagesInSight(desk, self.grid, self.model, self._page)
        self._connect()

    def _build(self) -> None:
        shown = self._columns()
        self.model = LongModel(shown, sortable=SORTED)
        self.grid = Grid(f"{LAYAR}.tabel", shown, today=self._desk.today, model=self.model)
        self.grid.setAccessibleName(_("Daftar penduduk"))
        self.grid.remember(self._desk.memory)
        self.search = SearchBox(f"{LAYAR}.cari", _("Nama, NIK, KK, dusun (Ctrl+F)"))
        self.search.line.setMinimumWidth(look().px(190))
        self.count = QLabel()
        self.count.setObjectName(f"{LAYAR}.jumlah")
        self.count.setProperty("teks", "sekunder")
        self.read_as = small("", f"{LAYAR}.dibaca")
        self.read_as.hide()
        self.filter = self.button("saring", _("&Saring"), self.toggle_filter)
        self.filter.setToolTip(_("Pilih dusun, umur, pekerjaan, dan lainnya (Ctrl+Shift+F)"))
        self.columns = self.button("kolom", _("Kolom…"), self.choose_columns)
        self.whole = QPushButton(_("Tampilkan NIK"))
        self.whole.setObjectName(f"{LAYAR}.nik_tampak")
        self.whole.setCheckable(True)
        self.whole.setChecked(self._kata.is_tampak)
        self.whole.setToolTip(_("NIK dan Nomor KK tampil utuh sampai dimatikan lagi"))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.search, 1)
        head.addWidget(self.count)
        head.addStretch(1)
        for button in (self.filter, self.columns, self.whole):
            head.addWidget(button)
        self.chips = ChipRow()
        nobody = EmptyState(
            f"{LAYAR}.tidak_ada",
            _("Tidak ada orang yang cocok dengan pencarian dan saringan ini."),
            [(_("Tampilkan semua"), self.show_all)],
        )
        self.or_nobody = OrEmpty(self.grid, nobody)
        middle = QVBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(self.read_as)
        middle.addWidget(self.chips)
        middle.addWidget(self.or_nobody, 1)
        self.panel = SaringPanel(self._kata, self._desk.today)
        self.panel.hide()
        self.panel.saved.clicked.connect(lambda _on=False: self.choose_saved())
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addLayout(middle, 1)
        across.addWidget(self.panel)
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(16, 10, 16, 10)
        box.setSpacing(8)
        box.addLayout(head)
        box.addLayout(across, 1)
        self.or_empty = OrEmpty(body, self._nobody_yet())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.or_empty)

    def _columns(self) -> tuple[Column, ...]:
        return columns(self._kata)

    def _nobody_yet(self) -> EmptyState:
        return EmptyState(
            f"{LAYAR}.kosong",
            _(
                "Belum ada penduduk. Catat keluarga satu per satu dari Kartu Keluarganya, atau impor dari "
                "OpenSID, SIAK, BIP, atau Excel lain. Data penduduk tetap di laptop desa ini."
            ),
            [(_("Tambah keluarga"), self._add_family), (_("Impor…"), self._import_people)],
        )

    def _hamlets(self) -> Callable[[], tuple[lihat.DusunTampil, ...]]:
        database = self._desk.app.database
        return lambda: lihat.list_dusun(database)

    def _connect(self) -> None:
        self.search.searched.connect(lambda _text: self._ask_anew())
        self.panel.changed.connect(self._ask_anew)
        self.chips.dropped.connect(self.panel.drop)
        self.chips.cleared.connect(lambda: self.panel.set_values({}))
        self.chips.more.connect(self.panel.show)
        self.whole.toggled.connect(self.show_whole)
        self.grid.row_activated.connect(self.opened)
        self.model.sort_asked.connect(self._sort)
        self.model.sort_refused.connect(self._cannot_sort)

    def measure(self) -> None:
        """Follow the size of text."""
        if hasattr(self, "panel"):
            self.panel.measure()
            self.search.line.setMinimumWidth(look().px(190))

    def primary(self) -> Primary | None:
        """`Tambah keluarga`."""
        return Primary(_("Tambah keluarga"), self._add_family)

    def arrive(self) -> None:
        """Begin in the list, or in the search box while nothing is there."""
        (self.grid if self.model.rowCount() else self.search).setFocus(Qt.FocusReason.OtherFocusReason)

    # -- reading -----------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the lines in sight anew, and what stands around them."""
        self._known = None
        self._reading.start()

    @property
    def _query(self) -> tuple[SaringPenduduk, Urutan, bool]:
        asked = saring_of(self.panel.values, self.search.text.strip())
        return asked, self._urutan, self._is_turun

    def _prepare(self) -> Callable[[], Read]:
        query = self._query
        asked, urutan, is_turun = query
        start = self._pages.first if query == self._wanted else 0
        database, today, known = self._desk.app.database, self._desk.today(), self._known
        hamlets = self._hamlets()

        def work() -> Read:
            page = service.list_penduduk(
                database, asked, today, urutan=urutan, is_turun=is_turun, mulai=start, banyak=PAGE
            )
            around = known  # while somebody types, only the page itself is read
            if around is None:
                every = page.jumlah
                if asked != SaringPenduduk():
                    every = service.list_penduduk(database, SaringPenduduk(), today, banyak=1).jumlah
                saved = tuple(lihat.list_saringan(database, LAYAR))
                around = Around(every, hamlets(), saved)
            return Read(asked, urutan, is_turun, start, page, around)

        return work

    def _page(self, start: int) -> Callable[[], Sequence[Any]]:
        asked, urutan, is_turun = self._wanted or self._query
        database, today = self._desk.app.database, self._desk.today()
        return lambda: (
            service.list_penduduk(
                database, asked, today, urutan=urutan, is_turun=is_turun, mulai=start, banyak=PAGE
            ).baris
        )

    def _show(self, read: Read) -> None:
        if (read.asked, read.urutan, read.is_turun) != self._query:
            return  # something else is asked for by now; that reading is on its way
        self._known = read.around
        self._kata.take_dusun(read.around.dusun)
        self._kata.today = self._desk.today()
        self._saringan = read.around.saringan
        page, query = read.halaman, (read.asked, read.urutan, read.is_turun)
        current, place = self.grid.current_id(), self.grid.view.currentIndex().column()
        self._pages.begin()
        if query == self._wanted:
            self.model.follow(page.jumlah, page.baris, read.start)
        else:
            self.model.begin(page.jumlah, page.baris, read.start)
        self._wanted = query
        line = self.model.line_of(current) if current is not None else -1
        if line >= 0 and line != self.grid.view.currentIndex().row():
            self.grid.cells.go(line, place)
        self._say_count(read)
        is_narrowed = read.asked != SaringPenduduk()
        self.or_empty.show_empty(not page.jumlah and not is_narrowed)
        self.or_nobody.show_empty(not page.jumlah and is_narrowed)
        self.grid.fit_columns()
        self.primary_changed.emit()
        if not self._is_read:
            self._is_read = True
            database = self._desk.app.database
            self._desk.run_behind(self, lambda step: service.read_register(database, step))

    def _say_count(self, read: Read) -> None:
        shown, every = show_number(read.halaman.jumlah), show_number(read.around.semua)
        if read.asked == SaringPenduduk():
            self.count.setText(_("{n} orang").format(n=every))
        else:
            self.count.setText(_("{cocok} dari {semua}").format(cocok=shown, semua=every))
        self.chips.show_chips(self.panel.chips())
        words = self._instead(read.halaman)
        self.read_as.setText(words)
        self.read_as.setVisible(bool(words))

    @staticmethod
    def _instead(page: Halaman) -> str:
        """What was looked for because nobody has what was typed."""
        words = []
        if page.dibaca:
            sentence = _("Kata itu tidak ditemukan. Ditampilkan yang mirip: {nama}.")
            words.append(sentence.format(nama=", ".join(page.dibaca)))
        if page.is_angka_mirip:
            words.append(_("Nomor itu tidak ditemukan. Ditampilkan yang berbeda satu angka."))
        return " ".join(words)

    def _ask_anew(self) -> None:
        self._reading.start()

    def _sort(self, name: str, descending: bool) -> None:
        self._urutan, self._is_turun = SORTED.get(name, Urutan.NAMA), descending
        self._ask_anew()

    def _cannot_sort(self, label: str) -> None:
        words = _(
            "Daftar tidak bisa diurutkan menurut {kolom}. Pilih Nama, NIK, Tanggal lahir, atau Nomor KK."
        )
        self._desk.notice(words.format(kolom=label), Tone.SARAN, seconds=6)

    # -- acts ------------------------------------------------------------------------------------------

    def show_whole(self, is_shown: bool) -> None:
        """Show NIK and numbers of KK whole, or masked."""
        self._kata.is_tampak = is_shown
        if self.whole.isChecked() is not is_shown:
            self.whole.setChecked(is_shown)
        self.model.redraw()

    def toggle_filter(self) -> None:
        """Open the panel with the cursor in it, or close it."""
        self.panel.setVisible(self.panel.isHidden())
        if self.panel.isVisible():
            self.panel.form.go_to("dusun" if self._kata.dusun else "rt")

    def show_all(self) -> None:
        """Neither words nor choices."""
        self.search.clear()
        self.panel.set_values({})
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_columns(self) -> None:
        """`Kolom…`: which columns are shown."""
        self._pop(self.grid.columns_menu(self), self.columns)

    def choose_saved(self) -> None:
        """The saved filters, and to save this one."""
        self._pop(self.saved_menu(), self.panel.saved)

    def saved_menu(self) -> QMenu:
        """Use one, keep this one, forget one."""
        menu = QMenu(self)
        menu.setObjectName(f"{LAYAR}.saringan.menu")
        for one in self._saringan:
            menu.addAction(one.nama, lambda one=one: self.panel.set_values(one.isi))
        if self._saringan:
            menu.addSeparator()
        keep = menu.addAction(_("Simpan saringan ini…"), self.keep_filter)
        keep.setEnabled(bool(self.panel.values))
        if self._saringan:
            below = menu.addMenu(_("Hapus"))
            for one in self._saringan:
                below.addAction(one.nama, lambda one=one: self._forget(one))
        return menu

    def _pop(self, menu: QMenu, button: QPushButton) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _ask_name(self) -> str | None:
        return ask_text(self, _("Nama saringan ini?"), _("Simpan"), hint=_("misalnya Lansia Krajan"))

    def keep_filter(self) -> None:
        """Save what is asked for under a name."""
        name = (self.ask_name() or "").strip()
        if not name:
            return
        desk, at, values = self._desk, self._desk.now(), dict(self.panel.values)
        words = _("Saringan “{nama}” disimpan.").format(nama=name)
        desk.save(
            self,
            lambda: lihat.save_saringan(desk.app.database, LAYAR, name, values, by=desk.person, at=at),
            lambda _done: desk.notice(words, Tone.SUKSES, seconds=6),
        )

    def _forget(self, one: Saringan) -> None:
        desk, at = self._desk, self._desk.now()
        words = _("Saringan “{nama}” dihapus.").format(nama=one.nama)
        desk.save(
            self,
            lambda: lihat.remove_saringan(desk.app.database, one.id, by=desk.person, at=at),
            lambda _done: desk.undo_bar(words, lambda: undo(desk, self)),
        )

    def select(self, key: UUID) -> bool:
        """Put the cursor on a person that is among the lines read."""
        return self.grid.select_row(key)
