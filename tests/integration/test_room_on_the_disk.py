"""A drive that fills up: said early, and large work refused before the last save is in danger."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import kiriman_offices as walk
from desa_desktop.errors import StorageFailed
from desa_desktop.services import exchange, upkeep
from desa_desktop.store.place import MIB
from desa_desktop.sync.rejection import KirimanRejected
from kiriman_offices import KUTOARJO, OLEH, TURSINO
from store_samples import Roomy


def test_a_kiriman_is_not_accepted_on_a_drive_that_is_nearly_full(tmp_path: Path) -> None:
    walk.make_offices(tmp_path / "tiga")
    offices = walk.copied(tmp_path / "tiga", tmp_path / "kantor")
    with offices.open(TURSINO) as desa:
        walk.add_plan(desa, offices.at)
        walk.send(offices, desa)
    with offices.open(KUTOARJO) as kec:
        keys = [one.sha256 for one in walk.look(offices, kec)]
        full = replace(kec.files, fs=Roomy(150 * MIB))
        with pytest.raises(KirimanRejected, match=r"Ruang laptop habis.* Kosongkan 50 MB"):
            exchange.accept(kec.database, kec.laptop, full, keys, by=OLEH, at=offices.at)
        assert [one.status for one in exchange.inbox(kec.database)] == ["baru"]
        assert walk.accept(offices, kec, keys).diterima


def test_rows_are_not_imported_on_a_drive_that_is_nearly_full(tmp_path: Path) -> None:
    walk.make_offices(tmp_path / "tiga")
    offices = walk.copied(tmp_path / "tiga", tmp_path / "kantor")
    with offices.open(TURSINO) as desa:
        upkeep.require_room(replace(desa.safe, fs=Roomy(200 * MIB)))
        with pytest.raises(StorageFailed):
            upkeep.require_room(replace(desa.safe, fs=Roomy(199 * MIB)))
        with pytest.raises(StorageFailed):
            upkeep.back_up(desa.database, replace(desa.safe, fs=Roomy(199 * MIB)))
