"""Writing a described page as .docx: real paragraphs and tables, for those who write on in Word (ux.md 3.14).

The copy is for editing, so it says so at its foot and carries neither the QR code nor the short code of
the official paper on its pages; the code stands in the file's properties.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, assert_never

from desa_desktop.documents.blocks import (
    Align,
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
from desa_desktop.documents.excel import without_clock
from desa_desktop.documents.word import chart, frame, parts
from desa_desktop.documents.word.marks import (
    TAB,
    TWIPS,
    Ink,
    Lie,
    clean,
    field,
    paragraph,
    twips,
    words,
)
from desa_desktop.documents.word.table import table
from desa_desktop.domain.wording import show_date

__all__ = ["write"]

COPY = "Salinan untuk disunting. Data resmi ada di Desa Desktop."
_EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001  properties carry no zone; one moment for all, so bytes stay equal
_THIN = 0.4  # mm, between two tables that would grow together
_MM = 25.4 / 72  # of a point
_EMU = 36_000  # of a picture, in a millimetre


def write(page: Page, fonts: Path) -> bytes:
    """The page as .docx, in Indonesian, on its paper. Equal pages give equal bytes.

    Text of people is never a field, a link or markup. Word counts the pages, so `is_one_page` has no
    meaning here; the watermark is a word at the head of each page. Raises InvalidInput for a logo that is
    no picture. `fonts` is the folder `resources/fonts`, for the words on charts.
    """
    from docx import Document

    lists = [block.marks for block in page.blocks if isinstance(block, Items)]
    body = _Body(page, fonts)
    package = frame.package(body.xml(), _foot(page), _head(page), page.size, lists)
    document = Document(package)
    _properties(document, page)
    _hang(document, body.pictures)
    _paper(document.sections[0], page)
    target = BytesIO()
    document.save(target)
    return without_clock(target.getvalue())


def _properties(document: Any, page: Page) -> None:
    about = document.core_properties
    about.title, about.subject = clean(page.title, 255), clean(page.footer, 255)
    about.author = about.last_modified_by = "Desa Desktop"
    about.created = about.modified = _EPOCH
    about.language, about.revision = "id-ID", 1
    if page.code:
        about.identifier = clean(page.code, 255)


def _hang(document: Any, pictures: Sequence[_Picture]) -> None:
    """Put the pictures into the frames that the body keeps for them, in their order."""
    from docx.oxml.ns import qn

    frames = list(document.element.body.iter(qn("w:drawing")))
    for place, one in zip(frames, pictures, strict=True):
        inline = document.part.new_pic_inline(
            BytesIO(one.png), round(one.width * _EMU), round(one.height * _EMU)
        )
        inline.docPr.set("name", clean(one.label, 60))
        inline.docPr.set("descr", clean(one.label, 200))
        place.append(inline)


def _paper(section: Any, page: Page) -> None:
    """Size, edges and how the paper lies, in the twentieths of a point that Word counts in."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Twips

    width, height = page.size_mm
    section.page_width, section.page_height = Twips(twips(width)), Twips(twips(height))
    section.orientation = WD_ORIENT.LANDSCAPE if page.is_landscape else WD_ORIENT.PORTRAIT
    edges = page.margins
    section.top_margin, section.bottom_margin = Twips(twips(edges.top)), Twips(twips(edges.bottom))
    section.left_margin, section.right_margin = Twips(twips(edges.left)), Twips(twips(edges.right))
    section.header_distance = Twips(twips(edges.top / 2))
    section.footer_distance = Twips(twips(min(8.0, edges.bottom / 2)))
    section.gutter = Twips(0)


def _room(page: Page) -> int:
    """Twips between the left and the right edge."""
    return twips(page.size_mm[0]) - twips(page.margins.left) - twips(page.margins.right)


def _foot(page: Page) -> str:
    """Two lines: document and `Halaman n dari m`; that it is a copy, and when it was made."""
    right = (("right", _room(page) / TWIPS, "none"),)
    pages = words("Halaman ") + field("PAGE", "1") + words(" dari ") + field("NUMPAGES", "1")
    printed = words(f"Dicetak {show_date(page.printed)}") if page.printed else ""
    first = Lie(style="Footer", tabs=right, rule=("top", "single"))
    second = Lie(style="Footer", tabs=right)
    return paragraph(words(page.footer, limit=120) + TAB + pages, first) + paragraph(
        words(COPY, Ink(is_italic=True)) + TAB + printed, second
    )


