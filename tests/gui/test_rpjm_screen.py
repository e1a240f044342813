"""The RPJM Desa on its screen: begun, filled with keys, spread over the years, ratified, extended."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QDialog, QListWidget, QMessageBox, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

import desa_hidup
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.rkp import PolaPelaksanaan
from desa_desktop.domain.rpjm import KalenderMusim, KegiatanRpjm, Masalah, RpjmDesa
from desa_desktop.domain.telaah import CatatanTelaah, Telaah
from desa_desktop.services import editing, musyawarah, rpjm, sketsa_rpjm
from desa_desktop.ui.kit.clipped import clipped_widgets
from desa_desktop.ui.print_screen import PrintScreen
from desa_desktop.ui.screens.rpjm import RpjmScreen
from desa_desktop.ui.style import SIZES, Theme, apply
from layar import NOW, Meja, is_focused, open_village, open_window
from office import OLEH, TAHUN

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
STEP: dict[str, Any] = {"by": OLEH, "at": NOW}
JALAN = {
    "kode": "02.03.10",
    "nama": "Rabat beton",
    "lokasi": "Krajan",
    "volume": Decimal(400),
    "satuan": "m",
    "sumber": ("DDS",),
    "pola": PolaPelaksanaan.SWAKELOLA,
    "tahun": (2027, 2028, 2030),
    "biaya_tahun": {"2027": 60_000_000},
}


@pytest.fixture
def meja(qtbot: QtBot, tmp_path: Path) -> Iterator[Meja]:
    """A village with five proposals and no RPJM Desa yet."""
    with open_village(tmp_path) as app:
        desa_hidup.people(app.database)
        desa_hidup.propose(app.database, 5)
        with open_window(app, qtbot, "rpjm") as opened:
            yield opened


def screen(meja: Meja) -> RpjmScreen:
    shown = meja.window.shown
    assert isinstance(shown, RpjmScreen)
    return shown


def plan_of(meja: Meja) -> rpjm.RpjmTampil:
    meja.settle()
    return rpjm.show_plan(meja.app.database, meja.app.aturan, TAHUN)


def begun(meja: Meja, *rows: dict[str, Any], years: int = 8) -> list[UUID]:
    """A plan with these activities, shown."""
    key = rpjm.create(meja.app.database, TAHUN, TAHUN + years - 1, **STEP)
    made = editing.add_rows(meja.app.database, KegiatanRpjm, key, rows, **STEP) if rows else []
    meja.settle()
    return made


def one(meja: Meja, key: UUID) -> KegiatanRpjm:
    return next(row for row in plan_of(meja).rpjm.kegiatan if row.id == key)


def choose(meja: Meja, key: UUID, column: str) -> None:
    grid = screen(meja).activities.grid
    grid.setFocus()
    assert grid.select_row(key, column)


def turn(meja: Meja, name: str) -> None:
    screen(meja).tabs.turn_to(name)
    screen(meja).page.arrive()
    meja.settle()


def primary(meja: Meja) -> str:
    meja.settle()
    return meja.window.header.primary.text()


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


def reply(kind: type[Any], act: Any) -> None:
    """Work on the dialog that comes next and accept it."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QDialog) or isinstance(box, QMessageBox):
            QTimer.singleShot(5, press)
            return
        act(box.findChild(kind))
        box.accept()

    QTimer.singleShot(0, press)


# ------------------------------------------------------------------ begin and gagasan


def test_a_village_without_a_plan_is_asked_for_its_years_and_begins_with_keys(meja: Meja) -> None:
    page = screen(meja).begin
    assert primary(meja) == "Siapkan RPJM Desa"
    assert page.form.values()["tahun_akhir"] == 2034
    assert is_focused(page.form.boxes["tahun"].editor)
    page.form.go_to("tanggal_pelantikan")
    meja.press("14/12/2026", K.Key_Return)
    meja.shortcut("alat.utama")
    meja.settle()
    plan = plan_of(meja).rpjm
    assert (plan.tahun, plan.tahun_akhir, str(plan.tanggal_pelantikan)) == (2027, 2034, "2026-12-14")
    assert meja.window.header.title == "RPJM Desa 2027–2034"
    assert screen(meja).activities.empty.sentence == (
        "RPJM Desa 2027–2034 belum berisi kegiatan. "
        "Ambil dari 5 gagasan yang sudah tercatat, atau tambah sendiri."
    )
    assert primary(meja) == "Ambil dari gagasan"


