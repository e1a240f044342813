"""What every screen gets: the open App, the two lanes for work, and word of what changed.

No screen reaches for a global, the window or another screen; it asks the desk (architecture.md 10).
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication
from shiboken6 import Shiboken

from desa_desktop.domain.wording import show_time
from desa_desktop.errors import DesaError
from desa_desktop.i18n import _
from desa_desktop.progress import Progress
from desa_desktop.ui.kit.jobs import Ended, Job, Jobs, Lane
from desa_desktop.ui.kit.memory import Memory
from desa_desktop.ui.kit.notice import Notice, Tone

if TYPE_CHECKING:
    from desa_desktop.app import App

T = TypeVar("T")


class SaveState(Enum):
    """What the indicator in the header says (ux.md 3.1)."""

    QUIET = "diam"
    SAVED = "tersimpan"
    SAVING = "menyimpan"
    UNSAVED = "belum"


@dataclass(eq=False, kw_only=True)
class _Save:
    """One value on its way to the disk. `place` names the cell: a newer value replaces an older one."""

    owner: QObject
    work: Callable[[], object]
    then: Callable[[object], object] | None
    failed: Callable[[DesaError], object] | None
    place: Hashable | None


class Desk(QObject):
    """Runs services for screens on the two lanes and carries their answers back.

    `changed` brings the names of tables that a commit touched; `opened` asks the window for a place;
    `look_asked(theme, scale)` and `hints_asked(shown)` come from Pengaturan;
    `noticed` brings sentences for the strip; `crashed` a bug's trace for the one calm window.
    """

    changed = Signal(frozenset)
    opened = Signal(str, object)
    noticed = Signal(object)
    crashed = Signal(str)
    saving = Signal(object)
    long_began = Signal(str, object)
    long_stepped = Signal(int, int, str)
    long_ended = Signal()
    app_changed = Signal()
    look_asked = Signal(object, object)
    hints_asked = Signal(bool)
    _heard = Signal(frozenset)

    def __init__(self, app: App, jobs: Jobs | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.app = app
        self.jobs = jobs if jobs is not None else Jobs(self)
        self.memory = Memory()
        self._under_way: list[_Save] = []
        self._unsaved: list[_Save] = []
        self._after: list[Callable[[], object]] = []
        self._state = SaveState.QUIET
        self._saved_at = ""
        self._busy = False
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(300)
        self._slow.timeout.connect(self._show_busy)
        self.jobs.idle_changed.connect(self._on_idle)
        self._heard.connect(self.changed, Qt.ConnectionType.QueuedConnection)

    # -- time and person -----------------------------------------------------------------------

    @property
    def person(self) -> str:
        """Who works here, for the history (`by` of the services)."""
        return self.app.person

    def now(self) -> datetime:
        """The moment in UTC, from the App's clock (`at` of the services)."""
        return self.app.now()

    def today(self) -> date:
        """Today's date on this laptop's calendar."""
        return self.app.now().astimezone().date()

    # -- work ----------------------------------------------------------------------------------

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        then: Callable[[T], object] | None = None,
        failed: Callable[[DesaError], object] | None = None,
    ) -> Job:
        """A short service call on the short lane; `then(result)` on this thread.

        A DesaError goes to `failed` if given, else to the strip. Values from widgets must be taken
        before the call: `work` runs on another thread and touches no widget.
        """
        return self.jobs.start(
            Lane.SHORT,
            owner,
            lambda _progress: work(),
            lambda end: self._hand_over(end, cast(Callable[[object], object] | None, then), failed),
        )

    def run_long(
        self,
        owner: QObject,
        work: Callable[[Progress], T],
        then: Callable[[T], object] | None = None,
        title: str = "",
        failed: Callable[[DesaError], object] | None = None,
        cancelled: Callable[[], object] | None = None,
    ) -> Job:
        """Long work on the long lane with the progress strip and `Batal`; see `run`.

        `title` is the strip's sentence until the work says its first step.
        """

        def ended(end: Ended) -> None:
            self.long_ended.emit()
            if end.cancelled and cancelled is not None:
                cancelled()
            self._hand_over(end, cast(Callable[[object], object] | None, then), failed)

        job = self.jobs.start(Lane.LONG, owner, work, ended, self.long_stepped.emit)
        self.long_began.emit(title or _("Sedang bekerja…"), job.cancel)
        return job

    def run_behind(self, owner: QObject, work: Callable[[Progress], object]) -> Job:
        """Get something ready on the long lane that nobody waits for: without a strip, without an answer."""
        return self.jobs.start(Lane.LONG, owner, work, lambda end: self._hand_over(end, None, None))

    def save(
        self,
        owner: QObject,
        work: Callable[[], T],
        then: Callable[[T], object] | None = None,
        failed: Callable[[DesaError], object] | None = None,
        place: Hashable | None = None,
    ) -> None:
        """A typed value on its way to the disk; the indicator says `Tersimpan` after the commit.

        If the disk refuses, the value is kept here, a red strip stays and `Coba lagi` writes it again,
        also when the screen is gone. `place` (e.g. row id and field) lets a newer value replace it.
        """
        save = _Save(
            owner=owner,
            work=work,
            then=cast(Callable[[object], object] | None, then),
            failed=failed,
            place=place,
        )
        if self._unsaved:
            self._keep(save)
            self.retry()
        else:
            self._start_save(save)

    def retry(self) -> None:
        """Write again, in their order, the values that the disk refused."""
        waiting, self._unsaved = self._unsaved, []
        for save in waiting:
            self._start_save(save)

    def after_saves(self, act: Callable[[], object]) -> None:
        """Do something once every typed value is on the disk; at once if it is already.

        If the disk refuses a value, nothing is done: the red strip says what to do first.
        """
        if self._unsaved:
            return
        if self._under_way:
            self._after.append(act)
        else:
            act()

    @property
    def has_unsaved(self) -> bool:
        """Whether a typed value is not on the disk yet: under way or refused."""
        return bool(self._unsaved or self._under_way)

    @property
    def refused(self) -> int:
        """How many typed values the disk refused and that wait for `retry`."""
        return len(self._unsaved)

    @property
    def save_state(self) -> SaveState:
        """What the indicator shows now."""
        return self._state

    @property
    def saved_at(self) -> str:
        """The time of the last commit as `14.05`, or an empty text."""
        return self._saved_at

    def long_jobs(self) -> list[Job]:
        """Long work under way."""
        return self.jobs.running(Lane.LONG)

    def reread(self) -> None:
        """The facts of the office were changed (wizard, settings): read the App again and tell all."""

        def take(app: App) -> None:
            self.app = app
            self.app_changed.emit()

        self.run(self, self.app.reread, take)

    # -- word to and from others ---------------------------------------------------------------

    def hear(self, kinds: frozenset[str]) -> None:
        """Tables a commit touched; may be called on any thread (`database.listen(desk.hear)`)."""
        self._heard.emit(frozenset(kinds))

    def open(self, place: str, key: object = None) -> None:
        """Go to a place of the navigation (`usulan`), to its record `key` if given."""
        self.opened.emit(place, key)

    def notice(
        self,
        text: str,
        tone: Tone = Tone.SUKSES,
        action: str = "",
        act: Callable[[], object] | None = None,
        seconds: int = 0,
    ) -> None:
        """A sentence in the strip under the header, with at most one verb to press."""
        self.noticed.emit(Notice(text, tone, action, act, seconds))

    def undo_bar(self, text: str, undo: Callable[[], object]) -> None:
        """`Baris "Talud RT 03" dihapus. [Urungkan]` for ten seconds (ux.md 3.2)."""
        self.notice(text, Tone.SARAN, _("Urungkan"), undo, seconds=10)

    def show_error(self, error: DesaError) -> None:
        """A failure in the one way of the program: its sentence with the support code."""
        self.noticed.emit(Notice(str(error), Tone.GALAT))

    # -- inside --------------------------------------------------------------------------------

    def _hand_over(
        self,
        end: Ended,
        then: Callable[[object], object] | None,
        failed: Callable[[DesaError], object] | None,
    ) -> None:
        if end.bug is not None:
            self._show_bug(end.bug)
        elif end.error is not None:
            (failed or self.show_error)(end.error)
        elif not end.cancelled and then is not None:
            then(end.result)

    def _show_bug(self, bug: Exception) -> None:
        self.crashed.emit("".join(traceback.format_exception(bug)))

    def _start_save(self, save: _Save) -> None:
        self._under_way.append(save)
        self._set_state(SaveState.SAVING)
        self.jobs.start(Lane.SHORT, self, lambda _progress: save.work(), lambda end: self._saved(save, end))

    def _saved(self, save: _Save, end: Ended) -> None:
        self._under_way.remove(save)
        listens = Shiboken.isValid(save.owner)
        refused_by_disk = end.error is not None and end.error.code == "K-201"
        if refused_by_disk or end.bug is not None:
            self._keep(save)
        if end.bug is not None:
            self._show_bug(end.bug)
        elif end.error is not None and end.error.details.get("is_relieved"):
            self.retry()  # the room kept aside was given up: now it fits
        elif end.error is not None and refused_by_disk:
            self.notice(str(end.error), Tone.GALAT, _("Coba lagi"), self.retry)
        elif end.error is not None:
            (save.failed if save.failed is not None and listens else self.show_error)(end.error)
        else:
            self._saved_at = show_time(self.app.now().astimezone())
        if end.error is None and end.bug is None and save.then is not None and listens:
            save.then(end.result)
        self._settle()

    def _keep(self, save: _Save) -> None:
        """Hold a refused value, unless a newer one for the same place is there or on its way."""
        if save.place is not None:
            newer = [one for one in self._under_way if one.place == save.place]
            self._unsaved = [one for one in self._unsaved if one.place != save.place]
            if newer:
                return
        self._unsaved.append(save)

    def _settle(self) -> None:
        if self._unsaved:
            self._set_state(SaveState.UNSAVED)
        elif self._under_way:
            self._set_state(SaveState.SAVING)
        else:
            self._set_state(SaveState.SAVED if self._saved_at else SaveState.QUIET)
        if self._unsaved:
            self._after.clear()
        elif not self._under_way:
            waiting, self._after = self._after, []
            for act in waiting:
                act()

    def _set_state(self, state: SaveState) -> None:
        self._state = state
        self.saving.emit(state)

    @Slot(bool)
    def _on_idle(self, idle: bool) -> None:
        if not idle:
            self._slow.start()
            return
        self._slow.stop()
        self.long_ended.emit()
        if self._busy:
            self._busy = False
            QApplication.restoreOverrideCursor()

    def _show_busy(self) -> None:
        if self.jobs.running(Lane.SHORT):
            self._busy = True
            QApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
