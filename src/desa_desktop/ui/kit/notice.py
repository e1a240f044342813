"""Strips under the header: what just happened, what can be undone, how far long work is.

No sentence here interrupts typing; a strip waits until it is read (ux.md 3.2, 3.10).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from desa_desktop.i18n import _
from desa_desktop.ui.kit.marks import Mark, MarkLabel
from desa_desktop.ui.style import set_role


class Tone(StrEnum):
    """How a strip sounds; the value names its rule in the stylesheet."""

    GALAT = "galat"
    PERINGATAN = "peringatan"
    SARAN = "saran"
    SUKSES = "sukses"


_MARKS = {
    Tone.GALAT: Mark.GALAT,
    Tone.PERINGATAN: Mark.PERINGATAN,
    Tone.SARAN: Mark.SARAN,
    Tone.SUKSES: Mark.SELESAI,
}


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence for the strip; `seconds` 0 stays until it is closed, `action` is one verb.

    `refuse` is the word of the closing button where closing is an answer (`Abaikan`), `refused` what it does.
    """

    text: str
    tone: Tone = Tone.SARAN
    action: str = ""
    act: Callable[[], object] | None = None
    seconds: int = 0
    refuse: str = ""
    refused: Callable[[], object] | None = None


class NoticeStrip(QFrame):
    """Shows the latest notice; a newer one takes its place, an empty strip takes no room."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._notice: Notice | None = None
        self._mark = MarkLabel(Mark.SARAN)
        self._text = QLabel()
        self._text.setObjectName(f"{name}.teks")
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._action = _small_button(f"{name}.tombol", "")
        self._close = _small_button(f"{name}.tutup", _("Tutup"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(8)
        for widget in (self._mark, self._text, self._action, self._close):
            row.addWidget(widget)
        row.setStretch(1, 1)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.clear)
        self._action.clicked.connect(self._act)
        self._close.clicked.connect(self._refuse)
        self.hide()

    @property
    def notice(self) -> Notice | None:
        """What is being shown, or None."""
        return self._notice

    def show_notice(self, notice: Notice) -> None:
        """Show a sentence, and announce it to screen readers through the accessible name."""
        self._notice = notice
        set_role(self, pita=notice.tone.value)
        self._mark.set_mark(_MARKS[notice.tone])
        self._text.setText(notice.text)
        self.setAccessibleName(notice.text)
        self._action.setText(notice.action)
        self._action.setVisible(bool(notice.action))
        self._close.setText(notice.refuse or _("Tutup"))
        self._clock.stop()
        if notice.seconds:
            self._clock.start(notice.seconds * 1000)
        self.show()

    def clear(self) -> None:
        """Take the sentence away."""
        self._clock.stop()
        self._notice = None
        self.hide()

    def _act(self) -> None:
        notice = self._notice
        self.clear()
        if notice is not None and notice.act is not None:
            notice.act()

    def _refuse(self) -> None:
        notice = self._notice
        self.clear()
        if notice is not None and notice.refused is not None:
            notice.refused()


class ProgressStrip(QFrame):
    """Text, counts and `Batal` of long work. It appears after a second, so quick work stays quiet."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        set_role(self, pita="saran")
        self._cancel: Callable[[], None] | None = None
        self._text = QLabel()
        self._text.setObjectName(f"{name}.teks")
        self._bar = QProgressBar()
        self._bar.setObjectName(f"{name}.batang")
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(220)
        self._stop = _small_button(f"{name}.batal", _("Batal"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(12)
        row.addWidget(self._text, 1)
        row.addWidget(self._bar)
        row.addWidget(self._stop)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.timeout.connect(self.show)
        self._stop.clicked.connect(self._on_stop)
        self.hide()

    def begin(self, title: str, cancel: Callable[[], None], after: int = 1000) -> None:
        """Long work named `title` has begun; `after` milliseconds later the strip is shown."""
        self._cancel = cancel
        self._stop.setEnabled(True)
        self._bar.setRange(0, 0)
        self._say(title)
        self._late.start(after)

    def step(self, done: int, total: int, label: str) -> None:
        """The work is at `done` of `total`."""
        self._bar.setRange(0, max(0, total))
        self._bar.setValue(done)
        self._say(label)

    def end(self) -> None:
        """The work is over, one way or the other."""
        self._late.stop()
        self._cancel = None
        self.hide()

    def _say(self, text: str) -> None:
        self._text.setText(text)
        self.setAccessibleName(text)

    def _on_stop(self) -> None:
        self._stop.setEnabled(False)
        self._say(_("Membatalkan…"))
        if self._cancel is not None:
            self._cancel()


def _small_button(name: str, text: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setProperty("rapat", "ya")
    return button
