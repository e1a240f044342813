"""A forge of hostile kiriman: a good one is taken apart, bent in one place, and sealed again like a good one.

Every hash below the bend is made right and the signature is genuine, so that what is bent is reached and
nothing before it refuses the file. What the program's own writer would never write is written here.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, TypeAlias
from unittest.mock import patch

from desa_desktop.sync import container, inner, opening
from desa_desktop.sync.certificates import Keys, key_list, points, statements
from desa_desktop.sync.container import Enc
from desa_desktop.sync.inner import LAMPIRAN
from desa_desktop.sync.snapshots import snapshot_digest

Json: TypeAlias = dict[str, Any]
Bend: TypeAlias = Callable[[bytes], bytes]


def as_it_is(data: bytes) -> bytes:
    return data


def write(value: object) -> bytes:
    """JSON as a hostile writer writes it: canonical where it can be, but nothing is refused."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8", "surrogatepass")


def base64_of(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def unbase64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def signed(issuer: Keys, body: Json | bytes, context: str = "cert") -> str:
    """A compact statement with a genuine signature, whatever its body says."""
    data = body if isinstance(body, bytes) else write(body)
    return f"{base64_of(data)}.{base64_of(issuer.sign(context, data))}"


def dok(lines: Iterable[Json | bytes]) -> bytes:
    """The section `dok` of these snapshots, in the order of their digests."""
    written = [one if isinstance(one, bytes) else write(one) for one in lines]
    return b"".join(one + b"\n" for one in sorted(written, key=snapshot_digest))


@dataclass(frozen=True)
class Parts:
    """A good kiriman taken apart, and the keys of whoever seals it again; `raw` are its sections.

    `age`: the recipients it is encrypted to; none for a plain one.
    """

    keys: Keys
    header: Json
    manifest: Json
    raw: Mapping[str, bytes]
    age: tuple[str, ...]

    def but(self, **values: Any) -> Parts:
        return replace(self, **values)


def take_apart(whole: bytes, keys: Keys, age_secret: str, age: Iterable[str]) -> Parts:
    """The parts of a good file; `age_secret` opens it."""
    parts = container.take_apart(whole)
    header = json.loads(parts.header)
    is_plain = header["enc"] == Enc.NONE
    inside = bytes(parts.payload) if is_plain else inner.decrypt(parts.payload, age_secret)
    written, start = inner.split_manifest(inside)
    manifest = json.loads(written)
    raw: dict[str, bytes] = {}
    for row in inner.read_table(manifest["sections"], container.Kind(header["kind"])):
        stored = memoryview(inside)[start : start + row.stored_len]
        raw[row.name] = b"".join(inner.inflate(row, stored))
        start += row.stored_len
    return Parts(keys, header, manifest, raw, () if is_plain else tuple(age))


def seal(
    parts: Parts,
    *,
    header: Json | None = None,
    without_header: Iterable[str] = (),
    header_bytes: Bend = as_it_is,
    manifest: Json | None = None,
    without_manifest: Iterable[str] = (),
    manifest_bytes: Bend = as_it_is,
    raw: Mapping[str, bytes | None] | None = None,
    stored: Mapping[str, tuple[str, bytes]] | None = None,
    row: Mapping[str, Json] | None = None,
    table: Callable[[list[Json]], Any] | None = None,
    inside: Bend = as_it_is,
    payload: Bend = as_it_is,
    prefix: Bend = as_it_is,
    signature: Callable[[bytes], bytes] | None = None,
    whole: Bend = as_it_is,
) -> bytes:
    """The whole file from `parts`, bent where a value is given; all that commits to the bent is made right.

    `raw`: sections put in (None takes one out). `stored`: codec and stored bytes of a section instead of
    the honest ones. `row`: what its row in the table says instead. Functions get the honest bytes.
    """
    sections = {name: one for name, one in (dict(parts.raw) | dict(raw or {})).items() if one is not None}
    packed: dict[str, tuple[str, bytes]] = {}
    for name, one in sections.items():
        packed[name] = ("none", one) if name.startswith(LAMPIRAN) else inner.deflate(one)
    packed |= dict(stored or {})
    rows = [
        _row(name, sections[name], *packed[name]) | (row or {}).get(name, {}) for name in sorted(sections)
    ]
    told = parts.manifest | {"sections": table(rows) if table else rows} | (manifest or {})
    written = manifest_bytes(write(_without(told, without_manifest)))
    content = inside(inner.put_together(written, [packed[name][1] for name in sorted(sections)]))
    sent = payload(inner.encrypt(content, parts.age) if parts.age else content)
    outside = {
        "manifest_sha256": hashlib.sha256(written).hexdigest(),
        "payload_sha256": hashlib.sha256(sent).hexdigest(),
    }
    head = header_bytes(write(_without(parts.header | outside | (header or {}), without_header)))
    start = prefix(
        container.PREFIX.pack(container.MAGIC, container.VERSION, container.SUITE, 0, len(head), len(sent))
    )
    signed = start + head
    sign = signature or (lambda data: parts.keys.sign("kiriman", data))
    return whole(b"".join((signed, sign(signed), sent)))


def _row(name: str, raw: bytes, codec: str, stored: bytes) -> Json:
    return {
        "codec": codec,
        "name": name,
        "raw_len": len(raw),
        "sha256": hashlib.sha256(raw).hexdigest(),
        "stored_len": len(stored),
    }


def _without(fields: Json, names: Iterable[str]) -> Json:
    unwanted = set(names)
    return {key: value for key, value in fields.items() if key not in unwanted} if unwanted else fields


@contextmanager
def remembered() -> Iterator[None]:
    """Signatures, certificates, headers and points are pure functions: the same question is answered once.

    A hundred thousand files that differ behind the signature then cost no more than what they differ in.
    """
    read_header = lru_cache(1024)(container.read_header)
    split = lru_cache(4096)(statements.split)
    deflate = lru_cache(1024)(inner.deflate)
    is_signed = lru_cache(4096)(statements.is_signed)
    read = lru_cache(4096)(statements.read_certificate)
    good = lru_cache(4096)(points.is_good_point)
    with (
        patch.object(container, "read_header", read_header),
        patch.object(statements, "split", split),
        patch.object(inner, "deflate", deflate),
        patch.object(statements, "is_signed", is_signed),
        patch.object(container, "is_signed", is_signed),
        patch.object(opening, "read_certificate", read),
        patch.object(container, "read_certificate", read),
        patch.object(opening, "is_good_point", good),
        patch.object(key_list, "is_good_point", good),
    ):
        yield
