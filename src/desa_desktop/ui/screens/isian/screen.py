"""The list of checklists, and in its place the form that is being filled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout

from desa_desktop.domain.isian import show_periode
from desa_desktop.domain.periode import Periode
from desa_desktop.domain.wording import show_number
from desa_desktop.errors import DesaError
from desa_desktop.i18n import _
from desa_desktop.services import exchange, isian, isian_keluarga
from desa_desktop.services.isian import IsianTampil
from desa_desktop.services.isian_keluarga import BarisKeluarga
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.rereading import Rereading
from desa_desktop.ui.screen import Command, Screen
from desa_desktop.ui.screens.isian.bagi import HandOut
from desa_desktop.ui.screens.isian.daftar import IsianRow, ListPage, most_urgent, rows_of
from desa_desktop.ui.screens.isian.form import ALL, ONLY_EMPTY, FormPage
from desa_desktop.ui.screens.isian.keluaran import Keluaran, Pilihan
from desa_desktop.ui.screens.isian.keluarga import FamilyPage, place_name
from desa_desktop.ui.screens.isian.kumpul import GatherPage
from desa_desktop.ui.screens.isian.nihil import KEY as NIHIL
from desa_desktop.ui.screens.isian.periode import ask_periode
from desa_desktop.ui.screens.isian.salin import KEY as SALIN_KEY
from desa_desktop.ui.screens.isian.salin import SalinPage
from desa_desktop.ui.screens.isian.templat import TABLES as TEMPLAT_TABLES
from desa_desktop.ui.screens.isian.templat import TemplatPage
from desa_desktop.ui.screens.isian.usul import TAKE_ONE, TAKE_SECTION


class _Layers(QStackedWidget):
    """Pages of which only the one in sight asks for room: the list does not scroll for the form's sake."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _number: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        """What the page in sight needs."""
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else super().minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        """No: a page out of sight would ask for its height at this width."""
        return False


