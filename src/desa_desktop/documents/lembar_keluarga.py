"""Lembar keluarga: one family on one F4 landscape page, in the order of the Kartu Keluarga.

As a workbook all families stand on two sheets, each family below a line of its own: a sheet for every family
would be thousands.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desa_desktop.documents.blocks import (
    Band,
    Block,
    Column,
    Fields,
    Heading,
    Kind,
    Level,
    Margins,
    Page,
    PageBreak,
    Paragraph,
    Row,
    Signatures,
    Signer,
    Table,
)
from desa_desktop.documents.office import Cetakan, Identitas, Penanda, file_name, page, place_and_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Anggota:
    """One member; codes as words, `nik` in full."""

    nama: str
    nik: str = ""
    jk: str = ""
    tempat_lahir: str = ""
    tanggal_lahir: date | None = None
    agama: str = ""
    pendidikan: str = ""
    pekerjaan: str = ""
    golongan_darah: str = ""
    status_kawin: str = ""
    tanggal_kawin: date | None = None
    shdk: str = ""
    warganegara: str = ""
    paspor: str = ""
    kitas: str = ""
    ayah: str = ""
    ibu: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lembar:
    """One family: its number, head, place and living members."""

    no_kk: str
    kepala: str
    alamat: str
    rt: str
    rw: str
    dusun: str
    kode_pos: str
    anggota: tuple[Anggota, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LembarKeluarga:
    """Families, one a page."""

    identitas: Identitas
    cetakan: Cetakan
    keluarga: tuple[Lembar, ...]
    kepala_desa: Penanda
    tanggal: date | None = None


def compose(data: LembarKeluarga) -> Page:
    """A page for each family. It is the village's own list and says that it is no Kartu Keluarga."""
    blocks: list[Block] = []
    for place, one in enumerate(data.keluarga):
        blocks += [PageBreak()] if place else []
        blocks += _family(data, one)
    return _page(data, tuple(blocks))


def compose_sheet(data: LembarKeluarga) -> Page:
    """The same families for a workbook: the columns 1 to 10 on one sheet, 11 to 18 on the next."""
    first: list[Row | Band] = []
    second: list[Row | Band] = []
    for place, one in enumerate(data.keluarga, 1):
        band = Band(Level.GROUP, _in_a_line(one), str(place))
        first += [band, *(_first(n, each) for n, each in enumerate(one.anggota, 1))]
        second += [band, *(_named(n, each) for n, each in enumerate(one.anggota, 1))]
    columns = (_SECOND[0], Column("Nama lengkap", 48, letter="2"), *_SECOND[1:])
    note = Paragraph(_NOTE, is_italic=True)
    title = Heading(("LEMBAR KELUARGA", f"DESA {data.identitas.desa.upper()}"))
    tables = (Table(_FIRST, tuple(first), "Keluarga"), Table(columns, tuple(second), "Keluarga (2)"))
    return _page(data, (title, tables[0], note, PageBreak(), title, tables[1], note))


def _page(data: LembarKeluarga, blocks: tuple[Block, ...]) -> Page:
    only = data.keluarga[0] if len(data.keluarga) == 1 else None
    name = f"LembarKeluarga_{file_name(only.kepala or only.no_kk)}" if only else "LembarKeluarga"
    return page(
        f"{name}_{file_name(data.identitas.desa)}",
        f"Lembar Keluarga Desa {data.identitas.desa}",
        data.identitas,
        Cetakan(
            paper=data.cetakan.paper,
            margins=Margins(top=15.0, right=12.0, bottom=15.0, left=15.0),
            is_contoh=data.cetakan.is_contoh,
            tanggal=data.cetakan.tanggal,
        ),
        blocks,
        is_landscape=True,
        size=9.0,
    )


_NOTE = "Lembar ini dicetak dari register penduduk desa dan bukan pengganti Kartu Keluarga."


def _number(one: Lembar) -> str:
    return f"No. KK {one.no_kk}" if one.no_kk else "Belum punya nomor KK"


