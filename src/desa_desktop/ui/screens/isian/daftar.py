"""The list of checklists by period: how far each is, by when, and whether the kecamatan has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desa_desktop.domain.isian import show_periode
from desa_desktop.domain.wording import show_date, show_date_short, show_number
from desa_desktop.i18n import N_, _
from desa_desktop.services.exchange import KeadaanKirim
from desa_desktop.services.isian import IsianRingkas
from desa_desktop.services.tasks import deadline_of
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.marks import Mark
from desa_desktop.ui.kit.table import Column, Grouping, RowId

_STATES: Mapping[str, tuple[Mark, str]] = {
    "belum": (Mark.BELUM, N_("Belum mulai")),
    "berjalan": (Mark.BERJALAN, N_("Berjalan")),
    "selesai": (Mark.SELESAI, N_("Selesai")),
}


@dataclass(frozen=True, slots=True)
class IsianRow:
    """One line of the list."""

    id: UUID
    one: IsianRingkas
    batas: date
    kiriman: str

    @property
    def progress(self) -> str:
        """`12 dari 34 terisi · 1 galat · 3 wajib kosong`; for families `212 dari 1.100 keluarga selesai`."""
        if self.one.per_keluarga:
            if not self.one.jumlah:
                return _("belum ada keluarga di Data Penduduk")
            done, all_ = show_number(self.one.terisi), show_number(self.one.jumlah)
            return _("{selesai} dari {semua} keluarga selesai").format(selesai=done, semua=all_)
        counts = {"terisi": show_number(self.one.terisi), "semua": show_number(self.one.jumlah)}
        parts = [_("{terisi} dari {semua} terisi").format(**counts)]
        if self.one.galat:
            parts.append(_("{n} galat").format(n=self.one.galat))
        if self.one.wajib_kosong and self.one.keadaan != "selesai":
            parts.append(_("{n} wajib kosong").format(n=self.one.wajib_kosong))
        return " · ".join(parts)

    @property
    def state(self) -> str:
        """`Berjalan`, `Selesai (r01)`."""
        word = _(_STATES[self.one.keadaan][1])
        return f"{word} (r{self.one.revisi:02d})" if self.one.revisi else word

    @property
    def is_waiting(self) -> bool:
        """Whether there is something to do in it; a form for each family has nothing without families."""
        is_empty = self.one.per_keluarga and not self.one.jumlah
        return self.one.keadaan != "selesai" and not is_empty

    @property
    def mark(self) -> Mark:
        """The figure of the state."""
        return _STATES[self.one.keadaan][0]


def rows_of(found: Sequence[IsianRingkas], states: Mapping[UUID, KeadaanKirim]) -> list[IsianRow]:
    """The lines of the list out of what the services say."""
    return [
        IsianRow(one.id, one, deadline_of(one.periode), states[one.id].teks if one.id in states else "")
        for one in found
    ]


def most_urgent(rows: Sequence[IsianRow]) -> IsianRow | None:
    """The unfinished one with the nearest last day; of several, one that was begun."""
    waiting = [row for row in rows if row.is_waiting]
    return min(waiting, key=lambda row: (row.batas, row.one.keadaan == "belum", row.one.judul), default=None)


class ListPage(QWidget):
    """`opened(IsianRow)` for Enter on a line; `other_wanted()` for a checklist of another period."""

    opened = Signal(object)
    other_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.rows: list[IsianRow] = []
        self.sentence = QLabel()
        self.sentence.setObjectName("isian.kalimat")
        self.sentence.setWordWrap(True)
        self.other = QPushButton(_("Isi periode lain…"))
        self.other.setObjectName("isian.periode_lain")
        self.grid = Grid(
            "isian.daftar",
            [
                Column(
                    name="judul", label=_("Isian"), width=320, stretch=True, value=lambda row: row.one.judul
                ),
                Column(
                    name="keadaan",
                    label=_("Keadaan"),
                    width=150,
                    value=lambda row: row.state,
                    mark=lambda row: row.mark,
                ),
                Column(
                    name="kemajuan",
                    label=_("Kemajuan"),
                    width=300,
                    value=lambda row: row.progress,
                    mark=lambda row: Mark.GALAT if row.one.galat else None,
                ),
                Column(
                    name="batas",
                    label=_("Batas"),
                    width=110,
                    kind=Kind.DATE,
                    value=lambda row: row.batas,
                    text=lambda row: show_date_short(row.batas),
                ),
                Column(name="kiriman", label=_("Kiriman"), width=200, value=lambda row: row.kiriman),
            ],
            groupings=[
                Grouping(key=lambda row: row.one.periode, label=lambda row: show_periode(row.one.periode))
            ],
        )
        self.grid.setAccessibleName(_("Daftar Isian"))
        self.grid.remember(desk.memory)
        head = QHBoxLayout()
        self.tools = QHBoxLayout()  # the screen's own buttons
        head.addWidget(self.sentence, 1)
        head.addLayout(self.tools)
        head.addWidget(self.other)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(10)
        box.addLayout(head)
        box.addWidget(self.grid, 1)
        self.grid.row_activated.connect(self._open)
        self.other.clicked.connect(self.other_wanted)

    def show_rows(self, rows: Sequence[IsianRow]) -> None:
        """Show the list and its sentence."""
        self.rows = list(rows)
        self.grid.show_rows(self.rows)
        waiting = [row for row in rows if row.is_waiting]
        first = most_urgent(rows)
        if first is None:
            self.sentence.setText(_("Semua isian periode ini selesai."))
            return
        words = _("{n} isian belum selesai. Yang terdekat: {judul}, batas {tanggal}.")
        self.sentence.setText(
            words.format(n=len(waiting), judul=first.one.judul, tanggal=show_date(first.batas))
        )

    def _open(self, row_id: RowId) -> None:
        found = next((row for row in self.rows if row.id == row_id), None)
        if found is not None:
            self.opened.emit(found)
