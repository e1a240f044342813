"""What a form says about people stays in the village: the scorecard arrives, names and families do not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import kiriman_offices as walk
from bengkel import TEMPLATES
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.isian import Isian
from desa_desktop.domain.plain import from_isi, to_isi
from desa_desktop.services import desa as data_desa
from desa_desktop.services import dokumen, isian
from desa_desktop.services.exchange.states import transport_states
from desa_desktop.store.placing import place
from desa_desktop.store.unit import Database
from kiriman_offices import KUTOARJO, OLEH, TURSINO
from office import PUKUL
from warga_layar import move_in

SHELF = isian.Shelf(TEMPLATES)
STEP: dict[str, Any] = {"by": OLEH, "at": PUKUL}
IBU = [{"bumil__bulan": 10, "bumil__nik": "3306994101900001", "bumil__nama": "LESTARI WULAN"}]
SCORECARD = {"desa": "Tursino", "kuartal": "4", "tahun": 2026, "kpm": "Rini", "t1_bumil": 1, "bumil": IBU}
FAMILY = {
    "no_kk": "3306990101900009",
    "nama_kk": "PONIMAN WIJAYA",
    "bulan": 11,
    "tahun": 2026,
    "nama_pengisi": "Rini",
    "k1_27": ["1"],
    "k2_1": [{"k2_1__3": "PONIMAN WIJAYA", "k2_1__5": "1", "k2_1__6": "1", "k2_1__8": "1980-02-01"}],
}


@dataclass(frozen=True)
class Begun:
    scorecard: Any
    family: Any


def fill(database: Database) -> Begun:
    """A scorecard with a mother in it, and one family's form, finished."""
    stunting = isian.open_isian(database, SHELF, "konvergensi-stunting", "2026-TW4", **STEP)
    isian.answer(database, SHELF, stunting, SCORECARD, **STEP)
    home = move_in(database).keluarga["SUTRISNO"]
    family = isian.open_isian(database, SHELF, "ddk-keluarga", "2026", keluarga=home.id, **STEP)
    isian.answer(database, SHELF, family, FAMILY, **STEP)
    isian.finish_isian(database, SHELF, family, kid="3306992001", **STEP)
    return Begun(stunting, family)


def test_a_mother_and_a_family_do_not_reach_the_kecamatan(tmp_path: Path) -> None:
    offices = walk.make_offices(tmp_path / "kantor")
    with offices.open(TURSINO) as desa:
        begun = fill(desa.database)
        walk.send(offices, desa)
        states = transport_states(desa.database)
        assert begun.scorecard in states
        assert begun.family not in states, "nobody waits for it to be sent"
    with offices.open(KUTOARJO) as kec:
        found = walk.look(offices, kec)
        walk.accept(offices, kec, [one.sha256 for one in found])
        with kec.database.read() as unit:
            names = unit.connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
            held = "\n".join(
                str(row)
                for name in names.scalars()
                if not name.startswith("sqlite")
                for row in unit.connection.exec_driver_sql(f'SELECT * FROM "{name}"')
            )
            arrived = unit.get(Isian, begun.scorecard)
            assert {one.kode: one.nilai for one in arrived.jawaban}["t1_bumil"] == 1
            assert unit.find(Isian, begun.family) is None
    for secret in ("3306994101900001", "LESTARI WULAN", "3306990101900009", "PONIMAN", "ddk-keluarga"):
        assert secret not in held


def test_a_family_form_is_finished_counted_and_opened_again_without_a_snapshot(database: Database) -> None:
    key = fill(database).family
    with database.read() as unit:
        form = unit.get(Isian, key)
        assert (form.status, form.revisi, form.is_lokal) == (StatusDokumen.DISAHKAN, 1, True)
        assert dokumen.shelf_of(unit, key).heads == ()
    data_desa.reopen(database, Isian, key, **STEP)
    isian.answer(database, SHELF, key, {"alamat": "Dusun Krajan"}, **STEP)
    isian.finish_isian(database, SHELF, key, kid="3306992001", **STEP)
    shown = isian.show_isian(database, SHELF, key, **STEP)
    assert (shown.isian.revisi, shown.answers["alamat"]) == (2, "Dusun Krajan")


def test_a_snapshot_of_the_other_laptop_leaves_what_stays_here(database: Database) -> None:
    key = fill(database).scorecard
    with database.read() as unit:
        form = unit.get(Isian, key)
        sent = to_isi(form)
        assert {one["kode"] for one in sent["jawaban"]} == set(SCORECARD) - {"bumil"}
        for one in sent["jawaban"]:
            if one["kode"] == "t1_bumil":
                one["nilai"] = 2
        owner = form.desa_id
    with database.unit() as unit:
        place(unit, from_isi("isian", key, owner, "konsep", 0, sent))
        unit.commit("terima", OLEH, PUKUL, kind="terima")
    answers = isian.show_isian(database, SHELF, key, **STEP).answers
    assert (answers["t1_bumil"], answers["bumil"]) == (2, IBU)
