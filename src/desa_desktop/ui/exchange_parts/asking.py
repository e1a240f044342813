"""`Periksa dengan desa`: what a person does about a kiriman that no button may accept (ux.md 8.4)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desa_desktop.app import Mode
from desa_desktop.i18n import N_, _
from desa_desktop.services import enrolment, exchange
from desa_desktop.services.exchange import KirimanMasuk
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.ask import ask_reason, ask_text

DOUBLE, REVOKED = "nomor_ganda", "dicabut"
_STEPS: dict[str, tuple[str, ...]] = {
    DOUBLE: (
        N_("1. Telepon {siapa}: apakah laptopnya disalin, dipulihkan, atau kuncinya dipakai orang lain?"),
        N_("2. Bila laptopnya disalin: minta hanya satu yang dipakai; yang lain didaftarkan sebagai baru."),
        N_("3. Catat jawabannya. Baru sesudah itu kiriman berikutnya dari laptop ini dapat diterima."),
    ),
    "isi_ditolak": (
        N_("1. Telepon {siapa} dan bacakan alasan di atas."),
        N_("2. Minta diperbaiki di sana, lalu dikirim ulang. Tidak ada yang diterima dari kiriman ini."),
    ),
    "dicabut": (
        N_("1. Telepon {siapa}: siapa yang memakai laptop dengan kunci yang sudah dicabut ini?"),
        N_("2. Sebaiknya isinya dikirim ulang dari laptop yang masih terdaftar."),
        N_("3. Bila desa membenarkan kiriman ini: ketik kode lembar dari Lembar Pengantarnya."),
    ),
}


class AskingSteps(QWidget):
    """Numbered steps below the reason; for a double number also the button that notes the answer.

    `settled` after an answer was noted.
    """

    settled = Signal()

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        self._desk = desk
        self._row: KirimanMasuk | None = None
        self.steps = QLabel()
        self.steps.setObjectName(f"{name}.langkah")
        self.steps.setWordWrap(True)
        self.answered = QPushButton(_("Catat jawaban…"))
        self.answered.setObjectName(f"{name}.tombol_jawaban")
        self.answered.clicked.connect(self.note_answer)
        self.vouched = QPushButton(_("Terima dengan kode lembar…"))
        self.vouched.setObjectName(f"{name}.tombol_kode_lembar")
        self.vouched.clicked.connect(lambda _on=False: self.accept_vouched())
        line = QHBoxLayout()
        line.addWidget(self.answered)
        line.addWidget(self.vouched)
        line.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.steps)
        box.addLayout(line)
        self.hide()

    def show_row(self, row: KirimanMasuk | None) -> None:
        """The steps for the kiriman with the cursor; nothing for one that needs none."""
        self._row = row
        is_stopped = row is not None and (row.status == "karantina" or row.keadaan == "isi_ditolak")
        steps = _STEPS.get(row.keadaan, ()) if row is not None and is_stopped else ()
        self.setVisible(bool(steps) and not (row is not None and row.alasan))
        who = row.pengirim.nama if row is not None and row.pengirim.nama else _("pengirimnya")
        self.steps.setText("\n".join(_(one).format(siapa=who) for one in steps))
        self.answered.setVisible(row is not None and row.keadaan == DOUBLE)
        is_office = self._desk.app.mode is not Mode.DESA
        self.vouched.setVisible(is_office and row is not None and row.keadaan == REVOKED)

    def accept_vouched(self) -> None:
        """The village confirmed work of a key that was revoked since; its paper says which file is meant."""
        row = self._row
        if row is None or row.keadaan != REVOKED:
            return
        who = row.pengirim.nama or _("pengirimnya")
        question = _("Kode lembar dari Lembar Pengantar {siapa}, 12 angka").format(siapa=who)
        kode = ask_text(self, question, _("Lanjut"), hint="2097 0792 6094")
        if not kode:
            return
        reason = ask_reason(
            self,
            _("Siapa di {siapa} yang membenarkan kiriman ini, dan mengapa diterima?").format(siapa=who),
            _("Terima"),
        )
        if reason is None:
            return
        desk, sha256 = self._desk, row.sha256
        app, by, at = desk.app, desk.person, desk.now()
        desk.run(
            self,
            lambda: enrolment.accept_revoked(
                app.database, app.laptop, app.files, sha256, kode, reason, by=by, at=at
            ),
            lambda done: self._accepted(done.teks),
        )

    def _accepted(self, teks: str) -> None:
        self._desk.notice(teks, seconds=10)
        self.settled.emit()

    def note_answer(self) -> None:
        """The sender was asked: its answer is kept, and its next kiriman may come in."""
        row = self._row
        if row is None or row.keadaan != DOUBLE:
            return
        question = _("Apa jawaban {siapa} tentang dua kiriman bernomor {nomor}?")
        who = row.pengirim.nama or _("pengirimnya")
        answer = ask_reason(
            self,
            question.format(siapa=who, nomor=row.seq),
            _("Catat, boleh dilanjutkan"),
            hint=_("Misalnya: laptop lama sudah dijual dan dikosongkan"),
        )
        if answer is None:
            return
        desk, sha256 = self._desk, row.sha256
        app, by, at = desk.app, desk.person, desk.now()
        desk.run(
            self,
            lambda: exchange.settle_double_number(
                app.database, app.laptop, app.files, sha256, answer, by=by, at=at
            ),
            self._settled,
        )

    def _settled(self, _row: KirimanMasuk) -> None:
        self._desk.notice(
            _("Jawaban dicatat. Kiriman berikutnya dari laptop itu dapat diterima; berkas ini tetap ditahan.")
        )
        self.settled.emit()
