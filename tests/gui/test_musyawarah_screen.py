"""A musrenbang held with the keyboard: who came, what each proposal is worth, what is decided, Sahkan."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

import desa_hidup
import lembar_word
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.musyawarah import JenisMusyawarah
from desa_desktop.domain.usulan import StatusUsulan
from desa_desktop.services import editing, musyawarah, musyawarah_berkas, ruang
from desa_desktop.services import usulan as usulan_service
from desa_desktop.ui import print_screen
from desa_desktop.ui.kit.clipped import clipped_widgets
from desa_desktop.ui.print_screen import PrintScreen
from desa_desktop.ui.screens.musyawarah import MusyawarahScreen
from desa_desktop.ui.screens.musyawarah.rows import score_text
from desa_desktop.ui.style import SIZES, Theme, apply
from layar import NOW, Meja, is_focused, open_village, open_window
from office import OLEH, TAHUN

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


def screen(meja: Meja) -> MusyawarahScreen:
    shown = meja.window.shown
    assert isinstance(shown, MusyawarahScreen)
    return shown


def prepared(meja: Meja, jenis: JenisMusyawarah = JenisMusyawarah.MUSRENBANGDES) -> UUID:
    """A meeting (a Musrenbangdes) that is prepared and open on its first tab."""
    key = musyawarah.prepare(meja.app.database, jenis, TAHUN, tanggal=desa_hidup.PERDES["tanggal"], **STEP)  # type: ignore[arg-type]
    screen(meja).open_room(key)
    meja.settle()
    return key


def recorded(meja: Meja, **bend: Any) -> UUID:
    """A meeting over the four proposals that was written down and is open."""
    file = desa_hidup.meeting_file(4, **bend)
    meeting = musyawarah_berkas.record(meja.app.database, meja.app.aturan, file, **desa_hidup.STEP)
    screen(meja).open_room(meeting.id)
    meja.settle()
    return meeting.id


def room_of(meja: Meja, key: UUID) -> musyawarah.RuangTampil:
    meja.settle()
    return musyawarah.room(meja.app.database, meja.app.aturan, key, meja.desk.today())


def turn(meja: Meja, name: str) -> None:
    screen(meja).room.tabs.turn_to(name)
    screen(meja).room.page.arrive()
    meja.settle()


def answer(verb: str) -> None:
    """Press a button of the question that comes next."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(5, press)
            return
        button = box.findChild(QPushButton, verb)
        assert button is not None
        button.click()

    QTimer.singleShot(0, press)


def fits(meja: Meja) -> bool:
    """Whether the screen asks for no more room than the smallest laptop has beside the frame."""
    window = meja.window
    frame = window.height() - window.body.height()
    wanted = screen(meja).minimumSizeHint()
    return wanted.width() <= 1366 - window.navigation.width() and wanted.height() <= 697 - frame


def primary(meja: Meja) -> str:
    meja.settle()
    return meja.window.header.primary.text()


def test_an_empty_year_says_what_a_meeting_gives_and_offers_to_prepare_one(meja: Meja) -> None:
    assert screen(meja).listing.is_empty
    assert screen(meja).listing.empty.sentence == (
        "Belum ada musyawarah tahun ini. "
        "Siapkan satu: undangan, daftar hadir, dan berita acara akan dibuatkan."
    )
    assert primary(meja) == "Siapkan musyawarah"


def strike(meja: Meja, *keys: Any) -> None:
    """Real keys: they come to the window as from the keyboard, and a list that is open sees them first."""
    window = meja.window.windowHandle()
    assert window is not None
    for key in (one for each in keys for one in (list(each) if isinstance(each, str) else [each])):
        QTest.keyClick(window, key)
    meja.settle()


