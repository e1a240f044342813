"""Cadangan: how old each copy is, a new one on the laptop or a flash disk, the proof that one is whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desa_desktop import app as office
from desa_desktop.app import App, Mode
from desa_desktop.domain.kantor import Peran
from desa_desktop.domain.wording import show_date_short, show_number, show_time
from desa_desktop.errors import DesaError
from desa_desktop.i18n import N_, _
from desa_desktop.progress import Progress
from desa_desktop.services import upkeep
from desa_desktop.services.exchange import titipan
from desa_desktop.services.exchange.titipan import KeadaanTitipan, TitipanTampil
from desa_desktop.services.flashdisk import Flashdisk
from desa_desktop.services.pulih import Perbandingan, Pulih
from desa_desktop.services.upkeep import CadanganTampil, KeadaanCadangan
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.exchange_parts.deposits import ask_deposit
from desa_desktop.ui.exchange_parts.drives import DriveCards, DriveWatch
from desa_desktop.ui.exchange_parts.kit_question import ask_opening
from desa_desktop.ui.exchange_parts.words import size_text
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.form import scrolled
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.rereading import Rereading
from desa_desktop.ui.restore_question import ask_whether, choose_file
from desa_desktop.ui.screen import Screen
from desa_desktop.ui.style import is_restyle, look

_REASONS = {
    "harian": N_("otomatis, harian"),
    "impor": N_("otomatis, sebelum impor"),
    "pembaruan": N_("otomatis, sebelum pembaruan"),
    "hapus": N_("otomatis, sebelum penghapusan"),
    "tutup": N_("otomatis, saat ditutup"),
    "pulih": N_("otomatis, sebelum pemulihan"),
    "titipan": N_("titipan dari kecamatan"),
    "manual": N_("dibuat sendiri"),
}
_LAST_PLACE = "cadangan.tempat_terakhir"


class CadanganScreen(Screen):
    """`Cadangkan ke flashdisk` is the filled button; a copy on the laptop is one press away."""

    help = "cadangan"
    tables = frozenset({"cadangan"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "cadangan")
        self.title = _("Cadangan")
        self._known: KeadaanCadangan | None = None
        self._deposits: tuple[TitipanTampil, ...] = ()
        self._has_built = False
        self._reading = Rereading(desk, self, self._prepare, self._show)
        self._build()
        self._connect()
        self._has_built = True
        self._measure()
        self._sync()
        self.reload()

    # -- building ------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.here, self.outside = MarkedText(Mark.BELUM), MarkedText(Mark.BELUM)
        self.here.setObjectName("cadangan.di_sini")
        self.outside.setObjectName("cadangan.di_luar")
        self.deposit = MarkedText(Mark.BELUM)
        self.deposit.setObjectName("cadangan.titipan")
        self.fetch = QPushButton(_("Pulihkan dari titipan…"))
        self.fetch.setObjectName("cadangan.ambil_titipan")
        self.only_here = MarkedText(
            Mark.PERINGATAN,
            _(
                "Cadangan hanya bisa dibuka di laptop ini. Buat Kit Pemulihan di Pengaturan, tab Pengaman,"
                " sebelum menyalinnya ke flashdisk."
            ),
        )
        self.only_here.setObjectName("cadangan.hanya_di_sini")
        self.grid = Grid("cadangan.daftar", self._columns(), row_id=lambda row: str(row.path))
        self.grid.setAccessibleName(_("Daftar cadangan"))
        self.now, self.check = QPushButton(_("Cadangkan sekarang")), QPushButton(_("Periksa"))
        self.now.setObjectName("cadangan.sekarang")
        self.check.setObjectName("cadangan.periksa")
        self.restore, self.other = QPushButton(_("Pulihkan…")), QPushButton(_("Berkas lain…"))
        self.restore.setObjectName("cadangan.pulihkan")
        self.other.setObjectName("cadangan.pulihkan_berkas")
        self.restore.setToolTip(
            _("Bandingkan cadangan yang dipilih dengan data sekarang, lalu ganti bila Anda setuju.")
        )
        self.other.setAccessibleName(_("Pulihkan dari berkas lain"))
        self.other.setToolTip(_("Pulihkan dari berkas cadangan di flashdisk atau folder lain."))
        self.check.setToolTip(
            _("Buka cadangan yang dipilih, hitung isinya, lalu tutup lagi. Data tidak berubah.")
        )
        buttons = QHBoxLayout()
        buttons.addWidget(self.now)
        buttons.addWidget(self.check)
        buttons.addStretch(1)
        second = QHBoxLayout()
        second.addWidget(self.restore)
        second.addWidget(self.other)
        second.addStretch(1)
        empty = EmptyState(
            "cadangan.kosong",
            _("Cadangan adalah salinan data untuk laptop rusak atau hilang. Belum ada satu pun."),
            [(_("Cadangkan sekarang"), self.back_up_here)],
        )
        self._or_empty = OrEmpty(self.grid, empty)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addLayout(buttons)
        left.addLayout(second)
        left.addWidget(self._or_empty, 1)
        self.cards = DriveCards(self.desk, "cadangan.tempat")
        last = self.desk.memory.get(_LAST_PLACE)
        if isinstance(last, str):
            self.cards.set_last_used(last)
        self._side = scrolled(self._side_panel(), "cadangan.samping", margin=0)
        across = QHBoxLayout(self)
        across.setContentsMargins(16, 12, 16, 12)
        across.setSpacing(16)
        across.addLayout(left, 1)
        across.addWidget(self._side)
        peran = Peran.KECAMATAN if self.desk.app.mode is Mode.KECAMATAN else Peran.DESA
        self.watch = DriveWatch(self.desk, self, peran)

    def _side_panel(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(
            _card(_("Umur cadangan"), self.here, self.outside, self.deposit, self.only_here, self.fetch)
        )
        column.addWidget(_card(_("Cadangkan ke flashdisk"), self.cards))
        column.addStretch(1)
        return inner

    def _columns(self) -> list[Column]:
        return [
            Column(name="dibuat", label=_("Dibuat"), width=140, kind=Kind.TEXT, value=_moment),
            Column(
                name="umur", label=_("Umur"), width=100, value=lambda row: age(row.dibuat, self.desk.today())
            ),
            Column(name="teruji", label=_("Keadaan"), width=160, value=_tested, mark=_tested_mark),
            Column(name="sebab", label=_("Sebab"), width=160, stretch=True, value=_reason),
            Column(name="ukuran", label=_("Ukuran"), width=80, value=lambda row: size_text(row.ukuran)),
            Column(name="baris", label=_("Baris"), width=70, kind=Kind.INTEGER, value=lambda row: row.baris),
        ]

    def _connect(self) -> None:
        self.now.clicked.connect(self.back_up_here)
        self.check.clicked.connect(self.check_chosen)
        self.restore.clicked.connect(self.restore_chosen)
        self.other.clicked.connect(self.restore_other)
        self.fetch.clicked.connect(lambda _on=False: self.fetch_deposit())
        self.grid.row_activated.connect(lambda _row: self.check_chosen())
        self.grid.current_changed.connect(lambda _row: self._sync())
        self.watch.seen.connect(self.cards.show_drives)
        self.cards.chosen.connect(lambda _drive: self._sync())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if is_restyle(event) and self._has_built:
            self._measure()

    def _measure(self) -> None:
        self._side.setFixedWidth(min(look().px(380), 470))

    # -- reading -------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the folder and what is known of each file."""
        self._reading.start()

    def _prepare(self) -> Callable[[], tuple[KeadaanCadangan, KeadaanTitipan | None]]:
        app = self.desk.app

        def read() -> tuple[KeadaanCadangan, KeadaanTitipan | None]:
            deposits = (
                titipan.show_deposits(app.database, app.laptop, app.files)
                if app.mode is not Mode.KECAMATAN
                else None
            )
            return upkeep.show_backups(app.database, app.safe), deposits

        return read

    def _show(self, read: tuple[KeadaanCadangan, KeadaanTitipan | None]) -> None:
        known, deposits = read
        self._known = known
        self._show_deposits(deposits)
        is_first = self.grid.current_row() is None
        self.grid.show_rows(known.daftar)
        self._or_empty.show_empty(not known.daftar)
        if known.daftar and is_first:
            self.grid.select_row(str(known.daftar[0].path), "dibuat")
        today, remind = self.desk.today(), self.desk.app.aturan.pengingat.cadangan_hari
        newest = known.daftar[0].dibuat if known.daftar else None
        self.here.set_state(
            _age_mark(newest, today, remind),
            _("Di laptop ini: {umur}").format(umur=age(newest, today))
            if newest
            else _("Di laptop ini: belum ada"),
        )
        last = known.terakhir_di_luar
        self.outside.set_state(
            _age_mark(last, today, remind),
            _("Di flashdisk atau folder lain: {umur}").format(umur=age(last, today))
            if last
            else _("Di flashdisk atau folder lain: belum ada"),
        )
        self.only_here.setVisible(known.hanya_di_sini)
        self._sync()

    def _show_deposits(self, known: KeadaanTitipan | None) -> None:
        last = known.terakhir_disimpan if known is not None else None
        today = self.desk.today()
        self.deposit.setVisible(known is not None and (known.is_aktif or last is not None))
        words = age(last, today) if last is not None else _("belum ada")
        self.deposit.set_state(
            Mark.SELESAI if last is not None else Mark.PERINGATAN,
            _("Titipan di kecamatan: {umur}").format(umur=words),
        )
        self._deposits = tuple(one for one in known.daftar if one.is_di_sini) if known is not None else ()
        self.fetch.setVisible(bool(self._deposits))

    def _sync(self) -> None:
        for button in (self.check, self.restore):
            button.setEnabled(self.grid.current_row() is not None)
        drive = self.cards.drive
        why = "" if drive is not None else _("Colokkan flashdisk, atau pilih folder lain.")
        self.set_primary(
            _("Cadangkan ke flashdisk"), self.back_up_outside, enabled=drive is not None, why=why
        )

    # -- acting --------------------------------------------------------------------------------------

    def back_up_here(self) -> None:
        """A copy in the usual folder, read back before it counts."""
        app = self.desk.app
        self._run(lambda step: upkeep.back_up(app.database, app.safe, progress=step), self._backed_up)

    def back_up_outside(self) -> None:
        """A copy on the chosen flash disk or folder."""
        drive, app = self.cards.drive, self.desk.app
        if drive is None:
            return
        folder = drive.path
        self._run(
            lambda step: upkeep.back_up(app.database, app.safe, folder=folder, progress=step),
            partial(self._written, drive),
        )

    def check_chosen(self) -> None:
        """Prove that the chosen copy can be restored."""
        row = self.grid.current_row()
        if isinstance(row, CadanganTampil):
            self.check_file(row.path)

    def check_file(self, path: Path) -> None:
        """Prove that a copy can be restored; nothing of it enters the data."""
        app = self.desk.app
        self.desk.run_long(
            self,
            lambda step: upkeep.check_backup(app.database, app.safe, path, progress=step),
            partial(self._checked, path),
            title=_("Memeriksa {nama}…").format(nama=path.name),
        )

    def go_to(self, key: object) -> None:
        """A `.cadangan` that was dropped or double-clicked: it is checked, and may then be restored."""
        if isinstance(key, Path):
            self.check_file(key)

    def _run(self, work: Callable[[Progress], object], then: Callable[[object], object]) -> None:
        self.desk.run_long(self, work, then, title=_("Mencadangkan data…"))

    def _backed_up(self, _made: object) -> None:
        self.desk.notice(_("Data sudah dicadangkan di laptop ini dan dibaca ulang."), Tone.SUKSES, seconds=8)
        self.reload()

    def _written(self, drive: Flashdisk, _made: object) -> None:
        self.desk.memory.put(_LAST_PLACE, drive.drive.serial or str(drive.path))
        words = _("Cadangan ditulis ke {tempat} dan dibaca ulang.").format(tempat=drive.nama)
        if self._known is not None and self._known.hanya_di_sini:
            # a backup on a stick that no other laptop opens helps little after a fire
            more = _("Cadangan ini hanya terbuka di laptop ini. Buat Kit Pemulihan, lalu cadangkan lagi.")
            kit = partial(self.desk.open, "pengaturan", "pengaman")
            self.desk.notice(f"{words} {more}", Tone.PERINGATAN, _("Buat Kit Pemulihan"), kit)
        else:
            self.desk.notice(words, Tone.SUKSES)
        self.reload()

    def _checked(self, path: Path, rows: int) -> None:
        words = _("Teruji: {nama} utuh, {n} baris. Data di laptop tidak berubah.")
        said = words.format(nama=path.name, n=show_number(rows))
        self.desk.notice(said, Tone.SUKSES, _("Pulihkan…"), partial(self.restore_file, path))
        self.reload()

    # -- restoring -----------------------------------------------------------------------------------

    def restore_chosen(self) -> None:
        """Hold the chosen backup against the present data, ask, and put it in its place."""
        row = self.grid.current_row()
        if isinstance(row, CadanganTampil):
            self.restore_file(row.path)

    def restore_other(self) -> None:
        """The same with a file of a flash disk or another folder."""
        path = choose_file(self)
        if path is not None:
            self.restore_file(path)

    def fetch_deposit(self) -> None:
        """Open the deposit that the kecamatan gave back, and go on as with any backup."""
        chosen = ask_deposit(self, _("Titipan cadangan mana yang dibuka?"), _("Lanjut"), self._deposits)
        if chosen is None:
            return
        words = _("Titipan cadangan dari kecamatan dibuka dengan lembar Kit Pemulihan desa.")
        given = ask_opening(self, words, with_password=False)
        if given is None or given.kit is None:
            return
        app, kit = self.desk.app, given.kit
        self.desk.run_long(
            self,
            lambda _step: titipan.fetch_deposit(
                app.database, app.laptop, app.files, kit, app.safe.backups, titipan=chosen
            ),
            lambda path: self.restore_file(path, None, kit),
            title=_("Membuka titipan cadangan…"),
        )

    def restore_file(self, path: Path, password: str | None = None, kit: str | None = None) -> None:
        """Compare first; nothing is changed before the person has agreed."""
        app = self.desk.app
        self.desk.run_long(
            self,
            lambda step: office.compare_backup(app, path, password, kit=kit, progress=step),
            partial(self._ask, path, password, kit),
            title=_("Memeriksa {nama}…").format(nama=path.name),
            failed=partial(self._not_compared, path),
        )

    def _not_compared(self, path: Path, failure: DesaError) -> None:
        if not isinstance(failure, office.BackupLocked | office.BackupNeedsKit):
            self.desk.show_error(failure)
            return
        needs_kit = isinstance(failure, office.BackupNeedsKit)
        given = ask_opening(self, failure.sentence, with_password=not needs_kit)
        if given is not None:
            self.restore_file(path, given.password, given.kit)

    def _ask(self, path: Path, password: str | None, kit: str | None, found: Perbandingan) -> None:
        if ask_whether(self, found):
            self.desk.after_saves(partial(self._put_back, path, password, kit))

    def _put_back(self, path: Path, password: str | None, kit: str | None) -> None:
        """On the short lane, where nothing else can reach for the file that is exchanged."""
        app = self.desk.app
        if self.desk.long_jobs():
            self.desk.notice(_("Tunggu sampai pekerjaan yang berjalan selesai, lalu ulangi."), Tone.SARAN)
            return
        self.desk.notice(_("Data sedang dipulihkan. Jangan matikan laptop."), Tone.SARAN)
        self.desk.run(self, lambda: office.restore_backup(app, path, password, kit=kit), self._restored)

    def _restored(self, done: tuple[App, Pulih]) -> None:
        self.desk.app = done[0]
        self.desk.app_changed.emit()
        self.desk.notice(done[1].sentence, Tone.SUKSES)


