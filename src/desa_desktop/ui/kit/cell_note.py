"""The line under a grid that says in words what the mark in the current cell means."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from desa_desktop.domain.pemeriksaan import Level
from desa_desktop.i18n import _
from desa_desktop.ui.kit.marks import LEVEL_MARKS, Mark, MarkLabel
from desa_desktop.ui.style import set_role


class CellNote(QFrame):
    """Figure, sentence, and `Ya` and `Tulis ulang` where the program asks what was meant."""

    def __init__(self, name: str, accept: Callable[[], None], rewrite: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName(name)
        self._mark = MarkLabel(Mark.SARAN)
        self._text = QLabel()
        self._text.setObjectName(f"{name}.teks")
        self._text.setWordWrap(True)
        self._accept = QPushButton(_("&Ya"))
        self._accept.setObjectName(f"{name}.ya")
        self._accept.setProperty("rapat", "ya")
        self._accept.clicked.connect(accept)
        self._rewrite = QPushButton(_("&Tulis ulang"))
        self._rewrite.setObjectName(f"{name}.tulis_ulang")
        self._rewrite.setProperty("rapat", "ya")
        self._rewrite.clicked.connect(rewrite)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 3, 8, 3)
        row.setSpacing(8)
        row.addWidget(self._mark)
        row.addWidget(self._text, 1)
        row.addWidget(self._accept)
        row.addWidget(self._rewrite)
        self.hide()

    @property
    def text(self) -> str:
        """What the line says now, empty when it is hidden."""
        return self._text.text() if not self.isHidden() else ""

    def say(self, problem: tuple[Level, str] | None, *, can_accept: bool, can_rewrite: bool) -> None:
        """Show a finding, or nothing."""
        if problem is None:
            self.hide()
            return
        level, sentence = problem
        set_role(self, pita=level.value)
        self._mark.set_mark(LEVEL_MARKS[level])
        self._text.setText(sentence)
        self._accept.setVisible(can_accept)
        self._rewrite.setVisible(can_rewrite)
        self.show()
