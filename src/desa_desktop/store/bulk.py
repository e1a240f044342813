"""Thousands of rows at once: plain values straight into prepared statements, without an object per row.

An import of a register must not cost a multiple of the bare file; the ORM and Core's own parameters would
(tests/bench/bench_simpan.py shows both side by side).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from desa_desktop.store.types import Json, JsonTuple, dump, from_plain

BLOCK = 1000


def insert_tuples(
    connection: sa.Connection, table: sa.Table, names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows whose values are what the driver itself takes, in the order of `names`."""
    bare = sa.table(table.name, *(sa.column(name) for name in names))
    compiled = sa.insert(bare).compile(dialect=connection.dialect, column_keys=list(names))
    statement, order = str(compiled), compiled.positiontup
    places = [names.index(name) for name in order] if order is not None else None
    waiting: list[Any] = []
    for row in rows:
        waiting.append(
            tuple(row[place] for place in places)
            if places is not None
            else dict(zip(names, row, strict=True))
        )
        if len(waiting) == BLOCK:
            connection.exec_driver_sql(statement, waiting)
            waiting = []
    if waiting:
        connection.exec_driver_sql(statement, waiting)


def encoders(
    connection: sa.Connection, table: sa.Table, names: Sequence[str]
) -> list[Callable[[Any], Any] | None]:
    """Per column what turns a plain value into the driver's own; None where nothing is to be done."""
    return [_encoder(table.c[name].type, connection.dialect) for name in names]


def _encoder(kind: sa.types.TypeEngine[Any], dialect: sa.Dialect) -> Callable[[Any], Any] | None:
    if isinstance(kind, Json | JsonTuple):
        return _json
    if isinstance(kind, sa.Uuid) and not kind.native_uuid:
        return _hex
    processor = kind.dialect_impl(dialect).bind_processor(dialect)
    if processor is None:
        return None

    def encode(value: Any) -> Any:
        return None if value is None else processor(from_plain(kind, value))

    return encode


def _hex(value: str | None) -> str | None:
    return None if value is None else value.replace("-", "")


def _json(value: Any) -> str | None:
    if value is None:
        return None
    if not value:
        return (
            "{}" if isinstance(value, Mapping) else "[]" if isinstance(value, list | tuple) else dump(value)
        )
    return dump(value)


def encode_rows(
    coders: Sequence[Callable[[Any], Any] | None], names: Sequence[str], rows: Iterable[Mapping[str, Any]]
) -> Iterable[list[Any]]:
    """The rows as the driver takes them, in the order of `names`."""
    pairs = list(zip(names, coders, strict=True))
    for row in rows:
        yield [row[name] if code is None else code(row[name]) for name, code in pairs]
