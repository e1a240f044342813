"""`Periksa dengan desa`: what a person does about a kiriman that no button may accept (ux.md 8.4)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desa_desktop.i18n import N_, _
from desa_desktop.services import exchange
from desa_desktop.services.exchange import KirimanMasuk
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.ask import ask_reason

DOUBLE = "nomor_ganda"
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
        N_("2. Minta isinya dikirim ulang dari laptop yang masih terdaftar."),
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
        line = QHBoxLayout()
        line.addWidget(self.answered)
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
        steps = _STEPS.get(row.keadaan, ()) if row is not None and row.status == "karantina" else ()
        self.setVisible(bool(steps) and not (row is not None and row.alasan))
        who = row.pengirim.nama if row is not None and row.pengirim.nama else _("pengirimnya")
        self.steps.setText("\n".join(_(one).format(siapa=who) for one in steps))
        self.answered.setVisible(row is not None and row.keadaan == DOUBLE)

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
