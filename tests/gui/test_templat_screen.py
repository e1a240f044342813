"""Own templates on the screen: look at a workbook, try it out, install it, publish it; by keyboard alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

import kiriman_offices as walk
from desa_desktop.domain.isian import Isian
from desa_desktop.services import isian, templat_sendiri
from desa_desktop.ui.kit.clipped import clipped_widgets
from desa_desktop.ui.screens.isian.templat import TemplatPage
from desa_desktop.ui.snapshot import settle
from desa_desktop.ui.terbit import TerbitDialog
from kiriman_offices import KUTOARJO
from kobo import POSYANDU as KOBO
from kobo import RUMAH, kobo_bytes
from layar import NOW, Meja, open_village, open_window
from templat_kita import POSYANDU_2, workbook

KEY = Qt.Key
PERIODE = "2026-S2"


def picture(widget: Any, name: str) -> None:
    """Keep a picture where the one who looks asked for it."""
    if folder := os.environ.get("UJI_GAMBAR"):
        QApplication.processEvents()
        widget.grab().save(f"{folder}/{name}.png")


@pytest.fixture
def meja(tmp_path: Path, qtbot: QtBot) -> Iterator[Meja]:
    with open_village(tmp_path) as app, open_window(app, qtbot, "isian") as found:
        yield found


def screen(meja: Meja) -> Any:
    return meja.window.shown


def page(meja: Meja) -> TemplatPage:
    found = screen(meja).templat
    assert isinstance(found, TemplatPage)
    return found


def look_at(meja: Meja, file: Path) -> TemplatPage:
    """Muat templat… with this file."""
    page(meja).ask_file = lambda: file
    screen(meja).load_templat()
    meja.settle()
    return page(meja)


def primary(meja: Meja) -> Any:
    words, act, enabled, _why = page(meja).primary
    return words, act, enabled


def test_the_list_says_whose_each_template_is_and_what_to_do_for_another(meja: Meja) -> None:
    meja.find(QPushButton, "isian.templat").click()
    meja.settle()
    assert screen(meja).title == "Templat"
    assert len(page(meja).rows) == 9
    assert "tekan Muat templat" in page(meja).sentence.text()
    assert not page(meja).drop.isEnabled()
    berdaya = next(row for row in page(meja).rows if row.id == "kecamatan-berdaya")
    assert berdaya.state[1] == "Diisi oleh kecamatan"
    assert clipped_widgets(meja.window) == []
    picture(meja.window, "daftar")


def test_a_good_file_says_what_it_is_and_is_installed_with_one_press(meja: Meja, tmp_path: Path) -> None:
    look_at(meja, workbook(tmp_path))
    found = page(meja).found
    assert found.verdict.text == "Templat dapat dipasang. Coba isi dulu, lalu tekan Pasang."
    assert found.summary.text() == "Versi 1 · 5 pertanyaan · 2 bagian · 1 tabel · diisi tiap semester"
    assert not found.grid.isVisible()
    assert found.sections.text() == "1. Umum: 3 pertanyaan\nAlat: 2 pertanyaan, berupa tabel"
    assert found.try_it.hasFocus()
    picture(meja.window, "baik")
    words, act, enabled = primary(meja)
    assert (words, enabled) == ("Pasang", True)
    act()
    meja.settle()
    assert not page(meja).is_at_file
    assert page(meja).current().id == "posyandu-kita"  # type: ignore[union-attr]
    screen(meja).back()
    meja.settle()
    assert "Posyandu Kita" in [row.one.judul for row in screen(meja).list.rows]


def test_a_faulty_file_names_everything_and_pasang_waits(meja: Meja, tmp_path: Path) -> None:
    file = tmp_path / "posyandu-kobo.xlsx"
    file.write_bytes(kobo_bytes(KOBO))
    found = look_at(meja, file).found
    assert found.verdict.text.startswith("11 galat. Perbaiki di Excel, simpan, lalu tekan Periksa lagi.")
    assert primary(meja)[2] is False
    assert clipped_widgets(meja.window) == []
    picture(meja.window, "salah")
    found.copy.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 16
    assert "survey\t5\ttype\tgeopoint" in lines[1]
    assert found.detail.text().startswith('Lembar survey, baris 5, kolom type: jenis "geopoint"')
    file.write_bytes(workbook(tmp_path).read_bytes())  # mended in Excel and saved
    found.reread.click()
    meja.settle()
    assert primary(meja)[2] is True


def test_a_kobo_form_says_what_of_it_is_not_used(meja: Meja, tmp_path: Path) -> None:
    file = tmp_path / "rumah.xlsx"
    file.write_bytes(kobo_bytes(RUMAH))
    found = look_at(meja, file).found
    assert found.verdict.text.startswith("Templat dapat dipasang. 7 hal di dalamnya tidak dipakai di sini")
    assert primary(meja)[2] is True
    picture(meja.window, "kobo")


def test_a_version_that_does_not_rise_says_the_number_to_write(meja: Meja, tmp_path: Path) -> None:
    look_at(meja, workbook(tmp_path))
    primary(meja)[1]()
    meja.settle()
    found = look_at(meja, workbook(tmp_path, POSYANDU_2, nama="lagi.xlsx")).found
    assert primary(meja)[2] is False
    assert "Tulis 2." in str(found.found.halangan)  # type: ignore[union-attr]


def test_trying_out_is_the_real_form_and_nothing_is_kept(meja: Meja, tmp_path: Path) -> None:
    look_at(meja, workbook(tmp_path))
    meja.press(KEY.Key_Space)  # Coba isi has the focus
    meja.settle()
    trial = page(meja).trial
    assert trial is not None
    meja.settle()
    assert trial.isVisible()
    assert trial.banner.text == "Percobaan: yang diketik di sini tidak disimpan dan tidak dikirim."
    trial.activateWindow()
    settle(meja.desk)
    trial.form.focus_page()
    meja.press("41", KEY.Key_Return)
    settle(meja.desk)
    settle(trial.desk)
    assert trial.form.shown.answers["balita"] == 41
    assert clipped_widgets(trial) == []
    picture(trial, "coba")
    folder = page(meja).trial._trial.folder  # type: ignore[union-attr]
    trial.stop.click()
    meja.settle()
    assert not folder.exists()
    assert page(meja).trial is None
    with meja.app.database.read() as unit:
        assert unit.select(Isian) == []
    assert "posyandu-kita" not in meja.app.templates


def test_a_cascade_and_the_words_of_labels_follow_what_is_answered(meja: Meja, tmp_path: Path) -> None:
    file = tmp_path / "rumah.xlsx"
    file.write_bytes(kobo_bytes(RUMAH))
    look_at(meja, file).found.try_it.click()
    meja.settle()
    trial = page(meja).trial
    assert trial is not None
    trial.activateWindow()
    settle(meja.desk)
    trial.form.focus_page()
    for key in ("1", "1", "2"):  # Kutoarjo, then of its villages Tursino, of its hamlets Lor
        meja.press(key)
        settle(meja.desk)
        settle(trial.desk)
        rows = {row.question.name: row for row in trial.form.page.rows}
        offered = [one.label for one in rows["desa"].offers]
        words = rows["dusun"].box.head.label.text()
        picture(trial, "bertingkat")
        meja.press(KEY.Key_Return)
        settle(trial.desk)
    assert (offered, words) == (["Tursino", "Wirun"], "Dusun di Tursino")
    assert trial.form.title.text() == "Keadaan rumah"  # Enter after the last question of a page
    answers = trial.form.shown.answers
    assert (answers["kecamatan"], answers["desa"], answers["dusun"]) == ("1", "11", "lor")
    trial.stop.click()
    meja.settle()


def test_the_blank_form_is_printed_before_it_is_installed(meja: Meja, tmp_path: Path) -> None:
    look_at(meja, workbook(tmp_path))
    page(meja).found.print_it.click()
    meja.settle()
    assert screen(meja).objectName() == "pratinjau_cetak"
    picture(meja.window, "kosong")
    screen(meja).back()
    meja.settle()
    assert page(meja).is_at_file


def test_a_form_taken_off_can_be_taken_back(meja: Meja, tmp_path: Path) -> None:
    look_at(meja, workbook(tmp_path))
    primary(meja)[1]()
    meja.settle()
    page(meja).drop.click()
    meja.settle()
    assert page(meja).current().state[1] == "Dilepas: Tidak dipakai lagi."  # type: ignore[union-attr]
    assert page(meja).drop.text() == "Pakai lagi"
    page(meja).drop.click()
    meja.settle()
    assert page(meja).current().state[1] == "Dipakai"  # type: ignore[union-attr]


def test_answers_that_are_not_asked_any_more_stand_beside_the_form(meja: Meja, tmp_path: Path) -> None:
    app = meja.app
    for file in (workbook(tmp_path), workbook(tmp_path, POSYANDU_2, versi=2)):
        found = templat_sendiri.look_at(app.database, app.templates, file)
        templat_sendiri.install(app.database, app.templates, found, by="Rini", at=NOW)
        key = isian.open_isian(app.database, app.templates, "posyandu-kita", PERIODE, by="Rini", at=NOW)
        if found.template.version == 1:  # type: ignore[union-attr]
            given = {"balita": 41, "kader": "Sumarni"}
            isian.answer(app.database, app.templates, key, given, by="Rini", at=NOW)
    screen(meja).open_form(key)
    meja.settle()
    box = screen(meja).form.side.lama
    assert box.isVisible()
    assert box.text.text() == "Nama ketua kader: Sumarni"
    picture(meja.window, "lama")


# ------------------------------------------------------------------ the kecamatan


@pytest.fixture
def kecamatan(tmp_path: Path, qtbot: QtBot) -> Iterator[Meja]:
    offices = walk.make_offices(tmp_path / "kantor")
    with offices.open(KUTOARJO) as app, open_window(app, qtbot, "isian") as found:
        yield found


def test_the_kecamatan_publishes_to_the_villages_it_ticks(kecamatan: Meja, tmp_path: Path) -> None:
    look_at(kecamatan, workbook(tmp_path))
    primary(kecamatan)[1]()
    kecamatan.settle()
    here = page(kecamatan)
    asked: list[list[str]] = []

    def ask(_parent: Any, title: str, villages: Any) -> list[str]:
        dialog = TerbitDialog(None, title, villages)
        assert dialog.go.text() == "Terbitkan ke semua desa"
        dialog.list.item(1).setCheckState(Qt.CheckState.Unchecked)
        assert dialog.go.text() == "Terbitkan ke 1 desa"
        dialog.show()
        picture(dialog, "terbit")
        asked.append(dialog.chosen)
        dialog.deleteLater()
        return asked[0]

    here.ask_villages = ask
    here.publish.click()
    kecamatan.settle()
    assert asked == [["3306992001"]]
    assert here.current().state[1] == "Terbit versi 1 ke 1 desa"  # type: ignore[union-attr]
    picture(kecamatan.window, "kecamatan")


def test_the_kecamatan_opens_its_own_checklist_from_its_list(kecamatan: Meja) -> None:
    rows = screen(kecamatan).list.rows
    assert [row.one.form_id for row in rows] == ["kecamatan-berdaya"]
    screen(kecamatan).open_row(rows[0])
    kecamatan.settle()
    assert screen(kecamatan).form.shown.isian.is_lokal
    assert screen(kecamatan).title.startswith("Kecamatan Berdaya")
    picture(kecamatan.window, "berdaya")
