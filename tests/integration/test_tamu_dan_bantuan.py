"""Guests and assistance by commands and services: what goes in, what is asked, what undo brings back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import warga_desa
from desa_desktop import cli
from desa_desktop.sheets import read_sheets
from office import open_office

Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def asked(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """A command of a village full of people, asked in this process; its data."""
    folder = tmp_path / "desa"
    with open_office(folder) as opened:
        warga_desa.fill(opened.database, families=12)
    monkeypatch.setenv("DESA_TANGGAL", warga_desa.HARI.isoformat())

    def ask(*words: str, code: int = 0) -> dict[str, Any]:
        capsys.readouterr()
        ended = cli.main([*words, "--data", str(folder), "--json"])
        answer = json.loads(capsys.readouterr().out)
        assert ended == code, answer
        return answer["data"] if code in (0, 3) else answer  # type: ignore[no-any-return]

    return ask


# ------------------------------------------------------------------ guests


def test_guests_come_in_from_a_file_go_out_and_come_in_again_unchanged(asked: Ask, tmp_path: Path) -> None:
    source = tmp_path / "tamu.csv"
    source.write_text(
        "No,Nama lengkap,L/P,Tempat dan tanggal lahir/umur,Datang dari,Datang tanggal,Pergi tanggal,Ket.\n"
        '1,Siti Aminah,P,"Kebumen, 36 tahun",Kab. Kebumen,01/08/2026,,\n'
        '2,Wahyu,L,"Sleman, 12/03/1990",Kab. Sleman,02/08/2026,10/08/2026,mandor\n',
        encoding="utf-8",
    )
    first = asked("data", "impor", "penduduk-sementara", str(source))
    assert (first["dibaca"], first["baru"]) == (2, 2)
    rows = asked("data", "lihat", "penduduk-sementara")["baris"]
    assert [one["nama"] for one in rows] == ["HENDRA WIJAYA", "Siti Aminah", "Wahyu"]
    assert (rows[1]["umur"], rows[2]["tanggal_lahir"]) == (36, "1990-03-12")
    assert "desa_id" not in rows[0]
    target = tmp_path / "tamu.xlsx"
    assert asked("data", "ekspor", "penduduk-sementara", "--ke", str(target))["baris"] == 3
    (sheet,) = read_sheets(target)
    assert "Nama dan alamat yang didatangi" in [cell for row in sheet.rows for cell in row.cells]
    again = asked("data", "impor", "penduduk-sementara", str(target))
    assert (again["dibaca"], again["sama"]) == (3, 3)
    asked("data", "urungkan")
    assert len(asked("data", "lihat", "penduduk-sementara")["baris"]) == 1


def test_a_birthday_with_two_digits_of_a_year_is_asked_and_never_stored_wrong(
    asked: Ask, tmp_path: Path
) -> None:
    source = tmp_path / "tamu.csv"
    source.write_text("Nama,Tanggal lahir,Tanggal datang\nWahyu,12/03/90,02/08/2026\n", encoding="utf-8")
    made = asked("data", "impor", "penduduk-sementara", str(source))
    (row,) = made["baris"]
    (problem,) = row["masalah"]
    assert (problem["aturan"], problem["usul"]) == ("P-704", "12/03/1990")
    stored = asked("data", "lihat", "penduduk-sementara")["baris"][-1]
    assert stored["tanggal_lahir"] is None
    assert stored["teks_asli"] == {"tanggal_lahir": "12/03/90"}
