"""The first screen of both offices: tasks at the left, position, sending and recent work at the right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from desa_desktop.app import Mode
from desa_desktop.domain.kalender import KeadaanLangkah, Tugas
from desa_desktop.domain.wording import show_date_short
from desa_desktop.errors import DesaError, InvalidInput
from desa_desktop.i18n import N_, _
from desa_desktop.services import exchange, tasks
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.exchange_parts.fresh import FreshScreen
from desa_desktop.ui.kit.form import scrolled
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.papers import open_paper
from desa_desktop.ui.places import EXCHANGE, places_of
from desa_desktop.ui.rereading import Rereading
from desa_desktop.ui.screens.beranda.cards import TaskList
from desa_desktop.ui.screens.beranda.places import Target, recent_of, target_of
from desa_desktop.ui.style import is_restyle, look

_STEP_MARKS = {
    KeadaanLangkah.SELESAI: Mark.SELESAI,
    KeadaanLangkah.SEKARANG: Mark.BERJALAN,
    KeadaanLangkah.BELUM: Mark.BELUM,
}
_STEP_WORDS = {
    KeadaanLangkah.SELESAI: N_("selesai"),
    KeadaanLangkah.SEKARANG: N_("langkah sekarang"),
    KeadaanLangkah.BELUM: N_("belum"),
}
_SENT: dict[str, tuple[Mark, str]] = {
    "belum_dikirim": (Mark.PERINGATAN, N_("Belum dikirim")),
    "berubah": (Mark.PERINGATAN, N_("Ada perubahan sejak dikirim")),
    "ditolak": (Mark.GALAT, N_("Ditolak")),
    "ditahan": (Mark.PERINGATAN, N_("Ditahan")),
    "dikirim": (Mark.BERJALAN, N_("Dikirim")),
    "diterima": (Mark.SELESAI, N_("Diterima kecamatan")),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the screen shows, read in one go. `keadaan` counts dokumen by transport state (village);
    `menunggu` and `karantina` count kiriman in the inbox (kecamatan)."""

    beranda: tasks.Beranda
    keadaan: Counter[str]
    menunggu: int = 0
    karantina: int = 0


