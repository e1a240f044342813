"""Kirim & Terima in the village (ux.md 5.9), and on an assistant's laptop for visits."""

from desa_desktop.ui.screens.kirim.screen import KirimScreen, PendampingScreen

__all__ = ["KirimScreen", "PendampingScreen"]
