"""What a screen remembers between visits: column widths, open tab, filter, selected row (ux.md 2.2)."""

from __future__ import annotations

import json
import logging
from pathlib import Path

from desa_desktop.files import FS, Fs, write_replace

log = logging.getLogger(__name__)

Remembered = str | int | float | bool | None | list["Remembered"] | dict[str, "Remembered"]


class Memory:
    """Small values by dotted name, e.g. `usulan.tabel.lebar`. Losing them costs nobody any work."""

    def __init__(self) -> None:
        self._values: dict[str, Remembered] = {}
        self._changed = False

    def get(self, name: str, default: Remembered = None) -> Remembered:
        """The value last put under this name."""
        return self._values.get(name, default)

    def put(self, name: str, value: Remembered) -> None:
        """Remember a value that JSON can hold."""
        if self._values.get(name) != value:
            self._values[name] = value
            self._changed = True

    def load(self, path: Path, fs: Fs = FS) -> None:
        """Read what was remembered; a missing or damaged file only forgets (and says so in the log)."""
        try:
            found = json.loads(fs.read(path))
        except FileNotFoundError:
            return
        except (OSError, ValueError) as problem:
            log.info("remembered view state not readable: %s", type(problem).__name__)
            return
        if isinstance(found, dict):
            self._values.update(found)

    def store(self, path: Path, fs: Fs = FS) -> None:
        """Write what is remembered; a disk that refuses costs nothing but column widths."""
        if not self._changed:
            return
        try:
            write_replace(fs, path, json.dumps(self._values, ensure_ascii=False, indent=1).encode())
        except OSError as problem:
            log.info("view state not written: %s", type(problem).__name__)
        else:
            self._changed = False
