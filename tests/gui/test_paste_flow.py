"""Blocks and files on their way into a list: read, corrected, refused, let in as one step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from builders import desa_id
from desa_desktop.domain.desa import Dusun
from desa_desktop.domain.dokumen import StatusDokumen, dokumen_id
from desa_desktop.domain.rkp import RkpDesa
from desa_desktop.domain.tempel import JenisTempel
from desa_desktop.domain.usulan import StatusUsulan, Usulan
from desa_desktop.services import desa, editing
from desa_desktop.services import rkp as rkp_service
from desa_desktop.services import usulan as service
from desa_desktop.services.intake import Masuk
from desa_desktop.store.place import MIB
from desa_desktop.store.room import Room
from desa_desktop.ui.frame_facts import FrameFacts
from desa_desktop.ui.kit.paste_preview import PastePreview, RowState
from desa_desktop.ui.paste_flow import PasteHost, PasteOrder
from layar import NOW, Meja, open_village, open_window
from office import OLEH
from store_samples import Roomy

CTRL = Qt.KeyboardModifier.ControlModifier
HEAD = ["Dusun", "Uraian", "Lokasi", "Volume", "Satuan", "Perkiraan biaya", "L", "P"]
USULAN = PasteOrder(JenisTempel.USULAN, 2027)


@pytest.fixture
def meja(qtbot: QtBot, tmp_path: Path) -> Iterator[Meja]:
    with open_village(tmp_path) as app:
        rows = [{"nama": "Krajan"}, {"nama": "Kidul"}]
        editing.add_rows(app.database, Dusun, desa_id(), rows, by=OLEH, at=NOW)
        with open_window(app, qtbot, "usulan") as opened:
            yield opened


@pytest.fixture
def host(meja: Meja, qtbot: QtBot) -> PasteHost:
    made = PasteHost(meja.desk, "uji.tempel", QLabel("isi layar"))
    qtbot.addWidget(made)
    made.resize(1100, 560)
    made.show()
    return made


def shown(meja: Meja, host: PasteHost) -> PastePreview:
    meja.settle()
    assert host.preview is not None
    assert host.preview.grid is not None
    return host.preview


def rows_of(preview: PastePreview) -> list[Any]:
    assert preview.grid is not None
    return list(preview.grid.model.rows)


def add_usulan(meja: Meja, uraian: str, biaya: int) -> UUID:
    values = {"dusun": "Krajan", "uraian": uraian, "lokasi": "RT 05", "perkiraan_biaya": biaya}
    daftar = service.show_list(meja.app.database, meja.app.aturan, 2027).id
    return editing.add_row(meja.app.database, Usulan, daftar, values, by=OLEH, at=NOW)


def stored(meja: Meja) -> list[Any]:
    meja.settle()
    return list(service.list_usulan(meja.app.database, 2027))


def test_doubtful_rows_go_in_as_drafts_and_impossible_ones_stay_out(meja: Meja, host: PasteHost) -> None:
    came: list[Masuk] = []
    host.accepted.connect(came.append)
    block = [
        HEAD,
        ["Krajan", "Rabat jalan RT 05", "RT 05", "180", "m", "64.000.000", "", ""],
        ["Krajann", "Sumur bor RT 01", "RT 01", "1", "unit", "35.000.000", "12", "14"],
        ["Kidul", "Jalan usaha tani", "-", "1378 jodoh", "", "1,250,000", "", ""],
        ["", "Posyandu Lor", "Lor", "1", "unit", "abc", "", ""],
        ["Kidul", "", "RT 02", "1", "unit", "5.000.000", "", ""],
        ["Jumlah", "", "", "", "", "100.250.000", "", ""],
    ]
    host.offer(USULAN, block)
    preview = shown(meja, host)
    states = [row.state for row in rows_of(preview)]
    assert states == [
        RowState.SIAP, RowState.PERIKSA, RowState.PERIKSA, RowState.PERIKSA, RowState.TIDAK_BISA,
        RowState.DILEWATI,
    ]  # fmt: skip
    assert preview.summary == "1 siap · 3 perlu diperiksa · 1 tidak bisa · 1 dilewati"
    preview.copy_skipped()
    assert "5.000.000" in QGuiApplication.clipboard().text()
    host.accept()
    rows = stored(meja)
    assert [row.uraian for row in rows] == [
        "Rabat jalan RT 05", "Sumur bor RT 01", "Jalan usaha tani", "Posyandu Lor"
    ]  # fmt: skip
    assert dict(rows[1].teks_asli) == {"dusun": "Krajann"}
    assert dict(rows[2].teks_asli) == {"volume": "1378 jodoh", "perkiraan_biaya": "1,250,000"}
    assert (rows[2].volume, rows[2].perkiraan_biaya) == (None, None)
    assert (rows[3].dusun, dict(rows[3].teks_asli)) == ("", {"perkiraan_biaya": "abc"})
    assert [len(one.baru) for one in came] == [4]
    assert not host.is_open


def test_suggestions_are_taken_with_everything_they_mean(meja: Meja, host: PasteHost) -> None:
    block = [HEAD]
    block += [[name, f"Jalan {n}", "", "1378 jodoh", "", "1,250,000", "", ""] for n, name in
              enumerate(("Krajann", "Krajann", "Kidul"), 1)]  # fmt: skip
    host.offer(USULAN, block)
    preview = shown(meja, host)
    assert preview.grid is not None
    preview.grid.select_row(2)
    preview.accept_row()
    meja.settle()
    assert rows_of(preview)[0].state is RowState.SIAP
    assert rows_of(preview)[1].state is RowState.PERIKSA
    preview.grid.select_row(3)
    preview.accept_alike()
    meja.settle()
    assert [row.state for row in rows_of(preview)] == [RowState.SIAP] * 3
    host.accept()
    assert [(row.dusun, row.volume, row.satuan, row.perkiraan_biaya) for row in stored(meja)] == [
        ("Krajan", Decimal(1378), "jodoh", 1_250_000),
        ("Krajan", Decimal(1378), "jodoh", 1_250_000),
        ("Kidul", Decimal(1378), "jodoh", 1_250_000),
    ]


def test_a_cell_is_corrected_in_the_preview_as_if_it_had_been_pasted(meja: Meja, host: PasteHost) -> None:
    host.offer(USULAN, [HEAD, ["", "Posyandu", "Lor", "1", "unit", "abc", "", ""]])
    preview = shown(meja, host)
    assert rows_of(preview)[0].state is RowState.PERIKSA
    preview._on_change([(2, "perkiraan_biaya", "18 jt")])
    meja.settle()
    assert rows_of(preview)[0].state is RowState.PERIKSA
    preview._on_change([(2, "dusun", "kidul")])
    meja.settle()
    assert rows_of(preview)[0].state is RowState.SIAP
    host.accept()
    row = stored(meja)[0]
    assert (row.dusun, row.perkiraan_biaya) == ("Kidul", 18_000_000)


def test_another_column_can_be_chosen(meja: Meja, host: PasteHost) -> None:
    host.offer(USULAN, [["Krajan", "Talud RT 03", "RT 03"], ["Kidul", "Jembatan", "RT 01"]])
    preview = shown(meja, host)
    combo = preview.findChild(QComboBox, "uji.tempel.pratinjau.pemetaan.3")
    assert isinstance(combo, QComboBox)
    assert combo.currentData() == "lokasi"
    combo.setCurrentIndex(combo.findData("masalah"))
    combo.activated.emit(combo.currentIndex())
    meja.settle()
    host.accept()
    assert [(row.masalah, row.lokasi) for row in stored(meja)] == [("RT 03", ""), ("RT 01", "")]


def test_the_same_block_twice_changes_nothing(meja: Meja, host: PasteHost) -> None:
    block = [HEAD, ["Krajan", "Talud RT 03", "RT 03", "120", "m", "85.000.000", "64", "71"]]
    host.offer(USULAN, block)
    shown(meja, host)
    host.accept()
    meja.settle()
    block[1][5] = "90.000.000"
    host.offer(USULAN, [*block, ["Krajan", "Sumur bor", "", "", "", "", "", ""]])
    preview = shown(meja, host)
    assert rows_of(preview)[0].reason == "Memperbarui baris yang sudah ada: perkiraan biaya."
    assert rows_of(preview)[0].state is RowState.SIAP
    host.accept()
    assert [(row.nomor, row.perkiraan_biaya) for row in stored(meja)] == [(1, 90_000_000), (2, None)]
    host.offer(USULAN, block)
    preview = shown(meja, host)
    assert [row.state for row in rows_of(preview)] == [RowState.DILEWATI]
    assert not preview.insert.isEnabled()


def test_a_file_is_read_and_one_that_is_none_says_so(meja: Meja, host: PasteHost, tmp_path: Path) -> None:
    file = tmp_path / "usulan.csv"
    file.write_text("Dusun;Uraian;Biaya\nKrajan;Talud RT 03;85.000.000\n", encoding="utf-8")
    host.offer_file(USULAN, file)
    shown(meja, host)
    host.accept()
    assert [row.perkiraan_biaya for row in stored(meja)] == [85_000_000]
    broken = tmp_path / "foto.xlsx"
    broken.write_bytes(b"\xff\xd8\xff\xe0 bukan tabel")
    host.offer_file(USULAN, broken)
    meja.settle()
    assert not host.is_open
    notice = meja.window.notices.notice
    assert notice is not None
    assert "foto.xlsx" in notice.text
    meja.window.notices.clear()


def test_more_rows_than_can_be_looked_at_are_refused_in_words(meja: Meja, host: PasteHost) -> None:
    rows = [["Krajan", f"Talud {n}", "", "", "", "1.000", "", ""] for n in range(2001)]
    host.offer(USULAN, [["DAFTAR USULAN 2027"], HEAD, *rows, ["Jumlah", "", "", "", "", "2.001.000", "", ""]])
    meja.settle()
    assert not host.is_open
    notice = meja.window.notices.notice
    assert notice is not None
    assert notice.text.startswith("Ada 2.001 baris. Sekali tempel paling banyak 2.000 baris.")


def test_an_empty_clipboard_is_explained(meja: Meja, host: PasteHost) -> None:
    QGuiApplication.clipboard().clear()
    host.offer_clipboard(USULAN)
    meja.settle()
    assert not host.is_open
    notice = meja.window.notices.notice
    assert notice is not None
    assert notice.text.startswith("Belum ada yang disalin.")


def test_urungkan_beside_the_sentence_takes_the_whole_paste_back(meja: Meja, host: PasteHost) -> None:
    host.offer(USULAN, [HEAD, *[["Krajan", f"Talud RT 0{n}", "", "", "", "", "", ""] for n in (1, 2, 3)]])
    shown(meja, host)
    host.accept()
    assert len(stored(meja)) == 3
    notice = meja.window.notices.notice
    assert notice is not None
    assert notice.text == "3 baris masuk."
    assert notice.act is not None
    notice.act()
    assert stored(meja) == []


@pytest.mark.parametrize(
    ("jenis", "block", "count"),
    [
        (JenisTempel.WILAYAH, [["Dusun", "RT", "KK"], ["Lor", "4", "97"]], lambda m: _profile(m).dusun),
        (
            JenisTempel.TOKOH,
            [["Nama", "L/P", "Unsur"], ["Lastri", "P", "kelompok perempuan"]],
            lambda m: _profile(m).tokoh,
        ),
        (
            JenisTempel.RKP,
            [["Kode", "Jenis kegiatan", "Biaya", "Sumber dana"], ["02.03.10", "Talud", "85 jt", "DDS"]],
            lambda m: rkp_service.show_plan(m.app.database, m.app.aturan, 2027).rkp.kegiatan,
        ),
    ],
)
def test_every_list_takes_a_block(
    meja: Meja, host: PasteHost, jenis: JenisTempel, block: list[list[str]], count: Any
) -> None:
    before = len(count(meja))
    host.offer(PasteOrder(jenis, 2027), block)
    preview = shown(meja, host)
    assert [row.state for row in rows_of(preview)] == [RowState.SIAP]
    host.accept()
    meja.settle()
    assert len(count(meja)) == before + 1


def _profile(meja: Meja) -> desa.Profil:
    return desa.profile(meja.app.database)


def test_nothing_is_pasted_in_while_the_drive_is_nearly_full(meja: Meja, host: PasteHost) -> None:
    roomy = meja.desk.app
    meja.desk.app = replace(roomy, safe=replace(roomy.safe, fs=Roomy(150 * MIB)))
    host.offer(USULAN, [["Uraian"], ["Talud RT 03"]])
    meja.settle()
    host.accept()
    meja.settle()
    assert stored(meja) == []
    said = meja.window.notices.notice
    assert said is not None
    assert "Kosongkan 50 MB lalu ulangi" in said.text
    meja.desk.app = roomy
    meja.desk.retry()  # the person made room: the rows that waited go in
    assert [one.uraian for one in stored(meja)] == ["Talud RT 03"]


def test_a_drive_that_fills_up_is_said_once(meja: Meja) -> None:
    database = meja.desk.app.database
    facts = FrameFacts(meja.desk, meja.window)
    meja.settle()
    database.room = Room(meja.desk.app.files.database, Roomy(420 * MIB))
    facts.read()
    meja.settle()
    said = meja.window.notices.notice
    assert said is not None
    assert said.text.startswith("Ruang laptop tinggal sedikit. Data aman. Kosongkan 80 MB")
    meja.window.notices.clear()
    facts.read()
    meja.settle()
    assert meja.window.notices.notice is None


def test_a_decided_proposal_is_changed_in_the_preview_only_by_the_button_that_says_so(
    meja: Meja, host: PasteHost
) -> None:
    made = add_usulan(meja, "Rabat jalan RT 05", biaya=64_000_000)
    values = {"status": StatusUsulan.TIDAK_DISEPAKATI, "alasan": "lahan sengketa"}
    editing.change(meja.app.database, Usulan, made, values, by=OLEH, at=NOW)
    block = [HEAD, ["Krajan", "Rabat jalan beton RT 05", "RT 05", "180", "m", "70.000.000", "", ""]]
    host.offer(USULAN, block)
    preview = shown(meja, host)
    [row] = rows_of(preview)
    assert "yang sudah diputuskan tidak disepakati (lahan sengketa)" in row.reason
    assert [one.label for one in row.answers] == ["Ini usulan yang s&ama"]
    assert preview._answers[0].isVisible()
    assert preview._why.isVisible()
    assert preview._why.text() == row.reason, "the whole sentence, not what fits into the column"
    preview._answers[0].click()
    meja.settle()
    [row] = rows_of(preview)
    assert row.state is RowState.TIDAK_BISA
    assert "Tidak ditimpa:" in row.reason
    assert "perkiraan biaya 64.000.000 → 70.000.000" in row.reason
    assert not preview.insert.isEnabled(), "nothing goes in before the person has said so"
    preview._answers[1].click()
    meja.settle()
    [row] = rows_of(preview)
    assert row.state is RowState.SIAP
    assert row.reason.endswith("Putusannya tetap.")
    host.accept()
    [one] = stored(meja)
    assert (one.perkiraan_biaya, one.status, one.alasan) == (
        70_000_000, StatusUsulan.TIDAK_DISEPAKATI, "lahan sengketa"
    )  # fmt: skip


def test_a_look_alike_that_is_another_proposal_after_all_goes_in_as_a_new_one(
    meja: Meja, host: PasteHost
) -> None:
    add_usulan(meja, "Rabat jalan RT 05", biaya=64_000_000)
    host.offer(USULAN, [HEAD, ["Krajan", "Rabat jalan beton RT 05", "RT 05", "", "", "70.000.000", "", ""]])
    preview = shown(meja, host)
    preview._answers[0].click()
    meja.settle()
    assert [one.label for one in rows_of(preview)[0].answers] == ["Bukan, ini usulan &baru"]
    preview._answers[0].click()
    meja.settle()
    host.accept()
    assert [one.perkiraan_biaya for one in stored(meja)] == [64_000_000, 70_000_000]


def test_a_ratified_plan_takes_no_pasted_row_and_says_so_before_the_preview(
    meja: Meja, host: PasteHost
) -> None:
    with meja.app.database.unit() as unit:
        plan = unit.get(RkpDesa, dokumen_id(desa_id(), "rkp-desa", "2027"))
        plan.status, plan.revisi = StatusDokumen.DISAHKAN, 1
        unit.commit("sahkan", OLEH, NOW)
    host.offer(
        PasteOrder(JenisTempel.RKP, 2027), [["Jenis Kegiatan", "Biaya"], ["Pembinaan PKK", "5.000.000"]]
    )
    meja.settle()
    assert not host.is_open
    notice = meja.window.notices.notice
    assert notice is not None
    assert notice.text.startswith("RKP Desa ini sudah disahkan dan terkunci.")
