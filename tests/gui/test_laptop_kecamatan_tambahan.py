"""A further laptop of the kecamatan on the screens: set up, enrolled with the root's stick, at work."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desa_desktop import app as office_app
from desa_desktop import config, paths, pemulihan
from desa_desktop.domain.kantor import DesaBinaan
from desa_desktop.services import enrolment, exchange
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.exchange_parts import root_key
from desa_desktop.ui.exchange_parts.kit_question import OpenQuestion
from desa_desktop.ui.kit.jobs import Jobs
from desa_desktop.ui.screen import Screen
from desa_desktop.ui.screens.kotak_masuk import KotakMasukScreen
from desa_desktop.ui.screens.kotak_masuk.screen import KELUAR, LAPTOP
from desa_desktop.ui.screens.wisaya import WisayaScreen
from dua_kantor import BEGIN, Clock, Desks, fill_plan, settle, two_offices

KIT = "31415 59266 53582 97934 23845 62642"
PICTURES = os.environ.get("DESA_GAMBAR_UJI", "")  # a folder: what the screens looked like


@pytest.fixture
def desks(tmp_path: Path, qapp: QApplication) -> Iterator[Desks]:
    """The first laptop, which has accepted a village's plan; its root key lies on a stick in the safe."""
    with two_offices(tmp_path, enrolled=True) as opened:
        desa, kec = opened.desa, opened.kecamatan
        fill_plan(desa)
        app = desa.app
        [sealed] = exchange.seal(app.database, app.laptop, app.files, by="uji", at=desa.now())
        file = exchange.copy_to(
            app.database, app.laptop, app.files, sealed.digest, opened.stick, by="uji", at=desa.now()
        ).berkas
        exchange.accept(kec.app.database, kec.app.laptop, kec.app.files, [file], by="uji", at=kec.now())
        file.unlink()
        (tmp_path / "LEMARI").mkdir()
        kec.app = pemulihan.make_kit(kec.app, KIT).app
        kec.app = pemulihan.store_root(kec.app, tmp_path / "LEMARI")[0]
        yield opened


@pytest.fixture
def further(desks: Desks, tmp_path: Path) -> Iterator[Desk]:
    """An empty laptop at the same desk."""
    folder = tmp_path / "tambahan"
    places = paths.places({"DESA_DATA": str(folder)})
    office_app.create_profile(places)
    environment = config.read_environment({"DESA_FLASHDISK": str(desks.stick)})
    with ExitStack() as stack:
        clock = Clock(BEGIN + timedelta(hours=2))
        app = stack.enter_context(office_app.open_app(places, environment, now=clock))
        desk = Desk(app, Jobs())
        app.database.listen(desk.hear)
        stack.callback(desk.jobs.close)
        stack.callback(desk.jobs.wait_idle)
        yield desk


def show(screen: Screen, qtbot: QtBot) -> None:
    qtbot.addWidget(screen)
    screen.resize(1366, 640)
    screen.show()
    settle(screen.desk)


def press(screen: Screen) -> None:
    assert screen.primary is not None
    assert screen.primary.enabled, screen.primary.why
    screen.primary.act()
    settle(screen.desk)


def keep(widget: QWidget, name: str) -> None:
    if PICTURES:
        widget.grab().save(str(Path(PICTURES) / f"{name}.png"))


def set_up(desk: Desk, qtbot: QtBot) -> None:
    """The first-run wizard, as far as a further laptop walks it."""
    wizard = WisayaScreen(desk)
    show(wizard, qtbot)
    keep(wizard, "tambahan_peran")
    wizard.peran.further.click()
    settle(desk)
    identity = wizard.steps[wizard.at]
    for name, words in (("kode", "33.06.99"), ("nama", "Kutoarjo")):
        identity.boxes[name].set_value(words)  # type: ignore[attr-defined]
    for step in ("identitas", "pejabat", "wilayah", "posisi", "pengaman"):
        assert wizard.at == step
        if step == "wilayah":
            assert wizard.steps[step].head.text().endswith("Lewati saja.")  # type: ignore[attr-defined]
        keep(wizard, f"tambahan_{step}")
        (wizard.skip if wizard.steps[step].may_skip else wizard.onward).click()
        settle(desk)
    assert wizard.at == "siap"
    own = enrolment.laptop_number(desk.app.database, desk.app.laptop).nomor
    assert wizard.siap.number.text() == own
    assert wizard.siap.print.text() == "Cetak Lembar Pendaftaran"
    keep(wizard, "tambahan_siap")
    press(wizard)
    assert desk.app.laptop.root is None  # it made no second root of this kecamatan


