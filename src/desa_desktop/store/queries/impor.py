"""The register as an import and an export need it: plain values of all people, no record loaded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from desa_desktop.domain.penduduk import StatusDasar
from desa_desktop.domain.penduduk.berkas.banding import ORANG_FIELDS, KeluargaLama, OrangLama, Terdaftar
from desa_desktop.domain.penduduk.berkas.kolom import KELUARGA_FIELDS, KK_FIELDS
from desa_desktop.store import book
from desa_desktop.store.tables_penduduk import keluarga, penduduk
from desa_desktop.store.unit import Unit, plain_errors

_ASK = 500


def terdaftar(unit: Unit) -> Terdaftar:
    """Everybody but merged records, and every family."""
    p, k = penduduk.c, keluarga.c
    with plain_errors():
        families = [
            KeluargaLama(row[0], _filled(KELUARGA_FIELDS, row[2:]), row[1])
            for row in unit.connection.execute(
                sa.select(k.id, k.teks_asli, *(k[name] for name in KELUARGA_FIELDS))
            )
        ]
        rows = unit.connection.execute(
            sa.select(
                p.id, p.keluarga_id, p.status_dasar, p.teks_asli, *(p[name] for name in ORANG_FIELDS)
            ).where(p.status_dasar != StatusDasar.TIDAK_VALID)
        )
        people = [OrangLama(row[0], row[1], row[2], _filled(ORANG_FIELDS, row[4:]), row[3]) for row in rows]
    return Terdaftar(people, families)


def _filled(names: Sequence[str], values: Sequence[Any]) -> dict[str, Any]:
    return {name: value for name, value in zip(names, values, strict=True) if value not in (None, "", False)}


def newest_step(unit: Unit) -> int:
    """The number of the newest step, by which it is seen that the register may have changed; 0 for none."""
    with plain_errors():
        return int(unit.connection.execute(sa.select(sa.func.max(book.langkah.c.id))).scalar() or 0)


def export_rows(unit: Unit, keys: Sequence[UUID] | None = None) -> Iterator[dict[str, Any]]:
    """Everybody (or these) with the place of the family, family by family in the order of the KK.

    `lahir_versi` of the last change is under `diubah_pada`. Merged records are left out.
    """
    p, k = penduduk.c, keluarga.c
    own = ("id", "diubah_pada", "status_dasar", *ORANG_FIELDS)
    place = {
        name: sa.func.coalesce(sa.func.nullif(k[name], ""), p[name]).label(name) for name in ("rw", "rt")
    }
    query = (
        sa.select(
            *(p[name] for name in own),
            *(k[name] for name in ("no_kk", "alamat", *KK_FIELDS)),
            sa.func.coalesce(k.dusun_id, p.dusun_id, type_=p.dusun_id.type).label("dusun_id"),
            *place.values(),
        )
        .select_from(penduduk.outerjoin(keluarga, k.id == p.keluarga_id))
        .where(p.status_dasar != StatusDasar.TIDAK_VALID)
        .order_by(k.no_kk, k.id, p.urut, p.shdk, p.id)
    )
    with plain_errors():
        if keys is None:
            for row in unit.connection.execute(query).mappings():
                yield dict(row)
            return
        for start in range(0, len(keys), _ASK):
            block = list(keys[start : start + _ASK])
            found = {
                row["id"]: dict(row)
                for row in unit.connection.execute(query.where(p.id.in_(block))).mappings()
            }
            yield from (found[key] for key in block if key in found)
