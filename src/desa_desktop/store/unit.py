"""One way in and out of the data: a unit opens, works, and commits one named step or leaves no trace."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import RLock
from types import TracebackType
from typing import Any, Protocol, TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, IntegrityError, TimeoutError
from sqlalchemy.orm import Session, lazyload
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.util import identity_key

from desa_desktop.errors import InvalidInput, NotFound, StaleRecord, StorageFailed
from desa_desktop.i18n import _
from desa_desktop.store import bulk, journal, taking_back
from desa_desktop.store.bulk import Loaded
from desa_desktop.store.driver import cause_of, in_use
from desa_desktop.store.journal import Noted
from desa_desktop.store.mapping import BY_TABLE, KINDS, Kind, list_order
from desa_desktop.store.room import Room

T = TypeVar("T")


class Engines(Protocol):
    """What a unit needs of the opened store: one writing engine, one that only reads."""

    @property
    def writer(self) -> sa.Engine: ...

    @property
    def reader(self) -> sa.Engine: ...

    def close(self) -> None: ...


@contextmanager
def plain_errors() -> Iterator[None]:
    """The only place where the database's own errors become ours; an unknown one stays a bug."""
    try:
        yield
    except IntegrityError as broken:
        raise InvalidInput(
            {"": _("Isian ini bertentangan dengan data yang sudah ada. Tidak ada yang disimpan.")}
        ) from broken
    except DBAPIError as failure:
        cause = cause_of(failure.orig) if failure.orig is not None else None
        if cause is None:
            raise
        raise cause from failure
    except TimeoutError as waited:  # other work of this program holds the connection for too long
        raise in_use() from waited


@dataclass(slots=True)
class Kept:
    """What queries hold in memory from one unit to the next, by its kind; whoever uses it takes the lock."""

    lock: Any = field(default_factory=RLock)
    things: dict[type[Any], Any] = field(default_factory=dict)


