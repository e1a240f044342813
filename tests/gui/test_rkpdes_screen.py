"""The plan on its screen: proposals become activities, money fills the gauges, Sahkan locks it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

import desa_hidup
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.domain.rkp import BarisDurkp, Kegiatan, Pagu, PolaPelaksanaan
from desa_desktop.domain.telaah import CatatanTelaah, Telaah
from desa_desktop.services import editing, kantor, musyawarah, rkp, rkp_susun
from desa_desktop.ui.kit.clipped import clipped_widgets
from desa_desktop.ui.print_screen import PrintScreen
from desa_desktop.ui.screens.rkpdes import RkpdesScreen
from desa_desktop.ui.style import SIZES, Theme, apply
from layar import NOW, Meja, answer_change, is_focused, open_village, open_window
from office import OLEH, TAHUN

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
STEP: dict[str, Any] = {"by": OLEH, "at": NOW}


@pytest.fixture
def meja(qtbot: QtBot, tmp_path: Path) -> Iterator[Meja]:
    """A village whose musrenbang has agreed on five proposals."""
    with open_village(tmp_path) as app:
        desa_hidup.people(app.database)
        desa_hidup.propose(app.database, 5)
        desa_hidup.agree(app.database, 5)
        with open_window(app, qtbot, "rkpdes") as opened:
            yield opened


def screen(meja: Meja) -> RkpdesScreen:
    shown = meja.window.shown
    assert isinstance(shown, RkpdesScreen)
    return shown


def plan_of(meja: Meja) -> rkp.RencanaTampil:
    meja.settle()
    return rkp.show_plan(meja.app.database, meja.app.aturan, TAHUN)


def taken(meja: Meja, **pagu: int) -> list[UUID]:
    """The agreed proposals as activities, with ceilings."""
    made, _passed = rkp.take_usulan(meja.app.database, meja.app.aturan, TAHUN, **STEP)
    if pagu:
        desa_hidup.give_pagu(meja.app.database, **pagu)
    meja.settle()
    return made


def choose(meja: Meja, key: UUID, column: str) -> None:
    grid = screen(meja).activities.grid
    grid.setFocus()
    assert grid.select_row(key, column)


def turn(meja: Meja, name: str) -> None:
    screen(meja).tabs.turn_to(name)
    screen(meja).page.arrive()
    meja.settle()


def answer(verb: str) -> None:
    """Press a button of the question that comes next."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(5, press)
            return
        button = box.findChild(QPushButton, verb)
        assert button is not None
        button.click()

    QTimer.singleShot(0, press)


def primary(meja: Meja) -> str:
    meja.settle()
    return meja.window.header.primary.text()


def fits(meja: Meja) -> bool:
    """Whether the screen asks for no more room than the smallest laptop has beside the frame."""
    window = meja.window
    frame = window.height() - window.body.height()
    wanted = screen(meja).minimumSizeHint()
    return wanted.width() <= 1366 - window.navigation.width() and wanted.height() <= 697 - frame


def test_an_empty_plan_offers_the_agreed_proposals_and_takes_those_that_are_ticked(meja: Meja) -> None:
    empty = screen(meja).activities.empty
    assert empty.sentence == (
        "RKPDes 2027 belum berisi kegiatan. Ambil dari 5 usulan yang disepakati, atau tambah sendiri."
    )
    assert primary(meja) == "Ambil dari usulan"
    meja.shortcut("alat.utama")
    assert is_focused(screen(meja).take.grid)
    meja.press(K.Key_Space)
    assert primary(meja) == "Ambil 4 usulan"
    meja.shortcut("alat.utama")
    names = [one.nama for one in plan_of(meja).rkp.kegiatan]
    assert names == [row[0] for row in desa_hidup.USULAN[1:5]]
    assert [one.nama for one in (row.kegiatan for row in screen(meja).activities.grid.model.rows)]  # type: ignore[attr-defined]
    meja.shortcut("sunting.urungkan")
    assert plan_of(meja).rkp.kegiatan == []


