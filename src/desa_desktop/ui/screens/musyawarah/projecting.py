"""From the room to the wall: which part of the meeting is shown, held still or not, and in what words."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from desa_desktop.domain.acara import acara_berjalan
from desa_desktop.domain.dinding import IsiDinding, Papan, bahan_dinding
from desa_desktop.i18n import _
from desa_desktop.ui.screens.musyawarah.meeting import OpenMeeting
from desa_desktop.ui.screens.musyawarah.projector import Wall


class Projector(QObject):
    """Opens the wall with F11 and keeps it in step with what is stored. `changed` when it went on, off or
    was frozen, `stepped(1 or -1)` when somebody at the wall asks for the next proposal. `part` names the tab
    of the room, `discussed` the proposal under discussion.
    """

    changed = Signal()
    stepped = Signal(int)

    def __init__(
        self,
        meeting: OpenMeeting,
        owner: QWidget,
        part: Callable[[], str],
        discussed: Callable[[], UUID | None],
    ) -> None:
        super().__init__(owner)
        self._meeting, self._owner = meeting, owner
        self._part, self._discussed = part, discussed
        self._frozen = False
        self.wall: Wall | None = None

    @property
    def is_on(self) -> bool:
        """Whether something stands on the wall."""
        return self.wall is not None and self.wall.isVisible()

    @property
    def is_frozen(self) -> bool:
        """Whether the wall keeps what it shows."""
        return self.is_on and self._frozen

    @property
    def state(self) -> str:
        """`Proyektor menyala`, `Proyektor dibekukan`, or nothing while it is off."""
        if not self.is_on:
            return ""
        return _("Proyektor dibekukan") if self._frozen else _("Proyektor menyala")

    def toggle(self) -> None:
        """F11: open the wall, or close it."""
        if self.is_on:
            self.close()
            return
        if self._meeting.room is None:
            return
        if self.wall is None:
            self.wall = Wall()
            self.wall.left.connect(self.close)
            self.wall.freeze_asked.connect(self.freeze)
            self.wall.stepped.connect(self.stepped)
        self._frozen = False
        self.refresh()
        window = self._owner.window()
        window.installEventFilter(self)
        self.wall.open_on(window.screen())
        if self.wall.is_beside:  # some desktops hand the keys to whatever opens last
            window.activateWindow()
        self.changed.emit()

    def close(self) -> None:
        """The wall goes dark; the room has the keys again."""
        if self.wall is None:
            return
        wall, self.wall = self.wall, None
        wall.left.disconnect(self.close)
        wall.hide()
        wall.deleteLater()
        self._frozen = False
        window = self._owner.window()
        window.removeEventFilter(self)
        if window.isVisible():
            window.activateWindow()
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The program closes: a wall left alone would keep it running, without a window to end it."""
        if event.type() is QEvent.Type.Hide and not event.spontaneous():
            self.close()
        return super().eventFilter(watched, event)

    def freeze(self) -> None:
        """Ctrl+F11: keep what the wall shows while the room goes on, or follow again."""
        if not self.is_on:
            return
        self._frozen = not self._frozen
        self.refresh()
        self.changed.emit()

    def turn(self, step: int) -> None:
        """The next or the previous page of a list on the wall."""
        if self.wall is not None and self.is_on:
            self.wall.turn(step)

    def refresh(self) -> None:
        """Show what was read last; a frozen wall keeps its words and its clock."""
        content = None if self._frozen or self.wall is None else self.content()
        if content is not None and self.wall is not None:
            self.wall.show_content(content, self._meeting.desk.now())

    def tick(self) -> None:
        """A second went by."""
        if self.wall is not None and self.is_on and not self._frozen:
            self.wall.tick(self._meeting.desk.now())

    def content(self) -> IsiDinding | None:
        """The words of the part of the meeting that is open; committed values only."""
        room = self._meeting.room
        if room is None:
            return None
        now = acara_berjalan(room.musyawarah, self._meeting.desk.now())
        board = Papan(
            bahan_dinding(
                room.musyawarah,
                room.usulan,
                room.kehadiran,
                room.peringkat,
                room.skema,
                room.biaya_disepakati,
                now,
            )
        )
        match self._part():
            case "kehadiran":
                return board.hadirin()
            case "usulan":
                return board.dibahas(self._discussed())
            case "penilaian":
                return board.urutan()
            case "keputusan" | "pengesahan":
                return board.keputusan()
            case _:
                return board.susunan_acara()
