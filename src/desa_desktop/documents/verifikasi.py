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

_DOTS = "...................."
STATUS = ("ada_memenuhi", "ada_tidak", "tidak_ada")
HASIL = ("layak", "tidak_layak")


@dataclass(frozen=True, slots=True, kw_only=True)
class KegiatanVerifikasi:
    """One activity: `status` are (key of an item, word of STATUS), `hasil` is a word of HASIL or ""."""

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
    """The sheets of a plan year, one activity each; `penanda` are the three who sign each sheet.

    `butir` are key and name of the papers looked for, fourteen in the form.
    """

    identitas: Identitas
    cetakan: Cetakan
    tahun: int
    butir: tuple[tuple[str, str], ...]
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
        for number, (kunci, words) in enumerate(data.butir, 1)
    )
    columns = (
        Column("No", 10, Kind.CENTRED),
        Column("Dokumen yang diperiksa", 85),
        Column("Ada & memenuhi syarat", 27, Kind.TICK, "Hasil pemeriksaan"),
        Column("Ada & tidak memenuhi syarat", 27, Kind.TICK, "Hasil pemeriksaan"),
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
        Paragraph(
            "Berdasarkan hasil pemeriksaan di atas, rencana kegiatan ini dinyatakan:",
            before=3.0,
            keep_next=True,
        ),
        Paragraph(_verdict(one.hasil), is_bold=True, size=12.0, keep_next=True),
        Signatures(tuple(who.signer(words) for who, words in zip(data.penanda, above, strict=True))),
    )


def _tick(found: str, status: str) -> bool | None:
    return True if found == status else None


def _volume(one: KegiatanVerifikasi) -> str:
    if one.volume is None:
        return one.satuan or _DOTS
    return f"{show_number(one.volume)} {one.satuan}".strip()


def _verdict(hasil: str) -> str:
    """What was found; before that both words, one of them to be struck out by hand."""
    return {"layak": "LAYAK", "tidak_layak": "TIDAK LAYAK"}.get(
        hasil, "LAYAK / TIDAK LAYAK *) coret yang tidak perlu"
    )
