"""Kompilasi DURKP: the proposals of all villages of a kecamatan, gathered by government affair.

One long list with a subtotal for each urusan, two summaries, and the sources it was made from, so
that every figure can be traced to a kiriman. F4 landscape; in a workbook four sheets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desa_desktop.documents.blocks import (
    Band,
    Column,
    Heading,
    Kind,
    Level,
    Page,
    PageBreak,
    Paragraph,
    Row,
    Signatures,
    Table,
)
from desa_desktop.documents.office import (
    Cetakan,
    Identitas,
    Penanda,
    file_name,
    in_words,
    page,
    place_and_date,
    volume,
)

_MONEY = 6
_NO_URUSAN = "Belum ada perangkat daerahnya"


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisKompilasi:
    """One proposal of one village; `urusan` is the government affair or target office, money in rupiah.

    `nomor` is its number in the list on screen: by it a line of the paper is traced to its source.
    """

    nomor: int
    desa: str
    urusan: str
    uraian: str
    lokasi: str = ""
    volume: Decimal | None = None
    satuan: str = ""
    biaya: int | None = None
    penerima_l: int | None = None
    penerima_p: int | None = None
    prioritas: int | None = None
    skor: Decimal | None = None
    sumber: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SumberKompilasi:
    """Where one village's rows come from: its kiriman, the revision, its day, the short digest."""

    desa: str
    nomor_kiriman: int | None = None
    revisi: str = ""
    tanggal: date | None = None
    digest: str = ""
    baris: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class KompilasiDurkp:
    """Everything in the compilation. `baris` in the order of the list, `belum` who sent nothing yet."""

    identitas: Identitas
    cetakan: Cetakan
    tahun: int
    baris: tuple[BarisKompilasi, ...]
    penanda: Penanda
    sumber: tuple[SumberKompilasi, ...] = ()
    belum: tuple[str, ...] = ()
    tanggal: date | None = None

    @property
    def total(self) -> int:
        """Rupiah of all proposals together."""
        return sum(baris.biaya or 0 for baris in self.baris)


def compose(data: KompilasiDurkp) -> Page:
    """The list by urusan, then the summaries and the sources on pages of their own."""
    kecamatan = data.identitas.kecamatan
    heading = (
        f"DAFTAR USULAN RKP DESA (DURKP) TAHUN {data.tahun}",
        f"KECAMATAN {kecamatan.upper()} KABUPATEN {data.identitas.kabupaten.upper()}",
    )
    signing = Signatures((data.penanda.signer(place_and_date(kecamatan, data.tanggal)),))
    return page(
        f"DURKP_{data.tahun}_Kec-{file_name(kecamatan)}",
        f"DURKP {data.tahun} Kecamatan {kecamatan}",
        data.identitas,
        data.cetakan,
        (
            Heading(heading),
            Paragraph(origin(data), size=9.0, keep_next=True),
            Table(_columns(), tuple(_rows(data)), sheet="DURKP", size=7.5),
            in_words(data.total),
            signing,
            PageBreak(),
            Heading(("REKAPITULASI MENURUT URUSAN", heading[1])),
            _summary(
                data,
                "Urusan / perangkat daerah",
                "Rekap Urusan",
                lambda baris: _urusan(baris.urusan),
                dict.fromkeys(_urusan(baris.urusan) for baris in data.baris),
            ),
            PageBreak(),
            Heading(("REKAPITULASI MENURUT DESA", heading[1])),
            _summary(
                data,
                "Desa",
                "Rekap Desa",
                lambda baris: baris.desa,
                sorted({baris.desa for baris in data.baris}, key=str.lower),
            ),
            PageBreak(),
            Heading(("SUMBER DATA KOMPILASI", heading[1])),
            _sources(data),
        ),
        is_landscape=True,
        size=10.0,
    )


def origin(data: KompilasiDurkp) -> str:
    """From which villages: `Dari 6 desa; Kaligesing belum mengirim.`"""
    villages = len({baris.desa for baris in data.baris} | {satu.desa for satu in data.sumber})
    if not data.belum:
        return f"Dari {villages} desa; semua desa sudah mengirim."
    return f"Dari {villages} desa; {', '.join(data.belum)} belum mengirim."


