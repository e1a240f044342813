"""What every command works with: the opened office, the person, the moment, and who watches the progress."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TextIO

from desa_desktop import paths
from desa_desktop.app import App, NoFolder
from desa_desktop.cli.answer import Answer
from desa_desktop.cli.parsing import Given
from desa_desktop.config import Lingkungan
from desa_desktop.domain.kantor import Kantor
from desa_desktop.domain.tampak import sebaris
from desa_desktop.errors import InvalidInput, NotFound, OutputFailed
from desa_desktop.files import FS, write_replace
from desa_desktop.i18n import _
from desa_desktop.progress import Progress


@dataclass(frozen=True)
class Desk:
    """One run of one command. `opened` is None for the commands that work before there is an office."""

    places: paths.Places
    environment: Lingkungan
    password: str | None
    progress: Progress
    opened: App | None = None

    @property
    def app(self) -> App:
        """The opened office; a command that asks for it is declared to open it."""
        assert self.opened is not None
        return self.opened

    @property
    def kantor(self) -> Kantor:
        """Whose laptop this is. Raises NoFolder when the set-up was not finished."""
        if self.app.kantor is None:
            raise NoFolder(folder=self.places.data)
        return self.app.kantor

    @property
    def by(self) -> str:
        """Who is written into the history."""
        return self.app.person

    @property
    def at(self) -> datetime:
        """The moment of this run (UTC)."""
        return self.app.now()

    @property
    def today(self) -> date:
        """Today on this laptop's calendar."""
        return self.app.today()

    @property
    def kid(self) -> str:
        """The name of this laptop's keys."""
        return self.app.laptop.keys.kid

    def tahun(self, given: Given) -> int:
        """The plan year asked for, else the one the office works on."""
        return given.number("tahun") or self.kantor.tahun_rencana


Run = Callable[[Desk, Given], Answer]


class OnTerminal:
    """Progress as one line on standard error that is written over, wiped when the work is done."""

    def __init__(self, target: TextIO) -> None:
        self._target = target
        self._longest = 0

    def step(self, done: int, total: int, label: str) -> None:
        """Show how far the work is."""
        line = sebaris(f"{label} {done}/{total}" if total else label)  # the label may name a foreign file
        self._longest = max(self._longest, len(line))
        self._target.write("\r" + line.ljust(self._longest))
        if total and done >= total:
            self._target.write("\r" + " " * self._longest + "\r")
        self._target.flush()


def typed_kit(given: Given) -> str | None:
    """The 30 digits of the Kit Pemulihan from standard input (after a kata sandi), None if not asked for.

    Like a kata sandi they are never words of the command: the machine keeps those in its history.
    """
    return sys.stdin.readline().strip() if given.has("kit-stdin") else None


def watcher() -> Progress:
    """Who sees the progress: a terminal, else nobody."""
    from desa_desktop.progress import Silent

    return OnTerminal(sys.stderr) if sys.stderr is not None and sys.stderr.isatty() else Silent()


def write_file(path: Path, data: bytes, apa: str) -> None:
    """Write what was asked for: the old file stays or the new one is whole.

    No folder is made for it: where a flash disk should be, one on the laptop's own disk would pass for it.
    Raises OutputFailed, NotFound when the folder is not there.
    """
    target_folder(path.absolute().parent)
    try:
        write_replace(FS, path, data)
    except PermissionError as failure:
        raise OutputFailed(apa=apa, sebab=_("tempat atau berkas itu tidak boleh ditulis")) from failure
    except OSError as failure:
        raise OutputFailed(apa=apa, sebab=_("tempat itu tidak dapat ditulis")) from failure


def target_folder(path: Path) -> Path:
    """The folder named, before a number is used for it. Raises NotFound when no disk is there."""
    if not path.is_dir():
        raise NotFound(apa=_("Folder {nama}").format(nama=path))
    return path


def read_file(path: Path) -> bytes:
    """The bytes of a file the person named. Raises NotFound when it cannot be read."""
    try:
        return FS.read(path)
    except OSError as failure:
        raise NotFound(apa=_("Berkas {nama}").format(nama=path)) from failure


def read_json(path: Path, *, parse_float: Callable[[str], object] = float) -> object:
    """The content of a JSON file. Raises NotFound, InvalidInput with the line that is no JSON.

    A key that stands twice in one object is refused: only one of its values would count. `parse_float`
    makes what it likes of a number with a point. NaN and Infinity are numbers to nobody here.
    """
    try:
        return json.loads(
            read_file(path).decode("utf-8-sig"),
            object_pairs_hook=_unique,
            parse_float=parse_float,
            parse_constant=_no_number,
        )
    except json.JSONDecodeError as failure:
        sentence = _("Berkas {nama} bukan JSON yang benar: baris {baris}, kolom {kolom}.")
        text = sentence.format(nama=path.name, baris=failure.lineno, kolom=failure.colno)
        raise InvalidInput({"file": text}) from failure
    except (UnicodeDecodeError, RecursionError) as failure:
        raise InvalidInput({"file": _("Berkas {nama} bukan JSON.").format(nama=path.name)}) from failure


def _no_number(word: str) -> object:
    raise InvalidInput({"file": _("{kata} bukan angka.").format(kata=word)})


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise InvalidInput({"file": _("{kunci} tertulis dua kali dalam berkas.").format(kunci=key)})
        found[key] = value
    return found


def json_bytes(content: object) -> bytes:
    """A JSON file as people may open it."""
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
