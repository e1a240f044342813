"""Kirim & Terima at the kecamatan: look, compare, accept, return, hold, answer."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from baca_pdf import page_texts
from desa_desktop.domain.rkp import RkpDesa
from desa_desktop.services import enrolment, exchange, rkp
from desa_desktop.services.exchange import wanted
from desa_desktop.services.exchange.numbering import RESERVED
from desa_desktop.store import archive
from desa_desktop.ui.kit.marks import Mark
from desa_desktop.ui.kit.notice import Notice, Tone
from desa_desktop.ui.print_screen import PrintOrder
from desa_desktop.ui.screens.kotak_masuk import KotakMasukScreen
from desa_desktop.ui.screens.kotak_masuk.screen import RIWAYAT
from dua_kantor import TAHUN, Desks, Nobody, answer_each, answer_next, fill_plan, settle, two_offices


@pytest.fixture
def desks(tmp_path: Path, qapp: QApplication) -> Iterator[Desks]:
    """A village, enrolled, and its kecamatan."""
    with two_offices(tmp_path, enrolled=True) as opened:
        yield opened


def send(desks: Desks, *, biaya: int = 74_000_000, ratify: bool = True) -> Path:
    """A kiriman of the village on the stick."""
    desa = desks.desa
    fill_plan(desa, biaya=biaya, ratify=ratify)
    return write(desks)


def write(desks: Desks) -> Path:
    """Whatever the village has now, sealed and on the stick."""
    app = desks.desa.app
    sealed = exchange.seal(app.database, app.laptop, app.files, by="uji", at=desks.desa.now())[0]
    return exchange.copy_to(
        app.database, app.laptop, app.files, sealed.digest, desks.stick, by="uji", at=desks.desa.now()
    ).berkas


def show(desks: Desks, qtbot: QtBot) -> KotakMasukScreen:
    """The kecamatan's screen, shown, with everything read."""
    made = KotakMasukScreen(desks.kecamatan)
    qtbot.addWidget(made)
    made.resize(1150, 600)
    made.show()
    settle(desks.kecamatan)
    return made


def press_primary(screen: KotakMasukScreen) -> None:
    """What Ctrl+Enter does."""
    assert screen.primary is not None
    assert screen.primary.enabled, screen.primary.why
    screen.primary.act()
    settle(screen.desk)


def plans(desks: Desks) -> list[RkpDesa]:
    """What the kecamatan's tables hold of the village's plan."""
    with desks.kecamatan.app.database.read() as unit:
        return unit.select(RkpDesa)


# ------------------------------------------------------------------ inbox


def test_what_lies_on_the_stick_is_found_looked_at_and_accepted(desks: Desks, qtbot: QtBot) -> None:
    send(desks)
    screen = show(desks, qtbot)
    assert screen.inbox.found.text == "Ditemukan 1 kiriman di FLASHDISK-DESA."
    screen.inbox.check.click()
    settle(desks.kecamatan)
    table = screen.inbox.list.model
    assert [table.cell_text(0, place) for place in (0, 1, 3, 7)] == ["Sah", "Tursino", "1", "Baru"]
    press_primary(screen)
    assert screen.title == "Tinjau: Tursino, kiriman 1"
    sentences = [row.dokumen.kalimat for row in screen.review.differences.sheets.model.rows]
    assert any("2 kegiatan baru" in one for one in sentences), sentences
    assert plans(desks) == []  # looking stores nothing of it
    notices: list[Notice] = []
    desks.kecamatan.noticed.connect(notices.append)
    press_primary(screen)
    assert [len(one.kegiatan) for one in plans(desks)] == [2]
    said = next(one for one in notices if "Kode terima" in one.text)
    assert said.action == "Batalkan penerimaan"
    assert screen.inbox.list.model.rowCount() == 0
    papers_of_the_past(desks, screen, said.text)
    assert said.act is not None
    said.act()
    settle(desks.kecamatan)
    assert plans(desks) == []
    assert not any(row.kode_terima for row in screen.past.list.model.rows)  # what is taken back has none
    screen.past.list.go_first()
    assert not screen.past.receipt.isEnabled()


