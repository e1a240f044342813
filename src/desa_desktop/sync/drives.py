"""Which flash disks are plugged in, what they are called, and how the system is asked to let them go.

Linux: mounted drives under /media, /run/media and /mnt that the kernel calls removable or that hang on
USB. Windows: drives that GetDriveType calls removable. Tests hand in folders instead.
"""

from __future__ import annotations

import ctypes
import hashlib
import mmap
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from desa_desktop.files import PIECE, Fs

_MOUNTS = Path("/proc/mounts")
_BLOCK = Path("/sys/class/block")
_BY_LABEL = Path("/dev/disk/by-label")
_BY_UUID = Path("/dev/disk/by-uuid")
_WHERE = (Path("/media"), Path("/run/media"), Path("/mnt"))
_EJECT_SECONDS = 20
HIDDEN, SYSTEM = 0x2, 0x4
_FAT_GET_ATTRIBUTES = 0x80047210


@dataclass(frozen=True, slots=True)
class Drive:
    """A flash disk: where it is, its label and its serial (`1A2B-3C4D`), as far as they are known."""

    path: Path
    label: str = ""
    serial: str = ""
    device: str = ""


def find_drives(extra: Sequence[Path] = ()) -> list[Drive]:
    """The drives at hand, by path; `extra` are folders to be treated as drives (tests, training)."""
    found = list(_windows_drives()) if sys.platform == "win32" else list(linux_drives())
    found += [Drive(path, label=path.name) for path in extra if path.is_dir()]
    return sorted(found, key=lambda drive: str(drive.path))


def linux_drives(
    mounts: Path = _MOUNTS,
    block: Path = _BLOCK,
    where: Iterable[Path] = _WHERE,
    by_label: Path = _BY_LABEL,
    by_uuid: Path = _BY_UUID,
) -> Iterator[Drive]:
    """The removable drives in a list of mounts; the other paths say where the kernel describes them."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return  # a system without this list has no drives to offer; a person can still choose a folder
    places = tuple(where)
    for line in lines:
        device, _space, rest = line.partition(" ")
        target = Path(_unescape(rest.split(" ", 1)[0]))
        if not device.startswith("/dev/") or not any(place in target.parents for place in places):
            continue
        name = device.removeprefix("/dev/")
        if _is_removable(block / name):
            label = _name_of(by_label, device) or target.name
            yield Drive(target, label, _name_of(by_uuid, device), device)


def eject(drive: Drive) -> bool:
    """Ask the system to let the drive go. False if it would not; the person then does it by hand."""
    if sys.platform == "win32" or not drive.device:
        return False
    command = ["udisksctl", "unmount", "--no-user-interaction", "-b", drive.device]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_EJECT_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def attributes_of(entry: os.DirEntry[str]) -> int:
    """The FAT attributes of a file or folder (HIDDEN, SYSTEM); 0 where they cannot be known."""
    try:
        if sys.platform == "win32":
            return entry.stat(follow_symlinks=False).st_file_attributes
        return _fat_attributes(entry.path)
    except OSError:
        return 0  # not a FAT drive


def hash_from_disk(fs: Fs, path: Path) -> str:
    """SHA-256 (hex) of a file as the drive holds it, not as the system remembers it. Raises OSError."""
    hashed = hashlib.sha256()
    for piece in pieces_from_disk(fs, path):
        hashed.update(piece)
    return hashed.hexdigest()


def pieces_from_disk(fs: Fs, path: Path) -> Iterator[bytes]:
    """The file in pieces of 1 MiB, past the page cache. Raises OSError."""
    if sys.platform == "win32":
        yield from _uncached(path)
        return
    with fs.open(path, "rb") as source:
        drop_cache(source.fileno())
        while piece := source.read(PIECE):
            yield piece


def drop_cache(handle: int) -> None:
    """Let the system forget what it remembers of an open file, so that the next read asks the drive."""
    if sys.platform != "win32":
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def _unescape(text: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text)


def _is_removable(node: Path) -> bool:
    real = node.resolve()
    if "/usb" in real.as_posix():
        return True
    for folder in (real, real.parent):  # a partition's own folder lies in that of its disk
        flag = folder / "removable"
        if flag.is_file():
            return flag.read_text(encoding="ascii").strip() == "1"
    return False


def _name_of(folder: Path, device: str) -> str:
    if not folder.is_dir():
        return ""
    wanted = Path(device).resolve()
    for link in sorted(folder.iterdir()):
        if link.resolve() == wanted:
            return re.sub(r"\\x([0-9a-f]{2})", lambda found: chr(int(found[1], 16)), link.name)
    return ""


if sys.platform == "win32":

    def _fat_attributes(_path: str) -> int:
        return 0

    _REMOVABLE = 2
    _READ, _SHARE, _EXISTING, _NO_BUFFERING = 0x80000000, 0x7, 3, 0x20000000

    def _windows_drives() -> Iterator[Drive]:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        mask = kernel.GetLogicalDrives()
        for place in range(26):
            root = f"{chr(ord('A') + place)}:\\"
            if mask >> place & 1 and kernel.GetDriveTypeW(root) == _REMOVABLE:
                label = ctypes.create_unicode_buffer(261)
                serial = ctypes.c_uint32()
                known = kernel.GetVolumeInformationW(
                    root, label, 261, ctypes.byref(serial), None, None, None, 0
                )
                if known:  # a card reader without a card is no drive
                    number = f"{serial.value >> 16:04X}-{serial.value & 0xFFFF:04X}"
                    yield Drive(Path(root), label.value, number)

    def _uncached(path: Path) -> Iterator[bytes]:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateFileW.restype = ctypes.c_void_p
        handle = kernel.CreateFileW(str(path), _READ, _SHARE, None, _EXISTING, _NO_BUFFERING, None)
        if handle in (None, ctypes.c_void_p(-1).value):
            raise ctypes.WinError(ctypes.get_last_error())
        buffer = mmap.mmap(-1, PIECE)  # such a handle reads into whole pages only
        window = (ctypes.c_char * PIECE).from_buffer(buffer)
        got = ctypes.c_uint32()
        try:
            while True:
                done = kernel.ReadFile(ctypes.c_void_p(handle), window, PIECE, ctypes.byref(got), None)
                if not done:
                    raise ctypes.WinError(ctypes.get_last_error())
                if not got.value:
                    return
                yield buffer[: got.value]
        finally:
            kernel.CloseHandle(ctypes.c_void_p(handle))

else:
    import fcntl

    def _fat_attributes(path: str) -> int:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
        try:
            answer = fcntl.ioctl(handle, _FAT_GET_ATTRIBUTES, bytes(4))
        finally:
            os.close(handle)
        return int.from_bytes(answer, sys.byteorder)

    def _windows_drives() -> Iterator[Drive]:
        yield from ()

    def _uncached(_path: Path) -> Iterator[bytes]:
        yield from ()
