"""The few pieces of WordprocessingML that every block is made of.

All of it is text that one parser reads at the end; people's words get in through `words` alone, which
cleans and escapes them. Children stand in the order of the schema (ECMA-376, part 1, chapter 17), because
Word calls a file damaged where they do not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from xml.sax.saxutils import escape

from desa_desktop.documents.blocks import Align

TWIPS = 1440 / 25.4
"""Twentieths of a point in a millimetre."""
CELL_SIDE = 57
"""White between the line of a cell and its words, in twips."""
CELL_LIMIT = 500
"""Most characters of a table cell, a name, a label."""
PROSE_LIMIT = 20_000
"""Most characters of one paragraph."""

_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
_SIDES = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right", Align.JUSTIFY: "both"}
_SIGNS = "☐☒✓■□"  # not in Arial; named outright so that no machine draws them from a Chinese font
_SIGN_FONT = "Segoe UI Symbol"


def clean(text: str, limit: int = CELL_LIMIT) -> str:
    """People's text: NFC, without control and bidi signs, at most `limit` characters, line breaks kept."""
    short = text[: limit * 4].replace("\r\n", "\n").replace("\t", " ").replace("\r", "\n")
    short = short.replace("\u2028", "\n").replace("\u2029", "\n")
    whole = unicodedata.normalize("NFC", short)
    seen = "".join(sign for sign in whole if sign == "\n" or unicodedata.category(sign) not in _UNSEEN)
    if len(seen) > limit or len(text) > limit * 4:
        return seen[: limit - 1] + "…"
    return seen


def twips(mm: float) -> int:
    """A length on paper in Word's unit."""
    return round(mm * TWIPS)


@dataclass(frozen=True, slots=True)
class Ink:
    """How letters look; `size` in points, 0 as the style has it."""

    size: float = 0.0
    is_bold: bool = False
    is_italic: bool = False
    is_underlined: bool = False
    grey: str = ""


PLAIN = Ink()


@dataclass(frozen=True, slots=True)
class Lie:
    """How a paragraph lies; lengths in mm. `exact` fixes the height of its line, `list_id` numbers it.

    `rule` draws a line along one side (`top` or `bottom`) of the kind given; `tabs` are (side, mm, what
    leads there: `none` or `dot`).
    """

    style: str = ""
    align: Align = Align.LEFT
    before: float = 0.0
    after: float = 0.0
    exact: float = 0.0
    left: float = 0.0
    hanging: float = 0.0
    keep_next: bool = False
    new_page: bool = False
    list_id: int = 0
    rule: tuple[str, str] = ("", "")
    tabs: tuple[tuple[str, float, str], ...] = ()


FLUSH = Lie()


def words(text: str, ink: Ink = PLAIN, limit: int = CELL_LIMIT) -> str:
    """People's text as runs; a line break stays one. Nothing in it is ever a field or markup."""
    found: list[str] = []
    for place, line in enumerate(clean(text, limit).split("\n")):
        if place:
            found.append("<w:r><w:br/></w:r>")
        found += [_run(part, ink) for part in _parts(line)]
    return "".join(found)


def _parts(line: str) -> Iterable[str]:
    """The line cut where signs of another font begin and end."""
    if not any(sign in _SIGNS for sign in line):
        return (line,) if line else ()
    parts: list[str] = []
    for sign in line:
        if parts and (parts[-1][-1] in _SIGNS) == (sign in _SIGNS):
            parts[-1] += sign
        else:
            parts.append(sign)
    return parts


def _run(text: str, ink: Ink) -> str:
    font = _SIGN_FONT if text[0] in _SIGNS else ""
    return f'<w:r>{_ink(ink, font)}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _ink(ink: Ink, font: str = "") -> str:
    inside = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>' * bool(font)
    inside += "<w:b/><w:bCs/>" * ink.is_bold + "<w:i/><w:iCs/>" * ink.is_italic
    inside += f'<w:color w:val="{ink.grey}"/>' * bool(ink.grey)
    if ink.size:
        half = round(ink.size * 2)
        inside += f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
    inside += '<w:u w:val="single"/>' * ink.is_underlined
    return f"<w:rPr>{inside}</w:rPr>" if inside else ""


def field(order: str, shown: str, ink: Ink = PLAIN, *, is_stale: bool = False) -> str:
    """A field of our own (`PAGE`); `shown` stands there until Word has counted.

    Word counts by itself at the head and foot of pages; elsewhere only what is marked as stale.
    """
    stale = ' w:dirty="true"' if is_stale else ""
    run = f"<w:r>{_ink(ink)}<w:t>{escape(shown)}</w:t></w:r>"
    return f'<w:fldSimple w:instr=" {order} "{stale}>{run}</w:fldSimple>'