def papers_of_the_past(desks: Desks, screen: KotakMasukScreen, said: str) -> None:
    """Riwayat still knows the code of the notice and prints it, on the receipt and in the list."""
    screen.tabs.turn_to(RIWAYAT)
    past, opened = screen.past, list[PrintOrder]()
    desks.kecamatan.opened.connect(lambda _place, order: opened.append(order))
    [place] = [n for n, row in enumerate(past.list.model.rows) if row.kode_terima]
    row = past.list.model.rows[place]
    assert f"Kode terima: {row.kode_terima}." in said
    last = past.list.model.columnCount() - 1
    assert past.list.model.cell_text(place, last) == row.kode_terima
    past.list.select_row(row.id)
    for button in (past.receipt, past.whole):
        assert button.isVisible()
        button.click()
    settle(desks.kecamatan)
    last_year = replace(exchange.inbox(desks.kecamatan.app.database)[0], sha256="f" * 64)
    last_year = replace(last_year, dibaca_pada=datetime(2025, 6, 1, 5, tzinfo=UTC))
    past.show_entries((), [*exchange.inbox(desks.kecamatan.app.database), last_year], None)
    answer_next("tanya.lanjut")  # with two years to choose from it asks, the newest first
    past.whole.click()
    settle(desks.kecamatan)
    receipt, whole, of_year = opened
    assert (whole.title, of_year.title) == ("Daftar Kiriman", "Daftar Kiriman 2026")
    assert (receipt.title, receipt.file_name) == (
        "Tanda Terima Tursino, kiriman nomor 1",
        "TandaTerima_0001_Tursino.pdf",
    )
    assert whole.excel is not None
    for order in opened:
        assert row.kode_terima.replace("-", "") in " ".join(page_texts(order.draw(Nobody()))).translate(
            {ord("-"): None, ord(" "): None}
        )


def test_a_damaged_file_stands_in_quarantine_with_its_sentence_and_stores_nothing(
    desks: Desks, qtbot: QtBot
) -> None:
    file = send(desks)
    data = bytearray(file.read_bytes())
    data[len(data) - 40] ^= 0x10
    file.write_bytes(data)
    screen = show(desks, qtbot)
    screen.go_to(file)
    settle(desks.kecamatan)
    row = screen.inbox.row
    assert row is not None
    assert row.status == "karantina"
    table = screen.inbox.list.model
    assert table.cell_text(0, 0) == "Karantina: rusak atau berubah"
    assert table.columns[0].mark is not None
    assert table.columns[0].mark(row) is Mark.GALAT
    assert screen.inbox.says.text.startswith("Isi berkas berubah atau rusak. Tidak ada data yang diterima.")
    assert screen.primary is not None
    assert not screen.primary.enabled
    screen.inbox.list.row_activated.emit(row.sha256)
    assert screen.pages.currentWidget() is screen.tabs
    assert plans(desks) == []
    screen.inbox.ask_again.click()
    assert file.name in QApplication.clipboard().text()


def test_two_kiriman_with_one_number_are_asked_about_and_the_laptop_goes_on(
    desks: Desks, qtbot: QtBot, tmp_path: Path
) -> None:
    first, second, third = doubled(desks, tmp_path)
    screen = show(desks, qtbot)
    for file in (first, second, third):
        screen.go_to(file)
        settle(desks.kecamatan)
        if file == first:
            screen.inbox.list.row_activated.emit(screen.inbox.row.sha256)
            settle(desks.kecamatan)
            press_primary(screen)
    rows = {one.seq: one for one in screen.inbox.list.model.rows}
    assert {number: (one.keadaan, one.status) for number, one in rows.items()} == {
        1: ("nomor_ganda", "karantina"),
        2: ("nomor_ganda", "ditahan"),
    }
    screen.inbox.list.select_row(rows[2].sha256)
    settle(desks.kecamatan)
    assert screen.inbox.asking.isHidden(), "it only waits for the answer about the other"
    table = screen.inbox.list.model
    assert {table.cell_text(place, 0) for place in range(2)} == {
        "Karantina: periksa dengan desa",
        "Menunggu jawaban nomor ganda",
    }
    screen.inbox.list.select_row(rows[1].sha256)
    settle(desks.kecamatan)
    assert screen.inbox.asking.steps.text().startswith("1. Telepon Tursino: apakah laptopnya disalin")
    assert screen.primary is not None
    assert not screen.primary.enabled, "no button accepts it"
    for number in (1, 2):
        screen.go_to(rows[number].sha256)
        settle(desks.kecamatan)
        assert not screen.primary.enabled
        assert screen.primary.why == f"{rows[number].teks} (D_FORK)"
        assert not screen.review.back_button.isEnabled()
        assert rows[number].teks in screen.review.guard.text
    screen.close_page()
    screen.inbox.list.select_row(rows[1].sha256)
    settle(desks.kecamatan)
    answer_next("tanya.lanjut", "Laptop lama sudah dijual.")
    screen.inbox.asking.answered.click()
    settle(desks.kecamatan)
    rows = {one.seq: one for one in screen.inbox.list.model.rows}
    assert (rows[1].status, rows[1].alasan) == ("karantina", "Laptop lama sudah dijual.")
    assert rows[2].keadaan == "sah"
    screen.inbox.list.select_row(rows[1].sha256)
    settle(desks.kecamatan)
    assert screen.inbox.asking.isHidden()


