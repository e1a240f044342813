"""The panel Rincian: the columns of an activity for which the table has no room (ux.md 5.5, Ctrl+I)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.rkp import Kegiatan
from desa_desktop.domain.rumus import Rumus, kalimat_rumus, read_rumus
from desa_desktop.domain.wording import Reading
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import rkp_rumus
from desa_desktop.ui.choices import named_choices
from desa_desktop.ui.kit.fields import Field
from desa_desktop.ui.kit.form import Form, scrolled
from desa_desktop.ui.kit.kinds import Choice, Kind
from desa_desktop.ui.kit.smart import ListField
from desa_desktop.ui.saving import form_callbacks, save_field
from desa_desktop.ui.screens.rkpdes.columns import BarisKegiatan, origin_words
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
        _save, draft = form_callbacks(self._plan.desk, lambda: self.form, Kegiatan, lambda: self._key)
        self.form = Form(
            "rkpdes.rincian.isian",
            _fields(self._plan.desk.app.aturan, self._rpjm_rows),
            today=self._today,
            save=self._save,
            draft=draft,
        )
        if self._area is not None:
            self._box.removeWidget(self._area)
            self._area.hide()
            self._area.deleteLater()
        self._area = scrolled(self.form, "rkpdes.rincian.gulung", margin=4)
        self._box.addWidget(self._area, 1)

    def _rpjm_rows(self) -> Sequence[Choice]:
        """All rows of the RPJM Desa, with the years they are ticked for."""
        read = self._plan.read
        rows = read.rpjm.pilihan if read is not None else ()
        return [
            Choice(one.id, one.nama or one.kode, ", ".join(str(n) for n in sorted(one.tahun))) for one in rows
        ]

    def _save(self, name: str, value: object) -> None:
        """A formula brings its cost along; taking it away leaves the amount."""
        key = self._key
        if key is None:
            return
        if name == "rumus":
            form = self.form
            wanted = value if isinstance(value, Rumus) else None
            self._plan.save(
                form,
                rkp_rumus.set_rumus,
                key,
                wanted,
                failed=lambda error: form.refuse({"rumus": error.sentence}),
                place=("Kegiatan", key, "rumus"),
            )
            return
        save_field(self._plan.desk, self.form, Kegiatan, key, name, value)

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
        self._origin.setText(self._origin_of(row))
        values = {name: getattr(row.kegiatan, name) for name in self.form.boxes}
        self.form.set_values({**values, "rumus": row.rumus})

    def _origin_of(self, row: BarisKegiatan) -> str:
        """Proposal, RPJM and formula in words."""
        said = []
        if row.usulan is not None:
            said.append(_("Berasal dari usulan nomor {n}").format(n=row.usulan))
        name = f" ({row.rpjm.nama})" if row.rpjm.nama else ""
        said.append(_("RPJM: {keadaan}").format(keadaan=origin_words(row.rpjm).lower()) + name)
        read = self._plan.read
        formula = kalimat_rumus(row.kegiatan, read.rencana.rkp.pagu) if read is not None else ""
        return " · ".join([*said, formula] if formula else said)


@dataclass(frozen=True, kw_only=True)
class FormulaField(Field):
    """A share of a pagu, typed as `20% DDS`."""

    aturan: Aturan

    def read(self, text: str, today: Callable[[], date] | None) -> Reading[object]:
        """The formula meant; an empty text is none."""
        if not text.strip():
            return Reading(None)
        try:
            return Reading(read_rumus(text, self.aturan))
        except InvalidInput as wrong:
            return Reading(None, wrong.fields["rumus"])

    def show(self, value: object, *, long: bool = False) -> str:
        """`20% DDS`."""
        return value.teks if isinstance(value, Rumus) else ""


def _fields(aturan: Aturan, rpjm: Callable[[], Sequence[Choice]]) -> Sequence[Field]:
    goals = [Choice(one.nomor, str(one.nomor), one.nama) for one in aturan.sdgs]
    return (
        Field(name="sasaran", label=_("Sasaran/manfaat"), kind=Kind.MULTILINE, lines=2),
        FormulaField(name="rumus", label=_("Biaya mengikuti pagu"), aturan=aturan,
                     hint=_("Misalnya 20% DDS. Dari pagu tanpa SiLPA, dibulatkan ke rupiah terdekat.")),
        Field(name="rpjm_id", label=_("Kegiatan RPJM Desa"), kind=Kind.CHOICE, choices=rpjm,
              hint=_("Ketik namanya untuk mencari.")),
        Field(name="alasan_rpjm", label=_("Alasan di luar RPJM"), kind=Kind.MULTILINE,
              lines=2),
        Field(name="nomor_ba_rpjm", label=_("Nomor berita acaranya")),
        Field(name="penerima_l", label=_("Penerima L"), kind=Kind.INTEGER),
        Field(name="penerima_p", label=_("Penerima P"), kind=Kind.INTEGER, beside=True),
        Field(name="penerima_rtm", label=_("Rumah tangga miskin"), kind=Kind.INTEGER),
        Field(name="data_eksisting", label=_("Data eksisting tahun berjalan")),
        Field(name="target", label=_("Target capaian")),
        Field(name="pelaksana", label=_("Pelaksana kegiatan")),
        Field(name="rencana", label=_("Rencana pelaksanaan")),
        Field(name="mitra", label=_("Mitra (pihak ketiga)")),
        Field(name="biaya_mitra", label=_("Biaya dari mitra"), kind=Kind.MONEY, unit=_("rupiah")),
        ListField(name="sdgs", label=_("SDGs Desa"), choices=goals, hint=_("Nomor tujuan, misalnya 1, 6")),
        ListField(name="tanda", label=_("Tanda isu"), choices=named_choices(aturan.tanda),
                  hint=_("Misalnya stunting, ketahanan pangan")),
    )  # fmt: skip