def test_another_first_year_moves_the_last_and_impossible_years_are_said_at_the_field(meja: Meja) -> None:
    page = screen(meja).begin
    page.form.go_to("tahun")
    meja.press((K.Key_A, CTRL), "2026", K.Key_Return)
    meja.settle()
    assert page.form.values()["tahun_akhir"] == 2033
    page.form.go_to("tahun_akhir")
    meja.press((K.Key_A, CTRL), "2050", K.Key_Return)
    meja.shortcut("alat.utama")
    meja.settle()
    assert rpjm.key_for(meja.app.database, TAHUN) is None
    assert "Tahun akhir 2050 tidak cocok" in page.form.boxes["tahun_akhir"].message


def test_gagasan_become_activities_and_two_of_them_one(meja: Meja) -> None:
    begun(meja)
    meja.shortcut("alat.utama")
    meja.settle()
    take = screen(meja).take
    assert is_focused(take.grid)
    assert primary(meja) == "Ambil 5 gagasan"
    meja.press(K.Key_Space, K.Key_Down, "0", K.Key_Down, "0")
    assert primary(meja) == "Ambil 2 gagasan"
    take.join.click()
    meja.settle()
    [made] = plan_of(meja).rpjm.kegiatan
    assert made.nama == desa_hidup.USULAN[3][0]
    assert len(made.gabungan_dari) == 1
    assert screen(meja).layers.currentWidget() is screen(meja).tabs
    meja.press((K.Key_U, CTRL))
    meja.settle()
    meja.shortcut("alat.utama")
    meja.settle()
    assert len(plan_of(meja).rpjm.kegiatan) == 4
    assert plan_of(meja).rpjm.kegiatan[1].tahun == (TAHUN,)


# ------------------------------------------------------------------ years and money


def test_space_and_one_tick_a_year_and_zero_clears_it_with_its_amount(meja: Meja) -> None:
    [jalan] = begun(meja, JALAN)
    choose(meja, jalan, "tahun_2029")
    meja.press(K.Key_Space)
    choose(meja, jalan, "tahun_2031")
    meja.press("1")
    assert one(meja, jalan).tahun == (2027, 2028, 2029, 2030, 2031)
    choose(meja, jalan, "tahun_2027")
    meja.press("0")
    assert (one(meja, jalan).tahun[0], one(meja, jalan).biaya) == (2028, 0)
    meja.shortcut("sunting.urungkan")
    assert one(meja, jalan).biaya == 60_000_000


def test_amounts_take_the_place_of_ticks_and_are_summed_by_year(meja: Meja) -> None:
    [jalan] = begun(meja, JALAN)
    activities = screen(meja).activities
    choose(meja, jalan, "nama")
    meja.press((K.Key_J, CTRL))
    assert activities.grid.view.isColumnHidden(activities.grid.model.number_of("tahun_2027"))
    choose(meja, jalan, "biaya_2028")
    meja.press("65 jt", K.Key_Return)
    assert one(meja, jalan).biaya_tahun["2028"] == 65_000_000
    assert activities.grid.model.totals()["biaya_2028"] == 65_000_000
    activities.toggle_totals()
    meja.settle()
    assert activities.totals.text_of("2028") == "65.000.000"
    assert activities.totals.text_of("DDS") == "125.000.000"
    meja.press((K.Key_J, CTRL))
    assert not activities.grid.view.isColumnHidden(activities.grid.model.number_of("tahun_2027"))


def test_an_amount_is_copied_to_the_later_ticked_years_by_a_question(meja: Meja) -> None:
    [jalan] = begun(meja, JALAN)
    choose(meja, jalan, "tahun_2027")
    reply(QListWidget, lambda listed: listed.setCurrentRow(2))
    meja.press((K.Key_R, CTRL))
    assert dict(one(meja, jalan).biaya_tahun) == {
        "2027": 60_000_000,
        "2028": 63_000_000,
        "2030": 69_458_000,
    }


