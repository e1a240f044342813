"""Kotak Selisih with the keyboard: two amounts side by side, one is chosen, the plan is one again."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desa_desktop.app import App
from desa_desktop.domain.rkp import Kegiatan, RkpDesa
from desa_desktop.domain.wording import show_date
from desa_desktop.services import editing, exchange
from desa_desktop.services.selisih import SisiTampil
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.clipped import clipped_widgets
from desa_desktop.ui.screens.kirim import KirimScreen
from desa_desktop.ui.screens.kirim.screen import KIRIM, RIWAYAT, SELISIH, TERIMA
from desa_desktop.ui.style import Theme, apply
from dua_kantor import answer_next, settle
from dua_laptop import OPERATOR, SEKDES, Laptops, make_laptops, meet, take_all, to_other_laptop
from kiriman_offices import OLEH, add_plan, set_cost


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both wrote another cost, place and team leader and met; three hours apart, over midnight."""
    made = make_laptops(tmp_path_factory.mktemp("selisih") / "kantor")
    with made.at_laptop(SEKDES) as app:
        first, second, *_rest = add_plan(app, made.at)
        to_other_laptop(made, app)
    changes = ((OPERATOR, 60_000_000, "RT 07", "Wahyudi"), (SEKDES, 42_000_000, "RT 09", "Lestari"))
    for name, cost, place, leader in changes:
        with made.at_laptop(name) as app:
            if name == OPERATOR:
                take_all(made, app)
            else:
                made.hari += 24 * 60
            set_cost(app, first, cost, made.at)
            editing.change(app.database, Kegiatan, second, {"lokasi": place}, by=OLEH, at=made.at)
            with app.database.read() as unit:
                [plan] = unit.select(RkpDesa)
            editing.change(app.database, RkpDesa, plan.id, {"ketua_tim": leader}, by=OLEH, at=made.at)
            preparing_state(made, app)
    meet(made)
    return made.folder


def preparing_state(made: Laptops, app: App) -> None:
    """Freeze what was typed at the moment it was typed, as sealing does."""
    exchange.seal(app.database, app.laptop, app.files, untuk="laptop", by=OLEH, at=made.at)


@pytest.fixture
def laptops(template: Path, tmp_path: Path) -> Laptops:
    shutil.copytree(template, tmp_path / "kantor")
    return Laptops(tmp_path / "kantor", hari=9000)


@pytest.fixture
def screen(laptops: Laptops, qapp: QApplication, qtbot: QtBot) -> Iterator[KirimScreen]:
    """The secretary's laptop with the tab open."""
    with laptops.at_laptop(SEKDES) as app:
        desk = Desk(app)
        made = KirimScreen(desk)
        qtbot.addWidget(made)
        made.resize(1150, 600)
        made.show()
        settle(desk)
        made.go_to(SELISIH)
        settle(desk)
        yield made
        desk.jobs.close()


def open_plan(screen: KirimScreen) -> None:
    page = screen.selisih
    plan = next(one for one in page._forks if one.jenis == "rkp-desa")
    page.list.select_row(str(plan.dokumen))
    settle(screen.desk)


def press(screen: KirimScreen, key: Qt.Key) -> None:
    QTest.keyClick(screen.selisih.table.view, key)
    settle(screen.desk)


def test_the_tab_counts_what_waits(screen: KirimScreen) -> None:
    assert screen.selisih.count >= 1
    shown = [screen.tabs.bar.tabText(place) for place in range(screen.tabs.bar.count())]
    assert f"Kotak Selisih {screen.selisih.count}" in shown


def test_key_two_takes_the_other_laptops_amount_and_the_plan_is_joined(screen: KirimScreen) -> None:
    open_plan(screen)
    page = screen.selisih
    assert page.counter.text().endswith("selisih 1 dari 4")
    assert screen.primary is not None
    assert not screen.primary.enabled
    wanted = next(one for one in page.fork.selisih if one.kolom == "biaya")  # type: ignore[union-attr]
    key = Qt.Key.Key_1 if wanted.a == "60.000.000" else Qt.Key.Key_2
    for _value in range(4):
        press(screen, key)
    assert screen.primary.enabled
    screen.primary.act()
    settle(screen.desk)
    with screen.desk.app.database.read() as unit:
        (plan,) = unit.select(RkpDesa)
        assert next(one for one in plan.kegiatan if one.nama == "Talud RT 01").biaya == 60_000_000


def test_a_choice_can_be_taken_back(screen: KirimScreen) -> None:
    open_plan(screen)
    page = screen.selisih
    press(screen, Qt.Key.Key_1)
    assert page.fork is not None
    assert page.fork.terbuka == 3
    page.take_back.click()
    settle(screen.desk)
    assert page.fork.terbuka == 4


