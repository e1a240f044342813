"""Pratinjau Tempel: what a pasted block would become, row by row, before anything is stored (ux.md 3.9).

It is fed by plain data and calls back; reading and checking the rows is the affair of a service.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from typing import cast
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.i18n import N_, _, ngettext
from desa_desktop.ui.kit.clipboard import to_text
from desa_desktop.ui.kit.grid import Change, Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.marks import Mark
from desa_desktop.ui.kit.share_bar import ShareBar
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.style import look


class RowState(Enum):
    """What happens to a pasted row: goes in, goes in as a draft with a question, cannot go in, is no
    news (a total, a heading, a row that is already there)."""

    SIAP = (Mark.SIAP, N_("siap"))
    PERIKSA = (Mark.PERINGATAN, N_("periksa"))
    TIDAK_BISA = (Mark.TIDAK_BISA, N_("tidak bisa"))
    DILEWATI = (Mark.TIDAK_ADA, N_("dilewati"))

    @property
    def mark(self) -> Mark:
        """The figure."""
        return self.value[0]

    @property
    def word(self) -> str:
        """The word beside it."""
        return _(self.value[1])


@dataclass(frozen=True, slots=True)
class PreviewCell:
    """One value of a row: the text as it will be read, what is wrong, what was probably meant (a text).

    `parts` are the payers the cell names without amounts, `whole` the rupiah they pay together.
    """

    text: str
    problem: str = ""
    suggestion: str = ""
    parts: Sequence[str] = ()
    whole: int | None = None


@dataclass(frozen=True, slots=True)
class RowAnswer:
    """What a person can say about a whole row: the name and text of the edit it makes, and its button."""

    name: str
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One pasted row. `number` counts from 1; `source` is the row as it was copied; `reason` in words;
    `answers` are what a person can say about it beyond its cells."""

    number: int
    state: RowState
    cells: Mapping[str, PreviewCell]
    reason: str = ""
    source: Sequence[str] = ()
    answers: Sequence[RowAnswer] = ()

    @property
    def suggestions(self) -> dict[str, str]:
        """Field to what was probably meant, where there is such a thing."""
        return {name: cell.suggestion for name, cell in self.cells.items() if cell.suggestion}


@dataclass(frozen=True, slots=True)
class Preview:
    """A whole pasted block. `fields` are (name, label, width) of what can be filled, width 0 for those
    that no row fills (they can be chosen, but take no room); `mapping` gives for each column of the
    source the field it goes to, or an empty text; `heads` are the source's headings or its letters.
    `notes` are findings about the file as a whole: row (0 for none) and sentence.
    """

    fields: Sequence[tuple[str, str, int]]
    heads: Sequence[str]
    mapping: Sequence[str]
    rows: Sequence[PreviewRow]
    notes: Sequence[tuple[int, str]] = ()

    def count(self, state: RowState) -> int:
        """Rows in this state."""
        return sum(1 for row in self.rows if row.state is state)


