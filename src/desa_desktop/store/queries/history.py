"""The stored changes of a record, for `Riwayat perubahan`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from desa_desktop.store import book
from desa_desktop.store.journal import whole_image
from desa_desktop.store.mapping import KINDS, Kind


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One changed field; of a row that was added or removed the whole row with `kolom` empty."""

    pada: datetime
    oleh: str
    langkah: str
    kolom: str
    semula: object
    menjadi: object


def changes_of(connection: sa.Connection, table: str, key: UUID, *, is_root: bool) -> list[ChangeRow]:
    """The changes of one row and its parts, or of a whole aggregate for a root, newest first."""
    rows = book.langkah_baris
    place = sa.and_(rows.c.tabel == table, rows.c.baris_id == key)
    if is_root:
        place = sa.or_(place, rows.c.dokumen_id == key)
    else:
        place = sa.or_(place, *(_of_parent(kind, key) for kind in KINDS.values() if _is_part(kind, table)))
    found = connection.execute(
        sa.select(
            book.langkah.c.pada,
            book.langkah.c.oleh,
            book.langkah.c.nama,
            book.langkah.c.jenis,
            rows.c.tabel,
            rows.c.sebelum,
            rows.c.sesudah,
        )
        .join(book.langkah, book.langkah.c.id == rows.c.langkah_id)
        .where(place)
        .order_by(rows.c.id.desc())
    )
    changes: list[ChangeRow] = []
    for pada, oleh, name, kind, where, old, new in found:
        before, after = whole_image(where, old), whole_image(where, new)
        text = name if kind in ("ubah", "sahkan") else f"{kind}: {name}"
        if before is None or after is None:
            changes.append(ChangeRow(pada, oleh, text, "", before, after))
            continue
        changes += [
            ChangeRow(pada, oleh, text, field, before.get(field), after.get(field))
            for field in _changed(before, after)
        ]
    return changes


@dataclass(frozen=True, slots=True)
class ActRow:
    """What was done with a record without changing it, as the audit noted it."""

    pada: datetime
    oleh: str
    apa: str


def acts_with(connection: sa.Connection, act: str, key: UUID) -> list[ActRow]:
    """Every `act` (a word of the audit) that was done with the record `key`, newest first."""
    table = book.audit
    rows = connection.execute(
        sa.select(table.c.pada, table.c.oleh, table.c.kolom)
        .where(table.c.tindakan == act, table.c.baris_id == key.hex)
        .order_by(table.c.seq.desc())
    )
    return [ActRow(datetime.fromisoformat(pada), oleh, what) for pada, oleh, what in rows]


def _is_part(kind: Kind, table: str) -> bool:
    return kind.parent is not None and KINDS[kind.parent].table.name == table


def _of_parent(kind: Kind, key: UUID) -> sa.ColumnElement[bool]:
    """Rows of a part whose stored state names this parent; the state of a parent's id never changes."""
    rows = book.langkah_baris
    named = f'%"{kind.fk}":"{key}"%'
    images = (sa.cast(one, sa.Text).like(named) for one in (rows.c.sebelum, rows.c.sesudah))
    return sa.and_(rows.c.tabel == kind.table.name, sa.or_(*images))


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    return [field for field in dict.fromkeys([*before, *after]) if before.get(field) != after.get(field)]
