"""Pratinjau Cetak: the real pages inside the program, then paper, PDF or Excel (ux.md 3.14).

Any screen opens it with `desk.open("pratinjau_cetak", PrintOrder(...))`; Kembali returns there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desa_desktop.errors import OutputFailed
from desa_desktop.files import FS, free_name, write_replace
from desa_desktop.i18n import _
from desa_desktop.progress import Progress
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.pages import PageView, Pdf, PrintRun, knows_paper, paper_of, set_paper
from desa_desktop.ui.screen import Screen
from desa_desktop.ui.style import look

Draw = Callable[[Progress], bytes]
_ZOOMS = (50, 75, 100, 125, 150, 200)
_A4_WIDE = 210
_SCREEN_DOTS = 96 / 25.4  # pixels per millimetre at 100 %


@dataclass(frozen=True, kw_only=True)
class PrintOrder:
    """What to show: `draw` makes the PDF's bytes on the long lane, `file_name` is offered for saving
    (`RKPDes_2027_Tursino.pdf`); `excel` and `word` make the other files and bring their buttons.
    """

    title: str
    file_name: str
    draw: Draw
    excel: Draw | None = None
    word: Draw | None = None
    place: str = ""


class PrintScreen(Screen):
    """Thumbnails, pages, zoom; `Cetak` is the filled button."""

    help = "pratinjau-cetak"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "pratinjau_cetak")
        self._order: PrintOrder | None = None
        self._pdf: Pdf | None = None
        self._data = b""
        self._run: PrintRun | None = None
        self.back = self._go_back
        self._build()

    def concerns(self, tables: frozenset[str]) -> bool:
        """A preview shows the moment it was made; it does not change under the reader."""
        return False

    def _build(self) -> None:
        self.thumbs = PageView("pratinjau_cetak.halaman_kecil", _("Halaman kecil"))
        self.pages = PageView("pratinjau_cetak.halaman", _("Halaman"))
        self._left, self._middle = _area(self.thumbs), _area(self.pages)
        self.zoom = QComboBox()
        self.zoom.setObjectName("pratinjau_cetak.perbesaran")
        self.zoom.setAccessibleName(_("Perbesaran"))
        self.zoom.addItem(_("Selebar layar"), 0)
        for percent in _ZOOMS:
            self.zoom.addItem(f"{percent}%", percent)
        self._paper = QLabel()
        self._paper.setObjectName("pratinjau_cetak.kertas")
        self._paper.setProperty("teks", "sekunder")
        self.save = self._button("simpan_pdf", _("Simpan PDF"), self.save_pdf)
        self.excel = self._button("ekspor_excel", _("Ekspor Excel"), self.save_excel)
        self.word = self._button("buka_word", _("Simpan Word"), self.save_word)
        top = QHBoxLayout()
        top.setSpacing(8)
        label = QLabel(_("Perbesaran"))
        label.setBuddy(self.zoom)
        for widget in (label, self.zoom):
            top.addWidget(widget)
        top.addStretch(1)
        for button in (self.save, self.word, self.excel):
            top.addWidget(button)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self._left)
        below.addWidget(self._middle, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.addLayout(top)
        box.addWidget(self._paper)  # a line of its own: three buttons leave no room beside them
        box.addLayout(below, 1)
        self.thumbs.picked.connect(self.show_page)
        self.pages.picked.connect(self.show_page)
        self.zoom.currentIndexChanged.connect(lambda _index: self._rescale())
        self._middle.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._middle.installEventFilter(self)

    def _button(self, name: str, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(f"pratinjau_cetak.{name}")
        button.clicked.connect(lambda _on=False: act())
        return button

    # -- showing -----------------------------------------------------------------------------------

    def go_to(self, key: object) -> None:
        """Show what a PrintOrder draws. TypeError for anything else."""
        if not isinstance(key, PrintOrder):
            raise TypeError("the preview needs a PrintOrder")
        self._order = key
        # if drawing fails, the paper before must not stand under this title
        self._data, self._pdf = b"", None
        self.pages.show_nothing()
        self.thumbs.show_nothing()
        self.set_title(key.title)
        self.set_primary(_("Cetak"), self.print_paper, enabled=False)
        self.excel.setVisible(key.excel is not None)
        self.word.setVisible(key.word is not None)
        self.save.setEnabled(False)
        self._paper.setText(_("Menyiapkan halaman…"))
        self.desk.run_long(self, key.draw, self.show_pdf, _("Menyiapkan {judul}…").format(judul=key.title))

    def show_pdf(self, data: bytes) -> None:
        """The pages have been drawn."""
        self._data, self._pdf = data, Pdf(data)
        self.thumbs.show_pdf(self._pdf, look().px(110) / self._pdf.size_mm(0).width())
        self._left.setFixedWidth(self.thumbs.width() + look().px(22))
        self.pages.show_pdf(self._pdf, self._pixels_per_mm())
        self.save.setEnabled(True)
        self.set_primary(_("Cetak"), self.print_paper)
        size = paper_of(self._pdf.size_mm(0))
        words = _("{jumlah} halaman · {kertas}")
        self._paper.setText(words.format(jumlah=len(self._pdf), kertas=_paper_words(self._pdf, size.name())))
        self.show_page(0)
        self.pages.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def page_count(self) -> int:
        """Pages shown, 0 while they are being made."""
        return len(self._pdf) if self._pdf is not None else 0

    def show_page(self, number: int) -> None:
        """Scroll to a page and mark it."""
        # first scroll, then mark: the last page may not reach the top, and scrolling marks what is there
        self._middle.verticalScrollBar().setValue(int(self.pages.place_of(number).top()) - 8)
        self.thumbs.set_current(number)
        self.pages.set_current(number)
        place = self.thumbs.place_of(number).center().toPoint()
        self._left.ensureVisible(place.x(), place.y(), 0, look().px(90))

    def _pixels_per_mm(self) -> float:
        assert self._pdf is not None
        percent = int(self.zoom.currentData())
        if percent:
            return _SCREEN_DOTS * percent / 100
        bar = self._middle.verticalScrollBar().sizeHint().width()  # with or without one: no going to and fro
        room = self._middle.width() - bar - 40
        return max(1.0, min(room / self._pdf.size_mm(0).width(), _SCREEN_DOTS * 1.5))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """`Selebar layar` follows the room there is: the first layout, a larger window."""
        if event.type() == QEvent.Type.Resize and not self.zoom.currentData():
            self._rescale()
        return super().eventFilter(watched, event)

    def _rescale(self) -> None:
        if self._pdf is not None:
            shown = self.pages.page_at(self._middle.verticalScrollBar().value() + 40)
            self.pages.set_scale(self._pixels_per_mm())
            self.show_page(shown)

    def _on_scrolled(self, value: int) -> None:
        if self._pdf is not None:
            number = self.pages.page_at(value + self._middle.viewport().height() / 3)
            self.thumbs.set_current(number)
            self.pages.set_current(number)

    # -- files -------------------------------------------------------------------------------------

    def save_pdf(self) -> None:
        """Simpan PDF: the bytes that are shown."""
        data = self._data
        self._save(".pdf", _("Dokumen PDF (*.pdf)"), lambda _progress: data)

    def save_excel(self) -> None:
        """Ekspor Excel."""
        if self._order is not None and self._order.excel is not None:
            self._save(".xlsx", _("Buku kerja Excel (*.xlsx)"), self._order.excel)

    def save_word(self) -> None:
        """Simpan Word."""
        if self._order is not None and self._order.word is not None:
            self._save(".docx", _("Dokumen Word (*.docx)"), self._order.word)

    def _save(self, ending: str, kind: str, make: Draw) -> None:
        assert self._order is not None
        path = ask_where(self, self.desk, self._order.file_name, ending, kind)
        if path is not None:
            self.write(path, make)

    def write(self, path: Path, make: Draw) -> None:
        """Make the bytes and write them on the long lane; the strip says where they are."""
        write_paper(self.desk, self, path, make)

    # -- paper -------------------------------------------------------------------------------------

    def print_paper(self) -> None:
        """Cetak: choose the printer; one that does not know the paper is asked about (K-601)."""
        if self._pdf is None:
            return
        if not QPrinterInfo.availablePrinterNames():
            words = _("Belum ada pencetak di laptop ini. Simpan PDF, lalu cetak dari laptop lain.")
            self.desk.notice(words, Tone.PERINGATAN, _("Simpan PDF"), self.save_pdf)
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        set_paper(printer, self._pdf)
        printer.setDocName(self._order.file_name if self._order is not None else "")
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, len(self._pdf))
        if dialog.exec() != QPrintDialog.DialogCode.Accepted:
            return
        if self._settle_paper(printer):
            self.send(printer)

    def send(self, printer: QPrinter) -> None:
        """Send the pages; the strip shows how far it is and offers `Batal`."""
        assert self._pdf is not None
        run = PrintRun(self._pdf, printer, self._on_printed, self._on_print_end)
        self._run = run
        self.desk.long_began.emit(_("Mencetak…"), run.cancel)
        run.start()

    def _on_printed(self, done: int, total: int) -> None:
        words = _("Mencetak halaman {nomor} dari {semua}…").format(nomor=done, semua=total)
        self.desk.long_stepped.emit(done, total, words)

    def _on_print_end(self, done: bool) -> None:
        self._run = None
        self.desk.long_ended.emit()
        if done:
            self.desk.notice(_("Sudah dikirim ke pencetak."), Tone.SUKSES)
        else:
            self.desk.notice(_("Pencetakan dihentikan. Dokumen tidak berubah."), Tone.PERINGATAN)

    def _settle_paper(self, printer: QPrinter) -> bool:
        assert self._pdf is not None
        paper = paper_of(self._pdf.size_mm(0))
        info = QPrinterInfo(printer)
        if info.isNull() or knows_paper(info, paper):
            set_paper(printer, self._pdf)
            return True
        box = QMessageBox(self)
        box.setObjectName("pratinjau_cetak.kertas_tidak_dikenal")
        box.setWindowTitle(_("Cetak"))
        box.setText(_("Pencetak ini tidak mengenal {kertas}. (K-601)").format(kertas=paper.name()))
        role = QMessageBox.ButtonRole
        folio = box.addButton(_("Cetak sebagai Folio"), role.AcceptRole)
        is_slip = paper.size(QPageSize.Unit.Millimeter).width() < _A4_WIDE
        small = box.addButton(_("Cetak di A4") if is_slip else _("Perkecil ke A4"), role.AcceptRole)
        save = box.addButton(_("Simpan PDF"), role.ActionRole)
        box.addButton(_("Batal"), role.RejectRole)
        box.exec()
        sizes = {folio: QPageSize.PageSizeId.Folio, small: QPageSize.PageSizeId.A4}
        chosen = box.clickedButton()
        if chosen is save:
            self.save_pdf()
        if chosen not in sizes:
            return False
        set_paper(printer, self._pdf, QPageSize(sizes[chosen]))
        return True

    def _go_back(self) -> None:
        self.desk.open(self._order.place if self._order is not None and self._order.place else "beranda")


def ask_where(parent: QWidget, desk: Desk, file_name: str, ending: str, kind: str) -> Path | None:
    """Where a file is to be saved, a name proposed that is still free; None if the person gave up."""
    proposed = free_name(desk.app.files.places.exports / Path(file_name).with_suffix(ending))
    chosen, _kind = QFileDialog.getSaveFileName(parent, _("Simpan sebagai"), str(proposed), kind)
    if not chosen:
        return None
    return Path(chosen) if Path(chosen).suffix.lower() == ending else Path(chosen + ending)


def write_paper(
    desk: Desk, owner: QWidget, path: Path, make: Draw, said: Callable[[Path], None] | None = None
) -> None:
    """Make the bytes and write them on the long lane; the strip says where they are, unless `said` does."""

    def work(progress: Progress) -> Path:
        content = make(progress)
        try:
            write_replace(FS, path, content)
        except OSError as problem:
            raise OutputFailed(apa=path.name, sebab=_why(problem)) from problem
        return path

    def done(written: Path) -> None:
        desk.notice(_("Tersimpan: {berkas}").format(berkas=str(written)), Tone.SUKSES)

    desk.run_long(owner, work, said or done, _("Menyimpan {nama}…").format(nama=path.name))


def _area(inner: PageView) -> QScrollArea:
    area = QScrollArea()
    area.setObjectName(f"{inner.objectName()}.gulung")
    area.setWidget(inner)
    area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def _paper_words(pdf: Pdf, name: str) -> str:
    size = pdf.size_mm(0)
    lies = _("mendatar") if size.width() > size.height() else _("tegak")
    narrow, wide = sorted((round(size.width()), round(size.height())))
    return f"{name} {narrow} × {wide} mm, {lies}"


def _why(problem: OSError) -> str:
    if isinstance(problem, PermissionError):
        return _("berkas itu sedang dibuka program lain atau foldernya terkunci")
    if problem.errno == 28:
        return _("ruang penyimpanan penuh")
    return _("penyimpanan tidak menerima tulisan")
