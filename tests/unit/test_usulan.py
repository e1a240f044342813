"""Proposals are put in order by one visible formula, and look-alikes are only hinted at."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from builders import aturan, daftar_usulan, usulan
from desa_desktop.domain.pemeriksaan import Level, of_level
from desa_desktop.domain.pemeriksaan_usulan import check_daftar_usulan, check_usulan, mirip, same_dusun
from desa_desktop.domain.usulan import mean_nilai, rank_usulan, skor, take_nomor

DUSUN = ("Krajan", "Kidul", "Lor")


def given(*values):
    return dict(zip(aturan().bobot, values, strict=True))


def order(rows, nilai):
    return [row.usulan for row in rank_usulan(rows, nilai, aturan().bobot)]


def test_five_four_three_four_three_give_seventy_eight():
    assert skor(given(5, 4, 3, 4, 3), aturan().bobot) == Decimal("78.0")
    assert skor(given(4, 5, 5, 5, 5), aturan().bobot) == Decimal("95.0")
    assert skor(given(5, 5, 4, 4, 3), aturan().bobot) == Decimal("87.0")


def test_scores_run_from_twenty_to_a_hundred():
    assert skor(given(1, 1, 1, 1, 1), aturan().bobot) == Decimal("20.0")
    assert skor(given(5, 5, 5, 5, 5), aturan().bobot) == Decimal("100.0")


def test_a_half_scored_proposal_has_no_score_yet():
    assert skor({"manfaat": 5, "kemendesakan": 5}, aturan().bobot) is None
    assert skor({}, aturan().bobot) is None


def test_several_scorers_are_averaged_before_the_formula_and_rounded_once():
    nilai = mean_nilai([given(5, 4, 3, 4, 3), given(4, 4, 4, 4, 3), given(4, 4, 3, 4, 3)])
    assert nilai["manfaat"] == Fraction(13, 3)
    # 25×13/3 + 25×4 + 20×10/3 + 15×4 + 15×3 = 380; ÷ 5 = 76
    assert skor(nilai, aturan().bobot) == Decimal("76.0")


def test_halves_of_a_tenth_go_upwards():
    assert skor({"manfaat": Fraction(1)}, {"manfaat": 1}) == Decimal("0.2")
    assert skor({"manfaat": Fraction(1, 4)}, {"manfaat": 1}) == Decimal("0.1")
    assert skor({"manfaat": Fraction(3, 4)}, {"manfaat": 1}) == Decimal("0.2")


def test_a_criterion_one_scorer_left_out_is_not_averaged():
    assert "kesiapan" not in mean_nilai([given(5, 4, 3, 4, 3), {"manfaat": 3}])
    assert mean_nilai([]) == {}


def test_the_highest_score_comes_first():
    talud, pmt, sumur = usulan(), usulan(), usulan()
    nilai = {talud.id: given(5, 4, 3, 4, 3), pmt.id: given(4, 5, 5, 5, 5), sumur.id: given(5, 5, 4, 4, 3)}
    rows = rank_usulan([talud, pmt, sumur], nilai, aturan().bobot)
    assert [(row.usulan, row.skor, row.peringkat) for row in rows] == [
        (pmt, Decimal("95.0"), 1),
        (sumur, Decimal("87.0"), 2),
        (talud, Decimal("78.0"), 3),
    ]


def test_the_more_urgent_proposal_wins_a_tie():
    jalan, air = usulan(), usulan()
    nilai = {jalan.id: given(4, 2, 3, 3, 3), air.id: given(2, 4, 3, 3, 3)}
    assert order([jalan, air], nilai) == [air, jalan]


def test_equal_urgency_goes_to_the_more_vulnerable():
    jalan, kursi_roda = usulan(), usulan()
    # 20×4 + 15×2 + 15×2 = 20×1 + 15×5 + 15×3 = 140
    nilai = {jalan.id: given(3, 3, 1, 5, 3), kursi_roda.id: given(3, 3, 4, 2, 2)}
    assert skor(nilai[jalan.id], aturan().bobot) == skor(nilai[kursi_roda.id], aturan().bobot)
    assert order([jalan, kursi_roda], nilai) == [kursi_roda, jalan]


def test_then_more_people_then_the_lower_number_decide():
    sedikit = usulan(nomor=1, penerima_l=5, penerima_p=5)
    banyak = usulan(nomor=7, penerima_l=50, penerima_p=5)
    juga_banyak = usulan(nomor=4, penerima_l=5, penerima_p=50)
    nilai = {satu.id: given(3, 3, 3, 3, 3) for satu in (sedikit, banyak, juga_banyak)}
    assert order([sedikit, banyak, juga_banyak], nilai) == [juga_banyak, banyak, sedikit]


def test_an_unscored_proposal_comes_last_but_is_not_lost():
    baru, lama, dinilai = usulan(nomor=9), usulan(nomor=3), usulan(nomor=12)
    rows = rank_usulan([baru, lama, dinilai], {dinilai.id: given(1, 1, 1, 1, 1)}, aturan().bobot)
    assert [row.usulan for row in rows] == [dinilai, lama, baru]
    assert [row.peringkat for row in rows] == [1, None, None]


def test_a_number_is_never_given_twice_even_when_the_last_proposal_is_deleted():
    daftar = daftar_usulan(usulan=[usulan(nomor=1), usulan(nomor=2)])
    assert take_nomor(daftar) == 3
    daftar.usulan.clear()
    assert take_nomor(daftar) == 4


def test_talud_rt_3_is_recognised_as_the_talud_of_rt_03():
    lama = usulan(nomor=1, uraian="Pembangunan talud RT 03", lokasi="RT 03/RW 01")
    baru = usulan(nomor=4, uraian="Talud RT 3 Krajan", lokasi="RT 03")
    assert [(row.usulan, row.persen) for row in mirip(baru, [lama, baru])] == [(lama, 100)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rehab Jln. Usaha Tani", "Rehabilitasi jalan usaha tani"),
        ("Pembuatan JUT", "pembuatan jalan usaha tani"),
        ("Pengadaan Sound System", "PENGADAAN SOUND SYSTEM."),
    ],
)
def test_short_forms_case_and_points_do_not_hide_a_look_alike(one, other):
    assert mirip(usulan(uraian=one), [usulan(uraian=other)])


def test_the_same_work_in_another_rt_or_another_dusun_is_another_proposal():
    satu = usulan(uraian="Talud RT 03", lokasi="RT 03")
    assert not mirip(satu, [usulan(uraian="Talud RT 04", lokasi="RT 04")])
    assert not mirip(satu, [usulan(uraian="Talud RT 03", lokasi="RT 03", dusun="Kidul")])


def test_a_merged_proposal_is_not_told_that_it_resembles_its_own_sources():
    asal = usulan(uraian="Sumur bor RT 01", lokasi="RT 01")
    gabungan = usulan(uraian="Sumur bor RT 01", lokasi="RT 01", gabungan_dari=(str(asal.id),))
    assert mirip(gabungan, [asal]) == []


def test_dusun_names_are_the_same_with_and_without_the_word_dusun():
    assert same_dusun("Dusun Krajan", "krajan")
    assert same_dusun("Dsn. Krajan", "KRAJAN")
    assert not same_dusun("Dusun 2", "Dusun 3")


def test_an_unknown_dusun_is_a_warning_with_the_nearest_name():
    [found] = check_usulan(usulan(nomor=5, dusun="Krajann"), aturan(), DUSUN)
    assert found.level is Level.PERINGATAN
    assert found.teks == "Usulan 5: dusun tidak dikenal: Krajann. Maksud Anda Krajan?"
    assert found.field == "dusun"


def test_a_missing_cost_is_only_advice_at_this_stage():
    [found] = check_usulan(usulan(nomor=6, perkiraan_biaya=None), aturan(), DUSUN)
    assert (found.level, found.teks) == (Level.SARAN, "Usulan 6: perkiraan biaya belum diisi.")


def test_a_draft_has_no_galat_whatever_is_missing():
    draft = usulan(
        uraian="", dusun="", perkiraan_biaya=None, kode_kegiatan="99", teks_asli={"volume": "1378 jiwa"}
    )
    findings = check_usulan(draft, aturan(), DUSUN)
    assert not of_level(findings, Level.GALAT)
    assert {found.field for found in findings} >= {
        "uraian",
        "dusun",
        "perkiraan_biaya",
        "volume",
        "kode_kegiatan",
    }


def test_each_pair_of_look_alikes_is_hinted_at_once():
    rows = [
        usulan(nomor=1, uraian="Sumur bor"),
        usulan(nomor=2, uraian="sumur  bor."),
        usulan(nomor=3, uraian="Talud"),
    ]
    hints = [found.teks for found in check_daftar_usulan(rows, aturan(), DUSUN)]
    assert hints == ["Usulan 2 mirip dengan usulan nomor 1. Bandingkan sebelum dibahas."]
