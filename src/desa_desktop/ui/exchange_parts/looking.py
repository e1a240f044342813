"""Where kiriman come from: the flash disks at hand, `Periksa semua`, `Pilih berkas` (ux.md 8.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desa_desktop.errors import DesaError
from desa_desktop.i18n import _
from desa_desktop.progress import Progress
from desa_desktop.services import exchange
from desa_desktop.services.exchange import HasilTerima, KirimanMasuk, Terputus
from desa_desktop.services.flashdisk import Flashdisk
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.exchange_parts.choosing import choose_files, choose_folder
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.notice import Tone

_NAMED = 3


def trace_words(drives: Sequence[Flashdisk]) -> list[str]:
    """What a virus left on these sticks, as sentences: nothing of it was opened."""
    traces = [one.ulah for one in drives]
    words = []
    others, links = sum(one.lain for one in drives), sum(one.pintasan for one in traces)
    if others:
        sentence = _("{n} berkas bukan kiriman diabaikan, termasuk {m} pintasan mencurigakan.")
        words.append(sentence.format(n=others, m=links))
    if any(one.autorun for one in traces):
        words.append(_("Ada autorun.inf yang mencoba menjalankan program; tidak dijalankan."))
    programs = [name for one in traces for name in one.program]
    if programs:
        sentence = _("Program yang menyamar sebagai folder: {nama}. Jangan diklik.")
        words.append(sentence.format(nama=_some(programs)))
    hidden = [name for one in traces for name in one.tersembunyi]
    if hidden:
        sentence = _("Disembunyikan virus: {nama}. Isinya masih ada di flashdisk.")
        words.append(sentence.format(nama=_some(hidden)))
    return words


def _some(names: Sequence[str]) -> str:
    named = ", ".join(one[:40] for one in names[:_NAMED])
    left = len(names) - _NAMED
    return named if left <= 0 else _("{nama}, dan {n} lagi").format(nama=named, n=left)


class LookingPage(QWidget):
    """A page that looks at kiriman; what it finds goes to `_looked`, which a subclass overrides.

    `ready` when the filled button may be another, `done` after something changed. `found_line` is placed by
    the subclass; it is hidden while no flash disk holds a kiriman.
    """

    ready = Signal()
    done = Signal()

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        self._desk = desk
        self._found: list[Path] = []
        self.ask_files: Callable[[], Sequence[Path]] = lambda: choose_files(self, _("Pilih berkas kiriman"))
        self.ask_folder: Callable[[], Path | None] = lambda: choose_folder(self, _("Simpan laporan"))
        self.found = MarkedText(Mark.SARAN, "")
        self.found.setObjectName(f"{name}.ditemukan")
        self.check = QPushButton(_("Periksa semua"))
        self.check.setObjectName(f"{name}.tombol_periksa")
        self.check.clicked.connect(self.look_at_found)
        self.found_line = _line_of(self.found, self.check)
        self._interrupted: Terputus | None = None
        self.interrupted = MarkedText(Mark.PERINGATAN, "")
        self.interrupted.setObjectName(f"{name}.terputus")
        self.resume = QPushButton(_("Lanjutkan"))
        self.resume.setObjectName(f"{name}.tombol_lanjutkan")
        self.resume.clicked.connect(lambda _on=False: self.go_on())
        self.interrupted_line = _line_of(self.interrupted, self.resume)

    def show_interrupted(self, one: Terputus | None) -> None:
        """An acceptance that the power cut off, until it was gone on with (ux.md 8.5)."""
        self._interrupted = one
        self.interrupted.set_state(Mark.PERINGATAN, one.teks if one is not None else "")
        self.interrupted_line.setVisible(one is not None)

    def go_on(self) -> None:
        """`Lanjutkan`: what was cut off is taken in now."""
        desk = self._desk
        app, by, at = desk.app, desk.person, desk.now()

        def work(progress: Progress) -> HasilTerima:
            return exchange.go_on(
                app.database, app.laptop, app.files, by=by, at=at, safe=app.safe, progress=progress
            )

        desk.run_long(self, work, self._accepted, _("Melanjutkan penerimaan…"), self._stopped)

    @property
    def row(self) -> KirimanMasuk | None:
        """The kiriman with the cursor."""
        raise NotImplementedError

    def save_report(self) -> None:
        """`Simpan laporan`: what is known of the kiriman with the cursor, into a folder of one's choice."""
        row, folder = self.row, self.ask_folder()
        if row is None or folder is None:
            return
        desk, app, key, at = self._desk, self._desk.app, row.sha256, self._desk.now()
        desk.run(
            self,
            lambda: exchange.save_report(app.database, app.laptop, app.files, key, folder, at=at),
            lambda path: desk.notice(_("Laporan disimpan: {nama}.").format(nama=path.name), seconds=10),
        )

    def _accepted(self, done: HasilTerima) -> None:
        """What was taken in, and what was not."""
        raise NotImplementedError

    def _tell(self, looked: Sequence[KirimanMasuk], words: str, tone: Tone, seconds: int = 0) -> None:
        """What was found, in the strip; an alarm stands before everything else and stays until it is read.

        What is no kiriman is in no list; it is explained here.
        """
        alarms = [one for one in looked if one.is_alarm]
        others = [one for one in looked if one.is_asing]
        told = (*alarms[:_NAMED], *others[:_NAMED])
        said = [f"{one.berkas[:40]}: {one.teks} ({one.kode})" for one in told]
        if alarms:
            tone = Tone.GALAT
        self._desk.notice(" ".join([*said, words]), tone, seconds=0 if alarms or others else seconds)

    def show_drives(self, drives: Iterable[Flashdisk]) -> None:
        """What lies on the flash disks at hand."""
        drives = list(drives)
        self._found = [path for one in drives for path in one.kiriman]
        names = ", ".join(one.nama for one in drives if one.kiriman)
        words = _("Ditemukan {jumlah} kiriman di {nama}.").format(jumlah=len(self._found), nama=names)
        infected = [one for one in drives if one.is_infected]
        if infected:
            if not self._found:
                words = _("Tidak ada kiriman di {nama}.").format(nama=", ".join(one.nama for one in infected))
            words += " " + _(
                "Flashdisk tampak terinfeksi virus pintasan. Kiriman tetap bisa dibaca dengan aman."
                " Jangan membuka berkas lain. (W_STICK_INFECTED)"
            )
            words += " " + " ".join(trace_words(infected))
            self.found.set_state(Mark.PERINGATAN, words)
        else:
            self.found.set_state(Mark.SARAN, words)
        self.check.setVisible(self.has_found)
        self.found_line.setVisible(self.has_found or bool(infected))
        self.ready.emit()

    @property
    def has_found(self) -> bool:
        """Whether there are kiriman on a flash disk."""
        return bool(self._found)

    def look_at_found(self) -> None:
        """`Periksa semua`: everything on the flash disks at hand."""
        self.look(self._found)

    def choose(self) -> None:
        """`Pilih berkas`."""
        chosen = list(self.ask_files())
        if chosen:
            self.look(chosen)

    def look(self, paths: Sequence[Path]) -> None:
        """Copy, verify and judge files. The flash disk may be pulled out afterwards."""
        desk, wanted = self._desk, list(paths)
        app, at = desk.app, desk.now()
        desk.run_long(
            self,
            lambda progress: exchange.look(
                app.database, app.laptop, app.files, wanted, at=at, progress=progress
            ),
            self._looked,
            _("Memeriksa {jumlah} kiriman…").format(jumlah=len(wanted)),
            self._stopped,
            self.done.emit,
        )

    def _stopped(self, error: DesaError) -> None:
        """What was copied before the stick failed is there, and is shown."""
        self._desk.show_error(error)
        self.done.emit()

    def _looked(self, looked: list[KirimanMasuk]) -> None:
        """The files were judged."""
        raise NotImplementedError


def _line_of(words: QWidget, button: QPushButton) -> QWidget:
    """A sentence with its button, hidden until there is something to say."""
    line = QWidget()
    inner = QHBoxLayout(line)
    inner.setContentsMargins(0, 0, 0, 0)
    inner.setSpacing(8)
    inner.addWidget(words, 1, Qt.AlignmentFlag.AlignVCenter)
    inner.addWidget(button)
    line.hide()
    return line


def has_report(row: KirimanMasuk | None) -> bool:
    """Whether somebody must mend this one: in quarantine, or held for what its content breaks."""
    return (
        row is not None and bool(row.tempat) and (row.status == "karantina" or row.keadaan == "isi_ditolak")
    )
