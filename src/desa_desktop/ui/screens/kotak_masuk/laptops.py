"""The tab Laptop Desa: which laptops are enrolled, and the kecamatan's own card (ux.md 6.2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desa_desktop import pemulihan
from desa_desktop.errors import DesaError
from desa_desktop.i18n import N_, _
from desa_desktop.services import enrolment
from desa_desktop.services.enrolment import KunciLaptop, KunciMati, NomorKunci
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.exchange_parts.papers import open_key_card
from desa_desktop.ui.exchange_parts.root_key import with_root_asked
from desa_desktop.ui.exchange_parts.words import moment_text
from desa_desktop.ui.kit.ask import ask, ask_choice
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.marks import Mark
from desa_desktop.ui.kit.search import SearchBox
from desa_desktop.ui.kit.table import Column

REVOKED = "dicabut"


class LaptopsPage(QWidget):
    """`register` asks for the page Daftarkan, `make_root` for the kecamatan's first key.

    On a further laptop of the kecamatan that is not enrolled yet `enrol` asks for its own page, and `renew`
    for new keys where the old ones were revoked.

    `done` after a key was revoked. `ask_data(KunciLaptop)` asks for the page that asks its village for the
    register of residents.
    """

    register = Signal()
    enrol = Signal()
    renew = Signal()
    ask_data = Signal(object)
    make_root = Signal()
    done = Signal()
    ready = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("laptop_desa")
        self._desk = desk
        self._has_root, self._missing = False, ""
        self.number = QLabel()
        self.number.setObjectName("laptop_desa.nomor")
        self.number.setProperty("teks", "bagian")
        self.card = QPushButton(_("Cetak Kartu Nomor Kunci"))
        self.card.setObjectName("laptop_desa.tombol_kartu")
        self.search = SearchBox("laptop_desa.cari")
        self.people = QPushButton(_("Data penduduk…"))
        self.people.setObjectName("laptop_desa.tombol_penduduk")
        self.people.setToolTip(_("Minta data penduduk lengkap dari desa ini, atau berhenti meminta"))
        self.revoke = QPushButton(_("Cabut kunci…"))
        self.revoke.setObjectName("laptop_desa.tombol_cabut")
        self.revoke.setToolTip(_("Laptop hilang, dicuri, diganti, atau pemakainya keluar"))
        self.list = Grid("laptop_desa.daftar", _columns(), row_id=lambda row: row.kid)
        self.list.setAccessibleName(_("Laptop yang terdaftar"))
        frame = QFrame()
        frame.setProperty("kartu", "ya")
        words = QVBoxLayout()
        words.setSpacing(2)
        label = QLabel(_("Nomor Kunci kecamatan"))
        label.setProperty("teks", "label")
        hint = QLabel(_("Cetak, bubuhkan cap, dan bagikan ke desa. Angka ini diketik sekali di laptop desa."))
        hint.setProperty("teks", "sekunder")
        hint.setWordWrap(True)
        for widget in (label, self.number, hint):
            words.addWidget(widget)
        line = QHBoxLayout(frame)
        line.setContentsMargins(16, 12, 16, 12)
        line.addLayout(words, 1)
        line.addWidget(self.card)
        top = QHBoxLayout()
        top.addWidget(self.search)
        top.addStretch(1)
        top.addWidget(self.people)
        top.addWidget(self.revoke)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(8)
        box.addWidget(frame)
        box.addLayout(top)
        box.addWidget(self.list, 1)
        self.card.clicked.connect(lambda: open_key_card(desk, "kotak_masuk"))
        self.search.searched.connect(self.list.set_filter)
        self.list.filtered.connect(self.search.show_count)
        self.list.current_changed.connect(lambda _key: self._sync())
        self.people.clicked.connect(lambda _on=False: self.ask_village())
        self.revoke.clicked.connect(lambda _on=False: self.revoke_chosen())
        self._sync()

    def show_keys(self, keys: Sequence[KunciLaptop], own: NomorKunci | None, missing: str = "") -> None:
        """Show the laptops, and the 30 digits of this kecamatan (None before its key was made).

        `missing` is the state of a further laptop that is not enrolled, else "".
        """
        self._has_root, self._missing = own is not None, missing
        nothing = _("Kunci kecamatan belum dibuat.")
        if missing:
            nothing = _("Laptop ini belum terdaftar di kantor kecamatan.")
        if missing == REVOKED:
            nothing = _("Kunci laptop ini sudah dicabut. Data aman.")
        self.number.setText(own.nomor if own is not None and not missing else nothing)
        self.card.setEnabled(own is not None and not missing)
        self.list.show_rows(keys)
        if keys and self.list.current_row() is None:
            self.list.go_first()
        self._sync()
        self.ready.emit()

    def _sync(self) -> None:
        row = self.list.current_row()
        self.people.setEnabled(isinstance(row, KunciLaptop) and _is_village(row))
        self.revoke.setEnabled(isinstance(row, KunciLaptop) and self._can_revoke(row))

    def _can_revoke(self, row: KunciLaptop) -> bool:
        return row.keadaan == "aktif" and row.kid != self._desk.app.laptop.keys.kid

    def ask_village(self) -> None:
        """The page about the register of the village whose laptop is chosen."""
        row = self.list.current_row()
        if isinstance(row, KunciLaptop) and _is_village(row):
            self.ask_data.emit(row)

    def revoke_chosen(self) -> None:
        """Why, and then for good: the key of the chosen laptop no longer opens any door."""
        row = self.list.current_row()
        if not isinstance(row, KunciLaptop) or not self._can_revoke(row):
            return
        who = _("{laptop} dari {nama}").format(laptop=row.label, nama=row.nama)
        question = _("Mengapa kunci {siapa} dicabut?").format(siapa=who)
        alasan = ask_choice(self, question, _("Lanjut"), [(word, _(text)) for word, text in _REASONS])
        if alasan is None:
            return
        detail = _(
            "Kiriman dari laptop ini tidak diterima lagi. Yang sudah diterima tetap sah."
            " Pencabutan tidak bisa dibatalkan; laptop itu didaftarkan lagi dengan kunci baru."
            " Sesudah ini kirim umpan balik ke semua desa."
        )
        if not ask(
            self, _("Cabut kunci {siapa}?").format(siapa=who), _("Cabut kunci"), detail=detail, danger=True
        ):
            return
        self._revoke(row.kid, alasan)

    def _revoke(self, kid: str, alasan: str, root: tuple[Path, str] | None = None) -> None:
        """`root` is the stick of the root key and the kit's digits, for an assistant's laptop."""
        desk, app = self._desk, self._desk.app
        by, at = desk.person, desk.now()

        def work() -> KunciMati:
            laptop = pemulihan.with_root(app, *root).laptop if root is not None else app.laptop
            return enrolment.revoke_key(app.database, laptop, kid, alasan, by=by, at=at)

        def failed(failure: DesaError) -> None:
            with_root_asked(self, failure, lambda *given: self._revoke(kid, alasan, given), desk.show_error)

        desk.run(self, work, lambda gone: self._revoked(gone.label), failed)

    def _revoked(self, label: str) -> None:
        words = _("Kunci {laptop} dicabut. Kirim umpan balik ke semua desa supaya mereka tahu.")
        self._desk.notice(words.format(laptop=label), seconds=10)
        self.done.emit()

    @property
    def primary(self) -> tuple[str, Callable[[], object], bool, str]:
        """`Daftarkan`, or the making of the first key, or the enrolment of this laptop itself."""
        if self._missing == REVOKED:
            return _("Buat kunci baru dan daftar lagi"), self.renew.emit, True, ""
        if self._missing:
            return _("Daftarkan laptop ini"), self.enrol.emit, True, ""
        if not self._has_root:
            return _("Buat kunci kecamatan"), self.make_root.emit, True, ""
        return _("Daftarkan"), self.register.emit, True, ""


_REASONS = (
    ("hilang", N_("Hilang")),
    ("dicuri", N_("Dicuri")),
    ("diganti", N_("Diganti laptop lain")),
    ("keluar", N_("Pemakainya keluar")),
)


def _columns() -> list[Column]:
    return [
        Column(
            name="keadaan", label=_("Keadaan"), width=120, value=_state_words,
            mark=lambda row: Mark.SELESAI if row.keadaan == "aktif" else Mark.GALAT,
        ),
        Column(name="nama", label=_("Desa"), width=160),
        Column(name="label", label=_("Laptop"), width=170, stretch=True),
        Column(name="kid", label=_("Tanda kunci"), width=110, value=lambda row: row.kid[:8]),
        Column(name="sejak", label=_("Sejak"), width=130, value=lambda row: moment_text(row.sejak)),
        Column(name="oleh", label=_("Diketik oleh"), width=150),
        Column(
            name="penduduk", label=_("Data penduduk"), width=120,
            value=lambda row: _("diminta") if row.minta_penduduk else "–",
        ),
        Column(
            name="nomor", label=_("Nomor terakhir"), width=120,
            value=lambda row: row.nomor_terakhir,
            text=lambda row: str(row.nomor_terakhir) if row.nomor_terakhir is not None else "–",
        ),
    ]  # fmt: skip


def _is_village(row: KunciLaptop) -> bool:
    return row.peran == "desa" and row.keadaan == "aktif"


def _state_words(row: KunciLaptop) -> str:
    if row.keadaan == "aktif":
        return _("Terdaftar")
    return _("Dicabut: {alasan}").format(alasan=row.alasan)
