"""The short page behind `Siapkan musyawarah`: what kind of meeting, when and where."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desa_desktop.domain.musyawarah import JenisMusyawarah
from desa_desktop.i18n import _
from desa_desktop.services.musyawarah import NAMES
from desa_desktop.ui.kit.fields import Field
from desa_desktop.ui.kit.form import Form, scrolled
from desa_desktop.ui.kit.kinds import Choice, Kind
from desa_desktop.ui.tab_page import heading, small

OFFERED = (JenisMusyawarah.MUSRENBANGDES, JenisMusyawarah.MUSDES)


class PreparePage(QWidget):
    """Nothing is stored until `Siapkan`; then the list of the invited and the proposals are taken over."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("musyawarah.siapkan")
        self.form = Form(
            "musyawarah.siapkan.isian",
            (
                Field(
                    name="jenis", label=_("Jenis musyawarah"), kind=Kind.CHOICE, wajib=True, choices=_kinds
                ),
                Field(name="tanggal", label=_("Tanggal"), kind=Kind.DATE, hint=_("Boleh diisi nanti")),
                Field(name="tempat", label=_("Tempat"), hint=_("Kosong: balai desa")),
            ),
            today=today,
            save=lambda _name, _value: None,
        )
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(heading(_("Siapkan musyawarah")))
        box.addWidget(
            small(
                _(
                    "Susunan acara, daftar undangan, dan usulan yang dibahas akan disiapkan. "
                    "Semuanya masih bisa diubah."
                )
            )
        )
        box.addWidget(self.form)
        box.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(inner, "musyawarah.siapkan.gulung", width=520))

    def start(self) -> None:
        """Fresh fields, the cursor in the first."""
        self.form.set_values({"jenis": JenisMusyawarah.MUSRENBANGDES, "tanggal": None, "tempat": ""})
        self.form.go_to("jenis")

    def values(self) -> tuple[JenisMusyawarah, date | None, str] | None:
        """Kind, date and place as typed; None while something is not clear (the field says what)."""
        self.form.commit()
        if any(box.level is not None for box in self.form.boxes.values()):
            return None
        given = self.form.values()
        jenis, tanggal = given["jenis"], given["tanggal"]
        if not isinstance(jenis, JenisMusyawarah):
            self.form.refuse({"jenis": _("Pilih jenis musyawarah.")})
            return None
        return jenis, tanggal if isinstance(tanggal, date) else None, str(given["tempat"] or "")


def _kinds() -> list[Choice]:
    return [Choice(one, _(NAMES[one])) for one in OFFERED]
