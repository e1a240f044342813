"""What lies on one sheet of paper, collected first and drawn in one go.

Grey fields go down first, then lines, then letters; collecting them keeps a plan of 400 activities
faster than reportlab's own tables (platform.md 4).
"""

from __future__ import annotations

from typing import Any

from desa_desktop.documents.pdf.letters import Face

LINE = 0.4  # points


class Ink:
    """One page in points, the origin at the lower left corner."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas
        self._texts: list[tuple[Face, float, float, float, str]] = []
        self._lines: dict[float, list[tuple[float, float, float, float]]] = {}
        self._fields: list[tuple[float, float, float, float, float]] = []
        self._pictures: list[tuple[Any, float, float, float, float]] = []

    def text(self, face: Face, size: float, x: float, y: float, text: str) -> None:
        """A line of letters with its base line starting at x, y."""
        if text:
            self._texts.append((face, size, x, y, text))

    def right(self, face: Face, size: float, x: float, y: float, text: str) -> None:
        """A line of letters that ends at x."""
        self.text(face, size, x - face.width(text, size), y, text)

    def centre(self, face: Face, size: float, x: float, y: float, text: str) -> None:
        """A line of letters around x."""
        self.text(face, size, x - face.width(text, size) / 2, y, text)

    def line(self, x1: float, y1: float, x2: float, y2: float, width: float = LINE) -> None:
        """A black line."""
        self._lines.setdefault(width, []).append((x1, y1, x2, y2))

    def field(self, x: float, y: float, width: float, height: float, grey: float) -> None:
        """A filled rectangle above x, y; `grey` runs from 0 (black) to 1 (white)."""
        self._fields.append((x, y, width, height, grey))

    def picture(self, image: Any, x: float, y: float, width: float, height: float) -> None:
        """A picture inside the rectangle above x, y, with its proportions kept."""
        self._pictures.append((image, x, y, width, height))

    def flush(self) -> None:
        """Draw everything collected."""
        canvas = self._canvas
        grey_now: float | None = None
        for x, y, width, height, grey in self._fields:
            if grey != grey_now:
                canvas.setFillGray(grey)
                grey_now = grey
            canvas.rect(x, y, width, height, stroke=0, fill=1)
        canvas.setFillGray(0)
        for image, x, y, width, height in self._pictures:
            canvas.drawImage(image, x, y, width, height, mask="auto", preserveAspectRatio=True, anchor="c")
        for thickness, lines in self._lines.items():
            canvas.setLineWidth(thickness)
            canvas.lines(lines)
        self._write(canvas)

    def _write(self, canvas: Any) -> None:
        if not self._texts:
            return
        paper = canvas.beginText()
        now: tuple[str, float] | None = None
        for face, size, x, y, text in self._texts:
            if (face.name, size) != now:
                paper.setFont(face.name, size)
                now = (face.name, size)
            paper.setTextOrigin(x, y)
            paper.textOut(text)
        canvas.drawText(paper)
