"""The page `Daftar ke kecamatan`: type the 30 digits of its card, write the request, wait (ux.md 8.2).

A further laptop of the kecamatan itself walks the same way, to the laptop that is enrolled already.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desa_desktop.errors import DesaError
from desa_desktop.i18n import _
from desa_desktop.services import enrolment, flashdisk
from desa_desktop.services.exchange import Diterima, Tertulis
from desa_desktop.services.flashdisk import Flashdisk
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.exchange_parts.choosing import choose_files
from desa_desktop.ui.exchange_parts.digits import DigitsEntry
from desa_desktop.ui.exchange_parts.drives import DriveCards
from desa_desktop.ui.exchange_parts.kit import KitPanel
from desa_desktop.ui.exchange_parts.papers import open_key_card
from desa_desktop.ui.kit.form import scrolled
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.notice import Tone

NOT_TRUSTED, NOT_ASKED, WAITING = "belum_percaya", "belum_minta", "menunggu"


@dataclass(frozen=True, slots=True)
class Words:
    """What the page says of the four steps."""

    intro: str
    kit_title: str
    kit: str
    request: str
    grant_title: str
    grant: str


class EnrolPage(QWidget):
    """`state_changed` after a step was taken; `ready` when the filled button may be another.

    `look_for_grant` asks the screen to show what is on the stick; with `own_office` the page installs the
    grant itself. `place` is the screen to which previews go back.
    """

    state_changed = Signal()
    ready = Signal()
    look_for_grant = Signal()

    def __init__(self, desk: Desk, place: str = "kirim", *, own_office: bool = False) -> None:
        super().__init__()
        self.setObjectName("kirim.daftar")
        self._desk, self._place, self._own_office = desk, place, own_office
        self.ask_files: Callable[[], Sequence[Path]] = lambda: choose_files(
            self, _("Pilih tanda terdaftar"), many=False
        )
        self._state = NOT_TRUSTED
        self.digits = DigitsEntry("kirim.daftar.nomor", _("Nomor Kunci kecamatan, 30 angka"))
        self.drives = DriveCards(desk, "kirim.daftar.flashdisk")
        self.kit = KitPanel(desk, "kirim.daftar.kit", place)
        self._trusted = MarkedText(Mark.SELESAI, _("Nomor Kunci kecamatan sudah diketik."))
        self.again = QPushButton(_("Ketik ulang"))
        self.again.setObjectName("kirim.daftar.tombol_ulang")
        self.again.setProperty("peran", "tautan")
        self.paper = QPushButton(_("Cetak Lembar Pendaftaran"))
        self.paper.setObjectName("kirim.daftar.tombol_cetak")
        self.again_request = QPushButton(_("Tulis permintaan lagi"))
        self.again_request.setObjectName("kirim.daftar.tombol_tulis_lagi")
        self.grant = QPushButton(_("Cari tanda terdaftar"))
        self.grant.setObjectName("kirim.daftar.tombol_tanda")
        self.outcome = MarkedText(Mark.BELUM, "")
        self.outcome.setObjectName("kirim.daftar.hasil")
        self._build()
        self._connect()
        self.show_state(NOT_TRUSTED)

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(12)
        words = self._words()
        column.addWidget(_text(words.intro))
        frame_1, step_1 = _card(
            _("1  Ketik Nomor Kunci dari kartu bercap kecamatan"),
            _("Ketik dari kartu, atau minta dibacakan lewat telepon. Kelompok yang salah langsung disebut."),
        )
        step_1.addWidget(self.digits)
        trusted = QHBoxLayout()
        trusted.addWidget(self._trusted, 1, Qt.AlignmentFlag.AlignVCenter)
        trusted.addWidget(self.again)
        step_1.addLayout(trusted)
        frame_kit, step_kit = _card(
            words.kit_title,
            words.kit,
        )
        step_kit.addWidget(self.kit)
        frame_2, step_2 = _card(
            _("3  Tulis permintaan dan cetak Lembar Pendaftaran"),
            words.request,
        )
        step_2.addWidget(self.drives)
        self.drives.put_beside(self.again_request)
        self.drives.put_beside(self.paper)
        frame_3, step_3 = _card(
            words.grant_title,
            words.grant,
        )
        step_3.addWidget(self.outcome)
        last = QHBoxLayout()
        last.addWidget(self.grant)
        last.addStretch(1)
        step_3.addLayout(last)
        for frame in (frame_1, frame_kit, frame_2, frame_3):
            column.addWidget(frame)
        column.addStretch(1)
        inner = QWidget()
        inner.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(scrolled(inner, "kirim.daftar.gulung", width=900))

    def _words(self) -> Words:
        if not self._own_office:
            return Words(
                _(
                    "Sekali saja untuk laptop ini. Sesudah terdaftar, kecamatan dapat memastikan bahwa"
                    " kiriman benar dari kantor Anda. Semua pekerjaan lain bisa terus berjalan."
                ),
                _("2  Buat Kit Pemulihan"),
                _(
                    "Simpan di lemari besi desa. Dengan angka ini dan satu cadangan, laptop baru bisa"
                    " melanjutkan pekerjaan."
                ),
                _("Serahkan flashdisk dan lembar bercap ke kecamatan. Angka di lembar itu diketik di sana."),
                _("4  Pasang tanda terdaftar dari kecamatan"),
                _(
                    "Kecamatan mengembalikan flashdisk dengan tanda terdaftar. Colokkan, lalu buka tab"
                    " Terima."
                ),
            )
        return Words(
            _(
                "Sekali saja untuk laptop ini. Laptop kecamatan yang sudah terdaftar mendaftarkannya dengan"
                " flashdisk kunci induk. Sesudah itu kedua laptop sama: menerima, menelaah, mendaftarkan"
                " desa."
            ),
            _("2  Ketik Kit Pemulihan kantor ini"),
            _("Ketik ke-30 angka dari lembar di lemari besi, supaya satu lembar membuka kedua laptop."),
            _("Bawa flashdisk dan lembar itu ke laptop yang sudah terdaftar, tab Laptop Desa, Daftarkan."),
            _("4  Pasang tanda terdaftar dari laptop itu"),
            _("Colokkan flashdisk yang sudah ditulisi di laptop itu, lalu tekan Pasang tanda terdaftar."),
        )

    def _connect(self) -> None:
        self.digits.changed.connect(self.ready)
        self.drives.chosen.connect(lambda _drive: self.ready.emit())
        self.paper.clicked.connect(lambda: self._print())
        self.grant.clicked.connect(self.look_for_grant)
        self.again_request.clicked.connect(lambda _on=False: self.write_request())
        self.again.clicked.connect(self._type_again)
        self.kit.changed.connect(self.ready)

    # -- state -----------------------------------------------------------------------------------------

    @property
    def state(self) -> str:
        """`belum_percaya`, `belum_minta` or `menunggu`."""
        return self._state

    def show_state(self, state: str) -> None:
        """Show how far the enrolment is."""
        self._state = state
        is_trusted = state != NOT_TRUSTED
        self.digits.setVisible(not is_trusted)
        self._trusted.setVisible(is_trusted)
        self.again.setVisible(is_trusted)
        self.drives.setEnabled(is_trusted)
        self.paper.setEnabled(is_trusted)
        self.grant.setVisible(state == WAITING and not self._own_office)
        self.again_request.setVisible(state == WAITING and self._own_office)
        if state == WAITING:
            self.outcome.set_state(Mark.BERJALAN, _("Menunggu kecamatan."))
        else:
            self.outcome.set_state(Mark.BELUM, _("Belum sampai di langkah ini."))
        self.ready.emit()

    @property
    def primary_text(self) -> str:
        """The word of the filled button; a request may be written again while one waits."""
        if self._state != NOT_TRUSTED and not self.kit.has_kit:
            return _("Ketik Kit Pemulihan") if self._own_office else _("Buat Kit Pemulihan")
        if self._own_office:
            return _("Pasang tanda terdaftar") if self._state == WAITING else _("Tulis permintaan")
        return _("Tulis permintaan lagi") if self._state == WAITING else _("Daftar ke kecamatan")

    @property
    def primary(self) -> tuple[Callable[[], object], bool, str]:
        """What the filled button does now, whether it can, and why not."""
        if self._state == NOT_TRUSTED:
            why = "" if self.digits.is_complete else _("Ketik dulu 30 angka dari kartu kecamatan.")
            return self.trust, self.digits.is_complete, why
        if not self.kit.has_kit:
            begin = self.kit.type_known if self._own_office else self.kit.begin
            return begin, not self.kit.is_shown, _("Selesaikan dulu Kit Pemulihan.")
        if self._own_office and self._state == WAITING:
            return self.find_grant, True, ""
        has_drive = self.drives.drive is not None
        return self.write_request, has_drive, "" if has_drive else _("Pilih flashdisk dulu.")

    def trust(self) -> None:
        """Keep the typed digits."""
        desk, digits = self._desk, self.digits.text
        app, by, at = desk.app, desk.person, desk.now()
        desk.run(
            self,
            lambda: enrolment.trust_digits(app.database, digits, by=by, at=at),
            lambda _kept: self.state_changed.emit(),
            self._refused,
        )

    def write_request(self) -> None:
        """Write the enrolment file to the chosen drive."""
        drive = self.drives.drive
        if drive is None:
            return
        desk, folder = self._desk, drive.path
        app, by, at = desk.app, desk.person, desk.now()
        desk.run_long(
            self,
            lambda _progress: enrolment.write_request(
                app.database, app.laptop, app.files, folder, by=by, at=at
            ),
            lambda done: self._written(drive, done),
            _("Menulis permintaan pendaftaran…"),
        )

    def _written(self, drive: Flashdisk, done: Tertulis) -> None:
        words = _(
            "Permintaan {berkas} sudah ditulis ke {tempat}. Cetak Lembar Pendaftaran, lalu serahkan keduanya."
        )
        self._desk.notice(words.format(berkas=done.berkas.name, tempat=drive.nama))
        self.state_changed.emit()

    def _print(self) -> None:
        open_key_card(self._desk, self._place, is_request=self._own_office)

    def find_grant(self) -> None:
        """On the flash disks at hand; where none lies there, the person chooses the file."""
        app = self._desk.app
        offered, fs = app.environment.flashdisk, app.files.fs
        self._desk.run(self, lambda: flashdisk.find_grants(fs, offered), self._found_grants)

    def _found_grants(self, found: list[Path]) -> None:
        files = found or list(self.ask_files())
        if files:
            self.install(files)

    def install(self, files: Sequence[Path]) -> None:
        """Install the first of these grants that is for this laptop."""
        desk = self._desk
        app, by, at = desk.app, desk.person, desk.now()
        desk.run_long(
            self,
            lambda _progress: enrolment.install_first(
                app.database, app.laptop, app.files, files, by=by, at=at
            ),
            self._installed,
            _("Memasang tanda terdaftar…"),
        )

    def _installed(self, done: Diterima) -> None:
        self._desk.notice(done.teks, Tone.SUKSES)
        self.state_changed.emit()

    def _type_again(self) -> None:
        self.show_state(NOT_TRUSTED)
        self.digits.clear()
        self.digits.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, error: DesaError) -> None:
        self.digits.refuse(error.sentence, int(getattr(error, "kelompok", 0)))


def _text(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("teks", "sekunder")
    label.setWordWrap(True)
    return label


def _card(title: str, hint: str) -> tuple[QFrame, QVBoxLayout]:
    frame = QFrame()
    frame.setProperty("kartu", "ya")
    box = QVBoxLayout(frame)
    box.setContentsMargins(16, 12, 16, 12)
    box.setSpacing(8)
    head = QLabel(title)
    head.setProperty("teks", "bagian")
    box.addWidget(head)
    box.addWidget(_text(hint))
    return frame, box
