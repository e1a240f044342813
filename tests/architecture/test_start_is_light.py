"""The first window paints before anything heavy is imported (architecture.md 10, platform.md 6.3)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from office import open_office

HEAVY = (
    *("sqlalchemy", "alembic", "openpyxl", "docx", "lxml", "reportlab", "cryptography", "pyrage"),
    "pypdfium2",
    # the frame is there before the first table or form is needed
    *("desa_desktop.ui.kit.grid", "desa_desktop.ui.kit.table", "desa_desktop.ui.kit.form"),
)

CHILD = """
import gc
import sys

gc.disable()  # as __main__ does

processes = []
sys.addaudithook(lambda event, words: processes.append(words[0]) if event == "subprocess.Popen" else None)
from PySide6.QtWidgets import QApplication
from desa_desktop.ui.launch import Start

application = QApplication([])
run = Start(application, [])
run.ended.connect(application.quit)

def look():
    print(" ".join(name for name in {heavy!r} if name in sys.modules) or "ringan", flush=True)

run.painted.connect(look)
run.settled.connect(lambda: run.window.close())
assert run.begin()
application.exec()
run.finish()
print(" ".join(name for name in ("sqlalchemy",) if name in sys.modules), flush=True)
print(len(processes), flush=True)
print(gc.isenabled(), gc.get_freeze_count() > 10_000, flush=True)
"""


def start_once(folder: Path) -> list[str]:
    """What a start says of itself until its first screen has its rows."""
    variables = dict(os.environ, QT_QPA_PLATFORM="offscreen", DESA_DATA=str(folder))
    child = subprocess.run(
        [sys.executable, "-c", CHILD.format(heavy=HEAVY)],
        env=variables, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert child.returncode == 0, child.stderr
    return child.stdout.splitlines()


def test_nothing_heavy_is_imported_before_the_first_paint(tmp_path: Path) -> None:
    assert start_once(tmp_path / "data")[:2] == ["ringan", "sqlalchemy"]


def test_garbage_is_collected_again_once_the_first_screen_has_its_rows(tmp_path: Path) -> None:
    assert start_once(tmp_path / "data")[3] == "False True"


def test_a_start_runs_no_second_program(tmp_path: Path) -> None:
    """The shipped checklist was once read in a process of its own, a tenth of a second of every start."""
    with open_office(tmp_path / "data"):
        pass
    assert start_once(tmp_path / "data")[2] == "0"
