"""A kabupaten edits the rules in Excel; the village works by them at once, and can always go back."""

from __future__ import annotations

import json
import shutil
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook

from desa_desktop import app, config, paths
from desa_desktop.app import read_shipped
from desa_desktop.domain.aturan import load_paket, with_bawaan
from desa_desktop.domain.matriks_rpjm import rank_masalah, skema_tindakan
from desa_desktop.domain.paket_aturan import PaketTersimpan
from desa_desktop.domain.paket_lembar import ANGKA, LEMBAR, paket_of, sheets_of, value_at
from desa_desktop.domain.penilaian import find_skema
from desa_desktop.domain.rpjm import Masalah
from desa_desktop.domain.verifikasi import butir_of
from desa_desktop.errors import InvalidInput
from desa_desktop.services import aturan
from desa_desktop.sheets import read_sheets
from laptop import Laptop
from office import shelf

SET_UP = ("kantor", "siapkan", "--peran", "desa", "--kode", "33.06.99.2001", "--nama", "Tursino")


@pytest.fixture(scope="module")
def village():
    laptop = Laptop(shelf() / "aturan")
    laptop.ask(*SET_UP, "--tahun", "2027")
    return laptop.folder


@pytest.fixture
def desa(village, tmp_path, monkeypatch):
    monkeypatch.setenv("DESA_TANGGAL", "2026-06-20")
    return Laptop(shutil.copytree(village, tmp_path / "tursino"))


@pytest.fixture
def workbook(desa, tmp_path):
    """The shipped paket as a workbook with a number of its own, and cells (sheet, row, column, value)."""
    path = tmp_path / "aturan kabupaten.xlsx"
    desa.ask("aturan", "ekspor", "--ke", str(path))

    def edit(*cells):
        book = load_workbook(path)
        for sheet, row, column, value in (("Paket", 2, 3, "2026.1-kab"), *cells):
            book[sheet].cell(row, column).value = value
        book.save(path)
        return str(path)

    return edit


def opened_at(desa):
    surroundings = {"DESA_DATA": str(desa.folder), "DESA_TANGGAL": "2026-06-20"}
    return app.open_app(paths.places(surroundings), config.read_environment(surroundings))


def test_every_part_of_the_paket_has_a_place_in_the_workbook():
    shipped = load_paket(read_shipped().paket)
    named = {one.bagian for one in LEMBAR} | {one.tempat.partition(".")[0] for one in ANGKA} | {"posisi"}
    assert set(shipped) - named == set()
    for one in ANGKA:
        assert value_at(shipped, one.tempat) is not None, one.tempat
    for sheet in LEMBAR:
        held = {isian for row in shipped.get(sheet.bagian, ()) for isian in row}
        assert held <= {one.isian for one in sheet.kolom}, sheet.nama


def test_what_is_written_to_excel_is_read_back_the_same(desa, workbook):
    shipped = read_shipped()
    sheets = read_sheets(desa.folder.parent / "aturan kabupaten.xlsx")
    read = paket_of([(one.name, [(row.number, row.cells) for row in one.rows]) for one in sheets])
    again = aturan.read_aturan(json.dumps(read), shipped.tabel, shipped.paket)
    for name in (
        "langkah",
        "kriteria",
        "unsur",
        "tanda",
        "satuan",
        "daftar_earmark",
        "rencana",
        "kuorum",
        "pita",
    ):
        assert getattr(again, name) == getattr(shipped.aturan, name), name
    assert [len(rows) for _n, _h, rows, _w in sheets_of(read)] == [
        len(rows) for _n, _h, rows, _w in sheets_of(load_paket(shipped.paket))
    ]


