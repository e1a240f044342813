"""Perencanaan of the kecamatan: review the villages' plans, compile what they ask from above (ux.md 6.4)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout

from desa_desktop.i18n import _
from desa_desktop.services import kecamatan
from desa_desktop.services.kecamatan import BarisTelaah, KompilasiTampil
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.exchange_parts.fresh import FreshScreen
from desa_desktop.ui.kit.tabs import Tabs
from desa_desktop.ui.papers import drawing
from desa_desktop.ui.print_screen import PrintOrder
from desa_desktop.ui.rereading import Rereading
from desa_desktop.ui.screen import Command
from desa_desktop.ui.screens.perencanaan.compilation import CompilationPage
from desa_desktop.ui.screens.perencanaan.reviews import ReviewSheet, ReviewsPage

TELAAH, KOMPILASI = "telaah", "kompilasi"


@dataclass(frozen=True, slots=True)
class Facts:
    """What both tabs show of one year."""

    reviews: tuple[BarisTelaah, ...]
    compilation: KompilasiTampil


class PerencanaanScreen(FreshScreen):
    """Tabs Telaah Rencana and Kompilasi DURKP for one plan year."""

    help = "perencanaan"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "perencanaan")
        self.title = _("Perencanaan")
        kantor = desk.app.kantor
        self._tahun = kantor.tahun_rencana if kantor is not None else desk.today().year + 1
        self.reviews, self.sheet = ReviewsPage(desk), ReviewSheet(desk)
        self.compilation = CompilationPage(desk)
        self._reading = Rereading(desk, self, self._prepare, self._show)
        self._build()
        self._connect()
        self.print_document = self.print_compilation
        self.export = self.print_compilation
        self.set_commands(
            [
                Command(_("Asal angka"), self.compilation.show_origin, "Ctrl+Shift+I"),
                Command(_("Usulan mirip"), self.compilation.show_alike),
                Command(_("Cetak atau ekspor kompilasi DURKP"), self.print_compilation),
            ]
        )
        self._sync()

    def _build(self) -> None:
        self.year = QComboBox()
        self.year.setObjectName("perencanaan.tahun")
        self.year.setAccessibleName(_("Tahun Rencana"))
        for year in range(self._tahun - 1, self._tahun + 2):
            self.year.addItem(_("Tahun {tahun}").format(tahun=year), year)
        self.year.setCurrentIndex(self.year.findData(self._tahun))
        self.selectors = (self.year,)
        self.tabs = Tabs("perencanaan.bagian")
        self.tabs.take_keys()
        self.tabs.add(TELAAH, _("Telaah Rencana"), self.reviews)
        self.tabs.add(KOMPILASI, _("Kompilasi DURKP"), self.compilation)
        self.tabs.remember(self.desk.memory)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.tabs)
        self.pages.addWidget(self.sheet)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.pages)
        self.setFocusProxy(self.tabs.bar)

    def _connect(self) -> None:
        self.year.activated.connect(lambda _index: self._on_year())
        self.tabs.turned.connect(lambda _name: self._sync())
        self.reviews.opened.connect(self.open_review)
        self.sheet.left.connect(self.close_review)
        self.compilation.locked.connect(self.reload)
        for part in (self.reviews, self.sheet, self.compilation):
            part.ready.connect(self._sync)

    # -- reading ---------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read the reviews and the compilation of the chosen year."""
        self._reading.start()

    def _prepare(self) -> _Read:
        return _Read(self.desk, self._tahun)

    def _show(self, facts: Facts) -> None:
        self.reviews.show_list(facts.reviews)
        waiting = sum(1 for one in facts.reviews if one.keadaan in ("menunggu", "ditelaah"))
        self.tabs.set_count(TELAAH, waiting)
        self.compilation.show_compilation(facts.compilation)
        self._sync()

    def _on_year(self) -> None:
        self._tahun = int(self.year.currentData())
        self.reload()

    # -- pages -----------------------------------------------------------------------------------------

    def open_review(self, row: BarisTelaah) -> None:
        """The review of one plan."""
        self.sheet.open(row)
        self.pages.setCurrentWidget(self.sheet)
        self.back = self.close_review
        self._sync()

    def close_review(self) -> None:
        """Back to the list (Alt+Kiri)."""
        self.pages.setCurrentWidget(self.tabs)
        self.back = None
        self.reload()
        self._sync()

    def print_compilation(self) -> None:
        """The compilation in Pratinjau Cetak, with PDF and Excel."""
        kantor = self.desk.app.kantor
        name = re.sub(r"[^\w-]+", "-", kantor.nama).strip("-") if kantor is not None else ""
        order = PrintOrder(
            title=_("Kompilasi DURKP {tahun}").format(tahun=self._tahun),
            file_name=f"DURKP_{self._tahun}_Kec-{name}.pdf",
            draw=drawing(self.desk, "kompilasi-durkp", "pdf", tahun=self._tahun),
            excel=drawing(self.desk, "kompilasi-durkp", "xlsx", tahun=self._tahun),
            place="perencanaan",
        )
        self.desk.open("pratinjau_cetak", order)

    # -- the filled button -----------------------------------------------------------------------------

    def _sync(self) -> None:
        if self.pages.currentWidget() is self.sheet:
            text, act, can, why = self.sheet.primary
            self.set_title(self.sheet.title)
        elif self.tabs.current == KOMPILASI:
            text, act, can, why = self.compilation.primary
            self.set_title(_("Perencanaan"))
        else:
            text, act, can, why = self.reviews.primary
            self.set_title(_("Perencanaan"))
        self.set_primary(text, act, enabled=can, why=why)

    def go_to(self, key: object) -> None:
        """A tab's name."""
        if key in (TELAAH, KOMPILASI):
            self.tabs.turn_to(str(key))


class _Read:
    """Reads the facts on the short lane."""

    def __init__(self, desk: Desk, tahun: int) -> None:
        self._app, self._tahun = desk.app, tahun

    def __call__(self) -> Facts:
        database, aturan = self._app.database, self._app.aturan
        return Facts(
            tuple(kecamatan.review_list(database, self._tahun)),
            kecamatan.compile_durkp(database, aturan, self._tahun),
        )