def test_an_empty_plan_offers_last_year_with_the_words_of_the_design(meja: Meja) -> None:
    database = meja.app.database
    desa_hidup.give_pagu(database, DDS=500_000_000)
    rkp.take_usulan(database, meja.app.aturan, TAHUN, **STEP)
    made = [one.id for one in plan_of(meja).rkp.kegiatan]
    desa_hidup.complete(database, made)
    kantor.change_year(database, TAHUN + 1, meja.app.aturan, **STEP)
    assert rkp_susun.last_year_count(database, TAHUN + 1) == 5
    copied = rkp_susun.copy_last_year(database, TAHUN + 1, **STEP)
    fresh = rkp.show_plan(database, meja.app.aturan, TAHUN + 1).rkp.kegiatan
    before = plan_of(meja).rkp.kegiatan
    assert len(copied) == 5
    assert sorted((one.nama, one.biaya) for one in fresh) == sorted((one.nama, one.biaya) for one in before)
    assert {one.usulan_id for one in fresh} == {None}
    assert {money.sumber for one in fresh for money in one.sumber_biaya} == {"DDS"}
    empty = screen(meja).activities.empty
    empty.show_for(2027, 14, has_last_year=True)
    assert empty.sentence == (
        "RKPDes 2027 belum berisi kegiatan. Ambil dari 14 usulan yang disepakati, atau salin dari tahun lalu."
    )


def test_a_new_activity_finds_its_group_by_its_code_and_takes_the_name_of_the_list(meja: Meja) -> None:
    taken(meja)
    screen(meja).activities.add()
    meja.settle()
    meja.press("2.3.11", K.Key_Tab)
    meja.settle()
    grid = screen(meja).activities.grid
    row = grid.current_row()
    assert row.kegiatan.kode == "02.03.11"
    known = meja.app.aturan.kegiatan("02.03.11")
    assert known is not None
    assert row.kegiatan.nama == known.nama_pendek
    assert row.sub.startswith("2.3 ")
    assert row.bidang == "2 Pelaksanaan Pembangunan Desa"


def test_cost_source_and_months_are_typed_in_the_table_and_the_gauge_follows(meja: Meja) -> None:
    made = taken(meja, DDS=100_000_000)
    assert screen(meja).activities.filtered.isHidden()
    choose(meja, made[0], "biaya")
    meja.press("90 jt", K.Key_Return)
    choose(meja, made[0], "sumber")
    meja.press("dana desa", K.Key_Return)
    choose(meja, made[0], "waktu")
    meja.press("mei - juli", K.Key_Return)
    choose(meja, made[0], "pola")
    meja.press("swa", K.Key_Return)
    activity = next(one for one in plan_of(meja).rkp.kegiatan if one.id == made[0])
    assert (activity.biaya, activity.bulan_mulai, activity.bulan_selesai) == (90_000_000, 5, 7)
    assert activity.pola is PolaPelaksanaan.SWAKELOLA
    assert [(one.sumber, one.jumlah) for one in activity.sumber_biaya] == [("DDS", 90_000_000)]
    assert screen(meja).activities.gauges.texts == [
        "DDS Rp90.000.000 dari Rp100.000.000 · sisa Rp10.000.000 (90,0%)"
    ]
    choose(meja, made[0], "biaya")
    meja.press("102500000", K.Key_Return)
    meja.settle()
    assert screen(meja).activities.gauges.texts == [
        "DDS Lebih Rp2.500.000 (Rp102.500.000 dari Rp100.000.000)"
    ]
    assert screen(meja).activities.state.text.startswith("Galat: Biaya DDS lebih Rp2.500.000 dari pagunya")
    meja.shortcut("sunting.urungkan")
    assert plan_of(meja).gauges[0].terpakai == 90_000_000


def test_a_month_that_is_not_clear_stays_in_its_cell_with_an_example(meja: Meja) -> None:
    made = taken(meja)
    choose(meja, made[0], "waktu")
    meja.press("nanti saja", K.Key_Return)
    meja.settle()
    grid = screen(meja).activities.grid
    problem = grid.model.problem_at(grid.model.line_of(made[0]), grid.model.number_of("waktu"))
    assert problem is not None
    assert problem[1] == "Waktu ini tidak jelas. Contoh: Mei – Jul, atau 12 bulan."
    assert plan_of(meja).rkp.kegiatan[0].bulan_mulai is None