def doubled(desks: Desks, folder: Path) -> tuple[Path, Path, Path]:
    """Kiriman 1 of the village, another one numbered 1 made by its copied laptop, and its number 2."""
    desa = desks.desa.app
    fill_plan(desks.desa)
    first = shutil.move(write(desks), folder / "satu.kirim")
    with desa.database.unit() as unit:  # the copied laptop does not know that number 1 was used
        [sent] = [row for row in archive.outbox(unit) if row.jenis == "data"]
        archive.put_outbox(unit, replace(sent, digest=None, keadaan=RESERVED, berkas="", salinan=[]))
        unit.commit("laptop salinan", "uji", desks.desa.now())
    second = shutil.move(write(desks), folder / "satu-lagi.kirim")
    with desa.database.unit() as unit:
        archive.put_outbox(unit, sent)
        unit.commit("laptop asli", "uji", desks.desa.now())
    third = shutil.move(write(desks), folder / "dua.kirim")
    return Path(first), Path(second), Path(third)


def test_a_kiriman_that_cannot_be_compared_says_why_and_waits_no_longer(desks: Desks, qtbot: QtBot) -> None:
    send(desks)
    screen = show(desks, qtbot)
    screen.inbox.check.click()
    settle(desks.kecamatan)
    app = desks.kecamatan.app
    [row] = exchange.inbox(app.database)
    exchange.accept(app.database, app.laptop, app.files, [row.sha256], by="lain", at=desks.kecamatan.now())
    screen.open_review(row.sha256)  # meanwhile it was accepted on another screen
    settle(desks.kecamatan)
    review = screen.review
    assert review.head.text.startswith("Kiriman nomor 1 sudah diterima pada ")
    assert not review.differences.checks.isVisible(), "nothing was checked"
    assert not review.primary[2]
    assert review.primary[3] == review.head.text


def test_a_changed_cost_is_shown_before_and_after(desks: Desks, qtbot: QtBot) -> None:
    app = desks.kecamatan.app
    first = send(desks)
    exchange.accept(app.database, app.laptop, app.files, [first], by="uji", at=desks.kecamatan.now())
    first.unlink()
    database = desks.desa.app.database
    with database.unit() as unit:
        unit.get(RkpDesa, rkp.rkp_key(database, TAHUN)).kegiatan[0].biaya = 86_500_000
        unit.commit("ubah biaya", "uji", desks.desa.now())
    second = write(desks)
    screen = show(desks, qtbot)
    screen.go_to(second)
    settle(desks.kecamatan)
    press_primary(screen)
    lines = [row.beda for row in screen.review.differences.table.model.rows]
    cost = next(one for one in lines if one.kolom == "biaya")
    assert (cost.tanda, cost.semula_teks, cost.menjadi_teks, cost.selisih) == (
        "~",
        "74.000.000",
        "86.500.000",
        12_500_000,
    )
    table = screen.review.differences.table.model
    line = next(n for n in range(table.rowCount()) if table.cell_text(n, 3) == cost.kolom_teks)
    assert table.cell_text(line, 0) == "~ berubah"
    assert "12.500.000" in table.cell_text(line, 6)


