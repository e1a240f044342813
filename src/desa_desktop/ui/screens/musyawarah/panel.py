"""The panel at the side of the room: how many are here, which groups, and the quick count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from desa_desktop.domain.kuorum import StatusKuorum, TahapKuorum, status_kuorum
from desa_desktop.domain.musyawarah import HadirUnsur, Kehadiran, Musyawarah
from desa_desktop.domain.wording import sentence_case, show_percent
from desa_desktop.i18n import _
from desa_desktop.services import editing, jalan_rapat, musyawarah
from desa_desktop.services.musyawarah import RuangTampil
from desa_desktop.ui.kit.cells import Index
from desa_desktop.ui.kit.grid import Change, Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.marks import Mark, MarkedText, draw_mark
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.screens.musyawarah.meeting import OpenMeeting
from desa_desktop.ui.style import is_restyle, look
from desa_desktop.ui.tab_page import count_shown_only, heading, lock_grid, small

_ROLE = Qt.ItemDataRole.UserRole
_WIDTH = 250
_COMMON = "kelompok"


@dataclass(frozen=True, slots=True)
class BarisHitung:
    """One group of the quick count: men and women who will sign on paper later."""

    id: str
    nama: str
    l: int | None  # noqa: E741  the letter above the column
    p: int | None


class SidePanel(QFrame):
    """Counters, the groups of society as marked lines, and `Hitung cepat` behind them."""

    def __init__(self, meeting: OpenMeeting) -> None:
        super().__init__()
        self.setObjectName("musyawarah.panel")
        self.setProperty("kartu", "ya")
        self._meeting = meeting
        self._counts: dict[str, int] = {}
        self._quorum: StatusKuorum | None = None
        self.total = QLabel()
        self.total.setObjectName("musyawarah.panel.hadir")
        self.total.setProperty("teks", "judul")
        self.sexes = QLabel()
        self.sexes.setObjectName("musyawarah.panel.lp")
        self.advice = MarkedText(Mark.TIDAK_ADA)
        self.quorum = MarkedText(Mark.TIDAK_ADA)
        self.quorum_act = QPushButton()
        self.quorum_act.setObjectName("musyawarah.panel.kuorum")
        self.quorum_act.clicked.connect(lambda _on=False: self.act_on_quorum())
        self.frail = small("", "musyawarah.panel.rentan")
        self.unnamed = small("", "musyawarah.panel.tanpa_nama")
        self.groups = GroupList("musyawarah.panel.unsur")
        self.absent = QPushButton(_("Tidak ada di desa ini"))
        self.absent.setObjectName("musyawarah.panel.tidak_ada")
        self.absent.clicked.connect(lambda _on=False: self.toggle_absent())
        self.quick = QPushButton(_("Hitung cepat"))
        self.quick.setObjectName("musyawarah.panel.hitung_cepat")
        self.quick.clicked.connect(lambda _on=False: self.toggle_quick())
        self.counting = Grid(
            "musyawarah.panel.hitung",
            (
                Column(name="nama", label=_("Unsur"), width=110, editable=False, stretch=True, text=_group),
                Column(name="l", label=_("L"), kind=Kind.INTEGER, width=40, total=True),
                Column(name="p", label=_("P"), kind=Kind.INTEGER, width=40, total=True),
            ),
            on_change=self._count,
            total_label=lambda _number: _("Jumlah"),
        )
        self.counting.setAccessibleName(_("Hitung cepat: orang yang menandatangani di kertas"))
        self._layers = QStackedWidget()
        self._layers.addWidget(self.groups)
        self._layers.addWidget(self.counting)
        count_shown_only(self._layers)
        self._title = heading(_("Unsur masyarakat"))
        self._lay_out()
        self.groups.currentRowChanged.connect(lambda _row: self._word_absent())
        self.groups.toggled.connect(self.toggle_absent)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 10, 12, 12)
        box.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.total)
        head.addWidget(self.sexes, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        box.addLayout(head)
        for widget in (self.advice, self.quorum, self.quorum_act, self.unnamed, self.frail):
            box.addWidget(widget)
        box.addSpacing(4)
        box.addWidget(self._title)
        box.addWidget(self._layers, 1)
        box.addSpacing(4)
        box.addWidget(self.absent)
        box.addWidget(self.quick)
        self.measure()

    def measure(self) -> None:
        """Width and least heights for the size of text."""
        self.setFixedWidth(look().px(_WIDTH))
        self.groups.setMinimumHeight(look().px(44))
        self.counting.view.setMinimumHeight(look().px(44))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if is_restyle(event):
            self.measure()

    # -- showing -----------------------------------------------------------------------------------

    def show_room(self, room: RuangTampil) -> None:
        """Counters, advice, groups."""
        here, desk = room.kehadiran, self._meeting.desk
        self.total.setText(_("Hadir {n}").format(n=here.hadir))
        share = f" ({show_percent(here.persen_p)})" if here.persen_p is not None else ""
        self.sexes.setText(_("L {l} · P {p}").format(l=here.l, p=here.p) + share)
        self._show_advice(here)
        self._show_quorum(room)
        self._show_frail(here)
        words = _("{n} orang belum bernama").format(n=here.tanpa_nama)
        self.unnamed.setText(words)
        self.unnamed.setVisible(bool(here.tanpa_nama))
        self.groups.show_groups(here)
        locked = self._meeting.is_locked
        self.quick.setVisible(not locked)
        self.absent.setVisible(not locked and not self.is_counting)
        lock_grid(self.counting, locked)
        if not desk.has_unsaved:
            self._counts = dict(room.musyawarah.hitung_cepat)
        self.counting.show_rows(self._count_rows(room))
        self._word_absent()

    def _show_advice(self, here: Kehadiran) -> None:
        advice = self._meeting.desk.app.aturan.anjuran_perempuan
        wanted = show_percent(advice)
        if here.persen_p is None:
            self.advice.set_state(Mark.TIDAK_ADA, _("Anjuran P {persen}").format(persen=wanted))
        elif here.persen_p < advice:
            words = _("P di bawah anjuran {persen}")
            self.advice.set_state(Mark.PERINGATAN, words.format(persen=wanted))
        else:
            words = _("Anjuran P {persen} terpenuhi")
            self.advice.set_state(Mark.SELESAI, words.format(persen=wanted))

    def _show_frail(self, here: Kehadiran) -> None:
        names = {one.kunci: one.nama for one in self._meeting.desk.app.aturan.kelompok_rentan}
        counted = [f"{names[kunci]} {number}" for kunci, number in here.rentan.items() if number]
        self.frail.setText(_("Kelompok rentan: {daftar}").format(daftar=" · ".join(counted)))
        self.frail.setVisible(bool(counted))

    def _show_quorum(self, room: RuangTampil) -> None:
        state = status_kuorum(room.musyawarah, room.aturan, self._meeting.desk.now())
        self._quorum = state
        self.quorum.setVisible(state.is_wajib or state.keadaan is not None)
        if state.tahap in (TahapKuorum.TERCAPAI, TahapKuorum.RAPAT_KEDUA):
            mark = Mark.SELESAI
        elif state.is_wajib and state.is_kurang:
            mark = Mark.PERINGATAN
        else:
            mark = Mark.BERJALAN if state.keadaan is not None else Mark.TIDAK_ADA
        self.quorum.set_state(mark, state.kalimat)
        self.quorum_act.setText(
            _("Tunda (kuorum)") if state.tahap is TahapKuorum.KURANG else _("Siapkan rapat kedua")
        )
        self.quorum_act.setVisible(state.is_wajib and state.is_kurang and not self._meeting.is_locked)

    def tick(self) -> None:
        """A second went by: while the meeting waits for a quorum its clock runs."""
        room = self._meeting.room
        if room is not None and self._quorum is not None and self._quorum.tahap is TahapKuorum.DITUNDA:
            self._show_quorum(room)

    @property
    def state_of_quorum(self) -> StatusKuorum | None:
        """Where the meeting stands on its way to a quorum."""
        return self._quorum

    def act_on_quorum(self) -> None:
        """`Tunda (kuorum)` while too few are here, then `Siapkan rapat kedua`."""
        state, desk = self._quorum, self._meeting.desk
        if state is None or not state.is_kurang:
            return
        rules = desk.app.aturan
        if state.tahap is TahapKuorum.KURANG:
            self._meeting.save(self, jalan_rapat.postpone, rules)
            return
        self._meeting.save(
            self, jalan_rapat.second_meeting, rules, then=lambda key: desk.open("musyawarah", key)
        )

    def _count_rows(self, room: RuangTampil) -> list[BarisHitung]:
        return [
            BarisHitung(
                one.kunci, one.nama, self._counts.get(f"{one.kunci}:L"), self._counts.get(f"{one.kunci}:P")
            )
            for one in room.kehadiran.unsur
            if one.kunci
        ]

    # -- groups that do not live here ------------------------------------------------------------------

    def toggle_absent(self) -> None:
        """Say of the chosen group that it does not live in this village, or that it does."""
        room, key, chosen = self._meeting.room, self._meeting.key, self.groups.chosen
        if room is None or key is None or chosen is None or self._meeting.is_locked:
            return
        absent = tuple(one for one in room.musyawarah.unsur_tidak_ada if one != chosen.kunci)
        if not chosen.is_tidak_ada:
            absent += (chosen.kunci,)
        desk, at = self._meeting.desk, self._meeting.desk.now()
        desk.save(
            self,
            lambda: editing.change(
                desk.app.database, Musyawarah, key, {"unsur_tidak_ada": absent}, by=desk.person, at=at
            ),
        )

    def _word_absent(self) -> None:
        chosen = self.groups.chosen
        is_absent = chosen is not None and chosen.is_tidak_ada
        self.absent.setText(_("Ada di desa ini") if is_absent else _("Tidak ada di desa ini"))
        self.absent.setEnabled(
            chosen is not None and (is_absent or not chosen.jumlah) and not self._meeting.is_locked
        )

    # -- quick count -----------------------------------------------------------------------------------

    @property
    def is_counting(self) -> bool:
        """Whether the quick count is open."""
        return self._layers.currentWidget() is self.counting

    def toggle_quick(self) -> None:
        """Open the quick count, or go back to the groups."""
        self.counting.commit()
        counting = not self.is_counting
        self._layers.setCurrentWidget(self.counting if counting else self.groups)
        self._title.setText(_("Hitung cepat") if counting else _("Unsur masyarakat"))
        self.quick.setText(_("Selesai menghitung") if counting else _("Hitung cepat"))
        self.absent.setVisible(not counting)
        if counting:
            first = self.counting.model.id_at(0) if self.counting.model.rowCount() else None
            self.counting.select_row(first, "l")
            self.counting.setFocus(Qt.FocusReason.OtherFocusReason)

    def _count(self, changes: list[Change]) -> None:
        counts = dict(self._counts)
        for group, sex, people in changes:
            counts[f"{group}:{sex.upper()}"] = cast("int | None", people) or 0
        self._counts = {name: people for name, people in counts.items() if people}
        given: Mapping[str, int] = dict(counts)
        self._meeting.save(self.counting, musyawarah.count_quickly, given, place="hitung_cepat")


def _group(row: BarisHitung) -> str:
    """The name without the word that many of them begin with: cut off, they would all be `Kelompok p…`."""
    first, _blank, rest = row.nama.partition(" ")
    return sentence_case(rest) if rest and first.casefold() == _COMMON else row.nama


class GroupList(QListWidget):
    """The groups as lines: figure, name, count, and `belum ada` in words. Space or Enter sends `toggled`."""

    toggled = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(_("Unsur masyarakat"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_GroupDelegate(self))
        self.setProperty("petunjuk", _("Spasi: tandai unsur ini tidak ada di desa"))

    @property
    def chosen(self) -> HadirUnsur | None:
        """The group of the current line."""
        item = self.currentItem()
        return cast(HadirUnsur, item.data(_ROLE)) if item is not None else None

    @property
    def texts(self) -> list[str]:
        """The lines as read aloud."""
        return [str(self.item(n).data(Qt.ItemDataRole.AccessibleTextRole)) for n in range(self.count())]

    def show_groups(self, here: Kehadiran) -> None:
        """The groups this meeting asks for, and of the others those that are here."""
        chosen = self.chosen.kunci if self.chosen is not None else ""
        rows = [one for one in here.unsur if one.jumlah or one.is_diminta]
        self.clear()
        for one in rows:
            item = QListWidgetItem(one.nama)
            item.setData(_ROLE, one)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one.nama}: {state_of(one)[1] or one.jumlah}")
            self.addItem(item)
            if one.kunci == chosen:
                self.setCurrentItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter toggle; the rest moves."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.toggled.emit()
        else:
            super().keyPressEvent(event)


def state_of(group: HadirUnsur) -> tuple[Mark, str]:
    """Figure and words of a group: here, still missing, or not living in this village."""
    if group.jumlah:
        return Mark.SELESAI, ""
    if group.is_tidak_ada:
        return Mark.TIDAK_ADA, _("tidak ada di desa ini")
    if group.is_pokok:
        return Mark.PERINGATAN, _("belum ada")
    return Mark.BELUM, _("belum ada")


class _GroupDelegate(QStyledItemDelegate):
    """Figure, name, at the right the number or the word."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line; two where there is a word to say."""
        group = index.data(_ROLE)
        lines = 1 if group.jumlah else 2
        return QSize(look().px(120), look().px(26 if lines == 1 else 40))

    def paint(self, painter: QPainter, _option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one group."""
        now, group = look(), index.data(_ROLE)
        place = QRectF(self._view.visualRect(self._view.model().index(index.row(), 0)))
        chosen = self._view.currentRow() == index.row() and self._view.hasFocus()
        painter.save()
        if chosen:
            painter.fillRect(place, now.colour("pilih"))
        mark, words = state_of(group)
        side, line = now.px(13), now.px(24)
        figure = QRectF(place.left() + now.px(4), place.top() + (line - side) / 2 + 1, side, side)
        draw_mark(painter, mark, figure, now.colour("pilih_teks") if chosen else None)
        if mark is Mark.PERINGATAN and not chosen:  # somebody is missing: the line is outlined
            painter.setPen(QPen(now.colour("waspada"), 1))
            painter.drawRect(place.adjusted(0.5, 1.5, -1.5, -1.5))
        painter.setPen(now.colour("pilih_teks" if chosen else "teks"))
        left = place.left() + now.px(22)
        room = QRectF(left, place.top(), place.right() - left - now.px(6), line)
        middle, right = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
        name = painter.fontMetrics().elidedText(
            group.nama, Qt.TextElideMode.ElideRight, int(room.width()) - now.px(28)
        )
        painter.drawText(room, int(middle | Qt.AlignmentFlag.AlignLeft), name)
        painter.drawText(room, int(middle | right), str(group.jumlah))
        if words:
            font = QFont(painter.font())
            font.setPixelSize(now.px(12.5))
            painter.setFont(font)
            tone = "waspada" if mark is Mark.PERINGATAN else "sekunder"
            painter.setPen(now.colour("pilih_teks" if chosen else tone))
            below = QRectF(left, place.top() + now.px(20), room.width(), now.px(18))
            painter.drawText(below, int(middle | Qt.AlignmentFlag.AlignLeft), words)
        painter.restore()
