"""The list of proposals of a plan year, by hamlet: typing, pasting, filling, repairing (ux.md 5.3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from desa_desktop.domain.dokumen import dokumen_id
from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.domain.pemeriksaan_usulan import compact_dusun
from desa_desktop.domain.tempel import JenisTempel
from desa_desktop.domain.usulan import Usulan
from desa_desktop.domain.wording import show_number
from desa_desktop.i18n import _
from desa_desktop.services import editing, intake
from desa_desktop.services import usulan as service
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.clipboard import Block
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.table import RowId
from desa_desktop.ui.paste_flow import PasteHost, PasteOrder
from desa_desktop.ui.saving import bind_grid
from desa_desktop.ui.screens.usulan.advice import AdviceBar, alike_of, repairs_of
from desa_desktop.ui.screens.usulan.columns import COMPLETED, Known, Row, by_dusun, columns, dusun_key
from desa_desktop.ui.screens.usulan.detail import DetailPanel
from desa_desktop.ui.screens.usulan.filters import FilterBar
from desa_desktop.ui.style import look

_ORDER = (Level.GALAT, Level.PERINGATAN, Level.SARAN)
_PANEL = 380  # pixels at 100 % text


@dataclass(frozen=True, slots=True)
class Read:
    """What one reading of the store brings."""

    baris: Sequence[Row]
    dusun: Sequence[str]
    earlier: Mapping[str, Sequence[str]]


class DaftarPage(QWidget):
    """The grid with its filters, the advice line, the detail panel, and the preview of a paste."""

    def __init__(self, desk: Desk, tahun: int, actions: Mapping[str, Callable[[], object]]) -> None:
        super().__init__()
        self.setObjectName("usulan.daftar")
        self._desk, self._tahun = desk, tahun
        self._known = Known(desk.app.aturan)
        self._read: Read | None = None
        self._rows: list[Row] = []
        self._checks: tuple[Pemeriksaan, ...] = ()
        self._doubtful: set[UUID] = set()
        self._wanted: UUID | None = None
        self._seen: set[UUID] = set()
        self._gone: set[UUID] = set()
        self._build(actions)
        self._connect()

    # -- building --------------------------------------------------------------------------------------

    def _build(self, actions: Mapping[str, Callable[[], object]]) -> None:
        self.filters = FilterBar("usulan.daftar.saring", self._desk.app.aturan)
        self.grid = Grid(
            "usulan.daftar.tabel", columns(self._known), groupings=[by_dusun()], today=self._desk.today,
            total_label=lambda n: _("{n} usulan").format(n=show_number(n)),
        )  # fmt: skip
        self.grid.setAccessibleName(_("Daftar usulan"))
        self.advice = AdviceBar("usulan.daftar.saran", self._repair, self.show_number)
        self.detail = DetailPanel(self._desk, self._known, lambda: self.show_detail(False))
        self.detail.hide()
        self.grid.beside(self.detail)
        self.grid.beside(self.advice)
        self.tools = self._tools(actions)
        body = QWidget()
        none = EmptyState(
            "usulan.tidak_cocok",
            _("Tidak ada usulan yang cocok dengan saringan ini."),
            [(_("Tampilkan semua"), self.show_all)],
        )
        self._or_none = OrEmpty(self.grid, none)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setObjectName("usulan.daftar.belah")
        split.setChildrenCollapsible(False)
        split.addWidget(self._or_none)
        split.addWidget(self.detail)
        split.setStretchFactor(0, 1)
        self._split = split
        box = QVBoxLayout(body)
        box.setContentsMargins(16, 10, 16, 10)
        box.setSpacing(8)
        box.addWidget(self.filters)
        box.addWidget(split, 1)
        box.addWidget(self.advice)
        offers = [
            (_("Tambah usulan"), actions["tambah"]),
            (_("Tempel dari Excel"), actions["tempel"]),
            (_("Impor dari berkas…"), actions["impor"]),
        ]
        sentence = _("Belum ada usulan untuk {tahun}. Mulai dari satu dusun, atau tempel dari Excel.")
        empty = EmptyState("usulan.kosong", sentence.format(tahun=self._tahun), offers)
        self.or_empty = OrEmpty(body, empty)
        self.host = PasteHost(self._desk, "usulan.daftar.tempel", self.or_empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.host)

    def _tools(self, actions: Mapping[str, Callable[[], object]]) -> QWidget:
        """The buttons that stand at the right of the tabs while this page is shown."""
        tools = QWidget()
        tools.setObjectName("usulan.daftar.tombol")
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        words = {
            "tempel": _("&Tempel"), "impor": _("&Impor…"), "cetak": _("&Cetak"), "kolom": _("&Kolom…"),
            "rincian": _("&Rincian"), "jejak": _("&Jejak"),
        }  # fmt: skip
        for name, word in words.items():
            button = QPushButton(word)
            button.setObjectName(f"usulan.daftar.{name}")
            button.setProperty("rapat", "ya")
            button.clicked.connect(lambda _on=False, act=actions[name]: act())
            row.addWidget(button)
            if name == "rincian":
                button.setCheckable(True)
                button.setToolTip(_("Rincian usulan (Ctrl+I)"))
                self._detail_button = button
            if name == "jejak":
                button.setCheckable(True)
                button.setToolTip(_("Di mana usulan ini sekarang (Ctrl+J)"))
                self._jejak_button = button
        return tools

    def _connect(self) -> None:
        bind_grid(
            self._desk, self.grid, Usulan, self._list_id,
            new_values=self._new_values,
            describe=lambda row: str(row.uraian) or _("Usulan {n}").format(n=row.nomor),
        )  # fmt: skip
        self.grid.use(on_paste=self._paste, on_move=self._move)
        self.grid.remember(self._desk.memory)
        self.grid.current_changed.connect(lambda _row: self._on_current())
        self.grid.filtered.connect(self._on_filtered)
        self.filters.changed.connect(self._show_rows)
        self.filters.search.searched.connect(self.grid.set_filter)
        self.host.accepted.connect(self._on_accepted)

    # -- reading ---------------------------------------------------------------------------------------

    def read(self) -> Read:
        """Ask the services for the rows; runs on the short lane and touches no widget."""
        database = self._desk.app.database
        return Read(
            service.list_usulan(database, self._tahun),
            service.hamlets(database),
            {name: service.earlier_values(database, name) for name in COMPLETED},
        )

    def check(self) -> tuple[Pemeriksaan, ...]:
        """Hold all proposals against the rules and each other; slow for thousands, so the rows come first."""
        app = self._desk.app
        return service.show_list(app.database, app.aturan, self._tahun).pemeriksaan

    def show_read(self, read: Read) -> None:
        """Show the rows that were read; the place one is at stays."""
        self._read = read
        self._known.dusun = read.dusun
        self._known.earlier = dict(read.earlier)
        self._rows = _in_groups(read.baris, read.dusun)
        self.filters.show_hamlets(read.dusun, self._rows)
        self.or_empty.show_empty(not self._rows)
        self._show_rows()
        self._choose_again()

    def show_checks(self, checks: tuple[Pemeriksaan, ...]) -> None:
        """Show what is odd about them."""
        self._checks = checks
        self._doubtful = {
            one.record for one in checks if one.record is not None and one.level is not Level.SARAN
        }
        hints = sum(1 for one in checks if one.level is Level.SARAN)
        self.filters.set_doubtful(len(self._doubtful), hints)
        if self.filters.saring.is_doubtful:
            self._show_rows()
        else:
            self._mark()
            self._on_current()

    def _choose_again(self) -> None:
        """Choose the row that was asked for, or one whose deletion was taken back (ux.md 3.2)."""
        now = {row.id: row for row in self._rows}
        back = [key for key in now if key in self._gone]
        if self._wanted is not None and self.grid.select_row(self._wanted):
            self._wanted = None
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        elif back:
            self.grid.select_row(back[0])
        self._gone = (self._gone | self._seen) - set(now)
        self._seen = set(now)

    def _show_rows(self) -> None:
        fitting = [row for row in self._rows if self.filters.saring.fits(row, self._doubtful)]
        if self.filters.saring.is_on:
            self.filters.saring.kept.update(row.id for row in fitting)
        self.grid.show_rows(fitting)
        self._mark()
        self._on_current()

    def _mark(self) -> None:
        """Marks stand on a cell that can be seen: findings of hidden columns go to the number."""
        seen = {
            column.name
            for place, column in enumerate(self.grid.model.columns)
            if not self.grid.view.isColumnHidden(place)
        }
        together: dict[tuple[UUID | None, str], list[Pemeriksaan]] = {}
        for one in sorted(self._checks, key=lambda one: _ORDER.index(one.level)):
            name = one.field if one.field in seen else "nomor"
            together.setdefault((one.record, name), []).append(one)
        self.grid.set_checks(
            replace(found[0], field=name, teks=" ".join(one.teks for one in found))
            for (_record, name), found in together.items()
        )

    # -- what a person does ----------------------------------------------------------------------------

    def add(self) -> None:
        """Ctrl+N: a row in the current hamlet. What would hide it is no longer asked for."""
        if self.filters.search.text:
            self.filters.search.clear()
            self.grid.set_filter("")
        if self.filters.saring.status or self.filters.saring.is_doubtful:
            self.show_all()
        self.or_empty.show_empty(False)
        self._or_none.show_empty(False)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.grid.add_row()

    def show_all(self) -> None:
        """Nothing is hidden any more."""
        self.filters.clear()
        self.filters.search.clear()
        self.grid.set_filter("")
        self._show_rows()

    def show_number(self, nomor: int) -> None:
        """Go to the proposal with this number."""
        found = next((row for row in self._rows if row.nomor == nomor), None)
        if found is not None:
            self.go_to(found.id)

    def go_to(self, key: UUID) -> None:
        """Show one proposal, whatever is filtered."""
        if self._read is None:
            self._wanted = key
        elif not self.grid.select_row(key):
            self.show_all()
            self.grid.select_row(key)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_detail(self, shown: bool | None = None) -> None:
        """Ctrl+I: the panel with all fields."""
        wanted = self.detail.isHidden() if shown is None else shown
        if not wanted:
            self.detail.form.commit()
        self.detail.setVisible(wanted)
        self._detail_button.setChecked(wanted)
        if wanted:
            width = look().px(_PANEL)
            self.detail.setMinimumWidth(width - look().px(40))
            self._split.setSizes([max(1, self._split.width() - width), width])
            self._on_current()
            self.detail.form.go_to("dusun")
        else:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_beside(self, panel: QWidget) -> None:
        """A panel at the right of the list, in the place of the details."""
        self._split.addWidget(panel)
        self.grid.beside(panel)

    def mark_buttons(self, *, jejak: bool) -> None:
        """Show on its button whether the panel Jejak is open."""
        self._jejak_button.setChecked(jejak)

    def choose_columns(self, button: QWidget) -> None:
        """`Kolom…`: which columns are shown; the marks follow."""
        menu = self.grid.columns_menu(self)
        menu.aboutToHide.connect(self._mark)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def order(self, kolom: tuple[str, ...] = (), dusun: str = "", after: UUID | None = None) -> PasteOrder:
        """What a paste into this list means."""
        return PasteOrder(JenisTempel.USULAN, self._tahun, kolom, dusun, after)

    def _paste(self, block: Block, anchor: tuple[RowId | None, str]) -> None:
        row_id, name = anchor
        names = [
            column.name
            for place, column in enumerate(self.grid.model.columns)
            if not self.grid.view.isColumnHidden(place)
        ]
        kolom = tuple(names[names.index(name) :]) if name in names[1:] else ()
        after = row_id if isinstance(row_id, UUID) else None
        self.host.offer(self.order(kolom, self._hamlet_here(), after), block)

    def _move(self, row_id: RowId, offset: int) -> None:
        """Alt+Up and Alt+Down go past the neighbour in the same hamlet, wherever it is stored."""
        stored = [row.id for row in (self._read.baris if self._read is not None else ())]
        mine = next((row for row in self._rows if row.id == row_id), None)
        if mine is None:
            return
        group = [row.id for row in self._rows if dusun_key(row) == dusun_key(mine)]
        there = group.index(mine.id) + offset
        if not 0 <= there < len(group):
            return
        steps = stored.index(group[there]) - stored.index(mine.id)
        desk, key, at = self._desk, mine.id, self._desk.now()
        desk.save(
            self.grid,
            lambda: editing.move_row(desk.app.database, Usulan, key, steps, by=desk.person, at=at),
        )

    def _list_id(self) -> UUID | None:
        kantor = self._desk.app.kantor
        return dokumen_id(kantor.id, "daftar-usulan", str(self._tahun)) if kantor is not None else None

    def _new_values(self, _after: RowId | None) -> Mapping[str, object]:
        return {"dusun": self._hamlet_here(), **self.filters.saring.new_values()}

    def _hamlet_here(self) -> str:
        """The hamlet one is in: of the row, of the group's heading, of the filter, else the only one."""
        index = self.grid.view.currentIndex()
        row = cast("Row | None", self.grid.current_row())
        if row is not None:
            return row.dusun
        key = self.filters.saring.dusun
        if index.isValid():
            group = self.grid.model.line(index.row()).group
            key = str(group.path[0]) if group is not None else key
        if key is not None:
            return next((row.dusun for row in self._rows if dusun_key(row) == key), self._named(key))
        return self._known.dusun[0] if len(self._known.dusun) == 1 else ""

    def _named(self, key: str) -> str:
        return next((name for name in self._known.dusun if compact_dusun(name) == key), "")

    def _repair(self, values: dict[str, object]) -> None:
        row = cast("Row | None", self.grid.current_row())
        if row is None:
            return
        desk, key, at = self._desk, row.id, self._desk.now()
        desk.save(
            self.grid,
            lambda: editing.change(desk.app.database, Usulan, key, values, by=desk.person, at=at),
        )
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what happens ----------------------------------------------------------------------------------

    def _on_current(self) -> None:
        row = cast("Row | None", self.grid.current_row())
        if not self.detail.isHidden():
            self.detail.show_row(row, self._checks)
        if row is None:
            self.advice.hide()
            return
        aturan = self._desk.app.aturan
        own = [one for one in self._checks if one.record == row.id]
        looks_alike = any(one.level is Level.SARAN and one.field == "uraian" for one in own)
        alike = alike_of(row, self._rows, aturan.ambang_mirip) if looks_alike else None
        is_odd = any(one.level is not Level.SARAN for one in own)
        repairs = repairs_of(row, self._known.dusun, aturan, self._desk.today()) if is_odd else []
        self.advice.offer(row.nomor, repairs, alike)

    def _on_filtered(self, shown: int, all_: int) -> None:
        self.filters.search.show_count(shown, all_)
        self._or_none.show_empty(shown == 0 and bool(self._rows))

    def _on_accepted(self, came: intake.Masuk) -> None:
        first = next(iter((*came.baru, *came.berubah)), None)
        if first is not None:
            self._wanted = first
            self.filters.clear()


def _in_groups(rows: Sequence[Row], hamlets: Sequence[str]) -> list[Row]:
    """Rows by hamlet in the order of Data Desa, then hamlets nobody knows, then those without one."""
    order = {compact_dusun(name): place for place, name in enumerate(hamlets)}

    def place(row: Row) -> tuple[int, str]:
        key = dusun_key(row)
        if not key:
            return len(order) + 1, ""
        return (order[key], "") if key in order else (len(order), key)

    return sorted(rows, key=place)
