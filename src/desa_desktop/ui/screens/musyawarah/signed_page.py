"""The photo of the signed page on tab Pengesahan: chosen from a file, shown small, taken off again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QWidget

from desa_desktop.errors import NotFound
from desa_desktop.i18n import _
from desa_desktop.services import jalan_rapat
from desa_desktop.services.musyawarah import RuangTampil
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.saving import undo
from desa_desktop.ui.screens.musyawarah.meeting import OpenMeeting
from desa_desktop.ui.style import look

_WIDTH, _HEIGHT = 28, 34  # pixels at 100 %


class SignedPage(QWidget):
    """A small picture, a sentence and two buttons in one line."""

    def __init__(self, meeting: OpenMeeting) -> None:
        super().__init__()
        self.setObjectName("musyawarah.pengesahan.foto")
        self._meeting = meeting
        self._shown = ""
        self.ask_file: Callable[[], Path | None] = self._ask_file
        self.picture = QLabel()
        self.picture.setObjectName("musyawarah.pengesahan.foto.gambar")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.bring = QPushButton(_("Foto halaman…"))
        self.bring.setObjectName("musyawarah.pengesahan.foto.pilih")
        self.bring.clicked.connect(lambda _on=False: self.choose())
        self.drop = QPushButton(_("Hapus foto"))
        self.drop.setObjectName("musyawarah.pengesahan.foto.hapus")
        self.drop.setProperty("peran", "tautan")
        self.drop.clicked.connect(lambda _on=False: self.remove())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.picture)
        row.addWidget(self.drop)
        row.addWidget(self.bring)
        self._show(None)

    @property
    def has_picture(self) -> bool:
        """Whether a photo is shown."""
        return not self.picture.pixmap().isNull()

    def show_room(self, room: RuangTampil) -> None:
        """The photo of this meeting; read only when it is another than the one shown."""
        meeting, desk = room.musyawarah, self._meeting.desk
        locked = self._meeting.is_locked
        self.bring.setVisible(not locked)
        self.drop.setVisible(not locked and bool(meeting.foto))
        wanted = f"{meeting.id}:{meeting.foto}"
        if wanted == self._shown:
            return
        self._shown = wanted
        if not meeting.foto:
            self._show(None)
            return

        def came(data: bytes | None) -> None:
            if self._shown == wanted:
                self._show(data, is_elsewhere=data is None)

        desk.run(self, lambda: jalan_rapat.get_foto(desk.app.database, meeting.id), came)

    def _show(self, data: bytes | None, *, is_elsewhere: bool = False) -> None:
        found = QPixmap()
        if data is not None and found.loadFromData(data):
            side = (look().px(_WIDTH), look().px(_HEIGHT))
            kept, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            self.picture.setPixmap(found.scaled(*side, kept, smooth))
            self.picture.setAccessibleName(_("Foto halaman bertanda tangan"))
            words = _("Foto halaman bertanda tangan tersimpan.")
        else:
            self.picture.clear()
            words = _("Boleh ditambah: foto halaman yang sudah ditandatangani.")
            if is_elsewhere:
                words = _("Fotonya ada di laptop lain.")
        self.bring.setToolTip(words)
        self.bring.setAccessibleDescription(words)
        self.picture.setVisible(self.has_picture)
        self.bring.setText(_("Ganti foto…") if self.has_picture else _("Foto halaman…"))

    def _ask_file(self) -> Path | None:
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Pilih foto"), "", _("Gambar (*.jpg *.jpeg *.png *.webp *.bmp)")
        )
        return Path(name) if name else None

    def choose(self) -> None:
        """Ask for a picture and keep it with the meeting."""
        desk, key, path = self._meeting.desk, self._meeting.key, self.ask_file()
        if key is None or path is None:
            return
        at, fs = desk.now(), desk.app.files.fs

        def work() -> None:
            try:
                data = fs.read(path)
            except OSError as failure:
                raise NotFound(apa=_("Berkas {nama}").format(nama=path.name)) from failure
            jalan_rapat.set_foto(desk.app.database, key, data, by=desk.person, at=at)

        words = _("Foto disimpan. Foto ikut dalam kiriman berikutnya.")
        desk.save(self, work, lambda _done: desk.notice(words, Tone.SUKSES, seconds=8), desk.show_error)

    def remove(self) -> None:
        """Take the photo off; the bar brings it back."""
        desk = self._meeting.desk
        words = _("Foto dilepas.")
        self._meeting.save(
            self,
            jalan_rapat.remove_foto,
            then=lambda _done: desk.undo_bar(words, lambda: undo(desk, desk)),
        )
