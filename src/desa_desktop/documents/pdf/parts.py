"""Drawing everything that is no table: kop surat, headings, paragraphs, signatures, key cards."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from desa_desktop.documents.blocks import (
    Align,
    BigDigits,
    Clauses,
    CodeAndStamp,
    Fields,
    Heading,
    Items,
    Letterhead,
    Paragraph,
    Picture,
    Signatures,
    Signer,
)
from desa_desktop.documents.pdf.flow import Draw, Piece
from desa_desktop.documents.pdf.ink import Ink
from desa_desktop.documents.pdf.letters import PROSE_LIMIT, Face, Letters, aman_pdf
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _

MM = 72 / 25.4
_LEADING = 1.36
_RISE = 1.02
_LOGO = 22 * MM
_DOTS = "." * 36
_MOST_PIXELS = 30_000_000


def letterhead(block: Letterhead, width: float, letters: Letters) -> list[Piece]:
    """The office's lines around the middle, its logo at the left, a thick and a thin line below."""
    image = _logo(block.logo) if block.logo else None
    sizes = [12.0] * max(0, len(block.lines) - 1) + [14.0]
    room = width - (2 * _LOGO if image else 0)
    rows = [
        (letters.bold, size, line)
        for text, size in zip(block.lines, sizes, strict=True)
        for line in letters.bold.wrap(aman_pdf(text), size, room)
    ]
    rows += [(letters.regular, 9.0, line) for line in _filled(letters.regular, block.address, 9.0, room)]
    text_height = sum(size * _LEADING for _face, size, _line in rows)
    height = max(text_height, _LOGO if image else 0.0) + 3 * MM

    def draw(ink: Ink, x: float, y: float) -> None:
        if image is not None:
            ink.picture(image, x, y - _LOGO, _LOGO, _LOGO)
        base = y - max(0.0, height - 3 * MM - text_height) / 2
        for face, size, line in rows:
            ink.centre(face, size, x + width / 2, base - _RISE * size, line)
            base -= size * _LEADING
        ink.line(x, y - height + 1.4, x + width, y - height + 1.4, 2.0)
        ink.line(x, y - height - 1.2, x + width, y - height - 1.2, 0.5)

    return [Piece(height, draw, keep_next=True), _space(5 * MM)]


def heading(block: Heading, width: float, letters: Letters) -> list[Piece]:
    """Centred bold lines that stay with what follows them."""
    found: list[Piece] = []
    for text in block.lines:
        for line in letters.bold.wrap(aman_pdf(text), block.size, width):
            height = block.size * _LEADING
            found.append(Piece(height, _line(letters.bold, block.size, line, width, Align.CENTRE), True))
    return [*found, Piece(3 * MM, _nothing, keep_next=True)]


def paragraph(block: Paragraph, width: float, letters: Letters, size: float) -> list[Piece]:
    """Lines of running text; neither the first nor the last line stands alone on a page."""
    face = letters.face(is_bold=block.is_bold, is_italic=block.is_italic)
    size = block.size or size
    indent = block.indent * MM
    lines = face.wrap(aman_pdf(block.text, PROSE_LIMIT), size, width - indent)
    found = [_space(block.before * MM, keep_next=True)] if block.before else []
    for place, line in enumerate(lines):
        is_last = place == len(lines) - 1
        align = Align.LEFT if block.align is Align.JUSTIFY and is_last else block.align
        keep = block.keep_next if is_last else place in (0, len(lines) - 2)
        found.append(Piece(size * _LEADING, _line(face, size, line, width, align, indent), keep))
    return [*found, _space(block.after * MM, keep_next=block.keep_next)]


def items(block: Items, width: float, letters: Letters, size: float) -> list[Piece]:
    """Sentences with their number, letter or dash, wrapped beside it."""
    face = letters.regular
    marks = [mark_of(block.marks, place) for place in range(len(block.texts))]
    indent = block.indent * MM
    hang = max((face.width(mark, size) for mark in marks), default=0.0) + size * 0.5
    found: list[Piece] = []
    for mark, text in zip(marks, block.texts, strict=True):
        lines = face.wrap(aman_pdf(text, PROSE_LIMIT), size, width - indent - hang)
        for place, line in enumerate(lines):
            draw = _line(face, size, line, width, Align.LEFT, indent + hang)
            if place == 0:
                draw = _both(draw, _line(face, size, mark, width, Align.LEFT, indent))
            is_last = place == len(lines) - 1
            found.append(Piece(size * _LEADING, draw, not is_last and place in (0, len(lines) - 2)))
    return [*found, _space(2 * MM)]


