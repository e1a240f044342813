"""Reading from and writing to a flash disk: whatever happens to it, no bad file gets its final name.

Source: kiriman-format.md 3 (listing), 16.1 (intake), 16.2 (writing), 17 rows 32 to 37. All calls go
through `files.Fs`. Failures are KirimanRejected with the E_STICK_ codes; the outbox copy is safe then.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from desa_desktop.errors import StorageFailed
from desa_desktop.files import PIECE, TEMPORARY, Fs, make_folder, write_all
from desa_desktop.i18n import N_, _
from desa_desktop.progress import Progress, Silent
from desa_desktop.sync.container import LARGEST_FILE, MAGIC, PREFIX, read_prefix
from desa_desktop.sync.drives import HIDDEN, SYSTEM, attributes_of, hash_from_disk, pieces_from_disk
from desa_desktop.sync.names import FOLDER, SUFFIX, TO_DESA, TO_KECAMATAN
from desa_desktop.sync.rejection import Code, KirimanRejected, sentence_of

MOST_ENTRIES = 2_000
SPARE = 1024 * 1024
_AUTORUN = "autorun.inf"
_PROGRAMS = (".exe", ".scr", ".com", ".pif", ".bat", ".cmd", ".vbs", ".js")
# what Windows and Linux hide on every stick themselves
_OF_THE_SYSTEM = frozenset({"system volume information", "$recycle.bin", "recycler", "lost+found"})
_SHORTCUT = ".lnk"
_MEGABYTE = 1_000_000
_LOCKED = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_COPYING = N_("Menyalin {nama}")
_WRITING = N_("Menulis kiriman ke flashdisk…")
_READING_BACK = N_("Membaca ulang dan membandingkan…")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file on a stick that is called a kiriman; nothing in it was looked at. `size` in bytes."""

    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class Ulah:
    """The traces of a virus of flash disks: shortcuts, an autorun.inf, programs that are called like a
    folder, folders and kiriman that were hidden."""

    pintasan: int = 0
    autorun: bool = False
    program: tuple[str, ...] = ()
    tersembunyi: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.pintasan or self.autorun or self.program or self.tersembunyi)

    def __add__(self, other: Ulah) -> Ulah:
        return Ulah(
            self.pintasan + other.pintasan,
            self.autorun or other.autorun,
            self.program + other.program,
            self.tersembunyi + other.tersembunyi,
        )


@dataclass(frozen=True, slots=True)
class Listing:
    """What a stick offers. `is_cut`: it has more than 2,000 entries, so not all were looked at.

    `lain` counts the files that are no kiriman; none of them was opened. `ulah` says what a virus left.
    """

    files: tuple[FoundFile, ...]
    is_infected: bool
    is_cut: bool
    lain: int = 0
    ulah: Ulah = Ulah()

    @property
    def teks(self) -> str:
        """The sentence of W_STICK_INFECTED, empty for a clean stick."""
        return sentence_of(Code.W_STICK_INFECTED) if self.is_infected else ""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A file that was copied to the laptop, read twice alike. `sha256` hex, `size` in bytes."""

    path: Path
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written and read back twice. `sha256` hex, `size` in bytes."""

    path: Path
    sha256: str
    size: int


def list_kiriman(
    fs: Fs, root: Path, attributes: Callable[[os.DirEntry[str]], int] = attributes_of
) -> Listing:
    """The kiriman files on a stick: in its root and the two folders only, no links, nothing executed.

    Files hidden by the "shortcut virus" are found as well, and what it left is counted by name alone;
    `is_infected` is W_STICK_INFECTED.
    Raises KirimanRejected (E_STICK_READ) when the stick cannot be read.
    """
    if not root.is_dir():
        raise KirimanRejected(Code.E_STICK_READ)
    files: list[FoundFile] = []
    ulah, others, left = Ulah(), 0, MOST_ENTRIES
    folder = root / FOLDER
    for place in (folder / TO_KECAMATAN, folder / TO_DESA, root):  # a crowded root must not hide the two
        entries = _entries(fs, place, left + 1, is_needed=place == root)
        ulah += _traces(entries, attributes)
        found = [FoundFile(Path(entry.path), _size(entry)) for entry in entries[:left] if _is_kiriman(entry)]
        files += found
        others += sum(not _is_folder(entry) for entry in entries[:left]) - len(found)
        if len(entries) > left:
            return Listing(tuple(files), bool(ulah), is_cut=True, lain=others, ulah=ulah)
        left -= len(entries)
    ordered = tuple(sorted(files, key=lambda one: str(one.path)))
    return Listing(ordered, bool(ulah), is_cut=False, lain=others, ulah=ulah)


