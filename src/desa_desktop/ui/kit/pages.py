"""Pages of a PDF on the screen and on a printer, without Qt's own PDF module (platform.md 1.1)."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2
from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPageLayout, QPageSize, QPainter, QPaintEvent, QPen
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QSizePolicy, QWidget

from desa_desktop.i18n import _
from desa_desktop.ui.style import look

POINTS_PER_MM = 72 / 25.4
_GAP = 16
_KEPT = 12  # rendered pages kept at hand


class Pdf:
    """The pages of one PDF, drawn when they are needed. Only the screen's thread may use it.

    Nothing of it stays open between two pages: a printer may go on with it while a screen already shows
    another, and a program that ends owes nothing.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        with pypdfium2.PdfDocument(data) as document:
            self._sizes = [document.get_page_size(number) for number in range(len(document))]

    def __len__(self) -> int:
        return len(self._sizes)

    def size_mm(self, number: int) -> QSizeF:
        """Width and height of a page on paper, in millimetres."""
        width, height = self._sizes[number]
        return QSizeF(width / POINTS_PER_MM, height / POINTS_PER_MM)

    def draw(self, number: int, pixels_per_mm: float) -> QImage:
        """A page as a picture."""
        with pypdfium2.PdfDocument(self._data) as document:
            page = document[number]
            bitmap = page.render(scale=pixels_per_mm / POINTS_PER_MM, rev_byteorder=True, prefer_bgrx=True)
            image = QImage(
                bytes(bitmap.buffer),
                bitmap.width,
                bitmap.height,
                bitmap.stride,
                QImage.Format.Format_RGBX8888,
            ).copy()
            bitmap.close()
            page.close()
        return image


