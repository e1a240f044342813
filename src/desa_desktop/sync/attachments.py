"""Attachments that need not lie in memory: those of a kiriman that is written, those of one that came.

A deposit may have 256 MiB. It goes from its file into the encryption, and out of the decryption into its
file, a piece at a time; small kiriman are handled in memory as before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from desa_desktop.files import PIECE, Fs

Take = Callable[[str, bytes], None]
"""Is told the SHA-256 of an attachment and its next piece; the pieces of one follow each other."""


@dataclass(frozen=True, slots=True)
class FileContent:
    """The bytes of a file, read when they are needed. `size` is what it had when it was looked at."""

    fs: Fs
    path: Path
    size: int

    def pieces(self) -> Iterator[bytes]:
        """All of it, a piece at a time. Raises OSError."""
        with self.fs.open(self.path, "rb") as source:
            yield from pieces_in(source)

    @property
    def sha256(self) -> str:
        """The SHA-256 (hex) of what is in the file now. Raises OSError."""
        hashed = hashlib.sha256()
        for piece in self.pieces():
            hashed.update(piece)
        return hashed.hexdigest()


Body = bytes | FileContent
"""What an attachment is written from."""


def pieces_of(body: Body) -> Iterator[bytes]:
    """The bytes of an attachment, a piece at a time. Raises OSError."""
    if isinstance(body, FileContent):
        yield from body.pieces()
    else:
        yield body


def size_of(body: Body) -> int:
    """How many bytes an attachment has."""
    return body.size if isinstance(body, FileContent) else len(body)


def sha256_of(body: Body) -> str:
    """Its SHA-256 (hex). Raises OSError."""
    return body.sha256 if isinstance(body, FileContent) else hashlib.sha256(body).hexdigest()


class Lampiran(Mapping[str, memoryview]):
    """The attachments that came with a kiriman, by SHA-256: in memory, or still in its file.

    Each was hashed when the kiriman was opened. One that lies in the file is deciphered again when it is
    asked for; `pour` gets many in one go.
    """

    def __init__(
        self,
        sizes: Mapping[str, int],
        stored: Mapping[str, memoryview] | None = None,
        again: Callable[[Take], None] | None = None,
    ) -> None:
        self.sizes = dict(sizes)
        self._stored, self._again = stored, again

    def __getitem__(self, sha256: str) -> memoryview:
        if sha256 not in self.sizes:
            raise KeyError(sha256)
        if self._stored is not None:
            return self._stored[sha256]
        whole = bytearray()
        self.pour({sha256}, lambda _name, piece: whole.extend(piece))
        return memoryview(whole)

    def __contains__(self, sha256: object) -> bool:
        return sha256 in self.sizes  # Mapping would read it to know

    def __iter__(self) -> Iterator[str]:
        return iter(self.sizes)

    def __len__(self) -> int:
        return len(self.sizes)

    def only(self, names: Container[str]) -> Lampiran:
        """The same with these alone."""
        return Lampiran(
            {name: size for name, size in self.sizes.items() if name in names}, self._stored, self._again
        )

    def pour(self, names: Container[str], take: Take) -> None:
        """Hand over the pieces of these attachments, one attachment after the other.

        Raises KirimanRejected or OSError when the file is not any more what it was.
        """
        wanted = {name for name in self.sizes if name in names}
        if not wanted:
            return
        if self._stored is not None:
            for name in sorted(wanted):
                view = self._stored[name]
                for start in range(0, max(len(view), 1), PIECE):
                    take(name, bytes(view[start : start + PIECE]))
            return
        assert self._again is not None
        self._again(lambda name, piece: take(name, piece) if name in wanted else None)


class Reading:
    """A file-like object over pieces, as the encryption wants to read from."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.failure: BaseException | None = None
        self._pieces, self._left = pieces, memoryview(b"")

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes, b"" at the end."""
        try:
            while not self._left:
                self._left = memoryview(next(self._pieces))
        except StopIteration:
            return b""
        except BaseException as failure:
            self.failure = failure
            raise
        taken = self._left if size < 0 else self._left[:size]
        self._left = self._left[len(taken) :]
        return bytes(taken)


class Writing:
    """A file-like object that hands every piece on, as encryption and decryption want to write to."""

    def __init__(self, take: Callable[[bytes], Any]) -> None:
        self.failure: BaseException | None = None
        self._take = take

    def write(self, piece: bytes) -> int:
        """All of it; nothing more once a piece was not taken."""
        if self.failure is not None:
            raise self.failure
        try:
            self._take(piece)
        except BaseException as failure:
            self.failure = failure
            raise
        return len(piece)

    def flush(self) -> None:
        """Nothing waits here."""


def flow(
    work: Callable[[Reading, Writing], Any], pieces: Iterator[bytes], take: Callable[[bytes], Any]
) -> None:
    """Let `work` turn the pieces into others that `take` gets.

    What either end fails with is raised as it is: the library of the encryption says other words for it, and
    of a last piece that was not taken nothing at all.
    """
    source, target = Reading(pieces), Writing(take)
    try:
        work(source, target)
    finally:
        failure = source.failure or target.failure
        if failure is not None:
            raise failure


def pieces_in(source: IO[bytes]) -> Iterator[bytes]:
    """An open file from where it stands, a piece at a time. Raises OSError."""
    while piece := source.read(PIECE):
        yield piece
