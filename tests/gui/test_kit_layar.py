"""The Kit Pemulihan on the screen: shown once, two groups asked back, and the new laptop that it makes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desa_desktop import app as office_app
from desa_desktop import config, keys, paths, pemulihan
from desa_desktop.app import Mode
from desa_desktop.errors import InvalidInput
from desa_desktop.services import upkeep
from desa_desktop.ui.exchange_parts import kit_question
from desa_desktop.ui.exchange_parts.kit import KitPanel
from desa_desktop.ui.kit.clipped import clipped_widgets
from desa_desktop.ui.screens import wisaya
from desa_desktop.ui.style import Theme, apply
from layar import NOW, Meja, open_village, open_window
from office import open_office

KIT = "31415 59266 53582 97934 23845 62642"


@pytest.fixture
def meja(tmp_path: Path, qtbot: QtBot) -> Iterator[Meja]:
    """Pengaturan of a village without a kit, on the tab Pengaman."""
    with open_village(tmp_path, has_backup=False) as app, open_window(app, qtbot, "pengaturan") as made:
        made.window.shown.go_to("pengaman")
        made.settle()
        yield made


def panel(meja: Meja) -> KitPanel:
    return meja.find(KitPanel, "pengaturan.pengaman.kit")


def press(meja: Meja, name: str) -> None:
    meja.find(QPushButton, f"pengaturan.pengaman.kit.{name}").click()
    meja.settle()


def shown_digits(meja: Meja) -> list[str]:
    return [meja.find(QLabel, f"pengaturan.pengaman.kit.angka_{n}").text() for n in range(1, 7)]


def answer(meja: Meja, groups: list[str]) -> None:
    """Type the two groups that are asked for."""
    for (label, line), number in zip(panel(meja).fields, panel(meja)._asked, strict=True):
        assert label.text() == f"Kelompok ke-{number}"
        line.setText(groups[number - 1])


def test_a_kit_counts_only_once_two_groups_were_read_from_the_paper(meja: Meja) -> None:
    assert panel(meja).state.text == "Kit Pemulihan belum dibuat."
    press(meja, "buat")
    groups = shown_digits(meja)
    assert len(keys.typed_digits(" ".join(groups))) == 24
    press(meja, "sudah_ditulis")
    assert panel(meja).pages.currentWidget() is panel(meja).asking  # the digits are out of sight
    answer(meja, ["00000"] * 6)
    press(meja, "selesai")
    first = panel(meja)._asked[0]
    assert panel(meja).problem.text == f"Kelompok ke-{first} tidak cocok. Bacakan ulang."
    assert not pemulihan.has_kit(meja.app)
    answer(meja, groups)
    press(meja, "selesai")
    assert panel(meja).state.text == "Kit Pemulihan sudah dibuat."
    pemulihan.check_kit(meja.desk.app, " ".join(groups))
    assert shown_digits(meja) == [""] * 6
    assert len(upkeep.list_backups(meja.desk.app.safe)) == 1
    assert not upkeep.show_backups(meja.desk.app.database, meja.desk.app.safe).hanya_di_sini


def test_a_kit_that_was_given_up_changes_nothing(meja: Meja) -> None:
    press(meja, "buat")
    press(meja, "batal")
    assert not pemulihan.has_kit(meja.app)
    assert shown_digits(meja) == [""] * 6


def test_the_paper_of_the_other_laptop_serves_for_this_one_and_is_tested_here(meja: Meja) -> None:
    press(meja, "sudah_punya")
    panel(meja).entry.take(1, KIT)
    press(meja, "pakai")
    pemulihan.check_kit(meja.desk.app, KIT)
    press(meja, "uji")
    panel(meja).entry.take(1, keys.new_digits())
    press(meja, "coba")
    assert "bukan untuk data ini" in panel(meja).entry.message.text
    panel(meja).entry.take(1, KIT)
    press(meja, "coba")
    assert panel(meja).pages.currentWidget() is panel(meja).start


def test_the_sheet_is_printed_with_the_digits_that_are_shown(meja: Meja) -> None:
    orders: list[Any] = []
    press(meja, "buat")
    panel(meja)._desk.opened.connect(lambda _place, order: orders.append(order))
    groups = shown_digits(meja)
    press(meja, "cetak")
    [order] = orders
    assert order.file_name == "KitPemulihan_Tursino.pdf"
    assert order.draw(None).startswith(b"%PDF")
    assert shown_digits(meja) == groups  # Kembali leads back to them


@pytest.mark.parametrize("scale", [100, 150])
def test_nothing_is_cut_off_in_any_state(meja: Meja, qapp: QApplication, scale: int) -> None:
    apply(qapp, Theme.TERANG, scale)
    try:
        for page in ("start", "shown", "asking", "typed"):
            if page == "shown":
                panel(meja).begin()
            panel(meja).pages.setCurrentWidget(getattr(panel(meja), page))
            meja.settle()
            assert clipped_widgets(panel(meja)) == []
    finally:
        apply(qapp, Theme.TERANG, 100)


# ------------------------------------------------------------------ a new laptop


@pytest.fixture(scope="module")
def lost(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The backup of a village whose laptop is gone, and the name of that laptop's key."""
    folder = tmp_path_factory.mktemp("hilang")
    with open_office(folder / "desa") as app:
        made = pemulihan.make_kit(app, KIT)
        copied = upkeep.back_up(made.app.database, made.app.safe, folder=folder)
        return copied.path, app.laptop.keys.kid


