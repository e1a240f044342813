"""DDK: one form for each family of the village, RT by RT, year by year, and never out of the office."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from bengkel import TEMPLATES
from builders import DESA_ID, keluarga, kode_penduduk, penduduk
from desa_desktop.checklists import Template
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.isian import Isian
from desa_desktop.domain.penduduk import Keluarga, Penduduk
from desa_desktop.domain.plain import to_isi
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.services import dokumen, editing, isian, isian_keluarga, kantor
from desa_desktop.services import penduduk as residents
from desa_desktop.services.isian_keluarga import KeadaanKeluarga, Tempat
from desa_desktop.store import archive
from desa_desktop.store.unit import Database
from formulir_keluarga import FORM, NAMED, templates
from office import KID, OLEH, PUKUL
from warga_banyak import warga
from warga_layar import Warga, move_in

TODAY = date(2026, 8, 12)


@pytest.fixture
def forms() -> Mapping[str, Template]:
    return templates()


@pytest.fixture
def people(database: Database) -> Warga:
    return move_in(database)


def begin(database: Database, forms: Mapping[str, Template], family: Keluarga, periode: str = "2026") -> UUID:
    return isian.open_isian(database, forms, FORM, periode, by=OLEH, at=PUKUL, keluarga=family.id)


def fill(database: Database, forms: Mapping[str, Template], key: UUID, **given: Any) -> None:
    isian.answer(database, forms, key, given, by=OLEH, at=PUKUL)


def finish(database: Database, forms: Mapping[str, Template], key: UUID) -> None:
    fill(database, forms, key, nama_kk="SUTRISNO HADI", status_rumah="1")
    isian.finish_isian(database, forms, key, kid=KID, by=OLEH, at=PUKUL)


def states(database: Database, forms: Mapping[str, Template], periode: str = "2026") -> dict[str, str]:
    shown = isian_keluarga.list_keluarga(database, forms, FORM, periode, today=TODAY)
    return {row.kepala.split()[0]: row.keadaan.value for row in shown.baris}


def test_each_family_has_a_form_of_its_own_in_a_year(
    database: Database, forms: Mapping[str, Template], people: Warga
) -> None:
    first = begin(database, forms, people.keluarga["SUTRISNO"])
    second = begin(database, forms, people.keluarga["SUPARDI"])
    assert len({first, second}) == 2
    assert begin(database, forms, people.keluarga["SUTRISNO"]) == first
    assert begin(database, forms, people.keluarga["SUTRISNO"], "2027") not in (first, second)
    fill(database, forms, first, penghasilan=1_500_000)
    finish(database, forms, first)
    assert states(database, forms) == {"SUTRISNO": "selesai", "SUPARDI": "berjalan", "WAGIMAN": "belum"}
    with database.read() as unit:
        assert unit.get(Isian, first).keluarga_id == people.keluarga["SUTRISNO"].id
        assert unit.get(Isian, first).is_lokal


def test_the_village_sees_how_far_each_rt_is(
    database: Database, forms: Mapping[str, Template], people: Warga
) -> None:
    finish(database, forms, begin(database, forms, people.keluarga["WAGIMAN"]))
    begin(database, forms, people.keluarga["SUPARDI"])
    shown = isian_keluarga.list_keluarga(database, forms, FORM, today=TODAY)
    assert (shown.periode, shown.kemajuan.selesai, shown.kemajuan.jumlah) == ("2026", 1, 3)
    assert [(place, one.selesai, one.berjalan, one.jumlah) for place, one in shown.tempat] == [
        (Tempat("Krajan", "002", "001"), 0, 0, 1),
        (Tempat("Krajan", "002", "004"), 1, 0, 1),
        (Tempat("Sidomulyo", "002", "003"), 0, 1, 1),
    ]
    assert [row.kepala for row in shown.of(Tempat(dusun="Krajan"))] == ["SUTRISNO HADI", "WAGIMAN"]
    line = next(one for one in isian.list_isian(database, forms, by=OLEH, at=PUKUL) if one.per_keluarga)
    assert (line.periode, line.keadaan, line.terisi, line.jumlah) == ("2026", "berjalan", 1, 3)


def test_a_family_that_moved_away_is_no_longer_waited_for_but_its_finished_form_counts(
    database: Database, forms: Mapping[str, Template], people: Warga
) -> None:
    key = begin(database, forms, people.keluarga["WAGIMAN"])
    move = {"penduduk": [people.orang["WAGIMAN"].id]}
    with database.unit() as unit:
        from desa_desktop.domain.penduduk import StatusDasar

        unit.get(Penduduk, move["penduduk"][0]).status_dasar = StatusDasar.PINDAH
        unit.commit("pindah", OLEH, PUKUL)
    shown = isian_keluarga.list_keluarga(database, forms, FORM, today=TODAY)
    assert states(database, forms)["WAGIMAN"] == KeadaanKeluarga.TIDAK_PERLU.value
    assert (shown.kemajuan.belum, shown.kemajuan.jumlah) == (2, 2)
    finish(database, forms, key)
    shown = isian_keluarga.list_keluarga(database, forms, FORM, today=TODAY)
    assert (shown.kemajuan.selesai, shown.kemajuan.jumlah) == (1, 3)


def test_a_family_that_came_this_year_is_asked_this_year_and_not_for_the_last(
    database: Database, forms: Mapping[str, Template], people: Warga
) -> None:
    from desa_desktop.domain.penduduk.mutasi import Mutasi, Peristiwa

    new = keluarga(rt="009")
    head = penduduk(nama="PENDATANG")
    residents.add_keluarga(database, new, [head], by=OLEH, at=PUKUL)
    with database.unit() as unit:
        unit.add(
            Mutasi(
                desa_id=DESA_ID,
                penduduk_id=head.id,
                keluarga_id=new.id,
                peristiwa=Peristiwa.DATANG,
                tanggal_peristiwa=date(2026, 5, 3),
            )
        )
        unit.commit("datang", OLEH, PUKUL)
    assert states(database, forms)["PENDATANG"] == "belum"
    row = next(
        one
        for one in isian_keluarga.list_keluarga(database, forms, FORM, today=TODAY).baris
        if one.kepala == "PENDATANG"
    )
    assert row.datang == date(2026, 5, 3)
    assert states(database, forms, "2025")["PENDATANG"] == "tidak_perlu"
    assert states(database, forms, "2025")["SUTRISNO"] == "belum"


def test_a_form_per_family_asks_for_the_family_and_for_a_year(
    database: Database, forms: Mapping[str, Template], people: Warga
) -> None:
    with pytest.raises(InvalidInput, match="Pilih keluarganya"):
        isian.open_isian(database, forms, FORM, "2026", by=OLEH, at=PUKUL)
    with pytest.raises(InvalidInput, match="bukan per keluarga"):
        isian.open_isian(
            database, forms, NAMED, "2026-TW3", by=OLEH, at=PUKUL, keluarga=people.keluarga["SUPARDI"].id
        )
    with pytest.raises(InvalidInput, match="tiap tahun"):
        begin(database, forms, people.keluarga["SUPARDI"], "2026-TW3")
    with pytest.raises(NotFound):
        begin(database, forms, keluarga())
    assert states(database, forms)["SUPARDI"] == "belum"


def test_last_years_form_of_the_family_is_found_for_this_year(
    database: Database, forms: Mapping[str, Template], people: Warga
) -> None:
    old = begin(database, forms, people.keluarga["SUPARDI"], "2024")
    begin(database, forms, people.keluarga["WAGIMAN"], "2025")
    family = people.keluarga["SUPARDI"].id
    assert isian.previous_isian(database, FORM, "2026", family) == old
    assert isian.previous_isian(database, FORM, "2024", family) is None
    quarter = isian.open_isian(database, forms, NAMED, "2025-TW4", by=OLEH, at=PUKUL)
    assert isian.previous_isian(database, NAMED, "2026-TW2") == quarter
    assert isian.previous_isian(database, NAMED, "2026-S1") is None


def test_nothing_of_a_family_form_is_prepared_for_the_kecamatan(
    database: Database, forms: Mapping[str, Template], people: Warga
) -> None:
    key = begin(database, forms, people.keluarga["SUTRISNO"])
    finish(database, forms, key)
    with database.unit() as unit:
        office = kantor.require(unit)
        travelling = {root.id for root in dokumen.office_roots(unit, office)}
        assert key not in travelling
        assert key not in archive.root_ids(unit, office.id)
        assert archive.find_dokumen(unit, key) is None  # no snapshot holds what the family said
        form = unit.get(Isian, key)
        assert form.is_lokal
        assert (form.status, form.revisi) == (StatusDokumen.DISAHKAN, 1)


def test_of_a_form_that_travels_the_names_stay_in_the_village(
    database: Database, forms: Mapping[str, Template]
) -> None:
    key = isian.open_isian(database, forms, NAMED, "2026-TW3", by=OLEH, at=PUKUL)
    given = {
        "jumlah_anak": 2,
        "anak": [{"anak__nama": "RIZKI"}, {"anak__nama": "BAYI"}],
        "tindak": [
            {"tindak__uraian": "Kunjungan rumah", "tindak__sasaran": "RIZKI"},
            {"tindak__uraian": "PMT"},
        ],
    }
    isian.answer(database, forms, key, given, by=OLEH, at=PUKUL)
    with database.read() as unit:
        form = unit.get(Isian, key)
        travels = json.dumps(to_isi(form))
        assert isian.answers_of(form) == given
    assert "RIZKI" not in travels
    assert '"nilai": 2' in travels
    fill(database, forms, key, anak=[])
    with database.read() as unit:
        assert "anak" not in isian.answers_of(unit.get(Isian, key))


def test_a_snapshot_from_the_other_laptop_leaves_the_names_of_this_one(
    database: Database, forms: Mapping[str, Template]
) -> None:
    from desa_desktop.domain.plain import from_isi
    from desa_desktop.store.placing import place

    key = isian.open_isian(database, forms, NAMED, "2026-TW3", by=OLEH, at=PUKUL)
    fill(database, forms, key, jumlah_anak=1, anak=[{"anak__nama": "RIZKI"}])
    with database.unit() as unit:
        isi = to_isi(unit.get(Isian, key))
        for one in isi["jawaban"]:
            if one["kode"] == "jumlah_anak":
                one["nilai"] = 3
        place(unit, from_isi("isian", key, DESA_ID, "konsep", 0, isi))
        unit.commit("terima", OLEH, PUKUL)
        assert isian.answers_of(unit.get(Isian, key)) == {
            "jumlah_anak": 3,
            "anak": [{"anak__nama": "RIZKI"}],
        }


def test_taking_back_the_beginning_of_a_family_form_leaves_no_trace(
    database: Database, forms: Mapping[str, Template], people: Warga
) -> None:
    begin(database, forms, people.keluarga["SUPARDI"])
    step = editing.undo(database, by=OLEH, at=PUKUL)
    assert step is not None
    assert states(database, forms)["SUPARDI"] == "belum"


def test_two_thousand_families_are_listed_at_once(database: Database, forms: Mapping[str, Template]) -> None:
    families, members = [], []
    for family, people in warga(7_000):
        families.append(family)
        members += people
    with database.unit() as unit:
        unit.load(Keluarga, families)
        unit.load(Penduduk, members)
        unit.commit("muat", OLEH, PUKUL)
    with database.unit() as unit:
        for family in families[:300]:
            unit.add(isian.new_isian(unit, forms[FORM], "2026", UUID(family["id"]), by=OLEH, at=PUKUL))
        unit.commit("mulai", OLEH, PUKUL)
    asked: list[str] = []
    with database.read() as unit:
        sa.event.listen(unit.connection, "before_cursor_execute", lambda *given: asked.append(given[2]))
        from desa_desktop.domain.periode import read_periode
        from desa_desktop.store.queries import isian_keluarga as queries

        rows = queries.rows(unit, DESA_ID, FORM, read_periode("2026"), TODAY)
    assert len(asked) == 1
    assert len(rows) == len(families) > 1_900
    assert sum(row.isian_id is not None for row in rows) == 300
    assert all(row.kepala and row.jumlah for row in rows)


def test_a_family_form_begins_with_what_the_register_knows(database: Database, people: Warga) -> None:
    """The shipped DDK: number, head, place, and a row for each member; what the map leaves open is asked."""
    shelf = isian.Shelf(TEMPLATES)
    family = people.keluarga["SUTRISNO"]
    step: Any = {"by": OLEH, "at": PUKUL}
    key = isian.open_isian(
        database, shelf, "ddk-keluarga", "2026", keluarga=family.id, kode=kode_penduduk(), **step
    )
    shown = isian.show_isian(database, shelf, key, **step)
    assert (shown.answers["no_kk"], shown.answers["nama_kk"]) == (family.no_kk, "SUTRISNO HADI")
    assert (shown.answers["dusun"], shown.answers["rt"], shown.answers["desa"]) == (
        "Krajan",
        "001",
        "Tursino",
    )
    rows: Any = shown.answers["k2_1"]
    assert [row["k2_1__3"] for row in rows] == ["SUTRISNO HADI", "SITI MA'RUFAH", "RIZKI PRATAMA", "PARTI"]
    assert [row["k2_1__5"] for row in rows] == ["1", "2", "1", "2"]
    assert [row.get("k2_1__6") for row in rows] == ["1", "3", None, None]  # which child, which parent: asked
    assert rows[0]["k2_1__8"] == "1990-08-17"
    assert all("k2_1__14" not in row for row in rows), "schooling is to be confirmed"
    assert [one for one in shown.state.findings if one.level.value == "galat"] == []
    assert {one.asal for one in shown.isian.jawaban} == {"data penduduk"}
