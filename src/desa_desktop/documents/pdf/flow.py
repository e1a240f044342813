"""Laying pieces of a document on pages: what must stay together does, headings come back.

A piece is the smallest thing that is never split: a line of a paragraph, a row of a table, a block
of signatures. Pieces tied by `keep_next` move to the next page together as long as they fit there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desa_desktop.documents.pdf.ink import Ink

Draw = Callable[[Ink, float, float], None]
"""Draws with the left edge at x and the upper edge at y, in points."""


@dataclass(frozen=True, eq=False)
class Head:
    """The heading of a table, drawn above its first row on each page; `close` draws the last line."""

    height: float
    draw: Draw
    close: Draw


@dataclass(frozen=True, eq=False, slots=True)
class Piece:
    """Something that lies on one page. `is_space` vanishes at the top; `is_break` ends the page.

    `mark` (0: none) numbers a place of the document whose page is asked for afterwards.
    """

    height: float
    draw: Draw
    keep_next: bool = False
    head: Head | None = None
    is_space: bool = False
    is_break: bool = False
    mark: int = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece or a table's heading with its upper edge `down` points below the top of the body."""

    draw: Draw
    down: float
    mark: int = 0


class _Pages:
    """The page being filled, and those before it."""

    def __init__(self, room: float) -> None:
        self.room = room
        self.done: list[list[Placed]] = []
        self.now: list[Placed] = []
        self.used = 0.0
        self.head: Head | None = None

    def needed(self, group: Sequence[Piece], head: Head | None) -> float:
        """Height of the group behind a page's end in `head`, with the headings it brings."""
        height = 0.0
        for piece in group:
            if piece.head is not None and piece.head is not head:
                height += piece.head.height
            head = piece.head
            height += piece.height
        return height

    def put(self, piece: Piece) -> None:
        """Place the piece at the end of the page."""
        if piece.is_space and not self.now:
            return
        if piece.head is not self.head:
            self._close()
            if piece.head is not None:
                self.now.append(Placed(piece.head.draw, self.used))
                self.used += piece.head.height
            self.head = piece.head
        self.now.append(Placed(piece.draw, self.used, piece.mark))
        self.used += piece.height

    def turn(self) -> None:
        """End the page."""
        self._close()
        self.done.append(self.now)
        self.now, self.used = [], 0.0

    def _close(self) -> None:
        if self.head is not None:
            self.now.append(Placed(self.head.close, self.used))
        self.head = None


def paginate(pieces: Sequence[Piece], room: float) -> list[list[Placed]]:
    """The pieces on pages with `room` points of height each; always at least one page."""
    pages = _Pages(room)
    for group in _groups(pieces):
        if group[0].is_break:
            if pages.now:
                pages.turn()
            continue
        fits = pages.used + pages.needed(group, pages.head) <= room
        whole = pages.needed(group, None) <= room
        if not fits and whole and pages.now:
            pages.turn()
        for piece in group:
            if not whole and pages.now and pages.used + pages.needed([piece], pages.head) > room:
                pages.turn()
            pages.put(piece)
    if pages.now or not pages.done:
        pages.turn()
    return pages.done


def _groups(pieces: Sequence[Piece]) -> list[list[Piece]]:
    groups: list[list[Piece]] = []
    is_open = False
    for piece in pieces:
        if piece.is_break or not is_open:
            groups.append([])
        groups[-1].append(piece)
        is_open = piece.keep_next and not piece.is_break
    return groups
