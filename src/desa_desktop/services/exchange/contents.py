"""Whether the content of snapshots fits the rules of its jenis: types, ranges, ids, the tables (E_ISI).

Source: kiriman-format.md 12.1 (ids by key) and 16.1 step 3.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from desa_desktop.domain.dokumen import JENIS, Kunci, StatusDokumen, dokumen_id
from desa_desktop.domain.izin import PENDUDUK
from desa_desktop.domain.kantor import DesaBinaan
from desa_desktop.domain.matriks import pagu_kembar
from desa_desktop.domain.plain import CLASSES, IsiWrong, title_of
from desa_desktop.domain.rkp import RkpDesa
from desa_desktop.domain.sebutan import field_name, jenis_name
from desa_desktop.domain.wording import MOST_MONEY, show_number
from desa_desktop.errors import InvalidInput
from desa_desktop.services import dokumen
from desa_desktop.services.exchange import lokal, register, register_lokal, titipan
from desa_desktop.services.exchange.settling import put_in_tables
from desa_desktop.store.unit import Database, Unit
from desa_desktop.sync.rejection import UNKNOWN, Code, KirimanRejected
from desa_desktop.sync.snapshots import Snapshot

_MOST_DIGITS = 15  # before the comma; a volume or an amount never has more


def check_isi(database: Database, snapshots: Sequence[Snapshot]) -> KirimanRejected | None:
    """Whether every readable content fits its jenis and the tables; else E_ISI with count and example.

    The tables are asked by putting the content there in a unit that is never committed.
    """
    wrong: list[str] = []
    with database.unit() as unit:
        # asked first: once the tables have refused something, nothing more can be read in this unit
        listed = {str(one.id): one.kode for one in unit.select(DesaBinaan)}
        # the registers first: they only read
        for one in sorted(snapshots, key=lambda each: each.jenis != PENDUDUK):
            if not one.is_readable or one.status is StatusDokumen.DICABUT:
                continue
            if one.jenis == PENDUDUK:  # held against its rules alone: the tables would take seconds
                wrong += register.find_faults(unit, one)
                continue
            if one.jenis == titipan.TITIPAN:
                wrong += titipan.find_faults(one)
                continue
            if one.jenis == register_lokal.JENIS:
                wrong += register_lokal.find_faults(one)
                continue
            if lokal.is_lokal(one.jenis):
                wrong += lokal.find_faults(one)
                continue
            if one.jenis not in CLASSES:
                continue
            found = _wrong_values(one) + _wrong_code(one, listed)
            if not found and not wrong:
                found = _wrong_for_tables(unit, one)
            wrong += found
    if not wrong:
        return None
    return KirimanRejected(Code.E_ISI, n=len(wrong), contoh=wrong[0], daftar=tuple(wrong))


def _wrong_values(snapshot: Snapshot) -> list[str]:
    title = jenis_name(snapshot.jenis)
    try:
        root = dokumen.root_of(snapshot)
    except IsiWrong as failure:
        return [f"{title} {one.tempat}: {one.nilai or UNKNOWN}" for one in failure.wrong]
    found = [f"{title} {place}: {value}" for place, value in _monstrous(root)]
    if isinstance(root, RkpDesa) and root.status is StatusDokumen.DISAHKAN:
        found += [f"{title} /{field_name('pagu')}: {one.sumber}" for one in pagu_kembar(root)]
    key = _expected_key(snapshot)
    if key is not None and key != UUID(snapshot.id):
        found.append(f"{title} /id: {snapshot.id}")
    return found


def _wrong_code(snapshot: Snapshot, listed: Mapping[str, str]) -> list[str]:
    """A profile under the code of another area; `listed` is the kecamatan's own list, code by uid."""
    kode = snapshot.isi.get("kode")
    if snapshot.jenis != "profil" or listed.get(snapshot.pemilik, kode) == kode:
        return []
    return [f"{jenis_name(snapshot.jenis)} /{field_name('kode')}: {str(kode)[:60]}"]


def _expected_key(snapshot: Snapshot) -> UUID | None:
    """The id that the key of the dokumen demands (12.1), where an owner has one per key."""
    kunci, isi = JENIS[snapshot.jenis].kunci, snapshot.isi
    if kunci is Kunci.TUNGGAL:
        return dokumen_id(snapshot.pemilik, snapshot.jenis)
    if kunci is Kunci.TAHUN:
        return dokumen_id(snapshot.pemilik, snapshot.jenis, str(isi.get("tahun")))
    if kunci is Kunci.FORMULIR:
        return dokumen_id(snapshot.pemilik, snapshot.jenis, f"{isi.get('form_id')}/{isi.get('periode')}")
    return None


def _monstrous(record: Any, place: str = "") -> list[tuple[str, str]]:
    """Numbers of a size that no village has: they would swell in the tables, or make a sum that no paper
    of the kecamatan can write out in words."""
    found: list[tuple[str, str]] = []
    for name, value in vars(record).items():
        if isinstance(value, Decimal) and not -_MOST_DIGITS < value.adjusted() < _MOST_DIGITS:
            found.append((f"{place}/{field_name(name)}", f"{value:e}"))
        elif isinstance(value, int) and abs(value) > MOST_MONEY:
            found.append((f"{place}/{field_name(name)}", show_number(value)))
        elif isinstance(value, list):
            for one in value:
                if hasattr(one, "id"):
                    found += _monstrous(one, f"{place}/{title_of(vars(one))}")
    return found


def _wrong_for_tables(unit: Unit, snapshot: Snapshot) -> list[str]:
    try:
        put_in_tables(unit, snapshot)
    except InvalidInput as failure:
        cause = getattr(failure.__cause__, "orig", None)
        why = str(cause).rpartition(": ")[2] if cause is not None else next(iter(failure.fields.values()))
        return [f"{jenis_name(snapshot.jenis)}: {why}"]
    return []