def test_one_activity_is_paid_by_two_sources_and_its_cost_is_their_sum(meja: Meja) -> None:
    made = taken(meja, DDS=100_000_000, ADD=100_000_000)
    choose(meja, made[0], "biaya")
    screen(meja).activities.open_split()
    meja.settle()
    split = screen(meja).activities.split
    meja.press("DDS", K.Key_Tab, "50.000.000", K.Key_Tab, K.Key_Tab)
    meja.settle()
    meja.press("ADD", K.Key_Tab)
    meja.settle()
    split.store.setFocus()
    meja.press(K.Key_Space)
    activity = next(one for one in plan_of(meja).rkp.kegiatan if one.id == made[0])
    money = [(one.sumber, one.jumlah) for one in activity.sumber_biaya]
    assert money == [("DDS", 50_000_000), ("ADD", 35_000_000)]
    assert activity.biaya == 85_000_000
    assert not screen(meja).activities.side.isVisible()


def test_a_source_named_twice_is_refused_in_the_panel_and_nothing_changes(meja: Meja) -> None:
    made = taken(meja)
    choose(meja, made[0], "biaya")
    screen(meja).activities.open_split()
    meja.press("DDS", K.Key_Tab, "50.000.000", K.Key_Tab, K.Key_Tab)
    meja.settle()
    meja.press("DDS", K.Key_Tab)
    screen(meja).activities.split.finish()
    meja.settle()
    assert "Satu sumber dana cukup ditulis sekali." in screen(meja).activities.split.sum.text
    assert plan_of(meja).rkp.kegiatan[0].sumber_biaya == []


def test_a_click_on_a_gauge_shows_only_its_activities_and_says_so(meja: Meja) -> None:
    made = taken(meja, DDS=500_000_000, ADD=500_000_000)
    rkp.set_source(meja.app.database, made[:2], "DDS", **STEP)
    rkp.set_source(meja.app.database, made[2:], "ADD", **STEP)
    meja.settle()
    tab = screen(meja).activities
    tab.gauges.gauges["DDS"].setFocus()
    meja.press(K.Key_Return)
    assert {row.id for row in tab.grid.model.rows} == set(made[:2])  # type: ignore[attr-defined]
    assert tab.filtered.text() == "Hanya DDS · tampilkan semua"
    tab.filtered.click()
    assert len(tab.grid.model.rows) == 5


def test_the_rest_of_an_activity_is_typed_beside_the_table_and_stays_with_its_row(meja: Meja) -> None:
    made = taken(meja)
    choose(meja, made[0], "biaya")
    screen(meja).activities.toggle_detail()
    form = screen(meja).activities.detail.form
    form.go_to("pelaksana")
    meja.press("Kasi Kesejahteraan")
    choose(meja, made[1], "biaya")
    meja.settle()
    rows = {one.id: one for one in plan_of(meja).rkp.kegiatan}
    assert (rows[made[0]].pelaksana, rows[made[1]].pelaksana) == ("Kasi Kesejahteraan", "")
    assert form.boxes["pelaksana"].editor.raw() == ""
    form.go_to("sdgs")
    meja.press("1, 6", K.Key_Return)
    assert {one.id: one.sdgs for one in plan_of(meja).rkp.kegiatan}[made[1]] == (1, 6)


def test_an_unclear_text_in_the_panel_never_moves_to_another_activity(meja: Meja) -> None:
    made = taken(meja)
    choose(meja, made[0], "biaya")
    screen(meja).activities.toggle_detail()
    screen(meja).activities.detail.form.go_to("penerima_l")
    meja.press("dua puluhan", K.Key_Return)
    choose(meja, made[1], "biaya")
    meja.settle()
    shown = screen(meja).activities.detail.form.boxes["penerima_l"]
    assert shown.message == ""
    rows = {one.id: one for one in plan_of(meja).rkp.kegiatan}
    assert shown.value == rows[made[1]].penerima_l
    assert rows[made[0]].penerima_l == desa_hidup.USULAN[0][7]


def test_ceilings_are_typed_row_by_row_and_show_what_is_left(meja: Meja) -> None:
    made = taken(meja)
    rkp.set_source(meja.app.database, made[:1], "DDS", **STEP)
    turn(meja, "pagu")
    meja.shortcut("alat.utama")
    meja.press("DD", K.Key_Tab, "850 jt", K.Key_Tab, K.Key_Tab, K.Key_Space)
    meja.settle()
    (pagu,) = plan_of(meja).rkp.pagu
    assert (pagu.sumber, pagu.jumlah, pagu.is_definitif) == ("DDS", 850_000_000, True)
    (row,) = screen(meja).ceilings.grid.model.rows
    assert (row.terpakai, row.sisa) == (85_000_000, 765_000_000)  # type: ignore[attr-defined]


