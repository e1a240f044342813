"""An RPJM Desa and a price list come in from Excel on their own screens, and the texts are worded there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

import desa_hidup
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.rkp import Kegiatan
from desa_desktop.domain.rpjm import KegiatanRpjm, RpjmDesa
from desa_desktop.services import editing, harga, rkp, rpjm, teks_rencana
from desa_desktop.ui.kit.clipped import clipped_widgets
from desa_desktop.ui.kit.paste_preview import PastePreview
from desa_desktop.ui.print_screen import PrintScreen
from desa_desktop.ui.screens.rkpdes import RkpdesScreen
from desa_desktop.ui.screens.rpjm import RpjmScreen
from layar import NOW, Meja, open_village, open_window
from office import OLEH, TAHUN

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
STEP: dict[str, Any] = {"by": OLEH, "at": NOW}
PLAN = (
    "Kode\tJenis Kegiatan\tLokasi\tTHN 1\tTHN 2\tTHN 8\tJumlah\tSumber\n"
    "02.03.10\tRabat beton\tKrajan\tv\t\tv\t100.000.000\tDDS\n"
    "03.04.03\tPembinaan PKK\tDesa\tv\tv\tv\t15.000.000\tADD"
)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Any]:
    with open_village(tmp_path) as opened:
        yield opened


@pytest.fixture
def meja(app: Any, qtbot: QtBot) -> Iterator[Meja]:
    """A village that has no RPJM Desa yet, its screen open."""
    with open_window(app, qtbot, "rpjm") as opened:
        yield opened


def screen(meja: Meja) -> Any:
    shown = meja.window.shown
    assert isinstance(shown, (RpjmScreen, RkpdesScreen))
    return shown


def command(meja: Meja, text: str) -> None:
    [wanted] = [one for one in screen(meja).commands if one.text == text]
    assert wanted.enabled
    wanted.act()
    meja.settle()


def can(meja: Meja, text: str) -> bool:
    meja.settle()
    return next(one.enabled for one in screen(meja).commands if one.text == text)


def preview(meja: Meja) -> PastePreview:
    meja.settle()
    shown = screen(meja).host.preview
    assert isinstance(shown, PastePreview)
    return shown


def accept(meja: Meja) -> None:
    screen(meja).host.accept()
    meja.settle()


def rows(meja: Meja) -> list[KegiatanRpjm]:
    meja.settle()
    return sorted(
        rpjm.show_plan(meja.app.database, meja.app.aturan, TAHUN).rpjm.kegiatan, key=lambda one: one.urut
    )


def test_a_plan_that_is_not_there_yet_is_begun_by_what_is_pasted(meja: Meja) -> None:
    QGuiApplication.clipboard().setText(PLAN)
    command(meja, "Tempel dari Excel…")
    shown = preview(meja)
    assert not meja.window.header.primary.isVisible(), "the preview has the only filled button"
    assert not can(meja, "Impor dari berkas…")
    shown.accept_column()
    meja.settle()
    accept(meja)
    road, pkk = rows(meja)
    assert (road.kode, road.tahun, road.sumber) == ("02.03.10", (2027, 2034), ("DDS",))
    assert pkk.tahun == (2027, 2028, 2034)
    assert screen(meja).activities.grid.current_id() == road.id
    meja.shortcut("sunting.urungkan")
    meja.settle()
    assert rpjm.key_for(meja.app.database, TAHUN) is None, "plan and rows are one step"


def test_cells_pasted_into_the_table_fall_into_the_columns_from_there_on(meja: Meja) -> None:
    rpjm.create(meja.app.database, TAHUN, TAHUN + 7, **STEP)
    meja.settle()
    [first] = editing.add_rows(
        meja.app.database,
        KegiatanRpjm,
        rpjm.key_for(meja.app.database, TAHUN),
        [{"nama": "Rabat beton", "lokasi": "Krajan", "tahun": (2027,)}],
        **STEP,
    )
    meja.settle()
    grid = screen(meja).activities.grid
    grid.setFocus()
    assert grid.select_row(first, "nama")
    QGuiApplication.clipboard().setText("Talud\tKidul\t40\tm\t1\t\t1\nGapura\tKrajan\t1\tunit\t\t1\t")
    meja.press((K.Key_V, CTRL))
    preview(meja)
    accept(meja)
    _old, talud, gapura = rows(meja)
    assert (talud.nama, talud.lokasi, talud.satuan, talud.tahun) == ("Talud", "Kidul", "m", (2027, 2029))
    assert (gapura.nama, gapura.tahun) == ("Gapura", (2028,))


def test_amounts_of_years_are_pasted_when_amounts_are_shown(meja: Meja) -> None:
    key = rpjm.create(meja.app.database, TAHUN, TAHUN + 7, **STEP)
    [first] = editing.add_rows(meja.app.database, KegiatanRpjm, key, [{"nama": "Jalan"}], **STEP)
    meja.settle()
    activities = screen(meja).activities
    activities.toggle_amounts()
    activities.grid.setFocus()
    assert activities.grid.select_row(first, "nama")
    QGuiApplication.clipboard().setText(
        "Talud\tKidul\t40\tm\t5.000.000\t6.000.000\nSumur\tDesa\t1\tunit\t\t7 jt"
    )
    meja.press((K.Key_V, CTRL))
    preview(meja)
    accept(meja)
    _old, talud, sumur = rows(meja)
    assert dict(talud.biaya_tahun) == {"2027": 5_000_000, "2028": 6_000_000}
    assert dict(sumur.biaya_tahun) == {"2028": 7_000_000}
    assert sumur.tahun == (2028,), "an amount ticks its year"


def test_a_ratified_plan_takes_nothing_in(app: Any, qtbot: QtBot) -> None:
    key = rpjm.create(app.database, TAHUN, TAHUN + 7, **STEP)
    editing.add_rows(app.database, KegiatanRpjm, key, [{"nama": "Jalan"}], **STEP)
    with app.database.unit() as unit:
        plan = unit.get(RpjmDesa, key)
        plan.status, plan.revisi = StatusDokumen.DISAHKAN, 1
        unit.commit("sahkan", OLEH, NOW)
    with open_window(app, qtbot, "rpjm") as meja:
        assert not can(meja, "Impor dari berkas…")
        assert not can(meja, "Tempel dari Excel…")


# ------------------------------------------------------------------ prices


def test_a_price_list_comes_in_from_a_file_on_its_page(
    app: Any, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = Workbook()
    for row in (["Uraian", "Satuan", "Harga"], ["Semen 40 kg", "zak", 65_000], ["Pasir", "m3", 250_000]):
        book.active.append(row)
    book.save(tmp_path / "ssh.xlsx")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_all: (str(tmp_path / "ssh.xlsx"), ""))
    with open_window(app, qtbot, "rkpdes") as meja:
        command(meja, "Daftar harga…")
        screen(meja).prices.bring.click()
        preview(meja)
        accept(meja)
        found = harga.show_harga(app.database, TAHUN).baris
        assert [(one.uraian, one.satuan, one.harga) for one in found] == [
            ("Semen 40 kg", "zak", 65_000),
            ("Pasir", "m³", 250_000),
        ]
        assert screen(meja).layers.currentWidget() is screen(meja).prices
        assert screen(meja).prices.grid.current_id() == found[0].id
        grid = screen(meja).prices.grid
        grid.setFocus()
        assert grid.select_row(found[0].id, "uraian")
        QGuiApplication.clipboard().setText("Uraian\tSatuan\tHarga\nBatu belah\tm3\t210.000")
        meja.press((K.Key_V, CTRL))
        preview(meja)
        accept(meja)
        assert len(harga.show_harga(app.database, TAHUN).baris) == 3


# ------------------------------------------------------------------ texts and papers


def test_the_papers_and_the_texts_of_the_plan_are_reached_from_its_tab_dokumen(meja: Meja) -> None:
    rpjm.create(meja.app.database, TAHUN, TAHUN + 7, **STEP)
    meja.settle()
    screen(meja).tabs.turn_to("dokumen")
    meja.settle()
    papers = screen(meja).papers
    assert {"sk-tim-rpjm", "perdes-rpjm", "dokumen-rpjm"} <= set(papers.papers)
    papers.texts.click()
    meja.settle()
    assert meja.window.header.primary.text() == "Ubah teks"
    panel = screen(meja).texts.panel
    meja.shortcut("alat.utama")
    meja.settle()
    meja.press((K.Key_A, CTRL), "bahwa desa kami bermusyawarah;", (K.Key_Return, CTRL))
    panel.form.commit()
    meja.settle()
    shown = teks_rencana.show_texts(meja.app.database, meja.app.naskah, "rpjm", TAHUN)
    assert [one.blok.kunci for one in shown.blok if one.is_ubahan] == [panel.chosen.id]
    screen(meja).back()
    meja.settle()
    assert screen(meja).layers.currentWidget() is screen(meja).tabs
    papers.papers["dokumen-rpjm"].click()
    meja.settle()
    assert isinstance(meja.window.shown, PrintScreen)


@pytest.mark.parametrize(("width", "height"), [(1366, 697), (1024, 640)])
def test_nothing_is_cut_off_on_the_tab_dokumen_and_on_the_page_of_texts(
    meja: Meja, width: int, height: int
) -> None:
    rpjm.create(meja.app.database, TAHUN, TAHUN + 7, **STEP)
    meja.window.resize(width, height)
    meja.settle()
    for name in ("dokumen", "teks"):
        if name == "teks":
            screen(meja).open_texts()
        else:
            screen(meja).tabs.turn_to(name)
        meja.settle()
        assert clipped_widgets(meja.window) == [], name


@pytest.mark.parametrize(("width", "height"), [(1366, 697), (1024, 640)])
def test_the_plan_with_eight_sources_and_a_panel_open_fits_a_small_laptop(
    app: Any, qtbot: QtBot, width: int, height: int
) -> None:
    desa_hidup.give_pagu(
        app.database, **dict.fromkeys(("DDS", "ADD", "PBH", "PAD", "PBP", "PBK"), 90_000_000)
    )
    plan = rkp.show_plan(app.database, app.aturan, TAHUN).rkp.id
    editing.add_rows(app.database, Kegiatan, plan, [{"nama": f"Talud {n}"} for n in range(20)], **STEP)
    with open_window(app, qtbot, "rkpdes") as meja:
        meja.window.resize(width, height)
        meja.settle()
        activities = screen(meja).activities
        qtbot.waitUntil(lambda: meja.window.room.horizontalScrollBar().maximum() == 0)
        assert activities.grid.view.viewport().height() > 4 * activities.grid.view.rowHeight(0)
        activities.toggle_detail()
        meja.settle()
        qtbot.waitUntil(lambda: clipped_widgets(meja.window) == [])
        screen(meja).open_prices()
        meja.settle()
        qtbot.waitUntil(lambda: clipped_widgets(meja.window) == [])
        filled = [one for one in screen(meja).prices.list.empty.offers if one.property("peran") == "utama"]
        assert [one.text() for one in filled] == ["Tambah harga"]
        assert not meja.window.header.primary.isVisible(), "one filled button"