def clauses(block: Clauses, width: float, letters: Letters, size: float) -> list[Piece]:
    """The label once with its colon, then sentence below sentence, their letters under each other."""
    face = letters.regular
    marks = [mark_of(block.marks, place) for place in range(len(block.texts))]
    at = block.label_width * MM
    mark_at = at + size
    text_at = mark_at + (max((face.width(mark, size) for mark in marks), default=0.0) + size * 0.5) * bool(
        block.marks
    )
    found: list[Piece] = []
    for number, (mark, text) in enumerate(zip(marks, block.texts, strict=True)):
        lines = face.wrap(aman_pdf(text, PROSE_LIMIT), size, width - text_at)
        for place, line in enumerate(lines):
            is_last = place == len(lines) - 1
            side = Align.LEFT if is_last else Align.JUSTIFY
            parts = [_line(face, size, line, width, side, text_at)]
            if place == 0:
                parts.append(_line(face, size, mark, width, Align.LEFT, mark_at))
            if place == 0 and number == 0:
                parts.append(_line(face, size, aman_pdf(block.label), width, Align.LEFT))
                parts.append(_line(face, size, ":", width, Align.LEFT, at))
            keep = not is_last and place in (0, len(lines) - 2)
            found.append(Piece(size * _LEADING, _both(*parts), keep))
    return [*found, _space(2 * MM)]


def fields(block: Fields, width: float, letters: Letters, size: float) -> list[Piece]:
    """`label : value` with the colons under each other."""
    face = letters.face(is_bold=block.is_bold)
    at = block.label_width * MM
    found: list[Piece] = []
    for label, value in block.pairs:
        labels = face.wrap(aman_pdf(label), size, at - size * 0.3)
        values = face.wrap(aman_pdf(value, PROSE_LIMIT), size, width - at - size)
        for place in range(max(len(labels), len(values))):
            parts = [_line(face, size, line, width, Align.LEFT) for line in labels[place : place + 1]]
            if place == 0:
                parts.append(_line(face, size, ":", width, Align.LEFT, at))
            beside = values[place : place + 1]
            parts += [_line(face, size, line, width, Align.LEFT, at + size) for line in beside]
            found.append(Piece(size * _LEADING, _both(*parts), keep_next=True))
    return [*found, Piece(2 * MM, _nothing, keep_next=True)]


def picture(block: Picture, width: float, room: float, letters: Letters) -> list[Piece]:
    """A picture in the middle as large as its place allows, its caption below on the same page."""
    image = _image(block.data, InvalidInput({"gambar": _("Gambar tidak dapat dibaca. Pilih PNG atau JPG.")}))
    wide, high = image.getSize()
    lines = _filled(letters.italic, block.caption, 9.0, width)
    below = len(lines) * 9.0 * _LEADING
    scale = min(width / wide, min(block.height * MM, room - below) / high)
    size = wide * scale, high * scale

    def draw(ink: Ink, x: float, y: float) -> None:
        ink.picture(image, x + (width - size[0]) / 2, y - size[1], *size)
        _stack(ink, letters.italic, 9.0, x + width / 2, y - size[1], lines)

    return [Piece(size[1] + below, draw), _space(2 * MM)]


