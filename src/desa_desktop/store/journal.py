"""The journal: every row a unit changed, in plain values, as one named step.

From this one list come undo, redo, history, the audit chain, "changed since sent" and the news to the
screens (architecture.md 4). It listens at the mapper, where even a row removed as an orphan of its
parent is heard.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Mapper, Session, object_session

from desa_desktop.domain.identity import message
from desa_desktop.errors import StaleRecord
from desa_desktop.i18n import _
from desa_desktop.store import book, bulk
from desa_desktop.store.limits import refuse_what_cannot_travel
from desa_desktop.store.mapping import BY_TABLE, KINDS, TECHNICAL, Kind, default_values
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


def _before_writing(mapper: Mapper[Any], connection: sa.Connection, target: object) -> None:
    refuse_what_cannot_travel(target)


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
    event.listen(_kind.cls, "before_insert", _before_writing)
    event.listen(_kind.cls, "before_update", _before_writing)
    event.listen(_kind.cls, "after_insert", _inserted)
    event.listen(_kind.cls, "after_update", _updated)
    event.listen(_kind.cls, "after_delete", _deleted)


class RootFinder:
    """Says to which aggregate noted rows belong; asks the file for each parent only once."""

    def __init__(self, connection: sa.Connection, noted: Sequence[Noted]) -> None:
        self._connection = connection
        # parents that were made or removed in the same step are known from the step itself
        self._rows = {
            (one.table, str(one.key)): one.after or one.before for one in noted if KINDS_WITH_PARTS[one.table]
        }
        self._found: dict[tuple[str, str], tuple[str, UUID] | None] = {}

    def root_of(self, one: Noted) -> tuple[str, UUID] | None:
        """Table and id of the aggregate; None if the row's parents are gone as well."""
        kind = BY_TABLE[one.table]
        if kind.parent is None:
            return one.table, one.key
        return self._above(kind, (one.after or one.before or {}).get(kind.fk))

    def _above(self, kind: Kind, value: Any) -> tuple[str, UUID] | None:
        if value is None or kind.parent is None:
            return None
        parent = KINDS[kind.parent]
        place = (parent.table.name, str(value))
        if place not in self._found:
            self._found[place] = self._find(parent, place)
        return self._found[place]

    def _find(self, parent: Kind, place: tuple[str, str]) -> tuple[str, UUID] | None:
        key = UUID(place[1])
        if parent.parent is None:
            return place[0], key
        if place not in self._rows:
            self._rows[place] = current_row(self._connection, parent.table, key)
        row = self._rows[place]
        return None if row is None else self._above(parent, row.get(parent.fk))


KINDS_WITH_PARTS: Mapping[str, bool] = {
    name: any(other.parent is kind.cls for other in BY_TABLE.values()) for name, kind in BY_TABLE.items()
}


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
    images = [_images(one) for one in noted]
    bulk.insert_tuples(
        connection,
        book.langkah_baris,
        ("langkah_id", "tabel", "baris_id", "dokumen_id", "sebelum", "sesudah"),
        (
            (step, one.table, one.key.hex, one.dokumen.hex if one.dokumen else None, before, after)
            for one, (before, after) in zip(noted, images, strict=True)
        ),
    )
    _write_audit(connection, noted, images, by=by, at=at, laptop=laptop)
    return int(step)


def _images(one: Noted) -> tuple[str | None, str | None]:
    """Both states as JSON. Values that a fresh row has anyway are left out; `_whole` puts them back."""
    defaults = default_values(BY_TABLE[one.table])
    before, after = (
        None if row is None else dump({name: value for name, value in row.items() if value != defaults[name]})
        for row in (one.before, one.after)
    )
    return before, after


def whole_image(table: str, image: Row | None) -> Row | None:
    """A stored state with the values that were left out; a column added since has its default."""
    return None if image is None else {**default_values(BY_TABLE[table]), **image}


AUDIT = ("pada", "oleh", "laptop", "tindakan", "tabel", "baris_id", "kolom", "sidik", "hash_lalu")


