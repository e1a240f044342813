"""An acceptance that the power cut off: what was wanted is written down first, so that it can go on.

Each kiriman is all in or not at all (kiriman-format.md D13); this note only remembers what a person had asked
for. It lies beside the files of the intake and holds no data of the village (17 row 31, ux.md 8.5).
"""

from __future__ import annotations

import json
import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from desa_desktop.files import write_replace
from desa_desktop.i18n import _
from desa_desktop.services.exchange.inbox import MASUK, inbox
from desa_desktop.services.exchange.results import Folders
from desa_desktop.store.place import disk_errors
from desa_desktop.store.unit import Database
from desa_desktop.sync.rejection import INTERRUPTED

_log = logging.getLogger(__name__)
_LONGEST = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Terputus:
    """What a person had asked for and the power cut off: SHA-256 of the files that are not in yet.

    `ya` are those of them about which everything that must be asked was answered.
    """

    kiriman: tuple[str, ...]
    ya: frozenset[str] = frozenset()

    @property
    def teks(self) -> str:
        """The sentence of row 31."""
        return _(INTERRUPTED)


def note_wanted(database: Database, files: Folders, kiriman: Sequence[str], ya: Collection[str]) -> None:
    """Write down what is about to be taken in: files of Kotak Masuk by SHA-256, digest or name.

    What lies elsewhere has to be looked at again, and is left out. Raises StorageFailed; then nothing was
    taken in.
    """
    names = {key: one.sha256 for one in inbox(database) for key in (one.berkas, one.digest, one.sha256)}
    meant = {name: list(dict.fromkeys(names[one] for one in given if one in names))
             for name, given in (("kiriman", kiriman), ("ya", ya))}  # fmt: skip
    with disk_errors():
        write_replace(files.fs, files.wanted, json.dumps(meant).encode())


def forget_wanted(files: Folders) -> None:
    """The acceptance came to its end, good or bad. A note that cannot be removed is found used up later."""
    try:
        files.fs.remove(files.wanted)
    except FileNotFoundError:
        return
    except OSError as failure:
        _log.warning("the note of an acceptance stays: %s", type(failure).__name__)


def find_interrupted(database: Database, files: Folders) -> Terputus | None:
    """What was cut off and is not in yet; None when nothing was. A note that is used up is removed."""
    try:
        written = files.fs.read(files.wanted, _LONGEST)
    except FileNotFoundError:
        return None
    except OSError as failure:  # what it names lies in Kotak Masuk all the same
        _log.warning("the note of an acceptance cannot be read: %s", type(failure).__name__)
        return None
    known = {one.sha256: one for one in inbox(database)}
    wanted, ya = _read(written)
    open_ones = tuple(one for one in wanted if one in known and known[one].tempat == MASUK)
    if not open_ones:
        forget_wanted(files)
        return None
    return Terputus(open_ones, frozenset(ya) & frozenset(open_ones))


def _read(written: bytes) -> tuple[list[str], list[str]]:
    """What a note says; nothing of one that is no note of ours."""
    try:
        content = json.loads(written)
        wanted, ya = content["kiriman"], content["ya"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return [], []
    if not isinstance(wanted, list) or not isinstance(ya, list):
        return [], []
    return [one for one in wanted if isinstance(one, str)], [one for one in ya if isinstance(one, str)]