def test_the_other_laptop_can_be_written_to(screen: KirimScreen) -> None:
    screen.go_to(KIRIM)
    assert screen.send.to.isVisible()
    screen.send.to.setCurrentIndex(1)
    settle(screen.desk)
    assert screen.send.untuk == "laptop"
    assert screen.send.travels.model.rowCount() > 0


def choose(box: QComboBox, words: str) -> None:
    place = box.findText(words, Qt.MatchFlag.MatchContains)
    assert place > 0, [box.itemText(n) for n in range(box.count())]
    box.setCurrentIndex(place)


def test_a_table_narrows_what_is_counted_walked_and_chosen_at_once(screen: KirimScreen) -> None:
    open_plan(screen)
    page = screen.selisih
    choose(page.filters.table, "Kegiatan")
    settle(screen.desk)
    assert "selisih 1 dari 3 · tersaring dari 4" in page.counter.text()
    for _step in range(3):  # round and round within what is shown
        QTest.keyClick(page.table.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert "selisih 1 dari 3" in page.counter.text()
    assert page.all_b.text() == "Pakai 3 yang tersaring dari B…"
    asked: list[QWidget] = []
    answer_next("tanya.lanjut", before=asked)
    page.all_b.click()
    [box] = asked
    assert isinstance(box, QMessageBox)
    assert box.text().startswith("Pakai 3 isi yang tersaring dari ")
    assert "1 isi lain di dokumen ini tidak berubah." in box.informativeText()
    settle(screen.desk)
    assert page.fork is not None
    assert [one.putusan for one in page.fork.selisih if one.daftar] == ["b"] * 3
    assert screen.primary is not None
    assert screen.primary.why == "Pilih dulu 1 isi yang masih berbeda. 1 di antaranya di luar saringan."
    assert page.clean.isHidden()  # it would join dokumen that are not in view
    page.filters.all.click()
    settle(screen.desk)
    assert "selisih" in page.counter.text()
    assert "tersaring" not in page.counter.text()
    page.take_back.click()  # the bulk choice was one step
    settle(screen.desk)
    assert page.fork.terbuka == 4


def test_laptop_and_claimed_day_narrow_the_dokumen_by_the_same_side(screen: KirimScreen) -> None:
    page = screen.selisih

    def shown() -> set[str]:
        return {page.list.model.cell_text(n, 0) for n in range(page.list.model.rowCount())}

    fork = next(one for one in page._forks if one.jenis == "rkp-desa")
    mine, other = (next(one for one in fork.sisi if one.laptop.startswith("laptop ini") is own)
                   for own in (True, False))  # fmt: skip
    assert mine.tanggal != other.tanggal
    assert re.fullmatch(r"Laptop Sekdes \[[0-9a-f]{4}\]", other.laptop)  # both bear the same name
    choose(page.filters.day, show_date(mine.tanggal))
    choose(page.filters.laptop, "laptop ini")
    settle(screen.desk)
    assert fork.judul in shown()
    choose(page.filters.day, show_date(other.tanggal))
    settle(screen.desk)
    assert fork.judul not in shown()  # this laptop did not write it on that day
    choose(page.filters.table, "Kegiatan")
    settle(screen.desk)
    assert page.says.text.startswith("Tidak ada selisih yang cocok dengan saringan.")


def test_a_side_claims_its_day_by_the_clock_on_the_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Jakarta")
    time.tzset()
    try:
        side = SisiTampil("0", "Laptop Sekdes", datetime(2026, 8, 11, 22, 15, tzinfo=UTC), "konsep", 0)
        assert side.teks == "Laptop Sekdes, 12 Agustus 2026 05.15"
        assert side.tanggal == date(2026, 8, 12)
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(("scale", "room"), [(100, 824), (150, 1060)])
def test_no_tab_is_wider_than_what_a_small_laptop_or_large_letters_leave(
    screen: KirimScreen, qapp: QApplication, scale: int, room: int
) -> None:
    """1024 pixels at 100 % and 1366 at 150 %, less the navigation."""
    apply(qapp, Theme.TERANG, scale)
    try:
        screen.resize(room, 500)
        wide = {}
        for name in (KIRIM, TERIMA, SELISIH, RIWAYAT):
            screen.go_to(name)
            settle(screen.desk)
            wide[name] = screen.minimumSizeHint().width()
            assert clipped_widgets(screen) == []
        assert max(wide.values()) <= room, wide
    finally:
        apply(qapp, Theme.TERANG, 100)