class PageView(QWidget):
    """Pages below each other at one scale; `picked(number)` for a click or Enter on one."""

    picked = Signal(int)

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._pdf: Pdf | None = None
        self._scale = 3.0
        self._current = 0
        self._pictures: dict[int, QImage] = {}

    def show_pdf(self, pdf: Pdf, pixels_per_mm: float) -> None:
        """Show a document at this scale."""
        self._pdf, self._scale = pdf, pixels_per_mm
        self._pictures.clear()
        self._resize()

    def show_nothing(self) -> None:
        """No document: what was shown before is gone."""
        self._pdf = None
        self._pictures.clear()
        self.update()

    def set_scale(self, pixels_per_mm: float) -> None:
        """Nearer or farther."""
        self._scale = pixels_per_mm
        self._pictures.clear()
        self._resize()

    def set_current(self, number: int) -> None:
        """Mark a page."""
        self._current = number
        self.update()

    def place_of(self, number: int) -> QRectF:
        """Where a page lies in this widget."""
        top = float(_GAP)
        for one in range(number):
            top += self._pixels(one).height() + _GAP
        size = self._pixels(number)
        return QRectF((self.width() - size.width()) / 2, top, size.width(), size.height())

    def page_at(self, y: float) -> int:
        """The page at this height."""
        count = len(self._pdf) if self._pdf is not None else 0
        return next(
            (one for one in range(count) if y < self.place_of(one).bottom() + _GAP), max(0, count - 1)
        )

    def sizeHint(self) -> QSize:
        """Room for all pages."""
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages in view, others later."""
        if self._pdf is None:
            return
        painter, now = QPainter(self), look()
        for number in range(len(self._pdf)):
            place = self.place_of(number)
            if not place.intersects(QRectF(event.rect())):
                continue
            painter.drawImage(place, self._picture(number))
            is_current = number == self._current
            colour = now.colour("fokus" if is_current and self.hasFocus() else "batas")
            painter.setPen(QPen(colour, 2 if is_current else 1))
            painter.drawRect(place)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the page under the pointer."""
        self.picked.emit(self.page_at(event.position().y()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go from page to page."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(
            Qt.Key(event.key())
        )
        if step is None or self._pdf is None:
            super().keyPressEvent(event)
            return
        self.picked.emit(min(max(0, self._current + step), len(self._pdf) - 1))

    def _picture(self, number: int) -> QImage:
        assert self._pdf is not None
        if number not in self._pictures:
            if len(self._pictures) >= _KEPT:
                self._pictures.pop(next(iter(self._pictures)))
            factor = self.devicePixelRatioF()
            self._pictures[number] = self._pdf.draw(number, self._scale * factor)
        return self._pictures[number]

    def _pixels(self, number: int) -> QSizeF:
        assert self._pdf is not None
        return self._pdf.size_mm(number) * self._scale

    def _resize(self) -> None:
        if self._pdf is None or not len(self._pdf):
            return
        sizes = [self._pixels(number) for number in range(len(self._pdf))]
        width = max(size.width() for size in sizes) + 2 * _GAP
        self.setFixedSize(int(width), int(sum(size.height() + _GAP for size in sizes)) + _GAP)
        self.update()


_KNOWN = (("F4", (215, 330)), ("A4", (210, 297)), ("A5", (148, 210)))


def paper_of(size_mm: QSizeF) -> QPageSize:
    """The exact paper of a page. Qt has no F4; a fuzzy match would become another size silently."""
    narrow, wide = sorted((size_mm.width(), size_mm.height()))
    known = (name for name, (short, long) in _KNOWN if abs(narrow - short) < 1 and abs(wide - long) < 1)
    name = next(known, _("Ukuran sendiri"))
    upright = QSizeF(round(narrow, 1), round(wide, 1))
    return QPageSize(upright, QPageSize.Unit.Millimeter, name, QPageSize.SizeMatchPolicy.ExactMatch)


def knows_paper(info: QPrinterInfo, size: QPageSize) -> bool:
    """Whether a printer says that it takes this paper; one that takes any size does."""
    if info.supportsCustomPageSizes():
        return True
    wanted = size.size(QPageSize.Unit.Millimeter)
    return any(
        abs(one.size(QPageSize.Unit.Millimeter).width() - wanted.width()) < 1
        and abs(one.size(QPageSize.Unit.Millimeter).height() - wanted.height()) < 1
        for one in info.supportedPageSizes()
    )


def set_paper(printer: QPrinter, pdf: Pdf, paper: QPageSize | None = None) -> None:
    """Set size and direction of the first page without margins: the PDF has its own."""
    first = pdf.size_mm(0)
    lies = first.width() > first.height()
    direction = QPageLayout.Orientation.Landscape if lies else QPageLayout.Orientation.Portrait
    printer.setPageLayout(
        QPageLayout(paper or paper_of(first), direction, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    )
    printer.setFullPage(True)


class PrintRun:
    """Sends the pages to a printer one by one, so that the window stays alive between them."""

    def __init__(
        self,
        pdf: Pdf,
        printer: QPrinter,
        stepped: Callable[[int, int], object],
        ended: Callable[[bool], object],
    ) -> None:
        self._pdf, self._printer = pdf, printer
        self._stepped, self._ended = stepped, ended
        first = max(1, printer.fromPage() or 1)
        last = min(len(pdf), printer.toPage() or len(pdf))
        self._waiting = list(range(first - 1, last))
        self._total = len(self._waiting)
        self._painter = QPainter()
        self._stopped = False

    def start(self) -> None:
        """Begin; `ended(done)` is called at the end, False if the printer refused or `cancel` was called."""
        if not self._painter.begin(self._printer):
            self._ended(False)
            return
        QTimer.singleShot(0, self._page)

    def cancel(self) -> None:
        """Stop before the next page."""
        self._stopped = True

    def _page(self) -> None:
        if self._stopped:
            self._painter.end()
            self._printer.abort()
            self._ended(False)
            return
        number = self._waiting.pop(0)
        dots_per_mm = min(self._printer.resolution(), 300) / 25.4
        picture = self._pdf.draw(number, dots_per_mm)
        area = self._printer.pageLayout().fullRectPixels(self._printer.resolution())
        fitted = QSizeF(picture.size()).scaled(QSizeF(area.size()), Qt.AspectRatioMode.KeepAspectRatio)
        self._painter.drawImage(QRectF(QPointF(0, 0), fitted), picture)
        self._stepped(self._total - len(self._waiting), self._total)
        if self._waiting:
            self._printer.newPage()
            QTimer.singleShot(0, self._page)
        else:
            self._painter.end()
            self._ended(True)
