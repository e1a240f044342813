"""Where is my proposal? The life line of one proposal on one page for the citizen who asks. F4 portrait.

Nothing private stands on it: the hamlet it comes from, never who proposed it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from desa_desktop.documents.blocks import (
    Align,
    Block,
    Column,
    Fields,
    Heading,
    Items,
    Kind,
    Page,
    Paragraph,
    Row,
    Signatures,
    Table,
)
from desa_desktop.documents.office import Cetakan, Identitas, Penanda, file_name, page, place_and_date
from desa_desktop.domain.wording import show_number


@dataclass(frozen=True, slots=True, kw_only=True)
class LangkahCetak:
    """One station as it is printed; `keadaan` is a word (`selesai`, `ditunda`)."""

    kapan: str
    tahap: str
    judul: str
    keterangan: str = ""
    keadaan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JejakUsulan:
    """A proposal and its line. `gabungan` names the proposals merged into it, one sentence each."""

    identitas: Identitas
    cetakan: Cetakan
    tahun: int
    nomor: int
    uraian: str
    dusun: str
    posisi: str
    langkah: tuple[LangkahCetak, ...]
    penanda: Penanda
    lokasi: str = ""
    volume: Decimal | None = None
    satuan: str = ""
    gabungan: tuple[str, ...] = ()
    tanggal: date | None = None


def compose(data: JejakUsulan) -> Page:
    """The page, drawn a little smaller rather than on two."""
    desa = data.identitas.desa
    pairs = [
        ("Nomor usulan", f"{data.nomor}, tahun rencana {data.tahun}"),
        ("Usulan", data.uraian),
        ("Dusun asal", data.dusun or "–"),
        ("Lokasi", data.lokasi or "–"),
    ]
    if data.volume is not None:
        pairs.append(("Volume", f"{show_number(data.volume)} {data.satuan}".strip()))
    blocks: list[Block] = [
        Heading(("DI MANA USULAN SAYA?", data.identitas.heading)),
        Fields(tuple(pairs)),
        Paragraph("Keadaan sekarang", is_bold=True, before=3.0, after=1.0, keep_next=True),
        Paragraph(data.posisi, size=13.0, is_bold=True, after=4.0),
        Paragraph("Perjalanan usulan ini", is_bold=True, after=1.0, keep_next=True),
        Table(
            (
                Column("No", 8, Kind.CENTRED),
                Column("Waktu", 31),
                Column("Tahap", 28),
                Column("Apa yang terjadi", 58),
                Column("Keterangan", 46),
                Column("Keadaan", 20),
            ),
            tuple(
                Row((number, one.kapan, one.tahap, one.judul, one.keterangan, one.keadaan))
                for number, one in enumerate(data.langkah, start=1)
            ),
            sheet="Jejak usulan",
            size=9.0,
        ),
    ]
    if data.gabungan:
        blocks += [
            Paragraph(
                "Usulan yang digabung ke usulan ini", is_bold=True, before=3.0, after=1.0, keep_next=True
            ),
            Items(data.gabungan, "-"),
        ]
    blocks += [
        Paragraph(
            "Keterangan ini dibaca dari catatan perencanaan desa. Bila ada yang keliru atau kurang, "
            "sampaikan ke kantor desa dengan menyebut nomor usulan di atas.",
            align=Align.JUSTIFY,
            size=9.5,
            before=4.0,
            keep_next=True,
        ),
        Signatures((data.penanda.signer(place_and_date(desa, data.tanggal)),)),
    ]
    drawn = page(
        f"JejakUsulan_{data.tahun}_{data.nomor}_{file_name(desa)}",
        f"Jejak usulan {data.nomor} tahun {data.tahun} Desa {desa}",
        data.identitas,
        data.cetakan,
        tuple(blocks),
        size=10.5,
    )
    return replace(drawn, is_one_page=True)
