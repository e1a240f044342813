"""Kotak Masuk: files are copied from sticks first, then judged; what failed is kept apart with its reason.

What a power cut interrupted is taken up from the files and rows that are there (kiriman-format.md 16.1).
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from desa_desktop import __version__
from desa_desktop.errors import InvalidInput, NotFound, StorageFailed
from desa_desktop.files import TEMPORARY, make_folder
from desa_desktop.i18n import _
from desa_desktop.progress import Progress, Silent
from desa_desktop.services.exchange import pulang
from desa_desktop.services.exchange.basis import read_basis
from desa_desktop.services.exchange.judging import WORDS, Judged, judge_file
from desa_desktop.services.exchange.receipts import receipt_codes
from desa_desktop.services.exchange.results import Folders, KirimanMasuk, Laptop, Pengirim
from desa_desktop.store import archive
from desa_desktop.store.place import disk_errors
from desa_desktop.store.unit import Database
from desa_desktop.sync.names import SUFFIX
from desa_desktop.sync.on_disk import FileOnDisk, find_on_disk
from desa_desktop.sync.rejection import Code, KirimanRejected
from desa_desktop.sync.stick import list_kiriman, take_in

_log = logging.getLogger(__name__)
MASUK, ARSIP, KARANTINA = "masuk", "arsip", "karantina"
DITOLAK, DITERIMA, DITAHAN = "ditolak", "diterima", "ditahan"
_MOST_FILES = 100_000


def look(
    database: Database,
    laptop: Laptop,
    files: Folders,
    paths: Sequence[Path],
    *,
    at: datetime,
    progress: Progress | None = None,
) -> list[KirimanMasuk]:
    """Copy kiriman into the intake, verify and judge them; a folder stands for the kiriman on it.

    Each file gets its row in Kotak Masuk, except what stays where it was: a file for somebody else, one
    that was accepted before, what is no kiriman. Raises KirimanRejected (E_STICK_READ, E_DISK_FULL) when
    the stick or the laptop fails, StorageFailed, Cancelled; what was copied before stays.
    """
    watcher = progress or Silent()
    wanted = _expand(files, paths)
    found = []
    for place, path in enumerate(wanted, start=1):
        watched = _OneOf(watcher, place, len(wanted))
        try:
            taken = take_in(files.fs, path, files.intake, watched)
        except KirimanRejected as failure:
            if failure.reason in (Code.E_STICK_READ, Code.E_DISK_FULL):
                raise
            found.append(_not_taken(path, failure))
            continue
        found.append(_enter(database, laptop, files, taken.sha256, path.name, at))
    return found


class _OneOf:
    """Says of which file among many the steps are."""

    def __init__(self, progress: Progress, place: int, count: int) -> None:
        self._progress, self._place, self._count = progress, place, count

    def step(self, done: int, total: int, label: str) -> None:
        """The same step, with the number of the file where there are several. Raises Cancelled."""
        if self._count > 1:
            label = _("{n} dari {jumlah}: {kalimat}").format(n=self._place, jumlah=self._count, kalimat=label)
        self._progress.step(done, total, label)


def check(database: Database, laptop: Laptop, files: Folders, paths: Sequence[Path]) -> list[KirimanMasuk]:
    """What `look` would say, with nothing stored and nothing copied (`terima periksa`).

    Raises KirimanRejected (E_STICK_READ) for a file that cannot be read.
    """
    found = []
    for path in _expand(files, paths):
        try:
            judged = judge_file(database, laptop, find_on_disk(files.fs, path, ""), path.name)
        except OSError as failure:
            raise KirimanRejected(Code.E_STICK_READ) from failure
        found.append(judged.shown)
    return found


def inbox(database: Database) -> list[KirimanMasuk]:
    """Every file that was taken in, the newest first."""
    with database.read() as unit:
        codes = receipt_codes(unit)
        found = [shown_of(row) for row in archive.inbox(unit)]
    return [replace(one, kode_terima=codes.get(one.digest, "")) for one in found]


def resume(database: Database, laptop: Laptop, files: Folders, *, at: datetime) -> list[KirimanMasuk]:
    """At start: finish what a power cut interrupted, and judge held files again (a key may be known now).

    A file whose judgement still stands on the same is not opened; where nothing waits this costs two queries
    and the first bytes of what lies in the outbox.
    Returns what is new or judged otherwise than before. Raises StorageFailed.
    """
    with database.read() as unit:
        waiting = archive.inbox_in(unit, MASUK)
        pulang.collect(unit, files)  # what a restore left in the outbox lies in the intake from here on
    for sha256 in waiting - {name for name, _size in _lying_in(files)}:
        move(files, sha256, MASUK)  # its acceptance was taken back, and then came the cut
    lying = _lying_in(files)
    if not lying:
        return []
    with database.read() as unit:
        rows = {one.sha256: one for one in archive.inbox(unit)}
        basis = read_basis(unit, laptop)
    changed = []
    for sha256, size in lying:
        row = rows.get(sha256)
        if row is None:
            changed.append(_enter(database, laptop, files, sha256, f"{sha256[:12]}{SUFFIX}", at))
        elif row.tempat != MASUK:
            move(files, sha256, row.tempat)
        elif shown_of(row).status == DITAHAN and not row.alasan and not basis.holds(row, size):
            again = _enter(database, laptop, files, sha256, row.nama, at)
            if again.keadaan != row.keadaan:
                changed.append(again)
    return changed


def _expand(files: Folders, paths: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += [one.path for one in list_kiriman(files.fs, path).files]
        else:
            found.append(path)
    return found


def _not_taken(path: Path, failure: KirimanRejected) -> KirimanMasuk:
    return KirimanMasuk(
        berkas=path.name,
        sha256="",
        keadaan=WORDS.get(failure.reason, "rusak"),
        kode=failure.kode,
        teks=failure.sentence,
        status="dibiarkan",
        tempat="",
    )


def _lying_in(files: Folders) -> list[tuple[str, int]]:
    """The whole files of the intake, SHA-256 and bytes; what is left of an interrupted copy is removed."""
    if not files.intake.is_dir():
        return []
    found = []
    with disk_errors():
        for entry in files.fs.listing(files.intake, _MOST_FILES):
            if entry.name.endswith(TEMPORARY):
                files.fs.remove(Path(entry.path))
            elif entry.name.endswith(SUFFIX):
                found.append((entry.name.removesuffix(SUFFIX), entry.stat().st_size))
    return sorted(found)


def _enter(
    database: Database, laptop: Laptop, files: Folders, sha256: str, name: str, at: datetime
) -> KirimanMasuk:
    """Judge a file of the intake and store its row; the file goes where the row says."""
    with database.read() as unit:
        before = next(iter(archive.inbox(unit, sha256=sha256)), None)
        basis = read_basis(unit, laptop)
    file = find_file(files, sha256, MASUK)
    if before is not None and _still_stands(before) and basis.holds(before, file.size):
        move(files, sha256, before.tempat)
        return shown_of(before)
    with disk_errors():
        judged = judge_file(database, laptop, file, name)
    shown = replace(judged.shown, dibaca_pada=at)
    if not shown.tempat:
        if before is None or before.tempat != MASUK:
            with disk_errors():
                files.fs.remove(files.intake / f"{sha256}{SUFFIX}")
            return shown
        shown = replace(shown, tempat=MASUK, status=DITAHAN)  # it was taken in before; a person decides
    if before is not None and before.keadaan == shown.keadaan:
        at = before.dibaca_pada  # judged anew with the same answer, it keeps the hour it came in
        shown = replace(shown, alasan=before.alasan, berkas=before.nama, dibaca_pada=at)
    keep_row(database, shown, at, basis.of(shown.kode, shown.pengirim.kid, file.size))
    if shown.tempat != MASUK:
        move(files, sha256, shown.tempat)
    return shown


def _still_stands(row: archive.InboxRow) -> bool:
    """Whether a file that comes again may be answered from its row: it is held, and by nobody's decision."""
    return shown_of(row).status in (DITAHAN, KARANTINA) and not row.alasan


