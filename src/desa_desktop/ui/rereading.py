"""Rows read anew as often as somebody writes, but never two readings in the queue.

While a person types five values a second, each commit says that something changed; one reading after
the last of them is enough.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject

from desa_desktop.errors import DesaError
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.jobs import Job, Lane

T = TypeVar("T")


class Rereading(Generic[T]):
    """Reads for one screen. `prepare` takes what the work needs from the widgets and returns the work;
    None from it means that there is nothing to read now. `show` gets the result on this thread.
    """

    def __init__(
        self,
        desk: Desk,
        owner: QObject,
        prepare: Callable[[], Callable[[], T] | None],
        show: Callable[[T], object],
        failed: Callable[[DesaError], object] | None = None,
    ) -> None:
        self._desk, self._owner = desk, owner
        self._prepare, self._show, self._failed = prepare, show, failed
        self._job: Job | None = None
        self._again = False

    @property
    def is_under_way(self) -> bool:
        """Whether a reading waits or runs."""
        return self._job is not None and self._job in self._desk.jobs.running(Lane.SHORT)

    def start(self) -> None:
        """Read now; if a reading is under way, once more after it."""
        if self.is_under_way:
            self._again = True
            return
        work = self._prepare()
        if work is not None:
            self._again = False
            self._job = self._desk.run(self._owner, work, self._take, self._refused)

    def _take(self, result: T) -> None:
        if self._again:
            self.start()
        self._show(result)

    def _refused(self, error: DesaError) -> None:
        (self._failed or self._desk.show_error)(error)
