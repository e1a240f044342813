"""Tab Tim: who writes and verifies the plan, their work plan, programmes from above, the sheets H4."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desa_desktop.domain.rkp import AnggotaTim, JenisTim, ProgramMasuk, RencanaTim, RkpDesa
from desa_desktop.domain.tim import JABATAN_TIM, NAMA_TIM
from desa_desktop.i18n import _
from desa_desktop.services import rkp_tim
from desa_desktop.ui.choices import bidang_choices, jk_choices, sdgs_choices
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.fields import Field
from desa_desktop.ui.kit.form import Form
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import Choice, Kind
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.table import Column, Grouping, RowId
from desa_desktop.ui.kit.tabs import Tabs
from desa_desktop.ui.lock_note import LockNote
from desa_desktop.ui.saving import bind_grid, form_callbacks, undo
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.rkpdes.plan import OpenPlan, PlanTab, Terbaca
from desa_desktop.ui.screens.rkpdes.verification import VerificationPart
from desa_desktop.ui.tab_page import lock_grid, small

ANGGOTA, RKTL, PROGRAM, VERIFIKASI = "anggota", "rktl", "program", "verifikasi"


class TeamTab(PlanTab):
    """Four lists under one tab; each has its own filled button."""

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__(plan, "tim")
        self.lock = LockNote("rkpdes.tim.terkunci", lambda: self.turn_to.emit("kegiatan"))
        self.lock.revise.hide()
        self.members = _members(plan)
        self.lines = _lines(plan)
        self.programmes = _programmes(plan)
        self.verification = VerificationPart(plan)
        self.parts = Tabs("rkpdes.tim.bagian")
        self.parts.bar.setAccessibleName(_("Bagian Tim"))
        self._empty: dict[str, OrEmpty] = {}
        self.parts.add(ANGGOTA, _("Anggota"), self._members_page())
        self.parts.add(RKTL, _("RKTL"), self._lines_page())
        self.parts.add(PROGRAM, _("Program masuk desa"), self._programmes_page())
        self.parts.add(VERIFIKASI, _("Verifikasi"), self.verification)
        self.parts.turned.connect(lambda _name: self.primary_changed.emit())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.lock)
        box.addWidget(self.parts, 1)

    # -- the pages ---------------------------------------------------------------------------------

    def _members_page(self) -> QWidget:
        save, draft = form_callbacks(self.plan.desk, lambda: self.decree, RkpDesa, lambda: self.plan.rkp_id)
        self.decree = Form(
            "rkpdes.tim.sk",
            (
                Field(name="nomor_sk", label=_("Nomor SK Kepala Desa")),
                Field(name="tanggal_sk", label=_("Tanggal SK"), kind=Kind.DATE, beside=True),
            ),
            today=self.plan.desk.today,
            save=save,
            draft=draft,
        )
        self.counts = {team: MarkedText(Mark.BERJALAN) for team in JenisTim}
        for team, label in self.counts.items():
            label.setObjectName(f"rkpdes.tim.susunan.{team.value}")
        self.copy = self.button(
            "salin", _("Salin tim {tahun}").format(tahun=self.plan.tahun - 1), self.copy_team
        )
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.decree, 2)
        side = QVBoxLayout()
        side.setSpacing(4)
        for label in self.counts.values():
            side.addWidget(label)
        side.addStretch(1)
        head.addLayout(side, 3)
        head.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        empty = EmptyState(
            "rkpdes.tim.kosong",
            _("Tim penyusun dan tim verifikasi belum berisi anggota."),
            [(_("Tambah anggota"), self.add), (_("Salin tim tahun lalu"), self.copy_team)],
        )
        return self._page(ANGGOTA, head, self.members, empty)

    def _lines_page(self) -> QWidget:
        self.fill = self.button("rktl_bawaan", _("Isi tujuh kegiatan biasa"), self.fill_rktl)
        head = QHBoxLayout()
        head.addWidget(small(_("Rencana kerja tindak lanjut tim, dicetak sebagai lampiran.")), 1)
        head.addWidget(self.fill)
        empty = EmptyState(
            "rkpdes.tim.rktl_kosong",
            _("RKTL belum berisi. Mulai dari tujuh kegiatan yang biasa, lalu tulis tanggalnya."),
            [(_("Isi tujuh kegiatan biasa"), self.fill_rktl), (_("Tambah kegiatan"), self.add)],
        )
        return self._page(RKTL, head, self.lines, empty)

    def _programmes_page(self) -> QWidget:
        head = QHBoxLayout()
        head.addWidget(
            small(_("Program pemerintah yang masuk desa tahun ini, supaya tidak dibiayai dua kali.")), 1
        )
        empty = EmptyState(
            "rkpdes.tim.program_kosong",
            _("Belum ada program pemerintah yang masuk desa pada tahun ini."),
            [(_("Tambah program"), self.add)],
        )
        return self._page(PROGRAM, head, self.programmes, empty)

    def _page(self, name: str, head: QHBoxLayout, grid: Grid, empty: EmptyState) -> QWidget:
        page = QWidget()
        self._empty[name] = OrEmpty(grid, empty)
        box = QVBoxLayout(page)
        box.setContentsMargins(16, 10, 16, 8)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(self._empty[name], 1)
        return page

    @property
    def grid(self) -> Grid:
        """The table of the part that is shown."""
        grids = {ANGGOTA: self.members, RKTL: self.lines, PROGRAM: self.programmes}
        return grids.get(self.parts.current, self.verification.grid)

    # -- what is done here -------------------------------------------------------------------------

    def add(self) -> None:
        """A new row of the list that is shown."""
        self._empty[self.parts.current].show_empty(False)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.grid.add_row()

    def fill_rktl(self) -> None:
        """The seven usual lines that are not there yet."""
        self.plan.save(self, rkp_tim.fill_rktl, self.plan.tahun)

    def copy_team(self) -> None:
        """The people of last year's teams."""
        desk = self.plan.desk

        def copied(made: list[UUID]) -> None:
            words = _("{n} anggota disalin.").format(n=len(made))
            desk.notice(words, Tone.SUKSES, _("Urungkan"), lambda: undo(desk, self), seconds=10)

        self.plan.save(self, rkp_tim.copy_team, self.plan.tahun, then=copied)

    # -- the tab -----------------------------------------------------------------------------------

    def show_plan(self, read: Terbaca) -> None:
        """All four lists."""
        plan, locked = read.rencana.rkp, self.plan.is_rkp_locked
        kantor = self.plan.desk.app.kantor
        rule = str(kantor.setelan.get("dasar_tim", "")) if kantor is not None else ""
        shown = rkp_tim.tim_of(plan, self.plan.desk.app.aturan.tim(rule or rkp_tim.DASAR_TIM))
        self.lock.show_state(locked, plan.revisi)
        self.decree.set_values(plan)
        self.decree.set_locked(locked)
        for team, counted in shown.susunan.items():
            words = " ".join([f"{_(NAMA_TIM[team])}: {counted.teks}.", *counted.saran])
            state = Mark.SARAN if counted.saran else Mark.SELESAI if counted.orang else Mark.TIDAK_ADA
            self.counts[team].set_state(state, words)
        programmes = sorted(plan.program, key=lambda one: one.urut)
        for name, grid, rows in (
            (ANGGOTA, self.members, shown.anggota),
            (RKTL, self.lines, shown.rencana),
            (PROGRAM, self.programmes, tuple(programmes)),
        ):
            grid.show_rows(rows)
            lock_grid(grid, locked)
            self._empty[name].show_empty(not rows and grid.editor is None and not locked)
        self.parts.set_count(PROGRAM, len(programmes))
        for button in (self.copy, self.fill):
            button.setEnabled(not locked)
        self.verification.show_plan(read)

    def primary(self) -> Primary | None:
        """Add to the list that is shown."""
        if self.plan.is_rkp_locked:
            return None
        words = {
            ANGGOTA: _("Tambah anggota"),
            RKTL: _("Tambah kegiatan"),
            PROGRAM: _("Tambah program"),
        }
        name = self.parts.current
        return Primary(words[name], self.add) if name in words else self.verification.primary()

    def arrive(self) -> None:
        """Into the table, or on the button that makes the first row."""
        self._empty[self.parts.current].enter(self.grid)

    def jump(self, record: UUID | None, field: str) -> bool:
        """The member, line or programme a finding names."""
        if record is None:
            return False
        for name, grid in ((ANGGOTA, self.members), (RKTL, self.lines), (PROGRAM, self.programmes)):
            if grid.select_row(record, field):
                self.parts.turn_to(name)
                grid.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False


