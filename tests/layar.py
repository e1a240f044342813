"""Screens for tests: a real office in a temporary folder, its window, and a hand on the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desa_desktop import app as office_app
from desa_desktop import config, paths
from desa_desktop.app import App
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.jobs import Jobs
from desa_desktop.ui.main_window import MainWindow
from desa_desktop.ui.saving import Steps
from desa_desktop.ui.snapshot import settle
from office import copy_village, make_profile, set_up

NOW = datetime(2026, 11, 22, 7, 5, tzinfo=UTC)


@dataclass(eq=False)
class Meja:
    """One office with its window on the screen."""

    app: App
    desk: Desk
    window: MainWindow
    qtbot: QtBot

    def settle(self) -> None:
        """Wait until everything asked for has been read, stored and shown."""
        settle(self.desk)
        if not self.window.isActiveWindow():  # a list that opened took the place, without a display
            self.window.activateWindow()
            settle(self.desk)

    def press(self, *keys: Any) -> None:
        """Send keys to whatever has the focus: texts as typed, Qt.Key, or (Qt.Key, modifiers)."""
        single = [one for key in keys for one in (list(key) if isinstance(key, str) else [key])]
        for key in single:  # the first letter opens an editor, which then has the focus
            target = QApplication.focusWidget()
            assert target is not None, f"nothing has the focus for {key!r}"
            if isinstance(key, str):
                self.qtbot.keyClicks(target, key)
            elif isinstance(key, tuple):
                self.qtbot.keyClick(target, key[0], key[1])
            else:
                self.qtbot.keyClick(target, key)

    def shortcut(self, name: str) -> None:
        """Do what a line of the menus does (`sunting.urungkan`), as its key would."""
        self.window.menus.refresh()
        action = self.window.menus.action(name)
        assert action.isEnabled(), f"{name} cannot be used here"
        action.trigger()
        self.settle()

    def find(self, kind: type[Any], name: str) -> Any:
        """A widget of the window by its object name."""
        found = self.window.findChild(kind, name)
        assert found is not None, f"no {kind.__name__} called {name}"
        return found


@contextmanager
def open_village(folder: Path, *, has_backup: bool = True) -> Iterator[App]:
    """A village's App over an encrypted folder of its own, its clock standing still.

    It was set up and backed up that day; without `has_backup` it was set up this minute.
    """
    places = paths.places({"DESA_DATA": str(folder / "data")})
    if has_backup:
        copy_village(places.data, NOW)
    else:
        make_profile(places.data)
    with office_app.open_app(places, config.Lingkungan(), now=lambda: NOW) as opened:
        if not has_backup:
            set_up(opened.database)
        yield opened if has_backup else opened.reread()


@contextmanager
def open_window(app: App, qtbot: QtBot, place: str) -> Iterator[Meja]:
    """The window of an office with one of its screens shown."""
    window = MainWindow(app.mode.value, "Desa Desktop", paths.resources())
    desk = Desk(app, Jobs())
    app.database.listen(desk.hear)
    window.resize(1366, 697)
    window.show()
    window.attach(desk, Steps(desk))
    assert window.go(place), f"{place} is not in the navigation"
    meja = Meja(app, desk, window, qtbot)
    meja.settle()
    window.activateWindow()
    inner = window.shown
    if inner is not None and QApplication.focusWidget() is None:
        inner.setFocus(Qt.FocusReason.OtherFocusReason)
    try:
        yield meja
    finally:
        meja.settle()
        window.desk = None
        window.close()
        window.deleteLater()
        settle(desk)  # what the closing screens still asked for
        desk.jobs.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def is_focused(widget: QWidget) -> bool:
    """Whether a widget or something inside it has the focus."""
    now = QApplication.focusWidget()
    return now is not None and (now is widget or widget.isAncestorOf(now))


def answer_change(reason: str) -> None:
    """Answer the two questions of `Buat perubahan`: the first of the reasons, and this sentence."""

    def act() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QDialog):
            QTimer.singleShot(5, act)
            return
        text = box.findChild(QPlainTextEdit)
        if text is None:
            QTimer.singleShot(5, act)
        else:
            text.setPlainText(reason)
        button = box.findChild(QPushButton, "tanya.lanjut")
        assert button is not None
        button.click()

    QTimer.singleShot(0, act)
