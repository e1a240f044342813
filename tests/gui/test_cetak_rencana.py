"""The papers of the plan from its screens: the menu, lists of a tag, one estimate, an old revision."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

import desa_hidup
from builders import baris_rab
from desa_desktop.domain.rkp import RkpDesa
from desa_desktop.services import dokumen, printing, rkp, siskeudes
from desa_desktop.ui.kit.clipped import clipped_widgets
from desa_desktop.ui.print_screen import PrintScreen
from desa_desktop.ui.screens.rkpdes import RkpdesScreen
from desa_desktop.ui.screens.rkpdes.papers_tab import MENU
from desa_desktop.ui.screens.usulan import UsulanScreen
from layar import NOW, Meja, open_village, open_window
from office import KID, OLEH, TAHUN

STEP: dict[str, Any] = {"by": OLEH, "at": NOW}


@pytest.fixture
def village(qtbot: QtBot, tmp_path: Path) -> Iterator[Any]:
    """A village with a complete plan of four activities, the first with an estimate and a tag."""
    with open_village(tmp_path) as app:
        desa_hidup.people(app.database)
        desa_hidup.propose(app.database, 4)
        desa_hidup.agree(app.database, 4)
        desa_hidup.give_pagu(app.database, DDS=500_000_000)
        made, _passed = rkp.take_usulan(app.database, app.aturan, TAHUN, **STEP)
        desa_hidup.complete(app.database, made)
        with app.database.unit() as unit:
            first = unit.select(RkpDesa, tahun=TAHUN)[0].kegiatan[0]
            first.tanda = ("stunting",)
            first.rab.append(baris_rab(volume=Decimal(10)))
            unit.commit("rab", OLEH, NOW)
        yield app


@pytest.fixture
def meja(village: Any, qtbot: QtBot) -> Iterator[Meja]:
    with open_window(village, qtbot, "rkpdes") as opened:
        yield opened


def screen(meja: Meja) -> RkpdesScreen:
    shown = meja.window.shown
    assert isinstance(shown, RkpdesScreen)
    return shown


def preview(meja: Meja) -> PrintScreen:
    """The preview that is open, drawn."""
    meja.settle()
    shown = meja.window.shown
    assert isinstance(shown, PrintScreen)
    assert shown.page_count >= 1
    return shown


def offered(meja: Meja) -> str:
    """The name the open preview proposes for the file."""
    order = preview(meja)._order
    assert order is not None
    return order.file_name


def back(meja: Meja) -> None:
    meja.shortcut("lihat.kembali")
    meja.settle()


def press(meja: Meja, name: str) -> None:
    button = meja.window.findChild(QPushButton, name)
    assert button is not None, name
    assert button.isVisible()
    button.click()
    meja.settle()


def test_every_paper_of_the_plan_is_in_the_tab_dokumen_and_opens_in_the_preview(meja: Meja) -> None:
    screen(meja).tabs.turn_to("dokumen")
    meja.settle()
    titles = {one.kind: one.title for one in printing.list_documents()}
    for name, jenis in (
        ("matriks", "matriks-rkp"),
        ("durkp", "durkp"),
        ("rab", "rab"),
    ):
        press(meja, f"rkpdes.dokumen.{name}")
        assert preview(meja).title == titles[jenis]
        back(meja)
    without_rows = {"program-masuk", "evaluasi-rkp", "kerja-sama"}
    for jenis in (one for papers in MENU for one in papers):
        menu = screen(meja).papers.menu()
        action = next(one for one in menu.actions() if one.objectName() == f"rkpdes.dokumen.{jenis}")
        action.trigger()
        meja.settle()
        shown = meja.window.shown
        assert isinstance(shown, PrintScreen)
        assert shown.title == titles[jenis]
        assert (shown.page_count == 0) == (jenis in without_rows)
        if jenis in without_rows:
            assert meja.window.notices.notice is not None
            assert "belum ada isinya" in meja.window.notices.notice.text
        back(meja)


def test_the_table_for_siskeudes_is_saved_from_the_menu_of_papers(
    meja: Meja, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "siskeudes.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all: (str(target), ""))
    screen(meja).tabs.turn_to("dokumen")
    meja.settle()
    menu = screen(meja).papers.menu()
    next(one for one in menu.actions() if one.objectName() == "rkpdes.dokumen.siskeudes_csv").trigger()
    meja.settle()
    made = siskeudes.export_csv(meja.app.database, meja.app.aturan, TAHUN)
    assert target.read_bytes() == made.isi
    assert made.baris >= 4
    assert meja.window.notices.notice is not None
    assert "siskeudes.csv" in meja.window.notices.notice.text


def test_the_list_of_one_tag_is_chosen_from_the_tags_of_the_rules(meja: Meja) -> None:
    screen(meja).tabs.turn_to("dokumen")
    meja.settle()
    menu = screen(meja).papers.menu()
    tags = menu.findChild(QAction, "rkpdes.dokumen.tanda.stunting")
    assert tags is not None
    assert tags.text() == "Stunting"
    tags.trigger()
    assert offered(meja) == "DaftarPrioritas_2027-stunting_Tursino.pdf"


def test_the_menu_opens_below_its_button_and_nothing_on_the_tab_is_clipped(meja: Meja) -> None:
    screen(meja).tabs.turn_to("dokumen")
    meja.window.resize(1024, 640)
    meja.settle()
    assert clipped_widgets(meja.window) == []
    press(meja, "rkpdes.dokumen.lain")
    meja.press(Qt.Key.Key_Escape)


def test_ctrl_p_prints_what_is_shown(meja: Meja) -> None:
    screen(meja).tabs.turn_to("pagu")
    meja.settle()
    meja.shortcut("berkas.cetak")
    assert preview(meja).title == "Pagu Indikatif Desa"
    back(meja)
    with meja.app.database.read() as unit:
        key = unit.select(RkpDesa, tahun=TAHUN)[0].kegiatan[0].id
    screen(meja).open_rab(key)
    meja.settle()
    meja.shortcut("berkas.cetak")
    assert preview(meja).title == "Rencana Anggaran Biaya (RAB)"


def test_a_ratified_revision_is_printed_again_from_its_row(village: Any, qtbot: QtBot) -> None:
    with village.database.unit() as unit:
        plan = unit.select(RkpDesa, tahun=TAHUN)[0]
        dokumen.ratify(unit, plan, plan.desa_id, alasan="", kid=KID, at=NOW)
        unit.commit("sahkan", OLEH, NOW, kind="sahkan")
    with open_window(village, qtbot, "rkpdes") as meja:
        screen(meja).tabs.turn_to("dokumen")
        meja.settle()
        tab = screen(meja).papers
        (row,) = tab.grid.model.rows
        tab.grid.select_row(row.id)  # type: ignore[attr-defined]
        meja.settle()
        assert tab.again.isEnabled()
        press(meja, "rkpdes.dokumen.cetak_revisi")
        assert offered(meja) == "RKPDes_2027-r01_Tursino.pdf"


def test_without_a_ratified_revision_there_is_no_button_for_it(meja: Meja) -> None:
    screen(meja).tabs.turn_to("dokumen")
    meja.settle()
    assert not screen(meja).papers.again.isVisible()


def test_ideas_and_the_form_to_write_on_are_printed_from_the_screen_usulan(
    village: Any, qtbot: QtBot
) -> None:
    with open_window(village, qtbot, "usulan") as meja:
        expected = {
            "Cetak daftar gagasan per dusun…": "Daftar Gagasan dusun dan kelompok",
            "Cetak rekap gagasan per bidang…": "Rekap Gagasan per bidang",
            "Cetak formulir usulan kosong…": "Formulir usulan kosong",
        }
        for words, title in expected.items():
            shown = meja.window.shown
            assert isinstance(shown, UsulanScreen)
            next(one for one in shown.commands if one.text == words).act()
            assert preview(meja).title == title
            back(meja)
