"""A record that never should have been goes; whoever another record names stays, and the place is told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from builders import DESA_ID, penduduk
from desa_desktop.domain.penduduk import (
    Penduduk,
    PesertaBantuan,
    ProgramBantuan,
    Putusan,
    PutusanGanda,
    SasaranBantuan,
)
from desa_desktop.services import editing
from desa_desktop.services import penduduk as service
from desa_desktop.services.hapus_penduduk import MasihDisebut, remove_mistaken
from desa_desktop.store.unit import Database
from office import OLEH, PUKUL
from warga_layar import move_in

STEP: dict[str, Any] = {"by": OLEH, "at": PUKUL}


def test_who_gets_assistance_is_refused_with_the_name_of_the_programme(database: Database) -> None:
    people = move_in(database)
    program = ProgramBantuan(desa_id=DESA_ID, nama="PKH", sasaran=SasaranBantuan.PENDUDUK)
    with database.unit() as unit:
        unit.add(program)
        unit.flush()
        unit.add(PesertaBantuan(desa_id=DESA_ID, program_id=program.id, penduduk_id=people.orang["PARTI"].id))
        unit.commit("bantuan", OLEH, PUKUL)
    with pytest.raises(MasihDisebut, match="peserta bantuan PKH di tab Bantuan"):
        remove_mistaken(database, people.orang["PARTI"].id, "Keliru", **STEP)
    assert service.get_penduduk(database, people.orang["PARTI"].id).nama == "PARTI"


def test_a_record_into_which_another_was_merged_stays(database: Database) -> None:
    people = move_in(database)
    double = penduduk(nama="WAGIMAN", nik="", shdk=None)
    service.add_penduduk(database, double, **STEP)
    kept = people.orang["WAGIMAN"].id
    service.merge(database, kept, double.id, {}, date(2026, 11, 3), **STEP)
    with pytest.raises(MasihDisebut, match="data ganda yang digabung"):
        remove_mistaken(database, kept, "Keliru", **STEP)


def test_a_question_about_doubles_goes_with_one_of_them_and_comes_back(database: Database) -> None:
    people = move_in(database)
    double = penduduk(nama="WAGIMAN", nik="", shdk=None)
    service.add_penduduk(database, double, **STEP)
    service.decide(database, people.orang["WAGIMAN"].id, double.id, Putusan.NANTI, **STEP)
    remove_mistaken(database, double.id, "Tertulis dua kali", **STEP)
    with database.read() as unit:
        assert unit.select(PutusanGanda) == []
    editing.undo(database, **STEP)
    with database.read() as unit:
        assert len(unit.select(PutusanGanda)) == 1
    assert service.get_penduduk(database, double.id).nama == "WAGIMAN"


def test_the_history_still_tells_what_stood_there_and_why_it_went(database: Database) -> None:
    people = move_in(database)
    key = people.orang["BAYI"].id
    remove_mistaken(database, key, "  Tertulis \n dua kali ", **STEP)
    [last, *_before] = editing.history(database, Penduduk, key)
    assert last.langkah == "hapus catatan keliru: Tertulis dua kali"
    assert isinstance(last.semula, dict)
    assert (last.semula["nama"], last.menjadi) == ("BAYI", None)