def _columns() -> tuple[Column, ...]:
    people = "Penerima manfaat"
    return (
        Column("No", 10, Kind.CENTRED),
        Column("Desa", 30),
        Column("Prioritas desa", 17, Kind.CENTRED),
        Column("Uraian usulan", 82),
        Column("Lokasi", 42),
        Column("Volume", 24),
        Column("Perkiraan biaya (Rp)", 31, Kind.MONEY),
        Column("L", 14, Kind.NUMBER, people),
        Column("P", 14, Kind.NUMBER, people),
        Column("Skor", 14, Kind.NUMBER, decimals=2),
        Column("Sumber dana", 24, Kind.CENTRED),
    )


def _rows(data: KompilasiDurkp) -> Iterable[Row | Band]:
    groups: dict[str, list[BarisKompilasi]] = {}
    for baris in data.baris:
        groups.setdefault(_urusan(baris.urusan), []).append(baris)
    for urusan, own in groups.items():
        yield Band(Level.GROUP, urusan)
        for baris in own:
            yield _row(baris)
        people = sum(baris.penerima_l or 0 for baris in own), sum(baris.penerima_p or 0 for baris in own)
        part = sum(baris.biaya or 0 for baris in own)
        values = ((_MONEY, part), (7, people[0]), (8, people[1]))
        yield Band(Level.SUBTOTAL, f"Jumlah {urusan}: {len(own)} usulan", values=values)
    total = (
        (_MONEY, data.total),
        (7, sum(baris.penerima_l or 0 for baris in data.baris)),
        (8, sum(baris.penerima_p or 0 for baris in data.baris)),
    )
    yield Band(Level.TOTAL, f"JUMLAH {len(data.baris)} USULAN", values=total)


def _row(baris: BarisKompilasi) -> Row:
    return Row(
        (
            baris.nomor,
            baris.desa,
            baris.prioritas,
            baris.uraian,
            baris.lokasi,
            volume(baris.volume, baris.satuan),
            baris.biaya,
            baris.penerima_l,
            baris.penerima_p,
            baris.skor,
            baris.sumber,
        )
    )


def _urusan(text: str) -> str:
    return text.strip() or _NO_URUSAN


def _summary(
    data: KompilasiDurkp,
    title: str,
    sheet: str,
    key: Callable[[BarisKompilasi], str],
    names: Iterable[str],
) -> Table:
    """Count, people and money for each value of `key`, in the order of `names`."""
    columns = (
        Column("No", 10, Kind.CENTRED),
        Column(title, 120),
        Column("Jumlah usulan", 30, Kind.NUMBER),
        Column("L", 25, Kind.NUMBER, "Penerima manfaat"),
        Column("P", 25, Kind.NUMBER, "Penerima manfaat"),
        Column("Perkiraan biaya (Rp)", 50, Kind.MONEY),
    )
    rows: list[Row | Band] = [
        Row((place, name, *_sums([baris for baris in data.baris if key(baris) == name])))
        for place, name in enumerate(names, 1)
    ]
    rows.append(Band(Level.TOTAL, "JUMLAH", values=tuple(enumerate(_sums(data.baris), 2))))
    return Table(columns, tuple(rows), sheet=sheet, size=9.0)


def _sums(rows: Iterable[BarisKompilasi]) -> tuple[int, int, int, int]:
    """Count, men, women, rupiah."""
    own = tuple(rows)
    return (
        len(own),
        sum(baris.penerima_l or 0 for baris in own),
        sum(baris.penerima_p or 0 for baris in own),
        sum(baris.biaya or 0 for baris in own),
    )


def _sources(data: KompilasiDurkp) -> Table:
    columns = (
        Column("No", 10, Kind.CENTRED),
        Column("Desa", 60),
        Column("Nomor kiriman", 30, Kind.CENTRED),
        Column("Revisi", 25, Kind.CENTRED),
        Column("Tanggal disahkan", 40, Kind.DATE),
        Column("Sidik kiriman", 60),
        Column("Jumlah usulan", 30, Kind.NUMBER),
    )
    rows = [
        Row((place, satu.desa, satu.nomor_kiriman, satu.revisi, satu.tanggal, satu.digest, satu.baris))
        for place, satu in enumerate(data.sumber, 1)
    ]
    rows += [
        Row((place, desa, None, "", None, "belum mengirim", 0))
        for place, desa in enumerate(data.belum, len(rows) + 1)
    ]
    return Table(columns, tuple(rows), sheet="Sumber", size=9.0)
