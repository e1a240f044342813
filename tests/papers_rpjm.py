"""Made-up papers of an RPJM Desa: eight years, many activities, and what was found out about the village."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

from PIL import Image, ImageDraw

from desa_desktop.documents import kajian_rpjm, matriks_rpjm
from desa_desktop.documents.office import Cetakan, Identitas, Penanda

TURSINO = Identitas(desa="Tursino", kecamatan="Kutoarjo", kabupaten="Purworejo", provinsi="Jawa Tengah")
KEPALA = Penanda(jabatan="Kepala Desa Tursino", nama="Sutrisno Wibowo")
KETUA_TIM = Penanda(jabatan="Ketua Tim Penyusun RPJM Desa", nama="Siti Aminah")
KONSEP = Cetakan(is_konsep=True, tanggal=date(2026, 11, 22))
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
)


def activity(number: int) -> matriks_rpjm.KegiatanMatriksRpjm:
    """The activity with this number; every eleventh has almost no values."""
    bidang = number % 5 + 1
    kode, nama = SUB[bidang]
    if number % 11 == 10:
        return matriks_rpjm.KegiatanMatriksRpjm(
            bidang=bidang, kode_sub=kode, nama_sub=nama, nama=f"Kegiatan {number}"
        )
    years = tuple(range(2027 + number % 3, 2035, 1 + number % 2))
    return matriks_rpjm.KegiatanMatriksRpjm(
        bidang=bidang,
        kode_sub=kode,
        nama_sub=nama,
        nama=NAMES[number % 3],
        sdgs=(8, 9) if number % 2 else (2,),
        lokasi="Dusun Krajan RT 01 RW 02",
        volume=Decimal("250.5") if number % 2 else Decimal(12),
        satuan="m" if number % 2 else "bulan",
        sasaran="petani penggarap",
        penerima="L 120, P 98, RTM 34",
        data_eksisting="250 m rusak berat",
        target={year: f"{(year - 2026) * 125} m" for year in years},
        tahun=frozenset(years),
        biaya={year: 40_000_000 + (year - 2027) * 1_000_000 for year in years},
        sumber="DDS, ADD" if number % 2 else "DDS",
        pola=("swakelola", "kerja_sama_desa", "pihak_ketiga")[number % 3],
    )


def matriks(count: int, years: int = 8) -> matriks_rpjm.MatriksRpjm:
    """A plan of `count` activities from 2027 on."""
    return matriks_rpjm.MatriksRpjm(
        identitas=TURSINO,
        cetakan=KONSEP,
        tahun=2027,
        tahun_akhir=2026 + years,
        bidang=BIDANG,
        kegiatan=tuple(activity(number) for number in range(count)),
        kepala_desa=KEPALA,
        ketua_tim=KETUA_TIM,
        tanggal=date(2026, 11, 22),
    )


def sketch() -> bytes:
    """A small drawing: a road through a village."""
    image = Image.new("RGB", (480, 320), "white")
    pen = ImageDraw.Draw(image)
    pen.line([(0, 300), (480, 20)], fill="black", width=6)
    pen.rectangle([60, 60, 140, 120], outline="black", width=3)
    target = BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def kajian(count: int) -> kajian_rpjm.KajianRpjm:
    """What was found out, `count` rows a list."""
    keys = ("dirasakan", "parah", "pendapatan", "sering", "potensi")
    names = (
        "Dirasakan oleh banyak orang",
        "Sangat parah/mendesak",
        "Menghambat peningkatan pendapatan",
        "Sering terjadi/berulang",
        "Tersedia potensi untuk memecahkan masalah",
    )
    groups = ("Pertanian", "Pertanian", "Kesehatan")
    return kajian_rpjm.KajianRpjm(
        identitas=TURSINO,
        cetakan=KONSEP,
        tahun=2027,
        tahun_akhir=2034,
        kepala_desa=KEPALA,
        ketua_tim=KETUA_TIM,
        musim=tuple(
            kajian_rpjm.BarisMusim(
                uraian=("Kekurangan air bersih", "Panen padi", "Demam berdarah")[number % 3],
                bulan=frozenset({1, 2, 3} if number % 2 else {7, 8, 9, 10}),
            )
            for number in range(count)
        ),
        lembaga=tuple(
            kajian_rpjm.BarisLembaga(
                lembaga=("PKK", "Karang Taruna", "Gapoktan")[number % 3],
                peran="Menggerakkan posyandu dan dasawisma",
                masalah="Kader belum terlatih",
                potensi="60 kader aktif",
            )
            for number in range(count)
        ),
        masalah=tuple(
            kajian_rpjm.BarisMasalah(
                kategori=groups[number % 3],
                masalah="Saluran irigasi bocor",
                penyebab="Dinding tanah tergerus",
                potensi="Batu kali dan tenaga gotong royong",
                tindakan=NAMES[number % 3],
                nilai=dict(zip(keys, (5, 4, 4, 3, 5 - number % 3), strict=True)),
                jumlah=21 - number % 3,
                peringkat=number + 1,
            )
            for number in range(count)
        ),
        kriteria=tuple(zip(keys, names, strict=True)),
        sketsa=sketch() if count else None,
        tanggal=date(2026, 11, 22),
    )


PAGES = {
    "rpjm": lambda count: matriks_rpjm.compose(matriks(count)),
    "rpjm-b2": lambda count: matriks_rpjm.compose_b2(matriks(count)),
    "rpjm-b3": lambda count: matriks_rpjm.compose_b3(matriks(count)),
    "kalender-musim": lambda count: kajian_rpjm.compose_musim(kajian(count)),
    "kelembagaan": lambda count: kajian_rpjm.compose_lembaga(kajian(count)),
    "masalah": lambda count: kajian_rpjm.compose_masalah(kajian(count)),
    "peringkat-tindakan": lambda count: kajian_rpjm.compose_peringkat(kajian(count)),
    "sketsa-desa": lambda count: kajian_rpjm.compose_sketsa(kajian(count)),
}
"""Every kind of document, composed with so many rows."""
