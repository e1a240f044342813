"""Upkeep: what keeps the data safe without being asked, and what `Cadangan` and `Periksa` do when asked.

Backups that were read back, the check against copied or restored data, upgrades of the file.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from desa_desktop import __version__
from desa_desktop.domain.asal import Asal
from desa_desktop.domain.kantor import Kantor
from desa_desktop.errors import DesaError, NotFound
from desa_desktop.files import FS, PIECE, Fs
from desa_desktop.i18n import _
from desa_desktop.progress import Progress
from desa_desktop.store import archive, driver, guard, journal, rotation, swap, upgrade
from desa_desktop.store.backup import make_backup, verify
from desa_desktop.store.backup_file import Backup, Office, Reason, read_header
from desa_desktop.store.place import disk_errors, require_space
from desa_desktop.store.unit import Database, Unit

log = logging.getLogger(__name__)
SAVES_BEFORE_CLOSING_BACKUP = 50
DB_ID, INSTALL_ID, INCARNATION = "db_id", "install_id", "incarnation"


@dataclass(frozen=True, slots=True, repr=False)
class Safe:
    """Where the data lies and what opens it; everything a backup needs. `doors` is `keys.key_part`."""

    database: Path
    key: bytes
    folder: Path
    backups: Path
    doors: Mapping[str, object]
    now: Callable[[], datetime]
    fs: Fs = FS
    earlier: Mapping[str, bytes] = field(default_factory=dict)
    """Data keys of before the kata sandi, by key_id: they open the older backups."""

    def __repr__(self) -> str:
        return f"Safe({self.database.name}, ...)"


@dataclass(eq=False)
class Keeper:
    """Counts the saves of this run; knows when a backup is due (reliability.md 7)."""

    database: Database
    safe: Safe
    saves: int = field(default=0)

    def note(self, tables: frozenset[str]) -> None:
        """A commit happened; called on the committing thread."""
        if tables - {"cadangan", "draf"}:
            self.saves += 1

    def is_due(self) -> bool:
        """Whether something was saved and today has no backup yet."""
        if not self.saves:
            return False
        return rotation.due_today(
            rotation.list_backups(self.safe.backups, fs=self.safe.fs), self.safe.now().astimezone()
        )

    def at_close(self) -> None:
        """The backup of the day if it is due, or one more after many saves; the store is still open.

        A backup that finds no room must not make the work before it look lost: it is logged, and
        Beranda goes on asking for a backup.
        """
        try:
            if self.is_due():
                back_up(self.database, self.safe, Reason.HARIAN)
            elif self.saves > SAVES_BEFORE_CLOSING_BACKUP:
                back_up(self.database, self.safe, Reason.TUTUP)
        except DesaError as failure:
            log.warning("no backup at close: %s", failure.kode)


def require_room(safe: Safe) -> None:
    """Refuse an import while the drive is nearly full (reliability.md 3). Raises StorageFailed."""
    with disk_errors():
        require_space(safe.fs, safe.database)


def back_up(
    database: Database,
    safe: Safe,
    reason: Reason = Reason.MANUAL,
    *,
    folder: Path | None = None,
    progress: Progress | None = None,
) -> Backup:
    """Make a backup, read it back, enter it in the list and thin out older automatic ones.

    `folder` is another place than the usual one (a flash disk); nothing is thinned out there.
    Raises StorageFailed, StoreDamaged, BackupRejected, Cancelled.
    """
    at = safe.now().astimezone()
    with database.read() as unit:
        office = _office(unit)
    made = make_backup(
        safe.database,
        safe.key,
        folder or safe.backups,
        office,
        safe.doors,
        at,
        reason,
        fs=safe.fs,
        progress=progress,
    )
    with database.unit() as unit:
        archive.put_backup(
            unit,
            name=made.path.name,
            sha256=made.sha256,
            size=made.size,
            at=at,
            why=reason.value,
            counts=made.header.counts,
            tested=at,
        )
        unit.commit(_("cadangkan data"), _("aplikasi"), at)
    if folder is None:
        rotation.thin_out(safe.backups, at, made, fs=safe.fs)
    return made


def _office(unit: Unit) -> Office:
    found = unit.select(Kantor)
    kode, nama = (found[0].kode, found[0].nama) if found else ("0000000000", "")
    return Office(__version__, archive.meta(unit, DB_ID), kode, nama)


def list_backups(safe: Safe) -> list[Backup]:
    """The backups in the usual folder, newest first."""
    return rotation.list_backups(safe.backups, fs=safe.fs)


def backups_in(folder: Path, fs: Fs) -> list[CadanganTampil]:
    """The backups of a store that cannot be opened, newest first. Raises StorageFailed."""
    return [_shown(one, None) for one in rotation.list_backups(folder, fs=fs)]


def verify_backup(path: Path, safe: Safe, *, progress: Progress | None = None) -> Mapping[str, int]:
    """Prove that a backup can be restored; returns its rows per table. Raises BackupRejected, KeyProblem."""
    key = safe.earlier.get(read_header(path, fs=safe.fs).key_id, safe.key)
    return verify(path, key, safe.folder, newest=upgrade.NEWEST, fs=safe.fs, progress=progress).counts


@dataclass(frozen=True, slots=True)
class CadanganTampil:
    """One backup as the screen lists it. `ukuran` in bytes, `baris` over all tables; `teruji` is the
    moment it was last read back and found whole, None if that is not known. `nama_kantor` is what the
    file says of itself."""

    path: Path
    dibuat: datetime
    sebab: Reason
    ukuran: int
    baris: int
    teruji: datetime | None
    nama_kantor: str


@dataclass(frozen=True, slots=True)
class KeadaanCadangan:
    """All that is known of copies. `terakhir_di_luar` is the newest one written to another place (a flash
    disk, a folder); `hanya_di_sini` tells that no door but this laptop's own opens them."""

    daftar: tuple[CadanganTampil, ...]
    terakhir_di_luar: datetime | None
    hanya_di_sini: bool


