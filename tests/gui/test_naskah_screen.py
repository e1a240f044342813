"""The words of a regulation on the screen, and what the first screen prints."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import desa_hidup
from desa_desktop.domain.rkp import RkpDesa
from desa_desktop.services import dokumen, rkp
from desa_desktop.ui import print_screen
from desa_desktop.ui.print_screen import PrintScreen
from desa_desktop.ui.screens.beranda import BerandaScreen
from desa_desktop.ui.screens.rkpdes import RkpdesScreen
from layar import NOW, Meja, is_focused, open_village, open_window
from office import KID, OLEH, TAHUN

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
STEP: dict[str, Any] = {"by": OLEH, "at": NOW}


@pytest.fixture
def meja(qtbot: QtBot, tmp_path: Path) -> Iterator[Meja]:
    """A village with five activities, its plan on the tab Dokumen."""
    with open_village(tmp_path) as app:
        desa_hidup.people(app.database)
        desa_hidup.propose(app.database, 5)
        desa_hidup.agree(app.database, 5)
        made, _passed = rkp.take_usulan(app.database, app.aturan, TAHUN, **STEP)
        desa_hidup.give_pagu(app.database, DDS=850_000_000)
        desa_hidup.complete(app.database, made)
        with open_window(app, qtbot, "rkpdes") as opened:
            screen(opened).tabs.turn_to("dokumen")
            opened.settle()
            yield opened


def screen(meja: Meja) -> RkpdesScreen:
    shown = meja.window.shown
    assert isinstance(shown, RkpdesScreen)
    return shown


def texts(meja: Meja) -> RkpdesScreen:
    """The page Teks naskah, the cursor in its list."""
    shown = screen(meja)
    shown.papers.texts.click()
    meja.settle()
    return shown


def own(meja: Meja) -> dict[str, str]:
    meja.settle()
    with meja.app.database.read() as unit:
        return dict(unit.get(RkpDesa, rkp.rkp_key(meja.app.database, TAHUN)).teks)


def test_a_text_is_worded_with_the_keyboard_alone_and_the_default_stands_beside_it(meja: Meja) -> None:
    panel = texts(meja).texts.panel
    assert is_focused(panel.grid)
    assert panel.title.text() == "Rancangan Perdes: Menimbang"
    meja.press((K.Key_Return, CTRL))  # Ubah teks
    editor = panel.form.boxes["teks"].editor
    assert is_focused(editor)
    meja.press((K.Key_A, CTRL), "bahwa {desa} perlu jalan;")
    meja.press(K.Key_Tab)
    assert own(meja) == {"perdes-rkp.menimbang": "bahwa {desa} perlu jalan;"}
    assert panel.default.toPlainText().startswith("bahwa RPJM Desa dijabarkan")
    chosen = panel.chosen
    assert chosen is not None
    assert chosen.is_ubahan
    meja.shortcut("sunting.urungkan")
    assert own(meja) == {}
    assert editor.raw().startswith("bahwa RPJM Desa dijabarkan")


def test_going_to_the_next_text_stores_the_one_being_typed(meja: Meja) -> None:
    panel = texts(meja).texts.panel
    panel.edit()
    meja.press((K.Key_A, CTRL), "bahwa jalan rusak;")
    panel.grid.select_row("perdes-rkp.mengingat")
    assert own(meja) == {"perdes-rkp.menimbang": "bahwa jalan rusak;"}
    assert panel.title.text() == "Rancangan Perdes: Mengingat"
    assert "Undang-Undang Nomor 6 Tahun 2014" in panel.form.boxes["teks"].editor.raw()


def test_a_placeholder_nobody_fills_is_refused_beside_the_text(meja: Meja) -> None:
    panel = texts(meja).texts.panel
    panel.edit()
    meja.press((K.Key_A, CTRL), "bahwa {bupati} setuju;", K.Key_Tab)
    meja.settle()
    assert own(meja) == {}
    assert "{bupati} yang tidak dikenal" in panel.form.boxes["teks"].message


def test_the_default_comes_back_with_one_button(meja: Meja) -> None:
    panel = texts(meja).texts.panel
    assert not panel.restore_button.isEnabled()
    panel.edit()
    meja.press((K.Key_A, CTRL), "bahwa jalan rusak;", K.Key_Tab)
    meja.settle()
    panel.restore_button.click()
    assert own(meja) == {}
    assert not panel.restore_button.isEnabled()
    assert panel.form.boxes["teks"].editor.raw().startswith("bahwa RPJM Desa dijabarkan")


def test_the_texts_of_a_ratified_plan_can_only_be_read(meja: Meja) -> None:
    rkp.ratify_rkp(
        meja.app.database, meja.app.aturan, TAHUN, kid=KID, alasan="Lengkap", **desa_hidup.PERDES, **STEP
    )
    page = texts(meja).texts
    assert page.lock.isVisible()
    assert not page.panel.form.boxes["teks"].editor.isEnabled()
    assert not page.primary().enabled
    assert page.primary().why == "RKPDes sudah disahkan. Teksnya hanya dapat dibaca."


def test_a_word_copy_saved_after_sahkan_stands_in_the_history_and_a_draft_does_not(
    meja: Meja, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, key = meja.app.database, rkp.rkp_key(meja.app.database, TAHUN)
    monkeypatch.setattr(print_screen, "ask_where", lambda *_asked: tmp_path / "Perdes.docx")

    def saved() -> list[str]:
        screen(meja).papers.books[0].click()
        meja.settle()
        preview = meja.window.shown
        assert isinstance(preview, PrintScreen)
        preview.word.click()
        meja.settle()
        meja.shortcut("lihat.kembali")
        return [one.apa for one in dokumen.exports_of(database, key)]

    assert saved() == []
    rkp.ratify_rkp(database, meja.app.aturan, TAHUN, kid=KID, alasan="Lengkap", **desa_hidup.PERDES, **STEP)
    meja.settle()
    assert saved() == ["perdes-rkp.docx r01"]


def test_kembali_leads_from_the_texts_to_the_tab_it_came_from(meja: Meja) -> None:
    shown = texts(meja)
    assert shown.back is not None
    shown.back()
    assert shown.layers.currentWidget() is shown.tabs
    assert shown.tabs.current == "dokumen"


@pytest.mark.parametrize(
    ("place", "title", "has_word"),
    [
        (0, "Rancangan Peraturan Desa tentang RKP Desa", True),
        (1, "Dokumen RKP Desa, Bab I sampai VI", True),
        (2, "Laporan Tim Penyusun RKP Desa", True),
        (3, "Infografis RKP Desa satu halaman", False),
    ],
)
def test_each_text_document_opens_in_the_preview(meja: Meja, place: int, title: str, has_word: bool) -> None:
    screen(meja).papers.books[place].click()
    meja.settle()
    preview = meja.window.shown
    assert isinstance(preview, PrintScreen)
    assert preview.title == title
    assert preview.page_count >= 1
    assert preview.word.isVisible() is has_word


def first_screen(meja: Meja) -> BerandaScreen:
    assert meja.window.go("beranda")
    meja.settle()
    shown = meja.window.shown
    assert isinstance(shown, BerandaScreen)
    return shown


def test_ctrl_p_on_the_first_screen_offers_the_list_and_the_wall_calendar(meja: Meja) -> None:
    shown = first_screen(meja)
    assert [one.text() for one in shown.print_menu().actions()] == [
        "Daftar Tugas", "Kalender Dinding Perencanaan"
    ]  # fmt: skip
    assert shown.print_document is not None
    shown.print_document()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    assert popup.objectName() == "beranda.cetak.menu"
    popup.close()


@pytest.mark.parametrize("jenis", ["daftar-tugas", "kalender"])
def test_the_first_screen_prints_its_list_and_the_year(meja: Meja, jenis: str) -> None:
    menu = first_screen(meja).print_menu()
    next(one for one in menu.actions() if one.objectName().endswith(jenis)).trigger()
    meja.settle()
    preview = meja.window.shown
    assert isinstance(preview, PrintScreen)
    assert preview.page_count == 1
