"""Beranda (Ctrl+1): what comes next, where the plan year stands, what was worked on last (ux.md 5.1)."""

from __future__ import annotations

from desa_desktop.ui.screens.beranda.screen import BerandaScreen

__all__ = ["BerandaScreen"]
