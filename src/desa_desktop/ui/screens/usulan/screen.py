"""The screen Usulan: three tabs over the proposals of a plan year."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from desa_desktop.i18n import _
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.tabs import Tabs
from desa_desktop.ui.papers import open_paper
from desa_desktop.ui.rereading import Rereading
from desa_desktop.ui.screen import Command, Screen
from desa_desktop.ui.screens.usulan.arsip import ArsipPage
from desa_desktop.ui.screens.usulan.daftar import DaftarPage
from desa_desktop.ui.screens.usulan.jejak import JejakPanel
from desa_desktop.ui.screens.usulan.peringkat import PeringkatPage

DAFTAR, PERINGKAT, ARSIP = "daftar", "peringkat", "arsip"


class UsulanScreen(Screen):
    """`Tambah usulan` is the filled button of the list, `Usulkan lagi` that of the archive."""

    help = "usulan"
    tables = frozenset({"usulan", "daftar_usulan"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "usulan")
        kantor = desk.app.kantor
        self._tahun = kantor.tahun_rencana if kantor is not None else desk.today().year + 1
        self.title = _("Usulan {tahun}").format(tahun=self._tahun)
        self.print_document = self.export = self._print
        self._is_line_open = False
        self._build()
        self._reading = Rereading(desk, self, lambda: self.daftar.read, self.daftar.show_read)
        self._checking = Rereading(desk, self, lambda: self.daftar.check, self.daftar.show_checks)
        self._connect()
        self.reload()

    def _build(self) -> None:
        self.daftar = DaftarPage(
            self.desk,
            self._tahun,
            {
                "tambah": lambda: self.daftar.add(),
                "tempel": lambda: self.daftar.host.offer_clipboard(self.daftar.order()),
                "impor": lambda: self.daftar.host.choose_file(self.daftar.order()),
                "cetak": self._print,
                "kolom": self._choose_columns,
                "rincian": self.toggle_detail,
                "jejak": self.toggle_jejak,
            },
        )
        self.peringkat = PeringkatPage(self.desk, self._tahun, self.go_to)
        self.arsip = ArsipPage(self.desk, self._tahun)
        self.tabs = Tabs("usulan")
        self.tabs.take_keys()
        self.tabs.add(DAFTAR, _("Daftar"), self.daftar)
        self.tabs.add(PERINGKAT, _("Peringkat"), self.peringkat)
        self.tabs.add(ARSIP, _("Arsip"), self.arsip)
        self.tabs.set_corner(self.daftar.tools)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.tabs)
        self.lines: dict[str, JejakPanel] = {}
        for name, page in ((DAFTAR, self.daftar), (PERINGKAT, self.peringkat), (ARSIP, self.arsip)):
            self.lines[name] = JejakPanel(self.desk, f"usulan.{name}.jejak", self.close_jejak)
            page.put_beside(self.lines[name])

    def _connect(self) -> None:
        self.tabs.turned.connect(lambda _name: self._turned())
        self.arsip.chosen_changed.connect(self._name_primary)
        for grid in (self.daftar.grid, self.peringkat.grid, self.arsip.grid):
            grid.current_changed.connect(lambda _row: self._follow_jejak())
        self.daftar.host.opened.connect(lambda _open: self._name_primary())
        self.tabs.remember(self.desk.memory)
        self._name_primary()

    # -- reading ---------------------------------------------------------------------------------------

    def reload(self) -> None:
        """The list always, another tab when it is looked at."""
        self._reading.start()
        self._read_tab()
        self._checking.start()
        self._follow_jejak()

    def concerns(self, tables: frozenset[str]) -> bool:
        """Proposals, the hamlets they belong to, and meetings that rank them."""
        line = {"rpjm_desa", "kegiatan_rpjm", "rkp_desa", "kegiatan", "durkp", "baris_durkp"}
        return bool(tables & (self.tables | {"dusun", "musyawarah", "bahasan"})) or (
            self._is_line_open and bool(tables & line)
        )

    def _read_tab(self) -> None:
        if self.tabs.current == PERINGKAT:
            self.desk.run(self, self.peringkat.read, self.peringkat.show_read)
        elif self.tabs.current == ARSIP:
            self.desk.run(self, self.arsip.read, self.arsip.show_read)

    def _turned(self) -> None:
        self.commit()
        self._read_tab()
        self._name_primary()
        self._follow_jejak()

    # -- commands --------------------------------------------------------------------------------------

    def go_to(self, key: object) -> None:
        """Show one proposal in the list."""
        if isinstance(key, UUID):
            self.tabs.turn_to(DAFTAR)
            self.daftar.go_to(key)

    def toggle_jejak(self) -> None:
        """Ctrl+J: the life line of the proposal one stands on, beside the list."""
        if self._is_line_open:
            self.close_jejak()
            return
        self.daftar.show_detail(False)  # both together would leave the list no room
        self._is_line_open = True
        for panel in self.lines.values():
            panel.show()
        self.daftar.mark_buttons(jejak=True)
        self._follow_jejak()

    def close_jejak(self) -> None:
        """Away with the panel, back into the list."""
        self._is_line_open = False
        for panel in self.lines.values():
            panel.hide()
        self.daftar.mark_buttons(jejak=False)
        self._grid().setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_detail(self) -> None:
        """Ctrl+I: the panel with all fields; the life line makes room."""
        if self._is_line_open:
            self.close_jejak()
        self.daftar.show_detail()

    def _grid(self) -> Grid:
        pages = {DAFTAR: self.daftar.grid, PERINGKAT: self.peringkat.grid, ARSIP: self.arsip.grid}
        return pages[self.tabs.current]

    def _follow_jejak(self) -> None:
        if self._is_line_open:
            row = self._grid().current_row()
            key = getattr(row, "id", None)
            self.lines[self.tabs.current].show_for(key if isinstance(key, UUID) else None)

    def focus_search(self) -> bool:
        """Ctrl+F: the search box of the open tab."""
        boxes = {DAFTAR: self.daftar.filters.search, ARSIP: self.arsip.search}
        box = boxes.get(self.tabs.current)
        if box is None or not box.isVisible():
            return False
        box.focus()
        return True

    def _name_primary(self) -> None:
        listed = self.tabs.current == DAFTAR
        if self.tabs.current == ARSIP:
            can = bool(self.arsip.chosen())
            why = "" if can else _("Pilih usulan dari tahun sebelumnya dulu.")
            self.set_primary(_("Usulkan lagi"), self.arsip.propose_again, enabled=can, why=why)
        elif listed and not self.daftar.host.is_open:
            self.set_primary(_("Tambah usulan"), self.daftar.add)
        else:
            self.clear_primary()
        self.daftar.tools.setVisible(listed and not self.daftar.host.is_open)
        order = self.daftar.order
        line = Command(_("Jejak usulan"), self.toggle_jejak, "Ctrl+J")
        self.set_commands(
            [
                Command(_("Impor dari berkas…"), lambda: self.daftar.host.choose_file(order()), "Ctrl+O"),
                Command(_("Tempel dari Excel…"), lambda: self.daftar.host.offer_clipboard(order())),
                Command(_("Rincian usulan"), self.toggle_detail, "Ctrl+I"),
                line,
                Command(_("Cetak daftar gagasan per dusun…"), lambda: self._print("gagasan")),
                Command(_("Cetak rekap gagasan per bidang…"), lambda: self._print("rekap-gagasan")),
                Command(_("Cetak formulir usulan kosong…"), lambda: self._print("formulir-usulan")),
            ]
            if listed and not self.daftar.host.is_open
            else [line]
            if not self.daftar.host.is_open
            else []
        )

    def _choose_columns(self) -> None:
        button = self.findChild(QPushButton, "usulan.daftar.kolom")
        if button is not None:
            self.daftar.choose_columns(button)

    def _print(self, jenis: str = "daftar-usulan") -> None:
        desk, tahun = self.desk, self._tahun
        desk.after_saves(lambda: open_paper(desk, jenis, "usulan", tahun=tahun))
