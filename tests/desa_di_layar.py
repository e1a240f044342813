"""What a village does at its screens in a plan year: proposals, meeting, plan, all typed."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from desa_desktop.domain.wording import show_money
from desa_desktop.ui.kit.clipboard import to_text
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.print_screen import PrintScreen
from kantor_layar import ALT, CTRL, SHIFT, K, Kantor, answering
from tahun_rencana import code_of, decision_of

SAMPLE = Path(__file__).parent / "golden" / "samples" / "usulan-nyata.csv"


@dataclass(frozen=True)
class Desa:
    """A village of the story. `baris` are the lines of the sample with its proposals."""

    kode: str
    nama: str
    dusun: tuple[str, ...]
    baris: tuple[int, ...]
    ragu: int
    """How many of its proposals the preview must ask about."""


TURSINO = Desa(
    "3306992001",
    "Tursino",
    ("Katute", "Balang", "Bonto Manai", "Batu Massompo"),
    (2, 4, 9, 10, 13, 17, 23, 25, 61, 71),
    1,
)
WIRUN = Desa("3306992002", "Wirun", ("Dusun 1", "Dusun 2", "Dusun 3"), (93, 95, 98, 103, 107), 0)


def lines_of(desa: Desa) -> list[list[str]]:
    """The heading of the real table and the village's lines."""
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    return [rows[0], *(rows[number - 1] for number in desa.baris)]


# ------------------------------------------------------------------ the first start


def set_up_village(k: Kantor, desa: Desa) -> str:
    """The wizard, with keys alone; returns the 30 digits the last page shows."""
    assert k.window.header.title == "Selamat datang"
    k.picture("wisaya-1-peran")
    k.type(K.Key_Space)
    place = (desa.kode, desa.nama, "Kutoarjo", "Purworejo", "Jawa Tengah")
    k.type(*(part for text in place for part in (text, K.Key_Return)))
    k.type("Suratman", K.Key_Return, "Ratna", K.Key_Return, "Harjono", K.Key_Return)
    assert k.shown.at == "wilayah"
    k.type(K.Key_Space)
    for name in desa.dusun[:-1]:
        k.type(name, K.Key_Return)
    k.type(desa.dusun[-1], K.Key_Tab)
    k.picture("wisaya-4-wilayah")
    k.primary("Lanjut")
    k.picture("wisaya-5-posisi")
    k.primary("Lanjut")
    k.type(K.Key_Return, K.Key_Return)
    assert k.shown.at == "siap"
    k.picture("wisaya-7-siap")
    number = k.shown.siap.number.text()
    k.primary("Buka Beranda")
    k.until(lambda: k.window.mode == "desa")
    assert k.window.windowTitle() == f"Desa Desktop — Desa {desa.nama} — Tahun Rencana 2027"
    k.picture("beranda-desa")
    return str(number)


def set_up_kecamatan(k: Kantor, villages: list[Desa]) -> str:
    """The wizard of the kecamatan; returns its 30 digits."""
    k.type(K.Key_Down, K.Key_Space)
    place = ("330699", "Kutoarjo", "Purworejo", "Jawa Tengah")
    k.type(*(part for text in place for part in (text, K.Key_Return)))
    k.type("Bambang Priyono", K.Key_Return, K.Key_Return)
    assert k.shown.at == "wilayah"
    for desa in villages:
        k.type(desa.kode, K.Key_Return, desa.nama, K.Key_Return)
    k.picture("wisaya-kec-4-wilayah")
    k.primary("Lanjut")
    k.primary("Lanjut")
    k.type(K.Key_Return, K.Key_Return)
    assert k.shown.at == "siap"
    number = k.shown.siap.number.text()
    k.primary("Buka Beranda")
    k.until(lambda: k.window.mode == "kecamatan")
    k.picture("beranda-kecamatan")
    return str(number)


# ------------------------------------------------------------------ proposals


