"""Around the yearly plan: change, evaluation, team, verification, answers of the kabupaten, prices."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

import desa_hidup
from builders import aturan
from desa_desktop.domain.dokumen import StatusDokumen, dokumen_id
from desa_desktop.domain.harga import HargaSatuan
from desa_desktop.domain.musyawarah import JenisMusyawarah, Musyawarah, rapat_khusus
from desa_desktop.domain.pemeriksaan_rpjm import latar_of
from desa_desktop.domain.rkp import (
    AnggotaTim,
    BarisDurkp,
    BarisRab,
    Durkp,
    JenisTim,
    Kegiatan,
    KelompokRab,
    RkpDesa,
)
from desa_desktop.domain.rpjm import RpjmDesa, RpjmDesaId
from desa_desktop.domain.usulan import StatusUsulan, Usulan
from desa_desktop.domain.verifikasi import butir_of, ringkas_verifikasi, usul_hasil
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.services import (
    dokumen,
    durkp,
    editing,
    harga,
    jejak,
    kantor,
    latar_rencana,
    musyawarah,
    rkp,
    rkp_evaluasi,
    rkp_perubahan,
    rkp_tim,
    usulan,
)
from desa_desktop.services.editing import Locked
from desa_desktop.store.unit import Database
from office import KID, OLEH, PUKUL, TAHUN

STEP: dict[str, Any] = {"by": OLEH, "at": PUKUL}
RULES = aturan()


@pytest.fixture
def signed(database: Database) -> Database:
    """A village whose RKP Desa with five activities is ratified as r01."""
    desa_hidup.people(database)
    desa_hidup.propose(database, 5)
    desa_hidup.agree(database, 5)
    made, _passed = rkp.take_usulan(database, RULES, TAHUN, **STEP)
    desa_hidup.give_pagu(database, DDS=900_000_000)
    desa_hidup.complete(database, made)
    ratify(database)
    return database


def ratify(database: Database) -> int:
    revisi, _digest = rkp.ratify_rkp(
        database,
        RULES,
        TAHUN,
        kid=KID,
        nomor="4 Tahun 2026",
        tanggal=date(2026, 9, 20),
        alasan="Lengkap",
        **STEP,
    )
    return revisi


def activities(database: Database, tahun: int = TAHUN) -> list[Kegiatan]:
    return sorted(rkp.show_plan(database, RULES, tahun).rkp.kegiatan, key=lambda one: one.urut)


# ------------------------------------------------------------------ change


def test_a_change_needs_its_reason_and_keeps_what_was_signed(signed: Database) -> None:
    with pytest.raises(InvalidInput, match="Tulis peristiwa atau kebijakan"):
        rkp_perubahan.begin_change(signed, TAHUN, "peristiwa", " ", **STEP)
    with pytest.raises(InvalidInput, match="Pilih dasar perubahan"):
        rkp_perubahan.begin_change(signed, TAHUN, "bosan", "x", **STEP)
    assert rkp_perubahan.begin_change(signed, TAHUN, "peristiwa", "Banjir 3 Maret 2027", **STEP) == 1
    plan = rkp.show_plan(signed, RULES, TAHUN).rkp
    assert (plan.status, plan.dasar_perubahan) == (
        StatusDokumen.KONSEP, "Peristiwa khusus: Banjir 3 Maret 2027",
    )  # fmt: skip
    with pytest.raises(InvalidInput):
        rkp_perubahan.begin_change(signed, TAHUN, "kebijakan", "lagi", **STEP)


def test_what_changed_against_the_signed_plan_is_shown_and_an_old_one_stays_readable(
    signed: Database,
) -> None:
    assert rkp_perubahan.show_banding(signed, RULES, "rkp", TAHUN) is None
    rkp_perubahan.begin_change(signed, TAHUN, "kebijakan", "Pagu DDS turun", **STEP)
    first, second, *_rest = activities(signed)
    rkp.set_cost(signed, first.id, 1_000_000, **STEP)
    editing.remove_rows(signed, Kegiatan, [second.id], **STEP)
    shown = rkp_perubahan.show_banding(signed, RULES, "rkp", TAHUN)
    assert shown is not None
    assert (shown.terhadap, shown.nama) == ("r01", "rancangan perubahan ke-1")
    assert "1 kegiatan berubah, 1 dihapus, 3 sama." in shown.beda.kalimat
    assert [one.nama for one in shown.gugur] == [second.nama]
    lines = {(one.judul, one.kolom): (one.semula_teks, one.menjadi_teks) for one in shown.beda.beda}
    assert lines[first.nama, "biaya"][1] == "1.000.000"
    asked = second.usulan_id
    assert asked is not None
    put_off = {"status": StatusUsulan.DITUNDA, "alasan": "Pagu DDS turun"}
    editing.change(signed, Usulan, asked, put_off, **STEP)
    assert ratify(signed) == 2
    again = rkp_perubahan.show_banding(signed, RULES, "rkp", TAHUN)
    assert again is not None
    assert (again.terhadap, again.nama) == ("r01", "perubahan ke-1")
    with pytest.raises(NotFound):
        rkp_perubahan.show_banding(signed, RULES, "rkp", TAHUN, 9)


def test_a_change_is_discussed_in_one_special_musrenbangdes(signed: Database) -> None:
    rkp_perubahan.begin_change(signed, TAHUN, "kebijakan", "Pagu DDS turun", **STEP)
    first = rkp_perubahan.prepare_special_meeting(signed, TAHUN, **STEP)
    assert rkp_perubahan.prepare_special_meeting(signed, TAHUN, **STEP) == first
    kinds = [one.jenis for one in musyawarah.list_musyawarah(signed, TAHUN)]
    assert kinds.count(JenisMusyawarah.MUSRENBANGDES_KHUSUS) == 1


def test_each_plan_is_changed_in_a_special_musrenbangdes_of_its_own(signed: Database) -> None:
    """perencanaan.md 4.4: one for the RKP Desa says nothing about the RPJM Desa, and the other way round."""
    with signed.unit() as unit:
        desa = kantor.require(unit).id
        key = RpjmDesaId(dokumen_id(desa, "rpjm-desa", "2021"))
        long = RpjmDesa(id=key, desa_id=desa, tahun=2021, tahun_akhir=2028, revisi=1, nomor_perdes="1/2020",
                        dasar_perubahan="UU 3/2024: 8 tahun", tanggal_perdes=date(2026, 11, 30))  # fmt: skip
        unit.add(long)
        unit.commit("RPJM diubah", OLEH, PUKUL)
        listed = dokumen_id(desa, "daftar-usulan", str(TAHUN))
    editing.add_row(signed, Usulan, listed, {"uraian": "Usulan susulan"}, **STEP)
    first = rkp_perubahan.prepare_special_meeting(signed, TAHUN, **STEP)
    assert hold(signed, first) == ("Musrenbangdes Khusus RPJM Desa", 0)
    rkp_perubahan.begin_change(signed, TAHUN, "kebijakan", "Pagu DDS turun", **STEP)
    second = rkp_perubahan.prepare_special_meeting(signed, TAHUN, **STEP)
    assert second != first
    with signed.unit() as unit:
        plan = unit.get(RkpDesa, rkp.rkp_key(signed, TAHUN))
        background, _usulan = latar_rencana.rkp_background(unit, plan)
        assert not background.has_khusus
        held = unit.select(Musyawarah)
        assert latar_of(unit.get(RpjmDesa, key), held).musrenbang_khusus == [date(2026, 12, 1)]
    assert hold(signed, second) == ("Musrenbangdes Khusus", 1)
    with signed.unit() as unit:
        held = unit.select(Musyawarah)
        assert len(latar_of(unit.get(RpjmDesa, key), held).musrenbang_khusus) == 1
        [about] = rapat_khusus(held, rpjm=False)
        assert about.id == second
    compared = rkp_perubahan.show_banding(signed, RULES, "rpjm", TAHUN)
    assert compared is None  # nothing of it was ratified here


def hold(database: Database, key: UUID) -> tuple[str, int]:
    """Ratify a meeting on 1 December 2026; its name and how many proposals lie on its table."""
    with database.unit() as unit:
        meeting = unit.get(Musyawarah, key)
        meeting.tanggal, meeting.status, meeting.revisi = date(2026, 12, 1), StatusDokumen.DISAHKAN, 1
        unit.commit("sahkan", OLEH, PUKUL)
        return meeting.nama, len(meeting.bahasan)


def test_what_a_change_drops_can_be_proposed_again_and_its_line_goes_on(signed: Database) -> None:
    rkp_perubahan.begin_change(signed, TAHUN, "kebijakan", "Pagu DDS turun", **STEP)
    gone = activities(signed)[0]
    editing.remove_rows(signed, Kegiatan, [gone.id], **STEP)
    (made,) = rkp_perubahan.propose_dropped(signed, RULES, TAHUN, [gone.id], **STEP)
    assert rkp_perubahan.propose_dropped(signed, RULES, TAHUN, [gone.id], **STEP) == []
    with pytest.raises(NotFound):
        rkp_perubahan.propose_dropped(signed, RULES, TAHUN, [activities(signed)[0].id], **STEP)
    line = jejak.show_jejak(signed, made, RULES.ambang_mirip)
    assert [one.judul for one in line.langkah[-3:]] == [
        "Masuk RKP Desa 2027 (murni)",
        "Akan keluar dari RKP Desa 2027 oleh perubahan ke-1",
        "Diusulkan lagi untuk 2028 sebagai usulan nomor 1",
    ]
    assert "Perubahan kebijakan pemerintah: Pagu DDS turun" in line.langkah[-2].keterangan
    assert line.langkah[0].tahun == TAHUN


def test_agreed_proposals_that_a_ratified_plan_left_out_wait_in_the_archive(signed: Database) -> None:
    kantor.change_year(signed, TAHUN + 1, RULES, **STEP)
    assert usulan.archive_of(signed, TAHUN + 1) == []
    rkp_perubahan.begin_change(signed, TAHUN, "kebijakan", "Pagu DDS turun", **STEP)
    gone = activities(signed)[0]
    editing.remove_rows(signed, Kegiatan, [gone.id], **STEP)
    (waiting,) = usulan.archive_of(signed, TAHUN + 1)
    assert (waiting.id, waiting.alasan) == (
        gone.usulan_id,
        "Masuk RKP Desa 2027, lalu dikeluarkan oleh rancangan perubahan ke-1. "
        "Perubahan kebijakan pemerintah: Pagu DDS turun",
    )  # fmt: skip
    (made,) = usulan.propose_again(signed, [waiting.id], TAHUN + 1, **STEP)
    with signed.read() as unit:
        assert unit.get(Usulan, made).asal_usulan_id == waiting.id


# ------------------------------------------------------------------ evaluation


def test_last_years_activities_are_evaluated_once_and_added_up(signed: Database) -> None:
    kantor.change_year(signed, TAHUN + 1, RULES, **STEP)
    made = rkp_evaluasi.take_last_year(signed, RULES, TAHUN + 1, **STEP)
    assert len(made) == 5
    assert rkp_evaluasi.take_last_year(signed, RULES, TAHUN + 1, **STEP) == []
    shown = rkp_evaluasi.show_evaluasi(signed, TAHUN + 1)
    first = shown.baris[0]
    rkp_evaluasi.set_realisasi(
        signed, [first.id], realisasi=first.anggaran, is_terlaksana=True, keterangan="Selesai", **STEP
    )
    total = rkp_evaluasi.show_evaluasi(signed, TAHUN + 1).jumlah
    assert (total.kegiatan, total.terlaksana, total.realisasi) == (5, 1, first.anggaran)
    assert total.anggaran == sum(one.biaya or 0 for one in activities(signed))
    assert total.sisa == total.anggaran - total.realisasi
    with pytest.raises(NotFound, match="RKPDes 2026 tidak ditemukan"):
        rkp_evaluasi.take_last_year(signed, RULES, TAHUN, **STEP)


# ------------------------------------------------------------------ team and verification


def test_the_team_counts_women_and_says_what_its_rule_advises(database: Database) -> None:
    key = rkp.rkp_key(database, TAHUN)
    people = [("Sutrisno", "L"), ("Lestari", "P"), ("Bambang", "L"), ("", "P")]
    editing.add_rows(database, AnggotaTim, key, [{"nama": name, "jk": jk} for name, jk in people], **STEP)
    counted = rkp_tim.show_tim(database, RULES, TAHUN).susunan[JenisTim.PENYUSUN]
    assert counted.teks == "3 orang · L 2 · P 1 (33,3%)"
    assert counted.saran == ("Jumlah tim sebaiknya paling sedikit 7 orang.",)
    assert rkp_tim.show_tim(database, RULES, TAHUN).susunan[JenisTim.VERIFIKASI].orang == 0


def test_the_work_plan_begins_with_the_seven_usual_lines(database: Database) -> None:
    assert len(rkp_tim.fill_rktl(database, TAHUN, **STEP)) == 7
    assert rkp_tim.fill_rktl(database, TAHUN, **STEP) == []
    assert rkp_tim.show_tim(database, RULES, TAHUN).rencana[0].uraian == "Rembuk Stunting"


def test_last_years_team_serves_again_without_being_typed(database: Database) -> None:
    with pytest.raises(NotFound):
        rkp_tim.copy_team(database, TAHUN, **STEP)
    kantor.change_year(database, TAHUN - 1, RULES, **STEP)
    before = rkp.rkp_key(database, TAHUN - 1)
    editing.add_rows(
        database, AnggotaTim, before, [{"nama": "Lestari", "jk": "P", "jabatan": "Ketua"}], **STEP
    )
    assert len(rkp_tim.copy_team(database, TAHUN, **STEP)) == 1
    assert rkp_tim.copy_team(database, TAHUN, **STEP) == []
    assert rkp_tim.show_tim(database, RULES, TAHUN).anggota[0].jabatan == "Ketua"


def test_fourteen_papers_are_looked_at_before_an_activity_is_layak(database: Database) -> None:
    key = editing.add_row(database, Kegiatan, rkp.rkp_key(database, TAHUN), {"nama": "Talud"}, **STEP)
    items = butir_of(RULES)
    assert len(items) == 14
    every = dict.fromkeys(items, "ada_memenuhi")
    rkp_tim.set_verifikasi(database, RULES, key, every, "layak", **STEP)
    sheet = activities(database)[0]
    shown = ringkas_verifikasi(sheet.verifikasi, sheet.hasil_verifikasi, items)
    assert (
        shown.teks == f"{len(items)} dari {len(items)} butir diperiksa, {len(items)} memenuhi syarat · LAYAK"
    )
    rkp_tim.set_verifikasi(database, RULES, key, {"rab": "ada_tidak"}, **STEP)
    assert usul_hasil(activities(database)[0].verifikasi, items) == "tidak_layak"
    rkp_tim.set_verifikasi(database, RULES, key, {"rab": ""}, **STEP)
    assert usul_hasil(activities(database)[0].verifikasi, items) == ""
    for wrong in ({"atap": "ada_memenuhi"}, {"rab": "mungkin"}):
        with pytest.raises(InvalidInput):
            rkp_tim.set_verifikasi(database, RULES, key, wrong, **STEP)
    with pytest.raises(InvalidInput):
        rkp_tim.set_verifikasi(database, RULES, key, {}, "bagus", **STEP)


# ------------------------------------------------------------------ DU-RKP


def upwards(database: Database, tahun: int, **values: Any) -> UUID:
    return editing.add_row(database, BarisDurkp, rkp.durkp_key(database, tahun), values, **STEP)


def test_an_answer_comes_after_the_list_was_ratified_and_changes_nothing_that_was_decided(
    database: Database,
) -> None:
    row = upwards(database, TAHUN, nama="Jembatan", lokasi="Kali Jali", volume=Decimal(1), satuan="unit",
                  perkiraan_biaya=900_000_000, sumber="U1", prioritas=1)  # fmt: skip
    _revisi, digest = rkp.ratify_durkp(
        database, RULES, TAHUN, kid=KID, nomor="1", tanggal=date(2026, 12, 1), alasan="Lengkap", **STEP
    )
    with pytest.raises(InvalidInput, match="Tulis alasan kabupaten"):
        durkp.record_answer(database, [row], "ditolak", **STEP)
    with pytest.raises(InvalidInput, match="Jawaban: diterima"):
        durkp.record_answer(database, [row], "mungkin", **STEP)
    durkp.record_answer(database, [row], "ditunda", alasan="Dana", tanggal=date(2027, 7, 1), **STEP)
    with database.read() as unit:
        root = unit.get(Durkp, rkp.durkp_key(database, TAHUN))
        assert root.baris[0].jawaban == "ditunda"
        assert dokumen.is_frozen(unit, root, digest)
    with pytest.raises(Locked):
        editing.change(database, BarisDurkp, row, {"nama": "Lain"}, **STEP)


def test_what_was_not_accepted_is_asked_again_with_its_answer_in_sight(database: Database) -> None:
    old = upwards(database, TAHUN, nama="Jembatan Kali Jali", lokasi="Lor", opd_tujuan="DPUPR", prioritas=1)
    good = upwards(database, TAHUN, nama="Pasar desa", prioritas=2)
    durkp.record_answer(database, [old], "ditolak", alasan="Bukan jalan kabupaten.", **STEP)
    durkp.record_answer(database, [good], "diterima", **STEP)
    kantor.change_year(database, TAHUN + 1, RULES, **STEP)
    assert [one.nama for one in durkp.last_year_open(database, TAHUN + 1)] == ["Jembatan Kali Jali"]
    (made,) = durkp.propose_again(database, TAHUN + 1, **STEP)
    with pytest.raises(NotFound):
        durkp.propose_again(database, TAHUN + 1, **STEP)
    alike = upwards(database, TAHUN + 1, nama="Pembangunan pasar desa", prioritas=2)
    said = durkp.earlier_answers(database, TAHUN + 1, RULES.ambang_mirip)
    assert (said[made].is_pasti, said[made].teks) == (True, "2027: ditolak, Bukan jalan kabupaten")
    assert (said[alike].is_pasti, said[alike].teks) == (False, "2027: diterima")
    assert list(durkp.earlier_offices(database)) == ["DPUPR"]
    with database.read() as unit:
        row = unit.get(BarisDurkp, made)
        assert (row.asal_id, row.jawaban, row.prioritas) == (old, "", 1)


def test_only_a_clear_link_fills_the_supporting_data() -> None:
    stunting = durkp.NilaiKartu(
        "konvergensi-stunting", "2026-TW3", "Konvergensi Stunting 2026-TW3: 55 (Kurang)", ""
    )
    water = durkp.NilaiKartu("layanan-dasar", "2026-S2", "Air bersih: 40 (Kurang)", "Air bersih")
    known = [stunting, water]
    assert durkp.clear_score(BarisDurkp(nama="Posyandu", tanda=("stunting",)), known) == stunting.teks
    assert durkp.clear_score(BarisDurkp(nama="Pipa air bersih Lor"), known) == water.teks
    assert durkp.clear_score(BarisDurkp(nama="Jembatan"), known) == ""


# ------------------------------------------------------------------ prices


def test_prices_fill_unit_and_price_of_an_estimate(database: Database) -> None:
    assert harga.show_harga(database, TAHUN).baris == ()
    key = harga.begin_list(database, TAHUN, **STEP)
    assert harga.begin_list(database, TAHUN, **STEP) == key
    semen, _pasir = editing.add_rows(
        database,
        HargaSatuan,
        key,
        [
            {"uraian": "Semen PC 50 kg", "satuan": "zak", "harga": 68_000, "kelompok": KelompokRab.BAHAN},
            {"uraian": "Pasir pasang", "satuan": "m³", "harga": 250_000},
        ],
        **STEP,
    )
    shown = harga.show_harga(database, TAHUN)
    assert [one.uraian for one in harga.search(shown, "semen 50")] == ["Semen PC 50 kg"]
    found = harga.find_price(shown, "semen pc 50 KG")
    assert found is not None
    assert found.harga == 68_000
    activity = editing.add_row(database, Kegiatan, rkp.rkp_key(database, TAHUN), {"nama": "Talud"}, **STEP)
    line = editing.add_row(database, BarisRab, activity, {"uraian": "semen", "volume": Decimal(10)}, **STEP)
    harga.use_price(database, line, semen, **STEP)
    with database.read() as unit:
        row = unit.get(BarisRab, line)
        assert (row.uraian, row.satuan, row.jumlah, row.kelompok) == (
            "Semen PC 50 kg", "zak", Decimal(680_000), KelompokRab.BAHAN,
        )  # fmt: skip
    assert harga.copy_prices(database, TAHUN + 1, **STEP) == 2
    assert harga.copy_prices(database, TAHUN + 1, **STEP) == 0


def test_a_change_has_a_perdes_and_a_special_musrenbangdes_of_its_own(signed: Database) -> None:
    rkp_perubahan.begin_change(signed, TAHUN, "peristiwa", "Banjir 3 Maret 2027", **STEP)
    gone = activities(signed)[0]
    editing.remove_rows(signed, Kegiatan, [gone.id], **STEP)
    shown = rkp.show_plan(signed, RULES, TAHUN, final=True)
    assert (shown.rkp.nomor_perdes, shown.rkp.tanggal_perdes) == ("", None)
    texts = [one.teks for one in shown.pemeriksaan]
    assert any("Musrenbangdes khusus untuk perubahan belum disahkan" in text for text in texts)
    assert not any("belum dipakai" in text for text in texts), "the change itself dropped the proposal"
    head = {"nomor_perdes": "1 Tahun 2027", "tanggal_perdes": date(2027, 3, 20)}
    editing.change(signed, RkpDesa, shown.rkp.id, head, **STEP)
    rules = [one.aturan for one in rkp.show_plan(signed, RULES, TAHUN, final=True).pemeriksaan]
    assert "V-30" not in rules, "the last day of September is that of the first plan"
