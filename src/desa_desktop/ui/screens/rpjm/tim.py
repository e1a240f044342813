"""Tab Tim: the decision that forms the team, and its members."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout

from desa_desktop.domain.rpjm import AnggotaTimRpjm, RpjmDesa
from desa_desktop.i18n import _
from desa_desktop.ui import choices
from desa_desktop.ui.kit.fields import Field
from desa_desktop.ui.kit.form import Form
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.saving import form_callbacks
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.rpjm.daftar import PlainList
from desa_desktop.ui.screens.rpjm.plan import OpenRpjm, RpjmTab, Terbaca


class TeamTab(RpjmTab):
    """Number and date of the SK above the table of members."""

    def __init__(self, plan: OpenRpjm) -> None:
        super().__init__(plan, "tim")
        save, draft = form_callbacks(plan.desk, lambda: self.form, RpjmDesa, lambda: plan.key)
        self.form = Form(
            "rpjm.tim.sk",
            [
                Field(name="nomor_sk", label=_("Nomor SK tim")),
                Field(name="tanggal_sk", label=_("Tanggal SK"), kind=Kind.DATE, beside=True),
                Field(name="ketua_tim", label=_("Ketua tim, yang menandatangani"), beside=True),
            ],
            today=plan.desk.today,
            save=save,
            draft=draft,
        )
        self.list = PlainList(
            plan, "tim.anggota", AnggotaTimRpjm, _columns(), title=_("Anggota tim penyusun RPJM Desa"),
            empty=_("Tim penyusun dibentuk dengan SK Kepala Desa: pembina, ketua, sekretaris, dan anggota."),
            add=_("Tambah anggota"), first="nama", describe=lambda row: row.nama,
        )  # fmt: skip
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 8)
        box.setSpacing(8)
        box.addWidget(self.form)
        box.addWidget(self.list, 1)

    def show_plan(self, read: Terbaca) -> None:
        """The decision and the members."""
        plan = read.tampil.rpjm
        self.form.set_values(plan)
        self.form.set_locked(self.plan.is_locked)
        self.list.show_list(sorted(plan.tim, key=lambda one: one.urut), read.tampil.pemeriksaan)

    def primary(self) -> Primary | None:
        """`Tambah anggota`."""
        return None if self.plan.is_locked else Primary(self.list.add_words, self.list.add)

    def arrive(self) -> None:
        """Into the table."""
        self.list.arrive()

    def jump(self, record: UUID | None, field: str) -> bool:
        """A member, or a field of the decision."""
        if field in self.form.boxes and record == self.plan.key:
            self.form.go_to(field)
            return True
        return self.list.jump(record, field)


def _columns() -> tuple[Column, ...]:
    offices = [_("Pembina"), _("Ketua"), _("Sekretaris"), _("Anggota")]
    return (
        Column(name="nama", label=_("Nama"), width=200, stretch=True, wajib=True, frozen=True),
        Column(name="jk", label=_("L/P"), kind=Kind.CHOICE, width=60, choices=choices.jk_choices(),
               value=lambda row: row.jk or None),
        Column(name="tempat_lahir", label=_("Tempat lahir"), width=130),
        Column(name="tanggal_lahir", label=_("Tanggal lahir"), kind=Kind.DATE, width=116),
        Column(name="jabatan", label=_("Jabatan"), width=130, earlier=lambda: offices),
        Column(name="unsur", label=_("Unsur"), width=170),
    )  # fmt: skip
