"""Writing a described page as PDF: F4 by default, own letters embedded, equal data equal bytes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, assert_never

from desa_desktop.documents.blocks import (
    BigDigits,
    Block,
    Chart,
    Clauses,
    CodeAndStamp,
    Contents,
    Fields,
    Heading,
    Items,
    Letterhead,
    Mark,
    Page,
    PageBreak,
    Paragraph,
    Picture,
    Signatures,
    Space,
    Table,
)
from desa_desktop.documents.pdf import chart, contents, parts, table
from desa_desktop.documents.pdf.flow import Piece, Placed, paginate
from desa_desktop.documents.pdf.ink import Ink
from desa_desktop.documents.pdf.letters import Letters, aman_pdf, load
from desa_desktop.domain.wording import show_date

__all__ = ["Drawn", "aman_pdf", "draw", "write"]

MM = 72 / 25.4
_Shown = (
    Letterhead
    | Heading
    | Paragraph
    | Items
    | Clauses
    | Fields
    | Table
    | Signatures
    | PageBreak
    | Space
    | BigDigits
    | CodeAndStamp
    | Chart
    | Picture
)  # every block that depends on no other
_FOOT = 7.5  # size of the letters at the bottom, points
_QR = 10.5 * MM
_SMALLER = (0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finished PDF and how many pages it has."""

    data: bytes
    pages: int


def write(page: Page, fonts: Path) -> bytes:
    """The page as a PDF file; `fonts` is the folder `resources/fonts`."""
    return draw(page, fonts).data


def draw(page: Page, fonts: Path) -> Drawn:
    """The page as a PDF file with its page count.

    Only the fonts of `fonts` are in it, embedded. The bytes depend on the page alone, never on the
    clock. Raises InvalidInput for a logo or picture that is none.
    """
    from reportlab.pdfgen.canvas import Canvas

    letters = load(fonts)
    width, height = (side * MM for side in page.size_mm)
    margins = page.margins
    body_width = width - (margins.left + margins.right) * MM
    room = height - (margins.top + margins.bottom) * MM
    sheets, marks = _laid_out(page, body_width, room, letters)
    scale = 1.0
    for smaller in _SMALLER if page.is_one_page else ():
        if len(sheets) > 1:
            scale = smaller
            sheets, marks = _laid_out(page, body_width / scale, room / scale, letters)
    marks.settle(sheets)
    target = BytesIO()
    canvas = Canvas(
        target,
        pagesize=(width, height),
        invariant=1,
        pageCompression=1,
        initialFontName=letters.regular.name,
        lang="id-ID",
    )
    canvas.setTitle(aman_pdf(page.title))
    canvas.setSubject(aman_pdf(page.footer))
    canvas.setCreator("Desa Desktop")
    canvas.setAuthor("Desa Desktop")
    foot = _Foot(page, letters, len(sheets))
    for number, sheet in enumerate(sheets, 1):
        marks.outline(canvas, number)
        _watermark(canvas, page.watermark, letters, width, height)
        _sheet(canvas, sheet, margins.left * MM, height - margins.top * MM, foot, number, scale)
        canvas.showPage()
    canvas.save()
    return Drawn(target.getvalue(), len(sheets))


def _laid_out(
    page: Page, width: float, room: float, letters: Letters
) -> tuple[list[list[Placed]], contents.Marks]:
    """The blocks on sheets of that size, and the marks whose pages follow from it."""
    marks = contents.Marks(tuple(block for block in page.blocks if isinstance(block, Mark)))
    return paginate(_pieces(page, width, room, letters, marks), room), marks


def _sheet(
    canvas: Any, sheet: list[Placed], x: float, top: float, foot: _Foot, number: int, scale: float
) -> None:
    ink = Ink(canvas)
    for placed in sheet:
        placed.draw(ink, x / scale, top / scale - placed.down)
    if scale != 1.0:
        canvas.saveState()
        canvas.scale(scale, scale)
        ink.flush()
        canvas.restoreState()
        ink = Ink(canvas)
    foot.draw(ink, number)
    ink.flush()


