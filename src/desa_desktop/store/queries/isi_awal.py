"""Facts for proposals: how full the registers of a village are, and when they were last written in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from desa_desktop.domain.penduduk import StatusDasar
from desa_desktop.store import tables
from desa_desktop.store import tables_penduduk as penduduk_tables
from desa_desktop.store.unit import Unit, plain_errors


def register_facts(unit: Unit, desa: UUID, first: date, last: date) -> dict[str, tuple[int, datetime | None]]:
    """(rows, last written) of the registers that this program keeps, by their number (`B.1`).

    People and officers are all there are, events, guests and closed months those of the time between two
    days, the plan that of the year of `last`.
    """
    people, events = penduduk_tables.penduduk, penduduk_tables.mutasi
    guests, months = penduduk_tables.penduduk_sementara, penduduk_tables.tutup_bulan
    officers, village = tables.perangkat, tables.desa
    plan, activities = tables.rkp_desa, tables.kegiatan

    def ask(newest: sa.ColumnElement[Any], source: sa.FromClause, *where: sa.ColumnElement[bool]) -> Any:
        statement = sa.select(sa.func.count(), sa.func.max(newest)).select_from(source).where(*where)
        count, moment = unit.connection.execute(statement).one()
        return count, moment

    with plain_errors():
        residents = ask(
            people.c.diubah_pada, people, people.c.desa_id == desa, people.c.status_dasar == StatusDasar.HIDUP
        )
        return {
            "B.1": residents,
            "B.5": residents,
            "B.2": ask(
                events.c.diubah_pada,
                events,
                events.c.desa_id == desa,
                ~events.c.is_batal,
                events.c.tanggal_peristiwa.between(first, last),
            ),
            "B.3": ask(months.c.pada, months, months.c.desa_id == desa, months.c.tahun == last.year),
            "B.4": ask(
                guests.c.diubah_pada,
                guests,
                guests.c.desa_id == desa,
                guests.c.tanggal_datang.between(first, last),
            ),
            "A.4": ask(
                village.c.diubah_pada,
                officers.join(village, village.c.id == officers.c.desa_id),
                village.c.id == desa,
                officers.c.nama != "",
            ),
            "D.1": ask(
                plan.c.diubah_pada,
                activities.join(plan, plan.c.id == activities.c.rkp_desa_id),
                plan.c.desa_id == desa,
                plan.c.tahun == last.year,
            ),
        }
