"""The outside of a kiriman: prefix, header, signature, lengths; everything that is judged before opening.

    89 4B 52 4D 0D 0A 1A 0A | version | suite | reserved | H | P | header | signature | payload

The file is exactly 88 + H + P bytes long, so a cut or an added byte is an error by arithmetic.
Source: kiriman-format.md 2, 5 and 6.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeGuard

from desa_desktop.domain.identity import message
from desa_desktop.sync import strict_json
from desa_desktop.sync.certificates.statements import (
    HEX_32,
    HEX_64,
    Keys,
    is_moment,
    is_signed,
    matches,
    read_certificate,
)
from desa_desktop.sync.numbers import FIRST, NO_PREDECESSOR
from desa_desktop.sync.rejection import UNKNOWN, Code, KirimanRejected

MAGIC = bytes.fromhex("894b524d0d0a1a0a")
VERSION = 1
SUITE = 1
PREFIX = struct.Struct(">8sBBHIQ")
SIGNATURE_LENGTH = 64
LONGEST_HEADER = 65_536
LARGEST_PAYLOAD = 536_870_912
FIXED = PREFIX.size + SIGNATURE_LENGTH
LARGEST_FILE = FIXED + LONGEST_HEADER + LARGEST_PAYLOAD
HEAD_LENGTH = PREFIX.size + LONGEST_HEADER + SIGNATURE_LENGTH  # all that comes before the payload
MOST_RECIPIENTS = 32
_HEADER_KEYS = frozenset(
    {
        "certs",
        "chain",
        "created",
        "enc",
        "kind",
        "manifest_sha256",
        "payload_sha256",
        "recipients",
        "sender_kid",
        "v",
    }
)


class Kind(StrEnum):
    """What a kiriman is for."""

    DATA = "data"  # a village to its kecamatan
    FEEDBACK = "feedback"  # the kecamatan to a village
    PEER = "peer"  # between laptops of one office
    REQUEST = "request"  # a new laptop asks to be enrolled
    GRANT = "grant"  # and is


class Enc(StrEnum):
    """How the payload is wrapped."""

    AGE = "age-x25519"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Chain:
    """The number of a kiriman: `id` 16 hex digits, `prev` the digest of the one before (64), `seq` from 1."""

    id: str
    prev: str
    seq: int

    def as_json(self) -> dict[str, object]:
        """As header and manifest write it."""
        return {"id": self.id, "prev": self.prev, "seq": self.seq}


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a kiriman, its form checked. `created` is a claim, shown, never decisive."""

    certs: tuple[str, ...]
    chain: Chain
    created: str
    enc: Enc
    kind: Kind
    manifest_sha256: str
    payload_sha256: str
    recipients: tuple[str, ...]
    sender_kid: str

    def as_json(self) -> dict[str, object]:
        """As it is written."""
        return {
            "certs": list(self.certs),
            "chain": self.chain.as_json(),
            "created": self.created,
            "enc": self.enc.value,
            "kind": self.kind.value,
            "manifest_sha256": self.manifest_sha256,
            "payload_sha256": self.payload_sha256,
            "recipients": list(self.recipients),
            "sender_kid": self.sender_kid,
            "v": 1,
        }


@dataclass(frozen=True, slots=True)
class Parts:
    """A file of the right length taken apart; nothing in it is believed yet."""

    signed: bytes  # prefix and header as transmitted
    header: bytes
    signature: bytes
    payload: memoryview

    @property
    def digest(self) -> str:
        """The kiriman digest (64 hex): one value per content, it names the kiriman everywhere."""
        return kiriman_digest(self.signed)


@dataclass(frozen=True, slots=True)
class Claims:
    """What a file says of itself before anything was verified: for lists, never for decisions."""

    digest: str
    kind: Kind
    chain: Chain
    created: str
    sender_kid: str
    recipients: tuple[str, ...]
    kode: str
    label: str


def kiriman_digest(signed: bytes) -> str:
    """The digest (64 hex) over prefix and header bytes."""
    return hashlib.sha256(message("kiriman", signed)).hexdigest()


def take_apart(whole: bytes) -> Parts:
    """The parts of a file. Raises KirimanRejected when prefix or length are wrong."""
    return take_apart_head(whole, len(whole))


def take_apart_head(head: bytes, size: int) -> Parts:
    """The parts of a file of `size` bytes, as far as its first bytes hold them.

    Raises KirimanRejected when prefix or length are wrong.
    """
    header_length, _payload_length = read_prefix(head[: PREFIX.size], size, head)
    header_end = PREFIX.size + header_length
    payload_start = header_end + SIGNATURE_LENGTH
    return Parts(
        signed=head[:header_end],
        header=head[PREFIX.size : header_end],
        signature=head[header_end:payload_start],
        payload=memoryview(head)[payload_start:],
    )