def test_an_edited_workbook_is_in_force_at_once_and_the_shipped_one_comes_back(desa, workbook):
    before = desa.ask("aturan", "lihat")
    assert (before["nomor"], before["asal"]) == ("2026.1", "bawaan")
    row = next(
        n for n, one in enumerate(load_paket(read_shipped().paket)["langkah"], 2) if one["kunci"] == "tim"
    )
    path = workbook(("Kalender", row, 5, 7), ("Kalender", row, 6, 15), ("Paket", 3, 3, date(2026, 5, 4)))
    done = desa.ask("aturan", "pasang", path)
    assert (done["nomor"], done["tanggal"], done["asal"]) == ("2026.1-kab", "2026-05-04", "berkas")
    assert done["berkas"] == "aturan kabupaten.xlsx"
    assert desa.ask("info")["paket_aturan"] == "2026.1-kab"
    [task] = [one for one in desa.ask("tugas")["tugas"] if one["kunci"] == "langkah:tim"]
    assert task["batas"] == "2026-07-15"
    assert desa.ask("aturan", "bawaan")["nomor"] == "2026.1"
    [task] = [one for one in desa.ask("tugas")["tugas"] if one["kunci"] == "langkah:tim"]
    assert task["batas"] == "2026-07-31"
    shown = desa.ask("aturan", "lihat")
    assert [one["nomor"] for one in shown["tersimpan"]] == ["2026.1-kab"]
    assert desa.ask("aturan", "pasang", path)["nomor"] == "2026.1-kab", "the same file again"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ([("Kalender", 4, 5, "tiga belas")], 'lembar Kalender, baris 4, kolom Bulan: "tiga belas" bukan'),
        ([("Kalender", 4, 5, 13)], "lembar Kalender, baris 4, kolom Bulan: 13 tidak antara 1 dan 12"),
        (
            [("Kriteria desa", 2, 4, 40)],
            "lembar Kriteria desa, kolom Bobot: jumlah bobot 115, seharusnya 100",
        ),
        ([("Unsur", 2, 3, "mungkin")], 'kolom Harus didengar: "mungkin" bukan ya atau tidak'),
        ([("Tim", 1, 3, "Ukuran")], "lembar Tim: kolom Ukuran tidak dikenal"),
        ([("Paket", 4, 1, "kuorum.jumlah")], "lembar Paket, baris 4: kunci kuorum.jumlah tidak dikenal"),
        ([("Paket", 3, 3, "kemarin")], 'lembar Paket, Tanggal paket: "kemarin" bukan tanggal'),
        ([("Paket", 2, 3, "2026.1")], "Nomor 2026.1 sudah dipakai paket bawaan"),
    ],
)
def test_a_broken_workbook_says_where_and_the_old_rules_stay(desa, workbook, cells, said):
    answer = desa.answer("aturan", "pasang", workbook(*cells), code=2)
    assert said in answer["pesan"][0]["teks"]
    assert desa.ask("aturan", "lihat")["nomor"] == "2026.1"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            [("Kalender", 3, 5, 2), ("Kalender", 3, 6, 29)],
            "Kalender, baris 3, kolom Hari: tanggal 29/2 tidak",
        ),
        ([("Satuan", 3, 1, "m")], "lembar Satuan, baris 3, kolom Nama: m tertulis dua kali"),
        (
            [("Posisi Beranda", 2, 2, "musdes; entah")],
            "lembar Posisi Beranda, baris 2, kolom Langkah: langkah entah",
        ),
        ([("Porsi Dana Desa", 2, 4, "XYZ")], "Porsi Dana Desa, baris 2, kolom Sumber dana: sumber dana XYZ"),
        ([("Porsi Dana Desa", 2, 7, "xyz")], "Porsi Dana Desa, baris 2, kolom Tanda isu: tanda isu xyz"),
        (
            [("Tanda isu", 2, 4, "99.99.99")],
            "lembar Tanda isu, baris 2, kolom Kode kegiatan: kode kegiatan 99.99.99",
        ),
        (
            [("Pita skor", 4, 3, "10")],
            "lembar Pita skor, baris 4, kolom Mulai dari: yang terendah harus mulai",
        ),
    ],
)
def test_what_contradicts_itself_is_named_by_sheet_row_and_column(desa, workbook, cells, said):
    assert said in desa.refuse("aturan", "pasang", workbook(*cells), code=2)
    assert desa.ask("aturan", "lihat")["nomor"] == "2026.1"


def test_a_workbook_of_macros_or_of_endless_rows_is_no_paket(desa, workbook):
    path = workbook()
    with zipfile.ZipFile(path, "a") as book:
        book.writestr("xl/vbaProject.bin", b"macro")
    assert "berisi makro" in desa.refuse("aturan", "pasang", path, code=2)
    long = workbook(("Satuan", 6000, 1, "petak"))
    book = load_workbook(long)
    for number in range(aturan.MOST_ROWS + 1):
        book["Satuan"].append([f"satuan {number}"])
    book.save(long)
    assert "lembar Satuan" in desa.refuse("aturan", "pasang", long, code=2)


