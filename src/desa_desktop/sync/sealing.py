"""Writing a kiriman: manifest, sections, encryption to the addressees and to ourselves, signature.

`seal_kiriman` is pure but for the randomness of encryption; number, salt, time and version come in.
What it wrote is read back with `opening.read_kiriman` before it is called sealed (kiriman-format.md 11).
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from desa_desktop.sync import container, inner, strict_json
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
    lampiran: Mapping[str, bytes] = field(default_factory=dict)
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
    """Write a kiriman. `certificates`: our own first, then its issuer unless that is the root; in a grant
    the root's. `recipients`: active laptops of the addressee; we are added, so that we can reopen it.

    `created` is an aware moment, `app` the program's version, `salt` 16 random bytes unless given.
    Raises KirimanRejected (E_KIND, E_CERT, E_SECTION, E_BOMB) for what no reader would take.
    """
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
    inside = inner.put_together(manifest, stored)
    is_plain = kind is Kind.REQUEST
    payload = inside if is_plain else inner.encrypt(inside, [by_kid[kid] for kid in kids])
    header = Header(
        certs=tuple(one.text for one in certificates),
        chain=chain,
        created=write_moment(created),
        enc=Enc.NONE if is_plain else Enc.AGE,
        kind=kind,
        manifest_sha256=hashlib.sha256(manifest).hexdigest(),
        payload_sha256=hashlib.sha256(payload).hexdigest(),
        recipients=kids,
        sender_kid=keys.kid,
    )
    data = container.put_together(strict_json.encode(header.as_json()), payload, keys)
    return SealedKiriman(data, container.take_apart(data).digest, salt, header, manifest)


def _check_writer(kind: Kind, keys: Keys, certificates: Sequence[Certificate]) -> None:
    if not certificates or certificates[0].kid != keys.kid:
        raise KirimanRejected(Code.E_CERT)
    role = certificates[0].role
    if kind is Kind.REQUEST:
        if role is Role.AKAR or not certificates[0].is_self_issued:
            raise KirimanRejected(Code.E_CERT)
    elif kind not in MAY_SEND[role]:
        raise KirimanRejected(Code.E_KIND)


def _sections(kind: Kind, content: Content) -> tuple[list[Row], list[bytes]]:
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
    packed = {name: inner.deflate(data) for name, data in raw.items()}
    for sha256, data in content.lampiran.items():
        raw[LAMPIRAN + sha256] = data
        packed[LAMPIRAN + sha256] = ("none", data)
    rows = [_row(name, raw[name], *packed[name]) for name in sorted(raw)]
    table = inner.read_table([row.as_json() for row in rows], kind)
    inner.check_lengths(table, sum(row.stored_len for row in rows))
    return rows, [packed[name][1] for name in sorted(raw)]


def _row(name: str, raw: bytes, codec: str, stored: bytes) -> Row:
    return Row(name, codec, len(raw), len(stored), hashlib.sha256(raw).hexdigest())
