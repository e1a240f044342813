"""Papers, the Excel form and the list to copy from, by keyboard from the screen of checklists."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desa_desktop.services import isian
from desa_desktop.services.isian_excel import BacaanExcel
from desa_desktop.ui.kit.clipped import clipped_widgets
from desa_desktop.ui.screens.isian.bacaan import BacaanDialog
from desa_desktop.ui.screens.isian.salin import SalinPage
from layar import NOW, Meja, open_village, open_window

KEY = Qt.Key
FORM, PERIODE = "layanan-dasar", "2026-S2"
ANSWERS: dict[str, Any] = {
    "desa": "Tursino",
    "tahun": 2026,
    "kes_jarak": "2.5",
    "kes_posyandu": 1250,
    "kes_bidan": "menetap",
}


@pytest.fixture
def meja(tmp_path: Path, qtbot: QtBot) -> Iterator[Meja]:
    """A village whose score card of the half-year has five answers; its list is on the screen."""
    with open_village(tmp_path) as app:
        made = isian.open_isian(app.database, app.templates, FORM, PERIODE, by="Rini", at=NOW)
        isian.answer(app.database, app.templates, made, ANSWERS, by="Rini", at=NOW)
        with open_window(app, qtbot, "isian") as found:
            screen(found).list.grid.select_row(made, "judul")
            found.settle()
            yield found


def screen(meja: Meja) -> Any:
    return meja.window.shown


def key(meja: Meja) -> UUID:
    rows = isian.list_isian(meja.app.database, meja.app.templates, by="Rini", at=NOW)
    return next(one.id for one in rows if one.form_id == FORM and one.periode == PERIODE)


def stored(meja: Meja) -> dict[str, Any]:
    shown = isian.show_isian(meja.app.database, meja.app.templates, key(meja), by="Rini", at=NOW)
    return dict(shown.answers)


def choose(meja: Meja, name: str) -> None:
    """Choose a line of the menu as a person would: open it by its button, then the line."""
    menu: QMenu = screen(meja).keluaran.menu()
    action = next(one for one in menu.actions() if one.objectName() == f"isian.keluaran.{name}")
    assert action.isEnabled(), name
    action.trigger()
    meja.settle()


def names(menu: QMenu, *, enabled: bool = True) -> list[str]:
    return [
        one.objectName().removeprefix("isian.keluaran.")
        for one in menu.actions()
        if one.objectName() and one.isEnabled() is enabled
    ]


def copying(meja: Meja) -> SalinPage:
    page = screen(meja).salin
    assert isinstance(page, SalinPage)
    assert screen(meja).is_copying
    return page


# ------------------------------------------------------------------ papers


def test_the_print_key_opens_the_menu_of_papers(meja: Meja) -> None:
    meja.shortcut("berkas.cetak")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert names(menu) == [
        "kosong",
        "terisi",
        "ringkas",
        "kartu",
        "profil",
        "formulir",
        "baca",
        "jawaban",
        "salin",
    ]
    menu.close()
    meja.settle()


def test_a_checklist_nobody_has_begun_can_only_be_printed_blank_or_written_as_a_form(meja: Meja) -> None:
    rows = screen(meja).list.rows
    row = next(one for one in rows if one.one.keadaan == "belum")
    screen(meja).list.grid.select_row(row.id, "judul")
    assert names(screen(meja).keluaran.menu(), enabled=False) == [
        "terisi",
        "ringkas",
        "kartu",
        "jawaban",
        "salin",
    ]


@pytest.mark.parametrize(
    ("name", "title", "pages", "has_excel"),
    [
        ("kosong", "Formulir isian kosong", 4, True),
        ("terisi", "Isian yang sudah diisi", 3, True),
        ("ringkas", "Isian yang sudah diisi", 1, True),
        ("kartu", "Kartu Skor isian", 1, True),
    ],
)
def test_a_paper_is_shown_in_the_preview_and_back_leads_to_the_list(
    meja: Meja, name: str, title: str, pages: int, has_excel: bool
) -> None:
    choose(meja, name)
    preview = screen(meja)
    assert preview.objectName() == "pratinjau_cetak"
    assert preview.title == title
    assert preview.page_count == pages
    assert preview.excel.isVisible() is has_excel
    preview.back()
    meja.settle()
    assert screen(meja).objectName() == "isian"


def test_from_an_open_form_the_papers_are_about_that_form(meja: Meja) -> None:
    screen(meja).open_form(key(meja))
    meja.settle()
    assert names(screen(meja).keluaran.menu())[:4] == ["kosong", "terisi", "ringkas", "kartu"]
    choose(meja, "kartu")
    assert screen(meja).page_count == 1


# ------------------------------------------------------------------ Excel


def write_form(meja: Meja, folder: Path) -> Path:
    target = folder / "formulir.xlsx"
    screen(meja).keluaran.ask_target = lambda _name: target
    choose(meja, "formulir")
    assert target.exists()
    return target


def type_in(file: Path, kode: str, value: Any) -> None:
    book = load_workbook(file)
    sheet = book["Isian"]
    line = next(n for n in range(1, sheet.max_row + 1) if sheet.cell(n, 1).value == f"q|{kode}")
    sheet.cell(line, 4).value = value
    book.save(file)


def test_an_excel_form_goes_out_and_comes_back_as_one_step(meja: Meja, tmp_path: Path) -> None:
    file = write_form(meja, tmp_path)
    type_in(file, "pengisi", "Lestari")
    type_in(file, "kes_posyandu", "banyak")
    seen: list[tuple[str, BacaanExcel]] = []

    def agree(_parent: QWidget, title: str, found: BacaanExcel) -> bool:
        seen.append((title, found))
        return True

    screen(meja).keluaran.ask_file = lambda: file
    screen(meja).keluaran.ask_take = agree
    choose(meja, "baca")
    ((title, found),) = seen
    assert title == "Kartu Skor Layanan Dasar, Semester II 2026"
    assert (found.baru, found.berubah, len(found.masalah)) == (1, 0, 1)
    assert stored(meja) == {**ANSWERS, "pengisi": "Lestari"}
    meja.shortcut("sunting.urungkan")
    assert stored(meja) == ANSWERS


def test_giving_up_after_the_look_changes_nothing(meja: Meja, tmp_path: Path) -> None:
    file = write_form(meja, tmp_path)
    type_in(file, "pengisi", "Lestari")
    screen(meja).keluaran.ask_file = lambda: file
    screen(meja).keluaran.ask_take = lambda *_given: False
    choose(meja, "baca")
    assert stored(meja) == ANSWERS


def test_the_look_says_what_would_change_and_where_a_cell_cannot_be_read(meja: Meja, tmp_path: Path) -> None:
    file = write_form(meja, tmp_path)
    type_in(file, "pengisi", "Lestari")
    type_in(file, "kes_posyandu", "banyak")
    from desa_desktop.services import isian_excel

    found = isian_excel.preview_file(meja.app.database, meja.app.templates, file, by="Rini", at=NOW)
    dialog = BacaanDialog(meja.window, "Kartu Skor", found)
    assert dialog.sentence.text() == "1 jawaban baru, 0 berubah, 4 sama. Sel kosong tidak mengubah apa pun."
    assert "Isi dengan angka; yang tertulis: banyak." in dialog.problems.toPlainText()
    assert dialog.take.text() == "Masukkan 1 jawaban"
    assert clipped_widgets(dialog) == []
    nothing = BacaanExcel(None, FORM, PERIODE, {}, 0, 0, 5, ())
    empty = BacaanDialog(meja.window, "Kartu Skor", nothing)
    assert not empty.take.isEnabled()
    assert "Isian tidak berubah" in empty.sentence.text()


def test_the_list_of_answers_is_written_with_their_codes(meja: Meja, tmp_path: Path) -> None:
    target = tmp_path / "jawaban.xlsx"
    screen(meja).keluaran.ask_target = lambda _name: target
    choose(meja, "jawaban")
    sheet = load_workbook(target).worksheets[0]
    assert {row[0].value: row[1].value for row in sheet.iter_rows(min_row=2)}["kes_posyandu"] == 1250


# ------------------------------------------------------------------ copying to the web


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def test_enter_copies_each_answer_in_turn_without_touching_the_mouse(meja: Meja) -> None:
    choose(meja, "salin")
    page = copying(meja)
    assert [row.value for row in page.rows] == ["Tursino", "2026", "2,5", "1250", "Menetap"]
    for value in ("Tursino", "2026", "2,5"):
        meja.press(KEY.Key_Return)
        assert clipboard() == value
    assert "Disalin: 2,5" in page.sentence.text()
    meja.window.menus.refresh()
    page.copy_next()  # the same as Ctrl+Shift+C in the menu Alat
    assert clipboard() == "1250"
    page.copy_next()
    assert clipboard() == "Menetap"
    assert "Ini yang terakhir." in page.sentence.text()
    assert all(row.is_copied for row in page.rows)


def test_without_an_answer_the_list_to_copy_leads_to_the_form(meja: Meja) -> None:
    nothing = dict.fromkeys(ANSWERS)
    isian.answer(meja.app.database, meja.app.templates, key(meja), nothing, by="Rini", at=NOW)
    choose(meja, "salin")
    page = copying(meja)
    assert page.body.is_empty
    assert not page.copy.isVisible()
    button = page.findChild(QPushButton, "isian.salin.kosong.tombol_1")
    assert button is not None
    button.click()
    meja.settle()
    assert screen(meja).is_in_form


def test_the_key_of_the_menu_copies_too(meja: Meja) -> None:
    choose(meja, "salin")
    command = next(one for one in screen(meja).commands if one.key == "Ctrl+Shift+C")
    assert command.enabled
    command.act()
    assert clipboard() == "Tursino"


def test_the_place_is_remembered_after_leaving(meja: Meja) -> None:
    choose(meja, "salin")
    meja.press(KEY.Key_Return, KEY.Key_Return)
    screen(meja).back()
    meja.settle()
    assert not screen(meja).is_copying
    screen(meja).list.grid.select_row(key(meja), "judul")
    choose(meja, "salin")
    page = copying(meja)
    assert [row.is_copied for row in page.rows] == [True, True, False, False, False]
    meja.press(KEY.Key_Return)
    assert clipboard() == "2,5"


def test_a_web_that_wants_a_point_gets_a_point(meja: Meja) -> None:
    choose(meja, "salin")
    page = copying(meja)
    page.decimal.setCurrentIndex(1)
    assert [row.value for row in page.rows if row.butir.kode == "kes_jarak"] == ["2.5"]


def test_a_section_can_be_reached_and_the_search_narrows_the_list(meja: Meja) -> None:
    choose(meja, "salin")
    page = copying(meja)
    place = page.section.findText("1. Kesehatan")
    page.section.setCurrentIndex(place)
    page.section.activated.emit(place)
    page.copy_next()
    assert clipboard() == "2,5"
    page.search.line.setText("bidan")
    page.grid.set_filter("bidan")
    page.grid.select_row("kes_bidan", "label")
    page.copy_next()
    assert clipboard() == "Menetap"


def test_from_a_form_the_copy_list_leads_back_to_the_form(meja: Meja) -> None:
    screen(meja).open_form(key(meja))
    meja.settle()
    choose(meja, "salin")
    copying(meja).copy_next()
    screen(meja).back()
    meja.settle()
    assert screen(meja).is_in_form
    assert screen(meja).title == "Kartu Skor Layanan Dasar · Semester II 2026"
    screen(meja).back()
    meja.settle()
    assert not screen(meja).is_in_form


def test_while_copying_there_is_nothing_to_print_and_back_in_the_list_there_is(meja: Meja) -> None:
    choose(meja, "salin")
    assert screen(meja).print_document is None
    screen(meja).back()
    meja.settle()
    assert screen(meja).print_document is not None


def test_starting_over_forgets_what_was_copied(meja: Meja) -> None:
    choose(meja, "salin")
    page = copying(meja)
    page.copy_next()
    page.again.click()
    assert not any(row.is_copied for row in page.rows)
    page.copy_next()
    assert clipboard() == "Tursino"


def test_empty_questions_are_shown_on_request_and_passed_over(meja: Meja) -> None:
    choose(meja, "salin")
    page = copying(meja)
    page.filled.setChecked(False)
    assert len(page.rows) > 60
    page.copy_next()
    page.copy_next()
    assert clipboard() == "2026"


def test_nothing_is_cut_off_on_a_small_screen(meja: Meja) -> None:
    choose(meja, "salin")
    meja.window.resize(1024, 640)
    meja.settle()
    assert clipped_widgets(copying(meja)) == []
    button = screen(meja).findChild(QPushButton, "isian.keluaran_daftar")
    assert button is not None
