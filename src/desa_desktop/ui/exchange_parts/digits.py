"""Six boxes of five digits for a Nomor Kunci; a group heard wrongly is named at once (ux.md 8.2)."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desa_desktop.i18n import _
from desa_desktop.services.nomor_kunci import is_good_group, wrong_group
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.style import is_restyle, look, set_role

GROUPS, LENGTH = 6, 5


class DigitsEntry(QWidget):
    """`changed` after every key; `completed` once all thirty digits stand and every group fits.

    A whole number may be pasted into any box; blanks and dashes do not matter.
    """

    changed = Signal()
    completed = Signal()

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        head = QLabel(label)
        head.setProperty("teks", "label")
        self.boxes = [_Group(self, name, number) for number in range(1, GROUPS + 1)]
        head.setBuddy(self.boxes[0])
        self.message = MarkedText(Mark.BELUM, "")
        self.message.setObjectName(f"{name}.pesan")
        row = QHBoxLayout()
        row.setSpacing(8)
        for box in self.boxes:
            row.addWidget(box)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(head)
        column.addLayout(row)
        column.addWidget(self.message)
        self.setFocusProxy(self.boxes[0])
        self._say()

    # -- what was typed --------------------------------------------------------------------------------

    @property
    def groups(self) -> list[str]:
        """What stands in the six boxes."""
        return [box.text() for box in self.boxes]

    @property
    def text(self) -> str:
        """The groups with blanks between them."""
        return " ".join(self.groups)

    @property
    def wrong(self) -> int:
        """The first complete group that does not fit, 0 if none."""
        return wrong_group(self.groups)

    @property
    def is_complete(self) -> bool:
        """Whether all thirty digits stand and every group fits."""
        return all(is_good_group(number, group) for number, group in enumerate(self.groups, start=1))

    def clear(self) -> None:
        """Begin again."""
        for box in self.boxes:
            box.clear()
        self._say()
        self.changed.emit()

    def refuse(self, sentence: str, group: int = 0) -> None:
        """The digits are well formed but not those of the key: say so, and go to the wrong group."""
        self.message.set_state(Mark.GALAT, sentence)
        self.setAccessibleDescription(sentence)
        if 1 <= group <= GROUPS:
            box = self.boxes[group - 1]
            set_role(box, level="galat")
            box.setFocus(Qt.FocusReason.OtherFocusReason)
            box.selectAll()

    # -- inside ----------------------------------------------------------------------------------------

    def take(self, number: int, text: str) -> None:
        """Digits typed or pasted into box `number`: five stay, the rest flows into the next boxes."""
        digits = re.sub(r"[^0-9]", "", text)
        place = number
        while True:
            box = self.boxes[place - 1]
            part, digits = digits[:LENGTH], digits[LENGTH:]
            if box.text() != part:
                box.setText(part)
            if not digits or place == GROUPS:
                break
            place += 1
        self._say()
        self.changed.emit()
        here = self.boxes[place - 1]
        if self.is_complete:
            self.completed.emit()
        elif len(here.text()) == LENGTH:
            if not is_good_group(place, here.text()):
                here.setFocus(Qt.FocusReason.OtherFocusReason)
                here.selectAll()
            elif place < GROUPS:
                self.boxes[place].setFocus(Qt.FocusReason.OtherFocusReason)
        elif place != number:
            here.setFocus(Qt.FocusReason.OtherFocusReason)

    def back_from(self, number: int) -> None:
        """Backspace in an empty box goes to the one before."""
        if number > 1:
            before = self.boxes[number - 2]
            before.setFocus(Qt.FocusReason.OtherFocusReason)
            before.end(False)

    def _say(self) -> None:
        for number, box in enumerate(self.boxes, start=1):
            is_wrong = len(box.text()) == LENGTH and not is_good_group(number, box.text())
            set_role(box, level="galat" if is_wrong else "")
        wrong, count = self.wrong, sum(len(group) for group in self.groups)
        if wrong:
            sentence = _("Kelompok ke-{i} tidak cocok. Bacakan ulang.").format(i=wrong)
            self.message.set_state(Mark.GALAT, sentence)
        elif self.is_complete:
            sentence = _("Keenam kelompok cocok.")
            self.message.set_state(Mark.SELESAI, sentence)
        else:
            sentence = _("{terisi} dari 30 angka sudah diketik.").format(terisi=count)
            self.message.set_state(Mark.BERJALAN if count else Mark.BELUM, sentence)
        self.setAccessibleDescription(sentence)


class _Group(QLineEdit):
    """One group of five digits."""

    def __init__(self, entry: DigitsEntry, name: str, number: int) -> None:
        super().__init__()
        self._entry, self._number = entry, number
        self.setObjectName(f"{name}.kelompok_{number}")
        self.setAccessibleName(_("Kelompok {nomor} dari 6").format(nomor=number))
        self.setProperty("petunjuk", _("Ketik lima angka · Backspace di kotak kosong: kotak sebelumnya"))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.textEdited.connect(lambda text: entry.take(number, text))
        self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Backspace at the beginning steps back."""
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self._entry.back_from(self._number)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Keep room for five digits when the size of text changes."""
        super().changeEvent(event)
        if is_restyle(event):
            self._measure()

    def _measure(self) -> None:
        self.setFixedWidth(look().px(84))