def read_prefix(prefix: bytes, size: int, head: bytes = b"") -> tuple[int, int]:
    """Header and payload length, after the arithmetic of section 2; `size` is the file's length in bytes.

    `head` (if at hand) only serves to name the number of a cut file. Raises KirimanRejected.
    """
    if size < PREFIX.size or len(prefix) < PREFIX.size:
        raise KirimanRejected(Code.E_SHORT, n=size)
    magic, version, suite, reserved, header_length, payload_length = PREFIX.unpack(prefix)
    for good, code in (
        (magic == MAGIC, Code.E_MAGIC),
        (version == VERSION, Code.E_VERSION),
        (suite == SUITE, Code.E_SUITE),
        (reserved == 0, Code.E_RESERVED),
        (2 <= header_length <= LONGEST_HEADER, Code.E_HLEN),
        (1 <= payload_length <= LARGEST_PAYLOAD, Code.E_PLEN),
    ):
        if not good:
            raise KirimanRejected(code)
    expected = FIXED + header_length + payload_length
    if size < expected:
        seq = _claimed_number(head[PREFIX.size : PREFIX.size + header_length])
        raise KirimanRejected(Code.E_TRUNCATED, n=size, m=expected, seq=seq)
    if size > expected:
        raise KirimanRejected(Code.E_TRAILING)
    return header_length, payload_length


def read_header(data: bytes) -> Header:
    """The header written in `data`. Raises KirimanRejected (E_JSON, E_HEADER)."""
    try:
        fields = strict_json.decode(data)
    except strict_json.NotStrict as failure:
        raise KirimanRejected(Code.E_JSON) from failure
    if not isinstance(fields, dict) or fields.keys() != _HEADER_KEYS or not _is_well_formed(fields):
        raise KirimanRejected(Code.E_HEADER)
    return Header(
        certs=tuple(fields["certs"]),
        chain=Chain(**fields["chain"]),
        created=fields["created"],
        enc=Enc(fields["enc"]),
        kind=Kind(fields["kind"]),
        manifest_sha256=fields["manifest_sha256"],
        payload_sha256=fields["payload_sha256"],
        recipients=tuple(fields["recipients"]),
        sender_kid=fields["sender_kid"],
    )


def peek(head: bytes, size: int) -> Claims:
    """What a file claims, from its first HEAD_LENGTH bytes and its `size`: unverified, for lists only.

    Also how a known digest is found before anything else (D_DUPLICATE). Raises KirimanRejected.
    """
    header_length, _payload_length = read_prefix(head[: PREFIX.size], size, head)
    signed = head[: PREFIX.size + header_length]
    header = read_header(signed[PREFIX.size :])
    leaf = read_certificate(header.certs[0])
    return Claims(
        digest=kiriman_digest(signed),
        kind=header.kind,
        chain=header.chain,
        created=header.created,
        sender_kid=header.sender_kid,
        recipients=header.recipients,
        kode=leaf.kode,
        label=leaf.label,
    )


def is_signature_good(parts: Parts, pub: bytes) -> bool:
    """Whether prefix and header were signed by the key `pub`."""
    return is_signed(pub, "kiriman", parts.signed, parts.signature)


def put_together(header: bytes, payload: bytes, keys: Keys) -> bytes:
    """The whole file: prefix, header, signature of `keys` over both, payload."""
    return head_of(header, len(payload), keys) + payload


def head_of(header: bytes, payload_length: int, keys: Keys) -> bytes:
    """All that stands before a payload of so many bytes: prefix, header, signature of `keys` over both."""
    prefix = PREFIX.pack(MAGIC, VERSION, SUITE, 0, len(header), payload_length)
    return b"".join((prefix, header, keys.sign("kiriman", prefix + header)))


def is_chain(value: object) -> bool:
    """Whether `value` is a chain as header and manifest write it: seq 1 exactly when prev is 64 zeros."""
    return (
        isinstance(value, dict)
        and value.keys() == {"id", "prev", "seq"}
        and is_chain_id(value["id"])
        and matches(HEX_64, value["prev"])
        and strict_json.is_integer(value["seq"], FIRST)
        and (value["seq"] == FIRST) == (value["prev"] == NO_PREDECESSOR)
    )


def is_chain_id(value: object) -> bool:
    """Whether `value` names a chain: 16 hex digits."""
    return isinstance(value, str) and len(value) == 16 and set(value) <= set("0123456789abcdef")


def are_recipients(value: object) -> TypeGuard[list[str]]:
    """Whether `value` is a list of at most 32 kids, sorted, each once."""
    return (
        isinstance(value, list)
        and len(value) <= MOST_RECIPIENTS
        and all(matches(HEX_32, kid) for kid in value)
        and value == sorted(set(value))
    )


def _is_well_formed(fields: Mapping[str, object]) -> bool:
    certs, kind, enc, recipients = fields["certs"], fields["kind"], fields["enc"], fields["recipients"]
    is_request = kind == Kind.REQUEST
    return (
        isinstance(certs, list)
        and 1 <= len(certs) <= 2
        and all(isinstance(one, str) for one in certs)
        and is_chain(fields["chain"])
        and is_moment(fields["created"])
        and enc in list(Enc)
        and kind in list(Kind)
        and (not is_request or enc == Enc.NONE)
        and matches(HEX_64, fields["manifest_sha256"])
        and matches(HEX_64, fields["payload_sha256"])
        and are_recipients(recipients)
        and bool(recipients) != is_request
        and matches(HEX_32, fields["sender_kid"])
        and strict_json.is_integer(fields["v"], 1)
        and fields["v"] == 1
    )


def _claimed_number(header: bytes) -> object:
    try:
        return read_header(header).chain.seq
    except KirimanRejected:
        return UNKNOWN
