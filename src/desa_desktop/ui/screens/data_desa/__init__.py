"""Data Desa: the facts every paper needs, entered once (ux.md 5.2)."""

from __future__ import annotations

from desa_desktop.ui.screens.data_desa.screen import DataDesaScreen

__all__ = ["DataDesaScreen"]
