"""What happens in the room without warning: slips of the fingers, namesakes, new proposals, broken notes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import desa_hidup
from desa_desktop.domain.desa import Tokoh
from desa_desktop.domain.musyawarah import JenisMusyawarah
from desa_desktop.services import editing, jalan_rapat, musyawarah
from desa_desktop.ui.saving import NOTES
from desa_desktop.ui.screens.musyawarah import MusyawarahScreen
from desa_desktop.ui.screens.musyawarah.room import Room
from layar import NOW, Meja, is_focused, open_village, open_window
from office import OLEH, TAHUN

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
STEP: dict[str, Any] = {"by": OLEH, "at": NOW}
NAMESAKES = [
    {"nama": "Sri Rahayu", "jk": "P", "unsur": "perempuan", "dusun": "Krajan", "lembaga": "PKK"},
    {"nama": "Sri Rahayu", "jk": "P", "unsur": "tani", "dusun": "Lor", "lembaga": ""},
]


@pytest.fixture
def meja(qtbot: QtBot, tmp_path: Path) -> Iterator[Meja]:
    with open_village(tmp_path) as app:
        desa_hidup.people(app.database)
        editing.add_rows(app.database, Tokoh, desa_hidup.own_id(app.database), NAMESAKES, **STEP)
        desa_hidup.propose(app.database, 4)
        with open_window(app, qtbot, "musyawarah") as opened:
            yield opened


def room_of(meja: Meja) -> Room:
    shown = meja.window.shown
    assert isinstance(shown, MusyawarahScreen)
    return shown.room


def opened(meja: Meja, tab: str, jenis: JenisMusyawarah = JenisMusyawarah.MUSRENBANGDES) -> UUID:
    key = musyawarah.prepare(meja.app.database, jenis, TAHUN, tanggal=NOW.date(), **STEP)
    jalan_rapat.begin(meja.app.database, key, **STEP)
    meja.window.go("musyawarah", f"{tab}:{key}")
    meja.settle()
    return key


def read(meja: Meja, key: UUID) -> musyawarah.RuangTampil:
    meja.settle()
    return musyawarah.room(meja.app.database, meja.app.aturan, key, meja.desk.today())


# ------------------------------------------------------------------ who comes in


def test_two_people_of_one_name_are_told_apart_before_enter(meja: Meja) -> None:
    key = opened(meja, "kehadiran")
    finder = room_of(meja).attendance.finder
    meja.press("sri raha")
    assert finder.hint == (
        "Enter: tandai Sri Rahayu (Kelompok perempuan, Krajan, PKK) hadir · 2 nama cocok, pilih dengan panah"
    )
    meja.press(K.Key_Down)
    assert finder.hint.startswith("Enter: tandai Sri Rahayu (Kelompok tani, Lor) hadir")
    meja.press(K.Key_Return)
    here = [one for one in read(meja, key).musyawarah.peserta if one.is_hadir]
    assert [(one.nama, one.unsur) for one in here] == [("Sri Rahayu", "tani")]


def test_a_slip_of_the_fingers_offers_the_person_and_never_takes_it_by_itself(meja: Meja) -> None:
    key = opened(meja, "kehadiran")
    finder = room_of(meja).attendance.finder
    meja.press("wagimen")
    meja.settle()
    assert finder.hint == "Mirip: Wagiman. Panah bawah: pilih · Enter: tamu baru"
    meja.press(K.Key_Down)
    assert finder.hint == "Enter: tandai Wagiman hadir"
    meja.press(K.Key_Return)
    assert [one.nama for one in read(meja, key).musyawarah.peserta if one.is_hadir] == ["Wagiman"]
    meja.press("wagimen", K.Key_Return)
    meja.settle()
    assert room_of(meja).attendance.guest.isVisible(), "Enter alone is a guest of this name"


def test_somebody_of_the_same_name_as_one_who_is_here_comes_in_as_a_guest(meja: Meja) -> None:
    key = opened(meja, "kehadiran")
    meja.press("wagiman", K.Key_Return)
    meja.settle()
    meja.press("wagiman")
    finder = room_of(meja).attendance.finder
    assert finder.hint == "Wagiman sudah hadir. Orang lain bernama sama: Ctrl+N"
    meja.press((K.Key_N, CTRL))
    guest = room_of(meja).attendance.guest
    assert guest.isVisible()
    assert guest.form.values()["nama"] == "wagiman"
    assert guest.form.boxes["kelompok_rentan"].editor.text() == "Tidak  ▾"  # type: ignore[union-attr]
    meja.press("L", K.Key_Return, "lansia", K.Key_Return)
    meja.shortcut("alat.utama")
    assert [one.nama for one in read(meja, key).musyawarah.peserta if one.is_hadir] == ["Wagiman", "wagiman"]


def test_ctrl_z_takes_back_who_was_marked_though_the_cursor_stays_in_the_line(meja: Meja) -> None:
    key = opened(meja, "kehadiran")
    meja.press("lastri", K.Key_Return)
    meja.settle()
    assert is_focused(room_of(meja).attendance.finder)
    meja.press((K.Key_Z, CTRL))
    assert read(meja, key).kehadiran.hadir == 0
    meja.press((K.Key_Y, CTRL))
    assert read(meja, key).kehadiran.hadir == 1
    meja.press("las", (K.Key_Z, CTRL))
    assert read(meja, key).kehadiran.hadir == 1, "letters in the line are taken back first"


def test_a_namesake_who_became_a_notable_later_is_found_though_the_other_is_on_the_list(meja: Meja) -> None:
    key = opened(meja, "kehadiran")
    row = {"nama": "Lastri", "jk": "P", "unsur": "perajin", "dusun": "Lor"}
    editing.add_rows(meja.app.database, Tokoh, desa_hidup.own_id(meja.app.database), [row], **STEP)
    meja.settle()
    meja.press("lastri", K.Key_Return)
    meja.settle()
    meja.press("lastri", K.Key_Down, K.Key_Return)
    here = [one for one in read(meja, key).musyawarah.peserta if one.is_hadir]
    assert [(one.nama, one.unsur) for one in here] == [("Lastri", "kader_kesehatan"), ("Lastri", "perajin")]


# ------------------------------------------------------------------ what is asked for in the room


def test_a_proposal_made_in_the_room_is_numbered_and_discussed_at_once(meja: Meja) -> None:
    key = opened(meja, "usulan")
    tab = room_of(meja).proposals
    assert is_focused(tab.grid)
    meja.press((K.Key_N, CTRL))
    assert is_focused(tab.new.form.boxes["uraian"])
    primary = room_of(meja).primary()
    assert primary is not None
    assert primary.text == "Catat usulan"
    meja.press("Pagar makam", K.Key_Return, "Lor", K.Key_Return, "RT 02", K.Key_Return, "12,5 jt")
    meja.press(K.Key_Return, "Paiman", K.Key_Return)
    meja.settle()
    assert not tab.new.isVisible()
    found = read(meja, key)
    made = max(found.usulan.values(), key=lambda one: one.nomor)
    assert (made.nomor, made.uraian, made.dusun, made.perkiraan_biaya) == (
        5,
        "Pagar makam",
        "Lor",
        12_500_000,
    )
    assert (made.pengusul, made.asal) == ("Paiman", "Musrenbangdes RKP Desa")
    assert tab.under_discussion == made.id
    assert is_focused(tab.grid)
    meja.press((K.Key_Z, CTRL))
    found = read(meja, key)
    assert len(found.musyawarah.bahasan) == len(found.usulan) == 4


def test_a_proposal_like_one_on_the_table_is_taken_and_pointed_out(meja: Meja) -> None:
    key = opened(meja, "usulan")
    meja.press((K.Key_N, CTRL), "Talud RT 3", K.Key_Return)
    meja.shortcut("alat.utama")
    assert len(read(meja, key).musyawarah.bahasan) == 5
    notice = meja.window.notices.notice
    assert notice is not None
    assert notice.text == "Usulan dicatat. Mirip dengan usulan nomor 1: bandingkan sebelum dinilai."


def test_a_proposal_without_words_is_asked_for_and_esc_keeps_nothing(meja: Meja) -> None:
    key = opened(meja, "usulan")
    tab = room_of(meja).proposals
    meja.press((K.Key_N, CTRL))
    meja.shortcut("alat.utama")
    assert tab.new.isVisible()
    assert is_focused(tab.new.form.boxes["uraian"])
    meja.press(K.Key_Escape)
    assert not tab.new.isVisible()
    assert is_focused(tab.grid)
    assert len(read(meja, key).musyawarah.bahasan) == 4


def test_a_proposal_made_in_a_hamlets_meeting_is_of_that_hamlet(meja: Meja) -> None:
    key = musyawarah.prepare(
        meja.app.database, JenisMusyawarah.MUSDUS, TAHUN, tanggal=NOW.date(), bagian="Lor", **STEP
    )
    meja.window.go("musyawarah", f"usulan:{key}")
    meja.settle()
    room_of(meja).proposals.add_proposal()
    meja.press("Gapura", K.Key_Return)
    meja.shortcut("alat.utama")
    made = max(read(meja, key).usulan.values(), key=lambda one: one.nomor)
    assert (made.dusun, made.asal) == ("Lor", "Musyawarah Dusun Lor")


def test_right_and_left_step_through_the_proposals_with_the_wall_following(meja: Meja) -> None:
    opened(meja, "usulan")
    room = room_of(meja)
    meja.shortcut("lihat.layar_penuh")
    wall = room.projector.wall
    assert wall is not None
    seen = [wall.content.besar if wall.content else ""]
    room.proposals.grid.setFocus()
    for key in (K.Key_Right, K.Key_Right, K.Key_Left):
        meja.qtbot.keyClick(room.proposals.grid.view, key)
        seen.append(wall.content.besar if wall.content else "")
    assert len(set(seen[:3])) == 3
    assert seen[3] == seen[1]


def test_after_sahkan_nothing_can_be_asked_for_in_the_room(meja: Meja) -> None:
    key = desa_hidup.agree(meja.app.database, 4)
    meja.window.go("musyawarah", f"usulan:{key}")
    meja.settle()
    tab = room_of(meja).proposals
    assert not tab.add.isEnabled()
    tab.add_proposal()
    assert not tab.new.isVisible()


# ------------------------------------------------------------------ notes


def drafts(meja: Meja) -> list[tuple[str, str]]:
    meja.settle()
    return [(one.kolom, one.isi) for one in editing.get_drafts(meja.app.database) if one.layar == NOTES]


def test_a_note_begun_in_one_meeting_does_not_slip_into_another(meja: Meja) -> None:
    first = opened(meja, "kehadiran")
    notes = room_of(meja).notes
    meja.press((K.Key_M, CTRL), "Bu Lastri: minta", K.Key_Tab, "Dicat")
    second = opened(meja, "kehadiran", JenisMusyawarah.MUSDES)
    assert (notes.line.text(), notes.answer.text()) == ("", "")
    assert sorted(drafts(meja)) == [("isi", "Bu Lastri: minta"), ("tanggapan", "Dicat")]
    meja.press((K.Key_M, CTRL), "Rapat dibuka", K.Key_Return)
    assert [one.isi for one in read(meja, second).musyawarah.catatan][-1] == "Rapat dibuka"
    meja.window.go("musyawarah", f"kehadiran:{first}")
    meja.settle()
    assert (notes.line.text(), notes.answer.text()) == ("Bu Lastri: minta", "Dicat")
    meja.press((K.Key_M, CTRL), K.Key_Return)
    kept = read(meja, first).musyawarah.catatan[-1]
    assert (kept.pembicara, kept.isi, kept.tanggapan) == ("Bu Lastri", "minta", "Dicat")
    assert drafts(meja) == []


def test_of_two_speakers_of_one_name_the_one_chosen_gives_the_group(meja: Meja) -> None:
    key = opened(meja, "kehadiran")
    for _both in range(2):
        meja.press("sri raha", K.Key_Return)
        meja.settle()
    meja.press((K.Key_M, CTRL), "sri rahayu", K.Key_Down, ":", "minta bibit", K.Key_Return)
    note = read(meja, key).musyawarah.catatan[-1]
    assert (note.pembicara, note.unsur) == ("Sri Rahayu", "tani")


def test_a_part_of_the_meeting_that_is_open_already_is_turned_to(meja: Meja) -> None:
    key = opened(meja, "kehadiran")
    meja.window.go("musyawarah", f"penilaian:{key}")
    meja.settle()
    room = room_of(meja)
    assert room.tabs.current == "penilaian"
    assert is_focused(room.scoring.grid)
    meja.window.go("musyawarah", f"proyektor:{key}:usulan")
    meja.settle()
    assert room.tabs.current == "usulan"
    assert room.projector.is_on


def test_in_a_narrow_window_all_criteria_come_before_the_panel_until_it_is_asked_for(meja: Meja) -> None:
    opened(meja, "kehadiran")
    room = room_of(meja)
    meja.window.resize(1024, 640)
    meja.settle()
    assert room.panel.isVisible(), "who is here is the work of this part"
    room.tabs.turn_to("penilaian")
    meja.settle()
    assert not room.panel.isVisible()
    side = next(one for one in room.commands() if one.key == "Ctrl+I")
    side.act()
    assert room.panel.isVisible()
    side.act()
    meja.window.resize(1366, 697)
    room.tabs.turn_to("kehadiran")
    meja.settle()
    assert room.panel.isVisible()


def test_the_clock_is_never_half_a_word(meja: Meja) -> None:
    opened(meja, "penilaian")
    clock = room_of(meja).clock
    assert clock.label.text() == "Acara 1 dari 5 · 00.00 dari 15 menit"
    wide = clock.label.fontMetrics().horizontalAdvance("1/5 · 00.00") + clock.wall.sizeHint().width()
    clock.fit(wide + 12)
    assert clock.label.text() == "1/5 · 00.00"
    clock.fit(wide - 12)
    assert not clock.label.isVisible()


def test_groups_of_the_quick_count_can_be_told_apart(meja: Meja) -> None:
    opened(meja, "kehadiran")
    model = room_of(meja).panel.counting.model
    place = model.number_of("nama")
    names = [model.cell_text(line, place) for line in range(model.rowCount())]
    assert {"Tani", "Nelayan", "Perajin", "Perempuan", "Tokoh adat"} <= set(names)
    assert len(set(names)) == len(names)


def test_before_a_meeting_is_opened_the_list_stands_alone(meja: Meja) -> None:
    room_of(meja)
    meja.window.resize(1024, 640)
    meja.settle()
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [meja.window]


def test_a_search_goes_on_with_the_first_proposal_found_on_card_and_wall(meja: Meja) -> None:
    opened(meja, "usulan")
    room = room_of(meja)
    meja.shortcut("lihat.layar_penuh")
    wall = room.projector.wall
    assert wall is not None
    room.proposals.grid.set_filter("drainase")
    assert wall.content is not None
    assert wall.content.besar == "Drainase RT 02"
    heading = room.proposals.grid.model.index(0, 0)
    room.proposals.grid.view.setCurrentIndex(heading)
    assert wall.content.besar == "Drainase RT 02", "the heading of a hamlet is no proposal"


def test_closing_the_program_takes_the_wall_away_too(meja: Meja) -> None:
    opened(meja, "usulan")
    room = room_of(meja)
    meja.shortcut("lihat.layar_penuh")
    assert room.projector.is_on
    meja.window.go("usulan")
    meja.settle()
    assert room.projector.is_on, "another screen of the program leaves the wall as it is"
    meja.window.close()
    assert not room.projector.is_on
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == []
