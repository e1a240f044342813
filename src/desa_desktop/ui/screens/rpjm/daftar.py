"""A list of the plan that is a table and nothing more: kalender musim, lembaga, masalah, program, tim."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desa_desktop.domain.pemeriksaan import Pemeriksaan
from desa_desktop.i18n import _
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.grid import Change, Grid
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.saving import bind_grid, change_rows
from desa_desktop.ui.screens.rpjm.plan import OpenRpjm
from desa_desktop.ui.tab_page import lock_grid


class PlainList(QWidget):
    """`change(changes)` takes what belongs elsewhere and returns what is a plain field."""

    def __init__(
        self,
        plan: OpenRpjm,
        name: str,
        kind: type[Any],
        columns: Sequence[Column],
        *,
        title: str,
        empty: str,
        add: str,
        first: str,
        describe: Callable[[Any], str],
        new_values: Callable[[Any], Mapping[str, object]] | None = None,
        change: Callable[[list[Change]], list[Change]] | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName(f"rpjm.{name}")
        self._plan, self._kind, self._first = plan, kind, first
        self._divert = change
        self.add_words = add
        self.rows: list[Any] = []
        self.grid = Grid(f"rpjm.{name}.tabel", columns, today=plan.desk.today)
        self.grid.setAccessibleName(title)
        bind_grid(plan.desk, self.grid, kind, lambda: plan.key, describe=describe, new_values=new_values)
        self.grid.use(on_change=self._change)
        self.grid.remember(plan.desk.memory)
        self.list = OrEmpty(self.grid, EmptyState(f"rpjm.{name}.kosong", empty, [(add, self.add)]))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.list, 1)

    def _change(self, changes: list[Change]) -> None:
        plain = self._divert(changes) if self._divert is not None else changes
        if plain:
            change_rows(self._plan.desk, self.grid, self._kind, plain)

    def add(self) -> None:
        """A new row."""
        self.list.show_empty(False)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.grid.add_row()

    def show_list(self, rows: Sequence[Any], findings: Sequence[Pemeriksaan] = ()) -> None:
        """The rows as read, locked when the plan is."""
        locked = self._plan.is_locked
        self.rows = list(rows)
        self.grid.show_rows(self.rows)
        lock_grid(self.grid, locked)
        known = {one.id for one in self.rows}
        self.grid.set_checks(one for one in findings if one.record in known)
        self.list.show_empty(not self.rows and not locked and self.grid.editor is None)

    def arrive(self) -> None:
        """Into the table, or on the button that makes the first row."""
        self.list.enter(self.grid)

    def jump(self, record: UUID | None, field: str) -> bool:
        """The cell a finding names."""
        if record is None or not any(one.id == record for one in self.rows):
            return False
        self.grid.select_row(record, field or self._first)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        return True


def months_words() -> tuple[str, ...]:
    """The months as a narrow heading shows them."""
    return (
        _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("Mei"), _("Jun"), _("Jul"), _("Agu"), _("Sep"), _("Okt"),
        _("Nov"), _("Des"),
    )  # fmt: skip
