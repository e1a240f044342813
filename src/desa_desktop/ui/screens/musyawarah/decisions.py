"""Tab Keputusan: what becomes of each proposal, other decisions as sentences, the money agreed so far."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from desa_desktop.domain.musyawarah import Bahasan, Keputusan
from desa_desktop.domain.pemeriksaan import Pemeriksaan
from desa_desktop.domain.usulan import StatusUsulan
from desa_desktop.domain.wording import show_money
from desa_desktop.errors import DesaError
from desa_desktop.i18n import _
from desa_desktop.services import musyawarah
from desa_desktop.services.musyawarah import RuangTampil
from desa_desktop.ui.choices import status_choices
from desa_desktop.ui.kit.grid import Change, Grid
from desa_desktop.ui.kit.kinds import Choice, Kind
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.saving import bind_grid, change_rows
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.musyawarah.meeting import OpenMeeting, Tab
from desa_desktop.ui.screens.musyawarah.rows import BarisBahasan, by_rank, rows_of, score_text
from desa_desktop.ui.tab_page import lock_grid

_MARKS = {
    StatusUsulan.DIUSULKAN: Mark.BELUM,
    StatusUsulan.DISEPAKATI: Mark.SELESAI,
    StatusUsulan.DITUNDA: Mark.BERJALAN,
    StatusUsulan.TIDAK_DISEPAKATI: Mark.TIDAK_BISA,
    StatusUsulan.DITERUSKAN: Mark.SIAP,
}


class DecisionsTab(Tab):
    """Proposals by rank with putusan and alasan; below, numbered sentences."""

    def __init__(self, meeting: OpenMeeting) -> None:
        super().__init__(meeting, "keputusan")
        self.grid = Grid(
            "musyawarah.keputusan.usulan",
            (
                Column(name="peringkat", label=_("Peringkat"), kind=Kind.INTEGER, width=92, editable=False),
                Column(name="nomor", label=_("No"), kind=Kind.INTEGER, width=48, editable=False),
                Column(name="uraian", label=_("Usulan"), width=220, stretch=True, editable=False),
                Column(name="dusun", label=_("Dusun"), width=96, editable=False),
                Column(name="skor", label=_("Skor"), kind=Kind.QUANTITY, width=64, editable=False,
                       text=score_text),
                Column(name="biaya", label=_("Biaya"), kind=Kind.MONEY, width=124, editable=False,
                       total=True),
                Column(name="putusan", label=_("Putusan"), kind=Kind.CHOICE, width=178,
                       choices=_outcomes, text=_outcome, mark=lambda row: _MARKS[row.putusan]),
                Column(name="alasan", label=_("Alasan"), width=180),
            ),
            total_label=lambda number: _("{n} usulan").format(n=number),
        )  # fmt: skip
        self.grid.setAccessibleName(_("Keputusan per usulan"))
        bind_grid(meeting.desk, self.grid, Bahasan, lambda: meeting.key, can_add=False, can_move=False)
        self.grid.use(on_change=self._change)
        self.money = MarkedText(Mark.BERJALAN)
        self.money.setObjectName("musyawarah.keputusan.jumlah")
        self.others = Grid(
            "musyawarah.keputusan.lain",
            (
                Column(name="urut", label=_("No"), kind=Kind.INTEGER, width=48, editable=False),
                Column(
                    name="uraian", label=_("Keputusan lain, satu kalimat tiap baris"), width=300, stretch=True
                ),
            ),
        )
        self.others.setAccessibleName(_("Keputusan lain"))
        bind_grid(meeting.desk, self.others, Keputusan, lambda: meeting.key, describe=lambda row: row.uraian)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 10, 16, 12)
        box.setSpacing(8)
        box.addWidget(self.money)
        box.addWidget(self.grid, 3)
        box.addWidget(self.others, 1)

    # -- saving ------------------------------------------------------------------------------------

    def _change(self, changes: list[Change]) -> None:
        """A draft may stand without its reason; `Simpan keputusan` and Sahkan ask for it."""
        filled = [
            (row_id, name, value if name != "putusan" else value or StatusUsulan.DIUSULKAN)
            for row_id, name, value in changes
        ]
        change_rows(self.meeting.desk, self.grid, Bahasan, filled)
        needs_reason = [row_id for row_id, _name, value in filled if value is StatusUsulan.TIDAK_DISEPAKATI]
        if len(filled) == 1 and needs_reason:
            self.grid.select_row(needs_reason[0], "alasan")

    def _finish(self) -> None:
        rows = cast("list[BarisBahasan]", self.grid.model.rows)
        undecided = next((row for row in rows if row.putusan is StatusUsulan.DIUSULKAN), None)
        if undecided is not None:
            self.grid.select_row(undecided.id, "putusan")
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
            words = _("Usulan {n} belum diputuskan. Pilih putusannya dengan F4.").format(n=undecided.nomor)
            self.meeting.desk.notice(words, seconds=10)
            return
        decided = {row.usulan_id: (row.putusan, row.alasan) for row in rows if row.usulan_id is not None}
        self.meeting.save(
            self,
            musyawarah.decide,
            decided,
            then=lambda _done: self.turn_to.emit("pengesahan"),
            failed=self._refused,
        )

    def _refused(self, error: DesaError) -> None:
        rows = cast("list[BarisBahasan]", self.grid.model.rows)
        bare = next(
            (r for r in rows if r.putusan is StatusUsulan.TIDAK_DISEPAKATI and not r.alasan.strip()), None
        )
        if bare is not None:
            self.grid.select_row(bare.id, "alasan")
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.meeting.desk.show_error(error)

    # -- the tab -------------------------------------------------------------------------------------

    def show_room(self, room: RuangTampil) -> None:
        """Rows by rank, sentences, money."""
        rows = by_rank(rows_of(room))
        self.grid.show_rows(rows)
        lock_grid(self.grid, self.meeting.is_locked)
        self.grid.set_checks(_in_grid(room.pemeriksaan, rows))
        self.others.show_rows(sorted(room.musyawarah.keputusan, key=lambda one: one.urut))
        lock_grid(self.others, self.meeting.is_locked)
        self._show_money(room)

    def _show_money(self, room: RuangTampil) -> None:
        agreed = sum(1 for one in room.musyawarah.bahasan if one.putusan is StatusUsulan.DISEPAKATI)
        spent = room.biaya_disepakati
        words = _("Disepakati {n} usulan, {biaya}").format(n=agreed, biaya=show_money(spent, rp=True))
        pagu = self.meeting.background.pagu
        if not pagu:
            self.money.set_state(Mark.BERJALAN, _("{kalimat} · pagu belum diisi").format(kalimat=words))
            return
        limit = sum(pagu.values())
        sources = " · ".join(f"{sumber} {show_money(amount, rp=True)}" for sumber, amount in pagu.items())
        if len(pagu) > 1:
            sources = _("{jumlah} ({rincian})").format(jumlah=show_money(limit, rp=True), rincian=sources)
        words = _("{kalimat} · pagu {pagu}").format(kalimat=words, pagu=sources)
        if spent > limit:
            over = show_money(spent - limit, rp=True)
            self.money.set_state(
                Mark.PERINGATAN, _("{kalimat} · lebih {lebih}").format(kalimat=words, lebih=over)
            )
        else:
            left = show_money(limit - spent, rp=True)
            self.money.set_state(Mark.SELESAI, _("{kalimat} · sisa {sisa}").format(kalimat=words, sisa=left))

    def primary(self) -> Primary:
        """`Simpan keputusan`: everything is decided and explained, then on to Pengesahan."""
        if self.meeting.is_locked:
            return Primary(_("Lanjut ke pengesahan"), lambda: self.turn_to.emit("pengesahan"))
        return Primary(_("Simpan keputusan"), self._finish)

    def arrive(self) -> None:
        """On the first proposal without a decision."""
        rows = cast("list[BarisBahasan]", self.grid.model.rows)
        waiting = next(
            (row for row in rows if row.putusan is StatusUsulan.DIUSULKAN), rows[0] if rows else None
        )
        if waiting is not None:
            self.grid.select_row(waiting.id, "putusan")
        (self.grid if rows else self.others).setFocus(Qt.FocusReason.OtherFocusReason)

    def jump(self, record: UUID | None, field: str) -> bool:
        """Findings about a decision or its reason, and `no decision at all`."""
        if field in ("putusan", "alasan") and record is not None and self.grid.select_row(record, field):
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if field == "keputusan":
            self.others.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False


def _outcomes() -> list[Choice]:
    """What a meeting can decide; `Diusulkan` is the state before it, read as an empty cell."""
    return [one for one in status_choices() if one.value is not StatusUsulan.DIUSULKAN]


def _outcome(row: BarisBahasan) -> str:
    return next((one.label for one in _outcomes() if one.value is row.putusan), _("belum diputuskan"))


def _in_grid(checks: tuple[Pemeriksaan, ...], rows: list[BarisBahasan]) -> list[Pemeriksaan]:
    known = {row.id for row in rows}
    return [one for one in checks if one.record in known]
