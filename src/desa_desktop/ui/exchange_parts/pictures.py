"""Pictures beside a comparison: small at first, large when asked; read only when somebody looks at them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desa_desktop.i18n import _
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.picture import large_view
from desa_desktop.ui.style import look

_WIDTH, _HEIGHT = 132, 99  # pixels at 100 %

Read = Callable[[str], bytes | None]
"""The bytes of the picture with this SHA-256; None where it is on another laptop. Runs beside the screen."""


class PictureStrip(QWidget):
    """At most two pictures with their captions. Hidden while there is none."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._shown: tuple[tuple[str, str], ...] = ()
        self.frames = [_Frame(f"{name}.{place}") for place in (1, 2)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        for frame in self.frames:
            row.addWidget(frame)
        row.addStretch(1)
        self.hide()

    def show_pictures(self, desk: Desk, pictures: Sequence[tuple[str, str]], read: Read) -> None:
        """Show caption and SHA-256 of each; one without a name has no picture."""
        wanted = tuple(pictures)
        if wanted == self._shown:
            return
        self._shown = wanted
        self.setVisible(any(name for _caption, name in wanted))
        for place, frame in enumerate(self.frames):
            caption, name = wanted[place] if place < len(wanted) else ("", "")
            frame.await_picture(caption, name)
            if name:
                desk.run(self, partial(read, name), partial(self._came, frame, name))

    def forget(self) -> None:
        """Nothing is looked at."""
        self._shown = ()
        self.hide()

    @staticmethod
    def _came(frame: _Frame, name: str, data: bytes | None) -> None:
        if frame.name == name:
            frame.show_data(data)


class _Frame(QWidget):
    """A caption, the picture and a button that opens it large."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name, self._picture = "", QPixmap()
        self.caption = QLabel()
        self.caption.setProperty("teks", "label")
        self.picture = QLabel()
        self.picture.setObjectName(f"{name}.gambar")
        self.picture.setProperty("kartu", "ya")
        self.picture.setWordWrap(True)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setFixedSize(look().px(_WIDTH), look().px(_HEIGHT))
        self.open_button = QPushButton(_("Lihat besar"))
        self.open_button.setObjectName(f"{name}.buka")
        self.open_button.setProperty("rapat", "ya")
        self.open_button.clicked.connect(lambda _on=False: self.open_large())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.caption, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.picture)
        row.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignBottom)

    def await_picture(self, caption: str, name: str) -> None:
        """This picture is being read."""
        self.name, self._picture = name, QPixmap()
        self.caption.setText(caption)
        self.picture.clear()
        self.picture.setText(_("Membaca foto…") if name else _("Tidak ada foto"))
        self.open_button.hide()
        self.setVisible(bool(caption))

    def show_data(self, data: bytes | None) -> None:
        """The picture, or why there is none."""
        # the program writes photos as JPEG alone; what came from outside gets no other decoder
        image = QImage.fromData(data, "JPG") if data else QImage()  # type: ignore[arg-type]
        if image.isNull():
            words = _("Foto belum ikut dalam kiriman.") if data is None else _("Berkasnya bukan foto.")
            self.picture.setText(words)
            return
        self._picture = QPixmap.fromImage(image)
        inside = self.picture.size() - QSize(4, 4)
        kept, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        self.picture.setPixmap(self._picture.scaled(inside, kept, smooth))
        self.picture.setAccessibleName(_("Foto, {keterangan}").format(keterangan=self.caption.text()))
        self.open_button.show()

    @property
    def has_picture(self) -> bool:
        """Whether a picture is shown."""
        return not self._picture.isNull()

    def open_large(self) -> None:
        """As large as the screen allows; Esc closes it."""
        if not self.has_picture:
            return
        box = large_view(self, self.caption.text(), self._picture)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()
