"""The frame around every screen: menus, navigation, header, body, help, status (ux.md 2.1).

It paints before anything heavy is imported; the desk arrives later by `attach`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QResizeEvent,
    QStatusTipEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QMessageBox,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desa_desktop import __version__
from desa_desktop.i18n import _
from desa_desktop.ui.commands import fill_menus
from desa_desktop.ui.desk import Desk, SaveState
from desa_desktop.ui.header import Header
from desa_desktop.ui.help_panel import HelpPanel
from desa_desktop.ui.kit.acts import Act, Acting
from desa_desktop.ui.kit.icons import recolour
from desa_desktop.ui.kit.notice import Notice, NoticeStrip, ProgressStrip, Tone
from desa_desktop.ui.kit.search import Hit
from desa_desktop.ui.kit.skeleton import Skeleton
from desa_desktop.ui.menus import Menus
from desa_desktop.ui.navigation import Navigation
from desa_desktop.ui.places import EXCHANGE, Place, places_of
from desa_desktop.ui.status_bar import Status, StatusBar
from desa_desktop.ui.style import SIZES, Theme, apply, look
from desa_desktop.ui.tab_page import count_shown_only
from desa_desktop.ui.training import TrainingStrip
from desa_desktop.ui.window_title import title_of

if TYPE_CHECKING:
    from desa_desktop.app import App

if TYPE_CHECKING:
    from desa_desktop.ui.screen import Screen

log = logging.getLogger(__name__)

_NARROWEST = 860  # pixels at 100 % text below which the navigation shows icons only


class StepBack(Protocol):
    """Undo and redo of stored steps, as the editing service offers them (see `ui.saving`)."""

    def names(self, tables: frozenset[str]) -> tuple[str, str]:
        """The steps Urungkan and Ulangi would take, empty texts where there is none."""

    def back(self, tables: frozenset[str]) -> str:
        """Undo; returns the step's name."""

    def again(self, tables: frozenset[str]) -> str:
        """Redo; returns the step's name."""


