"""Plans as villages keep them in Excel are understood, and whatever is only probable is asked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from builders import aturan
from desa_desktop.domain.rkp import KelompokRab, PolaPelaksanaan
from desa_desktop.domain.tempel import (
    JenisTempel,
    KeadaanBaris,
    Konteks,
    Tersembunyi,
    accept_suggestion,
    find_hidden,
    guess_mapping,
    look_over,
    read_rows,
    write_value,
)
from desa_desktop.domain.tempel.bebas import take_apart
from desa_desktop.domain.tempel.isi import read_months
from desa_desktop.domain.tempel.masa import read_years
from desa_desktop.domain.tempel.usul_kode import suggest_kode

TODAY = date(2026, 8, 12)
SIAP, PERIKSA, TIDAK_BISA, DILEWATI = KeadaanBaris
RKP, RPJM, DURKP, PAGU, HARGA = (
    JenisTempel.RKP,
    JenisTempel.RPJM,
    JenisTempel.DURKP,
    JenisTempel.PAGU,
    JenisTempel.HARGA,
)


def konteks(**bend):
    return Konteks(**{"aturan": aturan(), "today": TODAY, "dusun": ("Krajan", "Kidul"), "tahun": 2027} | bend)


def table(text):
    """Rows as people copy them: one line a row, cells parted by `|`."""
    return [[cell.strip() for cell in line.strip().split("|")] for line in text.strip().splitlines()]


def read(jenis, text, **bend):
    rows = table(text) if isinstance(text, str) else text
    return read_rows(jenis, rows, guess_mapping(jenis, rows), konteks(**bend))


def findings(jenis, text, **bend):
    rows = table(text)
    peta, about = guess_mapping(jenis, rows), konteks(**bend)
    return [one.teks for one in look_over(jenis, rows, peta, read_rows(jenis, rows, peta, about), about)]


# ------------------------------------------------------------------ volumes


def volume(text, *, satuan=None, biaya=""):
    """One proposal whose column Volume holds this text, with a column for the unit or without."""
    head, row = ["Uraian", "Volume", "Perkiraan biaya"], ["Rabat jalan", text, biaya]
    if satuan is not None:
        head, row = [*head, "Satuan"], [*row, satuan]
    [found] = read(JenisTempel.USULAN, [head, row], dusun=())
    asked = " ".join(one.teks for one in found.masalah)
    return found.nilai.get("volume"), found.nilai.get("satuan"), dict(found.teks_asli), asked


@pytest.mark.parametrize("satuan", [None, "", "paket"])
def test_a_number_with_a_unit_of_the_list_is_read_where_no_other_unit_stands_beside_it(satuan):
    assert volume("1 paket", satuan=satuan) == (1, "paket", {}, "")
    assert volume("1 Pkt", satuan=satuan) == (1, "paket", {}, "")


@pytest.mark.parametrize("text", ["120 m x 3 m", "120x3 m", "120 X 3", "120 × 3 m", "120m x 3m"])
@pytest.mark.parametrize("satuan", [None, ""])
def test_measures_stay_as_they_are_written_and_are_asked(text, satuan):
    asked = "Berisi ukuran. Isi satu volume dan satuannya, misalnya 120 m atau 360 m²."
    assert volume(text, satuan=satuan) == (None, None, {"volume": text}, asked)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("3 x 4 x 0,2 m3", "2,4 m³"), ("3 m x 4 m x 0,2 m³", "2,4 m³"), ("120 x 3 m2", "360 m²")],
)
def test_measures_whose_unit_says_that_they_are_multiplied_are_asked_with_their_product(text, meant):
    found = volume(text)
    assert found[:3] == (None, None, {"volume": text})
    assert found[3] == f"Berisi ukuran. Hasil kalinya {meant}: itu volumenya?"


@pytest.mark.parametrize("text", ["40 KPM x 12 bulan", "120 m, lebar 3 m", "2 x 3 x 4 m"])
def test_several_measures_in_words_are_asked_and_none_is_lost(text):
    found = volume(text)
    assert found[:3] == (None, None, {"volume": text})
    assert found[3] == "Berisi beberapa ukuran. Isi satu volume dan satuannya."


@pytest.mark.parametrize(
    ("biaya", "kept", "asked"),
    [
        ("10.000.000", {}, ""),
        ("", {"perkiraan_biaya": "2 unit @ 5.000.000"},
         'Biaya kosong. "2 unit @ 5.000.000" berarti 10.000.000: itu biayanya?'),
        ("9.000.000", {},
         '"2 unit @ 5.000.000" berarti 10.000.000, biayanya 9.000.000. Periksa mana yang benar.'),
    ],
)  # fmt: skip
def test_a_price_beside_the_volume_is_held_against_the_cost(biaya, kept, asked):
    assert volume("2 unit @ 5.000.000", biaya=biaya) == (2, "unit", kept, asked)
    assert volume("2 unit @ Rp. 5.000.000", satuan="", biaya=biaya)[:2] == (2, "unit")


# ------------------------------------------------------------------ what was agreed, and who pays


def test_the_parts_of_a_proposals_cost_are_kept_beside_its_one_sum():
    text = """
        Uraian      | Biaya      | ADD        | DDS       | PAD
        Rabat jalan | 64.000.000 | 50.000.000 | 14.000.000 |
        Gapura      |            | 5.000.000  |            | 1.000.000
        Sumur bor   | 30.000.000 | 5.000.000  |            |
        Posyandu    | 7.000.000  |            |            |
    """
    rabat, gapura, sumur, posyandu = read(JenisTempel.USULAN, text, dusun=())
    assert (rabat.keadaan, rabat.nilai["perkiraan_biaya"]) == (SIAP, 64_000_000)
    assert rabat.teks_asli == {"sumber_biaya": "ADD 50.000.000; DDS 14.000.000"}
    assert gapura.nilai["perkiraan_biaya"] == 6_000_000
    assert gapura.teks_asli == {"sumber_biaya": "PAD 1.000.000; ADD 5.000.000"} or gapura.teks_asli == {
        "sumber_biaya": "ADD 5.000.000; PAD 1.000.000"
    }
    assert [one.teks for one in sumur.masalah] == [
        "Jumlah per sumber dana Rp5.000.000, biayanya Rp30.000.000. Samakan keduanya."
    ]
    assert posyandu.teks_asli == {}
    [said] = findings(JenisTempel.USULAN, text, dusun=())
    assert said.startswith("3 baris berisi biaya per sumber dana. Usulan menyimpan satu jumlah;")


def test_the_parts_of_a_cost_in_an_rpjm_are_kept_and_named():
    text = """
        Jenis Kegiatan | Waktu | Jumlah biaya | ADD        | DDS
        Rabat jalan    | 2027  | 64.000.000   | 50.000.000 | 14.000.000
    """
    [row] = read(RPJM, text, tahun_akhir=2034)
    assert row.nilai["sumber"] == ("ADD", "DDS")
    assert row.nilai["biaya_tahun"] == {"2027": 64_000_000}
    assert row.teks_asli == {"sumber_biaya": "ADD 50.000.000; DDS 14.000.000"}
    [said] = findings(RPJM, text, tahun_akhir=2034)
    assert said.startswith("1 baris berisi biaya per sumber dana. RPJM Desa menyimpan biaya per tahun")


@pytest.mark.parametrize(("jenis", "field"), [(JenisTempel.USULAN, "perkiraan_biaya"), (RKP, "biaya")])
def test_of_the_cost_asked_for_and_the_cost_agreed_on_the_agreed_one_counts(jenis, field):
    [same, other] = read(
        jenis,
        """
        Kegiatan  | Lokasi | Perkiraan Biaya | Biaya Disepakati
        Gapura    | RT 1   | 5.000.000       | 5.000.000
        Sumur bor | RT 2   | 35.000.000      | 30.000.000
        """,
        dusun=(),
    )
    assert (same.nilai[field], [one for one in same.masalah if one.kolom == field]) == (5_000_000, [])
    assert other.nilai[field] == 30_000_000
    assert (
        "Biaya usulan 35.000.000, disepakati 30.000.000. Yang disimpan biaya disepakati."
        in other.teks_masalah
    )


# ------------------------------------------------------------------ groups and totals


def test_titles_of_bidang_and_sub_bidang_are_no_activities():
    found = read(
        RKP,
        """
        No | Kode | Jenis Kegiatan | Lokasi | Volume | Satuan | Jumlah (Rp) | Sumber
        I. | | PENYELENGGARAAN PEMERINTAHAN DESA | | | | 10.000.000 |
        1.1 | | Penyelenggaraan Belanja Siltap | | | | |
        1 | 1.1.1 | Siltap kepala desa | Desa | 12 | bulan | 10.000.000 | ADD
        II | | Pelaksanaan Pembangunan Desa | | | | |
        2.1 | | Pendidikan | | | | |
        1 | 02.01.01. | Guru TPQ | Desa | 12 | OB | 5.000.000 | DDS
        """,
    )
    assert [row.keadaan for row in found] == [DILEWATI, DILEWATI, SIAP, DILEWATI, DILEWATI, SIAP]
    assert found[0].alasan == 'Judul bidang: "PENYELENGGARAAN PEMERINTAHAN DESA".'
    assert found[4].alasan == 'Judul sub bidang: "Pendidikan".'
    assert [row.nilai["kode"] for row in found if row.keadaan is SIAP] == ["01.01.01", "02.01.01"]


def test_an_activity_whose_name_begins_like_a_bidang_stays_an_activity():
    [row] = read(RKP, "No|Jenis Kegiatan|Lokasi|Jumlah (Rp)\n1|Pembinaan PKK|Desa|5.000.000")
    assert row.nilai["nama"] == "Pembinaan PKK"


def test_a_printed_subtotal_that_covers_one_row_only_is_named():
    text = """
        No | Jenis Kegiatan | Lokasi | Jumlah (Rp)
        I | PENYELENGGARAAN PEMERINTAHAN DESA | | 47.400.000
        1 | Rehab balai | Krajan | 47.400.000
        2 | Pagar kantor | Krajan | 527.621.500
        | SUB TOTAL BIDANG I | | 47.400.000
        | JUMLAH TOTAL | | 575.021.500
    """
    assert findings(DURKP, text) == [
        "Subtotal bidang I di berkas Rp47.400.000, jumlah barisnya Rp575.021.500.",
        "Subtotal bidang I di berkas Rp47.400.000, jumlah barisnya Rp575.021.500.",
    ]


def test_totals_that_add_up_are_silent():
    text = """
        No | Jenis Kegiatan | Lokasi | Biaya | Sumber
        I | PENYELENGGARAAN PEMERINTAHAN DESA | | 30.000.000 |
        1 | Siltap | Desa | 10.000.000 | ADD
        2 | Operasional | Desa | 20.000.000 | ADD
        | Jumlah Per Bidang 1 | | 30.000.000 |
        II | PELAKSANAAN PEMBANGUNAN DESA | | 5.000.000 |
        1 | Rabat | RT 01 | 5.000.000 | DDS
        | Jumlah Per Bidang 2 | | 5.000.000 |
        | JUMLAH RKPDESA TAHUN ANGGARAN 2027 | | 35.000.000 |
    """
    assert findings(RKP, text) == []


def test_a_total_over_an_amount_nobody_could_read_says_so():
    text = "Jenis Kegiatan|Lokasi|Biaya\nRabat|RT 1|5,000,000\nTalud|RT 2|3.000.000\nJumlah||8.000.000"
    assert findings(RKP, text)[-1] == (
        "Jumlah di berkas Rp8.000.000, jumlah barisnya Rp3.000.000. 1 baris belum terbaca biayanya."
    )


def test_place_date_and_names_below_the_table_are_signatures_and_no_rows():
    found = read(
        RKP,
        """
        No | Jenis Kegiatan | Lokasi | Biaya | Sumber
        1 | Rabat | RT 01 | 5.000.000 | DDS

        | | | Tursino, 15 September 2026 |
        | Mengetahui : | | Disusun oleh : |
        | Kepala Desa Tursino, | | Ketua/Tim Penyusun RKP Desa |
        | SURATMAN | | RATNA |
        """.replace("\n\n", "\n | | | | \n"),
    )
    assert [row.keadaan for row in found].count(DILEWATI) == 5
    assert found[-1].alasan == 'Bagian tanda tangan: "SURATMAN RATNA".'


def test_a_box_of_sums_beside_the_table_disturbs_nothing():
    found = read(
        RKP,
        """
        No | Jenis Kegiatan | Lokasi | Biaya | Sumber | | PAGU |
        1 | Rabat | RT 01 | 5.000.000 | DDS | | SISA DARI PAGU | 3.000.000
        | | | | | | JUMLAH PENGELUARAN PER SUMBER DANA | 2.032.351.158
        """,
    )
    assert (found[0].nilai["nama"], found[1].keadaan) == ("Rabat", DILEWATI)
    assert found[1].alasan.startswith("Di luar tabel:")


def test_numbers_that_skip_and_titles_of_another_year_are_named():
    text = """
        TAHUN ANGGARAN 2024
        No | Jenis Kegiatan | Data Eksisting Tahun Berjalan 2026 | Target Capaian Tahun 2023 | Lokasi
        8 | Rabat | | | RT 01
        10 | Talud | | | RT 02
    """
    assert findings(RKP, text) == [
        '"TAHUN ANGGARAN 2024" menyebut tahun 2024, yang diisi tahun 2027. Tahun di berkas tidak dipakai.',
        '"Target Capaian Tahun 2023" menyebut tahun 2023, yang diisi tahun 2027. '
        "Tahun di berkas tidak dipakai.",
        "Nomor urut melompat dari 8 ke 10. Periksa apakah ada baris yang hilang.",
    ]


def test_the_year_of_a_regulation_in_a_title_is_no_year_of_the_plan():
    text = "Lampiran Permendesa Nomor 21 Tahun 2020\nNo|Jenis Kegiatan|Lokasi\n1|Rabat|RT 01"
    assert findings(RKP, text) == []


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("15 September 2026", []),
        ("1 Desember 2026", ["Tanggal 1 Desember 2026 di berkas sesudah batas 30 September 2026."]),
        (
            "15 Desember 2023",
            ["Tanggal 15 Desember 2023 di berkas bukan tahun 2026, tahun rencana ini disusun."],
        ),
    ],
)
def test_the_day_of_signature_is_held_against_the_calendar(day, said):
    text = f"No|Jenis Kegiatan|Lokasi|Biaya|Sumber\n1|Rabat|RT 01|5.000.000|DDS\n|||Tursino, {day}|"
    assert findings(RKP, text) == said


# ------------------------------------------------------------------ money of several sources


def test_two_sources_are_parted_by_amounts_typed_in_their_cell():
    [row] = read(RKP, "Jenis Kegiatan|Lokasi|Biaya|Sumber\nOperasional BPD|Desa|153.678.261|ADD, DDS")
    assert row.teks_asli == {"sumber": "ADD, DDS"}
    row = write_value(RKP, row, "sumber", "ADD 100.000.000; DDS sisa", konteks())
    assert row.nilai["sumber_biaya"] == (("ADD", 100_000_000, False), ("DDS", 53_678_261, False))
    assert row.teks_asli == {}
    row = write_value(RKP, row, "biaya", "160.000.000", konteks())
    assert row.nilai["sumber_biaya"][1] == ("DDS", 60_000_000, False)


def test_shares_that_do_not_add_up_are_asked():
    [row] = read(
        RKP, "Jenis Kegiatan|Lokasi|Biaya|Sumber\nRapat|Desa|10.000.000|ADD 4.000.000; DDS 5.000.000"
    )
    assert row.keadaan is PERIKSA
    assert "Jumlah per sumber dana Rp9.000.000, biayanya Rp10.000.000. Samakan keduanya." in row.teks_masalah


def test_percent_and_silpa_are_shares_too():
    [row] = read(
        RKP, "Kode|Jenis Kegiatan|Lokasi|Biaya|Sumber\n1.4.1|Rapat|Desa|10.000.001|DDS 60%; s.ADD 40%"
    )
    assert row.nilai["sumber_biaya"] == (("DDS", 6_000_001, False), ("ADD", 4_000_000, True))


def test_one_column_for_each_source_becomes_money_rows():
    rows = table("""
        No | Bidang | Nama Program/Kegiatan | Jumlah Dana Indikatif | | | | Sumber Keuangan Lainnya
        | | | PADesa | Dana Desa (APBN) | Alokasi Dana Desa | Bagi Hasil Pajak |
        1 | Bidang Pembangunan | Rabat | | 85.000.000 | | 15.000.000 |
    """)
    peta = guess_mapping(RKP, rows)
    assert peta.field == (
        "_nomor",
        "_bidang",
        "nama",
        "_dana_PAD",
        "_dana_DDS",
        "_dana_ADD",
        "_dana_PBH",
        "_dana_DLL",
    )
    [row] = read_rows(RKP, rows, peta, konteks())
    assert row.nilai["biaya"] == 100_000_000
    assert row.nilai["sumber_biaya"] == (("DDS", 85_000_000, False), ("PBH", 15_000_000, False))


def test_a_row_below_that_only_adds_money_joins_the_activity_above():
    found = read(
        RKP,
        """
        Kode | Jenis Kegiatan | Lokasi | Biaya | Sumber
        02.03.10 | Rabat | RT 01 | 85.000.000 | DDS
        | | | 15.000.000 | ADD
        """,
    )
    assert [row.keadaan for row in found] == [PERIKSA, DILEWATI]
    assert found[0].nilai["biaya"] == 100_000_000
    assert found[0].teks_masalah == (
        "Baris 2 dan 3 digabung: DDS 85.000.000; ADD 15.000.000. Periksa jumlahnya."
    )
    assert found[1].alasan == "Tambahan untuk baris 2."


def test_silpa_written_as_a_source_of_its_own_belongs_to_its_ceiling():
    found = read(PAGU, "Sumber Dana|Pagu\nADD|700.000.000\nDDS|1.270.999.000\ns.DDS|1.000.000")
    assert [row.keadaan for row in found] == [SIAP, SIAP, DILEWATI]
    assert (found[1].nilai["jumlah"], found[1].nilai["silpa"]) == (1_270_999_000, 1_000_000)


# ------------------------------------------------------------------ ticks, units, times, codes


def test_the_pola_is_ticked_in_one_of_three_columns():
    found = read(
        RKP,
        """
        No | Jenis Kegiatan | Lokasi | Prakiraan Pola Pelaksanaan | |
        | | | Swakelola | Kerjasama Antar Desa | Kerjasama Pihak Ketiga
        1 | Rabat | RT 01 | v | |
        2 | Talud | RT 02 | | | √
        """,
    )
    assert [row.nilai["pola"] for row in found] == [
        PolaPelaksanaan.SWAKELOLA,
        PolaPelaksanaan.PIHAK_KETIGA,
    ]


def test_a_form_with_one_column_for_volume_holds_the_unit_in_it():
    [row] = read(RKP, "Kode|Jenis Kegiatan|Lokasi|Volume\n2.3.10|Rabat|RT 01|1.400 meter")
    assert (row.nilai["volume"], row.nilai["satuan"]) == (Decimal(1400), "m")


@pytest.mark.parametrize(
    ("typed", "months"),
    [
        ("TW II", (4, 6)),
        ("TW I-IV", (1, 12)),
        ("Triwulan 2 s/d Triwulan 3", (4, 9)),
        ("Jan s/d Des", (1, 12)),
        ("Sepanjang tahun", (1, 12)),
        ("365 hari", (1, 12)),
    ],
)
def test_times_of_forms_are_read(typed, months):
    assert read_months(typed) == months


@pytest.mark.parametrize(
    ("nama", "kode"),
    [
        ("Insentif Guru TPQ dan PAUD", "02.01.01"),
        ("Penyediaan Penghasilan Tetap Kepala Desa", "01.01.01"),
        ("BLT Desa", "05.03.00"),
        ("Rehab RTLH", "02.04.01"),
        ("Pembangunan jembatan besi", "02.03.13"),
    ],
)
def test_a_row_without_a_code_gets_one_suggested_by_its_name(nama, kode):
    meant = suggest_kode(nama, aturan())
    assert meant is not None
    assert meant.kode == kode
    [row] = read(RKP, f"Jenis Kegiatan|Lokasi\n{nama}|Desa")
    assert (row.keadaan, row.nilai.get("kode"), row.masalah[0].usul) == (PERIKSA, None, kode)


@pytest.mark.parametrize("nama", ["Ngopi bareng", "Pokja 4", "Lain"])
def test_where_no_code_is_near_none_is_suggested(nama):
    assert suggest_kode(nama, aturan()) is None


def test_the_bidang_a_row_stands_under_decides_between_codes():
    assert suggest_kode("Pembangunan gedung PAUD", aturan(), "02").kode == "02.01.06"
    assert suggest_kode("Pembangunan gedung PAUD", aturan(), "05") is None


# ------------------------------------------------------------------ free text


@pytest.mark.parametrize(
    ("text", "nama", "lokasi", "volume"),
    [
        ("RT 12 Drainase 120 m", "Drainase", "RT 12", "120 m"),
        ("Drainase RT 03 RW 01 sepanjang 250 m'", "Drainase", "RT 03 RW 01", "250 m"),
        ("Jembatan 1400 meter", "Jembatan", None, "1400 m"),
        ("pengadaan 20 unit lampu jalan RW 02", "Pengadaan lampu jalan", "RW 02", "20 unit"),
        ("TPT RT 1 s/d 3", "TPT", "RT 1 s/d 3", None),
        ("Talud Krajan", "Talud", "Krajan", None),
    ],
)
def test_free_text_is_taken_apart(text, nama, lokasi, volume):
    found = take_apart(text, aturan(), ("Krajan", "Kidul"))
    assert (found["nama"], found.get("lokasi")) == (nama, lokasi)
    shown = f"{found['volume']} {found['satuan']}" if "volume" in found else None
    assert shown == volume


@pytest.mark.parametrize("text", ["Pelatihan PKK Pokja 4", "Rabat beton", "Lomba 17 Agustus", "100 m"])
def test_text_without_place_or_volume_stays_whole(text):
    assert take_apart(text, aturan()) == {}


def test_a_free_text_row_of_a_durkp_is_asked_and_taken_apart_only_with_a_yes():
    [row] = read(DURKP, "No|Jenis Kegiatan|Lokasi|Volume|Satuan|Biaya\n1|RT 12 Drainase 120 m||||")
    assert row.nilai == {"nama": "RT 12 Drainase 120 m"}
    assert row.teks_masalah == (
        'Nama berisi tempat atau volume: "RT 12 Drainase 120 m". '
        "Maksud Anda Drainase, lokasi RT 12, volume 120 m?"
    )
    row = accept_suggestion(DURKP, row, row.masalah[0])
    assert row.nilai == {"nama": "Drainase", "lokasi": "RT 12", "volume": Decimal(120), "satuan": "m"}


# ------------------------------------------------------------------ RPJM Desa

B2 = """
    RANCANGAN RPJM DESA
    TAHUN 2027 S.D 2034
    NO | BIDANG/SUB BIDANG/JENIS KEGIATAN | | LOKASI | PERKIRAAN VOLUME | WAKTU PELAKSANAAN | | | BIAYA | |
    | BIDANG / SUB BIDANG | JENIS KEGIATAN | | | THN 1 | THN 2 | THN 8 | JUMLAH ( RUPIAH ) | SUMBER |
    1 | Bidang Pembangunan Desa | Pemeliharaan Jalan Usaha Tani | RT 01 | 500 m | v | | | 50.000.000 | DDS |
    2 | Bidang Pembangunan Desa | Rehab RTLH | Desa | 8 unit | x | 1 | √ | 90.000.000 | ADD, DDS |
