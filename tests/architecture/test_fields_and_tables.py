"""Fields are columns, every field has a name for people, the last migration gives our tables."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from desa_desktop.domain import sebutan
from desa_desktop.domain.plain import CLASSES
from desa_desktop.store import book, tables
from desa_desktop.store.mapping import KINDS, default_values
from desa_desktop.store.tables_penduduk import is_index_table
from desa_desktop.store.types import to_plain
from desa_desktop.store.unit import Database

assert book.metadata is tables.metadata  # the store's own tables belong to the same schema


@pytest.mark.parametrize("cls", list(KINDS), ids=lambda cls: cls.__name__)
def test_each_field_is_a_column_and_each_column_a_field(cls: type[Any]) -> None:
    lists = {kind.attribute for kind in KINDS.values() if kind.parent is cls}
    fields = {one.name for one in dataclasses.fields(cls)} - lists
    assert fields == {column.name for column in KINDS[cls].table.columns}


@pytest.mark.parametrize("cls", list(KINDS), ids=lambda cls: cls.__name__)
def test_a_new_record_and_a_new_row_of_its_table_begin_alike(cls: type[Any]) -> None:
    """A loaded row gets its defaults from the table, a typed one from the class (services/editing)."""
    table, columns = KINDS[cls].table, default_values(KINDS[cls])
    for one in dataclasses.fields(cls):
        if one.name == "id" or one.name not in columns:
            continue
        if not table.c[one.name].nullable and table.c[one.name].server_default is None:
            continue  # a row without it is refused by the table
        if one.default is not dataclasses.MISSING:
            assert (one.name, to_plain(one.default)) == (one.name, columns[one.name])
        elif one.default_factory is not dataclasses.MISSING:
            assert (one.name, to_plain(one.default_factory())) == (one.name, columns[one.name])


@pytest.mark.parametrize("cls", list(KINDS), ids=lambda cls: cls.__name__)
def test_each_kind_and_each_of_its_fields_has_a_name_for_people(cls: type[Any]) -> None:
    technical = {
        *("id", "versi", "diubah_pada", "kid", "wisaya", "urutan_tahap", "chain", "seq", "digest", "pada"),
        *("record", "saran", "judul", "dokumen", "keadaan", "hadir_pada", "belum", "form_id"),
        *("templat_versi", "templat_sha256"),
    }
    assert cls in sebutan.KIND
    fields = {one.name for one in dataclasses.fields(cls) if not one.name.endswith("_id")} - technical
    assert fields - set(sebutan.FIELD) == set()


def test_each_jenis_of_dokumen_has_a_title() -> None:
    assert set(CLASSES) <= set(sebutan.JENIS)


def test_the_last_migration_gives_exactly_our_tables(database: Database) -> None:
    with database.read() as unit:
        ours = {"include_name": lambda name, _kind, _parents: not is_index_table(name)}
        context = MigrationContext.configure(unit.connection, opts={"compare_type": False, **ours})
        assert compare_metadata(context, tables.metadata) == []
        stored = {
            row[0]
            for row in unit.connection.execute(sa.text("SELECT name FROM sqlite_master WHERE type='table'"))
        }
    assert {table.name for table in tables.metadata.sorted_tables} <= stored


def test_each_check_of_the_tables_stands_in_the_file(database: Database) -> None:
    """Autogenerate does not compare CHECK constraints, and a check that is missing guards nothing."""
    with database.read() as unit:
        rows = unit.connection.execute(
            sa.text("SELECT name, sql FROM sqlite_master WHERE type='table'")
        ).all()
    stored = {str(row[0]): str(row[1]) for row in rows}
    for table in tables.metadata.sorted_tables:
        for constraint in table.constraints:
            if isinstance(constraint, sa.CheckConstraint):
                assert str(constraint.name) in stored[table.name]
