"""What happened to residents, month by month, with their names: read as rows, no record is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from desa_desktop.domain.penduduk import Peristiwa
from desa_desktop.store.tables_penduduk import mutasi, penduduk
from desa_desktop.store.unit import Unit, plain_errors

MOST = 2000


@dataclass(frozen=True, slots=True)
class MutasiRow:
    """One event as the list shows it, with the name of its person as it is now."""

    id: UUID
    penduduk_id: UUID
    keluarga_id: UUID | None
    nama: str
    jk: str
    peristiwa: Peristiwa
    tanggal_peristiwa: date
    tanggal_lapor: date | None
    dokumen: str
    alamat_asal: str
    alamat_tujuan: str
    sebab: str
    catatan: str
    is_batal: bool
    alasan_batal: str


def months_of_mutasi(unit: Unit) -> list[tuple[int, int]]:
    """(year, month) of every month in which something happened, the newest first."""
    day = mutasi.c.tanggal_peristiwa
    year, month = sa.extract("year", day), sa.extract("month", day)
    query = sa.select(year, month).distinct().order_by(year.desc(), month.desc())
    with plain_errors():
        return [(int(one), int(other)) for one, other in unit.connection.execute(query)]


def rows_of_mutasi(
    unit: Unit, sejak: date | None = None, sampai: date | None = None, penduduk_id: UUID | None = None
) -> list[MutasiRow]:
    """The events from `sejak` up to and including `sampai`, or of one person; the newest first."""
    c = mutasi.c
    own = [c[name] for name in MutasiRow.__dataclass_fields__ if name not in ("nama", "jk")]
    query = sa.select(*own, penduduk.c.nama, sa.func.coalesce(c.jk, penduduk.c.jk).label("jk")).select_from(
        mutasi.join(penduduk, penduduk.c.id == c.penduduk_id)
    )
    if sejak is not None:
        query = query.where(c.tanggal_peristiwa >= sejak)
    if sampai is not None:
        query = query.where(c.tanggal_peristiwa <= sampai)
    if penduduk_id is not None:
        query = query.where(c.penduduk_id == penduduk_id)
    query = query.order_by(c.tanggal_peristiwa.desc(), c.id.desc()).limit(MOST)
    with plain_errors():
        return [MutasiRow(**row) for row in unit.connection.execute(query).mappings()]
