"""A family for a form that is filled for each family."""

from __future__ import annotations

from uuid import UUID

from builders import keluarga, penduduk
from desa_desktop.checklists import Template
from desa_desktop.domain.penduduk import Keluarga
from desa_desktop.services import isian
from desa_desktop.services import penduduk as residents
from desa_desktop.store.unit import Database
from office import OLEH, PUKUL


def family_for(database: Database, template: Template) -> UUID | None:
    """A family of the village, made where there is none; None where the form is one for the office."""
    if not isian.is_per_keluarga(template):
        return None
    with database.read() as unit:
        known = unit.select(Keluarga)
    if known:
        return min(one.id for one in known)
    made = keluarga()
    residents.add_keluarga(database, made, [penduduk()], by=OLEH, at=PUKUL)
    return made.id
