"""Tamu baru: somebody who was not invited came in; one line of four fields, opened when it is needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from desa_desktop.domain.aturan import Aturan
from desa_desktop.i18n import _
from desa_desktop.ui import choices
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.fields import Field
from desa_desktop.ui.kit.form import Form
from desa_desktop.ui.kit.kinds import Choice, Kind


class GuestForm(QFrame):
    """`given(values)` when the guest is complete enough: a name. Nothing is stored before."""

    given = Signal(object)
    opened = Signal()
    closed = Signal()

    def __init__(
        self, name: str, desk: Desk, aturan: Aturan, hamlets: Callable[[], Sequence[Choice]]
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kartu", "ya")
        self.form = Form(
            f"{name}.isian",
            (
                Field(name="nama", label=_("Nama tamu"), wajib=True),
                Field(name="jk", label=_("L/P"), kind=Kind.CHOICE, beside=True, choices=choices.jk_choices()),
                Field(name="unsur", label=_("Unsur"), kind=Kind.CHOICE, beside=True,
                      choices=choices.named_choices(aturan.unsur)),
                Field(name="dusun", label=_("Dusun"), kind=Kind.CHOICE, free=True, beside=True,
                      choices=hamlets),
                Field(name="kelompok_rentan", label=_("Kelompok rentan"), kind=Kind.MANY, beside=True,
                      folded=True, nothing=_("Tidak"), choices=choices.named_choices(aturan.kelompok_rentan)),
            ),
            today=desk.today,
            save=lambda _name, _value: None,
        )  # fmt: skip
        take = QPushButton(_("Catat tamu"))
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
        last = self.form.boxes["dusun"].editor
        self._next = last.on_key
        last.on_key = self._on_last_key
        self.hide()

    def open_with(self, nama: str, jk: str = "", unsur: str = "", dusun: str = "") -> None:
        """Show the line with what is known already in it; the cursor stands in the first empty field."""
        known = {"nama": nama, "jk": jk, "unsur": unsur, "dusun": dusun}
        for name, box in self.form.boxes.items():
            box.editor.set_raw("")
            if known.get(name):
                box.set_value(known[name])
            box.commit(leaving=False)
        self.show()
        self.opened.emit()
        self.form.go_to(next((name for name, value in known.items() if not value.strip()), "dusun"))

    def give(self) -> None:
        """Hand the guest over; without a name the field says so."""
        for box in self.form.boxes.values():
            box.commit()
        values = {name: value or "" for name, value in self.form.values().items()}
        values["kelompok_rentan"] = values["kelompok_rentan"] or ()
        if any(box.level is not None for box in self.form.boxes.values()):
            return
        if not str(values["nama"]).strip():
            self.form.refuse({"nama": _("Isi nama peserta.")})
            self.form.go_to("nama")
            return
        self.given.emit(values)

    def close_form(self) -> None:
        """Away with the line, nothing is kept."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the line."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
        else:
            super().keyPressEvent(event)

    def _on_last_key(self, event: QKeyEvent) -> bool:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        modified = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not is_enter or modified:
            return self._next is not None and self._next(event)
        editor = self.form.boxes["dusun"].editor
        if getattr(editor, "list_is_open", False):
            editor.take_current()  # type: ignore[union-attr]  # a ChoiceLine
        self.give()
        return True
