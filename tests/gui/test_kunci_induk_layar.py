"""The root key and the new card on the screens, and the tick that leaves a backup with the kecamatan."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QCheckBox, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desa_desktop import pemulihan
from desa_desktop.services import enrolment, exchange, flashdisk
from desa_desktop.services.exchange import titipan
from desa_desktop.ui.exchange_parts import root_key
from desa_desktop.ui.kit.clipped import clipped_widgets
from desa_desktop.ui.screens.kotak_masuk.laptops import LaptopsPage
from desa_desktop.ui.screens.kotak_masuk.outbox import OutboxPage
from desa_desktop.ui.screens.pengaturan import SafetyPage, SharePage
from desa_desktop.ui.style import Theme, apply
from dua_kantor import Desks, settle, two_offices

KIT = "31415 59266 53582 97934 23845 62642"


@pytest.fixture
def desks(tmp_path: Path, qapp: QApplication) -> Iterator[Desks]:
    """A village that is enrolled, and its kecamatan, which has a kit."""
    with two_offices(tmp_path, enrolled=True) as opened:
        opened.kecamatan.app = pemulihan.make_kit(opened.kecamatan.app, KIT).app
        yield opened


def shown(desk: Any, page: QWidget, qtbot: QtBot) -> Any:
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    settle(desk)
    return page


def press(desk: Any, page: QWidget, name: str) -> None:
    button = page.findChild(QPushButton, name)
    assert button is not None
    button.click()
    settle(desk)


def test_the_root_is_put_away_on_its_stick_and_fetched_for_one_revocation(
    desks: Desks, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick, desk = tmp_path / "LEMARI", desks.kecamatan
    stick.mkdir()
    page = shown(desk, SafetyPage(desk), qtbot)
    page.root.ask_folder = lambda _words: stick
    assert "masih di laptop ini" in page.root.state.text
    press(desk, page, "pengaturan.pengaman.akar.pindah")
    assert desk.app.laptop.root is None
    assert "tidak ada di laptop ini" in page.root.state.text
    assert not page.root.away.isEnabled()
    asked: list[str] = []
    monkeypatch.setattr(root_key, "ask_root", lambda _parent: (stick, KIT))
    failure = enrolment.KunciIndukDiperlukan()
    root_key.with_root_asked(page, failure, lambda *given: asked.extend(map(str, given)), pytest.fail)
    assert asked == [str(stick), KIT]
    others: list[object] = []
    root_key.with_root_asked(page, pemulihan.KitBelumAda(), pytest.fail, others.append)
    assert len(others) == 1


def test_a_village_laptop_is_revoked_without_any_stick(desks: Desks, qtbot: QtBot, tmp_path: Path) -> None:
    desk = desks.kecamatan
    desk.app = pemulihan.store_root(desk.app, tmp_path)[0]
    page = shown(desk, LaptopsPage(desk), qtbot)
    page._revoke(desks.desa.app.laptop.keys.kid, "hilang")
    settle(desk)
    rows = {one.kid: one.keadaan for one in enrolment.list_keys(desk.app.database, desk.app.laptop)}
    assert rows[desks.desa.app.laptop.keys.kid] == "dicabut"


def test_a_new_root_writes_its_grants_and_the_village_types_the_new_card(
    desks: Desks, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desks.kecamatan
    before = enrolment.own_number(desk.app.database, desk.app.laptop).nomor
    page = shown(desk, SafetyPage(desk), qtbot)
    page.root.ask_folder = lambda _words: desks.stick
    monkeypatch.setattr(root_key, "ask", lambda *_words, **_more: True)
    press(desk, page, "pengaturan.pengaman.akar.ganti")
    card = enrolment.own_number(desk.app.database, desk.app.laptop).nomor
    assert card != before
    [grant] = desks.stick.rglob("T-*.kirim")
    village = shown(desks.desa, SafetyPage(desks.desa), qtbot)
    village.root.digits.take(1, card)
    press(desks.desa, village, "pengaturan.pengaman.kartu.simpan")
    assert village.root.digits.groups == [""] * 6
    app = desks.desa.app
    enrolment.install_grant(app.database, app.laptop, app.files, grant, by="uji", at=desks.desa.now())
    assert enrolment.enrolment_state(app.database, app.laptop) == "terdaftar"


def test_leaving_a_backup_needs_the_kit_and_then_one_tick(desks: Desks, qtbot: QtBot) -> None:
    desk = desks.desa
    page = shown(desk, SharePage(desk), qtbot)
    page.show_deposits(titipan.show_deposits(desk.app.database, desk.app.laptop, desk.app.files))
    tick = page.findChild(QCheckBox, "pengaturan.berbagi.titip")
    tick.click()
    settle(desk)
    assert not tick.isChecked()  # no kit yet: said in the strip
    desk.app = pemulihan.make_kit(desk.app, KIT).app
    tick.click()
    settle(desk)
    assert tick.isChecked()
    assert page.deposit_state.text == "Titipan pertama ikut kiriman berikutnya."


@pytest.mark.parametrize("scale", [100, 150])
def test_nothing_is_cut_off(desks: Desks, qtbot: QtBot, qapp: QApplication, scale: int) -> None:
    apply(qapp, Theme.TERANG, scale)
    try:
        for desk in (desks.desa, desks.kecamatan):
            page = shown(desk, SafetyPage(desk), qtbot)
            page.resize(640, 1400)
            settle(desk)
            assert clipped_widgets(page) == []
    finally:
        apply(qapp, Theme.TERANG, 100)


def test_of_two_deposits_the_assistant_gives_back_the_one_that_was_asked_for(
    desks: Desks, qtbot: QtBot
) -> None:
    desa, kec = desks.desa, desks.kecamatan
    desa.app = pemulihan.make_kit(desa.app, KIT).app
    app, folder = desa.app, desa.app.files.database.parent / "titipan"
    titipan.choose_deposits(app.database, app.safe, aktif=True, by="uji", at=desa.now())
    for _month in range(2):
        titipan.deposit_if_due(
            app.database, app.laptop, app.files, app.safe, by="uji", at=desa.now(), sekarang=True
        )
        [sealed] = exchange.seal(app.database, app.laptop, app.files, by="uji", at=desa.now())
        file = exchange.copy_to(
            app.database, app.laptop, app.files, sealed.digest, desks.stick, by="uji", at=desa.now()
        ).berkas
        exchange.accept(kec.app.database, kec.app.laptop, kec.app.files, [file], by="uji", at=kec.now())
        file.unlink()
    newer, older = titipan.show_deposits(app.database, app.laptop, app.files).daftar
    for one in folder.iterdir():
        one.unlink()
    page = shown(kec, OutboxPage(kec), qtbot)
    plan = exchange.what_travels(
        kec.app.database, kec.app.laptop, kec.app.files, untuk="3306992001", at=kec.now()
    )
    page.show_plans([plan], [])
    page.drives.show_drives([flashdisk.folder_as_flashdisk(kec.app.files.fs, desks.stick)])
    offered: list[str] = []

    def answer() -> None:
        box = QApplication.activeModalWidget()
        listed = box.findChild(QListWidget, "tanya.pilihan") if box is not None else None
        if box is None or listed is None:
            QTimer.singleShot(20, answer)
            return
        offered.extend(listed.item(row).text() for row in range(listed.count()))
        listed.setCurrentRow(1)
        press_in = box.findChild(QPushButton, "tanya.lanjut")
        assert press_in is not None
        press_in.click()

    QTimer.singleShot(0, answer)
    press(kec, page, "kotak_keluar.tombol_lengkap")
    settle(kec)
    assert [one.endswith("(terbaru)") for one in offered] == [True, False]
    assert all(one.startswith("Laptop Sekdes, 20/11/2026 ") for one in offered)
    [back] = desks.stick.rglob("*.kirim")
    exchange.accept(app.database, app.laptop, app.files, [back], by="uji", at=desa.now())
    assert [one.name for one in folder.iterdir()] == [older.sha256]
    assert newer.sha256 != older.sha256
