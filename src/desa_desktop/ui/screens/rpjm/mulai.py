"""What stands where there is no RPJM Desa yet: which years it is for, and the button that begins it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desa_desktop.domain.matriks_rpjm import YEARS
from desa_desktop.i18n import _
from desa_desktop.services import rpjm
from desa_desktop.ui.kit.fields import Field
from desa_desktop.ui.kit.form import Form, scrolled
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.rpjm.plan import OpenRpjm, RpjmTab, Terbaca
from desa_desktop.ui.tab_page import heading, small


class BeginPage(RpjmTab):
    """First and last year are asked for: villages count start and end differently (perencanaan.md 10)."""

    begun = Signal()

    def __init__(self, plan: OpenRpjm) -> None:
        super().__init__(plan, "mulai")
        self._values: dict[str, object] = {
            "tahun": plan.tahun,
            "tahun_akhir": plan.tahun + YEARS - 1,
            "tanggal_pelantikan": None,
        }
        self.form = Form("rpjm.mulai.isian", _fields(), today=plan.desk.today, save=self._take)
        self.form.set_values(self._values)
        sentence = QLabel(
            _(
                "Belum ada RPJM Desa untuk tahun {tahun}. RPJM Desa memuat kegiatan 8 tahun, visi dan misi, "
                "dan pengkajian keadaan desa. RKPDes setiap tahun diambil dari sini."
            ).format(tahun=plan.tahun)
        )
        sentence.setObjectName("rpjm.mulai.kalimat")
        sentence.setWordWrap(True)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(heading(_("Siapkan RPJM Desa")))
        column.addWidget(sentence)
        column.addWidget(self.form)
        column.addWidget(
            small(_("RPJM Desa lama 6 tahun: isi tahun aslinya, lalu pilih Perpanjang ke 8 tahun."))
        )
        column.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(scrolled(inner, "rpjm.mulai.gulung", width=560))

    def _take(self, name: str, value: object) -> None:
        self._values[name] = value
        if name == "tahun" and isinstance(value, int):
            self._values["tahun_akhir"] = value + YEARS - 1
            self.form.set_values(self._values)
        self.primary_changed.emit()

    def show_plan(self, _read: Terbaca) -> None:
        """There is a plan: nothing to show here."""

    def primary(self) -> Primary:
        """`Siapkan RPJM Desa`."""
        return Primary(_("Siapkan RPJM Desa"), self.begin)

    def arrive(self) -> None:
        """Into the first year."""
        self.form.go_to("tahun")

    def begin(self) -> None:
        """Make the plan."""
        self.form.commit()
        first, last = self._values["tahun"], self._values["tahun_akhir"]
        if not isinstance(first, int):
            self.form.refuse({"tahun": _("Isi tahun pertama, misalnya 2027.")})
            return
        self.plan.save(
            self,
            rpjm.create,
            first,
            last if isinstance(last, int) else None,
            self._values["tanggal_pelantikan"],
            then=lambda _key: self.begun.emit(),
            failed=self._refused,
        )

    def _refused(self, error: Exception) -> None:
        self.form.refuse(getattr(error, "fields", {}))
        self.plan.desk.show_error(error)  # type: ignore[arg-type]  # services raise DesaError only


def _fields() -> list[Field]:
    return [
        YearField(name="tahun", label=_("Tahun pertama"), kind=Kind.INTEGER, wajib=True),
        YearField(name="tahun_akhir", label=_("Tahun terakhir"), kind=Kind.INTEGER, wajib=True, beside=True),
        Field(name="tanggal_pelantikan", label=_("Tanggal pelantikan Kepala Desa"), kind=Kind.DATE,
              hint=_("Batas Perdes RPJM Desa 3 bulan sejak pelantikan.")),
    ]  # fmt: skip


class YearField(Field):
    """A calendar year: written without the point of thousands."""

    def show(self, value: object, *, long: bool = False) -> str:
        """`2027`."""
        return str(value) if isinstance(value, int) else ""
