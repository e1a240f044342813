"""The screen RKPDes: tabs over one plan year, and the pages that take their place (RAB, Sahkan)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan, of_level
from desa_desktop.domain.tempel import JenisTempel
from desa_desktop.i18n import _
from desa_desktop.services import durkp, exchange, harga, rkp, rkp_rpjm, rkp_susun, teks_rencana
from desa_desktop.services.intake import Masuk
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.clipboard import Block
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.table import RowId
from desa_desktop.ui.kit.tabs import Tabs
from desa_desktop.ui.later_pages import LaterPages, PageOf
from desa_desktop.ui.papers import open_paper
from desa_desktop.ui.paste_flow import PasteHost, PasteOrder
from desa_desktop.ui.rereading import Rereading
from desa_desktop.ui.review_notes import note_rows
from desa_desktop.ui.saving import undo
from desa_desktop.ui.screen import Command, Screen
from desa_desktop.ui.screens.rkpdes.activities import ActivitiesTab
from desa_desktop.ui.screens.rkpdes.ceilings import CeilingsTab
from desa_desktop.ui.screens.rkpdes.changes import ChangesPage
from desa_desktop.ui.screens.rkpdes.evaluation import EvaluationTab
from desa_desktop.ui.screens.rkpdes.papers_tab import PapersTab
from desa_desktop.ui.screens.rkpdes.plan import OpenPlan, PlanTab, Terbaca
from desa_desktop.ui.screens.rkpdes.prices import PricesPage
from desa_desktop.ui.screens.rkpdes.rab import RabPage
from desa_desktop.ui.screens.rkpdes.ratify import RatifyPage
from desa_desktop.ui.screens.rkpdes.review import ReviewTab
from desa_desktop.ui.screens.rkpdes.take import TakePage
from desa_desktop.ui.screens.rkpdes.take_rpjm import TakeRpjmPage
from desa_desktop.ui.screens.rkpdes.team import TeamTab
from desa_desktop.ui.screens.rkpdes.texts import TextsPage
from desa_desktop.ui.screens.rkpdes.upwards import UpwardsTab
from desa_desktop.ui.tab_page import count_shown_only

OWN_TABLES = frozenset(
    {
        *("rkp_desa", "kegiatan", "sumber_biaya", "baris_rab", "pagu", "durkp", "baris_durkp"),
        *("anggota_tim", "rencana_tim", "program_masuk", "evaluasi", "daftar_harga", "harga_satuan"),
    }
)
_PASTED_AS = {"waktu": "_waktu", "jumlah_rab": ""}
"""Columns of the screen that a pasted block names otherwise; a computed one is read and not stored."""
_PAPER_OF = {"durkp": "durkp", "pagu": "pagu", "evaluasi": "evaluasi-rkp"}
"""What Ctrl+P prints on a tab; on the others it is the matrix."""
WATCHED = OWN_TABLES | {
    *("usulan", "musyawarah", "telaah", "catatan_telaah", "rpjm_desa", "kegiatan_rpjm"),
}


_ELSEWHERE = {"musyawarah": "musyawarah", "rpjm-desa": "rpjm"}  # dokumen of a finding -> the screen it is on


class RkpdesScreen(Screen):
    """Tabs, or one of the pages that take their place."""

    help = "rkpdes"
    tables = OWN_TABLES
    activities = PageOf("kegiatan", ActivitiesTab)
    ceilings = PageOf("pagu", CeilingsTab)
    upwards = PageOf("durkp", UpwardsTab)
    team = PageOf("tim", TeamTab)
    evaluation = PageOf("evaluasi", EvaluationTab)
    review = PageOf("telaah", ReviewTab)
    papers = PageOf("dokumen", PapersTab)
    take = PageOf("ambil", TakePage)
    take_rpjm = PageOf("ambil-rpjm", TakeRpjmPage)
    changes = PageOf("perubahan", ChangesPage)
    prices = PageOf("harga", PricesPage)
    rab = PageOf("rab", RabPage)
    texts = PageOf("teks", TextsPage)
    ratifying = PageOf("sahkan", RatifyPage)
    ratifying_durkp = PageOf("sahkan-durkp", RatifyPage)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "rkpdes")
        self.plan = OpenPlan(desk, self)
        self._pasted: UUID | None = None
        self._build()
        self._reading: Rereading[Terbaca] = Rereading(desk, self, self._prepare, self._show)
        self._connect()
        self.set_title(_("RKPDes {tahun}").format(tahun=self.plan.tahun))
        self._sync()
        self.reload()

    def _build(self) -> None:
        plan = self.plan
        self.tabs = Tabs("rkpdes.bagian")
        self.layers = QStackedWidget()
        self.layers.addWidget(self.tabs)
        labels = {
            "kegiatan": _("Kegiatan"),
            "pagu": _("Pagu"),
            "durkp": _("DURKP"),
            "tim": _("Tim"),
            "evaluasi": _("Evaluasi"),
            "telaah": _("Telaah"),
            "dokumen": _("Dokumen"),
        }
        makers: dict[str, Callable[[], PlanTab]] = {
            "kegiatan": lambda: ActivitiesTab(plan),
            "pagu": lambda: CeilingsTab(plan),
            "durkp": lambda: UpwardsTab(plan),
            "tim": lambda: TeamTab(plan),
            "evaluasi": lambda: EvaluationTab(plan),
            "telaah": lambda: ReviewTab(plan),
            "dokumen": lambda: PapersTab(plan),
            # in the place of the tabs
            "ambil": lambda: TakePage(plan),
            "ambil-rpjm": lambda: TakeRpjmPage(plan),
            "perubahan": lambda: ChangesPage(plan),
            "harga": lambda: PricesPage(plan),
            "rab": lambda: RabPage(plan),
            "teks": lambda: TextsPage(plan),
            "sahkan": lambda: RatifyPage(plan, is_durkp=False),
            "sahkan-durkp": lambda: RatifyPage(plan, is_durkp=True),
        }
        self.tabs.bar.setAccessibleName(_("Bagian RKPDes"))
        self.host = PasteHost(self.desk, "rkpdes.tempel", self.layers)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.host)
        self.pages: LaterPages[PlanTab] = LaterPages(self.tabs, self.layers, makers, labels, self._join)
        self.tabs.remember(self.desk.memory)
        self.page  # noqa: B018  the tab that is shown first
        count_shown_only(self.tabs.pages)
        count_shown_only(self.layers)

    def _connect(self) -> None:
        self.tabs.turned.connect(self._on_turned)
        self.tabs.bar.tabBarClicked.connect(lambda _number: QTimer.singleShot(0, self._arrive))
        self.host.opened.connect(lambda _open: self._sync())
        self.host.accepted.connect(self._on_accepted)

    def _join(self, page: PlanTab) -> None:
        """A page was made: what it asks for is done here, and it shows what was read."""
        page.primary_changed.connect(self._sync)
        page.turn_to.connect(self.tabs.turn_to)
        if isinstance(page, ActivitiesTab | UpwardsTab):
            page.asks_take.connect(self.open_take)
        if isinstance(page, ActivitiesTab | RatifyPage | ReviewTab):
            page.jumped.connect(self.jump)
        match page:
            case ActivitiesTab():
                page.asks_copy.connect(self._copy_last_year)
                page.asks_rpjm.connect(self.open_take_rpjm)
                page.asks_changes.connect(self.open_changes)
                page.asks_rab.connect(self.open_rab)
                page.asks_ratify.connect(lambda: self.open_ratify(self.ratifying))
                self._open_to_pastes(page.grid, JenisTempel.RKP)
            case CeilingsTab():
                self._open_to_pastes(page.grid, JenisTempel.PAGU)
            case UpwardsTab():
                page.asks_ratify.connect(lambda: self.open_ratify(self.ratifying_durkp))
                self._open_to_pastes(page.grid, JenisTempel.DURKP)
            case PapersTab():
                page.asks_texts.connect(self.open_texts)
            case RabPage():
                page.asks_prices.connect(self.open_prices)
                page.asks_paste.connect(self._paste_estimate)
                self._open_to_pastes(page.grid, JenisTempel.RAB)
            case PricesPage():
                page.asks_file.connect(lambda: self._bring(from_file=True))
                self._open_to_pastes(page.grid, JenisTempel.HARGA)
        if isinstance(
            page, TakePage | TakeRpjmPage | ChangesPage | PricesPage | RabPage | TextsPage | RatifyPage
        ):
            page.done.connect(self._show_tabs)
        if self.plan.read is not None:
            page.show_plan(self.plan.read)

    def _open_to_pastes(self, grid: Grid, jenis: JenisTempel) -> None:
        grid.remember(self.desk.memory)
        grid.use(on_paste=self._paste_into(grid, jenis))

    # -- reading -----------------------------------------------------------------------------------

    def concerns(self, tables: frozenset[str]) -> bool:
        """Also meetings and proposals: what was agreed can be taken over."""
        return bool(tables & WATCHED)

    def reload(self) -> None:
        """Read the year anew."""
        self._reading.start()

    def _prepare(self) -> Any:
        app, tahun = self.desk.app, self.plan.tahun
        database, aturan, today = app.database, app.aturan, self.desk.today()

        def read() -> Terbaca:
            return Terbaca(
                *rkp.show_year(database, aturan, tahun, today),
                exchange.notes_for(database, "rkp-desa", tahun),
                tuple(rkp_susun.revisions(database, tahun)),
                teks_rencana.show_texts(database, app.naskah, "rkp", tahun),
                rkp_susun.last_year_count(database, tahun),
                rkp_rpjm.show_rpjm(database, tahun),
                harga.show_harga(database, tahun),
                durkp.earlier_answers(database, tahun, aturan.ambang_mirip),
                len(durkp.last_year_open(database, tahun)),
                durkp.earlier_offices(database),
            )

        return read

    def _show(self, read: Terbaca) -> None:
        self.plan.read = read
        for page in list(self.pages.made.values()):
            page.show_plan(read)
        self.tabs.set_count("durkp", len(read.durkp.durkp.baris))
        self.tabs.set_count("telaah", len(note_rows(read.telaah, {})))
        self._sync()
        if self._pasted is not None and self.page.jump(self._pasted, ""):
            self._pasted = None

    # -- pages --------------------------------------------------------------------------------------

    @property
    def page(self) -> PlanTab:
        """What is shown: a tab, or a page in its place."""
        shown = self.layers.currentWidget()
        return shown if isinstance(shown, PlanTab) else self.pages[self.tabs.current]

    def open_take(self) -> None:
        """`Ambil dari usulan…` (Ctrl+U)."""
        self._turn(self.take)
        self.take.start()

    def open_take_rpjm(self) -> None:
        """`Ambil dari RPJM…` (Ctrl+G)."""
        self._turn(self.take_rpjm)
        self.take_rpjm.start()

    def open_changes(self) -> None:
        """`Lihat perubahan…`: what is new against the signed plan."""
        self._turn(self.changes)
        self.changes.start()

    def open_prices(self) -> None:
        """`Daftar harga…`."""
        self._turn(self.prices)
        self.prices.start()

    def open_rab(self, key: UUID) -> None:
        """`RAB…`: the estimate of one activity."""
        self.rab.open_for(key)
        self._turn(self.rab)
        self.rab.arrive()

    def open_texts(self) -> None:
        """`Teks naskah…`: the words of the Perdes and of the document."""
        self._turn(self.texts)
        self.texts.arrive()

    def open_ratify(self, page: RatifyPage) -> None:
        """The page of Sahkan: what is missing, and the milestone itself."""
        self._turn(page)
        page.arrive()

    def _turn(self, page: QWidget) -> None:
        self.commit()
        self.layers.setCurrentWidget(page)
        self._sync()

    def _show_tabs(self) -> None:
        self._turn(self.tabs)
        self._arrive()

    @property
    def _estimated(self) -> UUID | None:
        """The activity whose estimate is open."""
        return self.rab.key if "rab" in self.pages.made else None

    def _leave_estimate(self) -> None:
        """Back to the activity whose estimate was open."""
        key = self._estimated
        self._show_tabs()
        if key is not None:
            self._jump_to("kegiatan", key, "nama")

    def _back_to_estimate(self) -> None:
        """From the prices back to the estimate they were opened from."""
        self._turn(self.rab)
        self.rab.arrive()

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
        """Go to the place a finding names: a cell, a ceiling, a field of Sahkan, the agreed proposals."""
        record, field = finding.record, finding.field
        shown = self.layers.currentWidget()
        if isinstance(shown, RatifyPage) and field in shown.form.boxes:
            shown.form.go_to(field)
            return
        if field in self.ratifying.form.boxes and record == self.plan.rkp_id:
            self.open_ratify(self.ratifying)
            self.ratifying.form.go_to(field)
            return
        if finding.dokumen in _ELSEWHERE:
            self.desk.open(_ELSEWHERE[finding.dokumen], record)
            return
        if field in self.tabs.names and record == self.plan.rkp_id:
            self._show_tabs()
            self.tabs.turn_to(field)
            return
        estimate = record if field == "rab" else self.rab.activity_of(record)
        if estimate is not None:
            self.open_rab(estimate)
            self.rab.jump(record, field)
            return
        if field == "usulan_id":
            self.open_take()
            return
        for name in ("kegiatan", "pagu", "durkp", "tim", "evaluasi"):
            if self._jump_to(name, record, field):
                return
        if finding.aturan == "V-32":
            self.desk.open("musyawarah")
            return
        self._show_tabs()

    def _jump_to(self, name: str, record: UUID | None, field: str) -> bool:
        if not self.pages[name].jump(record, field):
            return False
        self.layers.setCurrentWidget(self.tabs)
        self.tabs.turn_to(name)
        self._sync()
        return self.pages[name].jump(record, field)

    def go_to(self, key: object) -> None:
        """The row with this id, on whatever tab it is; a word is a tab (`durkp`)."""
        if isinstance(key, str) and key in self.tabs.names:
            self._show_tabs()
            self.tabs.turn_to(key)
        elif isinstance(key, UUID):
            self.jump(Pemeriksaan(Level.SARAN, "", "", key, ""))

    def next_problem(self, step: int = 1) -> bool:
        """F8: the next marked cell here, else the gravest finding wherever it is."""
        if super().next_problem(step):
            return True
        read = self.plan.read
        if read is None or self.plan.is_rkp_locked:
            return False
        found = of_level(read.rencana.pemeriksaan, Level.GALAT) or list(read.rencana.pemeriksaan)
        if found:
            self.jump(found[0])
        return bool(found)

    # -- header and menus --------------------------------------------------------------------------------

    def _sync(self) -> None:
        shown = self.layers.currentWidget()
        back = self._leave_estimate if self.pages.is_shown("rab") else self._show_tabs
        if self.pages.is_shown("harga") and self._estimated is not None:
            back = self._back_to_estimate
        self.back = None if shown is self.tabs else back
        self.print_document = self._print
        self.export = self._print
        self._offer(self._commands())
        primary = self.page.primary() if self.plan.read is not None and not self.host.is_open else None
        if primary is None:
            self.clear_primary()
        else:
            self.set_primary(primary.text, primary.act, enabled=primary.enabled, why=primary.why)

    def _commands(self) -> list[Command]:
        locked = self.plan.is_rkp_locked
        has_row = self.tabs.current == "kegiatan" and self.layers.currentWidget() is self.tabs
        can_bring = self._brought() is not None and not self.host.is_open
        return [
            Command(_("Ambil dari usulan…"), self.open_take, "Ctrl+U", enabled=not locked),
            Command(
                _("Impor dari berkas…"), lambda: self._bring(from_file=True), "Ctrl+O", enabled=can_bring
            ),
            Command(_("Tempel dari Excel…"), lambda: self._bring(from_file=False), enabled=can_bring),
            Command(_("Ambil dari RPJM…"), self.open_take_rpjm, "Ctrl+G", enabled=not locked),
            Command(
                _("Bagi sumber dana…"), lambda: self.activities.open_split(), enabled=has_row and not locked
            ),
            Command(
                _("Salin dari RKPDes {tahun}…").format(tahun=self.plan.tahun - 1),
                self._copy_last_year,
                enabled=not locked and self.plan.read is not None and bool(self.plan.read.tahun_lalu),
            ),
            Command(_("RAB kegiatan…"), lambda: self.activities.open_rab(), "Ctrl+R", enabled=has_row),
            Command(
                _("Rincian kegiatan"), lambda: self.activities.toggle_detail(), "Ctrl+I", enabled=has_row
            ),
            Command(_("Daftar harga…"), self.open_prices),
            Command(_("Lihat perubahan…"), self.open_changes, enabled=self._has_revision),
            Command(
                _("Urutkan prioritas DURKP"),
                lambda: self.upwards.renumber(),
                enabled=not self.plan.is_durkp_locked,
            ),
            Command(_("Ajukan lagi DURKP tahun lalu…"), self._again_upwards, enabled=self._can_ask_again),
            Command(
                _("Isi data pendukung dari kartu skor"),
                lambda: self.upwards.fill_support(),
                enabled=not self.plan.is_durkp_locked,
            ),
            Command(_("Sahkan RKPDes…"), lambda: self.open_ratify(self.ratifying), enabled=not locked),
            Command(
                _("Sahkan DURKP…"),
                lambda: self.open_ratify(self.ratifying_durkp),
                enabled=not self.plan.is_durkp_locked,
            ),
            Command(_("Teks naskah…"), self.open_texts),
            Command(_("Simpan CSV untuk Siskeudes…"), lambda: self.papers.save_for_siskeudes()),
            Command(_("Cetak matriks bentuk Permendagri 114/2014…"), lambda: self._print("matriks-rkp-a1")),
            Command(_("Bagian berikutnya"), lambda: self.step(1), "Ctrl+PgDown"),
            Command(_("Bagian sebelumnya"), lambda: self.step(-1), "Ctrl+PgUp"),
        ]

    @property
    def _has_revision(self) -> bool:
        return self.plan.read is not None and self.plan.read.rencana.rkp.revisi > 0

    @property
    def _can_ask_again(self) -> bool:
        read = self.plan.read
        return read is not None and read.durkp_lalu > 0 and not self.plan.is_durkp_locked

    def _again_upwards(self) -> None:
        self._show_tabs()
        self.tabs.turn_to("durkp")
        self.upwards.propose_again()

    def _offer(self, commands: Sequence[Command]) -> None:
        """Other commands in the menu, only if they are others: the menu is built anew each time."""
        before = [(one.text, one.enabled) for one in self.commands]
        if before != [(one.text, one.enabled) for one in commands]:
            self.set_commands(commands)

    def _print(self, jenis: str = "") -> None:
        """Ctrl+P and Ctrl+E: what is shown, as its paper: the DU-RKP, the ceilings, this estimate, else the
        matrix."""
        desk, tahun = self.desk, self.plan.tahun
        key = self._estimated if self.pages.is_shown("rab") and not jenis else None
        shown = "rab" if key is not None else _PAPER_OF.get(self.tabs.current, "matriks-rkp")
        self.commit()
        desk.after_saves(lambda: open_paper(desk, jenis or shown, "rkpdes", tahun=tahun, key=key))

    # -- pasting and copying ------------------------------------------------------------------------------

    def _paste_into(self, grid: Grid, jenis: JenisTempel) -> Any:
        def paste(block: Block, anchor: tuple[RowId | None, str]) -> None:
            row_id, name = anchor
            names = {**_PASTED_AS, "jumlah": "_jumlah"} if jenis is JenisTempel.RAB else _PASTED_AS
            shown = [
                names.get(column.name, column.name)
                for place, column in enumerate(grid.model.columns)
                if not grid.view.isColumnHidden(place)
            ]
            wanted = names.get(name, name)
            kolom = tuple(shown[shown.index(wanted) :]) if wanted in shown[1:] else ()
            after = row_id if isinstance(row_id, UUID) else None
            if jenis is JenisTempel.RAB:
                order = self.rab.order(kolom, after)
                if order is not None:
                    self.host.offer(order, block)
                return
            self.host.offer(PasteOrder(jenis, self.plan.tahun, kolom, "", after), block)

        return paste

    def _brought(self) -> JenisTempel | None:
        """The list of the open tab, when rows may be brought into it."""
        lists = {"kegiatan": JenisTempel.RKP, "pagu": JenisTempel.PAGU, "durkp": JenisTempel.DURKP}
        if self.pages.is_shown("harga"):
            return JenisTempel.HARGA
        if self.layers.currentWidget() is not self.tabs:
            return None
        locked = self.plan.is_durkp_locked if self.tabs.current == "durkp" else self.plan.is_rkp_locked
        return None if locked else lists.get(self.tabs.current)

    def _bring(self, *, from_file: bool) -> None:
        """A file or the clipboard into the list of the open tab."""
        jenis = self._brought()
        if jenis is None:
            return
        order = PasteOrder(jenis, self.plan.tahun)
        if from_file:
            self.host.choose_file(order)
        else:
            self.host.offer_clipboard(order)

    def _on_accepted(self, came: Masuk) -> None:
        """The cursor goes to the first of the rows that came in, as soon as they are read."""
        self._pasted = next(iter((*came.baru, *came.berubah)), None)
        if self._pasted is not None and self.page.jump(self._pasted, ""):
            self._pasted = None

    def _paste_estimate(self, order: PasteOrder | None) -> None:
        if order is not None:
            self.host.offer_clipboard(order)

    def _copy_last_year(self) -> None:
        def done(made: list[UUID]) -> None:
            if not made:
                words = _("Semua kegiatan RKPDes {tahun} sudah ada di sini. Tidak ada yang disalin.")
                self.desk.notice(words.format(tahun=self.plan.tahun - 1), Tone.SARAN, seconds=8)
                return
            words = _("{n} kegiatan disalin dari {tahun}. Periksa biaya dan waktunya.")
            text = words.format(n=len(made), tahun=self.plan.tahun - 1)
            self.desk.undo_bar(text, lambda: undo(self.desk, self))

        self.plan.save(self, rkp_susun.copy_last_year, self.plan.tahun, then=done)
