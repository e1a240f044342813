"""The panel Bagi sumber dana: one activity paid by several sources; the cost becomes their sum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import cast
from uuid import UUID, uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desa_desktop.domain.rkp import Kegiatan
from desa_desktop.domain.wording import show_money
from desa_desktop.errors import DesaError
from desa_desktop.i18n import _
from desa_desktop.services import rkp
from desa_desktop.ui.kit.grid import Change, Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.smart import SmartColumn
from desa_desktop.ui.kit.table import Column, RowId
from desa_desktop.ui.screens.rkpdes.columns import source_choices
from desa_desktop.ui.screens.rkpdes.plan import OpenPlan
from desa_desktop.ui.tab_page import heading


@dataclass(frozen=True, slots=True)
class Bagian:
    """One share: source, rupiah, whether it is the SiLPA of that source."""

    id: UUID
    sumber: str | None
    jumlah: int | None
    is_silpa: bool


class SplitPanel(QFrame):
    """Shares are typed here and stored together. `closed` when the panel is no longer needed."""

    closed = Signal()

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__()
        self.setObjectName("rkpdes.bagi")
        self.setProperty("kartu", "ya")
        self._plan = plan
        self._key: UUID | None = None
        self._cost: int | None = None
        self._rows: list[Bagian] = []
        aturan = plan.desk.app.aturan

        def source(text: str) -> object | None:
            found = aturan.sumber(text)
            return found.kunci if found is not None else None

        self._title = QLabel()
        self._title.setProperty("teks", "label")
        self._title.setWordWrap(True)
        self._title.setToolTip(_("Tulis tiap sumber dan jumlahnya. Biaya kegiatan menjadi jumlah semuanya."))
        self.grid = Grid(
            "rkpdes.bagi.tabel",
            (
                SmartColumn(name="sumber", label=_("Sumber"), kind=Kind.CHOICE, width=90,
                            choices=source_choices(aturan), understand=source),
                Column(name="jumlah", label=_("Jumlah"), kind=Kind.MONEY, width=130, total=True,
                       stretch=True),
                Column(name="is_silpa", label=_("SiLPA"), kind=Kind.TICK, width=64),
            ),
            on_change=self._change,
            on_add=self._add,
            on_remove=self._remove,
            on_withdraw=lambda row_id: self._remove([row_id]),
            total_label=lambda _number: _("Jumlah"),
        )  # fmt: skip
        self.grid.setAccessibleName(_("Pembagian sumber dana"))
        self.sum = MarkedText(Mark.BERJALAN)
        self.sum.setObjectName("rkpdes.bagi.selisih")
        self.store = QPushButton(_("Simpan pembagian"))
        self.store.setObjectName("rkpdes.bagi.simpan")
        self.store.clicked.connect(lambda _on=False: self.finish())
        away = QPushButton(_("Tutup"))
        away.setObjectName("rkpdes.bagi.tutup")
        away.setProperty("peran", "tautan")
        away.clicked.connect(lambda _on=False: self.closed.emit())
        buttons = QHBoxLayout()
        buttons.addWidget(self.store)
        buttons.addWidget(away)
        buttons.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 10, 12, 10)
        box.setSpacing(6)
        box.addWidget(heading(_("Bagi sumber dana")))
        box.addWidget(self._title)
        box.addWidget(self.grid, 1)
        box.addWidget(self.sum)
        box.addLayout(buttons)

    def open_for(self, activity: Kegiatan) -> None:
        """Begin with the shares the activity has; one more empty line is one Enter away."""
        self._key, self._cost = activity.id, activity.biaya
        self._title.setText(activity.nama or _("Kegiatan tanpa nama"))
        self._rows = [
            Bagian(one.id, one.sumber or None, one.jumlah, one.is_silpa) for one in activity.sumber_biaya
        ] or [Bagian(uuid4(), None, activity.biaya, False)]
        self._show()
        self.grid.select_row(self._rows[0].id, "sumber")
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """`Simpan pembagian`: the service checks and stores all shares as one step."""
        self.grid.commit()
        if self._key is None:
            return
        given = [one for one in self._rows if one.sumber or one.jumlah]
        open_one = next((one for one in given if not one.sumber or one.jumlah is None), None)
        if open_one is not None:
            name = "sumber" if not open_one.sumber else "jumlah"
            self.grid.select_row(open_one.id, name)
            self.sum.set_state(Mark.GALAT, _("Lengkapi sumber dan jumlah di baris ini."))
            return
        rows = [(str(one.sumber), int(one.jumlah or 0), one.is_silpa) for one in given]
        self._plan.save(
            self,
            rkp.split_sources,
            self._key,
            rows,
            then=lambda _done: self.closed.emit(),
            failed=self._refused,
        )

    def _refused(self, error: DesaError) -> None:
        self.sum.set_state(Mark.GALAT, error.sentence)
        self._plan.desk.show_error(error)

    def _show(self) -> None:
        self.grid.show_rows(self._rows)
        total = sum(one.jumlah or 0 for one in self._rows)
        words = _("Jumlah {jumlah}").format(jumlah=show_money(total, rp=True))
        if self._cost is not None and total != self._cost:
            change = _("{kalimat}, biaya semula {biaya}")
            text = change.format(kalimat=words, biaya=show_money(self._cost, rp=True))
            self.sum.set_state(Mark.PERINGATAN, text)
        else:
            self.sum.set_state(Mark.SELESAI, words)

    def _change(self, changes: list[Change]) -> None:
        for row_id, name, value in changes:
            self._rows = [
                replace(one, **{name: value}) if one.id == row_id else one  # type: ignore[arg-type]
                for one in self._rows
            ]
        self._show()

    def _add(self, _values: Mapping[str, object], _after: RowId | None) -> RowId:
        rest = (self._cost or 0) - sum(one.jumlah or 0 for one in self._rows)
        new = Bagian(uuid4(), None, rest if rest > 0 else None, False)
        self._rows.append(new)
        self._show()
        return new.id

    def _remove(self, ids: list[RowId]) -> None:
        gone = cast("list[UUID]", ids)
        self._rows = [one for one in self._rows if one.id not in gone]
        self._show()
