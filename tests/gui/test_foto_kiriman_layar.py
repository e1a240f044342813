"""A photo on its way: named on Kirim, seen in Tinjau before anything is stored, seen in Riwayat after it."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desa_desktop.services import exchange, isian, isian_foto
from desa_desktop.store import archive
from desa_desktop.ui.exchange_parts.photos import PhotosDialog
from desa_desktop.ui.screens.kirim import KirimScreen
from desa_desktop.ui.screens.kotak_masuk import KotakMasukScreen
from desa_desktop.ui.screens.kotak_masuk.screen import RIWAYAT
from dua_kantor import Desks, settle, two_offices

PICTURES = os.environ.get("DESA_GAMBAR_UJI", "")  # a folder: what the screens looked like


@pytest.fixture
def desks(tmp_path: Path, qapp: QApplication) -> Iterator[Desks]:
    """A village whose checklist has a photo, and its kecamatan."""
    with two_offices(tmp_path, enrolled=True) as opened:
        put_photo(opened, "seagreen")
        yield opened


def put_photo(desks: Desks, colour: str) -> None:
    image = Image.new("RGB", (800, 600), colour)
    ImageDraw.Draw(image).rectangle((200, 250, 600, 560), fill="white", outline="black", width=8)
    target = io.BytesIO()
    image.save(target, "JPEG")
    app, at = desks.desa.app, desks.desa.now()
    key = isian.open_isian(app.database, app.templates, "layanan-dasar", "2026-S2", by="uji", at=at)
    isian_foto.set_foto(app.database, app.templates, key, "foto", target.getvalue(), by="uji", at=at)


def write(desks: Desks) -> Path:
    app = desks.desa.app
    [sealed] = exchange.seal(app.database, app.laptop, app.files, by="uji", at=desks.desa.now())
    copy = exchange.copy_to(
        app.database, app.laptop, app.files, sealed.digest, desks.stick, by="uji", at=desks.desa.now()
    )
    return copy.berkas


def keep(widget: QWidget, name: str) -> None:
    if PICTURES:
        widget.grab().save(str(Path(PICTURES) / f"{name}.png"))


def show(screen: KirimScreen | KotakMasukScreen, qtbot: QtBot) -> None:
    qtbot.addWidget(screen)
    screen.resize(1366, 640)
    screen.show()
    settle(screen.desk)


def test_the_photo_is_named_on_kirim(desks: Desks, qtbot: QtBot) -> None:
    screen = KirimScreen(desks.desa)
    show(screen, qtbot)
    keep(screen, "kirim")
    assert "1 foto atau berkas ikut" in screen.send._since.text()


def test_the_photo_is_seen_before_and_after_it_is_accepted(desks: Desks, qtbot: QtBot) -> None:
    app, first = desks.kecamatan.app, write(desks)
    exchange.accept(app.database, app.laptop, app.files, [first], by="uji", at=desks.kecamatan.now())
    put_photo(desks, "royalblue")
    screen = KotakMasukScreen(desks.kecamatan)
    show(screen, qtbot)
    screen.go_to(write(desks))
    settle(desks.kecamatan)
    assert screen.primary is not None
    screen.primary.act()  # Tinjau
    settle(desks.kecamatan)
    parts = screen.review.differences
    card = next(row for row in parts.sheets.model.rows if row.dokumen.jenis == "isian")
    parts.sheets.select_row(card.id)
    settle(desks.kecamatan)
    line = next(row for row in parts.table.model.rows if row.beda.is_foto)
    parts.table.select_row(line.id)
    settle(desks.kecamatan)
    keep(screen, "tinjau")
    assert not parts.pictures.isHidden()
    assert [frame.has_picture for frame in parts.pictures.frames] == [True, True]
    with app.database.read() as unit:
        assert line.beda.foto_menjadi not in archive.attachment_names(unit)
    screen.primary.act()  # Terima
    settle(desks.kecamatan)
    screen.tabs.turn_to(RIWAYAT)
    settle(desks.kecamatan)
    screen.past.list.go_first()
    assert screen.past.photos.isEnabled()
    screen.past.photos.click()
    settle(desks.kecamatan)
    box = screen.past.findChild(PhotosDialog)
    assert box is not None
    keep(screen, "riwayat")
    keep(box, "foto")
    assert box.pictures.frames[0].has_picture
    box.accept()
