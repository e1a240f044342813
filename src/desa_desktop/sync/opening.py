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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import IO

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


def read_in_pieces(
    head: bytes, size: int, open_payload: Callable[[], IO[bytes]], reader: Reader
) -> OpenedKiriman:
    """The same for a file too large to load: `head` are its first HEAD_LENGTH bytes, `size` its bytes in all.

    `open_payload` opens what follows the signature, again for every pass: the payload is hashed before it is
    deciphered, and attachments are deciphered once more when they are wanted. Nothing but snapshots and
    statements lies in memory. Raises KirimanRejected with the codes of `read_kiriman`, OSError.
    """
    parts = container.take_apart_head(head, size)
    header = container.read_header(parts.header)
    if header.enc is Enc.NONE and header.kind is not Kind.REQUEST:
        raise KirimanRejected(Code.E_PLAIN)
    try:
        sender, new_root = _check_sender(parts, header, reader)
        _check_payload(_hash_of(open_payload), header, reader)
        if header.enc is Enc.NONE:  # nobody has as much to ask
            raise KirimanRejected(Code.E_SECTION)
        sink = _Inside(header)
        _decipher(open_payload, reader, sink.take)
        manifest, sections = sink.finish()

        def again(take: Take) -> None:
            _pour(open_payload, reader, len(sink.manifest_bytes), tuple(sections.rows.values()), take)

        away = replace(sections, again=again)
        return _build(parts, header, sender, new_root, reader, manifest, sink.manifest_bytes, away)
    except KirimanRejected as failure:
        raise KirimanRejected(failure.reason, _sight(header, reader), **failure.details) from failure


def _hash_of(open_payload: Callable[[], IO[bytes]]) -> str:
    hashed = hashlib.sha256()
    with open_payload() as source:
        while piece := source.read(inner.PIECE):
            hashed.update(piece)
    return hashed.hexdigest()


def _decipher(open_payload: Callable[[], IO[bytes]], reader: Reader, take: Callable[[bytes], object]) -> None:
    with open_payload() as source:
        inner.decrypt_pieces(source, reader.age_secret, take)


def _pour(
    open_payload: Callable[[], IO[bytes]],
    reader: Reader,
    manifest_length: int,
    rows: Sequence[Row],
    take: Take,
) -> None:
    """Decipher the file once more and hand over its attachments, which count when this has returned.

    Raises KirimanRejected (E_SECTION_HASH, E_INNER_LEN, E_DECRYPT) when it is not what it was before.
    """
    left = inner.START.size + manifest_length
    waiting = list(reversed(rows))
    now: Row | None = None
    hashed = hashlib.sha256()

    def begin_next() -> None:
        nonlocal left, now, hashed
        _require_hash(now, hashed)
        if not waiting:
            raise KirimanRejected(Code.E_INNER_LEN)
        now, hashed = waiting.pop(), hashlib.sha256()
        left = now.stored_len
        hand_over(b"")

    def hand_over(piece: bytes) -> None:
        if now is not None and now.name.startswith(LAMPIRAN):
            hashed.update(piece)
            take(now.name.removeprefix(LAMPIRAN), piece)

    def part(piece: bytes) -> None:
        nonlocal left
        view = memoryview(piece)
        while view:
            while not left:
                begin_next()
            taken, view = view[:left], view[left:]
            left -= len(taken)
            hand_over(bytes(taken))

    _decipher(open_payload, reader, part)
    while waiting:
        begin_next()
    _require_hash(now, hashed)


def _require_hash(row: Row | None, hashed: hashlib._Hash) -> None:
    if row is not None and row.name.startswith(LAMPIRAN) and hashed.hexdigest() != row.sha256:
        raise KirimanRejected(Code.E_SECTION_HASH)


