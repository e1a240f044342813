"""The last period beside the questions: how much can be copied here, and what still waits for a person."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton

from desa_desktop.domain.wording import show_number
from desa_desktop.i18n import _
from desa_desktop.ui.kit.marks import Mark, MarkLabel
from desa_desktop.ui.style import look, set_role

_NARROW = 520  # pixels at 100 % text


class LaluStrip(QFrame):
    """`Semester I 2026: 12 jawaban bisa disalin` and `5 salinan belum dipastikan`, each with its button."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("isian.lalu")
        set_role(self, pita="saran")
        self._figure = MarkLabel(Mark.SARAN)
        self._text = QLabel()
        self._text.setObjectName("isian.lalu.teks")
        self._text.setWordWrap(True)
        self.copy = self._button("salin", _("Salin dari periode lalu"))
        self.copy.setToolTip(_("Mengisi jawaban yang masih kosong di bagian ini"))
        self.sure = self._button("pastikan", _("Salinan di bagian ini benar"))
        said, buttons = QHBoxLayout(), QHBoxLayout()
        said.setSpacing(8)
        said.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignVCenter)
        said.addWidget(self._text, 1)
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.copy)
        buttons.addWidget(self.sure)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(12, 4, 12, 4)
        self._row.setSpacing(8)
        self._row.addLayout(said, 1)
        self._row.addLayout(buttons)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the words would be squeezed, the buttons stand below them."""
        super().resizeEvent(event)
        is_narrow = self.width() < look().px(_NARROW)
        direction = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() is not direction:
            self._row.setDirection(direction)

    def _button(self, name: str, word: str) -> QPushButton:
        button = QPushButton(word)
        button.setObjectName(f"isian.lalu.{name}")
        button.setProperty("rapat", "ya")
        return button

    @property
    def text(self) -> str:
        """What is said."""
        return self._text.text()

    def show_counts(self, periode: str, to_copy: int, waiting: int) -> None:
        """How many empty answers of the section have a value of the last period; how many copies wait."""
        self.setVisible(bool(to_copy or waiting))
        parts = []
        if to_copy:
            words = _("{periode}: {n} jawaban bisa disalin di bagian ini.")
            parts.append(words.format(periode=periode, n=show_number(to_copy)))
        if waiting:
            parts.append(_("{n} salinan belum dipastikan.").format(n=show_number(waiting)))
        self._figure.set_mark(Mark.PERINGATAN if waiting and not to_copy else Mark.SARAN)
        self._text.setText(" ".join(parts))
        self.copy.setVisible(to_copy > 0)
        self.sure.setVisible(waiting > 0 and not to_copy)
