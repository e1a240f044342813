"""Reading a kiriman: verify, then decrypt, then decompress, then parse, stopping at the first failure.

`read_kiriman` is pure: all it needs to know is in `Reader`, all it found is in `OpenedKiriman`, and the
one exception that leaves it is KirimanRejected. The order of checks is that of kiriman-format.md 6 and
part of the contract. A digest the ledger knows is D_DUPLICATE before any of this (`container.peek`);
other numbers are judged afterwards (`numbers.judge` over `OpenedKiriman.numbered`).
"""

from __future__ import annotations

import hashlib
import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import accumulate

from desa_desktop.sync import container, inner, strict_json
from desa_desktop.sync.attachments import Lampiran, Take
from desa_desktop.sync.certificates.digits import (
    NomorKunciWrong,
    check_nomor_kunci,
    kode_terima,
    root_salt,
)
from desa_desktop.sync.certificates.key_list import (
    Revoked,
    check_chain,
    check_one_link,
    check_request,
    check_root,
    unknown_sender,
)
from desa_desktop.sync.certificates.points import is_good_point
from desa_desktop.sync.certificates.statements import (
    Certificate,
    Role,
    check_link,
    read_certificate,
)
from desa_desktop.sync.container import Enc, Header, Kind, Parts
from desa_desktop.sync.inner import LAMPIRAN, Manifest, Row
from desa_desktop.sync.numbers import ChainKey, Numbered
from desa_desktop.sync.ownership import Meeting, check_owner
from desa_desktop.sync.rejection import Code, KirimanRejected, Sight, sentence_of
from desa_desktop.sync.snapshots import (
    LARGEST_SNAPSHOT,
    Descent,
    Snapshot,
    check_parents,
    read_snapshot,
)

LARGEST_LAMPIRAN = 20 * 1024 * 1024
_LONGEST_NAME = 200
_HELD = re.compile(rb"(?:[0-9a-f]{64}\n)*+")
_HELD_LINE = 65
_ASKS = ("penduduk",)
_SNAPSHOT_START = b'{"id":"'  # of every line of `dok`: the keys are sorted
MAY_SEND: dict[Role, frozenset[Kind]] = {
    Role.AKAR: frozenset(),
    Role.KECAMATAN: frozenset({Kind.FEEDBACK, Kind.PEER, Kind.GRANT}),
    Role.PENDAMPING: frozenset({Kind.PEER}),
    Role.DESA: frozenset({Kind.DATA, Kind.PEER}),
}


def _nothing_held(_digest: str) -> Descent | None:
    return None


