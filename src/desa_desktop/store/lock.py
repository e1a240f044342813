"""One program at a time on one office's data (reliability.md 5)."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from pathlib import Path
from typing import IO

from desa_desktop.errors import DesaError, StorageFailed
from desa_desktop.i18n import N_, _

LOCK_NAME = "profil.lock"


class AlreadyOpen(DesaError):
    """Another process of this program holds the data folder; it does nothing to the data."""

    message = N_("Data ini sedang dibuka di jendela lain. Data aman.")
    hint = N_("Pakai jendela yang sudah terbuka, atau tutup dulu.")
    code = "K-212"
    exit_code = 11


class ProfileLock:
    """The hold of this process on a data folder; the kernel lets go when the process dies.

    No number or name is written into the file: nothing in it can be stale after a power cut.
    """

    def __init__(self, handle: IO[bytes]) -> None:
        self._handle: IO[bytes] | None = handle

    @property
    def held(self) -> bool:
        """True until `release`."""
        return self._handle is not None

    def release(self) -> None:
        """Let another process open the folder; a second call does nothing."""
        if self._handle is not None:
            handle, self._handle = self._handle, None
            with contextlib.suppress(OSError):  # nothing was written, and the kernel lets go all the same
                handle.close()

    def __enter__(self) -> ProfileLock:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def take_lock(folder: Path) -> ProfileLock:
    """Hold `folder` for this process; keep the answer as long as the data is in use.

    Raises AlreadyOpen (exit code 11), or StorageFailed where the folder cannot be written or
    its file system knows no locks.
    """
    try:
        handle = (folder / LOCK_NAME).open("a+b", buffering=0)
    except OSError as failure:
        raise StorageFailed(sebab=_("folder data tidak dapat ditulisi")) from failure
    try:
        _lock(handle)
    except OSError as failure:
        handle.close()
        if failure.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
            raise AlreadyOpen from None
        raise StorageFailed(sebab=_("drive ini tidak mengenal penguncian berkas")) from failure
    return ProfileLock(handle)


def _lock(handle: object) -> None:
    number: int = handle.fileno()  # type: ignore[attr-defined]
    if sys.platform == "win32":
        import msvcrt

        os.lseek(number, 0, os.SEEK_SET)
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
