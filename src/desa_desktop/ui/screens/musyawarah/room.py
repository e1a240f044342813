"""Ruang Musyawarah: six tabs in the order of the meeting, held live (ux.md 5.4, wireframe 9.3)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desa_desktop.domain.acara import acara_berjalan
from desa_desktop.domain.musyawarah import Musyawarah
from desa_desktop.domain.pemeriksaan import Pemeriksaan
from desa_desktop.errors import DesaError
from desa_desktop.i18n import _
from desa_desktop.services import desa, editing, jalan_rapat, musyawarah, ruang
from desa_desktop.services.musyawarah import RuangTampil
from desa_desktop.services.ruang import LatarRuang
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.ask import ask, ask_text
from desa_desktop.ui.kit.tabs import Tabs
from desa_desktop.ui.lock_note import LockNote
from desa_desktop.ui.rereading import Rereading
from desa_desktop.ui.saving import NOTES
from desa_desktop.ui.screen import Command, Primary
from desa_desktop.ui.screens.musyawarah.agenda import AgendaTab
from desa_desktop.ui.screens.musyawarah.attendance import AttendanceTab
from desa_desktop.ui.screens.musyawarah.clock_corner import ClockCorner
from desa_desktop.ui.screens.musyawarah.decisions import DecisionsTab
from desa_desktop.ui.screens.musyawarah.meeting import OpenMeeting, Tab
from desa_desktop.ui.screens.musyawarah.note_bar import NoteBar
from desa_desktop.ui.screens.musyawarah.panel import SidePanel
from desa_desktop.ui.screens.musyawarah.projecting import Projector
from desa_desktop.ui.screens.musyawarah.proposals import ProposalsTab
from desa_desktop.ui.screens.musyawarah.ratifying import RatifyingTab
from desa_desktop.ui.screens.musyawarah.scoring import ScoringTab
from desa_desktop.ui.style import is_restyle, look
from desa_desktop.ui.tab_page import count_shown_only

_SECOND = 1000
_PANEL_BESIDE_VALUES = 1000  # pixels of the room at 100 %
_BEHIND, _ONE_BY_ONE = 400, 30  # milliseconds without a reading until the pages behind follow, between two


class Room(QWidget):
    """One meeting. `changed` when the filled button, the title or the commands may be others; `gone` when
    the meeting no longer exists.
    """

    changed = Signal()
    gone = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("musyawarah.ruang")
        self.meeting = OpenMeeting(desk, self)
        self._reading: Rereading[tuple[RuangTampil, LatarRuang]] = Rereading(
            desk, self, self._prepare, self._show, self._failed
        )
        self._has_arrived = False
        self._with_background = True
        self._stale: set[Tab] = set()
        self._was_locked = False
        self._wanted, self._wants_wall = "", False
        self._side: dict[str, bool] = {}
        self.agenda = AgendaTab(self.meeting)
        self.attendance = AttendanceTab(self.meeting)
        self.proposals = ProposalsTab(self.meeting)
        self.scoring = ScoringTab(self.meeting)
        self.decisions = DecisionsTab(self.meeting)
        self.ratifying = RatifyingTab(self.meeting)
        self.pages: dict[str, Tab] = {
            "acara": self.agenda,
            "kehadiran": self.attendance,
            "usulan": self.proposals,
            "penilaian": self.scoring,
            "keputusan": self.decisions,
            "pengesahan": self.ratifying,
        }
        self.panel = SidePanel(self.meeting)
        self.notes = NoteBar(self.meeting)
        self.lock = LockNote("musyawarah.terkunci", self._reopen)
        self.tabs = Tabs("musyawarah.ruang")
        self.projector = Projector(
            self.meeting, self, lambda: self.tabs.current, lambda: self.proposals.under_discussion
        )
        self.clock = ClockCorner(self.projector)
        self._seconds = QTimer(self)
        self._seconds.setInterval(_SECOND)
        self._seconds.timeout.connect(self.tick)
        self._behind = QTimer(self)
        self._behind.setSingleShot(True)
        self._behind.timeout.connect(self._show_behind)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        labels = {
            "acara": _("Acara"), "kehadiran": _("Kehadiran"), "usulan": _("Usulan"),
            "penilaian": _("Penilaian"), "keputusan": _("Keputusan"), "pengesahan": _("Pengesahan"),
        }  # fmt: skip
        for name, page in self.pages.items():
            self.tabs.add(name, labels[name], page)
        self.tabs.bar.setAccessibleName(_("Bagian musyawarah"))
        count_shown_only(self.tabs.pages)
        self.tabs.set_corner(self.clock)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.lock)
        box.addWidget(self.tabs, 1)
        box.addWidget(self.notes)

    def _connect(self) -> None:
        self.tabs.turned.connect(self._on_turned)
        self.tabs.bar.tabBarClicked.connect(lambda _number: QTimer.singleShot(0, self._arrive))
        self.ratifying.jumped.connect(self.jump)
        for page in self.pages.values():
            page.primary_changed.connect(self.changed)
            page.turn_to.connect(self.tabs.turn_to)
        self.proposals.discussed.connect(self.projector.refresh)
        self.projector.changed.connect(self._projector_changed)
        self.projector.stepped.connect(self._step_discussion)

    # -- reading -----------------------------------------------------------------------------------

    def open(self, key: UUID) -> None:
        """Show the meeting with this id; the tab of the last visit to it is open."""
        if self.meeting.key != key:
            self.projector.close()
            self.notes.leave_meeting()
            self.meeting.key, self.meeting.room = key, None
            self._has_arrived = False
        elif self._has_arrived:
            self._go_where_asked()
        self._seconds.start()
        self.reload()

    def begin_at(self, tab: str, *, with_wall: bool = False) -> None:
        """Open the next meeting on this tab, and the wall with it."""
        self._wanted = tab if tab in self.pages else ""
        self._wants_wall = with_wall

    def _go_where_asked(self) -> None:
        """The meeting is open already: only the tab turns, and the wall opens."""
        name, self._wanted = self._wanted, ""
        if name and name != self.tabs.current:
            self.tabs.turn_to(name)
            self._arrive()
        if self._wants_wall:
            self._wants_wall = False
            if not self.projector.is_on:
                self.projector.toggle()

    def close(self) -> bool:
        """Leave the meeting: nothing is read for it any more, the wall goes dark."""
        self.notes.leave_meeting()
        self.meeting.key = None
        self._seconds.stop()
        self._behind.stop()
        self.projector.close()
        return True

    def reload(self, *, with_background: bool = True) -> None:
        """Read the open meeting anew; the village around it only if that may have changed."""
        self._with_background |= with_background
        self._reading.start()

    def _prepare(self) -> Any:
        key, app = self.meeting.key, self.meeting.desk.app
        if key is None:
            return None
        today = self.meeting.desk.today()
        known, self._with_background = None if self._with_background else self.meeting.background, False

        def work() -> tuple[RuangTampil, LatarRuang]:
            room = musyawarah.room(app.database, app.aturan, key, today)
            around = ruang.background(app.database, app.aturan, key) if known is None else known
            return room, around

        return work

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tabs come first, the clock takes what is left."""
        super().resizeEvent(event)
        self._share_room()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if is_restyle(event) and hasattr(self, "clock"):
            self._share_room()

    def _share_room(self) -> None:
        self._fit_panel()
        self.clock.fit(self.width() - self.tabs.bar.sizeHint().width() - look().px(40))

    def _failed(self, error: DesaError) -> None:
        self.meeting.desk.show_error(error)
        self.gone.emit()

    def _show(self, read: tuple[RuangTampil, LatarRuang]) -> None:
        room, background = read
        if room.musyawarah.id != self.meeting.key:
            return
        self.meeting.room, self.meeting.background = room, background
        self._stale = set(self.pages.values())
        if self._has_arrived and self._was_locked is self.meeting.is_locked:
            self._freshen(self.page)
            self._behind.start(_BEHIND)
        else:
            for page in self.pages.values():
                self._freshen(page)
        self._was_locked = self.meeting.is_locked
        if self.page.has_panel:
            self.panel.show_room(room)
        self.notes.show_room(room)
        self.lock.show_state(self.meeting.is_locked, room.musyawarah.revisi)
        self.tabs.set_count("kehadiran", room.kehadiran.hadir)
        self.tabs.set_count("usulan", len(room.musyawarah.bahasan))
        self._share_room()
        if not self._has_arrived:
            self._has_arrived = True
            self._begin_where_it_stands(room)
            self._restore_notes()
        self.clock.show_item(
            acara_berjalan(room.musyawarah, self.meeting.desk.now()), self.meeting.desk.now()
        )
        self.projector.refresh()
        self.changed.emit()

    def _freshen(self, page: Tab) -> None:
        """Show what was read last on a page that does not show it yet."""
        if page in self._stale and self.meeting.room is not None:
            self._stale.discard(page)
            page.show_room(self.meeting.room)

    @property
    def is_behind(self) -> bool:
        """Whether a page that nobody looks at still shows an earlier reading."""
        return bool(self._stale)

    def _show_behind(self) -> None:
        """The pages that nobody looks at follow when the typing pauses, one after the other."""
        waiting = [page for page in self.pages.values() if page in self._stale]
        for page in waiting[:1]:
            self._freshen(page)
        if len(waiting) > 1:
            self._behind.start(_ONE_BY_ONE)

    def tick(self) -> None:
        """A second went by: the clock of the item, that of a meeting put off, and the wall."""
        room = self.meeting.room
        if room is None:
            return
        now = self.meeting.desk.now()
        self.clock.show_item(acara_berjalan(room.musyawarah, now), now)
        if self.page.has_panel:
            self.panel.tick()
        self.projector.tick()

    def _begin_where_it_stands(self, room: RuangTampil) -> None:
        """A new meeting begins at Acara, one under way where the last visit ended."""
        remembered = self.meeting.desk.memory.get(f"musyawarah.ruang.{room.musyawarah.id}")
        name = remembered if isinstance(remembered, str) and remembered in self.pages else "acara"
        name, self._wanted = self._wanted or name, ""
        if self.tabs.current == name:
            self._on_turned(name)
        else:
            self.tabs.turn_to(name)
        self.page.arrive()
        if self._wants_wall:
            self._wants_wall = False
            self.projector.toggle()

    def _restore_notes(self) -> None:
        desk, key = self.meeting.desk, str(self.meeting.key)

        def show(drafts: Any) -> None:
            for draft in drafts:
                if draft.layar == NOTES and draft.baris_id == key:
                    self.notes.restore(draft.kolom, draft.isi)

        desk.run(self, lambda: editing.get_drafts(desk.app.database), show)

    # -- tabs --------------------------------------------------------------------------------------

    @property
    def page(self) -> Tab:
        """The tab that is shown."""
        return self.pages[self.tabs.current]

    def _on_turned(self, name: str) -> None:
        self._freshen(self.page)
        if self.page.has_panel:
            self.page.put_beside(self.panel)
            self._fit_panel()
            if self.meeting.room is not None:
                self.panel.show_room(self.meeting.room)
        self.projector.refresh()
        self.notes.setVisible(name not in ("acara", "pengesahan") and not self.meeting.is_locked)
        if self.meeting.key is not None and self.meeting.room is not None:
            self.meeting.desk.memory.put(f"musyawarah.ruang.{self.meeting.key}", name)
            if not self.tabs.bar.hasFocus():
                self.page.arrive()
        self.changed.emit()

    def _arrive(self) -> None:
        """A click on a tab wants to work on the page; arrow keys stay on the tabs."""
        if self.meeting.room is not None:
            self.page.arrive()

    def step(self, step: int) -> None:
        """The tab before or after this one, the cursor in it."""
        names = list(self.pages)
        place = names.index(self.tabs.current) + step
        if 0 <= place < len(names):
            self.tabs.turn_to(names[place])
            self._arrive()

    def primary(self) -> Primary | None:
        """What the filled button does now."""
        return self.page.primary() if self.meeting.room is not None else None

    def title(self) -> str:
        """Name of the meeting with its plan year."""
        room = self.meeting.room
        if room is None:
            return _("Musyawarah")
        nama, tahun = room.musyawarah.nama, str(room.musyawarah.tahun)
        return nama if tahun in nama else f"{nama} {tahun}"

    def commands(self) -> list[Command]:
        """Catat, the next item, the wall, the papers, the panel at the side."""
        room = self.meeting.room
        is_open = room is not None and not self.meeting.is_locked
        quorum = self.panel.state_of_quorum
        is_short = is_open and quorum is not None and quorum.is_kurang
        is_on = self.projector.is_on
        return [
            Command(_("Catat"), self._note, "Ctrl+M", enabled=is_open),
            Command(_("Usulan baru"), self._add_proposal, "Ctrl+Shift+N", enabled=is_open),
            Command(_("Acara berikutnya"), self.agenda.next_item, "Ctrl+Shift+A", enabled=is_open),
            Command(_("Tunda (kuorum) atau rapat kedua"), self.panel.act_on_quorum, "", enabled=is_short),
            Command(_("Kuorum desa…"), self.set_quorum, enabled=is_open),
            Command(_("Layar proyektor"), self.projector.toggle, enabled=room is not None),
            Command(_("Bekukan layar proyektor"), self.projector.freeze, "Ctrl+F11", enabled=is_on),
            Command(_("Halaman proyektor berikutnya"), lambda: self.projector.turn(1), "Alt+PgDown",
                    enabled=is_on),
            Command(_("Halaman proyektor sebelumnya"), lambda: self.projector.turn(-1), "Alt+PgUp",
                    enabled=is_on),
            Command(_("Panel samping"), self._toggle_side, "Ctrl+I", enabled=self.page.has_panel),
            Command(_("Bagian berikutnya"), lambda: self.step(1), "Ctrl+PgDown"),
            Command(_("Bagian sebelumnya"), lambda: self.step(-1), "Ctrl+PgUp"),
            *self.agenda.papers.commands(),
        ]  # fmt: skip

    def set_quorum(self) -> None:
        """The quorum of the village's own rules of order, as a fraction; empty goes back to the rules."""
        room, desk = self.meeting.room, self.meeting.desk
        if room is None:
            return
        rule = room.aturan.kuorum
        words = _("Kuorum musyawarah desa menurut tata tertib desa (kosong: bawaan aturan)")
        text = ask_text(self, words, _("Simpan"), text=f"{rule.pembilang}/{rule.penyebut}", hint="2/3")
        if text is None:
            return
        at = desk.now()
        desk.save(self, lambda: jalan_rapat.set_quorum(desk.app.database, text, by=desk.person, at=at))

    def _step_discussion(self, step: int) -> None:
        """An arrow at the wall, where it covers the room: the next proposal is read out."""
        if self.tabs.current == "usulan":
            self.proposals.step(step)

    def _projector_changed(self) -> None:
        self.clock.show_projector()
        self.changed.emit()

    def _add_proposal(self) -> None:
        """Somebody asks for something new, whatever tab is shown."""
        self.tabs.turn_to("usulan")
        self.proposals.add_proposal()

    def _note(self) -> None:
        self.notes.setVisible(True)
        self.notes.open(QApplication.focusWidget())

    def _toggle_side(self) -> None:
        self._side[self.tabs.current] = not self.panel.isVisible()
        self._fit_panel()

    def _fit_panel(self) -> None:
        """Beside the values the panel stands only where all criteria have room too, or if it is asked for."""
        if self.panel.parentWidget() is None:  # no part has taken it in yet; alone it would be a window
            return
        name = self.tabs.current
        fits = name != "penilaian" or self.width() >= look().px(_PANEL_BESIDE_VALUES)
        self.panel.setVisible(self._side.get(name, fits))

    def print_paper(self, jenis: str = "") -> None:
        """Ctrl+P: the paper of the tab that is shown, else the berita acara."""
        self.agenda.papers.print_paper(jenis or _PAPER_OF.get(self.tabs.current, "berita-acara"))

    def jump(self, finding: Pemeriksaan) -> None:
        """Go to the place a finding names, on whatever tab it is."""
        name = _TAB_OF.get(finding.field, "acara")
        self.tabs.turn_to(name)
        self._arrive()
        self.pages[name].jump(finding.record, finding.field)

    def _reopen(self) -> None:
        key, desk = self.meeting.key, self.meeting.desk
        words = _("Buat perubahan pada musyawarah yang sudah disahkan?")
        detail = _("Yang sudah disahkan tetap berlaku sampai Anda mengesahkan lagi.")
        if key is None or not ask(self, words, _("Buat perubahan"), detail=detail):
            return
        at = desk.now()
        desk.run(self, lambda: desa.reopen(desk.app.database, Musyawarah, key, by=desk.person, at=at))


_PAPER_OF = {"acara": "undangan", "kehadiran": "daftar-hadir", "penilaian": "rekap-penilaian"}
_TAB_OF = {
    "peserta": "kehadiran", "unsur": "kehadiran", "hitung_cepat": "kehadiran", "putusan": "keputusan",
    "alasan": "keputusan", "keputusan": "keputusan", "penandatangan": "pengesahan",
}  # fmt: skip
"""On which tab a field stands; every other one is in the form of Acara."""
