"""The sketch of the village (form G7): a picture kept small, once by its content, in the locked office."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from desa_desktop.documents.foto import fit_evidence
from desa_desktop.domain.rpjm import RpjmDesa
from desa_desktop.i18n import _
from desa_desktop.services.editing import stop_if_locked
from desa_desktop.services.rpjm import find_plan
from desa_desktop.store import archive
from desa_desktop.store.unit import Database


def set_sketsa(database: Database, tahun: int, data: bytes, *, by: str, at: datetime) -> None:
    """Keep this picture as the sketch of the plan that holds in `tahun`, as one step that can be undone.

    Raises FotoTidakTerbaca, NotFound, Locked; then nothing changed.
    """
    content = fit_evidence(data)
    name = sha256(content).hexdigest()
    with database.unit() as unit:
        rpjm = find_plan(unit, tahun)
        stop_if_locked(unit, RpjmDesa, rpjm)
        archive.put_attachment(unit, name, content)
        rpjm.sketsa = name
        unit.commit(_("ganti sketsa desa"), by, at)


def get_sketsa(database: Database, tahun: int) -> bytes | None:
    """The sketch as JPEG; None without one, or where it stayed on another laptop. Raises NotFound."""
    with database.read() as unit:
        name = find_plan(unit, tahun).sketsa
        return archive.attachment(unit, name) if name else None


def remove_sketsa(database: Database, tahun: int, *, by: str, at: datetime) -> None:
    """Take the sketch away as one step; undo shows it again. Raises NotFound, Locked."""
    with database.unit() as unit:
        rpjm = find_plan(unit, tahun)
        stop_if_locked(unit, RpjmDesa, rpjm)
        rpjm.sketsa = ""
        unit.commit(_("hapus sketsa desa"), by, at)
