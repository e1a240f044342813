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
from desa_desktop.ui.kit.notice import Notice, Tone
from desa_desktop.ui.main_window import MainWindow
from desa_desktop.ui.page_draft import PAGES, title_of
from desa_desktop.ui.saving import NOTES

if TYPE_CHECKING:
    from desa_desktop.app import App
    from desa_desktop.services.editing import Draf

_LOOK_EVERY = 100  # milliseconds between looks whether the place has been read and drawn
_LOOKS = 50


class Recovery(QObject):
    """Reads the drafts once at the start and offers one after the other, the newest first.

    `waiting` are those that were neither seen nor given up: a clean closing leaves them for the next start.
    """

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._looks = 0
        self._draft: Draf | None = None
        self.waiting: list[Draf] = []
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_EVERY)
        self._clock.timeout.connect(self._look)
        database = desk.app.database
        desk.run(self, lambda: editing.get_drafts(database), self._offer)

    def _offer(self, found: Sequence[Draf]) -> None:
        # the meeting room takes its note back itself
        self.waiting = [one for one in found if one.layar != NOTES]
        if self.waiting and all(one.layar in PAGES for one in self.waiting):
            # these also outlive a clean closing
            words = ngettext(
                "{n} peristiwa belum selesai dicatat: “{isi}”",
                "{n} peristiwa belum selesai dicatat. Yang terakhir: “{isi}”",
                len(self.waiting),
            )
            self._say(words)
            return
        words = ngettext(
            "Aplikasi ditutup tiba-tiba. {n} isian yang belum selesai kami temukan: “{isi}”",
            "Aplikasi ditutup tiba-tiba. {n} isian yang belum selesai kami temukan. Yang terakhir: “{isi}”",
            len(self.waiting),
        )
        self._say(words)

    def _say(self, words: str) -> None:
        if not self.waiting:
            return
        newest = self.waiting[-1]
        self._desk.noticed.emit(
            Notice(
                words.format(n=len(self.waiting), isi=_short(title_of(newest))),
                Tone.PERINGATAN,
                _("Lihat"),
                lambda: self._see(newest),
                refuse=_("Abaikan"),
                refused=lambda: self._give_up(newest),
            )
        )

    def _see(self, draft: Draf) -> None:
        self.waiting.remove(draft)
        self.show_draft(draft)
        self._say_next()

    def _give_up(self, draft: Draf) -> None:
        """`Abaikan` is an answer for this one text; the others wait for theirs."""
        self.waiting.remove(draft)
        database = self._desk.app.database
        self._desk.run(self, lambda: editing.drop_draft(database, draft))
        self._say_next()

    def _say_next(self) -> None:
        self._say(_("Masih {n} isian yang belum selesai. Berikutnya: “{isi}”"))

    def show_draft(self, draft: Draf) -> None:
        """Open the place of a draft and put its text back into the editor; it is copied in any case.

        A whole page takes back itself what stood on it.
        """
        if draft.layar in PAGES:
            self._window.go(draft.layar.split(".", 1)[0])
            shown = self._window.shown
            if shown is None or not shown.resume(draft):
                self._desk.notice(_("Halaman itu tidak dapat dibuka lagi."), Tone.SARAN)
            return
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


def forget_drafts(app: App, waiting: Sequence[Draf] = ()) -> None:
    """At a clean closing everything typed is stored or was given up; half-written notes and pages that were
    not recorded yet stay, and what `waiting` names: drafts of a crash that nobody has looked at yet."""
    kept = {(one.layar, one.baris_id, one.kolom) for one in waiting}
    for one in editing.get_drafts(app.database):
        if one.layar not in (NOTES, *PAGES) and (one.layar, one.baris_id, one.kolom) not in kept:
            editing.drop_draft(app.database, one)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
