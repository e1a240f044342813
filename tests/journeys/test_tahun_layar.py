"""The planning year at the screens, shortened: RPJM Desa, musdus, musrenbangdes, RKP, DU-RKP, change.

One village with its program open on a real folder; everything is typed or pressed where a person does it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from desa_desktop.ui.print_screen import PrintScreen
from desa_di_layar import (
    Desa,
    ask_upwards,
    cell,
    hold_meeting,
    name_notables,
    paste_proposals,
    preview_matrix,
    ratify_meeting,
    ratify_plan,
    rows,
    set_up_village,
)
from kantor_layar import ALT, CTRL, SHIFT, K, Kantor, answering, open_kantor
from layar import answer_change
from tahun_rencana import code_of

DESA = Desa("3306992001", "Tursino", ("Katute", "Balang", "Bonto Manai"), (2, 4, 9, 10, 61), 0)


@dataclass
class Tahun:
    """The office, and what was seen on the way."""

    k: Kantor
    seen: dict[str, Any]


@pytest.fixture(scope="module")
def tahun(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Tahun]:
    """A village that walked its planning year on 28 September 2026."""
    work = tmp_path_factory.mktemp("tahun-layar")
    (work / "FLASHDISK").mkdir()
    with open_kantor(work / "tursino", work / "FLASHDISK") as k:
        year = Tahun(k, {})
        set_up_village(k, DESA)
        paste_proposals(k, DESA)
        name_notables(k)
        hold_musdus(year)
        write_rpjm(year)
        hold_meeting(k, DESA)
        plan_the_year(year)
        print_three(year)
        change_the_plan(year)
        yield year


def hold_musdus(year: Tahun) -> None:
    """A hamlet's own meeting: its people and its wishes; the village still decides itself later."""
    k = year.k
    screen = k.go(K.Key_4, "Musyawarah")
    k.primary("Siapkan musyawarah")
    k.type("musyawarah dusun", K.Key_Return)
    k.tab_to(screen.preparing.form.boxes["dusun"].editor)
    k.type("Katute", K.Key_Return)
    k.tab_to(screen.preparing.form.boxes["tanggal"].editor)
    k.type("10 juni 2026", K.Key_Return)
    k.picture("tahun-musdus-siapkan")
    k.primary("Siapkan")
    room = screen.room
    k.until(lambda: room.meeting.room is not None)
    k.tab_to(room.agenda.form.boxes["pimpinan"].editor)
    k.type("Wagiman", K.Key_Return)
    k.tab_to(room.agenda.form.boxes["notulis"].editor)
    k.type("Ratna", K.Key_Return)
    year.seen["musdus"] = [room.meeting.room.musyawarah.nama, len(room.meeting.room.musyawarah.bahasan)]
    k.primary("Mulai musyawarah")
    assert room.tabs.current == "kehadiran"
    for part in ("surat", "ratn", "harj"):
        k.type(part, K.Key_Return)
    k.type("Bu Sumi", K.Key_Return, "P", K.Key_Return, "perempuan", K.Key_Return, K.Key_Return)
    k.picture("tahun-musdus-hadir")
    k.turn(room.tabs, "keputusan")
    cell(room.decisions.grid, rows(room.decisions.grid)[0].id, "putusan")
    for _row in rows(room.decisions.grid):
        k.press("dise", K.Key_Return)
    k.settle()
    k.picture("tahun-musdus-keputusan")
    k.primary("Simpan keputusan")
    ratify_meeting(k, room)
    k.type((K.Key_Left, ALT))
    assert k.window.header.primary.text() == "Siapkan musyawarah"


def write_rpjm(year: Tahun) -> None:
    """Begun from the pelantikan, activities from gagasan, ticks and money typed, visi, Sahkan."""
    k = year.k
    k.type((K.Key_J, CTRL | SHIFT))
    screen = k.shown
    assert k.window.header.primary.text() == "Siapkan RPJM Desa"
    k.tab_to(screen.begin.form.boxes["tanggal_pelantikan"].editor)
    k.type("14/12/2026", K.Key_Return)
    k.picture("tahun-rpjm-mulai")
    k.primary("Siapkan RPJM Desa")
    assert k.window.header.title == "RPJM Desa 2027–2034"
    k.primary("Ambil dari gagasan")
    k.primary("Ambil 5 gagasan")
    grid = screen.activities.grid
    k.picture("tahun-rpjm-kegiatan")
    for row in rows(grid):
        cell(grid, row.id, "kode")
        k.type(code_of(row.kegiatan.nama) or "2.3.15", K.Key_Tab)
        cell(grid, row.id, "sumber")
        k.type("DDS", K.Key_Tab)
        cell(grid, row.id, "pola")
        k.type("swakelola", K.Key_Tab)
        cell(grid, row.id, "tahun_2029")
        k.type(K.Key_Space)
    cell(grid, rows(grid)[0].id, "nama")
    k.type((K.Key_J, CTRL))
    for row in rows(grid):
        cell(grid, row.id, "biaya_2027")
        k.type("20 jt", K.Key_Tab)  # Enter would begin another row below the last
    k.picture("tahun-rpjm-biaya")
    year.seen["rpjm"] = [row.kegiatan for row in rows(grid)]
    k.turn(screen.tabs, "arah")
    k.tab_to(screen.arah.form.boxes["visi"].editor)
    k.type("Rukun dan sejahtera", K.Key_Tab)
    k.picture("tahun-rpjm-visi")
    k.turn(screen.tabs, "kegiatan")
    k.primary("Sahkan RPJM Desa")
    page = screen.ratifying
    k.tab_to(page.form.boxes["nomor_perdes"].editor)
    k.type("2 Tahun 2027", K.Key_Return, "2/3/2027", K.Key_Return)
    k.tab_to(page.form.boxes["alasan"].editor)
    k.type("Berita acara di arsip.")
    k.picture("tahun-rpjm-sahkan")
    with answering():
        k.type((K.Key_Return, CTRL))
    k.settle()
    assert screen.activities.lock.text == "Disahkan (r01). Isinya terkunci dan hanya dapat dibaca."


