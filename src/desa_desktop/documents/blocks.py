"""What a printed page says, without a word about how it is drawn.

A document composes a `Page`; `pdf.write`, `word.write` and `excel.write` draw it. The kinds of block are a
closed union: a writer that forgets one is a type error there (examples.md 12).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from desa_desktop.domain.grafik import Grafik


class Paper(Enum):
    """A paper size as (short side, long side) in mm; F4 is the habit of village offices (ux.md 3.14).

    A5 is no choice of the office: it is the size of the slips that go along with a kiriman.
    """

    F4 = (215.0, 330.0)
    A4 = (210.0, 297.0)
    FOLIO = (215.9, 330.2)
    A5 = (148.0, 210.0)


@dataclass(frozen=True, slots=True)
class Margins:
    """White edges in mm."""

    top: float = 20.0
    right: float = 15.0
    bottom: float = 20.0
    left: float = 25.0


@dataclass(frozen=True, slots=True)
class Measure:
    """A volume with its unit: `150 m` on paper, the number 150 in a workbook."""

    number: Decimal
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of a question: `hint` stands in small letters below, a star says that it must be answered."""

    text: str
    hint: str = ""
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Boxes:
    """Answers to choose from, a square before each; those whose place is in `ticked` are chosen."""

    labels: tuple[str, ...]
    ticked: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Blank:
    """Room to write by hand; `after` stands at its right end (`Ha`, `orang`)."""

    after: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar for a number between 0 and `most`; None is no number, so no bar at all."""

    number: Decimal | None
    most: Decimal = Decimal(100)


Cell = str | int | Decimal | date | Measure | Asked | Boxes | Blank | Bar | bool | None
"""One value of a table; None is an empty cell, True a tick, False an empty box."""


class Kind(Enum):
    """What stands in a column, which decides how it is aligned and written."""

    TEXT = "text"
    CENTRED = "centred"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    TICK = "tick"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `width` is a share of the table's width, in parts of whatever the columns add up to.

    Neighbours with the same `group` stand under one merged heading; with empty titles the group's
    heading covers both heading rows. Neighbours of a group with the same `subgroup` have a heading of
    their own under that of the group. `letter` is printed in the row of column letters. `decimals`
    fixes the places behind the comma of a number column; without it a number shows what it has.
    """

    title: str
    width: float
    kind: Kind = Kind.TEXT
    group: str = ""
    letter: str = ""
    decimals: int | None = None
    subgroup: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One record. `further` are continuation lines inside it, such as a second source of money.

    Each line has one cell per column. `height` is the least height in mm (0: as the text needs),
    for rows people write into.
    """

    cells: tuple[Cell, ...]
    further: tuple[tuple[Cell, ...], ...] = ()
    height: float = 0.0


class Level(Enum):
    """What a band across the table is for."""

    GROUP = "group"
    SUBGROUP = "subgroup"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Band:
    """A row across the columns: a group's heading, or a sum.

    `number` stands in the first column; `label` fills the columns up to the first of `values`,
    which are (column index, value).
    """

    level: Level
    label: str
    number: str = ""
    values: tuple[tuple[int, Cell], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table that may run over many pages; its heading is repeated on each.

    `sheet` names the worksheet in a workbook; `size` is the size of the letters in points.
    `together`: a short table that people sign stays on one page as long as it fits there. `joins`: in a
    workbook it stands below the table before it, on the same sheet.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row | Band, ...]
    sheet: str = ""
    size: float = 8.0
    together: bool = False
    joins: bool = False


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Kop surat: up to four lines of the office, its address, and a PNG or JPEG as logo."""

    lines: tuple[str, ...]
    address: str = ""
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of the document, one or more centred lines."""

    lines: tuple[str, ...]
    size: float = 12.0


class Align(Enum):
    """How the lines of a paragraph lie between the edges."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    JUSTIFY = "justify"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `size` 0 means the page's own; `before` and `after` are empty mm around it;
    `keep_next` ties it to what follows.
    """

    text: str
    is_bold: bool = False
    is_italic: bool = False
    align: Align = Align.LEFT
    size: float = 0.0
    indent: float = 0.0
    before: float = 0.0
    after: float = 2.0
    keep_next: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list of sentences. `marks` is `1.`, `a.`, `(1)` or `-`; `indent` in mm."""

    texts: tuple[str, ...]
    marks: str = "1."
    indent: float = 0.0


@dataclass(frozen=True, slots=True)
class Clauses:
    """The considerations of a regulation or decree: `Menimbang : a. bahwa ...`, one below the other.

    `marks` as of Items, empty for one sentence without a letter (`Menetapkan`); `label_width` in mm.
    """

    label: str
    texts: tuple[str, ...]
    marks: str = "a."
    label_width: float = 28.0


@dataclass(frozen=True, slots=True)
class Fields:
    """Lines of `label : value`; `label_width` in mm."""

    pairs: tuple[tuple[str, str], ...]
    label_width: float = 45.0
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Signer:
    """One who signs: words above (`Mengetahui,` or place and date), the office, name, a number (NIP).

    An empty `name` leaves a dotted line to write on.
    """

    office: str
    name: str = ""
    above: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """One to four signers side by side, never split over two pages.

    `keep_next`: what follows belongs below them (copies, the state gazette) and stays on their page.
    """

    signers: tuple[Signer, ...]
    keep_next: bool = False


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class Space:
    """Empty room of `height` mm; it disappears at the top of a page."""

    height: float = 4.0


@dataclass(frozen=True, slots=True)
class BigDigits:
    """Groups of digits to be read out over the telephone, each with its number underneath."""

    groups: tuple[str, ...]
    size: float = 24.0


@dataclass(frozen=True, slots=True)
class CodeAndStamp:
    """A QR code with its caption at the left, a box for stamp and signature at the right; `side` is the
    height of both in mm.
    """

    code: str
    caption: str
    stamp: str
    side: float = 42.0


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart over `share` of the page's width, above the table whose numbers it shows.

    A workbook draws its own below that table: `bars` are the indices of the columns of numbers, the names
    stand in the second column (no `bars`: no chart there).
    """

    grafik: Grafik
    share: float = 1.0
    bars: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG or JPEG in the middle, at most `height` mm high and as wide as the page; `caption` stands below.

    Several beside each other are several blocks below each other. A workbook shows the caption only.
    """

    data: bytes
    height: float = 90.0
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that a table of contents points to: what follows is called `label`. It takes no room."""

    label: str
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents: every `Mark` of the document with the page it stands on."""

    size: float = 9.5


Block = (
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
    | Mark
    | Contents
)


@dataclass(frozen=True, slots=True)
class Page:
    """A whole document: its blocks and how the paper lies.

    `title` is the file's name without its ending and the title in the file's properties.
    `watermark` (`KONSEP`, `CONTOH`) lies across every page; `footer`, `printed` and `code` stand at
    the bottom beside `Halaman n dari m`; `qr` is a code printed there for a document that is
    signed off. `size` is the size of running text in points. `is_one_page`: drawn smaller, to three fifths at
    most, rather than on two pages.
    """

    title: str
    blocks: tuple[Block, ...]
    paper: Paper = Paper.F4
    is_landscape: bool = False
    margins: Margins = Margins()
    watermark: str = ""
    footer: str = ""
    printed: date | None = None
    code: str = ""
    qr: str = ""
    size: float = 11.0
    is_one_page: bool = False

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height of the paper as it lies, in mm."""
        short, long = self.paper.value
        return (long, short) if self.is_landscape else (short, long)
