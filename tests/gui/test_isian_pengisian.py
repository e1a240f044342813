"""A long checklist by keyboard: last period beside it, nihil, gaps, finding, tables from Excel, photos."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desa_desktop.checklists import Place
from desa_desktop.services import isian, isian_foto
from desa_desktop.ui.kit.clipped import clipped_widgets
from desa_desktop.ui.screens.isian.form import FormPage
from desa_desktop.ui.screens.isian.foto import PhotoField
from desa_desktop.ui.screens.isian.questions import QuestionRow
from desa_desktop.ui.screens.isian.table import TableBox
from desa_desktop.ui.style import Theme, apply
from layar import NOW, Meja, is_focused, open_village, open_window

KEY = Qt.Key
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
KARTU, POTENSI = "layanan-dasar", "potensi-desa"
LALU = {
    "tahun": 2026,
    "periode": "1",
    "pengisi": "Lestari",
    "kes_jarak": "2.5",
    "kes_posyandu": 4,
    "kes_kader": 120,
    "kes_bumil": 20,
}


@pytest.fixture
def meja(tmp_path: Path, qtbot: QtBot) -> Iterator[Meja]:
    """The list of checklists of a village on 22 November 2026; nobody lives there yet."""
    with open_village(tmp_path) as app, open_window(app, qtbot, "isian") as made:
        yield made


def open_form(meja: Meja, form_id: str, when: str, /, **answers: Any) -> UUID:
    """A form with these answers, not shown yet."""
    app = meja.app
    key = isian.open_isian(app.database, app.templates, form_id, when, by="Rini", at=NOW)
    if answers:
        isian.answer(app.database, app.templates, key, answers, by="Rini", at=NOW)
    return key


def show(meja: Meja, key: UUID) -> UUID:
    cast(Any, meja.window.shown).open_form(key)
    meja.settle()
    meja.settle()
    return key


@pytest.fixture
def kartu(meja: Meja) -> tuple[Meja, UUID]:
    """The score card of the second half-year, open; the first half-year was filled."""
    open_form(meja, KARTU, "2026-S1", **LALU)
    return meja, show(meja, open_form(meja, KARTU, "2026-S2"))


@pytest.fixture
def potensi(meja: Meja) -> tuple[Meja, UUID]:
    """The largest form, open."""
    return meja, show(meja, open_form(meja, POTENSI, "2026"))


def form(meja: Meja) -> FormPage:
    return cast(FormPage, cast(Any, meja.window.shown).form)


def row(meja: Meja, name: str) -> QuestionRow:
    page = form(meja).page
    assert page is not None
    return next(one for one in page.rows if one.question.name == name)


def table(meja: Meja, name: str) -> TableBox:
    page = form(meja).page
    assert page is not None
    return next(one for one in page.tables if one.group.name == name)


def go(meja: Meja, name: str, *rows: int) -> None:
    assert form(meja).go_to_place(Place(name, rows))
    meja.settle()


def tampil(meja: Meja, key: UUID) -> isian.IsianTampil:
    return isian.show_isian(meja.app.database, meja.app.templates, key, by="Rini", at=NOW)


def stored(meja: Meja, key: UUID) -> dict[str, Any]:
    return dict(tampil(meja, key).answers)


def side(meja: Meja) -> list[str]:
    return form(meja).side.checks.texts


# ------------------------------------------------------------------ the last period


def test_what_the_last_period_said_stands_in_grey_and_nothing_is_stored(kartu: tuple[Meja, UUID]) -> None:
    meja, key = kartu
    go(meja, "kes_kader")
    assert row(meja, "kes_kader").usul.text.text() == "Semester I 2026: 120"
    assert row(meja, "kes_jarak").usul.text.text() == "Semester I 2026: 2,5"
    assert form(meja).lalu.text == "Semester I 2026: 4 jawaban bisa disalin."
    assert stored(meja, key) == {}


def test_what_says_when_the_form_was_filled_is_never_copied(kartu: tuple[Meja, UUID]) -> None:
    meja, _key = kartu
    go(meja, "pengisi")
    assert row(meja, "pengisi").usul.text.text() == "Semester I 2026: Lestari"
    assert row(meja, "tahun").usul.isHidden()
    assert row(meja, "periode").usul.isHidden()


def test_enter_copies_one_and_enter_on_the_copy_says_that_it_is_right(kartu: tuple[Meja, UUID]) -> None:
    meja, key = kartu
    go(meja, "kes_kader")
    meja.press(KEY.Key_Return)
    meja.settle()
    assert stored(meja, key) == {"kes_kader": 120}
    assert is_focused(row(meja, "kes_bidan"))
    line = row(meja, "kes_kader").usul
    assert line.text.text() == "Disalin dari Semester I 2026, belum dipastikan."
    assert line.button.text() == "Sudah benar"
    assert any("1 jawaban disalin dari periode lalu dan belum dipastikan." in one for one in side(meja))
    go(meja, "kes_kader")
    meja.press(KEY.Key_Return)
    meja.settle()
    assert line.text.text() == "Disalin dari Semester I 2026, sudah dipastikan."
    assert not any("belum dipastikan" in one for one in side(meja))
    assert stored(meja, key) == {"kes_kader": 120}


def test_one_key_copies_the_section_as_one_step(kartu: tuple[Meja, UUID]) -> None:
    meja, key = kartu
    go(meja, "kes_kader")
    meja.press("90", KEY.Key_Return)
    meja.settle()
    meja.press((KEY.Key_V, CTRL_SHIFT))
    meja.settle()
    assert stored(meja, key) == {"kes_kader": 90, "kes_jarak": "2.5", "kes_posyandu": 4, "kes_bumil": 20}
    assert form(meja).lalu.text == "3 salinan belum dipastikan."
    meja.find(QPushButton, "isian.lalu.pastikan").click()
    meja.settle()
    assert form(meja).usulan.isHidden()
    meja.shortcut("sunting.urungkan")
    meja.shortcut("sunting.urungkan")
    assert stored(meja, key) == {"kes_kader": 90}


def test_a_number_far_from_the_last_period_asks_for_a_look_with_both_values(
    kartu: tuple[Meja, UUID],
) -> None:
    meja, key = kartu
    go(meja, "kes_kader")
    meja.press("60", KEY.Key_Return)
    meja.settle()
    number = meja.app.templates[KARTU].question("kes_kader").number
    sentence = "Turun 50% dari Semester I 2026: 120 menjadi 60. Benarkah?"
    assert f"No {number}: {sentence}" in side(meja)
    assert row(meja, "kes_kader").usul.text.text() == "Semester I 2026: 120"
    shown = meja.find(QLabel, "isian.kes_kader.kotak.pesan")
    assert shown.text() == sentence
    assert stored(meja, key)["kes_kader"] == 60


def test_a_small_change_says_nothing(kartu: tuple[Meja, UUID]) -> None:
    meja, _key = kartu
    go(meja, "kes_bumil")
    meja.press("22", KEY.Key_Return)
    meja.settle()
    assert not any("Semester I 2026" in one for one in side(meja))


def test_a_jump_needs_a_reason_before_the_form_is_finished(kartu: tuple[Meja, UUID]) -> None:
    meja, key = kartu
    wajib = {"desa": "Tursino", "periode": "2", "tahun": 2026, "pengisi": "Rini"}
    given = {**wajib, "tanggal": "2026-11-22", "kes_kader": 60}
    isian.answer(meja.app.database, meja.app.templates, key, given, by="Rini", at=NOW)
    meja.settle()
    meja.window.press_primary()
    meja.settle()
    finish = form(meja).finish
    assert form(meja).middle.currentWidget() is finish
    assert any("Turun 50%" in one for one in finish.checks.texts)
    assert not finish.done.isEnabled()
    meja.press("Tiga kader pindah desa")
    assert finish.done.isEnabled()
    finish.done.click()
    meja.settle()
    assert form(meja).is_locked
    assert tampil(meja, key).isian.alasan == "Tiga kader pindah desa"


# ------------------------------------------------------------------ nihil


def test_nihil_writes_zero_in_the_empty_counts_of_one_subsection_as_one_step(
    potensi: tuple[Meja, UUID],
) -> None:
    meja, key = potensi
    go(meja, "sawah_irigasi_teknis")
    meja.press("12,5", KEY.Key_Return)
    meja.settle()
    group = "bagian_i_a_data_tanah_tanah_sawah_ha"
    button = meja.find(QPushButton, f"isian.{group}.nihil")
    assert button.text() == "Nihil (3)"
    meja.press((KEY.Key_N, CTRL_SHIFT))
    meja.settle()
    answers = stored(meja, key)
    assert answers.pop("sawah_irigasi_teknis") == "12.5"
    assert set(answers) == {"sawah_irigasi_1_2_teknis", "sawah_tadah_hujan", "sawah_pasang_surut"}
    assert set(answers.values()) == {0}
    assert button.isHidden()
    words = row(meja, "sawah_tadah_hujan").usul.text.text()
    assert words == f"Dari pernyataan nihil {meja.desk.person}, 22 November 2026"
    meja.shortcut("sunting.urungkan")
    assert stored(meja, key) == {"sawah_irigasi_teknis": "12.5"}


def test_nihil_fills_the_empty_cells_of_a_table(potensi: tuple[Meja, UUID]) -> None:
    meja, key = potensi
    go(meja, "agama__l", 0)
    meja.press("650", KEY.Key_Return)
    meja.settle()
    assert table(meja, "agama").head.button.isHidden()
    meja.find(QPushButton, "isian.bagian_i_b_sdm_agama_aliran_kepercayaan.nihil").click()
    meja.settle()
    rows = stored(meja, key)["agama"]
    assert rows[0]["agama__l"] == 650
    cells = [one[column] for one in rows for column in ("agama__l", "agama__p")]
    assert cells.count(0) == 13


# ------------------------------------------------------------------ the thread


def test_a_form_comes_back_at_the_question_it_was_left_at(potensi: tuple[Meja, UUID]) -> None:
    meja, key = potensi
    go(meja, "sawah_tadah_hujan")
    cast(Any, meja.window.shown).close_form()
    meja.settle()
    show(meja, open_form(meja, KARTU, "2026-S2"))
    show(meja, key)
    assert is_focused(row(meja, "sawah_tadah_hujan"))


def test_only_what_is_empty_is_shown_and_what_is_answered_now_stays_in_sight(
    kartu: tuple[Meja, UUID],
) -> None:
    meja, key = kartu
    isian.answer(
        meja.app.database, meja.app.templates, key, {"kes_kader": 12, "kes_jarak": 3}, by="Rini", at=NOW
    )
    meja.settle()
    go(meja, "kes_posyandu")
    meja.press((KEY.Key_E, CTRL_SHIFT))
    meja.settle()
    assert form(meja).only_empty.isChecked()
    assert row(meja, "kes_kader").isHidden()
    assert not row(meja, "kes_posyandu").isHidden()
    go(meja, "kes_posyandu")
    meja.press("4", KEY.Key_Return)
    meja.settle()
    assert not row(meja, "kes_posyandu").isHidden()
    go(meja, "kes_kader")
    assert not form(meja).only_empty.isChecked()
    assert is_focused(row(meja, "kes_kader"))


def test_f8_leads_to_every_gap_where_nothing_is_required(potensi: tuple[Meja, UUID]) -> None:
    meja, _key = potensi
    go(meja, "kode_pum")
    form(meja).only_empty.setChecked(True)
    meja.settle()
    assert cast(Any, meja.window.shown).next_problem(1)
    assert is_focused(row(meja, "desa"))
    assert cast(Any, meja.window.shown).next_problem(1)
    assert is_focused(row(meja, "tahun_pembentukan"))


@pytest.mark.parametrize(
    ("typed", "found"),
    [("posyandu buka", "kes_posyandu_aktif"), ("kes_bidan_hari", None), ("23", "kes_balita")],
)
def test_a_question_is_found_by_words_code_or_number(
    kartu: tuple[Meja, UUID], typed: str, found: str | None
) -> None:
    meja, _key = kartu
    meja.shortcut("sunting.cari")
    meja.press(typed, KEY.Key_Return)
    meja.settle()
    if found is not None:
        assert is_focused(row(meja, found))
        assert form(meja).finder.box.text == ""
    assert form(meja).sections.isVisible()


def test_nothing_found_says_so(kartu: tuple[Meja, UUID]) -> None:
    meja, _key = kartu
    meja.shortcut("sunting.cari")
    meja.press("kapal selam", KEY.Key_Return)
    assert form(meja).finder.said.text().startswith("Tidak ada pertanyaan yang cocok.")
    meja.press(KEY.Key_Escape)
    assert form(meja).sections.isVisible()


def test_enter_goes_down_a_column_then_to_the_next_and_then_on(potensi: tuple[Meja, UUID]) -> None:
    meja, key = potensi
    go(meja, "agama__l", 5)
    for number in ("1", "2"):
        meja.press(number, KEY.Key_Return)
        meja.settle()
    grid = table(meja, "agama").grid
    assert grid.current_id() == 0
    assert grid.model.columns[grid.view.currentIndex().column()].name == "agama__p"
    assert grid.select_row(6, "agama__p")
    grid.setFocus()
    meja.press("3", KEY.Key_Return)
    meja.settle()
    assert not is_focused(table(meja, "agama"))
    rows = stored(meja, key)["agama"]
    assert (rows[5]["agama__l"], rows[6]["agama__l"], rows[6]["agama__p"]) == (1, 2, 3)


def test_a_short_form_can_be_one_page_and_a_long_one_says_why_not(meja: Meja) -> None:
    show(meja, open_form(meja, KARTU, "2026-S2"))
    meja.press((KEY.Key_A, CTRL_SHIFT))
    meja.settle()
    page = form(meja).page
    assert page is not None
    assert len(page.rows) > 80
    go(meja, "kes_kader")
    assert form(meja).title.text() == "1. Kesehatan"
    go(meja, "dik_sd_jarak")
    assert form(meja).title.text() == "2. Pendidikan"
    show(meja, open_form(meja, POTENSI, "2026"))
    meja.press((KEY.Key_A, CTRL_SHIFT))
    assert not form(meja).is_whole
    assert "terlalu panjang untuk satu halaman" in meja.window.notices.accessibleName()


# ------------------------------------------------------------------ tables from Excel


def test_a_block_from_excel_with_headings_and_row_names_finds_its_cells(potensi: tuple[Meja, UUID]) -> None:
    meja, key = potensi
    go(meja, "agama__l", 0)
    QApplication.clipboard().setText(
        "Agama\tPerempuan (Orang)\tLaki-Laki (Orang)\nHindu\t4\t3\nIslam\t1.234\t1.250\nBudha\tbanyak\t1\n"
    )
    meja.shortcut("sunting.tempel")
    meja.settle()
    rows = {one["_baris"]: one for one in stored(meja, key)["agama"]}
    by_label = {one.label: one.name for one in meja.app.templates[POTENSI].group("agama").catalogue}
    assert rows[by_label["Islam"]]["agama__l"] == 1250
    assert rows[by_label["Islam"]]["agama__p"] == 1234
    assert rows[by_label["Hindu"]]["agama__p"] == 4
    assert rows[by_label["Budha"]] == {"_baris": by_label["Budha"], "agama__l": 1}
    grid = table(meja, "agama").grid
    assert grid.model.cell_text(0, grid.model.number_of("agama__l")) == "1.250"
    meja.shortcut("sunting.urungkan")
    assert "agama" not in stored(meja, key)


def test_a_bare_block_goes_in_from_the_cell_on_and_what_has_no_place_is_counted(
    potensi: tuple[Meja, UUID],
) -> None:
    meja, key = potensi
    go(meja, "agama__l", 5)
    heard: list[str] = []
    table(meja, "agama").said.connect(heard.append)
    QApplication.clipboard().setText("1\t2\n3\t4\n5\t6\n")
    meja.shortcut("sunting.tempel")
    meja.settle()
    rows = stored(meja, key)["agama"]
    assert [(one.get("agama__l"), one.get("agama__p")) for one in rows[5:]] == [(1, 2), (3, 4)]
    assert heard == ["4 sel masuk. 2 sel tidak punya tempat di tabel ini."]


def test_a_table_without_fixed_rows_grows_with_the_block(kartu: tuple[Meja, UUID]) -> None:
    meja, key = kartu
    go(meja, "masalah")
    QApplication.clipboard().setText(
        "Masalah\tUsulan perbaikan\nJalan rusak\tRabat beton\nAir keruh\tSumur bor"
    )
    meja.shortcut("sunting.tempel")
    meja.settle()
    assert [(one["masalah__masalah"], one["masalah__usulan"]) for one in stored(meja, key)["masalah"]] == [
        ("Jalan rusak", "Rabat beton"),
        ("Air keruh", "Sumur bor"),
    ]


# ------------------------------------------------------------------ photos


def photo(meja: Meja, name: str = "foto") -> PhotoField:
    found = row(meja, name).photo
    assert found is not None
    return found


def kept(meja: Meja, key: UUID) -> bytes | None:
    return isian_foto.get_foto(meja.app.database, meja.app.templates, key, "foto")


def telephone_picture(path: Path) -> Path:
    exif = Image.Exif()
    exif[0x0112] = 6  # lying on its side
    exif[0x010F] = "Telepon rahasia"
    Image.effect_noise((3000, 2000), 90).convert("RGB").save(path, exif=exif, quality=95)
    return path


def test_a_chosen_photo_is_small_upright_and_without_what_the_telephone_wrote(
    kartu: tuple[Meja, UUID], tmp_path: Path
) -> None:
    meja, key = kartu
    go(meja, "foto")
    file = telephone_picture(tmp_path / "balai.jpg")
    assert file.stat().st_size > 1_000_000
    photo(meja).ask_file = lambda: file
    meja.press(KEY.Key_Space)
    meja.settle()
    meja.settle()
    data = kept(meja, key)
    assert data is not None
    assert len(data) <= 300 * 1024
    with Image.open(io.BytesIO(data)) as found:
        assert found.format == "JPEG"
        assert found.width < found.height
        assert not found.getexif()
    assert photo(meja).has_picture
    assert "ikut dalam kiriman, sekali saja" in photo(meja).said.text()


def test_a_pasted_photo_is_shown_opened_large_taken_off_and_brought_back(kartu: tuple[Meja, UUID]) -> None:
    meja, key = kartu
    go(meja, "foto")
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(QColor("navy"))
    QApplication.clipboard().setImage(image)
    meja.shortcut("sunting.tempel")
    meja.settle()
    meja.settle()
    assert photo(meja).has_picture
    photo(meja).open_button.click()
    box = meja.find(QDialog, "isian.foto_besar")
    assert box.isVisible()
    box.accept()
    meja.settle()
    go(meja, "foto")
    meja.shortcut("sunting.kosongkan")
    meja.settle()
    assert not photo(meja).has_picture
    assert kept(meja, key) is None
    meja.shortcut("sunting.urungkan")
    meja.settle()
    meja.settle()
    assert photo(meja).has_picture


def test_a_photo_can_be_dropped_on_its_question(kartu: tuple[Meja, UUID], tmp_path: Path) -> None:
    meja, key = kartu
    go(meja, "foto")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(telephone_picture(tmp_path / "balai.jpg")))])
    where = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(5, 5), *where)
    photo(meja).dragEnterEvent(enter)
    assert enter.isAccepted()
    photo(meja).dropEvent(QDropEvent(QPoint(5, 5).toPointF(), *where))
    meja.settle()
    assert kept(meja, key) is not None


def test_what_is_no_picture_is_refused_and_nothing_changes(kartu: tuple[Meja, UUID], tmp_path: Path) -> None:
    meja, key = kartu
    go(meja, "foto")
    (tmp_path / "surat.jpg").write_bytes(b"bukan gambar")
    photo(meja).ask_file = lambda: tmp_path / "surat.jpg"
    meja.press(KEY.Key_Space)
    meja.settle()
    assert "foto" not in stored(meja, key)
    assert "bukan gambar" in meja.window.notices.accessibleName()


# ------------------------------------------------------------------ room


@pytest.mark.parametrize("scale", [100, 150])
def test_a_narrow_window_needs_no_scrolling_sideways_and_shows_the_checks_by_key(
    kartu: tuple[Meja, UUID], scale: int
) -> None:
    meja, _key = kartu
    apply(cast(QApplication, QApplication.instance()), Theme.TERANG, scale)
    meja.window.resize(1024, 640)
    meja.settle()
    page = form(meja)
    assert page.side.isHidden()
    assert page.left.isVisible()
    go(meja, "kes_kader")
    cast(Any, meja.window.shown).toggle_side()
    meja.settle()
    assert page.side.isVisible()
    assert page.left.isHidden()
    assert page.side_button.text() == "Daftar bagian"
    meja.shortcut("sunting.cari")
    assert page.left.isVisible()
    assert is_focused(page.finder)


def test_nothing_is_cut_off_beside_copies_and_photos(kartu: tuple[Meja, UUID]) -> None:
    meja, _key = kartu
    for name in ("kes_kader", "foto"):
        go(meja, name)
        meja.settle()
        assert clipped_widgets(meja.window) == []


def test_enter_alone_leads_through_the_whole_form_in_reading_order_and_says_where_it_ends(
    kartu: tuple[Meja, UUID],
) -> None:
    meja, _key = kartu
    template = meja.app.templates[KARTU]
    order = {name: number for number, name in enumerate(template.by_name)}
    go(meja, "desa")
    seen: list[str] = []
    for _press in range(140):
        page = form(meja).page
        place = page.place_of(QApplication.focusWidget()) if page is not None else None
        assert place is not None, f"the thread is lost after {seen[-1:]}"
        if seen[-1:] != [place.name]:
            seen.append(place.name)
        meja.press(KEY.Key_Return)
        if meja.desk.has_unsaved:
            meja.settle()
        if "Ini pertanyaan terakhir." in meja.window.notices.accessibleName():
            break
    assert seen[-1] == "foto"
    assert [order[name] for name in seen] == sorted(order[name] for name in seen)
    asked = {one.name for one in template.questions if one.required is not None}
    assert asked <= set(seen)
