"""What the window's menu asks of a table, so that the frame is there before any table is imported."""

from __future__ import annotations

from enum import Enum

from PySide6.QtWidgets import QFrame


class Act(Enum):
    """Commands of a grid that the window's menu offers as well."""

    COPY = "salin"
    CUT = "potong"
    PASTE = "tempel"
    CLEAR = "kosongkan"
    FILL = "isi_ke_bawah"
    SERIES = "lanjutkan_deret"
    ADD = "baris_baru"
    REMOVE = "hapus_baris"
    UP = "naikkan"
    DOWN = "turunkan"


class Acting(QFrame):
    """A table that answers to the menu (`kit.grid.Grid`)."""

    @property
    def editable(self) -> bool:
        """Whether its rows can be changed."""
        raise NotImplementedError

    def perform(self, act: Act) -> bool:
        """Do a command; False if it does not apply here."""
        raise NotImplementedError
