"""Rows as lines of a table: group lines with subtotals, a filter, an order of view, marks on cells.

The model holds frozen rows that somebody else has read and fetches nothing. When new rows come, lines
that stay keep their place on the screen, so a reload never closes the cell a person is typing in.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.i18n import _
from desa_desktop.ui.kit.kinds import NUMBERS, Entry, Kind, fold, matches
from desa_desktop.ui.kit.marks import LEVEL_MARKS, Mark

Index = QModelIndex | QPersistentModelIndex
RowId = Hashable
Cell = tuple[RowId, str]
_NO_INDEX = QModelIndex()
_MOST_BLOCKS = 40  # more separate changes than this are told to the view as one new table


@dataclass(frozen=True, kw_only=True)
class Column(Entry):
    """One column. `value` reads it from a row (else the attribute `name`), `text` words it.

    `width` in pixels at 100 % text; `stretch` takes what room is left; `total` is summed in group lines
    and in the pinned line below; `mark` puts a figure before the text; `frozen` stays at the left.
    """

    width: int = 120
    editable: bool = True
    total: bool = False
    stretch: bool = False
    frozen: bool = False
    shown: bool = True
    value: Callable[[Any], object] | None = None
    text: Callable[[Any], str] | None = None
    mark: Callable[[Any], Mark | None] | None = None

    def value_of(self, row: object) -> object:
        """This column's value in a row."""
        return self.value(row) if self.value is not None else getattr(row, self.name)


@dataclass(frozen=True, kw_only=True)
class Grouping:
    """One level of group lines: rows with the same `key` stand together under `label(row)`.

    `count` words how many they are, behind the label; an empty text is left out.
    """

    key: Callable[[Any], Hashable]
    label: Callable[[Any], str]
    count: Callable[[int], str] = lambda number: _("{jumlah} baris").format(jumlah=number)


@dataclass(slots=True)
class Group:
    """A group line: where it hangs, what it says, how many rows and which sums."""

    path: tuple[Hashable, ...]
    label: str
    number: int
    sums: dict[str, int | Decimal]
    open: bool = True

    @property
    def level(self) -> int:
        """0 for the outermost groups."""
        return len(self.path) - 1


@dataclass(slots=True)
class TableLine:
    """What one line of the view shows: a row, or a group."""

    key: Hashable
    row: object = None
    group: Group | None = None


@dataclass(slots=True)
class Typed:
    """What a person put into a cell and the store has not given back yet.

    With a `problem`, `raw` stays on the screen and is not stored; `suggestion` waits for a yes.
    """

    value: object
    raw: str = ""
    problem: str = ""
    suggestion: object = None
    seen: int = 0


@dataclass(slots=True)
class _View:
    """How the rows are looked at; nothing of it is stored in them."""

    needle: str = ""
    sort: int = -1
    descending: bool = False
    closed: set[tuple[Hashable, ...]] = field(default_factory=set)


