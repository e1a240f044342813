"""The tab Laporan Bulanan alone in a window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

import warga_desa
from builders import DESA_ID
from desa_desktop.domain.penduduk import Penduduk
from desa_desktop.domain.statistik.rekap import Bulan
from desa_desktop.services import editing
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.clipped import clipped_widgets
from desa_desktop.ui.kit.jobs import Jobs
from desa_desktop.ui.screens.penduduk.bulanan import LaporanBulananTab
from desa_desktop.ui.snapshot import settle
from desa_desktop.ui.style import Theme, apply
from layar import NOW, open_village
from office import OLEH

JULI = Bulan(2026, 7)


@pytest.fixture
def tab(qtbot: QtBot, tmp_path: Path) -> Iterator[LaporanBulananTab]:
    with open_village(tmp_path) as app:
        warga_desa.fill(app.database, families=14)
        desk = Desk(app, Jobs())
        app.database.listen(desk.hear)
        made = LaporanBulananTab(desk)
        qtbot.addWidget(made)
        made.resize(1120, 600)
        made.show()
        settle(desk)
        yield made
        settle(desk)
        desk.jobs.close()


def wait(tab: LaporanBulananTab) -> None:
    settle(tab._desk)


def show(tab: LaporanBulananTab, bulan: Bulan) -> None:
    tab.choose(bulan)
    wait(tab)


def answer(act: Callable[[QDialog], object]) -> None:
    """Answer the next question as soon as it stands on the screen."""

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QDialog):
            clock.stop()
            act(box)

    clock = QTimer(QApplication.instance())
    clock.timeout.connect(look)
    clock.start(30)


def go_on(box: QDialog) -> None:
    box.findChild(QPushButton, "tanya.lanjut").click()


def test_the_page_opens_with_the_last_month_that_is_over(tab: LaporanBulananTab) -> None:
    assert tab.bulan == Bulan(2026, 10)
    assert tab.choice.currentText() == "Oktober 2026"
    primary = tab.primary()
    assert primary is not None
    assert primary.text == "Tutup bulan…"
    tab.step(1)
    wait(tab)
    assert tab.bulan == Bulan(2026, 11)
    assert not tab.after.isEnabled()
    assert tab.state.text() == "Bulan ini belum berakhir"


def test_a_month_shows_its_events_by_dusun_and_group_and_adds_up(tab: LaporanBulananTab) -> None:
    show(tab, JULI)
    assert tab.rekap is not None
    total = tab.rekap.total
    rows = tab.grid.model.rows
    for name in ("awal", "lahir", "datang", "mati", "pindah", "akhir"):
        assert sum(getattr(one, name) for one in rows) == getattr(total, name).jumlah
    assert (total.lahir.jumlah, total.datang.jumlah, total.mati.jumlah) == (1, 2, 1)
    assert "cocok" in tab.sentence.text


def test_who_came_into_the_register_without_an_event_is_named(tab: LaporanBulananTab) -> None:
    with tab._desk.app.database.unit() as unit:
        unit.add(Penduduk(desa_id=DESA_ID, nama="TANPA PERISTIWA", jk="P"))
        unit.commit("tambah", OLEH, NOW)
    wait(tab)
    answer(go_on)
    show(tab, Bulan(2026, 9))
    tab.close_month()
    wait(tab)
    with tab._desk.app.database.unit() as unit:
        unit.add(Penduduk(desa_id=DESA_ID, nama="SEORANG LAGI", jk="L"))
        unit.commit("tambah", OLEH, NOW)
    show(tab, Bulan(2026, 10))
    assert "Register berubah tanpa peristiwa: Tanpa dusun L +1" in tab.sentence.text
    asked: list[str] = []

    def read(box: QDialog) -> None:
        asked.append(box.informativeText() if isinstance(box, QMessageBox) else "")
        box.findChild(QPushButton, "tanya.batal").click()

    answer(read)
    tab.close_month()
    assert "tanpa peristiwa" in asked[0]
    assert "dibekukan" in asked[0]
    assert tab.rekap is not None
    assert not tab.rekap.is_tertutup


def test_a_month_is_closed_once_and_opened_again_with_a_reason(tab: LaporanBulananTab) -> None:
    answer(go_on)
    tab.close_month()
    wait(tab)
    assert tab.rekap is not None
    assert tab.rekap.is_tertutup
    assert tab.choice.currentText() == "Oktober 2026 (ditutup)"
    assert tab.state.text().startswith("Ditutup ")
    primary = tab.primary()
    assert primary is not None
    assert primary.text == "Cetak laporan"

    def give_reason(box: QDialog) -> None:
        box.findChild(QPlainTextEdit, "alasan.isian").setPlainText("Ada kelahiran yang terlewat")
        go_on(box)

    answer(give_reason)
    tab.open_month()
    wait(tab)
    assert not tab.rekap.is_tertutup
    step = editing.undoable(tab._desk.app.database).urungkan
    assert step == "buka lagi bulan Oktober 2026: Ada kelahiran yang terlewat"


def test_each_paper_of_the_month_opens_in_the_preview_of_prints(tab: LaporanBulananTab, qtbot: QtBot) -> None:
    show(tab, JULI)
    titles = []
    for action in tab.papers.actions():
        with qtbot.waitSignal(tab._desk.opened) as opened:
            action.trigger()
        titles.append(opened.args[1].title)
    assert titles == [
        "Laporan Perkembangan Penduduk",
        "B.3 Buku Rekapitulasi Jumlah Penduduk",
        "B.2 Buku Mutasi Penduduk Desa",
    ]


@pytest.mark.parametrize(("theme", "scale"), [(Theme.TERANG, 100), (Theme.GELAP, 150)])
def test_nothing_is_cut_in_any_theme_and_size_of_text(
    tab: LaporanBulananTab, theme: Theme, scale: int
) -> None:
    apply(QApplication.instance(), theme, scale)  # type: ignore[arg-type]
    tab.resize(1120, 600)
    wait(tab)
    assert clipped_widgets(tab) == []
    assert tab.findChild(QLabel, "penduduk.bulanan.catatan").text()
