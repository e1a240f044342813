"""The score card: points, what drops out, and the words beside the number (ux.md 14.3)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desa_desktop.checklists import Band, band_of, recompute, score_answers
from lembar import template

CARD = template("""
    | type           | name | label | x_dimensi  | x_bobot | x_unit | relevant       |
    | select_one ada | a    | A     | Kesehatan  |         |        |                |
    | select_one ada | b    | B     | Kesehatan  |         |        |                |
    | select_one ada | c    | C     | Kesehatan  |         |        | ${a} != 'tidak'|
    | decimal        | p    | P     | Pendidikan |         | %      |                |
    | select_one ada | q    | Q     | Pendidikan | 3       |        |                |
    | text           | t    | T     |            |         |        |                |
""")


def card(**answers: Any) -> dict[str, Any]:
    score = score_answers(recompute(CARD, answers))
    found: dict[str, Any] = {one.name: one.score for one in score.dimensions}
    return {**found, "total": score.total}


def test_yes_counts_two_partly_one_and_no_nothing() -> None:
    assert card(a="ya", b="sebagian", c="ya", p=100, q="ya") == {
        "Kesehatan": Decimal("83.3"),
        "Pendidikan": Decimal("100.0"),
        "total": Decimal("91.7"),
    }


def test_what_is_not_asked_or_does_not_apply_drops_out() -> None:
    assert card(a="tidak", b="ya")["Kesehatan"] == Decimal("50.0")
    assert card(a="ya", b="ya", c="tb")["Kesehatan"] == Decimal("100.0")


def test_what_is_asked_and_not_answered_earns_nothing() -> None:
    assert card(a="ya", b="ya")["Kesehatan"] == Decimal("66.7")


def test_fewer_than_half_answered_is_not_enough_to_judge() -> None:
    score = score_answers(recompute(CARD, {"a": "ya", "p": 50}))
    assert score.dimension("Kesehatan").score is None
    assert score.dimension("Kesehatan").band.word == "belum cukup data"
    assert (score.dimension("Kesehatan").answered, score.dimension("Kesehatan").relevant) == (1, 3)
    assert score.total == score.dimension("Pendidikan").score == Decimal("12.5")


def test_a_weight_counts_its_indicator_that_often() -> None:
    assert card(p=100, q="tidak")["Pendidikan"] == Decimal("25.0")
    assert card(p=0, q="ya")["Pendidikan"] == Decimal("75.0")


def test_a_percentage_is_held_between_nothing_and_full() -> None:
    assert card(p=140, q="ya")["Pendidikan"] == Decimal("100.0")
    assert card(p=-3, q="ya")["Pendidikan"] == Decimal("75.0")


def test_an_empty_form_has_no_score_and_an_answer_elsewhere_gives_none() -> None:
    assert card(t="teks") == {"Kesehatan": None, "Pendidikan": None, "total": None}
    assert score_answers(recompute(CARD, {})).band is Band.BELUM_CUKUP_DATA


@pytest.mark.parametrize(
    ("score", "mark", "word"),
    [
        ("100.0", "●", "Baik"),
        ("80.0", "●", "Baik"),
        ("79.9", "▲", "Cukup"),
        ("60.0", "▲", "Cukup"),
        ("59.9", "■", "Kurang"),
        ("0.0", "■", "Kurang"),
    ],
)
def test_a_number_never_stands_without_shape_and_word(score: str, mark: str, word: str) -> None:
    band = band_of(Decimal(score))
    assert (band.mark, band.word) == (mark, word)


answer = st.sampled_from([None, "ya", "sebagian", "tidak", "tb"])


@given(answer, answer, answer, st.one_of(st.none(), st.integers(-10, 150)), answer)
def test_a_score_lies_between_zero_and_a_hundred(a: Any, b: Any, c: Any, p: Any, q: Any) -> None:
    score = score_answers(recompute(CARD, {"a": a, "b": b, "c": c, "p": p, "q": q}))
    for one in score.dimensions:
        assert one.score is None or 0 <= one.score <= 100
        assert one.answered <= one.relevant
    present = [one.score for one in score.dimensions if one.score is not None]
    assert (score.total is None) == (not present)
    if score.total is not None:
        assert min(present) <= score.total <= max(present)
