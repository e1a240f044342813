"""Where kiriman come from: the flash disks at hand, `Periksa semua`, `Pilih berkas` (ux.md 8.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desa_desktop.errors import DesaError
from desa_desktop.i18n import _
from desa_desktop.services import exchange
from desa_desktop.services.exchange import KirimanMasuk
from desa_desktop.services.flashdisk import Flashdisk
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.exchange_parts.choosing import choose_files
from desa_desktop.ui.kit.marks import Mark, MarkedText

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
        self.found = MarkedText(Mark.SARAN, "")
        self.found.setObjectName(f"{name}.ditemukan")
        self.check = QPushButton(_("Periksa semua"))
        self.check.setObjectName(f"{name}.tombol_periksa")
        self.check.clicked.connect(self.look_at_found)
        self.found_line = QWidget()
        line = QHBoxLayout(self.found_line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.found, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.check)
        self.found_line.hide()

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
