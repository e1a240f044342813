"""What a kiriman would change, before anybody accepts it: sentences per dokumen and the table of differences.

Wireframe ux.md 9.7; nothing here decides anything, it only shows (ux.md 1.3, look before accepting).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.i18n import _
from desa_desktop.services import exchange
from desa_desktop.services.exchange import BedaTampil, Tinjauan, TinjauanDokumen
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.exchange_parts.pictures import PictureStrip
from desa_desktop.ui.exchange_parts.words import document_state
from desa_desktop.ui.kit.checks_panel import ChecksPanel
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.marks import Mark
from desa_desktop.ui.kit.search import SearchBox
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.style import look

_RESULTS = {
    "baru": Mark.SELESAI,
    "pengganti": Mark.SELESAI,
    "sama": Mark.TIDAK_ADA,
    "lama": Mark.TIDAK_ADA,
    "bercabang": Mark.PERINGATAN,
    "dicabut": Mark.PERINGATAN,
    "belum_terbaca": Mark.GALAT,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table; `id` is its place, since one row may change in several columns."""

    id: int
    beda: BedaTampil


@dataclass(frozen=True, slots=True)
class Sheet:
    """One dokumen of the kiriman in the list above the table."""

    id: int
    dokumen: TinjauanDokumen


_UNLIMITED = 16_777_215  # what Qt calls no limit
_TECHNICAL = ("tanda-terima", "daftar-kunci")
_FIRST = ("telaah", "tanda-terima", "rkp-desa", "durkp")


def _weight(one: TinjauanDokumen) -> tuple[bool, int]:
    """What changes stands first, and of that what people wait for; what stays the same comes last."""
    place = _FIRST.index(one.jenis) if one.jenis in _FIRST else len(_FIRST)
    return one.hasil in ("sama", "lama"), place


def sentence_of(one: TinjauanDokumen) -> str:
    """What one dokumen means to a person; for receipts and key lists without their technical columns."""
    if one.jenis == "daftar-kunci":
        return _("Daftar laptop yang terdaftar diperbarui.")
    if one.jenis == "tanda-terima":
        values = {beda.kolom: beda for beda in one.beda}
        number, state = values.get("seq"), values.get("keadaan")
        if number is not None and state is not None:
            words = _("Kiriman nomor {nomor}: {keadaan}.")
            said = words.format(nomor=number.menjadi_teks, keadaan=state.menjadi_teks)
            reason = values.get("alasan")
            return f"{said} {reason.menjadi_teks}".strip() if reason is not None else said
    return one.kalimat


def kind_words(sign: str) -> str:
    """`+ baru`, `~ berubah`, `- dihapus`: the sign is never alone."""
    return {"+": _("+ baru"), "~": _("~ berubah"), "-": _("- dihapus")}.get(sign, sign)


