"""Brings an office's database to the shape this program knows, or leaves it untouched.

Looks at the version with one plain query; alembic (half a second) is imported only when a step is
missing (reliability.md 4).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desa_desktop.errors import FileTooNew, StorageFailed
from desa_desktop.files import FS, Fs
from desa_desktop.i18n import _
from desa_desktop.progress import Progress, Silent
from desa_desktop.store import driver as bare
from desa_desktop.store.driver import APPLICATION_ID, SQLCIPHER, Driver, StoreDamaged
from desa_desktop.store.place import require_space

if TYPE_CHECKING:
    from sqlite3 import Connection as RawConnection

    from sqlalchemy import Connection

NEWEST = 5  # the number of the newest file in migrations/versions; a test holds the two together
_BOOKKEEPING = frozenset({"alembic_version"})


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What was done: from which to which schema number, and the backup made before (None if new)."""

    before: int
    after: int
    backup: Path | None


def needs_upgrade(connection: RawConnection, newest: int = NEWEST) -> bool:
    """True when a step is missing in the opened database; nothing heavy is imported.

    Raises FileTooNew for a database of a newer program, StoreDamaged for a foreign one.
    """
    version = bare.schema_version(connection)
    if version > newest:
        raise FileTooNew(apa=_("Basis data"), versi=_("skema {nomor}").format(nomor=version))
    return version < newest


def bring_up_to_date(
    path: Path,
    key: bytes,
    migrations: Path,
    back_up: Callable[[], Path],
    *,
    newest: int = NEWEST,
    fs: Fs = FS,
    progress: Progress | None = None,
    driver: Driver = SQLCIPHER,
) -> Upgraded | None:
    """Upgrade the closed database `path`, or create its tables when the file is new or empty.

    `migrations` is the folder with env.py; `back_up` makes a verified backup in this very start and
    is called only when there is something to lose. All steps are one transaction: after a power cut
    the database has the old shape or the new one. None when nothing was to be done.

    Raises FileTooNew (untouched), StoreDamaged, StorageFailed, KeyProblem, and what `back_up` raises.
    """
    before = _version_of(path, key, newest, driver)
    if before == newest:
        return None
    backup = None
    if before:
        require_space(fs, path)
        backup = back_up()
    (progress or Silent()).step(0, 1, _("Memperbarui basis data"))
    connection = bare.connect(path, key, create=True, driver=driver)
    try:
        with bare.raw_errors(driver):
            _upgrade(connection, migrations, newest, driver)
            bare.checkpoint(connection)
    finally:
        connection.close()
    (progress or Silent()).step(1, 1, _("Memperbarui basis data"))
    return Upgraded(before, newest, backup)


def _version_of(path: Path, key: bytes, newest: int, driver: Driver) -> int:
    """The schema number, asked without writing a byte of the main file; 0 for a missing file."""
    if not path.exists() or path.stat().st_size == 0:
        return 0
    connection = bare.connect(path, key, readonly=True, driver=driver)
    try:
        with bare.raw_errors(driver):
            needs_upgrade(connection, newest)
            return bare.schema_version(connection)
    finally:
        connection.close()


def _upgrade(raw: RawConnection, migrations: Path, newest: int, driver: Driver) -> None:
    """All missing steps in one transaction on `raw`, checked before COMMIT."""
    from sqlalchemy import create_engine
    from sqlalchemy.exc import DBAPIError
    from sqlalchemy.pool import StaticPool

    engine = create_engine("sqlite://", module=driver.load(), creator=lambda: raw, poolclass=StaticPool)
    try:
        # SQLAlchemy rolls back once when it first connects, so we begin after that
        with engine.connect() as connection:
            # a table that alembic rebuilds must not pull its children along; settable outside BEGIN only
            raw.execute("PRAGMA foreign_keys = OFF")
            with connection.begin():
                raw.execute("BEGIN IMMEDIATE")
                counts = bare.row_counts(raw)
                may_lose = _run_steps(connection, migrations, newest)
                _require_sound(raw, counts, may_lose)
                raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                raw.execute(f"PRAGMA user_version = {newest}")
                raw.execute("COMMIT")  # what SQLAlchemy commits after this is nothing
    except DBAPIError as failure:
        cause = bare.cause_of(failure.orig) if failure.orig else None
        if cause is None:
            raise
        raise cause from failure


def _require_sound(raw: RawConnection, before: Mapping[str, int], may_lose: frozenset[str]) -> None:
    complaints = raw.execute("PRAGMA foreign_key_check").fetchmany(1)
    if complaints:
        raise StoreDamaged(sebab=_("hubungan antarbaris di tabel {t} putus").format(t=complaints[0][0]))
    require_rows(before, bare.row_counts(raw), may_lose)


def require_rows(before: Mapping[str, int], after: Mapping[str, int], may_lose: frozenset[str]) -> None:
    """No table may have lost rows, but those a step names in `may_lose_rows_of`. Raises StorageFailed."""
    for table, rows in before.items():
        if table not in may_lose | _BOOKKEEPING and after.get(table, 0) < rows:
            cause = _("pembaruan basis data kehilangan baris di tabel {tabel}").format(tabel=table)
            action = _("Pembaruan dibatalkan. Pakai aplikasi versi lama dan kirim Laporan Masalah.")
            raise StorageFailed(sebab=cause, tindakan=action)


def _run_steps(connection: Connection, migrations: Path, newest: int) -> frozenset[str]:
    """Walk alembic's steps on the open transaction; the tables its scripts say may lose rows."""
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["connection"] = connection
    revision = f"{newest:04d}"
    command.upgrade(config, revision)
    return frozenset(
        str(table)
        for step in ScriptDirectory.from_config(config).walk_revisions("base", revision)
        for table in getattr(step.module, "may_lose_rows_of", ())
    )
