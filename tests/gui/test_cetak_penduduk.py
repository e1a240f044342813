"""The menu Cetak of the screen Penduduk alone in a window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import warga_desa
from builders import DESA_ID
from desa_desktop.domain.penduduk import Keluarga
from desa_desktop.services import printing
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.clipped import clipped_widgets
from desa_desktop.ui.kit.jobs import Jobs
from desa_desktop.ui.print_screen import PrintOrder
from desa_desktop.ui.screens.penduduk.cetak import MENU, CetakPenduduk, Kertas, PilihCetak, Tanya
from desa_desktop.ui.snapshot import settle
from desa_desktop.ui.style import Theme, apply
from layar import open_village

PAPERS = {one.jenis: one for papers in MENU for one in papers}


@pytest.fixture
def cetak(qtbot: QtBot, tmp_path: Path) -> Iterator[CetakPenduduk]:
    with open_village(tmp_path) as app:
        warga_desa.fill(app.database, families=8)
        with app.database.read() as unit:
            home = unit.select(Keluarga, desa_id=DESA_ID)[0]
        desk = Desk(app, Jobs())
        host = QWidget()
        qtbot.addWidget(host)
        host.show()
        yield CetakPenduduk(desk, host, lambda: (home.id, "Slamet"))
        settle(desk)
        desk.jobs.close()


def choose(words: str) -> list[PilihCetak]:
    """Take this line of the next choice as soon as it stands on the screen."""
    seen: list[PilihCetak] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, PilihCetak):
            clock.stop()
            seen.append(box)
            box.choice.setCurrentText(words)
            assert box.choice.currentText() == words
            box.accept()

    clock = QTimer(QApplication.instance())
    clock.timeout.connect(look)
    clock.start(30)
    return seen


def opened(cetak: CetakPenduduk, qtbot: QtBot, kertas: Kertas) -> PrintOrder:
    with qtbot.waitSignal(cetak._desk.opened) as signal:
        cetak.open(kertas)
    place, order = signal.args
    assert place == "pratinjau_cetak"
    assert isinstance(order, PrintOrder)
    return order


def drawn(order: PrintOrder) -> bytes:
    return order.draw(lambda *_: None)  # type: ignore[arg-type, return-value]


def test_the_menu_holds_every_paper_about_residents(cetak: CetakPenduduk) -> None:
    words = [one.text() for one in cetak.menu().actions()]
    assert "B.1 Buku Induk Penduduk…" in words
    assert any(one.startswith("Laporan Perkembangan Penduduk") for one in words)
    known = {one.kind for one in printing.list_documents()}
    assert set(PAPERS) <= known
    assert len(PAPERS) == 11


@pytest.mark.parametrize(
    ("jenis", "line"),
    [
        ("buku-induk-penduduk", "Dusun Kidul"),
        ("buku-mutasi-penduduk-desa", "Juli 2026"),
        ("buku-rekapitulasi-jumlah-penduduk", "Oktober 2026"),
        ("buku-penduduk-sementara", "2026"),
        ("buku-ktp-dan-kk", "Seluruh desa"),
        ("lembar-keluarga", "Keluarga Slamet"),
        ("daftar-posyandu", "Seluruh desa"),
        ("daftar-pemilih-dusun", "Dusun Krajan"),
        ("laporan-penduduk", "Juli 2026"),
        ("statistik-penduduk", "Semua tabel"),
    ],
)
def test_each_paper_asks_its_one_question_and_is_drawn(
    cetak: CetakPenduduk, qtbot: QtBot, jenis: str, line: str
) -> None:
    seen = choose(line)
    order = opened(cetak, qtbot, PAPERS[jenis])
    assert seen
    assert drawn(order).startswith(b"%PDF")


def test_the_list_of_assistance_asks_nothing(cetak: CetakPenduduk, qtbot: QtBot) -> None:
    order = opened(cetak, qtbot, PAPERS["daftar-bantuan"])
    assert drawn(order).startswith(b"%PDF")


def test_the_month_that_is_over_is_offered_first_for_reports(cetak: CetakPenduduk) -> None:
    assert cetak.lines(Tanya.BULAN)[0].words == "Oktober 2026"
    assert cetak.lines(Tanya.BULAN_ATAU_TAHUN)[0].words == "Tahun 2026"
    assert cetak.lines(Tanya.KELUARGA)[0].words == "Keluarga Slamet"


@pytest.mark.parametrize("scale", [100, 150])
def test_the_question_is_not_cut(cetak: CetakPenduduk, scale: int) -> None:
    apply(QApplication.instance(), Theme.TERANG, scale)  # type: ignore[arg-type]
    dialog = PilihCetak(cetak._parent, "B.1 Buku Induk Penduduk", "Dusun", ["Seluruh desa", "Dusun Krajan"])
    dialog.show()
    settle(cetak._desk)
    assert clipped_widgets(dialog) == []
    dialog.close()
