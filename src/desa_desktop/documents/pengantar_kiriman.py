"""Lembar Pengantar: the sheet that goes with a kiriman from hand to hand (kiriman-format.md 16.3).

One A5 page. No NIK and no names but the official's. The kode lembar matches paper and file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desa_desktop.documents.blocks import (
    Align,
    BigDigits,
    CodeAndStamp,
    Fields,
    Heading,
    Page,
    Paragraph,
    Signatures,
    Space,
)
from desa_desktop.documents.isi_kiriman import BarisIsi, contents
from desa_desktop.documents.office import (
    Cetakan,
    Identitas,
    Penanda,
    file_name,
    moment,
    page,
    place_and_date,
    slip,
)
from desa_desktop.domain.wilayah import show_kode


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
    baris: tuple[BarisIsi, ...]
    bercabang: int
    umpan_balik: int | None
    nomor_kunci: str
    kode_lembar: str
    digest: str
    berkas: str
    penanda: Penanda | None = None


def compose(data: PengantarKiriman) -> Page:
    """The sheet, one A5 page."""
    full = "lengkap (semua dokumen)" if data.mode == "full" else "yang belum ada di penerima"
    facts = (
        ("Dari", f"{data.nama} ({show_kode(data.kode)})"),
        ("Kepada", data.kepada),
        ("Kiriman nomor", str(data.nomor)),
        ("Dibuat", moment(data.pada)),
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
    described = page(
        f"PengantarKiriman_{data.nomor:04}_{file_name(data.nama)}",
        f"Pengantar kiriman {data.nomor} {data.nama}",
        data.identitas,
        data.cetakan,
        (
            Heading(("LEMBAR PENGANTAR KIRIMAN", data.nama.upper()), size=12.0),
            Fields(facts, label_width=34.0),
            contents(data.baris),
            Space(2.0),
            Paragraph("Kode lembar", is_bold=True, align=Align.CENTRE, after=1.0, keep_next=True),
            BigDigits(tuple(data.kode_lembar.split()), size=20.0),
            CodeAndStamp(data.digest, data.digest[:16], "Cap", side=25.0),
            Signatures((left, sender.signer(place_and_date(place, data.cetakan.tanggal)))),
        ),
        size=9.0,
    )
    return slip(described)
