"""RPJM Desa: the plan of eight years, where it leads, what was found out about the village, who wrote it."""

from __future__ import annotations

from desa_desktop.ui.screens.rpjm.screen import RpjmScreen

__all__ = ["RpjmScreen"]
