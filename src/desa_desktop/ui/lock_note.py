"""The calm line above a ratified dokumen: it can be read and printed, and how it could be changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from desa_desktop.i18n import _
from desa_desktop.ui.kit.marks import Mark, MarkLabel
from desa_desktop.ui.style import set_role


class LockNote(QFrame):
    """`Disahkan (r01). Isinya hanya dapat dibaca. [Buat perubahan]`; takes no room while it is a draft."""

    def __init__(self, name: str, revise: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName(name)
        set_role(self, pita="sukses")
        self._text = QLabel()
        self._text.setObjectName(f"{name}.teks")
        self.revise = QPushButton(_("Buat perubahan"))
        self.revise.setObjectName(f"{name}.ubah")
        self.revise.setProperty("rapat", "ya")
        self.revise.clicked.connect(lambda _on=False: revise())
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(8)
        row.addWidget(MarkLabel(Mark.SELESAI))
        row.addWidget(self._text, 1)
        row.addWidget(self.revise)
        self.hide()

    @property
    def text(self) -> str:
        """What is said."""
        return self._text.text()

    def show_state(self, is_locked: bool, revisi: int) -> None:
        """Say that revision `revisi` is ratified, or nothing."""
        words = _("Disahkan (r{revisi:02d}). Isinya terkunci dan hanya dapat dibaca.")
        self._text.setText(words.format(revisi=revisi))
        self.setVisible(is_locked)