def paste_proposals(k: Kantor, desa: Desa) -> None:
    """The real table, copied in a spreadsheet, pasted into an empty list with keys."""
    screen = k.go(K.Key_3, "Usulan 2027")
    QGuiApplication.clipboard().setText(to_text(lines_of(desa)))
    k.picture("usulan-kosong")
    empty = screen.daftar.or_empty.empty
    [button] = [one for one in empty.findChildren(QPushButton) if "empel" in one.text()]
    k.tab_to(button)
    k.type(K.Key_Space)
    preview = screen.daftar.host.preview
    assert preview is not None
    count, doubt = len(desa.baris), desa.ragu
    assert preview.summary == f"{count - doubt} siap · {doubt} perlu diperiksa · 0 tidak bisa"
    k.picture(f"usulan-pratinjau-{desa.nama}")
    k.type((K.Key_Return, CTRL))
    assert not screen.daftar.host.is_open
    assert len(rows(screen.daftar.grid)) == count
    k.picture(f"usulan-{desa.nama}")


def cell(grid: Grid, row: Any, column: str) -> None:
    """Put the cursor on a cell, as a click would."""
    grid.setFocus(Qt.FocusReason.MouseFocusReason)
    assert grid.select_row(row, column)


def rows(grid: Grid) -> list[Any]:
    """What a table shows, group lines left out."""
    return [grid.model.row_at(n) for n in range(grid.model.rowCount()) if grid.model.row_at(n) is not None]


# ------------------------------------------------------------------ facts of the village


TOKOH = (
    ("Karto Wijoyo", "L", "adat"),
    ("Ahmad Zuhri", "L", "agama"),
    ("Sri Rahayu", "P", "pendidik"),
    ("Tumiran", "L", "tani"),
    ("Lastri", "P", "perempuan"),
    ("Painem", "P", "miskin"),
    ("Dwi Astuti", "P", "pemuda"),
)


def name_notables(k: Kantor) -> None:
    """Who is invited to meetings, typed row by row."""
    screen = k.go(K.Key_2, "Data Desa")
    k.turn(screen.tabs, "tokoh")
    k.primary("Tambah")
    for nama, jk, unsur in TOKOH:
        is_last = nama == TOKOH[-1][0]
        k.type(nama, K.Key_Tab, jk, K.Key_Tab, unsur, K.Key_Tab if is_last else K.Key_Return)
    k.picture("data-desa-tokoh")
    grid = screen.pages["tokoh"].grid
    assert [row.nama for row in rows(grid)] == [nama for nama, _jk, _unsur in TOKOH]
    assert all(row.unsur for row in rows(grid)), [(row.nama, row.unsur) for row in rows(grid)]


# ------------------------------------------------------------------ the meeting


def hold_meeting(k: Kantor, desa: Desa) -> None:
    """Musrenbangdes from the invitation to Sahkan."""
    screen = k.go(K.Key_4, "Musyawarah")
    k.picture("musyawarah-kosong")
    k.primary("Siapkan musyawarah")
    k.type(K.Key_Return, "31/13/2026", K.Key_Return)
    k.picture("musyawarah-tanggal-salah")
    box = screen.preparing.form.boxes["tanggal"]
    assert box.message == "Bulan 13 tidak ada. Urutan: tanggal/bulan/tahun."
    k.tab_to(box.editor, (K.Key_Backtab, SHIFT))
    k.type((K.Key_A, CTRL), "12 agustus 2026", K.Key_Return)
    k.primary("Siapkan")
    room = screen.room
    k.until(lambda: room.meeting.room is not None)
    k.tab_to(room.agenda.form.boxes["pimpinan"].editor)
    k.type("Suratman", K.Key_Return)
    k.tab_to(room.agenda.form.boxes["notulis"].editor)
    k.type("Ratna", K.Key_Return)
    k.picture("musyawarah-acara")
    k.primary("Mulai musyawarah")
    sign_in(k, room)
    score(k, room, len(desa.baris))
    decide(k, room)
    ratify_meeting(k, room)


def sign_in(k: Kantor, room: Any) -> None:
    """Names by a part of them; a guest in one line."""
    assert room.tabs.current == "kehadiran"
    k.picture("musyawarah-kehadiran-kosong")
    for part in ("surat", "ratn", "harj", "karto", "zuhri", "rahay", "tumir", "lastr", "pain", "dwi"):
        k.type(part, K.Key_Return)
    k.type("Pak Bejo", K.Key_Return, "L", K.Key_Return, "nelayan", K.Key_Return, K.Key_Return)
    k.picture("musyawarah-kehadiran")
    assert room.panel.total.text() == "Hadir 11"


