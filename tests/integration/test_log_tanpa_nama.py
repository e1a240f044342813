"""Whatever fails while residents are imported, changed, sent and received: the log names nobody."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desa_desktop import logs
from desa_desktop.services import impor_penduduk
from desa_desktop.services.exchange import register as own_register
from desa_desktop.store import register
from laptop import Laptop
from lembar_penduduk import orang, write

pytestmark = pytest.mark.warns
SET_UP = ("kantor", "siapkan", "--tahun", "2027")


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """The log of the program, as on a village's laptop."""
    handler = logs.start(tmp_path / "log")
    logging.getLogger("desa_desktop").setLevel(logging.DEBUG)
    yield tmp_path / "log" / logs.FILE_NAME
    logs.stop(handler)


@pytest.fixture
def desa(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Laptop:
    monkeypatch.setenv("DESA_TANGGAL", "2026-11-29")
    laptop = Laptop(tmp_path / "tursino")
    laptop.ask(*SET_UP, "--peran", "desa", "--kode", "33.06.99.2001", "--nama", "Tursino")
    return laptop


@pytest.fixture
def kecamatan(tmp_path: Path, desa: Laptop) -> Laptop:
    """Tursino is enrolled here, asked for its register, and agrees."""
    laptop, stick = Laptop(tmp_path / "kutoarjo"), tmp_path / "flashdisk"
    stick.mkdir()
    villages = tmp_path / "desa.csv"
    villages.write_text("Kode,Nama\n33.06.99.2001,Tursino\n", encoding="utf-8")
    laptop.ask(*SET_UP, "--peran", "kecamatan", "--kode", "33.06.99", "--nama", "Kutoarjo")
    laptop.ask("data", "impor", "desa", villages)
    desa.ask("kunci", "percaya", "--nomor", laptop.ask("kunci", "kartu")["nomor_kunci"])
    asked = desa.ask("kunci", "minta", "--ke", stick)["berkas"]
    number = desa.ask("kunci", "kartu")["nomor_kunci"]
    given = laptop.ask(
        "kunci", "kenalkan", asked, "--nomor", number, "--ke", stick, "--minta", "penduduk"
    )["berkas"]  # fmt: skip
    desa.ask("kunci", "pasang", given)
    desa.ask("kantor", "izin", "penduduk", "--setuju", "--oleh", "Suratman", "--jabatan", "Kepala Desa")
    return laptop


def names(laptop: Laptop) -> list[str]:
    """Every NIK, number of a KK and name of the register."""
    found = []
    for one in laptop.ask("data", "lihat", "penduduk")["baris"]:
        found += [one["nik"], one["no_kk"], one["nama"], one["nama_ayah"], one["nama_ibu"]]
    return sorted({text for text in found if text})


def fails_on(row: Any) -> RuntimeError:
    """An exception as careless code raises it: with everything it had in hand."""
    return RuntimeError(f"tidak bisa menyimpan {row!r}")


def test_no_failure_writes_a_name_or_number_into_the_log(
    desa: Laptop, kecamatan: Laptop, log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = write(tmp_path, [orang(number) for number in range(1, 9)])
    desa.ask("data", "impor", "penduduk", sheet)
    secrets = names(desa)
    assert len(secrets) > 8
    out = tmp_path / "keluar"
    out.mkdir()
    crashes = 0

    def crash(place: Any, name: str, *words: object, at: Laptop = desa) -> None:
        """The command meets an exception that has residents in its words."""
        nonlocal crashes

        def fail(*given: Any, **named: Any) -> Any:
            raise fails_on((given, named, secrets))

        with monkeypatch.context() as patched:
            patched.setattr(place, name, fail)
            said = at.run(*words)
        assert said.code == 1, said
        assert "K-900" in said.out + said.err
        assert [one for one in secrets if one in said.out + said.err] == []
        crashes += 1

    more = write(tmp_path / "keluar", [orang(number) for number in range(1, 20)])
    crash(impor_penduduk._Masukan, "store", "data", "impor", "penduduk", more)
    crash(own_register, "freeze", "kirim", "buat", "--ke", out)
    crash(register, "read_register", "kirim", "daftar")
    [sent] = desa.ask("kirim", "buat", "--ke", out)["berkas"]
    crash(own_register, "find_faults", "terima", "periksa", sent, at=kecamatan)
    crash(register, "put_register", "terima", "setujui", sent, at=kecamatan)
    assert [one["nama"] for one in kecamatan.ask("data", "lihat", "penduduk")["baris"]] == []
    kecamatan.ask("terima", "setujui", sent)
    assert len(kecamatan.ask("data", "lihat", "penduduk")["baris"]) == 8
    written = log.read_text(encoding="utf-8")
    assert written.count("a command failed") == crashes == 5
    assert "RuntimeError" in written, "where it happened is said"
    assert [one for one in secrets if one in written] == []
