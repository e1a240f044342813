"""Residents and families as a screen shows them: one person or family with all that belongs to it, the events
of a month, saved filters."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from desa_desktop.domain.desa import Desa
from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.domain.penduduk import Keluarga, Penduduk, Saringan, StatusDasar
from desa_desktop.domain.penduduk.ganda import Dugaan
from desa_desktop.domain.penduduk.kode import KodePenduduk
from desa_desktop.domain.penduduk.mutu import HitungMutu, count_rules
from desa_desktop.domain.penduduk.periksa import Latar, check_keluarga, check_penduduk
from desa_desktop.i18n import _
from desa_desktop.progress import Progress
from desa_desktop.services import kantor as office
from desa_desktop.services.milik import stop_unless_village
from desa_desktop.services.penduduk import check_register, context_of, find_doubles, number_without_nik
from desa_desktop.store.queries import mutasi as mutasi_query
from desa_desktop.store.queries import penduduk as queries
from desa_desktop.store.queries.mutasi import MutasiRow
from desa_desktop.store.queries.penduduk import RumahPilihan
from desa_desktop.store.unit import Database, Unit

__all__ = [
    "DuaOrang",
    "DusunTampil",
    "KartuKeluarga",
    "KartuPenduduk",
    "MutasiRow",
    "MutuData",
    "RumahPilihan",
    "add_anggota",
    "get_kartu",
    "get_kartu_keluarga",
    "get_pair",
    "is_keluarga",
    "list_dusun",
    "list_mutasi",
    "list_rumah",
    "list_saringan",
    "look_mutu",
    "months_of_mutasi",
    "remove_saringan",
    "save_saringan",
]


@dataclass(frozen=True, slots=True)
class DusunTampil:
    """A hamlet as choices offer it."""

    id: UUID
    nama: str


@dataclass(frozen=True, slots=True)
class KartuPenduduk:
    """One person with family, members of it, events (newest first) and everything that is odd."""

    orang: Penduduk
    keluarga: Keluarga | None
    anggota: tuple[Penduduk, ...]
    riwayat: tuple[MutasiRow, ...]
    temuan: tuple[Pemeriksaan, ...]
    dusun: tuple[DusunTampil, ...]


@dataclass(frozen=True, slots=True)
class KartuKeluarga:
    """One family as on its KK, members in order, with everything that is odd about it and them."""

    keluarga: Keluarga
    anggota: tuple[Penduduk, ...]
    temuan: tuple[Pemeriksaan, ...]
    dusun: tuple[DusunTampil, ...]


def list_dusun(database: Database) -> tuple[DusunTampil, ...]:
    """The hamlets of the village in their order; none before the office is set up."""
    with database.read() as unit:
        return _dusun(unit)


def list_rumah(database: Database) -> list[RumahPilihan]:
    """Every family that is lived in, as a choice offers it."""
    with database.read() as unit:
        return queries.homes(unit)


def _dusun(unit: Unit) -> tuple[DusunTampil, ...]:
    kantor = office.require(unit)
    found = unit.find(Desa, kantor.id)
    return tuple(DusunTampil(one.id, one.nama) for one in found.dusun) if found is not None else ()


def get_kartu(database: Database, kode: KodePenduduk, key: UUID, today: date) -> KartuPenduduk:
    """One person with all that the form shows. Raises NotFound."""
    latar = context_of(database, kode, today)
    with database.read() as unit:
        orang = unit.get(Penduduk, key)
        keluarga = unit.find(Keluarga, orang.keluarga_id) if orang.keluarga_id is not None else None
        anggota = _members(unit, keluarga.id) if keluarga is not None else ()
        temuan = [*check_penduduk(orang, latar), *_same_nik(unit, orang)]
        if keluarga is not None:
            around = check_keluarga(keluarga, anggota, latar)
            temuan += [one for one in around if one.record in (orang.id, keluarga.id)]
        riwayat = tuple(mutasi_query.rows_of_mutasi(unit, penduduk_id=key))
        return KartuPenduduk(orang, keluarga, anggota, riwayat, tuple(temuan), _dusun(unit))


def get_kartu_keluarga(database: Database, kode: KodePenduduk, key: UUID, today: date) -> KartuKeluarga:
    """One family with its members. Raises NotFound."""
    latar = context_of(database, kode, today)
    with database.read() as unit:
        keluarga = unit.get(Keluarga, key)
        anggota = _members(unit, key)
        return KartuKeluarga(keluarga, anggota, _odd(unit, keluarga, anggota, latar), _dusun(unit))


def is_keluarga(database: Database, key: UUID) -> bool:
    """Whether an id is that of a family."""
    with database.read() as unit:
        return unit.find(Keluarga, key) is not None


def _odd(
    unit: Unit, keluarga: Keluarga, anggota: Sequence[Penduduk], latar: Latar
) -> tuple[Pemeriksaan, ...]:
    temuan = check_keluarga(keluarga, anggota, latar)
    for one in anggota:
        temuan += [*check_penduduk(one, latar), *_same_nik(unit, one)]
    return tuple(temuan)


def _same_nik(unit: Unit, orang: Penduduk) -> list[Pemeriksaan]:
    """The NIK stands at another person too (kependudukan.md 2, check 9)."""
    if not orang.nik or orang.status_dasar is StatusDasar.TIDAK_VALID:
        return []
    keys = [one for one in queries.keys_with_nik(unit, [orang.nik]).get(orang.nik, []) if one != orang.id]
    if not keys:
        return []
    other = unit.get(Penduduk, keys[0])
    sentence = _("NIK ini juga dipakai {nama}.").format(nama=other.nama)
    return [Pemeriksaan(Level.GALAT, sentence, "P-109", orang.id, "nik")]


def _members(unit: Unit, key: UUID) -> tuple[Penduduk, ...]:
    """In the order of the KK; merged records left out, and who no longer lives here at the end."""
    shown = [
        one
        for one in unit.select(Penduduk, keluarga_id=key)
        if one.status_dasar is not StatusDasar.TIDAK_VALID
    ]
    return tuple(
        sorted(shown, key=lambda one: (not one.is_hidup, one.urut or 99, one.shdk or 99, str(one.id)))
    )


def add_anggota(database: Database, anggota: Sequence[Penduduk], *, by: str, at: datetime) -> None:
    """Store pasted members of a family as one step; who has no NIK gets a temporary number."""
    with database.unit() as unit:
        stop_unless_village(unit)
        for one in anggota:
            unit.add(one)
        number_without_nik(unit, anggota)
        unit.commit(_("tempel {n} anggota keluarga").format(n=len(anggota)), by, at)


# ------------------------------------------------------------------ events


def months_of_mutasi(database: Database) -> list[tuple[int, int]]:
    """(year, month) of the months with events, newest first."""
    with database.read() as unit:
        return mutasi_query.months_of_mutasi(unit)


def list_mutasi(database: Database, tahun: int | None = None, bulan: int | None = None) -> list[MutasiRow]:
    """The events of a month, of a year, or the newest of all; newest first."""
    if tahun is None:
        sejak = sampai = None
    else:
        sejak = date(tahun, bulan or 1, 1)
        last = bulan or 12
        sampai = date(tahun, last, monthrange(tahun, last)[1])
    with database.read() as unit:
        return mutasi_query.rows_of_mutasi(unit, sejak, sampai)


# ------------------------------------------------------------------ the quality of the data


@dataclass(frozen=True, slots=True)
class MutuData:
    """Every finding with its rules counted, likely doubles (True: put off), and names by id of the record.

    `keluarga` are the ids among them that are families; a family is called by its head. `is_dicari`: the
    doubles are being looked for yet.
    """

    hitung: tuple[HitungMutu, ...]
    temuan: tuple[Pemeriksaan, ...]
    ganda: tuple[tuple[Dugaan, bool], ...]
    nama: Mapping[UUID, str]
    keluarga: frozenset[UUID]
    is_dicari: bool = False


def look_mutu(
    database: Database,
    kode: KodePenduduk,
    today: date,
    progress: Progress,
    first: Callable[[MutuData], object] | None = None,
) -> MutuData:
    """Check the whole register (long work: seconds for 150,000).

    `first` gets what was found before doubles are sought.
    """
    found = check_register(database, context_of(database, kode, today), progress)
    rules, temuan = tuple(count_rules(found.pemeriksaan)), tuple(found.pemeriksaan)
    records = dict.fromkeys(one.record for one in temuan if isinstance(one.record, UUID))
    with database.read() as unit:
        nama, families = queries.names_of(unit, list(records))
    if first is not None:
        first(MutuData(rules, temuan, (), nama, families, is_dicari=True))
    progress.step(9, 10, _("Mencari data ganda…"))
    ganda = tuple(find_doubles(database, found.kembar))
    pairs = dict.fromkeys(key for one, _later in ganda for key in (one.satu_id, one.dua_id))
    with database.read() as unit:
        others, _none = queries.names_of(unit, list(pairs))
    return MutuData(rules, temuan, ganda, {**nama, **others}, families)


@dataclass(frozen=True, slots=True)
class DuaOrang:
    """Two records side by side with the numbers of their KK."""

    satu: Penduduk
    dua: Penduduk
    kk: Mapping[UUID, str]


def get_pair(database: Database, satu: UUID, dua: UUID) -> DuaOrang:
    """Two people to be compared. Raises NotFound."""
    with database.read() as unit:
        one, other = unit.get(Penduduk, satu), unit.get(Penduduk, dua)
        keys = {each.keluarga_id for each in (one, other) if each.keluarga_id is not None}
        found = [unit.find(Keluarga, key) for key in keys]
        return DuaOrang(one, other, {each.id: each.no_kk for each in found if each is not None})


# ------------------------------------------------------------------ saved filters


def list_saringan(database: Database, layar: str) -> list[Saringan]:
    """The saved filters of a screen in their order."""
    with database.read() as unit:
        return sorted(unit.select(Saringan, layar=layar), key=lambda one: (one.urut, one.nama))


def save_saringan(
    database: Database, layar: str, nama: str, isi: Mapping[str, Any], *, by: str, at: datetime
) -> None:
    """Keep a filter under a name; one of the same name is replaced."""
    with database.unit() as unit:
        known = unit.select(Saringan, layar=layar)
        same = [one for one in known if one.nama == nama]
        if same:
            same[0].isi = dict(isi)
        else:
            desa_id = office.require(unit).id
            urut = max((one.urut for one in known), default=0) + 1
            unit.add(Saringan(desa_id=desa_id, layar=layar, nama=nama, isi=dict(isi), urut=urut))  # type: ignore[arg-type]
        unit.commit(_("simpan saringan"), by, at)


def remove_saringan(database: Database, key: UUID, *, by: str, at: datetime) -> None:
    """Forget a saved filter; undo brings it back. Raises NotFound."""
    with database.unit() as unit:
        unit.remove(unit.get(Saringan, key))
        unit.commit(_("hapus saringan"), by, at)
