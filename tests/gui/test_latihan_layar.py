"""Mode Latihan in the window: the strip, the badge, and the second program that opens it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from desa_desktop import latihan
from desa_desktop.progress import Progress
from desa_desktop.services.latihan import mark_as_practice
from desa_desktop.ui import training
from desa_desktop.ui.status_bar import StatusBar
from layar import Meja, open_village, open_window


@pytest.fixture
def meja(tmp_path: Path, qtbot: QtBot) -> Iterator[Meja]:
    """The window of a real village."""
    with open_village(tmp_path / "desa") as app, open_window(app, qtbot, "beranda") as made:
        yield made


def test_the_window_of_a_practice_office_is_marked_above_and_below(tmp_path: Path, qtbot: QtBot) -> None:
    with open_village(tmp_path) as app:
        mark_as_practice(app.database, by="uji", at=app.now())
        with open_window(app.reread(), qtbot, "beranda") as made:
            assert made.window.training.isVisible()
            assert made.window.training.accessibleName() == "MODE LATIHAN – data contoh, tidak resmi"
            assert badge(made.window.status) == "LATIHAN"
            assert not action(made, "latihan_desa").isEnabled()


def badge(bar: StatusBar) -> str:
    return bar._mode.text()


def action(meja: Meja, name: str) -> QAction:
    found = meja.window.findChild(QAction, f"menu.bantuan.{name}")
    assert isinstance(found, QAction)
    return found


def test_the_menu_makes_the_practice_offices_and_opens_them_in_another_window(
    meja: Meja, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[tuple[latihan.Latihan, bool]] = []
    started: list[list[str]] = []

    def prepare(there: latihan.Latihan, *, ulang: bool, progress: Progress) -> latihan.Latihan:
        made.append((there, ulang))
        return there

    def start(command: Sequence[str]) -> bool:
        started.append(list(command))
        return True

    monkeypatch.setattr(latihan, "prepare", prepare)
    training.open_training(meja.desk, "kecamatan", start=start)
    meja.settle()
    [(there, ulang)] = made
    assert not ulang
    assert started == [[sys.executable, "-m", "desa_desktop", "--data", str(there.kecamatan)]]
    assert meja.window.training.isHidden()  # this window stays the real one
    monkeypatch.setattr(training, "ask", lambda *_words, **_more: True)
    training.open_training(meja.desk, "desa", ulang=True, start=lambda _command: False)
    meja.settle()
    assert made[-1][1]
    assert "tidak dapat dibuka" in meja.window.notices.accessibleName()
