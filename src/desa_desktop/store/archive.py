"""The archive: snapshots by digest, what partners hold, the numbers of kiriman, keys that were seen.

Rows in, rows out. What they mean is decided in `sync`, carried out by `services/exchange`; nothing here
commits, so that one acceptance stays one transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from desa_desktop.domain.isian import Isian
from desa_desktop.domain.plain import CLASSES
from desa_desktop.store import book
from desa_desktop.store.mapping import KINDS
from desa_desktop.store.unit import Unit, plain_errors


@dataclass(frozen=True, slots=True)
class SnapshotRow:
    """What the archive knows of a snapshot; `isi` is its bytes as signed over, the whole strict JSON."""

    digest: str
    dokumen_id: UUID
    jenis: str
    pemilik: UUID
    skema: int
    status: str
    revisi: int
    parents: tuple[str, ...]
    leluhur: tuple[str, ...]
    oleh: str
    pada: str
    isi: bytes
    dari_kiriman: str | None = None


@dataclass(frozen=True, slots=True)
class DokumenRow:
    """A dokumen and which snapshot the tables hold; `langkah_tabel` is the step at which they did."""

    id: UUID
    jenis: str
    pemilik: UUID
    digest_tabel: str | None
    langkah_tabel: int


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A kiriman that was accepted here; `baru` are the snapshot digests it brought, for taking it back."""

    chain: str
    seq: int
    digest: str
    prev: str
    kid: str
    jenis: str
    berkas: str
    replaces: Mapping[str, Any] | None
    dokumen: Sequence[Mapping[str, Any]]
    pada: datetime
    oleh: str
    keadaan: str
    langkah_id: int | None
    baru: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A kiriman of ours: reserved (`dipesan`) or sealed (`tersegel`); `salinan` are the sticks it went to."""

    chain: str
    seq: int
    kepada: str
    jenis: str
    mode: str
    keadaan: str
    digest: str | None
    berkas: str
    ukuran: int
    dokumen: Sequence[Mapping[str, Any]]
    held: Sequence[str]
    salt: str
    pada: datetime
    salinan: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A file in the intake: what the reader said of it and where it lies now."""

    sha256: str
    nama: str
    ukuran: int
    keadaan: str
    kode: str
    teks: str
    tempat: str
    pengirim: Mapping[str, Any]
    digest: str
    alasan: str
    dibaca_pada: datetime


@dataclass(frozen=True, slots=True)
class HeldRow:
    """The newest statement of one laptop: which snapshots it holds, in which of its kiriman it said so."""

    kid: str
    chain: str
    seq: int
    digest: tuple[str, ...]
    pada: datetime
    seen: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A certificate (`akar`, `sendiri`, `sertifikat`) or revocation (`cabut`) as compact signed text."""

    teks: str
    kid: str
    jenis: str
    pada: datetime
    oleh: str


_ENTERED: sa.ColumnClause[int] = sa.literal_column("rowid")
"""The order in which rows were entered. What came after what is never asked of a village's clock."""


def _rows(
    unit: Unit, statement: sa.Select[Any], given: Mapping[str, Any] | None = None
) -> list[dict[str, Any]]:
    with plain_errors():
        return [dict(row) for row in unit.connection.execute(statement, given).mappings()]


def _do(unit: Unit, statement: sa.sql.dml.UpdateBase, rows: Sequence[Mapping[str, Any]] | None = None) -> int:
    with plain_errors():
        result = (
            unit.connection.execute(statement, rows)
            if rows is not None
            else unit.connection.execute(statement)
        )
    unit.touch(str(statement.table))
    return int(result.rowcount)


# ------------------------------------------------------------------ dokumen and snapshots


def put_dokumen(unit: Unit, key: UUID, jenis: str, pemilik: UUID) -> None:
    """Make the dokumen known; one that is known stays as it is."""
    if not _rows(unit, sa.select(book.dokumen.c.id).where(book.dokumen.c.id == key)):
        _do(unit, sa.insert(book.dokumen).values(id=key, jenis=jenis, pemilik=pemilik))


def tables_hold(unit: Unit, key: UUID, digest: str | None) -> None:
    """Note at the coming commit that the tables hold this snapshot of the dokumen."""

    def note() -> None:
        _do(
            unit,
            sa.update(book.dokumen)
            .where(book.dokumen.c.id == key)
            .values(digest_tabel=digest, langkah_tabel=newest_step(unit)),
        )

    unit.after_step(note)


