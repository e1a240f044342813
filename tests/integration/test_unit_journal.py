"""One way in and out of the data: steps, undo, history, audit, versions."""

from __future__ import annotations

import threading
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from desa_desktop.domain.desa import Desa, Perangkat
from desa_desktop.domain.identity import new_id
from desa_desktop.domain.rkp import Kegiatan, RkpDesa, SumberBiaya
from desa_desktop.domain.usulan import DaftarUsulan, Usulan
from desa_desktop.errors import InvalidInput, NotFound, StaleRecord, StorageFailed
from desa_desktop.services import editing, rkp, usulan
from desa_desktop.services.editing import Locked
from desa_desktop.store import archive, book, engine, journal
from desa_desktop.store.unit import Database
from office import OLEH, PUKUL, TAHUN, open_store

STEP = {"by": OLEH, "at": PUKUL}


def parent(database: Database) -> UUID:
    """The id of the year's list of proposals."""
    with database.read() as unit:
        return unit.select(DaftarUsulan, tahun=TAHUN)[0].id


def add(database: Database, *texts: str) -> list[UUID]:
    """Proposals with these descriptions."""
    return editing.add_rows(database, Usulan, parent(database), [{"uraian": one} for one in texts], **STEP)


def texts(database: Database) -> list[str]:
    """What the list shows."""
    return [row.uraian for row in usulan.list_usulan(database, TAHUN)]


def test_a_unit_left_without_commit_leaves_no_trace(database: Database) -> None:
    with database.unit() as unit:
        daftar = unit.get(DaftarUsulan, parent(database))
        daftar.usulan.append(Usulan(nomor=1, uraian="Talud"))
        unit.flush()
    assert texts(database) == []


def test_a_paste_of_twelve_rows_is_one_step_that_comes_and_goes(database: Database) -> None:
    add(database, *[f"Usulan {n}" for n in range(12)])
    assert editing.undoable(database).urungkan == "tambah 12 baris usulan"
    assert editing.undo(database, **STEP) == "tambah 12 baris usulan"
    assert texts(database) == []
    assert editing.undoable(database).ulangi == "tambah 12 baris usulan"
    editing.redo(database, **STEP)
    assert len(texts(database)) == 12


def test_undo_walks_back_over_three_steps_and_a_new_step_forgets_what_could_be_redone(
    database: Database,
) -> None:
    (key,) = add(database, "Talud")
    for text in ("Talud RT 01", "Talud RT 02"):
        editing.change(database, Usulan, key, {"uraian": text}, **STEP)
    editing.undo(database, **STEP)
    editing.undo(database, **STEP)
    assert texts(database) == ["Talud"]
    editing.change(database, Usulan, key, {"uraian": "Drainase"}, **STEP)
    with pytest.raises(NotFound):
        editing.redo(database, **STEP)


def test_a_removed_activity_comes_back_with_its_money(database: Database) -> None:
    plan = rkp.rkp_key(database, TAHUN)
    key = editing.add_row(database, Kegiatan, plan, {"nama": "Talud", "biaya": 85_000_000}, **STEP)
    rkp.split_sources(database, key, [("DDS", 60_000_000, False), ("ADD", 25_000_000, False)], **STEP)
    editing.remove_rows(database, Kegiatan, [key], **STEP)
    editing.undo(database, **STEP)
    with database.read() as unit:
        back = unit.get(Kegiatan, key)
        assert [(one.sumber, one.jumlah) for one in back.sumber_biaya] == [
            ("DDS", 60_000_000),
            ("ADD", 25_000_000),
        ]


def test_undo_is_refused_when_somebody_changed_the_row_since(database: Database) -> None:
    (key,) = add(database, "Talud")
    editing.change(database, Usulan, key, {"uraian": "Talud RT 03"}, **STEP)
    with database.unit() as unit:  # a change that is no ordinary step: an accepted kiriman
        unit.get(Usulan, key).uraian = "Dari kecamatan"
        unit.commit("terima", OLEH, PUKUL, kind="terima")
    with pytest.raises(StaleRecord):
        editing.undo(database, **STEP)
    assert texts(database) == ["Dari kecamatan"]