def test_f8_leads_to_the_next_cell_that_needs_attention(meja: Meja) -> None:
    taken(meja)
    grid = screen(meja).activities.grid
    grid.setFocus()
    meja.shortcut("sunting.perlu_berikut")
    index = grid.view.currentIndex()
    assert grid.model.problem_at(index.row(), index.column()) is not None


def ready(meja: Meja) -> list[UUID]:
    """A plan of which only number and date are missing."""
    made = taken(meja, DDS=500_000_000)
    desa_hidup.complete(meja.app.database, made)
    desa_hidup.done_on_paper(meja.app.database, made)
    meja.settle()
    return made


def test_sahkan_is_offered_only_when_no_galat_stands_in_the_way(meja: Meja) -> None:
    made = taken(meja, DDS=500_000_000)
    assert primary(meja) == "Tambah kegiatan"
    desa_hidup.complete(meja.app.database, made)
    assert primary(meja) == "Sahkan RKPDes"
    rkp.set_cost(meja.app.database, made[0], 900_000_000, **STEP)
    assert primary(meja) == "Tambah kegiatan"


def test_sahkan_is_refused_with_every_galat_named_and_each_leads_to_its_cell(meja: Meja) -> None:
    made = ready(meja)
    editing.change(meja.app.database, Kegiatan, made[1], {"bulan_mulai": None}, **STEP)
    meja.settle()
    page = screen(meja).ratifying
    screen(meja).open_ratify(page)
    meja.settle()
    assert not meja.window.header.primary.isEnabled()
    assert page.checks.texts[1:3] == [
        "Nomor Perdes RKPDes belum diisi.",
        "Tanggal Perdes RKPDes belum diisi.",
    ]
    finding = next(one for one in screen(meja).plan.read.rencana_akhir if one.record == made[1])  # type: ignore[union-attr]
    screen(meja).jump(finding)
    grid = screen(meja).activities.grid
    assert grid.current_id() == made[1]
    assert grid.model.columns[grid.view.currentIndex().column()].name == "waktu"
    assert is_focused(grid)


def test_number_and_date_are_asked_and_sahkan_locks_the_plan_as_r01(meja: Meja) -> None:
    ready(meja)
    meja.shortcut("alat.utama")
    assert is_focused(screen(meja).ratifying.form.boxes["nomor_perdes"])
    meja.press("4 Tahun 2026", K.Key_Return, "20/9/2026", K.Key_Return)
    meja.settle()
    answer("tanya.lanjut")
    meja.shortcut("alat.utama")
    shown = plan_of(meja).rkp
    assert (shown.status, shown.revisi, shown.nomor_perdes) == (StatusDokumen.DISAHKAN, 1, "4 Tahun 2026")
    tab = screen(meja).activities
    assert tab.lock.text == "Disahkan (r01). Isinya terkunci dan hanya dapat dibaca."
    assert not tab.grid.editable
    assert not screen(meja).ceilings.grid.editable
    assert not tab.take.isEnabled()
    choose(meja, shown.kegiatan[0].id, "biaya")
    meja.press("1", K.Key_Return)
    assert plan_of(meja).rkp.kegiatan[0].biaya == shown.kegiatan[0].biaya
    (revision,) = screen(meja).papers.grid.model.rows
    assert (revision.jenis, revision.revisi) == ("rkp-desa", 1)  # type: ignore[attr-defined]
    answer_change("Banjir 3 Maret 2027")
    tab.lock.revise.click()
    assert plan_of(meja).rkp.status is StatusDokumen.KONSEP
    assert tab.grid.editable


def test_a_question_answered_with_batal_ratifies_nothing(meja: Meja) -> None:
    ready(meja)
    meja.shortcut("alat.utama")
    meja.press("4 Tahun 2026", K.Key_Return, "20/9/2026", K.Key_Return)
    meja.settle()
    answer("tanya.batal")
    meja.shortcut("alat.utama")
    assert plan_of(meja).rkp.status is StatusDokumen.KONSEP


