"""Titip cadangan: a sealed backup of the village travels to the kecamatan, which keeps it and cannot read it.

The village's dokumen `titipan` names it as its attachment; the sealed file itself lies in the folder
`titipan` of both offices, never in their databases (kiriman-format.md 10.4). Off until the village chose it.
"""

from __future__ import annotations

import contextlib
import re
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from desa_desktop.domain.dokumen import StatusDokumen, dokumen_id
from desa_desktop.domain.wording import show_number
from desa_desktop.errors import DesaError, InvalidInput, NotFound
from desa_desktop.files import Penulis, replacing
from desa_desktop.i18n import N_, _
from desa_desktop.progress import Progress
from desa_desktop.services import dokumen
from desa_desktop.services.exchange.results import Folders, Laptop
from desa_desktop.services.exchange.trust import Circle, read_circle, require_own, village_names
from desa_desktop.services.upkeep import Safe, raw_office
from desa_desktop.store import archive, driver, swap
from desa_desktop.store.backup import make_backup
from desa_desktop.store.backup_file import Reason, read_header
from desa_desktop.store.place import disk_errors
from desa_desktop.store.unit import Database, Unit
from desa_desktop.sync.attachments import FileContent
from desa_desktop.sync.certificates import Role, read_certificate
from desa_desktop.sync.container import Kind
from desa_desktop.sync.deposit import open_pieces, seal_pieces
from desa_desktop.sync.inner import LARGEST_SECTION
from desa_desktop.sync.opening import OpenedKiriman
from desa_desktop.sync.snapshots import Snapshot, read_snapshot
from desa_desktop.sync.travel import Tip

TITIPAN = "titipan"
EVERY = timedelta(days=30)
KEPT = 2
"""Deposits that are kept per laptop."""
MOST_RETURNED = 384 * 1024 * 1024
"""Of all deposits in one kiriman, below the format's limit for a whole file."""
_WORK = "titipan-kerja"
_ON, _FILE = "titip_cadangan", "titipan:"
_NAME = re.compile(r"[0-9a-f]{64}")
_KID = re.compile(r"[0-9a-f]{32}")


class TitipanTerlaluBesar(DesaError):
    """The sealed backup is larger than a kiriman may carry."""

    message = N_("Cadangan {mb} MB terlalu besar untuk dititipkan (paling besar {batas} MB). Data aman.")
    hint = N_("Salin cadangan ke flashdisk dan simpan di luar kantor.")
    code = "K-708"


class TitipanTanpaKit(DesaError):
    """A deposit is sealed for the kit, and there is none."""

    message = N_("Cadangan hanya bisa dititipkan bila Kit Pemulihan sudah dibuat. Tidak ada yang diubah.")
    hint = N_("Buat Kit Pemulihan di Pengaturan, tab Pengaman.")
    code = "K-709"


@dataclass(frozen=True, slots=True)
class TitipanTampil:
    """One deposit. `ukuran` in bytes; `is_di_sini` whether its sealed file lies on this laptop, `is_disimpan`
    whether the kecamatan has said that it holds it (at a kecamatan: it does)."""

    sha256: str
    desa: str
    kode: str
    laptop: str
    kid: str
    pada: datetime
    ukuran: int
    is_di_sini: bool
    is_disimpan: bool


@dataclass(frozen=True, slots=True)
class Terhalang:
    """Why a deposit does not go with a kiriman: the code of its error and the sentence."""

    kode: str
    teks: str


@dataclass(frozen=True, slots=True)
class KeadaanTitipan:
    """Whether this village leaves backups, and all that are known here, newest first."""

    is_aktif: bool
    daftar: tuple[TitipanTampil, ...]

    @property
    def terakhir_disimpan(self) -> datetime | None:
        """When the newest deposit that the kecamatan holds was made."""
        return max((one.pada for one in self.daftar if one.is_disimpan), default=None)


# ------------------------------------------------------------------ the village


def choose_deposits(database: Database, safe: Safe, *, aktif: bool, by: str, at: datetime) -> None:
    """Leave a backup with the kecamatan once a month from now on, or no more. Raises TitipanTanpaKit."""
    if aktif and _kit(safe) is None:
        raise TitipanTanpaKit
    with database.unit() as unit:
        archive.put_meta(unit, _ON, "ya" if aktif else "")
        unit.commit(_("titip cadangan") if aktif else _("berhenti menitip cadangan"), by, at)


