"""The editable grid: typing, filling, pasting and moving rows as in a sheet, one step at a time.

It knows no village: columns and callbacks describe it. Whatever changes goes out through a callback as
one list, so that the screen can store it as one step that `Urungkan` takes back (ux.md 3.2, 3.9).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QHideEvent, QKeyEvent, QStatusTipEvent
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.i18n import _
from desa_desktop.ui.kit.acts import Act, Acting
from desa_desktop.ui.kit.cell_note import CellNote
from desa_desktop.ui.kit.cells import CellDelegate
from desa_desktop.ui.kit.clipboard import Block, next_in_series, to_block, to_text
from desa_desktop.ui.kit.grid_cells import Cells
from desa_desktop.ui.kit.grid_columns import GridColumns
from desa_desktop.ui.kit.grid_editing import CellEditing
from desa_desktop.ui.kit.grid_fresh import FreshRow
from desa_desktop.ui.kit.grid_view import GridView, Index, TotalLine
from desa_desktop.ui.kit.kinds import Kind, empty_of
from desa_desktop.ui.kit.lines import ChoiceLine, Line
from desa_desktop.ui.kit.memory import Memory
from desa_desktop.ui.kit.table import Cell, Column, Grouping, RowId, TableModel, Typed

Change = tuple[RowId, str, object]
_WAIT_FOR_ROW = 5000  # milliseconds a new row may take before its keys are given back


class Grid(Acting):
    """A table of rows. Without `on_change` it is read-only and Enter opens the row.

    Callbacks, all optional: `on_change([(row id, column, value)])`; `on_add(values, after)` may return
    the new row's id, else the next unknown row is taken for it; `on_remove(ids)`; `on_move(id, offset)`;
    `on_paste(block, (row id or None, column))` for blocks wider than a column; `on_draft(cell, text)`
    every two seconds with the text of the open editor, None when it is closed; `on_withdraw(id)` when a
    new row was left without anything in it. `model` stands in for the grid's own (a `LongModel`).
    """

    row_activated = Signal(object)
    current_changed = Signal(object)
    filtered = Signal(int, int)

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        *,
        row_id: Callable[[Any], RowId] | None = None,
        groupings: Sequence[Grouping] = (),
        today: Callable[[], date] | None = None,
        on_change: Callable[[list[Change]], object] | None = None,
        on_add: Callable[[Mapping[str, object], RowId | None], RowId | None] | None = None,
        on_remove: Callable[[list[RowId]], object] | None = None,
        on_move: Callable[[RowId, int], object] | None = None,
        on_paste: Callable[[Block, tuple[RowId | None, str]], object] | None = None,
        on_draft: Callable[[Cell, str | None], object] | None = None,
        on_withdraw: Callable[[RowId], object] | None = None,
        total_label: Callable[[int], str] | None = None,
        model: TableModel | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._on_change, self._on_add, self._on_remove = on_change, on_add, on_remove
        self._on_move, self._on_paste = on_move, on_paste
        self._today = today if today is not None else _no_today
        self.model = model or TableModel(columns, row_id=row_id, groupings=groupings, parent=self)
        self._locked = False
        self._waiting: set[RowId] | None = None
        self._keys: list[QKeyEvent] = []
        self._build(name, total_label)
        self.editing.on_draft = on_draft
        self.fresh = FreshRow(self)
        self.fresh.on_withdraw = on_withdraw
        self._connect()

    def _build(self, name: str, total_label: Callable[[int], str] | None) -> None:
        self.view = GridView(self, self.model)
        self.view.setObjectName(f"{name}.isi")
        self._delegate = CellDelegate(self.model, self._today, self)
        self._delegate.is_current = self._is_current
        self.view.setItemDelegate(self._delegate)
        beside = CellDelegate(self.model, self._today, self)
        beside.is_current = self._is_current
        self.view.frozen.setObjectName(f"{name}.beku")
        self.view.frozen.paint_with(beside)
        self.columns = GridColumns(self.view, self.model, name)
        self.cells = Cells(self.view, self.model)
        self.editing = CellEditing(self, self.view, self.model, self._delegate)
        self._total: TotalLine | None = None
        if total_label is not None or any(column.total for column in self.model.columns):
            words = total_label or (lambda number: _("Jumlah {jumlah} baris").format(jumlah=number))
            self._total = TotalLine(self.view, self.model, words)
            self._total.setObjectName(f"{name}.jumlah")
        self._note = CellNote(f"{name}.catatan", self._accept_suggestion, self._rewrite)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.view, 1)
        if self._total is not None:
            box.addWidget(self._total)
        box.addWidget(self._note)
        self.setFocusProxy(self.view)
        self.view.setProperty("petunjuk", self.hint())
        self._row_clock = QTimer(self)
        self._row_clock.setSingleShot(True)
        self._row_clock.setInterval(_WAIT_FOR_ROW)
        self._row_clock.timeout.connect(self.forget_new_row)

    def _connect(self) -> None:
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.model.dataChanged.connect(lambda *_: self._show_note())

    def use(
        self,
        *,
        on_change: Callable[[list[Change]], object] | None = None,
        on_add: Callable[[Mapping[str, object], RowId | None], RowId | None] | None = None,
        on_remove: Callable[[list[RowId]], object] | None = None,
        on_move: Callable[[RowId, int], object] | None = None,
        on_paste: Callable[[Block, tuple[RowId | None, str]], object] | None = None,
        on_draft: Callable[[Cell, str | None], object] | None = None,
        on_withdraw: Callable[[RowId], object] | None = None,
    ) -> None:
        """Give the grid its callbacks after it was made; None leaves the one there is."""
        self._on_change = on_change or self._on_change
        self._on_add = on_add or self._on_add
        self._on_remove = on_remove or self._on_remove
        self._on_move = on_move or self._on_move
        self._on_paste = on_paste or self._on_paste
        self.editing.on_draft = on_draft or self.editing.on_draft
        self.fresh.on_withdraw = on_withdraw or self.fresh.on_withdraw
        self.view.setProperty("petunjuk", self.hint())

    def set_locked(self, locked: bool) -> None:
        """A ratified list can be read and copied, not changed."""
        self.commit()
        self._locked = locked
        self.view.setProperty("petunjuk", self.hint())

    def beside(self, panel: QWidget) -> None:
        """A panel that works on the current row: the focus in it does not leave the row."""
        self.fresh.panels.append(panel)

    def restore(self, row_id: RowId, column: str, text: str) -> bool:
        """Open a cell with the text of an editing that was broken off; False if the row is gone."""
        return self.select_row(row_id, column) and self.editing.put(text)

    # -- columns -------------------------------------------------------------------------------------

    def remember(self, memory: Memory) -> None:
        """Take widths and hidden columns from an earlier visit, and keep them from now on."""
        self.columns.remember(memory)

    def columns_menu(self, parent: QWidget) -> QMenu:
        """`Kolom…`: which columns are shown."""
        return self.columns.menu(parent)

    def show_column(self, number: int, shown: bool) -> None:
        """Show or hide a column; remembered for this screen."""
        self.columns.show(number, shown)

    def cycle_sort(self, column: int) -> None:
        """Up, down, the stored order again. Only the view changes."""
        self.columns.cycle_sort(column)

    def fit_columns(self) -> None:
        """Set widths for the size of text; the stretching column takes what is left."""
        self.columns.fit()

    # -- rows and what is chosen -------------------------------------------------------------------

    @property
    def editor(self) -> Line | None:
        """The editor of the open cell, None while nobody types."""
        return self.editing.line

    @property
    def editable(self) -> bool:
        """Whether cells can be changed at all."""
        return self._on_change is not None and not self._locked

    def setAccessibleName(self, name: str) -> None:
        """The table carries the name; the frame around it is no stop for anybody."""
        super().setAccessibleName(name)
        self.view.setAccessibleName(name)

    def show_rows(self, rows: Iterable[Any]) -> None:
        """Show rows read anew. The chosen rows, the current cell and an open editor stay."""
        chosen, current = self.selected_ids(), self.view.currentIndex()
        here = self.model.id_at(current.row()) if current.isValid() else None
        line, place = current.row(), current.column()
        self.model.show_rows(rows)
        found = self.model.line_of(here) if here is not None else -1
        is_gone = found < 0 if here is not None else not self.view.currentIndex().isValid()
        if line >= 0 and self.model.rowCount() and (is_gone or not self.view.currentIndex().isValid()):
            line = found if found >= 0 else min(line, self.model.rowCount() - 1)
            self.cells.choose([self.model.line_of(one) for one in chosen])
            self.cells.go(line, place, keep=found >= 0)
        self._take_new_row()
        self.fresh.look()
        self.filtered.emit(self.model.shown_count, len(self.model.rows))

    def selected_ids(self) -> list[RowId]:
        """Ids of the rows with at least one chosen cell, from top to bottom."""
        lines: set[int] = set()
        for part in self.view.selectionModel().selection().toList():
            lines.update(range(part.top(), part.bottom() + 1))
        ids = (self.model.id_at(line) for line in sorted(lines))
        return [one for one in ids if one is not None]

    def current_id(self) -> RowId | None:
        """The id of the row with the current cell, None on a group's heading or nowhere."""
        index = self.view.currentIndex()
        return self.model.id_at(index.row()) if index.isValid() else None

    def current_row(self) -> Any:
        """The row with the current cell, or None."""
        index = self.view.currentIndex()
        return self.model.row_at(index.row()) if index.isValid() else None

    def select_row(self, row_id: RowId, column: str = "") -> bool:
        """Make a row current, opening the groups around it; False if it is not shown."""
        self.model.open_to(row_id)
        line = self.model.line_of(row_id)
        if line < 0:
            return False
        place = self.model.number_of(column) if column else self.view.currentIndex().column()
        self.cells.go(line, place if place >= 0 else self.cells.first_column())
        return True

    def set_filter(self, text: str) -> None:
        """Show only matching rows; `filtered(shown, all)` is sent."""
        self.model.set_filter(text)
        self.filtered.emit(self.model.shown_count, len(self.model.rows))

    def set_checks(self, checks: Iterable[Pemeriksaan]) -> None:
        """Mark the cells that findings name by record and field."""
        self.model.set_checks(checks)
        self._show_note()

    def set_ghosts(self, ghosts: Mapping[tuple[RowId, str], str]) -> None:
        """Show what is proposed for empty cells, by row and column."""
        self.model.set_ghosts(ghosts)

    def set_problem(self, row_id: RowId, column: str, sentence: str) -> None:
        """A service refused a value: keep it on the screen with the reason."""
        line, place = self.model.line_of(row_id), self.model.number_of(column)
        if line >= 0 and place >= 0:
            raw = self.model.edit_text(line, place)
            self.model.type_over({(row_id, column): Typed(None, raw, sentence)})

    def next_problem(self, step: int = 1) -> bool:
        """F8 and Shift+F8: go to the next marked cell, around the end; False if there is none."""
        cells = self.model.problem_cells()
        if not cells:
            return False
        index = self.view.currentIndex()
        here = (index.row(), index.column())
        if step > 0:
            wanted = next((cell for cell in cells if cell > here), cells[0])
        else:
            wanted = next((cell for cell in reversed(cells) if cell < here), cells[-1])
        self.cells.go(*wanted)
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def commit(self) -> None:
        """Take what is in the open editor, as if the cell were left (before a milestone or closing)."""
        if self.editor is not None:
            self.editing.close(take=True)

    # -- commands ------------------------------------------------------------------------------------

    def claims(self, act: Act) -> bool:
        """Whether a command means anything here; the key of another one is left to the screen around."""
        if act in (Act.UP, Act.DOWN) and self._on_move is None:
            return False
        return self.editable or act is Act.COPY

    def perform(self, act: Act) -> bool:
        """Do one of the grid's commands; False if it does not apply here."""
        if not self.claims(act):
            return False
        commands: dict[Act, Callable[[], bool]] = {
            Act.COPY: self.copy, Act.CUT: self.cut, Act.PASTE: self.paste, Act.CLEAR: self.clear_cells,
            Act.FILL: self.fill_down, Act.SERIES: self.continue_series, Act.ADD: self.add_row,
            Act.REMOVE: self.remove_rows, Act.UP: lambda: self.move_row(-1),
            Act.DOWN: lambda: self.move_row(1),
        }  # fmt: skip
        return commands[act]()

    def copy(self) -> bool:
        """The chosen cells as tab-separated text with Indonesian numbers."""
        block = [
            [self.model.cell_text(line, place) for place in places] for line, places in self.cells.rectangle()
        ]
        if block:
            QGuiApplication.clipboard().setText(to_text(block))
        return bool(block)

    def cut(self) -> bool:
        """Copy and empty the chosen cells."""
        return self.copy() and self.clear_cells()

    def clear_cells(self) -> bool:
        """Empty the chosen cells that can be edited, as one step."""
        return self._send(
            {
                (self._id(line), self.model.columns[place].name): Typed(
                    empty_of(self.model.columns[place].kind)
                )
                for line, place in self.cells.chosen()
            }
        )

    def paste(self) -> bool:
        """One cell or one column goes in directly; a wider block goes to the preview."""
        block = to_block(QGuiApplication.clipboard().text())
        index = self.view.currentIndex()
        if not block:
            return False
        name = self.model.columns[max(0, index.column())].name
        if len(block[0]) > 1 or not index.isValid() or self.model.row_at(index.row()) is None:
            return self._paste_wide(block, name)
        if len(block) == 1:
            return self.type_texts((cell, block[0][0]) for cell in self.cells.chosen() or [_at(index)])
        lines = self.cells.rows_from(index.row())
        if len(lines) < len(block) and self._on_paste is not None:
            return self._paste_wide(block, name)
        pairs = zip(lines, block, strict=False)
        return self.type_texts(((line, index.column()), cells[0]) for line, cells in pairs)

    def fill_down(self) -> bool:
        """The first chosen cell of each column into those below it; alone, the one above into it."""
        return self._fill(lambda text, _step: text)

    def continue_series(self) -> bool:
        """Like `fill_down`, counting on numbers and codes that end in digits."""
        return self._fill(next_in_series)

    def add_row(self, values: Mapping[str, object] | None = None) -> bool:
        """A new row below the current one; keys typed meanwhile go into it."""
        if self._on_add is None or self._locked:
            return False
        self.commit()
        if self.fresh.is_current():
            self.cells.go(self.view.currentIndex().row(), self.cells.first_column())
            return True
        after = self.current_id()
        if after is None and self.model.rows:
            after = self._last_id()
        self._waiting = {self.model.id_of(row) for row in self.model.rows}
        self._row_clock.start()
        new = self._on_add(values or {}, after)
        if new is not None and self.model.line_of(new) >= 0:
            self._take_new_row()
        return True

    def remove_rows(self) -> bool:
        """Delete the chosen rows; the screen shows the bar with `Urungkan`."""
        ids = self.selected_ids()
        if self._on_remove is None or not ids:
            return False
        if self.editor is not None:
            self.editing.close(take=False)
        self._on_remove(ids)
        return True

    def move_row(self, offset: int) -> bool:
        """Move the current row up or down in the stored order, if the view shows that order."""
        row_id = self.current_id()
        if self._on_move is None or row_id is None or self.model.is_sorted:
            return False
        self._on_move(row_id, offset)
        return True

    # -- keys ----------------------------------------------------------------------------------------

    def enter(self, upwards: bool) -> bool:
        """Enter: the cell below, a new row after the last; opens or closes a group; opens a row."""
        index = self.view.currentIndex()
        if not index.isValid():
            return bool(self.editable and not upwards and self.add_row())
        if self.model.line(index.row()).group is not None:
            self.toggle_group(index.row())
        elif not self.editable:
            self.activate(index)
        else:
            self.step_down(-1 if upwards else 1)
        return True

    def tab(self, forward: bool) -> bool:
        """Tab: the next cell that can be edited, a new row after the last; False leaves the grid.

        In an empty cell of a new last row with nothing in it Tab says that no more rows are wanted; over what
        was filled in for the person it goes on.
        """
        index = self.view.currentIndex()
        if not self.editable or not index.isValid():
            return False
        if forward and self.fresh.is_current_and_blank() and self.cells.next_line(index.row(), 1) < 0:
            return False
        places = [
            n for n, c in enumerate(self.model.columns) if c.editable and not self.view.isColumnHidden(n)
        ]
        later = [n for n in places if (n > index.column() if forward else n < index.column())]
        if self.model.row_at(index.row()) is not None and later:
            self.cells.go(index.row(), later[0] if forward else later[-1])
            return True
        line = self.cells.next_line(index.row(), 1 if forward else -1)
        if line >= 0 and places:
            self.cells.go(line, places[0] if forward else places[-1])
            return True
        return forward and self.add_row()

    def activate(self, index: Index) -> None:
        """Open the row, if somebody listens."""
        row_id = self.model.id_at(index.row())
        if row_id is not None:
            self.row_activated.emit(row_id)

    def toggle(self, index: Index) -> bool:
        """Space or a click on a tick."""
        column = self.model.columns[index.column()]
        if not self.editable or column.kind is not Kind.TICK or not column.editable:
            return False
        row = self.model.row_at(index.row())
        value = not self.model.value(row, column)
        return self._send({(self._id(index.row()), column.name): Typed(value)})

    def toggle_group(self, line: int) -> None:
        """Open a closed group, close an open one; the heading stays current."""
        group = self.model.line(line).group
        if group is not None:
            self.model.set_open(line, not group.open)

    def open_list(self) -> bool:
        """Open the list or calendar of the open editor."""
        if isinstance(self.editor, ChoiceLine):
            self.editor.open_list()
        elif self.editor is not None:
            key = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(self.editor, key)
        return True

    def waits_for_row(self, event: QKeyEvent) -> bool:
        """Keep what is typed while a new row is on its way; Esc gives up waiting."""
        if self._waiting is None:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.forget_new_row()
        else:
            self._keys.append(event.clone())
        return True

    def forget_new_row(self) -> None:
        """The new row does not come (the store refused it): keys act on the current cell again."""
        self._waiting = None
        self._keys.clear()
        self._row_clock.stop()

    def go_first(self) -> None:
        """The first cell a person may want: first row, first editable column."""
        line = self.cells.next_line(-1, 1)
        self.cells.go(max(0, line), self.cells.first_column())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The commands for the chosen cells (also by the menu key)."""
        menu = self.context_menu()
        menu.exec(event.globalPos())
        menu.deleteLater()

    def context_menu(self) -> QMenu:
        """The menu of the grid; what does not apply is left out."""
        menu = QMenu(self)
        words: list[tuple[Act, str, bool]] = [
            (Act.COPY, _("Salin"), True),
            (Act.CUT, _("Potong"), self.editable),
            (Act.PASTE, _("Tempel"), self.editable),
            (Act.FILL, _("Isi ke bawah"), self.editable),
            (Act.SERIES, _("Lanjutkan deret"), self.editable),
            (Act.ADD, _("Sisipkan baris"), self._on_add is not None),
            (Act.REMOVE, _("Hapus baris"), self._on_remove is not None),
        ]
        for act, word, applies in words:
            if applies:
                menu.addAction(word, lambda act=act: self.perform(act))
        column = self.view.currentIndex().column()
        if column >= 0:
            name = self.model.columns[column].label
            menu.addSeparator()
            menu.addAction(_("Urutkan menurut {kolom}").format(kolom=name), lambda: self.cycle_sort(column))
        menu.addMenu(self.columns_menu(menu))
        return menu

    # -- editing -------------------------------------------------------------------------------------

    def type_texts(self, texts: Iterable[tuple[tuple[int, int], str]]) -> bool:
        """Read texts into cells; what is clear goes out as one step, the rest stays with its question."""
        typed: dict[Cell, Typed] = {}
        for (line, place), text in texts:
            if not self.model.can_edit(line, place):
                continue
            column = self.model.columns[place]
            reading = column.read(text, self._today)
            cell = (self._id(line), column.name)
            typed[cell] = Typed(reading.value, text, reading.problem, reading.suggestion)
        return self._send(typed)

    def _send(self, typed: dict[Cell, Typed]) -> bool:
        if not typed or self._on_change is None:
            return False
        self.fresh.note(typed)
        clear = [(row_id, name, one.value) for (row_id, name), one in typed.items() if not one.problem]
        self.model.type_over(typed)
        self._show_note()
        if clear:
            self._on_change(clear)
        return True

    def _accept_suggestion(self) -> None:
        index = self.view.currentIndex()
        cell = (self._id(index.row()), self.model.columns[index.column()].name)
        typed = self.model.typed(cell)
        if typed is not None and typed.suggestion is not None:
            self._send({cell: Typed(typed.suggestion)})
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rewrite(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.view.start_edit(self.view.currentIndex(), over=False)

    # -- inside ----------------------------------------------------------------------------------------

    def _fill(self, make: Callable[[str, int], str]) -> bool:
        rectangle = self.cells.rectangle()
        if len(rectangle) == 1:
            above = self.cells.next_line(rectangle[0][0], -1)
            if above < 0:
                return False
            rectangle = [(above, rectangle[0][1]), rectangle[0]]
        if not rectangle:
            return False
        first, places = rectangle[0]
        texts = []
        for step, (line, _places) in enumerate(rectangle[1:], start=1):
            texts += [((line, place), make(self.model.edit_text(first, place), step)) for place in places]
        return self.type_texts(texts)

    def _paste_wide(self, block: Block, name: str) -> bool:
        if self._on_paste is None:
            return False
        self._on_paste(block, (self.current_id(), name))
        return True

    def step_down(self, step: int, *, grow: bool = True) -> None:
        """The cell below or above; `grow` makes a new row after the last."""
        index = self.view.currentIndex()
        line = self.cells.next_line(index.row(), step)
        if line >= 0:
            self.cells.go(line, index.column())
        elif step > 0 and grow:
            self.add_row()

    def step_side(self, step: int) -> None:
        """The next visible cell to the right or left."""
        index = self.view.currentIndex()
        place = index.column() + step
        while 0 <= place < len(self.model.columns) and self.view.isColumnHidden(place):
            place += step
        if 0 <= place < len(self.model.columns):
            self.cells.go(index.row(), place)

    def _last_id(self) -> RowId:
        return self.model.id_of(self.model.rows[-1])

    def _id(self, line: int) -> RowId:
        return self.model.id_at(line)

    def _take_new_row(self) -> None:
        if self._waiting is None:
            return
        new = [row for row in self.model.rows if self.model.id_of(row) not in (self._waiting or ())]
        if not new:
            return
        keys, self._keys = self._keys, []
        self.forget_new_row()
        self.model.open_to(self.model.id_of(new[0]))
        line = self.model.line_of(self.model.id_of(new[0]))
        if line >= 0:
            self.cells.go(line, self.cells.first_column())
            self.fresh.begin(self.model.id_of(new[0]))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        for key in keys:
            QApplication.sendEvent(self.editor if self.editor is not None else self.view, key)

    def _is_current(self, index: Index) -> bool:
        return self.view.hasFocus() and self.view.currentIndex() == index

    def hideEvent(self, event: QHideEvent) -> None:
        """The screen or the page was left: an empty new row does not stay behind."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.fresh.withdraw()

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        self._show_note()
        self.fresh.look()
        self.current_changed.emit(self.model.id_at(index.row()) if index.isValid() else None)

    def _show_note(self) -> None:
        index = self.view.currentIndex()
        problem = self.model.problem_at(index.row(), index.column()) if index.isValid() else None
        typed = None
        if problem is not None:
            column = self.model.columns[index.column()]
            typed = self.model.typed((self._id(index.row()), column.name))
        has_suggestion = typed is not None and bool(typed.problem) and typed.suggestion is not None
        self._note.say(
            problem, can_accept=has_suggestion, can_rewrite=typed is not None and bool(typed.problem)
        )
        now = QApplication.focusWidget()
        if now is not self.view and (now is None or not self.view.isAncestorOf(now)):
            return  # rows were read behind a form: the band belongs to whoever has the keys
        words = self.hint() if problem is None else f"{_level_word(problem[0])}: {problem[1]}"
        QApplication.sendEvent(self.view, QStatusTipEvent(words))

    def hint(self) -> str:
        """What the keys do here, for the band below."""
        if not self.editable:
            return _("Enter: buka baris · Ctrl+C: salin")
        return _("Enter: sel di bawah · Tab: sel di kanan · Ctrl+D: isi ke bawah")


def _at(index: Index) -> tuple[int, int]:
    return index.row(), index.column()


def _no_today() -> date:
    raise ValueError("a grid with dates needs today")


def _level_word(level: Level) -> str:
    return {Level.GALAT: _("Galat"), Level.PERINGATAN: _("Peringatan"), Level.SARAN: _("Saran")}[level]
