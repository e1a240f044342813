"""What stood in an open editor when the program was killed, offered again at the next start (ux.md 3.1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desa_desktop.i18n import _, ngettext
from desa_desktop.services import editing
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.form import Form
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.main_window import MainWindow
from desa_desktop.ui.saving import NOTES

if TYPE_CHECKING:
    from desa_desktop.app import App
    from desa_desktop.services.editing import Draf

_LOOK_EVERY = 100  # milliseconds between looks whether the place has been read and drawn
_LOOKS = 50


class Recovery(QObject):
    """Reads the drafts once at the start. A clean closing leaves none but half-written notes."""

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._looks = 0
        self._draft: Draf | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_EVERY)
        self._clock.timeout.connect(self._look)
        database = desk.app.database
        desk.run(self, lambda: editing.get_drafts(database), self._offer)

    def _offer(self, found: Sequence[Draf]) -> None:
        drafts = [one for one in found if one.layar != NOTES]  # the meeting room takes its note back itself
        if not drafts:
            return
        words = ngettext(
            "Aplikasi ditutup tiba-tiba. {n} isian yang belum selesai kami temukan: “{isi}”",
            "Aplikasi ditutup tiba-tiba. {n} isian yang belum selesai kami temukan. Yang terakhir: “{isi}”",
            len(drafts),
        )
        newest = drafts[-1]
        said = words.format(n=len(drafts), isi=_short(newest.isi))
        self._desk.notice(said, Tone.PERINGATAN, _("Lihat"), lambda: self.show_draft(newest))

    def show_draft(self, draft: Draf) -> None:
        """Open the place of a draft and put its text back into the editor; it is copied in any case."""
        QApplication.clipboard().setText(draft.isi)
        self._draft, self._looks = draft, _LOOKS
        self._window.go(draft.layar.split(".", 1)[0], _uuid(draft.baris_id))
        self._clock.start()

    def _look(self) -> None:
        """Rows are read behind the screen: put the text in as soon as they are there."""
        draft = self._draft
        if draft is None or (self._desk.jobs.idle and _put(self._window, draft)):
            self._clock.stop()
            return
        self._looks -= 1
        if self._looks == 0:
            self._clock.stop()
            words = _(
                "Tempat isian itu tidak dapat dibuka lagi. Teksnya sudah disalin; tempel dengan Ctrl+V."
            )
            self._desk.notice(words, Tone.SARAN)


def _put(window: MainWindow, draft: Draf) -> bool:
    """Whether the editor is there and has taken the text."""
    widget = window.findChild(QWidget, draft.layar)
    if not isinstance(widget, Grid | Form) or not widget.isVisible():
        return False
    if isinstance(widget, Grid):
        key = _uuid(draft.baris_id)
        return key is not None and widget.restore(key, draft.kolom, draft.isi)
    if draft.kolom not in widget.boxes:
        return False
    widget.restore({draft.kolom: draft.isi})
    widget.go_to(draft.kolom)
    return True


def forget_drafts(app: App) -> None:
    """At a clean closing everything typed is stored or was given up; only half-written notes stay."""
    for screen in {one.layar for one in editing.get_drafts(app.database)} - {NOTES}:
        editing.drop_drafts(app.database, screen)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
