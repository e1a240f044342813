"""Everything with Qt: the window, the desk, the reusable widgets and one screen per place."""

from __future__ import annotations

from desa_desktop.ui.launch import start

__all__ = ["start"]
