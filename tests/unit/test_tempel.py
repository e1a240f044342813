"""What people paste becomes records, questions or named rows that are left out, and nothing gets lost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from builders import aturan, usulan
from desa_desktop.domain.identity import new_id
from desa_desktop.domain.rkp import PolaPelaksanaan
from desa_desktop.domain.tempel import (
    BarisLama,
    JenisTempel,
    KeadaanBaris,
    KeadaanImpor,
    Konteks,
    accept_suggestion,
    change_mapping,
    compare_rows,
    dismiss,
    guess_mapping,
    hitung_impor,
    mark_mirip,
    position_mapping,
    read_rows,
    ringkas_keadaan,
    write_value,
)

TODAY = date(2026, 8, 12)
SIAP, PERIKSA, TIDAK_BISA, DILEWATI = KeadaanBaris
HEAD = ["Dusun", "Uraian", "Lokasi", "Volume", "Satuan", "Perkiraan biaya", "L", "P"]


def konteks(**bend):
    return Konteks(**{"aturan": aturan(), "today": TODAY, "dusun": ("Krajan", "Kidul", "Lor")} | bend)


def table(text):
    """Rows as people copy them: one line a row, cells parted by `|`."""
    return [
        [cell.strip() for cell in line.strip().removesuffix("|").split("|")]
        for line in text.strip().splitlines()
    ]


def read(jenis, rows, **bend):
    return read_rows(jenis, rows, guess_mapping(jenis, rows), konteks(**bend))


def one(jenis, head, row, **bend):
    [found] = read(jenis, [head, row], **bend)
    return found


def cell(field, value, jenis=JenisTempel.USULAN):
    """One value pasted into one column, beside a main column that is filled."""
    main = {JenisTempel.USULAN: "uraian", JenisTempel.RKP: "nama", JenisTempel.DURKP: "nama"}[jenis]
    rows = [["Rabat jalan", value]]
    [found] = read_rows(jenis, rows, position_mapping(jenis, rows, [main, field]), konteks())
    return found


def test_the_preview_of_the_wireframe_is_read_as_drawn():
    rows = table("""
        Dusun   | Uraian               | Lokasi | Volume | Satuan | Perkiraan biaya | L | P
        Krajan  | Rabat jalan RT 05    | RT 05  | 180    | m      | 64.000.000      |   |
        Krajann | Sumur bor RT 01      | RT 01  | 1      | unit   | 35.000.000      |   |
        Kidul   | Jalan usaha tani     | –      | 450    | m      | 1,250,000       |   |
        Krajan  | Talud RT 3 Krajan    | RT 03  | 120    | m      | 85.000.000      |   |
                | Posyandu Lor         | Lor    | 1      | unit   | abc             |   |
    """)
    found = read(JenisTempel.USULAN, rows)
    lama = [usulan(nomor=1, uraian="Pembangunan talud RT 03", lokasi="RT 03/RW 01")]
    found = mark_mirip(found, lama, aturan().ambang_mirip)
    assert [row.keadaan for row in found] == [SIAP, PERIKSA, PERIKSA, PERIKSA, PERIKSA]
    assert [row.teks_masalah for row in found] == [
        "",
        "Dusun tidak dikenal: Krajann. Maksud Anda Krajan?",
        "Koma dipakai sebagai pemisah ribuan. Maksud Anda 1.250.000?",
        "Mirip usulan nomor 1.",
        "Dusun kosong. Isi dengan angka, misalnya 1.250.000.",
    ]
    assert ringkas_keadaan(found) == "1 siap · 4 perlu diperiksa · 0 tidak bisa"
    assert found[4].teks_asli == {"perkiraan_biaya": "abc"}, "kept as it stood, never dropped"


def test_an_unread_cell_stays_empty_and_keeps_its_text():
    row = one(JenisTempel.USULAN, HEAD, ["Krajann", "Sumur bor", "", "1378 jodoh", "", "1,250,000", "", ""])
    assert "dusun" not in row.nilai
    assert "volume" not in row.nilai
    assert "perkiraan_biaya" not in row.nilai
    assert row.teks_asli == {"dusun": "Krajann", "volume": "1378 jodoh", "perkiraan_biaya": "1,250,000"}


def test_accepting_every_suggestion_makes_the_row_ready():
    row = one(JenisTempel.USULAN, HEAD, ["Krajann", "Sumur bor", "", "1378 jodoh", "", "1,250,000", "", ""])
    for problem in row.masalah:
        row = accept_suggestion(JenisTempel.USULAN, row, problem)
    assert row.keadaan is SIAP
    assert row.teks_asli == {}
    assert row.nilai["dusun"] == "Krajan"
    assert (row.nilai["volume"], row.nilai["satuan"]) == (Decimal(1378), "jodoh")
    assert row.nilai["perkiraan_biaya"] == 1_250_000


def test_a_problem_without_a_suggestion_cannot_be_accepted_away():
    row = one(JenisTempel.USULAN, HEAD, ["Krajan", "Sumur bor", "", "", "", "abc", "", ""])
    [problem] = row.masalah
    assert accept_suggestion(JenisTempel.USULAN, row, problem) == row
    assert dismiss(JenisTempel.USULAN, row, problem) == row


def test_a_hint_can_be_left_as_it_is():
    rows = [HEAD, ["Krajan", "Sumur bor", "", "1", "unit", "", "", ""]] * 1
    found = read(JenisTempel.USULAN, [*rows, rows[1]])
    assert [row.keadaan for row in found] == [SIAP, PERIKSA]
    assert found[1].teks_masalah == "Sama dengan baris 2."
    assert dismiss(JenisTempel.USULAN, found[1], found[1].masalah[0]).keadaan is SIAP


def test_typing_into_the_preview_reads_the_cell_anew():
    row = one(JenisTempel.USULAN, HEAD, ["Krajan", "Sumur bor", "", "1", "unit", "abc", "", ""])
    fixed = write_value(JenisTempel.USULAN, row, "perkiraan_biaya", "12,5 jt", konteks())
    assert (fixed.keadaan, fixed.nilai["perkiraan_biaya"], fixed.teks_asli) == (SIAP, 12_500_000, {})
    emptied = write_value(JenisTempel.USULAN, fixed, "uraian", "", konteks())
    assert (emptied.keadaan, emptied.alasan) == (TIDAK_BISA, "Uraian usulan kosong.")


def test_a_proposal_without_a_dusun_goes_in_as_a_draft():
    row = one(JenisTempel.USULAN, HEAD, ["", "Posyandu Lor", "", "1", "unit", "", "", ""])
    assert (row.keadaan, row.teks_masalah) == (PERIKSA, "Dusun kosong.")


def test_a_row_without_a_proposal_cannot_go_in_and_says_why():
    row = one(JenisTempel.USULAN, HEAD, ["Krajan", "", "RT 01", "3", "m", "5.000.000", "", ""])
    assert (row.keadaan, row.alasan) == (TIDAK_BISA, "Uraian usulan kosong.")
    assert row.sel[2] == "RT 01"


def test_rows_pasted_into_a_dusun_belong_to_it():
    rows = [["Uraian", "Lokasi"], ["Sumur bor", "RT 01"]]
    [row] = read(JenisTempel.USULAN, rows, dusun_bawaan="Lor")
    assert row.nilai["dusun"] == "Lor"


@pytest.mark.parametrize(
    ("lokasi", "dusun"),
    [
        ("Rt.001/Rw.001 Dusun Krajan", "Krajan"),
        ("Rt. 002, Rw. 001 Krajan", "Krajan"),
        ("KIDUL", "Kidul"),
        ("Dusun Krajan/Dusun Kidul", None),
        ("Desa Tursino", None),
        ("", None),
    ],
)
def test_a_dusun_is_taken_from_the_place_only_if_exactly_one_is_named(lokasi, dusun):
    [row] = read(JenisTempel.USULAN, [["Kegiatan", "Lokasi"], ["Talud", lokasi]])
    assert row.nilai.get("dusun") == dusun


def test_a_range_of_hamlets_is_not_taken_for_its_first():
    names = ("Dusun 1", "Dusun 2", "Dusun 3")
    [row] = read(JenisTempel.USULAN, [["Kegiatan", "Lokasi"], ["Jalan", "Dusun 1 sd 3"]], dusun=names)
    assert "dusun" not in row.nilai
    [row] = read(JenisTempel.USULAN, [["Kegiatan", "Lokasi"], ["Jalan", "Dusun 1"]], dusun=names)
    assert row.nilai["dusun"] == "Dusun 1"


@pytest.mark.parametrize(
    ("typed", "nilai"),
    [
        ("120", Decimal(120)),
        ("12,5", Decimal("12.5")),
        ("1.250", Decimal(1250)),
        (120, Decimal(120)),
        (12.5, Decimal("12.5")),
    ],
)
def test_volumes_are_read(typed, nilai):
    assert cell("volume", typed).nilai["volume"] == nilai


@pytest.mark.parametrize(
    ("typed", "usul", "nilai_usul"),
    [
        ("1378 jodoh", "1.378 jodoh", {"volume": Decimal(1378), "satuan": "jodoh"}),
        ("1,080", "1.080", {"volume": Decimal(1080)}),
        ("1.25", "1,25", {"volume": Decimal("1.25")}),
        ("secukupnya", "", {}),
        ("3 x 4", "", {}),
    ],
)
def test_doubtful_volumes_are_asked_and_never_taken(typed, usul, nilai_usul):
    row = cell("volume", typed)
    [problem] = row.masalah
    assert "volume" not in row.nilai
    assert row.teks_asli == {"volume": typed}
    if typed == "3 x 4":
        assert problem.nilai == "3 x 4"
    else:
        assert (problem.usul, problem.nilai_usul) == (usul, nilai_usul)


@pytest.mark.parametrize(
    ("typed", "nilai"),
    [
        ("Rp 1.250.000,-", 1_250_000),
        ("12,5 jt", 12_500_000),
        ("750 ribu", 750_000),
        (85_000_000, 85_000_000),
        (85e6, 85_000_000),
    ],
)
def test_money_is_read_as_people_write_it(typed, nilai):
    assert cell("perkiraan_biaya", typed).nilai["perkiraan_biaya"] == nilai


@pytest.mark.parametrize(
    ("typed", "nilai"),
    [
        ("LK 500; PR 400", {"penerima_l": 500, "penerima_p": 400}),
        ("L: 12, P: 15 orang", {"penerima_l": 12, "penerima_p": 15}),
        ("PR 23", {"penerima_p": 23}),
        ("Laki-laki 1.378 Perempuan 1.364", {"penerima_l": 1378, "penerima_p": 1364}),
    ],
)
def test_men_and_women_in_one_cell_are_told_apart(typed, nilai):
    row = cell("_sasaran", typed)
    assert {key: value for key, value in row.nilai.items() if key != "uraian"} == nilai
    assert row.keadaan is SIAP


@pytest.mark.parametrize("typed", ["Warga RT 3", "LK 5; LK 7", "Petani LK 5", "90 orang"])
def test_beneficiaries_that_are_not_clear_stay_as_text(typed):
    row = cell("_sasaran", typed)
    assert row.teks_asli == {"penerima_l": typed}
    assert row.keadaan is PERIKSA


def test_a_unit_is_brought_to_the_list_a_slip_is_asked_and_another_word_is_kept():
    assert cell("satuan", "Klp").nilai["satuan"] == "kelompok"
    assert cell("satuan", "rumpun").nilai["satuan"] == "rumpun"
    row = cell("satuan", "Pohong")
    assert row.teks_asli == {"satuan": "Pohong"}
    assert row.masalah[0].teks == 'Satuan "Pohong" tidak dikenal. Maksud Anda pohon?'


@pytest.mark.parametrize(
    ("typed", "months"),
    [
        ("12 bulan", (1, 12)),
        ("Januari - Desember", (1, 12)),
        ("Mei–Juli", (5, 7)),
        ("Mei s/d Juli", (5, 7)),
        ("Juni", (6, 6)),
        ("Agustus 2027", (8, 8)),
        ("Triwulan II", (4, 6)),
        ("Semester 2", (7, 12)),
        ("1 Tahun", (1, 12)),
    ],
)
def test_months_are_read_as_the_forms_write_them(typed, months):
    row = cell("_waktu", typed, JenisTempel.RKP)
    assert (row.nilai["bulan_mulai"], row.nilai["bulan_selesai"]) == months


@pytest.mark.parametrize("typed", ["THN 6", "Juli - Mei", "nanti", "Mei, Juli, Agustus"])
def test_times_that_are_no_months_stay_as_text(typed):
    row = cell("_waktu", typed, JenisTempel.RKP)
    assert row.teks_asli == {"bulan_mulai": typed}


def test_two_sources_in_one_cell_are_never_split_by_the_program():
    row = cell("sumber", "ADD, DDS", JenisTempel.RKP)
    assert row.teks_asli == {"sumber": "ADD, DDS"}
    said = (
        '"ADD, DDS" berisi 2 sumber dana. Bagi biayanya per sumber dana. Contoh: ADD 50.000.000; DDS sisanya.'
    )
    assert row.masalah[0].teks == said


def test_a_durkp_cannot_be_paid_by_the_village_itself():
    row = cell("sumber", "DDS", JenisTempel.DURKP)
    assert row.teks_masalah == "DDS adalah dana desa sendiri. Pilih sumber dana di luar desa."
    assert cell("sumber", "APBD Provinsi", JenisTempel.DURKP).nilai["sumber"] == "U2"


def test_an_older_spelling_of_a_code_in_bidang_five_is_asked():
    row = cell("kode", "05.01.01", JenisTempel.RKP)
    assert (row.masalah[0].usul, row.nilai.get("kode")) == ("05.01.00", None)


def test_the_form_with_two_heading_rows_letters_groups_and_totals_is_read():
    rows = table("""
        RANCANGAN RENCANA KERJA PEMERINTAH DESA
        TAHUN ANGGARAN 2027
        No | Kode | Jenis Kegiatan | Lokasi | Volume dan Satuan | Manfaat | | Waktu | Biaya | | Pola
        | | | | | L | P | | Jumlah (Rp) | Sumber Biaya |
        a | b | c | d | e | f | g | h | i | j | k
        II | Bidang Pelaksanaan Pembangunan Desa | | | | | | | 103.000.000 | |
        | Sub Bidang Kesehatan | | | | | | | | |
        1 | 2.2.2 | PMT balita | Posyandu | 12 bulan | 22 | 25 | Jan – Des | 18.000.000 | DD | Swakelola
        2 | 02.03.10 | Talud | RT 03 | 120 m | 64 | 71 | Mei – Jul | 85.000.000 | DDS | Pihak ketiga
        | Jumlah Per Bidang 2 | | | | | | | 103.000.000 | |
    """)
    peta = guess_mapping(JenisTempel.RKP, rows)
    assert peta.baris_data == 4
    assert peta.field == (
        "_nomor",
        "kode",
        "nama",
        "lokasi",
        "_volume_satuan",
        "penerima_l",
        "penerima_p",
        "_waktu",
        "biaya",
        "sumber",
        "pola",
    )
    found = read_rows(JenisTempel.RKP, rows, peta, konteks())
    assert [(row.nomor, row.keadaan, row.alasan) for row in found] == [
        (5, DILEWATI, "Baris nomor kolom."),
        (6, DILEWATI, 'Judul bidang: "Bidang Pelaksanaan Pembangunan Desa".'),
        (7, DILEWATI, 'Judul sub bidang: "Sub Bidang Kesehatan".'),
        (8, SIAP, ""),
        (9, SIAP, ""),
        (10, DILEWATI, 'Baris jumlah: "Jumlah Per Bidang 2".'),
    ]
    assert found[3].nilai == {
        "kode": "02.02.02",
        "nama": "PMT balita",
        "lokasi": "Posyandu",
        "volume": Decimal(12),
        "satuan": "bulan",
        "penerima_l": 22,
        "penerima_p": 25,
        "bulan_mulai": 1,
        "bulan_selesai": 12,
        "biaya": 18_000_000,
        "sumber": "DDS",
        "pola": PolaPelaksanaan.SWAKELOLA,
    }
    assert found[4].nilai["pola"] is PolaPelaksanaan.PIHAK_KETIGA


@pytest.mark.parametrize(
    "head",
    [
        ["dusun", "kegiatan", "lokasi", "VOL", "sat.", "Anggaran (Rp)", "LK", "PR"],
        [
            "DUSUN *",
            "Usulan Kegiatan",
            "Lokasi (RT/RW)",
            "Perkiraan Volume",
            "Satuan",
            "Prakiraan Biaya",
            "Laki-laki",
            "Perempuan",
        ],
        ["Nama Dusun", "Gagasan", "TEMPAT", "Volume", "Unit", "Jumlah (Rp)", "L", "P"],
    ],
)
def test_headings_are_understood_however_they_are_written(head):
    peta = guess_mapping(
        JenisTempel.USULAN, [head, ["Krajan", "Talud", "RT 1", "3", "m", "5000000", "1", "2"]]
    )
    assert peta.field == (
        "dusun",
        "uraian",
        "lokasi",
        "volume",
        "satuan",
        "perkiraan_biaya",
        "penerima_l",
        "penerima_p",
    )
    assert peta.has_judul


def test_a_block_without_headings_goes_by_place():
    rows = [["Krajan", "Talud", "RT 1", "3", "m", "5.000.000", "1", "2"]]
    peta = guess_mapping(JenisTempel.USULAN, rows)
    assert (peta.has_judul, peta.baris_data, peta.field[:3]) == (False, 0, ("dusun", "uraian", "lokasi"))


def test_a_running_number_in_front_shifts_the_places():
    rows = [["1", "Krajan", "Talud"], ["2", "Kidul", "Sumur"], ["3", "Lor", "Jalan"]]
    peta = guess_mapping(JenisTempel.USULAN, rows)
    assert peta.field == ("_nomor", "dusun", "uraian")


def test_columns_nobody_asked_for_are_reported_with_how_much_they_hold():
    rows = [["Tahun", "Kegiatan", "Lokasi", "Foto"], ["2026", "Talud", "RT 1", ""], ["", "Sumur", "RT 2", ""]]
    peta = guess_mapping(JenisTempel.USULAN, rows)
    assert [(one.judul, one.terisi) for one in peta.diabaikan] == [("Tahun", 1), ("Foto", 0)]


def test_the_person_can_say_which_column_is_which():
    rows = [["Dusun", "Keterangan"], ["Krajan", "Talud"]]
    peta = change_mapping(guess_mapping(JenisTempel.USULAN, rows), rows, {1: "uraian"})
    assert peta.field == ("dusun", "uraian")
    assert peta.lacks_kunci == ()
    peta = change_mapping(peta, rows, {0: "uraian"})
    assert peta.field == ("uraian", "")


def test_a_table_without_its_main_column_says_which_one_is_missing():
    peta = guess_mapping(JenisTempel.USULAN, [["Dusun", "Lokasi"], ["Krajan", "RT 1"]])
    assert peta.lacks_kunci == ("Uraian usulan",)


def test_a_sheet_grouped_by_dusun_tells_the_rows_below_where_they_belong():
    rows = table("""
        No | Uraian | Lokasi
        Dusun Krajan | |
        1 | Talud | RT 1
        2 | Sumur | RT 2
        Dusun Lor | |
        1 | Jalan | RT 7
        Jumlah | | 3
    """)
    found = read(JenisTempel.USULAN, rows)
    assert [row.nilai.get("dusun") for row in found] == [None, "Krajan", "Krajan", None, "Lor", None]
    assert [row.keadaan for row in found] == [DILEWATI, SIAP, SIAP, DILEWATI, SIAP, DILEWATI]


def test_blank_rows_repeated_headings_and_signatures_are_named_and_not_taken():
    rows = [HEAD, [""] * 8, HEAD, ["", "Mengetahui Kepala Desa", "", "", "", "", "", ""]]
    assert [row.alasan for row in read(JenisTempel.USULAN, rows)] == [
        "Baris kosong.",
        "Judul kolom berulang.",
        'Bagian tanda tangan: "Mengetahui Kepala Desa".',
    ]


def test_two_columns_that_disagree_are_a_question():
    rows = [["Uraian", "Sasaran", "L"], ["Talud", "LK 5", "7"]]
    [row] = read(JenisTempel.USULAN, rows)
    assert (row.keadaan, row.masalah[0].aturan) == (PERIKSA, "K-128")
    assert row.nilai["penerima_l"] == 5
    assert row.teks_asli == {"penerima_l": "7"}


def test_hamlets_officers_notables_and_ceilings_are_read():
    [row] = read(
        JenisTempel.WILAYAH, table("Nama Dusun | Kadus | RW | RT | KK\nKrajan | Wagiman | 2 | 6 | 1.180")
    )
    assert row.nilai == {
        "nama": "Krajan",
        "kepala": "Wagiman",
        "jumlah_rw": 2,
        "jumlah_rt": 6,
        "jumlah_kk": 1180,
    }
    [row] = read(
        JenisTempel.PERANGKAT,
        table("Nama | Jabatan | JK | Mulai\nRatna | Sekretaris Desa | Perempuan | 2/1/2020"),
    )
    assert row.nilai == {"nama": "Ratna", "jabatan": "Sekretaris Desa", "jk": "P", "mulai": date(2020, 1, 2)}
    [row] = read(JenisTempel.TOKOH, table("Nama | L/P | Unsur | Dusun\nLastri | P | Kelompok tani | krajan"))
    assert row.nilai == {"nama": "Lastri", "jk": "P", "unsur": "tani", "dusun": "Krajan"}
    [row] = read(
        JenisTempel.PAGU, table("Sumber Dana | Pagu Indikatif | SiLPA\nDana Desa | Rp850.000.000 | 5 juta")
    )
    assert row.nilai == {"sumber": "DDS", "jumlah": 850_000_000, "silpa": 5_000_000}


def test_a_nip_that_excel_keeps_as_a_number_has_no_points():
    [row] = read(JenisTempel.PERANGKAT, [["Nama", "NIP"], ["Ratna", 198001012005012001]])
    assert row.nilai["nip"] == "198001012005012001"


def test_key_figures_get_their_key_and_their_sum():
    rows = table("""
        Uraian          | L   | P   | Jumlah | Sumber
        Jumlah penduduk | 620 | 620 |        | Buku induk
        KK miskin       | 40  | 12  | 52     | DTSEN
        Jumlah          | 660 | 632 | 1292   |
    """)
    found = read(JenisTempel.ANGKA_POKOK, rows)
    assert [row.keadaan for row in found] == [SIAP, SIAP, DILEWATI]
    assert found[0].nilai["kunci"] == "penduduk"
    assert (found[0].nilai["jumlah"], found[0].nilai["satuan"]) == (1240, "jiwa")
    assert found[1].nilai["kunci"] == "kk_miskin"


def test_a_village_is_known_by_its_code_and_a_short_code_is_refused():
    rows = table("""
        Kode          | Nama Desa
        33.06.99.2001 | Tursino
        33.06.99.201  | Kaligesing
    """)
    found = read(JenisTempel.DESA, rows)
    assert found[0].nilai == {"kode": "3306992001", "nama": "Tursino"}
    assert (found[1].keadaan, found[1].alasan) == (
        TIDAK_BISA,
        "Kode desa terdiri dari 10 angka. Baru terisi 9.",
    )


def lama(row, **bend):
    return BarisLama(new_id(), dict(row.nilai) | bend, dict(row.teks_asli))


def test_reading_a_file_twice_changes_nothing():
    rows = [
        HEAD,
        ["Krajan", "Talud", "RT 1", "120", "m", "85.000.000", "", ""],
        ["Krajann", "Sumur", "RT 2", "1378 jodoh", "", "", "", ""],
        ["Krajan", "Talud", "RT 1", "120", "m", "85.000.000", "", ""],
    ]
    found = read(JenisTempel.USULAN, rows)
    assert hitung_impor(compare_rows(JenisTempel.USULAN, found, [])) == {
        "dibaca": 3,
        "baru": 1,
        "berubah": 0,
        "sama": 0,
        "periksa": 2,
        "ditolak": 0,
        "dilewati": 0,
    }
    stored = [lama(row) for row in found]
    again = compare_rows(JenisTempel.USULAN, found, stored)
    assert [keadaan for _row, keadaan in again] == [KeadaanImpor.SAMA] * 3
    assert {row.cocok for row, _keadaan in again} == {one.id for one in stored}


def test_what_the_person_answered_since_is_not_undone_by_reading_the_file_again():
    found = read(JenisTempel.USULAN, [HEAD, ["Krajann", "Sumur", "RT 2", "1378 jodoh", "", "", "", ""]])
    stored = BarisLama(
        new_id(),
        {"uraian": "Sumur", "lokasi": "RT 2", "dusun": "Krajan", "volume": Decimal(1378), "satuan": "jodoh"},
    )
    [(row, keadaan)] = compare_rows(JenisTempel.USULAN, found, [stored])
    assert (keadaan, row.berubah) == (KeadaanImpor.SAMA, ())


def test_a_changed_row_names_the_fields_that_change():
    found = read(JenisTempel.USULAN, [HEAD, ["Krajan", "talud", "Rt.01", "150", "m", "", "", ""]])
    stored = BarisLama(
        new_id(),
        {"uraian": "Talud", "lokasi": "RT 1", "dusun": "Krajan", "volume": Decimal(120), "satuan": "m"},
    )
    [(row, keadaan)] = compare_rows(JenisTempel.USULAN, found, [stored])
    assert keadaan is KeadaanImpor.BERUBAH
    assert row.berubah == ("uraian", "lokasi", "volume")


def test_an_activity_gets_its_code_from_a_file_without_standing_there_twice():
    rows = [["Kode", "Nama kegiatan", "Lokasi", "Biaya"], ["02.03.11", "Rabat jalan", "RT 03", "85.000.000"]]
    found = read(JenisTempel.RKP, rows)
    stored = BarisLama(new_id(), {"kode": "", "nama": "Rabat jalan", "lokasi": "RT 03", "biaya": None})
    [(row, keadaan)] = compare_rows(JenisTempel.RKP, found, [stored])
    assert keadaan is KeadaanImpor.BERUBAH
    assert row.cocok == stored.id
    assert set(row.berubah) == {"kode", "biaya"}


def test_rows_that_go_nowhere_are_counted_apart():
    rows = [HEAD, ["Krajan", "", "RT 1", "", "", "", "", ""], ["Jumlah", "", "", "", "", "5", "", ""]]
    compared = compare_rows(JenisTempel.USULAN, read(JenisTempel.USULAN, rows), [])
    counts = hitung_impor(compared)
    assert (counts["dibaca"], counts["ditolak"], counts["dilewati"]) == (1, 1, 1)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Alamat/Lokasi", "lokasi"),
        ("Tempat / Alamat", "lokasi"),
        ("Dusun/Lingkungan", "dusun"),
        ("Alamat/Warna", ""),
        ("Satker/Biaya", ""),
    ],
)
def test_a_heading_of_two_words_for_one_thing_is_understood(heading: str, field: str) -> None:
    rows = [("Uraian", "Volume", heading), ("Talud", "12", "Krajan")]
    assert guess_mapping(JenisTempel.USULAN, rows).field[2] == field


def test_a_gagasan_of_a_group_keeps_its_group_and_needs_no_hamlet():
    rows = table("Dusun | Usulan | Kelompok\n| Pelatihan panen | Tani Makmur\nKrajan | Talud |")
    group, hamlet = read(JenisTempel.USULAN, rows)
    assert (group.keadaan, group.nilai["kelompok"]) == (SIAP, "Tani Makmur")
    assert (hamlet.keadaan, hamlet.nilai["dusun"]) == (SIAP, "Krajan")
    [nobody] = read(JenisTempel.USULAN, [rows[0], ["", "Jembatan", ""]])
    assert (nobody.keadaan, nobody.teks_masalah) == (PERIKSA, "Dusun kosong.")
