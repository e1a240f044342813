"""Beranda tells a sekretaris what comes next, and takes her there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QToolButton
from pytestqt.qtbot import QtBot

from desa_desktop.domain.dokumen import dokumen_id
from desa_desktop.domain.kalender import KeadaanTugas
from desa_desktop.domain.kantor import KeadaanTahap
from desa_desktop.domain.usulan import Usulan
from desa_desktop.services import editing, kantor, tasks, upkeep
from desa_desktop.ui.kit.clipped import clipped_widgets
from desa_desktop.ui.screens.beranda.cards import TaskCard
from desa_desktop.ui.style import Theme, apply
from layar import NOW, Meja, open_village, open_window
from office import open_office

KEY = Qt.Key


@pytest.fixture
def meja(tmp_path: Path, qtbot: QtBot) -> Iterator[Meja]:
    """A village's Beranda on 22 November 2026; nothing of its plan year has been done."""
    with open_village(tmp_path, has_backup=False) as app, open_window(app, qtbot, "beranda") as made:
        yield made


def screen(meja: Meja) -> Any:
    return meja.window.shown


def cards(meja: Meja) -> list[TaskCard]:
    found: list[TaskCard] = screen(meja).list.cards
    return found


def texts(meja: Meja) -> list[str]:
    return [one.text() for one in screen(meja).findChildren(QLabel) if one.isVisible()]


def card_of(meja: Meja, kunci: str) -> TaskCard:
    """The card of one task."""
    return next(one for one in cards(meja) if one.task.kunci == kunci)


def test_late_tasks_stand_first_with_their_day_and_where_the_rule_comes_from(meja: Meja) -> None:
    assert [one.task.judul for one in cards(meja)[:3]] == [
        "Rembuk stunting",
        "Isi RPJM Desa",
        "Bentuk Tim Penyusun RKPDes",
    ]
    assert (
        card_of(meja, "langkah:tim").accessibleName()
        == "Bentuk Tim Penyusun RKPDes, Terlambat 114 hari, 31 Juli 2026"
    )
    assert "TERLAMBAT" in texts(meja)
    assert "Dasar: Permendagri 114/2014; Permendesa 21/2020" in texts(meja)
    assert all(one.task.keadaan is KeadaanTugas.TERLAMBAT for one in cards(meja))


def test_the_cursor_begins_on_the_most_pressing_task_and_walks_with_the_arrows(meja: Meja) -> None:
    screen(meja).list.focus_first()
    meja.press(KEY.Key_Down)
    assert cards(meja)[1].hasFocus()
    meja.press(KEY.Key_Up)
    assert cards(meja)[0].hasFocus()


def test_coming_back_to_a_list_that_changed_meanwhile_the_keys_are_still_on_a_task(meja: Meja) -> None:
    screen(meja).list.focus_first()
    before = [one.task.kunci for one in cards(meja)]
    meja.window.go("usulan")
    meja.settle()
    day, now = meja.desk.today(), meja.desk.now()
    tasks.done_outside(
        meja.app.database, "langkah:rembuk_stunting", day, "Sudah di kertas", by="Ratna", at=now
    )
    meja.window.go("beranda")
    meja.settle()
    assert [one.task.kunci for one in cards(meja)] != before
    assert any(one.hasFocus() for one in cards(meja))


def test_enter_opens_the_place_where_the_task_is_done(meja: Meja) -> None:
    asked: list[tuple[str, object]] = []
    meja.desk.opened.connect(lambda place, key: asked.append((place, key)))
    card = next(one for one in cards(meja) if one.task.kunci == "langkah:rkpdes")
    card.setFocus()
    with_screen = {place.name for place in meja.window.places}
    meja.press(KEY.Key_Return)
    if "rkpdes" in with_screen:
        assert asked == [("rkpdes", None)]
    else:
        assert "belum ada di versi ini" in meja.window.notices.accessibleName()


def test_the_filled_button_does_the_first_task(meja: Meja) -> None:
    asked: list[str] = []
    meja.desk.opened.connect(lambda place, _key: asked.append(place))
    assert screen(meja).primary.text == "Kerjakan yang teratas"
    meja.window.press_primary()
    meja.settle()
    assert asked == ["musyawarah"]


