"""Answers from a JSON file: numbers of every kind, and a sentence with its question for what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from laptop import Laptop

SET_UP = (
    "kantor", "siapkan", "--peran", "desa", "--kode", "33.06.99.2001", "--nama", "Tursino", "--tahun", "2027",
)  # fmt: skip
YEAR = ("--periode", "2026")


@pytest.fixture
def desa(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Laptop:
    """Desa Tursino in November 2026."""
    monkeypatch.setenv("DESA_TANGGAL", "2026-11-22")
    laptop = Laptop(tmp_path / "tursino")
    laptop.ask(*SET_UP)
    return laptop


def written(laptop: Laptop, text: str) -> Path:
    file = laptop.folder.parent / "jawaban.json"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_number_with_a_point_is_kept_digit_by_digit(desa: Laptop) -> None:
    answers = written(
        desa, '{"tegal_ladang": 0.1, "pemukiman": 1.20e1, "usia": [{"_baris": "u1", "usia__l": 3.0}]}'
    )
    begun = desa.ask("isian", "isi", "potensi-desa", *YEAR, answers)
    target = desa.folder.parent / "keluar.json"
    desa.ask("isian", "ekspor", begun["id"], "--ke", target)
    assert '"tegal_ladang": "0.1"' in target.read_text(encoding="utf-8")
    assert '"pemukiman": "12.0"' in target.read_text(encoding="utf-8")
    assert begun["galat"] == 0
    assert desa.ask("isian", "isi", "potensi-desa", *YEAR, target)["id"] == begun["id"], "read twice"


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e400", "-1.5e-400"])
def test_what_is_no_number_is_refused_in_words(desa: Laptop, number: str) -> None:
    answers = written(desa, f'{{"tegal_ladang": {number}}}')
    said = desa.refuse("isian", "isi", "potensi-desa", *YEAR, answers, code=2)
    assert f"{number} bukan angka." in said


def test_a_wrong_answer_is_named_with_its_question(desa: Laptop) -> None:
    answers = written(desa, '{"tahun_pembentukan": "abc"}')
    said = desa.run("isian", "isi", "potensi-desa", *YEAR, answers).out
    (line,) = [one for one in said.splitlines() if "Isi dengan angka" in one]
    assert "tahun_pembentukan" in line


def test_a_form_that_cannot_be_finished_says_which_questions_are_in_the_way(desa: Laptop) -> None:
    begun = desa.ask("isian", "isi", "potensi-desa", *YEAR, written(desa, '{"tahun_pembentukan": "abc"}'))
    said = desa.refuse("isian", "selesai", begun["id"], code=4)
    assert "Tahun Pembentukan: Isi dengan angka" in said
