"""The tab Penduduk Sementara alone in a window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import warga_desa
from desa_desktop.domain.penduduk import PendudukSementara
from desa_desktop.services import editing
from desa_desktop.services import penduduk_sementara as service
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.clipped import clipped_widgets
from desa_desktop.ui.kit.jobs import Jobs
from desa_desktop.ui.screens.penduduk.sementara import PendudukSementaraTab
from desa_desktop.ui.snapshot import settle
from desa_desktop.ui.style import Theme, apply
from layar import NOW, open_village
from office import OLEH


@pytest.fixture
def tab(qtbot: QtBot, tmp_path: Path) -> Iterator[PendudukSementaraTab]:
    with open_village(tmp_path) as app:
        warga_desa.fill(app.database, families=6)
        desk = Desk(app, Jobs())
        app.database.listen(desk.hear)
        made = PendudukSementaraTab(desk)
        qtbot.addWidget(made)
        made.resize(1120, 600)
        made.show()
        settle(desk)
        yield made
        settle(desk)
        desk.jobs.close()


def desk_of(tab: PendudukSementaraTab) -> Desk:
    return tab._desk


def guests(tab: PendudukSementaraTab) -> tuple[PendudukSementara, ...]:
    desk = desk_of(tab)
    settle(desk)
    return service.list_sementara(desk.app.database, desk.today()).tamu


def test_the_guests_stand_in_the_book_and_in_no_number_of_residents(tab: PendudukSementaraTab) -> None:
    assert [one.nama for one in tab.grid.model.rows] == ["HENDRA WIJAYA"]
    assert tab.note.text().startswith("1 tamu tercatat, 1 masih di desa hari ini.")
    assert "tidak dihitung" in tab.note.text()
    primary = tab.primary()
    assert primary is not None
    assert primary.text == "Tambah"


def test_the_number_of_a_guest_is_masked_until_asked_for_and_found_by_its_digits(
    tab: PendudukSementaraTab,
) -> None:
    model = tab.grid.model
    place = model.number_of("identitas")
    assert model.cell_text(0, place) == "KTP 340409******0001"
    assert model.edit_text(0, place) == "KTP 3404091203900001"
    tab.grid.set_filter("3404091203900001")
    assert model.shown_count == 1
    tab.grid.set_filter("3404091203900002")
    assert model.shown_count == 0
    tab.grid.set_filter("")
    tab.numbers.click()
    assert model.cell_text(0, place) == "KTP 3404091203900001"


def test_a_new_guest_is_a_row_at_the_end_and_ctrl_z_takes_it_back(tab: PendudukSementaraTab) -> None:
    tab.add()
    settle(desk_of(tab))
    new = guests(tab)[-1]
    assert tab.grid.current_id() == new.id
    model = tab.grid.model
    tab.grid.type_texts([((1, model.number_of("nama")), "Ratih")])
    tab.grid.type_texts([((1, model.number_of("tanggal_datang")), "20 nov")])
    assert [one.nama for one in guests(tab)] == ["HENDRA WIJAYA", "Ratih"]
    desk = desk_of(tab)
    assert guests(tab)[-1].tanggal_datang == date(2026, 11, 20)
    for _step in range(3):
        editing.undo(desk.app.database, by=OLEH, at=NOW)
    assert [one.nama for one in guests(tab)] == ["HENDRA WIJAYA"]


def test_a_row_that_was_left_empty_goes_away_by_itself(tab: PendudukSementaraTab) -> None:
    tab.add()
    first, _empty = guests(tab)
    tab.grid.select_row(first.id)
    settle(desk_of(tab))
    assert [one.id for one in guests(tab)] == [first.id]


def test_a_year_of_birth_to_come_is_refused_at_its_cell(tab: PendudukSementaraTab) -> None:
    (guest,) = guests(tab)
    tab._change([(guest.id, "tanggal_lahir", date(2090, 3, 12))])
    (guest,) = guests(tab)
    assert guest.tanggal_lahir is None
    place = (0, tab.grid.model.number_of("tanggal_lahir"))
    problem = tab.grid.model.problem_at(*place)
    assert problem is not None
    assert "belum terjadi" in problem[1]


def test_a_block_from_the_paper_book_goes_through_the_preview(tab: PendudukSementaraTab) -> None:
    block = [
        ["No", "Nama lengkap", "L", "P", "Tempat dan tanggal lahir/umur", "Datang tanggal", "Pergi tanggal"],
        ["1", "Siti Aminah", "", "v", "Kebumen, 36 tahun", "1/11/2026", "30/11/2026"],
        ["2", "Wahyu", "v", "", "Sleman, 12/03/90", "2/11/2026", ""],
    ]
    QApplication.clipboard().setText("\n".join("\t".join(row) for row in block))
    tab.paste()
    settle(desk_of(tab))
    assert tab.host.is_open
    assert tab.primary() is None
    tab.host.accept()
    _old, siti, wahyu = guests(tab)
    assert (siti.jk, siti.tempat_lahir, siti.umur) == ("P", "Kebumen", 36)
    assert (siti.tanggal_datang, siti.tanggal_pergi) == (date(2026, 11, 1), date(2026, 11, 30))
    assert (wahyu.jk, wahyu.tempat_lahir) == ("L", "Sleman")
    assert wahyu.tanggal_lahir in (None, date(1990, 3, 12))


def test_what_is_odd_is_marked_and_never_blocks(tab: PendudukSementaraTab) -> None:
    (guest,) = guests(tab)
    tab._change([(guest.id, "tanggal_pergi", date(2026, 5, 1))])
    (guest,) = guests(tab)
    assert guest.tanggal_pergi == date(2026, 5, 1)
    assert tab.grid.next_problem()
    assert tab.jump(guest.id, "tanggal_pergi")


def test_the_book_opens_in_the_preview_of_prints(tab: PendudukSementaraTab, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk_of(tab).opened) as opened:
        tab.print_book()
    place, order = opened.args
    assert place == "pratinjau_cetak"
    assert order.title == "B.4 Buku Penduduk Sementara"


@pytest.mark.parametrize(("theme", "scale"), [(Theme.TERANG, 100), (Theme.GELAP, 150), (Theme.KONTRAS, 150)])
def test_nothing_is_cut_in_any_theme_and_size_of_text(
    tab: PendudukSementaraTab, theme: Theme, scale: int
) -> None:
    apply(QApplication.instance(), theme, scale)  # type: ignore[arg-type]
    tab.resize(1120, 600)
    settle(desk_of(tab))
    assert clipped_widgets(tab) == []
