"""Copies of the data, and the settings that keep them: each is made, read back, and found again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QMessageBox, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from desa_desktop import app as office_app
from desa_desktop import config
from desa_desktop.domain.kantor import Kantor
from desa_desktop.services import kantor, upkeep
from desa_desktop.store.backup_file import BackupRejected
from desa_desktop.ui.kit.clipped import clipped_widgets
from desa_desktop.ui.style import Theme, apply, look
from layar import Meja, open_village, open_window

SANDI = "sawah di lereng bukit"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder that stands for a flash disk."""
    folder = tmp_path / "FLASHDISK"
    folder.mkdir()
    return folder


@pytest.fixture
def meja(tmp_path: Path, qtbot: QtBot, stick: Path) -> Iterator[Meja]:
    """The screen Cadangan of a village that never made a backup."""
    with open_village(tmp_path, has_backup=False) as app:
        with_stick = replace(app, environment=config.Lingkungan(flashdisk=(stick,)))
        with open_window(with_stick, qtbot, "cadangan") as made:
            yield made


@pytest.fixture
def settings(tmp_path: Path, qtbot: QtBot) -> Iterator[Meja]:
    """The screen Pengaturan of a village."""
    with open_village(tmp_path, has_backup=False) as app, open_window(app, qtbot, "pengaturan") as made:
        yield made


def screen(meja: Meja) -> Any:
    return meja.window.shown


def said(meja: Meja) -> str:
    return meja.window.notices.accessibleName()


def cells(meja: Meja, line: int) -> list[str]:
    model = screen(meja).grid.model
    return [model.cell_text(line, column) for column in range(6)]


def test_a_first_backup_is_offered_where_there_is_none(meja: Meja) -> None:
    assert screen(meja)._or_empty.is_empty
    assert screen(meja).here.text == "Di laptop ini: belum ada"
    meja.find(QPushButton, "cadangan.sekarang").click()
    meja.settle()
    assert "dibaca ulang" in said(meja)
    row = cells(meja, 0)
    assert row[1] == "hari ini"
    assert row[2].startswith("Teruji ")
    assert row[3] == "dibuat sendiri"
    assert screen(meja).here.text == "Di laptop ini: hari ini"


def test_a_backup_on_a_flash_disk_is_written_there_and_its_age_shows(meja: Meja, stick: Path) -> None:
    screen(meja).cards.choose(stick)
    meja.settle()
    assert screen(meja).primary.enabled
    meja.window.press_primary()
    meja.settle()
    written = list(stick.rglob("*.cadangan"))
    assert len(written) == 1
    assert upkeep.verify_backup(written[0], meja.app.safe)["kantor"] == 1
    assert screen(meja).outside.text == "Di flashdisk atau folder lain: hari ini"
    assert "FLASHDISK" in said(meja)


def test_without_a_flash_disk_the_filled_button_says_what_is_missing(tmp_path: Path, qtbot: QtBot) -> None:
    with open_village(tmp_path, has_backup=False) as app:
        bare = replace(app, environment=config.Lingkungan(flashdisk=()))
        with open_window(bare, qtbot, "cadangan") as meja:
            assert not screen(meja).primary.enabled
            assert screen(meja).primary.why == "Colokkan flashdisk, atau pilih folder lain."


def test_periksa_opens_the_chosen_copy_and_counts(meja: Meja) -> None:
    upkeep.back_up(meja.app.database, meja.app.safe)
    meja.settle()
    meja.find(QPushButton, "cadangan.periksa").click()
    meja.settle()
    assert said(meja).startswith("Teruji: ")
    assert "utuh" in said(meja)


def test_a_damaged_copy_is_said_to_be_damaged_and_the_data_is_left_alone(meja: Meja) -> None:
    made = upkeep.back_up(meja.app.database, meja.app.safe)
    meja.settle()
    content = bytearray(made.path.read_bytes())
    content[-5000] ^= 0xFF
    made.path.write_bytes(bytes(content))
    meja.find(QPushButton, "cadangan.periksa").click()
    meja.settle()
    assert "tidak dapat dipakai" in said(meja)
    assert kantor.find(meja.app.database) is not None


def test_a_copy_dropped_on_the_window_is_checked(meja: Meja) -> None:
    made = upkeep.back_up(meja.app.database, meja.app.safe)
    meja.window.go_files([made.path])
    meja.settle()
    assert said(meja).startswith("Teruji: ")


