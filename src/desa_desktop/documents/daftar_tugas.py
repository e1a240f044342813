"""Daftar Tugas: what the first screen says must be done next, on paper (ux.md 5.1). F4 portrait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desa_desktop.documents.blocks import (
    Band,
    Block,
    Column,
    Heading,
    Kind,
    Level,
    Page,
    Paragraph,
    Row,
    Table,
)
from desa_desktop.documents.office import Cetakan, Identitas, file_name, page
from desa_desktop.domain.wording import show_date

KEADAAN = {
    "terlambat": "TERLAMBAT",
    "minggu_ini": "7 HARI LAGI ATAU KURANG",
    "bulan_ini": "BULAN INI",
    "nanti": "NANTI",
}
"""The headings of the list, by how pressing a task is, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisTugas:
    """One task: `keadaan` is a key of KEADAAN, `jarak` how far its last day is, `dasar` its rule or ''."""

    keadaan: str
    judul: str
    sebab: str
    batas: date
    jarak: str
    dasar: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DaftarTugas:
    """The list on the day `pada`; `posisi` is the sentence about the plan year."""

    identitas: Identitas
    cetakan: Cetakan
    tahun: int
    pada: date
    tugas: tuple[BarisTugas, ...]
    posisi: str = ""
    kosong: str = ""


def compose(data: DaftarTugas) -> Page:
    """The list, with a square before each task to be ticked by hand."""
    place = data.identitas.desa or data.identitas.kecamatan
    blocks: list[Block] = [
        Heading((f"DAFTAR TUGAS PER {show_date(data.pada).upper()}", data.identitas.heading))
    ]
    if data.posisi:
        blocks.append(Paragraph(data.posisi, after=3.0, keep_next=True))
    if data.tugas:
        blocks.append(Table(_columns(), tuple(_rows(data)), "Tugas", 9.0))
    else:
        blocks.append(Paragraph(data.kosong or "Tidak ada tugas."))
    return page(
        f"DaftarTugas_{data.pada.isoformat()}_{file_name(place)}",
        f"Daftar Tugas {place}",
        data.identitas,
        data.cetakan,
        tuple(blocks),
        size=10.0,
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column("No", 9, Kind.CENTRED),
        Column("Tugas", 62),
        Column("Keterangan", 54),
        Column("Batas", 22, Kind.DATE),
        Column("Jarak", 26),
        Column("Selesai", 14, Kind.TICK),
    )


def _rows(data: DaftarTugas) -> list[Row | Band]:
    rows: list[Row | Band] = []
    number = 0
    for keadaan, label in KEADAAN.items():
        own = [one for one in data.tugas if one.keadaan == keadaan]
        if own:
            rows.append(Band(Level.GROUP, label))
        for one in own:
            number += 1
            said = one.sebab if not one.dasar else f"{one.sebab} Dasar: {one.dasar}."
            rows.append(Row((number, one.judul, said, one.batas, one.jarak, False)))
    return rows
