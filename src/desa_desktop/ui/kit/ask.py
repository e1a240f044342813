"""Questions that must be answered before going on: only for what undo cannot bring back (ux.md 3.2)."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QDeadlineTimer, Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desa_desktop.i18n import _
from desa_desktop.ui.style import look


def ask(parent: QWidget | None, question: str, verb: str, *, detail: str = "", danger: bool = False) -> bool:
    """A question answered by a verb or `Batal`; the harmless answer has the focus (ux.md 10.1)."""
    box = QMessageBox(parent)
    box.setObjectName("tanya")
    box.setWindowTitle(_("Desa Desktop"))
    box.setText(question)
    box.setInformativeText(detail)
    role = QMessageBox.ButtonRole
    yes = box.addButton(verb, role.DestructiveRole if danger else role.AcceptRole)
    yes.setObjectName("tanya.lanjut")
    no = box.addButton(_("Batal"), role.RejectRole)
    no.setObjectName("tanya.batal")
    box.setDefaultButton(no)
    box.setEscapeButton(no)
    box.exec()
    return box.clickedButton() is yes


def tell(parent: QWidget | None, head: str, sentences: Sequence[str]) -> None:
    """Something longer to be read, closed by `Tutup`."""
    box = QMessageBox(parent)
    box.setObjectName("kabar")
    box.setWindowTitle(_("Desa Desktop"))
    box.setText(head)
    box.setInformativeText("\n\n".join(sentences))
    close = box.addButton(_("Tutup"), QMessageBox.ButtonRole.AcceptRole)
    close.setObjectName("kabar.tutup")
    box.exec()


def ask_reason(parent: QWidget | None, question: str, verb: str, *, hint: str = "") -> str | None:
    """A question that needs a reason in words, kept in the history; None if `Batal`."""
    asked = _Question(parent, question, verb)
    text = QPlainTextEdit()
    text.setObjectName("alasan.isian")
    text.setAccessibleName(_("Alasan"))
    text.setPlaceholderText(hint or _("Alasan, satu kalimat"))
    text.setTabChangesFocus(True)
    text.setFixedHeight(look().px(80))
    asked.add(text)
    asked.accept_button.setEnabled(False)
    text.textChanged.connect(lambda: asked.accept_button.setEnabled(bool(text.toPlainText().strip())))
    text.setFocus()
    done = asked.exec() == QDialog.DialogCode.Accepted
    return text.toPlainText().strip() if done else None


def ask_text(
    parent: QWidget | None, question: str, verb: str, *, text: str = "", hint: str = ""
) -> str | None:
    """A question answered with one line; None if `Batal`."""
    asked = _Question(parent, question, verb)
    line = QLineEdit(text)
    line.setObjectName("tanya.isian")
    line.setAccessibleName(question)
    line.setPlaceholderText(hint)
    asked.add(line)
    line.selectAll()
    line.setFocus()
    return line.text() if asked.exec() == QDialog.DialogCode.Accepted else None


def ask_choice(
    parent: QWidget | None, question: str, verb: str, choices: Sequence[tuple[str, str]]
) -> str | None:
    """A question answered by one of a few (value, words), the first chosen; None if `Batal`."""
    asked = _Question(parent, question, verb)
    listed = QListWidget()
    listed.setObjectName("tanya.pilihan")
    listed.setAccessibleName(question)
    for _value, words in choices:
        listed.addItem(words)
    listed.setCurrentRow(0)
    listed.itemActivated.connect(lambda _item: asked.accept())
    listed.setFixedHeight(look().px(28) * min(len(choices), 8) + look().px(8))
    asked.add(listed)
    listed.setFocus()
    done = asked.exec() == QDialog.DialogCode.Accepted
    return choices[listed.currentRow()][0] if done and listed.currentRow() >= 0 else None


def ask_password(
    parent: QWidget | None,
    question: str,
    *,
    wait: int = 0,
    forgotten: Callable[[QWidget], str | None] | None = None,
) -> str | None:
    """The kata sandi, hidden while typing; None if the person gives up.

    Its verb can be pressed after `wait` seconds, which are counted down on it. `forgotten` is another way in:
    what it returns is the kata sandi from now on.
    """
    asked = _Question(parent, question, _("Buka"))
    asked.wait(wait)
    line = QLineEdit()
    line.setObjectName("sandi.isian")
    line.setAccessibleName(_("Kata sandi"))
    line.setEchoMode(QLineEdit.EchoMode.Password)
    asked.add(line)
    if forgotten is not None:
        asked.offer(
            "sandi.lupa", _("Lupa? Buka dengan Kit Pemulihan"), partial(_take_new, asked, line, forgotten)
        )
    line.setFocus()
    return line.text() if asked.exec() == QDialog.DialogCode.Accepted else None


def _take_new(asked: QDialog, line: QLineEdit, forgotten: Callable[[QWidget], str | None]) -> None:
    password = forgotten(asked)
    if password is not None:
        line.setText(password)
        asked.accept()


class _Question(QDialog):
    """Sentence, one thing to fill in, a verb and `Batal`."""

    def __init__(self, parent: QWidget | None, question: str, verb: str) -> None:
        super().__init__(parent)
        self.setObjectName("tanya")
        self.setWindowTitle(_("Desa Desktop"))
        self.setMinimumWidth(look().px(420))
        words = QLabel(question)
        words.setWordWrap(True)
        self.accept_button = QPushButton(verb)
        self.accept_button.setObjectName("tanya.lanjut")
        self.accept_button.setProperty("peran", "utama")
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self.accept)
        self._verb, self._until = verb, QDeadlineTimer(0)
        self._clock = QTimer(self)
        self._clock.setInterval(250)  # only looks at the clock: a tick that comes early shortens no wait
        self._clock.timeout.connect(self._show_left)
        cancel = QPushButton(_("Batal"))
        cancel.setObjectName("tanya.batal")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.accept_button)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(16, 16, 16, 16)
        self._box.setSpacing(12)
        self._box.addWidget(words)
        self._box.addLayout(buttons)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)

    def wait(self, seconds: int) -> None:
        """Keep the verb grey for so long, and say on it how long that still is."""
        if seconds:
            self._until = QDeadlineTimer(seconds * 1000)
            self.accept_button.setEnabled(False)
            self._clock.start()
            self._show_left()

    def _show_left(self) -> None:
        if not self._until.hasExpired():
            minutes, seconds = divmod(math.ceil(self._until.remainingTime() / 1000), 60)
            self.accept_button.setText(f"{self._verb} ({minutes}.{seconds:02})")
            return
        self._clock.stop()
        self.accept_button.setText(self._verb)
        self.accept_button.setEnabled(True)

    def add(self, widget: QWidget) -> None:
        """Put the thing to fill in between sentence and buttons."""
        self._box.insertWidget(1, widget)

    def offer(self, name: str, words: str, act: Callable[[], object]) -> None:
        """A quiet way out below what is to be filled in."""
        button = QPushButton(words)
        button.setObjectName(name)
        button.setProperty("peran", "tautan")
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: act())
        self._box.insertWidget(2, button, 0, Qt.AlignmentFlag.AlignLeft)
