"""All fields of the proposal one stands on, beside the list (Ctrl+I)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desa_desktop.domain.kode import bidang_of
from desa_desktop.domain.pemeriksaan import Pemeriksaan
from desa_desktop.domain.usulan import PARTS, Usulan
from desa_desktop.i18n import _
from desa_desktop.services import editing
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.form import Form, scrolled
from desa_desktop.ui.saving import form_callbacks, save_field
from desa_desktop.ui.screens.usulan.columns import Known, Row, fields


class DetailPanel(QFrame):
    """A form that follows the current row. `close` is called for its button and for Esc."""

    def __init__(self, desk: Desk, known: Known, close: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("usulan.rincian")
        self.setProperty("kartu", "ya")
        self._desk, self._known, self._close = desk, known, close
        self._row: Row | None = None
        self._turning = False
        self._title = QLabel()
        self._title.setObjectName("usulan.rincian.judul")
        self._title.setProperty("teks", "bagian")
        self._kept = QLabel()
        self._kept.setObjectName("usulan.rincian.teks_asli")
        self._kept.setProperty("teks", "kecil")
        self._kept.setWordWrap(True)
        shut = QPushButton(_("Tutup"))
        shut.setObjectName("usulan.rincian.tutup")
        shut.setProperty("rapat", "ya")
        shut.setToolTip(_("Tutup rincian (Esc)"))
        shut.clicked.connect(lambda _on=False: close())
        _save, draft = form_callbacks(desk, lambda: self.form, Usulan, lambda: self.key)
        self.form = Form(
            "usulan.rincian.isian", fields(known), today=desk.today, save=self._save, draft=draft
        )
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(shut)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 10, 0, 8)
        box.setSpacing(6)
        head.setContentsMargins(0, 0, 12, 0)
        box.addLayout(head)
        box.addWidget(self._kept)
        box.addWidget(scrolled(self.form, "usulan.rincian.gulung", margin=0), 1)
        self.form.setContentsMargins(0, 0, 12, 0)
        self.show_row(None, ())

    @property
    def key(self) -> UUID | None:
        """The proposal that is shown."""
        return self._row.id if self._row is not None else None

    def show_row(self, row: Row | None, checks: Iterable[Pemeriksaan]) -> None:
        """Show a proposal; what stands in an open field of the one before is stored first."""
        if row is None or self._row is None or row.id != self._row.id:
            self.form.commit()
            self._forget_unread(row)
        self._row = row
        self.form.setEnabled(row is not None)
        self._kept.hide()
        if row is None:
            self._title.setText(_("Pilih satu usulan"))
            return
        self._title.setText(_("Usulan nomor {n}").format(n=row.nomor))
        if row.teks_asli:
            self._kept.setText(_kept_words(row.teks_asli))
            self._kept.show()
        self.form.set_values(row)
        self.form.set_checks(one for one in checks if one.record == row.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the panel."""
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def _forget_unread(self, row: Row | None) -> None:
        """A text that could not be understood belongs to the row before: it stays in no other row."""
        self._turning = True
        for name, box in self.form.boxes.items():
            if box.is_being_typed:
                box.editor.set_value(getattr(row, name) if row is not None else box.value)
                box.commit()
        self._turning = False

    def _save(self, name: str, value: object) -> None:
        row = self._row
        if row is None or self._turning:
            return
        found = self._known.aturan.kegiatan(str(value)) if name == "kode_kegiatan" and value else None
        if found is not None and not row.bidang:  # the code says the bidang; both are one step
            desk, at, key = self._desk, self._desk.now(), row.id
            values = {name: value, "bidang": bidang_of(found.kode)}
            desk.save(
                self,
                lambda: editing.change(desk.app.database, Usulan, key, values, by=desk.person, at=at),
            )
        else:
            save_field(self._desk, self.form, Usulan, row.id, name, value)


def _kept_words(kept: Mapping[str, str]) -> str:
    """What was pasted and has no field of its own: texts nobody could read, and the parts of the cost."""
    unread = "; ".join(f"“{text}”" for name, text in kept.items() if name != PARTS)
    lines = [_("Teks asli yang belum terbaca: {teks}").format(teks=unread)] if unread else []
    if PARTS in kept:
        lines.append(_("Biaya per sumber dana di berkas: {rincian}").format(rincian=kept[PARTS]))
    return "\n".join(lines)