def _head(page: Page) -> str:
    """KONSEP or CONTOH, grey, at the right of each page; nothing on a paper that is neither."""
    if not page.watermark:
        return ""
    ink = Ink(size=14.0, is_bold=True, grey="808080")
    return paragraph(words(page.watermark, ink, 20), Lie(style="Header", align=Align.RIGHT))


@dataclass(frozen=True, slots=True)
class _Picture:
    """A PNG, its size in mm, and what it says."""

    png: bytes
    width: float
    height: float
    label: str


class _Body:
    """The blocks in their order, as marks; the pictures among them wait in `pictures`."""

    def __init__(self, page: Page, fonts: Path) -> None:
        self.pictures: list[_Picture] = []
        self.fonts = fonts
        self.page = page
        self.room = _room(page)
        self.lists = 0
        self.marks = [block for block in page.blocks if isinstance(block, Mark)]
        self.names = [f"_bagian{number}" for number in range(len(self.marks))]
        self.placed = 0

    def xml(self) -> str:
        """Every block; two tables never touch, and the end is a paragraph, both of which Word asks for."""
        found: list[str] = []
        for xml in self._blocks():
            if found and found[-1].endswith("</w:tbl>") and xml.startswith("<w:tbl>"):
                found.append(parts.room_of(_THIN))
            found.append(xml)
        if not found or found[-1].endswith("</w:tbl>"):
            found.append(parts.room_of(_THIN))
        return "".join(found)

    def _blocks(self) -> Iterator[str]:
        is_turned = False  # a page that is to begin, once something is there to begin it
        marks, has_words = "", False
        depth = 0
        for block in self.page.blocks:
            if isinstance(block, PageBreak):
                is_turned = has_words
                continue
            if isinstance(block, Mark):
                marks, depth = marks + parts.mark(self.placed, self.names), block.depth
                self.placed += 1
                continue
            if is_turned:
                yield parts.room_of(_THIN, new_page=True)
                is_turned = False
            if marks and not isinstance(block, Paragraph | Heading):
                yield paragraph("", Lie(exact=_THIN, keep_next=True), marks)
                marks, depth = "", 0
            xml = self._block(block, depth, marks)
            marks, depth = "", 0
            if xml:
                has_words = True
                yield xml

    def _block(self, block: Block, depth: int, marks: str) -> str:
        match block:
            case Letterhead():
                return parts.letterhead(block, self.room, self._picture)
            case Heading():
                return parts.heading(block, depth, marks)
            case Paragraph():
                is_title = block.is_bold and block.keep_next and not block.size
                return parts.prose(block, depth or int(is_title), marks)
            case Items():
                self.lists += 1
                last = len(block.texts) - 1
                return "".join(
                    parts.item(text, self.lists, block.indent, place == last)
                    for place, text in enumerate(block.texts)
                )
            case Clauses():
                return parts.clauses(block)
            case Fields():
                return parts.fields(block, self.room)
            case Table():
                return table(block, self.room)
            case Signatures():
                return parts.signatures(block, self.room, self.page.size)
            case Space():
                return parts.room_of(block.height)
            case BigDigits():
                return parts.big_digits(block, self.room)
            case CodeAndStamp():
                return parts.code_and_stamp(block, self.room, self._picture)
            case Chart():
                drawn = chart.draw(block, self.room / 20, self.fonts)
                size = drawn.width * _MM, drawn.height * _MM
                picture = self._picture(drawn.png, *size, block.grafik.judul)
                return paragraph(picture, Lie(after=3.0, keep_next=True))
            case Picture():
                return parts.picture(block, self.room, self._picture)
            case Contents():
                return self._contents(block)
            case Mark() | PageBreak():
                raise TypeError("taken by the loop")
        assert_never(block)

    def _contents(self, block: Contents) -> str:
        """Every marked place with the page that Word counts."""
        ink = Ink(size=block.size)
        found = []
        for one, name in zip(self.marks, self.names, strict=True):
            lie = Lie(left=(one.depth - 1) * 6.0, tabs=(("right", self.room / TWIPS, "dot"),))
            found.append(
                paragraph(
                    words(one.label, ink) + TAB + field(f"PAGEREF {name}", "…", ink, is_stale=True), lie
                )
            )
        return "".join(found)

    def _picture(self, png: bytes, width: float, height: float, label: str) -> str:
        """An empty frame; the picture is hung in it once there is a file to hold it."""
        self.pictures.append(_Picture(png, width, height, label))
        return "<w:r><w:drawing/></w:r>"
