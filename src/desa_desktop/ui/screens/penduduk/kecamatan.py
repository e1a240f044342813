"""Penduduk in the kecamatan: the registers that villages agreed to send, to be read and counted.

Nothing is typed here; a person opens as a page of facts that says whose they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout

from desa_desktop.domain.statistik import Tabel
from desa_desktop.domain.wording import show_number
from desa_desktop.i18n import _
from desa_desktop.services import penduduk_kecamatan as service
from desa_desktop.services.lihat_penduduk import DusunTampil
from desa_desktop.services.penduduk import SaringPenduduk, Urutan
from desa_desktop.services.penduduk_kecamatan import RegisterDesa
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.empty import EmptyState
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.kit.tabs import Tabs
from desa_desktop.ui.screen import Command, Primary, Screen
from desa_desktop.ui.screens.penduduk.kata import Kata
from desa_desktop.ui.screens.penduduk.kecamatan_orang import ReadPage
from desa_desktop.ui.screens.penduduk.nanti import LaterTab
from desa_desktop.ui.screens.penduduk.orang import LAYAR, OrangTab, columns
from desa_desktop.ui.screens.penduduk.statistik import StatistikTab
from desa_desktop.ui.style import is_restyle, look
from desa_desktop.ui.tab_page import TabPage, count_shown_only

ORANG, STATISTIK = "orang", "statistik"
_LARGEST_WITH_ROOM = 130  # per cent


def _village_box() -> QComboBox:
    """Stands in the header over both tabs; as wide as `_measure` says, whatever its list says."""
    box = QComboBox()
    box.setObjectName("penduduk_desa.desa")
    box.setAccessibleName(_("Desa"))
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(6)
    box.addItem(_("Semua desa"), None)
    return box


def _fill(box: QComboBox, villages: tuple[RegisterDesa, ...]) -> None:
    """The villages with their residents; what was chosen stays chosen."""
    chosen = box.currentData()
    box.blockSignals(True)
    box.clear()
    total = sum(one.jumlah for one in villages)
    box.addItem(_("Semua desa ({n})").format(n=show_number(total)), None)
    for one in villages:
        if one.jumlah:
            box.addItem(f"{one.nama} ({show_number(one.jumlah)})", one.id)
        else:
            state = _("diminta, belum datang") if one.is_diminta else _("tidak diminta")
            box.addItem(f"{one.nama} ({state})", one.id)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)


class DesaOrangTab(OrangTab):
    """The list of residents with their village, of one or of all."""

    def __init__(self, desk: Desk, kata: Kata, village: QComboBox, ask: Callable[[], object]) -> None:
        self.village, self._ask = village, ask
        super().__init__(desk, kata, ask, ask)

    def _columns(self) -> tuple[Column, ...]:
        name, *others = columns(self._kata)
        return (name, Column(name="desa_id", label=_("Desa"), width=120, text=self._kata.nama_desa), *others)

    def _nobody_yet(self) -> EmptyState:
        return EmptyState(
            f"{LAYAR}.kosong",
            _(
                "Belum ada data penduduk dari desa. Data ini datang hanya dari desa yang diminta dan "
                "menyetujui. Minta lewat Kirim & Terima, tab Laptop Desa, dan hanya bila memang diperlukan."
            ),
            [(_("Buka Laptop Desa"), self._ask)],
        )

    def _hamlets(self) -> Callable[[], tuple[DusunTampil, ...]]:
        database, desa = self._desk.app.database, self.village.currentData()

        def work() -> tuple[DusunTampil, ...]:
            found = service.dusun_names(database, desa)
            return tuple(DusunTampil(key, nama) for key, nama in found.items())

        return work

    @property
    def _query(self) -> tuple[SaringPenduduk, Urutan, bool]:
        asked, urutan, is_turun = super()._query
        desa = self.village.currentData()
        return (replace(asked, desa=(desa,)) if desa is not None else asked), urutan, is_turun

    def show_all(self) -> None:
        """Neither words nor choices, all villages."""
        self.village.setCurrentIndex(0)
        super().show_all()

    def primary(self) -> Primary | None:
        """Nothing is entered here."""
        return None


class DesaStatistikTab(StatistikTab):
    """Figures of one village or of all together; no paper, which only a village signs."""

    first = service.DESA

    def __init__(self, desk: Desk, village: QComboBox) -> None:
        self.village = village
        super().__init__(desk)
        self.export_button.hide()
        self.body.empty.set_sentence(_("Belum ada data penduduk dari desa ini, jadi belum ada angkanya."))

    def _titles(self) -> Mapping[str, str]:
        return service.names_of_tables(self._desk.app.kode, self._desk.today())

    def _prepare(self) -> Callable[[], Tabel]:
        app, kunci, today = self._desk.app, self.kunci, self._desk.today()
        desa = self.village.currentData()
        return lambda: service.count(app.database, app.kode, (kunci,), desa=desa, today=today)[0]

    def primary(self) -> None:  # type: ignore[override]
        """Nothing is printed here."""


class PendudukKecamatanScreen(Screen):
    """Tabs Orang and Statistik; a person opens in their place."""

    help = "penduduk"
    tables = frozenset({"saringan"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "penduduk_desa")
        self.title = _("Penduduk")
        self.kata = Kata(desk.app.kode, desk.today(), desk.app.settings.nik_tampak)
        self.village = _village_box()
        self.orang = DesaOrangTab(desk, self.kata, self.village, lambda: desk.open("kotak_masuk", "laptop"))
        self.statistik = LaterTab(STATISTIK, lambda: DesaStatistikTab(desk, self.village))
        self.parts: Mapping[str, TabPage] = {ORANG: self.orang, STATISTIK: self.statistik}
        self.tabs = Tabs("penduduk_desa")
        self.tabs.add(ORANG, _("Orang"), self.orang)
        self.tabs.add(STATISTIK, _("Statistik"), self.statistik)
        self.read_page = ReadPage(desk, self.kata)
        self.layers = QStackedWidget()
        self.layers.addWidget(self.tabs)
        self.layers.addWidget(self.read_page)
        count_shown_only(self.layers)
        count_shown_only(self.tabs.pages)
        self.selectors = (self.village,)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.layers)
        self.village.activated.connect(lambda _index: self._turned())
        self.orang.opened.connect(self.open)
        self.tabs.turned.connect(lambda _name: self._turned())
        self.tabs.remember(desk.memory)
        self._measure()
        self.reload()

    def changeEvent(self, event: QEvent) -> None:
        """With the largest letters the header has room for the beginning of a name only."""
        super().changeEvent(event)
        if is_restyle(event) and hasattr(self, "village"):
            self._measure()

    def _measure(self) -> None:
        self.village.setFixedWidth(look().px(200 if look().scale <= _LARGEST_WITH_ROOM else 140))

    def concerns(self, tables: frozenset[str]) -> bool:
        """Residents, their hamlets, and the list of villages."""
        return bool(tables & {"penduduk", "keluarga", "dusun", "desa_binaan", "saringan"})

    def reload(self) -> None:
        """Read the villages, then what is shown."""
        database = self.desk.app.database
        self.desk.run(self, lambda: service.list_registers(database), self._take_villages)

    def _take_villages(self, villages: tuple[RegisterDesa, ...]) -> None:
        self.kata.desa = {one.id: one.nama for one in villages}
        _fill(self.village, villages)
        if self.is_reading:
            self.read_page.reload()
        else:
            self.parts[self.tabs.current].reload()
        self._sync()

    @property
    def is_reading(self) -> bool:
        """Whether a person is open in place of the tabs."""
        return self.layers.currentWidget() is self.read_page

    def _turned(self) -> None:
        self.parts[self.tabs.current].reload()
        self._sync()

    def open(self, key: object) -> None:
        """Read one person; Kembali leads back to the list."""
        if isinstance(key, UUID):
            self.layers.setCurrentWidget(self.read_page)
            self.read_page.open(key)
            self._sync()

    def go_back(self) -> None:
        """Kembali: the list."""
        self.layers.setCurrentWidget(self.tabs)
        self.parts[self.tabs.current].arrive()
        self._sync()

    def go_to(self, key: object) -> None:
        """A tab by its name, or a person."""
        if isinstance(key, str) and key in self.parts:
            self.layers.setCurrentWidget(self.tabs)
            self.tabs.turn_to(key)
            self._sync()
        else:
            self.open(key)

    def _sync(self) -> None:
        self.back = self.go_back if self.is_reading else None
        is_list = not self.is_reading and self.tabs.current == ORANG
        self.selectors = () if self.is_reading else (self.village,)
        self.set_title(_("Penduduk"))
        self.clear_primary()
        offered = []
        if is_list:
            offered = [
                Command(_("Saring penduduk"), self.orang.toggle_filter, "Ctrl+Shift+F"),
                Command(_("Tampilkan atau samarkan NIK"), self._turn_nik, "Ctrl+Shift+N"),
            ]
        if [one.text for one in offered] != [one.text for one in self.commands]:
            self.set_commands(offered)

    def _turn_nik(self) -> None:
        self.orang.show_whole(not self.kata.is_tampak)
