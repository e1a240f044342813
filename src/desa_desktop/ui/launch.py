"""From the double click to the usable window: paint first, open the office behind it (platform.md 6.3).

Before the first paint only Qt and the SQLite driver are imported. Opening runs on the short lane, whose
thread then owns the database; a second start raises the first window instead.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import (
    QEvent,
    QLocale,
    QMessageLogContext,
    QObject,
    Qt,
    QTimer,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from desa_desktop import app as office
from desa_desktop import config, paths
from desa_desktop.domain.asal import Asal
from desa_desktop.errors import DesaError, KeyProblem
from desa_desktop.i18n import _
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.doorbell import Doorbell, knock
from desa_desktop.ui.garbage import GarbageCollector
from desa_desktop.ui.kit.ask import ask_password
from desa_desktop.ui.kit.icons import icon
from desa_desktop.ui.kit.jobs import Ended, Jobs, Lane
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.words_of_qt import speak_indonesian
from desa_desktop.ui.main_window import MainWindow, StepBack
from desa_desktop.ui.places import EXCHANGE, LANJUT, places_of
from desa_desktop.ui.style import Theme, apply, load_fonts
from desa_desktop.ui.window_title import title_of

if TYPE_CHECKING:
    from desa_desktop.app import App

log = logging.getLogger(__name__)

_BEHIND = (
    "desa_desktop.ui.saving",
    "desa_desktop.ui.frame_facts",
    "desa_desktop.ui.recovery",
)  # they bring SQLAlchemy; the first screen's own module comes with them
_HEAVY = ("desa_desktop.services.printing", "openpyxl")  # warmed up behind the first screens


def start(files: Sequence[Path]) -> int:
    """Run the window; returns the exit code. `files` are opened once the office is open."""
    qInstallMessageHandler(note_qt_message)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    run = Start(application, files)
    if run.raise_other():
        return 0
    run.ended.connect(application.quit)
    if run.begin():
        application.exec()
    run.finish()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qInstallMessageHandler(None)  # Qt may speak once more while Python is being taken apart
    return run.exit_code


class Start(QObject):
    """One start of the program. `painted` after the first paint, `usable` when the first screen is there,
    `settled` when it has its rows and what comes next is warm, `ended` when the window was closed or the
    folder could not be opened: then call `finish`."""

    painted = Signal()
    usable = Signal()
    settled = Signal()
    ended = Signal()

    def __init__(self, application: QApplication, files: Sequence[Path]) -> None:
        super().__init__()
        self.exit_code = 0
        self.desk: Desk | None = None
        self.window: MainWindow | None = None
        self._application = application
        self._files = [file.absolute() for file in files]
        variables = config.process_environment()
        self._environment = config.read_environment(variables)
        self._places = paths.places(variables)
        self._settings = config.load(self._places.settings).pengaturan
        self._stack = contextlib.ExitStack()
        self._jobs = Jobs(self)
        self._bell: Doorbell | None = None
        self._has_painted = False
        self._hook_before = sys.excepthook
        self._password = self._environment.sandi
        self._backup_password: str | None = None
        self._kit: str | None = None
        self._recovery: Any = None
        self._waiting: Sequence[Any] = ()  # drafts of a crash that nobody has looked at
        self._garbage = GarbageCollector(self)
        self._restored = ""  # what a restore before the window was usable has done

    # -- one window per data folder --------------------------------------------------------------------

    @property
    def channel(self) -> str:
        """The name under which the first window listens: one for each data folder."""
        return "desa-desktop-" + hashlib.sha256(str(self._places.data).encode()).hexdigest()[:24]

    def raise_other(self) -> bool:
        """True if another window of this folder is there: it came to the front and takes our files."""
        return knock(self.channel, self._files)

    @property
    def callers(self) -> int:
        """How many second starts are on the line just now."""
        return self._bell.callers if self._bell is not None else 0

    @Slot(list)
    def _take_files(self, files: list[Path]) -> None:
        """What a second start was given; while the office is being opened it waits with our own files."""
        if self.window is None or self.desk is None:
            self._files += files
            return
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.raise_()
        self.window.activateWindow()
        self.window.go_files(files)

    # -- first paint -----------------------------------------------------------------------------------

    def begin(self) -> bool:
        """Show the frame; False with a sentence on the screen when the folder cannot be opened at all."""
        self._dress()
        self._bell = Doorbell(self.channel, self)
        self._bell.rung.connect(self._take_files)
        return self._show_frame()

    def _show_frame(self) -> bool:
        """The frame of the folder as it is now; False when it cannot be opened."""
        try:
            seen = office.peek(self._places)
        except DesaError as failure:
            return self._refuse(failure) and self._show_frame()
        mode = seen.mode.value
        self.window = MainWindow(mode, title_of(mode, seen.nama, seen.tahun), paths.resources())
        self.window.setWindowIcon(icon("desa-desktop", "#FFFFFF", 64))
        self.window.look_changed.connect(self._keep_look)
        self.window.closing.connect(self.ended)
        self.window.show_training(seen.is_latihan)
        self.window.resize(1366, 697)
        self.window.installEventFilter(self)
        self.window.showMaximized()
        self._is_new, self._is_locked = seen.is_new, seen.is_locked
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """After the window's first paint the heavy part begins."""
        if event.type() is QEvent.Type.Paint and not self._has_painted:
            self._has_painted = True
            watched.removeEventFilter(self)  # this object may go before the window does
            QTimer.singleShot(0, self._after_paint)
        return super().eventFilter(watched, event)

    def _dress(self) -> None:
        QLocale.setDefault(QLocale("id_ID"))
        self._application.setApplicationName("Desa Desktop")
        self._application.setQuitOnLastWindowClosed(False)
        speak_indonesian(self._application)
        load_fonts(paths.resources() / "fonts")
        apply(self._application, Theme(self._settings.tema), self._settings.ukuran_huruf)
        self._hook_before = sys.excepthook
        sys.excepthook = self._on_bug

    # -- opening ---------------------------------------------------------------------------------------

    def _after_paint(self) -> None:
        self.painted.emit()
        password = self._environment.sandi
        if self._is_locked and password is None:
            password = self._ask_password(_("Ketik kata sandi untuk membuka data desa."))
            if password is None:
                self.ended.emit()
                return
        self._open(password)

    def _ask_password(self, sentence: str) -> str | None:
        """The kata sandi; after five wrong ones only when the wait is over."""
        recovery = import_module("desa_desktop.pemulihan")
        forgotten = self._forgotten if recovery.kit_opens(self._places) else None
        wait = office.password_wait(self._places)
        return ask_password(self.window, sentence, wait=wait, forgotten=forgotten)

    def _forgotten(self, parent: QWidget) -> str | None:
        """A new kata sandi for a forgotten one, by the 30 digits; None when that did not succeed."""
        question = import_module("desa_desktop.ui.exchange_parts.kit_question").ForgottenQuestion(parent)
        recovery = import_module("desa_desktop.pemulihan")
        wait_for = import_module("desa_desktop.ui.restore_question").wait_for
        while question.exec():
            digits, password = question.digits.text, question.sandi.line.text()
            end = wait_for(
                parent,
                self._jobs,
                _("Memasang kata sandi baru…"),
                lambda _step, given=(digits, password): recovery.reset_password(self._places, *given),
            )
            if end.bug is not None:
                raise end.bug
            if end.error is None:
                return str(password)
            question.refuse(end.error)
        return None

    def _open(self, password: str | None) -> None:
        self._password = password
        places, environment, is_new = self._places, self._environment, self._is_new

        def work() -> App:
            if is_new:
                office.create_profile(places)
            opened = self._stack.enter_context(office.open_app(places, environment, password=password))
            first = places_of(opened.mode.value)[:1]
            _import_all([*_BEHIND, *(place.dotted for place in first)])
            return opened

        self._jobs.start(Lane.SHORT, self, lambda _progress: work(), self._opened)

    def _opened(self, end: Ended) -> None:
        if end.bug is not None:
            raise end.bug
        if isinstance(end.error, DesaError):
            self._could_not_open(end.error)
            return
        app, window = cast("App", end.result), self.window
        assert window is not None
        desk = self.desk = Desk(app, self._jobs, self)
        desk.memory.load(self._places.data / "tampilan.json")
        app.database.listen(desk.hear)
        desk.app_changed.connect(self._on_app_changed)
        saving = import_module("desa_desktop.ui.saving")
        steps = cast(StepBack, saving.Steps(desk))
        window.status.set_today(desk.today(), fixed=self._environment.tanggal is not None)
        if app.mode.value != window.mode:
            window.mode = app.mode.value
            window.set_mode(window.mode, self._title())
        window.attach(desk, steps)
        import_module("desa_desktop.ui.frame_facts").FrameFacts(desk, window)
        self._recovery = import_module("desa_desktop.ui.recovery").Recovery(desk, window)
        window.go_files(self._files)
        for sentence in app.reports:
            desk.notice(sentence)
        for sentence in app.interrupted:
            place = EXCHANGE.get(window.mode, "")
            go_on = partial(window.go, place, LANJUT)
            desk.notice(sentence, Tone.PERINGATAN, _("Lanjutkan"), go_on)
        if self._restored:
            desk.notice(self._restored)
        if app.asal is Asal.TANYA and app.mode is not office.Mode.BARU:
            QTimer.singleShot(0, window, self._ask_origin)
        self._jobs.idle_changed.connect(self._on_idle)
        QTimer.singleShot(0, self.usable.emit)
        if self._jobs.idle:  # a first screen that reads nothing
            self._on_idle(True)

    def _ask_origin(self) -> None:
        """What happened to a folder that is a copy; asked before anything is sent (ux.md 3.17)."""
        if self.window is not None and self.desk is not None:
            import_module("desa_desktop.ui.origin_question").ask_origin(self.window, self.desk)

    def _on_idle(self, idle: bool) -> None:
        """The first screen has its rows: only now what comes next may take the processor."""
        if idle:
            self._jobs.idle_changed.disconnect(self._on_idle)
            QTimer.singleShot(0, self._warm_up)

    def _warm_up(self) -> None:
        self._garbage.start()
        if self.window is not None and self.window.desk is not None:  # else it was closed meanwhile
            self._jobs.start(Lane.LONG, self, lambda _progress: _import_all(_HEAVY), self._warmed)

    def _warmed(self, end: Ended) -> None:
        _raise_bug(end)
        self.settled.emit()

    def _could_not_open(self, failure: DesaError) -> None:
        if isinstance(failure, KeyProblem | office.PasswordWait) and self._is_locked:
            password = self._ask_password(failure.sentence)  # a wrong kata sandi may be typed again
            if password is not None:
                self._open(password)
                return
        if self._refuse(failure):
            self._open(self._password)
        else:
            self.ended.emit()

    def _on_app_changed(self) -> None:
        if self.window is not None and self.desk is not None:
            self.window.set_mode(self.desk.app.mode.value, self._title())

    def _title(self) -> str:
        assert self.desk is not None
        kantor = self.desk.app.kantor
        name, year = (kantor.nama, kantor.tahun_rencana) if kantor is not None else ("", None)
        return title_of(self.desk.app.mode.value, name, year)

    # -- closing ---------------------------------------------------------------------------------------

    def finish(self) -> None:
        """Close the database on the thread that opened it, and end the lanes."""
        if self.desk is not None:
            self.desk.memory.store(self._places.data / "tampilan.json")
            self._waiting = list(self._recovery.waiting) if self._recovery is not None else []
        self._jobs.start(Lane.SHORT, self, lambda _progress: self._close_office(), _raise_bug)
        self._jobs.wait_idle()
        self._jobs.close()
        if self._bell is not None:
            self._bell.close()
        if self.window is not None:  # before the desk it leans on, not whenever memory is tidied up
            self.window.removeEventFilter(self)
            self.window.deleteLater()
            self.window = None
        sys.excepthook = self._hook_before

    def _close_office(self) -> None:
        with self._stack:
            if self.desk is not None:
                recovery = import_module("desa_desktop.ui.recovery")
                recovery.forget_drafts(self.desk.app, self._waiting)

    # -- small things ------------------------------------------------------------------------------------

    def _keep_look(self, theme: str, scale: int) -> None:
        path = self._places.settings

        def work() -> None:  # read again: screens keep other settings in the same file
            known = config.load(path).pengaturan
            config.save(path, replace(known, tema=theme, ukuran_huruf=scale))

        if self.desk is not None:
            self.desk.run(self, work)

    def _refuse(self, failure: DesaError) -> bool:
        """Say why the folder cannot be opened; True when a backup took the place of what was lost."""
        self.exit_code = failure.exit_code
        box = QMessageBox(self.window)
        box.setObjectName("bingkai.tidak_terbuka")
        box.setWindowTitle(_("Desa Desktop"))
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(str(failure))
        close = box.addButton(_("Tutup"), QMessageBox.ButtonRole.RejectRole)
        restore = None
        if failure.code == "K-202":  # the file of the data is lost or damaged
            restore = box.addButton(_("Pulihkan dari cadangan"), QMessageBox.ButtonRole.AcceptRole)
            restore.setObjectName("bingkai.pulihkan")
            box.setDefaultButton(restore)
        box.setEscapeButton(close)
        box.exec()
        if restore is None or box.clickedButton() is not restore:
            return False
        return self._restore() or self._refuse(failure)

    def _restore(self) -> bool:
        """One next step out of a lost or damaged file: choose, compare, agree. True when it is done."""
        question = import_module("desa_desktop.ui.restore_question")
        choice = question.BackupList(self.window, office.backups_of(self._places))
        if not choice.exec() or choice.chosen is None:
            return False
        found = self._with_passwords(office.compare_closed, choice.chosen)
        if found is None or not question.ask_whether(self.window, found):
            return False
        done = self._with_passwords(office.restore_closed, choice.chosen)
        if done is None:
            return False
        self.exit_code = 0
        self._restored = done.sentence
        return True

    def _with_passwords(self, work: Callable[..., Any], path: Path) -> Any:
        """Do it, asking for what is closed; None when it failed and the reason was said."""
        question = import_module("desa_desktop.ui.restore_question")
        while True:
            passwords = {
                "password": self._password,
                "backup_password": self._backup_password,
                "kit": self._kit,
            }
            end = question.wait_for(
                self.window,
                self._jobs,
                _("Memeriksa cadangan"),
                lambda step, given=passwords: work(
                    self._places, self._environment, path, progress=step, **given
                ),
            )
            if end.bug is not None:
                raise end.bug
            if end.error is None:
                return end.result
            typed = None
            if isinstance(end.error, office.PasswordNeeded):
                typed = self._ask_password(end.error.sentence)
            elif isinstance(end.error, office.BackupLocked | office.BackupNeedsKit):
                opening = self._ask_opening(end.error)
                typed = (opening.kit or opening.password) if opening is not None else None
            if typed is None:
                self._say(end.error)
                if isinstance(end.error, KeyProblem):  # a wrong one is asked for again
                    self._password = self._backup_password = self._kit = None
                return None
            if isinstance(end.error, office.BackupLocked | office.BackupNeedsKit):
                self._kit, self._backup_password = opening.kit, opening.password
            else:
                self._password = typed

    def _ask_opening(self, failure: DesaError) -> Any:
        needs_kit = isinstance(failure, office.BackupNeedsKit)
        ask_opening = import_module("desa_desktop.ui.exchange_parts.kit_question").ask_opening
        return ask_opening(self.window, failure.sentence, with_password=not needs_kit)

    def _say(self, failure: DesaError) -> None:
        QMessageBox.warning(self.window, _("Desa Desktop"), str(failure))

    def _on_bug(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """A defect on the screen's own thread: to the log with its trace, to the person as one window."""
        if not isinstance(error, Exception):
            sys.__excepthook__(kind, error, trace)
            return
        log.error("bug on the screen's thread", exc_info=(kind, error, trace))
        if self.window is not None:
            self.window.show_bug(f"{kind.__name__}: {error}")


def _import_all(names: Sequence[str]) -> None:
    for name in names:
        import_module(name)


def _raise_bug(end: Ended) -> None:
    if end.bug is not None:
        raise end.bug


def note_qt_message(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """What Qt has to say goes to the log; nobody reads a console. What an invisible screen cannot do is
    no news."""
    is_grave = kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
    level = logging.ERROR if is_grave else logging.INFO
    if "plugin does not support" not in text:
        logging.getLogger("desa_desktop.qt").log(level, "%s", text)
