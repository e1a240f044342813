"""What stands where a list is still empty: what the screen is for, one button, one alternative."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desa_desktop.ui.style import look, set_role

Offer = tuple[str, Callable[[], object]]


class EmptyState(QWidget):
    """One or two sentences and at most three buttons; the first is the filled one (ux.md 3.11)."""

    def __init__(self, name: str, sentence: str, offers: Sequence[Offer] = ()) -> None:
        super().__init__()
        self.setObjectName(name)
        self._sentence = QLabel(sentence)
        self._sentence.setObjectName(f"{name}.kalimat")
        self._sentence.setWordWrap(True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence.setMaximumWidth(look().px(560))
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self._sentence, 1000)
        across.addStretch(1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        box = QVBoxLayout(self)
        box.setSpacing(16)
        box.addStretch(2)
        box.addLayout(across)
        box.addLayout(self._buttons)
        box.addStretch(3)
        self._buttons.addStretch(1)
        self.offers: list[QPushButton] = []
        for number, (word, act) in enumerate(offers):
            button = QPushButton(word.replace("&", "&&"))  # a sign here, no key
            button.setObjectName(f"{name}.tombol_{number + 1}")
            if number == 0:
                button.setProperty("peran", "utama")
            button.clicked.connect(lambda _on=False, act=act: act())
            self._buttons.addWidget(button)
            self.offers.append(button)
        self._buttons.addStretch(1)

    def show_offer(self, number: int, *, shown: bool) -> None:
        """Leave out a button that cannot help now, counted from 0; the first that is left is filled."""
        self.offers[number].setVisible(shown)
        left = [one for one in self.offers if not one.isHidden()]
        for one in self.offers:
            set_role(one, peran="utama" if one is left[0] else "")

    @property
    def sentence(self) -> str:
        """What is said."""
        return self._sentence.text()

    def set_sentence(self, text: str) -> None:
        """Say something else, e.g. with this year's number."""
        self._sentence.setText(text)


class OrEmpty(QWidget):
    """A list, or what is said while it has no rows: `show_empty(not rows)`."""

    def __init__(self, filled: QWidget, empty: EmptyState) -> None:
        super().__init__()
        self.empty = empty
        self._layers = QStackedLayout(self)
        self._layers.addWidget(filled)
        self._layers.addWidget(empty)
        self._sizes = [(one, one.sizePolicy()) for one in (filled, empty)]
        self._count_shown_only()

    def show_empty(self, is_empty: bool) -> None:
        """Show the sentence instead of the list, or the list."""
        if is_empty != self.is_empty:
            self._layers.setCurrentIndex(1 if is_empty else 0)
            self._count_shown_only()

    def enter(self, filled: QWidget) -> None:
        """The keys go to `filled` (the table), or, while the sentence is shown, to its first button.

        A table that is not seen would keep the keys and nothing would happen.
        """
        usable = [one for one in self.empty.offers if not one.isHidden() and one.isEnabled()]
        target = usable[0] if self.is_empty and usable else filled
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _count_shown_only(self) -> None:
        """What is not shown needs no room: buttons below a sentence do not widen a table."""
        hidden = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        for number, (one, own) in enumerate(self._sizes):
            one.setSizePolicy(own if number == self._layers.currentIndex() else hidden)
        self.updateGeometry()

    @property
    def is_empty(self) -> bool:
        """Whether the sentence is shown."""
        return self._layers.currentIndex() == 1
