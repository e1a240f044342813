"""The citizen's page of a made-up proposal, for the golden pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from desa_desktop.documents import jejak_usulan
from desa_desktop.documents.office import Cetakan, Identitas, Penanda

STEPS = (
    ("12 Agustus 2026", "Musyawarah", "Musrenbangdes: Ditunda", "Dana belum cukup tahun ini.", "Ditunda"),
    (
        "Tahun 2028",
        "Diusulkan lagi",
        "Diusulkan lagi untuk 2028 sebagai usulan nomor 3",
        "Krajan",
        "Selesai",
    ),
    ("1 Juli 2028", "Jawaban kabupaten", "Jawaban kabupaten: Ditolak", "Bukan jalan kabupaten.", "Ditolak"),
)


def data(count: int) -> jejak_usulan.JejakUsulan:
    """A proposal with so many stations after the first."""
    steps = [("Tahun 2027", "Gagasan", "Diusulkan untuk 2027 sebagai usulan nomor 7", "Krajan", "Selesai")]
    steps += [STEPS[number % len(STEPS)] for number in range(count)]
    return jejak_usulan.JejakUsulan(
        identitas=Identitas(
            desa="Tursino",
            kecamatan="Kutoarjo",
            kabupaten="Purworejo",
            provinsi="Jawa Tengah",
            alamat="Jalan Desa 1",
        ),
        cetakan=Cetakan(tanggal=date(2026, 11, 22)),
        tahun=2027,
        nomor=7,
        uraian="Pembangunan talud jalan Dusun Krajan RT 03 sampai batas Desa Sokoharjo",
        dusun="Krajan",
        lokasi="RT 03/RW 01",
        volume=Decimal("120.5"),
        satuan="m",
        posisi="Jawaban kabupaten: Ditolak. Alasan: Bukan jalan kabupaten.",
        langkah=tuple(
            jejak_usulan.LangkahCetak(kapan=a, tahap=b, judul=c, keterangan=d, keadaan=e)
            for a, b, c, d, e in steps
        ),
        gabungan=("Usulan nomor 4 tahun 2027: Talud RT 04",),
        penanda=Penanda(jabatan="Sekretaris Desa", nama="Lestari Wulandari"),
        tanggal=date(2026, 11, 22),
    )


PAGES: Mapping[str, Callable[[int], Any]] = {"jejak-usulan": lambda count: jejak_usulan.compose(data(count))}
