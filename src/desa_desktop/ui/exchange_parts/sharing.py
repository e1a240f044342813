"""Berbagi data: whether the register of residents travels to a kecamatan that asks for it (ux.md 5.11).

Off until somebody with a name says yes; where nobody asks there is nothing to choose.
"""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from desa_desktop.domain.izin import Izin, Kata, KataIzin
from desa_desktop.domain.wording import show_date
from desa_desktop.errors import DesaError, InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import exchange
from desa_desktop.services.exchange import titipan
from desa_desktop.services.exchange.titipan import KeadaanTitipan
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.fields import Field
from desa_desktop.ui.kit.form import Form
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.notice import Tone

_USUAL_DAYS = 365  # a village that agreed once is asked again after a year


def said_words(one: KataIzin) -> str:
    """`12 Agustus 2026: disetujui oleh Suharto, Kepala Desa`."""
    who = ", ".join(part for part in (one.oleh, one.jabatan) if part)
    words = {
        Kata.DIMINTA: _("{tanggal}: diminta kecamatan ({siapa})"),
        Kata.SETUJU: _("{tanggal}: disetujui oleh {siapa}"),
        Kata.CABUT: _("{tanggal}: persetujuan dicabut oleh {siapa}"),
        Kata.GUGUR: _("{tanggal}: tidak lagi diminta kecamatan ({siapa})"),
        Kata.HABIS: _("{tanggal}: jangka waktu persetujuan habis"),
    }
    said = words[one.kata].format(tanggal=show_date(one.pada.astimezone().date()), siapa=who)
    if one.sampai is None:
        return said
    return _("{kalimat}, sampai {tanggal}").format(kalimat=said, tanggal=show_date(one.sampai))


