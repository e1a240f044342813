"""Kotak Selisih with the keyboard: two amounts side by side, one is chosen, the plan is one again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desa_desktop.domain.rkp import RkpDesa
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.screens.kirim import KirimScreen
from desa_desktop.ui.screens.kirim.screen import KIRIM, SELISIH
from dua_kantor import settle
from dua_laptop import OPERATOR, SEKDES, Laptops, make_laptops, meet, take_all, to_other_laptop
from kiriman_offices import add_plan, set_cost


@pytest.fixture
def laptops(tmp_path: Path) -> Laptops:
    """Both wrote another cost for the first activity and met."""
    made = make_laptops(tmp_path / "kantor")
    with made.at_laptop(SEKDES) as app:
        first, *_rest = add_plan(app, made.at)
        to_other_laptop(made, app)
    with made.at_laptop(OPERATOR) as app:
        take_all(made, app)
        set_cost(app, first, 60_000_000, made.at)
    with made.at_laptop(SEKDES) as app:
        set_cost(app, first, 42_000_000, made.at)
    meet(made)
    return made


@pytest.fixture
def screen(laptops: Laptops, qapp: QApplication, qtbot: QtBot) -> Iterator[KirimScreen]:
    """The secretary's laptop with the tab open."""
    with laptops.at_laptop(SEKDES) as app:
        desk = Desk(app)
        made = KirimScreen(desk)
        qtbot.addWidget(made)
        made.resize(1150, 600)
        made.show()
        settle(desk)
        made.go_to(SELISIH)
        settle(desk)
        yield made
        desk.jobs.close()


def open_plan(screen: KirimScreen) -> None:
    page = screen.selisih
    plan = next(one for one in page._forks if one.jenis == "rkp-desa")
    page.list.select_row(str(plan.dokumen))
    settle(screen.desk)


def press(screen: KirimScreen, key: Qt.Key) -> None:
    QTest.keyClick(screen.selisih.table.view, key)
    settle(screen.desk)


def test_the_tab_counts_what_waits(screen: KirimScreen) -> None:
    assert screen.selisih.count >= 1
    shown = [screen.tabs.bar.tabText(place) for place in range(screen.tabs.bar.count())]
    assert f"Kotak Selisih {screen.selisih.count}" in shown


def test_key_two_takes_the_other_laptops_amount_and_the_plan_is_joined(screen: KirimScreen) -> None:
    open_plan(screen)
    page = screen.selisih
    assert page.counter.text().endswith("selisih 1 dari 2")
    assert screen.primary is not None
    assert not screen.primary.enabled
    wanted = next(one for one in page.fork.selisih if one.kolom == "biaya")  # type: ignore[union-attr]
    key = Qt.Key.Key_1 if wanted.a == "60.000.000" else Qt.Key.Key_2
    press(screen, key)
    press(screen, key)
    assert screen.primary.enabled
    screen.primary.act()
    settle(screen.desk)
    with screen.desk.app.database.read() as unit:
        (plan,) = unit.select(RkpDesa)
        assert next(one for one in plan.kegiatan if one.nama == "Talud RT 01").biaya == 60_000_000


def test_a_choice_can_be_taken_back(screen: KirimScreen) -> None:
    open_plan(screen)
    page = screen.selisih
    press(screen, Qt.Key.Key_1)
    assert page.fork is not None
    assert page.fork.terbuka == 1
    page.take_back.click()
    settle(screen.desk)
    assert page.fork.terbuka == 2


def test_the_other_laptop_can_be_written_to(screen: KirimScreen) -> None:
    screen.go_to(KIRIM)
    assert screen.send.to.isVisible()
    screen.send.to.setCurrentIndex(1)
    settle(screen.desk)
    assert screen.send.untuk == "laptop"
    assert screen.send.travels.model.rowCount() > 0
