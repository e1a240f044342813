"""A clock that goes wrong, and a laptop that is put back twice: order is never taken from the clock."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

import kiriman_offices as walk
from desa_desktop.app import App
from desa_desktop.domain.usulan import DaftarUsulan
from desa_desktop.files import Fs
from desa_desktop.services import exchange
from desa_desktop.services.exchange.returning import TidakBisaDibatalkan
from desa_desktop.store import archive
from kiriman_offices import KETIKA, KUTOARJO, OLEH, TURSINO, Offices
from office import TAHUN

LAST_MONTH = KETIKA - timedelta(days=30)
"""What a laptop says whose battery is flat; the offices of these tests live after KETIKA."""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kantor") / "tiga"
    walk.make_offices(folder)
    return folder


@pytest.fixture
def offices(template: Path, tmp_path: Path) -> Offices:
    return walk.copied(template, tmp_path / "kantor")


def test_an_acceptance_stands_while_a_newer_one_does_though_the_clock_went_back(offices: Offices) -> None:
    sent = []
    with offices.open(TURSINO) as desa:
        for uraian in ("Satu", "Dua"):
            walk.add_usulan(desa, uraian, offices.at)
            sent += walk.send(offices, desa)
    first, second = sent
    with offices.open(KUTOARJO) as kec:
        found = {one.digest: one.sha256 for one in walk.look(offices, kec)}
        for one, at in zip(sent, (offices.at, LAST_MONTH), strict=True):
            done = exchange.accept(kec.database, kec.laptop, kec.files, [found[one.digest]], by=OLEH, at=at)
            assert not done.gagal
        with pytest.raises(TidakBisaDibatalkan, match="kiriman yang lebih baru sudah diterima"):
            exchange.undo_acceptance(
                kec.database, kec.laptop, kec.files, first.digest, by=OLEH, at=LAST_MONTH
            )
        assert proposals(kec) == ["Satu", "Dua"]
        exchange.undo_acceptance(kec.database, kec.laptop, kec.files, second.digest, by=OLEH, at=LAST_MONTH)
        assert proposals(kec) == ["Satu"]


def proposals(app: App) -> list[str]:
    with app.database.read() as unit:
        [daftar] = unit.select(DaftarUsulan, tahun=TAHUN)
        return [one.uraian for one in daftar.usulan]


def test_what_waits_for_a_stick_is_the_kiriman_sealed_last_though_the_clock_went_back(
    offices: Offices,
) -> None:
    with offices.open(TURSINO) as desa:
        exchange.seal(desa.database, desa.laptop, desa.files, by=OLEH, at=offices.at)
        walk.add_usulan(desa, "Sesudah jam dibetulkan", LAST_MONTH)
        [newest] = exchange.seal(desa.database, desa.laptop, desa.files, by=OLEH, at=LAST_MONTH)
        plan = exchange.what_travels(desa.database, desa.laptop, desa.files, at=LAST_MONTH)
        assert plan.tertunda == newest.digest
        [again] = exchange.seal_if_needed(desa.database, desa.laptop, desa.files, by=OLEH, at=LAST_MONTH)
        assert again.digest == newest.digest


def test_of_a_laptop_put_back_twice_the_last_numbering_says_what_it_holds(
    offices: Offices, tmp_path: Path
) -> None:
    """The stick of the numbering in between comes last; it must not silence the one in use."""
    with offices.open(TURSINO) as desa:
        walk.send(offices, desa)
    saved = shutil.copy(offices.folder / TURSINO / "desa.db", tmp_path / "desa.db")
    with offices.open(TURSINO) as desa:
        walk.send(offices, desa)
    sealed = []
    for _time in range(2):
        shutil.copy(saved, offices.folder / TURSINO / "desa.db")
        with offices.open(TURSINO) as desa:
            assert desa.finding.value == "dipulihkan"
            [one] = walk.send(offices, desa)
            sealed.append(one)
    between, last = sealed
    with offices.open(TURSINO) as desa:
        [after] = walk.send(offices, desa)
    with offices.open(KUTOARJO) as kec:
        found = {one.digest: one.sha256 for one in walk.look(offices, kec)}
        for one in (last, between, after):
            name = found[one.digest]
            done = walk.accept(offices, kec, [name], confirmed=[name])
            assert not done.gagal
        with kec.database.read() as unit:
            [held] = archive.held_statements(unit)
            chains = {one.digest: one.chain for one in archive.ledger(unit)}
        assert (held.chain, held.seq) == (chains[last.digest], 2)


class Confirming(Fs):
    """Remembers which folders stood in a folder when the disk confirmed it."""

    def __init__(self) -> None:
        self.confirmed: set[Path] = set()

    def sync_folder(self, folder: Path) -> None:
        self.confirmed |= {one for one in folder.iterdir() if one.is_dir()}
        super().sync_folder(folder)


def test_every_folder_that_is_made_for_kiriman_is_confirmed_by_the_disk_like_the_file_in_it(
    offices: Offices,
) -> None:
    """A stick has no journal: a folder that is not confirmed may be gone, and the kiriman with it."""
    disk = Confirming()
    with offices.open(TURSINO, fs=disk) as desa:
        shutil.rmtree(desa.files.outbox)
        walk.send(offices, desa)
        assert {
            desa.files.outbox,
            offices.stick / "KIRIMAN",
            *offices.stick.glob("KIRIMAN/*"),
        } <= disk.confirmed
    with offices.open(KUTOARJO, fs=disk) as kec:
        walk.accept(offices, kec, [one.sha256 for one in walk.look(offices, kec)])
        assert {kec.files.intake, kec.files.archive} <= disk.confirmed