def score(k: Kantor, room: Any, count: int) -> None:
    """Five digits are one proposal; the screen goes on by itself."""
    k.type((K.Key_PageDown, CTRL), (K.Key_PageDown, CTRL))
    assert room.tabs.current == "penilaian"
    k.type("".join(f"{1 + n % 5}{1 + (n + 2) % 5}345" for n in range(count)))
    assert room.scoring.state.text == f"{count} dari {count} usulan dinilai"
    k.picture("musyawarah-penilaian")
    k.primary("Kunci penilaian")
    k.primary("Lanjut ke keputusan")


def decide(k: Kantor, room: Any) -> None:
    """What the village can pay is agreed, what is above it is passed on, the rest waits."""
    grid = room.decisions.grid
    k.picture("musyawarah-keputusan-awal")
    for row in rows(grid):
        word, _why = decision_of(row.uraian)
        k.press({"disepakati": "dise", "diteruskan": "diter", "ditunda": "ditun"}[word], K.Key_Return)
    k.settle()
    assert [row.putusan.value for row in rows(grid)] == [decision_of(row.uraian)[0] for row in rows(grid)]
    k.picture("musyawarah-keputusan")
    k.primary("Simpan keputusan")


def ratify_meeting(k: Kantor, room: Any) -> None:
    """Signers, a reason for what is not as it should be, Sahkan."""
    assert room.tabs.current == "pengesahan"
    k.tab_to(room.ratifying.propose, (K.Key_Backtab, SHIFT))
    k.type(K.Key_Space)
    k.picture("musyawarah-pengesahan")
    k.type((K.Key_Return, CTRL))
    assert "peringatan. Tulis alasannya dulu." in k.notice
    k.type("Undangan terlambat sampai ke sebagian warga.")
    with answering():
        k.type((K.Key_Return, CTRL))
    k.settle()
    assert room.lock.text == "Disahkan (r01). Isinya terkunci dan hanya dapat dibaca."
    k.picture("musyawarah-disahkan")


# ------------------------------------------------------------------ the plan


def fill_plan(k: Kantor, desa: Desa) -> None:
    """Agreed proposals become activities; code, place, months, cost, source and pattern are typed."""
    screen = k.go(K.Key_5, "RKPDes 2027")
    k.picture("rkpdes-kosong")
    k.type((K.Key_U, CTRL))
    k.picture("rkpdes-ambil")
    up = sum(1 for line in lines_of(desa)[1:] if decision_of(line[3])[0] == "diteruskan")
    agreed = sum(1 for line in lines_of(desa)[1:] if decision_of(line[3])[0] == "disepakati")
    k.primary(f"Ambil {agreed + up} usulan")
    assert f"{agreed} usulan masuk RKPDes, {up} masuk DURKP." in k.notice
    grid = screen.activities.grid
    for place in range(agreed):
        row = next(one for one in rows(grid) if not one.kegiatan.kode)
        key = row.id
        cell(grid, key, "kode")
        k.type(code_of(row.kegiatan.nama), K.Key_Tab)
        assert grid.current_id() == key, "the cursor follows the row into its bidang"
        if not row.kegiatan.volume:
            cell(grid, key, "volume")
            k.type("100", K.Key_Tab, "m", K.Key_Tab)
        cell(grid, key, "waktu")
        k.type("Mei - Jul", K.Key_Tab, f"{18 + place},5 jt", K.Key_Tab)
        k.type("DDS" if place else "ADD", K.Key_Tab, "swakelola", K.Key_Tab)
    k.picture(f"rkpdes-kegiatan-{desa.nama}")
    filled = [one.kegiatan for one in rows(grid)]
    assert sorted(one.biaya for one in filled) == [18_500_000 + 1_000_000 * n for n in range(agreed)]
    assert {one.bulan_mulai for one in filled} == {5}
    assert {one.sumber for one in rows(grid)} == {"DDS", "ADD"}


