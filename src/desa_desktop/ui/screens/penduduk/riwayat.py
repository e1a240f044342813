"""Riwayat perubahan of a person (Ctrl+H): every stored change, and back to an earlier value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desa_desktop.domain.penduduk import Penduduk
from desa_desktop.domain.penduduk.mutasi import from_plain
from desa_desktop.domain.sebutan import field_name
from desa_desktop.domain.wording import show_date_short, show_time
from desa_desktop.errors import DesaError
from desa_desktop.i18n import _
from desa_desktop.services import editing
from desa_desktop.services import penduduk as service
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.rereading import Rereading
from desa_desktop.ui.saving import undo
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.penduduk import isian
from desa_desktop.ui.screens.penduduk.halaman import RecordPage
from desa_desktop.ui.screens.penduduk.kata import Kata
from desa_desktop.ui.tab_page import small

_HIDDEN = frozenset({"id", "desa_id", "versi", "diubah_pada", "urut", "konfirmasi"})


@dataclass(frozen=True, slots=True)
class Line:
    """One change of one field."""

    id: int
    pada: str
    oleh: str
    langkah: str
    kolom: str
    semula: Any
    menjadi: Any


class HistoryPage(RecordPage):
    """The changes of one person, newest first; `Kembalikan nilai semula` is itself a new change."""

    def __init__(self, desk: Desk, kata: Kata) -> None:
        super().__init__("penduduk.riwayat", desk, kata)
        self._key: UUID | None = None
        self._name = ""
        self._fields = {one.name for _name, _title, fields in isian.groups(self._kata) for one in fields}
        self.grid = Grid(
            "penduduk.riwayat.tabel",
            (
                Column(name="pada", label=_("Pada"), width=130),
                Column(name="oleh", label=_("Oleh"), width=130),
                Column(name="kolom", label=_("Kolom"), width=160, text=lambda row: field_name(row.kolom)),
                Column(name="semula", label=_("Semula"), width=180, text=self._words("semula")),
                Column(name="menjadi", label=_("Menjadi"), width=180, stretch=True,
                       text=self._words("menjadi")),
                Column(name="langkah", label=_("Langkah"), width=200),
            ),
        )  # fmt: skip
        self.grid.setAccessibleName(_("Riwayat perubahan"))
        self.grid.current_changed.connect(lambda _id: self.state_changed.emit())
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 10, 16, 10)
        box.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(small(_("Pilih satu baris untuk mengembalikan isian itu ke nilai semula.")), 1)
        head.addWidget(self.numbers)
        box.addLayout(head)
        box.addWidget(self.grid, 1)
        self._reading: Rereading[tuple[str, list[Line]]] = Rereading(
            desk, self, self._prepare, self._show, self._refused
        )

    def _words(self, name: str) -> Callable[[Any], str]:
        return lambda row: self._kata.value(row.kolom, getattr(row, name))

    def open(self, key: UUID, field: str = "") -> None:
        """Show the changes of a person."""
        if key != self._key:
            self.mask_again()
        self._key = key
        self._reading.start()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def redraw_numbers(self) -> None:
        """In the table."""
        super().redraw_numbers()
        self.grid.model.redraw()

    def reload(self) -> None:
        """Read them anew."""
        if self._key is not None:
            self._reading.start()

    def _prepare(self) -> Callable[[], tuple[str, list[Line]]]:
        database, key = self._desk.app.database, self._key
        assert key is not None

        def work() -> tuple[str, list[Line]]:
            found = [one for one in editing.history(database, Penduduk, key) if one.kolom not in _HIDDEN]
            lines = []
            for number, one in enumerate(found):
                day = one.pada.astimezone()
                when = f"{show_date_short(day.date())} {show_time(day)}"
                lines.append(Line(number, when, one.oleh, one.langkah, one.kolom, one.semula, one.menjadi))
            return service.get_penduduk(database, key).nama, lines

        return work

    def _show(self, read: tuple[str, list[Line]]) -> None:
        self._name, lines = read
        self.grid.show_rows(lines)
        if lines and self.grid.current_row() is None:
            self.grid.go_first()
        self.state_changed.emit()

    def _refused(self, error: DesaError) -> None:
        self._desk.show_error(error)
        self.done.emit()

    @property
    def title(self) -> str:
        """Whose history."""
        return _("Riwayat perubahan {nama}").format(nama=self._name)

    def primary(self) -> Primary | None:
        """Back to the value before the change of this line."""
        row = self.grid.current_row()
        can = row is not None and row.kolom in self._fields
        why = _("Pilih isian yang bisa diubah langsung. Peristiwa dibatalkan di tab Mutasi.")
        return Primary(_("Kembalikan nilai semula"), self.restore, enabled=can, why="" if can else why)

    def restore(self) -> None:
        """Write the earlier value as a new change."""
        row, key, desk, at = self.grid.current_row(), self._key, self._desk, self._desk.now()
        if row is None or key is None:
            return
        value = from_plain(row.kolom, row.semula)
        if value is None and Penduduk.__dataclass_fields__[row.kolom].default == "":
            value = ""
        words = _("{kolom} dikembalikan ke nilai semula.").format(kolom=field_name(row.kolom))
        desk.save(
            self,
            lambda: editing.change(
                desk.app.database, Penduduk, key, {row.kolom: value}, by=desk.person, at=at
            ),
            lambda _done: desk.notice(
                words, Tone.SUKSES, _("Urungkan"), lambda: undo(desk, self), seconds=10
            ),
        )
