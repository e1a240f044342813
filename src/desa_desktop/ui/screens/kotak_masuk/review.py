"""Tinjau: one kiriman before it is accepted, returned or held (ux.md 8.5, wireframe 9.7)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from desa_desktop.i18n import _
from desa_desktop.progress import Progress
from desa_desktop.services import exchange
from desa_desktop.services.exchange import Diterima, HasilTerima, KirimanMasuk, Tinjauan
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.exchange_parts.differences import Differences
from desa_desktop.ui.exchange_parts.words import mark_of, moment_text, sender_text, verdict_of
from desa_desktop.ui.kit.ask import ask, ask_reason
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.style import look


@dataclass(frozen=True, slots=True)
class Note:
    """A note for the village at one row: `dokumen` is its id, `record` the row's."""

    dokumen: str
    record: str
    kolom: str
    judul: str
    teks: str


class ReviewPage(QWidget):
    """`left` when the kiriman was dealt with or the page is left; `following` asks for the next one."""

    left = Signal()
    following = Signal()
    ready = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("tinjau")
        self._desk = desk
        self._sha256 = ""
        self._preview: Tinjauan | None = None
        self._why_not = ""
        self.notes: list[Note] = []
        self.head = MarkedText(Mark.BELUM, "")
        self.head.setObjectName("tinjau.kepala")
        self.guard = MarkedText(Mark.PERINGATAN, "")
        self.guard.setObjectName("tinjau.peringatan")
        self.differences = Differences(desk, "tinjau.isi")
        self.note = _button("tombol_catat", _("Catat pada baris ini…"), self.add_note)
        self.list = QListWidget()
        self.list.setObjectName("tinjau.catatan")
        self.list.setAccessibleName(_("Catatan untuk desa"))
        self.list.setMaximumHeight(look().px(90))
        self._notes_head = QLabel(_("Catatan untuk desa"))
        self._notes_head.setProperty("teks", "label")
        self.drop = _button("tombol_hapus_catatan", _("Hapus catatan"), self.remove_note)
        self.hold_button = _button("tombol_tahan", _("Tahan…"), self.hold)
        self.back_button = _button("tombol_kembalikan", _("Terima dan kembalikan…"), self.send_back)
        self._build()
        for grid in (self.differences.sheets, self.differences.table):
            grid.view.installEventFilter(self)
        self.differences.table.current_changed.connect(lambda _key: self._sync())
        self.list.currentRowChanged.connect(lambda _row: self._sync())
        self._sync()

    def _build(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.note)
        line.addWidget(self.drop)
        line.addStretch(1)
        line.addWidget(self.hold_button)
        line.addWidget(self.back_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(8)
        box.addWidget(self.head)
        box.addWidget(self.guard)
        box.addWidget(self.differences, 1)
        box.addWidget(self._notes_head)
        box.addWidget(self.list)
        box.addLayout(line)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """`Alt+Down` in a table, which would otherwise keep it for moving rows."""
        if (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Down
            and event.modifiers() & Qt.KeyboardModifier.AltModifier
        ):
            self.following.emit()
            return True
        return super().eventFilter(watched, event)

    # -- showing ---------------------------------------------------------------------------------------

    def open(self, sha256: str) -> None:
        """Look at one file of the inbox."""
        self._sha256, self._preview = sha256, None
        self._why_not = _("Isi kiriman sedang dibandingkan.")
        self.notes = []
        self.differences.clear()
        self.head.set_state(Mark.BERJALAN, _("Menyiapkan perbandingan…"))
        self._sync()
        desk = self._desk
        app, at = desk.app, desk.now()
        desk.run_long(
            self,
            lambda _progress: exchange.preview(
                app.database,
                app.laptop,
                app.files,
                sha256,
                app.aturan,
                at=at,
                kode=lambda: app.kode,
                templates=app.templates,
            ),
            self.show_preview,
            _("Membandingkan isi kiriman…"),
            failed=lambda error: self._not_shown(error.sentence),
            cancelled=lambda: self._not_shown(_("Perbandingan dihentikan. Data tidak berubah.")),
        )

    def _not_shown(self, sentence: str) -> None:
        """It cannot be compared: say why where the comparison would stand."""
        self._why_not = sentence
        self.head.set_state(Mark.PERINGATAN, sentence)
        self._sync()

    def show_preview(self, preview: Tinjauan) -> None:
        """Show what accepting would change."""
        if preview.kiriman.sha256 != self._sha256:
            return
        self._preview = preview
        one = preview.kiriman
        words = _("{desa} · {laptop} · kiriman {nomor} · dibuat {waktu} · {kata}")
        self.head.set_state(
            mark_of(one),
            words.format(
                desa=sender_text(one),
                laptop=one.pengirim.label,
                nomor=one.seq,
                waktu=moment_text(one.dibuat),
                kata=verdict_of(one),
            ),
        )
        self.differences.show_preview(preview)
        self._sync()

    @property
    def kiriman(self) -> KirimanMasuk | None:
        """What is being looked at, once it is shown."""
        return self._preview.kiriman if self._preview is not None else None

    @property
    def sha256(self) -> str:
        """The file that is open."""
        return self._sha256

    @property
    def title(self) -> str:
        """`Tinjau: Tursino, kiriman 41`."""
        one = self.kiriman
        if one is None:
            return _("Tinjau")
        return _("Tinjau: {desa}, kiriman {nomor}").format(desa=sender_text(one), nomor=one.seq)

    @property
    def primary(self) -> tuple[str, Callable[[], object], bool, str]:
        """`Terima` for the whole kiriman; grey with the reason where no person's word can lift it."""
        why = self._why_not if self.kiriman is None else self._obstacle()
        return _("Terima"), self.accept, not why, why

    def _obstacle(self) -> str:
        """Why what is shown may not be accepted at all; empty when it may, or may after a confirmation."""
        one = self.kiriman
        return f"{one.teks} ({one.kode})" if one is not None and not one.bisa_diterima else ""

    def _sync(self) -> None:
        preview = self._preview
        obstacle = self._obstacle()
        asks = preview is not None and (preview.perlu_dikonfirmasi or bool(obstacle))
        self.guard.setVisible(asks)
        if preview is not None and asks:
            self.guard.set_state(Mark.PERINGATAN, _reasons(preview))
        has_line = self.differences.chosen_line() is not None
        self.note.setEnabled(preview is not None and self.differences.dokumen is not None)
        self.note.setText(_("Catat pada baris ini…") if has_line else _("Catat pada dokumen ini…"))
        for widget in (self._notes_head, self.list, self.drop):
            widget.setVisible(bool(self.notes))
        self.drop.setEnabled(self.list.currentRow() >= 0)
        self.hold_button.setEnabled(preview is not None)
        self.back_button.setEnabled(preview is not None and not obstacle)
        self.back_button.setToolTip(obstacle)
        self.ready.emit()

    # -- notes -----------------------------------------------------------------------------------------

    def add_note(self) -> None:
        """A note for the village at the row with the cursor, or on the whole dokumen."""
        dokumen, line = self.differences.dokumen, self.differences.chosen_line()
        if dokumen is None:
            return
        title = line.judul if line is not None else dokumen.judul
        text = ask_reason(
            self, _("Catatan untuk desa: {judul}").format(judul=title), _("Simpan catatan"),
            hint=_("Apa yang perlu diperbaiki"),
        )  # fmt: skip
        if text is None:
            return
        record = line.tempat.rpartition("/")[2] if line is not None else ""
        column = line.kolom if line is not None else ""
        self.notes.append(Note(str(dokumen.id), record, column, title, text))
        self._show_notes()

    def remove_note(self) -> None:
        """Take the chosen note away; nothing of it was stored."""
        place = self.list.currentRow()
        if place >= 0:
            del self.notes[place]
            self._show_notes()

    def _show_notes(self) -> None:
        self.list.clear()
        self.list.addItems([f"{note.judul}: {note.teks}" for note in self.notes])
        if self.notes:
            self.list.setCurrentRow(len(self.notes) - 1)
        self._sync()

    # -- deciding --------------------------------------------------------------------------------------

    def _confirmed(self) -> tuple[str, ...] | None:
        """What a person confirmed; None for `Batal`."""
        preview = self._preview
        if preview is None or not preview.perlu_dikonfirmasi:
            return ()
        if not ask(self, _reasons(preview), _("Sudah ditanyakan, terima")):
            return None
        return (preview.kiriman.sha256,)

    def accept(self) -> None:
        """`Terima`: the whole kiriman as one step."""
        confirmed = self._confirmed()
        if self._preview is None or confirmed is None:
            return
        desk, sha256 = self._desk, self._sha256
        app, by, at = desk.app, desk.person, desk.now()

        def work(progress: Progress) -> HasilTerima:
            return exchange.accept(
                app.database,
                app.laptop,
                app.files,
                [sha256],
                by=by,
                at=at,
                confirmed=confirmed,
                safe=app.safe,
                progress=progress,
            )

        desk.run_long(self, work, self._accepted, _("Menerima kiriman…"))

    def send_back(self) -> None:
        """`Terima dan kembalikan…`: the data are taken in, the dokumen goes back with reason and notes."""
        if self._preview is None:
            return
        reason = ask_reason(
            self,
            _("Data diterima, dan desa diminta memperbaiki. Apa alasannya?"),
            _("Terima dan kembalikan"),
        )
        confirmed = self._confirmed() if reason is not None else None
        if reason is None or confirmed is None:
            return
        desk, sha256, notes = self._desk, self._sha256, plain_notes(self.notes)
        app, by, at = desk.app, desk.person, desk.now()
        desk.run_long(
            self,
            lambda _progress: exchange.send_back(
                app.database,
                app.laptop,
                app.files,
                sha256,
                reason,
                notes,
                by=by,
                at=at,
                confirmed=confirmed,
                safe=app.safe,
            ),
            self._returned,
            _("Menerima dan mengembalikan kiriman…"),
        )

    def hold(self) -> None:
        """`Tahan…`: nothing is taken in; the reason stays with the file."""
        if self._preview is None:
            return
        reason = ask_reason(self, _("Kiriman ini ditahan. Apa alasannya?"), _("Tahan"))
        if reason is None:
            return
        desk, sha256 = self._desk, self._sha256
        app, by, at = desk.app, desk.person, desk.now()
        desk.run(
            self,
            lambda: exchange.hold(app.database, app.laptop, app.files, sha256, reason, by=by, at=at),
            lambda _held: self._over(_("Kiriman ditahan. Data tidak berubah."), Tone.PERINGATAN),
        )

    def _accepted(self, done: HasilTerima) -> None:
        for fault in done.gagal:
            self._desk.notice(f"{fault.teks} ({fault.kode})", Tone.GALAT)
            self.left.emit()
        for one in done.diterima:
            self._say(one)

    def _returned(self, one: Diterima) -> None:
        self._say(one)

    def _say(self, one: Diterima) -> None:
        words = _("{teks} Kode terima: {kode}.").format(teks=one.teks, kode=one.kode_terima)
        more = " ".join(warning.teks for warning in one.peringatan)
        desk, digest = self._desk, one.digest
        tone = Tone.PERINGATAN if more else Tone.SUKSES
        desk.notice(
            f"{words} {more}".strip(), tone, _("Batalkan penerimaan"), lambda: take_back(desk, digest)
        )
        self.left.emit()

    def _over(self, words: str, tone: Tone) -> None:
        self._desk.notice(words, tone)
        self.left.emit()


def take_back(desk: Desk, digest: str) -> None:
    """`Batalkan penerimaan`: as one step, until it was reported as held."""
    app, by, at = desk.app, desk.person, desk.now()
    desk.run_long(
        desk,
        lambda _progress: exchange.undo_acceptance(app.database, app.laptop, app.files, digest, by=by, at=at),
        lambda _none: desk.notice(_("Penerimaan dibatalkan. Data kembali seperti sebelumnya.")),
        _("Membatalkan penerimaan…"),
    )


def plain_notes(notes: list[Note]) -> list[dict[str, str]]:
    """Notes as `send_back` reads them."""
    return [
        {"dokumen": one.dokumen, "record": one.record, "kolom": one.kolom, "teks": one.teks} for one in notes
    ]


def _reasons(preview: Tinjauan) -> str:
    words = [f"{one.teks} ({one.kode})" for one in preview.peringatan]
    if not preview.kiriman.is_sah:
        words.insert(0, f"{preview.kiriman.teks} ({preview.kiriman.kode})")
    return " ".join(dict.fromkeys(words))


def _button(name: str, text: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(f"tinjau.{name}")
    button.clicked.connect(lambda _on=False: act())
    return button
