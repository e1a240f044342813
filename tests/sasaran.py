"""Every parser that meets foreign bytes, as a target for a fuzzer: bytes in, a typed failure or a true value.

A target raises nothing for bytes that are refused as they should be; whatever else leaves it is a finding.
What was accepted is held against a law: written again it gives the same bytes, a name stays a name. The
normal tests try each with a seeded generator (tests/fault/test_sasaran.py), `tests/lempar.py` as long as one
likes, with atheris where it is installed.
"""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from acak_kiriman import bases, bend_bytes, bent_json, check_honest
from desa_desktop import checklists
from desa_desktop.domain.plain import CLASSES, IsiWrong, to_isi
from desa_desktop.services import dokumen
from desa_desktop.sheets import LIMITS, SheetUnreadable
from desa_desktop.sheets.scan import kind_of, scan
from desa_desktop.sheets.tables import has_tables, read_tables
from desa_desktop.sheets.text import csv_rows, guard, read_clipboard, take_off_guard
from desa_desktop.sync import container, inner, names, strict_json
from desa_desktop.sync.certificates import (
    NomorKunciWrong,
    check_typed,
    compute_trust,
    is_good_point,
    kode_lembar,
    kode_terima,
    read_certificate,
    read_revocation,
    statements_of,
    with_check_digits,
)
from desa_desktop.sync.certificates.key_list import check_chain, check_request, check_root
from desa_desktop.sync.certificates.statements import is_moment, is_recipient
from desa_desktop.sync.rejection import KirimanRejected
from desa_desktop.sync.snapshots import check_parents, find_lampiran, read_snapshot
from kiriman_bench import certificate, keys, vectors

Target = Callable[[bytes], None]


@dataclass(frozen=True)
class Sasaran:
    """A target, good inputs to begin with, and how many bent ones the normal tests try."""

    nama: str
    hit: Target
    benih: Callable[[], list[bytes]]
    kali: int = 3_000
    is_json: bool = False


def _kiriman(data: bytes) -> None:
    base = bases()["plain"]
    try:
        opened = base.read(data, base.reader)
    except KirimanRejected:
        return
    check_honest(opened, base)


def _container(data: bytes) -> None:
    try:
        parts = container.take_apart(data)
        assert container.PREFIX.size + len(parts.header) + 64 + len(parts.payload) == len(data)
        claims = container.peek(data[: container.HEAD_LENGTH], len(data))
    except KirimanRejected:
        return
    assert claims.digest == parts.digest


def _header(data: bytes) -> None:
    try:
        header = container.read_header(data)
    except KirimanRejected:
        return
    assert strict_json.encode(header.as_json()) == data
    names.file_name(names.letter_of(header.kind), "3306992001", "Tursino", header.chain.seq, "0" * 64)


def _inside(data: bytes) -> None:
    try:
        written, start = inner.split_manifest(data)
        manifest, table = inner.read_manifest(written)
        rows = inner.read_table(table, manifest.kind)
        assert strict_json.encode(manifest.as_json(rows)) == written
        inner.check_lengths(rows, len(data) - start)
        for row in rows:
            stored = memoryview(data)[start : start + row.stored_len]
            assert sum(map(len, inner.inflate(row, stored))) == row.raw_len
            start += row.stored_len
    except KirimanRejected:
        return
    assert start == len(data)


def _manifest(data: bytes) -> None:
    try:
        manifest, table = inner.read_manifest(data)
        rows = inner.read_table(table, manifest.kind)
    except KirimanRejected:
        return
    assert strict_json.encode(manifest.as_json(rows)) == data


def _stream(data: bytes) -> None:
    raw_len = int.from_bytes(data[:2], "big")
    row, stored = inner.Row("dok", "deflate", raw_len, len(data) - 2, "0" * 64), data[2:]
    raw, pushed = _unpacked(row, stored, len(stored)), _unpacked(row, stored, 7)
    if isinstance(raw, str) and isinstance(pushed, str):
        return  # of two things that are wrong it may be the other one that is met first
    assert pushed == raw, "however the bytes come, they are the same section"
    if isinstance(raw, bytes):
        assert len(raw) == raw_len
        assert zlib.decompress(stored) == raw


def _unpacked(row: inner.Row, stored: bytes, fed: int) -> bytes | str:
    """What a section unpacks to when `fed` of its bytes come at once, or the code of its refusal."""
    unpacking, raw = inner.Unpacking(row), b""
    try:
        for start in range(0, len(stored), max(1, fed)):
            raw += b"".join(unpacking.feed(stored[start : start + fed]))
        return raw + b"".join(unpacking.finish())
    except KirimanRejected as refusal:
        return refusal.kode


