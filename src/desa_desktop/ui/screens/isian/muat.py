"""`Muat templat`: what a workbook is, what is wrong in it and where, before it is installed."""

from __future__ import annotations

from collections.abc import Sequence
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


class BacaanPage(QWidget):
    """The result for one file. `again` for the same file once more, `tried`, `printed` for the form itself."""

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
        self.try_it = self._button("coba", _("Coba isi"), self.tried)
        self.print_it = self._button("cetak", _("Cetak formulir kosong"), self.printed)
        self.reread = self._button("lagi", _("Periksa lagi"), self.again)
        self.copy = QPushButton(_("Salin daftar masalah"))
        self.copy.setObjectName("isian.muat.salin")
        self.copy.clicked.connect(self.copy_list)
        self.grid = Grid("isian.muat.masalah", _columns(), row_id=lambda row: row.id)
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
        box.addStretch(0)

    @staticmethod
    def _button(name: str, words: str, signal: Signal) -> QPushButton:
        made = QPushButton(words)
        made.setObjectName(f"isian.muat.{name}")
        made.clicked.connect(lambda _on=False: signal.emit())  # type: ignore[attr-defined]
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
        rows = [Temuan(number, one) for number, one in enumerate(found.semua_masalah)]
        self.grid.show_rows(rows)
        self.grid.setVisible(bool(rows))
        self.copy.setVisible(bool(rows))

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
        rows = [Temuan(number, one).cells for number, one in enumerate(self.found.semua_masalah)]
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