def show_deposits(database: Database, laptop: Laptop, files: Folders) -> KeadaanTitipan:
    """What is deposited, for both offices. Raises NotFound before the set-up."""
    with database.read() as unit:
        circle = read_circle(unit, laptop)
        names, labels = village_names(unit), _labels(circle.certificates)
        codes = {str(circle.uid): circle.kode} | {
            one.uid: one.kode for one in map(read_certificate, circle.certificates)
        }
        held = _said_by_kecamatan(unit, circle) if circle.is_desa else None
        rows = [
            _shown(one, files, codes, names, labels, held)
            for kept in _by_laptop(unit).values()
            for one in kept[:KEPT]
        ]
        is_on = bool(archive.meta(unit, _ON))
    return KeadaanTitipan(is_on, tuple(sorted(rows, key=lambda one: one.pada, reverse=True)))


def _labels(certificates: Iterable[str]) -> dict[str, str]:
    return {one.kid: one.label for one in map(read_certificate, certificates)}


def _shown(
    one: Snapshot,
    files: Folders,
    codes: Mapping[str, str],
    names: Mapping[str, str],
    labels: Mapping[str, str],
    held: Collection[str] | None,
) -> TitipanTampil:
    """`held` is what the kecamatan said it holds; None at the kecamatan, which looks for the file."""
    name, kid = str(one.isi["lampiran"]), str(one.isi["laptop"])
    kode = codes.get(one.pemilik, "")
    is_here = (folder_of(files) / name).is_file()
    return TitipanTampil(
        sha256=name,
        desa=names.get(kode, kode),
        kode=kode,
        laptop=labels.get(kid, kid[:8]),
        kid=kid,
        pada=datetime.fromisoformat(one.pada),
        ukuran=int(str(one.isi["ukuran"])),
        is_di_sini=is_here,
        is_disimpan=is_here if held is None else one.digest in held,
    )


def deposit_if_due(
    database: Database,
    laptop: Laptop,
    files: Folders,
    safe: Safe,
    *,
    by: str,
    at: datetime,
    sekarang: bool = False,
    progress: Progress | None = None,
) -> int | None:
    """Make this month's deposit for the next kiriman, if it is chosen and due; its bytes, None if not.

    `sekarang` makes one although a newer one than a month is there. Raises TitipanTanpaKit,
    TitipanTerlaluBesar, BelumTerdaftar, StorageFailed, Cancelled; then nothing is deposited.
    """
    with database.read() as unit:
        circle = read_circle(unit, laptop)
        if not circle.is_desa or not archive.meta(unit, _ON):
            return None
        require_own(circle, laptop)
        key = dokumen_id(circle.uid, TITIPAN, laptop.keys.kid)
        made = [datetime.fromisoformat(one.pada) for one in _snapshots(unit, key)]
        there = _held_attachments(unit, circle)
    # one that seems to lie in the future was made under a wrong clock, and says nothing of a month
    if made and not sekarang and timedelta() <= at - made[0] < EVERY:
        return None
    slot = _kit(safe)
    if slot is None:
        raise TitipanTanpaKit
    with (
        _backup_without(safe, there, slot, progress) as made_backup,
        disk_errors(),
        replacing(files.fs, folder_of(files)) as sealed,
    ):
        seal_pieces(
            FileContent(files.fs, made_backup, made_backup.stat().st_size).pieces(),
            str(slot["age"]),
            sealed.take,
        )
        if sealed.size > LARGEST_SECTION:
            raise TitipanTerlaluBesar(mb=show_number(sealed.size >> 20), batas=LARGEST_SECTION >> 20)
        name = sealed.name = sealed.sha256
    with database.unit() as unit:
        shelf = dokumen.shelf_of(unit, key)
        isi = {"lampiran": name, "laptop": laptop.keys.kid, "ukuran": sealed.size}
        dokumen.write_snapshot(
            unit,
            key,
            TITIPAN,
            circle.uid,
            StatusDokumen.DISAHKAN,
            isi,
            [shelf.held[one] for one in shelf.heads],
            kid=laptop.keys.kid,
            at=at,
        )
        archive.put_meta(unit, f"{_FILE}{name}", str(sealed.size))
        unit.commit(_("siapkan titipan cadangan"), by, at)
    prune(database, files, by=by, at=at)
    return sealed.size


