"""Pengkajian keadaan desa: the papers behind an RPJM Desa.

Kalender musim (G4), bagan kelembagaan (G5), inventaris masalah (G6), sketsa desa (G7) and penentuan peringkat
tindakan (H1), as in the field notes on village planning, section 6. All are signed by the head of the village
and the head of the team (as form G1 is).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from desa_desktop.documents.blocks import (
    Block,
    Cell,
    Column,
    Fields,
    Heading,
    Kind,
    Page,
    Paragraph,
    Picture,
    Row,
    Signatures,
    Table,
)
from desa_desktop.documents.office import Cetakan, Identitas, Penanda, file_name, page, place_and_date

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
_SKETCH = 92.0  # mm, so that signatures stay on the same page


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisMusim:
    """A problem or an activity, and the months (1 to 12) in which it comes back."""

    uraian: str
    bulan: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisLembaga:
    """One institution of the village."""

    lembaga: str
    peran: str = ""
    masalah: str = ""
    potensi: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisMasalah:
    """One problem with its cause, what helps against it, and what is proposed.

    `nilai` are points by criterion, `jumlah` their sum, `peringkat` the place from 1; None while not valued.
    """

    kategori: str = ""
    masalah: str = ""
    penyebab: str = ""
    potensi: str = ""
    tindakan: str = ""
    nilai: Mapping[str, int] = field(default_factory=dict)
    jumlah: int | None = None
    peringkat: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KajianRpjm:
    """Everything these papers show. `kriteria` are key and name of the criteria of H1, in their order.

    `sketsa` is the picture, None if there is none yet. `tanggal` is the date above the signature.
    """

    identitas: Identitas
    cetakan: Cetakan
    tahun: int
    tahun_akhir: int
    kepala_desa: Penanda
    ketua_tim: Penanda
    musim: tuple[BarisMusim, ...] = ()
    lembaga: tuple[BarisLembaga, ...] = ()
    masalah: tuple[BarisMasalah, ...] = ()
    kriteria: tuple[tuple[str, str], ...] = ()
    sketsa: bytes | None = None
    tanggal: date | None = None


def compose_musim(data: KajianRpjm) -> Page:
    """G4, landscape: twelve months beside every problem or activity."""
    columns = (
        Column("No", 9, Kind.CENTRED),
        Column("Masalah/ Kegiatan", 90),
        *(Column(name, 15, Kind.TICK, "Bulan") for name in _MONTHS),
    )
    rows = tuple(
        Row((number, one.uraian, *(True if month in one.bulan else None for month in range(1, 13))))
        for number, one in enumerate(data.musim, 1)
    )
    return _page(data, "Kalender_Musim", "KALENDER MUSIM", (Table(columns, rows, sheet="Kalender musim"),))


def compose_lembaga(data: KajianRpjm) -> Page:
    """G5, landscape: institution, role, problem, potential."""
    columns = (
        Column("No", 9, Kind.CENTRED),
        Column("Lembaga", 55),
        Column("Peran", 75),
        Column("Masalah", 75),
        Column("Potensi", 75),
    )
    rows = tuple(
        Row((number, one.lembaga, one.peran, one.masalah, one.potensi))
        for number, one in enumerate(data.lembaga, 1)
    )
    return _page(data, "Kelembagaan", "BAGAN KELEMBAGAAN", (Table(columns, rows, sheet="Kelembagaan"),))


def compose_masalah(data: KajianRpjm) -> Page:
    """G6, landscape: the inventory of problems and potentials, a category written once over its rows."""
    columns = (
        Column("Kategori Potensi", 45),
        Column("Masalah", 70),
        Column("Penyebab", 65),
        Column("Potensi", 55),
        Column("Usulan tindakan", 60),
    )
    rows: list[Row] = []
    before: str | None = None
    for one in data.masalah:
        shown = one.kategori if one.kategori != before else ""
        before = one.kategori
        rows.append(Row((shown, one.masalah, one.penyebab, one.potensi, one.tindakan)))
    title = "INVENTARIS MASALAH DAN POTENSI"
    return _page(
        data, "Inventaris_Masalah", title, (Table(columns, tuple(rows), sheet="Inventaris masalah"),)
    )


def compose_peringkat(data: KajianRpjm) -> Page:
    """H1, landscape: what every proposed action is worth by each criterion, the sum, its rank."""
    columns = (
        Column("No", 9, Kind.CENTRED),
        Column("Masalah", 52),
        Column("Tindakan", 52),
        *(Column(name, 30, Kind.CENTRED, "Kriteria") for _key, name in data.kriteria),
        Column("Jumlah Nilai", 18, Kind.CENTRED),
        Column("Peringkat", 18, Kind.CENTRED),
    )
    ranked = sorted(data.masalah, key=lambda one: (one.peringkat is None, one.peringkat or 0))
    rows = tuple(
        Row((number, one.masalah, one.tindakan, *_points(one, data), one.jumlah, one.peringkat))
        for number, one in enumerate(ranked, 1)
    )
    title = "PENENTUAN PERINGKAT TINDAKAN"
    return _page(data, "Peringkat_Tindakan", title, (Table(columns, rows, sheet="Peringkat tindakan"),))


def _points(one: BarisMasalah, data: KajianRpjm) -> tuple[Cell, ...]:
    return tuple(one.nilai.get(key) for key, _name in data.kriteria)


def compose_sketsa(data: KajianRpjm) -> Page:
    """G7, landscape: the drawing of the village; a sentence where none was attached yet."""
    shown: Block = (
        Picture(data.sketsa, height=_SKETCH)
        if data.sketsa is not None
        else Paragraph("Sketsa desa belum dilampirkan.", is_italic=True)
    )
    return _page(data, "Sketsa_Desa", "SKETSA DESA", (shown,), has_years=False)


def _page(
    data: KajianRpjm, name: str, title: str, blocks: tuple[Block, ...], *, has_years: bool = True
) -> Page:
    desa = data.identitas.desa
    signing = Signatures(
        (
            data.kepala_desa.signer("Mengetahui,"),
            data.ketua_tim.signer(place_and_date(desa, data.tanggal)),
        )
    )
    lines = (title, f"RPJM DESA TAHUN {data.tahun} - {data.tahun_akhir}") if has_years else (title,)
    return page(
        f"{name}_{data.tahun}-{data.tahun_akhir}_{file_name(desa)}",
        f"{title.title().replace(' Dan ', ' dan ')} Desa {desa}",
        data.identitas,
        data.cetakan,
        (Heading(lines), Fields(data.identitas.pairs, label_width=32.0), *blocks, signing),
        is_landscape=True,
        size=10.0,
    )