def keep_row(database: Database, shown: KirimanMasuk, at: datetime, dasar: str = "") -> None:
    """Store what is known of a file, in a unit of its own; `dasar` is what its judgement stood on."""
    with database.unit() as unit:
        archive.put_inbox(unit, row_of(shown, at, dasar))
        unit.commit(_("periksa kiriman"), _("aplikasi"), at)


def row_of(shown: KirimanMasuk, at: datetime, dasar: str = "") -> archive.InboxRow:
    """A file as the archive keeps it; with the version of the reader that judged it and on what (`basis`)."""
    sender = shown.pengirim
    return archive.InboxRow(
        sha256=shown.sha256,
        nama=shown.berkas,
        ukuran=shown.ukuran,
        keadaan=shown.keadaan,
        kode=shown.kode,
        teks=shown.teks,
        tempat=shown.tempat,
        pengirim={
            "kode": sender.kode,
            "nama": sender.nama,
            "label": sender.label,
            "kid": sender.kid,
            "uid": sender.uid,
            "jenis": shown.jenis,
            "mode": shown.mode,
            "seq": shown.seq,
            "chain": shown.chain,
            "dibuat": shown.dibuat,
            "hilang": shown.hilang,
            "ringkas": shown.ringkas,
            "bercabang": shown.bercabang,
            "status": shown.status,
            "versi": __version__,
            "dasar": dasar,
        },
        digest=shown.digest,
        alasan=shown.alasan,
        dibaca_pada=shown.dibaca_pada or at,
    )


