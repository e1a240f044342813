"""Hostile kiriman by grammar: each is genuinely signed and wrong in one place, with the code it must get.

The senders own real keys of three enrolled offices: the kecamatan Kutoarjo and the villages Tursino and Wirun.
`JAHAT` is the table; what a kind is about is said by its name. Source: kiriman-format.md 2 to 12 and 17.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyrage

import kiriman_offices as walk
from desa_desktop.domain.dokumen import StatusDokumen, dokumen_id
from desa_desktop.domain.identity import message
from desa_desktop.services.exchange.trust import header_certificates, read_circle, require_own
from desa_desktop.store import archive
from desa_desktop.sync import container, sealing
from desa_desktop.sync.certificates import (
    Certificate,
    Keys,
    Role,
    make_request_certificate,
    make_root,
    new_keys,
)
from desa_desktop.sync.container import Chain, Kind
from desa_desktop.sync.snapshots import make_snapshot, read_snapshot, snapshot_digest
from kiriman_bengkok import Json, Parts, base64_of, dok, seal, signed, take_apart, unbase64, write
from kiriman_offices import KUTOARJO, TURSINO, WIRUN, Offices
from office import TAHUN

AT = datetime.fromisoformat("2026-08-12T20:15:00+07:00")
MIB = 1024 * 1024
RECORD = "01990000-0000-7000-8000-00000000000a"
OTHER_RECORD = "01990000-0000-7000-8000-00000000000b"
ABSENT = "ab" * 32
SMALL_POINT = bytes(32)  # of order four
GROUP_ORDER = 2**252 + 27742317777372353535851937790883648493


@dataclass(frozen=True)
class Sender:
    """A laptop whose key somebody hostile owns."""

    keys: Keys
    certificates: tuple[Certificate, ...]

    @property
    def texts(self) -> list[str]:
        return [one.text for one in self.certificates]

    @property
    def leaf(self) -> Certificate:
        return self.certificates[0]


@dataclass
class Bengkel:
    """Where hostile files are made: the keys, a good kiriman of each kind, and the plan that was accepted."""

    kec: Sender
    desa: Sender
    lain: Sender
    parts: dict[str, Parts]
    plan: bytes

    def data(self, **bends: Any) -> bytes:
        """From Tursino to the kecamatan."""
        return seal(self.parts["data"], **bends)

    def back(self, **bends: Any) -> bytes:
        """From the kecamatan to Tursino."""
        return seal(self.parts["feedback"], **bends)

    def grant(self, **bends: Any) -> bytes:
        """From the kecamatan to Tursino, once more."""
        return seal(self.parts["grant"], **bends)

    def request(self, **bends: Any) -> bytes:
        """From a new laptop to the kecamatan."""
        return seal(self.parts["request"], **bends)

    def snap(self, **values: Any) -> Json:
        """A snapshot that Tursino may send, with other values where given."""
        return {
            "id": "01990000-0000-7000-8000-0000000000c1",
            "isi": {"judul": "Pertanyaan"},
            "jenis": "konsultasi",
            "leluhur": [],
            "oleh": self.desa.keys.kid,
            "pada": "2026-08-20T10:15:00+07:00",
            "parents": [],
            "pemilik": self.desa.leaf.uid,
            "revisi": 1,
            "schema": 100,
            "status": "disahkan",
        } | values

    def dok(self, *lines: Json | bytes, **bends: Any) -> bytes:
        """From Tursino with these snapshots."""
        return self.data(raw={"dok": dok(lines)}, **bends)

    def dok_with(self, isi: Json, lampiran: dict[str, bytes]) -> bytes:
        """From Tursino with one snapshot of this content and these attachments."""
        return self.data(raw={"dok": dok([self.snap(isi=isi)]), **lampiran})

    def child(self, **values: Any) -> Json:
        """A snapshot that follows the plan the kecamatan holds."""
        plan = json.loads(self.plan)
        held = read_snapshot(self.plan)
        return (
            plan
            | {
                "parents": [held.digest],
                "leluhur": list(held.parents + held.leluhur),
                "revisi": held.revisi + 1,
                "schema": 100,
            }
            | values
        )

    def isi(self, isi: Json, *, jenis: str = "rkp-desa", kunci: str | None = None) -> bytes:
        """From Tursino: content that its program would never write, in a dokumen of its own."""
        tahun = str(isi.get("tahun", ""))
        key = dokumen_id(self.desa.leaf.uid, jenis, tahun if kunci is None else kunci)
        return self.dok(self.snap(id=str(key), jenis=jenis, isi=isi))

    def certificate(self, by: Keys, of: Certificate, /, **values: Any) -> str:
        """A certificate over bent values with a genuine signature of `by`; `...` leaves one out."""
        body = json.loads(unbase64(of.text.split(".")[0])) | {"issuer": by.kid} | values
        return signed(by, {key: value for key, value in body.items() if value is not ...})

    def under(self, leaf: str, keys: Keys | None = None, *more: str, **bends: Any) -> bytes:
        """From whoever owns `keys`, under this leaf certificate; more certificates may follow."""
        keys = keys or self.desa.keys
        outside = {"certs": [leaf, *(more or self.kec.texts)], "sender_kid": keys.kid}
        parts = self.parts["data"].but(keys=keys)
        return seal(parts, header=outside, manifest={"sender_kid": keys.kid}, **bends)


# ------------------------------------------------------------------ setting up


def make_bengkel(offices: Offices) -> Bengkel:
    """The offices exchange honest kiriman first, so that there is something to lose."""
    with offices.open(TURSINO) as desa:
        walk.add_plan(desa, offices.at)
        walk.add_usulan(desa, "Talud Krajan", offices.at)
        walk.ratify(desa, offices.at)
        walk.send(offices, desa)
        first = _claims(offices, "D")
        key = dokumen_id(walk.uid(TURSINO), "rkp-desa", str(TAHUN))
        with desa.database.read() as unit:
            [plan] = [one.isi for one in archive.snapshots_of(unit, key) if one.status == "disahkan"]
    with offices.open(KUTOARJO) as kec:
        walk.accept(offices, kec, [one.sha256 for one in walk.look(offices, kec)])
        offices.clear_stick()
        walk.send(offices, kec, untuk=TURSINO)
        back = _claims(offices, "")
    with offices.open(TURSINO) as desa:
        walk.accept(offices, desa, [one.sha256 for one in walk.look(offices, desa)])
    senders = {kode: _sender(offices, kode) for kode in (KUTOARJO, TURSINO, WIRUN)}
    made = Bengkel(senders[KUTOARJO], senders[TURSINO], senders[WIRUN], {}, bytes(plan))
    to = {Kind.DATA: (made.desa, made.kec, first), Kind.FEEDBACK: (made.kec, made.desa, back)}
    for kind, (sender, reader, before) in to.items():
        next_one = Chain(before.chain.id, before.digest, before.chain.seq + 1)
        made.parts[kind.value] = _good(made, kind, sender, reader, next_one)
    made.parts["grant"] = _good(made, Kind.GRANT, made.kec, made.desa, Chain("00112233445566aa", "0" * 64, 1))
    new = new_keys()
    asked = make_request_certificate(new, Role.DESA, "3306992009", "Laptop Baru")
    made.parts["request"] = _good(
        made, Kind.REQUEST, Sender(new, (asked,)), made.kec, Chain("00112233445566bb", "0" * 64, 1)
    )
    return made


def _claims(offices: Offices, letter: str) -> container.Claims:
    [path] = offices.on_stick(letter)
    whole = path.read_bytes()
    return container.peek(whole[: container.HEAD_LENGTH], len(whole))


def _sender(offices: Offices, kode: str) -> Sender:
    with offices.open(kode) as app, app.database.read() as unit:
        circle = read_circle(unit, app.laptop)
        return Sender(app.laptop.keys, tuple(header_certificates(circle, require_own(circle, app.laptop))))


def _good(made: Bengkel, kind: Kind, sender: Sender, reader: Sender, chain: Chain) -> Parts:
    snapshots = []
    if kind is not Kind.REQUEST:
        snapshots = [read_snapshot(write(made.snap()))]
    if kind in (Kind.FEEDBACK, Kind.GRANT):
        snapshots = [
            make_snapshot(
                id=RECORD, jenis="jawaban", pemilik=sender.leaf.uid, status=StatusDokumen.DISAHKAN,
                isi={"teks": "Baik."}, oleh=sender.keys.kid, pada=AT,
            )
        ]  # fmt: skip
    sealed = sealing.seal_kiriman(
        kind=kind,
        keys=sender.keys,
        certificates=sender.certificates,
        chain=chain,
        recipients=[] if kind is Kind.REQUEST else [reader.leaf],
        content=sealing.Content(
            state=sealing.NOTHING,
            snapshots=snapshots,
            held=[] if kind is Kind.REQUEST else ["cd" * 32],
            nama="Baru" if kind is Kind.REQUEST else None,
            grant=made.desa.leaf if kind is Kind.GRANT else None,
        ),
        created=AT,
        app="0.4.0",
    )
    age = [sender.keys.age, reader.keys.age]
    return take_apart(sealed.data, sender.keys, sender.keys.age_secret, age)


# ------------------------------------------------------------------ the table

Make = Callable[[Bengkel], bytes]


@dataclass(frozen=True)
class Jahat:
    """One kind of hostile file: its part of the format, its name, the code it must get, how it is made, and
    which office reads it."""

    bagian: str
    nama: str
    kode: str
    make: Make
    di: str = KUTOARJO


def _container() -> Iterator[tuple[str, str, Make]]:
    def at(place: int, value: bytes) -> Callable[[bytes], bytes]:
        return lambda prefix: prefix[:place] + value + prefix[place + len(value) :]

    yield "an empty file", "E_SHORT", lambda b: b""
    yield "a file shorter than its prefix", "E_SHORT", lambda b: b.data()[:23]
    yield "a web page", "E_MAGIC", lambda b: b"<!DOCTYPE html><html><body>Kiriman</body></html>"
    yield "a ZIP", "E_MAGIC", lambda b: b"PK\x03\x04" + b.data()
    yield "line ends changed by a mail program", "E_MAGIC", lambda b: b.data().replace(b"\r\n", b"\n")
    yield "a mark before the file", "E_MAGIC", lambda b: b"\xef\xbb\xbf" + b.data()
    for version in (0, 2, 255):
        yield (
            f"container version {version}",
            "E_VERSION",
            lambda b, v=version: b.data(prefix=at(8, bytes([v]))),
        )
    for suite in (0, 2, 255):
        yield f"suite {suite}", "E_SUITE", lambda b, v=suite: b.data(prefix=at(9, bytes([v])))
    for value in (1, 256, 65_535):
        yield (
            f"reserved {value}",
            "E_RESERVED",
            lambda b, v=value: b.data(prefix=at(10, v.to_bytes(2, "big"))),
        )
    for length in (0, 1, 65_537, 2**31, 2**32 - 1):
        yield (
            f"a header of {length} bytes",
            "E_HLEN",
            lambda b, v=length: b.data(prefix=at(12, v.to_bytes(4, "big"))),
        )
    for length in (0, 536_870_913, 2**63, 2**64 - 1):
        yield (
            f"a payload of {length} bytes",
            "E_PLEN",
            lambda b, v=length: b.data(prefix=at(16, v.to_bytes(8, "big"))),
        )

    def longer(by: int) -> Callable[[bytes], bytes]:
        return lambda one: one[:16] + (int.from_bytes(one[16:], "big") + by).to_bytes(8, "big")

    def header_longer(one: bytes) -> bytes:
        return longer(-1)(one[:12] + (int.from_bytes(one[12:16], "big") + 1).to_bytes(4, "big") + one[16:])

    yield "a payload one byte longer than it is", "E_TRUNCATED", lambda b: b.data(prefix=longer(1))
    yield "a payload one byte shorter than it is", "E_TRAILING", lambda b: b.data(prefix=longer(-1))
    yield (
        "half a gigabyte promised",
        "E_TRUNCATED",
        lambda b: b.data(prefix=at(16, (2**29).to_bytes(8, "big"))),
    )
    yield "a header that reaches into the signature", "E_JSON", lambda b: b.data(prefix=header_longer)
    yield "two kiriman in one file", "E_TRAILING", lambda b: b.data() + b.data()
    yield (
        "an attachment hidden behind the end",
        "E_TRAILING",
        lambda b: b.data(whole=lambda w: w + b"MZ" * 500),
    )


def _strict_json() -> Iterator[tuple[str, Callable[[bytes], bytes]]]:
    """Bytes that are no strict JSON, made from the honest bytes of an object that has `"v":1` or a number."""
    yield "a mark of byte order", lambda j: b"\xef\xbb\xbf" + j
    yield "UTF-16", lambda j: j.decode().encode("utf-16")
    yield "a space behind a colon", lambda j: j.replace(b'":', b'": ', 1)
    yield "a line end behind it", lambda j: j + b"\n"
    yield "a NUL behind it", lambda j: j + b"\0"
    yield "laid out for reading", lambda j: json.dumps(json.loads(j), indent=2, sort_keys=True).encode()
    yield (
        "keys in another order",
        lambda j: json.dumps(dict(reversed(json.loads(j).items())), separators=(",", ":")).encode(),
    )
    yield "a key twice", lambda j: b'{"aa":1,"aa":1,' + j[1:]
    yield "a key twice with two values", lambda j: b'{"aa":1,"aa":2,' + j[1:]
    yield "a broken number", lambda j: b'{"aa":1.5,' + j[1:]
    yield "a whole number with a point", lambda j: b'{"aa":1.0,' + j[1:]
    yield "a number with an exponent", lambda j: b'{"aa":1e3,' + j[1:]
    yield "NaN", lambda j: b'{"aa":NaN,' + j[1:]
    yield "Infinity", lambda j: b'{"aa":Infinity,' + j[1:]
    yield "-Infinity", lambda j: b'{"aa":-Infinity,' + j[1:]
    yield "minus zero", lambda j: b'{"aa":-0,' + j[1:]
    yield "a leading zero", lambda j: b'{"aa":01,' + j[1:]
    yield "a plus sign", lambda j: b'{"aa":+1,' + j[1:]
    yield "2^53", lambda j: b'{"aa":9007199254740992,' + j[1:]
    yield "a number of nine thousand digits", lambda j: b'{"aa":' + b"9" * 9_000 + b"," + j[1:]
    yield "seventeen levels", lambda j: b'{"aa":' + b"[" * 16 + b"]" * 16 + b"," + j[1:]
    yield "twenty thousand levels", lambda j: b'{"aa":' + b"[" * 20_000 + b"]" * 20_000 + b"," + j[1:]
    yield "twenty thousand levels without an end", lambda j: b'{"aa":' + b"[" * 20_000
    yield "a lone surrogate", lambda j: b'{"aa":"\\ud800",' + j[1:]
    yield "a lone surrogate in UTF-8", lambda j: b'{"aa":"\xed\xa0\x80",' + j[1:]
    yield "an overlong NUL", lambda j: b'{"aa":"\xc0\x80",' + j[1:]
    yield "a letter written as a number", lambda j: b'{"aa":"\\u0061",' + j[1:]
    yield "a slash with a backslash", lambda j: b'{"aa":"\\/",' + j[1:]
    yield "a bare control character", lambda j: b'{"aa":"\x01",' + j[1:]
    yield "a key with a space", lambda j: b'{"a a":1,' + j[1:]
    yield "a key of 65 letters", lambda j: b'{"' + b"a" * 65 + b'":1,' + j[1:]
    yield "an empty key", lambda j: b'{"":1,' + j[1:]
    yield "a Cyrillic key", lambda j: b'{"' + "а".encode() + b'":1,' + j[1:]
    yield "single quotes", lambda j: j.replace(b'"', b"'")
    yield "a comment", lambda j: j[:-1] + b"/**/}"
    yield "a comma too many", lambda j: j[:-1] + b",}"
    yield "two values", lambda j: j + j
    yield "half of it", lambda j: j[: len(j) // 2]


def _header() -> Iterator[tuple[str, str, Make]]:
    for nama, bend in _strict_json():
        yield f"header: {nama}", "E_JSON", lambda b, f=bend: b.data(header_bytes=f)
    for written in (b"{}", b"[]", b"null", b"17", b'"{}"', b"true"):
        yield (
            f"header: only {written.decode()}",
            "E_HEADER",
            lambda b, w=written: b.data(header_bytes=lambda _j: w),
        )
    for key in (
        "certs", "chain", "created", "enc", "kind", "manifest_sha256", "payload_sha256", "recipients",
        "sender_kid", "v",
    ):  # fmt: skip
        yield f"header without {key}", "E_HEADER", lambda b, k=key: b.data(without_header=[k])
        yield f"header with {key} null", "E_HEADER", lambda b, k=key: b.data(header={k: None})
    chain = {"id": "00112233445566ff", "prev": "0" * 64, "seq": 1}
    bent: list[tuple[str, Json]] = [
        ("one key more", {"nama": "Tursino"}),
        ("no certificate", {"certs": []}),
        ("three certificates", {"certs": ["a.b"] * 3}),
        ("a number for a certificate", {"certs": [7]}),
        ("certificates in an object", {"certs": {"0": "a.b"}}),
        ("a chain in capital letters", {"chain": chain | {"id": "00112233445566FF"}}),
        ("a short chain", {"chain": chain | {"id": "00112233"}}),
        ("a path for a chain", {"chain": chain | {"id": "../../../../etc/"}}),
        ("number 0", {"chain": chain | {"seq": 0}}),
        ("number -1", {"chain": chain | {"seq": -1}}),
        ("number true", {"chain": chain | {"seq": True}}),
        ("number as text", {"chain": chain | {"seq": "1"}}),
        ("number 1 with a predecessor", {"chain": chain | {"prev": ABSENT}}),
        ("number 2 without a predecessor", {"chain": chain | {"seq": 2}}),
        ("a chain with more", {"chain": chain | {"lagi": 1}}),
        ("a chain as a list", {"chain": ["00112233445566ff", "0" * 64, 1]}),
        ("no offset in the time", {"created": "2026-08-20T10:15:00"}),
        ("Z for the offset", {"created": "2026-08-20T10:15:00Z"}),
        ("31 February", {"created": "2026-02-31T10:15:00+07:00"}),
        ("hour 24", {"created": "2026-08-20T24:15:00+07:00"}),
        ("a broken second", {"created": "2026-08-20T10:15:00.5+07:00"}),
        ("the last day of the calendar", {"created": "9999-12-31T23:59:59-12:00"}),
        ("the first day of the calendar", {"created": "0001-01-01T00:00:00+14:00"}),
        ("time in Arabic digits", {"created": "٢٠٢٦-08-20T10:15:00+07:00"}),
        ("time as a number", {"created": 1_787_195_700}),
        ("another cipher", {"enc": "age-scrypt"}),
        ("enc as a list", {"enc": ["age-x25519"]}),
        ("an unknown kind", {"kind": "perintah"}),
        ("kind in capital letters", {"kind": "DATA"}),
        ("kind as an object", {"kind": {"data": 1}}),
        ("a request with recipients", {"kind": "request", "enc": "none"}),
        ("a request that is encrypted", {"kind": "request", "recipients": []}),
        ("a hash in capital letters", {"payload_sha256": "AB" * 32}),
        ("a hash of 63 digits", {"manifest_sha256": "a" * 63}),
        ("no recipient", {"recipients": []}),
        ("33 recipients", {"recipients": [f"{one:032x}" for one in range(33)]}),
        ("recipients out of order", {"recipients": ["b" * 32, "a" * 32]}),
        ("a recipient twice", {"recipients": ["a" * 32, "a" * 32]}),
        ("recipients as text", {"recipients": "a" * 32}),
        ("a recipient with a line end", {"recipients": ["a" * 32 + "\n"]}),
        ("a sender of 31 digits", {"sender_kid": "a" * 31}),
        ("version 2", {"v": 2}),
        ("version true", {"v": True}),
        ("version as text", {"v": "1"}),
    ]  # fmt: skip
    for nama, values in bent:
        yield f"header: {nama}", "E_HEADER", lambda b, v=values: b.data(header=v)
    yield (
        "dokumen in the clear",
        "E_PLAIN",
        lambda b: seal(b.parts["data"].but(age=()), header={"enc": "none"}),
    )
    yield (
        "a grant in the clear",
        "E_PLAIN",
        lambda b: seal(b.parts["grant"].but(age=()), header={"enc": "none"}),
    )


def _certificates() -> Iterator[tuple[str, str, Make]]:
    def texts(*bent: Callable[[str], str]) -> list[Make]:
        return [lambda b, f=one: b.under(f(b.desa.leaf.text)) for one in bent]

    names = (
        "a certificate with padding", "a certificate with spaces", "a certificate without a dot",
        "a certificate of three parts", "a certificate with a short signature", "a certificate in other letters",
        "an empty certificate", "a certificate that is not ASCII", "a certificate with loose bits",
    )  # fmt: skip
    bents = texts(
        lambda t: t.replace(".", "=."),
        lambda t: t.replace(".", " . "),
        lambda t: t.replace(".", ""),
        lambda t: t + ".AAAA",
        lambda t: t[:-4],
        lambda t: t[:40] + "+/" + t[42:],
        lambda _t: "",
        lambda t: "é" + t[1:],
        lambda t: t[:-1] + chr(ord(t[-1]) + 1) if t[-1] in "AQgw" else t[:-1] + "B",
    )
    for nama, make in zip(names, bents, strict=True):
        yield nama, "E_CERT", make
    for nama, bend in _strict_json():
        yield (
            f"certificate: {nama}",
            "E_CERT",
            lambda b, f=bend: b.under(signed(b.kec.keys, f(unbase64(b.desa.leaf.text.split(".")[0])))),
        )
    for key in ("age", "kid", "kode", "label", "no", "pub", "role", "uid", "v", "issuer"):
        yield (
            f"certificate without {key}",
            "E_CERT",
            lambda b, k=key: b.under(b.certificate(b.kec.keys, b.desa.leaf, **{k: ...})),
        )
    bent: list[tuple[str, Json]] = [
        ("one key more", {"hak": "semua"}),
        ("version 2", {"v": 2}),
        ("an unknown role", {"role": "camat"}),
        ("role as a list", {"role": ["desa"]}),
        ("a code of 9 digits", {"kode": "330699200"}),
        ("a code of 6 digits for a village", {"kode": "330699"}),
        ("a code in Arabic digits", {"kode": "٣٣٠٦٩٩٢٠٠١"}),
        ("a code as a number", {"kode": 3306992001}),
        ("a label of 201 letters", {"label": "L" * 201}),
        ("a label as a list", {"label": []}),
        ("number -1", {"no": -1}),
        ("number true", {"no": True}),
        ("an office that is no UUID", {"uid": "tursino"}),
        ("an office of UUID version 4", {"uid": "01990000-0000-4000-8000-00000000000a"}),
        ("a key of 31 bytes", {"pub": base64_of(bytes(31))}),
        ("a key as a number", {"pub": 5}),
        ("a foreign name of the key", {"kid": "a" * 32}),
        ("a plug-in for an age recipient", {"age": "age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snvdd3yysf5yw3rhl3t"}),
        ("an SSH key for an age recipient", {"age": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA"}),
        ("an age recipient in capital letters", {"age": "AGE1" + "Q" * 58}),
        ("an age recipient with a wrong sum", {"age": "age1" + "q" * 58}),
    ]  # fmt: skip
    for nama, values in bent:
        yield (
            f"certificate: {nama}",
            "E_CERT",
            lambda b, v=values: b.under(b.certificate(b.kec.keys, b.desa.leaf, **v)),
        )
    yield (
        "a village that signs itself into the kecamatan",
        "E_CERT",
        lambda b: b.under(b.certificate(b.desa.keys, b.kec.leaf, kid=b.desa.keys.kid, pub=base64_of(b.desa.keys.pub), age=b.desa.keys.age)),
    )  # fmt: skip
    yield (
        "a village that raises its own role",
        "E_CERT",
        lambda b: b.under(f"{base64_of(unbase64(b.desa.leaf.text.split('.')[0]).replace(b'desa', b'akar'))}.{b.desa.leaf.text.split('.')[1]}"),
    )  # fmt: skip
    yield (
        "a village that enrols another village",
        "E_CERT",
        lambda b: b.under(b.certificate(b.desa.keys, b.lain.leaf), b.lain.keys, b.desa.leaf.text),
    )
    yield (
        "a village that vouches for itself",
        "E_UNKNOWN_SENDER",
        lambda b: seal(b.parts["data"], header={"certs": [b.certificate(b.desa.keys, b.desa.leaf)]}),
    )
    yield (
        "the chain the wrong way round",
        "E_CERT",
        lambda b: b.data(header={"certs": [*b.kec.texts, *b.desa.texts[:1]]}),
    )
    yield (
        "the assistant's certificate left out",
        "E_UNKNOWN_SENDER",
        lambda b: b.data(header={"certs": b.desa.texts[:1]}),
    )
    yield "the leaf twice", "E_CERT", lambda b: b.data(header={"certs": [b.desa.leaf.text] * 2})
    yield "a certificate stolen from Wirun", "E_CERT", lambda b: b.data(header={"certs": b.lain.texts})
    yield (
        "certificate and name stolen from Wirun",
        "E_SIGNATURE",
        lambda b: b.data(header={"certs": b.lain.texts, "sender_kid": b.lain.keys.kid}),
    )
    yield (
        "the certificate of the kecamatan stolen",
        "E_KIND",
        lambda b: b.data(header={"certs": b.kec.texts, "sender_kid": b.kec.keys.kid}),
    )
    yield (
        "a village outside the area",
        "E_SCOPE",
        lambda b: b.under(b.certificate(b.kec.keys, b.desa.leaf, kode="3307992001")),
    )
    yield (
        "an assistant who makes assistants",
        "E_CERT",
        lambda b: b.under(b.certificate(b.kec.keys, b.kec.leaf), b.kec.keys),
    )
    yield (
        "a pendamping of another office",
        "E_SCOPE",
        lambda b: b.under(
            b.certificate(b.kec.keys, b.desa.leaf, role="pendamping", kode="330699", uid=RECORD)
        ),
    )
    yield (
        "a certificate signed as a revocation",
        "E_CERT",
        lambda b: b.under(signed(b.kec.keys, unbase64(b.desa.leaf.text.split(".")[0]), "cabut")),
    )
    yield "a kecamatan of its own making", "E_UNKNOWN_SENDER", _own_kecamatan


def _own_kecamatan(b: Bengkel) -> bytes:
    keys = new_keys()
    root = make_root(keys, "330699", "Kutoarjo")
    office = b.certificate(keys, b.kec.leaf)
    assert root.kid == keys.kid
    return b.data(header={"certs": [b.certificate(b.kec.keys, b.desa.leaf), office]})


def _roles() -> Iterator[tuple[str, str, Make]]:
    for kind in ("feedback", "grant"):
        yield (
            f"a village that sends {kind}",
            "E_KIND",
            lambda b, k=kind: b.data(header={"kind": k}, manifest={"kind": k}),
        )
    yield (
        "a visit from a village to the kecamatan",
        "E_DOC_SCOPE",
        lambda b: b.data(header={"kind": "peer"}, manifest={"kind": "peer"}),
    )
    yield (
        "an empty visit from a village",
        "E_KIND",
        lambda b: b.data(header={"kind": "peer"}, manifest={"kind": "peer"}, raw={"dok": None}),
    )
    flipped = b"\x01"
    yield (
        "signed by another key",
        "E_SIGNATURE",
        lambda b: b.data(signature=lambda d: b.lain.keys.sign("kiriman", d)),
    )
    yield (
        "signed in another context",
        "E_SIGNATURE",
        lambda b: b.data(signature=lambda d: b.desa.keys.sign("dok", d)),
    )
    yield (
        "signed without its prefix",
        "E_SIGNATURE",
        lambda b: b.data(signature=lambda d: b.desa.keys.sign("kiriman", d[24:])),
    )
    yield "a signature of zeros", "E_SIGNATURE", lambda b: b.data(signature=lambda _d: bytes(64))
    yield (
        "a signature of another kiriman",
        "E_SIGNATURE",
        lambda b: b.data(signature=lambda d: b.desa.keys.sign("kiriman", d + flipped)),
    )
    yield (
        "the other form of the signature",
        "E_SIGNATURE",
        lambda b: b.data(signature=lambda d: _other_form(b.desa.keys.sign("kiriman", d))),
    )
    yield (
        "a signature without the length",
        "E_SIGNATURE",
        lambda b: b.data(signature=lambda d: b.desa.keys._private.sign(message("kiriman", d)[:-8])),
    )


def _other_form(signature: bytes) -> bytes:
    """The same signature with the order of the group added to S: some libraries would take it."""
    s = int.from_bytes(signature[32:], "little") + GROUP_ORDER
    return signature[:32] + s.to_bytes(32, "little")


def _payload() -> Iterator[tuple[str, str, Make]]:
    yield "a false hash of the payload", "E_PAYLOAD_HASH", lambda b: b.data(header={"payload_sha256": ABSENT})
    yield (
        "nine megabytes with the last bit changed",
        "E_PAYLOAD_HASH",
        lambda b: b.data(payload=lambda p: p + bytes(9 * MIB), whole=lambda w: w[:-1] + b"\1"),
    )
    yield (
        "nine megabytes under another's signature",
        "E_SIGNATURE",
        lambda b: b.data(
            payload=lambda p: p + bytes(9 * MIB), signature=lambda d: b.lain.keys.sign("kiriman", d)
        ),
    )
    yield (
        "nine megabytes for another village",
        "E_NOT_FOR_US",
        lambda b: b.data(payload=lambda p: p + bytes(9 * MIB), header={"recipients": [b.lain.keys.kid]}),
    )
    yield (
        "nine megabytes of noise that are truly ours",
        "E_DECRYPT",
        lambda b: b.data(payload=lambda p: p + bytes(9 * MIB)),
    )
    yield "an empty age file", "E_DECRYPT", lambda b: b.data(payload=lambda _p: b"age-encryption.org/v1\n")
    yield "a payload that is no age file", "E_DECRYPT", lambda b: b.data(payload=lambda _p: b"\0" * 500)
    yield "the inside without its envelope", "E_DECRYPT", lambda b: seal(b.parts["data"].but(age=()))
    yield "an age file without its end", "E_DECRYPT", lambda b: b.data(payload=lambda p: p[:-20])
    yield "an age file with more behind it", "E_DECRYPT", lambda b: b.data(payload=lambda p: p + b"x" * 40)
    yield (
        "an age file with one letter changed",
        "E_DECRYPT",
        lambda b: b.data(payload=lambda p: p[:-9] + bytes([p[-9] ^ 1]) + p[-8:]),
    )
    yield (
        "an age file for another key",
        "E_DECRYPT",
        lambda b: seal(b.parts["data"].but(age=(b.lain.keys.age,))),
    )
    yield (
        "an age file under a password",
        "E_DECRYPT",
        lambda b: b.data(payload=lambda p: pyrage.passphrase.encrypt(p, "desa")),
    )
    yield "an age file in letters", "E_DECRYPT", lambda b: b.data(
        payload=lambda p: b"-----BEGIN AGE ENCRYPTED FILE-----\n" + base64.b64encode(p) + b"\n-----END AGE ENCRYPTED FILE-----\n"
    )  # fmt: skip
    yield "an age file with five thousand recipients", "E_DECRYPT", lambda b: b.data(payload=_many_stanzas)
    yield (
        "an age file that would need a plug-in",
        "E_DECRYPT",
        lambda b: b.data(payload=lambda p: p.replace(b"-> X25519 ", b"-> yubikey ")),
    )
    yield (
        "a kiriman for another village",
        "E_NOT_FOR_US",
        lambda b: b.data(
            header={"recipients": [b.lain.keys.kid]}, manifest={"recipients": [b.lain.keys.kid]}
        ),
    )


def _many_stanzas(payload: bytes) -> bytes:
    head, rest = payload.split(b"\n", 1)
    return head + b"\n" + b"-> X25519 " + (b"A" * 43 + b"\n" + b"B" * 43 + b"\n-> X25519 ") * 5_000 + rest


def _inside() -> Iterator[tuple[str, str, Make]]:
    yield "an inside that is empty", "E_INNER", lambda b: b.data(inside=lambda _i: b"")
    yield "an inside of eleven bytes", "E_INNER", lambda b: b.data(inside=lambda i: i[:11])
    yield "another mark inside", "E_INNER", lambda b: b.data(inside=lambda i: b"KRMIN002" + i[8:])
    yield "a kiriman within the kiriman", "E_INNER", lambda b: b.data(inside=lambda _i: b.data())
    for length in (4 * MIB + 1, 2**31, 2**32 - 1):
        yield (
            f"a manifest of {length} bytes",
            "E_INNER_LEN",
            lambda b, v=length: b.data(inside=lambda i: i[:8] + v.to_bytes(4, "big") + i[12:]),
        )
    yield (
        "a manifest of no bytes",
        "E_MANIFEST_HASH",
        lambda b: b.data(inside=lambda i: i[:8] + bytes(4) + i[12:]),
    )
    yield (
        "a manifest changed behind the signature",
        "E_MANIFEST_HASH",
        lambda b: b.data(inside=lambda i: i.replace(b'"mode":"full"', b'"mode":"fuLL"')),
    )
    yield (
        "a false hash of the manifest",
        "E_MANIFEST_HASH",
        lambda b: b.data(header={"manifest_sha256": ABSENT}),
    )
    yield "bytes behind the last section", "E_INNER_LEN", lambda b: b.data(inside=lambda i: i + b"x")
    yield "the last section one byte short", "E_INNER_LEN", lambda b: b.data(inside=lambda i: i[:-1])


def _manifest() -> Iterator[tuple[str, str, Make]]:
    for nama, bend in _strict_json():
        yield f"manifest: {nama}", "E_MANIFEST", lambda b, f=bend: b.data(manifest_bytes=f)
    for key in (
        "app", "audit", "chain", "kind", "mode", "recipients", "replaces", "salt", "sections", "seen",
        "sender_kid", "state", "want",
    ):  # fmt: skip
        yield f"manifest without {key}", "E_MANIFEST", lambda b, k=key: b.data(without_manifest=[k])
    replaces = {"chain": "00112233445566ff", "reason": "pulih", "seq": 3}
    bent: list[tuple[str, Json]] = [
        ("one key more", {"lagi": 1}),
        ("a version of 65 letters", {"app": "9" * 65}),
        ("a version as a number", {"app": 9}),
        ("an audit of -1", {"audit": {"count": -1, "head": ABSENT}}),
        ("an audit with more", {"audit": {"count": 1, "head": ABSENT, "lagi": 1}}),
        ("an audit as a list", {"audit": [1, ABSENT]}),
        ("a short state", {"state": {"count": 1, "digest": "ab"}}),
        ("a state of true", {"state": {"count": True, "digest": ABSENT}}),
        ("a salt of 31 digits", {"salt": "a" * 31}),
        ("a salt of null", {"salt": None}),
        ("33 chains seen", {"seen": {f"{one:016x}": 1 for one in range(33)}}),
        ("number 0 seen", {"seen": {"00112233445566ff": 0}}),
        ("a chain seen that is none", {"seen": {"xyz": 1}}),
        ("a list of what was seen", {"seen": []}),
        ("an unknown mode", {"mode": "semua"}),
        ("mode as a list", {"mode": ["full"]}),
        ("an unknown wish", {"want": "semua"}),
        ("a wish of true", {"want": True}),
        ("a wish as a list", {"want": ["full"]}),
        ("an unknown reason of a new chain", {"replaces": replaces | {"reason": "curi"}}),
        ("a reason as a list", {"replaces": replaces | {"reason": ["pulih"]}}),
        ("a new chain with more", {"replaces": replaces | {"lagi": 1}}),
        ("a new chain that replaces number -1", {"replaces": replaces | {"seq": -1}}),
        ("a new chain that replaces nothing", {"replaces": {}}),
        ("sections as an object", {"sections": {}}),
        ("kind as a number", {"kind": 1}),
    ]  # fmt: skip
    for nama, values in bent:
        yield f"manifest: {nama}", "E_MANIFEST", lambda b, v=values: b.data(manifest=v)
    yield (
        "the inside of another chain",
        "E_BINDING",
        lambda b: b.data(manifest={"chain": {"id": "00112233445566ff", "prev": "0" * 64, "seq": 1}}),
    )
    yield "the inside of another kind", "E_BINDING", lambda b: b.data(manifest={"kind": "peer"})
    yield "the inside for others", "E_BINDING", lambda b: b.data(manifest={"recipients": ["a" * 32]})
    yield (
        "the inside of Wirun sent by Tursino",
        "E_BINDING",
        lambda b: b.data(manifest={"sender_kid": b.lain.keys.kid}),
    )


def _table() -> Iterator[tuple[str, str, Make]]:
    names = (
        "../../desa.db", "lampiran/../../desa.db", "/etc/passwd", "C:\\desa.db", "dok\u202e", "dok\0", "DOK", "dok ",
        "", "perintah", "lampiran/" + "AB" * 32, "lampiran/", "lampiran/" + "ab" * 31, "request", "grant",
    )  # fmt: skip
    for name in names:
        yield f"a section named {name!r}", "E_SECTION", lambda b, n=name: b.data(raw={n: b"x"})
    for nama, values in (
        ("one key more", {"lagi": 1}),
        ("another codec", {"codec": "zstd"}),
        ("a codec as a list", {"codec": ["none"]}),
        ("a name as a number", {"name": 5}),
        ("a name as a list", {"name": ["dok"]}),
        ("a length of -1", {"raw_len": -1}),
        ("a length of true", {"stored_len": True}),
        ("a length as text", {"raw_len": "5"}),
        ("a hash in capital letters", {"sha256": "AB" * 32}),
        ("a hash of null", {"sha256": None}),
    ):
        yield f"section: {nama}", "E_SECTION", lambda b, v=values: b.data(row={"dok": v})
    yield "a section twice", "E_SECTION", lambda b: b.data(table=lambda rows: [rows[0], *rows])
    yield "sections out of order", "E_SECTION", lambda b: b.data(table=lambda rows: rows[::-1])
    yield "a section that is a number", "E_SECTION", lambda b: b.data(table=lambda rows: [*rows, 5])
    yield "a section that is null", "E_SECTION", lambda b: b.data(table=lambda rows: [None, *rows])
    yield (
        "a table of 2,065 sections",
        "E_SECTION",
        lambda b: b.data(raw={f"lampiran/{one:064x}": b"" for one in range(2_064)}),
    )
    yield (
        "a table of forty thousand rows",
        "E_SECTION",
        lambda b: b.data(table=lambda rows: rows[:1] * 16_000),
    )
    yield (
        "an attachment that is packed",
        "E_SECTION",
        lambda b: b.data(raw={f"lampiran/{ABSENT}": b"x"}, row={f"lampiran/{ABSENT}": {"codec": "deflate"}}),
    )
    yield "a section larger than any", "E_BOMB", lambda b: b.data(row={"dok": {"raw_len": 256 * MIB + 1}})
    yield "a section of 2^53-1 bytes", "E_BOMB", lambda b: b.data(row={"dok": {"raw_len": 2**53 - 1}})
    yield "sections that are too much together", "E_BOMB", _too_much_together
    yield (
        "a thousand times as much as is stored",
        "E_BOMB",
        lambda b: b.data(
            raw={"dok": bytes(8 * MIB)}, stored={"dok": ("deflate", zlib.compress(bytes(8 * MIB), 9))}
        ),
    )
    for by in (1, -1, 10**6, 2**52):
        yield (
            f"a stored length that lies by {by}",
            "E_INNER_LEN",
            lambda b, v=by: b.data(
                table=lambda rows: [rows[0] | {"stored_len": max(0, rows[0]["stored_len"] + v)}, *rows[1:]]
            ),
        )


def _too_much_together(b: Bengkel) -> bytes:
    names = [f"lampiran/{one:064x}" for one in range(5)]
    big = 160 * MIB
    filler = bytes(big // 200 + 1)
    return b.data(raw=dict.fromkeys(names, filler), row={name: {"raw_len": big} for name in names})


def _streams() -> Iterator[tuple[str, str, Make]]:
    text = b"desa " * 2_000

    def with_stored(codec: str, make: Callable[[bytes], bytes], **row: Any) -> Make:
        return lambda b: b.data(raw={"held": text}, stored={"held": (codec, make(text))}, row={"held": row})

    raw_deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    bare = raw_deflate.compress(text) + raw_deflate.flush()
    dictionary = zlib.compressobj(9, zdict=b"desa desa")
    with_words = dictionary.compress(text) + dictionary.flush()
    yield (
        "a section with a false hash",
        "E_SECTION_HASH",
        with_stored("deflate", zlib.compress, sha256=ABSENT),
    )
    yield (
        "a section of the same length with other content",
        "E_SECTION_HASH",
        with_stored("deflate", lambda t: zlib.compress(t[::-1])),
    )
    yield (
        "a section that is longer than it says",
        "E_SECTION_LEN",
        with_stored("deflate", zlib.compress, raw_len=9_999),
    )
    yield (
        "a section that is shorter than it says",
        "E_SECTION_LEN",
        with_stored("deflate", zlib.compress, raw_len=10_001),
    )
    yield "a section that says it is empty", "E_SECTION_LEN", with_stored("deflate", zlib.compress, raw_len=0)
    yield "an unpacked section that lies", "E_SECTION_LEN", with_stored("none", lambda t: t, raw_len=9_999)
    yield (
        "a bomb under the limit",
        "E_SECTION_LEN",
        lambda b: b.data(
            raw={"dok": bytes(16 * MIB)},
            stored={"dok": ("deflate", zlib.compress(bytes(16 * MIB), 9))},
            row={"dok": {"raw_len": 800_000}},
        ),
    )
    yield "a stream without its frame", "E_DEFLATE", with_stored("deflate", lambda _t: bare)
    yield "a gzip stream", "E_DEFLATE", with_stored("deflate", gzip.compress)
    yield "a stream that needs a dictionary", "E_DEFLATE", with_stored("deflate", lambda _t: with_words)
    yield "a stream without its end", "E_DEFLATE", with_stored("deflate", lambda t: zlib.compress(t)[:-1])
    yield (
        "a stream with a false sum",
        "E_DEFLATE",
        with_stored("deflate", lambda t: zlib.compress(t)[:-4] + b"\0\0\0\1"),
    )
    yield (
        "a stream with more behind it",
        "E_DEFLATE",
        with_stored("deflate", lambda t: zlib.compress(t) + b"x"),
    )
    yield "two streams", "E_DEFLATE", with_stored("deflate", lambda t: zlib.compress(t) * 2)
    yield "an empty stream", "E_DEFLATE", with_stored("deflate", lambda _t: b"")
    yield (
        "noise for a stream",
        "E_DEFLATE",
        with_stored("deflate", lambda _t: hashlib.sha512(b"derau").digest() * 50),
    )
    yield (
        "a stream of empty blocks",
        "E_DEFLATE",
        with_stored("deflate", lambda _t: b"\x78\x9c" + b"\0\0\0\xff\xff" * 9_000),
    )


def _snapshots() -> Iterator[tuple[str, str, Make]]:
    for nama, bend in _strict_json():
        yield f"snapshot: {nama}", "E_DOC", lambda b, f=bend: b.dok(f(write(b.snap())))
    yield "a snapshot without a line end", "E_DOC", lambda b: b.data(raw={"dok": write(b.snap())})
    yield "a snapshot with a DOS line end", "E_DOC", lambda b: b.data(raw={"dok": write(b.snap()) + b"\r\n"})
    yield (
        "an empty line among the snapshots",
        "E_DOC",
        lambda b: b.data(raw={"dok": write(b.snap()) + b"\n\n"}),
    )
    yield "a snapshot twice", "E_DOC", lambda b: b.dok(b.snap(), b.snap())
    yield (
        "snapshots out of order",
        "E_DOC",
        lambda b: b.data(
            raw={"dok": b"".join(dok([b.snap(), b.snap(revisi=1, isi={})]).splitlines(True)[::-1])}
        ),
    )
    for key in (
        "id", "isi", "jenis", "leluhur", "oleh", "pada", "parents", "pemilik", "revisi", "schema", "status",
    ):  # fmt: skip
        yield (
            f"a snapshot without {key}",
            "E_DOC",
            lambda b, k=key: b.dok({name: value for name, value in b.snap().items() if name != k}),
        )
        yield f"a snapshot with {key} null", "E_DOC", lambda b, k=key: b.dok(b.snap(**{k: None}))
    digests = [f"{one:064x}" for one in range(1, 600)]
    bent: list[tuple[str, Json]] = [
        ("one key more", {"nama": "Tursino"}),
        ("a random id", {"id": "01990000-0000-4000-8000-0000000000c1"}),
        ("an id in capital letters", {"id": "01990000-0000-7000-8000-0000000000C1"}),
        ("a path for an id", {"id": "../../desa.db"}),
        ("an id with a line end", {"id": "01990000-0000-7000-8000-0000000000c1\n"}),
        ("a path for a jenis", {"jenis": "../konsultasi"}),
        ("a jenis in capital letters", {"jenis": "KONSULTASI"}),
        ("no jenis", {"jenis": ""}),
        ("a jenis of 65 letters", {"jenis": "j" * 65}),
        ("an owner in capital letters", {"pemilik": "01990000-0000-7000-8000-0000000000C1"}),
        ("an older schema than the first", {"schema": 99}),
        ("a schema of true", {"schema": True}),
        ("a schema as text", {"schema": "100"}),
        ("an unknown status", {"status": "final"}),
        ("a status as a list", {"status": ["disahkan"]}),
        ("revisi -1", {"revisi": -1}),
        ("revisi 0 of what is ratified", {"revisi": 0}),
        ("revisi 2 without a parent", {"revisi": 2}),
        ("revisi as text", {"revisi": "1"}),
        ("a draft with revisi 1", {"jenis": "musyawarah", "status": "konsep", "revisi": 1}),
        ("a draft of what has none", {"status": "konsep", "revisi": 0}),
        ("nine parents", {"parents": digests[:9]}),
        ("parents out of order", {"parents": digests[1::-1]}),
        ("a parent twice", {"parents": [digests[0]] * 2}),
        ("a parent in capital letters", {"parents": ["AB" * 32]}),
        ("parents as an object", {"parents": {}}),
        ("513 ancestors", {"parents": digests[:1], "leluhur": digests[1:514]}),
        ("an ancestor twice", {"parents": digests[:1], "leluhur": [digests[1]] * 2}),
        ("an ancestor that is a parent", {"parents": digests[:1], "leluhur": digests[:1]}),
        ("ancestors without a parent", {"leluhur": digests[:1]}),
        ("an ancestor that is a number", {"parents": digests[:1], "leluhur": [7]}),
        ("a laptop that is none", {"oleh": "Ratna"}),
        ("a time without an offset", {"pada": "2026-08-20T10:15:00"}),
        ("30 February", {"pada": "2026-02-30T10:15:00+07:00"}),
        ("content as a list", {"isi": []}),
        ("content as text", {"isi": "{}"}),
        ("a withdrawal without a parent", {"status": "dicabut", "isi": {"alasan": "Keliru."}}),
        ("a withdrawal without a reason", {"status": "dicabut", "isi": {}, "parents": digests[:1]}),
        ("a withdrawal with a blank reason", {"status": "dicabut", "isi": {"alasan": " "}, "parents": digests[:1]}),
        ("a withdrawal with more", {"status": "dicabut", "isi": {"alasan": "a", "b": 1}, "parents": digests[:1]}),
        ("a text of 65,537 letters", {"isi": {"judul": "a" * 65_537}}),
        ("records out of order", {"isi": {"a": [{"id": "b"}, {"id": "a"}]}}),
        ("a record twice", {"isi": {"a": [{"id": "a"}, {"id": "a"}]}}),
        ("records out of order deep inside", {"isi": {"a": {"b": [[{"id": "b"}, {"id": "a"}]]}}}),
    ]  # fmt: skip
    for nama, values in bent:
        yield f"snapshot: {nama}", "E_DOC", lambda b, v=values: b.dok(b.snap(**v))


def _descent() -> Iterator[tuple[str, str, Make]]:
    yield "a descendant that skips a revisi", "E_DOC", lambda b: b.dok(b.child(revisi=9))
    yield "a descendant that goes back", "E_DOC", lambda b: b.dok(b.child(revisi=1))
    yield (
        "a descendant with an ancestor of its own making",
        "E_DOC",
        lambda b: b.dok(b.child(leluhur=[ABSENT])),
    )
    yield "a descendant that hides an ancestor", "E_DOC", _hides_an_ancestor
    yield "a descendant under another id", "E_DOC", lambda b: b.dok(b.child(id=RECORD))
    yield (
        "a descendant of another jenis",
        "E_DOC",
        lambda b: b.dok(b.child(jenis="durkp", id=str(dokumen_id(b.desa.leaf.uid, "durkp", "2031")))),
    )
    yield "two snapshots that name each other in a circle", "E_DOC", _circle
    yield (
        "a parent of another dokumen",
        "E_DOC",
        lambda b: b.dok(b.snap(parents=[read_snapshot(b.plan).digest], revisi=2)),
    )
    yield (
        "a descendant of a snapshot beside it with a false revisi",
        "E_DOC",
        lambda b: b.dok(b.snap(), b.snap(parents=[snapshot_digest(write(b.snap()))], revisi=3)),
    )


def _hides_an_ancestor(b: Bengkel) -> bytes:
    first = b.snap()
    second = b.snap(parents=[snapshot_digest(write(first))], revisi=2)
    third = b.snap(parents=[snapshot_digest(write(second))], revisi=3)
    return b.dok(first, second, third)


def _circle(b: Bengkel) -> bytes:
    """A true circle of digests cannot be made: the second names the first, the first a false ancestor of it."""
    first = b.snap(parents=[ABSENT], leluhur=[])
    second = b.snap(parents=[snapshot_digest(write(first))], leluhur=["cd" * 32], revisi=2)
    return b.dok(first, second)


def _scope() -> Iterator[tuple[str, str, Make]]:
    bent: list[tuple[str, Callable[[Bengkel], Json]]] = [
        ("a dokumen of Wirun", lambda b: {"pemilik": b.lain.leaf.uid}),
        ("a dokumen of the kecamatan", lambda b: {"pemilik": b.kec.leaf.uid}),
        ("a dokumen of nobody", lambda _b: {"pemilik": RECORD}),
        ("a pagu of its own", lambda _b: {"jenis": "pagu"}),
        ("a telaah of its own", lambda _b: {"jenis": "telaah"}),
        ("a receipt of its own", lambda _b: {"jenis": "tanda-terima"}),
        ("a Daftar Kunci of its own", lambda _b: {"jenis": "daftar-kunci", "isi": {"cabut": [], "sertifikat": []}}),
        ("rules of its own", lambda _b: {"jenis": "paket-aturan"}),
        ("residents nobody asked for", lambda _b: {"jenis": "penduduk"}),
        ("what must stay in the village", lambda _b: {"jenis": "pengaduan-lokal"}),
        ("an unknown jenis that must stay", lambda _b: {"jenis": "embung-lokal"}),
        ("a jenis of the kecamatan alone", lambda _b: {"jenis": "kompilasi"}),
    ]  # fmt: skip
    for nama, values in bent:
        yield f"a village brings {nama}", "E_DOC_SCOPE", lambda b, v=values: b.dok(b.snap(**v(b)))
    yield (
        "a village changes the jenis of a known dokumen",
        "E_DOC_SCOPE",
        lambda b: b.dok(b.snap(id=json.loads(b.plan)["id"])),
    )
    yield (
        "one foreign dokumen among good ones",
        "E_DOC_SCOPE",
        lambda b: b.dok(b.snap(), b.snap(id=OTHER_RECORD, pemilik=b.lain.leaf.uid), b.snap(id=RECORD)),
    )
    yield (
        "one id with two jenis in one kiriman",
        "E_DOC_SCOPE",
        lambda b: b.dok(b.snap(), b.snap(jenis="tanggapan")),
    )


def _held_and_attachments() -> Iterator[tuple[str, str, Make]]:
    line = b"ab" * 32 + b"\n"
    bents = {
        "in capital letters": line.upper(),
        "without its line end": line[:-1],
        "with DOS line ends": line[:-1] + b"\r\n",
        "twice the same": line * 2,
        "out of order": b"ff" * 32 + b"\n" + line,
        "one digit short": line[1:],
        "with an empty line": b"\n" + line,
        "with a space": b" " + line,
        "with a NUL": line[:-2] + b"\0\n",
        "in UTF-16": line.decode().encode("utf-16"),
    }
    for nama, raw in bents.items():
        yield f"held {nama}", "E_HELD", lambda b, r=raw: b.data(raw={"held": r})
    yield (
        "held of 200,001 dokumen",
        "E_HELD",
        lambda b: b.data(raw={"held": b"".join(b"%064x\n" % one for one in range(200_001))}),
    )
    foto = b"\xff\xd8foto"
    named = hashlib.sha256(foto).hexdigest()
    yield (
        "an attachment that no dokumen names",
        "E_ATTACHMENT",
        lambda b: b.data(raw={f"lampiran/{named}": foto}),
    )
    yield (
        "an attachment under a false name",
        "E_ATTACHMENT",
        lambda b: b.dok_with({"foto": {"lampiran": ABSENT}}, {f"lampiran/{ABSENT}": foto}),
    )
    yield (
        "an attachment with a false hash",
        "E_SECTION_HASH",
        lambda b: b.data(
            raw={"dok": dok([b.snap(isi={"foto": {"lampiran": ABSENT}})]), f"lampiran/{ABSENT}": foto},
            row={f"lampiran/{ABSENT}": {"sha256": ABSENT}},
        ),
    )
    yield "an attachment of more than 20 MiB", "E_ATTACHMENT", _heavy_attachment


def _heavy_attachment(b: Bengkel) -> bytes:
    heavy = bytes(20 * MIB + 1)
    named = hashlib.sha256(heavy).hexdigest()
    return b.dok_with({"foto": {"lampiran": named}}, {f"lampiran/{named}": heavy})


def _contents() -> Iterator[tuple[str, str, Make]]:
    year = {"tahun": TAHUN + 3}
    activity = {"id": RECORD}
    bents: list[tuple[str, Json]] = [
        ("a year in words", {"tahun": "dua ribu"}),
        ("no year", {}),
        ("the year 1200", {"tahun": 1200}),
        ("the year 2^53-1", {"tahun": 2**53 - 1}),
        ("a year of true", {"tahun": True}),
        ("a list for a text", year | {"visi": ["a"], "kegiatan": [activity | {"nama": ["Talud"]}]}),
        ("an object for a text", year | {"kegiatan": [activity | {"nama": {"id": "Talud"}}]}),
        ("a number for a text", year | {"kegiatan": [activity | {"nama": 7}]}),
        ("null for a text", year | {"kegiatan": [activity | {"nama": None}]}),
        ("a text for money", year | {"kegiatan": [activity | {"biaya": "mahal"}]}),
        ("true for money", year | {"kegiatan": [activity | {"biaya": True}]}),
        ("money below zero", year | {"kegiatan": [activity | {"biaya": -5}]}),
        ("money of 2^53-1", year | {"kegiatan": [activity | {"biaya": 2**53 - 1}]}),
        ("a volume of NaN", year | {"kegiatan": [activity | {"volume": "NaN"}]}),
        ("a volume of sNaN", year | {"kegiatan": [activity | {"volume": "sNaN"}]}),
        ("an infinite volume", year | {"kegiatan": [activity | {"volume": "Infinity"}]}),
        ("a volume of 1E+4000", year | {"kegiatan": [activity | {"volume": "1E+4000"}]}),
        ("a volume of 40 digits", year | {"kegiatan": [activity | {"volume": "9" * 40}]}),
        ("a volume in Arabic digits", year | {"kegiatan": [activity | {"volume": "١٢٠"}]}),
        ("a volume with a line end", year | {"kegiatan": [activity | {"volume": "12\n"}]}),
        ("a volume as a number", year | {"kegiatan": [activity | {"volume": 12}]}),
        ("month 13", year | {"kegiatan": [activity | {"bulan_mulai": 13}]}),
        ("month 0", year | {"kegiatan": [activity | {"bulan_mulai": 0}]}),
        ("an unknown pola", year | {"kegiatan": [activity | {"pola": "gotong royong"}]}),
        ("a pola as a list", year | {"kegiatan": [activity | {"pola": ["swakelola"]}]}),
        ("a record whose id is no UUID", year | {"kegiatan": [{"id": "satu"}]}),
        ("records as an object", year | {"kegiatan": {"id": RECORD}}),
        ("records as text", year | {"kegiatan": "semua"}),
        ("a record that is null", year | {"kegiatan": [None]}),
        ("a record that is a list", year | {"kegiatan": [[RECORD]]}),
        ("records without an id", year | {"kegiatan": [{"nama": "Talud"}]}),
        ("one id for two records", year | {"kegiatan": [activity], "pagu": [{"id": RECORD, "sumber": "DDS", "jumlah": 1}, {"id": OTHER_RECORD, "sumber": "DDS", "jumlah": 1}]}),
        ("a money row of an impossible amount", year | {"pagu": [{"id": RECORD, "sumber": "DDS", "jumlah": 10**15}]}),
        ("money rows inside that are text", year | {"kegiatan": [activity | {"sumber_biaya": "DDS"}]}),
        ("a money row inside below zero", year | {"kegiatan": [activity | {"sumber_biaya": [{"id": OTHER_RECORD, "jumlah": -1}]}]}),
        ("original text as a list", year | {"kegiatan": [activity | {"teks_asli": ["a"]}]}),
        ("original text of numbers", year | {"kegiatan": [activity | {"teks_asli": {"biaya": 5}}]}),
    ]  # fmt: skip
    for nama, isi in bents:
        yield f"content: {nama}", "E_ISI", lambda b, i=isi: b.isi(i)
    yield (
        "content: a record of another dokumen",
        "E_ISI",
        lambda b: b.isi(
            year | {"kegiatan": [{"id": json.loads(b.plan)["isi"]["kegiatan"][0]["id"], "nama": "Dicuri"}]}
        ),
    )
    yield (
        "content: a second plan of one year",
        "E_ISI",
        lambda b: b.dok(b.snap(id=RECORD, jenis="rkp-desa", isi={"tahun": TAHUN + 3})),
    )
    yield (
        "content: the greatest revisi there is",
        "E_ISI",
        lambda b: b.dok(b.child(parents=[ABSENT], leluhur=[], revisi=2**53 - 1)),
    )
    profile = {"kode": TURSINO, "nama": "Tursino", "kecamatan": "Kutoarjo", "kabupaten": "Purworejo"}
    for nama, values in (
        ("a profile under another code", {"kode": WIRUN}),
        ("a profile without a name", {"nama": None}),
        ("a profile with a code as a number", {"kode": 3306992001}),
        ("officers as text", {"perangkat": "Sutrisno"}),
        ("an officer born on 30 February", {"perangkat": [{"id": RECORD, "nama": "S", "mulai": "2026-02-30", "tanggal_lahir": "2026-02-30", "tmt": "2026-02-30", "sejak": "2026-02-30", "sk_tanggal": "2026-02-30"}]}),
    ):  # fmt: skip
        yield f"content: {nama}", "E_ISI", lambda b, v=values: b.isi(profile | v, jenis="profil", kunci="")
    yield (
        "content: proposals that are null",
        "E_ISI",
        lambda b: b.isi(year | {"usulan": [None]}, jenis="daftar-usulan"),
    )
    yield (
        "content: a proposal with an unknown status",
        "E_ISI",
        lambda b: b.isi(year | {"usulan": [activity | {"status": "menang"}]}, jenis="daftar-usulan"),
    )


def _numbers() -> Iterator[tuple[str, str, Make]]:
    def chained(**values: Any) -> Make:
        def make(b: Bengkel) -> bytes:
            chain = b.parts["data"].header["chain"] | values
            return b.data(header={"chain": chain}, manifest={"chain": chain})

        return make

    yield "number 2 after another first one", "D_FORK", chained(prev=ABSENT)
    yield "number 1 once more with other content", "D_FORK", chained(seq=1, prev="0" * 64)
    yield (
        "a new chain of a known laptop",
        "D_NEW_INCARNATION",
        chained(id="00112233445566ff", seq=1, prev="0" * 64),
    )
    yield (
        "a new chain that begins at 2^53-1",
        "D_NEW_INCARNATION",
        chained(id="00112233445566ff", seq=2**53 - 1),
    )


def _requests() -> Iterator[tuple[str, str, Make]]:
    bents: list[tuple[str, bytes]] = [
        ("no name", b'{"nama":"","v":1}'),
        ("a name of 201 letters", b'{"nama":"' + b"a" * 201 + b'","v":1}'),
        ("a name as a number", b'{"nama":5,"v":1}'),
        ("a name as null", b'{"nama":null,"v":1}'),
        ("one key more", b'{"kades":"Sutrisno","nama":"Baru","v":1}'),
        ("version 2", b'{"nama":"Baru","v":2}'),
        ("version true", b'{"nama":"Baru","v":true}'),
        ("a list", b"[]"),
        ("nothing", b""),
    ]  # fmt: skip
    for nama, raw in bents:
        yield f"request: {nama}", "E_SECTION", lambda b, r=raw: b.request(raw={"request": r})
    yield "request: no section", "E_SECTION", lambda b: b.request(raw={"request": None})
    yield "request: dokumen beside it", "E_SECTION", lambda b: b.request(raw={"dok": dok([b.snap()])})
    yield (
        "request: an attachment beside it",
        "E_SECTION",
        lambda b: b.request(raw={f"lampiran/{ABSENT}": b"x"}),
    )
    yield "request: a bomb in it", "E_BOMB", lambda b: b.request(row={"request": {"raw_len": 10 * MIB}})
    for nama, values in (
        ("for a root", {"role": "akar", "kode": "330699"}),
        ("with number 1", {"no": 1}),
        ("issued by another", {"issuer": "a" * 32}),
        ("with a key of small order", {"pub": base64_of(SMALL_POINT)}),
    ):
        yield f"request: {nama}", "E_CERT", lambda b, v=values: _bent_request(b, v)
    yield (
        "request: two certificates",
        "E_CERT",
        lambda b: b.request(header={"certs": b.parts["request"].header["certs"] * 2}),
    )
    yield (
        "request: for a laptop of the kecamatan itself, under another name",
        "E_CERT",
        lambda b: b.request(header={"certs": b.kec.texts}),
    )
    yield (
        "request: signed by another",
        "E_SIGNATURE",
        lambda b: b.request(signature=lambda d: b.lain.keys.sign("kiriman", d)),
    )


def _bent_request(b: Bengkel, values: Json) -> bytes:
    """A request under a bent certificate; the kid is computed anew where the key was changed."""
    parts = b.parts["request"]
    body = json.loads(unbase64(parts.header["certs"][0].split(".")[0])) | values
    if "pub" in values:
        from desa_desktop.sync.certificates.statements import kid_of

        body["kid"] = body["issuer"] = kid_of(unbase64(body["pub"]), body["age"])
    return b.request(
        header={"certs": [signed(parts.keys, body)], "sender_kid": body["kid"]},
        manifest={"sender_kid": body["kid"]},
    )


def _feedback() -> Iterator[tuple[str, str, Make]]:
    def brings(**values: Any) -> Make:
        return lambda b: b.back(
            raw={
                "dok": dok([b.snap(pemilik=b.kec.leaf.uid, jenis="jawaban") | {k: v(b) if callable(v) else v for k, v in values.items()}])
            }
        )  # fmt: skip

    yield "feedback with a plan of the kecamatan", "E_DOC_SCOPE", brings(jenis="rkp-desa")
    yield (
        "feedback with a dokumen of Wirun",
        "E_DOC_SCOPE",
        brings(pemilik=lambda b: b.lain.leaf.uid, jenis="konsultasi"),
    )
    yield "feedback with what stays in the kecamatan", "E_DOC_SCOPE", brings(jenis="kompilasi")
    yield (
        "feedback with a private part of the village",
        "E_DOC_SCOPE",
        brings(pemilik=lambda b: b.desa.leaf.uid, jenis="pengaduan-lokal"),
    )
    yield (
        "feedback in the name of the village's own pagu",
        "E_DOC_SCOPE",
        brings(pemilik=lambda b: b.desa.leaf.uid, jenis="pagu"),
    )
    yield (
        "feedback that takes an id of the village",
        "E_DOC_SCOPE",
        brings(id=lambda b: json.loads(b.plan)["id"]),
    )
    yield (
        "feedback with a changed plan of the village",
        "E_DOC",
        lambda b: b.back(raw={"dok": dok([b.child(leluhur=[ABSENT])])}),
    )
    yield (
        "feedback that sends data",
        "E_KIND",
        lambda b: b.back(header={"kind": "data"}, manifest={"kind": "data"}),
    )
    yield (
        "feedback from another village",
        "E_KIND",
        lambda b: seal(
            b.parts["feedback"].but(keys=b.lain.keys),
            header={"certs": b.lain.texts, "sender_kid": b.lain.keys.kid},
            manifest={"sender_kid": b.lain.keys.kid},
        ),
    )
    yield "feedback of a stranger", "E_UNKNOWN_SENDER", _feedback_of_a_stranger
    yield (
        "feedback signed by a village",
        "E_SIGNATURE",
        lambda b: b.back(signature=lambda d: b.lain.keys.sign("kiriman", d)),
    )
    yield (
        "a visit from the kecamatan to a village",
        "E_DOC_SCOPE",
        lambda b: b.back(header={"kind": "peer"}, manifest={"kind": "peer"}),
    )
    yield (
        "an empty visit from the kecamatan",
        "E_KIND",
        lambda b: b.back(header={"kind": "peer"}, manifest={"kind": "peer"}, raw={"dok": None}),
    )
    yield "a request that reaches a village", "E_NOT_FOR_US", lambda b: b.request()
    yield (
        "what Wirun sent to the kecamatan",
        "E_NOT_FOR_US",
        lambda b: b.data(header={"recipients": [b.kec.keys.kid]}, manifest={"recipients": [b.kec.keys.kid]}),
    )


def _feedback_of_a_stranger(b: Bengkel) -> bytes:
    keys = new_keys()
    own = make_root(keys, "330699", "Kutoarjo")
    leaf = b.certificate(keys, b.kec.leaf)
    assert own.kid == keys.kid
    return b.back(header={"certs": [leaf]})


def _grants() -> Iterator[tuple[str, str, Make]]:
    def says(**values: Any) -> Make:
        return lambda b: b.grant(
            raw={"grant": write({"asks": [], "cert": b.desa.leaf.text, "v": 1} | {k: v(b) if callable(v) else v for k, v in values.items()})}
        )  # fmt: skip

    yield "grant: an unknown wish", "E_SECTION", says(asks=["ktp"])
    yield "grant: wishes as text", "E_SECTION", says(asks="penduduk")
    yield "grant: a wish twice", "E_SECTION", says(asks=["penduduk", "penduduk"])
    yield "grant: one key more", "E_SECTION", says(lagi=1)
    yield "grant: version 2", "E_SECTION", says(v=2)
    yield "grant: a certificate as a list", "E_SECTION", says(cert=[])
    yield "grant: no section", "E_SECTION", lambda b: b.grant(raw={"grant": None})
    yield "grant: rubbish for a certificate", "E_CERT", says(cert="a.b")
    yield "grant: the certificate of another laptop", "E_CERT", says(cert=lambda b: b.lain.leaf.text)
    yield (
        "grant: a certificate the village made itself",
        "E_CERT",
        says(cert=lambda b: b.certificate(b.desa.keys, b.desa.leaf)),
    )
    yield (
        "grant: the role of a kecamatan",
        "E_CERT",
        says(
            cert=lambda b: b.certificate(
                b.kec.keys, b.desa.leaf, role="kecamatan", kode="330699", uid=b.kec.leaf.uid
            )
        ),
    )
    yield (
        "grant: a code of another area",
        "E_SCOPE",
        says(cert=lambda b: b.certificate(b.kec.keys, b.desa.leaf, kode="3307992001")),
    )
    yield (
        "grant: a code of another village",
        "E_SCOPE",
        says(cert=lambda b: b.certificate(b.kec.keys, b.desa.leaf, kode=WIRUN)),
    )
    yield (
        "grant: the office of another village",
        "E_SCOPE",
        says(cert=lambda b: b.certificate(b.kec.keys, b.desa.leaf, uid=b.lain.leaf.uid)),
    )
    yield "grant: a root that nobody typed", "E_CERT", _grant_of_another_root


def _grant_of_another_root(b: Bengkel) -> bytes:
    """A stranger's root beside the true assistant: the assistant is not of that root."""
    root = make_root(new_keys(), "330699", "Kutoarjo")
    return b.grant(header={"certs": [b.kec.leaf.text, root.text]})


