"""Backups that were read back: making, verifying and restoring `.cadangan` files.

One file: magic, length, strict JSON header, the encrypted database (reliability.md 7). The doors to
its key travel in the header, but never the door that stands open.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from desa_desktop.errors import FileTooNew
from desa_desktop.files import FS, PIECE, TEMPORARY, Fs, free_name, make_folder, write_all
from desa_desktop.i18n import _
from desa_desktop.progress import Progress, Silent
from desa_desktop.store import driver as bare
from desa_desktop.store import swap
from desa_desktop.store.backup_file import (
    ENDING,
    MAGIC,
    Backup,
    BackupRejected,
    Header,
    Office,
    Reason,
    encode,
    header_of,
    open_backup,
)
from desa_desktop.store.driver import SQLCIPHER, Driver
from desa_desktop.store.place import disk_errors, require_space


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: which backup, and where the replaced files lie (None: there were none)."""

    header: Header
    kept: Path | None


def make_backup(
    database: Path,
    key: bytes,
    folder: Path,
    office: Office,
    doors: Mapping[str, object],
    at: datetime,
    reason: Reason,
    *,
    fs: Fs = FS,
    progress: Progress | None = None,
    driver: Driver = SQLCIPHER,
) -> Backup:
    """Write a verified `.cadangan` of the database (it may be in use) into `folder`.

    The copy is checked as a database before it is packed, and the packed file is read back before it
    gets its name, and once more under it. `doors` is `keys.key_part(...)`; `at` is aware and names
    the file. Nothing stays in `folder` after a failure. Raises StorageFailed, StoreDamaged,
    KeyProblem, BackupRejected (read-back differs), Cancelled.
    """
    progress = progress or Silent()
    with disk_errors():
        make_folder(fs, folder)
        swap.sweep(folder, fs)
        require_space(fs, database)
        require_space(fs, database, folder)
    copy = database.with_name(f".{database.name}.cadangan{TEMPORARY}")
    try:
        counts = swap.copy_checked(database, key, copy, key, fs=fs, progress=progress, driver=driver)
        schema = _schema_of(copy, key, driver)
        with disk_errors():
            header = Header(office, at, schema, counts, _digest(fs, copy), doors)
            name = f"{office.kode}-{at:%Y%m%d-%H%M%S}-{reason.value}{ENDING}"
            target = free_name(folder / name)
            size, digest = _pack(fs, copy, target, header)
    finally:
        swap.discard_later(copy, fs)
    progress.step(1, 1, _("Cadangan sudah dibaca ulang"))
    return Backup(target, header, reason, size, digest)


def _pack(fs: Fs, copy: Path, target: Path, header: Header) -> tuple[int, str]:
    """Header and database into one file that is never bad under its final name: (size, SHA-256)."""
    temporary = target.with_name(f".{target.name}{TEMPORARY}")
    head = encode(header)
    start = MAGIC + len(head).to_bytes(4, "big") + head
    whole = hashlib.sha256(start)
    try:
        with fs.open(temporary, "wb") as out, fs.open(copy, "rb") as source:
            write_all(fs, out, start)
            for piece in _pieces(source):
                whole.update(piece)
                write_all(fs, out, piece)
            fs.sync(out)
        _require_same(fs, temporary, target.name, whole.hexdigest())
        fs.rename(temporary, target)
        fs.sync_folder(target.parent)
        _require_same(fs, target, target.name, whole.hexdigest())
    except BaseException:
        with contextlib.suppress(OSError):
            fs.remove(temporary)
        raise
    return target.stat().st_size, whole.hexdigest()


def _require_same(fs: Fs, path: Path, name: str, digest: str) -> None:
    if _digest(fs, path) != digest:
        with contextlib.suppress(OSError):
            fs.remove(path)
        raise BackupRejected(nama=name, sebab=_("hasil baca ulang tidak sama"))


def verify(
    path: Path,
    key: bytes,
    workspace: Path,
    *,
    newest: int | None = None,
    fs: Fs = FS,
    progress: Progress | None = None,
    driver: Driver = SQLCIPHER,
) -> Header:
    """Prove that the backup can be restored: unpack it into `workspace`, open it, check it, count it.

    `key` is the data key of the backup (`Keys.data_key_for(header.key_id)` or through its doors);
    `newest` refuses a database of a newer program. Nothing stays in `workspace`. Raises
    BackupRejected, FileTooNew, KeyProblem, StorageFailed.
    """
    with unpacked(path, key, workspace, newest=newest, fs=fs, progress=progress, driver=driver) as (
        header,
        _copy,
    ):
        return header


