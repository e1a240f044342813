"""The last period beside the questions: how much can be copied here, and what still waits for a person."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from desa_desktop.domain.wording import show_number
from desa_desktop.i18n import _
from desa_desktop.ui.screens.isian.usul import UsulStrip


class LaluPart:
    """In the strip of proposals: `Semester I 2026: 12 bisa disalin`, `5 salinan belum dipastikan`."""

    def __init__(self, strip: UsulStrip) -> None:
        self._strip = strip
        self.copy = self._button("salin", _("Salin dari periode lalu"))
        self.copy.setToolTip(_("Mengisi jawaban yang masih kosong di bagian ini"))
        self.sure = self._button("pastikan", _("Salinan di sini benar"))
        self.text = ""

    def _button(self, name: str, word: str) -> QPushButton:
        button = QPushButton(word)
        button.setObjectName(f"isian.lalu.{name}")
        button.setProperty("rapat", "ya")
        button.hide()
        self._strip.add_button(button)
        return button

    def show_counts(self, periode: str, to_copy: int, waiting: int) -> None:
        """How many empty answers of the section have a value of the last period; how many copies wait."""
        parts = []
        if to_copy:
            words = _("{periode}: {n} jawaban bisa disalin.")
            parts.append(words.format(periode=periode, n=show_number(to_copy)))
        if waiting:
            parts.append(_("{n} salinan belum dipastikan.").format(n=show_number(waiting)))
        self.text = " ".join(parts)
        self.copy.setVisible(to_copy > 0)
        self.sure.setVisible(waiting > 0 and not to_copy)
