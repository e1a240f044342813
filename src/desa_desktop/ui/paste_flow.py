"""From the clipboard or a file into a list: read, look at in Pratinjau Tempel, let in as one step.

Every screen with a list wraps its content in a `PasteHost` and says with a `PasteOrder` which list is
meant; reading is `services.intake`, the preview is `kit.paste_preview` (ux.md 3.9, 9.2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFileDialog, QStackedLayout, QWidget

from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.domain.tempel import (
    BarisTempel,
    JenisTempel,
    Konteks,
    Tersembunyi,
    accept_suggestion,
    change_mapping,
    guess_mapping,
    most_rows,
    write_value,
)
from desa_desktop.domain.tempel.siskeudes import PohonRpjm
from desa_desktop.domain.usulan import PARTS
from desa_desktop.domain.wording import show_number
from desa_desktop.i18n import _
from desa_desktop.progress import Progress
from desa_desktop.services import berkas_rencana, intake, upkeep
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.clipboard import to_block
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.paste_preview import (
    Decisions,
    Edits,
    PastePreview,
)
from desa_desktop.ui.paste_shown import OVERWRITE, SAME, preview_of
from desa_desktop.ui.saving import undo

Rows = Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class PasteOrder:
    """Which list is meant. `tahun` None is the plan year of the office; `kolom` are the columns on the
    screen from the pasted cell on, for a block without headings; `dusun` is the group pasted into, for
    rows that name no hamlet; new rows go below the row `after`; `induk` is the activity of an estimate.
    """

    jenis: JenisTempel
    tahun: int | None = None
    kolom: tuple[str, ...] = ()
    dusun: str = ""
    after: UUID | None = None
    induk: UUID | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A block as read at first, and what cells are held against. `shown` holds the corrections, `origin`
    says where it came from, `pohon` is what stands above the activities of an RPJM."""

    konteks: Konteks
    base: intake.Pratinjau
    shown: intake.Pratinjau
    origin: str = ""
    pohon: PohonRpjm | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Rows on their way in, where they came from, and what of them Excel does not show."""

    rows: Rows
    origin: str = ""
    hidden: Tersembunyi = field(default_factory=Tersembunyi)
    pohon: PohonRpjm | None = None


class PasteHost(QWidget):
    """The content of a screen, or the preview of a pasted block in its place.

    `opened(bool)` tells when the preview comes and goes (a screen then changes its primary button);
    `accepted(Masuk)` after the rows were stored. Nothing is stored before a person said so.
    """

    opened = Signal(bool)
    accepted = Signal(object)

    def __init__(self, desk: Desk, name: str, content: QWidget) -> None:
        super().__init__()
        self.setObjectName(name)
        self._desk = desk
        self._order = PasteOrder(JenisTempel.USULAN)
        self._reading: Reading | None = None
        self._before: QWidget | None = None
        self.preview: PastePreview | None = None
        self._layers = QStackedLayout(self)
        self._layers.addWidget(content)
        self._insert = QShortcut(QKeySequence("Ctrl+Return"), self)
        self._insert.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._insert.activated.connect(self.accept)
        self._insert.setEnabled(False)

    @property
    def is_open(self) -> bool:
        """Whether a preview is shown."""
        return self.preview is not None

    # -- where rows come from --------------------------------------------------------------------------

    def offer_clipboard(self, order: PasteOrder) -> None:
        """Show what the clipboard holds as rows of a list."""
        block = to_block(QGuiApplication.clipboard().text())
        if block:
            self.offer(order, block)
        else:
            words = _("Belum ada yang disalin. Salin dulu baris di Excel dengan Ctrl+C, lalu tempel di sini.")
            self._desk.notice(words, Tone.SARAN, seconds=10)

    def choose_file(self, order: PasteOrder) -> None:
        """Ask for a workbook or CSV, then show the sheet that fits."""
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Impor dari berkas"), "", _("Tabel (*.xlsx *.xls *.xlsm *.ods *.csv *.zip)")
        )
        if name:
            self.offer_file(order, Path(name))

    def offer_file(self, order: PasteOrder, path: Path) -> None:
        """Show the rows of a file; a file that cannot be read says so in the strip."""
        fs = self._desk.app.files.fs

        def read() -> Source:
            found = berkas_rencana.read_list(path, order.jenis, fs=fs, tahun=order.tahun)
            name = ", ".join(part for part in (path.name, found.keterangan) if part)
            origin = _("dari {berkas}").format(berkas=name)
            return Source(found.baris, origin, found.tersembunyi, found.pohon)

        self._read(order, read)

    def offer(self, order: PasteOrder, rows: Rows, origin: str = "") -> None:
        """Show a block of cells as rows of a list."""
        self._read(order, lambda: Source(rows, origin))

    def _read(self, order: PasteOrder, rows: Callable[[], Source]) -> None:
        app, today = self._desk.app, self._desk.today()

        def work(_progress: Progress) -> Reading | int:
            source = rows()
            block = source.rows
            peta = guess_mapping(order.jenis, block)
            fields = order.kolom if order.kolom and not peta.has_judul else peta.field
            dusun = "" if "dusun" in fields else order.dusun  # else the block says where its rows belong
            konteks = intake.context_of(app.database, app.aturan, today, dusun)
            if (count := intake.rows_above(order.jenis, block, konteks)) > 0:
                return count
            read = intake.preview(
                app.database,
                order.jenis,
                block,
                konteks,
                tahun=order.tahun,
                kolom=order.kolom,
                induk=order.induk,
                tersembunyi=source.hidden,
            )
            return Reading(konteks, read, read, source.origin, source.pohon)

        self._desk.run_long(
            self, work, lambda read: self._open(order, read), _("Membaca baris yang ditempel…")
        )

    # -- the preview -----------------------------------------------------------------------------------

    def _open(self, order: PasteOrder, read: Reading | int) -> None:
        if isinstance(read, int):
            words = _("Ada {jumlah} baris. Sekali tempel paling banyak {batas} baris. Bagi dulu di Excel.")
            text = words.format(jumlah=show_number(read), batas=show_number(most_rows(order.jenis)))
            self._desk.notice(text, Tone.PERINGATAN)
            return
        if read.base.terkunci:
            self._desk.notice(read.base.terkunci, Tone.PERINGATAN)
            return
        if self.preview is None:
            self._before = QApplication.focusWidget()
        else:
            self._drop()
        self._order, self._reading = order, read
        self.preview = PastePreview(
            f"{self.objectName()}.pratinjau",
            remap=self._remap,
            recheck=self._recheck,
            accept=self._accept,
            cancel=self.cancel,
            origin=read.origin,
        )
        self._layers.addWidget(self.preview)
        self._layers.setCurrentWidget(self.preview)
        self._insert.setEnabled(True)
        self._show(read)
        if self.preview.grid is not None:
            self.preview.grid.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, self._to_left)  # the figures of the rows come first
        self.opened.emit(True)

    def _to_left(self) -> None:
        if self.preview is not None and self.preview.grid is not None:
            self.preview.grid.view.horizontalScrollBar().setValue(0)

    def _show(self, read: Reading) -> None:
        self._reading = read
        if self.preview is not None:
            self.preview.show_preview(preview_of(read.base, read.shown, self._desk.app.aturan))

    def _remap(self, mapping: Sequence[str]) -> None:
        read, app, order = self._reading, self._desk.app, self._order
        if read is None:
            return
        rows = read.base.sumber
        chosen = {
            place: name for place, name in enumerate(mapping) if name != _at(read.base.peta.field, place)
        }
        peta = change_mapping(read.base.peta, rows, chosen)

        def work(_progress: Progress) -> Reading:
            fresh = intake.preview(
                app.database,
                order.jenis,
                rows,
                read.konteks,
                tahun=order.tahun,
                peta=peta,
                induk=order.induk,
                tersembunyi=read.base.tersembunyi,
            )
            return replace(read, base=fresh, shown=fresh)

        self._desk.run_long(self, work, self._show, _("Membaca baris yang ditempel…"))

    def _recheck(self, edits: Edits) -> None:
        read, app = self._reading, self._desk.app
        if read is None:
            return
        wanted = {number: dict(texts) for number, texts in edits.items()}

        def work() -> Reading:
            corrected = corrected_rows(read.base, wanted, read.base.konteks or read.konteks)
            return replace(read, shown=intake.again(app.database, read.base, corrected))

        self._desk.run(self, work, self._show)

    # -- the end ---------------------------------------------------------------------------------------

    def accept(self) -> None:
        """Let the rows in, as if `Masukkan` were pressed."""
        if self.preview is not None and self.preview.insert.isEnabled():
            self.preview.insert.click()

    def cancel(self) -> None:
        """Nothing goes in; the content is shown again."""
        self._drop()
        self.opened.emit(False)
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, when no cell is being typed in, closes the preview."""
        if event.key() == Qt.Key.Key_Escape and self.preview is not None:
            self.cancel()
        else:
            super().keyPressEvent(event)

    def _accept(self, decisions: Decisions) -> None:
        read, desk, order = self._reading, self._desk, self._order
        if read is None:
            return
        at, app, preview = desk.now(), desk.app, self.preview
        edits = {number: dict(texts) for number, texts in decisions.edits.items()}

        def work() -> intake.Masuk:
            upkeep.require_room(desk.app.safe)
            corrected = corrected_rows(read.base, edits, read.base.konteks or read.konteks)
            final = intake.again(app.database, read.base, corrected)
            return intake.accept(
                app.database, final, by=desk.person, at=at, after=order.after, pohon=read.pohon
            )

        def stored(came: intake.Masuk) -> None:
            if self.preview is preview:
                self.cancel()
            desk.notice(_said(came), Tone.SUKSES, _("Urungkan"), lambda: undo(desk, self), seconds=10)
            self.accepted.emit(came)

        desk.save(self, work, stored)

    def _drop(self) -> None:
        preview, self.preview, self._reading = self.preview, None, None
        self._insert.setEnabled(False)
        self._layers.setCurrentIndex(0)
        if preview is not None:
            self._layers.removeWidget(preview)
            preview.hide()
            preview.deleteLater()


