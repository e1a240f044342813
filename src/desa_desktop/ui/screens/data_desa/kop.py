"""Kop surat on Data Desa: the logo, the scheme of letter numbers, empty rows of attendance lists."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desa_desktop.errors import DesaError, InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services import kop as service
from desa_desktop.services.kop import Kop
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.fields import Field
from desa_desktop.ui.kit.form import Form
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.saving import undo
from desa_desktop.ui.style import is_restyle, look
from desa_desktop.ui.tab_page import heading, small

_SIDE = 88  # pixels at 100 %


class KopPanel(QWidget):
    """The logo with its buttons, and two settings of letters; everything saves by itself."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("data_desa.kop")
        self._desk = desk
        self.ask_file: Callable[[], Path | None] = self._ask_file
        self.picture = QLabel()
        self.picture.setObjectName("data_desa.kop.gambar")
        self.picture.setProperty("kartu", "ya")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setWordWrap(True)
        self.choose_button = self._button("pilih", _("Pilih logo…"), self.choose)
        self.remove_button = self._button("hapus", _("Hapus logo"), self.remove)
        self.form = Form(
            "data_desa.kop.isian",
            (
                Field(name="format_nomor", label=_("Format nomor surat"),
                      hint=_("Contoh: {nomor}/{bulan_romawi}/{tahun} menjadi 007/VIII/2026")),
                Field(name="baris_kosong", label=_("Baris kosong daftar hadir"), kind=Kind.INTEGER,
                      unit=_("baris"), hint=_("Untuk tamu yang datang belakangan")),
            ),
            today=desk.today,
            save=self._store,
        )  # fmt: skip
        self._lay_out()
        self.measure()

    def _button(self, name: str, text: str, act: Callable[[], object]) -> QPushButton:
        made = QPushButton(text)
        made.setObjectName(f"data_desa.kop.{name}")
        made.clicked.connect(lambda _on=False: act())
        return made

    def _lay_out(self) -> None:
        beside = QVBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(small(_("Logo dan alamat tercetak di kepala undangan, SK, dan surat lain.")))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.choose_button)
        buttons.addWidget(self.remove_button)
        buttons.addStretch(1)
        beside.addLayout(buttons)
        beside.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.picture)
        row.addLayout(beside, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 16, 0, 0)
        box.setSpacing(12)
        box.addWidget(heading(_("Kop surat")))
        box.addLayout(row)
        box.addWidget(self.form)

    def measure(self) -> None:
        """The frame of the logo for the size of text."""
        self.picture.setFixedSize(look().px(_SIDE), look().px(_SIDE))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if is_restyle(event):
            self.measure()

    def show_kop(self, kop: Kop) -> None:
        """The settings as they were read."""
        self.form.set_values({"format_nomor": kop.format_nomor, "baris_kosong": kop.baris_kosong})
        self.remove_button.setEnabled(kop.logo is not None)
        found = QPixmap()
        if kop.logo is not None and found.loadFromData(kop.logo):
            kept, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            self.picture.setPixmap(found.scaled(self.picture.size(), kept, smooth))
            self.picture.setAccessibleName(_("Logo kop surat"))
        else:
            self.picture.clear()
            self.picture.setText(_("Belum ada logo"))
            self.picture.setAccessibleName(_("Belum ada logo"))

    # -- acts ------------------------------------------------------------------------------------------

    def _store(self, name: str, value: object) -> None:
        desk, at = self._desk, self._desk.now()

        def refused(error: DesaError) -> None:
            self.form.refuse(error.fields if isinstance(error, InvalidInput) else {name: str(error)})

        desk.save(
            self.form,
            lambda: service.change(desk.app.database, {name: value}, by=desk.person, at=at),
            failed=refused,
            place=("kop", name),
        )

    def _ask_file(self) -> Path | None:
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Pilih logo"), "", _("Gambar (*.png *.jpg *.jpeg *.webp *.bmp)")
        )
        return Path(name) if name else None

    def choose(self) -> None:
        """Ask for a picture and keep it as the logo."""
        desk, path = self._desk, self.ask_file()
        if path is None:
            return
        at, fs = desk.now(), desk.app.files.fs

        def work() -> None:
            try:
                content = fs.read(path)
            except OSError as failure:
                raise NotFound(apa=_("Berkas {nama}").format(nama=path.name)) from failure
            service.set_logo(desk.app.database, content, by=desk.person, at=at)

        desk.save(self, work, lambda _done: self._said(_("Logo kop surat disimpan.")))

    def remove(self) -> None:
        """Print without a logo."""
        desk, at = self._desk, self._desk.now()
        desk.save(
            self,
            lambda: service.remove_logo(desk.app.database, by=desk.person, at=at),
            lambda _done: self._said(_("Logo kop surat dihapus.")),
        )

    def _said(self, words: str) -> None:
        desk = self._desk
        desk.notice(words, Tone.SUKSES, _("Urungkan"), lambda: undo(desk, desk), seconds=10)