@contextlib.contextmanager
def unpacked(
    path: Path,
    key: bytes,
    workspace: Path,
    *,
    newest: int | None = None,
    fs: Fs = FS,
    progress: Progress | None = None,
    driver: Driver = SQLCIPHER,
) -> Iterator[tuple[Header, Path]]:
    """The checked database of a backup as a temporary file under `key`, gone when the block is left.

    Parameters and failures as `verify`.
    """
    target = workspace / f".{path.name}.uji{TEMPORARY}"
    try:
        yield _unpack(path, key, target, newest, fs, progress or Silent(), driver), target
    finally:
        swap.discard_later(target, fs)


def _unpack(
    path: Path, key: bytes, target: Path, newest: int | None, fs: Fs, progress: Progress, driver: Driver
) -> Header:
    """The checked database of a backup as the file `target`."""
    size = path.stat().st_size if path.is_file() else 0
    digest, done = hashlib.sha256(), 0
    with disk_errors(), open_backup(path, fs) as source:
        header = header_of(source, path.name)
        if newest is not None and header.schema > newest:
            version = _("skema {nomor}").format(nomor=header.schema)
            raise FileTooNew(apa=_("Cadangan ini"), versi=version)
        swap.discard(target, fs)
        with fs.open(target, "wb") as out:
            for piece in _pieces(source):
                digest.update(piece)
                write_all(fs, out, piece)
                done += len(piece)
                progress.step(done, size, _("Memeriksa cadangan"))
            fs.sync(out)
    if digest.hexdigest() != header.sha256:
        raise BackupRejected(nama=path.name, sebab=_("isinya berubah atau terpotong"))
    try:
        swap.require_sound(target, key, dict(header.counts), driver=driver)
    except bare.StoreDamaged as failure:
        raise BackupRejected(nama=path.name, sebab=str(failure.details["sebab"])) from failure
    if _schema_of(target, key, driver) != header.schema:
        raise BackupRejected(nama=path.name, sebab=_("nomor skemanya tidak cocok"))
    return header


def restore(
    path: Path,
    backup_key: bytes,
    database: Path,
    store_key: bytes,
    at: datetime,
    *,
    newest: int | None = None,
    fs: Fs = FS,
    progress: Progress | None = None,
    driver: Driver = SQLCIPHER,
) -> Restored:
    """Put the data of a backup in the database's place; the replaced files are kept, never deleted.

    The database must be closed and the profile locked. The backup is unpacked, checked, put under
    `store_key` and counted again before anything is touched; a power cut leaves the old data or the
    restored (`swap.settle` decides at the next start). Afterwards the caller starts a new
    incarnation and writes the audit row. Raises BackupRejected, FileTooNew, KeyProblem,
    StorageFailed, Cancelled.
    """
    progress = progress or Silent()
    unpacked = swap.waiting(database, ".dibuka" + TEMPORARY)
    half = swap.waiting(database, swap.RESTORED + TEMPORARY)
    with disk_errors():
        require_space(fs, path, database.parent)
    try:
        header = _unpack(path, backup_key, unpacked, newest, fs, progress, driver)
        swap.copy_checked(unpacked, backup_key, half, store_key, fs=fs, progress=progress, driver=driver)
        with disk_errors():
            fs.rename(half, swap.waiting(database, swap.RESTORED))
            fs.sync_folder(database.parent)
    finally:
        swap.discard_later(unpacked, fs)
        swap.discard_later(half, fs)
    kept = swap.set_aside(database, at, fs=fs) if swap.parts_of(database) else None
    swap.finish(database, swap.RESTORED, fs=fs)
    swap.require_sound(database, store_key, dict(header.counts), driver=driver)
    return Restored(header, kept)


def _pieces(source: IO[bytes]) -> Iterator[bytes]:
    while piece := source.read(PIECE):
        yield piece


def _digest(fs: Fs, path: Path) -> str:
    digest = hashlib.sha256()
    with fs.open(path, "rb") as source:
        for piece in _pieces(source):
            digest.update(piece)
    return digest.hexdigest()


def _schema_of(path: Path, key: bytes, driver: Driver) -> int:
    connection = bare.connect(path, key, readonly=True, driver=driver)
    try:
        return bare.schema_version(connection)
    finally:
        connection.close()
