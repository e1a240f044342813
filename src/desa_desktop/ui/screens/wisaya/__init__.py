"""The first-run wizard: whose office this is, in at most five minutes (ux.md 4)."""

from __future__ import annotations

from desa_desktop.ui.screens.wisaya.screen import WisayaScreen

__all__ = ["WisayaScreen"]
