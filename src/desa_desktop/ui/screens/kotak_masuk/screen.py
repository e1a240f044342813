"""Kirim & Terima of the kecamatan: look, compare, accept or return, answer, enrol (ux.md 6.2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from desa_desktop import app as office
from desa_desktop import pemulihan
from desa_desktop.app import App
from desa_desktop.domain.kantor import Peran
from desa_desktop.i18n import _
from desa_desktop.progress import Progress
from desa_desktop.services import enrolment, exchange, flashdisk, kantor, selisih
from desa_desktop.services.enrolment import KunciLaptop, NomorKunci
from desa_desktop.services.exchange import BelumAdaAkar, KirimanKeluar, KirimanMasuk, RencanaKirim, Terputus
from desa_desktop.services.flashdisk import Flashdisk
from desa_desktop.services.selisih import Cabang
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.exchange_parts.drives import DriveCards, DriveWatch
from desa_desktop.ui.exchange_parts.enrol import NOT_ASKED, NOT_TRUSTED, WAITING, EnrolPage
from desa_desktop.ui.exchange_parts.fresh import FreshScreen
from desa_desktop.ui.exchange_parts.history import HistoryPage
from desa_desktop.ui.exchange_parts.selisih import SelisihPage
from desa_desktop.ui.kit.tabs import Tabs
from desa_desktop.ui.places import LANJUT
from desa_desktop.ui.rereading import Rereading
from desa_desktop.ui.screen import Command
from desa_desktop.ui.screens.kotak_masuk.ask_data import AskDataPage
from desa_desktop.ui.screens.kotak_masuk.inbox import InboxPage
from desa_desktop.ui.screens.kotak_masuk.laptops import REVOKED, LaptopsPage
from desa_desktop.ui.screens.kotak_masuk.outbox import OutboxPage
from desa_desktop.ui.screens.kotak_masuk.register import RegisterPage
from desa_desktop.ui.screens.kotak_masuk.review import ReviewPage, take_back
from desa_desktop.ui.tab_page import count_shown_only

ENROLLED = "terdaftar"
MASUK, SELISIH, KELUAR, LAPTOP, RIWAYAT = "masuk", "selisih", "keluar", "laptop", "riwayat"


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything but the plans of Kotak Keluar, which take longer and are read when that tab is open."""

    received: tuple[KirimanMasuk, ...]
    sent: tuple[KirimanKeluar, ...]
    keys: tuple[KunciLaptop, ...]
    own: NomorKunci | None
    forks: tuple[Cabang, ...]
    interrupted: Terputus | None
    missing: str
    """The state of a further laptop of this kecamatan that is not enrolled yet, else ""."""


