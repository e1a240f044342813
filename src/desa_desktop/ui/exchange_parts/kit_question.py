"""Asks for the 30 digits of a Kit Pemulihan where something is closed: a backup, or the program itself."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desa_desktop.errors import DesaError, InvalidInput
from desa_desktop.i18n import _
from desa_desktop.ui.exchange_parts.digits import DigitsEntry
from desa_desktop.ui.kit.password import PasswordBox
from desa_desktop.ui.style import look


@dataclass(frozen=True, slots=True)
class Opening:
    """What a person gave to open a backup: 30 digits or a kata sandi (the other is None).

    `kunci_baru`: the lost laptop was stolen, so its key must not be used again.
    """

    kit: str | None
    password: str | None
    kunci_baru: bool = False


class OpenQuestion(QDialog):
    """30 digits, or the kata sandi where `with_password`; `asks_why`: and what became of the old laptop."""

    def __init__(
        self, parent: QWidget | None, sentence: str, *, with_password: bool, asks_why: bool = False
    ) -> None:
        super().__init__(parent)
        self.setObjectName("kit.tanya")
        self.setWindowTitle(_("Desa Desktop"))
        self.setMinimumWidth(look().px(620))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        words = QLabel(sentence)
        words.setWordWrap(True)
        self.digits = DigitsEntry("kit.tanya.nomor", _("30 angka dari lembar Kit Pemulihan"))
        self.sandi = PasswordBox("kit.tanya.sandi", _("Atau kata sandi laptop tempat cadangan itu dibuat"))
        self.sandi.setVisible(with_password)
        self.burnt = QRadioButton(_("Laptop lama rusak atau terbakar: teruskan dengan kunci yang sama"))
        self.stolen = QRadioButton(_("Laptop lama hilang atau dicuri: buat kunci baru dan daftarkan lagi"))
        self.burnt.setObjectName("kit.tanya.rusak")
        self.stolen.setObjectName("kit.tanya.dicuri")
        group = QButtonGroup(self)
        for one in (self.burnt, self.stolen):
            group.addButton(one)
            one.setVisible(asks_why)
        self._asks_why = asks_why
        self.accept_button = QPushButton(_("Buka"))
        self.accept_button.setObjectName("kit.tanya.buka")
        self.accept_button.setProperty("peran", "utama")
        self.accept_button.setDefault(True)
        self.accept_button.setEnabled(False)
        cancel = QPushButton(_("Batal"))
        cancel.setObjectName("kit.tanya.batal")
        cancel.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.accept_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(12)
        for widget in (words, self.digits, self.sandi, self.burnt, self.stolen):
            box.addWidget(widget)
        box.addLayout(buttons)
        self.digits.changed.connect(self._sync)
        self.sandi.line.textChanged.connect(lambda _text: self._sync())
        group.buttonToggled.connect(lambda _button, _on: self._sync())
        self.accept_button.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self.digits.setFocus(Qt.FocusReason.OtherFocusReason)

    def _sync(self) -> None:
        has_key = self.digits.is_complete or bool(self.sandi.line.text())
        says_why = not self._asks_why or self.burnt.isChecked() or self.stolen.isChecked()
        self.accept_button.setEnabled(has_key and says_why)

    @property
    def answer(self) -> Opening:
        """What was typed; the digits go before the kata sandi."""
        if self.digits.is_complete:
            return Opening(self.digits.text, None, self.stolen.isChecked())
        return Opening(None, self.sandi.line.text(), self.stolen.isChecked())


def ask_opening(
    parent: QWidget | None, sentence: str, *, with_password: bool = True, asks_why: bool = False
) -> Opening | None:
    """What opens a closed backup; None if the person gives up."""
    asked = OpenQuestion(parent, sentence, with_password=with_password, asks_why=asks_why)
    return asked.answer if asked.exec() == QDialog.DialogCode.Accepted else None


class ForgottenQuestion(QDialog):
    """`Buka dengan Kit Pemulihan`: the 30 digits, and a new kata sandi typed twice."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("kit.lupa")
        self.setWindowTitle(_("Buka dengan Kit Pemulihan"))
        self.setMinimumWidth(look().px(620))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        words = QLabel(
            _("Ketik ke-30 angka dari lembar di lemari besi, lalu kata sandi baru. Data tidak berubah.")
        )
        words.setWordWrap(True)
        self.digits = DigitsEntry("kit.lupa.nomor", _("30 angka dari lembar Kit Pemulihan"))
        hint = _("Paling sedikit 8 huruf; boleh satu kalimat. Catat dan simpan di tempat aman.")
        self.sandi = PasswordBox("kit.lupa.sandi", _("Kata sandi baru"), hint)
        self.again = PasswordBox("kit.lupa.ulang", _("Ketik sekali lagi"))
        self.accept_button = QPushButton(_("Pasang kata sandi baru"))
        self.accept_button.setObjectName("kit.lupa.pasang")
        self.accept_button.setProperty("peran", "utama")
        self.accept_button.setDefault(True)
        self.accept_button.setEnabled(False)
        cancel = QPushButton(_("Batal"))
        cancel.setObjectName("kit.lupa.batal")
        cancel.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.accept_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(12)
        for widget in (words, self.digits, self.sandi, self.again):
            box.addWidget(widget)
        box.addLayout(buttons)
        self.digits.changed.connect(lambda: self.accept_button.setEnabled(self.digits.is_complete))
        self.accept_button.clicked.connect(self._take)
        cancel.clicked.connect(self.reject)
        self.digits.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, failure: DesaError) -> None:
        """What was wrong, at its field."""
        fields = failure.fields if isinstance(failure, InvalidInput) else {"angka": failure.sentence}
        if "sandi" in fields:
            self.sandi.refuse(fields["sandi"])
        else:
            self.digits.refuse(fields.get("angka", failure.sentence))

    def _take(self) -> None:
        if self.sandi.line.text() != self.again.line.text():
            self.again.refuse(_("Kedua kata sandi tidak sama. Ketik sekali lagi."))
        else:
            self.accept()
