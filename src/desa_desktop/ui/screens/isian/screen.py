"""The list of checklists, and in its place the form that is being filled."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout

from desa_desktop.domain.isian import show_periode
from desa_desktop.errors import DesaError
from desa_desktop.i18n import _
from desa_desktop.services import exchange, isian
from desa_desktop.services.isian import IsianTampil
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.ask import ask_text
from desa_desktop.ui.rereading import Rereading
from desa_desktop.ui.screen import Command, Screen
from desa_desktop.ui.screens.isian.daftar import IsianRow, ListPage, most_urgent, rows_of
from desa_desktop.ui.screens.isian.form import FormPage
from desa_desktop.ui.screens.isian.keluaran import Keluaran, Pilihan
from desa_desktop.ui.screens.isian.salin import KEY as SALIN_KEY
from desa_desktop.ui.screens.isian.salin import SalinPage
from desa_desktop.ui.screens.isian.templat import TABLES as TEMPLAT_TABLES
from desa_desktop.ui.screens.isian.templat import TemplatPage
from desa_desktop.ui.screens.isian.usul import TAKE_ONE, TAKE_SECTION


class _Layers(QStackedWidget):
    """List, form and copy list in one place; only the one that is shown says how much room it needs."""

    def minimumSizeHint(self) -> QSize:
        """That of the widget that is shown."""
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else super().minimumSizeHint()


class IsianScreen(Screen):
    """`Lanjutkan isian` in the list, `Tandai Selesai` in a form, `Buat perubahan` in a finished one."""

    help = "isian"
    tables = frozenset({"isian", "jawaban"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "isian")
        self.title = _("Daftar Isian")
        self._wants_focus = self._has_chosen = False
        self.list, self.form, self.salin = ListPage(desk), FormPage(desk), SalinPage(desk)
        self._example = ""  # of a period, as the chosen form has them
        self.keluaran = Keluaran(desk, self, self._chosen)
        self.ask_period: Callable[[str], str | None] = self._ask_period
        self._reading = Rereading(desk, self, self._prepare, self._show_list)
        self._layers = _Layers()
        self._layers.currentChanged.connect(lambda _number: self._layers.updateGeometry())
        self._layers.addWidget(self.list)
        self._layers.addWidget(self.form)
        self._layers.addWidget(self.salin)
        self.templat = TemplatPage(desk)
        self._layers.addWidget(self.templat)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._layers)
        self._connect()
        self._show_commands()
        self.reload()

    def _connect(self) -> None:
        self.list.opened.connect(self.open_row)
        self.list.other_wanted.connect(self.open_other)
        self.form.shown_form.connect(self._show_form)
        self.salin.shown_form.connect(self._show_copying)
        self.list.tools.addWidget(self.keluaran.button("isian.keluaran_daftar"))
        self.form.tools.addWidget(self.keluaran.button("isian.keluaran_isian"))
        self.keluaran.taken.connect(lambda _key: self.reload())
        self.keluaran.copy_wanted.connect(self.open_copying)
        shelf = QPushButton(_("Templat…"))
        shelf.setObjectName("isian.templat")
        shelf.clicked.connect(self.open_templat)
        self.list.tools.addWidget(shelf)
        self.templat.ready.connect(self._show_templat)

    def _show_commands(self) -> None:
        in_form, copying = self.is_in_form, self.is_copying
        at_templat = self.is_at_templat
        self.print_document = self.export = None if copying or at_templat else self._show_menu
        self.set_commands(
            [
                Command(_("Isi periode lain…"), self.open_other, enabled=self.is_at_list),
                Command(
                    _("Baca dari Excel…"), self.keluaran.read_form, enabled=not copying and not at_templat
                ),
                Command(_("Templat Isian"), self.open_templat, enabled=self.is_at_list),
                Command(_("Muat templat…"), self.load_templat, enabled=self.is_at_list or at_templat),
                Command(_("Salin ke web"), self.keluaran.copy, enabled=in_form),
                Command(_("Salin berikutnya"), self.salin.copy_next, SALIN_KEY, copying),
                Command(_("Tampilkan atau sembunyikan panel samping"), self.toggle_side, "Ctrl+I", in_form),
                Command(_("Bagian berikutnya"), lambda: self._turn(1), "Ctrl+PgDown", in_form),
                Command(_("Bagian sebelumnya"), lambda: self._turn(-1), "Ctrl+PgUp", in_form),
                Command(_("Pakai usulan jawaban ini"), self.form.take_current, TAKE_ONE, in_form),
                Command(_("Pakai usulan bagian ini"), self.form.take_section, TAKE_SECTION, in_form),
                Command(_("Pakai semua usulan isian ini"), self.form.take_all, enabled=in_form),
            ]
        )

    # -- reading -------------------------------------------------------------------------------------

    @property
    def is_in_form(self) -> bool:
        """Whether a form is open."""
        return self._layers.currentWidget() is self.form

    @property
    def is_copying(self) -> bool:
        """Whether the list to copy from is open."""
        return self._layers.currentWidget() is self.salin

    @property
    def is_at_list(self) -> bool:
        """Whether the list of checklists is shown."""
        return self._layers.currentWidget() is self.list

    @property
    def is_at_templat(self) -> bool:
        """Whether the templates of this office are shown."""
        return self._layers.currentWidget() is self.templat

    def concerns(self, tables: frozenset[str]) -> bool:
        """Answers, and the lists of Data Desa that questions choose from."""
        others = {"dusun", "perangkat", "tokoh"} if self.is_in_form else {"kiriman_keluar", "tanda_terima"}
        others |= TEMPLAT_TABLES
        return bool(tables & (self.tables | others))

    def reload(self) -> None:
        """Read what is shown anew."""
        if self.is_in_form:
            self.form.reload()
        elif self.is_copying:
            self.salin.reload()
        elif self.is_at_templat:
            self.templat.reload()
        else:
            self._reading.start()

    def _prepare(self) -> Callable[[], list[IsianRow]]:
        app, by, at = self.desk.app, self.desk.person, self.desk.now()

        def work() -> list[IsianRow]:
            found = isian.list_isian(app.database, app.templates, by=by, at=at)
            return rows_of(found, exchange.transport_states(app.database))

        return work

    def _show_list(self, rows: list[IsianRow]) -> None:
        self.list.show_rows(rows)
        if self.is_at_list:
            self._list_primary()
            if self.isVisible() and not self._has_chosen and rows:
                self._has_chosen = True
                first = most_urgent(rows)
                self.list.grid.select_row((first or rows[0]).id, "judul")
                self.list.grid.setFocus()

    def _list_primary(self) -> None:
        first = most_urgent(self.list.rows)
        if first is None:
            why = _("Semua isian periode ini selesai.")
            self.set_primary(_("Lanjutkan isian"), lambda: None, enabled=False, why=why)
        else:
            words = _("Mulai isian") if first.one.keadaan == "belum" else _("Lanjutkan isian")
            self.set_primary(words, lambda: self.open_row(first))

    # -- the form ------------------------------------------------------------------------------------

    def open_row(self, row: IsianRow) -> None:
        """Open the form of a line; it is made when nobody has begun it."""
        self._open(row.one.form_id, row.one.periode)

    def open_other(self) -> None:
        """Ask for a period and open the checklist of it."""
        if not self.is_at_list or not self.list.rows:
            return
        current = self.list.grid.current_row()
        chosen = current if isinstance(current, IsianRow) else self.list.rows[0]
        self._example = chosen.one.periode
        text = self.ask_period(chosen.one.judul)
        if text:
            self._open(chosen.one.form_id, text)

    def _ask_period(self, title: str) -> str | None:
        question = _("{judul}: periode mana yang diisi?").format(judul=title)
        return ask_text(self, question, _("Buka"), hint=_("misalnya {contoh}").format(contoh=self._example))

    def _open(self, form_id: str, periode: str) -> None:
        app, by, at = self.desk.app, self.desk.person, self.desk.now()
        self.desk.run(
            self,
            lambda: isian.open_isian(app.database, app.templates, form_id, periode, by=by, at=at),
            self.open_form,
        )

    def open_form(self, key: UUID) -> None:
        """Show the form with this id."""
        self._wants_focus = True
        self._layers.setCurrentWidget(self.form)
        self.back = self.close_form
        self._show_commands()
        self.form.open_form(key)

    def close_form(self) -> None:
        """Kembali: to the list."""
        self.form.commit()
        self.desk.after_saves(self._to_list)

    def _to_list(self) -> None:
        self._layers.setCurrentWidget(self.list)
        self.back = None
        self.set_title(_("Daftar Isian"))
        self._show_commands()
        self._list_primary()
        self.list.grid.setFocus()
        self.reload()

    def go_to(self, key: object) -> None:
        """Open the form with this id (from Beranda); one nobody has begun is begun.

        With ("salin", id) its list to copy from, with "templat" the templates of this office.
        """
        if key == "templat":
            self.open_templat()
            return
        if isinstance(key, tuple) and key[:1] == ("salin",):
            self.open_copying(key[1])
            return
        if not isinstance(key, UUID):
            return
        app, by, at = self.desk.app, self.desk.person, self.desk.now()

        def work() -> UUID:
            for one in isian.list_isian(app.database, app.templates, by=by, at=at):
                if one.id == key:
                    return isian.open_isian(
                        app.database, app.templates, one.form_id, one.periode, by=by, at=at
                    )
            return key

        self.desk.run(self, work, self.open_form, self._not_found)

    def _not_found(self, error: DesaError) -> None:
        self._to_list()
        self.desk.show_error(error)

    def _show_form(self, shown: IsianTampil) -> None:
        if not self.is_in_form:
            return
        self.set_title(f"{shown.template.title} · {show_periode(shown.isian.periode)}")
        if self.form.is_locked:
            self.set_primary(_("Buat perubahan"), self.form.revise)
        else:
            self.set_primary(_("Tandai Selesai"), self.form.ask_to_finish)
        if self._wants_focus and self.isVisible():
            self._wants_focus = False
            self.form.focus_page()

    def toggle_side(self) -> None:
        """Ctrl+I: more room for the questions."""
        self.form.side.setVisible(self.form.side.isHidden())

    def _turn(self, step: int) -> None:
        (self.form.after if step > 0 else self.form.before).click()

    # -- papers, Excel, copying ----------------------------------------------------------------------

    def _chosen(self) -> Pilihan | None:
        """The checklist that is open, else the one the list stands on."""
        shown = self.form.shown
        if self.is_in_form and shown is not None:
            record = shown.isian
            return Pilihan(record.form_id, shown.template.title, record.periode, record.id)
        row = self.list.grid.current_row()
        if not isinstance(row, IsianRow):
            return None
        one = row.one
        return Pilihan(one.form_id, one.judul, one.periode, None if one.keadaan == "belum" else one.id)

    def _show_menu(self) -> None:
        """Ctrl+P and Ctrl+E: the menu at its button."""
        self.commit()
        name = "isian.keluaran_isian" if self.is_in_form else "isian.keluaran_daftar"
        button = self.findChild(QPushButton, name)
        if button is not None:
            button.click()

    def open_copying(self, key: UUID) -> None:
        """Salin ke web: the answers of this checklist one by one."""
        came_from_form = self.is_in_form
        self.commit()

        def show() -> None:
            self._layers.setCurrentWidget(self.salin)
            self.back = (lambda: self._leave_copying(key)) if came_from_form else self._back_to_list
            self._show_commands()
            self.salin.open_list(key)
            self.salin.grid.setFocus()

        self.desk.after_saves(show)

    def _show_copying(self, shown: IsianTampil) -> None:
        if self.is_copying:
            self.set_title(self.salin.title(shown))
            self.clear_primary()

    def _leave_copying(self, key: UUID) -> None:
        self.salin.leave()
        self.open_form(key)

    def _back_to_list(self) -> None:
        self.salin.leave()
        self._to_list()

    # -- templates -----------------------------------------------------------------------------------

    def open_templat(self) -> None:
        """Templat…: the templates of this office."""
        self._layers.setCurrentWidget(self.templat)
        self._show_templat()
        self.templat.reload()
        self.templat.focus()

    def load_templat(self) -> None:
        """Muat templat…: from the list too, straight to the file."""
        if not self.is_at_templat:
            self.open_templat()
        self.templat.choose()

    def _show_templat(self) -> None:
        if not self.is_at_templat:
            return
        self.back = self.templat.back_to_list if self.templat.is_at_file else self._to_list
        self.set_title(self.templat.title)
        words, act, enabled, why = self.templat.primary
        self.set_primary(words, act, enabled=enabled, why=why)
        self._show_commands()

    # -- common keys ---------------------------------------------------------------------------------

    def commit(self) -> None:
        """Take what stands in open editors."""
        if self.is_in_form:
            self.form.commit()

    def leave(self) -> bool:
        """Another screen is about to be shown: the place in the copy list is remembered."""
        if self.is_copying:
            self.salin.leave()
        return super().leave()

    def next_problem(self, step: int = 1) -> bool:
        """F8 and Shift+F8 through the whole form."""
        return self.is_in_form and self.form.next_problem(step)
