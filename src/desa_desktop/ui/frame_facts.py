"""What the frame says about the whole office: what is not sent, what waits, how old the last backup is."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, QTimer, Slot

from desa_desktop.app import App, Mode
from desa_desktop.domain.wording import show_date_short
from desa_desktop.i18n import _
from desa_desktop.services import exchange, upkeep
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.main_window import MainWindow
from desa_desktop.ui.places import DESA, EXCHANGE, KECAMATAN
from desa_desktop.ui.status_bar import Status

_PAUSE = 1500  # milliseconds after a commit; a typist's commits are counted once
_MANY_DAYS = 60
_AT_ONCE = frozenset({"kiriman_keluar", "kotak_masuk"})


class FrameFacts(QObject):
    """Reads the facts on the short lane, at the start and some time after each commit."""

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._warned = False  # once is enough, until there was room again
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_PAUSE)
        self._clock.timeout.connect(self.read)
        desk.changed.connect(self._hear)
        self.read()

    @Slot(frozenset)
    def _hear(self, tables: frozenset[str]) -> None:
        """After a kiriman was written or taken in the counts follow at once; typing is waited for."""
        self._clock.start(0 if tables & _AT_ONCE else _PAUSE)

    def read(self) -> None:
        """Ask the services and show what they say."""
        app, today = self._desk.app, self._desk.today()
        self._desk.run(self, lambda: (facts(app, today), upkeep.room_warning(app.database)), self._show)

    def _show(self, read: tuple[Status, str]) -> None:
        status, warning = read
        self._window.set_status(status)
        if warning and not self._warned:
            self._desk.notice(warning, Tone.PERINGATAN)
        self._warned = bool(warning)


def facts(app: App, today: date) -> Status:
    """The sentences and counts for an office; nothing before the wizard knows its role."""
    if app.mode is Mode.BARU:
        return Status()
    backups = upkeep.list_backups(app.safe)
    newest = backups[0].header.dibuat.astimezone().date() if backups else None
    if app.mode is Mode.KECAMATAN:
        waiting = sum(1 for one in exchange.inbox(app.database) if one.status in ("baru", "ditahan"))
        words = _("Kotak masuk: {jumlah}").format(jumlah=waiting) if waiting else ""
        return Status(words, backup_words(newest, today), {EXCHANGE[KECAMATAN]: waiting})
    unsent = exchange.unsent_count(app.database)
    words = _("Belum dikirim: {jumlah}").format(jumlah=unsent) if unsent else ""
    last = exchange.last_answer(app.database, app.laptop, at=app.now())
    answer = last.teks if last is not None else ""
    return Status(words, backup_words(newest, today), {EXCHANGE[DESA]: unsent}, answer)


def backup_words(newest: date | None, today: date) -> str:
    """`Cadangan terakhir: 3 hari lalu`; a date when it is long ago, `belum ada` when there is none."""
    if newest is None:
        return _("Cadangan: belum ada")
    days = (today - newest).days
    if days <= 0:
        return _("Cadangan terakhir: hari ini")
    when = _("{n} hari lalu").format(n=days) if days < _MANY_DAYS else show_date_short(newest)
    return _("Cadangan terakhir: {kapan}").format(kapan=when)
