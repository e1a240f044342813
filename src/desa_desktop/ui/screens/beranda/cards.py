"""One task as a card, and the list of them under the headings of their urgency."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from desa_desktop.domain.kalender import KeadaanTugas, Tugas
from desa_desktop.domain.wording import show_date
from desa_desktop.i18n import N_, _
from desa_desktop.ui.kit.form import scrolled
from desa_desktop.ui.kit.marks import Mark, MarkLabel
from desa_desktop.ui.screens.beranda.places import target_of
from desa_desktop.ui.screens.beranda.postpone import PostponePanel
from desa_desktop.ui.style import look

_HEADS: dict[KeadaanTugas, tuple[Mark, str]] = {
    KeadaanTugas.TERLAMBAT: (Mark.GALAT, N_("TERLAMBAT")),
    KeadaanTugas.MINGGU_INI: (Mark.PERINGATAN, N_("7 HARI LAGI ATAU KURANG")),
    KeadaanTugas.BULAN_INI: (Mark.SARAN, N_("BULAN INI")),
}
_TONES = {KeadaanTugas.TERLAMBAT: "galat", KeadaanTugas.MINGGU_INI: "peringatan"}


class TaskCard(QFrame):
    """Title, why, due day with its distance, source of the rule, one button. Enter opens, Delete puts off."""

    opened = Signal(object)
    put_off = Signal(object)
    moved = Signal(object, int)

    def __init__(self, task: Tugas) -> None:
        super().__init__()
        self.task = task
        self.setObjectName(f"beranda.tugas.{task.kunci}")
        self.setProperty("kartu", "ya")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{task.judul}, {task.jarak}, {show_date(task.batas)}")
        self.setAccessibleDescription(f"{task.sebab} {task.dasar}".strip())
        self.setProperty("petunjuk", _("Enter: buka tugas · Delete: tunda · Panah: tugas lain"))
        self._build(task)

    def _build(self, task: Tugas) -> None:
        title, why = QLabel(task.judul), QLabel(task.sebab)
        title.setProperty("teks", "label")
        for label in (title, why):
            label.setWordWrap(True)
        due = QLabel(task.jarak)
        due.setProperty("nada", _TONES.get(task.keadaan, "diam"))
        day = QLabel(show_date(task.batas))
        day.setProperty("teks", "kecil")
        self.button = QPushButton(task.tombol if target_of(task) is not None else _("Catat selesai"))
        self.button.setObjectName(f"beranda.tugas.{task.kunci}.tombol")
        self.button.setProperty("rapat", "ya")
        self.button.setMinimumWidth(look().px(112))
        self.button.setAccessibleName(f"{self.button.text()}: {task.judul}")
        self.button.clicked.connect(lambda: self.opened.emit(task))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(title)
        words.addWidget(why)
        if task.dasar or task.is_anjuran:
            said = _("Dasar: {aturan}").format(aturan=task.dasar) if task.dasar else _("Tanggal anjuran")
            source = QLabel(said)
            source.setProperty("teks", "kecil")
            source.setWordWrap(True)
            words.addWidget(source)
        words.addStretch(1)
        when = QVBoxLayout()
        when.setSpacing(0)
        for label in (due, day):
            when.addWidget(label, 0, Qt.AlignmentFlag.AlignRight)
        when.addSpacing(4)
        when.addWidget(self.button, 0, Qt.AlignmentFlag.AlignRight)
        when.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addLayout(when)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a task."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.opened.emit(self.task)
            case Qt.Key.Key_Delete:
                self.put_off.emit(self.task)
            case Qt.Key.Key_Down:
                self.moved.emit(self, 1)
            case Qt.Key.Key_Up:
                self.moved.emit(self, -1)
            case _:
                super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """As Enter."""
        self.opened.emit(self.task)


class TaskList(QWidget):
    """All tasks. `opened(Tugas)`; `later(Tugas, date, reason)` and `outside(Tugas, date, note)`."""

    opened = Signal(object)
    later = Signal(object, object, str)
    outside = Signal(object, object, str)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._tasks: Sequence[Tugas] = ()
        self.cards: list[TaskCard] = []
        self.panel: PostponePanel | None = None
        self._shows_later = False
        self.inner = QWidget()
        self._box = QVBoxLayout(self.inner)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(6)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.area = scrolled(self.inner, "beranda.tugas", margin=0)
        outer.addWidget(self.area)

    def show_tasks(self, tasks: Sequence[Tugas], sentence: str) -> None:
        """Show the list anew; the card with the focus keeps it, an open panel stays."""
        kept = next((card.task.kunci for card in self.cards if card.hasFocus()), "")
        if self.panel is not None or (tasks == self._tasks and self.cards):
            return
        self._tasks = tasks
        self._clear()
        near = [one for one in tasks if one.keadaan is not KeadaanTugas.NANTI]
        later = [one for one in tasks if one.keadaan is KeadaanTugas.NANTI]
        for state, (mark, words) in _HEADS.items():
            found = [one for one in near if one.keadaan is state]
            if found:
                self._box.addWidget(_heading(mark, _(words)))
            for task in found:
                self._add(task)
        if not near:
            label = QLabel(sentence)
            label.setObjectName("beranda.kosong")
            label.setWordWrap(True)
            label.setContentsMargins(0, 8, 0, 8)
            self._box.addWidget(label)
        if later:
            self._add_later(later)
        self._box.addStretch(1)
        self._focus(kept)

    def focus_first(self) -> None:
        """The cursor onto the most pressing task."""
        if self.cards:
            self.cards[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def ask(self, task: Tugas) -> None:
        """Open the panel under a task."""
        self.close_panel()
        card = next(card for card in self.cards if card.task.kunci == task.kunci)
        self.panel = PostponePanel(self._today, only_outside=target_of(task) is None)
        self.panel.closed.connect(lambda: self._give_up(card))
        self.panel.later.connect(lambda day, why: self.later.emit(task, day, why))
        self.panel.outside.connect(lambda day, note: self.outside.emit(task, day, note))
        self._box.insertWidget(self._box.indexOf(card) + 1, self.panel)
        self.panel.start()
        QTimer.singleShot(0, self, self._show_panel)

    def close_panel(self) -> None:
        """Take the panel away."""
        if self.panel is not None:
            self._box.removeWidget(self.panel)
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None
            self._tasks = ()

    def _show_panel(self) -> None:
        if self.panel is not None:
            self.area.ensureWidgetVisible(self.panel, 0, 16)

    def _give_up(self, card: TaskCard) -> None:
        self.close_panel()
        card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, task: Tugas) -> None:
        card = TaskCard(task)
        card.opened.connect(self.opened)
        card.put_off.connect(self.ask)
        card.moved.connect(self._move)
        self.cards.append(card)
        self._box.addWidget(card)

    def _add_later(self, later: Sequence[Tugas]) -> None:
        first = later[0]
        words = _("NANTI ({n})").format(n=len(later))
        coming = QLabel(
            _("berikutnya: {judul}, {tanggal}, {jarak}").format(
                judul=first.judul, tanggal=show_date(first.batas), jarak=first.jarak
            )
        )
        coming.setProperty("teks", "sekunder")
        coming.setWordWrap(True)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        self.toggle = QToolButton()
        self.toggle.setObjectName("beranda.nanti")
        self.toggle.setProperty("peran", "tautan")
        self.toggle.setCheckable(True)
        self.toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toggle.setArrowType(Qt.ArrowType.DownArrow if self._shows_later else Qt.ArrowType.RightArrow)
        self.toggle.setText(words)
        self.toggle.setAccessibleName(f"{words}, {coming.text()}")
        self.toggle.setChecked(self._shows_later)
        self.toggle.toggled.connect(self._show_later)
        row.addWidget(self.toggle)
        row.addWidget(coming, 1)
        self._box.addWidget(line)
        if self._shows_later:
            for task in later:
                self._add(task)

    def _show_later(self, shown: bool) -> None:
        self._shows_later = shown
        tasks, self._tasks = self._tasks, ()
        self.show_tasks(tasks, "")
        if self._box.count():
            self.toggle.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, card: TaskCard, step: int) -> None:
        place = self.cards.index(card) + step
        if 0 <= place < len(self.cards):
            self.cards[place].setFocus(Qt.FocusReason.TabFocusReason)
            self.area.ensureWidgetVisible(self.cards[place], 0, 16)

    def _focus(self, kept: str) -> None:
        """The keys back to the card of this task, or to the first one if it is done."""
        if kept and self.cards:
            card = next((one for one in self.cards if one.task.kunci == kept), self.cards[0])
            card.show()  # a widget that is not seen yet cannot take the keys
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        self.cards.clear()
        while self._box.count():
            item = self._box.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def _heading(mark: Mark, words: str) -> QWidget:
    around = QWidget()
    label = QLabel(words)
    label.setProperty("teks", "label")
    row = QHBoxLayout(around)
    row.setContentsMargins(0, 8, 0, 0)
    row.setSpacing(6)
    row.addWidget(MarkLabel(mark), 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(label, 1)
    return around