def find_dokumen(unit: Unit, key: UUID) -> DokumenRow | None:
    """The dokumen, or None when no snapshot of it was ever taken."""
    found = _rows(unit, sa.select(book.dokumen).where(book.dokumen.c.id == key))
    return DokumenRow(**found[0]) if found else None


def all_dokumen(unit: Unit, pemilik: UUID | None = None, jenis: str = "") -> list[DokumenRow]:
    """All dokumen, of one owner or of one jenis."""
    statement = sa.select(book.dokumen).order_by(book.dokumen.c.jenis, book.dokumen.c.id)
    if pemilik is not None:
        statement = statement.where(book.dokumen.c.pemilik == pemilik)
    if jenis:
        statement = statement.where(book.dokumen.c.jenis == jenis)
    return [DokumenRow(**row) for row in _rows(unit, statement)]


def root_ids(unit: Unit, pemilik: UUID) -> dict[UUID, str]:
    """The aggregates of one village in the tables that may leave it, id to jenis, without loading them."""
    found: dict[UUID, str] = {}
    for jenis, cls in CLASSES.items():
        table = KINDS[cls].table
        owner = table.c.id if jenis == "profil" else table.c.get("desa_id")
        if owner is None:
            continue
        wanted = sa.select(table.c.id).where(owner == pemilik)
        if cls is Isian:  # what is about a family stays
            wanted = wanted.where(table.c.keluarga_id.is_(None))
        for row in _rows(unit, wanted):
            found[row["id"]] = jenis
    return found


def put_snapshots(unit: Unit, rows: Iterable[SnapshotRow]) -> None:
    """Store snapshots that are not stored yet; their dokumen must be known."""
    fresh = list(rows)
    known = set(held_digests(unit, [one.digest for one in fresh]))
    values = [
        {
            "digest": one.digest,
            "dokumen_id": one.dokumen_id,
            "skema": one.skema,
            "status": one.status,
            "revisi": one.revisi,
            "parents": list(one.parents),
            "leluhur": list(one.leluhur),
            "oleh": one.oleh,
            "pada": one.pada,
            "isi": one.isi,
            "dari_kiriman": one.dari_kiriman,
        }
        for one in fresh
        if one.digest not in known
    ]
    if values:
        _do(unit, sa.insert(book.snapshot), values)


def drop_snapshots(unit: Unit, digests: Sequence[str]) -> None:
    """Forget the content of these snapshots: an acceptance taken back, or what retention lets go."""
    for start in range(0, len(digests), 400):
        block = list(digests[start : start + 400])
        _do(unit, sa.delete(book.snapshot).where(book.snapshot.c.digest.in_(block)))


def held_digests(unit: Unit, asked: Sequence[str]) -> list[str]:
    """Which of these digests are stored with content."""
    found: list[str] = []
    for start in range(0, len(asked), 400):
        block = list(asked[start : start + 400])
        rows = _rows(unit, sa.select(book.snapshot.c.digest).where(book.snapshot.c.digest.in_(block)))
        found += [row["digest"] for row in rows]
    return found


def snapshots_of(
    unit: Unit, key: UUID | None = None, digests: Sequence[str] | None = None
) -> list[SnapshotRow]:
    """The stored snapshots of one dokumen, or those named by digest, oldest revision first."""
    statement = (
        sa.select(book.snapshot, book.dokumen.c.jenis, book.dokumen.c.pemilik)
        .join(book.dokumen, book.dokumen.c.id == book.snapshot.c.dokumen_id)
        .order_by(book.snapshot.c.revisi, book.snapshot.c.pada, book.snapshot.c.digest)
    )
    if key is not None:
        statement = statement.where(book.snapshot.c.dokumen_id == key)
    if digests is not None:
        statement = statement.where(book.snapshot.c.digest.in_(list(digests)))
    return [_snapshot(row) for row in _rows(unit, statement)]


def snapshot_heads(unit: Unit, key: UUID | None = None) -> list[SnapshotRow]:
    """Every stored snapshot, or those of one dokumen, without content (`isi` empty): for heads and tips.

    Nor `dari_kiriman`: it lies behind the content, which would have to be deciphered to reach it.
    """
    columns = [column for column in book.snapshot.c if column.name not in ("isi", "dari_kiriman")]
    statement = sa.select(
        *columns, sa.literal(b"").label("isi"), book.dokumen.c.jenis, book.dokumen.c.pemilik
    ).join(book.dokumen, book.dokumen.c.id == book.snapshot.c.dokumen_id)
    if key is not None:
        statement = statement.where(book.snapshot.c.dokumen_id == key)
    return [_snapshot(row) for row in _rows(unit, statement)]