def test_a_meeting_is_prepared_with_nothing_but_enter_and_letters(meja: Meja) -> None:
    """From the empty list on: Enter presses the button with the focus, and in the last field `Siapkan`."""
    meja.settle()
    strike(meja, K.Key_Return)
    here = screen(meja)
    assert here.layers.currentWidget() is here.preparing
    strike(meja, "musyawarah dus", K.Key_Return, "kra", K.Key_Return, "besok lusa", K.Key_Return)
    strike(meja, "Balai dusun", K.Key_Return)
    assert here.layers.currentWidget() is here.preparing, "a date that is not clear prepares nothing"
    assert here.preparing.form.boxes["tanggal"].level is not None
    here.preparing.form.go_to("tanggal")
    here.preparing.form.boxes["tanggal"].editor.selectAll()
    strike(meja, "12/8/2026", K.Key_Return, K.Key_Return)
    assert here.layers.currentWidget() is here.room
    [row] = musyawarah.list_musyawarah(meja.app.database, TAHUN)
    assert (row.nama, row.tempat, row.jenis) == (
        "Musyawarah Dusun Krajan", "Balai dusun", JenisMusyawarah.MUSDUS,
    )  # fmt: skip


def test_enter_all_the_way_prepares_the_usual_meeting(meja: Meja) -> None:
    meja.settle()
    strike(meja, K.Key_Return, K.Key_Return, K.Key_Return, K.Key_Return)
    here = screen(meja)
    assert here.layers.currentWidget() is here.room
    [row] = musyawarah.list_musyawarah(meja.app.database, TAHUN)
    assert row.jenis is JenisMusyawarah.MUSRENBANGDES


def test_a_meeting_is_held_from_invitation_to_sahkan_with_the_keyboard_alone(meja: Meja) -> None:
    room = screen(meja).room
    meja.shortcut("alat.utama")
    meja.press(K.Key_Return, "12 agustus 2026", K.Key_Return)
    meja.shortcut("alat.utama")
    key = room.meeting.key
    assert key is not None
    assert [len(room_of(meja, key).musyawarah.bahasan), len(room_of(meja, key).musyawarah.peserta)] == [4, 15]
    # Acara: leader and writer, then begin
    room.agenda.form.go_to("pimpinan")
    meja.press("Sutrisno Hadi", K.Key_Return)
    room.agenda.form.go_to("notulis")
    meja.press("Lestari Wulandari", K.Key_Return)
    meja.settle()
    assert room_of(meja, key).musyawarah.pimpinan_dari == "Kepala Desa"
    meja.shortcut("alat.utama")
    assert room.tabs.current == "kehadiran"
    # Kehadiran: part of a name, Enter, next
    for part in ("wagi", "fauzi", "paim", "sri ut", "aminah", "joko", "endang", "slamet", "tukin"):
        meja.press(part, K.Key_Return)
        meja.settle()
    meja.press("Pak Bejo", K.Key_Return, "L", K.Key_Return, "nelayan", K.Key_Return, "Krajan", K.Key_Return)
    meja.settle()
    meja.press("Bu Ninik", K.Key_Return, "P", K.Key_Return, "pemerhati", K.Key_Return, K.Key_Return)
    assert room_of(meja, key).kehadiran.teks == "Hadir 11 · L 6 · P 5 (45,5%)"
    assert room.panel.total.text() == "Hadir 11"
    assert is_focused(room.attendance.finder)
    # Penilaian: five digits are one proposal
    turn(meja, "penilaian")
    meja.press("54343" + "45555" + "33333" + "21111")
    meja.settle()
    texts = [score_text(row) for row in room.scoring.grid.model.rows]  # type: ignore[arg-type]
    assert texts == ["78,0", "95,0", "60,0", "25,0"]
    assert [row.peringkat for row in room.scoring.grid.model.rows] == [2, 1, 3, 4]  # type: ignore[attr-defined]
    meja.shortcut("alat.utama")
    assert room_of(meja, key).musyawarah.is_penilaian_dikunci
    meja.shortcut("alat.utama")
    # Keputusan: the best first, a reason for a no
    assert room.tabs.current == "keputusan"
    meja.press("dise", K.Key_Return, "dise", K.Key_Return, "ditun", K.Key_Return)
    meja.settle()
    meja.press("tidak", K.Key_Return)
    meja.settle()
    meja.press("Sudah dibangun tahun lalu", K.Key_Return)
    meja.settle()
    meja.shortcut("alat.utama")
    assert room.tabs.current == "pengesahan"
    # Pengesahan: signers, the end of the meeting, a reason, Sahkan
    room.ratifying.propose.setFocus()
    meja.press(K.Key_Space)
    meja.settle()
    signers = room_of(meja, key).musyawarah.penandatangan
    assert [(one.jabatan, one.jk) for one in signers[-2:]] == [
        ("Wakil masyarakat", "P"),
        ("Wakil masyarakat", "L"),
    ]
    room.ratifying.form.go_to("alasan")
    meja.press("Undangan terlambat sampai")
    answer("tanya.lanjut")
    meja.shortcut("alat.utama")
    done = room_of(meja, key).musyawarah
    assert (done.status, done.revisi, done.alasan) == (
        StatusDokumen.DISAHKAN,
        1,
        "Undangan terlambat sampai",
    )
    states = [row.status for row in usulan_service.list_usulan(meja.app.database, TAHUN)]
    assert states.count(StatusUsulan.DISEPAKATI) == 2
    assert room.lock.text == "Disahkan (r01). Isinya terkunci dan hanya dapat dibaca."


