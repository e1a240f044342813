"""The button `Catat peristiwa`: which events can be recorded about the person it stands beside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QPushButton

from desa_desktop.domain.penduduk import Keluarga, Penduduk
from desa_desktop.domain.penduduk.susun import Jenis, offered
from desa_desktop.i18n import _
from desa_desktop.ui.screen import Command
from desa_desktop.ui.screens.penduduk.jenis_peristiwa import MENU

PERISTIWA, KEDATANGAN = "peristiwa", "kedatangan"
Ask = Callable[[str, UUID, str], object]
"""Opens a page: its name, the id of the record, the field or the kind of event."""


class EventMenu:
    """The button `Catat peristiwa` of a page, its menu, and the same lines for the menu Alat."""

    def __init__(self, button: QPushButton, ask: Ask) -> None:
        self.button = button
        self._ask = ask
        self._orang: Penduduk | None = None
        self._jenis: list[Jenis] = []
        button.clicked.connect(lambda _on=False: self.pop())

    def about(self, orang: Penduduk | None, keluarga: Keluarga | None, anggota: Sequence[Penduduk]) -> None:
        """Whose events are offered now."""
        self._orang = orang
        self._jenis = offered(orang, keluarga, anggota) if orang is not None else []
        self.button.setEnabled(bool(self._jenis))
        why = _("Untuk orang ini tidak ada peristiwa yang bisa dicatat.")
        self.button.setToolTip("" if self._jenis else why)

    def menu(self) -> QMenu:
        """One line for each event."""
        menu = QMenu(self.button)
        menu.setObjectName(f"{self.button.objectName()}.menu")
        for one in self._jenis:
            menu.addAction(_(MENU[one]), lambda one=one: self._begin(one))
        return menu

    def pop(self) -> None:
        """Open the menu below the button."""
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))

    def commands(self) -> list[Command]:
        """The lines of the menu Alat."""
        words = _("Catat: {peristiwa}")
        return [
            Command(words.format(peristiwa=_(MENU[one])), lambda one=one: self._begin(one))  # type: ignore[misc]
            for one in self._jenis
        ]

    def _begin(self, jenis: Jenis) -> None:
        orang = self._orang
        if orang is not None and jenis is Jenis.DATANG and orang.keluarga_id is not None:
            self._ask(KEDATANGAN, orang.keluarga_id, "")  # several may come with one paper
        elif orang is not None:
            self._ask(PERISTIWA, orang.id, jenis.value)
