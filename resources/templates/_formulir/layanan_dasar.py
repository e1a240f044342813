"""Kartu Skor Layanan Dasar: a score card of our own design, half-yearly."""

from __future__ import annotations

from collections.abc import Sequence

from desa_desktop.checklists.recipe import Form, Item, Pair, Rule

_PERCENT = Rule(". >= 0 and . <= 100", "Isi 0 sampai 100.")


def form(_rows: Sequence[Item]) -> Form:
    """The form; nothing in it depends on how long the list is."""
    return Form(
        title="Kartu Skor Layanan Dasar",
        says_formulas=False,
        dimensions={
            "1. Kesehatan": "Kesehatan",
            "2. Pendidikan": "Pendidikan",
            "3. Identitas hukum": "Identitas hukum",
            "4. Air minum, sanitasi, dan perumahan": "Air minum, sanitasi, dan perumahan",
            "5. Perlindungan sosial": "Perlindungan sosial",
        },
        pairs=(
            Pair("kes_posyandu_aktif", "kes_posyandu", "Posyandu yang buka setiap bulan"),
            Pair("kes_bumil_k4", "kes_bumil", "Ibu hamil yang periksa paling sedikit 4 kali"),
            Pair("kes_salin_nakes", "kes_salin", "Persalinan ditolong tenaga kesehatan"),
            Pair("dik_3_6_paud", "dik_3_6", "Anak 3-6 tahun di TK dan Kelompok Bermain"),
            Pair("dik_7_15_sekolah", "dik_7_15", "Penduduk 7-15 tahun yang masih sekolah"),
            Pair("dik_disabilitas_sekolah", "dik_disabilitas", "Anak penyandang disabilitas yang bersekolah"),
            Pair("id_ktp", "id_wajib_ktp", "Penduduk wajib KTP yang memiliki KTP-el"),
            Pair("id_punya_kk", "id_kk", "Keluarga yang memiliki Kartu Keluarga"),
            Pair("id_akta", "id_anak", "Anak 0-18 tahun yang memiliki akta kelahiran"),
            Pair("id_ajuan_selesai", "id_ajuan", "Permohonan dokumen yang selesai"),
            Pair("air_aman", "id_kk", "Keluarga dengan air minum aman"),
            Pair("san_jamban", "id_kk", "Keluarga yang memiliki WC sehat"),
            Pair("rmh_listrik", "id_kk", "Keluarga pengguna listrik"),
            Pair("sos_disabilitas_bantu", "sos_disabilitas", "Penyandang disabilitas penerima bantuan"),
        ),
        formulas={
            "dik_7_15_tidak": "if(${dik_7_15} = '' or ${dik_7_15_sekolah} = '', '', "
            "${dik_7_15} - ${dik_7_15_sekolah})"
        },
        percent=("sos_jkn_persen",),
        limits={
            "tahun": Rule(". >= 2020 and . <= 2100", "Isi tahun dengan empat angka, misalnya 2026."),
            "kes_konvergensi": _PERCENT,
            "sos_jkn_persen": _PERCENT,
        },
        notes=(
            "Nilai dan bobot kartu skor ini rancangan sendiri dan belum dipastikan dengan aturan resmi.",
            "Pendapat warga 1-4 dinilai kode ÷ 2 (25, 50, 75, 100 dari 100).",
            "Ya 2, Tidak 0. Layanan menetap 2, datang terjadwal 1, tidak ada 0.",
            "Cakupan: bagian ÷ seluruh × 100; 100% bernilai 2. Bila seluruhnya nol, butir tidak dihitung.",
            "Skor bidang = jumlah nilai ÷ (2 × butir yang berlaku) × 100. Skor desa = rata-rata bidang.",
        ),
    )
