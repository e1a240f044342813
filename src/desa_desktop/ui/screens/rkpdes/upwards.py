"""Tab DURKP: what the village asks from above, in the order of its wishes (ux.md 5.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desa_desktop.domain.pemeriksaan import Level, of_level
from desa_desktop.domain.rkp import BarisDurkp
from desa_desktop.i18n import _
from desa_desktop.services import durkp, rkp
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.grid import Change, Grid
from desa_desktop.ui.kit.marks import LEVEL_MARKS, Mark, MarkedText
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.search import SearchBox
from desa_desktop.ui.kit.table import RowId
from desa_desktop.ui.lock_note import LockNote
from desa_desktop.ui.saving import bind_grid, change_rows, undo
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.rkpdes.answer import AnswerPanel
from desa_desktop.ui.screens.rkpdes.columns import durkp_columns
from desa_desktop.ui.screens.rkpdes.plan import OpenPlan, PlanTab, Terbaca, is_window_narrow
from desa_desktop.ui.style import set_role
from desa_desktop.ui.tab_page import lock_grid


class UpwardsTab(PlanTab):
    """Rows with priority, payer and office; `Urutkan prioritas` numbers them as they stand."""

    asks_take = Signal()
    asks_ratify = Signal()

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__(plan, "durkp")
        self._rows: list[BarisDurkp] = []
        self._is_tight = False
        self.lock = LockNote("rkpdes.durkp.terkunci", self._revise)
        self.search = SearchBox("rkpdes.durkp.cari")
        self.take = self.button("ambil", _("Ambil dari usulan…"), self.asks_take.emit)
        self.number = self.button("urutkan", _("Urutkan prioritas"), self.renumber)
        self.columns_button = self.button("kolom", _("Kolom…"), self._choose_columns)
        self.again = self.button("ajukan_lagi", _("Ajukan lagi…"), self.propose_again)
        self.answer_button = self.button("jawaban", _("Catat jawaban…"), self.open_answer)
        self._scores: Sequence[str] = ()
        self.grid = Grid(
            "rkpdes.durkp.tabel",
            durkp_columns(plan.desk.app.aturan, self._offices, lambda: self._scores, self._before),
            today=plan.desk.today,
            total_label=lambda number: _("Jumlah {n} usulan DURKP").format(n=number),
        )
        self.grid.setAccessibleName(_("Daftar Usulan RKP Desa"))
        bind_grid(
            plan.desk,
            self.grid,
            BarisDurkp,
            lambda: plan.durkp_id,
            new_values=self._new_values,
            describe=lambda row: row.nama or _("tanpa uraian"),
        )
        self.grid.use(on_change=self._change)
        self.list = OrEmpty(
            self.grid,
            EmptyState(
                "rkpdes.durkp.kosong",
                _(
                    "DURKP (Daftar Usulan RKP Desa) berisi usulan di luar kewenangan atau kemampuan desa. "
                    "Ambil usulan yang diteruskan, atau tambah sendiri."
                ),
                [(_("Ambil dari usulan"), self.asks_take.emit), (_("Tambah usulan DURKP"), self.add)],
            ),
        )
        self.state = MarkedText(Mark.SELESAI)
        self.state.setObjectName("rkpdes.durkp.keadaan")
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.search)
        bar.addStretch(1)
        for button in (self.take, self.again, self.number, self.answer_button, self.columns_button):
            bar.addWidget(button)
        self.panel = AnswerPanel(plan)
        self.panel.hide()
        self.grid.beside(self.panel)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.list, 1)
        middle.addWidget(self.panel)
        self.grid.current_changed.connect(lambda _row: self._on_current())
        self.panel.closed.connect(self.close_answer)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 12, 16, 8)
        inner.setSpacing(8)
        inner.addLayout(bar)
        inner.addLayout(middle, 1)
        inner.addWidget(self.state)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.lock)
        box.addLayout(inner, 1)
        self.search.searched.connect(self.grid.set_filter)
        self.grid.filtered.connect(self.search.show_count)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small laptop the buttons move closer."""
        super().resizeEvent(event)
        self.measure()

    def measure(self) -> None:
        """What the menu Alat has too is left out where the bar has no room."""
        is_narrow = is_window_narrow(self)
        if is_narrow is not self._is_tight:
            self._is_tight = is_narrow
            for button in (self.take, self.again, self.number, self.answer_button, self.columns_button):
                set_role(button, rapat="ya" if is_narrow else "")
        self.number.setVisible(not is_narrow)
        self.again.setVisible(not is_narrow and self._can_ask_again)

    @property
    def _can_ask_again(self) -> bool:
        return self.plan.read is not None and self.plan.read.durkp_lalu > 0

    def _offices(self) -> Sequence[str]:
        return self.plan.read.opd if self.plan.read is not None else ()

    def _before(self, key: UUID) -> str:
        read = self.plan.read
        found = read.jawaban_lalu.get(key) if read is not None else None
        if found is None:
            return ""
        return found.teks if found.is_pasti else _("Mirip {teks}").format(teks=found.teks)

    # -- answers of the kabupaten ------------------------------------------------------------------

    def open_answer(self) -> None:
        """`Catat jawaban…` for the chosen rows, also when the list is ratified."""
        keys = self._chosen()
        if not keys:
            self.plan.desk.notice(_("Pilih dulu usulan yang dijawab."), seconds=6)
            return
        self.grid.commit()
        self.panel.show()
        self._on_current()
        self.panel.begin()

    def close_answer(self) -> None:
        """Back into the table."""
        self.panel.hide()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self) -> list[UUID]:
        known = {one.id for one in self._rows}
        return [one for one in self.grid.selected_ids() if isinstance(one, UUID) and one in known]

    def _on_current(self) -> None:
        if self.panel.isVisible():
            keys = self._chosen()
            rows = [one for one in self._rows if one.id in keys]
            self.panel.show_rows(rows, self._before(rows[0].id) if len(rows) == 1 else "")

    def propose_again(self) -> None:
        """`Ajukan lagi…`: rows of last year that were not accepted."""
        desk, tahun = self.plan.desk, self.plan.tahun

        def made(keys: list[UUID]) -> None:
            words = _("{n} usulan DURKP {tahun} diajukan lagi. Jawaban lamanya tetap terlihat.")
            text = words.format(n=len(keys), tahun=tahun - 1)
            desk.notice(text, Tone.SUKSES, _("Urungkan"), lambda: undo(desk, self), seconds=10)

        self.grid.commit()
        self.plan.save(self, durkp.propose_again, tahun, then=made)

    def fill_support(self) -> None:
        """`Isi data pendukung dari kartu skor`: where a score clearly belongs to the row."""
        desk, app, tahun, at = self.plan.desk, self.plan.desk.app, self.plan.tahun, self.plan.desk.now()
        person = desk.person

        def work() -> tuple[tuple[int, int], list[str]]:
            step = {"by": person, "at": at}
            count = durkp.fill_support(app.database, app.templates, tahun, by=person, at=at)
            return count, [one.teks for one in durkp.scores(app.database, app.templates, **step)]  # type: ignore[arg-type]

        def done(result: tuple[tuple[int, int], list[str]]) -> None:
            (filled, left), self._scores = result
            words = _("{n} usulan diisi data pendukungnya.").format(n=filled)
            if left and self._scores:
                words += " " + _("{m} lainnya bisa dipilih sendiri di kolom Data pendukung.").format(m=left)
            elif left:
                words += " " + _("Belum ada kartu skor yang selesai untuk {m} lainnya.").format(m=left)
            desk.notice(words, Tone.SUKSES if filled else Tone.SARAN, seconds=10)

        self.grid.commit()
        desk.save(self, work, done)

    def _new_values(self, _after: RowId | None) -> Mapping[str, object]:
        return {"prioritas": max((one.prioritas or 0 for one in self._rows), default=0) + 1}

    def _change(self, changes: list[Change]) -> None:
        plain: list[Change] = []
        for row_id, name, value in changes:
            if name == "waktu":
                months = value if isinstance(value, tuple) else (None, None)
                plain += [(row_id, "bulan_mulai", months[0]), (row_id, "bulan_selesai", months[1])]
            else:
                plain.append((row_id, name, value))
        change_rows(self.plan.desk, self.grid, BarisDurkp, plain)

    def renumber(self) -> None:
        self.grid.commit()
        plan = self.plan
        plan.desk.after_saves(lambda: plan.save(self, rkp.renumber_priorities, plan.tahun))

    def _revise(self) -> None:
        plan = self.plan
        plan.save(self, lambda db, **step: rkp.revise(db, "durkp", plan.tahun, **step))

    def _choose_columns(self) -> None:
        menu = self.grid.columns_menu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.columns_button.mapToGlobal(self.columns_button.rect().bottomLeft()))

    def add(self) -> None:
        """A new row with the next priority."""
        self.search.clear()
        self.list.show_empty(False)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.grid.add_row()

    def show_plan(self, read: Terbaca) -> None:
        """Rows in their order."""
        shown, locked = read.durkp, self.plan.is_durkp_locked
        self._rows = sorted(shown.durkp.baris, key=lambda one: one.urut)
        self.lock.show_state(locked, shown.durkp.revisi)
        self.grid.show_rows(self._rows)
        lock_grid(self.grid, locked)
        known = {one.id for one in self._rows}
        self.grid.set_checks(one for one in shown.pemeriksaan if one.record in known)
        self.list.show_empty(not self._rows and not locked)
        for button in (self.take, self.number):
            button.setEnabled(not locked)
        self.measure()
        self.again.setEnabled(not locked)
        self.answer_button.setEnabled(bool(self._rows))
        self._on_current()
        self.state.setVisible(not locked and bool(self._rows))
        errors = of_level(shown.pemeriksaan, Level.GALAT) or of_level(shown.pemeriksaan, Level.PERINGATAN)
        if errors:
            words = _("{teks} · Tunjukkan (F8)").format(teks=errors[0].teks.rstrip("."))
            self.state.set_state(LEVEL_MARKS[errors[0].level], words)
        else:
            self.state.set_state(Mark.SELESAI, _("Tidak ada yang perlu diperbaiki."))

    def primary(self) -> Primary:
        """`Tambah usulan DURKP`; `Sahkan DURKP` once no Galat stands in the way."""
        if self.plan.is_durkp_locked:
            return Primary(_("Lihat dokumen"), lambda: self.turn_to.emit("dokumen"))
        if self._rows and self.plan.can_ratify_durkp:
            return Primary(_("Sahkan DURKP"), self.asks_ratify.emit)
        if self.list.is_empty:
            return Primary(_("Ambil dari usulan"), self.asks_take.emit)
        return Primary(_("Tambah usulan DURKP"), self.add)

    def arrive(self) -> None:
        """Into the table, or on the button that makes the first row."""
        self.list.enter(self.grid)

    def jump(self, record: UUID | None, field: str) -> bool:
        """The cell a finding names."""
        if record is None or not any(one.id == record for one in self._rows):
            return False
        self.search.clear()
        self.grid.set_filter("")
        self.grid.select_row(record, field)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        return True
