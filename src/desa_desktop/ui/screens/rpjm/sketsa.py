"""The sketch of the village: chosen, dropped or pasted, shown as large as the page, taken off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desa_desktop.errors import NotFound
from desa_desktop.i18n import _
from desa_desktop.services import sketsa_rpjm
from desa_desktop.ui.kit.acts import Act, Acting
from desa_desktop.ui.saving import undo
from desa_desktop.ui.screens.rpjm.plan import OpenRpjm
from desa_desktop.ui.style import look
from desa_desktop.ui.tab_page import small


class SketchPage(Acting):
    """One stop of Tab: Space chooses a file, Ctrl+V pastes a picture, Delete takes it off."""

    def __init__(self, plan: OpenRpjm) -> None:
        super().__init__()
        self.setObjectName("rpjm.sketsa")
        self.setAccessibleName(_("Sketsa desa"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setProperty("petunjuk", _("Spasi: pilih gambar · Ctrl+V: tempel · Delete: lepas"))
        self._plan = plan
        self._data: bytes | None = None
        self._pixmap = QPixmap()
        self.ask_file: Callable[[], Path | None] = self._ask_file
        self.picture = QLabel()
        self.picture.setObjectName("rpjm.sketsa.gambar")
        self.picture.setProperty("kartu", "ya")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setWordWrap(True)
        self.picture.setMinimumSize(look().px(240), look().px(120))
        self.choose = self._button("pilih", _("Pilih gambar…"), self.choose_file)
        self.paste_button = self._button("tempel", _("Tempel"), lambda: self.perform(Act.PASTE))
        self.remove_button = self._button("lepas", _("Lepas gambar"), self._remove)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.choose, self.paste_button, self.remove_button):
            row.addWidget(button)
        words = _("Foto atau pindaian sketsa. Disimpan kecil dan ikut dalam kiriman, sekali saja.")
        row.addWidget(small(words), 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(row)
        box.addWidget(self.picture, 1)

    def _button(self, name: str, words: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(f"rpjm.sketsa.{name}")
        button.clicked.connect(lambda _on=False: act())
        return button

    # -- showing -------------------------------------------------------------------------------------

    @property
    def has_picture(self) -> bool:
        """Whether a picture is shown."""
        return not self._pixmap.isNull()

    def show_picture(self, data: bytes | None, *, has_sketch: bool) -> None:
        """Show the picture; `has_sketch` without data: it is on another laptop."""
        locked = self._plan.is_locked
        for button in (self.choose, self.paste_button, self.remove_button):
            button.setEnabled(not locked)
        self.remove_button.setVisible(has_sketch)
        self.choose.setText(_("Ganti gambar…") if has_sketch else _("Pilih gambar…"))
        if data is not None and data == self._data:
            return
        self._data = data
        self._pixmap = QPixmap()
        if data is not None:
            self._pixmap.loadFromData(data)
        self._fit(
            _("Gambarnya ada di laptop yang mengisinya.")
            if has_sketch
            else _("Belum ada sketsa. Seret gambar ke sini, tempel, atau pilih dari berkas.")
        )

    def _fit(self, words: str = "") -> None:
        if self._pixmap.isNull():
            if words:
                self.picture.setText(words)
            return
        kept, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        room = self.picture.contentsRect().size()
        self.picture.setPixmap(self._pixmap.scaled(room, kept, smooth))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture takes the room there is."""
        super().resizeEvent(event)
        self._fit()

    # -- acts ----------------------------------------------------------------------------------------

    def arrive(self) -> None:
        """The keys work here."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def editable(self) -> bool:
        """Whether a picture can be brought or taken off."""
        return not self._plan.is_locked

    def perform(self, act: Act) -> bool:
        """Tempel and Kosongkan of the menu."""
        if act is Act.PASTE:
            return self._take(QGuiApplication.clipboard().mimeData())
        if act is Act.CLEAR and self.has_picture:
            self._remove()
            return True
        return False

    def keyPressEvent(self, event: object) -> None:
        """Space chooses a file."""
        if getattr(event, "key", lambda: None)() == Qt.Key.Key_Space and self.editable:
            self.choose_file()
            return
        super().keyPressEvent(event)  # type: ignore[arg-type]  # Qt gives a QKeyEvent

    def _ask_file(self) -> Path | None:
        kinds = _("Gambar (*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff)")
        name, _kind = QFileDialog.getOpenFileName(self, _("Pilih sketsa desa"), "", kinds)
        return Path(name) if name else None

    def choose_file(self) -> None:
        """Ask for a file and take it."""
        path = self.ask_file()
        if path is None:
            return
        try:
            data = path.read_bytes()
        except OSError:
            self._plan.desk.show_error(NotFound(apa=_("Berkas {nama}").format(nama=path.name)))
            return
        self._bring(data)

    def _take(self, mime: QMimeData) -> bool:
        if mime.hasUrls() and mime.urls()[0].isLocalFile():
            path = Path(mime.urls()[0].toLocalFile())
            self.ask_file, before = (lambda: path), self.ask_file
            self.choose_file()
            self.ask_file = before
            return True
        image = mime.imageData() if mime.hasImage() else None
        if not isinstance(image, QImage) or image.isNull():
            self._plan.desk.notice(_("Papan klip tidak berisi gambar."), seconds=6)
            return False
        kept = QByteArray()
        buffer = QBuffer(kept)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub knows only file names
        self._bring(bytes(kept.data()))
        return True

    def _bring(self, data: bytes) -> None:
        if self.editable:
            self._plan.save(self, sketsa_rpjm.set_sketsa, self._plan.tahun, data)

    def _remove(self) -> None:
        desk = self._plan.desk
        self._plan.save(
            self,
            sketsa_rpjm.remove_sketsa,
            self._plan.tahun,
            then=lambda _done: desk.undo_bar(_("Sketsa desa dilepas."), lambda: undo(desk, self)),
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A picture or a file may be dropped here."""
        if self.editable and (event.mimeData().hasUrls() or event.mimeData().hasImage()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        self._take(event.mimeData())
