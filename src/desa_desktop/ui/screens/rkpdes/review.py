"""Tab Telaah: the notes of the kecamatan on the plan, each with the way to its row."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.domain.sebutan import field_name
from desa_desktop.domain.telaah import HasilTelaah
from desa_desktop.i18n import N_, _
from desa_desktop.services import saran
from desa_desktop.services.exchange import TelaahTampil
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.saving import undo
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
        self.grid.current_changed.connect(lambda _row: self._sync())
        self.take = self.button("terima_saran", _("Terima saran"), self.take_suggestion)
        self.open_row = self.button("buka", _("Buka kegiatan"), lambda: self._go(None))
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
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.result, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.take)
        head.addWidget(self.open_row)
        box.addLayout(head)
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
        self._sync()

    def _sync(self) -> None:
        """What can be done with the note of the current row."""
        row = self._row
        for button in (self.take, self.open_row):
            button.setVisible(not self.list.is_empty)
        self.open_row.setEnabled(row is not None and bool(row.record))
        can_take = row is not None and bool(row.record) and bool(row.saran.strip())
        locked = self.plan.is_rkp_locked
        self.take.setEnabled(can_take and not locked)
        why = _("RKPDes sudah disahkan. Pilih Buat perubahan dulu.") if can_take and locked else ""
        self.take.setToolTip(why or _("Saran kecamatan masuk ke isian yang diberi catatan."))

    @property
    def _row(self) -> BarisCatatan | None:
        row = self.grid.current_row()
        return row if isinstance(row, BarisCatatan) else None

    def take_suggestion(self) -> None:
        """`Terima saran`: the proposed value goes into its cell; one step, which Urungkan takes back."""
        row, plan = self._row, self.plan
        if row is None:
            return
        desk, today = plan.desk, plan.desk.today()

        def taken(_note: object) -> None:
            words = _("{kolom} {kegiatan} diisi dengan saran kecamatan: {saran}.")
            text = words.format(kolom=field_name(row.kolom), kegiatan=row.tempat, saran=row.saran)
            desk.notice(text, Tone.SUKSES, _("Urungkan"), lambda: undo(desk, self), seconds=10)

        plan.save(self, saran.accept_suggestion, desk.app.aturan, plan.tahun, row.id, then=taken, today=today)

    @property
    def count(self) -> int:
        """How many notes wait."""
        return len(self.grid.model.rows)

    def _go(self, _row_id: object) -> None:
        row = self.grid.current_row()
        if row is not None and row.record:
            self.jumped.emit(Pemeriksaan(Level.SARAN, row.teks, "", UUID(row.record), row.kolom))

    def arrive(self) -> None:
        """On the first note, or on the button that leads to them."""
        self.list.enter(self.grid)


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
