"""A village's lists by commands: what goes in, what is asked, and that a refusal changes nothing."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
import time
from functools import cache
from uuid import UUID

import pytest
from openpyxl import Workbook, load_workbook

from desa_desktop import app, config, paths
from desa_desktop.domain.usulan import StatusUsulan, Usulan
from desa_desktop.sheets import read_sheets
from laptop import SOURCE, Laptop, digest_of
from office import shelf

SET_UP = (
    "kantor",
    "siapkan",
    "--peran",
    "desa",
    "--kode",
    "33.06.99.2001",
    "--nama",
    "Tursino",
    "--tahun",
    "2027",
)


@cache
def set_up_once():
    """The folder of the village as the command leaves it; each test works on a copy."""
    laptop = Laptop(shelf() / "perintah")
    laptop.ask(*SET_UP, "--kepala", "Suratman", "--sekretaris", "Ratna")
    return laptop.folder


@pytest.fixture
def desa(tmp_path, monkeypatch):
    """Desa Tursino on 20 August 2026."""
    monkeypatch.setenv("DESA_TANGGAL", "2026-08-20")
    return Laptop(shutil.copytree(set_up_once(), tmp_path / "tursino"))


def sheet(folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


# ------------------------------------------------------------------ the office


def test_set_up_answers_with_the_numbers_of_the_office(tmp_path, monkeypatch):
    monkeypatch.setenv("DESA_TANGGAL", "2026-08-20")
    laptop = Laptop(tmp_path / "baru")
    made = laptop.ask(*SET_UP)
    assert set(made) == {"kode", "nama", "kid", "nomor_kunci"}
    assert (made["kode"], made["nama"]) == ("3306992001", "Tursino")
    assert [len(group) for group in made["nomor_kunci"].split()] == [5] * 6
    assert laptop.ask("kunci", "kartu") == {"kid": made["kid"], "nomor_kunci": made["nomor_kunci"]}
    info = laptop.ask("info")
    assert (info["peran"], info["kode"], info["tahun"]) == ("desa", "3306992001", 2027)
    assert info["jumlah"]["usulan"] == 0


@pytest.mark.parametrize(
    ("bend", "sentence"),
    [
        (("--kode", "33.06.99.200"), "Kode desa terdiri dari 10 angka. Baru terisi 9."),
        (("--kode", "33.06.99.20O1"), "Kode wilayah hanya berisi angka dan titik"),
        (("--kode", "33.06.00.2001"), "tidak mungkin: provinsi, kabupaten, dan kecamatan tidak 00."),
        (("--nama", " "), "Isi nama kantor, misalnya Tursino."),
    ],
)
def test_a_wrong_village_code_makes_no_folder(tmp_path, bend, sentence):
    laptop = Laptop(tmp_path / "baru")
    assert sentence in laptop.refuse(*SET_UP, *bend, code=2)
    assert not laptop.folder.exists()


def test_an_office_is_set_up_once(desa):
    assert "sudah disiapkan. Data tidak diubah." in desa.refuse(*SET_UP, "--nama", "Lain", code=2)


def test_without_a_folder_a_command_says_how_to_begin(tmp_path):
    laptop = Laptop(tmp_path / "tidak-ada")
    said = laptop.run("tugas")
    assert said.code == 10
    assert "Folder data belum ada" in said.err
    assert "desa-desktop kantor siapkan" in said.err
    assert not laptop.folder.exists()


def test_a_second_start_is_told_that_the_data_is_open_elsewhere(desa, tmp_path):
    holder = (
        "import sys; from pathlib import Path; from desa_desktop.store.lock import take_lock\n"
        f"lock = take_lock(Path({str(desa.folder)!r})); lock.__enter__()\n"
        "print('ya', flush=True); sys.stdin.read()"
    )
    first = subprocess.Popen(
        [sys.executable, "-c", holder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": str(SOURCE)},
    )
    assert first.stdin is not None
    assert first.stdout is not None
    assert first.stdout.readline() == b"ya\n"
    before = digest_of(desa.folder)
    usulan = sheet(tmp_path, "usulan.csv", "Uraian,Lokasi\nTalud,RT 01\n")
    try:
        found = desa.answer("data", "impor", "usulan", usulan, code=11)
        assert found["pesan"][0]["teks"].startswith("Data ini sedang dibuka di jendela lain. Data aman.")
        assert digest_of(desa.folder) == before
    finally:
        first.stdin.close()
        first.wait(timeout=20)
        first.stdout.close()
    assert desa.ask("info")["jumlah"]["usulan"] == 0


def test_after_five_wrong_kata_sandi_even_the_right_one_has_to_wait(tmp_path, monkeypatch):
    laptop = Laptop(tmp_path / "rahasia")
    monkeypatch.setenv("DESA_SANDI", "sawah subur 2026")
    laptop.ask(*SET_UP)
    monkeypatch.setenv("DESA_SANDI", "sawah kering")
    assert [laptop.answer("info", code=12)["pesan"][0]["kode"] for _time in range(5)] == ["K-240"] * 5
    monkeypatch.setenv("DESA_SANDI", "sawah subur 2026")
    for day in ("2026-09-28", "2030-01-01"):  # a made-up date is no way around
        monkeypatch.setenv("DESA_TANGGAL", day)
        said = laptop.answer("info", code=12)["pesan"][0]
        assert said["kode"] == "K-242"
        assert said["teks"].startswith("Kata sandi salah 5 kali. Tunggu ")
        assert "tidak ada yang dihapus" in said["teks"]
    count = laptop.folder / "percobaan-sandi.json"
    count.write_text(json.dumps({"salah": 5, "pada": time.time() - 31}))
    assert laptop.ask("info")["nama"] == "Tursino"
    assert not count.exists()


def test_a_kata_sandi_is_asked_and_read_from_where_nobody_sees_it(tmp_path, monkeypatch):
    laptop = Laptop(tmp_path / "rahasia")
    monkeypatch.setenv("DESA_SANDI", "sawah subur 2026")
    laptop.ask(*SET_UP)
    monkeypatch.setenv("DESA_SANDI", "sawah kering")
    assert laptop.answer("info", code=12)["pesan"][0]["kode"] == "K-240"
    monkeypatch.delenv("DESA_SANDI")
    assert laptop.answer("info", code=12)["pesan"][0]["kode"] == "K-241"
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "desa_desktop",
            "info",
            "--json",
            "--sandi-stdin",
            "--data",
            str(laptop.folder),
        ],
        input="sawah subur 2026\n",
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(SOURCE), "HOME": str(tmp_path)},
        check=False,
    )
    assert json.loads(done.stdout)["data"]["nama"] == "Tursino"


# ------------------------------------------------------------------ going in


def test_trying_an_import_stores_nothing(desa, tmp_path):
    usulan = sheet(tmp_path, "usulan.csv", "Uraian,Lokasi,Perkiraan biaya\nTalud,RT 01,85 jt\n")
    before = desa.content()
    tried = desa.ask("data", "impor", "usulan", usulan, "--uji")
    assert (tried["dibaca"], tried["baru"], tried["langkah"]) == (1, 1, "")
    assert desa.content() == before
    done = desa.ask("data", "impor", "usulan", usulan)
    assert done["langkah"] == "impor usulan dari usulan.csv"
    assert desa.ask("data", "lihat", "usulan")["baris"][0]["perkiraan_biaya"] == 85_000_000


def test_reading_the_same_file_twice_changes_nothing(desa, tmp_path):
    usulan = sheet(tmp_path, "usulan.csv", "Uraian,Lokasi\nTalud,RT 01\nRabat jalan,RT 02\n")
    desa.ask("data", "impor", "usulan", usulan)
    before = desa.content()
    again = desa.ask("data", "impor", "usulan", usulan)
    assert (again["dibaca"], again["sama"], again["baru"], again["langkah"]) == (2, 2, 0, "")
    assert desa.content() == before


@pytest.mark.parametrize(
    ("cell", "rule", "sentence", "suggestion"),
    [
        (
            '"150,000,000"',
            "K-102",
            "Koma dipakai sebagai pemisah ribuan. Maksud Anda 150.000.000?",
            "150.000.000",
        ),
        ("belum tahu", "K-101", "Isi dengan angka, misalnya 1.250.000.", ""),
        ("-5000", "K-103", "Nilai tidak boleh kurang dari nol.", ""),
    ],
)
def test_a_doubtful_amount_stays_as_text_with_a_question(desa, tmp_path, cell, rule, sentence, suggestion):
    usulan = sheet(
        tmp_path, "usulan.csv", f"Dusun,Uraian,Lokasi,Perkiraan biaya\nKrajan,Talud,RT 01,{cell}\n"
    )
    found = desa.answer("data", "impor", "usulan", usulan)
    [row] = found["data"]["baris"]
    assert row["keadaan"] == "periksa"
    [problem] = [one for one in row["masalah"] if one["kolom"] == "perkiraan_biaya"]
    assert problem["aturan"] == rule
    assert sentence in problem["teks"]
    assert problem["usul"] == suggestion
    assert found["pesan"][0]["tempat"] == {"baris": 2}
    [stored] = desa.ask("data", "lihat", "usulan")["baris"]
    assert stored["perkiraan_biaya"] is None
    assert stored["teks_asli"] == {"perkiraan_biaya": cell.strip('"')}


def test_an_officer_elected_again_keeps_the_first_term_beside_the_second(desa, tmp_path):
    head = "Nama,Jabatan,Mulai menjabat,Selesai menjabat\n"
    first = sheet(tmp_path, "lama.csv", head + "Darmo,Ketua BPD,01/01/2021,31/12/2026\n")
    again = sheet(tmp_path, "baru.csv", head + "Darmo,Ketua BPD,01/01/2027,31/12/2034\n")
    assert [desa.ask("data", "impor", "perangkat", one)["baru"] for one in (first, again)] == [1, 1]
    assert [desa.ask("data", "impor", "perangkat", one)["sama"] for one in (first, again)] == [1, 1]
    terms = [
        (one["mulai"], one["selesai"])
        for one in desa.ask("data", "lihat", "perangkat")["baris"]
        if one["nama"] == "Darmo"
    ]
    assert sorted(terms) == [("2021-01-01", "2026-12-31"), ("2027-01-01", "2034-12-31")]
    both = sheet(
        tmp_path, "dua.csv",
        head + "Yanti,Kaur Umum,01/01/2021,31/12/2026\nYanti,Kaur Umum,01/01/2027,31/12/2034\n",
    )  # fmt: skip
    assert desa.ask("data", "impor", "perangkat", both)["baru"] == 2
    moved = sheet(tmp_path, "geser.csv", head + "Darmo,Ketua BPD,01/02/2027,31/12/2034\n")
    assert desa.ask("data", "impor", "perangkat", moved)["berubah"] == 1


def test_an_impossible_date_is_asked_and_not_stored(desa, tmp_path):
    file = sheet(tmp_path, "perangkat.csv", "Nama,Jabatan,Mulai menjabat\nPaijo,Kaur Keuangan,31/02/2024\n")
    found = desa.ask("data", "impor", "perangkat", file)
    [problem] = found["baris"][0]["masalah"]
    assert "Tanggal 31 Februari 2024 tidak ada." in problem["teks"]
    paijo = next(one for one in desa.ask("data", "lihat", "perangkat")["baris"] if one["nama"] == "Paijo")
    assert paijo["mulai"] is None
    assert paijo["teks_asli"] == {"mulai": "31/02/2024"}


def workbook(path, **sheets):
    """A workbook of several sheets, each a list of rows."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        made = book.create_sheet(name)
        for row in rows:
            made.append(row)
    book.save(path)
    return path


