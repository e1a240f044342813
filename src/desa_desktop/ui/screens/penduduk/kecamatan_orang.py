"""One resident as a kecamatan reads it: facts of the person and the family, nothing to type."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desa_desktop.domain.penduduk import Keluarga, Penduduk
from desa_desktop.domain.penduduk.dokumen import travelling
from desa_desktop.domain.penduduk.nik import mask_nik
from desa_desktop.domain.sebutan import field_name
from desa_desktop.errors import DesaError
from desa_desktop.i18n import _
from desa_desktop.services import penduduk_kecamatan as service
from desa_desktop.services.penduduk_kecamatan import OrangDesa
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.form import scrolled
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.screens.penduduk.kata import Kata
from desa_desktop.ui.tab_page import heading, small

_NUMBERS = frozenset({"nik", "nik_ayah", "nik_ibu", "no_kk"})
# what is said in other places of the page, or only holds the records together
_UNSAID = frozenset(
    {
        *("id", "nama", "gelar_depan", "gelar_belakang", "keluarga_id", "digabung_ke_id", "urut"),
        *("dusun_id", "nomor_sementara"),
    }
)
_FIRST = ("nik", "jk", "tempat_lahir", "tanggal_lahir", "shdk", "status_kawin", "agama", "pendidikan_kk")


class ReadPage(QWidget):
    """`open(key)` shows a person; the sentence above says whose register it is."""

    def __init__(self, desk: Desk, kata: Kata) -> None:
        super().__init__()
        self.setObjectName("penduduk_desa.orang")
        self._desk, self._kata = desk, kata
        self._key: UUID | None = None
        self.name = heading("")
        self.name.setObjectName("penduduk_desa.orang.nama")
        self.owner = MarkedText(Mark.TIDAK_ADA, "")
        self.owner.setObjectName("penduduk_desa.orang.pemilik")
        self.facts, self._facts = _card()
        self.family, self._family = _card()
        self.family_head = small("", "penduduk_desa.orang.keluarga")
        self.members = Grid("penduduk_desa.orang.anggota", _columns(kata), row_id=lambda row: row.id)
        self.members.setAccessibleName(_("Anggota keluarga"))
        self.members.set_locked(True)
        self._family.addWidget(heading(_("Keluarga")))
        self._family.addWidget(self.family_head)
        self._family.addWidget(self.members, 1)
        self.members.row_activated.connect(self.open)
        left = QWidget()
        inside = QVBoxLayout(left)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.facts)
        inside.addStretch(1)
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(scrolled(left, "penduduk_desa.orang.gulung", margin=0), 1)
        across.addWidget(self.family, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(8)
        box.addWidget(self.name)
        box.addWidget(self.owner)
        box.addLayout(across, 1)
        self._lines: QWidget | None = None

    def open(self, key: object) -> None:
        """Show this person."""
        if isinstance(key, UUID):
            self._key = key
            self.reload()

    def reload(self) -> None:
        """Read the person anew."""
        key, database = self._key, self._desk.app.database
        if key is not None:
            self._desk.run(self, lambda: service.get_orang(database, key), self._show, self._gone)

    def _gone(self, error: DesaError) -> None:
        self.owner.set_state(Mark.PERINGATAN, error.sentence)

    def _show(self, shown: OrangDesa) -> None:
        if shown.orang.id != self._key:
            return
        self.name.setText(shown.orang.nama_lengkap or _("Tanpa nama"))
        words = _("Data penduduk Desa {desa}. Di kecamatan hanya dibaca; perbaikan dilakukan di desa.")
        self.owner.set_state(Mark.TIDAK_ADA, words.format(desa=shown.desa))
        self._fill(self._facts_of(shown))
        family = shown.keluarga
        self.family_head.setText(self._place(family, shown) if family is not None else _("Tanpa keluarga."))
        self.members.show_rows(list(shown.anggota))

    def _facts_of(self, shown: OrangDesa) -> list[tuple[str, str]]:
        orang = shown.orang
        names = [*_FIRST, *(one for one in travelling(Penduduk) if one not in _FIRST)]
        found = []
        for name in names:
            said = "" if name in _UNSAID else self._value(name, getattr(orang, name))
            if said:
                found.append((field_name(name), said))
        if shown.dusun:
            found.append((_("Dusun"), shown.dusun))
        return found

    def _value(self, name: str, value: Any) -> str:
        if name in _NUMBERS and value:
            return str(value) if self._kata.is_tampak else mask_nik(str(value))
        if value is False or value in (None, "", 0):
            return ""
        return self._kata.value(name, value)

    def _place(self, family: Keluarga, shown: OrangDesa) -> str:
        number = self._kata.no_kk(family)
        parts = [
            _("KK {nomor}").format(nomor=number) if number else _("tanpa Nomor KK"),
            family.alamat,
            shown.dusun,
            f"RT {family.rt}" if family.rt else "",
            f"RW {family.rw}" if family.rw else "",
        ]
        return " · ".join(part for part in parts if part)

    def _fill(self, facts: list[tuple[str, str]]) -> None:
        if self._lines is not None:
            self._facts.removeWidget(self._lines)
            self._lines.deleteLater()
        self._lines = QWidget()
        grid = QGridLayout(self._lines)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for number, (word, value) in enumerate(facts):
            label, said = QLabel(word), QLabel(value)
            label.setProperty("teks", "label")
            said.setWordWrap(True)
            said.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            grid.addWidget(label, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(said, number, 1)
        self._facts.addWidget(self._lines)


def _card() -> tuple[QFrame, QVBoxLayout]:
    frame = QFrame()
    frame.setProperty("kartu", "ya")
    box = QVBoxLayout(frame)
    box.setContentsMargins(16, 12, 16, 12)
    box.setSpacing(8)
    return frame, box


def _columns(kata: Kata) -> tuple[Column, ...]:
    return (
        Column(name="nama", label=_("Nama"), width=180, stretch=True),
        Column(name="jk", label=_("L/P"), width=44),
        Column(name="umur", label=_("Umur"), kind=Kind.INTEGER, width=56, value=kata.umur),
        Column(name="shdk", label=_("Hubungan"), width=140, text=lambda row: kata.value("shdk", row.shdk)),
    )
