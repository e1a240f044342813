"""Everything of a .docx that is no table of data: kop surat, titles, sentences, lists, those who sign."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from desa_desktop.documents.blocks import (
    Align,
    BigDigits,
    Clauses,
    CodeAndStamp,
    Fields,
    Heading,
    Letterhead,
    Paragraph,
    Signatures,
    Signer,
)
from desa_desktop.documents.blocks import Picture as PictureBlock
from desa_desktop.documents.pdf.parts import mark_of, qr_modules
from desa_desktop.documents.word.marks import (
    PROSE_LIMIT,
    TAB,
    TWIPS,
    Box,
    Ink,
    Lie,
    grid,
    line_of,
    paragraph,
    shares,
    twips,
    words,
)
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _

if TYPE_CHECKING:
    from PIL import Image

Picture = Callable[[bytes, float, float, str], str]
"""Puts a PNG of this width and height (mm) and these words for those who cannot see it; gives its run."""

_LOGO = 22.0  # mm
_QR = 42.0  # mm
_DOTS = "." * 36
_SIGNING = 19.0  # mm, for a signature and a stamp
_MOST_PIXELS = 30_000_000
_DOT = 8  # pixels of one field of a QR code


def letterhead(block: Letterhead, room: int, picture: Picture) -> str:
    """The office's lines around the middle, its logo at the left, a thick and a thin line below."""
    sizes = [12.0] * max(0, len(block.lines) - 1) + [14.0]
    lines = [
        paragraph(words(text, Ink(size=size, is_bold=True)), Lie(style="Kop"))
        for text, size in zip(block.lines, sizes, strict=True)
    ]
    if block.address:
        lines.append(paragraph(words(block.address, Ink(size=9.0)), Lie(style="Kop")))
    rule = paragraph(
        "", Lie(style="Kop", exact=1.5, after=4.0, rule=("bottom", "thickThinSmallGap"), keep_next=True)
    )
    if not block.logo:
        return "".join(lines) + rule
    png, width, height = _logo(block.logo)
    side = twips(_LOGO + 2)
    widths = [side, room - 2 * side, side]
    boxes = (
        Box(paragraph(picture(png, width, height, "Logo"), Lie(style="Isi")), widths[0], valign="center"),
        Box("".join(lines), widths[1], valign="center"),
        Box("", widths[2]),
    )
    return grid([line_of(boxes)], widths) + rule


def heading(block: Heading, level: int = 0, inside: str = "") -> str:
    """The title: centred bold lines that stay with what follows; with a `level` that of a chapter."""
    last = len(block.lines) - 1
    if level:
        lie = Lie(style=f"Heading{min(level, 3)}", align=Align.CENTRE, after=3.0)
        return paragraph(words("\n".join(block.lines), Ink(size=block.size)), lie, inside)
    return "".join(
        paragraph(
            words(text, Ink(size=block.size)),
            Lie(style="Title", align=Align.CENTRE, after=3.0 if place == last else 0.0),
        )
        for place, text in enumerate(block.lines)
    )


def prose(block: Paragraph, level: int, inside: str = "") -> str:
    """A paragraph; with a `level` above 0 it is a heading that Word's navigation lists."""
    ink = Ink(size=block.size, is_bold=block.is_bold and not level, is_italic=block.is_italic)
    lie = Lie(
        style=f"Heading{min(level, 3)}" if level else "",
        align=block.align,
        before=block.before,
        after=block.after,
        left=block.indent,
        keep_next=block.keep_next,
    )
    return paragraph(words(block.text, ink, PROSE_LIMIT), lie, inside)


def item(text: str, list_id: int, indent: float, is_last: bool) -> str:
    """One sentence of a list that Word numbers."""
    lie = Lie(
        style="ListParagraph", list_id=list_id, left=indent + 7.0, hanging=7.0, after=2.0 if is_last else 0.0
    )
    return paragraph(words(text, limit=PROSE_LIMIT), lie)


def clauses(block: Clauses) -> str:
    """The considerations as hanging paragraphs with tabs, so that each can be written on in Word."""
    colon = block.label_width
    mark_at = colon + 4.0
    text_at = mark_at + (7.0 if block.marks else 0.0)
    stops = [("left", colon, "none"), ("left", mark_at, "none")]
    if block.marks:
        stops.append(("left", text_at, "none"))
    last = len(block.texts) - 1
    found = []
    for place, text in enumerate(block.texts):
        head = words(block.label) + TAB + words(":") + TAB if place == 0 else TAB + TAB
        mark = words(mark_of(block.marks, place)) + TAB if block.marks else ""
        lie = Lie(
            align=Align.JUSTIFY,
            after=2.0 if place == last else 0.5,
            left=text_at,
            hanging=text_at,
            tabs=tuple(stops),
        )
        found.append(paragraph(head + mark + words(text, limit=PROSE_LIMIT), lie))
    return "".join(found)


def fields(block: Fields, room: int) -> str:
    """`label : value` with the colons under each other, in a table without lines."""
    label, colon = twips(block.label_width), twips(4.0)
    widths = [label, colon, room - label - colon]
    ink = Ink(is_bold=block.is_bold)
    flush = Lie(keep_next=True)
    lines = [
        line_of(
            (
                Box(paragraph(words(name, ink), flush), widths[0]),
                Box(paragraph(words(":", ink), flush), widths[1]),
                Box(paragraph(words(value, ink, PROSE_LIMIT), flush), widths[2]),
            )
        )
        for name, value in block.pairs
    ]
    return grid(lines, widths, is_flush=True) + room_of(2.0, keep_next=True) if lines else ""