class _Inside:
    """Takes the inner container piece by piece: keeps manifest and sections, hashes attachments.

    What is wrong with it is said at the end, when it is certain that the file was whole, and in the order in
    which `read_kiriman` would say it.
    """

    def __init__(self, header: Header) -> None:
        self.manifest_bytes = b""
        self._header = header
        self._manifest: Manifest | None = None
        self._rows: tuple[Row, ...] = ()
        self._start = bytearray()
        self._length = 0  # of all that follows the manifest
        self._place = 0
        self._begun = 0  # bytes of the section at `_place` that came
        self._kept: dict[str, bytearray] = {}
        self._hashed: dict[str, hashlib._Hash] = {}
        self._failure: KirimanRejected | None = None
        self._bomb: KirimanRejected | None = None

    def take(self, piece: bytes) -> None:
        """The next piece."""
        view = memoryview(piece)
        if self._manifest is None and self._failure is None:
            view = self._take_start(view)
        if self._manifest is not None:
            self._length += len(view)
            self._take_sections(view)

    def _take_start(self, view: memoryview) -> memoryview:
        """Up to the end of the manifest; returns what is left of the piece."""
        self._start += view
        if len(self._start) < inner.START.size:
            return view[:0]
        magic, length = inner.START.unpack_from(self._start)
        end = inner.START.size + length
        try:
            if magic != inner.MAGIC or length > inner.LONGEST_MANIFEST:
                inner.split_manifest(bytes(self._start))
            if len(self._start) < end:
                return view[:0]
            rest = bytes(self._start[end:])
            self.manifest_bytes = bytes(self._start[inner.START.size : end])
            self._start.clear()
            manifest, table = _read_manifest(self.manifest_bytes, self._header)
            self._rows = inner.read_table(table, manifest.kind)
        except KirimanRejected as failure:
            self._failure = failure
            return view[:0]
        self._manifest = manifest
        try:
            inner.check_lengths(self._rows, sum(row.stored_len for row in self._rows))
        except KirimanRejected as failure:
            self._bomb = failure
        return memoryview(rest)

    def _take_sections(self, view: memoryview) -> None:
        while self._bomb is None and self._place < len(self._rows):
            row = self._rows[self._place]
            taken, view = view[: row.stored_len - self._begun], view[row.stored_len - self._begun :]
            self._begun += len(taken)
            if row.name.startswith(LAMPIRAN):
                self._hashed.setdefault(row.name, hashlib.sha256()).update(taken)
            else:
                self._kept.setdefault(row.name, bytearray()).extend(taken)
            if self._begun < row.stored_len:
                return
            self._place, self._begun = self._place + 1, 0

    def finish(self) -> tuple[Manifest, _Sections]:
        """All of it, checked. Raises KirimanRejected."""
        if self._failure is not None:
            raise self._failure
        if self._manifest is None:
            inner.split_manifest(bytes(self._start))
            raise KirimanRejected(Code.E_INNER_LEN)
        if self._length != sum(row.stored_len for row in self._rows):
            raise KirimanRejected(Code.E_INNER_LEN)
        if self._bomb is not None:
            raise self._bomb
        views = {name: memoryview(kept) for name, kept in self._kept.items()}
        sections = _Sections({row.name: row for row in self._rows}, views)
        for row in self._rows:
            if row.name in self._hashed:
                if row.raw_len != row.stored_len:
                    raise KirimanRejected(Code.E_SECTION_LEN)
                if self._hashed[row.name].hexdigest() != row.sha256:
                    raise KirimanRejected(Code.E_SECTION_HASH)
            else:
                _check_section(sections, row)
        return self._manifest, sections


def _read(whole: bytes, reader: Reader, *, is_test_bench: bool) -> OpenedKiriman:
    parts = container.take_apart(whole)
    header = container.read_header(parts.header)
    if header.enc is Enc.NONE and header.kind is not Kind.REQUEST and not is_test_bench:
        raise KirimanRejected(Code.E_PLAIN)
    sight = _sight(header, reader)
    try:
        sender, new_root = _check_sender(parts, header, reader)
        return _open(parts, header, sender, new_root, reader)
    except KirimanRejected as failure:
        # The same code with the sentence that fits the place from which it is seen.
        raise KirimanRejected(failure.reason, sight, **failure.details) from failure


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