def show_backups(database: Database, safe: Safe) -> KeadaanCadangan:
    """The backups in the usual folder, newest first, with when each was tested. Raises StorageFailed."""
    with database.read() as unit:
        known = {row["berkas"]: row for row in archive.backups(unit)}
    found = list_backups(safe)
    here = {one.path.name for one in found}
    shown = [
        _shown(one, known[one.path.name]["teruji_pada"] if one.path.name in known else None) for one in found
    ]
    elsewhere = [row["pada"] for name, row in known.items() if name not in here]
    return KeadaanCadangan(tuple(shown), max(elsewhere, default=None), not safe.doors.get("slots"))


def _shown(one: Backup, tested: datetime | None) -> CadanganTampil:
    return CadanganTampil(
        path=one.path,
        dibuat=one.header.dibuat,
        sebab=one.reason,
        ukuran=one.size,
        baris=sum(one.header.counts.values()),
        teruji=tested,
        nama_kantor=one.header.office.nama,
    )


def check_backup(database: Database, safe: Safe, path: Path, *, progress: Progress | None = None) -> int:
    """`Periksa`: restore into a temporary file and count; returns the rows, and notes the moment.

    Raises BackupRejected, KeyProblem, FileTooNew, StorageFailed, Cancelled.
    """
    counts = verify_backup(path, safe, progress=progress)
    digest = hashlib.sha256()
    with disk_errors(), safe.fs.open(path, "rb") as source:
        while piece := source.read(PIECE):
            digest.update(piece)
    header, at = read_header(path, fs=safe.fs), safe.now()
    with database.unit() as unit:
        archive.put_backup(
            unit,
            name=path.name,
            sha256=digest.hexdigest(),
            size=path.stat().st_size,
            at=header.dibuat,
            why=rotation.reason_of(path).value,
            counts=counts,
            tested=at,
        )
        unit.touch("cadangan")
        unit.commit(_("periksa cadangan"), _("aplikasi"), at)
    return sum(counts.values())


def room_warning(database: Database) -> str:
    """What the person must be told of the room on this laptop's disk; an empty text while there is enough.

    Room that was given up for a save is kept aside again as soon as there is enough.
    """
    return database.room.warning() if database.room is not None else ""


# ------------------------------------------------------------------ at every start


