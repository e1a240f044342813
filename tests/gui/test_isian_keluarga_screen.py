"""DDK on the screen: from family to family by keyboard, an RT handed out and gathered back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desa_desktop.services import isian
from desa_desktop.ui.kit.clipped import clipped_widgets
from desa_desktop.ui.style import Theme, apply
from formulir_keluarga import FORM, templates
from layar import Meja, is_focused, open_village, open_window
from warga_layar import Warga, move_in

KEY = Qt.Key


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[tuple[Meja, Warga | None]]:
    """Daftar Isian of a village of three families with a short family form."""
    with open_village(tmp_path) as app:
        people = move_in(app.database)
        with open_window(replace(app, templates=templates()), qtbot, "isian") as meja:
            yield meja, people


@pytest.fixture
def meja(desk: tuple[Meja, Warga]) -> Meja:
    return desk[0]


@pytest.fixture
def families(meja: Meja) -> Meja:
    """The families of 2026, opened by Enter on their line."""
    screen = meja.window.shown
    line = next(row for row in screen.list.rows if row.one.per_keluarga)
    screen.list.grid.select_row(line.id, "judul")
    press(meja, KEY.Key_Return, screen.list.grid.view)
    return meja


def press(meja: Meja, key: Qt.Key, widget: Any = None, control: bool = False) -> None:
    how = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    meja.qtbot.keyClick(widget or QApplication.focusWidget(), key, how)
    meja.settle()


def screen(meja: Meja) -> Any:
    return meja.window.shown


def names(meja: Meja) -> list[str]:
    return [row.kepala for row in screen(meja).families.grid.model.rows]


def finish(meja: Meja) -> None:
    """Answer what is required and press the filled button until the form is done."""
    page = screen(meja).form
    for name, plain in (("nama_kk", "KEPALA"), ("status_rumah", "1")):
        page._answered(name, plain)
    meja.settle()
    meja.window.press_primary()
    meja.settle()


def test_the_families_are_listed_rt_by_rt_with_the_next_one_under_the_cursor(families: Meja) -> None:
    shown = screen(families)
    assert shown.title == "Data Keluarga · 2026"
    assert names(families) == ["SUTRISNO HADI", "WAGIMAN", "SUPARDI"]
    places = [row.nama.strip() for row in shown.families.places.model.rows]
    assert places == [
        "Semua keluarga",
        "Krajan",
        "RT 001 / RW 002",
        "RT 004 / RW 002",
        "Sidomulyo",
        "RT 003 / RW 002",
    ]
    assert "0 dari 3 selesai, 3 belum mulai" in families.find(QLabel, "isian.keluarga.kalimat").text()
    assert shown.families.grid.current_row().kepala == "SUTRISNO HADI"
    assert is_focused(shown.families.grid)
    assert shown.primary.text == "Isi keluarga berikutnya"


def test_one_key_leads_from_a_finished_family_to_the_next(families: Meja) -> None:
    press(families, KEY.Key_Return)
    assert screen(families).title == "SUTRISNO HADI · RT 001 / RW 002 · Data Keluarga · 2026"
    finish(families)
    assert screen(families).primary.text == "Keluarga berikutnya"
    press(families, KEY.Key_Return, families.window, control=True)
    assert screen(families).title.startswith("WAGIMAN")
    assert screen(families).primary.text == "Tandai Selesai"
    finish(families)
    families.window.press_primary()
    families.settle()
    assert screen(families).title.startswith("SUPARDI")
    finish(families)
    assert screen(families).primary.text == "Buat perubahan"
    screen(families).back()
    families.settle()
    assert screen(families).title == "Data Keluarga · 2026"
    words = families.find(QLabel, "isian.keluarga.kalimat").text()
    assert words == "Semua 3 keluarga selesai untuk 2026."
    assert not screen(families).primary.enabled


def test_kembali_leads_to_the_families_and_then_to_the_list(families: Meja) -> None:
    press(families, KEY.Key_Return)
    screen(families).back()
    families.settle()
    row = screen(families).families.grid.current_row()
    assert (row.kepala, row.keadaan.value) == ("SUTRISNO HADI", "berjalan")
    screen(families).back()
    families.settle()
    assert screen(families).title == "Daftar Isian"
    line = next(row for row in screen(families).list.rows if row.one.per_keluarga)
    assert line.progress == "0 dari 3 keluarga selesai"


def test_the_list_narrows_to_an_rt_to_words_and_to_what_waits(families: Meja) -> None:
    page = screen(families).families
    line = next(row for row in page.places.model.rows if row.nama.strip() == "RT 003 / RW 002")
    page.places.select_row(line.id, "nama")
    families.settle()
    assert names(families) == ["SUPARDI"]
    page.show_all()
    page.search.line.setText("rt 004")
    page.search.searched.emit("rt 004")
    assert names(families) == ["WAGIMAN"]
    page.show_all()
    families.settle()
    press(families, KEY.Key_Return, page.grid.view)
    finish(families)
    screen(families).back()
    families.settle()
    page.waiting.setChecked(True)
    assert len(names(families)) == 2


def test_a_village_without_residents_is_led_to_them(tmp_path: Path, qtbot: QtBot) -> None:
    with (
        open_village(tmp_path) as app,
        open_window(replace(app, templates=templates()), qtbot, "isian") as meja,
    ):
        line = next(row for row in screen(meja).list.rows if row.one.per_keluarga)
        assert line.progress == "belum ada keluarga di Data Penduduk"
        assert not line.is_waiting
        screen(meja).open_row(line)
        meja.settle()
        assert screen(meja).families.or_empty.is_empty
        assert not screen(meja).primary.enabled
        meja.find(QPushButton, "isian.keluarga.kosong.tombol_1").click()
        meja.settle()
        assert meja.window.shown.objectName() == "penduduk"


def test_an_earlier_year_is_offered_by_its_name(families: Meja) -> None:
    offered: list[str] = []

    def choose(title: str, periods: Any) -> str:
        offered.extend([title, *(one.show() for one in periods[:3])])
        return str(periods[1])

    screen(families).back()
    families.settle()
    screen(families).ask_period = choose
    line = next(row for row in screen(families).list.rows if row.one.per_keluarga)
    screen(families).list.grid.select_row(line.id, "judul")
    families.find(QPushButton, "isian.periode_lain").click()
    families.settle()
    assert offered == ["Data Keluarga", "2026", "2025", "2024"]
    assert screen(families).title == "Data Keluarga · 2025"


def test_beranda_and_search_open_the_form_of_a_family_with_its_name(desk: tuple[Meja, Warga]) -> None:
    meja, people = desk
    family = people.keluarga["WAGIMAN"].id
    app = meja.app
    key = isian.open_isian(
        app.database, app.templates, FORM, "2026", by=meja.desk.person, at=meja.desk.now(), keluarga=family
    )
    screen(meja).go_to(key)
    meja.settle()
    assert screen(meja).title.startswith("WAGIMAN · RT 004")
    screen(meja).back()
    meja.settle()
    assert screen(meja).is_in_families


def test_an_rt_is_handed_out_and_gathered_back(families: Meja, tmp_path: Path) -> None:
    asked: list[str] = []
    target = tmp_path / "petugas.xlsx"
    handing = screen(families).handing

    def answer(box: Any) -> bool:
        asked.append(box.sentence.text())
        box.name.setText("Rina")
        return True

    handing.ask, handing.ask_target = answer, lambda name: asked.append(name) or target
    families.find(QPushButton, "isian.keluarga.bagi").click()
    families.settle()
    assert "Semua keluarga: 3 keluarga dalam satu berkas Excel" in asked[0]
    assert asked[1] == "data-keluarga-2026-Rina.xlsx"
    book = load_workbook(target)
    sheet = book["Keluarga"]
    place = next(cell.column for cell in sheet[1] if cell.value == "penghasilan")
    sheet.cell(3, place).value = 1_500_000
    sheet.cell(4, place).value = "banyak"
    book.save(target)
    page = screen(families).gather
    page.ask_file = lambda: target
    families.find(QPushButton, "isian.keluarga.terima").click()
    families.settle()
    assert screen(families).title == "Terima dari petugas"
    states = [(row.kata, row.keluarga, row.menjadi) for row in page.grid.model.rows]
    assert states[0][0] == "Tidak masuk"
    assert states[1] == ("Masuk", "SUTRISNO HADI", "1.500.000")
    assert screen(families).primary.text == "Masukkan 1 jawaban"
    families.window.press_primary()
    families.settle()
    assert screen(families).is_in_families
    begun = [row for row in screen(families).families.grid.model.rows if row.isian_id]
    assert [row.kepala for row in begun] == ["SUTRISNO HADI"]


def test_a_conflict_keeps_the_program_until_enter_takes_the_workbook(families: Meja, tmp_path: Path) -> None:
    target = tmp_path / "petugas.xlsx"
    handing = screen(families).handing
    handing.ask, handing.ask_target = lambda _box: True, lambda _name: target
    screen(families).hand_out()
    families.settle()
    book = load_workbook(target)
    sheet = book["Keluarga"]
    place = next(cell.column for cell in sheet[1] if cell.value == "penghasilan")
    sheet.cell(3, place).value = 2
    book.save(target)
    app = families.app
    row = screen(families).families.grid.model.rows[0]
    key = isian.open_isian(
        app.database, app.templates, FORM, "2026", by="x", at=families.desk.now(), keluarga=row.id
    )
    isian.answer(app.database, app.templates, key, {"penghasilan": 1}, by="x", at=families.desk.now())
    page = screen(families).gather
    page.open(target)
    families.settle()
    assert [line.kata for line in page.grid.model.rows] == ["Bentrok: tetap isi aplikasi"]
    assert not screen(families).primary.enabled
    press(families, KEY.Key_Return, page.grid.view)
    assert [line.kata for line in page.grid.model.rows] == ["Bentrok: pakai isi berkas"]
    assert screen(families).primary.text == "Masukkan 1 jawaban"
    families.window.press_primary()
    families.settle()
    found = isian.show_isian(app.database, app.templates, key, by="x", at=families.desk.now())
    assert found.answers["penghasilan"] == 2


def test_a_workbook_of_something_else_is_named_and_the_families_stay(families: Meja, tmp_path: Path) -> None:
    from openpyxl import Workbook

    other = tmp_path / "lain.xlsx"
    Workbook().save(other)
    said: list[str] = []
    families.desk.noticed.connect(lambda notice: said.append(notice.text))
    screen(families).gather.open(other)
    families.settle()
    assert screen(families).is_in_families
    assert any("bukan berkas yang dibagikan" in one for one in said)


@pytest.mark.parametrize("size", [100, 150])
def test_nothing_is_cut_off(families: Meja, size: int) -> None:
    apply(QApplication.instance(), Theme.TERANG, size)
    families.settle()
    assert clipped_widgets(screen(families).families) == []
    apply(QApplication.instance(), Theme.TERANG, 100)
