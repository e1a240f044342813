"""A chart as a picture in a document: the geometry of `domain.grafik`, our own letters, black on white."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from desa_desktop.documents.blocks import Chart
from desa_desktop.documents.word.marks import clean
from desa_desktop.domain.grafik import layout, paint

_FINE = 300 / 72  # dots of the picture in a point: as fine as office printers print
_EDGE = 2.0  # points of white, so that no line is cut in half


@dataclass(frozen=True, slots=True)
class Drawn:
    """A PNG with its size on paper in points."""

    png: bytes
    width: float
    height: float


class _OnPicture:
    """A Painter on a grey picture."""

    def __init__(self, pen: Any, letters: _Letters) -> None:
        self._pen, self._letters = pen, letters

    def fill(self, x: float, y: float, width: float, height: float, tone: float) -> None:
        corners = (_dot(x), _dot(y), max(_dot(x), _dot(x + width) - 1), max(_dot(y), _dot(y + height) - 1))
        self._pen.rectangle(corners, fill=round(255 * (1 - tone)))

    def line(self, x1: float, y1: float, x2: float, y2: float, thickness: float) -> None:
        self._pen.line(
            (_dot(x1), _dot(y1), _dot(x2), _dot(y2)), fill=0, width=max(1, round(thickness * _FINE))
        )

    def text(self, x: float, y: float, text: str, size: float, is_bold: bool) -> None:
        self._pen.text(
            (_dot(x), _dot(y)), clean(text), font=self._letters.face(size, is_bold), fill=0, anchor="ls"
        )


class _Letters:
    """The shipped fonts in the sizes that were asked for."""

    def __init__(self, fonts: Path) -> None:
        self._fonts = fonts
        self._known: dict[tuple[float, bool], Any] = {}

    def face(self, size: float, is_bold: bool) -> Any:
        """The font for letters of `size` points."""
        from PIL import ImageFont

        if (size, is_bold) not in self._known:
            file = self._fonts / f"NotoSans-{'Bold' if is_bold else 'Regular'}.ttf"
            # the plain engine: the same picture on every machine, whatever else is installed there
            engine = ImageFont.Layout.BASIC
            self._known[size, is_bold] = ImageFont.truetype(str(file), size * _FINE, layout_engine=engine)
        return self._known[size, is_bold]

    def width(self, text: str, size: float, is_bold: bool) -> float:
        """Width of a line in points."""
        return float(self.face(size, is_bold).getlength(clean(text))) / _FINE


def draw(block: Chart, width: float, fonts: Path) -> Drawn:
    """The chart over its share of `width` points; `fonts` is the folder `resources/fonts`."""
    from PIL import Image, ImageDraw

    letters = _Letters(fonts)
    gambar = layout(block.grafik, width * block.share - 2 * _EDGE, letters.width)
    whole = gambar.width + 2 * _EDGE, gambar.height + 2 * _EDGE
    picture = Image.new("L", (round(whole[0] * _FINE), round(whole[1] * _FINE)), 255)
    paint(gambar, _OnPicture(ImageDraw.Draw(picture), letters))
    target = BytesIO()
    picture.save(target, "PNG", dpi=(300, 300))
    return Drawn(target.getvalue(), *whole)


def _dot(points: float) -> int:
    return round((points + _EDGE) * _FINE)