def test_amount_and_target_of_a_year_are_typed_in_the_panel_beside_the_table(meja: Meja) -> None:
    [jalan] = begun(meja, JALAN)
    misi = rpjm.add_arah(meja.app.database, TAHUN, "Prasarana", **STEP)
    meja.settle()
    choose(meja, jalan, "nama")
    meja.press((K.Key_I, CTRL))
    meja.settle()
    form = screen(meja).activities.detail.form
    form.go_to("biaya_2031")
    meja.press("70 jt", K.Key_Return, "500 m", K.Key_Return)
    meja.settle()
    form.go_to("arah_id")
    meja.press("1 Pras", K.Key_Return)
    made = one(meja, jalan)
    assert made.biaya_tahun["2031"] == 70_000_000
    assert made.target["2031"] == "500 m"
    assert 2031 in made.tahun
    assert made.arah_id == misi


def test_sources_are_understood_by_any_of_their_names_and_an_unknown_one_stays_with_its_question(
    meja: Meja,
) -> None:
    [jalan] = begun(meja, JALAN)
    choose(meja, jalan, "sumber")
    meja.press("dana desa, add", K.Key_Return)
    assert one(meja, jalan).sumber == ("DDS", "ADD")
    choose(meja, jalan, "sumber")
    meja.press("xyz", K.Key_Return)
    meja.settle()
    assert one(meja, jalan).sumber == ("DDS", "ADD")
    grid = screen(meja).activities.grid
    line = grid.model.line_of(jalan)
    problem = grid.model.problem_at(line, grid.model.number_of("sumber"))
    assert problem is not None
    assert "tidak dikenal" in problem[1]


def test_a_new_activity_finds_its_group_by_its_code(meja: Meja) -> None:
    begun(meja, JALAN)
    screen(meja).activities.add()
    meja.settle()
    meja.press("2.2.2", K.Key_Tab)
    meja.settle()
    row = screen(meja).activities.grid.current_row()
    assert row.kegiatan.kode == "02.02.02"
    assert row.bidang == "2 Pelaksanaan Pembangunan Desa"
    known = meja.app.aturan.kegiatan("02.02.02")
    assert known is not None
    assert row.kegiatan.nama == known.nama_pendek


# ------------------------------------------------------------------ visi, misi, tujuan, sasaran


def test_the_vision_and_the_outline_are_written_with_keys_alone(meja: Meja) -> None:
    begun(meja)
    turn(meja, "arah")
    page = screen(meja).arah
    assert is_focused(page.form.boxes["visi"].editor)
    meja.press("Rukun dan sejahtera", K.Key_Tab)
    meja.settle()
    assert plan_of(meja).rpjm.visi == "Rukun dan sejahtera"
    meja.shortcut("alat.utama")
    meja.settle()
    meja.press("Prasarana", K.Key_Return)
    meja.settle()
    page.grid.setFocus()
    meja.press((K.Key_N, CTRL))
    meja.settle()
    page.grid.select_row(page.grid.current_id(), "uraian")  # type: ignore[arg-type]
    meja.press("Jalan mantap", K.Key_Up)
    meja.settle()
    page.grid.select_row(plan_of(meja).arah[1].arah.id, "uraian")
    page.grid.setFocus()
    meja.press((K.Key_BracketRight, CTRL))
    meja.settle()
    assert [(line.nomor, line.arah.uraian) for line in plan_of(meja).arah] == [
        ("1", "Prasarana"),
        ("1.1", "Jalan mantap"),
    ]
    page.grid.select_row(plan_of(meja).arah[1].arah.id, "uraian")
    page.below.click()
    meja.settle()
    meja.press("Semua dusun", K.Key_Up)
    meja.settle()
    assert plan_of(meja).arah[2].nomor == "1.1.1"
    page.grid.select_row(plan_of(meja).arah[1].arah.id, "uraian")
    page.grid.setFocus()
    meja.press((K.Key_BracketLeft, CTRL))
    meja.settle()
    assert [line.nomor for line in plan_of(meja).arah] == ["1", "2", "2.1"]


def test_below_a_sasaran_nothing_is_added_and_a_removed_misi_comes_back(meja: Meja) -> None:
    begun(meja)
    misi = rpjm.add_arah(meja.app.database, TAHUN, "Prasarana", **STEP)
    tujuan = rpjm.add_arah(meja.app.database, TAHUN, "Jalan", di_bawah=misi, **STEP)
    sasaran = rpjm.add_arah(meja.app.database, TAHUN, "Dusun", di_bawah=tujuan, **STEP)
    meja.settle()
    turn(meja, "arah")
    page = screen(meja).arah
    page.grid.select_row(sasaran, "uraian")
    page.add_below()
    meja.settle()
    assert len(plan_of(meja).arah) == 3
    page.grid.select_row(misi, "uraian")
    page.grid.setFocus()
    meja.press((K.Key_Delete, CTRL))
    meja.settle()
    assert plan_of(meja).arah == ()
    meja.shortcut("sunting.urungkan")
    assert len(plan_of(meja).arah) == 3


