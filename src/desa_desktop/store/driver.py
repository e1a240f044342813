"""The office's encrypted file, opened safely: key, settings, first checks. No SQLAlchemy here.

The first window needs the answer to "does the file open, and how old is it" before anything heavy
is imported; so this module stands on the bare driver (reliability.md 2, platform.md 6.3).
"""

from __future__ import annotations

import contextlib
import importlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from desa_desktop.errors import DesaError, DiskFull, KeyProblem, StorageFailed
from desa_desktop.i18n import N_, _

if TYPE_CHECKING:
    from sqlite3 import Connection  # sqlcipher3 offers the same calls and has no types of its own

_log = logging.getLogger(__name__)

APPLICATION_ID = 0x44455341  # "DESA"
KEY_BYTES = 32

# name, value we set, value the database must answer (None: it may decide)
_SETTINGS: tuple[tuple[str, str, object], ...] = (
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("mmap_size", "0", 0),
    ("temp_store", "MEMORY", 2),
    ("secure_delete", "FAST", 2),
    ("busy_timeout", "5000", 5000),
    ("cache_size", "-65536", -65536),
    ("journal_size_limit", "67108864", 67108864),
)

# SQLite's own error names (longest first where one is the start of another) and what a person is told
_CAUSES: tuple[tuple[str, str, str], ...] = (
    ("SQLITE_FULL", N_("ruang disk penuh"), N_("Kosongkan ruang lalu tekan Coba lagi.")),
    (
        "SQLITE_READONLY",
        N_("berkas data hanya dapat dibaca"),
        N_("Periksa izin folder data, lalu tekan Coba lagi."),
    ),
    (
        "SQLITE_IOERR",
        N_("disk tidak menerima tulisan atau tidak terbaca"),
        N_("Periksa ruang kosong dan keadaan disk, lalu tekan Coba lagi."),
    ),
    (
        "SQLITE_CANTOPEN",
        N_("berkas data tidak dapat dibuka"),
        N_("Periksa folder data, lalu tekan Coba lagi."),
    ),
    ("SQLITE_PERM", N_("izin folder data ditolak"), N_("Periksa izin folder data, lalu tekan Coba lagi.")),
    (
        "SQLITE_BUSY",
        N_("berkas data sedang dipakai program lain"),
        N_("Tunggu sebentar, lalu tekan Coba lagi."),
    ),
    (
        "SQLITE_LOCKED",
        N_("berkas data sedang dipakai pekerjaan lain"),
        N_("Tunggu sebentar, lalu tekan Coba lagi."),
    ),
    (
        "SQLITE_PROTOCOL",
        N_("berkas data sedang dipakai program lain"),
        N_("Tunggu sebentar, lalu tekan Coba lagi."),
    ),
    ("SQLITE_NOMEM", N_("memori laptop habis"), N_("Tutup program lain, lalu tekan Coba lagi.")),
)
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")

# while it copies a database the driver gives its errors no name, only SQLite's own English sentence
_SENTENCES = {
    "database or disk is full": "SQLITE_FULL",
    "attempt to write a readonly database": "SQLITE_READONLY",
    "disk I/O error": "SQLITE_IOERR",
    "unable to open database file": "SQLITE_CANTOPEN",
    "access permission denied": "SQLITE_PERM",
    "database is locked": "SQLITE_BUSY",
    "database table is locked": "SQLITE_LOCKED",
    "locking protocol": "SQLITE_PROTOCOL",
    "out of memory": "SQLITE_NOMEM",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "file is not a database": "SQLITE_NOTADB",
}


class StoreDamaged(StorageFailed):
    """The database file itself is bad. It is kept as it is; a backup is the way out."""

    message = N_("Berkas data di laptop ini rusak ({sebab}). Berkas itu disimpan dan tidak diubah lagi.")
    hint = N_("{tindakan}")
    code = "K-202"

    def __init__(self, *, sebab: str, tindakan: str = "") -> None:
        action = tindakan or _("Pulihkan dari cadangan terbaru.")
        super().__init__(sebab=sebab, tindakan=action)


