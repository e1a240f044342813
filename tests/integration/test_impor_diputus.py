"""What a meeting has decided is not overwritten by a file or a paste unless a person says so."""

from __future__ import annotations

import pytest

from builders import aturan, desa_id
from desa_desktop.domain.desa import Dusun
from desa_desktop.domain.dokumen import StatusDokumen, dokumen_id
from desa_desktop.domain.rkp import Durkp, RkpDesa
from desa_desktop.domain.tempel import JenisTempel, KeadaanImpor, write_value
from desa_desktop.domain.usulan import StatusUsulan, Usulan
from desa_desktop.errors import InvalidInput
from desa_desktop.services import editing, intake, rkp
from desa_desktop.services import usulan as service
from desa_desktop.services.editing import Locked
from office import OLEH, PUKUL

HARI = PUKUL.date()
JUDUL = ["Dusun", "Uraian", "Lokasi", "Perkiraan biaya"]
RABAT = ["Krajan", "Rabat jalan RT 05", "RT 05", "64.000.000"]
LAIN = ["Krajan", "Rabat jalan beton RT 05", "RT 05", "70.000.000"]  # the same, written by another hand


def look(database, rows, jenis=JenisTempel.USULAN):
    return intake.preview(database, jenis, rows, intake.context_of(database, aturan(), HARI))


def bring(database, *rows, jenis=JenisTempel.USULAN):
    return intake.accept(database, look(database, rows, jenis), by=OLEH, at=PUKUL)


def stored(database):
    return service.list_usulan(database, 2027)


def decide(database, status, alasan=""):
    [one] = stored(database)
    values = {"status": status, "alasan": alasan}
    editing.change(database, Usulan, one.id, values, by=OLEH, at=PUKUL)
    return one.id


@pytest.fixture
def desa(database):
    """Desa Tursino with one proposal of dusun Krajan."""
    editing.add_rows(database, Dusun, desa_id(), [{"nama": "Krajan"}], by=OLEH, at=PUKUL)
    bring(database, JUDUL, RABAT)
    return database


@pytest.mark.parametrize(
    ("status", "alasan", "kata"),
    [
        (StatusUsulan.DISEPAKATI, "", "sudah disepakati"),
        (
            StatusUsulan.TIDAK_DISEPAKATI,
            "lahan sengketa",
            "sudah diputuskan tidak disepakati (lahan sengketa)",
        ),
        (StatusUsulan.DITUNDA, "", "sudah ditunda"),
        (StatusUsulan.DITERUSKAN, "", "sudah diteruskan ke DURKP"),
    ],
)
def test_a_row_that_would_change_a_decided_proposal_says_what_was_decided_and_stays_out(
    desa, status, alasan, kata
):
    decide(desa, status, alasan)
    shown = look(desa, [JUDUL, [*RABAT[:3], "70.000.000"]])
    [(row, state)] = shown.baris
    assert state is KeadaanImpor.DITOLAK
    assert row.teks_masalah == (
        f"Sama dengan usulan nomor 1 yang {kata}. Tidak ditimpa: perkiraan biaya 64.000.000 → 70.000.000."
    )
    assert intake.accept(desa, shown, by=OLEH, at=PUKUL).langkah == ""
    assert [(one.perkiraan_biaya, one.status) for one in stored(desa)] == [(64_000_000, status)]


def test_a_decided_proposal_that_the_file_repeats_unchanged_is_simply_there(desa):
    decide(desa, StatusUsulan.DISEPAKATI)
    assert look(desa, [JUDUL, RABAT]).hitung["sama"] == 1


def test_a_person_may_change_a_decided_proposal_and_its_decision_stays(desa):
    decide(desa, StatusUsulan.TIDAK_DISEPAKATI, "lahan sengketa")
    shown = look(desa, [JUDUL, [*RABAT[:3], "70.000.000"]])
    intake.accept(desa, intake.answer_rows(desa, shown, timpa=[2]), by=OLEH, at=PUKUL)
    [one] = stored(desa)
    assert (one.perkiraan_biaya, one.status, one.alasan) == (
        70_000_000,
        StatusUsulan.TIDAK_DISEPAKATI,
        "lahan sengketa",
    )


