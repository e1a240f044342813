"""The page Perubahan: what is new against the signed plan, and what fell out (perencanaan.md 4.4)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desa_desktop.i18n import _
from desa_desktop.services import rkp_perubahan
from desa_desktop.services.exchange.results import BedaTampil
from desa_desktop.services.rkp_perubahan import DASAR, BandingTampil
from desa_desktop.ui.exchange_parts.differences import kind_words
from desa_desktop.ui.kit.ask import ask_choice, ask_reason
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.rkpdes.plan import OpenPlan, PlanTab, Terbaca
from desa_desktop.ui.tab_page import small


@dataclass(frozen=True, slots=True)
class BarisBeda:
    """One line of what changed."""

    id: int
    beda: BedaTampil


def begin(plan: OpenPlan, parent: QWidget) -> None:
    """`Buat perubahan`: which of the two reasons, what happened, then the plan is open again."""
    kind = ask_choice(
        parent,
        _("RKPDes yang sudah disahkan hanya berubah bila ada dasarnya. Apa dasarnya?"),
        _("Lanjut"),
        [(key, _(words)) for key, words in DASAR.items()],
    )
    if kind is None:
        return
    said = ask_reason(
        parent,
        _("Tulis peristiwa atau kebijakannya. Kalimat ini dicetak dalam dokumen perubahan."),
        _("Buat perubahan"),
        hint=_("Misalnya: banjir bandang 3 Maret 2027, atau Pagu Dana Desa turun menurut surat Bupati."),
    )
    if said is None:
        return
    desk, tahun = plan.desk, plan.tahun

    def opened(revisi: int) -> None:
        words = _("RKPDes {tahun} terbuka untuk diubah. r{revisi:02d} tetap berlaku sampai disahkan lagi.")
        desk.notice(
            words.format(tahun=tahun, revisi=revisi),
            Tone.SUKSES,
            _("Siapkan Musrenbangdes Khusus"),
            lambda: prepare_meeting(plan, parent),
            seconds=20,
        )

    plan.save(parent, rkp_perubahan.begin_change, tahun, kind, said, then=opened)


def prepare_meeting(plan: OpenPlan, parent: QWidget) -> None:
    """The special musrenbangdes of the change, and into its room."""
    plan.save(
        parent,
        rkp_perubahan.prepare_special_meeting,
        plan.tahun,
        then=lambda key: plan.desk.open("musyawarah", key),
        rpjm=False,
    )


class ChangesPage(PlanTab):
    """Lines as Tinjau shows them; `Usulkan lagi` for what fell out. `done` when the page is left."""

    done = Signal()

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__(plan, "perubahan")
        self.shown: BandingTampil | None = None
        self._head = QLabel()
        self._head.setObjectName("rkpdes.perubahan.judul")
        self._head.setProperty("teks", "bagian")
        self._head.setWordWrap(True)
        self._reason = small("", "rkpdes.perubahan.dasar")
        self.again = self.button("usulkan", _("Usulkan lagi yang gugur"), self.propose_again)
        self.meeting = self.button(
            "musyawarah", _("Musrenbangdes Khusus…"), lambda: prepare_meeting(plan, self)
        )
        self.grid = Grid(
            "rkpdes.perubahan.tabel",
            (
                Column(name="tanda", label=_("Tanda"), width=90, editable=False,
                       value=lambda row: kind_words(row.beda.tanda)),
                Column(name="daftar", label=_("Daftar"), width=110, editable=False,
                       value=lambda row: row.beda.daftar),
                Column(name="judul", label=_("Baris"), width=240, stretch=True, editable=False,
                       value=lambda row: row.beda.judul),
                Column(name="kolom", label=_("Isian"), width=120, editable=False,
                       value=lambda row: row.beda.kolom_teks),
                Column(name="semula", label=_("Semula"), width=170, editable=False,
                       value=lambda row: row.beda.semula_teks),
                Column(name="menjadi", label=_("Menjadi"), width=170, editable=False,
                       value=lambda row: row.beda.menjadi_teks),
                Column(name="selisih", label=_("Selisih"), width=130, editable=False,
                       value=lambda row: row.beda.selisih_teks),
            ),
            total_label=lambda number: _("{n} perubahan").format(n=number),
        )  # fmt: skip
        self.grid.setAccessibleName(_("Perubahan terhadap yang disahkan"))
        self.empty = EmptyState("rkpdes.perubahan.kosong", "", [(_("Kembali ke RKPDes"), self.done.emit)])
        self.list = OrEmpty(self.grid, self.empty)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self._reason, 1)
        bar.addWidget(self.again)
        bar.addWidget(self.meeting)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(8)
        box.addWidget(self._head)
        box.addLayout(bar)
        box.addWidget(self.list, 1)

    def start(self) -> None:
        """Compare now."""
        desk, tahun = self.plan.desk, self.plan.tahun
        app = desk.app
        desk.run(self, lambda: rkp_perubahan.show_banding(app.database, app.aturan, "rkp", tahun), self._show)

    def show_plan(self, read: Terbaca) -> None:
        """Compare anew while the page is looked at."""
        if self.isVisible():
            self.start()

    def _show(self, shown: BandingTampil | None) -> None:
        self.shown = shown
        rows = (
            [BarisBeda(place, one) for place, one in enumerate(shown.beda.beda)] if shown is not None else []
        )
        self.grid.show_rows(rows)
        self.list.show_empty(not rows)
        self.again.setVisible(bool(shown is not None and shown.gugur))
        self.meeting.setVisible(shown is not None and not self.plan.is_rkp_locked)
        if shown is None:
            self._head.setText(_("Perubahan RKPDes"))
            self._reason.setText("")
            self.empty.set_sentence(_("Belum ada RKPDes yang disahkan untuk dibandingkan."))
            return
        words = _("RKPDes {tahun} ({nama}) terhadap {revisi}. {kalimat}")
        self._head.setText(
            words.format(
                tahun=shown.tahun, nama=shown.nama, revisi=shown.terhadap, kalimat=shown.beda.kalimat
            )
        )
        self._reason.setText(_("Dasar: {dasar}").format(dasar=shown.dasar) if shown.dasar else "")
        self.empty.set_sentence(_("Isi RKPDes masih sama dengan {revisi}.").format(revisi=shown.terhadap))

    def propose_again(self) -> None:
        """What fell out becomes proposals of next year."""
        if self.shown is None:
            return
        desk, tahun = self.plan.desk, self.plan.tahun
        keys = [one.id for one in self.shown.gugur]

        def made(new: list[UUID]) -> None:
            words = _("{n} kegiatan yang gugur diusulkan lagi untuk {tahun}.")
            text = words.format(n=len(new), tahun=tahun + 1)
            if not new:
                text = _("Semuanya sudah ada di usulan {tahun}.").format(tahun=tahun + 1)
            desk.notice(text, Tone.SUKSES if new else Tone.SARAN, seconds=8)

        self.plan.save(self, rkp_perubahan.propose_dropped, desk.app.aturan, tahun, keys, then=made)

    def primary(self) -> Primary | None:
        """Back to the plan."""
        return Primary(_("Kembali ke RKPDes"), self.done.emit)

    def arrive(self) -> None:
        """Into the table, or on the button that makes the first row."""
        self.list.enter(self.grid)