def signatures(block: Signatures, width: float, letters: Letters, size: float) -> list[Piece]:
    """Signers side by side in one piece: words above, office, room for a stamp, name, number."""
    count = len(block.signers)
    share = width / max(count, 2)
    room = share - 4 * MM
    size = min(size, 10.0) if count > 2 else min(size, 11.0)
    above = [_filled(letters.regular, signer.above, size, room) for signer in block.signers]
    office = [_filled(letters.regular, signer.office, size, room) for signer in block.signers]
    names = [letters.bold.wrap(_name(signer), size, room) for signer in block.signers]
    numbers = [_filled(letters.regular, signer.number, size * 0.9, room) for signer in block.signers]
    leading = size * _LEADING
    above_height = max(map(len, above), default=0) * leading
    office_height = max(map(len, office), default=0) * leading
    signing = 19 * MM
    name_top = above_height + office_height + signing
    height = name_top + max(len(n) + len(m) for n, m in zip(names, numbers, strict=True)) * leading + 2 * MM

    def draw(ink: Ink, x: float, y: float) -> None:
        for place, signer in enumerate(block.signers):
            middle = x + width - share / 2 if count == 1 else x + share * (place + 0.5)
            low = y - above_height + len(above[place]) * leading  # the words above end level
            _stack(ink, letters.regular, size, middle, low, above[place])
            _stack(ink, letters.regular, size, middle, y - above_height, office[place])
            base = _stack(ink, letters.bold, size, middle, y - name_top, names[place])
            if signer.name and len(names[place]) == 1:
                half = letters.bold.width(names[place][0], size) / 2
                under = y - name_top - _RISE * size - 1.6
                ink.line(middle - half, under, middle + half, under, 0.6)
            _stack(ink, letters.regular, size * 0.9, middle, base, numbers[place])

    return [_space(4 * MM, keep_next=True), Piece(height, draw, block.keep_next)]


def big_digits(block: BigDigits, width: float, letters: Letters) -> list[Piece]:
    """Groups of digits, each in its box with its number below, six at most in a line."""
    found: list[Piece] = []
    for start in range(0, len(block.groups), 6):
        part = block.groups[start : start + 6]
        share = width / max(len(part), 1)
        height = block.size * 1.5 + 14

        def draw(
            ink: Ink, x: float, y: float, part: Sequence[str] = part, start: int = start, share: float = share
        ) -> None:
            middles = [x + (place + 0.5) * share for place in range(len(part))]
            for middle, group in zip(middles, part, strict=True):
                _frame(ink, middle - share / 2 + 3, y, share - 6, block.size * 1.5)
                ink.centre(letters.bold, block.size, middle, y - block.size * 1.1, aman_pdf(group, 12))
            for number, middle in enumerate(middles, start + 1):
                ink.centre(letters.regular, 8.0, middle, y - block.size * 1.5 - 10, str(number))

        found += [Piece(height, draw, keep_next=True), _space(3 * MM)]
    return found


def code_and_stamp(block: CodeAndStamp, width: float, letters: Letters) -> list[Piece]:
    """The QR code at the left, the box for stamp and signature at the right."""
    side = block.side * MM
    dark = qr_modules(block.code)
    caption = letters.regular.wrap(aman_pdf(block.caption), 8.0, side + 14 * MM)
    title = letters.regular.wrap(aman_pdf(block.stamp), 9.0, width - side - 30 * MM)
    height = side + len(caption) * 8 * _LEADING + 2 * MM

    def draw(ink: Ink, x: float, y: float) -> None:
        draw_qr(ink, dark, x, y - side, side)
        for place, line in enumerate(caption):
            ink.text(letters.regular, 8.0, x, y - side - 2 * MM - 8 - place * 8 * _LEADING, line)
        left = x + side + 26 * MM
        _frame(ink, left, y, x + width - left, side)
        for place, line in enumerate(title):
            ink.text(letters.regular, 9.0, left + 6, y - 13 - place * 9 * _LEADING, line)

    return [Piece(height, draw), _space(3 * MM)]


def qr_modules(text: str) -> list[list[bool]]:
    """The dark fields of a QR code with medium error correction."""
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    count = code.getModuleCount()
    return [[bool(code.isDark(row, column)) for column in range(count)] for row in range(count)]


def draw_qr(ink: Ink, dark: list[list[bool]], x: float, y: float, side: float) -> None:
    """The code in a square above x, y; neighbours in a row are one field, so printers leave no gaps."""
    step = side / len(dark)
    for row, line in enumerate(dark):
        start: int | None = None
        for column, is_dark in enumerate([*line, False]):
            if is_dark and start is None:
                start = column
            elif not is_dark and start is not None:
                ink.field(x + start * step, y + side - (row + 1) * step, (column - start) * step, step, 0.0)
                start = None


