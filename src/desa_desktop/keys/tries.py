"""Wrong kata sandi are counted beside the key file; after five a wait begins that grows (ux.md 3.15).

Nothing is ever deleted. The count outlives the program. A clock that was set back does not shorten the wait:
it begins anew. What somebody with the laptop's account does to this file itself cannot be prevented.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

from desa_desktop.files import FS, Fs, write_replace

TRIES_NAME = "percobaan-sandi.json"
FREE = 5
FIRST_WAIT, LONGEST_WAIT = 30, 15 * 60  # seconds
_LIMIT = 4096


@dataclass(frozen=True, slots=True)
class Tries:
    """How many wrong ones in a row, and when the last was typed (seconds since 1970)."""

    wrong: int = 0
    at: float = 0.0


def wait_after(wrong: int) -> int:
    """Seconds to wait after so many wrong ones: none for four, then 30, 60, 120, up to 15 minutes."""
    if wrong < FREE:
        return 0
    return min(LONGEST_WAIT, FIRST_WAIT << min(wrong - FREE, 10))


def read_tries(folder: Path, fs: Fs = FS) -> Tries:
    """What was counted; nothing where the file is missing or not ours. Raises OSError."""
    try:
        value = json.loads(fs.read(folder / TRIES_NAME, _LIMIT))
    except (FileNotFoundError, ValueError, RecursionError):
        return Tries()
    if not isinstance(value, dict):
        return Tries()
    wrong, at = value.get("salah"), value.get("pada")
    if not isinstance(wrong, int) or isinstance(wrong, bool) or not isinstance(at, int | float):
        return Tries()
    return Tries(max(0, wrong), float(at)) if math.isfinite(at) else Tries()


def left(folder: Path, now: float, fs: Fs = FS) -> int:
    """Whole seconds until a kata sandi may be tried again. Raises OSError.

    A `now` before the last try means that the clock was set back: the wait begins anew from this `now`.
    """
    known = read_tries(folder, fs)
    wait = wait_after(known.wrong)
    if not wait:
        return 0
    if now < known.at:
        _write(folder, Tries(known.wrong, now), fs)
        return wait
    return max(0, math.ceil(known.at + wait - now))


def count_try(folder: Path, now: float, fs: Fs = FS) -> int:
    """One more; call it before the try, so that killing the program does not save it. Raises OSError.

    Returns how many it are now.
    """
    wrong = read_tries(folder, fs).wrong + 1
    _write(folder, Tries(wrong, now), fs)
    return wrong


def forget(folder: Path, fs: Fs = FS) -> None:
    """The right one was typed. Raises OSError."""
    if (folder / TRIES_NAME).exists():
        fs.remove(folder / TRIES_NAME)
        fs.sync_folder(folder)


def _write(folder: Path, tries: Tries, fs: Fs) -> None:
    content = {"pada": tries.at, "salah": tries.wrong, "v": 1}
    write_replace(fs, folder / TRIES_NAME, json.dumps(content, sort_keys=True).encode())
