"""Sahkan and Tandai Selesai: what is signed is one snapshot, stays locked, and is no step to be undone."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from builders import desa_id
from desa_desktop.domain.desa import AngkaPokok, BarisAngka
from desa_desktop.domain.dokumen import StatusDokumen, dokumen_id
from desa_desktop.domain.rkp import Kegiatan
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.services import desa, dokumen, editing, kantor, rkp, tasks
from desa_desktop.services.editing import Locked
from desa_desktop.store.unit import Database
from office import KID, OLEH, PUKUL, TAHUN

STEP: dict[str, Any] = {"by": OLEH, "at": PUKUL}
SAY: dict[str, Any] = {"kid": KID, "alasan": "Lengkap", **STEP}


def figures_key(database: Database) -> UUID:
    """The key figures of the year before the plan year."""
    return dokumen_id(desa_id(), "angka-pokok", str(TAHUN - 1))


def finish(database: Database) -> UUID:
    """Key figures that are marked as finished."""
    key = figures_key(database)
    desa.finish_figures(database, TAHUN - 1, **SAY)
    return key


def revisions(database: Database, key: UUID) -> list[int]:
    """The revisions in the archive, newest first."""
    return [one.revisi for one in dokumen.states_of(database, key)]


def test_figures_that_are_finished_cannot_be_finished_twice(database: Database) -> None:
    key = finish(database)
    with pytest.raises(Locked):
        desa.finish_figures(database, TAHUN - 1, **SAY)
    assert (desa.figures(database, TAHUN - 1).revisi, revisions(database, key)) == (1, [1])


def test_a_signature_is_no_step_that_ctrl_z_takes_back(database: Database) -> None:
    key = figures_key(database)
    with database.read() as unit:
        row = unit.get(AngkaPokok, key).baris[0].id
    editing.change(database, BarisAngka, row, {"sumber": "Buku Induk"}, **STEP)
    finish(database)
    for tables in (frozenset[str](), frozenset({"angka_pokok", "baris_angka"})):
        assert editing.undoable(database, tables) == editing.Bisa("", "")
        with pytest.raises(NotFound):
            editing.undo(database, tables=tables, **STEP)
    with pytest.raises(Locked):  # a screen that shows only the rows
        editing.undo(database, tables=frozenset({"baris_angka"}), **STEP)
    assert desa.figures(database, TAHUN - 1).status is StatusDokumen.DISAHKAN


def test_ctrl_z_never_takes_the_office_itself_away(database: Database) -> None:
    for tables in (frozenset[str](), frozenset({"desa", "dusun", "perangkat"}), frozenset({"perangkat"})):
        with pytest.raises(NotFound):
            editing.undo(database, tables=tables, **STEP)
    assert kantor.find(database) is not None


def test_buat_perubahan_can_be_taken_back_and_done_again(database: Database) -> None:
    key = finish(database)
    desa.reopen(database, AngkaPokok, key, **STEP)
    editing.undo(database, **STEP)
    assert desa.figures(database, TAHUN - 1).status is StatusDokumen.DISAHKAN
    editing.redo(database, **STEP)
    assert desa.figures(database, TAHUN - 1).status is StatusDokumen.KONSEP


def test_a_dokumen_opened_and_signed_again_without_a_change_keeps_its_revision(database: Database) -> None:
    key = finish(database)
    desa.reopen(database, AngkaPokok, key, **STEP)
    finish(database)
    shown = desa.figures(database, TAHUN - 1)
    assert (shown.status, shown.revisi, revisions(database, key)) == (StatusDokumen.DISAHKAN, 1, [1])


def test_the_revision_in_the_tables_is_that_of_the_snapshot(database: Database) -> None:
    key = finish(database)
    desa.reopen(database, AngkaPokok, key, **STEP)
    with database.unit() as unit:  # sealing freezes the draft in between
        angka = unit.get(AngkaPokok, key)
        dokumen.freeze(unit, angka, angka.desa_id, kid=KID, at=PUKUL)
        unit.commit("kirim", OLEH, PUKUL)
    finish(database)
    assert desa.figures(database, TAHUN - 1).revisi == 2
    assert revisions(database, key) == [2, 1, 1]


@pytest.mark.parametrize(
    "again",
    [
        lambda db: desa.reopen(db, AngkaPokok, figures_key(db), **STEP),
        lambda db: rkp.revise(db, "rkp", TAHUN, **STEP),
    ],
)
def test_a_draft_is_not_opened_again(database: Database, again: Callable[[Database], None]) -> None:
    with pytest.raises(InvalidInput):
        again(database)


def test_a_forked_dokumen_is_not_signed_by_any_door(database: Database) -> None:
    key = finish(database)
    desa.reopen(database, AngkaPokok, key, **STEP)
    with database.unit() as unit:  # the operator's laptop began the same figures apart
        angka = unit.get(AngkaPokok, key)
        isi = {"tahun": TAHUN - 1, "alasan": "lain", "baris": []}
        dokumen.write_snapshot(
            unit, key, "angka-pokok", angka.desa_id, StatusDokumen.KONSEP, isi, [], kid=KID, at=PUKUL
        )
        unit.commit("terima", OLEH, PUKUL, kind="terima")
    with pytest.raises(InvalidInput, match="bercabang"):
        desa.finish_figures(database, TAHUN - 1, **SAY)
    assert desa.figures(database, TAHUN - 1).status is StatusDokumen.KONSEP


def test_an_answered_cost_is_no_open_question_any_more(database: Database) -> None:
    plan = rkp.rkp_key(database, TAHUN)
    asked = {"nama": "Talud", "teks_asli": {"biaya": "85 jt?", "volume": "?"}}
    key = editing.add_row(database, Kegiatan, plan, asked, **STEP)
    editing.save_draft(database, "rkpdes", str(key), "biaya", "85", at=PUKUL)
    rkp.set_cost(database, key, 85_000_000, **STEP)
    with database.read() as unit:
        assert unit.get(Kegiatan, key).teks_asli == {"volume": "?"}
    assert editing.get_drafts(database) == []


def test_the_history_names_the_signature_as_what_it_is(database: Database) -> None:
    key = finish(database)
    assert {one.langkah for one in editing.history(database, AngkaPokok, key)} == {
        f"tandai selesai Angka Pokok {TAHUN - 1}",
        "siapkan kantor Tursino",
    }


def test_a_plan_signed_after_midnight_counts_from_the_day_on_the_wall(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Jakarta")
    time.tzset()
    try:
        night = datetime(2026, 8, 12, 18, 30, tzinfo=UTC)  # 01.30 on the 13th in Tursino
        desa.finish_figures(database, TAHUN - 1, kid=KID, alasan="Lengkap", by=OLEH, at=night)
        with database.read() as unit:
            assert tasks.ratified_on(unit, figures_key(database)) == date(2026, 8, 13)
    finally:
        monkeypatch.undo()
        time.tzset()