def test_every_suggestion_taken_is_no_leave_to_overwrite_a_decision(desa):
    decide(desa, StatusUsulan.DISEPAKATI)
    shown = look(desa, [JUDUL, [*RABAT[:3], "70,000,000"]])
    shown = intake.take_suggestions(desa, shown, frozenset())
    intake.accept(desa, shown, by=OLEH, at=PUKUL)
    assert [one.perkiraan_biaya for one in stored(desa)] == [64_000_000]


def test_a_proposal_spelled_otherwise_names_the_decided_one_and_goes_in_as_a_new_one(desa):
    decide(desa, StatusUsulan.DITUNDA, "menunggu lahan")
    shown = look(desa, [JUDUL, LAIN])
    [(row, _state)] = shown.baris
    assert row.teks_masalah == (
        'Mirip usulan nomor 1, "Rabat jalan RT 05", yang sudah ditunda (menunggu lahan).'
    )
    intake.accept(desa, shown, by=OLEH, at=PUKUL)
    assert [(one.uraian, one.perkiraan_biaya, one.status) for one in stored(desa)] == [
        ("Rabat jalan RT 05", 64_000_000, StatusUsulan.DITUNDA),
        ("Rabat jalan beton RT 05", 70_000_000, StatusUsulan.DIUSULKAN),
    ]


def test_a_look_alike_taken_as_the_same_is_still_held_back_when_it_was_decided(desa):
    decide(desa, StatusUsulan.DISEPAKATI)
    shown = intake.answer_rows(desa, look(desa, [JUDUL, LAIN]), sama=[2])
    [(row, state)] = shown.baris
    assert state is KeadaanImpor.DITOLAK
    assert "Sama dengan usulan nomor 1 yang sudah disepakati." in row.teks_masalah
    shown = intake.answer_rows(desa, shown, timpa=[2])
    intake.accept(desa, shown, by=OLEH, at=PUKUL)
    assert [(one.uraian, one.perkiraan_biaya, one.status) for one in stored(desa)] == [
        ("Rabat jalan beton RT 05", 70_000_000, StatusUsulan.DISEPAKATI)
    ]


def test_a_look_alike_that_is_still_open_is_brought_up_to_date_when_the_person_says_it_is_the_same(desa):
    shown = intake.answer_rows(desa, look(desa, [JUDUL, LAIN]), sama=[2])
    intake.accept(desa, shown, by=OLEH, at=PUKUL)
    assert [one.perkiraan_biaya for one in stored(desa)] == [70_000_000]
    assert look(desa, [JUDUL, LAIN]).hitung["sama"] == 1


def test_a_proposal_that_was_merged_into_another_is_not_changed_by_a_file(desa):
    [old] = stored(desa)
    bring(desa, JUDUL, ["Krajan", "Jalan lingkar dusun", "RT 01", "90.000.000"])
    other = next(one for one in stored(desa) if one.id != old.id)
    editing.change(desa, Usulan, other.id, {"gabungan_dari": (str(old.id),)}, by=OLEH, at=PUKUL)
    shown = look(desa, [JUDUL, [*RABAT[:3], "1.000.000"]])
    [(row, state)] = shown.baris
    assert state is KeadaanImpor.DITOLAK
    assert "yang sudah digabung ke usulan nomor 2" in row.teks_masalah


def test_a_row_corrected_to_mean_something_else_leaves_the_proposal_alone_that_it_was_like_before(desa):
    shown = look(desa, [JUDUL, [*RABAT[:3], "70.000.000"]])
    [(row, _state)] = shown.baris
    fresh = write_value(JenisTempel.USULAN, row, "uraian", "Gapura dusun", shown.konteks)
    shown = intake.again(desa, shown, {2: fresh})
    intake.accept(desa, shown, by=OLEH, at=PUKUL)
    assert {(one.uraian, one.perkiraan_biaya) for one in stored(desa)} == {
        ("Rabat jalan RT 05", 64_000_000),
        ("Gapura dusun", 70_000_000),
    }