# ------------------------------------------------------------------ pengkajian and tim


def test_months_and_values_are_ticked_and_typed_and_the_rank_follows(meja: Meja) -> None:
    begun(meja)
    key = plan_of(meja).rpjm.id
    kering = editing.add_row(meja.app.database, KalenderMusim, key, {"uraian": "Kekeringan"}, **STEP)
    air, jalan = editing.add_rows(
        meja.app.database, Masalah, key, [{"uraian": "Air"}, {"uraian": "Jalan"}], **STEP
    )
    meja.settle()
    turn(meja, "pengkajian")
    kajian = screen(meja).kajian
    kajian.musim.grid.select_row(kering, "bulan_7")
    kajian.musim.grid.setFocus()
    meja.press(K.Key_Space, K.Key_Right, "1")
    assert plan_of(meja).rpjm.musim[0].bulan == (7, 8)
    kajian.tabs.turn_to("masalah")
    grid = kajian.masalah.grid
    for row, points in ((air, "4"), (jalan, "5")):
        for name in ("dirasakan", "parah", "pendapatan", "berulang", "potensi"):
            grid.select_row(row, f"nilai_{name}")
            grid.setFocus()
            meja.press(points, K.Key_Tab)
            meja.settle()
    grid.select_row(air, "potensi")
    meja.press("sumber di hutan", K.Key_Return)
    meja.settle()
    assert [one.masalah.potensi for one in plan_of(meja).peringkat] == ["", "sumber di hutan"]
    ranked = [(one.masalah.uraian, one.peringkat) for one in plan_of(meja).peringkat]
    assert ranked == [("Jalan", 1), ("Air", 2)]
    assert primary(meja) == "Tambah masalah"


def test_a_value_beyond_five_is_refused_at_its_cell(meja: Meja) -> None:
    begun(meja)
    key = plan_of(meja).rpjm.id
    air = editing.add_row(meja.app.database, Masalah, key, {"uraian": "Air"}, **STEP)
    meja.settle()
    turn(meja, "pengkajian")
    kajian = screen(meja).kajian
    kajian.tabs.turn_to("masalah")
    grid = kajian.masalah.grid
    grid.select_row(air, "nilai_parah")
    grid.setFocus()
    meja.press("9", K.Key_Return)
    meja.settle()
    assert dict(plan_of(meja).rpjm.masalah[0].nilai) == {}
    problem = grid.model.problem_at(grid.model.line_of(air), grid.model.number_of("nilai_parah"))
    assert problem is not None
    assert "Isi 1 sampai 5" in problem[1]


def test_every_part_begins_with_a_sentence_and_a_button(meja: Meja) -> None:
    begun(meja)
    turn(meja, "pengkajian")
    kajian = screen(meja).kajian
    for name, words in (
        ("musim", "Tambah musim"),
        ("lembaga", "Tambah lembaga"),
        ("masalah", "Tambah masalah"),
        ("program", "Tambah program"),
    ):
        kajian.tabs.turn_to(name)
        assert primary(meja) == words
        assert kajian.parts[name].list.is_empty  # type: ignore[union-attr]
        meja.shortcut("alat.utama")
        meja.settle()
        assert not kajian.parts[name].list.is_empty  # type: ignore[union-attr]
        screen(meja).leave()
        meja.settle()
    kajian.tabs.turn_to("sketsa")
    assert primary(meja) == "Pilih gambar"


