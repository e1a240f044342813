"""Residents by commands: looked at with masked numbers, their history, and what is odd about the register."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from builders import penduduk
from desa_desktop import app, config, paths
from desa_desktop.cli.saring_pilihan import KEADAAN, RENTAN, SEMUA
from desa_desktop.domain.penduduk import StatusDasar
from desa_desktop.services import penduduk as service
from desa_desktop.services.penduduk import KelompokRentan
from laptop import Laptop
from office import OLEH, PUKUL
from warga_layar import Warga, move_in

SET_UP = (
    "kantor", "siapkan", "--peran", "desa", "--kode", "33.06.99.2001", "--nama", "Tursino", "--tahun", "2027",
)  # fmt: skip


@pytest.fixture
def desa(tmp_path, monkeypatch) -> tuple[Laptop, Warga]:
    """Desa Tursino with seven residents, one of them twice."""
    monkeypatch.setenv("DESA_TANGGAL", "2026-11-22")
    laptop = Laptop(tmp_path / "tursino")
    laptop.ask(*SET_UP)
    places = paths.places({"DESA_DATA": str(laptop.folder)})
    with app.open_app(places, config.Lingkungan()) as opened:
        people = move_in(opened.database)
        again = penduduk(nama="WAGIMAN", shdk=None, tanggal_lahir=date(1990, 8, 17), nik="")
        service.add_penduduk(opened.database, again, by=OLEH, at=PUKUL)
    return laptop, people


def test_people_and_families_are_found_as_on_the_screen(desa: tuple[Laptop, Warga]) -> None:
    laptop, people = desa
    rows = laptop.ask("data", "lihat", "penduduk", "--cari", "sutrisno")["baris"]
    assert [one["nama"] for one in rows] == ["SUTRISNO HADI"]
    said = laptop.run("data", "lihat", "penduduk", "--cari", "sutrisno").out
    assert people.orang["SUTRISNO"].nik not in said, "a list on the terminal shows no whole NIK"
    families = laptop.ask("data", "lihat", "keluarga", "--cari", "parti")["baris"]
    assert [one["kepala"] for one in families] == ["SUTRISNO HADI"]
    key = people.keluarga["SUTRISNO"].id
    assert len(laptop.ask("data", "lihat", "keluarga", "--id", key)["anggota"]) == 4


def found(laptop: Laptop, *words: str) -> list[str]:
    rows = laptop.ask("data", "lihat", "penduduk", *words)["baris"]
    return [one["nama"].split()[0] for one in rows]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("--dusun", "sidomulyo"), ["BAYI", "SUPARDI"]),
        (("--dusun", "Krajan", "--dusun", "Sidomulyo", "--jk", "P"), ["BAYI", "PARTI", "SITI"]),
        (("--rt", "4", "--rt", "003"), ["BAYI", "SUPARDI", "WAGIMAN"]),
        (("--umur", "0-5"), ["BAYI"]),
        (("--umur", "60-"), ["PARTI"]),
        (("--umur", "-11", "--rw", "2"), ["BAYI", "RIZKI"]),
        (("--umur", "11"), ["RIZKI"]),
        (("--pekerjaan", "15", "--umur", "17-"), ["SUPARDI", "WAGIMAN"]),
        (
            ("--pekerjaan", "tni", "--pekerjaan", "petani"),
            ["BAYI", "PARTI", "RIZKI", "SITI", "SUTRISNO", "WAGIMAN"],
        ),
        (("--kawin", "belum kawin"), ["BAYI", "RIZKI"]),
        (("--hubungan", "anak", "--hubungan", "istri", "--agama", "islam"), ["BAYI", "RIZKI", "SITI"]),
        (("--cacat", "netra"), ["PARTI"]),
        (("--rentan", "lansia", "--rentan", "balita"), ["BAYI", "PARTI"]),
        (("--tanpa-nik",), ["BAYI", "WAGIMAN"]),
        (("--tanpa-keluarga",), ["WAGIMAN"]),
        (("--tak-lengkap",), ["BAYI", "WAGIMAN"]),
        (("--keadaan", "mati"), []),
        (("--keadaan", "semua", "--cari", "supar", "--pendidikan", "5"), ["SUPARDI"]),
    ],
    ids=" ".join,
)
def test_people_are_narrowed_by_the_words_of_the_panel(
    desa: tuple[Laptop, Warga], words: tuple[str, ...], names: list[str]
) -> None:
    laptop, _people = desa
    assert found(laptop, *words) == names


def test_a_filtered_list_is_written_as_a_workbook(desa: tuple[Laptop, Warga], tmp_path: Path) -> None:
    laptop, _people = desa
    target = tmp_path / "balita.xlsx"
    made = laptop.ask("data", "ekspor", "penduduk", "--umur", "0-5", "--ke", str(target))
    assert made["baris"] == 1
    [sheet] = list(load_workbook(target).worksheets)
    assert "BAYI" in [cell.value for row in sheet.iter_rows() for cell in row]
    whole = tmp_path / "opensid.xlsx"
    assert laptop.ask("data", "ekspor", "penduduk", "--bentuk", "opensid", "--ke", str(whole))["baris"] == 8
    words = ("--bentuk", "opensid", "--dusun", "Sidomulyo", "--dusun", "Krajan", "--jk", "L")
    assert laptop.ask("data", "ekspor", "penduduk", *words, "--ke", str(whole))["baris"] == 4


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("penduduk", "--dusun", "Lor"), "Dusun Lor tidak dikenal. Dusun di desa ini:"),
        (("penduduk", "--umur", "tua"), "Umur tua tidak jelas. Contoh: --umur 0-5"),
        (("penduduk", "--pekerjaan", "astronot"), "--pekerjaan: astronot tidak ada di daftar. Misalnya:"),
        (("penduduk", "--jk", "X"), "--jk: X tidak dikenal. Pilihan: L, P."),
        (("usulan", "--dusun", "Krajan"), "Pilihan --dusun hanya untuk penduduk."),
        (("mutasi", "--umur", "3"), "Pilihan --umur hanya untuk penduduk."),
        (("keluarga", "--tanpa-nik"), "Pilihan --tanpa-nik hanya untuk penduduk."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_filter_that_cannot_be_is_refused_with_what_can(
    desa: tuple[Laptop, Warga], words: tuple[str, ...], sentence: str
) -> None:
    laptop, _people = desa
    assert sentence in laptop.refuse("data", "lihat", *words, code=2)


def test_the_options_offer_what_the_filter_knows() -> None:
    assert {one.value for one in KelompokRentan} == set(RENTAN)
    known = {one.value for one in StatusDasar if one is not StatusDasar.TIDAK_VALID}
    assert known == set(KEADAAN) - {SEMUA}


def test_one_person_is_shown_whole_with_every_change(desa: tuple[Laptop, Warga]) -> None:
    laptop, people = desa
    key = people.orang["SUPARDI"].id
    [row] = laptop.ask("data", "lihat", "penduduk", "--id", key)["baris"]
    assert (row["nama"], row["nik"]) == ("SUPARDI", people.orang["SUPARDI"].nik)
    assert laptop.ask("data", "riwayat", "penduduk", key)["perubahan"]
    told = laptop.run("data", "riwayat", "penduduk", key).out
    assert "SUPARDI" in told
    assert people.orang["SUPARDI"].nik not in told
    assert laptop.ask("data", "lihat", "mutasi", "--id", key)["baris"] == []


def test_the_quality_of_the_register_is_counted_rule_by_rule(desa: tuple[Laptop, Warga]) -> None:
    laptop, _people = desa
    found = laptop.ask("data", "mutu")
    assert found["hitung"]["P-504"] == 2
    assert [one["jenis"] for one in found["baris"] if one["aturan"] == "P-602"] == ["ganda"]
    assert {"id", "kolom", "teks", "tingkat"} <= set(found["baris"][0])


def test_searching_is_for_residents_only(desa: tuple[Laptop, Warga]) -> None:
    laptop, _people = desa
    assert "--cari hanya untuk penduduk" in laptop.refuse("data", "lihat", "usulan", "--cari", "x", code=2)


def test_undo_takes_back_what_was_entered_last(desa: tuple[Laptop, Warga]) -> None:
    laptop, _people = desa
    assert laptop.ask("data", "urungkan")["langkah"] == "tambah penduduk"
    assert "P-602" not in laptop.ask("data", "mutu")["hitung"]
