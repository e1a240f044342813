"""The table of contents: on which page each marked place of a document came to lie.

Its lines take the same room whatever the numbers are, so the pages are laid out once: the numbers are known
before anything is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desa_desktop.documents.blocks import Contents, Mark
from desa_desktop.documents.pdf.flow import Piece, Placed
from desa_desktop.documents.pdf.ink import Ink
from desa_desktop.documents.pdf.letters import Face, Letters, aman_pdf

_LEADING = 1.42
_RISE = 1.05
_INDENT = 14.0  # points for each depth
_NUMBER = 30.0  # room for the page's number
_GAP = 4.0


class Marks:
    """The marks of one document, and after `settle` the pages they lie on."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.marks = tuple(marks)
        self.pages: dict[int, int] = {}
        self._next = 0

    def pieces(self, block: Mark | Contents, width: float, letters: Letters) -> list[Piece]:
        """A mark as a piece without height tied to what follows; the contents line by line."""
        if isinstance(block, Mark):
            self._next += 1
            return [Piece(0.0, _nothing, keep_next=True, mark=self._next)]
        found: list[Piece] = []
        for number, mark in enumerate(self.marks, 1):
            found += self._line(number, mark, block.size, width, letters)
        return found

    def _line(self, number: int, mark: Mark, size: float, width: float, letters: Letters) -> list[Piece]:
        face = letters.face(is_bold=mark.depth == 1)
        indent = (mark.depth - 1) * _INDENT
        lines = face.wrap(aman_pdf(mark.label), size, width - indent - _NUMBER)
        found = []
        for place, line in enumerate(lines):
            is_last = place == len(lines) - 1

            def draw(ink: Ink, x: float, y: float, line: str = line, is_last: bool = is_last) -> None:
                base = y - _RISE * size
                ink.text(face, size, x + indent, base, line)
                if is_last:
                    self._end(ink, face, size, x + indent + face.width(line, size), x + width, base, number)

            found.append(Piece(size * _LEADING, draw, keep_next=not is_last))
        return found

    def _end(
        self, ink: Ink, face: Face, size: float, left: float, right: float, base: float, number: int
    ) -> None:
        """Dots up to the page's number at the right edge."""
        text = str(self.pages[number])
        wide = face.width(text, size)
        count = int((right - wide - left - 2 * _GAP) / face.width(" .", size))
        ink.right(face, size, right - wide - _GAP, base, " ." * max(0, count))
        ink.right(face, size, right, base, text)

    def settle(self, sheets: Sequence[Sequence[Placed]]) -> None:
        """Learn the page of each mark from the finished layout."""
        for number, sheet in enumerate(sheets, 1):
            for placed in sheet:
                if placed.mark:
                    self.pages[placed.mark] = number

    def outline(self, canvas: Any, page: int) -> None:
        """The marks of this page as bookmarks of the file."""
        for number, mark in enumerate(self.marks, 1):
            if self.pages[number] == page:
                key = f"tanda{number}"
                canvas.bookmarkPage(key)
                canvas.addOutlineEntry(aman_pdf(mark.label, 120), key, level=self._level(number))

    def _level(self, number: int) -> int:
        """Depth from 0, never more than one below the mark before it."""
        level = -1
        for mark in self.marks[:number]:
            level = min(mark.depth - 1, level + 1)
        return level


def _nothing(ink: Ink, x: float, y: float) -> None:
    """Room without ink."""
