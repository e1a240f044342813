"""Dokumen RKP Desa: the book that is attached to its Perdes, chapters I to VI (perencanaan.md 3, 6 L)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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
    KegiatanRingkas,
    PaguSumber,
    caption,
    ceilings,
    chapter,
    hamlets,
    listed,
    matrix,
    missing,
    part,
    per_bidang,
    prose,
)
from desa_desktop.documents.perdes.buku import Buku
from desa_desktop.domain.wording import show_money

_MOST_OF_BIDANG = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluasi:
    """One activity of the year before: planned and spent rupiah, whether it was carried out."""

    nama: str
    lokasi: str = ""
    anggaran: int | None = None
    realisasi: int | None = None
    is_terlaksana: bool | None = None
    keterangan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramMasuk:
    """A programme of kabupaten, province or centre that enters the village (form G3)."""

    bidang: str
    nama: str
    asal: str = ""
    lokasi: str = ""
    volume: Decimal | None = None
    satuan: str = ""
    pagu: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UsulanKeAtas:
    """One row of the DU-RKP with the payer that is asked."""

    prioritas: int | None
    nama: str
    lokasi: str = ""
    volume: Decimal | None = None
    satuan: str = ""
    biaya: int | None = None
    sumber: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DokumenRkp(Buku):
    """Everything in the book; `kegiatan` stand in the order of the matrix."""

    misi: tuple[str, ...] = ()
    pagu: tuple[PaguSumber, ...] = ()
    evaluasi: tuple[Evaluasi, ...] = ()
    program: tuple[ProgramMasuk, ...] = ()
    kegiatan: tuple[KegiatanRingkas, ...] = ()
    durkp: tuple[UsulanKeAtas, ...] = ()

    @property
    def total(self) -> int:
        """Rupiah of the whole plan."""
        return sum(one.jumlah or 0 for one in self.kegiatan)


def compose(data: DokumenRkp) -> Page:
    """The book with its six chapters."""
    chapters = (
        *_introduction(data),
        *_finances(data),
        *_evaluation(data),
        *_priorities(data),
        *_plan(data),
        *data.end(6),
    )
    return data.bound("RENCANA KERJA PEMERINTAH DESA", "RKP", str(data.tahun), chapters)


# ------------------------------------------------------------------ BAB I


def _introduction(data: DokumenRkp) -> Iterator[Block]:
    yield from data.background()
    yield from part("C. Visi dan Misi")
    yield from _vision(data)
    yield from part("D. Maksud, Tujuan, dan Manfaat")
    for key in ("maksud", "tujuan", "manfaat"):
        yield from listed(data.text(key), "a.")
    yield from part("E. Kondisi Umum")
    yield from prose(data.text("kondisi-umum"))
    yield from hamlets(data.wilayah)
    yield from data.process(("F", "G"), "RKP", str(data.tahun))


def _vision(data: DokumenRkp) -> Iterator[Block]:
    if not data.visi and not data.misi:
        yield missing("visi dan misi dari RPJM Desa")
        return
    if data.visi:
        yield Paragraph("Visi", is_bold=True, size=SIZE, after=1.0, keep_next=True)
        yield Paragraph(data.visi, is_italic=True)
    if data.misi:
        yield Paragraph("Misi", is_bold=True, size=SIZE, after=1.0, keep_next=True)
        yield Items(data.misi, indent=4.0)


# ------------------------------------------------------------------ BAB II


def _finances(data: DokumenRkp) -> Iterator[Block]:
    yield from chapter(2, "Gambaran Umum dan Kebijakan Keuangan Desa")
    yield from part("A. Gambaran Umum Desa")
    yield from prose(data.text("gambaran-umum"))
    yield from data.key_figures()
    yield from part("B. Kebijakan Pendapatan Desa")
    yield from prose(data.text("kebijakan-pendapatan"))
    yield from ceilings(data.pagu, data.tahun)
    yield from part("C. Kebijakan Belanja Desa")
    yield from prose(data.text("kebijakan-belanja"))
    yield from part("D. Kebijakan Pembiayaan Desa")
    yield from prose(data.text("kebijakan-pembiayaan"))
    silpa = sum(one.silpa or 0 for one in data.pagu)
    if silpa:
        yield Paragraph(f"Sisa lebih perhitungan anggaran yang direncanakan: {show_money(silpa, rp=True)}.")


# ------------------------------------------------------------------ BAB III


def _evaluation(data: DokumenRkp) -> Iterator[Block]:
    yield from chapter(3, "Evaluasi Program/Kegiatan")
    yield from prose(data.text("evaluasi"))
    if not data.evaluasi:
        yield missing(f"evaluasi pelaksanaan RKP Desa tahun {data.tahun - 1}")
        return
    done = sum(one.is_terlaksana is True for one in data.evaluasi)
    planned = sum(one.anggaran or 0 for one in data.evaluasi)
    spent = sum(one.realisasi or 0 for one in data.evaluasi)
    yield Paragraph(
        f"Dari {len(data.evaluasi)} kegiatan yang dievaluasi, {done} terlaksana, dengan realisasi "
        f"{show_money(spent, rp=True)} dari anggaran {show_money(planned, rp=True)}."
    )
    yield caption(f"Evaluasi pelaksanaan RKP Desa tahun {data.tahun - 1}")
    columns = (
        Column("No", 9, Kind.CENTRED),
        Column("Jenis kegiatan", 54),
        Column("Lokasi", 32),
        Column("Nominal (Rp)", 25, Kind.MONEY),
        Column("Realisasi (Rp)", 25, Kind.MONEY),
        Column("Terlaksana", 19, Kind.TICK),
        Column("Keterangan", 31),
    )
    rows: list[Row | Band] = [
        Row(
            (
                place,
                one.nama,
                one.lokasi,
                one.anggaran,
                one.realisasi,
                one.is_terlaksana or None,
                one.keterangan,
            )
        )
        for place, one in enumerate(data.evaluasi, 1)
    ]
    rows.append(Band(Level.TOTAL, "Jumlah", values=((3, planned), (4, spent))))
    yield Table(columns, tuple(rows), "Evaluasi", 7.5)


# ------------------------------------------------------------------ BAB IV


def _priorities(data: DokumenRkp) -> Iterator[Block]:
    yield from chapter(4, "Prioritas Program Pembangunan")
    yield from part("A. Prioritas Program dan Kegiatan Skala Desa")
    yield from prose(data.text("prioritas"))
    for number, name in data.bidang:
        own = [one for one in data.kegiatan if one.bidang == number]
        if own:
            yield from _of_bidang(number, name, own)
    yield from part("B. Prioritas Program Skala Kecamatan, Kabupaten, Provinsi, dan Pusat")
    yield from prose(data.text("prioritas-atas"))
    yield from _programmes(data)
    yield from _passed_up(data)
    yield from part("C. Pagu Indikatif per Bidang")
    yield from per_bidang(data.bidang, data.kegiatan)


def _of_bidang(number: int, name: str, own: list[KegiatanRingkas]) -> Iterator[Block]:
    """The largest activities of a bidang in their order, the others counted."""
    largest = sorted(own, key=lambda one: -(one.jumlah or 0))[:_MOST_OF_BIDANG]
    shown = [one for one in own if one in largest]
    texts = [f"{one.nama}{f', {one.lokasi}' if one.lokasi else ''}" for one in shown]
    if len(own) > len(shown):
        texts.append(f"dan {len(own) - len(shown)} kegiatan lain pada Bab V")
    yield Paragraph(f"{roman(number)}. {name}", is_bold=True, size=SIZE, after=1.0, keep_next=True)
    yield Items(tuple(texts), "-", indent=6.0)


def _programmes(data: DokumenRkp) -> Iterator[Block]:
    if not data.program:
        yield missing("daftar program pemerintah, provinsi, dan kabupaten yang masuk ke desa")
        return
    yield caption("Program/kegiatan yang masuk ke desa")
    columns = (
        Column("No", 9, Kind.CENTRED),
        Column("Bidang", 34),
        Column("Nama program/kegiatan", 58),
        Column("Asal", 26),
        Column("Lokasi", 26),
        Column("Volume", 20),
        Column("Total pagu (Rp)", 26, Kind.MONEY),
    )
    rows = tuple(
        Row((place, one.bidang, one.nama, one.asal, one.lokasi, volume(one.volume, one.satuan), one.pagu))
        for place, one in enumerate(data.program, 1)
    )
    yield Table(columns, rows, "Program masuk desa", 7.5)
    yield Space(3.0)


def _passed_up(data: DokumenRkp) -> Iterator[Block]:
    if not data.durkp:
        yield missing("Daftar Usulan RKP Desa (DU-RKP)")
        return
    yield caption("Daftar Usulan RKP Desa (DU-RKP)")
    columns = (
        Column("Prioritas", 16, Kind.CENTRED),
        Column("Jenis kegiatan", 62),
        Column("Lokasi", 34),
        Column("Volume", 22),
        Column("Prakiraan biaya (Rp)", 28, Kind.MONEY),
        Column("Sumber", 24, Kind.CENTRED),
    )
    rows: list[Row | Band] = [
        Row((one.prioritas, one.nama, one.lokasi, volume(one.volume, one.satuan), one.biaya, one.sumber))
        for one in data.durkp
    ]
    rows.append(Band(Level.TOTAL, "Jumlah", values=((4, sum(one.biaya or 0 for one in data.durkp)),)))
    yield Table(columns, tuple(rows), "DU-RKP", 7.5)
    yield Space(3.0)


# ------------------------------------------------------------------ BAB V


def _plan(data: DokumenRkp) -> Iterator[Block]:
    yield from chapter(5, "Rencana Kerja dan Pendanaan")
    yield from prose(data.text("rencana-kerja"))
    yield caption(f"Rencana kegiatan dan pembiayaan tahun {data.tahun}")
    yield matrix(data.bidang, data.kegiatan, f"JUMLAH RKP DESA TAHUN {data.tahun}")
    yield in_words(data.total)
    together = [one for one in data.kegiatan if one.pola and one.pola.startswith("Kerja")]
    yield Space(2.0)
    yield Paragraph(
        "Kegiatan yang dikelola melalui kerja sama antar desa atau dengan pihak ketiga: "
        + (", ".join(one.nama for one in together) if together else "tidak ada")
        + "."
    )
    doing = sorted({one.pelaksana for one in data.kegiatan if one.pelaksana})
    if doing:
        yield Paragraph(f"Pelaksana kegiatan: {', '.join(doing)}.")
