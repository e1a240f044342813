"""The tab Bantuan: programmes of assistance above, who is in the chosen one below, and what overlaps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desa_desktop.domain.penduduk import PesertaBantuan, ProgramBantuan, SasaranBantuan
from desa_desktop.domain.penduduk.berkas.bantuan import ASAL_DANA
from desa_desktop.domain.wording import show_number
from desa_desktop.errors import DesaError
from desa_desktop.i18n import _, ngettext
from desa_desktop.services import bantuan as service
from desa_desktop.services import editing
from desa_desktop.services.bantuan import Calon, PesertaTampil, PratinjauPeserta, ProgramRow
from desa_desktop.services.ekspor_bantuan import export_bantuan, name_of_file
from desa_desktop.ui import choices
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.clipboard import Block, to_block
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.grid import Change, Grid
from desa_desktop.ui.kit.kinds import Choice, Kind
from desa_desktop.ui.kit.marks import Mark
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.search import SearchBox
from desa_desktop.ui.kit.table import Column, RowId
from desa_desktop.ui.papers import open_paper
from desa_desktop.ui.print_screen import ask_where, write_paper
from desa_desktop.ui.rereading import Rereading
from desa_desktop.ui.saving import bind_grid, cells_refused, stored_value, undo
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.penduduk.bantuan_pratinjau import PratinjauPage
from desa_desktop.ui.style import look
from desa_desktop.ui.tab_page import TabPage, small

PLACE, PAPER = "penduduk", "daftar-bantuan"
TABLES = frozenset({"program_bantuan", "peserta_bantuan", "penduduk", "keluarga", "dusun"})


@dataclass(frozen=True, slots=True)
class _Read:
    """The programmes, and who is in the one that was asked for."""

    program: tuple[ProgramRow, ...]
    shown: UUID | None
    peserta: tuple[PesertaTampil, ...]


class BantuanTab(TabPage):
    """Programmes typed like a table; participants added by search, from a column of numbers, from a file."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("penduduk.bantuan")
        self._desk = desk
        self._wanted: UUID | None = None
        self._turned: object = None
        self._sought = ""
        self.preview: PratinjauPage | None = None
        self._build()
        self._reading = Rereading(desk, self, self._prepare, self._show)
        self._searching = Rereading(desk, self, self._prepare_search, self._show_found)
        self._connect()
        self.reload()

    # -- building --------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.grid = Grid("penduduk.bantuan.program", _program_columns(), today=self._desk.today)
        self.grid.setAccessibleName(_("Program bantuan"))
        self.people = Grid("penduduk.bantuan.peserta", _people_columns(), today=self._desk.today)
        self.people.setAccessibleName(_("Peserta program"))
        self.found = Grid("penduduk.bantuan.calon", _found_columns())
        self.found.setAccessibleName(_("Hasil pencarian"))
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setObjectName("penduduk.bantuan.belah")
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self._programmes())
        self.split.addWidget(self._participants())
        self.split.setStretchFactor(1, 1)
        self._share()
        empty = EmptyState(
            "penduduk.bantuan.kosong",
            _(
                "Belum ada program bantuan. Catat program seperti PKH, BPNT, atau BLT Dana Desa, lalu "
                "pesertanya. Keluarga yang menerima lebih dari satu program langsung terlihat."
            ),
            [(_("Tambah program"), self.add), (_("Impor berkas OpenSID…"), self.import_)],
        )
        self.or_empty = OrEmpty(self.split, empty)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self.or_empty)

    def _programmes(self) -> QWidget:
        head = QHBoxLayout()
        head.setSpacing(8)
        self.note = small("", "penduduk.bantuan.catatan")
        head.addWidget(self.note, 1)
        head.addWidget(self.button("tambah", _("T&ambah program"), self.add))
        head.addWidget(self.button("impor", _("&Impor…"), self.import_))
        head.addWidget(self.button("cetak", _("&Cetak daftar"), self.print_list))
        part = QWidget()
        box = QVBoxLayout(part)
        box.setContentsMargins(16, 10, 16, 4)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(self.grid, 1)
        return part

    def _participants(self) -> QWidget:
        self.heading = QLabel()
        self.heading.setObjectName("penduduk.bantuan.judul_peserta")
        self.heading.setProperty("teks", "bagian")
        self.search = SearchBox("penduduk.bantuan.cari", _("Tambah peserta: nama, NIK, atau nomor KK"))
        self.search.line.setProperty("petunjuk", _("Ketik, panah bawah, Enter: tambah · Esc: kembali"))
        self.paste_button = self.button("tempel", _("&Tempel nomor"), self.paste)
        self.export_button = self.button("ekspor", _("Eksp&or"), self.export)
        self.export_button.setToolTip(_("Tulis program ini dan pesertanya ke Excel, seperti berkas OpenSID"))
        self.remove_button = self.button("keluarkan", _("&Keluarkan"), self.people.remove_rows)
        self.measure()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.search, 1)
        head.addWidget(self.paste_button)
        head.addWidget(self.remove_button)
        head.addWidget(self.export_button)
        lists = QWidget()
        self._lists = QStackedLayout(lists)
        none = EmptyState(
            "penduduk.bantuan.tanpa_peserta",
            _("Program ini belum punya peserta. Cari namanya di kotak di atas, atau tempel daftar nomornya."),
        )
        self.or_none = OrEmpty(self.people, none)
        self._lists.addWidget(self.or_none)
        nobody = EmptyState(
            "penduduk.bantuan.tidak_ada", _("Tidak ada yang cocok di register penduduk desa.")
        )
        self.or_nobody = OrEmpty(self.found, nobody)
        self._lists.addWidget(self.or_nobody)
        part = QWidget()
        box = QVBoxLayout(part)
        box.setContentsMargins(16, 6, 16, 10)
        box.setSpacing(8)
        box.addWidget(self.heading)
        box.addLayout(head)
        box.addWidget(lists, 1)
        return part

    def measure(self) -> None:
        """The line of the search is as wide as its words, the programmes as high as their rows."""
        self.search.line.setMinimumWidth(look().px(280))
        self._share()

    def _share(self) -> None:
        if self.split.count() == 2:
            self.split.setSizes([look().px(165), max(look().px(200), self.height() - look().px(165))])

    def _connect(self) -> None:
        desk = self._desk
        bind_grid(desk, self.grid, ProgramBantuan, lambda: None, can_move=False)
        self.grid.use(
            on_add=self._add_program, on_change=self._change_program, on_remove=self._remove_program
        )
        bind_grid(desk, self.people, PesertaBantuan, lambda: None, can_add=False, can_move=False)
        self.people.use(on_remove=self._remove_people, on_paste=lambda block, _at: self._offer(block))
        for grid in (self.grid, self.people):
            grid.remember(desk.memory)
        self.grid.current_changed.connect(self._turn)
        self.search.searched.connect(self._search)
        self.search.line.returnPressed.connect(self._enter)
        self.found.row_activated.connect(self._take)
        desk.changed.connect(self._hear)

    # -- reading ---------------------------------------------------------------------------------------

    @property
    def program(self) -> ProgramRow | None:
        """The chosen programme."""
        row = self.grid.current_row()
        return row if isinstance(row, ProgramRow) else None

    def reload(self) -> None:
        """Read programmes and participants anew."""
        self._reading.start()

    def _hear(self, tables: frozenset[str]) -> None:
        if tables & TABLES and self.isVisible():  # turned to later, it reads anew anyway
            self.reload()

    def _prepare(self) -> Callable[[], _Read]:
        database, today = self._desk.app.database, self._desk.today()
        wanted = self._wanted or (self.program.id if self.program is not None else None)

        def work() -> _Read:
            program = service.list_program(database)
            known = [one.id for one in program]
            shown = wanted if wanted in known else next(iter(known), None)
            people = service.list_peserta(database, shown, today) if shown is not None else ()
            return _Read(program, shown, people)

        return work

    def _show(self, read: _Read) -> None:
        known = {one.id for one in read.program}
        self.or_empty.show_empty(not read.program)
        self.grid.show_rows(read.program)
        if read.shown is not None and (self._wanted is not None or self.program is None):
            self.grid.select_row(self._wanted if self._wanted in known else read.shown)
        if self._wanted == read.shown or self._wanted not in known:
            self._wanted = None
        self.note.setText(
            ngettext("{n} program bantuan.", "{n} program bantuan.", len(read.program)).format(
                n=len(read.program)
            )
        )
        if self.program is None or self.program.id != read.shown:
            return  # another one was chosen meanwhile; its participants are on their way
        is_person = self.program.sasaran is SasaranBantuan.PENDUDUK
        self.people.show_rows(read.peserta)
        for name in ("nik", "kepala"):
            self.people.columns.show(self.people.model.number_of(name), is_person)
        self.or_none.show_empty(not read.peserta)
        self.heading.setText(_heading(self.program, read.peserta))
        self.remove_button.setEnabled(bool(read.peserta))
        self.export_button.setEnabled(self.program is not None)
        if self._sought:
            self._searching.start()
        self.primary_changed.emit()

    def _turn(self, row_id: object) -> None:
        """Another programme was chosen: its participants are read, a search begins anew."""
        if row_id is None or row_id == self._turned:
            return  # only another cell of the same row
        self._turned = row_id
        self.search.clear()
        self.reload()

    # -- what a person does ----------------------------------------------------------------------------

    def primary(self) -> Primary | None:
        """`Tambah` leads to the search for a participant; without a programme it makes one."""
        if self.preview is not None:
            return Primary(
                self.preview.insert.text(), self.preview.insert.click, self.preview.insert.isEnabled()
            )
        if self.program is None:
            return Primary(_("Tambah program"), self.add)
        return Primary(_("Tambah peserta"), self.search.focus)

    def arrive(self) -> None:
        """Into the programmes."""
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def add(self) -> None:
        """A new programme at the end."""
        self.or_empty.show_empty(False)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.grid.add_row()

    def export(self) -> None:
        """Ask where the chosen programme goes; what is being typed is stored first."""
        self.grid.commit()
        self.people.commit()
        self._desk.after_saves(self._ask_where)

    def _ask_where(self) -> None:
        program = self.program
        if program is None:
            return
        name = name_of_file(program.nama)
        path = ask_where(self, self._desk, name, ".xlsx", _("Buku kerja Excel (*.xlsx)"))
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Write the chosen programme with its participants; the strip says where it is."""
        database, key = self._desk.app.database, self.program.id if self.program is not None else None
        write_paper(self._desk, self, path, lambda _progress: export_bantuan(database, key).isi)

    def print_list(self) -> None:
        """Who gets what, who gets several, who is poor and gets nothing."""
        self.grid.commit()
        self.people.commit()
        year = self._desk.today().year
        self._desk.after_saves(lambda: open_paper(self._desk, PAPER, PLACE, tahun=year))

    def _add_program(self, values: Mapping[str, object], _after: RowId | None) -> None:
        desk, at = self._desk, self._desk.now()
        filled = {name: stored_value(ProgramBantuan, name, value) for name, value in values.items()}

        def refused(error: DesaError) -> None:
            self.grid.forget_new_row()
            desk.show_error(error)

        desk.save(
            self.grid,
            lambda: service.add_program(desk.app.database, filled, by=desk.person, at=at),
            failed=refused,
        )

    def _change_program(self, changes: list[Change]) -> None:
        values: dict[UUID, dict[str, object]] = {}
        for row_id, name, value in changes:
            if isinstance(row_id, UUID):
                values.setdefault(row_id, {})[name] = stored_value(ProgramBantuan, name, value)
        desk, at = self._desk, self._desk.now()
        desk.save(
            self.grid,
            lambda: service.change_program(desk.app.database, values, by=desk.person, at=at),
            failed=lambda error: cells_refused(desk, self.grid, changes, error),
        )

    def _remove_program(self, ids: list[RowId]) -> None:
        keys, desk, at = [one for one in ids if isinstance(one, UUID)], self._desk, self._desk.now()

        def gone(people: int) -> None:
            words = _("Program dihapus bersama {n} pesertanya.").format(n=show_number(people))
            desk.undo_bar(words, lambda: undo(desk, self))

        desk.save(
            self.grid,
            lambda: service.remove_program(desk.app.database, keys, by=desk.person, at=at),
            gone,
        )

    def _remove_people(self, ids: list[RowId]) -> None:
        keys, desk, at = [one for one in ids if isinstance(one, UUID)], self._desk, self._desk.now()
        words = _("{n} peserta dikeluarkan dari program.").format(n=show_number(len(keys)))
        desk.save(
            self.people,
            lambda: editing.remove_rows(desk.app.database, PesertaBantuan, keys, by=desk.person, at=at),
            lambda _done: desk.undo_bar(words, lambda: undo(desk, self)),
        )

    # -- one by one ------------------------------------------------------------------------------------

    def _search(self, text: str) -> None:
        self._sought = text.strip()
        if not self._sought:
            self._lists.setCurrentIndex(0)
            return
        self._searching.start()

    def _prepare_search(self) -> Callable[[], tuple[Calon, ...]] | None:
        program, text = self.program, self._sought
        if program is None or not text:
            return None
        database, today, key = self._desk.app.database, self._desk.today(), program.id
        return lambda: service.find_calon(database, key, text, today)

    def _show_found(self, found: tuple[Calon, ...]) -> None:
        if not self._sought:
            return
        is_person = self.program is not None and self.program.sasaran is SasaranBantuan.PENDUDUK
        for name in ("nik", "lahir"):
            self.found.columns.show(self.found.model.number_of(name), is_person)
        self.found.show_rows(found)
        self.or_nobody.show_empty(not found)
        self._lists.setCurrentIndex(1)

    def _enter(self) -> None:
        """Enter in the search: the only one found is taken, of several one is chosen in the list."""
        rows = self.found.model.rows
        if self._lists.currentIndex() != 1 or not rows:
            return
        if len(rows) == 1:
            self._take(self.found.model.id_of(rows[0]))
        else:
            self.found.go_first()
            self.found.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, row_id: object) -> None:
        program = self.program
        calon = next((one for one in self.found.model.rows if self.found.model.id_of(one) == row_id), None)
        if program is None or not isinstance(calon, Calon):
            return
        desk, at, key = self._desk, self._desk.now(), program.id
        if calon.sudah:
            desk.notice(_("{nama} sudah peserta {program}.").format(nama=calon.nama, program=program.nama),
                        Tone.SARAN, seconds=6)  # fmt: skip
            return

        def done(_count: int) -> None:
            words = _("{nama} menjadi peserta {program}.").format(nama=calon.nama, program=program.nama)
            desk.undo_bar(words, lambda: undo(desk, self))
            self.search.focus()  # the next one; the text is chosen and is typed over

        desk.save(
            self,
            lambda: service.add_peserta(desk.app.database, key, [calon.id], by=desk.person, at=at),
            done,
        )

    # -- many ------------------------------------------------------------------------------------------

    def paste(self) -> None:
        """A column of NIK or KK numbers from the clipboard, through the preview."""
        block = to_block(QGuiApplication.clipboard().text())
        if block:
            self._offer(block)
        else:
            words = _("Belum ada yang disalin. Salin dulu kolom NIK atau nomor KK di Excel dengan Ctrl+C.")
            self._desk.notice(words, Tone.SARAN, seconds=10)

    def _offer(self, block: Block) -> None:
        program, database = self.program, self._desk.app.database
        if program is not None:
            key = program.id
            self._desk.run(
                self, lambda: service.preview_numbers(database, key, block), lambda read: self._open(read, "")
            )

    def import_(self) -> None:
        """Ask for OpenSID's workbook or a list of numbers, then show whom it names."""
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Impor peserta bantuan"), "", _("Tabel (*.xlsx *.xls *.xlsm *.ods *.csv)")
        )
        if name:
            self.import_file(Path(name))

    def import_file(self, path: Path) -> None:
        """Show whom a file names; a list without a sheet Program is for the chosen programme."""
        app, today = self._desk.app, self._desk.today()
        key, fs = self.program.id if self.program is not None else None, self._desk.app.files.fs
        self._desk.run_long(
            self,
            lambda _progress: service.preview_file(app.database, path, today, program=key, fs=fs),
            lambda read: self._open(read, path.name),
            _("Membaca {berkas}…").format(berkas=path.name),
        )

    def _open(self, read: PratinjauPeserta, origin: str) -> None:
        self.close_preview()
        self.preview = PratinjauPage(self._desk, read, origin, self._accept, self.close_preview)
        self._layers.addWidget(self.preview)
        self._layers.setCurrentWidget(self.preview)
        self.preview.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.primary_changed.emit()

    def close_preview(self) -> None:
        """Nothing goes in; the lists are shown again."""
        preview, self.preview = self.preview, None
        if preview is not None:
            self._layers.setCurrentIndex(0)
            self._layers.removeWidget(preview)
            preview.hide()
            preview.deleteLater()
            self.primary_changed.emit()

    def _accept(self, read: PratinjauPeserta) -> None:
        desk, at = self._desk, self._desk.now()

        def done(came: service.MasukPeserta) -> None:
            self.close_preview()
            self._wanted = came.program
            self.reload()
            words = _("{n} peserta masuk ke {program}.").format(
                n=show_number(came.baru + came.berubah), program=read.nama
            )
            desk.notice(words, Tone.SUKSES, _("Urungkan"), lambda: undo(desk, self), seconds=10)

        desk.save(self, lambda: service.accept(desk.app.database, read, by=desk.person, at=at), done)


