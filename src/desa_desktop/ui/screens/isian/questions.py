"""One question of a form: number, words, `wajib`, the editor that fits it, and what is wrong underneath."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desa_desktop.checklists import Choice as Offer
from desa_desktop.checklists import Kind, Place, Plain, Question
from desa_desktop.domain.pemeriksaan import Level
from desa_desktop.i18n import _
from desa_desktop.ui.kit.fields import FieldBox, Paragraph
from desa_desktop.ui.kit.kinds import Choice
from desa_desktop.ui.kit.lines import ChoiceLine, Line
from desa_desktop.ui.kit.marks import LEVEL_MARKS, Mark, MarkLabel
from desa_desktop.ui.screens.isian import values
from desa_desktop.ui.screens.isian.buttons import AnswerButtons
from desa_desktop.ui.screens.isian.foto import PhotoField
from desa_desktop.ui.screens.isian.usul import Tawaran, UsulLine
from desa_desktop.ui.style import look, set_role

OnKey = Callable[[QKeyEvent], bool]
_BUTTONS = frozenset({Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.RANK})


def _hint() -> str:
    return _("Enter: pertanyaan berikutnya · Shift+Enter: sebelumnya · F8: yang perlu diperhatikan")


class Head(QWidget):
    """The words of a question, with `wajib` and `belum dipastikan` beside them."""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.label = QLabel(question.label)
        self.label.setProperty("teks", "label")
        self.label.setWordWrap(True)
        self._wajib = QLabel(_("wajib"))
        self._wajib.setProperty("teks", "wajib")
        self._wajib.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.label, 1)
        row.addWidget(self._wajib, 0, Qt.AlignmentFlag.AlignTop)
        if question.is_unconfirmed:
            doubt = QLabel(_("belum dipastikan"))
            doubt.setProperty("teks", "kecil")
            doubt.setToolTip(
                _("Butir ini belum dipastikan dengan form resmi. Asal: {asal}.").format(asal=question.basis)
            )
            row.addWidget(doubt, 0, Qt.AlignmentFlag.AlignTop)

    def set_required(self, required: bool) -> None:
        """Show the word `wajib`, or not."""
        self._wajib.setVisible(required)

    @property
    def is_required(self) -> bool:
        """Whether the word is shown."""
        return not self._wajib.isHidden()


class _LineBox(FieldBox):
    """A field of the kit whose label is the head of a question."""

    def __init__(
        self, name: str, question: Question, offers: Sequence[Offer], today: Callable[[], date]
    ) -> None:
        self.head = Head(question)
        super().__init__(name, values.field_of(question, offers), today)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.head)
        self.head.label.setBuddy(self.editor)
        return row


class _OwnBox(QWidget):
    """A question whose editor is not a line: its head, the editor, a hint, and what is wrong underneath."""

    def __init__(self, name: str, question: Question, editor: AnswerButtons | PhotoField) -> None:
        super().__init__()
        self.setObjectName(name)
        self.head = Head(question)
        self.editor = editor
        self.head.label.setBuddy(self.editor)
        self._figure, self._text = MarkLabel(Mark.GALAT), QLabel()
        self._text.setObjectName(f"{name}.pesan")
        self._text.setWordWrap(True)
        self._note = QWidget()
        row = QHBoxLayout(self._note)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._figure)
        row.addWidget(self._text, 1)
        self._note.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self.head)
        box.addWidget(self.editor)
        hint = values.hint_of(question)
        if hint:
            label = QLabel(hint)
            label.setProperty("teks", "kecil")
            label.setWordWrap(True)
            box.addWidget(label)
        box.addWidget(self._note)

    def set_check(self, check: tuple[Level, str] | None) -> None:
        """Show a finding, or none."""
        self._note.setVisible(check is not None)
        if check is not None:
            self._figure.set_mark(LEVEL_MARKS[check[0]])
            self._text.setText(check[1])
            set_role(self._text, nada=check[0].value)


def _buttons(name: str, question: Question, offers: Sequence[Offer]) -> AnswerButtons:
    shown = [Choice(one.name, one.label) for one in offers]
    return AnswerButtons(name, question.label, shown, several=question.kind is not Kind.SELECT_ONE)


class _Words(QWidget):
    """A note to read."""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.head = Head(question)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        label = QLabel(question.label)
        label.setWordWrap(True)
        label.setProperty("teks", "sekunder")
        self.head.hide()
        self.head.label = label
        box.addWidget(label)


class QuestionRow(QWidget):
    """A question with its number at the left. `answered(Plain)` after a clear new answer, `usul_wanted` when
    the proposal under it is to be taken.
    """

    answered = Signal(object)
    next_wanted = Signal(int)
    usul_wanted = Signal()
    confirm_wanted = Signal()

    def __init__(self, question: Question, offers: Sequence[Offer], today: Callable[[], date]) -> None:
        super().__init__()
        self.question, self.offers = question, tuple(offers)
        name = f"isian.{question.name}"
        self.setObjectName(name)
        self._is_locked = False
        self.box = self._box(name, question, offers, today)
        self.usul = UsulLine(name)
        self.usul.taken.connect(self.usul_wanted)
        self.usul.confirmed.connect(self.confirm_wanted)
        self._has_usul = self._is_copy = False
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self.box)
        column.addWidget(self.usul)
        number = QLabel(str(question.number) if question.number else "")
        number.setProperty("teks", "sekunder")
        number.setFixedWidth(look().px(30))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)

    def _box(
        self, name: str, question: Question, offers: Sequence[Offer], today: Callable[[], date]
    ) -> _LineBox | _OwnBox | _Words:
        if question.kind is Kind.NOTE:
            return _Words(question)
        if question.kind in values.ATTACHED:
            photo = PhotoField(f"{name}.foto", question)
            photo.on_key = self._on_key
            return _OwnBox(f"{name}.kotak", question, photo)
        is_typed = not (question.is_computed or question.is_read_only)
        if question.kind in _BUTTONS and is_typed and len(offers) <= values.MOST_BUTTONS:
            buttons = _buttons(f"{name}.kotak.isian", question, offers)
            buttons.chosen.connect(self._send)
            buttons.on_key = self._on_key
            return _OwnBox(f"{name}.kotak", question, buttons)
        line = _LineBox(f"{name}.kotak", question, offers, today)
        line.stored.connect(self._send)
        line.editor.on_key = self._on_key
        line.editor.setProperty("petunjuk", _hint())
        return line

    @property
    def editor(self) -> QWidget | None:
        """What takes the focus; None where there is nothing to answer."""
        if isinstance(self.box, _Words) or not self.is_typed:
            return None
        return self.box.editor

    @property
    def photo(self) -> PhotoField | None:
        """The picture, where the question asks for one."""
        return self.editor if isinstance(self.editor, PhotoField) else None

    @property
    def is_typed(self) -> bool:
        """Whether a person answers it here."""
        return not (self.question.is_computed or self.question.is_read_only)

    @property
    def is_being_typed(self) -> bool:
        """Whether something stands in the editor that was not stored yet."""
        return isinstance(self.box, _LineBox) and self.box.is_being_typed

    def show_answer(self, plain: Plain) -> None:
        """Show a stored answer, unless a person is typing here right now."""
        value = values.to_editor(self.question, plain)
        if isinstance(self.box, _LineBox):
            self.box.set_value(value)
        elif isinstance(self.box, _OwnBox) and isinstance(self.box.editor, AnswerButtons):
            self.box.editor.set_value(value)

    def show_words(self, words: str) -> None:
        """The question as it reads now; a label may name the answer to another question."""
        if self.question.spoken:
            self.box.head.label.setText(words)

    def show_state(self, check: tuple[Level, str] | None, *, required: bool) -> None:
        """Show what the engine says of the answer."""
        self.box.head.set_required(required)
        if not isinstance(self.box, _Words):
            self.box.set_check(check)

    def show_usul(self, tawaran: Tawaran) -> None:
        """Show what is proposed for this question, what speaks against its answer, or where it is from."""
        place = Place(self.question.name)
        opened, other = tawaran.kosong.get(place), tawaran.beda.get(place)
        taken, copy = tawaran.dipakai.get(place), tawaran.disalin.get(place)
        before = tawaran.lalu.get(place, "")
        self._has_usul, self._is_copy = opened is not None, copy is not None
        if opened is not None:
            self.usul.show_open(opened, tawaran.words[place], before)
        elif copy is not None:
            self.usul.show_copied(copy)
        elif other is not None:
            self.usul.show_other(other, tawaran.words[place], before)
        elif taken is not None:
            self.usul.show_taken(taken)
        elif before:
            self.usul.show_before(before)
        else:
            self.usul.clear()
        if isinstance(self.box, _LineBox):
            words = _hint()
            if opened is not None:
                take = _("Enter: salin") if opened.salinan else _("Enter: pakai usulan")
                words = _("{enter} · Ctrl+Shift+V: seluruh bagian · ketik: isi sendiri").format(enter=take)
            elif copy is not None:
                words = _("Enter: salinan ini sudah benar · ketik: ganti")
            self.box.editor.setProperty("petunjuk", words)

    @property
    def takes_usul(self) -> bool:
        """Whether Enter takes the proposal: nothing stands in the editor yet."""
        if not self._has_usul or self.is_being_typed or self._is_locked:
            return False
        value = self.editor.value if isinstance(self.editor, AnswerButtons) else None
        return value in (None, (), "") and not (isinstance(self.editor, Line) and self.editor.text().strip())

    def set_locked(self, locked: bool) -> None:
        """A finished form can be read, not changed."""
        self._is_locked = locked
        if not isinstance(self.box, _Words):
            self.box.editor.setEnabled(not locked)

    def focus(self) -> None:
        """The cursor into the answer, so that typing replaces it."""
        if self.editor is not None:
            self.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def commit(self) -> None:
        """Take what stands in the open editor."""
        if isinstance(self.box, _LineBox) and self.box.is_being_typed:
            self.box.commit()

    def _send(self, value: object) -> None:
        self.answered.emit(values.to_plain(self.question, value))

    def _on_key(self, event: QKeyEvent) -> bool:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not is_enter or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if isinstance(self.editor, Paragraph):
            return False
        if isinstance(self.editor, ChoiceLine) and self.editor.list_is_open:
            self.editor.take_current()
        is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self.takes_usul and not is_back:
            self.usul_wanted.emit()
        elif self._is_copy and not self.is_being_typed and not self._is_locked and not is_back:
            self.confirm_wanted.emit()
        elif isinstance(self.editor, Line):
            self.commit()
        self.next_wanted.emit(-1 if is_back else 1)
        return True
