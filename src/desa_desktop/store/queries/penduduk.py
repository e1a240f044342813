"""Lists of residents and families: found, filtered, counted and paged without loading a record.

A page is made in two steps: which ids (`cari_penduduk`), then the wide rows of those alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from desa_desktop.domain.penduduk import KEPALA, StatusDasar
from desa_desktop.store.queries.cari_penduduk import (
    find_keluarga,
    find_penduduk,
    is_ready,
    read_register,
)
from desa_desktop.store.queries.saring_penduduk import KelompokRentan, SaringPenduduk, Urutan
from desa_desktop.store.tables_penduduk import (
    cari_penduduk,
    keluarga,
    mutasi,
    penduduk,
    putusan_ganda,
)
from desa_desktop.store.unit import Unit, plain_errors

__all__ = ["KelompokRentan", "SaringPenduduk", "Urutan", "read_register"]
_ASK = 500


@dataclass(frozen=True, slots=True)
class PendudukRow:
    """A resident as the list shows it; its place is that of the family where there is one."""

    id: UUID
    desa_id: UUID
    nik: str
    nomor_sementara: int | None
    nama: str
    gelar_depan: str
    gelar_belakang: str
    keluarga_id: UUID | None
    no_kk: str
    shdk: int | None
    urut: int
    jk: str
    tempat_lahir: str
    tanggal_lahir: date | None
    is_lahir_perkiraan: bool
    agama: int | None
    pendidikan_kk: int | None
    pendidikan_sedang: int | None
    pekerjaan: int | None
    status_kawin: int | None
    golongan_darah: int | None
    warganegara: int | None
    cacat: int | None
    hamil: int | None
    nama_ayah: str
    nama_ibu: str
    status_dasar: StatusDasar
    dusun_id: UUID | None
    rw: str
    rt: str
    alamat: str
    teks_asli: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class KeluargaRow:
    """A family as the list shows it. `jumlah` counts who lives here; `kepala` is "" when there is none.

    Without a head who lives here it is the one that is gone (`is_kepala_ada` False).
    """

    id: UUID
    desa_id: UUID
    no_kk: str
    kepala: str
    kepala_id: UUID | None
    jumlah: int
    jumlah_l: int
    jumlah_p: int
    dusun_id: UUID | None
    rw: str
    rt: str
    alamat: str
    kelas_sosial: int | None
    teks_asli: Mapping[str, str]
    is_kepala_ada: bool = True


@dataclass(frozen=True, slots=True)
class Halaman:
    """One page of residents: the rows, how many there are in all, and what was looked for instead.

    `dibaca` is not empty when nobody has the typed words and near ones were taken: `SUTRISNO`.
    `is_angka_mirip`: nobody has the typed number, and those who have nearly that one were taken.
    """

    baris: tuple[PendudukRow, ...]
    jumlah: int
    dibaca: tuple[str, ...] = ()
    is_angka_mirip: bool = False


@dataclass(frozen=True, slots=True)
class OrangRow:
    """What the checks and the search for doubles need of a person (`periksa.Orang`, `ganda.Kembar`)."""

    id: UUID
    nik: str
    nama: str
    keluarga_id: UUID | None
    shdk: int | None
    jk: str
    tempat_lahir: str
    tanggal_lahir: date | None
    agama: int | None
    pendidikan_kk: int | None
    pekerjaan: int | None
    status_kawin: int | None
    warganegara: int | None
    hamil: int | None
    nik_ayah: str
    nik_ibu: str
    nama_ibu: str
    tanggal_kawin: date | None
    tanggal_cerai: date | None
    status_dasar: StatusDasar
    konfirmasi: Mapping[str, str]
    teks_asli: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RumahRow:
    """What the checks need of a family (`periksa.Rumah`)."""

    id: UUID
    no_kk: str
    dusun_id: UUID | None
    konfirmasi: Mapping[str, str]
    teks_asli: Mapping[str, str]


# ------------------------------------------------------------------ residents


def page_of_penduduk(
    unit: Unit,
    saring: SaringPenduduk,
    today: date,
    *,
    urutan: Urutan = Urutan.NAMA,
    is_turun: bool = False,
    mulai: int = 0,
    banyak: int = 200,
) -> Halaman:
    """The rows `mulai` to `mulai + banyak` of the filtered list, and its length."""
    with plain_errors():
        is_plain = saring == SaringPenduduk() and urutan is Urutan.NAMA and not is_turun
        if is_plain and not is_ready(unit.kept):
            return _first_page(unit, mulai, banyak)
        found = find_penduduk(unit, saring, today, urutan, is_turun=is_turun)
        rows = rows_of_penduduk(unit, found.ids(mulai, banyak))
        return Halaman(rows, len(found.lines), found.dibaca, found.is_angka_mirip)


def _first_page(unit: Unit, mulai: int, banyak: int) -> Halaman:
    """Everybody who lives here by name, from the file's own index: nothing has to be read before."""
    living = cari_penduduk.c.status_dasar == StatusDasar.HIDUP
    order = (cari_penduduk.c.kunci, cari_penduduk.c.nomor)
    query = sa.select(cari_penduduk.c.penduduk_id).where(living).order_by(*order)
    keys = list(unit.connection.execute(query.limit(banyak).offset(mulai)).scalars())
    count = sa.select(sa.func.count()).select_from(cari_penduduk).where(living)
    return Halaman(rows_of_penduduk(unit, keys), unit.connection.execute(count).scalar_one())


