"""Short lists of answers as large buttons: a digit or Y and T chooses, the arrows move (ux.md 5.6)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from textwrap import fill

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QPushButton

from desa_desktop.i18n import _
from desa_desktop.ui.kit.flow import Flow
from desa_desktop.ui.kit.kinds import Choice
from desa_desktop.ui.style import look

LINE_OF_A_BUTTON = 46  # letters; a longer answer goes on in the next line of its button
_LETTERS = {"ya": Qt.Key.Key_Y, "tidak": Qt.Key.Key_T}


class AnswerButtons(QFrame):
    """One answer out of a few, or several of them. `chosen(value)`: a name, a tuple of names, or None.

    The whole row is one stop of Tab; its buttons are for the mouse and show the keys.
    """

    chosen = Signal(object)

    def __init__(self, name: str, label: str, choices: Sequence[Choice], *, several: bool) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("petunjuk", _hint(choices, several))
        self.on_key: Callable[[QKeyEvent], bool] | None = None
        self._choices, self._several = list(choices), several
        self._value: tuple[str, ...] = ()
        flow = Flow(self)
        self.buttons: list[QPushButton] = []
        for number, choice in enumerate(choices, start=1):
            words = fill(f"{number}  {choice.label}", LINE_OF_A_BUTTON, break_long_words=False)
            button = QPushButton(words.replace("&", "&&"))
            button.setObjectName(f"{name}.{choice.value}")
            button.setAccessibleName(choice.label)
            button.setCheckable(True)
            button.setProperty("peran", "pilihan")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _on=False, place=number - 1: self.press(place))
            flow.addWidget(button)
            self.buttons.append(button)

    @property
    def value(self) -> object:
        """What is chosen: a name or None, with `several` a tuple."""
        if self._several:
            return self._value
        return self._value[0] if self._value else None

    def set_value(self, value: object) -> None:
        """Show a stored answer; no signal is sent."""
        names = value if isinstance(value, tuple) else (value,) if value else ()
        self._value = tuple(str(one) for one in names)
        self._show()

    def press(self, place: int) -> None:
        """Choose the answer at a place; with `several`, or pressed again, take it back."""
        if not self.isEnabled() or not 0 <= place < len(self._choices):
            return
        name = str(self._choices[place].value)
        if self._several:
            kept = [one for one in self._value if one != name]
            self._value = tuple(kept if name in self._value else [*kept, name])
        else:
            self._value = () if self._value == (name,) else (name,)
        self._show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit(self.value)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring of the focus around all answers."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look().colour("fokus"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
            painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, Y and T, arrows; Delete takes the answer back."""
        key = event.key()
        if self.on_key is not None and self.on_key(event):
            return
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.press(key - Qt.Key.Key_1)
        elif key in (Qt.Key.Key_Y, Qt.Key.Key_T):
            self._press_letter(key)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not self._several:
            self._step(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._value:
            self._value = ()
            self._show()
            self.chosen.emit(self.value)
        else:
            super().keyPressEvent(event)

    def _press_letter(self, key: int) -> None:
        for place, choice in enumerate(self._choices):
            if _LETTERS.get(choice.label.casefold()) == key and str(choice.value) not in self._value:
                self.press(place)

    def _step(self, step: int) -> None:
        names = [str(choice.value) for choice in self._choices]
        here = names.index(self._value[0]) if self._value and self._value[0] in names else None
        place = (0 if step > 0 else len(names) - 1) if here is None else here + step
        if 0 <= place < len(names):
            self.press(place)

    def _show(self) -> None:
        shown = []
        for choice, button in zip(self._choices, self.buttons, strict=True):
            is_on = str(choice.value) in self._value
            button.setChecked(is_on)
            shown += [choice.label] if is_on else []
        self.setAccessibleDescription(", ".join(shown) or _("belum dijawab"))


def _hint(choices: Sequence[Choice], several: bool) -> str:
    words = {choice.label.casefold() for choice in choices}
    keys = f"1–{len(choices)}"
    if set(_LETTERS) <= words:
        keys += " / Y T"
    choose = _("{tombol}: beri atau hapus tanda") if several else _("{tombol}: pilih jawaban")
    rest = _("Enter: pertanyaan berikutnya · F8: yang perlu diperhatikan")
    return f"{choose.format(tombol=keys)} · {rest}"
