"""Kirim & Terima in the village: enrol, write to the flash disk, use what comes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desa_desktop.files import Fs
from desa_desktop.services import enrolment, exchange
from desa_desktop.store import archive
from desa_desktop.ui.exchange_parts.digits import DigitsEntry
from desa_desktop.ui.frame_facts import facts
from desa_desktop.ui.kit.marks import Mark, MarkedText, MarkLabel
from desa_desktop.ui.kit.notice import Notice
from desa_desktop.ui.screens.kirim import KirimScreen
from desa_desktop.ui.status_bar import StatusBar
from disks import MIB, Watched, small_disk
from dua_kantor import Clock, Desks, enrol, fill_plan, make_kit, settle, two_offices


@pytest.fixture
def desks(tmp_path: Path, qapp: QApplication) -> Iterator[Desks]:
    """A village and its kecamatan."""
    with two_offices(tmp_path) as opened:
        yield opened


@pytest.fixture
def screen(desks: Desks, qtbot: QtBot) -> KirimScreen:
    """The village's screen, shown, with everything read."""
    return show(desks, qtbot)


def show(desks: Desks, qtbot: QtBot) -> KirimScreen:
    """Open the screen as the window does."""
    made = KirimScreen(desks.desa)
    qtbot.addWidget(made)
    made.resize(1150, 600)
    made.show()
    settle(desks.desa)
    return made


def press_primary(screen: KirimScreen) -> None:
    """What Ctrl+Enter does."""
    assert screen.primary is not None
    assert screen.primary.enabled, screen.primary.why
    screen.primary.act()
    settle(screen.desk)


def heard(screen: KirimScreen) -> list[Notice]:
    """Sentences for the strip from now on."""
    notices: list[Notice] = []
    screen.desk.noticed.connect(notices.append)
    return notices


# ------------------------------------------------------------------ digits


def test_a_wrong_group_is_named_as_soon_as_its_fifth_digit_is_typed(qtbot: QtBot, desks: Desks) -> None:
    digits = enrolment.own_number(desks.kecamatan.app.database, desks.kecamatan.app.laptop).nomor.split()
    entry = DigitsEntry("uji", "Nomor Kunci")
    qtbot.addWidget(entry)
    entry.show()
    for number in (0, 1):
        QTest.keyClicks(entry.boxes[number], digits[number])
    wrong = digits[2][:4] + str((int(digits[2][4]) + 1) % 10)
    QTest.keyClicks(entry.boxes[2], wrong)
    assert entry.message.text == "Kelompok ke-3 tidak cocok. Bacakan ulang."
    assert not entry.is_complete
    QTest.keyClicks(entry.boxes[2], digits[2])  # the wrong group is selected, so typing replaces it
    assert entry.message.text == "15 dari 30 angka sudah diketik."


def test_a_whole_number_may_be_pasted_into_the_first_box(qtbot: QtBot, desks: Desks) -> None:
    number = enrolment.own_number(desks.kecamatan.app.database, desks.kecamatan.app.laptop).nomor
    entry = DigitsEntry("uji", "Nomor Kunci")
    qtbot.addWidget(entry)
    entry.show()
    QApplication.clipboard().setText(number)
    with qtbot.waitSignal(entry.completed):
        entry.boxes[0].setFocus()
        QTest.keyClick(entry.boxes[0], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert entry.text == number


def test_the_focus_walks_from_group_to_group_and_back(qtbot: QtBot, desks: Desks) -> None:
    number = enrolment.own_number(desks.kecamatan.app.database, desks.kecamatan.app.laptop).nomor
    entry = DigitsEntry("uji", "Nomor Kunci")
    qtbot.addWidget(entry)
    entry.show()
    entry.boxes[0].setFocus()
    for digit in number.replace(" ", "")[:7]:
        focused = entry.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, digit)
    assert entry.groups[:2] == [number[:5], number[6:8]]
    for _time in range(3):
        focused = entry.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Backspace)
    assert entry.focusWidget() is entry.boxes[0]


# ------------------------------------------------------------------ enrolment