class BerandaScreen(FreshScreen):
    """Tasks by urgency, each with one button; `Kerjakan yang teratas` is the filled one."""

    help = "beranda"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "beranda")
        self.title = _("Beranda")
        self._is_desa = desk.app.mode is not Mode.KECAMATAN
        self._tasks: Sequence[Tugas] = ()
        self._has_focused = self._has_built = False
        self._reading = Rereading(desk, self, self._prepare, self._show)
        self._build()
        self._connect()
        self._set_primary()
        self.reload()

    # -- building ------------------------------------------------------------------------------------

    def _build(self) -> None:
        head = QLabel(_("Tugas"))
        head.setProperty("teks", "bagian")
        self.list = TaskList(self.desk.today)
        self.print_button = QPushButton(_("Cetak"))
        self.print_button.setObjectName("beranda.cetak")
        self.print_button.setProperty("rapat", "ya")
        self.print_button.setToolTip(_("Daftar tugas atau kalender dinding (Ctrl+P)"))
        above = QHBoxLayout()
        above.addWidget(head)
        above.addStretch(1)
        above.addWidget(self.print_button)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addLayout(above)
        left.addWidget(self.list, 1)
        self._side = QWidget()
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        kantor = self.desk.app.kantor
        year = kantor.tahun_rencana if kantor is not None else ""
        self.position = _Card("beranda.posisi", _("Posisi RKPDes {tahun}").format(tahun=year))
        self.sending = _Card("beranda.kiriman", _("Status kiriman"))
        self.recent = _Card("beranda.terakhir", _("Terakhir dikerjakan"))
        for card in (self.position, self.sending, self.recent):
            column.addWidget(card)
        self.position.setVisible(self._is_desa)
        column.addStretch(1)
        self._right = scrolled(self._side, "beranda.samping", margin=0)
        across = QHBoxLayout(self)
        across.setContentsMargins(16, 12, 16, 12)
        across.setSpacing(16)
        across.addLayout(left, 1)
        across.addWidget(self._right)
        self._has_built = True
        self._measure()

    def _connect(self) -> None:
        self.list.opened.connect(self.open_task)
        self.list.later.connect(self._put_off)
        self.list.outside.connect(self._done_outside)
        self.print_button.clicked.connect(lambda _on=False: self.ask_print())
        self.print_document = self.ask_print

    def _measure(self) -> None:
        self._right.setFixedWidth(_side_width())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if is_restyle(event) and self._has_built:
            self._measure()

    # -- reading -------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read everything anew."""
        self._reading.start()

    def _prepare(self) -> Callable[[], Facts]:
        app, today, by, at = self.desk.app, self.desk.today(), self.desk.person, self.desk.now()
        is_desa = self._is_desa

        def work() -> Facts:
            found = tasks.show(app.database, app.laptop, app.aturan, app.templates, today, by=by, at=at)
            if is_desa:
                return Facts(found, Counter(one.keadaan for one in found.kiriman.values()))
            inbox = Counter(one.status for one in exchange.inbox(app.database))
            return Facts(found, Counter(), inbox["baru"] + inbox["ditahan"], inbox["karantina"])

        return work

    def _show(self, facts: Facts) -> None:
        found = facts.beranda
        self._tasks = found.tugas
        self.list.show_tasks(found.tugas, found.kosong)
        self._set_primary()
        self._show_position(found)
        self._show_sending(facts)
        self._show_recent(found)
        if not self._has_focused:
            self._has_focused = True
            if self.isVisible():
                self.list.focus_first()

    def _show_position(self, found: tasks.Beranda) -> None:
        self.position.clear()
        for one in found.posisi:
            words = _("{langkah}: {keadaan}").format(
                langkah=one.langkah.pendek, keadaan=_(_STEP_WORDS[one.keadaan])
            )
            self.position.add(MarkedText(_STEP_MARKS[one.keadaan], words))
        self.position.say(found.posisi_kalimat)

    def _show_sending(self, facts: Facts) -> None:
        self.sending.clear()
        if self._is_desa:
            for state, (mark, word) in _SENT.items():
                if facts.keadaan[state]:
                    words = _("{keadaan}: {n} dokumen").format(keadaan=_(word), n=facts.keadaan[state])
                    self.sending.add(MarkedText(mark, words))
            if not facts.keadaan:
                self.sending.say(_("Belum ada dokumen yang perlu dikirim."))
        else:
            waiting = _("{n} kiriman menunggu di Kotak Masuk.").format(n=facts.menunggu)
            self.sending.add(MarkedText(Mark.PERINGATAN if facts.menunggu else Mark.SELESAI, waiting))
            if facts.karantina:
                self.sending.add(
                    MarkedText(Mark.GALAT, _("{n} kiriman di Karantina.").format(n=facts.karantina))
                )
        last = facts.beranda.cadangan_terakhir
        if last is None:
            self.sending.add(MarkedText(Mark.PERINGATAN, _("Data ini belum pernah dicadangkan.")))
        else:
            age = _age(last, self.desk.today())
            self.sending.add(MarkedText(Mark.SELESAI, _("Cadangan terakhir: {umur}").format(umur=age)))
        place = EXCHANGE["desa" if self._is_desa else "kecamatan"]
        if self._exists(place):
            self.sending.link("beranda.kiriman.buka", _("Buka Kirim & Terima"), lambda: self.desk.open(place))

    def _show_recent(self, found: tasks.Beranda) -> None:
        self.recent.clear()
        labels = {one.name: one.label for one in places_of(self.desk.app.mode.value)}
        rows: dict[str, Target] = {}
        for target, words in recent_of(found):
            if target.place in labels:
                rows.setdefault(
                    f"{labels[target.place]}: {words}", target
                )  # one step may touch several dokumen
        for number, (label, target) in enumerate(rows.items(), start=1):
            self.recent.link(f"beranda.terakhir.{number}", label, partial(self._open, target))
        if not rows:
            self.recent.say(_("Yang Anda kerjakan terakhir akan tampil di sini."))

    # -- acting --------------------------------------------------------------------------------------

    def _set_primary(self) -> None:
        first = self._tasks[0] if self._tasks else None
        self.set_primary(
            _("Kerjakan yang teratas"),
            self._do_first,
            enabled=first is not None,
            why="" if first is not None else _("Tidak ada tugas."),
        )

    def _do_first(self) -> None:
        if self._tasks:
            self.open_task(self._tasks[0])

    def open_task(self, task: Tugas) -> None:
        """Where the task is done; one that is done outside the program is noted here."""
        target = target_of(task)
        if target is None:
            self.list.ask(task)
        else:
            self._open(target)

    def _open(self, target: Target) -> None:
        if self._exists(target.place):
            self.desk.open(target.place, target.key)
        else:
            self.desk.notice(_("Layar untuk tugas ini belum ada di versi ini."), Tone.SARAN, seconds=8)

    def _exists(self, place: str) -> bool:
        return place in {one.name for one in places_of(self.desk.app.mode.value)}

    # -- paper ---------------------------------------------------------------------------------------

    def print_menu(self) -> QMenu:
        """What this screen prints: the list of tasks, and a village's wall calendar of the year."""
        menu = QMenu(self)
        menu.setObjectName("beranda.cetak.menu")
        papers = [("daftar-tugas", _("Daftar Tugas"))]
        if self._is_desa:
            papers.append(("kalender", _("Kalender Dinding Perencanaan")))
        for jenis, words in papers:
            action = menu.addAction(words)
            action.setObjectName(f"beranda.cetak.{jenis}")
            action.triggered.connect(lambda _on=False, jenis=jenis: self.print_paper(jenis))
        return menu

    def ask_print(self) -> None:
        """Ctrl+P and `Cetak`: which of the papers; a single one opens at once."""
        menu = self.print_menu()
        actions = menu.actions()
        if len(actions) == 1:
            actions[0].trigger()
            return
        menu.setActiveAction(actions[0])
        menu.popup(self.print_button.mapToGlobal(QPoint(0, self.print_button.height())))

    def print_paper(self, jenis: str) -> None:
        """Show `daftar-tugas` or `kalender` in Pratinjau Cetak."""
        kantor = self.desk.app.kantor
        if kantor is not None:
            open_paper(self.desk, jenis, "beranda", tahun=kantor.tahun_rencana)

    def _put_off(self, task: Tugas, day: date, reason: str) -> None:
        app, today, by, at = self.desk.app, self.desk.today(), self.desk.person, self.desk.now()

        def work() -> None:
            tasks.postpone(app.database, app.aturan, task.kunci, day, reason, today, by=by, at=at)

        self.desk.run(self, work, lambda _none: self._noted(_("Tugas ditunda.")), self._refused)

    def _done_outside(self, task: Tugas, day: date, note: str) -> None:
        app, by, at = self.desk.app, self.desk.person, self.desk.now()

        def work() -> None:
            tasks.done_outside(app.database, task.kunci, day, note, by=by, at=at)

        self.desk.run(self, work, lambda _none: self._noted(_("Tugas dicatat selesai.")), self._refused)

    def _noted(self, words: str) -> None:
        self.list.close_panel()
        self.reload()
        self.desk.notice(words, Tone.SUKSES, seconds=6)

    def _refused(self, error: DesaError) -> None:
        if isinstance(error, InvalidInput) and self.list.panel is not None:
            self.list.panel.refuse(error.fields)
        else:
            self.desk.show_error(error)