class Unit:
    """A piece of work on the data. Leave the block without `commit` and nothing happened."""

    def __init__(self, database: Database, engine: sa.Engine, *, writes: bool) -> None:
        self._database = database
        self._writes = writes
        self.session = Session(engine, expire_on_commit=False, autoflush=False)
        self._noting = journal.remember(self.session)
        self._touched: set[str] = set()
        self._after_step: list[Callable[[], None]] = []
        self.step: int | None = None

    def __enter__(self) -> Unit:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # close(), never rollback(): a rollback would blank the records already handed out
        self.session.close()
        room = self._database.room
        if self._writes and room is not None and isinstance(error, StorageFailed):
            room.after_failure(error)

    @property
    def connection(self) -> sa.Connection:
        """The unit's own connection, for reads that make rows and for the archive."""
        with plain_errors():
            return self.session.connection()

    @property
    def kept(self) -> Kept:
        """What queries keep in memory beside the file."""
        return self._database.kept

    # ------------------------------------------------------------------ records

    def find(self, cls: type[T], key: UUID) -> T | None:
        """The record with its parts, or None."""
        with plain_errors():
            return self.session.get(cls, key)

    def get(self, cls: type[T], key: UUID) -> T:
        """The record with its parts. Raises NotFound."""
        record = self.find(cls, key)
        if record is None:
            raise NotFound(apa=_("Catatan"))
        return record

    def select(self, cls: type[T], **equal: object) -> list[T]:
        """All records of a class whose columns equal what is named, with their parts."""
        columns = KINDS[cls].table.c
        with plain_errors():
            conditions = [columns[name] == value for name, value in equal.items()]
            return list(self.session.scalars(sa.select(cls).where(*conditions)))

    def bare(self, cls: type[T], key: UUID) -> T:
        """The record without its parts, to ask its state or change its own fields. Raises NotFound.

        For a list of thousands; its parts would be read when they are touched.
        """
        with plain_errors():
            record = self.session.get(cls, key, options=[lazyload("*")])
        if record is None:
            raise NotFound(apa=_("Catatan"))
        return record

    def many(self, cls: type[T], keys: Sequence[UUID]) -> list[T]:
        """The records with these ids and their parts, in no order; one that is gone is left out."""
        found: list[T] = []
        column = KINDS[cls].table.c.id
        with plain_errors():
            for block in bulk.blocks(keys):
                found += self.session.scalars(sa.select(cls).where(column.in_(block)))
        return found

    def values(self, cls: type[Any], *fields: str, **equal: object) -> list[tuple[Any, ...]]:
        """These fields of all records whose columns equal what is named, in the order of their list.

        Only for a kind that is numbered (`urut`) or has a `kode`.
        """
        table = KINDS[cls].table
        wanted = sa.select(*(table.c[name] for name in fields))
        conditions = [table.c[name] == value for name, value in equal.items()]
        with plain_errors():
            rows = self.connection.execute(wanted.where(*conditions).order_by(*list_order(table)))
            return [tuple(row) for row in rows]

    def value_of(self, cls: type[Any], key: UUID, field: str) -> Any:
        """One column of one record, without loading it; None when there is no such column or record."""
        table = KINDS[cls].table
        if field not in table.c:
            return None
        with plain_errors():
            return self.connection.execute(sa.select(table.c[field]).where(table.c.id == key)).scalar()

    def root_value(self, kind: Kind, parent_key: UUID | None, field: str) -> Any:
        """One column of the aggregate that a part of this kind belongs to, without loading the aggregate.

        `parent_key` is the id of the part's parent. None when the aggregate has no such column or is gone.
        """
        while kind.parent is not None and parent_key is not None:
            parent = KINDS[kind.parent]
            wanted = parent.table.c.get(field if parent.is_root else parent.fk)
            if wanted is None:
                return None
            with plain_errors():
                found = self.connection.execute(
                    sa.select(wanted).where(parent.table.c.id == parent_key)
                ).scalar()
            if parent.is_root:
                return found
            kind, parent_key = parent, found
        return None

    def add(self, record: object) -> None:
        """A new record; it is stored at the commit."""
        self.session.add(record)

    def remove(self, record: object) -> None:
        """Take the record out with its parts at the commit."""
        self.session.delete(record)

    def expect(self, record: Any, versi: int | None) -> None:
        """Refuse when the record is no longer at `versi` (None: no expectation). Raises StaleRecord."""
        if versi is not None and record.versi != versi:
            raise StaleRecord(jenis=_("Catatan"))

    def flush(self) -> None:
        """Write what was changed so far inside the transaction, so that reads of this unit see it."""
        with plain_errors():
            self.session.flush()

    def load(self, cls: type[Any], rows: Iterable[Mapping[str, Any]]) -> None:
        """Insert thousands of rows in blocks, noted in the journal as the mapper would.

        `rows` are plain rows (names and plain values) with their `id` and their parent's; they may come
        from a generator, only their text for the journal is kept until the commit. Records that were
        handed out before do not see them. Raises InvalidInput for what no snapshot could carry.
        """
        with plain_errors():
            self.session.flush()  # what was changed before stands before them in the journal
            for loaded in bulk.Loader(self.connection, KINDS[cls]).insert(rows):
                self._noting.rows.append(loaded)

    def after_step(self, work: Callable[[], None]) -> None:
        """Do this inside the transaction once the step of the coming commit has its number."""
        self._after_step.append(work)

    def touch(self, *tables: str) -> None:
        """Name tables outside the journal (archive, inbox) so that screens hear of the commit."""
        self._touched.update(tables)

    # ------------------------------------------------------------------ the end of a unit

    def commit(self, name: str, by: str, at: datetime, *, kind: str = "ubah") -> int | None:
        """Store everything as one step called `name`; returns its number, None if no row changed.

        `by` is the person, `at` an aware moment; `kind` is `ubah`, `sahkan` (a milestone: no undo goes behind
        it) or `terima`. Raises StaleRecord, InvalidInput, StorageFailed;
        then nothing was stored.
        """
        if not self._writes:
            raise RuntimeError("a reading unit cannot commit")
        self._make_room()
        with plain_errors():
            self.session.flush()
            noted = self._stamp(self._noting.merged(), at)
            if noted:
                self.step = journal.write_step(
                    self.connection, noted, name=name, by=by, at=at, laptop=self._database.laptop, kind=kind
                )
            for work in self._after_step:
                work()
            self._end_transaction()
        self._noting.rows.clear()
        self._after_step.clear()
        self._announce(noted)
        return self.step

    def take_back(self, step: int, name: str, by: str, at: datetime, *, kind: str) -> int:
        """Put the rows of `step` back (`urungkan`, `batal`) or forward again (`ulangi`), as a new step."""
        forward = kind == "ulangi"
        self._make_room()
        with plain_errors():
            rows = taking_back.step_rows(self.connection, step)
            done = taking_back.put_back(self.connection, rows, forward=forward)
            noted = self._stamp(done, at)
            new = journal.write_step(
                self.connection,
                noted,
                name=name,
                by=by,
                at=at,
                laptop=self._database.laptop,
                kind=kind,
                of=step,
            )
            self._end_transaction()
        self.step = new
        self._announce(noted)
        return new

    def _end_transaction(self) -> None:
        """COMMIT. References are judged only now, and SQLite leaves a refused transaction open."""
        raw = self.connection.connection.dbapi_connection
        try:
            self.session.commit()
        except IntegrityError:
            if raw is not None:
                raw.rollback()
            raise

    def _make_room(self) -> None:
        if self._database.room is not None:
            self._database.room.before_save()

    def _announce(self, noted: Sequence[Noted | Loaded]) -> None:
        tables = frozenset(one.table for one in noted) | self._touched
        if tables:
            self._database.announce(tables)

    def _stamp(self, noted: Sequence[Noted | Loaded], at: datetime) -> list[Noted | Loaded]:
        """Name each row's aggregate and move that aggregate's `versi` and `diubah_pada` on."""
        stamped: list[Noted | Loaded] = []
        roots: dict[tuple[str, UUID], None] = {}
        find = journal.RootFinder(self.connection, noted)
        for one in noted:
            if isinstance(one, Loaded):
                found = find.roots_of(one)
                one.roots = [None if root is None else root[1] for root in found]
                roots.update((root, None) for root in found if root is not None)
                stamped.append(one)
                continue
            root = find.root_of(one)
            stamped.append(replace(one, dokumen=root[1]) if root is not None else one)
            if root is not None:
                roots[root] = None
        self._move_on(roots, at)
        return stamped

    def _move_on(self, roots: Iterable[tuple[str, UUID]], at: datetime) -> None:
        unseen: dict[str, list[UUID]] = {}
        for name, key in roots:
            held = self.session.identity_map.get(identity_key(BY_TABLE[name].cls, key))
            if held is None:
                unseen.setdefault(name, []).append(key)
            else:
                self._move_held_on(BY_TABLE[name].table, held, at)
        for name, keys in unseen.items():
            table = BY_TABLE[name].table
            self.connection.execute(
                sa.update(table)
                .where(table.c.id == sa.bindparam("akar"))
                .values(versi=table.c.versi + 1, diubah_pada=at),
                [{"akar": key} for key in keys],
            )

    def _move_held_on(self, table: sa.Table, held: Any, at: datetime) -> None:
        """The root that this unit has read must still be the one it read."""
        result = self.connection.execute(
            sa.update(table)
            .where(table.c.id == held.id, table.c.versi == held.versi)
            .values(versi=table.c.versi + 1, diubah_pada=at)
            .returning(table.c.versi)
        ).scalar()
        if result is None and not sa.inspect(held).was_deleted and not sa.inspect(held).deleted:
            raise StaleRecord(jenis=_("Catatan"))
        if result is not None:
            set_committed_value(held, "versi", result)
            set_committed_value(held, "diubah_pada", at)


