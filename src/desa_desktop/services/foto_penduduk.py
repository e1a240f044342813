"""The photo of a resident: kept small inside the encrypted office, never part of a kiriman."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from desa_desktop.documents.foto import fit_photo
from desa_desktop.domain.penduduk import Penduduk
from desa_desktop.i18n import _
from desa_desktop.services.milik import stop_unless_village
from desa_desktop.store import archive
from desa_desktop.store.unit import Database


def set_foto(database: Database, key: UUID, data: bytes, *, by: str, at: datetime) -> None:
    """Keep this picture as the person's photo, made small and upright, as one step.

    Raises FotoTidakTerbaca, NotFound, PendudukMilikDesa, StorageFailed; then nothing changed.
    """
    content = fit_photo(data)
    name = sha256(content).hexdigest()
    with database.unit() as unit:
        stop_unless_village(unit)
        orang = unit.get(Penduduk, key)
        archive.put_attachment(unit, name, content)
        orang.foto = name
        unit.commit(_("ganti foto"), by, at)


def get_foto(database: Database, key: UUID) -> bytes | None:
    """The photo as JPEG, None when the person has none. Raises NotFound."""
    with database.read() as unit:
        name = unit.get(Penduduk, key).foto
        return archive.attachment(unit, name) if name else None


def remove_foto(database: Database, key: UUID, *, by: str, at: datetime) -> None:
    """Take the photo off the record as one step; undo shows it again. Raises NotFound."""
    with database.unit() as unit:
        stop_unless_village(unit)
        unit.get(Penduduk, key).foto = ""
        unit.commit(_("hapus foto"), by, at)
