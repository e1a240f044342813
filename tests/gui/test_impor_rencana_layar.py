"""A village's workbook on the screen of the plan: findings, shares of sources and suggestions by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from berkas_rencana import eleven_faults
from desa_desktop.domain.rkp import RkpDesa
from desa_desktop.domain.tempel import JenisTempel
from desa_desktop.services import editing, rkp
from desa_desktop.ui.kit.paste_preview import PastePreview, RowState
from desa_desktop.ui.paste_flow import PasteHost, PasteOrder
from desa_desktop.ui.screens.rkpdes import RkpdesScreen
from layar import NOW, Meja, open_village, open_window
from office import OLEH

K = Qt.Key


@pytest.fixture
def meja(qtbot: QtBot, tmp_path: Path) -> Iterator[Meja]:
    with open_village(tmp_path) as app, open_window(app, qtbot, "rkpdes") as opened:
        yield opened


@pytest.fixture
def buku(tmp_path: Path) -> Path:
    return eleven_faults(tmp_path / "rencana.xlsx")


def screen(meja: Meja) -> RkpdesScreen:
    shown = meja.window.shown
    assert isinstance(shown, RkpdesScreen)
    return shown


def plan(meja: Meja) -> RkpDesa:
    return rkp.show_plan(meja.app.database, meja.app.aturan, 2027).rkp


def command(meja: Meja, text: str) -> None:
    [wanted] = [one for one in screen(meja).commands if one.text == text]
    assert wanted.enabled
    wanted.act()
    meja.settle()


def preview(meja: Meja) -> PastePreview:
    meja.settle()
    shown = screen(meja).host.preview
    assert shown is not None
    assert shown.grid is not None
    return shown


def open_file(meja: Meja, buku: Path, monkeypatch: pytest.MonkeyPatch) -> PastePreview:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_all: (str(buku), ""))
    command(meja, "Impor dari berkas…")
    return preview(meja)


def rows(shown: PastePreview) -> dict[int, RowState]:
    assert shown._preview is not None
    return {row.number: row.state for row in shown._preview.rows}


def test_findings_about_the_file_are_listed_and_lead_to_their_rows(
    qtbot: QtBot, meja: Meja, buku: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = open_file(meja, buku, monkeypatch)
    texts = [shown.notes.item(place).text() for place in range(shown.notes.count())]
    assert "Baris 14: Nomor urut melompat dari 8 ke 10. Periksa apakah ada baris yang hilang." in texts
    assert not shown.notes.isVisible()
    qtbot.mouseClick(shown._notes_head, Qt.MouseButton.LeftButton)
    assert shown.notes.isVisible()
    assert QApplication.focusWidget() is shown.notes
    place = next(n for n, text in enumerate(texts) if text.startswith("Baris 14:"))
    shown.notes.setCurrentRow(place)
    qtbot.keyClick(shown.notes, K.Key_Return)
    assert shown.grid is not None
    assert shown.grid.current_id() == 14


def test_two_sources_are_parted_with_the_keyboard(
    qtbot: QtBot, meja: Meja, buku: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = open_file(meja, buku, monkeypatch)
    assert shown.grid is not None
    shown.grid.select_row(9)
    assert not shown._split.isEnabled()
    shown.grid.select_row(10)
    assert shown._split.isEnabled()
    shown._split.click()
    first, second = shown.shares.lines
    assert [line.accessibleName() for line in (first, second)] == ["ADD", "DDS"]
    assert shown.shares.sum.text == "Sisa Rp153.678.261"
    qtbot.keyClicks(first, "100000000")
    assert (first.text(), shown.shares.sum.text) == ("100.000.000", "Sisa Rp53.678.261")
    qtbot.keyClick(first, K.Key_Return)
    meja.settle()
    assert not shown.shares.isVisible()
    assert shown._preview is not None
    row = next(one for one in shown._preview.rows if one.number == 10)
    assert row.cells["sumber"].text == "ADD 100.000.000; DDS 53.678.261"
    assert row.cells["sumber"].problem == ""


def test_shares_that_are_too_much_cannot_be_taken_and_esc_leaves_them(
    qtbot: QtBot, meja: Meja, buku: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = open_file(meja, buku, monkeypatch)
    assert shown.grid is not None
    shown.grid.select_row(10)
    shown._split.click()
    qtbot.keyClicks(shown.shares.lines[0], "200000000")
    assert shown.shares.sum.text == "Lebih Rp46.321.739"
    assert not shown.shares.take.isEnabled()
    qtbot.keyClick(shown.shares.lines[0], K.Key_Return)
    assert shown.shares.isVisible()
    qtbot.keyClick(shown.shares.lines[0], K.Key_Escape)
    assert not shown.shares.isVisible()
    assert screen(meja).host.is_open, "Esc closes the shares, not the preview"


def test_all_suggestions_of_a_column_are_taken_at_once_and_everything_is_one_step(
    meja: Meja, buku: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = open_file(meja, buku, monkeypatch)
    assert shown.grid is not None
    shown.grid.select_row(9)
    shown.accept_column()
    meja.settle()
    assert rows(shown)[9] is RowState.SIAP
    assert rows(shown)[12] is RowState.SIAP
    assert rows(shown)[10] is RowState.PERIKSA, "its unit and its sources are still asked"
    shown.grid.select_row(10)
    shown._split.click()
    shown.shares.lines[0].setText("100.000.000")
    shown.shares.finish()
    meja.settle()
    screen(meja).host.accept()
    meja.settle()
    stored = plan(meja).kegiatan
    assert len(stored) == 7
    [shared] = [one for one in stored if len(one.sumber_biaya) == 2]
    assert [(one.sumber, one.jumlah) for one in shared.sumber_biaya] == [
        ("ADD", 100_000_000),
        ("DDS", 53_678_261),
    ]
    assert next(one for one in stored if "TPQ" in one.nama).kode == "02.01.01"
    editing.undo(meja.app.database, by=OLEH, at=NOW)
    meja.settle()
    assert plan(meja).kegiatan == []


def test_ceilings_and_the_durkp_are_brought_from_the_same_file_on_their_tabs(
    meja: Meja, buku: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for tab, count in (("pagu", 2), ("durkp", 4)):
        screen(meja).tabs.turn_to(tab)
        meja.settle()
        shown = open_file(meja, buku, monkeypatch)
        assert shown._preview is not None
        going = [row for row in shown._preview.rows if row.state in (RowState.SIAP, RowState.PERIKSA)]
        assert len(going) == count
        screen(meja).host.cancel()


def test_the_clipboard_is_pasted_by_the_menu_too(meja: Meja) -> None:
    QGuiApplication.clipboard().setText("Jenis Kegiatan\tLokasi\tBiaya\nPembinaan PKK\tDesa\t5.000.000")
    command(meja, "Tempel dari Excel…")
    assert list(rows(preview(meja)).values()) == [RowState.PERIKSA]


@pytest.mark.parametrize("jenis", [JenisTempel.RPJM, JenisTempel.HARGA])
def test_rpjm_and_prices_come_in_through_the_same_preview(
    qtbot: QtBot, meja: Meja, jenis: JenisTempel
) -> None:
    host = PasteHost(meja.desk, "uji.tempel", QLabel("isi layar"))
    qtbot.addWidget(host)
    host.show()
    block = {
        JenisTempel.RPJM: [
            ["Nama Kegiatan", "Lokasi", "THN 1", "THN 2", "Jumlah", "Sumber"],
            ["Pembinaan PKK", "Desa", "v", "v", "10.000.000", "ADD, DDS"],
        ],
        JenisTempel.HARGA: [["Uraian", "Satuan", "Harga"], ["Semen", "zak", "65.000"]],
    }[jenis]
    host.offer(PasteOrder(jenis, 2027), block)
    meja.settle()
    assert host.preview is not None
    assert host.preview.grid is not None
    if jenis is JenisTempel.RPJM:
        assert host.preview._preview is not None
        [row] = host.preview._preview.rows
        assert row.cells["tahun"].text == "2027, 2028"
        assert row.suggestions["biaya_tahun"] == "2027: 5.000.000; 2028: 5.000.000"
        host.preview.grid.select_row(row.number)
        host.preview.accept_row()
        meja.settle()
        [row] = host.preview._preview.rows
        assert row.state is RowState.SIAP
    host.accept()
    meja.settle()
    assert not host.is_open
