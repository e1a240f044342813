"""Dokumen RPJM Desa: the book of eight years in seven chapters (perencanaan.md 6 B, 10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from desa_desktop.documents.blocks import (
    Band,
    Block,
    Column,
    Items,
    Kind,
    Level,
    Page,
    Paragraph,
    Row,
    Space,
    Table,
)
from desa_desktop.documents.office import (
    in_words,
    roman,
    volume,
)
from desa_desktop.documents.perdes.bab import (
    SIZE,
    caption,
    chapter,
    hamlets,
    listed,
    missing,
    part,
    prose,
)
from desa_desktop.documents.perdes.buku import Buku

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
_MOST_OF_BIDANG = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Misi:
    """A mission with its aims, each with the targets it is measured by."""

    uraian: str
    tujuan: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Masalah:
    """One problem of the inventory (form G6); `peringkat` by form H1, None without values."""

    uraian: str
    penyebab: str = ""
    potensi: str = ""
    tindakan: str = ""
    peringkat: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lembaga:
    """One institution of the diagram (form G5)."""

    nama: str
    peran: str = ""
    masalah: str = ""
    potensi: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KegiatanJangka:
    """One activity of the long plan: the years it is ticked for, rupiah over all years, `DDS, ADD`."""

    bidang: int
    nama: str
    lokasi: str = ""
    volume: Decimal | None = None
    satuan: str = ""
    tahun: tuple[int, ...] = ()
    biaya: int | None = None
    biaya_tahun: Mapping[int, int] = field(default_factory=dict)
    sumber: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DokumenRpjm(Buku):
    """Everything in the book, for the years `tahun` to `tahun_akhir`."""

    tahun_akhir: int
    misi: tuple[Misi, ...] = ()
    lembaga: tuple[Lembaga, ...] = ()
    musim: tuple[tuple[str, tuple[int, ...]], ...] = ()
    masalah: tuple[Masalah, ...] = ()
    kegiatan: tuple[KegiatanJangka, ...] = ()

    @property
    def tahun_rencana(self) -> tuple[int, ...]:
        """Every year of the plan."""
        return tuple(range(self.tahun, self.tahun_akhir + 1))

    @property
    def rentang(self) -> str:
        """`2026–2033`."""
        return f"{self.tahun}–{self.tahun_akhir}"

    @property
    def total(self) -> int:
        """Rupiah over all years."""
        return sum(one.biaya or 0 for one in self.kegiatan)


def compose(data: DokumenRpjm) -> Page:
    """The book with its seven chapters."""
    chapters = (
        *_introduction(data),
        *_village(data),
        *_aims(data),
        *_priorities(data),
        *_directions(data),
        *_activities(data),
        *data.end(7),
    )
    return data.bound("RENCANA PEMBANGUNAN JANGKA MENENGAH DESA", "RPJM", data.rentang, chapters)


def _introduction(data: DokumenRpjm) -> Iterator[Block]:
    yield from data.background()
    yield from part("C. Maksud dan Tujuan")
    for key in ("maksud", "tujuan"):
        yield from listed(data.text(key), "a.")
    yield from data.process(("D", "E"), "RPJM", data.rentang)


def _village(data: DokumenRpjm) -> Iterator[Block]:
    yield from chapter(2, "Profil Desa")
    yield from part("A. Kondisi Desa")
    yield from prose(data.text("kondisi-umum"))
    yield from hamlets(data.wilayah)
    yield from data.key_figures()
    yield from part("B. Kelembagaan Desa")
    if data.lembaga:
        columns = (
            Column("No", 9, Kind.CENTRED),
            Column("Lembaga", 42),
            Column("Peran", 44),
            Column("Masalah", 42),
            Column("Potensi", 42),
        )
        rows = tuple(
            Row((place, one.nama, one.peran, one.masalah, one.potensi))
            for place, one in enumerate(data.lembaga, 1)
        )
        yield Table(columns, rows, "Kelembagaan", 8.0)
        yield Space(3.0)
    else:
        yield missing("bagan kelembagaan")
    yield from part("C. Kalender Musim")
    yield from _seasons(data)


def _seasons(data: DokumenRpjm) -> Iterator[Block]:
    if not data.musim:
        yield missing("kalender musim")
        return
    columns = (
        Column("No", 9, Kind.CENTRED),
        Column("Masalah atau kegiatan", 58),
        *(Column(month, 10, Kind.TICK) for month in _MONTHS),
    )
    rows = tuple(
        Row((place, name, *(True if month in months else None for month in range(1, 13))))
        for place, (name, months) in enumerate(data.musim, 1)
    )
    yield Table(columns, rows, "Kalender musim", 7.5)
    yield Space(3.0)


def _aims(data: DokumenRpjm) -> Iterator[Block]:
    yield from chapter(3, "Visi Misi")
    yield from part("A. Visi")
    if data.visi:
        yield Paragraph(data.visi, is_italic=True)
    else:
        yield missing("visi Kepala Desa")
    yield from part("B. Misi, Tujuan, dan Sasaran")
    if not data.misi:
        yield missing("misi, tujuan, dan sasaran")
    for number, misi in enumerate(data.misi, 1):
        yield Paragraph(f"Misi {number}: {misi.uraian}", is_bold=True, size=SIZE, after=1.0, keep_next=True)
        for place, (tujuan, sasaran) in enumerate(misi.tujuan, 1):
            has_more = bool(sasaran)
            yield Paragraph(f"Tujuan {number}.{place}: {tujuan}", indent=4.0, after=1.0, keep_next=has_more)
            if sasaran:
                yield Items(sasaran, "-", indent=8.0)


def _priorities(data: DokumenRpjm) -> Iterator[Block]:
    yield from chapter(4, "Rumusan Prioritas")
    yield from prose(data.text("prioritas"))
    yield from part("A. Masalah dan Penentuan Peringkat Tindakan")
    if data.masalah:
        columns = (
            Column("Peringkat", 16, Kind.CENTRED),
            Column("Masalah", 46),
            Column("Penyebab", 38),
            Column("Potensi", 36),
            Column("Usulan tindakan", 42),
        )
        ranked = sorted(data.masalah, key=lambda one: (one.peringkat is None, one.peringkat or 0))
        rows = tuple(
            Row((one.peringkat, one.uraian, one.penyebab, one.potensi, one.tindakan)) for one in ranked
        )
        yield Table(columns, rows, "Peringkat tindakan", 7.5)
        yield Space(3.0)
    else:
        yield missing("inventaris masalah dan potensi")
    yield from part("B. Prioritas Kegiatan per Bidang")
    for number, name in data.bidang:
        own = [one for one in data.kegiatan if one.bidang == number]
        if not own:
            continue
        largest = sorted(own, key=lambda one: -(one.biaya or 0))[:_MOST_OF_BIDANG]
        texts = [one.nama for one in own if one in largest]
        if len(own) > len(texts):
            texts.append(f"dan {len(own) - len(texts)} kegiatan lain pada Bab VI")
        yield Paragraph(f"{roman(number)}. {name}", is_bold=True, size=SIZE, after=1.0, keep_next=True)
        yield Items(tuple(texts), "-", indent=6.0)


def _directions(data: DokumenRpjm) -> Iterator[Block]:
    yield from chapter(5, "Arah Kebijakan")
    yield from part("A. Arah Kebijakan Pembangunan Desa")
    yield from listed(data.text("arah-pembangunan"))
    yield from part("B. Arah Kebijakan Keuangan Desa")
    yield from listed(data.text("arah-keuangan"))
    yield caption("Perkiraan biaya per bidang dan tahun (juta rupiah)")
    years = data.tahun_rencana
    columns = (
        Column("Bidang", 52),
        *(Column(str(year), 15, Kind.NUMBER, decimals=0) for year in years),
        Column("Jumlah", 18, Kind.NUMBER, decimals=0),
    )
    rows: list[Row | Band] = []
    for number, name in data.bidang:
        own = [one for one in data.kegiatan if one.bidang == number]
        amounts = [sum(one.biaya_tahun.get(year, 0) for one in own) for year in years]
        rows.append(Row((f"{roman(number)}. {name}", *map(_million, amounts), _million(sum(amounts)))))
    sums = [sum(one.biaya_tahun.get(year, 0) for one in data.kegiatan) for year in years]
    values = tuple(enumerate((*map(_million, sums), _million(sum(sums))), 1))
    rows.append(Band(Level.TOTAL, "Jumlah", values=values))
    yield Table(columns, tuple(rows), "Biaya per tahun", 7.0)


def _million(rupiah: int) -> Decimal:
    return (Decimal(rupiah) / 1_000_000).quantize(Decimal(1))


def _activities(data: DokumenRpjm) -> Iterator[Block]:
    yield from chapter(6, "Program dan Kegiatan")
    yield from prose(data.text("program"))
    if not data.kegiatan:
        yield missing("kegiatan RPJM Desa")
        return
    years = data.tahun_rencana
    columns = (
        Column("No", 8, Kind.CENTRED),
        Column("Jenis kegiatan", 46),
        Column("Lokasi", 25),
        Column("Volume", 18),
        *(Column(f"{year % 100:02d}", 7, Kind.TICK, "Tahun (dua angka akhir)") for year in years),
        Column("Jumlah (Rp)", 25, Kind.MONEY),
        Column("Sumber", 15, Kind.CENTRED),
    )
    money = len(columns) - 2
    rows: list[Row | Band] = []
    for number, name in data.bidang:
        own = [one for one in data.kegiatan if one.bidang == number]
        if not own:
            continue
        total = sum(one.biaya or 0 for one in own)
        rows.append(Band(Level.GROUP, name, roman(number), ((money, total),)))
        rows += [
            Row(
                (
                    place,
                    one.nama,
                    one.lokasi,
                    volume(one.volume, one.satuan),
                    *(True if year in one.tahun else None for year in years),
                    one.biaya,
                    one.sumber,
                )
            )
            for place, one in enumerate(own, 1)
        ]
    rows.append(Band(Level.TOTAL, f"JUMLAH RPJM DESA TAHUN {data.rentang}", values=((money, data.total),)))
    yield caption(f"Program dan kegiatan tahun {data.rentang}")
    yield Table(columns, tuple(rows), "Program dan kegiatan", 6.5)
    yield in_words(data.total)
