"""What the books of the plans are made of: chapters, sub-chapters, prose, and the tables they share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desa_desktop.documents.blocks import (
    Align,
    Band,
    Block,
    Column,
    Contents,
    Heading,
    Items,
    Kind,
    Level,
    Mark,
    PageBreak,
    Paragraph,
    Picture,
    Row,
    Space,
    Table,
)
from desa_desktop.documents.office import Identitas, roman, volume

SIZE = 10.5
"""Letters of running text, points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Angka:
    """One key figure of the village: men, women, both, and its unit."""

    nama: str
    jumlah_l: int | None = None
    jumlah_p: int | None = None
    jumlah: int | None = None
    satuan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wilayah:
    """One hamlet with its RW, RT and families."""

    nama: str
    rw: int | None = None
    rt: int | None = None
    kk: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tahap:
    """One step of the planning year: what, when, where, how many came, and what it led to."""

    uraian: str
    tanggal: date | None = None
    tempat: str = ""
    jumlah_l: int | None = None
    jumlah_p: int | None = None
    hasil: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anggota:
    """A member of the team: name, what they are in it, whom they stand for."""

    nama: str
    jabatan: str = ""
    unsur: str = ""
    jk: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaguSumber:
    """One source of money: the ceiling, its SiLPA and what the plan uses of both, rupiah."""

    kode: str
    nama: str
    pagu: int | None = None
    silpa: int | None = None
    terpakai: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class KegiatanRingkas:
    """One activity on a line. `bidang` is 1 to 5 (6 without a code), `sumber` is `DDS, ADD`."""

    bidang: int
    nama: str
    lokasi: str = ""
    volume: Decimal | None = None
    satuan: str = ""
    waktu: str = ""
    jumlah: int | None = None
    sumber: str = ""
    pola: str = ""
    pelaksana: str = ""


# ------------------------------------------------------------------ words


def chapter(number: int, title: str, *, new_page: bool = True) -> Iterator[Block]:
    """`BAB II` with its title, in the table of contents and a heading of Word."""
    if new_page:
        yield PageBreak()
    yield Mark(f"BAB {roman(number)} {title.upper()}")
    yield Heading((f"BAB {roman(number)}", title.upper()), 12.5)


def part(label: str, *, depth: int = 2) -> Iterator[Block]:
    """`A. Latar Belakang`, a heading of the second depth (or third)."""
    yield Mark(label, depth)
    yield Paragraph(label, is_bold=True, size=11.0, before=2.0, after=1.0, keep_next=True)


def prose(texts: Sequence[str]) -> Iterator[Block]:
    """Paragraphs of running text."""
    for text in texts:
        yield Paragraph(text, align=Align.JUSTIFY, after=2.5)


def listed(texts: Sequence[str], marks: str = "1.") -> Iterator[Block]:
    """The first sentence above, the others as a list; a single one is a paragraph."""
    if len(texts) > 1 and texts[0].rstrip().endswith(":"):
        yield Paragraph(texts[0], align=Align.JUSTIFY, after=1.0, keep_next=True)
        yield Items(tuple(texts[1:]), marks, indent=4.0)
    elif len(texts) > 1:
        yield Items(tuple(texts), marks, indent=4.0)
    else:
        yield from prose(texts)


def missing(what: str) -> Paragraph:
    """A grey-looking sentence where the village has not entered something yet."""
    return Paragraph(f"Belum diisi: {what}.", is_italic=True, size=9.5, after=2.5)


def caption(text: str) -> Paragraph:
    """The title over a table."""
    return Paragraph(text, is_bold=True, size=9.5, before=1.5, after=1.0, keep_next=True)


def cover(lines: Sequence[tuple[str, float]], identitas: Identitas) -> Iterator[Block]:
    """The first page: the logo, large lines around the middle, the office below."""
    if identitas.logo:
        yield Picture(identitas.logo, 32.0)
        yield Paragraph("", after=15.0)
    else:
        yield Paragraph("", after=45.0)
    for text, size in lines:
        yield Heading((text,), size)
    yield Paragraph("", after=80.0)
    yield Heading(tuple(f"{label} {value}" for label, value in identitas.pairs), 14.0)


