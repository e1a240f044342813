"""Step 7: a kata sandi if the office wants one, and where the backups lie; then the page `Siap dipakai`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desa_desktop import app as office
from desa_desktop.app import App
from desa_desktop.domain.kantor import Peran
from desa_desktop.i18n import _
from desa_desktop.services import kantor
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.exchange_parts.choosing import choose_folder
from desa_desktop.ui.exchange_parts.kit import KitPanel
from desa_desktop.ui.kit.form import scrolled
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.password import PasswordBox
from desa_desktop.ui.screens.wisaya import keadaan
from desa_desktop.ui.screens.wisaya.keadaan import Keadaan
from desa_desktop.ui.screens.wisaya.pages import Step, Work


class PengamanStep(Step):
    """The first kata sandi changes the key of the data: the store is closed and opened again in between."""

    key = keadaan.PENGAMAN
    may_skip = True

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("wisaya.pengaman")
        self._folder: Path | None = None
        self._peran, self._makes_root = Peran.DESA, False
        self.ask_folder: Callable[[], Path | None] = lambda: choose_folder(self, _("Folder cadangan"))
        words = QLabel(_("Tanpa kata sandi, siapa pun yang bisa masuk ke laptop ini dapat membaca datanya."))
        lost = QLabel(_("Kata sandi yang lupa tidak dapat dicari kembali. Catat dan simpan di tempat aman."))
        lost.setProperty("teks", "sekunder")
        hint = _("Paling sedikit 8 huruf; boleh satu kalimat. Boleh dikosongkan.")
        self.sandi = PasswordBox("wisaya.pengaman.sandi", _("Kata sandi"), hint)
        self.ulang = PasswordBox("wisaya.pengaman.ulang", _("Ketik sekali lagi"))
        self.state = MarkedText(Mark.SELESAI, _("Kata sandi sudah terpasang."))
        self.state.setObjectName("wisaya.pengaman.keadaan")
        label = QLabel(_("Folder cadangan"))
        label.setProperty("teks", "label")
        self.folder = QLabel()
        self.folder.setObjectName("wisaya.pengaman.folder")
        self.change = QPushButton(_("Pilih folder lain…"))
        self.change.setObjectName("wisaya.pengaman.pilih")
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        for widget in (words, lost, self.sandi, self.ulang, self.state, label, self.folder):
            box.addWidget(widget)
        box.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)
        for text in (words, lost, self.folder):
            text.setWordWrap(True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner, "wisaya.pengaman.gulung", margin=0, width=620))
        self.change.clicked.connect(self._choose)
        self.sandi.line.returnPressed.connect(self.ulang.line.setFocus)
        self.ulang.line.returnPressed.connect(self.next_wanted)

    def title(self) -> str:
        """The word in the list of steps."""
        return _("Pengaman")

    def show_office(self, known: Keadaan, peran: Peran) -> None:
        """Whether there is a kata sandi, and the folder as it is."""
        self._peran = known.kantor.peran if known.kantor is not None else peran
        self._makes_root = self._peran is Peran.KECAMATAN and not known.is_tambahan
        for box in (self.sandi, self.ulang):
            box.setVisible(not known.has_password)
        self.state.setVisible(known.has_password)
        self.folder.setText(str(self._folder or known.folder_cadangan))

    def start(self) -> None:
        """Into the kata sandi."""
        (self.change if self.sandi.isHidden() else self.sandi.line).setFocus(Qt.FocusReason.OtherFocusReason)

    def skip(self) -> None:
        """`Lewati`: without a kata sandi; a chosen folder counts."""
        for box in (self.sandi, self.ulang):
            box.line.clear()

    def refuse(self, sentences: Mapping[str, str]) -> bool:
        """A kata sandi that is too short."""
        if "sandi" in sentences:
            self.sandi.refuse(sentences["sandi"])
        return "sandi" in sentences

    def work(self, app: App) -> Work | None:
        """Close the data with the kata sandi, keep the folder, give a kecamatan its root key."""
        sandi, again = self.sandi.line.text(), self.ulang.line.text()
        if sandi != again:
            self.ulang.refuse(_("Kedua kata sandi tidak sama. Ketik sekali lagi."))
            return None
        folder, makes_root = self._folder, self._makes_root

        def store() -> None:
            opened = app
            if folder is not None:
                office.change_settings(app, folder_cadangan=str(folder))
                opened = opened.reread()
            if sandi:
                opened = office.set_password(opened, sandi)
            if makes_root and opened.laptop.root is None:
                office.make_root(opened)

        return store

    def _choose(self) -> None:
        folder = self.ask_folder()
        if folder is not None:
            self._folder = folder
            self.folder.setText(str(folder))


class SiapStep(Step):
    """The last page: `Siap dipakai.`, the card with the Nomor Kunci, and the way into Beranda."""

    key = keadaan.SIAP
    print_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("wisaya.siap")
        self._desk = desk
        self.kit: KitPanel | None = None
        self.words = QLabel()
        self.words.setWordWrap(True)
        label = QLabel(_("Nomor Kunci laptop ini"))
        label.setProperty("teks", "label")
        self.number = QLabel()
        self.number.setObjectName("wisaya.siap.nomor")
        self.number.setProperty("teks", "bagian")
        self.why = QLabel()
        self.why.setProperty("teks", "sekunder")
        self.why.setWordWrap(True)
        self.print = QPushButton()
        self.print.setObjectName("wisaya.siap.cetak")
        self.print.clicked.connect(self.print_wanted)
        line = QHBoxLayout()
        line.addWidget(self.print)
        line.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        for widget in (self.words, label, self.number, self.why):
            box.addWidget(widget)
        box.addLayout(line)
        box.addStretch(1)
        self._box = box

    def title(self) -> str:
        """The word in the list of steps."""
        return _("Siap dipakai.")

    def show_office(self, known: Keadaan, peran: Peran) -> None:
        """The office's name and its number."""
        office_row = known.kantor
        if office_row is None:
            return
        is_desa = office_row.peran is Peran.DESA
        name = _("Desa {nama}") if is_desa else _("Kecamatan {nama}")
        words = _("{kantor}, Tahun Rencana {tahun}. Semua isian tadi bisa diubah nanti.")
        self.words.setText(
            words.format(kantor=name.format(nama=office_row.nama), tahun=office_row.tahun_rencana)
        )
        self.number.setText(known.nomor_kunci)
        is_enrolled_elsewhere = is_desa or known.gets_villages
        why = _("Desa mengetik nomor ini satu kali. Cetak kartunya, beri stempel, lalu bagikan ke desa.")
        if is_desa:
            why = _("Kecamatan mencocokkan nomor ini saat laptop didaftarkan. Lembarnya bisa dicetak nanti.")
        elif known.gets_villages:
            why = _(
                "Nomor ini diketik di laptop kecamatan yang sudah terdaftar. Buka Kirim & Terima untuk"
                " mendaftar."
            )
        self.why.setText(why)
        self.print.setText(
            _("Cetak Lembar Pendaftaran") if is_enrolled_elsewhere else _("Cetak Kartu Nomor Kunci")
        )
        if self.kit is None:  # it asks the key file, so not before the office is there
            self.kit = KitPanel(self._desk, "wisaya.siap.kit", "wisaya")
            head = QLabel(_("Kit Pemulihan untuk lemari besi; boleh juga nanti, di Pengaturan"))
            head.setProperty("teks", "label")
            head.setWordWrap(True)
            self._box.insertWidget(self._box.count() - 1, head)
            self._box.insertWidget(self._box.count() - 1, self.kit)

    def start(self) -> None:
        """Onto the button that prints."""
        self.print.setFocus()


def finish(app: App) -> App:
    """The wizard is over: from now on the office opens with its own screens."""
    kantor.set_wizard_step(app.database, kantor.DONE, by=app.person, at=app.now())
    return app.reread()
