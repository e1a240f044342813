"""The gauges above the plan: one line per sumber dana; a click shows only its activities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desa_desktop.domain.matriks import PemakaianEarmark, PemakaianPagu
from desa_desktop.i18n import _
from desa_desktop.ui.kit.gauge import Gauge, Rule, Used
from desa_desktop.ui.style import is_restyle, look
from desa_desktop.ui.tab_page import small

_LINES = 4
_LINE = 28  # pixels of a gauge at 100 % text


@dataclass(frozen=True, slots=True)
class UsedOfPlan(Used):
    """A gauge that speaks the sentence of the domain, the same one that is printed."""

    teks: str = ""

    def sentence(self) -> str:
        """`DDS Rp812.500.000 dari Rp850.000.000 · sisa Rp37.500.000 (95,6%)`."""
        return self.teks


def used_of(row: PemakaianPagu, earmark: Sequence[PemakaianEarmark]) -> UsedOfPlan:
    """A gauge's figures: limit is pagu and SiLPA together, with the shares the rules ask for."""
    known = row.pagu is not None or row.silpa > 0
    rules = [
        Rule(one.teks, one.earmark.persen / Decimal(100), one.is_terpenuhi)
        for one in earmark
        if one.earmark.sumber == row.sumber
    ]
    return UsedOfPlan(row.sumber, row.terpakai, row.batas if known else None, tuple(rules), row.teks)


class Gauges(QWidget):
    """`chosen(sumber)` asks to show the activities of one source."""

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._none = small(_("Pagu belum diisi. Isi di tab Pagu supaya sisa dana terlihat di sini."))
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        inner = QWidget()
        inner.setProperty("gulung", "ya")
        inner.setLayout(self._column)
        self._area = QScrollArea()
        self._area.setObjectName(f"{name}.gulung")
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inner)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._none)
        box.addWidget(self._area)
        self.gauges: dict[str, Gauge] = {}

    @property
    def texts(self) -> list[str]:
        """The sentences as shown."""
        return [gauge.used.sentence() for gauge in self.gauges.values()]

    def show_gauges(self, rows: Sequence[PemakaianPagu], earmark: Sequence[PemakaianEarmark]) -> None:
        """Show other figures; a gauge that stays keeps the focus."""
        if [row.sumber for row in rows] != list(self.gauges):
            self._build(rows, earmark)
        for row in rows:
            self.gauges[row.sumber].show_used(used_of(row, earmark))
        self._none.setVisible(not rows)
        self._area.setVisible(bool(rows))
        self.measure()

    def measure(self) -> None:
        """As high as the gauges, at most four."""
        self._area.setFixedHeight(look().px(_LINE) * min(len(self.gauges), _LINES) + 1)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if is_restyle(event):
            self.measure()

    def _build(self, rows: Sequence[PemakaianPagu], earmark: Sequence[PemakaianEarmark]) -> None:
        for gauge in self.gauges.values():
            self._column.removeWidget(gauge)
            gauge.deleteLater()
        self.gauges = {}
        for row in rows:
            gauge = Gauge(f"{self.objectName()}.{row.sumber.lower()}", used_of(row, earmark))
            gauge.chosen.connect(self.chosen)
            self._column.addWidget(gauge)
            self.gauges[row.sumber] = gauge
