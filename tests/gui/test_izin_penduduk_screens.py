"""Consent for the register on screen: asked at the kecamatan, decided in Pengaturan, said at Kirim."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desa_desktop import logs
from desa_desktop.domain.penduduk import Penduduk
from desa_desktop.services import enrolment, exchange
from desa_desktop.services import penduduk as people
from desa_desktop.services.exchange import get_izin
from desa_desktop.ui.kit.notice import Notice
from desa_desktop.ui.screens.kirim import KirimScreen
from desa_desktop.ui.screens.kotak_masuk import KotakMasukScreen
from desa_desktop.ui.screens.penduduk.kecamatan import PendudukKecamatanScreen
from desa_desktop.ui.screens.pengaturan import PengaturanScreen
from dua_kantor import Desks, settle, two_offices
from warga_layar import move_in


@pytest.fixture
def desks(tmp_path: Path, qapp: QApplication) -> Iterator[Desks]:
    """A village of seven people, enrolled, and its kecamatan."""
    with two_offices(tmp_path, enrolled=True) as opened:
        move_in(opened.desa.app.database)
        yield opened


def ask(desks: Desks) -> None:
    """The kecamatan asks, and the village has installed what it wrote."""
    kec, desa = desks.kecamatan.app, desks.desa.app
    at = desks.kecamatan.now()
    [made] = enrolment.ask_register(
        kec.database, kec.laptop, kec.files, "3306992001", desks.stick, minta=True, by="uji", at=at
    )
    enrolment.install_grant(
        desa.database, desa.laptop, desa.files, made.berkas, by="uji", at=desks.desa.now()
    )


def agree(desks: Desks) -> None:
    desa = desks.desa.app
    exchange.decide(
        desa.database, desa.laptop, setuju=True, oleh="Suharto", jabatan="Kepala Desa", by="uji",
        at=desks.desa.now(),
    )  # fmt: skip


def arrive(desks: Desks) -> None:
    """The register has been accepted at the kecamatan."""
    desa, kec = desks.desa.app, desks.kecamatan.app
    sealed = exchange.seal(desa.database, desa.laptop, desa.files, by="uji", at=desks.desa.now())[0]
    made = exchange.copy_to(
        desa.database, desa.laptop, desa.files, sealed.digest, desks.stick, by="uji", at=desks.desa.now()
    )
    found = exchange.look(kec.database, kec.laptop, kec.files, [made.berkas], at=desks.kecamatan.now())
    done = exchange.accept(
        kec.database, kec.laptop, kec.files, [found[0].sha256], by="uji", at=desks.kecamatan.now()
    )
    assert done.gagal == ()


def settings(desks: Desks, qtbot: QtBot) -> PengaturanScreen:
    made = PengaturanScreen(desks.desa)
    qtbot.addWidget(made)
    made.resize(1150, 640)
    made.show()
    made.go_to("berbagi")
    settle(desks.desa)
    return made


# ------------------------------------------------------------------ the village decides


def test_where_nobody_asks_there_is_nothing_to_tick(desks: Desks, qtbot: QtBot) -> None:
    screen = settings(desks, qtbot)
    page = screen.share
    assert page is not None
    assert page.state.text.startswith("Kecamatan tidak meminta data penduduk lengkap.")
    assert not any(one.isVisible() for one in (page.tick, page.form, page.what, page.why, page.past))


def test_the_tick_is_off_and_wants_a_name_before_it_holds(desks: Desks, qtbot: QtBot) -> None:
    ask(desks)
    screen = settings(desks, qtbot)
    page = screen.share
    assert page is not None
    assert page.tick.isVisible()
    assert not page.tick.isChecked()
    assert "NIK" in page.what.text()
    page.tick.click()
    settle(desks.desa)
    assert not page.tick.isChecked()
    assert not get_izin(desks.desa.app.database).is_berlaku
    assert "Tulis nama yang memutuskan" in page.form.boxes["oleh"].message
    QTest.keyClicks(page.form.boxes["oleh"].editor, "Suharto")
    notices: list[Notice] = []
    desks.desa.noticed.connect(notices.append)
    page.tick.click()
    settle(desks.desa)
    said = get_izin(desks.desa.app.database)
    assert said.is_berlaku
    assert said.terakhir is not None
    assert (said.terakhir.oleh, said.terakhir.jabatan) == ("Suharto", "Kepala Desa")
    assert page.tick.isChecked()
    assert "disetujui oleh Suharto, Kepala Desa" in page.past.text().splitlines()[0]
    assert [one.text for one in notices] == ["Disetujui. Data penduduk ikut mulai kiriman berikutnya."]
    page.tick.click()
    settle(desks.desa)
    assert not get_izin(desks.desa.app.database).is_berlaku
    assert page.past.text().count("\n") == 2
    assert page.state.text.startswith("Persetujuan sudah dicabut")


def test_a_kecamatan_has_no_tab_to_agree_in(desks: Desks, qtbot: QtBot) -> None:
    made = PengaturanScreen(desks.kecamatan)
    qtbot.addWidget(made)
    settle(desks.kecamatan)
    assert made.share is None


def test_kirim_says_what_waits_for_an_answer_and_then_how_many_people_go_along(
    desks: Desks, qtbot: QtBot
) -> None:
    def line() -> tuple[bool, str]:
        made = KirimScreen(desks.desa)
        qtbot.addWidget(made)
        made.resize(1150, 640)
        made.show()
        settle(desks.desa)
        return made.send.people.isVisible(), made.send.people.text

    assert line()[0] is False
    ask(desks)
    assert line() == (
        True,
        "Kecamatan meminta data penduduk lengkap. Putuskan di Pengaturan, tab Berbagi data.",
    )
    agree(desks)
    shown, words = line()
    assert shown
    assert words.startswith("Data penduduk lengkap ikut: 7 orang. Disetujui Suharto, Kepala Desa,")


def test_the_request_is_installed_in_the_tab_terima_and_says_where_to_decide(
    desks: Desks, qtbot: QtBot
) -> None:
    kec = desks.kecamatan.app
    enrolment.ask_register(
        kec.database, kec.laptop, kec.files, "3306992001", desks.stick, minta=True, by="uji",
        at=desks.kecamatan.now(),
    )  # fmt: skip
    screen = KirimScreen(desks.desa)
    qtbot.addWidget(screen)
    screen.resize(1150, 640)
    screen.show()
    settle(desks.desa)
    screen.watch.ask()
    settle(desks.desa)
    screen.tabs.turn_to("terima")
    screen.receive.check.click()
    settle(desks.desa)
    assert screen.primary is not None
    assert screen.primary.enabled, screen.primary.why
    notices: list[Notice] = []
    desks.desa.noticed.connect(notices.append)
    screen.primary.act()
    settle(desks.desa)
    assert get_izin(desks.desa.app.database).is_diminta
    assert "Putuskan di Pengaturan" in " ".join(one.text for one in notices)
    screen.tabs.turn_to("kirim")
    settle(desks.desa)
    assert screen.send.people.isVisible()


# ------------------------------------------------------------------ the kecamatan asks


def test_the_kecamatan_asks_a_village_and_its_laptop_gets_a_file(desks: Desks, qtbot: QtBot) -> None:
    screen = KotakMasukScreen(desks.kecamatan)
    qtbot.addWidget(screen)
    screen.resize(1150, 640)
    screen.show()
    screen.go_to("laptop")
    settle(desks.kecamatan)
    assert not screen.laptops.people.isEnabled(), "the first line is the kecamatan's own laptop"
    village = next(row for row in screen.laptops.list.model.rows if row.kode == "3306992001")
    screen.laptops.list.select_row(village.kid)
    screen.laptops.people.click()
    assert screen.title == "Data penduduk: Tursino"
    assert "data pribadi (UU 27/2022)" in screen.ask_data.why.text()
    assert screen.primary is not None
    assert screen.primary.enabled, "the one flash disk that is there is chosen by itself"
    assert screen.primary.text == "Minta data"
    screen.primary.act()
    settle(desks.kecamatan)
    assert len(list(desks.stick.glob("KIRIMAN/KE-DESA/T-*.kirim"))) >= 1
    assert screen.back is None
    [row] = [one for one in screen.laptops.list.model.rows if one.kode == "3306992001"]
    assert row.minta_penduduk
    screen.laptops.list.select_row(row.kid)
    screen.laptops.people.click()
    assert screen.primary.text == "Berhenti meminta"


# ------------------------------------------------------------------ and reads


def registers(desks: Desks, qtbot: QtBot) -> PendudukKecamatanScreen:
    made = PendudukKecamatanScreen(desks.kecamatan)
    qtbot.addWidget(made)
    made.resize(1150, 640)
    made.show()
    settle(desks.kecamatan)
    return made


def test_before_anything_came_the_screen_says_how_it_would_come(desks: Desks, qtbot: QtBot) -> None:
    screen = registers(desks, qtbot)
    assert screen.orang.or_empty.is_empty
    assert "hanya dari desa yang diminta dan menyetujui" in screen.orang.or_empty.empty.sentence
    assert screen.primary is None


def test_the_villages_people_are_listed_filtered_counted_and_only_read(desks: Desks, qtbot: QtBot) -> None:
    ask(desks)
    agree(desks)
    arrive(desks)
    screen = registers(desks, qtbot)
    assert [screen.village.itemText(n) for n in range(3)] == [
        "Semua desa (7)", "Tursino (7)", "Wirun (tidak diminta)",
    ]  # fmt: skip
    model = screen.orang.model
    assert model.rowCount() == 7
    shown = [model.cell_text(0, place) for place in range(4)]
    assert shown[:2] == ["BAYI", "Tursino"]
    assert "******" in model.cell_text(1, 2)
    screen.village.setCurrentIndex(2)
    screen.village.activated.emit(2)
    settle(desks.kecamatan)
    assert model.rowCount() == 0
    assert screen.orang.or_nobody.is_empty
    screen.village.setCurrentIndex(1)
    screen.tabs.turn_to("statistik")
    settle(desks.kecamatan)
    figures = screen.statistik.inner
    assert figures is not None
    assert figures.tabel.total.jumlah == 7
    assert not figures.export_button.isVisible()
    screen.tabs.turn_to("orang")
    settle(desks.kecamatan)
    screen.orang.grid.setFocus()
    QTest.keyClick(screen.orang.grid.view, Qt.Key.Key_Return)
    settle(desks.kecamatan)
    assert screen.is_reading
    assert screen.back is not None
    page = screen.read_page
    assert (
        page.owner.text
        == "Data penduduk Desa Tursino. Di kecamatan hanya dibaca; perbaikan dilakukan di desa."
    )
    words = [one.text() for one in page.facts.findChildren(QLabel)]
    assert "NIK" in words or "Tanggal lahir" in words
    assert page.members.model.rowCount() == 2
    screen.back()
    assert not screen.is_reading


# ------------------------------------------------------------------ what fails behind a screen


@pytest.mark.warns
def test_a_screen_that_fails_with_a_resident_in_hand_names_nobody_in_the_log(
    desks: Desks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desks.desa
    with desk.app.database.read() as unit:
        held = unit.select(Penduduk)
    secrets = [text for one in held for text in (one.nik, one.nama) if text]

    def fail(*given: object, **named: object) -> None:
        raise RuntimeError(f"tidak bisa mencatat {secrets} {given} {named}")

    monkeypatch.setattr(people, "_carry_out", fail)
    handler = logs.start(tmp_path / "log")
    try:
        database, at = desk.app.database, desk.now()
        desk.run(
            desk,
            lambda: people.cancel_event(database, held[0].id, "keliru", at.date(), by="uji", at=at),
            lambda _done: None,
            lambda _error: None,
        )
        desk.run(
            desk,
            lambda: people.record(database, fail, "uji", by="uji", at=at),  # type: ignore[arg-type]
            lambda _done: None,
        )
        settle(desk)
    finally:
        logs.stop(handler)
    written = (tmp_path / "log" / logs.FILE_NAME).read_text(encoding="utf-8")
    assert "crashed" in written
    assert [one for one in secrets if one in written] == []
