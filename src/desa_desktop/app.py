"""Opens an office: folder, lock, keys, database, rules; hands out one frozen App and owns the clock.

What the first window needs (`peek`) imports only the SQLite driver; everything heavier comes with
`open_app`, which runs in a thread after the first paint (architecture.md 10, platform.md 6.3). Besides
the list of screens in `main_window` this is the one door where imports are put off.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from enum import Enum
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desa_desktop import config, paths
from desa_desktop.domain.asal import Asal
from desa_desktop.errors import DesaError, InvalidInput, KeyProblem, NotFound, ProgramIncomplete
from desa_desktop.files import FS, Fs
from desa_desktop.i18n import N_, _
from desa_desktop.keys import (
    KEY_NAME,
    DataKey,
    create,
    key_part,
    open_box,
    open_with_file,
    open_with_password,
    read_key_file,
)
from desa_desktop.store import driver, guard, place, swap
from desa_desktop.store.lock import ProfileLock, take_lock

if TYPE_CHECKING:
    from desa_desktop.domain.aturan import Aturan
    from desa_desktop.domain.isi_awal.petunjuk import Petunjuk
    from desa_desktop.domain.kantor import Kantor
    from desa_desktop.domain.naskah import Naskah
    from desa_desktop.domain.penduduk.kode import KodePenduduk
    from desa_desktop.domain.pertumbuhan import Standar
    from desa_desktop.keys import KeyFile, Keys
    from desa_desktop.progress import Progress
    from desa_desktop.services.aturan import Bawaan, PaketTampil
    from desa_desktop.services.exchange import Laptop
    from desa_desktop.services.pulih import Perbandingan, Pulih
    from desa_desktop.services.rak import Rak
    from desa_desktop.services.upkeep import CadanganTampil, HasilPeriksa, Keeper, Safe
    from desa_desktop.store.unit import Database
    from desa_desktop.sync.certificates import Keys as LaptopKeys

DATABASE = "desa.db"


_COPY = N_("Folder ini salinan untuk coba-coba: kiriman tidak dibuat di sini.")


class Mode(Enum):
    """Which navigation the window shows; BARU until the first-run wizard knows the office."""

    BARU = "baru"
    DESA = "desa"
    KECAMATAN = "kecamatan"


class DatabaseLost(DesaError):
    """Key and backups of an office are there and its database is not: an empty new one would hide that."""

    message = N_(
        "Berkas data {berkas} tidak ada lagi di {folder}, padahal kunci dan cadangannya ada. "
        "Tidak ada yang diubah."
    )
    hint = N_("Pulihkan dari cadangan terbaru, atau kembalikan berkas itu ke tempatnya.")
    code = "K-202"


class NoFolder(DesaError):
    """A command was given before the office was set up."""

    message = N_("Folder data belum ada: {folder}.")
    hint = N_(
        "Siapkan dulu dengan: desa-desktop kantor siapkan --peran desa --kode 33.06.99.2001 --nama Tursino."
    )
    code = "K-211"
    exit_code = 10


class PasswordNeeded(DesaError):
    """The store is closed by a kata sandi and none was given."""

    message = N_("Data ini terkunci dengan kata sandi. Data aman.")
    hint = N_("Ketik kata sandi; di baris perintah berikan lewat --sandi-stdin atau DESA_SANDI.")
    code = "K-241"
    exit_code = 12


class PasswordWait(DesaError):
    """Too many wrong kata sandi in a row (ux.md 3.15)."""

    message = N_("Kata sandi salah {n} kali. Tunggu {lama} sebelum mencoba lagi.")
    hint = N_("Data aman dan tidak ada yang dihapus.")
    code = "K-242"
    exit_code = 12


class BackupLocked(DesaError):
    """A backup of another laptop of this office: only the kata sandi it was made under opens it."""

    message = N_("Cadangan {nama} terkunci dengan kata sandi. Data di laptop tidak berubah.")
    hint = N_(
        "Ketik kata sandi laptop tempat cadangan itu dibuat; di baris perintah berikan lewat --sandi-stdin. "
        "Bila lupa, pakai 30 angka Kit Pemulihan."
    )
    code = "K-241"
    exit_code = 12


class BackupClosed(DesaError):
    """A backup to which this laptop has no key, and that has no kata sandi either."""

    message = N_(
        "Cadangan {nama} dibuat di laptop lain tanpa kata sandi, jadi tidak dapat dibuka di sini. "
        "Data di laptop tidak berubah."
    )
    hint = N_("Pilih cadangan lain, atau buka di laptop tempat cadangan itu dibuat.")
    code = "K-703"
    exit_code = 12


class BackupNeedsKit(DesaError):
    """A backup of another laptop of this office that only its Kit Pemulihan opens."""

    message = N_(
        "Cadangan {nama} dibuat di laptop lain dan hanya terbuka dengan Kit Pemulihan. "
        "Data di laptop tidak berubah."
    )
    hint = N_("Ketik 30 angka dari lembar Kit Pemulihan; di baris perintah berikan lewat --kit-stdin.")
    code = "K-705"
    exit_code = 12


class NoKeyHere(DesaError):
    """A restore into a folder without a key: a new laptop, or the key file is lost or damaged."""

    message = N_("Di {folder} tidak ada kunci yang dapat dibaca. Tidak ada yang diubah.")
    hint = N_(
        "Untuk laptop baru, ketik 30 angka Kit Pemulihan atau kata sandi cadangan itu; di baris perintah "
        "lewat --kit-stdin atau --sandi-stdin."
    )
    code = "K-704"
    exit_code = 12


@dataclass(frozen=True, slots=True)
class Peek:
    """What can be said of a folder before anything heavy is imported: for the first paint."""

    mode: Mode
    nama: str = ""
    tahun: int | None = None
    is_new: bool = False
    is_locked: bool = False
    is_latihan: bool = False


@dataclass(frozen=True, slots=True)
class Files:
    """The folders of one opened office and the seam through which files are written."""

    places: paths.Places
    fs: Fs = FS

    @property
    def database(self) -> Path:
        """The encrypted database file."""
        return self.places.data / DATABASE

    @property
    def outbox(self) -> Path:
        """Sealed kiriman of ours, kept until the kecamatan holds them."""
        return self.places.data / "keluar"

    @property
    def intake(self) -> Path:
        """Kiriman copied from sticks, not yet judged."""
        return self.places.data / "masuk"

    @property
    def wanted(self) -> Path:
        """The note of what is being accepted just now; it is left behind by a power cut."""
        return self.intake / "penerimaan.json"

    @property
    def archive(self) -> Path:
        """Accepted kiriman, encrypted as they came."""
        return self.places.data / "arsip"

    @property
    def quarantine(self) -> Path:
        """Kiriman that must not be opened."""
        return self.places.data / "karantina"


@dataclass(frozen=True, eq=False)
class App:
    """One opened office; everything a screen or a command needs comes from here."""

    mode: Mode
    person: str
    kantor: Kantor | None
    database: Database
    laptop: Laptop
    aturan: Aturan
    templates: Rak
    files: Files
    settings: config.Pengaturan
    environment: config.Lingkungan
    now: Callable[[], datetime]
    safe: Safe
    keeper: Keeper
    paket: PaketTampil
    bawaan: Bawaan = field(repr=False)
    finding: guard.Finding = guard.Finding.NORMAL
    reports: tuple[str, ...] = ()
    is_latihan: bool = False
    """Mode Latihan: sample data, marked on every screen and paper (ux.md 3.12)."""
    asal: Asal = Asal.TETAP
    """What was said of a folder that is a copy (ux.md 3.17); TANYA until somebody said it."""
    _reopen: Callable[[], App] | None = field(default=None, repr=False)
    _change_key: Callable[[str], None] | None = field(default=None, repr=False)
    _restore: Callable[[Path, bytes, Progress | None], Pulih] | None = field(default=None, repr=False)

    @property
    def numbering(self) -> tuple[str, ...]:
        """Why this start began a new numbering of kiriman, empty when it did not."""
        return _numbering_report(self.finding)

    @property
    def interrupted(self) -> tuple[str, ...]:
        """That an acceptance was cut off and can be gone on with, empty when none was (17 row 31)."""
        if self.kantor is None or not self.files.wanted.is_file():
            return ()
        from desa_desktop.services import exchange

        found = exchange.find_interrupted(self.database, self.files)
        return (found.teks,) if found is not None else ()

    def today(self) -> date:
        """Today on this laptop's calendar (DESA_TANGGAL where it is set)."""
        return self.now().astimezone().date()

    @cached_property
    def kode(self) -> KodePenduduk:
        """The code lists of residents, read when they are first asked for."""
        return read_kode_penduduk()

    @cached_property
    def petunjuk_isi_awal(self) -> Petunjuk:
        """What the tags of checklists mean where they do not say it, read when first asked for."""
        return read_petunjuk_isi_awal()

    @cached_property
    def naskah(self) -> Naskah:
        """The default texts of letters and decrees, read when first asked for."""
        return read_naskah()

    def reread(self) -> App:
        """The same open office with its facts (role, name, plan year, settings) read again."""
        return self._reopen() if self._reopen is not None else self


