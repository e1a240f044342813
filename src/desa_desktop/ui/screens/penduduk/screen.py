"""The screen Penduduk: tabs over residents and families, and in their place the record that is open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desa_desktop.i18n import _
from desa_desktop.services import lihat_penduduk as lihat
from desa_desktop.services.editing import Draf
from desa_desktop.ui import page_draft
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.tabs import Tabs
from desa_desktop.ui.screen import Command, Screen
from desa_desktop.ui.screens.penduduk.banding import BANDING, ComparePage
from desa_desktop.ui.screens.penduduk.bantuan import BantuanTab
from desa_desktop.ui.screens.penduduk.bulanan import LaporanBulananTab
from desa_desktop.ui.screens.penduduk.cetak import CetakPenduduk
from desa_desktop.ui.screens.penduduk.ekspor import EksporPenduduk
from desa_desktop.ui.screens.penduduk.halaman import RecordPage
from desa_desktop.ui.screens.penduduk.impor import ImporPenduduk
from desa_desktop.ui.screens.penduduk.kartu import FamilyPage
from desa_desktop.ui.screens.penduduk.kata import Kata
from desa_desktop.ui.screens.penduduk.kedatangan import ArrivalPage
from desa_desktop.ui.screens.penduduk.keluarga import KeluargaTab
from desa_desktop.ui.screens.penduduk.menu_peristiwa import KEDATANGAN, PERISTIWA
from desa_desktop.ui.screens.penduduk.mutasi import MutasiTab
from desa_desktop.ui.screens.penduduk.mutu import MutuTab
from desa_desktop.ui.screens.penduduk.nanti import LaterTab
from desa_desktop.ui.screens.penduduk.orang import OrangTab
from desa_desktop.ui.screens.penduduk.peristiwa import EventPage
from desa_desktop.ui.screens.penduduk.pribadi import KELUARGA, ORANG, RIWAYAT, PersonPage
from desa_desktop.ui.screens.penduduk.riwayat import HistoryPage
from desa_desktop.ui.screens.penduduk.saring import saring_of
from desa_desktop.ui.screens.penduduk.sementara import PendudukSementaraTab
from desa_desktop.ui.screens.penduduk.statistik import StatistikTab
from desa_desktop.ui.style import is_restyle, look
from desa_desktop.ui.tab_page import TabPage, count_shown_only

_NO_STEP = frozenset({"belum_dicatat"})
"""While an event is typed nothing of it is stored: Ctrl+Z must not take back what was stored before it."""
_LARGEST_WITH_TOOLS = 130  # per cent
_LARGEST_WITH_EXPORT = 100  # the menus have it too, and it is wanted less often than the others


@dataclass(frozen=True, slots=True)
class Step:
    """One record on the way from the list to what is shown."""

    page: str
    key: UUID


class Pages(dict[str, RecordPage]):
    """The pages of records by name, each made when first wanted: a form of sixty fields takes a while."""

    def __init__(
        self, makers: Mapping[str, Callable[[], RecordPage]], made: Callable[[RecordPage], object]
    ) -> None:
        super().__init__()
        self._makers, self._made = makers, made

    def __missing__(self, name: str) -> RecordPage:
        page = self[name] = self._makers[name]()
        self._made(page)
        return page


class PendudukScreen(Screen):
    """`Kembali` goes from record to record back to the list."""

    help = "penduduk"
    tables = frozenset(
        {
            *("penduduk", "keluarga", "mutasi", "putusan_ganda", "saringan", "tutup_bulan"),
            *("penduduk_sementara", "program_bantuan", "peserta_bantuan"),
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "penduduk")
        self.title = _("Penduduk")
        self.kata = Kata(desk.app.kode, desk.today(), desk.app.settings.nik_tampak)
        self._trail: list[Step] = []
        self._is_import_waiting = False
        self._build()
        self._connect()
        self.reload()

    def _build(self) -> None:
        self.orang = OrangTab(self.desk, self.kata, self.add_family, self.import_people)
        self.keluarga = KeluargaTab(self.desk, self.kata, self.add_family)
        self.mutasi, self.mutu = MutasiTab(self.desk), MutuTab(self.desk)
        self.parts: dict[str, TabPage] = {}
        self.tabs = Tabs("penduduk")
        self.tabs.take_keys()
        for name, label, part in (
            (ORANG, _("Orang"), self.orang),
            (KELUARGA, _("Keluarga"), self.keluarga),
            ("mutasi", _("Mutasi"), self.mutasi),
            ("mutu", _("Mutu Data"), self.mutu),
            ("statistik", _("Statistik"), LaterTab("statistik", lambda: StatistikTab(self.desk))),
            ("bulanan", _("Bulan"), LaterTab("bulanan", lambda: LaporanBulananTab(self.desk))),
            ("bantuan", _("Bantuan"), LaterTab("bantuan", lambda: BantuanTab(self.desk))),
            ("sementara", _("Tamu"), LaterTab("sementara", lambda: PendudukSementaraTab(self.desk))),
        ):
            self.parts[name] = part
            self.tabs.add(name, label, part)
        self.tools = self._make_tools()
        self.selectors = (self.tools,)
        self.papers = CetakPenduduk(self.desk, self, self._chosen_family)
        self.exports = EksporPenduduk(
            self.desk, self, lambda: saring_of(self.orang.panel.values, self.orang.search.text.strip())
        )
        self.importing = ImporPenduduk(self.desk)
        self.pages = Pages(
            {
                ORANG: lambda: PersonPage(self.desk, self.kata),
                KELUARGA: lambda: FamilyPage(self.desk, self.kata),
                RIWAYAT: lambda: HistoryPage(self.desk, self.kata),
                PERISTIWA: lambda: EventPage(self.desk, self.kata),
                KEDATANGAN: lambda: ArrivalPage(self.desk, self.kata),
                BANDING: lambda: ComparePage(self.desk, self.kata),
            },
            self._take_page,
        )
        self.layers = QStackedWidget()
        self.layers.addWidget(self.tabs)
        self.layers.addWidget(self.importing)
        count_shown_only(self.layers)
        count_shown_only(self.tabs.pages)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.layers)

    def changeEvent(self, event: QEvent) -> None:
        """With the largest letters the header has no room for the tools: the menus have them too."""
        super().changeEvent(event)
        if is_restyle(event) and hasattr(self, "tools"):
            self._sync()

    def _make_tools(self) -> QWidget:
        """What works on every tab: a file in, a paper out."""
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.import_button = QPushButton(_("&Impor…"))
        self.import_button.setObjectName("penduduk.impor_berkas")
        self.import_button.clicked.connect(lambda _on=False: self.import_people())
        self.export_button = QPushButton(_("&Ekspor…"))
        self.export_button.setObjectName("penduduk.ekspor_berkas")
        self.export_button.clicked.connect(lambda _on=False: self.show_exports())
        self.print_button = QPushButton(_("&Cetak…"))
        self.print_button.setObjectName("penduduk.cetak_kertas")
        self.print_button.clicked.connect(lambda _on=False: self.show_papers())
        for button in (self.import_button, self.export_button, self.print_button):
            button.setProperty("rapat", "ya")
            row.addWidget(button)
        return tools

    def _connect(self) -> None:
        self.orang.opened.connect(lambda key: self.open(ORANG, key))
        self.keluarga.opened.connect(lambda key: self.open(KELUARGA, key))
        self.keluarga.arriving.connect(self.add_arrival)
        self.mutasi.opened.connect(lambda key: self.open(ORANG, key))
        self.mutu.opened.connect(
            lambda key, is_family, field: self.open(KELUARGA if is_family else ORANG, key, field)
        )
        self.mutu.compared.connect(lambda one, other: self.open(BANDING, one, str(other)))
        for part in self.parts.values():
            part.turn_to.connect(self.tabs.turn_to)
            part.primary_changed.connect(self._sync)
        self.importing.done.connect(lambda _came: self._to_tabs())
        self.importing.cancelled.connect(self._to_tabs)
        self.importing.recording.connect(self._record_of_import)
        self.importing.shown_changed.connect(self._sync)
        self.tabs.turned.connect(lambda _name: self._turned())
        self.tabs.remember(self.desk.memory)
        self._sync()

    def _take_page(self, page: RecordPage) -> None:
        """A page was made at its first use."""
        self.layers.addWidget(page)
        page.asked.connect(self.open)
        page.state_changed.connect(self._sync)
        page.done.connect(self.go_back)
        page.vanished.connect(self._forget)

    # -- reading -----------------------------------------------------------------------------------

    def concerns(self, tables: frozenset[str]) -> bool:
        """Residents, and the hamlets they live in."""
        return bool(tables & (PendudukScreen.tables | {"dusun"}))

    def reload(self) -> None:
        """Read what is shown anew."""
        page = self.page
        if page is not None:
            page.reload()
        elif not self.is_importing:
            self._part.reload()

    @property
    def page(self) -> RecordPage | None:
        """The record that is open; None for the tabs."""
        shown = self.layers.currentWidget()
        return shown if isinstance(shown, RecordPage) else None

    @property
    def is_importing(self) -> bool:
        """Whether the preview of a file stands in place of the tabs."""
        return self.layers.currentWidget() is self.importing

    @property
    def _part(self) -> TabPage:
        return self.parts[self.tabs.current]

    def _turned(self) -> None:
        self.commit()
        if self.page is None and not self.is_importing:
            self._part.reload()
        self._sync()

    # -- records -----------------------------------------------------------------------------------

    def open(self, name: str, key: object, field: str = "") -> None:
        """Open a record in place of what is shown; Kembali comes back here."""
        if not isinstance(key, UUID):
            return
        self._leave_page()
        if self.is_importing:  # the preview of a file waits behind the record
            self._is_import_waiting = True
            self._trail.clear()
        step = Step(name, key)
        if not self._trail or self._trail[-1] != step:
            self._trail.append(step)
        self._show_step(step, field)

    def _leave_page(self) -> None:
        page = self.page
        if page is not None:
            page.close_page()
        else:
            self.commit()

    def _show_step(self, step: Step, field: str = "") -> None:
        page = self.pages[step.page]
        self.layers.setCurrentWidget(page)
        page.open(step.key, field)
        self._sync()

    def go_back(self) -> None:
        """Kembali: the record before, at last the list."""
        self._leave_page()
        if self._trail:
            self._trail.pop()
        if self._trail:
            step = self._trail[-1]
            self.desk.after_saves(lambda: self._show_step(step))
        else:
            self.desk.after_saves(self._to_tabs)

    def _forget(self, key: object) -> None:
        """A record is gone: nothing leads back to it. What is shown now closes by itself."""
        self._trail = [one for one in self._trail[:-1] if one.key != key] + self._trail[-1:]

    def _record_of_import(self, key: UUID, jenis: str) -> None:
        """The event that a row of the file speaks of; Kembali and Catat lead back to the preview."""
        self.open(PERISTIWA, key, jenis)

    def _to_tabs(self) -> None:
        if self._is_import_waiting:
            self._is_import_waiting = False
            self.layers.setCurrentWidget(self.importing)
            self._sync()
            self.importing.go_on()
            return
        self.layers.setCurrentWidget(self.tabs)
        self._part.reload()
        self._sync()
        self._part.arrive()

    def add_family(self) -> None:
        """A new, empty family with the cursor in the number of its KK."""
        family = self.pages[KELUARGA]
        assert isinstance(family, FamilyPage)
        family.begin()

    def add_arrival(self) -> None:
        """A family that moves in from elsewhere: one event with everybody in it."""
        kantor = self.desk.app.kantor
        if kantor is not None:
            self.open(KEDATANGAN, kantor.id)

    def resume(self, draft: Draf) -> bool:
        """Open the page of an event with what was typed there before."""
        name = {page_draft.PERISTIWA: PERISTIWA, page_draft.KEDATANGAN: KEDATANGAN}.get(draft.layar)
        try:
            key = UUID(draft.baris_id)
        except ValueError:
            return False
        if name is None:
            return False
        self.open(name, key, draft.kolom)
        page = self.page
        assert isinstance(page, EventPage | ArrivalPage)
        page.resume(page_draft.content_of(draft))
        return True

    # -- a file in, a paper out ----------------------------------------------------------------------

    def import_people(self) -> None:
        """Ask for a workbook and show in place of the tabs what would come in."""
        self._leave_page()
        self._is_import_waiting = False
        self._trail.clear()
        self.layers.setCurrentWidget(self.importing)
        self._sync()
        self.importing.choose()

    def show_exports(self) -> None:
        """Everything the register can be written as for other programs, below its button."""
        button = self.export_button
        self.exports.show(button.mapToGlobal(QPoint(0, button.height())))

    def show_papers(self) -> None:
        """Every paper about residents, below its button (Ctrl+P)."""
        self.papers.show(self.print_button.mapToGlobal(QPoint(0, self.print_button.height())))

    def _chosen_family(self) -> tuple[UUID, str] | None:
        """The family of the line that is chosen, for its sheet."""
        row = self.keluarga.grid.current_row() if self.tabs.current == KELUARGA else None
        return (row.id, row.kepala) if row is not None else None

    def go_to(self, key: object) -> None:
        """A tab by its name, the person or family with this id, `datang`, or an event `mati:<id>`."""
        if isinstance(key, str) and key in self.parts:
            self._is_import_waiting = False
            self._trail.clear()
            self.layers.setCurrentWidget(self.tabs)
            self.tabs.turn_to(key)
            self._sync()
        elif key == "datang":
            self.add_arrival()
        elif isinstance(key, str) and ":" in key:
            jenis, _colon, orang = key.partition(":")
            self.open(PERISTIWA, UUID(orang), jenis)
        elif isinstance(key, UUID):
            database = self.desk.app.database
            self.desk.run(
                self,
                lambda: lihat.is_keluarga(database, key),
                lambda is_family: self.open(KELUARGA if is_family else ORANG, key),
            )

    # -- the frame ---------------------------------------------------------------------------------

    def _sync(self) -> None:
        page = self.page
        self.tables = _NO_STEP if isinstance(page, EventPage | ArrivalPage) else PendudukScreen.tables
        self.back = self.go_back if page is not None else None
        self.history = page.open_history if isinstance(page, PersonPage) else None
        is_list = page is None and not self.is_importing
        self.selectors = (self.tools,) if is_list and look().scale <= _LARGEST_WITH_TOOLS else ()
        self.export_button.setVisible(look().scale <= _LARGEST_WITH_EXPORT)
        self.set_title(page.title if page is not None else _("Penduduk"))
        self.print_document = self.show_papers if is_list else None
        primary = page.primary() if page is not None else self._part.primary() if is_list else None
        if primary is None:
            self.clear_primary()
        else:
            self.set_primary(primary.text, primary.act, enabled=primary.enabled, why=primary.why)
        offered = list(page.commands()) if page is not None else self._tab_commands() if is_list else []
        before = [(one.text, one.enabled) for one in self.commands]
        if before != [(one.text, one.enabled) for one in offered]:
            self.set_commands(offered)

    def _tab_commands(self) -> list[Command]:
        common = [
            Command(_("Impor penduduk…"), self.import_people),
            Command(_("Keluarga datang…"), self.add_arrival),
            Command(_("Ekspor penduduk…"), self.show_exports),
        ]
        if self.tabs.current == ORANG:
            return [
                *common,
                Command(_("Saring penduduk"), self.orang.toggle_filter, "Ctrl+Shift+F"),
                Command(_("Simpan saringan ini…"), self.orang.keep_filter, "", bool(self.orang.panel.values)),
                Command(_("Tampilkan atau samarkan NIK"), self._turn_nik, "Ctrl+Shift+N"),
            ]
        return common

    def _turn_nik(self) -> None:
        self.orang.show_whole(not self.kata.is_tampak)

    def leave(self) -> bool:
        """Another screen is shown: what is typed is taken."""
        page = self.page
        if page is not None:
            page.commit()
        return super().leave()

    def commit(self) -> None:
        """Take what stands in open editors; a page that stores nothing yet keeps its draft."""
        super().commit()
        page = self.page
        if page is not None:
            page.commit()

    def next_problem(self, step: int = 1) -> bool:
        """F8 on the open record."""
        page = self.page
        if page is not None:
            return page.next_problem(step)
        if self.tabs.current == "mutu":
            return self.mutu.next_problem(step)
        return super().next_problem(step)
