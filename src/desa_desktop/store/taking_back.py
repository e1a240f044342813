"""The rows of a step put back, or forward again: undo, redo and `Batalkan penerimaan` (architecture.md 4).

Thousands of rows are read, held against what the step left behind, and put back in blocks: an import that
went wrong must be gone in the seconds in which it came.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from desa_desktop.errors import StaleRecord
from desa_desktop.i18n import _
from desa_desktop.store import book
from desa_desktop.store.bulk import blocks
from desa_desktop.store.journal import Noted, Row, whole_image
from desa_desktop.store.mapping import BY_TABLE, TECHNICAL, Kind, root_kind
from desa_desktop.store.types import from_plain, to_plain


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


def dokumen_of(connection: sa.Connection, step: int) -> list[tuple[Kind, UUID, bool]]:
    """The aggregates that a step touched: kind, id, and whether the step itself turned their `status`.

    Of thousands of rows only the aggregates' own are looked into.
    """
    rows = book.langkah_baris
    of_step = sa.and_(rows.c.langkah_id == step, rows.c.dokumen_id.is_not(None))
    own = connection.execute(
        sa.select(rows.c.dokumen_id, rows.c.tabel, rows.c.sebelum, rows.c.sesudah).where(
            of_step, rows.c.baris_id == rows.c.dokumen_id
        )
    )
    turned = {key for key, table, before, after in own if _status(table, before) != _status(table, after)}
    found = connection.execute(sa.select(rows.c.tabel, rows.c.dokumen_id).where(of_step).distinct())
    return [
        (root, key, key in turned)
        for root, key in dict.fromkeys((root_kind(BY_TABLE[table]), key) for table, key in found)
    ]


def _status(table: str, image: Row | None) -> object:
    return (whole_image(table, image) or {}).get("status")


def put_back(connection: sa.Connection, rows: Sequence[Noted], *, forward: bool) -> list[Noted]:
    """Put rows into their state before (or, `forward`, after) a step; returns what was done as noted rows.

    Raises StaleRecord when one of them was changed since by another step.
    """
    done = [
        Noted(one.table, one.key, one.before, one.after, one.dokumen)
        if forward
        else Noted(one.table, one.key, one.after, one.before, one.dokumen)
        for one in (rows if forward else reversed(rows))
    ]
    for group in _alike(done):
        table = BY_TABLE[group[0].table].table
        now = _current_rows(connection, table, [one.key for one in group])
        if any(now.get(one.key) != one.before for one in group):
            raise StaleRecord(jenis=_("Catatan"))
        _write(connection, table, group)
    return done


def _alike(rows: Sequence[Noted]) -> Iterator[list[Noted]]:
    """Neighbours of one table that come, change or go alike; the order of the whole stays."""
    for _same, group in groupby(rows, lambda one: (one.table, one.before is None, one.after is None)):
        yield from blocks(group)


def _write(connection: sa.Connection, table: sa.Table, group: Sequence[Noted]) -> None:
    """Bring rows that are alike from `before` to `after`."""
    place = table.c.id == sa.bindparam("b_id")
    if group[0].after is None:
        connection.execute(sa.delete(table).where(place), [{"b_id": one.key} for one in group])
        return
    values = [_decoded(table, one.after or {}) for one in group]
    if group[0].before is None:
        connection.execute(sa.insert(table), values)
        return
    named: dict[str, Any] = {name: sa.bindparam(f"isi_{name}") for name in values[0]}
    connection.execute(
        sa.update(table).where(place).values(named),
        [
            {"b_id": one.key, **{f"isi_{name}": value for name, value in row.items()}}
            for one, row in zip(group, values, strict=True)
        ],
    )


def _decoded(table: sa.Table, row: Row) -> dict[str, Any]:
    """The row as the table's own columns want it; a column that is no more is left out."""
    return {name: from_plain(table.c[name].type, value) for name, value in row.items() if name in table.c}


def _current_rows(
    connection: sa.Connection, table: sa.Table, keys: Sequence[UUID]
) -> Mapping[UUID, dict[str, Any]]:
    """The stored rows as plain values without the technical columns."""
    found = connection.execute(sa.select(table).where(table.c.id.in_(keys))).mappings()
    return {
        row["id"]: {name: to_plain(value) for name, value in row.items() if name not in TECHNICAL}
        for row in found
    }
