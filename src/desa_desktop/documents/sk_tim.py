"""Keputusan Kepala Desa that forms a team: Tim Penyusun RKP Desa, of RPJM Desa, or Tim Verifikasi.

Form K of the field notes on village planning, section 6: Menimbang, Mengingat, Memperhatikan, four dictums,
Salinan, and the attachment NO | NAMA | TEMPAT, TANGGAL LAHIR | JABATAN | UNSUR. Every text is given; the
defaults are naskah-*.json. F4 portrait.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from desa_desktop.documents.blocks import (
    Align,
    Block,
    Clauses,
    Column,
    Heading,
    Items,
    Kind,
    Page,
    PageBreak,
    Paragraph,
    Row,
    Signatures,
    Table,
)
from desa_desktop.documents.office import Cetakan, Identitas, Penanda, file_name, page
from desa_desktop.domain.wording import show_date

_DOTS = "...................."
_RIGHT = 92.0  # mm, where the heading of the attachment begins
_LABEL = 32.0  # mm, for the longest of the words at the left
_LINE = 60  # letters of a heading that fit beside each other
_LEAST_ROWS = 7  # the least size of a team (perencanaan.md 2.1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Anggota:
    """A member: place and day of birth, office in the team, and whom he or she stands for."""

    nama: str
    tempat_lahir: str = ""
    tanggal_lahir: date | None = None
    jabatan: str = ""
    unsur: str = ""

    @property
    def lahir(self) -> str:
        """`Purworejo, 2 Mei 1980`, as far as it is known."""
        day = show_date(self.tanggal_lahir) if self.tanggal_lahir else ""
        return ", ".join(part for part in (self.tempat_lahir, day) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class SkTim:
    """Everything in the decree. `kata` begins the file's name (`SK_TimRKP`), `tahun` follows it.

    `tentang` stands in capitals in the title. `diktum` are the four dictums in their order, each with its
    sentences; of the second the sentences after the first are the tasks.
    """

    identitas: Identitas
    cetakan: Cetakan
    kata: str
    tahun: int
    tentang: str
    kepala_desa: Penanda
    nomor: str = ""
    tanggal: date | None = None
    menimbang: tuple[str, ...] = ()
    mengingat: tuple[str, ...] = ()
    memperhatikan: tuple[str, ...] = ()
    diktum: tuple[tuple[str, ...], ...] = ()
    tugas: tuple[str, ...] = ()
    salinan: tuple[str, ...] = ()
    anggota: tuple[Anggota, ...] = ()


NAMA_DIKTUM = ("KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA", "KEENAM")


def compose(data: SkTim) -> Page:
    """The decree and its attachment, F4 portrait."""
    desa = data.identitas.desa
    return page(
        f"{data.kata}_{data.tahun}_{file_name(desa)}",
        f"Keputusan Kepala Desa {desa} {data.nomor}".strip(),
        replace(data.identitas, is_kop=True),
        data.cetakan,
        (
            Heading(
                (
                    f"KEPUTUSAN KEPALA DESA {desa.upper()}",
                    f"NOMOR {data.nomor or _DOTS}",
                    "TENTANG",
                    *_topic(data.tentang.upper()),
                )
            ),
            Paragraph(f"KEPALA DESA {desa.upper()},", align=Align.CENTRE, keep_next=True),
            Clauses("Menimbang", data.menimbang or (_DOTS,), marks="a.", label_width=_LABEL),
            Clauses("Mengingat", data.mengingat or (_DOTS,), marks="1.", label_width=_LABEL),
            Clauses("Memperhatikan", data.memperhatikan or (_DOTS,), marks="", label_width=_LABEL),
            Paragraph("MEMUTUSKAN:", is_bold=True, align=Align.CENTRE, keep_next=True),
            Clauses(
                "Menetapkan",
                (f"KEPUTUSAN KEPALA DESA TENTANG {data.tentang.upper()}.",),
                marks="",
                label_width=_LABEL,
            ),
            *_dictums(data),
            *_signing(data),
            *_copies(data.salinan),
            PageBreak(),
            *_attachment(data),
        ),
        size=10.0,
    )


def _topic(tentang: str) -> tuple[str, ...]:
    """What the decree is about, its years on a line of their own where one line would not hold all."""
    head, word, years = tentang.partition(" TAHUN ")
    return (head, f"TAHUN {years}") if word and len(tentang) > _LINE else (tentang,)


def _dictums(data: SkTim) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for place, texts in enumerate(data.diktum):
        blocks.append(Clauses(NAMA_DIKTUM[place], texts, marks="", label_width=_LABEL))
        if place == 1 and data.tugas:
            blocks.append(Items(data.tugas, marks="a.", indent=36.0))
    return tuple(blocks)


def _signing(data: SkTim) -> tuple[Block, ...]:
    day = show_date(data.tanggal) if data.tanggal else _DOTS
    above = f"Ditetapkan di {data.identitas.desa}\npada tanggal {day}"
    return (Signatures((data.kepala_desa.signer(above),), keep_next=bool(data.salinan)),)


def _copies(salinan: tuple[str, ...]) -> tuple[Block, ...]:
    if not salinan:
        return ()
    names = "; ".join(f"{number}. {one}" for number, one in enumerate(salinan, 1))
    return (Paragraph(f"Salinan Keputusan ini disampaikan kepada Yth.: {names}.", size=9.0, before=3.0),)


def _attachment(data: SkTim) -> tuple[Block, ...]:
    day = show_date(data.tanggal) if data.tanggal else _DOTS
    lines = (
        f"LAMPIRAN KEPUTUSAN KEPALA DESA {data.identitas.desa.upper()}",
        f"NOMOR {data.nomor or _DOTS}",
        f"TANGGAL {day}",
    )
    empty = (Anggota(nama=""),) * (0 if data.anggota else _LEAST_ROWS)
    rows = tuple(
        Row((number, one.nama, one.lahir, one.jabatan, one.unsur), height=8)
        for number, one in enumerate((*data.anggota, *empty), 1)
    )
    columns = (
        Column("NO", 10, Kind.CENTRED),
        Column("NAMA", 48),
        Column("TEMPAT, TANGGAL LAHIR", 46),
        Column("JABATAN", 32),
        Column("UNSUR", 39),
    )
    return (
        *(Paragraph(text, size=9.5, indent=_RIGHT, after=0.0, keep_next=True) for text in lines),
        Paragraph("", after=3.0, keep_next=True),
        Heading(_topic(f"SUSUNAN {data.tentang.upper().removeprefix('PEMBENTUKAN ')}")),
        Table(columns, rows, sheet="Susunan tim", size=9.5),
        Signatures((data.kepala_desa.signer(f"Ditetapkan di {data.identitas.desa}\npada tanggal {day}"),)),
    )
