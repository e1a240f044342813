"""The tab Riwayat: every kiriman that was written or taken in on this laptop, with its state (ux.md 5.9)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desa_desktop.domain.kantor import Peran
from desa_desktop.i18n import _
from desa_desktop.services import exchange
from desa_desktop.services.exchange import (
    FotoTampil,
    KirimanKeluar,
    KirimanMasuk,
    RencanaKirim,
    Tertulis,
    hilang,
)
from desa_desktop.services.exchange.hilang import FlashdiskHilang, Tempat
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.exchange_parts.drives import DriveCards
from desa_desktop.ui.exchange_parts.papers import open_cover_sheet, open_list, open_receipt
from desa_desktop.ui.exchange_parts.photos import PhotosDialog
from desa_desktop.ui.exchange_parts.words import day_text, moment_text, sender_text, size_text, verdict_of
from desa_desktop.ui.kit.ask import ask_choice, ask_text, tell
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.flow import flowing
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.marks import Mark
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.search import SearchBox
from desa_desktop.ui.kit.table import Column


@dataclass(frozen=True, slots=True)
class Entry:
    """One kiriman, ours or received. `digest` is empty for what was never opened."""

    id: str
    is_ours: bool
    nomor: int | None
    pada: datetime | None
    kantor: str
    isi: str
    ukuran: int
    keadaan: str
    tanda: Mark
    digest: str
    is_accepted: bool = False
    can_be_told: bool = False
    kode_terima: str = ""


class HistoryPage(QWidget):
    """Newest first; a copy of any kiriman of ours can be written again.

    At the kecamatan (`can_undo`) an acceptance can be taken back: `undo(digest)` is sent; the kode terima of
    what was accepted from a village stands in its row, and there are its Tanda Terima and the whole list.
    """

    undo = Signal(str)
    noted = Signal()

    def __init__(self, desk: Desk, *, can_undo: bool = False) -> None:
        super().__init__()
        self.setObjectName("riwayat")
        self._desk, self._can_undo = desk, can_undo
        self._home = _other_office(desk)
        self._years: list[int] = []
        self.search = SearchBox("riwayat.cari")
        self.list = Grid("riwayat.daftar", _columns(with_codes=can_undo), row_id=lambda row: row.id)
        self.list.setAccessibleName(_("Riwayat kiriman"))
        self.drives = DriveCards(desk, "riwayat.flashdisk", columns=3)
        self.paper = QPushButton(_("Cetak Lembar Pengantar"))
        self.paper.setObjectName("riwayat.tombol_pengantar")
        self.receipt = QPushButton(_("Cetak Tanda Terima"))
        self.receipt.setObjectName("riwayat.tombol_tanda_terima")
        self.receipt.setToolTip(_("Bukti untuk desa, dengan kode terima yang dibacakan lewat telepon"))
        self.whole = QPushButton(_("Cetak Daftar Kiriman…"))
        self.whole.setObjectName("riwayat.tombol_daftar_kiriman")
        self.receipt.setVisible(can_undo)
        self.whole.setVisible(can_undo)
        self.copy = QPushButton(_("Tulis salinan"))
        self.copy.setObjectName("riwayat.tombol_salinan")
        self.phone = QPushButton(_("Kode terima…"))
        self.phone.setObjectName("riwayat.tombol_kode_terima")
        self.phone.setToolTip(_("Kecamatan membacakan 8 angka lewat telepon sesudah menerima kiriman ini"))
        self.photos = QPushButton(_("Lihat foto…"))
        self.photos.setObjectName("riwayat.tombol_foto")
        self.photos.setToolTip(_("Foto isian, halaman bertanda tangan, dan sketsa dalam kiriman ini"))
        self.take_back = QPushButton(_("Batalkan penerimaan"))
        self.take_back.setObjectName("riwayat.tombol_batalkan")
        self.lost = QPushButton(_("Flashdisk hilang…"))
        self.lost.setObjectName("riwayat.tombol_hilang")
        self.lost.setToolTip(_("Apa isinya, dan apa yang harus dilakukan"))
        self.empty = EmptyState(
            "riwayat.kosong", _("Belum ada kiriman yang ditulis atau diterima di laptop ini.")
        )
        self._or_empty = OrEmpty(self._filled(), self.empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.addWidget(self._or_empty)
        self.search.searched.connect(self.list.set_filter)
        self.list.filtered.connect(self.search.show_count)
        self.list.current_changed.connect(lambda _key: self._sync())
        self.drives.chosen.connect(lambda _drive: self._sync())
        self.paper.clicked.connect(lambda _on=False: self.print_cover_sheet())
        self.receipt.clicked.connect(lambda _on=False: self.print_receipt())
        self.whole.clicked.connect(lambda _on=False: self.print_list())
        self.copy.clicked.connect(self.write_copy)
        self.take_back.clicked.connect(self._take_back)
        self.photos.clicked.connect(lambda _on=False: self.show_photos())
        self.phone.clicked.connect(lambda _on=False: self.note_phone())
        self.lost.clicked.connect(lambda _on=False: self.note_lost())

    def _filled(self) -> QWidget:
        filled = QWidget()
        top = QHBoxLayout()
        top.addWidget(self.search)
        top.addStretch(1)
        top.addWidget(self.lost)
        buttons = flowing(
            (self.paper, self.receipt, self.whole, self.copy, self.phone, self.photos, self.take_back)
        )
        box = QVBoxLayout(filled)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(top)
        box.addWidget(self.list, 1)
        box.addWidget(buttons)
        box.addWidget(self.drives)
        return filled

    def show_entries(
        self, sent: Iterable[KirimanKeluar], received: Iterable[KirimanMasuk], plan: RencanaKirim | None
    ) -> None:
        """Show both directions; `plan` knows which number the kecamatan accepted last."""
        entries = [_ours(one, plan, self._home) for one in sent]
        entries += [_theirs(one, self._home) for one in received]
        entries.sort(
            key=lambda one: (one.pada is not None, one.pada.timestamp() if one.pada else 0), reverse=True
        )
        self._years = sorted({one.pada.astimezone().year for one in entries if one.pada}, reverse=True)
        self.list.show_rows(entries)
        self._or_empty.show_empty(not entries)
        if entries and self.list.current_row() is None:
            self.list.go_first()
        self._sync()

    def write_copy(self) -> None:
        """Write the chosen kiriman of ours to the chosen flash disk."""
        entry, drive = self.list.current_row(), self.drives.drive
        if not isinstance(entry, Entry) or not entry.is_ours or drive is None:
            return
        desk, digest = self._desk, entry.digest
        app, by, at = desk.app, desk.person, desk.now()

        def done(written: Tertulis) -> None:
            desk.notice(written.teks)

        desk.run_long(
            self,
            lambda progress: exchange.copy_to(
                app.database, app.laptop, app.files, digest, drive.drive, by=by, at=at, progress=progress
            ),
            done,
            _("Menulis salinan kiriman…"),
        )

    def _sync(self) -> None:
        entry = self.list.current_row()
        is_ours = isinstance(entry, Entry) and entry.is_ours
        self.copy.setEnabled(is_ours and self.drives.drive is not None)
        self.paper.setEnabled(is_ours and isinstance(entry, Entry) and entry.nomor is not None)
        self.receipt.setEnabled(isinstance(entry, Entry) and bool(entry.kode_terima))
        self.take_back.setVisible(self._can_undo)
        self.phone.setVisible(not self._can_undo)
        self.phone.setEnabled(isinstance(entry, Entry) and entry.can_be_told)
        self.photos.setEnabled(isinstance(entry, Entry) and entry.is_accepted)
        self.take_back.setEnabled(isinstance(entry, Entry) and entry.is_accepted)

    def print_cover_sheet(self) -> None:
        """The paper that goes with the chosen kiriman of ours."""
        entry = self.list.current_row()
        if isinstance(entry, Entry) and entry.is_ours:
            open_cover_sheet(self._desk, entry.digest, entry.nomor)

    def print_receipt(self) -> None:
        """The Tanda Terima of the chosen kiriman that was accepted from a village."""
        entry = self.list.current_row()
        if isinstance(entry, Entry) and entry.kode_terima and entry.nomor is not None:
            open_receipt(self._desk, entry.digest, entry.nomor, entry.kantor)

    def print_list(self) -> None:
        """Daftar Kiriman of one year or of all; asked only where there is a choice."""
        whole = ("", _("Semua tahun"))
        choices = [*((str(one), str(one)) for one in self._years), whole]
        chosen: str | None = ""
        if len(self._years) > 1:
            chosen = ask_choice(self, _("Kiriman tahun berapa?"), _("Cetak"), choices)
        if chosen is not None:
            open_list(self._desk, int(chosen) if chosen else None)

    def show_photos(self) -> None:
        """The photos of the chosen kiriman that was accepted here."""
        entry = self.list.current_row()
        if not isinstance(entry, Entry) or not entry.is_accepted:
            return
        desk, title = self._desk, _("Foto dari {kantor}, kiriman {nomor}")
        app, digest = desk.app, entry.digest
        words = title.format(kantor=entry.kantor, nomor=entry.nomor or "–")

        def came(photos: list[FotoTampil]) -> None:
            if not photos:
                desk.notice(_("Tidak ada foto dalam kiriman ini."), seconds=8)
                return
            box = PhotosDialog(self, desk, words, photos)
            box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            box.open()

        desk.run(self, lambda: exchange.photos_of(app.database, digest, app.templates), came)

    def note_phone(self) -> None:
        """The kecamatan reads out 8 digits: the kiriman has arrived, before its stick comes back."""
        entry = self.list.current_row()
        if not isinstance(entry, Entry) or not entry.can_be_told:
            return
        question = _("Kode terima kiriman nomor {n}, 8 angka dari kecamatan").format(n=entry.nomor)
        kode = ask_text(self, question, _("Catat"), hint="4437-0798")
        if not kode:
            return
        desk, digest = self._desk, entry.digest
        app, by, at = desk.app, desk.person, desk.now()
        desk.run(
            self,
            lambda: exchange.note_kode_terima(app.database, digest, kode, by=by, at=at),
            self._noted,
        )

    def note_lost(self) -> None:
        """Which stick is lost: then what was on it, and the checklist."""
        database = self._desk.app.database
        self._desk.run(self, lambda: hilang.list_sticks(database), self._ask_lost)

    def _ask_lost(self, sticks: list[Tempat]) -> None:
        if not sticks:
            self._desk.notice(_("Belum ada kiriman yang ditulis ke flashdisk."), Tone.SARAN, seconds=8)
            return
        choices = [
            (
                one.kunci,
                _("{nama}, terakhir {tanggal}").format(nama=one.label, tanggal=day_text(one.terakhir)),
            )
            for one in sticks
        ]
        chosen = ask_choice(self, _("Flashdisk mana yang hilang?"), _("Catat"), choices)
        if chosen is None:
            return
        app, by, at = self._desk.app, self._desk.person, self._desk.now()
        self._desk.run(
            self, lambda: hilang.note_lost_stick(app.database, chosen, by=by, at=at), self.show_lost
        )

    def show_lost(self, lost: FlashdiskHilang) -> None:
        """What was on it and what to do, until it was read."""
        tell(self, _("Flashdisk {nama} dicatat hilang.").format(nama=lost.tempat.label), lost.sentences)

    def _noted(self, seq: int) -> None:
        self._desk.notice(_("Kiriman nomor {n}: diterima (lewat telepon).").format(n=seq), seconds=10)
        self.noted.emit()

    def _take_back(self) -> None:
        entry = self.list.current_row()
        if isinstance(entry, Entry) and entry.is_accepted:
            self.undo.emit(entry.digest)


_KINDS: dict[str, Callable[[], str]] = {
    "request": lambda: _("Permintaan pendaftaran"),
    "grant": lambda: _("Tanda terdaftar"),
}


def _other_office(desk: Desk) -> str:
    """At a village the one office it writes to, for files that name none (requests, grants)."""
    kantor = desk.app.kantor
    if kantor is None or kantor.peran is not Peran.DESA:
        return ""
    return _("Kecamatan {nama}").format(nama=kantor.kecamatan)


def _ours(one: KirimanKeluar, plan: RencanaKirim | None, home: str) -> Entry:
    mark, words = _sent_state(one, plan)
    titles = ", ".join(dokumen.judul for dokumen in one.dokumen if dokumen.judul)
    return Entry(
        id=one.digest,
        is_ours=True,
        nomor=one.seq if one.jenis not in ("request", "grant") else None,
        pada=one.pada,
        kantor=one.nama or home or one.kode,
        isi=_KINDS.get(one.jenis, lambda: titles)(),
        ukuran=one.ukuran,
        keadaan=words,
        tanda=mark,
        digest=one.digest,
        can_be_told=one.jenis == "data" and bool(one.salinan) and not one.is_diterima_telepon,
    )


def _sent_state(one: KirimanKeluar, plan: RencanaKirim | None) -> tuple[Mark, str]:
    accepted = plan.nomor_diterima if plan is not None and one.jenis == "data" else None
    if accepted is not None and one.seq == accepted:
        return Mark.SELESAI, _("Diterima kecamatan")
    if accepted is not None and one.seq < accepted:
        return Mark.SELESAI, _("Tercakup kiriman {nomor}").format(nomor=accepted)
    if one.is_diterima_telepon:
        return Mark.SELESAI, _("Diterima (lewat telepon)")
    if one.salinan:
        last = one.salinan[-1]
        return Mark.BERJALAN, _("Ditulis ke {tempat}").format(tempat=last.label or last.tempat)
    return Mark.PERINGATAN, _("Belum ditulis ke flashdisk")


def _theirs(one: KirimanMasuk, home: str) -> Entry:
    words = {"diterima": _("Diterima"), "ditolak": _("Ditolak")}.get(one.status, verdict_of(one))
    mark = Mark.SELESAI if one.status == "diterima" else Mark.PERINGATAN
    return Entry(
        id=one.sha256,
        is_ours=False,
        nomor=one.seq if one.jenis not in ("request", "grant") else None,
        pada=one.dibaca_pada,
        kantor=one.pengirim.nama or home or sender_text(one),
        isi=_KINDS.get(one.jenis, lambda: one.ringkas or one.berkas)(),
        ukuran=one.ukuran,
        keadaan=words,
        tanda=mark,
        digest=one.digest,
        is_accepted=one.status == "diterima",
        kode_terima=one.kode_terima if one.status == "diterima" else "",
    )


def _columns(*, with_codes: bool) -> list[Column]:
    columns = [
        Column(
            name="arah", label=_("Arah"), width=90,
            value=lambda row: _("Dikirim") if row.is_ours else _("Diterima"),
        ),
        Column(
            name="nomor", label=_("Nomor"), width=70, value=lambda row: row.nomor,
            text=lambda row: str(row.nomor) if row.nomor is not None else "–",
        ),
        Column(name="pada", label=_("Waktu"), width=140, value=lambda row: moment_text(row.pada)),
        Column(name="kantor", label=_("Ke atau dari"), width=150),
        Column(name="isi", label=_("Isi"), width=220, stretch=True),
        Column(name="ukuran", label=_("Ukuran"), width=80, value=lambda row: size_text(row.ukuran)),
        Column(name="keadaan", label=_("Keadaan"), width=220, mark=lambda row: row.tanda),
    ]  # fmt: skip
    if with_codes:
        columns.append(Column(name="kode_terima", label=_("Kode terima"), width=110))
    return columns