class DriverMissing(DesaError):
    """The encrypting driver is not installed; there is no unencrypted store to fall back to."""

    message = N_("Bagian program yang menyandikan data tidak ditemukan. Data aman dan tidak dibuka.")
    hint = N_("Pasang ulang aplikasi dari berkas pemasang.")
    code = "K-203"


@dataclass(frozen=True, slots=True)
class Driver:
    """Which library opens the file. The program knows one; tests rehearse the exit with another."""

    module: str
    encrypts: bool

    def load(self) -> Any:
        """The library's dbapi module. Raises DriverMissing."""
        try:
            return importlib.import_module(self.module)
        except ImportError as missing:
            raise DriverMissing from missing


SQLCIPHER = Driver("sqlcipher3.dbapi2", encrypts=True)


def connect(
    path: Path,
    key: bytes,
    *,
    readonly: bool = False,
    create: bool = False,
    driver: Driver = SQLCIPHER,
) -> Connection:
    """A connection with every setting of reliability.md 2 set and read back.

    `key` is the 32-byte data key. Without `create` a missing file is a failure, not a new file;
    `readonly` changes nothing on disk but the WAL's index. The connection begins no transaction by
    itself and may be used by one thread after another.

    Raises KeyProblem (wrong key or damaged first page: the library cannot tell them apart),
    StoreDamaged, StorageFailed, DriverMissing.
    """
    module = driver.load()
    if not create and _is_emptied(path):
        raise StoreDamaged(sebab=_("isi berkas kosong"))
    mode = "ro" if readonly else ("rwc" if create else "rw")
    with raw_errors(driver):
        connection: Connection = module.connect(
            # resolved: a relative path with ".." is no good address; quote keeps "?" and "#" in names
            f"file:{quote(path.resolve().as_posix())}?mode={mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=5.0,
        )
        try:
            _unlock(connection, key, driver)
            _settle(connection, readonly=readonly)
        except BaseException:
            connection.close()
            raise
    return connection


def _is_emptied(path: Path) -> bool:
    """True for a file of no bytes: an office has its first page from the moment it was made."""
    wal = path.with_name(path.name + "-wal")
    return path.is_file() and not path.stat().st_size and not (wal.is_file() and wal.stat().st_size)


def _unlock(connection: Connection, key: bytes, driver: Driver) -> None:
    """Hand over the raw key (no key stretching: its strength lies in the key file) and try it."""
    if driver.encrypts:
        if len(key) != KEY_BYTES:
            raise ValueError("the data key has 32 bytes")
        connection.execute("PRAGMA cipher_log_level = NONE")  # else the library talks on stderr
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except driver.load().DatabaseError as failure:
        if getattr(failure, "sqlite_errorname", "") != "SQLITE_NOTADB":
            raise
        raise KeyProblem(
            sebab=_("kata sandi salah atau berkas rusak"),
            tindakan=_("Periksa kata sandi, atau pulihkan dari cadangan."),
        ) from None  # the statement that failed carries no key, but its neighbours do


def _settle(connection: Connection, *, readonly: bool) -> None:
    for name, value, wanted in _SETTINGS:
        if not (readonly and name == "journal_mode"):
            connection.execute(f"PRAGMA {name} = {value}").fetchall()
        (answer,) = connection.execute(f"PRAGMA {name}").fetchone()
        if answer != wanted:
            raise StorageFailed(sebab=_("pengaturan {nama} tidak diterima").format(nama=name))
    if readonly:
        connection.execute("PRAGMA query_only = ON")
    connection.set_authorizer(_may)


_OK, _DENY = 0, 1
_ATTACH, _DETACH, _PRAGMA, _FUNCTION = 24, 25, 19, 31
# a new key comes by a checked copy (store.swap), never by rewriting the pages in place
_FIXED = frozenset({"writable_schema", "key", "hexkey", "rekey", "hexrekey"})


