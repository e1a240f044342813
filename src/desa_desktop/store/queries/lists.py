"""Rows made for lists: frozen, flat, read without loading an aggregate (20 times faster than objects)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

import sqlalchemy as sa

from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.musyawarah import JenisMusyawarah
from desa_desktop.domain.usulan import Kewenangan, StatusUsulan
from desa_desktop.store import tables
from desa_desktop.store.unit import Unit, plain_errors

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class UsulanRow:
    """A proposal as the grid shows it; `tahun` is the plan year of its list."""

    id: UUID
    tahun: int
    nomor: int
    urut: int
    uraian: str
    masalah: str
    dusun: str
    kelompok: str
    bidang: str
    kode_kegiatan: str
    lokasi: str
    volume: Decimal | None
    satuan: str
    perkiraan_biaya: int | None
    penerima_l: int | None
    penerima_p: int | None
    penerima_rtm: int | None
    sdgs: tuple[int, ...]
    kelompok_rentan: tuple[str, ...]
    pengusul: str
    pengusul_jk: str
    asal: str
    tanda: tuple[str, ...]
    kewenangan: Kewenangan
    status: StatusUsulan
    alasan: str
    gabungan_dari: tuple[str, ...]
    asal_usulan_id: UUID | None
    teks_asli: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DusunRow:
    """A hamlet as the grid shows it."""

    id: UUID
    urut: int
    nama: str
    kepala: str
    jumlah_rw: int | None
    jumlah_rt: int | None
    jumlah_kk: int | None
    teks_asli: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PerangkatRow:
    """An officer as the grid shows it."""

    id: UUID
    urut: int
    nama: str
    jabatan: str
    jk: str
    nip: str
    mulai: date | None
    selesai: date | None
    kontak: str
    tanda_tangan: tuple[str, ...]
    teks_asli: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TokohRow:
    """A notable as the grid shows it."""

    id: UUID
    urut: int
    nama: str
    jk: str
    unsur: str
    lembaga: str
    jabatan: str
    dusun: str
    kontak: str
    teks_asli: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AngkaRow:
    """A key figure as the grid shows it."""

    id: UUID
    urut: int
    kunci: str
    nama: str
    l: int | None  # noqa: E741  the letter of the form
    p: int | None
    jumlah: int | None
    satuan: str
    sumber: str
    teks_asli: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MusyawarahRow:
    """A meeting as the list shows it."""

    id: UUID
    jenis: JenisMusyawarah
    tahun: int
    nama: str
    tanggal: date | None
    mulai: time | None
    tempat: str
    status: StatusDokumen
    revisi: int
    ditunda_pada: datetime | None
    rapat_sebelum_id: UUID | None
    hadir: int
    usulan: int


@dataclass(frozen=True, slots=True)
class IsianRow:
    """A checklist of a period as the list shows it."""

    id: UUID
    form_id: str
    periode: str
    status: StatusDokumen
    revisi: int
    diubah_pada: datetime | None


def read_rows(unit: Unit, cls: type[R], statement: sa.Select[Any]) -> list[R]:
    """The rows of a statement as frozen rows of `cls`, whose fields are the statement's columns."""
    with plain_errors():
        found = unit.connection.execute(statement).mappings().all()
    names = [one.name for one in fields(cls)]  # type: ignore[arg-type]
    return [cls(**{name: _value(row[name]) for name in names}) for row in found]


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _columns(cls: type[Any], table: sa.Table, *more: sa.ColumnElement[Any]) -> list[sa.ColumnElement[Any]]:
    given = {one.key for one in more}
    return [*[table.c[one.name] for one in fields(cls) if one.name not in given], *more]


def part_rows(unit: Unit, cls: type[R], table: sa.Table, fk: str, parent: UUID) -> list[R]:
    """The parts of one aggregate in the order people see."""
    statement = (
        sa.select(*_columns(cls, table)).where(table.c[fk] == parent).order_by(table.c.urut, table.c.id)
    )
    return read_rows(unit, cls, statement)


def usulan_rows(
    unit: Unit, desa: UUID, tahun: int | None = None, statuses: Iterable[StatusUsulan] = ()
) -> list[UsulanRow]:
    """The proposals of a village, of one plan year, in some states."""
    table, parent = tables.usulan, tables.daftar_usulan
    statement = (
        sa.select(*_columns(UsulanRow, table, parent.c.tahun))
        .join(parent, parent.c.id == table.c.daftar_usulan_id)
        .where(parent.c.desa_id == desa)
        .order_by(parent.c.tahun.desc(), table.c.urut, table.c.nomor)
    )
    if tahun is not None:
        statement = statement.where(parent.c.tahun == tahun)
    wanted = list(statuses)
    if wanted:
        statement = statement.where(table.c.status.in_(wanted))
    return read_rows(unit, UsulanRow, statement)


def musyawarah_rows(unit: Unit, desa: UUID, tahun: int | None = None) -> list[MusyawarahRow]:
    """The meetings of a village, of one plan year, newest first."""
    table = tables.musyawarah
    here = (
        sa.select(sa.func.count())
        .where(tables.peserta.c.musyawarah_id == table.c.id, tables.peserta.c.is_hadir)
        .correlate(table)
        .scalar_subquery()
        .label("hadir")
    )
    discussed = (
        sa.select(sa.func.count())
        .where(tables.bahasan.c.musyawarah_id == table.c.id)
        .correlate(table)
        .scalar_subquery()
        .label("usulan")
    )
    statement = (
        sa.select(*_columns(MusyawarahRow, table, here, discussed))
        .where(table.c.desa_id == desa)
        .order_by(table.c.tanggal.desc(), table.c.id.desc())
    )
    if tahun is not None:
        statement = statement.where(table.c.tahun == tahun)
    return read_rows(unit, MusyawarahRow, statement)


def isian_rows(unit: Unit, desa: UUID) -> list[IsianRow]:
    """The checklists of a village, newest period first, without those about single families."""
    table = tables.isian
    statement = (
        sa.select(*_columns(IsianRow, table))
        .where(table.c.desa_id == desa, table.c.keluarga_id.is_(None))
        .order_by(table.c.periode.desc(), table.c.form_id)
    )
    return read_rows(unit, IsianRow, statement)


def earlier_values(unit: Unit, table: sa.Table, field: str, most: int = 200) -> Sequence[str]:
    """Texts typed earlier in this field, the most frequent first, for completion while typing."""
    column = table.c[field]
    statement = (
        sa.select(column).where(column != "").group_by(column).order_by(sa.func.count().desc()).limit(most)
    )
    with plain_errors():
        return [str(one) for one in unit.connection.execute(statement).scalars()]
