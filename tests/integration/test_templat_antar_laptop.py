"""A form installed on the secretary's laptop is there on the operator's too, and never leaves the office."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desa_desktop.app import App
from desa_desktop.services import exchange, isian, selisih, templat_sendiri
from desa_desktop.services.rak import Rak, read_own
from dua_laptop import OPERATOR, SEKDES, Laptops, make_laptops, meet, take_all, to_other_laptop
from kiriman_offices import KUTOARJO, OLEH, send
from templat_kita import POSYANDU_2, workbook

FORM = "posyandu-kita"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("templat") / "asal"
    make_laptops(folder)
    return folder


@pytest.fixture
def laptops(template: Path, tmp_path: Path) -> Laptops:
    shutil.copytree(template, tmp_path / "kantor")
    return Laptops(tmp_path / "kantor", hari=5000)


def install(made: Laptops, app: App, file: Path) -> None:
    assert isinstance(app.templates, Rak)
    found = templat_sendiri.look_at(app.database, app.templates, file)
    templat_sendiri.install(app.database, app.templates, found, by=OLEH, at=made.at)


def versions(app: App) -> list[int]:
    with app.database.read() as unit:
        found = read_own(unit).get(FORM)
    return [one.versi for one in found.versi] if found is not None else []


def carry(made: Laptops, source: str, target: str) -> None:
    made.clear_stick()
    with made.at_laptop(source) as app:
        to_other_laptop(made, app)
    with made.at_laptop(target) as app:
        assert take_all(made, app).gagal == ()


def test_the_other_laptop_can_fill_the_form_and_hears_when_it_is_taken_off(
    laptops: Laptops, tmp_path: Path
) -> None:
    with laptops.at_laptop(SEKDES) as app:
        install(laptops, app, workbook(tmp_path))
    carry(laptops, SEKDES, OPERATOR)
    with laptops.at_laptop(OPERATOR) as app:
        key = isian.open_isian(app.database, app.templates, FORM, "2026-S2", by=OLEH, at=laptops.at)
        isian.answer(app.database, app.templates, key, {"balita": 31}, by=OLEH, at=laptops.at)
        assert isinstance(app.templates, Rak)
        templat_sendiri.withdraw(
            app.database, app.templates, FORM, alasan="Diganti formulir Puskesmas", kid=app.laptop.keys.kid,
            by=OLEH, at=laptops.at,
        )  # fmt: skip
    carry(laptops, OPERATOR, SEKDES)
    with laptops.at_laptop(SEKDES) as app:
        assert isinstance(app.templates, Rak)
        assert app.templates.own[FORM].dilepas == "Diganti formulir Puskesmas"
        assert not app.templates.is_offered(FORM)


def test_two_versions_installed_apart_are_both_there_after_the_laptops_met(
    laptops: Laptops, tmp_path: Path
) -> None:
    with laptops.at_laptop(SEKDES) as app:
        install(laptops, app, workbook(tmp_path))
    with laptops.at_laptop(OPERATOR) as app:
        install(laptops, app, workbook(tmp_path))
        install(laptops, app, workbook(tmp_path, POSYANDU_2, versi=2))
    meet(laptops)
    with laptops.at_laptop(SEKDES) as app:
        assert versions(app) == [1]  # the dokumen is Bercabang: as it was
        [fork] = [
            one
            for one in selisih.list_forks(app.database, app.laptop, at=laptops.at)
            if one.jenis == "templat-desa-lokal"
        ]
        assert fork.is_tanpa_selisih
        selisih.merge_fork(app.database, app.laptop, fork.dokumen, by=OLEH, at=laptops.at)
        assert versions(app) == [2, 1]
    carry(laptops, SEKDES, OPERATOR)
    with laptops.at_laptop(OPERATOR) as app:
        assert versions(app) == [2, 1]
        assert app.templates[FORM].version == 2
        plan = exchange.what_travels(
            app.database, app.laptop, app.files, untuk=exchange.LAPTOP, at=laptops.at
        )
        [row] = [one for one in plan.baris if one.jenis == "templat-desa-lokal"]
        assert row.sebab == "lengkap"  # nothing is said back


def test_an_own_form_never_reaches_the_kecamatan(laptops: Laptops, tmp_path: Path) -> None:
    with laptops.at_laptop(SEKDES) as app:
        install(laptops, app, workbook(tmp_path))
        to_other_laptop(laptops, app)
        plan = exchange.what_travels(app.database, app.laptop, app.files, at=laptops.at)
        assert not [one for one in plan.baris if one.jenis.startswith("templat")]
        assert plan.lampiran.jumlah == 0
        laptops.clear_stick()
        send(laptops, app, lengkap=True)
    with laptops.open(KUTOARJO) as kec:
        take_all(laptops, kec)
        assert versions(kec) == []


def test_a_form_that_came_leaves_again_when_its_acceptance_is_taken_back(
    laptops: Laptops, tmp_path: Path
) -> None:
    with laptops.at_laptop(OPERATOR) as app:
        install(laptops, app, workbook(tmp_path))
    with laptops.at_laptop(SEKDES) as app:
        install(laptops, app, workbook(tmp_path))
        install(laptops, app, workbook(tmp_path, POSYANDU_2, versi=2))
    meet(laptops)
    with laptops.at_laptop(OPERATOR) as app:
        [fork] = [
            one
            for one in selisih.list_forks(app.database, app.laptop, at=laptops.at)
            if one.jenis == "templat-desa-lokal"
        ]
        selisih.merge_fork(app.database, app.laptop, fork.dokumen, by=OLEH, at=laptops.at)
    carry(laptops, OPERATOR, SEKDES)
    with laptops.at_laptop(SEKDES) as app:
        install(laptops, app, workbook(tmp_path, POSYANDU_2, versi=3))
    carry(laptops, SEKDES, OPERATOR)
    with laptops.at_laptop(OPERATOR) as app:
        [newest, *_rest] = exchange.inbox(app.database)
        assert versions(app) == [3, 2, 1]
        undo = (app.database, app.laptop, app.files, newest.sha256)
        exchange.undo_acceptance(*undo, by=OLEH, at=laptops.at)
        assert versions(app) == [2, 1], "as before"
        take_all(laptops, app)
        assert versions(app) == [3, 2, 1]
        again = app.reread()
        key = isian.open_isian(again.database, again.templates, FORM, "2026-S2", by=OLEH, at=laptops.at)
        isian.answer(again.database, again.templates, key, {"balita": 31}, by=OLEH, at=laptops.at)
        with pytest.raises(exchange.TidakBisaDibatalkan, match="sudah dipakai untuk mengisi"):
            exchange.undo_acceptance(*undo, by=OLEH, at=laptops.at)
        assert versions(app) == [3, 2, 1]
