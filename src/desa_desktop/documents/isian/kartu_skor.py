"""The score card of a checklist on one page: points by dimension, what lags behind, and the way since before.

A template without points shows how complete it is, section by section: no level is printed whose official
weights are not known (prodeskel.md 6.1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
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
_MOST_LINES = 26  # of both tables together, so that all stays on one page
_LEAST_GAPS = 3
_LONG = 95  # letters of a question


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
    lines = min(len(data.dimensi), _MOST_LINES)
    gaps = data.tertinggal[: max(_LEAST_GAPS, (_MOST_LINES - lines) // 2)]
    word = "KELENGKAPAN ISIAN" if data.is_lengkap else "KARTU SKOR"
    title = data.judul.upper()
    heading = title if title.startswith(word) else f"{word}: {title}"
    blocks: list[Block] = [
        Heading((heading, data.identitas.heading, show_periode(data.periode).upper()), size=12.0),
        Fields(((_total_label(data), _total(data)),), label_width=42.0, is_bold=True),
        _dimensions(data),
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
    return page(
        f"KartuSkor_{file_name(data.form_id)}_{data.periode}_{file_name(desa)}",
        f"{data.judul}, {show_periode(data.periode)}",
        data.identitas,
        data.cetakan,
        tuple(blocks),
        size=9.5,
    )


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


def _dimensions(data: KartuSkor) -> Table:
    """Name, bar, value, word, answered, and a column for each earlier period with the change at the end."""
    earlier = data.dulu[-MOST_EARLIER:]
    columns = [
        Column("No", 8, Kind.CENTRED),
        Column("Bagian" if data.is_lengkap else "Dimensi", 48),
        Column("", 34),
        Column("Nilai", 13, Kind.NUMBER, decimals=1),
    ]
    if not data.is_lengkap:
        columns.append(Column("Arti", 17, Kind.CENTRED))
    columns.append(Column("Terisi", 17, Kind.CENTRED))
    columns += [
        Column(show_periode(one.periode), 16, Kind.NUMBER, "Sebelumnya", decimals=1) for one in earlier
    ]
    if earlier:
        columns.append(Column("Perubahan", 19, Kind.CENTRED))
    rows: list[Row | Band] = []
    for number, one in enumerate(data.dimensi[:_MOST_LINES], 1):
        cells: list[Cell] = [number, _short(one.nama), Bar(one.nilai), one.nilai]
        if not data.is_lengkap:
            cells.append(one.kata)
        cells.append(f"{one.terjawab} dari {one.berlaku}")
        cells += [masa.nilai.get(one.nama) for masa in earlier]
        if earlier:
            cells.append(change(earlier[-1].nilai.get(one.nama), one.nilai))
        rows.append(Row(tuple(cells)))
    values: list[tuple[int, Cell]] = [(3, data.total)]
    if not data.is_lengkap:
        values.append((4, data.kata))
    first = len(columns) - len(earlier) - (1 if earlier else 0)
    values += [(first + place, masa.total) for place, masa in enumerate(earlier)]
    if earlier:
        values.append((len(columns) - 1, change(earlier[-1].total, data.total)))
    rows.append(Band(Level.TOTAL, "RATA-RATA" if not data.is_lengkap else "SELURUHNYA", values=tuple(values)))
    return Table(tuple(columns), tuple(rows), "Skor", 8.5)


def _gaps(gaps: tuple[Tertinggal, ...], *, is_lengkap: bool) -> Table:
    if is_lengkap:
        columns = (Column("No isian", 14, Kind.CENTRED), Column("Pertanyaan", 100), Column("Bagian", 58))
        rows = tuple(Row((one.nomor or None, _short(one.uraian), _short(one.dimensi))) for one in gaps)
        return Table(columns, rows, "Belum diisi", 8.5)
    columns = (
        Column("No isian", 12, Kind.CENTRED),
        Column("Butir", 58),
        Column("Dimensi", 28),
        Column("Jawaban", 26),
        Column("Yang perlu dilakukan", 48),
    )
    rows = tuple(
        Row(
            (
                one.nomor or None,
                _short(one.uraian),
                _short(one.dimensi),
                _short(one.jawaban),
                _short(one.tindakan),
            )
        )
        for one in gaps
    )
    return Table(columns, rows, "Tertinggal", 8.5)


def _short(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[: _LONG - 1].rstrip()}…"
