"""Workbooks as villages keep them come in by command, and no row, source or year of theirs gets lost.

Each sheet here was written anew after perencanaan.md 6 and 11, with made-up names; what is asked for is what
a secretary would expect who looks at the same sheet.
"""

from __future__ import annotations

import shutil
from functools import cache

import pytest
from openpyxl import Workbook

from laptop import Laptop
from office import shelf


@cache
def set_up_once():
    laptop = Laptop(shelf() / "impor-buku-desa")
    laptop.ask(
        *("kantor", "siapkan", "--peran", "desa", "--kode", "33.06.99.2001", "--nama", "Tursino"),
        *("--tahun", "2027", "--kepala", "Suratman", "--sekretaris", "Ratna"),
    )
    return laptop.folder


@pytest.fixture
def desa(tmp_path, monkeypatch):
    """Desa Tursino on 20 August 2026, with nothing planned."""
    monkeypatch.setenv("DESA_TANGGAL", "2026-08-20")
    return Laptop(shutil.copytree(set_up_once(), tmp_path / "tursino"))


@pytest.fixture
def buku(tmp_path):
    """Writes a workbook of sheets (name -> rows) and merges the cells named."""

    def write(sheets, merged=()):
        book = Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append([cell if cell != "" else None for cell in row])
            for span in merged:
                sheet.merge_cells(span)
        path = tmp_path / "buku.xlsx"
        book.save(path)
        return path

    return write


HEAD = ["No", "Jenis Kegiatan", "Lokasi", "Volume", "Satuan", "Waktu", "Jumlah (Rp)", "Sumber Dana"]


def plan(desa):
    return {one["nama"]: one for one in desa.ask("data", "lihat", "rkp")["baris"]}


def money(row):
    return [(one["sumber"], one["jumlah"], one["is_silpa"]) for one in row["sumber_biaya"]]


def said(found):
    return [one["teks"] for one in found["temuan"]]


def states(found):
    return {one["nomor"]: one["keadaan"] for one in found["baris"]}


def test_of_two_plans_in_one_workbook_that_of_the_plan_year_is_read(desa, buku):
    def sheet(year, name):
        return [
            [f"RKP DESA TAHUN ANGGARAN {year}"],
            HEAD,
            [1, name, "Desa", 1, "unit", "Juni", 5_000_000, "ADD"],
        ]

    path = buku({"RKPDes 2026": sheet(2026, "Gapura lama"), "RKPDes 2027": sheet(2027, "Gapura baru")})
    found = desa.ask("data", "impor", "rkp", path)
    assert found["lembar"] == "RKPDes 2027"
    assert list(plan(desa)) == ["Gapura baru"]


def test_titles_of_which_excel_has_not_counted_the_subtotal_still_part_the_bidang(desa, buku):
    path = buku(
        {
            "RKP": [
                HEAD,
                ["I", "Penyelenggaraan Pemerintahan Desa", "", "", "", "", 26_500_000],
                [1, "Tunjangan BPD", "Desa", 12, "OB", "12 bulan", 26_500_000, "ADD"],
                ["II", "Pelaksanaan Pembangunan Desa", "", "", "", "", "=SUM(G5:G5)"],
                [1, "Rabat beton", "RT 01", 100, "m", "Juni", 90_000_000, "DDS"],
                ["", "JUMLAH RKP", "", "", "", "", "=G2+G4"],
            ]
        }
    )
    found = desa.ask("data", "impor", "rkp", path)
    assert said(found) == [], "the subtotal of bidang I holds its own rows only"
    assert "ditolak" not in states(found).values()
    assert len(plan(desa)) == 2


def test_an_amount_whose_formula_nobody_counted_says_what_to_do(desa, buku):
    path = buku({"RKP": [HEAD, [1, "BLT Desa", "Desa", 40, "KPM", "12 bulan", "=40*12*300000", "DDS"]]})
    [row] = desa.ask("data", "impor", "rkp", path, "--uji")["baris"]
    assert [one["teks"] for one in row["masalah"] if one["kolom"] == "biaya"] == [
        "Sel ini berisi rumus yang belum dihitung. Buka berkasnya di Excel, simpan, lalu impor lagi."
    ]


