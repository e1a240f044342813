"""The templates of this office; own ones are loaded from a file, published to villages, taken off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desa_desktop import paths
from desa_desktop.checklists import Office, Template
from desa_desktop.domain.kantor import DesaBinaan, Peran
from desa_desktop.domain.wording import show_number
from desa_desktop.i18n import N_, _
from desa_desktop.services import coba_isi, kantor, templat_sendiri
from desa_desktop.services.coba_isi import Percobaan
from desa_desktop.services.isian import Sampul
from desa_desktop.services.rak import Asal, Rak, Terpasang
from desa_desktop.services.templat_sendiri import Bacaan
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.marks import Mark
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.papers import Isian, open_paper
from desa_desktop.ui.rereading import Rereading
from desa_desktop.ui.screens.isian.coba import CobaDialog
from desa_desktop.ui.screens.isian.muat import BacaanPage
from desa_desktop.ui.terbit import ask_villages

TABLES = frozenset({"meta", "snapshot", "lampiran"})
_ORIGINS = {Asal.BAWAAN: N_("Program"), Asal.SENDIRI: N_("Kantor ini"), Asal.KECAMATAN: N_("Kecamatan")}


@dataclass(frozen=True, slots=True)
class Baris:
    """One template in the list; `own` is None for a shipped one. `is_here`: this office fills it."""

    id: str
    cover: Sampul
    versi: int
    asal: Asal
    own: Terpasang | None
    is_here: bool

    @property
    def can_change(self) -> bool:
        """Whether it is this office's own."""
        return self.asal is Asal.SENDIRI

    @property
    def state(self) -> tuple[Mark, str]:
        """Whether it is offered, and what the villages have of it."""
        if self.own is not None and self.own.dilepas:
            return Mark.BELUM, _("Dilepas: {sebab}").format(sebab=self.own.dilepas)
        if self.own is not None and self.own.versi_terbit:
            count = len(self.own.dikirim)
            to = _("semua desa") if self.own.dikirim == ("semua",) else _("{n} desa").format(n=count)
            words = _("Terbit versi {n} ke {desa}").format(n=self.own.versi_terbit, desa=to)
            return (Mark.SELESAI if self.own.versi_terbit == self.versi else Mark.PERINGATAN), words
        if self.is_here:
            return Mark.SELESAI, _("Dipakai")
        who = _("kecamatan") if self.cover.office is Office.KECAMATAN else _("desa")
        return Mark.BELUM, _("Diisi oleh {siapa}").format(siapa=who)


def rows_of(rak: Rak, mine: Office) -> list[Baris]:
    """The list: own and the kecamatan's forms first, then those of the program, by title."""
    rows = []
    for form_id in rak:
        own = rak.own.get(form_id)
        versi = own.newest.versi if own is not None else rak.shipped_version(form_id)
        asal = own.newest.asal if own is not None else Asal.BAWAAN
        cover = rak.cover(form_id)
        rows.append(Baris(form_id, cover, versi, asal, own, cover.office is mine))
    return sorted(rows, key=lambda row: (row.asal is Asal.BAWAAN, row.cover.title))


class _List(Grid):
    """The list; its band says what Enter does here."""

    def hint(self) -> str:
        """What the keys do here."""
        return _("Enter: coba isi · Alt+Panah kiri: kembali")


