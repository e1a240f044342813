"""Hostile kiriman with genuine signatures: each is refused with its code, and the office is as it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import kiriman_offices as walk
from desa_desktop.app import App
from kiriman_jahat import BAGIAN, JAHAT, Bengkel, make_bengkel
from kiriman_offices import KUTOARJO, TURSINO, Offices


@dataclass
class Kantor:
    """The kecamatan and a village at work, the forge, and what both held before any hostile file came."""

    offices: Offices
    apps: dict[str, App]
    bengkel: Bengkel
    before: dict[str, Any]


@pytest.fixture(scope="module")
def kantor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kantor]:
    offices = walk.make_offices(tmp_path_factory.mktemp("jahat") / "kantor")
    bengkel = make_bengkel(offices)
    with ExitStack() as stack:
        apps = {kode: stack.enter_context(offices.open(kode)) for kode in (KUTOARJO, TURSINO)}
        yield Kantor(offices, apps, bengkel, {kode: walk.picture(app) for kode, app in apps.items()})


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