def test_the_kecamatan_accepts_and_returns_with_a_note_at_the_row(desks: Desks, qtbot: QtBot) -> None:
    file = send(desks)
    screen = show(desks, qtbot)
    screen.go_to(file)
    settle(desks.kecamatan)
    press_primary(screen)
    differences = screen.review.differences
    plan = next(row for row in differences.sheets.model.rows if row.dokumen.jenis == "rkp-desa")
    differences.sheets.select_row(plan.id)
    differences.table.go_first()
    answer_next("tanya.lanjut", "Volume belum diisi")
    screen.review.note.click()
    assert [note.teks for note in screen.review.notes] == ["Volume belum diisi"]
    answer_next("tanya.lanjut", "Lengkapi volume dulu")
    screen.review.back_button.click()
    settle(desks.kecamatan)
    assert [len(one.kegiatan) for one in plans(desks)] == [2]
    with desks.kecamatan.app.database.read() as unit:
        from desa_desktop.domain.telaah import Telaah

        rounds = unit.select(Telaah)
        assert [(one.alasan, [note.teks for note in one.catatan]) for one in rounds] == [
            ("Lengkapi volume dulu", ["Volume belum diisi"])
        ]
        assert rounds[0].catatan[0].record


def test_a_held_kiriman_waits_with_its_reason(desks: Desks, qtbot: QtBot) -> None:
    file = send(desks)
    screen = show(desks, qtbot)
    screen.go_to(file)
    settle(desks.kecamatan)
    press_primary(screen)
    answer_next("tanya.lanjut", "Menunggu tanda tangan Kades")
    screen.review.hold_button.click()
    settle(desks.kecamatan)
    row = screen.inbox.row
    assert row is not None
    assert (row.status, row.alasan) == ("ditahan", "Menunggu tanda tangan Kades")
    assert "Menunggu tanda tangan Kades" in screen.inbox.says.text
    assert plans(desks) == []


def test_accepting_all_says_first_what_that_means_and_leaves_out_what_has_a_warning(
    desks: Desks, qtbot: QtBot
) -> None:
    good = send(desks)
    write(desks)
    third = write(desks)
    next(file for file in desks.stick.rglob("*.kirim") if "-0002-" in file.name).unlink()
    screen = show(desks, qtbot)
    screen.inbox.look([good, third])
    settle(desks.kecamatan)
    assert [one.seq for one in screen.inbox.in_order()] == [1]  # number 2 is missing before 3
    answer_next("tanya.batal")
    screen.inbox.accept_all.click()
    settle(desks.kecamatan)
    assert plans(desks) == []
    answer_next("tanya.lanjut")
    screen.inbox.accept_all.click()
    settle(desks.kecamatan)
    assert [len(one.kegiatan) for one in plans(desks)] == [2]
    assert [one.seq for one in screen.inbox.list.model.rows] == [3]


def test_the_next_kiriman_comes_with_alt_down(desks: Desks, qtbot: QtBot) -> None:
    first, second = send(desks), write(desks)
    screen = show(desks, qtbot)
    screen.inbox.look([first, second])
    settle(desks.kecamatan)
    keys = [row.sha256 for row in screen.inbox.list.model.rows]
    screen.open_review(keys[0])
    settle(desks.kecamatan)
    view = screen.review.differences.table.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settle(desks.kecamatan)
    assert screen.review.sha256 == keys[1]


def test_what_is_no_kiriman_is_explained_and_stands_in_no_list(desks: Desks, qtbot: QtBot) -> None:
    file = desks.stick / "laporan.kirim"
    file.write_bytes(b"bukan kiriman sama sekali, hanya teks" * 20)
    screen = show(desks, qtbot)
    said: list[Notice] = []
    desks.kecamatan.noticed.connect(said.append)
    screen.go_to(file)
    settle(desks.kecamatan)
    assert said[-1].text == (
        "laporan.kirim: Berkas ini bukan kiriman. (E_MAGIC) 1 kiriman diperiksa: 1 bukan kiriman."
    )
    assert screen.inbox.list.model.rowCount() == 0
    assert exchange.inbox(desks.kecamatan.app.database) == []


