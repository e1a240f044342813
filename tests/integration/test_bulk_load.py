"""Thousands of rows at once leave the same traces as rows that a person typed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from desa_desktop.domain.desa import Desa, Perangkat
from desa_desktop.domain.identity import new_id
from desa_desktop.domain.musyawarah import Musyawarah, Peserta
from desa_desktop.domain.rkp import Kegiatan, SumberBiaya
from desa_desktop.domain.usulan import DaftarUsulan, Kewenangan, StatusUsulan, Usulan
from desa_desktop.errors import InvalidInput, StaleRecord
from desa_desktop.services import editing, kantor, rkp
from desa_desktop.store import book, journal
from desa_desktop.store.mapping import KINDS
from desa_desktop.store.unit import Database
from office import OLEH, PUKUL, TAHUN

STEP: dict[str, Any] = {"by": OLEH, "at": PUKUL}


def parent(database: Database) -> UUID:
    """The id of the year's list of proposals."""
    with database.read() as unit:
        return unit.select(DaftarUsulan, tahun=TAHUN)[0].id


def row(database: Database, nomor: int = 1, **values: object) -> dict[str, object]:
    """A proposal as a plain row."""
    own = {"id": str(new_id()), "daftar_usulan_id": str(parent(database)), "nomor": nomor}
    return {**own, "uraian": f"Talud {nomor}", **values}


def load(database: Database, *rows: dict[str, object], cls: type[Any] = Usulan) -> None:
    """Load rows as one step."""
    with database.unit() as unit:
        unit.load(cls, rows)
        unit.commit("impor", OLEH, PUKUL)


def stored(database: Database, cls: type[Any]) -> dict[str, dict[str, Any]]:
    """Every row of a table as the file has it, by id, without the id and the technical columns."""
    table = KINDS[cls].table
    with database.read() as unit:
        found = unit.connection.execute(sa.text(f"SELECT * FROM {table.name}")).mappings().all()
    return {one["id"]: {key: value for key, value in one.items() if key != "id"} for one in found}


def traces(database: Database, key: UUID) -> list[tuple[Any, ...]]:
    """What the newest step keeps of one row: its states as they lie in the file, and its audit."""
    with database.read() as unit:
        lines = unit.connection.execute(
            sa.text("SELECT tabel, dokumen_id, sebelum, sesudah FROM langkah_baris WHERE baris_id = :key"),
            {"key": key.hex},
        ).all()
        audit = unit.connection.execute(
            sa.text("SELECT tindakan, tabel, kolom FROM audit WHERE baris_id = :key"), {"key": key.hex}
        ).all()
    return [tuple(one) for one in (*lines, *audit)]


def anonymous(database: Database, key: UUID) -> str:
    """The traces of a row with its id left out, to be held against those of another row."""
    return str(traces(database, key)).replace(str(key), "ID")


TYPED: dict[str, Any] = {
    "uraian": 'Talud "Kali Ledok" \\ RT 03 – \u202eتجربة 🏠\n\t',
    "dusun": "Krajan",
    "volume": "120.50",
    "perkiraan_biaya": 85_000_000,
    "penerima_l": 0,
    "kelompok_rentan": ["lansia", "anak"],
    "teks_asli": {"satuan": "m'", "asal": "?"},
    "kewenangan": "desa",
    "status": "ditunda",
}


def test_a_loaded_row_lies_in_file_history_and_audit_like_a_typed_one(database: Database) -> None:
    typed = Usulan(
        nomor=1,
        urut=1,
        **{
            **TYPED,
            "volume": Decimal("120.50"),
            "kelompok_rentan": ("lansia", "anak"),
            "kewenangan": Kewenangan.DESA,
            "status": StatusUsulan.DITUNDA,
        },
    )
    with database.unit() as unit:
        daftar = unit.get(DaftarUsulan, parent(database))
        daftar.usulan.append(typed)
        unit.commit("ketik", OLEH, PUKUL)
    given = row(database, 2, urut=1, **TYPED)
    load(database, given)
    loaded = UUID(str(given["id"]))
    rows = stored(database, Usulan)
    assert rows[loaded.hex] == {**rows[typed.id.hex], "nomor": 2}
    assert anonymous(database, loaded).replace('"nomor":2', '"nomor":1') == anonymous(database, typed.id)


def test_loaded_days_hours_and_ticks_are_what_the_record_shows(database: Database) -> None:
    with database.read() as unit:
        desa = unit.get(Desa, kantor.require(unit).id)
    officer = {"id": str(new_id()), "desa_id": str(desa.id), "nama": "Sri", "mulai": "2024-02-29"}
    load(database, officer, cls=Perangkat)
    meeting = {
        "id": str(new_id()), "desa_id": str(desa.id), "jenis": "musdus", "tahun": TAHUN,
        "mulai": "08:30", "is_penilaian_dikunci": True,
    }  # fmt: skip
    load(database, meeting, cls=Musyawarah)
    guest = {
        "id": str(new_id()), "musyawarah_id": meeting["id"], "nama": "Budi", "is_hadir": True,
        "hadir_pada": "2026-08-12T10:15:00+07:00",
    }  # fmt: skip
    load(database, guest, cls=Peserta)
    with database.read() as unit:
        assert unit.get(Perangkat, UUID(officer["id"])).mulai == date(2024, 2, 29)
        held = unit.get(Musyawarah, UUID(str(meeting["id"])))
        assert (held.is_penilaian_dikunci, str(held.mulai)) == (True, "08:30:00")
        assert held.peserta[0].hadir_pada == datetime(2026, 8, 12, 3, 15, tzinfo=UTC)
    assert editing.undo(database, **STEP) == "impor"  # what lies there is what the journal says lies there
    assert editing.redo(database, **STEP) == "impor"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("perkiraan_biaya", 2**53),
        ("perkiraan_biaya", "85 juta"),
        ("penerima_l", True),
        ("volume", "NaN"),
        ("volume", "1E+999999999"),
        ("volume", "banyak"),
        ("volume", 1.5),
        ("uraian", "x" * 65_537),
        ("uraian", "\ud800"),
        ("uraian", 5),
        ("kelompok_rentan", "anak"),
        ("teks_asli", {"volume": "\udfff"}),
        ("teks_asli", {"kolom lain": "x"}),
        ("status", "entah"),
        ("id", "bukan-id"),
        ("id", "019F0000-0000-7000-8000-00000000000A"),
    ],
)
def test_a_loaded_value_that_could_never_leave_the_village_is_refused(
    database: Database, field: str, value: object
) -> None:
    bad = {**row(database, 2), field: value}
    with pytest.raises(InvalidInput) as caught:
        load(database, row(database, 1), bad)
    assert set(caught.value.fields) == {field}
    assert stored(database, Usulan) == {}


