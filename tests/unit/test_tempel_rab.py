"""A cost estimate as it stands in people's Excel files: sections, subtotals, a computed column."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from builders import aturan
from desa_desktop.domain.rkp import KelompokRab
from desa_desktop.domain.tempel import (
    BarisTempel,
    JenisTempel,
    KeadaanBaris,
    Konteks,
    guess_mapping,
    read_rows,
)

KONTEKS = Konteks(aturan=aturan(), today=date(2026, 9, 28))
J1 = [
    ["RENCANA ANGGARAN BIAYA"],
    ["No", "Uraian", "Volume", "Satuan", "Harga Satuan (Rp)", "Jumlah Total (Rp)"],
    ["", "a", "b", "c", "d", "e = b x d"],
    ["1.", "BAHAN"],
    ["", "Semen 50 kg", "40", "Sak", "65.000", "2.600.000"],
    ["", "Pasir", "2,5", "m3", "250.000", "625.000"],
    ["", "Sub Total 1)", "", "", "", "3.225.000"],
    ["2.", "ALAT"],
    ["", "Cangkul", "3", "buah", "75.000", "225.000"],
    ["", "Sub Total 2)", "", "", "", "225.000"],
    ["3.", "UPAH"],
    ["", "Tukang", "20", "HOK", "120.000", "2.000.000"],
    ["", "Total Biaya", "", "", "", "5.450.000"],
]


def read(rows: list[list[str]]) -> list[BarisTempel]:
    peta = guess_mapping(JenisTempel.RAB, rows)
    return read_rows(JenisTempel.RAB, rows, peta, KONTEKS)


def test_form_j1_gives_its_lines_with_the_part_they_stand_in() -> None:
    found = [one for one in read(J1) if one.keadaan is not KeadaanBaris.DILEWATI]
    assert [(one.nilai["uraian"], one.nilai["kelompok"]) for one in found] == [
        ("Semen 50 kg", KelompokRab.BAHAN),
        ("Pasir", KelompokRab.BAHAN),
        ("Cangkul", KelompokRab.ALAT),
        ("Tukang", KelompokRab.UPAH),
    ]
    assert (found[1].nilai["volume"], found[1].nilai["harga_satuan"]) == (Decimal("2.5"), 250_000)
    assert "_jumlah" not in found[0].nilai


def test_an_amount_that_is_not_volume_times_price_is_asked_about() -> None:
    (tukang,) = [one for one in read(J1) if one.keadaan is KeadaanBaris.PERIKSA]
    assert tukang.teks_masalah == "Jumlah di berkas 2.000.000, hasil kali volume dan harga 2.400.000."


def test_form_j2_gives_code_and_source_of_each_line() -> None:
    rows = [
        ["Kode", "Uraian", "Volume dan satuan", "Harga Satuan", "Jumlah", "Sumber dana"],
        ["5.2.1.01", "Konsumsi rapat", "60 kotak", "25.000", "1.500.000", "ADD"],
    ]
    (row,) = read(rows)
    assert row.nilai == {
        "kode": "5.2.1.01",
        "uraian": "Konsumsi rapat",
        "volume": Decimal(60),
        "satuan": "kotak",
        "harga_satuan": 25_000,
        "sumber": "ADD",
    }


def test_a_column_says_the_part_in_the_words_people_use() -> None:
    rows = [["Kelompok", "Uraian"], ["Upah Kerja", "Tukang"], ["honor", "Narasumber"], ["xx", "Paku"]]
    upah, lain, odd = read(rows)
    assert (upah.nilai["kelompok"], lain.nilai["kelompok"]) == (KelompokRab.UPAH, KelompokRab.LAIN)
    assert odd.teks_masalah == 'Kelompok "xx" tidak dikenal. Pilih Bahan, Alat, Upah, atau Belanja lain.'


def test_form_j3_keeps_what_citizens_bring_themselves() -> None:
    head = ["Uraian", "Volume", "Volume Swadaya", "Satuan", "Harga Satuan"]
    [sand, cement] = read([head, ["Pasir", "10", "2,5", "m3", "250000"], ["Semen", "40", "", "zak", "65000"]])
    assert (sand.nilai["volume"], sand.nilai["volume_swadaya"]) == (Decimal(10), Decimal("2.5"))
    assert "volume_swadaya" not in cement.nilai
