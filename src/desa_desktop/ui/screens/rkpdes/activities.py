"""Tab Kegiatan: gauges, the matrix as a grid, and the panels beside it (wireframe 9.4)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desa_desktop.domain.matriks import dengan_biaya, pemakaian_earmark, pemakaian_pagu
from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan, of_level
from desa_desktop.domain.rkp import Kegiatan
from desa_desktop.domain.rumus import Rumus
from desa_desktop.i18n import _
from desa_desktop.services import rkp, rkp_rumus
from desa_desktop.ui.kit.ask import ask
from desa_desktop.ui.kit.checks_panel import ChecksPanel
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.grid import Change, Grid
from desa_desktop.ui.kit.marks import LEVEL_MARKS, Mark, MarkedText
from desa_desktop.ui.kit.search import SearchBox
from desa_desktop.ui.lock_note import LockNote
from desa_desktop.ui.saving import bind_grid, cells_refused, change_rows
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.rkpdes import changes
from desa_desktop.ui.screens.rkpdes.columns import BarisKegiatan, activity_columns, by_bidang, rows_of
from desa_desktop.ui.screens.rkpdes.detail import DetailPanel
from desa_desktop.ui.screens.rkpdes.gauges import Gauges
from desa_desktop.ui.screens.rkpdes.plan import OpenPlan, PlanTab, Terbaca, is_window_narrow
from desa_desktop.ui.screens.rkpdes.split import SplitPanel
from desa_desktop.ui.style import look, set_role
from desa_desktop.ui.tab_page import SidePanels, count_shown_only, lock_grid

_LARGE = 115  # percent; above it a panel and the gauges do not fit below each other
_COLUMN_OF = {"bulan_mulai": "waktu", "bulan_selesai": "waktu", "sumber_biaya": "sumber", "rab": "biaya"}
"""Findings name fields; the table shows two months and several money rows in one column each."""


class ActivitiesTab(PlanTab):
    """`jumped(finding)` asks the screen to go elsewhere; `asks_take` opens `Ambil dari usulan`,
    `asks_ratify` the page of Sahkan, `asks_rab(id)` an activity's estimate, `asks_copy` takes over last
    year."""

    jumped = Signal(object)
    asks_take = Signal()
    asks_ratify = Signal()
    asks_copy = Signal()
    asks_rpjm = Signal()
    asks_changes = Signal()
    asks_rab = Signal(object)

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__(plan, "kegiatan")
        self._rows: list[BarisKegiatan] = []
        self._only = self._tag = ""
        self._tight = ""
        self.lock = LockNote("rkpdes.kegiatan.terkunci", self._revise)
        self.gauges = Gauges("rkpdes.kegiatan.pagu")
        self.search = SearchBox("rkpdes.kegiatan.cari")
        self.filtered = QPushButton()
        self.filtered.setObjectName("rkpdes.kegiatan.saringan")
        self.filtered.setProperty("peran", "tautan")
        self.filtered.clicked.connect(lambda _on=False: self.show_only(""))
        self.filtered.hide()  # without words it is a stop for Tab that nobody sees
        self.take = self.button("ambil", _("Ambil dari usulan…"), self.asks_take.emit)
        self.take_rpjm = self.button("ambil_rpjm", _("Ambil dari RPJM…"), self.asks_rpjm.emit)
        self.changes_button = self.button("perubahan", _("Lihat perubahan…"), self.asks_changes.emit)
        self.split_button = self.button("bagi", _("Bagi sumber dana…"), self.open_split)
        self.rab_button = self.button("rab", _("RAB…"), self.open_rab)
        self.detail_button = self.button("rincian", _("Rincian"), self.toggle_detail)
        self.checks_button = self.button("pemeriksaan", _("Pemeriksaan"), self.toggle_checks)
        self.columns_button = self.button("kolom", _("Kolom…"), self.choose_columns)
        self.grid = Grid(
            "rkpdes.kegiatan.tabel",
            activity_columns(plan.desk.app.aturan),
            groupings=by_bidang(),
            today=plan.desk.today,
            total_label=lambda number: _("Jumlah {n} kegiatan").format(n=number),
        )
        self.grid.setAccessibleName(_("Kegiatan RKPDes"))
        bind_grid(
            plan.desk,
            self.grid,
            Kegiatan,
            lambda: plan.rkp_id,
            describe=lambda row: row.kegiatan.nama or _("tanpa nama"),
        )
        self.grid.use(on_change=self._change)
        self.empty = EmptyPlan(self, plan)
        self.detail = DetailPanel(plan)
        self.split = SplitPanel(plan)
        self.checks = ChecksPanel("rkpdes.kegiatan.temuan")
        self.side = SidePanels()
        for panel in (self.detail, self.split, self.checks):
            self.side.addWidget(panel)
        count_shown_only(self.side)
        self.side.hide()
        self.grid.beside(self.side)
        self.state = MarkedText(Mark.SELESAI)
        self.state.setObjectName("rkpdes.kegiatan.keadaan")
        self.list = OrEmpty(self.grid, self.empty)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.bar = QWidget()
        bar = QHBoxLayout(self.bar)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(8)
        bar.addWidget(self.search)
        bar.addWidget(self.filtered)
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
        inner.addWidget(self.gauges)
        inner.addWidget(self.bar)
        inner.addLayout(middle, 1)
        self.foot = QWidget()
        foot = QHBoxLayout(self.foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self.state, 1)
        foot.addWidget(self.changes_button)
        foot.addWidget(self.checks_button)
        inner.addWidget(self.foot)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.lock)
        box.addLayout(inner, 1)
        self.measure()

    def _bar_buttons(self) -> tuple[QPushButton, ...]:
        return (
            self.take,
            self.take_rpjm,
            self.split_button,
            self.rab_button,
            self.detail_button,
            self.columns_button,
        )

    def measure(self) -> None:
        """The panel at the side; with large letters the gauges make room for it, the buttons move closer."""
        is_narrow = is_window_narrow(self)
        tight = "ya" if is_narrow or look().scale > _LARGE else ""
        if tight != self._tight:  # each resizing asks, and dressing a button anew takes time
            self._tight = tight
            for button in self._bar_buttons():
                set_role(button, rapat=tight)
        self.split_button.setVisible(not is_narrow)  # the menu Alat has it too
        self.side.setFixedWidth(look().px(336))
        self.gauges.setVisible(self.side.isHidden() or look().scale <= _LARGE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small laptop the buttons move closer."""
        super().resizeEvent(event)
        self.measure()

    def _connect(self) -> None:
        self.search.searched.connect(self.grid.set_filter)
        self.grid.filtered.connect(self.search.show_count)
        self.gauges.chosen.connect(lambda code: self.show_only("" if code == self._only else code))
        self.gauges.tag_chosen.connect(lambda tag: self.show_tag("" if tag == self._tag else tag))
        self.grid.current_changed.connect(lambda _row: self._on_current())
        self.split.closed.connect(self._close_side)
        self.checks.jump.connect(self.jumped)

    # -- saving ------------------------------------------------------------------------------------

    def _change(self, typed: list[Change]) -> None:
        """Money goes through the services that keep cost and sources together; the rest is one step."""
        plain: list[Change] = []
        sources: dict[str, list[UUID]] = {}
        if not self._may_end_formulas(typed):
            return
        self._show_at_once(typed)
        for row_id, name, value in typed:
            key = cast(UUID, row_id)
            if name == "biaya":
                place = ("Kegiatan", key, "biaya")
                self._save_cell(typed, rkp.set_cost, key, value, place=place, lepas_rumus=True)
            elif isinstance(value, Rumus):
                self._save_cell(typed, rkp_rumus.set_rumus, key, value)
            elif name == "sumber":
                sources.setdefault(str(value or ""), []).append(key)
            elif name == "waktu":
                months = value if isinstance(value, tuple) else (None, None)
                plain += [(key, "bulan_mulai", months[0]), (key, "bulan_selesai", months[1])]
            else:
                plain.append((key, name, value))
                plain += self._name_of_code(key, name, value)
        for source, keys in sources.items():
            self._save_cell(typed, rkp.set_source, keys, source, lepas_rumus=True)
        if plain:
            change_rows(self.plan.desk, self.grid, Kegiatan, plain)

    def _show_at_once(self, typed: list[Change]) -> None:
        """The gauges follow a typed cost or source before it is stored and everything is read anew."""
        read = self.plan.read
        if read is None:
            return
        known = {row.id: row.kegiatan for row in self._rows}
        wanted: dict[UUID, tuple[int | None, str | None]] = {}
        for row_id, name, value in typed:
            one = known.get(row_id) if isinstance(row_id, UUID) else None
            if one is None or name not in ("biaya", "sumber") or isinstance(value, Rumus):
                continue
            biaya, sumber = wanted.get(one.id, (one.biaya, None))
            if name == "biaya":
                wanted[one.id] = (value if isinstance(value, int) else None, sumber)
            else:
                wanted[one.id] = (biaya, str(value or ""))
        if wanted:
            aturan = self.plan.desk.app.aturan
            plan = dengan_biaya(read.rencana.rkp, wanted)
            self.gauges.show_gauges(pemakaian_pagu(plan, aturan), pemakaian_earmark(plan, aturan))

    def _may_end_formulas(self, typed: list[Change]) -> bool:
        """Ask before an own amount or source ends a formula; without a yes everything stays as it was."""
        with_formula: dict[object, BarisKegiatan] = {
            row.id: row for row in self._rows if row.rumus is not None
        }
        ended = [
            with_formula[row_id]
            for row_id, name, value in typed
            if row_id in with_formula and name in ("biaya", "sumber") and not isinstance(value, Rumus)
        ]
        if not ended:
            return True
        first = ended[0]
        assert first.rumus is not None
        words = _("Biaya “{nama}” mengikuti {rumus}. Tulis sendiri dan lepas rumusnya?")
        question = words.format(nama=first.kegiatan.nama or _("tanpa nama"), rumus=first.rumus.teks)
        detail = _("Sesudah dilepas, biaya tidak lagi ikut berubah dengan pagu.")
        if ask(self, question, _("Lepas rumus"), detail=detail):
            return True
        for row_id, name, _value in typed:
            self.grid.model.forget_typed((row_id, name))
        return False

    def _save_cell(
        self, typed: list[Change], act: object, *args: object, place: object = None, **named: Any
    ) -> None:
        desk, grid = self.plan.desk, self.grid
        self.plan.save(
            grid,
            act,  # type: ignore[arg-type]  # a service function
            *args,
            failed=lambda error: cells_refused(desk, grid, typed, error),
            place=place,
            **named,
        )

    def _name_of_code(self, key: UUID, name: str, value: object) -> list[Change]:
        """A new row takes the name of the list with its code; a name that was typed stays."""
        row = next((one for one in self._rows if one.id == key), None)
        if name != "kode" or not value or row is None or row.kegiatan.nama.strip():
            return []
        found = self.plan.desk.app.aturan.kegiatan(str(value))
        return [(key, "nama", found.nama_pendek)] if found is not None else []

    def add(self) -> None:
        """`Tambah kegiatan`: a new row; its code puts it into its group."""
        self.show_only("")
        self.search.clear()
        self.list.show_empty(False)
        self.bar.show()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.grid.add_row()

    def _revise(self) -> None:
        changes.begin(self.plan, self)

    # -- panels at the side ------------------------------------------------------------------------------

    def _toggle(self, panel: QWidget) -> bool:
        shown = self.side.isVisible() and self.side.currentWidget() is panel
        if shown:
            self._close_side()
        else:
            self._open_side(panel)
        return not shown

    def _open_side(self, panel: QWidget) -> None:
        """The table becomes narrower: the current cell stays in sight."""
        self.side.setCurrentWidget(panel)
        self.side.show()
        self.measure()
        QTimer.singleShot(0, lambda: self.grid.view.scrollTo(self.grid.view.currentIndex()))

    def _close_side(self) -> None:
        self.detail.form.commit()
        self.side.hide()
        self.measure()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_detail(self) -> None:
        """Ctrl+I: the rest of the activity's columns."""
        if self._toggle(self.detail):
            self._on_current()
            self.detail.form.go_to("sasaran")

    def toggle_checks(self) -> None:
        """The list of all findings."""
        self._toggle(self.checks)

    def open_split(self) -> None:
        """`Bagi sumber dana…` for the activity of the current row."""
        row = cast("BarisKegiatan | None", self.grid.current_row())
        if row is None:
            self.plan.desk.notice(_("Pilih dulu satu kegiatan di tabel."), seconds=6)
            return
        self.grid.commit()
        self._open_side(self.split)
        self.split.open_for(row.kegiatan)

    def open_rab(self) -> None:
        """`RAB…` of the activity of the current row."""
        row = cast("BarisKegiatan | None", self.grid.current_row())
        if row is None:
            self.plan.desk.notice(_("Pilih dulu satu kegiatan di tabel."), seconds=6)
            return
        self.asks_rab.emit(row.id)

    def choose_columns(self) -> None:
        """`Kolom…`: which columns are shown."""
        menu = self.grid.columns_menu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.columns_button.mapToGlobal(self.columns_button.rect().bottomLeft()))

    def _on_current(self) -> None:
        if self.side.isVisible() and self.side.currentWidget() is self.detail:
            self.detail.show_row(cast("BarisKegiatan | None", self.grid.current_row()))

    # -- the tab -------------------------------------------------------------------------------------

    def show_only(self, sumber: str) -> None:
        """Only the activities with money of one source; an empty text shows all."""
        self._only, self._tag = sumber, ""
        self._show_filter(sumber)

    def show_tag(self, tanda: str) -> None:
        """Only the activities that carry one issue; an empty text shows all."""
        self._only, self._tag = "", tanda
        named = (one.nama for one in self.plan.desk.app.aturan.tanda if one.kunci == tanda)
        self._show_filter(next(named, tanda))

    def _show_filter(self, words: str) -> None:
        self.filtered.setText(_("Hanya {sumber} · tampilkan semua").format(sumber=words))
        self.filtered.setVisible(bool(words))
        self._show_rows()

    def _show_rows(self) -> None:
        only, tag = self._only, self._tag
        self.grid.show_rows(
            row
            for row in self._rows
            if (not only or any(one.sumber == only for one in row.kegiatan.sumber_biaya))
            and (not tag or tag in row.kegiatan.tanda)
        )

    def show_plan(self, read: Terbaca) -> None:
        """Gauges, rows, marks, the line below."""
        shown, locked = read.rencana, self.plan.is_rkp_locked
        self._rows = rows_of(shown, self.plan.desk.app.aturan, read.rpjm.asal if read.rpjm.judul else {})
        self.lock.show_state(locked, shown.rkp.revisi)
        self.gauges.show_gauges(shown.gauges, shown.earmark)
        self._show_rows()
        lock_grid(self.grid, locked)
        self.grid.set_checks(_in_grid(shown.pemeriksaan, {row.id for row in self._rows}))
        self.checks.show_checks(shown.pemeriksaan)
        self._show_state(shown.pemeriksaan)
        self._show_empty(read)
        for button in (self.take, self.take_rpjm, self.split_button):
            button.setEnabled(not locked)
        self.changes_button.setVisible(shown.rkp.revisi > 0)
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

    def _show_empty(self, read: Terbaca) -> None:
        is_empty = not self._rows and self.grid.editor is None and not self.plan.is_rkp_locked
        self.list.show_empty(is_empty)
        self.bar.setVisible(not is_empty)
        self.foot.setVisible(not is_empty and not self.plan.is_rkp_locked)
        if not self._rows:
            self.empty.show_for(self.plan.tahun, len(read.rencana.belum_dipakai), bool(read.tahun_lalu))

    def primary(self) -> Primary:
        """`Tambah kegiatan`; `Sahkan RKPDes` once no Galat stands in the way."""
        if self.plan.is_rkp_locked:
            return Primary(_("Lihat dokumen"), lambda: self.turn_to.emit("dokumen"))
        if self._rows and self.plan.can_ratify_rkp:
            return Primary(_("Sahkan RKPDes"), self.asks_ratify.emit)
        waiting = self.plan.read.rencana.belum_dipakai if self.plan.read is not None else ()
        if self.list.is_empty and waiting:
            return Primary(_("Ambil dari usulan"), self.asks_take.emit)
        return Primary(_("Tambah kegiatan"), self.add)

    def arrive(self) -> None:
        """Into the table, or on the button that makes the first row."""
        self.list.enter(self.grid)

    def jump(self, record: UUID | None, field: str) -> bool:
        """The cell a finding names."""
        if record is None or not any(row.id == record for row in self._rows):
            return False
        self.show_only("")
        self.search.clear()
        self.grid.set_filter("")
        self.grid.select_row(record, _COLUMN_OF.get(field, field))
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        return True


