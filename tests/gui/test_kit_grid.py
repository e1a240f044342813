"""Typing, filling, pasting and moving rows in a grid, with the keyboard alone."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.ui.kit.grid import Change, Grid
from desa_desktop.ui.kit.kinds import Choice, Kind
from desa_desktop.ui.kit.memory import Memory
from desa_desktop.ui.kit.table import Column, Grouping, RowId
from desa_desktop.ui.style import SIZES, Theme, apply, look

TODAY = datetime.date(2026, 11, 22)
SUMBER = (Choice("DDS", "DDS", "Dana Desa"), Choice("ADD", "ADD", "Alokasi Dana Desa"), Choice("PBH", "PBH"))


@dataclass(frozen=True)
class Baris:
    """A made-up row of a plan."""

    id: int
    dusun: str
    uraian: str
    volume: Decimal | None
    biaya: int | None
    sumber: str | None
    mulai: datetime.date | None
    padat_karya: bool


COLUMNS = (
    Column(name="id", label="No", kind=Kind.INTEGER, width=44, editable=False),
    Column(name="uraian", label="Uraian", width=220, stretch=True),
    Column(name="volume", label="Volume", kind=Kind.QUANTITY, width=80),
    Column(name="biaya", label="Biaya", kind=Kind.MONEY, width=130, total=True),
    Column(name="sumber", label="Sumber dana", kind=Kind.CHOICE, choices=SUMBER, width=110),
    Column(name="mulai", label="Mulai", kind=Kind.DATE, width=110),
    Column(name="padat_karya", label="Padat karya", kind=Kind.TICK, width=100),
)


class Kantor:
    """What stands behind the grid in these tests: rows in a list, each change kept as a step."""

    def __init__(self, rows: list[Baris], *, groups: bool = False) -> None:
        self.rows = rows
        self.steps: list[Any] = []
        self.grid = Grid(
            "uji.tabel",
            COLUMNS,
            today=lambda: TODAY,
            groupings=[Grouping(key=lambda r: r.dusun, label=lambda r: r.dusun)] if groups else (),
            on_change=self.change,
            on_add=self.add,
            on_remove=self.remove,
            on_move=lambda row_id, offset: self.steps.append(("pindah", row_id, offset)),
            on_paste=lambda block, anchor: self.steps.append(("tempel", block, anchor)),
            on_draft=lambda cell, text: self.steps.append(("draf", cell, text)),
            on_withdraw=self.withdraw,
        )
        self.grid.setAccessibleName("Kegiatan")
        self.grid.show_rows(rows)

    def change(self, changes: list[Change]) -> None:
        self.steps.append(changes)
        for row_id, name, value in changes:
            self.rows = [replace(r, **{name: value}) if r.id == row_id else r for r in self.rows]
        self.grid.show_rows(self.rows)

    def add(self, _values: Mapping[str, object], after: RowId | None) -> None:
        self.steps.append(("baru", after))
        number = max((r.id for r in self.rows), default=0) + 1
        new = Baris(number, "Krajan", "", None, None, None, None, False)
        place = next((n + 1 for n, r in enumerate(self.rows) if r.id == after), len(self.rows))
        self.rows = [*self.rows[:place], new, *self.rows[place:]]

    def remove(self, ids: list[RowId]) -> None:
        self.steps.append(("hapus", ids))
        self.rows = [r for r in self.rows if r.id not in ids]
        self.grid.show_rows(self.rows)

    def withdraw(self, row_id: RowId) -> None:
        self.steps.append(("tarik", row_id))
        self.rows = [r for r in self.rows if r.id != row_id]
        self.grid.show_rows(self.rows)

    def row(self, row_id: int) -> Baris:
        return next(r for r in self.rows if r.id == row_id)


def baris(number: int, dusun: str = "Krajan") -> Baris:
    biaya = 1_000_000 * number
    mulai = datetime.date(2027, 1, 1)
    return Baris(number, dusun, f"Talud RT 0{number}", Decimal(120), biaya, "DDS", mulai, False)


@pytest.fixture
def kantor(qtbot: QtBot) -> Kantor:
    made = Kantor([baris(1), baris(2), baris(3)])
    qtbot.addWidget(made.grid)
    made.grid.resize(1100, 400)
    made.grid.show()
    made.grid.view.setFocus()
    made.grid.select_row(1, "uraian")
    return made


def press(qtbot: QtBot, kantor: Kantor, *keys: Any) -> None:
    """Send keys to whatever would get them: the open editor, else the table."""
    single = [one for key in keys for one in (list(key) if isinstance(key, str) else [key])]
    for key in single:
        target = kantor.grid.editor or kantor.grid.view
        if isinstance(key, str):
            qtbot.keyClicks(target, key)
        elif isinstance(key, tuple):
            qtbot.keyClick(target, key[0], key[1])
        else:
            qtbot.keyClick(target, key)


def at(kantor: Kantor) -> tuple[RowId | None, str]:
    index = kantor.grid.view.currentIndex()
    return kantor.grid.current_id(), COLUMNS[index.column()].name


K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def test_typing_replaces_the_cell_and_enter_goes_down(qtbot: QtBot, kantor: Kantor) -> None:
    press(qtbot, kantor, "Rabat jalan", K.Key_Return)
    assert kantor.row(1).uraian == "Rabat jalan"
    assert at(kantor) == (2, "uraian")
    assert kantor.steps == [[(1, "uraian", "Rabat jalan")]]


def test_f2_keeps_the_text_and_escape_restores_it(qtbot: QtBot, kantor: Kantor) -> None:
    press(qtbot, kantor, K.Key_F2, " baru")
    assert kantor.grid.editor is not None
    assert kantor.grid.editor.text() == "Talud RT 01 baru"
    press(qtbot, kantor, K.Key_Escape)
    assert kantor.row(1).uraian == "Talud RT 01"
    assert kantor.steps == []
    assert at(kantor) == (1, "uraian")


def test_tab_goes_right_over_cells_that_can_be_edited_and_on_to_the_next_row(
    qtbot: QtBot, kantor: Kantor
) -> None:
    kantor.grid.select_row(1, "mulai")
    press(qtbot, kantor, K.Key_Tab)
    assert at(kantor) == (1, "padat_karya")
    press(qtbot, kantor, K.Key_Tab)
    assert at(kantor) == (2, "uraian")
    press(qtbot, kantor, K.Key_Backtab)
    assert at(kantor) == (1, "padat_karya")


def test_an_arrow_leaves_the_cell_when_typing_over_but_moves_in_the_text_after_f2(
    qtbot: QtBot, kantor: Kantor
) -> None:
    press(qtbot, kantor, "Sumur", K.Key_Right)
    assert at(kantor) == (1, "volume")
    assert kantor.row(1).uraian == "Sumur"
    kantor.grid.select_row(1, "uraian")
    press(qtbot, kantor, K.Key_F2, K.Key_Left, "!")
    assert kantor.grid.editor is not None
    assert kantor.grid.editor.text() == "Sumu!r"


def test_enter_in_the_last_row_makes_a_new_one_and_no_key_typed_meanwhile_is_lost(
    qtbot: QtBot, kantor: Kantor
) -> None:
    kantor.grid.select_row(3, "biaya")
    press(qtbot, kantor, K.Key_Return)
    assert kantor.steps == [("baru", 3)]
    press(qtbot, kantor, "Pos ronda", K.Key_Return)  # the store has not answered yet
    assert kantor.row(3).uraian == "Talud RT 03"
    kantor.grid.show_rows(kantor.rows)
    assert kantor.row(4).uraian == "Pos ronda"


def test_who_types_and_tabs_faster_than_the_store_gets_one_row_with_each_text_in_its_cell(
    qtbot: QtBot, kantor: Kantor
) -> None:
    kantor.grid.select_row(3, "biaya")
    press(qtbot, kantor, (K.Key_N, CTRL), "Pos ronda", K.Key_Tab, "2", K.Key_Tab, "64 jt", K.Key_Tab)
    kantor.grid.show_rows(kantor.rows)
    assert [step for step in kantor.steps if step[0] == "baru"] == [("baru", 3)]
    new = kantor.row(4)
    assert (new.uraian, new.volume, new.biaya) == ("Pos ronda", Decimal(2), 64_000_000)


@pytest.fixture
def tombol(qtbot: QtBot, kantor: Kantor) -> Iterator[QPushButton]:
    """A button behind the table, in one window with it."""
    window = QWidget()
    button = QPushButton("Sahkan", window)
    box = QVBoxLayout(window)
    box.addWidget(kantor.grid)
    box.addWidget(button)
    window.resize(1100, 500)
    window.show()
    window.activateWindow()
    kantor.grid.view.setFocus()
    kantor.grid.select_row(3, "padat_karya")
    yield button
    window.close()
    kantor.grid.setParent(None)


def new_row(qtbot: QtBot, kantor: Kantor, key: Any = K.Key_Tab) -> None:
    """A new row below the last one, as the store gives it."""
    press(qtbot, kantor, key)
    kantor.grid.show_rows(kantor.rows)
    assert at(kantor) == (4, "uraian")


def test_tab_in_an_empty_new_last_row_goes_on_to_the_button_and_the_row_is_gone(
    qtbot: QtBot, kantor: Kantor, tombol: QPushButton
) -> None:
    new_row(qtbot, kantor)
    press(qtbot, kantor, K.Key_Tab)
    qtbot.waitUntil(tombol.hasFocus)
    qtbot.waitUntil(lambda: ("tarik", 4) in kantor.steps)
    assert [row.id for row in kantor.rows] == [1, 2, 3]


@pytest.mark.parametrize("key", [K.Key_Return, (K.Key_N, CTRL)], ids=["Enter", "Ctrl+N"])
def test_an_empty_new_row_is_gone_when_the_cursor_goes_to_another_row(
    qtbot: QtBot, kantor: Kantor, tombol: QPushButton, key: Any
) -> None:
    new_row(qtbot, kantor, key)
    press(qtbot, kantor, K.Key_Right, K.Key_Up)
    qtbot.waitUntil(lambda: ("tarik", 4) in kantor.steps)
    assert at(kantor) == (3, "volume")


def test_a_new_row_with_something_in_it_stays(qtbot: QtBot, kantor: Kantor, tombol: QPushButton) -> None:
    new_row(qtbot, kantor)
    press(qtbot, kantor, "Pos ronda", K.Key_Return)  # one more new row, which has not come yet
    press(qtbot, kantor, K.Key_Escape, K.Key_Up)
    tombol.setFocus()
    qtbot.wait(20)
    assert ("tarik", 4) not in kantor.steps
    assert kantor.row(4).uraian == "Pos ronda"


def test_a_new_row_waits_while_a_question_about_its_text_is_open(
    qtbot: QtBot, kantor: Kantor, tombol: QPushButton
) -> None:
    new_row(qtbot, kantor)
    kantor.grid.select_row(4, "biaya")
    press(qtbot, kantor, "1.25", K.Key_Up)
    qtbot.wait(20)
    assert ("tarik", 4) not in kantor.steps


def test_enter_in_an_empty_new_row_makes_no_second_one(
    qtbot: QtBot, kantor: Kantor, tombol: QPushButton
) -> None:
    new_row(qtbot, kantor)
    press(qtbot, kantor, K.Key_Return, (K.Key_N, CTRL))
    assert at(kantor) == (4, "uraian")
    assert [one for one in kantor.steps if one[0] == "baru"] == [("baru", 3)]


def test_a_menu_or_the_panel_of_the_row_does_not_take_the_new_row_away(
    qtbot: QtBot, kantor: Kantor, tombol: QPushButton
) -> None:
    new_row(qtbot, kantor)
    kantor.grid.beside(tombol)
    tombol.setFocus()
    menu = kantor.grid.context_menu()
    menu.popup(kantor.grid.mapToGlobal(kantor.grid.rect().center()))
    qtbot.wait(20)
    menu.close()
    menu.deleteLater()
    assert ("tarik", 4) not in kantor.steps
    kantor.grid.hide()  # the screen is left
    assert ("tarik", 4) in kantor.steps


def test_money_gets_its_points_while_typing(qtbot: QtBot, kantor: Kantor) -> None:
    kantor.grid.select_row(1, "biaya")
    press(qtbot, kantor, "85000000")
    assert kantor.grid.editor is not None
    assert kantor.grid.editor.text() == "85.000.000"
    press(qtbot, kantor, K.Key_Return)
    assert kantor.row(1).biaya == 85_000_000


def test_a_number_that_is_not_clear_stays_with_its_question_until_answered(
    qtbot: QtBot, kantor: Kantor
) -> None:
    kantor.grid.select_row(1, "biaya")
    press(qtbot, kantor, K.Key_F2)
    assert kantor.grid.editor is not None
    kantor.grid.editor.setText("1,250,000")
    press(qtbot, kantor, K.Key_Return)
    assert kantor.row(1).biaya == 1_000_000
    kantor.grid.select_row(1, "biaya")
    note = kantor.grid._note
    assert note.text == "Koma dipakai sebagai pemisah ribuan. Maksud Anda 1.250.000?"
    qtbot.keyClick(note._accept, K.Key_Space)
    assert kantor.row(1).biaya == 1_250_000
    assert note.text == ""


def test_a_choice_is_filtered_by_typing_and_taken_with_enter(qtbot: QtBot, kantor: Kantor) -> None:
    kantor.grid.select_row(1, "sumber")
    press(qtbot, kantor, "alokasi", K.Key_Return)
    assert kantor.row(1).sumber == "ADD"
    assert at(kantor) == (2, "sumber")


def test_a_word_outside_the_list_is_not_stored(qtbot: QtBot, kantor: Kantor) -> None:
    kantor.grid.select_row(1, "sumber")
    press(qtbot, kantor, "XYZ", K.Key_Return)
    assert kantor.row(1).sumber == "DDS"
    assert kantor.grid.model.problem_at(0, 4) == (
        Level.GALAT,
        "“XYZ” tidak ada di daftar. Pilih satu dari daftar.",
    )


def test_space_ticks(qtbot: QtBot, kantor: Kantor) -> None:
    kantor.grid.select_row(2, "padat_karya")
    press(qtbot, kantor, K.Key_Space)
    assert kantor.row(2).padat_karya is True


def test_fill_down_is_one_step(qtbot: QtBot, kantor: Kantor) -> None:
    kantor.grid.select_row(1, "uraian")
    press(qtbot, kantor, (K.Key_Down, SHIFT), (K.Key_Down, SHIFT), (K.Key_D, CTRL))
    assert [r.uraian for r in kantor.rows] == ["Talud RT 01"] * 3
    assert len(kantor.steps) == 1


def test_a_series_counts_on(qtbot: QtBot, kantor: Kantor) -> None:
    kantor.grid.select_row(1, "uraian")
    press(qtbot, kantor, (K.Key_Down, SHIFT), (K.Key_Down, SHIFT), (K.Key_D, CTRL | SHIFT))
    assert [r.uraian for r in kantor.rows] == ["Talud RT 01", "Talud RT 02", "Talud RT 03"]


def test_copied_cells_carry_indonesian_numbers_and_delete_empties_them(qtbot: QtBot, kantor: Kantor) -> None:
    kantor.grid.select_row(1, "volume")
    press(qtbot, kantor, (K.Key_Right, SHIFT), (K.Key_Down, SHIFT), (K.Key_C, CTRL))
    assert QGuiApplication.clipboard().text() == "120\t1.000.000\r\n120\t2.000.000\r\n"
    press(qtbot, kantor, K.Key_Delete)
    assert [(r.volume, r.biaya) for r in kantor.rows[:2]] == [(None, None), (None, None)]
    assert len(kantor.steps) == 1


def test_one_pasted_column_goes_straight_in_as_one_step(qtbot: QtBot, kantor: Kantor) -> None:
    kantor.grid.select_row(1, "biaya")
    QGuiApplication.clipboard().setText("Rp 5.000.000,-\n12,5 jt\nabc\n")
    press(qtbot, kantor, (K.Key_V, CTRL))
    assert [r.biaya for r in kantor.rows] == [5_000_000, 12_500_000, 3_000_000]
    assert len(kantor.steps) == 1
    assert kantor.grid.model.cell_text(2, 3) == "abc"


def test_a_wider_block_goes_to_the_preview(qtbot: QtBot, kantor: Kantor) -> None:
    kantor.grid.select_row(2, "uraian")
    QGuiApplication.clipboard().setText("Rabat\t180\r\nSumur\t1\r\n")
    press(qtbot, kantor, (K.Key_V, CTRL))
    assert kantor.steps == [("tempel", [["Rabat", "180"], ["Sumur", "1"]], (2, "uraian"))]


def test_rows_are_inserted_moved_and_removed_by_keys(qtbot: QtBot, kantor: Kantor) -> None:
    press(qtbot, kantor, (K.Key_N, CTRL))
    kantor.grid.show_rows(kantor.rows)
    assert [r.id for r in kantor.rows] == [1, 4, 2, 3]
    assert at(kantor) == (4, "uraian")
    press(qtbot, kantor, (K.Key_Down, ALT))
    press(qtbot, kantor, (K.Key_Delete, CTRL))
    assert kantor.steps == [("baru", 1), ("pindah", 4, 1), ("hapus", [4])]
    assert at(kantor)[0] == 2


def test_an_open_editor_survives_a_reload_that_brings_other_rows(qtbot: QtBot, kantor: Kantor) -> None:
    kantor.grid.select_row(2, "uraian")
    press(qtbot, kantor, "Rehab pos")
    editor = kantor.grid.editor
    kantor.grid.show_rows([baris(9), *kantor.rows[:2]])
    assert kantor.grid.editor is editor
    press(qtbot, kantor, "yandu", K.Key_Return)
    assert kantor.steps == [[(2, "uraian", "Rehab posyandu")]]


def test_the_text_of_an_open_editor_becomes_a_draft(qtbot: QtBot, kantor: Kantor) -> None:
    kantor.grid.editing.clock.setInterval(1)
    press(qtbot, kantor, "Tal")
    qtbot.waitUntil(lambda: ("draf", (1, "uraian"), "Tal") in kantor.steps)
    press(qtbot, kantor, K.Key_Escape)
    assert kantor.steps[-1] == ("draf", (1, "uraian"), None)


def test_f8_goes_round_the_marked_cells_and_the_note_says_why(qtbot: QtBot, kantor: Kantor) -> None:
    kantor.grid.set_checks(
        [
            Pemeriksaan(Level.SARAN, "Biaya belum diisi.", record=3, field="biaya"),  # type: ignore[arg-type]
            Pemeriksaan(Level.GALAT, "Melebihi pagu.", record=1, field="biaya"),  # type: ignore[arg-type]
        ]
    )
    assert kantor.grid.next_problem()
    assert at(kantor) == (1, "biaya")
    assert kantor.grid._note.text == "Melebihi pagu."
    assert kantor.grid.next_problem()
    assert at(kantor) == (3, "biaya")
    assert kantor.grid.next_problem()
    assert at(kantor) == (1, "biaya")
    assert kantor.grid.model.spoken(0, 3) == "baris 1, kolom Biaya, 1.000.000, galat: Melebihi pagu."


def test_groups_carry_subtotals_and_close_with_left(qtbot: QtBot) -> None:
    kantor = Kantor([baris(1), baris(2, "Kidul"), baris(3)], groups=True)
    qtbot.addWidget(kantor.grid)
    kantor.grid.resize(900, 300)
    kantor.grid.show()
    model = kantor.grid.model
    assert [model.cell_text(n, 0) for n in range(model.rowCount())] == [
        "Krajan (2 baris)", "1", "3", "Kidul (1 baris)", "2",
    ]  # fmt: skip
    assert model.cell_text(0, 3) == "4.000.000"
    kantor.grid.view.setCurrentIndex(model.index(0, 0))
    press(qtbot, kantor, K.Key_Left)
    assert model.rowCount() == 3
    press(qtbot, kantor, K.Key_Left)
    assert model.rowCount() == 3
    press(qtbot, kantor, K.Key_Right)
    assert model.rowCount() == 5
    assert kantor.grid.select_row(2, "biaya")
    press(qtbot, kantor, "7000000", K.Key_Return)
    assert model.cell_text(3, 3) == "7.000.000"
    assert kantor.grid._total is not None
    assert kantor.grid._total.text() == "Jumlah 3 baris, Biaya 11.000.000"


def test_the_filter_ignores_case_points_and_order_of_words(qtbot: QtBot, kantor: Kantor) -> None:
    counts: list[tuple[int, int]] = []
    kantor.grid.filtered.connect(lambda shown, all_: counts.append((shown, all_)))
    kantor.grid.set_filter("02 TALUD")
    assert counts[-1] == (1, 3)
    assert kantor.grid.model.id_at(0) == 2
    kantor.grid.set_filter("2.000.000")
    assert counts[-1] == (1, 3)
    kantor.grid.set_filter("")
    assert counts[-1] == (3, 3)


def test_sorting_changes_the_view_only(qtbot: QtBot, kantor: Kantor) -> None:
    kantor.grid.cycle_sort(3)
    kantor.grid.cycle_sort(3)
    assert [kantor.grid.model.id_at(n) for n in range(3)] == [3, 2, 1]
    assert kantor.grid.move_row(1) is False
    kantor.grid.cycle_sort(3)
    assert [kantor.grid.model.id_at(n) for n in range(3)] == [1, 2, 3]
    assert kantor.steps == []


def test_widths_and_hidden_columns_are_remembered(qtbot: QtBot, kantor: Kantor) -> None:
    memory = Memory()
    kantor.grid.remember(memory)
    kantor.grid.view.setColumnWidth(2, 177)
    kantor.grid.show_column(4, False)
    later = Kantor([baris(1)])
    qtbot.addWidget(later.grid)
    later.grid.remember(memory)
    assert later.grid.view.columnWidth(2) == 177
    assert later.grid.view.isColumnHidden(4)


def test_the_chosen_row_stays_chosen_when_rows_above_it_go(qtbot: QtBot, kantor: Kantor) -> None:
    kantor.grid.select_row(3, "biaya")
    kantor.grid.show_rows(kantor.rows[1:])
    assert at(kantor) == (3, "biaya")
    kantor.grid.show_rows([baris(n) for n in range(20, 120, 2)] + [baris(3)])
    assert at(kantor) == (3, "biaya")


def test_enter_opens_the_row_of_a_table_that_is_only_read(qtbot: QtBot) -> None:
    opened: list[RowId] = []
    grid = Grid("uji.baca", COLUMNS, today=lambda: TODAY)
    qtbot.addWidget(grid)
    grid.row_activated.connect(opened.append)
    grid.show_rows([baris(1), baris(2)])
    grid.show()
    grid.select_row(2)
    qtbot.keyClick(grid.view, K.Key_Return)
    qtbot.keyClicks(grid.view, "x")
    assert opened == [2]
    assert grid.editor is None


def test_two_thousand_rows_open_and_a_key_begins_to_type_far_below(qtbot: QtBot) -> None:
    kantor = Kantor([])
    qtbot.addWidget(kantor.grid)
    kantor.grid.resize(1366, 697)
    kantor.grid.show()
    QApplication.processEvents()
    rows = [baris(n) for n in range(1, 2001)]
    kantor.grid.show_rows(rows)
    QApplication.processEvents()
    kantor.grid.view.setFocus()
    kantor.grid.select_row(1500, "uraian")
    press(qtbot, kantor, "T")
    QApplication.processEvents()
    editor = kantor.grid.editor
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "T"


# ------------------------------------------------------------------ columns that stay at the left


@pytest.fixture
def sempit(qtbot: QtBot) -> Kantor:
    """A table with room for half of its columns; number and description stay at the left."""
    columns = tuple(replace(one, frozen=one.name in ("id", "uraian"), stretch=False) for one in COLUMNS)
    made = Kantor([baris(n, "Krajan" if n < 20 else "Lor") for n in range(1, 41)], groups=True)
    made.grid.deleteLater()
    made.grid = Grid(
        "uji.sempit",
        columns,
        today=lambda: TODAY,
        groupings=[Grouping(key=lambda r: r.dusun, label=lambda r: r.dusun)],
        on_change=made.change,
    )
    qtbot.addWidget(made.grid)
    made.grid.show_rows(made.rows)
    made.grid.resize(560, 400)
    made.grid.show()
    made.grid.view.setFocus()
    qtbot.waitExposed(made.grid)
    made.grid.select_row(1, "uraian")
    return made


def to_the_right(kantor: Kantor) -> Any:
    bar = kantor.grid.view.horizontalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    return kantor.grid.view.frozen


def test_number_and_name_stay_in_sight_while_one_scrolls_to_the_right(qtbot: QtBot, sempit: Kantor) -> None:
    frozen = sempit.grid.view.frozen
    assert frozen.isHidden()
    assert to_the_right(sempit) is frozen
    assert frozen.isVisible()
    shown = [n for n in range(len(COLUMNS)) if not frozen.isColumnHidden(n)]
    assert [COLUMNS[n].name for n in shown] == ["id", "uraian"]
    view = sempit.grid.view
    for line in range(6):  # every line beside its other half
        here, there = view.model().index(line, 1), view.model().index(line, 3)
        assert frozen.visualRect(here).top() == view.visualRect(there).top()
        assert frozen.visualRect(here).height() == view.visualRect(there).height()
    view.verticalScrollBar().setValue(10)
    assert frozen.verticalScrollBar().value() == 10
    assert frozen.rowAt(1) == view.rowAt(1)
    view.horizontalScrollBar().setValue(0)
    assert frozen.isHidden()


@pytest.mark.parametrize("theme", list(Theme))
@pytest.mark.parametrize("size", SIZES)
def test_the_frozen_columns_are_as_wide_and_high_as_the_table_in_every_look(
    qtbot: QtBot, sempit: Kantor, qapp: QApplication, theme: Theme, size: int
) -> None:
    apply(qapp, theme, size)
    sempit.grid.resize(look().px(560), look().px(400))
    frozen, view = to_the_right(sempit), sempit.grid.view
    assert frozen.isVisible()
    assert frozen.columnWidth(1) == view.columnWidth(1)
    assert frozen.rowHeight(1) == view.rowHeight(1)
    assert frozen.horizontalHeader().height() == view.horizontalHeader().height()
    assert frozen.width() < view.viewport().width() * 0.7


def test_the_keys_never_lead_to_a_cell_below_the_frozen_columns(qtbot: QtBot, sempit: Kantor) -> None:
    sempit.grid.select_row(1, "padat_karya")
    frozen, view = sempit.grid.view.frozen, sempit.grid.view
    assert frozen.isVisible()
    press(qtbot, sempit, K.Key_Left, K.Key_Left, K.Key_Left, K.Key_Left)
    assert at(sempit) == (1, "volume")
    left = view.visualRect(view.currentIndex()).left()
    assert frozen.isHidden() or left >= frozen.width() - 2
    press(qtbot, sempit, K.Key_End, K.Key_Home)
    assert at(sempit)[1] == "id"
    sempit.grid.select_row(1, "padat_karya")
    press(qtbot, sempit, K.Key_Tab)  # the description of the next row: it is in sight already
    assert at(sempit) == (2, "uraian")
    assert frozen.isVisible()
    press(qtbot, sempit, "Sumur", K.Key_Return)
    assert sempit.row(2).uraian == "Sumur"


def test_the_mouse_works_on_the_frozen_columns_as_on_the_others(qtbot: QtBot, sempit: Kantor) -> None:
    frozen, view = to_the_right(sempit), sempit.grid.view
    line = sempit.grid.model.line_of(3)
    place = frozen.visualRect(view.model().index(line, 1)).center()
    qtbot.mouseClick(frozen.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert at(sempit) == (3, "uraian")
    assert view.hasFocus()
    assert frozen.isVisible()
    qtbot.mouseDClick(frozen.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert sempit.grid.editor is not None
    assert sempit.grid.editor.visibleRegion().boundingRect().width() > 100
    sempit.grid.commit()
    to_the_right(sempit)
    group = frozen.visualRect(view.model().index(0, 0)).center()
    qtbot.mouseClick(frozen.viewport(), Qt.MouseButton.LeftButton, pos=group)
    assert sempit.grid.model.line_of(3) < 0
    head = frozen.horizontalHeader()
    qtbot.mouseClick(
        head.viewport(),
        Qt.MouseButton.LeftButton,
        pos=QPoint(head.sectionViewportPosition(1) + 20, head.height() // 2),
    )
    assert sempit.grid.model.sorting[0] == 1


def test_a_hidden_or_widened_column_changes_among_the_frozen_ones_too(qtbot: QtBot, sempit: Kantor) -> None:
    frozen = to_the_right(sempit)
    before = frozen.width()
    sempit.grid.view.setColumnWidth(1, sempit.grid.view.columnWidth(1) - 40)
    assert frozen.width() == before - 40
    sempit.grid.show_column(0, False)
    to_the_right(sempit)
    assert frozen.isColumnHidden(0)


def test_a_column_shown_for_the_first_time_has_its_own_width(qtbot: QtBot, kantor: Kantor) -> None:
    kantor.grid.show_column(3, False)
    kantor.grid.show_column(3, True)
    assert kantor.grid.view.columnWidth(3) == look().px(130)
