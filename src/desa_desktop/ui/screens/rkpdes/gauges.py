"""The gauges above the plan: one line per sumber dana; a click shows only its activities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desa_desktop.domain.matriks import PemakaianEarmark, PemakaianPagu
from desa_desktop.domain.wording import show_money
from desa_desktop.i18n import _
from desa_desktop.ui.kit.gauge import Gauge, Rule, Used
from desa_desktop.ui.style import is_restyle, look
from desa_desktop.ui.tab_page import small

_LINES, _FEW = 4, 2
_LOW = 660  # pixels at 100 % text: below that a window shows fewer gauges, so that rows stay in sight
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
    """`chosen(sumber)` asks to show the activities of one source, `tag_chosen(tanda)` those of one issue."""

    chosen = Signal(str)
    tag_chosen = Signal(str)

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
        self._shares = QWidget()
        self._shares.setObjectName(f"{name}.bagian")
        self._share_row = QHBoxLayout(self._shares)
        self._share_row.setContentsMargins(0, 2, 0, 0)
        self._share_row.setSpacing(16)
        box.addWidget(self._shares)
        self.shares: dict[str, QPushButton] = {}
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
        self._show_shares(earmark)
        self._none.setVisible(not rows)
        self._area.setVisible(bool(rows))
        self.measure()

    def _show_shares(self, earmark: Sequence[PemakaianEarmark]) -> None:
        """One link a share of the rules: `Ketahanan pangan minimal 20%: kurang Rp4.000.000`."""
        wanted = [one.earmark.kunci for one in earmark]
        if wanted != list(self.shares):
            while (item := self._share_row.takeAt(0)) is not None:
                if item.widget() is not None:
                    item.widget().deleteLater()
            self.shares = {}
            for one in earmark:
                link = QPushButton()
                link.setObjectName(f"{self.objectName()}.bagian.{one.earmark.kunci}")
                link.setProperty("peran", "tautan")
                link.clicked.connect(lambda _on=False, tag=one.earmark.tanda: self.tag_chosen.emit(tag))
                self.shares[one.earmark.kunci] = link
                self._share_row.addWidget(link)
            self._share_row.addStretch(1)
        for one in earmark:
            link = self.shares[one.earmark.kunci]
            figure = "✓" if one.is_terpenuhi else "▲"
            link.setText(f"{figure} {one.teks}")
            amounts = _(
                "{jumlah} dari {batas}, dihitung dari pagu {sumber} tanpa SiLPA. Klik untuk menyaring."
            )
            link.setToolTip(
                amounts.format(
                    jumlah=show_money(one.jumlah, rp=True),
                    batas=show_money(one.batas, rp=True),
                    sumber=one.earmark.sumber,
                )
            )
        self._shares.setVisible(bool(earmark))

    def measure(self) -> None:
        """As high as the gauges, at most four; two in a low window, the rest is scrolled to."""
        most = _LINES if self.window().height() >= look().px(_LOW) else _FEW
        self._area.setFixedHeight(look().px(_LINE) * min(len(self.gauges), most) + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the height of the window."""
        super().resizeEvent(event)
        self.measure()

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
