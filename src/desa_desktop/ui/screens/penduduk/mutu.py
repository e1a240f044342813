"""The tab Mutu Data: what is odd in the register, rule by rule, one key away from the field that says so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.domain.penduduk.ganda import Dugaan
from desa_desktop.domain.wording import show_number
from desa_desktop.errors import DesaError
from desa_desktop.i18n import _
from desa_desktop.services import lihat_penduduk as lihat
from desa_desktop.services.lihat_penduduk import MutuData
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.marks import LEVEL_MARKS, Mark
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.tab_page import TabPage, heading

GANDA = "ganda"
_CHANGES = frozenset({"penduduk", "keluarga", "putusan_ganda", "dusun"})


@dataclass(frozen=True, slots=True)
class Rule:
    """A line at the left: a rule, or the likely doubles."""

    id: str
    judul: str
    jumlah: int
    level: Level


@dataclass(frozen=True, slots=True)
class Line:
    """A line at the right: one finding, or one pair."""

    id: int
    nama: str
    teks: str
    temuan: Pemeriksaan | None = None
    dugaan: Dugaan | None = None
    is_nanti: bool = False


class MutuTab(TabPage):
    """`opened(record id, is a family, field)` for a finding, `compared(first id, second id)` for a pair."""

    opened = Signal(object, bool, str)
    compared = Signal(object, object)
    _first = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__("penduduk.mutu")
        self._desk = desk
        self._is_stale, self._is_running = True, False
        self._data: MutuData | None = None
        self._build()
        self._first.connect(self._show_counts)  # comes from the long lane
        desk.changed.connect(self._on_changed)

    def _build(self) -> None:
        self.rules = Grid(
            "penduduk.mutu.aturan",
            (
                Column(name="judul", label=_("Yang diperiksa"), width=260, stretch=True,
                       mark=lambda row: LEVEL_MARKS[row.level]),
                Column(name="jumlah", label=_("Jumlah"), kind=Kind.INTEGER, width=76),
            ),
        )  # fmt: skip
        self.rules.setAccessibleName(_("Hasil pemeriksaan menurut aturan"))
        self.rules.current_changed.connect(lambda _id: self._show_lines())
        self.rules.row_activated.connect(lambda _id: self.lines.setFocus(Qt.FocusReason.OtherFocusReason))
        self.lines: Grid = Grid(
            "penduduk.mutu.daftar",
            (
                Column(name="nama", label=_("Nama"), width=230,
                       mark=lambda row: Mark.BELUM if row.is_nanti else None),
                Column(name="teks", label=_("Yang perlu diperiksa"), width=360, stretch=True),
            ),
        )  # fmt: skip
        self.lines.setAccessibleName(_("Yang perlu diperiksa"))
        self.lines.row_activated.connect(lambda _id: self.jump_now())
        self.summary = QLabel()
        self.summary.setObjectName("penduduk.mutu.ringkas")
        self.summary.setProperty("teks", "sekunder")
        self.again = self.button("periksa", _("&Periksa ulang"), self.check)
        self.again.setToolTip(_("Periksa semua penduduk sekali lagi (F5)"))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.summary, 1)
        head.addWidget(self.again)
        left, right = QWidget(), QWidget()
        for holder, title, grid in (
            (left, _("Aturan"), self.rules),
            (right, _("Enter atau F8: buka isiannya"), self.lines),
        ):
            box = QVBoxLayout(holder)
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(6)
            box.addWidget(heading(title))
            box.addWidget(grid, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(16, 10, 16, 10)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(split, 1)
        good = EmptyState(
            "penduduk.mutu.baik",
            _("Tidak ada yang perlu diperbaiki. Semua isian penduduk cocok satu sama lain."),
            [(_("Periksa ulang"), self.check)],
        )
        self.or_good = OrEmpty(body, good)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.or_good)

    # -- checking ----------------------------------------------------------------------------------

    def _on_changed(self, tables: frozenset[str]) -> None:
        self._is_stale = self._is_stale or bool(tables & _CHANGES)

    def reload(self) -> None:
        """Check anew if something has changed since the last time."""
        if self._is_stale:
            self.check()

    def check(self) -> None:
        """Check everybody, with progress and `Batal`."""
        if self._is_running:
            return
        self._is_running, self._is_stale = True, False
        app, today, first = self._desk.app, self._desk.today(), self._first
        self._desk.run_long(
            self,
            lambda step: lihat.look_mutu(app.database, app.kode, today, step, first.emit),
            self._show,
            title=_("Memeriksa data penduduk…"),
            failed=self._failed,
            cancelled=self._cancelled,
        )

    def _failed(self, error: DesaError) -> None:
        self._cancelled()
        self._desk.show_error(error)

    def _cancelled(self) -> None:
        self._is_running, self._is_stale = False, True

    def _show(self, data: MutuData) -> None:
        self._is_running = False
        self._show_counts(data)

    def _show_counts(self, data: MutuData) -> None:
        if data.is_dicari and self._data is not None:
            # the pairs of the last time stay, and with them the place of who works on them
            data = replace(data, ganda=self._data.ganda, nama={**self._data.nama, **data.nama})
        self._data = data
        rules = [Rule(one.aturan, one.judul, one.jumlah, one.level) for one in data.hitung]
        if data.ganda:
            words = _("Kemungkinan data ganda")
            rules.insert(0, Rule(GANDA, words, len(data.ganda), Level.PERINGATAN))
        count = {level: sum(one.jumlah for one in rules if one.level is level) for level in Level}
        words = _(
            "{galat} galat, {peringatan} peringatan, {saran} saran. Tidak ada yang menghalangi pengisian."
        )
        self.summary.setText(
            words.format(
                galat=show_number(count[Level.GALAT]),
                peringatan=show_number(count[Level.PERINGATAN]),
                saran=show_number(count[Level.SARAN]),
            )
        )
        if data.is_dicari:
            self.summary.setText(_("{isi} Data ganda sedang dicari…").format(isi=self.summary.text()))
        self.or_good.show_empty(not rules and not data.is_dicari)
        self.rules.show_rows(rules)
        if rules and self.rules.current_row() is None:
            self.rules.go_first()
        self._show_lines()
        self.primary_changed.emit()

    def _show_lines(self) -> None:
        rule, data = self.rules.current_row(), self._data
        if rule is None or data is None:
            self.lines.show_rows([])
        elif rule.id == GANDA:
            self.lines.show_rows(
                [
                    Line(
                        n,
                        data.nama.get(one.satu_id, ""),
                        _pair_words(one, data, is_nanti),
                        None,
                        one,
                        is_nanti,
                    )
                    for n, (one, is_nanti) in enumerate(data.ganda)
                ]
            )
        else:
            found = [one for one in data.temuan if one.aturan == rule.id]
            self.lines.show_rows(
                [
                    Line(n, data.nama.get(one.record, "") if one.record else "", one.teks, one)
                    for n, one in enumerate(found)
                ]
            )
        if self.lines.model.rowCount() and self.lines.current_row() is None:
            self.lines.go_first()

    # -- acts --------------------------------------------------------------------------------------

    def arrive(self) -> None:
        """Begin where one left off."""
        (self.lines if self.lines.current_row() is not None else self.rules).setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def primary(self) -> Primary | None:
        """`Perbaiki`: to the field of the finding, or to the two records side by side."""
        if self.or_good.is_empty:
            return None
        rule = self.rules.current_row()
        words = _("Bandingkan") if rule is not None and rule.id == GANDA else _("Perbaiki")
        can = self.lines.current_row() is not None or bool(self.lines.model.rowCount())
        return Primary(words, self.jump_now, enabled=can, why="" if can else _("Pilih dulu satu aturan."))

    def jump_now(self) -> None:
        """Go to the place of the current line."""
        line: Any = self.lines.current_row() or self.lines.model.row_at(0)
        if line is None:
            return
        if line.dugaan is not None:
            self.compared.emit(line.dugaan.satu_id, line.dugaan.dua_id)
        elif line.temuan is not None and isinstance(line.temuan.record, UUID):
            is_family = self._data is not None and line.temuan.record in self._data.keluarga
            self.opened.emit(line.temuan.record, is_family, line.temuan.field)

    def next_problem(self, step: int = 1) -> bool:
        """F8 and Shift+F8: the next line, and straight to its field."""
        count = self.lines.model.rowCount()
        if not count:
            return False
        here = self.lines.view.currentIndex().row()
        is_here = self.lines.isAncestorOf(self.window().focusWidget() or self)
        wanted = (here + step) % count if is_here and here >= 0 else max(here, 0)
        self.lines.cells.go(wanted, 0)
        self.jump_now()
        return True


def _pair_words(one: Dugaan, data: MutuData, is_nanti: bool) -> str:
    words = _("mungkin sama dengan {nama}: {alasan} ({persen}%)").format(
        nama=data.nama.get(one.dua_id, ""), alasan=one.alasan, persen=one.persen
    )
    return _("{isi}, ditunda").format(isi=words) if is_nanti else words
