"""Two records that are likely one person, side by side: merged, kept apart for ever, or put off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from desa_desktop.domain.penduduk import PendudukId, Putusan
from desa_desktop.domain.penduduk.ganda import compare_orang, not_mergeable
from desa_desktop.domain.sebutan import field_name
from desa_desktop.errors import DesaError
from desa_desktop.i18n import _
from desa_desktop.services import lihat_penduduk as lihat
from desa_desktop.services import penduduk as service
from desa_desktop.services.lihat_penduduk import DuaOrang
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import Choice, Kind
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.table import Column, RowId
from desa_desktop.ui.saving import undo
from desa_desktop.ui.screen import Command, Primary
from desa_desktop.ui.screens.penduduk.halaman import RecordPage
from desa_desktop.ui.screens.penduduk.kata import Kata
from desa_desktop.ui.tab_page import small

BANDING = "banding"


@dataclass(frozen=True, slots=True)
class Line:
    """One field in which the two differ; `pakai` is the side whose value is kept."""

    id: str
    satu: Any
    dua: Any
    pakai: int


class ComparePage(RecordPage):
    """Opened with the first id and, as field, the second one."""

    def __init__(self, desk: Desk, kata: Kata) -> None:
        super().__init__("penduduk.banding", desk, kata)
        self._pair: tuple[UUID, UUID] | None = None
        self.read: DuaOrang | None = None
        sides = [Choice(1, _("Data 1"), "1"), Choice(2, _("Data 2"), "2")]
        self.grid = Grid(
            "penduduk.banding.tabel",
            (
                Column(name="id", label=_("Isian"), width=190, editable=False,
                       text=lambda row: field_name(row.id)),
                Column(name="satu", label=_("Data 1 (dipertahankan)"), width=240, editable=False,
                       stretch=True, text=self._words("satu")),
                Column(name="dua", label=_("Data 2"), width=240, editable=False, text=self._words("dua")),
                Column(name="pakai", label=_("Yang dipakai"), kind=Kind.CHOICE, width=130, choices=sides),
            ),
            on_change=self._choose,
        )  # fmt: skip
        self.grid.setAccessibleName(_("Perbedaan dua data"))
        self.about = QLabel()
        self.about.setObjectName("penduduk.banding.tentang")
        self.about.setProperty("teks", "bagian")
        self.about.setWordWrap(True)
        self.apart = self.button("bukan", _("&Bukan orang yang sama"), self.keep_apart)
        self.later = self.button("nanti", _("&Nanti"), self.put_off)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.about, 1)
        tools.addWidget(self.numbers)
        tools.addWidget(self.later)
        tools.addWidget(self.apart)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 10, 16, 10)
        box.setSpacing(8)
        box.addLayout(tools)
        self.how = small("")
        self.how.setObjectName("penduduk.banding.cara")
        box.addWidget(self.how)
        box.addWidget(self.grid, 1)

    def _words(self, side: str) -> Callable[[Any], str]:
        def words(row: Any) -> str:
            value = getattr(row, side)
            if row.id == "keluarga_id":
                known = self.read.kk if self.read is not None else {}
                nomor = self._kata.masked(known.get(value, ""))
                return (nomor or _("KK tanpa nomor")) if value is not None else ""
            return self._kata.value(row.id, value)

        return words

    # -- reading -----------------------------------------------------------------------------------

    def open(self, key: UUID, field: str = "") -> None:
        """Compare two people."""
        other = UUID(field) if field else (self._pair[1] if self._pair is not None else key)
        if self._pair != (key, other):
            self.mask_again()
        self._pair, self.read = (key, other), None
        database = self._desk.app.database
        self._desk.run(self, lambda: lihat.get_pair(database, key, other), self._show, self._refused)

    def _refused(self, error: DesaError) -> None:
        self._desk.show_error(error)
        self.done.emit()

    def _show(self, read: DuaOrang) -> None:
        if self._pair != (read.satu.id, read.dua.id):
            return
        self.read = read
        lines = [Line(one.field, one.satu, one.dua, one.usul) for one in compare_orang(read.satu, read.dua)]
        self.grid.show_rows(lines)
        self._say_about(read)
        self.state_changed.emit()
        if lines:
            self.grid.select_row(lines[0].id, "pakai")
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.later.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_about(self, read: DuaOrang) -> None:
        one, other = (
            _("{nama}, NIK {nik}").format(nama=each.nama, nik=self._kata.masked(each.nik) or _("belum ada"))
            for each in (read.satu, read.dua)
        )
        if read.satu.status_dasar is not read.dua.status_dasar:
            one, other = (
                f"{words} ({self._kata.value('status_dasar', each.status_dasar)})"
                for words, each in ((one, read.satu), (other, read.dua))
            )
        self.how.setText(
            not_mergeable(read.satu, read.dua)
            or _(
                "Data 1 tetap ada dan mengambil isian yang dipilih; peristiwa kedua data digabung. "
                "Ketik 1 atau 2 di kolom Yang dipakai."
            )
        )
        self.about.setText(one if one == other else f"{one}  ↔  {other}")

    def redraw_numbers(self) -> None:
        """In the table and above it."""
        super().redraw_numbers()
        self.grid.model.redraw()
        if self.read is not None:
            self._say_about(self.read)

    def _choose(self, changes: list[tuple[RowId, str, object]]) -> None:
        wanted = {row_id: value for row_id, _name, value in changes}
        rows: Sequence[Any] = self.grid.model.rows
        self.grid.show_rows([replace(one, pakai=wanted.get(one.id) or one.pakai) for one in rows])

    # -- deciding ----------------------------------------------------------------------------------

    @property
    def title(self) -> str:
        """What is asked."""
        return _("Orang yang sama?")

    def primary(self) -> Primary | None:
        """`Gabungkan`, grey with the reason while one lives here and the other is gone."""
        why = not_mergeable(self.read.satu, self.read.dua) if self.read is not None else ""
        return Primary(_("Gabungkan"), self.merge, enabled=self.read is not None and not why, why=why)

    def merge(self) -> None:
        """Make one record of the two, as one step."""
        self.grid.commit()
        read, desk, at, today = self.read, self._desk, self._desk.now(), self._desk.today()
        if read is None:
            return
        rows: Sequence[Any] = self.grid.model.rows
        taken = {one.id: one.dua for one in rows if one.pakai == 2}
        words = _("Dua data {nama} digabung menjadi satu.").format(nama=read.satu.nama)
        desk.save(
            self,
            lambda: service.merge(
                desk.app.database, read.satu.id, read.dua.id, taken, today, by=desk.person, at=at
            ),
            lambda _done: self._decided(words),
        )

    def keep_apart(self) -> None:
        """They are two people; they are never asked about again."""
        self._decide(Putusan.BUKAN_GANDA, _("Dicatat sebagai dua orang yang berbeda."))

    def put_off(self) -> None:
        """Ask again another day."""
        self._decide(Putusan.NANTI, _("Ditunda. Pasangan ini tetap ada di Mutu Data."))

    def _decide(self, putusan: Putusan, words: str) -> None:
        pair, desk, at = self._pair, self._desk, self._desk.now()
        if pair is None:
            return
        one, other = PendudukId(pair[0]), PendudukId(pair[1])
        desk.save(
            self,
            lambda: service.decide(desk.app.database, one, other, putusan, by=desk.person, at=at),
            lambda _done: self._decided(words),
        )

    def _decided(self, words: str) -> None:
        desk = self._desk
        desk.notice(words, Tone.SUKSES, _("Urungkan"), lambda: undo(desk, desk), seconds=15)
        self.done.emit()

    def commit(self) -> None:
        """Take what stands in the open cell."""
        self.grid.commit()

    def commands(self) -> Sequence[Command]:
        """The menu Alat."""
        return [
            self.numbers_command(),
            Command(_("Bukan orang yang sama"), self.keep_apart),
            Command(_("Tunda putusan"), self.put_off),
        ]
