"""Tables brought to the content of a snapshot: swapped numbers, moved rows, kept contacts, foreign ids."""

from __future__ import annotations

from typing import Any

import pytest

import builders
from desa_desktop.domain.desa import Desa, Perangkat
from desa_desktop.domain.identity import new_id
from desa_desktop.domain.rkp import RkpDesa
from desa_desktop.domain.usulan import DaftarUsulan
from desa_desktop.errors import InvalidInput
from desa_desktop.services import editing
from desa_desktop.store.placing import displace, place
from desa_desktop.store.unit import Database
from office import OLEH, PUKUL, TAHUN


def put(database: Database, root: Any) -> None:
    with database.unit() as unit:
        place(unit, root)
        unit.commit("terima", OLEH, PUKUL, kind="terima")


def stored(database: Database) -> list[tuple[int, str]]:
    with database.read() as unit:
        daftar = unit.select(DaftarUsulan, tahun=TAHUN)[0]
        return sorted((one.nomor, one.uraian) for one in daftar.usulan)


def test_two_proposals_that_swap_their_numbers_do_not_collide(database: Database) -> None:
    one, two = builders.usulan(nomor=1, uraian="Sumur"), builders.usulan(nomor=2, uraian="Jalan")
    put(database, builders.daftar_usulan(usulan=[one, two]))
    a = builders.usulan(id=one.id, nomor=2, uraian="Sumur")
    b = builders.usulan(id=two.id, nomor=1, uraian="Jalan")
    put(database, builders.daftar_usulan(usulan=[a, b]))
    assert stored(database) == [(1, "Jalan"), (2, "Sumur")]


def test_a_number_that_another_proposal_takes_over_does_not_collide(database: Database) -> None:
    put(database, builders.daftar_usulan(usulan=[builders.usulan(nomor=1, uraian="Dihapus")]))
    put(database, builders.daftar_usulan(usulan=[builders.usulan(nomor=1, uraian="Pengganti")]))
    assert stored(database) == [(1, "Pengganti")]


def test_a_money_row_that_moves_to_another_activity_keeps_its_id(database: Database) -> None:
    first, second = builders.kegiatan(nama="Talud"), builders.kegiatan(nama="Drainase")
    plan = builders.rkp_desa(kegiatan=[first, second])
    moved = first.sumber_biaya[0].id
    put(database, plan)
    a = builders.kegiatan(id=first.id, nama="Talud", sumber="")
    b = builders.kegiatan(id=second.id, nama="Drainase")
    b.sumber_biaya[0].id = moved
    put(database, builders.rkp_desa(kegiatan=[a, b]))
    with database.read() as unit:
        rows = {one.nama: [row.id for row in one.sumber_biaya] for one in unit.get(RkpDesa, plan.id).kegiatan}
    assert rows == {"Talud": [], "Drainase": [moved]}


def test_contacts_that_never_travel_stay_where_they_are(database: Database) -> None:
    with database.unit() as unit:
        desa = unit.select(Desa)[0]
        officer = desa.perangkat[0]
        officer.kontak = "ada di buku desa"
        unit.commit("isi", OLEH, PUKUL)
    coming = builders.desa(perangkat=[builders.perangkat(id=officer.id, nama="Suratman", kontak="")])
    put(database, coming)
    with database.read() as unit:
        kept = unit.get(Perangkat, officer.id)
    assert (kept.nama, kept.kontak) == ("Suratman", "ada di buku desa")


def test_only_what_differs_enters_the_history(database: Database) -> None:
    one, two = builders.kegiatan(nama="Talud"), builders.kegiatan(nama="Drainase")
    put(database, builders.rkp_desa(kegiatan=[one, two]))
    came = editing.history(database, type(one), one.id)
    values = {name: getattr(one, name) for name in ("id", "urut", "nama", "sumber_biaya")}
    same = builders.kegiatan(**values)
    other = builders.kegiatan(
        id=two.id, urut=two.urut, nama="Drainase baru", sumber_biaya=list(two.sumber_biaya)
    )
    put(database, builders.rkp_desa(kegiatan=[same, other]))
    assert editing.history(database, type(one), one.id) == came
    change = editing.history(database, type(one), two.id)[0]  # below it, the day both came
    assert (change.kolom, change.menjadi) == ("nama", "Drainase baru")


def test_rows_of_another_dokumen_and_rows_named_twice_are_refused(database: Database) -> None:
    mine = builders.kegiatan()
    put(database, builders.rkp_desa(kegiatan=[mine]))
    foreign = builders.rkp_desa(id=new_id(), tahun=TAHUN + 1, kegiatan=[builders.kegiatan(id=mine.id)])
    twice = builders.rkp_desa(kegiatan=[builders.kegiatan(), builders.kegiatan()])
    twice.kegiatan[1].sumber_biaya[0].id = twice.kegiatan[0].sumber_biaya[0].id
    for root in (foreign, twice):
        with pytest.raises(InvalidInput), database.unit() as unit:
            place(unit, root)


def test_a_withdrawn_dokumen_leaves_the_tables_and_its_history_stays(database: Database) -> None:
    plan = builders.rkp_desa()
    put(database, plan)
    with database.unit() as unit:
        displace(unit, RkpDesa, plan.id)
        unit.commit("terima", OLEH, PUKUL, kind="terima")
    with database.read() as unit:
        assert unit.find(RkpDesa, plan.id) is None
    assert editing.history(database, RkpDesa, plan.id)[0].menjadi is None