def deposit_for_kiriman(
    database: Database,
    laptop: Laptop,
    files: Folders,
    safe: Safe,
    *,
    by: str,
    at: datetime,
    progress: Progress | None = None,
) -> Terhalang | None:
    """As `deposit_if_due`, before a kiriman is sealed: what hinders the deposit never hinders the kiriman.

    Returns what hindered it, None if nothing did. Raises Cancelled.
    """
    try:
        deposit_if_due(database, laptop, files, safe, by=by, at=at, progress=progress)
    except DesaError as failure:
        words = _("Cadangan belum dititipkan. {sebab}").format(sebab=failure.sentence)
        return Terhalang(failure.kode, words)
    return None


def _kit(safe: Safe) -> Mapping[str, object] | None:
    slots = safe.doors.get("slots")
    found = [one for one in slots if one["kind"] == "pemulihan"] if isinstance(slots, list) else []
    return found[0] if found else None


def _held_attachments(unit: Unit, circle: Circle) -> frozenset[str]:
    """The attachments that the kecamatan holds already: they come back with its dokumen.

    Only what it said of the attachment itself counts: a dokumen may be there while its photo is still to
    come, and what only our other laptop holds may burn with this one.
    """
    return archive.attachment_names(unit) & _said_by_kecamatan(unit, circle)


def _said_by_kecamatan(unit: Unit, circle: Circle) -> frozenset[str]:
    laptops = {one.kid for one in circle.trust.active_in_role(Role.KECAMATAN)}
    rows = [one for one in archive.held_statements(unit) if one.kid in laptops]
    return frozenset(one for row in rows for one in row.digest)


@contextlib.contextmanager
def _backup_without(
    safe: Safe, attachments: Collection[str], slot: Mapping[str, object], progress: Progress | None
) -> Iterator[Path]:
    """A verified backup without these attachments, with the kit's door alone and without laptop keys.

    It is gone when the block is left.
    """
    work = safe.folder / _WORK
    with disk_errors():
        shutil.rmtree(work, ignore_errors=True)  # what a power cut left
        work.mkdir()
    copy = work / safe.database.name
    try:
        swap.copy_checked(safe.database, safe.key, copy, safe.key, fs=safe.fs, progress=progress)
        connection = driver.connect(copy, safe.key)
        try:
            with driver.raw_errors():
                office = raw_office(connection)
                connection.execute("BEGIN")
                connection.executemany(
                    "DELETE FROM lampiran WHERE sha256 = ?", [(one,) for one in attachments]
                )
                connection.execute("COMMIT")
                connection.execute("VACUUM")
            driver.checkpoint(connection)
        finally:
            connection.close()
        doors = {"box": "", "key_id": safe.doors["key_id"], "slots": [dict(slot)]}
        at = safe.now().astimezone()
        made = make_backup(
            copy, safe.key, work / "hasil", office, doors, at, Reason.TITIPAN, fs=safe.fs, progress=progress
        )
        yield made.path
    finally:
        shutil.rmtree(work, ignore_errors=True)


# ------------------------------------------------------------------ the walk of a kiriman


def folder_of(files: Folders) -> Path:
    """Where the sealed files of this office lie, each under its SHA-256."""
    return files.database.parent / "titipan"


def leave_out(
    chosen: Mapping[str, tuple[Tip, ...]], jenis: Mapping[str, str], kind: Kind, *, is_asked: bool
) -> dict[str, tuple[Tip, ...]]:
    """What travels, without deposits that nobody asked back; `jenis` maps ids of dokumen to their jenis.

    A small kiriman is `full` by itself and must not grow by a hundred megabytes for it.
    """
    if kind is Kind.DATA or (kind is Kind.FEEDBACK and is_asked):
        return dict(chosen)
    return {key: tips for key, tips in chosen.items() if jenis.get(key) != TITIPAN}