def test_a_cover_sheet_before_the_list_is_passed_over(desa, tmp_path):
    file = workbook(
        tmp_path / "usulan.xlsx",
        Sampul=[["Daftar usulan"], ["Desa Tursino"], ["Tahun", 2027]],
        Usulan=[["No", "Dusun", "Uraian", "Lokasi"], [1, "Krajan", "Talud", "RT 01"]],
    )
    found = desa.ask("data", "impor", "usulan", file)
    assert (found["lembar"], found["baru"], found["ditolak"]) == ("Usulan", 1, 0)
    assert "Dibaca dari lembar Usulan." in desa.run("data", "impor", "usulan", file).out


def test_when_no_sheet_fits_the_sentence_names_the_one_read_and_the_others(desa, tmp_path):
    file = workbook(
        tmp_path / "aneh.xlsx",
        Sampul=[["Dusun", "Lokasi"], ["Krajan", "RT 01"]],
        Anggaran=[["Belanja", "Rupiah"], ["Semen", 65000]],
    )
    said = desa.refuse("data", "impor", "usulan", file, code=2)
    assert "tidak ditemukan di lembar Sampul. Lembar lain: Anggaran. Pilih dengan --lembar" in said


def test_a_row_whose_dusun_is_empty_and_whose_cost_is_no_number_is_kept_and_marked(desa, tmp_path):
    text = "Dusun,Uraian,Lokasi,Perkiraan biaya\n,Posyandu Lor,Lor,abc\n"
    found = desa.ask("data", "impor", "usulan", sheet(tmp_path, "usulan.csv", text))
    assert (found["baru"] + found["periksa"], found["ditolak"]) == (1, 0)
    assert found["baris"][0]["keadaan"] == "periksa"
    [row] = desa.ask("data", "lihat", "usulan")["baris"]
    assert (row["uraian"], row["teks_asli"]) == ("Posyandu Lor", {"perkiraan_biaya": "abc"})


