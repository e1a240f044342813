"""Salin ke web: the answers in the order of the form; Enter copies one and goes on to the next (issue 4).

For web forms that cannot be filled from a file: this list beside the browser, one key for each field.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desa_desktop.domain.isian import show_periode
from desa_desktop.domain.wording import show_number
from desa_desktop.i18n import _
from desa_desktop.services import isian
from desa_desktop.services.isian import IsianTampil
from desa_desktop.services.isian_butir import Butir, list_butir
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import fold, matches
from desa_desktop.ui.kit.marks import Mark
from desa_desktop.ui.kit.memory import Remembered
from desa_desktop.ui.kit.search import SearchBox
from desa_desktop.ui.kit.table import Column, Grouping, RowId
from desa_desktop.ui.rereading import Rereading

KEY = "Ctrl+Shift+C"


@dataclass(frozen=True, slots=True)
class Baris:
    """One line of the list. `id` is kode and row, which stay the same when answers change."""

    id: str
    butir: Butir
    value: str
    is_copied: bool

    @property
    def searched(self) -> str:
        """What the search looks at, folded."""
        one = self.butir
        return fold(f"{one.nomor or ''} {one.label} {self.value} {one.satuan} {one.kode}")


class _List(Grid):
    """The list; its band says what Enter does here."""

    def hint(self) -> str:
        """What the keys do here."""
        return _("Enter: salin, lalu ke baris berikutnya · Ctrl+F: cari")


class SalinPage(QWidget):
    """The list, its search, the jump to a section, and `Salin berikutnya`. `shown_form(IsianTampil)`."""

    shown_form = Signal(object)
    fill_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._key: UUID | None = None
        self._butir: list[Butir] = []
        self._copied: set[str] = set()
        self._here = ""
        self.rows: list[Baris] = []
        self._reading = Rereading(desk, self, self._prepare, self._show)
        self._build()

    def _build(self) -> None:
        self.sentence = QLabel()
        self.sentence.setObjectName("isian.salin.kalimat")
        self.sentence.setWordWrap(True)
        self.search = SearchBox("isian.salin.cari")
        self.section = QComboBox()
        self.section.setObjectName("isian.salin.bagian")
        self.section.setAccessibleName(_("Menuju bagian"))
        self.section.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.section.setMinimumContentsLength(14)
        self.decimal = QComboBox()
        self.decimal.setObjectName("isian.salin.desimal")
        self.decimal.setAccessibleName(_("Tanda desimal"))
        self.decimal.addItem("2,5", True)
        self.decimal.addItem("2.5", False)
        self.decimal.setToolTip(_("Tanda desimal yang diminta web itu"))
        self.filled = QCheckBox(_("Yang terisi saja"))
        self.filled.setObjectName("isian.salin.terisi")
        self.filled.setChecked(True)
        self.copy = QPushButton(_("Salin berikutnya"))
        self.copy.setObjectName("isian.salin.berikutnya")
        self.copy.setProperty("peran", "utama")
        self.copy.setToolTip(KEY)
        self.again = QPushButton(_("Mulai dari awal"))
        self.again.setObjectName("isian.salin.ulang")
        self.grid = _List(
            "isian.salin.daftar",
            [
                Column(
                    name="tanda",
                    label=_("Disalin"),
                    width=80,
                    editable=False,
                    value=lambda row: _("sudah") if row.is_copied else "",
                    mark=lambda row: Mark.SELESAI if row.is_copied else None,
                ),
                Column(name="nomor", label=_("No"), width=50, editable=False, value=_number),
                Column(
                    name="label", label=_("Pertanyaan"), width=250, stretch=True, editable=False, value=_label
                ),
                Column(name="value", label=_("Yang disalin"), width=180, editable=False),
                Column(name="satuan", label=_("Satuan"), width=80, editable=False, value=_unit),
                Column(name="kode", label=_("Kode"), width=190, editable=False, value=_kode),
            ],
            groupings=[Grouping(key=lambda row: row.butir.bagian, label=lambda row: row.butir.bagian)],
        )
        self.grid.setAccessibleName(_("Daftar untuk disalin"))
        self.grid.remember(self._desk.memory)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.search, 1)
        for widget in (self.section, self.filled, self.decimal):
            top.addWidget(widget)
        below = QHBoxLayout()
        below.addWidget(self.sentence, 1)
        below.addWidget(self.again)
        below.addWidget(self.copy)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(8)
        box.addLayout(top)
        empty = EmptyState(
            "isian.salin.kosong",
            _("Belum ada jawaban untuk disalin. Isi dulu, lalu buka lagi daftar ini."),
            [(_("Isi sekarang"), lambda: self.fill_wanted.emit(self._key))],
        )
        self.body = OrEmpty(self.grid, empty)
        box.addWidget(self.body, 1)
        box.addLayout(below)
        self.search.searched.connect(self.grid.set_filter)
        self.grid.filtered.connect(self.search.show_count)
        self.grid.row_activated.connect(self._on_enter)
        self.grid.current_changed.connect(self._on_current)
        self.section.activated.connect(self._jump)
        self.decimal.currentIndexChanged.connect(lambda _place: self._refresh())
        self.filled.toggled.connect(lambda _on: self._refresh())
        self.copy.clicked.connect(self.copy_next)
        self.again.clicked.connect(self.start_over)

    # -- reading -------------------------------------------------------------------------------------

    def open_list(self, key: UUID) -> None:
        """Show the answers of a checklist, at the place where copying stopped."""
        self._key = key
        kept = self._desk.memory.get(self._name)
        facts = kept if isinstance(kept, dict) else {}
        copied = facts.get("disalin")
        self._copied = {str(one) for one in copied} if isinstance(copied, list) else set()
        self._here = str(facts.get("di") or "")
        self.reload()

    @property
    def _name(self) -> str:
        return f"isian.salin.{self._key}"

    def reload(self) -> None:
        """Read the answers anew."""
        self._reading.start()

    def _prepare(self) -> Callable[[], tuple[IsianTampil, list[Butir]]] | None:
        key, app, by, at = self._key, self._desk.app, self._desk.person, self._desk.now()
        if key is None:
            return None

        def work() -> tuple[IsianTampil, list[Butir]]:
            shown = isian.show_isian(app.database, app.templates, key, by=by, at=at)
            return shown, list_butir(shown)

        return work

    def _show(self, found: tuple[IsianTampil, list[Butir]]) -> None:
        shown, butir = found
        if shown.isian.id != self._key:
            return
        self._butir = butir
        self._refresh()
        self.shown_form.emit(shown)

    def title(self, shown: IsianTampil) -> str:
        """The title of the screen."""
        name = f"{shown.template.title} · {show_periode(shown.isian.periode)}"
        return _("Salin ke web: {judul}").format(judul=name)

    def _refresh(self) -> None:
        has_comma = bool(self.decimal.currentData())
        self.rows = [
            Baris(place, one, one.salinan(koma=has_comma), place in self._copied)
            for one in self._butir
            if not (self.filled.isChecked() and one.is_kosong)
            for place in (_place(one),)
        ]
        here = self._here
        self.grid.show_rows(self.rows)
        sections = list(dict.fromkeys(row.butir.bagian for row in self.rows))
        if [self.section.itemText(n) for n in range(self.section.count())] != sections:
            self.section.clear()
            self.section.addItems(sections)
        known = {row.id for row in self.rows}
        if here in known:
            self.grid.select_row(here, "label")
        elif self.rows:
            self.grid.select_row(self.rows[0].id, "label")
        self._say()

    def _say(self, before: str = "") -> None:
        done = sum(row.is_copied for row in self.rows)
        self.body.show_empty(not self.rows)
        for part in (self.sentence, self.section, self.copy, self.again):
            part.setVisible(bool(self.rows))
        if before:
            self.sentence.setText(before)
        else:
            words = _("{n} dari {semua} sudah disalin. Enter atau {tombol}: salin lalu turun ke berikutnya.")
            self.sentence.setText(
                words.format(n=show_number(done), semua=show_number(len(self.rows)), tombol=KEY)
            )
        self.again.setEnabled(done > 0)

    # -- copying -------------------------------------------------------------------------------------

    def copy_next(self) -> None:
        """Copy the value of the chosen line, mark it, and go to the next line that has a value."""
        row = self.grid.current_row()
        if not isinstance(row, Baris):
            return
        if not row.value:
            self._go_on(row)
            return
        QGuiApplication.clipboard().setText(row.value)
        self._copied.add(row.id)
        after = self._after(row)
        self._here = after.id if after is not None else row.id
        self._remember()
        self._refresh()
        words = _("Disalin: {nilai} ({pertanyaan}). Tempel di web dengan Ctrl+V.")
        if after is None:
            words = _("Disalin: {nilai} ({pertanyaan}). Ini yang terakhir.")
        self._say(words.format(nilai=row.value[:60], pertanyaan=row.butir.label[:60]))

    def _go_on(self, row: Baris) -> None:
        if (after := self._after(row)) is not None:
            self._here = after.id
            self.grid.select_row(after.id, "label")

    def _after(self, row: Baris) -> Baris | None:
        """The next line with a value, of those that the search shows."""
        places = [one.id for one in self.rows]
        begin = places.index(row.id) + 1 if row.id in places else 0
        needle = fold(self.search.text.strip())
        return next((one for one in self.rows[begin:] if one.value and matches(needle, one.searched)), None)

    def _on_enter(self, row_id: RowId) -> None:
        if any(row.id == row_id for row in self.rows):
            self.copy_next()

    def _on_current(self, _row: object) -> None:
        row = self.grid.current_row()
        if isinstance(row, Baris):
            self._here = row.id
            place = self.section.findText(row.butir.bagian)
            self.section.setCurrentIndex(place)

    def _jump(self, place: int) -> None:
        name = self.section.itemText(place)
        first = next((row for row in self.rows if row.butir.bagian == name), None)
        if first is not None:
            self.grid.select_row(first.id, "label")
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def start_over(self) -> None:
        """Forget which were copied and go to the first line."""
        self._copied.clear()
        self._here = ""
        self._remember()
        self._refresh()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Remember the place."""
        if self._key is not None and self.rows:
            self._remember()

    def _remember(self) -> None:
        copied: list[Remembered] = [*sorted(self._copied)]
        self._desk.memory.put(self._name, {"disalin": copied, "di": self._here})


def _place(one: Butir) -> str:
    return f"{one.kode}@{one.baris}" if one.baris else one.kode


def _number(row: Baris) -> object:
    return row.butir.nomor or ""


def _label(row: Baris) -> object:
    return row.butir.label


def _unit(row: Baris) -> object:
    return row.butir.satuan


def _kode(row: Baris) -> object:
    return row.butir.kode
