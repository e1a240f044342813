"""Tab Usulan: the proposals on the table, one after the other in large letters to read aloud."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desa_desktop.domain.wording import show_money, show_number
from desa_desktop.i18n import _
from desa_desktop.services import musyawarah, ruang
from desa_desktop.services.musyawarah import RuangTampil
from desa_desktop.ui.choices import plain_choices
from desa_desktop.ui.kit.acts import Act
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.form import scrolled
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.grid_view import act_of
from desa_desktop.ui.kit.kinds import Choice, Kind
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.search import SearchBox
from desa_desktop.ui.kit.table import Column, Grouping
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.musyawarah.meeting import OpenMeeting, Tab
from desa_desktop.ui.screens.musyawarah.new_proposal import NewProposal
from desa_desktop.ui.screens.musyawarah.rows import BarisBahasan, rows_of
from desa_desktop.ui.style import look
from desa_desktop.ui.tab_page import small


class ReadingGrid(Grid):
    """A table to read out of: Right and Left go to the next and the previous proposal, Ctrl+N asks for a new
    one.
    """

    stepped = Signal(int)
    asked = Signal()

    def __init__(self, name: str, columns: Sequence[Column], **given: Any) -> None:
        super().__init__(name, columns, **given)
        self.view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows to the side; on the heading of a hamlet they open and close it."""
        if watched is self.view and event.type() is QEvent.Type.KeyPress:
            pressed = cast(QKeyEvent, event)
            if act_of(pressed) is Act.ADD:
                self.asked.emit()
                return True
            step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(pressed.key()))
            is_row = self.current_row() is not None
            if step is not None and is_row and not pressed.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self.stepped.emit(step)
                return True
        return super().eventFilter(watched, event)

    def hint(self) -> str:
        """What keys mean here."""
        return _("Kanan: bahas berikutnya · Kiri: sebelumnya · Ctrl+N: usulan baru · Enter: buka usulan")


