"""Garbage in reference cycles is collected on the screen's thread, and on no other.

Python collects wherever the next object happens to be made, so also on a lane. A widget destroyed there
takes Qt's locks and then waits for the interpreter, while the screen's thread holds the interpreter and
waits for the same locks: both wait for ever. Hence automatic collection is off while there is a window.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_PAUSE = 1000  # milliseconds between two looks


class GarbageCollector(QObject):
    """Collects what has piled up, generation by generation as Python itself would, once a second."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = QTimer(self)
        self._clock.setInterval(_PAUSE)
        self._clock.timeout.connect(self.look)

    def start(self) -> None:
        """From now on. What was made so far stays for good: it is modules and classes for the most part."""
        gc.freeze()
        self._clock.start()

    def look(self) -> None:
        """Collect the oldest generation whose limit is passed; nothing if none is."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return


def collect_nowhere_else() -> None:
    """Turn automatic collection off, in a process that shows or draws a window."""
    gc.disable()
