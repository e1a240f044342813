"""Where a proposal is, beside the list: a panel that follows the cursor, and the page for the citizen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

import desa_hidup
from desa_desktop.domain.usulan import StatusUsulan, Usulan
from desa_desktop.services import editing, kantor, rkp
from desa_desktop.services import usulan as service
from desa_desktop.ui.kit.clipped import clipped_widgets
from desa_desktop.ui.print_screen import PrintScreen
from desa_desktop.ui.screens.usulan import UsulanScreen
from layar import NOW, Meja, is_focused, open_village, open_window
from office import OLEH, TAHUN

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
STEP: dict[str, Any] = {"by": OLEH, "at": NOW}


@pytest.fixture
def meja(qtbot: QtBot, tmp_path: Path) -> Iterator[Meja]:
    """A village whose musrenbang agreed on four proposals, one of them in the plan already."""
    with open_village(tmp_path) as app:
        desa_hidup.people(app.database)
        desa_hidup.propose(app.database, 4)
        desa_hidup.agree(app.database, 4)
        first = service.list_usulan(app.database, TAHUN)[0].id
        rkp.take_usulan(app.database, app.aturan, TAHUN, [first], **STEP)
        with open_window(app, qtbot, "usulan") as opened:
            yield opened


def screen(meja: Meja) -> UsulanScreen:
    shown = meja.window.shown
    assert isinstance(shown, UsulanScreen)
    return shown


def number(meja: Meja, nomor: int) -> None:
    screen(meja).daftar.show_number(nomor)
    meja.settle()


def test_ctrl_j_shows_the_line_and_follows_the_cursor(meja: Meja) -> None:
    number(meja, 1)
    meja.press((K.Key_J, CTRL))
    panel = screen(meja).lines["daftar"]
    assert panel.isVisible()
    meja.settle()
    assert panel.position.text == "Masuk RKP Desa 2027, masih rancangan."
    assert "Diusulkan untuk 2027 sebagai usulan nomor 1" in panel.texts
    assert "Musrenbangdes RKP Desa: Disepakati" in panel.texts
    number(meja, 2)
    assert panel.position.text == "Musrenbangdes RKP Desa: Disepakati. Usulan ini menunggu masuk rencana."
    assert not clipped_widgets(screen(meja))
    meja.press((K.Key_J, CTRL))
    assert not panel.isVisible()
    assert is_focused(screen(meja).daftar.grid)


def test_the_line_and_the_details_take_turns(meja: Meja) -> None:
    number(meja, 1)
    meja.press((K.Key_J, CTRL))
    meja.press((K.Key_I, CTRL))
    assert not screen(meja).lines["daftar"].isVisible()
    assert screen(meja).daftar.detail.isVisible()
    meja.press((K.Key_J, CTRL))
    assert not screen(meja).daftar.detail.isVisible()
    meja.find(QPushButton, "usulan.daftar.jejak.tutup").click()
    assert not screen(meja).lines["daftar"].isVisible()


def test_the_citizens_page_opens_in_the_preview(meja: Meja) -> None:
    number(meja, 1)
    meja.press((K.Key_J, CTRL))
    meja.settle()
    meja.find(QPushButton, "usulan.daftar.jejak.cetak").click()
    meja.settle()
    assert isinstance(meja.window.shown, PrintScreen)


def test_a_new_proposal_that_looks_like_an_old_one_is_hinted_with_its_reason(meja: Meja) -> None:
    database, aturan = meja.app.database, meja.app.aturan
    old = service.list_usulan(database, TAHUN)[1]
    editing.change(
        database, Usulan, old.id, {"status": StatusUsulan.DITUNDA, "alasan": "Dana belum cukup."}, **STEP
    )
    kantor.change_year(database, TAHUN + 1, aturan, **STEP)
    again = {"uraian": "Makanan tambahan balita", "dusun": "Kidul"}
    with database.read() as unit:
        parent = service.show_list(database, aturan, TAHUN + 1).id
        assert unit is not None
    editing.add_row(database, Usulan, parent, again, **STEP)
    hints = [one.teks for one in service.show_list(database, aturan, TAHUN + 1).pemeriksaan]
    assert any("mirip dengan usulan nomor 2 tahun 2027 (ditunda)" in one for one in hints)
    (kept,) = [one for one in service.archive_of(database, TAHUN + 1) if one.id == old.id]
    service.propose_again(database, [kept.id], TAHUN + 1, **STEP)
    hints = [one.teks for one in service.show_list(database, aturan, TAHUN + 1).pemeriksaan]
    assert sum("tahun 2027" in one for one in hints) == 1, "what comes from the old one needs no hint"
