"""Hostile kiriman with genuine signatures: each is refused with its code, and the office is as it was."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import kiriman_offices as walk
from desa_desktop.app import App
from desa_desktop.domain.rkp import RkpDesa
from desa_desktop.files import Fs
from desa_desktop.services import exchange
from desa_desktop.sync import on_disk
from desa_desktop.sync.container import HEAD_LENGTH
from desa_desktop.sync.on_disk import FileOnDisk
from kiriman_jahat import BAGIAN, JAHAT, NASTY, Bengkel, make_bengkel, odd_files
from kiriman_offices import KUTOARJO, TURSINO, Offices


@dataclass
class Kantor:
    """The kecamatan and a village at work, the forge, and what both held before any hostile file came."""

    offices: Offices
    apps: dict[str, App]
    bengkel: Bengkel
    saved: Path
    before: dict[str, Any]


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
        path.write_bytes(one.make(kantor.bengkel))
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
    bengkel = kantor.bengkel
    files: dict[str, bytes] = {"good": bengkel.data()}
    files |= {one.nama: one.make(bengkel) for one in JAHAT if one.bagian in FLOWING}

    def as_large(fs: Fs, path: Path, _sha256: str = "") -> FileOnDisk:
        data = fs.read(path)
        return FileOnDisk(fs, path, len(data), hashlib.sha256(data).hexdigest(), data[:HEAD_LENGTH])

    monkeypatch.setattr(on_disk, "SMALL_ENOUGH", -1)
    module = import_module("desa_desktop.services.exchange.inbox")  # a function of the package hides it
    monkeypatch.setattr(module, "find_on_disk", as_large)
    met, path = {}, tmp_path / "satu.kirim"
    with others.open(KUTOARJO) as app:
        for name, whole in files.items():
            path.write_bytes(whole)
            [found] = exchange.check(app.database, app.laptop, app.files, [path])
            met[name] = found.kode
        assert walk.picture(app) == kantor.before[KUTOARJO]
    assert met == {"good": "D_OK"} | {one.nama: one.kode for one in JAHAT if one.bagian in FLOWING}


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
