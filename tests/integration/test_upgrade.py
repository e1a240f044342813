"""Upgrading an office's database: verified backup first, all or nothing, newer files untouched."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desa_desktop.errors import FileTooNew, StorageFailed
from desa_desktop.store import driver
from desa_desktop.store.driver import SQLCIPHER, Driver, StoreDamaged
from desa_desktop.store.upgrade import NEWEST, Upgraded, bring_up_to_date, needs_upgrade
from store_samples import CHILD, FIRST, KEY, PLAIN, SECOND, Roomy, count, make_store, migrations

OURS = Path(__file__).parents[2] / "migrations"
ENV = OURS / "env.py"
LOSES = SECOND.replace("def upgrade():", "def upgrade():\n    op.execute('DELETE FROM warga WHERE id = 7')")
ALLOWED = LOSES.replace('revision = "0002"', 'revision = "0002"\nmay_lose_rows_of = ("warga",)')
ORPHANS = SECOND.replace("def upgrade():", "def upgrade():\n    op.execute('DELETE FROM keluarga')")
BREAKS = SECOND + "    raise RuntimeError('langkah ini salah')\n"
DRIVERS = pytest.mark.parametrize("by", [SQLCIPHER, PLAIN], ids=["sqlcipher", "sqlite"])


def no_backup() -> Path:
    raise AssertionError("there is nothing to lose")


def columns(path: Path, by: Driver = SQLCIPHER) -> list[str]:
    connection = driver.connect(path, KEY, driver=by)
    names = [row[1] for row in connection.execute("PRAGMA table_info(keluarga)")]
    connection.close()
    return names


def version(path: Path, by: Driver = SQLCIPHER) -> tuple[int, str]:
    connection = driver.connect(path, KEY, driver=by)
    (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    number = driver.schema_version(connection)
    connection.close()
    return number, revision


@DRIVERS
def test_a_new_office_gets_its_tables_without_a_backup(tmp_path: Path, by: Driver) -> None:
    steps = migrations(tmp_path / "langkah", ENV, {"0001_a": FIRST, "0002_b": SECOND})
    path = tmp_path / "desa.db"
    done = bring_up_to_date(path, KEY, steps, no_backup, newest=2, driver=by)
    assert done == Upgraded(0, 2, None)
    assert version(path, by) == (2, "0002")
    assert columns(path, by) == ["id", "nomor", "dusun"]
    assert bring_up_to_date(path, KEY, steps, no_backup, newest=2, driver=by) is None


@DRIVERS
def test_an_old_office_keeps_every_family_through_a_rebuilt_table(tmp_path: Path, by: Driver) -> None:
    """`keluarga` is rebuilt; with foreign keys on, its people would be deleted along with it."""
    steps = migrations(tmp_path / "langkah", ENV, {"0001_a": FIRST, "0002_b": SECOND})
    path = make_store(tmp_path / "desa.db", by=by)
    seen: list[int] = []

    def back_up() -> Path:
        seen.append(count(path, by=by))
        return tmp_path / "x.cadangan"

    done = bring_up_to_date(path, KEY, steps, back_up, newest=2, driver=by)
    assert done == Upgraded(1, 2, tmp_path / "x.cadangan")
    assert seen == [60]
    assert (count(path, by=by), count(path, table="keluarga", by=by)) == (60, 20)
    assert columns(path, by) == ["id", "nomor", "dusun"]
    assert version(path, by) == (2, "0002")


@pytest.mark.parametrize(
    ("second", "failure", "sentence"),
    [
        (LOSES, StorageFailed, "kehilangan baris di tabel warga"),
        (ORPHANS, StoreDamaged, "hubungan antarbaris di tabel warga putus"),
        (BREAKS, RuntimeError, "langkah ini salah"),
    ],
    ids=["rows lost", "rows orphaned", "bug"],
)
def test_a_bad_step_leaves_the_old_database(
    tmp_path: Path, second: str, failure: type[Exception], sentence: str
) -> None:
    steps = migrations(tmp_path / "langkah", ENV, {"0001_a": FIRST, "0002_b": second})
    path = make_store(tmp_path / "desa.db")
    with pytest.raises(failure, match=sentence):
        bring_up_to_date(path, KEY, steps, lambda: path, newest=2)
    assert count(path) == 60
    assert columns(path) == ["id", "nomor"]
    assert version(path) == (1, "0001")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["desa.db", "langkah"]


def test_a_step_that_says_so_may_take_rows(tmp_path: Path) -> None:
    steps = migrations(tmp_path / "langkah", ENV, {"0001_a": FIRST, "0002_b": ALLOWED})
    path = make_store(tmp_path / "desa.db")
    assert bring_up_to_date(path, KEY, steps, lambda: path, newest=2) == Upgraded(1, 2, path)
    assert count(path) == 59


def test_without_a_backup_nothing_is_upgraded(tmp_path: Path) -> None:
    steps = migrations(tmp_path / "langkah", ENV, {"0001_a": FIRST, "0002_b": SECOND})
    path = make_store(tmp_path / "desa.db")

    def refuse() -> Path:
        raise StorageFailed(sebab="ruang disk penuh")

    with pytest.raises(StorageFailed):
        bring_up_to_date(path, KEY, steps, refuse, newest=2)
    assert columns(path) == ["id", "nomor"]
    with pytest.raises(StorageFailed, match="ruang disk penuh"):
        bring_up_to_date(path, KEY, steps, no_backup, newest=2, fs=Roomy(10**8))


def test_a_database_of_a_newer_program_is_not_touched(tmp_path: Path) -> None:
    path = make_store(tmp_path / "desa.db")
    connection = driver.connect(path, KEY)
    connection.execute("PRAGMA user_version = 9")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(FileTooNew) as caught:
        bring_up_to_date(path, KEY, OURS, no_backup, newest=2)
    assert str(caught.value) == (
        "Basis data dibuat aplikasi yang lebih baru (skema 9). Data aman dan tidak diubah. "
        "Perbarui aplikasi di laptop ini, lalu buka lagi. (K-230)"
    )
    assert path.read_bytes() == before


def test_asking_whether_a_step_is_missing_imports_no_alembic(tmp_path: Path) -> None:
    path = make_store(tmp_path / "desa.db")
    program = CHILD + (
        "import sys, pathlib; from desa_desktop.store import upgrade, driver\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "assert upgrade.bring_up_to_date(path, bytes(range(32)), path, lambda: path, newest=1) is None\n"
        "sys.exit(str({'alembic', 'sqlalchemy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == "set()"


def test_an_empty_file_of_a_cut_first_start_is_filled(tmp_path: Path) -> None:
    path = tmp_path / "desa.db"
    path.touch()
    steps = migrations(tmp_path / "langkah", ENV, {"0001_a": FIRST})
    assert bring_up_to_date(path, KEY, steps, no_backup, newest=1) == Upgraded(0, 1, None)


def test_the_constant_names_the_newest_step_we_ship(tmp_path: Path) -> None:
    numbers = sorted(int(one.name[:4]) for one in (OURS / "versions").glob("[0-9]*.py"))
    assert numbers == list(range(1, NEWEST + 1))
    path = tmp_path / "desa.db"
    assert bring_up_to_date(path, KEY, OURS, no_backup) == Upgraded(0, NEWEST, None)
    connection = driver.connect(path, KEY)
    assert not needs_upgrade(connection)
    assert driver.full_check(connection) == []
    assert len(driver.row_counts(connection)) > 10
    connection.close()


def test_our_steps_give_exactly_our_tables(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from desa_desktop.store import book, tables
    from desa_desktop.store.engine import open_engines
    from desa_desktop.store.tables_penduduk import is_index_table

    assert book.metadata is tables.metadata
    path = tmp_path / "desa.db"
    bring_up_to_date(path, KEY, OURS, no_backup)
    engines = open_engines(path, KEY)
    with engines.reader.connect() as connection:
        ours = {"include_name": lambda name, _kind, _parents: not is_index_table(name)}
        context = MigrationContext.configure(connection, opts={"compare_type": True, **ours})
        assert compare_metadata(context, tables.metadata) == []
    engines.close()