def _may(
    action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None
) -> int:
    """What a statement may do: no second database, no tampering with the schema, no foreign code."""
    if action == _ATTACH:
        # VACUUM attaches its own nameless scratch file; every other file is refused
        return _OK if first == "" else _DENY
    if action == _DETACH:
        return _OK if first == "vacuum_db" else _DENY
    if action == _PRAGMA and second is not None and (first or "").casefold() in _FIXED:
        return _DENY
    if action == _FUNCTION and (second or "").casefold() == "load_extension":
        return _DENY
    return _OK


@contextlib.contextmanager
def raw_errors(driver: Driver = SQLCIPHER) -> Iterator[None]:
    """Turn the driver's errors into StorageFailed by their own names; unknown ones stay bugs."""
    try:
        yield
    except driver.load().Error as failure:
        cause = cause_of(failure)
        if cause is None:
            raise
        raise cause from failure


def cause_of(error: BaseException) -> StorageFailed | None:
    """The failure a person can understand behind the driver's `error`; None when it is our bug.

    Also for the `orig` of SQLAlchemy's DBAPIError: both ways share this one table.
    """
    name = getattr(error, "sqlite_errorname", None) or _SENTENCES.get(str(error), "")
    if name.startswith(_DAMAGED):
        return StoreDamaged(sebab=_("isi berkas tidak terbaca"))
    for start, cause, action in _CAUSES:
        if name.startswith(start):
            kind = DiskFull if start == "SQLITE_FULL" else StorageFailed
            return kind(sebab=_(cause), tindakan=_(action))
    return None


def in_use() -> StorageFailed:
    """The failure of work that waited in vain for other work of this program to let go of the file."""
    return _failure("SQLITE_LOCKED")


def unreadable() -> StorageFailed:
    """The failure of a disk that did not give a part of a sound file."""
    return _failure("SQLITE_IOERR")


def _failure(name: str) -> StorageFailed:
    cause, action = next((cause, action) for start, cause, action in _CAUSES if start == name)
    return StorageFailed(sebab=_(cause), tindakan=_(action))


def schema_version(connection: Connection) -> int:
    """The number of the newest migration inside (PRAGMA user_version); 0 for an empty new file.

    Raises StoreDamaged for a database that is not ours (another application_id).
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    if owner != APPLICATION_ID and (owner or version or _has_tables(connection)):
        raise StoreDamaged(sebab=_("bukan berkas data Desa Desktop"))
    return int(version)


def _has_tables(connection: Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None


def quick_check(connection: Connection) -> None:
    """The short check of every start. Raises StoreDamaged; the database's first complaint goes to the log."""
    with raw_errors():
        rows = connection.execute("PRAGMA quick_check(1)").fetchall()
    if rows != [("ok",)]:
        _log.error("quick_check: %s", str(rows[0][0])[:200])
        raise StoreDamaged(sebab=_("susunan isinya tidak utuh"))


def full_check(connection: Connection, *, driver: Driver = SQLCIPHER) -> list[str]:
    """Every complaint of all checks there are; empty for a sound database.

    Seals of all pages (SQLCipher), structure and indexes, foreign keys. The seals are those of the
    main file: call `checkpoint` before on a database in use.
    """
    found: list[str] = []
    try:
        if driver.encrypts:
            found += [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
        rows = connection.execute("PRAGMA integrity_check").fetchall()
        found += [str(row[0]) for row in rows if row[0] != "ok"]
        found += [
            f"{table}: {row} -> {parent}"
            for table, row, parent, _number in connection.execute("PRAGMA foreign_key_check")
        ]
    except driver.load().DatabaseError as failure:
        if not isinstance(cause_of(failure), StoreDamaged):
            raise
        found.append(str(failure))
    return found


def checkpoint(connection: Connection) -> bool:
    """Move everything from the WAL into the main file; False when a reader was in the way."""
    busy, _pages, _moved = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def row_counts(connection: Connection) -> dict[str, int]:
    """{table: rows} of every table of ours; call it inside one transaction."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
        "ORDER BY name"
    ).fetchall()
    counts = {}
    for (name,) in names:
        quoted = name.replace('"', '""')
        (counts[name],) = connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()
    return counts