def table_of_contents() -> Iterator[Block]:
    """`DAFTAR ISI` on a page of its own."""
    yield PageBreak()
    yield Heading(("DAFTAR ISI",), 12.5)
    yield Contents()


# ------------------------------------------------------------------ tables


def figures(rows: Sequence[Angka], title: str) -> Iterator[Block]:
    """The key figures of the village."""
    if not rows:
        yield missing("angka pokok desa")
        return
    yield caption(title)
    columns = (
        Column("No", 9, Kind.CENTRED),
        Column("Uraian", 80),
        Column("Laki-laki", 22, Kind.NUMBER),
        Column("Perempuan", 22, Kind.NUMBER),
        Column("Jumlah", 22, Kind.NUMBER),
        Column("Satuan", 20, Kind.CENTRED),
    )
    cells = [
        Row((place, one.nama, one.jumlah_l, one.jumlah_p, one.jumlah, one.satuan))
        for place, one in enumerate(rows, 1)
    ]
    yield Table(columns, tuple(cells), "Angka pokok", 8.5)
    yield Space(3.0)


def hamlets(rows: Sequence[Wilayah]) -> Iterator[Block]:
    """The hamlets with their RW, RT and families."""
    if not rows:
        yield missing("daftar dusun")
        return
    yield caption("Pembagian wilayah desa")
    columns = (
        Column("No", 9, Kind.CENTRED),
        Column("Dusun", 80),
        Column("RW", 22, Kind.NUMBER),
        Column("RT", 22, Kind.NUMBER),
        Column("Kepala keluarga", 32, Kind.NUMBER),
    )
    cells: list[Row | Band] = [
        Row((place, one.nama, one.rw, one.rt, one.kk)) for place, one in enumerate(rows, 1)
    ]
    sums = tuple(
        (place, sum(value or 0 for value in values))
        for place, values in (
            (2, [one.rw for one in rows]),
            (3, [one.rt for one in rows]),
            (4, [one.kk for one in rows]),
        )
    )
    cells.append(Band(Level.TOTAL, "Jumlah", values=sums))
    yield Table(columns, tuple(cells), "Dusun", 8.5, together=True)
    yield Space(3.0)


def steps(rows: Sequence[Tahap], title: str) -> Iterator[Block]:
    """What was done to make the plan: meetings held, with their days and who came."""
    if not rows:
        yield missing("tahapan penyusunan")
        return
    yield caption(title)
    columns = (
        Column("No", 9, Kind.CENTRED),
        Column("Tahapan", 56),
        Column("Tanggal", 22, Kind.DATE),
        Column("Tempat", 34),
        Column("L", 11, Kind.NUMBER, "Hadir"),
        Column("P", 11, Kind.NUMBER, "Hadir"),
        Column("Hasil", 42),
    )
    cells = [
        Row((place, one.uraian, one.tanggal, one.tempat, one.jumlah_l, one.jumlah_p, one.hasil))
        for place, one in enumerate(rows, 1)
    ]
    yield Table(columns, tuple(cells), "Tahapan", 8.0)
    yield Space(3.0)


def members(rows: Sequence[Anggota], title: str) -> Iterator[Block]:
    """Who is in the team."""
    if not rows:
        yield missing("susunan tim")
        return
    yield caption(title)
    columns = (
        Column("No", 9, Kind.CENTRED),
        Column("Nama", 62),
        Column("L/P", 12, Kind.CENTRED),
        Column("Jabatan dalam tim", 44),
        Column("Unsur", 48),
    )
    cells = [Row((place, one.nama, one.jk, one.jabatan, one.unsur)) for place, one in enumerate(rows, 1)]
    yield Table(columns, tuple(cells), "Tim", 8.5)
    yield Space(3.0)