def test_copies_from_before_the_kata_sandi_can_still_be_checked(meja: Meja) -> None:
    upkeep.back_up(meja.app.database, meja.app.safe)
    assert not screen(meja).only_here.isHidden()
    meja.desk.app = office_app.set_password(meja.desk.app, SANDI)
    screen(meja).reload()
    meja.settle()
    assert screen(meja).only_here.isHidden()
    meja.find(QPushButton, "cadangan.periksa").click()
    meja.settle()
    assert said(meja).startswith("Teruji: ")


# -- Pulihkan ------------------------------------------------------------------------------------------


def press_in_question(button: str, said: list[str]) -> None:
    """Read the question that is about to be asked and answer it."""

    def answer() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(50, answer)
            return
        said.append(f"{box.text()}\n{box.informativeText()}")
        box.findChild(QPushButton, button).click()

    QTimer.singleShot(50, answer)


def said_now(meja: Meja) -> str:
    shown = meja.window.notices.notice
    return shown.text if shown is not None else ""


def rename(meja: Meja, name: str) -> None:
    """Something to lose: the office gets another head."""
    with meja.app.database.unit() as unit:
        office = unit.select(Kantor)[0]
        office.kepala = name
        unit.commit("ubah kepala", "Sekdes", meja.app.now())
    meja.settle()


def test_pulihkan_compares_asks_and_says_success_after_counting(meja: Meja, tmp_path: Path) -> None:
    upkeep.back_up(meja.app.database, meja.app.safe)
    rename(meja, "Slamet Riyadi")
    said: list[str] = []
    press_in_question("tanya.lanjut", said)
    meja.find(QPushButton, "cadangan.pulihkan").click()
    meja.settle()
    assert "Pulihkan data dari cadangan 22/11/2026 pukul" in said[0]
    assert "1 catatan lain yang diubah setelah cadangan ini kembali ke isi lama." in said[0]
    assert "Keadaan sekarang disalin dulu sebelum dipulihkan." in said[0]
    assert "dibuka lagi dan dihitung" in said_now(meja)
    found = kantor.find(meja.desk.app.database)
    assert found is not None
    assert found.kepala == "Sutrisno Hadi"
    assert [one.sebab.value for one in screen(meja)._known.daftar] == ["pulih", "manual"]
    assert len(list((tmp_path / "data").glob("sebelum-pulih-*"))) == 1


def test_batal_in_the_comparison_changes_nothing(meja: Meja, tmp_path: Path) -> None:
    upkeep.back_up(meja.app.database, meja.app.safe)
    rename(meja, "Slamet Riyadi")
    press_in_question("tanya.batal", [])
    meja.find(QPushButton, "cadangan.pulihkan").click()
    meja.settle()
    found = kantor.find(meja.app.database)
    assert found is not None
    assert found.kepala == "Slamet Riyadi"
    assert not list((tmp_path / "data").glob("sebelum-pulih-*"))


def test_after_a_failed_restore_the_office_is_open_as_before(meja: Meja, tmp_path: Path) -> None:
    made = upkeep.back_up(meja.app.database, meja.app.safe)
    rename(meja, "Slamet Riyadi")
    made.path.write_bytes(made.path.read_bytes()[:-4096])
    with pytest.raises(BackupRejected):
        office_app.restore_backup(meja.app, made.path)
    rename(meja, "Slamet Raharjo")
    found = kantor.find(meja.app.database)
    assert found is not None
    assert found.kepala == "Slamet Raharjo"


# -- Pengaturan ----------------------------------------------------------------------------------------


def test_size_and_theme_count_at_once_and_the_menu_presses_the_same_buttons(settings: Meja) -> None:
    settings.find(QPushButton, "pengaturan.tampilan.huruf_130").click()
    settings.find(QPushButton, "pengaturan.tampilan.tema_gelap").click()
    settings.settle()
    assert (look().scale, look().theme) == (130, Theme.GELAP)
    settings.window.change_size(0)
    settings.settle()
    assert settings.find(QPushButton, "pengaturan.tampilan.huruf_100").isChecked()
    assert settings.find(QPushButton, "pengaturan.tampilan.tema_gelap").isChecked()


