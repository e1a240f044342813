"""Residents by commands: looked at with masked numbers, their history, and what is odd about the register."""

from __future__ import annotations

from datetime import date

import pytest

from builders import penduduk
from desa_desktop import app, config, paths
from desa_desktop.services import penduduk as service
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


def test_one_person_is_shown_whole_with_every_change(desa: tuple[Laptop, Warga]) -> None:
    laptop, people = desa
    key = people.orang["SUPARDI"].id
    [row] = laptop.ask("data", "lihat", "penduduk", "--id", key)["baris"]
    assert (row["nama"], row["nik"]) == ("SUPARDI", people.orang["SUPARDI"].nik)
    assert laptop.ask("data", "riwayat", "penduduk", key)["perubahan"]
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
