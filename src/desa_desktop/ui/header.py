"""The band above every screen: title, selectors, save indicator, search for anything, one filled button."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from desa_desktop.i18n import _
from desa_desktop.ui.desk import SaveState
from desa_desktop.ui.kit.marks import Mark, MarkLabel
from desa_desktop.ui.kit.search import Finder
from desa_desktop.ui.style import is_restyle, look, set_role

if TYPE_CHECKING:
    from desa_desktop.ui.screen import Primary


class Header(QFrame):
    """56 px at 100 % text. `retry` asks to write again what the disk refused."""

    retry = Signal()
    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bingkai.kepala")
        self.setProperty("bagian", "kepala")
        self._primary: Primary | None = None
        self._back = QPushButton(_("Kembali"))
        self._back.setObjectName("bingkai.kepala.kembali")
        self._back.setProperty("peran", "tautan")
        self._back.setToolTip(_("Kembali (Alt+Kiri)"))
        self._back.clicked.connect(self.back)
        self._back.hide()
        self._title = _Title()
        self._saved = _SaveMark()
        self._saved.retry.clicked.connect(self.retry)
        self.finder = Finder("bingkai.kepala.cari")
        self.primary = QPushButton()
        self.primary.setObjectName("bingkai.kepala.utama")
        self.primary.setProperty("peran", "utama")
        self.primary.clicked.connect(self.press_primary)
        self.primary.hide()
        self._selectors = QHBoxLayout()
        self._selectors.setSpacing(8)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(self._back)
        row.addWidget(self._title)
        row.addLayout(self._selectors)
        row.addStretch(1)
        row.addWidget(self._saved)
        row.addWidget(self.finder)
        row.addWidget(self.primary)
        self._measure()

    @property
    def title(self) -> str:
        """The screen's title."""
        return self._title.text()

    def set_title(self, title: str, *, has_back: bool = False) -> None:
        """Show the screen's title, with `Kembali` before it inside a record."""
        self._title.setText(title)
        self._title.setToolTip(title)
        self._back.setVisible(has_back)

    def set_selectors(self, widgets: Sequence[QWidget]) -> None:
        """Put the screen's selectors (year, period) beside the title."""
        while self._selectors.count():
            item = self._selectors.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
        for widget in widgets:
            self._selectors.addWidget(widget)
            widget.show()

    def set_primary(self, primary: Primary | None) -> None:
        """Show what the filled button does, or hide it."""
        self._primary = primary
        self.primary.setVisible(primary is not None and primary.shown)
        if primary is not None:
            self.primary.setText(primary.text)
            self.primary.setEnabled(primary.enabled)
            self.primary.setToolTip(primary.why or f"{primary.text} (Ctrl+Enter)")
            self.primary.setAccessibleDescription(primary.why)

    def press_primary(self) -> str:
        """Do what the filled button says; returns why not, if it is grey."""
        if self._primary is None:
            return ""
        if not self._primary.enabled:
            return self._primary.why
        self._primary.act()
        return ""

    def set_saving(self, state: SaveState, at: str) -> None:
        """The save indicator: `Tersimpan 14.05`, `Menyimpan…`, `Belum tersimpan`."""
        self._saved.show_state(state, at)

    @property
    def save_text(self) -> str:
        """The words of the save indicator."""
        return self._saved.text.text()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if is_restyle(event):
            self._measure()

    def _measure(self) -> None:
        self.setFixedHeight(look().px(56))
        self.finder.setFixedWidth(look().px(200))


class _Title(QLabel):
    """The screen's title; a long one of a record ends in `…` instead of making the window wider."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bingkai.kepala.judul")
        self.setProperty("teks", "judul")
        self.setProperty("elipsis", "ya")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Enough for a word."""
        return QSize(min(look().px(120), super().sizeHint().width()), super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As much of the title as there is room for."""
        painter = QPainter(self)
        painter.setPen(look().colour("teks"))
        painter.setFont(self.font())
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(self.rect(), flags, words)
        painter.end()


class _SaveMark(QWidget):
    """Figure and words of the save indicator; `Coba lagi` only where it can help."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bingkai.kepala.tersimpan")
        self._figure = MarkLabel(Mark.SELESAI)
        self.text = QLabel()
        self.text.setObjectName("bingkai.kepala.tersimpan.teks")
        self.retry = QPushButton(_("Coba lagi"))
        self.retry.setObjectName("bingkai.kepala.coba_lagi")
        self.retry.setProperty("rapat", "ya")
        self.retry.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.text)
        row.addWidget(self.retry)
        self.show_state(SaveState.QUIET, "")

    def show_state(self, state: SaveState, at: str) -> None:
        """Say where the last change is."""
        words = {
            SaveState.QUIET: "",
            SaveState.SAVED: _("Tersimpan {jam}").format(jam=at),
            SaveState.SAVING: _("Menyimpan…"),
            SaveState.UNSAVED: _("Belum tersimpan"),
        }[state]
        marks = {SaveState.SAVED: Mark.SELESAI, SaveState.UNSAVED: Mark.GALAT}
        self.text.setText(words)
        set_role(self.text, nada="galat" if state is SaveState.UNSAVED else "diam")
        self._figure.set_mark(marks.get(state, Mark.BERJALAN))
        self._figure.setVisible(state is not SaveState.QUIET)
        self.retry.setVisible(state is SaveState.UNSAVED)
        self.setAccessibleName(words)
