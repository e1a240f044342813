"""Drawings for the notice board: big numbers, bars in large letters, and the box that says where to ask.

Lengths are points. They are read from two steps away, on F4 or enlarged to A3: large letters, patterns in
place of colours, every number written out beside its bar.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desa_desktop.domain.grafik import Gambar, Isi, Lukisan, Measure, Pola, Tanda, Tulisan, bar, frame

_PATTERNS = (Pola.PENUH, Pola.MIRING, Pola.TITIK, Pola.DATAR, Pola.SILANG)
_GAP = 8.0
_TITLE = 13.0
_WORDS = 11.0


@dataclass(frozen=True, slots=True)
class AngkaBesar(Lukisan):
    """A row of boxes, each a number with what it counts below; at most five. `judul` may stay empty."""

    judul: str
    angka: tuple[tuple[str, str], ...]
    ukuran: float = 24.0

    def layout(self, width: float, measure: Measure) -> Gambar:
        """Boxes of one height side by side; a number too wide for its box is set smaller."""
        marks: list[Tanda] = []
        top = _title(marks, self.judul, width, measure)
        count = max(1, len(self.angka))
        side = (width - _GAP * (count - 1)) / count
        rows = [wrap(label, _WORDS, side - 2 * _GAP, measure) for _number, label in self.angka]
        height = self.ukuran * 1.5 + max((len(lines) for lines in rows), default=1) * _WORDS * 1.25 + _GAP
        for place, ((number, _label), lines) in enumerate(zip(self.angka, rows, strict=True)):
            left = place * (side + _GAP)
            marks += frame(left, top, side, height, 1.2)
            size = self.ukuran
            while size > 8.0 and measure(number, size, True) > side - _GAP:
                size -= 1.0
            marks.append(
                Tulisan(_middle(left, side, measure(number, size, True)), top + self.ukuran * 1.2,
                        number, size, True)
            )  # fmt: skip
            down = top + self.ukuran * 1.5 + _WORDS
            for line in lines:
                marks.append(Tulisan(_middle(left, side, measure(line, _WORDS, False)), down, line, _WORDS))
                down += _WORDS * 1.25
        return Gambar(width, top + height + 1.0, tuple(marks))


@dataclass(frozen=True, slots=True)
class Lajur:
    """One bar: its name, its number, what is written at its end, and the whole it is a part of (0: none)."""

    label: str
    nilai: int
    tulisan: str
    penuh: int = 0


@dataclass(frozen=True, slots=True)
class BatangPapan(Lukisan):
    """Bars below each other, the name above each and the amount at the right; a pattern of its own each.

    With `penuh` an empty frame shows the whole that the bar is a part of (the ceiling of a source).
    """

    judul: str
    lajur: tuple[Lajur, ...]
    tinggi: float = 13.0

    def layout(self, width: float, measure: Measure) -> Gambar:
        """Name and amount on one line, the bar below over the whole width."""
        marks: list[Tanda] = []
        down = _title(marks, self.judul, width, measure)
        most = max((max(one.nilai, one.penuh) for one in self.lajur), default=0)
        for place, one in enumerate(self.lajur):
            amount = measure(one.tulisan, _WORDS, True)
            label = shortened(one.label, _WORDS, width - amount - _GAP, measure)
            marks.append(Tulisan(0.0, down + _WORDS, label, _WORDS))
            marks.append(Tulisan(width - amount, down + _WORDS, one.tulisan, _WORDS, True))
            down += _WORDS * 1.45
            if most > 0:
                if one.penuh > 0:
                    marks += frame(0.0, down, width * one.penuh / most, self.tinggi, 0.8)
                long = width * max(0, one.nilai) / most
                marks += bar(0.0, down, long, self.tinggi, _PATTERNS[place % len(_PATTERNS)])
            down += self.tinggi + _GAP
        return Gambar(width, down, tuple(marks))


@dataclass(frozen=True, slots=True)
class KotakTanya(Lukisan):
    """A framed box: `judul` and sentences at the left, a QR code with its words at the right if there is one.

    `kode` are the dark fields of the code, row by row.
    """

    judul: str
    teks: tuple[str, ...]
    kode: tuple[tuple[bool, ...], ...] = ()
    keterangan: str = ""
    sisi: float = 78.0

    def layout(self, width: float, measure: Measure) -> Gambar:
        """As high as the sentences or the code need."""
        marks: list[Tanda] = []
        right = self.sisi + 2 * _GAP if self.kode else 0.0
        room = width - right - 2 * _GAP
        down = _GAP + _TITLE
        marks.append(Tulisan(_GAP, down, self.judul, _TITLE, True))
        down += 4.0
        for text in self.teks:
            for line in wrap(text, _WORDS, room, measure):
                down += _WORDS * 1.3
                marks.append(Tulisan(_GAP, down, line, _WORDS))
            down += 2.0
        height = down + _GAP
        if self.kode:
            height = max(height, self.sisi + 2 * _GAP + (9.0 if self.keterangan else 0.0))
            marks += self._code(width - self.sisi - _GAP, _GAP, measure)
        marks += frame(0.0, 0.0, width, height, 1.2)
        return Gambar(width, height + 1.0, tuple(marks))

    def _code(self, x: float, y: float, measure: Measure) -> list[Tanda]:
        """The code; neighbours in a row are one field, so that printers leave no gaps."""
        step = self.sisi / len(self.kode)
        found: list[Tanda] = []
        for row, line in enumerate(self.kode):
            start = -1
            for column, is_dark in enumerate((*line, False)):
                if is_dark and start < 0:
                    start = column
                elif not is_dark and start >= 0:
                    found.append(Isi(x + start * step, y + row * step, (column - start) * step, step))
                    start = -1
        if self.keterangan:
            wide = measure(self.keterangan, 7.5, False)
            found.append(Tulisan(_middle(x, self.sisi, wide), y + self.sisi + 9.0, self.keterangan, 7.5))
        return found


def _title(marks: list[Tanda], text: str, width: float, measure: Measure) -> float:
    """The title at the top; returns where the drawing goes on."""
    down = 0.0
    for line in wrap(text, _TITLE, width, measure, is_bold=True) if text else ():
        down += _TITLE * 1.2
        marks.append(Tulisan(0.0, down - _TITLE * 0.2, line, _TITLE, True))
    return down + 4.0 if down else 1.0


def _middle(left: float, side: float, wide: float) -> float:
    return left + (side - wide) / 2


def wrap(text: str, size: float, width: float, measure: Measure, *, is_bold: bool = False) -> list[str]:
    """The text in lines of at most `width` points; a longer word stands alone."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer, size, is_bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def shortened(text: str, size: float, width: float, measure: Measure) -> str:
    """The text, cut with … where it is wider."""
    if measure(text, size, False) <= width:
        return text
    while text and measure(f"{text}…", size, False) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def first_lines(lines: Sequence[str], count: int) -> list[str]:
    """At most `count` lines; the last one ends in … if there were more."""
    if len(lines) <= count:
        return list(lines)
    return [*lines[: count - 1], f"{lines[count - 1]} …"] if count > 0 else []
