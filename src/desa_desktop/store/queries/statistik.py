"""Rows to count from and to print registers from: narrow tuples, never loaded records.

150,000 residents are read in about a second; ids stay the text they are stored as.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from desa_desktop.domain.penduduk import Peristiwa, StatusDasar
from desa_desktop.domain.statistik import KeluargaRow, MutasiRow, Warga
from desa_desktop.store import tables
from desa_desktop.store import tables_penduduk as penduduk_tables
from desa_desktop.store.queries.lists import read_rows
from desa_desktop.store.unit import Unit, plain_errors

_ORANG, _KELUARGA, _MUTASI = penduduk_tables.penduduk, penduduk_tables.keluarga, penduduk_tables.mutasi


def _key(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """An id as the text it is stored as: making 450,000 objects of them would cost a second."""
    return sa.type_coerce(column, sa.String)


def _place(name: str) -> sa.ColumnElement[Any]:
    """The family's place, the person's own only without a family."""
    family, own = _KELUARGA.c[name], _ORANG.c[name]
    chosen = sa.case((_ORANG.c.keluarga_id.is_(None), own), else_=family)
    return sa.type_coerce(chosen, sa.String) if name == "dusun_id" else sa.func.coalesce(chosen, "")


def dusun_names_of_all(unit: Unit, desa: Sequence[tuple[UUID, str]]) -> list[tuple[str, str]]:
    """(id, `Krajan, Tursino`) of the dusun of several villages, (uid, name), in their order."""
    return [(key, f"{nama}, {village}") for uid, village in desa for key, nama in dusun_names(unit, uid)]


def jk_by_desa(unit: Unit) -> dict[UUID, list[int]]:
    """[men, women, unknown] among the residents of each village whose register is here."""
    count = sa.func.count()
    wanted = (
        sa.select(_ORANG.c.desa_id, _ORANG.c.jk, count)
        .where(_ORANG.c.status_dasar == StatusDasar.HIDUP)
        .group_by(_ORANG.c.desa_id, _ORANG.c.jk)
    )
    found: dict[UUID, list[int]] = {}
    with plain_errors():
        for uid, jk, number in unit.connection.execute(wanted):
            found.setdefault(uid, [0, 0, 0])["LP".find(jk) if jk else 2] += number
    return found


def orang_per_dusun(unit: Unit, desa: UUID) -> dict[str, int]:
    """How many residents live in each dusun of a village, by its id as stored; "" where none is written."""
    where = _place("dusun_id").label("tempat")
    wanted = (
        sa.select(where, sa.func.count())
        .select_from(_ORANG.outerjoin(_KELUARGA, _KELUARGA.c.id == _ORANG.c.keluarga_id))
        .where(_ORANG.c.desa_id == desa, _ORANG.c.status_dasar == StatusDasar.HIDUP)
        .group_by(where)
    )
    with plain_errors():
        return {place or "": number for place, number in unit.connection.execute(wanted)}


def dusun_names(unit: Unit, desa: UUID) -> list[tuple[str, str]]:
    """(id, name) of the dusun in the order of the village."""
    table = tables.dusun
    statement = (
        sa.select(_key(table.c.id), table.c.nama)
        .where(table.c.desa_id == desa)
        .order_by(table.c.urut, table.c.id)
    )
    with plain_errors():
        return [(key, nama) for key, nama in unit.connection.execute(statement)]


def warga_rows(unit: Unit, desa: UUID | None, *, only_living: bool = False) -> list[Warga]:
    """Everybody in the register of a village as figures need them; None: of all villages here."""
    state = sa.type_coerce(_ORANG.c.status_dasar, sa.String)
    special = {
        "id": _key(_ORANG.c.id),
        "keluarga_id": _key(_ORANG.c.keluarga_id),
        "lahir": _ORANG.c.tanggal_lahir,
        "is_hidup": state == StatusDasar.HIDUP.value,
        "is_valid": state != StatusDasar.TIDAK_VALID.value,
        **{name: _place(name) for name in ("dusun_id", "rw", "rt")},
    }
    columns = [special[name] if name in special else _ORANG.c[name] for name in Warga._fields]
    statement = sa.select(*columns).select_from(
        _ORANG.outerjoin(_KELUARGA, _KELUARGA.c.id == _ORANG.c.keluarga_id)
    )
    if desa is not None:
        statement = statement.where(_ORANG.c.desa_id == desa)
    if only_living:
        statement = statement.where(state == StatusDasar.HIDUP.value)
    with plain_errors():
        return list(map(Warga._make, unit.connection.execute(statement)))


def keluarga_rows(unit: Unit, desa: UUID | None) -> list[KeluargaRow]:
    """The families of a village, those without a living member too; None: of all villages here."""
    columns = (_key(_KELUARGA.c.id), _key(_KELUARGA.c.dusun_id), _KELUARGA.c.kelas_sosial, _KELUARGA.c.no_kk)
    statement = sa.select(*columns)
    if desa is not None:
        statement = statement.where(_KELUARGA.c.desa_id == desa)
    with plain_errors():
        return list(map(KeluargaRow._make, unit.connection.execute(statement)))


def mutasi_rows(unit: Unit, desa: UUID, *, since: date | None = None) -> list[MutasiRow]:
    """The events of a village that change totals or places, with the names of the people."""
    kinds = [one for one in Peristiwa if one not in (Peristiwa.UBAH_BIODATA, Peristiwa.GANTI_KEPALA)]
    statement = (
        sa.select(
            _key(_MUTASI.c.id),
            _key(_MUTASI.c.penduduk_id),
            _MUTASI.c.peristiwa,
            _MUTASI.c.tanggal_peristiwa,
            _key(_MUTASI.c.keluarga_id),
            _MUTASI.c.is_batal,
            _key(_MUTASI.c.membatalkan_id),
            _MUTASI.c.rincian,
            _ORANG.c.nama,
            _key(_MUTASI.c.kelompok_id),
        )
        .join(_ORANG, _ORANG.c.id == _MUTASI.c.penduduk_id)
        .where(_MUTASI.c.desa_id == desa, _MUTASI.c.peristiwa.in_(kinds))
        .order_by(_MUTASI.c.tanggal_peristiwa, _MUTASI.c.id)
    )
    if since is not None:
        statement = statement.where(_MUTASI.c.tanggal_peristiwa > since)
    found = []
    with plain_errors():
        for key, person, kind, day, family, is_batal, of, rincian, nama, kelompok in unit.connection.execute(
            statement
        ):
            pairs = (_pair(rincian, "keluarga_id"), _pair(rincian, "dusun_id"))
            found.append(MutasiRow(key, person, kind, day, family, is_batal, of, *pairs, nama, kelompok))
    return found


def _pair(rincian: Any, name: str) -> tuple[str | None, str | None] | None:
    """[before, after] of a field as the texts that ids are stored as."""
    if not rincian or name not in rincian:
        return None
    before, after = (UUID(value).hex if value else None for value in rincian[name])
    return before, after


# ------------------------------------------------------------------ registers


@dataclass(frozen=True, slots=True)
class BukuRow:
    """One resident as registers B.1 and B.5, family sheets and lists print it."""

    id: UUID
    keluarga_id: UUID | None
    nik: str
    nomor_sementara: int | None
    nama: str
    gelar_depan: str
    gelar_belakang: str
    nama_panggilan: str
    urut: int
    shdk: int | None
    jk: str
    tempat_lahir: str
    tanggal_lahir: date | None
    agama: int | None
    pendidikan_kk: int | None
    pekerjaan: int | None
    status_kawin: int | None
    tanggal_kawin: date | None
    golongan_darah: int | None
    warganegara: int | None
    dapat_membaca: int | None
    hamil: int | None
    nama_ayah: str
    nama_ibu: str
    dokumen_paspor: str
    dokumen_kitas: str
    tempat_cetak_ktp: str
    tanggal_cetak_ktp: date | None
    tanggal_mulai_tinggal: date | None
    alamat_sekarang: str
    status_penduduk: int | None
    no_kk: str
    alamat: str
    kode_pos: str
    kelas_sosial: int | None
    dusun_id: UUID | None
    rw: str
    rt: str

    @property
    def nama_lengkap(self) -> str:
        """The name with its titles."""
        front = f"{self.gelar_depan} {self.nama}".strip()
        return f"{front}, {self.gelar_belakang}" if self.gelar_belakang else front


_OF_FAMILY = ("no_kk", "alamat", "kode_pos")


def buku_rows(
    unit: Unit, desa: UUID, *, keluarga: UUID | None = None, dusun: UUID | None = None
) -> list[BukuRow]:
    """The living residents in the order of the registers: dusun, RW, RT, KK, place in the family.

    `keluarga` or `dusun` limit them to one family or one dusun.
    """
    order = tables.dusun
    place = sa.type_coerce(
        sa.case((_ORANG.c.keluarga_id.is_(None), _ORANG.c.dusun_id), else_=_KELUARGA.c.dusun_id),
        sa.Uuid(native_uuid=False),
    )
    columns: dict[str, sa.ColumnElement[Any]] = {
        **{name: sa.func.coalesce(_KELUARGA.c[name], "") for name in _OF_FAMILY},
        "kelas_sosial": _KELUARGA.c.kelas_sosial,
        "dusun_id": place,
        "rw": _place("rw"),
        "rt": _place("rt"),
    }
    names = list(BukuRow.__dataclass_fields__)
    statement = (
        sa.select(*[(columns[name] if name in columns else _ORANG.c[name]).label(name) for name in names])
        .select_from(
            _ORANG.outerjoin(_KELUARGA, _KELUARGA.c.id == _ORANG.c.keluarga_id).outerjoin(
                order, order.c.id == place
            )
        )
        .where(_ORANG.c.desa_id == desa, _ORANG.c.status_dasar == StatusDasar.HIDUP)
        .order_by(
            order.c.urut.is_(None),
            order.c.urut,
            columns["rw"],
            columns["rt"],
            columns["no_kk"] == "",
            columns["no_kk"],
            _ORANG.c.keluarga_id,
            sa.func.coalesce(_ORANG.c.shdk, 99) != 1,
            _ORANG.c.urut,
            _ORANG.c.tanggal_lahir,
            _ORANG.c.id,
        )
    )
    if keluarga is not None:
        statement = statement.where(_ORANG.c.keluarga_id == keluarga)
    if dusun is not None:
        statement = statement.where(place == dusun)
    return read_rows(unit, BukuRow, statement)


@dataclass(frozen=True, slots=True)
class PeristiwaRow:
    """One event with its person, as register B.2 prints it."""

    id: UUID
    peristiwa: Peristiwa
    tanggal_peristiwa: date
    tujuan_pindah: int | None
    alamat_tujuan: str
    alamat_asal: str
    meninggal_di: str
    catatan: str
    nama: str
    nama_panggilan: str
    jk: str
    tempat_lahir: str
    tanggal_lahir: date | None
    warganegara: int | None


def peristiwa_rows(unit: Unit, desa: UUID, kinds: Iterable[Peristiwa]) -> list[PeristiwaRow]:
    """The events of these kinds that were not cancelled, oldest first."""
    own = {"id", "peristiwa", "tanggal_peristiwa", "tujuan_pindah", "alamat_tujuan", "alamat_asal"}
    own |= {"meninggal_di", "catatan"}
    columns = [
        (_MUTASI.c[name] if name in own else _ORANG.c[name]).label(name)
        for name in PeristiwaRow.__dataclass_fields__
    ]
    statement = (
        sa.select(*columns)
        .join(_ORANG, _ORANG.c.id == _MUTASI.c.penduduk_id)
        .where(_MUTASI.c.desa_id == desa, _MUTASI.c.peristiwa.in_(list(kinds)), ~_MUTASI.c.is_batal)
        .order_by(_MUTASI.c.tanggal_peristiwa, _MUTASI.c.id)
    )
    return read_rows(unit, PeristiwaRow, statement)


@dataclass(frozen=True, slots=True)
class SementaraRow:
    """A guest as register B.4 prints it."""

    nama: str
    jk: str
    identitas: str
    tempat_lahir: str
    tanggal_lahir: date | None
    umur: int | None
    pekerjaan: str
    kebangsaan: str
    keturunan: str
    datang_dari: str
    maksud: str
    nama_alamat_didatangi: str
    tanggal_datang: date | None
    tanggal_pergi: date | None
    keterangan: str


def sementara_rows(unit: Unit, desa: UUID, first: date, last: date) -> list[SementaraRow]:
    """The guests who were here between two days, by the day they came."""
    table = penduduk_tables.penduduk_sementara
    statement = (
        sa.select(*[table.c[name] for name in SementaraRow.__dataclass_fields__])
        .where(
            table.c.desa_id == desa,
            sa.or_(table.c.tanggal_datang.is_(None), table.c.tanggal_datang <= last),
            sa.or_(table.c.tanggal_pergi.is_(None), table.c.tanggal_pergi >= first),
        )
        .order_by(table.c.tanggal_datang, table.c.id)
    )
    return read_rows(unit, SementaraRow, statement)


@dataclass(frozen=True, slots=True)
class BantuanRow:
    """One participant of a programme: the family it belongs to, and who is entered."""

    program: str
    keluarga_id: UUID | None
    penduduk_id: UUID | None
    nama: str


def bantuan_rows(unit: Unit, desa: UUID, pada: date) -> list[BantuanRow]:
    """Who is in an assistance programme on a day, the programmes by name."""
    program, peserta = penduduk_tables.program_bantuan, penduduk_tables.peserta_bantuan
    statement = (
        sa.select(
            program.c.nama.label("program"),
            sa.func.coalesce(peserta.c.keluarga_id, _ORANG.c.keluarga_id).label("keluarga_id"),
            peserta.c.penduduk_id,
            sa.func.coalesce(sa.func.nullif(peserta.c.nama_kartu, ""), _ORANG.c.nama, "").label("nama"),
        )
        .join(program, program.c.id == peserta.c.program_id)
        .outerjoin(_ORANG, _ORANG.c.id == peserta.c.penduduk_id)
        .where(
            peserta.c.desa_id == desa,
            *(sa.or_(table.c.mulai.is_(None), table.c.mulai <= pada) for table in (program, peserta)),
            *(sa.or_(table.c.selesai.is_(None), table.c.selesai >= pada) for table in (program, peserta)),
        )
        .order_by(program.c.nama, program.c.id, peserta.c.id)
    )
    return read_rows(unit, BantuanRow, statement)
