"""An office as a person meets it: the program started on its data folder, its window, a hand on the keys.

Nothing here reaches past the screens; what a screen does not offer cannot be done.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox, QPushButton, QWidget

from desa_desktop.ui.desk import Desk
from desa_desktop.ui.launch import Start
from desa_desktop.ui.main_window import MainWindow

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
SIZE = (1366, 697)
WAIT = 15_000
"""Milliseconds after which a condition that does not come true fails the test."""


def wait_for(holds: Callable[[], object]) -> bool:
    """Let events pass until a condition holds; False if it never did."""
    loop, late = QEventLoop(), QDeadlineTimer(WAIT)
    tick = QTimer()
    tick.start(5)
    while not holds() and not late.hasExpired():
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    return bool(holds())


@dataclass(eq=False)
class Kantor:
    """One office with its window open."""

    desk: Desk
    window: MainWindow
    pictures: Path | None = None

    @property
    def shown(self) -> Any:
        """The screen in the window."""
        return self.window.shown

    def settle(self) -> None:
        """Wait until everything asked for has been done and shown."""
        for _round in range(4):  # a result may ask for more
            self.desk.jobs.wait_idle()
            loop = QEventLoop()
            QTimer.singleShot(0, loop.quit)
            loop.exec()
        self.front()

    def front(self) -> None:
        """This office's window is the one the person works in."""
        if not self.window.isActiveWindow() and QApplication.activeModalWidget() is None:
            self.window.activateWindow()
            assert wait_for(self.window.isActiveWindow)

    def until(self, holds: Callable[[], object], what: str = "") -> None:
        """Wait for a condition."""
        assert wait_for(holds), what or "the condition never came true"
        self.settle()

    def press(self, *keys: Any) -> None:
        """Keys to whatever has the focus: texts as typed, Qt.Key, or (Qt.Key, modifiers)."""
        self.front()
        single = [one for key in keys for one in (list(key) if isinstance(key, str) else [key])]
        for key in single:
            target = QApplication.focusWidget()
            assert target is not None, f"nothing has the focus for {key!r}"
            if isinstance(key, str):
                QTest.keyClicks(target, key)
            elif isinstance(key, tuple):
                QTest.keyClick(target, key[0], key[1])
            else:
                QTest.keyClick(target, key)

    def type(self, *keys: Any) -> None:
        """Keys, and then whatever they set in motion."""
        self.press(*keys)
        self.settle()

    def primary(self, text: str) -> None:
        """Ctrl+Enter, when the filled button says what the person expects."""
        self.settle()
        button = self.window.header.primary
        assert button.text() == text, f"{button.text()!r} instead of {text!r}"
        assert button.isEnabled(), f"{text}: {button.toolTip()}"
        self.type((K.Key_Return, CTRL))

    def click(self, widget: QWidget | str) -> None:
        """The mouse on a button, by its object name or itself."""
        found = self.window.findChild(QWidget, widget) if isinstance(widget, str) else widget
        assert found is not None, f"there is no {widget}"
        assert found.isVisible(), f"{found.objectName()} cannot be seen"
        assert found.isEnabled(), f"{found.objectName()} is grey"
        QTest.mouseClick(found, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(8, 8))
        self.settle()

    def go(self, key: Qt.Key, title: str) -> Any:
        """Ctrl and a digit: another place."""
        self.type((key, CTRL))
        assert title in self.window.header.title, self.window.header.title
        return self.shown

    def tab_to(self, widget: QWidget | str, key: Any = K.Key_Tab) -> None:
        """Tab until a widget has the focus: what Tab cannot reach cannot be used without a mouse."""
        wanted = self.window.findChild(QWidget, widget) if isinstance(widget, str) else widget
        assert wanted is not None, f"there is no {widget}"
        passed = []
        for _step in range(80):
            now = QApplication.focusWidget()
            if now is not None and (now is wanted or wanted.isAncestorOf(now)):
                return
            passed.append(now.objectName() if now is not None else "")
            self.press(key)
        raise AssertionError(f"{wanted.objectName()} cannot be reached, only {dict.fromkeys(passed)}")

    def turn(self, tabs: Any, name: str) -> None:
        """The tab of this name, with the arrow keys of the tab bar."""
        tabs.bar.setFocus(Qt.FocusReason.TabFocusReason)
        here, there = tabs._names.index(tabs.current), tabs._names.index(name)
        self.type(*[K.Key_Right if there > here else K.Key_Left] * abs(there - here))
        assert tabs.current == name

    @property
    def notice(self) -> str:
        """The sentence in the strip."""
        notice = self.window.notices.notice
        return notice.text if notice is not None else ""

    def picture(self, name: str) -> None:
        """Keep a picture of the window, if somebody asked for pictures."""
        self.settle()
        if self.pictures is not None:
            self.window.grab().save(str(self.pictures / f"{name}.png"))


@contextmanager
def answering(reason: str = "", *, agree: bool = True, seen: list[str] | None = None) -> Iterator[None]:
    """Answer, with keys, the question that comes up inside the block."""
    asked: list[str] = []

    def act() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QDialog):
            return
        focused = QApplication.focusWidget()
        if focused is None or not box.isAncestorOf(focused):
            box.activateWindow()
            return
        clock.stop()
        asked.append(_words_of(box))
        if reason:
            QTest.keyClicks(focused, reason)
        wanted = "tanya.lanjut" if agree else "tanya.batal"
        for _step in range(6):
            now = QApplication.focusWidget()
            if isinstance(now, QPushButton) and now.objectName() == wanted:
                break
            QTest.keyClick(now if now is not None else box, K.Key_Tab)
        now = QApplication.focusWidget()
        if not (isinstance(now, QPushButton) and now.objectName() == wanted and now.isEnabled()):
            box.reject()
            return
        QTest.keyClick(now, K.Key_Space)
        answered.append(wanted)

    answered: list[str] = []
    clock = QTimer()
    clock.timeout.connect(act)
    clock.start(5)
    try:
        yield
        assert wait_for(lambda: asked), "no question came"
    finally:
        clock.stop()
    assert answered, f"the question could not be answered with keys: {asked}"
    if seen is not None:
        seen.extend(asked)


def _words_of(box: QDialog) -> str:
    if isinstance(box, QMessageBox):
        return f"{box.text()} {box.informativeText()}".strip()
    return " ".join(one.text() for one in box.findChildren(QLabel))


@contextmanager
def open_kantor(folder: Path, stick: Path, *, today: str = "2026-09-28") -> Iterator[Kantor]:
    """Start the program on a data folder; a new folder opens the wizard."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DESA_DATA", str(folder))
        patch.setenv("DESA_FLASHDISK", str(stick))
        patch.setenv("DESA_TANGGAL", today)
        run = Start(application, [])
    usable: list[bool] = []
    run.usable.connect(lambda: usable.append(True))
    assert run.begin()
    assert wait_for(lambda: usable), "the program never became usable"
    window, desk = run.window, run.desk
    assert window is not None
    assert desk is not None
    window.showNormal()
    window.resize(*SIZE)
    asked_for = os.environ.get("UJI_GAMBAR", "")
    made = Kantor(desk, window, Path(asked_for) if asked_for else None)
    window.activateWindow()
    wait_for(window.isActiveWindow)
    made.settle()
    bugs: list[str] = []
    desk.crashed.connect(bugs.append)
    try:
        yield made
        assert not bugs, bugs
    finally:
        made.settle()
        window.desk = None
        window.close()
        run.finish()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