_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class MainWindow(QMainWindow):
    """One window for one office. `look_changed(theme, scale)` asks to remember the look."""

    look_changed = Signal(str, int)
    opened_place = Signal(str)
    closing = Signal()

    def __init__(self, mode: str, title: str, resources: Path) -> None:
        super().__init__()
        self.setObjectName("bingkai")
        self.setWindowTitle(title)
        self.setAcceptDrops(True)
        self.mode = mode
        self.desk: Desk | None = None
        self.steps: StepBack | None = None
        self._places = {place.name: place for place in places_of(mode)}
        self._screens: dict[str, Screen] = {}
        self._trail: list[str] = []
        self._steps_named = ("", "")
        self._steps_of: frozenset[str] = frozenset()
        self._build(resources)
        self._connect()
        self.set_places()

    # -- building ------------------------------------------------------------------------------------

    def _build(self, resources: Path) -> None:
        self.navigation = Navigation()
        self.header = Header()
        self.notices = NoticeStrip("bingkai.pita")
        self.progress = ProgressStrip("bingkai.kemajuan")
        self.body = QStackedWidget()
        self.body.setObjectName("bingkai.isi")
        count_shown_only(self.body)
        self.skeleton = Skeleton()
        self.body.addWidget(self.skeleton)
        self.room = _room(self.body)
        self.help_panel = HelpPanel(resources / "help")
        self.help_panel.hide()
        self.status = StatusBar()
        inner = QWidget()
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        self.training = TrainingStrip()
        for widget in (self.training, self.header, self.progress, self.notices):
            right.addWidget(widget)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self.room, 1)
        beside.addWidget(self.help_panel)
        right.addLayout(beside, 1)
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.navigation)
        across.addLayout(right, 1)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(across, 1)
        column.addWidget(self.status)
        self.setCentralWidget(inner)
        self.menus = Menus(self.menuBar(), self)
        self.status.set_mode("" if self.mode == "baru" else self.mode)

    def _connect(self) -> None:
        self.navigation.chosen.connect(self.go)
        self.header.retry.connect(lambda: self.desk.retry() if self.desk is not None else None)
        self.header.back.connect(self.go_back)
        self.help_panel.closed.connect(self.toggle_help)
        self.header.finder.sources.append(self._hits)
        self.sizes, self.themes = fill_menus(self)
        self._tick_look()
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    def set_places(self) -> None:
        """List the places of the mode in the navigation."""
        listed = [place for place in self._places.values() if place.listed]
        self.navigation.set_places(listed)
        self.navigation.setVisible(bool(listed))
        first = next(iter(self._places.values()), None)
        if first is not None:
            self.navigation.set_current(first.name)
            self.header.set_title(first.label)

    @property
    def places(self) -> list[Place]:
        """The places of this window's mode that exist."""
        return list(self._places.values())

    # -- the desk arrives ------------------------------------------------------------------------------

    def attach(self, desk: Desk, steps: StepBack | None = None) -> None:
        """The office is open: connect the desk and show the first place."""
        self.desk, self.steps = desk, steps
        self.show_training(desk.app.is_latihan)
        desk.opened.connect(self.go)
        desk.noticed.connect(self.notices.show_notice)
        desk.crashed.connect(self.show_bug)
        desk.saving.connect(self._on_saving)
        desk.long_began.connect(self.progress.begin)
        desk.long_stepped.connect(self.progress.step)
        desk.long_ended.connect(self.progress.end)
        desk.changed.connect(self._on_changed)
        desk.look_asked.connect(self.set_look)
        desk.hints_asked.connect(self.status.show_hints)
        self.status.show_hints(desk.app.settings.petunjuk)
        narrow = desk.memory.get("bingkai.navigasi.sempit")
        self.navigation.set_narrow(narrow is True)
        if self._places:
            self.go(next(iter(self._places)))
        self.refresh_steps()

    @Slot(frozenset)
    def _on_changed(self, tables: frozenset[str]) -> None:
        self.refresh_steps()
        self._follow_identity(tables)

    def set_mode(self, mode: str, title: str) -> None:
        """Another office or role (after the wizard): its places and title; the first place is opened."""
        self.mode = mode
        self.setWindowTitle(title)
        self.status.set_mode("" if mode == "baru" else mode)
        if self.desk is not None:
            self.show_training(self.desk.app.is_latihan)
        for screen in self._screens.values():
            self.body.removeWidget(screen)
            screen.deleteLater()
        self._screens.clear()
        self._trail.clear()
        self._places = {place.name: place for place in places_of(mode)}
        self.menus.clear()
        self.sizes, self.themes = fill_menus(self)
        self._tick_look()
        self.set_places()
        if self._places:
            self.go(next(iter(self._places)))

    def show_training(self, is_latihan: bool) -> None:
        """Mark the window of Mode Latihan, whichever office it is."""
        self.training.setVisible(is_latihan)
        if is_latihan:
            self.status.set_mode("latihan")

    def set_status(self, status: Status) -> None:
        """Facts for the band below and the counts in the navigation."""
        self.status.set_status(status)
        self.navigation.set_badges(status.badges)

    def _follow_identity(self, tables: frozenset[str]) -> None:
        """The office got another name: the title bar says it at once, the screens stay as they are."""
        if "kantor" in tables and self.desk is not None and self.desk.app.kantor is not None:
            self.desk.run(self, self.desk.app.reread, self._take_identity)

    def _take_identity(self, app: App) -> None:
        now = self.desk.app.kantor if self.desk is not None else None
        if self.desk is None or now is None or app.kantor is None or app.mode.value != self.mode:
            return
        if now.tahun_rencana != app.kantor.tahun_rencana:
            return  # another year builds the screens anew: whoever chose it says so
        self.desk.app = app
        self.setWindowTitle(title_of(self.mode, app.kantor.nama, app.kantor.tahun_rencana))

    # -- going places ----------------------------------------------------------------------------------

    @property
    def shown(self) -> Screen | None:
        """The screen that is shown."""
        current = self.body.currentWidget()
        return next((one for one in self._screens.values() if one is current), None)

    def go(self, name: str, key: object = None) -> bool:
        """Open a place, and its record `key` if given; False if it does not exist or one may not leave."""
        place = self._places.get(name)
        if place is None or self.desk is None:
            return False
        now = self.shown
        if now is not None and not now.leave():
            return False
        screen = self._screens.get(name)
        if screen is None:
            screen = self._make(place, self.desk)
        self._show(place, screen)
        if key is not None:
            screen.go_to(key)
        return True

    def go_back(self) -> None:
        """Kembali (Alt+Kiri): out of a record, else to the screen before."""
        if self.shown is not None and self.shown.back is not None:
            self.shown.back()
        elif len(self._trail) > 1:
            self._trail.pop()
            self.go(self._trail.pop())

    def _make(self, place: Place, desk: Desk) -> Screen:
        kantor = desk.app.kantor
        screen_of = place.load(kantor.peran.value if kantor is not None else "")
        made = screen_of(desk)  # type: ignore[call-arg]  # each screen takes the desk alone
        self._screens[place.name] = made
        made.primary_changed.connect(lambda: self._sync(made))
        made.title_changed.connect(lambda: self._sync(made))
        made.commands_changed.connect(lambda: self._sync(made))
        self.body.addWidget(made)
        return made

    def _show(self, place: Place, screen: Screen) -> None:
        if screen is not self.shown:
            self._leave_notice()
        self.body.setCurrentWidget(screen)
        self.navigation.set_current(place.name)
        if not self._trail or self._trail[-1] != place.name:
            self._trail.append(place.name)
        self._sync(screen)
        self.refresh_steps()
        if self.help_panel.isVisible() and not self.help_panel.show_page(screen.help or place.name):
            self.help_panel.hide()
        inner = screen.focusWidget()
        (inner if inner is not None else screen).setFocus(Qt.FocusReason.OtherFocusReason)
        if inner is not None and not inner.hasFocus() and not inner.isVisible():
            screen.setFocus(Qt.FocusReason.OtherFocusReason)  # what had the keys is no longer shown
            screen.focusNextChild()
        self.opened_place.emit(place.name)

    def _leave_notice(self) -> None:
        """What went well on a screen is said there; a failure stays until it is read, an undo its seconds."""
        notice = self.notices.notice
        if notice is not None and notice.tone is Tone.SUKSES:
            self.notices.clear()

    def _sync(self, screen: Screen) -> None:
        if screen is not self.shown:
            return
        self.header.set_title(screen.title, has_back=screen.back is not None)
        # the button first: beside that of the screen before, the selectors would make the window wider
        self.header.set_primary(screen.primary)
        self.header.set_selectors(screen.selectors)
        self.menus.set_screen_commands(screen.commands)
        self.menus.refresh()
        if screen.tables != self._steps_of:  # another page of the screen takes back other steps, or none
            self.refresh_steps()

    def go_files(self, files: Iterable[Path]) -> None:
        """Files dropped or named at the start: .kirim to the exchange, at once; .cadangan to the backups.

        A folder is looked at for kiriman, as a flash disk is.
        """
        given = list(files)
        gone = [one for one in given if not one.exists()]
        given = [one for one in given if one not in gone]
        many = tuple(one for one in given if one.suffix.lower() == ".kirim" or one.is_dir())
        if many and self.go(EXCHANGE.get(self.mode, ""), many[0] if len(many) == 1 else many):
            given = [one for one in given if one not in many]
        for file in given:
            name = {".cadangan": "cadangan"}.get(file.suffix.lower(), "")
            if not self.go(name, file) and self.desk is not None:
                self.desk.notice(_not_opened(file, self.mode), Tone.PERINGATAN)
        if gone and self.desk is not None:
            words = _(
                "Berkas {nama} tidak ada di tempatnya. Data tidak berubah. Pasang flashdisknya, atau cari"
                " berkasnya, lalu ulangi."
            )
            self.desk.notice(words.format(nama=", ".join(one.name for one in gone[:3])), Tone.PERINGATAN)

    # -- commands --------------------------------------------------------------------------------------

    def press_primary(self) -> None:
        """Ctrl+Enter: open editors are stored first, then the filled button is pressed."""
        if self.shown is not None:
            self.shown.commit()
        if self.desk is not None:
            self.desk.after_saves(self._press)

    def _press(self) -> None:
        """A grey button says why it is grey: whoever works with keys never sees its tooltip."""
        why = self.header.press_primary()
        if why and self.desk is not None:
            self.desk.notice(why, Tone.SARAN, seconds=8)

    def save_now(self) -> None:
        """Ctrl+S: write what is open and say so."""
        if self.shown is not None:
            self.shown.commit()
        if self.desk is not None:
            desk = self.desk
            desk.retry()
            done = _("Semua perubahan sudah tersimpan.")
            desk.after_saves(lambda: desk.notice(done, Tone.SUKSES, seconds=4))

    def check_again(self) -> None:
        """F5: read the screen's rows and run its checks again."""
        if self.shown is not None:
            self.shown.reload()

    def grid_act(self, act: Act) -> None:
        """A command for the table with the focus; copy and paste also for a line of text."""
        grid = self.focused_grid()
        widget = QApplication.focusWidget()
        if grid is not None and not isinstance(widget, QLineEdit):
            grid.perform(act)
        elif isinstance(widget, QLineEdit | QPlainTextEdit):
            {Act.COPY: widget.copy, Act.CUT: widget.cut, Act.PASTE: widget.paste}.get(act, lambda: None)()

    def focused_grid(self) -> Acting | None:
        """The grid around the widget with the focus."""
        widget = QApplication.focusWidget()
        while widget is not None and not isinstance(widget, Acting):
            widget = widget.parentWidget()
        return widget

    def step_back(self) -> None:
        """Ctrl+Z: take back the newest step of this screen."""
        self._take_step(lambda steps, tables: steps.back(tables), _("Diurungkan: {langkah}"))

    def step_again(self) -> None:
        """Ctrl+Y: do the undone step again."""
        self._take_step(lambda steps, tables: steps.again(tables), _("Diulangi: {langkah}"))

    def _take_step(self, take: Callable[[StepBack, frozenset[str]], str], words: str) -> None:
        steps, desk, screen = self.steps, self.desk, self.shown
        if steps is None or desk is None or screen is None:
            return
        screen.commit()
        tables = screen.tables
        desk.run(
            self,
            lambda: take(steps, tables),
            lambda name: desk.notice(words.format(langkah=name), Tone.SARAN, seconds=6),
        )

    def refresh_steps(self) -> None:
        """Ask which steps can be taken back, for the words in the menu."""
        steps, desk = self.steps, self.desk
        if steps is None or desk is None:
            return
        tables = self.shown.tables if self.shown is not None else frozenset[str]()
        self._steps_of = tables
        desk.run(self, lambda: steps.names(tables), self._name_steps)

    def _name_steps(self, names: tuple[str, str]) -> None:
        self._steps_named = names
        for action, word, name in (
            ("sunting.urungkan", _("Urungkan"), names[0]),
            ("sunting.ulangi", _("Ulangi"), names[1]),
        ):
            self.menus.action(action).setText(f"{word}: {name}" if name else word)
        self.menus.refresh()

    @property
    def can_step(self) -> tuple[bool, bool]:
        """Whether something can be undone, redone."""
        return bool(self._steps_named[0]), bool(self._steps_named[1])

    def set_look(self, theme: Theme | None = None, scale: int | None = None) -> None:
        """Another theme or size of text, for every widget at once."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        new = apply(application, theme or look().theme, scale or look().scale)
        recolour()
        self._share_room()
        self._tick_look()
        self.look_changed.emit(new.theme.value, new.scale)

    def change_size(self, step: int) -> None:
        """Ctrl+Plus and Ctrl+Minus; 0 is 100 %."""
        place = 0 if step == 0 else SIZES.index(look().scale) + step
        self.set_look(scale=SIZES[min(max(place, 0), len(SIZES) - 1)])

    def toggle_full(self) -> None:
        """F11: what the screen makes of it (the wall of a meeting), else the window fills the screen."""
        if self.shown is not None and self.shown.full_screen is not None:
            self.shown.full_screen()
        elif self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def toggle_narrow(self) -> None:
        """Ctrl+B: icons only."""
        self.navigation.set_narrow(not self.navigation.is_narrow)
        if self.desk is not None:
            self.desk.memory.put("bingkai.navigasi.sempit", self.navigation.is_narrow)

    def toggle_help(self) -> None:
        """F1: the page about this screen, or away with it."""
        if self.help_panel.isVisible():
            self.help_panel.hide()
            return
        name = self.help_page()
        if name:
            self.help_panel.show_page(name)
            self.help_panel.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def help_page(self) -> str:
        """The page for the open screen, else the first page, else nothing."""
        wanted = [self.shown.help] if self.shown is not None else []
        wanted += [*self._trail[-1:], "mulai"]
        return next((name for name in wanted if name and self.help_panel.has(name)), "")

    def show_keys(self) -> None:
        """Ctrl+/: every command with its key, in the panel at the side."""
        rows = [f"| {text} | {keys} |" for _name, text, keys in self.menus.all_items() if keys]
        head = _("# Daftar pintasan") + "\n\n" + _("| Perintah | Tombol |") + "\n| --- | --- |\n"
        self.help_panel.show_text(head + "\n".join(rows))

    def show_about(self) -> None:
        """Name, version and licence."""
        words = _(
            "# Desa Desktop {versi}\n\nProgram luring untuk perencanaan desa dan pendampingan kecamatan.\n\n"
            "Lisensi Apache 2.0. Huruf Noto Sans, lisensi OFL."
        )
        self.help_panel.show_text(words.format(versi=__version__))

    def next_pane(self, step: int) -> None:
        """F6 and Shift+F6: navigation, header, body, help, status."""
        panes: list[tuple[QWidget, Callable[[], object]]] = [
            (self.navigation, self.navigation.focus_current),
            (self.header, lambda: self.header.finder.setFocus(Qt.FocusReason.TabFocusReason)),
            (self.body, self._focus_body),
            (self.help_panel, lambda: self.help_panel.page.setFocus(Qt.FocusReason.TabFocusReason)),
            (self.status, lambda: self.status.setFocus(Qt.FocusReason.TabFocusReason)),
        ]
        panes = [pane for pane in panes if pane[0].isVisible()]
        focused = QApplication.focusWidget()
        here = next(
            (n for n, (p, _f) in enumerate(panes) if focused and (p is focused or p.isAncestorOf(focused))),
            -1,
        )
        panes[(here + step) % len(panes)][1]()

    def _focus_body(self) -> None:
        screen = self.shown or self.skeleton
        inner = screen.focusWidget()
        if inner is not None:
            inner.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            screen.setFocus()
            screen.focusNextChild()

    # -- what is shown in the frame ----------------------------------------------------------------------

    def show_bug(self, trace: str) -> None:
        """One calm window for a defect; the trace is in the log and can be copied for support."""
        box = QMessageBox(self)
        box.setObjectName("bingkai.masalah")
        box.setWindowTitle(_("Desa Desktop"))
        box.setText(_("Ada yang tidak berjalan semestinya. Data Anda aman. (K-900)"))
        box.setInformativeText(
            _("Ulangi langkah terakhir. Bila terjadi lagi, salin rinciannya untuk petugas.")
        )
        copy = box.addButton(_("Salin rincian"), QMessageBox.ButtonRole.ActionRole)
        close = box.addButton(_("Tutup"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(close)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(trace))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _on_saving(self, state: SaveState) -> None:
        at = self.desk.saved_at if self.desk is not None else ""
        self.header.set_saving(state, at)
        notice = self.notices.notice
        if state is SaveState.SAVED and notice is not None and notice.tone is Tone.GALAT and notice.act:
            self.notices.clear()

    def _hits(self) -> list[Hit]:
        def place_hit(place: Place) -> Hit:
            return Hit(place.label, _("layar"), lambda: self.go(place.name))

        def page_hit(page: str) -> Hit:
            return Hit(self.help_panel.title_of(page), _("bantuan"), lambda: self.help_panel.show_page(page))

        hits = [place_hit(place) for place in self._places.values() if place.listed]
        places = {f"lihat.{name}" for name in self._places}
        for name, text, keys in self.menus.all_items():
            action = self.menus.action(name)
            if action.isEnabled() and name not in places:
                hits.append(Hit(text, keys or _("perintah"), action.trigger))
        if self.shown is not None:
            hits += [Hit(one.text, one.key or _("perintah"), one.act) for one in self.shown.commands]
        return hits + [page_hit(page) for page in self.help_panel.pages]

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        widget = new
        while widget is not None and not widget.property("petunjuk"):
            widget = widget.parentWidget()
        self.status.set_hint(str(widget.property("petunjuk")) if widget is not None else "")
        self.menus.refresh()

    def _tick_look(self) -> None:
        self.sizes[look().scale].setChecked(True)
        self.themes[look().theme].setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the body enough room for its words."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        self.navigation.set_room(self.width() >= look().px(_NARROWEST))

    # -- Qt's events ---------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Sentences that a widget sends up (the finding in the current cell) go to the band below."""
        if isinstance(event, QStatusTipEvent):
            if event.tip():
                self.status.set_hint(event.tip(), is_finding=True)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button with the focus, as people expect who never use Space for it."""
        button = self.focusWidget()
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() & ~_KEYPAD and isinstance(button, QAbstractButton):
            button.click()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing typed is lost: editors are taken, the lanes run empty, a full disk is asked about."""
        desk = self.desk
        if desk is None:
            event.accept()
            return
        if self.shown is not None and not self.shown.leave():
            event.ignore()
            return
        for job in desk.long_jobs():
            job.cancel()
        desk.jobs.wait_idle()
        if desk.refused and not self._may_lose():
            event.ignore()
            return
        self.desk = None
        self.closing.emit()
        event.accept()

    def _may_lose(self) -> bool:
        box = QMessageBox(self)
        box.setObjectName("bingkai.belum_tersimpan")
        box.setWindowTitle(_("Belum tersimpan"))
        box.setText(_("Ada perubahan yang belum bisa disimpan. Bila ditutup sekarang, perubahan itu hilang."))
        stay = box.addButton(_("Kembali dan coba lagi"), QMessageBox.ButtonRole.RejectRole)
        lose = box.addButton(_("Tutup tanpa menyimpan"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.exec()
        return box.clickedButton() is lose

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file over the window."""
        if event.mimeData().hasUrls() and self.desk is not None:
            event.acceptProposedAction()
            self.notices.show_notice(Notice(_("Lepaskan untuk memeriksa kiriman.")))

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """The file went away again."""
        self.notices.clear()

    def dropEvent(self, event: QDropEvent) -> None:
        """A file was dropped."""
        self.notices.clear()
        event.acceptProposedAction()
        self.go_files(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())


def _not_opened(file: Path, mode: str) -> str:
    """Why a file that was dropped or named is not opened."""
    words = _("Berkas {nama} tidak dapat dibuka di sini. Yang dikenal: .kirim dan .cadangan.")
    if mode == "baru" and file.suffix.lower() == ".cadangan":
        words = _(
            "Memulihkan {nama} di laptop baru menyusul di versi berikutnya. Simpan baik-baik berkas itu."
        )
    elif mode == "baru" and file.suffix.lower() == ".kirim":
        words = _(
            "Kantor ini belum disiapkan, jadi {nama} belum dapat diperiksa. Berkasnya tidak diubah."
            " Selesaikan langkah-langkah ini, lalu buka lagi berkasnya."
        )
    return words.format(nama=file.name)


def _room(body: QWidget) -> QScrollArea:
    """What the largest letters do not leave room for is reached by scrolling: the window never outgrows
    a small screen, and its header with the one filled button stays in sight (ux.md 1.2, 15)."""
    area = QScrollArea()
    area.setObjectName("bingkai.ruang")
    area.setProperty("bingkai", "ya")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(body)
    return area
