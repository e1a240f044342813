"""Work leaves the screen's thread here and nowhere else: two lanes, each one thread that keeps order.

A job's result, progress or failure is handed over on the screen's thread. Threads never hold the last
reference to anything a screen owns: a widget that is freed on a worker thread ends the program.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from itertools import count
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, Signal, Slot
from shiboken6 import Shiboken

from desa_desktop.errors import DesaError
from desa_desktop.progress import Cancelled, Progress

log = logging.getLogger(__name__)

T = TypeVar("T")
_EVERY = 0.05  # seconds between two signs of progress; a label changes no faster than eyes read


class Lane(Enum):
    """The short lane keeps the order of saves and reads; the long lane does what takes seconds."""

    SHORT = "pendek"
    LONG = "panjang"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a job ended: a result, a failure a person understands, a bug, or cancelled."""

    result: object = None
    error: DesaError | None = None
    bug: Exception | None = None
    cancelled: bool = False


class Job(Progress):
    """One piece of work under way. `cancel` asks it to stop at its next step."""

    def __init__(
        self,
        number: int,
        lane: Lane,
        owner: QObject,
        work: Callable[[Progress], object],
        ended: Callable[[Ended], None],
        report: Callable[[int, int, int, str], None],
        progressed: Callable[[int, int, str], None] | None,
    ) -> None:
        self.number = number
        self.lane = lane
        self.owner = owner
        self.work = work
        self.ended = ended
        self.progressed = progressed
        self._report = report
        self._stop = threading.Event()
        self._said = 0.0

    def cancel(self) -> None:
        """Ask the work to stop; it raises Cancelled at its next step and leaves no trace."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """Whether `cancel` was called."""
        return self._stop.is_set()

    def step(self, done: int, total: int, label: str) -> None:
        """What the work calls (progress.Progress); raises Cancelled once `cancel` was called."""
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if done >= total or now - self._said >= _EVERY:
            self._said = now
            self._report(self.number, done, total, label)

    def execute(self) -> Ended:
        """Run on the lane's thread; the one place where foreign exceptions are caught for screens."""
        try:
            if self._stop.is_set():
                raise Cancelled
            return Ended(result=self.work(self))
        except Cancelled:
            log.info("job %d cancelled", self.number)
            return Ended(cancelled=True)
        except DesaError as error:
            log.info("job %d refused: %s", self.number, error.kode)
            return Ended(error=error)
        except Exception as bug:
            log.exception("job %d crashed", self.number)
            return Ended(bug=bug)


class Jobs(QObject):
    """The two lanes. `start` hands work over; `idle` says that every result has been delivered."""

    idle_changed = Signal(bool)
    _ready = Signal(int)
    _stepped = Signal(int, int, int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = count(1)
        self._jobs: dict[int, Job] = {}
        self._ends: dict[int, Ended] = {}
        self._queues: dict[Lane, queue.SimpleQueue[int]] = {lane: queue.SimpleQueue() for lane in Lane}
        self._threads: dict[Lane, threading.Thread] = {}
        self._closed = False
        self._ready.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._stepped.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @property
    def idle(self) -> bool:
        """Whether nothing runs, waits or is still to be delivered."""
        return not self._jobs

    def start(
        self,
        lane: Lane,
        owner: QObject,
        work: Callable[[Progress], object],
        ended: Callable[[Ended], None],
        progressed: Callable[[int, int, str], None] | None = None,
    ) -> Job:
        """Put work on a lane. `ended` is called on this thread unless `owner` is gone by then."""
        job = Job(next(self._numbers), lane, owner, work, ended, self._stepped.emit, progressed)
        if self._closed:  # a timer of a window on its way out: nobody is left to hear the answer
            job.cancel()
            return job
        was_idle = self.idle
        self._jobs[job.number] = job
        if lane not in self._threads:
            thread = threading.Thread(target=self._drive, args=(lane,), name=lane.value, daemon=True)
            self._threads[lane] = thread
            thread.start()
        self._queues[lane].put(job.number)
        if was_idle:
            self.idle_changed.emit(False)
        return job

    def running(self, lane: Lane) -> list[Job]:
        """Jobs of a lane that have not been delivered yet, oldest first."""
        return [job for job in self._jobs.values() if job.lane is lane]

    def cancel_of(self, owner: QObject) -> None:
        """Stop the long work of a screen that closes."""
        for job in self.running(Lane.LONG):
            if job.owner is owner:
                job.cancel()

    def wait_idle(self) -> None:
        """Let the event loop run until every job has been delivered (pictures, closing, tests)."""
        while not self.idle:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def close(self) -> None:
        """End both threads after the work already handed over; later work is not begun any more."""
        self._closed = True
        for lane, thread in self._threads.items():
            self._queues[lane].put(0)
            thread.join()
        self._threads.clear()

    def _drive(self, lane: Lane) -> None:
        waiting = self._queues[lane]
        while number := waiting.get():
            self._ends[number] = self._jobs[number].execute()  # kept in no variable of this thread
            self._ready.emit(number)

    @Slot(int)
    def _deliver(self, number: int) -> None:
        job = self._jobs.pop(number)
        end = self._ends.pop(number)
        try:
            if Shiboken.isValid(job.owner):
                job.ended(end)
        finally:
            if self.idle:
                self.idle_changed.emit(True)

    @Slot(int, int, int, str)
    def _tell(self, number: int, done: int, total: int, label: str) -> None:
        job = self._jobs.get(number)
        if job is not None and job.progressed is not None and Shiboken.isValid(job.owner):
            job.progressed(done, total, label)
