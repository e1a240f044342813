"""Letter numbers follow the scheme of the village."""

from __future__ import annotations

from datetime import date

import pytest

from desa_desktop.domain.nomor_surat import check_format, next_nomor, nomor_surat
from desa_desktop.errors import InvalidInput

DAY = date(2026, 7, 9)


@pytest.mark.parametrize(
    ("pola", "whole"),
    [
        ("", "007/VII/2026"),
        ("{nomor}/{bulan_romawi}/{tahun}", "007/VII/2026"),
        ("005/{nomor}/{kode}/{bulan}/{tahun}", "005/007/DS-TRS/07/2026"),
    ],
)
def test_a_running_number_is_set_into_the_scheme_of_the_village(pola: str, whole: str) -> None:
    assert nomor_surat("7", pola, DAY, {"kode": "DS-TRS"}) == whole


def test_a_number_written_in_full_stays_as_it_is() -> None:
    assert nomor_surat(" 140/12/Pem ", "{nomor}/{tahun}", DAY) == "140/12/Pem"
    assert nomor_surat("", "{nomor}/{tahun}", DAY) == ""


def test_month_and_year_are_not_guessed_before_the_letter_has_a_day() -> None:
    assert nomor_surat("7", "{nomor}/{tahun}", None) == "7"


@pytest.mark.parametrize("pola", ["{nomer}/{tahun}", "{tahun}", "{nomor}/{hari}"])
def test_a_scheme_that_cannot_be_filled_is_refused_with_what_may_stand_there(pola: str) -> None:
    with pytest.raises(InvalidInput, match=r"Format nomor surat belum benar.*\{nomor\}.*\{bulan_romawi\}"):
        check_format(pola)
    with pytest.raises(InvalidInput):
        nomor_surat("7", pola, DAY)


def test_the_next_number_follows_the_highest_of_the_year_in_the_same_scheme() -> None:
    used = ("003/II/2026", "011/VI/2026", "040/XII/2025", "140/12/Pem", "")
    assert next_nomor("", 2026, used) == 12
    assert next_nomor("005/{nomor}/{kode}/{tahun}", 2026, ["005/009/DS/2026"]) == 10
    assert next_nomor("", 2027, used) == 1
