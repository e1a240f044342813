"""One family as on its KK: number and address above, the members as a table that is typed like a sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desa_desktop.domain.pemeriksaan import Pemeriksaan
from desa_desktop.domain.penduduk import KEPALA, Keluarga, Penduduk
from desa_desktop.domain.sebutan import field_name
from desa_desktop.errors import DesaError
from desa_desktop.i18n import _
from desa_desktop.services import editing
from desa_desktop.services import lihat_penduduk as lihat
from desa_desktop.services import penduduk as service
from desa_desktop.services.hapus_penduduk import Terhapus
from desa_desktop.services.lihat_penduduk import KartuKeluarga
from desa_desktop.ui.choices import jk_choices
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.clipboard import Block
from desa_desktop.ui.kit.form import Form, scrolled
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.table import RowId
from desa_desktop.ui.rereading import Rereading
from desa_desktop.ui.saving import change_rows, form_callbacks, keep_draft, stored_value, undo
from desa_desktop.ui.screen import Command, Primary
from desa_desktop.ui.screens.penduduk import isian
from desa_desktop.ui.screens.penduduk.halaman import RecordPage
from desa_desktop.ui.screens.penduduk.hapus import AskWhy, ask_mistake, remove_mistaken
from desa_desktop.ui.screens.penduduk.isian import WargaColumn
from desa_desktop.ui.screens.penduduk.kata import Kata, name_with_state, status_word
from desa_desktop.ui.screens.penduduk.menu_peristiwa import EventMenu
from desa_desktop.ui.screens.penduduk.pribadi import ORANG, SIDE
from desa_desktop.ui.screens.penduduk.tempel_anggota import MOST as MOST_PASTED
from desa_desktop.ui.screens.penduduk.tempel_anggota import read_block
from desa_desktop.ui.screens.penduduk.temuan import TemuanPanel
from desa_desktop.ui.style import look
from desa_desktop.ui.tab_page import heading

MEMBERS = "anggota"


def member_columns(kata: Kata) -> tuple[WargaColumn, ...]:
    """The columns of a KK, in the order in which they are typed."""

    def coded(name: str, width: int, **more: Any) -> WargaColumn:
        label = more.pop("label", field_name(name))
        return WargaColumn(name=name, label=label, kind=Kind.CHOICE, width=width,
                           choices=kata.choices(name), **more)  # fmt: skip

    return (
        WargaColumn(
            name="nama",
            label=_("Nama"),
            width=190,
            frozen=True,
            wajib=True,
            stretch=True,
            text=name_with_state,
        ),
        WargaColumn(name="nik", label=_("NIK"), width=146, text=kata.nik),
        WargaColumn(name="jk", label=_("L/P"), kind=Kind.CHOICE, width=56, choices=jk_choices()),
        WargaColumn(name="tempat_lahir", label=_("Tempat lahir"), width=120),
        WargaColumn(name="tanggal_lahir", label=_("Tanggal lahir"), kind=Kind.DATE, width=104),
        coded("shdk", 136, label=_("Hubungan")),
        coded("status_kawin", 116, label=_("Perkawinan")),
        coded("agama", 90),
        coded("pendidikan_kk", 150, label=_("Pendidikan")),
        coded("pekerjaan", 150),
        WargaColumn(name="nama_ayah", label=_("Nama ayah"), width=140),
        WargaColumn(name="nama_ibu", label=_("Nama ibu"), width=140),
        coded("golongan_darah", 110, shown=False),
        coded("warganegara", 110, shown=False),
        coded("cacat", 130, shown=False, label=_("Disabilitas")),
        WargaColumn(name="status_dasar", label=_("Keadaan"), width=110, editable=False, text=status_word),
    )


class FamilyPage(RecordPage):
    """The card of a family. What is typed is stored at once: a half-typed family is a draft, not a loss."""

    def __init__(self, desk: Desk, kata: Kata) -> None:
        super().__init__("penduduk.kartu", desk, kata)
        self._key: UUID | None = None
        self._field = ""
        self.kartu: KartuKeluarga | None = None
        self.is_new = False
        self._is_going = False
        self.ask_why: AskWhy = lambda nama: ask_mistake(self, nama)
        self._build()
        self._reading: Rereading[KartuKeluarga] = Rereading(
            desk, self, self._prepare, self._show, self._refused
        )

    def _build(self) -> None:
        save, draft = form_callbacks(self._desk, lambda: self.form, Keluarga, lambda: self._key)
        self.form = Form(
            "penduduk.kartu.keluarga", isian.family_fields(self._kata), today=self._desk.today, save=save,
            draft=draft,
        )  # fmt: skip
        self.grid = Grid(
            "penduduk.kartu.anggota",
            member_columns(self._kata),
            today=self._desk.today,
            on_change=self._change,
            on_add=self._add,
            on_paste=self._paste,
            on_draft=lambda cell, text: keep_draft(self._desk, "penduduk.kartu.anggota", cell, text),
            on_withdraw=self._withdraw,
            on_remove=lambda _ids: self.remove_member(),
        )
        self.grid.setAccessibleName(_("Anggota keluarga"))
        self.grid.remember(self._desk.memory)
        self.grid.current_changed.connect(lambda _id: self._on_member())
        self.event_menu = EventMenu(
            self.button("peristiwa", _("Catat &peristiwa…"), lambda: None),
            self.asked.emit,
        )
        self.person = self.button("buka", _("&Buka orang"), self.open_person)
        self.columns = self.button("kolom", _("Kolom…"), self._choose_columns)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(heading(_("Anggota keluarga")))
        tools.addStretch(1)
        for button in (self.numbers, self.event_menu.button, self.person, self.columns):
            tools.addWidget(button)
        self.tools = tools
        below = QWidget()
        box = QVBoxLayout(below)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(tools)
        box.addWidget(self.grid, 1)
        self.findings = TemuanPanel("penduduk.kartu.pemeriksaan")
        self.findings.jump.connect(self._jump_to)
        self.findings.confirmed.connect(self._confirm)
        self._beside = scrolled(self.findings, "penduduk.kartu.samping", margin=0)
        above = QHBoxLayout()
        above.setSpacing(12)
        above.addWidget(scrolled(self.form, "penduduk.kartu.gulung", margin=2), 1)
        above.addWidget(self._beside)
        top = QWidget()
        top.setLayout(above)
        above.setContentsMargins(0, 0, 0, 0)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(top)
        split.addWidget(below)
        split.setStretchFactor(0, 0)
        split.setStretchFactor(1, 1)
        self._split = split
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 10, 16, 10)
        whole.addWidget(split)
        self.measure()

    def measure(self) -> None:
        """The panel of findings, and half the page for the members."""
        if hasattr(self, "_split"):
            self._beside.setFixedWidth(min(look().px(326), SIDE))
            self._split.setSizes([look().px(250), look().px(330)])

    # -- the record ------------------------------------------------------------------------------------

    def open(self, key: UUID, field: str = "") -> None:
        """Show a family; what is typed for another one is stored first."""
        if key != self._key:
            self.close_page()
            self.form.forget()
            self.kartu = None
            self.mask_again()
            self.grid.show_rows([])
        # the cursor goes to the members: in the number of the KK it would show it
        self._key, self._field, self._is_going = key, field or MEMBERS, False
        self.reload()

    def begin(self) -> None:
        """A new family: stored at once and empty, so that nothing typed into it can be lost."""
        desk, at = self._desk, self._desk.now()
        kantor = desk.app.kantor
        if kantor is None:
            return
        family = Keluarga(desa_id=kantor.id, tanggal_daftar=desk.today())  # type: ignore[arg-type]

        def done(_none: object) -> None:
            self.asked.emit("keluarga", family.id, "no_kk")
            self.is_new = True
            self.numbers.setChecked(True)  # what is typed from the paper is compared with it

        desk.save(
            self,
            lambda: service.add_keluarga(desk.app.database, family, [], by=desk.person, at=at),
            done,
        )

    def close_page(self) -> None:
        """Leaving a family into which nothing was typed takes it away again."""
        self.commit()
        kartu, desk, at = self.kartu, self._desk, self._desk.now()
        self.grid.fresh.withdraw()
        if self.is_new and kartu is not None and not kartu.anggota and not _is_filled(kartu.keluarga):
            key = kartu.keluarga.id
            desk.after_saves(
                lambda: desk.run(
                    desk,
                    lambda: editing.withdraw_row(desk.app.database, Keluarga, key, by=desk.person, at=at),
                )
            )
        self.is_new = False

    def reload(self) -> None:
        """Read the family anew."""
        if self._key is not None:
            self._reading.start()

    def _prepare(self) -> Callable[[], KartuKeluarga]:
        key, app, today = self._key, self._desk.app, self._desk.today()
        assert key is not None
        return lambda: lihat.get_kartu_keluarga(app.database, app.kode, key, today)

    def _refused(self, error: DesaError) -> None:
        if self._is_going:
            return
        self._desk.show_error(error)
        self._key = None
        self.done.emit()

    def _show(self, kartu: KartuKeluarga) -> None:
        if kartu.keluarga.id != self._key:
            return
        self.kartu = kartu
        self._kata.take_dusun(kartu.dusun)
        self.form.set_values(kartu.keluarga)
        self.form.set_checks(one for one in kartu.temuan if one.record == kartu.keluarga.id)
        self.grid.show_rows(kartu.anggota)
        own = {one.id for one in kartu.anggota}
        self.grid.set_checks(one for one in kartu.temuan if one.record in own)
        named: dict[UUID, str] = {one.id: one.nama for one in kartu.anggota}
        self.findings.show_checks(_named(one, named) for one in kartu.temuan)
        self._on_member()
        if self._field:
            wanted, self._field = self._field, ""
            QTimer.singleShot(0, self, lambda: self._go_to(wanted))

    def redraw_numbers(self) -> None:
        """In the head of the card and in the table."""
        super().redraw_numbers()
        self.grid.model.redraw()

    def _go_to(self, field: str) -> None:
        if field in self.form.boxes:
            self.form.go_to(field)
        elif self.grid.model.rows:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_member(self) -> None:
        """Events are those of the member in whose row the cursor is, else of the head."""
        kartu = self.kartu
        living = [one for one in kartu.anggota if one.is_hidup] if kartu is not None else []
        row = self.grid.current_row() or next((one for one in living if one.is_kepala), None)
        row = row or next(iter(living), None)
        self.event_menu.about(row, kartu.keluarga if kartu is not None else None, living)
        self.state_changed.emit()

    # -- members ---------------------------------------------------------------------------------------

    def _change(self, changes: list[tuple[RowId, str, object]]) -> None:
        change_rows(self._desk, self.grid, Penduduk, changes)

    def _member(self, values: Mapping[str, object]) -> Penduduk | None:
        if self.kartu is None:
            return None
        family, anggota = self.kartu.keluarga, self.kartu.anggota
        urut = max((one.urut for one in anggota), default=0) + 1
        member = Penduduk(desa_id=family.desa_id, keluarga_id=family.id, urut=urut)
        if not any(one.is_kepala and one.is_hidup for one in anggota):
            member.shdk = KEPALA
        for name, value in values.items():
            setattr(member, name, stored_value(Penduduk, name, value))
        return member

    def add_member(self) -> None:
        """A new last row, with the cursor in its name."""
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.grid.add_row()

    def _add(self, values: Mapping[str, object], _after: RowId | None) -> None:
        desk, at = self._desk, self._desk.now()
        member = self._member(values)
        if member is None:
            self.grid.forget_new_row()
            return

        def refused(error: DesaError) -> None:
            self.grid.forget_new_row()
            desk.show_error(error)

        desk.save(
            self.grid,
            lambda: service.add_penduduk(desk.app.database, member, by=desk.person, at=at),
            failed=refused,
        )

    def _withdraw(self, row_id: RowId) -> None:
        desk, at = self._desk, self._desk.now()
        if isinstance(row_id, UUID):
            key = row_id
            desk.save(
                self.grid,
                lambda: editing.withdraw_row(desk.app.database, Penduduk, key, by=desk.person, at=at),
            )

    def _paste(self, block: Block, anchor: tuple[RowId | None, str]) -> None:
        """Rows from Excel as new members: by their headings, or from the current column on."""
        if self.kartu is None:
            return
        if len(block) > MOST_PASTED:
            words = _("Ini {n} baris, terlalu banyak untuk satu keluarga. Tidak ada yang ditempel.")
            self._desk.notice(words.format(n=len(block)), Tone.PERINGATAN)
            return
        made: list[Penduduk] = []
        unread = 0
        for values, asli in read_block(self.grid, self._kata, block, anchor[1], self._desk.today):
            unread += len(asli)
            member = self._member(values)
            if member is None:
                return
            member.urut += len(made)
            if made and "shdk" not in values:
                member.shdk = None
            member.teks_asli = asli
            made.append(member)
        if made:
            self._store_pasted(made, unread)

    def _store_pasted(self, made: list[Penduduk], unread: int) -> None:
        desk, at = self._desk, self._desk.now()
        words = _("{n} anggota ditempel.").format(n=len(made))
        if unread:
            words += " " + _("{n} sel belum jelas dan ditandai; teksnya disimpan di tandanya.").format(
                n=unread
            )
        desk.save(
            self.grid,
            lambda: lihat.add_anggota(desk.app.database, made, by=desk.person, at=at),
            lambda _done: desk.notice(
                words, Tone.SUKSES, _("Urungkan"), lambda: undo(desk, self), seconds=10
            ),
        )

    def _choose_columns(self) -> None:
        menu = self.grid.columns_menu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.columns.mapToGlobal(QPoint(0, self.columns.height())))

    # -- acts ------------------------------------------------------------------------------------------

    @property
    def title(self) -> str:
        """`Keluarga SUPARDI`."""
        if self.kartu is None:
            return _("Kartu keluarga")
        head = next((one.nama for one in self.kartu.anggota if one.is_kepala and one.nama), "")
        if self.is_new and not head:
            return _("Tambah keluarga")
        return _("Keluarga {nama}").format(nama=head) if head else _("Keluarga tanpa kepala")

    def open_person(self) -> None:
        """The form of the member in whose row the cursor is."""
        row = self.grid.current_row()
        if row is None:
            self._desk.notice(_("Pilih dulu satu anggota di tabel."), Tone.SARAN, seconds=6)
            return
        self.asked.emit(ORANG, row.id, "")

    def _jump_to(self, finding: Pemeriksaan) -> None:
        kartu = self.kartu
        if kartu is None:
            return
        if finding.record == kartu.keluarga.id:
            self._go_to(finding.field)
        elif isinstance(finding.record, UUID):
            if self.grid.model.number_of(finding.field) >= 0 and self.grid.select_row(
                finding.record, finding.field
            ):
                self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self.asked.emit(ORANG, finding.record, finding.field)

    def _confirm(self, finding: Pemeriksaan) -> None:
        desk, at, kartu = self._desk, self._desk.now(), self.kartu
        if kartu is None or finding.record is None:
            return
        key = finding.record
        kind: type[Penduduk | Keluarga] = Keluarga if key == kartu.keluarga.id else Penduduk
        desk.save(
            self,
            lambda: service.confirm(desk.app.database, kind, key, finding.aturan, by=desk.person, at=at),
        )

    def commit(self) -> None:
        """Take what stands in open editors."""
        self.form.commit()
        self.grid.commit()

    def next_problem(self, step: int = 1) -> bool:
        """F8: first the table if the cursor is in it, then the head of the card."""
        parts: list[Form | Grid] = [self.form, self.grid]
        focus = self.window().focusWidget()
        if focus is not None and self.grid.isAncestorOf(focus):
            parts.reverse()
        return any(part.next_problem(step) for part in parts)

    def primary(self) -> Primary | None:
        """`Tambah anggota`."""
        return Primary(_("Tambah anggota"), self.add_member)

    def commands(self) -> Sequence[Command]:
        """The menu Alat."""
        person = Command(_("Buka orang"), self.open_person, "Ctrl+I", bool(self.grid.model.rows))
        gone = Command(_("Hapus catatan keliru…"), self.remove_member, "", bool(self.grid.model.rows))
        return [person, self.numbers_command(), *self.event_menu.commands(), gone]

    def remove_member(self) -> None:
        """Take the record of this line out, with a reason: it never should have been."""
        row = self.grid.current_row()
        if row is None:
            self._desk.notice(_("Pilih dulu satu anggota di tabel."), Tone.SARAN, seconds=6)
            return
        key = row.id

        def gone(found: Terhapus) -> None:
            self.vanished.emit(key)
            self._is_going = found.is_keluarga_ikut
            if found.is_keluarga_ikut:
                self._key, self.kartu = None, None
                self.done.emit()

        remove_mistaken(self._desk, self, row, self.ask_why, gone, self._go)

    def _go(self, is_going: bool) -> None:
        self._is_going = is_going


def _is_filled(keluarga: Keluarga) -> bool:
    return bool(keluarga.no_kk or keluarga.alamat or keluarga.dusun_id or keluarga.rt or keluarga.rw
                or keluarga.kode_pos or keluarga.catatan or keluarga.kelas_sosial)  # fmt: skip


def _named(one: Pemeriksaan, named: Mapping[UUID, str]) -> Pemeriksaan:
    """A finding about a member begins with the name."""
    name = named.get(one.record, "") if one.record is not None else ""
    return Pemeriksaan(
        one.level, f"{name}: {one.teks}" if name else one.teks, one.aturan, one.record, one.field
    )