def test_money_of_the_silpa_is_the_same_when_the_file_is_read_again(desa, buku):
    path = buku({"RKP": [HEAD, [1, "Drainase", "Balang", 150, "m", "TW III", "Rp75.250.000", "s.DDS"]]})
    desa.ask("data", "impor", "rkp", path)
    assert money(plan(desa)["Drainase"]) == [("DDS", 75_250_000, True)]
    again = desa.ask("data", "impor", "rkp", path)
    assert again["sama"] == 1
    assert again["langkah"] == ""


def test_a_title_may_shorten_the_name_of_its_bidang(desa, buku):
    path = buku(
        {
            "RKP": [
                HEAD,
                ["II", "PEMBANGUNAN DESA"],
                [1, "Rabat beton", "RT 01", 100, "m", "Juni", 90_000_000, "DDS"],
                ["IV", "PEMBERDAYAAN"],
                [1, "Pelatihan kader", "Desa", 20, "orang", "Juli", 5_000_000, "DDS"],
            ]
        }
    )
    found = desa.ask("data", "impor", "rkp", path)
    assert (found["dibaca"], found["dilewati"], found["ditolak"]) == (2, 2, 0)


def test_an_activity_numbered_in_romans_is_no_title(desa, buku):
    path = buku(
        {"RKP": [HEAD, ["I", "Penyelenggaraan musyawarah desa", "", "", "", "", 5_000_000], ["II", "Gapura"]]}
    )
    assert desa.ask("data", "impor", "rkp", path)["dibaca"] == 2


def test_a_heading_written_over_two_rows_below_its_group_is_read_whole(desa, buku):
    path = buku(
        {
            "RKP": [
                ["No", "Jenis Kegiatan", "Lokasi", "Biaya", "", "Pola Pelaksanaan"],
                ["", "", "", "Jmlh", "Sumber", "Swakelola", "Kerjasama", "Kerjasama"],
                ["", "", "", "(Rp)", "", "", "Antar Desa", "Pihak Ketiga"],
                [1, "Posyandu", "Krajan", 98_000_000, "DD", "", "", "V"],
                [2, "Jembatan", "Balang", 50_000_000, "DD", "", "x", ""],
                [3, "Gapura", "Desa", 5_000_000, "ADD", "1", "", ""],
            ]
        },
        ("A1:A3", "B1:B3", "C1:C3", "D1:E1", "F1:H1"),
    )
    desa.ask("data", "impor", "rkp", path)
    assert [(name, one["pola"]) for name, one in plan(desa).items()] == [
        ("Posyandu", "pihak_ketiga"),
        ("Jembatan", "kerja_sama_desa"),
        ("Gapura", "swakelola"),
    ]


def test_a_subtotal_below_a_column_of_bidang_counts_its_own_rows_only(desa, buku):
    path = buku(
        {
            "DURKP": [
                ["No", "Bidang", "Jenis Kegiatan", "Lokasi", "Volume", "Perkiraan Biaya", "Sumber"],
                ["II", "Pelaksanaan Pembangunan Desa", "Talud", "RT 05", "250 m", 450_000_000, "APBD Kab"],
                ["III", "Pembinaan Kemasyarakatan", "Seragam", "Desa", "20 stel", 20_000_000, "APBD Kab"],
                ["", "Jumlah per Bidang 3", "", "", "", 20_000_000],
                ["", "TOTAL", "", "", "", 470_000_000],
            ]
        }
    )
    assert said(desa.ask("data", "impor", "durkp", path, "--uji")) == []


def test_months_are_read_as_villages_write_them(desa, buku):
    written = {
        "Juli dan Agustus": (7, 8),
        "Jan, Feb, Mar": (1, 3),
        "Sem. II": (7, 12),
        "Smt 1": (1, 6),
        "Bln 6 s/d 8": (6, 8),
        "Bulan ke-3": (3, 3),
        "Kwartal II": (4, 6),
        "Setiap bulan": (1, 12),
        "Mei, Juli": (None, None),
        "3 bulan": (None, None),
    }
    rows = [[n, f"Kegiatan {n}", "Desa", 1, "unit", text, 1_000_000, "ADD"] for n, text in enumerate(written)]
    desa.ask("data", "impor", "rkp", buku({"RKP": [HEAD, *rows]}))
    found = [(one["bulan_mulai"], one["bulan_selesai"]) for one in plan(desa).values()]
    assert found == list(written.values())


