"""How desa, kecamatan, dokumen and records are named, so that two laptops agree without meeting.

Source: kiriman-format.md 5 (what is hashed), 9 (uid of an office) and 12.1 (ids by key).
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable
from uuid import UUID

MESSAGE_PREFIX = b"desa-kiriman:v1:"
_NANOSECONDS_PER_MILLISECOND = 1_000_000
_RANDOM_BITS = 62


def message(context: str, body: bytes) -> bytes:
    """The bytes that are hashed or signed: `body` under a `context`, so no use can pass for another."""
    return b"".join((MESSAGE_PREFIX, context.encode("ascii"), b"\0", len(body).to_bytes(8, "big"), body))


def digest(context: str, body: bytes) -> bytes:
    """SHA-256 of `message(context, body)`, 32 bytes."""
    return hashlib.sha256(message(context, body)).digest()


def new_id(
    clock: Callable[[], int] = time.time_ns, random_bits: Callable[[int], int] = secrets.randbits
) -> UUID:
    """A new UUIDv7 (RFC 9562, method 3): ids made later on one laptop sort later.

    `clock` gives nanoseconds since 1970, `random_bits(n)` gives n random bits; tests hand in their own.
    The time inside is a claim of the laptop's clock and decides nothing.
    """
    milliseconds, rest = divmod(clock(), _NANOSECONDS_PER_MILLISECOND)
    fraction = rest * 4096 // _NANOSECONDS_PER_MILLISECOND
    value = (milliseconds & (2**48 - 1)) << 80
    value |= 0x7 << 76 | fraction << 64
    value |= 0b10 << 62 | random_bits(_RANDOM_BITS)
    return UUID(int=value)


def office_uid(kode: str) -> UUID:
    """The lasting name of the office with area code `kode` (10 digits of a desa, 6 of a kecamatan).

    It is computed once, at set-up, and stays when the code changes (pemekaran): kiriman-format.md 9.
    """
    return _uuid8(digest("uid", kode.encode("ascii")))


def id_by_key(pemilik: UUID | str, jenis: str, key: str) -> UUID:
    """The id of a dokumen of which an owner has one per key (a year, `<form_id>/<periode>`, ...).

    Two laptops that begin the same plan so meet in one dokumen; `domain.dokumen` says what the key is.
    """
    return _uuid8(digest("id", b"\0".join((str(pemilik).encode(), jenis.encode(), key.encode()))))


def _uuid8(hashed: bytes) -> UUID:
    value = int.from_bytes(hashed[:16], "big")
    value = value & ~(0xF << 76) | 0x8 << 76
    value = value & ~(0b11 << 62) | 0b10 << 62
    return UUID(int=value)
