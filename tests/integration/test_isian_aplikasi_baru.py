"""A laptop with the newer program and one with this: what only the newer knows comes back to it unchanged."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

import office
from desa_desktop.app import App
from desa_desktop.domain.dokumen import JENIS, StatusDokumen, dokumen_id
from desa_desktop.domain.usulan import DaftarUsulan
from desa_desktop.services import dokumen, editing, selisih
from desa_desktop.services.exchange import settling
from desa_desktop.sync.snapshots import Snapshot, make_snapshot
from dua_laptop import OPERATOR, SEKDES, Laptops, make_laptops, meet, take_all, to_other_laptop
from kiriman_offices import KUTOARJO, OLEH, add_usulan, look, preview, send

LIST = "daftar-usulan"


@pytest.fixture
def laptops(tmp_path: Path) -> Laptops:
    return make_laptops(tmp_path / "kantor")


def key_of(app: App) -> UUID:
    assert app.kantor is not None
    return dokumen_id(app.kantor.id, LIST, str(office.TAHUN))


def head_of(app: App) -> Snapshot:
    with app.database.read() as unit:
        shelf = dokumen.shelf_of(unit, key_of(app))
        return dokumen.content_of(unit, shelf.heads[0])


def write_as_newer_program(made: Laptops, app: App, **root: Any) -> None:
    """The list with a field of its own and one in each proposal, as version n + 1 would write it."""
    with app.database.unit() as unit:
        assert app.kantor is not None
        daftar, key = unit.get(DaftarUsulan, key_of(app)), key_of(app)
        shelf = dokumen.shelf_of(unit, key)
        isi = dokumen.to_isi(daftar) | {"cuaca": "kemarau"} | root
        isi["usulan"] = [one | {"warna": "biru"} for one in isi["usulan"]]
        snapshot = make_snapshot(
            id=key, jenis=LIST, pemilik=app.kantor.id, status=StatusDokumen.DISAHKAN, isi=isi,
            oleh=app.laptop.keys.kid, pada=made.at, schema=JENIS[LIST].schema + 1,
            parents=[shelf.held[one] for one in shelf.heads],
        )  # fmt: skip
        dokumen.store_snapshot(unit, snapshot)
        settling.settle(unit, key, LIST, app.kantor.id, app.kantor.id)
        unit.commit("program baru", OLEH, made.at)


def change(made: Laptops, app: App, uraian: str) -> None:
    with app.database.read() as unit:
        first = unit.get(DaftarUsulan, key_of(app)).usulan[0]
    editing.change(app.database, type(first), first.id, {"uraian": uraian}, by=OLEH, at=made.at)


def test_an_older_program_keeps_what_it_does_not_know_and_writes_it_back(laptops: Laptops) -> None:
    with laptops.at_laptop(SEKDES) as app:
        add_usulan(app, "Talud RT 01", laptops.at)
        add_usulan(app, "Posyandu", laptops.at)
        write_as_newer_program(laptops, app)
        to_other_laptop(laptops, app)
    with laptops.at_laptop(OPERATOR) as app:
        take_all(laptops, app)
        change(laptops, app, "Talud RT 01 dan RT 02")
        add_usulan(app, "Jembatan", laptops.at)
        laptops.clear_stick()
        to_other_laptop(laptops, app)
        written = head_of(app)
    assert written.schema == JENIS[LIST].schema + 1
    assert written.isi["cuaca"] == "kemarau"
    rows = {row["uraian"]: row.get("warna") for row in written.isi["usulan"]}  # type: ignore[attr-defined]
    assert rows == {"Talud RT 01 dan RT 02": "biru", "Posyandu": "biru", "Jembatan": None}
    with laptops.at_laptop(SEKDES) as app:
        assert take_all(laptops, app).gagal == ()
        assert head_of(app).digest == written.digest


def test_joining_two_laptops_keeps_the_newer_fields_and_the_higher_number(laptops: Laptops) -> None:
    with laptops.at_laptop(SEKDES) as app:
        add_usulan(app, "Talud RT 01", laptops.at)
        to_other_laptop(laptops, app)
    with laptops.at_laptop(OPERATOR) as app:
        take_all(laptops, app)
        add_usulan(app, "Posyandu", laptops.at)
    with laptops.at_laptop(SEKDES) as app:
        write_as_newer_program(laptops, app)
    meet(laptops)
    with laptops.at_laptop(OPERATOR) as app:
        forks = selisih.list_forks(app.database, app.laptop, at=laptops.at)
        [fork] = [one for one in forks if one.jenis == LIST]
        selisih.merge_fork(app.database, app.laptop, fork.dokumen, by=OLEH, at=laptops.at)
        joined = head_of(app)
    assert joined.schema == JENIS[LIST].schema + 1
    assert joined.isi["cuaca"] == "kemarau"
    assert len(joined.isi["usulan"]) == 2  # type: ignore[arg-type]


def test_the_kecamatan_is_told_how_many_fields_it_cannot_show(laptops: Laptops) -> None:
    with laptops.at_laptop(SEKDES) as app:
        add_usulan(app, "Talud RT 01", laptops.at)
        write_as_newer_program(laptops, app)
        laptops.clear_stick()
        send(laptops, app)
    with laptops.open(KUTOARJO) as kec:
        [came] = look(laptops, kec)
        [sheet] = [one for one in preview(laptops, kec, came.sha256).dokumen if one.jenis == LIST]
        assert "2 isian dari aplikasi lebih baru disimpan apa adanya." in sheet.kalimat
