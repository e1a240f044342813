"""Every file call of our own goes through one small object, so that tests can make it fail."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

PIECE = 1024 * 1024
TEMPORARY = ".sementara"


class Fs:
    """Files of this machine. A test hands in a subclass that fails at a numbered call.

    Methods raise OSError as the system does; the caller turns it into a sentence for a person.
    """

    def read(self, path: Path, limit: int | None = None) -> bytes:
        """The whole file, or at most `limit` bytes of it."""
        with path.open("rb") as source:
            return source.read() if limit is None else source.read(limit)

    def open(self, path: Path, mode: str) -> IO[bytes]:
        """An unbuffered binary file."""
        opened: IO[bytes] = path.open(mode, buffering=0)
        return opened

    def write(self, target: IO[bytes], data: bytes | memoryview) -> int:
        """Write what fits; returns how many bytes went through (it may be fewer)."""
        return target.write(data)

    def sync(self, target: IO[bytes]) -> None:
        """Let the disk confirm what was written."""
        target.flush()
        os.fsync(target.fileno())

    def sync_folder(self, folder: Path) -> None:
        """Let the disk confirm a new or renamed name (Linux; Windows does so by itself)."""
        if sys.platform == "win32":
            return
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def rename(self, source: Path, target: Path) -> None:
        """Give the file its final name, replacing what was there in one step."""
        source.replace(target)

    def remove(self, path: Path) -> None:
        """Delete the file; a missing one is no failure."""
        path.unlink(missing_ok=True)

    def free(self, folder: Path) -> int:
        """Free bytes on the drive of `folder`."""
        return shutil.disk_usage(folder).free

    def listing(self, folder: Path, most: int) -> list[os.DirEntry[str]]:
        """At most `most` entries of the folder, links not followed."""
        found: list[os.DirEntry[str]] = []
        with os.scandir(folder) as entries:
            for entry in entries:
                found.append(entry)
                if len(found) >= most:
                    break
        return found


FS = Fs()


def write_all(fs: Fs, target: IO[bytes], data: bytes) -> None:
    """Write every byte in pieces of 1 MiB, short writes included."""
    rest = memoryview(data)
    while rest:
        written = fs.write(target, rest[:PIECE])
        if not written:
            raise OSError(28, "nothing was written")
        rest = rest[written:]


def make_folder(fs: Fs, folder: Path) -> None:
    """Make a folder and those above it where they are missing, each confirmed by the disk.

    A file that was fsynced in a folder whose own name was not is gone after a power cut all the same: a
    flash disk has no journal. Raises OSError.
    """
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for one in reversed(missing):
        fs.sync_folder(one.parent)


def write_replace(fs: Fs, path: Path, data: bytes) -> str:
    """Write a whole file so that `path` holds either the old or the new content, never a part.

    Temporary name beside it, fsync, read back and compared, renamed, folder fsynced.
    Returns the SHA-256 (hex). Raises OSError; the temporary file is removed then.
    """
    make_folder(fs, path.parent)
    temporary = path.with_name(f".{path.name}{TEMPORARY}")
    digest = hashlib.sha256(data).hexdigest()
    try:
        with fs.open(temporary, "wb") as target:
            write_all(fs, target, data)
            fs.sync(target)
        if hashlib.sha256(fs.read(temporary)).hexdigest() != digest:
            raise OSError(5, "read-back differs")
        fs.rename(temporary, path)
        fs.sync_folder(path.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            fs.remove(temporary)
        raise
    return digest


@contextlib.contextmanager
def replacing(fs: Fs, folder: Path, name: str = "") -> Iterator[Penulis]:
    """A new file in `folder` that is filled piece by piece and gets its name when the block is left whole.

    `name` may be given inside the block (`Penulis.name`), when it follows from the content. As
    `write_replace`: fsync, read back and compared, renamed, folder fsynced; a failure leaves nothing, and
    what a power cut leaves is overwritten the next time. Raises OSError.
    """
    make_folder(fs, folder)
    temporary = folder / f".{name or 'baru'}{TEMPORARY}"
    try:
        with fs.open(temporary, "wb") as target:
            writer = Penulis(fs, target, name)
            yield writer
            fs.sync(target)
        hashed = hashlib.sha256()
        with fs.open(temporary, "rb") as source:
            while piece := source.read(PIECE):
                hashed.update(piece)
        if hashed.hexdigest() != writer.sha256:
            raise OSError(5, "read-back differs")
        fs.rename(temporary, folder / writer.name)
        fs.sync_folder(folder)
    except BaseException:
        with contextlib.suppress(OSError):
            fs.remove(temporary)
        raise


class Penulis:
    """What a new file is filled with, see `replacing`; `size` bytes so far."""

    def __init__(self, fs: Fs, target: IO[bytes], name: str) -> None:
        self.name, self.size = name, 0
        self._fs, self._target, self._hashed = fs, target, hashlib.sha256()

    def take(self, piece: bytes) -> None:
        """The next piece. Raises OSError."""
        write_all(self._fs, self._target, piece)
        self._hashed.update(piece)
        self.size += len(piece)

    @property
    def sha256(self) -> str:
        """Of all that was written (hex)."""
        return self._hashed.hexdigest()


def free_name(path: Path) -> Path:
    """`path`, or `... (2).pdf` and so on when a file of that name is there already."""
    return next(name for name in _names(path) if not name.exists())


def _names(path: Path) -> Iterator[Path]:
    yield path
    number = 2
    while True:
        yield path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1
