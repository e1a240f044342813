"""Charts as data, and where each bar, line and word of them lies: one geometry for screen, paper and picture.

Horizontal bars from zero with the number at their end, and the population pyramid (ux.md 11.5). Lengths
are points, x to the right, y downwards. What draws is a `Painter`: reportlab on paper, Qt on the screen.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol, assert_never

from desa_desktop.domain.wording import show_number
from desa_desktop.i18n import _

MOST_BARS = 20
_SIZE = 8.5  # letters
_TITLE = 10.0
_BAR = 10.0  # height of one bar
_GAP = 5.0  # between the bars of two lines
_STEP = 4.5  # between the strokes of a pattern
_PAD = 4.0  # between words and bars
_LABELS = 0.38  # most of the width that labels take


class Pola(Enum):
    """How a bar is filled, so that it is told apart without colour."""

    PENUH = "penuh"
    MIRING = "miring"
    TITIK = "titik"
    DATAR = "datar"
    SILANG = "silang"


_SERIES = (Pola.PENUH, Pola.MIRING, Pola.TITIK)


@dataclass(frozen=True, slots=True)
class Batang:
    """One line of bars: a value for each series, and what stands behind the last one (`45,2%`)."""

    label: str
    nilai: tuple[int, ...]
    catatan: str = ""


@dataclass(frozen=True, slots=True)
class GrafikBatang:
    """Horizontal bars, grouped by at most three series. `judul` is a sentence with the finding.

    Raises ValueError for more than three series, or a bar that has not one value each.
    """

    judul: str
    batang: tuple[Batang, ...]
    seri: tuple[str, ...] = ("",)

    def __post_init__(self) -> None:
        if not 1 <= len(self.seri) <= len(_SERIES):
            raise ValueError("one to three series")
        if any(len(one.nilai) != len(self.seri) for one in self.batang):
            raise ValueError("one value for each series")


@dataclass(frozen=True, slots=True)
class Piramida:
    """A population pyramid; `kelompok` are (label, men, women), the youngest first."""

    judul: str
    kelompok: tuple[tuple[str, int, int], ...]
    catatan: str = ""


# ------------------------------------------------------------------ marks


@dataclass(frozen=True, slots=True)
class Isi:
    """A filled rectangle; `tone` runs from 0 (paper) to 1 (ink)."""

    x: float
    y: float
    width: float
    height: float
    tone: float = 1.0


@dataclass(frozen=True, slots=True)
class Garis:
    """A line of ink."""

    x1: float
    y1: float
    x2: float
    y2: float
    tebal: float = 0.5


@dataclass(frozen=True, slots=True)
class Tulisan:
    """Words with their base line at y, starting at x."""

    x: float
    y: float
    text: str
    size: float = _SIZE
    is_bold: bool = False


Tanda = Isi | Garis | Tulisan


@dataclass(frozen=True, slots=True)
class Gambar:
    """A chart laid out: how large it is and everything that lies on it."""

    width: float
    height: float
    tanda: tuple[Tanda, ...]


Measure = Callable[[str, float, bool], float]
"""Width in points of a text of this size, bold or not."""


class Lukisan(ABC):
    """A drawing that is no chart of figures and lays itself out: a sheet for the notice board, a calendar."""

    judul: str

    @abstractmethod
    def layout(self, width: float, measure: Measure) -> Gambar:
        """Where everything lies on `width` points; the height follows from what it shows."""


Grafik = GrafikBatang | Piramida | Lukisan


class Painter(Protocol):
    """What a chart is drawn with; y runs downwards from the upper edge of the chart."""

    def fill(self, x: float, y: float, width: float, height: float, tone: float) -> None:
        """A filled rectangle below y."""

    def line(self, x1: float, y1: float, x2: float, y2: float, thickness: float) -> None:
        """A line of ink."""

    def text(self, x: float, y: float, text: str, size: float, is_bold: bool) -> None:
        """Words with their base line at y."""


def paint(gambar: Gambar, painter: Painter) -> None:
    """Draw every mark: fields first, then lines, then words."""
    order = {Isi: 0, Garis: 1, Tulisan: 2}
    for one in sorted(gambar.tanda, key=lambda one: order[type(one)]):
        match one:
            case Isi():
                painter.fill(one.x, one.y, one.width, one.height, one.tone)
            case Garis():
                painter.line(one.x1, one.y1, one.x2, one.y2, one.tebal)
            case Tulisan():
                painter.text(one.x, one.y, one.text, one.size, one.is_bold)
            case _:
                assert_never(one)


def layout(grafik: Grafik, width: float, measure: Measure) -> Gambar:
    """Where everything of a chart lies on `width` points; the height follows from what it shows."""
    if isinstance(grafik, Lukisan):
        return grafik.layout(width, measure)
    sheet = _Sheet(width, measure)
    sheet.title(grafik.judul)
    match grafik:
        case GrafikBatang():
            _bars(sheet, grafik)
        case Piramida():
            _pyramid(sheet, grafik)
        case _:
            assert_never(grafik)
    return Gambar(width, sheet.down, tuple(sheet.marks))


class _Sheet:
    """Marks collected from the top downwards."""

    def __init__(self, width: float, measure: Measure) -> None:
        self.width = width
        self.measure = measure
        self.marks: list[Tanda] = []
        self.down = 0.0

    def title(self, text: str) -> None:
        for line in self.wrap(text, _TITLE, self.width, is_bold=True):
            self.marks.append(Tulisan(0.0, self.down + _TITLE, line, _TITLE, True))
            self.down += _TITLE * 1.35
        self.down += _PAD

    def note(self, text: str) -> None:
        for line in self.wrap(text, _SIZE, self.width) if text else ():
            self.marks.append(Tulisan(0.0, self.down + _SIZE, line))
            self.down += _SIZE * 1.35

    def wrap(self, text: str, size: float, width: float, *, is_bold: bool = False) -> list[str]:
        lines: list[str] = []
        for word in text.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.measure(longer, size, is_bold) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def shortened(self, text: str, width: float) -> str:
        """The text, cut with … where it is wider."""
        if self.measure(text, _SIZE, False) <= width:
            return text
        while text and self.measure(f"{text}…", _SIZE, False) > width:
            text = text[:-1]
        return f"{text.rstrip()}…"

    def words(self, x: float, base: float, text: str, *, is_bold: bool = False) -> None:
        self.marks.append(Tulisan(x, base, text, _SIZE, is_bold))

    def words_before(self, x: float, base: float, text: str, *, is_bold: bool = False) -> None:
        self.words(x - self.measure(text, _SIZE, is_bold), base, text, is_bold=is_bold)

    def bar(self, x: float, y: float, width: float, height: float, pola: Pola) -> None:
        """A bar with its outline; nothing at all for no width, so that zero looks like zero."""
        self.marks += bar(x, y, width, height, pola)


def bar(x: float, y: float, width: float, height: float, pola: Pola) -> list[Tanda]:
    """The marks of a bar with its pattern and outline; none for no width."""
    if width <= 0:
        return []
    found: list[Tanda] = []
    if pola is Pola.PENUH:
        found.append(Isi(x, y, width, height, 0.62))
    elif pola is Pola.TITIK:
        found += _dots(x, y, width, height)
    elif pola is Pola.DATAR:
        found += _rows(x, y, width, height)
    else:
        found += _strokes(x, y, width, height)
        if pola is Pola.SILANG:
            found += _rows(x, y, width, height)
    return [*found, *frame(x, y, width, height)]


def frame(x: float, y: float, width: float, height: float, tebal: float = 0.5) -> list[Tanda]:
    """The outline of a rectangle."""
    return [
        Garis(x, y, x + width, y, tebal),
        Garis(x, y + height, x + width, y + height, tebal),
        Garis(x, y, x, y + height, tebal),
        Garis(x + width, y, x + width, y + height, tebal),
    ]


def _rows(x: float, y: float, width: float, height: float) -> list[Tanda]:
    """Level lines."""
    found: list[Tanda] = []
    down = _STEP / 1.5
    while down < height:
        found.append(Garis(x, y + down, x + width, y + down, 0.4))
        down += _STEP / 1.5
    return found


def _strokes(x: float, y: float, width: float, height: float) -> list[Tanda]:
    """Slanted lines that end at the edges of the rectangle."""
    found: list[Tanda] = []
    start = _STEP
    while start < width + height:
        left, right = max(0.0, start - height), min(start, width)
        found.append(Garis(x + left, y + start - left, x + right, y + start - right, 0.4))
        start += _STEP
    return found


def _dots(x: float, y: float, width: float, height: float) -> list[Tanda]:
    found: list[Tanda] = []
    side = 1.1
    row, down = 0, _STEP / 2
    while down + side < height:
        across = _STEP / 2 + (row % 2) * _STEP / 2
        while across + side < width:
            found.append(Isi(x + across, y + down, side, side))
            across += _STEP
        row, down = row + 1, down + _STEP / 1.5
    return found


# ------------------------------------------------------------------ bars


def _bars(sheet: _Sheet, grafik: GrafikBatang) -> None:
    measure, series = sheet.measure, len(grafik.seri)
    if series > 1:
        _legend(sheet, grafik.seri)
    labels = [sheet.shortened(one.label, sheet.width * _LABELS) for one in grafik.batang]
    left = max((measure(text, _SIZE, False) for text in labels), default=0.0) + _PAD
    ends = [[_end(one, number, grafik) for number in range(series)] for one in grafik.batang]
    widest = max((measure(text, _SIZE, False) for line in ends for text in line), default=0.0)
    room = max(20.0, sheet.width - left - widest - 2 * _PAD)
    most = max((value for one in grafik.batang for value in one.nilai), default=0)
    top = sheet.down
    for one, label, texts in zip(grafik.batang, labels, ends, strict=True):
        height = series * _BAR
        middle = sheet.down + height / 2 + _SIZE * 0.36
        sheet.words_before(left - _PAD, middle, label)
        for number, (value, text) in enumerate(zip(one.nilai, texts, strict=True)):
            y = sheet.down + number * _BAR
            long = room * value / most if most > 0 and value > 0 else 0.0
            sheet.bar(left, y, long, _BAR, _SERIES[number])
            sheet.words(left + long + _PAD, y + _BAR / 2 + _SIZE * 0.36, text)
        sheet.down += height + _GAP
    if grafik.batang:
        sheet.marks.append(Garis(left, top - 2, left, sheet.down - _GAP + 2, 0.8))
    else:
        sheet.note(_("Belum ada data."))


def _end(one: Batang, number: int, grafik: GrafikBatang) -> str:
    text = show_number(one.nilai[number])
    is_last = number == len(grafik.seri) - 1
    return f"{text}  {one.catatan}" if one.catatan and is_last else text


def _legend(sheet: _Sheet, names: Sequence[str]) -> None:
    x = 0.0
    for name, pola in zip(names, _SERIES, strict=False):
        sheet.bar(x, sheet.down + 1, 14.0, _BAR - 2, pola)
        sheet.words(x + 14.0 + _PAD, sheet.down + _SIZE, name)
        x += 14.0 + 4 * _PAD + sheet.measure(name, _SIZE, False)
    sheet.down += _SIZE * 1.35 + _PAD


# ------------------------------------------------------------------ pyramid


def _pyramid(sheet: _Sheet, grafik: Piramida) -> None:
    """Men to the left, women to the right of the ages, the oldest on top; both sides on one scale."""
    measure = sheet.measure
    men, women = sum(one[1] for one in grafik.kelompok), sum(one[2] for one in grafik.kelompok)
    middle = max((measure(one[0], _SIZE, False) for one in grafik.kelompok), default=20.0) + 2 * _PAD
    numbers = [show_number(value) for one in grafik.kelompok for value in one[1:]]
    widest = max((measure(text, _SIZE, False) for text in numbers), default=0.0)
    left, right = (sheet.width - middle) / 2, (sheet.width + middle) / 2
    room = max(10.0, left - widest - _PAD)
    most = max((value for one in grafik.kelompok for value in one[1:]), default=0)
    base = sheet.down + _SIZE
    sheet.words_before(left, base, _("Laki-laki {n}").format(n=show_number(men)), is_bold=True)
    sheet.words(right, base, _("Perempuan {n}").format(n=show_number(women)), is_bold=True)
    sheet.down += _SIZE * 1.35 + _PAD
    top = sheet.down
    for label, l, p in reversed(grafik.kelompok):  # noqa: E741  the letters of the form
        base = sheet.down + _BAR / 2 + _SIZE * 0.36
        sheet.words((sheet.width - measure(label, _SIZE, False)) / 2, base, label)
        for value, pola, side in ((l, Pola.PENUH, -1), (p, Pola.MIRING, 1)):
            long = room * value / most if most > 0 and value > 0 else 0.0
            text = show_number(value)
            if side < 0:
                sheet.bar(left - long, sheet.down, long, _BAR, pola)
                sheet.words_before(left - long - _PAD, base, text)
            else:
                sheet.bar(right, sheet.down, long, _BAR, pola)
                sheet.words(right + long + _PAD, base, text)
        sheet.down += _BAR + 2.0
    sheet.marks += [
        Garis(left, top - 2, left, sheet.down, 0.8),
        Garis(right, top - 2, right, sheet.down, 0.8),
    ]
    sheet.down += _PAD
    sheet.note(grafik.catatan)
