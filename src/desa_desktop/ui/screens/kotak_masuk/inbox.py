"""The tab Kotak Masuk: files found, verified and waiting, each with figure and word (ux.md 6.2, 8.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desa_desktop.i18n import _
from desa_desktop.progress import Progress
from desa_desktop.services import exchange
from desa_desktop.services.exchange import HasilTerima, KirimanMasuk
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.exchange_parts.asking import AskingSteps
from desa_desktop.ui.exchange_parts.looking import LookingPage, has_report
from desa_desktop.ui.exchange_parts.words import (
    mark_of,
    moment_text,
    sender_text,
    size_text,
    state_of,
    verdict_of,
)
from desa_desktop.ui.kit.ask import ask
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.table import Column

WAITING = ("baru", "ditahan", "karantina")
UNKNOWN = "kunci_belum_dikenal"


class InboxPage(LookingPage):
    """`opened(sha256)` asks for Tinjau, `register(sha256)` for Daftarkan, `done` after something changed."""

    opened = Signal(str)
    register = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "kotak_masuk")
        self.setObjectName("kotak_masuk.masuk")
        self._rows: list[KirimanMasuk] = []
        self._left: list[KirimanMasuk] = []
        self.choose_button = _button("tombol_pilih", _("Pilih berkas…"), self.choose)
        self.accept_all = _button("tombol_terima_semua", _("Terima semua yang sah dan urut…"), self.take_all)
        self.ask_again = _button("tombol_kirim_ulang", _("Minta kirim ulang"), self.ask_for_another)
        self.report = _button("tombol_laporan", _("Simpan laporan…"), self.save_report)
        self.enrol = _button("tombol_daftarkan", _("Daftarkan"), self._register)
        self.list = Grid("kotak_masuk.daftar", _columns(), row_id=key_of)
        self.list.setAccessibleName(_("Kotak Masuk"))
        self.says = MarkedText(Mark.BELUM, "")
        self.says.setObjectName("kotak_masuk.pesan")
        self.asking = AskingSteps(desk, "kotak_masuk")
        self.empty = EmptyState(
            "kotak_masuk.kosong",
            _("Colokkan flashdisk atau seret berkas .kirim ke sini."),
            [(_("Pilih berkas"), self.choose)],
        )
        self._build()
        self.list.row_activated.connect(self._open)
        self.asking.settled.connect(self.done)
        self.list.current_changed.connect(lambda _key: self._sync())
        self._sync()

    def _build(self) -> None:
        filled = QWidget()
        inner = QVBoxLayout(filled)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addWidget(self.list, 1)
        inner.addWidget(self.says)
        inner.addWidget(self.asking)
        below = QHBoxLayout()
        below.setSpacing(8)
        for button in (self.enrol, self.ask_again, self.report):
            below.addWidget(button)
        below.addStretch(1)
        for button in (self.choose_button, self.accept_all):
            below.addWidget(button)
        inner.addLayout(below)
        self._or_empty = OrEmpty(filled, self.empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(8)
        box.addWidget(self.interrupted_line)
        box.addWidget(self.found_line)
        box.addWidget(self._or_empty, 1)

    def _looked(self, looked: list[KirimanMasuk]) -> None:
        self._left = [one for one in looked if not one.tempat and not one.is_asing]
        kept = {one.sha256: one for one in looked if one.tempat}
        self._rows = [*kept.values(), *(one for one in self._rows if one.sha256 not in kept)]
        self._show_rows()
        if looked:
            self.list.select_row(key_of(looked[0]))
        tone = Tone.SUKSES if any(one.is_sah for one in looked) else Tone.PERINGATAN
        self._tell(looked, _summary(looked), tone)
        self.done.emit()

    # -- what is shown ---------------------------------------------------------------------------------

    def show_inbox(self, rows: Iterable[KirimanMasuk]) -> None:
        """What waits; what was accepted or refused stands in Riwayat."""
        self._rows = [one for one in rows if one.status in WAITING]
        self._show_rows()

    def _show_rows(self) -> None:
        shown = [*self._rows, *self._left]
        self.list.show_rows(shown)
        self._or_empty.show_empty(not shown)
        if shown and self.list.current_row() is None:
            self.list.go_first()
        self._sync()

    @property
    def row(self) -> KirimanMasuk | None:
        """The kiriman with the cursor."""
        row = self.list.current_row()
        return row if isinstance(row, KirimanMasuk) else None

    def next_after(self, sha256: str) -> str:
        """The next kiriman that can be looked at, in the order of the list; empty if there is none."""
        keys = [one.sha256 for one in self._rows if can_preview(one)]
        if not keys:
            return ""
        place = keys.index(sha256) + 1 if sha256 in keys else 0
        following = keys[place % len(keys)]
        return following if following != sha256 else ""

    def _sync(self) -> None:
        row = self.row
        self.says.setVisible(row is not None)
        if row is not None:
            reason = _("Ditahan: {alasan}").format(alasan=row.alasan) if row.alasan else ""
            text = row.teks if row.is_sah else f"{row.teks} ({row.kode})"
            self.says.set_state(mark_of(row), f"{text} {reason}".strip() or verdict_of(row))
        self.asking.show_row(row)
        self.enrol.setVisible(row is not None and row.keadaan == UNKNOWN)
        self.ask_again.setVisible((row is not None and row.status == "karantina") or _is_left_broken(row))
        self.report.setVisible(has_report(row))
        self.accept_all.setEnabled(bool(self.in_order()))
        self.ready.emit()

    @property
    def primary(self) -> tuple[str, Callable[[], object], bool, str]:
        """`Tinjau` for the row with the cursor."""
        row = self.row
        if row is not None and row.keadaan == UNKNOWN and row.sha256:
            return _("Daftarkan"), self._register, True, ""
        if row is None and self.has_found:
            return _("Periksa semua"), self.look_at_found, True, ""
        can = row is not None and can_preview(row)
        why = (
            ""
            if can
            else _("Kiriman ini tidak dapat ditinjau.")
            if row is not None
            else _("Belum ada kiriman.")
        )
        return _("Tinjau"), self._open_current, can, why

    # -- acting ----------------------------------------------------------------------------------------

    def in_order(self) -> list[KirimanMasuk]:
        """What `Terima semua` takes: authentic and in order, nothing missing, nothing to ask about."""
        return [one for one in self._rows if one.keadaan == "sah" and one.status == "baru" and not one.hilang]

    def take_all(self) -> None:
        """`Terima semua yang sah dan urut`, after saying what that means."""
        wanted = self.in_order()
        if not wanted:
            return
        lines = "\n".join(
            _("{nama}, kiriman {nomor}: {isi}").format(nama=sender_text(one), nomor=one.seq, isi=one.ringkas)
            for one in wanted
        )
        meaning = _(
            "Isi kiriman ini menggantikan data desa yang ada di sini tanpa ditinjau satu per satu."
            " Kiriman dengan peringatan tidak ikut. Setiap penerimaan masih bisa dibatalkan."
        )
        question = _("Terima {jumlah} kiriman yang sah dan urut?").format(jumlah=len(wanted))
        if not ask(self, question, _("Terima semua"), detail=f"{lines}\n\n{meaning}"):
            return
        desk, keys = self._desk, [one.sha256 for one in wanted]
        app, by, at = desk.app, desk.person, desk.now()

        def work(progress: Progress) -> HasilTerima:
            return exchange.accept(
                app.database, app.laptop, app.files, keys, by=by, at=at, safe=app.safe, progress=progress
            )

        desk.run_long(self, work, self._accepted, _("Menerima {jumlah} kiriman…").format(jumlah=len(keys)))

    def _accepted(self, done: HasilTerima) -> None:
        words = _("{jumlah} kiriman diterima.").format(jumlah=len(done.diterima))
        for one in done.gagal:
            words += " " + _("{berkas} tidak diterima: {sebab} ({kode})").format(
                berkas=one.berkas[:40], sebab=one.teks, kode=one.kode
            )
        self._desk.notice(words, Tone.PERINGATAN if done.gagal else Tone.SUKSES)
        self.done.emit()

    def ask_for_another(self) -> None:
        """Put a sentence for the village on the clipboard."""
        row = self.row
        if row is None:
            return
        words = _(
            "Berkas kiriman {berkas} tidak dapat kami terima: {sebab} Mohon buka Kirim & Terima, tab Riwayat,"
            " pilih kiriman itu, lalu Tulis salinan ke flashdisk lain."
        )
        QGuiApplication.clipboard().setText(words.format(berkas=row.berkas, sebab=row.teks))
        self._desk.notice(_("Pesan untuk desa sudah disalin. Tempel di SMS atau WhatsApp."), seconds=10)

    def _open_current(self) -> None:
        if self.row is not None:
            self._open(key_of(self.row))

    def _open(self, key: object) -> None:
        row = next((one for one in self._rows if key_of(one) == key), None)
        if row is None:
            return
        if row.keadaan == UNKNOWN:
            self.register.emit(row.sha256)
        elif can_preview(row):
            self.opened.emit(row.sha256)

    def _register(self) -> None:
        if self.row is not None and self.row.sha256:
            self.register.emit(self.row.sha256)


def key_of(row: KirimanMasuk) -> str:
    """What names a row: its SHA-256, or the file's name when it was not even copied."""
    return row.sha256 or row.berkas


