"""Isi Daftar: sections at the left, one section of questions in the middle, score and checks at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QEvent, QSize, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import Shiboken

from desa_desktop.checklists import Group, Place, Plain, State, nihil_places
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.isian import Isian
from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.domain.wording import show_date, show_number
from desa_desktop.errors import DesaError
from desa_desktop.i18n import _
from desa_desktop.services import (
    desa,
    isi_awal,
    isian,
    isian_bulanan,
    isian_foto,
    isian_lalu,
    isian_salin,
)
from desa_desktop.services.isi_awal import Usul, UsulIsian
from desa_desktop.services.isian import IsianTampil
from desa_desktop.services.tasks import deadline_of
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.form import scrolled
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.rereading import Rereading
from desa_desktop.ui.screens.isian.cari import FindList
from desa_desktop.ui.screens.isian.finish import FinishPanel, needs_words
from desa_desktop.ui.screens.isian.foto import PhotoField, read_picture
from desa_desktop.ui.screens.isian.lalu import LaluPart
from desa_desktop.ui.screens.isian.nihil import NihilHead
from desa_desktop.ui.screens.isian.section import SectionPage, heading
from desa_desktop.ui.screens.isian.side import Sections, SidePanel
from desa_desktop.ui.screens.isian.usul import Tawaran, UsulStrip, short_words
from desa_desktop.ui.style import is_restyle, look

_MIDDLE = 390  # pixels at 100 % text that questions need; below it checks take the place of sections
_MEMORY, _WHOLE = "isian.tempat.", "_semua"
_MOST_ON_ONE_PAGE = 180  # questions: more take longer than half a second to lay out
ONLY_EMPTY, ALL = "Ctrl+Shift+E", "Ctrl+Shift+A"
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
        self._whole: Group | None = None
        self.is_whole = False
        self._last: tuple[State, list[Usul]] | None = None
        self._is_narrow, self._side_wanted = False, True
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
        self.head, self.place = NihilHead("bagian", "", "bagian"), QLabel()
        self.title = self.head.label
        self.place.setProperty("teks", "sekunder")
        self.place.setWordWrap(True)
        head = QVBoxLayout()
        head.setSpacing(0)
        head.addWidget(self.head)
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
        self.side_button = QPushButton()
        self.side_button.setObjectName("isian.samping_tombol")
        self.side_button.setToolTip("Ctrl+I")
        buttons = QHBoxLayout()
        buttons.addWidget(self.side_button)
        buttons.addStretch(1)
        buttons.addWidget(self.before)
        buttons.addWidget(self.after)
        questions = QWidget()
        column = QVBoxLayout(questions)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.usulan = UsulStrip()
        self.lalu = LaluPart(self.usulan)
        column.addLayout(head)
        column.addWidget(self.usulan)
        column.addWidget(self.area, 1)
        column.addLayout(buttons)
        self.middle = QStackedWidget()
        self.middle.addWidget(questions)
        self.middle.addWidget(self.finish)
        self.tools = QVBoxLayout()  # the screen's own buttons, below the sections
        self.finder = FindList()
        self.only_empty = QCheckBox(_("Hanya yang kosong"))
        self.only_empty.setObjectName("isian.hanya_kosong")
        self.only_empty.setToolTip(ONLY_EMPTY)
        self.left = QWidget()
        left = QVBoxLayout(self.left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        left.addWidget(self.finder)
        left.addWidget(self.sections, 1)
        left.addWidget(self.only_empty)
        left.addLayout(self.tools)
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(self.left)
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
        self.before.clicked.connect(lambda: self.turn_to(self._beside(-1), focus=True))
        self.after.clicked.connect(lambda: self.turn_to(self._beside(1), focus=True))
        self.finder.chosen.connect(self._go_to_found)
        self.finder.searching.connect(self._show_search)
        self.only_empty.toggled.connect(lambda on: self._filter(on))
        self.side_button.clicked.connect(lambda _on=False: self.toggle_side())
        self.head.wanted.connect(self.write_nihil)
        self.side.jump.connect(self.jump)
        self.finish.jump.connect(self.jump)
        self.finish.closed.connect(self.close_finish)
        self.finish.finished.connect(self._finish)
        self.usulan.section.clicked.connect(lambda _on=False: self.take_section())
        self.usulan.all.clicked.connect(lambda _on=False: self.take_all())
        self.lalu.copy.clicked.connect(lambda _on=False: self.copy_section())
        self.lalu.sure.clicked.connect(lambda _on=False: self.confirm_section())
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
        self.left.setFixedWidth(min(look().px(230), 240))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where three columns do not fit, score and checks wait behind a button."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """As wide as two columns: with three the page would keep itself from ever being made narrow."""
        beside = max(self.left.minimumSizeHint().width(), self.side.minimumSizeHint().width())
        wide = self.middle.minimumSizeHint().width() + beside + 48  # the margins and the gap
        whole = super().minimumSizeHint()
        return QSize(min(wide, whole.width()), whole.height())

    def _fit(self) -> None:
        is_narrow = self.width() < 240 + 310 + 64 + look().px(_MIDDLE)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._side_wanted = not is_narrow
        self._show_columns()

    def _show_columns(self) -> None:
        self.side.setFixedWidth(min(look().px(280), 310))
        has_left = not self._is_narrow or not self._side_wanted
        shown = [(self.left, has_left), (self.side, self._side_wanted)]
        for column, is_shown in sorted(
            shown, key=lambda one: one[1]
        ):  # never more than fits, not for a moment
            column.setVisible(is_shown)
        self.side_button.setVisible(self._is_narrow)
        self.side_button.setText(_("Daftar bagian") if self._side_wanted else self._side_words())

    def _side_words(self) -> str:
        count = self.side.checks.count
        return _("Pemeriksaan ({n})").format(n=show_number(count)) if count else _("Nilai dan pemeriksaan")

    def toggle_side(self) -> None:
        """Ctrl+I: score and checks; in a narrow window in the place of the sections."""
        self._side_wanted = not self._side_wanted
        self._show_columns()

    def show_sections(self) -> None:
        """The column with sections and search, if a narrow window shows the checks in its place."""
        if self._is_narrow and self._side_wanted:
            self.toggle_side()

    def _show_search(self, is_searching: bool) -> None:
        self.sections.setVisible(not is_searching)
        box = self.left.layout()
        assert isinstance(box, QVBoxLayout)
        box.setStretchFactor(self.finder, 1 if is_searching else 0)

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
            self._key = None  # what has the focus on the page that goes is no place in the new form
            self._take_page(None)
            self._key, self._shown, self._number = key, None, -1
            self._offered, self._tawaran = None, Tawaran()
            self._pending.clear()
            self._asked_to_finish = False
            self._last = None
            self.is_whole = False
            self.only_empty.setChecked(False)
            self.close_finish()
        self.reload()

    def reload(self) -> None:
        """Read the form anew."""
        self._reading.start()

    def _prepare(self) -> Callable[[], IsianTampil] | None:
        key, app, by, at = self._key, self._desk.app, self._desk.person, self._desk.now()
        if key is None:
            return None
        before = self._shown.lalu if self._shown is not None else None
        return lambda: isian_salin.show_beside(app.database, app.templates, key, by=by, at=at, lalu=before)

    def _show(self, shown: IsianTampil) -> None:
        if shown.isian.id != self._key:
            return
        is_first = self._shown is None
        self._shown = shown
        if is_first:
            self._proposing.start()
        sections = shown.template.sections
        if is_first:
            self.finder.set_template(shown.template)
            items = shown.template.items
            self._whole = Group(name=_WHOLE, label=shown.template.title, items=items)
        if self._number < 0:
            place = self._remembered()
            known = self._section_of(place) if place is not None else None
            self._number = known if known is not None else self._first_open(shown)
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
        section = self._current(shown)
        if self.is_whole and self._whole is not None:
            section = self._whole
        page = self.page
        if page is not None and page.section is section and page.fits(shown.state):
            return
        if page is not None and page.section is section:  # other choices are offered: stay where one types
            self._refocus = page.place_of(QApplication.focusWidget())
        made = SectionPage(shown.template, section, shown, self._desk.today)
        made.answered.connect(self._answered)
        made.month_wanted.connect(self._add_month)
        made.past_end.connect(self._past_end)
        made.usul_wanted.connect(self.take_place)
        made.confirm_wanted.connect(self.confirm)
        made.nihil_wanted.connect(self.write_nihil)
        made.photo_brought.connect(self.bring_photo)
        made.photo_removed.connect(self.remove_photo)
        made.said.connect(lambda words: self._desk.notice(words, Tone.SARAN, seconds=10))
        if self.only_empty.isChecked():
            made.set_only_empty(shown.state)
        self._take_page(made)

    def _current(self, shown: IsianTampil) -> Group:
        """The section with the cursor; with `Semua bagian` it is one of many on the page."""
        return shown.template.sections[self._number]

    def toggle_all(self) -> None:
        """Tampilkan semua bagian: the whole form on one page and back, where it does not make one wait."""
        shown = self._shown
        if shown is None:
            return
        count = len(shown.template.questions)
        if not self.is_whole and count > _MOST_ON_ONE_PAGE:
            words = _(
                "Isian ini {n} pertanyaan, terlalu panjang untuk satu halaman. Ctrl+PgDown: bagian lain."
            )
            self._desk.notice(words.format(n=show_number(count)), Tone.SARAN, seconds=8)
            return
        self.is_whole = not self.is_whole
        self.commit()
        place = self._remembered()
        self._take_page(None)
        self._ensure_page(shown)
        self._refresh()
        if place is not None and self.page is not None:
            self.page.focus_place(place)

    def _take_page(self, page: SectionPage | None) -> None:
        if self.page is not None:
            self._holder_box.removeWidget(self.page)
            self.page.hide()
            self.page.deleteLater()
        self.page = page
        if page is not None:
            page.hide()  # until its answers stand in it: each change in a shown page costs a layout
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
        self._show_page()
        if self._refocus is not None:
            again, self._refocus = self._refocus, None
            page.focus_place(again)
        self.sections.show_state(sections, state, self._number, only_empty=self.only_empty.isChecked())
        checks = [one for one in shown.pemeriksaan if self._asked_to_finish or not _is_missing(shown, one)]
        self.side.show_state(shown.score, [*checks, *self._other_checks(shown)], state)
        self.side.lama.show_answers(shown.tidak_dipakai)
        section = self._current(shown)
        self.title.setText(section.label)
        self.head.code = section.name
        self.head.show_count(0 if self.is_locked else len(nihil_places(state, section)))
        self._show_columns()
        self.title.setAccessibleName(heading(section, self._number, len(sections)))
        words = _("bagian {n} dari {semua} · batas {tanggal}")
        last = show_date(deadline_of(shown.isian.periode))
        self.place.setText(words.format(n=self._number + 1, semua=len(sections), tanggal=last))
        self.before.setEnabled(self._beside(-1) >= 0)
        self.after.setEnabled(self._beside(1) < len(sections))
        self.locked.setVisible(self.is_locked)
        done = _("Selesai (r{revisi:02d}). Isian ini terkunci; pilih Buat perubahan bila harus diubah.")
        self.locked.set_state(Mark.SELESAI, done.format(revisi=shown.isian.revisi))

    def _show_page(self) -> None:
        shown, page = self._shown, self.page
        if shown is None or page is None:
            return
        answers = {**shown.answers, **self._pending}
        page.show_state(answers, shown.state, self._found(shown), locked=self.is_locked)
        self._show_photos(shown, page)
        self._show_usul(shown, page)
        if page.isHidden():
            page.show()

    def _found(self, shown: IsianTampil) -> dict[Place, tuple[Level, str]]:
        """The gravest finding of each place; missing answers only after `Tandai Selesai` was tried."""
        findings = [*shown.state.findings, *shown.lonjakan]
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
        self._show_page()  # what follows from it comes with the next reading

    def _add_month(self, table: str) -> None:
        """The people of the last month once more, for the next."""
        key, app, by, at = self._key, self._desk.app, self._desk.person, self._desk.now()
        if key is None:
            return
        self.commit()

        def run() -> None:
            self._desk.run(
                self,
                lambda: isian_bulanan.add_month(app.database, app.templates, key, table, by=by, at=at),
                lambda _month: self.reload(),
            )

        self._desk.after_saves(run)

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
        section = self._current(shown)
        here = _names(section) | {section.name}
        last = [one for one in self._copyable(shown) if one.place.name in here]
        opened, other = isi_awal.still_open(shown, usul), isi_awal.different(shown, usul)
        known = {one.place for one in opened}
        copies = [one for one in isi_awal.still_open(shown, last) if one.place not in known]
        copied = {} if self.is_locked else isian_lalu.copied(shown.state, shown.isian)
        self._tawaran = Tawaran(
            {one.place: one for one in (*opened, *copies)},
            {one.place: one for one in other},
            isi_awal.accepted(shown),
            {one.place: _value(shown, one) for one in (*opened, *other, *copies)},
            {one.place: f"{one.sumber}: {_value(shown, one)}" for one in last},
            {place: one for place, one in copied.items() if not one.dipastikan},
        )
        page.show_usul(self._tawaran)
        inside = isi_awal.of_section
        waiting = sum(place.name in here for place in self._tawaran.disalin)
        self.lalu.show_counts(shown.lalu.nama, len(inside(shown.template, section, copies)), waiting)
        count = len(inside(shown.template, section, opened))
        self.usulan.show_counts(count, len(opened), self.lalu.text)

    def _copyable(self, shown: IsianTampil) -> list[Usul]:
        """The answers of the last period; not before it is known what the office itself can propose."""
        if self.is_locked or self._offered is None:
            return []
        if self._last is None or self._last[0] is not shown.state:
            self._last = (shown.state, isian_salin.offered(shown))
        return self._last[1]

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
        """Ctrl+Shift+V: all that stands in grey at an empty answer of this section, in one step.

        That is the proposal out of what the office knows today, and where there is none the last period.
        """
        self._accept(self._of_section())

    def take_all(self) -> None:
        """Every proposal for an empty answer of the whole form; the last period is copied by section."""
        self._accept([one for one in self._tawaran.kosong.values() if not one.salinan])

    def copy_section(self) -> None:
        """Salin dari periode lalu: into the empty answers of this section that have no proposal."""
        self._accept([one for one in self._of_section() if one.salinan])

    def _of_section(self) -> list[Usul]:
        if self._shown is None or self.page is None:
            return []
        section = self._current(self._shown)
        return isi_awal.of_section(self._shown.template, section, self._tawaran.kosong.values())

    def confirm(self, places: Sequence[Place]) -> None:
        """Answers copied from the last period are still right."""
        key, app, by, at = self._key, self._desk.app, self._desk.person, self._desk.now()
        if key is None or self.is_locked or not places:
            return
        chosen = list(places)
        self._desk.save(
            self, lambda: isian_salin.confirm(app.database, app.templates, key, chosen, by=by, at=at)
        )

    def confirm_section(self) -> None:
        """All copies of this section were looked at."""
        if self._shown is not None:
            section = self._current(self._shown)
            here = _names(section) | {section.name}
            self.confirm([place for place in self._tawaran.disalin if place.name in here])

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
                words = _("{n} jawaban diisi. Ctrl+Z membatalkannya.")
                if not any(one.salinan for one in chosen):
                    words = _("{n} usulan dipakai. Ctrl+Z membatalkannya.")
                self._desk.notice(words.format(n=show_number(count)), Tone.SUKSES, seconds=8)

        self._desk.save(
            self,
            lambda: isi_awal.accept(app.database, app.templates, key, chosen, by=by, at=at, ganti=ganti),
            told,
        )

    # -- photos --------------------------------------------------------------------------------------

    def _show_photos(self, shown: IsianTampil, page: SectionPage) -> None:
        """Pictures are read when they are another than the one shown."""
        app, key = self._desk.app, shown.isian.id
        for row in page.rows:
            photo, name = row.photo, shown.answers.get(row.question.name)
            wanted = name if isinstance(name, str) else ""
            if photo is None or photo.shown_name == wanted:
                continue
            photo.await_data(wanted)

            def came(data: bytes | None, photo: PhotoField = photo, wanted: str = wanted) -> None:
                if Shiboken.isValid(photo) and photo.shown_name == wanted:
                    photo.show_data(wanted, data)

            def work(kode: str = row.question.name) -> bytes | None:
                return isian_foto.get_foto(app.database, app.templates, key, kode)

            self._desk.run(self, work, came)

    def bring_photo(self, kode: str, source: object) -> None:
        """A picture was chosen, dropped or pasted: it is made small and kept as the answer."""
        key, app, by, at = self._key, self._desk.app, self._desk.person, self._desk.now()
        if key is None or self.is_locked:
            return

        def work() -> None:
            data = read_picture(app.files.fs.read, source)
            isian_foto.set_foto(app.database, app.templates, key, kode, data, by=by, at=at)

        words = _("Foto disimpan. Foto ikut dalam kiriman berikutnya.")
        self._desk.save(
            self,
            work,
            lambda _none: self._desk.notice(words, Tone.SUKSES, seconds=8),
            self._desk.show_error,
        )

    def remove_photo(self, kode: str) -> None:
        """Take the picture off; Ctrl+Z brings it back."""
        key, app, by, at = self._key, self._desk.app, self._desk.person, self._desk.now()
        if key is None or self.is_locked:
            return
        words = _("Foto dilepas. Ctrl+Z mengembalikannya.")
        self._desk.save(
            self,
            lambda: isian_foto.remove_foto(app.database, app.templates, key, kode, by=by, at=at),
            lambda _none: self._desk.notice(words, Tone.SUKSES, seconds=10),
        )

    # -- nihil ---------------------------------------------------------------------------------------

    def write_nihil(self, code: str) -> None:
        """Zero in every empty count of a section, subsection or table, as one step."""
        key, app, by, at = self._key, self._desk.app, self._desk.person, self._desk.now()
        if key is None or self.is_locked:
            return
        self.commit()

        def told(count: int) -> None:
            words = _("{n} jumlah diisi 0. Ctrl+Z membatalkannya.")
            none = _("Tidak ada jumlah yang kosong di sini.")
            said = words.format(n=show_number(count)) if count else none
            self._desk.notice(said, Tone.SUKSES if count else Tone.SARAN, seconds=8)

        self._desk.save(
            self, lambda: isian_salin.write_nihil(app.database, app.templates, key, code, by=by, at=at), told
        )

    def nihil_here(self) -> None:
        """Ctrl+Shift+N: nihil for the subsection or table with the cursor, else for the section."""
        shown, page = self._shown, self.page
        if shown is None or page is None:
            return
        place = page.place_of(self.focusWidget())
        item = shown.template.by_name.get(place.name) if place is not None else None
        around = [] if item is None else [*item.groups, *item.repeats]
        section = self._current(shown)
        inside = _names(section) | {section.name}
        self.write_nihil(next((one for one in reversed(around) if one in inside), section.name))

    # -- moving --------------------------------------------------------------------------------------

    def turn_to(self, number: int, *, focus: bool = False, last: bool = False) -> None:
        """Show another section."""
        shown = self._shown
        if focus:
            self.finder.clear()
        if shown is None or not 0 <= number < len(shown.template.sections):
            return
        self.commit()
        self.close_finish()
        if number != self._number:
            self._number = number
            self._ensure_page(shown)
            self._refresh()
        page = self.page
        if page is None:
            return
        if page.section.name == _WHOLE:
            section = self._current(shown)
            head = page.head_of(section.name)
            if head is not None:
                self.area.ensureWidgetVisible(head, 0, 0)
            if focus:
                page.focus_in(_names(section) | {section.name}, last=last)
        elif focus:
            page.focus_last() if last else page.focus_first()

    def next_problem(self, step: int) -> bool:
        """F8: the next question that is required and empty, wrong or warned about, in any section."""
        shown = self._shown
        if shown is None:
            return False
        order = {name: place for place, name in enumerate(shown.template.by_name)}
        places = sorted(self._attention(shown), key=lambda one: (order[one.name], one.rows))
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

    def _attention(self, shown: IsianTampil) -> set[Place]:
        """What F8 leads to: required and empty, wrong, warned about. With `Hanya yang kosong`, or where
        nothing of that is left, every gap.
        """
        found = {one.place for one in (*shown.state.at_finish(), *shown.lonjakan)}
        if self.only_empty.isChecked() or not found:
            open_to_all = {
                one.name for one in shown.template.questions if one.is_answerable and not one.is_read_only
            }
            found |= {
                place
                for place in shown.state.relevant
                if place.name in open_to_all and place not in shown.state.values and len(place.rows) < 2
            }
        return found

    def _beside(self, step: int) -> int:
        """The section before or after this one; with `Hanya yang kosong` the next that has a gap."""
        number, shown = self._number + step, self._shown
        while (
            shown is not None and self.only_empty.isChecked() and 0 <= number < len(shown.template.sections)
        ):
            done = shown.state.progress(shown.template.sections[number])
            if done.filled < done.total:
                break
            number += step
        return number

    def _filter(self, on: bool) -> None:
        """Hanya yang kosong: what is answered already is set aside, in every section."""
        shown, page = self._shown, self.page
        if shown is None or page is None:
            return
        self.commit()
        page.set_only_empty(shown.state if on else None)
        self._refresh()

    def _remembered(self) -> Place | None:
        """Where the cursor was when this form was open last."""
        kept = self._desk.memory.get(f"{_MEMORY}{self._key}")
        name, _slash, rows = kept.partition("/") if isinstance(kept, str) else ("", "", "")
        return Place(name, (int(rows),) if rows.isdecimal() else ()) if name else None

    def remember(self, widget: QWidget | None) -> None:
        """Keep the question with this widget as the place to come back to."""
        place = self.page.place_of(widget) if self.page is not None and self._key is not None else None
        if place is not None and self.is_whole:
            number = self._section_of(place)
            if number is not None and number != self._number:
                self._number = number
                self._refresh()
        if place is not None:
            rows = f"/{place.rows[0]}" if place.rows else ""
            self._desk.memory.put(f"{_MEMORY}{self._key}", f"{place.name}{rows}")

    def _section_of(self, place: Place) -> int | None:
        shown = self._shown
        for number, section in enumerate(shown.template.sections if shown is not None else ()):
            if place.name == section.name or place.name in _names(section):
                return number
        return None

    def _start_of(self, order: dict[str, int]) -> tuple[int, tuple[int, ...]]:
        """Just before the section that is shown."""
        name = self._current(self._shown).name if self._shown is not None else ""
        return order.get(name, -1), ()

    def go_to_place(self, place: Place) -> bool:
        """Into a question or cell, turning to its section."""
        number = self._section_of(place)
        if number is None or self._shown is None:
            return False
        self.turn_to(number)
        page = self.page
        if page is None:
            return False
        if page.focus_place(place):
            return True
        if self.only_empty.isChecked():  # what is looked for was set aside
            self.only_empty.setChecked(False)
        return page.focus_place(place)

    def _go_to_found(self, place: Place) -> None:
        if not self.go_to_place(place):
            words = _("Pertanyaan itu tidak ditanyakan sekarang: jawaban lain membuatnya tidak berlaku.")
            self._desk.notice(words, Tone.SARAN, seconds=8)

    def jump(self, check: Pemeriksaan) -> None:
        """From a finding to its question."""
        shown = self._shown
        if shown is None:
            return
        places = [one.place for one in shown.state.at_finish() if one.place.name == check.field]
        places += [
            one.place
            for one in shown.lonjakan
            if one.place.name == check.field
            and check.teks.endswith(isian_lalu.in_row(shown.state, one.place, one.sentence))
        ]
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
        if shown is None:
            return
        if 0 <= self._beside(step) < len(shown.template.sections):
            self.turn_to(self._beside(step), focus=True, last=step < 0)
        elif step > 0:
            words = _("Ini pertanyaan terakhir. F8: yang perlu diperhatikan. Ctrl+Enter: Tandai Selesai.")
            self._desk.notice(words, Tone.SARAN, seconds=8)

    def focus_page(self) -> None:
        """The cursor to where it was last time, else into the first question of the section."""
        place = self._remembered()
        if self.page is not None and not (place is not None and self.page.focus_place(place)):
            self.page.focus_first()

    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        """A question that the keys lead to is scrolled into view, with its words above it, and remembered."""
        if new is not None and self._holder.isAncestorOf(new):
            self.remember(new)
            self._show_focus()
        elif old is not None and Shiboken.isValid(old) and self._holder.isAncestorOf(old):
            self.remember(old)

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


def _value(shown: IsianTampil, usul: Usul) -> str:
    return isi_awal.show_value(shown.template, usul.place.name, usul.nilai)


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