def _snapshot(row: Mapping[str, Any]) -> SnapshotRow:
    values = dict(row)
    values["parents"], values["leluhur"] = tuple(values["parents"]), tuple(values["leluhur"])
    return SnapshotRow(**values)


def past_of(unit: Unit, key: UUID) -> set[str]:
    """Every digest that any snapshot of this dokumen names as an ancestor; never forgotten."""
    rows = _rows(unit, sa.select(book.digest_lama.c.digest).where(book.digest_lama.c.dokumen_id == key))
    return {row["digest"] for row in rows}


def all_past(unit: Unit) -> dict[UUID, set[str]]:
    """`past_of` for every dokumen at once."""
    past: dict[UUID, set[str]] = {}
    for row in _rows(unit, sa.select(book.digest_lama)):
        past.setdefault(row["dokumen_id"], set()).add(row["digest"])
    return past


def add_past(unit: Unit, key: UUID, digests: Iterable[str]) -> list[str]:
    """Remember digests as superseded; returns those that were new."""
    fresh = sorted(set(digests) - past_of(unit, key))
    if fresh:
        _do(unit, sa.insert(book.digest_lama), [{"dokumen_id": key, "digest": one} for one in fresh])
    return fresh


def drop_past(unit: Unit, key: UUID, digests: Sequence[str]) -> None:
    """Take ancestors out again; only for an acceptance that is taken back."""
    table = book.digest_lama
    for one in digests:
        _do(unit, sa.delete(table).where(table.c.dokumen_id == key, table.c.digest == one))


def put_attachment(unit: Unit, sha256: str, content: bytes) -> None:
    """Store an attachment once, under its own hash."""
    if not _rows(unit, sa.select(book.lampiran.c.sha256).where(book.lampiran.c.sha256 == sha256)):
        _do(unit, sa.insert(book.lampiran).values(sha256=sha256, ukuran=len(content), isi=content))


def attachment(unit: Unit, sha256: str) -> bytes | None:
    """The attachment's bytes, or None."""
    rows = _rows(unit, sa.select(book.lampiran.c.isi).where(book.lampiran.c.sha256 == sha256))
    return bytes(rows[0]["isi"]) if rows else None


def attachment_sizes(unit: Unit, names: Iterable[str]) -> dict[str, int]:
    """Of these attachments the bytes of those that are stored."""
    wanted, found = sorted(set(names)), {}
    for start in range(0, len(wanted), 400):
        table = book.lampiran.c
        statement = sa.select(table.sha256, table.ukuran).where(table.sha256.in_(wanted[start : start + 400]))
        found.update({row["sha256"]: int(row["ukuran"]) for row in _rows(unit, statement)})
    return found


def attachment_names(unit: Unit) -> frozenset[str]:
    """The SHA-256 of every attachment that is stored."""
    return frozenset(row["sha256"] for row in _rows(unit, sa.select(book.lampiran.c.sha256)))


def drop_attachments(unit: Unit, names: Sequence[str]) -> None:
    """Delete these attachments, which nothing says any more."""
    for start in range(0, len(names), 400):
        block = list(names[start : start + 400])
        _do(unit, sa.delete(book.lampiran).where(book.lampiran.c.sha256.in_(block)))


def contents_with_attachments(unit: Unit) -> Iterator[bytes]:
    """The bytes of every stored snapshot that names an attachment, one after the other."""
    table = book.snapshot.c
    wanted = sa.select(table.digest).where(sa.func.instr(table.isi, b'"lampiran":') > 0)
    digests = [row["digest"] for row in _rows(unit, wanted)]
    for digest in digests:
        yield from (row["isi"] for row in _rows(unit, sa.select(table.isi).where(table.digest == digest)))


def put_back_tables(unit: Unit, key: UUID, digest: str | None, step: int) -> None:
    """Note at once which snapshot the tables hold since which step; for an acceptance taken back."""
    statement = sa.update(book.dokumen).where(book.dokumen.c.id == key)
    _do(unit, statement.values(digest_tabel=digest, langkah_tabel=step))


def newest_step(unit: Unit) -> int:
    """The number of the newest step of the journal, 0 when there is none."""
    rows = _rows(unit, sa.select(sa.func.max(book.langkah.c.id).label("n")))
    return int(rows[0]["n"] or 0)


def newest_steps(unit: Unit) -> dict[UUID, int]:
    """Per dokumen the newest step that touched it."""
    table = book.langkah_baris
    statement = (
        sa.select(table.c.dokumen_id, sa.func.max(table.c.langkah_id).label("n"))
        .where(table.c.dokumen_id.is_not(None))
        .group_by(table.c.dokumen_id)
    )
    return {row["dokumen_id"]: row["n"] for row in _rows(unit, statement)}


