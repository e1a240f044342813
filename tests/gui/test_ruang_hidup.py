"""The meeting room in use: wall, clock, quorum, several scorers, hands, who came in, what was said."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

import desa_hidup
import ruang_penuh
from desa_desktop.domain.acara import is_acara
from desa_desktop.domain.desa import Tokoh
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.musyawarah import CaraNilai, JenisMusyawarah, Musyawarah
from desa_desktop.domain.penduduk import Keluarga, Penduduk
from desa_desktop.domain.usulan import Usulan
from desa_desktop.services import editing, jalan_rapat, musyawarah, ruang
from desa_desktop.ui.screens.musyawarah import MusyawarahScreen
from desa_desktop.ui.screens.musyawarah.projector import LEAST_POINTS, Wall
from desa_desktop.ui.screens.musyawarah.room import Room
from layar import NOW, Meja, is_focused, open_village, open_window
from office import OLEH, TAHUN
from warga_banyak import warga

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
STEP: dict[str, Any] = {"by": OLEH, "at": NOW}


@pytest.fixture
def meja(qtbot: QtBot, tmp_path: Path) -> Iterator[Meja]:
    with open_village(tmp_path) as app:
        desa_hidup.people(app.database)
        desa_hidup.propose(app.database, 4)
        with open_window(app, qtbot, "musyawarah") as opened:
            yield opened


def room_of(meja: Meja) -> Room:
    shown = meja.window.shown
    assert isinstance(shown, MusyawarahScreen)
    return shown.room


def opened(meja: Meja, jenis: JenisMusyawarah = JenisMusyawarah.MUSRENBANGDES, tab: str = "acara") -> UUID:
    """A meeting that was begun, open on this tab."""
    key = musyawarah.prepare(meja.app.database, jenis, TAHUN, tanggal=NOW.date(), **STEP)
    jalan_rapat.begin(meja.app.database, key, **STEP)
    meja.window.go("musyawarah", f"{tab}:{key}")
    meja.settle()
    return key


def read(meja: Meja, key: UUID) -> musyawarah.RuangTampil:
    meja.settle()
    return musyawarah.room(meja.app.database, meja.app.aturan, key, meja.desk.today())


def turn(meja: Meja, name: str) -> None:
    room_of(meja).tabs.turn_to(name)
    room_of(meja).page.arrive()
    meja.settle()


def wall_of(meja: Meja) -> Wall:
    meja.shortcut("lihat.layar_penuh")
    wall = room_of(meja).projector.wall
    assert wall is not None
    assert wall.isVisible()
    meja.settle()
    return wall


def command(meja: Meja, text: str) -> None:
    """A line of the menu Alat, as its key would do it."""
    found = next(one for one in room_of(meja).commands() if one.text == text)
    assert found.enabled, text
    found.act()
    meja.settle()


# ------------------------------------------------------------------ the wall


def test_f11_puts_the_part_of_the_meeting_on_the_wall_and_esc_brings_the_room_back(meja: Meja) -> None:
    opened(meja)
    wall = wall_of(meja)
    assert wall.clock == ("Pembukaan dan laporan panitia", "00.00 dari 15 menit")
    assert "Susunan acara" in wall.text
    assert "Hadir 0 · L 0 · P 0" in wall.text
    meja.qtbot.keyClick(wall, K.Key_Escape)
    meja.settle()
    assert not room_of(meja).projector.is_on
    assert meja.window.isVisible()


def test_letters_on_the_wall_are_never_below_28_points_and_white_on_nearly_black(meja: Meja) -> None:
    opened(meja, tab="penilaian")
    wall = wall_of(meja)
    for size in ((1024, 640), (1366, 768), (1920, 1080)):
        wall.resize(*size)
        assert wall.points >= LEAST_POINTS
    wall.showNormal()
    wall.resize(1366, 768)
    picture = wall.grab().toImage()
    assert picture.pixelColor(QPoint(5, 5)) == QColor("#0E1116")
    inks = {picture.pixelColor(x, y).name() for x in range(0, 1366, 3) for y in range(0, 768, 3)}
    assert {"#ffffff", "#ffd36b"} <= inks


def test_the_wall_follows_what_is_stored_and_a_frozen_wall_keeps_its_words(meja: Meja) -> None:
    key = opened(meja, tab="penilaian")
    wall = wall_of(meja)
    room_of(meja).scoring.grid.setFocus()
    before = wall.text
    meja.press("5434")
    meja.settle()
    assert wall.text == before, "four of five values are no score yet"
    meja.press("3")
    meja.settle()
    assert "78,0" in wall.text
    command(meja, "Bekukan layar proyektor")
    assert room_of(meja).projector.state == "Proyektor dibekukan"
    meja.press("55555")
    meja.settle()
    assert read(meja, key).peringkat[0].skor == 100
    assert "100,0" not in wall.text
    command(meja, "Bekukan layar proyektor")
    assert "100,0" in wall.text


def test_the_wall_shows_the_proposal_under_discussion_and_the_next(meja: Meja) -> None:
    opened(meja, tab="usulan")
    wall = wall_of(meja)
    first = wall.content
    assert first is not None
    assert first.besar == "Talud RT 03"
    assert first.kepala == "Usulan nomor 1"
    meja.shortcut("alat.utama")
    second = wall.content
    assert second is not None
    assert second.besar != first.besar
    meja.qtbot.keyClick(wall, K.Key_Left)  # where the wall covers the room, its arrows go on
    assert wall.content == first
    meja.qtbot.keyClick(wall, K.Key_Right)
    assert wall.content == second
    meja.qtbot.keyClick(wall, K.Key_F11, CTRL)
    assert room_of(meja).projector.is_frozen


def test_nobodys_name_or_number_reaches_the_wall_on_any_part(meja: Meja) -> None:
    (usulan,) = desa_hidup.propose(meja.app.database, 1)
    values = {
        "uraian": "Bedah rumah Pak Karto NIK 3306991508860001",
        "pengusul": "Rubiyem Sepuh",
        "masalah": "Janda",
    }
    editing.change(meja.app.database, Usulan, usulan, values, **STEP)
    key = opened(meja)
    people = read(meja, key).musyawarah.peserta
    for one in people:
        musyawarah.mark_present(meja.app.database, key, one.id, **STEP)
    meja.settle()
    wall = wall_of(meja)
    words = ""
    for name in room_of(meja).pages:
        turn(meja, name)
        if name == "usulan":
            room_of(meja).proposals.grid.select_row(room_of(meja).proposals.grid.model.rows[-1].id)  # type: ignore[attr-defined]
            meja.settle()
        words += wall.text + wall.accessibleDescription()
    assert "Bedah rumah seorang warga" in words
    for private in ("Karto", "3306991508860001", "Rubiyem Sepuh", "Janda", *(one.nama for one in people)):
        assert private not in words


def test_a_long_ranking_turns_its_pages_by_keys(meja: Meja) -> None:
    desa_hidup.propose(meja.app.database)
    desa_hidup.propose(meja.app.database)
    opened(meja, tab="penilaian")
    wall = wall_of(meja)
    wall.showNormal()
    wall.resize(1366, 768)
    meja.settle()
    assert wall.page_count > 2
    command(meja, "Halaman proyektor berikutnya")
    assert wall.page == 1
    meja.qtbot.keyClick(wall, K.Key_PageDown)
    assert wall.page == 2
    command(meja, "Halaman proyektor sebelumnya")
    assert wall.page == 1


def test_leaving_the_room_darkens_the_wall(meja: Meja) -> None:
    opened(meja)
    wall_of(meja)
    meja.shortcut("lihat.kembali")
    assert not room_of(meja).projector.is_on
    assert [one for one in QApplication.topLevelWidgets() if isinstance(one, Wall) and one.isVisible()] == []


def test_elsewhere_f11_fills_the_screen_with_the_window(meja: Meja) -> None:
    meja.shortcut("lihat.layar_penuh")
    assert meja.window.isFullScreen()
    meja.shortcut("lihat.layar_penuh")
    assert not meja.window.isFullScreen()


# ------------------------------------------------------------------ clock and quorum


def test_the_items_of_the_agenda_run_with_a_clock_that_survives_closing(meja: Meja) -> None:
    key = opened(meja)
    room = room_of(meja)
    assert room.clock.text == "Acara 1 dari 5 · 00.00 dari 15 menit"
    later = NOW + timedelta(minutes=16, seconds=5)
    meja.desk.app = replace(meja.app, now=lambda: later)
    room.tick()
    assert room.clock.text == "Acara 1 dari 5 · 16.05 dari 15 menit"
    command(meja, "Acara berikutnya")
    assert room.clock.text == "Acara 2 dari 5 · 00.00 dari 30 menit"
    again = MusyawarahScreen(meja.desk)
    meja.qtbot.addWidget(again)
    again.open_room(key)
    meja.settle()
    assert again.room.clock.text == "Acara 2 dari 5 · 00.00 dari 30 menit"


def test_a_musdes_short_of_its_quorum_is_put_off_and_its_second_meeting_prepared(meja: Meja) -> None:
    key = opened(meja, JenisMusyawarah.MUSDES, "kehadiran")
    panel = room_of(meja).panel
    assert panel.quorum.text == "Kuorum 10: hadir 0 dari 15"
    assert panel.quorum_act.text() == "Tunda (kuorum)"
    panel.quorum_act.setFocus()
    meja.press(K.Key_Space)
    meja.settle()
    assert panel.quorum.text.startswith("Kuorum 10: hadir 0 dari 15 · ditunda sampai ")
    assert panel.quorum.text.endswith("sisa 3.00.00")
    assert panel.quorum_act.text() == "Siapkan rapat kedua"
    meja.press(K.Key_Space)
    meja.settle()
    second = room_of(meja).meeting.key
    assert second is not None
    assert second != key
    found = read(meja, second)
    assert found.musyawarah.rapat_sebelum_id == key
    assert found.musyawarah.tanggal == NOW.date() + timedelta(days=1)
    turn(meja, "kehadiran")
    assert panel.quorum.text == "Rapat kedua: berlangsung dengan peserta yang hadir"
    assert not panel.quorum_act.isVisible()


# ------------------------------------------------------------------ scoring


def test_several_scorers_are_named_and_typed_one_at_a_time_with_keys(meja: Meja) -> None:
    key = opened(meja, tab="kehadiran")
    for part in ("sri ut", "joko"):
        meja.press(part, K.Key_Return)
        meja.settle()
    turn(meja, "penilaian")
    scoring = room_of(meja).scoring
    scoring.ways[CaraNilai.PENILAI].setFocus()
    meja.press(K.Key_Space)
    meja.settle()
    assert scoring.state.text == "Tambahkan penilai dulu: tulis namanya, lalu Enter."
    scoring.scorers.line.setFocus()
    meja.press("sri", K.Key_Return)
    meja.settle()
    assert is_focused(scoring.grid)
    meja.press("55555" + "44444" + "33333" + "22222")
    meja.settle()
    assert [row.skor for row in scoring.grid.model.rows] == [100, 80, 60, 40]  # type: ignore[attr-defined]
    scoring.scorers.line.setFocus()
    meja.press("joko", K.Key_Return)
    meja.settle()
    assert scoring.scorers.progress.text() == (
        "Kemajuan: Sri Utami 4/4 · Joko Santoso 0/4. Skor adalah rata-rata semua penilai."
    )
    assert [row.skor for row in scoring.grid.model.rows] == [None] * 4  # type: ignore[attr-defined]
    meja.press("33333")
    meja.settle()
    assert scoring.grid.model.rows[0].skor == 80  # type: ignore[attr-defined]
    assert [one.unsur for one in read(meja, key).musyawarah.penilai] == ["perempuan", "tani"]
    scoring.scorers.remove.setFocus()
    meja.press(K.Key_Space)
    meja.settle()
    assert [row.skor for row in scoring.grid.model.rows] == [100, 80, 60, 40]  # type: ignore[attr-defined]


def test_hands_are_counted_and_kunci_freezes_them(meja: Meja) -> None:
    key = opened(meja, tab="penilaian")
    scoring = room_of(meja).scoring
    scoring.ways[CaraNilai.DUKUNGAN].click()
    meja.settle()
    scoring.arrive()
    meja.press("12", K.Key_Tab, "9", K.Key_Tab, "20", K.Key_Tab, "15", K.Key_Tab)
    meja.settle()
    ranked = [(row.usulan.nomor, row.skor) for row in read(meja, key).peringkat][:2]
    assert ranked == [(2, 35), (1, 21)]
    meja.shortcut("alat.utama")
    assert read(meja, key).musyawarah.is_penilaian_dikunci
    assert not scoring.grid.editable
    assert not scoring.ways[CaraNilai.BERSAMA].isEnabled()


def test_a_scheme_of_one_to_a_hundred_takes_whole_numbers(meja: Meja) -> None:
    key = opened(meja, tab="penilaian")
    ruang.choose_way(meja.app.database, key, meja.app.aturan, skema="permendesa21", **STEP)
    meja.settle()
    scoring = room_of(meja).scoring
    scoring.arrive()
    name = scoring.schemes.currentText()
    assert scoring.schemes.fontMetrics().horizontalAdvance(name) + 40 < scoring.schemes.width()
    meja.press("85", K.Key_Tab)
    meja.settle()
    first = read(meja, key).musyawarah.bahasan[0]
    assert list(first.nilai.values()) == [85]
    meja.press("101", K.Key_Tab)
    meja.settle()
    assert list(read(meja, key).musyawarah.bahasan[0].nilai.values()) == [85]


def test_a_tie_is_explained_below_the_table(meja: Meja) -> None:
    opened(meja, tab="penilaian")
    meja.press("44444" + "44444")
    meja.settle()
    ties = room_of(meja).scoring.ties
    assert ties.isVisible()
    assert ties.text() == (
        "Usulan 1 di atas usulan 2 (skor sama 80,0): penerima manfaat lebih banyak (135 : 47)."
    )


# ------------------------------------------------------------------ who came, what was said


def test_a_notable_added_after_the_invitation_is_found_and_comes_as_a_guest(meja: Meja) -> None:
    key = opened(meja, tab="kehadiran")
    desa_hidup_add(meja, "Purwanti", "P", "anak")
    meja.press("purw")
    finder = room_of(meja).attendance.finder
    assert finder.hint == "Enter: Purwanti (Forum Anak · Lor), tidak di daftar undangan"
    meja.press(K.Key_Return)
    found = read(meja, key)
    came = next(one for one in found.musyawarah.peserta if one.nama == "Purwanti")
    assert (came.is_hadir, came.is_tamu, came.unsur) == (True, True, "anak")


def desa_hidup_add(meja: Meja, nama: str, jk: str, unsur: str) -> None:
    """One more notable in Data Desa while the meeting is open."""
    row = {"nama": nama, "jk": jk, "unsur": unsur, "dusun": "Lor", "lembaga": "Forum Anak"}
    editing.add_rows(meja.app.database, Tokoh, desa_hidup.own_id(meja.app.database), [row], **STEP)
    meja.settle()


def test_a_resident_is_found_by_name_alone_and_asked_for_the_group(meja: Meja) -> None:
    families, people = [], []
    for family, members in warga(40):
        families.append(family)
        people += members
    with meja.app.database.unit() as unit:
        unit.load(Keluarga, families)
        unit.load(Penduduk, people)
        unit.commit("register", OLEH, NOW)
    name, nik = str(people[0]["nama"]), str(people[0]["nik"])
    key = opened(meja, tab="kehadiran")
    finder = room_of(meja).attendance.finder
    meja.press(nik)
    meja.settle()
    assert finder.hint == "Tidak ada di daftar. Enter: catat sebagai tamu baru.", "a number finds nobody"
    meja.press(K.Key_Escape, name)
    meja.settle()
    assert finder.hint.startswith(f"Enter: {name} (")
    assert nik not in finder.hint
    meja.press(K.Key_Return)
    meja.settle()
    guest = room_of(meja).attendance.guest
    assert guest.isVisible()
    assert guest.form.values()["nama"] == name
    assert is_focused(guest.form.boxes["unsur"])
    meja.press("pemuda", K.Key_Return)
    meja.shortcut("alat.utama")
    came = next(one for one in read(meja, key).musyawarah.peserta if one.nama == name)
    assert (came.is_hadir, came.jk, came.unsur) == (True, people[0]["jk"], "pemuda")


def test_vulnerable_guests_are_counted_apart_beside_the_list(meja: Meja) -> None:
    key = opened(meja, tab="kehadiran")
    musyawarah.add_guest(
        meja.app.database, key, nama="Mbah Karto", jk="L", unsur="lansia", kelompok_rentan=("lansia",), **STEP
    )
    meja.settle()
    assert room_of(meja).panel.frail.text() == "Kelompok rentan: Lansia 1"


def test_the_beginning_of_a_name_and_a_colon_name_the_speaker_with_group_item_and_answer(meja: Meja) -> None:
    key = opened(meja, tab="kehadiran")
    meja.press("lastri", K.Key_Return)
    meja.settle()
    turn(meja, "usulan")
    meja.press((K.Key_M, CTRL), "last")
    notes = room_of(meja).notes
    assert notes.last.text() == "Titik dua: Lastri"
    meja.press(":")
    assert notes.line.text() == "Lastri: "
    meja.press("minta sumur dekat posyandu", K.Key_Tab, "Dicatat sebagai usulan", K.Key_Return)
    found = read(meja, key).musyawarah
    note = next(one for one in found.catatan if one.pembicara)
    assert (note.pembicara, note.unsur, note.isi) == (
        "Lastri",
        "kader_kesehatan",
        "minta sumur dekat posyandu",
    )
    assert note.tanggapan == "Dicatat sebagai usulan"
    assert note.agenda_id == found.agenda[0].id


# ------------------------------------------------------------------ preparing and ratifying


@pytest.mark.parametrize(
    ("typed", "nama"),
    [
        ("musyawarah dusun", "Musyawarah Dusun Krajan"),
        ("rembuk", "Rembuk Stunting"),
        ("musdes peng", "Musdes Pengesahan"),
        ("khusus", "Musrenbangdes Khusus"),
    ],
)
def test_every_kind_is_prepared_from_the_page_with_keys(meja: Meja, typed: str, nama: str) -> None:
    meja.shortcut("alat.utama")
    assert "pemaparan rancangan RKP Desa dan pagu indikatif" in meja.window.shown.preparing.about.text()
    meja.press(typed, K.Key_Return)
    if "Dusun" in nama:
        meja.press("Krajan", K.Key_Return)
    meja.settle()
    meja.shortcut("alat.utama")
    key = room_of(meja).meeting.key
    assert key is not None
    assert read(meja, key).musyawarah.nama == nama


def test_people_without_names_are_explained_in_their_own_field(meja: Meja) -> None:
    key = opened(meja, tab="pengesahan")
    form = room_of(meja).ratifying.form
    assert not form.boxes["alasan_hitung"].isVisible()
    musyawarah.count_quickly(meja.app.database, key, {"tani:L": 3}, **STEP)
    meja.settle()
    assert form.boxes["alasan_hitung"].isVisible()
    form.go_to("alasan_hitung")
    meja.press("Menandatangani di kertas", K.Key_Return)
    found = [one for one in read(meja, key).pemeriksaan if one.aturan == "K-411"]
    assert [one.teks for one in found] == [
        "3 orang dihitung tanpa nama, dijelaskan: Menandatangani di kertas"
    ]


def test_the_signed_page_is_photographed_and_shown(meja: Meja, tmp_path: Path) -> None:
    key = opened(meja, tab="pengesahan")
    photo = room_of(meja).ratifying.photo
    Image.new("RGB", (600, 800), "white").save(tmp_path / "ba.jpg")
    photo.ask_file = lambda: tmp_path / "ba.jpg"
    photo.bring.click()
    meja.settle()
    assert photo.has_picture
    assert read(meja, key).musyawarah.foto
    photo.drop.click()
    meja.settle()
    assert not photo.has_picture
    photo.ask_file = lambda: tmp_path / "tidak-ada.jpg"
    photo.bring.click()
    meja.settle()
    notice = meja.window.notices.notice
    assert notice is not None
    assert "tidak-ada.jpg" in notice.text


def test_a_value_reads_the_meeting_once_and_only_the_page_in_sight_is_drawn(meja: Meja) -> None:
    """80 people and 60 proposals: what nobody looks at waits until the typing pauses."""
    opened(meja, tab="penilaian")
    room = room_of(meja)
    meja.qtbot.waitUntil(lambda: not room.is_behind, timeout=5000)
    drawn: list[str] = []
    for name, page in room.pages.items():
        original = page.show_room
        page.show_room = lambda shown, name=name, original=original: (drawn.append(name), original(shown))  # type: ignore[method-assign, assignment]
    meja.press("5")
    meja.qtbot.waitUntil(lambda: bool(drawn), timeout=5000)
    assert drawn == ["penilaian"], "nobody looks at the others"
    meja.qtbot.waitUntil(lambda: set(drawn) == set(room.pages), timeout=5000)  # the pause is over
    assert len(drawn) == len(room.pages)


def test_a_full_room_is_prepared_with_all_its_people_and_proposals(meja: Meja) -> None:
    ruang_penuh.fill(meja.app.database, proposals=56)
    key = opened(meja, tab="kehadiran")
    found = read(meja, key).musyawarah
    assert len(found.bahasan) == 60
    assert len(found.peserta) >= 80


def key_of(meja: Meja, key: str) -> None:
    """A key of the room's menu (`Ctrl+PgDown`)."""
    found = next(one for one in room_of(meja).commands() if one.key == key)
    assert found.enabled, key
    found.act()
    meja.settle()


