"""Tab Visi & Misi: the vision above, below it misi, tujuan and sasaran as an outline worked with keys."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desa_desktop.domain.matriks_rpjm import tingkat_name
from desa_desktop.domain.rpjm import ArahRpjm, RpjmDesa, TingkatArah
from desa_desktop.errors import DesaError
from desa_desktop.i18n import _
from desa_desktop.services import rpjm
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.fields import Field
from desa_desktop.ui.kit.form import Form
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.table import Column, RowId
from desa_desktop.ui.saving import bind_grid, form_callbacks, undo
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.rpjm.plan import OpenRpjm, RpjmTab, Terbaca
from desa_desktop.ui.tab_page import lock_grid, small

_STEP = "      "  # how far a line stands in for each level


@dataclass(frozen=True, slots=True)
class Baris:
    """One line of the outline; `kegiatan` counts the activities that lead to it."""

    id: UUID
    nomor: str
    depth: int
    tingkat: TingkatArah
    uraian: str
    kegiatan: int


class ArahTab(RpjmTab):
    """Enter makes the next line of the same level; Ctrl+] moves a line deeper, Ctrl+[ a level up."""

    def __init__(self, plan: OpenRpjm) -> None:
        super().__init__(plan, "arah")
        self._rows: list[Baris] = []
        self._wanted: UUID | None = None
        save, draft = form_callbacks(plan.desk, lambda: self.form, RpjmDesa, lambda: plan.key)
        self.form = Form(
            "rpjm.arah.visi",
            [Field(name="visi", label=_("Visi"), kind=Kind.MULTILINE, lines=2)],
            today=plan.desk.today,
            save=save,
            draft=draft,
        )
        self.below = self.button("bawah", _("Tambah di bawahnya"), self.add_below)
        self.deeper = self.button("dalam", _("Geser ke dalam"), lambda: self.shift(1))
        self.higher = self.button("luar", _("Geser ke luar"), lambda: self.shift(-1))
        self.grid = Grid(
            "rpjm.arah.tabel",
            (
                Column(name="nomor", label=_("No"), width=70, editable=False),
                Column(name="tingkat", label=_("Tingkat"), width=110, editable=False,
                       text=lambda row: tingkat_name(row.tingkat)),
                Column(name="uraian", label=_("Uraian"), width=520, stretch=True,
                       text=lambda row: _STEP * row.depth + row.uraian),
                Column(name="kegiatan", label=_("Kegiatan"), kind=Kind.INTEGER, width=90, editable=False,
                       hint=_("Banyaknya kegiatan yang menuju ke sini")),
            ),
            today=plan.desk.today,
        )  # fmt: skip
        self.grid.setAccessibleName(_("Misi, tujuan, dan sasaran"))
        bind_grid(plan.desk, self.grid, ArahRpjm, lambda: plan.key, describe=lambda row: row.uraian)
        self.grid.use(on_add=self._add, on_remove=self._remove, on_move=self._move)
        self.list = OrEmpty(
            self.grid,
            EmptyState(
                "rpjm.arah.kosong",
                _("Belum ada misi. Tulis misi, di bawahnya tujuan, di bawahnya lagi sasaran."),
                [(_("Tambah misi"), self.add)],
            ),
        )
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(small(_("Ctrl+N: baris setingkat · Ctrl+]: geser ke dalam · Ctrl+[: geser ke luar")), 1)
        for button in (self.below, self.deeper, self.higher):
            bar.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 8)
        box.setSpacing(8)
        box.addWidget(self.form)
        box.addLayout(bar)
        box.addWidget(self.list, 1)

    # -- acts ----------------------------------------------------------------------------------------

    def add(self) -> None:
        """`Tambah misi`."""
        self._make(None, None)

    def add_below(self) -> None:
        """A tujuan below the misi of the cursor, a sasaran below the tujuan."""
        row = self._current()
        if row is None or row.tingkat is TingkatArah.SASARAN:
            words = _("Pilih satu misi atau tujuan. Di bawah sasaran tidak ada tingkat lagi.")
            self.plan.desk.notice(words, seconds=6)
            return
        self._make(row.id, None)

    def shift(self, step: int) -> None:
        """`Geser ke dalam` and `Geser ke luar`."""
        row = self._current()
        if row is None:
            return
        self.grid.commit()

        def shifted(done: bool) -> None:
            if not done:
                self.plan.desk.notice(_("Baris ini tidak bisa digeser ke sana."), seconds=6)

        desk = self.plan.desk
        desk.after_saves(lambda: self.plan.save(self, rpjm.shift_arah, row.id, step, then=shifted))

    def _add(self, _values: object, after: RowId | None) -> None:
        """Ctrl+N and Enter after the last line: the next of the same level."""
        row = next((one for one in self._rows if one.id == after), None)
        above = self._above(row) if row is not None else None
        self._make(above, row.id if row is not None else None, forget=True)

    def _make(self, above: UUID | None, after: UUID | None, *, forget: bool = False) -> None:
        self.list.show_empty(False)

        def made(key: UUID) -> None:
            self._wanted = key
            self._show_wanted()

        self.plan.save(
            self,
            rpjm.add_arah,
            self.plan.tahun,
            di_bawah=above,
            setelah=after,
            then=None if forget else made,
            failed=self._refused,
        )

    def _refused(self, error: DesaError) -> None:
        self.grid.forget_new_row()
        self.plan.desk.show_error(error)

    def _above(self, row: Baris) -> UUID | None:
        place = self._rows.index(row)
        return next((one.id for one in reversed(self._rows[:place]) if one.depth < row.depth), None)

    def _remove(self, ids: list[RowId]) -> None:
        first = ids[0]
        desk = self.plan.desk

        def removed(count: int) -> None:
            words = _("{n} baris dihapus, dengan yang di bawahnya.").format(n=count)
            desk.undo_bar(words, lambda: undo(desk, self.grid))

        self.plan.save(self, rpjm.remove_arah, first, then=removed)

    def _move(self, row_id: RowId, offset: int) -> None:
        self.plan.save(self, rpjm.move_arah, row_id, offset)

    def _current(self) -> Baris | None:
        row = self.grid.current_row()
        return row if isinstance(row, Baris) else None

    # -- the tab ---------------------------------------------------------------------------------------

    def show_plan(self, read: Terbaca) -> None:
        """The outline, and how many activities lead to each line."""
        shown, locked = read.tampil, self.plan.is_locked
        counts: dict[UUID, int] = {}
        for one in shown.rpjm.kegiatan:
            if one.arah_id is not None:
                counts[one.arah_id] = counts.get(one.arah_id, 0) + 1
        self._rows = [
            Baris(
                line.arah.id, line.nomor, line.depth, line.arah.tingkat, line.arah.uraian,
                counts.get(line.arah.id, 0),
            )
            for line in shown.arah
        ]  # fmt: skip
        self.form.set_values(shown.rpjm)
        self.form.set_locked(locked)
        self.form.set_checks(one for one in shown.pemeriksaan if one.field == "visi")
        self.grid.show_rows(self._rows)
        lock_grid(self.grid, locked)
        self.list.show_empty(not self._rows and not locked and self.grid.editor is None)
        for button in (self.below, self.deeper, self.higher):
            button.setEnabled(not locked and bool(self._rows))
        self._show_wanted()

    def _show_wanted(self) -> None:
        """The cursor in the line that was just made, once it is there."""
        if self._wanted is not None and self.grid.select_row(self._wanted, "uraian"):
            self._wanted = None
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def primary(self) -> Primary | None:
        """`Tambah misi`."""
        return None if self.plan.is_locked else Primary(_("Tambah misi"), self.add)

    def arrive(self) -> None:
        """Into the vision while it is empty, else into the outline."""
        if self.form.boxes["visi"].is_empty and not self.plan.is_locked:
            self.form.go_to("visi")
        else:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def jump(self, record: UUID | None, field: str) -> bool:
        """The vision, or a line."""
        if field == "visi" and record == self.plan.key:
            self.form.go_to("visi")
            return True
        if record is not None and self.grid.select_row(record, "uraian"):
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False
