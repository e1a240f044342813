"""Tab Kegiatan: one grid with a tick for every year, amounts on demand, what is wrong below."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan, of_level
from desa_desktop.domain.rpjm import KegiatanRpjm
from desa_desktop.i18n import _
from desa_desktop.services import rpjm
from desa_desktop.ui.kit.ask import ask_choice
from desa_desktop.ui.kit.checks_panel import ChecksPanel
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.grid import Change, Grid
from desa_desktop.ui.kit.marks import LEVEL_MARKS, Mark, MarkedText
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.search import SearchBox
from desa_desktop.ui.lock_note import LockNote
from desa_desktop.ui.saving import bind_grid, cells_refused, change_rows
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.rpjm.columns import (
    AMOUNT,
    TICK,
    BarisRpjm,
    activity_columns,
    by_bidang,
    rows_of,
)
from desa_desktop.ui.screens.rpjm.detail import DetailPanel
from desa_desktop.ui.screens.rpjm.plan import OpenRpjm, RpjmTab, Terbaca
from desa_desktop.ui.screens.rpjm.totals import TotalsPanel
from desa_desktop.ui.style import look, set_role
from desa_desktop.ui.tab_page import SidePanels, count_shown_only, lock_grid

_LARGE = 1.16
_COLUMN_OF = {"biaya": "jumlah"}


class ActivitiesTab(RpjmTab):
    """The activities. `asks_take` leads to the gagasan, `asks_ratify` to Sahkan, `made_grid` tells of a new
    table: it is made once the years of the plan are known, and again when they change."""

    asks_take = Signal()
    asks_ratify = Signal()
    asks_revise = Signal()
    jumped = Signal(object)
    made_grid = Signal()

    def __init__(self, plan: OpenRpjm) -> None:
        super().__init__(plan, "kegiatan")
        self._rows: list[BarisRpjm] = []
        self._years: tuple[int, ...] = ()
        self._shows_amounts = False
        self.lock = LockNote("rpjm.kegiatan.terkunci", self.asks_revise.emit)
        self.search = SearchBox("rpjm.kegiatan.cari")
        self.take = self.button("ambil", _("Ambil dari gagasan…"), self.asks_take.emit)
        self.amounts_button = self.button("biaya", _("Biaya per tahun"), self.toggle_amounts)
        self.amounts_button.setCheckable(True)
        self.detail_button = self.button("rincian", _("Rincian"), self.toggle_detail)
        self.totals_button = self.button("jumlah", _("Jumlah"), self.toggle_totals)
        self.checks_button = self.button("pemeriksaan", _("Pemeriksaan"), self.toggle_checks)
        self.columns_button = self.button("kolom", _("Kolom…"), self.choose_columns)
        self.grid: Grid
        self.detail = DetailPanel(plan)
        self.totals = TotalsPanel(plan)
        self.checks = ChecksPanel("rpjm.kegiatan.temuan")
        self.side = SidePanels()
        for panel in (self.detail, self.totals, self.checks):
            self.side.addWidget(panel)
        count_shown_only(self.side)
        self.side.hide()
        self.empty = EmptyState(
            "rpjm.kegiatan.kosong",
            "",
            [(_("Ambil dari gagasan"), self.asks_take.emit), (_("Tambah kegiatan"), self.add)],
        )
        self.state = MarkedText(Mark.SELESAI)
        self.state.setObjectName("rpjm.kegiatan.keadaan")
        self._table = QWidget()
        self._table_box = QVBoxLayout(self._table)
        self._table_box.setContentsMargins(0, 0, 0, 0)
        self.list = OrEmpty(self._table, self.empty)
        self._make_grid()
        self._lay_out()
        self.search.searched.connect(lambda text: self.grid.set_filter(text))
        self.checks.jump.connect(self.jumped)

    def _make_grid(self) -> None:
        plan = self.plan
        before = self.grid if hasattr(self, "grid") else None
        grid = Grid(
            "rpjm.kegiatan.tabel",
            activity_columns(plan.desk.app.aturan, self._years),
            groupings=by_bidang(),
            today=plan.desk.today,
            total_label=lambda number: _("Jumlah {n} kegiatan").format(n=number),
        )
        grid.setAccessibleName(_("Kegiatan RPJM Desa"))
        bind_grid(
            plan.desk,
            grid,
            KegiatanRpjm,
            lambda: plan.key,
            describe=lambda row: row.kegiatan.nama or _("tanpa nama"),
        )
        grid.use(on_change=self._change)
        grid.beside(self.side)
        grid.remember(plan.desk.memory)
        grid.filtered.connect(self.search.show_count)
        grid.current_changed.connect(lambda _row: self._on_current())
        self.grid = grid
        self._table_box.addWidget(grid)
        if before is not None:
            self._table_box.removeWidget(before)
            before.hide()
            before.deleteLater()
        self._show_amounts(self._shows_amounts)
        self.made_grid.emit()

    def _lay_out(self) -> None:
        self.bar = QWidget()
        bar = QHBoxLayout(self.bar)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(8)
        bar.addWidget(self.search)
        bar.addStretch(1)
        for button in self._bar_buttons():
            bar.addWidget(button)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.list, 1)
        middle.addWidget(self.side)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 8, 16, 8)
        inner.setSpacing(8)
        inner.addWidget(self.bar)
        inner.addLayout(middle, 1)
        self.foot = QWidget()
        foot = QHBoxLayout(self.foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self.state, 1)
        foot.addWidget(self.checks_button)
        inner.addWidget(self.foot)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.lock)
        box.addLayout(inner, 1)
        self.measure()

    def _bar_buttons(self) -> tuple[QPushButton, ...]:
        return self.take, self.amounts_button, self.totals_button, self.detail_button, self.columns_button

    def measure(self) -> None:
        """The panel at the side; with large letters the buttons move closer."""
        for button in self._bar_buttons():
            set_role(button, rapat="ya" if look().scale > _LARGE else "")
        self.side.setFixedWidth(look().px(336))

    # -- saving ------------------------------------------------------------------------------------

    def _change(self, changes: list[Change]) -> None:
        """Years and amounts go through the services that keep both together; the rest is one step."""
        plain: list[Change] = []
        ticks: dict[UUID, dict[int, bool]] = {}
        amounts: dict[UUID, dict[int, int | None]] = {}
        for row_id, name, value in changes:
            key = cast(UUID, row_id)
            if name.startswith(TICK):
                ticks.setdefault(key, {})[int(name.removeprefix(TICK))] = bool(value)
            elif name.startswith(AMOUNT):
                amounts.setdefault(key, {})[int(name.removeprefix(AMOUNT))] = cast("int | None", value)
            else:
                plain.append((key, name, () if name == "sumber" and value in (None, "") else value))
                plain += self._name_of_code(key, name, value)
        if ticks:
            self._save(changes, rpjm.set_years, ticks)
        if amounts:
            self._save(changes, rpjm.set_amounts, amounts)
        if plain:
            change_rows(self.plan.desk, self.grid, KegiatanRpjm, plain)

    def _save(self, changes: list[Change], act: Any, values: Mapping[UUID, Any]) -> None:
        desk, grid = self.plan.desk, self.grid
        self.plan.save(grid, act, values, failed=lambda error: cells_refused(desk, grid, changes, error))

    def _name_of_code(self, key: UUID, name: str, value: object) -> list[Change]:
        """A new row takes the name of the list with its code; a name that was typed stays."""
        row = next((one for one in self._rows if one.id == key), None)
        if name != "kode" or not value or row is None or row.kegiatan.nama.strip():
            return []
        found = self.plan.desk.app.aturan.kegiatan(str(value))
        return [(key, "nama", found.nama_pendek)] if found is not None else []

    def add(self) -> None:
        """`Tambah kegiatan`: a new row; its code puts it into its group."""
        self.search.clear()
        self.list.show_empty(False)
        self.bar.show()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.grid.add_row()

    def copy_amounts(self) -> None:
        """`Salin biaya ke tahun berikutnya…` for the chosen rows: the same, or a little more each year."""
        self.grid.commit()
        keys = [one for one in self.grid.selected_ids() if isinstance(one, UUID)]
        year = self._year_of_cell()
        if not keys or year is None:
            words = _("Pilih dulu sel biaya atau centang satu tahun, di satu atau beberapa baris.")
            self.plan.desk.notice(words, Tone.SARAN, seconds=8)
            return
        question = _("Salin biaya {tahun} ke tahun berikutnya yang dicentang dan masih kosong?")
        offers = [("0", _("Sama setiap tahun")), *((str(n), _("Naik {n}% setiap tahun").format(n=n))
                                                   for n in (3, 5, 10))]  # fmt: skip
        chosen = ask_choice(self, question.format(tahun=year), _("Salin biaya"), offers)
        if chosen is None:
            return

        def done(written: int) -> None:
            words = _("{n} biaya diisi dari tahun {tahun}.") if written else _(
                "Tidak ada tahun berikutnya yang dicentang dan masih kosong."
            )  # fmt: skip
            self.plan.desk.notice(words.format(n=written, tahun=year), Tone.SARAN, seconds=8)

        self.plan.save(self, rpjm.copy_amounts, keys, year, persen=int(chosen), then=done)

    def _year_of_cell(self) -> int | None:
        index = self.grid.view.currentIndex()
        if not index.isValid():
            return None
        name = self.grid.model.columns[index.column()].name
        for prefix in (TICK, AMOUNT):
            if name.startswith(prefix):
                return int(name.removeprefix(prefix))
        return self._years[0] if self._years else None

    # -- what is shown -------------------------------------------------------------------------------

    def toggle_amounts(self) -> None:
        """`Biaya per tahun` (Ctrl+J): amounts in place of ticks, and back."""
        self._show_amounts(not self._shows_amounts)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_amounts(self, shown: bool) -> None:
        self._shows_amounts = shown
        self.amounts_button.setChecked(shown)
        for place, column in enumerate(self.grid.model.columns):
            if column.name.startswith(AMOUNT):
                self.grid.show_column(place, shown)
            elif column.name.startswith(TICK):
                self.grid.show_column(place, not shown)

    def _toggle(self, panel: QWidget) -> bool:
        is_open = self.side.isVisible() and self.side.currentWidget() is panel
        if is_open:
            self._close_side()
        else:
            self.side.setCurrentWidget(panel)
            self.side.show()
            QTimer.singleShot(0, lambda: self.grid.view.scrollTo(self.grid.view.currentIndex()))
        return not is_open

    def _close_side(self) -> None:
        self.detail.form.commit()
        self.side.hide()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_detail(self) -> None:
        """Ctrl+I: amounts, targets and the rest of the activity's columns."""
        if self._toggle(self.detail):
            self._on_current()
            self.detail.form.go_to("sasaran")

    def toggle_totals(self) -> None:
        """What every year, bidang and source comes to."""
        self._toggle(self.totals)

    def toggle_checks(self) -> None:
        """The list of all findings."""
        self._toggle(self.checks)

    def choose_columns(self) -> None:
        """`Kolom…`: which columns are shown."""
        menu = self.grid.columns_menu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.columns_button.mapToGlobal(self.columns_button.rect().bottomLeft()))

    def _on_current(self) -> None:
        if self.side.isVisible() and self.side.currentWidget() is self.detail:
            self.detail.show_row(cast("BarisRpjm | None", self.grid.current_row()))

    # -- the tab -------------------------------------------------------------------------------------

    def show_plan(self, read: Terbaca) -> None:
        """Rows, marks, totals, the line below; a new table when the years are others."""
        shown, locked = read.tampil, self.plan.is_locked
        if self._years != self.plan.years:
            self._years = self.plan.years
            self._make_grid()
        self._rows = rows_of(shown)
        self.lock.show_state(locked, shown.rpjm.revisi)
        self.grid.show_rows(self._rows)
        lock_grid(self.grid, locked)
        known = {row.id for row in self._rows}
        self.grid.set_checks(
            replace(one, field=_COLUMN_OF.get(one.field, "tahun_" + str(self._years[0]))
                    if one.field in ("biaya", "tahun") else one.field)
            for one in shown.pemeriksaan if one.record in known
        )  # fmt: skip
        self.totals.show_plan(read)
        self.checks.show_checks(shown.pemeriksaan)
        self._show_state(shown.pemeriksaan)
        is_empty = not self._rows and self.grid.editor is None and not locked
        self.list.show_empty(is_empty)
        self.bar.setVisible(not is_empty)
        self.foot.setVisible(not is_empty and not locked)
        waiting = len(read.gagasan)
        begin = _("RPJM Desa {rentang} belum berisi kegiatan.").format(rentang=self.plan.span)
        rest = (
            _("Ambil dari {n} gagasan yang sudah tercatat, atau tambah sendiri.").format(n=waiting)
            if waiting
            else _("Tambah kegiatan sendiri, atau catat gagasan dulu di layar Usulan.")
        )
        self.empty.set_sentence(f"{begin} {rest}")
        self.take.setEnabled(not locked)
        self._on_current()

    def _show_state(self, findings: tuple[Pemeriksaan, ...]) -> None:
        errors, warnings = of_level(findings, Level.GALAT), of_level(findings, Level.PERINGATAN)
        if errors:
            words = _("Galat: {teks} · Tunjukkan (F8)").format(teks=errors[0].teks.rstrip("."))
            self.state.set_state(LEVEL_MARKS[Level.GALAT], words)
        elif warnings:
            words = _("{n} peringatan: {teks} · Tunjukkan (F8)")
            text = words.format(n=len(warnings), teks=warnings[0].teks.rstrip("."))
            self.state.set_state(LEVEL_MARKS[Level.PERINGATAN], text)
        else:
            self.state.set_state(Mark.SELESAI, _("Tidak ada yang perlu diperbaiki."))

    def primary(self) -> Primary:
        """`Tambah kegiatan`; `Sahkan RPJM Desa` once no Galat stands in the way."""
        if self.plan.is_locked:
            return Primary(_("Lihat dokumen"), lambda: self.turn_to.emit("dokumen"))
        if self._rows and self.plan.can_ratify:
            return Primary(_("Sahkan RPJM Desa"), self.asks_ratify.emit)
        read = self.plan.read
        if self.list.is_empty and read is not None and read.gagasan:
            return Primary(_("Ambil dari gagasan"), self.asks_take.emit)
        return Primary(_("Tambah kegiatan"), self.add)

    def arrive(self) -> None:
        """Into the table, or on the button that makes the first row."""
        self.list.enter(self.grid)

    def jump(self, record: UUID | None, field: str) -> bool:
        """The cell a finding names."""
        if record is None or not any(row.id == record for row in self._rows):
            return False
        self.search.clear()
        self.grid.set_filter("")
        column = f"{TICK}{self._years[0]}" if field == "tahun" and self._years else field
        self.grid.select_row(record, _COLUMN_OF.get(column, column))
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        return True
