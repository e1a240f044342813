"""Whether this data is for practice: then every paper says CONTOH and no real office takes its kiriman.

The mark is set before an office is set up and stays with its data (ux.md 3.12).
"""

from __future__ import annotations

from datetime import datetime

from desa_desktop.i18n import _
from desa_desktop.store import archive
from desa_desktop.store.unit import Database, Unit

_MARK = "latihan"


def is_latihan(unit: Unit) -> bool:
    """Whether this is the data of Mode Latihan."""
    return bool(archive.meta(unit, _MARK))


def is_practice(database: Database) -> bool:
    """The same for an open store."""
    with database.read() as unit:
        return is_latihan(unit)


def mark_as_practice(database: Database, *, by: str, at: datetime) -> None:
    """Make an empty store one of Mode Latihan, for ever."""
    with database.unit() as unit:
        archive.put_meta(unit, _MARK, "ya")
        unit.commit(_("Mode Latihan"), by, at)
