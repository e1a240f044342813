"""Starting: one window per folder, files handed over, a locked or refused folder said in words."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QMessageBox,
    QProgressDialog,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from desa_desktop.services import exchange
from desa_desktop.ui.frame_facts import backup_words
from desa_desktop.ui.launch import Start
from desa_desktop.ui.screens.kotak_masuk import KotakMasukScreen
from desa_desktop.ui.window_title import title_of
from dua_kantor import fill_plan, settle, two_offices
from laptop import SOURCE

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


def test_kiriman_by_name_drop_and_second_start_are_looked_at_in_kotak_masuk(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given on the command line before there is a window, and handed over while it is open."""
    with two_offices(tmp_path, enrolled=True) as desks:
        fill_plan(desks.desa)
        app, at = desks.desa.app, desks.desa.now()
        [sealed] = exchange.seal(app.database, app.laptop, app.files, by="uji", at=at)
        good = sealed.berkas
    folder = tmp_path / "berkas"
    folder.mkdir()
    (folder / "rusak.KIRIM").write_bytes(good.read_bytes()[:-3])
    (folder / "bukan.kirim").write_bytes(b"surat biasa " * 20)
    (folder / good.name).write_bytes(good.read_bytes())
    folder.chmod(0o555)
    monkeypatch.setenv("DESA_DATA", str(tmp_path / "kec"))
    monkeypatch.setenv("DESA_FLASHDISK", str(tmp_path / "kosong"))
    monkeypatch.chdir(folder)
    run = Start(qapp, [Path(good.name)])
    with qtbot.waitSignal(run.usable, timeout=20_000):
        assert run.begin()
    window, desk = run.window, run.desk
    assert window is not None
    assert desk is not None
    settle(desk)
    assert window.header.title == "Kirim & Terima"
    screen = window.shown
    assert isinstance(screen, KotakMasukScreen)
    assert [one.keadaan for one in screen.inbox.list.model.rows] == ["sah"]
    assert window.notices.notice is not None
    for name, words in (
        ("rusak.KIRIM", "1 kiriman diperiksa: 1 karantina."),
        ("bukan.kirim", "Berkas ini bukan kiriman. (E_MAGIC)"),
        ("hilang.kirim", "Berkas hilang.kirim tidak ada di tempatnya."),
    ):
        knock(run, json.dumps([str(folder / name)]).encode() + b"\n")
        qtbot.waitUntil(
            lambda words=words: words in getattr(window.notices.notice, "text", ""), timeout=20_000
        )
        settle(desk)
    assert [one.keadaan for one in screen.inbox.list.model.rows] == ["rusak", "sah"]
    assert "Berkas kiriman terpotong (" in screen.inbox.says.text
    folder.chmod(0o755)
    [good_row] = [one for one in screen.inbox.list.model.rows if one.keadaan == "sah"]
    close_down(run)
    # row 31: the power failed while it was being accepted; the next start says so and goes on
    note = {"kiriman": [good_row.sha256], "ya": []}
    (tmp_path / "kec" / "masuk" / "penerimaan.json").write_text(json.dumps(note), encoding="utf-8")
    run = Start(qapp, [])
    with qtbot.waitSignal(run.usable, timeout=20_000):
        assert run.begin()
    window, desk = run.window, run.desk
    assert window is not None
    assert desk is not None
    notice = window.notices.notice
    assert notice is not None
    assert notice.text == 'Penerimaan terakhir terputus. Data aman. Tekan "Lanjutkan".'
    assert notice.action == "Lanjutkan"
    assert notice.act is not None
    notice.act()
    settle(desk)
    assert {one.status for one in exchange.inbox(desk.app.database)} == {"diterima", "karantina"}
    assert desk.app.interrupted == ()
    close_down(run)


