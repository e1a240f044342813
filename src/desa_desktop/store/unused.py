"""Where a text as long as the name of an attachment stands: in the tables, and in what undo would put back.

For those who ask whether anything still needs an attachment. Every table is asked, also those that come with
a later program: one too many is kept rather than one too few.
"""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from desa_desktop.store import book, journal
from desa_desktop.store.tables import metadata
from desa_desktop.store.unit import Unit, plain_errors

LENGTH = 64
"""Letters of a SHA-256."""
_NAMES_OTHERS = frozenset(
    {
        "lampiran",  # its own name
        "langkah_baris",  # asked apart
        "snapshot",  # says what it names in its content
        "dokumen",
        "digest_lama",
        "buku_kiriman",
        "kiriman_keluar",
        "kotak_masuk",
        "held",  # what others hold
        "sertifikat",
        "audit",
        "cadangan",
    }
)
_A_NAME = "*" + "[0-9a-f]" * LENGTH + "*"


def long_texts(unit: Unit) -> Iterator[str]:
    """Every text in a row of the tables that is long enough to say an attachment."""
    for table in metadata.tables.values():
        if table.name in _NAMES_OTHERS:
            continue
        columns = [sa.type_coerce(column, sa.String) for column in table.c]
        is_long = [
            sa.and_(sa.func.typeof(column) == "text", sa.func.length(column) >= LENGTH) for column in table.c
        ]
        with plain_errors():
            rows = unit.connection.execute(sa.select(*columns).where(sa.or_(*is_long)))
            for row in rows:
                yield from (value for value in row if isinstance(value, str) and len(value) >= LENGTH)


def texts_of_undo(unit: Unit) -> Iterator[str]:
    """The states, before and after, of rows that undo or redo could still put back and that say a name."""
    table = book.langkah_baris.c
    says = sa.or_(
        sa.type_coerce(table.sebelum, sa.String).op("GLOB")(_A_NAME),
        sa.type_coerce(table.sesudah, sa.String).op("GLOB")(_A_NAME),
    )
    texts = [sa.type_coerce(column, sa.String) for column in (table.sebelum, table.sesudah)]
    with plain_errors():
        found = unit.connection.execute(sa.select(table.langkah_id, table.tabel, *texts).where(says)).all()
    steps: dict[str, set[int]] = {}
    for step, name, before, after in found:
        if name not in steps:
            stacks = journal.read_stacks(unit.connection, frozenset({name}))
            steps[name] = {one for one, _name in (*stacks.undo, *stacks.redo)}
        if step in steps[name]:
            yield from (text for text in (before, after) if text is not None)
