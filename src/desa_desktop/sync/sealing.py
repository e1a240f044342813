"""Writing a kiriman: manifest, sections, encryption to the addressees and to ourselves, signature.

`seal_kiriman` is pure but for the randomness of encryption; number, salt, time and version come in.
`seal_to_file` does the same with attachments as large as the format allows. What was written is read back
with the full reader before it is called sealed (kiriman-format.md 11).
"""

from __future__ import annotations

import hashlib
import itertools
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO

from desa_desktop.files import Fs, write_all
from desa_desktop.sync import container, inner, strict_json
from desa_desktop.sync.attachments import Body, pieces_of, sha256_of, size_of
from desa_desktop.sync.certificates.statements import Certificate, Keys, Role
from desa_desktop.sync.container import Chain, Enc, Header, Kind
from desa_desktop.sync.inner import LAMPIRAN, Counted, Manifest, Row
from desa_desktop.sync.numbers import FIRST, NO_PREDECESSOR, Replaced
from desa_desktop.sync.opening import MAY_SEND
from desa_desktop.sync.rejection import Code, KirimanRejected
from desa_desktop.sync.snapshots import Snapshot, write_moment

SALT_LENGTH = 16
CHAIN_ID_LENGTH = 8
NOTHING = Counted(0, NO_PREDECESSOR)


