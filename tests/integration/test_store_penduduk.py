"""The file holds residents without nonsense, and its index of words never lags behind a name."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from builders import DESA_ID, keluarga, nik, penduduk
from desa_desktop.domain.identity import new_id
from desa_desktop.domain.penduduk import (
    Keluarga,
    KeluargaId,
    Mutasi,
    Penduduk,
    PendudukId,
    Peristiwa,
    PesertaBantuan,
    ProgramBantuan,
    PutusanGanda,
    StatusDasar,
    pair_of,
)
from desa_desktop.errors import InvalidInput
from desa_desktop.services import editing
from desa_desktop.store import journal
from desa_desktop.store.unit import Database
from office import OLEH, PUKUL


def store(database: Database, *records: object) -> None:
    with database.unit() as unit:
        for one in records:
            unit.add(one)
        unit.commit("catat penduduk", OLEH, PUKUL)


def found(database: Database, words: str) -> list[str]:
    query = (
        "SELECT p.nama FROM cari_kata JOIN cari_penduduk c ON c.nomor = cari_kata.rowid"
        " JOIN penduduk p ON p.id = c.penduduk_id WHERE cari_kata MATCH :words ORDER BY c.kunci"
    )
    with database.read() as unit:
        return [str(row[0]) for row in unit.connection.execute(sa.text(query), {"words": words})]


def index_is_sound(database: Database) -> None:
    with database.unit() as unit:
        unit.connection.execute(
            sa.text("INSERT INTO cari_kata (cari_kata, rank) VALUES ('integrity-check', 1)")
        )
        people = unit.connection.execute(sa.text("SELECT count(*) FROM penduduk")).scalar_one()
        lines = unit.connection.execute(sa.text("SELECT count(*) FROM cari_penduduk")).scalar_one()
        assert people == lines


def test_a_whole_family_goes_in_as_one_step_and_comes_back_whole(database: Database) -> None:
    rumah = keluarga()
    supardi = penduduk(nama="SUPARDI", keluarga_id=rumah.id, teks_asli={"pekerjaan": "tandur"})
    store(database, supardi, rumah)  # in any order: references are held at the commit
    with database.read() as unit:
        again = unit.get(Penduduk, supardi.id)
        assert (again.nama, again.status_dasar, again.keluarga_id) == ("SUPARDI", StatusDasar.HIDUP, rumah.id)
        assert again.tanggal_lahir == date(1990, 8, 17)
        assert unit.get(Keluarga, rumah.id).no_kk == rumah.no_kk
    editing.undo(database, by=OLEH, at=PUKUL)
    with database.read() as unit:
        assert unit.find(Penduduk, supardi.id) is None
    editing.redo(database, by=OLEH, at=PUKUL)
    assert found(database, "supardi") == ["SUPARDI"]
    index_is_sound(database)


@pytest.mark.parametrize(
    "bend",
    [
        {"nik": "330699170890001"},
        {"nik_ibu": "33069917"},
        {"jk": "X"},
        {"agama": 0},
        {"nomor_sementara": 0},
        {"kawin_tercatat": "mungkin"},
        {"keluarga_id": KeluargaId(new_id())},
        {"digabung_ke_id": PendudukId(new_id())},
    ],
    ids=lambda bend: next(iter(bend)),
)
def test_the_file_refuses_a_resident_that_cannot_be(database: Database, bend: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput):
        store(database, penduduk(**bend))
    index_is_sound(database)


def test_nobody_dies_twice_on_one_day_unless_the_first_was_cancelled(database: Database) -> None:
    orang = penduduk()

    def death(**bend: Any) -> Mutasi:
        values: dict[str, Any] = {"desa_id": DESA_ID, "penduduk_id": orang.id, "peristiwa": Peristiwa.MATI}
        return Mutasi(tanggal_peristiwa=date(2026, 3, 4), **values | bend)

    store(database, orang, death(is_batal=True, alasan_batal="salah orang"), death())
    with pytest.raises(InvalidInput):
        store(database, death())


def test_a_participant_is_a_person_or_a_family_never_both(database: Database) -> None:
    rumah, program = keluarga(), ProgramBantuan(desa_id=DESA_ID, nama="BLT Dana Desa")
    orang = penduduk(keluarga_id=rumah.id)
    store(database, rumah, orang, program)
    peserta = PesertaBantuan(desa_id=DESA_ID, program_id=program.id, keluarga_id=rumah.id)
    store(database, peserta)
    with pytest.raises(InvalidInput):
        store(
            database,
            PesertaBantuan(
                desa_id=DESA_ID, program_id=program.id, keluarga_id=rumah.id, penduduk_id=orang.id
            ),
        )


def test_a_pair_is_decided_once_whichever_was_named_first(database: Database) -> None:
    satu, dua = penduduk(), penduduk()
    store(database, satu, dua)
    first, second = pair_of(dua.id, satu.id)
    store(database, PutusanGanda(desa_id=DESA_ID, satu_id=first, dua_id=second))
    with pytest.raises(InvalidInput):
        store(database, PutusanGanda(desa_id=DESA_ID, satu_id=second, dua_id=first))


def test_a_name_is_found_by_the_beginnings_of_its_words_in_any_order(database: Database) -> None:
    store(database, penduduk(nama="MA'RUF AL-HADI", nama_panggilan="KARYO"), penduduk(nama="SITI MARFUAH"))
    assert found(database, "maruf*") == ["MA'RUF AL-HADI"]
    assert found(database, "had* AND mar*") == ["MA'RUF AL-HADI"]
    assert found(database, "karyo") == ["MA'RUF AL-HADI"]
    assert found(database, "mar*") == ["MA'RUF AL-HADI", "SITI MARFUAH"]


def test_a_changed_name_is_found_by_the_new_one_only(database: Database) -> None:
    orang = penduduk(nama="SUPARDI")
    store(database, orang)
    editing.change(database, Penduduk, orang.id, {"nama": "SUPARDJO"}, by=OLEH, at=PUKUL)
    assert found(database, "supardi") == []
    assert found(database, "supardjo") == ["SUPARDJO"]
    editing.undo(database, by=OLEH, at=PUKUL)
    assert found(database, "supardi") == ["SUPARDI"]
    index_is_sound(database)


def test_thousands_of_residents_come_in_as_one_step_that_can_be_undone(database: Database) -> None:
    rows = [
        {"id": str(new_id()), "desa_id": str(DESA_ID), "nama": f"WARGA {n}", "nik": nik(), "jk": "L"}
        for n in range(2_500)
    ]
    with database.unit() as unit:
        unit.load(Penduduk, rows)
        unit.commit("impor penduduk", OLEH, PUKUL)
    assert found(database, "2499") == ["WARGA 2499"]
    with database.read() as unit:
        again = unit.get(Penduduk, UUID(rows[0]["id"]))
        assert (again.versi, again.diubah_pada) == (2, PUKUL)
        assert again.status_dasar is StatusDasar.HIDUP
        assert journal.verify_audit(unit.connection) is None
    editing.undo(database, by=OLEH, at=PUKUL)
    with database.read() as unit:
        assert unit.select(Penduduk) == []
    index_is_sound(database)
