"""The journal: every row a unit changed, in plain values, as one named step.

From this one list come undo, redo, history, the audit chain, "changed since sent" and the news to the
screens (architecture.md 4). It listens at the mapper, where even a row removed as an orphan of its
parent is heard.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Mapper, Session, object_session

from desa_desktop.domain.identity import message
from desa_desktop.errors import NotFound, StaleRecord
from desa_desktop.i18n import _
from desa_desktop.store import book
from desa_desktop.store.mapping import BY_TABLE, KINDS, TECHNICAL, Kind
from desa_desktop.store.types import dump, from_plain, to_plain

Row = Mapping[str, Any]
GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Noted:
    """One row before and after: None before an insert, None after a delete."""

    table: str
    key: UUID
    before: Row | None
    after: Row | None
    dokumen: UUID | None = None


@dataclass(slots=True)
class Noting:
    """What one session has changed so far, oldest first."""

    rows: list[Noted] = field(default_factory=list)

    def merged(self) -> list[Noted]:
        """One entry a row, in the order of the first touch; a row made and removed again is left out."""
        seen: dict[tuple[str, UUID], Noted] = {}
        for one in self.rows:
            old = seen.get((one.table, one.key))
            if old is None:
                seen[one.table, one.key] = one
            else:
                seen[one.table, one.key] = Noted(one.table, one.key, old.before, one.after, one.dokumen)
        return [one for one in seen.values() if one.before != one.after]


def plain_row(kind: Kind, record: object) -> dict[str, Any]:
    """The record's columns as plain values, without the technical ones."""
    return {
        column.name: to_plain(getattr(record, column.name))
        for column in kind.table.columns
        if column.name not in TECHNICAL
    }


def _note(target: object, before: Row | None, after: Row | None) -> None:
    session = object_session(target)
    if session is None:
        return
    noting: Noting | None = session.info.get("noting")
    if noting is not None:
        kind = KINDS[type(target)]
        noting.rows.append(Noted(kind.table.name, target.id, before, after))  # type: ignore[attr-defined]


def _inserted(mapper: Mapper[Any], connection: sa.Connection, target: object) -> None:
    _note(target, None, plain_row(KINDS[type(target)], target))


def _updated(mapper: Mapper[Any], connection: sa.Connection, target: object) -> None:
    kind = KINDS[type(target)]
    after = plain_row(kind, target)
    before = dict(after)
    for attribute in sa.inspect(target).attrs:
        if attribute.key in after and attribute.history.deleted:
            before[attribute.key] = to_plain(attribute.history.deleted[0])
    if before != after:
        _note(target, before, after)


def _deleted(mapper: Mapper[Any], connection: sa.Connection, target: object) -> None:
    _note(target, plain_row(KINDS[type(target)], target), None)


for _kind in KINDS.values():
    event.listen(_kind.cls, "after_insert", _inserted)
    event.listen(_kind.cls, "after_update", _updated)
    event.listen(_kind.cls, "after_delete", _deleted)


def root_of(
    connection: sa.Connection, noted: Noted, known: dict[tuple[str, UUID], Row | None]
) -> tuple[str, UUID] | None:
    """Table and id of the aggregate that the row belongs to; None if its parents are gone as well.

    `known` remembers the parents met so far, so that a block of rows asks for each only once.
    """
    kind = BY_TABLE[noted.table]
    row: Row = noted.after or noted.before or {}
    key = noted.key
    while kind.parent is not None:
        parent = KINDS[kind.parent]
        value = row.get(kind.fk)
        if value is None:
            return None
        key = UUID(str(value))
        if parent.parent is not None:
            place = (parent.table.name, key)
            if place not in known:
                known[place] = current_row(connection, parent.table, key)
            found = known[place]
            if found is None:
                return None
            row = found
        kind = parent
    return kind.table.name, key


def write_step(
    connection: sa.Connection,
    noted: Sequence[Noted],
    *,
    name: str,
    by: str,
    at: datetime,
    laptop: str,
    kind: str = "ubah",
    of: int | None = None,
) -> int:
    """Store the step, its rows and one audit row a noted row; returns the step's number."""
    step = connection.execute(
        sa.insert(book.langkah)
        .values(nama=name, oleh=by, pada=at, jenis=kind, dari=of)
        .returning(book.langkah.c.id)
    ).scalar_one()
    if noted:
        connection.execute(
            sa.insert(book.langkah_baris),
            [
                {
                    "langkah_id": step,
                    "tabel": one.table,
                    "baris_id": one.key,
                    "dokumen_id": one.dokumen,
                    "sebelum": one.before,
                    "sesudah": one.after,
                }
                for one in noted
            ],
        )
    _write_audit(connection, noted, by=by, at=at, laptop=laptop)
    return int(step)