def test_undo_of_one_screen_leaves_the_steps_of_another_alone(database: Database) -> None:
    add(database, "Talud")
    with database.read() as unit:
        desa = unit.select(Desa)[0]
    editing.add_row(database, Perangkat, desa.id, {"nama": "Sri Utami"}, **STEP)
    editing.undo(database, tables=frozenset({"usulan", "daftar_usulan"}), **STEP)
    assert texts(database) == []
    with database.read() as unit:
        assert "Sri Utami" in [one.nama for one in unit.select(Desa)[0].perangkat]


def test_a_number_of_a_proposal_is_never_given_twice(database: Database) -> None:
    _first, second = add(database, "Talud", "Drainase")
    editing.remove_rows(database, Usulan, [second], **STEP)
    (third,) = add(database, "Sumur bor")
    with database.read() as unit:
        assert unit.get(Usulan, third).nomor == 3


def test_a_list_joined_from_two_laptops_goes_on_above_its_highest_number(database: Database) -> None:
    with database.unit() as unit:  # what a merge leaves: rows of both, the counter of one
        daftar = unit.get(DaftarUsulan, parent(database))
        daftar.usulan += [Usulan(nomor=1, urut=1, uraian="A"), Usulan(nomor=7, urut=2, uraian="B")]
        daftar.nomor_terakhir = 6
        unit.commit("gabungkan", OLEH, PUKUL, kind="terima")
    keys = add(database, "C", "D")
    with database.read() as unit:
        assert [unit.get(Usulan, key).nomor for key in keys] == [8, 9]


def test_the_history_of_an_activity_names_the_changes_of_its_money(database: Database) -> None:
    plan = rkp.rkp_key(database, TAHUN)
    key, other = editing.add_rows(database, Kegiatan, plan, [{"nama": "Talud"}, {"nama": "PMT"}], **STEP)
    rkp.set_cost(database, key, 5, "DDS", **STEP)
    rkp.set_cost(database, other, 6, "ADD", **STEP)
    rkp.set_source(database, [key], "ADD", **STEP)
    newest = editing.history(database, Kegiatan, key)[0]
    assert (newest.kolom, newest.semula, newest.menjadi) == ("sumber", "DDS", "ADD")
    assert not any(one.menjadi == 6 for one in editing.history(database, Kegiatan, key))


def test_the_history_of_a_record_says_who_changed_what_from_what(database: Database) -> None:
    (key,) = add(database, "Talud")
    later = PUKUL + timedelta(hours=1)
    editing.change(
        database,
        Usulan,
        key,
        {"perkiraan_biaya": 85_000_000, "volume": Decimal("120.5")},
        by="Kaur",
        at=later,
    )
    newest = editing.history(database, Usulan, key)[:2]
    assert {(one.kolom, one.semula, one.menjadi) for one in newest} == {
        ("perkiraan_biaya", None, 85_000_000),
        ("volume", None, "120.5"),
    }
    assert {(one.oleh, one.pada) for one in newest} == {("Kaur", later)}


def test_a_row_that_was_made_and_left_empty_goes_without_a_step_to_undo_or_redo(database: Database) -> None:
    (talud,) = add(database, "Talud")
    (blank,) = add(database, "")
    assert editing.withdraw_row(database, Usulan, blank, **STEP)
    can = editing.undoable(database)
    assert (can.urungkan, can.ulangi) == ("tambah usulan", "")
    with database.read() as unit:
        (daftar,) = unit.select(DaftarUsulan, tahun=TAHUN)
        assert ([one.id for one in daftar.usulan], daftar.nomor_terakhir) == ([talud], 1)
        assert journal.verify_audit(unit.connection) is None
    editing.undo(database, **STEP)
    with database.read() as unit:
        assert unit.select(DaftarUsulan, tahun=TAHUN)[0].usulan == []
    assert editing.undoable(database).ulangi == "tambah usulan"


def test_a_row_that_somebody_filled_or_undid_meanwhile_is_not_withdrawn(database: Database) -> None:
    (filled,) = add(database, "")
    editing.change(database, Usulan, filled, {"uraian": "Sumur"}, **STEP)
    assert not editing.withdraw_row(database, Usulan, filled, **STEP)
    pair = add(database, "A", "B")
    assert not editing.withdraw_row(database, Usulan, pair[0], **STEP)  # a paste is one step
    editing.undo(database, **STEP)
    assert not editing.withdraw_row(database, Usulan, pair[0], **STEP)
    with database.read() as unit:
        assert [one.uraian for one in unit.select(DaftarUsulan, tahun=TAHUN)[0].usulan] == ["Sumur"]


