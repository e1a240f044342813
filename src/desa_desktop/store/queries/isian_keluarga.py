"""Families beside their forms of a period, in one query: a village has thousands of families."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import sqlalchemy as sa

from desa_desktop.domain.isian_keluarga import BarisKeluarga, in_walking_order
from desa_desktop.domain.penduduk import StatusDasar
from desa_desktop.domain.penduduk.mutasi import PENGURANGAN, Peristiwa
from desa_desktop.domain.penduduk.orang import KEPALA
from desa_desktop.domain.periode import Periode
from desa_desktop.store import tables
from desa_desktop.store.tables_penduduk import cari_penduduk, keluarga, mutasi, penduduk
from desa_desktop.store.unit import Unit, plain_errors


def rows(
    unit: Unit, desa: UUID, form_id: str, periode: Periode, today: date, only: UUID | None = None
) -> list[BarisKeluarga]:
    """The families who live here, and those who have a form of this period, in walking order.

    `only` narrows it to one family.
    """
    here = cari_penduduk.c
    member = (
        sa.select(
            here.keluarga_id,
            sa.func.sum(sa.case((here.status_dasar == StatusDasar.HIDUP.value, 1), else_=0)).label("jumlah"),
            # the living head, else the one there was, so that a closed KK keeps a name
            sa.func.max(
                sa.case(
                    (
                        here.shdk == KEPALA,
                        sa.case((here.status_dasar == StatusDasar.HIDUP.value, 1), else_=0) * 1_000_000_000
                        + here.nomor,
                    )
                )
            ).label("kepala"),
        )
        .where(here.keluarga_id.is_not(None), here.status_dasar != StatusDasar.TIDAK_VALID.value)
        .group_by(here.keluarga_id)
        .subquery()
    )
    head = cari_penduduk.alias()
    form, k = tables.isian.c, keluarga.c
    answers = (
        sa.select(sa.func.count())
        .where(tables.jawaban.c.isian_id == form.id)
        .correlate(tables.isian)
        .scalar_subquery()
    )
    came = (
        sa.select(mutasi.c.penduduk_id, sa.func.max(mutasi.c.tanggal_peristiwa).label("tanggal"))
        .where(
            mutasi.c.peristiwa == Peristiwa.DATANG,
            mutasi.c.is_batal == sa.false(),
            mutasi.c.tanggal_peristiwa >= periode.mulai,
        )
        .group_by(mutasi.c.penduduk_id)
        .subquery()
    )
    left = (
        sa.select(mutasi.c.keluarga_id, sa.func.max(mutasi.c.tanggal_peristiwa).label("tanggal"))
        .where(mutasi.c.peristiwa.in_(PENGURANGAN), mutasi.c.is_batal == sa.false())
        .group_by(mutasi.c.keluarga_id)
        .subquery()
    )
    statement = (
        sa.select(
            *(k.id, k.no_kk, k.alamat, k.dusun_id, k.rw, k.rt),
            tables.dusun.c.nama.label("dusun"),
            penduduk.c.nama.label("kepala"),
            member.c.jumlah,
            form.id.label("isian_id"),
            *(form.status, form.revisi),
            answers.label("terisi"),
            came.c.tanggal.label("datang"),
            left.c.tanggal.label("pergi"),
        )
        .select_from(keluarga)
        .outerjoin(member, member.c.keluarga_id == k.id)
        .outerjoin(head, head.c.nomor == member.c.kepala % 1_000_000_000)
        .outerjoin(penduduk, penduduk.c.id == head.c.penduduk_id)
        .outerjoin(tables.dusun, tables.dusun.c.id == k.dusun_id)
        .outerjoin(came, came.c.penduduk_id == head.c.penduduk_id)
        .outerjoin(left, left.c.keluarga_id == k.id)
        .outerjoin(
            tables.isian,
            sa.and_(form.keluarga_id == k.id, form.form_id == form_id, form.periode == str(periode)),
        )
        .where(k.desa_id == desa, sa.or_(member.c.jumlah > 0, form.id.is_not(None)))
    )
    if only is not None:
        statement = statement.where(k.id == only)
    with plain_errors():
        found = unit.connection.execute(statement).all()
    return in_walking_order(
        BarisKeluarga(
            id=row.id,
            no_kk=row.no_kk,
            kepala=row.kepala or "",
            alamat=row.alamat,
            dusun_id=row.dusun_id,
            dusun=row.dusun or "",
            rw=row.rw,
            rt=row.rt,
            jumlah=row.jumlah or 0,
            isian_id=row.isian_id,
            status=row.status,
            revisi=row.revisi or 0,
            terisi=row.terisi or 0,
            datang=row.datang,
            pergi=row.pergi if not row.jumlah else None,
            is_sesudah=periode.akhir < today and row.datang is not None and row.datang > periode.akhir,
        )
        for row in found
    )


def periods(unit: Unit, desa: UUID) -> dict[str, list[str]]:
    """Of each template the periods in which a family's form was begun."""
    form = tables.isian.c
    wanted = (
        sa.select(form.form_id, form.periode)
        .where(form.desa_id == desa, form.keluarga_id.is_not(None))
        .distinct()
    )
    found: dict[str, list[str]] = {}
    with plain_errors():
        for row in unit.connection.execute(wanted):
            found.setdefault(row.form_id, []).append(row.periode)
    return found


def places(unit: Unit, desa: UUID) -> list[tuple[UUID | None, str, str]]:
    """Every (dusun, RW, RT) in which a family is written, in the order of their numbers."""
    k = keluarga.c
    wanted = (
        sa.select(k.dusun_id, k.rw, k.rt)
        .where(k.desa_id == desa, k.rt != "")
        .distinct()
        .order_by(k.rw, k.rt, k.dusun_id)
    )
    with plain_errors():
        return [(row.dusun_id, row.rw, row.rt) for row in unit.connection.execute(wanted)]


def keys_by_period(unit: Unit, desa: UUID, form_id: str, keluarga_id: UUID | None) -> dict[str, UUID]:
    """The forms of a template (of one family, or of the office) by their period."""
    form = tables.isian.c
    wanted = sa.select(form.periode, form.id).where(
        form.desa_id == desa, form.form_id == form_id, form.keluarga_id == keluarga_id
    )
    with plain_errors():
        return {row.periode: row.id for row in unit.connection.execute(wanted)}


def keys_of(unit: Unit, desa: UUID, form_id: str, periode: str) -> dict[UUID, UUID]:
    """The forms of a period by their family."""
    form = tables.isian.c
    wanted = sa.select(form.keluarga_id, form.id).where(
        form.desa_id == desa,
        form.form_id == form_id,
        form.periode == periode,
        form.keluarga_id.is_not(None),
    )
    with plain_errors():
        return {row.keluarga_id: row.id for row in unit.connection.execute(wanted)}
