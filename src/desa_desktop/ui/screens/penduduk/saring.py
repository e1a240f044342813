"""To what the list of residents is narrowed: a panel of choices, chips that say it, and saved filters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desa_desktop.domain.penduduk import StatusDasar
from desa_desktop.i18n import _
from desa_desktop.services.penduduk import KelompokRentan, SaringPenduduk
from desa_desktop.ui.choices import jk_choices
from desa_desktop.ui.kit.fields import Field
from desa_desktop.ui.kit.form import Form, scrolled
from desa_desktop.ui.kit.kinds import Choice, Kind, choices_of, empty_of
from desa_desktop.ui.screens.penduduk.kata import STATUS, Kata
from desa_desktop.ui.style import look
from desa_desktop.ui.tab_page import heading

SEMUA = "semua"
_CODES = ("pendidikan_kk", "pekerjaan", "status_kawin", "agama", "shdk", "cacat")
_TICKS = ("is_tanpa_nik", "is_tidak_lengkap", "is_tanpa_keluarga")
_NAMED = 2  # so many values a chip names; of more it says how many
Values = Mapping[str, Any]


def saring_of(values: Values, kata: str = "") -> SaringPenduduk:
    """The filter meant by the panel's plain values (as a saved filter keeps them) and the typed words."""
    given: dict[str, Any] = {"kata": kata}
    for name in ("rw", "rt", "jk"):
        given[name] = _several(values.get(name))
    for name in ("umur_dari", "umur_sampai"):
        given[name] = values.get(name)
    for name in _CODES:
        given[name] = tuple(int(one) for one in _several(values.get(name)))
    for name in _TICKS:
        given[name] = bool(values.get(name))
    given["dusun"] = tuple(UUID(str(one)) for one in _several(values.get("dusun")))
    given["rentan"] = tuple(KelompokRentan(one) for one in _several(values.get("rentan")))
    status = _several(values.get("status"))
    if status:
        given["status"] = () if SEMUA in status else tuple(StatusDasar(one) for one in status)
    return SaringPenduduk(**given)


def _several(value: Any) -> tuple[Any, ...]:
    """The values of one field; a filter saved before several could be chosen has a single one."""
    if value in (None, "", (), []):
        return ()
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def _is_nothing(value: Any) -> bool:
    """Whether nothing is asked for; 0 years is something."""
    return value is None or value is False or value in ("", (), [])


def rentan_choices() -> list[Choice]:
    """The vulnerable groups in words."""
    words = {
        KelompokRentan.BALITA: _("Balita (di bawah 5 tahun)"),
        KelompokRentan.LANSIA: _("Lansia (60 tahun ke atas)"),
        KelompokRentan.DISABILITAS: _("Penyandang disabilitas"),
        KelompokRentan.IBU_HAMIL: _("Ibu hamil"),
        KelompokRentan.SAKIT_MENAHUN: _("Sakit menahun"),
    }
    return [Choice(one.value, word) for one, word in words.items()]


@dataclass(frozen=True, kw_only=True)
class RwField(Field):
    """Numbers of RT or RW: `1, 2` is asked for as `001` and `002`."""

    def read(self, text: str, today: Any) -> Any:
        """Three digits each."""
        found = super().read(text, today)
        parts = re.split(r"[,;/ ]+", str(found.value or "").strip())
        numbers = tuple(dict.fromkeys(one.zfill(3) if one.isdigit() else one for one in parts if one))
        return type(found)(numbers, found.problem, found.code)

    def show(self, value: object, *, long: bool = False) -> str:
        """`001, 002`."""
        return ", ".join(_several(value))


def fields(kata: Kata) -> list[Field]:
    """What can be asked for."""
    status = [Choice(one.value, _(STATUS[one])) for one in StatusDasar if one is not StatusDasar.TIDAK_VALID]

    def many(name: str, label: str, choices: Any, hint: str = "") -> Field:
        return Field(name=name, label=label, kind=Kind.MANY, folded=True, choices=choices, hint=hint)

    def coded(name: str, label: str) -> Field:
        return many(name, label, kata.choices(name))

    return [
        many("dusun", _("Dusun"),
             lambda: [Choice(str(one.value), one.label) for one in kata.dusun_choices()]),
        RwField(name="rt", label=_("RT")),
        RwField(name="rw", label=_("RW"), beside=True),
        Field(name="umur_dari", label=_("Umur dari"), kind=Kind.INTEGER),
        Field(name="umur_sampai", label=_("Umur sampai"), kind=Kind.INTEGER, beside=True),
        Field(name="jk", label=_("Jenis kelamin"), kind=Kind.CHOICE,
              choices=[Choice(one.value, one.note) for one in jk_choices()]),
        many("rentan", _("Kelompok rentan"), rentan_choices()),
        coded("pendidikan_kk", _("Pendidikan")),
        coded("pekerjaan", _("Pekerjaan")),
        coded("cacat", _("Jenis disabilitas")),
        coded("status_kawin", _("Status perkawinan")),
        coded("agama", _("Agama")),
        coded("shdk", _("Hubungan dalam keluarga")),
        many("status", _("Keadaan"), [*status, Choice(SEMUA, _("Semua orang"))],
             _("Kosong: hanya penduduk yang masih tinggal di desa.")),
        Field(name="is_tidak_lengkap", label=_("Hanya yang belum lengkap"), kind=Kind.TICK),
        Field(name="is_tanpa_nik", label=_("Hanya yang tanpa NIK"), kind=Kind.TICK),
        Field(name="is_tanpa_keluarga", label=_("Hanya yang belum masuk keluarga"), kind=Kind.TICK),
    ]  # fmt: skip