def test_rows_that_cannot_go_in_are_listed_and_the_others_go_in(desa, tmp_path):
    text = "Dusun,Uraian,Lokasi,Perkiraan biaya\nKrajan,Talud,RT 01,50 jt\nKrajan,,RT 02,60 jt\n"
    rejected = tmp_path / "tolakan.xlsx"
    found = desa.answer(
        "data", "impor", "usulan", sheet(tmp_path, "usulan.csv", text), "--tolakan", rejected, code=3
    )
    assert (found["data"]["ditolak"], found["data"]["dibaca"]) == (1, 2)
    assert [one["keadaan"] for one in found["data"]["baris"]][1] == "ditolak"
    assert found["data"]["baris"][1]["nomor"] == 3
    cells = read_sheets(rejected)[0].rows
    assert [value for value in cells[-1].cells if value is not None][:3] == [3, "Krajan", "RT 02"]
    only = sheet(tmp_path, "kosong.csv", "Dusun,Uraian,Lokasi\nKrajan,,RT 02\n")
    before = desa.content()
    assert desa.answer("data", "impor", "usulan", only, code=1)["data"]["langkah"] == ""
    assert desa.content() == before


def test_a_table_without_its_main_column_is_refused_and_mapped_by_hand(desa, tmp_path):
    file = sheet(tmp_path, "usulan.csv", "Dusun,Impian warga,Lokasi\nKrajan,Talud,RT 01\n")
    assert "Kolom Uraian usulan tidak ditemukan." in desa.refuse("data", "impor", "usulan", file, code=2)
    wrong = sheet(tmp_path, "salah.json", '{"Impian warga": "harapan"}')
    assert "Impian warga" in desa.refuse("data", "impor", "usulan", file, "--peta", wrong, code=2)
    mapping = sheet(tmp_path, "peta.json", '{"impian warga": "uraian"}')
    assert desa.ask("data", "impor", "usulan", file, "--peta", mapping)["dibaca"] == 1
    assert desa.ask("data", "lihat", "usulan")["baris"][0]["uraian"] == "Talud"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("rusak.xlsx", b"PK\x03\x04 bukan buku kerja", ""),
        ("gambar.csv", b"\x89PNG\r\n\x1a\n\x00\x00", ""),
        ("tidak-ada.csv", None, ""),
    ],
)
def test_a_file_that_is_no_table_changes_nothing(desa, tmp_path, name, content, sentence):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    said = desa.refuse("data", "impor", "usulan", path, code=1)
    assert name in said
    assert sentence in said


def test_lists_of_the_other_office_are_refused(desa, tmp_path):
    file = sheet(tmp_path, "desa.csv", "Kode desa,Desa\n33.06.99.2001,Tursino\n")
    assert "hanya ada di kantor kecamatan" in desa.refuse("data", "impor", "desa", file, code=2)


def test_a_village_of_another_kecamatan_is_refused_as_a_whole(tmp_path, monkeypatch):
    monkeypatch.setenv("DESA_TANGGAL", "2026-08-20")
    kecamatan = Laptop(tmp_path / "kutoarjo")
    kecamatan.ask("kantor", "siapkan", "--peran", "kecamatan", "--kode", "33.06.99", "--nama", "Kutoarjo")
    file = sheet(tmp_path, "desa.csv", "Kode desa,Desa\n33.06.99.2001,Tursino\n33.07.01.2005,Asing\n")
    assert "bukan desa di kecamatan ini" in kecamatan.refuse("data", "impor", "desa", file, code=2)
    assert kecamatan.ask("data", "lihat", "desa")["baris"] == []