class ProposalsTab(Tab):
    """A list by dusun, and the proposal under discussion beside it. `discussed` when it is another one."""

    discussed = Signal()

    def __init__(self, meeting: OpenMeeting) -> None:
        super().__init__(meeting, "usulan")
        self.search = SearchBox("musyawarah.usulan.cari")
        self.take = self.button("ambil", _("Ambil usulan baru"), self._take)
        self.fresh = small("", "musyawarah.usulan.baru")
        self.add = self.button("tambah", _("Usulan baru"), self.add_proposal)
        self.new = NewProposal("musyawarah.usulan.usulan_baru", meeting.desk, self._hamlets)
        self._wanted: UUID | None = None
        self.grid = ReadingGrid(
            "musyawarah.usulan.daftar",
            (
                Column(name="nomor", label=_("No"), kind=Kind.INTEGER, width=52, editable=False),
                Column(name="uraian", label=_("Usulan"), width=240, stretch=True),
                Column(name="lokasi", label=_("Lokasi"), width=130),
                Column(name="biaya", label=_("Biaya"), kind=Kind.MONEY, width=120, total=True),
            ),
            groupings=[
                Grouping(
                    key=lambda row: row.dusun.casefold(),
                    label=lambda row: row.dusun or _("Tanpa dusun"),
                    count=lambda number: _("{n} usulan").format(n=number),
                )
            ],
            total_label=lambda number: _("{n} usulan").format(n=number),
        )
        self.grid.setAccessibleName(_("Usulan yang dibahas"))
        self.card = ProposalCard("musyawarah.usulan.dibahas")
        self.list = OrEmpty(
            self.grid,
            EmptyState(
                "musyawarah.usulan.kosong",
                _("Belum ada usulan yang dibahas. Ambil usulan warga yang sudah dicatat."),
                [(_("Ambil usulan"), self._take), (_("Buka Usulan"), lambda: meeting.desk.open("usulan"))],
            ),
        )
        self._lay_out()
        self.grid.current_changed.connect(self._discuss)
        self.search.searched.connect(self.grid.set_filter)
        self.grid.filtered.connect(self.search.show_count)
        self.grid.filtered.connect(lambda shown, _all: self._point_at_one() if shown else None)
        self.grid.current_changed.connect(lambda _row: self.card.show_row(self.grid.current_row()))
        self.grid.row_activated.connect(self._open)
        self.grid.stepped.connect(self.step)
        self.grid.asked.connect(self.add_proposal)
        self.new.given.connect(self._propose)
        self.new.opened.connect(self.primary_changed)
        self.new.closed.connect(self.primary_changed)
        self.new.closed.connect(lambda: self.grid.setFocus(Qt.FocusReason.OtherFocusReason))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.search)
        top.addStretch(1)
        top.addWidget(self.fresh)
        top.addWidget(self.take)
        top.addWidget(self.add)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self.list, 3)
        below.addWidget(self.card, 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(8)
        box.addLayout(top)
        box.addWidget(self.new)
        box.addLayout(below, 1)
        self.measure()

    def measure(self) -> None:
        """The proposal under discussion keeps its room."""
        self.card.setMinimumWidth(look().px(280))

    @property
    def under_discussion(self) -> UUID | None:
        """The proposal that is read out now."""
        row: BarisBahasan | None = self.grid.current_row()
        if row is not None:
            return row.usulan_id
        return self.card.usulan_id  # on the heading of a hamlet that one is still discussed

    def _point_at_one(self) -> None:
        """A search that hides the proposal under discussion goes on with the first one found."""
        model = self.grid.model
        if self.grid.current_row() is None:
            found = next((one for n in range(model.rowCount()) if (one := model.id_at(n)) is not None), None)
            if found is not None:
                self.grid.select_row(found)

    def _discuss(self, _row: object) -> None:
        self.discussed.emit()

    def _hamlets(self) -> Sequence[Choice]:
        return plain_choices(self.meeting.background.dusun)

    def add_proposal(self) -> None:
        """Ctrl+N: fields for what somebody asks for just now, with the hamlet under discussion."""
        if not self.meeting.is_locked:
            row = self.grid.current_row()
            self.new.open_with(row.dusun if row is not None else "")

    def _propose(self, values: Mapping[str, object]) -> None:
        desk = self.meeting.desk

        def done(made: tuple[UUID, tuple[int, ...]]) -> None:
            self._wanted, alike = made
            self.new.close_form()
            if alike:
                words = _("Usulan dicatat. Mirip dengan usulan nomor {n}: bandingkan sebelum dinilai.")
                desk.notice(words.format(n=alike[0]), Tone.SARAN, seconds=10)
            else:
                desk.notice(_("Usulan dicatat dan langsung dibahas."), Tone.SUKSES, seconds=6)

        self.meeting.save(
            self, ruang.propose_here, values, desk.app.aturan, then=done, failed=desk.show_error
        )

    def _take(self) -> None:
        def done(count: int) -> None:
            words = _("{n} usulan ditambahkan ke pembahasan.") if count else _("Tidak ada usulan baru.")
            self.meeting.desk.notice(words.format(n=count), seconds=6)

        self.meeting.save(self, musyawarah.take_open_proposals, then=done)

    def _open(self, row_id: object) -> None:
        row = self.grid.current_row()
        if row is not None and row.usulan_id is not None:
            self.meeting.desk.open("usulan", row.usulan_id)

    def show_room(self, room: RuangTampil) -> None:
        """Proposals in the order of discussion, by dusun."""
        rows = rows_of(room)
        self.grid.show_rows(rows)
        self.list.show_empty(not rows)
        if self._wanted is not None and self.grid.select_row(self._wanted):
            self._wanted = None  # the new proposal is the one under discussion
        self.card.setVisible(bool(rows))
        self.card.show_row(self.grid.current_row() or (rows[0] if rows else None))
        waiting = room.usulan_baru
        self.take.setEnabled(bool(waiting) and not self.meeting.is_locked)
        self.fresh.setText(_("{n} usulan belum dibahas").format(n=waiting) if waiting else "")
        self.fresh.setVisible(bool(waiting))
        self.add.setEnabled(not self.meeting.is_locked)

    def primary(self) -> Primary:
        """`Bahas berikutnya` goes to the next proposal; after the last one to the scoring."""
        if self.new.isVisible():
            return Primary(_("Catat usulan"), self.new.give)
        return Primary(_("Bahas berikutnya"), self.next_proposal)

    def next_proposal(self) -> None:
        """The next row in view."""
        model = self.grid.model
        here = self.grid.view.currentIndex().row()
        for line in range(here + 1, model.rowCount()):
            row_id = model.id_at(line)
            if row_id is not None:
                self.grid.select_row(row_id)
                return
        self.turn_to.emit("penilaian")

    def step(self, step: int) -> None:
        """The next or the previous proposal in view; at either end it stays."""
        model = self.grid.model
        line = self.grid.view.currentIndex().row() + step
        while 0 <= line < model.rowCount():
            row_id = model.id_at(line)
            if row_id is not None:
                self.grid.select_row(row_id)
                return
            line += step

    def arrive(self) -> None:
        """On the first proposal, or where one was."""
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        row = self.grid.current_row()
        if row is None and self.grid.model.rows:
            self.grid.select_row(self.grid.model.id_of(self.grid.model.rows[0]))

    def jump(self, record: UUID | None, field: str) -> bool:
        """No finding has its place here: values and decisions are given on the next tabs."""
        return False


class ProposalCard(QFrame):
    """One proposal in letters that can be read from the second row."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kartu", "ya")
        self.usulan_id: UUID | None = None
        self._number = small()
        self._title = QLabel()
        self._title.setObjectName(f"{name}.uraian")
        self._title.setProperty("teks", "judul")
        self._title.setWordWrap(True)
        self._cost = QLabel()
        self._cost.setProperty("teks", "besar")
        self._lines = QLabel()
        self._lines.setWordWrap(True)
        self._lines.setTextFormat(Qt.TextFormat.PlainText)
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for widget in (self._number, self._title, self._cost, self._lines):
            box.addWidget(widget)
        box.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner, f"{name}.gulung", margin=14))

    def show_row(self, row: BarisBahasan | None) -> None:
        """The proposal under discussion."""
        if row is None:
            return
        self.usulan_id = row.usulan_id
        self._number.setText(_("Usulan nomor {n}").format(n=row.nomor))
        self._title.setText(row.uraian)
        cost = show_money(row.biaya, rp=True) if row.biaya is not None else _("Biaya belum diisi")
        self._cost.setText(cost)
        self._lines.setText("\n".join(f"{label}: {text}" for label, text in _facts(row) if text))


def _facts(row: BarisBahasan) -> list[tuple[str, str]]:
    volume = f"{show_number(row.volume)} {row.satuan}".strip() if row.volume is not None else ""
    people = [
        f"{letter} {show_number(count)}"
        for letter, count in (("L", row.penerima_l), ("P", row.penerima_p))
        if count is not None
    ]
    return [
        (_("Dusun"), row.dusun),
        (_("Lokasi"), row.lokasi),
        (_("Volume"), volume),
        (_("Penerima manfaat"), ", ".join(people)),
        (_("Masalah yang diatasi"), row.masalah),
        (_("Pengusul"), row.pengusul),
    ]
