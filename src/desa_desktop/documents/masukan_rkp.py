"""What the team weighs before it drafts the RKP Desa: programmes that enter the village (form G3), last
year's plan and what became of it (G8), the ceilings of the year (G9), and the team's own work plan (G12).

Field notes on village planning, section 6.G.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desa_desktop.documents.blocks import (
    Band,
    Cell,
    Column,
    Heading,
    Kind,
    Level,
    Page,
    Row,
    Table,
)
from desa_desktop.documents.office import Lembaran, in_words, roman
from desa_desktop.domain.tim import RKTL


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisProgram:
    """A programme of a higher government in the village; `bidang` as printed (`II`), `pagu` in rupiah."""

    nama: str
    bidang: str = ""
    asal: str = ""
    sdgs: tuple[int, ...] = ()
    tahun: str = ""
    lokasi: str = ""
    volume: Decimal | None = None
    satuan: str = ""
    pagu: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramMasuk(Lembaran):
    """The programmes the kabupaten made known."""

    baris: tuple[BarisProgram, ...]


def compose_program(data: ProgramMasuk) -> Page:
    """Form G3, F4 landscape."""
    columns = (
        Column("No", 9, Kind.CENTRED, letter="a"),
        Column("Bidang", 16, Kind.CENTRED, letter="b"),
        Column("Nama Program/Kegiatan", 84, letter="c"),
        Column("Pemerintah/Prov/Kab", 34, letter="d"),
        Column("SDGs", 16, Kind.CENTRED, letter="e"),
        Column("Tahun", 16, Kind.CENTRED, letter="f"),
        Column("Lokasi", 46, letter="g"),
        Column("Volume", 18, Kind.NUMBER, letter="h"),
        Column("Satuan", 18, letter="i"),
        Column("Total Pagu", 34, Kind.MONEY, letter="j"),
    )
    total = sum(one.pagu or 0 for one in data.baris)
    rows: list[Row | Band] = [
        Row(
            (
                place,
                one.bidang,
                one.nama,
                one.asal,
                ", ".join(map(str, one.sdgs)),
                one.tahun,
                one.lokasi,
                one.volume,
                one.satuan,
                one.pagu,
            )
        )
        for place, one in enumerate(data.baris, 1)
    ]
    rows.append(Band(Level.TOTAL, "JUMLAH", values=((9, total),)))
    heading = Heading(
        ("DAFTAR PROGRAM/ KEGIATAN YANG MASUK KE DESA", f"TAHUN {data.tahun}", data.identitas.heading)
    )
    table = Table(columns, tuple(rows), sheet=f"Program masuk {data.tahun}")
    return data.list_page(
        "ProgramMasukDesa", "Program Masuk Desa", (heading, table, in_words(total), data.signing)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisEvaluasi:
    """One activity of last year's plan. `is_terlaksana` None: nobody has said yet, the box stays empty."""

    nama: str
    lokasi: str = ""
    nominal: int | None = None
    is_terlaksana: bool | None = None
    keterangan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluasiRkp(Lembaran):
    """The plan before that of `tahun` and what became of it, by bidang: name and rows."""

    bidang: tuple[tuple[str, tuple[BarisEvaluasi, ...]], ...]


def compose_evaluasi(data: EvaluasiRkp) -> Page:
    """Form G8, F4 landscape; an empty box is for the team to tick."""
    columns = (
        Column("No", 10, Kind.CENTRED),
        Column("Jenis Kegiatan", 118),
        Column("Lokasi", 60),
        Column("Nominal", 36, Kind.MONEY),
        Column("Realisasi", 20, Kind.TICK),
        Column("Keterangan", 64),
    )
    rows: list[Row | Band] = []
    counter = total = done = 0
    for number, (name, own) in enumerate(data.bidang, 1):
        if not own:
            continue
        part = sum(one.nominal or 0 for one in own)
        total += part
        rows.append(Band(Level.GROUP, name, roman(number), ((3, part),)))
        for one in own:
            counter += 1
            done += bool(one.is_terlaksana)
            cells = (counter, one.nama, one.lokasi, one.nominal, bool(one.is_terlaksana), one.keterangan)
            rows.append(Row(cells))
    closing = f"JUMLAH {counter} KEGIATAN, {done} TERLAKSANA"
    rows.append(Band(Level.TOTAL, closing, values=((3, total),)))
    heading = Heading((f"EVALUASI PELAKSANAAN RKP DESA TAHUN {data.tahun - 1}", data.identitas.heading))
    table = Table(columns, tuple(rows), sheet=f"Evaluasi {data.tahun - 1}")
    return data.list_page("EvaluasiRKP", "Evaluasi untuk RKP Desa", (heading, table, data.signing))