def corrected_rows(
    base: intake.Pratinjau, edits: Mapping[int, Mapping[str, str]], konteks: Konteks
) -> dict[int, BarisTempel]:
    """The rows a person corrected, by number: each text is read as if it had been pasted.

    A text that is what the program suggested takes all that was meant (`1.378 jiwa`: volume and satuan).
    What was said about the whole row (`SAME`, `OVERWRITE`) goes with it.
    """
    rows = {row.nomor: row for row, _state in base.baris}
    corrected: dict[int, BarisTempel] = {}
    for number, texts in edits.items():
        row = rows[number]
        for name, text in texts.items():
            if name == SAME:
                row = replace(row, sama=bool(text))
            elif name == OVERWRITE:
                row = replace(row, timpa=bool(text))
            else:
                row = _corrected(base.jenis, row, name, text, konteks)
        corrected[number] = row
    return corrected


def _corrected(jenis: JenisTempel, row: BarisTempel, name: str, text: str, konteks: Konteks) -> BarisTempel:
    def meant(one: BarisTempel) -> BarisTempel | None:
        for problem in one.masalah:
            if problem.kolom == name and problem.usul and problem.usul == text:
                return accept_suggestion(jenis, one, problem)
        return None

    taken = meant(row)
    if taken is not None:
        return taken
    typed = write_value(jenis, row, name, text, konteks)
    return meant(typed) or typed


