"""Kirim & Terima in the village (ux.md 5.9)."""

from desa_desktop.ui.screens.kirim.screen import KirimScreen

__all__ = ["KirimScreen"]
