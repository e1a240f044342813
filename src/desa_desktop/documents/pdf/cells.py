"""Cells of a form on paper: questions with their hint, squares to tick, room to write, bars.

Each becomes lines as high as those of ordinary text; a line that is no text draws itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from desa_desktop.documents.blocks import Asked, Bar, Blank, Boxes
from desa_desktop.documents.pdf.ink import Ink
from desa_desktop.documents.pdf.letters import Letters, aman_pdf

Line = Callable[[Ink, float, float, float], None]
"""Draws one line of a cell between the left and right edge given, on the base line given, in points."""

Special = Asked | Boxes | Blank | Bar
_SMALL = 0.88  # of the size, for hints
_SQUARE = 0.72  # side of a square to tick, in sizes
_AFTER = 0.4  # between a square and its words
_APART = 1.6  # between two choices
_LONGEST_HINT = 2_000


def lines_of(cell: Special, letters: Letters, size: float, room: float) -> list[Line]:
    """The cell as lines of at most `room` points."""
    match cell:
        case Asked():
            return list(_asked(cell, letters, size, room))
        case Boxes():
            return list(_boxes(cell, letters, size, room))
        case Blank():
            return [_Words(letters, size * _SMALL, aman_pdf(cell.after), True, True)] if cell.after else []
        case Bar():
            return [_Rule(cell, size)]


@dataclass(frozen=True, slots=True)
class _Words:
    letters: Letters
    size: float
    text: str
    is_italic: bool = False
    is_right: bool = False
    star: bool = False

    def __call__(self, ink: Ink, left: float, right: float, base: float) -> None:
        face = self.letters.face(is_italic=self.is_italic)
        if self.is_right:
            ink.right(face, self.size, right, base, self.text)
            return
        ink.text(face, self.size, left, base, self.text)
        if self.star:
            after = left + face.width(self.text + " ", self.size)
            ink.text(self.letters.bold, self.size, after, base, "*")


def _asked(cell: Asked, letters: Letters, size: float, room: float) -> Iterator[Line]:
    star = letters.bold.width(" *", size) if cell.is_required else 0.0
    lines = letters.regular.wrap(aman_pdf(cell.text), size, room - star)
    for place, line in enumerate(lines):
        yield _Words(letters, size, line, star=cell.is_required and place == len(lines) - 1)
    if cell.hint:
        small = size * _SMALL
        for line in letters.italic.wrap(aman_pdf(cell.hint, _LONGEST_HINT), small, room):
            yield _Words(letters, small, line, is_italic=True)


@dataclass(frozen=True, slots=True)
class _Choice:
    text: str
    is_ticked: bool
    has_square: bool


@dataclass(frozen=True, slots=True)
class _Choices:
    """Choices beside each other: (left edge, choice)."""

    letters: Letters
    size: float
    choices: tuple[tuple[float, _Choice], ...]

    def __call__(self, ink: Ink, left: float, right: float, base: float) -> None:
        side = _SQUARE * self.size
        for at, choice in self.choices:
            x = left + at
            if choice.has_square:
                _square(ink, x, base - 0.04 * self.size, side, choice.is_ticked)
            face = self.letters.face(is_bold=choice.is_ticked)
            ink.text(face, self.size, x + side + _AFTER * self.size, base, choice.text)


def _boxes(cell: Boxes, letters: Letters, size: float, room: float) -> Iterator[Line]:
    """As many choices in a line as fit; a long one runs on under its own words."""
    begin = (_SQUARE + _AFTER) * size
    line: list[tuple[float, _Choice]] = []
    used = 0.0
    for place, label in enumerate(cell.labels):
        is_ticked = place in cell.ticked
        face = letters.face(is_bold=is_ticked)
        parts = face.wrap(aman_pdf(label), size, room - begin)
        wide = begin + face.width(parts[0], size)
        if line and (len(parts) > 1 or used + wide > room):
            yield _Choices(letters, size, tuple(line))
            line, used = [], 0.0
        line.append((used, _Choice(parts[0], is_ticked, True)))
        used += wide + _APART * size
        for part in parts[1:]:
            yield _Choices(letters, size, tuple(line))
            line = [(0.0, _Choice(part, is_ticked, False))]
            used = room  # nothing stands beside the end of a long choice
    if line:
        yield _Choices(letters, size, tuple(line))


def _square(ink: Ink, x: float, y: float, side: float, is_ticked: bool) -> None:
    corners = ((x, y), (x + side, y), (x + side, y + side), (x, y + side))
    for one, other in zip(corners, (*corners[1:], corners[0]), strict=True):
        ink.line(*one, *other, 0.6)
    if is_ticked:
        ink.line(x, y, x + side, y + side, 0.9)
        ink.line(x, y + side, x + side, y, 0.9)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A bar in its frame; without a number nothing but a dash."""

    bar: Bar
    size: float

    def __call__(self, ink: Ink, left: float, right: float, base: float) -> None:
        height = 0.8 * self.size
        y = base - 0.06 * self.size
        if self.bar.number is None:
            ink.line(left, y + height / 2, left + self.size, y + height / 2)
            return
        share = float(max(Decimal(0), min(self.bar.number, self.bar.most)) / self.bar.most)
        ink.field(left, y, (right - left) * share, height, 0.45)
        for x1, y1, x2, y2 in (
            (left, y, right, y),
            (left, y + height, right, y + height),
            (left, y, left, y + height),
            (right, y, right, y + height),
        ):
            ink.line(x1, y1, x2, y2)