def _open(
    parts: Parts, header: Header, sender: Certificate, new_root: Certificate | None, reader: Reader
) -> OpenedKiriman:
    _check_payload(hashlib.sha256(parts.payload).hexdigest(), header, reader)
    plain = header.enc is Enc.NONE
    whole = bytes(parts.payload) if plain else inner.decrypt(parts.payload, reader.age_secret)
    manifest_bytes, start = inner.split_manifest(whole)
    manifest, table = _read_manifest(manifest_bytes, header)
    sections = _open_sections(memoryview(whole)[start:], table, manifest.kind)
    return _build(parts, header, sender, new_root, reader, manifest, manifest_bytes, sections)


def _read_manifest(data: bytes, header: Header) -> tuple[Manifest, object]:
    if hashlib.sha256(data).hexdigest() != header.manifest_sha256:
        raise KirimanRejected(Code.E_MANIFEST_HASH)
    manifest, table = inner.read_manifest(data)
    _check_binding(header, manifest)
    return manifest, table


def _build(
    parts: Parts,
    header: Header,
    sender: Certificate,
    new_root: Certificate | None,
    reader: Reader,
    manifest: Manifest,
    manifest_bytes: bytes,
    sections: _Sections,
) -> OpenedKiriman:
    snapshots = _read_snapshots(sections, header, sender, reader)
    held = _read_held(sections)
    nama = _read_request(sections) if header.kind is Kind.REQUEST else None
    grant = None
    if header.kind is Kind.GRANT:
        grant = _read_grant(sections, sender, new_root, reader)
    lampiran, missing = _read_lampiran(sections, snapshots, reader)
    return OpenedKiriman(
        digest=parts.digest,
        header=header,
        header_bytes=parts.header,
        signature=parts.signature,
        sender=sender,
        manifest=manifest,
        manifest_bytes=manifest_bytes,
        snapshots=snapshots,
        held=held,
        lampiran=lampiran,
        warnings=_warn(snapshots, missing),
        nama=nama,
        grant=grant,
    )


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


@dataclass(frozen=True, slots=True)
class _Sections:
    """`stored` are those that lie in memory; attachments of a large file do not: `again` reads those."""

    rows: Mapping[str, Row]
    stored: Mapping[str, memoryview]
    again: Callable[[Take], None] | None = None

    def pieces(self, name: str) -> Iterator[bytes]:
        """The raw bytes of a section that was checked before; none if it is not there."""
        return inner.inflate(self.rows[name], self.stored[name]) if name in self.rows else iter(())

    def weighed(self, name: str) -> Iterator[bytes]:
        """The same of a section of JSON, refused before it fills the memory."""
        return inner.weighed(self.rows[name], self.pieces(name)) if name in self.rows else iter(())

    def whole(self, name: str, most: int) -> bytes | None:
        """All of a section of at most `most` bytes; None for a larger one."""
        row = self.rows.get(name)
        return None if row is not None and row.raw_len > most else b"".join(self.pieces(name))


def _open_sections(stored: memoryview, table: object, kind: Kind) -> _Sections:
    rows = inner.read_table(table, kind)
    inner.check_lengths(rows, len(stored))
    views: dict[str, memoryview] = {}
    start = 0
    for row in rows:
        views[row.name] = stored[start : start + row.stored_len]
        start += row.stored_len
    sections = _Sections({row.name: row for row in rows}, views)
    for row in rows:
        _check_section(sections, row)
    return sections


def _check_section(sections: _Sections, row: Row) -> None:
    """Hashed in pieces and let go: what is declared falsely never fills the memory."""
    hashed = hashlib.sha256()
    for piece in sections.pieces(row.name):
        hashed.update(piece)
    if hashed.hexdigest() != row.sha256:
        raise KirimanRejected(Code.E_SECTION_HASH)


def _read_snapshots(
    sections: _Sections, header: Header, sender: Certificate, reader: Reader
) -> tuple[Snapshot, ...]:
    own = {reader.uid}
    if sender.kid == reader.kid and reader.addressee_uid is not None:
        own.add(reader.addressee_uid)
    owners = dict(reader.owners)
    meeting = Meeting(header.kind, sender, reader.uid, frozenset(own), reader.asks, owners)
    found: list[Snapshot] = []
    for line in _lines(sections.weighed("dok")):
        snapshot = read_snapshot(line)
        if found and snapshot.digest <= found[-1].digest:
            raise KirimanRejected(Code.E_DOC)
        check_owner(snapshot, meeting)
        owners[snapshot.id] = (snapshot.pemilik, snapshot.jenis)
        found.append(snapshot)
    arriving = {one.digest: one for one in found}
    for snapshot in found:
        check_parents(snapshot, lambda digest: arriving.get(digest) or reader.find(digest))
    return tuple(found)


