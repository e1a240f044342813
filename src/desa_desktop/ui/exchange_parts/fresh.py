"""A screen that reads only while somebody looks at it: commits elsewhere are read when it is shown again.

What travels is costly to compute, and every typed value of every screen is a commit.
"""

from __future__ import annotations

from PySide6.QtGui import QShowEvent

from desa_desktop.ui.screen import Screen


class FreshScreen(Screen):
    """Subclasses override `read`; `reload` reads now if the screen is shown, else when it is shown next."""

    _is_stale = True

    def read(self) -> None:
        """Ask a service for everything this screen shows."""

    def reload(self) -> None:
        """Read now, or remember to."""
        self._is_stale = not self.isVisible()
        if not self._is_stale:
            self.read()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was committed meanwhile."""
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            self.read()
