"""Who pays: the money of each activity by source (form G10), and what is done together with others (G11).

Field notes on village planning, section 6.G.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from desa_desktop.documents.blocks import (
    Band,
    Cell,
    Column,
    Heading,
    Kind,
    Level,
    Page,
    Row,
    Table,
)
from desa_desktop.documents.office import Lembaran, in_words, roman, volume

SUMBER = ("pad", "dds", "add", "bagi_hasil", "provinsi", "kabupaten", "lain")
"""The columns of form G10 in their order; `lain` is Sumber Keuangan Lainnya."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisPembiayaan:
    """One activity, its rupiah by key of SUMBER; `bidang` is 1 to 5, 6 without a code."""

    bidang: int
    nama: str
    jumlah: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pembiayaan(Lembaran):
    """All activities with their money; `bidang` are number and name of each bidang to be printed."""

    bidang: tuple[tuple[int, str], ...]
    baris: tuple[BarisPembiayaan, ...]

    @property
    def total(self) -> int:
        """Rupiah of all sources together."""
        return sum(sum(one.jumlah.values()) for one in self.baris)


def compose(data: Pembiayaan) -> Page:
    """Form G10, F4 landscape, with a sum under every source."""
    group = "Jumlah Dana Indikatif"
    columns = (
        Column("No", 9, Kind.CENTRED, letter="a"),
        Column("Bidang", 14, Kind.CENTRED, letter="b"),
        Column("Nama Program/Kegiatan", 80, letter="c"),
        Column("PADesa", 28, Kind.MONEY, group, "d"),
        Column("Dana Desa (APBN)", 30, Kind.MONEY, group, "e"),
        Column("Alokasi Dana Desa", 30, Kind.MONEY, group, "f"),
        Column("Bagi Hasil Pajak", 28, Kind.MONEY, group, "g"),
        Column("APBD Prov", 28, Kind.MONEY, group, "h"),
        Column("APBD Kab/Kota", 28, Kind.MONEY, group, "i"),
        Column("Sumber Keuangan Lainnya", 30, Kind.MONEY, letter="j"),
    )
    rows: list[Row | Band] = []
    counter = 0
    for number, name in data.bidang:
        own = [one for one in data.baris if one.bidang == number]
        rows.append(Band(Level.GROUP, name, roman(number)))
        for one in own:
            counter += 1
            amounts = (one.jumlah.get(key) or None for key in SUMBER)
            rows.append(Row((counter, roman(number), one.nama, *amounts)))
        rows.append(Band(Level.SUBTOTAL, f"Jumlah Per Bidang {number}", values=_sums(own)))
    rows.append(Band(Level.TOTAL, "JUMLAH TOTAL", values=_sums(data.baris)))
    heading = Heading(
        ("RENCANA PEMBIAYAAN PROGRAM/ KEGIATAN DESA", f"TAHUN {data.tahun}", data.identitas.heading)
    )
    table = Table(columns, tuple(rows), sheet=f"Pembiayaan {data.tahun}", size=7.5)
    return data.list_page(
        "Pembiayaan", "Pembiayaan RKP Desa", (heading, table, in_words(data.total), data.signing)
    )


def _sums(rows: Iterable[BarisPembiayaan]) -> tuple[tuple[int, Cell], ...]:
    own = tuple(rows)
    return tuple((place, sum(one.jumlah.get(key, 0) for one in own)) for place, key in enumerate(SUMBER, 3))


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisKerjaSama:
    """One activity done with others: the village's own rupiah and sources, the partner's rupiah and name."""

    bidang: str
    nama: str
    sdgs: tuple[int, ...] = ()
    lokasi: str = ""
    volume: Decimal | None = None
    satuan: str = ""
    penerima: str = ""
    biaya: int | None = None
    sumber: str = ""
    biaya_mitra: int | None = None
    mitra: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KerjaSama(Lembaran):
    """What is done with other villages and with third parties: a name for each kind, and its rows."""

    jenis: tuple[tuple[str, tuple[BarisKerjaSama, ...]], ...]


def compose_kerja_sama(data: KerjaSama) -> Page:
    """Form G11, F4 landscape."""
    own_money, others = "Biaya Desa", "Biaya Pihak Ketiga"
    columns = (
        Column("No", 9, Kind.CENTRED, letter="a"),
        Column("Bidang/Nama", 70, letter="b"),
        Column("SDGs", 15, Kind.CENTRED, letter="c"),
        Column("Lokasi", 36, letter="d"),
        Column("Prakiraan Volume & Satuan", 25, letter="e"),
        Column("Penerima Manfaat", 36, letter="f"),
        Column("Jumlah", 29, Kind.MONEY, own_money, "g"),
        Column("Sumber", 18, Kind.CENTRED, own_money, "h"),
        Column("Jumlah", 29, Kind.MONEY, others, "i"),
        Column("Nama", 34, Kind.TEXT, others, "j"),
    )
    rows: list[Row | Band] = []
    counter = 0
    for name, own in data.jenis:
        rows.append(Band(Level.GROUP, name))
        for one in own:
            counter += 1
            rows.append(
                Row(
                    (
                        counter,
                        f"{one.bidang}/ {one.nama}" if one.bidang else one.nama,
                        ", ".join(map(str, one.sdgs)),
                        one.lokasi,
                        volume(one.volume, one.satuan),
                        one.penerima,
                        one.biaya,
                        one.sumber,
                        one.biaya_mitra,
                        one.mitra,
                    )
                )
            )
    everything = [one for _name, own in data.jenis for one in own]
    village = sum(one.biaya or 0 for one in everything)
    partner = sum(one.biaya_mitra or 0 for one in everything)
    rows.append(Band(Level.TOTAL, "JUMLAH", values=((6, village), (8, partner))))
    heading = Heading(
        (
            "RENCANA KERJA SAMA ANTAR DESA DAN DENGAN PIHAK KETIGA",
            f"TAHUN {data.tahun}",
            data.identitas.heading,
        )
    )
    table = Table(columns, tuple(rows), sheet=f"Kerja sama {data.tahun}", size=7.5)
    return data.list_page("KerjaSama", "Kerja Sama RKP Desa", (heading, table, data.signing))
