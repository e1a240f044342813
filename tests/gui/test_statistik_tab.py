"""The tab Statistik alone in a window, and what the register offers to Angka Pokok."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

import warga_desa
from builders import DESA_ID
from desa_desktop.domain.desa import BarisAngka
from desa_desktop.domain.grafik import Batang, GrafikBatang, Piramida
from desa_desktop.domain.penduduk import Penduduk
from desa_desktop.services import desa as desa_service
from desa_desktop.services import editing
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.chart import ChartView, picture, png
from desa_desktop.ui.kit.clipped import clipped_widgets
from desa_desktop.ui.kit.jobs import Jobs
from desa_desktop.ui.screens.data_desa import DataDesaScreen
from desa_desktop.ui.screens.penduduk.statistik import StatistikTab
from desa_desktop.ui.snapshot import settle
from desa_desktop.ui.style import Theme, apply
from layar import NOW, Meja, open_village, open_window
from office import OLEH

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def tab(qtbot: QtBot, tmp_path: Path) -> Iterator[StatistikTab]:
    with open_village(tmp_path) as app:
        warga_desa.fill(app.database, families=20)
        desk = Desk(app, Jobs())
        app.database.listen(desk.hear)
        made = StatistikTab(desk)
        qtbot.addWidget(made)
        made.resize(1120, 600)
        made.show()
        settle(desk)
        yield made
        settle(desk)
        desk.jobs.close()


def desk_of(tab: StatistikTab) -> Desk:
    return tab._desk


def choose(tab: StatistikTab, kunci: str) -> None:
    tab.choose(kunci)
    settle(desk_of(tab))


def rows(tab: StatistikTab) -> dict[str, int]:
    model = tab.grid.model
    found = {}
    for number in range(model.rowCount()):
        row = model.row_at(number)
        found[row.nama] = row.jumlah
    return found


def test_the_tab_opens_with_the_pyramid_and_its_numbers_beside_it(tab: StatistikTab) -> None:
    assert isinstance(tab.chart.grafik, Piramida)
    assert tab.chart.accessibleName().startswith("Penduduk menurut kelompok umur: terbanyak ")
    assert "0–4 tahun" in rows(tab)
    words = tab.findChild(QLabel, "penduduk.statistik.catatan").text()
    assert words.startswith("Keadaan 22 November 2026. Jumlah ")
    primary = tab.primary()
    assert primary is not None
    assert primary.text == "Cetak"
    assert primary.enabled
    assert clipped_widgets(tab) == []


def test_another_table_shows_its_bars_and_says_how_many_are_not_filled_in(tab: StatistikTab) -> None:
    choose(tab, "agama")
    assert isinstance(tab.chart.grafik, GrafikBatang)
    assert "Belum terisi" in rows(tab)
    assert tab.tabel is not None
    assert sum(rows(tab).values()) == tab.tabel.total.jumlah
    choose(tab, "sasaran")
    assert "tidak dijumlahkan" in tab.note.text()


def test_ctrl_t_shows_the_numbers_alone_and_the_chart_again(tab: StatistikTab, qtbot: QtBot) -> None:
    assert tab.area.isVisible()
    tab.choice.setFocus()
    qtbot.keyClick(tab.choice, Qt.Key.Key_T, CTRL)
    assert not tab.area.isVisible()
    assert tab.as_table.text() == "Lihat grafik"
    tab.turn_view()
    assert tab.area.isVisible()


def test_the_figures_follow_what_is_recorded_elsewhere(tab: StatistikTab) -> None:
    choose(tab, "jk")
    assert tab.tabel is not None
    before = tab.tabel.total.jumlah
    with desk_of(tab).app.database.unit() as unit:
        unit.add(Penduduk(desa_id=DESA_ID, nama="BARU", jk="P"))
        unit.commit("tambah penduduk", OLEH, NOW)
    settle(desk_of(tab))
    assert tab.tabel.total.jumlah == before + 1


def test_the_picture_goes_to_the_clipboard_black_on_white(tab: StatistikTab) -> None:
    tab.findChild(QPushButton, "penduduk.statistik.salin_gambar").click()
    image = QGuiApplication.clipboard().image()
    assert image.width() > 1000
    assert image.pixelColor(2, 2).name() == "#ffffff"


def test_the_workbook_of_the_shown_table_is_written_where_it_was_asked_for(
    tab: StatistikTab, tmp_path: Path
) -> None:
    choose(tab, "dusun")
    target = tmp_path / "statistik.xlsx"
    tab.write(target)
    settle(desk_of(tab))
    (sheet,) = load_workbook(BytesIO(target.read_bytes())).worksheets
    assert "Krajan" in [cell.value for row in sheet.iter_rows() for cell in row]


def test_print_opens_the_preview_of_exactly_this_table(tab: StatistikTab, qtbot: QtBot) -> None:
    choose(tab, "kawin")
    with qtbot.waitSignal(desk_of(tab).opened) as opened:
        tab.print_table()
    place, order = opened.args
    assert place == "pratinjau_cetak"
    assert order.title == "Statistik Penduduk"
    assert order.excel is not None


@pytest.mark.parametrize("theme", list(Theme))
@pytest.mark.parametrize("scale", [100, 150])
def test_nothing_is_cut_in_any_theme_and_size_of_text(tab: StatistikTab, theme: Theme, scale: int) -> None:
    apply(QApplication.instance(), theme, scale)  # type: ignore[arg-type]
    tab.resize(1120, 600)
    settle(desk_of(tab))
    assert clipped_widgets(tab) == []


def test_an_empty_register_says_so_and_offers_nothing_to_print(qtbot: QtBot, tmp_path: Path) -> None:
    with open_village(tmp_path) as app:
        desk = Desk(app, Jobs())
        made = StatistikTab(desk)
        qtbot.addWidget(made)
        made.resize(1000, 500)
        made.show()
        settle(desk)
        assert made.body.is_empty
        primary = made.primary()
        assert primary is not None
        assert not primary.enabled
        settle(desk)
        desk.jobs.close()


def test_the_tab_fits_into_the_smallest_window(tab: StatistikTab) -> None:
    assert tab.minimumSizeHint().width() <= 824  # 1024 without the places at the side


def test_the_pyramid_is_saved_as_a_picture(tab: StatistikTab, tmp_path: Path) -> None:
    tab.choose("umur")
    settle(tab._desk)
    target = tmp_path / "piramida.png"
    tab.write_picture(target)
    settle(tab._desk)
    saved = Image.open(target)
    assert saved.format == "PNG"
    assert saved.width > 1000
    assert saved.convert("L").getextrema() == (0, 255)  # black on white
    assert tab.picture_button.isVisible()


# ------------------------------------------------------------------ the kit


def test_the_chart_is_as_high_as_what_it_shows_and_grows_with_the_text(qtbot: QtBot) -> None:
    view = ChartView("grafik")
    qtbot.addWidget(view)
    view.resize(600, 100)
    view.show_chart(GrafikBatang("Judul", (Batang("a", (1,)),)))
    small = view.height()
    view.show_chart(GrafikBatang("Judul", tuple(Batang(f"b{n}", (n,)) for n in range(10))))
    assert view.height() > small
    apply(QApplication.instance(), Theme.TERANG, 150)  # type: ignore[arg-type]
    view.show()
    assert view.height() > small


def test_a_bar_of_the_picture_is_dark_where_it_is_and_paper_beyond(qtbot: QtBot) -> None:
    whole, half = (picture(GrafikBatang("J", (Batang("a", (n,)), Batang("b", (100,))))) for n in (100, 50))
    y = next(
        y for y in range(60, whole.height()) if whole.pixelColor(whole.width() // 2 + 300, y).value() < 150
    )
    assert half.pixelColor(half.width() - 300, y + 8).name() == "#ffffff"
    assert Image.open(BytesIO(png(GrafikBatang("J", (Batang("a", (1,)),))))).format == "PNG"


# ------------------------------------------------------------------ Angka Pokok


@pytest.fixture
def meja(qtbot: QtBot, tmp_path: Path) -> Iterator[Meja]:
    with open_village(tmp_path) as app:
        warga_desa.fill(app.database, families=12)
        with open_window(app, qtbot, "data_desa") as opened:
            yield opened


def angka(meja: Meja) -> DataDesaScreen:
    shown = meja.window.shown
    assert isinstance(shown, DataDesaScreen)
    shown.tabs.turn_to("angka_pokok")
    meja.settle()
    return shown


def written(meja: Meja) -> dict[str, int | None]:
    meja.settle()
    return {one.kunci: one.jumlah for one in desa_service.figures(meja.app.database, 2026).baris}


def test_one_key_fills_the_empty_figures_from_the_register_and_ctrl_z_empties_them_again(meja: Meja) -> None:
    screen = angka(meja)
    assert screen.angka.offer.isVisible()
    assert "10 baris masih kosong" in screen.angka.offer.text
    (take,) = [one for one in screen.commands if one.key == "Ctrl+Shift+R"]
    take.act()
    meja.settle()
    assert written(meja)["penduduk"] is not None
    assert not screen.angka.offer.isVisible()
    editing.undo(meja.app.database, by=OLEH, at=NOW)
    assert written(meja)["penduduk"] is None


def test_what_was_written_is_replaced_only_when_it_is_ticked_in_the_comparison(meja: Meja) -> None:
    rows = desa_service.figures(meja.app.database, 2026).baris
    keys = {one.kunci: one.id for one in rows}
    for kunci in ("penduduk", "kk"):
        editing.change(meja.app.database, BarisAngka, keys[kunci], {"jumlah": 9}, by=OLEH, at=NOW)
    screen = angka(meja)
    assert "2 angka berbeda" in screen.angka.offer.text

    def answer() -> None:
        box = QApplication.activeModalWidget()
        if box is None:
            return
        clock.stop()
        box.findChild(QCheckBox, "register.bandingkan.kk").setChecked(True)
        box.findChild(QPushButton, "register.bandingkan.lanjut").click()

    clock = QTimer()
    clock.timeout.connect(answer)
    clock.start(50)
    screen.angka.offer.compare_button.click()
    now = written(meja)
    assert now["penduduk"] == 9
    assert now["kk"] != 9