class Kept(Protocol):
    """A row that may keep texts nobody could read."""

    @property
    def id(self) -> UUID: ...
    @property
    def teks_asli(self) -> Mapping[str, str]: ...


def unread_checks(rows: Iterable[Kept]) -> list[Pemeriksaan]:
    """A mark for each pasted text that is kept unread, so that it stays in sight until it is answered."""
    sentence = _("Teks asli “{teks}” belum dapat dibaca. Isi kolom ini dengan benar.")
    parts = _("Biaya di berkas terdiri dari {rincian}.")
    return [
        Pemeriksaan(Level.SARAN, parts.format(rincian=text), "", row.id, "sumber")
        if name == PARTS
        else Pemeriksaan(Level.PERINGATAN, sentence.format(teks=text), "", row.id, name)
        for row in rows
        for name, text in row.teks_asli.items()
    ]


def _said(came: intake.Masuk) -> str:
    parts = []
    if came.baru:
        parts.append(_("{n} baris masuk.").format(n=show_number(len(came.baru))))
    if came.berubah:
        parts.append(_("{n} baris diperbarui.").format(n=show_number(len(came.berubah))))
    return " ".join(parts) or _("Tidak ada baris baru. Tidak ada yang diubah.")


def _at(fields: Sequence[str], place: int) -> str:
    return fields[place] if place < len(fields) else ""
