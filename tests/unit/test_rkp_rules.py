"""A plan is summed in one way, held against its pagu, and ratified only when nothing is missing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from builders import aturan, baris_durkp, durkp, kegiatan, pagu, rkp_desa, usulan
from desa_desktop.domain.matriks import (
    biaya_per_bidang,
    months_text,
    nomor_kegiatan,
    order_for_matrix,
    pemakaian_earmark,
    pemakaian_pagu,
    pola_ticks,
    sumber_text,
)
from desa_desktop.domain.pemeriksaan import Level, RuleBroken, of_level, stop_on_galat
from desa_desktop.domain.pemeriksaan_rkp import LatarRkp, check_durkp, check_rkp
from desa_desktop.domain.rkp import PolaPelaksanaan, SumberBiaya
from desa_desktop.domain.usulan import StatusUsulan

RATIFIED = LatarRkp(has_musrenbang=True, tanggal_musrenbang=date(2026, 8, 12))


def check(rkp, latar=RATIFIED, *, final=True):
    return check_rkp(rkp, aturan(), latar, final=final)


def texts(findings, level):
    return [found.teks for found in of_level(findings, level)]


def test_a_complete_plan_can_be_ratified_without_a_word():
    assert check(rkp_desa()) == []


def test_the_matrix_is_ordered_by_code_and_then_by_the_persons_own_order():
    pmt = kegiatan(kode="02.02.02", urut=9)
    siltap = kegiatan(kode="01.01.01", urut=8)
    talud = kegiatan(kode="02.03.10", urut=2)
    rabat = kegiatan(kode="02.03.10", urut=1)
    tanpa = kegiatan(kode="", urut=0)
    salah = kegiatan(kode="99.01.01", urut=3)
    groups = order_for_matrix([pmt, siltap, talud, rabat, tanpa, salah], aturan())
    assert [(group.kode, [sub.kode for sub in group.sub_bidang]) for group in groups] == [
        ("01", ["01.01"]),
        ("02", ["02.02", "02.03"]),
        ("", [""]),
    ]
    assert [list(group.kegiatan) for group in groups] == [[siltap], [pmt, rabat, talud], [tanpa, salah]]
    assert groups[1].nama == "Pelaksanaan Pembangunan Desa"
    assert groups[2].nama == "Tanpa kode"


def test_subtotals_add_up_every_row_and_not_only_the_first():
    rows = [kegiatan(kode="02.03.10", biaya=47_400_000), kegiatan(kode="02.02.02", biaya=527_621_500)]
    [group] = order_for_matrix(rows, aturan())
    assert group.jumlah == 575_021_500
    assert [sub.jumlah for sub in group.sub_bidang] == [527_621_500, 47_400_000]
    assert biaya_per_bidang(rkp_desa(kegiatan=rows), aturan()) == {
        "01": 0,
        "02": 575_021_500,
        "03": 0,
        "04": 0,
        "05": 0,
    }


def test_numbers_run_through_the_whole_matrix():
    talud, siltap = kegiatan(kode="02.03.10"), kegiatan(kode="01.01.01")
    assert nomor_kegiatan([talud, siltap], aturan()) == {siltap.id: 1, talud.id: 2}


def test_the_gauge_reads_as_in_the_editor():
    plan = rkp_desa(kegiatan=[kegiatan(biaya=812_500_000)], pagu=[pagu(jumlah=850_000_000)])
    [row] = pemakaian_pagu(plan, aturan())
    assert row.teks == "DDS Rp812.500.000 dari Rp850.000.000 · sisa Rp37.500.000 (95,6%)"
    assert (row.sisa, row.persen, row.is_lebih) == (37_500_000, Decimal("95.6"), False)


def test_a_pagu_that_is_used_up_exactly_is_not_exceeded():
    plan = rkp_desa(kegiatan=[kegiatan(biaya=420, sumber="ADD")], pagu=[pagu(sumber="ADD", jumlah=420)])
    [row] = pemakaian_pagu(plan, aturan())
    assert (row.is_lebih, row.sisa, row.persen) == (False, 0, Decimal("100.0"))
    assert not [found for found in check(plan) if found.aturan == "V-12"]


def test_silpa_widens_the_limit_and_is_shown_apart():
    plan = rkp_desa(
        kegiatan=[
            kegiatan(
                biaya=110,
                sumber_biaya=[
                    SumberBiaya(sumber="DDS", jumlah=100),
                    SumberBiaya(sumber="DDS", jumlah=10, is_silpa=True),
                ],
            )
        ],
        pagu=[pagu(jumlah=100, silpa=10)],
    )
    [row] = pemakaian_pagu(plan, aturan())
    assert (row.pagu, row.silpa, row.batas, row.terpakai, row.terpakai_silpa, row.sisa) == (
        100,
        10,
        110,
        110,
        10,
        0,
    )
    assert sumber_text(plan.kegiatan[0]) == "DDS, s.DDS"
    assert check(plan) == []


def test_more_silpa_than_there_is_is_noticed():
    money = [SumberBiaya(sumber="DDS", jumlah=20, is_silpa=True)]
    plan = rkp_desa(kegiatan=[kegiatan(biaya=20, sumber_biaya=money)], pagu=[pagu(jumlah=100, silpa=10)])
    [found] = check(plan)
    assert found.teks == "SiLPA DDS dipakai Rp20, padahal tercatat Rp10."


def test_sources_stand_in_the_order_of_the_list_and_a_used_source_without_pagu_is_not_hidden():
    plan = rkp_desa(
        kegiatan=[kegiatan(sumber="PBH", biaya=5), kegiatan(sumber="DDS", biaya=7)],
        pagu=[pagu(sumber="DDS", jumlah=10), pagu(sumber="PAD", jumlah=3)],
    )
    assert [(row.sumber, row.pagu, row.terpakai) for row in pemakaian_pagu(plan, aturan())] == [
        ("PAD", 3, 0),
        ("DDS", 10, 7),
        ("PBH", None, 5),
    ]
    assert texts(check(plan), Level.PERINGATAN) == ["Pagu PBH belum diisi, padahal dipakai Rp5."]


def test_a_unit_nobody_knows_is_named_and_not_called_missing():
    typed = kegiatan(satuan="", teks_asli={"satuan": "Pohong"})
    assert texts(check(rkp_desa(kegiatan=[typed])), Level.GALAT) == [
        'Kegiatan 1: satuan "Pohong" tidak dikenal. Pilih dari daftar atau perbaiki ejaannya.'
    ]
    beside = kegiatan(volume=None, satuan="", teks_asli={"volume": "100 Pohong"})
    assert texts(check(rkp_desa(kegiatan=[beside])), Level.GALAT) == [
        'Kegiatan 1: "100 Pohong" belum dapat dibaca. Isi kolom ini dengan benar.'
    ]


def test_two_pagu_of_one_source_are_a_galat_that_names_it():
    twice = [pagu(urut=1, jumlah=10), pagu(urut=2, jumlah=10), pagu(urut=3, sumber="PAD", jumlah=3)]
    [found] = [one for one in check(rkp_desa(pagu=twice)) if one.record == twice[1].id]
    assert (found.level, found.aturan) == (Level.GALAT, "V-12")
    assert found.teks == "Pagu DDS tertulis lebih dari sekali. Jadikan satu baris."


@pytest.mark.parametrize(("is_definitif", "level"), [(True, Level.GALAT), (False, Level.PERINGATAN)])
def test_passing_a_pagu_blocks_only_when_the_pagu_is_definitive(is_definitif, level):
    plan = rkp_desa(
        kegiatan=[kegiatan(biaya=862_500_000)],
        pagu=[pagu(jumlah=850_000_000, is_definitif=is_definitif)],
    )
    [found] = check(plan)
    assert (found.level, found.aturan) == (level, "V-12")
    assert found.teks == (
        "Biaya DDS lebih Rp12.500.000 dari pagunya, Rp850.000.000. "
        "Kurangi kegiatan atau pindahkan sumber dana."
    )


def test_a_split_that_does_not_add_up_is_named_with_the_difference():
    plan = rkp_desa(
        kegiatan=[kegiatan(biaya=74_000_000, sumber_biaya=[SumberBiaya(sumber="DDS", jumlah=70_000_000)])]
    )
    [found] = check(plan)
    assert (found.level, found.aturan) == (Level.GALAT, "V-10")
    assert found.teks == (
        "Kegiatan 1: biaya Rp74.000.000 tidak sama dengan jumlah sumber dana Rp70.000.000. "
        "Selisih Rp4.000.000."
    )


def test_two_sources_in_one_cell_are_no_source():
    plan = rkp_desa(kegiatan=[kegiatan(sumber="ADD, DDS")])
    assert "Kegiatan 1: sumber dana ADD, DDS tidak dikenal. Pilih dari daftar." in texts(
        check(plan), Level.GALAT
    )


@pytest.mark.parametrize(
    ("bend", "kolom"),
    [
        ({"nama": ""}, "jenis kegiatan"),
        ({"lokasi": " "}, "lokasi"),
        ({"volume": None}, "volume"),
        ({"volume": Decimal(0)}, "volume"),
        ({"satuan": ""}, "satuan"),
        ({"bulan_mulai": None}, "waktu"),
        ({"bulan_selesai": None}, "waktu"),
        ({"pola": None}, "pola pelaksanaan"),
    ],
)
def test_a_missing_column_blocks_ratification_and_only_warns_a_draft(bend, kolom):
    plan = rkp_desa(kegiatan=[kegiatan(**bend)])
    [found] = check(plan)
    assert (found.level, found.aturan) == (Level.GALAT, "V-02")
    assert found.teks == f"Kegiatan 1: lengkapi {kolom}."
    [found] = check(plan, final=False)
    assert found.level is Level.PERINGATAN


def test_all_missing_columns_of_a_row_are_named_at_once():
    plan = rkp_desa(kegiatan=[kegiatan(lokasi="", satuan="", pola=None)])
    assert texts(check(plan), Level.GALAT) == ["Kegiatan 1: lengkapi lokasi, satuan, pola pelaksanaan."]


def test_a_code_outside_the_list_blocks_and_the_kabupatens_own_does_not():
    assert check(rkp_desa(kegiatan=[kegiatan(kode="02.03.91")])) == []
    findings = check(rkp_desa(kegiatan=[kegiatan(kode="02.03.77")]), final=False)
    assert texts(findings, Level.GALAT) == [
        "Kegiatan 1: kode 02.03.77 tidak ada dalam daftar. Pilih kode yang benar."
    ]


def test_activities_outside_every_bidang_would_make_the_subtotals_wrong():
    plan = rkp_desa(kegiatan=[kegiatan(biaya=10), kegiatan(kode="", biaya=5)])
    assert [found.aturan for found in of_level(check(plan), Level.GALAT)] == ["V-01", "V-11"]
    said = " ".join(texts(check(plan), Level.GALAT))
    assert "Jumlah semua bidang Rp10 tidak sama dengan jumlah RKPDes Rp15. Isi kode yang kosong" in said


@pytest.mark.parametrize("bend", [{"biaya": 0}, {"biaya": None}, {"sumber": ""}])
def test_an_activity_without_money_or_source_needs_a_reason(bend):
    findings = check(rkp_desa(kegiatan=[kegiatan(**bend)]))
    assert "V-14" in [found.aturan for found in findings]
    assert not of_level(findings, Level.GALAT)
    with pytest.raises(RuleBroken):
        stop_on_galat(findings)
    stop_on_galat(findings, "Dibiayai kecamatan.")


def test_negative_money_is_refused():
    findings = check(rkp_desa(kegiatan=[kegiatan(biaya=-5)]))
    assert "Kegiatan 1: biaya tidak boleh kurang dari nol." in texts(findings, Level.GALAT)


def test_months_in_the_wrong_order_are_refused():
    findings = check(rkp_desa(kegiatan=[kegiatan(bulan_mulai=9, bulan_selesai=3)]))
    assert texts(findings, Level.GALAT) == ["Kegiatan 1: bulan selesai lebih awal dari bulan mulai."]


def test_every_agreed_proposal_is_used_passed_on_or_put_off_with_a_reason():
    rows = [usulan(status=StatusUsulan.DISEPAKATI) for _ in range(5)]
    dipakai, diteruskan, *_lain = rows
    latar = LatarRkp(
        usulan=[*rows, usulan(status=StatusUsulan.DITUNDA, alasan="Lahan."), usulan()],
        usulan_durkp={diteruskan.id},
        has_musrenbang=True,
    )
    plan = rkp_desa(kegiatan=[kegiatan(usulan_id=dipakai.id)])
    [found] = check(plan, latar)
    assert (found.level, found.aturan) == (Level.GALAT, "K-402")
    assert found.teks == (
        "Tiga usulan yang disepakati belum dipakai. Masukkan, teruskan ke DURKP, atau tunda dengan alasan."
    )
    assert check(plan, latar, final=False)[0].level is Level.PERINGATAN


def test_merged_proposals_are_used_with_the_one_they_were_merged_into():
    asal = usulan(status=StatusUsulan.DISEPAKATI)
    gabungan = usulan(status=StatusUsulan.DISEPAKATI, gabungan_dari=(str(asal.id),))
    latar = LatarRkp(usulan=[asal, gabungan], has_musrenbang=True)
    assert check(rkp_desa(kegiatan=[kegiatan(usulan_id=gabungan.id)]), latar) == []


def test_a_proposal_put_off_without_a_reason_is_asked_about():
    latar = LatarRkp(usulan=[usulan(nomor=7, status=StatusUsulan.DITUNDA)], has_musrenbang=True)
    assert texts(check(rkp_desa(), latar), Level.PERINGATAN) == [
        "Usulan 7 ditunda tanpa alasan. Isi alasannya."
    ]


def test_a_plan_before_its_musrenbangdes_needs_a_reason():
    [found] = check(rkp_desa(), LatarRkp())
    assert (found.level, found.aturan) == (Level.PERINGATAN, "V-32")


def test_number_and_date_of_the_perdes_are_needed_only_at_the_end():
    plan = rkp_desa(nomor_perdes="", tanggal_perdes=None)
    assert texts(check(plan), Level.GALAT) == [
        "Nomor Perdes RKPDes belum diisi.",
        "Tanggal Perdes RKPDes belum diisi.",
    ]
    assert {found.level for found in check(plan, final=False)} == {Level.SARAN}


@pytest.mark.parametrize(
    ("tanggal", "aturan_"),
    [(date(2026, 12, 1), "V-30"), (date(2026, 8, 1), "V-31"), (date(2023, 12, 15), "V-31")],
)
def test_a_perdes_too_late_too_early_or_of_an_old_year_is_noticed(tanggal, aturan_):
    findings = check(rkp_desa(tanggal_perdes=tanggal))
    assert {(found.level, found.aturan) for found in findings} == {(Level.PERINGATAN, aturan_)}


def test_text_that_could_not_be_read_stays_a_question():
    plan = rkp_desa(kegiatan=[kegiatan(teks_asli={"penerima_l": "warga sekitar"})])
    [found] = check(plan)
    assert (found.field, found.level) == ("penerima_l", Level.PERINGATAN)


def test_a_wrong_code_is_called_wrong_once_and_stops_the_milestone():
    plan = rkp_desa(kegiatan=[kegiatan(kode="", teks_asli={"kode": "9.9.9"})])
    [found] = [one for one in check(plan) if one.field == "kode" and one.aturan == "V-01"]
    assert (found.level, found.teks) == (
        Level.GALAT,
        "Kegiatan 1: kode 9.9.9 tidak ada dalam daftar. Pilih kode yang benar.",
    )


def test_two_sources_in_one_cell_stop_the_milestone():
    plan = rkp_desa(kegiatan=[kegiatan(sumber_biaya=[], teks_asli={"sumber": "ADD, DDS"})])
    [found] = [one for one in check(plan) if one.level is Level.GALAT]
    assert (found.aturan, found.field) == ("V-10", "sumber")
    assert [one.teks for one in check(plan) if "sumber dana belum diisi" in one.teks] == []


def test_a_required_column_nobody_can_read_is_named_once_and_stops_the_milestone():
    plan = rkp_desa(kegiatan=[kegiatan(volume=None, teks_asli={"volume": "secukupnya"})])
    [found] = check(plan)
    assert (found.level, found.aturan, found.field) == (Level.GALAT, "V-02", "volume")


def test_an_empty_plan_is_not_ratified():
    assert texts(check(rkp_desa(kegiatan=[])), Level.GALAT) == ["RKPDes 2027 belum berisi kegiatan."]


def test_the_gravest_finding_comes_first():
    findings = check(rkp_desa(nomor_perdes="", kegiatan=[kegiatan(sumber="")]))
    levels = [found.level for found in findings]
    assert levels == sorted(levels, key=list(Level).index)
    assert findings[0].level is Level.GALAT


@pytest.mark.parametrize(
    ("mulai", "selesai", "printed", "short"),
    [
        (5, 7, "Mei–Juli", "Mei – Jul"),
        (6, 6, "Juni", "Jun"),
        (1, 12, "12 bulan", "Jan – Des"),
        (8, None, "Agustus", "Agu"),
        (None, None, "", ""),
    ],
)
def test_months_read_as_on_the_form(mulai, selesai, printed, short):
    assert months_text(mulai, selesai) == printed
    assert months_text(mulai, selesai, short=True) == short


def test_exactly_one_column_is_ticked():
    assert pola_ticks(PolaPelaksanaan.KERJA_SAMA_DESA) == (False, True, False)
    assert pola_ticks(None) == (False, False, False)


def test_the_share_for_food_is_measured_against_the_pagu():
    plan = rkp_desa(
        tahun=2025,
        kegiatan=[kegiatan(biaya=16_000_000, tanda=("ketahanan_pangan",)), kegiatan(biaya=1_000_000)],
        pagu=[pagu(jumlah=100_000_000)],
    )
    row = next(one for one in pemakaian_earmark(plan, aturan()) if one.earmark.kunci == "pangan")
    assert row.teks == "Ketahanan pangan minimal 20%: kurang Rp4.000.000"
    plan.kegiatan[0].sumber_biaya[0].jumlah = 20_000_000
    row = next(one for one in pemakaian_earmark(plan, aturan()) if one.earmark.kunci == "pangan")
    assert row.teks == "Ketahanan pangan minimal 20%: terpenuhi"


def test_a_year_without_known_shares_is_not_measured():
    assert pemakaian_earmark(rkp_desa(tahun=2031), aturan()) == []


def test_a_complete_durkp_can_be_ratified():
    assert check_durkp(durkp(), aturan(), final=True) == []


@pytest.mark.parametrize(
    ("bend", "level"),
    [
        ({"sumber": ""}, Level.GALAT),
        ({"sumber": "DDS"}, Level.GALAT),
        ({"nama": ""}, Level.GALAT),
        ({"prioritas": None}, Level.GALAT),
        ({"kode": "99.99.99"}, Level.GALAT),
        ({"volume": None}, Level.PERINGATAN),
        ({"lokasi": ""}, Level.PERINGATAN),
        ({"perkiraan_biaya": None}, Level.PERINGATAN),
    ],
)
def test_a_durkp_row_names_who_should_pay_and_what_is_asked(bend, level):
    [found] = check_durkp(durkp(baris=[baris_durkp(**bend)]), aturan(), final=True)
    assert found.level is level


@pytest.mark.parametrize(
    ("priorities", "teks"),
    [
        ((1, 2, 4), "Prioritas harus urut 1 sampai 3. Belum ada: 3."),
        ((2, 3, 4), "Prioritas harus urut 1 sampai 3. Belum ada: 1."),
        ((1, 2, 2), "Prioritas 2 dipakai lebih dari satu usulan."),
    ],
)
def test_priorities_count_from_one_without_gaps_or_doubles(priorities, teks):
    rows = [baris_durkp(prioritas=number) for number in priorities]
    [found] = check_durkp(durkp(baris=rows), aturan(), final=True)
    assert (found.level, found.teks) == (Level.GALAT, teks)


def test_a_proposal_passed_on_but_missing_in_the_list_is_noticed():
    satu = usulan(nomor=11, status=StatusUsulan.DITERUSKAN)
    [found] = check_durkp(durkp(), aturan(), final=True, usulan={satu.id: satu})
    assert found.teks == "Usulan 11 diteruskan ke DURKP, tetapi belum ada dalam daftar."
    inside = durkp(baris=[baris_durkp(usulan_id=satu.id)])
    assert check_durkp(inside, aturan(), final=True, usulan={satu.id: satu}) == []


def test_an_empty_durkp_is_not_ratified():
    assert texts(check_durkp(durkp(baris=[]), aturan(), final=True), Level.GALAT) == [
        "DURKP 2027 belum berisi usulan."
    ]
