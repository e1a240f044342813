"""Pratinjau Tempel: nothing goes in before a person has seen it, and every suggestion needs a yes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desa_desktop.ui.kit.paste_preview import (
    Decisions,
    Edits,
    PastePreview,
    Preview,
    PreviewCell,
    PreviewRow,
    RowState,
)

FIELDS = (("dusun", "Dusun", 90), ("uraian", "Uraian", 200), ("biaya", "Perkiraan biaya", 120))
KNOWN = {"Krajan", "Kidul"}
PASTED = [
    ["Krajan", "Rabat jalan", "64.000.000"],
    ["Krajann", "Sumur bor", "35.000.000"],
    ["Krajann", "Jalan usaha tani", "1,250,000"],
    ["", "Posyandu Lor", "abc"],
]


class Pembaca:
    """Reads pasted rows the way a service would: unknown hamlets and comma thousands are questions."""

    def __init__(self) -> None:
        self.calls: list[object] = []
        self.page = PastePreview(
            "usulan.tempel", remap=self.remap, recheck=self.recheck, accept=self.calls.append,
            cancel=lambda: self.calls.append("batal"), origin="dari Excel",
        )  # fmt: skip
        self.mapping: Sequence[str] = ("dusun", "uraian", "biaya")
        self.recheck({})

    def remap(self, mapping: Sequence[str]) -> None:
        self.calls.append(("petakan", tuple(mapping)))
        self.mapping = mapping
        self.recheck({})

    def recheck(self, edits: Edits) -> None:
        rows = [self.row(number, texts, edits.get(number, {})) for number, texts in enumerate(PASTED, 1)]
        self.page.show_preview(Preview(FIELDS, ("A", "B", "C"), self.mapping, rows))

    def row(self, number: int, source: list[str], edited: dict[str, str]) -> PreviewRow:
        cells, state = {}, RowState.SIAP
        for name, text in zip(self.mapping, source, strict=True):
            text = edited.get(name, text)
            cells[name] = PreviewCell(text)
            if name == "dusun" and text not in KNOWN:
                cells[name] = PreviewCell(text, "Dusun tidak dikenal.", "Krajan" if text else "")
                state = RowState.PERIKSA if text else RowState.TIDAK_BISA
            elif name == "biaya" and text == "1,250,000":
                cells[name] = PreviewCell(text, "Maksud Anda 1.250.000?", "1.250.000")
                state = RowState.PERIKSA
        return PreviewRow(number, state, cells, "", source)


@pytest.fixture
def pembaca(qtbot: QtBot) -> Pembaca:
    made = Pembaca()
    qtbot.addWidget(made.page)
    made.page.resize(1000, 500)
    made.page.show()
    return made


def test_it_counts_what_is_ready_doubtful_and_impossible(pembaca: Pembaca) -> None:
    assert pembaca.page.summary == "1 siap · 2 perlu diperiksa · 1 tidak bisa"
    assert pembaca.page.insert.text() == "&Masukkan 3 baris"


def test_a_suggestion_is_taken_for_one_row_or_for_all_alike(pembaca: Pembaca) -> None:
    grid = pembaca.page.grid
    assert grid is not None
    grid.select_row(3)
    pembaca.page.accept_row()
    assert pembaca.page.summary == "2 siap · 1 perlu diperiksa · 1 tidak bisa"
    assert pembaca.page.decisions.edits == {3: {"dusun": "Krajan", "biaya": "1.250.000"}}
    grid.select_row(2)
    pembaca.page.accept_alike()
    assert pembaca.page.summary == "3 siap · 0 perlu diperiksa · 1 tidak bisa"


def test_all_alike_means_the_same_text_in_the_same_column(pembaca: Pembaca) -> None:
    assert pembaca.page.grid is not None
    pembaca.page.grid.select_row(2)
    pembaca.page.accept_alike()
    assert pembaca.page.decisions.edits == {2: {"dusun": "Krajan"}, 3: {"dusun": "Krajan"}}


def test_a_correction_is_typed_in_the_preview_and_checked_again(qtbot: QtBot, pembaca: Pembaca) -> None:
    grid = pembaca.page.grid
    assert grid is not None
    grid.view.setFocus()
    grid.select_row(4, "dusun")
    qtbot.keyClick(grid.view, Qt.Key.Key_F2)
    assert grid.editor is not None
    qtbot.keyClicks(grid.editor, "Kidul")
    qtbot.keyClick(grid.editor, Qt.Key.Key_Return)
    assert pembaca.page.summary == "2 siap · 2 perlu diperiksa · 0 tidak bisa"


def test_the_columns_can_be_given_another_meaning(pembaca: Pembaca) -> None:
    combo = pembaca.page._combos[2]
    combo.setCurrentIndex(combo.findData(""))
    combo.activated.emit(combo.currentIndex())
    assert pembaca.calls == [("petakan", ("dusun", "uraian", ""))]


def test_accepting_hands_over_mapping_and_corrections(qtbot: QtBot, pembaca: Pembaca) -> None:
    assert pembaca.page.grid is not None
    pembaca.page.grid.select_row(2)
    pembaca.page.accept_row()
    qtbot.mouseClick(pembaca.page.insert, Qt.MouseButton.LeftButton)
    assert pembaca.calls == [Decisions(("dusun", "uraian", "biaya"), {2: {"dusun": "Krajan"}})]


def test_skipped_rows_go_back_to_the_clipboard_as_they_were_copied(pembaca: Pembaca) -> None:
    pembaca.page.copy_skipped()
    assert QGuiApplication.clipboard().text() == "\tPosyandu Lor\tabc\r\n"
