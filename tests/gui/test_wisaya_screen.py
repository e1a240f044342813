"""A sekretaris with an empty laptop has an office in five minutes, and goes on where she was interrupted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from desa_desktop import app as office_app
from desa_desktop import config, paths
from desa_desktop.app import App, Mode
from desa_desktop.domain.kantor import Peran
from desa_desktop.services import desa, exchange, kantor
from desa_desktop.ui.kit.clipped import clipped_widgets
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.launch import Start
from desa_desktop.ui.main_window import MainWindow
from desa_desktop.ui.snapshot import settle
from desa_desktop.ui.style import Theme, apply
from layar import NOW, Meja, open_window

KEY = Qt.Key
SANDI = "sawah di lereng bukit"


@contextmanager
def open_empty(folder: Path, password: str | None = None) -> Iterator[App]:
    """The App over a folder as the program makes it at the first start: keys, no office."""
    places = paths.places({"DESA_DATA": str(folder)})
    office_app.create_profile(places, password=password)
    with office_app.open_app(places, config.Lingkungan(), password=password, now=lambda: NOW) as opened:
        yield opened


@pytest.fixture
def meja(tmp_path: Path, qtbot: QtBot) -> Iterator[Meja]:
    """The wizard on an empty laptop."""
    with open_empty(tmp_path) as app, open_window(app, qtbot, "wisaya") as made:
        yield made


def screen(meja: Meja) -> Any:
    return meja.window.shown


def choose(meja: Meja, peran: str) -> None:
    meja.find(QPushButton, f"wisaya.peran.{peran}").click()
    meja.settle()


def fill(meja: Meja, name: str, text: str) -> None:
    box = screen(meja).steps[screen(meja).at].boxes[name]
    box.editor.setFocus()
    box.editor.selectAll()
    meja.press(text)


def go_on(meja: Meja) -> None:
    meja.find(QPushButton, "wisaya.lanjut").click()
    meja.settle()


def office(meja: Meja) -> Any:
    return kantor.find(meja.app.database)


def make_village(meja: Meja) -> None:
    choose(meja, "desa")
    meja.press("3306992001", KEY.Key_Return, "Tursino", KEY.Key_Return, "Kutoarjo", KEY.Key_Return)
    meja.press("Purworejo", KEY.Key_Return, "Jawa Tengah", KEY.Key_Return)
    meja.settle()


def test_lanjut_stands_there_once_and_a_choice_not_made_is_no_success(meja: Meja) -> None:
    words = [one.text() for one in meja.window.findChildren(QPushButton) if one.isVisible()]
    assert words.count("Lanjut") == 1
    meja.window.press_primary()
    notice = meja.window.notices.notice
    assert notice is not None
    assert notice.text.startswith("Pilih dulu kantor Anda")
    assert notice.tone is Tone.PERINGATAN


def test_points_come_into_the_code_while_it_is_typed(meja: Meja) -> None:
    choose(meja, "desa")
    meja.press("3306992001")
    assert QApplication.focusWidget().text() == "33.06.99.2001"  # type: ignore[union-attr]
    for _step in range(4):
        meja.press(KEY.Key_Backspace)
    assert QApplication.focusWidget().text() == "33.06.99"  # type: ignore[union-attr]


def test_a_digit_put_into_the_middle_of_the_code_leaves_the_cursor_behind_it(meja: Meja) -> None:
    choose(meja, "desa")
    meja.press("330692001")
    line: Any = QApplication.focusWidget()
    line.setCursorPosition(6)
    meja.press("9")
    assert line.text() == "33.06.99.2001"
    assert line.text()[: line.cursorPosition()].replace(".", "") == "33069"


def test_too_few_digits_are_counted_out_at_the_field(meja: Meja) -> None:
    choose(meja, "desa")
    meja.press("330699200", KEY.Key_Return)
    box = screen(meja).steps["identitas"].boxes["kode"]
    assert box.message == "Kode desa terdiri dari 10 angka. Baru terisi 9."
    fill(meja, "nama", "Tursino")
    go_on(meja)
    assert screen(meja).at == "identitas"
    assert box.message == "Kode desa terdiri dari 10 angka. Baru terisi 9."
    assert office(meja) is None


def test_enter_walks_through_the_fields_and_makes_the_office(meja: Meja) -> None:
    make_village(meja)
    found = office(meja)
    assert (found.kode, found.nama, found.kabupaten, found.wisaya) == (
        "3306992001",
        "Tursino",
        "Purworejo",
        "pejabat",
    )
    assert screen(meja).at == "pejabat"
    assert meja.find(QLabel, "bingkai.kepala.judul").text() == "Selamat datang"


def test_officials_may_be_skipped_or_named(meja: Meja) -> None:
    make_village(meja)
    fill(meja, "Kepala Desa", "Sutrisno Hadi")
    go_on(meja)
    assert [one.nama for one in desa.profile(meja.app.database).perangkat] == ["Sutrisno Hadi"]
    assert office(meja).kepala == "Sutrisno Hadi"
    assert screen(meja).at == "wilayah"


def test_a_village_needs_one_dusun_and_typed_rows_are_stored_at_once(meja: Meja) -> None:
    make_village(meja)
    meja.find(QPushButton, "wisaya.lewati").click()
    meja.settle()
    go_on(meja)
    assert screen(meja).at == "wilayah"
    assert meja.find(QLabel, "wisaya.wilayah.pesan").text() == "Tulis paling sedikit satu dusun."
    meja.find(QPushButton, "wisaya.wilayah.tambah").click()
    meja.settle()
    meja.press("Krajan", KEY.Key_Tab, "3", KEY.Key_Tab)
    meja.settle()
    rows = desa.profile(meja.app.database).dusun
    assert [(one.nama, one.jumlah_rw) for one in rows] == [("Krajan", 3)]
    go_on(meja)
    assert screen(meja).at == "posisi"


def test_dusun_can_be_pasted_from_excel(meja: Meja) -> None:
    make_village(meja)
    meja.find(QPushButton, "wisaya.lewati").click()
    meja.settle()
    QGuiApplication.clipboard().setText("Dusun\tJumlah RW\tJumlah RT\nKrajan\t2\t6\nKali Bening\t1\t3\n")
    meja.find(QPushButton, "wisaya.wilayah.tempel").click()
    meja.settle()
    assert screen(meja).wilayah.host.is_open
    screen(meja).wilayah.host.accept()
    meja.settle()
    rows = desa.profile(meja.app.database).dusun
    assert [(one.nama, one.jumlah_rw, one.jumlah_rt) for one in rows] == [
        ("Krajan", 2, 6),
        ("Kali Bening", 1, 3),
    ]


def to_position(meja: Meja) -> None:
    make_village(meja)
    meja.find(QPushButton, "wisaya.lewati").click()
    meja.settle()
    meja.find(QPushButton, "wisaya.wilayah.tambah").click()
    meja.settle()
    meja.press("Krajan", KEY.Key_Tab)
    meja.settle()
    go_on(meja)


def test_steps_ticked_as_done_elsewhere_are_never_late_and_can_be_ticked_off_again(meja: Meja) -> None:
    to_position(meja)
    meja.find(QCheckBox, "wisaya.posisi.musdes_rancangan").setChecked(True)
    go_on(meja)
    assert [one.kunci for one in kantor.notes_of(meja.app.database, 2027)] == ["langkah:musdes_rancangan"]
    meja.find(QPushButton, "wisaya.kembali").click()
    meja.settle()
    tick = meja.find(QCheckBox, "wisaya.posisi.musdes_rancangan")
    assert tick.isChecked()
    tick.setChecked(False)
    go_on(meja)
    assert kantor.notes_of(meja.app.database, 2027) == []


def test_the_plan_year_is_next_year_unless_another_is_chosen(meja: Meja) -> None:
    to_position(meja)
    assert screen(meja).steps["posisi"].year == 2027
    fill(meja, "tahun", "2028")
    go_on(meja)
    assert office(meja).tahun_rencana == 2028


def to_safety(meja: Meja) -> None:
    to_position(meja)
    go_on(meja)
    assert screen(meja).at == "pengaman"


def test_two_different_kata_sandi_are_refused_and_too_short_ones_too(meja: Meja) -> None:
    to_safety(meja)
    step = screen(meja).pengaman
    step.sandi.line.setText("sawah di bukit")
    step.ulang.line.setText("sawah di bukti")
    go_on(meja)
    assert step.ulang.problem.text == "Kedua kata sandi tidak sama. Ketik sekali lagi."
    for box in (step.sandi, step.ulang):
        box.line.setText("pendek")
    go_on(meja)
    assert step.sandi.problem.text == "Kata sandi paling sedikit 8 huruf; boleh satu kalimat."
    assert screen(meja).at == "pengaman"
    assert not office_app.has_password(meja.app)


def test_the_office_with_a_kata_sandi_goes_on_at_once_and_asks_for_it_at_the_next_start(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with open_empty(tmp_path) as app, open_window(app, qtbot, "wisaya") as meja:
        to_safety(meja)
        meja.press(SANDI, KEY.Key_Return, SANDI, KEY.Key_Return)
        meja.settle()
        assert screen(meja).at == "siap"
        assert office(meja).wisaya == "siap"
        places = app.files.places
    with pytest.raises(office_app.PasswordNeeded), office_app.open_app(places, config.Lingkungan()):
        pass
    with office_app.open_app(places, config.Lingkungan(), password=SANDI) as again:
        assert again.kantor is not None
        assert again.kantor.nama == "Tursino"


def test_the_chosen_backup_folder_is_kept_and_used(meja: Meja, tmp_path: Path) -> None:
    to_safety(meja)
    screen(meja).pengaman.ask_folder = lambda: tmp_path / "Cadangan Desa"
    meja.find(QPushButton, "wisaya.pengaman.pilih").click()
    meja.find(QPushButton, "wisaya.lewati").click()
    meja.settle()
    assert screen(meja).at == "siap"
    assert meja.desk.app.safe.backups == tmp_path / "Cadangan Desa"
    assert config.load(meja.app.files.places.settings).pengaturan.folder_cadangan.endswith("Cadangan Desa")


def test_the_last_page_shows_the_number_and_leads_to_beranda(meja: Meja) -> None:
    to_safety(meja)
    meja.find(QPushButton, "wisaya.lewati").click()
    meja.settle()
    number = exchange.own_number(meja.app.database, meja.app.laptop).nomor
    assert meja.find(QLabel, "wisaya.siap.nomor").text() == number
    assert screen(meja).primary.text == "Buka Beranda"
    switched: list[Mode] = []
    meja.desk.app_changed.connect(lambda: switched.append(meja.desk.app.mode))
    meja.window.press_primary()
    meja.settle()
    assert switched == [Mode.DESA]
    assert office(meja).wisaya == ""


def test_the_enrolment_sheet_can_be_looked_at_from_the_last_page(meja: Meja) -> None:
    to_safety(meja)
    meja.find(QPushButton, "wisaya.lewati").click()
    meja.settle()
    meja.find(QPushButton, "wisaya.siap.cetak").click()
    meja.settle()
    assert screen(meja).objectName() == "pratinjau_cetak"
    meja.window.go_back()
    meja.settle()
    assert screen(meja).at == "siap"


def test_the_wizard_goes_on_at_the_step_where_the_power_went_out(tmp_path: Path, qtbot: QtBot) -> None:
    with open_empty(tmp_path) as app, open_window(app, qtbot, "wisaya") as meja:
        make_village(meja)
        fill(meja, "Kepala Desa", "Sutrisno Hadi")
        go_on(meja)
    with open_empty(tmp_path) as app:
        assert app.mode is Mode.BARU
        with open_window(app, qtbot, "wisaya") as meja:
            assert screen(meja).at == "wilayah"
            meja.find(QPushButton, "wisaya.kembali").click()
            meja.settle()
            box = screen(meja).steps["pejabat"].boxes["Kepala Desa"]
            assert box.value == "Sutrisno Hadi"
            meja.find(QPushButton, "wisaya.kembali").click()
            meja.settle()
            assert not screen(meja).steps["identitas"].boxes["kode"].editor.isEnabled()


def test_a_kecamatan_lists_its_villages_and_gets_the_number_its_villages_will_type(meja: Meja) -> None:
    choose(meja, "kecamatan")
    meja.press("330699", KEY.Key_Return, "Kutoarjo", KEY.Key_Return)
    meja.press("Purworejo", KEY.Key_Return, "Jawa Tengah", KEY.Key_Return)
    meja.settle()
    assert office(meja).peran is Peran.KECAMATAN
    fill(meja, "kepala", "Drs. Wibowo")
    go_on(meja)
    assert office(meja).kepala == "Drs. Wibowo"
    screen(meja).wilayah.start()
    meja.press("3306982001", KEY.Key_Return, "Lain", KEY.Key_Return)
    meja.settle()
    assert "bukan desa di kecamatan ini" in meja.find(QLabel, "wisaya.wilayah.pesan").text()
    screen(meja).wilayah.kode.clear()
    screen(meja).wilayah.nama.clear()
    screen(meja).wilayah.start()
    meja.press("3306992001", KEY.Key_Return, "Tursino", KEY.Key_Return)
    meja.settle()
    assert [one.nama for one in kantor.villages(meja.app.database)] == ["Tursino"]
    go_on(meja)
    go_on(meja)
    meja.find(QPushButton, "wisaya.lewati").click()
    meja.settle()
    assert screen(meja).at == "siap"
    opened = meja.desk.app
    assert opened.laptop.root is not None
    assert len(meja.find(QLabel, "wisaya.siap.nomor").text().replace(" ", "")) == 30


def test_a_village_typed_wrongly_can_be_renamed_and_taken_out(meja: Meja) -> None:
    choose(meja, "kecamatan")
    meja.press("330699", KEY.Key_Return, "Kutoarjo", KEY.Key_Return, KEY.Key_Return, KEY.Key_Return)
    meja.settle()
    meja.find(QPushButton, "wisaya.lewati").click()
    meja.settle()
    screen(meja).wilayah.start()
    meja.press("3306992001", KEY.Key_Return, "Tursina", KEY.Key_Return)
    meja.settle()
    grid = screen(meja).wilayah.desa
    grid.select_row("3306992001", "nama")
    grid.view.setFocus()
    meja.press("Tursino", KEY.Key_Return)
    meja.settle()
    assert [one.nama for one in kantor.villages(meja.app.database)] == ["Tursino"]
    grid.select_row("3306992001", "nama")
    grid.remove_rows()
    meja.settle()
    assert kantor.villages(meja.app.database) == []


@pytest.mark.parametrize("scale", [100, 150])
def test_no_page_of_the_wizard_is_cut_off_at_any_size_of_text(
    meja: Meja, qapp: QApplication, scale: int
) -> None:
    apply(qapp, Theme.GELAP, scale)
    meja.settle()
    seen = []
    found = list(clipped_widgets(screen(meja)))
    to_safety(meja)
    for key in ("identitas", "pejabat", "wilayah", "posisi", "pengaman"):
        screen(meja).turn_to(key)
        meja.settle()
        seen.append(key)
        found += [f"{key}: {one}" for one in clipped_widgets(screen(meja))]
        for area in screen(meja).steps[key].findChildren(QScrollArea):
            if area.widget() is not None and area.isVisible():
                assert area.widget().minimumSizeHint().width() <= area.viewport().width()
    assert found == []
    assert meja.window.width() == 1366


def settled(run: Start) -> MainWindow:
    assert run.window is not None
    assert run.desk is not None
    settle(run.desk)
    return run.window


def press(window: MainWindow, name: str, run: Start) -> None:
    button = window.findChild(QPushButton, name)
    assert button is not None
    button.click()
    settled(run)


def test_the_program_starts_empty_becomes_an_office_and_opens_closed_by_its_kata_sandi(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESA_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DESA_TANGGAL", "2026-11-22")
    run = Start(qapp, [])
    with qtbot.waitSignal(run.usable, timeout=20_000):
        assert run.begin()
    window = settled(run)
    assert window.shown is not None
    assert window.shown.objectName() == "wisaya"
    press(window, "wisaya.peran.desa", run)
    wizard: Any = window.shown
    for name, text in (("kode", "33.06.99.2001"), ("nama", "Tursino")):
        wizard.steps["identitas"].boxes[name].editor.setText(text)
    press(window, "wisaya.lanjut", run)
    press(window, "wisaya.lewati", run)
    press(window, "wisaya.wilayah.tambah", run)
    for name in ("wisaya.lanjut", "wisaya.lanjut"):
        press(window, name, run)
    for box in (wizard.pengaman.sandi, wizard.pengaman.ulang):
        box.line.setText(SANDI)
    press(window, "wisaya.lanjut", run)
    window.press_primary()
    settled(run)
    assert window.windowTitle() == "Desa Desktop — Desa Tursino — Tahun Rencana 2027"
    assert window.shown.objectName() == "beranda"
    assert "wisaya" not in {place.name for place in window.places}
    window.set_look(Theme.GELAP)
    settled(run)
    assert window.close()
    run.finish()

    monkeypatch.setenv("DESA_SANDI", SANDI)
    again = Start(qapp, [])
    with qtbot.waitSignal(again.usable, timeout=20_000):
        assert again.begin()
    window = settled(again)
    assert window.shown is not None
    assert window.shown.objectName() == "beranda"
    assert window.close()
    again.finish()
