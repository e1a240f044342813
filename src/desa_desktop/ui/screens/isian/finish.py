"""Before `Tandai Selesai`: what stands in the way, what will be dropped, and the reasons (ux.md 3.8, 5.6)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desa_desktop.domain.pemeriksaan import Level, of_level
from desa_desktop.i18n import _
from desa_desktop.services.isian import IsianTampil
from desa_desktop.ui.kit.checks_panel import ChecksPanel
from desa_desktop.ui.kit.form import scrolled
from desa_desktop.ui.screens.isian.side import hidden_words, numbered
from desa_desktop.ui.style import look


def needs_words(shown: IsianTampil) -> bool:
    """Whether a person has to look before the form is finished: findings, or answers to be dropped."""
    grave = [one for one in shown.pemeriksaan if one.level is not Level.SARAN]
    return bool(grave or shown.state.hidden)


class FinishPanel(QWidget):
    """`finished(reason)` once a person agreed; `jump(finding)`, `closed` lead back to the questions."""

    finished = Signal(str)
    jump = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._has_galat = self._has_warnings = False
        self.sentence = _wrapped("isian.selesai.kalimat")
        self.checks = ChecksPanel("isian.selesai.pemeriksaan", _("Yang perlu dilihat"))
        self.checks.setMinimumHeight(look().px(140))
        self.dropped = _wrapped("isian.selesai.tersembunyi")
        self.reason_label = QLabel(_("Alasan untuk peringatan di atas"))
        self.reason_label.setProperty("teks", "label")
        self.reason = QPlainTextEdit()
        self.reason.setObjectName("isian.selesai.alasan")
        self.reason.setAccessibleName(_("Alasan untuk peringatan di atas"))
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(look().px(72))
        self.reason_label.setBuddy(self.reason)
        self.done = QPushButton(_("Tandai Selesai"))
        self.done.setObjectName("isian.selesai.lanjut")
        self.done.setProperty("peran", "utama")
        self.stop = QPushButton(_("Kembali mengisi"))
        self.stop.setObjectName("isian.selesai.kembali")
        buttons = QHBoxLayout()
        buttons.addWidget(self.stop)
        buttons.addWidget(self.done)
        buttons.addStretch(1)
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        for widget in (self.sentence, self.checks, self.dropped, self.reason_label, self.reason):
            box.addWidget(widget)
        box.addLayout(buttons)
        box.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner, "isian.selesai", margin=0))
        self.checks.jump.connect(self.jump)
        self.reason.textChanged.connect(self._allow)
        self.done.clicked.connect(lambda: self.finished.emit(self.reason.toPlainText().strip()))
        self.stop.clicked.connect(self.closed)

    def show_form(self, shown: IsianTampil) -> None:
        """Say what a person must look at before this form is finished."""
        galat = of_level(shown.pemeriksaan, Level.GALAT)
        self._has_galat = bool(galat)
        self._has_warnings = bool(of_level(shown.pemeriksaan, Level.PERINGATAN))
        if galat:
            words = _("Belum bisa ditandai selesai: {n} hal perlu diperbaiki. Tidak ada yang diubah.")
            self.sentence.setText(words.format(n=len(galat)))
        elif self._has_warnings:
            self.sentence.setText(_("Bisa ditandai selesai dengan alasan. Sesudah itu isian terkunci."))
        else:
            self.sentence.setText(_("Sesudah ditandai selesai, isian terkunci."))
        self.checks.show_checks(numbered(shown.pemeriksaan, shown.state))
        self.checks.setVisible(bool(shown.pemeriksaan))
        lines = [hidden_words(one, shown.state) for one in shown.state.hidden]
        head = _("Jawaban ini tidak lagi ditanyakan dan akan dihapus:")
        self.dropped.setText("\n".join([head, *lines]))
        self.dropped.setVisible(bool(lines) and not galat)
        for widget in (self.reason_label, self.reason):
            widget.setVisible(self._has_warnings and not galat)
        self._allow()

    def start(self) -> None:
        """The cursor where a person goes on."""
        if not self.reason.isHidden():
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            (self.stop if self._has_galat else self.done).setFocus(Qt.FocusReason.OtherFocusReason)

    def _allow(self) -> None:
        has_reason = bool(self.reason.toPlainText().strip())
        self.done.setEnabled(not self._has_galat and (has_reason or not self._has_warnings))


def _wrapped(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    return label
