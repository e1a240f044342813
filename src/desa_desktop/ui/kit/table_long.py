"""A table of any length that holds only the pages of rows that were asked for.

Like `TableModel` it fetches nothing: it says that a line in sight is missing, and somebody else reads the
page and hands it over. The lines have no groups, and the order is that of the reading.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desa_desktop.i18n import _
from desa_desktop.ui.kit.table import Column, RowId, TableLine, TableModel

Index = QModelIndex | QPersistentModelIndex
PAGE = 200
_MOST_PAGES = 24
_NO_INDEX = QModelIndex()


class LongModel(TableModel):
    """`missing` is sent when a line without its row is painted; `sort_asked(column, descending)` when a
    heading is chosen that the reading can order by ("" for its own order), `sort_refused(label)` for others.
    """

    missing = Signal()
    sort_asked = Signal(str, bool)
    sort_refused = Signal(str)

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        sortable: Collection[str] = (),
        row_id: Callable[[Any], RowId] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, row_id=row_id, parent=parent)
        self._sortable = frozenset(sortable)
        self._count = 0
        self._pages: dict[int, tuple[Any, ...]] = {}
        self._places: dict[RowId, int] = {}

    # -- what was read -----------------------------------------------------------------------------

    def begin(self, count: int, rows: Iterable[Any], start: int = 0) -> None:
        """Show another list of `count` lines, of which these rows from line `start` on are known."""
        self.beginResetModel()
        self._count = count
        self._take({start // PAGE: tuple(rows)})
        self.endResetModel()

    def follow(self, count: int, rows: Iterable[Any], start: int = 0) -> None:
        """The same list read anew from line `start` on; current cell and scrolling stay where they are."""
        before = self._count
        if count < before:
            self.beginRemoveRows(_NO_INDEX, count, before - 1)
        elif count > before:
            self.beginInsertRows(_NO_INDEX, before, count - 1)
        self._count = count
        self._take({start // PAGE: tuple(rows)})
        if count < before:
            self.endRemoveRows()
        elif count > before:
            self.endInsertRows()
        self._tell(0, count - 1)

    def put(self, rows: Iterable[Any], start: int) -> None:
        """One more page of the list that is shown."""
        pages = dict(self._pages)
        if len(pages) >= _MOST_PAGES:
            here = start // PAGE
            farthest = sorted(pages, key=lambda number: -abs(number - here))
            for number in farthest[: len(pages) - _MOST_PAGES // 2]:
                del pages[number]
        pages[start // PAGE] = tuple(rows)
        self._take(pages)
        self._tell(start, min(start + PAGE, self._count) - 1)

    def lacks(self, first: int, last: int) -> list[int]:
        """The first lines of the pages that are missing between two lines in sight."""
        wanted = range(max(0, first) // PAGE, min(max(0, last), max(0, self._count - 1)) // PAGE + 1)
        return [number * PAGE for number in wanted if number not in self._pages and self._count]

    def _take(self, pages: dict[int, tuple[Any, ...]]) -> None:
        self._pages = pages
        self._places = {
            self.id_of(row): number * PAGE + place
            for number, rows in pages.items()
            for place, row in enumerate(rows)
        }

    def _tell(self, first: int, last: int) -> None:
        if 0 <= first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    # -- the questions of the view -------------------------------------------------------------------

    @property
    def shown_count(self) -> int:
        """How many lines the list has."""
        return self._count

    @property
    def rows(self) -> Sequence[object]:
        """The rows that are known now, in order."""
        return [row for number in sorted(self._pages) for row in self._pages[number]]

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Every line of the list, known or not."""
        return 0 if parent.isValid() else self._count

    def row_at(self, number: int) -> object | None:
        """The row at a line; None while it has not been read."""
        rows = self._pages.get(number // PAGE)
        place = number % PAGE
        return rows[place] if rows is not None and 0 <= place < len(rows) else None

    def line(self, number: int) -> TableLine:
        """The line with its row, or with none yet."""
        row = self.row_at(number)
        if row is None:
            self.missing.emit()
            return TableLine(("menunggu", number))
        return TableLine(("baris", self.id_of(row)), row)

    def line_of(self, row_id: RowId) -> int:
        """The line of a known row, -1 if it is not known."""
        return self._places.get(row_id, -1)

    def cell_text(self, number: int, place: int) -> str:
        """The words of a cell, a sign of waiting until its row is there."""
        row, column = self.row_at(number), self.columns[place]
        if row is None:
            return "…" if place == self.first_shown() else ""
        return column.text(row) if column.text is not None else column.show(column.value_of(row))

    def edit_text(self, number: int, place: int) -> str:
        """The same words: nothing is edited here."""
        return self.cell_text(number, place)

    def can_edit(self, _number: int, _place: int) -> bool:
        """Never: a row is opened."""
        return False

    def open_to(self, _row_id: RowId) -> None:
        """There are no groups."""

    def set_sort(self, column: int, descending: bool = False) -> None:
        """Ask for another order of reading."""
        name = self.columns[column].name if column >= 0 else ""
        if name and name not in self._sortable:
            self.sort_refused.emit(self.columns[column].label)
            return
        self._view.sort, self._view.descending = column, descending
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        self.sort_asked.emit(name, descending)

    def set_filter(self, _text: str) -> None:
        """The reading filters; nothing is hidden here."""

    def spoken(self, number: int, place: int) -> str:
        """`baris 3, kolom Nama, SUPARDI` (ux.md 3.16)."""
        parts = [
            _("baris {nomor}").format(nomor=number + 1),
            _("kolom {nama}").format(nama=self.columns[place].label),
            self.cell_text(number, place) or _("kosong"),
        ]
        return ", ".join(parts)