# ------------------------------------------------------------------ going out, undo, history


def test_what_is_exported_reads_back_as_the_same(desa, tmp_path):
    text = (
        "Dusun,Uraian,Lokasi,Volume,Satuan,Perkiraan biaya,L,P,Kelompok rentan\n"
        'Krajan,"Talud, tahap 2",RT 01,"12,5",m,85.000.000,10,12,lansia\n'
        "Krajan,Rabat jalan,RT 02,belum diukur,m,tidak tahu,,,\n"
    )
    desa.ask("data", "impor", "usulan", sheet(tmp_path, "usulan.csv", text))
    before = desa.content()
    for name in ("keluar.csv", "keluar.xlsx"):
        made = desa.ask("data", "ekspor", "usulan", "--ke", tmp_path / name)
        assert made == {"berkas": str(tmp_path / name), "baris": 2}
        assert desa.ask("data", "impor", "usulan", tmp_path / name)["sama"] == 2
    assert desa.content() == before
    desa.ask("data", "ekspor", "usulan", "--ke", tmp_path / "keluar.json")
    rows = json.loads((tmp_path / "keluar.json").read_text(encoding="utf-8"))
    assert (rows[0]["volume"], rows[0]["perkiraan_biaya"]) == (12.5, 85_000_000)


def test_a_text_that_looks_like_a_formula_never_runs_in_excel(desa, tmp_path):
    attacks = ["=HYPERLINK(1)", "+62812", "-2+3", "@SUM(A1)"]
    rows = "\n".join(f'"{one}",RT 0{place}' for place, one in enumerate(attacks, 1))
    desa.ask("data", "impor", "usulan", sheet(tmp_path, "usulan.csv", f"Uraian,Lokasi\n{rows}\n"))
    desa.ask("data", "ekspor", "usulan", "--ke", tmp_path / "keluar.csv")
    with (tmp_path / "keluar.csv").open(encoding="utf-8-sig", newline="") as source:
        found = [row["Uraian usulan"] for row in csv.DictReader(source)]
    assert found == [f"'{one}" for one in attacks]
    desa.ask("data", "ekspor", "usulan", "--ke", tmp_path / "keluar.xlsx")
    shown = [cell for row in read_sheets(tmp_path / "keluar.xlsx")[0].rows for cell in row.cells]
    assert set(attacks) <= set(shown), "a workbook keeps them as text"


@pytest.mark.parametrize("name", ["keluar.csv", "keluar.xlsx"])
def test_a_text_that_looks_like_a_formula_comes_back_as_it_was_typed(desa, tmp_path, name):
    odd = ["=HYPERLINK(1)", "+62812", "-2+3", "@SUM(A1)", "'=sudah berkutip", "''-dua kutip", "'biasa"]
    rows = "\n".join(f'"{one}",RT 0{place}' for place, one in enumerate(odd, 1))
    desa.ask("data", "impor", "usulan", sheet(tmp_path, "usulan.csv", f"Uraian,Lokasi\n{rows}\n"))
    kept = [row["uraian"] for row in desa.ask("data", "lihat", "usulan")["baris"]]
    assert kept == [*odd[:4], "=sudah berkutip", "'-dua kutip", *odd[6:]], "our guard is taken off, once"
    desa.ask("data", "ekspor", "usulan", "--ke", tmp_path / name)
    made = desa.ask("data", "impor", "usulan", tmp_path / name)
    assert (made["sama"], made["baru"], made["berubah"]) == (len(odd), 0, 0)


def test_the_last_step_is_undone_and_done_again_and_history_remembers(desa, tmp_path):
    desa.ask("data", "impor", "usulan", sheet(tmp_path, "a.csv", "Uraian,Lokasi\nTalud,RT 01\n"))
    desa.ask("data", "impor", "usulan", sheet(tmp_path, "b.csv", "Uraian,Lokasi,Volume\nTalud,RT 01,150\n"))
    [row] = desa.ask("data", "lihat", "usulan")["baris"]
    assert row["volume"] == 150
    assert desa.ask("data", "urungkan")["langkah"] == "impor usulan dari b.csv"
    assert desa.ask("data", "lihat", "usulan", "--id", row["id"])["baris"][0]["volume"] is None
    assert desa.ask("data", "ulangi")["langkah"] == "impor usulan dari b.csv"
    changes = desa.ask("data", "riwayat", "usulan", row["id"])["perubahan"]
    assert {"pada", "oleh", "langkah", "kolom", "semula", "menjadi"} == set(changes[0])
    assert any(one["kolom"] == "volume" for one in changes)
    said = desa.answer("data", "ulangi", code=1)["pesan"][0]["teks"]
    assert said == "Tidak ada langkah yang bisa diulangi. Data tidak diubah."


def test_an_unknown_id_is_named(desa):
    other = "0f8fad5b-d9cb-469f-a165-70867728950e"
    assert other in desa.refuse("data", "lihat", "usulan", "--id", other, code=1)
    assert "bukan ID" in desa.refuse("data", "lihat", "usulan", "--id", "tiga", code=2)
    assert other in desa.refuse("rencana", "isi", other, "--biaya", "5jt", code=1)