def test_a_meeting_is_walked_from_siapkan_to_sahkan_with_keys_only(meja: Meja) -> None:
    main = "alat.utama"
    meja.shortcut(main)  # Siapkan musyawarah
    meja.press(K.Key_Return, "22/11/2026", K.Key_Return)
    meja.shortcut(main)  # Siapkan
    key = room_of(meja).meeting.key
    assert key is not None
    meja.shortcut(main)  # Mulai musyawarah: leader and writer are those of Data Desa
    assert room_of(meja).tabs.current == "kehadiran"
    for part in ("wagi", "fauzi", "paim", "sri ut", "aminah", "joko", "endang", "slamet", "tukin"):
        meja.press(part, K.Key_Return)
        meja.settle()
    meja.press("Bu Ninik", K.Key_Return, "P", K.Key_Return, "pemerhati", K.Key_Return)
    meja.shortcut(main)  # Tandai hadir takes the guest
    meja.press((K.Key_M, CTRL), "sri", ":", "minta sumur", K.Key_Return)
    meja.settle()
    key_of(meja, "Ctrl+Shift+A")
    key_of(meja, "Ctrl+PgDown")
    for _ in range(4):
        meja.shortcut(main)  # Bahas berikutnya
    assert room_of(meja).tabs.current == "penilaian"
    meja.press("54343" + "45555" + "33333" + "21111")
    meja.settle()
    meja.shortcut(main)  # Kunci penilaian
    meja.shortcut(main)
    assert room_of(meja).tabs.current == "keputusan"
    meja.press("dise", K.Key_Return, "dise", K.Key_Return, "ditun", K.Key_Return)
    meja.settle()
    meja.press("tidak", K.Key_Return)
    meja.settle()
    meja.press("Sudah dibangun tahun lalu", K.Key_Return)
    meja.settle()
    meja.shortcut(main)  # Simpan keputusan
    assert room_of(meja).tabs.current == "pengesahan"
    meja.press(K.Key_Backtab)
    assert is_focused(room_of(meja).ratifying.propose)
    meja.press(K.Key_Space)
    meja.settle()
    meja.press("Nelayan dan jam selesai dicatat di kertas")
    answer_yes()
    meja.shortcut(main)  # Sahkan
    done = read(meja, key).musyawarah
    assert done.status is StatusDokumen.DISAHKAN
    assert [one.pembicara for one in done.catatan if one.pembicara] == ["Sri Utami"]
    assert kinds_of(done) == [
        "Pembukaan dan laporan panitia",
        "Pemaparan rancangan RKP Desa dan pagu indikatif",
    ]
    assert any(one.jk == "P" for one in done.penandatangan)


