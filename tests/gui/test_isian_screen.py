"""Filling a checklist by keyboard: answers are stored one by one, nothing asked is overlooked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from desa_desktop.checklists import Place
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.services import isian
from desa_desktop.ui.kit.clipped import clipped_widgets
from desa_desktop.ui.screens.isian.buttons import AnswerButtons
from desa_desktop.ui.screens.isian.form import FormPage
from desa_desktop.ui.screens.isian.questions import QuestionRow
from desa_desktop.ui.style import Theme, apply
from layar import NOW, Meja, is_focused, open_village, open_window

KEY = Qt.Key
FORM = "layanan-dasar"


@pytest.fixture
def meja(tmp_path: Path, qtbot: QtBot) -> Iterator[Meja]:
    """The list of checklists of a village on 22 November 2026; none was begun."""
    with open_village(tmp_path) as app, open_window(app, qtbot, "isian") as made:
        yield made


@pytest.fixture
def filling(meja: Meja) -> Meja:
    """The score card of the half-year, opened from its line."""
    screen(meja).open_row(line(meja))
    meja.settle()
    return meja


def screen(meja: Meja) -> Any:
    return meja.window.shown


def form(meja: Meja) -> FormPage:
    return cast(FormPage, screen(meja).form)


def row(meja: Meja, name: str) -> QuestionRow:
    page = form(meja).page
    assert page is not None
    return next(one for one in page.rows if one.question.name == name)


def buttons(meja: Meja, name: str) -> AnswerButtons:
    return cast(AnswerButtons, row(meja, name).editor)


def stored(meja: Meja) -> dict[str, Any]:
    shown = isian.show_isian(meja.app.database, meja.app.templates, key(meja), by=meja.desk.person, at=NOW)
    return dict(shown.answers)


def key(meja: Meja) -> UUID:
    found = isian.list_isian(meja.app.database, meja.app.templates, by=meja.desk.person, at=NOW)
    return next(one.id for one in found if one.form_id == FORM)


def line(meja: Meja) -> Any:
    """The line of the score card in the list."""
    return next(one for one in screen(meja).list.rows if one.one.form_id == FORM)


def give(meja: Meja, **answers: Any) -> None:
    """Answers that came from elsewhere (another window of the program, a paste)."""
    isian.answer(meja.app.database, meja.app.templates, key(meja), answers, by="Rini", at=NOW)
    meja.settle()


def go(meja: Meja, name: str) -> None:
    assert form(meja).go_to_place(Place(name))
    meja.settle()


def test_the_list_says_what_is_open_and_by_when(meja: Meja) -> None:
    grid = screen(meja).list.grid
    lines = [
        [grid.model.cell_text(row, column) for column in range(4)] for row in range(grid.model.rowCount())
    ]
    found = [cells for cells in lines if cells[1:2] == ["Belum mulai"]]
    assert sorted((title, last_day) for title, _state, _progress, last_day in found) == [
        ("Data Dasar Keluarga (Prodeskel)", "10/01/2027"),
        ("Evaluasi Perkembangan Desa", "10/01/2027"),
        ("Indeks Desa", "10/01/2027"),
        ("Kartu Skor Layanan Dasar", "10/01/2027"),
        ("Kelengkapan Administrasi Desa", "10/01/2027"),
        ("Konvergensi Stunting", "10/01/2027"),
        ("Potensi Desa (Prodeskel)", "10/01/2027"),
        ("Tingkat Perkembangan Desa (Prodeskel)", "10/01/2027"),
    ]
    said = {title: progress for title, _state, progress, _last_day in found}
    assert said.pop("Data Dasar Keluarga (Prodeskel)") == "belum ada keluarga di Data Penduduk"
    assert all(progress.startswith("0 dari ") for progress in said.values())
    assert "7 isian belum selesai" in screen(meja).list.sentence.text()
    assert "batas 10 Januari 2027" in screen(meja).list.sentence.text()
    assert screen(meja).primary.text == "Mulai isian"


def test_the_filled_button_begins_the_most_urgent(meja: Meja) -> None:
    meja.window.press_primary()
    meja.settle()
    assert screen(meja).title == "Evaluasi Perkembangan Desa · 2026"
    assert screen(meja).primary.text == "Tandai Selesai"
    assert is_focused(row(meja, "a1_nama"))


def test_an_opened_form_waits_with_the_cursor_in_its_first_question(filling: Meja) -> None:
    assert screen(filling).title == "Kartu Skor Layanan Dasar · Semester II 2026"
    assert screen(filling).primary.text == "Tandai Selesai"
    assert is_focused(row(filling, "desa"))


def test_typed_answers_are_stored_one_by_one_and_enter_goes_on(filling: Meja) -> None:
    filling.press("Tursino", KEY.Key_Return)
    assert is_focused(row(filling, "periode"))
    filling.press("2", KEY.Key_Return, "2026", KEY.Key_Return, "Lestari", KEY.Key_Return)
    filling.settle()
    found = stored(filling)
    assert found["desa"] == "Tursino"
    assert found["tahun"] == 2026
    assert found["pengisi"] == "Lestari"
    periode = filling.app.templates[FORM].question("periode")
    assert found["periode"] == periode.choices[1].name
    assert filling.window.header.save_text.startswith("Tersimpan")


def test_a_year_is_written_without_a_thousand_point(filling: Meja) -> None:
    give(filling, tahun=2026)
    assert cast(Any, row(filling, "tahun").editor).text() == "2026"


def test_digits_and_letters_choose_and_the_arrows_move(filling: Meja) -> None:
    go(filling, "kes_transport")
    question = filling.app.templates[FORM].question("kes_transport")
    assert [one.label for one in question.choices] == ["Ya", "Tidak"]
    filling.press("t")
    assert buttons(filling, "kes_transport").value == question.choices[1].name
    filling.press("y")
    assert buttons(filling, "kes_transport").value == question.choices[0].name
    filling.press(KEY.Key_Right)
    filling.settle()
    assert stored(filling)["kes_transport"] == question.choices[1].name
    filling.press(KEY.Key_Delete)
    filling.settle()
    assert "kes_transport" not in stored(filling)


def test_a_question_that_is_no_longer_asked_hides_and_its_answer_waits_aside(filling: Meja) -> None:
    bidan = filling.app.templates[FORM].question("kes_bidan")
    comes, nobody = bidan.choices[1].name, bidan.choices[2].name
    give(filling, kes_bidan=comes, kes_bidan_hari=3)
    go(filling, "kes_bidan")
    assert not row(filling, "kes_bidan_hari").isHidden()
    filling.press("3")
    filling.settle()
    assert stored(filling)["kes_bidan"] == nobody
    assert row(filling, "kes_bidan_hari").isHidden()
    side = form(filling).side
    assert not side.hidden.isHidden()
    assert "Hari operasional layanan bidan dalam seminggu: 3" in side._hidden_text.text()
    assert stored(filling)["kes_bidan_hari"] == 3


def test_a_limit_that_is_passed_shows_under_the_question_and_in_the_panel_with_its_number(
    filling: Meja,
) -> None:
    give(filling, kes_posyandu=4)
    go(filling, "kes_posyandu_aktif")
    filling.press("5", KEY.Key_Return)
    filling.settle()
    assert any(text.startswith("No 11: ") for text in form(filling).side.checks.texts)
    note = row(filling, "kes_posyandu_aktif").findChild(QLabel, "isian.kes_posyandu_aktif.kotak.pesan")
    assert note is not None
    assert note.isVisible()


def test_f8_walks_through_what_is_required_and_wrong_in_every_section(filling: Meja) -> None:
    give(filling, desa="Tursino", tahun=2026, kes_posyandu=4, kes_posyandu_aktif=5)
    assert screen(filling).next_problem()
    filling.settle()
    assert is_focused(row(filling, "periode"))
    seen = []
    for _step in range(4):
        screen(filling).next_problem()
        filling.settle()
        place = form(filling).page.place_of(QApplication.focusWidget())  # type: ignore[union-attr]
        seen.append(place.name if place else "")
    assert seen == ["pengisi", "tanggal", "kes_posyandu_aktif", "periode"]


def test_required_questions_say_wajib_and_unsettled_ones_say_so(filling: Meja) -> None:
    head = row(filling, "periode").box.head
    assert head.is_required
    words = [one.text() for one in head.findChildren(QLabel)]
    assert "belum dipastikan" in words


def test_the_score_stands_with_mark_and_word_and_does_not_rise_by_leaving_things_out(filling: Meja) -> None:
    words = [one.text() for one in form(filling).side.score.findChildren(QLabel) if one.text()]
    assert "belum cukup data" in words
    template = filling.app.templates[FORM]
    given: dict[str, Any] = {"kes_posyandu": 4, "kes_posyandu_aktif": 4}
    for name in ("kes_bidan", "kes_dokter", "kes_transport", "kes_akses", "kes_mutu"):
        given[name] = template.question(name).choices[0].name
    give(filling, **given)
    words = [one.text() for one in form(filling).side.score.findChildren(QLabel) if one.isVisible()]
    assert {"75,0", "Cukup"} <= set(words)


def test_rows_of_a_table_are_typed_like_a_sheet(filling: Meja) -> None:
    go(filling, "masalah")
    page = form(filling).page
    assert page is not None
    grid = page.tables[0].grid
    grid.add_row()
    filling.settle()
    assert len(grid.model.rows) == 1
    grid.select_row(0, "masalah__masalah")
    grid.view.setFocus()
    filling.press("Posyandu jauh", KEY.Key_Return)
    filling.settle()
    assert stored(filling)["masalah"][0]["masalah__masalah"] == "Posyandu jauh"


def test_an_unfinished_form_is_refused_with_all_reasons_and_enter_leads_to_the_place(filling: Meja) -> None:
    filling.window.press_primary()
    filling.settle()
    panel = form(filling).finish
    assert panel.isVisible()
    assert not panel.done.isEnabled()
    assert len(panel.checks.texts) == 5
    panel.checks._list.setCurrentRow(0)
    panel.checks._list.setFocus()
    filling.press(KEY.Key_Return)
    filling.settle()
    assert is_focused(row(filling, "desa"))


def fill_required(meja: Meja) -> None:
    periode = meja.app.templates[FORM].question("periode").choices[1].name
    give(meja, desa="Tursino", periode=periode, tahun=2026, pengisi="Lestari", tanggal="2026-11-22")


def test_a_complete_form_is_finished_locked_and_opened_again(filling: Meja) -> None:
    fill_required(filling)
    filling.window.press_primary()
    filling.settle()
    shown = form(filling).shown
    assert shown is not None
    assert shown.isian.status is StatusDokumen.DISAHKAN
    assert screen(filling).primary.text == "Buat perubahan"
    assert not row(filling, "desa").editor.isEnabled()  # type: ignore[union-attr]
    filling.window.press_primary()
    filling.settle()
    assert screen(filling).primary.text == "Tandai Selesai"
    assert row(filling, "desa").editor.isEnabled()  # type: ignore[union-attr]


def test_answers_to_be_dropped_are_listed_before_the_form_is_finished(filling: Meja) -> None:
    fill_required(filling)
    bidan = filling.app.templates[FORM].question("kes_bidan")
    give(filling, kes_bidan=bidan.choices[2].name, kes_bidan_hari=3)
    filling.window.press_primary()
    filling.settle()
    panel = form(filling).finish
    assert "Hari operasional layanan bidan dalam seminggu: 3" in panel.dropped.text()
    assert stored(filling)["kes_bidan_hari"] == 3
    filling.find(QPushButton, "isian.selesai.lanjut").click()
    filling.settle()
    assert "kes_bidan_hari" not in stored(filling)


def test_kembali_leads_to_the_list_which_shows_the_progress(filling: Meja) -> None:
    filling.press("Tursino", KEY.Key_Return)
    filling.window.go_back()
    filling.settle()
    assert not screen(filling).is_in_form
    assert screen(filling).primary.text == "Lanjutkan isian"
    assert line(filling).progress.startswith("1 dari ")


def test_beranda_can_open_a_form_by_its_id_also_when_nobody_began_it(meja: Meja) -> None:
    wanted = key(meja)
    assert meja.window.go("isian", wanted)
    meja.settle()
    shown = form(meja).shown
    assert shown is not None
    assert shown.isian.id == wanted


def test_the_form_of_an_earlier_period_can_be_opened(meja: Meja) -> None:
    screen(meja).list.grid.select_row(line(meja).id, "judul")
    screen(meja).ask_period = lambda _title, _offered: "2026-s1"
    meja.find(QPushButton, "isian.periode_lain").click()
    meja.settle()
    assert screen(meja).title.endswith("Semester I 2026")


def test_undo_takes_the_last_answer_back(filling: Meja) -> None:
    filling.press("Tursino", KEY.Key_Return)
    filling.settle()
    filling.shortcut("sunting.urungkan")
    assert "desa" not in stored(filling)
    assert cast(Any, row(filling, "desa").editor).text() == ""


@pytest.mark.parametrize("scale", [100, 150])
@pytest.mark.parametrize("number", [0, 1, 7])
def test_nothing_is_cut_off_at_any_size_of_text(
    filling: Meja, qapp: QApplication, scale: int, number: int
) -> None:
    apply(qapp, Theme.GELAP, scale)
    filling.settle()
    form(filling).turn_to(number)
    filling.settle()
    assert clipped_widgets(screen(filling)) == []
    assert filling.window.width() == 1366
    for name in ("isian.samping", "isian.pertanyaan"):
        area = filling.find(QScrollArea, name)
        assert area.widget().minimumSizeHint().width() <= area.viewport().width()


def test_a_question_that_enter_leads_to_is_scrolled_into_view(filling: Meja) -> None:
    go(filling, "kes_jarak")
    for _step in range(8):
        filling.press(KEY.Key_Return)
    filling.settle()
    focused = QApplication.focusWidget()
    assert focused is not None
    area = filling.find(QScrollArea, "isian.pertanyaan")
    top = focused.mapTo(area.viewport(), focused.rect().topLeft()).y()
    assert 0 <= top <= area.viewport().height() - focused.height()