def test_a_value_outside_the_scale_stays_in_its_cell_with_the_sentence_and_is_not_stored(meja: Meja) -> None:
    key = prepared(meja)
    turn(meja, "penilaian")
    meja.press("9", K.Key_Return)
    meja.settle()
    grid = screen(meja).room.scoring.grid
    problem = grid.model.problem_at(0, grid.model.number_of("manfaat"))
    assert problem is not None
    assert problem[1] == "Nilai 9 tidak bisa. Isi angka 1 sampai 5."
    assert [one.nilai for one in room_of(meja, key).musyawarah.bahasan] == [{}, {}, {}, {}]


def test_undo_takes_back_a_value_and_the_rank_follows(meja: Meja) -> None:
    key = recorded(meja)
    turn(meja, "penilaian")
    before = [row.skor for row in room_of(meja, key).peringkat]
    grid = screen(meja).room.scoring.grid
    grid.select_row(grid.model.id_at(0), "manfaat")
    meja.press("5")
    meja.settle()
    assert [row.skor for row in room_of(meja, key).peringkat] != before
    meja.shortcut("sunting.urungkan")
    assert [row.skor for row in room_of(meja, key).peringkat] == before


def test_filling_values_down_is_one_step(meja: Meja) -> None:
    key = prepared(meja)
    turn(meja, "penilaian")
    meja.press("4")
    meja.settle()
    grid = screen(meja).room.scoring.grid
    ids = [row.id for row in grid.model.rows]  # type: ignore[attr-defined]
    grid.select_row(ids[0], "manfaat")
    for _ in ids[1:]:
        meja.press((K.Key_Down, Qt.KeyboardModifier.ShiftModifier))
    meja.press((K.Key_D, CTRL))
    assert [one.nilai.get("manfaat") for one in room_of(meja, key).musyawarah.bahasan] == [4, 4, 4, 4]
    meja.shortcut("sunting.urungkan")
    given = [one.nilai.get("manfaat") for one in room_of(meja, key).musyawarah.bahasan]
    assert given == [4, None, None, None]


def test_a_cell_that_is_being_typed_in_stays_open_while_somebody_else_saves(meja: Meja) -> None:
    key = prepared(meja)
    turn(meja, "kehadiran")
    grid = screen(meja).room.attendance.grid
    someone = room_of(meja, key).musyawarah.peserta[5]
    grid.setFocus()
    grid.select_row(someone.id, "lembaga")
    meja.press("Kelompok Wa")
    other = room_of(meja, key).musyawarah.peserta[0]
    musyawarah.mark_present(meja.app.database, key, other.id, **STEP)
    meja.settle()
    assert grid.editor is not None
    assert grid.editor.text() == "Kelompok Wa"
    assert screen(meja).room.panel.total.text() == "Hadir 1"
    meja.press("nita Tani", K.Key_Return)
    meja.settle()
    stored = next(one for one in room_of(meja, key).musyawarah.peserta if one.id == someone.id)
    assert stored.lembaga == "Kelompok Wanita Tani"


