"""Pengaturan: how the program looks, the facts of the office, its kata sandi, and where everything lies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desa_desktop import app as office
from desa_desktop.app import App, Mode
from desa_desktop.domain.asal import Asal
from desa_desktop.domain.kantor import Kantor
from desa_desktop.domain.wilayah import show_kode
from desa_desktop.errors import DesaError, InvalidInput, KeyProblem
from desa_desktop.i18n import N_, _
from desa_desktop.services import exchange, jalan_rapat, kantor, upkeep
from desa_desktop.services.exchange import titipan
from desa_desktop.services.latar_rencana import dasar_tim
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.exchange_parts.choosing import choose_folder
from desa_desktop.ui.exchange_parts.kit import KitPanel
from desa_desktop.ui.exchange_parts.root_key import CardPanel, RootPanel
from desa_desktop.ui.exchange_parts.sharing import SharePage
from desa_desktop.ui.kit.fields import Field
from desa_desktop.ui.kit.form import Form, scrolled
from desa_desktop.ui.kit.kinds import Choice, Kind
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.password import PasswordBox
from desa_desktop.ui.kit.tabs import Tabs
from desa_desktop.ui.origin_question import keep_origin
from desa_desktop.ui.rules_page import RulesPage
from desa_desktop.ui.screen import Screen
from desa_desktop.ui.style import SIZES, Theme, is_restyle, look

_THEMES = {Theme.TERANG: N_("Terang"), Theme.GELAP: N_("Gelap"), Theme.KONTRAS: N_("Kontras Tinggi")}


class PengaturanScreen(Screen):
    """Tabs; everything counts at once and is kept by itself, so there is no filled button.

    Berbagi data is there in a village only: it is the village that decides about its data.
    """

    help = "pengaturan"
    tables = frozenset({"kantor", "meta", "paket_tersimpan", "dokumen"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "pengaturan")
        self.title = _("Pengaturan")
        self.look, self.office = LookPage(desk), OfficePage(desk)
        self.safety, self.more = SafetyPage(desk), MorePage(desk)
        self.rules = RulesPage(desk)
        self.share = SharePage(desk) if desk.app.mode is not Mode.KECAMATAN else None
        self.tabs = Tabs("pengaturan")
        self.tabs.take_keys()
        for name, label, page in (
            ("tampilan", _("Tampilan"), self.look),
            ("kantor", _("Kantor"), self.office),
            ("pengaman", _("Pengaman"), self.safety),
            ("berbagi", _("Berbagi data"), self.share),
            ("aturan", _("Paket Aturan"), self.rules),
            ("lanjutan", _("Lanjutan"), self.more),
        ):
            if page is None:
                continue
            width = 860 if page is self.rules else 640  # what would change stands in a table
            self.tabs.add(name, label, scrolled(page, f"pengaturan.{name}.gulung", width=width))
        self.tabs.remember(desk.memory)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.tabs)
        self.reload()

    def reload(self) -> None:
        """Read the facts of the office anew."""
        database = self.desk.app.database
        self.desk.run(self, partial(kantor.find, database), self.office.show_office)
        self.rules.reload()
        if self.share is not None:
            self.desk.run(self, partial(exchange.get_izin, database), self.share.show_izin)
            app = self.desk.app
            read = partial(titipan.show_deposits, database, app.laptop, app.files)
            self.desk.run(self, read, self.share.show_deposits)

    def go_to(self, key: object) -> None:
        """A tab by its name."""
        if isinstance(key, str) and key:
            self.tabs.turn_to(key)


class LookPage(QWidget):
    """Size of text, theme and hints; the menu Lihat changes the same things."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.sizes: dict[int, QPushButton] = {}
        self.themes: dict[Theme, QPushButton] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(_head(_("Ukuran huruf")))
        sizes = QHBoxLayout()
        group = QButtonGroup(self)
        for size in SIZES:
            button = _choice(f"pengaturan.tampilan.huruf_{size}", f"{size}%")
            button.setAccessibleName(_("Ukuran huruf {n} persen").format(n=size))
            button.clicked.connect(lambda _on=False, size=size: desk.look_asked.emit(None, size))
            group.addButton(button)
            sizes.addWidget(button)
            self.sizes[size] = button
        sizes.addStretch(1)
        box.addLayout(sizes)
        box.addWidget(_head(_("Tema")))
        themes = QHBoxLayout()
        group = QButtonGroup(self)
        for theme, word in _THEMES.items():
            button = _choice(f"pengaturan.tampilan.tema_{theme.value}", _(word))
            button.clicked.connect(lambda _on=False, theme=theme: desk.look_asked.emit(theme, None))
            group.addButton(button)
            themes.addWidget(button)
            self.themes[theme] = button
        themes.addStretch(1)
        box.addLayout(themes)
        box.addWidget(_head(_("Petunjuk")))
        self.hints = QCheckBox(_("Tampilkan petunjuk tombol di baris bawah"))
        self.hints.setObjectName("pengaturan.tampilan.petunjuk")
        self.hints.setChecked(desk.app.settings.petunjuk)
        self.hints.toggled.connect(self._keep_hints)
        box.addWidget(self.hints)
        box.addWidget(_head(_("Penduduk")))
        self.whole = QCheckBox(_("Tampilkan NIK dan Nomor KK utuh di daftar"))
        self.whole.setObjectName("pengaturan.tampilan.nik_tampak")
        self.whole.setChecked(desk.app.settings.nik_tampak)
        self.whole.toggled.connect(self._keep_whole)
        box.addWidget(self.whole)
        box.addStretch(1)
        self._tick()

    def changeEvent(self, event: QEvent) -> None:
        """Another look, from here or from the menu: press the right buttons."""
        super().changeEvent(event)
        if is_restyle(event) and self.themes:
            self._tick()

    def _tick(self) -> None:
        self.sizes[look().scale].setChecked(True)
        self.themes[look().theme].setChecked(True)

    def _keep_hints(self, shown: bool) -> None:
        self._desk.hints_asked.emit(shown)
        app = self._desk.app
        self._desk.save(
            self,
            lambda: _keep(app, petunjuk=shown),
            partial(_take, self._desk),
            place="pengaturan.petunjuk",
        )

    def _keep_whole(self, shown: bool) -> None:
        app = self._desk.app
        self._desk.save(
            self,
            lambda: _keep(app, nik_tampak=shown),
            partial(_take, self._desk),
            place="pengaturan.nik_tampak",
        )


