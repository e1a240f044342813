"""The frame: keys, menus, navigation, save indicator, closing, and nothing cut at any size of text."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desa_desktop import paths
from desa_desktop.errors import StorageFailed
from desa_desktop.progress import Progress
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.clipped import clipped_widgets
from desa_desktop.ui.kit.fields import Field
from desa_desktop.ui.kit.form import Form, scrolled
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.search import SearchBox
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.kit.words_of_qt import speak_indonesian
from desa_desktop.ui.main_window import MainWindow
from desa_desktop.ui.places import PLACES, Place
from desa_desktop.ui.screen import Command, Screen
from desa_desktop.ui.status_bar import Status, StatusBar
from desa_desktop.ui.style import SIZES, Theme

K = Qt.Key
PORTABLE = QKeySequence.SequenceFormat.PortableText
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True)
class Baris:
    id: int
    uraian: str
    biaya: int


class TabelScreen(Screen):
    """A made-up screen with a search box and a table."""

    title = "Usulan"
    tables = frozenset({"usulan"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "usulan")
        self.pressed: list[str] = []
        self.reloads = 0
        self.search = SearchBox("usulan.cari")
        columns = (
            Column(name="uraian", label="Uraian usulan", stretch=True),
            Column(name="biaya", label="Perkiraan biaya", kind=Kind.MONEY, total=True),
        )
        self.grid = Grid("usulan.tabel", columns, on_change=lambda _c: None)
        self.grid.setAccessibleName("Daftar usulan")
        box = QVBoxLayout(self)
        box.addWidget(self.search)
        box.addWidget(self.grid, 1)
        year = QComboBox()
        year.setObjectName("usulan.tahun")
        year.setAccessibleName("Tahun Rencana")
        year.addItems(["2027", "2026"])
        self.selectors = [year]
        self.set_primary("Tambah usulan", lambda: self.pressed.append("utama"))
        self.set_commands(
            [Command("Gabungkan usulan yang sama…", lambda: self.pressed.append("gabung"), "Ctrl+J")]
        )
        self.reload()

    def reload(self) -> None:
        self.reloads += 1
        self.grid.show_rows([Baris(1, "Talud RT 03", 85_000_000), Baris(2, "Sumur bor", 35_000_000)])


class IsianScreen(Screen):
    """A made-up screen with a form that saves through the desk."""

    title = "Data Desa"
    disk: ClassVar[list[str]] = []
    full: ClassVar[bool] = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "data_desa")
        fields = (
            Field(name="nama", label="Nama desa", wajib=True, hint="Seperti tertulis di kop surat"),
            Field(name="l", label="Laki-laki", kind=Kind.INTEGER),
            Field(name="p", label="Perempuan", kind=Kind.INTEGER, beside=True),
            Field(name="ket", label="Keterangan", kind=Kind.MULTILINE),
        )
        self.form = Form("data_desa.formulir", fields, today=desk.today, save=self._save)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(scrolled(self.form, "data_desa.gulung", width=640))
        self.keys: list[object] = []

    def _save(self, name: str, value: object) -> None:
        def work() -> None:
            if IsianScreen.full:
                raise StorageFailed(sebab="ruang disk penuh")
            IsianScreen.disk.append(f"{name}={value}")

        self.desk.save(self, work, place=name)

    def go_to(self, key: object) -> None:
        self.keys.append(key)


@dataclass(frozen=True)
class MadeUpPlace(Place):
    """A place whose screen is a class of this file."""

    made: Callable[[Desk], Screen] = TabelScreen

    def load(self, peran: str = "") -> type[Screen]:
        return self.made  # type: ignore[return-value]


DESA = frozenset({"desa"})


class Steps:
    """Steps that can be taken back, as the editing service would name them."""

    def __init__(self) -> None:
        self.undone: list[str] = []

    def names(self, _tables: frozenset[str]) -> tuple[str, str]:
        return ("tempel 12 baris usulan", "" if not self.undone else self.undone[-1])

    def back(self, _tables: frozenset[str]) -> str:
        self.undone.append("tempel 12 baris usulan")
        return self.undone[-1]

    def again(self, _tables: frozenset[str]) -> str:
        return self.undone.pop()


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> Iterator[MainWindow]:
    IsianScreen.disk.clear()
    IsianScreen.full = False
    made = MainWindow("desa", "Desa Desktop — Desa Tursino — Tahun Rencana 2027", paths.resources())
    made._places = {
        "usulan": MadeUpPlace("usulan", "Usulan", "usulan", "Ctrl+3", DESA),
        "data_desa": MadeUpPlace("data_desa", "Data Desa", "data-desa", "Ctrl+2", DESA, made=IsianScreen),
        "kirim": MadeUpPlace("kirim", "Kirim & Terima", "kirim", "Ctrl+9", DESA, made=IsianScreen),
        "pengaturan": MadeUpPlace("pengaturan", "Pengaturan", "pengaturan", "Ctrl+,", DESA, below=True),
    }
    made.menus.clear()
    from desa_desktop.ui.commands import fill_menus

    made.sizes, made.themes = fill_menus(made)
    made.set_places()
    made.resize(1366, 697)
    qtbot.addWidget(made)
    made.show()
    made.attach(desk, Steps())
    made.set_status(Status("Belum dikirim: 2", "Cadangan terakhir: 3 hari lalu", {"kirim": 2}))
    made.status.set_today(desk.today())
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    desk.jobs.wait_idle()
    yield made
    made.desk = None


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    target = QApplication.focusWidget() or window
    qtbot.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)


def test_a_hint_without_room_ends_in_three_points_and_is_whole_in_its_tip(qtbot: QtBot) -> None:
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.resize(160, 28)
    bar.show()
    whole = "Enter: sel di bawah · Tab: sel di kanan · Ctrl+D: isi ke bawah"
    bar.set_hint(whole)
    shown = bar.findChild(QLabel, "bingkai.status.petunjuk")
    assert shown.text().endswith("…")
    assert (bar.hint, shown.toolTip()) == (whole, whole)
    bar.resize(1600, 28)
    assert shown.text() == whole


def test_the_first_place_opens_with_its_title_button_and_selectors(window: MainWindow) -> None:
    assert window.header.title == "Usulan"
    assert window.header.primary.text() == "Tambah usulan"
    assert isinstance(window.shown, TabelScreen)
    assert window.shown.selectors[0].isVisible()


def test_keys_go_to_places_and_back(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, K.Key_2, CTRL)
    assert window.header.title == "Data Desa"
    assert not window.header.primary.isVisible()
    press(qtbot, window, K.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.header.title == "Usulan"


def test_ctrl_enter_stores_what_is_typed_before_the_button_is_pressed(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    order: list[str] = []
    press(qtbot, window, K.Key_2, CTRL)
    screen = window.shown
    assert isinstance(screen, IsianScreen)
    screen.set_primary("Tandai Selesai", lambda: order.extend([*IsianScreen.disk, "ditekan"]))
    screen.form.go_to("nama")
    qtbot.keyClicks(screen.form.boxes["nama"].editor, "Tursino")
    press(qtbot, window, K.Key_Return, CTRL)
    desk.jobs.wait_idle()
    assert order == ["nama=Tursino", "ditekan"]
    assert window.header.save_text == f"Tersimpan {desk.saved_at}"


def test_a_full_disk_stays_red_until_it_works_and_blocks_the_button(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    IsianScreen.full = True
    window.go("data_desa")
    screen = window.shown
    assert isinstance(screen, IsianScreen)
    pressed: list[bool] = []
    screen.set_primary("Tandai Selesai", lambda: pressed.append(True))
    screen.form.go_to("nama")
    qtbot.keyClicks(screen.form.boxes["nama"].editor, "Tursino")
    press(qtbot, window, K.Key_Return, CTRL)
    desk.jobs.wait_idle()
    assert window.header.save_text == "Belum tersimpan"
    assert pressed == []
    notice = window.notices.notice
    assert notice is not None
    assert "ruang disk penuh" in notice.text
    assert notice.text.endswith("(K-201)")
    IsianScreen.full = False
    qtbot.mouseClick(window.header._saved.retry, Qt.MouseButton.LeftButton)
    desk.jobs.wait_idle()
    assert IsianScreen.disk == ["nama=Tursino"]
    assert window.notices.notice is None


def test_closing_stores_the_open_field_first(qtbot: QtBot, window: MainWindow) -> None:
    window.go("data_desa")
    screen = window.shown
    assert isinstance(screen, IsianScreen)
    screen.form.go_to("nama")
    qtbot.keyClicks(screen.form.boxes["nama"].editor, "Tursino")
    assert window.close()
    assert IsianScreen.disk == ["nama=Tursino"]


def test_the_window_does_not_close_silently_over_a_value_the_disk_refused(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    IsianScreen.full = True
    window.go("data_desa")
    screen = window.shown
    assert isinstance(screen, IsianScreen)
    screen.form.go_to("nama")
    qtbot.keyClicks(screen.form.boxes["nama"].editor, "Tursino")
    asked: list[str] = []

    def answer() -> None:
        box = QApplication.activeModalWidget()
        if box is None:  # the saves run dry first
            QTimer.singleShot(20, answer)
            return
        assert isinstance(box, QMessageBox)
        asked.append(box.text())
        default = box.defaultButton()
        assert default is not None
        default.click()

    from PySide6.QtCore import QTimer

    QTimer.singleShot(0, answer)
    assert not window.close()
    assert asked == ["Ada perubahan yang belum bisa disimpan. Bila ditutup sekarang, perubahan itu hilang."]
    assert desk.refused == 1
    IsianScreen.full = False
    desk.retry()
    desk.jobs.wait_idle()
    assert IsianScreen.disk == ["nama=Tursino"]


def test_long_work_shows_a_strip_with_batal_and_stops(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    go_on = threading.Event()
    heard: list[str] = []

    def work(progress: Progress) -> None:
        progress.step(3, 7, "Memeriksa 3 dari 7 kiriman…")
        go_on.wait(10)
        progress.step(4, 7, "Memeriksa 4 dari 7 kiriman…")

    window.progress._late.setInterval(0)
    desk.run_long(window, work, title="Memeriksa…", cancelled=lambda: heard.append("batal"))
    window.progress._late.start(0)
    qtbot.waitUntil(window.progress.isVisible)
    qtbot.waitUntil(lambda: window.progress._text.text() == "Memeriksa 3 dari 7 kiriman…")
    qtbot.mouseClick(window.progress._stop, Qt.MouseButton.LeftButton)
    go_on.set()
    desk.jobs.wait_idle()
    assert heard == ["batal"]
    assert not window.progress.isVisible()


@pytest.mark.warns
def test_a_bug_shows_one_calm_window_and_its_trace_can_be_copied(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    desk.run(window, lambda: {}["tidak ada"])
    desk.jobs.wait_idle()
    box = window.findChild(QMessageBox, "bingkai.masalah")
    assert box is not None
    assert box.text() == "Ada yang tidak berjalan semestinya. Data Anda aman. (K-900)"
    copy = next(button for button in box.buttons() if button.text() == "Salin rincian")
    copy.click()
    assert "KeyError" in QGuiApplication.clipboard().text()
    box.close()


def test_the_menu_names_the_step_that_would_be_undone(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    undo = window.menus.action("sunting.urungkan")
    redo = window.menus.action("sunting.ulangi")
    assert undo.text() == "Urungkan: tempel 12 baris usulan"
    assert not redo.isEnabled()
    press(qtbot, window, K.Key_Z, CTRL)
    desk.jobs.wait_idle()
    window.refresh_steps()
    desk.jobs.wait_idle()
    assert redo.text() == "Ulangi: tempel 12 baris usulan"
    assert window.notices.notice is not None
    assert window.notices.notice.text == "Diurungkan: tempel 12 baris usulan"


def test_anything_can_be_found_with_ctrl_k(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, K.Key_K, CTRL)
    finder = window.header.finder
    assert QApplication.focusWidget() is finder
    qtbot.keyClicks(finder, "data")
    assert finder.found[0].label == "Data Desa"
    qtbot.keyClick(finder, K.Key_Return)
    assert window.header.title == "Data Desa"
    window.go("usulan")
    window.header.finder.open(None)
    qtbot.keyClicks(finder, "gabung")
    qtbot.keyClick(finder, K.Key_Return)
    assert isinstance(window.shown, TabelScreen)
    assert window.shown.pressed == ["gabung"]


def test_f6_walks_round_the_panes(qtbot: QtBot, window: MainWindow) -> None:
    def pane() -> str:
        widget: QWidget | None = QApplication.focusWidget()
        while widget is not None:
            for name, part in (
                ("navigasi", window.navigation), ("kepala", window.header), ("isi", window.body),
                ("status", window.status),
            ):  # fmt: skip
                if widget is part:
                    return name
            widget = widget.parentWidget()
        return "?"

    seen = []
    for _round in range(5):
        press(qtbot, window, K.Key_F6)
        seen.append(pane())
    assert seen[:4] == ["status", "navigasi", "kepala", "isi"]
    press(qtbot, window, K.Key_F6, SHIFT)
    assert pane() == seen[-2]


def test_a_table_that_is_read_behind_a_form_says_nothing_in_the_band(
    qtbot: QtBot, window: MainWindow
) -> None:
    screen = window.shown
    assert isinstance(screen, TabelScreen)
    window.header.finder.open(None)
    said = window.status.hint
    assert said.startswith("Ketik nama layar")
    screen.grid.select_row(2, "biaya")
    assert window.status.hint == said


def test_the_band_below_says_what_keys_do_and_what_is_wrong(qtbot: QtBot, window: MainWindow) -> None:
    screen = window.shown
    assert isinstance(screen, TabelScreen)
    screen.grid.view.setFocus()
    assert window.status.hint == "Enter: sel di bawah · Tab: sel di kanan · Ctrl+D: isi ke bawah"
    screen.grid.select_row(1, "biaya")
    qtbot.keyClick(screen.grid.view, K.Key_F2)
    assert screen.grid.editor is not None
    screen.grid.editor.setText("abc")
    qtbot.keyClick(screen.grid.editor, K.Key_Return)
    screen.grid.select_row(1, "biaya")
    assert window.status.hint == "Galat: Isi dengan angka, misalnya 1.250.000."


def test_ctrl_f_goes_to_the_search_box_and_f5_reads_again(qtbot: QtBot, window: MainWindow) -> None:
    screen = window.shown
    assert isinstance(screen, TabelScreen)
    press(qtbot, window, K.Key_F, CTRL)
    assert QApplication.focusWidget() is screen.search.line
    before = screen.reloads
    press(qtbot, window, K.Key_F5)
    assert screen.reloads == before + 1


def test_a_screen_reloads_only_for_tables_that_concern_it(window: MainWindow, desk: Desk) -> None:
    screen = window.shown
    assert isinstance(screen, TabelScreen)
    before = screen.reloads
    desk.changed.emit(frozenset({"musyawarah"}))
    assert screen.reloads == before
    desk.changed.emit(frozenset({"usulan", "musyawarah"}))
    assert screen.reloads == before + 1


def test_a_dropped_kiriman_goes_to_the_exchange_and_others_get_a_sentence(
    window: MainWindow, tmp_path: Path
) -> None:
    for name in ("D-3306992001-Tursino-0041-7K2M.kirim", "foto.jpg"):
        (tmp_path / name).touch()

    def drop(name: str) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
        none = Qt.KeyboardModifier.NoModifier
        action = Qt.DropAction.CopyAction
        event = QDropEvent(QPointF(9, 9), action, data, Qt.MouseButton.LeftButton, none)
        window.dropEvent(event)

    drop("D-3306992001-Tursino-0041-7K2M.kirim")
    assert window.header.title == "Data Desa"
    assert isinstance(window.shown, IsianScreen)
    assert window.shown.keys == [tmp_path / "D-3306992001-Tursino-0041-7K2M.kirim"]
    drop("")
    assert window.shown.keys[1:] == [tmp_path], "a folder is looked at for kiriman, as a flash disk is"
    drop("foto.jpg")
    assert window.notices.notice is not None
    assert window.notices.notice.text.startswith("Berkas foto.jpg tidak dapat dibuka di sini.")
    drop("hilang.kirim")
    assert window.notices.notice.text.startswith("Berkas hilang.kirim tidak ada di tempatnya. Data tidak")


@pytest.mark.parametrize("theme", list(Theme))
@pytest.mark.parametrize("scale", SIZES)
@pytest.mark.parametrize("size", [(1366, 697), (1024, 640)])
def test_nothing_is_cut_at_any_size_of_text(
    window: MainWindow, theme: Theme, scale: int, size: tuple[int, int]
) -> None:
    window.set_look(theme, scale)
    window.resize(*size)
    for name in ("usulan", "data_desa"):
        window.go(name)
        QApplication.processEvents()
        assert (window.width(), window.height()) == size
        assert clipped_widgets(window) == []
    window.go("usulan")
    assert window.header.primary.isVisible()


def test_a_cut_label_is_found(qtbot: QtBot, window: MainWindow) -> None:
    window.header.primary.setFixedWidth(40)
    QApplication.processEvents()
    assert any("bingkai.kepala.utama" in line for line in clipped_widgets(window))


def test_a_page_wider_than_its_window_is_found(qtbot: QtBot) -> None:
    inner = QWidget()
    inner.setMinimumWidth(900)
    area = scrolled(inner, "uji.gulung")
    area.setMaximumWidth(380)
    around = QWidget()
    QVBoxLayout(around).addWidget(area)
    qtbot.addWidget(around)
    around.resize(400, 300)
    around.show()
    QApplication.processEvents()
    assert any("uji.gulung: page of" in line for line in clipped_widgets(around))


def test_a_page_that_scrolls_down_asks_for_its_whole_width(qtbot: QtBot) -> None:
    inner = QWidget()
    inner.setMinimumWidth(500)
    area = scrolled(inner, "uji.gulung")
    around = QWidget()
    QVBoxLayout(around).addWidget(area)
    qtbot.addWidget(around)
    around.show()
    assert area.minimumSizeHint().width() >= 532 + area.verticalScrollBar().sizeHint().width()
    inner.setMinimumWidth(600)
    QApplication.processEvents()
    assert around.minimumSizeHint().width() > 632


def test_the_largest_letters_never_make_the_window_wider_than_its_screen(window: MainWindow) -> None:
    page = QWidget()
    page.setMinimumSize(3000, 2000)
    window.body.addWidget(page)
    window.body.setCurrentWidget(page)
    QApplication.processEvents()
    assert window.minimumSizeHint().width() <= 1024
    assert window.minimumSizeHint().height() <= 640


def test_everything_that_takes_the_focus_has_a_name_for_people_and_for_testers(window: MainWindow) -> None:
    nameless = []
    for name in ("usulan", "data_desa"):
        window.go(name)
        for widget in window.findChildren(QWidget):
            kinds = QAbstractButton | QLineEdit | QComboBox | QPlainTextEdit
            if not isinstance(widget, kinds) or widget.focusPolicy() is Qt.FocusPolicy.NoFocus:
                continue
            if widget.objectName().startswith("qt_") or not widget.isVisible():
                continue
            spoken = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
            if not widget.objectName() or not spoken:
                nameless.append(f"{type(widget).__name__} {widget.objectName()!r} {spoken!r}")
    assert nameless == []


def test_keys_mean_the_same_when_qt_speaks_indonesian(qapp: QApplication, desk: Desk) -> None:
    speak_indonesian(qapp)
    made = MainWindow("desa", "Desa Desktop", paths.resources())
    keys = made.menus.action("alat.utama").shortcuts()
    assert [key.toString(PORTABLE) for key in keys] == ["Ctrl+Enter", "Ctrl+Return"]
    assert made.menus.action("lihat.kembali").shortcut().toString(PORTABLE) == "Alt+Left"
    made.deleteLater()


def test_every_command_of_the_menus_has_its_own_key(window: MainWindow) -> None:
    seen: dict[str, str] = {}
    for name, (_item, action) in window.menus._items.items():
        for key in action.shortcuts():
            assert key.toString() not in seen, f"{key.toString()}: {name} and {seen[key.toString()]}"
            seen[key.toString()] = name
    assert {"Ctrl+S", "Ctrl+Z", "Ctrl+K", "F1", "F6", "F8", "Ctrl+Return"} <= set(seen)


def test_the_table_of_places_gives_each_key_once_in_a_mode() -> None:
    for mode in ("desa", "kecamatan"):
        keys = [place.key for place in PLACES if mode in place.modes and place.key]
        assert len(keys) == len(set(keys))


def test_the_navigation_can_be_narrow_and_stays_so(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    press(qtbot, window, K.Key_B, CTRL)
    assert window.navigation.width() == 56
    assert desk.memory.get("bingkai.navigasi.sempit") is True


def test_text_grows_and_shrinks_with_keys(qtbot: QtBot, window: MainWindow) -> None:
    looks: list[int] = []
    window.look_changed.connect(lambda _theme, scale: looks.append(scale))
    press(qtbot, window, K.Key_Plus, CTRL)
    press(qtbot, window, K.Key_Plus, CTRL)
    press(qtbot, window, K.Key_Minus, CTRL)
    assert looks == [115, 130, 115]
