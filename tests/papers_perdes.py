"""Made-up regulations and books of plans for the golden pages, with the texts that are shipped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from desa_desktop.documents import daftar_tugas, infografis, kalender
from desa_desktop.documents.office import Cetakan, Identitas, Penanda
from desa_desktop.documents.perdes import bab, dokumen_rkp, dokumen_rpjm, laporan, peraturan
from desa_desktop.domain.batang_tubuh import read_bab
from desa_desktop.domain.grafik_kalender import Acara, TandaHari
from desa_desktop.domain.naskah import Naskah, read_naskah
from desa_desktop.domain.naskah_rencana import BLOK, DOKUMEN, LAPORAN

RULES = Path(__file__).parents[1] / "resources" / "rules"
TURSINO = Identitas(
    desa="Tursino", kecamatan="Kutoarjo", kabupaten="Purworejo", provinsi="Jawa Tengah", alamat="Jalan Desa 1"
)
KEPALA = Penanda(jabatan="Kepala Desa", nama="Sutrisno Wibowo")
SEKDES = Penanda(jabatan="Sekretaris Desa", nama="Lestari Wulandari")
KONSEP = Cetakan(is_konsep=True, tanggal=date(2026, 11, 22))
SAH = Cetakan(tanggal=date(2026, 11, 22), kode="01a2b3c4-r01")
BIDANG = (
    (1, "Penyelenggaraan Pemerintahan Desa"),
    (2, "Pelaksanaan Pembangunan Desa"),
    (3, "Pembinaan Kemasyarakatan Desa"),
    (4, "Pemberdayaan Masyarakat Desa"),
    (5, "Penanggulangan Bencana, Keadaan Darurat dan Mendesak"),
)
NAMES = (
    "Pembangunan jalan usaha tani",
    "Penyelenggaraan posyandu balita dan lansia",
    "Rehabilitasi saluran irigasi tersier Dusun Krajan sampai batas Desa Sokoharjo tahap kedua",
    "Pelatihan pembuatan pakan ternak",
)
VALUES = {
    "desa": "Tursino",
    "kecamatan": "Kutoarjo",
    "kabupaten": "Purworejo",
    "provinsi": "Jawa Tengah",
    "alamat": "Jalan Desa 1",
    "tahun": "2027",
    "tahun_lalu": "2026",
    "tahun_awal": "2026",
    "tahun_akhir": "2033",
    "lama": "8 (delapan)",
    "judul": "Perubahan atas Peraturan Desa Tursino Nomor 7 Tahun 2026",
    "rapat": "pada tanggal 12 Agustus 2026 di Balai Desa",
    "dasar_perubahan": "terjadi banjir pada tanggal 3 Februari 2027",
    "perdes_murni": "7 Tahun 2026",
    "perdes_diubah": "7 Tahun 2026 tentang Rencana Kerja Pemerintah Desa Tahun 2027",
    "perdes_rpjm": "3 Tahun 2026",
    "jumlah_kegiatan": "33",
    "jumlah_biaya": "Rp1.270.000.000",
}


def naskah() -> Naskah:
    """The texts as they are shipped."""
    files = sorted(RULES.glob("naskah-*.json"))
    return read_naskah(*(one.read_text(encoding="utf-8") for one in files))


def texts(jenis: str, paper: str) -> dict[str, tuple[str, ...]]:
    """The filled texts of one paper by the last part of their key."""
    known = naskah()
    return {
        one.kunci.partition(".")[2]: known.isi(one.kunci, VALUES)
        for one in BLOK[jenis]
        if one.kelompok == paper
    }


def perdes(jenis: str = "rkp", cetakan: Cetakan = KONSEP, **more: Any) -> peraturan.Perdes:
    """The regulation with the shipped articles; `prefix` in `more` takes those of another (a change)."""
    known = naskah()
    prefix = more.pop("prefix", f"perdes-{jenis}")
    chapters = [one.kunci for one in BLOK[jenis] if one.kunci.startswith(f"{prefix}.bab-")]
    title = (
        "Rencana Kerja Pemerintah Desa Tahun 2027"
        if jenis == "rkp"
        else "Rencana Pembangunan Jangka Menengah Desa Tahun 2026 sampai dengan Tahun 2033"
    )
    facts: dict[str, Any] = {
        "identitas": TURSINO,
        "cetakan": cetakan,
        "jenis": jenis,
        "tahun_rencana": "2027" if jenis == "rkp" else "2026-2033",
        "tentang": title,
        "tahun": 2026,
        "kepala_desa": KEPALA,
        "sekretaris": SEKDES,
        "nomor": "7",
        "tanggal": date(2026, 9, 28),
        "menimbang": known.isi(f"{prefix}.menimbang", VALUES),
        "mengingat": known.isi(f"{prefix}.mengingat", VALUES),
        "bab": read_bab("\n".join(known.isi(one, VALUES)) for one in chapters),
    }
    return peraturan.Perdes(**{**facts, **more})


def activity(number: int) -> bab.KegiatanRingkas:
    """The activity with this number."""
    return bab.KegiatanRingkas(
        bidang=number % 5 + 1,
        nama=NAMES[number % 4],
        lokasi="Dusun Krajan RT 01 RW 02",
        volume=Decimal("250.5") if number % 2 else Decimal(12),
        satuan="m" if number % 2 else "bulan",
        waktu="Mei – Agu",
        jumlah=45_000_000 + number * 1_000,
        sumber="DDS, ADD" if number % 3 == 0 else "DDS",
        pola=("Swakelola", "Kerja sama antar desa", "Kerja sama pihak ketiga")[number % 3],
        pelaksana="Kaur Perencanaan",
    )


ANGKA = (
    bab.Angka(nama="Penduduk", jumlah_l=1_204, jumlah_p=1_187, jumlah=2_391, satuan="orang"),
    bab.Angka(nama="Kepala keluarga", jumlah=742, satuan="KK"),
)
WILAYAH = (
    bab.Wilayah(nama="Krajan", rw=2, rt=5, kk=312),
    bab.Wilayah(nama="Sokoharjo", rw=2, rt=6, kk=430),
)
TAHAPAN = (
    bab.Tahap(uraian="Musyawarah Desa", tanggal=date(2026, 6, 18), tempat="Balai Desa", jumlah_l=34,
              jumlah_p=21, hasil="Berita acara nomor 4/BA/2026"),
    bab.Tahap(uraian="Pembentukan Tim Penyusun RKP Desa", tanggal=date(2026, 6, 25),
              hasil="Keputusan Kepala Desa Nomor 141/12/2026"),
)  # fmt: skip
TIM = (
    bab.Anggota(nama="Siti Aminah", jabatan="Ketua", unsur="Sekretaris Desa", jk="P"),
    bab.Anggota(nama="Bambang Irawan", jabatan="Sekretaris", unsur="LPMD", jk="L"),
)
PAGU = (
    bab.PaguSumber(kode="DDS", nama="Dana Desa", pagu=850_000_000, silpa=12_500_000, terpakai=812_500_000),
    bab.PaguSumber(kode="ADD", nama="Alokasi Dana Desa", pagu=420_000_000, terpakai=420_000_000),
)


def book(count: int, cetakan: Cetakan = SAH, **more: Any) -> dokumen_rkp.DokumenRkp:
    """The book of a yearly plan with `count` activities."""
    known = texts("rkp", DOKUMEN)
    facts: dict[str, Any] = {
        "identitas": TURSINO,
        "cetakan": cetakan,
        "tahun": 2027,
        "kepala_desa": KEPALA,
        "bidang": BIDANG,
        "teks": known,
        "nomor_perdes": "7 Tahun 2026",
        "tanggal": date(2026, 9, 28),
        "visi": "Terwujudnya Desa Tursino yang mandiri, rukun, dan sejahtera",
        "misi": ("Meningkatkan pelayanan desa", "Membangun jalan dan saluran air"),
        "angka": ANGKA,
        "tahun_angka": 2026,
        "wilayah": WILAYAH,
        "tahapan": TAHAPAN,
        "tim": TIM,
        "pagu": PAGU,
        "evaluasi": (
            dokumen_rkp.Evaluasi(nama="Talud RT 03", lokasi="Krajan", anggaran=85_000_000,
                                 realisasi=83_250_000, is_terlaksana=True),
            dokumen_rkp.Evaluasi(nama="Rabat jalan RT 05", lokasi="Sokoharjo", anggaran=37_500_000,
                                 is_terlaksana=False, keterangan="lahan belum siap"),
        ),
        "program": (
            dokumen_rkp.ProgramMasuk(bidang="Pelaksanaan Pembangunan Desa", nama="Sanitasi perdesaan",
                                     asal="Kabupaten", volume=Decimal(40), satuan="unit", pagu=200_000_000),
        ),
        "kegiatan": tuple(
            sorted((activity(number) for number in range(count)), key=lambda one: one.bidang)
        ),
        "durkp": (
            dokumen_rkp.UsulanKeAtas(prioritas=1, nama="Jembatan Kali Jali", lokasi="Krajan",
                                     volume=Decimal(12), satuan="m", biaya=450_000_000, sumber="APBD KAB"),
        ),
        "lampiran": known["lampiran"],
    }  # fmt: skip
    return dokumen_rkp.DokumenRkp(**{**facts, **more})


def long_book(count: int, cetakan: Cetakan = KONSEP, **more: Any) -> dokumen_rpjm.DokumenRpjm:
    """The book of a long plan with `count` activities."""
    known = texts("rpjm", DOKUMEN)
    facts: dict[str, Any] = {
        "identitas": TURSINO,
        "cetakan": cetakan,
        "tahun": 2026,
        "tahun_akhir": 2033,
        "kepala_desa": KEPALA,
        "bidang": BIDANG,
        "teks": known,
        "visi": "Terwujudnya Desa Tursino yang mandiri, rukun, dan sejahtera",
        "misi": (
            dokumen_rpjm.Misi(
                uraian="Meningkatkan pelayanan desa",
                tujuan=(("Pelayanan mudah dan cepat", ("Surat selesai dalam satu hari",)),),
            ),
        ),
        "angka": ANGKA,
        "tahun_angka": 2026,
        "wilayah": WILAYAH,
        "tahapan": TAHAPAN[:1],
        "tim": TIM,
        "lembaga": (
            dokumen_rpjm.Lembaga(nama="Posyandu Melati", peran="Kesehatan balita",
                                 masalah="Kader kurang", potensi="Gedung milik desa"),
        ),
        "musim": (("Kekurangan air bersih", (7, 8, 9)), ("Panen padi", (3, 7, 11))),
        "masalah": (
            dokumen_rpjm.Masalah(uraian="Jalan rusak", penyebab="tidak ada saluran", potensi="batu kali",
                                 tindakan="talud dan rabat", peringkat=2),
            dokumen_rpjm.Masalah(uraian="Air bersih kurang", penyebab="mata air jauh", potensi="mata air",
                                 tindakan="perpipaan", peringkat=1),
        ),
        "kegiatan": tuple(
            sorted(
                (
                    dokumen_rpjm.KegiatanJangka(
                        bidang=number % 5 + 1,
                        nama=NAMES[number % 4],
                        lokasi="Dusun Krajan",
                        volume=Decimal(120),
                        satuan="m",
                        tahun=(2026 + number % 8, 2033),
                        biaya=90_000_000 + number,
                        biaya_tahun={2026 + number % 8: 45_000_000, 2033: 45_000_000 + number},
                        sumber="DDS",
                    )
                    for number in range(count)
                ),
                key=lambda one: one.bidang,
            )
        ),
        "lampiran": known["lampiran"],
    }  # fmt: skip
    return dokumen_rpjm.DokumenRpjm(**{**facts, **more})


def report(count: int, cetakan: Cetakan = KONSEP) -> laporan.LaporanRkp:
    """The report of the team over a plan of `count` activities."""
    return laporan.LaporanRkp(
        identitas=TURSINO,
        cetakan=cetakan,
        tahun=2027,
        kepala_desa=KEPALA,
        ketua_tim=Penanda(jabatan="Ketua Tim Penyusun RKP Desa", nama="Siti Aminah"),
        bidang=BIDANG,
        teks=texts("rkp", LAPORAN),
        nomor_sk="141/12/2026",
        tanggal_sk=date(2026, 6, 25),
        tim=TIM,
        tahapan=TAHAPAN,
        hasil=(
            ("Pencermatan pagu indikatif", "2 sumber dana, seluruhnya Rp1.282.500.000."),
            ("Rancangan RKP Desa", "33 kegiatan, Rp1.270.000.000."),
        ),
        pagu=PAGU,
        kegiatan=tuple(activity(number) for number in range(count)),
        catatan=("2 kegiatan RPJM Desa tertunda: Talud RT 03; Rabat jalan RT 05.",),
        tanggal=date(2026, 8, 5),
    )


def board(count: int, cetakan: Cetakan = SAH, **more: Any) -> infografis.Infografis:
    """The sheet for the notice board over a plan of `count` activities."""
    facts: dict[str, Any] = {
        "identitas": TURSINO,
        "cetakan": cetakan,
        "tahun": 2027,
        "jumlah_kegiatan": count,
        "total": 1_270_000_000,
        "nomor_perdes": "7 Tahun 2026",
        "tanggal": date(2026, 9, 28),
        "sumber": (
            infografis.SumberPapan(nama="Dana Desa", batas=862_500_000, terpakai=812_500_000),
            infografis.SumberPapan(nama="Alokasi Dana Desa", batas=420_000_000, terpakai=420_000_000),
            infografis.SumberPapan(
                nama="Bagi Hasil Pajak dan Retribusi", batas=37_500_000, terpakai=37_500_000
            ),
        ),
        "bidang": tuple((name, 600_000_000 // number) for number, name in BIDANG),
        "terbesar": tuple(
            infografis.KegiatanPapan(
                nama=NAMES[number % 4],
                lokasi="Dusun Krajan RT 01 RW 02",
                biaya=85_000_000 - number * 1_000_000,
            )
            for number in range(min(count, 10))
        ),
        "penerima_l": 1_204,
        "penerima_p": 1_187,
        "penerima_rtm": 214,
        "tanya": naskah().isi("infografis.tempat-bertanya", VALUES),
    }
    return infografis.Infografis(**{**facts, **more})


def wall(count: int) -> kalender.Kalender:
    """The calendar of 2026 with its last days and `count` meetings, the second of them held."""
    steps = (
        Acara(date(2026, 6, 30), "Musdes Perencanaan", TandaHari.SELESAI, "Permendagri 114/2014"),
        Acara(date(2026, 6, 30), "Bentuk Tim Penyusun RKPDes", TandaHari.BATAS,
              "Permendagri 114/2014; Permendesa 21/2020"),
        Acara(date(2026, 9, 30), "Sahkan RKPDes", TandaHari.BATAS,
              "Permendagri 114/2014; Permendesa 21/2020 pasal 22 ayat (4)"),
        Acara(date(2026, 12, 31), "Tetapkan Perdes APBDes", TandaHari.BATAS),
    )  # fmt: skip
    meetings = tuple(
        Acara(
            date(2026, 3, 2) + timedelta(days=number * 3),
            f"Musyawarah Dusun {number + 1}",
            TandaHari.SELESAI if number == 1 else TandaHari.RAPAT,
        )
        for number in range(min(count, 60))
    )
    return kalender.Kalender(
        identitas=TURSINO,
        cetakan=Cetakan(tanggal=date(2026, 11, 22)),
        tahun=2026,
        tahun_rencana=2027,
        acara=(*meetings, *steps),
        dasar="Batas waktu menurut Paket Aturan perencanaan desa nomor 2026.1.",
    )


def tasks(count: int) -> daftar_tugas.DaftarTugas:
    """The list of `count` tasks, some of each kind."""
    states = tuple(daftar_tugas.KEADAAN)
    return daftar_tugas.DaftarTugas(
        identitas=TURSINO,
        cetakan=Cetakan(tanggal=date(2026, 11, 22)),
        tahun=2027,
        pada=date(2026, 11, 22),
        tugas=tuple(
            daftar_tugas.BarisTugas(
                keadaan=states[number % 4],
                judul=("Sahkan dan kirim DURKP", "Cadangkan data")[number % 2],
                sebab="14 usulan, belum disahkan.",
                batas=date(2026, 12, 31),
                jarak="39 hari lagi",
                dasar="Permendagri 114/2014" if number % 2 else "",
            )
            for number in range(count)
        ),
        posisi="Langkah sekarang: DURKP, batas 31 Desember 2026.",
    )


PAGES: Mapping[str, Callable[[int], Any]] = {
    "perdes-rkp": lambda count: peraturan.compose(perdes("rkp")),
    "perdes-rpjm": lambda count: peraturan.compose(perdes("rpjm")),
    "dokumen-rkp": lambda count: dokumen_rkp.compose(book(count)),
    "dokumen-rpjm": lambda count: dokumen_rpjm.compose(long_book(count)),
    "laporan-rkp": lambda count: laporan.compose(report(count)),
    "infografis": lambda count: infografis.compose(board(count)),
    "kalender": lambda count: kalender.compose(wall(count)),
    "daftar-tugas": lambda count: daftar_tugas.compose(tasks(count)),
}
"""Every kind here, composed with so many rows."""
