"""Programmes of assistance with their participants, and whose number a list of numbers names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from desa_desktop.domain.penduduk import SasaranBantuan
from desa_desktop.store.tables_penduduk import keluarga, penduduk, peserta_bantuan, program_bantuan
from desa_desktop.store.unit import Unit, plain_errors

_ASK = 500


@dataclass(frozen=True, slots=True)
class ProgramRow:
    """A programme and how many are entered."""

    id: UUID
    nama: str
    sasaran: SasaranBantuan
    asal_dana: str
    mulai: date | None
    selesai: date | None
    keterangan: str
    peserta: int


@dataclass(frozen=True, slots=True)
class IkutRow:
    """One entry of a programme: the person or the family, and the family either belongs to."""

    id: UUID
    program_id: UUID
    penduduk_id: UUID | None
    keluarga_id: UUID | None
    rumah_id: UUID | None
    nomor_kartu: str
    nama_kartu: str
    mulai: date | None
    selesai: date | None
    keterangan: str


def program_rows(unit: Unit, desa: UUID) -> list[ProgramRow]:
    """All programmes by name."""
    p = program_bantuan.c
    count = (
        sa.select(sa.func.count())
        .select_from(peserta_bantuan)
        .where(peserta_bantuan.c.program_id == p.id)
        .scalar_subquery()
    )
    query = (
        sa.select(
            p.id, p.nama, p.sasaran, p.asal_dana, p.mulai, p.selesai, p.keterangan, count.label("peserta")
        )
        .where(p.desa_id == desa)
        .order_by(p.id)
    )
    with plain_errors():
        return [ProgramRow(*row) for row in unit.connection.execute(query)]


def ikut_rows(unit: Unit, desa: UUID) -> list[IkutRow]:
    """Every entry of every programme, in the order in which they were made."""
    e = peserta_bantuan.c
    rumah = sa.func.coalesce(e.keluarga_id, penduduk.c.keluarga_id)
    query = (
        sa.select(
            e.id, e.program_id, e.penduduk_id, e.keluarga_id, sa.type_coerce(rumah, e.keluarga_id.type),
            e.nomor_kartu, e.nama_kartu, e.mulai, e.selesai, e.keterangan,
        )
        .select_from(peserta_bantuan.outerjoin(penduduk, penduduk.c.id == e.penduduk_id))
        .where(e.desa_id == desa)
        .order_by(e.id)
    )  # fmt: skip
    with plain_errors():
        rows: Any = unit.connection.execute(query)
        return [IkutRow(*row) for row in rows]


def keys_with_no_kk(unit: Unit, numbers: Sequence[str]) -> dict[str, list[UUID]]:
    """Which families have these numbers."""
    found: dict[str, list[UUID]] = {}
    with plain_errors():
        for start in range(0, len(numbers), _ASK):
            query = sa.select(keluarga.c.no_kk, keluarga.c.id).where(
                keluarga.c.no_kk.in_(numbers[start : start + _ASK])
            )
            for no_kk, key in unit.connection.execute(query):
                found.setdefault(no_kk, []).append(key)
    return found