def test_what_a_workbook_lacks_and_that_it_is_older_is_said(desa, workbook):
    path = workbook(("Paket", 3, 3, "2025-01-05"))
    book = load_workbook(path)
    del book["Satuan"]
    book.save(path)
    said = desa.ask("aturan", "pasang", path)["catatan"]
    assert said == [
        "Lembar Satuan tidak ada di berkas itu, jadi diisi dari paket bawaan 2026.1.",
        "Paket ini lebih lama dari yang digantinya: 2026.1, 5 Januari 2026.",
    ]


def test_what_came_from_the_shipped_paket_is_still_named_later(desa, workbook):
    """Single numbers and the line of Beranda too; a sheet the shipped paket has nothing for is not named."""
    path = workbook()
    book = load_workbook(path)
    for sheet in ("Unsur", "Posisi Beranda", "Kode kabupaten"):
        del book[sheet]
    rows = {row[0].value: row[0].row for row in book["Paket"].iter_rows()}
    book["Paket"].delete_rows(rows["blt.tarif"])
    book.save(path)
    done = desa.ask("aturan", "pasang", path)
    assert done["catatan"] == [
        "Lembar Unsur, Posisi Beranda tidak ada di berkas itu, jadi diisi dari paket bawaan 2026.1.",
        "1 angka lembar Paket tidak ada di berkas itu, jadi diisi dari paket bawaan 2026.1: "
        "BLT Desa: paling banyak per KPM per bulan (rupiah).",
    ]
    named = ["Unsur", "Posisi Beranda", "Paket: BLT Desa: paling banyak per KPM per bulan (rupiah)"]
    assert desa.ask("aturan", "lihat")["dari_bawaan"] == done["dari_bawaan"] == named
    assert "Diisi dari paket bawaan: Unsur, Posisi Beranda, Paket: BLT" in desa.run("aturan", "lihat").out


def list_of_holidays(path, *rows):
    """A list as an office gets it: a title above the table, columns the program has no use for."""
    book = Workbook()
    sheet = book.active
    sheet.append(["Daftar hari libur nasional"])
    sheet.append(["No", "Tanggal", "Hari", "Keterangan"])
    for number, (day, nama) in enumerate(rows, 1):
        sheet.append([number, day, "", nama])
    book.save(path)
    return str(path)


def test_the_moving_holidays_of_a_year_are_brought_in_as_rows(desa, tmp_path):
    """The dates are made up: what a decree says is for the office to bring, never for the program to know."""
    shown = desa.ask("aturan", "lihat")
    assert (shown["tahun_libur"], shown["isi"]["Hari libur"]) == ([], 5)
    first = list_of_holidays(tmp_path / "libur.xlsx", (date(2027, 3, 9), "Hari besar A"), ("10/3/2027", "B"))
    done = desa.ask("aturan", "libur", first)
    assert done["nomor"] == "2026.1-libur-2027"
    assert (done["tahun_libur"], done["catatan"]) == ([2027], ["2 hari libur tahun 2027 dipasang."])
    with opened_at(desa) as opened:
        days = opened.aturan.rencana.hari_kerja
    assert days.sesudah(date(2027, 3, 8), 1) == date(2027, 3, 11)
    assert days.sesudah(date(2028, 3, 8), 1) == date(2028, 3, 9), "another year has other days"
    moved = list_of_holidays(tmp_path / "ralat.xlsx", (date(2027, 3, 12), "Hari besar A"))
    assert desa.ask("aturan", "libur", moved)["nomor"] == "2026.1-libur-2027-2"
    assert desa.ask("aturan", "lihat")["isi"]["Hari libur"] == 6, "the changed decree replaces the year"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("18-19 Maret 2027", "Libur"), 'baris 3: "18-19 Maret 2027" bukan satu tanggal lengkap'),
        (("9 Maret", "Libur"), 'baris 3: "9 Maret" bukan satu tanggal lengkap'),
        ((date(2027, 3, 9), ""), "baris 3: nama hari libur belum diisi"),
    ],
)
def test_a_holiday_is_never_guessed(desa, tmp_path, row, said):
    answer = desa.answer("aturan", "libur", list_of_holidays(tmp_path / "libur.xlsx", row), code=2)
    assert said in answer["pesan"][0]["teks"]
    assert desa.ask("aturan", "lihat")["nomor"] == "2026.1"


