"""A form made from field descriptions. It saves by itself: on leaving, on Enter, after two seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.i18n import _
from desa_desktop.ui.kit.fields import Field, FieldBox
from desa_desktop.ui.kit.grid_editing import DRAFT_EVERY
from desa_desktop.ui.style import look


class Form(QWidget):
    """Fields one below the other. Callbacks: `save(name, value)` for each clear new value;
    `draft(name, text)` every two seconds with what stands in the open editor, None when it is stored.

    `state_changed` tells that the number of empty required fields or of findings may be another.
    """

    state_changed = Signal()

    def __init__(
        self,
        name: str,
        fields: Sequence[Field],
        *,
        today: Callable[[], date],
        save: Callable[[str, object], object],
        draft: Callable[[str, str | None], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._save, self._draft = save, draft
        self.on_end: Callable[[], object] | None = None  # Enter in the last field; else it goes on beyond it
        self._drafted: set[str] = set()
        self.boxes: dict[str, FieldBox] = {}
        self._build(name, fields, today)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(DRAFT_EVERY)
        self._clock.timeout.connect(self._send_draft)
        self._typing = ""

    def _build(self, name: str, fields: Sequence[Field], today: Callable[[], date]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        row: QHBoxLayout | None = None
        for field in fields:
            box = FieldBox(f"{name}.{field.name}", field, today)
            box.stored.connect(lambda value, field=field: self._on_stored(field.name, value))
            box.typed.connect(lambda field=field: self._on_typed(field.name))
            box.editor.on_key = self._on_key
            box.editor.setProperty("petunjuk", _("Enter: isian berikutnya · Shift+Enter: sebelumnya"))
            if row is None or not field.beside:
                row = QHBoxLayout()
                row.setSpacing(12)
                column.addLayout(row)
            row.addWidget(box, 1, Qt.AlignmentFlag.AlignTop)
            self.boxes[field.name] = box
        column.addStretch(1)

    # -- values ------------------------------------------------------------------------------------

    def set_values(self, record: object) -> None:
        """Show a record (attributes) or a mapping; a field being typed in is left alone."""
        for name, box in self.boxes.items():
            value = record.get(name) if isinstance(record, Mapping) else getattr(record, name)
            box.set_value(value)
        self.state_changed.emit()

    def values(self) -> dict[str, object]:
        """The last clear value of each field."""
        return {name: box.value for name, box in self.boxes.items()}

    def set_checks(self, checks: Iterable[Pemeriksaan]) -> None:
        """Show findings under the fields they name; of several the gravest."""
        weight = [Level.GALAT, Level.PERINGATAN, Level.SARAN]
        shown: dict[str, Pemeriksaan] = {}
        for check in sorted(checks, key=lambda one: weight.index(one.level)):
            shown.setdefault(check.field, check)
        for name, box in self.boxes.items():
            found = shown.get(name)
            box.set_check(None if found is None else (found.level, found.teks))
        self.state_changed.emit()

    def refuse(self, sentences: Mapping[str, str]) -> None:
        """Show what a service refused (`InvalidInput.fields`) at the fields."""
        for name, sentence in sentences.items():
            if name in self.boxes:
                self.boxes[name].refuse(sentence)

    def restore(self, drafts: Mapping[str, str]) -> None:
        """Put texts of an earlier, broken-off editing back into their editors."""
        for name, text in drafts.items():
            if name in self.boxes:
                self.boxes[name].editor.set_raw(text)
                self.boxes[name].typed.emit()

    def commit(self) -> None:
        """Take what is being typed, as if the field were left (before a milestone or closing)."""
        for box in self.boxes.values():
            if box.is_being_typed:
                box.commit()

    def forget(self) -> None:
        """Give up unclear texts: they belong to the record that was shown before."""
        for box in self.boxes.values():
            if box.is_being_typed:
                box.forget()

    def set_locked(self, locked: bool) -> None:
        """A ratified record can be read and copied, not changed."""
        for box in self.boxes.values():
            box.editor.setEnabled(not locked)

    # -- what needs attention ----------------------------------------------------------------------

    @property
    def missing(self) -> list[str]:
        """Labels of required fields that are empty."""
        return [box.field.label for box in self.boxes.values() if box.field.wajib and box.is_empty]

    def summary(self) -> str:
        """`3 dari 18 isian wajib belum diisi · Tunjukkan (F8)`, or that nothing is missing."""
        required = sum(1 for box in self.boxes.values() if box.field.wajib)
        missing = len(self.missing)
        if not missing:
            return _("Semua isian wajib sudah diisi.")
        words = _("{kurang} dari {semua} isian wajib belum diisi · Tunjukkan (F8)")
        return words.format(kurang=missing, semua=required)

    def next_problem(self, step: int = 1) -> bool:
        """F8 and Shift+F8: the next field that is empty though required, wrong or warned about."""
        boxes = list(self.boxes.values())
        here = next((n for n, box in enumerate(boxes) if box.isAncestorOf(self.focusWidget() or self)), -1)
        for away in range(1, len(boxes) + 1):
            box = boxes[(here + step * away) % len(boxes)]
            if box.level is not None or (box.field.wajib and box.is_empty):
                box.editor.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return False

    def go_to(self, name: str) -> None:
        """Put the cursor into a field."""
        if name in self.boxes:
            self.boxes[name].editor.setFocus(Qt.FocusReason.TabFocusReason)

    # -- inside ------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Write the order of Tab down once the editors exist: it is the order of reading."""
        super().showEvent(event)
        editors = [box.editor for box in self.boxes.values()]
        for one, other in pairwise(editors):
            QWidget.setTabOrder(one, other)

    def _on_key(self, event: QKeyEvent) -> bool:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not is_enter or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        editor = self.focusWidget()
        if editor is not None and getattr(editor, "list_is_open", False):
            editor.take_current()  # type: ignore[attr-defined]  # a ChoiceLine
        is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self.on_end is not None and not is_back and self._is_last(editor):
            self.on_end()
            return True
        self.focusNextPrevChild(not is_back)
        return True

    def _is_last(self, editor: QWidget | None) -> bool:
        shown = [box for box in self.boxes.values() if not box.isHidden()]
        return editor is not None and bool(shown) and shown[-1].isAncestorOf(editor)

    def _on_typed(self, name: str) -> None:
        self._typing = name
        if not self._clock.isActive():
            self._clock.start()

    def _send_draft(self) -> None:
        box = self.boxes[self._typing]
        if self._draft is not None and box.is_being_typed:
            self._drafted.add(self._typing)
            self._draft(self._typing, box.editor.raw())
            self._clock.start()

    def _on_stored(self, name: str, value: object) -> None:
        self._save(name, value)
        if name in self._drafted and self._draft is not None:
            self._drafted.discard(name)
            self._draft(name, None)
        self.state_changed.emit()


