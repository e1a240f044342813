"""The menu Ekspor of the screen Penduduk: what is shown to Excel, everybody to OpenSID and OpenDK."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import warga_desa
from desa_desktop.domain.penduduk import Penduduk
from desa_desktop.services import ekspor_penduduk
from desa_desktop.sheets import read_sheets
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.jobs import Jobs
from desa_desktop.ui.kit.notice import Notice, Tone
from desa_desktop.ui.screens.penduduk.ekspor import BENTUK, Bentuk
from desa_desktop.ui.screens.penduduk.screen import PendudukScreen
from desa_desktop.ui.snapshot import settle
from layar import open_village

FORMS = {one.kunci: one for one in BENTUK}


@pytest.fixture
def layar(qtbot: QtBot, tmp_path: Path) -> Iterator[PendudukScreen]:
    with open_village(tmp_path) as app:
        warga_desa.fill(app.database, families=8)
        desk = Desk(app, Jobs())
        made = PendudukScreen(desk)
        qtbot.addWidget(made)
        made.resize(1200, 600)
        made.show()
        settle(desk)
        yield made
        settle(desk)
        desk.jobs.close()


def write(layar: PendudukScreen, one: Bentuk, target: Path) -> Notice:
    said: list[Notice] = []
    layar.desk.noticed.connect(said.append)
    layar.exports.write(one, target)
    settle(layar.desk)
    layar.desk.noticed.disconnect(said.append)
    return said[-1]


def test_the_menu_has_the_shown_list_first_and_then_each_program(layar: PendudukScreen) -> None:
    menu = layar.exports.menu()
    words = [one.text() for one in menu.actions() if not one.isSeparator()]
    assert words[0] == "Daftar orang yang tampil, ke Excel…"
    assert len(words) == len(BENTUK) == 4
    assert "Ekspor penduduk…" in [one.text for one in layar.commands]


def test_the_list_goes_out_as_it_is_narrowed_on_the_screen(layar: PendudukScreen, tmp_path: Path) -> None:
    target = tmp_path / "daftar.xlsx"
    layar.orang.search.line.setText("siti")
    settle(layar.desk)
    said = write(layar, FORMS["daftar"], target)
    (sheet,) = read_sheets(target)
    names = [str(row.cells[2]) for row in sheet.rows[1:]]
    assert names
    assert all("SITI" in name for name in names)
    assert "data pribadi" in said.text
    assert str(target) in said.text


@pytest.mark.parametrize("kunci", ["opensid", "opensid_kata", "opendk"])
def test_other_programs_get_everybody_whatever_the_list_shows(
    layar: PendudukScreen, tmp_path: Path, kunci: str
) -> None:
    layar.orang.search.line.setText("siti")
    settle(layar.desk)
    target = tmp_path / f"berkas{FORMS[kunci].akhiran}"
    write(layar, FORMS[kunci], target)
    content = target.read_bytes()
    if target.suffix == ".zip":
        with zipfile.ZipFile(target) as parcel:
            content = parcel.read(parcel.namelist()[0])
    (sheet,) = read_sheets(content)
    with layar.desk.app.database.read() as unit:
        people = unit.select(Penduduk)
    assert any(not one.is_hidup for one in people)  # also who died or moved
    assert len(sheet.rows) == len(people) + 1


def test_a_zip_that_is_too_large_for_opendk_says_so(
    layar: PendudukScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ekspor_penduduk, "OPENDK_KB", 1)
    said = write(layar, FORMS["opendk"], tmp_path / "besar.zip")
    assert said.tone is Tone.PERINGATAN
    assert "OpenDK" in said.text