def test_a_number_is_not_given_to_two_different_pakets(desa, workbook):
    desa.ask("aturan", "pasang", workbook())
    path = workbook(("Paket", 5, 3, 40))
    said = desa.answer("aturan", "pasang", path, code=2)["pesan"][0]["teks"]
    assert "Nomor 2026.1-kab sudah dipakai paket tanggal 5 Januari 2026 yang isinya lain" in said


def test_numbers_are_changed_without_excel_as_a_paket_of_their_own(desa):
    done = desa.ask(
        *("aturan", "ubah", "--angka", "langkah:musdes=15/6", "--angka", "kuorum.pembilang=1"),
        *("--angka", "kuorum.penyebut=2", "--nomor", "2026.1-desa"),
    )
    assert (done["nomor"], done["tanggal"], done["asal"]) == ("2026.1-desa", "2026-06-20", "ubahan")
    shown = desa.ask("aturan", "lihat")["angka"]
    assert (shown["langkah:musdes"], shown["kuorum.pembilang"]) == ("15/6", "1")
    assert desa.answer("aturan", "ubah", "--angka", "langkah:musdes=satu", "--nomor", "x", code=2)
    assert desa.answer("aturan", "ubah", "--angka", "langkah:syukuran=1/1", "--nomor", "x", code=2)
    assert desa.answer("aturan", "ubah", "--angka", "kriteria:manfaat=90", "--nomor", "x", code=2)
    same = desa.answer("aturan", "ubah", "--angka", "ambang_mirip=70", "--nomor", "2026.1-desa", code=2)
    assert "Beri nomor baru, lain dari 2026.1-desa" in same["pesan"][0]["teks"]
    assert desa.answer("aturan", "ubah", "--angka", "ambang_mirip", "--nomor", "x", code=2)
    assert desa.ask("aturan", "lihat")["nomor"] == "2026.1-desa"


def test_the_json_of_a_paket_goes_there_and_back_and_what_is_none_is_refused(desa, tmp_path):
    path = tmp_path / "aturan.json"
    desa.ask("aturan", "ekspor", "--ke", str(path))
    paket = json.loads(path.read_text(encoding="utf-8")) | {"nomor": "KAB/1", "anjuran_perempuan": "40"}
    path.write_text(json.dumps(paket), encoding="utf-8")
    assert desa.ask("aturan", "pasang", str(path))["nomor"] == "KAB/1"
    path.write_text("{", encoding="utf-8")
    assert "bukan Paket Aturan" in desa.answer("aturan", "pasang", str(path), code=2)["pesan"][0]["teks"]
    wrong = tmp_path / "foto.xlsx"
    wrong.write_bytes(b"bukan excel")
    assert desa.answer("aturan", "pasang", str(wrong), code=2)["pesan"]
    assert desa.answer("aturan", "ekspor", "--ke", str(tmp_path / "a.txt"), code=2)["pesan"]
    assert desa.answer("aturan", "pasang", str(tmp_path / "tiada.json"), code=2)["pesan"]


def test_a_paket_that_can_no_longer_be_read_does_not_stop_the_program(desa):
    with opened_at(desa) as opened, opened.database.unit() as unit:
        unit.add(
            PaketTersimpan(
                nomor="RUSAK", tanggal=date(2026, 1, 1), judul="Rusak", isi='{"nomor": 3}', is_berlaku=True
            )
        )
        unit.commit("uji", "uji", opened.now())
    with opened_at(desa) as opened:
        assert opened.aturan.nomor == "2026.1"
        [said] = opened.reports
    assert said.startswith("Paket Aturan RUSAK tidak dapat dibaca lagi, jadi yang bawaan dipakai.")


def test_the_open_office_takes_new_rules_without_a_restart(desa):
    with opened_at(desa) as opened:
        now = opened.now()
        aturan.change_numbers(
            opened.database,
            opened.bawaan,
            {"anjuran_perempuan": "35"},
            "A-1",
            date(2026, 6, 1),
            by="uji",
            at=now,
        )
        assert opened.aturan.anjuran_perempuan == Decimal(30)
        assert opened.reread().aturan.anjuran_perempuan == Decimal(35)
        with pytest.raises(InvalidInput) as caught:
            aturan.change_numbers(
                opened.database,
                opened.bawaan,
                {"blt.tarif": "banyak"},
                "A-2",
                date(2026, 6, 1),
                by="uji",
                at=now,
            )
        assert set(caught.value.fields) == {"blt.tarif"}


