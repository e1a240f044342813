"""Tab Penilaian: proposals by criteria; a digit from 1 to 5 is a value and goes on to the next cell."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout

from desa_desktop.domain.aturan import Aturan
from desa_desktop.i18n import _
from desa_desktop.services import musyawarah, ruang
from desa_desktop.services.musyawarah import RuangTampil
from desa_desktop.ui.kit.grid import Change, Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.table import Column, Typed
from desa_desktop.ui.saving import cells_refused
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.musyawarah.meeting import OpenMeeting, Tab
from desa_desktop.ui.screens.musyawarah.rows import BarisBahasan, rows_of, score_text
from desa_desktop.ui.tab_page import lock_grid


class ScoreGrid(Grid):
    """The grid of values: a typed digit of the scale needs no Enter; it is sent as `typed`."""

    typed = Signal(object)

    def __init__(self, name: str, aturan: Aturan) -> None:
        self.criteria = [one.kunci for one in aturan.kriteria]
        self._scale = range(aturan.nilai_terendah, aturan.nilai_tertinggi + 1)
        super().__init__(name, _columns(aturan))
        self.view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take digits of the scale before the table opens an editor for them."""
        if watched is self.view and event.type() is QEvent.Type.KeyPress:
            return self._digit(cast(QKeyEvent, event)) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _digit(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        index, row = self.view.currentIndex(), self.current_row()
        if plain or not self.editable or row is None or event.text() not in map(str, self._scale):
            return False
        name = self.model.columns[index.column()].name
        if name not in self.criteria:
            return False
        value = int(event.text())
        self.model.type_over({(row.id, name): Typed(value, event.text())})
        self.typed.emit([(row.id, name, value)])
        self._go_on(index.row(), name)
        return True

    def _go_on(self, line: int, name: str) -> None:
        place = self.criteria.index(name) + 1
        if place < len(self.criteria):
            self.select_row(self.model.id_at(line), self.criteria[place])
            return
        following = self.model.id_at(line + 1) if line + 1 < self.model.rowCount() else None
        if following is not None:
            self.select_row(following, self.criteria[0])

    def hint(self) -> str:
        """What keys mean here."""
        if not self.editable:
            return _("Penilaian sudah dikunci · Ctrl+C: salin")
        return _("1–5: isi nilai · Enter: usulan berikutnya · Tab: kriteria berikutnya")


def _columns(aturan: Aturan) -> tuple[Column, ...]:
    def criterion(kunci: str, label: str, hint: str) -> Column:
        return Column(
            name=kunci, label=label, kind=Kind.INTEGER, width=76, hint=hint,
            value=lambda row: row.nilai.get(kunci),
        )  # fmt: skip

    return (
        Column(name="nomor", label=_("No"), kind=Kind.INTEGER, width=48, editable=False),
        Column(name="uraian", label=_("Usulan"), width=170, stretch=True, editable=False),
        *(
            criterion(one.kunci, f"{one.pendek} {one.bobot}",
                      _("{nama}, bobot {n}").format(nama=one.nama, n=one.bobot))
            for one in aturan.kriteria
        ),
        Column(name="skor", label=_("Skor"), kind=Kind.QUANTITY, width=64, editable=False, text=score_text),
        Column(name="peringkat", label=_("Peringkat"), kind=Kind.INTEGER, width=92, editable=False),
    )  # fmt: skip


class ScoringTab(Tab):
    """Proposals keep their order while people score; `Urut peringkat` changes the view only."""

    has_panel = True

    def __init__(self, meeting: OpenMeeting) -> None:
        super().__init__(meeting, "penilaian")
        self.grid = ScoreGrid("musyawarah.penilaian.nilai", meeting.desk.app.aturan)
        self.grid.setAccessibleName(_("Penilaian usulan"))
        self.grid.use(on_change=self._change)
        self.grid.typed.connect(self._change)
        self.state = MarkedText(Mark.BELUM)
        self.state.setObjectName("musyawarah.penilaian.keadaan")
        self.ranked = QCheckBox(_("Urut peringkat"))
        self.ranked.setObjectName("musyawarah.penilaian.urut")
        self.ranked.toggled.connect(self._sort)
        self.reopen = self.button("buka", _("Buka penilaian"), lambda: self._lock(False))
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.state, 1, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self.ranked)
        top.addWidget(self.reopen)
        across = QHBoxLayout(self)
        across.setContentsMargins(16, 10, 16, 10)
        across.setSpacing(12)
        box = QVBoxLayout()
        across.addLayout(box, 1)
        across.addLayout(self.beside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(top)
        box.addWidget(self.grid, 1)
        self._scored, self._all = 0, 0

    def _sort(self, ranked: bool) -> None:
        self.grid.model.set_sort(self.grid.model.number_of("peringkat") if ranked else -1)

    # -- saving ------------------------------------------------------------------------------------

    def _change(self, changes: list[Change]) -> None:
        by_id = {row.id: row for row in cast("list[BarisBahasan]", self.grid.model.rows)}
        values: list[ruang.Nilai] = []
        for row_id, name, value in changes:
            row = by_id.get(cast(UUID, row_id))
            if row is not None and row.usulan_id is not None:
                values.append((row.usulan_id, name, cast("int | None", value)))
        desk = self.meeting.desk
        place = ("nilai", changes[0][0], changes[0][1]) if len(changes) == 1 else None
        self.meeting.save(
            self.grid,
            ruang.value_many,
            values,
            desk.app.aturan,
            failed=lambda error: cells_refused(desk, self.grid, changes, error),
            place=place,
        )

    def _lock(self, locked: bool) -> None:
        def done(_result: object) -> None:
            left = self._all - self._scored
            if locked and left:
                words = _("Penilaian dikunci. {n} usulan belum dinilai lengkap.").format(n=left)
                self.meeting.desk.notice(words, Tone.PERINGATAN, seconds=10)

        self.grid.commit()
        self.meeting.desk.after_saves(
            lambda: self.meeting.save(self, musyawarah.lock_scoring, locked=locked, then=done)
        )

    # -- the tab -------------------------------------------------------------------------------------

    @property
    def _is_frozen(self) -> bool:
        room = self.meeting.room
        return self.meeting.is_locked or (room is not None and room.musyawarah.is_penilaian_dikunci)

    def show_room(self, room: RuangTampil) -> None:
        """Values, scores, ranks."""
        rows = rows_of(room)
        self.grid.show_rows(rows)
        lock_grid(self.grid, self._is_frozen)
        self._all, self._scored = len(rows), sum(1 for row in rows if row.is_scored)
        words = _("{n} dari {semua} usulan dinilai").format(n=self._scored, semua=self._all)
        if self._is_frozen:
            words = _("{kalimat} · penilaian dikunci").format(kalimat=words)
        full = self._all and self._scored == self._all
        self.state.set_state(Mark.SELESAI if full else Mark.BERJALAN if self._scored else Mark.BELUM, words)
        self.reopen.setVisible(room.musyawarah.is_penilaian_dikunci and not self.meeting.is_locked)

    def primary(self) -> Primary:
        """`Kunci penilaian`; once locked it leads on."""
        if self._is_frozen:
            return Primary(_("Lanjut ke keputusan"), lambda: self.turn_to.emit("keputusan"))
        return Primary(
            _("Kunci penilaian"),
            lambda: self._lock(True),
            enabled=bool(self._scored),
            why="" if self._scored else _("Isi nilai paling sedikit satu usulan."),
        )

    def arrive(self) -> None:
        """On the first proposal that is not scored yet."""
        rows = cast("list[BarisBahasan]", self.grid.model.rows)
        waiting = next((row for row in rows if not row.is_scored), rows[0] if rows else None)
        if waiting is not None and not self._is_frozen:
            empty = next(
                (name for name in self.grid.criteria if name not in waiting.nilai), self.grid.criteria[0]
            )
            self.grid.select_row(waiting.id, empty)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