class TemplatPage(QWidget):
    """Two layers: the list, and what was found in a file. `ready` when title, button or place may differ."""

    ready = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._file: Path | None = None
        self.rows: list[Baris] = []
        self.ask_file: Callable[[], Path | None] = self._ask_file
        self.ask_villages: Callable[[QWidget, str, Sequence[DesaBinaan]], list[str] | None] = ask_villages
        self.trial: CobaDialog | None = None
        self._reading = Rereading(desk, self, self._prepare, self._show_rows)
        self.found = BacaanPage(desk)
        self._build()
        self._connect()

    # -- building ------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.sentence = QLabel()
        self.sentence.setObjectName("isian.templat.kalimat")
        self.sentence.setWordWrap(True)
        self.grid = _List("isian.templat.daftar", _columns(), row_id=lambda row: row.id)
        self.grid.setAccessibleName(_("Templat Isian"))
        self.grid.remember(self._desk.memory)
        self.try_it = self._button("coba", _("Coba isi"))
        self.print_it = self._button("cetak", _("Cetak formulir kosong"))
        self.publish = self._button("terbit", _("Terbitkan ke desa…"))
        self.publish.setVisible(self._is_kecamatan)
        self.drop = self._button("lepas", _("Lepas"))
        below = QHBoxLayout()
        below.setSpacing(8)
        for button in (self.try_it, self.print_it):
            below.addWidget(button)
        below.addStretch(1)
        for button in (self.publish, self.drop):
            below.addWidget(button)
        shelf = QWidget()
        box = QVBoxLayout(shelf)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(10)
        box.addWidget(self.sentence)
        box.addWidget(self.grid, 1)
        box.addLayout(below)
        self.layers = QStackedWidget()
        self.layers.addWidget(shelf)
        self.layers.addWidget(self.found)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.layers)

    @staticmethod
    def _button(name: str, words: str) -> QPushButton:
        made = QPushButton(words)
        made.setObjectName(f"isian.templat.{name}")
        made.setEnabled(False)
        return made

    def _connect(self) -> None:
        self.grid.current_changed.connect(lambda _row: self._show_buttons())
        self.grid.row_activated.connect(lambda _id: self._with_template(self.try_out))
        self.try_it.clicked.connect(lambda: self._with_template(self.try_out))
        self.print_it.clicked.connect(lambda: self._with_template(self.print_blank))
        self.publish.clicked.connect(self.publish_current)
        self.drop.clicked.connect(self.drop_current)
        self.found.again.connect(self.look_again)
        self.found.tried.connect(lambda: self._with_found(self.try_out))
        self.found.printed.connect(lambda: self._with_found(self.print_blank))

    @property
    def _is_kecamatan(self) -> bool:
        office = self._desk.app.kantor
        return office is not None and office.peran is not Peran.DESA

    # -- what the screen asks ------------------------------------------------------------------------

    @property
    def is_at_file(self) -> bool:
        """Whether the result for a file is shown."""
        return self.layers.currentWidget() is self.found

    @property
    def title(self) -> str:
        """The title of the screen."""
        return _("Muat templat") if self.is_at_file else _("Templat")

    @property
    def primary(self) -> tuple[str, Callable[[], object], bool, str]:
        """The filled button: `Pasang` at a file, else `Muat templat…`."""
        read = self.found.found
        if not self.is_at_file or read is None:
            return _("Muat templat…"), self.choose, True, ""
        if read.is_terpasang and read.bisa_dipasang:
            return _("Ke daftar templat"), self.back_to_list, True, ""
        why = "" if read.bisa_dipasang else _("Perbaiki dulu yang bertanda galat.")
        return _("Pasang"), self.install, read.bisa_dipasang, why

    def _prepare(self) -> Callable[[], list[Baris]]:
        rak = self._desk.app.templates
        mine = Office.KECAMATAN if self._is_kecamatan else Office.DESA
        return lambda: rows_of(rak, mine)

    def reload(self) -> None:
        """Read the list anew."""
        self._reading.start()

    def focus(self) -> None:
        """The cursor to where the next step is."""
        if self.is_at_file:
            self.found.focus()
        else:
            self.grid.setFocus()

    def back_to_list(self) -> None:
        """From the result of a file to the list."""
        self.layers.setCurrentIndex(0)
        self.reload()
        self.ready.emit()
        self.grid.setFocus()

    # -- a file --------------------------------------------------------------------------------------

    def choose(self) -> None:
        """Muat templat…: choose a workbook and look at it."""
        path = self.ask_file()
        if path is not None:
            self._file = path
            self.look_again()

    def _ask_file(self) -> Path | None:
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Muat templat"), "", _("Templat Excel (*.xlsx *.xls *.ods)")
        )
        return Path(name) if name else None

    def look_again(self) -> None:
        """Read the same file once more, after it was mended in Excel."""
        path, app = self._file, self._desk.app
        if path is None:
            return
        self._desk.run_long(
            self,
            lambda _progress: templat_sendiri.look_at(app.database, app.templates, path),
            self._show_found,
            _("Memeriksa {nama}…").format(nama=path.name),
        )

    def _show_found(self, found: Bacaan) -> None:
        self.found.show_found(found)
        self.layers.setCurrentWidget(self.found)
        self.ready.emit()
        self.found.focus()

    def install(self) -> None:
        """Pasang: into this office's database; the list shows it."""
        found = self.found.found
        if found is None:
            return
        app, by, at = self._desk.app, self._desk.person, self._desk.now()

        def done(made: Terpasang) -> None:
            words = _("{judul} versi {n} terpasang dan ada di Daftar Isian.")
            if self._is_kecamatan:
                words = _("{judul} versi {n} terpasang di kecamatan. Desa menerimanya sesudah diterbitkan.")
            title = made.newest.sampul.title
            self._desk.notice(words.format(judul=title, n=made.newest.versi), Tone.SUKSES, seconds=10)
            self._wanted = made.form_id
            self.back_to_list()

        self._desk.run(
            self, lambda: templat_sendiri.install(app.database, app.templates, found, by=by, at=at), done
        )

    # -- the list ------------------------------------------------------------------------------------

    _wanted = ""

    def _show_rows(self, rows: list[Baris]) -> None:
        self.rows = rows
        self.grid.show_rows(rows)
        own = sum(1 for row in rows if row.asal is not Asal.BAWAAN)
        if own:
            words = _("{n} templat dari program, {m} templat lain.")
            text = words.format(n=show_number(len(rows) - own), m=show_number(own))
        else:
            text = _(
                "Semua templat ini dari program. Templat lain dibuat di Excel menurut kaidah XLSForm, "
                "misalnya di KoboToolbox; tekan Muat templat."
            )
        self.sentence.setText(text)
        if (rows and self.grid.current_row() is None) or self._wanted:
            self.grid.select_row(self._wanted or rows[0].id, "judul")
            self._wanted = ""
        self._show_buttons()

    def current(self) -> Baris | None:
        """The template the list stands on."""
        row = self.grid.current_row()
        return row if isinstance(row, Baris) else None

    def _show_buttons(self) -> None:
        row = self.current()
        own = row is not None and row.can_change
        is_off = own and row is not None and row.own is not None and bool(row.own.dilepas)
        self.try_it.setEnabled(row is not None)
        self.print_it.setEnabled(row is not None)
        self.publish.setEnabled(own and not is_off)
        self.drop.setEnabled(own)
        self.drop.setText(_("Pakai lagi") if is_off else _("Lepas"))
        why = "" if own else _("Hanya templat kantor ini yang dapat dilepas.")
        self.drop.setToolTip(why)

    def publish_current(self) -> None:
        """Terbitkan ke desa…: ask which, then put it into the next kiriman."""
        row, app = self.current(), self._desk.app
        if row is None:
            return
        title = f"{row.cover.title}, {_('versi {n}').format(n=row.versi)}"
        villages = kantor.villages(app.database)
        if not villages:
            self._desk.notice(_("Belum ada desa. Tambahkan daftar desa di layar Desa dulu."), Tone.PERINGATAN)
            return
        desa = self.ask_villages(self, title, villages)
        if desa is None:
            return
        kid, by, at = app.laptop.keys.kid, self._desk.person, self._desk.now()

        def work() -> object:
            return templat_sendiri.publish(app.database, app.templates, row.id, desa, kid=kid, by=by, at=at)

        def done(_names: object) -> None:
            words = _("{judul} ikut dalam kiriman berikutnya ke desa. Tulis kirimannya di Kirim & Terima.")
            self._desk.notice(words.format(judul=row.cover.title), Tone.SUKSES, seconds=10)
            self.reload()

        self._desk.run(self, work, done)

    def drop_current(self) -> None:
        """Lepas, or Pakai lagi for one that was taken off; the strip offers to take it back."""
        row, app = self.current(), self._desk.app
        if row is None or row.own is None:
            return
        by, at, kid = self._desk.person, self._desk.now(), app.laptop.keys.kid
        if row.own.dilepas:
            self._offer_again(row)
            return

        def done(_made: Terpasang) -> None:
            words = _("{judul} dilepas. Isian yang sudah dimulai tetap ada.").format(judul=row.cover.title)
            self._desk.undo_bar(words, lambda: self._offer_again(row))
            self.reload()

        self._desk.run(
            self,
            lambda: templat_sendiri.withdraw(app.database, app.templates, row.id, kid=kid, by=by, at=at),
            done,
        )

    def _offer_again(self, row: Baris) -> None:
        app, by, at = self._desk.app, self._desk.person, self._desk.now()
        self._desk.run(
            self,
            lambda: templat_sendiri.offer_again(app.database, app.templates, row.id, by=by, at=at),
            lambda _made: self.reload(),
        )

    # -- trying and printing -------------------------------------------------------------------------

    def _with_found(self, act: Callable[[Template], object]) -> None:
        found = self.found.found
        if found is not None and found.template is not None:
            act(found.template)

    def _with_template(self, act: Callable[[Template], object]) -> None:
        row, rak = self.current(), self._desk.app.templates
        if row is not None:
            self._desk.run(self, lambda: rak[row.id], act)

    def try_out(self, template: Template) -> None:
        """Coba isi: the real form in a window of its own."""
        app, by, at = self._desk.app, self._desk.person, self._desk.now()

        def show(trial: Percobaan) -> None:
            self.trial = CobaDialog(self, self._desk, template, trial)
            self.trial.finished.connect(self._end_trial)
            self.trial.open()

        self._desk.run_long(
            self,
            lambda _progress: coba_isi.begin(app.database, template, paths.migrations(), by=by, at=at),
            show,
            _("Menyiapkan percobaan…"),
        )

    def _end_trial(self) -> None:
        trial, self.trial = self.trial, None
        if trial is not None:
            trial.deleteLater()
        self.focus()

    def print_blank(self, template: Template) -> None:
        """Cetak formulir kosong: on paper, installed or not."""
        form = Isian(templat=template.form_id)
        rak = Rak.of_one(template)
        open_paper(
            self._desk, "isian-kosong", "isian", tahun=self._desk.today().year, isian=form, templates=rak
        )


def _columns() -> Sequence[Column]:
    return [
        Column(
            name="judul",
            label=_("Templat"),
            width=300,
            stretch=True,
            editable=False,
            value=lambda row: row.cover.title,
        ),
        Column(name="versi", label=_("Versi"), width=60, editable=False, value=lambda row: str(row.versi)),
        Column(
            name="periode",
            label=_("Diisi tiap"),
            width=100,
            editable=False,
            value=lambda row: row.cover.period.value,
        ),
        Column(
            name="pertanyaan",
            label=_("Pertanyaan"),
            width=100,
            editable=False,
            value=lambda row: show_number(row.cover.count),
        ),
        Column(
            name="asal", label=_("Dari"), width=110, editable=False, value=lambda row: _(_ORIGINS[row.asal])
        ),
        Column(
            name="keadaan",
            label=_("Keadaan"),
            width=260,
            editable=False,
            value=lambda row: row.state[1],
            mark=lambda row: row.state[0],
        ),
        Column(name="kode", label=_("Kode"), width=190, editable=False, value=lambda row: row.id),
    ]