def _logo(data: bytes) -> Any:
    return _image(data, InvalidInput({"logo": _("Logo tidak dapat dibaca. Pilih gambar PNG atau JPG.")}))


def _image(data: bytes, problem: InvalidInput) -> Any:
    """A picture for the page. Raises `problem` when it is no PNG or JPEG, or far too large."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture: Any = Image.open(BytesIO(data), formats=("PNG", "JPEG"))
        if picture.width * picture.height > _MOST_PIXELS:
            raise problem
        if picture.format == "JPEG" and picture.mode in ("RGB", "L"):
            picture.load()  # a broken one fails here
            return ImageReader(BytesIO(data))  # goes into the file as it is, a tenth of its dots
        return ImageReader(picture.convert("RGBA"))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise problem from error


def _filled(face: Face, text: str, size: float, width: float) -> list[str]:
    """The wrapped text; nothing at all for an empty one."""
    return face.wrap(aman_pdf(text), size, width) if text else []


def _name(signer: Signer) -> str:
    return aman_pdf(signer.name) if signer.name else f"({_DOTS})"


def mark_of(marks: str, place: int) -> str:
    """What stands before a sentence of a list: `2.`, `b.`, `(2)`, or the sign itself."""
    if marks == "1.":
        return f"{place + 1}."
    if marks == "(1)":
        return f"({place + 1})"
    if marks == "a.":
        letter = chr(ord("a") + place % 26)
        return f"{letter * (place // 26 + 1)}."
    return marks


def _line(face: Face, size: float, text: str, width: float, align: Align, indent: float = 0.0) -> Draw:
    """One line of text of a piece that is `width` points wide."""

    def draw(ink: Ink, x: float, y: float) -> None:
        base = y - _RISE * size
        match align:
            case Align.LEFT:
                ink.text(face, size, x + indent, base, text)
            case Align.CENTRE:
                ink.centre(face, size, x + width / 2, base, text)
            case Align.RIGHT:
                ink.right(face, size, x + width, base, text)
            case Align.JUSTIFY:
                _spread(ink, face, size, (x + indent, base, width - indent), text)

    return draw


def _spread(ink: Ink, face: Face, size: float, place: tuple[float, float, float], text: str) -> None:
    """The words of a line over its whole width."""
    x, base, width = place
    words = [word for word in text.split(" ") if word]
    if len(words) < 2:
        ink.text(face, size, x, base, text)
        return
    gap = (width - sum(face.width(word, size) for word in words)) / (len(words) - 1)
    for word in words:
        ink.text(face, size, x, base, word)
        x += face.width(word, size) + gap


def _stack(ink: Ink, face: Face, size: float, middle: float, y: float, lines: Sequence[str]) -> float:
    """Centred lines below y; returns where they end."""
    for line in lines:
        ink.centre(face, size, middle, y - _RISE * size, line)
        y -= size * _LEADING
    return y


def _frame(ink: Ink, x: float, y: float, width: float, height: float) -> None:
    """A box below y."""
    ink.line(x, y, x + width, y, 0.8)
    ink.line(x, y - height, x + width, y - height, 0.8)
    ink.line(x, y, x, y - height, 0.8)
    ink.line(x + width, y, x + width, y - height, 0.8)


def _both(*draws: Draw) -> Draw:
    def draw(ink: Ink, x: float, y: float) -> None:
        for one in draws:
            one(ink, x, y)

    return draw


def _nothing(ink: Ink, x: float, y: float) -> None:
    """Room without ink."""


def _space(height: float, *, keep_next: bool = False) -> Piece:
    return Piece(height, _nothing, keep_next=keep_next, is_space=True)


def space(height: float) -> list[Piece]:
    """Empty room of `height` mm."""
    return [_space(height * MM)]


def page_break() -> list[Piece]:
    """The end of a page."""
    return [Piece(0.0, _nothing, is_break=True)]
