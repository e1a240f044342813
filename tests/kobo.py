"""Forms as KoboToolbox lets people build and download them, written for these tests."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook

Cell = str | int | float | bool | None
Sheets = Mapping[str, Sequence[Sequence[Cell]]]

RUMAH: Sheets = {
    "survey": [
        ["type", "name", "label::English (en)", "label::Indonesia (id)", "hint::Indonesia (id)", "required",
         "relevant", "constraint", "constraint_message::Indonesia (id)", "calculation", "choice_filter",
         "appearance", "parameters", "default", "repeat_count", "$kuid", "media::image"],
        ["start", "start", None, None, None, None, None, None, None, None, None, None, None, None, None, "a1"],
        ["deviceid", "deviceid"],
        ["end", "end"],
        ["today", "tanggal_catat"],
        ["username", "pencatat"],
        [],
        ["begin_group", "lokasi", "Location", "Lokasi rumah", None, False, None, None, None, None, None,
         "field-list"],
        ["select_one kecamatan", "kecamatan", "District", "Kecamatan", None, "true()", None, None, None, None,
         None, "minimal"],
        ["select_one desa", "desa", "Village", "Desa", None, True, None, None, None, None,
         "kec = ${kecamatan}", "minimal autocomplete"],
        ["select_one dusun", "dusun", "Hamlet", "Dusun di ${desa}", None, "yes", "${desa} != ''", None, None,
         None, "desa=${desa} and kec=${kecamatan}", "minimal"],
        ["end_group"],
        ["begin group", "rumah", "House", "Keadaan rumah"],
        ["note", "catatan_rumah", "House of ${nama_kk}", "**Rumah keluarga ${nama_kk}**, dusun ${dusun}"],
        ["text", "nama_kk", "Head", "Nama kepala keluarga", "Sesuai KK", "TRUE", None,
         "regex(., '^[A-Za-z .]{3,}$')", "Paling sedikit tiga huruf."],
        ["select_multiple sumber_air or_other", "air", "Water", "Sumber air", None, "yes", None,
         "not(selected(., 'tidak_ada') and count-selected(.) > 1)", "Tidak ada tidak dapat digabung."],
        ["select_one sumber_air", "air_utama", "Main source", "Sumber air utama", None, None,
         "count-selected(${air}) > 1", None, None, None, "selected(${air}, name)"],
        ["range", "jarak", "Distance", "Jarak ke sumber air (menit)", None, None, None, None, None, None,
         None, None, "start=0 end=60 step=5"],
        ["decimal", "luas", "Area", "Luas lantai (m2)", None, None, None, ". > 0 and . <= 1000", "0 sampai 1000"],
        ["calculate", "luas_per_orang", None, None, None, None, None, None, None,
         "round(${luas} div ${jumlah_anggota}, 1)"],
        ["calculate", "id_rumah", None, None, None, None, None, None, None, "once(uuid())"],
        ["calculate", "nama_dusun", None, None, None, None, None, None, None,
         "jr:choice-name(${dusun}, '${dusun}')"],
        ["end group"],
        ["begin_repeat", "anggota", "Members", "Anggota keluarga", None, None, None, None, None, None, None,
         "field-list"],
        ["calculate", "urutan", None, None, None, None, None, None, None, "position(..)"],
        ["text", "nama", "Name", "Nama anggota ke-${urutan}", None, "yes"],
        ["date", "lahir", "Born", "Tanggal lahir", None, "yes", None, ". <= today()", "Belum terjadi.", None,
         None, "no-calendar"],
        ["calculate", "umur", None, None, None, None, None, None, None,
         "int((today() - ${lahir}) div 365.25)"],
        ["calculate", "adalah_balita", None, None, None, None, None, None, None, "if(${umur} < 5, 1, 0)"],
        ["select_one jk", "jk", "Sex", "Jenis kelamin", None, "yes", None, None, None, None, None,
         "horizontal-compact"],
        ["integer", "hamil", "Weeks", "Umur kehamilan (minggu)", None, None,
         "${jk} = 'p' and ${umur} >= 12 and ${umur} < 55", ". >= 1 and . <= 42", "1 sampai 42"],
        ["end_repeat"],
        ["calculate", "jumlah_anggota", None, None, None, None, None, None, None, "count(${anggota})"],
        ["calculate", "balita", None, None, None, None, None, None, None, "sum(${adalah_balita})"],
        ["note", "ringkas", "Sum", "Anggota: ${jumlah_anggota}", None, None, "${jumlah_anggota} > 0"],
        ["image", "foto", "Photo", "Foto rumah", None, None, None, None, None, None, None, None,
         "max-pixels=1024"],
        ["acknowledge", "setuju", "Agree", "Keluarga setuju dicatat", None, "yes"],
        [None, None, None, None],
    ],
    "choices": [
        ["list_name", "name", "label::English (en)", "label::Indonesia (id)", "kec", "desa"],
        ["kecamatan", 1, "Kutoarjo", "Kutoarjo"],
        ["kecamatan", 2, "Bayan", "Bayan"],
        [],
        ["desa", 11, "Tursino", "Tursino", 1],
        ["desa", 12, "Wirun", "Wirun", 1],
        ["desa", 21, "Bayan", "Bayan", 2],
        ["dusun", "krajan", "Krajan", "Krajan", 1, 11],
        ["dusun", "lor", "Lor", "Lor", 1, 11],
        ["dusun", "krajan", "Krajan", "Krajan", 1, 12],
        ["sumber_air", "pdam", "Piped", "PDAM"],
        ["sumber_air", "sumur", "Well", "Sumur"],
        ["sumber_air", "tidak_ada", "None", "Tidak ada"],
        ["jk", "l", "M", "Laki-laki"],
        ["jk", "p", "F", "Perempuan"],
    ],
    "settings": [
        ["form_title", "form_id", "version", "default_language", "style", "allow_choice_duplicates"],
        ["Pendataan Rumah", "pendataan_rumah", "3 (2026-05-01 08:11:02)", "Indonesia (id)", "pages", "yes"],
    ],
    "Petunjuk": [["Dibuat oleh tim pendataan"], ["Jangan diubah"]],
}

POSYANDU: Sheets = {  # several things a village's laptop does not do
    "survey": [
        ["type", "name", "label", "relevant", "calculation", "appearance", "parameters", "trigger"],
        ["deviceid", "deviceid"],
        ["phonenumber", "phonenumber"],
        ["audit", "audit", None, None, None, None, "location-priority=balanced"],
        ["geopoint", "titik", "Titik posyandu"],
        ["audio", "rekaman", "Rekaman wawancara"],
        ["barcode", "kartu", "Kartu anggota"],
        ["datetime", "kapan", "Kapan dibuka"],
        ["calculate", "harga", None, None, "pulldata('harga', 'harga', 'kode', ${kartu})"],
        ["begin_score", "mutu", "Mutu layanan"],
        ["score__row", "ramah", "Kader ramah"],
        ["end_score"],
        ["begin_kobomatrix", "matriks", "Alat", None, None, None, None, None],
        ["end_kobomatrix"],
        ["select_one_from_file kader.csv", "kader", "Kader"],
        ["text", "catatan", "Catatan", "${titik} != '' and jumlahkan(1)"],
    ],
    "choices": [["list_name", "name", "label"], ["ya_tidak", "ya", "Ya"]],
}

KUNJUNGAN: Sheets = {
    "survey": [
        ["type", "name", "label::Bahasa Indonesia (id)", "hint", "required", "relevant", "calculation",
         "appearance", "repeat_count", "default", "constraint", "required_message"],
        ["begin group", "awal", "Kunjungan", None, None, None, None, "w4"],
        ["calculate", "hari_ini", None, None, None, None, "format-date(today(), '%d/%m/%Y')"],
        ["time", "jam", "Jam mulai", None, "yes"],
        ["decimal", "suhu", "Suhu ruang vaksin", None, None, None, None, None, None, None, ". < 60"],
        ["end group", "awal", "Kunjungan"],
        ["begin repeat", "posyandu", "Posyandu", "Satu baris tiap posyandu"],
        ["text", "nama_posyandu", "Nama posyandu", None, "yes", None, None, None, None, None, None,
         "Nama posyandu harus diisi."],
        ["select_one ya_tidak", "buka", "Buka bulan ini", None, None, None, None, "likert"],
        ["text", "sebab", "Sebab tidak buka", None, None, "${buka} = 'tidak'", None, "multiline"],
        ["begin repeat", "kader", "Kader"],
        ["text", "nama_kader", "Nama kader"],
        ["end repeat", "kader"],
        ["calculate", "jumlah_kader", None, None, None, None, "count(${kader})"],
        ["end repeat", "posyandu"],
        ["calculate", "semua_kader", None, None, None, None, "sum(${jumlah_kader})"],
        ["calculate", "nama_semua", None, None, None, None, "join(', ', ${nama_posyandu})"],
        ["calculate", "pertama", None, None, None, None,
         "coalesce(indexed-repeat(${nama_posyandu}, ${posyandu}, 1), 'belum ada')"],
        ["rank masalah", "urutan_masalah", "Urutkan masalah"],
        ["hidden", "versi_alat", None, None, None, None, None, None, None, "2"],
        ["file", "berkas", "Daftar hadir"],
    ],
    "choices": [
        ["list name", "name", "label::Bahasa Indonesia (id)", "media::image"],
        ["ya_tidak", "ya", "Ya"],
        ["ya_tidak", "tidak", "Tidak"],
        ["masalah", "air", "Air"],
        ["masalah", "gizi", "Gizi"],
        ["masalah", "alat", "Alat"],
    ],
    "settings": [
        ["form_title", "form_id", "version", "instance_name"],
        ["Kunjungan Posyandu", "kunjungan-posyandu", 1, "${jam}"],
    ],
}


def kobo_bytes(sheets: Sheets) -> bytes:
    """The workbook as Excel saves it: numbers as numbers, truth values as truth values."""
    book = Workbook()
    for unwanted in book.worksheets:
        book.remove(unwanted)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
