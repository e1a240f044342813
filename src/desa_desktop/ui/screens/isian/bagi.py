"""`Bagi ke petugas`: who gets the families of an RT, and where the workbook goes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desa_desktop.domain.wording import show_number
from desa_desktop.errors import OutputFailed
from desa_desktop.files import write_replace
from desa_desktop.i18n import _
from desa_desktop.progress import Progress
from desa_desktop.services import isian_bagi
from desa_desktop.services.isian_keluarga import Tempat
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.style import look


class HandOutQuestion(QDialog):
    """The enumerator's name, and whether families who are done go along."""

    def __init__(self, parent: QWidget | None, where: str, waiting: int, living: int) -> None:
        super().__init__(parent)
        self.setObjectName("isian.bagi")
        self.setWindowTitle(_("Bagi ke petugas"))
        self.setMinimumWidth(look().px(460))
        self._where, self._waiting, self._living = where, waiting, living
        self.sentence = QLabel()
        self.sentence.setObjectName("isian.bagi.kalimat")
        self.sentence.setWordWrap(True)
        self.name = QLineEdit()
        self.name.setObjectName("isian.bagi.petugas")
        self.name.setMaxLength(60)
        self.all = QCheckBox(_("Juga keluarga yang sudah selesai"))
        self.all.setObjectName("isian.bagi.semua")
        self.accept_button = QPushButton(_("Simpan berkas Excel…"))
        self.accept_button.setObjectName("isian.bagi.lanjut")
        self.accept_button.setProperty("peran", "utama")
        self.accept_button.setDefault(True)
        cancel = QPushButton(_("Batal"))
        cancel.setObjectName("isian.bagi.batal")
        cancel.setAutoDefault(False)
        form = QFormLayout()
        form.addRow(_("Nama petugas"), self.name)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.accept_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(12)
        box.addWidget(self.sentence)
        box.addLayout(form)
        box.addWidget(self.all)
        box.addLayout(buttons)
        self.accept_button.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self.all.toggled.connect(lambda _on: self._count())
        self._count()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def jumlah(self) -> int:
        """Families that go along."""
        return self._living if self.all.isChecked() else self._waiting

    def _count(self) -> None:
        words = _(
            "{tempat}: {n} keluarga dalam satu berkas Excel. Petugas mengisinya tanpa aplikasi ini; "
            "sesudah itu pilih Terima dari petugas. Berkas memuat data pribadi, jadi serahkan langsung."
        )
        none = _("{tempat}: semua keluarga sudah selesai, jadi tidak ada yang perlu dibagi.")
        sentence = words if self.jumlah else none
        self.sentence.setText(sentence.format(tempat=self._where, n=show_number(self.jumlah)))
        self.accept_button.setEnabled(bool(self.jumlah))


class HandOut:
    """Asks, writes the workbook in the long lane, says where it is."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._desk, self._parent = desk, parent
        self.ask: Callable[[HandOutQuestion], bool] = lambda box: box.exec() == QDialog.DialogCode.Accepted
        self.ask_target: Callable[[str], Path | None] = self._ask_target

    def start(self, form_id: str, periode: str, place: Tempat, where: str, waiting: int, living: int) -> None:
        """Hand out the families of a place."""
        box = HandOutQuestion(self._parent, where, waiting, living)
        if self.ask(box):
            self._make(form_id, periode, place, box.name.text().strip(), box.all.isChecked())
        box.deleteLater()

    def _make(self, form_id: str, periode: str, place: Tempat, petugas: str, semua: bool) -> None:
        app, today = self._desk.app, self._desk.today()

        def work(_progress: Progress) -> isian_bagi.Bagian:
            return isian_bagi.hand_out(
                app.database,
                app.templates,
                form_id,
                periode,
                place,
                petugas=petugas,
                semua=semua,
                kode=app.kode,
                today=today,
            )

        self._desk.run_long(self._parent, work, self._save, _("Menyusun berkas petugas…"))

    def _save(self, made: isian_bagi.Bagian) -> None:
        path = self.ask_target(made.nama)
        if path is None:
            return
        fs = self._desk.app.files.fs

        def work() -> Path:
            try:
                write_replace(fs, path, made.data)
            except OSError as failure:
                raise OutputFailed(apa=path.name, sebab=_("tempat itu tidak dapat ditulis")) from failure
            return path

        words = _("{n} keluarga tersimpan di {berkas}. Serahkan kepada petugas.")
        self._desk.run(
            self._parent,
            work,
            lambda done: self._desk.notice(
                words.format(n=show_number(made.jumlah), berkas=done.name), Tone.SUKSES, seconds=15
            ),
        )

    def _ask_target(self, name: str) -> Path | None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self._parent, _("Simpan berkas untuk petugas"), name, _("Excel (*.xlsx)")
        )
        return Path(chosen) if chosen else None
