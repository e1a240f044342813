"""The estimate of an activity on its page: typed, pasted, held against the cost, taken over."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

import desa_hidup
from desa_desktop.domain.rkp import BarisRab, Kegiatan, KelompokRab
from desa_desktop.services import editing, rkp
from desa_desktop.ui.kit.clipped import clipped_widgets
from desa_desktop.ui.screens.rkpdes import RkpdesScreen
from desa_desktop.ui.style import SIZES, Theme, apply
from layar import NOW, Meja, is_focused, open_village, open_window
from office import KID, OLEH, TAHUN

K = Qt.Key
STEP: dict[str, Any] = {"by": OLEH, "at": NOW}
SEMEN = {
    "kelompok": KelompokRab.BAHAN,
    "uraian": "Semen 50 kg",
    "volume": Decimal(40),
    "satuan": "sak",
    "harga_satuan": 65_000,
}


@pytest.fixture
def meja(qtbot: QtBot, tmp_path: Path) -> Iterator[Meja]:
    """A village with three activities in its plan."""
    with open_village(tmp_path) as app:
        desa_hidup.people(app.database)
        desa_hidup.propose(app.database, 3)
        desa_hidup.agree(app.database, 3)
        made, _passed = rkp.take_usulan(app.database, app.aturan, TAHUN, **STEP)
        desa_hidup.complete(app.database, made)
        with open_window(app, qtbot, "rkpdes") as opened:
            yield opened


def screen(meja: Meja) -> RkpdesScreen:
    shown = meja.window.shown
    assert isinstance(shown, RkpdesScreen)
    return shown


def activities(meja: Meja) -> list[Any]:
    meja.settle()
    return list(rkp.show_plan(meja.app.database, meja.app.aturan, TAHUN).rkp.kegiatan)


def talud(meja: Meja) -> Any:
    return next(one for one in activities(meja) if one.nama == "Talud RT 03")


def open_estimate(meja: Meja, key: UUID) -> None:
    grid = screen(meja).activities.grid
    assert grid.select_row(key, "nama")
    screen(meja).activities.rab_button.click()
    meja.settle()


def test_lines_are_typed_one_after_the_other_and_the_difference_follows(meja: Meja) -> None:
    open_estimate(meja, talud(meja).id)
    page = screen(meja).rab
    assert page.title == "RAB kegiatan 3: Talud RT 03"
    assert page.list.is_empty
    meja.shortcut("alat.utama")
    meja.press(*"Semen", K.Key_Tab, *"2,5", K.Key_Tab, *"sak", K.Key_Tab, *"65.333", K.Key_Tab, *"bah")
    meja.press(K.Key_Return, K.Key_Return)
    meja.settle()
    (line,) = [one for one in talud(meja).rab if one.uraian]
    assert (line.uraian, line.volume, line.satuan, line.harga_satuan, line.kelompok) == (
        "Semen",
        Decimal("2.5"),
        "sak",
        65_333,
        KelompokRab.BAHAN,
    )
    assert page.state.text == ("Jumlah RAB Rp163.333 · biaya kegiatan Rp85.000.000 · selisih Rp84.836.667")


def test_the_total_is_taken_over_as_the_cost_and_can_be_undone(meja: Meja) -> None:
    key = talud(meja).id
    editing.add_rows(meja.app.database, BarisRab, key, [SEMEN], **STEP)
    open_estimate(meja, key)
    page = screen(meja).rab
    page.take.click()
    meja.settle()
    one = talud(meja)
    assert (one.biaya, [money.jumlah for money in one.sumber_biaya]) == (2_600_000, [2_600_000])
    assert page.state.text == "Jumlah RAB Rp2.600.000 sama dengan biaya kegiatan"
    assert not page.take.isEnabled()
    meja.shortcut("sunting.urungkan")
    assert talud(meja).biaya == 85_000_000


def test_an_estimate_from_excel_is_looked_at_before_it_goes_in(meja: Meja) -> None:
    key = talud(meja).id
    open_estimate(meja, key)
    block = [
        ["No", "Uraian", "Volume", "Satuan", "Harga Satuan", "Jumlah"],
        ["1.", "BAHAN"],
        ["", "Semen 50 kg", "40", "sak", "65.000", "2.600.000"],
        ["", "Sub Total 1)", "", "", "", "2.600.000"],
        ["2.", "UPAH"],
        ["", "Tukang", "20", "HOK", "120.000", "2.400.000"],
    ]
    QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in block))
    screen(meja).rab.paste()
    meja.settle()
    assert screen(meja).host.is_open
    screen(meja).host.accept()
    meja.settle()
    assert [(one.uraian, one.kelompok, one.jumlah) for one in talud(meja).rab] == [
        ("Semen 50 kg", KelompokRab.BAHAN, Decimal(2_600_000)),
        ("Tukang", KelompokRab.UPAH, Decimal(2_400_000)),
    ]
    first = next(one for one in talud(meja).rab if one.uraian.startswith("Semen"))
    assert is_focused(screen(meja).rab.grid)
    assert screen(meja).rab.grid.current_id() == first.id
    labels = [line.group.label for line in screen(meja).rab.grid.model._lines if line.group]
    assert labels == ["Bahan", "Upah"]


def test_the_finding_about_an_estimate_leads_to_its_page_and_back_to_its_activity(meja: Meja) -> None:
    key = talud(meja).id
    (line,) = editing.add_rows(meja.app.database, BarisRab, key, [{**SEMEN, "volume": None}], **STEP)
    meja.settle()
    read = screen(meja).plan.read
    assert read is not None
    total, lacking = [one for one in read.rencana.pemeriksaan if one.aturan == "V-13"]
    screen(meja).jump(total)
    meja.settle()
    assert screen(meja).page is screen(meja).rab
    meja.find(QPushButton, "bingkai.kepala.kembali").click()
    meja.settle()
    assert screen(meja).page is screen(meja).activities
    assert is_focused(screen(meja).activities.grid)
    assert screen(meja).activities.grid.current_id() == key
    screen(meja).jump(lacking)
    meja.settle()
    grid = screen(meja).rab.grid
    assert (grid.current_id(), grid.view.currentIndex().column()) == (line, grid.model.number_of("volume"))


def test_a_ratified_plan_shows_its_estimates_without_letting_them_change(meja: Meja) -> None:
    key = talud(meja).id
    editing.add_rows(meja.app.database, BarisRab, key, [{**SEMEN, "harga_satuan": 2_125_000}], **STEP)
    rkp.ratify_rkp(
        meja.app.database,
        meja.app.aturan,
        TAHUN,
        kid=KID,
        nomor="4",
        tanggal=NOW.date(),
        alasan="Lengkap",
        **STEP,
    )
    meja.settle()
    open_estimate(meja, key)
    page = screen(meja).rab
    assert not page.grid.editable
    assert not page.take.isEnabled()
    assert page.lock.isVisible()


def test_an_activity_that_goes_while_its_estimate_is_open_closes_the_page(meja: Meja) -> None:
    key = talud(meja).id
    open_estimate(meja, key)
    editing.remove_rows(meja.app.database, Kegiatan, [key], **STEP)
    meja.settle()
    assert screen(meja).page is screen(meja).activities


@pytest.mark.parametrize("size", SIZES)
def test_the_page_fits_with_every_size_of_letters(meja: Meja, qapp: QApplication, size: int) -> None:
    key = talud(meja).id
    editing.add_rows(meja.app.database, BarisRab, key, [SEMEN], **STEP)
    apply(qapp, Theme.TERANG, size)
    open_estimate(meja, key)
    assert clipped_widgets(meja.window) == []
