"""The tab Kotak Keluar: what waits for each village, written as one file a village (ux.md 6.2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desa_desktop.i18n import _
from desa_desktop.progress import Progress
from desa_desktop.services import exchange
from desa_desktop.services.exchange import KirimanKeluar, RencanaKirim, Tertulis, titipan
from desa_desktop.services.exchange.titipan import KeadaanTitipan
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.exchange_parts.deposits import ask_deposit
from desa_desktop.ui.exchange_parts.drives import DriveCards
from desa_desktop.ui.exchange_parts.words import days_text, moment_text, size_text
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.marks import Mark
from desa_desktop.ui.kit.table import Column


@dataclass(frozen=True, slots=True)
class Waiting:
    """One village with an enrolled laptop. `last` is the newest kiriman written to it."""

    plan: RencanaKirim
    last: KirimanKeluar | None

    @property
    def pending(self) -> list[str]:
        """Titles of what the village has not said it holds."""
        return [one.judul for one in self.plan.baris if one.sebab != "lengkap"]


class OutboxPage(QWidget):
    """`ready` when the filled button may be another, `done` after something was written."""

    ready = Signal()
    done = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("kotak_keluar")
        self._desk = desk
        self._rows: list[Waiting] = []
        self._is_working = False
        self.list = Grid("kotak_keluar.daftar", _columns(), row_id=lambda row: row.plan.kode)
        self.list.setAccessibleName(_("Yang menunggu untuk tiap desa"))
        self.drives = DriveCards(desk, "kotak_keluar.flashdisk", columns=3)
        self.full = QPushButton(_("Kiriman lengkap untuk baris ini"))
        self.full.setObjectName("kotak_keluar.tombol_lengkap")
        self._explain = QLabel(
            _("Jawaban, catatan, dan tanda terima ditulis sebagai satu berkas untuk setiap desa.")
        )
        self._explain.setProperty("teks", "sekunder")
        self._explain.setWordWrap(True)
        filled = QWidget()
        inner = QVBoxLayout(filled)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addWidget(self._explain)
        inner.addWidget(self.list, 1)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self.drives, 1)
        below.addWidget(self.full, 0, Qt.AlignmentFlag.AlignTop)
        inner.addLayout(below)
        self.empty = EmptyState(
            "kotak_keluar.kosong",
            _("Belum ada laptop desa yang terdaftar. Daftarkan dulu, lalu jawaban ditulis di sini."),
        )
        self._or_empty = OrEmpty(filled, self.empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.addWidget(self._or_empty)
        self.drives.chosen.connect(lambda _drive: self._sync())
        self.list.current_changed.connect(lambda _key: self._sync())
        self.full.clicked.connect(self.write_full)

    def show_plans(self, plans: Sequence[RencanaKirim], sent: Sequence[KirimanKeluar]) -> None:
        """Show what waits; the newest kiriman of each village stands beside it."""
        newest: Mapping[str, KirimanKeluar] = {
            exchange.LAPTOP if one.jenis == "peer" else one.kode: one
            for one in reversed(sent)
            if one.jenis in ("feedback", "peer")
        }
        self._rows = [Waiting(plan, newest.get(plan.kode)) for plan in plans]
        self.list.show_rows(self._rows)
        self._or_empty.show_empty(not self._rows)
        if self._rows and self.list.current_row() is None:
            self.list.go_first()
        self._sync()

    @property
    def waiting(self) -> list[Waiting]:
        """The villages, and our own other laptops, for which something waits."""
        return [row for row in self._rows if row.pending]

    @property
    def _has_laptops(self) -> bool:
        return any(row.plan.kode == exchange.LAPTOP for row in self.waiting)

    @property
    def primary(self) -> tuple[str, Callable[[], object], bool, str]:
        """`Tulis kiriman untuk 7 desa`."""
        count, drive = len(self.waiting), self.drives.drive
        if self._has_laptops:
            text = _("Tulis {jumlah} kiriman").format(jumlah=count)
        else:
            text = _("Tulis kiriman untuk {jumlah} desa").format(jumlah=count)
        why = "" if drive is not None else _("Pilih flashdisk dulu.")
        if not count:
            why = _("Tidak ada jawaban yang menunggu.")
        return text, self.write_all, bool(count) and drive is not None and not self._is_working, why

    def write_all(self) -> None:
        """One file for each village for which something waits."""
        self._write([row.plan.kode for row in self.waiting], full=False)

    def write_full(self) -> None:
        """Everything for the village with the cursor: it restored or lost a laptop.

        Where it left more than one deposit, the person says which goes back with it.
        """
        row = self.list.current_row()
        if not isinstance(row, Waiting):
            return
        desk, kode = self._desk, row.plan.kode
        app = desk.app
        desk.run(
            self,
            lambda: titipan.show_deposits(app.database, app.laptop, app.files),
            lambda known: self._write_full(kode, row.plan.nama, known),
        )

    def _write_full(self, kode: str, nama: str, known: KeadaanTitipan) -> None:
        theirs = [one for one in known.daftar if one.kode == kode and one.is_di_sini]
        question = _("Titipan cadangan mana yang dikembalikan ke {desa}?").format(desa=nama)
        deposit = ask_deposit(self, question, _("Tulis kiriman lengkap"), theirs)
        if deposit is not None:
            self._write([kode], full=True, deposit=deposit)

    def _write(self, codes: Sequence[str], *, full: bool, deposit: str = "") -> None:
        drive = self.drives.drive
        if drive is None or not codes or self._is_working:
            return
        desk = self._desk
        app, by, at = desk.app, desk.person, desk.now()

        def work(progress: Progress) -> list[Tertulis]:
            written = []
            for number, code in enumerate(codes):
                words = _("Menulis kiriman {nomor} dari {jumlah}…")
                progress.step(number, len(codes), words.format(nomor=number + 1, jumlah=len(codes)))
                sealed = exchange.seal_if_needed(
                    app.database,
                    app.laptop,
                    app.files,
                    untuk=code,
                    lengkap=full,
                    deposit=deposit,
                    by=by,
                    at=at,
                )
                for one in sealed:
                    written.append(
                        exchange.copy_to(
                            app.database, app.laptop, app.files, one.digest, drive.drive, by=by, at=at
                        )
                    )
            return written

        self._is_working = True
        desk.run_long(
            self,
            work,
            lambda written: self._written(written, drive.nama),
            _("Menulis {jumlah} kiriman…").format(jumlah=len(codes)),
            lambda error: self._ended(lambda: desk.show_error(error)),
            lambda: self._ended(lambda: None),
        )
        self.ready.emit()

    def _written(self, written: list[Tertulis], place: str) -> None:
        words = _(
            "{jumlah} kiriman sudah tertulis di {tempat} dan sudah dibaca ulang dengan benar."
            " Keluarkan flashdisk dengan aman, lalu cabut."
        )
        self._ended(lambda: self._desk.notice(words.format(jumlah=len(written), tempat=place)))

    def _ended(self, say: Callable[[], object]) -> None:
        self._is_working = False
        say()
        self.done.emit()
        self.ready.emit()

    def _sync(self) -> None:
        self.full.setEnabled(isinstance(self.list.current_row(), Waiting) and self.drives.drive is not None)
        self.ready.emit()


def _columns() -> list[Column]:
    return [
        Column(
            name="desa", label=_("Desa"), width=190, value=lambda row: row.plan.nama,
            mark=lambda row: Mark.BERJALAN if row.pending else Mark.TIDAK_ADA,
        ),
        Column(name="isi", label=_("Yang menunggu"), width=240, stretch=True, value=_waiting_words),
        Column(name="ukuran", label=_("Ukuran"), width=80, value=lambda row: size_text(row.plan.ukuran)),
        Column(name="ditulis", label=_("Terakhir ditulis"), width=310, value=_written_words),
        Column(
            name="jawaban", label=_("Kabar terakhir"), width=180, value=_answer_words,
            mark=lambda row: Mark.PERINGATAN if _is_stale(row) else None,
        ),
    ]  # fmt: skip


def _waiting_words(row: Waiting) -> str:
    if not row.pending:
        return _("tidak ada yang baru")
    return _("{jumlah} dokumen: {judul}").format(
        jumlah=len(row.pending), judul=", ".join(dict.fromkeys(row.pending))
    )


def _written_words(row: Waiting) -> str:
    last = row.last
    if last is None:
        return _("belum pernah")
    copy = last.salinan[-1] if last.salinan else None
    place = _("ke {tempat}").format(tempat=copy.label or copy.tempat) if copy else _("belum ke flashdisk")
    return _("nomor {nomor}, {waktu} {tempat}").format(
        nomor=last.seq, waktu=moment_text(copy.pada if copy else last.pada), tempat=place
    )


def _is_stale(row: Waiting) -> bool:
    last = row.plan.umpan_balik
    return last is not None and last.is_lama


def _answer_words(row: Waiting) -> str:
    days = row.plan.umpan_balik_hari
    if days is None:
        return _("belum ada kiriman")
    return _("kiriman {nomor}, {kapan}").format(nomor=row.plan.umpan_balik_nomor, kapan=days_text(days))
