"""Puts a verified copy in the database's place so that a power cut leaves the old or the new one.

Used when the data key changes and when a backup is restored. The copy is complete and checked
before it gets one of the two waiting names; what happens to it after a power cut is decided by
`settle` at the next start from what the key file opens.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desa_desktop.errors import KeyProblem, StorageFailed
from desa_desktop.files import FS, TEMPORARY, Fs
from desa_desktop.i18n import _
from desa_desktop.progress import Progress, Silent
from desa_desktop.store import driver as bare
from desa_desktop.store.driver import SQLCIPHER, Driver, StoreDamaged
from desa_desktop.store.place import disk_errors

REKEYED = ".kunci-baru"  # the same data under a new key: replaces the file under the old one
RESTORED = ".pulih"  # data of a backup: the file it replaces is kept aside
STEP_PAGES = 2000
_COMPANIONS = ("-wal", "-shm", "-journal")


def waiting(path: Path, ending: str) -> Path:
    """Where the copy waits that is to become `path`; `ending` is REKEYED or RESTORED."""
    return path.with_name(path.name + ending)


def is_there(path: Path) -> bool:
    """True when the office has data: the database, or a restored copy that a power cut left waiting."""
    return path.exists() or waiting(path, RESTORED).exists()


def parts_of(path: Path) -> list[Path]:
    """The database and what lies beside it, as far as they are there, the main file first."""
    parts = [path.with_name(path.name + ending) for ending in ("", *_COMPANIONS)]
    return [part for part in parts if part.exists()]


def aside_of(path: Path, at: datetime) -> Path:
    """The folder `sebelum-pulih-<time>` that takes the files a restore replaces."""
    return path.parent / f"sebelum-pulih-{at:%Y%m%d-%H%M%S}"


def copy_checked(
    source: Path,
    source_key: bytes,
    target: Path,
    target_key: bytes,
    *,
    fs: Fs = FS,
    progress: Progress | None = None,
    driver: Driver = SQLCIPHER,
) -> dict[str, int]:
    """Copy a database into the new file `target` under another (or the same) key, and check it.

    `source` may be in use. The copy is reopened, passes every check, and has the rows counted in
    the source inside one read transaction; these counts are returned. Nothing stays at `target`
    after a failure. Raises StorageFailed, StoreDamaged (the source is), KeyProblem, Cancelled.
    """
    discard(target, fs)
    try:
        counts = _copy(source, source_key, target, target_key, progress or Silent(), driver)
        try:
            require_sound(target, target_key, counts, driver=driver)
        except StoreDamaged as failure:
            _require_sound_source(source, source_key, driver)
            raise StorageFailed(
                sebab=_("salinan yang baru ditulis tidak utuh"),
                tindakan=_("Salinan itu sudah dibuang. Periksa disk, lalu tekan Coba lagi."),
            ) from failure
        with disk_errors(), fs.open(target, "r+b") as written:
            fs.sync(written)
    except BaseException:
        discard_later(target, fs)  # the first failure is the one to tell
        raise
    return counts


def _copy(
    source: Path, source_key: bytes, target: Path, target_key: bytes, progress: Progress, driver: Driver
) -> dict[str, int]:
    def step(_status: int, left: int, total: int) -> None:
        progress.step(total - left, total, _("Menyalin data"))

    origin = bare.connect(source, source_key, readonly=True, driver=driver)
    try:
        copy = bare.connect(target, target_key, create=True, driver=driver)
        try:
            with bare.raw_errors(driver):
                # one read transaction: counts and pages are of the same moment
                origin.execute("BEGIN")
                counts = bare.row_counts(origin)
                origin.backup(copy, pages=STEP_PAGES, progress=step)
                origin.execute("ROLLBACK")
        finally:
            copy.close()
    finally:
        origin.close()
    return counts


def _require_sound_source(path: Path, key: bytes, driver: Driver) -> None:
    """A bad copy says nothing of the file it was made from. Raises StoreDamaged when that one is bad too."""
    connection = bare.connect(path, key, driver=driver)
    try:
        with bare.raw_errors(driver):
            bare.checkpoint(connection)
            complaints = bare.full_check(connection, driver=driver)
    finally:
        connection.close()
    if complaints:
        raise StoreDamaged(sebab=complaints[0][:200])


def require_sound(path: Path, key: bytes, counts: dict[str, int], *, driver: Driver = SQLCIPHER) -> None:
    """Reopen `path`, run every check and compare the rows. Raises StoreDamaged, KeyProblem."""
    connection = bare.connect(path, key, driver=driver)
    try:
        with bare.raw_errors(driver):
            bare.checkpoint(connection)
            complaints = bare.full_check(connection, driver=driver)
            found = bare.row_counts(connection) if not complaints else counts
    finally:
        connection.close()
    if complaints:
        raise StoreDamaged(sebab=complaints[0][:200])
    if found != counts:
        raise StoreDamaged(sebab=_("jumlah baris tidak sama"))


@dataclass(frozen=True, slots=True, repr=False)
class Rekeying:
    """The two halves of a change of key, as `keys.set_password` asks for them; `old_key` opens now."""

    path: Path
    old_key: bytes
    fs: Fs = FS
    driver: Driver = SQLCIPHER

    def prepare(self, new_key: bytes) -> None:
        """Make the checked copy under `new_key`. Raises as `prepare`."""
        prepare(self.path, self.old_key, new_key, fs=self.fs, driver=self.driver)

    def finish(self) -> None:
        """Put it in the database's place. Raises StorageFailed."""
        finish(self.path, fs=self.fs)


