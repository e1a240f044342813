"""Residents by commands: tried, taken in with a backup, returned for correction, written for others."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from desa_desktop.sheets import read_sheets
from laptop import Laptop
from lembar_penduduk import orang, write

SET_UP = ("kantor", "siapkan", "--peran", "desa", "--kode", "33.06.99.2001", "--nama", "Tursino")


@pytest.fixture
def desa(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Laptop:
    """Desa Tursino on 29 November 2026."""
    monkeypatch.setenv("DESA_TANGGAL", "2026-11-29")
    laptop = Laptop(tmp_path / "tursino")
    laptop.ask(*SET_UP, "--tahun", "2027", "--kepala", "Suratman", "--sekretaris", "Ratna")
    return laptop


def test_another_state_than_in_the_register_names_the_event_to_be_recorded(
    desa: Laptop, tmp_path: Path
) -> None:
    desa.ask("data", "impor", "penduduk", write(tmp_path, [orang(1)]))
    gone = write(tmp_path, [orang(1, status_dasar="3")])
    [row] = desa.ask("data", "impor", "penduduk", gone)["baris"]
    assert (row["keadaan"], row["peristiwa"]["jenis"]) == ("periksa", "pindah")
    assert "catat dengan: data peristiwa pindah" in desa.run("data", "impor", "penduduk", gone).out
    key = row["peristiwa"]["id"]
    desa.ask("data", "peristiwa", "pindah", "--id", key, "--tanggal", "2026-11-20", "--surat", "474.2/1")
    [row] = desa.ask("data", "impor", "penduduk", gone)["baris"]
    assert row["keadaan"] == "sama"
    [row] = desa.ask("data", "impor", "penduduk", write(tmp_path, [orang(1)]))["baris"]
    assert row["peristiwa"] == {"jenis": "datang-kembali", "id": key}


def test_a_trial_writes_nothing_and_the_import_is_one_step_with_a_backup(
    desa: Laptop, tmp_path: Path
) -> None:
    path = write(tmp_path, [orang(1), orang(2, agama_id="ISLEM"), orang(3, nik="330699")])
    before = desa.content()
    tried = desa.ask("data", "impor", "penduduk", path, "--uji", code=3)
    assert desa.content() == before
    assert [tried[name] for name in ("dibaca", "baru", "berubah", "sama", "periksa", "ditolak")] == [
        3,
        1,
        0,
        0,
        1,
        1,
    ]
    assert (tried["langkah"], tried["bentuk"]) == ("", "opensid")
    row = tried["baris"][1]
    assert (row["nomor"], row["keadaan"]) == (3, "periksa")
    assert row["masalah"] == [
        {
            "kolom": "agama",
            "nilai": "ISLEM",
            "aturan": "P-311",
            "teks": "ISLEM tidak ada di daftar pilihan. Maksudnya ISLAM?",
            "usul": "ISLAM",
            "jalan": "",
        }
    ]
    backups = len(desa.ask("cadangan", "daftar")["cadangan"])
    made = desa.ask("data", "impor", "penduduk", path, code=3)
    assert (made["langkah"], made["masuk"], made["dusun_baru"]) == (
        "impor 2 penduduk dari penduduk.xlsx",
        2,
        ["Krajan"],
    )
    assert len(desa.ask("cadangan", "daftar")["cadangan"]) == backups + 1
    assert desa.ask("data", "impor", "penduduk", path, "--uji", code=3)["sama"] == 2
    assert desa.ask("data", "urungkan")["langkah"] == made["langkah"]
    assert desa.ask("data", "impor", "penduduk", path, "--uji", code=3)["baru"] == 1


def test_proposals_are_accepted_by_their_rule_or_all_at_once(desa: Laptop, tmp_path: Path) -> None:
    path = write(
        tmp_path, [orang(1, agama_id="ISLEM"), orang(2, status_kawin="Janda"), orang(3, status_dasar="2")]
    )
    some = desa.ask("data", "impor", "penduduk", path, "--uji", "--terima-usul", "P-311,P-312")
    assert (some["baru"], some["periksa"]) == (2, 1)
    done = desa.ask("data", "impor", "penduduk", path, "--terima-usul", "semua")
    assert (done["masuk"], done["periksa"]) == (3, 0)
    said = desa.refuse("data", "impor", "usulan", path, "--terima-usul", "semua", code=2)
    assert "Uraian usulan tidak ditemukan" in said


def test_rows_that_need_a_person_are_written_for_correction(desa: Laptop, tmp_path: Path) -> None:
    path = write(tmp_path, [orang(1), orang(2, nik="330699")])
    back = tmp_path / "tolakan.xlsx"
    desa.ask("data", "impor", "penduduk", path, "--tolakan", back, code=3)
    [sheet] = read_sheets(back)
    assert [row.cells[-2] for row in sheet.rows] == ["Keadaan", "ditolak"]


def test_columns_are_mapped_by_a_file_once_and_known_the_next_time(desa: Laptop, tmp_path: Path) -> None:
    path = tmp_path / "warga.csv"
    path.write_text("Kartu;Penduduk;Identitas\n3306990101200001;SUPARDI;3306990101900001\n", encoding="utf-8")
    said = desa.refuse("data", "impor", "penduduk", path, code=1)
    assert "tidak ada lembar berisi penduduk" in said
    peta = tmp_path / "peta.json"
    peta.write_text(json.dumps({"Kartu": "no_kk", "Penduduk": "nama", "Identitas": "nik"}), encoding="utf-8")
    assert desa.ask("data", "impor", "penduduk", path, "--peta", peta)["masuk"] == 1
    path.write_text("Kartu;Penduduk;Identitas\n3306990101200002;SLAMET;3306990101900002\n", encoding="utf-8")
    assert desa.ask("data", "impor", "penduduk", path)["masuk"] == 1


def test_people_see_groups_of_problems_and_what_went_in(desa: Laptop, tmp_path: Path) -> None:
    path = write(tmp_path, [orang(place, agama_id="ISLEM") for place in range(1, 4)])
    said = desa.run("data", "impor", "penduduk", path)
    assert said.code == 0
    assert "dibaca 3 · baru 0 · berubah 0 · sama 0 · periksa 3 · ditolak 0" in said.out
    assert "Maksudnya ISLAM?" in said.out
    assert "Masuk 3 penduduk, 3 keluarga baru." in said.out


def test_residents_go_out_for_opensid_opendk_and_as_a_list(desa: Laptop, tmp_path: Path) -> None:
    desa.ask("data", "impor", "penduduk", write(tmp_path, [orang(1), orang(2)]))
    for form, name in (("opensid", "opensid.xlsx"), ("opendk", "opendk.zip"), ("xlsx", "daftar.xlsx")):
        made = desa.ask("data", "ekspor", "penduduk", "--bentuk", form, "--ke", tmp_path / name)
        assert made["baris"] == 2
    assert [one.name for one in read_sheets(tmp_path / "opensid.xlsx")] == ["Data Penduduk"]
    with zipfile.ZipFile(io.BytesIO((tmp_path / "opendk.zip").read_bytes())) as parcel:
        assert parcel.namelist() == ["penduduk_29_11_2026_opendk.xlsx"]
    desa.ask("data", "ekspor", "penduduk", "--bentuk", "opensid", "--kata", "--ke", tmp_path / "kata.xlsx")
    assert desa.ask("data", "impor", "penduduk", tmp_path / "kata.xlsx", "--uji")["sama"] == 2
    assert "hanya untuk penduduk" in desa.refuse(
        "data", "ekspor", "usulan", "--kata", "--ke", tmp_path / "a.xlsx", code=2
    )


def test_a_kecamatan_keeps_no_residents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESA_TANGGAL", "2026-11-29")
    laptop = Laptop(tmp_path / "kutoarjo")
    laptop.ask("kantor", "siapkan", "--peran", "kecamatan", "--kode", "33.06.99", "--nama", "Kutoarjo")
    said = laptop.refuse("data", "impor", "penduduk", write(tmp_path, [orang(1)]), code=2)
    assert "diisi di kantor desa" in said
