"""The tab Terima: look at what came from the kecamatan, see what it changes, use it (ux.md 8.7)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desa_desktop.i18n import _
from desa_desktop.progress import Progress
from desa_desktop.services import exchange
from desa_desktop.services.exchange import HasilTerima, KirimanMasuk, Tinjauan
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.exchange_parts.asking import AskingSteps
from desa_desktop.ui.exchange_parts.differences import Differences
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
from desa_desktop.ui.style import look


class ReceivePage(LookingPage):
    """`done` after something was used."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "terima")
        self.setObjectName("terima")
        self._rows: list[KirimanMasuk] = []
        self._left: list[KirimanMasuk] = []
        self._preview: Tinjauan | None = None
        self.files = QPushButton(_("Pilih berkas…"))
        self.files.setObjectName("terima.tombol_pilih")
        self.report = QPushButton(_("Simpan laporan…"))
        self.report.setObjectName("terima.tombol_laporan")
        self.list = Grid("terima.daftar", _columns(), row_id=lambda row: row.sha256 or row.berkas)
        self.list.setAccessibleName(_("Kiriman dari kecamatan"))
        self.list.setMaximumHeight(look().px(128))
        self.says = MarkedText(Mark.BELUM, "")
        self.says.setObjectName("terima.pesan")
        self.asking = AskingSteps(desk, "terima")
        self.differences = Differences(desk, "terima.tinjau")
        filled = QWidget()
        inner = QVBoxLayout(filled)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addWidget(self.list)
        inner.addWidget(self.says)
        inner.addWidget(self.asking)
        inner.addWidget(self.report, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addWidget(self.differences, 1)
        self.empty = EmptyState(
            "terima.kosong",
            _("Colokkan flashdisk dari kecamatan, atau seret berkas .kirim ke sini."),
            [(_("Pilih berkas"), self.choose)],
        )
        self._or_empty = OrEmpty(filled, self.empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(8)
        top = QHBoxLayout()
        top.addWidget(self.found_line, 1)
        top.addStretch(0)
        top.addWidget(self.files)
        box.addLayout(top)
        box.addWidget(self.interrupted_line)
        box.addWidget(self._or_empty, 1)
        self._connect()
        self.files.hide()
        self._show_rows()

    def _connect(self) -> None:
        self.files.clicked.connect(self.choose)
        self.report.clicked.connect(lambda _on=False: self.save_report())
        self.list.current_changed.connect(self._on_row)
        self.asking.settled.connect(self.done)

    def _looked(self, looked: list[KirimanMasuk]) -> None:
        known = {one.sha256: one for one in looked if one.tempat}
        self._left = [one for one in looked if not one.tempat and not one.is_asing]
        self._rows = [*known.values(), *(one for one in self._rows if one.sha256 not in known)]
        self._show_rows()
        listed = [one for one in looked if not one.is_asing]
        best = next((one for one in listed if one.bisa_diterima), listed[0] if listed else None)
        if best is not None:
            self.list.select_row(best.sha256 or best.berkas)
            self._on_row(best.sha256 or best.berkas)
        good = sum(1 for one in looked if one.bisa_diterima)
        words = _("{jumlah} kiriman diperiksa: {sah} bisa dipakai, {lain} tidak.")
        tone = Tone.SUKSES if good else Tone.PERINGATAN
        said = words.format(jumlah=len(looked), sah=good, lain=len(looked) - good)
        self._tell(looked, said, tone, seconds=10)

    # -- what is shown ---------------------------------------------------------------------------------

    def show_inbox(self, rows: Iterable[KirimanMasuk]) -> None:
        """What waits here from earlier."""
        self._rows = [one for one in rows if one.status in ("baru", "ditahan", "karantina")]
        self._show_rows()

    def _show_rows(self) -> None:
        shown = [*self._rows, *self._left]
        self.list.show_rows(shown)
        self._or_empty.show_empty(not shown)
        self.files.setVisible(bool(shown))
        if shown and self.list.current_row() is None:
            self.list.go_first()
        self._on_row(self.list.current_id())

    def _on_row(self, key: object) -> None:
        row = next((one for one in [*self._rows, *self._left] if (one.sha256 or one.berkas) == key), None)
        self.asking.show_row(row)
        self.report.setVisible(has_report(row))
        if row is None:
            self._show_preview(None)
            self.says.set_state(Mark.BELUM, "")
            self.says.hide()
            return
        self.says.show()
        self.says.set_state(mark_of(row), _sentence(row))
        if self._preview is not None and self._preview.kiriman.sha256 == row.sha256:
            return
        self._show_preview(None)
        if row.bisa_diterima:
            desk, key_ = self._desk, row.sha256
            app, at = desk.app, desk.now()
            desk.run(
                self,
                lambda: exchange.preview(
                    app.database,
                    app.laptop,
                    app.files,
                    key_,
                    app.aturan,
                    at=at,
                    kode=lambda: app.kode,
                    templates=app.templates,
                ),
                self._take_preview,
            )

    def _take_preview(self, preview: Tinjauan) -> None:
        current = self.list.current_row()
        if isinstance(current, KirimanMasuk) and current.sha256 == preview.kiriman.sha256:
            self._show_preview(preview)

    def _show_preview(self, preview: Tinjauan | None) -> None:
        self._preview = preview
        self.differences.setVisible(preview is not None)
        if preview is not None:
            self.differences.show_preview(preview)
        else:
            self.differences.clear()
        self.ready.emit()

    @property
    def row(self) -> KirimanMasuk | None:
        """The kiriman with the cursor."""
        row = self.list.current_row()
        return row if isinstance(row, KirimanMasuk) else None

    @property
    def primary(self) -> tuple[str, Callable[[], object], bool, str]:
        """`Pakai semua` while something is previewed, else `Pilih berkas`."""
        if self._preview is not None:
            one = self._preview.kiriman  # what was good when it came may be judged otherwise by now
            why = "" if one.bisa_diterima else f"{one.teks} ({one.kode})"
            return _("Pakai semua"), self.accept, not why, why
        return _("Pilih berkas"), self.choose, True, ""

    # -- using it --------------------------------------------------------------------------------------

    def accept(self) -> None:
        """`Pakai semua`: one transaction; what must be asked is asked first."""
        preview = self._preview
        if preview is None:
            return
        confirmed: tuple[str, ...] = ()
        if preview.perlu_dikonfirmasi:
            why = " ".join(one.teks for one in preview.peringatan) or preview.kiriman.teks
            if not ask(self, why, _("Pakai juga")):
                return
            confirmed = (preview.kiriman.sha256,)
        desk, sha256 = self._desk, preview.kiriman.sha256
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

        desk.run_long(self, work, self._accepted, _("Memakai isi kiriman…"))

    def _accepted(self, done: HasilTerima) -> None:
        taken = {one.sha256 for one in done.diterima}
        self._rows = [one for one in self._rows if one.sha256 not in taken]
        self._preview = None
        self._show_rows()
        for fault in done.gagal:
            self._desk.notice(f"{fault.teks} ({fault.kode})", Tone.GALAT)
        for one in done.diterima:
            more = " ".join(warning.teks for warning in one.peringatan)
            self._desk.notice(f"{one.teks} {more}".strip(), Tone.PERINGATAN if more else Tone.SUKSES)
        self.done.emit()

    def focus_list(self) -> None:
        """Put the cursor into the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)


def _sentence(row: KirimanMasuk) -> str:
    if row.is_sah or not row.teks:
        return row.teks or verdict_of(row)
    return f"{row.teks} ({row.kode})"


def _columns() -> list[Column]:
    return [
        Column(name="tanda", label=_("Pemeriksaan"), width=260, value=verdict_of, mark=mark_of),
        Column(name="dari", label=_("Dari"), width=170, value=sender_text),
        Column(
            name="nomor", label=_("Nomor"), width=70, value=lambda row: row.seq, text=lambda row: _number(row)
        ),
        Column(name="dibuat", label=_("Dibuat"), width=130, value=lambda row: moment_text(row.dibuat)),
        Column(name="ukuran", label=_("Ukuran"), width=80, value=lambda row: size_text(row.ukuran)),
        Column(
            name="isi", label=_("Isi"), width=200, stretch=True, value=lambda row: row.ringkas or row.berkas
        ),
        Column(name="keadaan", label=_("Keadaan"), width=110, value=state_of),
    ]


def _number(row: KirimanMasuk) -> str:
    return str(row.seq) if row.seq is not None else "–"