def choose_returned(
    unit: Unit, pemilik: str, name: str, snapshots: Collection[Snapshot]
) -> tuple[Snapshot, frozenset[str]]:
    """An older deposit goes back in the place of the newest of its laptop: its snapshot, and the digests of
    those whose files stay here. `name` are the first letters of its SHA-256, `snapshots` what travels.

    A reader takes it as an ancestor with content, so what counts there stays the newest (12.3). Raises
    NotFound, InvalidInput when several are meant.
    """
    known = known_names(unit)
    rows = [one for kept in _by_laptop(unit).values() for one in kept[:KEPT] if one.pemilik == pemilik]
    wanted = name.strip().lower()
    found = [one for one in rows if str(one.isi["lampiran"]).startswith(wanted) and one.lampiran <= known]
    if not wanted or not found:
        raise NotFound(apa=_("Titipan cadangan {tanda}").format(tanda=name))
    if len({one.lampiran for one in found}) > 1:
        raise InvalidInput({"titipan": _("{tanda} bisa berarti beberapa titipan.").format(tanda=name)})
    others = {one.digest for one in snapshots if one.id == found[0].id and one.digest != found[0].digest}
    return found[0], frozenset(others)


def load(
    files: Folders, snapshots: Iterable[Snapshot], held: Collection[str], first: str = ""
) -> dict[str, FileContent]:
    """The sealed files that go along, by SHA-256: not those whose snapshot the addressee holds.

    A file that is not what its name says stays here; the addressee is told that one is missing. `first` is
    the digest of the one that a person chose: where not all fit, it does.
    """
    found: dict[str, FileContent] = {}
    wanted = [one for one in snapshots if one.jenis == TITIPAN and one.digest not in held]
    for one in sorted(wanted, key=lambda each: (each.digest == first, each.pada), reverse=True):
        for name in one.lampiran:
            path = folder_of(files) / name
            if not path.is_file():
                continue
            with disk_errors():
                content = FileContent(files.fs, path, path.stat().st_size)
                is_whole = content.sha256 == name
            if is_whole and sum(each.size for each in found.values()) + content.size <= MOST_RETURNED:
                found[name] = content
    return found


def weight(unit: Unit, snapshots: Iterable[Snapshot], held: Collection[str]) -> int:
    """The bytes of the sealed files that go along, for the size of a kiriman before it is built (`load`)."""
    wanted = [one for one in snapshots if one.jenis == TITIPAN and one.digest not in held]
    names = frozenset(name for one in wanted for name in one.lampiran) & known_names(unit)
    return sum(int(archive.meta(unit, f"{_FILE}{name}")) for name in names)


def not_here(unit: Unit) -> frozenset[str]:
    """The digests of deposits whose file never came or is lost: we do not say that we hold those."""
    names = known_names(unit)
    rows = [one for kept in _by_laptop(unit).values() for one in kept]
    return frozenset(one.digest for one in rows if not one.lampiran <= names)


def known_names(unit: Unit) -> frozenset[str]:
    """The SHA-256 of every deposit that this office has as a file."""
    return frozenset(one.removeprefix(_FILE) for one in archive.metas(unit, _FILE))


def keep_files(files: Folders, opened: OpenedKiriman) -> None:
    """Write the deposits of a kiriman to their folder, before the transaction that names them."""
    folder = folder_of(files)
    for name in _brought(opened):
        if not (folder / name).is_file():
            with disk_errors(), replacing(files.fs, folder, name) as target:
                _pour_one(opened, name, target)


def _pour_one(opened: OpenedKiriman, name: str, target: Penulis) -> None:
    opened.lampiran.pour({name}, lambda _name, piece: target.take(piece))


def enter(unit: Unit, opened: OpenedKiriman) -> frozenset[str]:
    """Note the deposits of a kiriman; returns their names, which are no attachments of the database."""
    names = _brought(opened)
    for name in names:
        archive.put_meta(unit, f"{_FILE}{name}", str(opened.lampiran.sizes[name]))
    return names


def _brought(opened: OpenedKiriman) -> frozenset[str]:
    named = {name for one in opened.snapshots if one.jenis == TITIPAN for name in one.lampiran}
    return frozenset(named & opened.lampiran.keys())


