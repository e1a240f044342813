"""Kirim & Terima at the kecamatan (ux.md 6.2)."""

from desa_desktop.ui.screens.kotak_masuk.screen import KotakMasukScreen

__all__ = ["KotakMasukScreen"]
