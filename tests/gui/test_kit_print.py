"""The print preview shows the real pages and sends exactly the paper they were made for."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.notice import Notice, Tone
from desa_desktop.ui.kit.pages import Pdf, paper_of, set_paper
from desa_desktop.ui.print_screen import PrintOrder, PrintScreen

F4_ACROSS = (330 * mm, 215 * mm)


def paper(pages: int = 3, size: tuple[float, float] = F4_ACROSS) -> bytes:
    """A PDF of numbered pages."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    for number in range(1, pages + 1):
        canvas.drawString(60, 60, f"Halaman {number} dari {pages}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> PrintScreen:
    made = PrintScreen(desk)
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    order = PrintOrder(
        title="Matriks RKPDes 2027",
        file_name="RKPDes_2027_Tursino.pdf",
        draw=lambda _progress: paper(),
        excel=lambda _progress: b"PK buku kerja",
    )
    made.go_to(order)
    desk.jobs.wait_idle()
    return made


def test_the_pages_are_shown_with_their_paper_in_words(screen: PrintScreen) -> None:
    assert screen.page_count == 3
    assert screen._paper.text() == "3 halaman · F4 215 × 330 mm, mendatar"
    assert screen.title == "Matriks RKPDes 2027"
    assert screen.primary is not None
    assert screen.primary.text == "Cetak"
    picture = screen.pages.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(30, 300, 3) for y in range(20, 200, 3)}
    assert "#ffffff" in colours


def test_keys_go_from_page_to_page(qtbot: QtBot, screen: PrintScreen) -> None:
    qtbot.keyClick(screen.pages, Qt.Key.Key_Down)
    qtbot.keyClick(screen.pages, Qt.Key.Key_Down)
    assert screen.pages._current == 2
    assert screen.thumbs._current == 2
    screen.zoom.setCurrentIndex(screen.zoom.findData(150))
    assert screen.pages.width() > 1500


def test_selebar_layar_fills_the_width_at_once_and_follows_the_window(screen: PrintScreen) -> None:
    for width in (1100, 800):
        screen.resize(width, 600)
        QApplication.processEvents()
        room = screen._middle.viewport().width()
        assert room * 0.9 < screen.pages.place_of(0).width() <= room


def test_the_saved_pdf_is_the_one_that_is_shown_and_the_strip_names_it(
    screen: PrintScreen, desk: Desk, tmp_path: Path
) -> None:
    said: list[Notice] = []
    desk.noticed.connect(said.append)
    target = tmp_path / "RKPDes_2027_Tursino.pdf"
    data = screen._data
    screen.write(target, lambda _progress: data)
    desk.jobs.wait_idle()
    assert len(pypdf.PdfReader(target).pages) == 3
    assert said[-1].text == f"Tersimpan: {target}"


def test_a_folder_that_takes_nothing_is_said_in_words(
    screen: PrintScreen, desk: Desk, tmp_path: Path
) -> None:
    said: list[Notice] = []
    desk.noticed.connect(said.append)
    (tmp_path / "berkas").write_text("bukan folder")
    screen.write(tmp_path / "berkas" / "x.pdf", lambda _progress: b"isi")
    desk.jobs.wait_idle()
    assert said[-1].tone is Tone.GALAT
    assert "(K-206)" in said[-1].text


def test_printing_uses_the_exact_f4_and_every_page(
    qtbot: QtBot, screen: PrintScreen, desk: Desk, tmp_path: Path
) -> None:
    said: list[Notice] = []
    desk.noticed.connect(said.append)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setResolution(100)
    target = tmp_path / "pencetak.pdf"
    printer.setOutputFileName(str(target))
    assert screen._pdf is not None
    set_paper(printer, screen._pdf)
    screen.send(printer)
    qtbot.waitUntil(lambda: bool(said))
    assert said[-1].text == "Sudah dikirim ke pencetak."
    printed = pypdf.PdfReader(target)
    assert len(printed.pages) == 3
    box = printed.pages[0].mediabox
    assert {round(float(box.width) / mm), round(float(box.height) / mm)} == {215, 330}


def test_printing_can_be_stopped_between_pages(
    qtbot: QtBot, screen: PrintScreen, desk: Desk, tmp_path: Path
) -> None:
    said: list[Notice] = []
    desk.noticed.connect(said.append)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "berhenti.pdf"))
    printer.setResolution(72)
    desk.long_began.connect(lambda _title, cancel: cancel())
    screen.send(printer)
    qtbot.waitUntil(lambda: bool(said))
    assert said[-1].text == "Pencetakan dihentikan. Dokumen tidak berubah."


@pytest.mark.parametrize(
    ("millimetres", "name"),
    [((215, 330), "F4"), ((330, 215), "F4"), ((148, 210), "A5"), ((200, 297), "Ukuran sendiri")],
)
def test_f4_never_becomes_a_neighbouring_size(millimetres: tuple[float, float], name: str) -> None:
    size = paper_of(QSizeF(*millimetres))
    narrow, wide = sorted(millimetres)
    assert size.size(QPageSize.Unit.Millimeter) == QSizeF(narrow, wide)
    assert size.name() == name


def test_a_page_is_drawn_at_its_own_proportion() -> None:
    picture = Pdf(paper(1)).draw(0, 2.0)
    assert abs(picture.width() - 660) <= 1
    assert abs(picture.height() - 430) <= 1


PREVIEW = """
import sys, weakref
from pathlib import Path
weakref.finalize(sys, str)  # as others do before us: finalizers then run after the end of pdfium
from desa_desktop.ui.kit.pages import Pdf

shown = Pdf(Path(sys.argv[1]).read_bytes())
assert not shown.draw(len(shown) - 1, 2.0).isNull()
"""


def test_a_program_that_ends_with_a_preview_on_the_screen_has_nothing_left_to_say(tmp_path: Path) -> None:
    file = tmp_path / "matriks.pdf"
    file.write_bytes(paper())
    ended = subprocess.run(
        [sys.executable, "-c", PREVIEW, file], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def test_a_new_preview_takes_no_page_away_from_a_printer_that_is_still_at_work(
    qtbot: QtBot, screen: PrintScreen, desk: Desk, tmp_path: Path
) -> None:
    said: list[Notice] = []
    desk.noticed.connect(said.append)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "pencetak.pdf"))
    printer.setResolution(72)
    screen.send(printer)
    screen.show_pdf(paper(1))
    qtbot.waitUntil(lambda: bool(said))
    assert said[-1].text == "Sudah dikirim ke pencetak."
    assert len(pypdf.PdfReader(tmp_path / "pencetak.pdf").pages) == 3
