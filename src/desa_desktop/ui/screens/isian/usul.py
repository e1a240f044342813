"""Proposals beside the answers: the line under a question, the strip above a section (ux.md 5.6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from PySide6.QtCore import QSize, Qt, Signal
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

    `words` shows a proposed value the way the answer would look. `lalu` says what the last period
    answered (`Semester I 2026: 58`), `disalin` which answers are copies of it that nobody confirmed yet.
    """

    kosong: Mapping[Place, Usul] = field(default_factory=dict)
    beda: Mapping[Place, Usul] = field(default_factory=dict)
    dipakai: Mapping[Place, AsalUsul] = field(default_factory=dict)
    words: Mapping[Place, str] = field(default_factory=dict)
    lalu: Mapping[Place, str] = field(default_factory=dict)
    disalin: Mapping[Place, AsalUsul] = field(default_factory=dict)


class UsulLine(QWidget):
    """`Usulan 1.250 · dari data penduduk, 30 November 2026` with its button. `taken` when it is pressed,
    `confirmed` where the button says that a copied answer is right.
    """

    taken = Signal()
    confirmed = Signal()

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
        self._is_copy = False
        self.button.clicked.connect(
            lambda _on=False: (self.confirmed if self._is_copy else self.taken).emit()
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.text, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_open(self, usul: Usul, value: str, before: str = "") -> None:
        """A proposal for an empty answer; `before` is what the last period said, shown behind it."""
        self._figure.hide()
        if usul.salinan:
            self._say(before, _("Salin"))
        else:
            words = _("Usulan {isi} · {asal}").format(isi=value, asal=usul.asal)
            parts = [words, usul.cakupan, before]
            self._say(" · ".join(part for part in parts if part), _("Pakai"))
        self.button.setToolTip(_("Enter pada jawaban yang masih kosong"))
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Enter in the field does it

    def show_other(self, usul: Usul, value: str, before: str = "") -> None:
        """A proposal that says something else than the answer."""
        self._figure.show()
        self._figure.set_mark(Mark.SARAN)
        words = other_words(usul, value)
        self._say(f"{words} {before}" if before else words, _("Ganti dengan usulan"))
        self.button.setToolTip(TAKE_ONE)
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_table(self, cells: Sequence[Usul], whole: Usul | None) -> None:
        """Proposals for cells of a table, or rows for one that is still empty."""
        self._figure.hide()
        words = []
        for usul in [whole] if whole is not None else [one for one in cells if not one.salinan][:1]:
            counted = (
                _("Usulan {n} baris · {asal}").format(n=len(cast(list[object], whole.nilai)), asal=whole.asal)
                if whole is not None
                else _("Usulan untuk {n} sel kosong · {asal}").format(
                    n=sum(not one.salinan for one in cells), asal=usul.asal
                )
            )
            least = min([whole] if whole is not None else cells, key=_share)
            words.append(f"{counted} · {least.cakupan}" if least.cakupan else counted)
        copies = [one for one in cells if one.salinan]
        if copies:
            say = _("{periode}: {n} sel kosong bisa disalin")
            words.append(say.format(periode=copies[0].sumber, n=show_number(len(copies))))
        is_copy = all(one.salinan for one in ([whole] if whole is not None else cells))
        self._say(" · ".join(words), _("Salin ke tabel ini") if is_copy else _("Pakai usulan tabel ini"))
        self.button.setToolTip("")
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_taken(self, asal: AsalUsul) -> None:
        """The answer is a proposal that was accepted."""
        self._figure.show()
        self._figure.set_mark(Mark.SIAP)
        self._say(taken_words(asal), "")

    def show_copied(self, asal: AsalUsul, count: int = 0) -> None:
        """The answer is a copy that waits for a person; `count` cells of a table."""
        self._figure.show()
        self._figure.set_mark(Mark.PERINGATAN)
        words = (
            _("{n} sel disalin dari {periode}, belum dipastikan.").format(n=count, periode=asal.sumber)
            if count
            else _("Disalin dari {periode}, belum dipastikan.").format(periode=asal.sumber)
        )
        self._say(words, _("Sudah benar"), is_copy=True)
        self.button.setToolTip("" if count else _("Enter di isian itu"))
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if count else Qt.FocusPolicy.NoFocus)

    def show_before(self, words: str) -> None:
        """What the last period answered, beside an answer that says something else."""
        self._figure.hide()
        self._say(words, "")

    def clear(self) -> None:
        """Nothing is proposed."""
        self.hide()

    def _say(self, words: str, button: str, *, is_copy: bool = False) -> None:
        self._is_copy = is_copy
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
    if asal.salinan:
        return _("Disalin dari {periode}, sudah dipastikan.").format(periode=asal.sumber)
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
        self._buttons = buttons
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(12, 4, 12, 4)
        self._row.setSpacing(8)
        self._row.addLayout(said, 1)
        self._row.addLayout(buttons)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the words would be squeezed, the buttons stand below them."""
        super().resizeEvent(event)
        self._turn()

    def minimumSizeHint(self) -> QSize:
        """No wider than its buttons: a wide strip would keep itself from being made narrow."""
        margins = self._row.contentsMargins()
        width = self._buttons.minimumSize().width() + margins.left() + margins.right()
        return QSize(width, super().minimumSizeHint().height())

    def _turn(self) -> None:
        several = sum(
            not self._buttons.itemAt(n).widget().isHidden() for n in range(1, self._buttons.count())
        )
        is_narrow = self.width() < look().px(_NARROW + 110 * max(0, several - 2))
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

    def add_button(self, button: QPushButton) -> None:
        """One more at the right."""
        self._buttons.addWidget(button)

    def show_counts(self, here: int, whole: int, more: str = "") -> None:
        """How many empty answers of the section and of the form could be filled; `more` is said behind it."""
        words = _("Usulan: {n} di bagian ini, {semua} di seluruh isian.")
        said = words.format(n=show_number(here), semua=show_number(whole)) if here else ""
        self._text.setText(" ".join(part for part in (said, more) if part))
        self.section.setVisible(here > 0)
        self.all.setVisible(here > 0 and whole > here)
        self.setVisible(bool(here or more))
        self._turn()
