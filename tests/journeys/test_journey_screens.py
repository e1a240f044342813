"""The whole journey through real windows: two villages and their kecamatan, as people sit at them.

The proposals are those of real villages, the kegiatan codes those of the rules, the people are made up.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
from layar import answer_change


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
    make_kit(k, screen.enrol.kit)
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


def make_kit(k: Kantor, panel: Any) -> None:
    """The 30 digits are written down, two groups typed back from the paper."""
    k.primary("Buat Kit Pemulihan")
    groups = [one.text() for one in panel.groups]
    k.picture("daftar-kit")
    k.type(K.Key_Space)
    for label, line in panel.fields:
        k.tab_to(line)
        k.type(groups[int(label.text().removeprefix("Kelompok ke-")) - 1])
    k.type(K.Key_Return)
    assert panel.state.text == "Kit Pemulihan sudah dibuat."


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
    answer_change("Harga besi naik menurut surat Bupati.")
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


# ------------------------------------------------------------------ files that must not be believed


@pytest.fixture
def kiriman(cerita: Cerita) -> Path:
    """A fresh, sound kiriman of Tursino on an otherwise empty flash disk."""
    for old in cerita.stick.rglob("*.kirim"):
        old.unlink()
    k = cerita.tursino
    screen = k.go(K.Key_9, "Kirim & Terima")
    k.turn(screen.tabs, "kirim")
    everything_again(k)
    k.primary("Kirim ke flashdisk")
    [file] = cerita.on_stick("D", "Tursino")
    return file


def everything_again(k: Kantor) -> None:
    """`Kirim lengkap` of the menu Alat, whatever the kecamatan holds; the last result has been read."""
    if k.shown.send.finish.isVisible():
        k.click(k.shown.send.finish)
    next(one for one in k.shown.commands if one.text == "Kirim lengkap").act()
    k.until(lambda: k.shown.send.drives.drive is not None and not k.shown.send.is_empty)


def drop(k: Kantor, place: K, file: Path) -> Any:
    """Drop a file on the window."""
    screen = k.go(place, "Kirim & Terima")
    k.window.go_files([file])
    k.settle()
    return screen


def test_a_flipped_byte_stands_in_quarantine_with_its_sentence(cerita: Cerita, kiriman: Path) -> None:
    data = bytearray(kiriman.read_bytes())
    data[-40] ^= 0x10
    kiriman.write_bytes(data)
    k = cerita.kecamatan
    screen = drop(k, K.Key_2, kiriman)
    assert screen.inbox.list.model.cell_text(0, 0) == "Karantina: rusak atau berubah"
    assert screen.inbox.says.text.startswith("Isi berkas berubah atau rusak. Tidak ada data yang diterima.")
    k.picture("kotak-masuk-rusak")
    k.type((K.Key_Return, CTRL))
    assert screen.pages.currentWidget() is screen.tabs, "what is broken cannot be looked into"
    assert k.notice == "Kiriman ini tidak dapat ditinjau."


def test_the_same_file_twice_is_named_as_such_and_opens_nothing(cerita: Cerita, kiriman: Path) -> None:
    k = cerita.kecamatan
    screen = drop(k, K.Key_2, kiriman)
    screen.inbox.list.setFocus()
    k.primary("Tinjau")
    k.until(lambda: screen.title.startswith("Tinjau: Tursino"))
    if screen.review.guard.isVisible():
        with answering():
            k.type((K.Key_Return, CTRL))
    else:
        k.type((K.Key_Return, CTRL))
    k.settle()
    assert "Kode terima" in k.notice
    drop(k, K.Key_2, kiriman)
    k.picture("kotak-masuk-dua-kali")
    assert "1 sudah pernah diterima" in k.notice
    assert not any(row.bisa_diterima for row in rows(screen.inbox.list))


def test_a_file_for_the_kecamatan_is_refused_by_the_other_village(cerita: Cerita, kiriman: Path) -> None:
    k = cerita.wirun
    before = kiriman.read_bytes()
    screen = drop(k, K.Key_9, kiriman)
    assert "Kiriman ini untuk penerima lain." in screen.receive.says.text
    k.picture("terima-penerima-lain")
    assert k.window.header.primary.text() == "Pilih berkas"
    assert kiriman.read_bytes() == before


def test_a_stick_pulled_out_leaves_the_kiriman_to_be_written_again(cerita: Cerita, kiriman: Path) -> None:
    k = cerita.tursino
    screen = k.shown
    everything_again(k)
    away = cerita.stick.with_name("dicabut")
    k.settle()
    cerita.stick.rename(away)
    k.type((K.Key_Return, CTRL))
    k.picture("kirim-dicabut")
    assert screen.send.result.text.startswith("Kiriman BELUM tersimpan di flashdisk.")
    assert k.window.header.primary.text() == "Tulis ulang ke flashdisk"
    away.rename(cerita.stick)
    k.until(lambda: screen.send.drives.drive is not None)
    k.primary("Tulis ulang ke flashdisk")
    assert "sudah tertulis dan sudah dibaca ulang dengan benar" in screen.send.result.text
    assert len(cerita.on_stick("D", "Tursino")) == 2