def _write_audit(
    connection: sa.Connection, noted: Iterable[Noted], *, by: str, at: datetime, laptop: str
) -> None:
    table = book.audit
    previous = (
        connection.execute(sa.select(table.c.hash).order_by(table.c.seq.desc()).limit(1)).scalar() or GENESIS
    )
    rows = []
    moment = at.isoformat()
    for one in noted:
        before, after = one.before or {}, one.after or {}
        fields = sorted(key for key in {*before, *after} if before.get(key) != after.get(key))
        salt = secrets.token_hex(8)
        digest = hashlib.sha256((salt + dump([before, after])).encode()).hexdigest()
        row = {
            "pada": moment,
            "oleh": by,
            "laptop": laptop,
            "tindakan": "tambah" if not before else "hapus" if not after else "ubah",
            "tabel": one.table,
            "baris_id": one.key.hex,
            "kolom": ",".join(fields),
            "sidik": f"{salt}:{digest}",
            "hash_lalu": previous,
        }
        previous = audit_hash(row)
        rows.append({**row, "hash": previous})
    if rows:
        connection.execute(sa.insert(table), rows)


def audit_hash(row: Mapping[str, Any]) -> str:
    """The link of the chain: SHA-256(msg("audit", row)) over the row as canonical JSON."""
    body = {key: row[key] for key in sorted(row) if key not in ("seq", "hash")}
    return hashlib.sha256(message("audit", dump(body).encode())).hexdigest()


def verify_audit(connection: sa.Connection) -> int | None:
    """The first `seq` at which the chain breaks, or None when it is whole (reliability.md 9)."""
    previous = GENESIS
    expected = 1
    for row in connection.execute(sa.select(book.audit).order_by(book.audit.c.seq)).mappings():
        if row["seq"] != expected or row["hash_lalu"] != previous or audit_hash(dict(row)) != row["hash"]:
            return int(row["seq"])
        previous = row["hash"]
        expected += 1
    return None


# ------------------------------------------------------------------ putting rows back


def _decoded(table: sa.Table, row: Row) -> dict[str, Any]:
    return {name: from_plain(table.c[name].type, value) for name, value in row.items() if name in table.c}


def current_row(connection: sa.Connection, table: sa.Table, key: UUID) -> dict[str, Any] | None:
    """The stored row as plain values without the technical columns, or None."""
    found = connection.execute(sa.select(table).where(table.c.id == key)).mappings().first()
    if found is None:
        return None
    return {name: to_plain(value) for name, value in found.items() if name not in TECHNICAL}


def put_back(connection: sa.Connection, rows: Sequence[Noted], *, forward: bool) -> list[Noted]:
    """Put rows into their state before (or, `forward`, after) a step; returns what was done as noted rows.

    Raises StaleRecord when one of them was changed since by another step.
    """
    done: list[Noted] = []
    for one in rows if forward else list(reversed(rows)):
        table = BY_TABLE[one.table].table
        target, expected = (one.after, one.before) if forward else (one.before, one.after)
        now = current_row(connection, table, one.key)
        if now != (None if expected is None else {**expected}):
            raise StaleRecord(jenis=_("Catatan"))
        if target is None:
            connection.execute(sa.delete(table).where(table.c.id == one.key))
        elif now is None:
            connection.execute(sa.insert(table).values(**_decoded(table, target)))
        else:
            connection.execute(
                sa.update(table).where(table.c.id == one.key).values(**_decoded(table, target))
            )
        done.append(Noted(one.table, one.key, expected, target, one.dokumen))
    return done


def step_rows(connection: sa.Connection, step: int) -> list[Noted]:
    """The rows of a step in the order they were changed."""
    rows = connection.execute(
        sa.select(book.langkah_baris)
        .where(book.langkah_baris.c.langkah_id == step)
        .order_by(book.langkah_baris.c.id)
    ).mappings()
    return [
        Noted(row["tabel"], row["baris_id"], row["sebelum"], row["sesudah"], row["dokumen_id"])
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Stacks:
    """What can be undone and redone now, newest last: (step, name)."""

    undo: tuple[tuple[int, str], ...]
    redo: tuple[tuple[int, str], ...]


def read_stacks(connection: sa.Connection, tables: frozenset[str] = frozenset(), most: int = 400) -> Stacks:
    """Replay the newest steps; with `tables`, only the steps that touched one of them.

    A step that accepted a kiriman is no ordinary step: it is taken back by `Batalkan penerimaan` only.
    """
    query = sa.select(book.langkah.c.id, book.langkah.c.nama, book.langkah.c.jenis, book.langkah.c.dari)
    if tables:
        touching = sa.select(book.langkah_baris.c.langkah_id).where(
            book.langkah_baris.c.tabel.in_(sorted(tables))
        )
        query = query.where(book.langkah.c.id.in_(touching))
    newest = connection.execute(query.order_by(book.langkah.c.id.desc()).limit(most)).all()
    undo: dict[int, str] = {}
    redo: dict[int, str] = {}
    for step, name, kind, of in reversed(newest):
        if kind == "ubah":
            undo[step] = name
            redo.clear()
        elif kind == "urungkan":
            redo[of] = undo.pop(of, name)
        elif kind == "ulangi":
            undo[of] = redo.pop(of, name)
    return Stacks(tuple(undo.items()), tuple(redo.items()))


def newest_or_refuse(stack: Sequence[tuple[int, str]], what: str) -> tuple[int, str]:
    """The step to take back next. Raises NotFound when there is none."""
    if not stack:
        raise NotFound(apa=what)
    return stack[-1]


def remember(session: Session) -> Noting:
    """Start noting what this session flushes."""
    noting = Noting()
    session.info["noting"] = noting
    return noting
