"""Daftar Isian (Ctrl+6): the checklists of each period, and the form in which one is filled (ux.md 5.6)."""

from __future__ import annotations

from desa_desktop.ui.screens.isian.screen import IsianScreen

__all__ = ["IsianScreen"]