def _heading(program: ProgramRow, people: tuple[PesertaTampil, ...]) -> str:
    """`Peserta PKH: 14 penduduk · 3 keluarganya juga menerima program lain · 1 perlu diperiksa`."""
    unit = _("penduduk") if program.sasaran is SasaranBantuan.PENDUDUK else _("keluarga")
    parts = [
        _("Peserta {program}: {n} {satuan}").format(
            program=program.nama or _("(tanpa nama)"), n=show_number(len(people)), satuan=unit
        )
    ]
    several, odd = sum(bool(one.lain) for one in people), sum(bool(one.keadaan) for one in people)
    if several:
        parts.append(_("{n} juga menerima program lain").format(n=show_number(several)))
    if odd:
        parts.append(_("{n} perlu diperiksa").format(n=show_number(odd)))
    return " · ".join(parts)


def _program_columns() -> tuple[Column, ...]:
    targets = [
        Choice(SasaranBantuan.PENDUDUK, _("penduduk"), _("per orang, dengan NIK")),
        Choice(SasaranBantuan.KELUARGA, _("keluarga"), _("per KK")),
    ]
    sources = choices.plain_choices(_(one) for one in ASAL_DANA.values())
    return (
        Column(name="nama", label=_("Program"), width=220, wajib=True, frozen=True),
        Column(name="sasaran", label=_("Sasaran"), kind=Kind.CHOICE, width=100, choices=targets),
        Column(
            name="asal_dana", label=_("Asal dana"), kind=Kind.CHOICE, width=140, choices=sources, free=True
        ),
        Column(name="mulai", label=_("Mulai"), kind=Kind.DATE, width=100),
        Column(name="selesai", label=_("Selesai"), kind=Kind.DATE, width=100),
        Column(name="peserta", label=_("Peserta"), kind=Kind.INTEGER, width=84, editable=False),
        Column(name="keterangan", label=_("Keterangan"), width=180, stretch=True),
    )


