"""Daftarkan: type the 30 digits of a village's sheet, and write back what enrols its laptop (ux.md 8.2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desa_desktop import pemulihan
from desa_desktop.errors import DesaError
from desa_desktop.i18n import _
from desa_desktop.services import enrolment, exchange
from desa_desktop.services.enrolment import Dikenalkan, Permintaan
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.exchange_parts.choosing import choose_files
from desa_desktop.ui.exchange_parts.digits import DigitsEntry
from desa_desktop.ui.exchange_parts.drives import DriveCards
from desa_desktop.ui.exchange_parts.root_key import with_root_asked
from desa_desktop.ui.kit.form import scrolled
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.notice import Tone

TRIES = 3


class RegisterPage(QWidget):
    """`left` when a laptop was enrolled, or when three tries failed."""

    left = Signal()
    ready = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("daftarkan")
        self._desk = desk
        self._file: Path | None = None
        self._request: Permintaan | None = None
        self._tries = 0
        self._is_working = False
        self.ask_files: Callable[[], Sequence[Path]] = lambda: choose_files(
            self, _("Pilih permintaan pendaftaran"), many=False
        )
        self.choose_button = QPushButton(_("Pilih berkas permintaan…"))
        self.choose_button.setObjectName("daftarkan.tombol_pilih")
        self.who = MarkedText(Mark.BELUM, "")
        self.who.setObjectName("daftarkan.pengirim")
        self.digits = DigitsEntry("daftarkan.nomor", _("Nomor Kunci dari Lembar Pendaftaran, 30 angka"))
        self.people = QCheckBox(_("Minta juga data penduduk lengkap desa ini"))
        self.people.setObjectName("daftarkan.minta_penduduk")
        self._people_hint = hint = QLabel(
            _("Data pribadi (UU 27/2022): minta hanya bila diperlukan. Desa yang memutuskan.")
        )
        hint.setProperty("teks", "sekunder")
        hint.setWordWrap(True)
        self.drives = DriveCards(desk, "daftarkan.flashdisk")
        third = QWidget()
        inside = QVBoxLayout(third)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        for widget in (self.drives, self.people, hint):
            inside.addWidget(widget)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        line = QHBoxLayout()
        line.addWidget(self.choose_button)
        line.addStretch(1)
        column.addWidget(
            _card(
                _("1  Permintaan dari laptop yang mendaftar"),
                _("Berkas permintaan ada di flashdisk yang dibawa. Namanya berawalan M-."),
                self.who,
                line,
            )
        )
        column.addWidget(
            _card(
                _("2  Ketik angka dari lembar bercap"),
                _("Ketik dari Lembar Pendaftaran, atau minta dibacakan lewat telepon. Jangan menebak."),
                self.digits,
            )
        )
        column.addWidget(
            _card(
                _("3  Tulis tanda terdaftar"),
                _("Kembalikan flashdisk ini. Tanda terdaftar dipasang di laptop yang mendaftar."),
                third,
            )
        )
        column.addStretch(1)
        inner = QWidget()
        inner.setLayout(column)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(scrolled(inner, "daftarkan.gulung", width=900))
        self.choose_button.clicked.connect(self.choose)
        self.digits.changed.connect(self.ready)
        self.drives.chosen.connect(lambda _drive: self.ready.emit())
        self._show_request(None)

    def begin(self, file: Path | None = None) -> None:
        """Start anew, with a request that was found already."""
        self._file, self._tries, self._is_working = None, 0, False
        self.digits.clear()
        self.people.setChecked(False)
        self._show_request(None)
        if file is not None:
            self.take(file)

    def choose(self) -> None:
        """Choose the request's file."""
        chosen = list(self.ask_files())
        if chosen:
            self.take(chosen[0])

    def take(self, file: Path) -> None:
        """Read who asks; nothing is trusted yet."""
        app = self._desk.app
        self._file = file
        self._desk.run(
            self,
            lambda: enrolment.read_request(app.database, app.laptop, app.files, file),
            self._show_request,
            self._not_a_request,
        )

    def _show_request(self, request: Permintaan | None) -> None:
        self._request = request
        for widget in (self.people, self._people_hint):  # a laptop of our own has no residents
            widget.setVisible(request is None or request.peran == "desa")
        if request is None:
            self.who.set_state(Mark.BELUM, _("Belum ada permintaan yang dipilih."))
        elif not request.nama_daftar:
            words = _("Kode {kode} ({nama}) belum ada di daftar desa. Tambahkan dulu di menu Desa.")
            self.who.set_state(Mark.GALAT, words.format(kode=request.kode, nama=request.nama))
        else:
            words = _(
                "Desa {desa}, {label}. Pengirim mengaku bernama {nama}."
                " Belum dipercaya sebelum angkanya cocok."
            )
            if request.is_terdaftar:
                words = _(
                    "Desa {desa}, {label}. Laptop ini sudah terdaftar; tanda terdaftarnya ditulis lagi."
                )
            if request.peran != "desa":
                words = _(
                    "Laptop kecamatan ini: {label}. Pengirim mengaku bernama {nama}."
                    " Belum dipercaya sebelum angkanya cocok."
                )
            if request.peran == "kecamatan":
                words += " " + _(
                    "Sesudah terdaftar, laptop itu bisa menerima kiriman dan mendaftarkan desa seperti laptop"
                    " ini. Diperlukan flashdisk kunci induk."
                )
            if request.peran != "desa" and request.is_terdaftar:
                words = _("Laptop kecamatan ini: {label}. Sudah terdaftar; tanda terdaftarnya ditulis lagi.")
            mark = Mark.SELESAI if request.is_terdaftar else Mark.PERINGATAN
            self.who.set_state(
                mark, words.format(desa=request.nama_daftar, label=request.label, nama=request.nama)
            )
            self.digits.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ready.emit()

    def _not_a_request(self, error: DesaError) -> None:
        self._file = None
        self._show_request(None)
        self.who.set_state(Mark.GALAT, str(error))

    @property
    def primary(self) -> tuple[str, Callable[[], object], bool, str]:
        """`Daftarkan` once request, digits and drive are there."""
        request = self._request
        why = ""
        if request is None or not request.nama_daftar:
            why = _("Pilih permintaan dari desa yang ada di daftar.")
        elif not self.digits.is_complete:
            why = _("Ketik dulu 30 angka dari lembar desa.")
        elif self.drives.drive is None:
            why = _("Pilih flashdisk dulu.")
        return _("Daftarkan"), lambda: self.register(), not why and not self._is_working, why

    def register(self, root: tuple[Path, str] | None = None) -> None:
        """Check the digits, certify the laptop, write its file.

        `root` is the stick of the root key and the kit's digits, for an assistant's laptop.
        """
        file, drive = self._file, self.drives.drive
        if file is None or drive is None:
            return
        desk, digits, folder = self._desk, self.digits.text, drive.path
        app, by, at = desk.app, desk.person, desk.now()
        minta = (
            True if self.people.isVisibleTo(self) and self.people.isChecked() else None
        )  # no tick asks nothing

        def work() -> Dikenalkan:
            laptop = pemulihan.with_root(app, *root).laptop if root is not None else app.laptop
            done = enrolment.introduce(
                app.database, laptop, app.files, file, digits, folder, by=by, at=at, minta=minta
            )
            exchange.resume(
                app.database, app.laptop, app.files, at=at
            )  # what it sent earlier may be read now
            return done

        self._is_working = True
        desk.run_long(
            self, lambda _progress: work(), self._registered, _("Mendaftarkan laptop…"), self._refused
        )
        self.ready.emit()

    def _registered(self, done: Dikenalkan) -> None:
        self._is_working = False
        words = _("{label} dari {desa} terdaftar. Tanda terdaftar {berkas} sudah ditulis.")
        self._desk.notice(words.format(label=done.label, desa=done.nama, berkas=done.berkas.name))
        self.left.emit()

    def _refused(self, error: DesaError) -> None:
        self._is_working = False
        if error.code != "K-314":
            with_root_asked(self, error, lambda *given: self.register(given), self._desk.show_error)
            self.ready.emit()
            return
        self._tries += 1
        if self._tries >= TRIES:
            words = _(
                "Tiga kali tidak cocok. Pendaftaran ditutup dan tidak ada yang dipercaya."
                " Minta lembar baru ke desa, atau dengarkan lagi lewat telepon."
            )
            self._desk.notice(words, Tone.GALAT)
            self.left.emit()
            return
        words = _("{kalimat} Percobaan {ke} dari {semua}.")
        sentence = words.format(kalimat=error.sentence, ke=self._tries, semua=TRIES)
        self.digits.refuse(sentence, int(getattr(error, "kelompok", 0)))
        self.ready.emit()


def _card(title: str, hint: str, widget: QWidget, line: QHBoxLayout | None = None) -> QFrame:
    frame = QFrame()
    frame.setProperty("kartu", "ya")
    box = QVBoxLayout(frame)
    box.setContentsMargins(16, 12, 16, 12)
    box.setSpacing(8)
    head, below = QLabel(title), QLabel(hint)
    head.setProperty("teks", "bagian")
    below.setProperty("teks", "sekunder")
    below.setWordWrap(True)
    for one in (head, below, widget):
        box.addWidget(one)
    if line is not None:
        box.addLayout(line)
    return frame
