"""Guests of the village, register B.4: in no total of residents (kependudukan.md 1.5).

Cells are changed and rows removed through `services.editing`, pasted and imported through `services.intake`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from desa_desktop.domain.desa import DesaId
from desa_desktop.domain.pemeriksaan import Pemeriksaan
from desa_desktop.domain.penduduk import PendudukSementara
from desa_desktop.domain.penduduk.tamu import check_sementara
from desa_desktop.domain.tempel import JenisTempel
from desa_desktop.domain.wording import show_date_short
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import editing, intake
from desa_desktop.services import kantor as office
from desa_desktop.services.milik import stop_unless_village
from desa_desktop.store.unit import Database


@dataclass(frozen=True, slots=True)
class BukuSementara:
    """The guests in the order in which they were written down, what is odd about them, who is here today."""

    tamu: tuple[PendudukSementara, ...]
    pemeriksaan: tuple[Pemeriksaan, ...]
    masih_di_sini: int


def list_sementara(database: Database, today: date) -> BukuSementara:
    """All guests. Raises NotFound without an office."""
    with database.read() as unit:
        rows = intake.stored_rows(unit, JenisTempel.PENDUDUK_SEMENTARA, today.year)
    here = sum(
        bool(one.nama)
        and (one.tanggal_datang is None or one.tanggal_datang <= today)
        and (one.tanggal_pergi is None or one.tanggal_pergi >= today)
        for one in rows
    )
    return BukuSementara(tuple(rows), tuple(check_sementara(rows, today)), here)


def change_sementara(
    database: Database,
    changes: Mapping[UUID, Mapping[str, object]],
    today: date,
    *,
    by: str,
    at: datetime,
) -> None:
    """Store cells of guests as one step.

    Raises InvalidInput for a day of birth in a year to come (`12/03/90` is read as 2090), NotFound,
    StorageFailed; then nothing changed.
    """
    for values in changes.values():
        born = values.get("tanggal_lahir")
        if isinstance(born, date) and born > today:
            sentence = _("Tanggal lahir {tanggal} belum terjadi. Tulis tahunnya dengan empat angka.")
            raise InvalidInput({"tanggal_lahir": sentence.format(tanggal=show_date_short(born))})
    editing.change_many(database, PendudukSementara, changes, by=by, at=at)


def add_sementara(database: Database, values: Mapping[str, object], *, by: str, at: datetime) -> UUID:
    """Write down one guest as one step; returns the id. Raises InvalidInput, StorageFailed."""
    with database.unit() as unit:
        stop_unless_village(unit)
        guest = PendudukSementara(desa_id=DesaId(office.require(unit).id))
        for name, value in values.items():
            if not hasattr(guest, name):
                raise AttributeError(f"PendudukSementara has no field {name}")
            setattr(guest, name, value)
        unit.add(guest)
        unit.commit(_("tambah penduduk sementara"), by, at)
        return guest.id
