"""The flash disks at hand as a person sees them: name, free space, and the kiriman waiting on each.

Nothing on a stick is opened here; a kiriman is judged only after it was copied (kiriman-format.md 16).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desa_desktop.domain.kantor import Peran
from desa_desktop.files import Fs
from desa_desktop.services.exchange.inbox import folder_of
from desa_desktop.services.exchange.results import Folders, KirimanMasuk
from desa_desktop.sync import drives, names, stick
from desa_desktop.sync.drives import Drive
from desa_desktop.sync.rejection import KirimanRejected
from desa_desktop.sync.stick import Ulah

_NO_ULAH = Ulah()


@dataclass(frozen=True, slots=True)
class Flashdisk:
    """A flash disk, or a folder that stands for one. `kosong` in bytes, None where it cannot be known.

    `kiriman` are the files addressed this way by their folder; `is_infected` is W_STICK_INFECTED, `ulah` what
    a virus left; `lain` counts files that are no kiriman.
    """

    drive: Drive
    nama: str
    kosong: int | None
    kiriman: tuple[Path, ...] = ()
    is_infected: bool = False
    is_folder: bool = False
    lain: int = 0
    ulah: Ulah = _NO_ULAH

    @property
    def path(self) -> Path:
        """Where it is mounted."""
        return self.drive.path


def list_flashdisk(fs: Fs, offered: Sequence[Path] | None, peran: Peran) -> list[Flashdisk]:
    """The flash disks at hand, by path; `offered` (DESA_FLASHDISK) replaces the real ones.

    `peran` is ours: files in the folder of the other side are not listed. A stick that vanishes while it is
    looked at is left out.
    """
    found = _plugged_in() if offered is None else []
    for path in offered or ():
        if path.is_dir():
            found.append(Drive(path, label=path.name))
    seen = [look_at(fs, drive, peran) for drive in found]
    return [one for one in seen if one is not None]


def find_grants(fs: Fs, offered: Sequence[Path] | None) -> list[Path]:
    """The grants on the flash disks at hand, for whichever laptop; `offered` as in `list_flashdisk`."""
    seen = list_flashdisk(fs, offered, Peran.PENDAMPING)  # grants lie in the folder of the villages too
    files = [path for one in seen for path in one.kiriman]
    return [one for one in files if one.name.startswith(names.Letter.GRANT.value)]


def _plugged_in() -> list[Drive]:
    try:
        return drives.find_drives()
    except OSError:
        return []  # one was pulled out while the system described it; the next look sees what is left


def look_at(fs: Fs, drive: Drive, peran: Peran) -> Flashdisk | None:
    """What one drive offers; None if it is gone or cannot be read."""
    try:
        listing = stick.list_kiriman(fs, drive.path)
        free = fs.free(drive.path)
    except (KirimanRejected, OSError):
        return None
    ours = tuple(one.path for one in listing.files if _is_for(peran, one.path))
    return Flashdisk(
        drive,
        drive.label or drive.path.name or str(drive.path),
        free,
        ours,
        listing.is_infected,
        lain=listing.lain,
        ulah=listing.ulah,
    )


def _is_for(peran: Peran, path: Path) -> bool:
    """Whether a file lies where those for us are put. An assistant's laptop for visits gets a grant and what
    the kecamatan's laptops pass on; between them on the stick lies what villages and kecamatan write.
    """
    if peran is Peran.PENDAMPING:
        return path.name.startswith((names.Letter.GRANT.value, names.Letter.PEER.value))
    return path.parent.name != (names.TO_KECAMATAN if peran is Peran.DESA else names.TO_DESA)


def folder_as_flashdisk(fs: Fs, folder: Path) -> Flashdisk:
    """Any folder a person chose to write into instead of a flash disk."""
    try:
        free: int | None = fs.free(folder)
    except OSError:
        free = None
    return Flashdisk(Drive(folder, label=folder.name), folder.name or str(folder), free, is_folder=True)


def let_go(flashdisk: Flashdisk) -> bool:
    """Ask the system to unmount it; False: the person does it by hand."""
    return not flashdisk.is_folder and drives.eject(flashdisk.drive)


def kept_file(files: Folders, kiriman: KirimanMasuk) -> Path:
    """Where the copy of a file of Kotak Masuk lies on this laptop (the flash disk may be gone)."""
    return folder_of(files, kiriman.tempat) / f"{kiriman.sha256}{names.SUFFIX}"
