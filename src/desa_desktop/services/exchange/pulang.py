"""What this laptop wrote and lost, and how it comes home: its own sealed files, which others still have.

A laptop that was put back to a backup lacks what it wrote since. Nobody else may hand its dokumen to it
(kiriman-format.md 12.6), but every kiriman is sealed to its sender too (8) and signed by it: read again, it
is as good as the day it was written. A village keeps what it accepted as it came, and writes to its stick
whatever the kecamatan seems to have forgotten.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from desa_desktop.domain.dokumen import Pihak, find_jenis
from desa_desktop.domain.izin import PENDUDUK
from desa_desktop.errors import NotFound, StorageFailed
from desa_desktop.files import TEMPORARY, make_folder
from desa_desktop.services import dokumen
from desa_desktop.services.exchange.results import Folders, Laptop
from desa_desktop.services.exchange.trust import Circle
from desa_desktop.store import archive
from desa_desktop.store.place import disk_errors
from desa_desktop.store.unit import Unit
from desa_desktop.sync import names
from desa_desktop.sync.certificates import read_certificate
from desa_desktop.sync.container import HEAD_LENGTH, Claims, Kind, peek
from desa_desktop.sync.history import Shelf
from desa_desktop.sync.on_disk import find_on_disk
from desa_desktop.sync.opening import OpenedKiriman
from desa_desktop.sync.rejection import Code, KirimanRejected
from desa_desktop.sync.snapshots import read_snapshot
from desa_desktop.sync.stick import Whole, write_checked

_log = logging.getLogger(__name__)
_CARRY = frozenset({Kind.DATA, Kind.FEEDBACK, Kind.PEER})
_MOST_FILES = 10_000


def is_our_own(opened: OpenedKiriman, laptop: Laptop) -> bool:
    """Whether this laptop wrote the kiriman itself."""
    return opened.sender.kid == laptop.keys.kid


def addressee_of(circle: Circle, laptop: Laptop, claims: Claims | None) -> str | None:
    """The office that a kiriman of our own was for, by its recipients; None for anybody else's."""
    if claims is None or claims.sender_kid != laptop.keys.kid:
        return None
    wanted = set(claims.recipients) - {laptop.keys.kid}
    known = [one for one in map(read_certificate, circle.certificates) if one.kid in wanted]
    return next((one.uid for one in known), None)


def brought_home(unit: Unit, circle: Circle, opened: OpenedKiriman) -> OpenedKiriman | None:
    """A kiriman of our own with what is ours in it, if some of that is unknown here; else None.

    What it gave back to a village is left aside: the village sends its own. So is the register of residents,
    which may have been withdrawn since.
    """
    header = opened.header
    if header.kind not in _CARRY:
        return None
    if any((one.chain, one.seq) == (header.chain.id, header.chain.seq) for one in archive.outbox(unit)):
        return None
    ours = tuple(one for one in opened.snapshots if one.pemilik == str(circle.uid) and one.jenis != PENDUDUK)
    known = set(archive.held_digests(unit, [one.digest for one in ours]))
    past = archive.all_past(unit)
    if all(one.digest in known or one.digest in past.get(UUID(one.id), ()) for one in ours):
        return None
    named = {name for one in ours for name in one.lampiran}
    attached = opened.lampiran.only(named)
    warnings = tuple(one for one in opened.warnings if one.code is not Code.W_ATTACHMENT)
    return replace(opened, snapshots=ours, lampiran=attached, warnings=warnings)


def collect(unit: Unit, files: Folders) -> None:
    """Move what lies in the outbox from before a restore to the intake, where it is judged like any file.

    Files of numbers that this database knows stay: sealing builds those again.
    """
    if not files.outbox.is_dir():
        return
    numbers = {(one.chain, one.seq) for one in archive.outbox(unit)}
    with disk_errors():
        for entry in files.fs.listing(files.outbox, _MOST_FILES):
            path = Path(entry.path)
            if not is_from_before(files, path, numbers):
                continue
            file = find_on_disk(files.fs, path)
            make_folder(files.fs, files.intake)
            files.fs.rename(path, files.intake / f"{file.sha256}{names.SUFFIX}")
            files.fs.sync_folder(files.intake)


def is_from_before(files: Folders, path: Path, numbers: Iterable[tuple[str, int]]) -> bool:
    """Whether this file of the outbox is a whole kiriman with a number that the database does not know."""
    if path.name.endswith(TEMPORARY) or not path.name.endswith(names.SUFFIX):
        return False
    try:
        with files.fs.open(path, "rb") as source:
            head = source.read(HEAD_LENGTH)
        claims = peek(head, path.stat().st_size)
    except (KirimanRejected, FileNotFoundError):
        return False
    return (claims.chain.id, claims.chain.seq) not in set(numbers)


