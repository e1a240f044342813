"""The screen RPJM Desa: six tabs over the plan that holds in the plan year, pages in their place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desa_desktop.domain.matriks_rpjm import YEARS
from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan, of_level
from desa_desktop.domain.tempel import JenisTempel
from desa_desktop.i18n import _
from desa_desktop.services import exchange, rkp_perubahan, rpjm, sketsa_rpjm, teks_rencana
from desa_desktop.services.intake import Masuk
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.ask import ask, ask_reason
from desa_desktop.ui.kit.clipboard import Block
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.table import RowId
from desa_desktop.ui.kit.tabs import Tabs
from desa_desktop.ui.later_pages import LaterPages, PageOf
from desa_desktop.ui.papers import open_paper
from desa_desktop.ui.paste_flow import PasteHost, PasteOrder
from desa_desktop.ui.rereading import Rereading
from desa_desktop.ui.review_notes import note_rows
from desa_desktop.ui.screen import Command, Screen
from desa_desktop.ui.screens.rpjm.arah import ArahTab
from desa_desktop.ui.screens.rpjm.columns import pasted_as
from desa_desktop.ui.screens.rpjm.dokumen import PapersTab
from desa_desktop.ui.screens.rpjm.gagasan import TakePage
from desa_desktop.ui.screens.rpjm.kajian import KajianTab
from desa_desktop.ui.screens.rpjm.kegiatan import ActivitiesTab
from desa_desktop.ui.screens.rpjm.mulai import BeginPage
from desa_desktop.ui.screens.rpjm.plan import OpenRpjm, RpjmTab, Terbaca
from desa_desktop.ui.screens.rpjm.sahkan import RatifyPage
from desa_desktop.ui.screens.rpjm.teks import TextsPage
from desa_desktop.ui.screens.rpjm.telaah import ReviewTab
from desa_desktop.ui.screens.rpjm.tim import TeamTab
from desa_desktop.ui.tab_page import count_shown_only

OWN_TABLES = frozenset(
    {
        *("rpjm_desa", "arah_rpjm", "kegiatan_rpjm", "kalender_musim", "kajian_lembaga", "masalah"),
        *("program_rpjm", "anggota_tim_rpjm"),
    }
)
WATCHED = OWN_TABLES | {"usulan", "musyawarah", "telaah"}


class RpjmScreen(Screen):
    """Tabs, or one of the pages that take their place; a page of its own while there is no plan."""

    help = "rpjm"
    tables = OWN_TABLES
    activities = PageOf("kegiatan", ActivitiesTab)
    arah = PageOf("arah", ArahTab)
    kajian = PageOf("pengkajian", KajianTab)
    team = PageOf("tim", TeamTab)
    review = PageOf("telaah", ReviewTab)
    papers = PageOf("dokumen", PapersTab)
    take = PageOf("ambil", TakePage)
    ratifying = PageOf("sahkan", RatifyPage)
    texts = PageOf("teks", TextsPage)
    begin = PageOf("mulai", BeginPage)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "rpjm")
        self.plan = OpenRpjm(desk, self)
        self._pasted: UUID | None = None
        self._build()
        self._reading: Rereading[Terbaca | None] = Rereading(desk, self, self._prepare, self._show)
        self._connect()
        self.set_title(_("RPJM Desa"))
        self._sync()
        self.reload()

    def _build(self) -> None:
        plan = self.plan
        self.tabs = Tabs("rpjm.bagian")
        self.layers = QStackedWidget()
        self.layers.addWidget(self.tabs)
        labels = {
            "kegiatan": _("Kegiatan"),
            "arah": _("Visi && Misi"),
            "pengkajian": _("Pengkajian"),
            "tim": _("Tim"),
            "telaah": _("Telaah"),
            "dokumen": _("Dokumen"),
        }
        makers: dict[str, Callable[[], RpjmTab]] = {
            "kegiatan": lambda: ActivitiesTab(plan),
            "arah": lambda: ArahTab(plan),
            "pengkajian": lambda: KajianTab(plan),
            "tim": lambda: TeamTab(plan),
            "telaah": lambda: ReviewTab(plan),
            "dokumen": lambda: PapersTab(plan),
            # in the place of the tabs
            "ambil": lambda: TakePage(plan),
            "sahkan": lambda: RatifyPage(plan),
            "teks": lambda: TextsPage(plan),
            "mulai": lambda: BeginPage(plan),
        }
        self.tabs.bar.setAccessibleName(_("Bagian RPJM Desa"))
        self.host = PasteHost(self.desk, "rpjm.tempel", self.layers)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.host)
        self.pages: LaterPages[RpjmTab] = LaterPages(self.tabs, self.layers, makers, labels, self._join)
        self.tabs.remember(self.desk.memory)
        self.page  # noqa: B018  the tab that is shown first
        count_shown_only(self.tabs.pages)
        count_shown_only(self.layers)

    def _connect(self) -> None:
        self.tabs.turned.connect(self._on_turned)
        self.tabs.bar.tabBarClicked.connect(lambda _number: QTimer.singleShot(0, self._arrive))
        self.host.opened.connect(lambda _open: self._sync())
        self.host.accepted.connect(self._on_accepted)

    def _join(self, page: RpjmTab) -> None:
        """A page was made: what it asks for is done here, and it shows what was read."""
        page.primary_changed.connect(self._sync)
        page.turn_to.connect(self.tabs.turn_to)
        if isinstance(page, ActivitiesTab | RatifyPage | ReviewTab):
            page.jumped.connect(self.jump)
        if isinstance(page, ActivitiesTab | PapersTab):
            page.asks_ratify.connect(self.open_ratify)
        match page:
            case ActivitiesTab():
                page.made_grid.connect(self._take_pastes)
                page.asks_take.connect(self.open_take)
                page.asks_revise.connect(self.revise)
                self._take_pastes()
            case PapersTab():
                page.asks_extend.connect(self.extend)
                page.asks_texts.connect(self.open_texts)
            case TakePage() | RatifyPage() | TextsPage():
                page.done.connect(self._show_tabs)
        if self.plan.read is not None and not isinstance(page, BeginPage):
            page.show_plan(self.plan.read)

    # -- reading -----------------------------------------------------------------------------------

    def concerns(self, tables: frozenset[str]) -> bool:
        """Also proposals, meetings and reviews: gagasan is taken, a Musrenbangdes asked for, notes come."""
        return bool(tables & WATCHED)

    def reload(self) -> None:
        """Read the plan anew."""
        self._reading.start()

    def _prepare(self) -> Any:
        app, tahun = self.desk.app, self.plan.tahun
        database, aturan, naskah = app.database, app.aturan, app.naskah

        def read() -> Terbaca | None:
            key = rpjm.key_for(database, tahun)
            if key is None:
                return None
            return Terbaca(
                rpjm.show_plan(database, aturan, tahun),
                rpjm.show_plan(database, aturan, tahun, final=True).pemeriksaan,
                tuple(rpjm.revisions(database, tahun)),
                tuple(rpjm.gagasan_of(database, tahun)),
                sketsa_rpjm.get_sketsa(database, tahun),
                teks_rencana.show_texts(database, naskah, "rpjm", tahun),
                exchange.notes_of(database, key),
            )

        return read

    def _show(self, read: Terbaca | None) -> None:
        was_there = self.plan.read is not None
        self.plan.read = read
        if read is None:
            self.set_title(_("RPJM Desa"))
            self._turn(self.begin)
            self.begin.arrive()
            return
        self.set_title(_("RPJM Desa {rentang}").format(rentang=self.plan.span))
        for page in list(self.pages.made.values()):
            if not isinstance(page, BeginPage):
                page.show_plan(read)
        self.tabs.set_count("telaah", len(note_rows(read.telaah, {})))
        if self.pages.is_shown("mulai"):
            self.layers.setCurrentWidget(self.tabs)
        self._sync()
        if not was_there:
            self._arrive()
        if self._pasted is not None and self.activities.jump(self._pasted, ""):
            self._pasted = None

    # -- pages --------------------------------------------------------------------------------------

    @property
    def page(self) -> RpjmTab:
        """What is shown: a tab, or a page in its place."""
        shown = self.layers.currentWidget()
        return shown if isinstance(shown, RpjmTab) else self.pages[self.tabs.current]

    def open_take(self) -> None:
        """`Ambil dari gagasan…` (Ctrl+U)."""
        self._turn(self.take)
        self.take.start()

    def open_ratify(self) -> None:
        """The page of Sahkan: what is missing, and the milestone itself."""
        self._turn(self.ratifying)
        self.ratifying.arrive()

    def open_texts(self) -> None:
        """`Teks naskah…`: the words of the Perdes and of the document."""
        self._turn(self.texts)
        self.texts.arrive()

    def revise(self) -> None:
        """`Buat perubahan`: with the reason that allows it (perencanaan.md 4.4)."""
        reason = ask_reason(
            self,
            _("Apa dasar perubahan RPJM Desa {rentang}?").format(rentang=self.plan.span),
            _("Buat perubahan"),
            hint=_("Bencana, krisis, kerusuhan, atau kebijakan pemerintah yang berubah mendasar"),
        )
        if reason:
            self.plan.save(self, rpjm.revise, self.plan.tahun, reason)

    def extend(self) -> None:
        """`Perpanjang ke 8 tahun`."""
        detail = _("Kolom tahun yang kurang ditambahkan. Yang sudah disahkan dibuka sebagai perubahan.")
        question = _("Perpanjang RPJM Desa {rentang} menjadi 8 tahun?").format(rentang=self.plan.span)
        if not ask(self, question, _("Perpanjang"), detail=detail):
            return

        def extended(years: tuple[int, int]) -> None:
            words = _("RPJM Desa menjadi {awal}–{akhir}. Centang kegiatan di tahun yang baru.")
            self.desk.notice(words.format(awal=years[0], akhir=years[1]), Tone.SUKSES, seconds=10)

        self.plan.save(self, rpjm.extend, self.plan.tahun, then=extended)

    def special(self) -> None:
        """`Musrenbangdes Khusus…`: the meeting that a change of the plan needs, and into its room."""
        self.plan.save(
            self,
            rkp_perubahan.prepare_special_meeting,
            self.plan.tahun,
            then=lambda key: self.desk.open("musyawarah", key),
            rpjm=True,
        )

    def _turn(self, page: QWidget) -> None:
        self.commit()
        self.layers.setCurrentWidget(page)
        self._sync()

    def _show_tabs(self) -> None:
        self._turn(self.tabs)
        self._arrive()

    def _on_turned(self, _name: str) -> None:
        self._sync()
        if not self.tabs.bar.hasFocus():
            self._arrive()

    def _arrive(self) -> None:
        if self.plan.read is not None:
            self.page.arrive()

    def step(self, step: int) -> None:
        """The tab before or after this one, the cursor in it."""
        names = self.tabs.names
        place = names.index(self.tabs.current) + step
        if 0 <= place < len(names) and self.layers.currentWidget() is self.tabs:
            self.tabs.turn_to(names[place])
            self._arrive()

    def jump(self, finding: Pemeriksaan) -> None:
        """Go to the place a finding names: a cell, a field of Sahkan, a member of the team."""
        record, field = finding.record, finding.field
        if self.pages.is_shown("sahkan") and field in self.ratifying.form.boxes:
            self.ratifying.form.go_to(field)
            return
        for name in self.tabs.names:
            page = self.pages[name]
            if page.jump(record, field):
                self.layers.setCurrentWidget(self.tabs)
                self.tabs.turn_to(name)
                self._sync()
                page.jump(record, field)
                return
        if finding.aturan == "V-32":
            self.desk.open("musyawarah")
            return
        self._show_tabs()

    def go_to(self, key: object) -> None:
        """The row with this id, on whatever tab it is; a word is a tab (`dokumen`)."""
        if isinstance(key, str) and key in self.tabs.names:
            self.tabs.turn_to(key)
            if self.plan.read is not None:
                self._show_tabs()
        elif isinstance(key, UUID):
            self.jump(Pemeriksaan(Level.SARAN, "", "", key, ""))

    def next_problem(self, step: int = 1) -> bool:
        """F8: the next marked cell here, else the gravest finding wherever it is."""
        if super().next_problem(step):
            return True
        read = self.plan.read
        if read is None or self.plan.is_locked:
            return False
        found = of_level(read.tampil.pemeriksaan, Level.GALAT) or list(read.tampil.pemeriksaan)
        if found:
            self.jump(found[0])
        return bool(found)

    # -- header and menus --------------------------------------------------------------------------------

    def _sync(self) -> None:
        shown = self.layers.currentWidget()
        is_begin = self.pages.is_shown("mulai")
        self.back = None if is_begin or shown is self.tabs else self._show_tabs
        has_plan = self.plan.read is not None
        self.print_document = self._print if has_plan else None
        self.export = self._print if has_plan else None
        self._offer([*self._bring_commands(), *(self._commands() if has_plan else [])])
        primary = self.page.primary() if has_plan or is_begin else None
        if self.host.is_open:
            primary = None  # the preview has its own
        if primary is None:
            self.clear_primary()
        else:
            self.set_primary(primary.text, primary.act, enabled=primary.enabled, why=primary.why)

    def _commands(self) -> list[Command]:
        locked = self.plan.is_locked
        is_tabs = self.layers.currentWidget() is self.tabs
        has_row = self.tabs.current == "kegiatan" and is_tabs
        is_outline = self.tabs.current == "arah" and is_tabs and not locked
        return [
            Command(_("Ambil dari gagasan…"), self.open_take, "Ctrl+U", enabled=not locked),
            Command(_("Biaya per tahun"), lambda: self.activities.toggle_amounts(), "Ctrl+J",
                    enabled=has_row),
            Command(_("Salin biaya ke tahun berikutnya…"), lambda: self.activities.copy_amounts(), "Ctrl+R",
                    enabled=has_row and not locked),
            Command(_("Rincian kegiatan"), lambda: self.activities.toggle_detail(), "Ctrl+I",
                    enabled=has_row),
            Command(_("Geser ke dalam"), lambda: self.arah.shift(1), "Ctrl+]", enabled=is_outline),
            Command(_("Geser ke luar"), lambda: self.arah.shift(-1), "Ctrl+[", enabled=is_outline),
            Command(_("Sahkan RPJM Desa…"), self.open_ratify, enabled=not locked),
            Command(_("Buat perubahan…"), self.revise, enabled=locked),
            Command(_("Perpanjang ke 8 tahun…"), self.extend, enabled=len(self.plan.years) < YEARS),
            Command(_("Musrenbangdes Khusus…"), self.special, enabled=self.plan.is_changing),
            Command(_("Teks naskah…"), self.open_texts),
            Command(_("Bagian berikutnya"), lambda: self.step(1), "Ctrl+PgDown"),
            Command(_("Bagian sebelumnya"), lambda: self.step(-1), "Ctrl+PgUp"),
        ]  # fmt: skip

    def _bring_commands(self) -> list[Command]:
        """Rows come in from a file or from Excel; where there is no plan yet, they begin it."""
        shown = self.layers.currentWidget()
        is_here = self.pages.is_shown("mulai") or (shown is self.tabs and self.tabs.current == "kegiatan")
        can = is_here and not self.plan.is_locked and not self.host.is_open
        from_file, pasted = (lambda: self._bring(from_file=True)), (lambda: self._bring(from_file=False))
        return [
            Command(_("Impor dari berkas…"), from_file, "Ctrl+O", enabled=can),
            Command(_("Tempel dari Excel…"), pasted, enabled=can),
        ]

    def _offer(self, commands: Sequence[Command]) -> None:
        """Other commands in the menu, only if they are others: the menu is built anew each time."""
        before = [(one.text, one.enabled) for one in self.commands]
        if before != [(one.text, one.enabled) for one in commands]:
            self.set_commands(commands)

    def _print(self) -> None:
        """Ctrl+P and Ctrl+E: the paper of the part that is shown, else the matrix."""
        self.commit()
        if self.tabs.current == "pengkajian" and self.kajian.print_part():
            return
        desk, tahun = self.desk, self.plan.tahun
        desk.after_saves(lambda: open_paper(desk, "rpjm", "rpjm", tahun=tahun))

    # -- pasting -------------------------------------------------------------------------------------------

    def _take_pastes(self) -> None:
        """Let the table of activities be pasted into; it is made anew when the years of the plan change."""
        grid = self.activities.grid

        def paste(block: Block, anchor: tuple[RowId | None, str]) -> None:
            row_id, name = anchor
            names = [
                pasted_as(column.name, self.plan.years)
                for place, column in enumerate(grid.model.columns)
                if not grid.view.isColumnHidden(place)
            ]
            wanted = pasted_as(name, self.plan.years)
            kolom = tuple(names[names.index(wanted) :]) if wanted and wanted in names[1:] else ()
            after = row_id if isinstance(row_id, UUID) else None
            self.host.offer(PasteOrder(JenisTempel.RPJM, self.plan.tahun, kolom, "", after), block)

        grid.use(on_paste=paste)

    def _bring(self, *, from_file: bool) -> None:
        """A file or the clipboard into the activities."""
        order = PasteOrder(JenisTempel.RPJM, self.plan.tahun)
        if from_file:
            self.host.choose_file(order)
        else:
            self.host.offer_clipboard(order)

    def _on_accepted(self, came: Masuk) -> None:
        """The cursor goes to the first of the rows that came in, as soon as they are read."""
        self._pasted = next(iter((*came.baru, *came.berubah)), None)
        if self._pasted is not None and self.activities.jump(self._pasted, ""):
            self._pasted = None
