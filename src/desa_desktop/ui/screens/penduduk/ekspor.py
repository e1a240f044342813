"""`Ekspor…` of the screen Penduduk: the shown list to Excel, everybody to OpenSID or OpenDK."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from desa_desktop.i18n import N_, _
from desa_desktop.progress import Progress
from desa_desktop.services.ekspor_penduduk import export_penduduk, size_note
from desa_desktop.services.penduduk import SaringPenduduk
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.print_screen import ask_where, write_paper


@dataclass(frozen=True, slots=True)
class Bentuk:
    """One line of the menu: its words, the form of `data ekspor penduduk`, the file's name and kind."""

    kunci: str
    kata: str
    bentuk: str
    nama: str
    akhiran: str
    is_kata: bool = False


BENTUK = (
    Bentuk("daftar", N_("Daftar orang yang tampil, ke Excel…"), "xlsx", "Penduduk", ".xlsx"),
    Bentuk("opensid", N_("Semua penduduk ke OpenSID (kode)…"), "opensid", "OpenSID_Penduduk", ".xlsx"),
    Bentuk(
        "opensid_kata",
        N_("Semua penduduk ke OpenSID (kata)…"),
        "opensid",
        "OpenSID_Penduduk_kata",
        ".xlsx",
        True,
    ),
    Bentuk("opendk", N_("Semua penduduk ke OpenDK (ZIP)…"), "opendk", "OpenDK_Penduduk", ".zip"),
)


class EksporPenduduk(QObject):
    """The menu and what it writes. `saring()` is what the list of people shows."""

    def __init__(self, desk: Desk, parent: QWidget, saring: Callable[[], SaringPenduduk]) -> None:
        super().__init__(parent)
        self._desk, self._parent, self._saring = desk, parent, saring

    def menu(self) -> QMenu:
        """A fresh menu with every form."""
        menu = QMenu(self._parent)
        menu.setObjectName("penduduk.ekspor")
        for number, one in enumerate(BENTUK):
            if number == 1:
                menu.addSeparator()
            action = menu.addAction(_(one.kata))
            action.setObjectName(f"penduduk.ekspor.{one.kunci}")
            action.triggered.connect(lambda _on=False, one=one: self.open(one))
        return menu

    def show(self, place: QPoint) -> None:
        """Open the menu at a place of the screen (below the button `Ekspor…`)."""
        self.menu().popup(place)

    def open(self, one: Bentuk) -> None:
        """Ask where the file goes and write it; what is typed is stored first."""
        self._desk.after_saves(lambda: self._ask(one))

    def _ask(self, one: Bentuk) -> None:
        kind = _("Buku kerja Excel (*.xlsx)") if one.akhiran == ".xlsx" else _("ZIP (*.zip)")
        name = f"{one.nama}_{self._desk.today():%Y-%m-%d}{one.akhiran}"
        path = ask_where(self._parent, self._desk, name, one.akhiran, kind)
        if path is not None:
            self.write(one, path)

    def write(self, one: Bentuk, path: Path) -> None:
        """Write the file on the long lane; the strip says where it is, and what is in it."""
        app, today = self._desk.app, self._desk.today()
        saring = self._saring() if one.bentuk == "xlsx" else None

        def make(_progress: Progress) -> bytes:
            made = export_penduduk(
                app.database, app.kode, one.bentuk, today, saring=saring, is_kata=one.is_kata
            )
            return made.isi

        def said(written: Path) -> None:
            note = size_note(one.bentuk, written.stat().st_size)
            words = _("Tersimpan: {berkas}. Isinya data pribadi; berikan hanya kepada yang berhak.")
            text = " ".join(part for part in (words.format(berkas=written), note) if part)
            self._desk.notice(text, Tone.PERINGATAN if note else Tone.SUKSES)

        write_paper(self._desk, self._parent, path, make, said)