def clock(environment: config.Lingkungan) -> Callable[[], datetime]:
    """Now in UTC; with DESA_TANGGAL that day at the real time of day."""

    def now() -> datetime:
        moment = datetime.now(UTC)
        if environment.tanggal is None:
            return moment
        local = moment.astimezone()
        day = environment.tanggal
        return local.replace(year=day.year, month=day.month, day=day.day).astimezone(UTC)

    return now


def peek(places: paths.Places, fs: Fs = FS) -> Peek:
    """Name and mode of the office in this folder, read with nothing but the driver.

    Raises KeyProblem, StoreDamaged, StorageFailed, PlaceRefused, DatabaseLost.
    """
    path = places.data / DATABASE
    if not swap.is_there(path):
        _stop_if_lost(places)
        return Peek(Mode.BARU, is_new=True)
    if read_key_file(places.data, fs).needs_password:
        return Peek(Mode.BARU, is_locked=True)
    key = open_with_file(places.data, fs).key
    with _key_fits():
        connection = driver.connect(path, key, readonly=True)
    try:
        with driver.raw_errors():
            if driver.schema_version(connection) == 0:
                return Peek(Mode.BARU, is_new=True)
            row = connection.execute("SELECT peran, nama, tahun_rencana, wisaya FROM kantor").fetchone()
            practice = connection.execute("SELECT 1 FROM meta WHERE kunci = 'latihan'").fetchone()
    finally:
        connection.close()
    if row is None or row[3]:
        return Peek(Mode.BARU)
    return Peek(_mode_of(row[0]), row[1], row[2], is_latihan=practice is not None)


