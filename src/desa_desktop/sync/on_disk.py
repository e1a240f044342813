"""A kiriman file on the disk: a small one is read whole, a large one a piece at a time.

So nobody can fill a laptop's memory with a file that merely promises to be a kiriman.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from desa_desktop.files import PIECE, Fs
from desa_desktop.sync.container import FIXED, HEAD_LENGTH, PREFIX, read_header, take_apart_head
from desa_desktop.sync.flowing import read_in_pieces
from desa_desktop.sync.opening import OpenedKiriman, Reader, read_kiriman

SMALL_ENOUGH = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class FileOnDisk:
    """A file and its first bytes: all of them, or HEAD_LENGTH of a large one. `sha256` is of the whole."""

    fs: Fs
    path: Path
    size: int
    sha256: str
    head: bytes

    def open(self, reader: Reader) -> OpenedKiriman:
        """Verify and open it. Raises KirimanRejected, and OSError when it cannot be read any more."""
        if self.size <= SMALL_ENOUGH:
            return read_kiriman(self.head, reader)
        start = FIXED + int.from_bytes(self.head[PREFIX.size - 12 : PREFIX.size - 8], "big")

        def open_payload() -> IO[bytes]:
            source = self.fs.open(self.path, "rb")
            source.seek(start)
            return source

        return read_in_pieces(self.head, self.size, open_payload, reader)


def find_on_disk(fs: Fs, path: Path, sha256: str | None = None) -> FileOnDisk:
    """The file at `path`. Raises OSError.

    `sha256` of a large one is computed unless it is given: because it was read back when it was copied (what
    became of it since is met by the hashes that its sender signed), or "" because nobody asks for it.
    """
    start = fs.read(path, SMALL_ENOUGH + 1)
    if len(start) <= SMALL_ENOUGH:
        return FileOnDisk(fs, path, len(start), hashlib.sha256(start).hexdigest(), start)
    if sha256 is not None:
        return FileOnDisk(fs, path, path.stat().st_size, sha256, start[:HEAD_LENGTH])
    hashed, size = hashlib.sha256(), 0
    for piece in _pieces(fs, path, 0):
        hashed.update(piece)
        size += len(piece)
    return FileOnDisk(fs, path, size, hashed.hexdigest(), start[:HEAD_LENGTH])


def is_unchanged(file: FileOnDisk, digest: str) -> bool:
    """Whether a file that we sealed is still the kiriman of this digest, to its last byte.

    Raises KirimanRejected for what is no kiriman any more, OSError.
    """
    parts = take_apart_head(file.head, file.size)
    hashed = hashlib.sha256()
    for piece in _pieces(file.fs, file.path, FIXED + len(parts.header)):
        hashed.update(piece)
    return parts.digest == digest and hashed.hexdigest() == read_header(parts.header).payload_sha256


def _pieces(fs: Fs, path: Path, start: int) -> Iterator[bytes]:
    with fs.open(path, "rb") as source:
        source.seek(start)
        while piece := source.read(PIECE):
            yield piece
