"""The panel Rincian: the columns of an activity for which the table has no room (ux.md 5.5, Ctrl+I)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.rkp import Kegiatan
from desa_desktop.i18n import _
from desa_desktop.ui.choices import named_choices
from desa_desktop.ui.kit.fields import Field
from desa_desktop.ui.kit.form import Form, scrolled
from desa_desktop.ui.kit.kinds import Choice, Kind
from desa_desktop.ui.kit.smart import ListField
from desa_desktop.ui.saving import form_callbacks
from desa_desktop.ui.screens.rkpdes.columns import BarisKegiatan
from desa_desktop.ui.screens.rkpdes.plan import OpenPlan
from desa_desktop.ui.tab_page import heading, small


class DetailPanel(QFrame):
    """A form over the activity of the current row."""

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__()
        self.setObjectName("rkpdes.rincian")
        self.setProperty("kartu", "ya")
        self._plan = plan
        self._key: UUID | None = None
        self._title = QLabel()
        self._title.setObjectName("rkpdes.rincian.judul")
        self._title.setProperty("teks", "label")
        self._title.setWordWrap(True)
        self._origin = small("", "rkpdes.rincian.asal")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(12, 10, 4, 8)
        self._box.setSpacing(6)
        self._box.addWidget(heading(_("Rincian kegiatan")))
        self._box.addWidget(self._title)
        self._box.addWidget(self._origin)
        self.form: Form
        self._area: QWidget | None = None
        self._make_form()

    def _make_form(self) -> None:
        save, draft = form_callbacks(self._plan.desk, lambda: self.form, Kegiatan, lambda: self._key)
        self.form = Form(
            "rkpdes.rincian.isian",
            _fields(self._plan.desk.app.aturan),
            today=self._today,
            save=save,
            draft=draft,
        )
        if self._area is not None:
            self._box.removeWidget(self._area)
            self._area.hide()
            self._area.deleteLater()
        self._area = scrolled(self.form, "rkpdes.rincian.gulung", margin=4)
        self._box.addWidget(self._area, 1)

    def _today(self) -> date:
        return self._plan.desk.today()

    def show_row(self, row: BarisKegiatan | None) -> None:
        """The activity of the current row; what is typed for another one is stored first."""
        key = row.id if row is not None else None
        if key != self._key:
            self.form.commit()
            if any(box.is_being_typed for box in self.form.boxes.values()):
                self._make_form()  # an unclear text belongs to the row before
            self._key = key
        self.form.set_locked(self._plan.is_rkp_locked or row is None)
        if row is None:
            self._title.setText(_("Pilih satu kegiatan di tabel."))
            self._origin.setText("")
            return
        self._title.setText(f"{row.nomor}. {row.kegiatan.nama}" if row.kegiatan.nama else str(row.nomor))
        origin = _("Berasal dari usulan nomor {n}").format(n=row.usulan) if row.usulan is not None else ""
        self._origin.setText(origin)
        self._origin.setVisible(bool(origin))
        self.form.set_values(row.kegiatan)


def _fields(aturan: Aturan) -> Sequence[Field]:
    goals = [Choice(one.nomor, str(one.nomor), one.nama) for one in aturan.sdgs]
    return (
        Field(name="sasaran", label=_("Sasaran/manfaat"), kind=Kind.MULTILINE, lines=2),
        Field(name="penerima_l", label=_("Penerima L"), kind=Kind.INTEGER),
        Field(name="penerima_p", label=_("Penerima P"), kind=Kind.INTEGER, beside=True),
        Field(name="penerima_rtm", label=_("Rumah tangga miskin"), kind=Kind.INTEGER),
        Field(name="data_eksisting", label=_("Data eksisting tahun berjalan")),
        Field(name="target", label=_("Target capaian")),
        Field(name="pelaksana", label=_("Pelaksana kegiatan")),
        Field(name="rencana", label=_("Rencana pelaksanaan")),
        ListField(name="sdgs", label=_("SDGs Desa"), choices=goals, hint=_("Nomor tujuan, misalnya 1, 6")),
        ListField(name="tanda", label=_("Tanda isu"), choices=named_choices(aturan.tanda),
                  hint=_("Misalnya stunting, ketahanan pangan")),
    )  # fmt: skip