def _lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    waiting = bytearray()
    for piece in pieces:
        searched = len(waiting)
        waiting += piece
        start = 0
        while (end := waiting.find(b"\n", max(start, searched))) >= 0:
            yield bytes(waiting[start:end])
            start = end + 1
        del waiting[:start]
        if len(waiting) > LARGEST_SNAPSHOT:
            raise KirimanRejected(Code.E_DOC)
    if waiting:
        raise KirimanRejected(Code.E_DOC)


def _read_held(sections: _Sections) -> frozenset[str]:
    raw = sections.whole("held", inner.MOST_HELD * _HELD_LINE)
    if raw is None or not _HELD.fullmatch(raw):
        raise KirimanRejected(Code.E_HELD)
    digests = raw.decode("ascii").splitlines()
    if any(map(operator.ge, digests, digests[1:])):  # sorted, each once
        raise KirimanRejected(Code.E_HELD)
    return frozenset(digests)


def _read_fields(sections: _Sections, name: str, keys: frozenset[str]) -> strict_json.Object:
    raw = sections.whole(name, inner.LONGEST_REQUEST)
    if raw is None:
        raise KirimanRejected(Code.E_SECTION)
    try:
        fields = strict_json.decode_object(raw)
    except strict_json.NotStrict as failure:
        raise KirimanRejected(Code.E_SECTION) from failure
    if fields.keys() != keys or not strict_json.is_integer(fields["v"], 1) or fields["v"] != 1:
        raise KirimanRejected(Code.E_SECTION)
    return fields


def _read_request(sections: _Sections) -> str:
    nama = _read_fields(sections, "request", frozenset({"nama", "v"}))["nama"]
    if not isinstance(nama, str) or not 0 < len(nama) <= _LONGEST_NAME:
        raise KirimanRejected(Code.E_SECTION)
    return nama


def _read_grant(
    sections: _Sections, sender: Certificate, new_root: Certificate | None, reader: Reader
) -> Grant:
    fields = _read_fields(sections, "grant", frozenset({"asks", "cert", "v"}))
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


def _read_lampiran(
    sections: _Sections, snapshots: tuple[Snapshot, ...], reader: Reader
) -> tuple[Lampiran, int]:
    """Attachments that came, and how many are named but neither came nor are held."""
    limits: dict[str, int] = {}
    expected: set[str] = set()
    for snapshot in snapshots:
        is_deposit = snapshot.jenis == "titipan"
        most = inner.LARGEST_SECTION if is_deposit else LARGEST_LAMPIRAN
        if not is_deposit:  # its file goes once: another laptop of ours may have it
            expected |= snapshot.lampiran
        for sha256 in snapshot.lampiran:
            limits[sha256] = max(most, limits.get(sha256, 0))
    sizes: dict[str, int] = {}
    for name, row in sections.rows.items():
        if not name.startswith(LAMPIRAN):
            continue
        sha256 = name.removeprefix(LAMPIRAN)
        if row.sha256 != sha256 or row.raw_len > limits.get(sha256, -1):
            raise KirimanRejected(Code.E_ATTACHMENT)
        sizes[sha256] = row.raw_len
    stored = {name: sections.stored[LAMPIRAN + name] for name in sizes} if sections.again is None else None
    came = Lampiran(sizes, stored, sections.again)
    return came, sum(one not in came and not reader.has_lampiran(one) for one in expected)


def _warn(snapshots: tuple[Snapshot, ...], missing: int) -> tuple[Warned, ...]:
    newer = sum(not one.is_readable for one in snapshots)
    found = ((Code.W_SCHEMA, newer), (Code.W_ATTACHMENT, missing))
    return tuple(Warned(code, n) for code, n in found if n)
