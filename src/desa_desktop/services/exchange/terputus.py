"""`Lanjutkan`: an acceptance that the power cut off is gone on with (kiriman-format.md 17 row 31)."""

from __future__ import annotations

from datetime import datetime

from desa_desktop.progress import Progress
from desa_desktop.services import upkeep
from desa_desktop.services.exchange.accepting import accept
from desa_desktop.services.exchange.results import Folders, HasilTerima, Laptop
from desa_desktop.services.exchange.wanted import find_interrupted
from desa_desktop.store.unit import Database


def go_on(
    database: Database,
    laptop: Laptop,
    files: Folders,
    *,
    by: str,
    at: datetime,
    safe: upkeep.Safe | None = None,
    progress: Progress | None = None,
) -> HasilTerima:
    """`Lanjutkan`: take in what was cut off. Nothing at all when nothing was. Raises as `accept` does."""
    left = find_interrupted(database, files)
    if left is None:
        return HasilTerima((), ())
    return accept(
        database,
        laptop,
        files,
        list(left.kiriman),
        by=by,
        at=at,
        confirmed=left.ya,
        safe=safe,
        progress=progress,
    )
