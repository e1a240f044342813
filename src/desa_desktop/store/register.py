"""The register of one village as plain rows, out of the tables and into them, in blocks.

A kecamatan holds thirty of them, 150,000 people; no record is built that did not change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from desa_desktop.domain.penduduk import Mutasi, PesertaBantuan, PutusanGanda
from desa_desktop.domain.penduduk.dokumen import LISTS, PAIRS, staying, travelling
from desa_desktop.store.archive import meta, put_meta
from desa_desktop.store.bulk import Loader, blocks
from desa_desktop.store.mapping import KINDS, default_values
from desa_desktop.store.tables_penduduk import keluarga, penduduk
from desa_desktop.store.types import from_plain, to_plain
from desa_desktop.store.unit import Unit, plain_errors

Rows = dict[str, dict[str, Any]]
TABLES = ("keluarga", "penduduk")
WRITTEN_OVER = "register.luar"
"""The key in `meta` that counts writings past the journal, for whoever follows the journal."""


def read_register(unit: Unit, desa: UUID) -> dict[str, list[dict[str, Any]]]:
    """Families and residents of a village as the dokumen `penduduk` carries them."""
    return {daftar: list(_read(unit, cls, desa)) for daftar, cls in LISTS.items()}


def _read(unit: Unit, cls: type[Any], desa: UUID) -> Iterator[dict[str, Any]]:
    kind = KINDS[cls]
    names, fresh = travelling(cls), default_values(kind)
    columns = [kind.table.c[name] for name in names]
    usual = [fresh[name] for name in names]
    wanted = sa.select(*columns).where(kind.table.c.desa_id == desa)
    with plain_errors():
        found = unit.connection.execution_options(yield_per=1000).execute(wanted)
        rows = [
            {
                name: plain
                for name, value, default in zip(names, row, usual, strict=True)
                if value != default and (plain := to_plain(value)) != default
            }
            for row in found
        ]
    return iter(sorted(rows, key=lambda one: str(one["id"])))


def count_registers(unit: Unit) -> Mapping[UUID, int]:
    """How many residents live in each village whose register is here."""
    wanted = (
        sa.select(penduduk.c.desa_id, sa.func.count())
        .where(penduduk.c.status_dasar == "hidup")
        .group_by(penduduk.c.desa_id)
    )
    with plain_errors():
        return {key: int(number) for key, number in unit.connection.execute(wanted)}


def are_foreign(unit: Unit, desa: UUID, isi: Mapping[str, Any]) -> bool:
    """Whether a record of this register is known here as another village's."""
    for daftar, cls in LISTS.items():
        table = KINDS[cls].table
        for block in blocks(UUID(one["id"]) for one in isi[daftar]):
            wanted = sa.select(table.c.id).where(table.c.id.in_(block), table.c.desa_id != desa).limit(1)
            with plain_errors():
                if unit.connection.execute(wanted).first() is not None:
                    return True
    return False


def put_register(unit: Unit, desa: UUID, isi: Mapping[str, Any], *, is_own: bool) -> None:
    """Bring the tables to this content, which was checked before; what never travels stays as it is.

    Only what differs is written. Our own people change as part of the unit's step, with their history;
    those of another office past the journal, which would keep each of them twice: their earlier states are
    snapshots.
    Raises InvalidInput.
    """
    now = {daftar: _by_id(_read(unit, cls, desa)) for daftar, cls in LISTS.items()}
    then = {daftar: _by_id(_known(isi[daftar], cls)) for daftar, cls in LISTS.items()}
    gone = {daftar: now[daftar].keys() - then[daftar].keys() for daftar in LISTS}
    changed = {
        daftar: [key for key, row in rows.items() if key in now[daftar] and now[daftar][key] != row]
        for daftar, rows in then.items()
    }
    if is_own:
        _remove(unit, gone)
        for daftar, cls in LISTS.items():
            _change(unit, cls, changed[daftar], then[daftar])
    else:
        unit.flush()
        for daftar, cls in LISTS.items():
            _write_over(unit, cls, gone[daftar], changed[daftar], then[daftar])
        _say_written_over(unit)
    for daftar, cls in LISTS.items():
        fresh = ({"desa_id": str(desa), **row} for key, row in then[daftar].items() if key not in now[daftar])
        if is_own:
            unit.load(cls, fresh)
        else:
            with plain_errors():
                for _block in Loader(unit.connection, KINDS[cls]).insert(fresh):
                    pass


def _say_written_over(unit: Unit) -> None:
    unit.touch(*TABLES)
    put_meta(unit, WRITTEN_OVER, str(int(meta(unit, WRITTEN_OVER) or "0") + 1))


def _write_over(unit: Unit, cls: type[Any], gone: Iterable[str], changed: list[str], rows: Rows) -> None:
    """Delete and update plain rows, past the journal."""
    kind, names = KINDS[cls], [name for name in travelling(cls) if name != "id"]
    table, fresh = kind.table, default_values(kind)
    here = table.c.id == sa.bindparam("b_id")
    with plain_errors():
        for block in blocks(UUID(key) for key in gone):
            unit.connection.execute(sa.delete(table).where(table.c.id.in_(block)))
        if "nomor_sementara" in names and changed:  # two people may exchange theirs
            blank = sa.update(table).where(here).values(nomor_sementara=None)
            unit.connection.execute(blank, [{"b_id": UUID(key)} for key in changed])
        update = sa.update(table).where(here).values({one: sa.bindparam(f"isi_{one}") for one in names})
        for some in blocks(changed):
            values = []
            for key in some:
                row = rows[key]
                plain = {one: from_plain(table.c[one].type, row.get(one, fresh[one])) for one in names}
                values.append({"b_id": UUID(key)} | {f"isi_{one}": value for one, value in plain.items()})
            unit.connection.execute(update, values)


def _by_id(rows: Iterable[dict[str, Any]]) -> Rows:
    return {str(one["id"]): one for one in rows}


def _known(rows: Iterable[Mapping[str, Any]], cls: type[Any]) -> Iterator[dict[str, Any]]:
    """The fields that this program has, without those that say nothing: as `read_register` writes them."""
    fresh = default_values(KINDS[cls])
    names = frozenset(travelling(cls))
    for row in rows:
        yield {name: value for name, value in row.items() if name in names and value != fresh[name]}


def _change(unit: Unit, cls: type[Any], keys: list[str], rows: Rows) -> None:
    kind, names = KINDS[cls], [name for name in travelling(cls) if name != "id"]
    fresh = default_values(kind)
    for block in blocks(keys):
        records = unit.many(cls, [UUID(key) for key in block])
        for record in records:  # a number that two records exchange must be free in between
            if getattr(record, "nomor_sementara", None) != rows[str(record.id)].get("nomor_sementara"):
                record.nomor_sementara = None
        unit.flush()
        for record in records:
            row = rows[str(record.id)]
            for name in names:
                value = from_plain(kind.table.c[name].type, row.get(name, fresh[name]))
                if getattr(record, name) != value:
                    setattr(record, name, value)
        unit.flush()


def _remove(unit: Unit, gone: Mapping[str, Iterable[str]]) -> None:
    people = [UUID(key) for key in gone["penduduk"]]
    for cls, names in (
        (Mutasi, ("penduduk_id",)),
        (PesertaBantuan, ("penduduk_id",)),
        (PutusanGanda, ("satu_id", "dua_id")),
    ):
        for name in names:
            for record in _naming(unit, cls, name, people):
                unit.remove(record)
    for record in _naming(unit, PesertaBantuan, "keluarga_id", [UUID(key) for key in gone["keluarga"]]):
        unit.remove(record)
    for daftar, cls in LISTS.items():
        for record in unit.many(cls, [UUID(key) for key in gone[daftar]]):
            unit.remove(record)
    unit.flush()


def _naming(unit: Unit, cls: type[Any], name: str, keys: list[UUID]) -> Iterator[Any]:
    """The records of a class that name one of these in a field."""
    table = KINDS[cls].table
    found: list[UUID] = []
    for block in blocks(keys):
        with plain_errors():
            found += unit.connection.execute(sa.select(table.c.id).where(table.c[name].in_(block))).scalars()
    yield from unit.many(cls, found)


def read_lokal(unit: Unit, desa: UUID) -> dict[str, list[dict[str, Any]]]:
    """What never leaves the village, of every family and resident of whom something is said."""
    return {daftar: list(_read_lokal(unit, cls, desa)) for daftar, cls in LISTS.items()}


def _read_lokal(unit: Unit, cls: type[Any], desa: UUID) -> Iterator[dict[str, Any]]:
    table, names = KINDS[cls].table, staying(cls)
    wanted = sa.select(table.c.id, *(table.c[name] for name in names)).where(table.c.desa_id == desa)
    with plain_errors():
        found = unit.connection.execution_options(yield_per=1000).execute(wanted.order_by(table.c.id))
        for key, *values in found:
            said = {name: plain for name, value in zip(names, values, strict=True) if (plain := _said(value))}
            if said:
                yield {"id": str(key), **said}


def _said(value: Any) -> Any:
    """The value as the companion writes it, something empty when it says nothing."""
    if isinstance(value, Mapping):
        return [{"id": str(key), "nilai": str(one)} for key, one in sorted(value.items())]
    return to_plain(value)


def put_lokal(unit: Unit, desa: UUID, isi: Mapping[str, Any]) -> None:
    """Bring the fields that never leave the village to this content, for the people who are here.

    Only what differs is written, as part of the unit's step. Raises InvalidInput.
    """
    for daftar, cls in LISTS.items():
        names = staying(cls)
        now = _by_id(_read_lokal(unit, cls, desa))
        then = {str(one["id"]): {name: one[name] for name in names if one.get(name)} for one in isi[daftar]}
        keys = [
            key
            for key in {**now, **then}
            if {name: one for name, one in now.get(key, {}).items() if name != "id"} != then.get(key, {})
        ]
        table = KINDS[cls].table
        fresh = default_values(KINDS[cls])
        for block in blocks(sorted(keys)):
            for record in unit.many(cls, [UUID(key) for key in block]):
                row = then.get(str(record.id), {})
                for name in names:
                    plain = row.get(name, fresh[name])
                    if name in PAIRS and name in row:
                        plain = {one["id"]: one["nilai"] for one in row[name]}
                    value = from_plain(table.c[name].type, plain)
                    if getattr(record, name) != value:
                        setattr(record, name, value)
        unit.flush()


def erase_register(unit: Unit, desa: UUID) -> None:
    """Take another office's register out of the tables; nothing of it was ever in the journal."""
    with plain_errors():
        unit.flush()
        for table in (penduduk, keluarga):
            unit.connection.execute(sa.delete(table).where(table.c.desa_id == desa))
    _say_written_over(unit)
