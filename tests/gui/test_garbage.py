"""Reference cycles with widgets in them end on the screen's thread, never on a lane."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desa_desktop.ui.garbage import GarbageCollector


class Cycle(QObject):
    """Only a collection ends it."""

    def __init__(self) -> None:
        super().__init__()
        self.me = self


def test_what_a_lane_makes_collects_nothing_and_the_screens_thread_does(qtbot: QtBot) -> None:
    assert not gc.isenabled()
    threads: list[int] = []
    weakref.finalize(Cycle(), lambda: threads.append(threading.get_ident()))

    def work() -> None:
        kept = [[number] for number in range(100_000)]
        assert kept

    lane = threading.Thread(target=work)
    lane.start()
    lane.join()
    assert threads == [], "a lane left it alone"
    collector = GarbageCollector()
    kept = [[number] for number in range(2_000)]  # more than the youngest generation's limit
    collector.look()
    assert len(kept) == 2_000
    assert threads == [threading.get_ident()]
