"""Tab Telaah: the notes of the kecamatan on the plan, each with the way to its row."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.domain.sebutan import field_name
from desa_desktop.domain.telaah import HasilTelaah
from desa_desktop.i18n import N_, _
from desa_desktop.services.exchange import TelaahTampil
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.screens.rkpdes.plan import OpenPlan, PlanTab, Terbaca

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


class ReviewTab(PlanTab):
    """`jumped(finding)` leads to the row a note is about."""

    jumped = Signal(object)

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__(plan, "telaah")
        self.result = MarkedText(Mark.BELUM)
        self.result.setObjectName("rkpdes.telaah.hasil")
        self.grid = Grid(
            "rkpdes.telaah.tabel",
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
        self.grid.row_activated.connect(self._go)
        self.list = OrEmpty(
            self.grid,
            EmptyState(
                "rkpdes.telaah.kosong",
                _("Belum ada catatan dari kecamatan. Catatan masuk bersama umpan balik di flashdisk."),
                [(_("Buka Kirim & Terima"), lambda: plan.desk.open("kirim"))],
            ),
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(8)
        box.addWidget(self.result)
        box.addWidget(self.list, 1)

    def show_plan(self, read: Terbaca) -> None:
        """The newest finished review."""
        review = read.telaah
        rows = _rows(review, read) if review is not None else []
        self.grid.show_rows(rows)
        self.list.show_empty(review is None)
        self.result.setVisible(review is not None)
        if review is not None:
            good = review.hasil == HasilTelaah.SESUAI.value
            words = _("Sesuai") if good else _("Dikembalikan")
            parts = [words, review.alasan, _("ditelaah sebelum perubahan terakhir") if review.is_lama else ""]
            text = " · ".join(part for part in parts if part)
            self.result.set_state(Mark.SELESAI if good else Mark.PERINGATAN, text)

    @property
    def count(self) -> int:
        """How many notes wait."""
        return len(self.grid.model.rows)

    def _go(self, _row_id: object) -> None:
        row = self.grid.current_row()
        if row is not None and row.record:
            self.jumped.emit(Pemeriksaan(Level.SARAN, row.teks, "", UUID(row.record), row.kolom))

    def arrive(self) -> None:
        """On the first note."""
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)


def _rows(review: TelaahTampil, read: Terbaca) -> list[BarisCatatan]:
    names = {str(one.id): one.nama for one in read.rencana.rkp.kegiatan}
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
