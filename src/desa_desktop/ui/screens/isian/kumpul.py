"""`Terima dari petugas`: what a workbook would change, answer by answer, before anything is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desa_desktop.domain.wording import show_number
from desa_desktop.errors import DesaError
from desa_desktop.i18n import N_, _
from desa_desktop.progress import Progress
from desa_desktop.services import isian_kumpul as service
from desa_desktop.services.isian_kumpul import Perubahan, Tinjauan
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.marks import Mark
from desa_desktop.ui.kit.table import Column, RowId
from desa_desktop.ui.saving import undo

_STATES: Mapping[str, tuple[Mark, str]] = {
    "masuk": (Mark.SIAP, N_("Masuk")),
    "register": (Mark.SIAP, N_("Masuk (data penduduk)")),
    "aplikasi": (Mark.PERINGATAN, N_("Bentrok: tetap isi aplikasi")),
    "berkas": (Mark.SIAP, N_("Bentrok: pakai isi berkas")),
    "tidak": (Mark.TIDAK_BISA, N_("Tidak masuk")),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: an answer that goes in, a conflict, or what cannot go in (`kalimat` says why)."""

    id: str
    keadaan: str
    keluarga: str
    pertanyaan: str
    semula: str
    menjadi: str

    @property
    def kata(self) -> str:
        """The state in words."""
        return _(_STATES[self.keadaan][1])

    @property
    def mark(self) -> Mark:
        """The figure of the state."""
        return _STATES[self.keadaan][0]


def lines_of(found: Tinjauan, taken: frozenset[str]) -> Iterator[Line]:
    """What needs a person first: what cannot go in, the conflicts, then the rest."""
    for number, problem in enumerate(found.berkas.masalah):
        place = _("{lembar}, sel {sel}").format(lembar=problem.lembar, sel=f"{problem.kolom}{problem.baris}")
        yield Line(f"masalah/{number}", "tidak", place, problem.teks, "", "")
    for name in found.terkunci:
        words = _("isiannya sudah ditandai selesai; pilih Buat perubahan dulu")
        yield Line(f"terkunci/{name}", "tidak", name, words, "", "")
    for name in found.tidak_dikenal:
        yield Line(f"asing/{name}", "tidak", name, _("keluarga ini tidak ada di Data Penduduk"), "", "")
    for one in found.bentrok:
        yield _line(one, "berkas" if one.id in taken else "aplikasi")
    for one in sorted(found.baru, key=lambda one: one.is_seperti_dibagikan):
        yield _line(one, "register" if one.is_seperti_dibagikan else "masuk")


def _line(one: Perubahan, state: str) -> Line:
    return Line(one.id, state, one.kepala, one.pertanyaan, one.semula, one.menjadi)