def _members(plan: OpenPlan) -> Grid:
    teams = [Choice(team, _(name)) for team, name in NAMA_TIM.items()]
    grid = Grid(
        "rkpdes.tim.anggota",
        (
            Column(name="nama", label=_("Nama"), width=200, stretch=True, wajib=True, frozen=True),
            Column(name="jk", label=_("L/P"), kind=Kind.CHOICE, width=56, choices=jk_choices()),
            Column(name="jabatan", label=_("Jabatan dalam tim"), kind=Kind.CHOICE, width=140, free=True,
                   choices=[Choice(_(one), _(one)) for one in JABATAN_TIM]),
            Column(name="unsur", label=_("Unsur"), width=160),
            Column(name="tempat_lahir", label=_("Tempat lahir"), width=120),
            Column(name="tanggal_lahir", label=_("Tanggal lahir"), kind=Kind.DATE, width=110),
            Column(name="tim", label=_("Tim"), kind=Kind.CHOICE, width=130, choices=teams),
        ),
        groupings=(Grouping(key=lambda row: row.tim, label=lambda row: _(NAMA_TIM[row.tim]),
                            count=lambda n: _("{n} orang").format(n=n)),),
        today=plan.desk.today,
    )  # fmt: skip
    grid.setAccessibleName(_("Anggota tim"))

    def of_same_team(after: RowId | None) -> Mapping[str, object]:
        read = plan.read
        people = read.rencana.rkp.tim if read is not None else []
        return {"tim": next((one.tim for one in people if one.id == after), JenisTim.PENYUSUN)}

    _bind(plan, grid, AnggotaTim, "nama", of_same_team)
    return grid