# ------------------------------------------------------------------ ceilings


def pagu(desa):
    return {
        one["sumber"]: (one["jumlah"], one["silpa"]) for one in desa.ask("data", "lihat", "pagu")["baris"]
    }


def test_sources_with_their_short_form_and_year_are_known_and_silpa_goes_to_its_source(desa, buku):
    path = buku(
        {
            "PAGU": [
                ["NO", "URAIAN", "JUMLAH (Rp)"],
                [1, "Pendapatan Asli Desa (PADes)", "25.000.000"],
                [2, "Dana Desa (DD) TA 2027", 1_270_999_000],
                [3, "Alokasi Dana Desa (ADD)", "Rp 612.345.678,00"],
                [4, "SiLPA Dana Desa 2026", 12_000_000],
                ["", "JUMLAH", 1_920_344_678],
            ]
        }
    )
    found = desa.ask("data", "impor", "pagu", path)
    assert said(found) == []
    assert pagu(desa) == {
        "PAD": (25_000_000, None),
        "DDS": (1_270_999_000, 12_000_000),
        "ADD": (612_345_678, None),
    }


def test_a_source_that_nobody_knows_does_not_double_when_the_file_is_read_again(desa, buku):
    path = buku({"PAGU": [["Sumber Dana", "Pagu"], ["Kas Bersama", 5_000_000], ["Dana Desa (ADD)", 1]]})
    desa.ask("data", "impor", "pagu", path)
    again = desa.ask("data", "impor", "pagu", path)
    assert (again["sama"], again["langkah"]) == (2, "")
    assert len(desa.ask("data", "lihat", "pagu")["baris"]) == 2


FORM_G9 = [
    ["No", "Indikatif Program/ Kegiatan Desa", "Sumber Dana Indikatif"],
    [
        "",
        "",
        "Dana Desa (APBN)",
        "Alokasi Dana Desa (bagian dana perimbangan kab./ kota)",
        "Bantuan keuangan",
    ],
    ["", "", "", "", "APBD Provinsi", "APBD Kabupaten/ Kota"],
]


def test_ceilings_in_a_column_for_each_source_become_a_row_for_each(desa, buku):
    rows = [
        *FORM_G9,
        [1, "Pemerintahan", "", 600_000_000],
        [2, "Pembangunan", "1.000.000.000", 12_345_678, 200_000_000],
        [3, "Pemberdayaan", 270_999_000, "", "", 50_000_000],
        ["", "Jumlah", 1_270_999_000, 612_345_678, 200_000_000, 50_000_000],
        ["", "", "", "", "Tursino, 1 Juli 2026"],
    ]
    path = buku({"PAGU": rows}, ("C1:F1", "E2:F2"))
    desa.ask("data", "impor", "pagu", path)
    assert pagu(desa) == {
        "DDS": (1_270_999_000, None),
        "ADD": (612_345_678, None),
        "PBP": (200_000_000, None),
        "PBK": (50_000_000, None),
    }
    assert desa.ask("data", "impor", "pagu", path)["langkah"] == ""


def test_a_column_of_a_source_whose_total_says_something_else_is_asked(desa, buku):
    rows = [*FORM_G9, [1, "Pembangunan", 900, "enam", 5], ["", "Jumlah", 1_000, "", 5]]
    found = desa.ask("data", "impor", "pagu", buku({"PAGU": rows}, ("C1:F1", "E2:F2")))
    asked = {one["nomor"]: [q["nilai"] for q in one["masalah"]] for one in found["baris"]}
    assert asked == {2: ["900; 1.000"], 3: ["enam"], 4: []}


def test_of_ceilings_by_year_only_the_plan_year_counts(desa, buku):
    head = ["TAHUN", "ADD", "DDS", "s.DDS"]
    path = buku({"pagu": [head, [2026, 1, 2, 3], [2027, "600.000.000", "1.270.999.000", "12.000.000"]]})
    desa.ask("data", "impor", "pagu", path)
    assert pagu(desa) == {"ADD": (600_000_000, None), "DDS": (1_270_999_000, 12_000_000)}