def is_touched_since(unit: Unit, tables: Sequence[str], step: int) -> bool:
    """Whether a later step than this changed a row of one of these tables."""
    lines = book.langkah_baris
    statement = sa.select(lines.c.id).where(lines.c.langkah_id > step, lines.c.tabel.in_(tables)).limit(1)
    return bool(_rows(unit, statement))


# ------------------------------------------------------------------ kiriman


def ledger(unit: Unit, kid: str = "") -> list[LedgerRow]:
    """The accepted kiriman in the order of their acceptance; of one key."""
    statement = sa.select(book.buku_kiriman).order_by(_ENTERED)
    if kid:
        statement = statement.where(book.buku_kiriman.c.kid == kid)
    return [LedgerRow(**row) for row in _rows(unit, statement)]


def receipt_salts(unit: Unit) -> dict[str, str]:
    """Of every accepted kiriman of a village its digest and the salt that makes its kode terima."""
    table = book.buku_kiriman.c
    salt = sa.func.json_extract(table.baru, "$.salt").label("salt")
    rows = _rows(unit, sa.select(table.digest, salt).where(table.jenis == "data"))
    return {row["digest"]: row["salt"] for row in rows}


def add_ledger(unit: Unit, row: LedgerRow) -> None:
    """Enter an accepted kiriman, in the transaction of its acceptance."""
    _do(unit, sa.insert(book.buku_kiriman).values(**_values(row)))


def remove_ledger(unit: Unit, digest: str) -> None:
    """Take a kiriman out of the ledger: its acceptance is taken back and it may be accepted again."""
    _do(unit, sa.delete(book.buku_kiriman).where(book.buku_kiriman.c.digest == digest))


def outbox(unit: Unit) -> list[OutboxRow]:
    """Our own kiriman in the order in which their numbers were reserved."""
    statement = sa.select(book.kiriman_keluar).order_by(_ENTERED)
    return [OutboxRow(**row) for row in _rows(unit, statement)]


def put_outbox(unit: Unit, row: OutboxRow) -> None:
    """Store the row of one number, or its new content in the old place."""
    table, values = book.kiriman_keluar, _values(row)
    its_place = sa.update(table).where(table.c.chain == row.chain, table.c.seq == row.seq)
    if not _do(unit, its_place.values(values)):
        _do(unit, sa.insert(table).values(values))


def inbox(unit: Unit, *, sha256: str | None = None, kode: str | None = None) -> list[InboxRow]:
    """The files of the intake, newest first; all of them, or those of one hash or one code."""
    table = book.kotak_masuk
    statement = sa.select(table).order_by(table.c.dibaca_pada.desc())
    if sha256 is not None:
        statement = statement.where(table.c.sha256 == sha256)
    if kode is not None:
        statement = statement.where(table.c.kode == kode)
    return [InboxRow(**row) for row in _rows(unit, statement)]


def inbox_in(unit: Unit, tempat: str) -> set[str]:
    """The SHA-256 of the files whose row says that they lie there."""
    table = book.kotak_masuk
    return {row["sha256"] for row in _rows(unit, sa.select(table.c.sha256).where(table.c.tempat == tempat))}


def put_inbox(unit: Unit, row: InboxRow) -> None:
    """Store or replace what is known of one file."""
    _do(unit, sa.delete(book.kotak_masuk).where(book.kotak_masuk.c.sha256 == row.sha256))
    _do(unit, sa.insert(book.kotak_masuk).values(**_values(row)))


def remove_inbox(unit: Unit, sha256: str) -> None:
    """Forget a file of the intake; only for one that turned out to lie somewhere else already."""
    _do(unit, sa.delete(book.kotak_masuk).where(book.kotak_masuk.c.sha256 == sha256))


def held_statements(unit: Unit) -> list[HeldRow]:
    """The newest statement of every laptop that ever said what it holds."""
    return [
        HeldRow(row["kid"], row["chain"], row["seq"], tuple(row["digest"]), row["pada"], row["seen"])
        for row in _rows(unit, sa.select(book.held))
    ]


def put_held(unit: Unit, row: HeldRow) -> None:
    """Replace the statement of one laptop."""
    _do(unit, sa.delete(book.held).where(book.held.c.kid == row.kid))
    _do(unit, sa.insert(book.held).values(**{**_values(row), "digest": list(row.digest)}))


