"""Usulan baru: somebody in the room asks for something that is not on the table yet (ux.md 5.4)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from desa_desktop.i18n import _
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.fields import Field
from desa_desktop.ui.kit.form import Form
from desa_desktop.ui.kit.kinds import Choice, Kind


class NewProposal(QFrame):
    """Two lines of fields. `given(values)` when there is something to ask for; nothing is stored before."""

    given = Signal(object)
    opened = Signal()
    closed = Signal()

    def __init__(self, name: str, desk: Desk, hamlets: Callable[[], Sequence[Choice]]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kartu", "ya")
        self.form = Form(
            f"{name}.isian",
            (
                Field(name="uraian", label=_("Usulan baru"), wajib=True),
                Field(name="dusun", label=_("Dusun"), kind=Kind.CHOICE, free=True, choices=hamlets),
                Field(name="lokasi", label=_("Lokasi (RT/RW)"), beside=True),
                Field(name="perkiraan_biaya", label=_("Perkiraan biaya"), kind=Kind.MONEY, beside=True),
                Field(name="pengusul", label=_("Pengusul"), beside=True),
            ),
            today=desk.today,
            save=lambda _name, _value: None,
        )
        take = QPushButton(_("Catat usulan"))
        take.setObjectName(f"{name}.catat")
        take.clicked.connect(lambda _on=False: self.give())
        away = QPushButton(_("Tutup"))
        away.setObjectName(f"{name}.tutup")
        away.setProperty("peran", "tautan")
        away.clicked.connect(lambda _on=False: self.close_form())
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(take)
        buttons.addWidget(away)
        buttons.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 10, 12, 10)
        box.setSpacing(8)
        box.addWidget(self.form)
        box.addLayout(buttons)
        last = self.form.boxes["pengusul"].editor
        self._next = last.on_key
        last.on_key = self._on_last_key
        self.hide()

    def open_with(self, dusun: str = "") -> None:
        """Empty fields, the hamlet of the proposal before; the cursor stands in the first."""
        for box in self.form.boxes.values():
            box.editor.set_raw("")
            box.commit(leaving=False)
        if dusun:
            self.form.boxes["dusun"].set_value(dusun)
        self.show()
        self.opened.emit()
        self.form.go_to("uraian")

    def give(self) -> None:
        """Hand the proposal over; without words the field says so."""
        self.form.commit()
        if any(box.level is not None for box in self.form.boxes.values()):
            return
        values = {name: value for name, value in self.form.values().items() if value not in (None, "")}
        if not str(values.get("uraian", "")).strip():
            self.form.refuse({"uraian": _("Isi uraian usulan.")})
            self.form.go_to("uraian")
            return
        self.given.emit(values)

    def close_form(self) -> None:
        """Away with the fields, nothing is kept."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the fields."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
        else:
            super().keyPressEvent(event)

    def _on_last_key(self, event: QKeyEvent) -> bool:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.give()
            return True
        return self._next is not None and self._next(event)
