"""What the pages of this screen share: reading lines in sight, records that open in place of the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QPushButton

from desa_desktop.i18n import _
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.lines import MaskedLine
from desa_desktop.ui.kit.table_long import PAGE, LongModel
from desa_desktop.ui.screen import Command
from desa_desktop.ui.screens.penduduk.kata import Kata
from desa_desktop.ui.style import is_restyle, look
from desa_desktop.ui.tab_page import TabPage

_LARGEST_WITH_BUTTON = 130  # per cent
_FETCH_AFTER = 25  # milliseconds: pages flown over while dragging the scroll bar are not read


class PagesInSight(QObject):
    """Reads the missing pages of a long table as they come into sight. `page(start)` gives the work."""

    def __init__(
        self, desk: Desk, grid: Grid, model: LongModel, page: Callable[[int], Callable[[], Sequence[Any]]]
    ) -> None:
        super().__init__(grid)
        self._desk, self._grid, self._model, self._page = desk, grid, model, page
        self._under_way: set[int] = set()
        self._round = 0
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_FETCH_AFTER)
        self._clock.timeout.connect(self._fetch)
        model.missing.connect(self._clock.start)

    @property
    def first(self) -> int:
        """The line with which the page around the first line in sight begins."""
        return max(0, self._grid.view.rowAt(0)) // PAGE * PAGE

    def begin(self) -> None:
        """Another list is shown: what is still being read for the one before is not taken."""
        self._round += 1
        self._under_way.clear()

    def _fetch(self) -> None:
        view = self._grid.view
        first = max(0, view.rowAt(0))
        last = view.rowAt(view.viewport().height() - 1)
        for start in self._model.lacks(first, last if last >= 0 else first):
            if start not in self._under_way:
                self._under_way.add(start)
                self._read(start, self._round)

    def _read(self, start: int, number: int) -> None:
        def take(rows: Sequence[Any]) -> None:
            if number == self._round:
                self._under_way.discard(start)
                self._model.put(rows, start)

        self._desk.run(self, self._page(start), take)


class RecordPage(TabPage):
    """A page in place of the list. `asked(page, key, field)` opens another one, `state_changed` says that
    title, button or commands are others, `done` that the page has nothing more to do, `vanished(key)` that
    a record was taken out: the way back leads to it no more.

    Numbers of people are masked on it until `Tampilkan nomor` is pressed; the next record is masked again.
    """

    state_changed = Signal()
    asked = Signal(str, object, str)
    done = Signal()
    vanished = Signal(object)

    def __init__(self, name: str, desk: Desk, kata: Kata) -> None:
        super().__init__(name)
        self._desk = desk
        self._kata = replace(kata)  # whether numbers are shown is its own answer
        self.numbers = QPushButton(_("Tampilkan nomor"))
        self.numbers.setObjectName(f"{name}.nomor")
        self.numbers.setCheckable(True)
        self.numbers.setToolTip(_("NIK dan Nomor KK di halaman ini tampil utuh (Ctrl+Shift+N)"))
        self.numbers.toggled.connect(self._turn_numbers)
        if look().scale > _LARGEST_WITH_BUTTON:
            self.numbers.hide()
        self.mask_again()

    def changeEvent(self, event: QEvent) -> None:
        """With the largest letters the head of a page has no room for it: the menu has it too."""
        super().changeEvent(event)
        if is_restyle(event) and self.numbers.parent() is not None:
            self.numbers.setVisible(look().scale <= _LARGEST_WITH_BUTTON)

    def mask_again(self) -> None:
        """Another record is shown: its numbers stand as the settings say."""
        is_shown = self._desk.app.settings.nik_tampak
        self._kata.is_tampak = is_shown
        self.numbers.setChecked(is_shown)

    def _turn_numbers(self, is_shown: bool) -> None:
        if self._kata.is_tampak is not is_shown:
            self._kata.is_tampak = is_shown
            self.redraw_numbers()

    def redraw_numbers(self) -> None:
        """Show the numbers of the page as they may be read now."""
        for line in self.findChildren(MaskedLine):
            line.redraw()

    def open(self, key: UUID, field: str = "") -> None:
        """Show this record, with the cursor in `field` if named."""
        raise NotImplementedError

    def reload(self) -> None:
        """Read the record anew."""

    def commit(self) -> None:
        """Take what stands in open editors."""

    def close_page(self) -> None:
        """The page is left for the list or another record."""

    def next_problem(self, _step: int = 1) -> bool:
        """F8 on this page."""
        return False

    @property
    def title(self) -> str:
        """What stands in the header."""
        return ""

    def commands(self) -> Sequence[Command]:
        """Lines in the menu Alat."""
        return [self.numbers_command()]

    def numbers_command(self) -> Command:
        """The key of `Tampilkan nomor`."""
        return Command(_("Tampilkan atau samarkan nomor"), self.numbers.toggle, "Ctrl+Shift+N")