def answer_kit(digits: str) -> None:
    """Type the kit's digits into the question for the root's stick."""

    def act() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, OpenQuestion):
            QTimer.singleShot(20, act)
            return
        box.digits.take(1, digits)
        keep(box, "tambahan_kunci_induk")
        button = box.findChild(QPushButton, "kit.tanya.buka")
        assert button is not None
        button.click()

    QTimer.singleShot(0, act)


def test_a_further_laptop_is_enrolled_with_the_root_and_works_like_the_first(
    desks: Desks, further: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = desks.kecamatan
    card = enrolment.own_number(first.app.database, first.app.laptop).nomor
    set_up(further, qtbot)
    screen = KotakMasukScreen(further)
    show(screen, qtbot)
    assert screen.pages.currentWidget() is screen.enrol  # what is next stands there by itself
    assert screen.title == "Daftarkan laptop ini"
    keep(screen, "tambahan_daftar")
    screen.enrol.digits.take(1, card)
    press(screen)
    assert screen.primary is not None
    assert screen.primary.text == "Ketik Kit Pemulihan"
    press(screen)
    screen.enrol.kit.entry.take(1, KIT)  # the paper in the safe: one for both laptops
    screen.enrol.kit.take.click()
    settle(further)
    press(screen)  # writes the request
    keep(screen, "tambahan_menunggu")
    [request] = desks.stick.rglob("M-*.kirim")

    office = KotakMasukScreen(first)
    show(office, qtbot)
    office.tabs.turn_to(LAPTOP)
    settle(first)
    press(office)  # Daftarkan
    office.register.take(request)
    settle(first)
    assert "Laptop kecamatan ini: Laptop tambahan." in office.register.who.text
    assert "Diperlukan flashdisk kunci induk." in office.register.who.text
    assert office.register.people.isHidden()
    own = enrolment.laptop_number(further.app.database, further.app.laptop).nomor
    office.register.digits.take(1, own)
    keep(office, "tambahan_daftarkan")
    monkeypatch.setattr(root_key, "choose_folder", lambda *_words: tmp_path / "LEMARI")  # the other drive
    answer_kit(KIT)
    press(office)
    settle(first)
    assert first.app.laptop.root is None  # it was there for this one act
    [grant] = desks.stick.rglob("T-*.kirim")
    assert grant.is_file()

    assert screen.primary is not None
    assert screen.primary.text == "Pasang tanda terdaftar"
    press(screen)  # finds it on the stick
    assert screen.pages.currentWidget() is screen.tabs
    assert enrolment.enrolment_state(further.app.database, further.app.laptop) == "terdaftar"
    screen.tabs.turn_to(LAPTOP)
    settle(further)
    assert screen.laptops.number.text() == card  # the same card: villages need not type anything
    assert screen.primary.text == "Daftarkan"
    whose = {row.nama for row in screen.laptops.list.model.rows}
    assert whose == {"Kutoarjo", "33.06.99.2001"}  # the list of villages is still to come
    keep(screen, "tambahan_laptop_desa")

    office.tabs.turn_to(KELUAR)
    settle(first)
    press(office)  # what the first laptop holds, for the further one too
    [peer] = desks.stick.rglob("P-*.kirim")
    screen.go_to(peer)
    settle(further)
    press(screen)  # Tinjau
    press(screen)  # Terima
    with further.app.database.read() as unit:
        assert "Tursino" in {one.nama for one in unit.select(DesaBinaan)}
    # and its own assistants: a village is enrolled here without the root
    assert further.app.laptop.root is None


def test_by_command_a_further_laptop_gives_its_own_digits_and_makes_no_root(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from laptop import Laptop

    one = Laptop(tmp_path / "dua")
    words = ("kantor", "siapkan", "--kode", "33.06.99", "--nama", "Kutoarjo", "--tambahan", "--peran")
    refused = Laptop(tmp_path / "tiga").answer(*words, "pendamping", code=2)
    assert "hanya untuk laptop kecamatan" in refused["pesan"][0]["teks"]
    made = one.ask(*words, "kecamatan")
    assert one.ask("kunci", "kartu")["nomor_kunci"] == made["nomor_kunci"]
    paper = tmp_path / "lembar.pdf"
    one.ask("kunci", "kartu", "--ke", paper)
    assert paper.read_bytes().startswith(b"%PDF")