def test_a_volume_typed_with_three_decimals_is_taken_as_typed(desa, tmp_path):
    desa.ask("data", "impor", "rkp", sheet(tmp_path, "a.csv", "Kode,Jenis kegiatan\n02.03.10,Jalan\n"))
    [row] = desa.ask("data", "lihat", "rkp")["baris"]
    assert desa.ask("rencana", "isi", row["id"], "--volume", "1,234")["kegiatan"]["volume"] == 1.234
    desa.refuse("rencana", "isi", row["id"], "--volume", "1,2345", code=2)


# ------------------------------------------------------------------ meetings and checklists


@pytest.mark.parametrize(
    ("bend", "sentence"),
    [
        ({"tanggal": "2026-02-31"}, "tanggal: 2026-02-31 bukan tanggal."),
        ({"jenis": "rapat"}, "jenis: rapat tidak dikenal."),
        ({"tahun": "2027"}, "tahun: isi tahun rencana"),
        ({"hadir": [{"nama": "Lastri", "jk": "W"}]}, "jk W tidak dikenal"),
        ({"keputusan": [{"usulan": 9, "putusan": "disepakati"}]}, "usulan nomor 9 tidak ada."),
        ({"keputusan": [{"usulan": 1, "putusan": "tidak_disepakati"}]}, "alasan belum ditulis."),
        ({"nilai": {"1": {"manfaat": 7}}}, "Isi angka 1 sampai 5."),
    ],
)
def test_a_meeting_with_a_mistake_is_not_recorded(desa, tmp_path, bend, sentence):
    desa.ask("data", "impor", "usulan", sheet(tmp_path, "a.csv", "Uraian,Lokasi\nTalud,RT 01\n"))
    content = {"jenis": "musrenbangdes", "tahun": 2027, "tanggal": "2026-08-12"} | bend
    file = sheet(tmp_path, "rapat.json", json.dumps(content))
    assert sentence in desa.refuse("musyawarah", "catat", file, code=2)
    assert desa.ask("musyawarah", "daftar")["musyawarah"] == []


def test_a_broken_json_names_the_line(desa, tmp_path):
    file = sheet(tmp_path, "rapat.json", '{"jenis": "musrenbangdes",\n "tahun": }')
    assert "rapat.json bukan JSON yang benar: baris 2" in desa.refuse("musyawarah", "catat", file, code=2)


def test_a_key_that_stands_twice_in_a_json_is_refused(desa, tmp_path):
    file = sheet(tmp_path, "rapat.json", '{"jenis": "musdus", "tahun": 2027, "jenis": "musrenbangdes"}')
    assert "jenis tertulis dua kali" in desa.refuse("musyawarah", "catat", file, code=2)


def test_a_meeting_that_is_not_ready_is_not_ratified_and_says_everything(desa, tmp_path):
    file = sheet(tmp_path, "rapat.json", '{"jenis": "musrenbangdes", "tahun": 2027, "tanggal": "2026-08-12"}')
    made = desa.ask("musyawarah", "catat", file)
    assert made["hadir"] == 0
    found = desa.answer("musyawarah", "sahkan", made["id"], code=4)
    assert {one["tingkat"] for one in found["pesan"]} == {"galat", "peringatan"}
    assert any(one["teks"] == "Pimpinan musyawarah belum diisi." for one in found["pesan"])
    assert all(one["tempat"]["id"] for one in found["pesan"])


def test_a_plan_that_is_not_ready_is_checked_and_not_ratified(desa):
    assert desa.ask("rencana", "periksa", "rkp")["pemeriksaan"]
    final = desa.answer("rencana", "periksa", "rkp", "--akhir", code=4)["data"]["pemeriksaan"]
    assert {"aturan", "tingkat", "teks", "tempat"} == set(final[0])
    assert "V-31" in {one["aturan"] for one in final}
    desa.refuse("rencana", "sahkan", "rkp", code=4)
    assert "masih konsep" in desa.refuse("rencana", "perubahan", "rkp", code=2)


def test_a_checklist_is_filled_scored_and_exported(desa, tmp_path):
    shipped = {one["form_id"]: one for one in desa.ask("templat", "daftar")["templat"]}
    assert set(shipped) == {
        *("potensi-desa", "perkembangan-desa", "ddk-keluarga", "evaluasi-perkembangan"),
        *("administrasi-desa", "layanan-dasar", "konvergensi-stunting", "kecamatan-berdaya", "indeks-desa"),
    }
    name = "layanan-dasar"
    file = sheet(tmp_path, "salah.json", '{"tidak_ada": 1}')
    assert "tidak_ada" in desa.refuse("isian", "isi", name, "--periode", "2026-S2", file, code=2)
    empty = sheet(tmp_path, "kosong.json", "{}")
    assert "Periode 2026-S9 tidak dikenal." in desa.refuse(
        "isian", "isi", name, "--periode", "2026-S9", empty, code=2
    )
    begun = desa.ask("isian", "isi", name, "--periode", "2026-S2", empty)
    assert set(begun) >= {"id", "terisi", "wajib_kosong", "galat", "nilai", "total"}
    assert begun["wajib_kosong"] > 0
    assert "Contoh periode: 2026" in desa.refuse(
        "isian", "isi", "potensi-desa", "--periode", "2026-S2", empty, code=2
    )
    desa.refuse("isian", "selesai", begun["id"], code=4)
    target = tmp_path / "jawaban.json"
    desa.ask("isian", "ekspor", begun["id"], "--ke", target)
    assert desa.ask("isian", "isi", name, "--periode", "2026-S2", target)["terisi"] == begun["terisi"]


