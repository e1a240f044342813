"""What every test of widgets gets: the program's look, and a desk with a fixed clock."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtWidgets import QApplication

from desa_desktop import paths
from desa_desktop.config import Pengaturan
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.jobs import Jobs
from desa_desktop.ui.kit.words_of_qt import speak_indonesian
from desa_desktop.ui.style import Theme, apply, load_fonts

if TYPE_CHECKING:
    from desa_desktop.app import App

NOW = datetime.datetime(2026, 11, 22, 7, 5, tzinfo=datetime.UTC)


@dataclass(frozen=True, kw_only=True)
class EmptyOffice:
    """As much of an App as the kit knows: a person, settings, a clock. No village is behind it."""

    person: str = "Rini"
    kantor: None = None
    settings: Pengaturan = field(default_factory=Pengaturan)
    now: Callable[[], datetime.datetime] = lambda: NOW
    is_latihan: bool = False


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """Qt as the program dresses it at its start, whichever test comes first: own fonts, Qt's own words."""
    speak_indonesian(qapp)
    assert load_fonts(paths.resources() / "fonts")
    return qapp


@pytest.fixture(autouse=True)
def plain_look(dressed: QApplication) -> Iterator[None]:
    """Each test begins in Terang at 100 % text, without the widgets of the one before: those would be
    styled anew at the beginning of every later test, and could have the focus.
    """
    QLocale.setDefault(QLocale("id_ID"))
    apply(dressed, Theme.TERANG, 100)
    yield
    assert QApplication.activeModalWidget() is None
    for left in QApplication.topLevelWidgets():
        # popups go with their owner
        if left.parent() is None and left.windowType() is not Qt.WindowType.Popup:
            left.close()
            left.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    dressed.clipboard().clear()


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    """A desk over an empty office; its lanes end with the test."""
    made = Desk(cast("App", EmptyOffice()), Jobs())
    yield made
    made.jobs.wait_idle()
    made.jobs.close()