def test_a_sketch_is_chosen_pasted_and_taken_off(meja: Meja, tmp_path: Path) -> None:
    begun(meja)
    turn(meja, "pengkajian")
    kajian = screen(meja).kajian
    kajian.tabs.turn_to("sketsa")
    image = QImage(320, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.green)
    path = tmp_path / "sketsa.png"
    assert image.save(str(path))
    page = kajian.sketsa
    page.ask_file = lambda: path
    page.setFocus()
    meja.press(K.Key_Space)
    meja.settle()
    assert page.has_picture
    assert sketsa_rpjm.get_sketsa(meja.app.database, TAHUN) is not None
    page.remove_button.click()
    meja.settle()
    assert not page.has_picture
    QGuiApplication.clipboard().setImage(image)
    page.paste_button.click()
    meja.settle()
    assert page.has_picture
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "tidak-ada.png"))])
    page._take(mime)
    meja.settle()
    assert page.has_picture


def test_the_team_is_typed_and_its_size_is_warned_about(meja: Meja) -> None:
    begun(meja)
    turn(meja, "tim")
    team = screen(meja).team
    team.form.go_to("nomor_sk")
    meja.press("141/3/2027", K.Key_Return)
    meja.shortcut("alat.utama")
    meja.settle()
    meja.press("Siti Aminah", K.Key_Tab, "P", K.Key_Tab)
    meja.settle()
    plan = plan_of(meja).rpjm
    assert (plan.nomor_sk, plan.tim[0].nama, plan.tim[0].jk) == ("141/3/2027", "Siti Aminah", "P")
    assert any("berisi 1 orang" in one.teks for one in plan_of(meja).pemeriksaan)


# ------------------------------------------------------------------ milestones and papers


def test_sahkan_asks_for_the_perdes_locks_the_plan_and_a_change_needs_its_reason(meja: Meja) -> None:
    begun(meja, JALAN)
    assert primary(meja) == "Sahkan RPJM Desa"
    meja.shortcut("alat.utama")
    meja.settle()
    page = screen(meja).ratifying
    assert not meja.window.header.primary.isEnabled()
    page.form.go_to("nomor_perdes")
    meja.press("2 Tahun 2027", K.Key_Return, "2/3/2027", K.Key_Return)
    meja.settle()
    page.form.go_to("alasan")
    meja.press("musrenbang di arsip", K.Key_Tab)
    meja.settle()
    answer("tanya.lanjut")
    meja.shortcut("alat.utama")
    meja.settle()
    plan = plan_of(meja).rpjm
    assert (plan.status, plan.revisi, plan.nomor_perdes) == (StatusDokumen.DISAHKAN, 1, "2 Tahun 2027")
    activities = screen(meja).activities
    assert activities.lock.text == "Disahkan (r01). Isinya terkunci dan hanya dapat dibaca."
    assert not activities.grid.editable
    reply(QPlainTextEdit, lambda box: box.setPlainText("Banjir bandang"))
    activities.lock.revise.click()
    meja.settle()
    plan = plan_of(meja).rpjm
    assert (plan.status, plan.dasar_perubahan) == (StatusDokumen.KONSEP, "Banjir bandang")
    assert screen(meja).activities.grid.editable
    [command] = [one for one in screen(meja).commands if one.text == "Musrenbangdes Khusus…"]
    assert command.enabled
    command.act()
    meja.settle()
    [held] = musyawarah.list_musyawarah(meja.app.database)
    assert held.nama == "Musrenbangdes Khusus RPJM Desa"


def test_six_years_become_eight_with_a_question_and_the_table_gets_its_columns(meja: Meja) -> None:
    [jalan] = begun(meja, JALAN, years=6)
    grid = screen(meja).activities.grid
    assert grid.model.number_of("tahun_2033") < 0
    turn(meja, "dokumen")
    papers = screen(meja).papers
    assert papers.extend.isVisible()
    answer("tanya.lanjut")
    papers.extend.click()
    meja.settle()
    assert plan_of(meja).rpjm.tahun_akhir == 2034
    assert not papers.extend.isVisible()
    turn(meja, "kegiatan")
    choose(meja, jalan, "tahun_2034")
    meja.press(K.Key_Space)
    assert 2034 in one(meja, jalan).tahun


def test_each_paper_opens_in_the_preview_and_leads_back(meja: Meja) -> None:
    begun(meja, JALAN)
    meja.shortcut("berkas.cetak")
    meja.settle()
    assert isinstance(meja.window.shown, PrintScreen)
    meja.window.shown.back()  # type: ignore[misc]
    meja.settle()
    turn(meja, "dokumen")
    screen(meja).papers.papers["sketsa-desa"].click()
    meja.settle()
    assert isinstance(meja.window.shown, PrintScreen)


