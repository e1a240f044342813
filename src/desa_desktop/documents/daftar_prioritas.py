"""Activities of one priority issue, as supervisors ask for them: the stunting list and its sisters.

Form N of the field notes on village planning: the RKP Desa filtered by a tag, one section for each tag.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desa_desktop.documents.blocks import (
    Band,
    Block,
    Column,
    Heading,
    Items,
    Kind,
    Level,
    Page,
    PageBreak,
    Row,
    Table,
)
from desa_desktop.documents.office import Lembaran, in_words, roman, volume


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisPrioritas:
    """One activity with this tag. `biaya` are its money rows: rupiah and source."""

    bidang: int
    nama: str
    lokasi: str = ""
    volume: Decimal | None = None
    satuan: str = ""
    penerima: str = ""
    waktu: str = ""
    biaya: tuple[tuple[int | None, str], ...] = ()
    pola: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BagianPrioritas:
    """One tag: its name, its activities, and sentences about its share of the money."""

    nama: str
    baris: tuple[BarisPrioritas, ...]
    catatan: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """Rupiah of the activities with this tag."""
        return sum(jumlah or 0 for one in self.baris for jumlah, _sumber in one.biaya)


@dataclass(frozen=True, slots=True, kw_only=True)
class DaftarPrioritas(Lembaran):
    """The sections to be printed, one tag each."""

    bagian: tuple[BagianPrioritas, ...]


_COLUMNS = (
    Column("NO", 9, Kind.CENTRED),
    Column("BIDANG", 15, Kind.CENTRED),
    Column("JENIS KEGIATAN", 66),
    Column("LOKASI", 36),
    Column("VOLUME & SATUAN", 22),
    Column("PENERIMA MANFAAT", 34),
    Column("WAKTU PELAKSANAAN", 28),
    Column("BIAYA (Rp)", 30, Kind.MONEY),
    Column("SUMBER BIAYA", 20, Kind.CENTRED),
    Column("POLA PELAKSANAAN", 31),
)
_MONEY = 7


def compose(data: DaftarPrioritas) -> Page:
    """Every section begins a page, F4 landscape."""
    blocks: list[Block] = []
    for part in data.bagian:
        if blocks:
            blocks.append(PageBreak())
        blocks += _section(data, part)
    kind = f"Daftar-{data.bagian[0].nama}" if len(data.bagian) == 1 else "DaftarPrioritas"
    footer = (
        f"Daftar Kegiatan {data.bagian[0].nama}" if len(data.bagian) == 1 else "Daftar Kegiatan Prioritas"
    )
    return data.list_page(kind.replace(" ", "-"), footer, tuple(blocks))


def _section(data: DaftarPrioritas, part: BagianPrioritas) -> list[Block]:
    rows: list[Row | Band] = []
    for place, one in enumerate(part.baris, 1):
        (jumlah, sumber), *others = one.biaya or ((None, ""),)
        size = volume(one.volume, one.satuan)
        cells = (place, roman(one.bidang), one.nama, one.lokasi, size, one.penerima, one.waktu)
        more = tuple((*(None,) * _MONEY, *money, None) for money in others)
        rows.append(Row((*cells, jumlah, sumber, one.pola), more))
    rows.append(Band(Level.TOTAL, f"JUMLAH {len(part.baris)} KEGIATAN", values=((_MONEY, part.total),)))
    heading = Heading(
        (
            f"DAFTAR KEGIATAN {part.nama.upper()}",
            f"DALAM RKP DESA TAHUN {data.tahun}",
            data.identitas.heading,
        )
    )
    notes = (Items(part.catatan, marks="-"),) if part.catatan else ()
    table = Table(_COLUMNS, tuple(rows), sheet=part.nama)
    return [heading, table, in_words(part.total), *notes, data.signing]
