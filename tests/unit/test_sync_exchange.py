"""Four laptops, sticks that come late, twice or never, restored backups: in the end all agree."""

from __future__ import annotations

import copy
import random
from dataclasses import dataclass, field

from hypothesis import example, given, settings
from hypothesis import strategies as st

from acak import examples
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.identity import id_by_key
from desa_desktop.sync.certificates import Role
from desa_desktop.sync.container import Kind
from desa_desktop.sync.history import Shelf, Taken, state_of
from desa_desktop.sync.snapshots import Descent, make_snapshot
from desa_desktop.sync.travel import (
    FULL,
    PENDING,
    Audience,
    Stored,
    Tip,
    choose_what_travels,
    held_statement,
    state_tips,
)
from kiriman_bench import AT, certificate, keys

UID = certificate("tursino-1").uid
PEER = Audience(Kind.PEER, Role.DESA, UID, UID)
PLANS = [str(id_by_key(UID, "rkp-desa", year)) for year in ("2027", "2028")]


@dataclass
class Sent:
    """A kiriman on a stick: snapshots, what the sender held, and its place in the sender's numbers."""

    sender: int
    number: int
    snapshots: list[Descent]
    held: frozenset[str]
    state: tuple[int, str]


@dataclass
class Laptop:
    name: int
    shelves: dict[str, Shelf] = field(default_factory=lambda: {plan: Shelf() for plan in PLANS})
    stated: dict[int, tuple[int, frozenset[str]]] = field(default_factory=dict)
    made: int = 0

    def stored(self) -> list[Stored]:
        return [
            Stored(plan, "rkp-desa", UID, tuple(Tip(one, shelf.held[one].status) for one in shelf.tips))
            for plan, shelf in self.shelves.items()
            if shelf.held
        ]

    def write(self, plan: str, chance: random.Random) -> None:
        shelf = self.shelves[plan]
        parents = [shelf.held[one] for one in shelf.heads]
        if len(parents) > 1 and chance.random() < 0.5:
            parents = parents[:1]  # one goes on working in one branch, knowing nothing of the other
        status = StatusDokumen.DISAHKAN if chance.random() < 0.3 else StatusDokumen.KONSEP
        self.made += 1
        isi = {"laptop": self.name, "n": self.made, "acak": chance.randrange(10**9)}
        shelf.take(
            make_snapshot(
                id=plan,
                jenis="rkp-desa",
                pemilik=UID,
                status=status,
                isi=isi,
                oleh=keys("tursino-1").kid,
                pada=AT,
                parents=parents,
            )
        )

    def send(self, to: int, number: int, mode: str) -> Sent:
        known = {str(to): self.stated.get(to, (0, frozenset()))[1]}
        chosen = choose_what_travels(self.stored(), PEER, known, mode)
        carried = [self.shelves[plan].held[tip.digest] for plan, tips in chosen.items() for tip in tips]
        held = frozenset(held_statement(self.stored(), PEER))
        return Sent(self.name, number, carried, held, state_of(state_tips(self.stored(), PEER)))

    def receive(self, sent: Sent, chance: random.Random) -> None:
        arriving = list(sent.snapshots)
        chance.shuffle(arriving)
        for one in arriving:
            self.shelves[one.id].take(one)
        if sent.number > self.stated.get(sent.sender, (0, frozenset()))[0]:
            self.stated[sent.sender] = (sent.number, sent.held)

    def prune(self) -> None:
        for shelf in self.shelves.values():
            drafts = [key for key, one in shelf.held.items() if one.status is StatusDokumen.KONSEP]
            shelf.drop(drafts)


def live(chance: random.Random, laptops: list[Laptop], steps: int) -> int:
    """Some months of office life; returns the last number used."""
    sticks: list[tuple[int, Sent]] = []
    backups = {one.name: copy.deepcopy(one) for one in laptops}
    number = 0
    for _step in range(steps):
        place = chance.randrange(len(laptops))
        me = laptops[place]
        match chance.choices(("write", "send", "receive", "prune", "back up", "restore"), (8, 6, 6, 1, 1, 1))[
            0
        ]:
            case "write":
                me.write(chance.choice(PLANS), chance)
            case "send":
                to = chance.choice([one for one in range(len(laptops)) if one != place])
                number += 1
                sticks.append((to, me.send(to, number, chance.choice((FULL, PENDING)))))
            case "receive" if sticks:
                to, sent = chance.choice(sticks)  # in any order, and perhaps once more
                laptops[to].receive(sent, chance)
            case "prune":
                me.prune()
            case "back up":
                backups[place] = copy.deepcopy(me)
            case "restore":
                laptops[place] = copy.deepcopy(backups[place])
    return number


def settle(chance: random.Random, laptops: list[Laptop], number: int) -> None:
    """Everybody sends to everybody, only what is not yet held, until nobody hears anything new.

    A round that carries nothing is not the end: it may be the first in which a restored laptop says that
    it holds less than it did.
    """
    for _round in range(6):
        is_quiet = True
        for me in laptops:
            for other in laptops:
                if me is not other:
                    number += 1
                    sent = me.send(other.name, number, PENDING)
                    known = other.stated.get(me.name)
                    is_quiet &= not sent.snapshots and known is not None and known[1] == sent.held
                    other.receive(sent, chance)
        if is_quiet:
            return
    raise AssertionError("sticks still carry something after six rounds")


@settings(max_examples=examples(120))
@example(12, 2, 11)  # restored to an empty store after its only plan had been passed on
@given(st.integers(0, 2**32), st.integers(2, 4), st.integers(5, 60))
def test_whatever_happens_to_the_sticks_all_laptops_agree_in_the_end(seed, size, steps):
    chance = random.Random(seed)
    laptops = [Laptop(name) for name in range(size)]
    number = live(chance, laptops, steps)
    before = {(plan, one) for each in laptops for plan in PLANS for one in each.shelves[plan].heads}
    settle(chance, laptops, number)
    for plan in PLANS:
        first = laptops[0].shelves[plan]
        for other in laptops[1:]:
            assert other.shelves[plan].heads == first.heads
            assert other.shelves[plan].berlaku == first.berlaku
            assert other.shelves[plan].tips == first.tips
        for known, one in before:
            assert known != plan or one in first.heads or one in first.past  # nothing vanished
    states = {state_of(state_tips(one.stored(), PEER)) for one in laptops}
    assert len(states) == 1


@settings(max_examples=examples(40))
@given(st.integers(0, 2**32))
def test_a_fork_that_everybody_knows_ends_for_everybody_when_it_is_merged(seed):
    chance = random.Random(seed)
    laptops = [Laptop(name) for name in range(3)]
    settle(chance, laptops, live(chance, laptops, 30))
    number = 10_000
    for plan in PLANS:
        shelf = laptops[0].shelves[plan]
        if not shelf.heads:
            continue
        heads = [shelf.held[one] for one in shelf.heads[:8]]
        merged = make_snapshot(
            id=plan,
            jenis="rkp-desa",
            pemilik=UID,
            status=StatusDokumen.KONSEP,
            isi={"gabungan": True},
            oleh=keys("tursino-1").kid,
            pada=AT,
            parents=heads,
        )
        result = shelf.take(merged)
        assert result is (Taken.SUPERSEDES if len(shelf.heads) == 1 else Taken.FORK)
    settle(chance, laptops, number)
    for one in laptops:
        assert one.shelves[PLANS[0]].heads == laptops[0].shelves[PLANS[0]].heads
