"""A tiny office's database, small migrations and a disk that fails, for tests of the store's lower half."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from desa_desktop.files import Fs
from desa_desktop.store import driver
from desa_desktop.store.driver import APPLICATION_ID, SQLCIPHER, Driver
from putus import KILL, broke

PLAIN = Driver("sqlite3", encrypts=False)  # the rehearsal of leaving SQLCipher; never shipped
KEY = bytes(range(32))
OTHER_KEY = bytes(range(100, 132))
NAMA = "Suminah Kartodiwiryo"
NIK = "3306990101700001"

_SOURCES = [str(Path(__file__).parent), str(Path(driver.__file__).parents[2])]
CHILD = f"import sys; sys.path[:0] = {_SOURCES!r}\n"  # first line of a program run with -c

FIRST = """
revision = "0001"
down_revision = None
from alembic import op
import sqlalchemy as sa

KELUARGA = sa.ForeignKey("keluarga.id", ondelete="CASCADE")

def upgrade():
    op.create_table("keluarga", sa.Column("id", sa.Integer, primary_key=True), sa.Column("nomor", sa.Text))
    op.create_table(
        "warga",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("keluarga_id", sa.Integer, KELUARGA, nullable=False),
        sa.Column("nama", sa.Text, nullable=False),
        sa.Column("nik", sa.Text),
    )
"""

SECOND = """
revision = "0002"
down_revision = "0001"
from alembic import op
import sqlalchemy as sa

def upgrade():
    with op.batch_alter_table("keluarga") as batch:
        batch.add_column(sa.Column("dusun", sa.Text, server_default="", nullable=False))
        batch.alter_column("nomor", existing_type=sa.Text, nullable=False)
"""


def migrations(folder: Path, env: Path, scripts: Mapping[str, str]) -> Path:
    """A migrations folder with the program's own env.py and these scripts."""
    (folder / "versions").mkdir(parents=True)
    (folder / "env.py").write_bytes(env.read_bytes())
    for name, text in scripts.items():
        (folder / "versions" / f"{name}.py").write_text(text, encoding="utf-8")
    return folder


def make_store(path: Path, key: bytes = KEY, *, families: int = 20, by: Driver = SQLCIPHER) -> Path:
    """A closed database of schema 1 with families of three people each."""
    connection = driver.connect(path, key, create=True, driver=by)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("CREATE TABLE keluarga (id INTEGER PRIMARY KEY, nomor TEXT)")
    connection.execute(
        "CREATE TABLE warga (id INTEGER PRIMARY KEY, keluarga_id INTEGER NOT NULL "
        "REFERENCES keluarga(id) ON DELETE CASCADE, nama TEXT NOT NULL, nik TEXT)"
    )
    connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
    connection.execute("INSERT INTO alembic_version VALUES ('0001')")
    add_families(connection, families)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA user_version = 1")
    connection.execute("COMMIT")
    driver.checkpoint(connection)
    connection.close()
    return path


def add_families(connection: sqlite3.Connection, number: int) -> None:
    """Rows of made-up people, inside the caller's transaction."""
    for _ in range(number):
        cursor = connection.execute("INSERT INTO keluarga (nomor) VALUES ('3306990101010001')")
        rows = [(cursor.lastrowid, f"{NAMA} {n}", NIK) for n in range(3)]
        connection.executemany("INSERT INTO warga (keluarga_id, nama, nik) VALUES (?, ?, ?)", rows)


def count(path: Path, key: bytes = KEY, table: str = "warga", by: Driver = SQLCIPHER) -> int:
    """How many rows `table` has, after all checks of a fresh opening passed."""
    connection = driver.connect(path, key, driver=by)
    try:
        driver.checkpoint(connection)
        assert driver.full_check(connection, driver=by) == []
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    finally:
        connection.close()


class CutOff(BaseException):
    """The power went away: nothing after this call happens, no cleaning up either."""


class FailingFs(Fs):
    """A disk that fails at its call number `at`: with an error, or as if the power went (`cut`).

    After a power cut every further call fails too, so that cleaning up cannot help.
    """

    def __init__(self, at: int, *, cut: bool = False, code: int = errno.ENOSPC) -> None:
        self.at, self.cut, self.code, self.calls = at, cut, code, 0

    def _pass(self) -> None:
        self.calls += 1
        if self.calls == self.at:
            broke(KILL if self.cut else self.code)
        if self.cut and self.calls >= self.at:
            raise CutOff
        if self.calls == self.at:
            raise OSError(self.code, os.strerror(self.code))

    def read(self, path: Path, limit: int | None = None) -> bytes:
        self._pass()
        return super().read(path, limit)

    def open(self, path: Path, mode: str) -> IO[bytes]:
        self._pass()
        return super().open(path, mode)

    def write(self, target: IO[bytes], data: bytes | memoryview) -> int:
        self._pass()
        if self.cut and self.calls + 1 == self.at:  # the last write before the cut is torn
            return super().write(target, data[: len(data) // 2])
        return super().write(target, data)

    def sync(self, target: IO[bytes]) -> None:
        self._pass()
        super().sync(target)

    def sync_folder(self, folder: Path) -> None:
        self._pass()
        super().sync_folder(folder)

    def rename(self, source: Path, target: Path) -> None:
        self._pass()
        super().rename(source, target)

    def remove(self, path: Path) -> None:
        self._pass()
        super().remove(path)


class Roomy(Fs):
    """A disk that claims `free` bytes of room."""

    def __init__(self, free: int) -> None:
        self._free = free

    def free(self, folder: Path) -> int:
        return self._free