class TableModel(QAbstractTableModel):
    """Rows, their groups, and what a person has just typed over them."""

    totals_changed = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        row_id: Callable[[Any], RowId] | None = None,
        groupings: Sequence[Grouping] = (),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.groupings = tuple(groupings)
        self._row_id = row_id if row_id is not None else (lambda row: row.id)
        self._rows: list[object] = []
        self._shown: list[object] = []
        self._lines: list[TableLine] = []
        self._line_of: dict[Hashable, int] = {}
        self._view = _View()
        self._typed: dict[Cell, Typed] = {}
        self._awaited: set[RowId] = set()
        self.paints_changed_rows = False  # only where what a cell shows depends on its (frozen) row alone
        self._checks: dict[Cell, Pemeriksaan] = {}
        self._ghosts: Mapping[Cell, str] = {}
        self._numbers = {column.name: number for number, column in enumerate(self.columns)}

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def rows(self) -> Sequence[object]:
        """All rows in the order given, hidden ones included."""
        return self._rows

    @property
    def shown_count(self) -> int:
        """How many rows pass the filter, closed groups included."""
        return len(self._shown)

    @property
    def is_sorted(self) -> bool:
        """Whether a heading rules the order of view."""
        return self._view.sort >= 0

    @property
    def sorting(self) -> tuple[int, bool]:
        """Column number (or -1) and whether the order is descending."""
        return self._view.sort, self._view.descending

    def show_rows(self, rows: Iterable[object]) -> None:
        """Take rows that were read anew. Typed values the store now holds are forgotten."""
        self._rows = list(rows)
        self._awaited = {row_id for row_id, _name in self._typed}
        stored = {self.id_of(row): row for row in self._rows}
        for cell, typed in list(self._typed.items()):
            typed.seen += 1
            row = stored.get(cell[0])
            column = self.columns[self._numbers[cell[1]]]
            is_stored = row is not None and column.value_of(row) == typed.value
            if row is None or (not typed.problem and (is_stored or typed.seen > 1)):
                del self._typed[cell]
        self._rebuild()

    def set_filter(self, text: str) -> None:
        """Show only rows in which every word of `text` occurs, whatever case, points and order."""
        self._view.needle = fold(text)
        self._rebuild()

    def set_sort(self, column: int, descending: bool = False) -> None:
        """Order the view by a column (-1: the stored order). Stored order and numbers stay."""
        self._view.sort, self._view.descending = column, descending
        self._rebuild()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def set_open(self, line: int, is_open: bool) -> None:
        """Open or close the group at this line."""
        group = self._lines[line].group
        if group is not None and group.open is not is_open:
            (self._view.closed.discard if is_open else self._view.closed.add)(group.path)
            self._rebuild()

    def open_to(self, row_id: RowId) -> None:
        """Open every group around a row, so that it can be seen."""
        row = next((one for one in self._rows if self.id_of(one) == row_id), None)
        if row is not None:
            path = tuple(level.key(row) for level in self.groupings)
            around = {path[: depth + 1] for depth in range(len(path))}
            if around & self._view.closed:
                self._view.closed -= around
                self._rebuild()

    # -- where things are ------------------------------------------------------------------------

    def id_of(self, row: object) -> RowId:
        """The name of a row that outlives reloads."""
        return self._row_id(row)

    def line(self, number: int) -> TableLine:
        """What stands at a line of the view."""
        return self._lines[number]

    def row_at(self, number: int) -> object | None:
        """The row at a line, None for a group line."""
        return self._lines[number].row if 0 <= number < len(self._lines) else None

    def id_at(self, number: int) -> RowId | None:
        """The id of the row at a line, None for a group line."""
        row = self.row_at(number)
        return None if row is None else self.id_of(row)

    def line_of(self, row_id: RowId) -> int:
        """The line of a row, -1 if it is not shown."""
        return self._line_of.get(("baris", row_id), -1)

    def number_of(self, name: str) -> int:
        """The place of a column by its name, -1 if there is none."""
        return self._numbers.get(name, -1)

    # -- cells -----------------------------------------------------------------------------------

    def value(self, row: object, column: Column) -> object:
        """What a cell holds, a value just typed included."""
        typed = self._typed.get((self.id_of(row), column.name)) if self._typed else None
        return typed.value if typed is not None and not typed.problem else column.value_of(row)

    def cell_text(self, number: int, place: int) -> str:
        """The words in a cell of the view, Indonesian numbers included."""
        line, column = self._lines[number], self.columns[place]
        if line.group is not None:
            return self._group_text(line.group, place)
        typed = self._typed.get((self.id_of(line.row), column.name)) if self._typed else None
        if typed is not None:
            return typed.raw if typed.problem else column.show(typed.value)
        return column.text(line.row) if column.text is not None else column.show(column.value_of(line.row))

    def redraw(self) -> None:
        """The words of the cells are others now (numbers are shown or masked)."""
        last = self.rowCount() - 1
        if last >= 0:
            self.dataChanged.emit(self.index(0, 0), self.index(last, len(self.columns) - 1))

    def edit_text(self, number: int, place: int) -> str:
        """What the cell's editor begins with: dates in full, problems as they were typed."""
        row, column = self._lines[number].row, self.columns[place]
        typed = self._typed.get((self.id_of(row), column.name))
        if typed is not None and typed.problem:
            return typed.raw
        return column.show(self.value(row, column))

    def can_edit(self, number: int, place: int) -> bool:
        """Whether the cell belongs to a row and its column may be changed."""
        return self._lines[number].group is None and self.columns[place].editable

    def type_over(self, changes: Mapping[Cell, Typed]) -> None:
        """Show what was just typed until the store gives it back."""
        self._typed.update(changes)
        self._cells_changed({row_id for row_id, _name in changes})

    def forget_typed(self, cell: Cell) -> None:
        """Show the stored value again."""
        if self._typed.pop(cell, None) is not None:
            self._cells_changed({cell[0]})

    def typed(self, cell: Cell) -> Typed | None:
        """What was typed into a cell and is not stored yet."""
        return self._typed.get(cell)

    # -- checks ----------------------------------------------------------------------------------

    def set_checks(self, checks: Iterable[Pemeriksaan]) -> None:
        """Mark cells; of several findings on a cell the gravest is shown."""
        weight = [Level.GALAT, Level.PERINGATAN, Level.SARAN]
        self._checks = {}
        first = next((column.name for column in self.columns if column.shown), "")
        for check in sorted(checks, key=lambda one: weight.index(one.level)):
            name = check.field if check.field in self._numbers else first
            self._checks.setdefault((check.record, name), check)
        self._cells_changed()

    def set_ghosts(self, ghosts: Mapping[Cell, str]) -> None:
        """What is proposed for empty cells, as it would stand there; painted in grey."""
        if ghosts != self._ghosts:
            self._ghosts = dict(ghosts)
            self._cells_changed()

    def ghost_at(self, number: int, place: int) -> str:
        """What is proposed for this cell while it is empty, "" for nothing."""
        if not self._ghosts or self._lines[number].group is not None or self.cell_text(number, place):
            return ""
        return self._ghosts.get((self.id_of(self._lines[number].row), self.columns[place].name), "")

    def problem_at(self, number: int, place: int) -> tuple[Level, str] | None:
        """The finding on a cell: what was typed and not understood, or what a check says."""
        row = self.row_at(number)
        if row is None:
            return None
        cell = (self.id_of(row), self.columns[place].name)
        typed = self._typed.get(cell)
        if typed is not None and typed.problem:
            return Level.GALAT, typed.problem
        check = self._checks.get(cell)
        return None if check is None else (check.level, check.teks)

    def problem_cells(self) -> list[tuple[int, int]]:
        """(line, column) of every marked cell in view, in reading order."""
        marked = {cell for cell, typed in self._typed.items() if typed.problem} | set(self._checks)
        places = ((self.line_of(row_id), self.number_of(name)) for row_id, name in marked)
        return sorted(place for place in places if place[0] >= 0)

    # -- sums ------------------------------------------------------------------------------------

    def totals(self) -> dict[str, int | Decimal]:
        """The sum of each `total` column over the rows that pass the filter."""
        return self._sums(self._shown)

    def _sums(self, rows: Iterable[object]) -> dict[str, int | Decimal]:
        wanted = [column for column in self.columns if column.total]
        sums: dict[str, int | Decimal] = {column.name: 0 for column in wanted}
        for row in rows:
            for column in wanted:
                value = self.value(row, column)
                if isinstance(value, int | Decimal):
                    sums[column.name] += value
        return sums

    # -- Qt's questions --------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Lines in view."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Columns, hidden ones included."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, alignment, tool tip and the sentence for screen readers; the rest is painted."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell_text(index.row(), index.column())
        if role == Qt.ItemDataRole.EditRole:
            return self.edit_text(index.row(), index.column())
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            problem = self.problem_at(index.row(), index.column())
            if problem is not None:
                return problem[1]
            ghost = self.ghost_at(index.row(), index.column())
            return _("usulan: {isi}").format(isi=ghost) if ghost else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(index.row(), index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The heading of a column, with `naik`/`turun` spoken when it rules the order."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.label
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.kind in NUMBERS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.hint or column.label
        if role == Qt.ItemDataRole.AccessibleTextRole and section == self._view.sort:
            turn = _("urut turun") if self._view.descending else _("urut naik")
            return f"{column.label}, {turn}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be reached by arrows; only cells of editable columns can be edited."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return plain | Qt.ItemFlag.ItemIsEditable if self.can_edit(index.row(), index.column()) else plain

    def spoken(self, number: int, place: int) -> str:
        """`baris 3, kolom Biaya, 12.500.000, galat: melebihi pagu` (ux.md 3.16)."""
        line, column = self._lines[number], self.columns[place]
        if line.group is not None:
            state = _("terbuka") if line.group.open else _("tertutup")
            return f"{_('kelompok')} {self._group_text(line.group, 0)}, {state}"
        parts = [
            _("baris {nomor}").format(nomor=number + 1),
            _("kolom {nama}").format(nama=column.label),
            self.cell_text(number, place) or _("kosong"),
        ]
        problem = self.problem_at(number, place)
        if problem is not None:
            parts.append(f"{LEVEL_MARKS[problem[0]].word.lower()}: {problem[1]}")
        return ", ".join(parts)

    # -- building lines --------------------------------------------------------------------------

    def _group_text(self, group: Group, place: int) -> str:
        column = self.columns[place]
        if column.total:
            return column.show(group.sums[column.name])
        if place == self.first_shown():
            count = self.groupings[group.level].count(group.number)
            return f"{group.label} ({count})" if count else group.label
        return ""

    def first_shown(self) -> int:
        """The place of the first column that can be seen."""
        return next((number for number, column in enumerate(self.columns) if column.shown), 0)

    def _rebuild(self) -> None:
        rows = self._rows
        if self._view.needle:
            rows = [row for row in rows if matches(self._view.needle, self._searched(row))]
        if self._view.sort >= 0:
            column = self.columns[self._view.sort]
            rows = sorted(rows, key=lambda row: self._sort_key(row, column), reverse=self._view.descending)
        self._shown = list(rows)
        lines: list[TableLine] = []
        self._add_lines(lines, self._shown, ())
        self._become(lines)
        self.totals_changed.emit()

    def _searched(self, row: object) -> str:
        texts = []
        for column in self.columns:
            value = self.value(row, column)
            texts.append(column.text(row) if column.text is not None else column.show(value))
            if column.text is not None and isinstance(value, str):
                texts.append(value)  # a number that stands masked is found by its digits
        return fold(" ".join(texts))

    def _sort_key(self, row: object, column: Column) -> tuple[bool, Any]:
        value = self.value(row, column)
        if column.kind in (Kind.CHOICE, Kind.MANY) or isinstance(value, str):
            value = column.show(value).casefold()
        elif not isinstance(value, int | Decimal) and value is not None and column.text is not None:
            value = column.text(row)
        return value is None, "" if value is None else value

    def _add_lines(self, lines: list[TableLine], rows: Sequence[object], path: tuple[Hashable, ...]) -> None:
        if len(path) == len(self.groupings):
            lines += [TableLine(("baris", self.id_of(row)), row) for row in rows]
            return
        level = self.groupings[len(path)]
        together: dict[Hashable, list[object]] = {}
        for row in rows:
            together.setdefault(level.key(row), []).append(row)
        for key, members in together.items():
            own = (*path, key)
            is_open = own not in self._view.closed
            group = Group(own, level.label(members[0]), len(members), self._sums(members), is_open)
            lines.append(TableLine(("kelompok", own), group=group))
            if is_open:
                self._add_lines(lines, members, own)

    def _become(self, new: list[TableLine]) -> None:
        """Turn the lines in view into `new` by the smallest steps a view can follow."""
        old_keys, new_keys = [line.key for line in self._lines], [line.key for line in new]
        kept = set(old_keys) & set(new_keys)
        gone = _blocks(old_keys, kept)
        come = _blocks(new_keys, kept)
        if len(gone) + len(come) > _MOST_BLOCKS or not kept:
            self.beginResetModel()
            self._lines = new
            self._index_lines()
            self.endResetModel()
            return
        for first, last in reversed(gone):
            self.beginRemoveRows(_NO_INDEX, first, last)
            del self._lines[first : last + 1]
            self.endRemoveRows()
        self._reorder([line for line in new if line.key in kept])
        for first, last in come:
            self.beginInsertRows(_NO_INDEX, first, last)
            self._lines[first:first] = new[first : last + 1]
            self.endInsertRows()
        before, self._lines = self._lines, new
        self._index_lines()
        if not self.paints_changed_rows:
            self._cells_changed()
            return
        other = {self.id_of(line.row) for line, was in zip(new, before, strict=True) if line.row != was.row}
        self._cells_changed(other | self._awaited)

    def _reorder(self, wanted: list[TableLine]) -> None:
        if [line.key for line in self._lines] == [line.key for line in wanted]:
            return
        self.layoutAboutToBeChanged.emit()
        place = {line.key: number for number, line in enumerate(wanted)}
        before = self.persistentIndexList()
        after = [self.index(place[self._lines[one.row()].key], one.column()) for one in before]
        self._lines = wanted
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _index_lines(self) -> None:
        self._line_of = {line.key: number for number, line in enumerate(self._lines)}

    def _cells_changed(self, rows: Collection[RowId] | None = None) -> None:
        """Paint anew: the lines of these rows, or all; sums of groups stand in other lines too."""
        if self._typed or self.groupings:
            self._refresh_sums()
        if rows is not None and not self.groupings:
            for line in sorted(self.line_of(one) for one in rows):
                if line >= 0:
                    self.dataChanged.emit(self.index(line, 0), self.index(line, len(self.columns) - 1))
        elif self._lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, len(self.columns) - 1))
        self.totals_changed.emit()

    def _refresh_sums(self) -> None:
        """Subtotals follow a cell as it is typed, before the store answers."""
        if not any(column.total for column in self.columns):
            return
        members: dict[tuple[Hashable, ...], list[object]] = {}
        for row in self._shown:
            path = tuple(level.key(row) for level in self.groupings)
            for depth in range(len(path)):
                members.setdefault(path[: depth + 1], []).append(row)
        for line in self._lines:
            if line.group is not None:
                line.group.sums = self._sums(members.get(line.group.path, ()))


def _blocks(keys: Sequence[Hashable], kept: set[Hashable]) -> list[tuple[int, int]]:
    """First and last place of each run of keys that are not kept."""
    blocks = []
    for is_kept, run in groupby(enumerate(keys), key=lambda pair: pair[1] in kept):
        if not is_kept:
            places = [number for number, _key in run]
            blocks.append((places[0], places[-1]))
    return blocks