@pytest.mark.parametrize(("stolen", "same"), [(False, True), (True, False)])
def test_the_wizard_makes_the_lost_laptop_again(
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    lost: tuple[Path, str],
    *,
    stolen: bool,
    same: bool,
) -> None:
    asked: list[bool] = []

    def opening(_parent: QWidget, _words: str, *, with_password: bool, asks_why: bool) -> Any:
        asked.append(with_password)
        assert asks_why
        return kit_question.Opening(KIT, None, stolen)

    monkeypatch.setattr(wisaya.screen, "choose_file", lambda _parent: lost[0])
    monkeypatch.setattr(wisaya.screen, "ask_opening", opening)
    monkeypatch.setattr(wisaya.screen, "ask_whether", lambda _parent, _found: True)
    places = paths.places({"DESA_DATA": str(tmp_path)})
    office_app.create_profile(places)
    empty = office_app.open_app(places, config.Lingkungan(), now=lambda: NOW)
    with empty as app, open_window(app, qtbot, "wisaya") as made:
        made.find(QPushButton, "wisaya.peran.pulihkan").click()
        made.settle()
        assert asked == [False]  # that backup has no kata sandi, so none is asked for
        fresh = made.desk.app
        assert fresh.mode is Mode.DESA
        assert fresh.kantor is not None
        assert fresh.kantor.nama == "Tursino"
        assert (fresh.laptop.keys.kid == lost[1]) is same
        pemulihan.check_kit(fresh, KIT)


def test_the_question_opens_only_with_whole_digits_and_a_word_about_the_old_laptop(qtbot: QtBot) -> None:
    asked = kit_question.OpenQuestion(None, "Cadangan terkunci.", with_password=True, asks_why=True)
    qtbot.addWidget(asked)
    asked.show()
    asked.digits.take(1, KIT[:-1])
    asked.stolen.setChecked(True)
    assert not asked.accept_button.isEnabled()
    asked.digits.take(1, KIT)
    assert asked.accept_button.isEnabled()
    assert asked.answer == kit_question.Opening(KIT, None, kunci_baru=True)
    asked.digits.clear()
    asked.sandi.line.setText("sawah hijau")
    asked.burnt.setChecked(True)
    assert asked.answer == kit_question.Opening(None, "sawah hijau", kunci_baru=False)


def test_a_forgotten_kata_sandi_is_typed_anew_behind_the_digits(qtbot: QtBot) -> None:
    asked = kit_question.ForgottenQuestion(None)
    qtbot.addWidget(asked)
    asked.show()
    asked.digits.take(1, KIT)
    asked.sandi.line.setText("sawah hijau")
    asked.again.line.setText("sawah kering")
    asked.accept_button.click()
    assert asked.isVisible()
    assert "tidak sama" in asked.again.problem.text
    asked.refuse(InvalidInput({"sandi": "Kata sandi paling sedikit 8 huruf."}))
    assert "8 huruf" in asked.sandi.problem.text
    asked.again.line.setText("sawah hijau")
    asked.accept_button.click()
    assert asked.result()


def test_the_question_for_the_kata_sandi_offers_the_kit(qtbot: QtBot) -> None:
    from desa_desktop.ui.kit.ask import ask_password

    def act() -> None:
        box = QApplication.activeModalWidget()
        assert box is not None
        line = box.findChild(QLineEdit, "sandi.isian")
        assert line is not None
        box.findChild(QPushButton, "sandi.lupa").click()

    QTimer.singleShot(0, act)
    assert ask_password(None, "Ketik kata sandi.", forgotten=lambda _parent: "yang baru") == "yang baru"
