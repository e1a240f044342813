"""Musyawarah (Ctrl+4): the meetings of the year, and the room in which one is held (ux.md 5.4)."""

from __future__ import annotations

from desa_desktop.ui.screens.musyawarah.screen import MusyawarahScreen

__all__ = ["MusyawarahScreen"]
