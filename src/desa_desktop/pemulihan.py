"""Getting an office back: the Kit Pemulihan, a new laptop out of a backup, new keys after a theft.

Stands above `app`: every function opens, closes or changes the keys of an office (kiriman-format.md 10.3,
10.4; ux.md 3.15, 4, 8.2). Like `app` it puts imports off that the first window must not wait for.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desa_desktop import app as office
from desa_desktop import config, keys, paths
from desa_desktop.app import App
from desa_desktop.domain.asal import Asal
from desa_desktop.errors import DesaError, InvalidInput, KeyProblem
from desa_desktop.files import FS, Fs
from desa_desktop.i18n import N_, _
from desa_desktop.store import guard, place, swap
from desa_desktop.store.lock import take_lock

if TYPE_CHECKING:
    from desa_desktop.keys import DataKey, KeyFile, Keys
    from desa_desktop.progress import Progress
    from desa_desktop.services.pulih import Perbandingan, Pulih
    from desa_desktop.store.backup_file import Backup


class KitSudahAda(DesaError):
    """A new kit would make the paper in the safe worthless; that must be wanted."""

    message = N_("Kit Pemulihan sudah pernah dibuat. Tidak ada yang diubah.")
    hint = N_(
        "Bila lembarnya hilang atau terbaca orang lain, ganti: kit lama tidak membuka cadangan yang dibuat "
        "sesudahnya. Di baris perintah: --ganti."
    )
    code = "K-706"


class KitBelumAda(DesaError):
    """Something needs the Kit Pemulihan and none was made."""

    message = N_("Kit Pemulihan belum dibuat di laptop ini. Tidak ada yang diubah.")
    hint = N_("Buat di Pengaturan, tab Pengaman; di baris perintah: kunci kit.")
    code = "K-707"


@dataclass(frozen=True, slots=True)
class KitBaru:
    """A kit that was made: the open office with it, and the first backup that it opens."""

    app: App
    cadangan: Backup


# ------------------------------------------------------------------ the Kit Pemulihan


def has_kit(opened: App) -> bool:
    """Whether a Kit Pemulihan was made on this laptop. Raises KeyProblem, StorageFailed."""
    return recovery_recipient(opened) is not None


def recovery_recipient(opened: App) -> str | None:
    """The public half of the kit, to which a deposit is encrypted; None without a kit."""
    return keys.recovery_recipient(keys.read_key_file(opened.files.places.data, opened.files.fs))


def make_kit(opened: App, digits: str, *, ganti: bool = False, progress: Progress | None = None) -> KitBaru:
    """Make these 30 digits the office's Kit Pemulihan, and a backup that they open.

    `digits` are new ones (`keys.new_digits`), or those on the paper of the village's other laptop. The digits
    are kept nowhere. Raises InvalidInput naming a mistyped group, KitSudahAda unless `ganti`, NoFolder before
    the set-up, StorageFailed.
    """
    from desa_desktop.services import kit, upkeep

    kode = _kode(opened)
    keys.typed_digits(digits)
    if has_kit(opened) and not ganti:
        raise KitSudahAda
    keys.set_recovery(opened.files.places.data, office.own_keys(opened), digits, kode, fs=opened.files.fs)
    kit.note_kit(opened.database, by=opened.person, at=opened.now())
    fresh = opened.reread()
    return KitBaru(fresh, upkeep.back_up(fresh.database, fresh.safe, progress=progress))


def check_kit(opened: App, digits: str) -> None:
    """Prove that the paper in the safe opens this laptop's data; nothing is changed.

    Takes about a fifth of a second. Raises InvalidInput naming a mistyped group, KeyProblem for another kit,
    KitBelumAda, StorageFailed.
    """
    file = keys.read_key_file(opened.files.places.data, opened.files.fs)
    if "pemulihan" not in file.kinds:
        raise KitBelumAda
    if keys.data_key_with_recovery(file, digits).key != opened.safe.key:
        raise KeyProblem(
            sebab=_("Kit Pemulihan itu membuka kunci lama laptop ini"),
            tindakan=_("Buat Kit Pemulihan baru di Pengaturan, tab Pengaman."),
        )


def reset_password(places: paths.Places, digits: str, password: str, fs: Fs = FS) -> None:
    """`Buka dengan Kit Pemulihan`: a new kata sandi for one that was forgotten; the data stays as it is.

    Raises InvalidInput (a mistyped group on `angka`, a short kata sandi on `sandi`), KeyProblem for another
    kit, without one, and where no kata sandi is asked for; NoFolder, AlreadyOpen, StorageFailed.
    """
    from desa_desktop.keys import tries

    if not places.data.is_dir():
        raise office.NoFolder(folder=places.data)
    with take_lock(places.data):
        if not keys.read_key_file(places.data, fs).needs_password:
            raise KeyProblem(
                sebab=_("data ini tidak memakai kata sandi"),
                tindakan=_("Pasang kata sandi di Pengaturan, tab Pengaman."),
            )
        opened = keys.open_with_recovery(places.data, digits, fs)
        keys.set_password(places.data, opened, password, fs=fs)
        with place.disk_errors():
            tries.forget(places.data, fs)


def kit_opens(places: paths.Places, fs: Fs = FS) -> bool:
    """Whether a closed office can be opened with a Kit Pemulihan; False too when its key file is bad."""
    try:
        return keys.recovery_recipient(keys.read_key_file(places.data, fs)) is not None
    except DesaError:
        return False


def _kode(opened: App) -> str:
    if opened.kantor is None:
        raise office.NoFolder(folder=opened.files.places.data)
    return opened.kantor.kode


# ------------------------------------------------------------------ new keys after a theft


def renew_keys(opened: App) -> App:
    """New keys of this laptop, because the old ones are in strange hands; it must be enrolled again.

    The data stays. A kecamatan that has its root here is certified anew at once. Raises KunciIndukDiperlukan
    (nothing was changed then), StorageFailed.
    """
    from desa_desktop.domain.kantor import Peran
    from desa_desktop.services.enrolment import KunciIndukDiperlukan, forget_request
    from desa_desktop.services.kantor import is_further_laptop

    is_kecamatan = opened.kantor is not None and opened.kantor.peran is Peran.KECAMATAN
    is_kecamatan = is_kecamatan and not is_further_laptop(opened.database)  # that one asks the first again
    if is_kecamatan and opened.laptop.root is None:
        raise KunciIndukDiperlukan
    keys.renew(opened.files.places.data, office.own_keys(opened), fs=opened.files.fs)
    fresh = opened.reread()
    forget_request(fresh.database, by=fresh.person, at=fresh.now())
    if fresh.asal is Asal.SALINAN:  # with a key of its own it is a laptop like any other
        fresh = office.say_origin(fresh, Asal.TETAP)
    return office.make_root(fresh) if is_kecamatan else fresh


# ------------------------------------------------------------------ the kecamatan's root on its own stick


def store_root(opened: App, folder: Path, *, biarkan: bool = False) -> tuple[App, Path]:
    """Put the kecamatan's root key on its own stick; it leaves this laptop unless `biarkan` (a second copy).

    Returns the App and the file, which only the kecamatan's kit opens. It leaves the laptop once it was read
    back. Raises KitBelumAda, BelumAdaAkar when it is not here, KirimanRejected with the E_STICK_ code.
    """
    from desa_desktop.services.exchange.akar import write_root

    recipient = recovery_recipient(opened)
    if recipient is None:
        raise KitBelumAda
    written = write_root(opened.database, opened.laptop, opened.files, recipient, folder)
    if biarkan:
        return opened, written
    data, fs = opened.files.places.data, opened.files.fs
    keys.change_root(data, office.own_keys(opened), None, None, fs=fs)
    keys.forget_previous(data, fs)  # its box still held the root
    return opened.reread(), written


def with_root(opened: App, path: Path, digits: str) -> App:
    """The office with the root key of a stick, for one enrolment or revocation; nothing is stored here.

    Raises as `exchange.akar.read_root`.
    """
    from desa_desktop.services.exchange.akar import read_root

    root = read_root(opened.database, opened.laptop, opened.files, path, digits)
    return replace(opened, laptop=replace(opened.laptop, root=root))


# ------------------------------------------------------------------ a new laptop


def restore_into_new(
    opened: App,
    path: Path,
    password: str | None = None,
    *,
    kit: str | None = None,
    kunci_baru: bool = False,
    progress: Progress | None = None,
) -> tuple[App, Pulih]:
    """Put a backup of a lost laptop into an office that is not set up yet; returns the App and what was done.

    Data and keys come back; with `kunci_baru` the keys do not: the old laptop was stolen, its key is revoked
    and this one is enrolled anew. Raises as `app.restore_backup`, InvalidInput in an office that is set up.
    """
    from desa_desktop.services.enrolment import forget_request

    if opened.kantor is not None and not opened.kantor.wisaya:
        raise InvalidInput({"": _("Laptop ini sudah dipakai sebuah kantor. Buka Cadangan, lalu Pulihkan.")})
    fs = opened.files.fs
    compare_into_new(opened, path, password, kit=kit, progress=progress)  # before any key is changed
    file = _doors(path, fs)
    data, theirs = _through(opened, file, path, password, kit)
    keys.take_over(
        opened.files.places.data,
        office.own_keys(opened),
        file,
        data,
        None if kunci_baru else theirs,
        fs=fs,
    )
    fresh, done = office.restore_backup(opened.reread(), path, progress=progress)
    if kunci_baru:
        forget_request(fresh.database, by=fresh.person, at=fresh.now())
        if theirs is not None and theirs.root_seed is not None:
            fresh = _certify_anew(fresh, theirs)
    return fresh, done


def _certify_anew(opened: App, theirs: Keys) -> App:
    """A kecamatan's new laptop: its root came with the backup, so it certifies the new key itself."""
    keys.change_root(
        opened.files.places.data,
        office.own_keys(opened),
        theirs.root_seed,
        theirs.root_age,
        fs=opened.files.fs,
    )
    return office.make_root(opened.reread())


