"""The panel Catat jawaban: what the kabupaten said about chosen rows of the DU-RKP."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desa_desktop.domain.durkp import JAWABAN
from desa_desktop.domain.rkp import BarisDurkp
from desa_desktop.errors import DesaError, InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import durkp
from desa_desktop.ui.kit.fields import Field
from desa_desktop.ui.kit.form import Form, scrolled
from desa_desktop.ui.kit.kinds import Choice, Kind
from desa_desktop.ui.screens.rkpdes.plan import OpenPlan
from desa_desktop.ui.style import look
from desa_desktop.ui.tab_page import heading, small

_WIDTH = 320


class AnswerPanel(QFrame):
    """Answer, reason and day are typed here and stored together. `closed` when it is no longer needed."""

    closed = Signal()

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__()
        self.setObjectName("rkpdes.jawaban")
        self.setProperty("kartu", "ya")
        self._plan = plan
        self._rows: Sequence[BarisDurkp] = ()
        self._title = QLabel()
        self._title.setObjectName("rkpdes.jawaban.judul")
        self._title.setProperty("teks", "label")
        self._title.setWordWrap(True)
        self._before = small("", "rkpdes.jawaban.lalu")
        self.form = Form(
            "rkpdes.jawaban.isian",
            (
                Field(name="jawaban", label=_("Jawaban kabupaten"), kind=Kind.CHOICE,
                      choices=[Choice(key, _(name)) for key, name in JAWABAN.items()]),
                Field(name="alasan", label=_("Alasan"), kind=Kind.MULTILINE, lines=2,
                      hint=_("Wajib untuk yang ditunda atau ditolak.")),
                Field(name="tanggal", label=_("Tanggal jawaban"), kind=Kind.DATE),
            ),
            today=plan.desk.today,
            save=lambda _name, _value: None,
        )  # fmt: skip
        self.store = QPushButton(_("Simpan jawaban"))
        self.store.setObjectName("rkpdes.jawaban.simpan")
        self.store.clicked.connect(lambda _on=False: self.finish())
        away = QPushButton(_("Tutup"))
        away.setObjectName("rkpdes.jawaban.tutup")
        away.setProperty("peran", "tautan")
        away.clicked.connect(lambda _on=False: self.closed.emit())
        buttons = QHBoxLayout()
        buttons.addWidget(self.store)
        buttons.addWidget(away)
        buttons.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 10, 12, 10)
        box.setSpacing(8)
        box.addWidget(heading(_("Jawaban kabupaten")))
        box.addWidget(self._title)
        box.addWidget(self._before)
        box.addWidget(scrolled(self.form, "rkpdes.jawaban.gulung", margin=2), 1)
        box.addLayout(buttons)
        self.setFixedWidth(look().px(_WIDTH))

    def show_rows(self, rows: Sequence[BarisDurkp], before: str) -> None:
        """The chosen rows; one shows its answer, several begin empty."""
        same = [one.id for one in rows] == [one.id for one in self._rows]
        self._rows = rows
        self.store.setEnabled(bool(rows))
        one = rows[0] if len(rows) == 1 else None
        self._title.setText(one.nama if one is not None else _("{n} usulan dipilih").format(n=len(rows)))
        self._before.setText(_("Tahun sebelumnya: {teks}").format(teks=before) if before else "")
        self._before.setVisible(bool(before))
        if not same or (one is not None and one.jawaban):
            self.form.set_values(
                {
                    "jawaban": one.jawaban or None if one is not None else None,
                    "alasan": one.jawaban_alasan if one is not None else "",
                    "tanggal": one.jawaban_tanggal if one is not None else None,
                }
            )

    def begin(self) -> None:
        """Into the first field."""
        self.form.go_to("jawaban")

    def finish(self) -> None:
        """Store the answer for all chosen rows; what is missing is said at its field."""
        self.form.commit()
        values = self.form.values()
        day = values["tanggal"]
        self._plan.save(
            self,
            durkp.record_answer,
            [one.id for one in self._rows],
            str(values["jawaban"] or ""),
            alasan=str(values["alasan"] or ""),
            tanggal=cast("date | None", day) if isinstance(day, date) else None,
            then=lambda _done: self.closed.emit(),
            failed=self._refused,
        )

    def _refused(self, error: DesaError) -> None:
        if isinstance(error, InvalidInput):
            self.form.refuse(error.fields)
        else:
            self._plan.desk.show_error(error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the panel."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