def test_an_import_names_a_field_that_does_not_exist(database: Database) -> None:
    with pytest.raises(AttributeError, match="warna"):
        load(database, row(database, warna="merah"))


def test_a_quantity_in_another_spelling_can_be_taken_back(database: Database) -> None:
    """The journal must hold what the file holds, or undo would see a change that nobody made."""
    load(database, row(database, volume="1E+2"))
    (only,) = stored(database, Usulan).values()
    assert only["volume"] == "100"
    editing.undo(database, **STEP)
    assert stored(database, Usulan) == {}


def test_a_loaded_row_that_is_changed_in_the_same_step_is_one_row_of_the_journal(
    database: Database,
) -> None:
    given = [row(database, 1), row(database, 2), row(database, 3)]
    with database.unit() as unit:
        unit.load(Usulan, given)
        unit.get(Usulan, UUID(str(given[0]["id"]))).uraian = "Drainase"
        unit.remove(unit.get(Usulan, UUID(str(given[1]["id"]))))
        unit.commit("impor", OLEH, PUKUL)
    with database.read() as unit:
        lines = unit.connection.execute(
            sa.select(book.langkah_baris.c.sebelum, book.langkah_baris.c.sesudah)
            .where(book.langkah_baris.c.tabel == "usulan")
        ).all()  # fmt: skip
        assert journal.verify_audit(unit.connection) is None
    assert [(one.sebelum, one.sesudah["uraian"]) for one in lines] == [(None, "Drainase"), (None, "Talud 3")]
    editing.undo(database, **STEP)
    assert stored(database, Usulan) == {}


def test_thousands_of_rows_with_their_parts_come_go_and_come_again(database: Database) -> None:
    plan = rkp.rkp_key(database, TAHUN)
    activities = [
        {"id": str(new_id()), "rkp_desa_id": str(plan), "nama": f"Kegiatan {n}"} for n in range(1200)
    ]
    money = [
        {"id": str(new_id()), "kegiatan_id": one["id"], "sumber": "DDS", "jumlah": n}
        for n, one in enumerate(activities)
    ]
    with database.unit() as unit:
        unit.load(Kegiatan, iter(activities))
        unit.load(SumberBiaya, iter(money))
        unit.commit("impor", OLEH, PUKUL)
    before = stored(database, Kegiatan), stored(database, SumberBiaya)
    with database.read() as unit:
        newest = sa.select(sa.func.max(book.langkah.c.id)).scalar_subquery()
        of_plan = unit.connection.execute(
            sa.select(sa.func.count()).where(
                book.langkah_baris.c.langkah_id == newest, book.langkah_baris.c.dokumen_id == plan
            )
        ).scalar_one()
    assert of_plan == 2400  # the money row of a loaded activity belongs to the plan as well
    editing.undo(database, **STEP)
    assert (stored(database, Kegiatan), stored(database, SumberBiaya)) == ({}, {})
    editing.redo(database, **STEP)
    assert (stored(database, Kegiatan), stored(database, SumberBiaya)) == before
    with database.read() as unit:
        assert journal.verify_audit(unit.connection) is None


def test_an_import_is_not_taken_back_when_one_of_its_rows_was_changed_since(database: Database) -> None:
    given = [row(database, n) for n in range(1, 1500)]
    load(database, *given)
    with database.unit() as unit:
        unit.get(Usulan, UUID(str(given[1400]["id"]))).uraian = "Dari kecamatan"
        unit.commit("terima", OLEH, PUKUL, kind="terima")
    with pytest.raises(StaleRecord):
        editing.undo(database, **STEP)
    assert len(stored(database, Usulan)) == 1499


def test_history_tells_of_a_loaded_row_and_of_its_list(database: Database) -> None:
    given = row(database)
    load(database, given)
    for cls, key in ((Usulan, UUID(str(given["id"]))), (DaftarUsulan, parent(database))):
        newest = editing.history(database, cls, key)[0]
        assert (newest.langkah, newest.semula) == ("impor", None)
        assert newest.menjadi["uraian"] == "Talud 1"  # type: ignore[index]


def test_a_loaded_list_hears_that_it_was_changed(database: Database) -> None:
    with database.read() as unit:
        versi = unit.get(DaftarUsulan, parent(database)).versi
    heard: list[frozenset[str]] = []
    database.listen(heard.append)
    load(database, row(database))
    with database.read() as unit:
        assert unit.get(DaftarUsulan, parent(database)).versi == versi + 1
    assert heard == [frozenset({"usulan"})]
