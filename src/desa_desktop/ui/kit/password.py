"""A kata sandi while it is chosen: hidden, taken exactly as typed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.style import look


class PasswordBox(QWidget):
    """A hidden line with its label and what is wrong with it. What is typed is taken as it is, blanks too."""

    def __init__(self, name: str, label: str, hint: str = "") -> None:
        super().__init__()
        head = QLabel(label)
        head.setProperty("teks", "label")
        self.line = QLineEdit()
        self.line.setObjectName(name)
        self.line.setAccessibleName(label)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setMaximumWidth(look().px(420))
        head.setBuddy(self.line)
        self.problem = MarkedText(Mark.GALAT)
        self.problem.setObjectName(f"{name}.pesan")
        self.problem.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(head)
        box.addWidget(self.line)
        if hint:
            words = QLabel(hint)
            words.setProperty("teks", "kecil")
            words.setWordWrap(True)
            box.addWidget(words)
        box.addWidget(self.problem)
        self.line.textEdited.connect(lambda _text: self.problem.hide())

    def refuse(self, sentence: str) -> None:
        """Say what is wrong; the cursor goes there."""
        self.problem.set_state(Mark.GALAT, sentence)
        self.problem.show()
        self.line.setAccessibleDescription(sentence)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
