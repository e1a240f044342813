"""Lists of people for a purpose, dusun by dusun: posyandu, polling of a dusun, assistance. F4 landscape.

Names are what these lists are for; a NIK stands masked on them, they hang on walls and pass many hands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from desa_desktop.documents.blocks import (
    Band,
    Block,
    Cell,
    Column,
    Heading,
    Kind,
    Level,
    Page,
    Paragraph,
    Row,
    Signatures,
    Signer,
    Table,
)
from desa_desktop.documents.office import Cetakan, Identitas, Penanda, file_name, page, place_and_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Balita:
    """A child of 0 to 59 months; `umur` in completed months."""

    dusun: str
    nama: str
    jk: str
    tanggal_lahir: date | None
    umur: int
    orang_tua: str
    alamat: str
    nik: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IbuHamil:
    """A pregnant woman; `umur` in years."""

    dusun: str
    nama: str
    tanggal_lahir: date | None
    umur: int | None
    suami: str
    alamat: str
    nik: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DaftarPosyandu:
    """Whom a posyandu invites, in the order of the dusun."""

    identitas: Identitas
    cetakan: Cetakan
    balita: tuple[Balita, ...]
    ibu_hamil: tuple[IbuHamil, ...]
    kepala_desa: Penanda
    tanggal: date | None = None
    catatan: str = ""


def compose_posyandu(data: DaftarPosyandu) -> Page:
    """Two tables, children and pregnant women, with empty columns for weight, height and arm."""
    filling = "Diisi di posyandu"
    children = Table(
        (
            Column("No", 8, Kind.CENTRED),
            Column("Nama anak", 46),
            Column("L/P", 9, Kind.CENTRED),
            Column("Tanggal lahir", 21, Kind.DATE),
            Column("Umur (bulan)", 14, Kind.CENTRED),
            Column("Nama ibu / ayah", 44),
            Column("Alamat", 44),
            Column("NIK", 32, Kind.CENTRED),
            Column("Berat (kg)", 16, Kind.TEXT, filling),
            Column("Tinggi (cm)", 16, Kind.TEXT, filling),
            Column("Lingkar kepala (cm)", 18, Kind.TEXT, filling),
        ),
        tuple(_by_dusun(data.balita, "anak", _child)),
        "Balita",
        7.5,
    )
    women = Table(
        (
            Column("No", 8, Kind.CENTRED),
            Column("Nama", 50),
            Column("Tanggal lahir", 21, Kind.DATE),
            Column("Umur (tahun)", 14, Kind.CENTRED),
            Column("Suami / kepala keluarga", 46),
            Column("Alamat", 48),
            Column("NIK", 32, Kind.CENTRED),
            Column("LILA (cm)", 16, Kind.TEXT, filling),
            Column("Umur kandungan", 20, Kind.TEXT, filling),
        ),
        tuple(_by_dusun(data.ibu_hamil, "ibu hamil", _mother)),
        "Ibu hamil",
        7.5,
    )
    day = place_and_date(data.identitas.desa, data.tanggal)
    note = (Paragraph(data.catatan, size=8.0),) if data.catatan else ()
    return _page(
        data.identitas,
        data.cetakan,
        "DaftarPosyandu",
        "Daftar Sasaran Posyandu",
        (
            Heading(("DAFTAR SASARAN POSYANDU", data.identitas.heading)),
            Paragraph("Anak 0–59 bulan", is_bold=True, keep_next=True),
            children,
            Paragraph("Ibu hamil", is_bold=True, before=4.0, keep_next=True),
            women,
            *note,
            Signatures((data.kepala_desa.signer("Mengetahui,"), _blank("Ketua Kader Posyandu", day))),
        ),
    )


def _child(number: int, one: Balita) -> Row:
    facts: tuple[Cell, ...] = (number, one.nama, one.jk, one.tanggal_lahir, one.umur, one.orang_tua)
    return Row((*facts, one.alamat, one.nik, None, None, None), height=6.0)


def _mother(number: int, one: IbuHamil) -> Row:
    facts: tuple[Cell, ...] = (number, one.nama, one.tanggal_lahir, one.umur, one.suami, one.alamat)
    return Row((*facts, one.nik, None, None), height=6.0)


# ------------------------------------------------------------------ polling


@dataclass(frozen=True, slots=True, kw_only=True)
class Pemilih:
    """One who may vote: 17 or older, or (once) married."""

    dusun: str
    nama: str
    jk: str
    tempat_lahir: str
    tanggal_lahir: date | None
    umur: int | None
    status_kawin: str
    alamat: str
    nik: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DaftarPemilih:
    """Who may vote in each dusun on `pada`."""

    identitas: Identitas
    cetakan: Cetakan
    pada: date
    pemilih: tuple[Pemilih, ...]
    kepala_desa: Penanda
    catatan: str = ""


def compose_pemilih(data: DaftarPemilih) -> Page:
    """One table with its bands by dusun and a column to sign in."""
    columns = (
        Column("No", 9, Kind.CENTRED),
        Column("Nama", 52),
        Column("L/P", 9, Kind.CENTRED),
        Column("Tempat lahir", 32),
        Column("Tanggal lahir", 21, Kind.DATE),
        Column("Umur", 12, Kind.CENTRED),
        Column("Status perkawinan", 26),
        Column("Alamat", 46),
        Column("NIK", 32, Kind.CENTRED),
        Column("Tanda tangan", 38),
    )
    rows = tuple(_by_dusun(data.pemilih, "pemilih", _voter))
    note = (Paragraph(data.catatan, size=8.0, keep_next=True),) if data.catatan else ()
    day = place_and_date(data.identitas.desa, data.cetakan.tanggal)
    return _page(
        data.identitas,
        data.cetakan,
        "DaftarPemilihDusun",
        "Daftar Pemilih Dusun",
        (
            Heading(("DAFTAR PEMILIH TINGKAT DUSUN", data.identitas.heading)),
            Table(columns, rows, "Pemilih", 7.5),
            *note,
            Signatures((data.kepala_desa.signer("Mengetahui,"), _blank("Ketua Panitia", day))),
        ),
    )


def _voter(number: int, one: Pemilih) -> Row:
    facts: tuple[Cell, ...] = (number, one.nama, one.jk, one.tempat_lahir, one.tanggal_lahir, one.umur)
    return Row((*facts, one.status_kawin, one.alamat, one.nik, None), height=6.5)


# ------------------------------------------------------------------ assistance


@dataclass(frozen=True, slots=True, kw_only=True)
class Penerima:
    """A family with the programmes it (or a member) is in; `program` names who is entered in each."""

    dusun: str
    kepala: str
    no_kk: str
    alamat: str
    kelas: str
    program: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DaftarBantuan:
    """Who gets what on `pada`; `program` are the names of all programmes, in the order of the columns."""

    identitas: Identitas
    cetakan: Cetakan
    pada: date
    program: tuple[str, ...]
    penerima: tuple[Penerima, ...]
    kepala_desa: Penanda
    sekretaris: Penanda
    catatan: str = ""


def compose_bantuan(data: DaftarBantuan) -> Page:
    """A column a programme and how many each family gets: two or more stand out, poor without any too."""
    width = max(14.0, min(30.0, 120.0 / max(len(data.program), 1)))
    columns = (
        Column("No", 9, Kind.CENTRED),
        Column("Kepala keluarga", 46),
        Column("No. KK", 34, Kind.CENTRED),
        Column("Alamat", 42),
        Column("Kelas sosial", 24),
        *(Column(name, width, Kind.TEXT, "Program bantuan") for name in data.program),
        Column("Jumlah program", 15, Kind.CENTRED),
        Column("Ket.", 28),
    )

    def row(number: int, one: Penerima) -> Row:
        held = dict(one.program)
        count = len(held)
        note = f"{count} program sekaligus" if count > 1 else ("belum dibantu" if not count else "")
        cells = tuple(held.get(name) for name in data.program)
        return Row((number, one.kepala, one.no_kk, one.alamat, one.kelas, *cells, count, note))

    more = sum(len(one.program) > 1 for one in data.penerima)
    none = sum(not one.program for one in data.penerima)
    sums = tuple(
        (5 + place, sum(name in dict(one.program) for one in data.penerima))
        for place, name in enumerate(data.program)
    )
    total = Band(Level.TOTAL, f"JUMLAH {len(data.penerima)} KELUARGA", values=sums)
    sentence = (
        f"{more} keluarga menerima lebih dari satu program. {none} keluarga miskin belum menerima apa pun."
    )
    day = place_and_date(data.identitas.desa, data.cetakan.tanggal)
    return _page(
        data.identitas,
        data.cetakan,
        "DaftarBantuan",
        "Daftar Penerima Bantuan",
        (
            Heading(("DAFTAR PENERIMA BANTUAN DAN TUMPANG TINDIH PROGRAM", data.identitas.heading)),
            Table(columns, (*_by_dusun(data.penerima, "keluarga", row), total), "Bantuan", 7.5),
            Paragraph(sentence, is_bold=True, size=9.0, before=2.0, keep_next=True),
            *((Paragraph(data.catatan, size=8.0, keep_next=True),) if data.catatan else ()),
            Signatures((data.kepala_desa.signer("Mengetahui,"), data.sekretaris.signer(day))),
        ),
    )


# ------------------------------------------------------------------ parts


class _InDusun(Protocol):
    @property
    def dusun(self) -> str: ...


P = TypeVar("P", bound=_InDusun)


def _by_dusun(people: Sequence[P], what: str, row: Callable[[int, P], Row]) -> Iterator[Row | Band]:
    """Rows under a band for each dusun with their count; the dusun come in the order of the people."""
    for dusun in dict.fromkeys(one.dusun for one in people):
        own = [one for one in people if one.dusun == dusun]
        yield Band(Level.GROUP, f"{dusun or 'Tanpa dusun'}: {len(own)} {what}")
        for number, one in enumerate(own, 1):
            yield row(number, one)


def _blank(office: str, above: str) -> Signer:
    """One who signs by hand, name unknown to the program."""
    return Signer(f"{office},", "", above)


def _page(identitas: Identitas, cetakan: Cetakan, name: str, footer: str, blocks: tuple[Block, ...]) -> Page:
    desa = identitas.desa
    return page(
        f"{name}_{file_name(desa)}",
        f"{footer} Desa {desa}",
        identitas,
        cetakan,
        blocks,
        is_landscape=True,
        size=10.0,
    )
