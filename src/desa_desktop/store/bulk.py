"""Thousands of rows at once: plain values straight into prepared statements, without an object per row.

An import of a register must not cost a multiple of the bare file; the ORM and Core's own parameters would
(tests/bench/bench_simpan.py shows both side by side). Every value is touched once: held against what a
snapshot can carry, turned into what the driver takes, and written into the text that the journal keeps.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from itertools import islice
from operator import itemgetter
from typing import Any, TypeVar
from uuid import UUID

import sqlalchemy as sa

from desa_desktop.store import limits
from desa_desktop.store.mapping import Kind, default_values
from desa_desktop.store.types import Exact, Json, JsonTuple, dump, from_plain, to_plain

T = TypeVar("T")
BLOCK = 1000
# what the driver takes, and the same value as JSON
Carried = tuple[Any, str]
Carrier = Callable[[Any], Carried]


def blocks(rows: Iterable[T]) -> Iterator[list[T]]:
    """The rows in lists of at most BLOCK, so that nobody holds a whole register twice."""
    source = iter(rows)
    while block := list(islice(source, BLOCK)):
        yield block


class TupleInsert:
    """A prepared INSERT of rows whose values are what the driver itself takes, in the order of `names`."""

    def __init__(self, connection: sa.Connection, table: sa.Table, names: Sequence[str]) -> None:
        bare = sa.table(table.name, *(sa.column(name) for name in names))
        compiled = sa.insert(bare).compile(dialect=connection.dialect, column_keys=list(names))
        self._connection = connection
        self._statement = str(compiled)
        self._names = tuple(names)
        order = compiled.positiontup
        self._is_named = order is None  # PostgreSQL's driver takes parameters by name
        self._pick = None if order is None or tuple(order) == self._names else itemgetter(*order)

    def add(self, rows: list[tuple[Any, ...]]) -> None:
        """Insert one block."""
        given: Any = rows
        if self._is_named:
            given = [dict(zip(self._names, row, strict=True)) for row in rows]
        elif self._pick is not None:
            given = [self._pick(dict(zip(self._names, row, strict=True))) for row in rows]
        self._connection.exec_driver_sql(self._statement, given)


@dataclass(slots=True)
class Loaded:
    """A block of rows that were inserted: per row its id, its parent's id and the text for the journal.

    `roots` are the ids of the aggregates; the unit fills them in when the step is written.
    """

    kind: Kind
    keys: list[str]
    parents: list[str | None]
    images: list[str]
    roots: list[UUID | None] = field(default_factory=list)

    @property
    def table(self) -> str:
        """The table's name."""
        return self.kind.table.name


class Loader:
    """Takes plain rows of one kind into its table; every row needs its `id`."""

    def __init__(self, connection: sa.Connection, kind: Kind) -> None:
        self._kind = kind
        self._defaults = default_values(kind)
        self._carriers = {
            name: _carrier(kind.table.c[name].type, connection.dialect) for name in self._defaults
        }
        self._fresh = {
            name: None if value is None else self._carriers[name](value)[0]
            for name, value in self._defaults.items()
        }
        self._insert = TupleInsert(connection, kind.table, tuple(self._defaults))

    def insert(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[Loaded]:
        """Insert block after block; each is in the table when it is handed out.

        Raises InvalidInput with the fields of the first row that no snapshot could carry, AttributeError
        for a name that is no field.
        """
        for block in blocks(rows):
            loaded, values = Loaded(self._kind, [], [], []), []
            shape: tuple[str, ...] = ()
            plan: list[tuple[str, str, Any, Carrier]] = []
            for row in block:
                if shape != (names := tuple(row)):
                    shape, plan = names, self._plan(names)
                carried, image = self._carry(row, plan)
                values.append(tuple(carried.values()))
                loaded.keys.append(row["id"])
                loaded.parents.append(row[self._kind.fk] if self._kind.fk else None)
                loaded.images.append(image)
            self._insert.add(values)
            yield loaded

    def _plan(self, names: Sequence[str]) -> list[tuple[str, str, Any, Carrier]]:
        """What to do with each field of rows of this shape, in the order of the journal's text."""
        unknown = [name for name in names if name not in self._defaults]
        if unknown:
            raise AttributeError(f"{self._kind.cls.__name__} has no field {unknown[0]}")
        return [(name, f'"{name}":', self._defaults[name], self._carriers[name]) for name in sorted(names)]

    def _carry(
        self, row: Mapping[str, Any], plan: Sequence[tuple[str, str, Any, Carrier]]
    ) -> tuple[dict[str, Any], str]:
        carried = self._fresh.copy()
        parts: list[str] = []
        for name, start, default, carry in plan:
            value = row[name]
            if value != default:
                try:
                    carried[name], text = carry(value)
                except (ValueError, TypeError):
                    raise limits.cannot_travel(self._wrong(row)) from None
                parts.append(start + text)
        return carried, f"{{{','.join(parts)}}}"

    def _wrong(self, row: Mapping[str, Any]) -> list[str]:
        """All fields of this row that cannot be carried."""
        found = []
        for name, value in row.items():
            try:
                self._carriers[name](value)
            except (ValueError, TypeError):
                found.append(name)
        return found


# ------------------------------------------------------------------ one value


def _carrier(kind: sa.types.TypeEngine[Any], dialect: sa.Dialect) -> Carrier:
    """How values of a column's type are carried; a wrong one raises ValueError or TypeError."""
    match kind:
        case sa.Uuid() if not kind.native_uuid:
            return _key
        case Exact():
            return _exact
        case JsonTuple():
            return _tuple
        case Json():
            return _plain
        case sa.Boolean():
            return _flag
        case sa.Integer():
            return _number
        case sa.Text():
            return _text
    processor = kind.dialect_impl(dialect).bind_processor(dialect)

    def typed(value: Any) -> Carried:
        found = from_plain(kind, value)
        return found if processor is None else processor(found), dump(to_plain(found))

    return typed


_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_QUOTED = json.JSONEncoder(ensure_ascii=False).encode


def _key(value: Any) -> Carried:
    if value is None:
        return None, "null"
    if _ID.fullmatch(value) is None:
        raise ValueError("no id, or one in another spelling")
    return value.replace("-", ""), f'"{value}"'


def _text(value: Any) -> Carried:
    if value is None:
        return None, "null"
    if not limits.is_text(value):
        raise ValueError("no text that a snapshot carries")
    return value, _QUOTED(value)


def _number(value: Any) -> Carried:
    if value is None:
        return None, "null"
    if not limits.is_number(value):
        raise ValueError("no number that a snapshot carries")
    return value, str(value)


def _flag(value: Any) -> Carried:
    if value is None:
        return None, "null"
    if not isinstance(value, bool):
        raise ValueError("neither yes nor no")
    return int(value), "true" if value else "false"


def _exact(value: Any) -> Carried:
    if value is None:
        return None, "null"
    try:
        quantity = Decimal(value)
    except InvalidOperation:
        raise ValueError("no quantity") from None
    if not isinstance(value, str) or not limits.is_exact(quantity):
        raise ValueError("no quantity that a snapshot carries")
    text = format(quantity, "f")
    return text, f'"{text}"'


def _tuple(value: Any) -> Carried:
    if value is None:
        return None, "null"
    if not limits.is_tuple(value):
        raise ValueError("no list that a snapshot carries")
    text = dump(to_plain(value))
    return text, text


def _plain(value: Any) -> Carried:
    if value is None:
        return None, "null"
    if not limits.is_plain(value):
        raise ValueError("no value that a snapshot carries")
    text = dump(to_plain(value))
    return text, text