TAB = "<w:r><w:tab/></w:r>"


def paragraph(runs: str, lie: Lie = FLUSH, inside: str = "") -> str:
    """A paragraph; `inside` stands before the runs (bookmarks)."""
    parts = [f'<w:pStyle w:val="{lie.style}"/>' * bool(lie.style)]
    parts.append("<w:keepNext/>" * lie.keep_next + "<w:pageBreakBefore/>" * lie.new_page)
    if lie.list_id:
        parts.append(f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{lie.list_id}"/></w:numPr>')
    side, kind = lie.rule
    if side:
        thick = 24 if kind != "single" else 4
        parts.append(f'<w:pBdr><w:{side} w:val="{kind}" w:sz="{thick}" w:space="1" w:color="auto"/></w:pBdr>')
    if lie.tabs:
        stops = (
            f'<w:tab w:val="{kind}" w:leader="{lead}" w:pos="{twips(at)}"/>' for kind, at, lead in lie.tabs
        )
        parts.append(f"<w:tabs>{''.join(stops)}</w:tabs>")
    if lie.before or lie.after or lie.exact:
        line = f' w:line="{twips(lie.exact)}" w:lineRule="exact"' if lie.exact else ""
        parts.append(f'<w:spacing w:before="{twips(lie.before)}" w:after="{twips(lie.after)}"{line}/>')
    if lie.left or lie.hanging:
        hang = f' w:hanging="{twips(lie.hanging)}"' if lie.hanging else ""
        parts.append(f'<w:ind w:left="{twips(lie.left)}"{hang}/>')
    if lie.align is not Align.LEFT:
        parts.append(f'<w:jc w:val="{_SIDES[lie.align]}"/>')
    about = "".join(parts)
    return f"<w:p>{f'<w:pPr>{about}</w:pPr>' if about else ''}{inside}{runs}</w:p>"


@dataclass(frozen=True, slots=True)
class Box:
    """One cell: its paragraphs, how wide it is (twips), over how many columns it goes.

    `merged` is `restart` for the first of cells that are one downwards, `continue` for the others.
    """

    inside: str
    width: int
    span: int = 1
    merged: str = ""
    fill: str = ""
    valign: str = ""
    is_framed: bool = False


def box(one: Box) -> str:
    """The cell; one without a paragraph gets an empty one, which the schema asks for."""
    about = f'<w:tcW w:w="{one.width}" w:type="dxa"/>'
    about += f'<w:gridSpan w:val="{one.span}"/>' * (one.span > 1)
    about += f'<w:vMerge w:val="{one.merged}"/>' * bool(one.merged)
    if one.is_framed:
        lines = "".join(
            f'<w:{side} w:val="single" w:sz="6" w:space="0" w:color="auto"/>'
            for side in ("top", "left", "bottom", "right")
        )
        about += f"<w:tcBorders>{lines}</w:tcBorders>"
    about += f'<w:shd w:val="clear" w:color="auto" w:fill="{one.fill}"/>' * bool(one.fill)
    about += f'<w:vAlign w:val="{one.valign}"/>' * bool(one.valign)
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{one.inside or '<w:p/>'}</w:tc>"


def line_of(
    boxes: Iterable[Box], *, height: float = 0.0, is_head: bool = False, is_whole: bool = True
) -> str:
    """A row of cells; `height` in mm is its least, a heading comes back on each page."""
    about = "<w:cantSplit/>" * is_whole
    about += f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>' * bool(height)
    about += "<w:tblHeader/>" * is_head
    return f"<w:tr>{f'<w:trPr>{about}</w:trPr>' if about else ''}{''.join(map(box, boxes))}</w:tr>"


def grid(lines: Iterable[str], widths: Sequence[int], *, style: str = "", is_flush: bool = False) -> str:
    """A table whose columns are as wide as `widths` says (twips), whatever stands in them.

    With `is_flush` its words begin where those of a paragraph do.
    """
    about = f'<w:tblStyle w:val="{style}"/>' * bool(style)
    about += f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    if is_flush:
        sides = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("left", "right"))
        about += f"<w:tblCellMar>{sides}</w:tblCellMar>"
    about += '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
    about += ' w:noHBand="1" w:noVBand="1"/>'
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr>{about}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(lines)}</w:tbl>"


def shares(parts: Sequence[float], room: int) -> list[int]:
    """`room` twips divided as `parts` are, without a twip lost."""
    total = sum(parts) or 1.0
    edges = [0]
    used = 0.0
    for part in parts:
        used += part
        edges.append(round(room * used / total))
    return [right - left for left, right in pairwise(edges)]