def test_a_copied_folder_asks_what_happened_before_anything_is_sent(
    qtbot: QtBot, qapp: QApplication, folder: Path
) -> None:
    (folder / "instalasi.json").unlink()
    seen: list[str] = []

    def answer() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QDialog):
            QTimer.singleShot(20, answer)
            return
        focus = box.focusWidget()
        seen.append(focus.objectName() if focus is not None else "")  # Enter alone answers nothing
        seen.extend(one.text() for one in box.findChildren(QPushButton))
        button = box.findChild(QPushButton, "asal.salinan")
        assert button is not None
        button.click()

    run = Start(qapp, [])
    QTimer.singleShot(0, answer)
    with qtbot.waitSignal(run.usable, timeout=20_000):
        assert run.begin()
    window, desk = run.window, run.desk
    assert window is not None
    assert desk is not None
    qtbot.waitUntil(lambda: desk.app.laptop.is_salinan, timeout=20_000)
    desk.jobs.wait_idle()
    assert seen == ["asal.nanti", "Laptop diganti", "Salinan untuk coba-coba", "Tanyakan lagi nanti"]
    window.go("kirim")
    screen = window.shown
    qtbot.waitUntil(lambda: screen is not None and screen._state == "salinan", timeout=20_000)
    assert screen.primary is None
    assert screen.revoked.text.startswith("Folder ini salinan untuk coba-coba")
    screen.replaced.click()  # after all this is the laptop that is worked with
    qtbot.waitUntil(lambda: not desk.app.laptop.is_salinan, timeout=20_000)
    close_down(run)


def knock(run: Start, data: bytes) -> QLocalSocket:
    """What a second start, or anything else on this laptop, says to the first."""
    caller = QLocalSocket()
    caller.connectToServer(run.channel)
    assert caller.waitForConnected(2_000)
    caller.write(data)
    assert caller.waitForBytesWritten(2_000)
    return caller


def close_down(run: Start) -> None:
    """What the person does last."""
    assert run.window is not None
    if run.desk is not None:
        run.desk.jobs.wait_idle()
    assert run.window.close()
    run.finish()


def test_a_file_handed_over_while_the_office_is_being_opened_is_not_lost(
    qtbot: QtBot, qapp: QApplication, folder: Path
) -> None:
    run = Start(qapp, [])
    opened: list[bool] = []
    run.usable.connect(lambda: opened.append(True))
    assert run.begin()
    caller = knock(run, b'["surat.txt"]\n')
    qtbot.waitUntil(lambda: caller.bytesAvailable() > 0, timeout=20_000)
    assert bytes(caller.readAll().data()) == b"ya\n"
    qtbot.waitUntil(lambda: bool(opened), timeout=20_000)
    window = run.window
    assert window is not None
    assert window.notices.notice is not None
    assert "surat.txt" in window.notices.notice.text
    close_down(run)


@pytest.mark.parametrize(
    "rubbish", [b"{\n", b'"surat.txt"\n', b"[1, null]\n", b"\xff\xfe\n", b"[" * 70_000 + b"\n"]
)
def test_what_another_program_says_to_the_window_is_not_obeyed(
    qtbot: QtBot, qapp: QApplication, folder: Path, rubbish: bytes
) -> None:
    run = Start(qapp, [])
    with qtbot.waitSignal(run.usable, timeout=20_000):
        assert run.begin()
    caller = knock(run, rubbish)
    qtbot.waitUntil(lambda: caller.state() == QLocalSocket.LocalSocketState.UnconnectedState, timeout=20_000)
    assert bytes(caller.readAll().data()) == b""
    assert run.window is not None
    assert run.window.notices.notice is None
    close_down(run)


def test_a_caller_that_left_is_forgotten_and_one_that_stays_hears_of_the_end(
    qtbot: QtBot, qapp: QApplication, folder: Path
) -> None:
    run = Start(qapp, [])
    with qtbot.waitSignal(run.usable, timeout=20_000):
        assert run.begin()
    callers = [knock(run, b"[]\n") for _time in range(3)]
    qtbot.waitUntil(lambda: all(one.bytesAvailable() > 0 for one in callers), timeout=20_000)
    for one in callers:
        one.disconnectFromServer()
    qtbot.waitUntil(lambda: run.callers == 0, timeout=20_000)
    stays = knock(run, b"[")  # never finishes its line
    qtbot.waitUntil(lambda: run.callers == 1, timeout=20_000)
    window = run.window
    close_down(run)
    qtbot.waitUntil(lambda: stays.state() == QLocalSocket.LocalSocketState.UnconnectedState, timeout=20_000)
    assert run.callers == 0
    assert run.window is None
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not Shiboken.isValid(window), "the window is gone before anything it leans on"


