"""Daftar Usulan RKP Desa: what the village asks from the kabupaten and above.

Form C1 (in the style of Permendagri 114/2014), field notes on village planning, section 6.C.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

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
    Signer,
    Table,
)
from desa_desktop.documents.office import (
    Cetakan,
    Identitas,
    Penanda,
    file_name,
    in_words,
    page,
    place_and_date,
    roman,
    volume,
)
from desa_desktop.domain.wording import show_money

_MONEY = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisDurkp:
    """One proposal. `bidang` is 1 to 5; `prioritas` counts over the whole list; money in rupiah."""

    bidang: int
    nama: str
    prioritas: int | None = None
    lokasi: str = ""
    volume: Decimal | None = None
    satuan: str = ""
    waktu: str = ""
    biaya: int | None = None
    sumber: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataDurkp:
    """Everything on the list. `bidang` are number and name of each bidang to be printed.

    `pagu` is the ceiling made known for these sources, None if there is none. `sumber` empty means:
    the sources of the rows. Rows are printed by bidang and within it by priority.
    """

    identitas: Identitas
    cetakan: Cetakan
    tahun: int
    bidang: tuple[tuple[int, str], ...]
    baris: tuple[BarisDurkp, ...]
    kepala_desa: Penanda
    ketua_tim: Penanda | None = None
    sumber: str = ""
    pagu: int | None = None
    tanggal: date | None = None

    @property
    def total(self) -> int:
        """Rupiah of all proposals together."""
        return sum(baris.biaya or 0 for baris in self.baris)


def compose(data: DataDurkp) -> Page:
    """Form C1, F4 landscape."""
    desa = data.identitas.desa
    sources = data.sumber or ", ".join(dict.fromkeys(baris.sumber for baris in data.baris if baris.sumber))
    identity = (
        *data.identitas.pairs,
        ("SUMBER PEMBIAYAAN", sources or "-"),
        ("PAGU", show_money(data.pagu, rp=True) if data.pagu is not None else "-"),
    )
    closing = Band(Level.TOTAL, "JUMLAH TOTAL", values=((_MONEY, data.total),))
    return page(
        f"DURKP_{data.tahun}_{file_name(desa)}",
        f"DU-RKP Desa {data.tahun} Desa {desa}",
        data.identitas,
        data.cetakan,
        (
            Heading((f"DAFTAR USULAN RKP DESA (DU-RKP DESA) TAHUN {data.tahun}",)),
            Fields(identity, label_width=48.0),
            Table(_columns(), (*_rows(data), closing), sheet=f"DU-RKP {data.tahun}"),
            in_words(data.total),
            Signatures(_signers(data)),
        ),
        is_landscape=True,
        size=10.0,
    )


def _columns() -> tuple[Column, ...]:
    activity = "Jenis Kegiatan"
    return (
        Column("No", 9, Kind.CENTRED, letter="a"),
        Column("Bidang", 16, Kind.CENTRED, letter="b"),
        Column("", 10, Kind.CENTRED, activity, "c"),
        Column("", 86, Kind.TEXT, activity, "d"),
        Column("Lokasi", 46, letter="e"),
        Column("Volume", 27, letter="f"),
        Column("Perkiraan Waktu Pelaksanaan", 30, letter="g"),
        Column("Prakiraan Biaya Jumlah (Rp)", 33, Kind.MONEY, letter="h"),
        Column("Sumber Pembiayaan", 28, Kind.CENTRED, letter="i"),
    )


def _rows(data: DataDurkp) -> list[Row | Band]:
    rows: list[Row | Band] = []
    counter = 0
    for number, name in data.bidang:
        own = [baris for baris in data.baris if baris.bidang == number]
        rows.append(Band(Level.GROUP, name, roman(number)))
        for baris in sorted(own, key=lambda baris: (baris.prioritas is None, baris.prioritas or 0)):
            counter += 1
            rows.append(
                Row(
                    (
                        counter,
                        roman(number),
                        baris.prioritas,
                        baris.nama,
                        baris.lokasi,
                        volume(baris.volume, baris.satuan),
                        baris.waktu,
                        baris.biaya,
                        baris.sumber,
                    )
                )
            )
        total = sum(baris.biaya or 0 for baris in own)
        rows.append(Band(Level.SUBTOTAL, f"Jumlah per Bidang {number}", values=((_MONEY, total),)))
    return rows


def _signers(data: DataDurkp) -> tuple[Signer, ...]:
    where = place_and_date(data.identitas.desa, data.tanggal)
    if data.ketua_tim is None:
        return (data.kepala_desa.signer(where),)
    return (data.kepala_desa.signer("Mengetahui,"), data.ketua_tim.signer(where))
