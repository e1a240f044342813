"""Lembar entri Siskeudes: the plan in code order with the fields Siskeudes asks for, to be typed there.

Field notes on village planning, section 12, and on interoperability, section 6 (Ta_RPJM_Pagu_Tahunan).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from desa_desktop.documents.blocks import Band, Column, Heading, Kind, Level, Page, Paragraph, Row, Table
from desa_desktop.documents.office import Lembaran

_MONEY = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisEntri:
    """One activity and source. Codes with the trailing dot of Siskeudes (`02.03.10.`); days dd/mm/yyyy.

    `kode` is empty for an activity without a valid code; these come last. `is_lanjutan` marks the further
    sources of the activity above.
    """

    kode_bidang: str
    nama_bidang: str
    kode: str
    nama: str
    sumber: str
    biaya: int | None = None
    volume: Decimal | None = None
    satuan: str = ""
    lokasi: str = ""
    pria: int | None = None
    wanita: int | None = None
    artm: int | None = None
    waktu: str = ""
    mulai: date | None = None
    selesai: date | None = None
    pola: str = ""
    pelaksana: str = ""
    is_lanjutan: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LembarEntri(Lembaran):
    """The sheet; rows in code order."""

    baris: tuple[BarisEntri, ...]


def compose(data: LembarEntri) -> Page:
    """The sheet, F4 landscape, with a box to tick when a row has been typed."""
    people = "Jumlah Sasaran"
    columns = (
        Column("No", 9, Kind.CENTRED),
        Column("Kode Kegiatan", 18, Kind.CENTRED),
        Column("Nama Kegiatan", 56),
        Column("Kode Sumber", 14, Kind.CENTRED),
        Column("Biaya", 26, Kind.MONEY),
        Column("Volume", 14, Kind.NUMBER),
        Column("Satuan", 16),
        Column("Lokasi Spesifik", 28),
        Column("Pria", 11, Kind.NUMBER, people),
        Column("Wanita", 13, Kind.NUMBER, people),
        Column("A-RTM", 12, Kind.NUMBER, people),
        Column("Waktu", 15, Kind.CENTRED),
        Column("Mulai", 18, Kind.DATE),
        Column("Selesai", 18, Kind.DATE),
        Column("Pola Kegiatan", 19),
        Column("Pelaksana", 25),
        Column("Sudah", 12, Kind.TICK),
    )
    rows: list[Row | Band] = []
    counter = 0
    for (kode, name), members in groupby(data.baris, key=lambda one: (one.kode_bidang, one.nama_bidang)):
        own = list(members)
        part = sum(one.biaya or 0 for one in own)
        rows.append(Band(Level.GROUP, f"{kode} {name}".strip(), values=((_MONEY, part),)))
        for one in own:
            counter += not one.is_lanjutan
            rows.append(_row(counter, one))
    total = sum(one.biaya or 0 for one in data.baris)
    rows.append(Band(Level.TOTAL, "JUMLAH", values=((_MONEY, total),)))
    note = (
        "Ketik per baris di Siskeudes, satu baris untuk satu kegiatan dan satu sumber dana. "
        "Centang kolom Sudah. Jumlah di Siskeudes harus sama dengan JUMLAH di lembar ini."
    )
    heading = Heading(("LEMBAR ENTRI SISKEUDES", f"RKP DESA TAHUN {data.tahun}", data.identitas.heading))
    table = Table(columns, tuple(rows), sheet=f"Entri {data.tahun}", size=7.0)
    blocks = (heading, Paragraph(note, size=9.0, keep_next=True), table)
    return data.list_page("EntriSiskeudes", "Lembar Entri Siskeudes RKP Desa", blocks)


def _row(counter: int, one: BarisEntri) -> Row:
    return Row(
        (
            None if one.is_lanjutan else counter,
            one.kode,
            one.nama,
            one.sumber,
            one.biaya,
            one.volume,
            one.satuan,
            one.lokasi,
            one.pria,
            one.wanita,
            one.artm,
            one.waktu,
            one.mulai,
            one.selesai,
            one.pola,
            one.pelaksana,
            False,
        )
    )
