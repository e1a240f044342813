"""Made-up papers of meetings and teams for the golden pages: letters, minutes, decrees, sheets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, time
from decimal import Decimal

from builders import aturan
from desa_desktop.app import read_naskah, read_rules
from desa_desktop.documents import berita_acara, notulen, rekap_penilaian, sk_tim, undangan, verifikasi
from desa_desktop.documents.blocks import Page
from desa_desktop.documents.office import Cetakan, Identitas, Penanda
from desa_desktop.domain.verifikasi import butir_of

BUTIR = butir_of(aturan())

TURSINO = Identitas(
    desa="Tursino", kecamatan="Kutoarjo", kabupaten="Purworejo", provinsi="Jawa Tengah", alamat="Jalan Desa 1"
)
KEPALA = Penanda(jabatan="Kepala Desa", nama="Sutrisno Wibowo")
BPD = Penanda(jabatan="Ketua BPD", nama="Bambang Irawan")
NOTULIS = Penanda(jabatan="Notulis", nama="Rina Lestari")
SAH = Cetakan(tanggal=date(2026, 11, 22))
DAY = date(2026, 8, 12)
NAMES = (
    "Pembangunan jalan usaha tani",
    "Posyandu balita dan lansia",
    "Rehabilitasi saluran irigasi tersier Dusun Krajan sampai batas Desa Sokoharjo tahap kedua",
    "Pelatihan pembuatan pakan ternak",
)
NILAI = {
    "desa": "Tursino",
    "kabupaten": "Purworejo",
    "kecamatan": "Kutoarjo",
    "tahun": "2027",
    "tahun_akhir": "2034",
    "rapat": "tanggal 24 Juni 2026",
    "tujuan": "penyusunan RKP Desa Tahun 2027",
}


def naskah(kunci: str, varian: str = "") -> tuple[str, ...]:
    """The shipped text with the names of the made-up village."""
    return read_naskah().isi(kunci, NILAI, varian=varian)


def undangan_data(count: int) -> undangan.Undangan:
    """The invitation to a Musrenbangdes with `count` recipients."""
    return undangan.Undangan(
        identitas=TURSINO,
        cetakan=SAH,
        jenis="musrenbangdes",
        nomor="012/VIII/2026",
        tanggal=date(2026, 8, 5),
        hal="Undangan Musrenbangdes",
        kepada=tuple((f"Peserta {number}", "perwakilan kelompok tani") for number in range(1, count + 1)),
        isi=naskah("undangan.isi"),
        hari=DAY,
        mulai=time(9, 0),
        tempat="Balai Desa Tursino",
        acara=("Pemaparan rancangan RKP Desa dan pagu indikatif", "Pembahasan usulan per dusun"),
        penutup=naskah("undangan.penutup"),
        penanda=KEPALA,
        tembusan=("Camat Kutoarjo",),
    )


def notulen_data(count: int) -> notulen.Notulen:
    """The minutes of `count` speakers, every third with an answer."""
    spoken = tuple(
        notulen.Ucapan(
            isi=f"{NAMES[number % 4]} supaya didahulukan karena jalan licin di musim hujan.",
            pembicara=("Lastri", "Tumiran")[number % 2],
            unsur=("perwakilan kelompok perempuan", "perwakilan kelompok tani")[number % 2],
            tanggapan="Dibahas pada penilaian usulan." if number % 3 == 0 else "",
            pukul=time(9, 30 + number % 30),
        )
        for number in range(count)
    )
    return notulen.Notulen(
        identitas=TURSINO,
        cetakan=SAH,
        jenis="musrenbangdes",
        acara="Musrenbangdes RKP Desa Tahun 2027",
        tanggal=DAY,
        mulai=time(9, 0),
        selesai=time(12, 30),
        tempat="Balai Desa Tursino",
        pimpinan="Sutrisno Wibowo (Kepala Desa)",
        hadir="24 orang (15 laki-laki, 9 perempuan), sebagaimana daftar hadir terlampir",
        agenda=("Pembukaan", "Pembahasan usulan per dusun"),
        bagian=(
            notulen.Bagian(judul="Pembahasan usulan per dusun", ucapan=spoken[:-1]),
            notulen.Bagian(judul="", ucapan=spoken[-1:]),
        ),
        keputusan=("Menyepakati rancangan RKP Desa Tahun 2027.",),
        notulis=NOTULIS,
        mengetahui=Penanda(jabatan="Pimpinan Rapat", nama="Sutrisno Wibowo"),
    )


def rekap_data(count: int) -> rekap_penilaian.RekapPenilaian:
    """The ranking of `count` proposals by five criteria."""
    words = ("Disepakati", "Ditunda: lahan belum siap", "Tidak disepakati", "Diteruskan ke DU-RKP")
    short = (("Manfaat", 25), ("Mendesak", 25), ("Rentan", 20), ("RPJM", 15), ("Siap", 15))
    return rekap_penilaian.RekapPenilaian(
        identitas=TURSINO,
        cetakan=SAH,
        acara="Musrenbangdes RKP Desa Tahun 2027",
        tahun=2027,
        skema="Kriteria desa",
        cara="nilai disepakati bersama",
        kriteria=tuple(
            rekap_penilaian.KriteriaNilai(kunci=name.lower(), nama=name, pendek=name, bobot=bobot)
            for name, bobot in short
        ),
        usulan=tuple(
            rekap_penilaian.UsulanDinilai(
                nomor=number + 1,
                usulan=NAMES[number % 4],
                dusun="Krajan",
                nilai=tuple(5 - (number + place) % 5 for place in range(5)),
                skor=Decimal("87.0") - number,
                peringkat=number + 1,
                biaya=45_000_000 + number,
                putusan=words[number % 4],
            )
            for number in range(count)
        ),
        seri=("Usulan 2 di atas usulan 3 (skor sama 78,0): Kemendesakan lebih tinggi (5 : 4).",),
        tanggal=DAY,
        tempat="Balai Desa Tursino",
    )


def prioritas_data(count: int) -> rekap_penilaian.RekapPenilaian:
    """Forms H2 and H3 with `count` proposals."""

    skema = read_rules().skema("permendesa21")
    assert skema is not None

    def one(number: int) -> rekap_penilaian.UsulanDinilai:
        values = (100 - 3 * number % 90, 80, 60, 45)
        return rekap_penilaian.UsulanDinilai(
            nomor=number + 1,
            usulan=NAMES[number % 4],
            bidang="Pelaksanaan Pembangunan Desa",
            nilai=values,
            jumlah=sum(values),
            golongan=skema.golongan(sum(values)),
            peringkat=number + 1,
            sdgs=(8, 9),
            data_eksisting="250 m rusak berat",
            lokasi="Dusun Krajan RT 01",
            volume=Decimal("250.5"),
            satuan="m",
            penerima_l=120,
            penerima_p=98,
            penerima_rtm=34,
            biaya=45_000_000,
            sumber="DDS",
        )

    return replace(
        rekap_data(0),
        keterangan="Nilai setiap kriteria: 76–100 sangat sesuai. Prioritas: I = 301–400, II = 201–300.",
        kriteria=tuple(
            rekap_penilaian.KriteriaNilai(kunci=one.kunci, nama=one.nama) for one in skema.kriteria
        ),
        usulan=tuple(one(number) for number in range(count)),
    )


def sk_data(count: int, kunci: str = "sk-tim", varian: str = "permendesa21") -> sk_tim.SkTim:
    """The decree with a team of `count` members."""
    offices = ("Pembina", "Ketua", "Sekretaris", "Anggota")
    return sk_tim.SkTim(
        identitas=TURSINO,
        cetakan=SAH,
        kata="SK_TimRKP",
        tahun=2027,
        tentang="Pembentukan Tim Penyusun RKP Desa Tahun 2027",
        nomor="7 TAHUN 2026",
        tanggal=date(2026, 6, 29),
        menimbang=naskah(f"{kunci}.menimbang", varian),
        mengingat=naskah(f"{kunci}.mengingat", varian),
        memperhatikan=naskah(f"{kunci}.memperhatikan"),
        diktum=tuple(naskah(f"{kunci}.{name}") for name in ("kesatu", "kedua", "ketiga", "keempat")),
        tugas=naskah(f"{kunci}.tugas"),
        salinan=naskah(f"{kunci}.salinan"),
        anggota=tuple(
            sk_tim.Anggota(
                nama=f"Anggota {number}",
                tempat_lahir="Purworejo",
                tanggal_lahir=date(1980, 5, 1 + number % 28),
                jabatan=offices[min(number - 1, 3)],
                unsur="unsur masyarakat",
            )
            for number in range(1, count + 1)
        ),
        kepala_desa=KEPALA,
    )


def verifikasi_data(count: int) -> verifikasi.LembarVerifikasi:
    """The sheets of `count` activities."""
    return verifikasi.LembarVerifikasi(
        identitas=TURSINO,
        cetakan=SAH,
        tahun=2027,
        butir=tuple(BUTIR.items()),
        kegiatan=tuple(
            verifikasi.KegiatanVerifikasi(
                nama=NAMES[number % 4],
                bidang="Pelaksanaan Pembangunan Desa",
                lokasi="Dusun Krajan RT 01 RW 02",
                volume=Decimal(250),
                satuan="m",
                biaya=45_000_000,
                status=tuple(
                    (kunci, verifikasi.STATUS[(place + number) % 3]) for place, kunci in enumerate(BUTIR)
                ),
                hasil=("layak", "tidak_layak", "")[number % 3],
            )
            for number in range(count)
        ),
        tanggal=date(2026, 9, 4),
    )


def ba_tim_data(count: int) -> berita_acara.BeritaAcara:
    """The forming of a team of `count` members in a musdes that met a second time."""
    return berita_acara.BeritaAcara(
        identitas=TURSINO,
        cetakan=SAH,
        jenis="tim",
        perihal="Penyusun RKP Desa Tahun 2027",
        nomor="009/VI/2026",
        tahun=2027,
        tanggal=date(2026, 6, 24),
        mulai=time(9, 0),
        selesai=time(11, 0),
        tempat="Balai Desa Tursino",
        undangan=40,
        kuorum=berita_acara.SyaratHadir(perlu=27, hadir=19, undangan=40, rapat_pertama=date(2026, 6, 22)),
        unsur_kosong=("perwakilan kelompok nelayan", "perwakilan kelompok perajin"),
        hadir=(
            berita_acara.UnsurHadir(unsur="tokoh masyarakat", jumlah_l=9, jumlah_p=2),
            berita_acara.UnsurHadir(unsur="perwakilan kelompok perempuan", jumlah_p=8),
        ),
        materi=("Pembentukan Tim Penyusun RKP Desa Tahun 2027",),
        pimpinan=berita_acara.Orang(nama="Bambang Irawan", dari="BPD"),
        notulis=berita_acara.Orang(nama="Rina Lestari", dari="BPD"),
        keputusan=("Membentuk Tim Penyusun RKP Desa Tahun 2027 dengan susunan sebagai berikut.",),
        tim=tuple(
            berita_acara.AnggotaTim(nama=f"Anggota {number}", jabatan="Anggota", unsur="masyarakat")
            for number in range(1, count + 1)
        ),
        cara="aklamasi",
        penanda=(BPD, NOTULIS, KEPALA, Penanda(jabatan="Wakil Masyarakat")),
    )


def ba_rancangan_data(count: int) -> berita_acara.BeritaAcara:
    """The draft that a team of `count` people hands to the Kepala Desa."""
    return berita_acara.BeritaAcara(
        identitas=TURSINO,
        cetakan=SAH,
        jenis="rancangan",
        perihal="Tahun 2027",
        nomor="011/VIII/2026",
        tahun=2027,
        tanggal=date(2026, 8, 4),
        mulai=time(13, 0),
        tempat="Balai Desa Tursino",
        hadir=(berita_acara.UnsurHadir(unsur="Tim Penyusun RKP Desa", jumlah_l=count, jumlah_p=3),),
        materi=("Rancangan RKP Desa Tahun 2027", "Rancangan Daftar Usulan RKP Desa"),
        pimpinan=berita_acara.Orang(nama="Siti Aminah", dari="Ketua Tim"),
        notulis=berita_acara.Orang(nama="Rina Lestari", dari="Sekretaris Tim"),
        keputusan=("Rancangan RKP Desa Tahun 2027 memuat 24 kegiatan dengan biaya Rp1.250.000.000.",),
        penanda=(Penanda(jabatan="Ketua Tim", nama="Siti Aminah"), KEPALA),
        wakil=tuple(
            berita_acara.Orang(nama=f"Anggota {number}", dari="Anggota tim") for number in range(count)
        ),
    )


def musdus_data(count: int) -> berita_acara.BeritaAcara:
    """Form D1: the berita acara of a hamlet, which the Kepala Desa signs below the others."""
    return replace(
        ba_tim_data(0),
        jenis="musdus",
        perihal="Dusun Krajan",
        kuorum=None,
        tim=(),
        keputusan=tuple(f"Gagasan {number}: {NAMES[number % 4]}." for number in range(count)),
        penanda=(Penanda(jabatan="Pimpinan Musyawarah", nama="Slamet Riyadi"), NOTULIS),
        mengetahui=KEPALA,
    )


PAGES: Mapping[str, Callable[[int], Page]] = {
    "undangan": lambda count: undangan.compose(undangan_data(count)),
    "notulen": lambda count: notulen.compose(notulen_data(count)),
    "rekap-penilaian": lambda count: rekap_penilaian.compose(rekap_data(count)),
    "rekap-prioritas": lambda count: rekap_penilaian.compose_prioritas(prioritas_data(count)),
    "berita-acara-tim": lambda count: berita_acara.compose(ba_tim_data(count)),
    "berita-acara-rancangan": lambda count: berita_acara.compose(ba_rancangan_data(count)),
    "sk-tim": lambda count: sk_tim.compose(sk_data(count)),
    "sk-tim-rpjm": lambda count: sk_tim.compose(
        replace(
            sk_data(count, "sk-tim-rpjm", "permendagri114"),
            kata="SK_TimRPJM",
            tentang="Pembentukan Tim Penyusun RPJM Desa Tahun 2027 sampai dengan Tahun 2034",
        )
    ),
    "sk-tim-verifikasi": lambda count: sk_tim.compose(
        replace(
            sk_data(count, "sk-tim-verifikasi"),
            kata="SK_TimVerifikasi",
            tentang="Pembentukan Tim Verifikasi RKP Desa Tahun 2027",
        )
    ),
    "verifikasi": lambda count: verifikasi.compose(verifikasi_data(count)),
}
