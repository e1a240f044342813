"""Every field and cell of every screen saves through here, so that undo and history are never forgotten.

Drafts are always allowed: editing never runs the checks that block a milestone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from desa_desktop.domain import usulan
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.identity import new_id
from desa_desktop.domain.sebutan import field_name, kind_name
from desa_desktop.domain.wording import sentence_case
from desa_desktop.errors import DesaError, NotFound, StaleRecord
from desa_desktop.i18n import N_, _, ngettext
from desa_desktop.services.ikut import follow
from desa_desktop.services.milik import PEOPLE, stop_unless_village
from desa_desktop.store import draft, journal, taking_back
from desa_desktop.store.mapping import KINDS, Kind, root_kind
from desa_desktop.store.queries import history as history_query
from desa_desktop.store.types import to_plain
from desa_desktop.store.unit import Database, Unit

Values = Mapping[str, object]


class Locked(DesaError):
    """The dokumen is disahkan or selesai; it changes only through `Buat perubahan`."""

    message = N_("{jenis} ini sudah disahkan dan terkunci. Isian Anda tidak disimpan.")
    hint = N_("Pilih Buat perubahan bila memang harus diubah.")
    code = "K-321"


class NothingToUndo(NotFound):
    """No step is left that could be taken back."""

    message = N_("Tidak ada langkah yang bisa diurungkan. Data tidak diubah.")
    hint = ""


class NothingToRedo(NotFound):
    """No undone step is left that could be done again."""

    message = N_("Tidak ada langkah yang bisa diulangi. Data tidak diubah.")
    hint = ""


@dataclass(frozen=True, slots=True)
class Perubahan:
    """One line of `Riwayat perubahan`."""

    pada: datetime
    oleh: str
    langkah: str
    kolom: str
    semula: object
    menjadi: object


def change(
    database: Database,
    kind: type[Any],
    key: UUID,
    values: Values,
    *,
    by: str,
    at: datetime,
    versi: int | None = None,
) -> None:
    """Store new values of one record's fields as one step.

    `versi` is the number the editor has seen (roots only); None does not ask.
    Raises NotFound, Locked, StaleRecord, InvalidInput, StorageFailed; then nothing changed.
    """
    change_many(database, kind, {key: values}, by=by, at=at, versi=versi)


def change_many(
    database: Database,
    kind: type[Any],
    changes: Mapping[UUID, Values],
    *,
    by: str,
    at: datetime,
    versi: int | None = None,
    name: str = "",
) -> None:
    """Store new values of several records as one step called `name` (a paste, a fill-down)."""
    with database.unit() as unit:
        for key, values in changes.items():
            record = unit.get(kind, key)
            stop_if_locked(unit, kind, record)
            if KINDS[kind].is_root:
                unit.expect(record, versi)
            _set(record, values)
            draft.forget(unit, str(key), list(values))
        follow(unit, kind, {_parent_of(kind, unit.get(kind, key)) for key in changes})
        unit.commit(name or _change_name(kind, changes), by, at)


def _parent_of(kind: type[Any], record: object) -> UUID | None:
    how = KINDS[kind]
    return None if how.is_root else getattr(record, how.fk)


def _set(record: object, values: Values) -> None:
    for field, value in values.items():
        if not hasattr(record, field):
            raise AttributeError(f"{type(record).__name__} has no field {field}")
        if getattr(record, field) != value:
            setattr(record, field, value)
            notes = getattr(record, "teks_asli", None)
            if notes and field in notes:  # the question about the pasted text is answered
                record.teks_asli = {key: text for key, text in notes.items() if key != field}  # type: ignore[attr-defined]


def _change_name(kind: type[Any], changes: Mapping[UUID, Values]) -> str:
    if len(changes) > 1:
        return ngettext("ubah {n} baris {jenis}", "ubah {n} baris {jenis}", len(changes)).format(
            n=len(changes), jenis=kind_name(kind)
        )
    fields = list(next(iter(changes.values())))
    what = field_name(fields[0]).lower() if len(fields) == 1 else _("isian")
    return _("ubah {kolom} {jenis}").format(kolom=what, jenis=kind_name(kind))


def stop_if_locked(unit: Unit, kind: type[Any], record: object) -> None:
    """Refuse to edit inside a ratified dokumen, or other offices' residents.

    Only the state of the aggregate is asked for, never its hundreds of rows.
    Raises Locked, PendudukMilikDesa.
    """
    how = KINDS[kind]
    if kind in PEOPLE:
        stop_unless_village(unit)
    if how.is_root:
        status, root = getattr(record, "status", None), how
    else:
        root = root_kind(how)
        status = unit.root_value(how, getattr(record, how.fk), "status")
    if status is StatusDokumen.DISAHKAN:
        raise Locked(jenis=sentence_case(kind_name(root.cls)))


# ------------------------------------------------------------------ rows


def add_row(
    database: Database,
    kind: type[Any],
    parent_key: UUID,
    values: Values,
    *,
    by: str,
    at: datetime,
    after: UUID | None = None,
    name: str = "",
) -> UUID:
    """Add one row below the row `after` (or at the end) of the parent's list; returns its id."""
    return add_rows(database, kind, parent_key, [values], by=by, at=at, after=after, name=name)[0]


