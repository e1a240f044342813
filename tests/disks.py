"""Real little disks for tests: a memory disk of its own, filled, shrunk, locked or torn off as asked.

Only root may mount one on Linux; everywhere else the test is skipped with its reason, and the walks over
a failing `Fs` prove the same rules.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

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