def shown_of(row: archive.InboxRow) -> KirimanMasuk:
    """A stored row as lists show it."""
    more: Mapping[str, Any] = row.pengirim
    sender = Pengirim(more["kode"], more["nama"], more["label"], more["kid"], more["uid"])
    return KirimanMasuk(
        berkas=row.nama,
        sha256=row.sha256,
        keadaan=row.keadaan,
        kode=row.kode,
        teks=row.teks,
        status=more["status"],
        tempat=row.tempat,
        pengirim=sender,
        jenis=more["jenis"],
        mode=more["mode"],
        seq=more["seq"],
        chain=more["chain"],
        digest=row.digest,
        dibuat=more["dibuat"],
        ukuran=row.ukuran,
        hilang=more["hilang"],
        ringkas=more["ringkas"],
        alasan=row.alasan,
        dibaca_pada=row.dibaca_pada,
        bercabang=more.get("bercabang", 0),  # rows of earlier releases do not say it
    )


# ------------------------------------------------------------------ the files themselves


def folder_of(files: Folders, tempat: str) -> Path:
    """The folder for a word of `tempat`."""
    return {MASUK: files.intake, ARSIP: files.archive, KARANTINA: files.quarantine}[tempat]


def find_file(files: Folders, sha256: str, tempat: str) -> FileOnDisk:
    """A file that was taken in, wherever a power cut left it.

    Raises NotFound when it is gone, StorageFailed.
    """
    name = f"{sha256}{SUFFIX}"
    places = dict.fromkeys((folder_of(files, tempat), files.intake, files.archive, files.quarantine))
    with disk_errors():
        for place in places:
            try:
                return find_on_disk(files.fs, place / name, sha256)
            except FileNotFoundError:
                continue
    raise NotFound(apa=_("Berkas kiriman"))


def move(files: Folders, sha256: str, tempat: str) -> None:
    """Move a file to where its row says it is; done again at the next start if it fails now."""
    name = f"{sha256}{SUFFIX}"
    target = folder_of(files, tempat)
    with disk_errors():
        make_folder(files.fs, target)
        for place in (files.intake, files.archive, files.quarantine):
            if place != target and (place / name).exists():
                files.fs.rename(place / name, target / name)
                files.fs.sync_folder(target)


def move_after_commit(files: Folders, sha256: str, tempat: str) -> None:
    """Move a file after its row was stored: what was decided stands even if the disk fails just now."""
    try:
        move(files, sha256, tempat)
    except StorageFailed:
        _log.warning("kiriman %s stays in the intake until the next start", sha256[:12])


def find(
    database: Database, laptop: Laptop, files: Folders, kiriman: str | Path, *, at: datetime
) -> KirimanMasuk:
    """A file of Kotak Masuk by SHA-256, digest, or name; a path is looked at first.

    Raises NotFound, InvalidInput for a folder; for a path also what `look` raises.
    """
    if isinstance(kiriman, Path):
        if kiriman.is_dir():
            sentence = _("{nama} adalah folder. Sebutkan satu berkas .kirim.").format(nama=kiriman)
            raise InvalidInput({"file": sentence})
        return look(database, laptop, files, [kiriman], at=at)[0]
    for one in inbox(database):
        if kiriman in (one.sha256, one.digest, one.berkas):
            return one
    raise NotFound(apa=_("Kiriman"))


def judge_again(
    database: Database, laptop: Laptop, files: Folders, known: KirimanMasuk, *, despite: str = ""
) -> Judged:
    """The present judgement of a file that was taken in; numbers and keys may have changed since.

    `despite` is the kid of a revoked key that a person vouches for.
    """
    file = find_file(files, known.sha256, known.tempat or MASUK)
    with disk_errors():
        return judge_file(database, laptop, file, known.berkas, despite=despite)
