"""Where an office's data may lie, and how much room it needs there (reliability.md 2 and 3)."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desa_desktop.errors import DesaError, DiskFull, StorageFailed
from desa_desktop.files import FS, Fs, write_replace
from desa_desktop.i18n import N_, _

MIB = 1024 * 1024
BALLAST_NAME = "cadangan-ruang.bin"
BALLAST_SIZE = 16 * MIB
ROOM_FOR_BALLAST = 500 * MIB

# fmt: off
_NETWORK = frozenset({
    "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "afpfs", "ceph", "glusterfs",
    "davfs", "fuse.sshfs", "fuse.davfs", "fuse.rclone", "fuse.glusterfs", "fuse.gvfsd-fuse",
})
_NO_LOCKS = frozenset({"vfat", "msdos", "fat", "fat12", "fat16", "fat32", "exfat", "fuse.exfat"})
# fmt: on
_CLOUDS = (
    ("onedrive", "OneDrive"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("drive saya", "Google Drive"),
    ("dropbox", "Dropbox"),
    ("iclouddrive", "iCloud Drive"),
    ("icloud drive", "iCloud Drive"),
    ("nextcloud", "Nextcloud"),
    ("pclouddrive", "pCloud"),
)
_DRIVE_REMOVABLE, _DRIVE_REMOTE = 2, 4  # answers of GetDriveTypeW


class PlaceRefused(DesaError):
    """The data folder lies where a database would be damaged; nothing was opened or written."""

    message = N_("Folder data ini {alasan}.")
    hint = N_("{tindakan}")
    code = "K-210"

    def __init__(self, *, alasan: str, tindakan: str) -> None:
        super().__init__(alasan=alasan, tindakan=tindakan)


@dataclass(frozen=True, slots=True)
class Place:
    """What the machine says of a folder: its drive, and whether we may write there."""

    folder: Path
    filesystem: str = ""
    removable: bool = False
    network: bool = False
    writable: bool = True


@contextlib.contextmanager
def disk_errors() -> Iterator[None]:
    """Turn the system's errors while we write files beside the database into StorageFailed."""
    try:
        yield
    except OSError as failure:
        if failure.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise DiskFull(sebab=_("ruang disk penuh")) from failure
        if failure.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
            cause = _("folder data tidak dapat ditulisi")
        else:
            cause = _("disk tidak menerima tulisan atau tidak terbaca")
        raise StorageFailed(sebab=cause) from failure


def require_good_place(place: Place) -> None:
    """Refuse a folder in which SQLite's locks or its WAL do not hold.

    Raises PlaceRefused (K-210) for a network share, a flash disk, FAT or exFAT, a folder that
    another program copies to the cloud behind our back, or one that cannot be written.
    """
    move = _("Pindahkan ke laptop supaya data tidak rusak.")
    if place.network or place.filesystem in _NETWORK:
        raise PlaceRefused(alasan=_("berada di jaringan"), tindakan=move)
    if place.removable:
        raise PlaceRefused(alasan=_("berada di flashdisk"), tindakan=move)
    if place.filesystem in _NO_LOCKS:
        reason = _("berada di drive berformat {format}").format(format=place.filesystem.upper())
        raise PlaceRefused(alasan=reason, tindakan=move)
    cloud = cloud_of(place.folder)
    if cloud:
        reason = _("berada di dalam folder {awan}").format(awan=cloud)
        outside = _("Pindahkan ke folder lain di laptop supaya data tidak rusak.")
        raise PlaceRefused(alasan=reason, tindakan=outside)
    if not place.writable:
        action = _("Pilih folder lain, atau minta izin tulis pada pemilik laptop.")
        raise PlaceRefused(alasan=_("tidak dapat ditulisi"), tindakan=action)


def cloud_of(folder: Path) -> str:
    """The copying program whose folder this is (`OneDrive`, also `OneDrive - Kantor`), or ''."""
    for part in folder.parts:
        name = part.casefold().strip()
        for start, cloud in _CLOUDS:
            if name == start or name.startswith((f"{start} -", f"{start} (")):
                return cloud
    return ""


def look_at_place(folder: Path) -> Place:
    """Ask the machine about the drive of `folder` (or of its nearest existing parent)."""
    real = folder.resolve()
    near = next((one for one in (real, *real.parents) if one.exists()), real)
    writable = os.access(near, os.W_OK | os.X_OK)
    if sys.platform == "win32":
        kind, filesystem = _windows_drive(near)
        unc = str(near).startswith("\\\\")
        return Place(
            real, filesystem, kind == _DRIVE_REMOVABLE, unc or kind == _DRIVE_REMOTE, writable=writable
        )
    device, filesystem = _linux_mount(near)
    return Place(real, filesystem, _linux_removable(device), filesystem in _NETWORK, writable=writable)


