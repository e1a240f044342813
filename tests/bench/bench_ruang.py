"""How fluid the meeting room is with 80 people and 60 proposals, beside a small room and a bare table.

    python tests/bench/bench_ruang.py [people] [proposals]

Prints JSON lines. `ketukan`: milliseconds from a typed digit to the painted cell, beside writing a number
into Qt's own table of as many lines; `sesudah`: how long the window cannot answer while one value is stored
and read back (the longest single pause and their sum); `baca` and `simpan`: the service calls behind it;
`dinding`: painting the wall. Each with its ratio to the same in a small room of 16 people and 6 proposals.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "src")]

from PySide6.QtCore import QEventLoop, Qt  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QTableWidget, QTableWidgetItem  # noqa: E402

import ruang_penuh  # noqa: E402
from desa_desktop import paths  # noqa: E402
from desa_desktop.app import App  # noqa: E402
from desa_desktop.services import musyawarah, ruang  # noqa: E402
from desa_desktop.ui.desk import Desk  # noqa: E402
from desa_desktop.ui.kit.jobs import Jobs  # noqa: E402
from desa_desktop.ui.main_window import MainWindow  # noqa: E402
from desa_desktop.ui.saving import Steps  # noqa: E402
from desa_desktop.ui.snapshot import settle  # noqa: E402
from desa_desktop.ui.style import Theme, apply  # noqa: E402
from layar import NOW, open_village  # noqa: E402
from office import OLEH  # noqa: E402

ROOM, WALL = (1366, 697), (1366, 768)
DIGITS = "5434345555333332111144444"
STEP: dict[str, Any] = {"by": OLEH, "at": NOW}


def milliseconds(work: Callable[[], object], times: int = 1) -> list[float]:
    """How long each of some runs took."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append((time.perf_counter() - start) * 1000)
    return found


def pauses(desk: Desk) -> tuple[float, float]:
    """The longest single piece of work of the window's thread until everything has settled, and their sum."""
    loop = QEventLoop()
    longest = total = 0.0
    still = 0
    while still < 3:
        start = time.perf_counter()
        loop.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        gone = (time.perf_counter() - start) * 1000
        longest, total = max(longest, gone), total + (gone if gone > 0.5 else 0.0)
        still = 0 if not desk.jobs.idle or gone > 0.5 else still + 1
        time.sleep(0.004)
    return longest, total


def measure(people: int, proposals: int) -> dict[str, float]:
    """One room of this size: the figures in milliseconds."""
    with tempfile.TemporaryDirectory() as folder, open_village(Path(folder)) as app:
        ruang_penuh.fill(app.database, people, proposals)
        key = ruang_penuh.prepared(app.database)
        return _in_window(app, key)


def _in_window(app: App, key: Any) -> dict[str, float]:
    window, desk = MainWindow("desa", "ukur", paths.resources()), Desk(app, Jobs())
    app.database.listen(desk.hear)
    window.resize(*ROOM)
    window.show()
    window.attach(desk, Steps(desk))
    window.go("musyawarah", f"penilaian:{key}")
    settle(desk)
    room = window.shown.room  # type: ignore[union-attr]
    view = room.scoring.grid.view
    view.setFocus()
    settle(desk)
    typed, longest, total = [], [], []
    for digit in DIGITS:
        start = time.perf_counter()
        QTest.keyClick(view, digit)
        view.viewport().repaint()
        typed.append((time.perf_counter() - start) * 1000)
        one, all_of_it = pauses(desk)
        longest.append(one)
        total.append(all_of_it)
    today = NOW.date()
    read = milliseconds(lambda: musyawarah.room(app.database, app.aturan, key, today), 9)
    first = room.meeting.room.musyawarah.bahasan[0].usulan_id
    values = iter(range(100))
    store = milliseconds(
        lambda: ruang.value_many(
            app.database, key, [(first, "manfaat", 1 + next(values) % 5)], app.aturan, **STEP
        ),
        9,
    )
    room.projector.toggle()
    wall = room.projector.wall
    wall.showNormal()
    wall.resize(*WALL)
    settle(desk)
    painted = milliseconds(wall.grab, 5)
    settle(desk)
    room.projector.close()
    desk.jobs.wait_idle()
    desk.jobs.close()
    window.desk = None
    window.close()
    return {
        "ketukan": statistics.median(typed),
        "ketukan_terlama": max(typed),
        "sesudah_jeda_terlama": statistics.median(longest),
        "sesudah_jumlah": statistics.median(total),
        "baca": statistics.median(read),
        "simpan": statistics.median(store),
        "dinding": statistics.median(painted),
    }


def bare(lines: int) -> float:
    """Milliseconds to write a number into Qt's own table and paint it."""
    table = QTableWidget(lines, 9)
    table.resize(860, 420)
    table.show()
    for line in range(lines):
        for column in range(9):
            table.setItem(line, column, QTableWidgetItem(str(line)))
    QApplication.processEvents()

    def write() -> None:
        table.item(3, 3).setText(str(time.perf_counter_ns() % 5))  # type: ignore[union-attr]
        QTest.keyClick(table, Qt.Key.Key_Right)
        table.viewport().repaint()

    return statistics.median(milliseconds(write, 25))


def main() -> None:
    """Print the figures."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else ruang_penuh.PEOPLE
    proposals = int(sys.argv[2]) if len(sys.argv) > 2 else ruang_penuh.PROPOSALS
    application = QApplication([])
    apply(application, Theme.TERANG, 100)
    table, small, full = bare(proposals), measure(16, 6), measure(people, proposals)
    load = round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None
    for what, figure in full.items():
        line = {"bench": "ruang", "what": what, "ms": round(figure, 1), "kecil": round(small[what], 1),
                "kali_kecil": round(figure / small[what], 2), "load": load}  # fmt: skip
        if what.startswith("ketukan"):
            line |= {"tabel_qt": round(table, 1), "kali_tabel_qt": round(figure / table, 2)}
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
