"""The texts of a plan's regulation and document: a list at the left, the chosen one to be worded beside it.

Used by the screens of both plans. A text is stored as every field is: when it is left, or after two seconds.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desa_desktop.domain.naskah_rencana import KELOMPOK
from desa_desktop.errors import DesaError, InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import teks_rencana
from desa_desktop.services.teks_rencana import BlokTampil, TeksRencana
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.fields import Field
from desa_desktop.ui.kit.form import Form, scrolled
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.marks import Mark
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.table import Column, Grouping
from desa_desktop.ui.saving import keep_draft
from desa_desktop.ui.style import look
from desa_desktop.ui.tab_page import heading, small


class NaskahPanel(QWidget):
    """The texts of the plan `jenis` of the year `tahun()`. `changed` when another text is shown."""

    changed = Signal()

    def __init__(self, desk: Desk, name: str, jenis: str, tahun: Callable[[], int]) -> None:
        super().__init__()
        self.setObjectName(name)
        self._desk, self._jenis, self._tahun = desk, jenis, tahun
        self._shown: TeksRencana | None = None
        self._kunci = ""
        self._build(name)
        self.grid.current_changed.connect(lambda _row: self._turn())
        self.grid.row_activated.connect(lambda _row: self.edit())

    def _build(self, name: str) -> None:
        self.grid = Grid(
            f"{name}.daftar",
            (
                Column(
                    name="judul", label=_("Teks"), width=150, stretch=True, text=lambda row: _(row.blok.judul)
                ),
                Column(name="keadaan", label=_("Keadaan"), width=130, text=_state, mark=_mark),
            ),
            groupings=(
                Grouping(key=lambda row: row.blok.kelompok, label=lambda row: _(KELOMPOK[row.blok.kelompok])),
            ),
            total_label=lambda number: _("{n} teks").format(n=number),
        )
        self.grid.setAccessibleName(_("Daftar teks naskah"))
        self.form = Form(
            f"{name}.isian",
            [Field(name="teks", label=_("Bunyi teks"), kind=Kind.MULTILINE, lines=10)],
            today=self._desk.today,
            save=lambda _name, value: self._store(str(value or "")),
            draft=self._keep,
        )
        self.title = heading("")
        self.title.setObjectName(f"{name}.judul")
        self.hint = small("", f"{name}.petunjuk")
        self.default = QPlainTextEdit()
        self.default.setObjectName(f"{name}.bawaan")
        self.default.setReadOnly(True)
        self.default.setTabChangesFocus(True)
        self.default.setAccessibleName(_("Teks bawaan"))
        self.restore_button = QPushButton(_("Kembalikan ke semula"))
        self.restore_button.setObjectName(f"{name}.semula")
        self.restore_button.clicked.connect(lambda _on=False: self.restore())
        label = QLabel(_("Teks bawaan"))
        label.setProperty("teks", "label")
        label.setBuddy(self.default)
        below = QHBoxLayout()
        below.addWidget(label)
        below.addStretch(1)
        below.addWidget(self.restore_button)
        detail = QWidget()
        right = QVBoxLayout(detail)
        right.setContentsMargins(0, 0, 8, 0)
        right.setSpacing(6)
        right.addWidget(self.title)
        right.addWidget(self.form)
        right.addWidget(self.hint)
        right.addLayout(below)
        right.addWidget(self.default, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.grid, 4)
        low = scrolled(detail, f"{name}.gulung", margin=0)  # large letters in a low window
        low.setSizePolicy(
            QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored
        )  # and never taller than it
        row.addWidget(low, 6)
        self.default.setMinimumHeight(look().px(90))

    # -- showing -----------------------------------------------------------------------------------

    def show_texts(self, shown: TeksRencana) -> None:
        """Show what was read; the chosen text stays chosen, one being typed stays as it is."""
        self._shown = shown
        self.grid.show_rows(shown.blok)
        if self.grid.current_row() is None and shown.blok:
            self.grid.select_row(shown.blok[0].id)
        self._turn()
        self._fill()

    @property
    def chosen(self) -> BlokTampil | None:
        """The text the cursor is on."""
        return next((one for one in (self._shown.blok if self._shown else ()) if one.id == self._kunci), None)

    @property
    def can_change(self) -> bool:
        """Whether a text is chosen and the plan is still open."""
        return self.chosen is not None and self._shown is not None and not self._shown.is_terkunci

    def edit(self) -> None:
        """`Ubah teks`: the cursor into the text."""
        if self.can_change:
            self.form.go_to("teks")

    def _turn(self) -> None:
        """Another text is chosen: what was typed in the one before is stored first."""
        row = self.grid.current_row()
        if not isinstance(row, BlokTampil) or row.id == self._kunci:
            return
        self.form.commit()
        self.form.forget()
        self._kunci = row.id
        self._fill()
        self.changed.emit()

    def _fill(self) -> None:
        one = self.chosen
        if one is None:
            return
        locked = not self.can_change
        place = _(KELOMPOK[one.blok.kelompok])
        self.title.setText(_("{cetakan}: {judul}").format(cetakan=place, judul=_(one.blok.judul)))
        self.form.set_values({"teks": one.teks})
        self.form.set_locked(locked)
        self.default.setPlainText(one.bawaan)
        names = ", ".join(f"{{{name}}}" for name in one.blok.isian)
        rule = (
            _("Baris pertama judul bab. Tulis Pasal di baris sendiri; nomor pasal dan bab diberi otomatis.")
            if one.blok.is_bab
            else _("Satu baris satu alinea atau satu butir.")
        )
        self.hint.setText(_("{aturan} Diisi otomatis: {nama}.").format(aturan=rule, nama=names))
        self.restore_button.setEnabled(one.is_ubahan and not locked)

    # -- storing -----------------------------------------------------------------------------------

    def _store(self, text: str) -> None:
        one, desk, at = self.chosen, self._desk, self._desk.now()
        if one is None or text.strip() == one.teks:
            return
        kunci, tahun = one.id, self._tahun()
        desk.save(
            self.form,
            lambda: teks_rencana.change_text(
                desk.app.database, desk.app.naskah, self._jenis, tahun, kunci, text, by=desk.person, at=at
            ),
            failed=self._refused,
        )

    def restore(self) -> None:
        """`Kembalikan ke semula`: the default again, with a bar to undo it."""
        one, desk, at = self.chosen, self._desk, self._desk.now()
        if one is None or not self.can_change:
            return
        self.form.forget()
        kunci, tahun = one.id, self._tahun()
        words = _("Teks {judul} kembali ke bawaan.").format(judul=_(one.blok.judul))
        desk.save(
            self.form,
            lambda: teks_rencana.restore_text(
                desk.app.database, self._jenis, tahun, kunci, by=desk.person, at=at
            ),
            lambda _none: desk.notice(words, Tone.SUKSES, seconds=8),
            self._refused,
        )

    def _keep(self, _name: str, text: str | None) -> None:
        key = self._shown.key if self._shown is not None else None
        if isinstance(key, UUID):
            keep_draft(self._desk, self.form.objectName(), (key, "teks"), text)

    def _refused(self, error: DesaError) -> None:
        sentences = error.fields if isinstance(error, InvalidInput) else {"teks": error.sentence}
        self.form.refuse(sentences)
        self._desk.show_error(error)

    def arrive(self) -> None:
        """The cursor into the list."""
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)


def _state(row: BlokTampil) -> str:
    return _("Diubah desa") if row.is_ubahan else _("Bawaan")


def _mark(row: BlokTampil) -> Mark:
    return Mark.SELESAI if row.is_ubahan else Mark.TIDAK_ADA
