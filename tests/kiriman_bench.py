"""The test bench of the kiriman format: the vectors, their eight keys, and readers who hold them."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from desa_desktop.sync.certificates import Certificate, Keys, Revoked, Role, read_certificate
from desa_desktop.sync.container import Chain, Kind
from desa_desktop.sync.history import state_of
from desa_desktop.sync.inner import Counted
from desa_desktop.sync.opening import OpenedKiriman, Reader, read_kiriman, read_on_test_bench
from desa_desktop.sync.sealing import Content, SealedKiriman, seal_kiriman
from desa_desktop.sync.snapshots import Snapshot, read_snapshot

GOLDEN = Path(__file__).parent / "golden"
AT = datetime.fromisoformat("2026-11-20T10:15:00+07:00")


@cache
def vectors() -> dict[str, Any]:
    return json.loads((GOLDEN / "kiriman-vectors.json").read_text(encoding="utf-8"))


@cache
def keys(name: str) -> Keys:
    known = vectors()["keys"][name]
    return Keys(bytes.fromhex(known["seed"]), known["age_secret"])


@cache
def certificate(name: str) -> Certificate:
    return read_certificate(vectors()["certificates"][name])


@cache
def snapshot(name: str) -> Snapshot:
    return read_snapshot(vectors()["snapshots"][name]["text"].encode())


def reader(name: str, bend: Mapping[str, Any] | None = None, **more: Any) -> Reader:
    """The named key with the root pinned, nothing revoked and nothing held; `bend` as in the vectors."""
    known, bend = vectors()["keys"][name], bend or {}
    typed = bend.get("typed")
    values: dict[str, Any] = {
        "kid": known["kid"],
        "age_secret": known["age_secret"],
        "uid": known["uid"],
        "role": Role(known["role"]),
        "root": None if typed else certificate("akar"),
        "typed": tuple(typed) if typed else None,
        "revoked": {kid: Revoked(last_no) for kid, last_no in bend.get("revoked", {}).items()},
        "owners": {key: tuple(owner) for key, owner in bend.get("owners", {}).items()},
    }
    return Reader(**values | more)


def open_as(whole: bytes, name: str, bend: Mapping[str, Any] | None = None, **more: Any) -> OpenedKiriman:
    """Read a file of the vectors; the plain one needs the switch that exists on the test bench alone."""
    read = read_on_test_bench if (bend or {}).get("allow_plain") else read_kiriman
    return read(whole, reader(name, bend, **more))


@cache
def vector_file(name: str) -> bytes:
    return base64.b64decode(vectors()["kiriman"][name]["file"])


def chain_certificates(name: str) -> list[Certificate]:
    leaf = certificate(name)
    return [leaf] if leaf.issuer == certificate("akar").kid else [leaf, certificate("kecamatan")]


def seal(
    sender: str,
    kind: Kind,
    recipients: Iterable[str],
    snapshots: Iterable[Snapshot] = (),
    **bend: Any,
) -> SealedKiriman:
    """A kiriman written by our own program with the keys of the vectors."""
    carried = tuple(snapshots)
    content: dict[str, Any] = {
        "state": Counted(*state_of(one.digest for one in carried)),
        "snapshots": carried,
    }
    outside = {"chain": Chain("00000000000000c1", "0" * 64, 1), "created": AT, "app": "0.1.0"}
    for name, value in bend.items():
        (outside if name in ("chain", "created", "salt", "certificates") else content)[name] = value
    given = outside.pop("certificates", None) or chain_certificates(sender)
    return seal_kiriman(
        kind=kind,
        keys=keys(sender),
        certificates=given,
        recipients=[certificate(name) for name in recipients],
        content=Content(**content),
        **outside,
    )
