"""Parts of one amount typed side by side: what is left is shown while typing and falls to an empty part.

Used where one cell names several payers without saying who pays what (perencanaan.md 11, fault 2).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desa_desktop.domain.wording import show_money
from desa_desktop.i18n import _
from desa_desktop.ui.kit.kinds import Entry, Kind
from desa_desktop.ui.kit.lines import NumberLine
from desa_desktop.ui.kit.marks import Mark, MarkedText

_WIDE = 118


class ShareBar(QFrame):
    """One line of amounts. `given` carries the parts as text (`ADD 90.000.000; DDS 10.000.000`), `left` is
    sent on Esc. Enter takes the parts when they make up the whole; one empty part takes what is left.
    """

    given = Signal(str)
    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kartu", "ya")
        self._parts: tuple[str, ...] = ()
        self._whole: int | None = None
        self.lines: list[NumberLine] = []
        self._title = QLabel()
        self.sum = MarkedText(Mark.BERJALAN)
        self.sum.setObjectName(f"{name}.sisa")
        self.take = QPushButton(_("&Pakai pembagian"))
        self.take.setObjectName(f"{name}.pakai")
        self.take.clicked.connect(lambda _on=False: self.finish())
        self._fields = QWidget()
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(8, 6, 8, 6)
        self._box.setSpacing(8)
        for widget in (self._title, self._fields, self.sum, self.take):
            self._box.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._box.addStretch(1)
        self.hide()

    def open_for(self, title: str, parts: Sequence[str], whole: int | None) -> None:
        """Ask for the amounts of `parts` under `whole` rupiah (None: their sum is the whole)."""
        self._parts, self._whole = tuple(parts), whole
        self._title.setText(title)
        fresh = QWidget()
        row = QHBoxLayout(fresh)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.lines = []
        for number, part in enumerate(parts, start=1):
            line = NumberLine(Entry(name=part, label=part, kind=Kind.MONEY))
            line.setObjectName(f"{self.objectName()}.bagian.{number}")
            line.setFixedWidth(_WIDE)
            line.textChanged.connect(lambda _text: self._count())  # after its points are set
            line.on_key = self._on_key
            label = QLabel(part)
            label.setBuddy(line)
            row.addWidget(label)
            row.addWidget(line)
            self.lines.append(line)
        self._box.replaceWidget(self._fields, fresh)
        self._fields.deleteLater()
        self._fields = fresh
        self._count()
        self.show()
        if self.lines:
            self.lines[0].setFocus(Qt.FocusReason.TabFocusReason)

    def finish(self) -> None:
        """Hand the parts over, if they make up the whole."""
        amounts = self._amounts()
        if amounts is None:
            return
        parts = zip(self._parts, amounts, strict=True)
        self.given.emit("; ".join(f"{part} {show_money(amount)}" for part, amount in parts))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves without taking anything."""
        if not self._on_key(event):
            super().keyPressEvent(event)

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.finish()
            return True
        return False

    def _amounts(self) -> list[int] | None:
        """The amounts, the one empty part filled with what is left; None while they do not add up."""
        readings = [line.reading() for line in self.lines]
        if any(one.problem for one in readings):
            return None
        values = [one.value if isinstance(one.value, int) else None for one in readings]
        total = sum(one or 0 for one in values)
        if values.count(None) == 1 and self._whole is not None and self._whole >= total:
            return [self._whole - total if one is None else one for one in values]
        if None in values or (self._whole is not None and total != self._whole):
            return None
        return [one for one in values if one is not None]

    def _count(self) -> None:
        values = [line.reading().value for line in self.lines]
        total = sum(one for one in values if isinstance(one, int))
        self.take.setEnabled(self._amounts() is not None)
        if self._whole is None:
            self.sum.set_state(Mark.BERJALAN, _("Jumlah {jumlah}").format(jumlah=show_money(total, rp=True)))
            return
        left = self._whole - total
        if left < 0:
            text = _("Lebih {jumlah}").format(jumlah=show_money(-left, rp=True))
            self.sum.set_state(Mark.PERINGATAN, text)
        else:
            text = _("Sisa {jumlah}").format(jumlah=show_money(left, rp=True))
            self.sum.set_state(Mark.SELESAI if not left else Mark.BERJALAN, text)
