"""Perencanaan at the kecamatan: the compilation with its sources, and reviews with notes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builders import aturan
from desa_desktop.domain.rkp import Durkp
from desa_desktop.domain.rpjm import KegiatanRpjm, RpjmDesa
from desa_desktop.domain.telaah import HasilTelaah, Telaah
from desa_desktop.services import exchange, rkp, rpjm, tasks
from desa_desktop.ui.print_screen import PrintOrder
from desa_desktop.ui.screens.perencanaan import PerencanaanScreen
from desa_desktop.ui.screens.rpjm import RpjmScreen
from dua_kantor import TAHUN, Desks, Nobody, answer_next, fill_plan, settle, two_offices


@pytest.fixture
def desks(tmp_path: Path, qapp: QApplication) -> Iterator[Desks]:
    """A village whose ratified DU-RKP the kecamatan has accepted."""
    with two_offices(tmp_path, enrolled=True) as opened:
        fill_plan(opened.desa)
        deliver(opened)
        yield opened


def deliver(desks: Desks) -> None:
    """What the village has now reaches the kecamatan and is accepted."""
    app, kec = desks.desa.app, desks.kecamatan.app
    sealed = exchange.seal(app.database, app.laptop, app.files, by="uji", at=desks.desa.now())[0]
    file = exchange.copy_to(
        app.database, app.laptop, app.files, sealed.digest, desks.stick, by="uji", at=desks.desa.now()
    ).berkas
    done = exchange.accept(kec.database, kec.laptop, kec.files, [file], by="uji", at=desks.kecamatan.now())
    assert not done.gagal
    file.unlink()


def show(desks: Desks, qtbot: QtBot, tab: str) -> PerencanaanScreen:
    """The screen with everything read, on one tab."""
    made = PerencanaanScreen(desks.kecamatan)
    qtbot.addWidget(made)
    made.resize(1150, 600)
    made.show()
    made.go_to(tab)
    settle(desks.kecamatan)
    return made


def press_primary(screen: PerencanaanScreen) -> None:
    """What Ctrl+Enter does."""
    assert screen.primary is not None
    assert screen.primary.enabled, screen.primary.why
    screen.primary.act()
    settle(screen.desk)


# ------------------------------------------------------------------ compilation


def test_the_fixed_line_says_who_is_in_and_who_has_not_sent(desks: Desks, qtbot: QtBot) -> None:
    page = show(desks, qtbot, "kompilasi").compilation
    assert page.source.text == "Dari 1 desa; Wirun, Kaligesing belum mengirim."
    assert [row.baris.nama for row in page.list.model.rows] == [
        "Pengaspalan jalan Tursino",
        "Normalisasi sungai",
    ]
    assert page.list.model.totals()["biaya"] == 350_000_000


def test_asal_angka_names_village_kiriman_and_revision(desks: Desks, qtbot: QtBot) -> None:
    screen = show(desks, qtbot, "kompilasi")
    page = screen.compilation
    page.list.select_row(2)
    command = next(one for one in screen.commands if one.key == "Ctrl+Shift+I")
    command.act()
    settle(desks.kecamatan)
    said = page.panel.text.text()
    for part in ("Normalisasi sungai", "Desa: Tursino", "DURKP r01", "Kiriman nomor 1", "Rp150.000.000"):
        assert part in said
    assert not page.panel.isHidden()


def test_locking_is_asked_once_and_keeps_the_figures(desks: Desks, qtbot: QtBot) -> None:
    screen = show(desks, qtbot, "kompilasi")
    answer_next("tanya.batal")
    press_primary(screen)
    assert screen.compilation.state.text.startswith("Belum dikunci")
    answer_next("tanya.lanjut")
    press_primary(screen)
    settle(desks.kecamatan)
    assert screen.compilation.state.text == "Terkunci sebagai r01."
    assert screen.primary is not None
    assert not screen.primary.enabled
    change_durkp(desks)
    deliver(desks)
    settle(desks.kecamatan)
    assert screen.compilation.state.text.startswith("Terkunci sebagai r01. Susulan: Tursino.")
    assert screen.compilation.list.model.totals()["biaya"] == 350_000_000


def change_durkp(desks: Desks) -> None:
    """The village asks for more, and ratifies again."""
    desa = desks.desa
    database, kid = desa.app.database, desa.app.laptop.keys.kid
    rkp.revise(database, "durkp", TAHUN, by="uji", at=desa.now())
    with database.unit() as unit:
        unit.get(Durkp, rkp.durkp_key(database, TAHUN)).baris[0].perkiraan_biaya = 500_000_000
        unit.commit("ubah", "uji", desa.now())
    rkp.ratify_durkp(database, aturan(), TAHUN, alasan="perubahan", kid=kid, by="uji", at=desa.now())


def test_rows_are_filtered_by_village_affair_and_words(desks: Desks, qtbot: QtBot) -> None:
    page = show(desks, qtbot, "kompilasi").compilation
    assert page.village.count() == 2
    page.search.line.setText("sungai")
    qtbot.waitUntil(lambda: page.list.model.shown_count == 1)
    assert page.list.model.totals()["biaya"] == 150_000_000
    assert page.affair.itemText(1) == page.list.model.rows[0].urusan


def test_the_compilation_can_be_printed_and_exported(desks: Desks, qtbot: QtBot) -> None:
    screen = show(desks, qtbot, "kompilasi")
    orders: list[object] = []
    desks.kecamatan.opened.connect(lambda _place, key: orders.append(key))
    assert screen.print_document is not None
    screen.print_document()
    order = orders[0]
    assert isinstance(order, PrintOrder)
    assert order.file_name == "DURKP_2027_Kec-Kutoarjo.pdf"
    assert order.draw(Nobody()).startswith(b"%PDF")
    assert order.excel is not None
    assert order.excel(Nobody()).startswith(b"PK")


# ------------------------------------------------------------------ review


def test_a_plan_is_reviewed_with_notes_and_returned(desks: Desks, qtbot: QtBot) -> None:
    screen = show(desks, qtbot, "telaah")
    rows = screen.reviews.list.model.rows
    assert [(row.desa, row.jenis, row.keadaan) for row in rows[:2]] == [
        ("Tursino", "rkp-desa", "menunggu"),
        ("Tursino", "durkp", "menunggu"),
    ]
    screen.reviews.list.select_row((rows[1].kode, "durkp"))
    press_primary(screen)
    sheet = screen.sheet
    assert [row.nama for row in sheet.plan.model.rows] == ["Pengaspalan jalan Tursino", "Normalisasi sungai"]
    sheet.plan.select_row(sheet.plan.model.rows[1].id)
    sheet.text.setText("Sertakan peta lokasi")
    sheet.add.click()
    settle(desks.kecamatan)
    assert sheet.notes.item(0).text() == "Wajib diperbaiki · 2. Normalisasi sungai\nSertakan peta lokasi"
    sheet.back.setChecked(True)
    sheet.reason.setText("Peta belum ada")
    press_primary(screen)
    settle(desks.kecamatan)
    assert screen.pages.currentWidget() is screen.tabs
    with desks.kecamatan.app.database.read() as unit:
        done = unit.select(Telaah)[0]
        assert (done.hasil, done.alasan) == (HasilTelaah.DIKEMBALIKAN, "Peta belum ada")
    state = next(row.keadaan for row in screen.reviews.list.model.rows if row.jenis == "durkp")
    assert state == "dikembalikan"


def send_rpjm(desks: Desks) -> None:
    """The village begins an RPJM Desa with one activity nobody named a place for, and sends its draft."""
    desa = desks.desa
    database = desa.app.database
    rpjm.create(database, 2027, by="uji", at=desa.now())
    with database.unit() as unit:
        plan = unit.select(RpjmDesa)[0]
        plan.kegiatan.append(
            KegiatanRpjm(urut=1, kode="02.03.10", nama="Talud RT 03", tahun=(2027,), biaya_tahun={"2027": 9})
        )
        unit.commit("isi", "uji", desa.now())
    deliver(desks)


def test_the_rpjm_of_a_village_is_checked_noted_and_judged_like_its_rkp(desks: Desks, qtbot: QtBot) -> None:
    send_rpjm(desks)
    screen = show(desks, qtbot, "telaah")
    [row] = [
        one for one in screen.reviews.list.model.rows if (one.desa, one.jenis) == ("Tursino", "rpjm-desa")
    ]
    assert (row.judul, row.keadaan) == ("RPJM Desa 2027–2034", "menunggu")
    screen.reviews.list.select_row((row.kode, "rpjm-desa"))
    press_primary(screen)
    sheet = screen.sheet
    [shown] = sheet.plan.model.rows
    assert (shown.nama, shown.biaya) == ("Talud RT 03", 9)
    said = [sheet.checks.item(place).text() for place in range(sheet.checks.count())]
    place = next(place for place, text in enumerate(said) if "okasi" in text)
    sheet.checks.setCurrentRow(place)
    sheet.note_it.click()
    assert sheet.here.isChecked(), "the finding is about a row"
    wanted = sheet.text.text()
    sheet.add.click()
    settle(desks.kecamatan)
    assert sheet.notes.item(0).text().endswith(f"1. Talud RT 03\n{wanted}")
    sheet.back.setChecked(True)
    press_primary(screen)
    state = next(one.keadaan for one in screen.reviews.list.model.rows if one.jenis == "rpjm-desa")
    assert state == "dikembalikan"
    kec, desa = desks.kecamatan.app, desks.desa.app
    at = desks.kecamatan.now()
    [sealed] = exchange.seal(kec.database, kec.laptop, kec.files, untuk="3306992001", by="uji", at=at)
    copy = exchange.copy_to(kec.database, kec.laptop, kec.files, sealed.digest, desks.stick, by="uji", at=at)
    exchange.accept(desa.database, desa.laptop, desa.files, [copy.berkas], by="uji", at=desks.desa.now())
    village = RpjmScreen(desks.desa)
    qtbot.addWidget(village)
    village.resize(1150, 600)
    village.show()
    settle(desks.desa)
    village.go_to("telaah")
    settle(desks.desa)
    [note] = village.review.grid.model.rows
    assert (note.tempat, note.teks) == ("Talud RT 03", wanted)
    assert village.review.result.text.startswith("Dikembalikan")
    village.review.grid.select_row(note.id)
    village.review.open_row.click()
    assert village.tabs.current == "kegiatan"
    today = desks.desa.today()
    found = tasks.show(
        desa.database, desa.laptop, desa.aturan, desa.templates, today, by="uji", at=desks.desa.now()
    )
    places = {one.judul: one.place for one in found.tugas}
    assert places["Perbaiki 1 catatan telaah RPJM Desa 2027–2034"] == "rpjm"


def test_a_note_can_be_taken_out_again_before_the_review_is_finished(desks: Desks, qtbot: QtBot) -> None:
    screen = show(desks, qtbot, "telaah")
    press_primary(screen)
    screen.sheet.text.setText("Salah ketik")
    screen.sheet.add.click()
    settle(desks.kecamatan)
    screen.sheet.notes.setCurrentRow(0)
    screen.sheet.drop.click()
    settle(desks.kecamatan)
    assert screen.sheet.notes.count() == 0


def test_a_village_that_sent_nothing_cannot_be_reviewed(desks: Desks, qtbot: QtBot) -> None:
    screen = show(desks, qtbot, "telaah")
    missing = next(row for row in screen.reviews.list.model.rows if row.desa == "Wirun")
    screen.reviews.list.select_row((missing.kode, missing.jenis))
    assert screen.primary is not None
    assert (screen.primary.enabled, screen.primary.why) == (False, "Desa ini belum mengirim rencananya.")