def age(moment: datetime | None, today: date) -> str:
    """`hari ini`, `kemarin`, `9 hari lalu`."""
    if moment is None:
        return _("belum ada")
    days = (today - moment.astimezone().date()).days
    if days <= 0:
        return _("hari ini")
    return _("kemarin") if days == 1 else _("{n} hari lalu").format(n=days)


def _age_mark(moment: datetime | None, today: date, remind: int) -> Mark:
    if moment is None:
        return Mark.PERINGATAN
    return Mark.PERINGATAN if (today - moment.astimezone().date()).days >= remind else Mark.SELESAI


def _moment(row: CadanganTampil) -> str:
    local = row.dibuat.astimezone()
    return f"{show_date_short(local.date())} {show_time(local)}"


def _reason(row: CadanganTampil) -> str:
    return _(_REASONS[row.sebab.value])


def _tested(row: CadanganTampil) -> str:
    if row.teruji is None:
        return _("Belum diuji")
    return _("Teruji {tanggal}").format(tanggal=show_date_short(row.teruji.astimezone().date()))


def _tested_mark(row: CadanganTampil) -> Mark:
    return Mark.SELESAI if row.teruji is not None else Mark.BELUM


def _card(title: str, *widgets: QWidget) -> QFrame:
    card = QFrame()
    card.setProperty("kartu", "ya")
    head = QLabel(title)
    head.setProperty("teks", "bagian")
    box = QVBoxLayout(card)
    box.setContentsMargins(12, 10, 12, 10)
    box.setSpacing(8)
    for widget in (head, *widgets):
        box.addWidget(widget)
    return card
