"""Made-up papers for the golden pages: 3, 40 or 400 activities, short and very long texts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber

import papers_isian
import papers_jejak
import papers_musyawarah
import papers_penduduk
import papers_perdes
import papers_rencana
import papers_rpjm
from desa_desktop.documents import (
    berita_acara,
    daftar_hadir,
    daftar_kiriman,
    daftar_usulan,
    durkp,
    isi_kiriman,
    kartu_kunci,
    kit_pemulihan,
    kompilasi_durkp,
    matriks_rkp,
    pengantar_kiriman,
    tanda_terima,
)
from desa_desktop.documents.office import Cetakan, Identitas, Penanda

MM = 72 / 25.4
FONTS = Path(__file__).parents[1] / "resources" / "fonts"
TURSINO = Identitas(
    desa="Tursino", kecamatan="Kutoarjo", kabupaten="Purworejo", provinsi="Jawa Tengah", alamat="Jalan Desa 1"
)
KUTOARJO = Identitas(kecamatan="Kutoarjo", kabupaten="Purworejo", provinsi="Jawa Tengah")
CAMAT = Penanda(jabatan="Camat Kutoarjo", nama="Hari Santoso", nomor="NIP 19700101 199001 1 001")
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
        return matriks_rkp.KegiatanMatriks(
            bidang=bidang, kode_sub=kode, nama_sub=nama, nama=f"Kegiatan {number}"
        )
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
        penerima_l=120,
        penerima_p=98,
        penerima_rtm=34,
        waktu="Mei–Agustus",
        durasi="4 Bulan",
        mulai="Mei",
        selesai="Agustus",
        biaya=tuple(
            matriks_rkp.BiayaSumber(jumlah=jumlah, sumber=sumber)
            for jumlah, sumber in zip(amounts, ("DDS", "ADD"), strict=False)
        ),
        pola=("swakelola", "kerja_sama_desa", "pihak_ketiga")[number % 3],
        rencana="Kaur Perencanaan",
        pelaksana="Kaur Perencanaan",
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


def durkp_data(count: int, cetakan: Cetakan = SAH) -> durkp.DataDurkp:
    """A DU-RKP of `count` proposals over four bidang."""
    return durkp.DataDurkp(
        identitas=TURSINO,
        cetakan=cetakan,
        tahun=2027,
        bidang=BIDANG[:4],
        baris=tuple(
            durkp.BarisDurkp(
                bidang=number % 4 + 1,
                prioritas=number + 1 if number % 7 else None,
                nama=NAMES[number % 4],
                kode_sub="02.03",
                sdgs=(6, 9),
                data_eksisting="250 m rusak berat",
                lokasi="Dusun Krajan",
                volume=Decimal(number * 10 + 5),
                satuan="m",
                penerima="L 120, P 98, RTM 34",
                waktu="Juni 2027",
                biaya=150_000_000 + number,
                sumber=("APBD KAB", "APBD PROV")[number % 2],
                opd="Dinas PUPR" if number % 2 else "",
            )
            for number in range(count)
        ),
        kepala_desa=KEPALA,
        ketua_tim=KETUA_TIM,
        pagu=None,
        tanggal=date(2026, 11, 22),
    )


def berita_acara_data(count: int, cetakan: Cetakan = KONSEP) -> berita_acara.BeritaAcara:
    """The minutes of a Musrenbangdes with `count` proposals."""
    words = ("disepakati", "ditunda", "tidak_disepakati", "diteruskan")
    return berita_acara.BeritaAcara(
        identitas=TURSINO,
        cetakan=cetakan,
        jenis="musrenbangdes",
        perihal="Penyusunan RKP Desa Tahun 2027",
        tahun=2027,
        tanggal=date(2026, 11, 22),
        mulai=time(9, 0),
        selesai=time(12, 30),
        tempat="Balai Desa Tursino",
        undangan=40,
        hadir=(
            berita_acara.UnsurHadir(unsur="tokoh masyarakat", jumlah_l=9, jumlah_p=2),
            berita_acara.UnsurHadir(unsur="perwakilan kelompok perempuan", jumlah_p=7),
            berita_acara.UnsurHadir(unsur="perwakilan kelompok tani", jumlah_l=6),
        ),
        materi=("Rancangan RKP Desa Tahun 2027", "Daftar Usulan RKP Desa Tahun 2027"),
        pimpinan=berita_acara.Orang(nama="Bambang Irawan", dari="BPD"),
        notulis=berita_acara.Orang(nama="Rina Lestari", dari="LPMD"),
        narasumber=(berita_acara.Orang(nama="Agus Salim", dari="Kecamatan Kutoarjo"),),
        peringkat=tuple(
            berita_acara.UsulanPeringkat(
                peringkat=number + 1,
                usulan=NAMES[number % 4],
                dusun="Krajan",
                skor=Decimal("4.25") - Decimal(number) / 100,
                biaya=45_000_000,
                putusan=words[number % 4],
                alasan="lahan belum siap" if number % 4 == 1 else "",
            )
            for number in range(count)
        ),
        keputusan=("Rancangan RKP Desa Tahun 2027 disepakati menjadi RKP Desa.",),
        penanda=(
            Penanda(jabatan="Kepala Desa Tursino", nama="Sutrisno Wibowo"),
            Penanda(jabatan="Wakil Masyarakat"),
            Penanda(jabatan="Ketua BPD", nama="Bambang Irawan"),
        ),
        wakil=(berita_acara.Orang(nama="Dewi Kartika", dari="Dusun Krajan"),),
    )


def daftar_hadir_data(count: int, cetakan: Cetakan = SAH) -> daftar_hadir.DaftarHadir:
    """The attendance list of `count` people and ten empty rows."""
    return daftar_hadir.DaftarHadir(
        identitas=TURSINO,
        cetakan=cetakan,
        acara="Musrenbangdes Penyusunan RKP Desa Tahun 2027",
        tanggal=date(2026, 11, 22),
        mulai=time(9, 0),
        tempat="Balai Desa Tursino",
        hadirin=tuple(
            daftar_hadir.Hadirin(
                nama=f"Peserta {number}",
                jk="LP"[number % 2],
                keterangan="Dusun Krajan / kelompok tani / ketua",
            )
            for number in range(1, count + 1)
        ),
        penanda=(Penanda(jabatan="Notulis", nama="Rina Lestari"),),
    )


def daftar_usulan_data(count: int, cetakan: Cetakan = KONSEP) -> daftar_usulan.DaftarUsulan:
    """`count` proposals over three hamlets."""
    hamlets = ("Krajan", "Sokoharjo", "")
    return daftar_usulan.DaftarUsulan(
        identitas=TURSINO,
        cetakan=cetakan,
        tahun=2027,
        dusun=("Sokoharjo", "Krajan"),
        usulan=tuple(
            daftar_usulan.BarisUsulan(
                nomor=number + 1,
                uraian=NAMES[number % 4],
                dusun=hamlets[number % 3],
                bidang="Pelaksanaan Pembangunan Desa",
                masalah="Jalan rusak dan licin di musim hujan",
                lokasi="RT 01 RW 02",
                volume=Decimal("12.5"),
                satuan="m",
                biaya=25_000_000,
                penerima_l=120,
                penerima_p=98,
                pengusul="Kelompok tani Makmur",
                status="Diusulkan",
            )
            for number in range(count)
        ),
        kepala_desa=KEPALA,
        penyusun=KETUA_TIM,
        tanggal=date(2026, 11, 22),
    )


def kompilasi_data(count: int, cetakan: Cetakan = SAH) -> kompilasi_durkp.KompilasiDurkp:
    """`count` proposals of two villages for three offices, in the order of the list."""
    villages = ("Tursino", "Sokoharjo", "Kaligesing")
    offices = ("Pekerjaan Umum dan Penataan Ruang", "Kesehatan", "")
    ranks = (1, 0, 2)
    order = sorted(range(count), key=lambda number: (ranks[number % 3], villages[number % 2], number))
    return kompilasi_durkp.KompilasiDurkp(
        identitas=KUTOARJO,
        cetakan=cetakan,
        tahun=2027,
        baris=tuple(
            kompilasi_durkp.BarisKompilasi(
                nomor=place,
                desa=villages[number % 2],
                urusan=offices[number % 3],
                uraian=NAMES[number % 4],
                lokasi="Dusun Krajan",
                volume=Decimal(100),
                satuan="m",
                biaya=90_000_000 + number,
                penerima_l=10,
                penerima_p=12,
                prioritas=number + 1,
                skor=Decimal("3.75"),
                sumber="APBD KAB",
            )
            for place, number in enumerate(order, 1)
        ),
        sumber=tuple(
            kompilasi_durkp.SumberKompilasi(
                desa=desa,
                nomor_kiriman=41,
                revisi="r01",
                tanggal=date(2026, 11, 20),
                digest="8d3f 91aa",
                baris=1,
            )
            for desa in villages[:2]
        ),
        belum=("Kaligesing",),
        penanda=CAMAT,
        tanggal=date(2026, 11, 22),
    )


def pengantar_data(count: int = 3) -> pengantar_kiriman.PengantarKiriman:
    """A kiriman of the village with plans, proposals and meetings."""
    names = ("RKP Desa", "DU-RKP Desa", "Daftar Usulan", "Musyawarah", "Profil Desa")
    states = ("disahkan", "konsep", "dicabut")
    return pengantar_kiriman.PengantarKiriman(
        identitas=TURSINO,
        cetakan=SAH,
        kode="3306992001",
        nama="Tursino",
        kepada="Kecamatan Kutoarjo",
        nomor=41,
        pada=datetime(2026, 11, 20, 10, 15, tzinfo=UTC),
        mode="pending",
        baris=tuple(
            isi_kiriman.BarisIsi(
                dokumen=names[place % 5], keadaan=states[place // 5 % 3], jumlah=place % 4 + 1
            )
            for place in range(count)
        ),
        bercabang=1,
        umpan_balik=12,
        nomor_kunci="05243 52067 44081 13062 90350 74010",
        kode_lembar="2097 0792 6094",
        digest="5f2c" * 16,
        berkas="D-3306992001-Tursino-0041-7K2M.kirim",
        penanda=papers_isian.SEKDES,
    )


def tanda_terima_data(count: int = 3) -> tanda_terima.TandaTerima:
    """The receipt for that kiriman, with numbers that have not come."""
    sent = pengantar_data(count)
    return tanda_terima.TandaTerima(
        identitas=KUTOARJO,
        cetakan=SAH,
        kode=sent.kode,
        desa=sent.nama,
        laptop="Laptop Sekdes",
        nomor=sent.nomor,
        dibuat=sent.pada,
        diterima=datetime(2026, 11, 21, 2, 30, tzinfo=UTC),
        oleh="Ratna Dewi",
        berkas=sent.berkas,
        baris=sent.baris,
        hilang="38–39",
        kode_terima="4437-0798",
        kode_lembar=sent.kode_lembar,
        digest=sent.digest,
    )


def daftar_kiriman_data(count: int = 3) -> daftar_kiriman.DaftarKiriman:
    """`count` kiriman: accepted, refused, sent."""
    return daftar_kiriman.DaftarKiriman(
        identitas=KUTOARJO,
        cetakan=SAH,
        tahun=2026,
        desa="",
        baris=tuple(
            daftar_kiriman.BarisKiriman(
                tanggal=date(2026, 11, 20),
                is_keluar=place % 3 == 2,
                desa="Tursino",
                laptop="" if place % 3 == 2 else "Laptop Sekdes",
                nomor=place + 1,
                isi="DU-RKP Desa 2027 r01, RKP Desa 2027 r01",
                keadaan=("Diterima", "Ditolak: salah tahun", "Ditulis ke FLASHDISK-KEC")[place % 3],
                is_diterima=place % 3 == 0,
                kode_terima="4437-0798" if place % 3 == 0 else "",
            )
            for place in range(count)
        ),
        penanda=CAMAT,
    )


def kartu_data(jenis: kartu_kunci.JenisKartu, cetakan: Cetakan = SAH) -> kartu_kunci.KartuKunci:
    """A card with made-up digits."""
    return kartu_kunci.KartuKunci(
        identitas=TURSINO,
        cetakan=cetakan,
        jenis=jenis,
        kode="3306992001",
        nama="Desa Tursino",
        nomor_kunci="05243 52067 18834 90021 77165 40092",
        label="Laptop Sekdes",
        sejak=date(2026, 11, 22),
        penanda=KEPALA,
    )


def kit_data(angka: str = "31415 59266 53582 97939 23847 62640") -> kit_pemulihan.KitPemulihan:
    """A sheet with made-up digits."""
    return kit_pemulihan.KitPemulihan(
        identitas=TURSINO,
        cetakan=SAH,
        kode="3306992001",
        nama="Desa Tursino",
        angka=angka,
        label="Laptop Sekdes",
        penanda=KEPALA,
    )


PAGES = {
    "matriks-rkp": lambda count: matriks_rkp.compose(matriks(count)),
    "matriks-rkp-a1": lambda count: matriks_rkp.compose_a1(matriks(count)),
    "matriks-rkp-lpr": lambda count: matriks_rkp.compose_lpr(matriks(count)),
    "matriks-rkp-a3": lambda count: matriks_rkp.compose_a3(matriks(count)),
    "durkp-c2": lambda count: durkp.compose_c2(durkp_data(count)),
    "durkp-c3": lambda count: durkp.compose_c3(durkp_data(count)),
    "durkp": lambda count: durkp.compose(durkp_data(count)),
    "berita-acara": lambda count: berita_acara.compose(berita_acara_data(count)),
    "daftar-hadir": lambda count: daftar_hadir.compose(daftar_hadir_data(count)),
    "daftar-usulan": lambda count: daftar_usulan.compose(daftar_usulan_data(count)),
    "kompilasi-durkp": lambda count: kompilasi_durkp.compose(kompilasi_data(count)),
    "pengantar-kiriman": lambda count: pengantar_kiriman.compose(pengantar_data(count)),
    "tanda-terima": lambda count: tanda_terima.compose(tanda_terima_data(count)),
    "daftar-kiriman": lambda count: daftar_kiriman.compose(daftar_kiriman_data(count)),
    "kartu-kunci": lambda count: kartu_kunci.compose(kartu_data(kartu_kunci.JenisKartu.KECAMATAN)),
    "kit-pemulihan": lambda count: kit_pemulihan.compose(kit_data()),
    **papers_jejak.PAGES,
    **papers_musyawarah.PAGES,
    **papers_penduduk.PAGES,
    **papers_isian.PAGES,
    **papers_rencana.PAGES,
    **papers_perdes.PAGES,
    **papers_rpjm.PAGES,
}
"""Every kind of document, composed with so many rows."""


def is_level(thing: Mapping[str, Any]) -> bool:
    """Whether a thing on the page lies straight, which the watermark's letters do not."""
    return "matrix" not in thing or thing["matrix"][1] == 0


def picture(data: bytes) -> str:
    """The pages as text: each line with its height and left edge in whole mm, words as they stand."""
    lines = []
    with pdfplumber.open(BytesIO(data)) as book:
        for number, page in enumerate(book.pages, 1):
            lines.append(f"== {number}: {round(page.width / MM)} x {round(page.height / MM)} mm")
            level: dict[int, list[tuple[int, str]]] = {}
            for word in page.filter(is_level).extract_words(y_tolerance=1):
                place = level.setdefault(round(float(word["top"]) / MM), [])
                place.append((round(float(word["x0"]) / MM), str(word["text"])))
            lines += [
                f"{y:4d} " + " ".join(f"{x}:{text}" for x, text in sorted(words))
                for y, words in sorted(level.items())
            ]
    return "\n".join(lines) + "\n"