"""


def test_years_of_an_rpjm_are_ticked_in_columns():
    first, second = read(RPJM, B2)
    assert first.nilai["tahun"] == (2027,)
    assert first.nilai["biaya_tahun"] == {"2027": 50_000_000}
    assert second.nilai["tahun"] == (2027, 2028, 2034)
    assert second.nilai["sumber"] == ("ADD", "DDS")
    assert second.teks_asli["biaya_tahun"] == "90.000.000"
    even = next(one for one in second.masalah if one.kolom == "biaya_tahun")
    assert even.teks == "Biaya Rp90.000.000 untuk 3 tahun. Bagi rata per tahun?"
    second = accept_suggestion(RPJM, second, even)
    assert second.nilai["biaya_tahun"] == {"2027": 30_000_000, "2028": 30_000_000, "2034": 30_000_000}
    assert "biaya_tahun" not in second.teks_asli
    typed = write_value(RPJM, second, "biaya_tahun", "2027: 10 jt; 2028: 80 jt", konteks())
    assert typed.nilai["biaya_tahun"] == {"2027": 10_000_000, "2028": 80_000_000}


def test_amounts_stand_under_calendar_years():
    [row] = read(
        RPJM,
        """
        No | Nama Kegiatan | Waktu Pelaksanaan | | Biaya | | Sumber Dana
        | | 2027 | 2028 | 2027 | 2028 |
        1 | Rabat | v | v | 10.000.000 | 12.500.000 | DDS
        """,
    )
    assert row.nilai["tahun"] == (2027, 2028)
    assert row.nilai["biaya_tahun"] == {"2027": 10_000_000, "2028": 12_500_000}


def test_amounts_in_the_columns_of_years_are_ticks_as_well():
    rows = "Nama Kegiatan|Lokasi|THN 1|THN 3\nRabat|RT 1|10.000.000|12.000.000"
    [row] = read(RPJM, rows)
    assert (row.nilai["tahun"], row.nilai["biaya_tahun"]) == (
        (2027, 2029),
        {"2027": 10_000_000, "2029": 12_000_000},
    )


def test_targets_of_each_year_are_kept():
    [row] = read(
        RPJM,
        """
        No | Nama Program / Kegiatan | Target Capaian ke | | | Lokasi
        | | Data Existing Tahun ke-0 | Tahun ke-1 | Tahun ke-2 |
        1 | Rabat | 2 km | 100 m | 200 m | RT 01
        """,
    )
    assert row.nilai["data_eksisting"] == "2 km"
    assert row.nilai["target"] == {"2027": "100 m", "2028": "200 m"}
    assert row.nilai["tahun"] == (2027, 2028)


@pytest.mark.parametrize(
    ("typed", "years"),
    [
        ("THN 6", (2032,)),
        ("2027-2029", (2027, 2028, 2029)),
        ("1, 3 dan 5", (2027, 2029, 2031)),
        ("Tahun ke-2", (2028,)),
        ("setiap tahun", tuple(range(2027, 2035))),
        ("Tahun I - III", (2027, 2028, 2029)),
        ("nanti", ()),
        ("2027-20270", ()),
    ],
)
def test_years_in_words_are_read(typed, years):
    assert read_years(typed, 2027, 2034) == years


def test_a_year_outside_the_plan_is_asked():
    [row] = read(RPJM, "Nama Kegiatan|Lokasi|Waktu\nRabat|RT 1|2025")
    assert "Tahun 2025 di luar masa RPJM Desa 2027–2034." in row.teks_masalah


def test_an_rpjm_of_other_years_is_named():
    assert findings(RPJM, B2.replace("2027 S.D 2034", "2020 S.D 2025"))[0] == (
        '"TAHUN 2020 S.D 2025" menyebut tahun 2020, 2025, yang diisi tahun 2027. '
        "Tahun di berkas tidak dipakai."
    )


# ------------------------------------------------------------------ prices


def test_a_price_list_with_groups_is_read():
    found = read(
        HARGA,
        """
        STANDAR HARGA SATUAN KABUPATEN
        No | Kode Barang | Uraian Barang | Spesifikasi | Satuan | Harga Satuan (Rp)
        | 1.1 | BAHAN BANGUNAN | | |
        1 | 1.1.01 | Semen | 40 kg | Zak | Rp 65.000,-
        2 | 1.1.02 | Pasir pasang | | M3 | 250000
        | 1.2 | UPAH TENAGA KERJA | | |
        3 | 1.2.01 | Tukang batu | | OH | 120.000
        4 | 1.2.02 | Mandor | | OH | seratus
        """,
    )
    assert [row.keadaan for row in found] == [DILEWATI, SIAP, SIAP, DILEWATI, SIAP, PERIKSA]
    assert found[1].nilai["uraian"] == "Semen, 40 kg"
    assert (found[1].nilai["kode"], found[1].nilai["satuan"], found[1].nilai["harga"]) == (
        "1.1.01",
        "zak",
        65_000,
    )
    assert found[1].nilai["kelompok"] is KelompokRab.BAHAN
    assert found[4].nilai["kelompok"] is KelompokRab.UPAH
    assert found[5].teks_asli == {"harga": "seratus"}


def test_columns_that_excel_hides_are_named_when_something_was_read_from_them():
    rows = [["No", "Jenis Kegiatan", "Lokasi", "Biaya"], ["1", "Pembinaan PKK", "", "5.000.000"]]
    peta = guess_mapping(JenisTempel.RKP, rows)
    baris = read_rows(JenisTempel.RKP, rows, peta, konteks())
    [found] = find_hidden(Tersembunyi((), (1, 3, 4, 9)), peta, baris)
    assert found.kalimat == "1 kolom tersembunyi di Excel ikut dibaca: kolom D."
    [found] = find_hidden(Tersembunyi(is_gelap=True), peta, baris)
    assert found.kalimat.startswith("Baris dan kolom tersembunyi di berkas .xls ini tidak dapat dikenali.")
