"""Perencanaan at the kecamatan (ux.md 6.4)."""

from desa_desktop.ui.screens.perencanaan.screen import PerencanaanScreen

__all__ = ["PerencanaanScreen"]
