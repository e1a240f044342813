"""Made-up papers for the golden pages: 3, 40 or 400 activities, short and very long texts."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from pathlib import Path

from desa_desktop.documents import matriks_rkp
from desa_desktop.documents.office import Cetakan, Identitas, Penanda

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
TURSINO = Identitas(
    desa="Tursino", kecamatan="Kutoarjo", kabupaten="Purworejo", provinsi="Jawa Tengah", alamat="Jalan Desa 1"
)
KEPALA = Penanda(jabatan="Kepala Desa Tursino", nama="Sutrisno Wibowo")
KETUA_TIM = Penanda(jabatan="Ketua Tim Penyusun RKP Desa", nama="Siti Aminah")
KONSEP = Cetakan(is_konsep=True, tanggal=date(2026, 11, 22))
SAH = Cetakan(tanggal=date(2026, 11, 22), kode="RKP-2027-r01", qr="DD1 RKP-2027-r01 8d3f")
BIDANG = (
    (1, "Penyelenggaraan Pemerintahan Desa"),
    (2, "Pelaksanaan Pembangunan Desa"),
    (3, "Pembinaan Kemasyarakatan Desa"),
    (4, "Pemberdayaan Masyarakat Desa"),
    (5, "Penanggulangan Bencana, Keadaan Darurat dan Mendesak"),
)
SUB = {
    1: ("01.01", "Penyelenggaraan Belanja Penghasilan Tetap, Tunjangan dan Operasional Pemerintahan Desa"),
    2: ("02.03", "Pekerjaan Umum dan Penataan Ruang"),
    3: ("03.02", "Kebudayaan dan Keagamaan"),
    4: ("04.03", "Peningkatan Kapasitas Aparatur Desa"),
    5: ("05.01", "Penanggulangan Bencana"),
}
NAMES = (
    "Pembangunan jalan usaha tani",
    "Posyandu balita dan lansia",
    "Rehabilitasi saluran irigasi tersier Dusun Krajan sampai batas Desa Sokoharjo tahap kedua",
    "Pelatihan pembuatan pakan ternak",
)


def activity(number: int) -> matriks_rkp.KegiatanMatriks:
    """The activity with this number; every fifth has two sources, every eleventh almost no values."""
    bidang = number % 5 + 1
    kode, nama = SUB[bidang]
    if number % 11 == 10:
        return matriks_rkp.KegiatanMatriks(bidang=bidang, kode_sub=kode, nama_sub=nama, nama=f"Kegiatan {number}")
    amounts = (12_500_000 + number * 10_000, 7_250_000) if number % 5 == 0 else (45_000_000 + number * 1_000,)
    return matriks_rkp.KegiatanMatriks(
        bidang=bidang,
        kode_sub=kode,
        nama_sub=nama,
        nama=NAMES[number % 4],
        sdgs=(8, 9) if number % 2 else (2,),
        data_eksisting="250 m rusak berat",
        target="selesai 250 m",
        lokasi="Dusun Krajan RT 01 RW 02",
        volume=Decimal("250.5") if number % 2 else Decimal(12),
        satuan="m" if number % 2 else "bulan",
        sasaran="petani",
        penerima="L 120, P 98, RTM 34",
        waktu="Mei–Agustus",
        biaya=tuple(
            matriks_rkp.BiayaSumber(jumlah=jumlah, sumber=sumber)
            for jumlah, sumber in zip(amounts, ("DDS", "ADD"), strict=False)
        ),
        pola=("swakelola", "kerja_sama_desa", "pihak_ketiga")[number % 3],
        rencana="Kaur Perencanaan",
    )


def matriks(count: int, cetakan: Cetakan = KONSEP) -> matriks_rkp.MatriksRkp:
    """A plan of `count` activities."""
    return matriks_rkp.MatriksRkp(
        identitas=TURSINO,
        cetakan=cetakan,
        tahun=2027,
        bidang=BIDANG,
        kegiatan=tuple(activity(number) for number in range(count)),
        kepala_desa=KEPALA,
        ketua_tim=KETUA_TIM,
        tanggal=date(2026, 11, 22),
    )