KELOMPOK_SUMBER = ("dds", "add", "bagi_hasil", "provinsi", "kabupaten", "lain")
"""The columns of form G9; `lain` is what the form has no column for and is printed when there is any."""
_AID = ("provinsi", "kabupaten")  # what stands under `Bantuan keuangan`


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisPagu:
    """One line of the ceilings: rupiah by key of KELOMPOK_SUMBER; `level` makes it a sum."""

    uraian: str
    jumlah: dict[str, int]
    level: Level | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaguIndikatif(Lembaran):
    """The ceilings of the year, what is planned of them by bidang, and what is left."""

    baris: tuple[BarisPagu, ...]


def compose_pagu(data: PaguIndikatif) -> Page:
    """Form G9, F4 landscape (the form itself is 13 by 8.5 inches: choose Folio)."""
    group, aid = "Sumber Dana Indikatif", "Bantuan keuangan"
    shown = [
        key for key in KELOMPOK_SUMBER if key != "lain" or any(one.jumlah.get(key) for one in data.baris)
    ]
    titles = {
        "dds": "Dana Desa (APBN)",
        "add": "Alokasi Dana Desa (bagian dana perimbangan kab./ kota)",
        "bagi_hasil": "Dana bagian dari hasil pajak dan retribusi",
        "provinsi": "APBD Provinsi",
        "kabupaten": "APBD Kabupaten/ Kota",
        "lain": "Sumber lain (PADesa, swadaya, lain-lain)",
    }
    columns = (
        Column("No", 10, Kind.CENTRED),
        Column("Indikatif Program/ Kegiatan Desa", 78),
        *(Column(titles[key], 36, Kind.MONEY, group, subgroup=aid if key in _AID else "") for key in shown),
        Column("Jumlah (Rp)", 36, Kind.MONEY),
    )
    rows: list[Row | Band] = []
    counter = 0
    for one in data.baris:
        amounts: list[Cell] = [one.jumlah.get(key, 0) for key in shown]
        amounts.append(sum(one.jumlah.values()))
        if one.level is not None:
            rows.append(Band(one.level, one.uraian, values=tuple(enumerate(amounts, 2))))
            continue
        counter += 1
        rows.append(Row((counter, one.uraian, *amounts)))
    heading = Heading(("PAGU INDIKATIF DESA", f"TAHUN {data.tahun}", data.identitas.heading))
    table = Table(columns, tuple(rows), sheet=f"Pagu {data.tahun}")
    return data.list_page("PaguIndikatif", "Pagu Indikatif", (heading, table, data.signing))


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisRktl:
    """One step of the team; `kapan` is day and place as printed."""

    uraian: str
    kapan: str = ""
    keterangan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rktl(Lembaran):
    """The work plan of the team."""

    baris: tuple[BarisRktl, ...] = ()


def compose_rktl(data: Rktl) -> Page:
    """Form G12, F4 upright; lines without a day have room to write one."""
    columns = (
        Column("NO", 10, Kind.CENTRED),
        Column("URAIAN KEGIATAN", 66),
        Column("TANGGAL/TEMPAT", 56),
        Column("KETERANGAN", 44),
    )
    lines = data.baris or tuple(BarisRktl(uraian=one) for one in RKTL)
    rows = tuple(
        Row((place, one.uraian, one.kapan, one.keterangan), height=9.0) for place, one in enumerate(lines, 1)
    )
    heading = Heading(
        (
            "RENCANA KERJA TINDAK LANJUT (RKTL)",
            f"TIM PENYUSUN RKP DESA TAHUN {data.tahun}",
            data.identitas.heading,
        )
    )
    table = Table(columns, rows, sheet=f"RKTL {data.tahun}", size=9.5)
    return data.list_page(
        "RKTL", "RKTL Tim Penyusun RKP Desa", (heading, table, data.signing), landscape=False
    )