class EmptyPlan(EmptyState):
    """What an empty plan offers: only what can be done now (ux.md 5.5)."""

    def __init__(self, tab: ActivitiesTab, plan: OpenPlan) -> None:
        name = "rkpdes.kegiatan.kosong"
        words = (
            _("Ambil dari usulan"),
            _("Salin dari {tahun}").format(tahun=plan.tahun - 1),
            _("Tambah kegiatan"),
            _("Buka Musyawarah"),
        )
        acts = (
            tab.asks_take.emit,
            tab.asks_copy.emit,
            tab.add,
            lambda: plan.desk.open("musyawarah"),
        )
        super().__init__(name, "", list(zip(words, acts, strict=True)))
        found = (self.findChild(QPushButton, f"{name}.tombol_{n}") for n in range(1, len(words) + 1))
        self._offers = [one for one in found if one is not None]

    def show_for(self, tahun: int, agreed: int, has_last_year: bool) -> None:
        """Say how many agreed proposals wait, and offer what there is; the first offer is the filled one."""
        begin = _("RKPDes {tahun} belum berisi kegiatan.").format(tahun=tahun)
        if agreed and has_last_year:
            rest = _("Ambil dari {n} usulan yang disepakati, atau salin dari tahun lalu.")
        elif agreed:
            rest = _("Ambil dari {n} usulan yang disepakati, atau tambah sendiri.")
        elif has_last_year:
            rest = _("Salin dari tahun lalu, atau tambah sendiri.")
        else:
            rest = _("Tambah sendiri, atau sahkan musyawarah dulu supaya usulannya bisa diambil.")
        self.set_sentence(f"{begin} {rest.format(n=agreed)}")
        wanted = (bool(agreed), has_last_year, not (agreed and has_last_year), not agreed)
        is_first = True
        for button, is_wanted in zip(self._offers, wanted, strict=True):
            button.setVisible(is_wanted)
            set_role(button, peran="utama" if is_wanted and is_first else "")
            is_first = is_first and not is_wanted


def _in_grid(findings: tuple[Pemeriksaan, ...], known: set[UUID]) -> list[Pemeriksaan]:
    return [
        replace(one, field=_COLUMN_OF.get(one.field, one.field)) for one in findings if one.record in known
    ]