def can_preview(row: KirimanMasuk) -> bool:
    """Whether Tinjau may open it; what is not authentic is never shown as valid."""
    return bool(row.tempat) and row.bisa_diterima


def _is_left_broken(row: KirimanMasuk | None) -> bool:
    return row is not None and not row.tempat and row.keadaan == "rusak"


def _summary(looked: Sequence[KirimanMasuk]) -> str:
    """`7 kiriman diperiksa: 5 sah, 1 rusak, 1 sudah pernah diterima.`"""
    good = sum(1 for one in looked if one.is_sah)
    again = sum(1 for one in looked if one.keadaan == "sudah_diterima")
    unknown = sum(1 for one in looked if one.keadaan == UNKNOWN and one.status != "karantina")
    broken = sum(1 for one in looked if one.status == "karantina")
    foreign = sum(1 for one in looked if one.is_asing)
    others = len(looked) - good - again - unknown - broken - foreign
    parts = [
        words.format(n=number)
        for number, words in (
            (good, _("{n} sah")),
            (broken, _("{n} karantina")),
            (again, _("{n} sudah pernah diterima")),
            (unknown, _("{n} pengirim belum terdaftar")),
            (foreign, _("{n} bukan kiriman")),
            (others, _("{n} lainnya")),
        )
        if number
    ]
    return _("{jumlah} kiriman diperiksa: {rincian}.").format(
        jumlah=len(looked), rincian=", ".join(parts) or _("tidak ada")
    )


def _columns() -> list[Column]:
    return [
        Column(name="tanda", label=_("Pemeriksaan"), width=250, value=verdict_of, mark=mark_of),
        Column(name="desa", label=_("Desa"), width=130, value=sender_text),
        Column(name="laptop", label=_("Laptop"), width=130, value=lambda row: row.pengirim.label or "–"),
        Column(
            name="nomor", label=_("Nomor"), width=66, value=lambda row: row.seq,
            text=lambda row: str(row.seq) if row.seq is not None else "–",
        ),
        Column(name="dibuat", label=_("Dibuat"), width=128, value=lambda row: moment_text(row.dibuat) or "–"),
        Column(name="ukuran", label=_("Ukuran"), width=76, value=lambda row: size_text(row.ukuran)),
        Column(
            name="isi", label=_("Isi singkat"), width=170, stretch=True,
            value=lambda row: row.ringkas or row.berkas,
        ),
        Column(name="keadaan", label=_("Keadaan"), width=100, value=state_of),
    ]  # fmt: skip


def _button(name: str, text: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(f"kotak_masuk.{name}")
    button.clicked.connect(lambda _on=False: act())
    return button
