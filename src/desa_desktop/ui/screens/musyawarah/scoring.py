"""Tab Penilaian: proposals by criteria, agreed or by several scorers; or hands counted (ux.md 5.4, 14.1)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import cast
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desa_desktop.domain.musyawarah import CaraNilai
from desa_desktop.domain.penilaian import SkemaNilai, daftar_skema
from desa_desktop.errors import DesaError
from desa_desktop.i18n import N_, _
from desa_desktop.services import musyawarah, ruang
from desa_desktop.services.musyawarah import RuangTampil
from desa_desktop.ui.kit.grid import Change, Grid
from desa_desktop.ui.kit.kinds import Choice, Entry, Kind, choices_of, fold
from desa_desktop.ui.kit.lines import ChoiceLine
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.table import Column, Typed
from desa_desktop.ui.saving import cells_refused
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.musyawarah.finder import begins
from desa_desktop.ui.screens.musyawarah.meeting import OpenMeeting, Tab
from desa_desktop.ui.screens.musyawarah.rows import BarisBahasan, rows_of, score_text
from desa_desktop.ui.style import look
from desa_desktop.ui.tab_page import count_shown_only, lock_grid

WAYS = {
    CaraNilai.BERSAMA: N_("Nilai bersama"),
    CaraNilai.PENILAI: N_("Beberapa penilai"),
    CaraNilai.DUKUNGAN: N_("Dukungan peserta"),
}
HANDS = ("dukungan_l", "dukungan_p")
_HANDS_KEY = "tangan"


class ScoreGrid(Grid):
    """The grid of values: on a scale of one digit a typed digit needs no Enter; it is sent as `typed`."""

    typed = Signal(object)

    def __init__(self, name: str, skema: SkemaNilai) -> None:
        self.criteria = [one.kunci for one in skema.kriteria]
        self._skema = skema
        self._scale = range(skema.terendah, skema.tertinggi + 1) if skema.is_satu_angka else range(0)
        super().__init__(name, _columns(skema))
        self.model.paints_changed_rows = (
            True  # five values a second: the whole table would be painted each time
        )
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
        low, high = self._skema.terendah, self._skema.tertinggi
        if self._skema.is_satu_angka:
            words = _("{a}–{b}: isi nilai · Enter: usulan berikutnya · Tab: kriteria berikutnya")
        else:
            words = _("Nilai {a} sampai {b} · Enter: usulan berikutnya · Tab: kriteria berikutnya")
        return words.format(a=low, b=high)


class HandsGrid(Grid):
    """Hands counted for each proposal, men and women."""

    def __init__(self, name: str) -> None:
        self.criteria = list(HANDS)
        super().__init__(
            name,
            (
                Column(name="nomor", label=_("No"), kind=Kind.INTEGER, width=48, editable=False),
                Column(name="uraian", label=_("Usulan"), width=220, stretch=True, editable=False),
                Column(name="dukungan_l", label=_("Tangan L"), kind=Kind.INTEGER, width=92),
                Column(name="dukungan_p", label=_("Tangan P"), kind=Kind.INTEGER, width=92),
                Column(name="skor", label=_("Jumlah"), kind=Kind.QUANTITY, width=76, editable=False,
                       text=score_text),
                Column(name="peringkat", label=_("Peringkat"), kind=Kind.INTEGER, width=92, editable=False),
            ),
        )  # fmt: skip

    def hint(self) -> str:
        """What keys mean here."""
        if not self.editable:
            return _("Penilaian sudah dikunci · Ctrl+C: salin")
        return _("Angka: jumlah tangan · Enter: usulan berikutnya · Tab: L lalu P")


def _columns(skema: SkemaNilai) -> tuple[Column, ...]:
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
            for one in skema.kriteria
        ),
        Column(name="skor", label=_("Skor"), kind=Kind.QUANTITY, width=64, editable=False, text=score_text),
        Column(name="peringkat", label=_("Peringkat"), kind=Kind.INTEGER, width=92, editable=False),
    )  # fmt: skip


class ScoringTab(Tab):
    """Proposals keep their order while people score; `Urut peringkat` changes the view only."""

    has_panel = True

    def __init__(self, meeting: OpenMeeting) -> None:
        super().__init__(meeting, "penilaian")
        self._grids: dict[str, ScoreGrid | HandsGrid] = {}
        self._stack = QStackedWidget()
        count_shown_only(self._stack)
        self._scored, self._all = 0, 0
        self._scorer: UUID | None = None
        self._wanted: UUID | None = None
        self.state = MarkedText(Mark.BELUM)
        self.state.setObjectName("musyawarah.penilaian.keadaan")
        self.ranked = QCheckBox(_("Urut peringkat"))
        self.ranked.setObjectName("musyawarah.penilaian.urut")
        self.ranked.toggled.connect(self._sort)
        self.reopen = self.button("buka", _("Buka penilaian"), lambda: self._lock(False))
        self.ways = self._way_buttons()
        self.schemes = QComboBox()
        self.schemes.setObjectName("musyawarah.penilaian.kriteria")
        self.schemes.setAccessibleName(_("Kriteria penilaian"))
        for skema in daftar_skema(meeting.desk.app.aturan):
            self.schemes.addItem(skema.nama, skema.kunci)
        self.schemes.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.schemes.setMinimumContentsLength(14)
        self.schemes.activated.connect(self._choose_scheme)
        self.scorers = ScorerLine(self)
        self.ties = QLabel()
        self.ties.setObjectName("musyawarah.penilaian.seri")
        self.ties.setProperty("teks", "sekunder")
        self.ties.setWordWrap(True)
        self._lay_out()
        self._grid_for(daftar_skema(meeting.desk.app.aturan)[0].kunci)

    def _way_buttons(self) -> dict[CaraNilai, QRadioButton]:
        group = QButtonGroup(self)
        made = {}
        for way, label in WAYS.items():
            button = QRadioButton(_(label))
            button.setObjectName(f"musyawarah.penilaian.cara.{way.value}")
            button.clicked.connect(partial(self._choose_way, way))
            group.addButton(button)
            made[way] = button
        return made

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        for button in self.ways.values():
            top.addWidget(button)
        top.addWidget(self.schemes, 1)  # the rest of the line: its name is a sentence
        second = QHBoxLayout()
        second.setSpacing(12)
        second.addWidget(self.state, 1, Qt.AlignmentFlag.AlignVCenter)
        second.addWidget(self.ranked)
        second.addWidget(self.reopen)
        across = QHBoxLayout(self)
        across.setContentsMargins(16, 10, 16, 10)
        across.setSpacing(12)
        box = QVBoxLayout()
        across.addLayout(box, 1)
        across.addLayout(self.beside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(top)
        box.addWidget(self.scorers)
        box.addLayout(second)
        box.addWidget(self._stack, 1)
        box.addWidget(self.ties)

    # -- which table -----------------------------------------------------------------------------------

    @property
    def grid(self) -> ScoreGrid | HandsGrid:
        """The table of the way and the criteria in use."""
        return cast("ScoreGrid | HandsGrid", self._stack.currentWidget())

    def _grid_for(self, kunci: str) -> ScoreGrid | HandsGrid:
        found = self._grids.get(kunci)
        if found is None:
            found = self._make_grid(kunci)
            self._grids[kunci] = found
            self._stack.addWidget(found)
        if self._stack.currentWidget() is not found:
            had_focus = self._stack.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
            self._stack.setCurrentWidget(found)
            if had_focus:
                found.setFocus(Qt.FocusReason.OtherFocusReason)
        return found

    def _make_grid(self, kunci: str) -> ScoreGrid | HandsGrid:
        name = "musyawarah.penilaian.nilai" if not self._grids else f"musyawarah.penilaian.nilai.{kunci}"
        if kunci == _HANDS_KEY:
            hands = HandsGrid(f"musyawarah.penilaian.{kunci}")
            hands.setAccessibleName(_("Dukungan peserta"))
            hands.use(on_change=self._change)
            return hands
        known = {one.kunci: one for one in daftar_skema(self.meeting.desk.app.aturan)}
        grid = ScoreGrid(name, known[kunci])
        grid.setAccessibleName(_("Penilaian usulan"))
        grid.use(on_change=self._change)
        grid.typed.connect(self._change)
        return grid

    def _sort(self, ranked: bool) -> None:
        for grid in self._grids.values():
            grid.model.set_sort(grid.model.number_of("peringkat") if ranked else -1)

    # -- saving ------------------------------------------------------------------------------------

    def _change(self, changes: list[Change]) -> None:
        by_id = {row.id: row for row in cast("list[BarisBahasan]", self.grid.model.rows)}
        values: list[ruang.Nilai] = []
        for row_id, name, value in changes:
            row = by_id.get(cast(UUID, row_id))
            if row is not None and row.usulan_id is not None:
                values.append((row.usulan_id, name, cast("int | None", value)))
        desk, grid = self.meeting.desk, self.grid
        place = ("nilai", self._scorer, changes[0][0], changes[0][1]) if len(changes) == 1 else None
        failed: Callable[[DesaError], object] = lambda error: cells_refused(desk, grid, changes, error)  # noqa: E731
        if isinstance(grid, HandsGrid):
            hands = [(key, name.removeprefix("dukungan_"), people) for key, name, people in values]
            self.meeting.save(grid, ruang.count_hands, hands, failed=failed, place=place)
            return
        self.meeting.save(
            grid, ruang.value_many, values, desk.app.aturan, failed=failed, place=place, penilai=self._scorer
        )

    def _choose_way(self, way: CaraNilai, _on: bool = False) -> None:
        self.grid.commit()
        self.meeting.save(self, ruang.choose_way, self.meeting.desk.app.aturan, cara=way)

    def _choose_scheme(self, number: int) -> None:
        self.grid.commit()
        kunci = str(self.schemes.itemData(number))
        self.meeting.save(self, ruang.choose_way, self.meeting.desk.app.aturan, skema=kunci)

    def show_scorer(self, key: UUID | None) -> None:
        """Show and type the values of this scorer."""
        self.grid.commit()
        self._wanted = key  # a scorer just named is there after the next reading
        room = self.meeting.room
        if room is not None:
            self.show_room(room)

    @property
    def scorer(self) -> UUID | None:
        """Whose values are shown; None for the agreed ones."""
        return self._scorer

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
        """Values, scores, ranks, in the way this meeting chose."""
        way = room.musyawarah.cara_nilai
        people = [one.id for one, _done in room.kemajuan]
        has_come = False
        if way is not CaraNilai.PENILAI:
            self._scorer = None
        elif self._wanted in people:
            self._scorer, self._wanted = self._wanted, None
            has_come = True
        elif self._scorer not in people:
            self._scorer = people[0] if people else None
        self._grid_for(_HANDS_KEY if way is CaraNilai.DUKUNGAN else room.skema.kunci)
        rows = rows_of(room, self._scorer)
        self.grid.show_rows(rows)
        has_nobody = way is CaraNilai.PENILAI and not people
        lock_grid(self.grid, self._is_frozen or has_nobody)
        self._all, self._scored = len(rows), sum(1 for row in rows if row.is_scored)
        self._show_state(has_nobody)
        self._show_ways(room)
        self.scorers.show_room(room, self._scorer, is_frozen=self._is_frozen)
        self.ties.setText(_ties_in_words(room))
        self.ties.setToolTip("\n".join(one.kalimat for one in room.seri))
        self.ties.setVisible(bool(room.seri))
        self.reopen.setVisible(room.musyawarah.is_penilaian_dikunci and not self.meeting.is_locked)
        if has_come:
            self.arrive()

    def _show_state(self, has_nobody: bool) -> None:
        words = _("{n} dari {semua} usulan dinilai").format(n=self._scored, semua=self._all)
        if has_nobody:
            words = _("Tambahkan penilai dulu: tulis namanya, lalu Enter.")
        if self._is_frozen:
            words = _("{kalimat} · penilaian dikunci").format(kalimat=words)
        full = self._all and self._scored == self._all
        self.state.set_state(Mark.SELESAI if full else Mark.BERJALAN if self._scored else Mark.BELUM, words)

    def _show_ways(self, room: RuangTampil) -> None:
        for way, button in self.ways.items():
            with QSignalBlocker(button):
                button.setChecked(way is room.musyawarah.cara_nilai)
            button.setEnabled(not self._is_frozen)
        with QSignalBlocker(self.schemes):
            self.schemes.setCurrentIndex(self.schemes.findData(room.skema.kunci))
        self.schemes.setEnabled(not self._is_frozen)
        self.schemes.setVisible(room.musyawarah.cara_nilai is not CaraNilai.DUKUNGAN)

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
        """On the first proposal that is not valued yet; while no scorer is named, to the line for names."""
        rows = cast("list[BarisBahasan]", self.grid.model.rows)
        if self.scorers.isVisible() and self._scorer is None and not self._is_frozen:
            self.scorers.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        waiting = next((row for row in rows if not self._is_full(row)), rows[0] if rows else None)
        if waiting is not None and not self._is_frozen:
            empty = next((name for name in self.grid.criteria if self._is_empty(waiting, name)), "")
            self.grid.select_row(waiting.id, empty or self.grid.criteria[0])
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _is_empty(self, row: BarisBahasan, name: str) -> bool:
        return getattr(row, name) is None if name in HANDS else name not in row.nilai

    def _is_full(self, row: BarisBahasan) -> bool:
        return not any(self._is_empty(row, name) for name in self.grid.criteria)


def _ties_in_words(room: RuangTampil) -> str:
    """Which equal score was decided and why; of many the first, the others in the tip."""
    if not room.seri:
        return ""
    more = _(" (dan {n} skor sama lainnya)").format(n=len(room.seri) - 1) if len(room.seri) > 1 else ""
    return room.seri[0].kalimat + more


class ScorerLine(QWidget):
    """Several scorers: whose values are typed now, how far each is, and a line for one more name."""

    def __init__(self, tab: ScoringTab) -> None:
        super().__init__()
        self.setObjectName("musyawarah.penilaian.penilai")
        self._tab = tab
        self._meeting = tab.meeting
        self.who = QComboBox()
        self.who.setObjectName("musyawarah.penilaian.penilai.siapa")
        self.who.setAccessibleName(_("Penilai yang diisi"))
        self.who.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.who.setMinimumContentsLength(18)
        self.who.activated.connect(lambda number: tab.show_scorer(UUID(self.who.itemData(number))))
        entry = Entry(
            name="penilai", label=_("Penilai baru"), kind=Kind.CHOICE, free=True, choices=self._names
        )
        self.line = _NameLine(entry)
        self.line.setObjectName("musyawarah.penilaian.penilai.baru")
        self.line.setPlaceholderText(_("Tambah penilai: nama, lalu Enter"))
        self.line.entered.connect(self._add)
        self.remove = tab.button("hapus_penilai", _("Hapus penilai"), self._remove)
        self.progress = QLabel()
        self.progress.setObjectName("musyawarah.penilaian.penilai.kemajuan")
        self.progress.setProperty("teks", "sekunder")
        self.progress.setWordWrap(True)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.who)
        row.addWidget(self.line, 1)
        row.addWidget(self.remove)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addLayout(row)
        box.addWidget(self.progress)
        self.line.setMinimumWidth(look().px(120))

    def _names(self) -> list[Choice]:
        """People who are here and do not value yet."""
        room = self._meeting.room
        if room is None:
            return []
        there = {one.nama.casefold() for one, _done in room.kemajuan}
        return [
            Choice(one.nama, one.nama, one.lembaga)
            for one in room.musyawarah.peserta
            if one.is_hadir and one.nama.casefold() not in there
        ]

    def _add(self) -> None:
        name = self.line.text().strip()
        if not name:
            return

        def made(key: UUID) -> None:
            self.line.clear()
            self._tab.show_scorer(key)

        self._meeting.save(self, ruang.add_scorer, name, then=made)

    def _remove(self) -> None:
        key = self._tab.scorer
        if key is not None:
            self._meeting.save(self, ruang.remove_scorer, key)

    def show_room(self, room: RuangTampil, current: UUID | None, *, is_frozen: bool) -> None:
        """The scorers with their progress."""
        self.setVisible(room.musyawarah.cara_nilai is CaraNilai.PENILAI)
        total = len(room.musyawarah.bahasan)
        with QSignalBlocker(self.who):
            self.who.clear()
            for one, done in room.kemajuan:
                self.who.addItem(f"{one.nama} {done}/{total}", str(one.id))
            self.who.setCurrentIndex(self.who.findData(str(current)))
        self.who.setEnabled(bool(room.kemajuan))
        self.line.setEnabled(not is_frozen)
        self.remove.setEnabled(not is_frozen and current is not None)
        parts = [f"{one.nama} {done}/{total}" for one, done in room.kemajuan]
        words = _("Kemajuan: {daftar}. Skor adalah rata-rata semua penilai.").format(daftar=" · ".join(parts))
        self.progress.setText(words)
        self.progress.setVisible(bool(parts))


class _NameLine(ChoiceLine):
    """Enter takes the name: the highlighted one, else the first that begins as typed, else what is typed."""

    entered = Signal()

    def offered_choice(self) -> str | None:
        """The first name of the list."""
        names = choices_of(self.entry.choices)
        needle = fold(self.text())
        return next((one.label for one in names if begins(needle, one.label)), None) if needle else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds; the rest is typed."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            typed = self.text()
            self.take_current()
            first = self.offered_choice()
            if self.text() == typed and first is not None and begins(typed, first):
                self.setText(first)
            self.entered.emit()
        else:
            super().keyPressEvent(event)