def keys_of_penduduk(
    unit: Unit,
    saring: SaringPenduduk,
    today: date,
    *,
    urutan: Urutan = Urutan.NAMA,
    is_turun: bool = False,
) -> list[UUID]:
    """All ids of the filtered list in its order."""
    with plain_errors():
        return find_penduduk(unit, saring, today, urutan, is_turun=is_turun).ids()


def rows_of_penduduk(unit: Unit, keys: Sequence[UUID]) -> tuple[PendudukRow, ...]:
    """The rows of these ids, in their order; an id that is gone is passed over."""
    own = [
        penduduk.c[one.name]
        for one in fields(PendudukRow)
        if one.name not in ("no_kk", "dusun_id", "rw", "rt", "alamat")
    ]
    place = {
        "no_kk": sa.func.coalesce(keluarga.c.no_kk, ""),
        "dusun_id": sa.case(
            (penduduk.c.keluarga_id.is_(None), penduduk.c.dusun_id), else_=keluarga.c.dusun_id
        ),
        "rw": sa.func.coalesce(keluarga.c.rw, penduduk.c.rw),
        "rt": sa.func.coalesce(keluarga.c.rt, penduduk.c.rt),
        "alamat": sa.func.coalesce(keluarga.c.alamat, penduduk.c.alamat_sekarang),
    }
    query = sa.select(*own, *(one.label(name) for name, one in place.items())).select_from(
        penduduk.outerjoin(keluarga, keluarga.c.id == penduduk.c.keluarga_id)
    )
    found: dict[UUID, PendudukRow] = {}
    with plain_errors():
        for start in range(0, len(keys), _ASK):
            part = query.where(penduduk.c.id.in_(keys[start : start + _ASK]))
            for row in unit.connection.execute(part).mappings():
                found[row["id"]] = PendudukRow(**row)
    return tuple(found[key] for key in keys if key in found)


# ------------------------------------------------------------------ families


def page_of_keluarga(
    unit: Unit,
    *,
    kata: str = "",
    dusun: Sequence[UUID] = (),
    rw: str = "",
    rt: str = "",
    desa: Sequence[UUID] = (),
    is_semua: bool = False,
    mulai: int = 0,
    banyak: int = 200,
) -> tuple[tuple[KeluargaRow, ...], int]:
    """Families by number and place, and how many; `kata`: words of a member's name, digits of KK or NIK.

    `is_semua`: also those of which nobody lives here any more.
    """
    with plain_errors():
        keys, count = find_keluarga(
            unit, kata, dusun, rw, rt, desa, is_semua=is_semua, mulai=mulai, banyak=banyak
        )
        return rows_of_keluarga(unit, keys), count


