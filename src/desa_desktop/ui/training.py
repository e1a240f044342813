"""Mode Latihan in the window: the hatched strip that marks it, and the second program that opens it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from desa_desktop.i18n import _
from desa_desktop.ui.kit.ask import ask
from desa_desktop.ui.kit.notice import Tone

if TYPE_CHECKING:
    from desa_desktop.ui.desk import Desk

ORANGE, WHITE, INK = "#F28C28", "#FFFFFF", "#3A2000"


class TrainingStrip(QFrame):
    """`MODE LATIHAN – data contoh, tidak resmi` on orange and white, above everything; hidden elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bingkai.latihan")
        words = QLabel(_("MODE LATIHAN – data contoh, tidak resmi"))
        words.setObjectName("bingkai.latihan.teks")
        words.setStyleSheet(f"background: {WHITE}; color: {INK}; font-weight: 600; padding: 2px 12px;")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.addWidget(words, 0, Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(words.text())
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The hatching; the words stand on plain white so that they stay readable."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(WHITE))
        painter.fillRect(self.rect(), QBrush(QColor(ORANGE), Qt.BrushStyle.BDiagPattern))
        painter.end()
        super().paintEvent(event)


def command_for(folder: Path) -> list[str]:
    """How this program is started for another data folder, installed or from source."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--data", str(folder)]
    return [sys.executable, "-m", "desa_desktop", "--data", str(folder)]


def start_program(command: Sequence[str]) -> bool:
    """A second program of its own; True if it began."""
    began = QProcess.startDetached(command[0], list(command[1:]))
    return bool(began[0] if isinstance(began, tuple) else began)


def open_training(
    desk: Desk,
    peran: str,
    *,
    ulang: bool = False,
    start: Callable[[Sequence[str]], bool] = start_program,
) -> None:
    """Prepare the practice offices once, then open one of them in a window of its own."""
    from desa_desktop import latihan  # brings the services; the first window must not wait for it

    there = latihan.folder_of(desk.app.files.places)
    if ulang and not ask(
        None,
        _("Ulang Mode Latihan dari awal?"),
        _("Ulang"),
        detail=_("Yang dikerjakan di Mode Latihan hilang. Data kantor yang sebenarnya tidak disentuh."),
        danger=True,
    ):
        return

    def ready(made: latihan.Latihan) -> None:
        if start(command_for(made.folder(peran))):
            words = _("Mode Latihan dibuka di jendela lain. Tutup jendela itu untuk kembali.")
            desk.notice(words, Tone.SARAN, seconds=10)
        else:
            desk.notice(_("Mode Latihan tidak dapat dibuka. Data Anda tidak berubah."), Tone.PERINGATAN)

    desk.run_long(
        desk,
        lambda step: latihan.prepare(there, ulang=ulang, progress=step),
        ready,
        title=_("Menyiapkan Mode Latihan…"),
    )


def items(desk: Callable[[], Desk | None]) -> list[tuple[str, str, Callable[[], None]]]:
    """The lines of the menu Bantuan: name, words, act."""

    def act(peran: str, *, ulang: bool) -> None:
        here = desk()
        if here is not None and not here.app.is_latihan:
            open_training(here, peran, ulang=ulang)

    return [
        ("latihan_desa", _("Mode Latihan: kantor desa"), partial(act, "desa", ulang=False)),
        ("latihan_kecamatan", _("Mode Latihan: kantor kecamatan"), partial(act, "kecamatan", ulang=False)),
        ("latihan_ulang", _("Ulang Mode Latihan dari awal…"), partial(act, "desa", ulang=True)),
    ]
