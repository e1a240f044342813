"""The text inside open editors, kept until the record itself is saved (reliability.md 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from desa_desktop.domain.identity import new_id
from desa_desktop.store import book
from desa_desktop.store.unit import Unit, plain_errors


@dataclass(frozen=True, slots=True)
class Draf:
    """One open editor: on which screen, in which record and field, what stood in it."""

    layar: str
    baris_id: str
    kolom: str
    isi: str
    pada: datetime


def keep(unit: Unit, screen: str, key: str, field: str, text: str, at: datetime) -> None:
    """Store or replace the draft of one editor and commit."""
    table = book.draf
    place = (table.c.layar == screen, table.c.baris_id == key, table.c.kolom == field)
    with plain_errors():
        unit.connection.execute(sa.delete(table).where(*place))
        unit.connection.execute(
            sa.insert(table).values(id=new_id(), layar=screen, baris_id=key, kolom=field, isi=text, pada=at)
        )
        unit.session.commit()


def forget(unit: Unit, key: str, fields: Sequence[str]) -> None:
    """Delete the drafts of these fields in the transaction that saves them."""
    with plain_errors():
        unit.connection.execute(
            sa.delete(book.draf).where(book.draf.c.baris_id == key, book.draf.c.kolom.in_(list(fields)))
        )


def all_of(unit: Unit) -> list[Draf]:
    """All drafts, oldest first."""
    with plain_errors():
        rows = unit.connection.execute(sa.select(book.draf).order_by(book.draf.c.pada)).mappings()
        return [Draf(row["layar"], row["baris_id"], row["kolom"], row["isi"], row["pada"]) for row in rows]


def drop_one(unit: Unit, one: Draf) -> None:
    """Delete one draft and commit."""
    table = book.draf
    place = (table.c.layar == one.layar, table.c.baris_id == one.baris_id, table.c.kolom == one.kolom)
    with plain_errors():
        unit.connection.execute(sa.delete(table).where(*place))
        unit.session.commit()


def drop(unit: Unit, screen: str = "", key: str = "") -> None:
    """Delete all drafts, or those of one screen, or of one record there, and commit."""
    statement = sa.delete(book.draf)
    if screen:
        statement = statement.where(book.draf.c.layar == screen)
    if key:
        statement = statement.where(book.draf.c.baris_id == key)
    with plain_errors():
        unit.connection.execute(statement)
        unit.session.commit()