def test_a_laptop_is_enrolled_by_typing_digits_and_carrying_a_stick(
    desks: Desks, screen: KirimScreen
) -> None:
    assert screen.primary is not None
    assert (screen.primary.text, screen.primary.enabled) == ("Daftar ke kecamatan", False)
    kec = desks.kecamatan
    card = enrolment.own_number(kec.app.database, kec.app.laptop).nomor
    QTest.keyClicks(screen.enrol.digits.boxes[0], "")
    screen.enrol.digits.take(1, card)
    press_primary(screen)
    assert screen.enrol.state == "belum_minta"
    assert screen.primary.text == "Buat Kit Pemulihan"  # without it nobody is enrolled (ux.md 4)
    make_kit(screen.enrol.kit)
    assert screen.enrol.drives.choose(desks.stick)
    press_primary(screen)
    assert screen.enrol.outcome.text == "Menunggu kecamatan."
    request = next(desks.stick.rglob("M-*.kirim"))
    sheet = enrolment.own_number(desks.desa.app.database, desks.desa.app.laptop).nomor
    enrolment.introduce(
        kec.app.database, kec.app.laptop, kec.app.files, request, sheet, desks.stick, by="uji", at=kec.now()
    )
    screen.watch.ask()
    settle(desks.desa)
    notices = heard(screen)
    screen.enrol.grant.click()
    assert screen.tabs.current == "terima"
    screen.receive.check.click()
    settle(desks.desa)
    press_primary(screen)
    assert "Laptop ini terdaftar." in [one.text for one in notices]
    screen.tabs.turn_to("kirim")
    assert screen.primary.text == "Kirim ke flashdisk"


def test_a_revoked_laptop_gets_new_keys_and_may_ask_again(desks: Desks, qtbot: QtBot) -> None:
    enrol(desks)
    old = desks.desa.app.laptop.keys.kid
    kec = desks.kecamatan.app
    enrolment.revoke_key(kec.database, kec.laptop, old, "dicuri", by="uji", at=desks.kecamatan.now())
    with desks.desa.app.database.unit() as unit, kec.database.read() as there:
        archive.put_statements(unit, archive.statements(there, "cabut"))  # as any kiriman brings it
        unit.commit("terima daftar kunci", "uji", desks.desa.now())
    screen = show(desks, qtbot)
    assert "Tanyakan sebabnya ke kecamatan" in screen.revoked.text
    screen.renew.click()
    settle(desks.desa)
    assert desks.desa.app.laptop.keys.kid != old
    assert screen.enrol.state == "belum_minta"


def test_digits_of_another_kecamatan_are_refused_with_the_grant(desks: Desks, screen: KirimScreen) -> None:
    kec = desks.kecamatan
    own = enrolment.own_number(desks.desa.app.database, desks.desa.app.laptop).nomor
    screen.enrol.digits.take(1, own)  # thirty good digits, but not those of the kecamatan
    press_primary(screen)
    make_kit(screen.enrol.kit)
    screen.enrol.drives.choose(desks.stick)
    press_primary(screen)
    request = next(desks.stick.rglob("M-*.kirim"))
    grant = enrolment.introduce(
        kec.app.database, kec.app.laptop, kec.app.files, request, own, desks.stick, by="uji", at=kec.now()
    )
    screen.go_to(grant.berkas)
    settle(desks.desa)
    assert screen.receive.primary[0] == "Pilih berkas"
    assert enrolment.enrolment_state(desks.desa.app.database, desks.desa.app.laptop) == "menunggu"


# ------------------------------------------------------------------ sending


def test_the_plan_is_written_to_the_stick_and_read_back(desks: Desks, qtbot: QtBot) -> None:
    enrol(desks)
    fill_plan(desks.desa)
    screen = show(desks, qtbot)
    titles = [row.judul for row in screen.send.travels.model.rows]
    assert any("RKP Desa 2027" in title for title in titles), titles
    assert screen.send.drives.choose(desks.stick)
    press_primary(screen)
    assert screen.send.result.text == (
        "Kiriman nomor 1 sudah tertulis dan sudah dibaca ulang dengan benar."
        " Keluarkan flashdisk dengan aman, lalu cabut."
    )
    assert len(list((desks.stick / "KIRIMAN" / "KE-KECAMATAN").glob("D-*.kirim"))) == 1
    assert not screen.send.copy.isHidden()


def test_a_stick_pulled_out_never_shows_success_and_the_same_number_is_written_again(
    desks: Desks, qtbot: QtBot, tmp_path: Path
) -> None:
    enrol(desks)
    fill_plan(desks.desa)
    screen = show(desks, qtbot)
    screen.send.drives.choose(desks.stick)
    desks.stick.rename(tmp_path / "dicabut")
    press_primary(screen)
    assert "Kiriman BELUM tersimpan di flashdisk." in screen.send.result.text
    assert screen.primary is not None
    assert screen.primary.text == "Tulis ulang ke flashdisk"
    (tmp_path / "dicabut").rename(desks.stick)
    screen.watch.ask()
    settle(desks.desa)
    screen.send.drives.choose(desks.stick)
    press_primary(screen)
    assert "Kiriman nomor 1 sudah tertulis" in screen.send.result.text
    sent = exchange.outbox(desks.desa.app.database, desks.desa.app.files, desks.desa.app.laptop)
    assert [one.seq for one in sent if one.jenis == "data"] == [1]


