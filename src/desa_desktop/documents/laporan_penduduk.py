"""Laporan Perkembangan Penduduk: what changed in a month, as the village sends it on. F4 landscape."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desa_desktop.documents.blocks import (
    Band,
    Cell,
    Column,
    Heading,
    Kind,
    Level,
    Page,
    Paragraph,
    Row,
    Signatures,
    Table,
)
from desa_desktop.documents.office import Cetakan, Identitas, Penanda, file_name, page, place_and_date
from desa_desktop.domain.statistik.rekap import BarisRekap, Orang, Rekap


@dataclass(frozen=True, slots=True, kw_only=True)
class LaporanPenduduk:
    """The balance of one month with its opening and closing."""

    identitas: Identitas
    cetakan: Cetakan
    rekap: Rekap
    kepala_desa: Penanda
    sekretaris: Penanda
    tanggal: date | None = None


def compose(data: LaporanPenduduk) -> Page:
    """Opening, births, arrivals, deaths, departures, closing; then the same by dusun in one line each."""
    desa, rekap = data.identitas.desa, data.rekap
    state = "" if rekap.is_tertutup else "Bulan ini belum ditutup; angkanya masih bisa berubah. "
    note = f"{state}{rekap.sentence}"
    if rekap.antardusun:
        note += (
            f" {rekap.antardusun.jumlah} orang pindah antardusun; mereka ada di kolom datang dan pindah "
            "dusunnya, tetapi tidak mengubah jumlah penduduk desa."
        )
    return page(
        f"LaporanPenduduk_{rekap.bulan.tahun}-{rekap.bulan.bulan:02d}_{file_name(desa)}",
        f"Laporan Perkembangan Penduduk {rekap.bulan} Desa {desa}",
        data.identitas,
        data.cetakan,
        (
            Heading(
                (
                    "LAPORAN PERKEMBANGAN PENDUDUK",
                    f"BULAN {str(rekap.bulan).upper()}",
                    data.identitas.heading,
                )
            ),
            Table(_COLUMNS, tuple(_rows(rekap)), "Perkembangan", 9.0),
            Paragraph("Menurut dusun", is_bold=True, before=4.0, keep_next=True),
            Table(
                _BY_DUSUN,
                (*(_dusun(n, one) for n, one in enumerate(rekap.baris, 1)), _sum(rekap)),
                "Dusun",
                8.0,
            ),
            Paragraph(note, size=9.0, before=3.0, keep_next=True),
            Signatures(
                (
                    data.kepala_desa.signer("MENGETAHUI"),
                    data.sekretaris.signer(place_and_date(desa, data.tanggal)),
                )
            ),
        ),
        is_landscape=True,
        size=10.0,
    )


_COLUMNS = (
    Column("No", 10, Kind.CENTRED),
    Column("Perincian", 78),
    Column("L", 18, Kind.NUMBER, "WNA"),
    Column("P", 18, Kind.NUMBER, "WNA"),
    Column("L", 18, Kind.NUMBER, "WNI"),
    Column("P", 18, Kind.NUMBER, "WNI"),
    Column("L", 20, Kind.NUMBER, "Jumlah"),
    Column("P", 20, Kind.NUMBER, "Jumlah"),
    Column("L+P", 22, Kind.NUMBER, "Jumlah"),
    Column("Keluarga (KK)", 24, Kind.NUMBER),
)


def _rows(rekap: Rekap) -> list[Row]:
    total, inside = rekap.total, rekap.antardusun
    lines: list[tuple[str, Orang, int | None]] = [
        ("Penduduk awal bulan", total.awal, total.kk_awal),
        ("Lahir", total.lahir, None),
        ("Datang", total.datang - inside, None),
        ("Meninggal", total.mati, None),
        ("Pindah, termasuk hilang dan pergi", total.pindah - inside, None),
    ]
    if total.selisih:
        lines.append(("Berubah di register tanpa peristiwa", total.selisih, None))
    lines.append(("Penduduk akhir bulan", total.akhir, total.kk_akhir))
    return [Row((number, name, *_of(people), kk)) for number, (name, people, kk) in enumerate(lines, 1)]


def _of(people: Orang) -> tuple[Cell, ...]:
    """The numbers of a line; people without a sex are only in L+P."""
    named = (people.wna_l, people.wna_p, people.wni_l, people.wni_p)
    return (*named, people.l, people.p, people.jumlah)


_BY_DUSUN = (
    Column("No", 10, Kind.CENTRED),
    Column("Dusun", 46),
    Column("Awal", 20, Kind.NUMBER),
    Column("Lahir", 18, Kind.NUMBER),
    Column("Datang", 18, Kind.NUMBER),
    Column("Meninggal", 18, Kind.NUMBER),
    Column("Pindah", 18, Kind.NUMBER),
    Column("Akhir", 20, Kind.NUMBER),
    Column("KK", 16, Kind.NUMBER),
    Column("Ket.", 90),
)


def _dusun(number: int, one: BarisRekap) -> Row:
    return Row((number, one.nama, *_line(one), "; ".join(one.catatan)))


def _line(one: BarisRekap) -> tuple[int, ...]:
    events = (one.lahir.jumlah, one.datang.jumlah, one.mati.jumlah, one.pindah.jumlah)
    return (one.awal.jumlah, *events, one.akhir.jumlah, one.kk_akhir)


def _sum(rekap: Rekap) -> Band:
    return Band(Level.TOTAL, "JUMLAH", values=tuple(enumerate(_line(rekap.total), 2)))
