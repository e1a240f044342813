"""An upgrade that is killed or runs out of room: the old shape or the new one, and every row."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desa_desktop.store import driver
from desa_desktop.store.upgrade import Upgraded, bring_up_to_date
from store_samples import CHILD, FIRST, KEY, SECOND, count, make_store, migrations

ENV = Path(__file__).parents[2] / "migrations" / "env.py"
DIE = "import os; os.kill(os.getpid(), 9)"
UPGRADE = CHILD + (
    "import pathlib; from desa_desktop.store import driver, upgrade\n"
    "from store_samples import KEY\n"
    "path, steps = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])\n"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_store(tmp_path / "desa.db", families=500)


def columns(path: Path) -> int:
    connection = driver.connect(path, KEY)
    found = len(connection.execute("PRAGMA table_info(keluarga)").fetchall())
    connection.close()
    return found


@pytest.mark.parametrize(
    "second",
    [
        SECOND.replace("def upgrade():", f"def upgrade():\n    {DIE}"),
        SECOND.replace("        batch.alter", f"        {DIE}\n        batch.alter"),
        SECOND + f"    {DIE}\n",
    ],
    ids=["before", "within", "after the step"],
)
def test_a_killed_upgrade_leaves_the_old_shape_and_goes_through_the_next_time(
    path: Path, tmp_path: Path, second: str
) -> None:
    steps = migrations(tmp_path / "langkah", ENV, {"0001_a": FIRST, "0002_b": second})
    program = UPGRADE + "upgrade.bring_up_to_date(path, KEY, steps, lambda: path, newest=2)\n"
    done = subprocess.run([sys.executable, "-c", program, path, steps], check=False)
    assert done.returncode == -9
    assert (columns(path), count(path), count(path, table="keluarga")) == (2, 1500, 500)
    (steps / "versions" / "0002_b.py").write_text(SECOND)
    done_now = bring_up_to_date(path, KEY, steps, lambda: path, newest=2)
    assert done_now == Upgraded(1, 2, path)
    assert (columns(path), count(path), count(path, table="keluarga")) == (3, 1500, 500)


def test_a_kill_after_the_commit_leaves_the_new_shape(path: Path, tmp_path: Path) -> None:
    steps = migrations(tmp_path / "langkah", ENV, {"0001_a": FIRST, "0002_b": SECOND})
    program = UPGRADE + (
        "import os; driver.checkpoint = lambda connection: os.kill(os.getpid(), 9)\n"
        "upgrade.bring_up_to_date(path, KEY, steps, lambda: path, newest=2)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, path, steps], check=False)
    assert done.returncode == -9
    assert (columns(path), count(path), count(path, table="keluarga")) == (3, 1500, 500)


@pytest.mark.parametrize("room", [20_000, 40_000, 60_000])
def test_an_upgrade_on_a_full_disk_is_undone_and_told(path: Path, tmp_path: Path, room: int) -> None:
    """`room` is how long a single file may grow: the WAL hits it at different pages."""
    more = SECOND + "    op.execute('INSERT INTO warga SELECT NULL, keluarga_id, nama, nik FROM warga')\n"
    steps = migrations(tmp_path / "langkah", ENV, {"0001_a": FIRST, "0002_b": more})
    program = UPGRADE + (
        "import resource, signal; from desa_desktop.errors import StorageFailed\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "sys.dont_write_bytecode = True\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))\n"
        "try:\n"
        "    upgrade.bring_up_to_date(path, KEY, steps, lambda: path, newest=2)\n"
        "except StorageFailed as failure:\n"
        "    print(failure.code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, path, steps], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("K-201\n", "")
    assert (columns(path), count(path), count(path, table="keluarga")) == (2, 1500, 500)
