"""Small parts: gauges say it in words, empty lists say what to do, findings can be jumped to."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.ui.kit.ask import ask, ask_password, ask_reason, ask_text
from desa_desktop.ui.kit.checks_panel import ChecksPanel
from desa_desktop.ui.kit.clipboard import next_in_series, to_block, to_text
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.gauge import Gauge, Rule, Used
from desa_desktop.ui.kit.marks import Mark, MarkedText, MarkLabel
from desa_desktop.ui.kit.memory import Memory
from desa_desktop.ui.kit.notice import Notice, NoticeStrip
from desa_desktop.ui.kit.search import SearchBox
from desa_desktop.ui.kit.tabs import Tabs


def test_words_beside_a_mark_take_the_lines_they_need_and_no_more(qtbot: QtBot) -> None:
    state = MarkedText(Mark.SELESAI)
    qtbot.addWidget(state)
    state.set_state(Mark.SELESAI, "Tim Penyusun: 7 orang · L 4 · P 3 (42,9%).")  # before anybody sees it
    line = state.fontMetrics().height()
    assert state.minimumSizeHint().height() < 2 * line
    state.resize(600, 200)
    state.show()
    assert state.minimumSizeHint().height() < 2 * line
    state.resize(160, 200)
    QApplication.processEvents()
    assert state.minimumSizeHint().height() > 2 * line


@pytest.mark.parametrize(
    ("used", "sentence"),
    [
        (Used("DDS", 812_500_000, 850_000_000),
         "DDS Rp812.500.000 dari Rp850.000.000 · sisa Rp37.500.000 (95,6%)"),
        (Used("PBH", 37_500_000, 35_000_000), "PBH Lebih Rp2.500.000 (Rp37.500.000 dari Rp35.000.000)"),
        (Used("PAD", 1_200_000, None), "PAD Rp1.200.000 · pagu belum diisi"),
        (Used("SWD", 0, 0), "SWD Rp0 dari Rp0 · sisa Rp0 (0%)"),
    ],
)  # fmt: skip
def test_a_gauge_says_its_figures_in_words(qtbot: QtBot, used: Used, sentence: str) -> None:
    rule = Rule("Ketahanan pangan minimal 20%: kurang Rp4.000.000", Decimal("0.2"), False)
    gauge = Gauge("rkpdes.pagu", Used(used.code, used.used, used.ceiling, (rule,)))
    qtbot.addWidget(gauge)
    assert used.sentence() == sentence
    assert gauge.accessibleName() == f"{sentence}. {rule.text}"


def test_a_gauge_filters_by_click_and_by_key(qtbot: QtBot) -> None:
    gauge = Gauge("rkpdes.pagu.dds", Used("DDS", 1, 2))
    qtbot.addWidget(gauge)
    gauge.resize(800, 28)
    gauge.show()
    heard: list[str] = []
    gauge.chosen.connect(heard.append)
    qtbot.keyClick(gauge, Qt.Key.Key_Return)
    qtbot.mouseClick(gauge, Qt.MouseButton.LeftButton)
    assert heard == ["DDS", "DDS"]


def test_a_gauge_over_its_ceiling_does_not_look_like_one_within(qtbot: QtBot) -> None:
    pictures = []
    for used in (Used("PBH", 34, 35), Used("PBH", 36, 35)):
        gauge = Gauge("rkpdes.pagu.pbh", used)
        qtbot.addWidget(gauge)
        gauge.resize(800, 28)
        pictures.append(gauge.grab().toImage())
    assert pictures[0] != pictures[1]


def test_each_mark_has_its_own_shape_without_colour(qtbot: QtBot) -> None:
    seen = set()
    for mark in (Mark.SELESAI, Mark.BERJALAN, Mark.BELUM, Mark.TIDAK_ADA, Mark.PERINGATAN, Mark.GALAT):
        label = MarkLabel(mark)
        qtbot.addWidget(label)
        label.resize(24, 24)
        picture = label.grab().toImage()
        ground = picture.pixelColor(0, 0)
        seen.add(bytes(picture.pixelColor(x, y) != ground for x in range(0, 24, 2) for y in range(0, 24, 2)))
    assert len(seen) == 6


def test_an_empty_list_says_what_to_do(qtbot: QtBot) -> None:
    pressed: list[str] = []
    offers = [
        ("Tambah usulan", lambda: pressed.append("tambah")),
        ("Tempel dari Excel", lambda: pressed.append("tempel")),
    ]
    empty = EmptyState("usulan.kosong", "Belum ada usulan untuk 2027.", offers)
    part = OrEmpty(QWidget(), empty)
    qtbot.addWidget(part)
    part.resize(700, 400)
    part.show()
    part.show_empty(True)
    assert part.is_empty
    for button in empty.findChildren(QPushButton):
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert pressed == ["tambah", "tempel"]
    part.show_empty(False)
    assert not empty.isVisible()


def test_findings_are_listed_gravest_first_and_enter_jumps(qtbot: QtBot) -> None:
    panel = ChecksPanel("rkpdes.pemeriksaan")
    qtbot.addWidget(panel)
    panel.resize(300, 400)
    panel.show()
    panel.show_checks(
        [Pemeriksaan(Level.SARAN, "Biaya kosong."), Pemeriksaan(Level.GALAT, "Pagu terlampaui.")]
    )
    assert panel.texts == ["Pagu terlampaui.", "Biaya kosong."]
    heard: list[Pemeriksaan] = []
    panel.jump.connect(heard.append)
    panel._list.setCurrentRow(0)
    qtbot.keyClick(panel._list, Qt.Key.Key_Return)
    assert [one.teks for one in heard] == ["Pagu terlampaui."]
    panel.show_checks(())
    assert panel._good.isVisible()
    assert panel._good.text == "Tidak ada yang perlu diperbaiki."


def test_tabs_are_walked_with_arrows_and_the_open_one_is_remembered(qtbot: QtBot) -> None:
    memory = Memory()
    for expected in ("kegiatan", "pagu"):
        tabs = Tabs("rkpdes")
        qtbot.addWidget(tabs)
        for name, label in (("kegiatan", "Kegiatan"), ("pagu", "Pagu")):
            tabs.add(name, label, QWidget())
        tabs.remember(memory)
        assert tabs.current == expected
        tabs.show()
        qtbot.keyClick(tabs.bar, Qt.Key.Key_Right)
        assert tabs.current == "pagu"
    tabs.set_count("pagu", 2)
    assert tabs.bar.tabText(1) == "Pagu 2"


def test_a_strip_with_seconds_goes_by_itself_and_its_button_acts_once(qtbot: QtBot) -> None:
    strip = NoticeStrip("uji.pita")
    qtbot.addWidget(strip)
    undone: list[int] = []
    strip.show_notice(
        Notice("Baris “Talud” dihapus.", action="Urungkan", act=lambda: undone.append(1), seconds=10)
    )
    assert strip.isVisible()
    assert strip.accessibleName() == "Baris “Talud” dihapus."
    qtbot.mouseClick(strip._action, Qt.MouseButton.LeftButton)
    assert undone == [1]
    assert not strip.isVisible()
    strip.show_notice(Notice("Selesai.", seconds=10))
    strip._clock.setInterval(1)
    strip._clock.start()
    qtbot.waitUntil(lambda: not strip.isVisible())


def test_the_search_box_waits_for_a_pause_and_escape_clears_it(qtbot: QtBot) -> None:
    box = SearchBox("uji.cari")
    qtbot.addWidget(box)
    box.show()
    heard: list[str] = []
    box.searched.connect(heard.append)
    qtbot.keyClicks(box.line, "talud")
    qtbot.waitUntil(lambda: heard == ["talud"])
    box.show_count(7, 42)
    assert box._count.text() == "7 dari 42"
    qtbot.keyClick(box.line, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: heard == ["talud", ""])


def answer_with(press: str, text: str = "") -> None:
    """Fill the open question and press one of its buttons, as soon as it is there."""

    def act() -> None:
        box = QApplication.activeModalWidget()
        if box is None:
            QTimer.singleShot(20, act)
            return
        assert isinstance(box, QDialog)
        for line in box.findChildren(QLineEdit):
            line.setText(text)
        for paragraph in box.findChildren(QPlainTextEdit):
            paragraph.setPlainText(text)
        next(button for button in box.findChildren(QPushButton) if button.text() == press).click()

    QTimer.singleShot(0, act)


def test_questions_are_answered_by_verbs_and_the_harmless_one_has_the_focus(qtbot: QtBot) -> None:
    answer_with("Sahkan")
    assert ask(None, "Sahkan RKPDes 2027?", "Sahkan")
    answer_with("Batal")
    assert not ask(None, "Sahkan RKPDes 2027?", "Sahkan", danger=True)
    answer_with("Lanjutkan", "Peserta terbatas")
    assert ask_reason(None, "Peserta perempuan 18%.", "Lanjutkan") == "Peserta terbatas"
    answer_with("Batal", "x")
    assert ask_text(None, "Nomor Perdes", "Simpan") is None
    answer_with("Buka", "pagi yang cerah")
    assert ask_password(None, "Ketik kata sandi") == "pagi yang cerah"


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ('"dua\nbaris"\tb', [["dua\nbaris", "b"]]),
        ("a\nb\tc", [["a", ""], ["b", "c"]]),
        ('5" pipa\tb', [['5" pipa', "b"]]),
        ("\r\n", []),
    ],
)
def test_blocks_from_sheets_are_read_cell_by_cell(text: str, block: list[list[str]]) -> None:
    assert to_block(text) == block


def test_what_is_copied_comes_back_the_same() -> None:
    block = [["Talud\nRT 03", '5" pipa', "a\tb"], ["", "1.250.000", "x"]]
    assert to_block(to_text(block)) == block


@pytest.mark.parametrize(
    ("text", "later"),
    [("RT 03", "RT 04"), ("2.3.09", "2.3.10"), ("9", "10"), ("Krajan", "Krajan"), ("5 m", "6 m")],
)
def test_a_series_counts_on_and_keeps_its_zeros(text: str, later: str) -> None:
    assert next_in_series(text) == later
