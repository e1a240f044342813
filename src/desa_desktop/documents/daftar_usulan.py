"""Daftar usulan: what citizens ask for, hamlet by hamlet, with the cost of each hamlet. F4 landscape."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desa_desktop.documents.blocks import Band, Column, Heading, Kind, Level, Page, Row, Signatures, Table
from desa_desktop.documents.office import (
    Cetakan,
    Identitas,
    Penanda,
    file_name,
    in_words,
    page,
    place_and_date,
    volume,
)

_MONEY = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisUsulan:
    """One proposal; `status` and `bidang` as they are printed, money in rupiah. `kelompok` asks, if any."""

    nomor: int
    uraian: str
    dusun: str = ""
    kelompok: str = ""
    bidang: str = ""
    masalah: str = ""
    lokasi: str = ""
    volume: Decimal | None = None
    satuan: str = ""
    biaya: int | None = None
    penerima_l: int | None = None
    penerima_p: int | None = None
    pengusul: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DaftarUsulan:
    """All proposals of a plan year. Hamlets come in the order of `dusun`, then others, then groups."""

    identitas: Identitas
    cetakan: Cetakan
    tahun: int
    usulan: tuple[BarisUsulan, ...]
    kepala_desa: Penanda
    dusun: tuple[str, ...] = ()
    penyusun: Penanda | None = None
    tanggal: date | None = None

    @property
    def total(self) -> int:
        """Rupiah of all proposals together."""
        return sum(usulan.biaya or 0 for usulan in self.usulan)


def compose(data: DaftarUsulan) -> Page:
    """The list, F4 landscape, with a subtotal for each hamlet and each group."""
    desa = data.identitas.desa
    closing = Band(Level.TOTAL, f"JUMLAH {len(data.usulan)} USULAN", values=((_MONEY, data.total),))
    day = place_and_date(desa, data.tanggal)
    signers = (
        (data.kepala_desa.signer("Mengetahui,"), data.penyusun.signer(day))
        if data.penyusun
        else (data.kepala_desa.signer(day),)
    )
    return page(
        f"DaftarUsulan_{data.tahun}_{file_name(desa)}",
        f"Daftar Usulan {data.tahun} Desa {desa}",
        data.identitas,
        data.cetakan,
        (
            Heading((f"DAFTAR USULAN MASYARAKAT UNTUK RKP DESA TAHUN {data.tahun}", data.identitas.heading)),
            Table(_columns(), (*_rows(data), closing), sheet=f"Usulan {data.tahun}", size=7.5),
            in_words(data.total),
            Signatures(signers),
        ),
        is_landscape=True,
        size=10.0,
    )


def _columns() -> tuple[Column, ...]:
    people = "Penerima manfaat"
    return (
        Column("No", 10, Kind.CENTRED),
        Column("Nomor usulan", 15, Kind.CENTRED),
        Column("Usulan", 58),
        Column("Masalah", 44),
        Column("Bidang", 34),
        Column("Lokasi", 32),
        Column("Volume", 20),
        Column("Perkiraan biaya (Rp)", 27, Kind.MONEY),
        Column("L", 11, Kind.NUMBER, people),
        Column("P", 11, Kind.NUMBER, people),
        Column("Pengusul", 26),
        Column("Keputusan", 24),
    )


def _rows(data: DaftarUsulan) -> list[Row | Band]:
    rows: list[Row | Band] = []
    of_hamlets = (usulan.dusun for usulan in data.usulan if not usulan.kelompok)
    hamlets = dict.fromkeys((*data.dusun, *of_hamlets))
    groups = dict.fromkeys(usulan.kelompok for usulan in data.usulan if usulan.kelompok)
    counter = 0
    for kelompok, dusun in (*(("", dusun) for dusun in hamlets), *((kelompok, "") for kelompok in groups)):
        own = [
            usulan
            for usulan in data.usulan
            if (usulan.kelompok == kelompok if kelompok else not usulan.kelompok and usulan.dusun == dusun)
        ]
        if not own:
            continue
        label = kelompok or dusun or "Belum ada dusunnya"
        rows.append(Band(Level.GROUP, label))
        for usulan in own:
            counter += 1
            rows.append(_row(counter, usulan))
        part = sum(usulan.biaya or 0 for usulan in own)
        rows.append(Band(Level.SUBTOTAL, f"Jumlah {label}: {len(own)} usulan", values=((_MONEY, part),)))
    return rows


def _row(counter: int, usulan: BarisUsulan) -> Row:
    return Row(
        (
            counter,
            usulan.nomor or None,
            usulan.uraian,
            usulan.masalah,
            usulan.bidang,
            usulan.lokasi,
            volume(usulan.volume, usulan.satuan),
            usulan.biaya,
            usulan.penerima_l,
            usulan.penerima_p,
            usulan.pengusul,
            usulan.status,
        )
    )
