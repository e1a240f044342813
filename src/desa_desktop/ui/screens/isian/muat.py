"""`Muat templat`: what a workbook is, what is wrong in it and where, before it is installed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desa_desktop.checklists import Level, Problem
from desa_desktop.domain.wording import show_number
from desa_desktop.i18n import _
from desa_desktop.services.templat_sendiri import Bacaan
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.clipboard import to_text
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.table import Column

_MARKS = {Level.GALAT: Mark.GALAT, Level.PERINGATAN: Mark.PERINGATAN, Level.SARAN: Mark.SARAN}


@dataclass(frozen=True, slots=True)
class Temuan:
    """One line of the list; `id` is its number."""

    id: int
    one: Problem

    @property
    def tingkat(self) -> str:
        """`Galat`, `Saran`."""
        return _MARKS[self.one.level].word

    @property
    def cells(self) -> list[str]:
        """The line as it is copied: sheet, row, column, piece, sentence, suggestion."""
        one = self.one
        return [
            self.tingkat,
            one.sheet,
            "" if one.row is None else str(one.row),
            one.column,
            one.snippet,
            one.sentence,
            one.suggestion,
        ]


_ORDER = (Level.GALAT, Level.PERINGATAN, Level.SARAN)


def lines_of(found: Bacaan) -> list[Temuan]:
    """The lines of the list: what stops it first, each in the order of the workbook."""
    ordered = sorted(found.semua_masalah, key=lambda one: _ORDER.index(one.level))
    return [Temuan(number, one) for number, one in enumerate(ordered)]


class _List(Grid):
    """The list of problems; there is nothing to type in it."""

    def hint(self) -> str:
        """What the keys do here."""
        return _("Panah: baris lain · Ctrl+C: salin baris")


class BacaanPage(QWidget):
    """The result for one file. `again` for the same file once more; `tried`, `printed` for its form."""

    again = Signal()
    tried = Signal()
    printed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.found: Bacaan | None = None
        self.title = QLabel()
        self.title.setProperty("teks", "bagian")
        self.title.setWordWrap(True)
        self.verdict = MarkedText(Mark.SELESAI)
        self.verdict.setObjectName("isian.muat.putusan")
        self.summary = QLabel()
        self.summary.setObjectName("isian.muat.ringkas")
        self.summary.setWordWrap(True)
        self.try_it = self._button("coba", _("Coba isi"), self.tried.emit)
        self.print_it = self._button("cetak", _("Cetak formulir kosong"), self.printed.emit)
        self.reread = self._button("lagi", _("Periksa lagi"), self.again.emit)
        self.copy = QPushButton(_("Salin daftar masalah"))
        self.copy.setObjectName("isian.muat.salin")
        self.copy.clicked.connect(self.copy_list)
        self.sections = QLabel()
        self.sections.setObjectName("isian.muat.bagian")
        self.sections.setWordWrap(True)
        self.detail = QLabel()  # the whole sentence of the line, however narrow its column is
        self.detail.setObjectName("isian.muat.rinci")
        self.detail.setWordWrap(True)
        self.grid = _List("isian.muat.masalah", _columns(), row_id=lambda row: row.id)
        self.grid.setAccessibleName(_("Masalah di templat"))
        self.grid.remember(desk.memory)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.try_it, self.print_it):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (self.copy, self.reread):
            buttons.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(10)
        box.addWidget(self.title)
        box.addWidget(self.verdict)
        box.addWidget(self.summary)
        box.addLayout(buttons)
        box.addWidget(self.grid, 1)
        box.addWidget(self.detail)
        box.addWidget(self.sections)
        box.addStretch(0)
        self.grid.current_changed.connect(lambda _row: self._show_detail())

    @staticmethod
    def _button(name: str, words: str, act: Callable[[], object]) -> QPushButton:
        made = QPushButton(words)
        made.setObjectName(f"isian.muat.{name}")
        made.clicked.connect(lambda _on=False: act())
        return made

    def show_found(self, found: Bacaan) -> None:
        """Show what was read."""
        self.found = found
        template = found.template
        self.title.setText(f"{template.title} · {found.nama}" if template is not None else found.nama)
        mark, words = verdict_of(found)
        self.verdict.set_state(mark, words)
        self.summary.setText(summary_of(found))
        self.summary.setVisible(template is not None)
        for button in (self.try_it, self.print_it):
            button.setVisible(template is not None)
        rows = lines_of(found)
        self.grid.show_rows(rows)
        for part in (self.grid, self.copy, self.detail):
            part.setVisible(bool(rows))
        self.sections.setText(sections_of(found))
        self.sections.setVisible(not rows and template is not None)

    def _show_detail(self) -> None:
        row = self.grid.current_row()
        self.detail.setText(str(row.one) if isinstance(row, Temuan) else "")

    def focus(self) -> None:
        """The cursor on the first problem, else on the first thing to do."""
        if self.found is not None and self.found.semua_masalah:
            self.grid.select_row(0, "kalimat")
            self.grid.setFocus()
        else:
            self.try_it.setFocus()

    def copy_list(self) -> None:
        """All problems to the clipboard, as lines for the author of the form."""
        if self.found is None:
            return
        heads = [column.label for column in _columns()]
        rows = [one.cells for one in lines_of(self.found)]
        QGuiApplication.clipboard().setText(to_text([heads, *rows]))
        words = _("{n} masalah disalin. Tempel ke pesan untuk pembuat templat.")
        self._desk.notice(words.format(n=show_number(len(rows))), Tone.SUKSES, seconds=6)


def verdict_of(found: Bacaan) -> tuple[Mark, str]:
    """The one sentence that says whether it can be installed and what to do next."""
    if not found.bisa_dipasang:
        wrong = [one for one in found.semua_masalah if one.level is Level.GALAT]
        words = _("{n} galat. Perbaiki di Excel, simpan, lalu tekan Periksa lagi. Belum ada yang dipasang.")
        return Mark.GALAT, words.format(n=show_number(len(wrong)))
    if found.is_terpasang:
        return Mark.SELESAI, _("Berkas ini sudah terpasang.")
    if found.masalah:
        words = _("Templat dapat dipasang. {n} hal di dalamnya tidak dipakai di sini; baca dulu daftarnya.")
        return Mark.PERINGATAN, words.format(n=show_number(len(found.masalah)))
    return Mark.SELESAI, _("Templat dapat dipasang. Coba isi dulu, lalu tekan Pasang.")


def summary_of(found: Bacaan) -> str:
    """`Versi 2, menggantikan versi 1 · 12 pertanyaan · 3 bagian · 1 tabel · diisi tiap semester`."""
    template = found.template
    if template is None:
        return ""
    first = _("Versi {n}").format(n=template.version)
    if found.sebelumnya and not found.is_terpasang:
        first = _("Versi {n}, sesudah versi {lama}").format(n=template.version, lama=found.sebelumnya)
    parts = [
        first,
        _("{n} pertanyaan").format(n=show_number(found.pertanyaan)),
        _("{n} bagian").format(n=show_number(len(template.sections))),
        _("{n} tabel").format(n=show_number(found.tabel)),
        _("diisi tiap {jenis}").format(jenis=template.period.value),
    ]
    if template.dimensions:
        parts.append(_("nilai: {dimensi}").format(dimensi=", ".join(template.dimensions)))
    return " · ".join(parts)


def sections_of(found: Bacaan) -> str:
    """The sections with how much each asks, one in a line."""
    if found.template is None:
        return ""
    lines = []
    for section in found.template.sections:
        asked = sum(1 for one in section.questions() if one.is_answerable)
        words = _("{bagian}: {n} pertanyaan").format(bagian=section.label, n=show_number(asked))
        lines.append(_("{teks}, berupa tabel").format(teks=words) if section.is_repeat else words)
    return "\n".join(lines)


def _columns() -> Sequence[Column]:
    return [
        Column(
            name="tingkat",
            label=_("Tingkat"),
            width=100,
            editable=False,
            value=lambda row: row.tingkat,
            mark=lambda row: _MARKS[row.one.level],
        ),
        Column(name="lembar", label=_("Lembar"), width=80, editable=False, value=lambda row: row.one.sheet),
        Column(name="baris", label=_("Baris"), width=60, editable=False, value=lambda row: row.cells[2]),
        Column(name="kolom", label=_("Kolom"), width=110, editable=False, value=lambda row: row.one.column),
        Column(
            name="potongan", label=_("Potongan"), width=140, editable=False, value=lambda row: row.one.snippet
        ),
        Column(
            name="kalimat",
            label=_("Masalah"),
            width=300,
            stretch=True,
            editable=False,
            value=lambda row: row.one.sentence,
        ),
        Column(
            name="usul", label=_("Saran"), width=300, editable=False, value=lambda row: row.one.suggestion
        ),
    ]
