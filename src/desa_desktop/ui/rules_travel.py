"""Rules between the offices: what the kecamatan sent and would change here, and publishing it to villages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desa_desktop.domain.kantor import DesaBinaan
from desa_desktop.domain.paket_beda import BARU, HILANG, BedaAturan
from desa_desktop.domain.wording import show_date
from desa_desktop.i18n import _
from desa_desktop.services import aturan, aturan_terbit, kantor
from desa_desktop.services.aturan import PaketTampil
from desa_desktop.services.aturan_terbit import Tawaran, Terbitan
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.ask import ask_reason
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.style import look
from desa_desktop.ui.terbit import ask_villages


class OffersPart(QWidget):
    """The newest paket of the kecamatan: its sentence, every difference, `Pakai paket ini`.

    Hidden without one.
    """

    def __init__(self, desk: Desk, taken: Callable[[PaketTampil], None]) -> None:
        super().__init__()
        self.setObjectName("pengaturan.aturan.tawaran")
        self._desk, self._taken = desk, taken
        self.offer: Tawaran | None = None
        self.sentence = MarkedText(Mark.BELUM, "")
        self.sentence.setObjectName("pengaturan.aturan.tawaran.kalimat")
        self.changes = Grid("pengaturan.aturan.tawaran.beda", _columns(), row_id=lambda row: row.teks)
        self.changes.setAccessibleName(_("Aturan yang akan berubah"))
        self.changes.setMinimumHeight(look().px(180))
        self.use = QPushButton(_("Pakai paket ini"))
        self.use.setObjectName("pengaturan.aturan.tawaran.pakai")
        self.use.setProperty("peran", "utama")
        self.use.clicked.connect(lambda _on=False: self.take())
        row = QHBoxLayout()
        row.addWidget(self.use)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 12)
        box.setSpacing(8)
        box.addWidget(_head(_("Paket Aturan dari kecamatan")))
        box.addWidget(self.sentence)
        box.addWidget(self.changes)
        box.addLayout(row)
        self.setVisible(False)

    def reload(self) -> None:
        """Read what the kecamatan sent."""
        app = self._desk.app
        self._desk.run(self, partial(aturan_terbit.list_offers, app.database, app.bawaan), self.show_offers)

    def show_offers(self, offers: Sequence[Tawaran]) -> None:
        """Show the newest one; earlier ones are only of use to the history."""
        self.offer = offers[0] if offers else None
        self.setVisible(self.offer is not None)
        if self.offer is None:
            return
        one = self.offer
        can = not (one.masalah or one.is_dicabut or one.is_berlaku)
        mark = Mark.SELESAI if one.is_berlaku else Mark.BELUM if can else Mark.PERINGATAN
        self.sentence.set_state(mark, one.kalimat)
        self.changes.show_rows(one.beda)
        self.changes.setVisible(can and bool(one.beda))
        self.use.setVisible(can)

    def take(self) -> None:
        """`Pakai paket ini`: every screen works by it at once."""
        if self.offer is None:
            return
        app, nomor, at, by = self._desk.app, self.offer.nomor, self._desk.now(), self._desk.person
        self._desk.run(
            self, lambda: aturan_terbit.take(app.database, app.bawaan, nomor, by=by, at=at), self._taken
        )


class PublishPart(QWidget):
    """At the kecamatan: what was published, `Terbitkan ke desa…`, `Tarik…`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("pengaturan.aturan.terbit")
        self._desk = desk
        self.ask_villages: Callable[[QWidget, str, Sequence[DesaBinaan], str], list[str] | None] = (
            ask_villages
        )
        self.ask_reason: Callable[[], str | None] = self._ask_reason
        self.state = QLabel()
        self.state.setObjectName("pengaturan.aturan.terbit.keadaan")
        self.state.setWordWrap(True)
        self.publish = QPushButton(_("Terbitkan ke desa…"))
        self.publish.setObjectName("pengaturan.aturan.terbit.terbitkan")
        self.publish.clicked.connect(lambda _on=False: self.publish_now())
        self.drop = QPushButton(_("Tarik…"))
        self.drop.setObjectName("pengaturan.aturan.terbit.tarik")
        self.drop.clicked.connect(lambda _on=False: self.take_back())
        row = QHBoxLayout()
        row.addWidget(self.publish)
        row.addWidget(self.drop)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 12, 0, 0)
        box.setSpacing(8)
        box.addWidget(_head(_("Untuk desa")))
        box.addWidget(self.state)
        box.addLayout(row)
        self.show_state(None)

    def reload(self) -> None:
        """Read what was published."""
        self._desk.run(self, partial(aturan_terbit.published, self._desk.app.database), self.show_state)

    def show_state(self, done: Terbitan | None) -> None:
        """Which paket the villages get, and why the one in force cannot be published."""
        shipped = self._desk.app.paket.asal == aturan.BAWAAN
        self.publish.setEnabled(not shipped)
        self.publish.setToolTip(_("Paket bawaan sudah ada di setiap aplikasi desa.") if shipped else "")
        self.drop.setEnabled(done is not None)
        if done is None:
            words = _("Belum ada paket yang diterbitkan. Desa memakai paket bawaan atau paketnya sendiri.")
            self.state.setText(words)
            return
        to = _("semua desa") if done.desa == ("semua",) else ", ".join(done.desa)
        words = _("Terbit ke {desa}: Paket Aturan {nomor}, {tanggal}.")
        self.state.setText(words.format(desa=to, nomor=done.nomor, tanggal=show_date(done.tanggal)))

    def publish_now(self) -> None:
        """`Terbitkan ke desa…`: ask which, then put it into the next kiriman."""
        app = self._desk.app
        villages = kantor.villages(app.database)
        if not villages:
            self._desk.notice(_("Belum ada desa. Tambahkan daftar desa di layar Desa dulu."), Tone.PERINGATAN)
            return
        title = _("Paket Aturan {nomor}, {tanggal}").format(
            nomor=app.paket.nomor, tanggal=show_date(app.paket.tanggal)
        )
        about = _("Ikut dalam kiriman berikutnya. Desa melihat dulu yang berubah, lalu memakainya sendiri.")
        desa = self.ask_villages(self, title, villages, about)
        if desa is None:
            return
        kid, by, at = app.laptop.keys.kid, self._desk.person, self._desk.now()

        def done(made: Terbitan) -> None:
            words = _("Paket Aturan {nomor} ikut kiriman berikutnya ke desa. Tulis di Kirim & Terima.")
            self._desk.notice(words.format(nomor=made.nomor), Tone.SUKSES, seconds=10)
            self.reload()

        self._desk.run(
            self,
            lambda: aturan_terbit.publish(app.database, app.bawaan, desa, kid=kid, by=by, at=at),
            done,
        )

    def take_back(self) -> None:
        """`Tarik…`: with a reason that the villages read."""
        reason = self.ask_reason()
        if not reason:
            return
        app, by, at = self._desk.app, self._desk.person, self._desk.now()

        def done(nomor: str) -> None:
            words = _("Paket Aturan {nomor} ditarik. Desa diberi tahu lewat kiriman berikutnya.")
            self._desk.notice(words.format(nomor=nomor), Tone.SUKSES, seconds=10)
            self.reload()

        self._desk.run(
            self,
            lambda: aturan_terbit.take_back(app.database, reason, kid=app.laptop.keys.kid, by=by, at=at),
            done,
        )

    def _ask_reason(self) -> str | None:
        return ask_reason(self, _("Tarik Paket Aturan yang sudah diterbitkan?"), _("Tarik"))


def _columns() -> list[Column]:
    return [
        Column(name="lembar", label=_("Lembar"), width=110),
        Column(name="baris", label=_("Aturan"), width=210, stretch=True, value=_rule),
        Column(name="kolom", label=_("Yang berubah"), width=130, value=_what),
        Column(name="semula", label=_("Sekarang"), width=120, value=lambda row: row.semula or "–"),
        Column(name="menjadi", label=_("Menjadi"), width=120, value=lambda row: row.menjadi or "–"),
    ]


def _rule(row: BedaAturan) -> str:
    return _("{aturan} (anjuran saja)").format(aturan=row.baris) if row.is_anjuran else row.baris


def _what(row: BedaAturan) -> str:
    words = {BARU: _("baris baru"), HILANG: _("tidak ada lagi")}
    return words.get(row.tanda, row.kolom or _("nilai"))


def _head(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("teks", "bagian")
    return label
