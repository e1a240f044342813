"""Tab Telaah of the RPJM Desa: what the kecamatan noted, each note with the way to its row."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.domain.sebutan import field_name
from desa_desktop.domain.telaah import HasilTelaah
from desa_desktop.i18n import N_, _
from desa_desktop.services.exchange import TelaahTampil
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.screens.rpjm.plan import OpenRpjm, RpjmTab, Terbaca

_KINDS = {
    "wajib_diperbaiki": (Mark.GALAT, N_("Wajib diperbaiki")),
    "saran": (Mark.SARAN, N_("Saran")),
    "pertanyaan": (Mark.PERINGATAN, N_("Pertanyaan")),
}


@dataclass(frozen=True, slots=True)
class BarisCatatan:
    """A note: how grave, at which activity and column, what is said and proposed."""

    id: UUID
    record: str
    kolom: str
    jenis: str
    tempat: str
    teks: str
    saran: str


class ReviewTab(RpjmTab):
    """`jumped(finding)` leads to the row a note is about."""

    jumped = Signal(object)

    def __init__(self, plan: OpenRpjm) -> None:
        super().__init__(plan, "telaah")
        self.result = MarkedText(Mark.BELUM)
        self.result.setObjectName("rpjm.telaah.hasil")
        self.grid = Grid(
            "rpjm.telaah.tabel",
            (
                Column(name="jenis", label=_("Jenis"), width=160, text=_word, mark=_mark),
                Column(name="tempat", label=_("Kegiatan"), width=230),
                Column(name="kolom", label=_("Kolom"), width=120, text=lambda row: field_name(row.kolom)),
                Column(name="teks", label=_("Catatan kecamatan"), width=280, stretch=True),
                Column(name="saran", label=_("Saran isian"), width=180),
            ),
            total_label=lambda number: _("{n} catatan").format(n=number),
        )
        self.grid.setAccessibleName(_("Catatan kecamatan"))
        self.grid.row_activated.connect(lambda _row: self._go())
        self.grid.current_changed.connect(lambda _row: self._sync())
        self.open_row = self.button("buka", _("Buka kegiatan"), self._go)
        self.list = OrEmpty(
            self.grid,
            EmptyState(
                "rpjm.telaah.kosong",
                _("Belum ada catatan dari kecamatan. Catatan masuk bersama umpan balik di flashdisk."),
                [(_("Buka Kirim & Terima"), lambda: plan.desk.open("kirim"))],
            ),
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.result, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.open_row)
        box.addLayout(head)
        box.addWidget(self.list, 1)

    def show_plan(self, read: Terbaca) -> None:
        """The newest finished review."""
        review = read.telaah
        self.grid.show_rows(_rows(review, read) if review is not None else [])
        self.list.show_empty(review is None)
        self.result.setVisible(review is not None)
        if review is not None:
            good = review.hasil == HasilTelaah.SESUAI.value
            parts = [
                _("Sesuai") if good else _("Dikembalikan"),
                review.alasan,
                _("ditelaah sebelum perubahan terakhir") if review.is_lama else "",
            ]
            text = " · ".join(part for part in parts if part)
            self.result.set_state(Mark.SELESAI if good else Mark.PERINGATAN, text)
        self._sync()

    @property
    def count(self) -> int:
        """How many notes wait."""
        return len(self.grid.model.rows)

    def _sync(self) -> None:
        row = self.grid.current_row()
        self.open_row.setVisible(not self.list.is_empty)
        self.open_row.setEnabled(isinstance(row, BarisCatatan) and bool(row.record))

    def _go(self) -> None:
        row = self.grid.current_row()
        if isinstance(row, BarisCatatan) and row.record:
            self.jumped.emit(Pemeriksaan(Level.SARAN, row.teks, "", UUID(row.record), row.kolom))

    def arrive(self) -> None:
        """On the first note, or on the button that leads to them."""
        self.list.enter(self.grid)


def _rows(review: TelaahTampil, read: Terbaca) -> list[BarisCatatan]:
    names = {str(one.id): one.nama for one in read.tampil.rpjm.kegiatan}
    return [
        BarisCatatan(
            note.id,
            note.record if note.record in names else "",
            note.kolom,
            note.jenis,
            names.get(note.record, _("Seluruh dokumen")),
            note.teks,
            note.saran,
        )
        for notes in review.catatan.values()
        for note in notes
    ]


def _word(row: BarisCatatan) -> str:
    known = _KINDS.get(row.jenis)
    return _(known[1]) if known is not None else row.jenis


def _mark(row: BarisCatatan) -> Mark | None:
    known = _KINDS.get(row.jenis)
    return known[0] if known is not None else None
