"""The line of choices above Kotak Selisih: by laptop, table and claimed day (ux.md 8.6)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from desa_desktop.domain.wording import show_date
from desa_desktop.i18n import _
from desa_desktop.services.selisih import Cabang, Saringan, offer, still_offered
from desa_desktop.ui.style import look

_LETTERS = 14


class SelisihFilters(QWidget):
    """`changed` after a person asked for something else. What is offered follows what is Bercabang."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.wanted = Saringan()
        self.laptop = _combo(f"{name}.laptop", _("Saring menurut laptop"), _("Semua laptop"))
        self.table = _combo(f"{name}.tabel", _("Saring menurut tabel"), _("Semua tabel"))
        self.day = _combo(
            f"{name}.tanggal", _("Saring menurut tanggal yang disebut laptop"), _("Semua tanggal")
        )
        self.all = QPushButton(_("Tampilkan semua"))
        self.all.setObjectName(f"{name}.semua")
        self.all.setProperty("peran", "tautan")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for box in (self.laptop, self.table, self.day):
            box.setMaximumWidth(look().px(240))
            box.currentIndexChanged.connect(self._take)
            row.addWidget(box, 2)
        row.addWidget(self.all)
        row.addStretch(1)
        self.all.clicked.connect(lambda _on=False: self.clear())
        self.all.setVisible(False)

    def offer(self, forks: Sequence[Cabang]) -> None:
        """Offer what these dokumen hold; a choice that nothing fits any more falls away by itself."""
        known = offer(forks)
        self.wanted = still_offered(self.wanted, known)
        _fill(self.laptop, [(one, one) for one in known.laptop], self.wanted.laptop)
        _fill(self.table, [(one, one) for one in known.tabel], self.wanted.tabel)
        _fill(
            self.day, [(show_date(one), one.isoformat()) for one in known.tanggal], str(self.wanted.tanggal)
        )
        self.all.setVisible(self.wanted.is_on)

    def clear(self) -> None:
        """Show everything again."""
        for box in (self.laptop, self.table, self.day):
            with QSignalBlocker(box):
                box.setCurrentIndex(0)
        self._take()

    def _take(self) -> None:
        day = self.day.currentData()  # as text: Qt would make another kind of date of it
        self.wanted = Saringan(
            self.laptop.currentData() or "",
            self.table.currentData() or "",
            date.fromisoformat(day) if day else None,
        )
        if self.all.hasFocus() and not self.wanted.is_on:
            self.laptop.setFocus()  # the button goes away under the keyboard
        self.all.setVisible(self.wanted.is_on)
        self.changed.emit()


def _fill(box: QComboBox, choices: Sequence[tuple[str, str]], chosen: str) -> None:
    with QSignalBlocker(box):
        while box.count() > 1:
            box.removeItem(1)
        for words, value in choices:
            box.addItem(words, value)
        values = [value for _words, value in choices]
        box.setCurrentIndex(values.index(chosen) + 1 if chosen in values else 0)


def _combo(name: str, spoken: str, everything: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(spoken)
    box.setToolTip(spoken)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_LETTERS)
    box.addItem(everything, None)
    return box