def prune(database: Database, files: Folders, *, by: str, at: datetime) -> None:
    """Delete the sealed files that no longer are among the newest two of a laptop.

    A file that somebody took away is forgotten, so that we do not say we hold it.
    """
    with database.read() as unit:
        kept = {name for rows in _by_laptop(unit).values() for one in rows[:KEPT] for name in one.lampiran}
        known = known_names(unit)
    gone = {one for one in known if one not in kept or not (folder_of(files) / one).is_file()}
    if not gone:
        return
    with database.unit() as unit:
        archive.forget_metas(unit, [f"{_FILE}{one}" for one in gone])
        unit.commit(_("hapus titipan lama"), by, at)
    with disk_errors():
        for name in gone:
            files.fs.remove(folder_of(files) / name)


def _by_laptop(unit: Unit) -> dict[UUID, list[Snapshot]]:
    """Every dokumen `titipan` with its stored states, newest first."""
    keys = [one.id for one in archive.all_dokumen(unit, jenis=TITIPAN)]
    return {key: _snapshots(unit, key) for key in keys}


def _snapshots(unit: Unit, key: UUID) -> list[Snapshot]:
    """The stored states of one dokumen `titipan`, newest first: by descent, then by their arrival here.

    The claimed time decides last, since the clock of the laptop may have been wrong when one was made.
    """
    order = {one.digest: place for place, one in enumerate(archive.ledger(unit))}
    rows = archive.snapshots_of(unit, key)
    arrived = {one.digest: order.get(one.dari_kiriman or "", len(order)) for one in rows}
    left = [read_snapshot(one.isi) for one in rows]
    left = [one for one in left if one.status is not StatusDokumen.DICABUT]
    found: list[Snapshot] = []
    while left:
        older = {digest for one in left for digest in one.ancestors}
        newest = max(
            (one for one in left if one.digest not in older),
            key=lambda one: (arrived[one.digest], datetime.fromisoformat(one.pada)),
        )
        found.append(newest)
        left.remove(newest)
    return found


def find_faults(snapshot: Snapshot) -> list[str]:
    """What is wrong in the content of a dokumen `titipan`, for E_ISI."""
    isi = snapshot.isi
    name, kid, size = isi.get("lampiran"), isi.get("laptop"), isi.get("ukuran")
    good = (
        isi.keys() == {"lampiran", "laptop", "ukuran"}
        and isinstance(name, str)
        and _NAME.fullmatch(name) is not None
        and isinstance(kid, str)
        and _KID.fullmatch(kid) is not None
        and isinstance(size, int)
        and 0 < size <= LARGEST_SECTION
        and dokumen_id(snapshot.pemilik, TITIPAN, kid) == UUID(snapshot.id)
    )
    return [] if good else [_("Titipan cadangan: susunannya salah")]


# ------------------------------------------------------------------ its return


def fetch_deposit(
    database: Database,
    laptop: Laptop,
    files: Folders,
    digits: str,
    folder: Path,
    *,
    kid: str = "",
    titipan: str = "",
) -> Path:
    """Open the newest deposit that came back to this laptop; returns it as a `.cadangan` in `folder`.

    `kid` is the laptop that made it and `titipan` its SHA-256 (the first letters of each), if not the newest
    of all. The backup opens with the same digits. Raises NotFound when none is here, NomorKunciWrong naming
    a mistyped group, KeyProblem for another kit, BackupRejected, StorageFailed.
    """
    with database.read() as unit:
        circle = read_circle(unit, laptop)
    if not circle.is_desa:
        raise InvalidInput({"": _("Titipan cadangan hanya bisa dibuka di laptop desa yang menitipkannya.")})
    rows = show_deposits(database, laptop, files).daftar
    here = [
        one
        for one in rows
        if one.is_di_sini
        and one.kid.startswith(kid.strip().lower())
        and one.sha256.startswith(titipan.strip().lower())
    ]
    if not here:
        raise NotFound(apa=_("Titipan cadangan di laptop ini"))
    made = here[0].pada.astimezone()
    target = folder / f"{circle.kode}-{made:%Y%m%d-%H%M%S}-{Reason.TITIPAN.value}.cadangan"
    with (
        disk_errors(),
        files.fs.open(folder_of(files) / here[0].sha256, "rb") as source,
        replacing(files.fs, folder, target.name) as opened,
    ):
        open_pieces(source, digits, circle.kode, opened.take)
    read_header(target, fs=files.fs)
    return target
