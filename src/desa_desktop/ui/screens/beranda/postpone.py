"""The panel under a task: put it off with a reason, or say it was done outside the program (ux.md 5.1)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from desa_desktop.i18n import _
from desa_desktop.ui.kit.fields import Field, FieldBox
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.lines import Line

LATER, OUTSIDE = "tunda", "di_luar"


class PostponePanel(QFrame):
    """`later(date, reason)` or `outside(date, note)`; `closed` for Batal and Esc."""

    later = Signal(object, str)
    outside = Signal(object, str)
    closed = Signal()

    def __init__(self, today: Callable[[], date], *, only_outside: bool) -> None:
        super().__init__()
        self.setObjectName("beranda.tunda")
        self.setProperty("pita", "saran")
        self.what = LATER
        name = "beranda.tunda"
        self.day = FieldBox(
            f"{name}.tanggal", Field(name="tanggal", label=_("Tanggal"), kind=Kind.DATE), today
        )
        self.words = FieldBox(f"{name}.alasan", Field(name="alasan", label=_("Alasan")), today)
        self.choices: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        across = QHBoxLayout()
        across.setSpacing(8)
        for key, word in ((LATER, _("Tunda sampai…")), (OUTSIDE, _("Sudah dikerjakan di luar aplikasi"))):
            button = QPushButton(word)
            button.setObjectName(f"{name}.{key}")
            button.setCheckable(True)
            button.setProperty("rapat", "ya")
            button.setProperty("peran", "pilihan")
            button.clicked.connect(lambda _on=False, key=key: self.choose(key))
            group.addButton(button)
            across.addWidget(button)
            self.choices[key] = button
        across.addStretch(1)
        self.done = _button(f"{name}.simpan", _("Tunda"))
        self.done.setProperty("peran", "utama")
        self.stop = _button(f"{name}.batal", _("Batal"))
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self.day)
        below.addWidget(self.words, 1)
        buttons = QVBoxLayout()
        buttons.addStretch(1)
        pair = QHBoxLayout()
        pair.addWidget(self.done)
        pair.addWidget(self.stop)
        buttons.addLayout(pair)
        below.addLayout(buttons)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.addLayout(across)
        box.addLayout(below)
        self.done.clicked.connect(self._send)
        self.stop.clicked.connect(self.closed)
        for field in (self.day, self.words):
            field.editor.on_key = self._on_key
        self.choices[LATER].setVisible(not only_outside)
        self._today = today
        self.choose(OUTSIDE if only_outside else LATER)

    def choose(self, what: str) -> None:
        """Which of the two; the date and the button follow."""
        self.what = what
        self.choices[what].setChecked(True)
        is_outside = what == OUTSIDE
        self.done.setText(_("Catat") if is_outside else _("Tunda"))
        self.day.set_value(self._today() if is_outside else None)
        self.words.editor.setAccessibleName(_("Catatan") if is_outside else _("Alasan"))
        if self.isVisible():
            self.start()

    def start(self) -> None:
        """The cursor into the date, so that typing replaces it."""
        self.day.editor.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(self.day.editor, Line):
            self.day.editor.selectAll()

    def refuse(self, sentences: dict[str, str]) -> None:
        """Why a service did not take it, at the field."""
        for name, sentence in sentences.items():
            (self.words if name == "alasan" else self.day).refuse(sentence)

    def _send(self) -> None:
        self.day.commit()
        self.words.commit()
        reading = self.day.editor.reading()
        if reading.problem:
            return
        day = cast("date | None", reading.value)
        if day is None:
            self.day.refuse(_("Isi tanggalnya. Contoh: 22/11/2026."))
            return
        signal = self.outside if self.what == OUTSIDE else self.later
        signal.emit(day, str(self.words.editor.reading().value or ""))

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            is_first = self.day.isAncestorOf(self.focusWidget() or self)
            self.words.editor.setFocus(Qt.FocusReason.TabFocusReason) if is_first else self._send()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the panel; nothing was noted."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _button(name: str, word: str) -> QPushButton:
    button = QPushButton(word)
    button.setObjectName(name)
    return button