def test_a_warning_waits_for_its_reason(meja: Meja) -> None:
    made = ready(meja)
    rkp.set_cost(meja.app.database, made[0], 0, **STEP)
    values = {"nomor_perdes": "4 Tahun 2026", "tanggal_perdes": desa_hidup.PERDES["tanggal"]}
    plan = plan_of(meja).rkp
    editing.change(meja.app.database, type(plan), plan.id, values, **STEP)
    screen(meja).open_ratify(screen(meja).ratifying)
    meja.settle()
    assert meja.window.header.primary.toolTip() == "Masih ada 1 peringatan. Tulis alasannya dulu."
    screen(meja).ratifying.form.go_to("alasan")
    meja.press("Dikerjakan gotong royong")
    screen(meja).commit()
    meja.settle()
    assert meja.window.header.primary.isEnabled()


def test_wishes_beyond_the_village_are_numbered_paid_and_ratified(meja: Meja) -> None:
    turn(meja, "durkp")
    screen(meja).upwards.add()
    meja.settle()
    meja.press(K.Key_Tab, "Jembatan Kali Jali", K.Key_Return)
    meja.settle()
    meja.press(K.Key_Tab, "Aspal jalan kabupaten", K.Key_Tab)
    meja.settle()
    rows = rkp.show_durkp(meja.app.database, meja.app.aturan, TAHUN).durkp.baris
    assert sorted((one.prioritas, one.nama) for one in rows) == [
        (1, "Jembatan Kali Jali"),
        (2, "Aspal jalan kabupaten"),
    ]
    grid = screen(meja).upwards.grid
    for row_id in [row.id for row in grid.model.rows]:  # type: ignore[attr-defined]
        grid.setFocus()
        grid.select_row(row_id, "sumber")
        meja.press("kabupaten", K.Key_Tab)
        meja.settle()
    grid.select_row(grid.model.id_at(1), "nama")
    meja.press((K.Key_Up, Qt.KeyboardModifier.AltModifier))
    meja.settle()
    screen(meja).upwards.number.click()
    meja.settle()
    again = rkp.show_durkp(meja.app.database, meja.app.aturan, TAHUN).durkp.baris
    assert {one.sumber for one in again} == {"U1"}
    assert sorted((one.prioritas, one.nama) for one in again) == [
        (1, "Aspal jalan kabupaten"),
        (2, "Jembatan Kali Jali"),
    ]
    assert primary(meja) == "Sahkan DURKP"
    meja.shortcut("alat.utama")
    screen(meja).ratifying_durkp.form.go_to("alasan")
    meja.press("Perkiraan biaya menyusul")
    answer("tanya.lanjut")
    meja.shortcut("alat.utama")
    done = rkp.show_durkp(meja.app.database, meja.app.aturan, TAHUN).durkp
    assert (done.status, done.revisi) == (StatusDokumen.DISAHKAN, 1)
    assert not grid.editable


def test_rows_from_excel_go_through_the_preview_into_the_plan(meja: Meja) -> None:
    taken(meja)
    QGuiApplication.clipboard().setText(
        "Kode\tJenis kegiatan\tLokasi\tVolume\tSatuan\tBiaya\tSumber dana\n"
        "02.03.11\tRabat jalan RT 05\tRT 05\t180\tm\t37.500.000\tDDS\n"
        "04.02.01\tBibit padi\tSawah Lor\t500\tkg\t15.000.000\tADD"
    )
    screen(meja).activities.grid.setFocus()
    screen(meja).activities.grid.go_first()
    meja.press((K.Key_V, CTRL))
    meja.settle()
    host = screen(meja).host
    assert host.is_open
    host.accept()
    rows = {one.nama: one for one in plan_of(meja).rkp.kegiatan}
    assert rows["Rabat jalan RT 05"].biaya == 37_500_000
    assert [one.sumber for one in rows["Bibit padi"].sumber_biaya] == ["ADD"]
    meja.shortcut("sunting.urungkan")
    assert len(plan_of(meja).rkp.kegiatan) == 5


def test_the_matrix_opens_in_the_print_preview_and_the_durkp_on_its_tab(meja: Meja) -> None:
    ready(meja)
    meja.shortcut("berkas.cetak")
    preview = meja.window.shown
    assert isinstance(preview, PrintScreen)
    assert (preview.title, preview.page_count >= 1) == ("Matriks RKP Desa", True)
    meja.shortcut("lihat.kembali")
    turn(meja, "durkp")
    meja.shortcut("berkas.cetak")
    again = meja.window.shown
    assert isinstance(again, PrintScreen)
    assert again.title == "Daftar Usulan RKP Desa (DU-RKP)"


