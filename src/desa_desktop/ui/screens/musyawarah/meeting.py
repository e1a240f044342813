"""What the six tabs of the meeting room share: the open meeting, how they save, and their base class."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.errors import DesaError
from desa_desktop.services.musyawarah import RuangTampil
from desa_desktop.services.ruang import LatarRuang
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.tab_page import TabPage

T = TypeVar("T")
NO_BACKGROUND = LatarRuang((), (), {})


class OpenMeeting(QObject):
    """The meeting that is open in the room. `room` is what was read last, None before the first reading."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.key: UUID | None = None
        self.room: RuangTampil | None = None
        self.background: LatarRuang = NO_BACKGROUND

    @property
    def is_locked(self) -> bool:
        """Whether the meeting is disahkan."""
        return self.room is not None and self.room.musyawarah.status is StatusDokumen.DISAHKAN

    def save(
        self,
        owner: QObject,
        act: Callable[..., T],
        *args: Any,
        then: Callable[[T], object] | None = None,
        failed: Callable[[DesaError], object] | None = None,
        place: Hashable | None = None,
        **named: Any,
    ) -> None:
        """Run `act(database, key, *args, by=, at=)` of a service as something typed that must not be lost."""
        desk, key, at = self.desk, self.key, self.desk.now()
        if key is None:
            return
        desk.save(
            owner,
            lambda: act(desk.app.database, key, *args, by=desk.person, at=at, **named),
            then,
            failed,
            place,
        )


class Tab(TabPage):
    """One tab of the room."""

    has_panel = False

    def __init__(self, meeting: OpenMeeting, name: str) -> None:
        super().__init__(f"musyawarah.{name}")
        self.meeting = meeting
        self.beside = QHBoxLayout()
        self.beside.setContentsMargins(0, 0, 0, 0)

    def put_beside(self, panel: QWidget) -> None:
        """Take the panel of the room to the side of this page; it moves there from another page."""
        self.beside.addWidget(panel)

    def show_room(self, room: RuangTampil) -> None:
        """Show the meeting as it was read."""
        raise NotImplementedError