def _people_columns() -> tuple[Column, ...]:
    return (
        Column(name="nama", label=_("Nama"), width=180, editable=False, frozen=True),
        Column(name="keadaan", label=_("Keadaan"), width=128, editable=False,
               mark=lambda row: Mark.PERINGATAN if row.keadaan else None),
        Column(name="lain", label=_("Program lain keluarga ini"), width=190, editable=False),
        Column(name="dusun", label=_("Dusun"), width=100, editable=False),
        Column(name="rt_rw", label=_("RT/RW"), width=82, editable=False),
        Column(name="nik", label="NIK", width=150, editable=False),
        Column(name="no_kk", label=_("Nomor KK"), width=150, editable=False),
        Column(name="kepala", label=_("Kepala keluarga"), width=150, editable=False),
        Column(name="nomor_kartu", label=_("Nomor kartu"), width=110,
               hint=_("Nomor peserta atau kartu dari program")),
        Column(name="nama_kartu", label=_("Nama di kartu"), width=140,
               hint=_("Bila berbeda dari nama di KK")),
        Column(name="keterangan", label=_("Keterangan"), width=140, stretch=True),
    )  # fmt: skip


def _found_columns() -> tuple[Column, ...]:
    return (
        Column(name="nama", label=_("Nama"), width=240, stretch=True, editable=False),
        Column(name="nik", label="NIK", width=160, editable=False),
        Column(name="lahir", label=_("Lahir"), kind=Kind.DATE, width=100, editable=False),
        Column(name="no_kk", label=_("Nomor KK"), width=160, editable=False),
        Column(name="dusun", label=_("Dusun"), width=120, editable=False),
        Column(
            name="sudah",
            label=_("Keadaan"),
            width=130,
            editable=False,
            text=lambda row: _("sudah peserta") if row.sudah else _("bisa ditambah"),
        ),
    )