def _chosen(field: Field, value: Any) -> str:
    """The chosen words; a saved filter may ask for a dusun that is no more."""
    known = {one.value: one.label for one in choices_of(field.choices)}
    return ", ".join(known.get(one, _("yang sudah dihapus")) for one in _several(value))


class SaringPanel(QFrame):
    """Choices at the side of the list; each counts at once. `changed` after every one of them."""

    changed = Signal()

    def __init__(self, kata: Kata, today: Any) -> None:
        super().__init__()
        self.setObjectName("penduduk.saring")
        self.setProperty("kartu", "ya")
        self.values: dict[str, Any] = {}
        self.form = Form("penduduk.saring.isian", fields(kata), today=today, save=self._take)
        close = QPushButton(_("Tutup"))
        close.setObjectName("penduduk.saring.tutup")
        close.setProperty("rapat", "ya")
        close.clicked.connect(lambda _on=False: self.hide())
        self.saved = QPushButton(_("Tersimpan…"))
        self.saved.setObjectName("penduduk.saring.tersimpan")
        self.saved.setProperty("rapat", "ya")
        self.saved.setToolTip(_("Simpan saringan ini, atau pakai yang sudah disimpan"))
        head = QHBoxLayout()
        head.addWidget(heading(_("Saring")))
        head.addStretch(1)
        head.addWidget(self.saved)
        head.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 10, 4, 8)
        box.setSpacing(6)
        box.addLayout(head)
        box.addWidget(scrolled(self.form, "penduduk.saring.gulung", margin=4), 1)
        self.measure()

    def measure(self) -> None:
        """As wide as a choice needs."""
        self.setFixedWidth(look().px(330))

    def set_values(self, values: Values) -> None:
        """Ask for these and nothing else."""
        known = {name: box.field for name, box in self.form.boxes.items()}
        self.values = {}
        for name, value in values.items():
            is_many = name in known and (known[name].kind is Kind.MANY or isinstance(known[name], RwField))
            kept = list(_several(value)) if is_many else value
            if name in known and not _is_nothing(kept):
                self.values[name] = kept
        self.form.set_values(
            {name: self.values.get(name, empty_of(field.kind)) for name, field in known.items()}
        )
        self.changed.emit()

    def drop(self, names: tuple[str, ...]) -> None:
        """Ask for these no longer."""
        self.set_values({name: value for name, value in self.values.items() if name not in names})

    def chips(self) -> list[tuple[str, tuple[str, ...]]]:
        """(words, fields) of all that is asked for, in the order of the panel."""
        found: list[tuple[str, tuple[str, ...]]] = []
        low, high = self.values.get("umur_dari"), self.values.get("umur_sampai")
        if low is not None or high is not None:
            words = _("Umur {dari}–{sampai}").format(dari=low or 0, sampai=high if high is not None else "…")
            found.append((words, ("umur_dari", "umur_sampai")))
        for name, value in self.values.items():
            field = self.form.boxes[name].field
            if name.startswith("umur_"):
                continue
            if field.kind is Kind.TICK:
                words = field.label.removeprefix(_("Hanya yang ")).capitalize()
            elif field.kind is Kind.MANY and len(value) > _NAMED:
                words = _("{isian}: {n} dipilih").format(isian=field.label, n=len(value))
            else:
                shown = _chosen(field, value) if field.kind is Kind.MANY else field.show(value)
                words = f"{field.label}: {shown}"
            found.append((words, (name,)))
        return found

    def _take(self, name: str, value: object) -> None:
        if _is_nothing(value):
            self.values.pop(name, None)
        else:  # as a saved filter keeps it
            self.values[name] = list(value) if isinstance(value, tuple) else value
        self.changed.emit()


class ChipRow(QWidget):
    """One small button for each thing that is asked for; pressing it asks for that no longer."""

    dropped = Signal(object)
    cleared = Signal()
    more = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("penduduk.orang.cip")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.buttons: list[QPushButton] = []
        self._chips: list[tuple[str, tuple[str, ...]]] = []
        self._fitting = 0
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many as fit beside each other."""
        super().resizeEvent(event)
        if self._chips and self._fits() != self._fitting:
            self.show_chips(self._chips)

    def _fits(self) -> int:
        """How many of the chips have room, the buttons behind them left free."""
        room = self.width() - look().px(210)
        for number, (words, _names) in enumerate(self._chips):
            room -= self.fontMetrics().horizontalAdvance(f"{words}  ✕") + look().px(28)
            if room < 0:
                return number
        return len(self._chips)

    def show_chips(self, chips: list[tuple[str, tuple[str, ...]]]) -> None:
        """Show what is asked for; more than fit are counted on the last button."""
        self._chips = chips
        self.setVisible(bool(chips))
        self.setFixedHeight(look().px(30))
        self._fitting = self._fits()
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        self.buttons = []
        for number, (words, names) in enumerate(chips[: self._fitting]):
            button = self._button(f"cip_{number + 1}", f"{words}  ✕")
            button.setAccessibleName(_("Lepas saringan {nama}").format(nama=words))
            button.clicked.connect(lambda _on=False, names=names: self.dropped.emit(names))
        if len(chips) > self._fitting:
            words = _("+{n} lagi").format(n=len(chips) - self._fitting)
            self._button("lagi", words).clicked.connect(lambda _on=False: self.more.emit())
        if len(chips) > 1:
            self._button("lepas", _("Lepas semua")).clicked.connect(lambda _on=False: self.cleared.emit())
        self._row.addStretch(1)

    def _button(self, name: str, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(f"penduduk.orang.cip.{name}")
        button.setProperty("rapat", "ya")
        self._row.addWidget(button)
        self.buttons.append(button)
        return button
