"""The tab Bantuan alone in a window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import warga_desa
from builders import DESA_ID
from desa_desktop.domain.penduduk import Penduduk, SasaranBantuan
from desa_desktop.services import bantuan, editing
from desa_desktop.sheets import read_sheets
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.clipped import clipped_widgets
from desa_desktop.ui.kit.jobs import Jobs
from desa_desktop.ui.screens.penduduk.bantuan import BantuanTab
from desa_desktop.ui.snapshot import settle
from desa_desktop.ui.style import Theme, apply
from layar import NOW, open_village
from office import OLEH


@pytest.fixture
def tab(qtbot: QtBot, tmp_path: Path) -> Iterator[BantuanTab]:
    with open_village(tmp_path) as app:
        warga_desa.fill(app.database, families=14)
        desk = Desk(app, Jobs())
        app.database.listen(desk.hear)
        made = BantuanTab(desk)
        qtbot.addWidget(made)
        made.resize(1120, 600)
        made.show()
        settle(desk)
        yield made
        settle(desk)
        desk.jobs.close()


def wait(tab: BantuanTab) -> None:
    settle(tab._desk)


def turn_to(tab: BantuanTab, nama: str) -> None:
    row = next(one for one in tab.grid.model.rows if one.nama == nama)
    assert tab.grid.select_row(row.id)
    wait(tab)


def names(tab: BantuanTab) -> list[str]:
    wait(tab)
    return [one.nama for one in tab.people.model.rows]


def niks(tab: BantuanTab) -> list[str]:
    with tab._desk.app.database.read() as unit:
        found = unit.select(Penduduk, desa_id=DESA_ID)
    return sorted(one.nik for one in found if one.nik and one.is_hidup)


def test_the_first_programme_shows_its_participants_and_what_overlaps(tab: BantuanTab) -> None:
    assert [one.nama for one in tab.grid.model.rows] == ["BLT Dana Desa", "PKH"]
    assert tab.program is not None
    assert tab.program.nama == "BLT Dana Desa"
    assert len(names(tab)) == tab.program.peserta
    assert tab.heading.text().startswith(f"Peserta BLT Dana Desa: {tab.program.peserta} keluarga · ")
    assert "juga menerima program lain" in tab.heading.text()
    turn_to(tab, "PKH")
    assert tab.heading.text().startswith("Peserta PKH: ")
    assert all(one.nik.startswith(("330699******", "SEM-")) for one in tab.people.model.rows if one.nik)


def test_a_participant_is_found_by_name_and_added_with_enter(tab: BantuanTab, qtbot: QtBot) -> None:
    turn_to(tab, "PKH")
    before = names(tab)
    number = next(
        nik
        for nik in niks(tab)
        if not bantuan.find_calon(tab._desk.app.database, tab.program.id, nik, tab._desk.today())[0].sudah  # type: ignore[union-attr]
    )
    tab._search(number)
    wait(tab)
    assert len(tab.found.model.rows) == 1
    qtbot.keyClick(tab.search.line, Qt.Key.Key_Return)
    assert len(names(tab)) == len(before) + 1
    assert tab.found.model.rows[0].sudah
    editing.undo(tab._desk.app.database, by=OLEH, at=NOW)
    assert names(tab) == before


def test_moving_along_the_cells_of_a_programme_keeps_what_is_searched_for(tab: BantuanTab) -> None:
    turn_to(tab, "PKH")
    tab.search.line.setText("sri")
    assert tab.program is not None
    tab.grid.select_row(tab.program.id, "asal_dana")
    assert tab.search.text == "sri"
    turn_to(tab, "BLT Dana Desa")
    assert tab.search.text == ""


def test_a_column_of_numbers_is_looked_at_before_anybody_goes_in(tab: BantuanTab) -> None:
    turn_to(tab, "PKH")
    before = len(names(tab))
    block = ["NIK", *niks(tab)[:6], "3306994503909999", "12345"]
    QApplication.clipboard().setText("\n".join(block))
    tab.paste()
    wait(tab)
    assert tab.preview is not None
    assert clipped_widgets(tab) == []
    shown = tab.preview.grid.model.rows
    assert shown[0].id == 2
    assert "******" in shown[0].nomor
    assert shown[-1].masalah
    primary = tab.primary()
    assert primary is not None
    assert primary.text.startswith("Masukkan ")
    went_in = tab.preview._read.masuk
    primary.act()
    wait(tab)
    assert tab.preview is None
    assert len(names(tab)) == before + went_in


def test_a_file_of_opensid_makes_its_programme_and_shows_it(tab: BantuanTab, tmp_path: Path) -> None:
    book = Workbook()
    facts = book.active
    facts.title = "Program"
    for row in (["Nama Program", "BST"], ["Sasaran Program", 1], ["Asal Dana", 1], ["###"]):
        facts.append(row)
    people = book.create_sheet("Peserta")
    people.append(["Peserta", "No. Peserta", "NIK", "Nama"])
    people.append([niks(tab)[0], "1", niks(tab)[0], ""])
    path = tmp_path / "bst.xlsx"
    book.save(path)
    tab.import_file(path)
    wait(tab)
    assert tab.preview is not None
    assert tab.preview.facts.text() == "Program baru, untuk penduduk · dana Pusat."
    tab.preview.insert.click()
    wait(tab)
    assert tab.program is not None
    assert (tab.program.nama, tab.program.sasaran) == ("BST", SasaranBantuan.PENDUDUK)
    assert len(names(tab)) == 1


def test_a_programme_is_typed_like_a_row_and_removed_with_its_participants(tab: BantuanTab) -> None:
    tab.add()
    wait(tab)
    tab.grid.type_texts([((2, 0), "Beasiswa Desa")])
    wait(tab)
    assert tab.grid.model.rows[2].nama == "Beasiswa Desa"
    assert tab.or_none.is_empty
    turn_to(tab, "PKH")
    tab.grid.remove_rows()
    wait(tab)
    assert [one.nama for one in tab.grid.model.rows] == ["BLT Dana Desa", "Beasiswa Desa"]
    editing.undo(tab._desk.app.database, by=OLEH, at=NOW)
    wait(tab)
    assert "PKH" in [one.nama for one in tab.grid.model.rows]


def test_the_list_opens_in_the_preview_of_prints(tab: BantuanTab, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tab._desk.opened) as opened:
        tab.print_list()
    place, order = opened.args
    assert place == "pratinjau_cetak"
    assert "Bantuan" in order.title


@pytest.mark.parametrize(("theme", "scale"), [(Theme.TERANG, 100), (Theme.GELAP, 150)])
def test_nothing_is_cut_in_any_theme_and_size_of_text(tab: BantuanTab, theme: Theme, scale: int) -> None:
    apply(QApplication.instance(), theme, scale)  # type: ignore[arg-type]
    tab.resize(1120, 600)
    wait(tab)
    assert clipped_widgets(tab) == []


def test_the_chosen_programme_is_written_with_its_participants(tab: BantuanTab, tmp_path: Path) -> None:
    wait(tab)
    turn_to(tab, "PKH")
    assert tab.export_button.isEnabled()
    target = tmp_path / "pkh.xlsx"
    tab.write(target)
    wait(tab)
    facts, people = read_sheets(target)
    assert facts.rows[1].cells[1] == "PKH"
    assert len(people.rows) == len(tab.people.model.rows) + 2  # headings, and ### below
