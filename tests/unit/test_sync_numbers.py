"""Numbers show losses and expose cloned laptops; they never accuse an honest village."""

from __future__ import annotations

import hashlib
import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acak import examples
from desa_desktop.sync.numbers import (
    NO_PREDECESSOR,
    ChainKey,
    Ledger,
    Numbered,
    Replaced,
    is_clock_wrong,
    judge,
)
from desa_desktop.sync.rejection import Code
from kiriman_bench import vectors

LAPTOP = ChainKey("370d7b8de2bb15a1efcec1c8befe3838", "data", "00000000000000a1")
RESTORED = ChainKey(LAPTOP.kid, "data", "00000000000000b2")


@pytest.mark.parametrize("case", vectors()["numbers"], ids=lambda case: case["name"])
def test_each_arriving_number_gets_the_verdict_of_the_vectors(case):
    ledger = Ledger()
    for step in case["steps"]:
        chain, replaces = step["chain"], step["replaces"]
        kiriman = Numbered(
            ChainKey(step["kid"], step["kind"], chain["id"]),
            chain["seq"],
            chain["prev"],
            step["digest"],
            Replaced(**replaces) if replaces else None,
        )
        assert judge(ledger, kiriman).code == step["verdict"]
        if step["accepted"]:
            ledger.add(kiriman)


def chain_of(length: int, key: ChainKey = LAPTOP, salt: str = "", start: list[Numbered] | None = None):
    made = list(start or [])
    for seq in range(len(made) + 1, length + 1):
        digest = hashlib.sha256(f"{key.chain}{salt}{seq}".encode()).hexdigest()
        made.append(Numbered(key, seq, made[-1].digest if made else NO_PREDECESSOR, digest))
    return made


@settings(max_examples=examples(200))
@given(st.integers(0, 2**32), st.integers(1, 8))
def test_an_honest_chain_is_never_accused_in_any_order_with_any_repetition(seed, length):
    chance = random.Random(seed)
    arriving = chain_of(length) + chance.choices(chain_of(length), k=4)
    chance.shuffle(arriving)
    ledger = Ledger()
    for one in arriving:
        verdict = judge(ledger, one)
        assert verdict.code in (Code.D_OK, Code.D_JUMP, Code.D_LATE, Code.D_DUPLICATE)
        assert verdict.is_applied == (verdict.code is not Code.D_DUPLICATE)
        if verdict.is_applied:
            ledger.add(one)
    assert sorted(ledger.numbers(LAPTOP)) == list(range(1, length + 1))


@settings(max_examples=examples(200))
@given(st.integers(0, 2**32), st.integers(0, 4), st.integers(1, 3), st.integers(1, 3))
def test_of_two_twins_one_is_always_noticed(seed, shared, more, others):
    together = chain_of(shared)
    arriving = {
        *chain_of(shared + more, salt="a", start=together),
        *chain_of(shared + others, salt="b", start=together),
    }
    order = sorted(arriving, key=lambda one: one.digest)
    random.Random(seed).shuffle(order)
    ledger, seen = Ledger(), set()
    for one in order:
        verdict = judge(ledger, one)
        seen.add(verdict.code)
        if verdict.is_applied:
            ledger.add(one)
    assert Code.D_FORK in seen


def test_missing_numbers_are_listed_also_when_there_are_very_many():
    ledger = Ledger.of([*chain_of(1), Numbered(LAPTOP, 4, "44" * 32, "55" * 32)])
    far = Numbered(LAPTOP, 2**53 - 1, "66" * 32, "77" * 32)
    assert judge(ledger, far).missing == (range(2, 4), range(5, 2**53 - 1))
    assert judge(ledger, Numbered(LAPTOP, 5, "55" * 32, "88" * 32)).missing == (range(2, 4),)


def test_a_chain_with_an_open_fork_waits_for_a_person():
    ledger = Ledger.of(chain_of(2), blocked=[LAPTOP])
    verdict = judge(ledger, chain_of(3)[2])
    assert (verdict.code, verdict.is_applied, verdict.is_blocked) == (Code.D_OK, False, True)
    ledger.blocked.clear()
    assert judge(ledger, chain_of(3)[2]).is_applied


def test_a_restored_laptop_is_asked_about_once_and_then_goes_on():
    ledger = Ledger.of(chain_of(2))
    first = Numbered(RESTORED, 1, NO_PREDECESSOR, "aa" * 32, Replaced(LAPTOP.chain, 2, "pulih"))
    verdict = judge(ledger, first)
    assert (verdict.code, verdict.is_applied) == (Code.D_NEW_INCARNATION, False)
    ledger.add(first)
    assert judge(ledger, Numbered(RESTORED, 2, "aa" * 32, "bb" * 32)).code is Code.D_OK
    assert judge(ledger, chain_of(3)[2]).code is Code.D_REPLACED
    assert ledger.closed_at(LAPTOP) == 2
    assert ledger.last(LAPTOP) == 2


NOW = datetime(2026, 11, 20, tzinfo=UTC)
BUILT = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("created", "previous", "is_wrong"),
    [
        (NOW, None, False),
        (NOW + timedelta(hours=47), None, False),
        (NOW + timedelta(hours=49), None, True),
        (BUILT - timedelta(seconds=1), None, True),
        (NOW, NOW - timedelta(days=3), False),
        (NOW, NOW + timedelta(seconds=1), True),
    ],
)
def test_a_village_clock_that_cannot_be_right_is_only_remarked(created, previous, is_wrong):
    assert is_clock_wrong(created, now=NOW, built=BUILT, previous=previous) is is_wrong
