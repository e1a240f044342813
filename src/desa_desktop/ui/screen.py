"""What the window expects of every screen: a title, one primary button, and answers to the common keys.

A screen builds its widgets from the kit, connects them, and reloads; it never touches the database, a
file or another screen (architecture.md 10).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.form import Form
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.search import SearchBox

if TYPE_CHECKING:
    from desa_desktop.services.editing import Draf


@dataclass(frozen=True, slots=True)
class Primary:
    """The one filled button of a screen; Ctrl+Enter presses it. `why` says why it is not enabled.

    `shown` is False where the screen draws the button itself, as the wizard does.
    """

    text: str
    act: Callable[[], object]
    enabled: bool = True
    why: str = ""
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Command:
    """A further command of a screen, shown in the menu Alat with its key (`Ctrl+U`)."""

    text: str
    act: Callable[[], object]
    key: str = ""
    enabled: bool = True


class Screen(QWidget):
    """Base of all screens. Set `title`; call `set_primary` whenever the button changes.

    `print_document` and `export` are the screen's answers to Ctrl+P and Ctrl+E; left None, the menu
    entries are grey. `full_screen` is what F11 does here; left None, the window fills the screen.
    """

    title = ""
    help = ""
    tables: frozenset[str] = frozenset()
    """Tables whose steps Ctrl+Z takes back here; empty for all."""
    primary_changed = Signal()
    title_changed = Signal()
    commands_changed = Signal()

    def __init__(self, desk: Desk, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setObjectName(name)
        self.primary: Primary | None = None
        self.commands: Sequence[Command] = ()
        self.selectors: Sequence[QWidget] = ()
        self.print_document: Callable[[], object] | None = None
        self.export: Callable[[], object] | None = None
        self.history: Callable[[], object] | None = None
        self.back: Callable[[], object] | None = None
        self.full_screen: Callable[[], object] | None = None
        desk.changed.connect(self._hear)

    def set_primary(
        self,
        text: str,
        act: Callable[[], object],
        *,
        enabled: bool = True,
        why: str = "",
        shown: bool = True,
    ) -> None:
        """Say what the filled button does now."""
        self.primary = Primary(text, act, enabled, why, shown)
        self.primary_changed.emit()

    def clear_primary(self) -> None:
        """No filled button now."""
        self.primary = None
        self.primary_changed.emit()

    def set_title(self, title: str) -> None:
        """Another title in the header, e.g. of the open record."""
        self.title = title
        self.title_changed.emit()

    def set_commands(self, commands: Sequence[Command]) -> None:
        """Other commands in the menu Alat."""
        self.commands = tuple(commands)
        self.commands_changed.emit()

    def reload(self) -> None:
        """Ask a service for the rows anew. Screens override it."""

    def concerns(self, tables: frozenset[str]) -> bool:
        """Whether a commit to these tables is of interest: by default any of `self.tables`."""
        return not self.tables or bool(tables & self.tables)

    def go_to(self, key: object) -> None:
        """Show the record with this key. Screens with records override it."""

    def resume(self, draft: Draf) -> bool:
        """Open a page with what was typed on it before the program ended. False where there is none."""
        return False

    def leave(self) -> bool:
        """Another screen is about to be shown: open editors are taken, an empty new row goes. False keeps
        this screen."""
        self.commit()
        for grid in self.findChildren(Grid):
            grid.fresh.withdraw()
        return True

    def commit(self) -> None:
        """Take what stands in open editors, before a milestone or closing."""
        for grid in self.findChildren(Grid):
            grid.commit()
        for form in self.findChildren(Form):
            form.commit()

    def next_problem(self, step: int = 1) -> bool:
        """F8 and Shift+F8; the form or table with the focus first."""
        parts: list[Form | Grid] = [*self.findChildren(Form), *self.findChildren(Grid)]
        here = self.focusWidget()
        parts.sort(key=lambda part: not (here is not None and part.isAncestorOf(here)))
        return any(part.next_problem(step) for part in parts if part.isVisible())

    def focus_search(self) -> bool:
        """Ctrl+F and F3: into the search box of this screen, if it has one."""
        for box in self.findChildren(SearchBox):
            if box.isVisible():
                box.focus()
                return True
        return False

    def _hear(self, tables: frozenset[str]) -> None:
        if self.concerns(tables):
            self.reload()