def _address(one: Lembar) -> str:
    """`JL. MELATI, RT 001 / RW 002, Dusun Krajan`."""
    place = " / ".join(
        part for part in (f"RT {one.rt}" if one.rt else "", f"RW {one.rw}" if one.rw else "") if part
    )
    dusun = f"Dusun {one.dusun}" if one.dusun else ""
    return ", ".join(part for part in (one.alamat, place, dusun) if part)


def _in_a_line(one: Lembar) -> str:
    """A family above its members: number, head, address."""
    return ", ".join(part for part in (_number(one), one.kepala, _address(one), one.kode_pos) if part)


def _family(data: LembarKeluarga, one: Lembar) -> list[Block]:
    identity = Fields(
        (
            ("Nama kepala keluarga", one.kepala),
            ("Alamat", _address(one)),
            ("Desa, kecamatan", f"{data.identitas.desa}, {data.identitas.kecamatan}"),
            ("Kabupaten, provinsi", f"{data.identitas.kabupaten}, {data.identitas.provinsi}"),
            ("Kode pos", one.kode_pos),
        ),
        label_width=42.0,
    )
    day = place_and_date(data.identitas.desa, data.tanggal)
    return [
        Heading(("LEMBAR KELUARGA", _number(one)), size=12.0),
        identity,
        Table(_FIRST, tuple(_first(n, each) for n, each in enumerate(one.anggota, 1)), "Keluarga", 7.5),
        Paragraph("", size=4.0),
        Table(_SECOND, tuple(_second(n, each) for n, each in enumerate(one.anggota, 1)), "Keluarga (2)", 7.5),
        Paragraph(
            _NOTE,
            is_italic=True,
            size=8.0,
            before=2.0,
            keep_next=True,
        ),
        Signatures((Signer("Kepala Keluarga,", one.kepala), data.kepala_desa.signer(day))),
    ]


_FIRST = (
    Column("No", 8, Kind.CENTRED, letter="1"),
    Column("Nama lengkap", 55, letter="2"),
    Column("NIK", 38, Kind.CENTRED, letter="3"),
    Column("Jenis kelamin", 16, Kind.CENTRED, letter="4"),
    Column("Tempat lahir", 32, letter="5"),
    Column("Tanggal lahir", 22, Kind.DATE, letter="6"),
    Column("Agama", 24, letter="7"),
    Column("Pendidikan", 38, letter="8"),
    Column("Jenis pekerjaan", 40, letter="9"),
    Column("Golongan darah", 18, Kind.CENTRED, letter="10"),
)
_SECOND = (
    Column("No", 8, Kind.CENTRED, letter="1"),
    Column("Status perkawinan", 30, letter="11"),
    Column("Tanggal perkawinan", 24, Kind.DATE, letter="12"),
    Column("Hubungan dalam keluarga", 34, letter="13"),
    Column("Kewarganegaraan", 28, letter="14"),
    Column("No. paspor", 30, Kind.TEXT, "Dokumen imigrasi", "15"),
    Column("No. KITAS/KITAP", 30, Kind.TEXT, "Dokumen imigrasi", "16"),
    Column("Ayah", 48, Kind.TEXT, "Nama orang tua", "17"),
    Column("Ibu", 48, Kind.TEXT, "Nama orang tua", "18"),
)


def _first(number: int, one: Anggota) -> Row:
    return Row(
        (
            number,
            one.nama,
            one.nik,
            one.jk,
            one.tempat_lahir,
            one.tanggal_lahir,
            one.agama,
            one.pendidikan,
            one.pekerjaan,
            one.golongan_darah,
        )
    )


def _second(number: int, one: Anggota) -> Row:
    return Row(
        (
            number,
            one.status_kawin,
            one.tanggal_kawin,
            one.shdk,
            one.warganegara,
            one.paspor,
            one.kitas,
            one.ayah,
            one.ibu,
        )
    )


def _named(number: int, one: Anggota) -> Row:
    cells = _second(number, one).cells
    return Row((cells[0], one.nama, *cells[1:]))
