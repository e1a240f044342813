"""Offices for tests: real stores and real Apps in a temporary folder, with a clock that stands still.

What is the same in every new office, the tables and the village's first rows, is made once in a process;
each test gets a copy of its own.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from builders import KODE_DESA, aturan
from desa_desktop import config, keys, paths
from desa_desktop.app import DATABASE, App, make_root, open_app
from desa_desktop.domain.kantor import Kantor, Peran
from desa_desktop.files import FS, Fs
from desa_desktop.services import kantor
from desa_desktop.store import swap, upgrade
from desa_desktop.store.engine import open_engines
from desa_desktop.store.place import BALLAST_NAME
from desa_desktop.store.unit import Database

KEY = bytes(range(32))
PUKUL = datetime(2026, 8, 12, 3, 15, tzinfo=UTC)
OLEH = "Laptop Sekdes"
KID = "0" * 32
TAHUN = 2027


def no_backup() -> Path:
    """A fresh store has nothing to back up."""
    raise AssertionError("a fresh store needs no backup")


@cache
def shelf() -> Path:
    """A folder of this process for what is made once; it goes with the process."""
    made = Path(tempfile.mkdtemp(prefix="uji-desa-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


@cache
def _empty_store() -> Path:
    """A closed database under KEY with the tables of today's program and no rows."""
    path = shelf() / "kosong.db"
    upgrade.bring_up_to_date(path, KEY, paths.migrations(), no_backup)
    return path


@cache
def _village_store() -> Path:
    """The closed database of Desa Tursino under KEY."""
    path = shutil.copyfile(_empty_store(), shelf() / "desa.db")
    opened = Database(open_engines(path, KEY), KID[:8])
    set_up(opened)
    opened.close()
    return path


@contextmanager
def open_store(folder: Path, *, begin: bool = True) -> Iterator[Database]:
    """A store in `folder`; with `begin` a new one is the office of Desa Tursino in plan year 2027."""
    path = folder / "desa.db"
    if not path.exists():
        shutil.copyfile(_village_store() if begin else _empty_store(), path)
    opened = Database(open_engines(path, KEY), KID[:8])
    try:
        yield opened
    finally:
        opened.close()


def make_profile(folder: Path) -> None:
    """Keys of its own and an empty database under them, as `app.create_profile` leaves a data folder."""
    folder.mkdir(parents=True, exist_ok=True)
    swap.copy_checked(_empty_store(), KEY, folder / DATABASE, keys.create(folder).data.key)


def set_up(database: Database, *, kode: str = KODE_DESA, nama: str = "Tursino") -> Kantor:
    """The village office with its officials."""
    given = kantor.Persiapan(
        peran=Peran.DESA,
        kode=kode,
        nama=nama,
        kecamatan="Kutoarjo",
        kabupaten="Purworejo",
        provinsi="Jawa Tengah",
        kepala="Sutrisno Hadi",
        sekretaris="Lestari Wulandari",
        bpd="Bambang Setiawan",
        tahun=TAHUN,
    )
    return kantor.set_up(database, given, aturan(), kid=KID, by=OLEH, at=PUKUL)


@cache
def village_folder(at: datetime) -> Path:
    """The closed data folder of Desa Tursino on its first evening, with that day's backup, made once."""
    made = shelf() / f"tursino-{at:%Y%m%d%H%M}"
    make_profile(made)
    with open_app(_places(made), config.Lingkungan(), now=clock_at(at)) as opened:
        set_up(opened.database)
    return made


def copy_village(folder: Path, at: datetime) -> None:
    """That village in a folder of its own. Its keys are those of every other copy: for one laptop alone."""
    shutil.copytree(
        village_folder(at), folder, ignore=shutil.ignore_patterns(BALLAST_NAME), dirs_exist_ok=True
    )


def _places(folder: Path) -> paths.Places:
    return paths.places({"DESA_DATA": str(folder)})


def clock_at(moment: datetime) -> Callable[[], datetime]:
    """A clock that stands still."""
    return lambda: moment


@contextmanager
def open_second(folder: Path, peran: Peran, *, kode: str, nama: str, at: datetime) -> Iterator[App]:
    """A further laptop of a kecamatan, set up as the wizard does; it asks to be enrolled."""
    if not (folder / DATABASE).exists():
        make_profile(folder)
    environment = {"DESA_DATA": str(folder)}
    found = config.read_environment(environment)
    with open_app(paths.places(environment), found, now=clock_at(at)) as app:
        if app.kantor is None:
            given = kantor.Persiapan(peran=peran, kode=kode, nama=nama)
            kantor.set_up(app.database, given, app.aturan, kid=app.laptop.keys.kid, by=OLEH, at=at)
            app = app.reread()
            if peran is Peran.KECAMATAN:
                app = make_root(app)
        yield app


@contextmanager
def open_office(
    folder: Path, *, kode: str = KODE_DESA, nama: str = "Tursino", at: datetime = PUKUL, fs: Fs = FS
) -> Iterator[App]:
    """The whole App of an office in `folder` as the program opens it; made at the first call.

    A code of six digits makes a kecamatan with its root key.
    """
    environment = config.read_environment({"DESA_DATA": str(folder)})
    if not (folder / DATABASE).exists():
        make_profile(folder)
    with open_app(_places(folder), environment, fs=fs, now=clock_at(at)) as opened:
        if opened.kantor is None:
            is_desa = len(kode) == 10
            given = kantor.Persiapan(
                peran=Peran.DESA if is_desa else Peran.KECAMATAN,
                kode=kode,
                nama=nama,
                kecamatan="Kutoarjo",
                kabupaten="Purworejo",
                provinsi="Jawa Tengah",
                kepala="Sutrisno Hadi",
                sekretaris="Lestari Wulandari",
                bpd="Bambang Setiawan",
                tahun=TAHUN,
            )
            kid = opened.laptop.keys.kid
            kantor.set_up(opened.database, given, opened.aturan, kid=kid, by=OLEH, at=at)
            opened = opened.reread()
            if not is_desa:
                opened = make_root(opened)
        yield opened
