"""The part Verifikasi of the tab Tim: each activity with its sheet of papers, LAYAK or not (form H4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desa_desktop.domain.matriks import nomor_kegiatan
from desa_desktop.domain.rkp import Kegiatan
from desa_desktop.domain.verifikasi import (
    HASIL,
    KEADAAN,
    LAYAK,
    TIDAK_LAYAK,
    butir_of,
    ringkas_verifikasi,
    usul_hasil,
)
from desa_desktop.i18n import _
from desa_desktop.services import rkp_tim
from desa_desktop.ui.kit.grid import Change, Grid
from desa_desktop.ui.kit.kinds import Choice, Kind
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.rkpdes.plan import OpenPlan, Terbaca


@dataclass(frozen=True, slots=True)
class BarisVerifikasi:
    """An activity in the list: its number in the matrix and how far its sheet is."""

    id: UUID
    nomor: int
    nama: str
    diperiksa: str
    hasil: str
    kegiatan: Kegiatan


@dataclass(frozen=True, slots=True)
class Butir:
    """One line of the sheet."""

    id: str
    nama: str
    keadaan: str | None


class VerificationPart(QWidget):
    """Activities at the left, the sheet of the chosen one at the right."""

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__()
        self.setObjectName("rkpdes.verifikasi")
        self._plan = plan
        self._items = butir_of(plan.desk.app.aturan)
        self._rows: dict[UUID, BarisVerifikasi] = {}
        self.grid = Grid(
            "rkpdes.verifikasi.kegiatan",
            (
                Column(name="nomor", label=_("No"), kind=Kind.INTEGER, width=46, editable=False),
                Column(name="nama", label=_("Kegiatan"), width=210, stretch=True, editable=False),
                Column(name="diperiksa", label=_("Butir"), width=70, editable=False),
                Column(name="hasil", label=_("Hasil"), width=110, editable=False, mark=_mark,
                       text=lambda row: _(HASIL[row.hasil]) if row.hasil in HASIL else ""),
            ),
            total_label=lambda number: _("{n} kegiatan").format(n=number),
        )  # fmt: skip
        self.grid.setAccessibleName(_("Kegiatan yang diverifikasi"))
        self._title = QLabel()
        self._title.setObjectName("rkpdes.verifikasi.judul")
        self._title.setProperty("teks", "label")
        self._title.setWordWrap(True)
        self.sheet = Grid(
            "rkpdes.verifikasi.butir",
            (
                Column(name="nama", label=_("Butir verifikasi"), width=210, stretch=True, editable=False),
                Column(name="keadaan", label=_("Keadaan"), kind=Kind.CHOICE, width=220,
                       choices=[Choice(key, _(name)) for key, name in KEADAAN.items()]),
            ),
            on_change=self._change,
        )  # fmt: skip
        self.sheet.setAccessibleName(_("Lembar verifikasi"))
        self.state = MarkedText(Mark.BELUM)
        self.state.setObjectName("rkpdes.verifikasi.keadaan")
        self.fit = self._button("layak", _("LAYAK"), lambda: self.judge(LAYAK))
        self.unfit = self._button("tidak_layak", _("TIDAK LAYAK"), lambda: self.judge(TIDAK_LAYAK))
        self.rest = self._button("semua", _("Isi sisanya: memenuhi syarat"), self.fill_rest)
        self._lay_out()
        self.grid.current_changed.connect(lambda _row: self._show_sheet())

    def _button(self, name: str, text: str, act: object) -> QPushButton:
        made = QPushButton(text)
        made.setObjectName(f"rkpdes.verifikasi.{name}")
        made.clicked.connect(lambda _on=False: act())  # type: ignore[operator]
        return made

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self._title)
        right.addWidget(self.sheet, 1)
        right.addWidget(self.state)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.fit, self.unfit, self.rest):
            buttons.addWidget(button)
        buttons.addStretch(1)
        right.addLayout(buttons)
        box = QHBoxLayout(self)
        box.setContentsMargins(16, 10, 16, 8)
        box.setSpacing(12)
        box.addWidget(self.grid, 1)
        box.addLayout(right, 1)

    def show_plan(self, read: Terbaca) -> None:
        """All activities in the order of the matrix, and the sheet of the chosen one."""
        plan = read.rencana.rkp
        numbers = nomor_kegiatan(plan.kegiatan, self._plan.desk.app.aturan)
        rows = [self._row(one, numbers[one.id]) for one in plan.kegiatan]
        rows.sort(key=lambda row: row.nomor)
        self._rows = {row.id: row for row in rows}
        self.grid.show_rows(rows)
        if self.grid.current_row() is None and rows:
            self.grid.select_row(rows[0].id)
        self._show_sheet()

    def _row(self, one: Kegiatan, number: int) -> BarisVerifikasi:
        done = ringkas_verifikasi(one.verifikasi, one.hasil_verifikasi, self._items)
        return BarisVerifikasi(
            one.id,
            number,
            one.nama or _("tanpa nama"),
            f"{done.dijawab}/{done.semua}",
            one.hasil_verifikasi,
            one,
        )

    def _current(self) -> BarisVerifikasi | None:
        row = cast("BarisVerifikasi | None", self.grid.current_row())
        return self._rows.get(row.id) if row is not None else None

    def _show_sheet(self) -> None:
        row, locked = self._current(), self._plan.is_rkp_locked
        answers = row.kegiatan.verifikasi if row is not None else {}
        lines: Sequence[Butir] = (
            [Butir(key, name, answers.get(key) or None) for key, name in self._items.items()]
            if row is not None
            else []
        )
        self.sheet.show_rows(lines)
        if self.sheet.editable is (locked or row is None):
            self.sheet.set_locked(locked or row is None)
        for button in (self.fit, self.unfit, self.rest):
            button.setEnabled(row is not None and not locked)
        if row is None:
            self._title.setText(_("Pilih satu kegiatan di tabel."))
            self.state.set_state(Mark.BELUM, _("Belum ada kegiatan."))
            return
        self._title.setText(f"{row.nomor}. {row.nama}")
        done = ringkas_verifikasi(answers, row.hasil, self._items)
        advice = usul_hasil(answers, self._items)
        text = done.teks
        if not row.hasil and advice:
            text = _("{teks} · Usul: {hasil}").format(teks=text, hasil=_(HASIL[advice]))
        self.state.set_state(_mark(row) or Mark.BERJALAN, text)

    def _change(self, changes: list[Change]) -> None:
        row = self._current()
        if row is not None:
            self._save(row, {str(key): str(value or "") for key, _name, value in changes})

    def fill_rest(self) -> None:
        """The items nobody has answered are there and fulfil what is asked."""
        row = self._current()
        if row is not None:
            answered = row.kegiatan.verifikasi
            self._save(row, {key: "ada_memenuhi" for key in self._items if not answered.get(key)})

    def judge(self, hasil: str) -> None:
        """LAYAK or TIDAK LAYAK; the same button again takes it away."""
        row = self._current()
        if row is not None:
            self._save(row, {}, "" if row.hasil == hasil else hasil)

    def _save(self, row: BarisVerifikasi, items: dict[str, str], hasil: str | None = None) -> None:
        self.sheet.commit()
        self._plan.save(self.sheet, rkp_tim.set_verifikasi, self._plan.desk.app.aturan, row.id, items, hasil)

    def primary(self) -> Primary | None:
        """What the answers suggest."""
        row = self._current()
        if row is None or row.hasil:
            return None
        advice = usul_hasil(row.kegiatan.verifikasi, self._items)
        return Primary(_(HASIL[advice]), lambda: self.judge(advice)) if advice else None


def _mark(row: BarisVerifikasi) -> Mark | None:
    return {LAYAK: Mark.SIAP, TIDAK_LAYAK: Mark.TIDAK_BISA}.get(row.hasil)
