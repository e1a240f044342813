"""An assistant's laptop on the screens: enrols like a village, is fed by the kecamatan, reads at Terima."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desa_desktop import app as office_app
from desa_desktop import config, paths
from desa_desktop.domain.kantor import DesaBinaan, Peran
from desa_desktop.services import enrolment, exchange, kantor
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.jobs import Jobs
from desa_desktop.ui.places import places_of
from desa_desktop.ui.screen import Screen
from desa_desktop.ui.screens.kirim import PendampingScreen
from desa_desktop.ui.screens.kirim.screen import TERIMA
from desa_desktop.ui.screens.kotak_masuk import KotakMasukScreen
from desa_desktop.ui.screens.kotak_masuk.screen import KELUAR
from dua_kantor import BEGIN, Clock, Desks, fill_plan, make_kit, settle, two_offices
from office import make_profile

PICTURES = os.environ.get("DESA_GAMBAR_UJI", "")  # a folder: what the screens looked like


@pytest.fixture
def desks(tmp_path: Path, qapp: QApplication) -> Iterator[Desks]:
    """A village with a plan that its kecamatan has accepted."""
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
        yield opened


@pytest.fixture
def visitor(desks: Desks, tmp_path: Path) -> Iterator[Desk]:
    """The assistant's laptop, set up and not enrolled."""
    folder = tmp_path / "pendamping"
    make_profile(folder)
    environment = config.read_environment({"DESA_FLASHDISK": str(desks.stick)})
    with ExitStack() as stack:
        clock = Clock(BEGIN + timedelta(hours=2))
        places = paths.places({"DESA_DATA": str(folder)})
        app = stack.enter_context(office_app.open_app(places, environment, now=clock))
        given = kantor.Persiapan(peran=Peran.PENDAMPING, kode="330699", nama="Kutoarjo")
        kantor.set_up(app.database, given, app.aturan, kid=app.laptop.keys.kid, by="uji", at=clock())
        desk = Desk(app.reread(), Jobs())
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


def test_an_assistant_enrols_and_reads_what_the_kecamatan_wrote_for_it(
    desks: Desks, visitor: Desk, qtbot: QtBot
) -> None:
    kec = desks.kecamatan
    [place] = [one for one in places_of("kecamatan") if one.name == "kotak_masuk"]
    made = place.load("pendamping")
    assert made is PendampingScreen
    screen = PendampingScreen(visitor)
    show(screen, qtbot)
    card = enrolment.own_number(kec.app.database, kec.app.laptop).nomor
    screen.enrol.digits.take(1, card)
    press(screen)
    make_kit(screen.enrol.kit)
    press(screen)  # writes the request
    keep(screen, "pendamping_daftar")
    [request] = desks.stick.rglob("M-*.kirim")
    office = KotakMasukScreen(kec)
    show(office, qtbot)
    office.register.begin(request)
    office._turn(office.register)
    settle(kec)
    assert office.register.who.text.startswith("Laptop kecamatan ini: Laptop pendamping.")
    office.register.digits.take(1, enrolment.own_number(visitor.app.database, visitor.app.laptop).nomor)
    keep(office, "pendamping_daftarkan")
    press(office)
    screen.watch.ask()
    settle(visitor)
    screen.tabs.turn_to(TERIMA)
    screen.receive.check.click()  # what was found on the stick
    settle(visitor)
    press(screen)  # Pakai semua
    assert enrolment.enrolment_state(visitor.app.database, visitor.app.laptop) == "terdaftar"
    office.tabs.turn_to(KELUAR)
    settle(kec)
    rows = [office.outbox.list.model.cell_text(n, 0) for n in range(office.outbox.list.model.rowCount())]
    assert rows == ["Tursino", "Laptop lain kantor ini"]
    assert office.primary is not None
    assert office.primary.text == "Tulis 2 kiriman"
    keep(office, "pendamping_kotak_keluar")
    press(office)
    assert not [one for one in desks.stick.rglob("P-*.kirim") if one.parent.name != "KE-KECAMATAN"]
    screen.receive.look(list(desks.stick.rglob("P-*.kirim")))
    settle(visitor)
    keep(screen, "pendamping_terima")
    press(screen)  # Pakai semua
    with visitor.app.database.read() as unit:
        assert [one.nama for one in unit.select(DesaBinaan)] == ["Tursino"]
    screen.tabs.turn_to("kirim")
    settle(visitor)
    keep(screen, "pendamping_kirim")
    assert screen.send.to.isHidden()
    press(screen)  # it has nothing to send but the news of what it holds
    assert screen.send.result.text.startswith("Kiriman nomor 1 sudah tertulis")
