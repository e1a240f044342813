"""Proposals that were put off or not agreed, by year: they come back with one key (ux.md 1.3)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desa_desktop.i18n import _
from desa_desktop.services import usulan as service
from desa_desktop.ui.choices import status_choices
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.search import SearchBox
from desa_desktop.ui.kit.table import Column, Grouping
from desa_desktop.ui.saving import undo
from desa_desktop.ui.screens.usulan.columns import Row


class ArsipPage(QWidget):
    """Read-only list; `Usulkan lagi` copies the chosen ones into the plan year. `chosen_changed` tells
    that the button may be used or not."""

    chosen_changed = Signal()

    def __init__(self, desk: Desk, tahun: int) -> None:
        super().__init__()
        self.setObjectName("usulan.arsip")
        self._desk, self._tahun = desk, tahun
        self._rows: dict[UUID, Row] = {}
        self.grid = Grid("usulan.arsip.tabel", _columns(), groupings=[_by_year()])
        self.grid.setAccessibleName(_("Arsip usulan"))
        self.search = SearchBox("usulan.arsip.cari")
        hint = QLabel(_("Usulan yang ditunda atau tidak disepakati. Pilih baris, lalu Usulkan lagi."))
        hint.setProperty("teks", "sekunder")
        head = QHBoxLayout()
        head.addWidget(hint, 1)
        head.addWidget(self.search)
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(16, 10, 16, 10)
        box.setSpacing(8)
        box.addLayout(head)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(12)
        self._middle.addWidget(self.grid, 1)
        box.addLayout(self._middle, 1)
        empty = EmptyState(
            "usulan.arsip.kosong",
            _("Usulan yang ditunda atau tidak disepakati tersimpan di sini, untuk diusulkan lagi."),
        )
        self.or_empty = OrEmpty(body, empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.or_empty)
        self.search.searched.connect(self.grid.set_filter)
        self.grid.filtered.connect(self.search.show_count)
        self.grid.view.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit())

    def put_beside(self, panel: QWidget) -> None:
        """A panel at the right of the list."""
        self._middle.addWidget(panel)

    def read(self) -> Sequence[Row]:
        """What may come back; on the short lane."""
        return service.archive_of(self._desk.app.database, self._tahun)

    def show_read(self, rows: Sequence[Row]) -> None:
        """Show the archive."""
        self._rows = {row.id: row for row in rows}
        self.grid.show_rows(rows)
        self.or_empty.show_empty(not rows)
        self.chosen_changed.emit()

    def chosen(self) -> list[UUID]:
        """The chosen proposals of earlier years; those of this year are in the list already."""
        ids = [one for one in self.grid.selected_ids() if isinstance(one, UUID)]
        return [one for one in ids if one in self._rows and self._rows[one].tahun < self._tahun]

    def propose_again(self) -> None:
        """Copy the chosen ones into the plan year as one step."""
        keys, desk, tahun, at = self.chosen(), self._desk, self._tahun, self._desk.now()
        if not keys:
            return

        def done(made: list[UUID]) -> None:
            if not made:
                desk.notice(_("Usulan itu sudah ada di daftar {tahun}.").format(tahun=tahun), seconds=6)
                return
            words = _("{n} usulan masuk ke daftar {tahun}.").format(n=len(made), tahun=tahun)
            desk.notice(words, Tone.SUKSES, _("Urungkan"), lambda: undo(desk, self), seconds=10)

        desk.save(
            self,
            lambda: service.propose_again(desk.app.database, keys, tahun, by=desk.person, at=at),
            done,
        )


def _by_year() -> Grouping:
    return Grouping(
        key=lambda row: row.tahun,
        label=lambda row: _("Tahun Rencana {tahun}").format(tahun=row.tahun),
        count=lambda n: _("{n} usulan").format(n=n),
    )


def _columns() -> list[Column]:
    return [
        Column(name="nomor", label=_("No"), kind=Kind.INTEGER, width=46),
        Column(name="uraian", label=_("Uraian usulan"), width=280, stretch=True),
        Column(name="dusun", label=_("Dusun"), width=110),
        Column(name="lokasi", label=_("Lokasi"), width=140),
        Column(name="perkiraan_biaya", label=_("Perkiraan biaya"), kind=Kind.MONEY, width=130, total=True),
        Column(name="status", label=_("Putusan"), kind=Kind.CHOICE, width=130, choices=status_choices()),
        Column(name="alasan", label=_("Alasan"), width=220),
    ]
