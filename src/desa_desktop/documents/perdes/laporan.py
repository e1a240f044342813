"""Laporan Tim Penyusun RKP Desa: what the team did, step by step, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from desa_desktop.documents.blocks import (
    Align,
    Block,
    Column,
    Heading,
    Items,
    Kind,
    Mark,
    Page,
    Paragraph,
    Row,
    Signatures,
    Space,
    Table,
)
from desa_desktop.documents.office import (
    Cetakan,
    Identitas,
    Penanda,
    file_name,
    page,
    place_and_date,
    roman,
)
from desa_desktop.documents.perdes.bab import (
    SIZE,
    Anggota,
    KegiatanRingkas,
    PaguSumber,
    Tahap,
    ceilings,
    listed,
    members,
    per_bidang,
    prose,
    steps,
)
from desa_desktop.domain.wording import show_date


@dataclass(frozen=True, slots=True, kw_only=True)
class LaporanRkp:
    """Everything in the report. `hasil` are (step, what came of it); `catatan` are open points."""

    identitas: Identitas
    cetakan: Cetakan
    tahun: int
    kepala_desa: Penanda
    ketua_tim: Penanda
    bidang: tuple[tuple[int, str], ...]
    teks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    nomor_sk: str = ""
    tanggal_sk: date | None = None
    tim: tuple[Anggota, ...] = ()
    tahapan: tuple[Tahap, ...] = ()
    hasil: tuple[tuple[str, str], ...] = ()
    pagu: tuple[PaguSumber, ...] = ()
    kegiatan: tuple[KegiatanRingkas, ...] = ()
    catatan: tuple[str, ...] = ()
    tanggal: date | None = None


def compose(data: LaporanRkp) -> Page:
    """The report, F4 portrait."""
    desa = data.identitas.desa
    blocks: list[Block] = [
        Heading(
            (
                "LAPORAN TIM PENYUSUN",
                f"RENCANA KERJA PEMERINTAH DESA TAHUN {data.tahun}",
                data.identitas.heading,
            )
        ),
        *_basis(data),
        *_course(data),
        *_result(data),
        *_close(data),
    ]
    return page(
        f"LaporanTimRKPDes_{data.tahun}_{file_name(desa)}",
        f"Laporan Tim Penyusun RKP Desa {data.tahun} Desa {desa}",
        data.identitas,
        data.cetakan,
        tuple(blocks),
        size=SIZE,
    )


def _head(number: int, title: str) -> Iterator[Block]:
    label = f"{roman(number)}. {title}"
    yield Mark(label)
    yield Paragraph(label.upper(), is_bold=True, size=11.0, before=3.0, after=1.5, keep_next=True)


def _basis(data: LaporanRkp) -> Iterator[Block]:
    yield from _head(1, "Pendahuluan")
    yield from prose(data.teks.get("pendahuluan", ()))
    yield from _head(2, "Dasar")
    yield from listed(data.teks.get("dasar", ()))
    if data.nomor_sk:
        day = f" tanggal {show_date(data.tanggal_sk)}" if data.tanggal_sk else ""
        yield Paragraph(f"Tim dibentuk dengan Keputusan Kepala Desa Nomor {data.nomor_sk}{day}.")
    yield from members(data.tim, "Susunan tim")


def _course(data: LaporanRkp) -> Iterator[Block]:
    yield from _head(3, "Pelaksanaan Tahapan")
    yield from prose(data.teks.get("pelaksanaan", ()))
    yield from steps(data.tahapan, "Tahapan yang sudah dilaksanakan")


def _result(data: LaporanRkp) -> Iterator[Block]:
    yield from _head(4, "Hasil")
    yield from prose(data.teks.get("hasil", ()))
    if data.hasil:
        columns = (Column("No", 9, Kind.CENTRED), Column("Langkah", 62), Column("Hasil", 104))
        rows = tuple(Row((place, step, said)) for place, (step, said) in enumerate(data.hasil, 1))
        yield Table(columns, rows, "Hasil per langkah", 8.5)
        yield Space(3.0)
    yield from ceilings(data.pagu, data.tahun)
    yield Paragraph("Rencana biaya per bidang", is_bold=True, size=9.5, after=1.0, keep_next=True)
    yield from per_bidang(data.bidang, data.kegiatan)


def _close(data: LaporanRkp) -> Iterator[Block]:
    yield from _head(5, "Catatan dan Tindak Lanjut")
    if data.catatan:
        yield Items(data.catatan)
    else:
        yield Paragraph("Tidak ada catatan yang belum diselesaikan.")
    yield from _head(6, "Penutup")
    for text in data.teks.get("penutup", ()):
        yield Paragraph(text, align=Align.JUSTIFY, keep_next=True)
    yield Signatures(
        (
            data.kepala_desa.signer("Mengetahui,"),
            data.ketua_tim.signer(place_and_date(data.identitas.desa, data.tanggal)),
        )
    )
