"""Amounts typed and shown as ux.md 3.4 writes them down."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desa_desktop.domain.wording import (
    MOST_MONEY,
    format_while_typing,
    read_integer,
    read_money,
    read_percent,
    read_quantity,
    show_money,
    show_number,
    show_percent,
)

UNCLEAR = "Angka ini tidak jelas. Tulis 1,25 untuk pecahan atau 1.250 untuk ribuan."


@pytest.mark.parametrize(
    ("typed", "rupiah"),
    [
        ("1250000", 1_250_000),
        ("1.250.000", 1_250_000),
        ("Rp1.250.000", 1_250_000),
        ("Rp 1.250.000,-", 1_250_000),
        ("Rp. 1.250.000,--", 1_250_000),
        ("1.250.000,00", 1_250_000),
        ("1 250 000", 1_250_000),
        ("12,5 jt", 12_500_000),
        ("12,5jt", 12_500_000),
        ("12,5 Juta", 12_500_000),
        ("750 rb", 750_000),
        ("750 ribu", 750_000),
        ("1,2 m", 1_200_000_000),
        ("1,2 miliar", 1_200_000_000),
        ("1,2 milyar", 1_200_000_000),
        ("0", 0),
        ("999.999.999.999.999", MOST_MONEY),
    ],
)
def test_every_way_to_write_an_amount_is_understood(typed: str, rupiah: int) -> None:
    assert read_money(typed).value == rupiah
    assert read_money(typed).is_clear


@pytest.mark.parametrize(
    ("typed", "code", "sentence", "suggestion"),
    [
        ("1,250,000", "K-102", "Koma dipakai sebagai pemisah ribuan. Maksud Anda 1.250.000?", 1_250_000),
        ("1,250", "K-102", "Koma dipakai sebagai pemisah ribuan. Maksud Anda 1.250?", 1250),
        ("1.25", "K-105", UNCLEAR, None),
        ("1.2.3", "K-105", UNCLEAR, None),
        ("12.5 jt", "K-105", UNCLEAR, 12_500_000),
        ("abc", "K-101", "Isi dengan angka, misalnya 1.250.000.", None),
        ("12 m²", "K-101", "Isi dengan angka, misalnya 1.250.000.", None),
        ("10²", "K-101", "Isi dengan angka, misalnya 1.250.000.", None),
        ("-5000", "K-103", "Nilai tidak boleh kurang dari nol.", None),
        ("1.250.000,50", "K-106", "Uang dicatat dalam rupiah bulat. Maksud Anda 1.250.001?", 1_250_001),
        ("1000 t", "K-107", "Angka ini terlalu besar. Paling besar 999 triliun.", None),
        ("9" * 5000, "K-101", "Isi dengan angka, misalnya 1.250.000.", None),
    ],
)
def test_what_can_be_misread_is_asked_and_never_guessed(
    typed: str, code: str, sentence: str, suggestion: int | None
) -> None:
    reading = read_money(typed)
    assert (reading.value, reading.code, reading.problem) == (None, code, sentence)
    assert reading.suggestion == suggestion


def test_an_empty_amount_is_a_problem_only_where_it_is_required() -> None:
    assert read_money("  ").is_clear
    assert read_money("  ").value is None
    assert read_money("", required=True).code == "K-101"


def test_a_correction_may_be_below_zero_where_the_field_allows_it() -> None:
    assert read_money("-Rp1.000", negative=True).value == -1000


@given(st.integers(0, MOST_MONEY))
def test_a_shown_amount_is_read_back_as_the_same_amount(rupiah: int) -> None:
    assert read_money(show_money(rupiah)).value == rupiah
    assert read_money(show_money(rupiah, rp=True)).value == rupiah


@given(st.text(max_size=30))
def test_any_text_in_a_money_field_gives_a_value_or_a_sentence(text: str) -> None:
    reading = read_money(text)
    assert reading.value is None or reading.problem == ""
    assert bool(reading.problem) == bool(reading.code)
    assert text.strip() == "" or reading.value is not None or reading.problem


@pytest.mark.parametrize(
    ("typed", "volume"),
    [("12,5", "12.5"), ("1.250", "1250"), ("1,250", "1.25"), ("0,125", "0.125"), ("1.250,5", "1250.5")],
)
def test_a_volume_takes_a_comma_and_up_to_three_decimals(typed: str, volume: str) -> None:
    assert read_quantity(typed).value == Decimal(volume)
    assert str(read_quantity(typed).value) == volume


@pytest.mark.parametrize(
    ("typed", "code", "suggestion"),
    [
        ("1.25", "K-105", Decimal("1.25")),
        ("1,2345", "K-108", Decimal("1.235")),
        ("1,250,000", "K-102", Decimal(1_250_000)),
        ("-3", "K-103", None),
        ("3 m", "K-101", None),
    ],
)
def test_a_doubtful_volume_is_asked(typed: str, code: str, suggestion: Decimal | None) -> None:
    reading = read_quantity(typed)
    assert (reading.value, reading.code, reading.suggestion) == (None, code, suggestion)


@given(st.decimals(0, 10**9, places=3))
def test_a_shown_volume_is_read_back_as_the_same_volume(volume: Decimal) -> None:
    assert read_quantity(show_number(volume)).value == volume


def test_a_count_is_whole_and_not_below_zero() -> None:
    assert read_integer("24").value == 24
    assert read_integer("1.250").value == 1250
    assert read_integer("2,5").code == "K-101"
    assert read_integer("-1").code == "K-103"
    assert read_integer("1,250").suggestion == 1250
    assert read_integer("1,250").code == "K-102"
    assert read_integer("").is_clear


def test_percent_is_read_with_or_without_its_sign() -> None:
    assert read_percent("12,5%").value == read_percent("12,5 %").value == read_percent("12,5").value
    assert read_percent("120%").problem == "Persen paling besar 100%."
    assert read_percent("120%", most=None).value == 120
    assert read_percent("%").code == "K-101"


def test_numbers_are_shown_with_points_and_a_comma() -> None:
    assert show_money(1_250_000) == "1.250.000"
    assert show_money(1_250_000, rp=True) == "Rp1.250.000"
    assert show_money(-1_250_000, rp=True) == "-Rp1.250.000"
    assert show_number(Decimal("1234567.890")) == "1.234.567,89"
    assert show_number(Decimal("1E+3")) == "1.000"
    assert show_number(Decimal("-0.5")) == "-0,5"
    assert show_percent(Decimal("37.45")) == "37,5%"
    assert show_percent(40) == "40%"


@pytest.mark.parametrize(
    ("before", "typed", "after"),
    [
        ("125", "1250|", "1.250|"),
        ("1.250", "1.2500|", "12.500|"),
        ("12.500", "12.50|", "1.250|"),
        ("1.250.000", "9|1.250.000", "9|1.250.000"),
        ("12.500", "12|500", "1|.500"),
        ("1.250", "1.250,|", "1.250,|"),
        ("1.250,", "1.250,0|", "1.250,0|"),
        ("", "Rp 1250000|", "Rp 1250000|"),
        ("12", "12.|", "12.|"),
        ("12.", "12.5|", "12.5|"),
        ("12.5", "12.50|", "12.50|"),
        ("12.5", "12|", "12|"),
    ],
)
def test_thousand_points_appear_while_typing_and_the_cursor_keeps_its_digit(
    before: str, typed: str, after: str
) -> None:
    text, cursor = format_while_typing(typed.replace("|", ""), typed.index("|"), before)
    assert f"{text[:cursor]}|{text[cursor:]}" == after


@given(st.integers(0, MOST_MONEY), st.data())
def test_typing_digits_one_by_one_never_changes_the_amount(rupiah: int, data: st.DataObject) -> None:
    text, cursor = "", 0
    for digit in str(rupiah):
        before = text
        text, cursor = format_while_typing(text[:cursor] + digit + text[cursor:], cursor + 1, before)
    assert text == show_money(rupiah)
    assert cursor == len(text)
    place = data.draw(st.integers(0, len(text)))
    same, kept = format_while_typing(text, place, text)
    assert (same, kept) == (text, place)