def take_in(fs: Fs, source: Path, folder: Path, progress: Progress | None = None) -> TakenIn:
    """Copy a file from a stick into the intake `folder` as `<sha256>.kirim`, read twice and compared.

    From here on the stick is not needed. Nothing is judged but a size no kiriman can have, and first bytes
    that no kiriman has: such a file is neither copied nor kept.
    Raises KirimanRejected (E_STICK_READ, E_DISK_FULL, E_MAGIC, the code of an impossible size) and
    StorageFailed; no part of a file stays behind then.
    """
    size = _check_size(fs, source)
    temporary = folder / f".{secrets.token_hex(8)}{TEMPORARY}"
    try:
        sha256 = _copy(fs, source, temporary, size, progress or Silent())
        if _hash_of_stick(fs, source) != sha256:
            raise KirimanRejected(Code.E_STICK_READ)
        final = folder / f"{sha256}{SUFFIX}"
        try:
            if hash_from_disk(fs, temporary) != sha256:
                raise StorageFailed(sebab=_("cakram laptop menyimpan isi yang berbeda"))
            fs.rename(temporary, final)
            fs.sync_folder(folder)
        except OSError as failure:
            raise _laptop_failed(failure, size) from failure
    except BaseException:
        _clean(fs, temporary)
        raise
    return TakenIn(final, sha256, size)


@dataclass(frozen=True, slots=True)
class Whole:
    """A file of the laptop that is written to a stick a piece at a time, whatever its size in bytes."""

    path: Path
    size: int
    sha256: str

    def pieces(self, fs: Fs) -> Iterator[bytes]:
        """All of it. Raises OSError."""
        with fs.open(self.path, "rb") as source:
            while piece := source.read(PIECE):
                yield piece


def write_checked(
    fs: Fs, root: Path, folder: str, name: str, data: bytes | Whole, progress: Progress | None = None
) -> Written:
    """Write a sealed kiriman to a stick so that a bad file never gets its final name.

    `root`: the drive, `folder` and `name`: from `names`. Free space, temporary name, fsync, read back past
    the cache, rename, fsync of the folder, read back again; only then this returns and success may be
    shown. `progress` is told of every piece; a `Batal` leaves no file behind, whatever its name. Raises
    KirimanRejected (E_STICK_FULL, E_STICK_RO, E_STICK_WRITE, E_STICK_VERIFY), Cancelled.
    """
    size = data.size if isinstance(data, Whole) else len(data)
    sha256 = data.sha256 if isinstance(data, Whole) else hashlib.sha256(data).hexdigest()
    seen = _Steps(progress or Silent(), size)
    place = root / folder
    temporary, final = place / f".{name}{TEMPORARY}", place / name
    is_renamed = False
    try:
        if not root.is_dir():
            raise FileNotFoundError(errno.ENOENT, "the stick is gone")
        device = root.stat().st_dev
        if fs.free(root) < size + SPARE:
            raise OSError(errno.ENOSPC, "not enough room")
        _require_stick(root, device)
        make_folder(fs, place)
        with fs.open(temporary, "wb") as target:
            for piece in data.pieces(fs) if isinstance(data, Whole) else _cut(data):
                write_all(fs, target, piece)
                seen.pass_(len(piece), _(_WRITING))
            fs.sync(target)
        _compare(fs, temporary, sha256, seen)
        is_renamed = True  # from here the final name may be there, whatever the call answers
        fs.rename(temporary, final)
        fs.sync_folder(place)
        _compare(fs, final, sha256, seen)
        _require_stick(root, device)
    except BaseException as failure:
        _clean(fs, temporary)
        if is_renamed:
            _clean(fs, final)
        if isinstance(failure, OSError):
            raise _stick_failed(failure, size) from failure
        raise
    return Written(final, sha256, size)


def _cut(data: bytes) -> Iterator[bytes]:
    for start in range(0, len(data), PIECE):
        yield data[start : start + PIECE]


class _Steps:
    """Counts the bytes of one writing and two readings."""

    def __init__(self, progress: Progress, size: int) -> None:
        self._progress, self._whole, self._done = progress, 3 * size, 0

    def pass_(self, count: int, words: str) -> None:
        """So many bytes more went to the drive or came from it. Raises Cancelled."""
        self._done += count
        self._progress.step(min(self._done, self._whole), self._whole, words)


def _compare(fs: Fs, path: Path, sha256: str, seen: _Steps) -> None:
    hashed = hashlib.sha256()
    for piece in pieces_from_disk(fs, path):
        hashed.update(piece)
        seen.pass_(len(piece), _(_READING_BACK))
    if hashed.hexdigest() != sha256:
        raise KirimanRejected(Code.E_STICK_VERIFY)


def _require_stick(root: Path, device: int) -> None:
    """A pulled stick may leave its folder behind, on the laptop: what lies there was carried nowhere."""
    if root.stat().st_dev != device:
        raise OSError(errno.ENODEV, "the stick is gone")