def signatures(block: Signatures, room: int, size: float) -> str:
    """Those who sign, side by side in a table without lines that stays on one page."""
    count = len(block.signers)
    widths = shares([1.0] * max(count, 2), room)
    size = min(size, 10.0 if count > 2 else 11.0)
    signers: list[Signer | None] = [*block.signers] if count > 1 else [None, *block.signers]
    plain, bold = Ink(size=size), Ink(size=size, is_bold=True)

    def line(
        text: Callable[[Signer], str],
        ink: Callable[[Signer], Ink],
        *,
        valign: str = "",
        keep: bool = True,
        height: float = 0.0,
    ) -> str:
        lie = Lie(align=Align.CENTRE, keep_next=keep)
        boxes = [
            Box(paragraph(words(text(one), ink(one)) if one else "", lie), width, valign=valign)
            for one, width in zip(signers, widths, strict=True)
        ]
        return line_of(boxes, height=height)

    lines = [
        line(lambda one: one.above, lambda _one: plain, valign="bottom"),
        line(lambda one: one.office, lambda _one: plain),
        line(lambda _one: "", lambda _one: plain, height=_SIGNING),
        line(
            lambda one: one.name or f"({_DOTS})",
            lambda one: Ink(size=size, is_bold=True, is_underlined=True) if one.name else bold,
        ),
        line(lambda one: one.number, lambda _one: Ink(size=size * 0.9), keep=block.keep_next),
    ]
    if not any(one.above for one in block.signers):
        lines = lines[1:]
    return room_of(4.0, keep_next=True) + grid(lines, widths)


def big_digits(block: BigDigits, room: int) -> str:
    """Groups of digits, each in its box with its number below, six at most in a line."""
    found = []
    for start in range(0, len(block.groups), 6):
        part = block.groups[start : start + 6]
        widths = shares([1.0] * len(part), room)
        middle = Lie(align=Align.CENTRE, keep_next=True)
        boxes = [
            Box(
                paragraph(words(group, Ink(size=block.size, is_bold=True), 12), middle), width, is_framed=True
            )
            for group, width in zip(part, widths, strict=True)
        ]
        numbers = [
            Box(paragraph(words(str(number), Ink(size=8.0)), middle), width)
            for number, width in enumerate(widths, start + 1)
        ]
        found.append(grid([line_of(boxes), line_of(numbers)], widths) + room_of(3.0, keep_next=True))
    return "".join(found)


def code_and_stamp(block: CodeAndStamp, room: int, picture: Picture) -> str:
    """The QR code with its caption at the left, the box for stamp and signature at the right."""
    left = twips(_QR + 14)
    widths = [left, room - left]
    code = paragraph(picture(_qr(block.code), _QR, _QR, block.caption)) + paragraph(
        words(block.caption, Ink(size=8.0))
    )
    stamp = paragraph(words(block.stamp, Ink(size=9.0)))
    boxes = (Box(code, widths[0]), Box(stamp, widths[1], is_framed=True))
    return grid([line_of(boxes, height=_QR)], widths) + room_of(3.0)


def room_of(height: float, *, keep_next: bool = False, new_page: bool = False) -> str:
    """Empty room of `height` mm."""
    return paragraph("", Lie(exact=height, keep_next=keep_next, new_page=new_page))


def picture(block: PictureBlock, room: int, hang: Picture) -> str:
    """A picture in the middle, at most as wide as the page, with its caption below."""
    problem = InvalidInput({"gambar": _("Gambar tidak dapat dibaca. Pilih PNG atau JPG.")})
    whole = _image(block.data, problem)
    scale = min(room / TWIPS / whole.width, block.height / whole.height)
    shown = hang(_png(whole), whole.width * scale, whole.height * scale, block.caption)
    lie = Lie(align=Align.CENTRE, after=2.0, keep_next=bool(block.caption))
    below = paragraph(words(block.caption, Ink(size=9.0, is_italic=True)), Lie(align=Align.CENTRE))
    return paragraph(shown, lie) + (below if block.caption else "")


def _logo(data: bytes) -> tuple[bytes, float, float]:
    """The logo as PNG with its width and height in mm. Raises InvalidInput when it is no picture."""
    whole = _image(data, InvalidInput({"logo": _("Logo tidak dapat dibaca. Pilih gambar PNG atau JPG.")}))
    scale = _LOGO / max(whole.size)
    return _png(whole), whole.width * scale, whole.height * scale


def _image(data: bytes, problem: InvalidInput) -> Image.Image:
    """The picture in full colour. Raises `problem` when it is none or far too large."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            found = Image.open(BytesIO(data), formats=("PNG", "JPEG"))
        if found.width * found.height > _MOST_PIXELS:
            raise problem
        return found.convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise problem from error


def _qr(text: str) -> bytes:
    """A QR code as PNG with its white edge."""
    from PIL import Image

    dark = qr_modules(text)
    side = len(dark) + 4
    small = Image.new("1", (side, side), 1)
    for down, row in enumerate(dark):
        for across, is_dark in enumerate(row):
            if is_dark:
                small.putpixel((across + 2, down + 2), 0)
    return _png(small.resize((side * _DOT, side * _DOT), Image.Resampling.NEAREST))


def _png(picture: object) -> bytes:
    target = BytesIO()
    picture.save(target, "PNG")  # type: ignore[attr-defined]  # Pillow comes with reportlab, untyped there
    return target.getvalue()


def mark(number: int, names: Sequence[str]) -> str:
    """The place `number` of a table of contents, as a bookmark around nothing."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{names[number]}"/><w:bookmarkEnd w:id="{number}"/>'
