"""Proposals for forms out of the register and Data Desa: what they say, and what accepting them does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

import warga_desa
from builders import DESA_ID, RESOURCES, keluarga, kode_penduduk, penduduk, petunjuk_isi_awal
from desa_desktop.checklists import Place, Template
from desa_desktop.domain.desa import Desa
from desa_desktop.domain.isi_awal.asal import AsalUsul
from desa_desktop.domain.isian import Isian
from desa_desktop.domain.penduduk import Penduduk
from desa_desktop.services import editing, isi_awal, isian, statistik
from desa_desktop.services.editing import Locked
from desa_desktop.services.isi_awal import Usul, UsulIsian, pada_of
from desa_desktop.services.isian import IsianTampil, Shelf
from desa_desktop.store.unit import Database
from laptop import Laptop
from lembar import template
from office import KID, OLEH, PUKUL, open_office, open_store
from rumah import family_for

HARI = warga_desa.HARI
KODE = kode_penduduk()
SHELF = Shelf(RESOURCES / "templates")
SMALL = template(
    """
    | type           | name     | label        | x_isi_awal                           | x_baris | x_katalog |
    | begin group    | a        | A. Penduduk  |                                      |         |           |
    | text           | nama     | Nama desa    | desa.nama                            |         |           |
    | integer        | jiwa     | Jumlah jiwa  | penduduk.hitung(semua)               |         |           |
    | integer        | balita   | Balita       | penduduk.hitung(umur<5)              |         |           |
    | integer        | gaib     | Yang gaib    | modul gaib                           |         |           |
    | select_one ada | induk    | Buku Induk   | register(buku=B.1)                   |         |           |
    | end group      |          |              |                                      |         |           |
    | begin group    | b        | B. Tabel     |                                      |         |           |
    | begin repeat   | agama    | Agama        | penduduk.hitung(agama,jenis_kelamin) | tetap   | agama     |
    | integer        | agama__l | Laki-laki    |                                      |         |           |
    | integer        | agama__p | Perempuan    |                                      |         |           |
    | text           | agama__k | Keterangan   |                                      |         |           |
    | end repeat     |          |              |                                      |         |           |
    | begin repeat   | dusun    | Dusun        | wilayah.dusun                        | bebas   |           |
    | text           | dusun__n | Nama         |                                      |         |           |
    | end repeat     |          |              |                                      |         |           |
    | end group      |          |              |                                      |         |           |
    """,
    """
    | list_name | name | label             |
    | ada       | ya   | Ya                |
    | ada       | tidak| Tidak             |
    | agama     | 1    | Islam             |
    | agama     | 2    | Kristen Protestan |
    """,
    """
    | form_title  | form_id | version | x_periode |
    | Isian coba  | coba    | 1       | bulan     |
    """,
)
TEMPLATES: Mapping[str, Template] = {"coba": SMALL}


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Database]:
    """Desa Tursino with forty families."""
    with open_store(tmp_path) as database:
        warga_desa.fill(database)
        yield database


def begin(database: Database, form: str = "coba", periode: str = "2026-08", shelf: Any = TEMPLATES) -> UUID:
    home = family_for(database, shelf[form])
    return isian.open_isian(database, shelf, form, periode, by=OLEH, at=PUKUL, keluarga=home)


def offered(database: Database, key: UUID, shelf: Any = TEMPLATES, today: date = HARI) -> UsulIsian:
    return isi_awal.proposals(database, shelf, key, kode=KODE, petunjuk=petunjuk_isi_awal(), today=today)


def form(database: Database, key: UUID, shelf: Any = TEMPLATES) -> IsianTampil:
    return isian.show_isian(database, shelf, key, by=OLEH, at=PUKUL)


def take(database: Database, key: UUID, usul: list[Usul], *, ganti: bool = False) -> int:
    return isi_awal.accept(database, TEMPLATES, key, usul, by=OLEH, at=PUKUL, ganti=ganti)


def living(database: Database) -> list[Penduduk]:
    with database.read() as unit:
        return [one for one in unit.select(Penduduk, desa_id=DESA_ID) if one.status_dasar.value == "hidup"]


def test_proposals_name_their_origin_their_day_and_who_is_left_to_be_confirmed(village: Database) -> None:
    found = offered(village, begin(village)).usul
    people = living(village)
    ageless = sum(one.tanggal_lahir is None for one in people)
    assert found[Place("nama")].nilai == "Tursino"
    assert found[Place("jiwa")].nilai == len(people)
    assert found[Place("jiwa")].asal == "dari data penduduk, 12 Agustus 2026"
    assert found[Place("jiwa")].cakupan == ""
    assert found[Place("balita")].cakupan == (
        f"{len(people) - ageless} dari {len(people)} penduduk; {ageless} perlu dikonfirmasi (tanggal lahir)"
    )
    assert found[Place("induk")].nilai == "ya"


def test_the_rows_of_a_table_are_counted_by_men_and_women(village: Database) -> None:
    found = offered(village, begin(village)).usul
    people = living(village)
    for row, agama in enumerate((1, 2)):
        for name, jk in (("agama__l", "L"), ("agama__p", "P")):
            expected = sum(one.agama == agama and one.jk == jk for one in people)
            assert found[Place(name, (row,))].nilai == expected
    assert not any(place.name == "agama__k" for place in found)
    hamlets = found[Place("dusun")].nilai
    assert hamlets == [{"dusun__n": "Krajan"}, {"dusun__n": "Kidul"}, {"dusun__n": "Lor"}]


def test_a_tag_whose_source_the_program_does_not_have_is_named_and_nothing_is_proposed(
    village: Database,
) -> None:
    found = offered(village, begin(village))
    assert Place("gaib") not in found.usul
    assert found.tanpa == {"gaib": "belum ada sumbernya di program: modul gaib"}


def test_accepting_all_is_one_step_that_keeps_value_and_proposal(village: Database) -> None:
    key = begin(village)
    found = offered(village, key)
    opened = isi_awal.still_open(form(village, key), found.usul.values())
    assert take(village, key, opened) == len(opened) == len(found.usul)
    shown = form(village, key)
    assert shown.answers["nama"] == "Tursino"
    assert shown.state.rows[Place("dusun")] == 3
    jiwa = found.usul[Place("jiwa")]
    whole = len(living(village))
    kept = isi_awal.accepted(shown)
    assert kept[Place("jiwa")] == AsalUsul(jiwa.nilai, "data penduduk", HARI, whole, whole)
    assert kept[Place("agama__l", (0,))].nilai == found.usul[Place("agama__l", (0,))].nilai
    assert isi_awal.still_open(shown, found.usul.values()) == []
    assert editing.undo(village, by=OLEH, at=PUKUL) == f"pakai {len(opened)} usulan isi awal"
    assert form(village, key).answers == {}


def test_a_typed_answer_is_not_replaced_unasked_and_the_difference_is_told(village: Database) -> None:
    key = begin(village)
    isian.answer(village, TEMPLATES, key, {"jiwa": 7}, by=OLEH, at=PUKUL)
    usul = offered(village, key).usul
    shown = form(village, key)
    assert [one.place.name for one in isi_awal.different(shown, usul.values())] == ["jiwa"]
    assert take(village, key, [usul[Place("jiwa")], usul[Place("nama")]]) == 1
    assert form(village, key).answers["jiwa"] == 7
    assert take(village, key, [usul[Place("jiwa")]], ganti=True) == 1
    assert form(village, key).answers["jiwa"] == usul[Place("jiwa")].nilai


def test_what_is_typed_over_an_accepted_proposal_leaves_the_proposal_in_memory(village: Database) -> None:
    key = begin(village)
    usul = offered(village, key).usul
    take(village, key, list(usul.values()))
    isian.answer(village, TEMPLATES, key, {"jiwa": 7}, by=OLEH, at=PUKUL)
    shown = form(village, key)
    assert shown.answers["jiwa"] == 7
    assert isi_awal.remembered(shown.isian)[Place("jiwa")].nilai == usul[Place("jiwa")].nilai
    assert Place("jiwa") not in isi_awal.accepted(shown)


def test_a_table_filled_in_part_gets_the_rest_and_keeps_what_was_typed(village: Database) -> None:
    key = begin(village)
    rows = [{"_baris": "1", "agama__l": 999}]
    isian.answer(village, TEMPLATES, key, {"agama": rows}, by=OLEH, at=PUKUL)
    usul = offered(village, key).usul
    opened = isi_awal.still_open(form(village, key), usul.values())
    assert Place("agama__l", (0,)) not in {one.place for one in opened}
    take(village, key, opened)
    state = form(village, key).state
    assert state.value("agama__l", 0) == 999
    assert state.value("agama__p", 0) == usul[Place("agama__p", (0,))].nilai


def test_proposals_follow_the_register(village: Database) -> None:
    key = begin(village)
    before = offered(village, key).usul[Place("jiwa")]
    take(village, key, [before])
    with village.unit() as unit:
        family = keluarga(desa_id=DESA_ID)
        unit.add(family)
        unit.add(penduduk(desa_id=DESA_ID, keluarga_id=family.id))
        unit.commit("warga baru", OLEH, PUKUL)
    after = offered(village, key).usul
    assert after[Place("jiwa")].nilai == int(str(before.nilai)) + 1
    assert [one.place.name for one in isi_awal.different(form(village, key), after.values())] == ["jiwa"]


def test_a_finished_form_takes_nothing(village: Database) -> None:
    key = begin(village)
    usul = offered(village, key).usul
    isian.finish_isian(village, TEMPLATES, key, kid=KID, by=OLEH, at=PUKUL)
    with pytest.raises(Locked):
        take(village, key, [usul[Place("nama")]])


def test_an_empty_register_proposes_no_zeros(tmp_path: Path) -> None:
    with open_store(tmp_path) as database:
        found = offered(database, begin(database))
        assert set(found.usul) == {Place("nama")}
        assert found.tanpa["jiwa"] == "data untuk ini belum ada: data penduduk"


def test_a_count_over_less_than_half_is_no_proposal_but_a_reason(tmp_path: Path) -> None:
    with open_store(tmp_path) as database:
        with database.unit() as unit:
            family = keluarga(desa_id=DESA_ID)
            unit.add(family)
            for number in range(5):
                day = date(1990, 1, 1) if number == 0 else None
                unit.add(penduduk(desa_id=DESA_ID, keluarga_id=family.id, tanggal_lahir=day))
            unit.commit("keluarga", OLEH, PUKUL)
        found = offered(database, begin(database))
        assert Place("balita") not in found.usul
        assert found.tanpa["balita"] == "baru 1 dari 5 penduduk terisi (tanggal lahir)"


@pytest.mark.parametrize(
    ("periode", "today", "pada"),
    [
        ("2026-S1", date(2026, 8, 12), date(2026, 6, 30)),
        ("2026-S2", date(2026, 8, 12), date(2026, 8, 12)),
        ("2026-TW1", date(2026, 8, 12), date(2026, 3, 31)),
        ("2026-02", date(2026, 8, 12), date(2026, 2, 28)),
        ("2025", date(2026, 8, 12), date(2025, 12, 31)),
        ("2026", date(2026, 8, 12), date(2026, 8, 12)),
    ],
)
def test_figures_are_those_of_the_last_day_of_the_period_or_of_today(
    periode: str, today: date, pada: date
) -> None:
    assert pada_of(periode, today) == pada


def test_a_past_period_counts_who_lived_here_then(village: Database) -> None:
    key = begin(village, periode="2026-07")
    found = offered(village, key).usul[Place("jiwa")]
    then = statistik.count(village, KODE, ("jk",), pada=date(2026, 7, 31), today=HARI)[0].total.jumlah
    assert (found.nilai, found.pada) == (then, date(2026, 7, 31))
    assert then != len(living(village))


def test_an_answer_of_last_year_is_proposed_for_this_one(village: Database) -> None:
    form_id = "perkembangan-desa"
    last = begin(village, form_id, "2025", SHELF)
    isian.answer(village, SHELF, last, {"pdk_ini_l": 480, "kk_ini_p": 12}, by=OLEH, at=PUKUL)
    found = offered(village, begin(village, form_id, "2026", SHELF), SHELF).usul
    assert found[Place("pdk_lalu_l")].nilai == 480
    assert found[Place("kk_lalu_p")].nilai == 12
    assert found[Place("pdk_lalu_l")].sumber.endswith("2025")
    assert Place("pdk_lalu_p") not in found


def test_a_cell_of_another_form_is_proposed_with_the_name_of_that_form(village: Database) -> None:
    yearly = begin(village, "potensi-desa", "2026", SHELF)
    rows = [{"_baris": "posyandu", "prasarana_kesehatan__jumlah": 4}]
    isian.answer(village, SHELF, yearly, {"prasarana_kesehatan": rows}, by=OLEH, at=PUKUL)
    found = offered(village, begin(village, "layanan-dasar", "2026-S2", SHELF), SHELF).usul
    posyandu = found[Place("kes_posyandu")]
    assert (posyandu.nilai, posyandu.sumber) == (4, f"{SHELF['potensi-desa'].title} 2026")


def test_people_of_a_list_that_is_picked_from_become_rows(village: Database) -> None:
    with village.unit() as unit:
        for number, one in enumerate(unit.select(Penduduk, desa_id=DESA_ID)):
            one.suku = ("JAWA", "Sunda", "Osing")[number % 3]
        unit.commit("suku", OLEH, PUKUL)
    people = living(village)
    key = begin(village, "potensi-desa", "2026", SHELF)
    etnis = offered(village, key, SHELF).usul[Place("etnis")]
    named = sum(one.suku != "Osing" for one in people)
    assert isinstance(etnis.nilai, list)
    assert {row["_baris"] for row in etnis.nilai} == {"jawa", "sunda"}
    assert etnis.hasil is not None
    assert (etnis.hasil.terjawab, etnis.hasil.dari) == (named, len(people))
    isi_awal.accept(village, SHELF, key, [etnis], by=OLEH, at=PUKUL)
    state = form_of(village, key).state
    men = sum(one.jk == "L" and one.suku == "JAWA" for one in people)
    assert men in {state.value("etnis__l", row) for row in range(state.rows[Place("etnis")])}


@pytest.mark.parametrize("form_id", sorted(SHELF))
def test_every_tag_of_a_shipped_form_is_answered_or_has_a_reason(village: Database, form_id: str) -> None:
    periode = isian.current_periode(HARI, SHELF[form_id].period)
    found = offered(village, begin(village, form_id, periode, SHELF), SHELF)
    made = SHELF[form_id]
    names = {place.name for place in found.usul}
    for question in made.questions:
        if question.prefill and not question.repeats and question.is_answerable:
            assert question.name in names or found.tanpa.get(question.name), question.name
    for place, usul in found.usul.items():
        assert place.name in made.by_name
        assert usul.sumber
        assert usul.is_layak
    shown = form_of(village, begin(village, form_id, periode, SHELF))
    opened = isi_awal.still_open(shown, found.usul.values())
    isi_awal.accept(village, SHELF, shown.isian.id, opened, by=OLEH, at=PUKUL)
    after = form_of(village, shown.isian.id)
    assert [one for one in after.state.findings if one.level.value == "galat"] == []
    assert isi_awal.different(after, found.usul.values()) == []


def form_of(database: Database, key: UUID) -> IsianTampil:
    return isian.show_isian(database, SHELF, key, by=OLEH, at=PUKUL)


def test_the_sums_of_potensi_desa_agree_with_the_register(village: Database) -> None:
    """Each table and those to be confirmed add up to all people, by sex (prodeskel.md 8, check 1)."""
    found = offered(village, begin(village, "potensi-desa", "2026", SHELF), SHELF).usul
    people = living(village)
    for jk, letter in (("L", "l"), ("P", "p")):
        whole = sum(one.jk == jk for one in people)
        for table in ("usia", "agama", "pekerjaan", "pendidikan"):
            cells = [one for place, one in found.items() if place.name == f"{table}__{letter}" and one.hasil]
            left = {one.hasil.dari - one.hasil.terjawab for one in cells if one.hasil is not None}
            if table == "usia":  # who is not counted for want of a sex could be in it too
                born = sum(one.jk == jk and one.tanggal_lahir is not None for one in people)
                assert sum(int(str(one.nilai)) for one in cells) == born
            else:
                assert len(left) == 1
                assert sum(int(str(one.nilai)) for one in cells) + left.pop() == whole


def test_without_hamlets_in_data_desa_their_table_waits_for_a_person(village: Database) -> None:
    with village.unit() as unit:
        unit.get(Desa, DESA_ID).dusun = []
        unit.commit("tanpa dusun", OLEH, PUKUL)
    assert Place("dusun") not in offered(village, begin(village)).usul


def test_the_same_fact_in_two_forms_is_told_where_it_differs(village: Database) -> None:
    yearly = begin(village, "potensi-desa", "2026", SHELF)
    card = begin(village, "layanan-dasar", "2026-S2", SHELF)
    isian.answer(village, SHELF, yearly, {"jml_kk": 40}, by=OLEH, at=PUKUL)
    isian.answer(village, SHELF, card, {"id_kk": 41}, by=OLEH, at=PUKUL)
    found = offered(village, card, SHELF)
    title = SHELF["potensi-desa"].title
    assert isi_awal.contradictions(form_of(village, card), found) == [
        (Place("id_kk"), f"{title} 2026 menulis 40 untuk hal yang sama.")
    ]
    isian.answer(village, SHELF, card, {"id_kk": 40}, by=OLEH, at=PUKUL)
    assert isi_awal.contradictions(form_of(village, card), found) == []


def test_a_form_of_another_day_contradicts_nothing(village: Database) -> None:
    past = begin(village, "layanan-dasar", "2026-S1", SHELF)
    card = begin(village, "layanan-dasar", "2026-S2", SHELF)
    isian.answer(village, SHELF, past, {"id_kk": 39}, by=OLEH, at=PUKUL)
    isian.answer(village, SHELF, card, {"id_kk": 41}, by=OLEH, at=PUKUL)
    assert offered(village, card, SHELF).lain == {}


def test_a_book_called_filled_while_its_register_is_empty_is_told(tmp_path: Path) -> None:
    with open_store(tmp_path) as database:
        key = begin(database)
        isian.answer(database, TEMPLATES, key, {"induk": "ya"}, by=OLEH, at=PUKUL)
        told = isi_awal.contradictions(form(database, key), offered(database, key))
        assert told == [(Place("induk"), "Ditulis terisi, tetapi buku B.1 di program masih kosong.")]
        isian.answer(database, TEMPLATES, key, {"induk": "tidak"}, by=OLEH, at=PUKUL)
        assert isi_awal.contradictions(form(database, key), offered(database, key)) == []


# ------------------------------------------------------------------ at the command line


def test_the_command_lists_proposals_and_takes_a_section_some_or_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESA_TANGGAL", HARI.isoformat())
    with open_office(tmp_path / "data") as app:
        warga_desa.fill(app.database)
        key = begin(app.database, "layanan-dasar", "2026-S2", SHELF)
    laptop = Laptop(tmp_path / "data")
    listed = laptop.ask("isian", "usul", key)
    assert listed["diterima"] == 0
    by_code = {one["kode"]: one for one in listed["usul"]}
    assert by_code["desa"]["nilai"] == "Tursino"
    assert by_code["kes_balita"]["dari"] == by_code["kes_balita"]["terjawab"] + 4
    assert listed["tanpa_usul"]["adu_masuk"] == "belum ada sumbernya di program: modul pengaduan"
    assert laptop.ask("isian", "ekspor", key, "--ke", tmp_path / "a.json")["baris"] == 0

    taken = laptop.ask("isian", "usul", key, "--terima", "desa,kes_balita")
    assert taken["diterima"] == 2
    assert [(one["kode"], one["sumber"], one["pada"]) for one in taken["dipakai"]] == [
        ("desa", "Data Desa", "2026-08-12"),
        ("kes_balita", "data penduduk", "2026-08-12"),
    ]
    assert laptop.ask("isian", "usul", key, "--terima", "3")["diterima"] == 3  # Pendidikan
    said = laptop.run("isian", "usul", key, "--terima", "semua")
    assert said.code == 0
    assert "usulan dipakai. Batalkan dengan: data urungkan." in said.out
    assert laptop.ask("isian", "usul", key)["usul"] == []

    answers = tmp_path / "jawaban.json"
    answers.write_text('{"kes_balita": 9}', encoding="utf-8")
    laptop.ask("isian", "isi", "layanan-dasar", "--periode", "2026-S2", answers)
    other = laptop.ask("isian", "usul", key)["usul"]
    assert [(one["kode"], one["keadaan"], one["sekarang"]) for one in other] == [("kes_balita", "beda", 9)]
    assert laptop.ask("isian", "usul", key, "--terima", "semua")["diterima"] == 0
    assert laptop.ask("isian", "usul", key, "--terima", "kes_balita", "--ganti")["diterima"] == 1


def test_the_command_names_what_it_does_not_know(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESA_TANGGAL", HARI.isoformat())
    with open_office(tmp_path / "data") as app:
        key = begin(app.database, "layanan-dasar", "2026-S2", SHELF)
    laptop = Laptop(tmp_path / "data")
    assert "Pertanyaan apa_ini tidak ada" in laptop.refuse(
        "isian", "usul", key, "--terima", "apa_ini", code=2
    )
    said = laptop.refuse("isian", "usul", key, "--terima", "99", code=2)
    assert "Bagian 99 tidak ada. Isian ini punya bagian 1 sampai 8." in said


def test_isian_without_records_of_proposals_reads_as_before(village: Database) -> None:
    key = begin(village)
    isian.answer(village, TEMPLATES, key, {"jiwa": 5}, by=OLEH, at=PUKUL, asal="periode lalu")
    with village.read() as unit:
        assert isi_awal.remembered(unit.get(Isian, key)) == {}
