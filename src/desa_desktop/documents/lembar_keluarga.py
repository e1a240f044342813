"""Lembar keluarga: one family on one F4 landscape page, in the order of the Kartu Keluarga."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desa_desktop.documents.blocks import (
    Block,
    Column,
    Fields,
    Heading,
    Kind,
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
        tuple(blocks),
        is_landscape=True,
        size=9.0,
    )


def _family(data: LembarKeluarga, one: Lembar) -> list[Block]:
    place = " / ".join(
        part for part in (f"RT {one.rt}" if one.rt else "", f"RW {one.rw}" if one.rw else "") if part
    )
    rows = [part for part in (place, f"Dusun {one.dusun}" if one.dusun else "") if part]
    identity = Fields(
        (
            ("Nama kepala keluarga", one.kepala),
            ("Alamat", ", ".join(part for part in (one.alamat, *rows) if part)),
            ("Desa, kecamatan", f"{data.identitas.desa}, {data.identitas.kecamatan}"),
            ("Kabupaten, provinsi", f"{data.identitas.kabupaten}, {data.identitas.provinsi}"),
            ("Kode pos", one.kode_pos),
        ),
        label_width=42.0,
    )
    number = f"No. KK {one.no_kk}" if one.no_kk else "Belum punya nomor KK"
    day = place_and_date(data.identitas.desa, data.tanggal)
    return [
        Heading(("LEMBAR KELUARGA", number), size=12.0),
        identity,
        Table(_FIRST, tuple(_first(n, each) for n, each in enumerate(one.anggota, 1)), "Keluarga", 7.5),
        Paragraph("", size=4.0),
        Table(_SECOND, tuple(_second(n, each) for n, each in enumerate(one.anggota, 1)), "Keluarga (2)", 7.5),
        Paragraph(
            "Lembar ini dicetak dari register penduduk desa dan bukan pengganti Kartu Keluarga.",
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
