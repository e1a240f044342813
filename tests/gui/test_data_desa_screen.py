"""The facts of a village, typed and pasted; the figures of a year finished and opened again."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from desa_desktop.domain.desa import AngkaPokok, BarisAngka
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.services import desa as service
from desa_desktop.services import editing, kantor, kop
from desa_desktop.ui.kit.clipboard import to_text
from desa_desktop.ui.kit.clipped import clipped_widgets
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.screens.data_desa import DataDesaScreen
from desa_desktop.ui.style import Theme, apply
from layar import NOW, Meja, is_focused, open_village, open_window
from office import OLEH

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def meja(qtbot: QtBot, tmp_path: Path) -> Iterator[Meja]:
    with open_village(tmp_path) as app, open_window(app, qtbot, "data_desa") as opened:
        yield opened


def screen(meja: Meja) -> DataDesaScreen:
    shown = meja.window.shown
    assert isinstance(shown, DataDesaScreen)
    return shown


def turn(meja: Meja, tab: str) -> Any:
    screen(meja).tabs.turn_to(tab)
    meja.settle()
    return screen(meja).pages.get(tab) or screen(meja).angka


def profile(meja: Meja) -> service.Profil:
    meja.settle()
    return service.profile(meja.app.database)


def figures(meja: Meja, tahun: int = 2026) -> service.AngkaTampil:
    meja.settle()
    return service.figures(meja.app.database, tahun)


def type_figure(meja: Meja, row: int, **values: object) -> None:
    key = figures(meja).baris[row].id
    editing.change(meja.app.database, BarisAngka, key, values, by=OLEH, at=NOW)
    meja.settle()


def copy(rows: list[list[str]]) -> None:
    QGuiApplication.clipboard().setText(to_text(rows))


# ------------------------------------------------------------------ identity


def test_the_address_is_typed_once_and_stands_in_the_profile_and_the_office(meja: Meja) -> None:
    form = screen(meja).form
    form.go_to("alamat")
    meja.press("Jalan Diponegoro 1", K.Key_Return, "54211", K.Key_Return)
    desa = profile(meja).desa
    assert (desa.alamat, desa.kode_pos) == ("Jalan Diponegoro 1", "54211")
    office = kantor.find(meja.app.database)
    assert office is not None
    assert office.alamat == "Jalan Diponegoro 1"


def test_a_village_without_a_name_is_refused_at_its_field(meja: Meja) -> None:
    box = screen(meja).form.boxes["nama"]
    box.editor.setFocus()
    meja.press((K.Key_A, CTRL), K.Key_Delete, K.Key_Tab)
    assert profile(meja).desa.nama == "Tursino"
    assert box.message == "Isi nama kantor, misalnya Tursino."
    meja.window.notices.clear()


def test_the_code_of_the_village_cannot_be_typed_over(meja: Meja) -> None:
    form = screen(meja).form
    form.go_to("kode")
    meja.press("9", K.Key_Tab)
    assert form.boxes["kode"].editor.raw() == "33.06.99.2001"
    assert profile(meja).desa.kode == "3306992001"


# ------------------------------------------------------------------ lists


def test_hamlets_are_typed_row_by_row_without_a_mouse(meja: Meja) -> None:
    page = turn(meja, "wilayah")
    assert page.or_empty.is_empty
    meja.window.press_primary()
    meja.settle()
    meja.press("Krajan", K.Key_Tab, "Wagiman", K.Key_Tab, "2", K.Key_Tab, "6", K.Key_Tab, "180", K.Key_Tab)
    meja.settle()
    assert is_focused(page.grid)
    meja.press("Kidul", K.Key_Tab)
    rows = profile(meja).dusun
    assert [(one.nama, one.kepala, one.jumlah_rw, one.jumlah_rt, one.jumlah_kk) for one in rows] == [
        ("Krajan", "Wagiman", 2, 6, 180),
        ("Kidul", "", None, None, None),
    ]


def test_officers_are_pasted_with_dates_and_a_doubtful_date_stays_in_sight(meja: Meja) -> None:
    page = turn(meja, "perangkat")
    head = ["Nama", "Jabatan", "L/P", "Mulai menjabat"]
    copy([head, ["Ratna", "Kaur Keuangan", "P", "2/1/2020"], ["Joko", "Kadus", "L", "11/22/2026"]])
    page.paste()
    meja.settle()
    assert page.host.preview.summary == "1 siap · 1 perlu diperiksa · 0 tidak bisa"
    assert meja.window.header.primary.isHidden()
    meja.press((K.Key_Return, CTRL))
    rows = {one.nama: one for one in profile(meja).perangkat}
    assert rows["Ratna"].mulai == datetime.date(2020, 1, 2)
    assert rows["Joko"].mulai is None
    assert dict(rows["Joko"].teks_asli) == {"mulai": "11/22/2026"}
    line, place = page.grid.model.line_of(rows["Joko"].id), page.grid.model.number_of("mulai")
    problem = page.grid.model.problem_at(line, place)
    assert problem is not None
    assert "11/22/2026" in problem[1]
    meja.shortcut("sunting.urungkan")
    assert "Joko" not in {one.nama for one in profile(meja).perangkat}


def test_notables_choose_their_group_from_the_list(meja: Meja) -> None:
    turn(meja, "tokoh")
    sentence = screen(meja).pages["tokoh"].or_empty.empty.sentence
    assert sentence == "Daftar ini dipakai untuk undangan dan daftar hadir."
    meja.window.press_primary()
    meja.settle()
    meja.press("Lastri", K.Key_Tab, "p", K.Key_Tab, "Kelompok perempuan", K.Key_Tab)
    row = profile(meja).tokoh[0]
    assert (row.nama, row.jk, row.unsur) == ("Lastri", "P", "perempuan")


# ------------------------------------------------------------------ key figures


def test_the_sum_of_men_and_women_is_filled_in_but_never_changed(meja: Meja) -> None:
    page = turn(meja, "angka_pokok")
    page.grid.setFocus()
    page.grid.select_row(figures(meja).baris[0].id, "l")
    meja.press("620", K.Key_Tab, "584", K.Key_Tab)
    row = figures(meja).baris[0]
    assert (row.l, row.p, row.jumlah) == (620, 584, 1204)
    meja.press("1.240", K.Key_Tab)
    assert figures(meja).baris[0].jumlah == 1240
    expected = "Jumlah L dan P (1.204) tidak sama dengan jumlah penduduk (1.240). Selisih 36."
    assert expected in page.checks.texts
    page.grid.select_row(figures(meja).baris[0].id, "l")
    meja.press("621", K.Key_Tab)
    assert figures(meja).baris[0].jumlah == 1240


@contextmanager
def answered(text: str) -> Iterator[list[str]]:
    """Answer the question that comes up inside the block; the list holds what was asked."""
    asked: list[str] = []
    clock = QTimer()

    def give() -> None:
        box = QApplication.activeModalWidget()
        if box is not None:
            clock.stop()
            asked.extend(label.text() for label in box.findChildren(QLabel))
            box.findChild(QPlainTextEdit, "alasan.isian").setPlainText(text)
            box.findChild(QPushButton, "tanya.lanjut").click()

    clock.timeout.connect(give)
    clock.start(10)
    yield asked
    clock.stop()


def test_figures_with_a_warning_are_finished_with_a_reason_locked_and_opened_again(meja: Meja) -> None:
    page = turn(meja, "angka_pokok")
    type_figure(meja, 0, l=620, p=584, jumlah=1240, sumber="Buku Induk Penduduk")
    with answered("Data pindah belum dicatat") as asked:
        page.finish.click()
        assert figures(meja).status is StatusDokumen.DISAHKAN
    assert "Selisih 36" in asked[0]
    with meja.app.database.read() as unit:
        assert unit.get(AngkaPokok, figures(meja).id).alasan == "Data pindah belum dicatat"
    assert page.locked.isVisible()
    assert not page.grid.editable
    assert not meja.window.header.primary.isEnabled()
    page.locked.revise.click()
    assert figures(meja).status is StatusDokumen.KONSEP
    assert page.grid.editable
    assert page.locked.isHidden()


def test_figures_without_a_warning_are_finished_at_once(meja: Meja) -> None:
    page = turn(meja, "angka_pokok")
    type_figure(meja, 0, l=620, p=584, jumlah=1204, sumber="Buku Induk Penduduk")
    page.finish.click()
    assert figures(meja).status is StatusDokumen.DISAHKAN
    assert figures(meja).revisi == 1


def test_the_selector_shows_the_years_that_were_begun(meja: Meja) -> None:
    page = turn(meja, "angka_pokok")
    assert [page.year.itemText(n) for n in range(page.year.count())] == ["2026"]
    kantor.change_year(meja.app.database, 2026, meja.app.aturan, by=OLEH, at=NOW)
    meja.settle()
    assert [page.year.itemText(n) for n in range(page.year.count())] == ["2026", "2025"]
    page.year.setCurrentIndex(1)
    page.year.activated.emit(1)
    meja.settle()
    page.grid.setFocus()
    page.grid.select_row(figures(meja, 2025).baris[0].id, "jumlah")
    meja.press("1.190", K.Key_Tab)
    assert figures(meja, 2025).baris[0].jumlah == 1190
    assert figures(meja, 2026).baris[0].jumlah is None


def test_pasted_figures_find_their_rows(meja: Meja) -> None:
    page = turn(meja, "angka_pokok")
    before = len(figures(meja).baris)
    copy([["Uraian", "L", "P"], ["Penduduk", "620", "584"], ["Perajin", "12", "40"]])
    page.paste()
    meja.settle()
    meja.press((K.Key_Return, CTRL))
    rows = figures(meja).baris
    assert len(rows) == before + 1
    assert (rows[0].nama, rows[0].l, rows[0].jumlah) == ("Penduduk", 620, 1204)
    assert (rows[-1].nama, rows[-1].p) == ("Perajin", 40)


# ------------------------------------------------------------------ look


@pytest.mark.parametrize("scale", [100, 150])
def test_no_tab_is_cut_off_on_a_small_laptop(meja: Meja, qapp: Any, scale: int) -> None:
    apply(qapp, Theme.TERANG, scale)
    type_figure(meja, 0, l=620, p=584, jumlah=1240)
    for tab in ("identitas", "wilayah", "perangkat", "tokoh", "angka_pokok"):
        screen(meja).tabs.turn_to(tab)
        meja.settle()
        assert meja.window.width() == 1366
        assert clipped_widgets(screen(meja)) == []


def test_the_new_name_of_the_village_stands_in_the_title_at_once_and_the_screen_stays(meja: Meja) -> None:
    shown = meja.window.shown
    meja.window.setWindowTitle("Desa Desktop — Desa Tursino — Tahun Rencana 2027")
    form = shown.form  # type: ignore[union-attr]
    shown.tabs.turn_to("identitas")  # type: ignore[union-attr]
    form.go_to("nama")
    meja.press((Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier), "Kaligesing", Qt.Key.Key_Return)
    meja.settle()
    assert meja.window.windowTitle() == "Desa Desktop — Desa Kaligesing — Tahun Rencana 2027"
    assert meja.desk.app.kantor is not None
    assert meja.desk.app.kantor.nama == "Kaligesing"
    assert meja.window.shown is shown


def test_what_went_well_is_said_on_its_screen_only(meja: Meja) -> None:
    meja.desk.notice("2 baris masuk.", Tone.SUKSES)
    meja.window.go("data_desa")
    assert meja.window.notices.notice is not None
    meja.window.go("beranda")
    meja.settle()
    assert meja.window.notices.notice is None
    meja.desk.notice("Data tidak dapat disimpan.", Tone.GALAT)
    meja.window.go("data_desa")
    assert meja.window.notices.notice is not None
    meja.window.notices.clear()


def test_the_logo_of_the_letters_is_chosen_shown_and_taken_off(meja: Meja, tmp_path: Path) -> None:
    target = io.BytesIO()
    Image.new("RGB", (200, 200), "green").save(target, "PNG")
    file = tmp_path / "logo.png"
    file.write_bytes(target.getvalue())
    panel = screen(meja).kop
    assert panel.picture.text() == "Belum ada logo"
    assert not panel.remove_button.isEnabled()
    panel.ask_file = lambda: file
    panel.choose_button.click()
    meja.settle()
    assert kop.show(meja.app.database).logo is not None
    assert not panel.picture.pixmap().isNull()
    panel.remove_button.click()
    meja.settle()
    assert kop.show(meja.app.database).logo is None


def test_a_file_that_is_gone_is_no_logo_and_says_so(meja: Meja, tmp_path: Path) -> None:
    panel = screen(meja).kop
    panel.ask_file = lambda: tmp_path / "hilang.png"
    panel.choose()
    meja.settle()
    assert kop.show(meja.app.database).logo is None
    assert "hilang.png" in str(meja.window.notices.notice)


def test_a_scheme_of_numbers_that_cannot_be_filled_is_refused_at_its_field(meja: Meja) -> None:
    box = screen(meja).kop.form.boxes["format_nomor"]
    box.editor.setFocus()
    box.editor.set_raw("{nomer}/{tahun}")
    box.commit()
    meja.settle()
    assert kop.show(meja.app.database).format_nomor == "{nomor}/{bulan_romawi}/{tahun}"
    assert "Format nomor surat belum benar" in box.message
