"""Which proposals are shown: by hamlet, by issue or vulnerable group, by what became of them, by doubt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.pemeriksaan_usulan import compact_dusun
from desa_desktop.domain.wording import show_number
from desa_desktop.i18n import _
from desa_desktop.ui.choices import named_choices, status_choices
from desa_desktop.ui.kit.kinds import Choice
from desa_desktop.ui.kit.search import SearchBox
from desa_desktop.ui.screens.usulan.columns import Row, dusun_key, dusun_label
from desa_desktop.ui.style import look

_LETTERS = 11  # of a choice that can always be read; its list is as wide as it needs
EVERY = ""
"""The choice that shows everything."""


@dataclass(slots=True)
class Saring:
    """What is asked for. `kept` are rows that stay in view although they no longer fit: a row never goes
    away under the cursor because it was just corrected."""

    dusun: str | None = None
    tanda: str = EVERY
    rentan: str = EVERY
    status: object = EVERY
    is_doubtful: bool = False
    kept: set[UUID] = field(default_factory=set)

    @property
    def is_on(self) -> bool:
        """Whether anything is hidden."""
        return self.dusun is not None or bool(self.tanda or self.rentan or self.status) or self.is_doubtful

    def fits(self, row: Row, doubtful: set[UUID]) -> bool:
        """Whether a row is asked for."""
        if row.id in self.kept:
            return True
        return (
            (self.dusun is None or dusun_key(row) == self.dusun)
            and (not self.tanda or self.tanda in row.tanda)
            and (not self.rentan or self.rentan in row.kelompok_rentan)
            and (not self.status or row.status is self.status)
            and (not self.is_doubtful or row.id in doubtful)
        )

    def new_values(self) -> dict[str, object]:
        """What a new row needs to fit what is shown (its hamlet is decided by its group)."""
        values: dict[str, object] = {}
        if self.tanda:
            values["tanda"] = (self.tanda,)
        if self.rentan:
            values["kelompok_rentan"] = (self.rentan,)
        return values


class FilterBar(QWidget):
    """One line of choices and the search box. `changed` after a person chose something else."""

    changed = Signal()

    def __init__(self, name: str, aturan: Aturan) -> None:
        super().__init__()
        self.setObjectName(name)
        self.saring = Saring()
        self.dusun = _combo(f"{name}.dusun", _("Saring menurut dusun"))
        self.tanda = _combo(f"{name}.tanda", _("Saring menurut tanda atau kelompok rentan"))
        self.status = _combo(f"{name}.status", _("Saring menurut status"))
        self.doubtful = QPushButton()
        self.doubtful.setObjectName(f"{name}.perlu_diperiksa")
        self.doubtful.setCheckable(True)
        self.search = SearchBox(f"{name}.cari")
        self.search.line.setMinimumWidth(look().px(100))
        self._fill_fixed(aturan)
        self.set_doubtful(0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.dusun, self.tanda, self.status):
            widget.setMaximumWidth(look().px(190))
            row.addWidget(widget, 2)
        row.addWidget(self.doubtful)
        row.addStretch(1)
        row.addWidget(self.search, 2)
        for box in (self.dusun, self.tanda, self.status):
            box.currentIndexChanged.connect(self._take)
        self.doubtful.toggled.connect(self._take)

    def _fill_fixed(self, aturan: Aturan) -> None:
        self.dusun.addItem(_("Semua dusun"), None)
        self.tanda.addItem(_("Semua tanda"), (EVERY, EVERY))
        for choice in named_choices(aturan.tanda):
            self.tanda.addItem(choice.label, (choice.value, EVERY))
        self.tanda.insertSeparator(self.tanda.count())
        for choice in named_choices(aturan.kelompok_rentan):
            self.tanda.addItem(choice.label, (EVERY, choice.value))
        self.status.addItem(_("Semua status"), EVERY)
        for choice in status_choices():
            self.status.addItem(choice.label, choice.value)

    def show_hamlets(self, hamlets: Sequence[str], rows: Iterable[Row]) -> None:
        """Offer the hamlets of Data Desa and what else the rows name, in the order of their groups."""
        offered = dict.fromkeys(compact_dusun(name) for name in hamlets)
        labels = {compact_dusun(name): name for name in hamlets}
        for row in rows:
            offered.setdefault(dusun_key(row))
            labels.setdefault(dusun_key(row), dusun_label(row))
        wanted = [Choice(key, labels[key]) for key in offered]
        if wanted == [
            Choice(self.dusun.itemData(n), self.dusun.itemText(n)) for n in range(1, self.dusun.count())
        ]:
            return
        with QSignalBlocker(self.dusun):
            while self.dusun.count() > 1:
                self.dusun.removeItem(1)
            for choice in wanted:
                self.dusun.addItem(choice.label, choice.value)
            place = self.dusun.findData(self.saring.dusun) if self.saring.dusun is not None else 0
            self.dusun.setCurrentIndex(max(0, place))

    def set_doubtful(self, count: int, hints: int = 0) -> None:
        """How many rows have something to look at, and how much advice there is besides."""
        self.doubtful.setText(_("Periksa ({n})").format(n=show_number(count)))
        words = _("{n} usulan perlu diperiksa, {m} saran. F8: ke tanda berikutnya.")
        self.doubtful.setToolTip(words.format(n=show_number(count), m=show_number(hints)))
        self.doubtful.setAccessibleDescription(self.doubtful.toolTip())
        self.doubtful.setEnabled(bool(count) or self.doubtful.isChecked())

    def clear(self) -> None:
        """Show everything again; nothing is sent."""
        for widget in (self.dusun, self.tanda, self.status, self.doubtful):
            with QSignalBlocker(widget):
                if isinstance(widget, QComboBox):
                    widget.setCurrentIndex(0)
                else:
                    widget.setChecked(False)
        self.saring = Saring()

    def _take(self) -> None:
        tanda, rentan = self.tanda.currentData() or (EVERY, EVERY)
        self.saring = Saring(
            self.dusun.currentData(), tanda, rentan, self.status.currentData(), self.doubtful.isChecked()
        )
        self.changed.emit()


def _combo(name: str, spoken: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(spoken)
    box.setToolTip(spoken)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_LETTERS)
    return box
