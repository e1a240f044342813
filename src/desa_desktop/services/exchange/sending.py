"""Sealing a kiriman in four steps that survive a power cut, and copying it to flash disks.

Number reserved - file built and read back in the outbox - number sealed - guard noted; only then may it
leave (kiriman-format.md 11).
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path

from desa_desktop import __version__
from desa_desktop.domain.kantor import DesaBinaan
from desa_desktop.errors import NotFound, StorageFailed
from desa_desktop.files import TEMPORARY, Fs, make_folder
from desa_desktop.i18n import _, ngettext
from desa_desktop.progress import Progress, Silent
from desa_desktop.services import upkeep
from desa_desktop.services.exchange import (
    holdings,
    izin,
    lampiran,
    numbering,
    preparing,
    pulang,
    sapu,
    titipan,
)
from desa_desktop.services.exchange.results import (
    DokumenTerkirim,
    Folders,
    KirimanKeluar,
    Laptop,
    Salinan,
    Tertulis,
)
from desa_desktop.services.exchange.trust import (
    Circle,
    header_certificates,
    name_of,
    read_circle,
    reader_of,
    require_own,
    village_names,
)
from desa_desktop.store import archive
from desa_desktop.store.place import disk_errors
from desa_desktop.store.unit import Database, Unit
from desa_desktop.sync import names
from desa_desktop.sync.certificates import Certificate, kode_lembar
from desa_desktop.sync.container import Kind
from desa_desktop.sync.drives import Drive
from desa_desktop.sync.inner import Counted
from desa_desktop.sync.on_disk import find_on_disk, is_unchanged
from desa_desktop.sync.opening import Reader
from desa_desktop.sync.rejection import Code, KirimanRejected, sentence_of
from desa_desktop.sync.sealing import Content, SealedFile, seal_to_file
from desa_desktop.sync.stick import Whole, write_checked

PHONE = "telepon:"
"""Begin of the meta keys of kiriman whose kode terima was read out over the telephone."""


def seal(
    database: Database,
    laptop: Laptop,
    files: Folders,
    *,
    untuk: str = "",
    lengkap: bool = False,
    deposit: str = "",
    by: str,
    at: datetime,
    progress: Progress | None = None,
) -> list[KirimanKeluar]:
    """Seal the next kiriman into the outbox: to the kecamatan, or to one village or all (`semua`), or to the
    other laptops of our own office (`laptop`).

    A kiriman sealed before stays as it is; each call makes a new number. `lengkap` carries everything;
    `deposit` names which deposit goes back with it to one village (the first letters of its SHA-256), the
    newest if empty. Raises BelumTerdaftar, KunciDicabut, NotFound, InvalidInput, StorageFailed, Cancelled
    (between two files).
    """
    with database.read() as unit:
        circle = read_circle(unit, laptop)
        require_own(circle, laptop)
        wanted = preparing.targets(unit, circle, untuk)
    watcher = progress or Silent()
    made = []
    for place, target in enumerate(wanted):
        watcher.step(place, len(wanted), _("Menyegel kiriman untuk {nama}").format(nama=target.nama))
        made.append(
            _seal_one(database, laptop, files, target, lengkap=lengkap, deposit=deposit, by=by, at=at)
        )
    sapu.sweep_if_due(database, by=by, at=at)
    watcher.step(len(wanted), len(wanted), _("Kiriman tersegel"))
    return made


def seal_if_needed(
    database: Database,
    laptop: Laptop,
    files: Folders,
    *,
    untuk: str = "",
    lengkap: bool = False,
    deposit: str = "",
    by: str,
    at: datetime,
    progress: Progress | None = None,
) -> list[KirimanKeluar]:
    """Like `seal`, but a kiriman that never reached a stick is given again while nothing changed since.

    So a stick that was full or pulled costs no number. `lengkap` always makes a new one. Raises like `seal`.
    """
    with database.read() as unit:
        circle = read_circle(unit, laptop)
        require_own(circle, laptop)
        wanted = preparing.targets(unit, circle, untuk)
    made = []
    for target in wanted:
        kode = "" if circle.is_desa else target.kode
        if target.uid == str(circle.uid):
            kode = preparing.LAPTOP
        plan = preparing.what_travels(database, laptop, files, untuk=kode, at=at)
        if plan.tertunda and not lengkap and not plan.has_news:
            made += [one for one in outbox(database, files, laptop) if one.digest == plan.tertunda]
        else:
            made += seal(
                database,
                laptop,
                files,
                untuk=kode,
                lengkap=lengkap,
                deposit=deposit,
                by=by,
                at=at,
                progress=progress,
            )
    return made


def _seal_one(
    database: Database,
    laptop: Laptop,
    files: Folders,
    target: preparing.Target,
    *,
    lengkap: bool,
    deposit: str,
    by: str,
    at: datetime,
) -> KirimanKeluar:
    with database.unit() as unit:
        izin.end_if_over(unit, laptop, at=at)
        circle = read_circle(unit, laptop)
        require_own(circle, laptop)
        to_laptops = target.uid == str(circle.uid)
        preparing.freeze_changed(unit, circle, laptop.keys.kid, at, to_laptops=to_laptops)
        draft = preparing.prepare(unit, circle, target, lengkap=lengkap, at=at, deposit=deposit)
        kind = holdings.audience_of(circle, target.uid).kind
        row = numbering.reserve(unit, draft.number, target.uid, kind, draft.mode, at)
        photos = lampiran.load(unit, draft.muatan.ukuran)
        content = Content(
            state=draft.state,
            mode=draft.mode,
            snapshots=draft.snapshots,
            held=draft.held,
            lampiran={
                **photos,
                **titipan.load(files, draft.snapshots, draft.deposits_held, draft.deposit),
            },
            replaces=draft.number.replaces,
            seen=draft.seen,
            is_full_wanted=draft.is_full_wanted,
            audit=Counted(*archive.audit_head(unit)),
        )
        unit.commit(_("siapkan kiriman nomor {n}").format(n=row.seq), by, at)
    recipients = holdings.laptops_of(circle, target.uid)
    return build_and_keep(
        database, laptop, files, circle, target, row, draft.number, content, recipients, by=by, at=at
    )


def build_and_keep(
    database: Database,
    laptop: Laptop,
    files: Folders,
    circle: Circle,
    target: preparing.Target,
    row: archive.OutboxRow,
    number: numbering.Number,
    content: Content,
    recipients: Sequence[Certificate],
    *,
    by: str,
    at: datetime,
    certificates: Sequence[Certificate] = (),
) -> KirimanKeluar:
    """Steps 2 to 4 for a reserved `row`: build, read back, keep, note. Used by requests and grants too.

    Raises StorageFailed; the number stays reserved then and is built again next time.
    """
    kind = Kind(row.jenis)
    with database.read() as unit:
        reader = reader_of(unit, circle, laptop, addressee_uid=target.uid)
        used = {one.berkas for one in archive.outbox(unit)}
        numbers = {(one.chain, one.seq) for one in archive.outbox(unit)}
    with disk_errors():
        _sweep(files, used, numbers)
        with _new_file(files) as temporary:
            with files.fs.open(temporary, "wb") as target_file:
                sealed = seal_to_file(
                    files.fs,
                    target_file,
                    kind=kind,
                    keys=laptop.keys,
                    certificates=certificates or header_certificates(circle, require_own(circle, laptop)),
                    chain=number.chain,
                    recipients=recipients,
                    content=content,
                    created=at.astimezone(),
                    app=__version__,
                )
                files.fs.sync(target_file)
            _require_same(files.fs, temporary, sealed, reader)
            letter = names.letter_of(kind, row.mode)
            name = names.file_name(letter, target.file_kode, target.file_nama, row.seq, sealed.digest)
            files.fs.rename(temporary, files.outbox / name)
            files.fs.sync_folder(files.outbox)
    done = replace(
        row,
        keadaan=numbering.SEALED,
        digest=sealed.digest,
        berkas=name,
        ukuran=sealed.size,
        dokumen=[asdict(preparing.sent_of(one)) for one in content.snapshots],
        held=list(content.held),
        salt=sealed.salt.hex(),
    )
    with database.unit() as unit:
        archive.put_outbox(unit, done)
        archive.put_meta(unit, preparing.wish_key(target.uid), "")
        if content.is_full_wanted:
            archive.put_meta(unit, preparing.need_key(target.uid), "sudah")
        key = numbering.note_key(unit, done)
        unit.commit(_("segel kiriman nomor {n}").format(n=row.seq), by, at)
    upkeep.note_sealed(files.database.parent, done.chain, done.seq, key, files.fs)
    return _shown(done, files, target.kode, target.nama)


def _sweep(files: Folders, used: set[str], numbers: set[tuple[str, int]]) -> None:
    """Remove what a power cut left in the outbox: files that no sealed row names.

    One with a number that this database never gave is from before a restore; it is no rubbish (pulang).
    """
    make_folder(files.fs, files.outbox)
    for entry in files.fs.listing(files.outbox, 10_000):
        left_over = entry.name.endswith(TEMPORARY) or entry.name.endswith(names.SUFFIX)
        if not left_over or entry.name in used or pulang.is_from_before(files, Path(entry.path), numbers):
            continue
        files.fs.remove(Path(entry.path))


@contextlib.contextmanager
def _new_file(files: Folders) -> Iterator[Path]:
    """A name in the outbox for a file that is not yet read back; what is left there after a failure goes."""
    temporary = files.outbox / f".baru{names.SUFFIX}{TEMPORARY}"
    try:
        yield temporary
    except BaseException:
        with contextlib.suppress(OSError):
            files.fs.remove(temporary)
        raise


def _require_same(fs: Fs, path: Path, sealed: SealedFile, reader: Reader) -> None:
    """Read back with the full reader. The digest, the signature and the hash of the payload, which the digest
    names, leave no byte of the file open."""
    try:
        written = find_on_disk(fs, path)
        good = written.size == sealed.size and written.open(reader).digest == sealed.digest
    except KirimanRejected as failure:
        raise StorageFailed(
            sebab=_("berkas yang ditulis tidak terbaca kembali ({kode})").format(kode=failure.kode)
        ) from failure
    if not good:
        raise StorageFailed(sebab=_("berkas yang ditulis tidak sama dengan yang terbaca"))


# ------------------------------------------------------------------ copies


def copy_to(
    database: Database,
    laptop: Laptop,
    files: Folders,
    digest: str,
    drive: Drive | Path,
    *,
    by: str,
    at: datetime,
    progress: Progress | None = None,
) -> Tertulis:
    """Copy a sealed kiriman to a flash disk or folder, read it back twice, and note the copy.

    A `Batal` of `progress` leaves nothing on the stick (Cancelled). Raises NotFound for an unknown digest;
    IzinTidakBerlaku for one that carries residents without a consent today; KirimanRejected with the E_STICK_
    code when the copy is not certain (the outbox copy stays); StorageFailed when the outbox copy itself is
    damaged.
    """
    with database.read() as unit:
        circle = read_circle(unit, laptop)
        row = _sealed_row(unit, digest)
        key = numbering.note_key(unit, row)
        if row.jenis == Kind.DATA.value:  # our own laptops may always have our own people
            izin.stop_if_withdrawn(unit, row.dokumen, at=at)
        forgotten = pulang.find_forgotten(unit, circle) if row.jenis == Kind.DATA.value else []
    kind = Kind(row.jenis)
    where = drive if isinstance(drive, Drive) else Drive(drive, label=drive.name)
    with disk_errors():
        data = _sound(files, row)
    # a crash may have come between sealing and this note: nothing leaves before it stands
    upkeep.note_sealed(files.database.parent, row.chain, row.seq, key, files.fs)
    folder = names.folder_of(kind, is_from_kecamatan=not circle.is_desa)
    written = write_checked(files.fs, where.path, folder, row.berkas, data, progress)
    returned = pulang.write_forgotten(files, where.path, folder, forgotten)
    copy = {"tempat": str(where.path), "label": where.label, "serial": where.serial, "pada": at.isoformat()}
    with database.unit() as unit:
        row = _sealed_row(unit, digest)
        archive.put_outbox(unit, replace(row, salinan=[*row.salinan, copy]))
        unit.commit(_("tulis kiriman nomor {n} ke flashdisk").format(n=row.seq), by, at)
    words = sentence_of(Code.D_OK, seq=row.seq)
    if returned:
        words += " " + ngettext(
            "{n} kiriman kecamatan yang hilang di sana ikut ditulis untuk dikembalikan.",
            "{n} kiriman kecamatan yang hilang di sana ikut ditulis untuk dikembalikan.",
            returned,
        ).format(n=returned)
    return Tertulis(written.path, written.sha256, written.size, words)


def _sealed_row(unit: Unit, digest: str) -> archive.OutboxRow:
    found = [one for one in archive.outbox(unit) if one.digest == digest]
    if not found:
        raise NotFound(apa=_("Kiriman"))
    return found[0]


def _sound(files: Folders, row: archive.OutboxRow) -> Whole:
    """The outbox file, if it is still what was sealed; it is read in pieces when it is written."""
    try:
        found = find_on_disk(files.fs, files.outbox / row.berkas)
        good = is_unchanged(found, row.digest or "")
    except (KirimanRejected, FileNotFoundError):
        good = False
    if not good:
        raise StorageFailed(
            sebab=_("salinan kiriman nomor {n} di laptop rusak atau hilang").format(n=row.seq),
            tindakan=_("Buat kiriman baru; isinya mencakup yang lama."),
        )
    return Whole(found.path, found.size, found.sha256)


def outbox(database: Database, files: Folders, laptop: Laptop) -> list[KirimanKeluar]:
    """Our sealed kiriman with their copies, newest first."""
    with database.read() as unit:
        circle = read_circle(unit, laptop)
        known = village_names(unit)
        codes = _codes(unit, circle)
        rows = [one for one in archive.outbox(unit) if one.digest is not None]
        told = {key.removeprefix(PHONE) for key in archive.metas(unit, PHONE)}
    shown = []
    for row in reversed(rows):
        # a request goes to the kecamatan of our own code, whose root is not known yet
        kode = codes.get(row.kepada, circle.kode[:6])
        one = _shown(row, files, kode, name_of(circle, known, kode))
        shown.append(replace(one, is_diterima_telepon=one.digest in told))
    return shown


def _codes(unit: Unit, circle: Circle) -> dict[str, str]:
    codes = {str(one.id): one.kode for one in unit.select(DesaBinaan)} | {str(circle.uid): circle.kode}
    if circle.root is not None:
        codes[circle.root.uid] = circle.root.kode
    return codes


def _shown(row: archive.OutboxRow, files: Folders, kode: str, nama: str) -> KirimanKeluar:
    assert row.digest is not None
    kind = Kind(row.jenis)
    from_kecamatan = kind in (Kind.FEEDBACK, Kind.GRANT)
    return KirimanKeluar(
        berkas=files.outbox / row.berkas,
        nama_berkas=row.berkas,
        folder=names.folder_of(kind, is_from_kecamatan=from_kecamatan),
        jenis=row.jenis,
        kode=kode,
        nama=nama,
        seq=row.seq,
        digest=row.digest,
        mode=row.mode,
        ukuran=row.ukuran,
        pada=row.pada,
        kode_lembar=kode_lembar(bytes.fromhex(row.digest)),
        dokumen=tuple(_sent(one) for one in row.dokumen),
        salinan=tuple(_copy(one) for one in row.salinan),
    )


def _sent(one: Mapping[str, object]) -> DokumenTerkirim:
    return DokumenTerkirim(
        str(one["jenis"]),
        str(one["id"]),
        str(one["status"]),
        int(str(one["revisi"])),
        str(one["digest"]),
        str(one["judul"]),
    )


def _copy(one: Mapping[str, object]) -> Salinan:
    pada = datetime.fromisoformat(str(one["pada"]))
    return Salinan(str(one["tempat"]), str(one["label"]), str(one["serial"]), pada)