def _pieces(page: Page, width: float, room: float, letters: Letters, marks: contents.Marks) -> list[Piece]:
    """All blocks as pieces; the end of a table is tied to the closing words and signatures."""
    result: list[Piece] = []
    for place, block in enumerate(page.blocks):
        if isinstance(block, Mark | Contents):
            result += marks.pieces(block, width, letters)
            continue
        found = _block(block, page, width, room, letters)
        following = page.blocks[place + 1] if place + 1 < len(page.blocks) else None
        if isinstance(block, Table) and _closes(following):
            found[-1] = _tied(found[-1])
        elif isinstance(block, Paragraph | Items | Clauses | Fields) and isinstance(following, Signatures):
            found = [*found[:-2], *map(_tied, found[-2:])]
        result += found
    return result


def _closes(block: Block | None) -> bool:
    return isinstance(block, Signatures) or (isinstance(block, Paragraph) and block.keep_next)


def _tied(piece: Piece) -> Piece:
    return Piece(piece.height, piece.draw, True, piece.head, piece.is_space, piece.is_break)


def _block(block: _Shown, page: Page, width: float, room: float, letters: Letters) -> list[Piece]:
    match block:
        case Letterhead():
            return parts.letterhead(block, width, letters)
        case Heading():
            return parts.heading(block, width, letters)
        case Paragraph():
            return parts.paragraph(block, width, letters, page.size)
        case Items():
            return parts.items(block, width, letters, page.size)
        case Clauses():
            return parts.clauses(block, width, letters, page.size)
        case Fields():
            return parts.fields(block, width, letters, page.size)
        case Table():
            return [*table.pieces(block, width, room, letters)]
        case Signatures():
            return parts.signatures(block, width, letters, page.size)
        case PageBreak():
            return parts.page_break()
        case Space():
            return parts.space(block.height)
        case BigDigits():
            return parts.big_digits(block, width, letters)
        case CodeAndStamp():
            return parts.code_and_stamp(block, width, letters)
        case Chart():
            return chart.pieces(block, width, letters)
        case Picture():
            return parts.picture(block, width, room, letters)
    assert_never(block)


class _Foot:
    """The lines at the bottom of each page: document, `Halaman n dari m`, date, code, QR."""

    def __init__(self, page: Page, letters: Letters, count: int) -> None:
        width, _height = page.size_mm
        self._page = page
        self._letters = letters
        self._count = count
        self._left = page.margins.left * MM
        self._right = (width - page.margins.right) * MM
        self._dark = parts.qr_modules(page.qr) if page.qr else []
        printed = f"Dicetak {show_date(page.printed)}" if page.printed else ""
        self._end = " · ".join(part for part in (aman_pdf(page.code, 60), printed) if part)

    def draw(self, ink: Ink, number: int) -> None:
        """The foot of page `number`."""
        left, right = self._left, self._right
        top = self._page.margins.bottom * MM - 3 * MM
        ink.line(left, top, right, top)
        if self._dark:
            parts.draw_qr(ink, self._dark, left, top - _QR - 1, min(_QR, top - 2))
            left += _QR + 2 * MM
        base = top - _FOOT * 1.3
        face = self._letters.regular
        middle = f"Halaman {number} dari {self._count}"
        room = (right - left - face.width(middle, _FOOT)) / 2 - 6
        ink.text(face, _FOOT, left, base, _shortened(face.wrap(aman_pdf(self._page.footer), _FOOT, room)))
        ink.centre(face, _FOOT, (left + right) / 2, base, middle)
        ink.right(face, _FOOT, right, base, _shortened(face.wrap(self._end, _FOOT, room)))


def _shortened(lines: list[str]) -> str:
    return lines[0] if len(lines) == 1 else f"{lines[0]} …"


def _watermark(canvas: Any, text: str, letters: Letters, width: float, height: float) -> None:
    """Large light letters from corner to corner, under everything else."""
    if not text:
        return
    clean = aman_pdf(text, 20)
    size = min(120.0, 0.55 * math.hypot(width, height) / max(letters.bold.width(clean, 1.0), 0.1))
    canvas.saveState()
    canvas.translate(width / 2, height / 2)
    canvas.rotate(math.degrees(math.atan2(height, width)))
    canvas.setFillGray(0.92)
    canvas.setFont(letters.bold.name, size)
    canvas.drawCentredString(0, -size * 0.36, clean)
    canvas.restoreState()
