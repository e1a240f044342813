"""A child beside the WHO standards: the tables of Permenkes 2/2020 come out again, digit for digit."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from desa_desktop import paths
from desa_desktop.domain.pertumbuhan import (
    CaraUkur,
    Lms,
    Standar,
    Tabel,
    Ukuran,
    _at,
    answer,
    assess,
    read_standar,
    z_score,
)

BIRTH = date(2025, 1, 1)
PER_MONTH = Decimal("30.4375")  # days


@pytest.fixture(scope="module")
def standar() -> Standar:
    return read_standar((paths.resources() / "rules" / "who-pertumbuhan.csv").read_text(encoding="utf-8"))


def child(jk: str, days: int, bb: str = "", tb: str = "", cara: CaraUkur | None = None) -> Ukuran:
    return Ukuran(
        jk,
        BIRTH,
        BIRTH + timedelta(days=days),
        Decimal(bb) if bb else None,
        Decimal(tb) if tb else None,
        cara,
    )


# rows of the tables that WHO publishes for health workers, -3 SD to +3 SD, one digit
PUBLISHED = [
    (Tabel.BB_U, "L", 0, "2.1 2.5 2.9 3.3 3.9 4.4 5.0"),
    (Tabel.BB_U, "L", 12, "6.9 7.7 8.6 9.6 10.8 12.0 13.3"),
    (Tabel.BB_U, "L", 24, "8.6 9.7 10.8 12.2 13.6 15.3 17.1"),
    (Tabel.BB_U, "P", 0, "2.0 2.4 2.8 3.2 3.7 4.2 4.8"),
    (Tabel.BB_U, "P", 12, "6.3 7.0 7.9 8.9 10.1 11.5 13.1"),
    (Tabel.TB_U, "L", 0, "44.2 46.1 48.0 49.9 51.8 53.7 55.6"),
    (Tabel.TB_U, "L", 12, "68.6 71.0 73.4 75.7 78.1 80.5 82.9"),
    (Tabel.TB_U, "L", 36, "85.0 88.7 92.4 96.1 99.8 103.5 107.2"),
    (Tabel.TB_U, "P", 12, "66.3 68.9 71.4 74.0 76.6 79.2 81.7"),
    (Tabel.TB_U, "P", 36, "83.6 87.4 91.2 95.1 98.9 102.7 106.5"),
    (Tabel.BB_PB, "L", 70, "6.6 7.2 7.8 8.4 9.2 10.0 10.9"),
    (Tabel.BB_PB, "L", 45, "1.9 2.0 2.2 2.4 2.7 3.0 3.3"),
]


@pytest.mark.parametrize(("tabel", "jk", "at", "row"), PUBLISHED)
def test_the_tables_are_those_that_health_workers_have_on_paper(
    standar: Standar, tabel: Tabel, jk: str, at: int, row: str
) -> None:
    x = Decimal(at) if tabel is Tabel.BB_PB else at * PER_MONTH
    line = standar.at(tabel, jk, x)
    assert line is not None
    found = [f"{_at(line, z):.1f}" for z in range(-3, 4)]
    assert found == row.split()


def test_each_standard_covers_what_who_publishes(standar: Standar) -> None:
    sizes = {(tabel.value, jk): len(lines) for (tabel, jk), lines in standar.baris.items()}
    assert sizes == {
        ("bb_u", "L"): 1857, ("bb_u", "P"): 1857, ("tb_u", "L"): 1857, ("tb_u", "P"): 1857,
        ("bb_pb", "L"): 651, ("bb_pb", "P"): 651, ("bb_tb", "L"): 551, ("bb_tb", "P"): 551,
    }  # fmt: skip


def test_the_median_is_zero_and_each_sd_line_is_its_number(standar: Standar) -> None:
    line = standar.at(Tabel.BB_U, "P", Decimal(400))
    assert line is not None
    for z in (-3, -2, -1, 0, 1, 2, 3):
        assert z_score(line, Decimal(repr(_at(line, z))), is_weight=True) == z


def test_beyond_three_sd_a_weight_is_measured_in_the_last_width() -> None:
    """WHO 2006, chapter 7: the distance beyond 3 SD is counted in the width between 2 and 3 SD."""
    line = Lms(-1.6, 16.0, 0.11)
    width = _at(line, 3) - _at(line, 2)
    heavy = Decimal(repr(_at(line, 3) + width))
    assert z_score(line, heavy, is_weight=True) == 4
    assert z_score(line, heavy, is_weight=False) < 4
    thin = Decimal(repr(_at(line, -3) - (_at(line, -2) - _at(line, -3))))
    assert z_score(line, thin, is_weight=True) == -4


@pytest.mark.parametrize(
    ("jk", "days", "bb", "tb", "words"),
    [
        ("L", 365, "9.6", "75.7", ("bb_normal", "tb_normal", "gizi_baik")),
        ("L", 365, "6.8", "75.7", ("bb_sangat_kurang", "tb_normal", "gizi_buruk")),
        ("L", 365, "7.5", "70.9", ("bb_kurang", "pendek", "gizi_baik")),
        ("L", 365, "9.0", "68.0", ("bb_normal", "sangat_pendek", "berisiko_gizi_lebih")),
        ("P", 365, "10.2", "82.0", ("bb_risiko_lebih", "tinggi", "gizi_baik")),
        ("L", 365, "10.4", "70.0", ("bb_normal", "pendek", "gizi_lebih")),
        ("L", 365, "11.2", "70.0", ("bb_risiko_lebih", "pendek", "obesitas")),
        ("L", 365, "7.0", "70.0", ("bb_kurang", "pendek", "gizi_kurang")),
    ],
)
def test_the_words_are_those_of_the_regulation(
    standar: Standar, jk: str, days: int, bb: str, tb: str, words: tuple[str, ...]
) -> None:
    found = assess(standar, child(jk, days, bb, tb))
    assert tuple(one.status if one else "" for one in (found.bb_u, found.tb_u, found.bb_tb)) == words


@pytest.mark.parametrize(
    ("z", "expected"),
    [("-3.01", "sangat_pendek"), ("-3.00", "pendek"), ("-2.01", "pendek"), ("-2.00", "tb_normal"),
     ("3.00", "tb_normal"), ("3.01", "tinggi")],
)  # fmt: skip
def test_a_child_on_the_very_line_belongs_where_the_regulation_puts_it(z: str, expected: str) -> None:
    from desa_desktop.domain.pertumbuhan import _TB_U, _status

    assert _status(Decimal(z), _TB_U) == expected


def test_a_small_child_measured_standing_and_a_big_one_lying_are_brought_to_the_standard(
    standar: Standar,
) -> None:
    assert child("L", 300, tb="70", cara=CaraUkur.BERDIRI).tb_baku == Decimal("70.7")
    assert child("L", 300, tb="70").tb_baku == 70
    assert child("L", 731, tb="86.4", cara=CaraUkur.TELENTANG).tb_baku == Decimal("85.7")
    assert child("L", 730, tb="86.4", cara=CaraUkur.TELENTANG).tb_baku == Decimal("86.4")
    lying = assess(standar, child("L", 731, "12", "86.4", CaraUkur.TELENTANG))
    standing = assess(standar, child("L", 731, "12", "85.7"))
    assert lying == standing


def test_between_two_lines_of_a_tenth_of_a_centimetre_the_standard_goes_on(standar: Standar) -> None:
    a, b = (standar.at(Tabel.BB_PB, "P", Decimal(x)) for x in ("66.1", "66.2"))
    mid = standar.at(Tabel.BB_PB, "P", Decimal("66.15"))
    assert a is not None
    assert b is not None
    assert mid is not None
    assert a.m < mid.m < b.m


def test_what_the_standards_do_not_cover_is_left_empty(standar: Standar) -> None:
    assert assess(standar, child("L", 1856, "18", "110")).tb_u is not None
    assert assess(standar, child("L", 1857, "18", "110")).tb_u is None
    assert assess(standar, child("L", -1, "3", "50")).bb_u is None
    assert assess(standar, child("", 100, "6", "60")).bb_u is None
    assert assess(standar, child("L", 100, "", "60")).bb_tb is None
    assert assess(standar, child("L", 100, "6", "40")).bb_tb is None
    assert assess(standar, child("L", 100, "0", "60")).bb_u is None


def test_a_slip_of_the_comma_is_asked_to_be_measured_again(standar: Standar) -> None:
    index = assess(standar, child("L", 365, "96", "75.7")).bb_u
    assert index is not None
    assert not index.is_wajar
    key = "L|2025-01-01|2026-01-01|96|75.7|"
    said = answer(standar, "bb_u", key)
    assert said is not None
    assert said.startswith("Risiko berat badan lebih (")
    assert said.endswith("Ukur ulang: nilainya tidak wajar")
    assert answer(standar, "gizi", key) is None


def test_a_formula_of_the_scorecard_is_answered_in_its_own_codes(standar: Standar) -> None:
    def gizi(bb: str, tb: str) -> str | None:
        return answer(standar, "gizi", f"L|2025-01-01|2026-01-01|{bb}|{tb}|1")

    assert gizi("9.6", "75.7") == "1"
    assert gizi("7.9", "75.7") == "2"
    assert gizi("6.8", "75.7") == "3"
    assert gizi("7.9", "70.0") == "4"
    assert gizi("9.6", "") is None
    assert answer(standar, "tb_u", "L|2025-01-01|2026-01-01||68|") == "Sangat pendek (-3,26)"
    assert answer(standar, "z_tb_u", "L|2025-01-01|2026-01-01||75.7|") == "-0.02"
    assert answer(standar, "tb_u", "L||2026-01-01||68|") is None
    assert answer(standar, "tb_u", "L|2025-01-01|2026-01-01||enam|") is None
    assert answer(standar, "id", "L|2025-01-01|2026-01-01||68|") is None


def test_age_is_counted_in_completed_months() -> None:
    assert Ukuran("L", date(2025, 1, 31), date(2025, 2, 28)).umur_bulan == 0
    assert Ukuran("L", date(2025, 1, 15), date(2026, 1, 15)).umur_bulan == 12
