"""Each of the nine shipped forms opens on the screen, blank and full, section after section."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from bengkel import FORMS
from desa_desktop.services import isian
from desa_desktop.services.isian import current_periode
from isian_penuh import full_answers
from layar import NOW, Meja, open_village, open_window
from rumah import family_for


@pytest.fixture
def meja(tmp_path: Path, qtbot: QtBot) -> Iterator[Meja]:
    """A village's list of checklists on 22 November 2026."""
    with open_village(tmp_path) as app, open_window(app, qtbot, "isian") as made:
        yield made


def begin(meja: Meja, form_id: str, answers: dict[str, Any]) -> Any:
    """The screen with a form of the current period, these answers in it."""
    app = meja.app
    period = current_periode(NOW.date(), app.templates[form_id].period)
    home = family_for(app.database, app.templates[form_id])
    key = isian.open_isian(app.database, app.templates, form_id, period, by="Rini", at=NOW, keluarga=home)
    if answers:
        isian.answer(app.database, app.templates, key, answers, by="Rini", at=NOW)
    screen: Any = meja.window.shown
    screen.open_form(key)
    meja.settle()
    return screen


def walk(meja: Meja, screen: Any) -> tuple[list[str], list[str]]:
    """Turn through every section: the names they show, and those that push the panel off the screen."""
    shown, wide = [], []
    for number, section in enumerate(screen.form._shown.template.sections):
        screen.form.turn_to(number, focus=True)
        meja.settle()
        shown.append(screen.form.title.text())
        if screen.form.minimumSizeHint().width() > meja.window.width() - 200:  # the navigation
            wide.append(section.label)
    return shown, wide


@pytest.mark.parametrize("form_id", FORMS)
def test_a_form_shows_every_section_blank_and_full_and_leaves_the_panel_beside_it_its_room(
    meja: Meja, form_id: str
) -> None:
    template = meja.app.templates[form_id]
    sections = [section.label for section in template.sections]
    screen = begin(meja, form_id, {})
    assert screen.title.startswith(template.title)
    assert walk(meja, screen) == (sections, [])
    key = screen.form._shown.isian.id
    answers = full_answers(template, picked=1_000)
    isian.answer(meja.app.database, meja.app.templates, key, answers, by="Rini", at=NOW)
    meja.settle()
    assert walk(meja, screen) == (sections, [])


def test_what_is_not_settled_is_said_beside_a_question_and_above_a_table(meja: Meja) -> None:
    screen = begin(meja, "potensi-desa", {})
    sections = [section.label for section in meja.app.templates["potensi-desa"].sections]
    screen.form.turn_to(sections.index("I.A Ruang publik dan wisata"))
    meja.settle()
    note = meja.find(QLabel, "isian.ruang_publik.catatan")
    assert note.text() == "Belum dipastikan: Tingkat Pemanfaatan."
    screen.form.turn_to(0)
    meja.settle()
    page = screen.form.page
    row = next(one for one in page.rows if one.question.name == "tahun_data")
    assert any(label.text() == "belum dipastikan" for label in row.findChildren(QLabel))


def test_a_row_of_a_picked_table_is_chosen_from_its_catalogue_or_called_by_its_own_name(meja: Meja) -> None:
    screen = begin(meja, "potensi-desa", {})
    sections = [section.label for section in meja.app.templates["potensi-desa"].sections]
    screen.form.turn_to(sections.index("I.A Pertanian"))
    meja.settle()
    table = next(box for box in screen.form.page.tables if box.group.name == "tanaman_pangan")
    table.grid.add_row()
    table.grid.add_row()
    meja.settle()
    table._changed(
        [(0, "_butir", "1"), (0, "tanaman_pangan__luas", Decimal("2.5")), (1, "_lainnya", "Porang")]
    )
    meja.settle()
    key = screen.form._shown.isian.id
    shown = isian.show_isian(meja.app.database, meja.app.templates, key, by="Rini", at=NOW)
    assert shown.answers["tanaman_pangan"] == [
        {"_baris": "1", "tanaman_pangan__luas": "2.5"},
        {"_baris": "Porang"},
    ]
    texts = [[table.grid.model.cell_text(row, column) for column in (1, 2, 4)] for row in range(2)]
    first = meja.app.templates["potensi-desa"].group("tanaman_pangan").catalogue[0].label
    assert texts == [[first, "2,5", ""], ["", "", "Porang"]]


def test_a_unit_stands_once_above_a_column(meja: Meja) -> None:
    screen = begin(meja, "potensi-desa", {})
    sections = [section.label for section in meja.app.templates["potensi-desa"].sections]
    headings = {}
    for section in ("I.A Pertanian", "I.A Kehutanan", "I.B SDM"):
        screen.form.turn_to(sections.index(section))
        meja.settle()
        for box in screen.form.page.tables:
            headings[box.group.name] = [column.label for column in box.grid.model.columns]
    assert headings["tanaman_pangan"][2:4] == ["Luas (Ha)", "Hasil Panen (Ton/Ha)"]
    assert headings["hasil_hutan"][2] == "Hasil Panen"
    assert headings["agama"][2:] == ["Laki-Laki (Orang)", "Perempuan (Orang)"]


def test_a_long_answer_goes_on_in_the_next_line_of_its_button(meja: Meja) -> None:
    screen = begin(meja, "ddk-keluarga", {})
    screen.form.turn_to(1)
    meja.settle()
    row = next(one for one in screen.form.page.rows if one.question.name == "k1_34")
    longest = max(row.editor.buttons, key=lambda button: len(button.text()))
    assert "\n" in longest.text()
    assert longest.accessibleName() in [choice.label for choice in row.question.choices]


def test_a_section_without_rows_says_what_it_waits_for(meja: Meja) -> None:
    screen = begin(meja, "konvergensi-stunting", {})
    words = [screen.form.sections.list.item(number).text() for number in range(7)]
    assert words[4].endswith("dihitung aplikasi")
    assert words[6].endswith("belum ada baris")


def test_the_children_of_last_month_stand_in_the_next_by_one_button(meja: Meja) -> None:
    child = {"anak__bulan": 10, "anak__nama": "RIZKI", "anak__jk": "L", "anak__bb": "9"}
    screen = begin(meja, "konvergensi-stunting", {"anak": [child]})
    sections = [section.label for section in meja.app.templates["konvergensi-stunting"].sections]
    screen.form.turn_to(sections.index("7. Formulir 2B"))
    meja.settle()
    meja.find(QPushButton, "isian.anak.bulan").click()
    meja.settle()
    shown = screen.form._shown
    assert shown.answers["anak"] == [child, {"anak__bulan": 11, "anak__nama": "RIZKI", "anak__jk": "L"}]
    screen.form.turn_to(sections.index("5. Tabel 5"))
    meja.settle()
    assert not meja.find(QPushButton, "isian.t5.bulan").isVisible()