def test_the_shipped_template_is_checked_and_a_broken_one_is_explained(desa, tmp_path):
    from builders import RESOURCES

    shipped = next((RESOURCES / "templates").glob("*.xlsx"))
    assert desa.ask("templat", "periksa", shipped)["masalah"] == []
    broken = sheet(tmp_path, "templat.csv", "type,name,label\ntext,a,A\n")
    found = desa.answer("templat", "periksa", broken, code=4)
    assert {"lembar", "baris", "kolom", "potongan", "teks", "usul"} == set(found["data"]["masalah"][0])


POSYANDU = """bagian,kode,pertanyaan,tipe,pilihan,satuan,wajib,syarat,petunjuk,sumber
1. Umum,posyandu,Nama posyandu,text,,,ya,,,unconfirmed
1. Umum,buka,Buka setiap bulan,yes_no,,,tidak,,,unconfirmed
2. Balita,balita,Balita yang ditimbang,integer,,anak,tidak,${buka}='ya',,unconfirmed
"""


def test_a_list_of_questions_becomes_a_form_that_is_in_order(desa, tmp_path):
    target = tmp_path / "posyandu-2026.xlsx"
    made = desa.ask(
        *("templat", "buat", sheet(tmp_path, "daftar.csv", POSYANDU), "--ke", target),
        *("--judul", "Posyandu Desa", "--versi", "3", "--periode", "bulan"),
    )
    assert made == {"berkas": str(target), "form_id": "posyandu-2026", "pertanyaan": 3}
    assert desa.ask("templat", "periksa", target)["masalah"] == []
    settings = next(one for one in read_sheets(target) if one.name == "settings")
    assert [str(cell) for cell in settings.rows[1].cells[:3]] == ["Posyandu Desa", "posyandu-2026", "3"]
    assert "bulan" in settings.rows[1].cells


def test_a_list_that_cannot_become_a_form_is_explained_and_nothing_is_written(desa, tmp_path):
    target = tmp_path / "posyandu.xlsx"
    twice = sheet(tmp_path, "dua.csv", POSYANDU + "2. Balita,buka,Buka lagi,text,,,tidak,,,x\n")
    assert "Baris 5: kode buka dipakai dua kali." in desa.refuse(
        "templat", "buat", twice, "--ke", target, code=1
    )
    unknown = sheet(tmp_path, "rumus.csv", POSYANDU.replace("${buka}", "${buku}"))
    assert "${buku} tidak ada. Mirip: ${buka}." in desa.refuse(
        "templat", "buat", unknown, "--ke", target, code=4
    )
    assert not target.exists()


def test_a_form_to_start_from_is_in_order_and_asks_something_of_every_kind(desa, tmp_path):
    target = tmp_path / "isian-baru.xlsx"
    assert desa.ask("templat", "buat", "--ke", target)["pertanyaan"] == 5
    assert desa.ask("templat", "periksa", target)["masalah"] == []


# ------------------------------------------------------------------ safety


