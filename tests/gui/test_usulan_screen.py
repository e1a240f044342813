"""Collecting proposals with the keyboard: typing, pasting, repairing, undoing, bringing old ones back."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from builders import desa_id
from desa_desktop.domain.desa import Dusun
from desa_desktop.domain.musyawarah import Bahasan, JenisMusyawarah
from desa_desktop.domain.usulan import StatusUsulan, Usulan
from desa_desktop.services import editing, kantor, musyawarah, ruang
from desa_desktop.services import usulan as service
from desa_desktop.ui.kit.clipboard import to_text
from desa_desktop.ui.kit.clipped import clipped_widgets
from desa_desktop.ui.screens.usulan import UsulanScreen
from desa_desktop.ui.style import Theme, apply
from layar import NOW, Meja, is_focused, open_village, open_window
from office import OLEH

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
SAMPLE = Path(__file__).parents[1] / "golden" / "samples" / "usulan-nyata.csv"
DUSUN = ("Katute", "Balang", "Bonto Manai", "Batu Massompo")


@pytest.fixture
def meja(qtbot: QtBot, tmp_path: Path) -> Iterator[Meja]:
    with open_village(tmp_path) as app:
        rows = [{"nama": name} for name in DUSUN]
        editing.add_rows(app.database, Dusun, desa_id(), rows, by=OLEH, at=NOW)
        with open_window(app, qtbot, "usulan") as opened:
            yield opened


def screen(meja: Meja) -> UsulanScreen:
    shown = meja.window.shown
    assert isinstance(shown, UsulanScreen)
    return shown


def stored(meja: Meja) -> list[Any]:
    meja.settle()
    return list(service.list_usulan(meja.app.database, 2027))


def add(meja: Meja, **values: object) -> Any:
    """A proposal that somebody else stored, e.g. the command line."""
    tampil = service.show_list(meja.app.database, meja.app.aturan, 2027)
    given = {"uraian": "Talud RT 03", "dusun": "Katute", "perkiraan_biaya": 85_000_000} | values
    key = editing.add_row(meja.app.database, Usulan, tampil.id, given, by=OLEH, at=NOW)
    meja.settle()
    return key


def choose(meja: Meja, key: Any, column: str) -> None:
    grid = screen(meja).daftar.grid
    grid.setFocus()
    assert grid.select_row(key, column)


def copy(rows: list[list[str]]) -> None:
    QGuiApplication.clipboard().setText(to_text(rows))


def sample() -> list[list[str]]:
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def texts(meja: Meja, column: str) -> list[str]:
    model = screen(meja).daftar.grid.model
    place = model.number_of(column)
    return [model.cell_text(n, place) for n in range(model.rowCount()) if model.row_at(n) is not None]


# ------------------------------------------------------------------ typing


def test_two_proposals_are_typed_without_a_mouse(meja: Meja) -> None:
    meja.window.press_primary()
    meja.settle()
    meja.press("Talud RT 03", K.Key_Tab, "RT 03/RW 01", K.Key_Tab, "120", K.Key_Tab, "m", K.Key_Tab)
    meja.press("12,5 jt", K.Key_Tab, "64", K.Key_Tab, "71", K.Key_Tab, "Stunting", K.Key_Return)
    meja.settle()  # Enter in the last row: a new row, at its first column
    meja.press("Sumur bor", K.Key_Tab)
    first, second = stored(meja)
    assert (first.uraian, first.lokasi, first.volume, first.satuan) == (
        "Talud RT 03", "RT 03/RW 01", Decimal(120), "m"
    )  # fmt: skip
    assert (first.perkiraan_biaya, first.penerima_l, first.penerima_p) == (12_500_000, 64, 71)
    assert first.tanda == ("stunting",)
    assert (first.nomor, second.nomor) == (1, 2)
    assert (second.uraian, second.tanda) == ("Sumur bor", ())


def test_a_word_that_no_list_knows_stays_on_the_screen_with_its_question(meja: Meja) -> None:
    key = add(meja)
    choose(meja, key, "tanda")
    meja.press("Sumur bor", K.Key_Left)
    assert stored(meja)[0].tanda == ()
    assert texts(meja, "tanda") == ["Sumur bor"]
    assert screen(meja).daftar.grid.next_problem()


def test_a_new_row_belongs_to_the_hamlet_one_is_in(meja: Meja) -> None:
    add(meja, dusun="Katute")
    balang = add(meja, dusun="Balang")
    choose(meja, balang, "uraian")
    meja.press((K.Key_N, CTRL))
    meja.settle()
    meja.press("Jembatan", K.Key_Tab)
    assert [(row.dusun, row.uraian) for row in stored(meja)][-1] == ("Balang", "Jembatan")


def test_groups_follow_the_hamlets_of_data_desa_with_counts_and_sums(meja: Meja) -> None:
    add(meja, dusun="Balang", perkiraan_biaya=18_000_000)
    add(meja, dusun="Dsn. Katute", perkiraan_biaya=85_000_000)
    add(meja, dusun="katute", perkiraan_biaya=1_000_000)
    model = screen(meja).daftar.grid.model
    heads = [model.cell_text(n, 0) for n in range(model.rowCount()) if model.row_at(n) is None]
    assert heads == ["Dsn. Katute (2 usulan)", "Balang (1 usulan)"]
    assert model.cell_text(0, model.number_of("perkiraan_biaya")) == "86.000.000"


def test_a_row_moves_past_its_neighbour_in_the_same_hamlet(meja: Meja) -> None:
    first = add(meja, uraian="Talud RT 03")
    add(meja, uraian="Jembatan", dusun="Balang")
    add(meja, uraian="Sumur bor")
    choose(meja, first, "uraian")
    meja.press((K.Key_Down, ALT))
    meja.settle()
    assert texts(meja, "uraian") == ["Sumur bor", "Talud RT 03", "Jembatan"]


def test_money_with_english_commas_is_asked_about_and_taken_with_yes(meja: Meja) -> None:
    key = add(meja, perkiraan_biaya=None)
    choose(meja, key, "perkiraan_biaya")
    meja.press("1,250,000", K.Key_Tab, (K.Key_Tab, SHIFT))
    assert stored(meja)[0].perkiraan_biaya is None
    meja.find(QPushButton, "usulan.daftar.tabel.catatan.ya").click()
    assert stored(meja)[0].perkiraan_biaya == 1_250_000


def test_earlier_places_are_offered_while_typing(meja: Meja) -> None:
    add(meja, lokasi="RT 03/RW 01")
    key = add(meja, uraian="Sumur bor")
    choose(meja, key, "lokasi")
    meja.press("RT 0", K.Key_Tab)
    assert stored(meja)[1].lokasi == "RT 03/RW 01"


# ------------------------------------------------------------------ pasting


def test_the_real_block_comes_in_through_the_preview_and_goes_out_as_one_step(meja: Meja) -> None:
    copy(sample())
    screen(meja).daftar.host.offer_clipboard(screen(meja).daftar.order())
    meja.settle()
    preview = screen(meja).daftar.host.preview
    assert preview is not None
    assert preview.summary == "97 siap · 13 perlu diperiksa · 0 tidak bisa"
    assert stored(meja) == []
    grid = preview.grid
    assert grid is not None
    assert is_focused(grid)
    assert grid.select_row(71, "satuan")
    preview.accept_row()
    meja.settle()
    assert preview.summary == "98 siap · 12 perlu diperiksa · 0 tidak bisa"
    meja.press((K.Key_Return, CTRL))
    rows = stored(meja)
    assert len(rows) == 110
    assert [row.nomor for row in rows] == list(range(1, 111))
    source = sample()
    pohon = next(row for row in rows if row.uraian == " ".join(source[70][3].split()))
    assert pohon.satuan == "pohon"
    assert dict(pohon.teks_asli) == {}
    assert {row.dusun for row in rows} == {"", *DUSUN}
    assert not screen(meja).daftar.host.is_open
    first = min(rows, key=lambda row: row.nomor)
    meja.settle()
    assert is_focused(screen(meja).daftar.grid)  # and not the first filter above it
    assert screen(meja).daftar.grid.current_id() == first.id
    meja.shortcut("sunting.urungkan")
    assert stored(meja) == []
    meja.shortcut("sunting.ulangi")
    assert len(stored(meja)) == 110


def test_a_paste_that_is_not_wanted_stores_nothing(meja: Meja) -> None:
    add(meja)
    copy([["Dusun", "Uraian", "Biaya"], ["Balang", "Jembatan", "64.000.000"]])
    grid = screen(meja).daftar.grid
    grid.setFocus()
    meja.press((K.Key_V, CTRL))
    meja.settle()
    assert screen(meja).daftar.host.is_open
    assert meja.window.header.primary.isHidden()
    meja.press(K.Key_Escape)
    assert not screen(meja).daftar.host.is_open
    assert is_focused(grid)
    assert len(stored(meja)) == 1
    assert not meja.window.header.primary.isHidden()


def test_one_column_is_pasted_straight_into_the_cells(meja: Meja) -> None:
    keys = [add(meja, uraian=f"Talud RT 0{n}", perkiraan_biaya=None) for n in (1, 2, 3)]
    choose(meja, keys[0], "perkiraan_biaya")
    copy([["85.000.000"], ["Rp 18.000.000,-"], ["64 juta"]])
    meja.press((K.Key_V, CTRL))
    assert [row.perkiraan_biaya for row in stored(meja)] == [85_000_000, 18_000_000, 64_000_000]
    meja.shortcut("sunting.urungkan")
    assert [row.perkiraan_biaya for row in stored(meja)] == [None, None, None]


def test_rows_pasted_into_a_group_belong_to_its_hamlet(meja: Meja) -> None:
    key = add(meja, dusun="Balang")
    choose(meja, key, "uraian")
    copy([["Jembatan", "RT 01", "12"], ["Gapura", "RT 02", "1"]])
    meja.press((K.Key_V, CTRL))
    meja.settle()
    meja.press((K.Key_Return, CTRL))
    fresh = stored(meja)[1:]
    assert [(row.uraian, row.lokasi, row.volume, row.dusun) for row in fresh] == [
        ("Jembatan", "RT 01", Decimal(12), "Balang"),
        ("Gapura", "RT 02", Decimal(1), "Balang"),
    ]


# ------------------------------------------------------------------ repairing


def test_an_unknown_hamlet_is_marked_and_put_right_with_one_button(meja: Meja) -> None:
    key = add(meja, dusun="Katutee")
    choose(meja, key, "uraian")
    assert [button.text() for button in screen(meja).daftar.advice.buttons] == ["Pakai dusun Katute"]
    marked = screen(meja).daftar.grid.model.problem_cells()
    assert marked
    assert marked[0][1] == 0
    screen(meja).daftar.advice.buttons[0].click()
    assert stored(meja)[0].dusun == "Katute"
    assert screen(meja).daftar.advice.isHidden()


def test_a_text_nobody_could_read_stays_in_sight_until_it_is_answered(meja: Meja) -> None:
    key = add(meja, teks_asli={"volume": "1378 jiwa"})
    choose(meja, key, "volume")
    note = meja.find(QLabel, "usulan.daftar.tabel.catatan.teks")
    assert '"1378 jiwa"' in note.text()
    assert screen(meja).daftar.advice.buttons[0].text() == "Pakai 1.378 jiwa"
    screen(meja).daftar.advice.buttons[0].click()
    row = stored(meja)[0]
    assert (row.volume, row.satuan, dict(row.teks_asli)) == (Decimal(1378), "jiwa", {})


def test_proposals_that_look_alike_are_told_and_shown_but_not_merged(meja: Meja) -> None:
    first = add(meja, uraian="Pembangunan talud RT 03")
    second = add(meja, uraian="Pemb. talud RT 3")
    choose(meja, second, "uraian")
    button = screen(meja).daftar.advice.buttons[0]
    assert button.text() == "Bandingkan dengan usulan 1"
    button.click()
    assert screen(meja).daftar.grid.current_id() == first
    assert len(stored(meja)) == 2


def test_a_row_that_is_put_right_does_not_run_away_from_the_cursor(meja: Meja) -> None:
    add(meja)
    key = add(meja, uraian="Jembatan", dusun="Balangg")
    screen(meja).daftar.filters.doubtful.click()
    meja.settle()
    assert texts(meja, "uraian") == ["Jembatan"]
    choose(meja, key, "lokasi")
    screen(meja).daftar.advice.buttons[0].click()
    meja.settle()
    assert stored(meja)[1].dusun == "Balang"
    assert texts(meja, "uraian") == ["Jembatan"]
    screen(meja).daftar.show_all()
    assert texts(meja, "uraian") == ["Talud RT 03", "Jembatan"]


def test_filters_show_one_hamlet_or_one_issue(meja: Meja) -> None:
    add(meja, tanda=("stunting",))
    add(meja, uraian="Jembatan", dusun="Balang", kelompok_rentan=("lansia",))
    filters = screen(meja).daftar.filters
    filters.dusun.setCurrentIndex(filters.dusun.findText("Balang"))
    assert texts(meja, "uraian") == ["Jembatan"]
    filters.dusun.setCurrentIndex(0)
    filters.tanda.setCurrentIndex(filters.tanda.findText("Stunting"))
    assert texts(meja, "uraian") == ["Talud RT 03"]
    filters.tanda.setCurrentIndex(filters.tanda.findText("Lansia"))
    assert texts(meja, "uraian") == ["Jembatan"]


def test_an_empty_search_result_says_so_and_offers_everything_again(meja: Meja) -> None:
    add(meja)
    assert screen(meja).focus_search()
    meja.press("pesawat")
    meja.qtbot.waitUntil(lambda: screen(meja).daftar._or_none.is_empty)
    meja.find(QPushButton, "usulan.tidak_cocok.tombol_1").click()
    assert texts(meja, "uraian") == ["Talud RT 03"]


# ------------------------------------------------------------------ deleting, undoing, others


def test_a_deleted_row_comes_back_with_urungkan_and_is_chosen_again(meja: Meja) -> None:
    add(meja)
    key = add(meja, uraian="Jembatan")
    choose(meja, key, "uraian")
    meja.press((K.Key_Delete, CTRL))
    assert [row.uraian for row in stored(meja)] == ["Talud RT 03"]
    notice = meja.window.notices.notice
    assert notice is not None
    assert notice.text == "Baris “Jembatan” dihapus."
    assert notice.seconds == 10
    assert notice.act is not None
    notice.act()
    assert [row.uraian for row in stored(meja)] == ["Talud RT 03", "Jembatan"]
    assert screen(meja).daftar.grid.current_id() == key


def test_the_list_follows_what_others_store(meja: Meja) -> None:
    assert screen(meja).daftar.or_empty.is_empty
    sentence = screen(meja).daftar.or_empty.empty.sentence
    assert sentence == "Belum ada usulan untuk 2027. Mulai dari satu dusun, atau tempel dari Excel."
    add(meja)
    assert not screen(meja).daftar.or_empty.is_empty
    assert texts(meja, "uraian") == ["Talud RT 03"]


# ------------------------------------------------------------------ detail


def test_every_field_can_be_filled_beside_the_list(meja: Meja) -> None:
    key = add(meja)
    choose(meja, key, "uraian")
    screen(meja).daftar.show_detail()
    form = screen(meja).daftar.detail.form
    assert is_focused(form.boxes["dusun"])
    form.go_to("masalah")
    meja.press("Jalan longsor", K.Key_Tab)
    form.go_to("kode_kegiatan")
    meja.press("02.03.11", K.Key_Return)
    row = stored(meja)[0]
    assert (row.masalah, row.kode_kegiatan, row.bidang) == ("Jalan longsor", "02.03.11", "02")
    form.go_to("pengusul")
    meja.press(K.Key_Escape)
    assert screen(meja).daftar.detail.isHidden()
    assert is_focused(screen(meja).daftar.grid)


def test_a_text_the_form_could_not_read_is_not_carried_into_the_next_row(meja: Meja) -> None:
    first, second = add(meja), add(meja, uraian="Jembatan", perkiraan_biaya=18_000_000)
    choose(meja, first, "uraian")
    screen(meja).daftar.show_detail()
    box = screen(meja).daftar.detail.form.boxes["perkiraan_biaya"]
    box.editor.setFocus()
    meja.press((K.Key_A, CTRL), "abc", K.Key_Tab)
    assert box.message
    choose(meja, second, "uraian")
    assert box.editor.raw() == "18.000.000"
    assert not box.message
    assert [row.perkiraan_biaya for row in stored(meja)] == [85_000_000, 18_000_000]


# ------------------------------------------------------------------ ranking and archive


def test_the_ranking_is_that_of_the_newest_meeting(meja: Meja) -> None:
    add(meja)
    best = add(meja, uraian="Jembatan")
    page = screen(meja).peringkat
    screen(meja).tabs.turn_to("peringkat")
    meja.settle()
    assert page.or_empty.is_empty
    database, aturan = meja.app.database, meja.app.aturan
    key = musyawarah.prepare(database, JenisMusyawarah.MUSRENBANGDES, 2027, by=OLEH, at=NOW)
    room = musyawarah.room(database, aturan, key, NOW.date())
    for one in room.musyawarah.bahasan:
        points = 5 if one.usulan_id == best else 2
        values = {"nilai": dict.fromkeys(aturan.bobot, points)}
        editing.change(database, Bahasan, one.id, values, by=OLEH, at=NOW)
    meja.settle()
    shown = [(row.peringkat, row.uraian, row.skor) for row in page.grid.model.rows]  # type: ignore[attr-defined]
    assert shown == [(1, "Jembatan", Decimal("100.0")), (2, "Talud RT 03", Decimal("40.0"))]


def test_ctrl_pgdown_leads_from_the_table_through_the_tabs_and_back(meja: Meja) -> None:
    choose(meja, add(meja), "uraian")
    seen = []
    for key in (K.Key_PageDown, K.Key_PageDown, K.Key_PageDown, K.Key_PageUp):
        meja.press((key, CTRL))
        meja.settle()
        seen.append(screen(meja).tabs.current)
        assert not is_focused(screen(meja).daftar.grid)
        screen(meja).tabs.bar.setFocus()
    assert seen == ["peringkat", "arsip", "arsip", "peringkat"]


def test_the_ranking_shows_the_values_of_the_criteria_the_meeting_used(meja: Meja) -> None:
    add(meja)
    database, aturan = meja.app.database, meja.app.aturan
    key = musyawarah.prepare(database, JenisMusyawarah.MUSRENBANGDES, 2027, by=OLEH, at=NOW)
    ruang.choose_way(database, key, aturan, skema="permendesa21", by=OLEH, at=NOW)
    room = musyawarah.room(database, aturan, key, NOW.date())
    values = {"nilai": {one.kunci: 70 + n for n, one in enumerate(room.skema.kriteria)}}
    editing.change(database, Bahasan, room.musyawarah.bahasan[0].id, values, by=OLEH, at=NOW)
    screen(meja).tabs.turn_to("peringkat")
    meja.settle()
    grid = screen(meja).peringkat.grid
    shown = {
        column.label: grid.model.cell_text(0, number)
        for number, column in enumerate(grid.model.columns)
        if column.name.startswith("nilai_") and not grid.view.isColumnHidden(number)
    }
    assert shown == {one.pendek: str(70 + n) for n, one in enumerate(room.skema.kriteria)}


def test_a_proposal_that_was_put_off_comes_back_with_one_key(meja: Meja) -> None:
    key = add(meja, uraian="Jembatan", status=StatusUsulan.DITUNDA, alasan="Menunggu dana")
    kantor.change_year(meja.app.database, 2028, meja.app.aturan, by=OLEH, at=NOW)
    page = UsulanScreen(meja.desk)
    page.close()
    meja.desk.app = meja.app.reread()
    meja.window.set_mode("desa", "Desa Desktop")
    meja.window.go("usulan")
    meja.settle()
    screen(meja).tabs.turn_to("arsip")
    meja.settle()
    assert not meja.window.header.primary.isEnabled()
    screen(meja).arsip.grid.select_row(key)
    assert meja.window.header.primary.text() == "Usulkan lagi"
    meja.window.press_primary()
    meja.settle()
    again = service.list_usulan(meja.app.database, 2028)
    assert [(row.uraian, row.status) for row in again] == [("Jembatan", StatusUsulan.DIUSULKAN)]
    old = service.list_usulan(meja.app.database, 2027)
    assert [row.status for row in old] == [StatusUsulan.DITUNDA]


# ------------------------------------------------------------------ look


@pytest.mark.parametrize("scale", [100, 150])
def test_nothing_is_cut_off_on_a_small_laptop(meja: Meja, qapp: Any, scale: int) -> None:
    key = add(meja, dusun="Katutee", teks_asli={"volume": "1378 jiwa"})
    apply(qapp, Theme.TERANG, scale)
    choose(meja, key, "volume")
    screen(meja).daftar.show_detail()
    meja.settle()
    assert meja.window.width() == 1366
    assert clipped_widgets(screen(meja)) == []
