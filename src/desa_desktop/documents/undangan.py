"""Undangan: the letter that calls to a musyawarah.

Form I of the field notes on village planning, section 6: kop surat, Nomor, Sifat, Lamp, Hal, Kepada Yth.,
body, Hari/tanggal, Pukul, Tempat, Acara, one signature. F4 portrait.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time

from desa_desktop.documents.blocks import (
    Align,
    Block,
    Clauses,
    Column,
    Fields,
    Heading,
    Items,
    Kind,
    Page,
    PageBreak,
    Paragraph,
    Row,
    Signatures,
    Space,
    Table,
)
from desa_desktop.documents.office import Cetakan, Identitas, Penanda, file_name, page, place_and_date
from desa_desktop.domain.wording import show_date_day, show_time

_DOTS = "...................."
_MOST_BESIDE = 10  # more recipients stand in an attachment


@dataclass(frozen=True, slots=True, kw_only=True)
class Undangan:
    """Everything on the letter. `tanggal` is the letter's own day, `hari` that of the meeting.

    `isi` and `penutup` are the paragraphs before and after the facts. `kepada` are the people invited, each
    as (name, what they stand for); more than ten are listed in an attachment.
    """

    identitas: Identitas
    cetakan: Cetakan
    jenis: str
    penanda: Penanda
    nomor: str = ""
    tanggal: date | None = None
    sifat: str = "Penting"
    lampiran: str = "-"
    hal: str = "Undangan"
    kepada: tuple[tuple[str, str], ...] = ()
    di: str = "Tempat"
    isi: tuple[str, ...] = ()
    hari: date | None = None
    mulai: time | None = None
    selesai: time | None = None
    tempat: str = ""
    acara: tuple[str, ...] = ()
    penutup: tuple[str, ...] = ()
    tembusan: tuple[str, ...] = ()


def compose(data: Undangan) -> Page:
    """The letter, F4 portrait, under the kop surat of the village."""
    place = data.identitas.desa or data.identitas.kecamatan
    is_long = len(data.kepada) > _MOST_BESIDE
    known = data.hari or data.tanggal
    day = known.isoformat() if known is not None else "kosong"
    return page(
        f"Undangan_{file_name(data.jenis.capitalize())}_{day}_{file_name(place)}",
        f"Undangan {data.nomor}".strip(),
        replace(data.identitas, is_kop=True),
        data.cetakan,
        (
            Paragraph(place_and_date(place, data.tanggal), align=Align.RIGHT),
            Fields(
                (
                    ("Nomor", data.nomor or _DOTS),
                    ("Sifat", data.sifat or "-"),
                    (
                        "Lamp",
                        "1 (satu) lembar" if is_long and data.lampiran in ("", "-") else data.lampiran or "-",
                    ),
                    ("Hal", data.hal),
                ),
                label_width=22.0,
            ),
            *_recipients(data, is_long=is_long),
            *(Paragraph(text, align=Align.JUSTIFY) for text in data.isi),
            *_facts(data),
            *(
                Paragraph(text, align=Align.JUSTIFY, keep_next=place == len(data.penutup) - 1)
                for place, text in enumerate(data.penutup)
            ),
            Signatures((data.penanda.signer(),)),
            *_copies(data.tembusan),
            *(_attachment(data) if is_long else ()),
        ),
        size=11.0,
    )


def _recipients(data: Undangan, *, is_long: bool) -> tuple[Block, ...]:
    if is_long:
        names: tuple[Block, ...] = (Paragraph("Bapak/Ibu/Saudara (daftar terlampir)", indent=5.0, after=1.0),)
    elif data.kepada:
        names = (Items(tuple(_one_line(*one) for one in data.kepada), indent=5.0),)
    else:
        names = (Paragraph(f"Bapak/Ibu/Saudara {_DOTS}", indent=5.0, after=1.0),)
    return (
        Space(2.0),
        Paragraph("Kepada Yth.", after=0.0, keep_next=True),
        *names,
        Paragraph(f"di {data.di or 'Tempat'}", before=1.0, after=5.0),
    )


def _one_line(nama: str, dari: str) -> str:
    return f"{nama} ({dari})" if nama and dari else nama or dari


def _facts(data: Undangan) -> tuple[Block, ...]:
    start = show_time(data.mulai) if data.mulai else "....."
    end = show_time(data.selesai) if data.selesai else "selesai"
    topics = data.acara or (_DOTS,)
    facts = (
        ("Hari/tanggal", (show_date_day(data.hari) if data.hari else _DOTS,)),
        ("Pukul", (f"{start} sampai dengan {end}",)),
        ("Tempat", (data.tempat or _DOTS,)),
        ("Acara", topics),
    )
    return tuple(
        Clauses(label, texts, marks="1." if len(texts) > 1 else "", label_width=34.0)
        for label, texts in facts
    )


def _copies(tembusan: tuple[str, ...]) -> tuple[Block, ...]:
    if not tembusan:
        return ()
    return Paragraph(
        "Tembusan disampaikan kepada Yth.:", size=9.5, before=4.0, after=0.0, keep_next=True
    ), Items(tembusan)


def _attachment(data: Undangan) -> tuple[Block, ...]:
    rows = tuple(Row((number, nama, dari)) for number, (nama, dari) in enumerate(data.kepada, 1))
    columns = (Column("No", 10, Kind.CENTRED), Column("Nama", 75), Column("Unsur / Jabatan", 90))
    return (
        PageBreak(),
        Paragraph(f"Lampiran surat nomor {data.nomor or _DOTS}", after=4.0),
        Heading(("DAFTAR UNDANGAN",)),
        Table(columns, rows, sheet="Daftar undangan", size=9.5),
        Signatures((data.penanda.signer(),)),
    )