def finish_interrupted(database: Path, key: bytes, at: datetime, fs: Fs) -> None:
    """Finish or undo a restore or change of key that a power cut interrupted."""
    swap.settle(database, key, at, fs=fs)


def bring_up_to_date(safe: Safe, migrations: Path) -> None:
    """Check the file quickly and upgrade it if a step is missing, after a verified backup.

    Raises FileTooNew (untouched), StoreDamaged, StorageFailed.
    """
    connection = driver.connect(safe.database, safe.key, readonly=True)
    try:
        with driver.raw_errors():
            driver.quick_check(connection)
            missing = upgrade.needs_upgrade(connection)
            version = driver.schema_version(connection)
            office = raw_office(connection) if version else Office(__version__, "", "0000000000", "")
    finally:
        connection.close()
    if missing:

        def before() -> Path:
            at = safe.now().astimezone()
            return make_backup(
                safe.database, safe.key, safe.backups, office, safe.doors, at, Reason.PEMBARUAN, fs=safe.fs
            ).path

        upgrade.bring_up_to_date(safe.database, safe.key, migrations, before, fs=safe.fs)


def raw_office(connection: sqlite3.Connection) -> Office:
    """Whose data a database holds, read without the mapper; a made-up code before the set-up."""
    row = connection.execute("SELECT kode, nama FROM kantor").fetchone() or ("0000000000", "")
    found = connection.execute("SELECT nilai FROM meta WHERE kunci = 'db_id'").fetchone() or ("",)
    return Office(__version__, str(found[0]), str(row[0]), str(row[1]))


def guard_installation(
    database: Database, folder: Path, install_id: str, at: datetime, fs: Fs, *, is_restored: bool = False
) -> guard.Finding:
    """Compare database, machine and `instalasi.json`; begin a new incarnation where they disagree.

    A store that was just made is entered for the first time. `is_restored`: the person just put a backup in
    its place and need not say where it came from. Raises StorageFailed.
    """
    with disk_errors():
        noted = guard.read_installation(folder, fs)
    machine = guard.machine_hash(install_id)
    with database.unit() as unit:
        if not archive.meta(unit, DB_ID):
            archive.put_meta(unit, DB_ID, secrets.token_hex(16))
            archive.put_meta(unit, INSTALL_ID, install_id)
            archive.put_meta(unit, INCARNATION, "1")
            unit.commit(_("buat basis data"), _("aplikasi"), at)
            seen = _seen(unit, install_id, machine)
            _write(folder, guard.after_start(seen, None, seen.incarnation), fs)
            return guard.Finding.NORMAL
        seen = _seen(unit, archive.meta(unit, INSTALL_ID), machine)
        finding = guard.judge(
            guard.Seen(seen.install_id, seen.incarnation, seen.db_id, machine, seen.highest), noted
        )
        if seen.install_id != install_id:
            finding = guard.Finding.DARI_LAPTOP_LAIN
        incarnation = seen.incarnation
        if finding.starts_anew:
            incarnation = _begin_anew(unit, seen, noted, finding)
            archive.put_meta(unit, INSTALL_ID, install_id)
            unit.commit(_("mulai penomoran baru"), _("aplikasi"), at)
    fresh = guard.Seen(install_id, incarnation, seen.db_id, machine, seen.highest)
    asks = finding.starts_anew and not is_restored
    _write(folder, guard.after_start(fresh, noted, incarnation, asks=asks), fs)
    return finding


def _begin_anew(unit: Unit, seen: guard.Seen, noted: guard.Installation | None, why: guard.Finding) -> int:
    """A new incarnation in the database, not yet committed; returns its number."""
    incarnation = guard.next_incarnation(seen, noted)
    archive.put_meta(unit, INCARNATION, str(incarnation))
    archive.put_meta(unit, f"sebab:{incarnation}", why.value)
    _keep_high_water(unit, noted, seen.db_id)
    return incarnation


def read_origin(folder: Path, fs: Fs) -> Asal:
    """What was said of a folder that is a copy. Raises StorageFailed."""
    with disk_errors():
        noted = guard.read_installation(folder, fs)
    return noted.asal if noted is not None else Asal.TETAP


