"""Asks once what happened to a folder that is a copy or older than the last used (ux.md 3.17).

`Laptop diganti` or `Salinan untuk coba-coba`; numbers of kiriman begin anew either way. Closing the question
changes nothing, and the next start asks again.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desa_desktop import app as office
from desa_desktop.app import App
from desa_desktop.domain.asal import Asal
from desa_desktop.i18n import _
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.style import look


class OriginQuestion(QDialog):
    """`answer` is what the person said, None while nothing was said."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("asal")
        self.setWindowTitle(_("Desa Desktop"))
        self.setMinimumWidth(look().px(560))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.answer: Asal | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(12)
        head = QLabel(
            _(
                "Folder data ini salinan, dipindahkan, atau lebih lama dari yang terakhir dipakai."
                " Apa yang terjadi?"
            )
        )
        head.setProperty("teks", "bagian")
        same = QLabel(
            _(
                "Data aman. Apa pun jawabannya, penomoran kiriman mulai dari 1 lagi supaya tidak ada nomor"
                " yang dipakai dua kali."
            )
        )
        for label in (head, same):
            label.setWordWrap(True)
            box.addWidget(label)
        self.replaced = self._offer(
            box,
            "asal.diganti",
            _("Laptop diganti"),
            _(
                "Pekerjaan diteruskan di sini. Laptop atau folder yang lama tidak dipakai lagi untuk"
                " mengirim."
            ),
            Asal.DIGANTI,
        )
        self.copy = self._offer(
            box,
            "asal.salinan",
            _("Salinan untuk coba-coba"),
            _(
                "Pekerjaan diteruskan di laptop lama. Di sini semua bisa dicoba, tetapi kiriman tidak dibuat."
                " Bisa diubah di Pengaturan, tab Lanjutan."
            ),
            Asal.SALINAN,
        )
        later = QPushButton(_("Tanyakan lagi nanti"))
        later.setObjectName("asal.nanti")
        later.setAutoDefault(False)
        later.clicked.connect(self.reject)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(later)
        box.addLayout(line)
        later.setFocus()  # neither answer is given by an Enter too many

    def _offer(self, box: QVBoxLayout, name: str, words: str, why: str, asal: Asal) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.setProperty("peran", "pilihan")
        button.setAccessibleDescription(why)
        button.clicked.connect(lambda _on=False: self._say(asal))
        explained = QLabel(why)
        explained.setProperty("teks", "sekunder")
        explained.setWordWrap(True)
        box.addWidget(button)
        box.addWidget(explained)
        return button

    def _say(self, asal: Asal) -> None:
        self.answer = asal
        self.accept()


def ask_origin(parent: QWidget, desk: Desk) -> None:
    """Ask, and keep the answer."""
    question = OriginQuestion(parent)
    question.exec()
    answer = question.answer
    question.deleteLater()
    if answer is not None:
        keep_origin(parent, desk, answer)


def keep_origin(owner: QWidget, desk: Desk, asal: Asal) -> None:
    """Keep what was said and show the screens of the office as it is now."""
    app = desk.app
    desk.run(owner, lambda: office.say_origin(app, asal), partial(_kept, desk))


def _kept(desk: Desk, app: App) -> None:
    desk.app = app
    desk.app_changed.emit()
    if app.asal is Asal.SALINAN:
        words = _("Dicatat sebagai salinan untuk coba-coba. Kiriman tidak dibuat di laptop ini.")
        desk.notice(words, Tone.PERINGATAN)
    else:
        words = _("Dicatat: laptop ini menggantikan yang lama. Kiriman berikutnya bernomor 1.")
        desk.notice(words, Tone.SUKSES)
