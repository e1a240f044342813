"""Forty-nine faults as villages make them, one a row: each is seen, named in words, and has its way out."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import pytest

from builders import DESA_ID
from desa_desktop.domain.desa import Desa, Dusun
from desa_desktop.domain.penduduk import Penduduk
from desa_desktop.domain.penduduk.berkas.masalah import Berat, jalan_keluar
from desa_desktop.services import impor_penduduk
from desa_desktop.sheets import read_sheets
from desa_desktop.store.unit import Database
from lembar_penduduk import JUDUL, look, orang, sheet
from office import OLEH, PUKUL


class Galat(NamedTuple):
    """What is wrong in a row (columns of OpenSID), and what the import must say of it."""

    salah: dict[str, Any]
    aturan: str
    kolom: str
    teks: str
    keadaan: str
    usul: str = ""


P, D = "periksa", "ditolak"
GALAT = [
    # numbers
    Galat({"nik": "330699010190001"}, "P-101", "nik", "330699010190001 berisi 15 angka", D, "kosongkan"),
    Galat({"nik": "33069901019000123"}, "P-113", "nik", "berisi 17 angka", P, "kosongkan"),
    Galat({"nik": "lihat KTP"}, "P-101", "nik", "harus 16 angka, bukan huruf", D, "kosongkan"),
    Galat({"nik": "1234567890123456"}, "P-102", "nik", "bukan NIK yang sah", D),
    Galat({"nik": "3.30699E+15"}, "P-111", "nik", "angka lainnya hilang di Excel", P),
    Galat({"nik": 3306990101900010}, "P-111", "nik", "Tulis angka terakhirnya dari KK", P),
    Galat(
        {"nik": 3306990101900011}, "P-111", "nik", "disimpan Excel sebagai bilangan", P, "3306990101900011"
    ),
    Galat({"nik": "3306990101900012/3306990101900013"}, "P-112", "nik", "dua nomor", D, "3306990101900012"),
    Galat({"nik": "3306990101900000"}, "P-106", "nik", "berakhir 0000", P),
    Galat({"nik": "9906990101900010"}, "P-103", "nik", "bukan kode wilayah yang dikenal", P),
    Galat({"nik": "3306993201900011"}, "P-104", "nik", "bukan tanggal dan bulan lahir", P),
    Galat({"nik": "3306993102900012"}, "P-105", "nik", "Tanggal 31 bulan 2 dalam NIK tidak ada", P),
    Galat({"nik": "3306990202900013"}, "P-107", "nik", "NIK menyebut lahir 02-02-90", P),
    Galat({"nik": "3306994101900014"}, "P-108", "nik", "Menurut NIK perempuan", P),
    Galat({"nik": "3306990101900001"}, "P-701", "nik", "sudah ada di baris 2 berkas ini", D),
    Galat({"no_kk": "33069901012001"}, "P-121", "no_kk", "Nomor KK harus 16 angka", D),
    Galat(
        {"no_kk": 3306990101200017},
        "P-123",
        "no_kk",
        "disimpan Excel sebagai bilangan",
        P,
        "3306990101200017",
    ),
    Galat(
        {"no_kk": "3306990101200018 3306990101200019"}, "P-124", "no_kk", "dua nomor", D, "3306990101200018"
    ),
    Galat({"no_kk": "1111111111111111"}, "P-122", "no_kk", "bukan Nomor KK yang sah", D),
    Galat({"no_kk": "3306999999200020"}, "P-125", "no_kk", "biasanya tanggal terbit", P),
    Galat({"no_kk": "3302150101200021"}, "P-126", "no_kk", "bukan kode kecamatan ini", P),
    Galat({"ayah_nik": "330699"}, "P-101", "nik_ayah", "berisi 6 angka", P),
    # names
    Galat({"nama": "-"}, "P-322", "nama", "Nama belum diisi", D),
    Galat({"nama": "SUPARDI 2"}, "P-321", "nama", "berisi tanda 2", P, "SUPARDI"),
    Galat({"nama": "SUPARDI (ALM)"}, "P-323", "status_dasar", "sudah meninggal?", P, "mati"),
    # dates
    Galat(
        {"tanggallahir": "31/02/1990"},
        "P-202",
        "tanggal_lahir",
        "31 bulan 2 tahun 1990 tidak ada",
        D,
        "1 Januari 1990",
    ),
    Galat({"tanggallahir": "abc"}, "P-201", "tanggal_lahir", "Tanggal tidak dikenal", D, "1 Januari 1990"),
    Galat(
        {"tanggallahir": "1990-13-45"}, "P-202", "tanggal_lahir", "Bulan 13 tidak ada", D, "1 Januari 1990"
    ),
    Galat(
        {"tanggallahir": "04/05/1990", "nik": "3306990504900028"},
        "P-204",
        "tanggal_lahir",
        "hari dan bulan tertukar",
        P,
        "5 April 1990",
    ),
    Galat({"tanggallahir": "2050-01-01"}, "P-206", "tanggal_lahir", "belum terjadi", D),
    Galat({"tanggallahir": "01-01-1850"}, "P-205", "tanggal_lahir", "Tahun 1850 tidak dapat dipakai", D),
    Galat(
        {"tanggallahir": "10-01-20", "nik": "0"},
        "P-207",
        "tanggal_lahir",
        "2020 atau 1920",
        P,
        "10 Januari 2020",
    ),
    Galat(
        {"tanggallahir": "1970-01-01"},
        "P-208",
        "tanggal_lahir",
        "bila tanggal aslinya tidak terbaca",
        P,
        "1 Januari 1990",
    ),
    Galat({"tanggallahir": ""}, "P-503", "tanggal_lahir", "Tanggal lahir belum diisi", P),
    Galat({"tanggalperkawinan": "2050-01-01"}, "P-206", "tanggal_kawin", "belum terjadi", P),
    Galat({"tanggalperkawinan": "2012"}, "P-201", "tanggal_kawin", "Hanya tahun", P),
    Galat(
        {"tempatlahir": "01-01-1990", "tanggallahir": "PURWOREJO"},
        "P-221",
        "tanggal_lahir",
        "tertukar",
        P,
        "tukar tempat dan tanggal lahir",
    ),
    # words
    Galat({"sex": "Z"}, "P-302", "jk", "Jenis kelamin Z tidak dikenal", P, "laki-laki"),
    Galat({"sex": ""}, "P-502", "jk", "Jenis kelamin belum diisi", P),
    Galat({"agama_id": "ISLEM"}, "P-311", "agama", "Maksudnya ISLAM?", P, "ISLAM"),
    Galat({"agama_id": "9"}, "P-311", "agama", "Kode 9 tidak ada di daftar", P),
    Galat({"pekerjaan_id": "ASTRONOT"}, "P-311", "pekerjaan", "tidak ada di daftar pilihan", P),
    Galat(
        {"status_kawin": "Janda"}, "P-312", "status_kawin", "cerai hidup atau cerai mati?", P, "CERAI HIDUP"
    ),
    # places and families
    Galat({"rt": "Gang Mawar"}, "P-331", "rt", "Contoh: 001/002", P),
    Galat({"dusun": "Krajn"}, "P-341", "dusun_id", "ada yang mirip", P, "Krajan"),
    Galat(
        {"dusun": "Antartika"}, "P-341", "dusun_id", "belum ada di Data Desa", P, "tambahkan dusun Antartika"
    ),
    Galat({"status_dasar": "2"}, "P-703", "status_dasar", "tertulis mati", P, "mati"),
    Galat({"kk_level": "3"}, "P-508", "jk", "Istri seharusnya perempuan", P),
    Galat({"hamil": "1"}, "P-511", "hamil", "Laki-laki tidak mungkin hamil", P),
]


@pytest.fixture
def desa(database: Database) -> Database:
    """A village with the hamlet Krajan."""
    with database.unit() as unit:
        desa = unit.get(Desa, DESA_ID)
        desa.dusun.append(Dusun(nama="Krajan", urut=1))
        unit.commit("dusun", OLEH, PUKUL)
    return database


def test_forty_nine_faults_of_one_file_are_each_named_with_a_way_out(desa: Database) -> None:
    good = orang(1)
    rows = [good, *(orang(100 + place, **one.salah) for place, one in enumerate(GALAT))]
    shown = look(desa, sheet(rows))
    assert len(GALAT) == 49
    assert sum(shown.hitung[name] for name in ("baru", "berubah", "sama", "periksa", "ditolak")) == 50
    assert shown.hitung["dibaca"] == 50
    assert shown.hitung["baru"] == 1
    assert shown.baris[0].masalah == []
    for one, found in zip(GALAT, shown.baris[1:], strict=True):
        said = {each.aturan: each for each in found.masalah}
        assert one.aturan in said, (one, found.masalah)
        problem = said[one.aturan]
        assert (problem.kolom, found.keadaan.value) == (one.kolom, one.keadaan), (one, found.masalah)
        assert one.teks in problem.teks, (one.teks, problem.teks)
        ways = [shown.word(problem, usul) for usul in problem.usul]
        assert (one.usul in ways) if one.usul else True, (one, ways)
        assert "{" not in problem.teks
        assert ways or jalan_keluar(problem), problem


def test_what_is_refused_or_waits_stays_out_and_the_rest_goes_in_without_a_wrong_value(
    desa: Database,
) -> None:
    rows = [orang(1), *(orang(100 + place, **one.salah) for place, one in enumerate(GALAT))]
    shown = look(desa, sheet(rows))
    made = impor_penduduk.accept(desa, shown, by=OLEH, at=PUKUL)
    out = [one for one in shown.baris if one.berat >= Berat.TAHAN]
    assert made.baru == 50 - len(out)
    assert (
        len(out) == sum(one.keadaan == D for one in GALAT) + 4
    )  # an odd name, a KK typed as number, two dead
    with desa.read() as unit:
        people = unit.select(Penduduk)
    assert {one.tanggal_lahir for one in people} <= {None, date(1990, 1, 1)}
    assert all(len(one.nik) in (0, 16) for one in people)
    typed = [one for one in people if one.teks_asli.get("nik") == "3306990101900010"]
    assert [one.nik for one in typed] == [""]  # the number that Excel cut is kept as text, never as a NIK


def test_the_workbook_of_what_stayed_out_says_for_each_row_what_can_be_done(desa: Database) -> None:
    rows = [orang(1), *(orang(100 + place, **one.salah) for place, one in enumerate(GALAT))]
    shown = look(desa, sheet(rows))
    (page,) = read_sheets(impor_penduduk.rejected_rows(shown))
    listed = {row.cells[len(JUDUL)]: str(row.cells[len(JUDUL) + 2]) for row in page.rows[1:]}
    assert sorted(listed) == list(range(3, 52))
    for one in shown.baris[1:]:
        said = listed[one.warga.nomor]
        assert all(each.teks in said for each in one.masalah)
        assert all(jalan_keluar(each) in said for each in one.masalah)