@contextlib.contextmanager
def _key_fits() -> Iterator[None]:
    """The key file has given its key, so a database that the key does not open is a damaged one."""
    try:
        yield
    except KeyProblem as unreadable:
        raise driver.StoreDamaged(sebab=_("awal berkasnya tidak terbaca")) from unreadable


def _mode_of(peran: str) -> Mode:
    return Mode.DESA if peran == "desa" else Mode.KECAMATAN


def create_profile(places: paths.Places, *, password: str | None = None, fs: Fs = FS) -> None:
    """Make keys and an empty encrypted database in the data folder; the office itself comes after.

    A set-up that was interrupted is taken up again. Raises PlaceRefused, StorageFailed, KeyProblem,
    AlreadyOpen, InvalidInput (kata sandi too short).
    """
    from desa_desktop.store import upgrade

    place.require_good_place(place.look_at_place(places.data))
    with place.disk_errors():
        places.data.mkdir(parents=True, exist_ok=True)
    path = places.data / DATABASE
    with take_lock(places.data):
        if not swap.is_there(path):
            _stop_if_lost(places)
        place.require_space(fs, path)
        if (places.data / KEY_NAME).exists():
            data = _data_key(places.data, password, fs)
        else:
            data = create(places.data, password=password, fs=fs).data
        upgrade.bring_up_to_date(path, data.key, paths.migrations(), _nothing_to_back_up, fs=fs)


def _stop_if_lost(places: paths.Places) -> None:
    """A set-up that was interrupted has a key and no backup yet: it goes on. Raises DatabaseLost."""
    if (places.data / KEY_NAME).exists() and any(places.backups.glob("*.cadangan")):
        raise DatabaseLost(berkas=DATABASE, folder=places.data)


def _nothing_to_back_up() -> Path:
    raise NotFound(apa=_("Cadangan"))


def _data_key(folder: Path, password: str | None, fs: Fs) -> DataKey:
    file = read_key_file(folder, fs)
    if not file.needs_password:
        return open_with_file(folder, fs)
    if password is None:
        raise PasswordNeeded
    return _through_password(folder, password, fs).data


def _through_password(folder: Path, password: str, fs: Fs) -> Keys:
    """What the kata sandi opens; wrong ones are counted. Raises PasswordWait, KeyProblem, StorageFailed.

    The laptop's own clock counts here, never DESA_TANGGAL.
    """
    from desa_desktop.keys import tries

    with place.disk_errors():
        seconds = tries.left(folder, time.time(), fs)
        if seconds:
            raise PasswordWait(n=tries.read_tries(folder, fs).wrong, lama=_how_long(seconds))
        tries.count_try(folder, time.time(), fs)
    keys = open_with_password(folder, password, fs)
    with place.disk_errors():
        tries.forget(folder, fs)
    return keys


def password_wait(places: paths.Places, fs: Fs = FS) -> int:
    """Seconds until a kata sandi may be typed again; 0 if it may now. Raises StorageFailed."""
    from desa_desktop.keys import tries

    with place.disk_errors():
        return tries.left(places.data, time.time(), fs)


