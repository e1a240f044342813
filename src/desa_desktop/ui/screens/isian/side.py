"""Both sides of the questions: sections at the left, provisional score and checks at the right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desa_desktop.checklists import Band, Group, HiddenAnswer, Plain, Progress, Question, Score, State
from desa_desktop.domain.pemeriksaan import Pemeriksaan
from desa_desktop.domain.wording import show_number
from desa_desktop.i18n import _
from desa_desktop.services.isi_awal import show_value
from desa_desktop.ui.kit.checks_panel import ChecksPanel
from desa_desktop.ui.kit.form import scrolled
from desa_desktop.ui.kit.marks import Mark, MarkedText, draw_mark
from desa_desktop.ui.screens.isian.lama import LamaBox
from desa_desktop.ui.style import look

_LARGE = 115  # percent; above it a dimension takes two lines
_BANDS = {
    Band.BAIK: Mark.SELESAI,
    Band.CUKUP: Mark.PERINGATAN,
    Band.KURANG: Mark.GALAT,
    Band.BELUM_CUKUP_DATA: Mark.TIDAK_ADA,
}


def mark_of(done: Progress) -> Mark:
    """Circle empty, half, full, octagon (ux.md 5.6)."""
    if done.errors:
        return Mark.GALAT
    if not done.filled:
        return Mark.BELUM
    return Mark.BERJALAN if done.filled < done.total or done.missing else Mark.SELESAI


def progress_words(done: Progress, *, with_key: bool = False) -> str:
    """`12 dari 107 terisi · 1 galat · 3 wajib kosong (F8)`."""
    counts = {"terisi": show_number(done.filled), "semua": show_number(done.total)}
    parts = [_("{terisi} dari {semua} terisi").format(**counts)]
    if done.errors:
        parts.append(_("{n} galat").format(n=done.errors))
    if done.missing:
        words = _("{n} wajib kosong (F8)") if with_key else _("{n} wajib kosong")
        parts.append(words.format(n=done.missing))
    return " · ".join(parts)


def _nothing_to_count(section: Group) -> str:
    """Why a section has no cells yet: its tables have no rows, or all of it is computed."""
    if any(question.is_answerable and question.repeats for question in section.questions()):
        return _("belum ada baris")
    if any(question.is_computed for question in section.questions()):
        return _("dihitung aplikasi")
    return _("tidak ada pertanyaan")


class Sections(QWidget):
    """The list of sections with their marks. `chosen(number)` when a person goes to one."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        head = QLabel(_("Bagian"))
        head.setProperty("teks", "bagian")
        self.list = QListWidget()
        self.list.setObjectName("isian.bagian")
        self.list.setAccessibleName(_("Bagian"))
        self.list.setWordWrap(True)
        self.list.setProperty("petunjuk", _("Panah: bagian lain · Enter: isi bagian ini"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.progress = QLabel()
        self.progress.setObjectName("isian.kemajuan")
        self.progress.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(head)
        box.addWidget(self.list, 1)
        box.addWidget(self.progress)
        self.list.currentRowChanged.connect(self._changed)
        self._silent = False
        self._shown: tuple[State, bool, int] | None = None

    def show_state(
        self, sections: Sequence[Group], state: State, current: int, *, only_empty: bool = False
    ) -> None:
        """Marks and counts of every section, and of the whole form; `only_empty` leaves out complete ones."""
        now = (state, only_empty, current if only_empty else 0)
        if self._shown is not None and self._shown[0] is state and self._shown[1:] == now[1:]:
            self._silent = True
            self.list.setCurrentRow(current)
            self._silent = False
            return
        self._shown = now
        self._silent = True
        if self.list.count() != len(sections):
            self.list.clear()
            for _section in sections:
                self.list.addItem(QListWidgetItem())
        for number, section in enumerate(sections):
            done, item = state.progress(section), self.list.item(number)
            mark = mark_of(done)
            words = progress_words(done) if done.total else _nothing_to_count(section)
            item.setText(f"{section.label}\n{words}")
            item.setIcon(_icon(mark))
            item.setHidden(only_empty and number != current and done.filled >= done.total)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{section.label}: {mark.word}, {words}")
        self.list.setCurrentRow(current)
        self._silent = False
        self.progress.setText(progress_words(state.progress(), with_key=True))

    def _changed(self, number: int) -> None:
        if not self._silent and number >= 0:
            self.chosen.emit(number)


class SidePanel(QWidget):
    """`Nilai sementara`, `Pemeriksaan` and, where there are any, answers kept aside. `jump(finding)`."""

    jump = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.score = QFrame()
        self.score.setObjectName("isian.nilai")
        self.score.setProperty("kartu", "ya")
        head = QLabel(_("Nilai sementara"))
        head.setProperty("teks", "bagian")
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(8)
        self._rows.setVerticalSpacing(4)
        self._rows.setColumnStretch(0, 1)
        inside = QVBoxLayout(self.score)
        inside.setContentsMargins(12, 10, 12, 10)
        inside.setSpacing(6)
        inside.addWidget(head)
        inside.addLayout(self._rows)
        self.checks = ChecksPanel("isian.pemeriksaan")
        self.checks.setMinimumHeight(look().px(150))
        self.checks.jump.connect(self.jump)
        self.lama = LamaBox()
        self.hidden = QFrame()
        self.hidden.setObjectName("isian.tersembunyi")
        self.hidden.setProperty("kartu", "ya")
        self._hidden_text = QLabel()
        self._hidden_text.setProperty("teks", "sekunder")
        self._hidden_text.setWordWrap(True)
        aside = QLabel(_("Jawaban tersembunyi"))
        aside.setProperty("teks", "bagian")
        below = QVBoxLayout(self.hidden)
        below.setContentsMargins(12, 10, 12, 10)
        below.addWidget(aside)
        below.addWidget(self._hidden_text)
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self.score)
        box.addWidget(self.checks, 1)
        box.addWidget(self.hidden)
        box.addWidget(self.lama)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner, "isian.samping", margin=0))
        self._listed: list[Pemeriksaan] = []

    def show_state(self, score: Score, checks: Iterable[Pemeriksaan], state: State) -> None:
        """Numbers, findings and hidden answers of this moment."""
        self._show_score(score)
        found = list(checks)
        if found != self._listed:  # a list of hundreds is not made anew for each answer
            self._listed = found
            self.checks.show_checks(numbered(found, state))
        self.hidden.setVisible(bool(state.hidden))
        self._hidden_text.setText("\n".join(hidden_words(one, state) for one in state.hidden))

    def _show_score(self, score: Score) -> None:
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.score.setVisible(bool(score.dimensions))
        lines = [(one.name, one.score, one.band) for one in score.dimensions]
        lines.append((_("Nilai keseluruhan"), score.total, score.band))
        for number, (name, value, band) in enumerate(lines):
            label = QLabel(name)
            label.setWordWrap(True)
            figure = QLabel(show_number(value, decimals=1) if value is not None else "")
            if number == len(lines) - 1:
                for one in (label, figure):
                    one.setProperty("teks", "label")
            state = MarkedText(_BANDS[band], band.word)
            state.setMinimumWidth(look().px(72))
            top = Qt.AlignmentFlag.AlignTop
            is_large = look().scale > _LARGE
            line = number * 2 + 1 if is_large else number
            self._rows.addWidget(label, number * 2 if is_large else number, 0, 1, 3 if is_large else 1, top)
            if value is None:
                if not is_large:
                    state.setFixedWidth(look().px(116))
                self._rows.addWidget(state, line, 0 if is_large else 1, 1, 3 if is_large else 2, top)
            else:
                self._rows.addWidget(figure, line, 1, Qt.AlignmentFlag.AlignRight | top)
                self._rows.addWidget(state, line, 2, top)


def numbered(checks: Iterable[Pemeriksaan], state: State) -> list[Pemeriksaan]:
    """Findings that name their question: `No 11: ...`."""
    shown = []
    for one in checks:
        item = state.template.by_name.get(one.field)
        number = item.number if isinstance(item, Question) else 0
        words = _("No {nomor}: {kalimat}").format(nomor=number, kalimat=one.teks) if number else one.teks
        shown.append(replace(one, teks=words))
    return shown


def hidden_words(hidden: HiddenAnswer, state: State) -> str:
    """An answer kept aside as one line: `Hari operasional layanan bidan: 3`."""
    return f"{hidden.label}: {_answer_words(hidden, state)}"


def _answer_words(hidden: HiddenAnswer, state: State) -> str:
    item = state.template.by_name[hidden.place.name]
    answer: Plain = hidden.answer
    if not isinstance(item, Question):
        return _("{n} baris").format(n=len(answer) if isinstance(answer, list | tuple) else 0)
    return show_value(state.template, item.name, answer)


def _icon(mark: Mark) -> QIcon:
    side = look().px(14)
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw_mark(painter, mark, QRectF(0, 0, side, side))
    painter.end()
    return QIcon(picture)
