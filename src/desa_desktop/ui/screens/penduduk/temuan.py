"""What is odd about a record, each with the way to its place and, where the rules allow it, a yes."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QVBoxLayout, QWidget

from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.domain.penduduk.periksa import is_confirmable
from desa_desktop.i18n import _
from desa_desktop.ui.kit.marks import LEVEL_MARKS, Mark, MarkedText
from desa_desktop.ui.style import is_restyle, look
from desa_desktop.ui.tab_page import heading

_ORDER = (Level.GALAT, Level.PERINGATAN, Level.SARAN)


class TemuanPanel(QFrame):
    """`jump(finding)` for `Tunjukkan`, `confirmed(finding)` for `Benar, sudah diperiksa`."""

    jump = Signal(object)
    confirmed = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kartu", "ya")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(12, 10, 12, 10)
        self._box.setSpacing(8)
        self._box.addWidget(heading(_("Pemeriksaan")))
        self._box.addStretch(1)
        self._lines: list[QWidget] = []
        self._shown: list[Pemeriksaan] = []
        self._scale = 0
        self.texts: list[str] = []
        self.show_checks(())

    def show_checks(self, found: Iterable[Pemeriksaan]) -> None:
        """Show findings, the gravest first."""
        shown = sorted(found, key=lambda one: _ORDER.index(one.level))
        if shown == self._shown and self._lines and self._scale == look().scale:
            return
        self._shown, self._scale = shown, look().scale
        for line in self._lines:
            self._box.removeWidget(line)
            line.deleteLater()
        self._lines = [self._line(number, one) for number, one in enumerate(shown)]
        self.texts = [one.teks for one in shown]
        if not shown:
            self._lines = [MarkedText(Mark.SELESAI, _("Tidak ada yang perlu diperbaiki."))]
        for place, line in enumerate(self._lines, start=1):
            self._box.insertWidget(place, line)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if is_restyle(event) and self._scale:
            self.show_checks(self._shown)

    def _line(self, number: int, one: Pemeriksaan) -> QWidget:
        line = QWidget()
        box = QVBoxLayout(line)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(MarkedText(LEVEL_MARKS[one.level], one.teks))
        # with large letters two buttons have no room beside each other
        wide = QBoxLayout.Direction.LeftToRight
        buttons = QBoxLayout(wide if look().scale <= 100 else QBoxLayout.Direction.TopToBottom)
        buttons.setContentsMargins(20, 0, 0, 0)
        buttons.setSpacing(6)
        name = f"{self.objectName()}.{number + 1}"
        if one.field:
            buttons.addWidget(_button(f"{name}.tunjukkan", _("Tunjukkan"), one, self.jump))
        if is_confirmable(one.aturan):
            words = _("Benar, sudah diperiksa")
            buttons.addWidget(_button(f"{name}.benar", words, one, self.confirmed))
        buttons.addStretch(1)
        box.addLayout(buttons)
        return line


def _button(name: str, words: str, one: Pemeriksaan, signal: object) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName(name)
    button.setProperty("rapat", "ya")
    button.setAccessibleDescription(one.teks)
    button.clicked.connect(lambda _on=False: signal.emit(one))  # type: ignore[attr-defined]
    return button
