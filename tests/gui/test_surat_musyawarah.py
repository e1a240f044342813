"""The letter of a meeting and its papers, from the room."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

import desa_hidup
from desa_desktop.domain.desa import Desa
from desa_desktop.domain.musyawarah import JenisMusyawarah
from desa_desktop.services import musyawarah, surat
from desa_desktop.ui.kit.clipped import clipped_widgets
from desa_desktop.ui.print_screen import PrintScreen
from desa_desktop.ui.screens.musyawarah import MusyawarahScreen
from desa_desktop.ui.screens.musyawarah.papers import SuratUndangan
from layar import NOW, Meja, open_village, open_window, settle
from office import OLEH, TAHUN

K = Qt.Key
STEP: dict[str, Any] = {"by": OLEH, "at": NOW}


@pytest.fixture
def meja(qtbot: QtBot, tmp_path: Path) -> Iterator[Meja]:
    with open_village(tmp_path) as app:
        desa_hidup.people(app.database)
        desa_hidup.propose(app.database, 2)
        with open_window(app, qtbot, "musyawarah") as opened:
            yield opened


def screen(meja: Meja) -> MusyawarahScreen:
    shown = meja.window.shown
    assert isinstance(shown, MusyawarahScreen)
    return shown


def prepared(meja: Meja, jenis: JenisMusyawarah = JenisMusyawarah.MUSDES) -> UUID:
    """A meeting that is prepared and open on its first tab."""
    key = musyawarah.prepare(meja.app.database, jenis, TAHUN, tanggal=date(2026, 6, 24), **STEP)
    screen(meja).open_room(key)
    meja.settle()
    return key


def letter(meja: Meja) -> SuratUndangan:
    """The form of the letter, open and read; nobody waits for it to close."""
    papers = screen(meja).room.agenda.papers
    box = SuratUndangan(screen(meja).room.meeting, papers._parent)
    meja.qtbot.addWidget(box)
    with meja.qtbot.waitActive(box):
        box.show()
        box.activateWindow()
    settle(meja.desk)  # not that of the Meja: it would bring the main window to the front
    box.form.go_to("nomor")
    return box


def test_the_letter_is_typed_with_the_keyboard_and_says_how_it_is_numbered(meja: Meja) -> None:
    key = prepared(meja)
    box = letter(meja)
    assert "Nomor berikutnya: 1." in box.numbers.text()
    meja.press("7", K.Key_Return, "20/6/2026", K.Key_Return)
    meja.qtbot.waitUntil(lambda: "Tertulis di undangan" in box.numbers.text())
    seen = surat.show(meja.app.database, key)
    assert (seen.nomor, seen.tanggal) == ("007/VI/2026", date(2026, 6, 20))
    assert "Tertulis di undangan: 007/VI/2026." in box.numbers.text()


def test_what_is_being_typed_is_kept_when_the_form_closes(meja: Meja) -> None:
    key = prepared(meja)
    box = letter(meja)
    meja.qtbot.keyClicks(box.form.boxes["hal"].editor, "Undangan rapat")
    meja.qtbot.keyClick(box, K.Key_Escape)
    meja.settle()
    assert surat.show(meja.app.database, key).isian["hal"] == "Undangan rapat"
    assert not box.is_wanted


def test_from_the_letter_one_button_leads_to_the_paper(meja: Meja) -> None:
    prepared(meja)

    def press(box: SuratUndangan) -> None:
        meja.settle()
        button = box.findChild(QPushButton, "musyawarah.surat.pratinjau")
        assert isinstance(button, QPushButton)
        button.click()

    papers = screen(meja).room.agenda.papers
    papers.ask = press
    papers.show_letter()
    meja.settle()
    shown = meja.window.shown
    assert isinstance(shown, PrintScreen)
    assert shown.page_count >= 1
    assert shown.word.isVisible()


@pytest.mark.parametrize("jenis", ["undangan", "daftar-hadir", "notulen", "rekap-penilaian", "berita-acara"])
def test_every_paper_of_the_room_opens_in_the_preview(meja: Meja, jenis: str) -> None:
    prepared(meja)
    screen(meja).room.print_paper(jenis)
    meja.settle()
    shown = meja.window.shown
    assert isinstance(shown, PrintScreen)
    assert shown.page_count >= 1


def test_the_menu_offers_what_this_meeting_can_have(meja: Meja) -> None:
    prepared(meja)
    said = [one.text() for one in screen(meja).room.agenda.papers.menu().actions() if one.text()]
    assert said[0] == "Isi surat undangan…"
    assert "Cetak Berita Acara pembentukan tim" in said
    assert not any("Permendesa" in one for one in said)
    names = [one.text for one in screen(meja).room.commands()]
    assert "Surat undangan…" in names
    assert "Cetak Notulen…" in names


@pytest.mark.parametrize("tab", ["acara", "kehadiran"])
def test_ctrl_p_prints_the_paper_of_the_tab(meja: Meja, tab: str) -> None:
    prepared(meja)
    screen(meja).room.tabs.turn_to(tab)
    meja.settle()
    screen(meja).room.print_paper()
    meja.settle()
    title = {"acara": "Undangan musyawarah", "kehadiran": "Daftar Hadir musyawarah"}[tab]
    assert isinstance(meja.window.shown, PrintScreen)
    assert meja.window.shown.title == title


def test_nothing_of_the_form_is_cut_off(meja: Meja) -> None:
    prepared(meja)
    box = letter(meja)
    assert clipped_widgets(box) == []


def test_pengesahan_names_an_invitation_out_of_the_term_and_leads_to_its_letter(meja: Meja) -> None:
    with meja.app.database.unit() as unit:
        village = unit.select(Desa)[0]
        [head] = [one for one in village.perangkat if one.jabatan == "Ketua BPD"]
        head.mulai = date(2026, 6, 22)
        unit.commit("masa jabatan", OLEH, NOW)
    key = prepared(meja)
    surat.change(meja.app.database, key, {"nomor": "7", "tanggal": date(2026, 6, 20)}, **STEP)
    meja.settle()
    room = screen(meja).room
    room.tabs.turn_to("pengesahan")
    meja.settle()
    assert room.meeting.room is not None
    [found] = [one for one in room.meeting.room.pemeriksaan if one.field == "surat"]
    assert found.aturan == "V-43"
    assert found.teks.startswith("Undangan bertanggal 20 Juni 2026, di luar masa jabatan Ketua BPD ")
    opened: list[bool] = []

    def close() -> None:
        box = QApplication.activeModalWidget()
        if box is None:
            QTimer.singleShot(5, close)
            return
        opened.append(isinstance(box, SuratUndangan))
        box.close()

    QTimer.singleShot(0, close)
    room.jump(found)
    assert opened == [True]
