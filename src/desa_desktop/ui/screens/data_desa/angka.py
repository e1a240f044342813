"""Angka Pokok: the key figures of a year, checked, finished, and opened again for a change."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desa_desktop.domain.desa import AngkaPokok, BarisAngka
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan, of_level
from desa_desktop.domain.tempel import JenisTempel
from desa_desktop.errors import DesaError, NotFound
from desa_desktop.i18n import _, ngettext
from desa_desktop.services import desa as service
from desa_desktop.services import editing
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.ask import ask_reason
from desa_desktop.ui.kit.checks_panel import ChecksPanel
from desa_desktop.ui.kit.clipboard import Block
from desa_desktop.ui.kit.grid import Change, Grid
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.table import RowId
from desa_desktop.ui.lock_note import LockNote
from desa_desktop.ui.paste_flow import PasteHost, PasteOrder, unread_checks
from desa_desktop.ui.saving import bind_grid
from desa_desktop.ui.screens.data_desa.columns import angka as columns
from desa_desktop.ui.screens.data_desa.register import RegisterOffer
from desa_desktop.ui.style import look

YEARS_BACK = 6  # how far back the selector looks for years that were begun
_PANEL = 270  # pixels at 100 % text


@dataclass(frozen=True, slots=True)
class Read:
    """The years that were begun, newest first, and the figures of the one that is shown."""

    years: tuple[int, ...]
    shown: service.AngkaTampil | None


class AngkaPage(QWidget):
    """The grid of figures, the findings beside it, `Tandai Selesai`. `state_changed` when it is locked
    or opened."""

    state_changed = Signal()

    def __init__(self, desk: Desk, newest: int) -> None:
        super().__init__()
        self.setObjectName("data_desa.angka_pokok")
        self._desk, self._newest, self._year = desk, newest, newest
        self._shown: service.AngkaTampil | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.year = QComboBox()
        self.year.setObjectName("data_desa.angka_pokok.tahun")
        self.year.setAccessibleName(_("Tahun"))
        label = QLabel(_("Tahun"))
        label.setBuddy(self.year)
        self.finish = self._button("selesai", _("Tandai &Selesai"), self.finish_year)
        self._paste_button = self._button("tempel", _("&Tempel"), self.paste)
        self._import_button = self._button("impor", _("&Impor…"), self.import_)
        self.offer = RegisterOffer(self._desk, lambda: self._year)
        self.locked = LockNote("data_desa.angka_pokok.terkunci", self.reopen)
        self.grid = Grid("data_desa.angka_pokok.tabel", columns(), today=self._desk.today)
        self.grid.setAccessibleName(_("Angka Pokok"))
        self.checks = ChecksPanel("data_desa.angka_pokok.pemeriksaan")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label)
        head.addWidget(self.year)
        head.addStretch(1)
        for button in (self._paste_button, self._import_button, self.finish):
            head.addWidget(button)
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(self.grid, 1)
        across.addWidget(self.checks)
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(16, 10, 16, 10)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(self.locked)
        box.addWidget(self.offer)
        box.addLayout(across, 1)
        self.host = PasteHost(self._desk, "data_desa.angka_pokok.tempel", body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.host)

    def _button(self, name: str, word: str, act: object) -> QPushButton:
        button = QPushButton(word)
        button.setObjectName(f"data_desa.angka_pokok.{name}")
        button.clicked.connect(lambda _on=False: act())  # type: ignore[operator]
        return button

    def _connect(self) -> None:
        bind_grid(
            self._desk, self.grid, BarisAngka, lambda: self._shown.id if self._shown is not None else None,
            describe=lambda row: str(row.nama),
        )  # fmt: skip
        self.grid.use(on_change=self._change, on_paste=self._paste)
        self.grid.remember(self._desk.memory)
        self.checks.jump.connect(self._jump)
        self.year.activated.connect(lambda _index: self._turn_year())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With large text the figures keep three quarters of the room."""
        super().resizeEvent(event)
        self.checks.setFixedWidth(min(look().px(_PANEL), self.width() // 4))

    # -- reading ---------------------------------------------------------------------------------------

    def read(self, wanted: int) -> Read:
        """The figures of a year; runs on the short lane."""
        database = self._desk.app.database
        found: dict[int, service.AngkaTampil] = {}
        for tahun in range(self._newest, self._newest - YEARS_BACK, -1):
            try:
                found[tahun] = service.figures(database, tahun)
            except NotFound:  # that year was never begun
                continue
        years = tuple(found)
        shown = found.get(wanted) or (found[years[0]] if years else None)
        return Read(years, shown)

    @property
    def wanted(self) -> int:
        """The year a person looks at."""
        return self._year

    @property
    def is_locked(self) -> bool:
        """Whether the shown year is finished."""
        return self._shown is not None and self._shown.status is StatusDokumen.DISAHKAN

    def show_read(self, read: Read) -> None:
        """Show the figures of the year."""
        self._shown = read.shown
        if [self.year.itemData(n) for n in range(self.year.count())] != list(read.years):
            self.year.clear()
            for tahun in read.years:
                self.year.addItem(str(tahun), tahun)
        if read.shown is None:
            return
        self._year = read.shown.tahun
        self.year.setCurrentIndex(self.year.findData(self._year))
        self.grid.set_locked(self.is_locked)
        self.grid.show_rows(read.shown.baris)
        findings = [*read.shown.pemeriksaan, *unread_checks(read.shown.baris)]
        self.grid.set_checks(findings)
        self.checks.show_checks(findings)
        self.locked.show_state(self.is_locked, read.shown.revisi)
        for button in (self.finish, self._paste_button, self._import_button):
            button.setVisible(not self.is_locked)
        self.offer.look(is_locked=self.is_locked)
        self.state_changed.emit()

    def take_from_register(self) -> None:
        """`Ambil dari register`: what stands open is stored first, then the empty rows are filled."""
        self.grid.commit()
        self._desk.after_saves(self.offer.take)

    def _turn_year(self) -> None:
        self.grid.commit()
        self._year = int(self.year.currentData())
        wanted = self._year
        self._desk.run(self, lambda: self.read(wanted), self.show_read)

    # -- what a person does ----------------------------------------------------------------------------

    def add(self) -> None:
        """A figure that the rules do not know."""
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.grid.add_row()

    def paste(self) -> None:
        """What the clipboard holds, through the preview."""
        self.host.offer_clipboard(self._order())

    def import_(self) -> None:
        """A workbook or CSV, through the preview."""
        self.host.choose_file(self._order())

    def _order(self, kolom: tuple[str, ...] = (), after: UUID | None = None) -> PasteOrder:
        return PasteOrder(JenisTempel.ANGKA_POKOK, self._year + 1, kolom, after=after)

    def _paste(self, block: Block, anchor: tuple[RowId | None, str]) -> None:
        row_id, name = anchor
        names = [one.name for one in columns()]
        after = row_id if isinstance(row_id, UUID) else None
        self.host.offer(self._order(tuple(names[names.index(name) :]), after), block)

    def _change(self, changes: list[Change]) -> None:
        """Store cells; where men and women are known and the sum is still empty, it is filled in."""
        values: dict[UUID, dict[str, object]] = {}
        for row_id, name, value in changes:
            if isinstance(row_id, UUID):
                values.setdefault(row_id, {})[name] = value
        model = self.grid.model
        for row in self._shown.baris if self._shown is not None else ():
            new = values.get(row.id, {})
            # the cells as they stand on the screen: the one before may be on its way to the disk
            men, women, both = (
                model.value(row, model.columns[model.number_of(name)]) for name in ("l", "p", "jumlah")
            )
            if {"l", "p"} & set(new) and both is None and isinstance(men, int) and isinstance(women, int):
                new["jumlah"] = men + women
        desk, at = self._desk, self._desk.now()

        def refused(error: DesaError) -> None:
            for row_id, name, _value in changes:
                self.grid.model.forget_typed((row_id, name))
            desk.show_error(error)

        desk.save(
            self.grid,
            lambda: editing.change_many(desk.app.database, BarisAngka, values, by=desk.person, at=at),
            failed=refused,
            place=("angka", changes[0][0], changes[0][1]) if len(changes) == 1 else None,
        )

    def finish_year(self) -> None:
        """`Tandai Selesai`: what is open is stored first; a Peringatan needs a reason."""
        self.grid.commit()
        year = self._year
        self._desk.after_saves(
            lambda: self._desk.run(
                self, lambda: service.figures(self._desk.app.database, year), self._ask_and_finish
            )
        )

    def _ask_and_finish(self, now: service.AngkaTampil) -> None:
        warnings = of_level(now.pemeriksaan, Level.PERINGATAN)
        reason: str | None = ""
        if warnings:
            reason = ask_reason(self, _question(warnings), _("Tandai Selesai"))
        if reason is None:
            return
        desk, at, alasan, tahun = self._desk, self._desk.now(), reason, now.tahun
        kid = desk.app.laptop.keys.kid
        done = _("Angka Pokok {tahun} selesai dan terkunci.").format(tahun=tahun)
        desk.save(
            self,
            lambda: service.finish_figures(
                desk.app.database, tahun, kid=kid, by=desk.person, at=at, alasan=alasan
            ),
            lambda _done: desk.notice(done, Tone.SUKSES, seconds=8),
        )

    def reopen(self) -> None:
        """`Buat perubahan`: the figures can be changed again; what was finished keeps counting."""
        shown, desk, at = self._shown, self._desk, self._desk.now()
        if shown is not None:
            key = shown.id
            desk.save(
                self,
                lambda: service.reopen(desk.app.database, AngkaPokok, key, by=desk.person, at=at),
            )

    def _jump(self, found: Pemeriksaan) -> None:
        self.grid.select_row(found.record, found.field)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)


def _question(warnings: list[Pemeriksaan]) -> str:
    lines = "\n".join(f"• {one.teks}" for one in warnings[:4])
    more = len(warnings) - 4
    if more > 0:
        lines += "\n" + _("dan {n} peringatan lain.").format(n=more)
    asked = ngettext("Ada {n} peringatan:", "Ada {n} peringatan:", len(warnings)).format(n=len(warnings))
    return f"{asked}\n{lines}\n" + _("Tulis alasan bila angka ini memang benar.")