def kinds_of(meeting: Musyawarah) -> list[str]:
    """The items of the agenda that were begun."""
    return [one.isi for one in sorted(meeting.catatan, key=lambda one: one.urut) if is_acara(one)]


def answer_yes() -> None:
    """Press the verb of the question that comes next."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        button = box.findChild(QPushButton, "tanya.lanjut") if isinstance(box, QMessageBox) else None
        if button is None:
            QTimer.singleShot(5, press)
        else:
            button.click()

    QTimer.singleShot(0, press)


def test_a_change_of_the_ratified_plan_offers_its_own_meeting(meja: Meja) -> None:
    meja.desk.open("musyawarah", JenisMusyawarah.MUSRENBANGDES_KHUSUS)
    meja.settle()
    meja.shortcut("alat.utama")
    key = room_of(meja).meeting.key
    assert key is not None
    assert read(meja, key).musyawarah.nama == "Musrenbangdes Khusus"


TWO_SCREENS = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
from desa_desktop.ui.screens.musyawarah.projector import Wall

app = QApplication([])
main = QWidget()
main.setGeometry(0, 0, 800, 500)
main.show()
wall = Wall()
wall.open_on(main.screen())
app.processEvents()
print(len(app.screens()), wall.screen() is not main.screen(), wall.is_beside, wall.geometry().getRect())
"""


