"""Workbooks of residents that are locked, cut, bent or made to do harm: a sentence each, nothing stored."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from builders import kode_penduduk
from buku_kerja import changed, compound, part, xlsx
from desa_desktop.domain.penduduk import Penduduk
from desa_desktop.errors import DesaError, StorageFailed
from desa_desktop.files import Fs
from desa_desktop.progress import Cancelled
from desa_desktop.services import impor_penduduk
from desa_desktop.services.impor_penduduk import BukanPenduduk
from desa_desktop.sheets import Cause, SheetUnreadable
from desa_desktop.store.unit import Database
from lembar_penduduk import HARI, JUDUL, look, orang, sheet, workbook, write
from office import OLEH, PUKUL, open_office

PAGE = "xl/worksheets/sheet1.xml"


def locked() -> bytes:
    return compound("EncryptedPackage", b"x" * 5000)


def cut() -> bytes:
    whole = workbook([orang(1)])
    return whole[: len(whole) // 2]


def too_long() -> bytes:
    return xlsx({"A1": "nama", "B1": "nik", "A2": "SUPARDI", "A1048576": "SLAMET"})


def bomb() -> bytes:
    return changed(workbook([orang(1)]), **{"xl/media/besar.xml": b"\0" * (63 * 1024 * 1024)})


def page() -> bytes:
    return b"<html><body><table><tr><td>NIK</td></tr></table></body></html>"


@pytest.mark.parametrize(
    ("make", "cause", "said"),
    [
        (locked, Cause.PASSWORD, "dikunci dengan kata sandi"),
        (cut, Cause.DAMAGED, "rusak atau terpotong"),
        (too_long, Cause.TOO_MANY_ROWS, "sampai baris 1048576"),
        (bomb, Cause.BOMB, "tidak wajar"),
        (page, Cause.WEB_PAGE, "halaman web"),
        (lambda: b"", Cause.EMPTY, "kosong"),
    ],
)
def test_a_workbook_that_cannot_be_opened_says_why_and_stores_nothing(
    database: Database, tmp_path: Path, make: Callable[[], bytes], cause: Cause, said: str
) -> None:
    path = tmp_path / "penduduk.xlsx"
    path.write_bytes(make())
    with pytest.raises(SheetUnreadable) as caught:
        impor_penduduk.preview(database, kode_penduduk(), path, HARI)
    assert caught.value.cause is cause
    assert said in str(caught.value)
    assert "Data Anda tidak berubah." in str(caught.value)
    with database.read() as unit:
        assert unit.select(Penduduk) == []


@pytest.mark.parametrize(
    "rows",
    [
        {"A1": "judul", "B1": "tahun", "A2": "Laporan", "B2": 2026},
        {"A1": "NIK", "B1": "NOMOR RUMAH TANGGA", "A2": "3306990101900001", "B2": "17"},
        {"A1": "Catatan rapat"},
    ],
)
def test_another_sheet_than_one_of_people_says_what_is_missing(
    database: Database, tmp_path: Path, rows: dict[str, object]
) -> None:
    path = tmp_path / "lain.xlsx"
    path.write_bytes(xlsx(rows))
    shown = impor_penduduk.preview(database, kode_penduduk(), path, HARI)
    with pytest.raises(BukanPenduduk, match="kolom Nama dan NIK"):
        impor_penduduk.stop_without_people(shown)


def test_a_workbook_with_macros_is_read_and_they_never_run(database: Database, tmp_path: Path) -> None:
    macros = changed(workbook([orang(1)]), **{"xl/vbaProject.bin": b"Sub Auto_Open()"})
    path = tmp_path / "FormatImporExcel.xlsm"
    path.write_bytes(macros)
    assert impor_penduduk.preview(database, kode_penduduk(), path, HARI).hitung["baru"] == 1


def test_a_formula_in_a_cell_is_text_that_stays_text(database: Database, tmp_path: Path) -> None:
    evil = "=cmd|' /C calc'!A0"
    shown = look(database, sheet([orang(1, alamat=evil, suku="@SUM(1)"), orang(2, nama=evil)]))
    assert [one.keadaan.value for one in shown.baris] == ["baru", "periksa"]
    back = tmp_path / "tolakan.xlsx"
    back.write_bytes(impor_penduduk.rejected_rows(shown))
    assert b"<f>" not in part(back.read_bytes(), PAGE)


def test_a_heading_alone_is_an_import_of_nobody(database: Database) -> None:
    shown = look(database, sheet([], JUDUL))
    assert shown.hitung["dibaca"] == 0
    assert impor_penduduk.accept(database, shown, by=OLEH, at=PUKUL).langkah == ""


def test_a_backup_is_made_first_and_a_full_disk_refuses_the_import(tmp_path: Path) -> None:
    class Full(Fs):
        """A disk with hardly anything free once it is said to be full."""

        is_full = False

        def free(self, folder: Path) -> int:
            return 1_000_000 if self.is_full else super().free(folder)

    disk = Full()
    path = write(tmp_path, [orang(1)])
    with open_office(tmp_path / "kantor", fs=disk) as app:
        shown = impor_penduduk.preview(app.database, app.kode, path, HARI)
        disk.is_full = True
        with pytest.raises(StorageFailed, match="ruang disk penuh"):
            impor_penduduk.accept(app.database, shown, by=OLEH, at=PUKUL, safe=app.safe)
        with app.database.read() as unit:
            assert unit.select(Penduduk) == []
        disk.is_full = False
        impor_penduduk.accept(app.database, shown, by=OLEH, at=PUKUL, safe=app.safe)
        assert any("impor" in one.name for one in app.safe.backups.iterdir())
        with app.database.read() as unit:
            assert len(unit.select(Penduduk)) == 1


class Impatient:
    """Somebody who presses Batal at the given sentence."""

    def __init__(self, word: str) -> None:
        self.word = word

    def step(self, done: int, total: int, label: str) -> None:
        if self.word in label:
            raise Cancelled


def take_in(database: Database, path: Path, watcher: Impatient) -> None:
    shown = impor_penduduk.preview(database, kode_penduduk(), path, HARI, progress=watcher)
    impor_penduduk.accept(database, shown, by=OLEH, at=PUKUL, progress=watcher)


@pytest.mark.parametrize("word", ["Membaca", "Memeriksa", "Menyimpan"])
def test_batal_at_any_time_leaves_no_trace(database: Database, tmp_path: Path, word: str) -> None:
    path = write(tmp_path, [orang(1), orang(2)])
    watcher = Impatient(word)
    with pytest.raises(Cancelled):
        take_in(database, path, watcher)
    with database.read() as unit:
        assert unit.select(Penduduk) == []


def test_any_rubbish_in_any_cell_is_classed_and_never_breaks_the_import(database: Database) -> None:
    rubbish = [
        "",
        " ",
        "-",
        "=1+1",
        "\u202eabc",
        "9" * 400,
        0,
        -1,
        10**15,
        True,
        HARI,
        "\x00",
        "🙂",
        "DROP TABLE",
        None,
    ]
    rows = [
        orang(place, **{JUDUL[place % len(JUDUL)]: rubbish[place % len(rubbish)]}) for place in range(400)
    ]
    shown = look(database, sheet(rows))
    with suppress(DesaError):  # a sentence is an answer, a traceback is none
        impor_penduduk.accept(database, shown, by=OLEH, at=PUKUL)
    assert shown.hitung["dibaca"] == sum(
        shown.hitung[name] for name in ("baru", "berubah", "sama", "periksa", "ditolak")
    )
