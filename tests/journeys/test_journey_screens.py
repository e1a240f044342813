"""The whole journey through real windows: two villages and their kecamatan, as people sit at them.

The proposals are those of real villages, the kegiatan codes those of the rules, the people are made up.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desa_desktop.domain.wording import show_money
from desa_di_layar import (
    TURSINO,
    WIRUN,
    Desa,
    ask_upwards,
    cell,
    fill_plan,
    give_ceilings,
    hold_meeting,
    name_notables,
    paste_proposals,
    preview_matrix,
    ratify_plan,
    rows,
    send,
    set_up_kecamatan,
    set_up_village,
)
from kantor_layar import CTRL, SHIFT, K, Kantor, answering, open_kantor


@dataclass
class Cerita:
    """Three programs with their windows, and the flash disk that goes between them."""

    tursino: Kantor
    wirun: Kantor
    kecamatan: Kantor
    stick: Path

    def on_stick(self, letter: str, name: str = "") -> list[Path]:
        """Kiriman of a kind on the flash disk."""
        return sorted(self.stick.rglob(f"{letter}-*{name}*.kirim"))


@pytest.fixture(scope="module")
def cerita(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Cerita]:
    """Three offices set up by their wizards, both villages enrolled by typed digits."""
    work = tmp_path_factory.mktemp("layar")
    stick = work / "FLASHDISK"
    stick.mkdir()
    with ExitStack() as stack:
        kecamatan = stack.enter_context(open_kantor(work / "kutoarjo", stick))
        card = set_up_kecamatan(kecamatan, [TURSINO, WIRUN])
        opened = {}
        for desa in (TURSINO, WIRUN):
            k = opened[desa.nama] = stack.enter_context(open_kantor(work / desa.kode, stick))
            sheet = set_up_village(k, desa)
            enrol(k, kecamatan, card, sheet, desa, stick)
        yield Cerita(opened["Tursino"], opened["Wirun"], kecamatan, stick)


def enrol(k: Kantor, kecamatan: Kantor, card: str, sheet: str, desa: Desa, stick: Path) -> None:
    """The village types the digits of the kecamatan, the kecamatan those of the village."""
    screen = k.go(K.Key_9, "Kirim & Terima")
    k.picture("daftar-1")
    k.tab_to(screen.enrol.digits.boxes[0])
    groups = card.split()
    wrong = groups[2][:4] + str((int(groups[2][4]) + 1) % 10)
    k.type("".join([*groups[:2], wrong]))
    assert screen.enrol.digits.message.text == "Kelompok ke-3 tidak cocok. Bacakan ulang."
    k.picture("daftar-1-salah")
    k.type("".join(groups[2:]))
    k.picture("daftar-1-terisi")
    k.primary("Daftar ke kecamatan")
    k.primary("Daftar ke kecamatan")
    assert screen.enrol.outcome.text == "Menunggu kecamatan."
    k.picture("daftar-2")
    # the kecamatan: the stick is found, the digits of the sheet are typed
    inbox = kecamatan.go(K.Key_2, "Kirim & Terima")
    kecamatan.until(lambda: inbox.inbox.has_found)
    kecamatan.primary("Periksa semua")
    kecamatan.picture("kotak-masuk-permintaan")
    kecamatan.primary("Daftarkan")
    kecamatan.type(sheet.replace(" ", ""))
    kecamatan.picture("daftarkan")
    kecamatan.primary("Daftarkan")
    assert f"dari {desa.nama} terdaftar" in kecamatan.notice
    # the village: its grant is found on the stick
    k.settle()
    k.until(lambda: screen.receive._found)
    k.tab_to(screen.enrol.grant)
    k.type(K.Key_Space)
    k.tab_to(screen.receive.check)
    k.type(K.Key_Space)
    k.picture("terima-tanda")
    k.primary("Pakai semua")
    assert "Laptop ini terdaftar." in k.notice
    for file in stick.rglob("*.kirim"):
        file.unlink()


def receive(cerita: Cerita) -> None:
    """Both files are found; Wirun is taken as it is, Tursino goes back with a note at a row."""
    k = cerita.kecamatan
    screen = k.go(K.Key_2, "Kirim & Terima")
    k.until(lambda: screen.inbox.found.text == "Ditemukan 2 kiriman di FLASHDISK.")
    k.click(screen.inbox.check)
    inbox = screen.inbox.list
    assert [(row.pengirim.nama, row.seq, row.keadaan) for row in rows(inbox)] == [
        ("Tursino", 1, "sah"),
        ("Wirun", 1, "sah"),
    ]
    k.picture("kotak-masuk")
    cell(inbox, inbox.model.id_at(1), "desa")
    k.type(K.Key_Return)
    k.until(lambda: screen.title == "Tinjau: Wirun, kiriman 1")
    k.picture("tinjau-wirun")
    k.primary("Terima")
    assert "Kode terima" in k.notice
    cell(inbox, inbox.model.id_at(0), "desa")
    k.primary("Tinjau")
    k.until(lambda: screen.title == "Tinjau: Tursino, kiriman 1")
    sheets = screen.review.differences.sheets
    plan = next(row for row in rows(sheets) if row.dokumen.jenis == "rkp-desa")
    assert "8 kegiatan baru" in plan.dokumen.kalimat
    cell(sheets, plan.id, "kalimat")
    k.picture("tinjau-tursino")
    table = screen.review.differences.table
    line = next(row for row in rows(table) if "Jembatan Besi" in row.beda.judul)
    cell(table, line.id, "judul")
    with answering("Lampirkan RAB."):
        k.click(screen.review.note)
    k.picture("tinjau-catatan")
    with answering("Biaya belum jelas."):
        k.click(screen.review.back_button)
    k.settle()
    assert "Kode terima" in k.notice
    assert rows(inbox) == []
    k.picture("kotak-masuk-kosong")


def compile_both(cerita: Cerita) -> None:
    """The compilation holds the rows of both villages and knows where each comes from."""
    k = cerita.kecamatan
    screen = k.go(K.Key_4, "Perencanaan")
    k.turn(screen.tabs, "kompilasi")
    page = screen.compilation
    k.picture("kompilasi")
    assert {row.desa for row in rows(page.list)} == {"Tursino", "Wirun"}
    assert page.source.text.startswith("Dari 2 desa")
    for row in rows(page.list):
        cell(page.list, row.nomor, "nama")
        k.type((K.Key_I, CTRL | SHIFT))
        assert f"Desa: {row.desa}" in page.panel.text.text()
        assert "DURKP r01" in page.panel.text.text()
        assert "Kiriman nomor 1" in page.panel.text.text()
    k.picture("kompilasi-asal")


def answer(cerita: Cerita) -> None:
    """Kotak Keluar writes for both villages; Tursino sees Diterima and the note at its row."""
    kecamatan, k = cerita.kecamatan, cerita.tursino
    screen = kecamatan.go(K.Key_2, "Kirim & Terima")
    kecamatan.turn(screen.tabs, "keluar")
    kecamatan.picture("kotak-keluar")
    kecamatan.primary("Tulis kiriman untuk 2 desa")
    assert "2 kiriman sudah tertulis di" in kecamatan.notice
    take_answer(k)
    screen = k.shown
    k.turn(screen.tabs, "riwayat")
    k.picture("riwayat-desa")
    states = {(row.is_ours, row.nomor): row.keadaan for row in rows(screen.past.list)}
    assert states[(True, 1)] == "Diterima kecamatan"
    plan = k.go(K.Key_5, "RKPDes 2027")
    k.turn(plan.tabs, "telaah")
    k.picture("rkpdes-telaah")
    assert plan.review.result.text.startswith("Dikembalikan · Biaya belum jelas.")
    [note] = rows(plan.review.grid)
    assert (note.tempat, note.teks) == ("Pembangunan Jembatan Besi", "Lampirkan RAB.")
    cell(plan.review.grid, note.id, "teks")
    k.type(K.Key_Return)
    assert plan.tabs.current == "kegiatan"
    assert plan.activities.grid.current_row().kegiatan.nama == "Pembangunan Jembatan Besi"


def take_answer(k: Kantor) -> None:
    """The umpan balik on the stick is looked at and used; the file of the other village is not."""
    screen = k.go(K.Key_9, "Kirim & Terima")
    k.turn(screen.tabs, "terima")
    k.until(lambda: screen.receive._found)
    k.click(screen.receive.check)
    k.picture("terima-umpan-balik")
    k.primary("Pakai semua")


def second_round(cerita: Cerita) -> None:
    """Buat perubahan, one dearer bridge, r02; the kecamatan sees before and after."""
    k, kecamatan = cerita.tursino, cerita.kecamatan
    screen = k.shown
    k.click(screen.activities.lock.revise)
    grid = screen.activities.grid
    row = next(one for one in rows(grid) if "Jembatan Besi" in one.kegiatan.nama)
    before = row.kegiatan.biaya
    cell(grid, row.id, "biaya")
    k.type("31 jt", K.Key_Tab)
    ratify_plan(k, "Harga besi naik.")
    assert "RKPDes 2027 disahkan sebagai r02." in k.notice
    send(k, 2)
    inbox = kecamatan.go(K.Key_2, "Kirim & Terima")
    kecamatan.turn(inbox.tabs, "masuk")
    [file] = [one for one in cerita.on_stick("D", "Tursino") if "-0002-" in one.name]
    kecamatan.window.go_files([file])
    kecamatan.settle()
    kecamatan.primary("Tinjau")
    kecamatan.until(lambda: inbox.title == "Tinjau: Tursino, kiriman 2")
    sheets, table = inbox.review.differences.sheets, inbox.review.differences.table
    plan = next(one for one in rows(sheets) if one.dokumen.jenis == "rkp-desa")
    cell(sheets, plan.id, "kalimat")
    kecamatan.picture("tinjau-r02")
    assert (plan.dokumen.revisi_sekarang, plan.dokumen.revisi) == (1, 2)
    cost = next(one.beda for one in rows(table) if one.beda.kolom == "biaya")
    assert (cost.semula_teks, cost.menjadi_teks) == (show_money(before), "31.000.000")
    kecamatan.primary("Terima")
    assert "Kode terima" in kecamatan.notice


def test_two_villages_walk_from_the_first_proposal_to_the_answer_of_the_kecamatan(cerita: Cerita) -> None:
    for k, desa in ((cerita.tursino, TURSINO), (cerita.wirun, WIRUN)):
        paste_proposals(k, desa)
        name_notables(k)
        hold_meeting(k, desa)
        fill_plan(k, desa)
        give_ceilings(k)
        ratify_plan(k)
        assert "RKPDes 2027 disahkan sebagai r01." in k.notice
        ask_upwards(k)
        assert preview_matrix(k) >= 1
        send(k, 1)
    receive(cerita)
    compile_both(cerita)
    answer(cerita)
    second_round(cerita)
