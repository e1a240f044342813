"""The inside of a kiriman: encryption, manifest, sections; opened only after the signature was good.

    "KRMIN001" | u32be manifest length | manifest | section bytes ...

Limits hold while streaming and before memory is spent. Source: kiriman-format.md 7 and 8.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO

import pyrage

from desa_desktop.sync import strict_json
from desa_desktop.sync.attachments import Reading, Writing, flow, pieces_in
from desa_desktop.sync.certificates.statements import HEX_32, HEX_64, is_recipient, matches
from desa_desktop.sync.container import Chain, Kind, are_recipients, is_chain, is_chain_id
from desa_desktop.sync.numbers import Replaced
from desa_desktop.sync.rejection import Code, KirimanRejected

MAGIC = b"KRMIN001"
START = struct.Struct(">8sI")
LONGEST_MANIFEST = 4 * 1024 * 1024
MOST_SECTIONS = 2_064
LARGEST_SECTION = 256 * 1024 * 1024
LARGEST_WHOLE = 768 * 1024 * 1024
LARGEST_RATIO = 200
SMALLEST_STORED = 4 * 1024
MOST_SEEN = 32
# what an office says it holds; forty times what the largest kecamatan has after ten years, so that nobody
# can keep a laptop busy with a list (kiriman-format.md 7)
MOST_HELD = 200_000
LONGEST_APP = 64
# What a reader would have to build from JSON: one for each value, eight for each list or object, and the
# text. A register of residents weighs one and a third for each byte it is stored in; a bomb of empty lists
# weighs six hundred, and 300 kB of it would be 1.6 GB of memory (kiriman-format.md 7, 17 row 23).
SMALLEST_WEIGHT = 600_000
WEIGHT_RATIO = 4
LONGEST_REQUEST = 64 * 1024  # of the sections `request` and `grant`, which are one line each
PIECE = 1024 * 1024
# age v1: a header of a hundred bytes for each recipient, a nonce, then chunks of 64 KiB, each with its tag
LONGEST_AGE_HEADER = 64 * 1024
_AGE_FIRST_LINE, _AGE_LAST_LINE = b"age-encryption.org/v1\n", b"\n--- "
_NONCE, _CHUNK, _TAG = 16, 64 * 1024, 16
_FED = 64 * 1024
LAMPIRAN = "lampiran/"
REASONS = frozenset({"pulih", "pasang_ulang", "salinan", "pindah"})
MODES = frozenset({"full", "pending"})
_LAMPIRAN_NAME = re.compile(r"lampiran/[0-9a-f]{64}")
_MANIFEST_KEYS = frozenset(
    {
        "app",
        "audit",
        "chain",
        "kind",
        "mode",
        "recipients",
        "replaces",
        "salt",
        "sections",
        "seen",
        "sender_kid",
        "state",
        "want",
    }
)
_ROW_KEYS = frozenset({"codec", "name", "raw_len", "sha256", "stored_len"})


@dataclass(frozen=True, slots=True)
class Counted:
    """A count and a digest (64 hex): of the state (12.7), or of the audit chain and its head."""

    count: int
    digest: str


@dataclass(frozen=True, slots=True)
class Row:
    """One section in the manifest's table; lengths in bytes."""

    name: str
    codec: str
    raw_len: int
    stored_len: int
    sha256: str

    def as_json(self) -> dict[str, object]:
        """As it is written."""
        return {
            "codec": self.codec,
            "name": self.name,
            "raw_len": self.raw_len,
            "sha256": self.sha256,
            "stored_len": self.stored_len,
        }


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the sender says of the whole content; see the table of section 7."""

    app: str
    audit: Counted
    chain: Chain
    kind: Kind
    mode: str
    recipients: tuple[str, ...]
    replaces: Replaced | None
    salt: bytes
    seen: Mapping[str, int]
    sender_kid: str
    state: Counted
    is_full_wanted: bool

    def as_json(self, rows: Sequence[Row]) -> dict[str, object]:
        """As it is written, with its section table."""
        replaces = self.replaces
        return {
            "app": self.app,
            "audit": {"count": self.audit.count, "head": self.audit.digest},
            "chain": self.chain.as_json(),
            "kind": self.kind.value,
            "mode": self.mode,
            "recipients": list(self.recipients),
            "replaces": replaces
            and {"chain": replaces.chain, "reason": replaces.reason, "seq": replaces.seq},
            "salt": self.salt.hex(),
            "sections": [row.as_json() for row in rows],
            "seen": dict(self.seen),
            "sender_kid": self.sender_kid,
            "state": {"count": self.state.count, "digest": self.state.digest},
            "want": "full" if self.is_full_wanted else None,
        }


def decrypt(payload: memoryview, age_secret: str) -> bytes:
    """The inner container of an age file that is ours. Raises KirimanRejected (E_DECRYPT).

    The whole of it, verified to its end, before a byte is looked at. `age_secret` is our own identity.
    """
    identity = pyrage.x25519.Identity.from_str(age_secret)
    try:
        return bytes(pyrage.decrypt(bytes(payload), [identity]))
    except pyrage.DecryptError as failure:
        raise KirimanRejected(Code.E_DECRYPT) from failure


def encrypt(inner: bytes, recipients: Sequence[str]) -> bytes:
    """The inner container as an age file for `recipients`, `age1...` texts of checked certificates.

    Raises KirimanRejected (E_CERT) for anything that is not an X25519 recipient.
    """
    made = bytearray()
    encrypt_pieces(iter((inner,)), recipients, made.extend)
    return bytes(made)


def encrypt_pieces(
    pieces: Iterator[bytes], recipients: Sequence[str], take: Callable[[bytes], object]
) -> None:
    """The same for an inner container that comes in `pieces`; the age file goes to `take` in pieces.

    Raises KirimanRejected (E_CERT), OSError of the pieces or of `take`.
    """
    if not recipients or not all(is_recipient(one) for one in recipients):
        raise KirimanRejected(Code.E_CERT)
    chosen = [pyrage.x25519.Recipient.from_str(one) for one in recipients]
    flow(lambda source, target: pyrage.encrypt_io(source, target, chosen), pieces, take)


def decrypt_pieces(source: IO[bytes], age_secret: str, take: Callable[[bytes], object]) -> None:
    """Hand the inner container of an age file that is ours to `take` piece by piece.

    What was handed over counts for nothing before this has returned: only the end proves that all is whole.
    Raises KirimanRejected (E_DECRYPT), OSError of the source.
    """
    identity = pyrage.x25519.Identity.from_str(age_secret)

    def work(begin: Reading, end: Writing) -> None:
        try:
            pyrage.decrypt_io(begin, end, [identity])
        except (pyrage.DecryptError, OSError) as failure:  # the second says that the file is not whole
            raise KirimanRejected(Code.E_DECRYPT) from failure

    flow(work, pieces_in(source), take)


def plain_length(start: bytes, size: int) -> int:
    """How many bytes an age file of `size` bytes holds, from the first LONGEST_AGE_HEADER of them.

    Raises KirimanRejected (E_DECRYPT) where no age header ends among them: a reader of age would read on for
    its end, and keep all of it.
    """
    mark = start.find(_AGE_LAST_LINE)
    end = start.find(b"\n", mark + len(_AGE_LAST_LINE)) + 1 if mark >= 0 else 0
    body = size - end - _NONCE
    if not start.startswith(_AGE_FIRST_LINE) or not end or body <= 0:
        raise KirimanRejected(Code.E_DECRYPT)
    return body - _TAG * -(-body // (_CHUNK + _TAG))


def read_start(start: bytes) -> int:
    """The length of the manifest, from the first START.size bytes. Raises KirimanRejected."""
    if len(start) < START.size or not start.startswith(MAGIC):
        raise KirimanRejected(Code.E_INNER)
    _magic, length = START.unpack_from(start)
    if length > LONGEST_MANIFEST:
        raise KirimanRejected(Code.E_INNER_LEN)
    return int(length)


def split_manifest(inner: bytes) -> tuple[bytes, int]:
    """Manifest bytes and where the sections begin. Raises KirimanRejected (E_INNER, E_INNER_LEN)."""
    end = START.size + read_start(inner[: START.size])
    if end > len(inner):
        raise KirimanRejected(Code.E_INNER_LEN)
    return inner[START.size : end], end


def read_manifest(data: bytes) -> tuple[Manifest, object]:
    """The manifest and its still unchecked section table. Raises KirimanRejected (E_MANIFEST)."""
    if weigh(data) > SMALLEST_WEIGHT:
        raise KirimanRejected(Code.E_MANIFEST)
    try:
        fields = strict_json.decode_object(data)
    except strict_json.NotStrict as failure:
        raise KirimanRejected(Code.E_MANIFEST) from failure
    if fields.keys() != _MANIFEST_KEYS or not _is_well_formed(fields):
        raise KirimanRejected(Code.E_MANIFEST)
    audit, chain, state = _dict(fields["audit"]), _dict(fields["chain"]), _dict(fields["state"])
    replaces, recipients = fields["replaces"], fields["recipients"]
    assert isinstance(recipients, list)
    manifest = Manifest(
        app=str(fields["app"]),
        audit=Counted(int(str(audit["count"])), str(audit["head"])),
        chain=Chain(str(chain["id"]), str(chain["prev"]), int(str(chain["seq"]))),
        kind=Kind(str(fields["kind"])),
        mode=str(fields["mode"]),
        recipients=tuple(recipients),
        replaces=_read_replaces(replaces),
        salt=bytes.fromhex(str(fields["salt"])),
        seen={key: int(str(seq)) for key, seq in _dict(fields["seen"]).items()},
        sender_kid=str(fields["sender_kid"]),
        state=Counted(int(str(state["count"])), str(state["digest"])),
        is_full_wanted=fields["want"] == "full",
    )
    return manifest, fields["sections"]


def read_table(table: object, kind: Kind) -> tuple[Row, ...]:
    """The section table, checked for the kind of kiriman. Raises KirimanRejected (E_SECTION)."""
    if not isinstance(table, list) or len(table) > MOST_SECTIONS:
        raise KirimanRejected(Code.E_SECTION)
    rows = tuple(_read_row(one) for one in table)
    names = [row.name for row in rows]
    needed = {kind.value} if kind in (Kind.REQUEST, Kind.GRANT) else set()
    if names != sorted(set(names)) or not needed <= set(names):
        raise KirimanRejected(Code.E_SECTION)
    if not all(_is_allowed(row, kind) for row in rows):
        raise KirimanRejected(Code.E_SECTION)
    return rows


def check_lengths(rows: Sequence[Row], stored: int) -> None:
    """The arithmetic of all sections over the `stored` bytes that are there.

    Raises KirimanRejected (E_INNER_LEN, then E_BOMB) before anything is inflated.
    """
    if sum(row.stored_len for row in rows) != stored:
        raise KirimanRejected(Code.E_INNER_LEN)
    too_large = sum(row.raw_len for row in rows) > LARGEST_WHOLE
    if too_large or any(not _is_natural(row.raw_len, row.stored_len) for row in rows):
        raise KirimanRejected(Code.E_BOMB)


class Unpacking:
    """The raw bytes of a section as its stored bytes come, in pieces of at most 1 MiB, never more than it
    declares. All methods raise KirimanRejected (E_SECTION_LEN, E_DEFLATE) as soon as it is certain.
    """

    def __init__(self, row: Row) -> None:
        if row.codec == "none" and row.stored_len != row.raw_len:
            raise KirimanRejected(Code.E_SECTION_LEN)
        self._row, self._produced, self._has_more = row, 0, False
        self._machine = zlib.decompressobj() if row.codec == "deflate" else None

    def feed(self, stored: bytes | memoryview) -> Iterator[bytes]:
        """What these stored bytes unpack to."""
        machine = self._machine
        if machine is None:
            yield bytes(stored)
            return
        waiting: bytes | memoryview = stored
        while len(waiting):
            if machine.eof:
                self._has_more = True
                return
            try:
                piece = machine.decompress(waiting, min(PIECE, self._row.raw_len + 1 - self._produced))
            except zlib.error as failure:
                raise KirimanRejected(Code.E_DEFLATE) from failure
            waiting = machine.unconsumed_tail
            self._has_more = bool(machine.unused_data)
            self._produced += len(piece)
            if self._produced > self._row.raw_len:
                raise KirimanRejected(Code.E_SECTION_LEN)
            if piece:
                yield piece

    def finish(self) -> Iterator[bytes]:
        """What is left when all stored bytes have come."""
        machine = self._machine
        if machine is None:
            return
        while not machine.eof:
            try:  # a full piece may have left more inside
                piece = machine.decompress(b"", min(PIECE, self._row.raw_len + 1 - self._produced))
            except zlib.error as failure:
                raise KirimanRejected(Code.E_DEFLATE) from failure
            if not piece and not machine.eof:
                raise KirimanRejected(Code.E_DEFLATE)  # the stream has no end
            self._produced += len(piece)
            if self._produced > self._row.raw_len:
                raise KirimanRejected(Code.E_SECTION_LEN)
            yield piece
        if self._produced != self._row.raw_len:
            raise KirimanRejected(Code.E_SECTION_LEN)
        if self._has_more:
            raise KirimanRejected(Code.E_DEFLATE)


def inflate(row: Row, stored: memoryview) -> Iterator[bytes]:
    """The raw bytes of a section that is there as a whole; see `Unpacking`."""
    unpacking = Unpacking(row)
    fed = PIECE if row.codec == "none" else _FED
    for start in range(0, len(stored), fed):
        yield from unpacking.feed(stored[start : start + fed])
    yield from unpacking.finish()


def weigh(raw: bytes) -> int:
    """How much a reader would have to build from JSON, at the most 70 bytes of memory for each one."""
    return raw.count(b",") + 8 * (raw.count(b"[") + raw.count(b"{")) + len(raw) // 8


class Scales:
    """Weighs a section of JSON piece by piece: no heavier than what it is stored in allows."""

    def __init__(self, row: Row) -> None:
        self._left = _most_weight(row.stored_len)

    def put(self, piece: bytes) -> None:
        """Raises KirimanRejected (E_BOMB) before anything is built from what is too heavy."""
        self._left -= weigh(piece)
        if self._left < 0:
            raise KirimanRejected(Code.E_BOMB)


def deflate(raw: bytes) -> tuple[str, bytes]:
    """Codec and stored bytes of a section; stored as it is where it would look like a bomb to a reader."""
    packed = zlib.compress(raw, 6)
    is_natural = _is_natural(len(raw), len(packed)) and weigh(raw) <= _most_weight(len(packed))
    return ("deflate", packed) if is_natural else ("none", raw)


def put_together(manifest: bytes, stored: Sequence[bytes]) -> bytes:
    """The inner container from its parts."""
    return b"".join((begin(manifest), *stored))


def begin(manifest: bytes) -> bytes:
    """What stands before the sections of an inner container."""
    return START.pack(MAGIC, len(manifest)) + manifest


def _is_natural(raw: int, stored: int) -> bool:
    return raw <= LARGEST_SECTION and raw <= LARGEST_RATIO * max(stored, SMALLEST_STORED)


def _most_weight(stored: int) -> int:
    return max(SMALLEST_WEIGHT, WEIGHT_RATIO * stored)


def _read_row(value: object) -> Row:
    good = (
        isinstance(value, dict)
        and value.keys() == _ROW_KEYS
        and value["codec"] in ("deflate", "none")
        and isinstance(value["name"], str)
        and strict_json.is_integer(value["raw_len"])
        and strict_json.is_integer(value["stored_len"])
        and matches(HEX_64, value["sha256"])
    )
    if not good:
        raise KirimanRejected(Code.E_SECTION)
    assert isinstance(value, dict)
    return Row(**value)


def _is_allowed(row: Row, kind: Kind) -> bool:
    if kind is Kind.REQUEST:
        return row.name == "request"
    if _LAMPIRAN_NAME.fullmatch(row.name):
        return row.codec == "none"
    return row.name in ("dok", "held") or (row.name == "grant" and kind is Kind.GRANT)


def _is_well_formed(fields: Mapping[str, object]) -> bool:
    return (
        isinstance(fields["app"], str)
        and len(fields["app"]) <= LONGEST_APP
        and _is_counted(fields["audit"], "head")
        and _is_counted(fields["state"], "digest")
        and is_chain(fields["chain"])
        and fields["kind"] in list(Kind)
        and fields["mode"] in sorted(MODES)
        and are_recipients(fields["recipients"])
        and _is_replaces(fields["replaces"])
        and matches(HEX_32, fields["salt"])
        and _is_seen(fields["seen"])
        and matches(HEX_32, fields["sender_kid"])
        and fields["want"] in (None, "full")
        and isinstance(fields["sections"], list)
    )


def _is_counted(value: object, name: str) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() == {"count", name}
        and strict_json.is_integer(value["count"])
        and matches(HEX_64, value[name])
    )


def _is_replaces(value: object) -> bool:
    return value is None or (
        isinstance(value, dict)
        and value.keys() == {"chain", "reason", "seq"}
        and is_chain_id(value["chain"])
        and value["reason"] in sorted(REASONS)
        and strict_json.is_integer(value["seq"])
    )


def _is_seen(value: object) -> bool:
    return (
        isinstance(value, dict)
        and len(value) <= MOST_SEEN
        and all(is_chain_id(key) and strict_json.is_integer(seq, 1) for key, seq in value.items())
    )


def _read_replaces(value: object) -> Replaced | None:
    if value is None:
        return None
    fields = _dict(value)
    return Replaced(str(fields["chain"]), int(str(fields["seq"])), str(fields["reason"]))


def _dict(value: object) -> dict[str, object]:
    assert isinstance(value, dict)
    return value
