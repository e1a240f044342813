"""The history of one dokumen: which snapshots are heads, which one counts, which a partner must hold.

Heads depend only on the set of snapshots taken, not on order or repetition. Source: kiriman-format.md
12.3, 12.4, 12.7, 13. Everything here is decided without a disk; the store loads a Shelf and keeps it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.identity import digest
from desa_desktop.sync.snapshots import Descent


class Taken(StrEnum):
    """What a snapshot was to the shelf that took it."""

    SAME = "same"  # it was held already
    ANCESTOR = "ancestor"  # something newer was there; kept only if it is ratified
    NEW = "new"  # the first of its dokumen
    SUPERSEDES = "supersedes"  # a descendant of every head
    FORK = "fork"  # one more head: the dokumen is Bercabang


@dataclass(slots=True)
class Shelf:
    """All that is known of one dokumen's history.

    `held`: snapshots with content, by digest. `past`: every digest that any snapshot ever taken named
    as an ancestor; never forgotten, also when content is dropped (`drop`).
    """

    held: dict[str, Descent] = field(default_factory=dict)
    past: set[str] = field(default_factory=set)

    @property
    def heads(self) -> tuple[str, ...]:
        """Digests of the newest snapshots, sorted; more than one means Bercabang."""
        return tuple(sorted(self.held.keys() - self.past))

    @property
    def is_bercabang(self) -> bool:
        """Whether two or more laptops changed the dokumen apart."""
        return len(self.heads) > 1

    def judge(self, snapshot: Descent) -> Taken:
        """What `snapshot` would be, without taking it (for the preview)."""
        if snapshot.digest in self.held:
            return Taken.SAME
        if snapshot.digest in self.past:
            return Taken.ANCESTOR
        heads = self.heads
        if not heads:
            return Taken.NEW
        return Taken.SUPERSEDES if set(heads) <= snapshot.ancestors else Taken.FORK

    def take(self, snapshot: Descent) -> Taken:
        """Take a snapshot in. Its content is to be stored when `is_kept` says so."""
        result = self.judge(snapshot)
        if result is Taken.SAME:
            return result
        self.past |= snapshot.ancestors
        if is_kept(snapshot, result):
            self.held[snapshot.digest] = snapshot
        return result

    def drop(self, digests: Iterable[str]) -> None:
        """Forget the content of old snapshots; their digests stay known. Heads and tips are never dropped."""
        needed = set(self.tips)
        for one in set(digests) - needed:
            if self.held.pop(one, None) is not None:
                self.past.add(one)

    @property
    def berlaku(self) -> str | None:
        """Digest of the snapshot that counts, or None (12.4)."""
        points = self._points()[-1]
        return points[0] if len(points) == 1 and self._is_disahkan(points[0]) else None

    @property
    def tips(self) -> tuple[str, ...]:
        """What a partner must hold to see the dokumen as we do, sorted (12.4)."""
        return tuple(sorted({one for points in self._points() for one in points}))

    def common_base(self, a: str, b: str) -> str | None:
        """The newest held common ancestor of two held snapshots; of several the first by digest (13)."""
        return self.newest_of(self.held[a].line & self.held[b].line)

    def newest_of(self, line: Iterable[str]) -> str | None:
        """The newest held snapshot among these digests; of several the first by digest, None if none is."""
        shared = set(line)
        return min(self._newest(one for one in self.held if one in shared), default=None)

    def _points(self) -> list[tuple[str, ...]]:
        points = self.heads
        way = [points]
        if len(points) == 1 and self.held[points[0]].status is StatusDokumen.DICABUT:
            return way
        while points and not (len(points) == 1 and self._is_disahkan(points[0])):
            common = frozenset.intersection(*(self.held[one].line for one in points))
            points = self._newest([one for one in common if one in self.held and self._is_disahkan(one)])
            way.append(points)
        return way

    def _newest(self, digests: Iterable[str]) -> tuple[str, ...]:
        among = set(digests)
        older = {other for one in among for other in self.held[one].ancestors & among}
        return tuple(sorted(among - older))

    def _is_disahkan(self, one: str) -> bool:
        return self.held[one].status is StatusDokumen.DISAHKAN


def is_kept(snapshot: Descent, taken: Taken) -> bool:
    """Whether the content is stored: all but a known one and a draft that something newer replaced."""
    if taken is Taken.ANCESTOR:
        return snapshot.status is StatusDokumen.DISAHKAN
    return taken is not Taken.SAME


def state_of(tips: Iterable[str]) -> tuple[int, str]:
    """Count and digest (64 hex) of the tips of every dokumen that may travel to the addressee (12.7)."""
    raw = sorted(bytes.fromhex(one) for one in tips)
    return len(raw), digest("state", b"".join(raw)).hex()