class SharePage(QWidget):
    """The request, what would go along, who decides, the tick itself, and all that was said so far."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("pengaturan.berbagi")
        self._desk = desk
        self._izin = Izin()
        self.state = MarkedText(Mark.TIDAK_ADA)
        self.state.setObjectName("pengaturan.berbagi.keadaan")
        self.what = _text(
            _(
                "Bila disetujui, yang ikut dalam setiap kiriman: NIK, nama, tanggal lahir, keluarga, alamat, "
                "pendidikan, pekerjaan, disabilitas, dan kesehatan setiap penduduk. Nomor telepon, email, "
                "foto, letak rumah, dan catatan tidak ikut."
            )
        )
        self.why = _text(
            _(
                "Undang-Undang Pelindungan Data Pribadi (27/2022) meminta data dikirim seperlunya. Tanpa "
                "data ini kecamatan tetap menerima jumlah penduduk lewat Angka Pokok. Persetujuan bisa "
                "dicabut kapan saja; kiriman berikutnya lalu menghapus data penduduk dari laptop kecamatan."
            )
        )
        self.form = Form(
            "pengaturan.berbagi.isian",
            [
                Field(
                    name="oleh",
                    label=_("Nama yang memutuskan"),
                    hint=_("Orangnya sendiri, misalnya Kepala Desa. Tercatat bersama tanggalnya."),
                ),
                Field(name="jabatan", label=_("Jabatan")),
                Field(
                    name="sampai",
                    label=_("Berlaku sampai"),
                    kind=Kind.DATE,
                    hint=_("Sesudah hari itu tidak ada yang dikirim lagi. Kosong berarti tanpa batas."),
                ),
            ],
            today=desk.today,
            save=self._no_save,
        )
        self.tick = QCheckBox(_("Kirim data penduduk lengkap ke kecamatan"))
        self.tick.setObjectName("pengaturan.berbagi.setuju")
        self.tick.clicked.connect(self.decide)
        self.past = _text("")
        self.past.setObjectName("pengaturan.berbagi.riwayat")
        self._past_head = _head(_("Yang sudah diputuskan"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(_head(_("Data penduduk lengkap")))
        for widget in (self.state, self.what, self.why, self.form):
            box.addWidget(widget)
        box.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self._past_head)
        box.addWidget(self.past)
        box.addWidget(_head(_("Titip cadangan")))
        self.deposits = _text(
            _(
                "Sebulan sekali satu cadangan tersandi ikut kiriman. Kecamatan menyimpan dua yang terbaru dan"
                " tidak dapat membacanya; hanya 30 angka Kit Pemulihan desa yang membukanya. Berguna bila"
                " laptop dan flashdisk cadangan hilang bersama."
            )
        )
        self.deposit = QCheckBox(_("Titipkan cadangan ke kecamatan"))
        self.deposit.setObjectName("pengaturan.berbagi.titip")
        self.deposit.clicked.connect(self.choose_deposits)
        self.deposit_state = MarkedText(Mark.TIDAK_ADA)
        self.deposit_state.setObjectName("pengaturan.berbagi.titipan")
        box.addWidget(self.deposits)
        box.addWidget(self.deposit, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.deposit_state)
        box.addStretch(1)
        until = desk.today() + timedelta(days=_USUAL_DAYS)
        self.form.set_values({"oleh": "", "jabatan": _("Kepala Desa"), "sampai": until})
        self.show_izin(self._izin)

    def show_izin(self, izin: Izin) -> None:
        """What was asked and said; without a request there is nothing to tick."""
        self._izin = izin
        if izin.is_berlaku:
            words = _("Disetujui. Data penduduk lengkap ikut dalam setiap kiriman ke kecamatan.")
            if izin.terakhir is not None and izin.terakhir.sampai is not None:
                words = _(
                    "Disetujui sampai {tanggal}. Data penduduk lengkap ikut dalam setiap kiriman."
                ).format(tanggal=show_date(izin.terakhir.sampai))
            self.state.set_state(Mark.PERINGATAN, words)
        elif izin.terakhir is not None and izin.terakhir.kata is Kata.HABIS:
            words = _(
                "Jangka waktu persetujuan sudah habis, jadi tidak ada yang dikirim."
                " Kecamatan masih memintanya."
            )
            self.state.set_state(Mark.BELUM, words)
        elif izin.terakhir is not None:
            words = _("Persetujuan sudah dicabut, jadi tidak ada yang dikirim. Kecamatan masih memintanya.")
            self.state.set_state(Mark.BELUM, words)
        elif izin.is_diminta:
            words = _(
                "Kecamatan meminta data penduduk lengkap. Belum disetujui, jadi tidak ada yang dikirim."
            )
            self.state.set_state(Mark.BELUM, words)
        else:
            words = _(
                "Kecamatan tidak meminta data penduduk lengkap. Data penduduk tetap di laptop ini; "
                "kecamatan hanya menerima jumlahnya lewat Angka Pokok."
            )
            self.state.set_state(Mark.TIDAK_ADA, words)
        for widget in (self.what, self.why, self.form, self.tick):
            widget.setVisible(izin.is_diminta)
        self.tick.setChecked(izin.is_berlaku)
        self.tick.setEnabled(True)
        self.past.setText("\n".join(said_words(one) for one in reversed(izin.riwayat)))
        for widget in (self._past_head, self.past):
            widget.setVisible(bool(izin.riwayat))

    def show_deposits(self, known: KeadaanTitipan) -> None:
        """Whether backups are left with the kecamatan, and how old the newest there is."""
        self.deposit.setChecked(known.is_aktif)
        self.deposit.setEnabled(True)
        last = known.terakhir_disimpan
        if last is not None:
            day = show_date(last.astimezone().date())
            words = _("Titipan terakhir di kecamatan: {tanggal}.").format(tanggal=day)
            self.deposit_state.set_state(Mark.SELESAI, words)
        elif known.is_aktif:
            words = _("Titipan pertama ikut kiriman berikutnya.")
            self.deposit_state.set_state(Mark.BERJALAN, words)
        else:
            self.deposit_state.set_state(Mark.TIDAK_ADA, _("Belum ada titipan di kecamatan."))

    def choose_deposits(self, wanted: bool) -> None:
        """The tick was set or taken away."""
        desk = self._desk
        app, by, at = desk.app, desk.person, desk.now()
        self.deposit.setEnabled(False)

        def work() -> KeadaanTitipan:
            titipan.choose_deposits(app.database, app.safe, aktif=wanted, by=by, at=at)
            return titipan.show_deposits(app.database, app.laptop, app.files)

        desk.run(self, work, self.show_deposits, self._no_deposit)

    def _no_deposit(self, failure: DesaError) -> None:
        self.deposit.setChecked(False)
        self.deposit.setEnabled(True)
        self._desk.show_error(failure)

    def decide(self, wanted: bool) -> None:
        """The tick was set or taken away: keep it with the name that stands above."""
        self.form.commit()
        read = {name: self.form.boxes[name].editor.reading().value for name in ("oleh", "jabatan", "sampai")}
        until = read["sampai"] if isinstance(read["sampai"], date) else None
        desk = self._desk
        app, by, at = desk.app, desk.person, desk.now()
        self.tick.setEnabled(False)
        desk.run(
            self,
            lambda: exchange.decide(
                app.database,
                app.laptop,
                setuju=wanted,
                oleh=str(read["oleh"] or ""),
                jabatan=str(read["jabatan"] or ""),
                sampai=until,
                by=by,
                at=at,
            ),
            self._decided,
            self._refused,
        )

    def _decided(self, izin: Izin) -> None:
        self.show_izin(izin)
        if izin.is_berlaku:
            words = _("Disetujui. Data penduduk ikut mulai kiriman berikutnya.")
        else:
            words = _(
                "Persetujuan dicabut. Kiriman berikutnya menghapus data penduduk dari laptop kecamatan."
            )
        self._desk.notice(words, Tone.SUKSES, seconds=10)

    def _refused(self, error: DesaError) -> None:
        self.show_izin(self._izin)
        known = ("oleh", "sampai")
        field = next((one for one in known if isinstance(error, InvalidInput) and one in error.fields), "")
        if isinstance(error, InvalidInput) and field:
            self.form.refuse({field: error.fields[field]})
            self.form.go_to(field)
        else:
            self._desk.show_error(error)

    def _no_save(self, _name: str, _value: object) -> None:
        """Who decides is kept with the decision, not by leaving the field."""


def _head(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("teks", "bagian")
    return label


def _text(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("teks", "sekunder")
    label.setWordWrap(True)
    return label
