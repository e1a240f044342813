"""Rancangan Peraturan Desa on the RKP Desa or the RPJM Desa, and on their change (perencanaan.md 4.4, 6 L).

Only the skeleton of a regulation stands here: titles, the order of its parts, who signs. Every sentence of
it is a text block that the village can change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desa_desktop.documents.blocks import (
    Align,
    Block,
    Clauses,
    Heading,
    Items,
    Mark,
    Page,
    Paragraph,
    Signatures,
    Signer,
    Space,
)
from desa_desktop.documents.office import Cetakan, Identitas, Penanda, file_name, page, roman
from desa_desktop.domain.batang_tubuh import Ayat, Bab, Pasal
from desa_desktop.domain.wording import show_date

_DOTS = "...................."


@dataclass(frozen=True, slots=True, kw_only=True)
class Perdes:
    """Everything on the paper. `jenis` is `rkp` or `rpjm`; `tentang` is the title behind TENTANG.

    `nomor` is `7` or `7 Tahun 2026`, empty while nobody gave it one; `tahun` is the year it is made in.
    `lampiran` names what is attached.
    """

    identitas: Identitas
    cetakan: Cetakan
    jenis: str
    tahun_rencana: str
    tentang: str
    tahun: int
    kepala_desa: Penanda
    sekretaris: Penanda
    nomor: str = ""
    tanggal: date | None = None
    menimbang: tuple[str, ...] = ()
    mengingat: tuple[str, ...] = ()
    menetapkan: str = ""
    bab: tuple[Bab, ...] = ()


def compose(data: Perdes) -> Page:
    """The regulation, F4 portrait."""
    desa = data.identitas.desa
    name = "RKPDes" if data.jenis == "rkp" else "RPJMDes"
    return page(
        f"Perdes_{name}_{file_name(data.tahun_rencana)}_{file_name(desa)}",
        f"Rancangan Perdes {name} {data.tahun_rencana}"
        if data.cetakan.is_konsep
        else f"Perdes {desa} Nomor {number_of(data).title()}",
        data.identitas,
        data.cetakan,
        (*_title(data), *_grounds(data), *_articles(data), *_closing(data)),
        size=11.0,
    )


def number_of(data: Perdes) -> str:
    """`7 TAHUN 2026`, with dots for what is not known."""
    if "tahun" in data.nomor.casefold():
        return data.nomor.upper()
    return f"{data.nomor or '........'} TAHUN {data.tahun}"


def _title(data: Perdes) -> Iterator[Block]:
    desa, kabupaten = data.identitas.desa.upper(), data.identitas.kabupaten.upper()
    yield Heading((f"KEPALA DESA {desa}", f"KABUPATEN {kabupaten}"), 12.0)
    yield Space(3.0)
    yield Heading((f"PERATURAN DESA {desa}", f"NOMOR {number_of(data)}"), 12.0)
    yield Heading(("TENTANG",), 12.0)
    yield Heading((data.tentang.upper(),), 12.0)
    yield Space(2.0)
    yield Heading(("DENGAN RAHMAT TUHAN YANG MAHA ESA", f"KEPALA DESA {desa},"), 12.0)


def _grounds(data: Perdes) -> Iterator[Block]:
    desa = data.identitas.desa.upper()
    yield Clauses("Menimbang", data.menimbang or (_DOTS,), marks="a.")
    yield Clauses("Mengingat", data.mengingat or (_DOTS,), marks="1.")
    yield Space(2.0)
    for text in (
        "Dengan Kesepakatan Bersama",
        f"BADAN PERMUSYAWARATAN DESA {desa}",
        "dan",
        f"KEPALA DESA {desa}",
    ):
        yield Paragraph(text, align=Align.CENTRE, after=0.5, keep_next=True)
    yield Paragraph("MEMUTUSKAN:", is_bold=True, align=Align.CENTRE, before=3.0, keep_next=True, size=11.0)
    said = data.menetapkan or f"PERATURAN DESA TENTANG {data.tentang.upper()}."
    yield Clauses("Menetapkan", (said,), marks="")


def _articles(data: Perdes) -> Iterator[Block]:
    for bab in data.bab:
        yield Space(3.0)
        yield Mark(f"BAB {roman(bab.nomor)} {bab.judul.upper()}")
        yield Heading((f"BAB {roman(bab.nomor)}", bab.judul.upper()), 11.5)
        for pasal in bab.pasal:
            yield from _article(pasal)


def _article(pasal: Pasal) -> Iterator[Block]:
    yield Mark(f"Pasal {pasal.nomor}", 2)
    yield Paragraph(
        f"Pasal {pasal.nomor}", align=Align.CENTRE, before=1.0, after=1.5, keep_next=True, size=11.0
    )
    plain = [ayat for ayat in pasal.ayat if not ayat.rincian]
    if len(pasal.ayat) > 1 and len(plain) == len(pasal.ayat):
        yield Items(tuple(ayat.teks for ayat in pasal.ayat), marks="(1)")
        return
    for place, ayat in enumerate(pasal.ayat, 1):
        yield from _paragraph(ayat, f"({place})" if len(pasal.ayat) > 1 else "")


def _paragraph(ayat: Ayat, number: str) -> Iterator[Block]:
    """One paragraph, its number hanging before it, what it lists below."""
    if number:
        yield Items((ayat.teks,), number)
    else:
        has_list = bool(ayat.rincian)
        yield Paragraph(ayat.teks, align=Align.JUSTIFY, after=1.0 if has_list else 2.0, keep_next=has_list)
    if ayat.rincian:
        yield Items(ayat.rincian, ayat.tanda, indent=7.0 if number else 4.0)


def _office(jabatan: str, desa: str) -> str:
    """The office in capitals with the village behind it; who only acts keeps the short word before it."""
    said = jabatan.strip().upper()
    for short in ("Pj.", "Plt.", "Plh."):
        if said.startswith(short.upper()):
            said = f"{short}{said[len(short) :]}"
    return f"{said}," if said.endswith(desa.upper()) else f"{said} {desa.upper()},"


def _closing(data: Perdes) -> Iterator[Block]:
    """Who sets the regulation and who promulgates it, side by side so that neither stands alone."""
    desa = data.identitas.desa
    day = show_date(data.tanggal) if data.tanggal else _DOTS
    year = data.tanggal.year if data.tanggal else data.tahun
    number = data.nomor.casefold().partition("tahun")[0].strip().upper() or "........"
    setting = Signer(
        office=_office(data.kepala_desa.jabatan or "Kepala Desa", desa),
        name=data.kepala_desa.nama,
        above=f"Ditetapkan di {desa}\npada tanggal {day}",
        number=data.kepala_desa.nomor_tertulis,
    )
    promulgating = Signer(
        office=_office(data.sekretaris.jabatan or "Sekretaris Desa", desa),
        name=data.sekretaris.nama,
        above=f"Diundangkan di {desa}\npada tanggal {day}",
        number=data.sekretaris.nomor_tertulis,
    )
    yield Space(3.0)
    yield Signatures((promulgating, setting), keep_next=True)
    yield Paragraph(
        f"LEMBARAN DESA {desa.upper()} TAHUN {year} NOMOR {number}", before=4.0, after=0.0, size=10.0
    )
