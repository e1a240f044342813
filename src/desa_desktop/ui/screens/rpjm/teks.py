"""The page Teks naskah: what the Perdes and the document of the plan say, in the place of the tabs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desa_desktop.i18n import _
from desa_desktop.ui.lock_note import LockNote
from desa_desktop.ui.naskah_panel import NaskahPanel
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.rpjm.plan import OpenRpjm, RpjmTab, Terbaca
from desa_desktop.ui.tab_page import heading, small


class TextsPage(RpjmTab):
    """`done` when the page was left."""

    done = Signal()

    def __init__(self, plan: OpenRpjm) -> None:
        super().__init__(plan, "teks")
        self.lock = LockNote("rpjm.teks.terkunci", self.done.emit)
        self.lock.revise.hide()
        self.panel = NaskahPanel(plan.desk, "rpjm.teks.naskah", "rpjm", lambda: plan.tahun)
        self.panel.changed.connect(self.primary_changed)
        self.title = heading("")
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 12, 16, 12)
        inner.setSpacing(8)
        inner.addWidget(self.title)
        inner.addWidget(
            small(
                _(
                    "Teks bawaan mengikuti aturan yang dipakai desa. Ubah bila perlu; "
                    "cetakan berikutnya memakai teks desa."
                )
            )
        )
        inner.addWidget(self.panel, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.lock)
        box.addLayout(inner, 1)

    def show_plan(self, read: Terbaca) -> None:
        """The texts as they are stored."""
        self.title.setText(_("Teks naskah {tahun}").format(tahun=self.plan.span))
        self.panel.show_texts(read.teks)
        self.lock.show_state(read.teks.is_terkunci, read.teks.revisi)
        self.primary_changed.emit()

    def primary(self) -> Primary:
        """Into the chosen text."""
        why = "" if self.panel.can_change else _("RPJM Desa sudah disahkan. Teksnya hanya dapat dibaca.")
        return Primary(_("Ubah teks"), self.panel.edit, enabled=not why, why=why)

    def arrive(self) -> None:
        """Into the list of texts."""
        self.panel.arrive()
