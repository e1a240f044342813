"""RKPDes (Ctrl+5): the yearly plan with its money, and what the village asks from above (ux.md 5.5)."""

from __future__ import annotations

from desa_desktop.ui.screens.rkpdes.screen import RkpdesScreen

__all__ = ["RkpdesScreen"]
