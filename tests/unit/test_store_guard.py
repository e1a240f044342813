"""The guard against copies: what each pair of memories means, and that no number comes twice."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pytest

from desa_desktop.store.guard import (
    Finding,
    Installation,
    Seen,
    after_sealing,
    after_start,
    judge,
    machine_hash,
    next_incarnation,
)

NOTED = Installation("laptop-a", 1, "db-a", "mesin-a", {"rantai": 41})
SEEN = Seen("laptop-a", 1, "db-a", "mesin-a", {"rantai": 41})


@pytest.mark.parametrize(
    ("seen", "finding"),
    [
        (SEEN, Finding.NORMAL),
        (replace(SEEN, highest={"rantai": 42, "lain": 1}), Finding.NORMAL),
        (replace(SEEN, machine=""), Finding.NORMAL),
        (replace(SEEN, highest={"rantai": 40}), Finding.DIPULIHKAN),
        (replace(SEEN, highest={}), Finding.DIPULIHKAN),
        (replace(SEEN, incarnation=2), Finding.DIPULIHKAN),
        (replace(SEEN, incarnation=0), Finding.DIPULIHKAN),
        (replace(SEEN, db_id="db-b"), Finding.DARI_LAPTOP_LAIN),
        (replace(SEEN, install_id="laptop-b"), Finding.DARI_LAPTOP_LAIN),
        (replace(SEEN, machine="mesin-b"), Finding.MESIN_LAIN),
        (replace(SEEN, machine="mesin-b", highest={}), Finding.DIPULIHKAN),
        (replace(SEEN, machine="mesin-b", db_id="db-b"), Finding.DARI_LAPTOP_LAIN),
    ],
)
def test_each_pair_of_memories_has_one_meaning(seen: Seen, finding: Finding) -> None:
    assert judge(seen, NOTED) is finding
    assert finding.starts_anew == (finding is not Finding.NORMAL)


def test_a_database_without_its_note_was_copied_or_reinstalled() -> None:
    assert judge(SEEN, None) is Finding.TANPA_CATATAN


def test_a_new_incarnation_is_newer_than_both_memories() -> None:
    assert next_incarnation(SEEN, None) > 1
    assert next_incarnation(SEEN, replace(NOTED, incarnation=7)) > 7
    assert next_incarnation(replace(SEEN, incarnation=9), NOTED) > 9


def test_two_copies_that_start_anew_do_not_count_alike() -> None:
    """Both would be incarnation 2, and the database of one would pass for the other's."""
    assert len({next_incarnation(SEEN, NOTED) for _copy in range(20)}) == 20


def test_numbers_in_the_note_never_sink_within_one_incarnation() -> None:
    assert after_sealing(NOTED, "rantai", 42).high_water == {"rantai": 42}
    assert after_sealing(NOTED, "rantai", 3).high_water == {"rantai": 41}
    assert after_sealing(NOTED, "baru", 1).high_water == {"rantai": 41, "baru": 1}
    assert after_start(replace(SEEN, highest={"rantai": 40}), NOTED, 1).high_water == {"rantai": 41}
    assert after_start(replace(SEEN, highest={"rantai": 40}), NOTED, 2).high_water == {"rantai": 40}


def test_the_machine_s_name_cannot_be_read_or_compared_between_laptops() -> None:
    assert machine_hash("laptop-a", "abc") != machine_hash("laptop-b", "abc")
    assert machine_hash("laptop-a", "abc") == machine_hash("laptop-a", "abc")
    assert "abc" not in machine_hash("laptop-a", "abc")
    assert machine_hash("laptop-a", "") == ""


@dataclass(frozen=True)
class Profile:
    """A data folder as it may be copied: what is sealed in its database, and the note beside it."""

    seen: Seen
    chain: str
    sealed: Mapping[tuple[str, int], int]  # (chain, number) -> which kiriman
    noted: Installation | None

    @property
    def cut_short(self) -> bool:
        """True when something is sealed whose number is not noted yet."""
        high = self.noted.high_water if self.noted else {}
        return any(high.get(chain, 0) < number for chain, number in self.sealed)


def histories(number: int, *, guarded: bool) -> None:
    """Seals, cuts between seal and note, older databases, lost notes, clones, each over 30 starts.

    A kiriman is out once its number is noted; one sealed before a cut goes out after the next start.
    A copy made in such a cut is put back as long as nothing older was put back in between: two
    contents under one number, of which one was never noted, is what the guard cannot tell apart
    (the kecamatan does: D_FORK).
    """
    for seed in range(number):
        chance = random.Random(seed)
        now = Profile(Seen("a", 1, "db", "m0", {}), "rantai-0", {}, Installation("a", 1, "db", "m0", {}))
        past, out = [now], dict[tuple[str, int], int]()
        for day in range(1, 31):
            now = one_start(chance, put_back(chance, now, past, day), day, out, guarded=guarded)
            past.append(now)


def put_back(chance: random.Random, now: Profile, past: list[Profile], day: int) -> Profile:
    old = chance.choice(past)
    match chance.choice(["nothing", "nothing", "older database", "lost note", "clone"]):
        case "older database":
            seen = replace(old.seen, machine=now.seen.machine)
            past[:] = [one for one in past if not one.cut_short]
            return replace(now, seen=seen, chain=old.chain, sealed=old.sealed)
        case "lost note":
            return replace(now, noted=None)
        case "clone":  # a whole older profile starts on a machine of its own
            past[:] = [one for one in past if not one.cut_short]
            return replace(old, seen=replace(old.seen, machine=f"m{day}"))
        case _:
            return now


def one_start(
    chance: random.Random, now: Profile, day: int, out: dict[tuple[str, int], int], *, guarded: bool
) -> Profile:
    incarnation, chain, seen, sealed = now.seen.incarnation, now.chain, now.seen, dict(now.sealed)
    if guarded and judge(seen, now.noted).starts_anew:
        incarnation, chain = next_incarnation(seen, now.noted), f"rantai-{day}"
        # what was sealed under the old incarnation and never went out is sealed again, not sent
        sealed = {}
    seen = replace(seen, incarnation=incarnation)
    noted = after_start(seen, now.noted, incarnation)
    for place, kiriman in sealed.items():
        assert out.setdefault(place, kiriman) == kiriman
    for turn in range(chance.randrange(3)):
        place = (chain, seen.highest.get(chain, 0) + 1)
        sealed[place] = day * 10 + turn
        seen = replace(seen, highest={**seen.highest, chain: place[1]})
        if chance.random() < 0.3:  # the power goes between the seal and the note
            break
        noted = after_sealing(noted, *place)
        assert out.setdefault(place, sealed[place]) == sealed[place]
    return Profile(seen, chain, sealed, noted)


def test_no_history_of_copies_and_cuts_uses_a_number_twice() -> None:
    histories(2000, guarded=True)


def test_without_the_guard_the_same_histories_do_use_numbers_twice() -> None:
    """The check of the checker."""
    with pytest.raises(AssertionError):
        histories(50, guarded=False)
