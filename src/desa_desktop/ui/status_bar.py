"""The band below: mode, what keys do here, what is not sent yet, the last backup, today's date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from desa_desktop.domain.wording import show_date_day
from desa_desktop.i18n import _
from desa_desktop.ui.style import is_restyle, look, set_role


@dataclass(frozen=True, slots=True)
class Status:
    """Facts for the frame: sentences for the band, and how many things wait at which place."""

    belum_dikirim: str = ""
    cadangan: str = ""
    badges: Mapping[str, int] = field(default_factory=dict)
    umpan_balik: str = ""


class _Hint(QLabel):
    """One line that ends in `…` where the band has no room for it; the whole is its tip and description."""

    def __init__(self) -> None:
        super().__init__()
        self.whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, text: str) -> None:
        """Show another sentence."""
        self.whole = text
        self.setToolTip(text)
        self.setAccessibleDescription(text)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew for the room there is."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = self.contentsRect().width()
        self.setText(self.fontMetrics().elidedText(self.whole, Qt.TextElideMode.ElideRight, room))


class _Fact(_Hint):
    """A fact that is shown whole where there is room, before the hints of keys are, and cut where not."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def say(self, text: str) -> None:
        """Show another sentence; none takes no room."""
        super().say(text)
        self.setVisible(bool(text))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The room for the whole sentence."""
        return QSize(self.fontMetrics().horizontalAdvance(self.whole) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """The room for a few letters: the largest text must not make the window wider than its screen."""
        return QSize(self.fontMetrics().averageCharWidth() * 6, super().minimumSizeHint().height())


class StatusBar(QFrame):
    """28 px at 100 % text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bingkai.status")
        self.setProperty("bagian", "status")
        self._shows_hints, self._hint_text = True, ""
        self._mode = self._label("mode")
        self._hint = _Hint()
        self._hint.setObjectName("bingkai.status.petunjuk")
        self._hint.setAccessibleName(_("Petunjuk tombol"))
        self._unsent = self._label("belum_dikirim")
        self._answer = _Fact()
        self._answer.setObjectName("bingkai.status.umpan_balik")
        self._answer.setAccessibleName(_("Umpan balik terakhir"))
        self._backup = self._label("cadangan")
        self._date = self._label("tanggal")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(16)
        row.addWidget(self._mode, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._hint, 1)
        for label in (self._unsent, self._answer, self._backup, self._date):
            row.addWidget(label)
        self._answer.hide()  # until there is something to say it takes no room
        self._measure()

    def _label(self, name: str) -> QLabel:
        label = QLabel()
        label.setObjectName(f"bingkai.status.{name}")
        return label

    @property
    def hint(self) -> str:
        """What keys do here, or what is wrong here."""
        return self._hint.whole

    def set_mode(self, mode: str) -> None:
        """The badge `DESA`, `KECAMATAN`, `LATIHAN`."""
        self._mode.setText(mode.upper())
        self._mode.setVisible(bool(mode))
        set_role(self._mode, lencana="latihan" if mode == "latihan" else "desa")

    def set_hint(self, text: str, *, is_finding: bool = False) -> None:
        """What Enter and Tab do for the widget with the focus, or what is wrong there."""
        self._hint_text = "" if is_finding else text
        shown = text if self._shows_hints or is_finding else ""
        self._hint.say(shown)

    def show_hints(self, shown: bool) -> None:
        """`Tampilkan petunjuk`: people who know the keys may want the band quiet."""
        self._shows_hints = shown
        self._hint.say(self._hint_text if shown else "")

    def set_today(self, today: date, *, fixed: bool = False) -> None:
        """Today's date; a date fixed by DESA_TANGGAL says so."""
        words = show_date_day(today)
        self._date.setText(_("{tanggal} (ditetapkan)").format(tanggal=words) if fixed else words)

    def set_status(self, status: Status) -> None:
        """What is not sent and when the last backup was; an empty sentence takes no room."""
        for label, words in ((self._unsent, status.belum_dikirim), (self._backup, status.cadangan)):
            label.setText(words)
            label.setVisible(bool(words))
        self._answer.say(status.umpan_balik)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if is_restyle(event):
            self._measure()

    def _measure(self) -> None:
        self.setFixedHeight(look().px(28))
