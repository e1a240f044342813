"""`Terbitkan ke desa`: which villages get a form, or the rules, in the next kiriman."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desa_desktop.domain.kantor import DesaBinaan
from desa_desktop.i18n import _
from desa_desktop.ui.style import look


class TerbitDialog(QDialog):
    """A list of villages with ticks, all ticked at first; Space changes one, Enter publishes."""

    def __init__(
        self, parent: QWidget | None, title: str, villages: Sequence[DesaBinaan], about: str = ""
    ) -> None:
        super().__init__(parent)
        self.setObjectName("isian.terbit")
        self.setWindowTitle(_("Terbitkan ke desa"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setMinimumWidth(look().px(440))
        self._villages = list(villages)
        head = QLabel(title)
        head.setProperty("teks", "bagian")
        head.setWordWrap(True)
        usual = _(
            "Ikut dalam kiriman berikutnya, dan ada di Daftar Isian desa sesudah desa menekan Pakai semua."
        )
        words = QLabel(about or usual)
        words.setWordWrap(True)
        self.list = QListWidget()
        self.list.setObjectName("isian.terbit.desa")
        self.list.setAccessibleName(_("Desa yang menerima"))
        for one in villages:
            item = QListWidgetItem(one.nama or one.kode)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        if villages:
            self.list.setCurrentRow(0)
        self.list.itemChanged.connect(lambda _item: self._show())
        self.go, self.stop = QPushButton(), QPushButton(_("Batal"))
        self.go.setObjectName("isian.terbit.lanjut")
        self.go.setProperty("peran", "utama")
        self.go.setDefault(True)
        self.go.clicked.connect(self.accept)
        self.stop.setObjectName("isian.terbit.batal")
        self.stop.setAutoDefault(False)
        self.stop.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.stop)
        buttons.addWidget(self.go)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(10)
        for part in (head, words):
            box.addWidget(part)
        box.addWidget(self.list, 1)
        box.addLayout(buttons)
        self._show()
        self.list.setFocus()

    @property
    def chosen(self) -> list[str]:
        """The codes of the ticked villages; empty when all are, so that a later one is meant too."""
        ticked = [
            one.kode
            for number, one in enumerate(self._villages)
            if self.list.item(number).checkState() is Qt.CheckState.Checked
        ]
        return [] if len(ticked) == len(self._villages) else ticked

    def _show(self) -> None:
        ticked = [
            number
            for number in range(self.list.count())
            if self.list.item(number).checkState() is Qt.CheckState.Checked
        ]
        self.go.setEnabled(bool(ticked))
        if not ticked:
            self.go.setText(_("Pilih desa dulu"))
        elif len(ticked) == self.list.count():
            self.go.setText(_("Terbitkan ke semua desa"))
        else:
            self.go.setText(_("Terbitkan ke {n} desa").format(n=len(ticked)))


def ask_villages(
    parent: QWidget, title: str, villages: Sequence[DesaBinaan], about: str = ""
) -> list[str] | None:
    """The codes of the villages that get it, empty for all; None if the person gives up.

    `about` says what happens there with it; without it the words for a form.
    """
    asked = TerbitDialog(parent, title, villages, about)
    return asked.chosen if asked.exec() == QDialog.DialogCode.Accepted else None
