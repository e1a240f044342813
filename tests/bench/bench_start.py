"""How soon is Beranda there? A bare PySide6 window and our start, side by side in one run (JSON lines).

    QT_QPA_PLATFORM=offscreen python tests/bench/bench_start.py --runs 5 [--data FOLDER]

Each start is a new process; time counts from just before it is made, so the interpreter is in it. Without
--data a village is set up in a temporary folder first. `bare` is the physical floor: one empty table and
nothing else. `painted` is our frame with the outline of Beranda, `usable` the first screen in its place,
`rows` the same with all it reads, `settled` the end of the start, with the heavy libraries warmed up.
`*_cpu` is time of the processor, which other work on the machine does not stretch. The modules have their
bytecode, as in an installed program: a first start of each kind is not counted.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src"


def resident_mb() -> float:
    """Memory of this process in MiB (Linux; 0 elsewhere)."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next(one for one in status.read_text().splitlines() if one.startswith("VmRSS"))
    return round(int(line.split()[1]) / 1024, 1)


def note(figures: dict[str, float], name: str, began: float) -> None:
    """Seconds since the start, and seconds of the processor in all threads of this process."""
    figures[name] = time.perf_counter() - began
    figures[f"{name}_cpu"] = time.process_time()


def bare(began: float) -> None:
    """A window with one empty table, nothing else."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget

    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    figures: dict[str, float] = {}

    def done() -> None:
        note(figures, "painted", began)
        figures["rss_mb"] = resident_mb()
        application.quit()

    class Window(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            QTimer.singleShot(0, done)

    window = Window()
    window.setCentralWidget(QTableWidget(30, 8))
    window.resize(1366, 697)
    window.show()
    application.exec()
    print(json.dumps(figures), flush=True)


def ours(began: float) -> None:
    """The program's own start up to the first screen with its rows."""
    gc.disable()  # as __main__ does before it imports the window
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from desa_desktop.ui.kit.jobs import Lane
    from desa_desktop.ui.launch import Start

    application = QApplication(sys.argv[:1])
    run = Start(application, [])
    run.ended.connect(application.quit)
    figures: dict[str, float] = {}

    def painted() -> None:
        note(figures, "painted", began)
        figures["rss_painted_mb"] = resident_mb()

    def usable() -> None:
        note(figures, "usable", began)
        look_for_rows()

    def look_for_rows() -> None:
        assert run.desk is not None
        if run.desk.jobs.running(Lane.SHORT):
            QTimer.singleShot(2, look_for_rows)
        else:
            note(figures, "rows", began)

    def settled() -> None:
        note(figures, "settled", began)
        figures["rss_mb"] = resident_mb()
        assert run.window is not None
        run.window.close()

    run.painted.connect(painted)
    run.usable.connect(usable)
    run.settled.connect(settled)
    if run.begin():
        application.exec()
    run.finish()
    print(json.dumps(figures), flush=True)


def set_up(folder: Path) -> None:
    """Make a village in an empty folder by the command line, as a person would."""
    command = [sys.executable, "-m", "desa_desktop", "--data", str(folder), "kantor", "siapkan"]
    command += ["--peran", "desa"]
    command += ["--kode", "33.06.99.2001", "--nama", "Tursino"]
    subprocess.run(command, check=True, capture_output=True, env=dict(os.environ, PYTHONPATH=str(SOURCE)))


def measure(kind: str, runs: int, folder: Path, cache: Path) -> dict[str, float]:
    """The median of each figure over `runs` new processes; bytecode is kept in `cache`."""
    found: list[dict[str, float]] = []
    for run in range(runs + 1):
        variables = dict(os.environ, DESA_DATA=str(folder), PYTHONPATH=str(SOURCE))
        variables.pop("PYTHONDONTWRITEBYTECODE", None)
        variables["PYTHONPYCACHEPREFIX"] = str(cache)
        variables["BENCH_BEGAN"] = repr(time.perf_counter())
        command = [sys.executable, str(Path(__file__).resolve()), "--child", kind]
        out = subprocess.run(command, check=True, capture_output=True, text=True, env=variables).stdout
        if run:
            found.append(json.loads(out.strip().splitlines()[-1]))
    return {name: round(statistics.median(one[name] for one in found), 3) for name in found[0]}


def main() -> None:
    """Alternate the two kinds and print one JSON line each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--child", choices=["bare", "ours"], help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        began = float(os.environ["BENCH_BEGAN"])
        (bare if given.child == "bare" else ours)(began)
        return
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as made:
        folder = given.data or Path(made) / "data"
        if given.data is None:
            set_up(folder)
        for kind in ("bare", "ours", "bare", "ours"):
            figures = measure(kind, given.runs, folder, Path(made) / "bytecode")
            line = {"bench": "start", "kind": kind, "load": os.getloadavg()[0], **figures}
            print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
