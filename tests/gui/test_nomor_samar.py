"""Numbers of people are masked on every page until they are asked for; who works on one sees it whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desa_desktop import app as office
from desa_desktop.domain.penduduk import Keluarga, Penduduk
from desa_desktop.domain.penduduk.nik import mask_nik
from desa_desktop.services import editing
from desa_desktop.services import penduduk as service
from desa_desktop.ui.screens.penduduk.jenis_peristiwa import Jenis
from desa_desktop.ui.screens.penduduk.screen import PendudukScreen
from layar import NOW, Meja, open_village, open_window
from office import OLEH
from warga_layar import Warga, move_in

K = Qt.Key
NUMBER = re.compile(r"(?<![0-9])[0-9]{16}(?![0-9])")
FATHER = "3306991708600111"


@pytest.fixture
def desa(qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[Meja, Warga]]:
    """A village in which one child names the NIK of her parents, and one person is there twice."""
    with open_village(tmp_path) as app:
        people = move_in(app.database)
        parents = {"nik_ayah": FATHER, "nik_ibu": people.orang["SITI"].nik}
        editing.change(app.database, Penduduk, people.orang["RIZKI"].id, parents, by=OLEH, at=NOW)
        with open_window(app, qtbot, "penduduk") as opened:
            yield opened, people


def screen(meja: Meja) -> PendudukScreen:
    shown = meja.window.shown
    assert isinstance(shown, PendudukScreen)
    return shown


def page(meja: Meja, name: str) -> Any:
    meja.settle()
    meja.settle()
    return screen(meja).pages[name]


def texts(inside: QWidget) -> Iterator[str]:
    """Everything that can be read in the visible parts of a window, tool tips and cells included."""
    for one in inside.findChildren(QWidget):
        if not one.isVisible():
            continue
        yield from (one.toolTip(), one.accessibleName(), one.accessibleDescription())
        match one:
            case QLabel() | QLineEdit() | QAbstractButton():
                yield one.text()
            case QPlainTextEdit():
                yield one.toPlainText()
            case QAbstractItemView():
                model = one.model()
                for row in range(model.rowCount() if model is not None else 0):
                    for column in range(model.columnCount()):
                        cell = model.index(row, column)
                        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                            yield str(model.data(cell, role) or "")
            case _:
                pass


def numbers(meja: Meja) -> set[str]:
    meja.settle()
    return {found for text in texts(meja.window) for found in NUMBER.findall(text)}


def open_pages(meja: Meja, people: Warga) -> Iterator[str]:
    """Each tab and each kind of page, one after the other, with the cursor in no number."""
    for name in screen(meja).parts:
        screen(meja).go_to(name)
        meja.settle()
        yield name
    screen(meja).go_to(people.orang["RIZKI"].id)
    page(meja, "orang")
    yield "orang"
    meja.shortcut("sunting.riwayat")
    page(meja, "riwayat")
    yield "riwayat"
    screen(meja).go_to(people.keluarga["SUTRISNO"].id)
    page(meja, "keluarga")
    yield "kartu"
    for jenis in (Jenis.LAHIR, Jenis.GABUNG_KK, Jenis.PECAH_KK, Jenis.PINDAH, Jenis.MATI):
        screen(meja).open("peristiwa", people.orang["SUTRISNO"].id, jenis.value)
        page(meja, "peristiwa")
        yield jenis.value
    screen(meja).open("kedatangan", people.keluarga["SUTRISNO"].id, "")
    page(meja, "kedatangan")
    yield "kedatangan"
    screen(meja).open("banding", people.orang["SUPARDI"].id, str(people.orang["WAGIMAN"].id))
    page(meja, "banding")
    yield "banding"


def test_no_page_shows_a_whole_number_unless_it_is_asked_for(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    seen = []
    for name in open_pages(meja, people):
        assert numbers(meja) == set(), name
        seen.append(name)
    assert len(seen) == 18


def test_the_families_of_a_form_are_listed_with_masked_numbers(qtbot: QtBot, tmp_path: Path) -> None:
    with open_village(tmp_path) as app:
        people = move_in(app.database)
        with open_window(app, qtbot, "isian") as meja:
            page: Any = meja.window.shown
            page.open_families("ddk-keluarga", "2026")
            meja.settle()
            assert page.families.grid.model.rows
            assert numbers(meja) == set()
            page.families.search.line.setText(people.keluarga["SUTRISNO"].no_kk)
            rows = page.families.grid.model
            qtbot.waitUntil(lambda: [one.kepala for one in rows.rows] == ["SUTRISNO HADI"])


def test_with_the_setting_every_page_shows_whole_numbers_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    with open_village(tmp_path) as app:
        people = move_in(app.database)
        office.change_settings(app, nik_tampak=True)
        with open_window(app.reread(), qtbot, "penduduk") as meja:
            screen(meja).go_to(people.orang["SITI"].id)
            assert page(meja, "orang").numbers.isChecked()
            own = {people.orang["SITI"].nik, people.keluarga["SUTRISNO"].no_kk}
            assert numbers(meja) == own


def test_one_button_shows_the_numbers_of_this_record_and_the_next_is_masked(
    desa: tuple[Meja, Warga],
) -> None:
    meja, people = desa
    screen(meja).go_to(people.orang["RIZKI"].id)
    shown = page(meja, "orang")
    own = people.orang["RIZKI"].nik
    assert shown.forms[0].boxes["nik"].editor.text() == mask_nik(own)
    shown.numbers.click()
    mother, family = people.orang["SITI"].nik, people.keluarga["SUTRISNO"].no_kk
    assert numbers(meja) == {own, FATHER, mother, family}
    shown.numbers.click()
    assert numbers(meja) == set()
    shown.numbers.click()
    screen(meja).go_to(people.orang["SITI"].id)
    page(meja, "orang")
    assert numbers(meja) == set()
    assert not shown.numbers.isChecked()


def test_who_works_on_a_number_sees_it_whole_and_leaves_it_masked(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    key, old = people.orang["SITI"].id, people.orang["SITI"].nik
    screen(meja).go_to(key)
    shown = page(meja, "orang")
    editor = shown.forms[0].boxes["nik"].editor
    shown.go_to_field("nik")
    assert editor.text() == old
    meja.press((K.Key_A, Qt.KeyboardModifier.ControlModifier), "3306994201920077", K.Key_Return)
    meja.settle()
    assert editor.text() == "330699******0077"
    assert service.get_penduduk(meja.app.database, key).nik == "3306994201920077"
    assert numbers(meja) == set()
    shown.go_to_field("nik")
    meja.press(K.Key_Return)  # only looked at
    meja.settle()
    assert service.get_penduduk(meja.app.database, key).nik == "3306994201920077"
    shown.go_to_field("nik")
    meja.press((K.Key_A, Qt.KeyboardModifier.ControlModifier), "33069942", K.Key_Return)
    meja.settle()
    assert editor.text() == "33069942", "what is not clear stays to be corrected"
    assert service.get_penduduk(meja.app.database, key).nik == "3306994201920077"


def test_the_card_of_a_family_masks_head_and_members_but_not_the_cell_that_is_edited(
    desa: tuple[Meja, Warga],
) -> None:
    meja, people = desa
    screen(meja).go_to(people.keluarga["SUPARDI"].id)
    shown = page(meja, "keluarga")
    model = shown.grid.model
    place, nik = model.number_of("nik"), people.orang["SUPARDI"].nik
    assert model.cell_text(0, place) == mask_nik(nik)
    assert model.cell_text(1, place) == "SEM-0001"
    assert model.edit_text(0, place) == nik
    assert shown.form.boxes["no_kk"].editor.text() == mask_nik(people.keluarga["SUPARDI"].no_kk)
    shown.numbers.click()
    assert numbers(meja) == {nik, people.keluarga["SUPARDI"].no_kk}
    assert shown.form.boxes["no_kk"].editor.raw() == people.keluarga["SUPARDI"].no_kk


def test_a_new_family_shows_what_is_typed_from_its_paper(desa: tuple[Meja, Warga]) -> None:
    meja, _people = desa
    meja.window.press_primary()
    shown = page(meja, "keluarga")
    assert shown.numbers.isChecked()
    meja.press("3306991203150001", K.Key_Return)
    assert numbers(meja) == {"3306991203150001"}


def test_two_records_are_compared_without_their_numbers_until_asked(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    one, other = people.orang["SUPARDI"], people.orang["WAGIMAN"]
    screen(meja).open("banding", one.id, str(other.id))
    shown = page(meja, "banding")
    assert mask_nik(one.nik) in shown.about.text()
    assert numbers(meja) == set()
    shown.numbers.click()
    families = {people.keluarga["SUPARDI"].no_kk, people.keluarga["WAGIMAN"].no_kk}
    assert numbers(meja) == {one.nik, other.nik, *families}


def test_an_event_says_a_new_number_masked_and_stores_it_whole(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    siti = people.orang["SITI"]
    screen(meja).open("peristiwa", siti.id, Jenis.PECAH_KK.value)
    shown = page(meja, "peristiwa")
    assert shown.form is not None
    shown.form.go_to("no_kk")
    meja.press("3306991203158888", K.Key_Return)
    meja.settle()
    assert "KK baru: 330699******8888" in shown.lines
    assert numbers(meja) == set()
    shown.numbers.click()
    assert "KK baru: 3306991203158888" in shown.lines
    meja.window.press_primary()
    meja.settle()
    with meja.app.database.read() as unit:
        assert len(unit.select(Keluarga, no_kk="3306991203158888")) == 1


def test_the_history_of_a_number_is_masked_and_gives_back_the_whole(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    key, old = people.orang["PARTI"].id, people.orang["PARTI"].nik
    editing.change(meja.app.database, Penduduk, key, {"nik": "3306994201500099"}, by=OLEH, at=NOW)
    screen(meja).go_to(key)
    page(meja, "orang")
    meja.shortcut("sunting.riwayat")
    shown = page(meja, "riwayat")
    assert shown.grid.model.cell_text(0, shown.grid.model.number_of("semula")) == mask_nik(old)
    assert numbers(meja) == set()
    meja.window.press_primary()
    meja.settle()
    assert service.get_penduduk(meja.app.database, key).nik == old
    assert date(2026, 11, 22) == meja.desk.today()