_TO_THE_KECAMATAN = (
    _container, _header, _certificates, _roles, _payload, _inside, _manifest, _table, _streams, _snapshots,
    _descent, _scope, _held_and_attachments, _contents, _numbers, _requests,
)  # fmt: skip
_TO_A_VILLAGE = (_feedback, _grants)


def _kinds() -> Iterator[Jahat]:
    for di, parts in ((KUTOARJO, _TO_THE_KECAMATAN), (TURSINO, _TO_A_VILLAGE)):
        for part in parts:
            yield from (Jahat(part.__name__.strip("_"), *one, di=di) for one in part())


JAHAT = tuple(_kinds())
BAGIAN = tuple(dict.fromkeys(one.bagian for one in JAHAT))


# ------------------------------------------------------------------ odd, but the sender's right

Lines = Callable[[Bengkel], list[Json]]
NASTY = "=cmd|' /C calc'!A0 \u202egnp.exe\u202c <b>&amp;</b> \x00\x07\u200b'; DROP TABLE usulan;--"


@dataclass(frozen=True)
class Ganjil:
    """What is odd and taken all the same: its snapshots, header values, and the codes of the warnings."""

    nama: str
    lines: Lines
    peringatan: tuple[str, ...] = ()
    dibuat: str = "2026-08-12T20:15:00+07:00"


