"""Pengaturan shows which rules are in force and changes them; every screen works by them at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

import kiriman_offices as walk
from desa_desktop.services import aturan, kantor
from desa_desktop.ui.kit.clipped import clipped_widgets
from desa_desktop.ui.kit.form import Form
from desa_desktop.ui.rules_page import RulesPage
from desa_desktop.ui.screens.pengaturan import PengaturanScreen
from layar import Meja, open_village, open_window


@pytest.fixture
def meja(qtbot: QtBot, tmp_path: Path) -> Iterator[Meja]:
    """A village that looks at its settings; another App rebuilds the screens, as in the program."""
    with open_village(tmp_path) as app, open_window(app, qtbot, "pengaturan") as made:
        made.desk.app_changed.connect(lambda: made.window.set_mode(made.desk.app.mode.value, "Desa Desktop"))
        made.settle()
        screen(made).go_to("aturan")
        made.settle()
        yield made


def screen(meja: Meja) -> PengaturanScreen:
    shown = meja.window.shown
    assert isinstance(shown, PengaturanScreen)
    return shown


def page(meja: Meja) -> RulesPage:
    return screen(meja).rules


def press(meja: Meja, name: str) -> None:
    button = page(meja).findChild(QPushButton, f"pengaturan.aturan.{name}")
    assert button is not None
    assert button.isEnabled()
    button.click()
    meja.settle()


def said(form: Form, name: str) -> str:
    """The sentence under a field."""
    return form.boxes[name].message


def confirm() -> None:
    """Answer the question that comes next with its verb."""

    def answer() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(5, answer)
            return
        button = box.findChild(QPushButton, "tanya.lanjut")
        assert button is not None
        button.click()

    QTimer.singleShot(0, answer)


def test_the_shipped_paket_says_its_number_date_and_origin(meja: Meja) -> None:
    facts = {name: label.text() for name, label in page(meja).facts.items()}
    assert (facts["nomor"], facts["tanggal"], facts["asal"]) == (
        "2026.1",
        "5 Januari 2026",
        "Bawaan aplikasi",
    )
    assert "Langkah kalender: 15" in facts["isi"]
    assert not page(meja).back.isEnabled()
    assert clipped_widgets(screen(meja)) == []


def test_a_paket_edited_in_excel_is_installed_and_the_shipped_one_comes_back(
    meja: Meja, tmp_path: Path
) -> None:
    path = tmp_path / "aturan.xlsx"
    page(meja).ask_target = lambda _name: path
    press(meja, "simpan")
    book = load_workbook(path)
    book["Paket"].cell(2, 3).value = "2026.1-kab"
    book["Paket"].cell(5, 3).value = 40
    book.save(path)
    page(meja).ask_file = lambda: path
    press(meja, "pasang")
    assert page(meja).facts["nomor"].text() == "2026.1-kab"
    assert page(meja).facts["asal"].text() == "Dari berkas aturan.xlsx"
    assert meja.desk.app.aturan.anjuran_perempuan == 40
    confirm()
    press(meja, "bawaan")
    assert page(meja).facts["nomor"].text() == "2026.1"
    assert meja.desk.app.aturan.anjuran_perempuan == 30


def test_a_broken_file_is_refused_in_one_sentence(meja: Meja, tmp_path: Path) -> None:
    path = tmp_path / "aturan.json"
    path.write_text("{}", encoding="utf-8")
    page(meja).ask_file = lambda: path
    press(meja, "pasang")
    notice = meja.window.notices.notice
    assert notice is not None
    assert "isian nomor: tidak ada" in notice.text
    assert page(meja).facts["nomor"].text() == "2026.1"
    page(meja).ask_file = lambda: None
    press(meja, "pasang")


def test_common_numbers_are_changed_as_a_paket_of_their_own(meja: Meja) -> None:
    press(meja, "ubah")
    editor = page(meja).editor
    assert editor is not None
    assert clipped_widgets(screen(meja)) == []
    press(meja, "simpan_angka")
    assert "Belum ada angka yang diubah" in said(editor.head, "nomor")
    editor.forms["langkah"].boxes["langkah:musdes"].editor.set_raw("15/6")
    editor.forms["kriteria"].boxes["kriteria:manfaat"].editor.set_raw("banyak")
    editor.head.boxes["nomor"].editor.set_raw("2026.1-desa")
    press(meja, "simpan_angka")
    assert "bukan bilangan bulat" in said(editor.forms["kriteria"], "kriteria:manfaat")
    editor.forms["kriteria"].boxes["kriteria:manfaat"].editor.set_raw("25")
    press(meja, "simpan_angka")
    assert page(meja).facts["nomor"].text() == "2026.1-desa"
    step = meja.desk.app.aturan.find_langkah("musdes")
    assert step is not None
    assert step.batas(2027) == date(2026, 6, 15)
    press(meja, "ubah")
    press(meja, "batal")
    assert page(meja).editor is None


def test_the_order_of_steps_and_the_rule_for_teams_are_chosen_in_kantor(meja: Meja) -> None:
    screen(meja).go_to("kantor")
    meja.settle()
    form = screen(meja).office.choice
    assert form.values() == {
        "urutan_tahap": "permendesa21",
        "dasar_tim": "permendesa21",
        "label_durkp": "rkp",
        "kuorum": "",
    }
    screen(meja).office._save_choice("urutan_tahap", "permendagri114")
    screen(meja).office._save_choice("dasar_tim", "permendagri114")
    meja.settle()
    found = kantor.find(meja.app.database)
    assert found is not None
    assert (found.urutan_tahap, dict(found.setelan)) == ("permendagri114", {"dasar_tim": "permendagri114"})


def test_the_year_on_the_durkp_and_the_quorum_are_set_in_kantor(meja: Meja) -> None:
    screen(meja).go_to("kantor")
    meja.settle()
    office = screen(meja).office
    office._save_choice("label_durkp", "berikutnya")
    office._save_choice("kuorum", "1/2")
    meja.settle()
    found = kantor.find(meja.app.database)
    assert found is not None
    assert dict(found.setelan) == {"label_durkp": "berikutnya", "kuorum": "1/2"}
    office._save_choice("kuorum", "separuh")
    meja.settle()
    assert "Tulis kuorum sebagai pecahan" in office.choice.boxes["kuorum"].message
    office._save_choice("kuorum", "")
    meja.settle()
    found = kantor.find(meja.app.database)
    assert found is not None
    assert dict(found.setelan) == {"label_durkp": "berikutnya"}


@pytest.fixture(scope="module")
def kantor_terdaftar(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Villages and their kecamatan, enrolled."""
    folder = tmp_path_factory.mktemp("aturan")
    walk.make_offices(folder)
    return folder


def test_the_kecamatan_publishes_and_the_village_takes_into_use_on_screen(
    qtbot: QtBot, kantor_terdaftar: Path, tmp_path: Path
) -> None:
    offices = walk.copied(kantor_terdaftar, tmp_path / "kantor")
    with offices.open(walk.KUTOARJO) as app:
        with open_window(app, qtbot, "pengaturan") as kec:
            kec.settle()
            part = page(kec).publishing
            assert part is not None
            assert not part.publish.isEnabled(), "the shipped paket is everywhere already"
        aturan.change_numbers(
            app.database,
            app.bawaan,
            {"ambang_mirip": "70", "langkah:rembuk_stunting": "20/6"},
            "2026.2",
            date(2026, 11, 21),
            by="Ratna",
            at=offices.at,
        )
        with open_window(app.reread(), qtbot, "pengaturan") as kec:
            screen(kec).go_to("aturan")
            kec.settle()
            part = page(kec).publishing
            assert part is not None
            asked: list[tuple[str, str]] = []

            def all_of_them(_parent: object, title: str, _villages: object, about: str) -> list[str]:
                asked.append((title, about))
                return []

            part.ask_villages = all_of_them
            part.publish.click()
            kec.settle()
            assert asked[0][0] == "Paket Aturan 2026.2, 21 November 2026"
            assert part.state.text() == "Terbit ke semua desa: Paket Aturan 2026.2, 21 November 2026."
            assert clipped_widgets(screen(kec)) == []
        walk.send(offices, app, untuk=walk.TURSINO)
    with offices.open(walk.TURSINO) as app:
        [found] = walk.look(offices, app)
        walk.accept(offices, app, [found.sha256])
        with open_window(app, qtbot, "beranda") as desa:
            desa.desk.app_changed.connect(
                lambda: desa.window.set_mode(desa.desk.app.mode.value, "Desa Desktop")
            )
            desa.settle()
            [task] = [
                one
                for one in desa.window.shown.findChildren(QPushButton)
                if one.accessibleName().startswith("Lihat Paket Aturan 2026.2") or one.text() == "Lihat"
            ]
            task.click()
            desa.settle()
            part_offer = page(desa).offers
            assert screen(desa).tabs.current == "aturan"
            assert part_offer.isVisible()
            assert [row.teks for row in part_offer.changes.model.rows] == [
                "Paket · Ambang usulan mirip (1 sampai 100): 80 → 70",
                "Kalender · Rembuk stunting · Batas (hari/bulan): 30/6 → 20/6 · anjuran saja",
            ]
            assert clipped_widgets(screen(desa)) == []
            part_offer.use.click()
            desa.settle()
            assert desa.desk.app.paket.nomor == "2026.2"
            assert page(desa).facts["asal"].text() == "Dari kecamatan Kutoarjo"
            assert not page(desa).offers.use.isVisible()
            assert page(desa).offers.sentence.text.endswith("dari kecamatan sudah dipakai.")


def test_a_list_of_holidays_is_installed_on_screen(meja: Meja, tmp_path: Path) -> None:
    path = tmp_path / "libur.csv"
    path.write_text("Tanggal,Nama\n9/3/2027,Hari besar\n", encoding="utf-8")
    page(meja).ask_file = lambda: path
    assert page(meja).facts["libur"].text().startswith("Hanya hari libur yang tanggalnya tetap.")
    press(meja, "libur")
    assert page(meja).facts["nomor"].text() == "2026.1-libur-2027"
    assert page(meja).facts["libur"].text().startswith("Lengkap untuk 2027;")
    assert meja.desk.app.aturan.rencana.hari_kerja.libur_pada(date(2027, 3, 9)) is not None