@dataclass(frozen=True, kw_only=True)
class Content:
    """What a kiriman says and carries; each part is described in kiriman-format.md 7.

    `state` and `audit`: count and digest. `held`: digests we hold. `lampiran`: attachments by SHA-256.
    `nama`: in a request, the village's name. `grant`: the certificate given, with `asks`.
    """

    state: Counted
    mode: str = "full"
    snapshots: Sequence[Snapshot] = ()
    held: Iterable[str] = ()
    lampiran: Mapping[str, Body] = field(default_factory=dict)
    replaces: Replaced | None = None
    seen: Mapping[str, int] = field(default_factory=dict)
    is_full_wanted: bool = False
    audit: Counted = NOTHING
    nama: str | None = None
    grant: Certificate | None = None
    asks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SealedKiriman:
    """A finished file. `digest` (64 hex) names it; `salt` is needed for its kode terima."""

    data: bytes
    digest: str
    salt: bytes
    header: Header
    manifest: bytes

    @property
    def sha256(self) -> str:
        """SHA-256 (hex) of the whole file, to compare what a stick holds."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class SealedFile:
    """The same of a file that was written on the disk; `size` in bytes."""

    digest: str
    salt: bytes
    header: Header
    size: int


def new_chain_id() -> str:
    """A name for a new row of numbers, 16 hex digits: one per addressee and incarnation."""
    return secrets.token_hex(CHAIN_ID_LENGTH)


def next_in_chain(chain_id: str, last_seq: int, last_digest: str) -> Chain:
    """The number after `last_seq` (0: the chain is new, `last_digest` does not matter)."""
    return Chain(chain_id, last_digest if last_seq else NO_PREDECESSOR, last_seq + FIRST)


def seal_kiriman(
    *,
    kind: Kind,
    keys: Keys,
    certificates: Sequence[Certificate],
    chain: Chain,
    recipients: Iterable[Certificate],
    content: Content,
    created: datetime,
    app: str,
    salt: bytes | None = None,
) -> SealedKiriman:
    """Write a kiriman in memory. `certificates`: our own first, then its issuer unless that is the root; in a
    grant the root's. `recipients`: active laptops of the addressee; we are added, so that we can reopen it.

    `created` is an aware moment, `app` the program's version, `salt` 16 random bytes unless given.
    Raises KirimanRejected (E_KIND, E_CERT, E_SECTION, E_BOMB) for what no reader would take.
    """
    writing = _prepare(kind, keys, certificates, chain, recipients, content, created, app, salt)
    payload = bytearray()
    writing.put_payload(payload.extend)
    header = writing.header(hashlib.sha256(payload).hexdigest())
    data = container.put_together(strict_json.encode(header.as_json()), bytes(payload), keys)
    return SealedKiriman(data, container.take_apart(data).digest, writing.salt, header, writing.manifest)


def seal_to_file(
    fs: Fs,
    target: IO[bytes],
    *,
    kind: Kind,
    keys: Keys,
    certificates: Sequence[Certificate],
    chain: Chain,
    recipients: Iterable[Certificate],
    content: Content,
    created: datetime,
    app: str,
) -> SealedFile:
    """The same into an empty file, a piece at a time: what is large never lies in memory whole.

    The payload is written first, behind the room for what names its hash. Raises OSError too.
    """
    writing = _prepare(kind, keys, certificates, chain, recipients, content, created, app, None)
    room = len(strict_json.encode(writing.header(NO_PREDECESSOR).as_json()))
    target.seek(container.FIXED + room)
    hashed, length = hashlib.sha256(), 0

    def put(piece: bytes) -> None:
        nonlocal length
        hashed.update(piece)
        length += len(piece)
        write_all(fs, target, piece)

    writing.put_payload(put)
    header = writing.header(hashed.hexdigest())
    head = container.head_of(strict_json.encode(header.as_json()), length, keys)
    target.seek(0)
    write_all(fs, target, head)
    digest = container.take_apart_head(head, len(head) + length).digest
    return SealedFile(digest, writing.salt, header, len(head) + length)


@dataclass(frozen=True, slots=True)
class _Writing:
    """A kiriman about to be written: everything but the hash of its payload."""

    manifest: bytes
    stored: Sequence[Body]
    ages: Sequence[str]
    salt: bytes
    header: Callable[[str], Header]

    def put_payload(self, take: Callable[[bytes], object]) -> None:
        """Hand the payload to `take`, encrypted unless nobody is to be kept from reading it."""
        pieces = itertools.chain((inner.begin(self.manifest),), *(pieces_of(one) for one in self.stored))
        if self.ages:
            inner.encrypt_pieces(pieces, self.ages, take)
            return
        for piece in pieces:
            take(piece)


def _prepare(
    kind: Kind,
    keys: Keys,
    certificates: Sequence[Certificate],
    chain: Chain,
    recipients: Iterable[Certificate],
    content: Content,
    created: datetime,
    app: str,
    salt: bytes | None,
) -> _Writing:
    _check_writer(kind, keys, certificates)
    by_kid = {one.kid: one.age for one in recipients}
    if kind is not Kind.REQUEST:
        by_kid[keys.kid] = keys.age
    kids = tuple(sorted(by_kid))
    salt = secrets.token_bytes(SALT_LENGTH) if salt is None else salt
    rows, stored = _sections(kind, content)
    manifest = strict_json.encode(
        Manifest(
            app=app,
            audit=content.audit,
            chain=chain,
            kind=kind,
            mode=content.mode,
            recipients=kids,
            replaces=content.replaces,
            salt=salt,
            seen=content.seen,
            sender_kid=keys.kid,
            state=content.state,
            is_full_wanted=content.is_full_wanted,
        ).as_json(rows)
    )
    is_plain = kind is Kind.REQUEST

    def header(payload_sha256: str) -> Header:
        return Header(
            certs=tuple(one.text for one in certificates),
            chain=chain,
            created=write_moment(created),
            enc=Enc.NONE if is_plain else Enc.AGE,
            kind=kind,
            manifest_sha256=hashlib.sha256(manifest).hexdigest(),
            payload_sha256=payload_sha256,
            recipients=kids,
            sender_kid=keys.kid,
        )

    ages = () if is_plain else tuple(by_kid[kid] for kid in kids)
    return _Writing(manifest, stored, ages, salt, header)


def _check_writer(kind: Kind, keys: Keys, certificates: Sequence[Certificate]) -> None:
    if not certificates or certificates[0].kid != keys.kid:
        raise KirimanRejected(Code.E_CERT)
    role = certificates[0].role
    if kind is Kind.REQUEST:
        if role is Role.AKAR or not certificates[0].is_self_issued:
            raise KirimanRejected(Code.E_CERT)
    elif kind not in MAY_SEND[role]:
        raise KirimanRejected(Code.E_KIND)


def _sections(kind: Kind, content: Content) -> tuple[list[Row], list[Body]]:
    raw: dict[str, bytes] = {}
    if content.snapshots:
        by_digest = {one.digest: one.data for one in content.snapshots}
        raw["dok"] = b"".join(by_digest[one] + b"\n" for one in sorted(by_digest))
    # one that is left out only comes once more
    if held := sorted(set(content.held))[: inner.MOST_HELD]:
        raw["held"] = "".join(f"{one}\n" for one in held).encode("ascii")
    if kind is Kind.REQUEST:
        raw["request"] = strict_json.encode({"nama": content.nama, "v": 1})
    if kind is Kind.GRANT and content.grant is not None:
        grant = {"asks": sorted(content.asks), "cert": content.grant.text, "v": 1}
        raw["grant"] = strict_json.encode(grant)
    packed: dict[str, tuple[Row, Body]] = {}
    for name, data in raw.items():
        codec, stored = inner.deflate(data)
        hashed = hashlib.sha256(data).hexdigest()
        packed[name] = (Row(name, codec, len(data), len(stored), hashed), stored)
    for sha256, body in content.lampiran.items():
        name, size = LAMPIRAN + sha256, size_of(body)
        packed[name] = (Row(name, "none", size, size, sha256_of(body)), body)
    rows = [packed[name][0] for name in sorted(packed)]
    table = inner.read_table([row.as_json() for row in rows], kind)
    inner.check_lengths(table, sum(row.stored_len for row in rows))
    return rows, [packed[name][1] for name in sorted(packed)]
