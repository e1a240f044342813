"""Offices for tests: real stores and real Apps in a temporary folder, with a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from builders import KODE_DESA, aturan
from desa_desktop import paths
from desa_desktop.domain.kantor import Kantor, Peran
from desa_desktop.services import kantor
from desa_desktop.store import upgrade
from desa_desktop.store.engine import open_engines
from desa_desktop.store.unit import Database

KEY = bytes(range(32))
PUKUL = datetime(2026, 8, 12, 3, 15, tzinfo=UTC)
OLEH = "Laptop Sekdes"
KID = "0" * 32
TAHUN = 2027


def no_backup() -> Path:
    """A fresh store has nothing to back up."""
    raise AssertionError("a fresh store needs no backup")


@contextmanager
def open_store(folder: Path, *, begin: bool = True) -> Iterator[Database]:
    """A store in `folder`; with `begin` it is the office of Desa Tursino in plan year 2027."""
    path = folder / "desa.db"
    upgrade.bring_up_to_date(path, KEY, paths.migrations(), no_backup)
    opened = Database(open_engines(path, KEY), KID[:8])
    if begin and kantor.find(opened) is None:
        set_up(opened)
    try:
        yield opened
    finally:
        opened.close()


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
