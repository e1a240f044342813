"""Tab Usulan: the proposals on the table, one after the other in large letters to read aloud."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desa_desktop.domain.wording import show_money, show_number
from desa_desktop.i18n import _
from desa_desktop.services import musyawarah
from desa_desktop.services.musyawarah import RuangTampil
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.form import scrolled
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.search import SearchBox
from desa_desktop.ui.kit.table import Column, Grouping
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.musyawarah.meeting import OpenMeeting, Tab
from desa_desktop.ui.screens.musyawarah.rows import BarisBahasan, rows_of
from desa_desktop.ui.style import look
from desa_desktop.ui.tab_page import small


class ProposalsTab(Tab):
    """A list by dusun, and the proposal under discussion beside it. `discussed` when it is another one."""

    discussed = Signal()

    def __init__(self, meeting: OpenMeeting) -> None:
        super().__init__(meeting, "usulan")
        self.search = SearchBox("musyawarah.usulan.cari")
        self.take = self.button("ambil", _("Ambil usulan baru"), self._take)
        self.fresh = small("", "musyawarah.usulan.baru")
        self.grid = Grid(
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
        self.grid.current_changed.connect(lambda _row: self.card.show_row(self.grid.current_row()))
        self.grid.row_activated.connect(self._open)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.search)
        top.addStretch(1)
        top.addWidget(self.fresh)
        top.addWidget(self.take)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self.list, 3)
        below.addWidget(self.card, 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(8)
        box.addLayout(top)
        box.addLayout(below, 1)
        self.measure()

    def measure(self) -> None:
        """The proposal under discussion keeps its room."""
        self.card.setMinimumWidth(look().px(280))

    @property
    def under_discussion(self) -> UUID | None:
        """The proposal that is read out now."""
        row = self.grid.current_row()
        return row.usulan_id if row is not None else None

    def _discuss(self, _row: object) -> None:
        self.discussed.emit()

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
        self.card.setVisible(bool(rows))
        self.card.show_row(self.grid.current_row() or (rows[0] if rows else None))
        waiting = room.usulan_baru
        self.take.setEnabled(bool(waiting) and not self.meeting.is_locked)
        self.fresh.setText(_("{n} usulan belum dibahas").format(n=waiting) if waiting else "")
        self.fresh.setVisible(bool(waiting))

    def primary(self) -> Primary:
        """`Bahas berikutnya` goes to the next proposal; after the last one to the scoring."""
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
