"""The score card of a checklist on one page: points by dimension, what lags behind, and the way since before.

A template without points shows how complete it is, section by section: no level is printed whose official
weights are not known (prodeskel.md 6.1).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from desa_desktop.documents.blocks import (
    Band,
    Bar,
    Block,
    Cell,
    Column,
    Fields,
    Heading,
    Kind,
    Level,
    Page,
    Paragraph,
    Row,
    Signatures,
    Table,
)
from desa_desktop.documents.office import Cetakan, Identitas, Penanda, file_name, page, place_and_date
from desa_desktop.domain.isian import show_periode
from desa_desktop.domain.wording import show_number

MOST_EARLIER = 3  # periods before this one
_AROUND = 116.0  # mm that everything but the rows of both tables takes
_LINE, _EDGE = 3.75, 1.05  # mm of a line of letters, and of the edges of its row
_LETTER = 1.9  # mm of a letter on average, rather too much
_SHARE = 0.65  # of the room, at most for the dimensions
_NAME, _WORDS = 60, 95  # most letters of a dimension, of anything else
_SIZE = 8.5


@dataclass(frozen=True, slots=True)
class NilaiDimensi:
    """One line: `nilai` 0 to 100 (None: not enough data), its word, how many of how many are answered."""

    nama: str
    nilai: Decimal | None
    kata: str
    terjawab: int
    berlaku: int


@dataclass(frozen=True, slots=True)
class Masa:
    """An earlier period: values by dimension, and the total."""

    periode: str
    nilai: Mapping[str, Decimal | None]
    total: Decimal | None


@dataclass(frozen=True, slots=True)
class Tertinggal:
    """An item with few points: what was answered and what is to be done."""

    nomor: int
    uraian: str
    dimensi: str
    jawaban: str
    tindakan: str


@dataclass(frozen=True, kw_only=True)
class KartuSkor:
    """The score card of one period. `dulu` are earlier periods, the oldest first.

    `is_lengkap`: no points but completeness in percent. `kata` is the word of the total, '' where the
    template rates nothing.
    """

    identitas: Identitas
    cetakan: Cetakan
    form_id: str
    judul: str
    periode: str
    dimensi: tuple[NilaiDimensi, ...]
    total: Decimal | None
    kata: str
    dulu: tuple[Masa, ...]
    tertinggal: tuple[Tertinggal, ...]
    kepala_desa: Penanda
    pengisi: Penanda
    is_lengkap: bool = False
    catatan: tuple[str, ...] = field(default_factory=tuple)


def compose(data: KartuSkor) -> Page:
    """Total, the dimensions with bars, the gaps, who signs; always one page."""
    desa = data.identitas.desa
    shown, gaps = _fitting(data)
    word = "KELENGKAPAN ISIAN" if data.is_lengkap else "KARTU SKOR"
    title = data.judul.upper()
    heading = title if title.startswith(word) else f"{word}: {title}"
    blocks: list[Block] = [
        Heading((heading, data.identitas.heading, show_periode(data.periode).upper()), size=12.0),
        Fields(((_total_label(data), _total(data)),), label_width=42.0, is_bold=True),
        _dimensions(data, shown),
    ]
    blocks += [Paragraph(one, is_italic=True, size=8.0, before=1.0, after=0.5) for one in data.catatan]
    if gaps:
        words = "Yang belum diisi" if data.is_lengkap else "Yang paling tertinggal dan yang perlu dilakukan"
        blocks += [
            Paragraph(words, is_bold=True, size=10.0, before=3.0, after=1.0, keep_next=True),
            _gaps(gaps, is_lengkap=data.is_lengkap),
        ]
        if len(data.tertinggal) > len(gaps):
            rest = len(data.tertinggal) - len(gaps)
            blocks.append(Paragraph(f"Dan {rest} butir lain, lihat isian lengkapnya.", size=8.0, before=1.0))
    day = place_and_date(desa, data.cetakan.tanggal)
    blocks.append(Signatures((data.kepala_desa.signer("Mengetahui,"), data.pengisi.signer(day))))
    described = page(
        f"KartuSkor_{file_name(data.form_id)}_{data.periode}_{file_name(desa)}",
        f"{data.judul}, {show_periode(data.periode)}",
        data.identitas,
        data.cetakan,
        tuple(blocks),
        size=9.5,
    )
    return replace(described, is_one_page=True)


def _fitting(data: KartuSkor) -> tuple[tuple[NilaiDimensi, ...], tuple[Tertinggal, ...]]:
    """The dimensions and gaps that one page holds, the first ones first."""
    margins = data.cetakan.margins
    short, long = data.cetakan.paper.value
    width = short - margins.left - margins.right
    room = long - margins.top - margins.bottom - _AROUND
    columns = _columns(data)
    shown, used = 0, 0.0
    for one in data.dimensi:
        used += _height(_dimension_cells(data, one, 1), columns, width / _shares(columns))
        if used > room * _SHARE:
            break
        shown += 1
        left = room - used
    gap_columns = _gap_columns(is_lengkap=data.is_lengkap)
    gaps = 0
    for gap in data.tertinggal if shown else ():
        cells = _gap_cells(gap, is_lengkap=data.is_lengkap)
        left -= _height(cells, gap_columns, width / _shares(gap_columns))
        if left < 0:
            break
        gaps += 1
    return data.dimensi[:shown], data.tertinggal[:gaps]


def _shares(columns: Sequence[Column]) -> float:
    return sum(column.width for column in columns)


def _height(cells: Sequence[Cell], columns: Sequence[Column], scale: float) -> float:
    """About how high a row becomes, in mm; `scale` are mm for each part of a column's width."""
    lines = 1
    for cell, column in zip(cells, columns, strict=True):
        if not isinstance(cell, str):
            continue
        letters = max(1, int((column.width * scale - 1.5) / _LETTER))
        lines = max(lines, -(-len(cell) // letters))
    return _LINE * lines + _EDGE


def _total_label(data: KartuSkor) -> str:
    return "Perkiraan kelengkapan" if data.is_lengkap else "Skor desa"


def _total(data: KartuSkor) -> str:
    if data.total is None:
        return "belum cukup data"
    parts = [show_number(data.total, decimals=1) + (" persen" if data.is_lengkap else ""), data.kata]
    before = data.dulu[-1] if data.dulu else None
    if before is not None and before.total is not None:
        parts.append(f"{change(before.total, data.total)} sejak {show_periode(before.periode)}")
    return ", ".join(part for part in parts if part)


def change(before: Decimal | None, now: Decimal | None) -> str:
    """`naik 6,0`, `turun 1,5`, `tetap`; nothing where one of them is missing."""
    if before is None or now is None:
        return ""
    if before == now:
        return "tetap"
    word = "naik" if now > before else "turun"
    return f"{word} {show_number(abs(now - before), decimals=1)}"


def _dimensions(data: KartuSkor, shown: tuple[NilaiDimensi, ...]) -> Table:
    """Name, bar, value, word, answered, and a column for each earlier period with the change at the end."""
    earlier = data.dulu[-MOST_EARLIER:]
    columns = _columns(data)
    rows: list[Row | Band] = [Row(_dimension_cells(data, one, number)) for number, one in enumerate(shown, 1)]
    values: list[tuple[int, Cell]] = [(3, data.total)]
    if not data.is_lengkap:
        values.append((4, data.kata))
    first = len(columns) - len(earlier) - (1 if earlier else 0)
    values += [(first + place, masa.total) for place, masa in enumerate(earlier)]
    if earlier:
        values.append((len(columns) - 1, change(earlier[-1].total, data.total)))
    if len(shown) < len(data.dimensi):
        rows.append(Band(Level.SUBTOTAL, f"dan {len(data.dimensi) - len(shown)} lainnya, ikut dihitung"))
    rows.append(Band(Level.TOTAL, "RATA-RATA" if not data.is_lengkap else "SELURUHNYA", values=tuple(values)))
    return Table(columns, tuple(rows), "Skor", _SIZE)


def _dimension_cells(data: KartuSkor, one: NilaiDimensi, number: int) -> tuple[Cell, ...]:
    earlier = data.dulu[-MOST_EARLIER:]
    cells: list[Cell] = [number, _short(one.nama, _NAME), Bar(one.nilai), one.nilai]
    if not data.is_lengkap:
        cells.append(one.kata)
    cells.append(f"{one.terjawab} dari {one.berlaku}")
    cells += [masa.nilai.get(one.nama) for masa in earlier]
    if earlier:
        cells.append(change(earlier[-1].nilai.get(one.nama), one.nilai))
    return tuple(cells)


def _columns(data: KartuSkor) -> tuple[Column, ...]:
    earlier = data.dulu[-MOST_EARLIER:]
    columns = [
        Column("No", 8, Kind.CENTRED),
        Column("Bagian" if data.is_lengkap else "Dimensi", 48),
        Column("", 32),
        Column("Nilai", 13, Kind.NUMBER, decimals=1),
    ]
    if not data.is_lengkap:
        columns.append(Column("Arti", 17, Kind.CENTRED))
    columns.append(Column("Terisi", 20, Kind.CENTRED))
    columns += [
        Column(_short_period(one.periode), 15, Kind.NUMBER, "Sebelumnya", decimals=1) for one in earlier
    ]
    if earlier:
        columns.append(Column("Perubahan", 23, Kind.CENTRED))
    return tuple(columns)


def _short_period(periode: str) -> str:
    return show_periode(periode).replace("Semester", "Sem.").replace("Triwulan", "Trw.")


def _gaps(gaps: tuple[Tertinggal, ...], *, is_lengkap: bool) -> Table:
    rows = tuple(Row(_gap_cells(one, is_lengkap=is_lengkap)) for one in gaps)
    return Table(
        _gap_columns(is_lengkap=is_lengkap), rows, "Belum diisi" if is_lengkap else "Tertinggal", _SIZE
    )


def _gap_columns(*, is_lengkap: bool) -> tuple[Column, ...]:
    if is_lengkap:
        return Column("No isian", 16, Kind.CENTRED), Column("Pertanyaan", 98), Column("Bagian", 58)
    return (
        Column("No isian", 12, Kind.CENTRED),
        Column("Butir", 58),
        Column("Dimensi", 29),
        Column("Jawaban", 26),
        Column("Yang perlu dilakukan", 47),
    )


def _gap_cells(one: Tertinggal, *, is_lengkap: bool) -> tuple[Cell, ...]:
    number = one.nomor or None
    if is_lengkap:
        return number, _short(one.uraian), _short(one.dimensi, _NAME)
    words = (one.uraian, one.dimensi, one.jawaban, one.tindakan)
    return (number, *map(_short, words))


def _short(text: str, most: int = _WORDS) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
