"""A meeting is counted, checked and ratified only when its berita acara would hold."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest

from builders import aturan, bahasan, everyone, musyawarah, penandatangan, peserta, usulan
from desa_desktop.domain.musyawarah import (
    WAKIL_SEMUA_UNSUR,
    JenisMusyawarah,
    Keputusan,
    biaya_disepakati,
    kehadiran,
    kuorum,
    peringkat,
    take_from_hitung,
)
from desa_desktop.domain.pemeriksaan import Level, RuleBroken, of_level, stop_on_galat
from desa_desktop.domain.pemeriksaan_musyawarah import check_musyawarah
from desa_desktop.domain.usulan import StatusUsulan

TODAY = date(2026, 8, 13)


def check(rapat, *rows, **bend):
    return check_musyawarah(
        rapat, {satu.id: satu for satu in rows}, aturan(), bend.pop("today", TODAY), **bend
    )


def people(jk, number, **bend):
    return [peserta(jk=jk, **bend) for _ in range(number)]


def test_the_counter_reads_as_on_the_wall():
    rapat = musyawarah(peserta=people("L", 15) + people("P", 9) + people("P", 4, is_hadir=False))
    assert kehadiran(rapat, aturan()).teks == "Hadir 24 · L 15 · P 9 (37,5%)"


def test_an_empty_room_has_no_percentage():
    counted = kehadiran(musyawarah(peserta=[]), aturan())
    assert (counted.hadir, counted.persen_p, counted.teks) == (0, None, "Hadir 0 · L 0 · P 0")


def test_groups_are_counted_by_sex_and_the_missing_ones_are_named():
    rapat = musyawarah(peserta=people("L", 2, unsur="tani") + people("P", 1, unsur="tani"))
    counted = kehadiran(rapat, aturan())
    tani = next(satu for satu in counted.unsur if satu.kunci == "tani")
    assert (tani.l, tani.p, tani.jumlah, tani.is_kosong) == (2, 1, 3, False)
    assert "tani" not in counted.unsur_kosong
    assert len(counted.unsur_kosong) == 9


def test_a_group_that_does_not_live_in_the_village_is_not_missing():
    rapat = musyawarah(peserta=[peserta()], unsur_tidak_ada=("nelayan",))
    assert "nelayan" not in kehadiran(rapat, aturan()).unsur_kosong


def test_a_person_of_an_unknown_group_is_still_counted():
    counted = kehadiran(musyawarah(peserta=[peserta(unsur="penyair"), peserta(unsur="")]), aturan())
    assert counted.hadir == 2
    assert sum(satu.jumlah for satu in counted.unsur) == 2


def test_vulnerable_people_are_counted_apart():
    rapat = musyawarah(peserta=[peserta(kelompok_rentan=("lansia", "disabilitas")), peserta()])
    rentan = kehadiran(rapat, aturan()).rentan
    assert (rentan["lansia"], rentan["disabilitas"], rentan["anak"]) == (1, 1, 0)


def test_people_counted_quickly_belong_to_the_attendance_and_lack_names():
    rapat = musyawarah(peserta=people("L", 22), hitung_cepat={"tani:P": 2, "nelayan:L": 0})
    counted = kehadiran(rapat, aturan())
    assert (counted.hadir, counted.bernama, counted.tanpa_nama, counted.p) == (24, 22, 2, 2)


def test_a_name_takes_the_place_of_one_person_counted():
    assert take_from_hitung({"tani:P": 2}, "tani", "P") == {"tani:P": 1}
    assert take_from_hitung({"tani:P": 1}, "tani", "P") == {}
    assert take_from_hitung({"tani:P": 1}, "tani", "L") == {"tani:P": 1}


@pytest.mark.parametrize(("undangan", "perlu"), [(30, 20), (31, 21), (1, 1), (24, 16)])
def test_the_quorum_is_two_thirds_of_the_invited_rounded_up(undangan, perlu):
    state = kuorum(musyawarah(jumlah_undangan=undangan, peserta=people("L", perlu)), aturan())
    assert (state.perlu, state.is_tercapai) == (perlu, True)
    state = kuorum(musyawarah(jumlah_undangan=undangan, peserta=people("L", perlu - 1)), aturan())
    assert not state.is_tercapai


def test_guests_do_not_make_a_quorum():
    rapat = musyawarah(jumlah_undangan=3, peserta=[peserta(), peserta(is_tamu=True), peserta(is_tamu=True)])
    assert not kuorum(rapat, aturan()).is_tercapai


def test_a_complete_musrenbangdes_can_be_ratified_without_a_word():
    talud = usulan()
    rapat = musyawarah(bahasan=[bahasan(talud)])
    assert check(rapat, talud) == []


def test_too_few_women_need_a_reason():
    rapat = musyawarah(peserta=people("L", 41) + people("P", 9))
    found = next(one for one in check(rapat) if one.aturan == "K-410")
    assert found.level is Level.PERINGATAN
    assert found.teks == (
        "Peserta perempuan 18%, di bawah anjuran 30%. Lanjutkan dengan alasan, atau tambah peserta."
    )


def test_exactly_thirty_percent_women_is_enough():
    rapat = musyawarah(peserta=people("L", 7) + people("P", 3))
    assert kehadiran(rapat, aturan()).persen_p == Decimal("30.0")
    assert not [one for one in check(rapat) if one.aturan == "K-410"]


def test_people_without_names_block_until_they_are_explained():
    rapat = musyawarah(peserta=[*everyone(), *people("P", 8)], hitung_cepat={"tani:L": 2})
    [found] = check(rapat)
    assert (found.level, found.aturan) == (Level.GALAT, "K-411")
    assert found.teks == "Jumlah hadir 24 belum cocok dengan nama (22). Lengkapi 2 nama atau jelaskan."
    [found] = check(rapat, penjelasan="Dua petani pulang sebelum menulis nama.")
    assert found.level is Level.PERINGATAN


@pytest.mark.parametrize(
    ("bend", "teks"),
    [
        ({"pimpinan": " "}, "Pimpinan musyawarah belum diisi."),
        ({"notulis": ""}, "Notulis belum diisi."),
        ({"tanggal": None}, "Tanggal musyawarah belum diisi."),
        ({"keputusan": []}, "Belum ada keputusan. Isi paling sedikit satu keputusan."),
        ({"keputusan": [Keputusan(uraian=" ")]}, "Belum ada keputusan. Isi paling sedikit satu keputusan."),
        ({"penandatangan": []}, "Penanda tangan berita acara belum diisi."),
        ({"penandatangan": [penandatangan(nama="")]}, "Penanda tangan berita acara belum diisi."),
        ({"peserta": []}, "Daftar hadir masih kosong. Isi peserta yang hadir."),
    ],
)
def test_a_berita_acara_that_would_not_hold_is_refused(bend, teks):
    findings = check(musyawarah(**bend))
    assert teks in [one.teks for one in of_level(findings, Level.GALAT)]
    with pytest.raises(RuleBroken):
        stop_on_galat(findings, "Tetap disahkan.")


def test_a_scored_proposal_without_a_decision_blocks_and_is_named():
    talud = usulan(nomor=4)
    findings = check(musyawarah(bahasan=[bahasan(talud, putusan=StatusUsulan.DIUSULKAN)]), talud)
    assert [one.teks for one in of_level(findings, Level.GALAT)] == [
        "Usulan 4 sudah dinilai tetapi belum diputuskan."
    ]


def test_a_proposal_that_was_never_scored_only_needs_a_reason():
    rows = [usulan(nomor=number) for number in (3, 5, 8, 9)]
    discussed = [bahasan(satu, nilai={}, putusan=StatusUsulan.DIUSULKAN) for satu in rows]
    findings = check(musyawarah(bahasan=discussed), *rows)
    assert [(one.level, one.teks) for one in findings] == [
        (Level.PERINGATAN, "Belum dinilai dan belum diputuskan: 4 usulan (nomor 3, 5, 8, …).")
    ]


def test_who_refuses_a_proposal_says_why():
    talud = usulan(nomor=4)
    refused = bahasan(talud, putusan=StatusUsulan.TIDAK_DISEPAKATI)
    [found] = check(musyawarah(bahasan=[refused]), talud)
    assert found.teks == "Alasan usulan 4 tidak disepakati belum diisi."
    refused.alasan = "Lahan belum dihibahkan."
    assert check(musyawarah(bahasan=[refused]), talud) == []


def test_a_decision_about_a_proposal_is_a_decision():
    talud = usulan()
    assert check(musyawarah(keputusan=[], bahasan=[bahasan(talud)]), talud) == []


def test_a_meeting_of_tomorrow_cannot_be_ratified_today():
    [found] = check(musyawarah(), today=date(2026, 8, 11))
    assert found.teks == "Tanggal musyawarah 12 Agustus 2026 belum tiba. Periksa tanggalnya."


def test_an_old_year_in_the_date_is_noticed():
    [found] = check(musyawarah(tanggal=date(2023, 12, 15)))
    assert found.level is Level.PERINGATAN
    assert "tidak sesuai tahun rencana 2027" in found.teks


def test_a_meeting_that_ends_before_it_begins_is_noticed():
    [found] = check(musyawarah(mulai=time(9, 0), selesai=time(8, 0)))
    assert found.field == "selesai"


def test_missing_groups_are_named_and_need_a_reason():
    rapat = musyawarah(peserta=[satu for satu in everyone() if satu.unsur not in {"nelayan", "lansia"}])
    findings = check(rapat)
    assert [(one.level, one.teks) for one in findings] == [
        (
            Level.PERINGATAN,
            "Unsur masyarakat belum ada: kelompok nelayan. "
            "Tambah peserta, atau tandai tidak ada di desa ini.",
        ),
        (Level.SARAN, "Belum ada wakil: lansia."),
    ]


@pytest.mark.parametrize(
    "jenis",
    [JenisMusyawarah.MUSDUS, JenisMusyawarah.KELOMPOK, JenisMusyawarah.REMBUK_STUNTING],
)
def test_a_hamlet_is_not_asked_for_every_group_of_the_village(jenis):
    rapat = musyawarah(jenis=jenis, peserta=[one for one in everyone() if one.unsur != "nelayan"])
    assert [one.teks for one in check(rapat) if one.aturan == "V-41"] == []
    assert kehadiran(rapat, aturan()).unsur_kosong == ()


@pytest.mark.parametrize("jenis", sorted(WAKIL_SEMUA_UNSUR, key=lambda one: one.value))
def test_a_meeting_of_the_whole_village_hears_all_ten_groups(jenis):
    rapat = musyawarah(jenis=jenis, peserta=[one for one in everyone() if one.unsur != "nelayan"])
    said = [(one.level, one.teks.partition(".")[0]) for one in check(rapat) if one.aturan == "V-41"]
    assert said == [(Level.PERINGATAN, "Unsur masyarakat belum ada: kelompok nelayan")]


def test_a_musdes_below_the_quorum_needs_a_reason_and_other_meetings_only_hear_of_it():
    bend = {"jumlah_undangan": 60, "pimpinan_dari": "Ketua BPD"}
    [found] = check(musyawarah(jenis=JenisMusyawarah.MUSDES, **bend))
    assert found.level is Level.PERINGATAN
    assert found.teks.startswith("Hadir 14 dari 60 undangan, kurang dari kuorum 40.")
    [found] = check(musyawarah(**bend))
    assert found.level is Level.SARAN


def test_a_musdes_is_led_by_the_bpd():
    [found] = check(musyawarah(jenis=JenisMusyawarah.MUSDES))
    assert (found.aturan, found.level) == ("V-43", Level.PERINGATAN)


def test_agreed_cost_adds_up_only_what_was_agreed():
    talud, sumur, senam = usulan(perkiraan_biaya=85_000_000), usulan(perkiraan_biaya=None), usulan()
    rapat = musyawarah(bahasan=[bahasan(talud), bahasan(sumur), bahasan(senam, putusan=StatusUsulan.DITUNDA)])
    assert biaya_disepakati(rapat, {satu.id: satu for satu in (talud, sumur, senam)}) == 85_000_000


def test_only_what_was_discussed_is_ranked():
    talud, sumur = usulan(), usulan()
    rows = peringkat(musyawarah(bahasan=[bahasan(talud)]), [sumur, talud], aturan())
    assert [(row.usulan, row.skor) for row in rows] == [(talud, Decimal("78.0"))]