def _own(b: Bengkel, jenis: str, isi: Json, kunci: str = "", **values: Any) -> Json:
    return b.snap(id=str(dokumen_id(b.desa.leaf.uid, jenis, kunci)), jenis=jenis, isi=isi, **values)


GANJIL = (
    Ganjil("nothing at all", lambda b: []),
    Ganjil("hostile text in a question", lambda b: [b.snap(isi={"judul": NASTY})]),
    Ganjil(
        "hostile text in a plan",
        lambda b: [_own(b, "rkp-desa", {"tahun": TAHUN + 2, "kegiatan": [{"id": RECORD, "nama": NASTY}]}, str(TAHUN + 2))],
    ),
    Ganjil("a text as long as allowed", lambda b: [b.snap(id=OTHER_RECORD, isi={"judul": "a" * 65_536})]),
    Ganjil("content of sixteen levels", lambda b: [b.snap(id=OTHER_RECORD[:-1] + "c", isi={"a": _deep(13)})]),
    Ganjil("a jenis nobody knows", lambda b: [b.snap(id=OTHER_RECORD[:-1] + "d", jenis="embung-desa", schema=700)], ("W_SCHEMA",)),
    Ganjil(
        "a plan of a newer program",
        lambda b: [_own(b, "rkp-desa", {"tahun": TAHUN + 1, "kegiatan": "lain sama sekali"}, str(TAHUN + 1), schema=900)],
        ("W_SCHEMA",),
    ),
    Ganjil("an attachment that did not come", lambda b: [b.snap(id=OTHER_RECORD[:-1] + "e", isi={"foto": {"lampiran": ABSENT}})], ("W_ATTACHMENT",)),
    Ganjil("made in the year 9000", lambda b: [], ("W_CLOCK",), "9000-01-01T00:00:00+07:00"),
    Ganjil("made in the year 1970", lambda b: [], ("W_CLOCK",), "1970-01-01T00:00:00+00:00"),
    Ganjil("a snapshot dated in the year 9000", lambda b: [b.snap(id=OTHER_RECORD[:-1] + "f", pada="9000-01-01T00:00:00+07:00")]),
    Ganjil("a parent that nobody has", lambda b: [b.snap(id=RECORD, jenis="tanggapan", parents=[ABSENT], revisi=7)]),
)  # fmt: skip


def _deep(levels: int) -> Any:
    return [_deep(levels - 1)] if levels else []


def odd_files(b: Bengkel) -> Iterator[tuple[Ganjil, bytes]]:
    """The odd kiriman in the order of their numbers, each after the one before."""
    chain = dict(b.parts["data"].header["chain"])
    for one in GANJIL:
        lines = one.lines(b)
        whole = b.data(
            header={"chain": chain, "created": one.dibuat},
            manifest={"chain": chain},
            raw={"dok": dok(lines) if lines else None},
        )
        yield one, whole
        chain = {"id": chain["id"], "prev": container.take_apart(whole).digest, "seq": chain["seq"] + 1}
