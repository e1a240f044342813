"""The journal: every row a unit changed, in plain values, as one named step.

From this one list come undo, redo, history, the audit chain, "changed since sent" and the news to the
screens (architecture.md 4). It listens at the mapper, where even a row removed as an orphan of its
parent is heard.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Mapper, Session, object_session

from desa_desktop.domain.identity import message
from desa_desktop.store import book, bulk
from desa_desktop.store.bulk import Loaded
from desa_desktop.store.limits import refuse_what_cannot_travel
from desa_desktop.store.mapping import BY_TABLE, KINDS, TECHNICAL, Kind, default_values
from desa_desktop.store.types import dump, to_plain

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


class Link(NamedTuple):
    """A noted row as it is stored: ids as 32 hex digits, states as JSON, `kolom` which fields changed."""

    tabel: str
    baris_id: str
    dokumen_id: str | None
    sebelum: str | None
    sesudah: str | None
    kolom: str


@dataclass(slots=True)
class Noting:
    """What one session has changed so far, oldest first."""

    rows: list[Noted | Loaded] = field(default_factory=list)

    def merged(self) -> list[Noted | Loaded]:
        """One entry a row, in the order of the first touch; a row made and removed again is left out.

        A loaded block stays whole unless one of its rows was touched again in the same unit.
        """
        seen: dict[tuple[str, UUID], Noted] = {}
        merged: list[tuple[str, UUID] | Loaded] = []
        for one in self._opened():
            if isinstance(one, Loaded):
                merged.append(one)
                continue
            place = one.table, one.key
            old = seen.get(place)
            if old is None:
                merged.append(place)
                seen[place] = one
            else:
                seen[place] = Noted(one.table, one.key, old.before, one.after, one.dokumen)
        entries = (one if isinstance(one, Loaded) else seen[one] for one in merged)
        return [one for one in entries if isinstance(one, Loaded) or one.before != one.after]

    def _opened(self) -> Iterator[Noted | Loaded]:
        """The entries, with the blocks as single rows that hold a row which is noted by itself as well."""
        single = {(one.table, str(one.key)) for one in self.rows if isinstance(one, Noted)}
        for one in self.rows:
            if isinstance(one, Noted) or not any((one.table, key) in single for key in one.keys):
                yield one
            else:
                for key, image in zip(one.keys, one.images, strict=True):
                    yield Noted(one.table, UUID(key), None, whole_image(one.table, json.loads(image)))


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

    def __init__(self, connection: sa.Connection, noted: Iterable[Noted | Loaded]) -> None:
        self._connection = connection
        self._parents: dict[tuple[str, str], str | None] = {}
        # parents that were made or removed in the same step are known from the step itself
        for one in noted:
            if not KINDS_WITH_PARTS[one.table]:
                continue
            if isinstance(one, Loaded):
                self._parents.update(
                    ((one.table, key), parent) for key, parent in zip(one.keys, one.parents, strict=True)
                )
            else:
                row = one.after or one.before or {}
                self._parents[one.table, str(one.key)] = row.get(BY_TABLE[one.table].fk)
        self._found: dict[tuple[str, str], tuple[str, UUID] | None] = {}

    def root_of(self, one: Noted) -> tuple[str, UUID] | None:
        """Table and id of the aggregate; None if the row's parents are gone as well."""
        kind = BY_TABLE[one.table]
        if kind.parent is None:
            return one.table, one.key
        return self._above(kind, (one.after or one.before or {}).get(kind.fk))

    def roots_of(self, one: Loaded) -> list[tuple[str, UUID] | None]:
        """The same for each row of a block."""
        if one.kind.parent is None:
            return [(one.table, UUID(key)) for key in one.keys]
        return [self._above(one.kind, parent) for parent in one.parents]

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
        if place not in self._parents:
            above = sa.select(parent.table.c[parent.fk]).where(parent.table.c.id == key)
            self._parents[place] = to_plain(self._connection.execute(above).scalar())
        return self._above(parent, self._parents[place])


KINDS_WITH_PARTS: Mapping[str, bool] = {
    name: any(other.parent is kind.cls for other in BY_TABLE.values()) for name, kind in BY_TABLE.items()
}