def test_with_a_second_screen_the_wall_stands_there_and_the_room_keeps_the_keys(tmp_path: Path) -> None:
    shape = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    screens = [
        {"name": "laptop", "x": 0, "y": 0, "width": 1366, "height": 768} | shape,
        {"name": "dinding", "x": 1366, "y": 0, "width": 1920, "height": 1080} | shape,
    ]
    config = tmp_path / "dua-layar.json"
    config.write_text(json.dumps({"screens": screens}), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", TWO_SCREENS],
        env=os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={config}"},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert done.stdout.split() == ["2", "True", "True", "(1366,", "0,", "1920,", "1080)"]


# ------------------------------------------------------------------ before its day, and on it


def prepared_for(meja: Meja, day: date, **values: Any) -> UUID:
    """A meeting called for this day, with what was filled in for the invitation, open on Acara."""
    key = musyawarah.prepare(meja.app.database, JenisMusyawarah.MUSRENBANGDES, TAHUN, tanggal=day, **STEP)
    if values:
        editing.change(meja.app.database, Musyawarah, key, values, **STEP)
    meja.window.go("musyawarah", f"acara:{key}")
    meja.settle()
    return key


def test_a_meeting_called_for_tomorrow_offers_its_invitation_and_shows_no_alarm(meja: Meja) -> None:
    prepared_for(meja, NOW.date() + timedelta(days=1), mulai=time(8, 30))
    room = room_of(meja)
    primary = room.primary()
    assert primary is not None
    assert primary.text == "Cetak undangan"
    form = room.agenda.form
    assert [form.boxes[one].level for one in ("tanggal", "mulai", "selesai")] == [None] * 3


def test_the_hour_of_the_invitation_does_not_take_the_place_of_mulai(meja: Meja) -> None:
    key = prepared_for(meja, NOW.date(), mulai=time(8, 30))
    primary = room_of(meja).primary()
    assert primary is not None
    assert primary.text == "Mulai musyawarah"
    meja.shortcut("alat.utama")
    found = read(meja, key).musyawarah
    assert (found.mulai, found.dibuka_pada) == (time(8, 30), NOW)
    assert room_of(meja).clock.text == "Acara 1 dari 5 · 00.00 dari 15 menit"


def test_the_first_item_begun_without_mulai_starts_a_clock_that_runs(meja: Meja) -> None:
    key = prepared_for(meja, NOW.date(), mulai=time(8, 30))
    command(meja, "Acara berikutnya")
    assert read(meja, key).musyawarah.dibuka_pada == NOW
    meja.desk.app = replace(meja.app, now=lambda: NOW + timedelta(minutes=5))
    room_of(meja).tick()
    assert room_of(meja).clock.text == "Acara 1 dari 5 · 05.00 dari 15 menit"


def test_a_meeting_tried_out_the_day_before_gets_its_clock_back(meja: Meja) -> None:
    key = prepared_for(meja, NOW.date())
    jalan_rapat.begin(meja.app.database, key, by=OLEH, at=NOW - timedelta(days=1))
    meja.settle()
    assert room_of(meja).clock.text == ""
    command(meja, "Acara berikutnya")
    assert room_of(meja).clock.text == "Acara 2 dari 5 · 00.00 dari 30 menit"
