"""Brings the tables to the content of a snapshot, row by row, so that history shows only what really changed.

A record keeps its row as long as its id is in the content; what never travels (contacts,
answers about people) stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from desa_desktop.domain.plain import LOKAL, stays
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _
from desa_desktop.store.mapping import KINDS, TECHNICAL, Kind
from desa_desktop.store.unit import Unit, plain_errors


def place(unit: Unit, root: Any) -> None:
    """Make the tables hold the aggregate `root` (from `plain.from_isi`, not attached), and flush.

    Raises InvalidInput when the content breaks a rule of the tables or uses ids of another dokumen;
    the unit is of no more use then.
    """
    kind = KINDS[type(root)]
    stored = unit.find(kind.cls, root.id)
    _refuse_foreign_ids(unit, kind, root, stored)
    if stored is None:
        unit.add(root)
    else:
        # rows that go, or whose number is taken over by another row, leave first
        _clear(kind, stored, root)
        unit.flush()
        _bring(kind, stored, root)
    unit.flush()


def displace(unit: Unit, cls: type[Any], key: UUID) -> None:
    """Take an aggregate out of the tables, because its dokumen was withdrawn by its owner."""
    stored = unit.find(cls, key)
    if stored is not None:
        unit.remove(stored)
        unit.flush()


def _parts(kind: Kind) -> list[Kind]:
    return [one for one in KINDS.values() if one.parent is kind.cls]


def _by_id(record: Any, part: Kind) -> dict[UUID, Any]:
    return {one.id: one for one in getattr(record, part.attribute)}


def _ids(kind: Kind, record: Any) -> Iterator[tuple[Kind, UUID]]:
    for part in _parts(kind):
        for one in getattr(record, part.attribute):
            yield part, one.id
            yield from _ids(part, one)


def _refuse_foreign_ids(unit: Unit, kind: Kind, root: Any, stored: Any | None) -> None:
    ours = set(_ids(kind, stored)) if stored is not None else set()
    seen: set[tuple[Kind, UUID]] = set()
    asked: dict[Kind, list[UUID]] = {}
    for part, key in _ids(kind, root):
        if (part, key) in seen:
            raise _taken(part)
        seen.add((part, key))
        if (part, key) not in ours:
            asked.setdefault(part, []).append(key)
    for part, keys in asked.items():
        if _are_any_stored(unit, part, keys):
            raise _taken(part)


def _are_any_stored(unit: Unit, part: Kind, keys: list[UUID]) -> bool:
    column = part.table.c.id
    for start in range(0, len(keys), 400):
        with plain_errors():
            found = unit.connection.execute(
                sa.select(column).where(column.in_(keys[start : start + 400])).limit(1)
            ).first()
        if found is not None:
            return True
    return False


def _taken(part: Kind) -> InvalidInput:
    sentence = _("{tabel}: nomor catatan sudah dipakai dokumen lain.").format(tabel=part.table.name)
    return InvalidInput({"id": sentence})


def _unique(part: Kind) -> list[str]:
    """The columns that must differ between the rows of one list."""
    return [
        column.name
        for constraint in part.table.constraints
        if isinstance(constraint, sa.UniqueConstraint)
        for column in constraint.columns
        if column.name != part.fk
    ]


def _clear(kind: Kind, stored: Any, root: Any) -> None:
    for part in _parts(kind):
        fresh = _by_id(root, part)
        rows = getattr(stored, part.attribute)
        for one in list(rows):
            new = fresh.get(one.id)
            if new is None and stays(one) and not _is_taken(part, one, fresh.values()):
                continue
            if new is None or any(getattr(one, name) != getattr(new, name) for name in _unique(part)):
                rows.remove(one)
            else:
                _clear(part, one, new)


def _is_taken(part: Kind, one: Any, fresh: Iterable[Any]) -> bool:
    """Whether a new row has what must differ between the rows of one list."""
    unique = _unique(part)
    return bool(unique) and any(
        all(getattr(one, name) == getattr(new, name) for name in unique) for new in fresh
    )


def _bring(kind: Kind, stored: Any, root: Any) -> None:
    kept = TECHNICAL | {"id", kind.fk} | LOKAL.get(kind.cls, frozenset())
    for column in kind.table.columns:
        value = getattr(root, column.name)
        if column.name not in kept and getattr(stored, column.name) != value:
            setattr(stored, column.name, value)
    for part in _parts(kind):
        known = _by_id(stored, part)
        for new in list(getattr(root, part.attribute)):
            if new.id in known:
                _bring(part, known[new.id], new)
            else:
                getattr(stored, part.attribute).append(new)
