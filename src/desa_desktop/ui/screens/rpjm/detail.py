"""The panel Rincian: amount and target of every year, and the columns for which the table has no room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.rpjm import KegiatanRpjm
from desa_desktop.errors import DesaError, InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import rpjm
from desa_desktop.ui.choices import named_choices
from desa_desktop.ui.kit.fields import Field
from desa_desktop.ui.kit.form import Form, scrolled
from desa_desktop.ui.kit.kinds import Choice, Kind
from desa_desktop.ui.kit.smart import ListField
from desa_desktop.ui.saving import form_callbacks
from desa_desktop.ui.screens.rpjm.columns import BarisRpjm
from desa_desktop.ui.screens.rpjm.plan import OpenRpjm
from desa_desktop.ui.tab_page import heading, small

_AMOUNT, _TARGET = "biaya_", "target_"


class DetailPanel(QFrame):
    """A form over the activity of the current row."""

    def __init__(self, plan: OpenRpjm) -> None:
        super().__init__()
        self.setObjectName("rpjm.rincian")
        self.setProperty("kartu", "ya")
        self._plan = plan
        self._key: UUID | None = None
        self._years: tuple[int, ...] = ()
        self._title = QLabel()
        self._title.setObjectName("rpjm.rincian.judul")
        self._title.setProperty("teks", "label")
        self._title.setWordWrap(True)
        self._origin = small("", "rpjm.rincian.asal")
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
        save, draft = form_callbacks(self._plan.desk, lambda: self.form, KegiatanRpjm, lambda: self._key)

        def store(name: str, value: object) -> None:
            if name.startswith((_AMOUNT, _TARGET)):
                self._save_year(name, value)
            else:
                save(name, value)

        self.form = Form(
            "rpjm.rincian.isian",
            _fields(self._plan.desk.app.aturan, self._years, self._arah),
            today=self._today,
            save=store,
            draft=draft,
        )
        if self._area is not None:
            self._box.removeWidget(self._area)
            self._area.hide()
            self._area.deleteLater()
        self._area = scrolled(self.form, "rpjm.rincian.gulung", margin=4)
        # sixteen fields of years scroll in here; they never make the page higher than the window
        self._area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._box.addWidget(self._area, 1)

    def _today(self) -> date:
        return self._plan.desk.today()

    def _arah(self) -> Sequence[Choice]:
        read = self._plan.read
        lines = read.tampil.arah if read is not None else ()
        return [Choice(line.arah.id, f"{line.nomor} {line.arah.uraian}") for line in lines]

    def _save_year(self, name: str, value: object) -> None:
        key, year = self._key, int(name.rpartition("_")[2])
        if key is None:
            return
        form = self.form

        def refused(error: DesaError) -> None:
            form.refuse({name: error.sentence})
            if not isinstance(error, InvalidInput):
                self._plan.desk.show_error(error)

        act = rpjm.set_amounts if name.startswith(_AMOUNT) else rpjm.set_targets
        stored = value if name.startswith(_AMOUNT) else str(value or "")
        self._plan.save(self, act, {key: {year: stored}}, failed=refused, place=("KegiatanRpjm", key, name))

    def show_row(self, row: BarisRpjm | None) -> None:
        """The activity of the current row; what is typed for another one is stored first."""
        key = row.id if row is not None else None
        if key != self._key or self._years != self._plan.years:
            self.form.commit()
            if self._years != self._plan.years or any(box.is_being_typed for box in self.form.boxes.values()):
                self._years = self._plan.years
                self._make_form()  # an unclear text belongs to the row before
            self._key = key
        self.form.set_locked(self._plan.is_locked or row is None)
        if row is None:
            self._title.setText(_("Pilih satu kegiatan di tabel."))
            self._origin.setText("")
            return
        one = row.kegiatan
        self._title.setText(f"{row.nomor}. {one.nama}" if one.nama else str(row.nomor))
        origin = _("Berasal dari usulan nomor {n}").format(n=row.asal) if row.asal else ""
        self._origin.setText(origin)
        self._origin.setVisible(bool(origin))
        values: dict[str, object] = {
            name: getattr(one, name) for name in self.form.boxes if hasattr(one, name)
        }
        for year in self._years:
            values[f"{_AMOUNT}{year}"] = one.biaya_tahun.get(str(year))
            values[f"{_TARGET}{year}"] = one.target.get(str(year), "")
        self.form.set_values(values)


def _fields(aturan: Aturan, years: Sequence[int], arah: Any) -> Sequence[Field]:
    goals = [Choice(one.nomor, str(one.nomor), one.nama) for one in aturan.sdgs]
    by_year: list[Field] = []
    for year in years:
        by_year += [
            Field(name=f"{_AMOUNT}{year}", label=_("Biaya {tahun}").format(tahun=year), kind=Kind.MONEY),
            Field(name=f"{_TARGET}{year}", label=_("Target {tahun}").format(tahun=year), beside=True),
        ]
    return (
        Field(name="sasaran", label=_("Sasaran/manfaat"), kind=Kind.MULTILINE, lines=2),
        *by_year,
        Field(name="arah_id", label=_("Misi, tujuan, atau sasaran"), kind=Kind.CHOICE, choices=arah),
        Field(name="data_eksisting", label=_("Data eksisting (tahun ke-0)")),
        Field(name="indikator", label=_("Indikator")),
        Field(name="penerima_l", label=_("Penerima L"), kind=Kind.INTEGER),
        Field(name="penerima_p", label=_("Penerima P"), kind=Kind.INTEGER, beside=True),
        Field(name="penerima_rtm", label=_("Rumah tangga miskin"), kind=Kind.INTEGER),
        ListField(name="sdgs", label=_("SDGs Desa"), choices=goals, hint=_("Nomor tujuan, misalnya 1, 6")),
        ListField(name="tanda", label=_("Tanda isu"), choices=named_choices(aturan.tanda),
                  hint=_("Misalnya stunting, ketahanan pangan")),
        Field(name="alasan", label=_("Alasan, bila berubah")),
    )  # fmt: skip
