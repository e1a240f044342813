"""`Cetak dan Excel…` of the checklists: papers, the Excel form out and back, the list to copy from.

One menu serves the list (the chosen line) and an open form; Ctrl+P and Ctrl+E open it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from desa_desktop.domain.isian import show_periode
from desa_desktop.i18n import _
from desa_desktop.services import isian, isian_butir, isian_excel
from desa_desktop.services.isian_excel import BacaanExcel
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.papers import Isian, open_paper
from desa_desktop.ui.print_screen import ask_where, write_paper
from desa_desktop.ui.screens.isian.bacaan import ask_to_take

PLACE = "isian"
EXCEL = ".xlsx"


@dataclass(frozen=True, slots=True)
class Pilihan:
    """The checklist that is meant: of which template, title and period; `key` None while nobody began it."""

    form_id: str
    judul: str
    periode: str
    key: UUID | None

    @property
    def tahun(self) -> int:
        """The year of the period."""
        return int(self.periode[:4])


class Keluaran(QObject):
    """The menu and what it does. `chosen()` is the checklist that is meant, None without one.

    `taken(UUID)` after an Excel form went in; `copy_wanted(UUID)` for the list to copy from.
    """

    taken = Signal(object)
    copy_wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget, chosen: Callable[[], Pilihan | None]) -> None:
        super().__init__(parent)
        self._desk, self._parent, self._chosen = desk, parent, chosen
        self.ask_file: Callable[[], Path | None] = self._ask_file
        self.ask_target: Callable[[str], Path | None] = self._ask_target
        self.ask_take: Callable[[QWidget, str, BacaanExcel], bool] = ask_to_take

    def button(self, name: str) -> QPushButton:
        """A button that opens the menu below itself."""
        made = QPushButton(_("Cetak dan Excel…"))
        made.setObjectName(name)
        made.clicked.connect(lambda: self.show(made.mapToGlobal(QPoint(0, made.height()))))
        return made

    def show(self, where: QPoint) -> None:
        """Open the menu."""
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    def menu(self) -> QMenu:
        """A fresh menu for the checklist that is chosen now."""
        menu = QMenu(self._parent)
        menu.setObjectName("isian.keluaran")
        chosen = self._chosen()
        begun = chosen is not None and chosen.key is not None
        self._add(menu, "kosong", _("Cetak formulir kosong"), self.print_blank, chosen is not None)
        self._add(menu, "terisi", _("Cetak isian lengkap"), self.print_filled, begun)
        self._add(menu, "ringkas", _("Cetak yang sudah dijawab saja"), self.print_short, begun)
        self._add(menu, "kartu", _("Cetak kartu skor"), self.print_card, begun)
        self._add(menu, "profil", _("Cetak Profil Desa"), self.print_book, self._has_book())
        menu.addSeparator()
        self._add(menu, "formulir", _("Ekspor formulir Excel…"), self.export_form, chosen is not None)
        self._add(menu, "baca", _("Baca dari Excel…"), self.read_form, True)
        self._add(menu, "jawaban", _("Ekspor daftar jawaban…"), self.export_list, begun)
        menu.addSeparator()
        self._add(menu, "salin", _("Salin ke web"), self.copy, begun)
        return menu

    @staticmethod
    def _add(menu: QMenu, name: str, words: str, act: Callable[[], object], enabled: bool) -> None:
        action = menu.addAction(words)
        action.setObjectName(f"isian.keluaran.{name}")
        action.setEnabled(enabled)
        action.triggered.connect(lambda _on=False: act())

    def _has_book(self) -> bool:
        return any(name in self._desk.app.templates for name in ("potensi-desa", "perkembangan-desa"))

    # -- paper ---------------------------------------------------------------------------------------

    def print_blank(self) -> None:
        """The blank form, for paper."""
        if (chosen := self._chosen()) is not None:
            form = Isian(templat=chosen.form_id, periode=chosen.periode)
            self._paper("isian-kosong", chosen.tahun, form)

    def print_filled(self) -> None:
        """Everything that is asked, with its answers."""
        self._of_record("isian")

    def print_short(self) -> None:
        """Only what was answered."""
        self._of_record("isian", is_ringkas=True)

    def print_card(self) -> None:
        """The score card of one page."""
        self._of_record("kartu-skor")

    def print_book(self) -> None:
        """Profil Desa of the year of the chosen checklist, else of the newest."""
        chosen = self._chosen()
        year = chosen.tahun if chosen is not None else self._desk.today().year
        self._paper("profil-desa", year, None)

    def _of_record(self, jenis: str, *, is_ringkas: bool = False) -> None:
        chosen = self._chosen()
        if chosen is not None and chosen.key is not None:
            form = Isian(templat=chosen.form_id, periode=chosen.periode, is_ringkas=is_ringkas)
            self._paper(jenis, chosen.tahun, form, chosen.key)

    def _paper(self, jenis: str, tahun: int, form: Isian | None, key: UUID | None = None) -> None:
        self._desk.after_saves(lambda: open_paper(self._desk, jenis, PLACE, tahun=tahun, key=key, isian=form))

    # -- Excel ---------------------------------------------------------------------------------------

    def export_form(self) -> None:
        """The protected Excel form; one nobody has begun is begun, so that it can be read back."""
        chosen = self._chosen()
        path = self.ask_target(f"FormulirIsian_{chosen.form_id}_{chosen.periode}") if chosen else None
        if chosen is None or path is None:
            return
        app, by, at = self._desk.app, self._desk.person, self._desk.now()

        def make(_progress: object) -> bytes:
            key = isian.open_isian(app.database, app.templates, chosen.form_id, chosen.periode, by=by, at=at)
            return isian_excel.write_workbook(app.database, app.templates, key, by=by, at=at)

        self._desk.after_saves(lambda: write_paper(self._desk, self._parent, path, make))

    def export_list(self) -> None:
        """The answers one below the other, keyed by kode."""
        chosen = self._chosen()
        if chosen is None or chosen.key is None:
            return
        path, key = self.ask_target(f"Jawaban_{chosen.form_id}_{chosen.periode}"), chosen.key
        if path is None:
            return
        app, by, at = self._desk.app, self._desk.person, self._desk.now()

        def make(_progress: object) -> bytes:
            shown = isian.show_isian(app.database, app.templates, key, by=by, at=at)
            return isian_butir.export_butir(shown, "xlsx")[0]

        self._desk.after_saves(lambda: write_paper(self._desk, self._parent, path, make))

    def _ask_target(self, name: str) -> Path | None:
        kantor = self._desk.app.kantor
        village = f"_{kantor.nama}" if kantor is not None else ""
        return ask_where(
            self._parent, self._desk, f"{name}{village}{EXCEL}", EXCEL, _("Buku kerja Excel (*.xlsx)")
        )

    def read_form(self) -> None:
        """Read a filled Excel form, show what it would change, take it in as one step."""
        path = self.ask_file()
        if path is None:
            return
        app, by, at = self._desk.app, self._desk.person, self._desk.now()
        self._desk.run_long(
            self,
            lambda _progress: isian_excel.preview_file(app.database, app.templates, path, by=by, at=at),
            self._ask_and_take,
            _("Membaca {nama}…").format(nama=path.name),
        )

    def _ask_file(self) -> Path | None:
        name, _kind = QFileDialog.getOpenFileName(
            self._parent, _("Baca dari Excel"), "", _("Formulir Excel (*.xlsx *.ods)")
        )
        return Path(name) if name else None

    def _ask_and_take(self, found: BacaanExcel) -> None:
        app, by, at = self._desk.app, self._desk.person, self._desk.now()
        title = f"{app.templates[found.form_id].title}, {show_periode(found.periode)}"
        if not self.ask_take(self._parent, title, found):
            return

        def done(key: UUID) -> None:
            words = _("{n} jawaban dari Excel masuk ke {judul}. Ctrl+Z membatalkannya.")
            count = found.baru + found.berubah
            self._desk.notice(words.format(n=count, judul=title), Tone.SUKSES, seconds=10)
            self.taken.emit(key)

        self._desk.run(
            self,
            lambda: isian_excel.take_form(app.database, app.templates, found, by=by, at=at),
            done,
        )

    # -- the web -------------------------------------------------------------------------------------

    def copy(self) -> None:
        """The list to copy answers from, one by one."""
        if (chosen := self._chosen()) is not None and chosen.key is not None:
            self.copy_wanted.emit(chosen.key)
