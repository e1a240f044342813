"""What every test gets: a screen that is not there, and a log that must stay quiet."""

from __future__ import annotations

import gc
import itertools
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import acak
import desa_desktop.store.mapping  # noqa: F401  as in the program, before the first noun is made

if TYPE_CHECKING:
    from desa_desktop.store.unit import Database

acak.load()
if not os.environ.get("DISPLAY") or os.environ.get("PYTEST_XDIST_WORKER"):
    # without a display Qt ends the process at its first widget; on one display workers would take each
    # other the focus and the clipboard
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


gc.disable()  # ui/garbage.py says why: a widget must not be destroyed on a lane
gc.freeze()  # what is imported by now stays; walking over it again at each collection costs half a second
_ENDED = itertools.count(1)


@pytest.fixture(autouse=True)
def garbage() -> Iterator[None]:
    """Reference cycles are collected between tests, on the thread of the tests; now and then all of them."""
    yield
    gc.collect(2 if next(_ENDED) % 50 == 0 else 0)


@pytest.fixture(autouse=True)
def quiet_log(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning in our log that no test announced fails the test."""
    yield
    if request.node.get_closest_marker("warns"):
        return
    loud = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not loud, [f"{record.name}: {record.getMessage()}" for record in loud]


@pytest.fixture(autouse=True)
def small_ballast(monkeypatch: pytest.MonkeyPatch) -> None:
    """Offices of tests keep 64 kB aside: 16 MiB for each of some thousand folders would fill the machine."""
    from desa_desktop.store import place

    monkeypatch.setattr(place, "BALLAST_SIZE", 64 * 1024)


@pytest.fixture
def whole_ballast(small_ballast: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a village's laptop."""
    from desa_desktop.store import place

    monkeypatch.setattr(place, "BALLAST_SIZE", 16 * place.MIB)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A real encrypted store of a village, with its plan year begun."""
    from office import open_store

    with open_store(tmp_path) as opened:
        yield opened
