"""Letters and papers of meetings on the command line, with nothing but commands."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from PIL import Image

from laptop import Laptop


@pytest.fixture
def desa(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Laptop:
    """A village with a musdes that was recorded."""
    monkeypatch.setenv("DESA_TANGGAL", "2026-07-02")
    laptop = Laptop(tmp_path / "data")
    laptop.ask(
        "kantor", "siapkan", "--peran", "desa", "--kode", "33.06.99.2001", "--nama", "Tursino",
        "--kecamatan", "Kutoarjo", "--kabupaten", "Purworejo", "--kepala", "Suratman", "--bpd", "Harjono",
    )  # fmt: skip
    return laptop


def recorded(desa: Laptop, folder: Path) -> str:
    """The id of a musdes in June, with two people."""
    content = {
        "jenis": "musdes", "tahun": 2027, "tanggal": "2026-06-24", "mulai": "09.00", "tempat": "Balai Desa",
        "pimpinan": {"nama": "Harjono", "dari": "Ketua BPD"}, "notulis": {"nama": "Ratna", "dari": "BPD"},
        "hadir": [{"nama": "Lastri", "jk": "P", "unsur": "perempuan", "dusun": "Krajan"},
                  {"nama": "Tumiran", "jk": "L", "unsur": "tani", "dusun": "Kidul"}],
        "keputusan": [{"uraian": "Membentuk tim penyusun."}],
    }  # fmt: skip
    file = folder / "musdes.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    found: str = desa.ask("musyawarah", "catat", file)["id"]
    return found


def text_of(file: Path) -> str:
    """All words of a Word document, tables included."""
    document = Document(str(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join([*(one.text for one in document.paragraphs), *cells])


def test_the_letter_is_numbered_and_printed_by_commands(desa: Laptop, tmp_path: Path) -> None:
    key = recorded(desa, tmp_path)
    assert desa.ask("musyawarah", "surat", key)["nomor_berikut"] == 1
    desa.ask("kantor", "kop", "--format-nomor", "{nomor}/BPD/{bulan_romawi}/{tahun}")
    seen = desa.ask(
        "musyawarah", "surat", key, "--nomor", "7", "--tanggal", "2026-06-20", "--nomor-ba", "8",
        "--kepada", "Ketua RT 01; RT | Ketua PKK", "--tembusan", "Camat Kutoarjo",
    )  # fmt: skip
    assert seen["surat"]["nomor"] == "007/BPD/VI/2026"
    assert seen["nomor_ba"] == "008/BPD/VI/2026"
    assert desa.ask("cetak", "undangan", "--id", key, "--ke", tmp_path / "u.pdf")["halaman"] == 1
    desa.ask("cetak", "undangan", "--id", key, "--ke", tmp_path / "u.docx")
    said = text_of(tmp_path / "u.docx")
    for part in ("007/BPD/VI/2026", "Ketua RT 01 (RT)", "Rabu, 24 Juni 2026", "Ketua BPD,", "Harjono"):
        assert part in said, part


@pytest.mark.parametrize(
    ("jenis", "forms"),
    [
        ("undangan", ("pdf", "docx")),
        ("daftar-hadir", ("pdf", "docx", "xlsx")),
        ("notulen", ("pdf", "docx")),
        ("berita-acara", ("pdf", "docx")),
        ("berita-acara-tim", ("pdf", "docx")),
        ("rekap-penilaian", ("pdf", "docx", "xlsx")),
    ],
)
def test_every_paper_of_a_meeting_comes_in_its_forms(
    desa: Laptop, tmp_path: Path, jenis: str, forms: tuple[str, ...]
) -> None:
    key = recorded(desa, tmp_path)
    for form in forms:
        target = tmp_path / f"{jenis}.{form}"
        desa.ask("cetak", jenis, "--id", key, "--ke", target)
        assert target.stat().st_size > 1000


@pytest.mark.parametrize("jenis", ["sk-tim", "sk-tim-verifikasi", "berita-acara-rancangan"])
def test_papers_of_teams_are_written_before_anybody_is_named(
    desa: Laptop, tmp_path: Path, jenis: str
) -> None:
    desa.ask("cetak", jenis, "--ke", tmp_path / "a.docx")
    assert "....." in text_of(tmp_path / "a.docx")


def test_what_is_not_there_yet_is_said(desa: Laptop, tmp_path: Path) -> None:
    said = desa.refuse("cetak", "sk-tim-rpjm", "--ke", tmp_path / "a.pdf", code=1)
    assert "RPJM Desa untuk tahun 2027 tidak ditemukan." in said
    said = desa.refuse("cetak", "verifikasi", "--ke", tmp_path / "a.pdf", code=1)
    assert "Kegiatan RKPDes 2027 belum ada isinya" in said
    key = recorded(desa, tmp_path)
    said = desa.refuse("cetak", "rekap-prioritas", "--id", key, "--ke", tmp_path / "a.pdf", code=2)
    assert "Data aman; cetak Rekap Penilaian." in said


def test_the_logo_and_settings_of_letters_are_chosen_and_refused_by_commands(
    desa: Laptop, tmp_path: Path
) -> None:
    picture = tmp_path / "logo.png"
    target = BytesIO()
    Image.new("RGB", (60, 60), "green").save(target, "PNG")
    picture.write_bytes(target.getvalue())
    assert desa.ask("kantor", "kop", "--logo", picture, "--baris-kosong", "4") == {
        "logo": True, "format_nomor": "{nomor}/{bulan_romawi}/{tahun}", "baris_kosong": 4,
    }  # fmt: skip
    assert desa.ask("kantor", "kop", "--hapus-logo")["logo"] is False
    picture.write_bytes(b"bukan gambar")
    assert "berkas itu bukan gambar" in desa.refuse("kantor", "kop", "--logo", picture, code=1)
    said = desa.refuse("kantor", "kop", "--format-nomor", "{nomer}", code=2)
    assert "Format nomor surat belum benar: {nomer}." in said
