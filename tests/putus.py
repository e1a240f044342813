"""Where things were made to break, counted; and the disk as `kill -9` leaves it at every single call.

A kill takes nothing that was written, synced or not (lost unsynced writes are another matter), so a copy of
the folder at that moment is the disk which the next start finds. `Camera` takes one before each call to our
`Fs`, in the middle of each write, and before each statement and COMMIT of the database.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import sqlalchemy as sa

from desa_desktop.files import Fs
from desa_desktop.store.place import BALLAST_NAME

KILL = "kill"
POINTS: Counter[tuple[str, str]] = Counter()
"""(test, kind of break) -> how often; `conftest` prints it at the end of a run."""
IGNORED = ("*-shm", "Cadangan", BALLAST_NAME, "profil.lock")


def broke(kind: str | int, times: int = 1) -> None:
    """A test made something break here: `kill`, or the number of the system's error."""
    name = kind if isinstance(kind, str) else errno.errorcode[kind]
    POINTS[(os.environ.get("PYTEST_CURRENT_TEST", "").partition(" ")[0], name)] += times


def summary(points: Counter[tuple[str, str]], failed: set[str]) -> str:
    """One line for people: breaks of each kind, and how many lie in tests that failed."""
    kinds = Counter[str]()
    for (_test, kind), times in points.items():
        kinds[kind] += times
    bad = sum(times for (test, _kind), times in points.items() if test in failed)
    counted = ", ".join(f"{times} {kind}" for kind, times in sorted(kinds.items()))
    return f"Titik putus: {counted}; buruk: {bad}"


class Camera(Fs):
    """The disk of `folders`, photographed before every call; equal pictures are kept once."""

    def __init__(self, folders: list[Path], shelf: Path) -> None:
        self._folders, self._shelf = folders, shelf
        self.pictures: dict[str, Path] = {}
        self.calls = 0

    def click(self, *_words: object) -> None:
        """The power would go now."""
        self.calls += 1
        name = self._digest()
        if name in self.pictures:
            return
        made = self._shelf / f"{len(self.pictures):03}"
        for one in self._folders:
            if one.exists():
                shutil.copytree(one, made / one.name, ignore=shutil.ignore_patterns(*IGNORED))
        self.pictures[name] = made

    def _digest(self) -> str:
        seen = hashlib.sha256()
        for folder in self._folders:
            for path in sorted(folder.rglob("*")):
                if path.is_file() and not any(path.match(one) or one in path.parts for one in IGNORED):
                    seen.update(str(path).encode() + b"\0" + path.read_bytes())
        return seen.hexdigest()

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Also before each statement and each COMMIT of whatever database is open."""
        events: list[tuple[str, Callable[..., Any]]] = [
            ("before_cursor_execute", lambda *_words: self.click()),
            ("commit", lambda *_words: self.click()),
        ]
        for name, hear in events:
            sa.event.listen(sa.Engine, name, hear)
        try:
            yield
            self.click()
        finally:
            for name, hear in events:
                sa.event.remove(sa.Engine, name, hear)

    def read(self, path: Path, limit: int | None = None) -> bytes:
        self.click()
        return super().read(path, limit)

    def open(self, path: Path, mode: str) -> IO[bytes]:
        self.click()
        return super().open(path, mode)

    def write(self, target: IO[bytes], data: bytes | memoryview) -> int:
        self.click()
        half = super().write(target, data[: len(data) // 2])
        self.click()
        return half + super().write(target, data[half:])

    def sync(self, target: IO[bytes]) -> None:
        self.click()
        super().sync(target)

    def sync_folder(self, folder: Path) -> None:
        self.click()
        super().sync_folder(folder)

    def rename(self, source: Path, target: Path) -> None:
        self.click()
        super().rename(source, target)

    def remove(self, path: Path) -> None:
        self.click()
        super().remove(path)