def test_a_backup_is_made_listed_and_proved(desa, tmp_path):
    assert "stik" in desa.refuse("cadangan", "buat", "--ke", tmp_path / "stik", code=1)
    assert not (tmp_path / "stik").exists()
    (tmp_path / "stik").mkdir()
    made = desa.ask("cadangan", "buat", "--ke", tmp_path / "stik")
    assert made["teruji"] is True
    assert desa.ask("cadangan", "periksa", made["berkas"])["jumlah"] == made["jumlah"]
    desa.ask("cadangan", "buat")
    assert any("manual" in one["berkas"] for one in desa.ask("cadangan", "daftar")["cadangan"])
    damaged = tmp_path / "rusak.cadangan"
    content = bytearray((tmp_path / "stik").glob("*.cadangan").__next__().read_bytes())
    content[len(content) // 2] ^= 1
    damaged.write_bytes(content)
    assert desa.answer("cadangan", "periksa", damaged, code=5)["pesan"][0]["kode"] == "K-702"


def test_nothing_is_written_into_a_folder_that_is_not_there(desa, tmp_path):
    away = tmp_path / "FLASHDISK-DESA"
    for words in (("cetak", "matriks-rkp"), ("cetak", "durkp"), ("data", "ekspor", "usulan")):
        said = desa.refuse(*words, "--ke", away / "hasil.xlsx", code=1)
        assert "FLASHDISK-DESA" in said
    assert not away.exists()


def test_a_paper_that_is_a_list_names_its_forms_when_word_is_asked_for(desa, tmp_path):
    said = desa.refuse("cetak", "durkp", "--ke", tmp_path / "durkp.docx", code=2)
    assert "tersedia sebagai: pdf, xlsx" in said


def test_a_lost_database_is_not_replaced_by_an_empty_office(desa):
    desa.ask("cadangan", "buat")
    (desa.folder / "desa.db").unlink()
    left = digest_of(desa.folder)
    for words in (
        ("info",),
        ("kantor", "siapkan", "--peran", "desa", "--kode", "33.06.99.2001", "--nama", "Tursino"),
    ):
        [said] = desa.answer(*words, code=1)["pesan"]
        assert said["kode"] == "K-202"
        assert "padahal kunci dan cadangannya ada" in said["teks"]
    assert digest_of(desa.folder) == left


def test_the_data_is_checked_as_a_whole(desa):
    found = desa.ask("periksa")["hasil"]
    assert {one["nama"] for one in found} >= {"basis_data", "audit"}
    assert all(one["baik"] for one in found)


def test_an_answer_that_cannot_be_written_leaves_no_half_file(desa, tmp_path):
    target = tmp_path / "sudah-folder.csv"
    target.mkdir()
    found = desa.answer("data", "ekspor", "wilayah", "--ke", target, code=1)
    assert found["pesan"][0]["kode"] == "K-206"
    assert list(target.iterdir()) == []
    assert [one.name for one in tmp_path.iterdir() if "sementara" in one.name] == []


# ------------------------------------------------------------------ tasks, the office, what is old


def test_a_task_is_put_off_noted_as_done_and_opened_again(desa):
    def open_tasks():
        return {one["kunci"]: one for one in desa.ask("tugas")["tugas"]}

    assert open_tasks()["langkah:musrenbangdes"]["keadaan"] != "nanti"
    wait = ("tugas", "tunda", "langkah:musrenbangdes", "--alasan", "Menunggu BPD")
    assert "paling lama 14 hari" in desa.refuse(*wait, "--sampai", "30/12/2026", code=2)
    desa.ask(*wait, "--sampai", "25/08/2026")
    assert open_tasks()["langkah:musrenbangdes"]["sebab"].startswith("Ditunda sampai 25 Agustus 2026.")
    done = ("tugas", "selesai", "langkah:rembuk_stunting")
    assert "sesudah hari ini" in desa.refuse(*done, "--tanggal", "21/08/2026", code=2)
    desa.ask(*done, "--tanggal", "24/06/2026", "--catatan", "Map biru")
    assert "langkah:rembuk_stunting" not in open_tasks()
    notes = {one["kunci"]: one for one in desa.ask("tugas", "catatan")["catatan"]}
    assert notes["langkah:rembuk_stunting"] == {
        "kunci": "langkah:rembuk_stunting",
        "keadaan": "di_luar",
        "tanggal": "2026-06-24",
        "alasan": "Map biru",
    }
    assert notes["langkah:musrenbangdes"]["keadaan"] == "ditunda"
    desa.ask("tugas", "buka", "langkah:rembuk_stunting")
    assert "langkah:rembuk_stunting" in open_tasks()
    for word in ("buka", "selesai"):
        assert "tidak ditemukan" in desa.refuse("tugas", word, "langkah:lain", code=1)


def test_the_names_of_an_office_are_corrected_and_its_code_stays(desa):
    made = desa.ask("kantor", "ubah", "--nama", "Tursino Baru", "--kepala", "Lastri", "--bpd", "Harjono")
    assert made == {"ubah": ["nama", "kepala", "bpd"], "desa_dihapus": 0}
    info = desa.ask("info")
    assert (info["nama"], info["kode"]) == ("Tursino Baru", "3306992001")
    people = {one["jabatan"]: one["nama"] for one in desa.ask("data", "lihat", "perangkat")["baris"]}
    assert people == {"Kepala Desa": "Lastri", "Sekretaris Desa": "Ratna", "Ketua BPD": "Harjono"}
    assert "Isi nama kantor" in desa.refuse("kantor", "ubah", "--nama", " ", code=2)
    assert "kecamatan" in desa.refuse("kantor", "ubah", "--hapus-desa", "33.06.99.2002", code=2)
    own = desa.ask("kantor", "ubah", "--label-durkp", "berikutnya", "--kuorum", "1/2")["ubah"]
    assert own == ["label-durkp", "kuorum"]
    assert desa.ask("musyawarah", "kuorum")["kuorum"] == "1/2"
    assert "pecahan" in desa.refuse("kantor", "ubah", "--kuorum", "separuh", code=2)
    desa.ask("kantor", "ubah", "--kuorum", "bawaan")
    assert desa.ask("musyawarah", "kuorum")["kuorum"] == "2/3"
    assert "Sebutkan yang diubah" in desa.refuse("kantor", "ubah", code=2)


def test_a_wrong_village_leaves_the_list_of_the_kecamatan(tmp_path, monkeypatch):
    monkeypatch.setenv("DESA_TANGGAL", "2026-08-20")
    kec = Laptop(tmp_path / "kutoarjo")
    kec.ask("kantor", "siapkan", "--peran", "kecamatan", "--kode", "33.06.99", "--nama", "Kutoarjo")
    rows = sheet(tmp_path, "desa.csv", "Kode,Nama\n33.06.99.2001,Tursino\n33.06.99.2002,Wirun\n")
    kec.ask("data", "impor", "desa", rows)
    assert kec.ask("kantor", "ubah", "--hapus-desa", "33.06.99.2002")["desa_dihapus"] == 1
    assert [one["nama"] for one in kec.ask("data", "lihat", "desa")["baris"]] == ["Tursino"]
    assert "tidak ditemukan" in kec.refuse("kantor", "ubah", "--hapus-desa", "33.06.99.2002", code=1)
    assert "kantor desa" in kec.refuse("kantor", "ubah", "--bpd", "Harjono", code=2)


def test_the_key_figures_are_finished_and_opened_again(desa):
    assert desa.ask("data", "selesai", "angka-pokok") == {"jenis": "angka-pokok", "tahun": 2026, "revisi": 1}
    desa.refuse("data", "selesai", "angka-pokok", code=1)
    assert desa.ask("data", "perubahan", "angka-pokok")["revisi"] == 1
    assert desa.ask("data", "selesai", "angka-pokok")["revisi"] == 1, "nothing changed"


def test_a_draft_meeting_is_removed_and_can_be_brought_back(desa, tmp_path):
    meeting = {"jenis": "musdes", "tahun": 2027, "tanggal": "2026-08-19", "tempat": "Balai Desa"}
    made = desa.ask("musyawarah", "catat", sheet(tmp_path, "m.json", json.dumps(meeting)))
    desa.ask("musyawarah", "hapus", made["id"])
    assert desa.ask("musyawarah", "daftar")["musyawarah"] == []
    assert "tidak ditemukan" in desa.refuse("musyawarah", "hapus", made["id"], code=1)
    desa.ask("data", "urungkan")
    assert len(desa.ask("musyawarah", "daftar")["musyawarah"]) == 1


def test_an_old_proposal_is_proposed_again_once(desa, tmp_path):
    listed = "Uraian,Lokasi\nTalud RT 01,Krajan\nPaud,Krajan\n"
    desa.ask("data", "impor", "usulan", sheet(tmp_path, "u.csv", listed))
    rows = {one["uraian"]: one for one in desa.ask("data", "lihat", "usulan")["baris"]}
    places = {"DESA_DATA": str(desa.folder)}
    surroundings = config.read_environment({**os.environ, **places})
    with app.open_app(paths.places(places), surroundings) as opened, opened.database.unit() as unit:
        unit.get(Usulan, UUID(rows["Talud RT 01"]["id"])).status = StatusUsulan.DITUNDA  # by a meeting
        unit.commit("tunda usulan", "Ratna", opened.now())
    desa.ask("kantor", "tahun", "2028")
    again = ("usulan", "ajukan-lagi", rows["Talud RT 01"]["id"])
    assert len(desa.ask(*again)["usulan"]) == 1
    assert desa.ask(*again)["usulan"] == [], "a second time changes nothing"
    assert [one["uraian"] for one in desa.ask("data", "lihat", "usulan")["baris"]] == ["Talud RT 01"]
    assert "tidak ditemukan" in desa.refuse("usulan", "ajukan-lagi", rows["Paud"]["id"], code=1)
    assert "bukan ID" in desa.refuse("usulan", "ajukan-lagi", "talud", code=2)


def test_a_checklist_goes_out_as_an_excel_form_and_comes_back(desa, tmp_path):
    name, periode = "layanan-dasar", "2026-S2"
    first = sheet(tmp_path, "awal.json", '{"desa": "Tursino", "kes_posyandu": 4, "kes_jarak": "2.5"}')
    key = desa.ask("isian", "isi", name, "--periode", periode, first)["id"]
    form = tmp_path / "formulir.xlsx"
    assert desa.ask("isian", "ekspor", key, "--ke", form) == {"berkas": str(form), "baris": 3}
    book = load_workbook(form)
    lines = {row[0].value: row for row in book["Isian"].iter_rows() if row[0].value}
    lines["q|pengisi"][3].value = "Lestari"
    lines["q|kes_posyandu"][3].value = "banyak"
    book.save(form)
    look = desa.ask("isian", "impor", form, "--uji", code=3)
    assert (look["baru"], look["berubah"], look["sama"]) == (1, 0, 2)
    (problem,) = look["masalah"]
    assert problem["lembar"] == "Isian"
    assert problem["kolom"] == "D"
    assert "id" not in look
    assert desa.ask("isian", "nilai", key)["terisi"] == 3
    done = desa.ask("isian", "isi", name, "--periode", periode, form, code=3)
    assert (done["id"], done["terisi"]) == (key, 4)
    wrong = desa.refuse("isian", "isi", name, "--periode", "2026-S1", form, code=2)
    assert "untuk Semester II 2026, bukan Semester I 2026" in wrong
    other = desa.refuse("isian", "isi", "indeks-desa", "--periode", "2026", form, code=2)
    assert "untuk Kartu Skor Layanan Dasar" in other
    desa.ask("data", "urungkan")
    assert desa.ask("isian", "nilai", key)["terisi"] == 3


def test_the_answers_of_a_checklist_are_a_list_by_kode(desa, tmp_path):
    first = sheet(tmp_path, "awal.json", '{"desa": "Tursino", "kes_posyandu": 4, "kes_jarak": "2.5"}')
    key = desa.ask("isian", "isi", "layanan-dasar", "--periode", "2026-S2", first)["id"]
    listed = tmp_path / "daftar.csv"
    assert desa.ask("isian", "ekspor", key, "--ke", listed)["baris"] == 3
    with listed.open(encoding="utf-8-sig", newline="") as source:
        rows = {row["kode"]: row for row in csv.DictReader(source)}
    assert rows["kes_jarak"]["jawaban"] == "2.5"
    assert rows["kes_jarak"]["tertulis"] == "2,5 km"
    book = tmp_path / "daftar.xlsx"
    desa.ask("isian", "ekspor", key, "--ke", book, "--bentuk", "xlsx")
    again = desa.ask("isian", "isi", "layanan-dasar", "--periode", "2026-S1", book)
    assert again["terisi"] == 3
    assert "berakhir .xlsx, .csv, atau .json" in desa.refuse(
        "isian", "ekspor", key, "--ke", tmp_path / "x.txt", code=2
    )


def test_the_papers_of_a_checklist_are_written(desa, tmp_path):
    blank = tmp_path / "kosong.pdf"
    assert desa.ask("cetak", "isian-kosong", "--templat", "layanan-dasar", "--ke", blank)["halaman"] > 2
    first = sheet(tmp_path, "awal.json", '{"desa": "Tursino", "kes_bidan": "menetap"}')
    key = desa.ask("isian", "isi", "layanan-dasar", "--periode", "2026-S2", first)["id"]
    for jenis in ("isian", "kartu-skor"):
        assert desa.ask("cetak", jenis, "--id", key, "--ke", tmp_path / f"{jenis}.pdf")["halaman"] >= 1
        desa.ask("cetak", jenis, "--id", key, "--ke", tmp_path / f"{jenis}.xlsx")
    short = desa.ask("cetak", "isian", "--id", key, "--ringkas", "--kertas", "a4", "--ke", tmp_path / "r.pdf")
    assert short["halaman"] == 1
    said = desa.refuse("cetak", "profil-desa", "--ke", tmp_path / "profil.pdf", code=1)
    assert "Potensi Desa" in said
