"""The kecamatan's root key on the screens: put away on its own stick, asked for, replaced; and typed anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desa_desktop import app as office
from desa_desktop import pemulihan
from desa_desktop.app import App
from desa_desktop.errors import DesaError
from desa_desktop.i18n import _
from desa_desktop.services import enrolment
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.exchange_parts.choosing import choose_folder
from desa_desktop.ui.exchange_parts.digits import DigitsEntry
from desa_desktop.ui.exchange_parts.kit_question import ask_opening
from desa_desktop.ui.exchange_parts.papers import open_key_card
from desa_desktop.ui.kit.ask import ask
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.notice import Tone


def ask_root(parent: QWidget) -> tuple[Path, str] | None:
    """The stick with the root key and the digits of the kecamatan's kit; None if the person gives up."""
    folder = choose_folder(parent, _("Flashdisk kunci induk"))
    if folder is None:
        return None
    words = _(
        "Kunci induk di flashdisk dibuka dengan lembar Kit Pemulihan kecamatan. Dipakai sekali ini saja."
    )
    given = ask_opening(parent, words, with_password=False)
    return (folder, given.kit) if given is not None and given.kit is not None else None


def with_root_asked(
    parent: QWidget,
    failure: DesaError,
    again: Callable[[Path, str], object],
    otherwise: Callable[[DesaError], object],
) -> None:
    """After an act that needs the root key: ask for its stick and do it `again`, else say what failed."""
    if not isinstance(failure, enrolment.KunciIndukDiperlukan):
        otherwise(failure)
        return
    given = ask_root(parent)
    if given is not None:
        again(*given)


class RootPanel(QWidget):
    """Where the root key lies; `Pindahkan` puts it on its stick, `Ganti` makes a new one with a new card."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("pengaturan.pengaman.akar")
        self._desk = desk
        self.ask_folder: Callable[[str], Path | None] = lambda words: choose_folder(self, words)
        self.state = MarkedText(Mark.BELUM)
        self.state.setObjectName("pengaturan.pengaman.akar.keadaan")
        self.away = QPushButton(_("Pindahkan ke flashdisk…"))
        self.away.setObjectName("pengaturan.pengaman.akar.pindah")
        self.replace = QPushButton(_("Ganti kunci induk…"))
        self.replace.setObjectName("pengaturan.pengaman.akar.ganti")
        row = QHBoxLayout()
        row.addWidget(self.away)
        row.addWidget(self.replace)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.state)
        box.addLayout(row)
        self.away.clicked.connect(lambda _on=False: self.put_away())
        self.replace.clicked.connect(lambda _on=False: self.make_new())
        self.show_state()

    def show_state(self) -> None:
        """Whether the root key is on this laptop."""
        is_here = self._desk.app.laptop.root is not None
        self.away.setEnabled(is_here)
        if is_here:
            words = _("Kunci induk masih di laptop ini. Pindahkan ke flashdisk tersendiri untuk lemari besi.")
            self.state.set_state(Mark.PERINGATAN, words)
        else:
            words = _(
                "Kunci induk tidak ada di laptop ini. Flashdisknya diperlukan hanya untuk laptop kecamatan."
            )
            self.state.set_state(Mark.SELESAI, words)

    def put_away(self) -> None:
        """Write it to a stick, read it back, take it out of this laptop."""
        folder = self.ask_folder(_("Flashdisk untuk kunci induk"))
        if folder is None:
            return
        app = self._desk.app
        self._desk.run(self, lambda: pemulihan.store_root(app, folder), self._put_away)

    def _put_away(self, done: tuple[App, Path]) -> None:
        self._desk.app = done[0]
        self.show_state()
        words = _(
            "Kunci induk ditulis ke {berkas} dan dihapus dari laptop ini. Simpan flashdisk di lemari besi."
        )
        self._desk.notice(words.format(berkas=done[1].name), Tone.SUKSES)

    def make_new(self) -> None:
        """A new root and card; every laptop gets a grant and every village types the new digits once."""
        detail = _(
            "Untuk kunci induk yang hilang atau bocor. Kartu lama tidak berlaku lagi: setiap desa mengetik"
            " Nomor Kunci baru sekali, lalu memasang tanda terdaftar yang ditulis sekarang. Data tetap."
        )
        if not ask(self, _("Ganti kunci induk kecamatan?"), _("Ganti"), detail=detail, danger=True):
            return
        folder = self.ask_folder(_("Flashdisk untuk tanda terdaftar"))
        if folder is None:
            return
        desk = self._desk
        app, by, at = desk.app, desk.person, desk.now()
        desk.run_long(
            self,
            lambda _step: office.replace_root(app, folder, by=by, at=at),
            self._replaced,
            title=_("Menulis tanda terdaftar…"),
        )

    def _replaced(self, done: tuple[App, tuple[Path, ...]]) -> None:
        self._desk.app = done[0]
        self.show_state()
        words = _("Kunci induk diganti; {n} tanda terdaftar ditulis. Cetak kartu baru dan bagikan ke desa.")
        self._desk.notice(
            words.format(n=len(done[1])),
            Tone.SUKSES,
            _("Cetak kartu"),
            lambda: open_key_card(self._desk, "pengaturan"),
        )


class CardPanel(QWidget):
    """`Ganti kunci kecamatan`: a village types the digits of a new card; its grant changes the rest."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("pengaturan.pengaman.kartu")
        self._desk = desk
        words = QLabel(
            _(
                "Hanya bila kecamatan membagikan kartu baru. Ketik ke-30 angkanya, lalu pasang tanda"
                " terdaftar dari kecamatan di Kirim & Terima. Sampai itu tiba, kunci lama tetap dipakai."
            )
        )
        words.setProperty("teks", "sekunder")
        words.setWordWrap(True)
        self.digits = DigitsEntry("pengaturan.pengaman.kartu.nomor", _("Nomor Kunci dari kartu baru"))
        self.button = QPushButton(_("Simpan nomor kartu"))
        self.button.setObjectName("pengaturan.pengaman.kartu.simpan")
        self.button.setEnabled(False)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(words)
        box.addWidget(self.digits)
        box.addLayout(row)
        self.digits.changed.connect(lambda: self.button.setEnabled(self.digits.is_complete))
        self.button.clicked.connect(lambda _on=False: self.trust())

    def trust(self) -> None:
        """Keep what was typed."""
        desk, digits = self._desk, self.digits.text
        app, by, at = desk.app, desk.person, desk.now()
        desk.run(
            self,
            lambda: enrolment.trust_digits(app.database, digits, by=by, at=at),
            self._kept,
            lambda failure: self.digits.refuse(failure.sentence, int(getattr(failure, "kelompok", 0))),
        )

    def _kept(self, _digits: str) -> None:
        self.digits.clear()
        self._desk.notice(_("Nomor kartu baru disimpan. Pasang tanda terdaftar dari kecamatan."), Tone.SUKSES)
