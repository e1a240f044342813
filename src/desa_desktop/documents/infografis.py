"""Infografis RKP Desa: one sheet for the notice board, what is done with how much money (ux.md 5.5).

Large letters and patterns, so that it can be enlarged to A3 and copied in black and white. Sums, activities
and places only: nothing about a person.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from desa_desktop.documents.blocks import (
    Align,
    Block,
    Chart,
    Column,
    Heading,
    Kind,
    Page,
    Paragraph,
    Row,
    Space,
    Table,
)
from desa_desktop.documents.office import Cetakan, Identitas, file_name, page
from desa_desktop.documents.pdf.parts import qr_modules
from desa_desktop.domain.grafik_papan import AngkaBesar, BatangPapan, KotakTanya, Lajur
from desa_desktop.domain.wording import show_date, show_money, show_number, show_percent

_LONGEST, _SHORT = 90, 64  # letters of a name on the board; less where it has many bars
_MANY = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class SumberPapan:
    """One source of money: its name, the ceiling with SiLPA, and what is planned from it; rupiah."""

    nama: str
    batas: int
    terpakai: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KegiatanPapan:
    """One of the largest activities: what, where, how much, rupiah."""

    nama: str
    lokasi: str
    biaya: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Infografis:
    """Everything on the sheet. `bidang` are (name, rupiah); beneficiaries are sums over all activities."""

    identitas: Identitas
    cetakan: Cetakan
    tahun: int
    jumlah_kegiatan: int
    total: int
    is_perubahan: bool = False
    nomor_perdes: str = ""
    tanggal: date | None = None
    sumber: tuple[SumberPapan, ...] = ()
    bidang: tuple[tuple[str, int], ...] = ()
    terbesar: tuple[KegiatanPapan, ...] = ()
    penerima_l: int = 0
    penerima_p: int = 0
    penerima_rtm: int = 0
    tanya: tuple[str, ...] = ()


def compose(data: Infografis) -> Page:
    """The sheet, F4 portrait, never more than one page."""
    desa = data.identitas.desa
    changed = "PERUBAHAN " if data.is_perubahan else ""
    blocks: list[Block] = [
        Heading((f"{changed}RKP DESA {desa.upper()} TAHUN {data.tahun}",), 24.0),
        Paragraph(_origin(data), align=Align.CENTRE, size=11.0, after=3.0),
        Chart(
            AngkaBesar(
                "",
                (
                    (short_money(data.total), "rencana belanja desa"),
                    (show_number(data.jumlah_kegiatan), "kegiatan"),
                    (show_number(len(data.sumber)), "sumber dana"),
                ),
            )
        ),
        Chart(BatangPapan("Uangnya dari mana: terpakai dari pagu", tuple(map(_source, data.sumber)))),
        Chart(
            BatangPapan(
                "Dipakai untuk apa", tuple(_field(name, money, data.total) for name, money in data.bidang)
            )
        ),
        Paragraph("Sepuluh kegiatan terbesar", is_bold=True, size=13.0, after=1.0, keep_next=True),
        _largest(data),
        Space(3.0),
        *_people(data),
        Chart(_ask(data)),
    ]
    made = page(
        f"Infografis_RKPDes_{data.tahun}_{file_name(desa)}",
        f"Infografis RKP Desa {data.tahun} Desa {desa}",
        data.identitas,
        data.cetakan,
        tuple(blocks),
    )
    return replace(made, is_one_page=True, qr="")


def short_money(rupiah: int) -> str:
    """`Rp1,27 miliar`, `Rp812,5 juta`: rounded to at most two places, for large letters."""
    for unit, word, places in ((1_000_000_000, "miliar", 2), (1_000_000, "juta", 1)):
        if abs(rupiah) >= unit:
            shown = show_number(round(Decimal(rupiah) / unit, places).normalize())
            return f"Rp{shown} {word}"
    return show_money(rupiah, rp=True)


def _origin(data: Infografis) -> str:
    office = f"Kecamatan {data.identitas.kecamatan}, Kabupaten {data.identitas.kabupaten}"
    if not data.nomor_perdes:
        return f"{office}. Masih rancangan, belum ditetapkan."
    day = f" tanggal {show_date(data.tanggal)}" if data.tanggal else ""
    return f"{office}. Peraturan Desa Nomor {data.nomor_perdes}{day}."


def _source(one: SumberPapan) -> Lajur:
    said = show_money(one.terpakai, rp=True)
    if one.batas:
        said = f"{said} dari {show_money(one.batas, rp=True)}"
    return Lajur(one.nama, one.terpakai, said, one.batas)


def _field(name: str, money: int, total: int) -> Lajur:
    share = f" ({show_percent(Decimal(money) * 100 / total)})" if total else ""
    return Lajur(name, money, f"{show_money(money, rp=True)}{share}")


def _cut(text: str, longest: int) -> str:
    """The text as a board can bear it: its first words, the rest stands in the matrix."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    return f"{text[: longest - 1].rpartition(' ')[0] or text[: longest - 1]}…"


def _largest(data: Infografis) -> Table:
    columns = (
        Column("No", 9, Kind.CENTRED),
        Column("Kegiatan", 92),
        Column("Tempat", 48),
        Column("Biaya (Rp)", 32, Kind.MONEY),
    )
    longest = _SHORT if len(data.sumber) + len(data.bidang) > _MANY else _LONGEST
    rows = tuple(
        Row((place, _cut(one.nama, longest), _cut(one.lokasi, longest), one.biaya))
        for place, one in enumerate(data.terbesar, 1)
    )
    return Table(columns, rows, "Kegiatan terbesar", 10.0)


def _people(data: Infografis) -> tuple[Block, ...]:
    numbers = (
        (data.penerima_l, "laki-laki"),
        (data.penerima_p, "perempuan"),
        (data.penerima_rtm, "rumah tangga miskin"),
    )
    shown = tuple((show_number(number), label) for number, label in numbers if number)
    if not shown:
        return ()
    return (
        Chart(AngkaBesar("Siapa yang menerima manfaat", shown, 18.0)),
        Paragraph(
            "Jumlah dari semua kegiatan; satu orang dapat menerima manfaat dari lebih dari satu kegiatan.",
            size=8.5,
            after=3.0,
        ),
    )


def _ask(data: Infografis) -> KotakTanya:
    code = data.cetakan.qr
    modules = tuple(tuple(row) for row in qr_modules(code)) if code else ()
    return KotakTanya("Tempat bertanya", data.tanya, modules, data.cetakan.kode)