def test_the_program_ends_quietly_while_somebody_still_knocks(folder: Path) -> None:
    code = (
        "import faulthandler, sys; faulthandler.enable()\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtNetwork import QLocalSocket\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from desa_desktop.ui import launch\n"
        "application, callers = QApplication([]), []\n"
        "begin = launch.Start.begin\n"
        "def knock(run):\n"
        "    caller = QLocalSocket()\n"
        "    caller.connectToServer(run.channel)\n"
        "    caller.write(b'[]\\n')\n"
        "    callers.append(caller)\n"
        "def watched(run):\n"
        "    run.usable.connect(lambda: (knock(run), run.window.close()))\n"
        "    return begin(run)\n"
        "launch.Start.begin = watched\n"
        "print('kode', launch.start([]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", code],
        env=dict(os.environ, DESA_DATA=str(folder), QT_QPA_PLATFORM="offscreen", PYTHONPATH=str(SOURCE)),
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "kode 0\n"), done.stderr
    assert done.stderr == ""


def test_a_folder_that_cannot_be_opened_is_refused_in_words(
    qtbot: QtBot, qapp: QApplication, folder: Path
) -> None:
    (folder / "kunci.json").unlink()
    said: list[str] = []

    def read_and_close() -> None:
        box = QApplication.activeModalWidget()
        if box is None:
            QTimer.singleShot(20, read_and_close)
            return
        assert isinstance(box, QMessageBox)
        said.append(box.text())
        box.buttons()[0].click()

    QTimer.singleShot(0, read_and_close)
    run = Start(qapp, [])
    assert not run.begin()
    run.finish()
    assert run.exit_code != 0
    assert "(K-" in said[0]


def answer_in_turn(*answers: Callable[[QWidget], None]) -> None:
    """Answer one dialog after the other as it comes."""
    waiting, seen = list(answers), [None]

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QDialog) and not isinstance(box, QProgressDialog) and box is not seen[0]:
            seen[0] = box
            waiting.pop(0)(box)
        if waiting:
            QTimer.singleShot(50, look)

    QTimer.singleShot(50, look)


def press(name: str) -> Callable[[QWidget], None]:
    return lambda box: box.findChild(QPushButton, name).click()


@pytest.mark.parametrize("how", ["lost", "damaged"])
def test_a_lost_or_damaged_database_offers_the_backup_as_its_one_next_step(
    qtbot: QtBot, qapp: QApplication, folder: Path, how: str
) -> None:
    from desa_desktop.cli import main as command_line

    assert command_line(["cadangan", "buat"]) == 0
    if how == "lost":
        (folder / "desa.db").unlink()
    else:
        (folder / "desa.db").write_bytes(b"x" * 40_000)
    answer_in_turn(press("bingkai.pulihkan"), press("pulih.lanjut"), press("tanya.lanjut"))
    run = Start(qapp, [])
    with qtbot.waitSignal(run.usable, timeout=20_000):
        assert run.begin()
    assert run.window is not None
    assert run.exit_code == 0
    assert run.window.windowTitle() == "Desa Desktop — Desa Tursino — Tahun Rencana 2027"
    assert run.window.notices.notice is not None
    assert "dibuka lagi dan dihitung" in run.window.notices.notice.text
    close_down(run)


def test_after_five_wrong_kata_sandi_the_window_counts_the_wait_down(
    qtbot: QtBot, qapp: QApplication, folder: Path
) -> None:
    from desa_desktop import config, paths
    from desa_desktop.app import open_app, set_password

    surroundings = {"DESA_DATA": str(folder)}
    with open_app(paths.places(surroundings), config.read_environment(surroundings)) as app:
        set_password(app, "sawah di lereng bukit")
    (folder / "percobaan-sandi.json").write_text(json.dumps({"salah": 5, "pada": time.time() - 26}))
    seen: list[tuple[bool, str]] = []
    early: list[bool] = []

    def wait_and_type(box: QWidget) -> None:
        button = box.findChild(QPushButton, "tanya.lanjut")
        seen.append((button.isEnabled(), button.text()))
        box.findChild(QLineEdit, "sandi.isian").setText("sawah di lereng bukit")
        for _tick in range(30):  # ticks that come early open nothing
            box._clock.timeout.emit()
        early.append(button.isEnabled())
        qtbot.waitUntil(button.isEnabled, timeout=20_000)
        seen.append((button.isEnabled(), button.text()))
        button.click()

    answer_in_turn(wait_and_type)
    run = Start(qapp, [])
    with qtbot.waitSignal(run.usable, timeout=30_000):
        assert run.begin()
    assert seen[0][0] is False
    assert early == [False]
    assert seen[0][1].startswith("Buka (0.0")
    assert seen[1] == (True, "Buka")
    close_down(run)


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
