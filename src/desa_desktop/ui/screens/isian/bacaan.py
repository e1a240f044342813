"""Before an Excel form goes in: how many answers are new or changed, and which cells cannot be read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desa_desktop.domain.wording import show_number
from desa_desktop.i18n import _
from desa_desktop.services.isian_excel import BacaanExcel
from desa_desktop.ui.style import look


class BacaanDialog(QDialog):
    """Counts, the cells that stay out, and `Masukkan` or `Batal`."""

    def __init__(self, parent: QWidget | None, title: str, found: BacaanExcel) -> None:
        super().__init__(parent)
        self.setObjectName("isian.bacaan")
        self.setWindowTitle(_("Baca dari Excel"))
        self.setMinimumWidth(look().px(520))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        head = QLabel(title)
        head.setProperty("teks", "bagian")
        head.setWordWrap(True)
        self.sentence = QLabel(sentence(found))
        self.sentence.setObjectName("isian.bacaan.kalimat")
        self.sentence.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(10)
        box.addWidget(head)
        box.addWidget(self.sentence)
        for note in found.catatan:
            label = QLabel(note)
            label.setWordWrap(True)
            box.addWidget(label)
        self.problems = QPlainTextEdit("\n".join(str(one) for one in found.masalah))
        self.problems.setObjectName("isian.bacaan.masalah")
        self.problems.setAccessibleName(_("Sel yang tidak masuk"))
        self.problems.setReadOnly(True)
        self.problems.setTabChangesFocus(True)
        self.problems.setMinimumHeight(look().px(140))
        if found.masalah:
            words = _("{n} sel tidak masuk. Betulkan di Excel, lalu baca lagi; yang sudah masuk tetap.")
            label = QLabel(words.format(n=show_number(len(found.masalah))))
            label.setWordWrap(True)
            label.setBuddy(self.problems)
            box.addWidget(label)
            box.addWidget(self.problems, 1)
        count = found.baru + found.berubah
        self.take = QPushButton(_("Masukkan {n} jawaban").format(n=show_number(count)))
        self.take.setObjectName("isian.bacaan.masukkan")
        self.take.setProperty("peran", "utama")
        self.take.setEnabled(count > 0)
        self.take.setDefault(count > 0)
        self.take.clicked.connect(self.accept)
        self.stop = QPushButton(_("Batal") if count else _("Tutup"))
        self.stop.setObjectName("isian.bacaan.batal")
        self.stop.setAutoDefault(False)
        self.stop.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.stop)
        buttons.addWidget(self.take)
        box.addLayout(buttons)


def sentence(found: BacaanExcel) -> str:
    """`12 jawaban baru, 3 berubah, 40 sama. Sel kosong tidak mengubah apa pun.`"""
    if not found.baru and not found.berubah:
        return _("Tidak ada jawaban baru di formulir ini. Isian tidak berubah.")
    words = _("{baru} jawaban baru, {berubah} berubah, {sama} sama. Sel kosong tidak mengubah apa pun.")
    return words.format(
        baru=show_number(found.baru), berubah=show_number(found.berubah), sama=show_number(found.sama)
    )


def ask_to_take(parent: QWidget, title: str, found: BacaanExcel) -> bool:
    """Show what a form would change; whether it is to go in."""
    return BacaanDialog(parent, title, found).exec() == QDialog.DialogCode.Accepted
