"""Flash disks come, go and are infected; many kiriman are taken at once and can be stopped in between."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desa_desktop import paths
from desa_desktop.progress import Cancelled, Progress
from desa_desktop.services import exchange
from desa_desktop.sync import drives
from desa_desktop.sync.drives import Drive
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.exchange_parts.drives import EVERY
from desa_desktop.ui.main_window import MainWindow
from desa_desktop.ui.saving import Steps
from desa_desktop.ui.screens.kotak_masuk import KotakMasukScreen
from dua_kantor import Desks, fill_plan, settle, two_offices

PICTURES = os.environ.get("DESA_GAMBAR_UJI", "")  # a folder: what the screens looked like


@pytest.fixture
def desks(tmp_path: Path, qapp: QApplication) -> Iterator[Desks]:
    with two_offices(tmp_path, enrolled=True) as opened:
        yield opened


def write(desks: Desks, count: int) -> list[Path]:
    """So many kiriman of the village on the stick."""
    fill_plan(desks.desa)
    app, written = desks.desa.app, []
    for _number in range(count):
        at = desks.desa.now()
        [one] = exchange.seal(app.database, app.laptop, app.files, lengkap=True, by="uji", at=at)
        written.append(
            exchange.copy_to(
                app.database, app.laptop, app.files, one.digest, desks.stick, by="uji", at=at
            ).berkas
        )
    return written


def show(desk: Desk, qtbot: QtBot) -> KotakMasukScreen:
    screen = KotakMasukScreen(desk)
    qtbot.addWidget(screen)
    screen.resize(1366, 640)
    screen.show()
    settle(desk)
    return screen


def test_a_stick_that_is_plugged_in_is_seen_and_one_bad_look_does_not_blind_the_screen(
    desks: Desks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(desks, 1)
    plugged: list[Drive] = []
    looks: list[int] = []

    def find() -> list[Drive]:
        looks.append(len(plugged))
        if len(looks) == 2:
            raise OSError("pulled out while it was described")
        return list(plugged)

    monkeypatch.setattr(drives, "find_drives", find)
    app = desks.kecamatan.app
    environment = replace(app.environment, flashdisk=None)
    desks.kecamatan.app = replace(app, environment=environment)
    screen = show(desks.kecamatan, qtbot)
    assert 2 * EVERY < 5000  # even where the look just before missed it
    screen.watch._clock.setInterval(20)
    assert screen.outbox.drives.cards == []
    qtbot.waitUntil(lambda: len(looks) >= 3, timeout=5000)
    plugged.append(Drive(desks.stick, label="FLASHDISK-KEC"))
    qtbot.waitUntil(lambda: screen.inbox.has_found, timeout=5000)
    assert screen.inbox.found.text == "Ditemukan 1 kiriman di FLASHDISK-KEC."
    plugged.clear()
    qtbot.waitUntil(lambda: not screen.inbox.has_found, timeout=5000)
    screen.hide()
    settle(desks.kecamatan)


def test_an_infected_stick_is_described_and_its_kiriman_are_read_all_the_same(
    desks: Desks, qtbot: QtBot
) -> None:
    write(desks, 1)
    for name in ("autorun.inf", "FOTO.exe", "Removable Disk.lnk", "surat.doc"):
        (desks.stick / name).write_bytes(b"MZ")
    (desks.stick / "FOTO").mkdir()
    screen = show(desks.kecamatan, qtbot)
    words = screen.inbox.found.text
    assert "(W_STICK_INFECTED)" in words
    assert "4 berkas bukan kiriman diabaikan, termasuk 1 pintasan mencurigakan." in words
    assert "Ada autorun.inf yang mencoba menjalankan program; tidak dijalankan." in words
    assert "Program yang menyamar sebagai folder: FOTO.exe. Jangan diklik." in words
    screen.inbox.check.click()
    settle(desks.kecamatan)
    if PICTURES:
        screen.grab().save(str(Path(PICTURES) / "terinfeksi.png"))
    assert [row.keadaan for row in screen.inbox.list.model.rows] == ["sah"]


def test_many_files_dropped_on_the_window_are_looked_at_in_one_go(desks: Desks, qtbot: QtBot) -> None:
    files = write(desks, 3)
    window = MainWindow("kecamatan", "Kecamatan Kutoarjo", paths.resources())
    qtbot.addWidget(window)
    window.show()
    window.attach(desks.kecamatan, Steps(desks.kecamatan))
    said: list[str] = []
    desks.kecamatan.long_began.connect(lambda words, _cancel: said.append(words))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(one)) for one in files])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(9, 9), copy, data, left, none))
    settle(desks.kecamatan)
    assert said == ["Memeriksa 3 kiriman…"]
    assert len(exchange.inbox(desks.kecamatan.app.database)) == 3


def test_batal_between_two_files_keeps_and_shows_what_came_before(
    desks: Desks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = write(desks, 3)
    screen = show(desks.kecamatan, qtbot)
    labels: list[str] = []
    real = exchange.look

    class Impatient:
        def __init__(self, progress: Progress) -> None:
            self.progress = progress

        def step(self, done: int, total: int, label: str) -> None:
            labels.append(label)
            self.progress.step(done, total, label)
            if label.startswith("2 dari 3"):
                raise Cancelled

    monkeypatch.setattr(
        exchange, "look", lambda *given, progress, **more: real(*given, progress=Impatient(progress), **more)
    )
    screen.inbox.look(files)
    settle(desks.kecamatan)
    assert labels[0].startswith("1 dari 3: Menyalin D-3306992001")
    assert screen.inbox.list.model.rowCount() == 1
    left_over = [one.name for one in desks.kecamatan.app.files.intake.iterdir()]
    assert [one for one in left_over if not one.endswith(".kirim")] == []


def test_a_stick_pulled_out_between_two_files_keeps_and_shows_what_came_before(
    desks: Desks, qtbot: QtBot
) -> None:
    first, second = write(desks, 2)
    shutil.move(second, second.with_suffix(".hilang"))
    screen = show(desks.kecamatan, qtbot)
    errors: list[str] = []
    desks.kecamatan.noticed.connect(lambda notice: errors.append(notice.text))
    screen.inbox.look([first, second])
    settle(desks.kecamatan)
    assert screen.inbox.list.model.rowCount() == 1
    assert any("E_STICK_READ" in one for one in errors)
