"""Import of residents on screen: what a file holds, row by row, before anything is stored (ux.md 3.9).

In the manner of Pratinjau Tempel, for thousands of rows: states to filter by, equal problems answered at
once, cells corrected in place. Reading and storing are `services.impor_penduduk`, in the long lane.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
)

from desa_desktop.domain.penduduk.berkas.banding import BarisNilai, Kelompok
from desa_desktop.domain.penduduk.berkas.masalah import Jawab, Sikap
from desa_desktop.domain.tempel import KeadaanImpor
from desa_desktop.domain.wording import show_number
from desa_desktop.errors import DesaError, OutputFailed
from desa_desktop.files import write_replace
from desa_desktop.i18n import _
from desa_desktop.progress import Progress
from desa_desktop.services import impor_penduduk as service
from desa_desktop.services.impor_penduduk import MasukPenduduk, PratinjauPenduduk
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.grid import Change, Grid
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.saving import undo
from desa_desktop.ui.screens.penduduk import impor_tampil as words
from desa_desktop.ui.screens.penduduk.impor_kelompok import PanelKelompok
from desa_desktop.ui.screens.penduduk.impor_kolom import PemetaanKolom
from desa_desktop.ui.style import look

Answers = Mapping[tuple[int, str], Jawab]
_SWAPPED = ("P-221", "P-222")  # cells in each other's place
_NAME = "penduduk.impor"


class ImporPenduduk(QFrame):
    """`choose()` or `open(path)` begins. `done(MasukPenduduk)` after the people were stored, `cancelled()`
    when nothing goes in: Batal, Esc, or a file that cannot be read (its sentence stands in the strip)."""

    done = Signal(object)
    cancelled = Signal()
    shown_changed = Signal()
    recording = Signal(object, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName(_NAME)
        self.setProperty("kartu", "ya")
        self.desk = desk
        self.shown: PratinjauPenduduk | None = None
        self.grid: Grid | None = None
        self._state: KeadaanImpor | None = None
        self._group: Kelompok | None = None
        self._answers: dict[tuple[int, str], Jawab] = {}  # all so far, also those still being read
        self._build()

    # -- what it is made of ------------------------------------------------------------------------

    def _build(self) -> None:
        self.title = _label("judul", "bagian")
        self.sentence = _label("kalimat")
        self.change = _button("ubah_kolom", _("Ubah &kolom"), self._toggle_mapping)
        self.change.setCheckable(True)
        self.mapping = PemetaanKolom(f"{_NAME}.pemetaan")
        self.mapping.changed.connect(self._remap)
        self.mapping.hide()
        self.swapped = _label("tertukar")
        self.swap = _button("tukar", _("&Tukar kolomnya"), self._swap)
        self._filters = QButtonGroup(self)
        self._filters.setExclusive(True)
        self.panel = PanelKelompok(f"{_NAME}.masalah")
        self.panel.chosen.connect(self._on_group)
        self.panel.answered.connect(self._on_answer)
        self.panel.recording.connect(self._on_recording)
        self.counts = _label("jumlah")
        self.rest = _button("tolakan", _("&Simpan baris yang perlu dilihat…"), self._save_rest)
        cancel = _button("batal", _("Batal"), self.cancel)
        self.insert = _button("masukkan", "", self.accept)
        self.insert.setProperty("peran", "utama")
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.insert.click)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setObjectName(f"{_NAME}.bagi")
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.panel)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 12, 12, 12)
        box.setSpacing(8)
        box.addWidget(self.title)
        box.addLayout(_across(self.sentence, self.change))
        box.addWidget(self.mapping)
        box.addLayout(_across(self.swapped, self.swap))
        box.addLayout(self._make_filters())
        box.addWidget(self.split, 1)
        box.addLayout(_across(self.counts, self.rest, cancel, self.insert))
        self._show_nothing()

    def _make_filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.filters: dict[KeadaanImpor | None, QPushButton] = {}
        for state in (None, *words.STATES):
            name = state.value if state is not None else "semua"
            button = _button(f"saring.{name}", "", partial(self._filter, state))
            button.setCheckable(True)
            button.setProperty("peran", "pilihan")
            self._filters.addButton(button)
            row.addWidget(button)
            self.filters[state] = button
        self.filters[None].setChecked(True)
        row.addStretch(1)
        return row

    def _show_nothing(self) -> None:
        self.title.setText(_("Impor penduduk"))
        self.swapped.hide()
        self.swap.hide()
        self.insert.setText(_("&Masukkan"))
        self.insert.setEnabled(False)
        self.rest.setEnabled(False)

    # -- a file ------------------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for a workbook, then show it; giving up is `cancelled`."""
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Impor penduduk"), "", _("Tabel (*.xlsx *.xls *.xlsm *.ods *.csv)")
        )
        if name:
            self.open(Path(name))
        else:
            self.cancelled.emit()

    def open(self, path: Path) -> None:
        """Read a workbook in the long lane and show it."""
        app, today, fs = self.desk.app, self.desk.today(), self.desk.app.files.fs
        self._answers, self._group, self._state = {}, None, None
        self.filters[None].setChecked(True)

        def work(progress: Progress) -> PratinjauPenduduk:
            return service.preview(app.database, app.kode, path, today, progress=progress, fs=fs)

        self._run(work, _("Membaca berkas…"), is_first=True)

    def _run(
        self, work: Callable[[Progress], PratinjauPenduduk], title: str, *, is_first: bool = False
    ) -> None:
        def failed(error: DesaError) -> None:
            self.desk.show_error(error)
            self._stopped(is_first)

        def stopped() -> None:
            self._stopped(is_first)

        self.insert.setEnabled(False)
        self.desk.run_long(self, work, self._show, title, failed, stopped)

    def _stopped(self, is_first: bool) -> None:
        """A reading that did not come about: the file is given up, or what stood here stays."""
        if is_first or self.shown is None:
            self.cancelled.emit()
        else:
            self._answers = dict(self.shown.jawaban)
            self._show(self.shown)

    # -- what is shown -----------------------------------------------------------------------------

    def _show(self, shown: PratinjauPenduduk) -> None:
        before, self.shown = self.shown, shown
        number = show_number(len(shown.baris))
        self.title.setText(_("Impor penduduk – {n} baris dari {berkas}").format(n=number, berkas=shown.nama))
        self.sentence.setText(words.recognised(shown))
        if before is None or before.berkas is not shown.berkas:
            self.mapping.show_columns(shown)
            self._make_grid(shown)
            if not shown.berkas.is_dikenal:
                self.change.setChecked(True)
                self._toggle_mapping()
        self._say_swapped(shown)
        for state, button in self.filters.items():
            count = shown.hitung.get(state.value if state is not None else "dibaca", 0)
            label = _(words.STATES[state][1]) if state is not None else _("semua")
            button.setText(f"{label.capitalize()} {show_number(count)}")
            button.setEnabled(count > 0 or state is None)
            button.setVisible(shown.berkas.is_dikenal)
        known = {one.masalah.kunci: one for one in shown.kelompok}
        self._group = known.get(self._group.masalah.kunci) if self._group is not None else None
        self.panel.show_groups(shown)
        self.panel.setVisible(bool(shown.kelompok))
        self._show_rows()
        self.counts.setText(words.counts(shown))
        going = shown.jumlah_masuk
        self.insert.setText(_("&Masukkan {n} orang").format(n=show_number(going)))
        self.insert.setEnabled(going > 0)
        self.rest.setEnabled(bool(service.waiting(shown)))
        if before is None and self.grid is not None:
            target = self.grid if shown.berkas.is_dikenal else self.change
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.shown_changed.emit()

    def _say_swapped(self, shown: PratinjauPenduduk) -> None:
        self.swapped.setText(" ".join(one.teks for one in shown.pengamatan.tertukar))
        is_open = any(one.masalah.aturan in _SWAPPED for one in shown.kelompok)
        for widget in (self.swapped, self.swap):
            widget.setVisible(is_open and bool(shown.pengamatan.tertukar))

    def _make_grid(self, shown: PratinjauPenduduk) -> None:
        if self.grid is not None:
            self.grid.hide()
            self.grid.deleteLater()
        self.grid = Grid(
            f"{_NAME}.tabel",
            words.columns_of(shown),
            row_id=lambda row: row.warga.urut,
            on_change=self._on_change,
        )
        self.grid.setAccessibleName(_("Penduduk di berkas"))
        self.grid.current_changed.connect(lambda _row: self.panel.look_at_row(self._place()))
        self.split.insertWidget(0, self.grid)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 0)
        self.split.setSizes([look().px(900), look().px(360)])

    def _show_rows(self) -> None:
        if self.grid is None or self.shown is None:
            return
        rows = [one for one in self.shown.baris if self._state is None or one.keadaan is self._state]
        if self._group is not None:
            wanted = set(self._group.baris)
            rows = [one for one in rows if one.warga.urut in wanted]
        self.grid.show_rows(rows)
        self.grid.set_checks(words.findings(rows))
        if self.grid.current_id() is None and rows:
            odd = next((one for one in rows if one.masalah), rows[0])
            self.grid.select_row(odd.warga.urut)
        self.panel.look_at_row(self._place())

    def _place(self) -> int | None:
        row = self.grid.current_row() if self.grid is not None else None
        return row.warga.urut if isinstance(row, BarisNilai) else None

    def _filter(self, state: KeadaanImpor | None) -> None:
        self._state, self._group = state, None
        self.filters[state].setChecked(True)
        self._show_rows()

    def _on_group(self, group: Kelompok | None) -> None:
        self._group = group
        self._state = None
        self._filters.setExclusive(False)  # neither all nor one state is shown, but the rows of the problem
        for state, button in self.filters.items():
            button.setChecked(group is None and state is None)
        self._filters.setExclusive(True)
        self._show_rows()
        if group is not None and self.grid is not None:
            self.grid.select_row(group.baris[0], words.column_of(group.masalah.kolom))

    # -- answers -----------------------------------------------------------------------------------

    def answer(self, answers: Answers) -> None:
        """Read the rows again with these answers."""
        shown = self.shown
        if shown is not None and answers:
            self._answers.update(answers)
            wanted = dict(self._answers)
            self._run(
                lambda progress: service.again(shown, wanted, progress=progress), _("Memeriksa penduduk…")
            )

    def _on_answer(self, group: Kelompok, value: object, row: int | None) -> None:
        if self.shown is None:
            return
        answers = service.answers_of(self.shown, group, value)
        if row is not None:
            answers = {key: one for key, one in answers.items() if key[0] == row}
        self.answer(answers)

    def _on_recording(self, place: int | None) -> None:
        """Ask for the page of the event that the file speaks of; the preview waits meanwhile."""
        row = self.shown.baris[place] if self.shown is not None and place is not None else None
        if row is not None and row.cocok is not None and row.peristiwa is not None:
            self.recording.emit(row.cocok.id, row.peristiwa.value)

    def go_on(self) -> None:
        """Back from the page of an event: hold the file against the register as it is now."""
        shown, database = self.shown, self.desk.app.database
        if shown is not None:
            self._run(lambda _progress: service.up_to_date(database, shown), _("Memeriksa penduduk…"))

    def _on_change(self, changes: list[Change]) -> None:
        answers: dict[tuple[int, str], Jawab] = {}
        for place, name, text in changes:
            typed = str(text or "").strip()
            answer = Jawab(typed, is_ketikan=True) if typed else Jawab(Sikap.KOSONG)
            answers[cast(int, place), name] = answer
        self.answer(answers)

    def _toggle_mapping(self) -> None:
        self.mapping.setVisible(self.change.isChecked())

    def _remap(self, judul: str, field: str) -> None:
        self._choose_columns({judul: field})

    def _choose_columns(self, pilihan: Mapping[str, str]) -> None:
        shown, app = self.shown, self.desk.app
        if shown is not None:
            chosen = dict(pilihan)
            self._answers = {}
            self._run(
                lambda progress: service.remap(app.database, shown, chosen, progress=progress),
                _("Membaca berkas…"),
            )

    def _swap(self) -> None:
        """Let the cells that stand in each other's place change it, in this file only.

        Not by other columns: those are remembered, and the next file may be right.
        """
        if self.shown is None:
            return
        answers: dict[tuple[int, str], Jawab] = {}
        for group in self.shown.kelompok:
            if group.masalah.aturan in _SWAPPED:
                answers |= service.answers_of(self.shown, group)
        self.answer(answers)

    # -- the end -----------------------------------------------------------------------------------

    def accept(self) -> None:
        """Store what is shown as one step, after a backup."""
        shown, desk = self.shown, self.desk
        if shown is None:
            return
        if self.grid is not None:
            self.grid.commit()
        app, at, answers = desk.app, desk.now(), dict(self._answers)
        self.insert.setEnabled(False)

        def work(progress: Progress) -> MasukPenduduk:
            final = shown
            if answers != dict(shown.jawaban):  # a cell was just left: its text counts as well
                final = service.again(shown, answers, progress=progress)
            return service.accept(
                app.database, final, by=desk.person, at=at, safe=app.safe, progress=progress
            )

        def stored(made: MasukPenduduk) -> None:
            said = _("{n} penduduk masuk, {m} diperbarui, {k} keluarga baru.").format(
                n=show_number(made.baru), m=show_number(made.berubah), k=show_number(made.keluarga_baru)
            )
            desk.notice(said, Tone.SUKSES, _("Urungkan"), lambda: undo(desk, desk), seconds=15)
            self.done.emit(made)

        def failed(error: DesaError) -> None:
            self.insert.setEnabled(True)
            desk.show_error(error)

        desk.run_long(
            self, work, stored, _("Menyimpan penduduk…"), failed, lambda: self.insert.setEnabled(True)
        )

    def cancel(self) -> None:
        """Nothing goes in."""
        self.desk.jobs.cancel_of(self)
        self.cancelled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, when no cell is being typed in, is Batal."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        else:
            super().keyPressEvent(event)

    def _save_rest(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Simpan baris yang perlu dilihat"), _("Perlu dilihat.xlsx"), _("Excel (*.xlsx)")
        )
        if name:
            self.save_rest(Path(name))

    def save_rest(self, path: Path) -> None:
        """Write the rows that need a person as a workbook to be corrected and read in again."""
        shown, fs = self.shown, self.desk.app.files.fs
        if shown is None:
            return

        def work(_progress: Progress) -> Path:
            try:
                write_replace(fs, path, service.rejected_rows(shown))
            except OSError as failure:
                raise OutputFailed(apa=path.name, sebab=_("tempat itu tidak dapat ditulis")) from failure
            return path

        words_ = _("Tersimpan: {berkas}. Betulkan di Excel, lalu impor lagi.")
        self.desk.run_long(
            self,
            work,
            lambda done: self.desk.notice(words_.format(berkas=done.name), Tone.SUKSES, seconds=15),
            _("Menyimpan berkas…"),
        )


def _label(name: str, kind: str = "") -> QLabel:
    label = QLabel()
    label.setObjectName(f"{_NAME}.{name}")
    label.setWordWrap(True)
    if kind:
        label.setProperty("teks", kind)
    return label


def _button(name: str, text: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(f"{_NAME}.{name}")
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.clicked.connect(lambda _on=False: act())
    return button


def _across(first: QLabel, *rest: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(first, 1)
    for one in rest:
        row.addWidget(one)
    return row