class _DownOnly(QScrollArea):
    """Scrolls up and down only, so it asks for the whole width of its page: nothing is cut at the side."""

    def minimumSizeHint(self) -> QSize:
        """The width of the page and of the bar beside it."""
        wanted = super().minimumSizeHint()
        page = self.widget()
        if page is not None:
            bar = self.verticalScrollBar().sizeHint().width()
            wanted.setWidth(max(wanted.width(), page.minimumSizeHint().width() + bar))
        return wanted

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A page that needs another width says so to the window."""
        if event.type() is QEvent.Type.LayoutRequest and watched is self.widget():
            self.updateGeometry()
        return super().eventFilter(watched, event)


def scrolled(inner: QWidget, name: str, *, margin: int = 16, width: int = 0) -> QScrollArea:
    """A widget that scrolls up and down when the window is low; `width` limits it (pixels at 100 %)."""
    area = _DownOnly()
    area.setObjectName(name)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    page = QWidget()
    page.setProperty("gulung", "ya")
    row = QHBoxLayout(page)
    row.setContentsMargins(margin, margin, margin, margin)
    row.addWidget(inner, 1)
    if width:
        inner.setMaximumWidth(look().px(width))
        row.addStretch(1)
        row.setStretch(0, 1000)
    area.setWidget(page)
    return area
