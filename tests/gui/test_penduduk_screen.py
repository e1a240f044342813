"""Residents on the screen: found while typing, corrected, entered as whole families, with keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from builders import DESA_ID
from desa_desktop.domain.desa import Desa
from desa_desktop.domain.penduduk import Penduduk, mutasi
from desa_desktop.services import editing
from desa_desktop.services import lihat_penduduk as lihat
from desa_desktop.services import penduduk as service
from desa_desktop.services.penduduk import SaringPenduduk
from desa_desktop.store.unit import Database
from desa_desktop.ui.kit.clipboard import to_text
from desa_desktop.ui.kit.clipped import clipped_widgets
from desa_desktop.ui.kit.search import PAUSE
from desa_desktop.ui.screens.penduduk.cetak import Tanya
from desa_desktop.ui.screens.penduduk.nanti import LaterTab
from desa_desktop.ui.screens.penduduk.screen import PendudukScreen
from desa_desktop.ui.style import Theme, apply
from layar import NOW, Meja, is_focused, open_village, open_window
from office import OLEH
from warga_banyak import warga
from warga_layar import Warga, move_in

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TODAY = date(2026, 11, 22)
SAMPLES = Path(__file__).resolve().parents[1] / "golden" / "samples" / "penduduk"


@pytest.fixture
def empty(qtbot: QtBot, tmp_path: Path) -> Iterator[Meja]:
    """A village whose register has not been begun."""
    with open_village(tmp_path) as app, open_window(app, qtbot, "penduduk") as opened:
        yield opened


@pytest.fixture
def desa(qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[Meja, Warga]]:
    """A village of seven people."""
    with open_village(tmp_path) as app:
        people = move_in(app.database)
        with open_window(app, qtbot, "penduduk") as opened:
            yield opened, people


def screen(meja: Meja) -> PendudukScreen:
    shown = meja.window.shown
    assert isinstance(shown, PendudukScreen)
    return shown


def names(meja: Meja) -> list[str]:
    """The first names in the list, as they stand."""
    model = screen(meja).orang.model
    return [model.cell_text(line, 0).split()[0] for line in range(model.rowCount())]


def search(meja: Meja, text: str) -> None:
    """Type into the search box, as after Ctrl+F, and wait as long as the box does."""
    assert screen(meja).focus_search()
    meja.press((K.Key_A, CTRL), text)
    meja.qtbot.wait(PAUSE + 20)
    meja.settle()


def tick(meja: Meja, field: str, *words: str) -> None:
    """Open the list of a field with the keyboard and tick what these words find."""
    editor = screen(meja).orang.panel.form.boxes[field].editor
    assert is_focused(editor)
    meja.press(K.Key_F4)
    opened = editor.list
    assert opened is not None
    for word in words:
        if opened.search.isHidden():
            [item] = [one for one in range(opened.lines.count())
                      if word.casefold() in opened.lines.item(one).text().casefold()]  # fmt: skip
            opened.lines.setCurrentRow(item)
            meja.qtbot.keyClick(opened.lines, K.Key_Space)
        else:
            opened.search.clear()
            meja.qtbot.keyClicks(opened.search, word)
            meja.qtbot.keyClick(opened.search, K.Key_Space)
    meja.qtbot.keyClick(opened.lines, K.Key_Return)
    assert editor.list is None
    meja.settle()


def person(meja: Meja, key: Any) -> Penduduk:
    meja.settle()
    return service.get_penduduk(meja.app.database, key)


# ------------------------------------------------------------------ the list


def test_an_empty_register_says_what_to_do_first(empty: Meja) -> None:
    tab = screen(empty).orang
    assert tab.or_empty.is_empty
    assert "Data penduduk tetap di laptop desa ini." in tab.or_empty.empty.sentence
    primary = screen(empty).primary
    assert primary is not None
    assert primary.text == "Tambah keluarga"


def test_residents_stand_by_name_with_masked_numbers(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    assert names(meja) == ["BAYI", "PARTI", "RIZKI", "SITI", "SUPARDI", "SUTRISNO", "WAGIMAN"]
    model = screen(meja).orang.model
    assert model.cell_text(0, model.number_of("nik")) == "SEM-0001"
    nik = people.orang["SUTRISNO"].nik
    masked = f"330699******{nik[-4:]}"
    assert model.cell_text(5, model.number_of("nik")) == masked
    assert screen(meja).orang.count.text() == "7 orang"
    screen(meja).orang.whole.click()
    assert model.cell_text(5, model.number_of("nik")) == nik


def test_typing_narrows_the_list_and_slips_are_forgiven(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    search(meja, "sitrisno")
    assert names(meja) == ["SUTRISNO"]
    assert screen(meja).orang.count.text() == "1 dari 7"
    assert "Ditampilkan yang mirip: SUTRISNO" in screen(meja).orang.read_as.text()
    search(meja, "sidomulyo")
    assert names(meja) == ["BAYI", "SUPARDI"]
    search(meja, people.orang["SITI"].nik[4:12])
    assert names(meja) == ["SITI"]
    search(meja, "tidak ada yang bernama begini")
    assert screen(meja).orang.or_nobody.is_empty
    meja.press(K.Key_Escape)
    meja.qtbot.wait(PAUSE + 20)
    meja.settle()
    assert len(names(meja)) == 7


def test_choices_narrow_the_list_and_are_dropped_by_their_chip(desa: tuple[Meja, Warga]) -> None:
    meja, _people = desa
    tab = screen(meja).orang
    tab.toggle_filter()
    tab.panel.form.go_to("dusun")
    tick(meja, "dusun", "kraj")
    assert names(meja) == ["PARTI", "RIZKI", "SITI", "SUTRISNO", "WAGIMAN"]
    tab.panel.form.go_to("umur_dari")
    meja.press("60", K.Key_Return)
    meja.settle()
    assert names(meja) == ["PARTI"]
    assert [one.text() for one in tab.chips.buttons][:2] == ["Umur 60–…  ✕", "Dusun: Krajan  ✕"]
    tab.chips.buttons[1].click()
    meja.settle()
    assert tab.panel.values == {"umur_dari": 60}
    assert tab.panel.form.boxes["dusun"].editor.raw() == ""
    tab.show_all()
    meja.settle()
    assert len(names(meja)) == 7


def test_several_values_of_one_list_are_chosen_with_the_keyboard(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    for name, work in (("SITI", 2), ("PARTI", 3)):
        editing.change(
            meja.app.database, Penduduk, people.orang[name].id, {"pekerjaan": work}, by=OLEH, at=NOW
        )
    meja.settle()
    tab = screen(meja).orang
    tab.toggle_filter()
    tab.panel.form.go_to("pekerjaan")
    tick(meja, "pekerjaan", "rumah tangga", "pelajar")
    editor = tab.panel.form.boxes["pekerjaan"].editor
    assert editor.text() == "Pekerjaan: 2 dipilih  ▾"
    assert names(meja) == ["PARTI", "SITI"]
    tick(meja, "pekerjaan", "tentara")
    assert editor.text() == "Pekerjaan: 3 dipilih  ▾"
    assert [one.text() for one in tab.chips.buttons] == ["Pekerjaan: 3 dipilih  ✕"]
    tab.panel.form.go_to("dusun")
    tick(meja, "dusun", "krajan", "sidomulyo")
    assert tab.chips.buttons[1].text() == "Dusun: Krajan, Sidomulyo  ✕"
    assert names(meja) == ["PARTI", "SITI"]
    tab.panel.form.go_to("rt")
    meja.press("1, 4", K.Key_Return)
    meja.settle()
    assert tab.panel.values["rt"] == ["001", "004"]
    tab.ask_name = lambda: "Tiga pekerjaan"
    tab.keep_filter()
    meja.settle()
    kept = dict(tab.panel.values)
    tab.show_all()
    meja.settle()
    assert editor.text() == "Semua  ▾"
    tab.saved_menu().actions()[0].trigger()
    meja.settle()
    assert tab.panel.values == kept
    assert editor.text() == "Pekerjaan: 3 dipilih  ▾"
    assert names(meja) == ["PARTI", "SITI"]


def test_a_filter_saved_when_one_value_could_be_chosen_still_means_the_same(
    desa: tuple[Meja, Warga],
) -> None:
    meja, people = desa
    tab = screen(meja).orang
    tab.panel.set_values(
        {"dusun": str(people.dusun["Krajan"].id), "rt": "004", "pekerjaan": 15, "status": "semua"}
    )
    meja.settle()
    assert names(meja) == ["WAGIMAN"]
    assert [one.text() for one in tab.chips.buttons[:2]] == ["Dusun: Krajan  ✕", "RT: 004  ✕"]


def test_a_wrong_digit_of_a_nik_is_forgiven_and_said(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    nik = people.orang["PARTI"].nik
    search(meja, f"{nik[:7]}{(int(nik[7]) + 5) % 10}{nik[8:]}")
    assert names(meja) == ["PARTI"]
    assert "yang berbeda satu angka" in screen(meja).orang.read_as.text()


def test_a_saved_filter_comes_back_under_its_name(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    tab = screen(meja).orang
    tab.panel.set_values({"jk": "P", "dusun": str(people.dusun["Krajan"].id)})
    meja.settle()
    tab.ask_name = lambda: "Perempuan Krajan"
    tab.keep_filter()
    meja.settle()
    tab.show_all()
    meja.settle()
    [first, *_rest] = tab.saved_menu().actions()
    assert first.text() == "Perempuan Krajan"
    first.trigger()
    meja.settle()
    assert names(meja) == ["PARTI", "SITI"]


def test_the_list_follows_what_others_save(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    editing.change(meja.app.database, Penduduk, people.orang["BAYI"].id, {"nama": "AISYAH"}, by=OLEH, at=NOW)
    meja.settle()
    assert names(meja)[0] == "AISYAH"


def test_headings_order_the_whole_list_and_say_what_cannot(desa: tuple[Meja, Warga]) -> None:
    meja, _people = desa
    grid, model = screen(meja).orang.grid, screen(meja).orang.model
    grid.cycle_sort(model.number_of("tanggal_lahir"))
    meja.settle()
    assert names(meja)[0] == "PARTI"
    grid.cycle_sort(model.number_of("dusun_id"))
    assert "tidak bisa diurutkan menurut Dusun" in (meja.window.notices.notice.text)  # type: ignore[union-attr]


def test_a_long_list_holds_only_what_is_in_sight(qtbot: QtBot, tmp_path: Path) -> None:
    with open_village(tmp_path) as app:
        load(app.database, 3000)
        with open_window(app, qtbot, "penduduk") as meja:
            model, view = screen(meja).orang.model, screen(meja).orang.grid.view
            assert model.rowCount() == 3000
            assert len(model.rows) == 200
            view.scrollToBottom()
            qtbot.waitUntil(lambda: model.row_at(2999) is not None)
            every = service.keys_of_penduduk(app.database, SaringPenduduk(), TODAY)
            assert model.id_at(2999) == every[-1]
            assert len(model.rows) < 1000


def load(database: Database, count: int) -> None:
    from desa_desktop.domain.penduduk import Keluarga

    families, people = [], []
    for family, members in warga(count):
        families.append({**family, "desa_id": str(DESA_ID)})
        people += members
    with database.unit() as unit:
        unit.load(Keluarga, families)
        unit.load(Penduduk, people)
        unit.commit("impor", OLEH, NOW)


# ------------------------------------------------------------------ one person


def open_person(meja: Meja, people: Warga, name: str) -> Any:
    screen(meja).go_to(people.orang[name].id)
    meja.settle()
    meja.settle()
    return screen(meja).pages["orang"]


def test_enter_opens_a_person_and_alt_left_comes_back_to_the_line(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    grid = screen(meja).orang.grid
    grid.setFocus()
    meja.press(K.Key_Down, K.Key_Down, K.Key_Return)
    meja.settle()
    meja.settle()
    assert screen(meja).title == "RIZKI PRATAMA"
    assert is_focused(screen(meja).pages["orang"])
    meja.window.go_back()
    meja.settle()
    assert screen(meja).page is None
    assert grid.current_id() == people.orang["RIZKI"].id
    assert is_focused(grid)


def test_fields_are_saved_as_they_are_left(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    page = open_person(meja, people, "SUPARDI")
    page.go_to_field("tempat_lahir")
    meja.press((K.Key_A, CTRL), "Kebumen", K.Key_Return, (K.Key_A, CTRL), "17/8/90", K.Key_Return)
    page.go_to_field("pekerjaan")
    meja.press((K.Key_A, CTRL), "guru", K.Key_Down, K.Key_Return)
    kept = person(meja, people.orang["SUPARDI"].id)
    assert (kept.tempat_lahir, kept.tanggal_lahir) == ("Kebumen", date(1990, 8, 17))
    assert kept.pekerjaan != 15


def test_a_nik_that_lost_a_digit_is_asked_about_and_not_stored(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    page = open_person(meja, people, "BAYI")
    page.go_to_field("nik")
    meja.press("330699420126000", K.Key_Return)
    box = next(form.boxes["nik"] for form in page.forms if "nik" in form.boxes)
    assert "16 angka" in box.message
    assert person(meja, people.orang["BAYI"].id).nik == ""


def test_a_warning_that_is_right_is_confirmed_and_stays_quiet(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    editing.change(meja.app.database, Penduduk, people.orang["WAGIMAN"].id,
                   {"tanggal_lahir": date(1990, 8, 18)}, by=OLEH, at=NOW)  # fmt: skip
    page = open_person(meja, people, "WAGIMAN")
    [text] = [one for one in page.findings.texts if "NIK" in one]
    finding = next(one for one in page.kartu.temuan if one.teks == text)
    page.findings.confirmed.emit(finding)
    meja.settle()
    assert text not in page.findings.texts


def test_the_history_gives_an_earlier_value_back(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    key = people.orang["SUPARDI"].id
    editing.change(meja.app.database, Penduduk, key, {"tempat_lahir": "KEBUMEN"}, by=OLEH, at=NOW)
    open_person(meja, people, "SUPARDI")
    meja.shortcut("sunting.riwayat")
    meja.settle()
    page: Any = screen(meja).pages["riwayat"]
    assert screen(meja).title == "Riwayat perubahan SUPARDI"
    assert page.grid.model.cell_text(0, page.grid.model.number_of("semula")) == "PURWOREJO"
    meja.window.press_primary()
    assert person(meja, key).tempat_lahir == "PURWOREJO"


# ------------------------------------------------------------------ one family


def test_a_whole_family_is_typed_without_a_mouse(empty: Meja) -> None:
    meja = empty
    meja.window.press_primary()
    meja.settle()
    meja.settle()
    page: Any = screen(meja).pages["keluarga"]
    assert screen(meja).title == "Tambah keluarga"
    meja.press("3306991203150001", K.Key_Return, K.Key_Return, K.Key_Return, "Jl. Melati 3", K.Key_Return)
    meja.settle()
    meja.window.press_primary()
    meja.settle()
    assert is_focused(page.grid)
    meja.press("Supardi", K.Key_Tab, "3306991708900001", K.Key_Tab, "L", K.Key_Tab, "Purworejo", K.Key_Tab)
    meja.press("17-8-1990", K.Key_Tab)
    meja.settle()
    [row] = page.kartu.anggota
    assert (row.nama, row.nik, row.jk, row.tanggal_lahir) == (
        "SUPARDI", "3306991708900001", "L", date(1990, 8, 17),
    )  # fmt: skip
    assert row.is_kepala, "the first member is the head"
    assert page.kartu.keluarga.alamat == "Jl. Melati 3"
    assert screen(meja).title == "Keluarga SUPARDI"


def test_a_family_into_which_nothing_was_typed_leaves_nothing_behind(empty: Meja) -> None:
    meja = empty
    meja.window.press_primary()
    meja.settle()
    meja.settle()
    assert service.list_keluarga(meja.app.database)[1] == 1
    meja.window.go_back()
    meja.settle()
    assert service.list_keluarga(meja.app.database)[1] == 0


def test_members_are_pasted_from_excel_and_unclear_cells_keep_their_text(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    screen(meja).go_to(people.keluarga["WAGIMAN"].id)
    meja.settle()
    meja.settle()
    page: Any = screen(meja).pages["keluarga"]
    block = [
        ["Nama Lengkap", "NIK", "Jenis Kelamin", "Tgl Lahir", "Pendidikan"],
        ["Tuminah", "3306995708920001", "Perempuan", "17 Agustus 1992", "SMA"],
        ["Joko", "12345", "L", "2015-03-04", "SD"],
    ]
    QGuiApplication.clipboard().setText(to_text(block))
    page.grid.setFocus()
    meja.press((K.Key_V, CTRL))
    meja.settle()
    rows = {one.nama: one for one in page.kartu.anggota}
    assert (rows["TUMINAH"].jk, rows["TUMINAH"].pendidikan_kk) == ("P", 5)
    assert rows["JOKO"].nik == ""
    assert rows["JOKO"].teks_asli["nik"] == "12345"
    editing.undo(meja.app.database, by=OLEH, at=NOW)
    meja.settle()
    assert [one.nama for one in page.kartu.anggota] == ["WAGIMAN"]


# ------------------------------------------------------------------ every size


@pytest.mark.parametrize("scale", [100, 150])
@pytest.mark.parametrize("what", ["daftar", "orang", "keluarga"])
def test_nothing_is_cut_at_any_size(
    desa: tuple[Meja, Warga], qapp: QApplication, scale: int, what: str
) -> None:
    meja, people = desa
    apply(qapp, Theme.TERANG, scale)
    if what == "orang":
        wrong = {"tanggal_lahir": date(1990, 8, 18)}
        editing.change(meja.app.database, Penduduk, people.orang["WAGIMAN"].id, wrong, by=OLEH, at=NOW)
        open_person(meja, people, "WAGIMAN")
    elif what == "keluarga":
        screen(meja).go_to(people.keluarga["SUTRISNO"].id)
    else:
        screen(meja).orang.toggle_filter()
        screen(meja).orang.panel.set_values({"umur_dari": 1, "jk": "L", "agama": 1, "shdk": 1})
    for size in ((1366, 697), (1024, 640))[: 1 if scale == 150 else 2]:  # smaller, the body scrolls
        meja.window.resize(*size)
        meja.settle()
        meja.settle()
        assert clipped_widgets(screen(meja)) == []
        assert (meja.window.width(), meja.window.height()) == size


def test_the_key_of_the_screen_stands_on_the_page_of_keys(desa: tuple[Meja, Warga]) -> None:
    meja, _people = desa
    keys = {text: key for _name, text, key in meja.window.menus.all_items()}
    assert keys["Penduduk"] == "Ctrl+Shift+P"


def test_saved_filters_are_the_office_s_and_nobody_else_s(desa: tuple[Meja, Warga]) -> None:
    meja, _people = desa
    lihat.save_saringan(meja.app.database, "lain", "Lain", {"jk": "L"}, by=OLEH, at=NOW)
    assert lihat.list_saringan(meja.app.database, "penduduk.orang") == []


# ------------------------------------------------------------------ events


def begin_event(meja: Meja, people: Warga, name: str, jenis: str) -> Any:
    screen(meja).open("peristiwa", people.orang[name].id, jenis)
    meja.settle()
    meja.settle()
    return screen(meja).pages["peristiwa"]


def fill(meja: Meja, page: Any, **texts: str) -> None:
    """Type into fields of the small page."""
    for name, typed in texts.items():
        page.form.go_to(name)
        meja.press((K.Key_A, CTRL), typed, K.Key_Return)
    meja.settle()


def test_a_death_says_before_what_will_change_and_can_be_taken_back(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    open_person(meja, people, "SUTRISNO")
    page = begin_event(meja, people, "SUTRISNO", "mati")
    fill(meja, page, kepala_baru="siti", tanggal="3/11/2026", dokumen="474.3/12")
    assert page.lines == [
        "SUTRISNO HADI: keadaan dari Penduduk menjadi Meninggal",
        "SITI MA'RUFAH: hubungan dalam keluarga dari ISTRI menjadi KEPALA KELUARGA",
        "Tercatat di Mutasi tanggal 3 November 2026",
    ]
    assert person(meja, people.orang["SUTRISNO"].id).is_hidup, "nothing is stored before Catat"
    meja.window.press_primary()
    meja.settle()
    assert screen(meja).page is screen(meja).pages["orang"]
    assert not person(meja, people.orang["SUTRISNO"].id).is_hidup
    assert person(meja, people.orang["SITI"].id).is_kepala
    meja.shortcut("sunting.urungkan")
    assert person(meja, people.orang["SUTRISNO"].id).is_hidup
    assert not person(meja, people.orang["SITI"].id).is_kepala


def test_a_head_who_moves_alone_leaves_a_question_not_a_refusal(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    page = begin_event(meja, people, "SUPARDI", "pindah")
    assert page.lines[-1] == "Keluarga ini sekarang tanpa kepala keluarga. Pilih kepala keluarga yang baru."
    meja.window.press_primary()
    meja.settle()
    assert not person(meja, people.orang["SUPARDI"].id).is_hidup


def test_a_birth_brings_a_child_with_the_names_of_its_parents(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    page = begin_event(meja, people, "SITI", "lahir")
    primary = screen(meja).primary
    assert primary is not None
    assert (primary.enabled, primary.why) == (False, "Isi dulu namanya.")
    fill(meja, page, nama="aisyah", jk="P", tanggal="20/11/2026")
    meja.window.press_primary()
    meja.settle()
    _family, members = service.get_keluarga(meja.app.database, people.keluarga["SUTRISNO"].id)
    child = next(one for one in members if one.nama == "AISYAH")
    assert (child.nama_ayah, child.nama_ibu) == ("SUTRISNO HADI", "SITI MA'RUFAH")
    assert (child.shdk, child.tanggal_lahir) == (4, date(2026, 11, 20))
    assert child.nomor_sementara is not None


def test_part_of_a_family_gets_a_card_of_its_own(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    page = begin_event(meja, people, "PARTI", "pecah_kk")
    fill(meja, page, no_kk="3306991203150099")
    assert any("PARTI: KK dari KK sekarang menjadi KK baru" in one for one in page.lines)
    meja.window.press_primary()
    meja.settle()
    kept = person(meja, people.orang["PARTI"].id)
    assert kept.keluarga_id != people.keluarga["SUTRISNO"].id
    assert kept.is_kepala


def test_another_head_needs_the_relations_of_the_others(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    page = begin_event(meja, people, "SITI", "ganti_kepala")
    assert page.lines == ["Isi dulu hubungan SUTRISNO HADI dengan kepala keluarga yang baru."]
    fill(meja, page, **{f"hubungan:{people.orang['SUTRISNO'].id}": "suami"})
    meja.window.press_primary()
    meja.settle()
    assert person(meja, people.orang["SITI"].id).is_kepala
    assert person(meja, people.orang["SUTRISNO"].id).shdk == 2


def test_a_family_moves_inside_the_village(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    page = begin_event(meja, people, "SUPARDI", "pindah_dalam_desa")
    fill(meja, page, dusun_id="kraj", rt="7")
    meja.window.press_primary()
    meja.settle()
    family, _members = service.get_keluarga(meja.app.database, people.keluarga["SUPARDI"].id)
    assert (family.dusun_id, family.rt) == (people.dusun["Krajan"].id, "007")


def test_who_went_away_comes_back(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    for day, jenis in enumerate(("pergi", "kembali", "hilang", "kembali", "pindah", "datang_kembali"), 1):
        page = begin_event(meja, people, "WAGIMAN", jenis)
        assert page.made.akibat is not None, jenis
        fill(meja, page, tanggal=f"{day}/10/2026")
        meja.window.press_primary()
        meja.settle()
        assert person(meja, people.orang["WAGIMAN"].id).is_hidup is (jenis in ("kembali", "datang_kembali"))


def test_the_menu_offers_only_what_can_happen(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    page = open_person(meja, people, "WAGIMAN")
    offered = [one.text() for one in page.event_menu.menu().actions()]
    assert "Pecah KK" not in offered, "one person is no family to split"
    assert "Meninggal" in offered
    assert "Kembali" not in offered


# ------------------------------------------------------------------ families, events, quality


def turn(meja: Meja, tab: str) -> Any:
    screen(meja).tabs.turn_to(tab)
    meja.settle()
    meja.settle()
    return screen(meja).parts[tab]


def test_families_are_found_by_a_member_and_opened_with_enter(desa: tuple[Meja, Warga]) -> None:
    meja, _people = desa
    tab = turn(meja, "keluarga")
    assert tab.count.text() == "3 keluarga"
    search(meja, "parti")
    assert tab.count.text() == "1 dari 3"
    tab.grid.setFocus()
    meja.press(K.Key_Return)
    meja.settle()
    meja.settle()
    assert screen(meja).title == "Keluarga SUTRISNO HADI"
    page: Any = screen(meja).pages["keluarga"]
    assert [one.nama.split()[0] for one in page.kartu.anggota] == ["SUTRISNO", "SITI", "RIZKI", "PARTI"]


def test_a_wrong_event_is_cancelled_with_its_reason(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    begin_event(meja, people, "WAGIMAN", "pindah")
    meja.window.press_primary()
    meja.settle()
    tab = turn(meja, "mutasi")
    assert [tab.month.itemText(n) for n in range(tab.month.count())] == ["Semua bulan", "November 2026"]
    tab.grid.go_first()
    tab.ask_why = lambda _name: "Salah orang"
    meja.window.press_primary()
    meja.settle()
    assert person(meja, people.orang["WAGIMAN"].id).is_hidup
    rows = {one.peristiwa.value: one for one in tab.grid.model.rows}
    assert (rows["pindah"].is_batal, rows["pindah"].alasan_batal) == (True, "Salah orang")


def test_no_event_says_where_they_are_recorded(desa: tuple[Meja, Warga]) -> None:
    meja, _people = desa
    tab = turn(meja, "mutasi")
    assert tab.or_empty.is_empty
    assert "Catat peristiwa" in tab.or_empty.empty.sentence


def test_one_key_leads_from_a_finding_to_its_field(desa: tuple[Meja, Warga]) -> None:
    meja, _people = desa
    tab = turn(meja, "mutu")
    rules = {one.judul: one.jumlah for one in tab.rules.model.rows}
    assert rules["Belum punya NIK"] == 1
    tab.rules.select_row("P-504")
    tab.lines.setFocus()
    assert screen(meja).next_problem(1)
    meja.settle()
    meja.settle()
    assert screen(meja).title == "BAYI"
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "penduduk.pribadi.pokok.nik.isian"


def double(meja: Meja, people: Warga) -> None:
    """WAGIMAN stands in the register a second time, with another telephone number."""
    kept = people.orang["WAGIMAN"]
    again = Penduduk(
        desa_id=kept.desa_id, nama=kept.nama, jk="L", tanggal_lahir=kept.tanggal_lahir, telepon="0812"
    )
    service.add_penduduk(meja.app.database, again, by=OLEH, at=NOW)
    meja.settle()


def open_pair(meja: Meja) -> Any:
    tab = turn(meja, "mutu")
    assert tab.rules.select_row("ganda")
    tab.jump_now()
    meja.settle()
    meja.settle()
    return screen(meja).pages["banding"]


def test_likely_doubles_are_merged_as_one_step(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    double(meja, people)
    page = open_pair(meja)
    assert screen(meja).title == "Orang yang sama?"
    assert {one.id: one.pakai for one in page.grid.model.rows}["telepon"] in (1, 2)
    meja.window.press_primary()
    meja.settle()
    assert names(meja).count("WAGIMAN") == 1 or screen(meja).tabs.current == "mutu"
    living = service.list_penduduk(meja.app.database, SaringPenduduk(kata="wagiman"), TODAY)
    assert living.jumlah == 1
    assert person(meja, living.baris[0].id).telepon == "0812"
    meja.shortcut("sunting.urungkan")
    assert service.list_penduduk(meja.app.database, SaringPenduduk(kata="wagiman"), TODAY).jumlah == 2


def test_two_people_kept_apart_are_never_asked_about_again(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    double(meja, people)
    open_pair(meja).put_off()
    meja.settle()
    meja.settle()
    tab = screen(meja).mutu
    assert [one.is_nanti for one in tab.lines.model.rows] == [True]  # type: ignore[attr-defined]
    open_pair(meja).keep_apart()
    meja.settle()
    meja.settle()
    assert "Kemungkinan data ganda" not in [one.judul for one in tab.rules.model.rows]  # type: ignore[attr-defined]


@pytest.mark.parametrize("scale", [100, 150])
@pytest.mark.parametrize("tab", ["keluarga", "mutasi", "mutu"])
def test_the_other_tabs_are_not_cut_either(
    desa: tuple[Meja, Warga], qapp: QApplication, scale: int, tab: str
) -> None:
    meja, people = desa
    begin_event(meja, people, "WAGIMAN", "pindah")
    meja.window.press_primary()
    meja.settle()
    apply(qapp, Theme.TERANG, scale)
    turn(meja, tab)
    assert clipped_widgets(screen(meja)) == []
    assert (meja.window.width(), meja.window.height()) == (1366, 697)


# -- what hangs beside the lists -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["statistik", "bulanan", "bantuan", "sementara"])
def test_each_further_tab_is_made_when_it_is_turned_to_and_has_its_button(
    desa: tuple[Meja, Warga], name: str
) -> None:
    meja, _people = desa
    shown = screen(meja)
    later = shown.parts[name]
    assert isinstance(later, LaterTab)
    assert later.inner is None, "nobody waits for figures who only looks for a name"
    shown.tabs.turn_to(name)
    meja.settle()
    assert later.inner is not None
    assert shown.primary is not None
    assert shown.primary.text
    shown.tabs.turn_to("orang")
    meja.settle()
    assert screen(meja).orang.model.rowCount() == 7


@pytest.mark.parametrize("scale", [100, 150])
@pytest.mark.parametrize("tab", ["orang", "statistik", "bulanan", "bantuan", "sementara"])
def test_nothing_is_cut_beside_the_lists(
    desa: tuple[Meja, Warga], qapp: QApplication, scale: int, tab: str
) -> None:
    meja, _people = desa
    apply(qapp, Theme.TERANG, scale)
    turn(meja, tab)
    assert clipped_widgets(screen(meja)) == []
    assert (meja.window.width(), meja.window.height()) == (1366, 697)
    bar = screen(meja).tabs.bar
    assert bar.tabRect(bar.count() - 1).right() < bar.width(), "every tab is in sight"


def test_people_are_imported_from_a_file_and_the_list_shows_them(
    empty: Meja, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = SAMPLES / "format_bip_ektp.disamarkan.xlsx"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(sample), ""))
    shown = screen(empty)
    shown.import_button.click()
    empty.settle()
    assert shown.is_importing
    assert shown.primary is None, "the preview has the filled button"
    shown.importing.insert.click()
    empty.settle()
    assert not shown.is_importing
    assert shown.orang.model.rowCount() == 17
    empty.shortcut("sunting.urungkan")
    empty.settle()
    assert service.list_penduduk(empty.app.database, SaringPenduduk(), today=TODAY).jumlah == 0
    assert shown.orang.or_empty.is_empty


def test_the_papers_are_offered_and_know_the_chosen_family(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    shown = screen(meja)
    shown.tabs.turn_to("keluarga")
    meja.settle()
    family = people.keluarga["SUTRISNO"]
    shown.keluarga.grid.select_row(family.id)
    assert shown.print_document is not None
    [first, *_rest] = shown.papers.lines(Tanya.KELUARGA)
    assert (first.words, first.means.key) == ("Keluarga SUTRISNO HADI", family.id)


# ------------------------------------------------------------------ privacy


def test_names_and_numbers_typed_here_stand_in_no_log_setting_or_memory(
    empty: Meja, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    meja = empty
    caplog.set_level("DEBUG", logger="desa_desktop")
    meja.window.press_primary()
    meja.settle()
    meja.settle()
    meja.press("3306991203150077", K.Key_Return)
    meja.window.press_primary()
    meja.settle()
    meja.press("Zulfikar", K.Key_Tab, "3306991708900077", K.Key_Tab)
    meja.press("Q", K.Key_Tab)  # no such choice: the refusal names it, the log must not
    meja.settle()
    meja.press(K.Key_Escape)
    meja.window.go_back()
    meja.settle()
    search(meja, "zulfikar")
    screen(meja).orang.show_whole(True)
    screen(meja).go_to(screen(meja).orang.model.id_at(0))
    meja.settle()
    meja.settle()
    memory = tmp_path / "tampilan.json"
    meja.desk.memory.store(memory)
    written = [memory.read_text(encoding="utf-8") if memory.exists() else "", caplog.text]
    for path in (tmp_path / "data").rglob("*"):
        if path.is_file() and path.suffix in (".json", ".log", ".txt"):
            written.append(path.read_text(encoding="utf-8", errors="replace"))
    for secret in ("ZULFIKAR", "Zulfikar", "zulfikar", "3306991708900077", "3306991203150077"):
        assert not any(secret in one for one in written), secret


def test_a_filter_for_a_dusun_that_is_no_more_says_so(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    tab, gone = screen(meja).orang, people.dusun["Sidomulyo"].id
    tab.panel.set_values({"dusun": [str(gone)]})
    meja.settle()
    with meja.app.database.unit() as unit:
        village = unit.get(Desa, DESA_ID)
        village.dusun = [one for one in village.dusun if one.id != gone]
        unit.commit("hapus dusun", OLEH, NOW)
    meja.settle()
    assert [one.text() for one in tab.chips.buttons] == ["Dusun: yang sudah dihapus  ✕"]


def test_two_records_in_different_states_say_why_they_cannot_be_merged(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    one, other = people.orang["WAGIMAN"], people.orang["SUPARDI"]
    orang = service.get_penduduk(meja.app.database, one.id)
    gone = mutasi.catat_pindah([orang], mutasi.Rincian(date(2026, 11, 10)))
    service.record(meja.app.database, gone, "pindah", by=OLEH, at=NOW)
    screen(meja).open("banding", one.id, str(other.id))
    meja.settle()
    page: Any = screen(meja).pages["banding"]
    assert "(Pindah keluar)" in page.about.text()
    assert page.how.text().startswith("Keadaan kedua data berbeda")
    assert not page.primary().enabled


def test_a_child_whose_birth_was_cancelled_is_not_said_to_be_merged(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    database = meja.app.database
    rumah, _members = service.get_keluarga(database, people.keluarga["SUPARDI"].id)
    bayi = Penduduk(desa_id=DESA_ID, nama="AISYAH", jk="P")
    born = mutasi.catat_lahir(bayi, rumah, mutasi.Rincian(date(2026, 11, 10)))
    service.record(database, born, "lahir", by=OLEH, at=NOW)
    service.cancel_event(database, born.mutasi[0].id, "salah", TODAY, by=OLEH, at=NOW)
    screen(meja).open("orang", bayi.id)
    meja.settle()
    page: Any = screen(meja).pages["orang"]
    assert page.state.text().startswith("Tidak dipakai lagi")


def test_the_family_card_says_of_who_is_gone_what_became_of_them(desa: tuple[Meja, Warga]) -> None:
    """`Keadaan` is the last column, which a small screen does not show."""
    meja, people = desa
    orang = service.get_penduduk(meja.app.database, people.orang["SUPARDI"].id)
    died = mutasi.catat_mati(orang, mutasi.Rincian(date(2026, 11, 10)))
    service.record(meja.app.database, died, "mati", by=OLEH, at=NOW)
    meja.settle()
    families: Any = turn(meja, "keluarga")
    heads = [families.model.cell_text(line, 1) for line in range(families.model.rowCount())]
    assert heads == ["SUTRISNO HADI", "SUPARDI (tidak lagi di sini)", "WAGIMAN"]
    screen(meja).open("keluarga", people.keluarga["SUPARDI"].id)
    meja.settle()
    model = screen(meja).pages["keluarga"].grid.model  # type: ignore[attr-defined]
    assert {model.cell_text(line, 0) for line in range(model.rowCount())} == {"BAYI", "SUPARDI (meninggal)"}
