"""The short page behind `Siapkan musyawarah`: what kind of meeting, when and where."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desa_desktop.domain.musyawarah import JenisMusyawarah
from desa_desktop.domain.rapat import RANCANGAN
from desa_desktop.i18n import _
from desa_desktop.services.musyawarah import NAMES
from desa_desktop.ui.choices import plain_choices
from desa_desktop.ui.kit.fields import Field
from desa_desktop.ui.kit.form import Form, scrolled
from desa_desktop.ui.kit.kinds import Choice, Kind
from desa_desktop.ui.kit.lines import Line
from desa_desktop.ui.tab_page import heading, small

OFFERED = (
    JenisMusyawarah.MUSRENBANGDES,
    JenisMusyawarah.MUSDUS,
    JenisMusyawarah.KELOMPOK,
    JenisMusyawarah.MUSDES,
    JenisMusyawarah.REMBUK_STUNTING,
    JenisMusyawarah.MUSDES_PENGESAHAN,
    JenisMusyawarah.MUSRENBANGDES_RPJM,
    JenisMusyawarah.MUSRENBANGDES_KHUSUS,
)
_PARTS = {JenisMusyawarah.MUSDUS: "dusun", JenisMusyawarah.KELOMPOK: "kelompok"}


@dataclass(frozen=True, slots=True)
class Diminta:
    """What was asked for on the page; `bagian` is the dusun or the group of the meeting."""

    jenis: JenisMusyawarah
    tanggal: date | None
    tempat: str
    bagian: str


class PreparePage(QWidget):
    """Nothing is stored until `Siapkan`; then the list of the invited and the proposals are taken over.

    `ended` when Enter in the last field asks for it.
    """

    ended = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._hamlets: Sequence[str] = ()
        self._groups: Sequence[str] = ()
        self.setObjectName("musyawarah.siapkan")
        self.form = Form(
            "musyawarah.siapkan.isian",
            (
                Field(
                    name="jenis", label=_("Jenis musyawarah"), kind=Kind.CHOICE, wajib=True, choices=_kinds
                ),
                Field(name="dusun", label=_("Dusun"), kind=Kind.CHOICE, free=True,
                      choices=lambda: plain_choices(self._hamlets),
                      hint=_("Undangan dan usulan dari dusun ini; kosong: semua dusun")),
                Field(name="kelompok", label=_("Kelompok"), kind=Kind.CHOICE, free=True,
                      choices=lambda: plain_choices(self._groups),
                      hint=_("Misalnya kelompok tani, PKK, pemuda; nama lembaga di Data Desa")),
                Field(name="tanggal", label=_("Tanggal"), kind=Kind.DATE, hint=_("Boleh diisi nanti")),
                Field(name="tempat", label=_("Tempat"), hint=_("Kosong: balai desa")),
            ),
            today=today,
            save=lambda name, _value: self._show_part() if name == "jenis" else None,
        )  # fmt: skip
        self.form.boxes["jenis"].editor.changed.connect(self._show_part)
        self.form.on_end = self.ended.emit
        hint = _("Enter: siapkan musyawarah · Shift+Enter: sebelumnya")
        self.form.boxes["tempat"].editor.setProperty("petunjuk", hint)
        self.about = small("", "musyawarah.siapkan.tentang")
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
        box.addWidget(self.about)
        box.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(inner, "musyawarah.siapkan.gulung", width=520))

    def start(
        self,
        jenis: JenisMusyawarah = JenisMusyawarah.MUSRENBANGDES,
        hamlets: Sequence[str] = (),
        groups: Sequence[str] = (),
    ) -> None:
        """Fresh fields, the cursor in the first."""
        self._hamlets, self._groups = hamlets, groups
        self.form.set_values({"jenis": jenis, "dusun": None, "kelompok": None, "tanggal": None, "tempat": ""})
        self._show_part()
        self.form.go_to("jenis")
        editor = self.form.boxes["jenis"].editor
        if isinstance(editor, Line):
            editor.selectAll()  # typing another kind takes the place of the usual one

    def offer(self, hamlets: Sequence[str], groups: Sequence[str]) -> None:
        """The hamlets and groups of this village, as they were read."""
        self._hamlets, self._groups = hamlets, groups

    def _show_part(self) -> None:
        """A hamlet's meeting asks for its dusun, a group's for its name; what will be prepared, in words."""
        jenis = self.form.boxes["jenis"].editor.reading().value  # at once, so that Enter finds the next field
        for kind, name in _PARTS.items():
            self.form.boxes[name].setVisible(jenis is kind)
        if isinstance(jenis, JenisMusyawarah):
            items = ", ".join(_small(_(text)) for text, _minutes in RANCANGAN[jenis].acara)
            self.about.setText(_("Susunan acara: {daftar}.").format(daftar=items))

    def values(self) -> Diminta | None:
        """What is asked for; None while something is not clear (the field says what)."""
        self.form.commit()
        if any(box.level is not None for box in self.form.boxes.values()):
            return None
        given = self.form.values()
        jenis, tanggal = given["jenis"], given["tanggal"]
        if not isinstance(jenis, JenisMusyawarah):
            self.form.refuse({"jenis": _("Pilih jenis musyawarah.")})
            return None
        part = str(given[_PARTS[jenis]] or "").strip() if jenis in _PARTS else ""
        day = tanggal if isinstance(tanggal, date) else None
        return Diminta(jenis, day, str(given["tempat"] or ""), part)


def _small(text: str) -> str:
    """Within a sentence: only the first letter small, so that `RKP Desa` stays as it is written."""
    return text[:1].lower() + text[1:]


def _kinds() -> list[Choice]:
    return [Choice(one, _(NAMES[one])) for one in OFFERED]
