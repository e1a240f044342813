"""`Tidak dipakai lagi`: answers to questions that the new version of a form does not ask (ux.md 7.4)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from desa_desktop.i18n import _
from desa_desktop.services.isian import JawabanLama


class LamaBox(QFrame):
    """The card beside the questions; it is there only when something is left over."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("isian.lama")
        self.setProperty("kartu", "ya")
        head = QLabel(_("Tidak dipakai lagi"))
        head.setProperty("teks", "bagian")
        words = QLabel(_("Tetap disimpan. Templat yang baru tidak menanyakannya."))
        words.setProperty("teks", "kecil")
        words.setWordWrap(True)
        self.text = QLabel()
        self.text.setObjectName("isian.lama.daftar")
        self.text.setProperty("teks", "sekunder")
        self.text.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 10, 12, 10)
        for part in (head, words, self.text):
            box.addWidget(part)
        self.hide()

    def show_answers(self, lama: Sequence[JawabanLama]) -> None:
        """Show what is left over, or nothing."""
        self.text.setText("\n".join(f"{one.pertanyaan or one.kode}: {one.nilai}" for one in lama))
        self.setVisible(bool(lama))
