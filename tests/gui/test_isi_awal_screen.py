"""Proposals while filling a form: in grey beside what is empty, taken by key, never over what was typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

import warga_desa
from builders import DESA_ID, keluarga, penduduk
from desa_desktop.checklists import Place
from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.services import isian
from desa_desktop.ui.kit.clipped import clipped_widgets
from desa_desktop.ui.screens.isian.form import FormPage
from desa_desktop.ui.screens.isian.questions import QuestionRow
from desa_desktop.ui.screens.isian.table import TableBox
from desa_desktop.ui.style import Theme, apply
from layar import NOW, Meja, is_focused, open_village, open_window

KEY = Qt.Key
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def meja(tmp_path: Path, qtbot: QtBot) -> Iterator[Meja]:
    """A village of forty families on 22 November 2026, at its list of checklists."""
    with open_village(tmp_path) as app:
        warga_desa.fill(app.database)
        with open_window(app, qtbot, "isian") as made:
            yield made


def open_form(meja: Meja, form_id: str, periode: str) -> UUID:
    key = isian.open_isian(meja.app.database, meja.app.templates, form_id, periode, by="Rini", at=NOW)
    cast(Any, meja.window.shown).open_form(key)
    meja.settle()
    meja.settle()
    return key


@pytest.fixture
def kartu(meja: Meja) -> tuple[Meja, UUID]:
    """The score card of the half-year, open."""
    return meja, open_form(meja, "layanan-dasar", "2026-S2")


def form(meja: Meja) -> FormPage:
    return cast(FormPage, cast(Any, meja.window.shown).form)


def row(meja: Meja, name: str) -> QuestionRow:
    page = form(meja).page
    assert page is not None
    return next(one for one in page.rows if one.question.name == name)


def go(meja: Meja, name: str) -> None:
    assert form(meja).go_to_place(Place(name))
    meja.settle()


def stored(meja: Meja, key: UUID) -> dict[str, Any]:
    shown = isian.show_isian(meja.app.database, meja.app.templates, key, by="Rini", at=NOW)
    return dict(shown.answers)


def test_a_proposal_stands_in_grey_under_the_empty_field_and_nothing_is_stored(
    kartu: tuple[Meja, UUID],
) -> None:
    meja, key = kartu
    go(meja, "id_kk")
    assert row(meja, "id_kk").usul.text.text() == "Usulan 41 · dari data keluarga, 22 November 2026"
    words = row(meja, "id_anak").usul.text.text()
    assert "perlu dikonfirmasi (tanggal lahir)" in words
    assert row(meja, "id_ktp").usul.isHidden()
    assert form(meja).usulan.text == "Usulan: 4 di bagian ini, 17 di seluruh isian."
    assert stored(meja, key) == {}


def test_enter_on_the_empty_field_takes_the_proposal_and_goes_on(kartu: tuple[Meja, UUID]) -> None:
    meja, key = kartu
    go(meja, "id_kk")
    meja.press(KEY.Key_Return)
    meja.settle()
    assert is_focused(row(meja, "id_punya_kk"))
    assert stored(meja, key) == {"id_kk": 41}
    assert row(meja, "id_kk").usul.text.text() == "Dari data keluarga, 22 November 2026"
    assert row(meja, "id_kk").usul.button.isHidden()


def test_enter_on_buttons_takes_the_proposed_choice_and_a_digit_chooses_another(meja: Meja) -> None:
    period = isian.current_periode(NOW.date(), meja.app.templates["administrasi-desa"].period)
    key = open_form(meja, "administrasi-desa", period)
    go(meja, "b1")
    words = row(meja, "b1").usul.text.text()
    assert words.startswith("Usulan Ada - Terisi · dari buku B.1 di program, 135 baris, ")
    meja.press(KEY.Key_Return)
    meja.settle()
    assert stored(meja, key)["b1"] == "2"
    go(meja, "b2")
    meja.press("2", KEY.Key_Return)
    meja.settle()
    assert stored(meja, key)["b2"] == "1"
    assert row(meja, "b2").usul.text.text().startswith("Berbeda dari buku B.2 di program")


def test_what_is_typed_wins_and_the_difference_is_a_saran_with_a_way_back(kartu: tuple[Meja, UUID]) -> None:
    meja, key = kartu
    go(meja, "id_kk")
    meja.press("300", KEY.Key_Return)
    meja.settle()
    assert stored(meja, key)["id_kk"] == 300
    line = row(meja, "id_kk").usul
    assert line.text.text() == "Berbeda dari data keluarga (41), 22 November 2026."
    assert line.button.text() == "Ganti dengan usulan"
    number = meja.app.templates["layanan-dasar"].question("id_kk").number
    assert f"No {number}: Berbeda dari data keluarga (41)." in _side(meja)
    go(meja, "id_kk")
    meja.press((KEY.Key_U, CTRL_SHIFT))
    meja.settle()
    assert stored(meja, key)["id_kk"] == 41


def _side(meja: Meja) -> list[str]:
    return form(meja).side.checks.texts


def test_one_key_takes_a_section_as_one_step_and_ctrl_z_takes_it_back(kartu: tuple[Meja, UUID]) -> None:
    meja, key = kartu
    go(meja, "id_kk")
    meja.press("300", KEY.Key_Return)
    meja.settle()
    meja.press((KEY.Key_V, CTRL_SHIFT))
    meja.settle()
    answers = stored(meja, key)
    assert answers["id_kk"] == 300
    assert set(answers) == {"id_kk", "id_wajib_ktp", "id_punya_kk", "id_anak"}
    assert form(meja).usulan.isHidden()
    meja.shortcut("sunting.urungkan")
    assert stored(meja, key) == {"id_kk": 300}


def test_all_proposals_of_the_form_are_taken_by_a_button(kartu: tuple[Meja, UUID]) -> None:
    meja, key = kartu
    go(meja, "id_kk")
    meja.find(QPushButton, "isian.usulan.semua").click()
    meja.settle()
    assert len(stored(meja, key)) == 17
    assert form(meja).usulan.isHidden()


def test_the_proposals_follow_the_register_while_the_form_is_open(kartu: tuple[Meja, UUID]) -> None:
    meja, _key = kartu
    go(meja, "id_kk")
    with meja.app.database.unit() as unit:
        family = keluarga(desa_id=DESA_ID)
        unit.add(family)
        unit.add(penduduk(desa_id=DESA_ID, keluarga_id=family.id, shdk=1))
        unit.commit("keluarga baru", "Rini", NOW)
    meja.settle()
    meja.settle()
    assert row(meja, "id_kk").usul.text.text().startswith("Usulan 42 ")


def test_proposals_that_grew_old_behind_another_screen_are_new_when_one_comes_back(
    kartu: tuple[Meja, UUID],
) -> None:
    meja, _key = kartu
    go(meja, "id_kk")
    behind = row(meja, "id_kk")
    assert meja.window.go("usulan")
    meja.settle()
    with meja.app.database.unit() as unit:
        family = keluarga(desa_id=DESA_ID)
        unit.add(family)
        unit.add(penduduk(desa_id=DESA_ID, keluarga_id=family.id, shdk=1))
        unit.commit("keluarga baru", "Rini", NOW)
    meja.settle()
    assert behind.usul.text.text().startswith("Usulan 41 ")
    assert meja.window.go("isian")
    meja.settle()
    meja.settle()
    assert row(meja, "id_kk").usul.text.text().startswith("Usulan 42 ")


def test_cells_of_a_table_show_what_is_proposed_and_one_button_takes_them(meja: Meja) -> None:
    key = open_form(meja, "potensi-desa", "2026")
    go(meja, "agama")
    page = form(meja).page
    assert page is not None
    box = next(one for one in page.tables if one.group.name == "agama")
    place = box.grid.model.number_of("agama__l")
    ghost = box.grid.model.ghost_at(0, place)
    assert ghost.isdecimal()
    assert box.grid.model.cell_text(0, place) == ""
    assert box.usul.text.text().startswith(
        "Usulan untuk 14 sel kosong · dari data penduduk, 22 November 2026"
    )
    box.usul.button.click()
    meja.settle()
    rows = stored(meja, key)["agama"]
    assert str(rows[0]["agama__l"]) == ghost
    assert _table(meja, "agama").grid.model.ghost_at(0, place) == ""
    assert _table(meja, "agama").grid.model.cell_text(0, place) == ghost


def _table(meja: Meja, name: str) -> TableBox:
    page = form(meja).page
    assert page is not None
    return next(one for one in page.tables if one.group.name == name)


def test_a_cell_that_says_something_else_is_marked_and_can_be_replaced(meja: Meja) -> None:
    key = open_form(meja, "potensi-desa", "2026")
    rows = [{"_baris": "1", "agama__l": 999}]
    isian.answer(meja.app.database, meja.app.templates, key, {"agama": rows}, by="Rini", at=NOW)
    meja.settle()
    assert form(meja).go_to_place(Place("agama__l", (0,)))
    meja.settle()
    model = _table(meja, "agama").grid.model
    problem = model.problem_at(0, model.number_of("agama__l"))
    assert problem is not None
    assert problem[1].startswith("Berbeda dari data penduduk (")
    panel = form(meja).side.checks
    assert ": Islam: Berbeda dari data penduduk (" in panel.texts[0]
    go(meja, "jml_l")
    panel.jump.emit(Pemeriksaan(Level.SARAN, panel.texts[0], "", None, "agama__l"))
    meja.settle()
    page = form(meja).page
    assert page is not None
    assert page.place_of(QApplication.focusWidget()) == Place("agama__l", (0,))
    meja.press((KEY.Key_U, CTRL_SHIFT))
    meja.settle()
    assert stored(meja, key)["agama"][0]["agama__l"] != 999


def test_a_finished_form_proposes_nothing(kartu: tuple[Meja, UUID]) -> None:
    meja, key = kartu
    app = meja.app
    given = {"desa": "Tursino", "periode": "S2", "tahun": 2026, "pengisi": "Rini", "tanggal": "2026-11-22"}
    questions = app.templates["layanan-dasar"]
    given["periode"] = questions.question("periode").choices[1].name
    isian.answer(app.database, app.templates, key, given, by="Rini", at=NOW)
    kid = app.laptop.keys.kid
    isian.finish_isian(app.database, app.templates, key, kid=kid, by="Rini", at=NOW, alasan="uji")
    meja.settle()
    go(meja, "id_kk")
    assert form(meja).is_locked
    assert row(meja, "id_kk").usul.isHidden()
    assert form(meja).usulan.isHidden()


@pytest.mark.parametrize(("width", "height", "size"), [(1366, 697, 100), (1024, 640, 100), (1366, 697, 150)])
def test_no_word_of_a_proposal_is_cut(meja: Meja, width: int, height: int, size: int) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    apply(application, Theme.TERANG, size)
    try:
        open_form(meja, "layanan-dasar", "2026-S2")
        meja.window.resize(width, height)
        go(meja, "sos_disabilitas")
        meja.settle()
        assert clipped_widgets(form(meja)) == []
    finally:
        apply(application, Theme.TERANG, 100)
