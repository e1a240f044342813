"""What the six tabs of the meeting room share: the open meeting, how they save, and their base class."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.errors import DesaError
from desa_desktop.services.musyawarah import RuangTampil
from desa_desktop.services.ruang import LatarRuang
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.screen import Primary

T = TypeVar("T")
NO_BACKGROUND = LatarRuang((), (), {}, 0)


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

    @property
    def parent_key(self) -> UUID | None:
        """The meeting's id, for rows that are added to it."""
        return self.key

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


class Tab(QWidget):
    """One tab of the room. `primary_changed` asks the room to show another filled button;
    `turn_to(name)` asks for another tab."""

    primary_changed = Signal()
    turn_to = Signal(str)
    has_panel = False

    def __init__(self, meeting: OpenMeeting, name: str) -> None:
        super().__init__()
        self.setObjectName(f"musyawarah.{name}")
        self.meeting = meeting

    def show_room(self, room: RuangTampil) -> None:
        """Show the meeting as it was read."""
        raise NotImplementedError

    def primary(self) -> Primary | None:
        """What the filled button does on this tab; None for no button."""
        return None

    def arrive(self) -> None:
        """The tab was turned to: put the cursor where the work begins."""

    def jump(self, record: UUID | None, field: str) -> bool:
        """Go to the place a finding names; False if it is not on this tab."""
        return False

    def button(self, name: str, text: str, act: Callable[[], object]) -> QPushButton:
        """A button of this tab."""
        made = QPushButton(text)
        made.setObjectName(f"{self.objectName()}.{name}")
        made.clicked.connect(lambda _on=False: act())
        return made


def heading(text: str) -> QLabel:
    """The title of a part of a page."""
    label = QLabel(text)
    label.setProperty("teks", "bagian")
    return label


def small(text: str = "", name: str = "") -> QLabel:
    """A secondary line."""
    label = QLabel(text)
    label.setProperty("teks", "sekunder")
    label.setWordWrap(True)
    label.setObjectName(name)
    return label


def first_of(values: Sequence[T], wanted: Callable[[T], bool]) -> T | None:
    """The first value that is wanted."""
    return next((one for one in values if wanted(one)), None)
