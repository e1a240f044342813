"""The list of meetings of the plan year; a line opens the room, `Siapkan musyawarah` a short page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.musyawarah import JenisMusyawarah
from desa_desktop.i18n import _
from desa_desktop.services import jalan_rapat, musyawarah
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.marks import Mark
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.rereading import Rereading
from desa_desktop.ui.saving import undo
from desa_desktop.ui.screen import Command, Primary, Screen
from desa_desktop.ui.screens.musyawarah.prepare import PreparePage
from desa_desktop.ui.screens.musyawarah.room import Room
from desa_desktop.ui.tab_page import count_shown_only

OWN_TABLES = frozenset(
    {"musyawarah", "agenda", "peserta", "bahasan", "penilai", "keputusan", "catatan", "penandatangan"}
)
SURROUNDINGS = frozenset({"pagu", "perangkat", "tokoh", "dusun", "desa", "kantor"})
WATCHED = OWN_TABLES | SURROUNDINGS | {"usulan"}


class MusyawarahScreen(Screen):
    """List, page of preparation and room, one at a time."""

    help = "musyawarah"
    tables = OWN_TABLES

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "musyawarah")
        self._had_back = False
        self._room: Room | None = None
        self._build()
        self._reading: Rereading[Sequence[Any]] = Rereading(desk, self, self._prepare, self._show)
        self._connect()
        self._show_list()

    def _build(self) -> None:
        self.list = Grid(
            "musyawarah.daftar",
            (
                Column(name="tanggal", label=_("Tanggal"), kind=Kind.DATE, width=110),
                Column(name="nama", label=_("Musyawarah"), width=260, stretch=True),
                Column(name="tempat", label=_("Tempat"), width=220),
                Column(name="hadir", label=_("Hadir"), kind=Kind.INTEGER, width=76),
                Column(name="usulan", label=_("Usulan"), kind=Kind.INTEGER, width=76),
                Column(name="status", label=_("Keadaan"), width=150, text=_state_words, mark=_state_mark),
            ),
            today=self.desk.today,
            total_label=lambda number: _("{n} musyawarah").format(n=number),
        )
        self.list.setAccessibleName(_("Daftar musyawarah"))
        empty = EmptyState(
            "musyawarah.kosong",
            _(
                "Belum ada musyawarah tahun ini. Siapkan satu: undangan, daftar hadir, dan berita acara "
                "akan dibuatkan."
            ),
            [(_("Siapkan musyawarah"), lambda: self.prepare())],
        )
        self.listing = OrEmpty(self.list, empty)
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(16, 12, 16, 12)
        box.addWidget(self.listing)
        self.preparing = PreparePage(self.desk.today)
        self.layers = QStackedWidget()
        self._list_page = page
        for one in (page, self.preparing):
            self.layers.addWidget(one)
        count_shown_only(self.layers)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.layers)

    def _connect(self) -> None:
        self.list.row_activated.connect(self.open_room)
        self.preparing.ended.connect(self._make)

    @property
    def room(self) -> Room:
        """The room, made when the first meeting is opened: who looks at the list does not wait for it."""
        if self._room is None:
            self._room = Room(self.desk)
            self._room.changed.connect(self._sync)
            self._room.gone.connect(self._show_list)
            self.layers.addWidget(self._room)
        return self._room

    @property
    def _is_in_room(self) -> bool:
        return self._room is not None and self.layers.currentWidget() is self._room

    def commit(self) -> None:
        """Also the note that is half written: it waits as a draft."""
        super().commit()
        if self._room is not None:
            self._room.notes.keep()

    def hasHeightForWidth(self) -> bool:
        """Tables give way before the page scrolls: a sentence of two lines costs the list a line, not the
        note bar its place."""
        return False

    # -- rows --------------------------------------------------------------------------------------

    @property
    def tahun(self) -> int:
        """The plan year the office works on."""
        kantor = self.desk.app.kantor
        return kantor.tahun_rencana if kantor is not None else self.desk.today().year + 1

    def concerns(self, tables: frozenset[str]) -> bool:
        """Also proposals, ceilings and people: the room shows them."""
        return bool(tables & WATCHED)

    def _hear(self, tables: frozenset[str]) -> None:
        """While the room is open only what changed is read: a value does not read the list or the village."""
        if not self._is_in_room:
            super()._hear(tables)
        elif self.concerns(tables):
            self.room.reload(with_background=bool(tables & SURROUNDINGS))

    def reload(self) -> None:
        """The list and, if it is open, the room."""
        self._reading.start()
        if self._is_in_room:
            self.room.reload()

    def _prepare(self) -> Any:
        database, tahun = self.desk.app.database, self.tahun
        return lambda: musyawarah.list_musyawarah(database, tahun)

    def _show(self, rows: Sequence[Any]) -> None:
        self.list.show_rows(rows)
        self.listing.show_empty(not rows)
        if self.layers.currentWidget() is self._list_page:
            self._sync()
            if self.hasFocus():  # the screen itself: it was opened before the list had been read
                self.listing.enter(self.list)

    # -- which of the three ---------------------------------------------------------------------------

    def _show_list(self) -> None:
        if self._room is not None:
            self._room.close()
        self._turn(self._list_page)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reload()

    def prepare(self, jenis: JenisMusyawarah = JenisMusyawarah.MUSRENBANGDES) -> None:
        """Open the page of preparation."""
        self._turn(self.preparing)
        self.preparing.start(jenis)
        database = self.desk.app.database
        self.desk.run(
            self, lambda: jalan_rapat.parts_of_village(database), lambda found: self.preparing.offer(*found)
        )

    def open_room(self, key: object) -> None:
        """Open the room of a meeting."""
        if isinstance(key, UUID):
            self._turn(self.room)
            self.room.open(key)

    def go_to(self, key: object) -> None:
        """The room of this meeting, by its id or `penilaian:ID` with a tab, `proyektor:ID:penilaian` with the
        wall; a kind of meeting opens the page that prepares one.
        """
        if isinstance(key, JenisMusyawarah):
            self.prepare(key)
        elif isinstance(key, str):
            first, _colon, rest = key.partition(":")
            if first == "proyektor":
                key_text, _colon, tab = rest.partition(":")
                self.room.begin_at(tab or "acara", with_wall=True)
            else:
                key_text = rest
                self.room.begin_at(first)
            self.open_room(UUID(key_text))
        else:
            self.open_room(key)

    def _turn(self, page: QWidget) -> None:
        self.layers.setCurrentWidget(page)
        self._sync()

    def _sync(self) -> None:
        shown = self.layers.currentWidget()
        in_room = self._is_in_room and self.room.meeting.room is not None
        self.back = None if shown is self._list_page else self._go_back
        self.print_document = self.room.print_paper if in_room else None
        self.full_screen = self.room.projector.toggle if in_room else None
        if self._is_in_room:
            self._show_title(self.room.title())
            self._offer(self.room.commands())
            self._show_primary(self.room.primary())
        elif shown is self.preparing:
            self.set_title(_("Siapkan musyawarah"))
            self._offer([])
            self.set_primary(_("Siapkan"), self._make)
        else:
            self.set_title(_("Musyawarah {tahun}").format(tahun=self.tahun))
            self.set_commands(
                [Command(_("Hapus musyawarah"), self._remove, enabled=bool(self.list.model.rows))]
            )
            self.set_primary(_("Siapkan musyawarah"), lambda: self.prepare())

    def _show_title(self, title: str) -> None:
        """A title or a button that stays the same costs the frame nothing, however fast somebody types."""
        is_back = self.back is not None
        if (title, is_back) != (self.title, self._had_back):
            self._had_back = is_back
            self.set_title(title)

    def _show_primary(self, primary: Primary | None) -> None:
        before = self.primary
        if primary is None:
            if before is not None:
                self.clear_primary()
        elif before is None or (before.text, before.enabled, before.why) != (
            primary.text,
            primary.enabled,
            primary.why,
        ):
            self.set_primary(primary.text, primary.act, enabled=primary.enabled, why=primary.why)

    def _offer(self, commands: Sequence[Command]) -> None:
        """Other commands in the menu, only if they are others: the menu is built anew each time."""
        before = [(one.text, one.enabled) for one in self.commands]
        if before != [(one.text, one.enabled) for one in commands]:
            self.set_commands(commands)

    def _go_back(self) -> None:
        self.commit()
        self.desk.after_saves(self._show_list)

    # -- making and removing ------------------------------------------------------------------------------

    def _make(self) -> None:
        given = self.preparing.values()
        if given is None:
            return
        desk, tahun, at = self.desk, self.tahun, self.desk.now()
        desk.save(
            self,
            lambda: musyawarah.prepare(
                desk.app.database,
                given.jenis,
                tahun,
                by=desk.person,
                at=at,
                tanggal=given.tanggal,
                tempat=given.tempat,
                bagian=given.bagian,
            ),
            self.open_room,
        )

    def _remove(self) -> None:
        row, desk, at = self.list.current_row(), self.desk, self.desk.now()
        if row is None:
            desk.notice(_("Pilih dulu musyawarah yang akan dihapus."), Tone.SARAN, seconds=6)
            return
        words = _("{nama} dihapus.").format(nama=row.nama)
        desk.run(
            self,
            lambda: musyawarah.remove(desk.app.database, [row.id], by=desk.person, at=at),
            lambda _done: desk.undo_bar(words, lambda: undo(desk, self)),
        )


def _state_words(row: Any) -> str:
    if row.status is StatusDokumen.DISAHKAN:
        return _("Disahkan r{n:02d}").format(n=row.revisi)
    if row.ditunda_pada is not None:
        return _("Ditunda (kuorum)")
    return _("Berjalan") if row.hadir else _("Disiapkan")


def _state_mark(row: Any) -> Mark:
    if row.status is StatusDokumen.DISAHKAN:
        return Mark.SELESAI
    if row.ditunda_pada is not None:
        return Mark.PERINGATAN
    return Mark.BERJALAN if row.hadir else Mark.BELUM
