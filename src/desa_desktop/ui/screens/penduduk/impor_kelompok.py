"""Equal problems of an import side by side: what is asked, the ways out, one answer for all rows."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QVBoxLayout, QWidget

from desa_desktop.domain.penduduk.berkas.banding import Kelompok
from desa_desktop.domain.penduduk.berkas.masalah import Berat, Sikap, jalan_keluar, judul_of
from desa_desktop.domain.wording import show_number
from desa_desktop.i18n import _
from desa_desktop.services.impor_penduduk import PratinjauPenduduk
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.screens.penduduk.impor_tampil import column_of

_EACH = "each"  # every row its own first proposal
_MOST = 120  # choices of a list


class PanelKelompok(QWidget):
    """`chosen(Kelompok | None)` when another group is looked at; `answered(Kelompok, value, row)`: value None
    is each row's own proposal, row None is all rows of the group;
    `recording(place)` when the event behind another state of a row is to be recorded."""

    chosen = Signal(object)
    answered = Signal(object, object, object)
    recording = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._shown: PratinjauPenduduk | None = None
        self._row: int | None = None
        self.title = QLabel(_("Masalah yang sama"))
        self.title.setProperty("teks", "label")
        self.grid = Grid(
            f"{name}.daftar",
            [
                Column(name="jumlah", label=_("Baris"), kind=Kind.INTEGER, width=56, editable=False),
                Column(
                    name="kolom",
                    label=_("Kolom"),
                    width=90,
                    editable=False,
                    value=lambda one: judul_of(column_of(one.masalah.kolom)),
                ),
                Column(
                    name="masalah",
                    label=_("Masalah"),
                    width=170,
                    stretch=True,
                    editable=False,
                    value=lambda one: one.masalah.teks,
                ),
            ],
            row_id=lambda one: one.masalah.kunci,
        )
        self.grid.setAccessibleName(_("Masalah yang sama"))
        self.grid.current_changed.connect(lambda _row: self._on_group())
        self.sentence = QLabel()
        self.sentence.setObjectName(f"{name}.kalimat")
        self.sentence.setWordWrap(True)
        self.choice = QComboBox()
        self.choice.setObjectName(f"{name}.usul")
        self.choice.setAccessibleName(_("Jalan keluar"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(18)
        self.all = _button(f"{name}.semua", self._answer_all)
        self.one = _button(f"{name}.satu", self._answer_one)
        self.one.setText(_("Hanya &baris ini"))
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.title)
        box.addWidget(self.grid, 1)
        self.catat = _button(f"{name}.peristiwa", lambda: self.recording.emit(self._row))
        self.catat.setText(_("Catat &peristiwanya…"))
        for widget in (self.sentence, self.choice, self.all, self.one, self.catat):
            box.addWidget(widget)

    def show_groups(self, shown: PratinjauPenduduk) -> None:
        """The groups of a preview; the one looked at stays where it is still there."""
        self._shown = shown
        self.grid.show_rows(shown.kelompok)
        self._say()

    @property
    def group(self) -> Kelompok | None:
        """The group that is looked at."""
        found = self.grid.current_row()
        return found if isinstance(found, Kelompok) else None

    def look_at_row(self, row: int | None) -> None:
        """The current row of the table beside, for an answer to it alone."""
        self._row = row
        self._enable()

    def select(self, group: Kelompok) -> None:
        """Look at a group."""
        self.grid.select_row(group.masalah.kunci)

    def _on_group(self) -> None:
        self._say()
        self.chosen.emit(self.group)

    def _say(self) -> None:
        group, shown = self.group, self._shown
        with QSignalBlocker(self.choice):
            self.choice.clear()
            if group is not None and shown is not None:
                for value, word in ways_out(shown, group):
                    self.choice.addItem(word, value)
        self.sentence.setText(_sentence(group) if group is not None else "")
        number = show_number(group.jumlah) if group is not None else "0"
        self.all.setText(_("Terapkan ke se&mua ({n})").format(n=number))
        self._enable()

    def _enable(self) -> None:
        group = self.group
        has = group is not None and self.choice.count() > 0
        self.choice.setVisible(has)
        self.all.setVisible(has)
        self.one.setVisible(has)
        self.one.setEnabled(has and group is not None and self._row in group.baris)
        row = self._shown.baris[self._row] if self._shown is not None and self._row is not None else None
        self.catat.setVisible(row is not None and row.peristiwa is not None)

    def _answer_all(self) -> None:
        self._answer(None)

    def _answer_one(self) -> None:
        self._answer(self._row)

    def _answer(self, row: int | None) -> None:
        value = self.choice.currentData()
        if self.group is not None:
            self.answered.emit(self.group, None if value == _EACH else value, row)


def _sentence(group: Kelompok) -> str:
    """The problem of the group; where the rows differ, that of its first row is an example."""
    is_one = group.jumlah == 1 or group.masalah.kunci[2]
    said = group.masalah.teks if is_one else _("Contoh: {masalah}").format(masalah=group.masalah.teks)
    return " ".join(part for part in (said, jalan_keluar(group.masalah)) if part)


def ways_out(shown: PratinjauPenduduk, group: Kelompok) -> list[tuple[Any, str]]:
    """The answers that can be given to a group: (value, words), the likeliest first.

    Rows with different proposals (dates) offer their own; a word offers the whole list it should be of.
    """
    one = group.masalah
    if one.berat is Berat.INGAT and not one.usul:
        return []
    found: list[tuple[Any, str]] = []
    is_word = bool(one.kunci[2])
    proposals = {
        each.usul[0]
        for place in group.baris
        for each in shown.baris[place].masalah
        if each.kunci == one.kunci and each.usul
    }
    if not is_word and (len(proposals) > 1 or (proposals and one.kolom == "_cocok")):
        found.append((_EACH, _("usul tiap baris")))
    else:
        found += [(usul, shown.word(one, usul)) for usul in one.usul]
    daftar = shown.konteks.kode.of_field(one.kolom)
    if daftar is not None:
        known = {value for value, _word in found}
        found += [(each.kode, each.nama) for each in daftar.isi[:_MOST] if each.kode not in known]
    if one.kolom == "dusun_id":
        known = {value for value, _word in found}
        found += [(key, name) for name, key in shown.konteks.dusun.items() if key not in known]
    if one.kolom == "_cocok" and one.aturan == "P-706":
        found.append((Sikap.ORANG_LAIN, _("orang lain, tambahkan")))
    if one.berat is Berat.TANYA and not one.kolom.startswith("_"):
        found.append((Sikap.KOSONG, _("kosongkan")))
    return list({str(value): (value, word) for value, word in found}.values())


def _button(name: str, act: Any) -> QPushButton:
    button = QPushButton()
    button.setObjectName(name)
    button.clicked.connect(lambda _on=False: act())
    return button