Edits = dict[int, dict[str, str]]
_MOST_ANSWERS = 2


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the person decided: mapping of columns, and the texts typed or accepted per row number."""

    mapping: Sequence[str]
    edits: Edits = field(default_factory=dict)


class PastePreview(QFrame):
    """Callbacks: `remap(mapping)`, `recheck(edits)` — both are answered by `show_preview` later —,
    `accept(decisions)`, `cancel()`. Nothing is stored here.
    """

    def __init__(
        self,
        name: str,
        *,
        remap: Callable[[Sequence[str]], object],
        recheck: Callable[[Edits], object],
        accept: Callable[[Decisions], object],
        cancel: Callable[[], object],
        origin: str = "",
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kartu", "ya")
        self._remap, self._recheck, self._accept = remap, recheck, accept
        self._origin = origin
        self._preview: Preview | None = None
        self._edits: Edits = {}
        self._combos: list[QComboBox] = []
        self._sharing: tuple[int, str] | None = None
        self.grid: Grid | None = None
        self._build(name, cancel)

    def _build(self, name: str, cancel: Callable[[], object]) -> None:
        self._title = QLabel()
        self._title.setProperty("teks", "bagian")
        self._columns = QLabel()
        self._columns.setObjectName(f"{name}.kolom")
        self._columns.setWordWrap(True)
        self._change = _button(f"{name}.ubah_kolom", _("Ubah &kolom"), self._toggle_mapping)
        self._change.setCheckable(True)
        self._mapping = QWidget()
        self._mapping.setObjectName(f"{name}.pemetaan")
        self._mapping.setProperty("gulung", "ya")
        self._mapping_area = QScrollArea()
        self._mapping_area.setObjectName(f"{name}.pemetaan.gulung")
        self._mapping_area.setWidget(self._mapping)
        self._mapping_area.setWidgetResizable(True)
        self._mapping_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._mapping_area.setFixedHeight(look().px(72))
        self._mapping_area.hide()
        self._one = _button(f"{name}.terima_saran", _("Terima sa&ran baris ini"), self.accept_row)
        self._alike = _button(
            f"{name}.terima_serupa", _("Terima untuk semua yang s&erupa"), self.accept_alike
        )
        self._column = _button(f"{name}.terima_kolom", _("Semua saran &kolom ini"), self.accept_column)
        self._answers = [
            _button(f"{name}.jawab.{place + 1}", "", partial(self.answer_row, place))
            for place in range(_MOST_ANSWERS)
        ]
        self._split = _button(f"{name}.bagi", _("Ba&gi dana…"), self.open_shares)
        self.shares = ShareBar(f"{name}.pembagian")
        self.shares.given.connect(self._on_shares)
        self.shares.left.connect(self._leave_shares)
        self._notes_head = _button(f"{name}.temuan.judul", "", self._toggle_notes)
        self._notes_head.setCheckable(True)
        self.notes = QListWidget()
        self.notes.setObjectName(f"{name}.temuan")
        self.notes.setAccessibleName(_("Temuan di berkas"))
        self.notes.setFixedHeight(look().px(96))
        self.notes.setWordWrap(True)
        self.notes.itemActivated.connect(self._go_to_note)
        self.notes.hide()
        self._place = QVBoxLayout()
        self._count = QLabel()
        self._count.setObjectName(f"{name}.jumlah")
        self._count.setWordWrap(True)  # large text on a small screen
        self._skipped = _button(f"{name}.salin", _("&Salin baris yang dilewati"), self.copy_skipped)
        self._cancel = _button(f"{name}.batal", _("Batal"), cancel)
        self.insert = _button(f"{name}.masukkan", "", self._on_accept)
        self.insert.setProperty("peran", "utama")
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._notes_head)
        head = QHBoxLayout()
        head.addWidget(self._columns, 1)
        head.addWidget(self._change)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._count, 1)
        for button in (self._skipped, self._cancel, self.insert):
            foot.addWidget(button)
        self._why = QLabel()  # the column of reasons is too narrow for what a person has to decide
        self._why.setObjectName(f"{name}.alasan")
        self._why.setWordWrap(True)
        self._why.hide()
        self._meant = QWidget()
        meant = QHBoxLayout(self._meant)
        meant.setContentsMargins(0, 0, 0, 0)
        meant.setSpacing(8)
        meant.addWidget(self._one)
        meant.addWidget(self._alike)
        meant.addWidget(self._column)
        meant.addWidget(self._split)
        for button in self._answers:
            meant.addWidget(button)
        meant.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 12, 12, 12)
        box.setSpacing(8)
        box.addLayout(top)
        box.addLayout(head)
        box.addWidget(self._mapping_area)
        box.addWidget(self.notes)
        box.addLayout(self._place, 1)
        box.addWidget(self.shares)
        box.addWidget(self._why)
        box.addWidget(self._meant)
        box.addLayout(foot)

    # -- what is shown -----------------------------------------------------------------------------

    def show_preview(self, preview: Preview) -> None:
        """Show the block as read with the present mapping and edits."""
        before, self._preview = self._preview, preview
        if self.grid is None or before is None or before.fields != preview.fields:
            self._make_grid(preview)
            self._make_mapping(preview)
        assert self.grid is not None
        self.grid.show_rows(preview.rows)
        self.grid.set_checks(_findings(preview))
        self._say(preview)
        if self.grid.current_id() is None and preview.rows:
            asked = (RowState.PERIKSA, RowState.TIDAK_BISA)
            doubtful = [row for row in preview.rows if row.state in asked]
            self.grid.select_row((doubtful or list(preview.rows))[0].number)

    @property
    def decisions(self) -> Decisions:
        """What was decided so far."""
        mapping = tuple(self._preview.mapping) if self._preview is not None else ()
        return Decisions(mapping, {row: dict(texts) for row, texts in self._edits.items()})

    @property
    def summary(self) -> str:
        """`8 siap · 3 perlu diperiksa · 1 tidak bisa`."""
        return self._count.text()

    # -- decisions ---------------------------------------------------------------------------------

    def accept_row(self) -> None:
        """Take every suggestion of the current row."""
        row = self._row()
        if row is not None and row.suggestions:
            self._edit({row.number: row.suggestions})

    def accept_alike(self) -> None:
        """Take the current row's suggestions wherever the same text stands in the same column."""
        row, preview = self._row(), self._preview
        if row is None or preview is None:
            return
        edits: Edits = {}
        for name, meant in row.suggestions.items():
            for other in preview.rows:
                cell = other.cells.get(name)
                if cell is not None and cell.text == row.cells[name].text and cell.suggestion == meant:
                    edits.setdefault(other.number, {})[name] = meant
        self._edit(edits)

    def accept_column(self) -> None:
        """Take every suggestion in the columns in which the current row has one."""
        row, preview = self._row(), self._preview
        if row is None or preview is None:
            return
        edits: Edits = {}
        for name in row.suggestions:
            for other in preview.rows:
                cell = other.cells.get(name)
                if cell is not None and cell.suggestion:
                    edits.setdefault(other.number, {})[name] = cell.suggestion
        self._edit(edits)

    def answer_row(self, place: int) -> None:
        """Give the answer of this button about the current row."""
        row = self._row()
        if row is not None and place < len(row.answers):
            said = row.answers[place]
            self._edit({row.number: {said.name: said.text}})

    def open_shares(self) -> None:
        """Ask how much each payer of the current row pays."""
        found = self._shared()
        if found is not None:
            row, name, cell = found
            self._sharing = (row.number, name)
            title = _("Baris {n}").format(n=row.number)
            self._meant.hide()  # the amounts take their place
            self._notes_head.setChecked(False)
            self.notes.hide()
            self.shares.open_for(title, cell.parts, cell.whole)

    def copy_skipped(self) -> None:
        """Put the rows that cannot go in back on the clipboard, as they were copied."""
        if self._preview is not None:
            skipped = [row.source for row in self._preview.rows if row.state is RowState.TIDAK_BISA]
            QGuiApplication.clipboard().setText(to_text(skipped))

    # -- inside ------------------------------------------------------------------------------------

    def _row(self) -> PreviewRow | None:
        return cast("PreviewRow | None", self.grid.current_row()) if self.grid is not None else None

    def _edit(self, edits: Edits) -> None:
        for number, texts in edits.items():
            self._edits.setdefault(number, {}).update(texts)
        if edits:
            self._recheck(self.decisions.edits)

    def _shared(self) -> tuple[PreviewRow, str, PreviewCell] | None:
        """The current row and its cell that names several payers, if it has one."""
        row = self._row()
        if row is None:
            return None
        return next(((row, name, cell) for name, cell in row.cells.items() if cell.parts), None)

    def _on_shares(self, text: str) -> None:
        if self._sharing is not None:
            number, name = self._sharing
            self._leave_shares()
            self._edit({number: {name: text}})

    def _leave_shares(self) -> None:
        self._sharing = None
        self.shares.hide()
        self._meant.show()
        if self.grid is not None:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggle_notes(self) -> None:
        self.notes.setVisible(self._notes_head.isChecked())
        if self._notes_head.isChecked():
            self.notes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_note(self, item: QListWidgetItem) -> None:
        """The row that a finding names, if it is among those shown."""
        number = item.data(Qt.ItemDataRole.UserRole)
        if self.grid is not None and self._preview is not None:
            if any(row.number == number for row in self._preview.rows):
                self.grid.select_row(number)
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_notes(self, notes: Sequence[tuple[int, str]]) -> None:
        self._notes_head.setVisible(bool(notes))
        words = ngettext("{n} &temuan di berkas", "{n} &temuan di berkas", len(notes))
        self._notes_head.setText(words.format(n=len(notes)))
        self.notes.clear()
        for number, text in notes:
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, number)
            self.notes.addItem(item)
        if not notes:
            self.notes.hide()

    def _on_change(self, changes: list[Change]) -> None:
        edits: Edits = {}
        for number, name, text in changes:
            edits.setdefault(cast(int, number), {})[name] = cast(str, text)
        self._edit(edits)

    def _on_accept(self) -> None:
        if self.grid is not None:
            self.grid.commit()
        self._accept(self.decisions)

    def _make_grid(self, preview: Preview) -> None:
        if self.grid is not None:
            self.grid.deleteLater()
        columns = [
            Column(
                name="state",
                label=_("Keadaan"),
                width=110,
                editable=False,
                mark=lambda row: row.state.mark,
                text=lambda row: row.state.word,
                value=lambda row: row.state.name,
            ),
            Column(name="number", label=_("No"), kind=Kind.INTEGER, width=44, editable=False),
        ]
        columns += [
            Column(name=name, label=label, width=width, shown=width > 0, value=partial(_text, name=name))
            for name, label, width in preview.fields
        ]
        columns.append(Column(name="reason", label=_("Keterangan"), width=260, stretch=True, editable=False))
        self.grid = Grid(
            f"{self.objectName()}.tabel",
            columns,
            row_id=lambda row: row.number,
            on_change=self._on_change,
        )
        self.grid.setAccessibleName(_("Baris yang ditempel"))
        self.grid.current_changed.connect(lambda _row: self._offer())
        self._place.addWidget(self.grid)

    def _make_mapping(self, preview: Preview) -> None:
        old = self._mapping.layout()
        if old is not None:
            QWidget().setLayout(old)
        rows = QGridLayout(self._mapping)
        rows.setContentsMargins(0, 0, 0, 0)
        self._combos = []
        for number, head in enumerate(preview.heads):
            combo = QComboBox()
            combo.setObjectName(f"{self.objectName()}.pemetaan.{number + 1}")
            combo.addItem(_("(tidak dipakai)"), "")
            for name, label, _width in preview.fields:
                combo.addItem(label, name)
            combo.setCurrentIndex(max(0, combo.findData(preview.mapping[number])))
            combo.activated.connect(lambda _index: self._on_remap())
            label_widget = QLabel(head)
            label_widget.setBuddy(combo)
            combo.setAccessibleName(_("Kolom {nama} menjadi").format(nama=head))
            rows.addWidget(label_widget, number // 4 * 2, number % 4)
            rows.addWidget(combo, number // 4 * 2 + 1, number % 4)
            self._combos.append(combo)

    def _on_remap(self) -> None:
        self._edits.clear()
        self._remap([str(combo.currentData()) for combo in self._combos])

    def _toggle_mapping(self) -> None:
        self._mapping_area.setVisible(self._change.isChecked())

    def _say(self, preview: Preview) -> None:
        title = _("Pratinjau Tempel – {jumlah} baris").format(jumlah=len(preview.rows))
        self._title.setText(f"{title} {self._origin}".strip())
        labels = {name: label for name, label, _width in preview.fields}
        arrows: list[str] = []
        beside: list[str] = []  # columns without a heading that nobody uses: named together
        for head, name in zip(preview.heads, preview.mapping, strict=True):
            if not name and len(head) <= 2 and head.isupper():
                beside.append(head)
            else:
                arrows.append(f"{head} → {labels.get(name, _('tidak dipakai'))}")
        if beside:
            arrows.append(f"{', '.join(beside)} → {_('tidak dipakai')}")
        self._columns.setText(_("Kolom: {kolom}").format(kolom="   ".join(arrows)))
        ready, doubtful = preview.count(RowState.SIAP), preview.count(RowState.PERIKSA)
        skipped = preview.count(RowState.TIDAK_BISA)
        words = _("{siap} siap · {periksa} perlu diperiksa · {tidak} tidak bisa")
        counts = words.format(siap=ready, periksa=doubtful, tidak=skipped)
        no_news = preview.count(RowState.DILEWATI)
        self._count.setText(counts + (_(" · {n} dilewati").format(n=no_news) if no_news else ""))
        self.insert.setText(_("&Masukkan {jumlah} baris").format(jumlah=ready + doubtful))
        self.insert.setEnabled(ready + doubtful > 0)
        self._skipped.setVisible(skipped > 0)
        self._show_notes(preview.notes)
        self._offer()

    def _offer(self) -> None:
        row = self._row()
        has = row is not None and bool(row.suggestions)
        any_ = self._preview is not None and any(one.suggestions for one in self._preview.rows)
        for button in (self._one, self._alike, self._column):
            button.setVisible(any_)
            button.setEnabled(has)
        rows = self._preview.rows if self._preview is not None else ()
        self._split.setVisible(any(cell.parts for one in rows for cell in one.cells.values()))
        self._split.setEnabled(self._shared() is not None)
        answers = row.answers if row is not None else ()
        self._why.setText(row.reason if row is not None else "")
        self._why.setVisible(bool(answers))
        for place, button in enumerate(self._answers):
            button.setVisible(place < len(answers))
            button.setText(answers[place].label if place < len(answers) else "")


def _findings(preview: Preview) -> list[Pemeriksaan]:
    found = []
    for row in preview.rows:
        level = Level.GALAT if row.state is RowState.TIDAK_BISA else Level.PERINGATAN
        for name, cell in row.cells.items():
            if cell.problem:
                record = cast(UUID, row.number)  # the preview's rows are known by their number
                found.append(Pemeriksaan(level, cell.problem, record=record, field=name))
    return found


def _text(row: PreviewRow, name: str) -> str:
    cell = row.cells.get(name)
    return cell.text if cell is not None else ""


def _button(name: str, text: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.clicked.connect(lambda _on=False: act())
    return button