# ------------------------------------------------------------------ the village carries it home


@dataclass(frozen=True, slots=True)
class Bekas:
    """A kiriman of the kecamatan that we accepted and that it seems to have lost: its file and its name."""

    sha256: str
    nama: str


def find_forgotten(unit: Unit, circle: Circle) -> list[Bekas]:
    """What a village gives back: the kiriman of a kecamatan laptop from before it was put back, as far as
    they brought what stands here and what no kiriman of it since then knows of. Empty nearly always.
    """
    if not circle.is_desa:
        return []
    rows = [one for one in archive.ledger(unit) if one.jenis == Kind.FEEDBACK.value]
    gone = _closed_chains(rows)
    put_back = {one.kid for one in rows if one.chain in gone}
    begun = [place for place, one in enumerate(rows) if one.kid in put_back and one.chain not in gone]
    if not begun:
        return []
    since = [one for one in rows[begun[0] :] if one.chain not in gone]
    shelves = dokumen.all_shelves(unit)
    known = _lines(since, shelves)
    lost = {tip for shelf in shelves.values() for tip in shelf.tips} - known
    found: dict[str, Bekas] = {}
    for row in reversed([one for one in rows if one.chain in gone]):  # the newest that brought it
        brought = {str(one["digest"]) for one in row.dokumen if _is_of_kecamatan(str(one["jenis"]))} & lost
        if brought:
            lost -= brought
            letter = names.letter_of(Kind.FEEDBACK)
            name = names.file_name(letter, circle.kode, circle.nama, row.seq, row.digest)
            found[row.berkas] = Bekas(row.berkas, name)
    return list(found.values())


def _closed_chains(rows: Sequence[archive.LedgerRow]) -> set[str]:
    """The chains that another of the same laptop took over from, or came after."""
    gone = {str(one.replaces["chain"]) for one in rows if one.replaces is not None}
    newest: dict[str, str] = {}
    for chain, kid in {one.chain: one.kid for one in rows if one.chain not in gone}.items():
        if kid in newest:
            gone.add(newest[kid])
        newest[kid] = chain
    return gone


def _lines(rows: Iterable[archive.LedgerRow], shelves: Mapping[UUID, Shelf]) -> set[str]:
    """Everything that these kiriman brought, and every ancestor it names."""
    brought = {str(one["digest"]) for row in rows for one in row.dokumen}
    for shelf in shelves.values():
        for digest, snapshot in shelf.held.items():
            if digest in brought:
                brought = brought | snapshot.ancestors
    return brought


def _is_of_kecamatan(jenis: str) -> bool:
    known = find_jenis(jenis)
    return known is None or known.pihak is Pihak.KECAMATAN


def write_forgotten(files: Folders, stick: Path, folder: str, wanted: Iterable[Bekas]) -> int:
    """Write these files beside our own kiriman; returns how many. One that is gone, or that the stick does
    not take, is left: our kiriman stands on it already."""
    count = 0
    for one in wanted:
        path = files.archive / f"{one.sha256}{names.SUFFIX}"
        try:
            with disk_errors():
                if not path.is_file():
                    raise NotFound(apa=path.name)
                found = find_on_disk(files.fs, path)
            whole = Whole(path, found.size, found.sha256)
            write_checked(files.fs, stick, folder, one.nama, whole)
        except (NotFound, StorageFailed, KirimanRejected) as failure:
            _log.warning("a kiriman of the kecamatan cannot go home: %s", failure.kode)
            continue
        count += 1
    return count


# ------------------------------------------------------------------ what the kecamatan misses


def count_unknown(unit: Unit, circle: Circle, opened: OpenedKiriman) -> int:
    """How many dokumen of ours the village holds that this laptop never heard of.

    Asked only of a village that has seen what we hold now: until then it leaves out what it believes we have.
    """
    uid = opened.sender.uid
    if circle.is_desa or opened.header.kind is not Kind.DATA:
        return 0
    _incarnation, _colon, chain = archive.meta(unit, f"rantai:{uid}:{Kind.FEEDBACK.value}").partition(":")
    if chain not in opened.manifest.seen:
        return 0
    unknown = set(opened.held) - set(archive.held_digests(unit, sorted(opened.held)))
    unknown -= {digest for past in archive.all_past(unit).values() for digest in past}
    unknown -= archive.attachment_names(unit) | _named_here(unit, unknown)
    return len(unknown)


def _named_here(unit: Unit, asked: set[str]) -> set[str]:
    """Those of `asked` that are attachments of snapshots held here."""
    if not asked:
        return set()
    contents = archive.contents_with_attachments(unit)
    return {name for one in contents for name in read_snapshot(one).lampiran} & asked