def test_two_windows_cannot_overwrite_each_other(database: Database) -> None:
    with database.read() as unit:
        seen = unit.select(RkpDesa, tahun=TAHUN)[0]
    editing.change(database, RkpDesa, seen.id, {"ketua_tim": "Lestari"}, versi=seen.versi, **STEP)
    with pytest.raises(StaleRecord):
        editing.change(database, RkpDesa, seen.id, {"ketua_tim": "Bambang"}, versi=seen.versi, **STEP)


def test_a_changed_part_moves_the_version_of_its_plan(database: Database) -> None:
    plan = rkp.rkp_key(database, TAHUN)
    key = editing.add_row(database, Kegiatan, plan, {"nama": "Talud"}, **STEP)
    with database.read() as unit:
        before = unit.get(RkpDesa, plan).versi
    rkp.set_cost(database, key, 85_000_000, "DDS", **STEP)
    with database.read() as unit:
        after = unit.get(RkpDesa, plan)
    assert after.versi > before
    assert after.diubah_pada == PUKUL


def test_a_ratified_dokumen_cannot_be_edited(database: Database) -> None:
    plan = rkp.rkp_key(database, TAHUN)
    key = editing.add_row(database, Kegiatan, plan, {"nama": "Talud"}, **STEP)
    with database.unit() as unit:
        root = unit.get(RkpDesa, plan)
        root.status, root.revisi = type(root.status).DISAHKAN, 1
        unit.commit("sahkan", OLEH, PUKUL)
    for attempt in (
        lambda: editing.change(database, Kegiatan, key, {"nama": "Lain"}, **STEP),
        lambda: editing.add_row(database, Kegiatan, plan, {"nama": "Baru"}, **STEP),
        lambda: editing.remove_rows(database, Kegiatan, [key], **STEP),
        lambda: editing.move_row(database, Kegiatan, key, 1, **STEP),
        lambda: rkp.set_cost(database, key, 5, **STEP),
    ):
        with pytest.raises(Locked):
            attempt()


def test_moving_a_row_keeps_every_row_and_renumbers_the_order(database: Database) -> None:
    first, _second, third = add(database, "A", "B", "C")
    editing.move_row(database, Usulan, third, -2, **STEP)
    assert texts(database) == ["C", "A", "B"]
    editing.move_row(database, Usulan, first, 99, **STEP)
    assert texts(database) == ["C", "B", "A"]


def test_a_row_can_be_inserted_below_another(database: Database) -> None:
    first, _last = add(database, "A", "C")
    editing.add_row(database, Usulan, parent(database), {"uraian": "B"}, after=first, **STEP)
    assert texts(database) == ["A", "B", "C"]


def test_listeners_hear_which_tables_a_commit_touched(database: Database) -> None:
    heard: list[frozenset[str]] = []
    database.listen(heard.append)
    add(database, "Talud")
    assert heard == [frozenset({"usulan", "daftar_usulan"})]


def test_every_changed_row_is_a_link_of_the_audit_chain_without_its_values(database: Database) -> None:
    (key,) = add(database, "Talud rahasia")
    editing.change(database, Usulan, key, {"uraian": "Talud RT 03"}, **STEP)
    with database.read() as unit:
        assert journal.verify_audit(unit.connection) is None
        rows = unit.connection.execute(sa.select(book.audit)).mappings().all()
    assert "rahasia" not in str([dict(row) for row in rows])
    assert [row["kolom"] for row in rows if row["baris_id"] == key.hex][-1] == "uraian"


@pytest.mark.parametrize(
    "change", ["UPDATE audit SET oleh = 'x' WHERE seq = 3", "DELETE FROM audit WHERE seq = 3"]
)
def test_the_audit_refuses_to_be_rewritten(database: Database, change: str) -> None:
    with database.unit() as unit, pytest.raises(sa.exc.DBAPIError, match="audit only grows"):
        unit.connection.exec_driver_sql(change)