class Rotting(Fs):
    """A stick that loses the last block of a kiriman as soon as it has its final name."""

    def __init__(self, stick: Path) -> None:
        self._stick = stick

    def sync_folder(self, folder: Path) -> None:
        """The folder is written; the file in it is not what it was."""
        for file in folder.glob("D-*.kirim") if self._stick in folder.parents else ():
            whole = file.read_bytes()
            file.write_bytes(whole[:-512] + bytes(512))


def test_success_is_said_only_after_the_file_was_read_back_under_its_final_name(
    desks: Desks, qtbot: QtBot
) -> None:
    """Row 35: what broke after the first reading is found by the second, and no success was shown."""
    enrol(desks)
    fill_plan(desks.desa)
    screen = show(desks, qtbot)
    app, said = desks.desa.app, list[Notice]()
    desks.desa.noticed.connect(said.append)
    unsent = exchange.unsent_count(app.database)
    desks.desa.app = replace(app, files=replace(app.files, fs=Rotting(desks.stick)))
    screen.send.drives.choose(desks.stick)
    press_primary(screen)
    assert screen.send.result.text == (
        "Flashdisk rusak: hasil baca ulang tidak sama. Gunakan flashdisk lain. (E_STICK_VERIFY)"
    )
    assert not [one for one in said if "sudah tertulis" in one.text]
    assert list(desks.stick.rglob("*.kirim")) == []
    assert exchange.unsent_count(app.database) == unsent
    desks.desa.app = app
    press_primary(screen)
    assert screen.send.result.text.startswith(
        "Kiriman nomor 1 sudah tertulis dan sudah dibaca ulang dengan benar. Keluarkan flashdisk dengan aman,"
        " lalu cabut."
    )


@pytest.mark.parametrize("call", ["write", "open rb", "rename"])
def test_a_stick_torn_off_in_the_middle_of_writing_says_belum_tersimpan_and_the_next_one_is_written(
    desks: Desks, qtbot: QtBot, tmp_path: Path, call: str
) -> None:
    enrol(desks)
    fill_plan(desks.desa)
    with small_disk(desks.stick, 8 * MIB) as stick:
        screen = show(desks, qtbot)
        app = desks.desa.app
        unsent = exchange.unsent_count(app.database)
        assert unsent
        torn = Watched(stick.folder, call, 1, stick.tear_off)
        desks.desa.app = replace(app, files=replace(app.files, fs=torn))
        screen.send.drives.choose(desks.stick)
        press_primary(screen)
        assert torn.has_happened
        assert screen.send.result.text == (
            "Kiriman BELUM tersimpan di flashdisk. Salinan aman ada di laptop ini."
            " Pasang flashdisk dan ulangi. (E_STICK_WRITE)"
        )
        assert screen.primary is not None
        assert screen.primary.text == "Tulis ulang ke flashdisk"
        assert list(desks.stick.rglob("*.kirim")) == []
        assert exchange.unsent_count(app.database) == unsent
    desks.desa.app = app
    screen.watch.ask()
    settle(desks.desa)
    screen.send.drives.choose(desks.stick)
    press_primary(screen)
    assert screen.send.result.text.startswith("Kiriman nomor 1 sudah tertulis")
    sent = exchange.outbox(app.database, app.files, app.laptop)
    assert [one.seq for one in sent if one.jenis == "data"] == [1]


def test_a_kiriman_that_never_reached_a_stick_is_written_after_the_program_was_started_again(
    desks: Desks, qtbot: QtBot, tmp_path: Path
) -> None:
    enrol(desks)
    fill_plan(desks.desa)
    screen = show(desks, qtbot)
    screen.send.drives.choose(desks.stick)
    desks.stick.rename(tmp_path / "dicabut")
    press_primary(screen)
    (tmp_path / "dicabut").rename(desks.stick)
    again = show(desks, qtbot)  # knows nothing of what the other one tried
    assert again.send._head.text() == "1  Yang ikut dalam kiriman ini (kiriman nomor 1)"
    again.send.drives.choose(desks.stick)
    press_primary(again)
    assert "Kiriman nomor 1 sudah tertulis" in again.send.result.text
    app = desks.desa.app
    sent = exchange.outbox(app.database, app.files, app.laptop)
    assert [one.seq for one in sent if one.jenis == "data"] == [1]


def test_a_new_stick_becomes_a_card_and_a_pulled_one_goes(desks: Desks, screen: KirimScreen) -> None:
    assert [card.text() for card in screen.enrol.drives.cards] == ["FLASHDISK-DESA"]
    desks.stick.rmdir()
    screen.watch.ask()
    settle(desks.desa)
    assert screen.enrol.drives.cards == []
    assert not screen.enrol.drives.nothing.isHidden()


