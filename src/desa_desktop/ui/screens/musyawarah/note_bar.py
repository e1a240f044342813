"""The line at the foot of the room in which somebody writes down what is being said (Ctrl+M)."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from desa_desktop.domain.acara import acara_berjalan, is_acara
from desa_desktop.domain.musyawarah import Catatan, Peserta
from desa_desktop.domain.wording import show_time
from desa_desktop.i18n import _
from desa_desktop.services import editing
from desa_desktop.services.musyawarah import RuangTampil
from desa_desktop.ui.kit.grid_editing import DRAFT_EVERY
from desa_desktop.ui.kit.lines import passes_step
from desa_desktop.ui.saving import NOTES, keep_draft
from desa_desktop.ui.screens.musyawarah.finder import begins
from desa_desktop.ui.screens.musyawarah.meeting import OpenMeeting

_NAME_WORDS, _SHORTEST = 4, 2
SAID, ANSWER = "isi", "tanggapan"


class _Line(QLineEdit):
    def __init__(self, bar: NoteBar) -> None:
        super().__init__()
        self._bar = bar

    def event(self, event: QEvent) -> bool:
        return passes_step(self, event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._bar.write()
        elif event.key() == Qt.Key.Key_Escape:
            self._bar.leave()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self is self._bar.line:
            self._bar.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.text() == ":" and self is self._bar.line and self._bar.complete():
            return
        else:
            super().keyPressEvent(event)


class NoteBar(QWidget):
    """`Nama: kalimat` is a speaker and what was said; the beginning of a name and a colon complete it from
    those who are here. Tab leads to what was answered. A half-written note survives a crash as a draft.
    """

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
        hint = _("Awal nama lalu titik dua: pembicara · Tab: tanggapan · Enter: simpan · Esc: kembali")
        self.line.setProperty("petunjuk", hint)
        self.answer = _Line(self)
        self.answer.setObjectName("musyawarah.catat.tanggapan")
        self.answer.setAccessibleName(_("Tanggapan"))
        self.answer.setPlaceholderText(_("Tanggapan (bila ada)"))
        self.answer.setProperty("petunjuk", hint)
        self._offered: list[Peserta] = []
        self._place = 0
        self.last = QLabel()
        self.last.setObjectName("musyawarah.catat.terakhir")
        self.last.setProperty("teks", "sekunder")
        self.last.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 10)
        row.setSpacing(12)
        row.addWidget(self.line, 5)
        row.addWidget(self.answer, 2)
        row.addWidget(self.last, 3)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(DRAFT_EVERY)
        self._clock.timeout.connect(self._keep_draft)
        self.line.textEdited.connect(lambda _text: self._edited())
        self.answer.textEdited.connect(lambda _text: self._clock.start())
        self._speaker: Peserta | None = None

    def open(self, before: QWidget | None) -> None:
        """Put the cursor here, and remember where Enter and Esc return to."""
        self._before = before if before is not self.line else self._before
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Back to where one was; what is typed stays."""
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- who speaks ---------------------------------------------------------------------------------

    def _edited(self) -> None:
        self._clock.start()
        text = self.line.text()
        needle = text.strip()
        self._offered, self._place = [], 0
        if ":" not in text and len(needle) >= _SHORTEST and len(needle.split()) <= _NAME_WORDS:
            self._offered = [one for one in self._present() if begins(needle, one.nama)]
        self._show_offer()

    def _present(self) -> list[Peserta]:
        room = self._meeting.room
        return [one for one in room.musyawarah.peserta if one.is_hadir] if room is not None else []

    @property
    def speaker(self) -> Peserta | None:
        """Whose name a colon would complete."""
        return self._offered[self._place] if self._offered else None

    def step(self, step: int) -> None:
        """Another of the names that fit."""
        if self._offered:
            self._place = (self._place + step) % len(self._offered)
            self._show_offer()

    def complete(self) -> bool:
        """Put the whole name of the speaker before the colon; False if nobody fits."""
        person = self.speaker
        if person is None or ":" in self.line.text():
            return False
        self.line.setText(f"{person.nama}: ")
        self._speaker = person
        self._offered = []
        self._show_last()
        return True

    def _show_offer(self) -> None:
        person = self.speaker
        if person is None:
            self._show_last()
            return
        more = _(" · panah: {n} nama").format(n=len(self._offered)) if len(self._offered) > 1 else ""
        self.last.setText(_("Titik dua: {nama}").format(nama=person.nama) + more)

    # -- storing ------------------------------------------------------------------------------------

    def write(self) -> None:
        """Store the note with the hour and the item under way, and go back."""
        text, key, desk = self.line.text().strip(), self._meeting.key, self._meeting.desk
        if not text or key is None:
            self.leave()
            return
        speaker, colon, said = text.partition(":")
        has_speaker = bool(colon) and 0 < len(speaker.split()) <= _NAME_WORDS and bool(said.strip())
        name = speaker.strip() if has_speaker else ""
        values: dict[str, object] = {
            "pukul": desk.now().astimezone().time().replace(second=0, microsecond=0),
            "pembicara": name,
            "unsur": self._unsur_of(name),
            "isi": said.strip() if has_speaker else text,
            "tanggapan": self.answer.text().strip(),
            "agenda_id": self._item(),
        }
        at, drafted = desk.now(), self._drafted

        def store() -> None:
            editing.add_row(desk.app.database, Catatan, key, values, by=desk.person, at=at)
            if drafted:
                editing.drop_drafts(desk.app.database, NOTES, str(key))

        self._empty()
        desk.save(self, store)
        self.leave()

    def _empty(self) -> None:
        self._clock.stop()
        self._drafted = False
        self._offered, self._speaker = [], None
        self.line.setText("")  # not clear(): Ctrl+Z would bring the letters back
        self.answer.setText("")

    def leave_meeting(self) -> None:
        """Another meeting is opened: what was begun waits as a draft of the one that is left."""
        self.keep()
        self._empty()

    def keep(self) -> None:
        """What was begun is kept now, not two seconds after the last letter."""
        if self._clock.isActive():
            self._clock.stop()
            self._keep_draft()

    def _unsur_of(self, name: str) -> str:
        """The group of the speaker, if somebody of this name is here; of two the one who was chosen."""
        wanted = name.casefold()
        if self._speaker is not None and self._speaker.nama.casefold() == wanted:
            return self._speaker.unsur
        return next((one.unsur for one in self._present() if one.nama.casefold() == wanted), "")

    def _item(self) -> UUID | None:
        room, desk = self._meeting.room, self._meeting.desk
        now = acara_berjalan(room.musyawarah, desk.now()) if room is not None else None
        return now.agenda.id if now is not None else None

    def restore(self, field: str, text: str) -> None:
        """Put back the note that a crash broke off: what was said (`isi`), or answered (`tanggapan`)."""
        line = self.answer if field == ANSWER else self.line
        if not line.text():
            line.setText(text)
            self._drafted = True

    def show_room(self, _room: RuangTampil) -> None:
        """The last note beside the line."""
        if self._meeting.is_locked:
            self.hide()
        if not self._offered:
            self._show_last()

    def _show_last(self) -> None:
        room = self._meeting.room
        said = [one for one in room.musyawarah.catatan if not is_acara(one)] if room is not None else []
        if not said:
            self.last.setText("")
            return
        note = max(said, key=lambda one: one.urut)
        words = f"{note.pembicara}: {note.isi}" if note.pembicara else note.isi
        text = f"{show_time(note.pukul)} {words}" if note.pukul is not None else words
        room_for_it = max(120, self.last.width())
        self.last.setText(self.last.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room_for_it))
        self.last.setToolTip(text)

    def _keep_draft(self) -> None:
        key, desk = self._meeting.key, self._meeting.desk
        said, answer = self.line.text(), self.answer.text()
        if key is None:
            return
        if said.strip() or answer.strip():
            self._drafted = True
            for field, text in ((SAID, said), (ANSWER, answer)):
                keep_draft(desk, NOTES, (key, field), text)
        elif self._drafted:  # given up: nothing comes back
            self._drafted = False
            desk.run(desk, lambda: editing.drop_drafts(desk.app.database, NOTES, str(key)))
