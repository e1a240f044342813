"""Desa at the kecamatan: the list of villages, typed or pasted, with what came from each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desa_desktop.services import exchange, kantor
from desa_desktop.ui.kit.clipped import clipped_widgets
from desa_desktop.ui.screens.desa import DesaScreen
from desa_desktop.ui.style import SIZES, Theme, apply, look
from dua_kantor import Desks, enrol, fill_plan, settle, two_offices


@pytest.fixture
def desks(tmp_path: Path, qapp: QApplication) -> Iterator[Desks]:
    """A village and its kecamatan."""
    with two_offices(tmp_path) as opened:
        yield opened


def show(desks: Desks, qtbot: QtBot) -> DesaScreen:
    """The screen with everything read."""
    made = DesaScreen(desks.kecamatan)
    qtbot.addWidget(made)
    made.resize(1150, 600)
    made.show()
    settle(desks.kecamatan)
    return made


def shown(screen: DesaScreen) -> list[list[str]]:
    """The table as people read it."""
    table = screen.list.model
    return [[table.cell_text(line, place) for place in range(7)] for line in range(table.rowCount())]


def test_a_village_is_added_by_typing_code_and_name(desks: Desks, qtbot: QtBot) -> None:
    screen = show(desks, qtbot)
    QTest.keyClicks(screen.kode, "33.06.99.2004")
    QTest.keyClicks(screen.nama, "Suren")
    QTest.keyClick(screen.nama, Qt.Key.Key_Return)
    settle(desks.kecamatan)
    assert shown(screen)[3][:3] == ["4", "33.06.99.2004", "Suren"]
    assert screen.kode.text() == ""


@pytest.mark.parametrize("scale", SIZES)
def test_the_screen_stays_inside_a_laptop_of_1366_pixels(
    desks: Desks, qtbot: QtBot, qapp: QApplication, scale: int
) -> None:
    apply(qapp, Theme.TERANG, scale)
    screen = show(desks, qtbot)
    assert screen.minimumSizeHint().width() <= 1366 - look().px(200)
    assert clipped_widgets(screen) == []


def test_a_short_code_is_explained_beside_the_field(desks: Desks, qtbot: QtBot) -> None:
    screen = show(desks, qtbot)
    screen.kode.setText("33.06.99.200")
    screen.nama.setText("Suren")
    assert screen.primary is not None
    screen.primary.act()
    settle(desks.kecamatan)
    assert screen.problem.text() == "Kode desa terdiri dari 10 angka. Baru terisi 9."
    assert len(kantor.villages(desks.kecamatan.app.database)) == 3


def test_villages_are_pasted_from_excel_after_a_look(desks: Desks, qtbot: QtBot) -> None:
    screen = show(desks, qtbot)
    QApplication.clipboard().setText("Kode\tNama\n3306992005\tSokoharjo\n3306992006\tKunir\n")
    screen.paste.click()
    settle(desks.kecamatan)
    assert screen.host.is_open
    assert len(kantor.villages(desks.kecamatan.app.database)) == 3
    screen.host.accept()
    settle(desks.kecamatan)
    assert [row[2] for row in shown(screen)] == ["Tursino", "Wirun", "Kaligesing", "Sokoharjo", "Kunir"]


def test_the_list_says_what_came_last_and_where_the_plans_stand(desks: Desks, qtbot: QtBot) -> None:
    enrol(desks)
    fill_plan(desks.desa)
    app, kec = desks.desa.app, desks.kecamatan.app
    sealed = exchange.seal(app.database, app.laptop, app.files, by="uji", at=desks.desa.now())[0]
    file = exchange.copy_to(
        app.database, app.laptop, app.files, sealed.digest, desks.stick, by="uji", at=desks.desa.now()
    ).berkas
    screen = show(desks, qtbot)
    assert shown(screen)[0][3:] == ["belum ada", "belum ada", "belum ada", "belum ada"]
    exchange.accept(kec.database, kec.laptop, kec.files, [file], by="uji", at=desks.kecamatan.now())
    settle(desks.kecamatan)  # the screen follows what others store
    assert shown(screen)[0][3:] == ["nomor 1, 20 November 2026", "belum ada", "konsep", "Disahkan (r01)"]
