"""Buku Rencana Pembangunan: every activity of the plan with four amounts.

Form N of the field notes on village planning, with the columns as OpenSID prints them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desa_desktop.documents.blocks import Band, Cell, Column, Heading, Kind, Level, Page, Row, Table
from desa_desktop.documents.office import Lembaran, in_words

SUMBER = ("provinsi", "pemerintah", "kabupaten", "swadaya")
"""Whose money it is, in the order of the columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisRencana:
    """One activity; `jumlah` is rupiah by key of SUMBER."""

    nama: str
    lokasi: str
    jumlah: dict[str, int]
    pelaksana: str = ""
    manfaat: str = ""
    keterangan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BukuRencana(Lembaran):
    """The book of one year."""

    baris: tuple[BarisRencana, ...]

    @property
    def total(self) -> int:
        """Rupiah of all activities."""
        return sum(sum(one.jumlah.values()) for one in self.baris)


def compose(data: BukuRencana) -> Page:
    """The book, F4 landscape."""
    group = "SUMBER BIAYA"
    columns = (
        Column("NOMOR URUT", 18, Kind.CENTRED),
        Column("NAMA PROYEK / KEGIATAN", 66),
        Column("LOKASI", 36),
        Column("PROVINSI", 27, Kind.MONEY, group),
        Column("PEMERINTAH", 29, Kind.MONEY, group),
        Column("KAB/KOTA", 28, Kind.MONEY, group),
        Column("SWADAYA", 27, Kind.MONEY, group),
        Column("JUMLAH", 30, Kind.MONEY),
        Column("PELAKSANA", 28),
        Column("MANFAAT", 32),
        Column("KET", 22),
    )
    rows: list[Row | Band] = []
    for place, one in enumerate(data.baris, 1):
        amounts: list[Cell] = [one.jumlah.get(key) or None for key in SUMBER]
        whole = sum(one.jumlah.values())
        ends = (one.pelaksana, one.manfaat, one.keterangan)
        rows.append(Row((place, one.nama, one.lokasi, *amounts, whole, *ends)))
    rows.append(Band(Level.TOTAL, "JUMLAH", values=(*_sums(data.baris), (7, data.total))))
    heading = Heading(("BUKU RENCANA PEMBANGUNAN", f"TAHUN {data.tahun}", data.identitas.heading))
    table = Table(columns, tuple(rows), sheet=f"Rencana {data.tahun}", size=7.5)
    blocks = (heading, table, in_words(data.total), data.signing)
    return data.list_page("BukuRencanaPembangunan", "Buku Rencana Pembangunan", blocks)


def _sums(rows: Iterable[BarisRencana]) -> tuple[tuple[int, Cell], ...]:
    own = tuple(rows)
    return tuple((place, sum(one.jumlah.get(key, 0) for one in own)) for place, key in enumerate(SUMBER, 3))