def test_any_folder_can_stand_for_the_flash_disk(desks: Desks, qtbot: QtBot, tmp_path: Path) -> None:
    enrol(desks)
    fill_plan(desks.desa)
    screen = show(desks, qtbot)
    folder = tmp_path / "Dokumen"
    folder.mkdir()
    screen.send.drives.ask_folder = lambda: folder
    screen.send.drives.other.click()
    settle(desks.desa)
    chosen = screen.send.drives.drive
    assert chosen is not None
    assert chosen.path == folder
    press_primary(screen)
    assert len(list(folder.rglob("D-*.kirim"))) == 1


# ------------------------------------------------------------------ coming back


def answer_of_kecamatan(desks: Desks, *, reason: str = "") -> Path:
    """Let the kecamatan accept (or return) what lies on the stick, and write its answer there."""
    kec = desks.kecamatan
    app = kec.app
    for file in list(desks.stick.rglob("D-*.kirim")):
        if reason:
            exchange.send_back(app.database, app.laptop, app.files, file, reason, by="uji", at=kec.now())
        else:
            done = exchange.accept(app.database, app.laptop, app.files, [file], by="uji", at=kec.now())
            assert not done.gagal
        file.unlink()
    sealed = exchange.seal(app.database, app.laptop, app.files, untuk="semua", by="uji", at=kec.now())[0]
    return exchange.copy_to(
        app.database, app.laptop, app.files, sealed.digest, desks.stick, by="uji", at=kec.now()
    ).berkas


def test_the_answer_of_the_kecamatan_turns_sent_into_accepted(desks: Desks, qtbot: QtBot) -> None:
    enrol(desks)
    fill_plan(desks.desa)
    screen = show(desks, qtbot)
    screen.send.drives.choose(desks.stick)
    press_primary(screen)
    answer_of_kecamatan(desks)
    screen.watch.ask()
    settle(desks.desa)
    screen.tabs.turn_to("terima")
    screen.receive.check.click()
    settle(desks.desa)
    assert screen.receive.says.text
    press_primary(screen)
    screen.tabs.turn_to("kirim")
    assert screen.send.is_empty
    assert screen.send.empty.sentence == (
        "Tidak ada perubahan sejak kiriman nomor 1. Diterima kecamatan, umpan balik nomor 1."
    )
    entries = {(row.is_ours, row.nomor): row.keadaan for row in screen.past.list.model.rows}
    assert entries[(True, 1)] == "Diterima kecamatan"
    assert entries[(False, 1)] == "Diterima"
    clock = desks.desa.app.now
    assert isinstance(clock, Clock)
    clock.at += timedelta(days=34)  # row 40: nothing came since
    screen.reload()
    settle(desks.desa)
    words = "Umpan balik terakhir 34 hari lalu (nomor 1)."
    answer = screen.send.findChild(MarkedText, "kirim.umpan_balik")
    assert answer.text == f"{words} (W_STALE)"
    assert answer.findChild(MarkLabel).mark is Mark.PERINGATAN
    band = StatusBar()
    qtbot.addWidget(band)
    band.resize(1366, 28)
    band.set_status(facts(desks.desa.app, desks.desa.today()))
    band.show()
    shown = band.findChild(QLabel, "bingkai.status.umpan_balik")
    assert shown.text() == words


def test_a_damaged_file_is_named_and_nothing_of_it_is_used(desks: Desks, qtbot: QtBot) -> None:
    enrol(desks)
    fill_plan(desks.desa)
    screen = show(desks, qtbot)
    screen.send.drives.choose(desks.stick)
    press_primary(screen)
    file = answer_of_kecamatan(desks)
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    screen.go_to(file)
    settle(desks.desa)
    row = screen.receive.list.model.rows[0]
    assert row.status == "karantina"
    assert screen.receive.says.text.startswith("Isi berkas berubah atau rusak.")
    assert screen.primary is not None
    assert screen.primary.text == "Pilih berkas"
    assert screen.receive.list.model.cell_text(0, 0) == "Karantina: rusak atau berubah"


def test_every_widget_of_the_page_has_a_name_for_screen_readers(screen: KirimScreen) -> None:
    for card in screen.enrol.drives.cards:
        assert "FLASHDISK-DESA" in card.accessibleName()
    assert screen.enrol.digits.boxes[2].accessibleName() == "Kelompok 3 dari 6"
    for button in screen.findChildren(QPushButton):
        assert button.text(), button.objectName()
        assert button.objectName().count(".") >= 1