class OfficePage(QWidget):
    """Names and place of the office, and the plan year it works on. The code stays as it is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._year: int | None = None
        is_desa = desk.app.mode is not Mode.KECAMATAN
        self.code = QLabel()
        self.code.setObjectName("pengaturan.kantor.kode")
        fields = [
            Field(name="nama", label=_("Nama desa") if is_desa else _("Nama kecamatan"), wajib=True),
            *([Field(name="kecamatan", label=_("Kecamatan"))] if is_desa else []),
            Field(name="kabupaten", label=_("Kabupaten atau kota")),
            Field(name="provinsi", label=_("Provinsi")),
            Field(name="alamat", label=_("Alamat kantor")),
            Field(name="kepala", label=_("Kepala Desa") if is_desa else _("Camat")),
            *([] if is_desa else [Field(name="nip_kepala", label=_("NIP Camat"))]),
            Field(
                name="label",
                label=_("Nama laptop ini"),
                hint=_("Tampil di riwayat perubahan dan di kecamatan."),
            ),
        ]
        self.form = Form("pengaturan.kantor", fields, today=desk.today, save=self._save)
        self.year = Form(
            "pengaturan.tahun", [self._year_field(desk.today())], today=desk.today, save=self._no_save
        )
        self.change = QPushButton(_("Ganti Tahun Rencana"))
        self.change.setObjectName("pengaturan.kantor.ganti_tahun")
        self.change.clicked.connect(self._change_year)
        self.choice = Form("pengaturan.pilihan", _choices(), today=desk.today, save=self._save_choice)
        why = QLabel(_("Data tahun lain tetap tersimpan dan bisa dibuka lagi dengan cara yang sama."))
        why.setProperty("teks", "sekunder")
        why.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        for widget in (_head(_("Tahun Rencana")), self.year, why):
            box.addWidget(widget)
        box.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeft)
        if is_desa:
            box.addWidget(_head(_("Aturan yang diikuti")))
            box.addWidget(self.choice)
        for widget in (_head(_("Identitas kantor")), self.code, self.form):
            box.addWidget(widget)

    @staticmethod
    def _year_field(today: date) -> Field:
        years = [Choice(one, str(one)) for one in range(today.year - 1, today.year + 5)]
        return Field(name="tahun", label=_("Tahun Rencana"), kind=Kind.CHOICE, choices=years)

    def show_office(self, found: object) -> None:
        """The stored facts."""
        if found is None:
            return
        self.form.set_values(found)
        self._year = getattr(found, "tahun_rencana", None)
        self.year.set_values({"tahun": self._year})
        if isinstance(found, Kantor):
            self.choice.set_values(
                {
                    "urutan_tahap": found.urutan_tahap,
                    "dasar_tim": dasar_tim(found),
                    "label_durkp": found.setelan.get("label_durkp", "") or "rkp",
                    "kuorum": found.setelan.get("kuorum", ""),
                }
            )
        code = show_kode(str(getattr(found, "kode", "")))
        self.code.setText(_("Kode wilayah {kode} (tidak dapat diubah)").format(kode=code))

    def _save(self, name: str, value: object) -> None:
        app, at, by = self._desk.app, self._desk.now(), self._desk.person
        text = str(value or "")

        def work() -> App:
            kantor.correct_identity(app.database, {name: text}, by=by, at=at)
            return app.reread()

        self._desk.save(
            self, work, partial(_take, self._desk), partial(self._refused, name), place=("kantor", name)
        )

    def _save_choice(self, name: str, value: object) -> None:
        app, at, by = self._desk.app, self._desk.now(), self._desk.person

        def work() -> App:
            if name == "kuorum":
                jalan_rapat.set_quorum(app.database, str(value or ""), by=by, at=at)
            else:
                kantor.choose_rules(app.database, {name: str(value or "")}, by=by, at=at)
            return app.reread()

        def refused(error: DesaError) -> None:
            self.choice.refuse(error.fields if isinstance(error, InvalidInput) else {name: error.sentence})

        self._desk.save(self, work, partial(_take, self._desk), refused, place=("kantor", name))

    def _refused(self, name: str, error: DesaError) -> None:
        self.form.refuse(error.fields if isinstance(error, InvalidInput) else {name: error.sentence})

    def _no_save(self, _name: str, _value: object) -> None:
        """The year is changed by its button, not by leaving the field."""

    def _change_year(self) -> None:
        self.year.commit()
        value = self.year.boxes["tahun"].editor.reading().value
        if not isinstance(value, int) or value == self._year:
            self._desk.notice(_("Pilih dulu tahun yang lain."), Tone.SARAN, seconds=6)
            return
        app, at, by = self._desk.app, self._desk.now(), self._desk.person

        def done(_none: object) -> None:
            words = _("Tahun Rencana sekarang {tahun}.").format(tahun=value)
            self._desk.notice(words, Tone.SUKSES, seconds=8)
            self._desk.reread()

        self._desk.run(self, lambda: kantor.change_year(app.database, value, app.aturan, by=by, at=at), done)


def _choices() -> list[Field]:
    """Where two regulations say different things, the village says which it follows."""
    order = [
        Choice(
            "permendesa21", _("Permendesa 21/2020: tim lebih dulu, musdes kemudian, dengan musdes pengesahan")
        ),
        Choice("permendagri114", _("Permendagri 114/2014: musdes perencanaan lebih dulu, lalu tim")),
    ]
    team = [
        Choice("permendesa21", _("Permendesa 21/2020: paling sedikit 7 orang, perempuan 30%")),
        Choice("permendagri114", _("Permendagri 114/2014: 7 sampai 11 orang, perempuan diikutkan")),
    ]
    label = [
        Choice("rkp", _("Sama dengan RKPDes")),
        Choice("berikutnya", _("Tahun berikutnya: usulan dibiayai kabupaten setahun sesudah RKPDes")),
    ]
    return [
        Field(
            name="urutan_tahap",
            label=_("Urutan langkah perencanaan"),
            kind=Kind.CHOICE,
            choices=order,
            hint=_("Menentukan tugas di Beranda dan pemeriksaan langkah."),
        ),
        Field(name="dasar_tim", label=_("Dasar susunan tim penyusun"), kind=Kind.CHOICE, choices=team),
        Field(name="label_durkp", label=_("Tahun di judul DURKP"), kind=Kind.CHOICE, choices=label),
        Field(
            name="kuorum",
            label=_("Kuorum musyawarah desa"),
            hint=_("Pecahan dari undangan menurut tata tertib desa, misalnya 2/3. Kosong: menurut aturan."),
        ),
    ]


class SafetyPage(QWidget):
    """The kata sandi: to set one, or another; the state is said in the words of the wizard."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.state = MarkedText(Mark.BELUM)
        self.state.setObjectName("pengaturan.pengaman.keadaan")
        self.old = PasswordBox("pengaturan.pengaman.lama", _("Kata sandi sekarang"))
        hint = _("Paling sedikit 8 huruf; boleh satu kalimat. Catat dan simpan di tempat aman.")
        self.new = PasswordBox("pengaturan.pengaman.sandi", _("Kata sandi baru"), hint)
        self.again = PasswordBox("pengaturan.pengaman.ulang", _("Ketik sekali lagi"))
        self.button = QPushButton()
        self.button.setObjectName("pengaturan.pengaman.pasang")
        self.button.clicked.connect(self.set_password)
        self.again.line.returnPressed.connect(self.set_password)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        for widget in (_head(_("Kata sandi")), self.state, self.old, self.new, self.again):
            box.addWidget(widget)
        box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.kit = KitPanel(desk, "pengaturan.pengaman.kit", "pengaturan")
        why = QLabel(
            _(
                "30 angka di kertas untuk lemari besi. Dengan angka itu dan satu cadangan, laptop baru bisa"
                " melanjutkan pekerjaan bila laptop ini hilang atau rusak."
            )
        )
        why.setProperty("teks", "sekunder")
        why.setWordWrap(True)
        box.addWidget(_head(_("Kit Pemulihan")))
        box.addWidget(why)
        box.addWidget(self.kit)
        is_kecamatan = desk.app.mode is Mode.KECAMATAN
        box.addWidget(_head(_("Kunci induk kecamatan") if is_kecamatan else _("Ganti kunci kecamatan")))
        self.root = RootPanel(desk) if is_kecamatan else CardPanel(desk)
        box.addWidget(self.root)
        box.addStretch(1)
        desk.run(self, partial(office.has_password, desk.app), self._show)

    def _show(self, has_password: bool) -> None:
        self._has_password = has_password
        if has_password:
            self.state.set_state(Mark.SELESAI, _("Kata sandi terpasang. Aplikasi memintanya saat dibuka."))
        else:
            words = _("Tanpa kata sandi, siapa pun yang bisa masuk ke laptop ini dapat membaca datanya.")
            self.state.set_state(Mark.PERINGATAN, words)
        self.old.setVisible(has_password)
        self.button.setText(_("Ganti kata sandi") if has_password else _("Pasang kata sandi"))

    def set_password(self) -> None:
        """Check what was typed, close the data with it, go on working."""
        old, new = self.old.line.text(), self.new.line.text()
        if not new:
            self.new.refuse(_("Ketik dulu kata sandi yang baru."))
            return
        if new != self.again.line.text():
            self.again.refuse(_("Kedua kata sandi tidak sama. Ketik sekali lagi."))
            return
        if self._desk.long_jobs():
            self._desk.notice(
                _("Tunggu sampai pekerjaan yang sedang berjalan selesai."), Tone.SARAN, seconds=6
            )
            return
        app, has_password = self._desk.app, self._has_password

        def work() -> App:
            if has_password:
                office.check_password(app, old)
            return office.set_password(app, new)

        self.button.setEnabled(False)
        self._desk.run(self, work, self._done, self._refused)

    def _done(self, app: App) -> None:
        _take(self._desk, app)
        self.button.setEnabled(True)
        for box in (self.old, self.new, self.again):
            box.line.clear()
        self._show(True)
        self._desk.notice(_("Kata sandi terpasang. Cadangan baru ikut terkunci dengannya."), Tone.SUKSES)

    def _refused(self, error: DesaError) -> None:
        self.button.setEnabled(True)
        if isinstance(error, InvalidInput) and "sandi" in error.fields:
            self.new.refuse(error.fields["sandi"])
        elif isinstance(error, KeyProblem) and self._has_password:
            self.old.refuse(_("Kata sandi sekarang tidak cocok. Kata sandi lama tetap berlaku."))
        else:
            self._desk.show_error(error)


