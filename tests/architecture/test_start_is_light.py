"""The first window paints before anything heavy is imported (architecture.md 10, platform.md 6.3)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HEAVY = ("sqlalchemy", "alembic", "openpyxl", "reportlab", "cryptography", "pyrage", "pypdfium2")

CHILD = """
import sys
from PySide6.QtWidgets import QApplication
from desa_desktop.ui.launch import Start

application = QApplication([])
run = Start(application, [])
run.ended.connect(application.quit)

def look():
    print(" ".join(name for name in {heavy!r} if name in sys.modules) or "ringan", flush=True)

run.painted.connect(look)
run.usable.connect(lambda: run.window.close())
assert run.begin()
application.exec()
run.finish()
print(" ".join(name for name in ("sqlalchemy",) if name in sys.modules), flush=True)
"""


def test_nothing_heavy_is_imported_before_the_first_paint(tmp_path: Path) -> None:
    variables = dict(os.environ, QT_QPA_PLATFORM="offscreen", DESA_DATA=str(tmp_path / "data"))
    child = subprocess.run(
        [sys.executable, "-c", CHILD.format(heavy=HEAVY)],
        env=variables, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert child.returncode == 0, child.stderr
    assert child.stdout.splitlines() == ["ringan", "sqlalchemy"], child.stderr