def test_a_task_put_off_until_next_week_waits_under_nanti_with_its_reason(meja: Meja) -> None:
    card_of(meja, "langkah:tim").setFocus()
    meja.press(KEY.Key_Delete)
    meja.press("+7", KEY.Key_Return, "Menunggu BPD", KEY.Key_Return)
    meja.settle()
    assert "langkah:tim" not in [one.task.kunci for one in cards(meja)]
    with meja.app.database.read() as unit:
        tahun = kantor.require(unit).tahun_rencana
    note = kantor.notes_of(meja.app.database, tahun)[0]
    assert (note.keadaan, note.alasan) == (KeadaanTahap.DITUNDA, "Menunggu BPD")
    toggle = meja.find(QToolButton, "beranda.nanti")
    toggle.click()
    later = next(one for one in cards(meja) if one.task.kunci == "langkah:tim")
    assert later.task.sebab == "Ditunda sampai 29 November 2026. Menunggu BPD"


def test_a_task_cannot_be_put_off_for_a_month_and_the_panel_says_so(meja: Meja) -> None:
    cards(meja)[0].setFocus()
    meja.press(KEY.Key_Delete)
    meja.press("+30", KEY.Key_Return, "Nanti saja", KEY.Key_Return)
    meja.settle()
    panel = screen(meja).list.panel
    assert panel is not None
    assert panel.day.message == "Tugas dapat ditunda paling lama 14 hari, sampai 6 Desember 2026."
    meja.press(KEY.Key_Escape)
    assert screen(meja).list.panel is None
    assert cards(meja)[0].hasFocus()


def test_a_step_done_on_paper_is_noted_with_its_date_and_counts_in_the_position(meja: Meja) -> None:
    card_of(meja, "langkah:tim").setFocus()
    meja.press(KEY.Key_Delete)
    meja.find(QPushButton, "beranda.tunda.di_luar").click()
    panel = screen(meja).list.panel
    panel.start()
    meja.press("15/6/2026", KEY.Key_Return, "Berita acara di lemari", KEY.Key_Return)
    meja.settle()
    assert "langkah:tim" not in [one.task.kunci for one in cards(meja)]
    assert "Tim: selesai" in texts(meja)


def test_a_step_that_no_screen_can_do_asks_for_its_date_instead(meja: Meja) -> None:
    card = next(one for one in cards(meja) if one.task.kunci == "langkah:rancangan_apbdes")
    assert card.button.text() == "Catat selesai"
    card.button.click()
    panel = screen(meja).list.panel
    assert panel is not None
    assert not panel.choices["tunda"].isVisible()


def test_the_position_names_seven_steps_with_words_beside_the_marks(meja: Meja) -> None:
    position = [one for one in texts(meja) if one.endswith((": langkah sekarang", ": belum"))]
    assert len(position) == 7
    assert position[0] == "Tim: langkah sekarang"


def test_a_backup_made_elsewhere_shows_at_once(meja: Meja) -> None:
    assert "Data ini belum pernah dicadangkan." in texts(meja)
    upkeep.back_up(meja.app.database, meja.app.safe)
    meja.settle()
    assert "Cadangan terakhir: hari ini" in texts(meja)


def test_a_kecamatan_sees_its_own_steps_and_its_inbox(tmp_path: Path, qtbot: QtBot) -> None:
    with (
        open_office(tmp_path, kode="330699", nama="Kutoarjo") as app,
        open_window(app, qtbot, "beranda") as meja,
    ):
        assert "0 kiriman menunggu di Kotak Masuk." in texts(meja)
        assert not screen(meja).position.isVisible()


@pytest.mark.parametrize("scale", [100, 150])
def test_nothing_is_cut_off_at_any_size_of_text(meja: Meja, qapp: QApplication, scale: int) -> None:
    apply(qapp, Theme.GELAP, scale)
    screen(meja).list.ask(cards(meja)[0].task)
    meja.settle()
    assert clipped_widgets(screen(meja)) == []
    for name in ("beranda.tugas", "beranda.samping"):
        area = meja.find(QScrollArea, name)
        assert area.widget().minimumSizeHint().width() <= area.viewport().width()


def test_what_was_worked_on_last_is_named_with_its_place_and_opens(meja: Meja) -> None:
    found = kantor.find(meja.app.database)
    assert found is not None
    rows = dokumen_id(found.id, "daftar-usulan", "2027")
    key = editing.add_row(meja.app.database, Usulan, rows, {"uraian": "Talud RT 03"}, by="Rini", at=NOW)
    meja.settle()
    link = meja.find(QPushButton, "beranda.terakhir.1")
    assert link.accessibleName().startswith("Usulan: ")
    asked: list[tuple[str, object]] = []
    meja.desk.opened.connect(lambda place, record: asked.append((place, record)))
    link.click()
    assert asked == [("usulan", key)]
