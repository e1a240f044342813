"""110 proposals as real villages wrote them come in without a cell lost."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from builders import aturan
from desa_desktop.domain.identity import new_id
from desa_desktop.domain.tempel import (
    BarisLama,
    JenisTempel,
    KeadaanBaris,
    KeadaanImpor,
    Konteks,
    compare_rows,
    guess_mapping,
    hitung_impor,
    read_rows,
)

SAMPLES = Path(__file__).parent / "samples"
DUSUN = ("Katute", "Balang", "Bonto Manai", "Batu Massompo")


def sheet(name):
    with (SAMPLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture
def rows():
    return sheet("usulan-nyata.csv")


def read(rows, jenis=JenisTempel.USULAN):
    return read_rows(jenis, rows, guess_mapping(jenis, rows), Konteks(aturan(), date(2026, 11, 22), DUSUN))


def test_the_headings_are_understood_and_the_rest_is_reported(rows):
    peta = guess_mapping(JenisTempel.USULAN, rows)
    assert dict(zip(peta.judul, peta.field, strict=True)) == {
        "desa": "",
        "tahun": "",
        "bidang": "bidang",
        "kegiatan": "uraian",
        "lokasi": "lokasi",
        "volume": "volume",
        "satuan": "satuan",
        "sasaran": "_sasaran",
        "waktu": "",
        "biaya": "perkiraan_biaya",
        "sumber": "",
        "pola_pelaksanaan": "",
    }
    assert [(one.judul, one.terisi) for one in peta.diabaikan] == [
        ("desa", 110),
        ("tahun", 110),
        ("waktu", 0),
        ("sumber", 0),
        ("pola_pelaksanaan", 0),
    ]


def test_every_row_goes_in_and_only_the_doubtful_ones_are_marked(rows):
    found = read(rows)
    assert Counter(row.keadaan for row in found) == {KeadaanBaris.SIAP: 97, KeadaanBaris.PERIKSA: 13}
    reasons = {row.nomor: row.teks_masalah for row in found if row.masalah}
    assert reasons == {
        27: "Sama dengan baris 10.",
        28: "Sama dengan baris 17.",
        30: "Sama dengan baris 20.",
        71: 'Satuan "Pohong" tidak dikenal. Maksud Anda pohon?',
        79: "Sama dengan baris 6.",
        80: "Sama dengan baris 11.",
        83: "Sama dengan baris 16.",
        85: "Sama dengan baris 19.",
        88: "Sama dengan baris 61.",
        89: "Sama dengan baris 9.",
        90: "Sama dengan baris 41.",
        91: "Sama dengan baris 24.",
        92: "Sama dengan baris 26.",
    }


def test_no_cell_is_lost(rows):
    peta = guess_mapping(JenisTempel.USULAN, rows)
    reported = {one.tempat for one in peta.diabaikan}
    for row in read(rows):
        source = rows[row.nomor - 1]
        for place, text in enumerate(source):
            if not text or place in reported:
                continue
            field = peta.field[place]
            if field == "_sasaran":
                held = {str(row.nilai[name]) for name in ("penerima_l", "penerima_p") if name in row.nilai}
                assert set(text.replace(";", "").replace("LK", "").replace("PR", "").split()) == held
            else:
                assert field in row.nilai or row.teks_asli.get(field) == text, (row.nomor, field, text)
                if field in {"uraian", "lokasi"}:
                    assert row.nilai[field] == " ".join(text.split())


def test_hamlets_are_found_in_free_text_places_only_where_one_is_named(rows):
    counts = Counter(row.nilai.get("dusun", "") for row in read(rows))
    assert counts == {"": 59, "Bonto Manai": 17, "Katute": 15, "Balang": 12, "Batu Massompo": 7}


def test_units_come_in_one_spelling(rows):
    counts = Counter(row.nilai.get("satuan", "") for row in read(rows))
    assert counts == {
        "m": 31,
        "unit": 26,
        "": 20,
        "kelompok": 15,
        "orang": 10,
        "set": 2,
        "dusun": 1,
        "ls": 1,
        "ekor": 1,
        "kegiatan": 1,
        "buah": 1,
        "pohon": 1,
    }


def test_the_same_file_read_again_changes_nothing(rows):
    found = read(rows)
    stored = [BarisLama(new_id(), dict(row.nilai), dict(row.teks_asli)) for row in found]
    again = compare_rows(JenisTempel.USULAN, found, stored)
    assert hitung_impor(again)["sama"] == 110
    assert {keadaan for _row, keadaan in again} == {KeadaanImpor.SAMA}


def test_an_rpjm_as_siskeudes_prints_it_keeps_every_doubt_as_a_question():
    found = read(sheet("rpjm-nyata.csv"), JenisTempel.RKP)
    assert Counter(row.keadaan for row in found) == {KeadaanBaris.PERIKSA: 40}
    kept = Counter(name for row in found for name in row.teks_asli)
    assert kept == {"bulan_mulai": 40, "sumber": 4, "volume": 3, "satuan": 1}
    head, *lines = sheet("rpjm-nyata.csv")
    total = sum(int(line[head.index("biaya")]) for line in lines)
    assert sum(row.nilai.get("biaya", 0) for row in found) == total
