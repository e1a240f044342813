"""The list of places at the left: one line each, with a count where something waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desa_desktop.i18n import _
from desa_desktop.ui.kit.icons import set_icon
from desa_desktop.ui.places import Place
from desa_desktop.ui.style import is_restyle, look, set_role

WIDE, NARROW = 200, 56


class Navigation(QFrame):
    """`chosen(place)` is sent for a click, Enter or Space; arrows move along the list."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bingkai.navigasi")
        self.setProperty("bagian", "navigasi")
        self.setAccessibleName(_("Navigasi"))
        self._buttons: dict[str, _Line] = {}
        self._is_narrow = False
        self._has_room = True
        self._inner = QWidget()
        self._list = QVBoxLayout(self._inner)
        self._list.setContentsMargins(0, 8, 0, 8)
        self._list.setSpacing(0)
        area = QScrollArea()
        area.setObjectName("bingkai.navigasi.daftar")
        area.setWidget(self._inner)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inner.setProperty("gulung", "ya")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(area)
        self._measure()

    def set_places(self, places: Sequence[Place]) -> None:
        """List these places; those `below` stand under a line at the bottom."""
        while self._list.count():
            item = self._list.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        self._buttons.clear()
        for place in (one for one in places if one.listed and not one.below):
            self._add(place)
        self._list.addStretch(1)
        below = [one for one in places if one.listed and one.below]
        if below:
            line = QFrame()
            line.setProperty("garis", "ya")
            self._list.addWidget(line)
        for place in below:
            self._add(place)
        self._measure()

    def set_current(self, name: str) -> None:
        """Mark the place that is open."""
        for one, button in self._buttons.items():
            button.setChecked(one == name)

    def set_badges(self, badges: Mapping[str, int]) -> None:
        """How many things wait at each place."""
        for name, button in self._buttons.items():
            button.set_badge(badges.get(name, 0))

    @property
    def is_narrow(self) -> bool:
        """Whether the person asked for icons only."""
        return self._is_narrow

    def set_narrow(self, narrow: bool) -> None:
        """Ctrl+B: only icons with tool tips, or icons and words."""
        self._is_narrow = narrow
        self._narrow_buttons()

    def set_room(self, has_room: bool) -> None:
        """In a narrow window with large text only icons are shown, whatever the person asked for."""
        if has_room is not self._has_room:
            self._has_room = has_room
            self._narrow_buttons()

    @property
    def _shows_icons(self) -> bool:
        return self._is_narrow or not self._has_room

    def _narrow_buttons(self) -> None:
        for button in self._buttons.values():
            button.set_narrow(self._shows_icons)
        self._measure()

    def focus_current(self) -> None:
        """F6 arrives here: at the open place."""
        checked = [button for button in self._buttons.values() if button.isChecked()]
        for button in [*checked, *self._buttons.values()][:1]:
            button.setFocus(Qt.FocusReason.TabFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if is_restyle(event):
            self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines become lower in a low window, down to 32 px at 100 % text."""
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        self.setFixedWidth(look().px(NARROW if self._shows_icons else WIDE))
        room = (self.height() - 24) // max(1, len(self._buttons))
        for button in self._buttons.values():
            button.set_height(max(look().px(32), min(look().px(44), room)))

    def _add(self, place: Place) -> None:
        button = _Line(place)
        button.clicked.connect(lambda _on, name=place.name: self.chosen.emit(name))
        button.moved.connect(self._move)
        button.set_narrow(self._shows_icons)
        self._list.addWidget(button)
        self._buttons[place.name] = button

    def _move(self, step: int) -> None:
        buttons = list(self._buttons.values())
        here = next((n for n, button in enumerate(buttons) if button.hasFocus()), 0)
        buttons[(here + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)


class _Line(QToolButton):
    """Icon, word, count and key of one place."""

    moved = Signal(int)

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place
        self._count = 0
        self._narrow = False
        self._height = 0
        self.setObjectName(f"bingkai.navigasi.{place.name}")
        self.setProperty("bagian", "navigasi")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("petunjuk", _("Enter: buka layar · Panah: pindah"))
        set_icon(self, place.icon)
        self.set_badge(0)

    def set_badge(self, count: int) -> None:
        """How many things wait here."""
        self._count = count
        set_role(self, hitung="ya" if count and not self._narrow else "")
        waiting = _(", {jumlah} menunggu").format(jumlah=count) if count else ""
        self.setAccessibleName(f"{self._place.label}{waiting}")
        keys = f" ({self._place.key})" if self._place.key else ""
        self.setToolTip(f"{self._place.label}{waiting}{keys}")
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """With or without the word."""
        self._narrow = narrow
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(style.ToolButtonIconOnly if narrow else style.ToolButtonTextBesideIcon)
        self.setText("" if narrow else f"  {self._place.label}".replace("&", "&&"))

    def sizeHint(self) -> QSize:
        """As wide as the navigation."""
        return QSize(look().px(NARROW if self._narrow else WIDE) - 2, self._height)

    def set_height(self, height: int) -> None:
        """As high as the window allows, so that no place hides behind a scroll bar."""
        if height != self._height:
            self._height = height
            self.setFixedHeight(height)

    def minimumSizeHint(self) -> QSize:
        """The word may be cut by a narrow window, never the icon."""
        return QSize(look().px(NARROW) - 2, self._height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Enter opens."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The count as a small badge, as QToolButton has none."""
        super().paintEvent(event)
        if not self._count:
            return
        now, painter = look(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(now.font(12, QFont.Weight.DemiBold))
        painter.setFont(font)
        text = str(self._count)
        width = max(now.px(20), painter.fontMetrics().horizontalAdvance(text) + now.px(10))
        height = now.px(20)
        top = 2 if self._narrow else (self.height() - height) // 2
        badge = QRect(self.width() - width - now.px(4 if self._narrow else 10), top, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.colour("utama"))
        painter.drawRoundedRect(badge, height / 2, height / 2)
        painter.setPen(now.colour("utama_teks"))
        painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), text)
        painter.end()