def add_rows(
    database: Database,
    kind: type[Any],
    parent_key: UUID,
    rows: Sequence[Values],
    *,
    by: str,
    at: datetime,
    after: UUID | None = None,
    name: str = "",
) -> list[UUID]:
    """Add several rows as one step; returns their ids in order."""
    how = KINDS[kind]
    if how.parent is None:
        raise TypeError(f"{kind.__name__} is no part of another record")
    with database.unit() as unit:
        parent = unit.get(how.parent, parent_key)
        stop_if_locked(unit, how.parent, parent)
        keys = insert_rows(parent, how, rows, after)
        follow(unit, kind, [parent_key])
        unit.commit(name or _add_name(kind, len(rows)), by, at)
    return keys


def insert_rows(parent: Any, how: Kind, rows: Sequence[Values], after: UUID | None = None) -> list[UUID]:
    """Put new parts into a loaded parent's list and number them; returns their ids."""
    existing: list[Any] = list(getattr(parent, how.attribute))
    place = next((index + 1 for index, one in enumerate(existing) if one.id == after), len(existing))
    fresh = [how.cls(**values) for values in rows]
    if isinstance(parent, usulan.DaftarUsulan):
        highest = max((one.nomor for one in existing), default=0)
        for record, nomor in zip(fresh, usulan.reserve_nomor(parent, len(fresh), highest), strict=True):
            record.nomor = nomor
    ordered = existing[:place] + fresh + existing[place:]
    number(ordered)
    getattr(parent, how.attribute).extend(fresh)
    return [one.id for one in fresh]


def load_rows(
    unit: Unit, parent: Any, how: Kind, rows: Iterable[Values], count: int, after: UUID | None = None
) -> list[UUID]:
    """What `insert_rows` does, for so many rows that an object for each would cost time and memory.

    `rows` may come from a generator of `count` rows. `parent` may be bare (`Unit.bare`); its list does not
    show the new rows in this unit. Step, undo and history are the same. Rows have no parts of their own.
    Raises InvalidInput.
    """
    fields = [one for one in ("urut", "nomor") if hasattr(how.cls, one)]
    existing = [
        dict(zip(("id", *fields), one, strict=True))
        for one in unit.values(how.cls, "id", *fields, **{how.fk: parent.id})
    ]
    place = next((index + 1 for index, one in enumerate(existing) if one["id"] == after), len(existing))
    keys = [new_id() for _row in range(count)]
    extra: list[dict[str, object]] = [{"id": str(key), how.fk: str(parent.id)} for key in keys]
    if "urut" in fields:
        _make_room(unit, how, existing, place, count)
        for urut, one in enumerate(extra, start=place + 1):
            one["urut"] = urut
    if isinstance(parent, usulan.DaftarUsulan):
        highest = max((one["nomor"] for one in existing), default=0)
        for nomor, one in zip(usulan.reserve_nomor(parent, count, highest), extra, strict=True):
            one["nomor"] = nomor
    plain = ({name: to_plain(value) for name, value in values.items()} for values in rows)
    unit.load(how.cls, ({**values, **one} for values, one in zip(plain, extra, strict=True)))
    return keys


def _make_room(unit: Unit, how: Kind, existing: Sequence[Mapping[str, Any]], place: int, count: int) -> None:
    """Give the rows that are there the numbers they have once `count` new ones stand at `place`."""
    wanted = {
        one["id"]: index if index <= place else index + count for index, one in enumerate(existing, start=1)
    }
    moved = [one["id"] for one in existing if one["urut"] != wanted[one["id"]]]
    for record in unit.many(how.cls, moved):
        record.urut = wanted[record.id]


def number(rows: Sequence[Any]) -> None:
    """Write the order people see into `urut`, from 1."""
    for index, one in enumerate(rows, start=1):
        if hasattr(one, "urut") and one.urut != index:
            one.urut = index


def _add_name(kind: type[Any], count: int) -> str:
    if count == 1:
        return _("tambah {jenis}").format(jenis=kind_name(kind))
    return _("tambah {n} baris {jenis}").format(n=count, jenis=kind_name(kind))


def remove_rows(
    database: Database, kind: type[Any], keys: Sequence[UUID], *, by: str, at: datetime, name: str = ""
) -> None:
    """Remove rows as one step; undo brings them back with their parts."""
    with database.unit() as unit:
        parents = set()
        for key in keys:
            record = unit.get(kind, key)
            stop_if_locked(unit, kind, record)
            parents.add(_parent_of(kind, record))
            unit.remove(record)
        follow(unit, kind, parents, set(keys))
        text = (
            _("hapus {jenis}").format(jenis=kind_name(kind))
            if len(keys) == 1
            else _("hapus {n} baris {jenis}").format(n=len(keys), jenis=kind_name(kind))
        )
        unit.commit(name or text, by, at)