def _linux_mount(folder: Path) -> tuple[str, str]:
    """(`major:minor`, file system) of the mount that holds `folder`; blank where nobody can say."""
    table = Path("/proc/self/mountinfo")
    if not table.is_file():
        return "", ""
    return mount_of(folder, table.read_text(encoding="utf-8", errors="replace"))


def mount_of(folder: Path, mountinfo: str) -> tuple[str, str]:
    """(`major:minor`, file system) of `folder` in a text of the shape of /proc/self/mountinfo."""
    best, found = -1, ("", "")
    for line in mountinfo.splitlines():
        left, _dash, right = line.partition(" - ")
        fields, kind = left.split(), right.split()
        if len(fields) < 5 or not kind:
            continue
        point = Path(fields[4].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\"))
        # ">=": a later mount on the same point hides the earlier one
        if (folder == point or point in folder.parents) and len(point.parts) >= best:
            best, found = len(point.parts), (fields[2], kind[0].casefold())
    return found


def _linux_removable(device: str) -> bool:
    """True for a drive that is pulled out: the kernel's own mark, also for a partition's parent."""
    block = Path("/sys/dev/block") / device
    if not device or not block.exists():
        return False
    real = block.resolve()
    marks = (real / "removable", real.parent / "removable")
    return any(mark.is_file() and mark.read_text().strip() == "1" for mark in marks)


def _windows_drive(folder: Path) -> tuple[int, str]:
    """(GetDriveTypeW, file system's name) of the folder's drive; (0, '') elsewhere."""
    if sys.platform != "win32":
        return 0, ""
    import ctypes

    root = folder.anchor
    name = ctypes.create_unicode_buffer(64)
    kind = ctypes.windll.kernel32.GetDriveTypeW(root)
    ctypes.windll.kernel32.GetVolumeInformationW(root, None, 0, None, None, None, name, 64)
    return int(kind), name.value.casefold()


def space_to_warn(size: int) -> int:
    """Free bytes below which we warn, for a database of `size` bytes."""
    return max(500 * MIB, 4 * size)


def space_to_refuse(size: int) -> int:
    """Free bytes below which import, migration and backup are refused."""
    return max(200 * MIB, size * 5 // 2)


def space_is_short(fs: Fs, database: Path) -> bool:
    """True when the person should be told to free space soon. Raises OSError of the drive."""
    return fs.free(database.parent) < space_to_warn(size_of(database))


def require_space(fs: Fs, database: Path, folder: Path | None = None) -> None:
    """Refuse work that writes much while the drive of `folder` is nearly full.

    `folder` is the database's own where nothing is said. Raises StorageFailed naming the
    megabytes to be freed.
    """
    needed = space_to_refuse(size_of(database))
    free = fs.free(folder or database.parent)
    if free < needed:
        missing = -(-(needed - free) // MIB)
        action = _("Kosongkan {mb} MB lalu ulangi.").format(mb=missing)
        raise DiskFull(sebab=_("ruang disk penuh"), tindakan=action, mb=missing)


def size_of(database: Path) -> int:
    """Bytes of the database with its WAL; 0 for one that is not there."""
    names = (database, database.with_name(database.name + "-wal"))
    return sum(one.stat().st_size for one in names if one.is_file())


class Ballast:
    """16 MiB kept aside in the profile, given up so that the last save on a full disk goes through."""

    def __init__(self, folder: Path, fs: Fs = FS) -> None:
        self._path = folder / BALLAST_NAME
        self._fs = fs

    @property
    def there(self) -> bool:
        """True while there is something to give up."""
        return self._path.is_file()

    def keep(self) -> bool:
        """Make the file when 500 MiB are free and it is missing. True when it is there now.

        Raises OSError of the drive; no half file stays.
        """
        if self.there:
            return True
        if self._fs.free(self._path.parent) < ROOM_FOR_BALLAST:
            return False
        # noise: a file system that compresses would keep nothing for zeros
        noise = os.urandom(min(MIB, BALLAST_SIZE))
        write_replace(self._fs, self._path, noise * (BALLAST_SIZE // len(noise)))
        return True

    def give_up(self) -> bool:
        """Delete the file so that a save fits. True when that freed anything."""
        if not self.there:
            return False
        self._fs.remove(self._path)
        self._fs.sync_folder(self._path.parent)
        return True
