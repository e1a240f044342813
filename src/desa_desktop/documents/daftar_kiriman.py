"""Daftar Kiriman: what the kecamatan received and wrote, of one year or of all (ux.md 6.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desa_desktop.documents.blocks import Column, Heading, Kind, Page, Paragraph, Row, Signatures, Table
from desa_desktop.documents.office import Cetakan, Identitas, Penanda, page, place_and_date


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisKiriman:
    """One kiriman. `desa` is the other office, `laptop` which of its laptops wrote it ("" for one of ours).

    `nomor` is None for files without a number (requests, tanda terdaftar) and for what was never opened;
    `kode_terima` is "" for whatever was not accepted.
    """

    tanggal: date
    is_keluar: bool
    desa: str
    laptop: str
    nomor: int | None
    isi: str
    keadaan: str
    is_diterima: bool = False
    kode_terima: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DaftarKiriman:
    """The list, oldest first. `tahun` is the calendar year, None for all; `desa` is "" for all villages."""

    identitas: Identitas
    cetakan: Cetakan
    tahun: int | None
    desa: str
    baris: tuple[BarisKiriman, ...]
    penanda: Penanda


_COLUMNS = (
    Column("NO", 10, Kind.CENTRED),
    Column("TANGGAL", 24, Kind.DATE),
    Column("ARAH", 20),
    Column("DESA", 34),
    Column("LAPTOP", 38),
    Column("NOMOR", 17, Kind.CENTRED),
    Column("ISI", 84),
    Column("KEADAAN", 44),
    Column("KODE TERIMA", 26, Kind.CENTRED),
)


def compose(data: DaftarKiriman) -> Page:
    """The list, landscape, with the Camat's signature."""
    whose = f"DESA {data.desa.upper()}" if data.desa else "SEMUA DESA"
    when = f"TAHUN {data.tahun}" if data.tahun is not None else "SEMUA TAHUN"
    rows = tuple(
        Row(
            (
                place,
                one.tanggal,
                "Dikirim" if one.is_keluar else "Masuk",
                one.desa,
                one.laptop,
                one.nomor,
                one.isi,
                one.keadaan,
                one.kode_terima,
            )
        )
        for place, one in enumerate(data.baris, 1)
    )
    sent = sum(one.is_keluar for one in data.baris)
    accepted = sum(one.is_diterima for one in data.baris)
    words = f"Masuk {len(rows) - sent}, di antaranya diterima {accepted}. Dikirim {sent}."
    part = f"_{data.tahun}" if data.tahun is not None else ""
    return page(
        f"DaftarKiriman{part}",
        f"Daftar Kiriman {when.capitalize()}",
        data.identitas,
        data.cetakan,
        (
            Heading(("DAFTAR KIRIMAN", f"{whose}, {when}", data.identitas.heading)),
            Table(_COLUMNS, rows, sheet="Daftar Kiriman"),
            Paragraph(words, size=9.0, before=1.5, keep_next=True),
            Signatures(
                (data.penanda.signer(place_and_date(data.identitas.kecamatan, data.cetakan.tanggal)),)
            ),
        ),
        is_landscape=True,
        size=10.0,
    )