def _how_long(seconds: int) -> str:
    if seconds < 60:
        return _("{n} detik").format(n=seconds)
    return _("{n} menit").format(n=-(-seconds // 60))


@contextlib.contextmanager
def open_app(
    places: paths.Places,
    environment: config.Lingkungan,
    *,
    password: str | None = None,
    fs: Fs = FS,
    now: Callable[[], datetime] | None = None,
) -> Iterator[App]:
    """Open the office in the order of reliability.md 2; everything is closed when the block is left.

    Raises NoFolder (exit 10), AlreadyOpen (11), PasswordNeeded or KeyProblem (12), PlaceRefused,
    StoreDamaged, StorageFailed, FileTooNew.
    """
    path = places.data / DATABASE
    if not swap.is_there(path):
        _stop_if_lost(places)
        raise NoFolder(folder=places.data)
    place.require_good_place(place.look_at_place(places.data))
    with take_lock(places.data) as lock, contextlib.ExitStack() as stack:
        yield _open(places, environment, password, fs, now or clock(environment), lock, stack)


def _open(
    places: paths.Places,
    environment: config.Lingkungan,
    password: str | None,
    fs: Fs,
    now: Callable[[], datetime],
    lock: ProfileLock,
    stack: contextlib.ExitStack,
    *,
    is_restored: bool = False,
) -> App:
    from desa_desktop import keys as key_file
    from desa_desktop.services import exchange, upkeep
    from desa_desktop.services.aturan import in_force
    from desa_desktop.services.exchange import Laptop
    from desa_desktop.store.engine import open_engines
    from desa_desktop.store.room import Room
    from desa_desktop.store.unit import Database
    from desa_desktop.sync.certificates import Keys as LaptopKeys

    assert lock.held
    files = Files(places, fs)
    data = _data_key(places.data, password, fs)
    upkeep.finish_interrupted(files.database, data.key, now(), fs)
    file = read_key_file(places.data, fs)
    loaded = config.load(places.settings, fs)
    backups = Path(loaded.pengaturan.folder_cadangan) if loaded.pengaturan.folder_cadangan else places.backups
    safe = upkeep.Safe(files.database, data.key, places.data, backups, key_file.key_part(file), now, fs)
    with _key_fits():
        upkeep.bring_up_to_date(safe, paths.migrations())
    own = open_box(file, data)
    safe = replace(safe, earlier=own.earlier)
    engines = open_engines(files.database, data.key)
    room = Room(files.database, fs)
    database = Database(engines, LaptopKeys(own.seed, own.age_identity).kid[:8], room)
    room.keep_ballast()
    stack.callback(database.close)
    finding = upkeep.guard_installation(
        database, places.data, own.install_id, now(), fs, is_restored=is_restored
    )
    key_file.forget_previous(places.data, fs)
    shipped, templates = read_shipped(), read_templates(database)
    keeper = upkeep.Keeper(database, safe)
    database.listen(keeper.note)
    stack.callback(keeper.at_close)  # runs before the database is closed
    fresh = data

    def reopen(fresh: key_file.DataKey) -> None:
        """Open the store under the key that the key file names, the old or the `fresh`; finish the change."""
        nonlocal data, safe
        file = read_key_file(places.data, fs)
        if file.key_id == fresh.key_id:
            data = fresh
        upkeep.finish_interrupted(files.database, data.key, now(), fs)
        earlier = open_box(file, data).earlier
        database.use(open_engines(files.database, data.key))
        safe = keeper.safe = replace(safe, key=data.key, doors=key_file.key_part(file), earlier=earlier)

    def change_key(password: str) -> None:
        """Close the store, give it a kata sandi, open it again whatever failed.

        A disk that does not even let it be opened again leaves it shut: nothing may be saved into a file
        that the next start replaces. The next change, or the next start, takes up from there.
        """
        nonlocal fresh
        if database.is_shut:
            reopen(fresh)
        box, fresh = open_box(read_key_file(places.data, fs), data), key_file.DataKey.new()
        database.shut()
        try:
            rekeying = swap.Rekeying(files.database, data.key, fs)
            key_file.set_password(places.data, box, password, rekeying=rekeying, fresh=fresh, fs=fs)
        finally:
            reopen(fresh)

    def restore(path: Path, key: bytes, progress: Progress | None) -> Pulih:
        """Close the store, put the backup in its place, open it; whatever failed, it is open afterwards."""
        nonlocal finding
        from desa_desktop.services import pulih

        database.shut()
        try:
            done = pulih.put_back(safe, path, key, paths.migrations(), progress=progress)
        finally:
            upkeep.finish_interrupted(files.database, data.key, now(), fs)
            database.use(open_engines(files.database, data.key))
            finding = upkeep.guard_installation(
                database, places.data, own.install_id, now(), fs, is_restored=True
            )
            templates.forget()
        return pulih.confirm(database, done, build().person, now())

    def build() -> App:
        nonlocal safe, file
        from desa_desktop.services import kantor as office
        from desa_desktop.services.latihan import is_practice

        row = office.find(database)
        found = config.load(places.settings, fs)  # read again: the set-up may have chosen a backup folder
        wanted = found.pengaturan.folder_cadangan
        safe = keeper.safe = replace(safe, backups=Path(wanted) if wanted else places.backups)
        file = read_key_file(places.data, fs)
        box = open_box(file, data)  # a root, a kit or the keys of a lost laptop may have come in
        safe = keeper.safe = replace(safe, doors=key_file.key_part(file), earlier=box.earlier)
        root = _root_in_force(database, box)
        if box.former_root is not None and root is not None and root.seed == box.root_seed:
            key_file.change_root(
                places.data, box, box.root_seed, box.root_age, fs=fs
            )  # the former one is done
        mine = LaptopKeys(box.seed, box.age_identity)
        database.laptop = mine.kid[:8]
        asal = upkeep.read_origin(places.data, fs)
        is_copy = asal is Asal.SALINAN
        laptop = Laptop(keys=mine, root=root, install_id=own.install_id, is_salinan=is_copy)
        rules = in_force(database, shipped)  # asked anew: another paket may have been brought in
        return App(
            mode=_mode_of(row.peran.value) if row is not None and not row.wisaya else Mode.BARU,
            person=(row.label or row.nama) if row is not None else _("Pengguna"),
            kantor=row,
            database=database,
            laptop=laptop,
            aturan=rules.aturan,
            templates=templates,
            files=files,
            settings=found.pengaturan,
            environment=environment,
            now=now,
            safe=safe,
            keeper=keeper,
            paket=rules.tampil,
            bawaan=shipped,
            finding=finding,
            is_latihan=is_practice(database),
            asal=asal,
            reports=(
                *_numbering_report(finding),
                *([_(_COPY)] if is_copy else []),
                *loaded.laporan,
                *([rules.laporan] if rules.laporan else []),
            ),
            _reopen=build,
            _change_key=change_key,
            _restore=restore,
        )

    opened = build()
    if opened.kantor is not None:
        # a reception that a power cut interrupted is finished or undone before anybody looks
        exchange.resume(database, opened.laptop, files, at=now())
    return opened


def _root_in_force(database: Database, box: Keys) -> LaptopKeys | None:
    """The root of the box that the database trusts; None when it is not here.

    A power cut while a new root is made leaves the new secret in the box and the old card in the database:
    what the new one signed then, nobody would believe.
    """
    from desa_desktop.services.exchange.trust import AKAR
    from desa_desktop.store import archive
    from desa_desktop.sync.certificates import Keys as LaptopKeys

    pairs = [(box.root_seed, box.root_age), box.former_root or (None, None)]
    roots = [LaptopKeys(seed, age) for seed, age in pairs if seed and age]
    if not roots:
        return None
    with database.read() as unit:
        trusted = archive.statements(unit, AKAR)
    if not trusted:
        return roots[0]  # the set-up was cut short: it goes on with this one
    return next((one for one in roots if one.kid == trusted[-1].kid), None)


def _numbering_report(finding: guard.Finding) -> tuple[str, ...]:
    """Why numbers of kiriman begin at 1 again, for the person (kiriman-format.md 17 row 41, ux.md 3.17)."""
    from desa_desktop.sync.rejection import Code, sentence_of

    if not finding.starts_anew:
        return ()
    if finding is guard.Finding.DIPULIHKAN:
        return (sentence_of(Code.D_ROLLBACK_LOCAL),)
    words = _(
        "Folder data ini disalin atau dipindahkan dari laptop lain. Aplikasi memulai penomoran baru agar "
        "data tidak tertukar."
    )
    return (words,)


def say_origin(opened: App, asal: Asal) -> App:
    """Keep what the person said of a folder that was copied; the App as it is from then on.

    As SALINAN nothing is sealed in it, the data is as free as before. Raises StorageFailed.
    """
    from desa_desktop.services import upkeep

    folder, fs = opened.files.places.data, opened.files.fs
    upkeep.say_origin(opened.database, folder, asal, by=opened.person, at=opened.now(), fs=fs)
    return opened.reread()


def make_root(opened: App) -> App:
    """Make the root key of a kecamatan, keep it in this laptop's box, and return the App that holds it.

    Called once, after the set-up. Raises StorageFailed, KeyProblem; then there is no root yet.
    """
    from desa_desktop.services import enrolment

    enrolment.make_root(
        opened.database, opened.laptop, keep=_root_keeper(opened), by=opened.person, at=opened.now()
    )
    return opened.reread()


def replace_root(opened: App, folder: Path, *, by: str, at: datetime) -> tuple[App, tuple[Path, ...]]:
    """A new root of the kecamatan and a grant for every laptop in `folder`; the App that holds it, the files.

    Raises InvalidInput in a village, BelumAdaAkar, StorageFailed, KeyProblem, KirimanRejected (the stick).
    """
    from desa_desktop.services import enrolment

    _laptop, written = enrolment.replace_root(
        opened.database, opened.laptop, opened.files, folder, keep=_root_keeper(opened), by=by, at=at
    )
    return opened.reread(), written


def _root_keeper(opened: App) -> Callable[[LaptopKeys], None]:
    """Puts the secret of a root into this laptop's box."""
    from desa_desktop.keys import change_root

    folder, fs = opened.files.places.data, opened.files.fs
    own, before = own_keys(opened), opened.laptop.root
    former = (before.seed, before.age_secret) if before is not None else None

    def keep(root: LaptopKeys) -> None:
        change_root(folder, own, root.seed, root.age_secret, former=former, fs=fs)

    return keep


def has_password(opened: App) -> bool:
    """Whether a kata sandi is asked for at the start. Raises KeyProblem, StorageFailed."""
    return read_key_file(opened.files.places.data, opened.files.fs).needs_password


def check_everything(opened: App) -> list[HasilPeriksa]:
    """`Periksa basis data`: database, audit chain and keys, each with its sentence.

    A damaged key file is noticed otherwise only at the next start, when the data is out of reach.
    Raises StorageFailed.
    """
    from desa_desktop.services import upkeep

    found = upkeep.check_everything(opened.database, opened.safe)
    places, fs = opened.files.places, opened.files.fs
    fits, text = True, _("Kunci laptop ini utuh.")
    try:
        file = read_key_file(places.data, fs)
        open_box(file, DataKey(file.key_id, opened.safe.key))
    except KeyProblem as failure:
        fits, text = False, str(failure)
    else:
        if file.from_previous:
            fits, text = False, _("Berkas kunci rusak; salinan lamanya yang dipakai. Buat cadangan sekarang.")
    return [*found, upkeep.HasilPeriksa("kunci", fits, text)]


def check_password(opened: App, password: str) -> None:
    """Whether this is the kata sandi in use. Raises KeyProblem (exit 12) for another one, PasswordWait."""
    _through_password(opened.files.places.data, password, opened.files.fs)


def set_password(opened: App, password: str) -> App:
    """Give the open office its first kata sandi, or another one; returns the App as it is from now on.

    The first one makes a new data key (reliability.md 8), so the database is closed, copied under it and
    opened again here: call it on the thread that writes, with no long work under way. Takes about a
    second. Raises InvalidInput (too short), StorageFailed, KeyProblem; then the office is open as before.
    """
    if opened._change_key is not None:
        opened._change_key(password)
    return opened.reread()


def compare_backup(
    opened: App,
    path: Path,
    password: str | None = None,
    *,
    kit: str | None = None,
    progress: Progress | None = None,
) -> Perbandingan:
    """What restoring this backup would change; nothing is changed.

    `password` is the backup's, if it has one, `kit` the 30 digits of its Kit Pemulihan. Raises BackupLocked,
    BackupNeedsKit, BackupClosed, BackupRejected, FileTooNew, KeyProblem, InvalidInput (the group that was
    mistyped), StorageFailed, Cancelled.
    """
    from desa_desktop.services import pulih

    return pulih.compare(opened.safe, path, _key_of_backup(opened, path, password, kit), progress=progress)


def restore_backup(
    opened: App,
    path: Path,
    password: str | None = None,
    *,
    kit: str | None = None,
    progress: Progress | None = None,
) -> tuple[App, Pulih]:
    """Put the data of a backup in the place of the open office's; returns the App as it is from now on.

    Call it on the thread that writes, with no other work under way. Raises as `compare_backup`; then the
    office is open as before.
    """
    key = _key_of_backup(opened, path, password, kit)
    assert opened._restore is not None
    done = _keep_kit(opened, path, kit, opened._restore(path, key, progress))
    return opened.reread(), done


def _keep_kit(opened: App, path: Path, kit: str | None, done: Pulih) -> Pulih:
    """The digits that were just typed go on to hold on a laptop without a kit of its own (10.4).

    Backups and deposits need it. What hinders that is said: the data itself is back.
    """
    from desa_desktop.keys import keep_recovery, key_file_of
    from desa_desktop.services import kit as kit_notes
    from desa_desktop.services.pulih import doors_of

    if kit is None:
        return done
    files = opened.files
    try:
        file = key_file_of(doors_of(path, files.fs))
        if not keep_recovery(files.places.data, own_keys(opened), file, kit, fs=files.fs):
            return done
        kit_notes.note_kit(opened.database, by=opened.person, at=opened.now())
    except DesaError as failure:
        words = _("Kit Pemulihan belum terpasang di laptop ini: {sebab} Buat di Pengaturan, tab Pengaman.")
        return replace(done, kit=words.format(sebab=failure.sentence))
    return replace(done, kit=_("Kit Pemulihan yang sama berlaku di laptop ini."))


def _key_of_backup(opened: App, path: Path, password: str | None, kit: str | None) -> bytes:
    return _backup_key(path, own_keys(opened), password, kit, opened.files.fs)


def own_keys(opened: App) -> Keys:
    """All secrets of the open office's laptop. Raises KeyProblem, StorageFailed."""
    file = read_key_file(opened.files.places.data, opened.files.fs)
    return open_box(file, DataKey(file.key_id, opened.safe.key))


def _backup_key(path: Path, own: Keys, password: str | None, kit: str | None, fs: Fs) -> bytes:
    """The data key of a backup: this laptop's own, an earlier one, or the one behind its sandi or kit."""
    from desa_desktop.keys import key_file_of
    from desa_desktop.services.pulih import doors_of

    file = key_file_of(doors_of(path, fs))
    known = own.data_key_for(file.key_id)
    return known if known is not None else through_doors(file, path, password, kit)[0].key


def through_doors(
    file: KeyFile, path: Path, password: str | None, kit: str | None
) -> tuple[DataKey, Keys | None]:
    """The data key of a backup of another laptop, and that laptop's keys where the backup holds them.

    Raises BackupNeedsKit, BackupLocked, BackupClosed, KeyProblem, InvalidInput (a group was mistyped).
    """
    from desa_desktop.keys import data_key_with_recovery, file_with_password

    if kit is not None:
        data = data_key_with_recovery(file, kit)
        return data, open_box(file, data) if file.box else None
    if "sandi" not in file.kinds:
        raise (BackupNeedsKit if "pemulihan" in file.kinds else BackupClosed)(nama=path.name)
    if password is None:
        raise BackupLocked(nama=path.name)
    theirs = file_with_password(file, password)
    return theirs.data, theirs


def backups_of(places: paths.Places, fs: Fs = FS) -> list[CadanganTampil]:
    """The backups of a folder that cannot be opened, newest first. Raises StorageFailed."""
    from desa_desktop.services.upkeep import backups_in

    return backups_in(_backup_folder(places, fs), fs)


def compare_closed(
    places: paths.Places,
    environment: config.Lingkungan,
    path: Path,
    *,
    password: str | None = None,
    backup_password: str | None = None,
    kit: str | None = None,
    fs: Fs = FS,
    progress: Progress | None = None,
) -> Perbandingan:
    """As `compare_backup`, for a folder that nobody has open. Raises as `restore_closed`."""
    from desa_desktop.services import pulih

    moment = clock(environment)
    with _closed(places, path, password, backup_password, kit, fs, moment) as (safe, key, _lock):
        return pulih.compare(safe, path, key, progress=progress)


def restore_closed(
    places: paths.Places,
    environment: config.Lingkungan,
    path: Path,
    *,
    password: str | None = None,
    backup_password: str | None = None,
    kit: str | None = None,
    fs: Fs = FS,
    now: Callable[[], datetime] | None = None,
    progress: Progress | None = None,
) -> Pulih:
    """Restore a backup into a folder that nobody has open; its database may be lost or damaged.

    The key must lie there; `pemulihan.restore` knows what to do where it does not. Raises NoKeyHere,
    AlreadyOpen, PasswordNeeded, and as `compare_backup`.
    """
    from desa_desktop.services import pulih

    moment = now or clock(environment)
    with (
        _closed(places, path, password, backup_password, kit, fs, moment) as (safe, key, lock),
        contextlib.ExitStack() as stack,
    ):
        done = pulih.put_back(safe, path, key, paths.migrations(), progress=progress)
        opened = _open(places, environment, password, fs, moment, lock, stack, is_restored=True)
        return _keep_kit(opened, path, kit, pulih.confirm(opened.database, done, opened.person, moment()))


@contextlib.contextmanager
def _closed(
    places: paths.Places,
    path: Path,
    password: str | None,
    backup_password: str | None,
    kit: str | None,
    fs: Fs,
    now: Callable[[], datetime],
) -> Iterator[tuple[Safe, bytes, ProfileLock]]:
    """The locked folder, and the data key of the backup."""
    from desa_desktop.services import upkeep

    if not places.data.is_dir():
        raise NoKeyHere(folder=places.data)
    place.require_good_place(place.look_at_place(places.data))
    with take_lock(places.data) as lock:
        file = _readable_key(places, fs)
        data = _data_key(places.data, password, fs)
        own = open_box(file, data)
        key = _backup_key(path, own, backup_password, kit, fs)
        safe = upkeep.Safe(
            places.data / DATABASE, data.key, places.data, _backup_folder(places, fs), key_part(file), now, fs
        )
        upkeep.finish_interrupted(safe.database, data.key, now(), fs)
        yield safe, key, lock


def _readable_key(places: paths.Places, fs: Fs) -> KeyFile:
    try:
        return read_key_file(places.data, fs)
    except KeyProblem as problem:
        raise NoKeyHere(folder=places.data) from problem


def _backup_folder(places: paths.Places, fs: Fs) -> Path:
    wanted = config.load(places.settings, fs).pengaturan.folder_cadangan
    return Path(wanted) if wanted else places.backups


def change_settings(opened: App, **values: Any) -> None:
    """Keep settings of the program (fields of config.Pengaturan) in `pengaturan.json`.

    The file is read again first: the window keeps size and theme in it. Raises StorageFailed.
    """
    path, fs = opened.files.places.settings, opened.files.fs
    known = config.load(path, fs).pengaturan
    with place.disk_errors():
        config.save(path, replace(known, **values), fs)


def read_rules() -> Aturan:
    """The rules shipped with the program. Raises ProgramIncomplete."""
    return read_shipped().aturan


def read_shipped() -> Bawaan:
    """The Paket Aturan and code lists shipped with the program, as texts that can be read.

    Raises ProgramIncomplete naming the part when one is missing or cannot be read.
    """
    return _shipped_in(paths.resources() / "rules")


@lru_cache(maxsize=1)
def _shipped_in(folder: Path) -> Bawaan:
    """Read once: nothing changes the program's own files while it runs."""
    from desa_desktop.domain.aturan import TABLES
    from desa_desktop.services.aturan import Bawaan

    packages = sorted(folder.glob("paket-aturan-*.json"))
    if not packages:
        raise ProgramIncomplete(apa="rules/paket-aturan")
    tables = {name: _part(folder / f"{name}.csv") for name in TABLES}
    shipped = Bawaan(_part(packages[-1]), tables)
    try:
        shipped.aturan  # noqa: B018  reading it is the check
    except InvalidInput as damage:
        raise ProgramIncomplete(apa=f"rules/{packages[-1].name}") from damage
    return shipped


def _part(file: Path) -> str:
    """The text of one shipped file."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as damage:
        raise ProgramIncomplete(apa=f"{file.parent.name}/{file.name}") from damage


_KODE_PENDUDUK = ("kode-penduduk", "kode-prodeskel")


def read_kode_penduduk() -> KodePenduduk:
    """The code lists of residents shipped with the program."""
    from desa_desktop.domain.penduduk.kode import read_kode_penduduk as read

    folder = paths.resources() / "rules"
    texts = [(folder / f"{name}.csv").read_text(encoding="utf-8") for name in _KODE_PENDUDUK]
    return read(*texts)


def read_petunjuk_isi_awal() -> Petunjuk:
    """The hints for proposals shipped with the program. Raises ProgramIncomplete when they are missing."""
    from desa_desktop.domain.isi_awal.petunjuk import read_petunjuk as read

    return read(_part(paths.resources() / "rules" / "isi-awal.csv"))


def read_naskah() -> Naskah:
    """The texts of letters and decrees shipped with the program; a later year's file goes before an earlier.

    Raises ProgramIncomplete when they are missing or cannot be read.
    """
    from desa_desktop.domain.naskah import read_naskah as read

    files = sorted((paths.resources() / "rules").glob("naskah-*.json"))
    if not files:
        raise ProgramIncomplete(apa="rules/naskah")
    try:
        return read(*(_part(file) for file in files))
    except InvalidInput as damage:
        raise ProgramIncomplete(apa=f"rules/{files[-1].name}") from damage


def read_templates(database: Database | None = None) -> Rak:
    """The checklists by form id, read when first asked for: shipped ones, and those in the database."""
    from desa_desktop.services.rak import Rak

    return Rak(paths.resources() / "templates", database, {"pertumbuhan": _Pertumbuhan()})


class _Pertumbuhan:
    """Answers pulldata from the WHO child growth standards, read when a child is first measured."""

    @cached_property
    def standar(self) -> Standar:
        """The shipped standards. Raises ProgramIncomplete."""
        from desa_desktop.domain.pertumbuhan import read_standar

        return read_standar(_part(paths.resources() / "rules" / "who-pertumbuhan.csv"))

    def __call__(self, column: str, key: str) -> str | None:
        """See `domain.pertumbuhan.answer`."""
        from desa_desktop.domain.pertumbuhan import answer

        return answer(self.standar, column, key)