def withdraw_row(database: Database, kind: type[Any], key: UUID, *, by: str, at: datetime) -> bool:
    """Take a row away that was made empty and never filled in, as if it had never been asked for.

    The step that made it is withdrawn: neither Urungkan nor Ulangi knows it. False, and nothing is done, when
    the row was changed since, came with others, is gone, or lies in a dokumen that was locked meanwhile.
    """
    with database.unit() as unit:
        found = journal.step_of_new_row(unit.connection, KINDS[kind].table.name, key)
        if found is None:
            return False
        try:
            _stop_inside_locked(unit, found[0], forward=False)
            unit.take_back(found[0], found[1], by, at, kind="batal")
        except (StaleRecord, Locked):
            return False
    return True


def move_row(database: Database, kind: type[Any], key: UUID, offset: int, *, by: str, at: datetime) -> None:
    """Move a row up (negative) or down by `offset` places; at the edge it stays."""
    how = KINDS[kind]
    with database.unit() as unit:
        record = unit.get(kind, key)
        stop_if_locked(unit, kind, record)
        assert how.parent is not None
        rows = list(getattr(unit.get(how.parent, getattr(record, how.fk)), how.attribute))
        here = next(index for index, one in enumerate(rows) if one.id == key)
        there = min(max(here + offset, 0), len(rows) - 1)
        rows.insert(there, rows.pop(here))
        number(rows)
        unit.commit(_("pindahkan {jenis}").format(jenis=kind_name(kind)), by, at)


# ------------------------------------------------------------------ undo, redo, history


@dataclass(frozen=True, slots=True)
class Bisa:
    """The names of the steps that Urungkan and Ulangi would take; empty when there is none."""

    urungkan: str
    ulangi: str


def undoable(database: Database, tables: frozenset[str] = frozenset()) -> Bisa:
    """What the menu says. `tables` limits it to the steps of one screen."""
    with database.read() as unit:
        stacks = journal.read_stacks(unit.connection, tables)
    return Bisa(stacks.undo[-1][1] if stacks.undo else "", stacks.redo[-1][1] if stacks.redo else "")


def undo(database: Database, *, by: str, at: datetime, tables: frozenset[str] = frozenset()) -> str:
    """Take back the newest step; returns its name.

    Raises NothingToUndo when there is none, StaleRecord when its rows were changed since, Locked when they
    lie in a dokumen that was ratified elsewhere meanwhile.
    """
    return _take_back(database, by=by, at=at, tables=tables, kind="urungkan")


def redo(database: Database, *, by: str, at: datetime, tables: frozenset[str] = frozenset()) -> str:
    """Do again the step that was undone last; returns its name. Raises like `undo`."""
    return _take_back(database, by=by, at=at, tables=tables, kind="ulangi")


def _take_back(database: Database, *, by: str, at: datetime, tables: frozenset[str], kind: str) -> str:
    with database.unit() as unit:
        stacks = journal.read_stacks(unit.connection, tables)
        stack = stacks.undo if kind == "urungkan" else stacks.redo
        if not stack:
            raise NothingToUndo if kind == "urungkan" else NothingToRedo
        step, name = stack[-1]
        _stop_inside_locked(unit, step, forward=kind == "ulangi")
        unit.take_back(step, name, by, at, kind=kind)
    return name


def _stop_inside_locked(unit: Unit, step: int, *, forward: bool) -> None:
    """Refuse to put rows back inside a dokumen that is locked and would stay so. Raises Locked.

    A step that itself opens the dokumen (`Buat perubahan`) may be taken back: it changes nothing else.
    """
    for root, key, has_turned in taking_back.dokumen_of(unit.connection, step):
        if not has_turned and unit.value_of(root.cls, key, "status") is StatusDokumen.DISAHKAN:
            raise Locked(jenis=kind_name(root.cls).capitalize())


def history(database: Database, kind: type[Any], key: UUID) -> list[Perubahan]:
    """Every stored change of a record and its parts, newest first."""
    with database.read() as unit:
        rows = history_query.changes_of(
            unit.connection, KINDS[kind].table.name, key, is_root=KINDS[kind].is_root
        )
    return [Perubahan(one.pada, one.oleh, one.langkah, one.kolom, one.semula, one.menjadi) for one in rows]


# ------------------------------------------------------------------ drafts of open editors

Draf = draft.Draf


def save_draft(database: Database, screen: str, key: str, field: str, text: str, *, at: datetime) -> None:
    """Keep what stands in an open editor, so that a crash costs nothing (ux.md 3.1)."""
    with database.unit() as unit:
        draft.keep(unit, screen, key, field, text, at)


def get_drafts(database: Database) -> list[Draf]:
    """The editors that were open when the program ended without closing."""
    with database.read() as unit:
        return draft.all_of(unit)


def drop_draft(database: Database, one: Draf) -> None:
    """Forget one draft that the person gave up."""
    with database.unit() as unit:
        draft.drop_one(unit, one)


def drop_drafts(database: Database, screen: str = "", key: str = "") -> None:
    """Forget the drafts (of one screen, of one record), because they were taken over or thrown away."""
    with database.unit() as unit:
        draft.drop(unit, screen, key)