def _write_audit(
    connection: sa.Connection,
    noted: Sequence[Noted],
    images: Sequence[tuple[str | None, str | None]],
    *,
    by: str,
    at: datetime,
    laptop: str,
) -> None:
    """One row a noted row: which fields, a salted digest of their values, no value itself."""
    table = book.audit
    previous = (
        connection.execute(sa.select(table.c.hash).order_by(table.c.seq.desc()).limit(1)).scalar() or GENESIS
    )
    moment = at.isoformat()
    salts = secrets.token_hex(8 * len(noted))
    rows: list[tuple[str, ...]] = []
    fields: dict[str, str] = {}
    for place, (one, (before, after)) in enumerate(zip(noted, images, strict=True)):
        salt = salts[16 * place : 16 * place + 16]
        digest = hashlib.sha256(f"{salt}{before}\n{after}".encode()).hexdigest()
        row = (
            moment,
            by,
            laptop,
            "tambah" if before is None else "hapus" if after is None else "ubah",
            one.table,
            one.key.hex,
            _fields_of(one, fields),
            f"{salt}:{digest}",
            previous,
        )
        previous = _link(row)
        rows.append((*row, previous))
    bulk.insert_tuples(connection, table, (*AUDIT, "hash"), rows)


def _fields_of(one: Noted, whole: dict[str, str]) -> str:
    """The changed fields, sorted; of a whole row all of them (worked out once a table)."""
    if one.before is None or one.after is None:
        if one.table not in whole:
            whole[one.table] = ",".join(sorted(one.after or one.before or {}))
        return whole[one.table]
    before, after = one.before, one.after
    return ",".join(sorted(key for key in {*before, *after} if before.get(key) != after.get(key)))


def _link(row: Sequence[str]) -> str:
    return hashlib.sha256(message("audit", _CANONICAL(list(row)).encode())).hexdigest()


_CANONICAL = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def audit_hash(row: Mapping[str, Any]) -> str:
    """The link of the chain: SHA-256(msg("audit", row)), the row as the JSON list of AUDIT's fields."""
    return _link([str(row[name]) for name in AUDIT])


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


def step_of_new_row(connection: sa.Connection, table: str, key: UUID) -> tuple[int, str] | None:
    """The ordinary step that made this row and no other of its table: number and name; None if there is none.

    A step that was undone, done again or withdrawn since is none either.
    """
    rows, steps = book.langkah_baris, book.langkah
    found = connection.execute(
        sa.select(steps.c.id, steps.c.nama)
        .join(rows, rows.c.langkah_id == steps.c.id)
        .where(
            rows.c.tabel == table, rows.c.baris_id == key, rows.c.sebelum.is_(None), steps.c.jenis == "ubah"
        )
        .order_by(steps.c.id.desc())
        .limit(1)
    ).first()
    if found is None:
        return None
    made = sa.select(sa.func.count()).where(
        rows.c.langkah_id == found.id, rows.c.tabel == table, rows.c.sebelum.is_(None)
    )
    later = sa.select(sa.func.count()).where(steps.c.dari == found.id)
    if connection.execute(made).scalar() != 1 or connection.execute(later).scalar():
        return None
    return int(found.id), str(found.nama)


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
        Noted(
            row["tabel"],
            row["baris_id"],
            whole_image(row["tabel"], row["sebelum"]),
            whole_image(row["tabel"], row["sesudah"]),
            row["dokumen_id"],
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Stacks:
    """What can be undone and redone now, newest last: (step, name)."""

    undo: tuple[tuple[int, str], ...]
    redo: tuple[tuple[int, str], ...]


def read_stacks(connection: sa.Connection, tables: frozenset[str] = frozenset(), most: int = 400) -> Stacks:
    """Replay the newest steps; with `tables`, only the steps that touched one of them.

    A step that was withdrawn (`batal`) is in neither list.

    A step that accepted a kiriman is no ordinary step: it is taken back by `Batalkan penerimaan` only.
    A milestone (`sahkan`) is never taken back, and nothing that came before it (ux.md 3.2).
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
        elif kind == "sahkan":
            undo.clear()
            redo.clear()
        elif kind == "urungkan":
            redo[of] = undo.pop(of, name)
        elif kind == "ulangi":
            undo[of] = redo.pop(of, name)
        elif kind == "batal":  # a row that was made and left empty: nothing is left to undo or redo
            undo.pop(of, None)
    return Stacks(tuple(undo.items()), tuple(redo.items()))


def remember(session: Session) -> Noting:
    """Start noting what this session flushes."""
    noting = Noting()
    session.info["noting"] = noting
    return noting