def prepare(path: Path, old_key: bytes, new_key: bytes, *, fs: Fs = FS, driver: Driver = SQLCIPHER) -> None:
    """First half of a change of key: a checked copy under `new_key` waits beside the database.

    The database must be closed. Until the key file names the new key, this changes nothing:
    `settle` throws the copy away. Raises as `copy_checked`.
    """
    half = waiting(path, REKEYED + TEMPORARY)
    copy_checked(path, old_key, half, new_key, fs=fs, driver=driver)
    _leave_main_file_only(path, old_key, driver)
    with disk_errors():
        fs.rename(half, waiting(path, REKEYED))
        fs.sync_folder(path.parent)


def _leave_main_file_only(path: Path, key: bytes, driver: Driver) -> None:
    """Empty the WAL: what lies beside a main file must never meet the file that replaces it."""
    connection = bare.connect(path, key, driver=driver)
    try:
        with bare.raw_errors(driver):
            moved = bare.checkpoint(connection)
    finally:
        connection.close()
    if not moved:
        raise StorageFailed(sebab=_("berkas data sedang dipakai pekerjaan lain"))


def finish(path: Path, ending: str = REKEYED, *, fs: Fs = FS) -> None:
    """Second half: the waiting copy becomes the database, whatever was there is replaced."""
    with disk_errors():
        for companion in _COMPANIONS:
            fs.remove(path.with_name(path.name + companion))
        fs.rename(waiting(path, ending), path)
        fs.sync_folder(path.parent)


def set_aside(path: Path, at: datetime, *, fs: Fs = FS) -> Path:
    """Move the database and what belongs to it into `sebelum-pulih-<time>/`, never deleting it.

    The main file goes first: once it is gone, a waiting copy is the next database.
    """
    folder = aside_of(path, at)
    number = 2
    while folder.exists():
        folder = aside_of(path, at).with_name(f"{aside_of(path, at).name}-{number}")
        number += 1
    with disk_errors():
        folder.mkdir(mode=0o700)
        for part in parts_of(path):
            fs.rename(part, folder / part.name)
        fs.sync_folder(folder)
        fs.sync_folder(path.parent)
    return folder


def settle(path: Path, key: bytes, at: datetime, *, fs: Fs = FS, driver: Driver = SQLCIPHER) -> bool:
    """Finish or undo a change that a power cut interrupted; call it before opening the store.

    True when a waiting copy became the database. Without a waiting copy nothing is read. A copy
    that the key does not open is left where it is. Raises StorageFailed.
    """
    done = False
    sweep(path.parent, fs)
    for ending in (REKEYED, RESTORED):
        copy = waiting(path, ending)
        if not copy.exists():
            continue
        if path.exists() and _opens(path, key, driver):
            discard(copy, fs)
        elif _opens(copy, key, driver):
            _make_room(path, ending, at, fs)
            finish(path, ending, fs=fs)
            done = True
    return done


def _make_room(path: Path, ending: str, at: datetime, fs: Fs) -> None:
    if not path.exists():
        _rescue_companions(path, fs)
    elif ending == RESTORED:
        set_aside(path, at, fs=fs)


def _rescue_companions(path: Path, fs: Fs) -> None:
    """A restore was cut between moving the main file and its WAL: the WAL follows it."""
    folders = sorted(path.parent.glob("sebelum-pulih-*"))
    for ending in _COMPANIONS:
        part = path.with_name(path.name + ending)
        if part.exists() and folders:
            with disk_errors():
                fs.rename(part, folders[-1] / part.name)


def _opens(path: Path, key: bytes, driver: Driver) -> bool:
    try:
        # not readonly: the last connection to close tidies up behind itself
        bare.connect(path, key, driver=driver).close()
    except (KeyProblem, StoreDamaged):
        return False
    return True


def key_that_opens(path: Path, keys: Iterable[bytes], *, driver: Driver = SQLCIPHER) -> bytes | None:
    """The first of `keys` (the present one, then the earlier ones) that opens the database."""
    return next((key for key in keys if _opens(path, key, driver)), None)


def sweep(folder: Path, fs: Fs = FS) -> None:
    """Delete the temporary files that work left in `folder` when it was cut short.

    Only names of ours (`...sementara`, and a temporary database's companions) go; nobody else may
    be at work there: the profile is locked, or the folder is that of the backups.
    """
    endings = tuple(TEMPORARY + ending for ending in ("", *_COMPANIONS))
    with disk_errors():
        for one in folder.iterdir():
            if one.name.endswith(endings) and one.is_file() and not one.is_symlink():
                fs.remove(one)


def discard(path: Path, fs: Fs = FS) -> None:
    """Delete a temporary database and what belongs to it; what one name refuses, the others do not.

    Raises StorageFailed when something stayed.
    """
    failure: OSError | None = None
    for ending in ("", *_COMPANIONS):
        try:
            fs.remove(path.with_name(path.name + ending))
        except OSError as error:
            failure = failure or error
    with disk_errors():
        if failure is not None:
            raise failure


def discard_later(path: Path, fs: Fs = FS) -> None:
    """As `discard`, after work that is done: what stays, `sweep` takes at the next start."""
    with contextlib.suppress(StorageFailed):
        discard(path, fs)