class Shut:
    """No way into the file while another takes its place: what is saved into the old one would be lost."""

    @property
    def writer(self) -> sa.Engine:
        """Raises StorageFailed."""
        raise _shut()

    @property
    def reader(self) -> sa.Engine:
        """Raises StorageFailed."""
        raise _shut()

    def close(self) -> None:
        """Nothing is open."""


def _shut() -> StorageFailed:
    return StorageFailed(
        sebab=_("berkas data sedang diganti"),
        tindakan=_("Tutup aplikasi lalu buka lagi; penggantian itu diselesaikan saat dibuka."),
    )


class Database:
    """The opened store. `laptop` is the short name of this laptop's key, written into the audit; `room`
    watches the disk it lies on."""

    def __init__(self, engines: Engines, laptop: str = "", room: Room | None = None) -> None:
        self._engines: Engines = engines
        self.laptop = laptop
        self.room = room
        self.kept = Kept()
        self._listeners: list[Callable[[frozenset[str]], None]] = []

    def unit(self) -> Unit:
        """A unit that may commit; it takes the one write connection at its first statement."""
        return Unit(self, self._engines.writer, writes=True)

    def read(self) -> Unit:
        """A unit that only reads, on a connection of its own."""
        return Unit(self, self._engines.reader, writes=False)

    def listen(self, callback: Callable[[frozenset[str]], None]) -> None:
        """Call back after each commit, on the committing thread, with the names of the tables touched."""
        self._listeners.append(callback)

    def announce(self, tables: frozenset[str]) -> None:
        """Tell the listeners; the unit does so after its commit."""
        for listener in list(self._listeners):
            listener(tables)

    def close(self) -> None:
        """Close all connections and fold the write-ahead log into the file."""
        self.kept = Kept()
        self._engines.close()

    def shut(self) -> None:
        """As `close`, and until `use` nothing gets in: the file is about to be replaced."""
        self.close()
        self._engines = Shut()

    @property
    def is_shut(self) -> bool:
        """Whether `shut` was not followed by `use` yet."""
        return isinstance(self._engines, Shut)

    def use(self, engines: Engines) -> None:
        """Work on with other engines after `shut`: the file was given another key or content meanwhile."""
        self._engines = engines