def compare_into_new(
    opened: App,
    path: Path,
    password: str | None = None,
    *,
    kit: str | None = None,
    progress: Progress | None = None,
) -> Perbandingan:
    """What is in a backup of a lost laptop; nothing is changed. Raises as `app.compare_backup`."""
    return office.compare_backup(opened, path, password, kit=kit, progress=progress)


def _through(
    opened: App, file: KeyFile, path: Path, password: str | None, kit: str | None
) -> tuple[DataKey, Keys | None]:
    own = office.own_keys(opened)
    known = own.data_key_for(file.key_id)
    if known is None:
        return office.through_doors(file, path, password, kit)
    data = keys.DataKey(file.key_id, known)
    return data, keys.open_box(file, data) if file.box else None


def _doors(path: Path, fs: Fs) -> KeyFile:
    from desa_desktop.services.pulih import doors_of

    return keys.key_file_of(doors_of(path, fs))


def restore(
    places: paths.Places,
    environment: config.Lingkungan,
    path: Path,
    *,
    password: str | None = None,
    backup_password: str | None = None,
    kit: str | None = None,
    kunci_baru: bool = False,
    fs: Fs = FS,
    now: Callable[[], datetime] | None = None,
    progress: Progress | None = None,
) -> Pulih:
    """Restore a backup into a folder that nobody has open, whatever is left of it.

    An office that is here gets the data back under its own key (`app.restore_closed`). A new laptop, or one
    whose key file is lost or damaged, becomes the lost laptop again (`restore_into_new`): `kit` or
    `backup_password` opens the backup. What lay here is moved aside, never deleted. Raises as both.
    """
    if _has_office(places, fs):
        return office.restore_closed(
            places,
            environment,
            path,
            password=password,
            backup_password=backup_password,
            kit=kit,
            fs=fs,
            now=now,
            progress=progress,
        )
    if not _has_key(places, fs):
        if kit is None and backup_password is None:
            raise office.NoKeyHere(folder=places.data)
        moment = now or office.clock(environment)
        is_only_key_lost = _prepare_folder(places, path, backup_password, kit, fs, moment, progress)
        password = backup_password if kit is None else None
        if is_only_key_lost:
            return restore(
                places,
                environment,
                path,
                password=password,
                backup_password=backup_password,
                kit=kit,
                fs=fs,
                now=now,
                progress=progress,
            )
    with office.open_app(places, environment, password=password, fs=fs, now=now) as opened:
        _fresh, done = restore_into_new(
            opened, path, backup_password, kit=kit, kunci_baru=kunci_baru, progress=progress
        )
        return done


