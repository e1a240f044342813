"""Tab Kehadiran: who is here. Names from the list by typing a part of them, guests in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import cast
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desa_desktop.domain.musyawarah import Peserta
from desa_desktop.i18n import _
from desa_desktop.services import editing, jalan_rapat, musyawarah
from desa_desktop.services.musyawarah import RuangTampil
from desa_desktop.ui import choices
from desa_desktop.ui.kit.grid import Change, Grid
from desa_desktop.ui.kit.kinds import Choice, Kind
from desa_desktop.ui.kit.table import Column, RowId
from desa_desktop.ui.saving import bind_grid, change_rows, undo
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.musyawarah.finder import PersonFinder
from desa_desktop.ui.screens.musyawarah.guest import GuestForm
from desa_desktop.ui.screens.musyawarah.meeting import OpenMeeting, Tab
from desa_desktop.ui.tab_page import lock_grid, small


class AttendanceTab(Tab):
    """Search line, the line for a guest, the list of the invited with ticks."""

    has_panel = True

    def __init__(self, meeting: OpenMeeting) -> None:
        super().__init__(meeting, "kehadiran")
        aturan = meeting.desk.app.aturan
        frail = {one.kunci: one.nama for one in aturan.kelompok_rentan}
        groups = {one.kunci: one.nama for one in aturan.unsur}
        self.finder = PersonFinder("musyawarah.kehadiran.cari", groups)
        self.guest = GuestForm("musyawarah.kehadiran.tamu", meeting.desk, aturan, self._hamlets)
        self.new_guest = self.button("tamu_baru", _("Tamu baru"), lambda: self.guest.open_with(""))
        self.grid = Grid(
            "musyawarah.kehadiran.daftar",
            (
                Column(name="is_hadir", label=_("Hadir"), kind=Kind.TICK, width=64),
                Column(name="nama", label=_("Nama"), width=190, stretch=True),
                Column(name="jk", label=_("L/P"), kind=Kind.CHOICE, width=56, choices=choices.jk_choices()),
                Column(name="unsur", label=_("Unsur"), kind=Kind.CHOICE, width=150,
                       choices=choices.named_choices(aturan.unsur)),
                Column(name="dusun", label=_("Dusun"), kind=Kind.CHOICE, free=True, width=92,
                       choices=self._hamlets),
                Column(name="lembaga", label=_("Lembaga atau jabatan"), width=160),
                Column(name="kelompok_rentan", label=_("Rentan"), width=80, editable=False,
                       text=lambda row: ", ".join(frail.get(one, one) for one in row.kelompok_rentan)),
            ),
            total_label=lambda number: _("{n} nama di daftar").format(n=number),
        )  # fmt: skip
        self.grid.setAccessibleName(_("Daftar peserta"))
        bind_grid(meeting.desk, self.grid, Peserta, lambda: meeting.key, can_add=False, can_move=False)
        self.grid.use(on_change=self._change, on_remove=self._remove)
        self._nobody = small(
            _(
                "Ketik nama yang hadir, lalu tekan Enter. "
                "Nama undangan berasal dari Lembaga & Tokoh di Data Desa."
            ),
            "musyawarah.kehadiran.kosong",
        )
        self._lay_out()
        self.finder.found.connect(lambda person: self._mark(person.id, True))
        self.finder.unknown.connect(self.guest.open_with)
        self.finder.came.connect(self._came)
        self.finder.asked.connect(self._look_for)
        self.finder.pointed.connect(self._point)
        self.guest.given.connect(self._add_guest)
        self.guest.opened.connect(lambda: self.finder.show_hint(False))
        self.guest.closed.connect(self._back_to_names)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.finder, 1)
        top.addWidget(self.new_guest, 0, Qt.AlignmentFlag.AlignTop)
        across = QHBoxLayout(self)
        across.setContentsMargins(16, 10, 16, 10)
        across.setSpacing(12)
        box = QVBoxLayout()
        across.addLayout(box, 1)
        across.addLayout(self.beside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(top)
        box.addWidget(self.guest)
        box.addWidget(self._nobody)
        box.addWidget(self.grid, 1)

    def _hamlets(self) -> Sequence[Choice]:
        return choices.plain_choices(self.meeting.background.dusun)

    # -- saving ------------------------------------------------------------------------------------

    def _mark(self, key: UUID, hadir: bool) -> None:
        self.meeting.save(self, musyawarah.mark_present, key, hadir=hadir)

    def _change(self, changes: list[Change]) -> None:
        plain = []
        for row_id, name, value in changes:
            if name == "is_hadir":
                self._mark(cast(UUID, row_id), bool(value))
            else:
                plain.append((row_id, name, value))
        if plain:
            change_rows(self.meeting.desk, self.grid, Peserta, plain)

    def _remove(self, ids: list[RowId]) -> None:
        desk, keys, at = self.meeting.desk, cast(list[UUID], ids), self.meeting.desk.now()
        words = _("{n} nama dihapus dari daftar.").format(n=len(keys))
        desk.save(
            self.grid,
            lambda: editing.remove_rows(desk.app.database, Peserta, keys, by=desk.person, at=at),
            lambda _done: desk.undo_bar(words, lambda: undo(desk, self.grid)),
        )

    def _came(self, person: Peserta) -> None:
        """Not invited: an officer or notable is here at once, of a resident the group is asked first."""
        if not person.unsur:
            self.guest.open_with(person.nama, person.jk, "", person.dusun)
            return
        known = ("nama", "jk", "unsur", "dusun", "lembaga")
        self.meeting.save(
            self, musyawarah.add_guest, **{name: getattr(person, name) for name in known},
            failed=self.meeting.desk.show_error,
        )  # fmt: skip

    def _look_for(self, text: str) -> None:
        desk, today = self.meeting.desk, self.meeting.desk.today()

        def show(found: list[jalan_rapat.Warga]) -> None:
            people = [Peserta(nama=one.nama, jk=one.jk, dusun=one.dusun) for one in found]
            self.finder.show_residents(text, people)

        desk.run(self, lambda: jalan_rapat.find_residents(desk.app.database, text, today), show)

    def _add_guest(self, values: Mapping[str, object]) -> None:
        def done(_key: object) -> None:
            self.guest.close_form()

        self.meeting.save(
            self,
            musyawarah.add_guest,
            then=done,
            failed=self.meeting.desk.show_error,
            **values,
        )

    def _back_to_names(self) -> None:
        self.finder.show_hint(True)
        self.finder.setFocus(Qt.FocusReason.OtherFocusReason)

    def _point(self, person: Peserta | None) -> None:
        if person is not None:
            self.grid.select_row(person.id, "nama")

    # -- the tab -------------------------------------------------------------------------------------

    def show_room(self, room: RuangTampil) -> None:
        """The list in its order; the search line goes on finding in the new one."""
        people = sorted(room.musyawarah.peserta, key=lambda one: one.urut)
        locked = self.meeting.is_locked
        self._nobody.setVisible(not people)
        self.grid.show_rows(people)
        lock_grid(self.grid, locked)
        self.finder.setEnabled(not locked)
        self.new_guest.setEnabled(not locked)
        self.finder.show_people(people, _not_listed(self.meeting.background.tokoh, people))

    def primary(self) -> Primary:
        """`Tandai hadir`: the same as Enter in the search line."""
        if self.meeting.is_locked:
            return Primary(_("Lanjut ke usulan"), lambda: self.turn_to.emit("usulan"))
        return Primary(_("Tandai hadir"), self._take)

    def _take(self) -> None:
        if self.guest.isVisible():
            self.guest.give()
        elif self.finder.line.text().strip():
            self.finder.take()
        else:
            row = self.grid.current_row()
            if self.grid.view.hasFocus() and row is not None and not row.is_hadir:
                self._mark(row.id, True)
            else:
                self.finder.setFocus(Qt.FocusReason.OtherFocusReason)

    def arrive(self) -> None:
        """Names can be typed at once."""
        self.finder.setFocus(Qt.FocusReason.OtherFocusReason)

    def jump(self, record: UUID | None, field: str) -> bool:
        """Findings about participants, groups and the quick count."""
        if field not in ("peserta", "unsur", "hitung_cepat"):
            return False
        self.arrive()
        return True


def _not_listed(known: Sequence[Peserta], people: Sequence[Peserta]) -> list[Peserta]:
    """Of the notables those who are not on the list. Two of one name are two people: the list has both, or
    the one whose group and hamlet it does not show is still to come.
    """
    listed: dict[str, list[Peserta]] = {}
    for one in people:
        listed.setdefault(one.nama.strip().casefold(), []).append(one)
    named = Counter(one.nama.strip().casefold() for one in known)
    found = []
    for one in known:
        there = listed.get(one.nama.strip().casefold(), [])
        is_there = any((each.unsur, each.dusun) == (one.unsur, one.dusun) for each in there)
        if not there or (len(there) < named[one.nama.strip().casefold()] and not is_there):
            found.append(one)
    return found
