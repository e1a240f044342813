"""One list of Data Desa: hamlets, officers, notables. Typed like a table, or pasted from Excel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desa_desktop.domain.pemeriksaan import Pemeriksaan
from desa_desktop.domain.tempel import JenisTempel
from desa_desktop.i18n import _
from desa_desktop.services import intake
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.clipboard import Block
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.search import SearchBox
from desa_desktop.ui.kit.table import Column, RowId
from desa_desktop.ui.paste_flow import PasteHost, PasteOrder, unread_checks
from desa_desktop.ui.saving import bind_grid


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOf:
    """Which list: the kind of record, what a paste is read as, its columns and words."""

    name: str
    label: str
    kind: type[Any]
    jenis: JenisTempel
    columns: Sequence[Column]
    add: str
    why: str


class ListPage(QWidget):
    """A grid with search, paste and import over the rows of one kind."""

    def __init__(self, desk: Desk, what: ListOf) -> None:
        super().__init__()
        self.setObjectName(f"data_desa.{what.name}")
        self._what, self._desk = what, desk
        self._parent: UUID | None = None
        self._wanted: UUID | None = None
        self.grid = Grid(f"data_desa.{what.name}.tabel", what.columns, today=desk.today)
        self.grid.setAccessibleName(what.label)
        bind_grid(desk, self.grid, what.kind, lambda: self._parent, describe=lambda row: str(row.nama))
        self.grid.use(on_paste=self._paste)
        self.grid.remember(desk.memory)
        self.search = SearchBox(f"data_desa.{what.name}.cari")
        self.search.searched.connect(self.grid.set_filter)
        self.grid.filtered.connect(self.search.show_count)
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(16, 10, 16, 10)
        box.setSpacing(8)
        box.addLayout(self._head())
        box.addWidget(self.grid, 1)
        offers = [
            (what.add, self.add),
            (_("Tempel dari Excel"), self.paste),
            (_("Impor dari berkas…"), self.import_),
        ]
        self.or_empty = OrEmpty(body, EmptyState(f"data_desa.{what.name}.kosong", what.why, offers))
        self.host = PasteHost(desk, f"data_desa.{what.name}.tempel", self.or_empty)
        self.host.accepted.connect(self._on_accepted)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.host)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.search)
        row.addStretch(1)
        for name, word, act in (("tempel", _("&Tempel"), self.paste), ("impor", _("&Impor…"), self.import_)):
            button = QPushButton(word)
            button.setObjectName(f"{self.objectName()}.{name}")
            button.clicked.connect(lambda _on=False, act=act: act())
            row.addWidget(button)
        return row

    @property
    def label(self) -> str:
        """What stands on the tab."""
        return self._what.label

    def show_rows(self, parent: UUID, rows: Sequence[Any], checks: Iterable[Pemeriksaan]) -> None:
        """Show rows read anew with what is odd about them."""
        self._parent = parent
        self.or_empty.show_empty(not rows)
        self.grid.show_rows(rows)
        own = {row.id for row in rows}
        self.grid.set_checks([*(one for one in checks if one.record in own), *unread_checks(rows)])
        if self._wanted is not None and self.grid.select_row(self._wanted):
            self._wanted = None
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def add(self) -> None:
        """A new row below the current one."""
        if self.search.text:
            self.search.clear()
            self.grid.set_filter("")
        self.or_empty.show_empty(False)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.grid.add_row()

    def paste(self) -> None:
        """What the clipboard holds, through the preview."""
        self.host.offer_clipboard(self._order())

    def import_(self) -> None:
        """A workbook or CSV, through the preview."""
        self.host.choose_file(self._order())

    def _order(self, kolom: tuple[str, ...] = (), after: UUID | None = None) -> PasteOrder:
        return PasteOrder(self._what.jenis, kolom=kolom, after=after)

    def _paste(self, block: Block, anchor: tuple[RowId | None, str]) -> None:
        row_id, name = anchor
        names = [one.name for one in self._what.columns]
        after = row_id if isinstance(row_id, UUID) else None
        self.host.offer(self._order(tuple(names[names.index(name) :]), after), block)

    def _on_accepted(self, came: intake.Masuk) -> None:
        self._wanted = next(iter((*came.baru, *came.berubah)), None)