def rows_of_keluarga(unit: Unit, keys: Sequence[UUID]) -> tuple[KeluargaRow, ...]:
    """The families of these ids, in their order, with head and counts."""
    own = ("id", "desa_id", "no_kk", "dusun_id", "rw", "rt", "alamat", "kelas_sosial", "teks_asli")
    p = penduduk.c
    families: dict[UUID, dict[str, Any]] = {}
    with plain_errors():
        for start in range(0, len(keys), _ASK):
            part = keys[start : start + _ASK]
            for row in unit.connection.execute(
                sa.select(*(keluarga.c[name] for name in own)).where(keluarga.c.id.in_(part))
            ).mappings():
                blank = {"kepala": "", "kepala_id": None, "jumlah": 0, "jumlah_l": 0, "jumlah_p": 0}
                families[row["id"]] = {**row, **blank}
            members = sa.select(p.keluarga_id, p.id, p.nama, p.shdk, p.jk, p.status_dasar).where(
                p.keluarga_id.in_(part), p.status_dasar != StatusDasar.TIDAK_VALID
            )
            for member in unit.connection.execute(members):
                _count(families[member.keluarga_id], member)
    return tuple(KeluargaRow(**families[key]) for key in keys if key in families)


@dataclass(frozen=True, slots=True)
class RumahPilihan:
    """A family as a choice offers it; `kepala` is "" when nobody living is its head."""

    id: UUID
    no_kk: str
    dusun_id: UUID | None
    rw: str
    rt: str
    kepala: str


def homes(unit: Unit) -> list[RumahPilihan]:
    """Every family that is lived in, for a choice: nothing is counted."""
    k, c, p = keluarga.c, cari_penduduk.c, penduduk.c
    living = sa.select(c.keluarga_id).where(c.status_dasar == StatusDasar.HIDUP).distinct()
    heads = sa.select(p.keluarga_id, p.nama).where(
        p.id.in_(sa.select(c.penduduk_id).where(c.status_dasar == StatusDasar.HIDUP, c.shdk == KEPALA))
    )
    query = sa.select(k.id, k.no_kk, k.dusun_id, k.rw, k.rt).where(k.id.in_(living))
    with plain_errors():
        names = {row.keluarga_id: row.nama for row in unit.connection.execute(heads)}
        return [RumahPilihan(*row, names.get(row.id, "")) for row in unit.connection.execute(query)]


def _count(family: dict[str, Any], member: Any) -> None:
    is_living = member.status_dasar is StatusDasar.HIDUP
    if is_living:
        family["jumlah"] += 1
        family["jumlah_l"] += member.jk == "L"
        family["jumlah_p"] += member.jk == "P"
    if member.shdk == 1 and (is_living or family["kepala_id"] is None):
        family["kepala"], family["kepala_id"] = member.nama, member.id
        family["is_kepala_ada"] = is_living


# ------------------------------------------------------------------ for checks, doubles and numbers


def orang_rows(unit: Unit, keys: Sequence[UUID] | None = None) -> list[OrangRow]:
    """Every person as the checks need it, or those with these ids in their order."""
    return _light(unit, OrangRow, penduduk, keys)


def rumah_rows(unit: Unit, keys: Sequence[UUID] | None = None) -> list[RumahRow]:
    """Every family as the checks need it, or those with these ids in their order."""
    return _light(unit, RumahRow, keluarga, keys)


