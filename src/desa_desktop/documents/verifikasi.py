"""Lembar verifikasi: the fourteen papers of an activity, one by one, and whether it can be carried out.

Form H4 of the field notes on village planning, section 6: one sheet per kegiatan, three columns to tick,
LAYAK or TIDAK LAYAK, three signers. F4 portrait.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desa_desktop.documents.blocks import (
    Block,
    Boxes,
    Column,
    Fields,
    Heading,
    Kind,
    Page,
    PageBreak,
    Paragraph,
    Row,
    Signatures,
    Table,
)
from desa_desktop.documents.office import Cetakan, Identitas, Penanda, file_name, page, place_and_date
from desa_desktop.domain.wording import show_money, show_number

ITEM = {
    "sketsa": "Sketsa lokasi kegiatan",
    "survey": "Dokumen survey teknis",
    "desain": "Gambar desain",
    "volume": "Perhitungan volume",
    "harga": "Survey harga bahan dan alat",
    "upah": "Kesepakatan pembayaran upah kerja",
    "rab": "Perhitungan RAB",
    "lingkungan": "Kajian dampak lingkungan",
    "hibah": "Pernyataan hibah lahan",
    "ganti_rugi": "Pernyataan tidak minta ganti rugi",
    "swadaya": "Kesanggupan swadaya",
    "alat_berat": "Rencana penggunaan alat berat",
    "kesiapan": "Pernyataan kesiapan warga",
    "pemanfaat": "Data pemanfaat",
}
"""The fourteen items of form H4 by the keys of `Kegiatan.verifikasi`, in the order of the form."""

STATUS = ("ada_memenuhi", "ada_tidak", "tidak_ada")
HASIL = ("layak", "tidak_layak")


@dataclass(frozen=True, slots=True, kw_only=True)
class KegiatanVerifikasi:
    """One activity: `status` maps an item of ITEM to a word of STATUS, `hasil` is a word of HASIL or ""."""

    nama: str
    bidang: str = ""
    lokasi: str = ""
    volume: Decimal | None = None
    satuan: str = ""
    biaya: int | None = None
    status: tuple[tuple[str, str], ...] = ()
    hasil: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LembarVerifikasi:
    """The sheets of a plan year, one activity each; `penanda` are the three who sign each sheet."""

    identitas: Identitas
    cetakan: Cetakan
    tahun: int
    kegiatan: tuple[KegiatanVerifikasi, ...]
    penanda: tuple[Penanda, ...] = (
        Penanda(jabatan="Wakil Masyarakat"),
        Penanda(jabatan="Pendamping Profesional"),
        Penanda(jabatan="Dinas/Instansi Terkait"),
    )
    tanggal: date | None = None


def compose(data: LembarVerifikasi) -> Page:
    """One sheet per activity, F4 portrait."""
    desa = data.identitas.desa
    blocks: list[Block] = []
    for place, one in enumerate(data.kegiatan or (KegiatanVerifikasi(nama=""),)):
        if place:
            blocks.append(PageBreak())
        blocks += _sheet(data, one, place)
    return page(
        f"Verifikasi_{data.tahun}_{file_name(desa)}",
        f"Lembar Verifikasi RKP Desa {data.tahun} Desa {desa}",
        data.identitas,
        data.cetakan,
        tuple(blocks),
        size=10.5,
    )


def _sheet(data: LembarVerifikasi, one: KegiatanVerifikasi, place: int) -> tuple[Block, ...]:
    known = dict(one.status)
    rows = tuple(
        Row((number, words, *(_tick(known.get(kunci, ""), status) for status in STATUS)))
        for number, (kunci, words) in enumerate(ITEM.items(), 1)
    )
    columns = (
        Column("No", 10, Kind.CENTRED),
        Column("Dokumen yang diperiksa", 85),
        Column("Ada dan memenuhi syarat", 27, Kind.TICK, "Hasil pemeriksaan"),
        Column("Ada dan tidak memenuhi syarat", 27, Kind.TICK, "Hasil pemeriksaan"),
        Column("Tidak ada", 27, Kind.TICK, "Hasil pemeriksaan"),
    )
    day = place_and_date(data.identitas.desa, data.tanggal)
    above = ("",) * (len(data.penanda) - 1) + (day,)
    sheet = f"{place + 1}. {one.nama}"[:31] if one.nama else "Verifikasi"
    return (
        Heading(
            (
                "LEMBAR VERIFIKASI RENCANA KEGIATAN",
                f"RKP DESA TAHUN {data.tahun}",
                data.identitas.heading,
            )
        ),
        Fields(
            (
                ("Bidang", one.bidang or _DOTS),
                ("Kegiatan", one.nama or _DOTS),
                ("Lokasi", one.lokasi or _DOTS),
                ("Volume", _volume(one)),
                ("Perkiraan biaya", show_money(one.biaya, rp=True) if one.biaya is not None else _DOTS),
            ),
            label_width=36.0,
        ),
        Table(columns, rows, sheet=sheet, size=9.5),
        Paragraph("Berdasarkan hasil pemeriksaan di atas, rencana kegiatan ini dinyatakan:", before=3.0, keep_next=True),
        Paragraph(_verdict(one.hasil), is_bold=True, size=12.0, keep_next=True),
        Signatures(tuple(who.signer(words) for who, words in zip(data.penanda, above, strict=True))),
    )


_DOTS = "...................."


def _tick(found: str, status: str) -> bool | None:
    return True if found == status else None


def _volume(one: KegiatanVerifikasi) -> str:
    if one.volume is None:
        return one.satuan or _DOTS
    return f"{show_number(one.volume)} {one.satuan}".strip()


def _verdict(hasil: str) -> str:
    """What was found; before that both words, one of them to be struck out by hand."""
    return {"layak": "LAYAK", "tidak_layak": "TIDAK LAYAK"}.get(hasil, "LAYAK / TIDAK LAYAK *) coret yang tidak perlu")
