"""Several of a long list behind one button: it says how many, and opens a list to tick and to search in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desa_desktop.domain.wording import Reading
from desa_desktop.i18n import _
from desa_desktop.ui.kit.kinds import Choice, Entry, choices_of, fold, matches, show_value
from desa_desktop.ui.kit.lines import OnKey, opens
from desa_desktop.ui.style import look

_SEARCHED_FROM = 8  # lines; a shorter list is seen at a glance
_MOST_LINES = 9


class PickMany(QPushButton):
    """An editor for a MANY with a long list. Space, F4 or Alt+Down opens it; each tick counts at once."""

    changed = Signal()
    left = Signal()

    def __init__(self, entry: Entry, nothing: str = "") -> None:
        super().__init__()
        self.entry = entry
        self._nothing = nothing or _("Semua")  # nothing ticked in a filter: nothing is left out
        self.on_key: OnKey | None = None
        self._values: tuple[object, ...] = ()
        self._list: PickList | None = None
        self.setProperty("pilihan", "ya")
        self.clicked.connect(lambda _on=False: self.open_list())
        self._say()

    def reading(self) -> Reading[object]:
        """The ticked values."""
        return Reading(self._values)

    def set_value(self, value: object) -> None:
        """Show values; no signal is sent."""
        self._values = tuple(cast(Sequence[object], value or ()))
        self._say()

    def raw(self) -> str:
        """The labels of the ticked ones."""
        return show_value(self.entry.kind, self._values, self.entry.choices)

    def set_raw(self, text: str) -> None:
        """Put drafted ticks back."""
        labels = text.split(", ")
        self.set_value([one.value for one in choices_of(self.entry.choices) if one.label in labels])

    @property
    def list(self) -> PickList | None:
        """The list while it is open."""
        return self._list

    def open_list(self) -> None:
        """Show the list below the button, with the cursor in it."""
        known = list(choices_of(self.entry.choices))
        opened = PickList(self, self.objectName(), self.entry.label, known, self._values)
        opened.ticked.connect(self._take)
        opened.closed.connect(self._closed)
        self._list = opened
        opened.show_below(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F4 and Alt+Down open the list; Enter goes to the next field like everywhere in a form."""
        if opens(event):
            self.open_list()
        elif self.on_key is None or not self.on_key(event):
            super().keyPressEvent(event)

    def _closed(self) -> None:
        self._list = None  # it is gone with its window
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def _take(self, values: tuple[object, ...]) -> None:
        self._values = values
        self._say()
        self.changed.emit()
        self.left.emit()

    def _say(self) -> None:
        count = len(self._values)
        words = self.raw() if count == 1 else ""
        if count > 1:
            words = _("{isian}: {n} dipilih").format(isian=self.entry.label, n=count)
        self.setText(f"{words or self._nothing}  ▾")
        self.setToolTip(self.raw())
        spoken = _("{isian}: {isi}").format(isian=self.entry.label, isi=self.raw() or self._nothing)
        self.setAccessibleName(spoken)


class PickList(QFrame):
    """The list that is ticked. `ticked(values)` after every tick, `closed` when it is gone."""

    ticked = Signal(object)
    closed = Signal()

    def __init__(
        self, parent: QWidget, name: str, label: str, choices: Sequence[Choice], ticked: Sequence[object]
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName(f"{name}.daftar")
        self.setProperty("kartu", "ya")
        self._choices = choices
        self.search = QLineEdit()
        self.search.setObjectName(f"{name}.cari")
        self.search.setPlaceholderText(_("Cari di daftar ini"))
        self.search.setAccessibleName(_("Cari di daftar ini"))
        self.search.setVisible(len(choices) > _SEARCHED_FROM)
        self.search.textChanged.connect(self._filter)
        self.lines = QListWidget()
        self.lines.setObjectName("daftar_pilihan")
        self.lines.setAccessibleName(label)
        for one in choices:
            item = QListWidgetItem(f"{one.label}", self.lines)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_state(one.value in ticked))
        self.lines.setCurrentRow(0)
        self.lines.itemChanged.connect(lambda _item: self.ticked.emit(self.values))
        self.lines.itemActivated.connect(lambda _item: self.close())
        none = QPushButton(_("Lepas semua"))
        none.setObjectName(f"{name}.lepas")
        none.clicked.connect(lambda _on=False: self.clear())
        done = QPushButton(_("Selesai"))
        done.setObjectName(f"{name}.selesai")
        done.clicked.connect(lambda _on=False: self.close())
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(none)
        foot.addStretch(1)
        foot.addWidget(done)
        for button in (none, done):
            button.setProperty("rapat", "ya")
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        box.setSpacing(6)
        box.addWidget(self.search)
        box.addWidget(self.lines, 1)
        box.addLayout(foot)
        self.search.installEventFilter(self)
        self.lines.installEventFilter(self)

    @property
    def values(self) -> tuple[object, ...]:
        """What is ticked, in the order of the list; also what the search hides just now."""
        return tuple(
            one.value
            for number, one in enumerate(self._choices)
            if self.lines.item(number).checkState() is Qt.CheckState.Checked
        )

    def show_below(self, button: QWidget) -> None:
        """Open below a button, inside the screen."""
        height = self.lines.sizeHintForRow(0) * min(_MOST_LINES, max(1, len(self._choices)))
        self.lines.setFixedHeight(height + 2 * self.lines.frameWidth() + look().px(4))
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        longest = self.lines.sizeHintForColumn(0) + look().px(56)
        self.setFixedWidth(max(button.width(), min(longest, look().px(460))))
        self.adjustSize()
        room = button.screen().availableGeometry()
        corner = button.mapToGlobal(QPoint(0, button.height()))
        left = min(corner.x(), room.right() - self.width())
        top = corner.y()
        if top + self.height() > room.bottom():
            top = max(room.top(), button.mapToGlobal(QPoint(0, 0)).y() - self.height())
        self.move(left, top)
        self.show()
        (self.lines if self.search.isHidden() else self.search).setFocus(Qt.FocusReason.PopupFocusReason)

    def clear(self) -> None:
        """Tick nothing."""
        self.lines.blockSignals(True)
        for number in range(self.lines.count()):
            self.lines.item(number).setCheckState(Qt.CheckState.Unchecked)
        self.lines.blockSignals(False)
        self.ticked.emit(())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, Down and Space work while one types in the search; Enter and Esc close the list."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key = event.key()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
                self.close()
                return True
            if watched is self.search and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._move(-1 if key == Qt.Key.Key_Up else 1)
                return True
            is_blank = key == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.NoModifier
            if watched is self.search and is_blank:
                self._turn()
                return True
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QEvent) -> None:
        """Say that the list is gone, whatever closed it."""
        super().closeEvent(event)  # type: ignore[arg-type]
        self.closed.emit()

    def _filter(self, text: str) -> None:
        needle = fold(text)
        first = -1
        for number, one in enumerate(self._choices):
            is_wanted = not needle or matches(needle, fold(f"{one.label} {one.note}"))
            self.lines.item(number).setHidden(not is_wanted)
            if is_wanted and first < 0:
                first = number
        self.lines.setCurrentRow(first)
        self.lines.scrollToTop()

    def _move(self, step: int) -> None:
        number = self.lines.currentRow() + step
        while 0 <= number < self.lines.count():
            if not self.lines.item(number).isHidden():
                self.lines.setCurrentRow(number)
                return
            number += step

    def _turn(self) -> None:
        item = self.lines.currentItem()
        if item is not None and not item.isHidden():
            item.setCheckState(_state(item.checkState() is not Qt.CheckState.Checked))


def _state(is_ticked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked
