"""What the data remembers of the Kit Pemulihan: only that one was made, never its digits.

The kit itself is a door of the key file (`pemulihan`); Beranda asks the data, which it has open anyway.
"""

from __future__ import annotations

from datetime import datetime

from desa_desktop.i18n import _
from desa_desktop.store import archive
from desa_desktop.store.unit import Database, Unit

MADE = "kit_pemulihan"


def note_kit(database: Database, *, by: str, at: datetime) -> None:
    """A kit was made: Beranda need not ask for it any more."""
    with database.unit() as unit:
        archive.put_meta(unit, MADE, at.isoformat())
        unit.commit(_("buat Kit Pemulihan"), by, at)


def is_noted(unit: Unit) -> bool:
    """Whether a kit was made for this data."""
    return bool(archive.meta(unit, MADE))
