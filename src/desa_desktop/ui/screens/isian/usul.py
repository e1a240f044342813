"""Proposals beside the answers: the line under a question, the strip above a section (ux.md 5.6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from desa_desktop.checklists import Place
from desa_desktop.domain.isi_awal.asal import AsalUsul
from desa_desktop.domain.wording import show_date, show_number
from desa_desktop.i18n import _
from desa_desktop.services.isi_awal import Usul
from desa_desktop.ui.kit.marks import Mark, MarkLabel
from desa_desktop.ui.style import look, set_role

_NARROW = 520  # pixels at 100 % text
TAKE_ONE, TAKE_SECTION = "Ctrl+Shift+U", "Ctrl+Shift+V"


@dataclass(frozen=True)
class Tawaran:
    """What is proposed for a form: for empty answers, against others, and what was taken before.

    `words` shows a proposed value the way the answer would look.
    """

    kosong: Mapping[Place, Usul] = field(default_factory=dict)
    beda: Mapping[Place, Usul] = field(default_factory=dict)
    dipakai: Mapping[Place, AsalUsul] = field(default_factory=dict)
    words: Mapping[Place, str] = field(default_factory=dict)


class UsulLine(QWidget):
    """`Usulan 1.250 · dari data penduduk, 30 November 2026` with its button. `taken` when it is pressed."""

    taken = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._figure = MarkLabel(Mark.SARAN)
        self.text = QLabel()
        self.text.setObjectName(f"{name}.usul")
        self.text.setWordWrap(True)
        self.text.setProperty("teks", "kecil")
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.button = QPushButton(_("Pakai"))
        self.button.setObjectName(f"{name}.usul.pakai")
        self.button.setProperty("rapat", "ya")
        self.button.clicked.connect(lambda _on=False: self.taken.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.text, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_open(self, usul: Usul, value: str) -> None:
        """A proposal for an empty answer."""
        self._figure.hide()
        words = _("Usulan {isi} · {asal}").format(isi=value, asal=usul.asal)
        self._say(f"{words} · {usul.cakupan}" if usul.cakupan else words, _("Pakai"))
        self.button.setToolTip(_("Enter pada jawaban yang masih kosong"))
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Enter in the field does it

    def show_other(self, usul: Usul, value: str) -> None:
        """A proposal that says something else than the answer."""
        self._figure.show()
        self._figure.set_mark(Mark.SARAN)
        self._say(other_words(usul, value), _("Ganti dengan usulan"))
        self.button.setToolTip(TAKE_ONE)
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_table(self, cells: Sequence[Usul], whole: Usul | None) -> None:
        """Proposals for cells of a table, or rows for one that is still empty."""
        self._figure.hide()
        first = whole or cells[0]
        counted = (
            _("Usulan {n} baris · {asal}").format(n=len(cast(list[object], whole.nilai)), asal=whole.asal)
            if whole is not None
            else _("Usulan untuk {n} sel kosong · {asal}").format(n=len(cells), asal=first.asal)
        )
        least = min([whole] if whole is not None else cells, key=_share)
        self._say(f"{counted} · {least.cakupan}" if least.cakupan else counted, _("Pakai usulan tabel ini"))
        self.button.setToolTip("")
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_taken(self, asal: AsalUsul) -> None:
        """The answer is a proposal that was accepted."""
        self._figure.show()
        self._figure.set_mark(Mark.SIAP)
        self._say(taken_words(asal), "")

    def clear(self) -> None:
        """Nothing is proposed."""
        self.hide()

    def _say(self, words: str, button: str) -> None:
        self.text.setText(words)
        self.button.setVisible(bool(button))
        self.button.setText(button)
        self.button.setAccessibleName(f"{button}: {words}" if button else "")
        self.show()


def _share(usul: Usul) -> float:
    """How much of what it is counted over is known, 1 for all."""
    hasil = usul.hasil
    return hasil.terjawab / hasil.dari if hasil is not None and hasil.dari else 1.0


def short_words(usul: Usul, value: str) -> str:
    """`Berbeda dari data penduduk (1.250).`"""
    return _("Berbeda dari {sumber} ({isi}).").format(sumber=usul.sumber, isi=value)


def other_words(usul: Usul, value: str) -> str:
    """`Berbeda dari data penduduk (1.250), 30 November 2026.` and over how many that was counted."""
    words = _("Berbeda dari {sumber} ({isi}), {tanggal}.").format(
        sumber=usul.sumber, isi=value, tanggal=show_date(usul.pada)
    )
    return f"{words} {usul.cakupan}".strip()


def taken_words(asal: AsalUsul) -> str:
    """`dari data penduduk, 30 November 2026, 1.203 dari 1.250`."""
    words = _("Dari {sumber}, {tanggal}").format(sumber=asal.sumber, tanggal=show_date(asal.pada))
    if asal.dari is not None and asal.terjawab is not None and asal.terjawab < asal.dari:
        counted = _("mencakup {n} dari {semua}")
        words += ", " + counted.format(n=show_number(asal.terjawab), semua=show_number(asal.dari))
    return words


class UsulStrip(QFrame):
    """`12 usulan di bagian ini, 148 di seluruh isian` with a button for each."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("isian.usulan")
        set_role(self, pita="saran")
        self._text = QLabel()
        self._text.setObjectName("isian.usulan.teks")
        self._text.setWordWrap(True)
        self.section = self._button("bagian", _("Pakai bagian ini"))
        self.section.setToolTip(TAKE_SECTION)
        self.all = self._button("semua", _("Pakai semua"))
        self.all.setAccessibleName(_("Pakai semua usulan isian ini"))
        said, buttons = QHBoxLayout(), QHBoxLayout()
        said.setSpacing(8)
        said.addWidget(MarkLabel(Mark.SARAN))
        said.addWidget(self._text, 1)
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.section)
        buttons.addWidget(self.all)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(12, 4, 12, 4)
        self._row.setSpacing(8)
        self._row.addLayout(said, 1)
        self._row.addLayout(buttons)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the words would be squeezed, the buttons stand below them."""
        super().resizeEvent(event)
        is_narrow = self.width() < look().px(_NARROW)
        direction = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() is not direction:
            self._row.setDirection(direction)

    def _button(self, name: str, word: str) -> QPushButton:
        button = QPushButton(word)
        button.setObjectName(f"isian.usulan.{name}")
        button.setProperty("rapat", "ya")
        return button

    @property
    def text(self) -> str:
        """What is said."""
        return self._text.text()

    def show_counts(self, here: int, whole: int) -> None:
        """How many empty answers of the section and of the form could be filled."""
        self.setVisible(here > 0)
        words = _("Usulan: {n} di bagian ini, {semua} di seluruh isian.")
        self._text.setText(words.format(n=show_number(here), semua=show_number(whole)))
        self.all.setVisible(whole > here)
