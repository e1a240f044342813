"""`Nihil` beside the words of a subsection or table: zero in all its empty counts, with one key or button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desa_desktop.domain.wording import show_number
from desa_desktop.i18n import _

KEY = "Ctrl+Shift+N"


class NihilHead(QWidget):
    """The words of a group with its button. `wanted(code)` when it is pressed."""

    wanted = Signal(str)

    def __init__(self, code: str, words: str, role: str) -> None:
        super().__init__()
        self.code = code
        self._count = 0
        self.label = QLabel(words)
        self.label.setProperty("teks", role)
        self.label.setWordWrap(True)
        self.button = QPushButton()
        self.button.setObjectName(f"isian.{code}.nihil")
        self.button.setProperty("rapat", "ya")
        self.button.clicked.connect(lambda _on=False: self.wanted.emit(self.code))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.label, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.show_count(0)

    @property
    def count(self) -> int:
        """How many empty counts the button would fill."""
        return self._count

    def show_count(self, count: int) -> None:
        """How many counts are empty; without any there is no button."""
        self._count = count
        self.button.setVisible(count > 0)
        self.button.setText(_("Nihil ({n})").format(n=show_number(count)))
        words = _("Isi 0 di {n} jumlah yang masih kosong: {bagian}")
        self.button.setAccessibleName(words.format(n=show_number(count), bagian=self.label.text()))
        self.button.setToolTip(words.format(n=show_number(count), bagian=self.label.text()))