@pytest.mark.parametrize(
    ("damage", "first_bad"),
    [
        ("UPDATE audit SET oleh = 'x' WHERE seq = 3", 3),
        ("DELETE FROM audit WHERE seq = 3", 4),
        ("UPDATE audit SET seq = seq + 1000 WHERE seq = 3", 4),
    ],
)
def test_a_rewritten_audit_names_the_first_bad_row(database: Database, damage: str, first_bad: int) -> None:
    add(database, "A", "B", "C")
    with database.unit() as unit:
        for name in ("update", "delete"):
            unit.connection.exec_driver_sql(f"DROP TRIGGER audit_tetap_{name}")
        unit.connection.exec_driver_sql(damage)
        assert journal.verify_audit(unit.connection) == first_bad


def test_thousands_of_rows_loaded_in_blocks_are_one_step_that_can_be_undone(database: Database) -> None:
    plan = rkp.rkp_key(database, TAHUN)
    key = editing.add_row(database, Kegiatan, plan, {"nama": "Talud"}, **STEP)
    with database.unit() as unit:
        rows = [
            {"id": str(new_id()), "kegiatan_id": str(key), "sumber": "DDS", "jumlah": n} for n in range(1200)
        ]
        unit.load(SumberBiaya, rows)
        unit.commit("impor 1.200 baris", OLEH, PUKUL)
    assert editing.undo(database, **STEP) == "impor 1.200 baris"
    with database.read() as unit:
        assert unit.get(Kegiatan, key).sumber_biaya == []
        assert journal.verify_audit(unit.connection) is None


def test_the_file_cannot_hold_nonsense(database: Database) -> None:
    (key,) = add(database, "Talud")
    for values in ({"perkiraan_biaya": -1}, {"nomor": 0}, {"pengusul_jk": "X"}):
        with pytest.raises(InvalidInput):
            editing.change(database, Usulan, key, values, **STEP)
    assert texts(database) == ["Talud"]


def test_what_was_pasted_and_not_understood_is_kept_until_the_cell_is_answered(database: Database) -> None:
    (key,) = editing.add_rows(
        database,
        Usulan,
        parent(database),
        [{"uraian": "PMT", "teks_asli": {"volume": "1378 jiwa", "satuan": "?"}}],
        **STEP,
    )
    editing.change(database, Usulan, key, {"volume": Decimal(1378)}, **STEP)
    with database.read() as unit:
        assert unit.get(Usulan, key).teks_asli == {"satuan": "?"}


def test_a_draft_of_an_open_editor_survives_and_goes_with_the_saved_record(database: Database) -> None:
    (key,) = add(database, "Talud")
    editing.save_draft(database, "usulan", str(key), "uraian", "Talud RT 0", at=PUKUL)
    editing.save_draft(database, "usulan", str(key), "uraian", "Talud RT 03", at=PUKUL)
    assert [(one.kolom, one.isi) for one in editing.get_drafts(database)] == [("uraian", "Talud RT 03")]
    editing.change(database, Usulan, key, {"uraian": "Talud RT 03"}, **STEP)
    assert editing.get_drafts(database) == []


def test_two_threads_that_save_at_once_both_succeed(database: Database) -> None:
    keys = add(database, "A", "B")
    failures: list[BaseException] = []

    def work(key: UUID) -> None:
        try:
            for number in range(20):
                editing.change(database, Usulan, key, {"perkiraan_biaya": number}, **STEP)
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=work, args=(key,)) for key in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert [row.perkiraan_biaya for row in usulan.list_usulan(database, TAHUN)] == [19, 19]


def test_work_that_has_to_wait_too_long_for_its_turn_is_told_so_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "WAIT_SECONDS", 0.05)
    with open_store(tmp_path) as opened:
        [key] = add(opened, "Talud")
        with opened.unit() as slow:
            slow.get(Usulan, key)
            with pytest.raises(StorageFailed) as caught:
                editing.change(opened, Usulan, key, {"uraian": "Drainase"}, **STEP)
        assert str(caught.value) == (
            "Perubahan belum bisa disimpan karena berkas data sedang dipakai pekerjaan lain."
            " Data lama tetap utuh. Tunggu sebentar, lalu tekan Coba lagi. (K-201)"
        )
        editing.change(opened, Usulan, key, {"uraian": "Drainase"}, **STEP)
        assert [row.uraian for row in usulan.list_usulan(opened, TAHUN)] == ["Drainase"]


def test_the_archive_remembers_which_snapshot_the_tables_hold(database: Database) -> None:
    with database.read() as unit:
        assert archive.all_dokumen(unit) == []
        assert archive.newest_step(unit) >= 1