def test_hints_can_be_turned_off_and_stay_off(settings: Meja) -> None:
    settings.window.status.set_hint("Enter: buka")
    assert settings.window.status.hint == "Enter: buka"
    settings.find(QCheckBox, "pengaturan.tampilan.petunjuk").setChecked(False)
    settings.settle()
    settings.window.status.set_hint("Enter: buka")
    assert settings.window.status.hint == ""
    settings.window.status.set_hint("Nilai terlalu besar.", is_finding=True)
    assert settings.window.status.hint == "Nilai terlalu besar."
    assert config.load(settings.app.files.places.settings).pengaturan.petunjuk is False


def test_a_name_is_stored_when_its_field_is_left_and_an_empty_one_is_refused(settings: Meja) -> None:
    screen(settings).tabs.turn_to("kantor")
    box = screen(settings).office.form.boxes["nama"]
    box.editor.setFocus()
    box.editor.selectAll()
    settings.press("Tursino Lor")
    box.commit()
    settings.settle()
    stored = kantor.find(settings.app.database)
    assert stored is not None
    assert stored.nama == "Tursino Lor"
    box.editor.setText("")
    box.commit()
    settings.settle()
    assert box.message == "Isi nama kantor, misalnya Tursino."
    assert kantor.find(settings.app.database).nama == "Tursino Lor"  # type: ignore[union-attr]


def test_another_plan_year_is_worked_on_after_the_button_was_pressed(settings: Meja) -> None:
    screen(settings).tabs.turn_to("kantor")
    years: list[int] = []
    settings.desk.app_changed.connect(lambda: years.append(settings.desk.app.kantor.tahun_rencana))  # type: ignore[union-attr]
    screen(settings).office.year.boxes["tahun"].editor.setText("2028")
    settings.find(QPushButton, "pengaturan.kantor.ganti_tahun").click()
    settings.settle()
    assert years == [2028]


def test_a_kata_sandi_is_set_and_changed_only_by_who_knows_it(settings: Meja) -> None:
    screen(settings).tabs.turn_to("pengaman")
    page = screen(settings).safety
    page.new.line.setText(SANDI)
    page.again.line.setText(SANDI)
    settings.find(QPushButton, "pengaturan.pengaman.pasang").click()
    settings.settle()
    assert page.button.text() == "Ganti kata sandi"
    page.old.line.setText("bukan yang ini")
    page.new.line.setText("kali kecil di timur")
    page.again.line.setText("kali kecil di timur")
    page.button.click()
    settings.settle()
    assert page.old.problem.text.startswith("Kata sandi sekarang tidak cocok.")
    page.old.line.setText(SANDI)
    page.button.click()
    settings.settle()
    office_app.check_password(settings.desk.app, "kali kecil di timur")
    assert kantor.find(settings.app.database) is not None


def test_the_whole_database_is_checked_on_demand(settings: Meja) -> None:
    screen(settings).tabs.turn_to("lanjutan")
    settings.find(QPushButton, "pengaturan.lanjutan.periksa").click()
    settings.settle()
    assert screen(settings).more.results[0].text == "Berkas data utuh."
    folder = settings.find(QLabel, "pengaturan.lanjutan.folder_data").text()
    assert folder == str(settings.app.files.places.data)


def test_backups_go_to_the_folder_that_was_chosen(settings: Meja, tmp_path: Path) -> None:
    screen(settings).more.ask_folder = lambda: tmp_path / "Cadangan Desa"
    settings.find(QPushButton, "pengaturan.lanjutan.ganti_folder").click()
    settings.settle()
    made = upkeep.back_up(settings.app.database, settings.desk.app.safe)
    assert made.path.parent == tmp_path / "Cadangan Desa"


@pytest.mark.parametrize("scale", [100, 150])
@pytest.mark.parametrize("place", ["cadangan", "pengaturan"])
def test_nothing_is_cut_off_at_any_size_of_text(
    meja: Meja, qapp: QApplication, scale: int, place: str
) -> None:
    upkeep.back_up(meja.app.database, meja.app.safe)
    apply(qapp, Theme.GELAP, scale)
    assert meja.window.go(place)
    meja.settle()
    names = ["tampilan", "kantor", "pengaman", "lanjutan"] if place == "pengaturan" else [""]
    found = []
    for name in names:
        if name:
            screen(meja).tabs.turn_to(name)
            meja.settle()
        found += [f"{name}: {one}" for one in clipped_widgets(screen(meja))]
    assert found == []
    assert meja.window.width() == 1366
    for area in screen(meja).findChildren(QScrollArea):
        if area.isVisible() and area.widget() is not None:
            assert area.widget().minimumSizeHint().width() <= area.viewport().width(), area.objectName()
