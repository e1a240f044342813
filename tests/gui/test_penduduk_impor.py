"""The import of residents on screen: looked at, filtered, repaired, let in, taken back, given up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from desa_desktop.app import App
from desa_desktop.domain.penduduk import Penduduk
from desa_desktop.domain.tempel import KeadaanImpor
from desa_desktop.services import editing
from desa_desktop.services.impor_penduduk import MasukPenduduk
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.jobs import Jobs
from desa_desktop.ui.kit.notice import Notice
from desa_desktop.ui.screens.penduduk.impor import ImporPenduduk
from desa_desktop.ui.snapshot import settle
from layar import NOW, open_village
from lembar_penduduk import orang, write
from office import OLEH


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    with open_village(tmp_path / "kantor") as opened:
        yield opened


@pytest.fixture
def impor(app: App, qtbot: QtBot) -> Iterator[ImporPenduduk]:
    """The widget alone, as its screen will host it."""
    desk = Desk(app, Jobs())
    made = ImporPenduduk(desk)
    qtbot.addWidget(made)
    made.resize(1300, 600)
    made.show()
    yield made
    settle(desk)
    desk.jobs.close()


def people(app: App) -> list[str]:
    with app.database.read() as unit:
        return sorted(one.nama for one in unit.select(Penduduk))


def show(impor: ImporPenduduk, path: Path) -> None:
    impor.open(path)
    settle(impor.desk)


def listed(impor: ImporPenduduk) -> list[int]:
    assert impor.grid is not None
    return [row.warga.nomor for row in impor.grid.model.rows]  # type: ignore[attr-defined]


def test_a_file_is_recognised_counted_and_stored_as_one_step(
    app: App, impor: ImporPenduduk, tmp_path: Path
) -> None:
    came: list[MasukPenduduk] = []
    said: list[Notice] = []
    impor.done.connect(came.append)
    impor.desk.noticed.connect(said.append)
    show(impor, write(tmp_path, [orang(1), orang(2), orang(3, nik="330699")]))
    assert impor.title.text() == "Impor penduduk – 3 baris dari penduduk.xlsx"
    assert "Dikenali sebagai berkas OpenSID, lembar Data Penduduk" in impor.sentence.text()
    assert impor.counts.text() == "3 dibaca · 2 baru · 1 ditolak"
    assert impor.insert.text() == "&Masukkan 2 orang"
    impor.accept()
    settle(impor.desk)
    assert [(one.baru, one.keluarga_baru) for one in came] == [(2, 2)]
    assert len(people(app)) == 2
    assert (said[-1].text, said[-1].action) == (
        "2 penduduk masuk, 0 diperbarui, 2 keluarga baru.",
        "Urungkan",
    )
    editing.undo(app.database, by=OLEH, at=NOW)
    assert people(app) == []


def test_rows_are_filtered_by_state_and_by_problem(impor: ImporPenduduk, tmp_path: Path) -> None:
    rows = [orang(1), *(orang(place, agama_id="ISLEM") for place in (2, 3)), orang(4, tanggallahir="abc")]
    show(impor, write(tmp_path, rows))
    assert [button.text() for button in impor.filters.values()] == [
        "Semua 4", "Baru 1", "Berubah 0", "Sama 0", "Periksa 2", "Ditolak 1",
    ]  # fmt: skip
    impor.filters[KeadaanImpor.DITOLAK].click()
    assert listed(impor) == [5]
    impor.filters[None].click()
    assert listed(impor) == [2, 3, 4, 5]
    impor.panel.select(next(one for one in impor.shown.kelompok if one.masalah.aturan == "P-311"))  # type: ignore[union-attr]
    assert listed(impor) == [3, 4]
    assert impor.panel.sentence.text() == "ISLEM tidak ada di daftar pilihan. Maksudnya ISLAM?"


def test_one_answer_repairs_all_rows_with_the_same_problem(impor: ImporPenduduk, tmp_path: Path) -> None:
    show(impor, write(tmp_path, [orang(place, agama_id="ISLEM") for place in range(1, 5)]))
    assert impor.shown is not None
    impor.panel.select(impor.shown.kelompok[0])
    assert impor.panel.all.text() == "Terapkan ke se&mua (4)"
    assert impor.panel.choice.currentText() == "ISLAM"
    impor.panel.one.click()
    settle(impor.desk)
    assert impor.counts.text() == "4 dibaca · 1 baru · 3 periksa"
    impor.panel.select(impor.shown.kelompok[0])
    impor.panel.choice.setCurrentText("HINDU")
    impor.panel.all.click()
    settle(impor.desk)
    assert impor.counts.text() == "4 dibaca · 4 baru"
    assert [row.warga.nilai["agama"] for row in impor.shown.baris] == [1, 4, 4, 4]
    assert not impor.panel.isVisible()


def test_a_cell_is_corrected_in_place_and_read_again(
    app: App, impor: ImporPenduduk, tmp_path: Path, qtbot: QtBot
) -> None:
    show(impor, write(tmp_path, [orang(1), orang(2, nik="330699"), orang(3, tanggallahir="abc")]))
    assert impor.grid is not None
    assert impor.grid.select_row(1, "nik")
    impor.grid.setFocus()
    for key in [*orang(2)["nik"], Qt.Key.Key_Return]:  # the first digit opens an editor, which has the focus
        target = QApplication.focusWidget()
        assert target is not None
        (qtbot.keyClicks if isinstance(key, str) else qtbot.keyClick)(target, key)
    settle(impor.desk)
    assert impor.counts.text() == "3 dibaca · 2 baru · 1 ditolak"
    impor._on_change([(2, "tanggal_lahir", "1 Januari 1990")])
    settle(impor.desk)
    assert impor.counts.text() == "3 dibaca · 3 baru"
    impor.accept()
    settle(impor.desk)
    assert len(people(app)) == 3


def test_answers_in_quick_succession_all_count_and_so_does_the_cell_just_left(
    app: App, impor: ImporPenduduk, tmp_path: Path
) -> None:
    rows = [orang(1, agama_id="ISLEM"), orang(2, nik="330699"), orang(3, tanggallahir="abc")]
    show(impor, write(tmp_path, rows))
    impor._on_change([(0, "agama", "Hindu")])
    impor._on_change([(1, "nik", orang(2)["nik"])])
    settle(impor.desk)
    assert impor.counts.text() == "3 dibaca · 2 baru · 1 ditolak"
    impor._on_change([(2, "tanggal_lahir", "1 Januari 1990")])
    impor.accept()
    settle(impor.desk)
    assert len(people(app)) == 3


def test_columns_of_an_unknown_sheet_are_mapped_on_screen(
    app: App, impor: ImporPenduduk, tmp_path: Path
) -> None:
    path = tmp_path / "warga.csv"
    path.write_text("Kartu;Penduduk;Identitas\n3306990101200001;SUPARDI;3306990101900001\n", encoding="utf-8")
    show(impor, path)
    assert "belum dikenal" in impor.sentence.text()
    assert impor.mapping.isVisible()
    assert not impor.insert.isEnabled()
    for number, field in ((1, "no_kk"), (2, "nama"), (3, "nik")):
        combo = impor.findChild(QComboBox, f"penduduk.impor.pemetaan.{number}")
        assert isinstance(combo, QComboBox)
        combo.setCurrentIndex(combo.findData(field))
        combo.activated.emit(combo.currentIndex())
        settle(impor.desk)
    assert impor.insert.text() == "&Masukkan 1 orang"
    impor.accept()
    settle(impor.desk)
    assert people(app) == ["SUPARDI"]


def test_swapped_columns_are_said_and_changed_by_one_button(impor: ImporPenduduk, tmp_path: Path) -> None:
    rows = [orang(place, tempatlahir="01-01-1990", tanggallahir="KEBUMEN") for place in range(1, 6)]
    show(impor, write(tmp_path, rows))
    assert impor.swapped.text() == "Kolom tempat dan tanggal lahir tampaknya tertukar."
    impor.swap.click()
    settle(impor.desk)
    assert impor.counts.text() == "5 dibaca · 5 baru"
    assert not impor.swap.isVisible()


def test_swapped_numbers_are_changed_for_this_file_and_not_remembered_for_the_next(
    app: App, impor: ImporPenduduk, tmp_path: Path
) -> None:
    rows = [
        orang(place, nik=orang(place // 3)["no_kk"], no_kk=orang(place)["nik"], kk_level="4")
        for place in range(1, 13)
    ]
    show(impor, write(tmp_path, rows))
    assert impor.insert.text() == "&Masukkan 0 orang"
    impor.swap.click()
    settle(impor.desk)
    assert impor.insert.text() == "&Masukkan 12 orang"
    impor.accept()
    settle(impor.desk)
    with app.database.read() as unit:
        assert {one.nik for one in unit.select(Penduduk)} == {orang(place)["nik"] for place in range(1, 13)}
    show(impor, write(tmp_path, [orang(30)], "benar.xlsx"))
    assert impor.shown is not None
    assert impor.shown.baris[0].warga.nilai["nik"] == orang(30)["nik"]


def test_a_file_that_cannot_be_read_says_why_and_gives_the_screen_back(
    impor: ImporPenduduk, tmp_path: Path
) -> None:
    said: list[Notice] = []
    gone: list[bool] = []
    impor.desk.noticed.connect(said.append)
    impor.cancelled.connect(lambda: gone.append(True))
    path = tmp_path / "rusak.xlsx"
    path.write_bytes(b"PK\x03\x04 rusak")
    show(impor, path)
    assert gone == [True]
    assert "rusak atau terpotong" in said[-1].text


def test_esc_gives_up_and_nothing_goes_in(
    app: App, impor: ImporPenduduk, tmp_path: Path, qtbot: QtBot
) -> None:
    gone: list[bool] = []
    impor.cancelled.connect(lambda: gone.append(True))
    show(impor, write(tmp_path, [orang(1)]))
    qtbot.keyClick(impor, Qt.Key.Key_Escape)
    assert gone == [True]
    assert people(app) == []


def test_rows_that_need_a_person_are_written_to_a_file(impor: ImporPenduduk, tmp_path: Path) -> None:
    show(impor, write(tmp_path, [orang(1), orang(2, nik="330699")]))
    target = tmp_path / "tolakan.xlsx"
    impor.save_rest(target)
    settle(impor.desk)
    assert target.read_bytes().startswith(b"PK")
