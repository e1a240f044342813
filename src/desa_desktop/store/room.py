"""The room on the disk of an opened store, so that what was typed can be saved to the end (reliability.md 3).

16 MiB are kept aside. They are given up before a save on a nearly full disk, or after one that was refused;
then the person is told, and they are kept aside again once there is room.
"""

from __future__ import annotations

import logging
from pathlib import Path

from desa_desktop.errors import DiskFull, StorageFailed
from desa_desktop.files import FS, Fs
from desa_desktop.i18n import _
from desa_desktop.store.place import MIB, Ballast, size_of, space_is_short, space_to_warn

NEARLY_FULL = 4 * MIB  # a typed value with its journal and audit takes some kilobytes, a paste a megabyte
log = logging.getLogger(__name__)


class Room:
    """Watches the disk of `database`, on the thread that writes."""

    def __init__(self, database: Path, fs: Fs = FS) -> None:
        self._database, self._fs = database, fs
        self._ballast = Ballast(database.parent, fs)

    def keep_ballast(self) -> None:
        """Keep 16 MiB aside if 500 MiB are free; a disk that refuses costs nobody any work."""
        try:
            self._ballast.keep()
        except OSError as failure:
            log.info("no room was kept aside: %s", failure.strerror)

    def before_save(self) -> None:
        """Give the ballast up when hardly anything else would fit; the save then goes through."""
        if self._ballast.there and self._fs.free(self._database.parent) < NEARLY_FULL:
            self._give_up()

    def after_failure(self, failure: StorageFailed) -> None:
        """Give the ballast up when a save was refused because the disk is full.

        Raises DiskFull with `is_relieved` among its details when that made room: trying again makes sense.
        """
        is_full = isinstance(failure, DiskFull) or self._fs.free(self._database.parent) < NEARLY_FULL
        if is_full and self._give_up():
            action = _("Ruang darurat sudah dilepas: tekan Coba lagi sekarang, lalu kosongkan ruang laptop.")
            raise DiskFull(sebab=_("ruang disk penuh"), tindakan=action, is_relieved=True) from failure

    def warning(self) -> str:
        """The sentence for the person while less is free than reliability.md 3 asks for, else nothing."""
        try:
            if not space_is_short(self._fs, self._database):
                self.keep_ballast()
                return ""
            missing = space_to_warn(size_of(self._database)) - self._fs.free(self._database.parent)
        except OSError:
            return ""  # a disk that does not even answer fails at the next save, with its own sentence
        if self._ballast.there:
            begin = _("Ruang laptop tinggal sedikit. Data aman.")
        else:
            begin = _("Ruang laptop hampir habis, ruang darurat sudah dipakai. Isian terakhir aman.")
        return (
            begin
            + " "
            + _("Kosongkan {mb} MB supaya isian berikutnya tersimpan.").format(mb=-(-missing // MIB))
        )

    def _give_up(self) -> bool:
        try:
            return self._ballast.give_up()
        except OSError as failure:
            log.info("the room kept aside could not be given up: %s", failure.strerror)
            return False