class Differences(QWidget):
    """The dokumen above, the differences of the chosen one below, checks and guards at the right."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._desk = desk
        self.sheets = Grid(
            f"{name}.dokumen",
            [
                Column(
                    name="dokumen", label=_("Dokumen"), width=240, value=lambda row: row.dokumen.judul,
                    mark=lambda row: _RESULTS.get(row.dokumen.hasil, Mark.BERJALAN),
                ),
                Column(
                    name="keadaan", label=_("Keadaan"), width=130,
                    value=lambda row: _state_words(row.dokumen),
                ),
                Column(
                    name="kalimat", label=_("Yang berubah"), width=300, stretch=True,
                    value=lambda row: sentence_of(row.dokumen),
                ),
            ],
            row_id=lambda row: row.id,
        )  # fmt: skip
        self.sheets.setAccessibleName(_("Dokumen dalam kiriman ini"))
        self.table = Grid(f"{name}.beda", _columns(), row_id=lambda row: row.id)
        self.table.setAccessibleName(_("Semula dan menjadi"))
        self.search = SearchBox(f"{name}.cari", _("Cari di perbedaan ini (Ctrl+F)"))
        self.checks = ChecksPanel(f"{name}.pemeriksaan")
        self._head = QLabel()
        self._head.setProperty("teks", "bagian")
        self.sentence = QLabel()
        self.sentence.setObjectName(f"{name}.kalimat")
        self.sentence.setWordWrap(True)
        self.pictures = PictureStrip(f"{name}.foto")
        self._read: Callable[[str], bytes | None] | None = None
        self._sheets: list[Sheet] = []
        self._checks: tuple[Pemeriksaan, ...] = ()
        self._lay_out()
        self.sheets.current_changed.connect(self._on_sheet)
        self.table.current_changed.connect(lambda _key: self._show_pictures())
        self.search.searched.connect(self.table.set_filter)
        self.table.filtered.connect(self.search.show_count)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._head, 1)
        top.addWidget(self.search)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.sheets.setMaximumHeight(look().px(160))
        column.addWidget(self.sheets)
        column.addLayout(top)
        column.addWidget(self.sentence)
        column.addWidget(self.table, 1)
        column.addWidget(self.pictures)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(self.checks)
        split.setStretchFactor(0, 1)
        split.setSizes([look().px(800), look().px(280)])
        split.setChildrenCollapsible(False)
        self.checks.setMinimumWidth(look().px(170))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(split)

    # -- what is shown ---------------------------------------------------------------------------------

    def show_preview(self, tinjauan: Tinjauan) -> None:
        """Show a preview; the first dokumen with differences is chosen."""
        ordered = sorted(tinjauan.dokumen, key=_weight)
        self._sheets = [Sheet(number, one) for number, one in enumerate(ordered)]
        warnings = tuple(Pemeriksaan(Level.PERINGATAN, one.teks, one.kode) for one in tinjauan.peringatan)
        self._checks = warnings
        self._read = self._reader(tinjauan.kiriman.sha256)
        self.checks.setVisible(True)
        self.sheets.show_rows(self._sheets)
        first = self._sheets[0] if self._sheets else None
        if first is not None:
            self.sheets.select_row(first.id)
            self._show(first)
        else:
            self._show(None)

    def clear(self) -> None:
        """Nothing is looked at."""
        self._sheets, self._checks, self._read = [], (), None
        self.sheets.show_rows([])
        self._show(None)
        self.checks.setVisible(False)  # nothing was checked, so nothing is said to be well

    @property
    def dokumen(self) -> TinjauanDokumen | None:
        """The chosen dokumen."""
        sheet = self.sheets.current_row()
        return sheet.dokumen if isinstance(sheet, Sheet) else None

    def chosen_line(self) -> BedaTampil | None:
        """The difference with the cursor."""
        line = self.table.current_row()
        return line.beda if isinstance(line, Line) else None

    def _reader(self, kiriman: str) -> Callable[[str], bytes | None]:
        app = self._desk.app

        def read(sha256: str) -> bytes | None:
            return exchange.read_foto(app.database, app.laptop, app.files, kiriman, sha256)

        return read

    def _show_pictures(self) -> None:
        """Beside a changed photo both of them."""
        line, read = self.chosen_line(), self._read
        if line is None or read is None or not line.is_foto:
            self.pictures.forget()
            return
        both = ((_("Semula"), line.foto_semula), (_("Menjadi"), line.foto_menjadi))
        self.pictures.show_pictures(self._desk, both, read)

    def _on_sheet(self, key: object) -> None:
        self._show(next((sheet for sheet in self._sheets if sheet.id == key), None))

    def _show(self, sheet: Sheet | None) -> None:
        dokumen = sheet.dokumen if sheet is not None else None
        is_plain = dokumen is not None and dokumen.jenis not in _TECHNICAL
        lines = [Line(n, beda) for n, beda in enumerate(dokumen.beda)] if dokumen and is_plain else []
        self._head.setText(_head(dokumen))
        self.sentence.setText(sentence_of(dokumen) if dokumen is not None else "")
        self.table.show_rows(lines)
        for widget in (self.table, self.search):
            widget.setVisible(bool(lines))
        self.sheets.setMaximumHeight(look().px(160) if lines else _UNLIMITED)
        self._show_pictures()
        self.checks.show_checks([*self._checks, *(dokumen.pemeriksaan if dokumen is not None else ())])
        self.chosen.emit(dokumen)


def _state_words(dokumen: TinjauanDokumen) -> str:
    return document_state(dokumen.status, dokumen.revisi, dokumen.jenis)


def _head(dokumen: TinjauanDokumen | None) -> str:
    if dokumen is None:
        return ""
    now = dokumen.revisi_sekarang
    if now:
        return _("{judul} (sekarang r{revisi:02d})").format(judul=dokumen.judul, revisi=now)
    return dokumen.judul


def _columns() -> list[Column]:
    return [
        Column(name="tanda", label=_("Tanda"), width=90, value=lambda row: kind_words(row.beda.tanda)),
        Column(
            name="nomor", label=_("Baris"), width=56, kind=Kind.INTEGER,
            value=lambda row: row.beda.nomor or None,
        ),
        Column(name="judul", label=_("Baris yang berubah"), width=170, stretch=True,
               value=lambda row: row.beda.judul),
        Column(name="kolom", label=_("Kolom"), width=110, value=lambda row: row.beda.kolom_teks),
        Column(name="semula", label=_("Semula"), width=140, value=lambda row: row.beda.semula_teks),
        Column(name="menjadi", label=_("Menjadi"), width=140, value=lambda row: row.beda.menjadi_teks),
        Column(name="selisih", label=_("Selisih"), width=125, value=lambda row: row.beda.selisih_teks),
    ]  # fmt: skip