def write_step(
    connection: sa.Connection,
    noted: Sequence[Noted | Loaded],
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
    rows = bulk.TupleInsert(connection, book.langkah_baris, ("langkah_id", *Link._fields[:5]))
    chain = Chain(connection, by=by, at=at, laptop=laptop)
    for links in bulk.blocks(_links(noted)):
        rows.add([(step, *link[:5]) for link in links])
        chain.add(links)
    return int(step)


def write_milestone(
    connection: sa.Connection,
    *,
    name: str,
    by: str,
    at: datetime,
    laptop: str,
    act: str,
    table: str,
    key: str,
) -> int:
    """A step without rows that no undo goes behind, with one audit row; returns the step's number.

    `act` and `table` are the words of the audit, `key` says what it was about. No personal values.
    """
    step = connection.execute(
        sa.insert(book.langkah)
        .values(nama=name, oleh=by, pada=at, jenis="sahkan", dari=None)
        .returning(book.langkah.c.id)
    ).scalar_one()
    Chain(connection, by=by, at=at, laptop=laptop).add_act(act, table, key)
    return int(step)


def note_act(
    connection: sa.Connection,
    *,
    by: str,
    at: datetime,
    laptop: str,
    act: str,
    table: str,
    key: str,
    what: str,
) -> None:
    """One audit row for what was done with a record, not to it: no step, so there is nothing to undo.

    `what` stands where other rows name their fields. No personal values.
    """
    Chain(connection, by=by, at=at, laptop=laptop).add_act(act, table, key, what)


def _links(noted: Iterable[Noted | Loaded]) -> Iterator[Link]:
    """Each noted row as it is stored, one after the other."""
    for one in noted:
        if isinstance(one, Loaded):
            table = one.table
            for key, root, image in zip(one.keys, one.roots, one.images, strict=True):
                yield Link(
                    table, key.replace("-", ""), None if root is None else root.hex, None, image, WHOLE_ROW
                )
        else:
            before, after = _images(one)
            root = one.dokumen
            yield Link(
                one.table, one.key.hex, None if root is None else root.hex, before, after, _fields_of(one)
            )


def _images(one: Noted) -> tuple[str | None, str | None]:
    """Both states as JSON. Values that a fresh row has anyway are left out; `whole_image` puts them back."""
    defaults = default_values(BY_TABLE[one.table])
    before, after = (
        None if row is None else dump({name: value for name, value in row.items() if value != defaults[name]})
        for row in (one.before, one.after)
    )
    return before, after


def whole_image(table: str, image: Row | None) -> Row | None:
    """A stored state with the values that were left out; a column added since has its default."""
    return None if image is None else {**default_values(BY_TABLE[table]), **image}


def _fields_of(one: Noted) -> str:
    """The changed fields, sorted."""
    if one.before is None or one.after is None:
        return WHOLE_ROW
    before, after = one.before, one.after
    return ",".join(sorted(key for key in {*before, *after} if before.get(key) != after.get(key)))


# ------------------------------------------------------------------ the audit chain

AUDIT = ("pada", "oleh", "laptop", "tindakan", "tabel", "baris_id", "kolom", "sidik", "hash_lalu")
# all fields of a row that came or went; its state in the journal says which of them held something
WHOLE_ROW = "*"
_CANONICAL = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Chain:
    """The audit chain of the store while a step is written onto its end."""

    def __init__(self, connection: sa.Connection, *, by: str, at: datetime, laptop: str) -> None:
        table = book.audit
        self._insert = bulk.TupleInsert(connection, table, (*AUDIT, "hash"))
        self._who = (at.isoformat(), by, laptop)
        newest = sa.select(table.c.hash).order_by(table.c.seq.desc()).limit(1)
        self._last = connection.execute(newest).scalar() or GENESIS

    def add(self, links: Sequence[Link]) -> None:
        """One row for each noted row: which fields, a salted digest of their values, no value itself."""
        salts = secrets.token_hex(8 * len(links))
        heads: dict[tuple[str, str], tuple[tuple[str, ...], str]] = {}
        rows: list[tuple[Any, ...]] = []
        last = self._last
        for place, (table, key, _root, before, after, fields) in enumerate(links):
            act = "tambah" if before is None else "hapus" if after is None else "ubah"
            if (act, table) not in heads:
                first = (*self._who, act, table)
                # these five values are the same in every such row: their JSON is made once
                heads[act, table] = first, _CANONICAL(list(first))[:-1]
            who, head = heads[act, table]
            salt = salts[16 * place : 16 * place + 16]
            digest = hashlib.sha256(f"{salt}{before}\n{after}".encode()).hexdigest()
            # hex digits, names of fields and the star need no escape
            body = f'{head},"{key}","{fields}","{salt}:{digest}","{last}"]'
            link = _hash(body)
            rows.append((*who, key, fields, f"{salt}:{digest}", last, link))
            last = link
        self._insert.add(rows)
        self._last = last

    def add_act(self, act: str, table: str, key: str, what: str = WHOLE_ROW) -> None:
        """One row for what happened to the store as a whole, or was done with one record."""
        digest = f"{secrets.token_hex(8)}:{hashlib.sha256(key.encode()).hexdigest()}"
        values = (*self._who, act, table, key, what, digest, self._last)
        link = _hash(_CANONICAL(list(values)))
        self._insert.add([(*values, link)])
        self._last = link


def _hash(body: str) -> str:
    return hashlib.sha256(message("audit", body.encode())).hexdigest()


def audit_hash(row: Mapping[str, Any]) -> str:
    """The link of the chain: SHA-256(msg("audit", row)), the row as the JSON list of AUDIT's fields."""
    return _hash(_CANONICAL([str(row[name]) for name in AUDIT]))


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


# ------------------------------------------------------------------ what can be taken back


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
        # a restore replaced every table at once: its step has no rows
        rows = sa.select(book.langkah_baris.c.id).where(book.langkah_baris.c.langkah_id == book.langkah.c.id)
        whole = sa.and_(book.langkah.c.jenis == "sahkan", ~rows.exists())
        query = query.where(sa.or_(book.langkah.c.id.in_(touching), whole))
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
