"""Pulihkan: what a backup holds against the present data, and the present data replaced by it.

The order of reliability.md 7: compare, copy the present state, check the backup, move the old files aside,
swap, open again, count again, begin a new numbering, write it into the audit. Nothing is ever deleted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from desa_desktop.domain.wording import show_date_short, show_number, show_time
from desa_desktop.errors import KeyProblem
from desa_desktop.files import Fs
from desa_desktop.i18n import N_, _
from desa_desktop.progress import Progress
from desa_desktop.services.upkeep import Safe, bring_up_to_date, raw_office
from desa_desktop.store import difference, driver, guard, journal, upgrade
from desa_desktop.store.backup import Restored, make_backup, restore, unpacked
from desa_desktop.store.backup_file import BackupRejected, Header, Office, Reason, read_header
from desa_desktop.store.driver import StoreDamaged
from desa_desktop.store.mapping import BY_TABLE
from desa_desktop.store.place import disk_errors
from desa_desktop.store.trusted import Trusted, put_trusted, read_trusted
from desa_desktop.store.unit import Database

NOT_SET_UP = "0000000000"  # the code in a backup of an office whose set-up was not finished
NAMES: Mapping[str, str] = {
    "usulan": N_("usulan"),
    "kegiatan": N_("kegiatan"),
    "musyawarah": N_("musyawarah"),
    "peserta": N_("peserta musyawarah"),
    "keputusan": N_("keputusan musyawarah"),
    "pagu": N_("pagu"),
    "sumber_biaya": N_("sumber biaya"),
    "baris_rab": N_("baris RAB"),
    "baris_durkp": N_("baris DURKP"),
    "isian": N_("isian"),
    "jawaban": N_("jawaban isian"),
    "dusun": N_("dusun"),
    "perangkat": N_("perangkat desa"),
    "tokoh": N_("tokoh"),
    "penduduk": N_("penduduk"),
    "keluarga": N_("keluarga"),
    "mutasi": N_("mutasi penduduk"),
    "desa_binaan": N_("desa"),
    "telaah": N_("telaah"),
    "kompilasi": N_("kompilasi"),
}
"""Table -> its word in a sentence; what is not named here counts as `catatan lain`."""
OTHER = N_("catatan lain")
UNSEEN = frozenset({"daftar_usulan"})
"""Tables that only hold others together: their rows are nothing a person entered."""


@dataclass(frozen=True, slots=True)
class Perbandingan:
    """A backup against the present data, rows per table (those with none are left out).

    `jumlah` lies in the backup, `sekarang` in the present data (None: it cannot be read, and the next three
    are empty then). `hilang` came after the backup and is not in it, `berubah` goes back to its old content,
    `kembali` was deleted since. `diubah` is the last change by a person in the backup.
    """

    berkas: Path
    header: Header
    diubah: datetime | None
    jumlah: Mapping[str, int]
    sekarang: Mapping[str, int] | None
    hilang: Mapping[str, int]
    berubah: Mapping[str, int]
    kembali: Mapping[str, int]

    @property
    def sentences(self) -> list[str]:
        """What restoring would do to the present data (K-701), one sentence each."""
        if self.sekarang is None:
            return [_("Berkas data sekarang tidak ada atau tidak terbaca, jadi tidak dapat dibandingkan.")]
        words = (
            (self.hilang, _("{isi} yang dibuat setelah cadangan ini tidak ada di dalamnya.")),
            (self.berubah, _("{isi} yang diubah setelah cadangan ini kembali ke isi lama.")),
            (self.kembali, _("{isi} yang sudah dihapus akan ada lagi.")),
        )
        named = [(listed(counts), sentence) for counts, sentence in words]
        said = [sentence.format(isi=isi) for isi, sentence in named if isi]
        return said or [_("Isi cadangan ini sama dengan data sekarang.")]


@dataclass(frozen=True, slots=True)
class Pulih:
    """What a restore did. `disisihkan` holds the replaced files, `salinan` is the backup of the state before
    (None: there was nothing readable)."""

    perbandingan: Perbandingan
    salinan: Path | None
    disisihkan: Path | None
    pernyataan: Trusted
    """What was known of keys just before: a restore must not bring a revoked key back (D6)."""
    kit: str = ""
    """A sentence when the Kit Pemulihan that was typed holds for this laptop from now on, or could not."""

    @property
    def sentence(self) -> str:
        """What to tell the person; said only once the data was opened again and counted."""
        made = self.perbandingan.header.dibuat.astimezone()
        parts = [
            _("Data dari cadangan {tanggal} {jam} sudah dipulihkan, dibuka lagi dan dihitung: {isi}.").format(
                tanggal=show_date_short(made.date()),
                jam=show_time(made),
                isi=listed(self.perbandingan.jumlah) or _("belum ada isinya"),
            )
        ]
        if self.salinan is not None:
            copied = _("Keadaan sebelumnya disalin ke cadangan {nama}.")
            parts.append(copied.format(nama=self.salinan.name))
        if self.disisihkan is not None:
            parts.append(_("Berkas lama disimpan di {folder}.").format(folder=self.disisihkan.name))
        parts.append(_("Nomor kiriman mulai dari 1 lagi."))
        if self.kit:
            parts.append(self.kit)
        return " ".join(parts)


def listed(counts: Mapping[str, int]) -> str:
    """`3 usulan, 1 musyawarah`; the kinds without a word of their own are added up."""
    named = [f"{show_number(counts[table])} {_(word)}" for table, word in NAMES.items() if counts.get(table)]
    other = sum(number for table, number in counts.items() if table not in {*NAMES, *UNSEEN})
    if other:
        named.append(f"{show_number(other)} {_(OTHER)}")
    return ", ".join(named)


def doors_of(path: Path, fs: Fs) -> Mapping[str, object]:
    """The part of a key file inside a backup (`keys.key_file_of`). Raises BackupRejected, FileTooNew."""
    return read_header(path, fs=fs).doors


def compare(safe: Safe, path: Path, key: bytes, *, progress: Progress | None = None) -> Perbandingan:
    """Prove that a backup can be restored and say what that would change; nothing is changed.

    `key` is the backup's data key. Raises BackupRejected (also for another office's), FileTooNew, KeyProblem,
    StorageFailed, Cancelled.
    """
    readable = _is_readable(safe)
    if readable:
        _require_same_office(safe, path)
    with unpacked(path, key, safe.folder, newest=upgrade.NEWEST, fs=safe.fs, progress=progress) as (
        header,
        copy,
    ):
        changed = difference.last_change(copy, key)
        if readable:
            rows = difference.compare(safe.database, safe.key, copy, key)
        else:
            rows = difference.compare(copy, key, copy, key)
    return Perbandingan(
        path,
        header,
        changed,
        {table: one.there for table, one in rows.items() if one.there},
        {table: one.here for table, one in rows.items() if one.here} if readable else None,
        {table: one.only_here for table, one in rows.items() if one.only_here},
        {table: one.changed for table, one in rows.items() if one.changed},
        {table: one.only_there for table, one in rows.items() if one.only_there},
    )


def put_back(
    safe: Safe, path: Path, key: bytes, migrations: Path, *, progress: Progress | None = None
) -> Pulih:
    """Replace the closed database by the data of a backup (`key`: its data key); the profile is locked.

    A power cut leaves the old data or the restored, and either begins a new numbering. Afterwards open the
    store, let the guard of the start run, and `confirm`. Raises as `compare`; then the old data is in place.
    """
    found = compare(safe, path, key, progress=progress)
    at = safe.now().astimezone()
    is_readable = found.sekarang is not None
    copied = _copy_of_now(safe, at, progress) if is_readable else None
    trusted = read_trusted(safe.database, safe.key) if is_readable else Trusted()
    _expect_new_numbering(safe)
    done: Restored = restore(
        path, key, safe.database, safe.key, at, newest=upgrade.NEWEST, fs=safe.fs, progress=progress
    )
    bring_up_to_date(safe, migrations)
    return Pulih(found, copied, done.kept, trusted)


def confirm(database: Database, done: Pulih, by: str, at: datetime) -> Pulih:
    """Count the opened store against the backup, and write the restore into the audit.

    Certificates and revocations known before are put in again: that set only grows (kiriman-format.md 9.3).
    No undo goes behind it. Raises StoreDamaged when a row is missing.
    """
    counted = difference.count(database)
    if counted != done.perbandingan.jumlah:
        raise StoreDamaged(sebab=_("jumlah baris tidak sama"))
    with database.unit() as unit:
        journal.write_milestone(
            unit.connection,
            name=_("pulihkan dari cadangan"),
            by=by,
            at=at,
            laptop=database.laptop,
            act="pulih",
            table="cadangan",
            key=done.perbandingan.berkas.name,
        )
        put_trusted(unit, done.pernyataan)
        unit.touch("cadangan", *BY_TABLE)
        unit.commit(_("pulihkan dari cadangan"), by, at)
    return done


def _is_readable(safe: Safe) -> bool:
    """Whether the present database can be opened and passes its checks."""
    if not safe.database.exists():
        return False
    try:
        connection = driver.connect(safe.database, safe.key, readonly=True)
        try:
            with driver.raw_errors():
                return not driver.full_check(connection) and driver.schema_version(connection) > 0
        finally:
            connection.close()
    except (KeyProblem, StoreDamaged):
        return False


def _require_same_office(safe: Safe, path: Path) -> None:
    theirs, ours = read_header(path, fs=safe.fs).office, _office_of(safe)
    if NOT_SET_UP not in (theirs.kode, ours.kode) and theirs.kode != ours.kode:
        cause = _("isinya data {nama} ({kode}), bukan kantor di laptop ini")
        raise BackupRejected(nama=path.name, sebab=cause.format(nama=theirs.nama, kode=theirs.kode))


def _office_of(safe: Safe) -> Office:
    connection = driver.connect(safe.database, safe.key, readonly=True)
    try:
        with driver.raw_errors():
            return raw_office(connection)
    finally:
        connection.close()


def _copy_of_now(safe: Safe, at: datetime, progress: Progress | None) -> Path:
    """The present state as a backup; nothing is thinned out, the one to be restored may be the oldest."""
    office = _office_of(safe)
    return make_backup(
        safe.database,
        safe.key,
        safe.backups,
        office,
        safe.doors,
        at,
        Reason.PULIH,
        fs=safe.fs,
        progress=progress,
    ).path


def _expect_new_numbering(safe: Safe) -> None:
    """Let `instalasi.json` disagree with every database before one takes the other's place.

    A backup may be as new as the data: the guard of the next start would see nothing. Without need it begins
    a new incarnation, which is always safe (reliability.md 6).
    """
    with disk_errors():
        noted = guard.read_installation(safe.folder, safe.fs)
        if noted is not None:
            guard.write_installation(safe.folder, replace(noted, incarnation=noted.incarnation + 1), safe.fs)