def test_a_row_about_which_nothing_was_asked_cannot_be_answered(desa):
    shown = look(desa, [JUDUL, ["Krajan", "Gapura dusun", "", "5.000.000"]])
    with pytest.raises(InvalidInput, match="Baris 2 tidak mirip usulan tahun ini"):
        intake.answer_rows(desa, shown, sama=[2])
    with pytest.raises(InvalidInput, match="Baris 2 tidak menimpa yang sudah diputuskan"):
        intake.answer_rows(desa, shown, timpa=[2])


def test_a_row_of_the_durkp_that_the_kabupaten_has_answered_is_held_back(desa):
    head = ["Jenis Kegiatan", "Lokasi", "Perkiraan biaya"]
    bring(desa, head, ["Jembatan Kali Jali", "Krajan", "450.000.000"], jenis=JenisTempel.DURKP)
    with desa.unit() as unit:
        [durkp] = unit.select(Durkp)
        durkp.baris[0].jawaban = "ditunda"
        unit.commit("jawaban", OLEH, PUKUL)
    shown = look(desa, [head, ["Jembatan Kali Jali", "Krajan", "1.000"]], JenisTempel.DURKP)
    [(row, state)] = shown.baris
    assert state is KeadaanImpor.DITOLAK
    assert "sudah dijawab kabupaten: ditunda" in row.teks_masalah


@pytest.mark.parametrize("jenis", [JenisTempel.RKP, JenisTempel.PAGU])
def test_a_ratified_plan_says_before_anything_else_that_nothing_can_go_in(desa, jenis):
    head = {JenisTempel.RKP: ["Jenis Kegiatan", "Lokasi", "Biaya"], JenisTempel.PAGU: ["Sumber dana", "Pagu"]}
    body = {JenisTempel.RKP: ["Pembinaan PKK", "Desa", "5.000.000"], JenisTempel.PAGU: ["ADD", "5.000.000"]}
    with desa.unit() as unit:
        plan = unit.get(RkpDesa, dokumen_id(desa_id(), "rkp-desa", "2027"))
        plan.status, plan.revisi = StatusDokumen.DISAHKAN, 1
        unit.commit("sahkan", OLEH, PUKUL)
    shown = look(desa, [head[jenis], body[jenis]], jenis)
    assert shown.terkunci.startswith("RKP Desa ini sudah disahkan dan terkunci.")
    assert shown.temuan[0].teks == shown.terkunci
    with pytest.raises(Locked):
        intake.accept(desa, shown, by=OLEH, at=PUKUL)


def test_what_each_source_pays_for_an_agreed_proposal_comes_into_the_plan_with_it(desa):
    head = [*JUDUL, "ADD", "DDS"]
    bring(desa, head, ["Krajan", "Sumur bor", "RT 01", "35.000.000", "5.000.000", "30.000.000"])
    bring(desa, head, ["Krajan", "Gapura", "RT 02", "9.000.000", "5.000.000", "1.000.000"])
    for one in stored(desa):
        editing.change(desa, Usulan, one.id, {"status": StatusUsulan.DISEPAKATI}, by=OLEH, at=PUKUL)
    rkp.take_usulan(desa, aturan(), 2027, by=OLEH, at=PUKUL)
    plan = {one.nama: one for one in rkp.show_plan(desa, aturan(), 2027).rkp.kegiatan}
    assert [(one.sumber, one.jumlah) for one in plan["Sumur bor"].sumber_biaya] == [
        ("ADD", 5_000_000),
        ("DDS", 30_000_000),
    ]
    assert plan["Gapura"].sumber_biaya == [], "parts that do not add up are asked, not taken"
    assert plan["Gapura"].teks_asli == {"sumber": "ADD 5.000.000; DDS 1.000.000"}
    assert plan["Rabat jalan RT 05"].sumber_biaya == []
