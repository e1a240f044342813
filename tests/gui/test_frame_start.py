"""Starting: one window per folder, files handed over, a locked or refused folder said in words."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from desa_desktop.ui.frame_facts import backup_words
from desa_desktop.ui.launch import Start, title_of

TODAY = datetime.date(2026, 11, 22)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of a village named Tursino."""
    from desa_desktop.cli import main as command_line

    data = tmp_path / "data"
    monkeypatch.setenv("DESA_DATA", str(data))
    words = ["kantor", "siapkan", "--peran", "desa", "--kode", "33.06.99.2001", "--nama", "Tursino"]
    assert command_line([*words, "--tahun", "2027"]) == 0
    return data


def test_the_window_opens_on_the_first_place_of_the_village(
    qtbot: QtBot, qapp: QApplication, folder: Path
) -> None:
    run = Start(qapp, [])
    with qtbot.waitSignal(run.usable, timeout=20_000):
        assert run.begin()
    window, desk = run.window, run.desk
    assert window is not None
    assert desk is not None
    desk.jobs.wait_idle()
    assert window.windowTitle() == "Desa Desktop — Desa Tursino — Tahun Rencana 2027"
    assert window.header.title == window.places[0].label
    assert window.close()
    run.finish()
    assert (folder / "desa.db").is_file()


def test_a_second_start_hands_its_files_to_the_first_window(
    qtbot: QtBot, qapp: QApplication, folder: Path, tmp_path: Path
) -> None:
    run = Start(qapp, [])
    with qtbot.waitSignal(run.usable, timeout=20_000):
        assert run.begin()
    window, desk = run.window, run.desk
    assert window is not None
    assert desk is not None
    file = tmp_path / "surat.txt"
    second = subprocess.Popen(
        [sys.executable, "-m", "desa_desktop", str(file)],
        env=dict(os.environ, DESA_DATA=str(folder), QT_QPA_PLATFORM="offscreen"),
    )
    qtbot.waitUntil(
        lambda: window.notices.notice is not None and "surat.txt" in window.notices.notice.text,
        timeout=20_000,
    )
    assert second.wait(20) == 0
    desk.jobs.wait_idle()
    assert window.close()
    run.finish()


def test_a_folder_that_cannot_be_opened_is_refused_in_words(
    qtbot: QtBot, qapp: QApplication, folder: Path
) -> None:
    (folder / "kunci.json").unlink()
    said: list[str] = []

    def read_and_close() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.append(box.text())
        box.buttons()[0].click()

    QTimer.singleShot(300, read_and_close)
    run = Start(qapp, [])
    assert not run.begin()
    run.finish()
    assert run.exit_code != 0
    assert "(K-" in said[0]


@pytest.mark.parametrize(
    ("mode", "name", "year", "title"),
    [
        ("desa", "Tursino", 2027, "Desa Desktop — Desa Tursino — Tahun Rencana 2027"),
        ("kecamatan", "Kutoarjo", 2027, "Desa Desktop — Kecamatan Kutoarjo — Tahun Rencana 2027"),
        ("baru", "", None, "Desa Desktop"),
    ],
)
def test_the_title_names_office_and_year(mode: str, name: str, year: int | None, title: str) -> None:
    assert title_of(mode, name, year) == title


@pytest.mark.parametrize(
    ("newest", "words"),
    [
        (None, "Cadangan: belum ada"),
        (TODAY, "Cadangan terakhir: hari ini"),
        (datetime.date(2026, 11, 19), "Cadangan terakhir: 3 hari lalu"),
        (datetime.date(2026, 1, 2), "Cadangan terakhir: 02/01/2026"),
    ],
)
def test_the_age_of_the_last_backup_is_said_in_words(newest: datetime.date | None, words: str) -> None:
    assert backup_words(newest, TODAY) == words
