"""The preview can be drawn for whatever content came: of a newer program, or against every rule (E_ISI)."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from desa_desktop.services.exchange.comparing import compare_isi, mass_deletion

ODD: list[Any] = [
    None, True, 0, -5, 2**53 - 1, "", "10", "sepuluh", [], {}, [1, "a"], [None], {"a": 1}, {"sumber": []},
    [{"id": "a", "urut": "satu"}, {"id": "b", "urut": 2}], [{"sumber": 7, "jumlah": "x"}, {"jumlah": []}],
]  # fmt: skip
PLAN = {
    "tahun": 2027,
    "kegiatan": [
        {
            "id": f"{number}",
            "urut": number,
            "nama": f"Talud RT {number:02}",
            "volume": "120",
            "biaya": 50_000_000 + number,
            "sumber_biaya": [{"id": "m", "urut": 1, "sumber": "DDS", "jumlah": 50_000_000 + number}],
            "sdgs": [1, 3],
        }
        for number in (1, 2, 3)
    ],
    "pagu": [{"id": "p", "urut": 1, "sumber": "DDS", "jumlah": 900_000_000, "silpa": None}],
}


def bend(value: Any, chance: random.Random) -> Any:
    """The content with one value in it exchanged, removed, or one unknown field more."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        key = chance.choice(sorted(value))
        match chance.randrange(6):
            case 0:
                return {name: one for name, one in value.items() if name != key}
            case 1:
                return value | {
                    chance.choice(["biaya", "jumlah", "sumber_biaya", "baru"]): chance.choice(ODD)
                }
            case _:
                return value | {key: bend(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.8:
        place = chance.randrange(len(value))
        return [*value[:place], bend(value[place], chance), *value[place + 1 :]]
    return chance.choice(ODD)


@settings(max_examples=3000, deadline=None)
@given(st.integers(0, 2**32))
def test_content_against_every_rule_can_still_be_shown(seed: int) -> None:
    chance = random.Random(seed)
    old, new = PLAN, PLAN
    for _turn in range(chance.randrange(1, 4)):
        new = bend(new, chance)
        if chance.random() < 0.3:
            old = bend(old, chance)
    if isinstance(old, dict) and isinstance(new, dict):
        shown = compare_isi("rkp-desa", old, new)
        assert all(
            isinstance(one.semula_teks, str) and isinstance(one.menjadi_teks, str) for one in shown.beda
        )


def test_a_cost_that_is_no_number_has_no_difference_in_money() -> None:
    bent = PLAN | {"kegiatan": [PLAN["kegiatan"][0] | {"biaya": {"a": 1}}, *PLAN["kegiatan"][1:]]}  # type: ignore[index]
    [line] = compare_isi("rkp-desa", PLAN, bent).beda
    assert (line.kolom, line.selisih, line.selisih_teks) == ("biaya", None, "")


def rows(letter: str, number: int) -> list[dict[str, Any]]:
    return [{"id": f"{letter}{one}", "urut": one} for one in range(number)]


def test_what_a_mass_deletion_takes_is_counted_and_named_list_by_list() -> None:
    old = {"kegiatan": rows("k", 39), "pagu": rows("p", 2)}
    gone = compare_isi("rkp-desa", old, {"kegiatan": [], "pagu": rows("p", 2)}).hilang
    counts = {("rkp-desa", name): pair for name, pair in gone.items()}
    assert mass_deletion(counts) == (39, 39, "kegiatan")
    gone = compare_isi("rkp-desa", old, {"kegiatan": rows("k", 1), "pagu": []}).hilang
    counts = {("rkp-desa", name): pair for name, pair in gone.items()}
    assert mass_deletion(counts) == (38, 39, "kegiatan dan 2 dari 2 pagu")


def test_losses_too_small_in_each_list_are_still_seen_together() -> None:
    counts = {("profil", "dusun"): (6, 20), ("profil", "perangkat"): (7, 20)}
    assert mass_deletion(counts) == (7, 20, "perangkat dan 6 dari 20 dusun")
    assert mass_deletion({("profil", "dusun"): (6, 20)}) is None


def test_a_list_without_costs_has_no_total() -> None:
    usulan = {"usulan": [{"id": "a", "uraian": "Talud"}]}
    assert compare_isi("daftar-usulan", {}, usulan).kalimat == "1 usulan baru."
    assert compare_isi("daftar-usulan", usulan, usulan).kalimat == "1 usulan sama."