class MorePage(QWidget):
    """Where data, backups and log lie, which rules are in use, and the check of the whole database."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.ask_folder: Callable[[], Path | None] = lambda: choose_folder(self, _("Folder cadangan"))
        places = desk.app.files.places
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self.backups = _path("pengaturan.lanjutan.folder_cadangan", str(desk.app.safe.backups))
        rows: list[tuple[str, QLabel]] = [
            (_("Folder data"), _path("pengaturan.lanjutan.folder_data", str(places.data))),
            (_("Folder cadangan"), self.backups),
            (_("Catatan aplikasi"), _path("pengaturan.lanjutan.folder_log", str(places.log))),
        ]
        for number, (word, label) in enumerate(rows):
            name = QLabel(word)
            name.setProperty("teks", "label")
            grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label, number, 1)
        self.change = QPushButton(_("Ganti folder cadangan…"))
        self.change.setObjectName("pengaturan.lanjutan.ganti_folder")
        self.check = QPushButton(_("Periksa basis data"))
        self.check.setObjectName("pengaturan.lanjutan.periksa")
        buttons = QHBoxLayout()
        buttons.addWidget(self.check)
        buttons.addWidget(self.change)
        buttons.addStretch(1)
        self.copy = MarkedText(
            Mark.PERINGATAN, _("Folder ini salinan untuk coba-coba: kiriman tidak dibuat di sini.")
        )
        self.copy.setObjectName("pengaturan.lanjutan.salinan")
        self.replaced = QPushButton(_("Laptop diganti: laptop ini menggantikan yang lama"))
        self.replaced.setObjectName("pengaturan.lanjutan.laptop_diganti")
        self.replaced.clicked.connect(lambda _on=False: keep_origin(self, self._desk, Asal.DIGANTI))
        for widget in (self.copy, self.replaced):
            widget.setVisible(desk.app.asal is Asal.SALINAN)
        self.results: list[MarkedText] = []
        self._results = QVBoxLayout()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(_head(_("Tempat penyimpanan")))
        box.addLayout(grid)
        box.addLayout(buttons)
        box.addWidget(self.copy)
        box.addWidget(self.replaced, 0, Qt.AlignmentFlag.AlignLeft)
        box.addLayout(self._results)
        box.addStretch(1)
        self.check.clicked.connect(self.check_all)
        self.change.clicked.connect(self.change_folder)

    def check_all(self) -> None:
        """Read every page of the database and every line of its history."""
        app = self._desk.app
        self.check.setEnabled(False)
        self._desk.run_long(
            self,
            lambda _step: office.check_everything(app),
            self._show,
            title=_("Memeriksa basis data…"),
            failed=self._failed,
            cancelled=lambda: self.check.setEnabled(True),
        )

    def _failed(self, error: DesaError) -> None:
        self.check.setEnabled(True)
        self._desk.show_error(error)

    def _show(self, found: list[upkeep.HasilPeriksa]) -> None:
        self.check.setEnabled(True)
        for old in self.results:
            self._results.removeWidget(old)
            old.deleteLater()
        self.results = [MarkedText(Mark.SELESAI if one.baik else Mark.GALAT, one.teks) for one in found]
        for line in self.results:
            self._results.addWidget(line)

    def change_folder(self) -> None:
        """Backups go to another folder from now on; the earlier ones stay where they are."""
        folder = self.ask_folder()
        if folder is None:
            return
        app = self._desk.app
        self._desk.run(self, lambda: _keep(app, folder_cadangan=str(folder)), self._moved)

    def _moved(self, app: App) -> None:
        _take(self._desk, app)
        self.backups.setText(str(app.safe.backups))


def _keep(app: App, **values: object) -> App:
    """Write settings; the App that knows them. For the short lane."""
    office.change_settings(app, **values)
    return app.reread()


def _take(desk: Desk, app: App) -> None:
    """Work on with the facts read anew; nothing that the open screens show has changed by it."""
    desk.app = app


def _head(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("teks", "bagian")
    return label


def _choice(name: str, words: str) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName(name)
    button.setCheckable(True)
    button.setProperty("peran", "pilihan")
    return button


def _path(name: str, words: str) -> QLabel:
    label = QLabel(words)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setToolTip(words)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label
