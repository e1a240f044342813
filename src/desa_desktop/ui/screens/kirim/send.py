"""The tab Kirim of an enrolled laptop: what travels, which flash disk, what came of it (ux.md 8.3, 9.6)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desa_desktop.domain.wording import show_number
from desa_desktop.errors import DesaError
from desa_desktop.i18n import _
from desa_desktop.progress import Progress
from desa_desktop.services import exchange, flashdisk
from desa_desktop.services.exchange import BarisKirim, KirimanKeluar, RencanaKirim, Tertulis, titipan
from desa_desktop.services.flashdisk import Flashdisk
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.exchange_parts.drives import DriveCards
from desa_desktop.ui.exchange_parts.papers import open_cover_sheet
from desa_desktop.ui.exchange_parts.words import (
    day_text,
    document_state,
    photo_words,
    size_text,
)
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.flow import flowing
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.table import Column


@dataclass(frozen=True, slots=True)
class Sent:
    """A kiriman on its way: sealed for certain, and the copy on the stick if it came about."""

    kiriman: KirimanKeluar
    copy: Tertulis | None = None
    error: DesaError | None = None
    hindered: str = ""
    """Why no backup was left with the kecamatan this time."""


class SendPage(QWidget):
    """`ready` when the filled button may be another, `done` after something was written."""

    ready = Signal()
    done = Signal()
    retargeted = Signal(str)

    def __init__(self, desk: Desk, *, tells_only: bool = False) -> None:
        """`tells_only`: this laptop has no dokumen of its own to send, and says only what it holds."""
        super().__init__()
        self.setObjectName("kirim.kirim")
        self._desk, self._tells_only = desk, tells_only
        self._plan: RencanaKirim | None = None
        self._sent: Sent | None = None
        self._is_full = False
        self._is_working = False
        self.drives = DriveCards(desk, "kirim.flashdisk", columns=1)
        self.travels = Grid("kirim.isi", _columns(), row_id=lambda row: row.id)
        self.travels.setAccessibleName(_("Yang ikut dalam kiriman ini"))
        self.empty = EmptyState(
            "kirim.kosong",
            _("Belum ada yang perlu dikirim."),
            [] if tells_only else [(_("Kirim lengkap"), self.send_everything)],
        )
        self._or_empty = OrEmpty(self.travels, self.empty)
        self.to = QComboBox()
        self.to.setObjectName("kirim.kepada")
        self.to.setAccessibleName(_("Kepada"))
        self.to.addItem(_("Kepada kecamatan"), "")
        self.to.addItem(_("Kepada laptop lain kantor ini"), exchange.LAPTOP)
        self.to.hide()
        self._head = QLabel()
        self._head.setProperty("teks", "bagian")
        self._since = QLabel()
        self._since.setObjectName("kirim.sejak")
        self._since.setProperty("teks", "sekunder")
        self._since.setWordWrap(True)
        self.people = MarkedText(Mark.PERINGATAN, "")
        self.people.setObjectName("kirim.penduduk")
        self._answer = MarkedText(Mark.TIDAK_ADA, "")
        self._answer.setObjectName("kirim.umpan_balik")
        self.result = MarkedText(Mark.BELUM, "")
        self.result.setObjectName("kirim.hasil")
        self._file = QLabel()
        self._file.setObjectName("kirim.berkas")
        self._file.setProperty("teks", "sekunder")
        self._file.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setObjectName("kirim.kemajuan")
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Kemajuan menulis kiriman"))
        self.paper = _button("kirim.tombol_pengantar", _("Cetak Lembar Pengantar"))
        self.copy = _button("kirim.tombol_salinan", _("Tulis salinan ke flashdisk lain"))
        self.eject = _button("kirim.tombol_keluarkan", _("Keluarkan flashdisk"))
        self.finish = _button("kirim.tombol_selesai", _("Selesai"))
        self._build()
        self._connect()
        self._show_result()

    def _build(self) -> None:
        left, right, below = _card(), _card(), _card()
        self._head.setText(_("1  Yang ikut dalam kiriman ini"))
        for widget in (self.to, self._head, self._or_empty, self.people, self._since, self._answer):
            left[1].addWidget(widget, 1 if widget is self._or_empty else 0)
        title = QLabel(_("2  Pilih flashdisk"))
        title.setProperty("teks", "bagian")
        right[1].addWidget(title)
        right[1].addWidget(self.drives)
        right[1].addStretch(1)
        third = QLabel(_("3  Hasil"))
        third.setProperty("teks", "bagian")
        line = flowing((self.paper, self.copy, self.eject, self.finish))
        below[1].addWidget(third)
        below[1].addWidget(self.bar)
        below[1].addWidget(self.result)
        below[1].addWidget(self._file)
        below[1].addWidget(line)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(left[0], 3)
        top.addWidget(right[0], 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(12)
        box.addLayout(top, 1)
        box.addWidget(below[0])

    def _connect(self) -> None:
        self.to.currentIndexChanged.connect(lambda _place: self._on_target())
        self.drives.chosen.connect(lambda _drive: self._on_drive())
        self.paper.clicked.connect(lambda _on=False: self.print_cover_sheet())
        self.copy.clicked.connect(self.write_copy)
        self.eject.clicked.connect(self.let_go)
        self.finish.clicked.connect(self.forget)
        self._desk.long_stepped.connect(self._on_step)

    # -- what is shown ---------------------------------------------------------------------------------

    @property
    def untuk(self) -> str:
        """For whom the next kiriman is: "" for the kecamatan, else the word of the command line."""
        return str(self.to.currentData())

    def offer_laptops(self, has_laptops: bool) -> None:
        """Whether this office has other laptops that can be written to."""
        self.to.setVisible(has_laptops)
        if not has_laptops and self.to.currentIndex():
            self.to.setCurrentIndex(0)

    def _on_target(self) -> None:
        self.forget()
        self.retargeted.emit(self.untuk)

    def show_plan(self, plan: RencanaKirim) -> None:
        """Show what the next kiriman carries."""
        self._plan = plan
        self._head.setText(
            _("1  Yang ikut dalam kiriman ini (kiriman nomor {nomor})").format(nomor=self._next_number(plan))
        )
        pending = [row for row in plan.baris if row.sebab != "lengkap"]
        shown = list(plan.baris) if self._is_full else pending
        self.travels.show_rows(shown)
        self.empty.set_sentence(_only_tells() if self._tells_only else _nothing_new(plan))
        self._or_empty.show_empty(not shown)
        mark, words = _people_words(plan)
        self.people.set_state(mark, words)
        self.people.setVisible(bool(words))
        self._since.setText(_since(plan))
        self._since.setVisible(bool(shown))
        last = plan.umpan_balik
        self._answer.set_state(
            Mark.PERINGATAN if last is not None and last.is_lama else Mark.TIDAK_ADA, _answer_words(plan)
        )
        self.ready.emit()

    def _next_number(self, plan: RencanaKirim) -> int:
        """The one that waits for a stick keeps its number."""
        return plan.nomor - 1 if plan.tertunda and not self._has_news else plan.nomor

    @property
    def is_empty(self) -> bool:
        """Whether the kecamatan holds everything already."""
        return self._or_empty.is_empty

    @property
    def primary(self) -> tuple[str, Callable[[], object], bool, str]:
        """The filled button: its word, what it does, whether it can, and why not."""
        drive = self.drives.drive
        why = "" if drive is not None else _("Pilih flashdisk dulu.")
        if self._sent is not None and self._sent.copy is None:
            return (
                _("Tulis ulang ke flashdisk"),
                self.write_copy,
                drive is not None and not self._is_working,
                why,
            )
        is_written = self._sent is not None and not self._has_news
        is_empty = self.is_empty and not self._tells_only
        if self._plan is not None and is_empty:
            why = _("Belum ada yang perlu dikirim.")
        elif is_written:
            why = _("Kiriman ini sudah ditulis. Tekan Selesai, atau tulis salinan ke flashdisk lain.")
        can = drive is not None and not is_empty and not is_written
        can = can and not self._is_working and self._plan is not None
        return _("Kirim ke flashdisk"), self.send, can, why

    @property
    def _has_news(self) -> bool:
        """Whether something was typed since the last kiriman was sealed."""
        return self._is_full or (self._plan is not None and self._plan.has_news)

    # -- acting ----------------------------------------------------------------------------------------

    def send_everything(self) -> None:
        """`Kirim lengkap`: the next kiriman carries all dokumen, whatever the kecamatan said it holds."""
        self._is_full = True
        if self._plan is not None:
            self.show_plan(self._plan)

    def send(self) -> None:
        """Seal the next kiriman, or take the one that waits; write it to the drive and read it back."""
        drive = self.drives.drive
        if drive is None or self._is_working:
            return
        desk, full, untuk = self._desk, self._is_full, self.untuk
        app, by, at = desk.app, desk.person, desk.now()

        def work(progress: Progress) -> Sent:
            hindered = ""
            if untuk != exchange.LAPTOP:
                blocked = titipan.deposit_for_kiriman(
                    app.database, app.laptop, app.files, app.safe, by=by, at=at, progress=progress
                )
                hindered = blocked.teks if blocked is not None else ""
            sealed = exchange.seal_if_needed(
                app.database,
                app.laptop,
                app.files,
                untuk=untuk,
                lengkap=full,
                by=by,
                at=at,
                progress=progress,
            )[0]
            return replace(_write(desk, sealed, drive, progress), hindered=hindered)

        self._begin(work, drive, _("Menyiapkan kiriman…"))

    def write_copy(self) -> None:
        """Write the kiriman that was sealed last to the chosen drive."""
        drive, sent = self.drives.drive, self._sent
        if drive is None or sent is None or self._is_working:
            return
        desk, sealed = self._desk, sent.kiriman
        self._begin(
            lambda progress: _write(desk, sealed, drive, progress), drive, _("Menulis salinan kiriman…")
        )

    def print_cover_sheet(self) -> None:
        """The paper that goes with the kiriman that was written last."""
        if self._sent is not None:
            kiriman = self._sent.kiriman
            open_cover_sheet(self._desk, kiriman.digest, kiriman.seq)

    def let_go(self) -> None:
        """Ask the system to unmount the drive."""
        drive = self.drives.drive
        if drive is not None:
            self._desk.run(self, lambda: flashdisk.let_go(drive), self._on_let_go)

    def forget(self) -> None:
        """`Selesai`: the result has been read."""
        self._sent, self._is_full = None, False
        self._show_result()
        if self._plan is not None:
            self.show_plan(self._plan)

    def _begin(self, work: Callable[[Progress], Sent], drive: Flashdisk, title: str) -> None:
        self._is_working = True
        self.bar.setRange(0, 0)
        self.result.set_state(Mark.BERJALAN, title)
        self._show_result(is_working=True)
        self._desk.run_long(
            self, work, lambda sent: self._end(sent, drive), title, self._failed, self._cancelled
        )
        self.ready.emit()

    def _end(self, sent: Sent, drive: Flashdisk) -> None:
        self._is_working = False
        self._sent = sent
        if sent.hindered:
            self._desk.notice(sent.hindered, Tone.PERINGATAN)
        if sent.copy is not None:
            self._is_full = False
            self.drives.set_last_used(drive.drive.serial or str(drive.path))
        self._show_result()
        self.done.emit()
        self.ready.emit()

    def _failed(self, error: DesaError) -> None:
        self._is_working = False
        self._show_result()
        self.result.set_state(Mark.GALAT, str(error))
        self.ready.emit()

    def _cancelled(self) -> None:
        self._is_working = False
        self._show_result()
        self.done.emit()
        self.ready.emit()

    def _on_drive(self) -> None:
        self._show_result(is_working=self._is_working)
        self.ready.emit()

    def _on_step(self, done: int, total: int, label: str) -> None:
        if self._is_working:
            self.bar.setRange(0, max(0, total))
            self.bar.setValue(done)
            self.result.set_state(Mark.BERJALAN, label)

    def _on_let_go(self, gone: bool) -> None:
        words = (
            _("Flashdisk boleh dicabut.")
            if gone
            else _("Keluarkan flashdisk lewat Windows atau pengelola berkas, lalu cabut.")
        )
        self._desk.notice(words, seconds=10)

    def _show_result(self, *, is_working: bool = False) -> None:
        sent = self._sent
        self.bar.setVisible(is_working)
        for button in (self.paper, self.copy, self.finish):
            button.setVisible(sent is not None and not is_working)
        drive = self.drives.drive
        can_eject = drive is not None and not drive.is_folder
        self.eject.setVisible(sent is not None and sent.copy is not None and can_eject and not is_working)
        self.copy.setEnabled(drive is not None)
        if is_working:
            return
        if sent is None:
            self.result.set_state(Mark.BELUM, _("Belum ada yang ditulis."))
            self._file.setText("")
        elif sent.copy is not None:
            self.result.set_state(Mark.SELESAI, sent.copy.teks)
            self._file.setText(f"{sent.kiriman.folder}/{sent.kiriman.nama_berkas}")
        else:
            self.result.set_state(Mark.GALAT, str(sent.error) if sent.error is not None else "")
            self._file.setText("")


def _write(desk: Desk, sealed: KirimanKeluar, drive: Flashdisk, progress: Progress) -> Sent:
    """Copy to the stick; the sealed kiriman stays known when the stick fails, so that it is not made anew."""
    app, at, by = desk.app, desk.now(), desk.person
    try:
        copy = exchange.copy_to(
            app.database, app.laptop, app.files, sealed.digest, drive.drive, by=by, at=at, progress=progress
        )
    except DesaError as failure:
        return Sent(sealed, error=failure)
    return Sent(sealed, copy)


def _columns() -> list[Column]:
    return [
        Column(name="judul", label=_("Dokumen"), width=190, stretch=True),
        Column(
            name="status",
            label=_("Keadaan"),
            width=130,
            value=lambda row: document_state(row.status, row.revisi, row.jenis),
        ),
        Column(name="sebab", label=_("Sebab"), width=180, value=_reason),
        Column(name="ukuran", label=_("Ukuran"), width=80, value=lambda row: size_text(row.ukuran)),
    ]


def _reason(row: BarisKirim) -> str:
    return {
        "baru": _("baru"),
        "berubah": _("berubah sejak dikirim"),
        "belum_diterima": _("belum ada di kecamatan"),
        "lampiran": _("fotonya belum ada di kecamatan"),
        "lengkap": _("ikut karena kiriman lengkap"),
    }.get(row.sebab, row.sebab.replace("_", " "))


def _since(plan: RencanaKirim) -> str:
    size = " ".join([_("Sekitar {ukuran}.").format(ukuran=size_text(plan.ukuran)), *photo_words(plan)])
    if plan.nomor_diterima is None:
        return _("Kecamatan belum menyatakan menerima kiriman dari laptop ini.") + " " + size
    words = _("Yang belum ada di kecamatan sejak kiriman {nomor} ({tanggal}).")
    return words.format(nomor=plan.nomor_diterima, tanggal=day_text(plan.diterima_pada)) + " " + size


def _people_words(plan: RencanaKirim) -> tuple[Mark, str]:
    """That the register goes along and who agreed, or that the kecamatan waits for an answer; else none."""
    said = plan.izin.terakhir
    if plan.penduduk is not None and said is not None:
        words = _("Data penduduk lengkap ikut: {n} orang. Disetujui {siapa}, {tanggal}.")
        who = ", ".join(part for part in (said.oleh, said.jabatan) if part)
        return Mark.PERINGATAN, words.format(
            n=show_number(plan.penduduk), siapa=who, tanggal=day_text(said.pada)
        )
    if plan.izin.is_diminta and said is None:
        words = _("Kecamatan meminta data penduduk lengkap. Putuskan di Pengaturan, tab Berbagi data.")
        return Mark.BELUM, words
    return Mark.TIDAK_ADA, ""


def _nothing_new(plan: RencanaKirim) -> str:
    if plan.nomor_diterima is None:
        return _("Belum ada dokumen yang berisi. Isi usulan atau rencana dulu, lalu kirim.")
    words = _("Tidak ada perubahan sejak kiriman nomor {nomor}.").format(nomor=plan.nomor_diterima)
    if plan.umpan_balik_nomor is not None:
        words += " " + _("Diterima kecamatan, umpan balik nomor {nomor}.").format(
            nomor=plan.umpan_balik_nomor
        )
    return words


def _only_tells() -> str:
    return _(
        "Laptop ini tidak mengirim dokumen. Kirimannya hanya memberi tahu laptop kecamatan apa yang sudah"
        " diterima di sini, supaya tidak ditulis lagi."
    )


def _answer_words(plan: RencanaKirim) -> str:
    last = plan.umpan_balik
    if last is None:
        return _("Belum ada umpan balik dari kecamatan.")
    return f"{last.teks} (W_STALE)" if last.is_lama else last.teks


def _button(name: str, text: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    return button


def _card() -> tuple[QFrame, QVBoxLayout]:
    frame = QFrame()
    frame.setProperty("kartu", "ya")
    box = QVBoxLayout(frame)
    box.setContentsMargins(16, 12, 16, 12)
    box.setSpacing(8)
    return frame, box
