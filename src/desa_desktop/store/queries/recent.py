"""What was worked on last, and since when this laptop has been in use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from desa_desktop.store import book
from desa_desktop.store.unit import Unit, plain_errors


@dataclass(frozen=True, slots=True)
class RecentRow:
    """One record that was changed: its table, its id, its dokumen, what was done and when."""

    tabel: str
    baris_id: UUID
    dokumen_id: UUID | None
    langkah: str
    pada: datetime


def last_worked_on(unit: Unit, most: int) -> list[RecentRow]:
    """The newest steps a person made, one for each dokumen, newest first."""
    rows = book.langkah_baris
    newest = (
        sa.select(sa.func.max(rows.c.id).label("id"))
        .where(rows.c.dokumen_id.is_not(None))
        .group_by(rows.c.dokumen_id)
        .subquery()
    )
    statement = (
        sa.select(rows.c.tabel, rows.c.baris_id, rows.c.dokumen_id, book.langkah.c.nama, book.langkah.c.pada)
        .join(newest, newest.c.id == rows.c.id)
        .join(book.langkah, book.langkah.c.id == rows.c.langkah_id)
        .where(
            book.langkah.c.jenis.in_(("ubah", "sahkan")),
            rows.c.tabel.not_in(("kantor", "catatan_tahap", "desa_binaan")),
        )
        .order_by(rows.c.id.desc())
        .limit(most)
    )
    with plain_errors():
        return [RecentRow(*row) for row in unit.connection.execute(statement)]


def first_used(unit: Unit) -> date | None:
    """The day of the first step of this store."""
    with plain_errors():
        moment = unit.connection.execute(sa.select(sa.func.min(book.langkah.c.id))).scalar()
        if moment is None:
            return None
        first = unit.connection.execute(
            sa.select(book.langkah.c.pada).where(book.langkah.c.id == moment)
        ).scalar_one()
    day: date = first.astimezone().date()
    return day
