"""Finding a question inside a form: by its words, its number or its code; Enter goes there (Ctrl+F)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desa_desktop.checklists import Group, Place, Question, Template
from desa_desktop.i18n import _
from desa_desktop.ui.kit.kinds import fold, matches
from desa_desktop.ui.kit.search import SearchBox

MOST = 60
_PLACE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Butir:
    """One question, table or row of a table that can be found: its place and words, `cari` folded."""

    place: Place
    label: str
    bagian: str
    nomor: str
    cari: str


def index_of(template: Template) -> list[Butir]:
    """Everything in a form that can be looked for, in form order."""
    found: list[Butir] = []
    for section in template.sections:
        _gather(section.items if not section.is_repeat else (section,), section.label, found)
    return found


def _gather(items: Sequence[Question | Group], bagian: str, found: list[Butir]) -> None:
    for item in items:
        if isinstance(item, Question):
            if item.is_visible and item.label:
                number = str(item.number or "")
                words = fold(f"{number} {item.label} {item.name}")
                found.append(Butir(Place(item.name), item.label, bagian, number, words))
        elif not item.is_repeat:
            _gather(item.items, bagian, found)
        else:
            found.append(Butir(Place(item.name), item.label, bagian, "", fold(f"{item.label} {item.name}")))
            columns = [one for one in item.items if isinstance(one, Question) and one.is_visible]
            if item.row_kind == "tetap" and columns:
                for line, row in enumerate(item.catalogue):
                    words = fold(f"{row.label} {row.name}")
                    place = Place(columns[0].name, (line,))
                    found.append(Butir(place, row.label, item.label, "", words))
            else:
                for column in columns:
                    words = fold(f"{column.number} {column.label} {column.name}")
                    found.append(Butir(Place(item.name), column.label, item.label, str(column.number), words))


def find(butir: Sequence[Butir], text: str, most: int = MOST) -> tuple[list[Butir], int]:
    """What fits the text, at most so many, and how many fit in all; the number typed alone comes first."""
    needle = fold(text)
    if not needle:
        return [], 0
    hits = [one for one in butir if matches(needle, one.cari)]
    hits.sort(key=lambda one: one.nomor != needle)
    return hits[:most], len(hits)


class FindList(QWidget):
    """The box and, while something is typed, the list of hits. `chosen(place)`; `searching(bool)`."""

    chosen = Signal(object)
    searching = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._butir: list[Butir] = []
        self.box = SearchBox("isian.cari", _("Cari (Ctrl+F)"))
        self.list = QListWidget()
        self.list.setObjectName("isian.cari.daftar")
        self.list.setAccessibleName(_("Pertanyaan yang cocok"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setProperty("petunjuk", _("Enter: ke pertanyaan ini · Esc: tutup pencarian"))
        self.said = QLabel()
        self.said.setObjectName("isian.cari.jumlah_cocok")
        self.said.setProperty("teks", "kecil")
        self.said.setWordWrap(True)
        self.box.line.setProperty(
            "petunjuk", _("Ketik kata, nomor atau kode · Enter: yang pertama · Esc: tutup")
        )
        inside, count = self.box.layout(), self.box.findChild(QLabel, "isian.cari.jumlah")
        if inside is not None and count is not None:
            inside.setSpacing(0)
            count.hide()  # how many fit is said below
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.box)
        box.addWidget(self.said)
        box.addWidget(self.list, 1)
        self._show("")
        self.box.searched.connect(self._show)
        self.box.line.returnPressed.connect(self._first)
        self.box.line.escaped.connect(self.clear)
        self.list.itemActivated.connect(self._take)
        self.list.itemClicked.connect(self._take)

    def set_template(self, template: Template) -> None:
        """Look in this form from now on."""
        self._butir = index_of(template)
        self.clear()

    def clear(self) -> None:
        """No search: the list of sections is back."""
        self.box.clear()
        self._show("")

    def focus(self) -> None:
        """Put the cursor here with the text selected."""
        self.box.focus()

    def _show(self, text: str) -> None:
        hits, count = find(self._butir, text)
        self.list.clear()
        for one in hits:
            words = f"{one.nomor}  {one.label}" if one.nomor else one.label
            item = QListWidgetItem(f"{words}\n{one.bagian}")
            item.setData(_PLACE, one.place)
            self.list.addItem(item)
        is_searching = bool(text.strip())
        self.list.setVisible(is_searching and bool(hits))
        self.said.setVisible(is_searching)
        more = _("{n} cocok, {tampil} pertama ditampilkan. Tambah kata untuk mempersempit.")
        self.said.setText(
            _("Tidak ada pertanyaan yang cocok. Coba kata lain atau nomornya.")
            if not hits
            else more.format(n=count, tampil=len(hits))
            if count > len(hits)
            else _("{n} cocok").format(n=count)
        )
        if hits:
            self.list.setCurrentRow(0)
        self.searching.emit(is_searching)

    def _first(self) -> None:
        self._show(self.box.text)  # Enter may come before the pause is over
        item = self.list.item(0)
        if item is not None:
            self._take(item)

    def _take(self, item: QListWidgetItem) -> None:
        place = item.data(_PLACE)
        self.clear()
        self.chosen.emit(place)
