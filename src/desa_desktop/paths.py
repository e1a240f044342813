"""Where things lie: the program's own files, and the folders of the person who uses it.

The only module that knows whether the program runs from source, from an installed package or frozen.
The environment comes in as a parameter, so that a test can be any laptop (ux.md 12.1).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from desa_desktop.errors import InvalidInput, ProgramIncomplete
from desa_desktop.i18n import _

WINDOWS_NAME = "Desa Desktop"
LINUX_NAME = "desa-desktop"
PACKAGE = Path(__file__).resolve().parent
DOCUMENTS_LINE = re.compile(r'^XDG_DOCUMENTS_DIR="(?:\$HOME/)?(.+)"$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of one person on one laptop; none of them need exist yet."""

    data: Path
    settings: Path
    """The file `pengaturan.json`."""
    log: Path
    backups: Path
    exports: Path


def resources() -> Path:
    """The folder of templates, rules, fonts, catalogues. Raises ProgramIncomplete."""
    return _program_folder("resources")


def migrations() -> Path:
    """The folder alembic reads. Raises ProgramIncomplete."""
    return _program_folder("migrations")


def _program_folder(name: str) -> Path:
    """Frozen beside the program, in the wheel under `_data`, from source at the top of the checkout."""
    if getattr(sys, "frozen", False):
        candidates = [Path(getattr(sys, "_MEIPASS", Path(sys.executable).parent)) / name]
    else:
        candidates = [PACKAGE / "_data" / name, PACKAGE.parents[1] / name]
    for folder in candidates:
        if folder.is_dir():
            return folder
    raise ProgramIncomplete(apa=name)


def places(environment: Mapping[str, str], *, platform: str = sys.platform) -> Places:
    """The folders for this environment.

    With DESA_DATA everything of this run lies in that folder: a test, a training folder or a folder on
    another drive leaves no trace elsewhere. InvalidInput when it names a database server.
    """
    chosen = environment.get("DESA_DATA", "")
    if chosen:
        return _places_in(chosen)
    if platform == "win32":
        return _places_windows(environment)
    return _places_linux(environment)


def _places_in(chosen: str) -> Places:
    if "://" in chosen:
        sentence = _("Basis data bersama di server belum tersedia di versi ini. Pilih folder di laptop.")
        raise InvalidInput({"data": sentence})
    folder = Path(chosen).expanduser().absolute()
    return Places(
        data=folder,
        settings=folder / "pengaturan.json",
        log=folder / "log",
        backups=folder / "Cadangan",
        exports=folder / "Ekspor",
    )


def _places_windows(environment: Mapping[str, str]) -> Places:
    home = Path(environment.get("USERPROFILE") or Path.home())
    own = Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / WINDOWS_NAME
    documents = home / "Documents" / WINDOWS_NAME
    return Places(
        data=own / "data",
        settings=own / "pengaturan.json",
        log=own / "log",
        backups=documents / "Cadangan",
        exports=documents,
    )


def _places_linux(environment: Mapping[str, str]) -> Places:
    home = Path(environment.get("HOME") or Path.home())
    settings = _absolute(environment.get("XDG_CONFIG_HOME")) or home / ".config"
    data = _absolute(environment.get("XDG_DATA_HOME")) or home / ".local" / "share"
    state = _absolute(environment.get("XDG_STATE_HOME")) or home / ".local" / "state"
    documents = _absolute(environment.get("XDG_DOCUMENTS_DIR")) or _documents(home, settings)
    return Places(
        data=data / LINUX_NAME,
        settings=settings / LINUX_NAME / "pengaturan.json",
        log=state / LINUX_NAME / "log",
        backups=documents / WINDOWS_NAME / "Cadangan",
        exports=documents / WINDOWS_NAME,
    )


def _absolute(value: str | None) -> Path | None:
    """The XDG rule: a relative path in these variables counts as not set."""
    return Path(value) if value and Path(value).is_absolute() else None


def _documents(home: Path, settings: Path) -> Path:
    """The desktop's own name for the documents folder, `Dokumen` on an Indonesian laptop."""
    try:
        found = DOCUMENTS_LINE.search((settings / "user-dirs.dirs").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        found = None
    return home / found[1] if found else home / "Documents"