def _no_lampiran(_sha256: str) -> bool:
    return False


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Who reads, and what this laptop knows already.

    `kid`, `age_secret`, `uid`, `role`: the laptop's own keys and office. `root`: the pinned root's
    certificate. `typed`: area code and 30 digits typed from the kecamatan's card, for a grant.
    `revoked`: from `compute_trust`. `owners`: uid and jenis of each known dokumen id. `asks`: per village
    uid the `agregat` jenis asked and agreed. `find`: a held snapshot by digest. `has_lampiran`: whether
    an attachment is held. `addressee_uid`: only when the sender reads back what it wrote, the office it
    is for. `latihan_roots`: kids of the roots of Mode Latihan.
    """

    kid: str
    age_secret: str = field(repr=False)
    uid: str
    role: Role
    root: Certificate | None = None
    typed: tuple[str, str] | None = None
    revoked: Mapping[str, Revoked] = field(default_factory=dict)
    owners: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    asks: Mapping[str, frozenset[str]] = field(default_factory=dict)
    find: Callable[[str], Descent | None] = _nothing_held
    has_lampiran: Callable[[str], bool] = _no_lampiran
    addressee_uid: str | None = None
    latihan_roots: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Grant:
    """What a kecamatan answers to a request: our certificate, the root to pin, what it asks for."""

    certificate: Certificate
    asks: frozenset[str]
    root: Certificate | None


@dataclass(frozen=True, slots=True)
class Warned:
    """Something odd that does not stop the kiriman; `n` is how many are concerned."""

    code: Code
    n: int

    @property
    def sentence(self) -> str:
        """For people."""
        return sentence_of(self.code, n=self.n)


@dataclass(frozen=True, kw_only=True)
class OpenedKiriman:
    """A kiriman that is authentic, for us, and well-formed.

    `digest` 64 hex. `snapshots` in the order of their digests. `held`: what the sender says it holds.
    `lampiran`: attachments by SHA-256, in memory or in the opened file. `nama`: of a request, the village's
    name as the laptop wrote it.
    """

    digest: str
    header: Header
    header_bytes: bytes
    signature: bytes
    sender: Certificate
    manifest: Manifest
    manifest_bytes: bytes
    snapshots: tuple[Snapshot, ...]
    held: frozenset[str]
    lampiran: Lampiran
    warnings: tuple[Warned, ...]
    nama: str | None = None
    grant: Grant | None = None

    @property
    def numbered(self) -> Numbered:
        """Its numbers, for the ledger."""
        chain = self.header.chain
        key = ChainKey(self.sender.kid, self.header.kind.value, chain.id)
        return Numbered(key, chain.seq, chain.prev, self.digest, self.manifest.replaces)

    @property
    def kode_terima(self) -> str:
        """What the kecamatan reads out on the telephone, `4437-0798` (14.3)."""
        return kode_terima(self.manifest.salt, bytes.fromhex(self.digest))


def read_kiriman(whole: bytes, reader: Reader) -> OpenedKiriman:
    """Verify and open a file. Raises KirimanRejected, whose `reason` is exactly the code of the format."""
    return _read(whole, reader, is_test_bench=False)


def read_on_test_bench(whole: bytes, reader: Reader) -> OpenedKiriman:
    """The same for the one plain `data` file of the test vectors; the program itself never calls it."""
    return _read(whole, reader, is_test_bench=True)


def check_outside(head: bytes, size: int, payload: Iterable[bytes], reader: Reader) -> Outside:
    """All that is judged before opening, for a file too large to load before its sender is known.

    `head` are its first HEAD_LENGTH bytes, `size` its bytes in all, `payload` what follows the signature,
    in pieces. Raises KirimanRejected as `read_kiriman` would.
    """
    parts = container.take_apart_head(head, size)
    header = container.read_header(parts.header)
    if header.enc is Enc.NONE and header.kind is not Kind.REQUEST:
        raise KirimanRejected(Code.E_PLAIN)
    with seen_from(header, reader):
        sender, new_root = _check_sender(parts, header, reader)
        hashed = hashlib.sha256()
        for piece in payload:
            hashed.update(piece)
        _check_payload(hashed.hexdigest(), header, reader)
    return Outside(parts, header, sender, new_root)


@contextmanager
def seen_from(header: Header, reader: Reader) -> Iterator[None]:
    """A refusal inside gets the sentence that fits the place from which it is seen; its code is the same."""
    try:
        yield
    except KirimanRejected as failure:
        raise KirimanRejected(failure.reason, _sight(header, reader), **failure.details) from failure


@dataclass(frozen=True, slots=True)
class Outside:
    """What was judged before opening: the sender is known, and the payload is what it signed."""

    parts: Parts
    header: Header
    sender: Certificate
    new_root: Certificate | None


def _read(whole: bytes, reader: Reader, *, is_test_bench: bool) -> OpenedKiriman:
    parts = container.take_apart(whole)
    header = container.read_header(parts.header)
    if header.enc is Enc.NONE and header.kind is not Kind.REQUEST and not is_test_bench:
        raise KirimanRejected(Code.E_PLAIN)
    with seen_from(header, reader):
        outside = Outside(parts, header, *_check_sender(parts, header, reader))
        return _open(outside, reader)


def _sight(header: Header, reader: Reader) -> Sight:
    if header.kind is Kind.REQUEST:
        return Sight.REQUEST
    if header.kind is Kind.FEEDBACK and reader.role is Role.DESA:
        return Sight.FEEDBACK
    return Sight.USUAL


def _check_sender(parts: Parts, header: Header, reader: Reader) -> tuple[Certificate, Certificate | None]:
    chain = [read_certificate(text) for text in header.certs]
    leaf, new_root = chain[0], None
    if header.kind is Kind.REQUEST:
        if len(chain) != 1:
            raise KirimanRejected(Code.E_CERT)
        check_request(leaf)
    else:
        if header.kind is Kind.GRANT and len(chain) == 2 and chain[1].role is Role.AKAR:
            new_root = _check_granting_root(leaf, chain[1], reader)
        else:
            check_chain(chain, reader.root, reader.revoked, reader.latihan_roots)
        if header.kind not in MAY_SEND[leaf.role]:
            raise KirimanRejected(Code.E_KIND)
    if leaf.kid != header.sender_kid:
        raise KirimanRejected(Code.E_CERT)
    if not container.is_signature_good(parts, leaf.pub):
        raise KirimanRejected(Code.E_SIGNATURE, kode=leaf.kode)
    return leaf, new_root


def _check_granting_root(leaf: Certificate, root: Certificate, reader: Reader) -> Certificate | None:
    """The root that comes with a grant: the pinned one (None), or one that gives the typed digits."""
    check_one_link(leaf, root, reader.revoked, is_leaf=True)
    check_root(root)
    if root.kid in reader.latihan_roots:  # whatever was typed: everybody has that key
        raise unknown_sender(root, reader.latihan_roots)
    if reader.root is not None and reader.root.kid == root.kid:
        return None
    if reader.typed is None:
        raise unknown_sender(root, reader.latihan_roots)
    kode, digits = reader.typed
    if root.kode != root_salt(kode):
        raise KirimanRejected(Code.E_UNKNOWN_SENDER)
    try:
        check_nomor_kunci(digits, root.pub, root.age, root.kode)
    except NomorKunciWrong as failure:
        raise KirimanRejected(Code.E_UNKNOWN_SENDER) from failure
    return root


def _open(outside: Outside, reader: Reader) -> OpenedKiriman:
    parts, header = outside.parts, outside.header
    _check_payload(hashlib.sha256(parts.payload).hexdigest(), header, reader)
    plain = header.enc is Enc.NONE
    whole = bytes(parts.payload) if plain else inner.decrypt(parts.payload, reader.age_secret)
    manifest_bytes, start = inner.split_manifest(whole)
    manifest, table = read_bound_manifest(manifest_bytes, header)
    rows = inner.read_table(table, manifest.kind)
    inner.check_lengths(rows, len(whole) - start)
    content = Content(outside, reader)
    stored = memoryview(whole)[start:]
    places = list(accumulate((row.stored_len for row in rows), initial=0))
    for row, place in zip(rows, places, strict=False):  # hashed in pieces and let go
        _check_section(row, stored[place : place + row.stored_len])
    for row, place in zip(rows, places, strict=False):
        view = stored[place : place + row.stored_len]
        content.begin(row)
        if row.name.startswith(LAMPIRAN):
            content.keep(view)
        else:
            for piece in inner.inflate(row, view):
                content.take(piece)
        content.end()
    return content.opened(manifest, manifest_bytes)


def read_bound_manifest(data: bytes, header: Header) -> tuple[Manifest, object]:
    """The manifest that the header commits to, and its table. Raises KirimanRejected."""
    if hashlib.sha256(data).hexdigest() != header.manifest_sha256:
        raise KirimanRejected(Code.E_MANIFEST_HASH)
    manifest, table = inner.read_manifest(data)
    _check_binding(header, manifest)
    return manifest, table


def _check_section(row: Row, stored: memoryview) -> None:
    """Length, hash, and for JSON the weight: what is declared falsely never fills the memory."""
    require_short(row)
    hashed, scales = hashlib.sha256(), inner.Scales(row)
    for piece in inner.inflate(row, stored):
        hashed.update(piece)
        if row.name == "dok":
            scales.put(piece)
    if hashed.hexdigest() != row.sha256:
        raise KirimanRejected(Code.E_SECTION_HASH)


def require_short(row: Row) -> None:
    """What may never be long is refused by what it declares, before it is unpacked.

    Raises KirimanRejected (E_HELD, E_SECTION).
    """
    if row.name == "held" and row.raw_len > inner.MOST_HELD * _HELD_LINE:
        raise KirimanRejected(Code.E_HELD)
    if row.name in ("request", "grant") and row.raw_len > inner.LONGEST_REQUEST:
        raise KirimanRejected(Code.E_SECTION)


def _check_payload(sha256: str, header: Header, reader: Reader) -> None:
    if sha256 != header.payload_sha256:
        raise KirimanRejected(Code.E_PAYLOAD_HASH)
    if header.kind is not Kind.REQUEST and reader.kid not in header.recipients:
        raise KirimanRejected(Code.E_NOT_FOR_US)


def _check_binding(header: Header, manifest: Manifest) -> None:
    outside = (header.chain, header.kind, header.recipients, header.sender_kid)
    inside = (manifest.chain, manifest.kind, manifest.recipients, manifest.sender_kid)
    if outside != inside:
        raise KirimanRejected(Code.E_BINDING)


class Content:
    """What the sections of a kiriman bring, section by section in the order of the table.

    `begin(row)`, its raw bytes by `take`, then `end`. An attachment is not taken: it is given by `keep` where
    the whole file lies in memory, else it stays in the file, and `opened` is told how it is read again.
    Raises KirimanRejected as soon as something is wrong.
    """

    def __init__(self, outside: Outside, reader: Reader) -> None:
        self._outside, self._reader = outside, reader
        self._row: Row | None = None
        self._raw = bytearray()
        self._snapshots = _Snapshots(outside, reader)
        self._held: frozenset[str] = frozenset()
        self._nama: str | None = None
        self._grant: Grant | None = None
        self._attachments: _Attachments | None = None

    def begin(self, row: Row) -> None:
        """The next section; what it says of itself is judged first."""
        self._row, self._raw = row, bytearray()
        if row.name == "dok":
            self._snapshots.begin(row)
        elif row.name.startswith(LAMPIRAN):
            self.attachments.require(row)

    def take(self, piece: bytes) -> None:
        """Raw bytes of the section."""
        if self._row is not None and self._row.name == "dok":
            self._snapshots.take(piece)
        else:
            self._raw += piece

    def keep(self, stored: memoryview) -> None:
        """An attachment as a whole: it is kept as this view."""
        self.attachments.stored[self._name.removeprefix(LAMPIRAN)] = stored

    def end(self) -> None:
        """The section is over."""
        name, raw = self._name, self._raw
        if name == "dok":
            self._snapshots.end()
        elif name == "held":
            self._held = _read_held(bytes(raw))
        elif name == "request":
            self._nama = _read_request(bytes(raw))
        elif name == "grant":
            self._grant = _read_grant(bytes(raw), self._outside, self._reader)
        self._row, self._raw = None, bytearray()

    def opened(
        self, manifest: Manifest, manifest_bytes: bytes, again: Callable[[Take], None] | None = None
    ) -> OpenedKiriman:
        """All of it, once every section was there; `again` reads the attachments that lie in the file."""
        outside, attachments = self._outside, self.attachments
        snapshots = self._snapshots.done()
        return OpenedKiriman(
            digest=outside.parts.digest,
            header=outside.header,
            header_bytes=outside.parts.header,
            signature=outside.parts.signature,
            sender=outside.sender,
            manifest=manifest,
            manifest_bytes=manifest_bytes,
            snapshots=snapshots,
            held=self._held,
            lampiran=Lampiran(attachments.sizes, None if again else attachments.stored, again),
            warnings=_warn(snapshots, attachments.missing(self._reader)),
            nama=self._nama,
            grant=self._grant,
        )

    @property
    def attachments(self) -> _Attachments:
        """What may come, known once the snapshots were read: they come first in every table."""
        if self._attachments is None:
            self._attachments = _Attachments(self._snapshots.done())
        return self._attachments

    @property
    def _name(self) -> str:
        assert self._row is not None
        return self._row.name


class _Snapshots:
    """The lines of the section `dok`, each read as soon as it is whole."""

    def __init__(self, outside: Outside, reader: Reader) -> None:
        sender, own = outside.sender, {reader.uid}
        if sender.kid == reader.kid and reader.addressee_uid is not None:
            own.add(reader.addressee_uid)
        self._owners, self._reader = dict(reader.owners), reader
        self._meeting = Meeting(
            outside.header.kind, sender, reader.uid, frozenset(own), reader.asks, self._owners
        )
        self._waiting = bytearray()
        self._scales: inner.Scales | None = None
        self._found: list[Snapshot] = []
        self._is_done = False

    def begin(self, row: Row) -> None:
        self._scales = inner.Scales(row)

    def take(self, piece: bytes) -> None:
        assert self._scales is not None
        self._scales.put(piece)
        waiting, searched, start = self._waiting, len(self._waiting), 0
        waiting += piece
        while (end := waiting.find(b"\n", max(start, searched))) >= 0:
            self._add(bytes(memoryview(waiting)[start:end]))
            start = end + 1
        del waiting[:start]
        if len(waiting) > LARGEST_SNAPSHOT or not _SNAPSHOT_START.startswith(waiting[: len(_SNAPSHOT_START)]):
            raise KirimanRejected(Code.E_DOC)

    def end(self) -> None:
        if self._waiting:
            raise KirimanRejected(Code.E_DOC)

    def done(self) -> tuple[Snapshot, ...]:
        if not self._is_done:
            self._is_done = True
            arriving = {one.digest: one for one in self._found}
            for snapshot in self._found:
                check_parents(snapshot, lambda digest: arriving.get(digest) or self._reader.find(digest))
        return tuple(self._found)

    def _add(self, line: bytes) -> None:
        snapshot = read_snapshot(line)
        if self._found and snapshot.digest <= self._found[-1].digest:
            raise KirimanRejected(Code.E_DOC)
        check_owner(snapshot, self._meeting)
        self._owners[snapshot.id] = (snapshot.pemilik, snapshot.jenis)
        self._found.append(snapshot)


class _Attachments:
    """What the snapshots name, and what of it came."""

    def __init__(self, snapshots: tuple[Snapshot, ...]) -> None:
        self._limits: dict[str, int] = {}
        self._expected: set[str] = set()
        self.sizes: dict[str, int] = {}
        self.stored: dict[str, memoryview] = {}
        for snapshot in snapshots:
            is_deposit = snapshot.jenis == "titipan"
            most = inner.LARGEST_SECTION if is_deposit else LARGEST_LAMPIRAN
            if not is_deposit:  # its file goes once: another laptop of ours may have it
                self._expected |= snapshot.lampiran
            for sha256 in snapshot.lampiran:
                self._limits[sha256] = max(most, self._limits.get(sha256, 0))

    def require(self, row: Row) -> None:
        """Whether this one may come. Raises KirimanRejected (E_ATTACHMENT)."""
        sha256 = row.name.removeprefix(LAMPIRAN)
        if row.sha256 != sha256 or row.raw_len > self._limits.get(sha256, -1):
            raise KirimanRejected(Code.E_ATTACHMENT)
        self.sizes[sha256] = row.raw_len

    def missing(self, reader: Reader) -> int:
        """How many are named but neither came nor are held."""
        return sum(one not in self.sizes and not reader.has_lampiran(one) for one in self._expected)


def _read_held(raw: bytes) -> frozenset[str]:
    if not _HELD.fullmatch(raw):
        raise KirimanRejected(Code.E_HELD)
    digests = raw.decode("ascii").splitlines()
    if any(map(operator.ge, digests, digests[1:])):  # sorted, each once
        raise KirimanRejected(Code.E_HELD)
    return frozenset(digests)


def _read_fields(raw: bytes, keys: frozenset[str]) -> strict_json.Object:
    try:
        fields = strict_json.decode_object(raw)
    except strict_json.NotStrict as failure:
        raise KirimanRejected(Code.E_SECTION) from failure
    if fields.keys() != keys or not strict_json.is_integer(fields["v"], 1) or fields["v"] != 1:
        raise KirimanRejected(Code.E_SECTION)
    return fields


def _read_request(raw: bytes) -> str:
    nama = _read_fields(raw, frozenset({"nama", "v"}))["nama"]
    if not isinstance(nama, str) or not 0 < len(nama) <= _LONGEST_NAME:
        raise KirimanRejected(Code.E_SECTION)
    return nama


def _read_grant(raw: bytes, outside: Outside, reader: Reader) -> Grant:
    sender, new_root = outside.sender, outside.new_root
    fields = _read_fields(raw, frozenset({"asks", "cert", "v"}))
    asks, text = fields["asks"], fields["cert"]
    if asks not in ([], list(_ASKS)) or not isinstance(text, str):
        raise KirimanRejected(Code.E_SECTION)
    certificate = read_certificate(text)
    root = new_root or reader.root
    check_link(certificate, root if root is not None and certificate.issuer == root.kid else sender)
    is_read_back = sender.kid == reader.kid
    if not is_good_point(certificate.pub) or (certificate.kid != reader.kid and not is_read_back):
        raise KirimanRejected(Code.E_CERT)
    return Grant(certificate, frozenset(_ASKS if asks else ()), new_root)


def _warn(snapshots: tuple[Snapshot, ...], missing: int) -> tuple[Warned, ...]:
    newer = sum(not one.is_readable for one in snapshots)
    found = ((Code.W_SCHEMA, newer), (Code.W_ATTACHMENT, missing))
    return tuple(Warned(code, n) for code, n in found if n)
