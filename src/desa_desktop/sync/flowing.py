"""Opening a large kiriman as it flows by: what is wrong in it is met before the rest of it is decrypted.

The same checks as `opening.read_kiriman` over a file that is there as a whole, section by section, with only
what is kept in memory: so a file of half a gigabyte is refused in the memory of a small one. Of two things
that are wrong the one that lies further in front is named.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Sequence
from typing import IO, TypeAlias

from desa_desktop.sync import inner
from desa_desktop.sync.attachments import Take, pieces_in
from desa_desktop.sync.container import FIXED, Enc
from desa_desktop.sync.inner import LAMPIRAN, Manifest, Row
from desa_desktop.sync.opening import (
    Content,
    OpenedKiriman,
    Outside,
    Reader,
    check_outside,
    read_bound_manifest,
    require_short,
    seen_from,
)
from desa_desktop.sync.rejection import Code, KirimanRejected

_PIECE = 1024 * 1024
Flow: TypeAlias = Generator[None, bytes, None]


def read_in_pieces(
    head: bytes, size: int, open_payload: Callable[[], IO[bytes]], reader: Reader
) -> OpenedKiriman:
    """`read_kiriman` for a file too large to load: its first HEAD_LENGTH bytes are `head`, in all `size`.

    `open_payload` opens what follows the signature, anew for every pass: it is hashed before it is
    deciphered, and deciphered once more when an attachment is wanted. Raises KirimanRejected, and OSError
    when the file cannot be read any more.
    """
    with open_payload() as source:
        outside = check_outside(head, size, pieces_in(source), reader)
    return _open(outside, open_payload, size - FIXED - len(outside.parts.header), reader)


def _open(
    outside: Outside, open_payload: Callable[[], IO[bytes]], size: int, reader: Reader
) -> OpenedKiriman:
    with seen_from(outside.header, reader), open_payload() as source:
        if outside.header.enc is Enc.NONE:
            inside = _Inside(outside, reader, size)
            while piece := source.read(_PIECE):
                inside.write(piece)
        else:
            start = source.tell()
            inside = _Inside(outside, reader, inner.plain_length(source.read(inner.LONGEST_AGE_HEADER), size))
            source.seek(start)
            inner.decrypt_pieces(source, reader.age_secret, inside.write)

        def again(take: Take) -> None:
            pouring = _Pouring(inside.rows, inside.first_section, take)
            with open_payload() as anew:
                inner.decrypt_pieces(anew, reader.age_secret, pouring.write)
            pouring.end()

        return inside.end(again)


class _Pouring:
    """Hands over the attachments of an inner container that is read once more; they count after `end`.

    Raises KirimanRejected (E_SECTION_HASH, E_INNER_LEN) when it is not what it was before.
    """

    def __init__(self, rows: Sequence[Row], start: int, take: Take) -> None:
        self._waiting = list(reversed(rows))
        self._left = start  # of what is passed over, or of the section at hand
        self._take = take
        self._now: Row | None = None
        self._hashed = hashlib.sha256()

    def write(self, data: bytes) -> None:
        """The next bytes."""
        view = memoryview(data)
        while view:
            while not self._left:
                self._begin_next()
            taken, view = view[: self._left], view[self._left :]
            self._left -= len(taken)
            self._hand_over(bytes(taken))

    def end(self) -> None:
        """All bytes have come."""
        if self._left:
            raise KirimanRejected(Code.E_INNER_LEN)
        while self._waiting:
            self._begin_next()
        self._require_hash()

    def _begin_next(self) -> None:
        self._require_hash()
        if not self._waiting:
            raise KirimanRejected(Code.E_INNER_LEN)
        self._now, self._hashed = self._waiting.pop(), hashlib.sha256()
        self._left = self._now.stored_len
        self._hand_over(b"")

    def _hand_over(self, piece: bytes) -> None:
        if self._now is not None and self._now.name.startswith(LAMPIRAN):
            self._hashed.update(piece)
            self._take(self._now.name.removeprefix(LAMPIRAN), piece)

    def _require_hash(self) -> None:
        now = self._now
        if now is not None and now.name.startswith(LAMPIRAN) and self._hashed.hexdigest() != now.sha256:
            raise KirimanRejected(Code.E_SECTION_HASH)


class _Inside:
    """The inner container of `size` bytes as they come; `write` raises KirimanRejected, `end` answers."""

    def __init__(self, outside: Outside, reader: Reader, size: int) -> None:
        self._outside, self._size = outside, size
        self._content = Content(outside, reader)
        self._manifest: tuple[Manifest, bytes] | None = None
        self.rows: tuple[Row, ...] = ()
        self.first_section = 0  # bytes before it
        self._left = memoryview(b"")  # what has come and was not taken yet
        self._flow = self._read()
        next(self._flow)

    def write(self, data: bytes) -> None:
        """The next bytes."""
        if data:
            self._flow.send(data)

    def end(self, again: Callable[[Take], None]) -> OpenedKiriman:
        """All bytes have come. Raises KirimanRejected when something is missing."""
        try:
            self._flow.send(b"")
        except StopIteration:
            assert self._manifest is not None
            return self._content.opened(*self._manifest, again)
        raise KirimanRejected(Code.E_INNER_LEN)

    def _read(self) -> Flow:
        length = inner.read_start((yield from self._exactly(inner.START.size)))
        manifest_bytes = yield from self._exactly(length)
        if len(manifest_bytes) < length:
            raise KirimanRejected(Code.E_INNER_LEN)
        manifest, table = read_bound_manifest(manifest_bytes, self._outside.header)
        self._manifest = manifest, manifest_bytes
        rows = inner.read_table(table, manifest.kind)
        try:
            inner.check_lengths(rows, self._size - inner.START.size - length)
        except KirimanRejected as failure:
            if failure.reason is Code.E_INNER_LEN:  # the cipher may have been cut: its own end tells
                while (yield from self._upto(_PIECE)):
                    pass
            raise
        self.rows, self.first_section = rows, inner.START.size + length
        for row in rows:
            yield from self._section(row)
        if (yield from self._upto(1)):
            raise KirimanRejected(Code.E_INNER_LEN)

    def _section(self, row: Row) -> Flow:
        require_short(row)
        unpacking, hashed, left = inner.Unpacking(row), hashlib.sha256(), row.stored_len
        stays = row.name.startswith(LAMPIRAN)
        self._content.begin(row)
        while left:
            stored = yield from self._upto(left)
            if not stored:
                raise KirimanRejected(Code.E_INNER_LEN)
            left -= len(stored)
            for piece in unpacking.feed(stored):
                hashed.update(piece)
                if not stays:
                    self._content.take(piece)
        for piece in unpacking.finish():
            hashed.update(piece)
            if not stays:
                self._content.take(piece)
        if hashed.hexdigest() != row.sha256:
            raise KirimanRejected(Code.E_SECTION_HASH)
        self._content.end()

    def _upto(self, most: int) -> Generator[None, bytes, memoryview]:
        """The next bytes, at most so many; none at the end."""
        if not self._left:
            self._left = memoryview((yield))
        taken, self._left = self._left[:most], self._left[most:]
        return taken

    def _exactly(self, count: int) -> Generator[None, bytes, bytes]:
        """So many bytes; fewer at the end."""
        taken = bytearray()
        while len(taken) < count:
            piece = yield from self._upto(count - len(taken))
            if not piece:
                break
            taken += piece
        return bytes(taken)