def _has_key(places: paths.Places, fs: Fs) -> bool:
    try:
        keys.read_key_file(places.data, fs)
    except KeyProblem:
        return False
    return True


def _has_office(places: paths.Places, fs: Fs) -> bool:
    """Whether a key lies here and either its database is lost or an office was set up in it."""
    if not _has_key(places, fs):
        return False
    if not swap.is_there(places.data / office.DATABASE):
        return True
    try:
        seen = office.peek(places, fs)
    except DesaError:
        return True  # damaged: the ordinary restore keeps it aside
    return seen.is_locked or seen.mode is not office.Mode.BARU


def _prepare_folder(
    places: paths.Places,
    path: Path,
    password: str | None,
    kit: str | None,
    fs: Fs,
    now: Callable[[], datetime],
    progress: Progress | None,
) -> bool:
    """An empty office for the backup, once the backup was proved; what lay here is set aside first.

    True when the data here was whole and only its key file was missing: then that came back instead.
    """
    from desa_desktop.store import upgrade
    from desa_desktop.store.backup import verify

    place.require_good_place(place.look_at_place(places.data))
    file = _doors(path, fs)
    data, theirs = office.through_doors(file, path, password, kit)
    is_new = not places.data.exists()
    with place.disk_errors():
        places.data.mkdir(parents=True, exist_ok=True)
    try:
        verify(path, data.key, places.data, newest=upgrade.NEWEST, fs=fs, progress=progress)
    except DesaError:
        if is_new:
            with contextlib.suppress(OSError):
                places.data.rmdir()
        raise
    with take_lock(places.data):
        database = places.data / office.DATABASE
        opens = swap.key_that_opens(database, [data.key]) if database.exists() else None
        is_only_key_lost = theirs is not None and opens is not None
        _set_aside(places, now(), fs, with_data=not is_only_key_lost)
        if theirs is not None and is_only_key_lost:  # the data is whole: only its key comes back
            kept = [one for one in file.slots if kit is None or one["kind"] != "sandi"]
            keys.adopt(places.data, replace(file, slots=tuple(kept)), theirs, fs=fs)
            return True
    office.create_profile(places, password=None if kit is not None else password, fs=fs)
    return False


def _set_aside(places: paths.Places, at: datetime, fs: Fs, *, with_data: bool) -> None:
    """A key file that cannot be read, and the data that nothing opens, into `sebelum-pulih-<time>`."""
    database = places.data / office.DATABASE
    left = [places.data / name for name in (keys.KEY_NAME, keys.PREVIOUS_NAME)]
    if with_data:
        left += [*swap.parts_of(database), places.data / guard.GUARD_NAME]
    left = [one for one in left if one.exists()]
    if not left:
        return
    with place.disk_errors():
        folder = swap.aside_of(database, at.astimezone())
        folder.mkdir(exist_ok=True)
        for one in left:
            fs.rename(one, folder / one.name)
        fs.sync_folder(places.data)
