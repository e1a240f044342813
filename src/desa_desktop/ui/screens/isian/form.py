"""Isi Daftar: sections at the left, one section of questions in the middle, score and checks at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QEvent, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desa_desktop.checklists import Group, Place, Plain
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.isian import Isian
from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.domain.wording import show_date, show_number
from desa_desktop.errors import DesaError
from desa_desktop.i18n import _
from desa_desktop.services import desa, isi_awal, isian
from desa_desktop.services.isi_awal import Usul, UsulIsian
from desa_desktop.services.isian import IsianTampil
from desa_desktop.services.tasks import deadline_of
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.form import scrolled
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.rereading import Rereading
from desa_desktop.ui.screens.isian.finish import FinishPanel, needs_words
from desa_desktop.ui.screens.isian.section import SectionPage, heading
from desa_desktop.ui.screens.isian.side import Sections, SidePanel
from desa_desktop.ui.screens.isian.usul import Tawaran, UsulStrip, short_words
from desa_desktop.ui.style import is_restyle, look

_WEIGHT = (Level.GALAT, Level.PERINGATAN, Level.SARAN)


class FormPage(QWidget):
    """One form. `shown_form(IsianTampil)` after each reading; answers are stored one by one."""

    shown_form = Signal(object)
    finished = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._key: UUID | None = None
        self._shown: IsianTampil | None = None
        self._pending: dict[str, Plain] = {}
        self._number = 0
        self._asked_to_finish = False
        self._is_built = False
        self.page: SectionPage | None = None
        self._offered: UsulIsian | None = None
        self._tawaran = Tawaran()
        self._is_stale = False
        self._refocus: Place | None = None
        self._reading = Rereading(desk, self, self._prepare, self._show)
        self._proposing = Rereading(desk, self, self._prepare_usul, self._take_usul)
        self._build()
        self._connect()
        self._is_built = True
        self._measure()

    # -- building ------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.sections, self.side, self.finish = Sections(), SidePanel(), FinishPanel()
        self.locked = MarkedText(Mark.SELESAI)
        self.locked.setObjectName("isian.terkunci")
        self.title, self.place = QLabel(), QLabel()
        self.title.setProperty("teks", "bagian")
        self.title.setWordWrap(True)
        self.place.setProperty("teks", "sekunder")
        self.place.setWordWrap(True)
        head = QVBoxLayout()
        head.setSpacing(0)
        head.addWidget(self.title)
        head.addWidget(self.place)
        self._holder = QWidget()
        self._holder_box = QVBoxLayout(self._holder)
        self._holder_box.setContentsMargins(0, 0, 8, 0)
        self.area: QScrollArea = scrolled(self._holder, "isian.pertanyaan", margin=0)
        self.before, self.after = QPushButton(_("Sebelumnya")), QPushButton(_("Berikutnya"))
        self.before.setObjectName("isian.bagian_sebelumnya")
        self.after.setObjectName("isian.bagian_berikutnya")
        self.before.setAccessibleName(_("Bagian sebelumnya"))
        self.after.setAccessibleName(_("Bagian berikutnya"))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.before)
        buttons.addWidget(self.after)
        questions = QWidget()
        column = QVBoxLayout(questions)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.usulan = UsulStrip()
        column.addLayout(head)
        column.addWidget(self.usulan)
        column.addWidget(self.area, 1)
        column.addLayout(buttons)
        self.middle = QStackedWidget()
        self.middle.addWidget(questions)
        self.middle.addWidget(self.finish)
        self.tools = QVBoxLayout()  # the screen's own buttons, below the sections
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.sections, 1)
        left.addLayout(self.tools)
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addLayout(left)
        across.addWidget(self.middle, 1)
        across.addWidget(self.side)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(8)
        box.addWidget(self.locked)
        box.addLayout(across, 1)

    def _connect(self) -> None:
        self.sections.chosen.connect(lambda number: self.turn_to(number))
        self.sections.list.itemActivated.connect(lambda _item: self.focus_page())
        self.before.clicked.connect(lambda: self.turn_to(self._number - 1, focus=True))
        self.after.clicked.connect(lambda: self.turn_to(self._number + 1, focus=True))
        self.side.jump.connect(self.jump)
        self.finish.jump.connect(self.jump)
        self.finish.closed.connect(self.close_finish)
        self.finish.finished.connect(self._finish)
        self.usulan.section.clicked.connect(lambda _on=False: self.take_section())
        self.usulan.all.clicked.connect(lambda _on=False: self.take_all())
        self._desk.changed.connect(self._on_changed)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text and the theme."""
        super().changeEvent(event)
        if is_restyle(event) and self._is_built:
            self._measure()
            if self._shown is not None and self.page is not None:
                QTimer.singleShot(0, self, self._rebuild)

    def _measure(self) -> None:
        self.sections.setFixedWidth(min(look().px(230), 240))
        self.side.setFixedWidth(min(look().px(280), 310))

    # -- one form ------------------------------------------------------------------------------------

    @property
    def shown(self) -> IsianTampil | None:
        """The form as last read."""
        return self._shown

    @property
    def is_locked(self) -> bool:
        """Whether the form is finished."""
        return self._shown is not None and self._shown.isian.status is not StatusDokumen.KONSEP

    def open_form(self, key: UUID) -> None:
        """Read and show a form; its first section with something to do comes up."""
        if key != self._key:
            self._key, self._shown, self._number = key, None, -1
            self._offered, self._tawaran = None, Tawaran()
            self._pending.clear()
            self._asked_to_finish = False
            self._take_page(None)
            self.close_finish()
        self.reload()

    def reload(self) -> None:
        """Read the form anew."""
        self._reading.start()

    def _prepare(self) -> Callable[[], IsianTampil] | None:
        key, app, by, at = self._key, self._desk.app, self._desk.person, self._desk.now()
        if key is None:
            return None
        return lambda: isian.show_isian(app.database, app.templates, key, by=by, at=at)

    def _show(self, shown: IsianTampil) -> None:
        if shown.isian.id != self._key:
            return
        is_first = self._shown is None
        self._shown = shown
        if is_first:
            self._proposing.start()
        sections = shown.template.sections
        if self._number < 0:
            self._number = self._first_open(shown)
        self._number = min(self._number, len(sections) - 1)
        self._ensure_page(shown)
        self._refresh()
        self.shown_form.emit(shown)

    @staticmethod
    def _first_open(shown: IsianTampil) -> int:
        """The first section that is not complete, else the first."""
        for number, section in enumerate(shown.template.sections):
            done = shown.state.progress(section)
            if done.filled < done.total:
                return number
        return 0

    def _ensure_page(self, shown: IsianTampil) -> None:
        section = shown.template.sections[self._number]
        page = self.page
        if page is not None and page.section is section and page.fits(shown.state):
            return
        if page is not None and page.section is section:  # other choices are offered: stay where one types
            self._refocus = page.place_of(QApplication.focusWidget())
        made = SectionPage(shown.template, section, shown, self._desk.today)
        made.answered.connect(self._answered)
        made.past_end.connect(self._past_end)
        made.usul_wanted.connect(self.take_place)
        self._take_page(made)

    def _take_page(self, page: SectionPage | None) -> None:
        if self.page is not None:
            self._holder_box.removeWidget(self.page)
            self.page.hide()
            self.page.deleteLater()
        self.page = page
        if page is not None:
            self._holder_box.addWidget(page)
            self.area.verticalScrollBar().setValue(0)

    def _rebuild(self) -> None:
        """The size of text is another: measure every question again."""
        if self._shown is not None:
            self.commit()
            self._take_page(None)
            self._ensure_page(self._shown)
            self._refresh()

    def _refresh(self) -> None:
        shown, page = self._shown, self.page
        if shown is None or page is None:
            return
        sections, state = shown.template.sections, shown.state
        page.show_state({**shown.answers, **self._pending}, state, self._found(shown), locked=self.is_locked)
        if self._refocus is not None:
            place, self._refocus = self._refocus, None
            page.focus_place(place)
        self._show_usul(shown, page)
        self.sections.show_state(sections, state, self._number)
        checks = [one for one in shown.pemeriksaan if self._asked_to_finish or not _is_missing(shown, one)]
        self.side.show_state(shown.score, [*checks, *self._other_checks(shown)], state)
        self.side.lama.show_answers(shown.tidak_dipakai)
        self.title.setText(page.section.label)
        self.title.setAccessibleName(heading(page.section, self._number, len(sections)))
        words = _("bagian {n} dari {semua} · batas {tanggal}")
        last = show_date(deadline_of(shown.isian.periode))
        self.place.setText(words.format(n=self._number + 1, semua=len(sections), tanggal=last))
        self.before.setEnabled(self._number > 0)
        self.after.setEnabled(self._number < len(sections) - 1)
        self.locked.setVisible(self.is_locked)
        done = _("Selesai (r{revisi:02d}). Isian ini terkunci; pilih Buat perubahan bila harus diubah.")
        self.locked.set_state(Mark.SELESAI, done.format(revisi=shown.isian.revisi))

    def _found(self, shown: IsianTampil) -> dict[Place, tuple[Level, str]]:
        """The gravest finding of each place; missing answers only after `Tandai Selesai` was tried."""
        findings = list(shown.state.findings)
        if self._asked_to_finish:
            findings += shown.state.missing
        found: dict[Place, tuple[Level, str]] = {}
        for one in sorted(findings, key=lambda one: _WEIGHT.index(Level(one.level.value))):
            found.setdefault(one.place, (Level(one.level.value), one.sentence))
        return found

    # -- answering -----------------------------------------------------------------------------------

    def _answered(self, name: str, plain: Plain) -> None:
        key, app, by, at = self._key, self._desk.app, self._desk.person, self._desk.now()
        if key is None or self.is_locked:
            return
        self._pending[name] = plain
        self._desk.save(
            self,
            lambda: isian.answer(app.database, app.templates, key, {name: plain}, by=by, at=at),
            lambda _none: self._stored(key, name, plain),
            lambda error: self._refused(name, error),
            place=("isian", key, name),
        )
        self._refresh()

    def _stored(self, key: UUID, name: str, plain: Plain) -> None:
        if key != self._key or self._shown is None:
            return
        if name in self._pending and self._pending[name] is plain:
            del self._pending[name]
            self._shown = replace(self._shown, answers={**self._shown.answers, name: plain})

    def _refused(self, name: str, error: DesaError) -> None:
        self._pending.pop(name, None)
        self.reload()
        self._desk.show_error(error)

    def commit(self) -> None:
        """Take what stands in open editors."""
        if self.page is not None:
            self.page.commit()

    # -- proposals -----------------------------------------------------------------------------------

    def _prepare_usul(self) -> Callable[[], UsulIsian] | None:
        key, app, today = self._key, self._desk.app, self._desk.today()
        if key is None:
            return None
        return lambda: isi_awal.proposals(
            app.database, app.templates, key, kode=app.kode, petunjuk=app.petunjuk_isi_awal, today=today
        )

    def _take_usul(self, offered: UsulIsian) -> None:
        if offered.isian_id == self._key:
            self._offered = offered
            self._refresh()
            self._show_focus()  # the lines under the questions before it moved it down

    @Slot(frozenset)
    def _on_changed(self, tables: frozenset[str]) -> None:
        """The register or Data Desa says something else now: so do the proposals."""
        if self._shown is None or not tables & isi_awal.SUMBER_TABEL:
            return
        if self.isVisible():
            self._proposing.start()
        else:
            self._is_stale = True  # asked for when somebody looks at the form again

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for proposals anew if the register changed meanwhile."""
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            self._proposing.start()

    def _show_usul(self, shown: IsianTampil, page: SectionPage) -> None:
        shown = replace(shown, answers={**shown.answers, **self._pending})
        usul = list(self._offered.usul.values()) if self._offered is not None and not self.is_locked else []
        opened, other = isi_awal.still_open(shown, usul), isi_awal.different(shown, usul)
        self._tawaran = Tawaran(
            {one.place: one for one in opened},
            {one.place: one for one in other},
            isi_awal.accepted(shown),
            {
                one.place: isi_awal.show_value(shown.template, one.place.name, one.nilai)
                for one in (*opened, *other)
            },
        )
        page.show_usul(self._tawaran)
        here = isi_awal.of_section(shown.template, page.section, opened)
        self.usulan.show_counts(len(here), len(opened))

    def _other_checks(self, shown: IsianTampil) -> list[Pemeriksaan]:
        """A Saran for each answer that says something else than the register, or than another form."""
        if self._offered is None or self.is_locked:
            return []
        told = [
            (place, _in_row(shown, place, short_words(one, self._tawaran.words[place])))
            for place, one in self._tawaran.beda.items()
        ]
        told += isi_awal.contradictions(shown, self._offered)
        return [Pemeriksaan(Level.SARAN, words, "", shown.isian.id, place.name) for place, words in told]

    def take_place(self, place: Place) -> None:
        """Take the proposal for one question, one cell, or all cells of a table."""
        found = self._tawaran.beda.get(place) or self._tawaran.kosong.get(place)
        if found is not None:
            self._accept([found], ganti=place in self._tawaran.beda)
        elif self._shown is not None and not place.rows:
            group = self._shown.template.by_name.get(place.name)
            names = {one.name for one in group.items} if isinstance(group, Group) else set()
            self._accept([one for cell, one in self._tawaran.kosong.items() if cell.name in names])

    def take_current(self) -> None:
        """Ctrl+Shift+U: the proposal for the question or cell with the cursor."""
        place = self.page.place_of(self.focusWidget()) if self.page is not None else None
        if place is not None and (place in self._tawaran.beda or place in self._tawaran.kosong):
            self.take_place(place)
        else:
            self._desk.notice(_("Tidak ada usulan untuk jawaban ini."), Tone.SARAN, seconds=5)

    def take_section(self) -> None:
        """Ctrl+Shift+V: every proposal for an empty answer of this section."""
        if self._shown is not None and self.page is not None:
            opened = self._tawaran.kosong.values()
            self._accept(isi_awal.of_section(self._shown.template, self.page.section, opened))

    def take_all(self) -> None:
        """Every proposal for an empty answer of the whole form."""
        self._accept(list(self._tawaran.kosong.values()))

    def _accept(self, usul: Sequence[Usul], *, ganti: bool = False) -> None:
        key, app, by, at = self._key, self._desk.app, self._desk.person, self._desk.now()
        if key is None or self.is_locked:
            return
        if not usul:
            self._desk.notice(_("Tidak ada usulan untuk jawaban yang kosong."), Tone.SARAN, seconds=5)
            return
        self.commit()
        chosen = list(usul)

        def told(count: int) -> None:
            if len(chosen) > 1:
                words = _("{n} usulan dipakai. Ctrl+Z membatalkannya.")
                self._desk.notice(words.format(n=show_number(count)), Tone.SUKSES, seconds=8)

        self._desk.save(
            self,
            lambda: isi_awal.accept(app.database, app.templates, key, chosen, by=by, at=at, ganti=ganti),
            told,
        )

    # -- moving --------------------------------------------------------------------------------------

    def turn_to(self, number: int, *, focus: bool = False, last: bool = False) -> None:
        """Show another section."""
        shown = self._shown
        if shown is None or not 0 <= number < len(shown.template.sections):
            return
        self.commit()
        self.close_finish()
        if number != self._number:
            self._number = number
            self._ensure_page(shown)
            self._refresh()
        if focus and self.page is not None:
            self.page.focus_last() if last else self.page.focus_first()

    def next_problem(self, step: int) -> bool:
        """F8: the next question that is required and empty, wrong or warned about, in any section."""
        shown = self._shown
        if shown is None:
            return False
        order = {name: place for place, name in enumerate(shown.template.by_name)}
        places = sorted(
            {one.place for one in shown.state.at_finish()}, key=lambda one: (order[one.name], one.rows)
        )
        if not places:
            return False
        focused = self.focusWidget()
        now = self.page.place_of(focused) if self.page is not None else None
        here = (order[now.name], now.rows) if now is not None and now.name in order else self._start_of(order)
        keys = [(order[one.name], one.rows) for one in places]
        if step > 0:
            wanted = next((n for n, one in enumerate(keys) if one > here), 0)
        else:
            wanted = next((n for n in reversed(range(len(keys))) if keys[n] < here), len(keys) - 1)
        return self.go_to_place(places[wanted])

    def _start_of(self, order: dict[str, int]) -> tuple[int, tuple[int, ...]]:
        """Just before the section that is shown."""
        name = self.page.section.name if self.page is not None else ""
        return order.get(name, -1), ()

    def go_to_place(self, place: Place) -> bool:
        """Into a question or cell, turning to its section."""
        shown = self._shown
        if shown is None:
            return False
        for number, section in enumerate(shown.template.sections):
            if place.name == section.name or place.name in _names(section):
                self.turn_to(number)
                return self.page is not None and self.page.focus_place(place)
        return False

    def jump(self, check: Pemeriksaan) -> None:
        """From a finding to its question."""
        shown = self._shown
        if shown is None:
            return
        places = [one.place for one in shown.state.at_finish() if one.place.name == check.field]
        if check.level is Level.SARAN:  # what is proposed for a cell is said in its row
            places += [
                place
                for place, one in self._tawaran.beda.items()
                if place.name == check.field
                and check.teks.endswith(_in_row(shown, place, short_words(one, self._tawaran.words[place])))
            ]
        self.go_to_place(places[0] if places else Place(check.field))

    def _past_end(self, step: int) -> None:
        shown = self._shown
        if shown is not None and 0 <= self._number + step < len(shown.template.sections):
            self.turn_to(self._number + step, focus=True, last=step < 0)

    def focus_page(self) -> None:
        """The cursor into the first question of the section."""
        if self.page is not None:
            self.page.focus_first()

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """A question that the keys lead to is scrolled into view, with its words above it."""
        if new is not None and self._holder.isAncestorOf(new):
            self._show_focus()

    def _show_focus(self) -> None:
        QTimer.singleShot(0, self, self._scroll_to_focus)

    def _scroll_to_focus(self) -> None:
        focused = self.focusWidget()
        if focused is not None and self._holder.isAncestorOf(focused):
            self.area.ensureWidgetVisible(focused, 0, 48)

    # -- finishing -----------------------------------------------------------------------------------

    def ask_to_finish(self) -> None:
        """`Tandai Selesai`: at once if nothing is to be said, else the panel with what must be seen."""
        work = self._prepare()
        if work is not None:
            self._desk.run(self, work, self._ask)

    def _ask(self, shown: IsianTampil) -> None:
        self._asked_to_finish = True
        self._show(shown)
        if not needs_words(shown):
            self._finish("")
            return
        self.finish.show_form(shown)
        self.middle.setCurrentWidget(self.finish)
        self.finish.start()

    def close_finish(self) -> None:
        """Back to the questions."""
        self.middle.setCurrentIndex(0)

    def _finish(self, reason: str) -> None:
        key, app, by, at = self._key, self._desk.app, self._desk.person, self._desk.now()
        if key is None:
            return
        kid = app.laptop.keys.kid

        def work() -> None:
            isian.finish_isian(app.database, app.templates, key, kid=kid, by=by, at=at, alasan=reason)

        self._desk.run(self, work, self._done)

    def _done(self, _none: object) -> None:
        self._asked_to_finish = False
        self.finish.reason.clear()
        self.close_finish()
        self.reload()
        self.finished.emit()
        title = self._shown.template.title if self._shown is not None else ""
        self._desk.notice(_("{judul} ditandai selesai.").format(judul=title), Tone.SUKSES, seconds=8)

    def revise(self) -> None:
        """`Buat perubahan`: the finished form can be written again; what was signed keeps counting."""
        key, app, by, at = self._key, self._desk.app, self._desk.person, self._desk.now()
        if key is not None:
            self._desk.run(
                self, lambda: desa.reopen(app.database, Isian, key, by=by, at=at), lambda _n: self.reload()
            )


def _names(section: Group) -> frozenset[str]:
    """Everything inside a section, groups and tables included."""
    found: set[str] = set()
    waiting = list(section.items)
    while waiting:
        item = waiting.pop()
        found.add(item.name)
        if isinstance(item, Group):
            waiting.extend(item.items)
    return frozenset(found)


def _in_row(shown: IsianTampil, place: Place, words: str) -> str:
    """What is said of a cell, with its row in front: `Petani: Berbeda dari data penduduk (109).`"""
    if not place.rows:
        return words
    catalogue = shown.template.group(shown.template.question(place.name).repeats[0]).catalogue
    return f"{catalogue[place.rows[0]].label}: {words}" if place.rows[0] < len(catalogue) else words


def _is_missing(shown: IsianTampil, check: Pemeriksaan) -> bool:
    return any(one.place.name == check.field and one.sentence == check.teks for one in shown.state.missing)
