"""Hostile kiriman with genuine signatures: each is refused with its code, and the office is as it was."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import kiriman_offices as walk
from desa_desktop.app import App
from desa_desktop.domain.rkp import RkpDesa
from desa_desktop.files import FS
from desa_desktop.services.exchange.trust import read_circle, reader_of
from desa_desktop.sync import on_disk
from desa_desktop.sync.container import HEAD_LENGTH
from desa_desktop.sync.on_disk import FileOnDisk
from desa_desktop.sync.opening import Reader
from desa_desktop.sync.rejection import KirimanRejected
from kiriman_jahat import BAGIAN, JAHAT, NASTY, Bengkel, Jahat, make_bengkel, odd_files
from kiriman_offices import KUTOARJO, TURSINO, Offices


@dataclass
class Kantor:
    """The kecamatan and a village at work, the forge, and what both held before any hostile file came."""

    offices: Offices
    apps: dict[str, App]
    bengkel: Bengkel
    saved: Path
    before: dict[str, Any]
    forged: dict[str, bytes] = field(default_factory=dict)

    def forge(self, one: Jahat) -> bytes:
        """The file of this kind, made once: forging costs more than refusing."""
        if one.nama not in self.forged:
            self.forged[one.nama] = one.make(self.bengkel)
        return self.forged[one.nama]


@pytest.fixture(scope="module")
def kantor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kantor]:
    folder = tmp_path_factory.mktemp("jahat")
    offices = walk.make_offices(folder / "kantor")
    bengkel = make_bengkel(offices)
    shutil.copytree(folder / "kantor", folder / "simpanan")
    with ExitStack() as stack:
        apps = {kode: stack.enter_context(offices.open(kode)) for kode in (KUTOARJO, TURSINO)}
        yield Kantor(
            offices,
            apps,
            bengkel,
            folder / "simpanan",
            {kode: walk.picture(app) for kode, app in apps.items()},
        )


def test_the_table_has_every_kind_once() -> None:
    names = [one.nama for one in JAHAT]
    assert len(names) == len(set(names)) >= 600


@pytest.mark.parametrize("bagian", BAGIAN)
def test_a_hostile_kiriman_is_refused_with_its_code_and_changes_nothing(
    kantor: Kantor, bagian: str, tmp_path: Path
) -> None:
    kinds = [one for one in JAHAT if one.bagian == bagian]
    app = kantor.apps[kinds[0].di]
    names = {}
    for number, one in enumerate(kinds):
        path = tmp_path / f"{number:03}.kirim"
        path.write_bytes(kantor.forge(one))
        names[path.name] = one.nama
    done = walk.accept(kantor.offices, app, sorted(tmp_path.iterdir()))
    assert done.diterima == ()
    assert {names[one.berkas]: one.kode for one in done.gagal} == {one.nama: one.kode for one in kinds}
    assert walk.picture(app) == kantor.before[kinds[0].di]


FLOWING = (
    "header", "roles", "payload", "inside", "manifest", "table", "streams", "snapshots", "descent", "scope",
    "held_and_attachments",
)  # fmt: skip


@pytest.fixture
def others(kantor: Kantor, tmp_path: Path) -> Offices:
    """The same offices before any hostile file came, to be changed freely."""
    return walk.copied(kantor.saved, tmp_path / "kantor")


def test_a_large_file_is_refused_with_the_same_code_as_a_small_one(
    kantor: Kantor, others: Offices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large file is opened as it flows by; here every hostile file counts as large."""
    files: dict[str, bytes] = {"good": kantor.bengkel.data()}
    files |= {one.nama: kantor.forge(one) for one in JAHAT if one.bagian in FLOWING}
    path = tmp_path / "satu.kirim"

    def read(whole: bytes, head: bytes, reader: Reader) -> str:
        path.write_bytes(whole)
        try:
            FileOnDisk(FS, path, len(whole), "", head).open(reader)
        except KirimanRejected as refused:
            return refused.kode
        return "D_OK"

    with others.open(KUTOARJO) as app, app.database.read() as unit:
        reader = reader_of(unit, read_circle(unit, app.laptop), app.laptop)
        small = {name: read(whole, whole, reader) for name, whole in files.items()}
        monkeypatch.setattr(on_disk, "SMALL_ENOUGH", -1)
        large = {name: read(whole, whole[:HEAD_LENGTH], reader) for name, whole in files.items()}
    assert large == small
    assert small["good"] == "D_OK"
    assert len(set(small.values())) > 20


def test_what_is_odd_but_the_senders_right_is_taken_with_its_warning(
    kantor: Kantor, others: Offices, tmp_path: Path
) -> None:
    files = list(odd_files(kantor.bengkel))
    with others.open(KUTOARJO) as kec:
        for number, (odd, whole) in enumerate(files):
            path = tmp_path / f"{number:03}.kirim"
            path.write_bytes(whole)
            done = walk.accept(others, kec, [path])
            assert [one.keadaan for one in done.diterima] == ["diterima"], (odd.nama, done.gagal)
            [taken] = done.diterima
            warned = tuple(one.kode for one in taken.peringatan if one.kode != "W_STATE")
            assert warned == odd.peringatan, odd.nama
        with kec.database.read() as unit:
            assert NASTY in {one.nama for plan in unit.select(RkpDesa) for one in plan.kegiatan}
        before = walk.picture(kec)
        assert walk.accept(others, kec, sorted(tmp_path.glob("*.kirim"))).gagal == ()
        assert walk.picture(kec) == before, "the same files once more change nothing"
        others.clear_stick()
        assert walk.send(others, kec, untuk=TURSINO), "and the kecamatan can still answer"
