"""A sender with a genuine key bends header, manifest or dokumen: one typed failure, or honest content."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acak import examples
from desa_desktop.sync import container, inner, strict_json
from desa_desktop.sync.rejection import KirimanRejected
from desa_desktop.sync.snapshots import snapshot_digest
from kiriman_bench import keys, open_as, vector_file, vectors

BENCH = {"allow_plain": True}
PARTS = vectors()["kiriman"]["plain"]["rebuild"]
HEADER, MANIFEST = json.loads(PARTS["header"]), json.loads(PARTS["manifest"])
DOK = base64.b64decode(PARTS["stored"][0])
ODD = [
    None,
    True,
    False,
    0,
    1,
    -1,
    2**53 - 1,
    "",
    "a",
    "0" * 32,
    "0" * 64,
    "..",
    [],
    {},
    [None],
    {"a": 1},
    "data",
    "peer",
    "request",
    "deflate",
    "konsep",
    "dicabut",
    "penduduk",
]


def sign(header, manifest, stored):
    """The file with all hashes made right again and a genuine signature."""
    written = strict_json.encode(manifest)
    payload = inner.put_together(written, stored)
    header = header | {
        "manifest_sha256": hashlib.sha256(written).hexdigest(),
        "payload_sha256": hashlib.sha256(payload).hexdigest(),
    }
    return container.put_together(strict_json.encode(header), payload, keys("tursino-1"))


def bend(value, chance: random.Random):
    """The value with one place in it changed, removed, added or swapped."""
    if isinstance(value, dict) and value and chance.random() < 0.8:
        key = chance.choice(sorted(value))
        how = chance.random()
        if how < 0.1:
            return {name: inside for name, inside in value.items() if name != key}
        if how < 0.2:
            return value | {chance.choice(["a", "zz", "lain"]): chance.choice(ODD)}
        return value | {key: bend(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.8:
        place = chance.randrange(len(value))
        how = chance.random()
        if how < 0.15:
            return value[:place] + value[place + 1 :]
        if how < 0.3:
            return [*value, value[place]]
        if how < 0.4:
            return value[::-1]
        return [*value[:place], bend(value[place], chance), *value[place + 1 :]]
    if isinstance(value, str) and value and chance.random() < 0.5:
        place = chance.randrange(len(value))
        return value[:place] + chance.choice("0aZ-é") + value[place + 1 :]
    if isinstance(value, int) and not isinstance(value, bool) and chance.random() < 0.5:
        return value + chance.choice((-1, 1))
    return chance.choice(ODD)


def opened_or_refused(whole):
    try:
        return open_as(whole, "kecamatan", BENCH)
    except KirimanRejected:
        return None


def test_the_unbent_file_is_the_vector_and_opens():
    whole = sign(HEADER, MANIFEST, [DOK])
    assert whole == vector_file("plain")
    assert opened_or_refused(whole) is not None


@settings(max_examples=examples(400))
@given(st.integers(0, 2**32))
def test_a_bent_header_gives_a_typed_failure_or_is_honest(seed):
    header = bend(HEADER, random.Random(seed))
    if not isinstance(header, dict):
        return
    opened = opened_or_refused(sign(header, MANIFEST, [DOK]))
    if opened is not None:
        assert opened.header.sender_kid == keys("tursino-1").kid
        assert opened.manifest.chain == opened.header.chain


@settings(max_examples=examples(400))
@given(st.integers(0, 2**32))
def test_a_bent_manifest_gives_a_typed_failure_or_is_honest(seed):
    manifest = bend(MANIFEST, random.Random(seed))
    opened = opened_or_refused(sign(HEADER, manifest, [DOK]))
    if opened is not None:
        assert [one.data for one in opened.snapshots] == DOK.splitlines()


@settings(max_examples=examples(400))
@given(st.integers(0, 2**32))
def test_a_bent_dokumen_gives_a_typed_failure_or_is_of_its_owner(seed):
    chance = random.Random(seed)
    lines = [json.loads(line) for line in DOK.splitlines()]
    place = chance.randrange(len(lines))
    lines[place] = bend(lines[place], chance)
    written = sorted((strict_json.encode(line) for line in lines), key=snapshot_digest)
    dok = b"".join(line + b"\n" for line in written)
    row = MANIFEST["sections"][0] | {
        "raw_len": len(dok),
        "stored_len": len(dok),
        "sha256": hashlib.sha256(dok).hexdigest(),
    }
    opened = opened_or_refused(sign(HEADER, MANIFEST | {"sections": [row]}, [dok]))
    if opened is not None:
        assert {one.pemilik for one in opened.snapshots} == {vectors()["keys"]["tursino-1"]["uid"]}


@settings(max_examples=examples(300))
@given(st.sampled_from(["plain", "age", "request", "feedback"]), st.integers(0, 2**32))
def test_a_file_with_several_random_edits_is_never_accepted(name, seed):
    chance, known = random.Random(seed), vectors()["kiriman"][name]
    whole = bytearray(vector_file(name))
    for _edit in range(chance.randint(1, 6)):
        place = chance.randrange(len(whole))
        match chance.randrange(4):
            case 0:
                whole[place] = (whole[place] + chance.randint(1, 255)) % 256
            case 1:
                del whole[place : place + chance.randint(1, 64)]
            case 2:
                whole[place:place] = chance.randbytes(chance.randint(1, 64))
            case 3:
                whole[place : place + 32] = bytes(32)
    if bytes(whole) == vector_file(name):
        return
    with pytest.raises(KirimanRejected):
        open_as(bytes(whole), known["reader"], known["bend"])


@settings(max_examples=examples(300))
@given(st.binary(max_size=400))
def test_noise_is_no_kiriman(noise):
    for whole in (noise, container.MAGIC + noise, vector_file("age")[:200] + noise):
        assert opened_or_refused(whole) is None


def test_a_line_longer_than_any_dokumen_is_refused():
    raw = b"{" + b" " * (65 * 1024 * 1024)
    stored = zlib.compress(raw, 1)
    row = MANIFEST["sections"][0] | {
        "codec": "deflate",
        "raw_len": len(raw),
        "stored_len": len(stored),
        "sha256": hashlib.sha256(raw).hexdigest(),
    }
    with pytest.raises(KirimanRejected) as caught:
        open_as(sign(HEADER, MANIFEST | {"sections": [row]}, [stored]), "kecamatan", BENCH)
    assert caught.value.kode in ("E_DOC", "E_BOMB")