def _strict_json(data: bytes) -> None:
    try:
        value = strict_json.decode(data)
    except strict_json.NotStrict:
        return
    assert (
        strict_json.encode(value)
        == data
        == json.dumps(json.loads(data), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    )


def _snapshot(data: bytes) -> None:
    try:
        one = read_snapshot(data)
        check_parents(one, {one.digest: one}.get)
    except KirimanRejected:
        return
    assert strict_json.encode(json.loads(data)) == data
    assert all(len(sha256) == 64 for sha256 in find_lampiran(one.isi))
    if one.jenis not in CLASSES or not one.is_readable or one.status.value == "dicabut":
        return
    try:
        root = dokumen.root_of(one)
    except IsiWrong as wrong:
        assert wrong.wrong
        return
    strict_json.encode(to_isi(root))  # what was read can be written again


def _certificate(data: bytes) -> None:
    try:
        one = read_certificate(data.decode("latin-1"))
    except KirimanRejected:
        return
    assert is_recipient(one.age)
    for check in (check_request, check_root):
        try:
            check(one)
        except KirimanRejected:
            continue
        assert is_good_point(one.pub)
    try:
        check_chain([one], certificate("akar"), {})
    except KirimanRejected:
        return
    assert one.kode.startswith("330699")


def _revocation(data: bytes) -> None:
    try:
        one = read_revocation(data.decode("latin-1"))
    except KirimanRejected:
        return
    assert is_moment(one.pada)


def _key_list(data: bytes) -> None:
    try:
        value = strict_json.decode_object(data)
    except strict_json.NotStrict:
        return
    certificates, revocations = statements_of(value)
    trust = compute_trust(certificate("akar"), certificates, revocations)
    again = compute_trust(certificate("akar"), certificates[::-1] * 2, revocations[::-1] * 2)
    assert trust == again
    assert not set(trust.active) & set(trust.revoked)


def _names(data: bytes) -> None:
    name = names.file_name(names.Letter.DATA, "3306992001", data.decode("utf-8", "replace"), 7, "ab" * 32)
    assert re.fullmatch(r"D-3306992001-[A-Za-z0-9-]{1,24}-0007-[0-9A-Z]{4}\.kirim", name, re.ASCII)


def _digits(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    try:
        bare = check_typed(text)
    except NomorKunciWrong as wrong:
        assert 0 <= wrong.kelompok <= 6
        assert wrong.sentence
        return
    assert with_check_digits(bare).replace(" ", "") == re.sub(r"[\s\-]", "", text)


def _codes(data: bytes) -> None:
    salt, digest = data[:16].ljust(16, b"\0"), data[16:48].ljust(32, b"\0")
    assert re.fullmatch(r"[0-9]{4}-[0-9]{4}", kode_terima(salt, digest))
    assert re.fullmatch(r"[0-9]{4} [0-9]{4} [0-9]{4}", kode_lembar(digest))


def _csv(data: bytes) -> None:
    try:
        if kind_of(data) != "text":
            return
        rows = csv_rows(data, "Lembar", LIMITS)
    except SheetUnreadable as failure:
        assert failure.sentence
        return
    for _number, cells in rows:
        assert cells[-1] is not None
        assert all(take_off_guard(guard(cell)) == cell for cell in cells if cell is not None)


def _clipboard(data: bytes) -> None:
    rows = read_clipboard(data.decode("utf-8", "replace"))
    assert len({len(row) for row in rows}) <= 1


def _workbook(data: bytes) -> None:
    """What is looked at in our own process; the reading itself is done in a child (tests/fault)."""
    try:
        kind = kind_of(data)
        if kind != "text":
            scan(data, kind, LIMITS)
    except SheetUnreadable as failure:
        assert failure.sentence


class _Bytes:
    """Files that are these bytes."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def read(self, _path: Path, limit: int | None = None) -> bytes:
        return self.data[:limit]


def _siskeudes(data: bytes) -> None:
    fs, path = _Bytes(data), Path("tabel.zip")
    try:
        if has_tables(path, fs):  # type: ignore[arg-type]
            read_tables(path, ["Ta_RPJM_Kegiatan"], fs)  # type: ignore[arg-type]
    except SheetUnreadable as failure:
        assert failure.sentence


def _expression(data: bytes) -> None:
    try:
        checklists.parse(data.decode("utf-8", "replace"))
    except checklists.ParseError as failure:
        assert str(failure)


# ------------------------------------------------------------------ good inputs


@cache
def _insides() -> list[bytes]:
    found = []
    for name in ("plain", "request", "age", "grant"):
        whole, parts = bases()[name].whole, container.take_apart(bases()[name].whole)
        secret = keys(vectors()["kiriman"][name]["reader"]).age_secret
        is_plain = name in ("plain", "request")
        found.append(whole[-len(parts.payload) :] if is_plain else inner.decrypt(parts.payload, secret))
    return found


def _manifests() -> list[bytes]:
    return [inner.split_manifest(one)[0] for one in _insides()]


def _streams() -> list[bytes]:
    texts = (b"desa " * 300, bytes(9_000), b"".join(_snapshots()[:4]))
    return [len(one).to_bytes(2, "big") + zlib.compress(one) for one in texts]


def _snapshots() -> list[bytes]:
    return [one["text"].encode() for one in vectors()["snapshots"].values()]


def _certificates() -> list[bytes]:
    return [text.encode() for text in vectors()["certificates"].values()]


def _key_lists() -> list[bytes]:
    isi = [json.loads(one)["isi"] for one in _snapshots()]
    return [strict_json.encode(one) for one in isi if {"cabut", "sertifikat"} <= set(one)]


def _revocations() -> list[bytes]:
    return [one.encode() for isi in _key_lists() for one in json.loads(isi)["cabut"]] or [b"e30.AA"]


def _parcel() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parcel:
        parcel.writestr("Ta_RPJM_Kegiatan.csv", "Kd_Keg,Nama_Kegiatan\n02.03.10,Talud\n")
    return made.getvalue()


@cache
def _workbooks() -> list[bytes]:
    import openpyxl

    made = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["NIK", "Nama"])
    book.active.append(["3306990101900001", "Sutrisno"])
    book.save(made)
    return [made.getvalue(), _parcel()]


def _words(*texts: str) -> Callable[[], list[bytes]]:
    return lambda: [one.encode() for one in texts]


SASARAN = (
    Sasaran("kiriman", _kiriman, lambda: [bases()["plain"].whole]),
    Sasaran("wadah", _container, lambda: [one.whole for one in bases().values()], 4_000),
    Sasaran("kepala", _header, lambda: [container.take_apart(one.whole).header for one in bases().values()], is_json=True),
    Sasaran("wadah dalam", _inside, _insides),
    Sasaran("manifes", _manifest, _manifests, is_json=True),
    Sasaran("aliran", _stream, _streams, 4_000),
    Sasaran("json ketat", _strict_json, lambda: [*_manifests(), *_snapshots(), b'{"a":[1,-2,"\xc3\xa9",null,true]}'], is_json=True),
    Sasaran("dokumen", _snapshot, _snapshots, is_json=True),
    Sasaran("sertifikat", _certificate, _certificates),
    Sasaran("pencabutan", _revocation, _revocations),
    Sasaran("daftar kunci", _key_list, _key_lists, 300, is_json=True),
    Sasaran("nama berkas", _names, _words("Tursino", "Wonosari Lor", "Kedung-Kamal", "..\\CON", "Ñandú é"), 6_000),
    Sasaran("angka kunci", _digits, lambda: [one["digits"].encode() for one in vectors()["nomor_kunci"]], 6_000),
    Sasaran("kode", _codes, lambda: [bytes(48), b"x" * 48], 6_000),
    Sasaran("csv", _csv, _words("NIK;Nama\n33;Sutrisno\n", 'sep=,\n"a, b",2\n', "a\tb\n'=1+1\t2\n"), 4_000),
    Sasaran("tempelan", _clipboard, _words('a\tb\n"c\nd"\t"e""f"\n', "satu\n\ndua"), 4_000),
    Sasaran("buku kerja", _workbook, _workbooks, 1_000),
    Sasaran("siskeudes", _siskeudes, lambda: [_parcel()], 1_000),
    Sasaran("rumus", _expression, _words("${a} + 1 > count-selected(${b})", "if(selected(${a}, 'x'), 1, 2)", "not(. != '') and 1 div 2"), 4_000),
)  # fmt: skip


def inputs(sasaran: Sasaran, kali: int, benih: int = 1) -> Iterator[bytes]:
    """The good inputs, then `kali` bent ones; the same for the same seed."""
    good = sasaran.benih()
    yield from good
    chance = random.Random(f"{benih} {sasaran.nama}")
    for _time in range(kali):
        one = chance.choice(good)
        if sasaran.is_json and chance.random() < 0.7:
            yield bent_json(json.loads(one), chance)
        else:
            yield bend_bytes(one, chance, chance.choice(good))
