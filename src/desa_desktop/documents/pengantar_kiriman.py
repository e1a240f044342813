"""Lembar Pengantar: the sheet that goes with a kiriman from hand to hand (kiriman-format.md 16.3).

No NIK and no names but the official's. The kode lembar matches paper and file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desa_desktop.documents.blocks import (
    Align,
    BigDigits,
    CodeAndStamp,
    Column,
    Fields,
    Heading,
    Kind,
    Page,
    Paragraph,
    Row,
    Signatures,
    Space,
    Table,
)
from desa_desktop.documents.office import Cetakan, Identitas, Penanda, file_name, page, place_and_date
from desa_desktop.domain.wilayah import show_kode
from desa_desktop.domain.wording import show_date, show_time


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisPengantar:
    """How many dokumen of one jenis and state travel."""

    dokumen: str
    keadaan: str
    jumlah: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PengantarKiriman:
    """Everything on the sheet. `kode_lembar` are 12 digits in three groups, `digest` 64 hex digits.

    `umpan_balik` is the number of the last answer from the other office, None before the first.
    """

    identitas: Identitas
    cetakan: Cetakan
    kode: str
    nama: str
    kepada: str
    nomor: int
    pada: datetime
    mode: str
    baris: tuple[BarisPengantar, ...]
    bercabang: int
    umpan_balik: int | None
    nomor_kunci: str
    kode_lembar: str
    digest: str
    berkas: str
    penanda: Penanda | None = None


def compose(data: PengantarKiriman) -> Page:
    """The sheet, portrait."""
    when = data.pada.astimezone()
    full = "lengkap (semua dokumen)" if data.mode == "full" else "yang belum ada di penerima"
    facts = (
        ("Dari", f"{data.nama} ({show_kode(data.kode)})"),
        ("Kepada", data.kepada),
        ("Kiriman nomor", str(data.nomor)),
        ("Dibuat", f"{show_date(when.date())} pukul {show_time(when.timetz().replace(tzinfo=None))}"),
        ("Isi", full),
        ("Berkas", data.berkas),
        ("Dokumen bercabang", str(data.bercabang) if data.bercabang else "tidak ada"),
        (
            "Umpan balik terakhir",
            f"nomor {data.umpan_balik}" if data.umpan_balik is not None else "belum ada",
        ),
        ("Nomor Kunci", data.nomor_kunci),
    )
    place = data.identitas.desa or data.identitas.kecamatan
    left = Penanda(jabatan="Penerima").signer("Diterima tanggal ....................")
    sender = data.penanda or Penanda(jabatan="Pengirim")
    return page(
        f"PengantarKiriman_{data.nomor:04}_{file_name(data.nama)}",
        f"Lembar Pengantar kiriman {data.nomor} {data.nama}",
        data.identitas,
        data.cetakan,
        (
            Heading(("LEMBAR PENGANTAR KIRIMAN", data.nama.upper()), size=14.0),
            Fields(facts, label_width=38.0),
            Space(2.0),
            _table(data.baris),
            Space(2.0),
            Paragraph("Kode lembar", is_bold=True, align=Align.CENTRE, keep_next=True),
            BigDigits(tuple(data.kode_lembar.split())),
            CodeAndStamp(data.digest, data.digest[:16], "Cap"),
            Signatures((left, sender.signer(place_and_date(place, data.cetakan.tanggal)))),
        ),
        size=10.0,
    )


def _table(rows: tuple[BarisPengantar, ...]) -> Table:
    columns = (
        Column("No", 10, Kind.CENTRED),
        Column("Dokumen", 90),
        Column("Keadaan", 45),
        Column("Jumlah", 20, Kind.NUMBER),
    )
    lines = [Row((place, one.dokumen, one.keadaan, one.jumlah)) for place, one in enumerate(rows, 1)]
    return Table(columns, tuple(lines), sheet="Isi", size=9.0)