class IsianScreen(Screen):
    """`Lanjutkan isian` in the list, `Tandai Selesai` in a form, `Buat perubahan` in a finished one."""

    help = "isian"
    tables = frozenset({"isian", "jawaban"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "isian")
        self.title = _("Daftar Isian")
        self._wants_focus = self._has_chosen = False
        self.list, self.families, self.form = ListPage(desk), FamilyPage(desk), FormPage(desk)
        self.gather, self.handing, self.salin = GatherPage(desk), HandOut(desk, self), SalinPage(desk)
        self._family: BarisKeluarga | None = None
        self.keluaran = Keluaran(desk, self, self._chosen)
        self.ask_period: Callable[[str, Sequence[Periode]], str | None] = partial(ask_periode, self)
        self._reading = Rereading(desk, self, self._prepare, self._show_list)
        self._layers = _Layers()
        self._layers.addWidget(self.list)
        self._layers.addWidget(self.families)
        self._layers.addWidget(self.gather)
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
        self.families.opened.connect(self.open_family)
        self.families.changed.connect(self._families_read)
        self.families.hand_out.clicked.connect(self.hand_out)
        self.families.gather.clicked.connect(self.gather.choose)
        self.gather.changed.connect(self._gather_read)
        self.gather.closed.connect(self._gather_closed)
        self.gather.done.connect(self._to_families)
        self.salin.shown_form.connect(self._show_copying)
        self.salin.fill_wanted.connect(self._leave_copying)
        self.list.tools.addWidget(self.keluaran.button("isian.keluaran_daftar"))
        self.form.tools.addWidget(self.keluaran.button("isian.keluaran_isian"))
        self.families.tools.addWidget(self.keluaran.button("isian.keluaran_keluarga"))
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
        has_menu = not copying and not at_templat and self._layers.currentWidget() is not self.gather
        self.print_document = self.export = self._show_menu if has_menu else None
        self.set_commands(
            [
                Command(
                    _("Isi periode lain…"),
                    self.open_other,
                    enabled=not in_form and not copying and not at_templat,
                ),
                Command(
                    _("Keluarga berikutnya yang belum selesai"),
                    self.open_next_family,
                    "Ctrl+Shift+N",
                    self._is_of_families,
                ),
                Command(_("Bagi keluarga ke petugas…"), self.hand_out, enabled=self.is_in_families),
                Command(_("Terima dari petugas…"), self.gather.choose, enabled=self.is_in_families),
                Command(_("Buat perubahan"), self.form.revise, enabled=in_form and self.form.is_locked),
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
                Command(_("Salin dari periode lalu, bagian ini"), self.form.copy_section, enabled=in_form),
                Command(_("Salinan di bagian ini benar"), self.form.confirm_section, enabled=in_form),
                Command(_("Nihil: isi 0 di jumlah yang kosong"), self.form.nihil_here, NIHIL, in_form),
                Command(_("Tampilkan semua bagian atau satu"), self.form.toggle_all, ALL, in_form),
                Command(_("Hanya yang kosong"), self.form.only_empty.toggle, ONLY_EMPTY, in_form),
            ]
        )

    # -- reading -------------------------------------------------------------------------------------

    @property
    def is_in_form(self) -> bool:
        """Whether a form is open."""
        return self._layers.currentWidget() is self.form

    @property
    def is_in_families(self) -> bool:
        """Whether the families of a form are shown."""
        return self._layers.currentWidget() is self.families

    @property
    def _is_of_families(self) -> bool:
        return self.is_in_families or (self.is_in_form and self._family is not None)

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
        """Answers, the lists of Data Desa that questions choose from, and the families."""
        if self.is_in_form:
            others = {"dusun", "perangkat", "tokoh"}
        elif self.is_in_families:
            others = {"dusun", "keluarga", "penduduk", "mutasi"}
        else:
            others = {"kiriman_keluar", "tanda_terima", "keluarga", "penduduk"}
        others |= TEMPLAT_TABLES
        return bool(tables & (self.tables | others))

    def reload(self) -> None:
        """Read what is shown anew."""
        if self.is_in_form:
            self.form.reload()
        elif self.is_in_families:
            self.families.reload()
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
        """Open the form of a line; it is made when nobody has begun it. Or its families, one form each."""
        if row.one.per_keluarga:
            self.open_families(row.one.form_id, row.one.periode)
        else:
            self._open(row.one.form_id, row.one.periode)

    def open_other(self) -> None:
        """Ask for a period and open the checklist of it."""
        if not self.is_at_list or not self.list.rows:
            return
        current = self.list.grid.current_row()
        chosen = current if isinstance(current, IsianRow) else self.list.rows[0]
        form_id = self.families.form_id if self.is_in_families else chosen.one.form_id
        per_family = self.is_in_families or chosen.one.per_keluarga
        templates, today = self.desk.app.templates, self.desk.today()

        def work() -> tuple[str, Sequence[Periode]]:
            return templates[form_id].title, isian.offered_periode(templates[form_id], today)

        self.desk.run(self, work, lambda read: self._open_asked(form_id, per_family, *read))

    def _open_asked(self, form_id: str, per_family: bool, title: str, offered: Sequence[Periode]) -> None:
        text = self.ask_period(title, offered)
        if text and per_family:
            self.open_families(form_id, text)
        elif text:
            self._open(form_id, text)

    # -- families ------------------------------------------------------------------------------------

    def open_families(self, form_id: str, periode: str) -> None:
        """Show the families of a form and period, each with how far it is."""
        self.help = "isian_keluarga"
        self._layers.setCurrentWidget(self.families)
        self._family = None
        self.back = self._to_list
        self.set_title(show_periode(periode))
        self._show_commands()
        self._families_primary()
        self.families.open_list(form_id, periode)

    def _families_read(self) -> None:
        listed = self.families.listed
        if self.is_in_families and listed is not None:
            self.set_title(f"{listed.judul} · {show_periode(listed.periode)}")
            self._families_primary()
        elif self.is_in_form and self.form.is_locked:
            self._form_primary()

    def _families_primary(self) -> None:
        first = self.families.next
        words = _("Isi keluarga berikutnya")
        if first is None:
            listed = self.families.listed
            why = _("Semua keluarga selesai.") if listed is not None else _("Daftar keluarga sedang dibaca.")
            if listed is not None and not listed.baris:
                why = _("Belum ada keluarga di Data Penduduk.")
            self.set_primary(words, lambda: None, enabled=False, why=why)
        else:
            self.set_primary(words, self.open_next_family)

    # -- enumerators ---------------------------------------------------------------------------------

    def hand_out(self) -> None:
        """A workbook of the families of the chosen place for an enumerator."""
        line, listed = self.families.place, self.families.listed
        if line is None or listed is None:
            return
        living = sum(1 for row in line.baris if row.jumlah)
        waiting = sum(1 for row in line.baris if row.is_menunggu)
        where = line.nama.strip()
        self.handing.start(listed.form_id, listed.periode, line.tempat, where, waiting, living)

    def _gather_read(self) -> None:
        """A workbook was read: show what it would change."""
        found = self.gather.found
        if found is None:
            return
        self._layers.setCurrentWidget(self.gather)
        self.back = self._gather_closed
        self.set_title(_("Terima dari petugas"))
        self._show_commands()
        count = self.gather.count
        words = _("Masukkan {n} jawaban").format(n=show_number(count))
        why = "" if count else _("Tidak ada jawaban baru di berkas ini.")
        self.set_primary(words, self.gather.accept, enabled=bool(count), why=why)

    def _gather_closed(self) -> None:
        if self._layers.currentWidget() is self.gather:
            self._to_families()

    def open_next_family(self) -> None:
        """The form of the next family that is not done: in the same RT first."""
        found = self.families.after(self._family.id) if self._family is not None else self.families.next
        if found is None:
            self.desk.notice(_("Semua keluarga selesai."), seconds=8)
            return
        self.form.commit()
        self.desk.after_saves(lambda: self.open_family(found))

    def open_family(self, row: BarisKeluarga) -> None:
        """Open the form of a family; it is made when nobody has begun it."""
        self.families.remember(row.id)
        if row.isian_id is not None:
            self._show_family(row, row.isian_id)
            return
        app, by, at = self.desk.app, self.desk.person, self.desk.now()
        form_id, periode = self.families.form_id, self.families.periode
        self.desk.run(
            self,
            lambda: isian.open_isian(
                app.database,
                app.templates,
                form_id,
                periode,
                by=by,
                at=at,
                keluarga=row.id,
                kode=app.kode,
            ),
            lambda key: self._show_family(row, key),
        )

    def _show_family(self, row: BarisKeluarga, key: UUID) -> None:
        self._family = row
        self.open_form(key)
        self.families.reload()  # so that the family after this one is known

    def _open(self, form_id: str, periode: str) -> None:
        self._family = None
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
        self.desk.after_saves(self._to_families if self._family is not None else self._to_list)

    def _to_families(self) -> None:
        self.open_families(self.families.form_id, self.families.periode)

    def _to_list(self) -> None:
        self._layers.setCurrentWidget(self.list)
        self._family, self.help = None, "isian"
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

        today = self.desk.today()

        def work() -> IsianRow | tuple[UUID, BarisKeluarga | None, str, str]:
            for one in rows_of(isian.list_isian(app.database, app.templates, by=by, at=at), {}):
                if one.id == key:
                    return one
            family = isian_keluarga.keluarga_of(app.database, key, today=today)
            form = isian.show_isian(app.database, app.templates, key, by=by, at=at).isian
            return key, family, form.form_id, form.periode

        self.desk.run(self, work, self._found, self._not_found)

    def _found(self, found: IsianRow | tuple[UUID, BarisKeluarga | None, str, str]) -> None:
        if isinstance(found, IsianRow):
            self.open_row(found)
            return
        key, family, form_id, periode = found
        if family is None:
            self.open_form(key)
            return
        self.families.open_list(form_id, periode)
        self.families.remember(family.id)
        self._show_family(family, key)

    def _not_found(self, error: DesaError) -> None:
        self._to_list()
        self.desk.show_error(error)

    def _show_form(self, shown: IsianTampil) -> None:
        if not self.is_in_form:
            return
        parts = [shown.template.title, show_periode(shown.isian.periode)]
        if self._family is not None:
            parts = [self._family.kepala or self._family.no_kk, place_name(self._family), *parts]
        self.set_title(" · ".join(parts))
        self._form_primary()
        self._show_commands()
        if self._wants_focus and self.isVisible():
            self._wants_focus = False
            self.form.focus_page()

    def _form_primary(self) -> None:
        """Finish; of a finished form change it, or go on to the next family."""
        family = self._family
        following = self.families.after(family.id) if family is not None else None
        if not self.form.is_locked:
            self.set_primary(_("Tandai Selesai"), self.form.ask_to_finish)
        elif following is not None:
            self.set_primary(_("Keluarga berikutnya"), self.open_next_family)
        else:
            self.set_primary(_("Buat perubahan"), self.form.revise)

    def toggle_side(self) -> None:
        """Ctrl+I: more room for the questions."""
        self.form.toggle_side()

    def focus_search(self) -> bool:
        """Ctrl+F: the questions of the form that is open."""
        if not self.is_in_form:
            return super().focus_search()
        self.form.show_sections()
        self.form.finder.focus()
        return True

    def _turn(self, step: int) -> None:
        (self.form.after if step > 0 else self.form.before).click()

    # -- papers, Excel, copying ----------------------------------------------------------------------

    def _chosen(self) -> Pilihan | None:
        """The checklist that is open, else the one the list stands on."""
        shown = self.form.shown
        if self.is_in_form and shown is not None:
            record = shown.isian
            return Pilihan(record.form_id, shown.template.title, record.periode, record.id)
        listed, family = self.families.listed, self.families.grid.current_row()
        if self.is_in_families and listed is not None:
            key = family.isian_id if isinstance(family, BarisKeluarga) else None
            return Pilihan(listed.form_id, listed.judul, listed.periode, key)
        row = self.list.grid.current_row()
        if not isinstance(row, IsianRow):
            return None
        one = row.one
        is_blank = one.keadaan == "belum" or one.per_keluarga  # that line stands for all families
        return Pilihan(one.form_id, one.judul, one.periode, None if is_blank else one.id)

    def _show_menu(self) -> None:
        """Ctrl+P and Ctrl+E: the menu at its button."""
        self.commit()
        name = "isian.keluaran_isian" if self.is_in_form else "isian.keluaran_daftar"
        if self.is_in_families:
            name = "isian.keluaran_keluarga"
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