def ceilings(rows: Sequence[PaguSumber], tahun: int) -> Iterator[Block]:
    """The ceilings of the year and how much of them the plan uses."""
    if not rows:
        yield missing("pagu indikatif")
        return
    yield caption(f"Pagu indikatif dan rencana belanja tahun {tahun} (rupiah)")
    columns = (
        Column("No", 9, Kind.CENTRED),
        Column("Sumber dana", 62),
        Column("Pagu", 27, Kind.MONEY),
        Column("SiLPA", 24, Kind.MONEY),
        Column("Rencana belanja", 27, Kind.MONEY),
        Column("Sisa", 26, Kind.MONEY),
    )
    cells: list[Row | Band] = [
        Row((place, _named(one), one.pagu, one.silpa, one.terpakai, _rest(one)))
        for place, one in enumerate(rows, 1)
    ]
    sums = (
        (2, sum(one.pagu or 0 for one in rows)),
        (3, sum(one.silpa or 0 for one in rows)),
        (4, sum(one.terpakai for one in rows)),
        (5, sum(_rest(one) for one in rows)),
    )
    cells.append(Band(Level.TOTAL, "Jumlah", values=sums))
    yield Table(columns, tuple(cells), "Pagu", 8.0, together=True)
    yield Space(3.0)


def _named(one: PaguSumber) -> str:
    return f"{one.nama} ({one.kode})" if one.nama and one.nama != one.kode else one.kode


def _rest(one: PaguSumber) -> int:
    return (one.pagu or 0) + (one.silpa or 0) - one.terpakai


def per_bidang(bidang: Sequence[tuple[int, str]], rows: Sequence[KegiatanRingkas]) -> Iterator[Block]:
    """How many activities and how much money each bidang has, with its share of the whole."""
    total = sum(one.jumlah or 0 for one in rows)
    columns = (
        Column("No", 9, Kind.CENTRED),
        Column("Bidang", 84),
        Column("Kegiatan", 20, Kind.NUMBER),
        Column("Jumlah (Rp)", 34, Kind.MONEY),
        Column("Bagian (%)", 24, Kind.NUMBER, decimals=1),
    )
    cells: list[Row | Band] = []
    for number, name in bidang:
        own = [one for one in rows if one.bidang == number]
        money = sum(one.jumlah or 0 for one in own)
        share = Decimal(money) * 100 / Decimal(total) if total else Decimal(0)
        cells.append(Row((roman(number), name, len(own), money, share.quantize(Decimal("0.1")))))
    cells.append(Band(Level.TOTAL, "Jumlah", values=((2, len(rows)), (3, total))))
    yield Table(columns, tuple(cells), "Pagu per bidang", 8.5, together=True)
    yield Space(3.0)


def matrix(bidang: Sequence[tuple[int, str]], rows: Sequence[KegiatanRingkas], total: str) -> Table:
    """The plan on portrait paper: less columns than the official matrix, which is attached."""
    columns = (
        Column("No", 8, Kind.CENTRED),
        Column("Jenis kegiatan", 47),
        Column("Lokasi", 27),
        Column("Volume", 18),
        Column("Waktu", 19),
        Column("Jumlah (Rp)", 26, Kind.MONEY),
        Column("Sumber", 14, Kind.CENTRED),
        Column("Pola dan pelaksana", 27),
    )
    cells: list[Row | Band] = []
    for number, name in bidang:
        own = [one for one in rows if one.bidang == number]
        money = sum(one.jumlah or 0 for one in own)
        cells.append(Band(Level.GROUP, name, roman(number), ((5, money),)))
        cells += [
            Row(
                (
                    place,
                    one.nama,
                    one.lokasi,
                    volume(one.volume, one.satuan),
                    one.waktu,
                    one.jumlah,
                    one.sumber,
                    ", ".join(part for part in (one.pola, one.pelaksana) if part),
                )
            )
            for place, one in enumerate(own, 1)
        ]
    cells.append(Band(Level.TOTAL, total, values=((5, sum(one.jumlah or 0 for one in rows)),)))
    return Table(columns, tuple(cells), "Rencana kerja", 7.0)