class GatherPage(QWidget):
    """`changed()` when another state is shown; `done()` after answers were taken, `closed()` for leaving."""

    changed = Signal()
    done = Signal()
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.found: Tinjauan | None = None
        self._taken: frozenset[str] = frozenset()
        self.ask_file: Callable[[], Path | None] = self._ask_file
        self.sentence = QLabel()
        self.sentence.setObjectName("isian.kumpul.kalimat")
        self.sentence.setWordWrap(True)
        self.hint = QLabel()
        self.hint.setObjectName("isian.kumpul.petunjuk")
        self.hint.setProperty("teks", "sekunder")
        self.hint.setWordWrap(True)
        self.all = QPushButton(_("Pakai isi berkas untuk semua bentrok"))
        self.all.setObjectName("isian.kumpul.semua")
        self.grid = Grid("isian.kumpul.daftar", _columns())
        self.grid.setAccessibleName(_("Jawaban dari petugas"))
        head = QHBoxLayout()
        head.addWidget(self.sentence, 1)
        head.addWidget(self.all)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(10)
        box.addLayout(head)
        box.addWidget(self.hint)
        box.addWidget(self.grid, 1)
        self.grid.row_activated.connect(self._toggle)
        self.all.clicked.connect(self.take_all)

    # -- reading -------------------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for the workbook and read it."""
        path = self.ask_file()
        if path is not None:
            self.open(path)
        else:
            self.closed.emit()

    def open(self, path: Path) -> None:
        """Read a workbook in the long lane and show what it would change."""
        app, today = self._desk.app, self._desk.today()

        def work(_progress: Progress) -> Tinjauan:
            read = service.read_file(path, app.templates, today=today)
            return service.review(app.database, app.templates, read)

        self._desk.run_long(self, work, self._show, _("Membaca berkas petugas…"), self._refused)

    def _ask_file(self) -> Path | None:
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Pilih berkas dari petugas"), "", _("Excel (*.xlsx *.xls *.ods)")
        )
        return Path(name) if name else None

    def _refused(self, error: DesaError) -> None:
        self._desk.show_error(error)
        self.closed.emit()

    def _show(self, found: Tinjauan) -> None:
        self.found, self._taken = found, frozenset()
        self._refresh()
        self.changed.emit()  # the page comes into sight with that
        if self.grid.model.rows and self.isVisible():
            self.grid.go_first()
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refresh(self) -> None:
        found = self.found
        if found is None:
            return
        lines = list(lines_of(found, self._taken))
        self.grid.show_rows(lines)
        refused = sum(line.keadaan == "tidak" for line in lines)
        parts = [
            _("{berkas}: {n} jawaban dari {k} keluarga masuk").format(
                berkas=service.title_of(found.berkas),
                n=show_number(len(found.baru) + len(self._taken)),
                k=show_number(found.jumlah_keluarga),
            )
        ]
        if found.sama:
            parts.append(_("{n} sudah sama").format(n=show_number(found.sama)))
        if found.bentrok:
            parts.append(_("{n} bentrok").format(n=show_number(len(found.bentrok))))
        if refused:
            parts.append(_("{n} tidak masuk").format(n=show_number(refused)))
        self.sentence.setText(", ".join(parts) + ".")
        conflict = _(
            "Bentrok: jawaban diubah di aplikasi sesudah berkas dibagikan. Isi aplikasi tetap, kecuali Anda "
            "menekan Enter pada barisnya."
        )
        self.hint.setText(conflict if found.bentrok else _("Sel kosong di berkas tidak menghapus jawaban."))
        self.all.setVisible(bool(found.bentrok))

    # -- deciding ------------------------------------------------------------------------------------

    @property
    def count(self) -> int:
        """Answers that would go in now."""
        return len(self.found.baru) + len(self._taken) if self.found is not None else 0

    def _toggle(self, row_id: RowId) -> None:
        found = self.found
        if found is not None and any(one.id == row_id for one in found.bentrok):
            self._taken = self._taken ^ {str(row_id)}
            self._refresh()
            self.changed.emit()

    def take_all(self) -> None:
        """The workbook's answer for every conflict; once more: the program's again."""
        if self.found is not None:
            every = frozenset(one.id for one in self.found.bentrok)
            self._taken = frozenset() if self._taken == every else every
            self._refresh()
            self.changed.emit()

    def accept(self) -> None:
        """`Masukkan`: one step that can be taken back."""
        found, taken = self.found, self._taken
        if found is None:
            return
        app, by, at = self._desk.app, self._desk.person, self._desk.now()

        def work() -> Tinjauan:
            return service.accept(app.database, app.templates, found.berkas, taken, by=by, at=at)

        self._desk.run(self, work, self._accepted)

    def _accepted(self, _found: Tinjauan) -> None:
        words = _("{n} jawaban dari {berkas} masuk.")
        name = self.found.berkas.nama if self.found is not None else ""
        self._desk.undo_bar(
            words.format(n=show_number(self.count), berkas=name), lambda: undo(self._desk, self)
        )
        self.done.emit()


def _columns() -> list[Column]:
    return [
        Column(
            name="keadaan",
            label=_("Keadaan"),
            width=210,
            value=lambda row: row.kata,
            mark=lambda row: row.mark,
        ),
        Column(name="keluarga", label=_("Keluarga"), width=180),
        Column(name="pertanyaan", label=_("Pertanyaan"), width=340, stretch=True),
        Column(name="semula", label=_("Di aplikasi"), width=170),
        Column(name="menjadi", label=_("Di berkas"), width=200),
    ]