def test_a_definitive_ceiling_that_is_passed_is_marked_where_it_stands(meja: Meja) -> None:
    made = taken(meja, PBH=35_000_000)
    rkp.set_source(meja.app.database, made[:1], "PBH", **STEP)
    turn(meja, "pagu")
    grid = screen(meja).ceilings.grid
    problem = grid.model.problem_at(0, grid.model.number_of("sisa"))
    assert problem is not None
    assert "lebih Rp50.000.000 dari pagunya, Rp35.000.000" in problem[1]
    (pagu,) = plan_of(meja).rkp.pagu
    editing.change(meja.app.database, Pagu, pagu.id, {"jumlah": 90_000_000}, **STEP)
    meja.settle()
    assert grid.model.problem_at(0, grid.model.number_of("sisa")) is None


@pytest.mark.parametrize("scale", SIZES)
def test_nothing_is_cut_on_any_page_at_any_size_of_letters(
    meja: Meja, scale: int, qapp: QApplication
) -> None:
    apply(qapp, Theme.TERANG, scale)
    meja.settle()
    assert clipped_widgets(screen(meja)) == []
    assert fits(meja)
    made = ready(meja)
    rkp.set_source(meja.app.database, made[:1], "PBH", **STEP)
    choose(meja, made[0], "biaya")
    tab = screen(meja).activities
    for act in (tab.toggle_detail, tab.open_split, tab.toggle_checks, tab.toggle_checks):
        act()
        meja.settle()
        assert clipped_widgets(screen(meja)) == [], act.__name__
        assert fits(meja), act.__name__
    for name in screen(meja).tabs.names:
        turn(meja, name)
        assert clipped_widgets(screen(meja)) == [], name
        assert fits(meja), name
    for page in (screen(meja).ratifying, screen(meja).ratifying_durkp):
        screen(meja).open_ratify(page)
        meja.settle()
        assert clipped_widgets(screen(meja)) == []
        assert fits(meja)


def test_an_empty_durkp_row_too_many_does_not_hide_sahkan(meja: Meja) -> None:
    """A row made by Tab after the last cell is gone as soon as the person goes on to the buttons."""
    plan = rkp.durkp_key(meja.app.database, TAHUN)
    values = {"prioritas": 1, "nama": "Jembatan Kali Jali", "sumber": "U1", "lokasi": "Kali Jali"}
    (first,) = editing.add_rows(
        meja.app.database,
        BarisDurkp,
        plan,
        [{**values, "volume": Decimal(1), "perkiraan_biaya": 900_000_000}],
        **STEP,
    )
    meja.settle()
    turn(meja, "durkp")
    assert primary(meja) == "Sahkan DURKP"
    shown = screen(meja).upwards.grid.model
    assert shown.cell_text(0, shown.number_of("sumber")) == "APBD KAB"
    grid = screen(meja).upwards.grid
    assert grid.select_row(first, "opd_tujuan")
    meja.press(K.Key_Tab)
    meja.settle()
    assert primary(meja) == "Tambah usulan DURKP"
    assert grid.current_id() != first
    meja.press(K.Key_Tab)  # over the priority, which is filled in
    assert grid.view.currentIndex().column() == grid.model.number_of("nama")
    meja.press(K.Key_Tab)
    meja.settle()
    assert not is_focused(grid)
    assert primary(meja) == "Sahkan DURKP"
    rows = rkp.show_durkp(meja.app.database, meja.app.aturan, TAHUN).durkp.baris
    assert [one.id for one in rows] == [first]
    assert "usulan" not in editing.undoable(meja.app.database, frozenset({"baris_durkp"})).ulangi


def test_the_details_of_a_new_activity_can_be_filled_before_its_row(meja: Meja) -> None:
    tab = screen(meja).activities
    tab.add()
    meja.settle()
    new = tab.grid.current_id()
    tab.toggle_detail()
    meja.settle()
    meja.press("Warga RT 03")
    tab.detail.form.commit()
    meja.settle()
    assert is_focused(tab.detail)
    meja.window.go("beranda")
    meja.settle()
    assert [(one.id, one.sasaran) for one in plan_of(meja).rkp.kegiatan] == [(new, "Warga RT 03")]