def _lines(plan: OpenPlan) -> Grid:
    grid = Grid(
        "rkpdes.tim.rktl",
        (
            Column(
                name="uraian", label=_("Uraian kegiatan"), width=280, stretch=True, wajib=True, frozen=True
            ),
            Column(name="tanggal", label=_("Tanggal"), kind=Kind.DATE, width=120),
            Column(name="tempat", label=_("Tempat"), width=160),
            Column(name="keterangan", label=_("Keterangan"), width=220),
        ),
        today=plan.desk.today,
    )
    grid.setAccessibleName(_("Rencana kerja tindak lanjut"))
    _bind(plan, grid, RencanaTim, "uraian")
    return grid


def _programmes(plan: OpenPlan) -> Grid:
    aturan = plan.desk.app.aturan
    grid = Grid(
        "rkpdes.tim.program",
        (
            Column(name="nama", label=_("Program/kegiatan"), width=220, stretch=True, wajib=True,
                   frozen=True),
            Column(name="bidang", label=_("Bidang"), kind=Kind.CHOICE, width=150,
                   choices=bidang_choices(aturan), value=lambda row: row.bidang or None),
            Column(name="asal", label=_("Pemerintah/Prov/Kab"), width=150),
            Column(name="sdgs", label=_("SDGs"), kind=Kind.MANY, width=70, choices=sdgs_choices(aturan)),
            Column(name="tahun", label=_("Tahun"), kind=Kind.INTEGER, width=66),
            Column(name="lokasi", label=_("Lokasi"), width=110),
            Column(name="volume", label=_("Volume"), kind=Kind.QUANTITY, width=74),
            Column(name="satuan", label=_("Satuan"), width=70,
                   earlier=lambda: [one.nama for one in aturan.satuan]),
            Column(name="pagu", label=_("Total pagu"), kind=Kind.MONEY, width=120, total=True),
        ),
        total_label=lambda number: _("{n} program").format(n=number),
    )  # fmt: skip
    grid.setAccessibleName(_("Program masuk desa"))
    _bind(plan, grid, ProgramMasuk, "nama", lambda _after: {"tahun": plan.tahun})
    return grid


def _bind(plan: OpenPlan, grid: Grid, kind: type[Any], named: str, new_values: Any = None) -> None:
    bind_grid(
        plan.desk,
        grid,
        kind,
        lambda: plan.rkp_id,
        new_values=new_values,
        describe=lambda row: getattr(row, named) or _("tanpa nama"),
    )