def test_what_the_power_cut_off_is_gone_on_with_from_the_screen(desks: Desks, qtbot: QtBot) -> None:
    """Row 31: the program was killed while it took a kiriman in; the sentence is there with a button."""
    send(desks)
    app = desks.kecamatan.app
    [found] = exchange.look(app.database, app.laptop, app.files, [desks.stick], at=desks.kecamatan.now())
    wanted.note_wanted(app.database, app.files, [found.sha256], ())
    inbox = show(desks, qtbot).inbox
    assert inbox.interrupted_line.isVisibleTo(inbox)
    assert inbox.interrupted.text == 'Penerimaan terakhir terputus. Data aman. Tekan "Lanjutkan".'
    assert inbox.resume.text() == "Lanjutkan"
    inbox.resume.click()
    settle(desks.kecamatan)
    assert [one.status for one in exchange.inbox(app.database)] == ["diterima"]
    assert not inbox.interrupted_line.isVisibleTo(inbox)


def test_an_alarm_is_told_at_once_and_its_report_can_be_saved(
    desks: Desks, qtbot: QtBot, tmp_path: Path
) -> None:
    """Row 7: the sentence stands in the strip, in red, until it is read."""
    file = send(desks)
    data = file.read_bytes()
    place = 24 + int.from_bytes(data[12:16], "big")
    file.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
    screen = show(desks, qtbot)
    said: list[Notice] = []
    desks.kecamatan.noticed.connect(said.append)
    screen.go_to(file)
    settle(desks.kecamatan)
    assert (said[-1].tone, said[-1].seconds) == (Tone.GALAT, 0)
    assert (
        "PERINGATAN: tanda tangan tidak cocok dengan desa 3306992001. Mungkin ada yang mengaku sebagai desa"
        " ini. Hubungi desa. (E_SIGNATURE)"
    ) in said[-1].text
    screen.inbox.ask_folder = lambda: tmp_path
    screen.inbox.report.click()
    settle(desks.kecamatan)
    [report] = tmp_path.glob("laporan-kiriman-*.txt")
    assert "E_SIGNATURE" in report.read_text(encoding="utf-8")
    assert report.name in said[-1].text


# ------------------------------------------------------------------ laptops


def request_of(desks: Desks) -> Path:
    """The village asks once more, as after a new installation."""
    app = desks.desa.app
    return enrolment.write_request(
        app.database, app.laptop, app.files, desks.stick, by="uji", at=desks.desa.now()
    ).berkas


def test_a_laptop_is_enrolled_from_its_request_and_its_digits(tmp_path: Path, qtbot: QtBot) -> None:
    with two_offices(tmp_path) as desks:
        request = request_of(desks)
        screen = show(desks, qtbot)
        screen.go_to(request)
        settle(desks.kecamatan)
        assert screen.inbox.list.model.cell_text(0, 0) == "Pengirim belum terdaftar"
        press_primary(screen)
        assert screen.title == "Daftarkan laptop"
        settle(desks.kecamatan)
        assert "Desa Tursino" in screen.register.who.text
        sheet = enrolment.own_number(desks.desa.app.database, desks.desa.app.laptop).nomor
        screen.register.digits.take(1, sheet)
        screen.register.drives.choose(desks.stick)
        press_primary(screen)
        assert [one.nama for one in screen.laptops.list.model.rows if one.peran == "desa"] == ["Tursino"]
        assert screen.inbox.list.model.rowCount() == 0  # the request has done its work
        assert len(list(desks.stick.rglob("T-*.kirim"))) == 1
        screen.close()


def test_three_wrong_numbers_close_the_panel_and_trust_nobody(tmp_path: Path, qtbot: QtBot) -> None:
    with two_offices(tmp_path) as desks:
        request = request_of(desks)
        screen = show(desks, qtbot)
        screen.tabs.turn_to("laptop")
        press_primary(screen)
        screen.register.take(request)
        settle(desks.kecamatan)
        card = enrolment.own_number(desks.kecamatan.app.database, desks.kecamatan.app.laptop).nomor
        screen.register.drives.choose(desks.stick)
        for number in (1, 2):
            screen.register.digits.clear()
            screen.register.digits.take(1, card)
            press_primary(screen)
            assert f"Percobaan {number} dari 3." in screen.register.digits.message.text
        screen.register.digits.clear()
        screen.register.digits.take(1, card)
        press_primary(screen)
        assert screen.pages.currentWidget() is screen.tabs
        assert [one.peran for one in screen.laptops.list.model.rows] == ["kecamatan"]
        screen.close()


