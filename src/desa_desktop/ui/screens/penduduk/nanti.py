"""A tab of the screen Penduduk that is made when it is first turned to: figures of a whole register cost
seconds in a large one, and nobody should wait for them who only looks for a name."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout

from desa_desktop.ui.screen import Primary
from desa_desktop.ui.tab_page import TabPage


class LaterTab(TabPage):
    """Stands for the page that `make()` gives, and passes on what the screen asks of it."""

    def __init__(self, name: str, make: Callable[[], TabPage]) -> None:
        super().__init__(f"penduduk.{name}.halaman")
        self._make = make
        self.inner: TabPage | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)

    def reload(self) -> None:
        """Make the page, or let it read anew; nothing while another tab is shown."""
        if self.inner is not None:
            self.inner.reload()
        elif self.isVisible():
            self.inner = self._make()
            self.inner.primary_changed.connect(self.primary_changed)
            self.inner.turn_to.connect(self.turn_to)
            self._box.addWidget(self.inner)
            self.inner.measure()

    def primary(self) -> Primary | None:
        """The button of the page."""
        return self.inner.primary() if self.inner is not None else None

    def arrive(self) -> None:
        """Put the cursor where the work begins."""
        self.reload()
        if self.inner is not None:
            self.inner.arrive()

    def jump(self, record: UUID | None, field: str) -> bool:
        """Go to the place a finding names."""
        return self.inner is not None and self.inner.jump(record, field)
