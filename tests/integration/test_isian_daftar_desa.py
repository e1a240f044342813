"""Choices made from Data Desa and the register: dusun, RT and people whose names have blanks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from builders import keluarga, penduduk
from desa_desktop.checklists import Template
from desa_desktop.domain.desa import Desa, Dusun, Perangkat
from desa_desktop.services import isian
from desa_desktop.services import penduduk as residents
from desa_desktop.store.unit import Database
from lembar import template
from office import OLEH, PUKUL

STEP: dict[str, Any] = {"by": OLEH, "at": PUKUL}
FORM = template("""
    | type | name | label | choice_filter | calculation |
    | select_one_from_file dusun.csv | dusun | Dusun | | |
    | select_one_from_file rt.csv | rt | RT | dusun = ${dusun} | |
    | select_one_from_file perangkat.csv | petugas | Petugas | | |
    | calculate | jabatan | Jabatan | | pulldata('perangkat', 'jabatan', 'name', ${petugas}) |
""")


@pytest.fixture
def forms() -> dict[str, Template]:
    return {FORM.form_id: FORM}


def test_a_dusun_an_rt_and_an_officer_of_two_words_are_chosen(
    database: Database, forms: dict[str, Template]
) -> None:
    with database.unit() as unit:
        (desa,) = unit.select(Desa)
        desa.dusun.extend([kulon := Dusun(nama="Krajan Kulon"), wetan := Dusun(nama="Krajan Wetan", urut=1)])
        desa.perangkat.append(Perangkat(nama="Siti Aminah", jabatan="Kasi Pelayanan"))
        unit.commit("isi", OLEH, PUKUL)
    for number, (place, rt) in enumerate(((kulon, "001"), (wetan, "001"), (wetan, "002"))):
        home = keluarga(no_kk=f"330699010106000{number}", dusun_id=place.id, rw="01", rt=rt)
        person = penduduk(nama=f"WARGA {'ABC'[number]}", tanggal_lahir=date(1980, 1, 1))
        residents.add_keluarga(database, home, [person], **STEP)
    key = isian.open_isian(database, forms, FORM.form_id, "2026-S2", **STEP)
    given = {"dusun": "Krajan_Wetan", "petugas": "Siti_Aminah", "rt": "RT_002_RW_01_Krajan_Wetan"}
    isian.answer(database, forms, key, given, **STEP)

    state = isian.show_isian(database, forms, key, **STEP).state

    assert not state.findings
    assert state.value("jabatan") == "Kasi Pelayanan"
    assert [one.label for one in state.offered("dusun")] == ["Krajan Kulon", "Krajan Wetan"]
    assert [one.label for one in state.offered("rt")] == [
        "RT 001 RW 01 Krajan Wetan",
        "RT 002 RW 01 Krajan Wetan",
    ]