def test_the_card_of_the_kecamatan_can_be_printed(desks: Desks, qtbot: QtBot) -> None:
    screen = show(desks, qtbot)
    app = desks.kecamatan.app
    assert screen.laptops.number.text() == enrolment.own_number(app.database, app.laptop).nomor
    opened: list[tuple[str, object]] = []
    desks.kecamatan.opened.connect(lambda place, key: opened.append((place, key)))
    screen.laptops.card.click()
    assert [place for place, _key in opened] == ["pratinjau_cetak"]


# ------------------------------------------------------------------ outbox


def test_the_answer_for_each_village_is_written_to_the_stick(desks: Desks, qtbot: QtBot) -> None:
    app = desks.kecamatan.app
    file = send(desks)
    exchange.accept(app.database, app.laptop, app.files, [file], by="uji", at=desks.kecamatan.now())
    screen = show(desks, qtbot)
    screen.tabs.turn_to("keluar")
    settle(desks.kecamatan)
    assert screen.primary is not None
    assert screen.primary.text == "Tulis kiriman untuk 1 desa"
    screen.outbox.drives.choose(desks.stick)
    press_primary(screen)
    assert len(list((desks.stick / "KIRIMAN" / "KE-DESA").glob("*.kirim"))) == 1
    assert "nomor 1" in screen.outbox.list.model.cell_text(0, 3)


def test_everything_works_by_keys(desks: Desks, qtbot: QtBot) -> None:
    file = send(desks)
    screen = show(desks, qtbot)
    screen.go_to(file)
    settle(desks.kecamatan)
    view = screen.inbox.list.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Return)
    settle(desks.kecamatan)
    assert screen.pages.currentWidget() is screen.review
    assert screen.back is not None
    screen.back()
    assert screen.pages.currentWidget() is screen.tabs


def open_laptops(desks: Desks, qtbot: QtBot) -> tuple[KotakMasukScreen, str]:
    """The tab Laptop Desa with the village's laptop chosen."""
    screen = show(desks, qtbot)
    screen.go_to("laptop")
    settle(screen.desk)
    key = desks.desa.app.laptop.keys.kid
    screen.laptops.list.select_row(key)
    return screen, key


def keys_of(screen: KotakMasukScreen) -> dict[str, str]:
    app = screen.desk.app
    return {one.kid: one.alasan for one in enrolment.list_keys(app.database, app.laptop)}


def test_the_key_of_a_lost_laptop_is_revoked_from_its_row(desks: Desks, qtbot: QtBot) -> None:
    screen, key = open_laptops(desks, qtbot)
    answer_each("", "")
    screen.laptops.revoke.click()
    settle(screen.desk)
    assert keys_of(screen)[key] == "hilang"
    screen.laptops.list.select_row(key)
    assert not screen.laptops.revoke.isEnabled()


def test_the_key_in_use_cannot_be_revoked_here(desks: Desks, qtbot: QtBot) -> None:
    screen, _key = open_laptops(desks, qtbot)
    screen.laptops.list.select_row(desks.kecamatan.app.laptop.keys.kid)
    assert not screen.laptops.revoke.isEnabled()


def test_work_of_a_revoked_key_comes_in_with_the_code_of_its_paper(desks: Desks, qtbot: QtBot) -> None:
    send(desks)
    village = desks.desa.app
    [made] = [
        one for one in exchange.outbox(village.database, village.files, village.laptop) if one.jenis == "data"
    ]
    screen, _key = open_laptops(desks, qtbot)
    answer_each("", "")
    screen.laptops.revoke.click()
    settle(screen.desk)
    screen.go_to(made.berkas)
    settle(screen.desk)
    steps = screen.inbox.asking
    assert steps.vouched.isVisibleTo(screen)
    answer_each(made.kode_lembar, "Kepala Desa membenarkan.")
    steps.vouched.click()
    settle(screen.desk)
    assert len(plans(desks)) == 1
