"""Kirim & Terima of a village: write to the flash disk, use what came back, see what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desa_desktop import pemulihan
from desa_desktop.app import App
from desa_desktop.domain.asal import Asal
from desa_desktop.domain.kantor import Peran
from desa_desktop.i18n import _
from desa_desktop.services import enrolment, exchange, selisih
from desa_desktop.services.exchange import KirimanKeluar, KirimanMasuk, RencanaKirim, Terputus
from desa_desktop.services.flashdisk import Flashdisk
from desa_desktop.services.selisih import Cabang
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.exchange_parts.drives import DriveCards, DriveWatch
from desa_desktop.ui.exchange_parts.enrol import EnrolPage
from desa_desktop.ui.exchange_parts.fresh import FreshScreen
from desa_desktop.ui.exchange_parts.history import HistoryPage
from desa_desktop.ui.exchange_parts.selisih import SelisihPage
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.tabs import Tabs
from desa_desktop.ui.origin_question import keep_origin
from desa_desktop.ui.places import LANJUT
from desa_desktop.ui.rereading import Rereading
from desa_desktop.ui.screen import Command
from desa_desktop.ui.screens.kirim.receive import ReceivePage
from desa_desktop.ui.screens.kirim.send import SendPage
from desa_desktop.ui.tab_page import count_shown_only

KIRIM, TERIMA, SELISIH, RIWAYAT = "kirim", "terima", "selisih", "riwayat"
ENROLLED, REVOKED, COPY = "terdaftar", "dicabut", "salinan"


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything this screen shows, read in one go. `plan` is None until the laptop is enrolled."""

    state: str
    plan: RencanaKirim | None
    sent: tuple[KirimanKeluar, ...]
    received: tuple[KirimanMasuk, ...]
    forks: tuple[Cabang, ...]
    has_laptops: bool
    interrupted: Terputus | None


