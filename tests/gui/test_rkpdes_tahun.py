"""The year of a plan on its screen: out of the RPJM, formulas, change, team, evaluation, answers, prices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QListWidget, QMessageBox, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

import desa_hidup
from desa_desktop.domain.aturan import Earmark
from desa_desktop.domain.dokumen import StatusDokumen, dokumen_id
from desa_desktop.domain.harga import HargaSatuan
from desa_desktop.domain.matriks import PemakaianEarmark
from desa_desktop.domain.rkp import AnggotaTim, BarisDurkp, BarisRab, Kegiatan
from desa_desktop.domain.rpjm import KegiatanRpjm, RpjmDesa, RpjmDesaId
from desa_desktop.domain.rumus import Rumus
from desa_desktop.services import durkp, editing, harga, kantor, rkp, rkp_perubahan, rkp_rpjm, rkp_rumus
from desa_desktop.ui.kit.clipped import clipped_widgets
from desa_desktop.ui.screens.musyawarah import MusyawarahScreen
from desa_desktop.ui.screens.rkpdes import RkpdesScreen
from layar import NOW, Meja, open_village, open_window
from office import KID, OLEH, TAHUN

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
STEP: dict[str, Any] = {"by": OLEH, "at": NOW}


@pytest.fixture
def meja(qtbot: QtBot, tmp_path: Path) -> Iterator[Meja]:
    """A village with an RPJM Desa, five agreed proposals, a plan of last year and prices."""
    with open_village(tmp_path) as app:
        database, rules = app.database, app.aturan
        desa_hidup.people(database)
        desa_hidup.propose(database, 5)
        desa_hidup.agree(database, 5)
        kantor.change_year(database, TAHUN - 1, rules, **STEP)
        last = {"nama": "Talud RT 01", "kode": "02.03.10", "biaya": 60_000_000}
        editing.add_row(database, Kegiatan, rkp.rkp_key(database, TAHUN - 1), last, **STEP)
        kantor.change_year(database, TAHUN, rules, **STEP)
        with database.unit() as unit:
            desa = kantor.require(unit).id
            rpjm = RpjmDesa(id=RpjmDesaId(dokumen_id(desa, "rpjm-desa", "2025")), desa_id=desa, tahun=2025)
            rpjm.kegiatan = [
                KegiatanRpjm(urut=1, kode="02.03.14", nama="Talud jalan", tahun=(2027,),
                             biaya_tahun={"2027": 85_000_000}, sumber=("DDS",)),
                KegiatanRpjm(urut=2, kode="02.02.02", nama="Posyandu", tahun=(2027,)),
            ]  # fmt: skip
            unit.add(rpjm)
            unit.commit("siapkan", OLEH, NOW)
        prices = harga.begin_list(database, TAHUN, **STEP)
        cement = {"uraian": "Semen PC", "satuan": "zak", "harga": 68_000}
        editing.add_row(database, HargaSatuan, prices, cement, **STEP)
        desa_hidup.give_pagu(database, DDS=850_000_000)
        with open_window(app.reread(), qtbot, "rkpdes") as opened:
            yield opened


def screen(meja: Meja) -> RkpdesScreen:
    shown = meja.window.shown
    assert isinstance(shown, RkpdesScreen)
    return shown


def plan_of(meja: Meja) -> rkp.RencanaTampil:
    meja.settle()
    return rkp.show_plan(meja.app.database, meja.app.aturan, TAHUN)


def add(meja: Meja, **values: Any) -> UUID:
    key = editing.add_row(meja.app.database, Kegiatan, rkp.rkp_key(meja.app.database, TAHUN), values, **STEP)
    meja.settle()
    return key


def activity(meja: Meja, key: UUID) -> Kegiatan:
    return next(one for one in plan_of(meja).rkp.kegiatan if one.id == key)


def answer(*acts: Any) -> None:
    """What a person does with the questions that come next, one after the other."""

    def work(left: list[Any]) -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox | QDialog):
            QTimer.singleShot(5, lambda: work(left))
            return
        act, *rest = left
        if rest:
            QTimer.singleShot(20, lambda: work(rest))
        act(box)

    QTimer.singleShot(0, lambda: work(list(acts)))


def press(name: str) -> Any:
    def act(box: Any) -> None:
        button = box.findChild(QPushButton, name)
        assert button is not None
        button.click()

    return act


def ratified(meja: Meja) -> list[UUID]:
    database, rules = meja.app.database, meja.app.aturan
    made, _passed = rkp.take_usulan(database, rules, TAHUN, **STEP)
    desa_hidup.complete(database, made)
    rkp.ratify_rkp(
        database,
        rules,
        TAHUN,
        kid=KID,
        nomor="4 Tahun 2026",
        tanggal=date(2026, 9, 20),
        alasan="Lengkap",
        **STEP,
    )
    meja.settle()
    return made


# ------------------------------------------------------------------ out of the RPJM


def test_ctrl_g_takes_ticked_rows_and_keeps_the_reason_of_the_others(meja: Meja) -> None:
    meja.press((K.Key_G, CTRL))
    page = screen(meja).take_rpjm
    meja.settle()
    assert page.isVisible()
    assert [row.nama for row in page._rows] == ["Talud jalan", "Posyandu"]
    waits = page._rows[1].id
    page._change([(waits, "alasan", "Dana belum cukup")])
    meja.settle()
    assert meja.window.header.primary.text() == "Ambil 1 kegiatan"
    assert not clipped_widgets(screen(meja))
    meja.shortcut("alat.utama")
    (made,) = plan_of(meja).rkp.kegiatan
    assert (made.nama, made.biaya) == ("Talud jalan", 85_000_000)
    shown = rkp_rpjm.show_rpjm(meja.app.database, TAHUN)
    assert [(one.kegiatan.nama, one.alasan) for one in shown.tertunda] == [("Posyandu", "Dana belum cukup")]
    (row,) = screen(meja).activities._rows
    assert row.rpjm.kunci == "tercentang"


def test_an_activity_outside_the_rpjm_says_so_and_takes_its_reason_in_the_panel(meja: Meja) -> None:
    key = add(meja, nama="Tanggul darurat", kode="05.01.00")
    tab = screen(meja).activities
    assert tab._rows[0].rpjm.kunci == "tanpa"
    tab.grid.select_row(key, "nama")
    tab.toggle_detail()
    meja.settle()
    assert "RPJM: belum ada" in tab.detail._origin.text()
    tab.detail._save("alasan_rpjm", "Banjir")
    tab.detail._save("nomor_ba_rpjm", "BA 4/2026")
    meja.settle()
    assert activity(meja, key).alasan_rpjm == "Banjir"
    assert tab._rows[0].rpjm.kunci == "beralasan"
    assert not clipped_widgets(tab)


# ------------------------------------------------------------------ formulas


def test_a_formula_is_typed_in_the_panel_or_as_the_source_and_is_marked(meja: Meja) -> None:
    key = add(meja, nama="Ketahanan pangan")
    tab = screen(meja).activities
    tab._change([(key, "sumber", Rumus("DDS", Decimal(20)))])
    assert activity(meja, key).biaya == 170_000_000
    meja.settle()
    column = next(one for one in tab.grid.model.columns if one.name == "sumber")
    row = tab._rows[0]
    assert column.text is not None
    assert column.text(row) == "20% DDS"
    assert column.read("20 persen dari DD", None).value == Rumus("DDS", Decimal(20))
    tab.grid.select_row(key, "nama")
    tab.toggle_detail()
    meja.settle()
    assert "20% DDS = Rp170.000.000, dibulatkan ke rupiah terdekat." in tab.detail._origin.text()
    field = tab.detail.form.boxes["rumus"].editor.entry
    assert field.show(field.read("30% DDS", None).value) == "30% DDS"
    assert field.read("banyak", None).problem
    tab.detail._save("rumus", Rumus("DDS", Decimal(30)))
    assert activity(meja, key).biaya == 255_000_000
    tab.detail._save("rumus", None)
    assert (activity(meja, key).rumus, activity(meja, key).biaya) == ({}, 255_000_000)


def test_an_own_amount_asks_before_it_ends_the_formula(meja: Meja) -> None:
    key = add(meja, nama="Ketahanan pangan")
    rkp_rumus.set_rumus(meja.app.database, key, Rumus("DDS", Decimal(20)), **STEP)
    meja.settle()
    tab = screen(meja).activities
    answer(press("tanya.batal"))
    tab._change([(key, "biaya", 5)])
    assert activity(meja, key).biaya == 170_000_000
    answer(press("tanya.lanjut"))
    tab._change([(key, "biaya", 5)])
    assert (activity(meja, key).biaya, activity(meja, key).rumus) == (5, {})


def test_shares_of_the_year_stand_in_words_and_filter(meja: Meja) -> None:
    food = add(meja, nama="Lumbung pangan", tanda=("ketahanan_pangan",))
    add(meja, nama="Talud")
    tab = screen(meja).activities
    rule = Earmark(
        TAHUN, "pangan", "Ketahanan pangan minimal 20%", "DDS", True, Decimal(20), "ketahanan_pangan", "-"
    )
    rows = plan_of(meja).gauges
    tab.gauges.show_gauges(rows, [PemakaianEarmark(rule, 170_000_000, 166_000_000)])
    link = tab.gauges.shares["pangan"]
    assert link.text() == "▲ Ketahanan pangan minimal 20%: kurang Rp4.000.000"
    link.click()
    assert [row.id for row in tab.grid.model.rows] == [food]  # type: ignore[attr-defined]
    assert tab.filtered.text() == "Hanya Ketahanan pangan · tampilkan semua"
    link.click()
    assert len(tab.grid.model.rows) == 2
    tab.gauges.show_gauges(rows, [PemakaianEarmark(rule, 170_000_000, 170_000_000)])
    assert link.text() == "✓ Ketahanan pangan minimal 20%: terpenuhi"


def test_the_gauge_follows_a_typed_cost_before_it_is_stored(meja: Meja) -> None:
    key = add(meja, nama="Talud", biaya=1)
    rkp.set_source(meja.app.database, [key], "DDS", **STEP)
    meja.settle()
    tab = screen(meja).activities
    tab._change([(key, "biaya", 50_000_000)])
    assert "Rp50.000.000 dari Rp850.000.000" in tab.gauges.texts[0]
    assert activity(meja, key).biaya == 50_000_000


# ------------------------------------------------------------------ change


def test_a_change_asks_why_offers_the_special_meeting_and_shows_what_changed(meja: Meja) -> None:
    made = ratified(meja)

    def choose(box: Any) -> None:
        box.findChild(QListWidget, "tanya.pilihan").setCurrentRow(1)
        press("tanya.lanjut")(box)

    def write(box: Any) -> None:
        box.findChild(QPlainTextEdit, "alasan.isian").setPlainText("Pagu DDS turun")
        press("tanya.lanjut")(box)

    answer(choose, write)
    screen(meja).activities.lock.revise.click()
    plan = plan_of(meja).rkp
    assert (plan.status, plan.dasar_perubahan) == (
        StatusDokumen.KONSEP, "Perubahan kebijakan pemerintah: Pagu DDS turun",
    )  # fmt: skip
    rkp.set_cost(meja.app.database, made[0], 1_000_000, **STEP)
    editing.remove_rows(meja.app.database, Kegiatan, [made[1]], **STEP)
    meja.settle()
    button = screen(meja).activities.changes_button
    assert button.isVisible()
    button.click()
    meja.settle()
    page = screen(meja).changes
    assert (
        "rancangan perubahan ke-1) terhadap r01. 1 kegiatan berubah, 1 dihapus, 3 sama." in page._head.text()
    )
    assert page._reason.text() == "Dasar: Perubahan kebijakan pemerintah: Pagu DDS turun"
    lines = [
        [page.grid.model.cell_text(n, at) for at in (0, 3, 4)] for n in range(page.grid.model.rowCount())
    ]
    assert ["~ berubah", "Tanggal Perdes", "20/09/2026"] in lines
    assert {line[0] for line in lines} == {"~ berubah", "- dihapus"}
    assert not clipped_widgets(page)
    page.again.click()
    meja.settle()
    assert rkp_perubahan.show_banding(meja.app.database, meja.app.aturan, "rkp", TAHUN) is not None
    page.meeting.click()
    meja.settle()
    assert isinstance(meja.window.shown, MusyawarahScreen)


def test_giving_up_the_question_leaves_the_plan_ratified(meja: Meja) -> None:
    ratified(meja)
    answer(press("tanya.batal"))
    screen(meja).activities.lock.revise.click()
    assert plan_of(meja).rkp.status is StatusDokumen.DISAHKAN
    screen(meja).open_changes()
    meja.settle()
    assert screen(meja).changes.empty.sentence == "Belum ada RKPDes yang disahkan untuk dibandingkan."


# ------------------------------------------------------------------ team, evaluation


def turn(meja: Meja, name: str) -> None:
    screen(meja).tabs.turn_to(name)
    meja.settle()


def test_on_a_tab_without_rows_the_keys_are_on_the_button_that_helps(meja: Meja) -> None:
    for name in ("durkp", "evaluasi", "telaah", "tim"):
        turn(meja, name)
        page = screen(meja).pages[name]
        page.arrive()
        focused = meja.window.focusWidget()
        assert isinstance(focused, QPushButton), name
        assert focused.isVisible(), name


def test_the_team_is_counted_and_the_work_plan_filled_with_one_button(meja: Meja) -> None:
    turn(meja, "tim")
    tab = screen(meja).team
    assert meja.window.header.primary.text() == "Tambah anggota"
    editing.add_row(
        meja.app.database,
        AnggotaTim,
        rkp.rkp_key(meja.app.database, TAHUN),
        {"nama": "Lestari", "jk": "P"},
        **STEP,
    )
    meja.settle()
    assert any("1 orang · L 0 · P 1 (100%)" in one.text for one in tab.counts.values())
    tab.parts.turn_to("rktl")
    tab.fill.click()
    assert len(plan_of(meja).rkp.rencana_tim) == 7
    tab.parts.turn_to("program")
    meja.settle()
    assert meja.window.header.primary.text() == "Tambah program"
    tab.decree._save("nomor_sk", "188/5/2026")
    assert plan_of(meja).rkp.nomor_sk == "188/5/2026"
    assert not clipped_widgets(tab)


def test_a_sheet_is_filled_and_judged(meja: Meja) -> None:
    key = add(meja, nama="Talud", kode="02.03.14")
    turn(meja, "tim")
    part = screen(meja).team.verification
    screen(meja).team.parts.turn_to("verifikasi")
    meja.settle()
    part._change([("rab", "keadaan", "ada_tidak")])
    meja.settle()
    part.rest.click()
    meja.settle()
    assert "Usul: TIDAK LAYAK" in part.state.text
    assert meja.window.header.primary.text() == "TIDAK LAYAK"
    part.fit.click()
    assert activity(meja, key).hasil_verifikasi == "layak"
    meja.settle()
    part.fit.click()
    assert activity(meja, key).hasil_verifikasi == ""
    assert not clipped_widgets(part)


def test_last_year_is_evaluated(meja: Meja) -> None:
    turn(meja, "evaluasi")
    tab = screen(meja).evaluation
    assert meja.window.header.primary.text() == "Ambil kegiatan 2026"
    meja.shortcut("alat.utama")
    (row,) = plan_of(meja).rkp.evaluasi
    assert (row.nama, row.anggaran) == ("Talud RT 01", 60_000_000)
    meja.settle()
    assert tab.sum.text == "0 dari 1 terlaksana · realisasi Rp0 dari Rp60.000.000 (0%)"
    tab.take_last_year()
    meja.settle()
    assert len(plan_of(meja).rkp.evaluasi) == 1
    assert not clipped_widgets(tab)


# ------------------------------------------------------------------ DU-RKP, prices


def test_an_answer_is_recorded_with_its_reason_and_seen_next_year(meja: Meja) -> None:
    database = meja.app.database
    before = rkp.durkp_key(database, TAHUN - 1)
    old = editing.add_row(database, BarisDurkp, before, {"nama": "Jembatan", "prioritas": 1}, **STEP)
    durkp.record_answer(database, [old], "ditolak", alasan="Jalan desa", **STEP)
    meja.settle()
    turn(meja, "durkp")
    tab = screen(meja).upwards
    assert tab.again.isVisible()
    tab.again.click()
    meja.settle()
    (row,) = tab._rows
    assert (row.nama, row.asal_id) == ("Jembatan", old)
    assert tab._before(row.id) == "2026: ditolak, Jalan desa"
    tab.grid.select_row(row.id, "nama")
    tab.answer_button.click()
    meja.settle()
    assert tab.panel.isVisible()
    tab.panel.form.boxes["jawaban"].set_value("ditunda")
    tab.panel.finish()
    meja.settle()
    assert tab.panel.isVisible(), "a reason is still missing"
    tab.panel.form.boxes["alasan"].editor.set_raw("Dana provinsi")  # type: ignore[attr-defined]
    tab.panel.finish()
    meja.settle()
    assert (tab._rows[0].jawaban, tab._rows[0].jawaban_alasan) == ("ditunda", "Dana provinsi")
    assert not tab.panel.isVisible()
    tab.fill_support()
    meja.settle()


def test_the_price_list_fills_a_line_of_an_estimate(meja: Meja) -> None:
    key = add(meja, nama="Talud")
    screen(meja).open_rab(key)
    meja.settle()
    page = screen(meja).rab
    line = editing.add_row(meja.app.database, BarisRab, key, {"volume": Decimal(10)}, **STEP)
    meja.settle()
    assert page._price_names() == ["Semen PC"]
    page._change([(line, "uraian", "Semen PC")])
    (row,) = activity(meja, key).rab
    assert (row.satuan, row.harga_satuan, row.jumlah) == ("zak", 68_000, Decimal(680_000))
    assert page._source.text() == "Harga dicari di Daftar harga 2027. Ketik namanya di Uraian."
    page.prices_button.click()
    meja.settle()
    assert screen(meja).prices.isVisible()
    assert meja.window.header.primary.text() == "Tambah harga"
    screen(meja).prices.copy_last_year()
    meja.settle()
    assert not clipped_widgets(screen(meja).prices)
    screen(meja)._back_to_estimate()
    assert page.isVisible()
