"""A question answered by a photo or scan: chosen, dropped or pasted, shown small, opened large, taken off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QImage,
    QImageWriter,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desa_desktop.checklists import Question
from desa_desktop.errors import NotFound
from desa_desktop.i18n import _
from desa_desktop.ui.kit.acts import Act, Acting
from desa_desktop.ui.kit.flow import Flow
from desa_desktop.ui.kit.picture import large_view
from desa_desktop.ui.style import look

_WIDTH, _HEIGHT = 160, 120  # pixels at 100 %


class PhotoField(Acting):
    """One stop of Tab. `brought(source)`: a Path or the bytes of a picture; `removed`.

    Enter goes on, Space chooses a file, Ctrl+V pastes, Delete takes the picture off.
    """

    brought = Signal(object)
    removed = Signal()

    def __init__(self, name: str, question: Question) -> None:
        super().__init__()
        self.setObjectName(name)
        self._label = question.label
        self.setAccessibleName(question.label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setProperty(
            "petunjuk", _("Spasi: pilih foto · Ctrl+V: tempel · Delete: lepas · Enter: berikutnya")
        )
        self.on_key: Callable[[QKeyEvent], bool] | None = None
        self.ask_file: Callable[[], Path | None] = self._ask_file
        self._name = ""
        self._data: bytes | None = None
        self.picture = QLabel()
        self.picture.setObjectName(f"{name}.gambar")
        self.picture.setProperty("kartu", "ya")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setWordWrap(True)
        self.picture.setFixedSize(look().px(_WIDTH), look().px(_HEIGHT))
        self.choose = self._button(f"{name}.pilih", _("Pilih foto…"), self.choose_file)
        self.paste_button = self._button(f"{name}.tempel", _("Tempel"), self.paste)
        self.open_button = self._button(f"{name}.buka", _("Lihat besar"), self.open_large)
        self.remove_button = self._button(f"{name}.lepas", _("Lepas foto"), self.removed.emit)
        self.said = QLabel(
            _("Bisa juga diseret ke sini. Foto disimpan kecil dan ikut dalam kiriman, sekali saja.")
        )
        self.said.setProperty("teks", "kecil")
        self.said.setWordWrap(True)
        buttons = QWidget()
        flow = Flow(buttons)
        for one in (self.choose, self.paste_button, self.open_button, self.remove_button):
            flow.addWidget(one)
        beside = QVBoxLayout()
        beside.addWidget(buttons)
        beside.addWidget(self.said)
        beside.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(10)
        row.addWidget(self.picture)
        row.addLayout(beside, 1)
        self.show_data("", None)

    def _button(self, name: str, words: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setProperty("rapat", "ya")
        button.setAccessibleName(f"{words} {self._label}")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda _on=False: act())
        return button

    # -- showing -------------------------------------------------------------------------------------

    @property
    def shown_name(self) -> str:
        """The hash of the picture that is shown or awaited; "" for none."""
        return self._name

    @property
    def has_picture(self) -> bool:
        """Whether a picture is shown."""
        return not self.picture.pixmap().isNull()

    def await_data(self, name: str) -> None:
        """This picture is being read."""
        self._name = name

    def show_data(self, name: str, data: bytes | None) -> None:
        """Show the answer `name` with its picture; without data it is on another laptop."""
        self._name, self._data = name, data
        found = QPixmap()
        if data is not None and found.loadFromData(data):
            kept, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            self.picture.setPixmap(found.scaled(self.picture.size(), kept, smooth))
            words = _("sudah ada foto")
        else:
            words = _("Fotonya belum ikut dari laptop yang mengisinya.") if name else _("Belum ada foto")
            self.picture.clear()
            self.picture.setText(words)
        self.setAccessibleDescription(words)
        self.open_button.setVisible(self.has_picture)
        self.remove_button.setVisible(bool(name))
        self.choose.setText(_("Ganti foto…") if name else _("Pilih foto…"))

    # -- acts ----------------------------------------------------------------------------------------

    def _ask_file(self) -> Path | None:
        kinds = _("Gambar (*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff)")
        name, _kind = QFileDialog.getOpenFileName(self, _("Pilih foto"), "", kinds)
        return Path(name) if name else None

    def choose_file(self) -> None:
        """Ask for a file."""
        path = self.ask_file()
        if path is not None:
            self.brought.emit(path)

    def paste(self) -> bool:
        """The picture on the clipboard, or the file that was copied there."""
        return self._take(QGuiApplication.clipboard().mimeData())

    @property
    def editable(self) -> bool:
        """Whether a picture can be brought or taken off."""
        return self.isEnabled()

    def perform(self, act: Act) -> bool:
        """Tempel and Kosongkan of the menu."""
        if act is Act.PASTE:
            return self.paste()
        if act is Act.CLEAR and self._name and self.isEnabled():
            self.removed.emit()
            return True
        return False

    def _take(self, mime: QMimeData | None) -> bool:
        if mime is None or not self.isEnabled():
            return False
        files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if files:
            self.brought.emit(files[0])
            return True
        if not mime.hasImage():
            return False
        image = mime.imageData()
        if not isinstance(image, QImage):
            return False
        self.brought.emit(_png(image))
        return True

    def open_large(self) -> None:
        """The picture as large as the screen allows; Esc closes it."""
        found = QPixmap()
        if self._data is None or not found.loadFromData(self._data):
            return
        box = large_view(self, self._label, found)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    # -- keys, mouse, dropping -----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is the form's; Space, Ctrl+V, Delete are the picture's."""
        if self.on_key is not None and self.on_key(event):
            return
        if event.matches(QKeySequence.StandardKey.Paste):
            self.perform(Act.PASTE)
        elif event.key() == Qt.Key.Key_Space:
            self.choose_file()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.perform(Act.CLEAR)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The picture itself opens it."""
        if self.picture.geometry().contains(event.position().toPoint()):
            self.open_large()
        else:
            super().mouseDoubleClickEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and pictures may be dropped here."""
        mime = event.mimeData()
        if self.isEnabled() and (mime.hasImage() or any(url.isLocalFile() for url in mime.urls())):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        if self._take(event.mimeData()):
            event.acceptProposedAction()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring of the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(look().colour("fokus"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
            painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()


def _png(image: QImage) -> bytes:
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    buffer.close()
    return bytes(kept.data())


def read_picture(read: Callable[[Path], bytes], source: object) -> bytes:
    """The bytes of what was brought: a file, or a picture from the clipboard. Raises NotFound."""
    if isinstance(source, bytes):
        return source
    path = Path(str(source))
    try:
        return read(path)
    except OSError as failure:
        raise NotFound(apa=_("Berkas {nama}").format(nama=path.name)) from failure
