"""Families' forms by command: listed by RT, begun, handed out and gathered back."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from desa_desktop import app, config, paths
from laptop import Laptop
from warga_layar import Warga, move_in

SET_UP = (
    "kantor", "siapkan", "--peran", "desa", "--kode", "33.06.99.2001", "--nama", "Tursino", "--tahun", "2027",
)  # fmt: skip
FORM = "ddk-keluarga"


@pytest.fixture
def desa(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Laptop, Warga]:
    """Desa Tursino with three families in two hamlets, in November 2026."""
    monkeypatch.setenv("DESA_TANGGAL", "2026-11-22")
    laptop = Laptop(tmp_path / "tursino")
    laptop.ask(*SET_UP)
    with app.open_app(paths.places({"DESA_DATA": str(laptop.folder)}), config.Lingkungan()) as opened:
        return laptop, move_in(opened.database)


def test_families_are_listed_rt_by_rt_with_their_state(desa: tuple[Laptop, Warga]) -> None:
    laptop, people = desa
    begun = laptop.ask("isian", "buka", FORM, "--keluarga", people.keluarga["WAGIMAN"].no_kk)
    found = laptop.ask("isian", "daftar", "--keluarga", "--dusun", "krajan")
    assert [(one["kepala"], one["keadaan"], one["isian"]) for one in found["keluarga"]] == [
        ("SUTRISNO HADI", "belum", None),
        ("WAGIMAN", "berjalan", begun["id"]),
    ]
    assert (found["selesai"], found["berjalan"], found["jumlah"]) == (0, 1, 2)
    assert [one["rt"] for one in found["tempat"]] == ["001", "004", "003"]
    said = laptop.run("isian", "daftar", "--rt", "4").out
    assert "WAGIMAN" in said
    assert "SUPARDI" not in said
    assert people.keluarga["WAGIMAN"].no_kk not in said, "a list on the terminal shows no whole number"
    assert "Tidak ada keluarga di RT 9" in laptop.refuse("isian", "daftar", "--rt", "9", code=2)
    line = next(one for one in laptop.ask("isian", "daftar")["isian"] if one["form_id"] == FORM)
    assert (line["terisi"], line["jumlah"], line["per_keluarga"]) == (0, 3, True)


def test_a_family_is_named_by_its_kk_a_nik_or_its_id(desa: tuple[Laptop, Warga]) -> None:
    laptop, people = desa
    family = people.keluarga["SUTRISNO"]
    by_kk = laptop.ask("isian", "buka", FORM, "--keluarga", family.no_kk)["id"]
    assert laptop.ask("isian", "buka", FORM, "--keluarga", people.orang["RIZKI"].nik)["id"] == by_kk
    assert laptop.ask("isian", "buka", FORM, "--keluarga", family.id, "--periode", "2026")["id"] == by_kk
    last_year = laptop.ask("isian", "buka", FORM, "--keluarga", family.id, "--periode", "2025")
    assert last_year["id"] != by_kk
    shown = laptop.ask("isian", "buka", FORM, "--keluarga", family.id)
    assert (shown["keluarga"], shown["periode_lalu"]) == ("SUTRISNO HADI", last_year["id"])
    assert "tidak ditemukan" in laptop.refuse("isian", "buka", FORM, "--keluarga", "1" * 16, code=2)
    assert "Pilih keluarganya" in laptop.refuse("isian", "buka", FORM, code=2)
    assert "tiap tahun" in laptop.refuse(
        "isian", "buka", FORM, "--keluarga", family.id, "--periode", "2026-S1", code=2
    )


def test_an_office_form_is_opened_in_the_present_period_of_its_kind(desa: tuple[Laptop, Warga]) -> None:
    laptop, _people = desa
    laptop.ask("isian", "buka", "konvergensi-stunting")
    laptop.ask("isian", "buka", "layanan-dasar")
    periods = {
        one["form_id"]: one["periode"]
        for one in laptop.ask("isian", "daftar")["isian"]
        if one["keadaan"] == "berjalan"
    }
    assert periods == {"konvergensi-stunting": "2026-TW4", "layanan-dasar": "2026-S2"}


def test_an_rt_is_handed_out_and_gathered_back(desa: tuple[Laptop, Warga], tmp_path: Path) -> None:
    laptop, people = desa
    target = tmp_path / "rt01.xlsx"
    made = laptop.ask("isian", "bagi", "--dusun", "Krajan", "--rt", "1", "--petugas", "Rina", "--ke", target)
    assert made["keluarga"] == 1
    book = load_workbook(target)
    sheet = book["Keluarga"]
    places = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(3, places["nama_kk"]).value = "SUTRISNO HADI"
    sheet.cell(3, places["k1_1"]).value = 1_500_000
    sheet.cell(3, places["bulan"]).value = "Agustus"
    book.save(target)
    seen = laptop.ask("isian", "kumpulkan", target, "--uji", code=3)
    assert sheet.cell(3, places["no_kk"]).value == people.keluarga["SUTRISNO"].no_kk
    members = next(one for one in book.worksheets if "nggota" in one.title)
    names = next(cell.column for cell in members[1] if cell.value == "k2_1__3")
    assert [members.cell(row, names).value for row in (3, 6)] == ["SUTRISNO HADI", "PARTI"]
    assert (seen["tersimpan"], len(seen["masalah"])) == (False, 1)
    assert "Agustus" in seen["masalah"][0]
    assert "tidak ditemukan" not in laptop.run("isian", "kumpulkan", target).out
    shown = laptop.ask("isian", "buka", FORM, "--keluarga", people.keluarga["SUTRISNO"].no_kk)
    assert shown["terisi"] >= 2
    again = laptop.ask("isian", "kumpulkan", target, code=3)
    assert again["masuk"] == 0
    assert again["sama"] > 2


def test_a_conflict_is_told_and_taken_only_when_asked(desa: tuple[Laptop, Warga], tmp_path: Path) -> None:
    laptop, people = desa
    target = tmp_path / "semua.xlsx"
    laptop.ask("isian", "bagi", "--ke", target)
    book = load_workbook(target)
    sheet = book["Keluarga"]
    places = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(3, places["k1_1"]).value = 2
    book.save(target)
    answers = tmp_path / "jawaban.json"
    answers.write_text('{"k1_1": 1}')
    kk = people.keluarga["SUTRISNO"].no_kk
    laptop.ask("isian", "isi", FORM, answers, "--periode", "2026", "--keluarga", kk)
    found = laptop.ask("isian", "kumpulkan", target, code=3)
    [conflict] = found["bentrok"]
    assert (conflict["semula"], conflict["menjadi"], conflict["dipakai"]) == ("1", "2", False)
    said = laptop.run("isian", "kumpulkan", target).out
    assert "--pakai-berkas" in said
    found = laptop.ask("isian", "kumpulkan", target, "--pakai-berkas")
    assert found["bentrok"][0]["dipakai"] is True
    assert laptop.ask("isian", "kumpulkan", target)["masuk"] == 0


def test_the_excel_form_of_one_family_comes_back_to_that_family(
    desa: tuple[Laptop, Warga], tmp_path: Path
) -> None:
    laptop, people = desa
    key = laptop.ask("isian", "buka", FORM, "--keluarga", people.keluarga["WAGIMAN"].no_kk)["id"]
    file = tmp_path / "wagiman.xlsx"
    laptop.ask("isian", "ekspor", key, "--ke", file)
    found = laptop.ask("isian", "impor", file)
    assert (found["id"], found["keluarga"], found["baru"], found["masalah"]) == (key, "WAGIMAN", 0, [])