def _light(unit: Unit, kind: Any, table: sa.Table, keys: Sequence[UUID] | None) -> list[Any]:
    """Rows in plain values, each made what it is by hand: SQLAlchemy takes four times as long for 100,000."""
    names = [one.name for one in fields(kind)]
    query = f"SELECT {', '.join(names)} FROM {table.name}"
    made = [(place, _MADE[name]) for place, name in enumerate(names) if name in _MADE]

    def record(row: Sequence[Any]) -> Any:
        values = list(row)
        for place, make in made:
            values[place] = make(values[place])
        return kind(*values)

    with plain_errors():
        if keys is None:
            return [record(row) for row in unit.connection.exec_driver_sql(f"{query} ORDER BY rowid")]
        found: dict[UUID, Any] = {}
        for start in range(0, len(keys), _ASK):
            part = tuple(one.hex for one in keys[start : start + _ASK])
            holders = ", ".join("?" * len(part))
            for row in unit.connection.exec_driver_sql(f"{query} WHERE id IN ({holders})", part):
                one = record(row)
                found[one.id] = one
        return [found[key] for key in keys if key in found]


def _uuid(text: str | None) -> UUID | None:
    return UUID(text) if text is not None else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text is not None else None


def _mapping(text: str) -> Mapping[str, str]:
    return json.loads(text) if text != "{}" else {}


_STATUS = {one.value: one for one in StatusDasar}
_MADE: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("id", "keluarga_id", "dusun_id"), _uuid),
    **dict.fromkeys(("tanggal_lahir", "tanggal_kawin", "tanggal_cerai"), _day),
    **dict.fromkeys(("konfirmasi", "teks_asli"), _mapping),
    "status_dasar": _STATUS.__getitem__,
}


def names_of(unit: Unit, keys: Sequence[UUID]) -> tuple[dict[UUID, str], frozenset[UUID]]:
    """Names by id for people and families, a family being called by its head, and which are families."""
    p, names, families = penduduk.c, dict[UUID, str](), set[UUID]()
    with plain_errors():
        for start in range(0, len(keys), _ASK):
            part = keys[start : start + _ASK]
            heads = sa.select(p.keluarga_id, p.nama).where(p.keluarga_id.in_(part), p.shdk == KEPALA)
            names.update((row.keluarga_id, row.nama) for row in unit.connection.execute(heads))
            people = sa.select(p.id, p.nama).where(p.id.in_(part))
            names.update((row.id, row.nama) for row in unit.connection.execute(people))
            known = sa.select(keluarga.c.id).where(keluarga.c.id.in_(part))
            families.update(unit.connection.execute(known).scalars())
    return names, frozenset(families)


def decided_pairs(unit: Unit) -> dict[tuple[UUID, UUID], str]:
    """What was decided about pairs, by their two ids (the smaller first)."""
    c = putusan_ganda.c
    with plain_errors():
        rows = unit.connection.execute(sa.select(c.satu_id, c.dua_id, c.putusan))
        return {(row.satu_id, row.dua_id): row.putusan.value for row in rows}


def last_nomor_sementara(unit: Unit, desa_id: UUID) -> int:
    """The highest number given to a person without NIK so far; 0 for none."""
    query = sa.select(sa.func.max(penduduk.c.nomor_sementara)).where(penduduk.c.desa_id == desa_id)
    with plain_errors():
        return int(unit.connection.execute(query).scalar() or 0)


def keys_with_nik(unit: Unit, niks: Sequence[str]) -> dict[str, list[UUID]]:
    """Who has these NIK, whatever became of them; a merged record no longer counts."""
    found: dict[str, list[UUID]] = {}
    wanted = [one for one in niks if one]
    with plain_errors():
        for start in range(0, len(wanted), _ASK):
            query = sa.select(penduduk.c.nik, penduduk.c.id).where(
                penduduk.c.nik.in_(wanted[start : start + _ASK]),
                penduduk.c.status_dasar != StatusDasar.TIDAK_VALID,
            )
            for nik, key in unit.connection.execute(query):
                found.setdefault(nik, []).append(key)
    return found


def events_of(unit: Unit, key: UUID) -> list[UUID]:
    """The ids of a person's events, newest first."""
    query = sa.select(mutasi.c.id).where(mutasi.c.penduduk_id == key)
    order = (mutasi.c.tanggal_peristiwa.desc(), mutasi.c.id.desc())
    with plain_errors():
        return list(unit.connection.execute(query.order_by(*order)).scalars())