def test_a_name_typed_twice_is_not_counted_twice_and_a_cleared_sex_stays_empty(meja: Meja) -> None:
    key = prepared(meja)
    turn(meja, "kehadiran")
    meja.press("sri ut", K.Key_Return)
    meja.settle()
    meja.press("sri ut", K.Key_Return)
    meja.settle()
    assert screen(meja).room.attendance.finder.hint == "Sri Utami sudah hadir."
    room = room_of(meja, key)
    assert room.kehadiran.hadir == 1
    sri = next(one for one in room.musyawarah.peserta if one.nama == "Sri Utami")
    grid = screen(meja).room.attendance.grid
    grid.setFocus()
    grid.select_row(sri.id, "jk")
    meja.press(K.Key_Delete)
    again = room_of(meja, key)
    assert next(one for one in again.musyawarah.peserta if one.id == sri.id).jk == ""


def test_people_counted_quickly_block_sahkan_until_it_is_explained(meja: Meja) -> None:
    key = recorded(meja)
    turn(meja, "kehadiran")
    panel = screen(meja).room.panel
    panel.toggle_quick()
    meja.press("3", K.Key_Return)
    meja.settle()
    assert room_of(meja, key).musyawarah.hitung_cepat == {"tokoh_adat:L": 3}
    turn(meja, "pengesahan")
    texts = screen(meja).room.ratifying.checks.texts
    assert any("belum cocok dengan nama" in one for one in texts)
    assert not meja.window.header.primary.isEnabled()
    screen(meja).room.ratifying.form.go_to("alasan")
    meja.press("Tiga orang menandatangani di kertas")
    screen(meja).commit()
    meja.settle()
    assert meja.window.header.primary.isEnabled()


def test_a_group_that_does_not_live_here_is_no_longer_missed(meja: Meja) -> None:
    key = prepared(meja)
    turn(meja, "kehadiran")
    panel = screen(meja).room.panel
    number = next(n for n, text in enumerate(panel.groups.texts) if text.startswith("Kelompok nelayan"))
    assert panel.groups.texts[number] == "Kelompok nelayan: belum ada"
    panel.groups.setCurrentRow(number)
    panel.groups.setFocus()
    meja.press(K.Key_Space)
    meja.settle()
    assert panel.groups.texts[number] == "Kelompok nelayan: tidak ada di desa ini"
    assert room_of(meja, key).musyawarah.unsur_tidak_ada == ("nelayan",)


def test_a_no_without_a_reason_is_a_draft_that_cannot_be_passed_on(meja: Meja) -> None:
    key = recorded(meja, keputusan=[{"usulan": n, "putusan": "disepakati"} for n in (1, 2, 3)])
    turn(meja, "keputusan")
    meja.press("tidak", K.Key_Return)
    meja.settle()
    decided = {one.putusan for one in room_of(meja, key).musyawarah.bahasan}
    assert StatusUsulan.TIDAK_DISEPAKATI in decided
    meja.shortcut("alat.utama")
    assert screen(meja).room.tabs.current == "keputusan"
    notice = meja.window.notices.notice
    assert notice is not None
    assert "Tulis alasannya supaya warga bisa membacanya." in notice.text
    index = screen(meja).room.decisions.grid.view.currentIndex()
    assert screen(meja).room.decisions.grid.model.columns[index.column()].name == "alasan"


def test_the_agreed_money_is_held_against_the_pagu(meja: Meja) -> None:
    desa_hidup.give_pagu(meja.app.database, DDS=100_000_000)
    recorded(meja)
    turn(meja, "keputusan")
    words = screen(meja).room.decisions.money.text
    assert words == "Disepakati 4 usulan, Rp219.000.000 · pagu DDS Rp100.000.000 · lebih Rp119.000.000"


def test_a_ratified_meeting_is_read_only_and_buat_perubahan_opens_it_again(meja: Meja) -> None:
    key = recorded(meja)
    musyawarah.ratify(meja.app.database, meja.app.aturan, key, kid="0" * 32, alasan="Lengkap", **STEP)
    meja.settle()
    room = screen(meja).room
    for grid in (room.agenda.agenda, room.attendance.grid, room.scoring.grid, room.decisions.grid):
        assert not grid.editable
    assert not room.notes.isVisible()
    assert not room.agenda.form.boxes["tempat"].editor.isEnabled()
    turn(meja, "penilaian")
    meja.press("5")
    assert room_of(meja, key).musyawarah.status is StatusDokumen.DISAHKAN
    answer("tanya.lanjut")
    room.lock.revise.click()
    assert room_of(meja, key).musyawarah.status is StatusDokumen.KONSEP
    assert room.decisions.grid.editable


