"""Strict JSON: equal content always gives equal bytes, and nothing else is taken."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acak import examples
from desa_desktop.sync import strict_json
from kiriman_bench import vectors

KEYS = st.text("abcXYZ019_:/.-", min_size=1, max_size=64)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-strict_json.LARGEST, strict_json.LARGEST)
    | st.text(st.characters(codec="utf-8"), max_size=30),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=20,
)


@pytest.mark.parametrize("text", vectors()["json"]["good"])
def test_what_the_format_calls_good_is_read_and_written_back_the_same(text):
    assert strict_json.encode(strict_json.decode(text.encode())) == text.encode()


@pytest.mark.parametrize("bad", vectors()["json"]["bad"], ids=lambda bad: bad["name"])
def test_what_the_format_calls_bad_is_refused(bad):
    with pytest.raises(strict_json.NotStrict):
        strict_json.decode(base64.b64decode(bad["base64"]))


@given(VALUES)
def test_every_value_comes_back_as_it_was(value):
    data = strict_json.encode(value)
    assert strict_json.decode(data) == value
    assert json.loads(data) == value


@given(st.dictionaries(KEYS, VALUES, max_size=6))
def test_the_order_in_which_fields_were_filled_leaves_no_trace(content):
    backwards = dict(reversed(content.items()))
    assert strict_json.encode(backwards) == strict_json.encode(content)


@settings(max_examples=examples(300))
@given(st.binary(max_size=60))
def test_bytes_that_are_read_are_the_only_spelling_of_their_value(data):
    try:
        value = strict_json.decode(data)
    except strict_json.NotStrict:
        return
    assert strict_json.encode(value) == data


@pytest.mark.parametrize(
    "value",
    [1.5, float("nan"), 2**53, -(2**53), {"kunci rusak": 1}, {"": 1}, {1: 2}, "\ud800", {"a": b"x"}, {1, 2}],
    ids=repr,
)
def test_a_writer_cannot_let_something_unreadable_out(value):
    with pytest.raises(strict_json.NotStrict):
        strict_json.encode(value)


def test_sixteen_levels_are_written_and_seventeen_are_not():
    deep: object = []
    for _level in range(15):
        deep = [deep]
    assert strict_json.decode(strict_json.encode(deep)) == deep
    with pytest.raises(strict_json.NotStrict):
        strict_json.encode([deep])
