"""Joining what two laptops changed apart: nothing is dropped silently, whichever side is called a."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acak import examples
from desa_desktop.sync import strict_json
from desa_desktop.sync.merge import Sisi, choose, is_mass_deletion, merge
from desa_desktop.sync.snapshots import is_record_list
from kiriman_bench import vectors

PLAIN = st.integers(0, 3) | st.sampled_from(["jalan", "air", ""]) | st.booleans() | st.none()
FIELDS = st.dictionaries(st.sampled_from(["nama", "biaya", "urut"]), PLAIN, max_size=3)
RECORDS = st.dictionaries(st.sampled_from("abcd"), FIELDS, max_size=4).map(
    lambda found: [{"id": key, **value} for key, value in sorted(found.items())]
)
ISI = st.dictionaries(
    st.sampled_from(["kegiatan", "tahun", "tanda", "kop"]),
    PLAIN | RECORDS | FIELDS | st.lists(st.integers(0, 2), max_size=3),
    max_size=4,
)


def same(a, b):
    return strict_json.encode(a) == strict_json.encode(b)


@pytest.mark.parametrize("case", vectors()["merges"], ids=lambda case: case["name"])
def test_a_merge_of_the_vectors_gives_its_result_and_its_selisih(case):
    merged = merge(case["base"], case["a"], case["b"])
    assert same(merged.isi, case["result"])
    found = [{"a": one.a, "b": one.b, "dasar": one.dasar, "tempat": one.tempat} for one in merged.selisih]
    assert found == case["conflicts"]


@settings(max_examples=examples(300))
@given(ISI, ISI)
def test_equal_sides_and_one_changed_side_need_nobody(base, a):
    for merged in (merge(base, a, a), merge(base, a, base), merge(base, base, a)):
        assert same(merged.isi, a)
        assert not merged.selisih


@settings(max_examples=examples(300))
@given(ISI, ISI, ISI)
def test_the_sides_may_be_called_either_way(base, a, b):
    one, other = merge(base, a, b), merge(base, b, a)
    mirrored = [(each.jalan, each.dasar, each.b, each.a) for each in other.selisih]
    assert [(each.jalan, each.dasar, each.a, each.b) for each in one.selisih] == mirrored
    settled = choose(one.isi, [(each, Sisi.B) for each in one.selisih])
    assert same(settled, choose(other.isi, [(each, Sisi.A) for each in other.selisih]))


@settings(max_examples=examples(300))
@given(ISI, ISI, ISI)
def test_a_selisih_keeps_both_values_and_a_choice_puts_one_in(base, a, b):
    merged = merge(base, a, b)
    for sisi, source in ((Sisi.A, a), (Sisi.B, b)):
        chosen = choose(merged.isi, [(one, sisi) for one in merged.selisih])
        for one in merged.selisih:
            assert same([find(chosen, one.jalan)], [find(source, one.jalan)])


@settings(max_examples=examples(300))
@given(ISI, ISI, ISI)
def test_what_both_sides_kept_or_added_is_in_the_result(base, a, b):
    merged = merge(base, a, b)
    open_places = {one.jalan for one in merged.selisih}
    for key in merged.isi:
        assert key in a or key in b
    for key in set(a) & set(b):
        if same([a[key]], [b[key]]):
            assert same([merged.isi[key]], [a[key]])
    for key in set(a) - set(b) - set(base):
        assert same([merged.isi[key]], [a[key]])
        assert (key,) not in open_places


def find(isi, jalan):
    """The value at a place, and "absent" where there is none."""
    for step in jalan:
        if is_record_list(isi):
            isi = {one["id"]: one for one in isi}
        if not isinstance(isi, dict) or step not in isi:
            return ["absent"]
        isi = isi[step]
    return isi


def test_a_person_can_choose_that_a_record_stays_removed():
    base = {"kegiatan": [{"id": "a", "biaya": 1}, {"id": "b", "biaya": 1}]}
    here = {"kegiatan": [{"id": "a", "biaya": 1}]}
    there = {"kegiatan": [{"id": "a", "biaya": 1}, {"id": "b", "biaya": 2}]}
    merged = merge(base, here, there)
    (selisih,) = merged.selisih
    assert selisih.absent == {"a"}
    assert merged.isi == there
    assert choose(merged.isi, [(selisih, Sisi.A)]) == here
    assert choose(merged.isi, [(selisih, Sisi.B)]) == there


def test_yes_and_one_are_different_answers():
    merged = merge({"hadir": 0}, {"hadir": True}, {"hadir": 1})
    assert [one.tempat for one in merged.selisih] == ["/hadir"]


def test_the_inputs_are_left_alone():
    base, a, b = {"k": [{"id": "a"}]}, {"k": [{"id": "a", "n": 1}]}, {"k": [{"id": "a", "n": 2}]}
    choose(merge(base, a, b).isi, [(merge(base, a, b).selisih[0], Sisi.B)])
    assert (base, a, b) == ({"k": [{"id": "a"}]}, {"k": [{"id": "a", "n": 1}]}, {"k": [{"id": "a", "n": 2}]})


@pytest.mark.parametrize(
    ("gone", "total", "is_mass"),
    [
        (9, 10, False),
        (10, 100, True),
        (10, 101, False),
        (25, 1000, False),
        (26, 1000, True),
        (26, 1300, False),
    ],
)
def test_a_mass_deletion_asks_a_person(gone, total, is_mass):
    assert is_mass_deletion(gone, total) is is_mass
