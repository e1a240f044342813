"""Rencana Anggaran Biaya: what one activity costs, line by line.

Form J1 for physical work (Permendagri 114/2014, format XXIII), J2 for everything else (as Siskeudes prints
it), J3 where citizens give a share of their own. Field notes on village planning, section 6.J.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

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
    Table,
)
from desa_desktop.documents.office import Lembaran, Penanda, in_words, place_and_date, volume
from desa_desktop.domain.rkp import EXACT

BENTUK = ("j1", "j2", "j3")
BAGIAN = ("BAHAN", "ALAT", "UPAH", "BELANJA LAIN", "TANPA KELOMPOK")
"""The parts of forms J1 and J3; the first three are always printed, the others when they have lines."""
KATEGORI: Mapping[str, str] = {
    "I-a": "Bahan hasil tenaga manusia",
    "I-b": "Bahan hasil industri",
    "II-a": "Alat tangan",
    "II-b": "Alat mesin beli/sewa",
    "III-a": "Tenaga konstruksi",
    "III-b": "Tenaga pengumpulan bahan",
}
"""The cost categories of form J1."""
_ALWAYS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisRab:
    """One line. `bagian` is the place of its part in BAGIAN, `kategori` a key of KATEGORI or empty.

    `swadaya` is how much of the volume citizens give; prices in whole rupiah.
    """

    bagian: int
    uraian: str
    kode: str = ""
    kategori: str = ""
    volume: Decimal | None = None
    swadaya: Decimal | None = None
    satuan: str = ""
    harga: int | None = None
    sumber: str = ""

    def cost(self, quantity: Decimal | None) -> Decimal | None:
        """Exact rupiah of so much of it; None while volume or price is missing."""
        return (
            None if quantity is None or self.harga is None else EXACT.multiply(quantity, Decimal(self.harga))
        )

    @property
    def jumlah(self) -> Decimal | None:
        """Exact rupiah of the whole volume."""
        return self.cost(self.volume)

    @property
    def dibayar(self) -> Decimal | None:
        """The volume that is paid for: all but what citizens give."""
        return None if self.volume is None else EXACT.subtract(self.volume, self.swadaya or Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rab:
    """The estimate of one activity. `bentuk` is one of BENTUK; texts of its head are ready to print."""

    nomor: str
    bidang: str
    kegiatan: str
    bentuk: str
    baris: tuple[BarisRab, ...]
    waktu: str = ""
    keluaran: str = ""
    pelaksana: Penanda

    @property
    def total(self) -> int:
        """Rupiah of all lines, rounded once, half a rupiah upwards."""
        return int(_sum(one.jumlah for one in self.baris).to_integral_value(ROUND_HALF_UP))


@dataclass(frozen=True, slots=True, kw_only=True)
class DaftarRab(Lembaran):
    """The estimates of one or all activities; each begins a page."""

    rab: tuple[Rab, ...]


def compose(data: DaftarRab) -> Page:
    """Each estimate in its form, F4 upright (J3 has too many columns for that: then F4 landscape)."""
    is_wide = any(one.bentuk == "j3" for one in data.rab)
    blocks: list[Block] = []
    for one in data.rab:
        if blocks:
            blocks.append(PageBreak())
        blocks += {"j1": _j1, "j2": _j2, "j3": _j3}[one.bentuk](data, one)
    kind = f"RAB_{data.rab[0].nomor}" if len(data.rab) == 1 else "RAB"
    return data.list_page(kind, "RAB", tuple(blocks), landscape=is_wide)


def _head(data: DaftarRab, one: Rab) -> list[Block]:
    return [
        Heading(("RENCANA ANGGARAN BIAYA (RAB)", f"TAHUN ANGGARAN {data.tahun}")),
        Fields(
            (
                *data.identitas.pairs,
                ("No. RAB", one.nomor),
                ("Bidang", one.bidang),
                ("Kegiatan", one.kegiatan),
            ),
            label_width=34.0,
        ),
    ]


def _j1(data: DaftarRab, one: Rab) -> list[Block]:
    columns = (
        Column("URAIAN", 78, letter="a"),
        Column("Volume", 20, Kind.NUMBER, letter="b"),
        Column("Satuan", 22, letter="c"),
        Column("Harga Satuan Rp", 28, Kind.MONEY, letter="d"),
        Column("Jumlah Total Rp", 32, Kind.MONEY, letter="e"),
    )
    rows = _parts(
        one,
        lambda row: (row.uraian, row.volume, row.satuan, row.harga, _money(row.jumlah)),
        lambda own: ((4, _money(_sum(row.jumlah for row in own))),),
        ((4, one.total),),
    )
    table = Table(columns, rows, sheet=f"RAB {one.nomor}", size=9.0)
    return [*_head(data, one), table, in_words(one.total), data.signing]


def _j3(data: DaftarRab, one: Rab) -> list[Block]:
    size, money = "Volume", "Jumlah"
    columns = (
        Column("URAIAN", 84, letter="a"),
        Column("Total", 20, Kind.NUMBER, size, "b"),
        Column("Swadaya", 20, Kind.NUMBER, size, "c"),
        Column("Dana Desa", 20, Kind.NUMBER, size, "d"),
        Column("Satuan", 22, letter="e"),
        Column("Harga Satuan Rp", 30, Kind.MONEY, letter="f"),
        Column("Swadaya", 32, Kind.MONEY, money, "g"),
        Column("Dana Desa", 32, Kind.MONEY, money, "h"),
        Column("Total", 34, Kind.MONEY, money, "i"),
    )

    def sums(own: Iterable[BarisRab]) -> tuple[tuple[int, Cell], ...]:
        rows = tuple(own)
        return (
            (6, _money(_sum(row.cost(row.swadaya) for row in rows))),
            (7, _money(_sum(row.cost(row.dibayar) for row in rows))),
            (8, _money(_sum(row.jumlah for row in rows))),
        )

    rows = _parts(
        one,
        lambda row: (
            row.uraian,
            row.volume,
            row.swadaya,
            row.dibayar,
            row.satuan,
            row.harga,
            _money(row.cost(row.swadaya)),
            _money(row.cost(row.dibayar)),
            _money(row.jumlah),
        ),
        sums,
        (*sums(one.baris)[:2], (8, one.total)),
    )
    table = Table(columns, rows, sheet=f"RAB {one.nomor}", size=8.5)
    return [*_head(data, one), table, in_words(one.total), data.signing]


def _parts(
    one: Rab,
    cells: Callable[[BarisRab], tuple[Cell, ...]],
    sums: Callable[[list[BarisRab]], tuple[tuple[int, Cell], ...]],
    total: tuple[tuple[int, Cell], ...],
) -> tuple[Row | Band, ...]:
    """Sections with their lines by category, each ending with its `Sub Total n)`, then `Total Biaya`."""
    rows: list[Row | Band] = []
    for place, name in enumerate(BAGIAN):
        own = [row for row in one.baris if row.bagian == place]
        if not own and place >= _ALWAYS:
            continue
        rows.append(Band(Level.GROUP, f"{place + 1}. {name}"))
        for kategori, members in groupby(sorted(own, key=_kategori_place), key=lambda row: row.kategori):
            if kategori:
                rows.append(Band(Level.SUBGROUP, f"{kategori} {KATEGORI.get(kategori, '')}".strip()))
            rows += [Row(cells(row)) for row in members]
        rows.append(Band(Level.SUBTOTAL, f"Sub Total {place + 1})", values=sums(own)))
    rows.append(Band(Level.TOTAL, "Total Biaya", values=total))
    return tuple(rows)


def _kategori_place(row: BarisRab) -> tuple[bool, str]:
    return (not row.kategori, row.kategori)


def _j2(data: DaftarRab, one: Rab) -> list[Block]:
    group = "RINCIAN"
    columns = (
        Column("KODE", 26, letter="1"),
        Column("URAIAN", 78, letter="2"),
        Column("VOLUME", 26, Kind.TEXT, group, "3"),
        Column("HARGA SATUAN", 26, Kind.MONEY, group, "4"),
        Column("JUMLAH (Rp)", 30, Kind.MONEY, group, "5"),
        Column("SUMBER", 17, Kind.CENTRED, letter="6"),
    )
    rows: list[Row | Band] = [
        Row(
            (
                row.kode,
                row.uraian,
                volume(row.volume, row.satuan),
                row.harga,
                _money(row.jumlah),
                row.sumber,
            )
        )
        for row in one.baris
    ]
    rows.append(Band(Level.TOTAL, "JUMLAH (Rp)", values=((4, one.total),)))
    head = Fields(
        (
            *data.identitas.pairs,
            ("Bidang", one.bidang),
            ("Kegiatan", one.kegiatan),
            ("Waktu Pelaksanaan", one.waktu or "-"),
            ("Output", one.keluaran or "-"),
        ),
        label_width=40.0,
    )
    day = place_and_date(data.identitas.desa, data.tanggal)
    return [
        Heading(("RENCANA ANGGARAN BIAYA", f"TAHUN ANGGARAN {data.tahun}")),
        head,
        Table(columns, tuple(rows), sheet=f"RAB {one.nomor}", size=9.0),
        in_words(one.total),
        Signatures((data.kepala_desa.signer("Menyetujui,"), one.pelaksana.signer(day))),
    ]


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    total = Decimal(0)
    for one in amounts:
        total = EXACT.add(total, one or Decimal(0))
    return total


def _money(amount: Decimal | None) -> Cell:
    """Whole rupiah as such; a broken amount keeps its decimals, so that every sum can be followed."""
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else amount.normalize()
