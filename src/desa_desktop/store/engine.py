"""SQLAlchemy over the office's file: one connection that writes, a few that only read.

Imported late, in a thread, because SQLAlchemy costs a quarter of a second (platform.md 6.3).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import TimeoutError
from sqlalchemy.pool import QueuePool
from sqlalchemy.util import LRUCache

from desa_desktop.errors import KeyProblem, StorageFailed
from desa_desktop.store import driver as bare
from desa_desktop.store.driver import SQLCIPHER, Driver

if TYPE_CHECKING:
    import sqlite3

log = logging.getLogger(__name__)
READERS = 4
WAIT_SECONDS = 30
STATEMENTS = 1_500
"""Compiled statements kept in a process: the whole program has fewer than a thousand."""


class SameWords(SQLiteDialect_pysqlite):
    """SQLite as every engine of a process speaks it: what one has compiled, the others use.

    SQLAlchemy keeps compiled statements by dialect, and every engine has a dialect object of its own. Without
    this the writer, the reader and the next office would each compile the same statements again.
    """

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.dbapi is self.dbapi

    def __hash__(self) -> int:
        return hash((type(self), self.dbapi))


registry.register("sqlite.desa", __name__, SameWords.__name__)
_compiled: LRUCache[Any, Any] = LRUCache(STATEMENTS)


@dataclass
class _Health:
    """Whether the file must be looked at again before it is trusted with the next statement."""

    suspect: bool = field(default=False)


@dataclass(frozen=True, slots=True)
class Engines:
    """The two ways into one file. `writer` has one connection and takes the write lock at BEGIN.

    After an OperationalError (full disk, I/O error, busy) the connection that met it is thrown
    away; the next one is opened afresh and starts with a quick check, so "Coba lagi" never runs on
    a connection SQLite has half rolled back (reliability.md 3).
    """

    path: Path
    writer: Engine
    reader: Engine

    def checkpoint(self) -> bool:
        """Move the WAL into the main file: after an import, before a backup, when idle for 60 s.

        False when someone is reading just now; nothing is lost then, the next one does it.
        Raises StorageFailed.
        """
        try:
            raw = self.writer.raw_connection()
        except TimeoutError as waited:
            raise bare.in_use() from waited
        try:
            with bare.raw_errors():
                return bare.checkpoint(_inner(raw))
        finally:
            raw.close()

    def close(self) -> None:
        """Let go of the file; after a clean close no -wal and no -shm lies beside it.

        On a full disk the WAL stays: everything saved is in it, and the next opening folds it in.
        """
        self.reader.dispose()
        try:
            self.checkpoint()
        except StorageFailed as failure:
            log.warning("the WAL stays beside the file: %s", failure)
        finally:
            self.writer.dispose()


def open_engines(path: Path, key: bytes, *, driver: Driver = SQLCIPHER) -> Engines:
    """Engines on the existing file `path`; connections are opened at their first use.

    `key` is the 32-byte data key. The failures of `driver.connect` come at that first use; those of
    statements arrive as SQLAlchemy's DBAPIError, whose `orig` goes through `driver.cause_of`.
    """
    health = _Health()

    def connection(*, readonly: bool) -> sqlite3.Connection:
        opened = bare.connect(path, key, readonly=readonly, driver=driver)
        if readonly:
            # 64 MiB is for imports; four readers need no more than they look at
            opened.execute("PRAGMA cache_size = -16384")
        if health.suspect:
            try:
                bare.quick_check(opened)
            except BaseException:
                opened.close()
                raise
            health.suspect = False
        return opened

    writer = _engine(driver, 1, lambda: connection(readonly=False))
    reader = _engine(driver, READERS, lambda: connection(readonly=True))
    _begin_with(writer, "BEGIN IMMEDIATE")
    _begin_with(reader, "BEGIN")
    for engine in (writer, reader):
        _discard_after_failure(engine, driver, health, lambda: _is_sound(path, key, driver))
    return Engines(path, writer, reader)


def _is_sound(path: Path, key: bytes, driver: Driver) -> bool:
    """Whether the file passes the quick check on a connection of its own."""
    try:
        connection = bare.connect(path, key, readonly=True, driver=driver)
        try:
            bare.quick_check(connection)
        finally:
            connection.close()
    except (StorageFailed, KeyProblem):
        return False
    return True


def _engine(driver: Driver, size: int, creator: Any) -> Engine:
    return create_engine(
        "sqlite+desa://",  # the file and its key are in the creator: a URL ends up in traces
        module=driver.load(),
        creator=creator,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0,
        pool_timeout=WAIT_SECONDS,
        hide_parameters=True,  # names and NIK do not belong in a log
        execution_options={"compiled_cache": _compiled},
    )


def _begin_with(engine: Engine, statement: str) -> None:
    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)


def _discard_after_failure(
    engine: Engine, driver: Driver, health: _Health, is_sound: Callable[[], bool]
) -> None:
    operational = driver.load().OperationalError
    database = driver.load().DatabaseError

    @event.listens_for(engine, "handle_error")
    def failed(context: ExceptionContext) -> None:
        error = context.original_exception
        damaged = type(error) is database and bare.cause_of(error) is not None
        if isinstance(error, operational) or damaged:
            context.is_disconnect = True
            # busy says nothing about the file, a failing disk does
            name = getattr(error, "sqlite_errorname", "") or ""
            if not name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_ERROR")):
                health.suspect = True
            if damaged and is_sound():
                # SQLite says "malformed" of a page that the disk did not give, too: nobody shall restore an
                # older backup for a reading that failed once
                raise bare.unreadable() from error


def _inner(raw: Any) -> sqlite3.Connection:
    inner: sqlite3.Connection = raw.driver_connection
    return inner