class KotakMasukScreen(FreshScreen):
    """Tabs Kotak Masuk, Kotak Selisih, Kotak Keluar, Laptop Desa, Riwayat; Tinjau, Daftarkan, Data penduduk
    open there.
    """

    help = "kotak_masuk"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "kotak_masuk")
        self.title = _("Kirim & Terima")
        self._received: dict[str, KirimanMasuk] = {}
        self._own: NomorKunci | None = None
        self.inbox, self.outbox = InboxPage(desk), OutboxPage(desk)
        self.laptops, self.past = LaptopsPage(desk), HistoryPage(desk, can_undo=True)
        self.review, self.register = ReviewPage(desk), RegisterPage(desk)
        self.ask_data, self.selisih = AskDataPage(desk), SelisihPage(desk)
        self.enrol = EnrolPage(desk, "kotak_masuk", own_office=True)
        self._has_offered = False
        self.watch = DriveWatch(desk, self, Peran.KECAMATAN)
        self._reading = Rereading(desk, self, self._prepare, self._show)
        self._build()
        self._connect()
        self.set_commands(
            [
                Command(_("Pilih berkas kiriman…"), self.inbox.choose, "Ctrl+O"),
                Command(_("Periksa semua di flashdisk"), self.inbox.look_at_found),
                Command(_("Terima semua yang sah dan urut…"), self.inbox.take_all),
                Command(_("Daftarkan laptop…"), self._open_register),
            ]
        )

    def _build(self) -> None:
        self.tabs = Tabs("kotak_masuk.bagian")
        self.tabs.take_keys()
        self.tabs.add(MASUK, _("Kotak Masuk"), self.inbox)
        self.tabs.add(SELISIH, _("Kotak Selisih"), self.selisih)
        self.tabs.add(KELUAR, _("Kotak Keluar"), self.outbox)
        self.tabs.add(LAPTOP, _("Laptop Desa"), self.laptops)
        self.tabs.add(RIWAYAT, _("Riwayat"), self.past)
        self.tabs.remember(self.desk.memory)
        self.pages = QStackedWidget()
        for page in (self.tabs, self.review, self.register, self.ask_data, self.enrol):
            self.pages.addWidget(page)
        for stack in (self.tabs.pages, self.pages):
            count_shown_only(stack)  # a wide page behind another does not make this one scroll
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.pages)
        self.setFocusProxy(self.tabs.bar)
        self._following = QShortcut(QKeySequence("Alt+Down"), self.review)
        self._following.activated.connect(self.open_following)

    def _connect(self) -> None:
        self.tabs.turned.connect(self._on_tab)
        self.watch.seen.connect(self._on_drives)
        self.inbox.opened.connect(self.open_review)
        self.inbox.register.connect(self._register_found)
        self.laptops.register.connect(self._open_register)
        self.laptops.make_root.connect(self._make_root)
        self.laptops.enrol.connect(lambda: self._turn(self.enrol))
        self.laptops.renew.connect(self._renew_keys)
        self.enrol.state_changed.connect(self.reload)
        self.laptops.ask_data.connect(self._open_ask_data)
        self.ask_data.left.connect(self._after_review)
        self.past.undo.connect(lambda digest: take_back(self.desk, digest))
        self.review.following.connect(self.open_following)
        self.review.left.connect(self._after_review)
        self.register.left.connect(self.close_page)
        for page in (self.inbox, self.outbox, self.selisih, self.laptops):
            page.done.connect(self.reload)
        for part in (
            self.inbox,
            self.outbox,
            self.laptops,
            self.review,
            self.register,
            self.ask_data,
            self.enrol,
            self.selisih,
        ):
            part.ready.connect(self._sync)

    # -- reading ---------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read inbox, outbox and laptops anew; the plans when their tab is open."""
        self._reading.start()
        if self.tabs.current == KELUAR:
            self._read_plans()

    def _prepare(self) -> _Read:
        return _Read(self.desk, self._own)

    def _show(self, facts: Facts) -> None:
        self._received = {one.sha256: one for one in facts.received}
        enrolled = {one.kid for one in facts.keys if one.keadaan == "aktif"}
        # a request has done its work once its laptop is enrolled
        waiting = [
            one for one in facts.received if not (one.jenis == "request" and one.pengirim.kid in enrolled)
        ]
        self.inbox.show_inbox(waiting)
        self.inbox.show_interrupted(facts.interrupted)
        self.tabs.set_count(MASUK, sum(1 for one in waiting if one.status in ("baru", "ditahan")))
        self.laptops.show_keys(facts.keys, facts.own, facts.missing)
        self._show_enrolment(facts.missing)
        self.selisih.show_forks(facts.forks)
        self.tabs.set_count(SELISIH, len(facts.forks))
        self.past.show_entries(facts.sent, facts.received, None)
        self._mark_last_used(facts.sent)
        self._own = facts.own if not facts.missing else None  # the card is another once it is enrolled
        self._sync()

    def _show_enrolment(self, missing: str) -> None:
        """A further laptop begins with its own enrolment, and is back at the tabs once that is done."""
        if missing and missing != REVOKED:
            self.enrol.show_state(missing)
            if not self._has_offered:
                self._has_offered = True
                self._turn(self.enrol)
        elif self.pages.currentWidget() is self.enrol:
            self.close_page()

    def _renew_keys(self) -> None:
        app = self.desk.app

        def done(fresh: App) -> None:
            self.desk.app, self._has_offered = fresh, False
            self.reload()

        self.desk.run(self, lambda: pemulihan.renew_keys(app), done)

    def _read_plans(self) -> None:
        app, at = self.desk.app, self.desk.now()

        def work(progress: Progress) -> tuple[list[RencanaKirim], list[KirimanKeluar]]:
            keys = enrolment.list_keys(app.database, app.laptop)
            codes = list(
                dict.fromkeys(one.kode for one in keys if one.peran == "desa" and one.keadaan == "aktif")
            )
            plans = []
            for number, code in enumerate(codes):
                progress.step(number, len(codes), _("Menyiapkan Kotak Keluar…"))
                plans.append(exchange.what_travels(app.database, app.laptop, app.files, untuk=code, at=at))
            if exchange.has_other_laptops(app.database, app.laptop):
                own = exchange.what_travels(app.database, app.laptop, app.files, untuk=exchange.LAPTOP, at=at)
                plans.append(replace(own, kode=exchange.LAPTOP, nama=_("Laptop lain kantor ini")))
            return plans, exchange.outbox(app.database, app.files, app.laptop)

        self.desk.run_long(
            self, work, lambda found: self.outbox.show_plans(*found), _("Menyiapkan Kotak Keluar…")
        )

    def _mark_last_used(self, sent: Sequence[KirimanKeluar]) -> None:
        copies = [copy for one in sent for copy in one.salinan]
        if copies:
            last = max(copies, key=lambda copy: copy.pada)
            for cards in self._cards():
                cards.set_last_used(last.serial or last.tempat)

    def _on_drives(self, drives: list[Flashdisk]) -> None:
        for cards in self._cards():
            cards.show_drives(drives)
        self.inbox.show_drives(drives)

    def _cards(self) -> tuple[DriveCards, ...]:
        return (
            self.outbox.drives,
            self.past.drives,
            self.register.drives,
            self.ask_data.drives,
            self.enrol.drives,
        )

    def _on_tab(self, name: str) -> None:
        if name == KELUAR and self.isVisible():
            self._read_plans()
        self._sync()

    # -- pages over the tabs -----------------------------------------------------------------------------

    def open_review(self, sha256: str) -> None:
        """Tinjau for one kiriman."""
        self.review.open(sha256)
        self._turn(self.review)

    def open_following(self) -> None:
        """`Alt+Down`: the next kiriman that can be looked at."""
        following = self.inbox.next_after(self.review.sha256)
        if following:
            self.open_review(following)
        else:
            self.desk.notice(_("Tidak ada kiriman lain yang menunggu ditinjau."), seconds=6)

    def _after_review(self) -> None:
        self.close_page()
        self.reload()

    def _open_register(self) -> None:
        self.register.begin()
        self._turn(self.register)

    def _open_ask_data(self, village: KunciLaptop) -> None:
        self.ask_data.begin(village)
        self._turn(self.ask_data)

    def _register_found(self, sha256: str) -> None:
        kiriman = self._received.get(sha256)
        if kiriman is None:
            return
        if kiriman.jenis == "request":
            self.register.begin(flashdisk.kept_file(self.desk.app.files, kiriman))
        else:
            self.register.begin()
            self.desk.notice(
                _(
                    "Pilih berkas permintaan pendaftaran (M-…) dari laptop yang sama."
                    " Kiriman ini tetap ditahan."
                )
            )
        self._turn(self.register)

    def close_page(self) -> None:
        """Back to the tabs (Alt+Kiri)."""
        self._turn(self.tabs)
        self.inbox.list.setFocus()

    def _turn(self, page: object) -> None:
        self.pages.setCurrentWidget(page)  # type: ignore[arg-type]  # one of the three widgets above
        self.back = self.close_page if page is not self.tabs else None
        self._sync()

    def _make_root(self) -> None:
        desk, app = self.desk, self.desk.app
        desk.run(self, lambda: office.make_root(app), lambda _app: desk.reread())

    # -- the filled button -----------------------------------------------------------------------------

    def _sync(self) -> None:
        page = self.pages.currentWidget()
        title = _("Kirim & Terima")
        if page is self.review:
            text, act, can, why = self.review.primary
            title = self.review.title
        elif page is self.register:
            text, act, can, why = self.register.primary
            title = _("Daftarkan laptop")
        elif page is self.enrol:
            act, can, why = self.enrol.primary
            text, title = self.enrol.primary_text, _("Daftarkan laptop ini")
        elif page is self.ask_data:
            text, act, can, why = self.ask_data.primary
            title = self.ask_data.title
        else:
            found = self._primary_of_tab()
            if found is None:
                self._name(title)
                self.clear_primary()
                return
            text, act, can, why = found
        self._name(title)
        self.set_primary(text, act, enabled=can, why=why)

    def _primary_of_tab(self) -> tuple[str, Callable[[], object], bool, str] | None:
        if self.tabs.current == SELISIH and self.selisih.fork is None:
            return None
        parts: dict[str, InboxPage | OutboxPage | LaptopsPage | SelisihPage] = {
            SELISIH: self.selisih,
            MASUK: self.inbox,
            KELUAR: self.outbox,
            LAPTOP: self.laptops,
        }
        part = parts.get(self.tabs.current)
        return part.primary if part is not None else None

    def _name(self, title: str) -> None:
        if title != self.title or self.back is not None:
            self.set_title(title)

    def go_to(self, key: object) -> None:
        """A file that was dropped or named is looked at; a SHA-256 opens Tinjau; else a tab's name."""
        if isinstance(key, Path | tuple):
            self.close_page()
            self.tabs.turn_to(MASUK)
            self.inbox.look([key] if isinstance(key, Path) else key)
        elif key == LANJUT:
            self.close_page()
            self.tabs.turn_to(MASUK)
            self.inbox.go_on()
        elif key in (MASUK, SELISIH, KELUAR, LAPTOP, RIWAYAT):
            self.close_page()
            self.tabs.turn_to(str(key))
        elif isinstance(key, str) and key:
            self.open_review(key)


class _Read:
    """Reads the facts on the short lane."""

    def __init__(self, desk: Desk, own: NomorKunci | None) -> None:
        self._app, self._own, self._at = desk.app, own, desk.now()

    def __call__(self) -> Facts:
        app = self._app
        own = self._own
        if own is None:  # it takes a tenth of a second, so it is asked once
            try:
                own = enrolment.own_number(app.database, app.laptop)
            except BelumAdaAkar:
                own = None
        is_further = kantor.is_further_laptop(app.database)
        state = enrolment.enrolment_state(app.database, app.laptop) if is_further else ENROLLED
        return Facts(
            tuple(exchange.inbox(app.database)),
            tuple(exchange.outbox(app.database, app.files, app.laptop)),
            tuple(enrolment.list_keys(app.database, app.laptop)),
            own,
            selisih.list_forks(app.database, app.laptop, at=self._at, templates=app.templates),
            exchange.find_interrupted(app.database, app.files),
            state if state in (NOT_TRUSTED, NOT_ASKED, WAITING, REVOKED) else "",
        )
