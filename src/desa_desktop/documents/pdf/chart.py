"""Drawing a chart on paper: the geometry of `domain.grafik` with our own letters and black ink."""

from __future__ import annotations

from desa_desktop.documents.blocks import Chart
from desa_desktop.documents.pdf.flow import Piece
from desa_desktop.documents.pdf.ink import Ink
from desa_desktop.documents.pdf.letters import Letters, aman_pdf
from desa_desktop.domain.grafik import Gambar, layout, paint

_AFTER = 10.0  # points


class _OnPaper:
    """A Painter whose origin is a place on a sheet; paper counts upwards."""

    def __init__(self, ink: Ink, letters: Letters, x: float, y: float) -> None:
        self._ink, self._letters, self._x, self._y = ink, letters, x, y

    def fill(self, x: float, y: float, width: float, height: float, tone: float) -> None:
        self._ink.field(self._x + x, self._y - y - height, width, height, 1 - tone)

    def line(self, x1: float, y1: float, x2: float, y2: float, thickness: float) -> None:
        self._ink.line(self._x + x1, self._y - y1, self._x + x2, self._y - y2, thickness)

    def text(self, x: float, y: float, text: str, size: float, is_bold: bool) -> None:
        face = self._letters.face(is_bold=is_bold)
        self._ink.text(face, size, self._x + x, self._y - y, aman_pdf(text))


def pieces(block: Chart, width: float, letters: Letters) -> list[Piece]:
    """The chart in one piece that is never split and stays with the head of its table."""

    def measure(text: str, size: float, is_bold: bool) -> float:
        return letters.face(is_bold=is_bold).width(aman_pdf(text), size)

    gambar: Gambar = layout(block.grafik, width * block.share, measure)

    def draw(ink: Ink, x: float, y: float) -> None:
        paint(gambar, _OnPaper(ink, letters, x, y))

    return [Piece(gambar.height + _AFTER, draw, keep_next=True)]
