"""The letters of printed pages: the fonts that travel with the program, cleaning, and wrapping.

Text is always drawn as plain text; no markup is ever parsed, so a name that looks like an order to
the page is printed as it is (reliability.md 9).
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

CELL_LIMIT = 500
"""Most characters of a table cell, a name, a label."""
PROSE_LIMIT = 20_000
"""Most characters of one paragraph."""

_NOT_IN_FONT = str.maketrans(
    {
        "−": "-",
        "‐": "-",
        "‑": "-",
        "→": "->",
        "←": "<-",
        "≤": "<=",
        "≥": ">=",
        "✓": "v",
        "✔": "v",
        "\t": " ",
        "\r": "\n",
        "\u2028": "\n",
        "\u2029": "\n",
    }
)
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


def aman_pdf(text: str, limit: int = CELL_LIMIT) -> str:
    """People's text, fit to be drawn: NFC, without control and bidi signs, at most `limit` characters.

    Line breaks stay. Signs that the fonts lack are written in ordinary ones. A cut text ends in `…`.
    """
    short = text[: limit * 4].replace("\r\n", "\n")
    clean = unicodedata.normalize("NFC", short).translate(_NOT_IN_FONT)
    clean = "".join(sign for sign in clean if sign == "\n" or unicodedata.category(sign) not in _UNSEEN)
    if len(clean) > limit or len(text) > limit * 4:
        return clean[: limit - 1] + "…"
    return clean


class _Widths(dict[str, float]):
    """Width of each letter in thousandths of the size; unknown letters take the empty box's width."""

    def __init__(self, known: dict[int, float], default: float) -> None:
        super().__init__((chr(code), width) for code, width in known.items())
        self._default = default

    def __missing__(self, sign: str) -> float:
        return self._default


@dataclass(frozen=True)
class Face:
    """One style of letters: its name for the PDF, and how wide its letters are."""

    name: str
    widths: _Widths

    def width(self, text: str, size: float) -> float:
        """Width of a line in points."""
        return sum(map(self.widths.__getitem__, text)) * size / 1000

    def wrap(self, text: str, size: float, width: float) -> list[str]:
        """The text in lines of at most `width` points; words that are too long are cut.

        Takes time in proportion to the text, whatever it contains. An empty text is one empty line.
        """
        room = width * 1000 / size
        lines: list[str] = []
        for part in text.split("\n"):
            lines += self._wrap_part(part, room)
        return lines

    def _wrap_part(self, part: str, room: float) -> list[str]:
        measure = self.widths.__getitem__
        if sum(map(measure, part)) <= room:
            return [part.rstrip(" ")]
        blank = self.widths[" "]
        lines: list[str] = []
        line, used = "", 0.0
        for word in part.split(" "):
            if not word:
                continue
            long = sum(map(measure, word))
            if line and used + blank + long <= room:
                line, used = f"{line} {word}", used + blank + long
                continue
            if line:
                lines.append(line)
            if long > room:
                *whole, word = self._cut(word, room)
                lines += whole
                long = sum(map(measure, word))
            line, used = word, long
        return [*lines, line] if line or not lines else lines

    def _cut(self, word: str, room: float) -> Iterable[str]:
        """A word too long for a line in pieces, after a slash or dash if one is near the end."""
        pieces: list[str] = []
        start, used, after = 0, 0.0, 0
        for place, sign in enumerate(word):
            step = self.widths[sign]
            if used + step > room and place > start:
                end = after if after > start + (place - start) // 2 else place
                pieces.append(word[start:end])
                used = sum(map(self.widths.__getitem__, word[end:place]))
                start = end
            used += step
            if sign in "/-_.,;:@&?=":
                after = place + 1
        pieces.append(word[start:])
        return pieces


@dataclass(frozen=True)
class Letters:
    """The four styles of Noto Sans."""

    regular: Face
    bold: Face
    italic: Face
    bold_italic: Face

    def face(self, *, is_bold: bool = False, is_italic: bool = False) -> Face:
        """The style for these two wishes."""
        if is_bold:
            return self.bold_italic if is_italic else self.bold
        return self.italic if is_italic else self.regular


@functools.lru_cache(maxsize=4)
def load(folder: Path) -> Letters:
    """The fonts of `folder` (`NotoSans-Regular.ttf` ...), known to reportlab from now on.

    Raises reportlab's TTFError if a file is missing or no TrueType font.
    """
    return Letters(*(_face(folder, style) for style in ("Regular", "Bold", "Italic", "BoldItalic")))


def _face(folder: Path, style: str) -> Face:
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    name = f"NotoSans-{style}"
    font = TTFont(name, str(folder / f"{name}.ttf"))
    registerFont(font)
    return Face(name, _Widths(font.face.charWidths, font.face.defaultWidth))
