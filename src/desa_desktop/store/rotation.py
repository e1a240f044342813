"""Which backups there are, whether one is due, and which may go (reliability.md 7)."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

from desa_desktop.errors import FileTooNew
from desa_desktop.files import FS, Fs
from desa_desktop.store.backup_file import ENDING, Backup, BackupRejected, Reason, read_header
from desa_desktop.store.place import disk_errors

_RECENT_DAYS, _DAYS, _WEEKS, _MONTHS, _LEAST, _UPGRADES = 2, 7, 4, 12, 3, 3
_AUTOMATIC = frozenset({Reason.HARIAN, Reason.IMPOR, Reason.HAPUS, Reason.TUTUP, Reason.PULIH})


def list_backups(folder: Path, *, fs: Fs = FS, most: int = 1000) -> list[Backup]:
    """The well-formed backups in `folder`, newest first; other files are passed over.

    Raises StorageFailed when the folder cannot be read; a missing folder has none.
    """
    found: list[Backup] = []
    if not folder.is_dir():
        return found
    with disk_errors():
        entries = fs.listing(folder, most)
    for entry in entries:
        path = Path(entry.path)
        if path.suffix != ENDING or path.name.startswith(".") or not entry.is_file(follow_symlinks=False):
            continue
        with contextlib.suppress(BackupRejected, FileTooNew):
            header = read_header(path, fs=fs)
            found.append(Backup(path, header, reason_of(path), entry.stat(follow_symlinks=False).st_size))
    return sorted(found, key=lambda one: (one.header.dibuat, one.path.name), reverse=True)


def reason_of(path: Path) -> Reason:
    """Why the backup was made, from its name; a renamed file counts as made by a person."""
    word = path.stem.split(" ")[0].rpartition("-")[2]
    return next((one for one in Reason if one.value == word), Reason.MANUAL)


def due_today(backups: Iterable[Backup], now: datetime) -> bool:
    """True when no backup was made on the day of `now` (aware; its zone decides what a day is)."""
    return all(one.header.dibuat.astimezone(now.tzinfo).date() != now.date() for one in backups)


def to_delete(backups: Iterable[Backup], now: datetime, last_good: Path | None = None) -> list[Backup]:
    """What may go: all of two days stay, then 7 daily, 4 weekly, 12 monthly, never fewer than three.

    Those before a migration keep their own last three; those a person made, the newest, and
    `last_good` (the newest that verified) always stay. Pure; call it after the newest one verified.
    """
    newest_first = sorted(backups, key=lambda one: (one.header.dibuat, one.path.name), reverse=True)
    automatic = [one for one in newest_first if one.reason in _AUTOMATIC]
    upgrades = [one for one in newest_first if one.reason is Reason.PEMBARUAN]
    kept = {one.path for one in _kept(automatic, now)} | {one.path for one in upgrades[:_UPGRADES]}
    kept |= {one.path for one in automatic[:_LEAST]}
    if last_good is not None:
        kept.add(last_good)
    return [one for one in (*automatic, *upgrades) if one.path not in kept]


def _kept(newest_first: list[Backup], now: datetime) -> Iterator[Backup]:
    spans: tuple[dict[object, int], ...] = ({}, {}, {})
    most = (_DAYS, _WEEKS, _MONTHS)
    for one in newest_first:
        day = one.header.dibuat.astimezone(now.tzinfo).date()
        if (now.date() - day).days < _RECENT_DAYS:
            yield one
            continue
        for span, limit, name in zip(spans, most, _names(day), strict=True):
            if name in span:
                break  # a newer one of this day, week or month stands for it
            if len(span) < limit:
                span[name] = 1
                yield one
                break


def _names(day: date) -> tuple[object, object, object]:
    return day, day.isocalendar()[:2], (day.year, day.month)


def thin_out(folder: Path, now: datetime, newest: Backup, *, fs: Fs = FS) -> list[Path]:
    """Delete what `to_delete` names, after `newest` was made and verified; the paths that went."""
    gone = to_delete(list_backups(folder, fs=fs), now, last_good=newest.path)
    with disk_errors():
        for one in gone:
            fs.remove(one.path)
        if gone:
            fs.sync_folder(folder)
    return [one.path for one in gone]
