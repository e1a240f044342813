"""Who carries an activity out, parted into the two columns of form A3."""

from __future__ import annotations

import pytest

from desa_desktop.domain.desa import Perangkat
from desa_desktop.domain.pelaksana import bagi_pelaksana

STAFF = (
    Perangkat(nama="Endang Lestari, S.Sos.", jabatan="Kasi Kesejahteraan"),
    Perangkat(nama="Bambang", jabatan="Ulu-ulu"),
)


@pytest.mark.parametrize(
    ("text", "officers", "team"),
    [
        ("Kasi Kesejahteraan", "Kasi Kesejahteraan", ""),
        ("TPK Krajan", "", "TPK Krajan"),
        ("Kasi Kesejahteraan / TPK Krajan", "Kasi Kesejahteraan", "TPK Krajan"),
        ("Kaur Keuangan dan kader posyandu", "Kaur Keuangan", "kader posyandu"),
        ("Kasi Kesejahteraan, TPK", "Kasi Kesejahteraan", "TPK"),
        ("Endang Lestari, S.Sos.; PKK", "Endang Lestari, S.Sos.", "PKK"),
        ("ulu-ulu", "ulu-ulu", ""),
        ("Kadus Krajan", "Kadus Krajan", ""),
        ("", "", ""),
    ],
)
def test_an_officer_answers_for_the_money_and_everybody_else_is_the_team(
    text: str, officers: str, team: str
) -> None:
    assert bagi_pelaksana(text, STAFF) == (officers, team)