def test_f8_leads_to_what_is_missing_wherever_it_is(meja: Meja) -> None:
    begun(meja, {**JALAN, "kode": "", "volume": None})
    turn(meja, "kegiatan")
    assert screen(meja).next_problem()
    grid = screen(meja).activities.grid
    assert grid.model.columns[grid.view.currentIndex().column()].name in ("kode", "volume")


def test_a_finding_leads_to_its_tab(meja: Meja) -> None:
    begun(meja, JALAN)
    activities = screen(meja).activities
    turn(meja, "kegiatan")
    activities.toggle_checks()
    visi = next(found for found in plan_of(meja).pemeriksaan if found.field == "visi")
    screen(meja).jump(visi)
    meja.settle()
    assert screen(meja).tabs.current == "arah"
    perdes = next(found for found in plan_of(meja).pemeriksaan if found.field == "nomor_perdes")
    screen(meja).jump(perdes)
    assert screen(meja).tabs.current == "dokumen"


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_on_any_tab_at_any_size_of_letters(meja: Meja, size: int) -> None:
    begun(meja, JALAN)
    apply(QApplication.instance(), Theme.TERANG, size)  # type: ignore[arg-type]
    try:
        meja.window.resize(1366, 697)
        activities = screen(meja).activities
        for act in (activities.toggle_detail, activities.toggle_totals, activities.toggle_checks):
            act()
            meja.settle()
            assert clipped_widgets(screen(meja)) == [], act.__name__
            bar = meja.window.room.verticalScrollBar()
            assert size > 130 or bar.maximum() == 0, act.__name__  # the page is no higher than the window
        for name in screen(meja).tabs.names:
            turn(meja, name)
            assert clipped_widgets(screen(meja)) == [], name
        for page in (screen(meja).take, screen(meja).ratifying):
            screen(meja)._turn(page)
            meja.settle()
            assert clipped_widgets(screen(meja)) == []
    finally:
        apply(QApplication.instance(), Theme.TERANG, 100)  # type: ignore[arg-type]


def test_five_hundred_activities_are_shown_and_ticked_without_a_stutter(meja: Meja) -> None:
    import time

    rows = [{**JALAN, "nama": f"Kegiatan {number}", "lokasi": f"RT {number}"} for number in range(500)]
    made = begun(meja, *rows)
    choose(meja, made[250], "tahun_2029")
    before = time.perf_counter()
    meja.press(K.Key_Space)
    assert time.perf_counter() - before < 0.5
    meja.settle()
    assert 2029 in one(meja, made[250]).tahun
    key = plan_of(meja).rpjm.id
    assert meja.app.database is not None
    with meja.app.database.read() as unit:
        assert len(unit.get(RpjmDesa, key).kegiatan) == 500


def test_a_note_of_the_kecamatan_stands_with_its_verdict_and_leads_to_its_activity(meja: Meja) -> None:
    [key] = begun(meja, JALAN)
    turn(meja, "telaah")
    assert screen(meja).review.list.is_empty
    kantor = meja.app.kantor
    assert kantor is not None
    notes = [
        CatatanTelaah(urut=1, record=str(key), kolom="lokasi", teks="RT berapa?"),
        CatatanTelaah(urut=2, teks="Lampirkan berita acara."),
    ]
    with meja.app.database.unit() as unit:
        unit.add(
            Telaah(
                desa=kantor.id,
                dokumen=unit.select(RpjmDesa)[0].id,
                jenis="rpjm-desa",
                status=StatusDokumen.DISAHKAN,
                revisi=1,
                alasan="Lokasi belum jelas.",
                catatan=notes,
            )
        )
        unit.commit("telaah", OLEH, NOW)
    turn(meja, "telaah")
    tab = screen(meja).review
    assert "Lokasi belum jelas." in tab.result.text
    rows = {row.teks: row for row in tab.grid.model.rows}  # type: ignore[attr-defined]
    assert {text: row.tempat for text, row in rows.items()} == {
        "RT berapa?": "Rabat beton",
        "Lampirkan berita acara.": "Seluruh dokumen",
    }
    tab.grid.select_row(rows["Lampirkan berita acara."].id)
    assert not tab.open_row.isEnabled()
    tab.grid.select_row(rows["RT berapa?"].id)
    tab.open_row.click()
    meja.settle()
    assert screen(meja).activities.grid.current_id() == key
