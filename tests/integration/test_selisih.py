"""Two laptops of one village: what they wrote apart meets, is joined, and nothing is dropped silently."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

import office
from desa_desktop.app import App
from desa_desktop.domain.dokumen import StatusDokumen, dokumen_id
from desa_desktop.domain.isian import Isian
from desa_desktop.domain.rkp import Kegiatan, RkpDesa
from desa_desktop.domain.usulan import DaftarUsulan
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.services import dokumen, editing, exchange, isian, rkp, selisih
from desa_desktop.services.exchange import forks as box
from desa_desktop.services.exchange import merging
from dua_laptop import OPERATOR, SEKDES, Laptops, make_laptops, meet, take_all, to_other_laptop
from kiriman_offices import (
    KUTOARJO,
    OLEH,
    add_plan,
    add_usulan,
    look,
    make_offices,
    ratify,
    ratify_rkp,
    set_cost,
    uid,
)

TURSINO = "3306992001"
PLAN = dokumen_id(uid(TURSINO), "rkp-desa", str(office.TAHUN))
PROPOSALS = dokumen_id(uid(TURSINO), "daftar-usulan", str(office.TAHUN))


@pytest.fixture(scope="module")
def enrolled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dua_laptop")
    made = make_laptops(folder / "asal")
    meet(made)  # both begin with the same profile
    with made.at_laptop(SEKDES) as app:
        settle_everything(made, app)
        to_other_laptop(made, app)
    with made.at_laptop(OPERATOR) as app:
        take_all(made, app)
        assert forks(made, app) == ()
    made.clear_stick()
    return folder / "asal"


def settle_everything(made: Laptops, app: App) -> None:
    for fork in forks(made, app):
        ids = [one.id for one in fork.selisih]
        if ids:
            merging.decide(app.database, app.laptop, ids, "a", by=OLEH, at=made.at)
        merging.merge_fork(app.database, app.laptop, fork.dokumen, by=OLEH, at=made.at)


@pytest.fixture
def laptops(enrolled: Path, tmp_path: Path) -> Laptops:
    shutil.copytree(enrolled, tmp_path / "kantor")
    return Laptops(tmp_path / "kantor", hari=5000)


def forks(made: Laptops, app: App) -> tuple[box.Cabang, ...]:
    return box.list_forks(app.database, app.laptop, at=made.at)


def fork_of(made: Laptops, app: App, key: UUID) -> box.Cabang:
    return next(one for one in forks(made, app) if one.dokumen == key)


def share_a_plan(made: Laptops) -> list[Any]:
    """Both laptops hold the same plan of three activities."""
    with made.at_laptop(SEKDES) as app:
        keys = add_plan(app, made.at)
        to_other_laptop(made, app)
    with made.at_laptop(OPERATOR) as app:
        take_all(made, app)
    made.clear_stick()
    return keys


def plan_of(app: App) -> RkpDesa:
    with app.database.read() as unit:
        return unit.get(RkpDesa, PLAN)


def costs(app: App) -> dict[str, int | None]:
    return {one.nama: one.biaya for one in plan_of(app).kegiatan}


def test_what_each_laptop_wrote_reaches_the_other_without_the_kecamatan(laptops: Laptops) -> None:
    share_a_plan(laptops)
    with laptops.at_laptop(OPERATOR) as app:
        assert len(plan_of(app).kegiatan) == 3
        assert forks(laptops, app) == ()


def test_changes_in_different_places_are_joined_without_a_question(laptops: Laptops) -> None:
    first, second, _third = share_a_plan(laptops)
    with laptops.at_laptop(SEKDES) as app:
        set_cost(app, first, 60_000_000, laptops.at)
    with laptops.at_laptop(OPERATOR) as app:
        editing.change(app.database, Kegiatan, second, {"lokasi": "RT 07"}, by=OLEH, at=laptops.at)
    meet(laptops)
    with laptops.at_laptop(SEKDES) as app:
        [fork] = [one for one in forks(laptops, app) if one.dokumen == PLAN]
        assert fork.is_tanpa_selisih
        merged = merging.merge_clean(app.database, app.laptop, by=OLEH, at=laptops.at)
        assert PLAN in {one.dokumen for one in merged}
        rows = {one.id: one for one in plan_of(app).kegiatan}
        assert (rows[first].biaya, rows[second].lokasi) == (60_000_000, "RT 07")
        to_other_laptop(laptops, app)
    with laptops.at_laptop(OPERATOR) as app:
        take_all(laptops, app)
        assert forks(laptops, app) == ()
        rows = {one.id: one for one in plan_of(app).kegiatan}
        assert (rows[first].biaya, rows[second].lokasi) == (60_000_000, "RT 07")


def fork_the_cost(made: Laptops, sekdes: int, operator: int) -> None:
    first, *_rest = share_a_plan(made)
    with made.at_laptop(SEKDES) as app:
        set_cost(app, first, sekdes, made.at)
    with made.at_laptop(OPERATOR) as app:
        set_cost(app, first, operator, made.at)
    meet(made)


def test_two_amounts_for_one_activity_wait_for_a_person(laptops: Laptops) -> None:
    fork_the_cost(laptops, 42_000_000, 60_000_000)
    with laptops.at_laptop(SEKDES) as app:
        fork = fork_of(laptops, app, PLAN)
        costs_asked = [one for one in fork.selisih if one.kolom == "biaya"]
        assert {one.dasar for one in costs_asked} == {"50.000.000"}
        assert {costs_asked[0].a, costs_asked[0].b} == {"42.000.000", "60.000.000"}
        assert costs_asked[0].judul.endswith("Talud RT 01")
        with pytest.raises(InvalidInput, match="belum diputuskan"):
            merging.merge_fork(app.database, app.laptop, PLAN, by=OLEH, at=laptops.at)
        side = "a" if costs_asked[0].a_nilai == 60_000_000 else "b"
        merging.decide(
            app.database, app.laptop, [one.id for one in fork.selisih], side, by=OLEH, at=laptops.at
        )
        assert fork_of(laptops, app, PLAN).is_siap
        made = merging.merge_fork(app.database, app.laptop, PLAN, by=OLEH, at=laptops.at)
        assert made.status == StatusDokumen.KONSEP.value
        assert costs(app)["Talud RT 01"] == 60_000_000
        with pytest.raises(NotFound):
            merging.merge_fork(app.database, app.laptop, PLAN, by=OLEH, at=laptops.at)


def test_an_own_value_is_written_instead_of_both(laptops: Laptops) -> None:
    fork_the_cost(laptops, 42_000_000, 60_000_000)
    with laptops.at_laptop(OPERATOR) as app:
        fork = fork_of(laptops, app, PLAN)
        for one in fork.selisih:
            merging.decide(
                app.database, app.laptop, [one.id], "nilai", nilai="55.000.000", by=OLEH, at=laptops.at
            )
        again = fork_of(laptops, app, PLAN)
        assert {one.hasil for one in again.selisih} == {"55.000.000"}
        merging.merge_fork(app.database, app.laptop, PLAN, by=OLEH, at=laptops.at)
        assert costs(app)["Talud RT 01"] == 55_000_000


def test_a_text_that_is_no_amount_is_refused(laptops: Laptops) -> None:
    fork_the_cost(laptops, 42_000_000, 60_000_000)
    with laptops.at_laptop(OPERATOR) as app:
        first = fork_of(laptops, app, PLAN).selisih[0]
        with pytest.raises(InvalidInput, match="bukan isi yang sah"):
            merging.decide(
                app.database, app.laptop, [first.id], "nilai", nilai="banyak", by=OLEH, at=laptops.at
            )


def test_choices_survive_the_end_of_the_program_and_can_be_taken_back(laptops: Laptops) -> None:
    fork_the_cost(laptops, 42_000_000, 60_000_000)
    with laptops.at_laptop(SEKDES) as app:
        ids = [one.id for one in fork_of(laptops, app, PLAN).selisih]
        merging.decide(app.database, app.laptop, ids, "b", by=OLEH, at=laptops.at)
    with laptops.at_laptop(SEKDES) as app:
        assert fork_of(laptops, app, PLAN).terbuka == 0
        assert merging.undo_decision(app.database, PLAN, by=OLEH, at=laptops.at)
        assert fork_of(laptops, app, PLAN).terbuka == len(ids)
        assert not merging.undo_decision(app.database, PLAN, by=OLEH, at=laptops.at)


def test_what_is_typed_while_forked_takes_part(laptops: Laptops) -> None:
    fork_the_cost(laptops, 42_000_000, 60_000_000)
    with laptops.at_laptop(SEKDES) as app:
        third = next(one.id for one in plan_of(app).kegiatan if one.nama == "Talud RT 03")
        editing.change(app.database, Kegiatan, third, {"lokasi": "RT 09"}, by=OLEH, at=laptops.at)
        ids = [one.id for one in fork_of(laptops, app, PLAN).selisih]
        merging.decide(app.database, app.laptop, ids, "a", by=OLEH, at=laptops.at)
        merging.merge_fork(app.database, app.laptop, PLAN, by=OLEH, at=laptops.at)
        assert next(one for one in plan_of(app).kegiatan if one.id == third).lokasi == "RT 09"


def test_a_removed_activity_that_the_other_changed_is_a_question(laptops: Laptops) -> None:
    first, *_rest = share_a_plan(laptops)
    with laptops.at_laptop(SEKDES) as app:
        editing.remove_rows(app.database, Kegiatan, [first], by=OLEH, at=laptops.at)
    with laptops.at_laptop(OPERATOR) as app:
        set_cost(app, first, 60_000_000, laptops.at)
    meet(laptops)
    with laptops.at_laptop(SEKDES) as app:
        [asked] = fork_of(laptops, app, PLAN).selisih
        assert "(tidak ada)" in (asked.a, asked.b)
        gone = "a" if asked.a == "(tidak ada)" else "b"
        merging.decide(app.database, app.laptop, [asked.id], gone, by=OLEH, at=laptops.at)
        merging.merge_fork(app.database, app.laptop, PLAN, by=OLEH, at=laptops.at)
        assert first not in {one.id for one in plan_of(app).kegiatan}


def test_proposals_with_one_number_twice_are_both_kept_and_named_as_doubles(laptops: Laptops) -> None:
    for name in (SEKDES, OPERATOR):
        with laptops.at_laptop(name) as app:
            add_usulan(app, "Talud RT 03", laptops.at, dusun="Krajan")
    meet(laptops)
    with laptops.at_laptop(SEKDES) as app:
        fork = fork_of(laptops, app, PROPOSALS)
        assert [one.teks for one in fork.ganda] == ["Talud RT 03"]
        settle_everything(laptops, app)
        with app.database.read() as unit:
            kept = unit.get(DaftarUsulan, PROPOSALS).usulan
        assert len(kept) == 2
        assert len({one.nomor for one in kept}) == 2


def test_two_laptops_that_answer_one_question_differently_are_asked_about_it_once(laptops: Laptops) -> None:
    for name, area in ((SEKDES, "Tursino"), (OPERATOR, "Desa Tursino")):
        with laptops.at_laptop(name) as app:
            form = isian.open_isian(
                app.database, app.templates, "layanan-dasar", "2026-S2", by=OLEH, at=laptops.at
            )
            isian.answer(app.database, app.templates, form, {"desa": area}, by=OLEH, at=laptops.at)
    meet(laptops)
    with laptops.at_laptop(SEKDES) as app:
        fork = next(one for one in forks(laptops, app) if one.jenis == "isian")
        asked = [one for one in fork.selisih if one.kolom == "nilai"]
        assert {asked[0].a, asked[0].b} == {"Tursino", "Desa Tursino"}
        said = selisih.list_forks(app.database, app.laptop, at=laptops.at, templates=app.templates)
        [words] = [one for fork in said for one in fork.selisih if one.id == asked[0].id]
        assert words.judul == app.templates["layanan-dasar"].by_name["desa"].label
        settle_everything(laptops, app)
        with app.database.read() as unit:
            answers = unit.get(Isian, fork.dokumen).jawaban
        assert [one.kode for one in answers].count("desa") == 1


def test_a_ratified_plan_keeps_counting_until_the_fork_is_joined(laptops: Laptops) -> None:
    first, *_rest = share_a_plan(laptops)
    with laptops.at_laptop(SEKDES) as app:
        ratify(app, laptops.at)
        to_other_laptop(laptops, app)
    with laptops.at_laptop(OPERATOR) as app:
        take_all(laptops, app)
    for name, cost in ((SEKDES, 41_000_000), (OPERATOR, 61_000_000)):
        with laptops.at_laptop(name) as app:
            rkp.revise(app.database, "rkp", office.TAHUN, by=OLEH, at=laptops.at)
            set_cost(app, first, cost, laptops.at)
    meet(laptops)
    with laptops.at_laptop(SEKDES) as app:
        with pytest.raises(dokumen.MasihBercabang) as refused:
            ratify_rkp(app, laptops.at)
        assert refused.value.code == "K-320"
        settle_everything(laptops, app)
        made = plan_of(app)
        assert (made.status, made.revisi) == (StatusDokumen.KONSEP, 1)


def test_the_kecamatan_sees_the_fork_and_cannot_decide(laptops: Laptops) -> None:
    fork_the_cost(laptops, 42_000_000, 60_000_000)
    laptops.clear_stick()
    with laptops.at_laptop(SEKDES) as app:
        for one in exchange.seal(app.database, app.laptop, app.files, by=OLEH, at=laptops.at):
            exchange.copy_to(
                app.database, app.laptop, app.files, one.digest, laptops.stick, by=OLEH, at=laptops.at
            )
    with laptops.open(KUTOARJO) as kec:
        take_all(laptops, kec)
        fork = fork_of(laptops, kec, PLAN)
        assert not fork.is_milik
        with pytest.raises(InvalidInput, match="keputusan desa"):
            merging.decide(kec.database, kec.laptop, [fork.selisih[0].id], "a", by=OLEH, at=laptops.at)
        with pytest.raises(InvalidInput, match="keputusan desa"):
            merging.merge_fork(kec.database, kec.laptop, PLAN, by=OLEH, at=laptops.at)
        assert "RKP Desa 2027" in box.letter_to_owner(fork, "Kutoarjo")


def test_a_peer_kiriman_is_not_for_the_kecamatan(laptops: Laptops) -> None:
    with laptops.at_laptop(SEKDES) as app:
        add_usulan(app, "Sumur bor", laptops.at)
        to_other_laptop(laptops, app)
    with laptops.open(KUTOARJO) as kec:
        [seen] = look(laptops, kec)
        assert seen.kode == "E_NOT_FOR_US"


def test_one_laptop_alone_has_nobody_to_write_to(tmp_path: Path) -> None:
    made = make_offices(tmp_path)
    with made.open(TURSINO) as app, pytest.raises(NotFound, match="Laptop lain"):
        exchange.seal(app.database, app.laptop, app.files, untuk="laptop", by=OLEH, at=made.at)
