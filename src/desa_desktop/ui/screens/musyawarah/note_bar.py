"""The line at the foot of the room in which somebody writes down what is being said (Ctrl+M)."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from desa_desktop.domain.musyawarah import Catatan
from desa_desktop.domain.wording import show_time
from desa_desktop.i18n import _
from desa_desktop.services import editing
from desa_desktop.services.musyawarah import RuangTampil
from desa_desktop.ui.kit.grid_editing import DRAFT_EVERY
from desa_desktop.ui.saving import NOTES, keep_draft
from desa_desktop.ui.screens.musyawarah.meeting import OpenMeeting


class _Line(QLineEdit):
    def __init__(self, bar: NoteBar) -> None:
        super().__init__()
        self._bar = bar

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._bar.write()
        elif event.key() == Qt.Key.Key_Escape:
            self._bar.leave()
        else:
            super().keyPressEvent(event)


class NoteBar(QWidget):
    """`Nama: kalimat` is a speaker and what was said. A half-written note survives a crash as a draft."""

    def __init__(self, meeting: OpenMeeting) -> None:
        super().__init__()
        self.setObjectName("musyawarah.catat")
        self._meeting = meeting
        self._before: QWidget | None = None
        self._drafted = False
        self.line = _Line(self)
        self.line.setObjectName("musyawarah.catat.isian")
        self.line.setAccessibleName(_("Catatan"))
        self.line.setPlaceholderText(_("Catatan (Ctrl+M), misalnya Bu Lastri: minta sumur dekat posyandu"))
        self.line.setProperty("petunjuk", _("Enter: simpan catatan dengan jam sekarang · Esc: kembali"))
        self.last = QLabel()
        self.last.setObjectName("musyawarah.catat.terakhir")
        self.last.setProperty("teks", "sekunder")
        self.last.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 10)
        row.setSpacing(12)
        row.addWidget(self.line, 3)
        row.addWidget(self.last, 2)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(DRAFT_EVERY)
        self._clock.timeout.connect(self._keep_draft)
        self.line.textEdited.connect(lambda _text: self._clock.start())

    def open(self, before: QWidget | None) -> None:
        """Put the cursor here, and remember where Enter and Esc return to."""
        self._before = before if before is not self.line else self._before
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Back to where one was; what is typed stays."""
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def write(self) -> None:
        """Store the note with the hour, and go back."""
        text, key, desk = self.line.text().strip(), self._meeting.key, self._meeting.desk
        if not text or key is None:
            self.leave()
            return
        speaker, colon, said = text.partition(":")
        has_speaker = bool(colon) and 0 < len(speaker.split()) <= 4 and bool(said.strip())
        values: dict[str, object] = {
            "pukul": desk.now().astimezone().time().replace(second=0, microsecond=0),
            "pembicara": speaker.strip() if has_speaker else "",
            "isi": said.strip() if has_speaker else text,
        }
        at, drafted = desk.now(), self._drafted

        def store() -> None:
            editing.add_row(desk.app.database, Catatan, key, values, by=desk.person, at=at)
            if drafted:
                editing.drop_drafts(desk.app.database, NOTES)

        self._clock.stop()
        self._drafted = False
        self.line.clear()
        desk.save(self, store)
        self.leave()

    def restore(self, text: str) -> None:
        """Put back the note that a crash broke off."""
        if not self.line.text():
            self.line.setText(text)
            self._drafted = True

    def show_room(self, room: RuangTampil) -> None:
        """The last note beside the line."""
        notes = sorted(room.musyawarah.catatan, key=lambda one: one.urut)
        self.setVisible(not self._meeting.is_locked)
        if not notes:
            self.last.setText("")
            return
        note = notes[-1]
        said = f"{note.pembicara}: {note.isi}" if note.pembicara else note.isi
        text = f"{show_time(note.pukul)} {said}" if note.pukul is not None else said
        room_for_it = max(120, self.last.width())
        self.last.setText(self.last.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room_for_it))
        self.last.setToolTip(text)

    def _keep_draft(self) -> None:
        key = self._meeting.key
        if self.line.text().strip() and key is not None:
            self._drafted = True
            keep_draft(self._meeting.desk, NOTES, (key, "isi"), self.line.text())
