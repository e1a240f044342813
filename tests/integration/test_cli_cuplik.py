"""Pictures of screens come from a command without a display, and no other command touches Qt."""

from __future__ import annotations

import struct
import subprocess
import sys

import pytest

from desa_desktop.cli.commands import LATER_SCREENS
from desa_desktop.cli.cuplik import PARTS
from laptop import SOURCE, Laptop


@pytest.fixture(scope="module")
def desa(tmp_path_factory):
    laptop = Laptop(tmp_path_factory.mktemp("cuplik") / "tursino")
    laptop.ask(
        "kantor",
        "siapkan",
        "--peran",
        "desa",
        "--kode",
        "33.06.99.2001",
        "--nama",
        "Tursino",
        "--tahun",
        2027,
    )
    return laptop


@pytest.mark.parametrize(
    ("screen", "size"),
    [
        ("rkpdes", (1366, 697)),
        ("daftar-isian", (1024, 600)),
        ("wisaya", (1366, 697)),
        ("pratinjau-tempel", (1366, 697)),
        ("cadangan", (1024, 640)),
        ("kotak-selisih", (1024, 640)),
        ("pratinjau-cetak", (1366, 697)),
    ],
)
def test_a_screen_is_drawn_at_the_size_asked_for(desa, tmp_path, screen, size):
    target = tmp_path / "layar.png"
    said = desa.start(
        "cuplik", screen, "--ukuran", f"{size[0]}x{size[1]}", "--ke", target,
        DESA_TANGGAL="2026-09-28", QT_QPA_PLATFORM="offscreen",
    )  # fmt: skip
    assert (said.code, said.err) == (0, "")
    content = target.read_bytes()
    assert content.startswith(b"\x89PNG")
    assert struct.unpack(">II", content[16:24]) == size
    assert len(set(content)) > 100, "an empty picture says nothing"


def test_an_unknown_screen_names_the_others(desa, tmp_path):
    said = desa.start("cuplik", "kotak-masuk", "--ke", tmp_path / "a.png", QT_QPA_PLATFORM="offscreen")
    assert said.code == 2
    assert "Layar kotak-masuk tidak dikenal. Pilihan: beranda" in said.err
    assert not (tmp_path / "a.png").exists()


def test_what_can_be_drawn_is_not_announced_for_later():
    assert not set(LATER_SCREENS) & {word for _role, word in PARTS}


def test_a_forked_dokumen_is_drawn_only_when_there_is_one(tmp_path):
    kecamatan = Laptop(tmp_path / "kutoarjo")
    kecamatan.ask("kantor", "siapkan", "--peran", "kecamatan", "--kode", "33.06.99", "--nama", "Kutoarjo")
    said = kecamatan.start(
        "cuplik",
        "bercabang",
        "--ke",
        tmp_path / "a.png",
        DESA_TANGGAL="2026-09-28",
        QT_QPA_PLATFORM="offscreen",
    )
    assert said.code != 0
    assert "Dokumen yang bercabang" in said.err
    assert not (tmp_path / "a.png").exists()


def test_no_other_command_loads_qt(desa):
    code = (
        "import sys; from desa_desktop import cli\n"
        f"code = cli.main(['tugas', '--data', {str(desa.folder)!r}])\n"
        "assert 'PySide6' not in sys.modules; sys.exit(code)"
    )
    environment = {"PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