def say_origin(database: Database, folder: Path, asal: Asal, *, by: str, at: datetime, fs: Fs) -> None:
    """Keep what the person said of it, beside the database, and a line in its audit. Raises StorageFailed.

    A copy on one machine shows in nothing: whoever says that this one takes over begins new numbers here.
    """
    with disk_errors():
        noted = guard.read_installation(folder, fs)
    if noted is None:
        raise NotFound(apa=guard.GUARD_NAME)
    words = {
        Asal.DIGANTI: _("laptop ini menggantikan laptop lama"),
        Asal.SALINAN: _("folder ini salinan untuk coba-coba"),
    }
    with database.unit() as unit:
        if asal is Asal.DIGANTI and noted.asal in (Asal.TETAP, Asal.SALINAN):
            seen = _seen(unit, noted.install_id, noted.machine)
            number = _begin_anew(unit, seen, noted, guard.Finding.MESIN_LAIN)
            noted = guard.after_start(seen, noted, number)
        archive.put_meta(unit, f"asal:{noted.incarnation}", asal.value)
        unit.commit(words.get(asal, _("folder ini laptop tersendiri")), by, at)
    _write(folder, replace(noted, asal=asal), fs)


def high_water(unit: Unit, chain: str) -> int:
    """The highest number of a chain that the guard's file knew when a new incarnation began; 0 if none."""
    return int(archive.meta(unit, f"tertinggi:{chain}") or "0")


def _keep_high_water(unit: Unit, noted: guard.Installation | None, db_id: str) -> None:
    """What was sent after the copy that now lies here was made: the new chain names it as its last number.

    A chain that was begun after that copy is not known in it; the new chain takes over from that one.
    """
    if noted is None or noted.db_id != db_id:
        return
    for key, (chain, _number) in noted.newest.items():
        archive.put_meta(unit, f"terakhir:{key}", chain)
    for chain, number in [*noted.high_water.items(), *noted.newest.values()]:
        archive.put_meta(unit, f"tertinggi:{chain}", str(max(number, high_water(unit, chain))))


def _seen(unit: Unit, install_id: str, machine: str) -> guard.Seen:
    highest: dict[str, int] = {}
    for row in archive.outbox(unit):
        highest[row.chain] = max(highest.get(row.chain, 0), row.seq)
    return guard.Seen(
        install_id, int(archive.meta(unit, INCARNATION) or "1"), archive.meta(unit, DB_ID), machine, highest
    )


def note_sealed(folder: Path, chain: str, number: int, key: str, fs: Fs) -> None:
    """Write into `instalasi.json` that this number is used; only then does the kiriman leave.

    `key` names addressee and kind if this is the chain in use for them, else "".
    """
    with disk_errors():
        noted = guard.read_installation(folder, fs)
    if noted is not None:
        _write(folder, guard.after_sealing(noted, chain, number, key), fs)


def _write(folder: Path, noted: guard.Installation, fs: Fs) -> None:
    with disk_errors():
        guard.write_installation(folder, noted, fs)


# ------------------------------------------------------------------ when asked


def schema_version() -> int:
    """The number of the database's form; every opened office has the newest."""
    return upgrade.NEWEST


@dataclass(frozen=True, slots=True)
class HasilPeriksa:
    """One line of `Periksa basis data`."""

    nama: str
    baik: bool
    teks: str


def check_everything(database: Database, safe: Safe) -> list[HasilPeriksa]:
    """Database, encryption, references and audit chain, each with its sentence."""
    connection = driver.connect(safe.database, safe.key)
    try:
        with driver.raw_errors():
            driver.checkpoint(connection)  # a page that a power cut tore in the file is whole in the log
            complaints = driver.full_check(connection)
    finally:
        connection.close()
    with database.read() as unit:
        broken = journal.verify_audit(unit.connection)
        count, _head = archive.audit_head(unit)
    good = (
        _("Berkas data utuh.")
        if not complaints
        else _("Berkas data rusak: {rinci}").format(rinci=complaints[0])
    )
    chain = (
        _("Jejak audit utuh ({n} baris).").format(n=count)
        if broken is None
        else _("Jejak audit putus pada baris {n}.").format(n=broken)
    )
    return [HasilPeriksa("basis_data", not complaints, good), HasilPeriksa("audit", broken is None, chain)]
