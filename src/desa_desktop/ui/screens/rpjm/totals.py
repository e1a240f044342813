"""The panel Jumlah: rupiah by year, by bidang and by source, always computed."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desa_desktop.domain.wording import show_money
from desa_desktop.i18n import _
from desa_desktop.ui.kit.form import scrolled
from desa_desktop.ui.screens.rpjm.plan import OpenRpjm, Terbaca
from desa_desktop.ui.tab_page import heading


class TotalsPanel(QFrame):
    """Read only; `text_of(name)` gives a shown amount to who looks for it."""

    def __init__(self, plan: OpenRpjm) -> None:
        super().__init__()
        self.setObjectName("rpjm.jumlah")
        self.setProperty("kartu", "ya")
        self._plan = plan
        self._inner = QWidget()
        self._grid = QGridLayout(self._inner)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 10, 4, 8)
        box.setSpacing(6)
        box.addWidget(heading(_("Jumlah")))
        area = scrolled(self._inner, "rpjm.jumlah.gulung", margin=4)
        area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        box.addWidget(area, 1)
        self._amounts: dict[str, str] = {}

    def text_of(self, name: str) -> str:
        """The amount shown beside this word (a year, a bidang's name, a source)."""
        return self._amounts.get(name, "")

    def show_plan(self, read: Terbaca) -> None:
        """Every sum anew."""
        shown, aturan = read.tampil, self._plan.desk.app.aturan
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        self._amounts = {}
        self._part(_("Per tahun"), ((str(year), rupiah) for year, rupiah in shown.per_tahun.items()))
        self._part(
            _("Per bidang"),
            (
                (aturan.bidang(kode) if kode else _("Tanpa kode"), rupiah)
                for kode, rupiah in shown.per_bidang.items()
            ),
        )
        self._part(
            _("Per sumber dana"),
            ((name or _("Belum diisi"), rupiah) for name, rupiah in shown.per_sumber.items()),
        )
        self._part("", [(_("Seluruhnya"), shown.total)])
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def _part(self, title: str, rows: Iterable[tuple[str, int]]) -> None:
        line = self._grid.rowCount()
        if title:
            head = QLabel(title)
            head.setProperty("teks", "label")
            self._grid.addWidget(head, line, 0, 1, 2)
        for name, rupiah in rows:
            line += 1
            word, amount = QLabel(name), QLabel(show_money(rupiah))
            word.setWordWrap(True)
            amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            self._amounts[name] = amount.text()
            self._grid.addWidget(word, line, 0)
            self._grid.addWidget(amount, line, 1)