def test_leaving_the_screen_takes_an_empty_new_row_along(meja: Meja) -> None:
    tab = screen(meja).activities
    tab.add()
    meja.settle()
    assert len(plan_of(meja).rkp.kegiatan) == 1
    meja.window.go("beranda")
    assert plan_of(meja).rkp.kegiatan == []


def test_last_years_activities_can_be_copied_beside_those_that_are_there(meja: Meja) -> None:
    database, rules = meja.app.database, meja.app.aturan
    kantor.change_year(database, TAHUN - 1, rules, **STEP)
    old = {"kode": "02.03.10", "nama": "Talud lama", "lokasi": "RT 01"}
    editing.add_row(database, Kegiatan, rkp.rkp_key(database, TAHUN - 1), old, **STEP)
    kantor.change_year(database, TAHUN, rules, **STEP)
    taken(meja)
    copy = next(one for one in screen(meja).commands if one.text == "Salin dari RKPDes 2026…")
    assert copy.enabled
    copy.act()
    assert "Talud lama" in [one.nama for one in plan_of(meja).rkp.kegiatan]
    copy.act()
    assert [one.nama for one in plan_of(meja).rkp.kegiatan].count("Talud lama") == 1
    said = meja.window.notices.notice
    assert said is not None
    assert said.text == "Semua kegiatan RKPDes 2026 sudah ada di sini. Tidak ada yang disalin."


def test_a_suggestion_of_the_kecamatan_is_taken_over_with_one_button(meja: Meja) -> None:
    made = taken(meja, DDS=400_000_000)
    rkp.set_source(meja.app.database, made, "DDS", **STEP)
    key = made[0]
    with meja.app.database.unit() as unit:
        office = meja.app.kantor
        assert office is not None
        plan = rkp.rkp_key(meja.app.database, TAHUN)
        notes = [
            CatatanTelaah(urut=1, record=str(key), kolom="biaya", teks="Terlalu tinggi.", saran="70 juta"),
            CatatanTelaah(urut=2, record=str(key), kolom="lokasi", teks="RT berapa?"),
        ]
        status = StatusDokumen.DISAHKAN
        unit.add(
            Telaah(desa=office.id, dokumen=plan, jenis="rkp-desa", status=status, revisi=1, catatan=notes)
        )
        unit.commit("telaah", OLEH, NOW)
    turn(meja, "telaah")
    tab = screen(meja).review
    rows = {row.kolom: row.id for row in tab.grid.model.rows}  # type: ignore[attr-defined]
    tab.grid.select_row(rows["lokasi"])
    assert not tab.take.isEnabled()
    assert tab.open_row.isEnabled()
    tab.grid.select_row(rows["biaya"])
    assert tab.take.isEnabled()
    tab.take.click()
    activity = next(one for one in plan_of(meja).rkp.kegiatan if one.id == key)
    assert (activity.biaya, activity.jumlah_sumber) == (70_000_000, 70_000_000)
    said = meja.window.notices.notice
    assert said is not None
    assert said.text == f"Biaya {activity.nama} diisi dengan saran kecamatan: 70 juta."
    assert clipped_widgets(screen(meja)) == []
    tab.open_row.click()
    meja.settle()
    assert screen(meja).activities.grid.current_id() == key


def test_a_finding_about_a_meeting_leads_to_that_meeting(meja: Meja) -> None:
    (held,) = musyawarah.list_musyawarah(meja.app.database)
    found = Pemeriksaan(Level.PERINGATAN, "", "V-30", held.id, "tanggal", "musyawarah")
    screen(meja).jump(found)
    meja.settle()
    assert meja.window.shown is not None
    assert meja.window.shown.objectName() == "musyawarah"


def test_a_pagu_that_is_late_is_said_and_leads_to_its_tab(meja: Meja) -> None:
    meja.settle()
    read = screen(meja).plan.read
    assert read is not None
    late = [one for one in read.rencana.pemeriksaan if one.aturan == "V-30" and one.field == "pagu"]
    assert [one.teks for one in late] == ["Pagu indikatif 2027 belum dicatat, padahal batasnya 31 Juli 2026."]
    screen(meja).jump(late[0])
    assert screen(meja).tabs.current == "pagu"
