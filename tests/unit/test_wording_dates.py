"""Dates, hours and words of amounts as ux.md 3.5 and 3.6 write them down."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desa_desktop.domain.wording import (
    date_in_words,
    read_date,
    read_time,
    sentence_case,
    show_date,
    show_date_day,
    show_date_short,
    show_time,
    terbilang,
    terbilang_rupiah,
)

TODAY = datetime.date(2026, 11, 15)
SUNDAY = datetime.date(2026, 11, 22)


@pytest.mark.parametrize(
    "typed",
    [
        "22/11/2026",
        "22-11-2026",
        "22.11.2026",
        "22/11/26",
        "221126",
        "22112026",
        "22/11",
        "22 nov",
        "22 nov 2026",
        "22 Nopember 2026",
        "22 NOVEMBER 2026",
        "22-Nov-26",
        "2026-11-22",
        "Minggu, 22 November 2026",
        "+7",
    ],
)
def test_every_way_to_write_a_date_is_understood(typed: str) -> None:
    assert read_date(typed, TODAY).value == SUNDAY


@pytest.mark.parametrize(
    ("typed", "day"), [("hari ini", 15), ("kemarin", 14), ("Besok", 16), ("lusa", 17), ("-3", 12)]
)
def test_days_near_today_may_be_said_in_words(typed: str, day: int) -> None:
    assert read_date(typed, TODAY).value == datetime.date(2026, 11, day)


@pytest.mark.parametrize(
    ("typed", "code", "sentence"),
    [
        ("11/22/2026", "K-111", "Bulan 22 tidak ada. Urutan: tanggal/bulan/tahun."),
        ("minggu depan", "K-110", "Tanggal tidak dikenal. Contoh: 22/11/2026."),
        ("22 ju 2026", "K-110", "Tanggal tidak dikenal. Contoh: 22/11/2026."),
        ("22/11/026", "K-110", "Tanggal tidak dikenal. Contoh: 22/11/2026."),
        (
            "31/02/2026",
            "K-112",
            "Tanggal 31 Februari 2026 tidak ada. Februari 2026 berakhir pada tanggal 28.",
        ),
        ("22/11/3026", "K-113", "Tahun 3026 tidak dapat dipakai. Tulis tahun 1900 sampai 2100."),
        ("Senin, 22 November 2026", "K-115", "22 November 2026 adalah hari Minggu, bukan Senin."),
    ],
)
def test_a_date_that_cannot_be_is_named(typed: str, code: str, sentence: str) -> None:
    reading = read_date(typed, TODAY)
    assert (reading.value, reading.code, reading.problem) == (None, code, sentence)


def test_two_digit_years_are_of_this_century() -> None:
    assert read_date("1/2/69", TODAY).value == datetime.date(2069, 2, 1)


def test_an_empty_date_is_a_problem_only_where_it_is_required() -> None:
    assert read_date("", TODAY).is_clear
    assert read_date("", TODAY, required=True).code == "K-110"


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)))
def test_a_shown_date_is_read_back_as_the_same_date(date: datetime.date) -> None:
    for shown in (show_date(date), show_date_short(date), show_date_day(date)):
        assert read_date(shown, TODAY).value == date


@given(st.text(max_size=30))
def test_any_text_in_a_date_field_gives_a_date_or_a_sentence(text: str) -> None:
    reading = read_date(text, TODAY)
    assert (reading.value is None) or reading.problem == ""
    assert text.strip() == "" or reading.value is not None or reading.problem


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("14.05", "14.05"), ("14:05", "14.05"), ("1405", "14.05"), ("9", "09.00"), ("pukul 9.30 WIB", "09.30")],
)
def test_an_hour_is_read_and_shown_with_a_point(typed: str, shown: str) -> None:
    value = read_time(typed).value
    assert value is not None
    assert show_time(value) == shown


@pytest.mark.parametrize("typed", ["25.00", "14.75", "siang", "14.5"])
def test_an_hour_that_cannot_be_is_said(typed: str) -> None:
    assert read_time(typed).problem == "Jam tidak dikenal. Contoh: 14.05."
    assert read_time(typed).code == "K-114"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "nol rupiah"),
        (11_000, "sebelas ribu rupiah"),
        (1_001_500, "satu juta seribu lima ratus rupiah"),
        (812_500_000, "delapan ratus dua belas juta lima ratus ribu rupiah"),
        (1_305_000_000, "satu miliar tiga ratus lima juta rupiah"),
    ],
)
def test_amounts_in_words_stand_as_in_the_table_of_the_design(amount: int, words: str) -> None:
    assert terbilang_rupiah(amount) == words


def test_words_below_zero_and_behind_the_comma() -> None:
    assert terbilang(-1250) == "minus seribu dua ratus lima puluh"
    assert terbilang(Decimal("12.50")) == "dua belas koma lima"
    assert terbilang(Decimal("0.05")) == "nol koma nol lima"
    assert sentence_case(terbilang(100)) == "Seratus"
    with pytest.raises(ValueError, match="no words"):
        terbilang(10**15)


UNITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
SCALES = {"triliun": 10**12, "miliar": 10**9, "juta": 10**6, "ribu": 1000}


def number_of(words: str) -> int:
    """The number that words spell, read from left to right as a person hears them; no other word passes."""
    total = group = part = 0
    for word in words.replace("seratus", "satu ratus").replace("seribu", "satu ribu").split():
        if word in UNITS:
            part = UNITS.index(word)
        elif word in ("sepuluh", "sebelas"):
            part = 10 + (word == "sebelas")
        elif word == "belas":
            part += 10
        elif word == "puluh":
            group, part = group + part * 10, 0
        elif word == "ratus":
            group, part = group + part * 100, 0
        else:
            total, group, part = total + (group + part) * SCALES[word], 0, 0
    return total + group + part


@example(479_001_000)
@example(101_001_101_000)
@example(11_011_111_010)
@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_words_read_back_are_the_number(number: int) -> None:
    words = terbilang(number)
    assert number_of(words.removeprefix("minus ")) == abs(number)
    assert words.startswith("minus ") == (number < 0)
    assert not re.search(
        r"\b(satu (ratus|puluh)|nol .+)\b|(^|juta |miliar |triliun )satu ribu", words.removeprefix("minus ")
    )


def test_the_opening_of_a_berita_acara_spells_the_date_out() -> None:
    words = "Minggu, tanggal dua puluh dua, bulan November, tahun dua ribu dua puluh enam"
    assert date_in_words(SUNDAY) == words
