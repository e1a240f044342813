"""Kiriman damaged at random, from the bytes on the stick down to the fields of a snapshot.

    python tests/acak_kiriman.py [--jumlah 1000000] [--benih 1] [--hanya NOMOR]

Every mutation has a number and depends on the seed and this number alone, so `--hanya` makes one again.
Nineteen in twenty damage a file as a stick or a stranger does it: none of these may ever be accepted. The
others are sealed again with genuine signatures, so that the inner parsers meet them: these are refused with a
code of the format, or what came is honest content. Anything else, above all another exception, ends the run.
What was reached is printed per layer. The tests run 30,000 of them (tests/fault/test_kiriman_acak.py), CI
300,000 (.ci/fuzz.sh).
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from desa_desktop.sync import container, inner, strict_json
from desa_desktop.sync.opening import OpenedKiriman, Reader, read_kiriman, read_on_test_bench
from desa_desktop.sync.rejection import Code, KirimanRejected
from desa_desktop.sync.snapshots import snapshot_digest
from kiriman_bench import certificate, keys, reader, vector_file, vectors
from kiriman_bengkok import Parts, dok, remembered, seal, signed, take_apart, unbase64, write

LAYERS = {
    "awalan": "E_SHORT E_TRUNCATED E_TRAILING E_MAGIC E_VERSION E_SUITE E_RESERVED E_HLEN E_PLEN",
    "json kepala": "E_JSON",
    "kepala": "E_HEADER E_PLAIN",
    "sertifikat": "E_CERT E_SCOPE E_REVOKED E_UNKNOWN_SENDER E_KIND",
    "tanda tangan": "E_SIGNATURE",
    "muatan": "E_PAYLOAD_HASH E_NOT_FOR_US E_DECRYPT",
    "wadah dalam": "E_INNER E_INNER_LEN E_MANIFEST_HASH",
    "manifes": "E_MANIFEST E_BINDING",
    "daftar bagian": "E_SECTION E_BOMB",
    "aliran": "E_SECTION_LEN E_SECTION_HASH E_DEFLATE",
    "dokumen": "E_DOC E_DOC_SCOPE",
    "pernyataan dan lampiran": "E_HELD E_ATTACHMENT",
    "isi jujur": "diterima",
}
LAYER_OF = {kode: layer for layer, codes in LAYERS.items() for kode in codes.split()}
ACCEPTED = "diterima"
ODD: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2**53 - 1, 2**53, -(2**63), 10**30, 1.5, float("nan"), float("inf"), "", "a",
    "0" * 32, "0" * 64, "f" * 64, "..", "../../a", "\u202e", "\ud800", "\0", "2026-02-30T00:00:00+07:00",
    [], {}, [None], {"a": 1}, [[[[]]]], "data", "peer", "request", "grant", "deflate", "none", "konsep",
    "dicabut", "penduduk", "daftar-kunci", "é", "٣",
)  # fmt: skip


@dataclass(frozen=True)
class Base:
    """A good kiriman of the vectors: its bytes, its parts, and the laptop that reads it."""

    whole: bytes
    parts: Parts
    reader: Reader
    read: Callable[[bytes, Reader], OpenedKiriman]
    owners: frozenset[str]


@cache
def bases() -> dict[str, Base]:
    """One of each kind; the plain one stands for all whose inside is reached without decrypting."""
    made: dict[str, Base] = {}
    for name in ("plain", "request", "age", "feedback", "peer", "visit", "grant"):
        known = vectors()["kiriman"][name]
        bench = {"allow_plain": True} if name == "plain" else None
        by, to = keys(known["sender"]), keys(known["reader"])
        whole = vector_file(name)
        parts = take_apart(whole, by, to.age_secret, () if bench else (by.age, to.age))
        who = reader(known["reader"], bench)
        uids = {vectors()["keys"][known["sender"]]["uid"], who.uid}
        read = read_on_test_bench if bench else read_kiriman
        made[name] = Base(whole, parts, who, read, frozenset(uids))
    return made


# ------------------------------------------------------------------ how bytes and values are bent


def bend_bytes(data: bytes, chance: random.Random, other: bytes = b"") -> bytes:
    """The bytes with one to six edits: changed, cut, put in, zeroed, moved, or taken from another file."""
    bent = bytearray(data)
    for _edit in range(chance.choice((1, 1, 1, 2, 3, 6))):
        place = chance.randrange(len(bent) + 1)
        length = chance.choice((1, 1, 2, 4, 8, 32, 64, 512))
        match chance.randrange(8):
            case 0 | 1:
                if place < len(bent):
                    bent[place] ^= 1 << chance.randrange(8)
            case 2:
                if place < len(bent):
                    bent[place] = chance.choice((0, 1, 9, 10, 34, 44, 47, 91, 92, 123, 125, 127, 128, 255))
            case 3:
                del bent[place : place + length]
            case 4:
                bent[place:place] = chance.randbytes(length)
            case 5:
                bent[place : place + length] = bytes(len(bent[place : place + length]))
            case 6:
                start = chance.randrange(len(bent) + 1)
                piece = bent[start : start + length]
                bent[place : place + len(piece)] = piece
            case 7:
                start = chance.randrange(len(other) + 1)
                piece = bytearray(other[start : start + length])
                bent[place : place + len(piece)] = piece
    return bytes(bent)


def bend_value(value: Any, chance: random.Random) -> Any:
    """The value with one place in it changed, removed, added, doubled or turned round."""
    if isinstance(value, dict) and value and chance.random() < 0.85:
        key = chance.choice(sorted(value))
        how = chance.random()
        if how < 0.08:
            return {name: inside for name, inside in value.items() if name != key}
        if how < 0.14:
            return value | {chance.choice(("a", "zz", "lain", "é", "a" * 65, "")): chance.choice(ODD)}
        return value | {key: bend_value(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.8:
        place = chance.randrange(len(value))
        how = chance.random()
        if how < 0.12:
            return value[:place] + value[place + 1 :]
        if how < 0.24:
            return [*value, value[place]]
        if how < 0.32:
            return value[::-1]
        if how < 0.36:
            return value * 9
        return [*value[:place], bend_value(value[place], chance), *value[place + 1 :]]
    if isinstance(value, str) and value and chance.random() < 0.6:
        place = chance.randrange(len(value))
        return value[:place] + chance.choice(("0", "a", "Z", "-", "é", "", "\n", "\0")) + value[place + 1 :]
    if isinstance(value, int) and not isinstance(value, bool) and chance.random() < 0.6:
        return value + chance.choice((-1, 1, 2**32, 100))
    return chance.choice(ODD)


def bent_json(value: Any, chance: random.Random) -> bytes:
    """A bent value as JSON, now and then bent as text instead or as well."""
    how = chance.random()
    written = write(bend_value(value, chance) if how < 0.85 else value)
    return bend_bytes(written, chance) if how > 0.75 else written


# ------------------------------------------------------------------ the mutations


def _bytes(base: Base, chance: random.Random) -> bytes:
    return bend_bytes(base.whole, chance, chance.choice(list(bases().values())).whole)


def _header_unsigned(base: Base, chance: random.Random) -> bytes:
    parts = container.take_apart(base.whole)
    written = bent_json(base.parts.header, chance)
    prefix = container.PREFIX.pack(container.MAGIC, 1, 1, 0, len(written) % 2**32, len(parts.payload))
    return b"".join((prefix, written, parts.signature, parts.payload))


def _header(base: Base, chance: random.Random) -> bytes:
    return seal(base.parts, header_bytes=lambda data: bent_json(json.loads(data), chance))


def _prefix(base: Base, chance: random.Random) -> bytes:
    return seal(base.parts, prefix=lambda data: bend_bytes(data, chance)[:24].ljust(24, b"\0"))


def _certificate(base: Base, chance: random.Random) -> bytes:
    texts = list(base.parts.header["certs"])
    place = chance.randrange(len(texts))
    issuers = [keys(name) for name in ("akar", "kecamatan", "tursino-1", "penyamar")]
    body = unbase64(texts[place].split(".")[0])
    if chance.random() < 0.2:
        texts[place] = bend_bytes(texts[place].encode(), chance).decode("latin-1")
    else:
        issuer = chance.choice(issuers)
        texts[place] = signed(issuer, bent_json(json.loads(body) | {"issuer": issuer.kid}, chance))
    if chance.random() < 0.1:
        texts.append(certificate(chance.choice(("akar", "kecamatan", "tursino-1", "pendamping"))).text)
    return seal(base.parts, header={"certs": texts})


def _payload(base: Base, chance: random.Random) -> bytes:
    return seal(base.parts, payload=lambda data: bend_bytes(data, chance))


def _inside(base: Base, chance: random.Random) -> bytes:
    return seal(base.parts, inside=lambda data: bend_bytes(data, chance))


def _manifest(base: Base, chance: random.Random) -> bytes:
    return seal(base.parts, manifest_bytes=lambda data: bent_json(json.loads(data), chance))


def _table(base: Base, chance: random.Random) -> bytes:
    return seal(base.parts, table=lambda rows: bend_value(rows, chance))


def _stream(base: Base, chance: random.Random) -> bytes:
    name = chance.choice(sorted(base.parts.raw))
    codec, stored = inner.deflate(base.parts.raw[name])
    return seal(base.parts, stored={name: (codec, bend_bytes(stored, chance))})


def _snapshots(base: Base, chance: random.Random) -> bytes:
    lines = base.parts.raw.get("dok", b"").splitlines()
    if not lines:
        return _section(base, chance)
    place = chance.randrange(len(lines))
    lines[place] = bent_json(json.loads(lines[place]), chance)
    return seal(base.parts, raw={"dok": dok(lines)})


def _section(base: Base, chance: random.Random) -> bytes:
    name = chance.choice(sorted(base.parts.raw))
    return seal(base.parts, raw={name: bend_bytes(base.parts.raw[name], chance)})


def _held(base: Base, chance: random.Random) -> bytes:
    if "request" in base.parts.raw:
        return seal(base.parts, raw={"request": bent_json({"nama": "Tursino", "v": 1}, chance)})
    raw = base.parts.raw.get("held", b"") or b"".join(b"%064x\n" % one for one in (1, 2, 3))
    return seal(base.parts, raw={"held": bend_bytes(raw, chance)})


@dataclass(frozen=True)
class Cara:
    """One way to damage; `shares` of a thousand, `on` which bases. `is_sealed`: with genuine signatures."""

    nama: str
    make: Callable[[Base, random.Random], bytes]
    shares: int
    on: tuple[str, ...]
    is_sealed: bool = True


_EVERY = ("plain", "request", "age", "feedback", "peer", "visit", "grant")
# sealing and opening an age file costs five times as much: rarely, but of every kind
_MOSTLY_PLAIN = ("plain",) * 20 + _EVERY
WAYS = (
    Cara("bita", _bytes, 820, _EVERY, is_sealed=False),
    Cara("kepala tanpa tanda tangan", _header_unsigned, 120, _EVERY, is_sealed=False),
    Cara("awalan", _prefix, 3, ("plain",)),
    Cara("kepala", _header, 9, _MOSTLY_PLAIN),
    Cara("sertifikat", _certificate, 7, ("plain",)),
    Cara("muatan", _payload, 2, ("age", "feedback")),
    Cara("wadah dalam", _inside, 5, _MOSTLY_PLAIN),
    Cara("manifes", _manifest, 9, _MOSTLY_PLAIN),
    Cara("daftar bagian", _table, 6, _MOSTLY_PLAIN),
    Cara("aliran", _stream, 5, _MOSTLY_PLAIN),
    Cara("dokumen", _snapshots, 10, _MOSTLY_PLAIN),
    Cara("bagian", _section, 1, _MOSTLY_PLAIN),
    Cara("pernyataan", _held, 3, (*_MOSTLY_PLAIN, "request", "request")),
)
_DRAWN = tuple(way for way in WAYS for _share in range(way.shares))
assert len(_DRAWN) == 1_000


def mutation(benih: int, nomor: int) -> tuple[Cara, Base, bytes]:
    """The mutation with this number."""
    chance = random.Random(benih * 10**9 + nomor)
    way = chance.choice(_DRAWN)
    base = bases()[chance.choice(way.on)]
    return way, base, way.make(base, chance)


# ------------------------------------------------------------------ what must hold


class Celah(AssertionError):
    """A damaged file was accepted, or something else than a refusal of the format left the reader."""


@dataclass
class Hasil:
    """How many mutations there were, what became of them by way and code, and the slowest."""

    jumlah: int = 0
    sama: int = 0
    kode: Counter[tuple[str, str]] = field(default_factory=Counter)
    terlama: tuple[float, int] = (0.0, 0)

    def by_layer(self) -> dict[str, int]:
        """How many were stopped at each layer; what was honest content passed them all."""
        found = dict.fromkeys(LAYERS, 0)
        for (_way, kode), number in self.kode.items():
            found[LAYER_OF[kode]] += number
        return found

    def lines(self) -> Iterator[str]:
        """For people."""
        yield f"{self.jumlah} mutasi, {self.sama} di antaranya kebetulan sama dengan aslinya"
        for layer, number in self.by_layer().items():
            codes = {kode: n for (_way, kode), n in self.kode.items() if LAYER_OF[kode] == layer}
            total = {kode: sum(n for (_w, k), n in self.kode.items() if k == kode) for kode in sorted(codes)}
            yield f"{layer:24} {number:8}  {' '.join(f'{kode}={n}' for kode, n in total.items())}"
        yield f"terlama {self.terlama[0] * 1000:.1f} ms (nomor {self.terlama[1]})"


def run(jumlah: int, benih: int = 1, hanya: int | None = None) -> Hasil:
    """Try the mutations. Raises Celah naming the one that broke a promise."""
    found = Hasil()
    with remembered():
        for nomor in range(jumlah) if hanya is None else (hanya,):
            way, base, bent = mutation(benih, nomor)
            found.jumlah += 1
            if bent == base.whole:
                found.sama += 1
                continue
            start = time.perf_counter()
            try:
                kode = _judge(way, base, bent)
            except Exception as failure:
                raise Celah(f"--benih {benih} --hanya {nomor} ({way.nama}): {failure!r}") from failure
            found.terlama = max(found.terlama, (time.perf_counter() - start, nomor))
            found.kode[way.nama, kode] += 1
    return found


def _judge(way: Cara, base: Base, bent: bytes) -> str:
    try:
        opened = base.read(bent, base.reader)
    except KirimanRejected as refusal:
        assert refusal.kode in LAYER_OF, refusal.kode
        return refusal.kode
    assert way.is_sealed, "accepted"
    check_honest(opened, base)
    return ACCEPTED


def check_honest(opened: OpenedKiriman, base: Base) -> None:
    """What was accepted is the sender's own and exactly what it says; AssertionError otherwise."""
    header, manifest = opened.header, opened.manifest
    assert opened.sender.kid == header.sender_kid == base.parts.keys.kid
    assert strict_json.encode(header.as_json()) == opened.header_bytes
    assert (manifest.chain, manifest.kind, manifest.recipients) == (
        header.chain,
        header.kind,
        header.recipients,
    )
    assert base.reader.kid in header.recipients or header.kind is container.Kind.REQUEST
    for one in opened.snapshots:
        assert one.pemilik in base.owners
        assert one.digest == snapshot_digest(one.data)
        assert strict_json.encode(json.loads(one.data)) == one.data
    assert all(len(one) == 64 for one in opened.held)
    assert not set(opened.lampiran) - {name for one in opened.snapshots for name in one.lampiran}
    assert all(one.code in (Code.W_SCHEMA, Code.W_ATTACHMENT) for one in opened.warnings)


def main() -> None:
    """The command."""
    words = argparse.ArgumentParser(description="Kiriman yang dirusak secara acak")
    words.add_argument("--jumlah", type=int, default=1_000_000)
    words.add_argument("--benih", type=int, default=1)
    words.add_argument("--hanya", type=int)
    given = words.parse_args()
    start = time.process_time()
    for line in run(given.jumlah, given.benih, given.hanya).lines():
        print(line)
    print(f"{time.process_time() - start:.0f} detik prosesor, benih {given.benih}")


if __name__ == "__main__":
    main()