def test_a_finding_leads_to_its_place(meja: Meja) -> None:
    prepared(meja, JenisMusyawarah.KELOMPOK)
    turn(meja, "pengesahan")
    room = screen(meja).room
    finding = next(one for one in room.meeting.room.pemeriksaan if one.field == "notulis")  # type: ignore[union-attr]
    room.jump(finding)
    meja.settle()
    assert room.tabs.current == "acara"
    assert is_focused(room.agenda.form.boxes["notulis"])


def test_what_is_said_is_written_down_from_any_tab_with_the_hour(meja: Meja) -> None:
    key = prepared(meja)
    turn(meja, "penilaian")
    meja.press((K.Key_M, CTRL), "Bu Lastri: minta sumur dekat posyandu", K.Key_Return)
    note = room_of(meja, key).musyawarah.catatan[0]
    assert (note.pembicara, note.isi) == ("Bu Lastri", "minta sumur dekat posyandu")
    assert note.pukul is not None
    assert is_focused(screen(meja).room.scoring.grid)


def test_a_half_written_note_comes_back_after_a_crash(meja: Meja, qtbot: QtBot) -> None:
    key = prepared(meja)
    turn(meja, "usulan")
    meja.press((K.Key_M, CTRL), "Pak RW usul")
    qtbot.waitUntil(lambda: bool(editing.get_drafts(meja.app.database)), timeout=5000)
    drafts = editing.get_drafts(meja.app.database)
    (draft,) = (one for one in drafts if one.isi)
    assert (draft.baris_id, draft.isi) == (str(key), "Pak RW usul")
    again = MusyawarahScreen(meja.desk)
    qtbot.addWidget(again)
    again.open_room(key)
    meja.settle()
    assert again.room.notes.line.text() == "Pak RW usul"


def test_new_proposals_are_brought_to_the_table_during_the_meeting(meja: Meja) -> None:
    key = prepared(meja)
    desa_hidup.propose(meja.app.database, 2)
    meja.settle()
    turn(meja, "usulan")
    proposals = screen(meja).room.proposals
    assert proposals.fresh.text() == "2 usulan belum dibahas"
    proposals.take.click()
    assert len(room_of(meja, key).musyawarah.bahasan) == 6
    assert not proposals.take.isEnabled()


def test_bahas_berikutnya_steps_through_the_proposals_and_then_to_the_scoring(meja: Meja) -> None:
    prepared(meja)
    turn(meja, "usulan")
    seen = []
    for _ in range(4):
        title = meja.find(QLabel, "musyawarah.usulan.dibahas.uraian")
        seen.append(title.text())
        meja.shortcut("alat.utama")
    assert len(set(seen)) == 4
    assert screen(meja).room.tabs.current == "penilaian"


def test_the_minutes_open_in_the_print_preview_and_kembali_returns_to_the_room(meja: Meja) -> None:
    recorded(meja)
    turn(meja, "pengesahan")
    screen(meja).room.ratifying.minutes.click()
    meja.settle()
    preview = meja.window.shown
    assert isinstance(preview, PrintScreen)
    assert preview.page_count >= 1
    meja.shortcut("lihat.kembali")
    assert screen(meja).room.tabs.current == "pengesahan"


