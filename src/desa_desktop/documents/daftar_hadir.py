"""Daftar hadir: who came to a musyawarah, with room to sign.

Form E of the field notes on village planning, section 6: the signature cells are numbered in two
columns in zig-zag, so that big signatures do not run into each other. The list of a kecamatan asks for
institution, address and telephone number instead. F4 portrait.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from desa_desktop.documents.blocks import (
    Band,
    Column,
    Fields,
    Heading,
    Kind,
    Level,
    Page,
    Row,
    Signatures,
    Table,
)
from desa_desktop.documents.office import Cetakan, Identitas, Penanda, file_name, page, place_and_date
from desa_desktop.domain.wording import show_date_day, show_time

_ROW_HEIGHT = 9.0  # mm, a signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Hadirin:
    """One person on the list; `keterangan` is address, unsur and office in one line.

    `lembaga` and `alamat` (with a telephone number) are for the list of a kecamatan.
    """

    nama: str
    jk: str = ""
    keterangan: str = ""
    lembaga: str = ""
    alamat: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DaftarHadir:
    """Everything on the list. `baris_kosong` rows follow the names, for late guests.

    `is_kecamatan` prints the columns of a musrenbang kecamatan. `jumlah` is a line of totals below the list;
    without one it is counted from the names.
    """

    identitas: Identitas
    cetakan: Cetakan
    acara: str
    tanggal: date | None = None
    mulai: time | None = None
    selesai: time | None = None
    tempat: str = ""
    hadirin: tuple[Hadirin, ...] = ()
    baris_kosong: int = 10
    is_kecamatan: bool = False
    jumlah: str = ""
    penanda: tuple[Penanda, ...] = ()


def compose(data: DaftarHadir) -> Page:
    """The list, F4 portrait."""
    place = data.identitas.desa or data.identitas.kecamatan
    day = data.tanggal.isoformat() if data.tanggal else "kosong"
    signers = data.penanda[:4]
    words = [""] * (len(signers) - 1) + [place_and_date(place, data.tanggal)]
    signing = (
        tuple(penanda.signer(above) for penanda, above in zip(signers, words, strict=True)) if signers else ()
    )
    blocks = (
        Heading(("DAFTAR HADIR", data.identitas.heading)),
        Fields(_facts(data), label_width=32.0),
        Table(_columns(data), (*_rows(data), _total(data)), sheet="Daftar Hadir", size=9.0),
    )
    return page(
        f"DaftarHadir_{day}_{file_name(place)}",
        f"Daftar Hadir {data.acara}, {place}",
        data.identitas,
        data.cetakan,
        (*blocks, Signatures(signing)) if signing else blocks,
        size=10.0,
    )


def _facts(data: DaftarHadir) -> tuple[tuple[str, str], ...]:
    dots = "...................."
    start = show_time(data.mulai) if data.mulai else "....."
    end = show_time(data.selesai) if data.selesai else "selesai"
    return (
        ("Acara", data.acara),
        ("Hari, tanggal", show_date_day(data.tanggal) if data.tanggal else dots),
        ("Pukul", f"{start} – {end}"),
        ("Tempat", data.tempat or dots),
    )


def _columns(data: DaftarHadir) -> tuple[Column, ...]:
    signing = (Column("", 28, group="Tanda tangan"), Column("", 28, group="Tanda tangan"))
    if data.is_kecamatan:
        return (
            Column("No", 11, Kind.CENTRED),
            Column("Nama", 46),
            Column("L/P", 11, Kind.CENTRED),
            Column("Lembaga/Instansi", 40),
            Column("Alamat & no telp.", 36),
            *signing,
        )
    return (
        Column("No", 11, Kind.CENTRED),
        Column("Nama", 55),
        Column("L/P", 11, Kind.CENTRED),
        Column("Alamat / Unsur / Jabatan", 54),
        *signing,
    )


def _total(data: DaftarHadir) -> Band:
    """How many people stand in the list, men and women; guests written in by hand come on top."""
    men = sum(1 for one in data.hadirin if one.jk == "L")
    women = sum(1 for one in data.hadirin if one.jk == "P")
    unknown = len(data.hadirin) - men - women
    words = f"Jumlah {len(data.hadirin)} orang: {men} laki-laki, {women} perempuan"
    if unknown:
        words += f", {unknown} belum diisi L/P"
    return Band(Level.TOTAL, data.jumlah or words)


def _rows(data: DaftarHadir) -> list[Row]:
    empty = (Hadirin(nama=""),) * max(0, data.baris_kosong)
    rows = []
    for number, orang in enumerate((*data.hadirin, *empty), 1):
        left, right = (f"{number}.", "") if number % 2 else ("", f"{number}.")
        middle = (orang.lembaga, orang.alamat) if data.is_kecamatan else (orang.keterangan,)
        rows.append(Row((number, orang.nama, orang.jk, *middle, left, right), height=_ROW_HEIGHT))
    return rows