class _Card(QFrame):
    """A titled card at the right whose lines come and go."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kartu", "ya")
        head = QLabel(title)
        head.setProperty("teks", "bagian")
        head.setWordWrap(True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(3)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 10, 12, 10)
        box.setSpacing(6)
        box.addWidget(head)
        box.addLayout(self._lines)

    def clear(self) -> None:
        """Take every line away."""
        while self._lines.count():
            item = self._lines.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def add(self, widget: QWidget) -> None:
        """One more line."""
        self._lines.addWidget(widget)

    def say(self, sentence: str) -> None:
        """A grey sentence."""
        label = QLabel(sentence)
        label.setProperty("teks", "sekunder")
        label.setWordWrap(True)
        self._lines.addWidget(label)

    def link(self, name: str, words: str, act: Callable[[], object]) -> None:
        """A line that opens something; a long one is shortened, its whole words are in the tooltip."""
        button = _Link(name, words)
        button.clicked.connect(lambda: act())
        self._lines.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


class _Link(QPushButton):
    """Words that open something, ending in `…` where the card is narrower than they are."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("peran", "tautan")
        self.setProperty("rapat", "ya")
        self.setAccessibleName(words)
        self.setToolTip(words)
        self._words = words
        self._shorten()

    def changeEvent(self, event: QEvent) -> None:
        """Shorten anew for another size of text."""
        super().changeEvent(event)
        if is_restyle(event):
            self._shorten()

    def _shorten(self) -> None:
        room = _side_width() - look().px(70)
        shown = QFontMetrics(look().font()).elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))


def _side_width() -> int:
    """Pixels of the column at the right; large text must leave room for the tasks."""
    return min(look().px(300), 360)


def _age(day: date, today: date) -> str:
    days = (today - day).days
    if days <= 0:
        return _("hari ini")
    return _("{n} hari lalu").format(n=days) if days < 60 else show_date_short(day)