def plan_the_year(year: Tahun) -> None:
    """RKP out of the RPJM Desa, what is passed on to the DU-RKP; completed, within the pagu, ratified."""
    k = year.k
    screen = k.go(K.Key_5, "RKPDes 2027")
    k.type((K.Key_G, CTRL))
    waiting = screen.take_rpjm.grid
    internet = next(row for row in rows(waiting) if "Internet" in row.nama)
    cell(waiting, internet.id, "pilih")
    k.type("0")
    cell(waiting, internet.id, "alasan")
    k.type("Kewenangan kabupaten", K.Key_Tab)
    k.picture("tahun-rkp-ambil-rpjm")
    k.primary("Ambil 4 kegiatan")
    k.type((K.Key_U, CTRL))
    k.picture("tahun-rkp-ambil-usulan")
    k.primary("Ambil 1 usulan")
    assert "1 masuk DURKP" in k.notice
    grid = screen.activities.grid
    for row in rows(grid):
        cell(grid, row.id, "waktu")
        k.type("Mei - Jul", K.Key_Tab)
    k.turn(screen.tabs, "pagu")
    k.primary("Tambah pagu")
    k.type("DDS", K.Key_Tab, "100 jt", K.Key_Tab)
    k.turn(screen.tabs, "kegiatan")
    k.picture("tahun-rkp-kegiatan")
    year.seen["rkp"] = [row.kegiatan for row in rows(grid)]
    year.seen["pagu"] = [text for text in screen.activities.gauges.texts if text.startswith("DDS")]
    ratify_plan(k)
    assert "RKPDes 2027 disahkan sebagai r01." in k.notice
    ask_upwards(k)


def print_three(year: Tahun) -> None:
    """Ctrl+P at the plan, at the DU-RKP and at the RPJM Desa."""
    k = year.k
    year.seen["matriks"] = preview_matrix(k)
    k.turn(k.shown.tabs, "durkp")
    year.seen["durkp"] = _preview(k)
    k.type((K.Key_J, CTRL | SHIFT))
    year.seen["cetak rpjm"] = _preview(k)


def _preview(k: Kantor) -> int:
    before = k.shown
    k.type((K.Key_P, CTRL))
    preview = k.shown
    assert isinstance(preview, PrintScreen)
    k.until(lambda: preview.page_count)
    assert bytes(preview._data[:5]) == b"%PDF-"
    count = preview.page_count
    k.type((K.Key_Left, ALT))
    assert k.shown is before
    return count


def change_the_plan(year: Tahun) -> None:
    """Buat perubahan with its reason; what changed is shown, the Perdes is asked for anew, r02."""
    k = year.k
    screen = k.go(K.Key_5, "RKPDes 2027")
    k.turn(screen.tabs, "kegiatan")
    answer_change("Banjir 4 Januari 2027.")
    k.click(screen.activities.lock.revise)
    grid = screen.activities.grid
    cell(grid, rows(grid)[0].id, "biaya")
    k.type("25 jt", K.Key_Tab)
    k.click(screen.activities.changes_button)
    k.picture("tahun-perubahan")
    year.seen["perubahan"] = screen.changes._head.text()
    k.type((K.Key_Left, ALT))
    assert screen.ratifying.form.boxes["nomor_perdes"].is_empty
    ratify_plan(k, "Musrenbangdes khusus menyusul.")
    assert "RKPDes 2027 disahkan sebagai r02." in k.notice


def test_a_musdus_speaks_for_its_hamlet_and_the_rpjm_spreads_over_the_years(tahun: Tahun) -> None:
    assert tahun.seen["musdus"] == ["Musyawarah Dusun Katute", 1]
    plan = tahun.seen["rpjm"]
    assert {one.tahun for one in plan} == {(2027, 2029)}
    assert {one.biaya_tahun["2027"] for one in plan} == {20_000_000}
    assert all(one.usulan_id is not None and one.sumber == ("DDS",) for one in plan)


def test_the_plan_comes_from_the_rpjm_within_its_pagu(tahun: Tahun) -> None:
    assert len(tahun.seen["rkp"]) == 4
    assert all(one.rpjm_id is not None and one.bulan_mulai == 5 for one in tahun.seen["rkp"])
    [dds] = tahun.seen["pagu"]
    assert dds.startswith("DDS Rp80.000.000 dari Rp100.000.000 · sisa Rp20.000.000")


def test_three_papers_are_looked_at_before_they_are_printed(tahun: Tahun) -> None:
    assert all(tahun.seen[one] >= 1 for one in ("matriks", "durkp", "cetak rpjm"))


def test_a_change_says_what_changed_against_r01(tahun: Tahun) -> None:
    assert "terhadap r01. 1 kegiatan berubah" in tahun.seen["perubahan"]
