"""Notices that this laptop's data was copied, moved or set back, so that no number is used twice.

`instalasi.json` lies beside the database and remembers what the database last knew. What is decided
at start is the table of reliability.md 6, as one pure function.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path

from desa_desktop.domain.asal import Asal
from desa_desktop.files import FS, Fs, write_replace

GUARD_NAME = "instalasi.json"
_LIMIT = 1024 * 1024


class Finding(Enum):
    """What the comparison at start means."""

    NORMAL = "normal"
    DIPULIHKAN = "dipulihkan"  # the database is older than what this laptop has already sent
    DARI_LAPTOP_LAIN = "dari_laptop_lain"  # a database of another installation
    TANPA_CATATAN = "tanpa_catatan"  # database without the guard's file: copied or reinstalled
    MESIN_LAIN = "mesin_lain"  # the disk moved, or an image of it was cloned

    @property
    def starts_anew(self) -> bool:
        """True when a new incarnation must begin before anything is sealed."""
        return self is not Finding.NORMAL


@dataclass(frozen=True, slots=True)
class Installation:
    """The content of `instalasi.json`: what this laptop last knew of itself and its database.

    `high_water` is the last number used per chain (kiriman-format.md 11); `machine` is a hash that
    says nothing about the machine to anybody else, or "" where the system names none. `newest` is, per
    addressee and kind, the chain used last with its last number: an older database does not know it, and
    the chain that takes over must name it. It outlives incarnations. `asal` is what a person said of a copy.
    """

    install_id: str
    incarnation: int
    db_id: str
    machine: str
    high_water: Mapping[str, int]
    newest: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    asal: Asal = Asal.TETAP


@dataclass(frozen=True, slots=True)
class Seen:
    """What the opened database and this machine say now, in the words of Installation.

    `highest` holds the highest number in the database per chain, sealed or only reserved.
    """

    install_id: str
    incarnation: int
    db_id: str
    machine: str
    highest: Mapping[str, int]


def judge(seen: Seen, noted: Installation | None) -> Finding:
    """What `seen` means against what was `noted`; the graver finding wins when several hold."""
    if noted is None:
        return Finding.TANPA_CATATAN
    if seen.db_id != noted.db_id or seen.install_id != noted.install_id:
        return Finding.DARI_LAPTOP_LAIN
    # an incarnation that differs either way means that one of the two was put back
    behind = any(seen.highest.get(chain, 0) < number for chain, number in noted.high_water.items())
    if behind or seen.incarnation != noted.incarnation:
        return Finding.DIPULIHKAN
    if seen.machine and noted.machine and seen.machine != noted.machine:
        return Finding.MESIN_LAIN
    return Finding.NORMAL


def next_incarnation(seen: Seen, noted: Installation | None) -> int:
    """A number neither the database nor the guard's file has used, higher than both.

    It jumps by chance, because two copies of one profile start anew without knowing of each other:
    were both to count to the same number, the database of one would pass for that of the other.
    """
    return max(seen.incarnation, noted.incarnation if noted else 0) + 1 + secrets.randbelow(2**32)


def after_start(
    seen: Seen, noted: Installation | None, incarnation: int, *, asks: bool = False
) -> Installation:
    """What to note once the start is through: numbers never sink within one incarnation.

    With `asks` the person must say what happened, whatever was said of the folder before.
    """
    high = dict(seen.highest)
    is_ours = noted is not None and noted.db_id == seen.db_id
    if noted is not None and is_ours and noted.incarnation == incarnation:
        for chain, number in noted.high_water.items():
            high[chain] = max(number, high.get(chain, 0))
    newest = dict(noted.newest) if noted is not None and is_ours else {}
    said = noted.asal if noted is not None else Asal.TETAP
    asal = Asal.TANYA if asks else said
    return Installation(seen.install_id, incarnation, seen.db_id, seen.machine, high, newest, asal)


def after_sealing(noted: Installation, chain: str, number: int, key: str = "") -> Installation:
    """What to note once kiriman `number` of `chain` is sealed in the database.

    `key` names addressee and kind where this is the chain in use for them.

    Write it before the kiriman leaves the laptop: a number is safe from reuse only once noted.
    """
    high = dict(noted.high_water)
    high[chain] = max(number, high.get(chain, 0))
    newest = dict(noted.newest)
    if key:
        newest[key] = (chain, high[chain])
    return replace(noted, high_water=high, newest=newest)


def write_installation(folder: Path, noted: Installation, fs: Fs = FS) -> None:
    """Write `instalasi.json` in one step (old or new content, never a part). Raises OSError."""
    content: dict[str, object] = {
        "db_id": noted.db_id,
        "high_water": dict(noted.high_water),
        "incarnation": noted.incarnation,
        "install_id": noted.install_id,
        "machine": noted.machine,
        "newest": {key: list(one) for key, one in noted.newest.items()},
        "v": 1,
    }
    if noted.asal is not Asal.TETAP:
        content["asal"] = noted.asal.value
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    write_replace(fs, folder / GUARD_NAME, text.encode())


def read_installation(folder: Path, fs: Fs = FS) -> Installation | None:
    """What was noted, or None when the file is missing or unreadable.

    A damaged file counts as missing: that starts a new incarnation, which is always safe. Raises
    OSError when the disk cannot be read.
    """
    try:
        content = fs.read(folder / GUARD_NAME, _LIMIT)
    except FileNotFoundError:
        return None
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return _installation(value)


def _installation(value: object) -> Installation | None:
    if not isinstance(value, dict) or value.get("v") != 1:
        return None
    install, db, machine = (value.get(name) for name in ("install_id", "db_id", "machine"))
    incarnation, high = value.get("incarnation"), value.get("high_water")
    if not (isinstance(install, str) and isinstance(db, str) and isinstance(machine, str)):
        return None
    if not (_count(incarnation) and isinstance(high, dict) and all(_count(one) for one in high.values())):
        return None
    newest = value.get("newest", {})  # not noted before version 0.5
    if not (isinstance(newest, dict) and all(_is_place(one) for one in newest.values())):
        return None
    places = {key: (chain, number) for key, (chain, number) in newest.items()}
    said = value.get("asal", "")
    asal = Asal(said) if said in [one.value for one in Asal] else Asal.TANYA
    return Installation(install, int(str(incarnation)), db, machine, high, places, asal)


def _is_place(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and isinstance(value[0], str) and _count(value[1])


def _count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53


def machine_hash(install_id: str, machine: str | None = None) -> str:
    """A hash of the operating system's machine id, different for every installation; '' if none.

    `machine` replaces the id that is asked of the system.
    """
    name = _machine_id() if machine is None else machine
    if not name:
        return ""
    return hashlib.sha256(f"desa-desktop:mesin\0{install_id}\0{name}".encode()).hexdigest()


def _machine_id() -> str:
    if sys.platform == "win32":
        import winreg

        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    for file in (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id")):
        if file.is_file():
            return file.read_text(encoding="ascii", errors="replace").strip()
    return ""
