"""The wizard: steps at the left with ticks, one page at a time, going on where it was left."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout

from desa_desktop import app as office
from desa_desktop import pemulihan
from desa_desktop.app import App
from desa_desktop.domain.kantor import Peran
from desa_desktop.errors import DesaError, InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import kantor
from desa_desktop.services.pulih import Perbandingan, Pulih
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.exchange_parts.kit_question import Opening, ask_opening
from desa_desktop.ui.exchange_parts.papers import open_key_card
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.rereading import Rereading
from desa_desktop.ui.restore_question import ask_whether, choose_file
from desa_desktop.ui.screen import Screen
from desa_desktop.ui.screens.wisaya import keadaan
from desa_desktop.ui.screens.wisaya.keadaan import ORDER, PERAN, SIAP, Keadaan
from desa_desktop.ui.screens.wisaya.pages import (
    IdentitasStep,
    PejabatStep,
    PeranStep,
    PosisiStep,
    Step,
)
from desa_desktop.ui.screens.wisaya.pengaman import PengamanStep, SiapStep, finish
from desa_desktop.ui.screens.wisaya.wilayah import WilayahStep
from desa_desktop.ui.style import is_restyle, look
from desa_desktop.ui.tab_page import count_shown_only
from desa_desktop.ui.training import open_training


class WisayaScreen(Screen):
    """`Lanjut` stores a page and goes on; `Kembali` never loses anything; `Lewati` where it is allowed."""

    help = "mulai"
    tables = frozenset({"kantor", "desa", "dusun", "perangkat", "desa_binaan", "catatan_tahap"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "wisaya")
        self.title = _("Selamat datang")
        self._known: Keadaan | None = None
        self._peran = Peran.DESA
        self._is_busy = self._has_built = False
        self._wanted = ""
        self.at = ""
        """The key of the page that is shown."""
        self._reading = Rereading(desk, self, self._prepare, self._show)
        self.peran, self.identitas = PeranStep(), IdentitasStep(desk.today)
        self.wilayah, self.pengaman, self.siap = WilayahStep(desk), PengamanStep(), SiapStep(desk)
        made: list[Step] = [
            self.peran,
            self.identitas,
            PejabatStep(desk.today),
            self.wilayah,
            PosisiStep(desk.today, desk.app),
            self.pengaman,
            self.siap,
        ]
        self.steps = {step.key: step for step in made}
        self._build()
        self._connect()
        self._has_built = True
        self.reload()

    # -- building ------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._list = QFrame()
        self._list.setObjectName("wisaya.langkah")
        self._list.setProperty("kartu", "ya")
        column = QVBoxLayout(self._list)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        self.marks: dict[str, MarkedText] = {}
        for key in ORDER[:-1]:
            mark = MarkedText(Mark.BELUM, self.steps[key].title())
            mark.setObjectName(f"wisaya.langkah.{key}")
            self.marks[key] = mark
            column.addWidget(mark)
        column.addStretch(1)
        self.pages = QStackedWidget()
        for step in self.steps.values():
            self.pages.addWidget(step)
        count_shown_only(self.pages)  # on a small laptop the buttons below stay in sight
        self.heading, self.place = QLabel(), QLabel()
        self.heading.setObjectName("wisaya.judul")
        self.heading.setProperty("teks", "judul")
        self.place.setProperty("teks", "sekunder")
        self.before = QPushButton(_("Kembali"))
        self.skip = QPushButton(_("Lewati"))
        self.onward = QPushButton(_("Lanjut"))
        for button, name in ((self.before, "kembali"), (self.skip, "lewati"), (self.onward, "lanjut")):
            button.setObjectName(f"wisaya.{name}")
            button.setAutoDefault(True)
        self.onward.setProperty("peran", "utama")
        buttons = QHBoxLayout()
        buttons.addWidget(self.place)
        buttons.addStretch(1)
        for button in (self.before, self.skip, self.onward):
            buttons.addWidget(button)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.heading)
        right.addWidget(self.pages, 1)
        right.addLayout(buttons)
        across = QHBoxLayout(self)
        across.setContentsMargins(24, 20, 24, 20)
        across.setSpacing(32)
        across.addWidget(self._list)
        across.addLayout(right, 1)
        self._list.setFixedWidth(min(look().px(220), 300))

    def _connect(self) -> None:
        self.before.clicked.connect(self.go_before)
        self.skip.clicked.connect(self.skip_step)
        self.onward.clicked.connect(self.go_on)
        self.siap.print_wanted.connect(self._print_card)
        self.wilayah.host.opened.connect(lambda _open: self._set_buttons())
        self.wilayah.host.accepted.connect(lambda _came: self.reload())
        self.peran.training.clicked.connect(lambda _on=False: open_training(self.desk, "desa"))
        self.peran.restore.clicked.connect(lambda _on=False: self.restore_backup())
        for step in self.steps.values():
            step.next_wanted.connect(self.go_on)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if is_restyle(event) and self._has_built:
            self._list.setFixedWidth(min(look().px(220), 300))

    # -- reading -------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read what is known of the office."""
        self._reading.start()

    def _prepare(self) -> Callable[[], Keadaan]:
        return partial(keadaan.read, self.desk.app)

    def _show(self, known: Keadaan) -> None:
        self._known = known
        if known.kantor is not None:
            self._peran = known.kantor.peran
        if not self.at:
            self.turn_to(self._wanted or known.step)
        else:
            self.steps[self.at].show_office(known, self._peran)
            self._show_marks()

    # -- walking -------------------------------------------------------------------------------------

    def turn_to(self, key: str) -> None:
        """Show a page."""
        if self._known is None:
            return
        self.at = key
        step = self.steps[key]
        step.show_office(self._known, self._peran)
        self.pages.setCurrentWidget(step)
        self.heading.setText(step.title())
        self._show_marks()
        self._set_buttons()
        QTimer.singleShot(0, step, step.start)

    def go_to(self, key: object) -> None:
        """Open on the page of this name, for whoever draws it."""
        if isinstance(key, str) and key in self.steps:
            self._wanted = key
            self.turn_to(key)

    def _show_marks(self) -> None:
        reached = max(ORDER.index(self._known.step) if self._known is not None else 0, ORDER.index(self.at))
        for number, key in enumerate(ORDER[:-1]):
            if key == self.at:
                state, word = Mark.BERJALAN, _("sekarang")
            elif number < reached:
                state, word = Mark.SIAP, _("selesai")
            else:
                state, word = Mark.BELUM, _("belum")
            self.marks[key].set_state(state, self.steps[key].title())
            self.marks[key].setAccessibleName(f"{self.steps[key].title()}: {word}")

    def _set_buttons(self) -> None:
        number, is_last = ORDER.index(self.at), self.at == SIAP
        is_pasting = self.wilayah.host.is_open and self.at == self.wilayah.key
        self.before.setVisible(number > 0 and not is_last and not is_pasting)
        self.skip.setVisible(self.steps[self.at].may_skip)
        self.onward.setVisible(not is_last and not is_pasting)
        words = _("Langkah {n} dari {semua}").format(n=number + 1, semua=len(ORDER) - 1)
        self.place.setText("" if is_last else words)
        if is_pasting:
            self.clear_primary()
        elif is_last:
            self.set_primary(_("Buka Beranda"), self.open_beranda)
        else:
            self.set_primary(_("Lanjut"), self.go_on, shown=False)  # it stands beside Kembali

    def go_before(self) -> None:
        """One page back; what is typed here is stored when the person comes forwards again."""
        if self._is_busy or self.at in (PERAN, SIAP):
            return
        self.steps[self.at].commit()
        self.desk.after_saves(lambda: self.turn_to(ORDER[ORDER.index(self.at) - 1]))

    def skip_step(self) -> None:
        """`Lewati`: on without storing this page."""
        if self.at == self.pengaman.key:
            self.pengaman.skip()
            self.go_on()
        elif self.steps[self.at].may_skip:
            self._store(lambda: None)

    def go_on(self) -> None:
        """`Lanjut`: store the page, remember where to go on, show the next."""
        if self._is_busy or not self.at or self.at == SIAP:
            return
        if self.at == PERAN:
            chosen = self.peran.peran
            if chosen is None:
                words = _("Pilih dulu kantor Anda: Kantor Desa atau Kantor Kecamatan.")
                self.desk.notice(words, Tone.PERINGATAN, seconds=6)
                return
            self._peran, self.identitas.is_further = chosen, self.peran.is_further
            self.turn_to(keadaan.IDENTITAS)
            return
        step = self.steps[self.at]
        step.commit()
        self.desk.after_saves(partial(self._store_step, step))

    def _store_step(self, step: Step) -> None:
        if step.key == self.at and not self._is_busy:
            work = step.work(self.desk.app)
            if work is not None:
                self._store(work)

    def _store(self, work: Callable[[], object]) -> None:
        app, following = self.desk.app, ORDER[ORDER.index(self.at) + 1]
        is_new = self.at == keadaan.IDENTITAS
        by, at = self.desk.person, self.desk.now()
        known = self._known
        reached = ORDER.index(known.step) if known is not None else 0

        def store() -> tuple[App, Keadaan]:
            work()
            if not is_new and ORDER.index(following) > reached:
                kantor.set_wizard_step(app.database, following, by=by, at=at)
            fresh = app.reread()
            return fresh, keadaan.read(fresh)

        self._set_busy(True)
        self.desk.run(self, store, partial(self._stored, following), self._refused)

    def _stored(self, following: str, result: tuple[App, Keadaan]) -> None:
        self._set_busy(False)
        self.desk.app, self._known = result  # the office has a name from now on; its mode stays until the end
        self.turn_to(following)

    def _refused(self, error: DesaError) -> None:
        self._set_busy(False)
        is_shown = isinstance(error, InvalidInput) and self.steps[self.at].refuse(error.fields)
        if not is_shown:
            self.desk.show_error(error)

    def _set_busy(self, busy: bool) -> None:
        self._is_busy = busy
        for button in (self.before, self.skip, self.onward):
            button.setEnabled(not busy)

    def open_beranda(self) -> None:
        """The wizard is over: the window shows the office's own screens."""
        if self._is_busy:
            return
        self._set_busy(True)
        self.desk.run(self, partial(finish, self.desk.app), self._finished, self._refused)

    def _print_card(self) -> None:
        is_further = self._known is not None and self._known.is_tambahan
        open_key_card(self.desk, "wisaya", is_request=is_further)

    def _finished(self, app: App) -> None:
        self.desk.app = app
        self.desk.app_changed.emit()

    # -- a new laptop ---------------------------------------------------------------------------------

    def restore_backup(self) -> None:
        """`Pulihkan dari cadangan`: the backup of a lost laptop becomes the data of this one."""
        path = choose_file(self)
        if path is not None:
            self.restore_file(path)

    def restore_file(self, path: Path, given: Opening | None = None) -> None:
        """Show what is in it; nothing is changed before the person has agreed."""
        app = self.desk.app
        password, kit = (given.password, given.kit) if given is not None else (None, None)
        self.desk.run_long(
            self,
            lambda step: pemulihan.compare_into_new(app, path, password, kit=kit, progress=step),
            partial(self._ask_restore, path, given),
            title=_("Memeriksa {nama}…").format(nama=path.name),
            failed=partial(self._not_opened, path),
        )

    def _not_opened(self, path: Path, failure: DesaError) -> None:
        if not isinstance(failure, office.BackupLocked | office.BackupNeedsKit):
            self.desk.show_error(failure)
            return
        needs_kit = isinstance(failure, office.BackupNeedsKit)
        words = _("Cadangan {nama} terkunci. Buka dengan lembar dari lemari besi.").format(nama=path.name)
        given = ask_opening(self, words, with_password=not needs_kit, asks_why=True)
        if given is not None:
            self.restore_file(path, given)

    def _ask_restore(self, path: Path, given: Opening | None, found: Perbandingan) -> None:
        if self._is_busy or not ask_whether(self, found):
            return
        app, opening = self.desk.app, given or Opening(None, None)
        self._set_busy(True)
        self.desk.notice(_("Data sedang dipulihkan. Jangan matikan laptop."), Tone.SARAN)
        self.desk.run(
            self,
            lambda: pemulihan.restore_into_new(
                app, path, opening.password, kit=opening.kit, kunci_baru=opening.kunci_baru
            ),
            self._restored,
            self._refused,
        )

    def _restored(self, done: tuple[App, Pulih]) -> None:
        self._finished(done[0])
        self.desk.notice(done[1].sentence, Tone.SUKSES)

    # -- the frame asks ------------------------------------------------------------------------------

    def commit(self) -> None:
        """Take what stands in open editors."""
        if self.at:
            self.steps[self.at].commit()

    def focus_page(self) -> None:
        """The cursor where the page begins."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.at:
            self.steps[self.at].start()
