"""Real little disks for tests: a memory disk of its own, filled, shrunk, locked or torn off as asked.

Only root may mount one on Linux; everywhere else the test is skipped with its reason, and the walks over
a failing `Fs` prove the same rules.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest

from desa_desktop.files import Fs

MIB = 1024 * 1024


@dataclass(frozen=True)
class Disk:
    """A mounted memory disk; `folder` is where it is seen."""

    folder: Path

    @property
    def free(self) -> int:
        """Bytes that still fit."""
        seen = os.statvfs(self.folder)
        return seen.f_bavail * seen.f_frsize

    @property
    def used(self) -> int:
        """Bytes that are taken."""
        seen = os.statvfs(self.folder)
        return (seen.f_blocks - seen.f_bfree) * seen.f_frsize

    def shrink(self, left: int) -> None:
        """Leave only `left` bytes free."""
        _mount("-o", f"remount,size={(self.used + left) // 1024}k", self.folder)

    def lock(self) -> None:
        """As when the little switch of a stick is pushed. Linux refuses while a file is being written."""
        _mount("-o", "remount,ro", self.folder)

    def unlock(self) -> None:
        """The switch is back."""
        _mount("-o", "remount,rw", self.folder)

    def tear_off(self) -> None:
        """As when a stick is pulled: the folder is empty at once, files that are open lead nowhere."""
        subprocess.run(["umount", "-l", self.folder], check=True)


def _mount(*words: object) -> None:
    subprocess.run(["mount", *map(str, words)], check=True, capture_output=True)


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Disk]:
    """A disk of `size` bytes mounted at `folder`; the test is skipped where that is not allowed."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root on Linux")
    folder.mkdir(parents=True, exist_ok=True)
    words = ["mount", "-t", "tmpfs", "-o", f"size={size // 1024}k", "tmpfs", str(folder)]
    if subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("this machine does not let us mount a small disk")
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False, capture_output=True)


class Watched(Fs):
    """The laptop's files; at call number `at` of kind `call` on the stick something happens."""

    def __init__(self, folder: Path, call: str, at: int, happens: Callable[[], object]) -> None:
        self._folder, self._call, self._left, self._happens = folder, call, at, happens

    def _pass(self, call: str, path: Path) -> None:
        if call == self._call and (path == self._folder or self._folder in path.parents):
            self._left -= 1
            if self._left == 0:
                self._happens()

    @property
    def has_happened(self) -> bool:
        """Whether the call was reached."""
        return self._left <= 0

    def free(self, folder: Path) -> int:
        """Free bytes as they were just before."""
        free = super().free(folder)
        self._pass("free", folder)
        return free

    def open(self, path: Path, mode: str) -> IO[bytes]:
        """An open file."""
        self._pass(f"open {mode}", path)
        return super().open(path, mode)

    def write(self, target: IO[bytes], data: bytes | memoryview) -> int:
        """What fits."""
        self._pass("write", Path(str(target.name)))
        return super().write(target, data)

    def sync(self, target: IO[bytes]) -> None:
        """Confirmed."""
        self._pass("sync", Path(str(target.name)))
        super().sync(target)

    def rename(self, source: Path, target: Path) -> None:
        """The final name."""
        self._pass("rename", target)
        super().rename(source, target)

    def sync_folder(self, folder: Path) -> None:
        """Confirmed."""
        self._pass("sync folder", folder)
        super().sync_folder(folder)
