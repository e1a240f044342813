"""What two databases of one office hold differently: asked before one of them takes the other's place."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from desa_desktop.store import driver as bare
from desa_desktop.store.driver import SQLCIPHER, Driver
from desa_desktop.store.mapping import BY_TABLE, TECHNICAL
from desa_desktop.store.unit import Database, plain_errors

JOURNALLED = tuple(BY_TABLE)
"""The tables whose rows people enter, in the order of the domain."""


@dataclass(frozen=True, slots=True)
class Rows:
    """One table seen from the present database: rows only here, only there, and with other content."""

    here: int = 0
    there: int = 0
    only_here: int = 0
    only_there: int = 0
    changed: int = 0


def compare(
    here: Path, here_key: bytes, there: Path, there_key: bytes, *, driver: Driver = SQLCIPHER
) -> Mapping[str, Rows]:
    """Each table of the domain in both files; columns that one of them lacks are not compared.

    Neither file is changed. Raises StorageFailed, StoreDamaged, KeyProblem.
    """
    first = bare.connect(here, here_key, readonly=True, driver=driver)
    try:
        second = bare.connect(there, there_key, readonly=True, driver=driver)
        try:
            with bare.raw_errors(driver):
                return {table: _rows(first, second, table) for table in JOURNALLED}
        finally:
            second.close()
    finally:
        first.close()


def _rows(first: sqlite3.Connection, second: sqlite3.Connection, table: str) -> Rows:
    shared = [name for name in _columns(first, table) if name in set(_columns(second, table))]
    fields = [name for name in shared if name not in TECHNICAL and name != "id"]
    here, there = (_contents(each, table, fields) for each in (first, second))
    same = here.keys() & there.keys()
    return Rows(
        len(here),
        len(there),
        len(here.keys() - there.keys()),
        len(there.keys() - here.keys()),
        sum(here[key] != there[key] for key in same),
    )


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]


def _contents(connection: sqlite3.Connection, table: str, fields: Iterable[str]) -> dict[object, int]:
    """Row id -> a short mark of its content, alike only for alike rows of this process."""
    if not _columns(connection, table):
        return {}  # an older form of the database did not know it
    names = ", ".join(f'"{name}"' for name in ("id", *fields))
    return {row[0]: hash(row[1:]) for row in connection.execute(f'SELECT {names} FROM "{table}"')}


def count(database: Database) -> Mapping[str, int]:
    """Rows per table of the domain in the opened store; empty tables are left out."""
    with database.read() as unit, plain_errors():
        found = {
            name: unit.connection.execute(sa.select(sa.func.count()).select_from(kind.table)).scalar_one()
            for name, kind in BY_TABLE.items()
        }
    return {name: rows for name, rows in found.items() if rows}


def last_change(path: Path, key: bytes, *, driver: Driver = SQLCIPHER) -> datetime | None:
    """When a person last changed something in this database; None if nobody did. Failures as `compare`."""
    connection = bare.connect(path, key, readonly=True, driver=driver)
    try:
        with bare.raw_errors(driver):
            (found,) = connection.execute("SELECT max(pada) FROM langkah").fetchone()
    finally:
        connection.close()
    return None if found is None else datetime.fromisoformat(found).replace(tzinfo=UTC)
