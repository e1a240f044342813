"""Daftar gagasan of each hamlet or group (form G1), their summary by bidang (G2), and the form to write on.

Field notes on village planning, section 6.G.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desa_desktop.documents.blocks import (
    Band,
    Block,
    Cell,
    Column,
    Fields,
    Heading,
    Kind,
    Level,
    Page,
    PageBreak,
    Row,
    Signatures,
    Signer,
    Table,
)
from desa_desktop.documents.office import Lembaran, roman

_PEOPLE = "Penerima Manfaat"
_EMPTY_ROWS = 10
_ROW_HEIGHT = 8.5  # mm, as much as lets ten of them and the signatures stay on one page


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisGagasan:
    """One idea. `bidang` is 1 to 5, 6 for one whose bidang nobody chose; people are counted."""

    uraian: str
    bidang: int = 6
    asal: str = ""
    lokasi: str = ""
    volume: Decimal | None = None
    satuan: str = ""
    penerima_l: int | None = None
    penerima_p: int | None = None
    penerima_rtm: int | None = None

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Place, volume, unit and the people, as both forms have them."""
        people = (self.penerima_l, self.penerima_p, self.penerima_rtm)
        return (self.lokasi, self.volume, self.satuan, *people)


@dataclass(frozen=True, slots=True, kw_only=True)
class DaftarGagasan(Lembaran):
    """The ideas of each hamlet or group: its name and its rows, in the order of printing."""

    kelompok: tuple[tuple[str, tuple[BarisGagasan, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RekapGagasan(Lembaran):
    """All ideas; `bidang` are number and name of each bidang to be printed."""

    bidang: tuple[tuple[int, str], ...]
    baris: tuple[BarisGagasan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormulirUsulan(Lembaran):
    """The form to write on; `dusun` is printed if it is made for one hamlet."""

    dusun: str = ""


def compose(data: DaftarGagasan) -> Page:
    """Form G1, F4 landscape: every hamlet or group begins a page of its own."""
    blocks: list[Block] = []
    for name, rows in data.kelompok or (("....................", ()),):
        if blocks:
            blocks.append(PageBreak())
        lines = tuple(Row((place, one.uraian, *one.cells)) for place, one in enumerate(rows, 1))
        blocks += [
            Heading((f"DAFTAR GAGASAN DUSUN/ KELOMPOK : {name.upper()}", data.identitas.heading)),
            Table(_columns(), lines, sheet=f"Gagasan {name}"),
            data.signing,
        ]
    return data.list_page("DaftarGagasan", "Daftar Gagasan", tuple(blocks))


def _columns() -> tuple[Column, ...]:
    return (
        Column("No", 10, Kind.CENTRED),
        Column("Gagasan Kegiatan", 110),
        Column("Lokasi Kegiatan", 60),
        Column("Prakiraan Volume", 24, Kind.NUMBER),
        Column("Satuan", 24),
        Column("LK", 16, Kind.NUMBER, _PEOPLE),
        Column("PR", 16, Kind.NUMBER, _PEOPLE),
        Column("A-RTM", 16, Kind.NUMBER, _PEOPLE),
    )


def compose_rekap(data: RekapGagasan) -> Page:
    """Form G2, F4 landscape: the same columns by bidang, with where each idea comes from."""
    rows: list[Row | Band] = []
    counter = 0
    for number, name in data.bidang:
        own = [one for one in data.baris if one.bidang == number]
        rows.append(Band(Level.GROUP, name, roman(number)))
        for one in own:
            counter += 1
            rows.append(Row((counter, one.uraian, one.asal, *one.cells)))
        rows.append(
            Band(Level.SUBTOTAL, f"Jumlah Bidang {roman(number)}: {len(own)} gagasan", values=_people(own))
        )
    closing = f"JUMLAH {len(data.baris)} GAGASAN"
    rows.append(Band(Level.TOTAL, closing, values=_people(data.baris)))
    own_column = Column("Dusun/ Kelompok Asal", 40)
    columns = (*_columns()[:2], own_column, *_columns()[2:])
    heading = Heading(("REKAPITULASI GAGASAN DUSUN/ KELOMPOK", f"TAHUN {data.tahun}", data.identitas.heading))
    table = Table(columns, tuple(rows), sheet=f"Rekap gagasan {data.tahun}")
    return data.list_page("RekapGagasan", "Rekap Gagasan", (heading, table, data.signing))


def _people(rows: tuple[BarisGagasan, ...] | list[BarisGagasan]) -> tuple[tuple[int, Cell], ...]:
    return (
        (6, sum(one.penerima_l or 0 for one in rows)),
        (7, sum(one.penerima_p or 0 for one in rows)),
        (8, sum(one.penerima_rtm or 0 for one in rows)),
    )


def compose_formulir(data: FormulirUsulan) -> Page:
    """The form for a meeting of a hamlet or group, F4 landscape, ten rows to write on."""
    columns = (
        Column("No", 9, Kind.CENTRED),
        Column("Usulan Kegiatan", 74),
        Column("Masalah yang Diatasi", 56),
        Column("Lokasi (RT/ RW)", 34),
        Column("Prakiraan Volume", 20),
        Column("Satuan", 17),
        Column("Perkiraan Biaya (Rp)", 30, Kind.MONEY),
        Column("LK", 13, Kind.NUMBER, _PEOPLE),
        Column("PR", 13, Kind.NUMBER, _PEOPLE),
        Column("A-RTM", 14, Kind.NUMBER, _PEOPLE),
        Column("Pengusul (L/P)", 34),
    )
    empty = (None,) * (len(columns) - 1)
    rows = tuple(Row((number, *empty), height=_ROW_HEIGHT) for number in range(1, _EMPTY_ROWS + 1))
    dots = "." * 60
    lines = (
        ("DUSUN/ KELOMPOK", data.dusun.upper() or dots),
        ("HARI, TANGGAL, TEMPAT", dots),
    )
    signing = Signatures(
        (
            Signer("Pimpinan Musyawarah,", above="Mengetahui,"),
            Signer("Notulis,", above=f"{data.identitas.desa}, ...................."),
        )
    )
    blocks = (
        Heading((f"FORMULIR USULAN MASYARAKAT UNTUK RKP DESA TAHUN {data.tahun}", data.identitas.heading)),
        Fields(lines, label_width=52.0),
        Table(columns, rows, sheet="Formulir usulan"),
        signing,
    )
    return data.list_page("FormulirUsulan", "Formulir Usulan", blocks)