# ------------------------------------------------------------------ prices and proposals


def test_parts_of_a_price_list_named_in_the_column_of_codes_give_their_goods_a_group(desa, buku):
    path = buku(
        {
            "SSH": [
                ["NO", "KODE", "URAIAN BARANG", "SATUAN", "HARGA (Rp)"],
                ["", "", "", "", "Wilayah I", "Wilayah II"],
                ["A", "BAHAN BANGUNAN"],
                [1, "1.1", "Semen", "zak", 68_000, 70_000],
                ["B", "UPAH TENAGA KERJA"],
                [1, "2.1", "Pekerja", "OH", "Rp 95.000", "Rp 100.000"],
            ]
        },
        ("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1"),
    )
    found = desa.ask("data", "impor", "harga", path)
    assert (found["baru"], found["ditolak"]) == (2, 0)
    rows = desa.ask("data", "lihat", "harga")["baris"]
    assert [(one["uraian"], one["kelompok"], one["harga"]) for one in rows] == [
        ("Semen", "bahan", 68_000),
        ("Pekerja", "upah", 95_000),
    ]


def test_the_dusun_in_the_title_of_a_list_of_gagasan_holds_for_its_rows(desa, buku):
    dusun = buku({"w": [["No", "Dusun"], [1, "Krajan"], [2, "Balang"]]})
    desa.ask("data", "impor", "wilayah", dusun)
    path = buku(
        {
            "G1": [
                ["DAFTAR GAGASAN DUSUN/ KELOMPOK : Krajan"],
                ["No", "Gagasan Kegiatan", "Lokasi Kegiatan"],
                [1, "• Drainase", "RT 02"],
                ["Dusun Balang"],
                [1, "Pos ronda", "RT 07"],
            ]
        }
    )
    desa.ask("data", "impor", "usulan", path)
    rows = desa.ask("data", "lihat", "usulan")["baris"]
    assert [(one["uraian"], one["dusun"]) for one in rows] == [
        ("Drainase", "Krajan"),
        ("Pos ronda", "Balang"),
    ]


# ------------------------------------------------------------------ what no village means


def test_an_amount_above_999_triliun_is_asked_as_a_number_too(desa, buku):
    path = buku({"RKP": [HEAD, [1, "Gapura", "Desa", 1, "unit", "Juni", 1_500_000_000_000_000, "ADD"]]})
    [row] = desa.ask("data", "impor", "rkp", path, "--uji")["baris"]
    assert row["keadaan"] == "periksa"
    assert "Angka ini terlalu besar. Paling besar 999 triliun." in [one["teks"] for one in row["masalah"]]


def test_signs_that_nobody_sees_do_not_get_into_a_name(desa, buku):
    path = buku({"RKP": [HEAD, [1, "Ga\u200bpura\u202e desa", "Desa", 1, "unit", "Juni", 1_000_000, "ADD"]]})
    desa.ask("data", "impor", "rkp", path)
    assert list(plan(desa)) == ["Gapura desa"]


def test_a_list_longer_than_the_screen_takes_is_refused_by_the_command_too(desa, tmp_path):
    path = tmp_path / "panjang.csv"
    path.write_text("Nama Kegiatan;Lokasi\n" + "Gapura;Desa\n" * 2_001, encoding="utf-8")
    said = desa.refuse("data", "impor", "rkp", path, code=2)
    assert "paling banyak 2.000 baris" in said


def test_a_third_row_of_headings_is_known_without_merged_cells_too(desa, buku):
    """As .ods files come in: their merged cells are not filled downwards."""
    path = buku(
        {
            "RKP": [
                ["No", "Jenis Kegiatan", "Biaya", "", "Pola Pelaksanaan"],
                ["", "", "Jmlh", "Sumber", "Swakelola", "Kerjasama", "Kerjasama"],
                ["", "", "(Rp)", "", "", "Antar Desa", "Pihak Ketiga"],
                [1, "Posyandu", 98_000_000, "DD", "", "", "V"],
            ]
        }
    )
    found = desa.ask("data", "impor", "rkp", path)
    assert found["dibaca"] == 1
    assert plan(desa)["Posyandu"]["pola"] == "pihak_ketiga"