def give_ceilings(k: Kantor) -> None:
    """Pagu by keys; money with English commas is asked about."""
    screen = k.shown
    k.turn(screen.tabs, "pagu")
    k.primary("Tambah pagu")
    k.type("DDS", K.Key_Tab, "900,000,000", K.Key_Tab, (K.Key_Backtab, SHIFT))
    k.picture("rkpdes-pagu-koma")
    note = k.window.findChild(QLabel, "rkpdes.pagu.tabel.catatan.teks")
    assert note is not None
    assert note.isVisible()
    assert note.text() == "Koma dipakai sebagai pemisah ribuan. Maksud Anda 900.000.000?"
    k.type((K.Key_Y, ALT))
    k.until(lambda: [row.jumlah for row in rows(screen.ceilings.grid)] == [900_000_000], "Alt+Y says yes")
    cell(screen.ceilings.grid, rows(screen.ceilings.grid)[0].id, "is_definitif")
    k.type(K.Key_Space)
    k.type((K.Key_N, CTRL), "ADD", K.Key_Tab, "20 jt", K.Key_Tab)
    k.picture("rkpdes-pagu")
    k.turn(screen.tabs, "kegiatan")
    k.picture("rkpdes-kegiatan-pagu")
    cost = [row.kegiatan.biaya for row in rows(screen.activities.grid) if row.sumber == "DDS"]
    used, left = show_money(sum(cost), rp=True), show_money(900_000_000 - sum(cost), rp=True)
    [dds] = [text for text in screen.activities.gauges.texts if text.startswith("DDS")]
    assert dds.startswith(f"DDS {used} dari Rp900.000.000 · sisa {left}")
    [add] = [text for text in screen.activities.gauges.texts if text.startswith("ADD")]
    assert add.startswith("ADD Rp18.500.000 dari Rp20.000.000 · sisa Rp1.500.000")


def ratify_plan(k: Kantor, reason: str = "Sudah dibahas.") -> None:
    """Sahkan RKPDes: number and date of the Perdes, and a reason for what is not as it should be."""
    screen = k.shown
    k.primary("Sahkan RKPDes")
    page = screen.ratifying
    k.picture("rkpdes-sahkan")
    if page.form.boxes["nomor_perdes"].is_empty:
        k.tab_to(page.form.boxes["nomor_perdes"].editor)
        k.type("5 Tahun 2026", K.Key_Return, "25 sep 2026", K.Key_Return)
    k.tab_to(page.form.boxes["alasan"].editor)
    k.type((K.Key_A, CTRL), reason)
    with answering():
        k.type((K.Key_Return, CTRL))
    k.settle()


def ask_upwards(k: Kantor, reason: str = "Sudah dibahas.") -> None:
    """The DU-RKP: costs, payer and office of what was passed on; Sahkan."""
    screen = k.shown
    k.turn(screen.tabs, "durkp")
    grid = screen.upwards.grid
    for place, row in enumerate(rows(grid)):
        cell(grid, row.id, "volume")
        k.type("1", K.Key_Tab, "paket", K.Key_Tab, f"{150 + place} jt", K.Key_Tab)
        k.type("U1", K.Key_Tab, "Dinas PUPR", (K.Key_Backtab, SHIFT))  # Tab would begin another row
    k.picture("rkpdes-durkp")
    k.primary("Sahkan DURKP")
    page = screen.ratifying_durkp
    k.picture("rkpdes-sahkan-durkp")
    k.tab_to(page.form.boxes["alasan"].editor)
    k.type(reason)
    with answering():
        k.type((K.Key_Return, CTRL))
    k.settle()
    assert "DURKP 2027 disahkan sebagai r01." in k.notice
    k.picture("rkpdes-durkp-disahkan")


def preview_matrix(k: Kantor) -> int:
    """Ctrl+P shows real pages; returns their number."""
    before = k.shown
    k.turn(before.tabs, "kegiatan")
    k.type((K.Key_P, CTRL))
    preview = k.shown
    assert isinstance(preview, PrintScreen)
    k.until(lambda: preview.page_count)
    k.picture("pratinjau-cetak")
    assert bytes(preview._data[:5]) == b"%PDF-"
    count = preview.page_count
    k.type((K.Key_Left, ALT))
    assert k.shown is before
    return count


# ------------------------------------------------------------------ to the kecamatan


def send(k: Kantor, number: int) -> None:
    """Kirim ke flashdisk: the only drive is chosen already."""
    screen = k.go(K.Key_9, "Kirim & Terima")
    k.turn(screen.tabs, "kirim")
    k.until(lambda: screen.send.drives.drive is not None)
    k.picture(f"kirim-{number}")
    k.primary("Kirim ke flashdisk")
    k.picture(f"kirim-{number}-selesai")
    said = f"Kiriman nomor {number} sudah tertulis dan sudah dibaca ulang dengan benar."
    assert screen.send.result.text.startswith(said)
    assert {row.sebab for row in rows(screen.send.travels)} == {"belum_diterima"}
    assert not k.window.header.primary.isEnabled(), "nothing new since: the same is not sent twice"