def test_the_minutes_are_saved_as_word_from_the_preview(
    meja: Meja, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded(meja)
    turn(meja, "pengesahan")
    screen(meja).room.ratifying.minutes.click()
    meja.settle()
    preview = meja.window.shown
    assert isinstance(preview, PrintScreen)
    assert (preview.word.isVisible(), preview.excel.isVisible()) == (True, False)
    target = tmp_path / "BeritaAcara.docx"
    asked: list[str] = []

    def ask(_parent: object, _desk: object, _name: str, ending: str, _kind: str) -> Path:
        asked.append(ending)
        return target

    monkeypatch.setattr(print_screen, "ask_where", ask)
    preview.word.click()
    meja.settle()
    assert asked == [".docx"]
    assert "BERITA ACARA" in lembar_word.outline(target.read_bytes())


@pytest.mark.parametrize(("width", "scale"), [(1024, 100), (1366, 150)])
def test_a_list_that_is_pdf_word_and_excel_has_room_for_its_three_buttons(
    meja: Meja, qapp: QApplication, width: int, scale: int
) -> None:
    recorded(meja)
    apply(qapp, Theme.TERANG, scale)
    try:
        meja.window.resize(width, 640)
        screen(meja).room.print_paper("daftar-hadir")
        meja.settle()
        preview = meja.window.shown
        assert isinstance(preview, PrintScreen)
        assert [one.isVisible() for one in (preview.save, preview.word, preview.excel)] == [True] * 3
        assert clipped_widgets(meja.window) == []
    finally:
        apply(qapp, Theme.TERANG, 100)


def test_a_meeting_deleted_elsewhere_leads_back_to_the_list(meja: Meja) -> None:
    key = prepared(meja)
    musyawarah.remove(meja.app.database, [key], **STEP)
    meja.settle()
    assert screen(meja).layers.currentWidget() is not screen(meja).room
    assert screen(meja).listing.is_empty


def test_the_usual_signers_are_named_once_with_a_woman_among_the_citizens(meja: Meja) -> None:
    key = recorded(meja, penandatangan=[])
    made = ruang.propose_signers(meja.app.database, key, meja.app.aturan, **STEP)
    names = [(one.nama, one.jabatan) for one in room_of(meja, key).musyawarah.penandatangan]
    assert names[:2] == [("Sutrisno Hadi", "Kepala Desa"), ("Bambang Setiawan", "Ketua BPD")]
    assert len(made) == len({name for name, _office in names}) == 4
    assert ruang.propose_signers(meja.app.database, key, meja.app.aturan, **STEP) == []


@pytest.mark.parametrize("scale", SIZES)
def test_nothing_is_cut_on_any_tab_at_any_size_of_letters(meja: Meja, scale: int, qapp: QApplication) -> None:
    apply(qapp, Theme.TERANG, scale)
    meja.settle()
    recorded(meja)
    for name in screen(meja).room.pages:
        turn(meja, name)
        assert clipped_widgets(screen(meja)) == [], name
        assert fits(meja), name
    turn(meja, "acara")
    day = screen(meja).room.pages["acara"].form.boxes["tanggal"].editor
    assert day.fontMetrics().horizontalAdvance("22 September 2026") <= day.contentsRect().width() - 16


def test_the_removed_name_comes_back_with_the_bar(meja: Meja) -> None:
    key = prepared(meja)
    turn(meja, "kehadiran")
    grid = screen(meja).room.attendance.grid
    grid.setFocus()
    first = room_of(meja, key).musyawarah.peserta[0]
    grid.select_row(first.id)
    meja.press((K.Key_Delete, CTRL))
    meja.settle()
    assert first.id not in {one.id for one in room_of(meja, key).musyawarah.peserta}
    notice = meja.window.notices.notice
    assert notice is not None
    assert notice.text == "1 nama dihapus dari daftar."
    meja.shortcut("sunting.urungkan")
    assert first.id in {one.id for one in room_of(meja, key).musyawarah.peserta}


def test_a_typed_value_paints_its_own_line_and_not_the_whole_table(meja: Meja) -> None:
    """Five values a second: painting every line for each of them made the keys slow (ux.md 15)."""
    prepared(meja)
    turn(meja, "penilaian")
    grid = screen(meja).room.scoring.grid
    meja.settle()
    painted: list[int] = []
    grid.model.dataChanged.connect(lambda first, last: painted.extend(range(first.row(), last.row() + 1)))
    grid.view.setFocus()
    grid.select_row(grid.model.id_at(1), "manfaat")
    meja.press("4")
    assert painted == [1]
    meja.settle()
    assert set(painted) == {1}, "the reading that follows says nothing new of the other lines"