def remove_held(unit: Unit, kid: str) -> None:
    """Forget the statement of one laptop; only for an acceptance that is taken back."""
    _do(unit, sa.delete(book.held).where(book.held.c.kid == kid))


# ------------------------------------------------------------------ keys and trust


def statements(unit: Unit, jenis: str = "") -> list[StatementRow]:
    """The certificates and revocations ever seen, of one kind."""
    statement = sa.select(book.sertifikat).order_by(book.sertifikat.c.pada, book.sertifikat.c.teks)
    if jenis:
        statement = statement.where(book.sertifikat.c.jenis == jenis)
    return [StatementRow(**row) for row in _rows(unit, statement)]


def put_statements(unit: Unit, rows: Iterable[StatementRow]) -> list[str]:
    """Keep statements that are not known yet; returns the texts that were new. Nothing is ever removed."""
    known = {one.teks for one in statements(unit)}
    fresh = {one.teks: one for one in rows if one.teks not in known}
    if fresh:
        _do(unit, sa.insert(book.sertifikat), [_values(one) for one in fresh.values()])
    return list(fresh)


def drop_root(unit: Unit) -> None:
    """Unpin the root: the office typed the digits of a new one and its grant has arrived (10.2)."""
    _do(unit, sa.delete(book.sertifikat).where(book.sertifikat.c.jenis == "akar"))


def typed_digits(unit: Unit) -> tuple[str, str] | None:
    """Code and 30 digits typed from the kecamatan's card, or None."""
    rows = _rows(unit, sa.select(book.nomor_diketik))
    return (rows[0]["kode"], rows[0]["angka"]) if rows else None


def put_typed_digits(unit: Unit, kode: str, digits: str, at: datetime, by: str) -> None:
    """Keep what was typed; the one before is replaced."""
    _do(unit, sa.delete(book.nomor_diketik))
    _do(unit, sa.insert(book.nomor_diketik).values(kode=kode, angka=digits, pada=at, oleh=by))


# ------------------------------------------------------------------ facts of the store


_META = sa.select(book.meta.c.nilai).where(book.meta.c.kunci == sa.bindparam("kunci"))
"""Made once: a command asks for some ten facts, and making the question cost more than its answer."""


def meta(unit: Unit, key: str) -> str:
    """One fact of this store (db_id, chain ids), empty when unknown."""
    rows = _rows(unit, _META, {"kunci": key})
    return str(rows[0]["nilai"]) if rows else ""


def metas(unit: Unit, prefix: str) -> dict[str, str]:
    """The facts of this store whose names begin with `prefix`."""
    table = book.meta
    rows = _rows(unit, sa.select(table).where(table.c.kunci.startswith(prefix, autoescape=True)))
    return {str(row["kunci"]): str(row["nilai"]) for row in rows}


def put_meta(unit: Unit, key: str, value: str) -> None:
    """Set one fact of this store."""
    _do(unit, sa.delete(book.meta).where(book.meta.c.kunci == key))
    _do(unit, sa.insert(book.meta).values(kunci=key, nilai=value))


def forget_metas(unit: Unit, keys: Sequence[str]) -> None:
    """Take facts of this store away."""
    _do(unit, sa.delete(book.meta).where(book.meta.c.kunci.in_(list(keys))))


def audit_head(unit: Unit) -> tuple[int, str]:
    """Count and newest hash of the audit chain, as every kiriman and backup carries them."""
    count = _rows(unit, sa.select(sa.func.count().label("n")).select_from(book.audit))[0]["n"]
    newest = _rows(unit, sa.select(book.audit.c.hash).order_by(book.audit.c.seq.desc()).limit(1))
    return int(count), (newest[0]["hash"] if newest else "0" * 64)


def backups(unit: Unit) -> list[dict[str, Any]]:
    """The backups that were made and read back, newest first."""
    return _rows(unit, sa.select(book.cadangan).order_by(book.cadangan.c.pada.desc()))


def put_backup(
    unit: Unit,
    *,
    name: str,
    sha256: str,
    size: int,
    at: datetime,
    why: str,
    counts: Mapping[str, int],
    tested: datetime,
) -> None:
    """Enter a backup that was read back."""
    _do(unit, sa.delete(book.cadangan).where(book.cadangan.c.berkas == name))
    _do(
        unit,
        sa.insert(book.cadangan).values(
            berkas=name,
            sha256=sha256,
            ukuran=size,
            pada=at,
            sebab=why,
            jumlah=dict(counts),
            teruji_pada=tested,
        ),
    )


def _values(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.__dataclass_fields__}