def test_a_kabupatens_own_code_has_a_name_from_its_paket():
    shipped = read_shipped()
    own = {"nomor": "K", "tanggal": "2026-01-01", "judul": "K"}
    own |= {"kode_kabupaten": [{"kode": "2.3.95", "nama": "Pemeliharaan lapangan"}]}
    read = aturan.read_aturan(json.dumps(own), shipped.tabel, shipped.paket)
    assert read.kegiatan("02.03.95").nama == "Pemeliharaan lapangan"
    own["kode_kabupaten"][0]["kode"] = "02.03.12"
    with pytest.raises(InvalidInput, match="kode kabupaten harus"):
        aturan.read_aturan(json.dumps(own), shipped.tabel, shipped.paket)
    assert with_bawaan({"kuorum": {"pembilang": 1}}, {"kuorum": {"penyebut": 2}}) == {
        "kuorum": {"penyebut": 2, "pembilang": 1}
    }


def test_criteria_items_team_and_ways_of_scoring_are_those_of_the_paket_in_force(desa, tmp_path):
    """Nothing of form H1, the sheet H4, the team or the scoring of a meeting is known elsewhere."""
    path = tmp_path / "aturan.json"
    desa.ask("aturan", "ekspor", "--ke", str(path))
    paket = json.loads(path.read_text(encoding="utf-8")) | {"nomor": "KAB/2"}
    own = [one for one in paket["skema_kriteria"] if one["skema"] != "rpjm"]
    word = {"skema": "rpjm", "kunci": "bahaya", "nama": "Membahayakan jiwa", "pendek": "Bahaya", "bobot": 2}
    paket["skema_kriteria"] = [*own, word]
    for one in paket["skema_nilai"]:
        one["nilai_tertinggi"] = 3 if one["kunci"] == "rpjm" else one["nilai_tertinggi"]
    paket["verifikasi"] = [{"kunci": "foto", "nama": "Foto titik nol"}]
    paket["tim"] = [{**one, "paling_sedikit": 9} for one in paket["tim"]]
    path.write_text(json.dumps(paket), encoding="utf-8")
    desa.ask("aturan", "pasang", str(path))
    with opened_at(desa) as opened:
        rules = opened.aturan
        assert [one.nama for one in find_skema(rules, "rpjm").kriteria] == ["Membahayakan jiwa"]
        assert butir_of(rules) == {"foto": "Foto titik nol"}
        assert rules.tim("permendesa21").paling_sedikit == 9
        first, second = Masalah(uraian="Air", urut=1), Masalah(uraian="Jalan", urut=2)
        first.nilai, second.nilai = {"bahaya": 1, "dirasakan": 5}, {"bahaya": 3}
        ranked = rank_masalah([first, second], skema_tindakan(rules))
        assert [(one.masalah.uraian, one.jumlah) for one in ranked] == [("Jalan", 6), ("Air", 2)]
    plan = tmp_path / "rpjm.json"
    desa.ask("rencana", "rpjm", "siapkan", "--mulai", "2027")
    for points, code in (({"dirasakan": 3}, 2), ({"bahaya": 4}, 2), ({"bahaya": 3}, 0)):
        plan.write_text(json.dumps({"masalah": [{"uraian": "Air", "nilai": points}]}), encoding="utf-8")
        assert desa.answer("rencana", "rpjm", "catat", str(plan), code=code)


def test_a_paket_without_the_criteria_of_the_rpjm_is_refused(desa, tmp_path):
    path = tmp_path / "aturan.json"
    desa.ask("aturan", "ekspor", "--ke", str(path))
    paket = json.loads(path.read_text(encoding="utf-8")) | {"nomor": "KAB/3"}
    paket["skema_nilai"] = [one for one in paket["skema_nilai"] if one["kunci"] != "rpjm"]
    paket["skema_kriteria"] = [one for one in paket["skema_kriteria"] if one["skema"] != "rpjm"]
    path.write_text(json.dumps(paket), encoding="utf-8")
    said = desa.answer("aturan", "pasang", str(path), code=2)["pesan"][0]["teks"]
    assert "bagian skema_nilai: skema rpjm tidak ada" in said
