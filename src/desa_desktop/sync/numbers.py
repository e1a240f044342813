"""The numbers on kiriman: which are missing, late, doubled, or continue a laptop that was restored.

Numbers order nothing, any authentic kiriman can be applied at any time; they show losses and expose
cloned laptops. Source: kiriman-format.md 11. A pure table of states over what the ledger holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from desa_desktop.sync.rejection import Code

NO_PREDECESSOR = "0" * 64
FIRST = 1
_FUTURE = timedelta(hours=48)


@dataclass(frozen=True, slots=True, order=True)
class ChainKey:
    """One row of numbers: a sender's key, the kind of its kiriman, and its `chain.id`."""

    kid: str
    kind: str
    chain: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """That a new chain took over from `chain`, whose last honest number was `seq`.

    `reason` is "pulih", "pasang_ulang", "salinan" or "pindah".
    """

    chain: str
    seq: int
    reason: str


@dataclass(frozen=True, slots=True)
class Numbered:
    """The numbers of one kiriman. `digest` and `prev` are 64 hex digits; `seq` counts from 1."""

    key: ChainKey
    seq: int
    prev: str
    digest: str
    replaces: Replaced | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the ledger makes of a kiriman.

    `is_applied`: its content may be taken in without a person's word on its numbers.
    `missing`: the numbers below it that have not come, as ranges. `is_blocked`: a person must first
    decide about an earlier D_FORK of this chain.
    """

    code: Code
    is_applied: bool
    missing: tuple[range, ...] = ()
    is_blocked: bool = False


_APPLIED = frozenset({Code.D_OK, Code.D_JUMP, Code.D_LATE})


@dataclass(slots=True)
class Ledger:
    """The numbers of every kiriman that was accepted; `blocked` are chains with an open D_FORK."""

    blocked: set[ChainKey] = field(default_factory=set)
    _chains: dict[ChainKey, dict[int, Numbered]] = field(default_factory=dict)
    _closed: dict[ChainKey, int] = field(default_factory=dict)

    @classmethod
    def of(cls, accepted: Iterable[Numbered], blocked: Iterable[ChainKey] = ()) -> Ledger:
        """The ledger of the accepted kiriman, in any order."""
        ledger = cls(set(blocked))
        for one in accepted:
            ledger.add(one)
        return ledger

    def add(self, kiriman: Numbered) -> None:
        """Remember an accepted kiriman."""
        self._chains.setdefault(kiriman.key, {})[kiriman.seq] = kiriman
        if kiriman.replaces is not None:
            old = ChainKey(kiriman.key.kid, kiriman.key.kind, kiriman.replaces.chain)
            self._closed[old] = min(kiriman.replaces.seq, self._closed.get(old, kiriman.replaces.seq))

    def numbers(self, key: ChainKey) -> dict[int, Numbered]:
        """The accepted kiriman of a chain by number."""
        return self._chains.get(key, {})

    def last(self, key: ChainKey) -> int:
        """The highest number accepted of a chain; 0 if none."""
        return max(self.numbers(key), default=0)

    def knows_laptop(self, kid: str, kind: str) -> bool:
        """Whether any kiriman of this kind came from the laptop before."""
        return any(key.kid == kid and key.kind == kind for key in self._chains)

    def closed_at(self, key: ChainKey) -> int | None:
        """The last honest number of a chain that was replaced; None if it is open."""
        return self._closed.get(key)


def judge(ledger: Ledger, kiriman: Numbered) -> Verdict:
    """Which of the states of section 11 the kiriman is in. Changes nothing."""
    known = ledger.numbers(kiriman.key)
    if kiriman.seq in known and known[kiriman.seq].digest == kiriman.digest:
        return Verdict(Code.D_DUPLICATE, is_applied=False)
    if _contradicts(known, kiriman):
        return Verdict(Code.D_FORK, is_applied=False)
    missing = missing_before(known, kiriman.seq)
    closed = ledger.closed_at(kiriman.key)
    if closed is not None and kiriman.seq > closed:
        return Verdict(Code.D_REPLACED, is_applied=False, missing=missing)
    code = _order(ledger, known, kiriman)
    blocked = kiriman.key in ledger.blocked
    return Verdict(code, code in _APPLIED and not blocked, missing, blocked)


def is_clock_wrong(
    created: datetime, *, now: datetime, built: datetime, previous: datetime | None = None
) -> bool:
    """Whether the sender's claimed time cannot be right (W_CLOCK, only a warning).

    Before the program was built, before the chain's previous kiriman, or over 48 hours in our future.
    """
    return created < built or (previous is not None and created < previous) or created > now + _FUTURE


def _contradicts(known: dict[int, Numbered], kiriman: Numbered) -> bool:
    before, after = known.get(kiriman.seq - 1), known.get(kiriman.seq + 1)
    return (
        kiriman.seq in known
        or (before is not None and before.digest != kiriman.prev)
        or (after is not None and after.prev != kiriman.digest)
    )


def _order(ledger: Ledger, known: dict[int, Numbered], kiriman: Numbered) -> Code:
    if not known:
        if ledger.knows_laptop(kiriman.key.kid, kiriman.key.kind):
            return Code.D_NEW_INCARNATION
        return Code.D_OK if kiriman.seq == FIRST else Code.D_JUMP
    last = max(known)
    if kiriman.seq < last:
        return Code.D_LATE
    return Code.D_OK if kiriman.seq == last + 1 else Code.D_JUMP


def missing_before(known: Iterable[int], seq: int) -> tuple[range, ...]:
    """The numbers below `seq` that are not among the known ones.

    Ranges, because a forged number may be as large as 2^53.
    """
    there = sorted(number for number in known if number < seq)
    edges = [0, *there, seq]
    return tuple(range(low + 1, high) for low, high in pairwise(edges) if high - low > 1)