class KirimScreen(FreshScreen):
    """Tabs Kirim, Terima, Kotak Selisih, Riwayat; before the enrolment the first is `Daftar ke kecamatan`."""

    help = "kirim"
    place, peran, tells_only = "kirim", Peran.DESA, False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.place)
        self.title = _("Kirim & Terima")
        self._state = ""
        self._last_drive = ""
        self.enrol, self.send = EnrolPage(desk), SendPage(desk, tells_only=self.tells_only)
        self.receive, self.past = ReceivePage(desk), HistoryPage(desk)
        self.selisih = SelisihPage(desk)
        self.watch = DriveWatch(desk, self, self.peran)
        self._reading = Rereading(desk, self, self._prepare, self._show)
        self._build()
        self._connect()
        self.set_commands(
            [
                Command(_("Pilih berkas kiriman…"), self.receive.choose, "Ctrl+O"),
                Command(_("Kirim lengkap"), self._send_everything),
            ]
        )

    def _build(self) -> None:
        self.revoked = MarkedText(Mark.GALAT, "")
        self.revoked.setObjectName("kirim.dicabut")
        stopped = QWidget()
        words = QVBoxLayout(stopped)
        words.setContentsMargins(16, 16, 16, 16)
        words.addWidget(self.revoked)
        self.renew = QPushButton(_("Buat kunci baru dan daftar lagi"))
        self.renew.setObjectName("kirim.kunci_baru")
        self.renew.clicked.connect(lambda _on=False: self.renew_keys())
        self.replaced = QPushButton(_("Laptop diganti: laptop ini menggantikan yang lama"))
        self.replaced.setObjectName("kirim.laptop_diganti")
        self.replaced.clicked.connect(lambda _on=False: self.say_replaced())
        for button in (self.replaced, self.renew):
            words.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        self._first = QStackedWidget()
        for page in (self.enrol, self.send, stopped):
            self._first.addWidget(page)
        self.tabs = Tabs("kirim.bagian")
        self.tabs.take_keys()
        self.tabs.add(KIRIM, _("Kirim"), self._first)
        self.tabs.add(TERIMA, _("Terima"), self.receive)
        self.tabs.add(SELISIH, _("Kotak Selisih"), self.selisih)
        self.tabs.add(RIWAYAT, _("Riwayat"), self.past)
        self.tabs.remember(self.desk.memory)
        for stack in (self._first, self.tabs.pages):
            count_shown_only(stack)  # a wide page behind another does not make this one scroll
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.tabs)
        self.setFocusProxy(self.tabs.bar)

    def _connect(self) -> None:
        self.tabs.turned.connect(lambda _name: self._sync())
        self.watch.seen.connect(self._on_drives)
        self.enrol.ready.connect(self._sync)
        self.enrol.state_changed.connect(self.reload)
        self.enrol.look_for_grant.connect(lambda: self.tabs.turn_to(TERIMA))
        self.past.noted.connect(self.reload)
        self.send.retargeted.connect(lambda _untuk: self.reload())
        for page in (self.send, self.receive, self.selisih):
            page.ready.connect(self._sync)
            page.done.connect(self.reload)

    # -- reading ---------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read state, plan, outbox and inbox anew."""
        self._reading.start()

    def _prepare(self) -> _Read:
        return _Read(self.desk, self.send.untuk)

    def _show(self, facts: Facts) -> None:
        self._state = facts.state
        if facts.state == ENROLLED:
            self._first.setCurrentWidget(self.send)
            if facts.plan is not None:
                self.send.show_plan(facts.plan)
        elif facts.state == COPY:
            self._first.setCurrentIndex(2)
            self.replaced.setVisible(True)
            self.renew.setText(_("Jadikan laptop tersendiri: buat kunci baru dan daftar"))
            self.revoked.set_state(
                Mark.PERINGATAN,
                _(
                    "Folder ini salinan untuk coba-coba, jadi kiriman tidak dibuat di sini. Data aman. Bila"
                    " laptop ini dipakai bekerja, pilih salah satu di bawah."
                ),
            )
        elif facts.state == REVOKED:
            self._first.setCurrentIndex(2)
            self.replaced.setVisible(False)
            self.renew.setText(_("Buat kunci baru dan daftar lagi"))
            self.revoked.set_state(
                Mark.GALAT,
                _(
                    "Kunci laptop ini sudah dicabut oleh kecamatan. Data aman. Tanyakan sebabnya ke"
                    " kecamatan, lalu buat kunci baru dan daftar lagi."
                ),
            )
        else:
            self._first.setCurrentWidget(self.enrol)
            self.enrol.show_state(facts.state)
        waiting = [one for one in facts.received if one.status in ("baru", "ditahan")]
        self.tabs.set_count(TERIMA, len(waiting))
        self.receive.show_inbox(facts.received)
        self.receive.show_interrupted(facts.interrupted)
        self.send.offer_laptops(facts.has_laptops)
        self.selisih.show_forks(facts.forks)
        self.tabs.set_count(SELISIH, len(facts.forks))
        self.past.show_entries(facts.sent, facts.received, facts.plan)
        self._mark_last_used(facts.sent)
        self._sync()

    def _mark_last_used(self, sent: Sequence[KirimanKeluar]) -> None:
        copies = [copy for one in sent for copy in one.salinan]
        if copies:
            last = max(copies, key=lambda copy: copy.pada)
            for cards in self._cards():
                cards.set_last_used(last.serial or last.tempat)

    def _on_drives(self, drives: list[Flashdisk]) -> None:
        for cards in self._cards():
            cards.show_drives(drives)
        self.receive.show_drives(drives)

    def _cards(self) -> tuple[DriveCards, ...]:
        return self.enrol.drives, self.send.drives, self.past.drives

    # -- the filled button -----------------------------------------------------------------------------

    def _sync(self) -> None:
        tab = self.tabs.current
        if tab == TERIMA:
            text, act, can, why = self.receive.primary
        elif tab == SELISIH:
            text, act, can, why = self.selisih.primary
            if self.selisih.fork is None:
                self.clear_primary()
                return
        elif tab == RIWAYAT or self._state in ("", REVOKED, COPY):
            self.clear_primary()
            return
        elif self._state == ENROLLED:
            text, act, can, why = self.send.primary
        else:
            act, can, why = self.enrol.primary
            text = self.enrol.primary_text
        self.set_primary(text, act, enabled=can, why=why)

    def say_replaced(self) -> None:
        """The copy takes the place of the old laptop after all."""
        keep_origin(self, self.desk, Asal.DIGANTI)

    def renew_keys(self) -> None:
        """New keys for a laptop whose old ones were revoked or are at work elsewhere; its data stays, it is
        enrolled again."""
        app = self.desk.app

        def done(fresh: App) -> None:
            self.desk.app = fresh
            self.reload()

        self.desk.run(self, lambda: pemulihan.renew_keys(app), done)

    def _send_everything(self) -> None:
        self.tabs.turn_to(KIRIM)
        if self._state == ENROLLED:
            self.send.send_everything()

    def go_to(self, key: object) -> None:
        """A file that was dropped or named is looked at; `terima`, `selisih` and so on name a tab."""
        if isinstance(key, Path | tuple):
            self.tabs.turn_to(TERIMA)
            self.receive.look([key] if isinstance(key, Path) else key)
        elif key == LANJUT:
            self.tabs.turn_to(TERIMA)
            self.receive.go_on()
        elif key in (KIRIM, TERIMA, SELISIH, RIWAYAT):
            self.tabs.turn_to(str(key))


class PendampingScreen(KirimScreen):
    """The same for an assistant's laptop for visits: it enrols like a village and writes to the kecamatan's
    laptops (`P-….kirim`); kiriman of villages are not for it (kiriman-format.md 1)."""

    help = "pendamping"
    place, peran, tells_only = "kotak_masuk", Peran.PENDAMPING, True


class _Read:
    """Reads the facts on the short lane; a village that is not enrolled has no plan yet."""

    def __init__(self, desk: Desk, untuk: str) -> None:
        self._app, self._at, self._untuk = desk.app, desk.now(), untuk

    def __call__(self) -> Facts:
        app = self._app
        state = enrolment.enrolment_state(app.database, app.laptop)
        plan, has_laptops = None, False
        if state == ENROLLED:
            has_laptops = exchange.has_other_laptops(app.database, app.laptop)
            untuk = self._untuk if has_laptops else ""
            plan = exchange.what_travels(app.database, app.laptop, app.files, untuk=untuk, at=self._at)
        return Facts(
            state,
            plan,
            tuple(exchange.outbox(app.database, app.files, app.laptop)),
            tuple(exchange.inbox(app.database)),
            selisih.list_forks(app.database, app.laptop, at=self._at, templates=app.templates),
            has_laptops,
            exchange.find_interrupted(app.database, app.files),
        )