def _stick_failed(failure: OSError, size: int) -> KirimanRejected:
    if failure.errno in _FULL:
        return KirimanRejected(Code.E_STICK_FULL, n=_megabytes(size + SPARE))
    return KirimanRejected(Code.E_STICK_RO if failure.errno in _LOCKED else Code.E_STICK_WRITE)


def _laptop_failed(failure: OSError, size: int) -> KirimanRejected | StorageFailed:
    if failure.errno in _FULL:
        return KirimanRejected(Code.E_DISK_FULL, n=_megabytes(size + SPARE))
    return StorageFailed(sebab=failure.strerror or type(failure).__name__)


def _megabytes(size: int) -> int:
    return -(-size // _MEGABYTE)


def _clean(fs: Fs, path: Path) -> None:
    with contextlib.suppress(OSError):  # the stick may be gone; what failed before is what we report
        fs.remove(path)


def _check_size(fs: Fs, source: Path) -> int:
    try:
        size = source.stat().st_size
        head = fs.read(source, PREFIX.size)
    except OSError as failure:
        raise KirimanRejected(Code.E_STICK_READ) from failure
    if len(head) == PREFIX.size and not head.startswith(MAGIC):
        raise KirimanRejected(Code.E_MAGIC)
    if size > LARGEST_FILE:
        read_prefix(head, size)
        raise KirimanRejected(Code.E_TRAILING)
    return size


def _copy(fs: Fs, source: Path, temporary: Path, size: int, progress: Progress) -> str:
    hashed, done = hashlib.sha256(), 0
    pieces = pieces_from_disk(fs, source)
    try:
        make_folder(fs, temporary.parent)
        with fs.open(temporary, "wb") as target:
            while (piece := _next(pieces)) is not None:
                done += len(piece)
                if done > LARGEST_FILE:
                    raise KirimanRejected(Code.E_STICK_READ)
                hashed.update(piece)
                write_all(fs, target, piece)
                progress.step(min(done, size), size, _(_COPYING).format(nama=source.name))
            fs.sync(target)
    except OSError as failure:
        raise _laptop_failed(failure, size) from failure
    if done != size:
        raise KirimanRejected(Code.E_STICK_READ)
    return hashed.hexdigest()


def _next(pieces: Iterator[bytes]) -> bytes | None:
    try:
        return next(pieces, None)
    except OSError as failure:
        raise KirimanRejected(Code.E_STICK_READ) from failure


def _hash_of_stick(fs: Fs, source: Path) -> str:
    try:
        return hash_from_disk(fs, source)
    except OSError as failure:
        raise KirimanRejected(Code.E_STICK_READ) from failure


def _is_kiriman(entry: os.DirEntry[str]) -> bool:
    try:
        is_file = entry.is_file(follow_symlinks=False)
    except OSError:
        return False  # an entry that cannot even be asked is damaged; the others are still read
    return is_file and entry.name.lower().endswith(SUFFIX) and not entry.name.startswith(".")


def _size(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat(follow_symlinks=False).st_size
    except OSError as failure:
        raise KirimanRejected(Code.E_STICK_READ) from failure


def _entries(fs: Fs, place: Path, most: int, *, is_needed: bool) -> list[os.DirEntry[str]]:
    try:
        return fs.listing(place, most)
    except (FileNotFoundError, NotADirectoryError) as failure:
        if is_needed:
            raise KirimanRejected(Code.E_STICK_READ) from failure
        return []  # nobody has put a kiriman there yet
    except OSError as failure:
        raise KirimanRejected(Code.E_STICK_READ) from failure


def _traces(entries: list[os.DirEntry[str]], attributes: Callable[[os.DirEntry[str]], int]) -> Ulah:
    """The marks of the shortcut virus, by name and attribute alone.

    Shortcuts and autorun.inf, which nobody puts on a stick; programs called like a folder beside them, which
    a hand that wants to open the folder starts; folders and kiriman that were hidden.
    """
    folders = {entry.name.casefold(): entry.name for entry in entries if _is_folder(entry)}
    programs = [
        entry.name
        for entry in entries
        if entry.name.casefold().endswith(_PROGRAMS)
        and not _is_folder(entry)
        and entry.name.casefold().rpartition(".")[0] in folders
    ]
    hidden = [
        entry.name
        for entry in entries
        if (_is_folder(entry) or _is_kiriman(entry))
        and entry.name.casefold() not in _OF_THE_SYSTEM
        and not entry.name.startswith(".")
        and attributes(entry) & (HIDDEN | SYSTEM) == HIDDEN | SYSTEM
    ]
    return Ulah(
        sum(entry.name.casefold().endswith(_SHORTCUT) for entry in entries),
        any(entry.name.casefold() == _AUTORUN for entry in entries),
        tuple(programs),
        tuple(hidden),
    )


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False  # a damaged entry
