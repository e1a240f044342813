"""Tab Dokumen: the ratified revisions of the year, and what can be printed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout

from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.wording import show_date, show_time
from desa_desktop.i18n import _
from desa_desktop.services import printing, siskeudes
from desa_desktop.services.rkp_susun import Revisi
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.marks import Mark
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.papers import Rencana, file_name, open_paper
from desa_desktop.ui.print_screen import ask_where, write_paper
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.rkpdes.plan import OpenPlan, PlanTab, Terbaca
from desa_desktop.ui.tab_page import heading, small

MENU: tuple[tuple[str, ...], ...] = (
    ("matriks-rkp-lpr", "matriks-rkp-a1", "matriks-rkp-a3"),
    ("durkp-c2", "durkp-c3"),
    ("rktl", "program-masuk", "evaluasi-rkp", "pagu"),
    ("pembiayaan", "kerja-sama", "buku-rencana", "entri-siskeudes"),
    ("daftar-stunting", "pemeriksaan"),
    ("sk-tim", "berita-acara-tim", "berita-acara-rancangan", "sk-tim-verifikasi", "verifikasi"),
)
"""The further papers in the order of the menu; lists of a tag have a menu of their own below them."""


class PapersTab(PlanTab):
    """Every paper opens in Pratinjau Cetak, where it can be printed or saved. `asks_texts` for its words."""

    asks_texts = Signal()

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__(plan, "dokumen")
        self.papers = [
            self.button("matriks", _("Matriks RKPDes"), lambda: self.open("matriks-rkp")),
            self.button("durkp", _("Daftar DURKP"), lambda: self.open("durkp")),
            self.button("rab", _("RAB semua kegiatan"), lambda: self.open("rab")),
            self.button("lain", _("Dokumen lain…"), self.show_menu),
        ]
        self.again = self.button("cetak_revisi", _("Cetak revisi ini"), self.print_revision)
        self.again.setEnabled(False)
        self.books = [
            self.button("perdes", _("Rancangan Perdes"), lambda: self.open("perdes-rkp")),
            self.button("dokumen", _("Dokumen RKP Desa"), lambda: self.open("dokumen-rkp")),
            self.button("laporan", _("Laporan tim"), lambda: self.open("laporan-rkp")),
            self.button("infografis", _("Infografis"), lambda: self.open("infografis")),
        ]
        self.texts = self.button("teks", _("Teks naskah…"), self.asks_texts.emit)
        self.grid = Grid(
            "rkpdes.dokumen.revisi",
            (
                Column(name="jenis", label=_("Dokumen"), width=220, stretch=True, text=_title),
                Column(name="revisi", label=_("Revisi"), width=90, text=lambda row: f"r{row.revisi:02d}"),
                Column(name="status", label=_("Keadaan"), width=150, text=_state,
                       mark=_mark),
                Column(name="pada", label=_("Disahkan pada"), width=240, text=_when),
            ),
            total_label=lambda number: _("{n} revisi").format(n=number),
        )  # fmt: skip
        self.grid.setAccessibleName(_("Revisi yang disahkan"))
        self.grid.current_changed.connect(lambda _row: self._enable())
        self.grid.row_activated.connect(lambda _row: self.print_revision())
        self.list = OrEmpty(
            self.grid,
            EmptyState(
                "rkpdes.dokumen.kosong",
                _("Belum ada revisi yang disahkan. Cetakan sebelum itu bertanda KONSEP."),
            ),
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in self.papers:
            row.addWidget(button)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 12)
        box.setSpacing(8)
        above = QHBoxLayout()
        above.addWidget(heading(_("Cetak dan simpan")))
        above.addStretch(1)
        above.addWidget(self.texts)
        box.addLayout(above)
        box.addWidget(
            small(_("Setiap dokumen dibuka dulu di Pratinjau Cetak. Di sana ada PDF, Word, dan Excel."))
        )
        box.addLayout(row)
        box.addLayout(self._books())
        box.addSpacing(12)
        revisions = QHBoxLayout()
        revisions.addWidget(heading(_("Revisi yang disahkan")))
        revisions.addStretch(1)
        revisions.addWidget(self.again)
        box.addLayout(revisions)
        box.addWidget(self.list, 1)

    def _books(self) -> QHBoxLayout:
        """Regulation, book, report and the sheet for the notice board."""
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in self.books:
            row.addWidget(button)
        row.addStretch(1)
        return row

    def open(self, jenis: str, rencana: Rencana | None = None) -> None:
        """Show a paper once everything typed is stored."""
        desk, tahun = self.plan.desk, self.plan.tahun
        desk.after_saves(lambda: open_paper(desk, jenis, "rkpdes", tahun=tahun, rencana=rencana))

    def menu(self) -> QMenu:
        """A fresh menu with the further papers, and one list for each tag of the rules."""
        menu = QMenu(self)
        menu.setObjectName("rkpdes.dokumen.menu")
        titles = {one.kind: one.title for one in printing.list_documents()}
        for number, papers in enumerate(MENU):
            if number:
                menu.addSeparator()
            for jenis in papers:
                action = menu.addAction(_(titles[jenis]))
                action.setObjectName(f"rkpdes.dokumen.{jenis}")
                action.triggered.connect(lambda _on=False, jenis=jenis: self.open(jenis))
        menu.addSeparator()
        tags = menu.addMenu(_("Daftar kegiatan menurut tanda"))
        tags.setObjectName("rkpdes.dokumen.tanda")
        known = [(one.kunci, one.nama) for one in self.plan.desk.app.aturan.tanda]
        for kunci, nama in (("", _("Semua tanda yang dipakai")), *known):
            action = tags.addAction(nama)
            action.setObjectName(f"rkpdes.dokumen.tanda.{kunci}")
            wanted = Rencana(tanda=kunci)
            action.triggered.connect(lambda _on=False, wanted=wanted: self.open("daftar-prioritas", wanted))
        menu.addSeparator()
        table = menu.addAction(_("Simpan CSV untuk Siskeudes…"))
        table.setObjectName("rkpdes.dokumen.siskeudes_csv")
        table.triggered.connect(lambda _on=False: self.save_for_siskeudes())
        return menu

    def save_for_siskeudes(self) -> None:
        """The plan as the table of interop.md 6, one row for each source of an activity."""
        self.plan.desk.after_saves(self._ask_for_siskeudes)

    def _ask_for_siskeudes(self) -> None:
        desk, tahun = self.plan.desk, self.plan.tahun
        name = file_name(desk, siskeudes.BENTUK, tahun)
        path = ask_where(self, desk, f"{name}.csv", ".csv", _("Tabel CSV (*.csv)"))
        if path is None:
            return
        app = desk.app
        write_paper(
            desk,
            self,
            path,
            lambda _progress: siskeudes.export_csv(app.database, app.aturan, tahun).isi,
        )

    def show_menu(self) -> None:
        """Open the menu below its button."""
        button = self.papers[-1]
        self.menu().popup(button.mapToGlobal(QPoint(0, button.height())))

    def print_revision(self) -> None:
        """The matrix or the DU-RKP as it was ratified in the chosen row."""
        row = self._chosen()
        if row is not None:
            self.open("durkp" if row.jenis == "durkp" else "matriks-rkp", Rencana(revisi=row.revisi))

    def _chosen(self) -> Revisi | None:
        """The row the cursor is on, unless it was withdrawn: nothing of that is left to print."""
        row: Any = self.grid.current_row()
        return row if isinstance(row, Revisi) and row.status is StatusDokumen.DISAHKAN else None

    def _enable(self) -> None:
        can = self._chosen() is not None
        self.again.setEnabled(can)
        self.again.setToolTip("" if can else _("Pilih revisi yang disahkan dulu."))

    def show_plan(self, read: Terbaca) -> None:
        """The revisions, newest first."""
        self.grid.show_rows(read.revisi)
        self.list.show_empty(not read.revisi)
        self.again.setVisible(bool(read.revisi))
        self._enable()

    def primary(self) -> Primary:
        """The paper people ask for most."""
        return Primary(_("Cetak matriks"), lambda: self.open("matriks-rkp"))

    def arrive(self) -> None:
        """On the first paper."""
        self.papers[0].setFocus(Qt.FocusReason.OtherFocusReason)


def _title(row: Revisi) -> str:
    return _("DURKP") if row.jenis == "durkp" else _("RKPDes")


def _state(row: Revisi) -> str:
    return _("Disahkan") if row.status is StatusDokumen.DISAHKAN else _("Dicabut")


def _mark(row: Revisi) -> Mark:
    return Mark.SELESAI if row.status is StatusDokumen.DISAHKAN else Mark.TIDAK_ADA


def _when(row: Revisi) -> str:
    moment = row.pada.astimezone()
    return _("{tanggal}, pukul {jam}").format(tanggal=show_date(moment.date()), jam=show_time(moment))
