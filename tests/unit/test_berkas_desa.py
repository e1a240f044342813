"""Tables as villages keep them, each with what a person reads in it and the program must read as well."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from builders import aturan
from desa_desktop.domain.tempel import (
    JenisTempel,
    KeadaanBaris,
    Konteks,
    accept_suggestion,
    guess_mapping,
    read_rows,
)

USULAN, RKP, RPJM, PAGU = JenisTempel.USULAN, JenisTempel.RKP, JenisTempel.RPJM, JenisTempel.PAGU
JT = 1_000_000


@cache
def konteks():
    return Konteks(
        aturan=aturan(), today=date(2026, 8, 12), dusun=("Krajan", "Kidul"), tahun=2027, tahun_akhir=2034
    )


def table(text):
    """Rows as people copy them; a year in a heading is a number, as Excel keeps it."""
    rows = [[cell.strip() for cell in line.strip().split("|")] for line in text.strip().splitlines()]
    return [[int(cell) if cell.startswith("20") and len(cell) == 4 else cell for cell in row] for row in rows]


def records(jenis, text):
    """The rows that go in, and the reasons of those that are no records."""
    rows = table(text)
    read = read_rows(jenis, rows, guess_mapping(jenis, rows), konteks())
    said = [one.alasan for one in read if one.keadaan is KeadaanBaris.DILEWATI]
    return [one for one in read if one.keadaan is not KeadaanBaris.DILEWATI], said


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (  # groups by hamlet with a letter in front, and their subtotals
            """
            DAFTAR USULAN DESA
            No | Usulan    | Biaya
            A  | DUSUN KRAJAN |
            1  | Talud     | 5 jt
               | Sub Jumlah | 5.000.000
            B  | Dusun Kidul |
            1  | Gapura    | Rp 3.000.000,-
               | Jumlah    | 8.000.000
            """,
            [("Talud", "Krajan", 5 * JT), ("Gapura", "Kidul", 3 * JT)],
        ),
        (  # a hamlet nobody has written down yet ends the one before it all the same
            """
            No | Usulan | Biaya
            A  | Dusun Krajan |
            1  | Talud  | 5 jt
            B  | Dusun Wetan |
            1  | Gapura | 3 juta rupiah
            """,
            [("Talud", "Krajan", 5 * JT), ("Gapura", "Wetan", 3 * JT)],
        ),
        (  # signatures in the column of money, and a note
            """
            DAFTAR USULAN DUSUN KRAJAN
            No | Usulan | Volume | Jumlah Anggaran (Rp.)
            1  | Talud  | 50 m   | Rp. 25.000.000.-
               | Catatan: biaya masih perkiraan | |
               | Kutoarjo, 3 Juni 2026 | |
               | Kepala Dusun Krajan | | Ketua RW 01
               | SUPARNO | | WAGIMAN
            """,
            [("Talud", "Krajan", 25 * JT)],
        ),
        (  # a rank is no mark of an issue
            """
            Prioritas | Usulan | Dusun  | Kebutuhan Dana
            1         | Talud  | Krajan | 5.000.000
            2         | Gapura | Kidul  | 3.000.000
            """,
            [("Talud", "Krajan", 5 * JT), ("Gapura", "Kidul", 3 * JT)],
        ),
        (  # a cover and minutes above the headings
            "\n".join(["PEMERINTAH DESA TURSINO"] * 20)
            + """
            No | Usulan | Dusun  | Biaya
            1  | Talud  | Krajan | 5.000.000
            """,
            [("Talud", "Krajan", 5 * JT)],
        ),
    ],
)
def test_proposals_are_read_as_a_person_reads_them(table, expected):
    found, _skipped = records(USULAN, table)
    said = [(one.nilai["uraian"], one.nilai["dusun"], one.nilai["perkiraan_biaya"]) for one in found]
    assert said == expected
    assert {one.keadaan for one in found} == {KeadaanBaris.SIAP}


def test_years_that_excel_keeps_as_numbers_head_their_columns():
    [rabat], _skipped = records(
        RPJM,
        """
        No | Jenis Kegiatan | Waktu Pelaksanaan | | | Jumlah Biaya
           |                | 2027 | 2028 | 2029 |
        1  | Rabat jalan    |      | v    |      | 90.000.000
        """,
    )
    assert (rabat.nilai["tahun"], rabat.nilai["biaya_tahun"]) == ((2028,), {"2028": 90 * JT})


@pytest.mark.parametrize(
    "heading",
    ["Biaya (x Rp 1.000)", "Biaya (Rp. 000)", "Biaya (ribuan rupiah)", "Anggaran (dalam ribuan Rp)"],
)
def test_amounts_in_thousands_are_asked_one_by_one(heading):
    [row], _skipped = records(RKP, f"Kegiatan | Lokasi | {heading}\nPembinaan PKK | Desa | 5.000")
    assert "biaya" not in row.nilai
    assert row.teks_asli == {"biaya": "5.000"}
    [asked] = [one for one in row.masalah if one.kolom == "biaya"]
    assert asked.teks == "Judul kolom menyebut ribuan rupiah. Maksud Anda 5.000.000?"
    assert accept_suggestion(RKP, row, asked).nilai["biaya"] == 5 * JT


def test_a_title_may_say_that_all_amounts_are_in_thousands_and_words_of_a_cell_count_before_it():
    text = "(dalam ribuan rupiah) | |\nKegiatan | Lokasi | Biaya\nTalud | RT 1 | 800\nGapura | RT 2 | 5 juta"
    talud, gapura = records(RKP, text)[0]
    assert talud.teks_asli == {"biaya": "800"}
    assert gapura.nilai["biaya"] == 5 * JT


def test_a_share_that_is_asked_counts_once_it_is_answered():
    [row], _skipped = records(RKP, "Kegiatan | ADD | DDS\nPembinaan PKK | 1,000,000 | 2.000.000")
    [asked] = [one for one in row.masalah if one.kolom == "_dana_ADD"]
    answered = accept_suggestion(RKP, row, asked)
    assert set(answered.nilai["sumber_biaya"]) == {("DDS", 2 * JT, False), ("ADD", 1 * JT, False)}
    assert answered.nilai["biaya"] == 3 * JT


def test_sources_in_a_list_with_letters_are_read_and_their_group_is_none():
    found, skipped = records(
        PAGU,
        """
        No | Sumber Dana             | Pagu (Rp)
        1  | Pendapatan Asli Desa    | 15.000.000
        2  | Pendapatan Transfer     |
           | a. Dana Desa            | 800.000.000
           | b. Alokasi Dana Desa    | 350.000.000
           | c. Hibah mancanegara    | banyak
        """,
    )
    assert [(one.nilai.get("sumber"), one.nilai.get("jumlah")) for one in found] == [
        ("PAD", 15 * JT),
        ("DDS", 800 * JT),
        ("ADD", 350 * JT),
        (None, None),
    ]
    assert skipped == ['Judul kelompok: "Pendapatan Transfer".']


def test_a_number_is_no_unit():
    [row], _skipped = records(USULAN, "Usulan | Dusun | Volume | Satuan\nTalud | Krajan | ls | 1")
    assert row.teks_asli == {"volume": "ls", "satuan": "1"}
