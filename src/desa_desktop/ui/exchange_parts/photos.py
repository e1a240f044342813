"""The photos that came with an accepted kiriman: a list, and the chosen one beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desa_desktop.i18n import _
from desa_desktop.services import exchange
from desa_desktop.services.exchange import FotoTampil
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.exchange_parts.pictures import PictureStrip
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.marks import Mark
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.style import look


@dataclass(frozen=True, slots=True)
class _Row:
    """One photo; `id` is its place, since two dokumen may name the same picture."""

    id: int
    foto: FotoTampil


class PhotosDialog(QDialog):
    """Arrow keys go from photo to photo; Esc closes."""

    def __init__(self, parent: QWidget, desk: Desk, title: str, photos: Sequence[FotoTampil]) -> None:
        super().__init__(parent)
        self.setObjectName("foto_kiriman")
        self.setWindowTitle(title)
        self._desk = desk
        self.list = Grid("foto_kiriman.daftar", _columns(), row_id=lambda row: row.id)
        self.list.setAccessibleName(_("Foto dalam kiriman ini"))
        self.pictures = PictureStrip("foto_kiriman.foto")
        close = QPushButton(_("Tutup"))
        close.setObjectName("foto_kiriman.tutup")
        close.clicked.connect(self.accept)
        below = QHBoxLayout()
        below.addWidget(self.pictures, 1)
        below.addWidget(close, 0, Qt.AlignmentFlag.AlignBottom)
        box = QVBoxLayout(self)
        box.setSpacing(12)
        box.addWidget(self.list, 1)
        box.addLayout(below)
        self.resize(look().px(820), look().px(420))
        self.list.current_changed.connect(lambda _key: self._show())
        self.list.show_rows([_Row(number, one) for number, one in enumerate(photos)])
        self.list.go_first()
        self._show()

    def _show(self) -> None:
        row = self.list.current_row()
        if not isinstance(row, _Row):
            self.pictures.forget()
            return
        app = self._desk.app
        self.pictures.show_pictures(
            self._desk,
            ((row.foto.keterangan, row.foto.sha256),),
            lambda sha256: exchange.read_foto(app.database, app.laptop, app.files, "", sha256),
        )


def _columns() -> list[Column]:
    return [
        Column(name="dokumen", label=_("Dokumen"), width=300, value=lambda row: row.foto.dokumen),
        Column(
            name="keterangan", label=_("Foto"), width=240, stretch=True, value=lambda row: row.foto.keterangan
        ),
        Column(
            name="ada", label=_("Keadaan"), width=150,
            value=lambda row: _("ada di sini") if row.foto.ada else _("belum ikut"),
            mark=lambda row: Mark.SELESAI if row.foto.ada else Mark.PERINGATAN,
        ),
    ]  # fmt: skip
