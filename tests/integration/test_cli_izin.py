"""Asking for the register of residents, agreeing and reading it by commands: data, exit codes and words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kiriman_offices as walk
from kiriman_offices import KUTOARJO, TURSINO, Offices
from laptop import Laptop
from warga_layar import move_in

NIK = re.compile(r"\b[0-9]{16}\b")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two villages and their kecamatan; seven people live in Tursino."""
    folder = tmp_path_factory.mktemp("izin") / "kantor"
    made = walk.make_offices(folder)
    with made.open(TURSINO) as desa:
        move_in(desa.database)
    return folder


@pytest.fixture
def offices(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Offices:
    monkeypatch.setenv("DESA_TANGGAL", "2026-09-28")
    return walk.copied(template, tmp_path / "kantor")


@pytest.fixture
def desa(offices: Offices) -> Laptop:
    return Laptop(offices.folder / TURSINO)


@pytest.fixture
def kecamatan(offices: Offices) -> Laptop:
    return Laptop(offices.folder / KUTOARJO)


def ask(kecamatan: Laptop, desa: Laptop, stick: Path, *more: str) -> dict[str, object]:
    made = kecamatan.ask("kunci", "minta-data", "33.06.99.2001", "--ke", stick, *more)
    [file] = made["berkas"]
    desa.ask("kunci", "pasang", file)
    return made


def agree(desa: Laptop) -> dict[str, object]:
    return desa.ask(
        "kantor", "izin", "penduduk", "--setuju", "--oleh", "Suratman", "--jabatan", "Kepala Desa"
    )  # fmt: skip


def test_a_request_a_yes_and_a_no_by_commands(offices: Offices, desa: Laptop, kecamatan: Laptop) -> None:
    assert desa.ask("kantor", "izin", "penduduk") == {"diminta": False, "berlaku": False, "riwayat": []}
    refused = desa.refuse("kantor", "izin", "penduduk", "--setuju", "--oleh", "Suratman", code=1)
    assert "Kecamatan tidak meminta data penduduk lengkap" in refused
    made = ask(kecamatan, desa, offices.stick)
    assert (made["kode"], made["minta"]) == (TURSINO, True)
    listed = kecamatan.ask("kunci", "daftar")["kunci"]
    assert {one["kode"] for one in listed if one["minta_penduduk"]} == {TURSINO}
    assert "Tulis nama yang memutuskan" in desa.refuse("kantor", "izin", "penduduk", "--setuju", code=2)
    desa.refuse("kantor", "izin", "penduduk", "--setuju", "--cabut", "--oleh", "Suratman", code=2)
    said = agree(desa)
    assert (said["diminta"], said["berlaku"]) == (True, True)
    words = [(one["kata"], one["oleh"], one["jabatan"]) for one in said["riwayat"]]
    assert words[1:] == [("setuju", "Suratman", "Kepala Desa")]
    assert "ikut dalam setiap kiriman" in desa.run("kantor", "izin", "penduduk").out
    back = desa.ask("kantor", "izin", "penduduk", "--cabut", "--oleh", "Suratman")
    assert (back["diminta"], back["berlaku"]) == (True, False)
    ask(kecamatan, desa, offices.stick, "--berhenti")
    assert desa.ask("kantor", "izin", "penduduk")["diminta"] is False


def test_each_side_has_its_own_command(desa: Laptop, kecamatan: Laptop, offices: Offices) -> None:
    kecamatan.refuse("kantor", "izin", "penduduk", code=2)
    desa.refuse("kunci", "minta-data", "33.06.99.2001", "--ke", offices.stick, code=2)
    assert "belum ada di daftar desa" in kecamatan.refuse(
        "kunci", "minta-data", "33.06.99.2009", "--ke", offices.stick, code=2
    )


def test_the_register_is_announced_sent_looked_at_and_read(
    offices: Offices, desa: Laptop, kecamatan: Laptop
) -> None:
    ask(kecamatan, desa, offices.stick)
    assert desa.ask("kirim", "daftar")["penduduk"] is None
    agree(desa)
    assert desa.ask("kirim", "daftar")["penduduk"] == 7
    assert "Data penduduk lengkap ikut: 7 orang." in desa.run("kirim", "daftar").out
    [file] = desa.ask("kirim", "buat", "--ke", offices.stick)["berkas"]
    shown = kecamatan.ask("terima", "tinjau", file)["dokumen"]
    [one] = [each for each in shown if each["jenis"] == "penduduk"]
    assert (one["baru"], one["berubah"], one["dihapus"], one["beda"]) == (7, 0, 0, [])
    assert NIK.search(kecamatan.run("terima", "tinjau", file).out) is None
    kecamatan.ask("terima", "setujui", file)
    people = kecamatan.ask("data", "lihat", "penduduk", "--desa", "Tursino")["baris"]
    assert len(people) == 7
    assert kecamatan.ask("data", "lihat", "penduduk", "--desa", "Wirun")["baris"] == []
    families = kecamatan.ask("data", "lihat", "keluarga", "--desa", "33.06.99.2001")["baris"]
    assert {one["desa"] for one in (*people, *families)} == {"Tursino"}
    assert "desa" not in desa.ask("data", "lihat", "penduduk")["baris"][0]
    told = kecamatan.run("data", "lihat", "penduduk").out
    assert "Tursino" in told
    assert NIK.search(told) is None
    figures = kecamatan.ask("statistik", "--menurut", "desa,jk")["tabel"]
    assert figures["desa"]["total"]["jumlah"] == figures["jk"]["total"]["jumlah"] == 7
    alone = kecamatan.ask("statistik", "--menurut", "jk", "--desa", "Wirun")["tabel"]
    assert alone["jk"]["total"]["jumlah"] == 0


def test_figures_of_the_kecamatan_are_those_of_today_and_no_paper(
    kecamatan: Laptop, desa: Laptop, tmp_path: Path
) -> None:
    assert "tanpa --ke" in kecamatan.refuse("statistik", "--ke", tmp_path / "x.xlsx", code=2)
    assert "tanpa --ke" in kecamatan.refuse("statistik", "--pada", "2026-01-01", code=2)
    assert "tidak dikenal" in kecamatan.refuse("statistik", "--menurut", "zodiak", code=2)
    assert "hanya untuk kecamatan" in desa.refuse("statistik", "--desa", "Tursino", code=2)
    assert "hanya untuk kecamatan" in desa.refuse("data", "lihat", "penduduk", "--desa", "Tursino", code=2)
    kecamatan.refuse("statistik", "tutup", code=2)


def test_a_consent_for_some_days_ends_by_itself(
    offices: Offices, desa: Laptop, kecamatan: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(kecamatan, desa, offices.stick)
    words = ("kantor", "izin", "penduduk", "--setuju", "--oleh", "Suratman", "--sampai")
    assert "sudah lewat" in desa.refuse(*words, "27/09/2026", code=2)
    assert desa.ask(*words, "29/09/2026")["berlaku"] is True
    carry(offices, desa, kecamatan)
    assert len(people(kecamatan)) == 7
    monkeypatch.setenv("DESA_TANGGAL", "2026-09-30")
    carry(offices, desa, kecamatan)
    assert people(kecamatan) == []
    said = desa.ask("kantor", "izin", "penduduk")
    assert (said["berlaku"], [one["kata"] for one in said["riwayat"]]) == (
        False, ["diminta", "setuju", "habis"],
    )  # fmt: skip
    assert len(people(desa)) == 7, "the village keeps its people"


def people(laptop: Laptop) -> list[object]:
    found: list[object] = laptop.ask("data", "lihat", "penduduk")["baris"]
    return found


def carry(offices: Offices, desa: Laptop, kecamatan: Laptop) -> None:
    offices.clear_stick()
    [file] = desa.ask("kirim", "buat", "--ke", offices.stick)["berkas"]
    kecamatan.ask("terima", "setujui", file)
