"""Minta data penduduk: ask one village for its register, or stop asking; the village decides (ux.md 6.2)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desa_desktop.errors import DesaError
from desa_desktop.i18n import _
from desa_desktop.services import enrolment
from desa_desktop.services.enrolment import Dikenalkan, KunciLaptop
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.exchange_parts.drives import DriveCards
from desa_desktop.ui.kit.form import scrolled
from desa_desktop.ui.kit.marks import Mark, MarkedText


class AskDataPage(QWidget):
    """`left` once the files for the village's laptops are written."""

    left = Signal()
    ready = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("minta_data")
        self._desk = desk
        self._village: KunciLaptop | None = None
        self._is_working = False
        self.state = MarkedText(Mark.BELUM, "")
        self.state.setObjectName("minta_data.keadaan")
        self.why = QLabel()
        self.why.setObjectName("minta_data.sebab")
        self.why.setWordWrap(True)
        self.drives = DriveCards(desk, "minta_data.flashdisk")
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(_card(_("1  Data penduduk lengkap"), self.state, self.why))
        hint = QLabel(_("Satu berkas untuk setiap laptop desa itu. Desa memasangnya di tab Terima."))
        hint.setProperty("teks", "sekunder")
        hint.setWordWrap(True)
        column.addWidget(_card(_("2  Tulis ke flashdisk"), hint, self.drives))
        column.addStretch(1)
        inner = QWidget()
        inner.setLayout(column)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(scrolled(inner, "minta_data.gulung", width=900))
        self.drives.chosen.connect(lambda _drive: self.ready.emit())

    def begin(self, village: KunciLaptop) -> None:
        """Show what stands with this village."""
        self._village, self._is_working = village, False
        if village.minta_penduduk:
            words = _("Data penduduk Desa {desa} sedang diminta.")
            self.state.set_state(Mark.BERJALAN, words.format(desa=village.nama))
            self.why.setText(
                _(
                    "Bila data ini tidak diperlukan lagi, berhentilah meminta. Sesudah desa memasang "
                    "berkasnya, kiriman desa berikutnya menghapus data penduduknya dari laptop ini."
                )
            )
        else:
            words = _("Data penduduk Desa {desa} tidak diminta.")
            self.state.set_state(Mark.TIDAK_ADA, words.format(desa=village.nama))
            self.why.setText(
                _(
                    "Mintalah hanya bila kecamatan memerlukannya untuk tugas tertentu: nama, NIK, keluarga, "
                    "dan keadaan kesehatan setiap penduduk adalah data pribadi (UU 27/2022). Untuk jumlah "
                    "penduduk, Angka Pokok yang dikirim desa sudah cukup. Desa boleh menolak, dan boleh "
                    "mencabut persetujuannya kapan saja."
                )
            )
        self.ready.emit()

    @property
    def title(self) -> str:
        """`Data penduduk: Tursino`."""
        return _("Data penduduk: {desa}").format(desa=self._village.nama if self._village is not None else "")

    @property
    def primary(self) -> tuple[str, Callable[[], object], bool, str]:
        """`Minta data`, or to stop asking."""
        village = self._village
        asks = village is not None and village.minta_penduduk
        text = _("Berhenti meminta") if asks else _("Minta data")
        why = "" if self.drives.drive is not None else _("Pilih flashdisk dulu.")
        return text, self.write, not why and not self._is_working and village is not None, why

    def write(self) -> None:
        """Note the request and write a new grant for each laptop of the village."""
        village, drive = self._village, self.drives.drive
        if village is None or drive is None:
            return
        desk, folder, minta = self._desk, drive.path, not village.minta_penduduk
        app, by, at = desk.app, desk.person, desk.now()
        self._is_working = True
        desk.run_long(
            self,
            lambda _progress: enrolment.ask_register(
                app.database, app.laptop, app.files, village.kode, folder, minta=minta, by=by, at=at
            ),
            lambda made: self._written(made, minta=minta),
            _("Menulis permintaan data penduduk…"),
            self._failed,
        )
        self.ready.emit()

    def _written(self, made: list[Dikenalkan], *, minta: bool) -> None:
        self._is_working = False
        if minta:
            words = _("Permintaan data penduduk untuk {desa} ditulis: {berkas}. Desa yang memutuskan.")
        else:
            words = _("{desa} tidak diminta lagi: {berkas}. Serahkan berkas ini ke desa.")
        files = ", ".join(one.berkas.name for one in made)
        self._desk.notice(words.format(desa=made[0].nama, berkas=files))
        self.left.emit()

    def _failed(self, error: DesaError) -> None:
        self._is_working = False
        self._desk.show_error(error)
        self.ready.emit()


def _card(title: str, *widgets: QWidget) -> QFrame:
    frame = QFrame()
    frame.setProperty("kartu", "ya")
    box = QVBoxLayout(frame)
    box.setContentsMargins(16, 12, 16, 12)
    box.setSpacing(8)
    head = QLabel(title)
    head.setProperty("teks", "bagian")
    for widget in (head, *widgets):
        box.addWidget(widget)
    return frame
