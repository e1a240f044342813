"""`Coba isi`: the real form of a template in a window of its own; nothing that is typed is kept."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desa_desktop.checklists import Template
from desa_desktop.i18n import _
from desa_desktop.services.coba_isi import Percobaan
from desa_desktop.services.isian import IsianTampil
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.notice import Notice
from desa_desktop.ui.screens.isian.form import FormPage
from desa_desktop.ui.style import look


class CobaDialog(QDialog):
    """The trial of one template. Its window is modal: no key of the program behind it works meanwhile."""

    def __init__(self, parent: QWidget | None, desk: Desk, template: Template, trial: Percobaan) -> None:
        super().__init__(parent)
        self.setObjectName("isian.coba")
        self.setWindowTitle(_("Coba isi: {judul}").format(judul=template.title))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        if parent is not None:
            self.resize(parent.window().size() * 0.94)
        self._main, self._trial = desk, trial
        app = dataclasses.replace(desk.app, database=trial.database, templates=trial.rak)
        self.desk = Desk(app, desk.jobs, self)
        trial.database.listen(self.desk.hear)
        self.form = FormPage(self.desk)
        self._build()
        self.desk.changed.connect(self._hear)
        self.desk.noticed.connect(self._say)
        self.desk.crashed.connect(desk.crashed)
        self.form.shown_form.connect(self._show)
        self.form.open_form(trial.isian)

    def _build(self) -> None:
        self.banner = MarkedText(
            Mark.PERINGATAN, _("Percobaan: yang diketik di sini tidak disimpan dan tidak dikirim.")
        )
        self.banner.setObjectName("isian.coba.tanda")
        self.said = QLabel()
        self.said.setObjectName("isian.coba.kalimat")
        self.said.setWordWrap(True)
        self.said.hide()
        self.finish = QPushButton(_("Tandai Selesai"))
        self.finish.setObjectName("isian.coba.selesai")
        self.finish.setAutoDefault(False)
        self.finish.clicked.connect(self._finish)
        self.stop = QPushButton(_("Tutup percobaan"))
        self.stop.setObjectName("isian.coba.tutup")
        self.stop.setProperty("peran", "utama")
        self.stop.setAutoDefault(False)
        self.stop.clicked.connect(self.reject)
        head = QHBoxLayout()
        head.addWidget(self.banner, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.finish)
        head.addWidget(self.stop)
        box = QVBoxLayout(self)
        box.setContentsMargins(look().px(12), look().px(10), look().px(12), look().px(10))
        box.setSpacing(6)
        box.addLayout(head)
        box.addWidget(self.said)
        box.addWidget(self.form, 1)
        for keys, act in (
            ("F8", lambda: self.form.next_problem(1)),
            ("Shift+F8", lambda: self.form.next_problem(-1)),
            ("Ctrl+PgDown", self.form.after.click),
            ("Ctrl+PgUp", self.form.before.click),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _hear(self, tables: frozenset[str]) -> None:
        if tables & {"isian", "jawaban"}:
            self.form.reload()

    def _say(self, notice: Notice) -> None:
        self.said.setText(notice.text)
        self.said.show()

    def _show(self, _shown: IsianTampil) -> None:
        self.finish.setText(_("Buat perubahan") if self.form.is_locked else _("Tandai Selesai"))

    def _finish(self) -> None:
        if self.form.is_locked:
            self.form.revise()
        else:
            self.form.ask_to_finish()

    def done(self, result: int) -> None:
        """The trial ends; its file goes once the last reading is over."""
        self.form.commit()
        self._main.run(self._main, self._trial.close)
        super().done(result)
