"""The photo on the form of a person: shown, chosen from a file, taken off again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from desa_desktop.domain.penduduk import Penduduk
from desa_desktop.errors import NotFound
from desa_desktop.i18n import _
from desa_desktop.services import foto_penduduk as service
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.saving import undo
from desa_desktop.ui.style import look

_WIDTH, _HEIGHT = 90, 120  # pixels at 100 %


class FotoPanel(QWidget):
    """The picture with its button; `show_of` for each person that is shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("penduduk.pribadi.foto")
        self._desk = desk
        self._orang: Penduduk | None = None
        self._shown = ""
        self.ask_file: Callable[[], Path | None] = self._ask_file
        self.picture = QLabel()
        self.picture.setObjectName("penduduk.pribadi.foto.gambar")
        self.picture.setProperty("kartu", "ya")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setWordWrap(True)
        self.act = QPushButton(_("&Foto…"))
        self.act.setObjectName("penduduk.pribadi.foto.tombol")
        self.act.clicked.connect(lambda _on=False: self._pop())
        beside = QVBoxLayout()
        beside.addWidget(self.act)
        beside.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.picture)
        row.addLayout(beside)
        row.addStretch(1)
        self.measure()
        self._show(None)

    def measure(self) -> None:
        """The frame for the size of text."""
        self.picture.setFixedSize(look().px(_WIDTH), look().px(_HEIGHT))

    @property
    def has_picture(self) -> bool:
        """Whether a photo is shown."""
        return not self.picture.pixmap().isNull()

    def show_of(self, orang: Penduduk) -> None:
        """The photo of this person; read only when it is another than the one shown."""
        is_same = self._orang is not None and self._orang.id == orang.id and self._shown == orang.foto
        self._orang = orang
        if is_same:
            return
        self._shown = orang.foto
        if not orang.foto:
            self._show(None)
            return
        database, key = self._desk.app.database, orang.id

        def came(data: bytes | None) -> None:
            if self._orang is not None and self._orang.id == key:
                self._show(data)

        self._desk.run(self, lambda: service.get_foto(database, key), came)

    def _show(self, data: bytes | None) -> None:
        found = QPixmap()
        if data is not None and found.loadFromData(data):
            size = self.picture.size()
            kept, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            self.picture.setPixmap(found.scaled(size, kept, smooth))
            self.picture.setAccessibleName(_("Foto orang ini"))
        else:
            self.picture.clear()
            self.picture.setText(_("Belum ada foto"))
            self.picture.setAccessibleName(_("Belum ada foto"))

    # -- acts ------------------------------------------------------------------------------------------

    def menu(self) -> QMenu:
        """Choose one, take it off."""
        menu = QMenu(self)
        menu.setObjectName("penduduk.pribadi.foto.menu")
        menu.addAction(_("Pilih foto…"), self.choose)
        menu.addAction(_("Hapus foto"), self.remove).setEnabled(bool(self._shown))
        return menu

    def _pop(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.act.mapToGlobal(QPoint(0, self.act.height())))

    def _ask_file(self) -> Path | None:
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Pilih foto"), "", _("Gambar (*.jpg *.jpeg *.png *.webp *.bmp)")
        )
        return Path(name) if name else None

    def choose(self) -> None:
        """Ask for a picture and keep it."""
        orang, desk = self._orang, self._desk
        path = self.ask_file() if orang is not None else None
        if orang is None or path is None:
            return
        key, at, fs = orang.id, desk.now(), desk.app.files.fs
        words = _("Foto {nama} disimpan.").format(nama=orang.nama)

        def work() -> None:
            service.set_foto(desk.app.database, key, _read(fs.read, path), by=desk.person, at=at)

        desk.save(self, work, lambda _done: self._said(words))

    def remove(self) -> None:
        """Take the photo off the record."""
        orang, desk = self._orang, self._desk
        if orang is None:
            return
        key: UUID = orang.id
        at, words = desk.now(), _("Foto {nama} dihapus.").format(nama=orang.nama)
        desk.save(
            self,
            lambda: service.remove_foto(desk.app.database, key, by=desk.person, at=at),
            lambda _done: self._said(words),
        )

    def _said(self, words: str) -> None:
        desk = self._desk
        desk.notice(words, Tone.SUKSES, _("Urungkan"), lambda: undo(desk, desk), seconds=10)


def _read(read: Callable[[Path], bytes], path: Path) -> bytes:
    try:
        return read(path)
    except OSError as failure:
        raise NotFound(apa=_("Berkas {nama}").format(nama=path.name)) from failure
