"""Hints of the lists that were written for programmers, in words for whoever fills the form.

HINTS goes by the hint of the list without its tags; an empty text hides it, because the form or the
mark `belum dipastikan` already says it. RULES goes by the text of a `[hitung: …]`.
"""

from __future__ import annotations

from collections.abc import Mapping

HINTS: Mapping[str, str] = {
    "Sediakan tombol nihil untuk satu kelompok": "",
    'Tampilkan tombol "nihil" untuk mengisi nol sekaligus': "Tambah baris hanya untuk kejadian yang ada.",
    "sembunyikan baris nol saat cetak": "Isi hanya pekerjaan yang ada di desa.",
    "Pada sumber berupa isian bebas; form resmi Ya/Tidak (unconfirmed)": "",
    "Kelas luas menurut sumber; kelas pada form Permendagri bisa berbeda (unconfirmed)": (
        "Kelas luas pada form resmi bisa berbeda."
    ),
    "pilihan skala (unconfirmed)": "",
    "Pemerintah/Swasta/Perorangan/Adat (unconfirmed)": "Pemerintah, swasta, perorangan, atau adat",
    "pilihan debit (unconfirmed)": "",
    "pilihan (unconfirmed)": "",
    "pilihan unconfirmed": "",
    "pilihan kategori (unconfirmed)": "",
    "Pada form resmi pilihan warna; daftar tidak diperoleh": "Tulis warnanya, misalnya hitam atau merah.",
    "istilah resmi lama": "Istilah form resmi yang lama",
    "pakai <= hak": "Yang memakai hak pilih tidak lebih banyak daripada yang mempunyainya.",
    "Label menyebut panjang/jumlah rusak, tetapi sumber memakai pilihan kondisi": (
        "Pilih kondisinya, bukan panjang atau jumlahnya."
    ),
    "sumber menulis (Orang); satuan sebenarnya buah (unconfirmed)": "",
    "bandingkan dengan luas di profil desa": "Bandingkan dengan luas di profil desa.",
    'acuan "(3)" pada form tidak cocok nomor baris': "",
    "pada sumber tanpa satuan": "",
    "jangan simpan nama pada rekap HIV/AIDS dan jiwa": "Tulis jumlahnya saja, tanpa nama.",
    "Pilihan resmi tidak diperoleh; teks sementara (unconfirmed)": "",
    "jenis isian tidak disebut pada sumber (unconfirmed)": "",
    "satuan tidak disebut pada sumber (unconfirmed)": "",
    "satuan luas tidak disebut pada sumber (unconfirmed)": "",
    "satuan tidak disebut pada sumber": "",
    "tidak diminta untuk Posyantekdes dan Organisasi Keagamaan": (
        "Tidak diminta untuk Posyantekdes dan Organisasi Keagamaan."
    ),
    "tidak diminta untuk Posyantekdes": "Tidak diminta untuk Posyantekdes.",
    "muncul dua kali pada form": "Ditanyakan dua kali di form resmi.",
    "Penyaring untuk 1.16 dan 1.18": "Ya membuka pertanyaan 1.16 dan 1.18.",
    "Penyaring untuk 1.17, 1.19 dan 1.24": "Ya membuka pertanyaan 1.17, 1.19, dan 1.24.",
    "Data peka: jangan ikut dalam paket USB kecuali sebagai angka rekap; kunci layar saat pendataan": (
        "Data peka: tetap di desa. Tanyakan tanpa orang lain di dekat layar."
    ),
    "satu baris per anggota": "Satu baris untuk tiap anggota",
    "Ada pada daftar OpenSID, tidak bernomor pada enum DDK": "",
    "Hanya untuk PUS": "Hanya untuk pasangan usia subur",
    "Istilah resmi lama; tampilkan juga padanan ragam disabilitas": "Istilah form resmi yang lama",
    "jenis isian pada sumber berupa teks": "",
    "satu baris per ibu per bulan": "Satu baris untuk tiap ibu tiap bulan",
    "satu baris per anak per bulan": "Satu baris untuk tiap anak tiap bulan",
    "satu baris per anak per tahun": "Satu baris untuk tiap anak tiap tahun",
    "hijau + kuning + merah <= total": "Hijau, kuning, dan merah tidak lebih dari jumlah anak.",
    "hubungkan ke modul usulan RKP/DU-RKP": "Kegiatan dengan biaya desa ditulis juga di Usulan.",
    "hanya angka; identitas tidak disimpan pada paket": "Hanya angka, tanpa nama.",
    "ketua Sekda; sekretariat Dinpermasdes": "Ketua: Sekda. Sekretariat: Dinpermasdes.",
    "layanan awal mudah diakses, cepat, aman": "Dari laporan masuk sampai korban dihubungi",
    "mitra NPCI": "Mitra: NPCI",
    "dipakai dasbor kecamatan": "",
    "kriteria tiap skor belum diperoleh (unconfirmed)": "",
    "rumus rinci belum pasti (unconfirmed)": "Ketik skor dari aplikasi Indeks Desa.",
    "ambang status Indeks Desa belum diperoleh (unconfirmed)": "Pilih status dari aplikasi Indeks Desa.",
    "arah nilai pada sumber tampak terbalik": "Urutan nilai pilihan ini tampak terbalik pada sumbernya",
    "periksa lampiran resmi (unconfirmed)": "",
    "Januari s.d. minggu ketiga Februari menurut paparan": "Januari sampai minggu ketiga Februari",
    "jumlah kaur/kasi mengikuti klasifikasi desa: swadaya 2/2, swakarya 2-3, swasembada 3/3": (
        "Jumlah kaur/kasi menurut klasifikasi desa: swadaya 2/2, swakarya 2-3, swasembada 3/3"
    ),
    "total harus sama dengan jumlah penduduk": "Jumlahnya harus sama dengan jumlah penduduk.",
    "batas waktu dari Permendagri 114/2014, belum dicek ulang": "Batas waktu menurut Permendagri 114/2014",
    "batas 3 hari setelah disepakati": "Batasnya 3 hari setelah disepakati",
}
RULES: Mapping[str, str] = {
    "L + P": "laki-laki + perempuan",
    "jumlah total / luas km2": "jumlah penduduk ÷ luas dalam km2",
    "jumlah": "jumlah semua baris di atas",
    "(ini-lalu)/lalu*100": "(tahun ini - tahun lalu) ÷ tahun lalu × 100",
    "riil_3 + riil_4": "3 + 4",
    "riil_5/(riil_1+riil_2)": "5 ÷ (1 + 2)",
    "didik_01/jumlah penduduk*100": "yang buta aksara ÷ jumlah penduduk × 100",
    "didik_08/jumlah penduduk*100": "tamat SLTP ÷ jumlah penduduk × 100",
    "jumlah kode pilihan a3..c9": "jumlah nilai semua butir",
    "total >= 451 cepat; 301-450 berkembang; <= 300 kurang": (
        "bila semua butir terisi: 451 ke atas cepat berkembang, 301-450 berkembang, "
        "300 ke bawah kurang berkembang"
    ),
    "y/n*100": "diterima ÷ seharusnya × 100",
    "jumlah y": "jumlah yang diterima di Tabel 3",
    "jumlah n": "jumlah yang seharusnya di Tabel 3",
    "diterima/seharusnya*100": "diterima ÷ seharusnya × 100",
    "(diterima bumil+anak)/(seharusnya bumil+anak)*100": (
        "(diterima ibu hamil + anak) ÷ (seharusnya ibu hamil + anak) × 100"
    ),
    "stunting/total*100": "alokasi stunting ÷ alokasi seluruhnya × 100",
    "dari daftar sasaran": "dari daftar di Formulir 2A, 2B, dan 2C",
    "jumlah nilai / jumlah nilai maksimum butir yang berlaku x 100": (
        "jumlah nilai ÷ nilai tertinggi butir yang berlaku × 100"
    ),
    "jumlah skor dimensi x bobot lalu normalisasi min-maks": "",
    "jumlah kunjungan sebelumnya + 1": "kunjungan sebelumnya + 1",
}
