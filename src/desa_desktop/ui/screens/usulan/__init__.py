"""Usulan: what citizens ask for, collected, ranked and kept (ux.md 5.3)."""

from __future__ import annotations

from desa_desktop.ui.screens.usulan.screen import UsulanScreen

__all__ = ["UsulanScreen"]
