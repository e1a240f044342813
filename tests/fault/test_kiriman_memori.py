"""No hostile file fills a laptop's memory: each is refused with less than 64 MiB over the start."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import memori_kiriman
import memori_titipan
from desa_desktop.sync import inner
from desa_desktop.sync.container import Kind
from desa_desktop.sync.snapshots import read_snapshot
from kiriman_bench import open_as, seal
from memori_kiriman import BERAT, LIMIT, Berat, filled, snap

ONLY_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the peak of a process")


@ONLY_LINUX
@pytest.mark.parametrize("berat", BERAT, ids=lambda one: one.nama)
def test_a_heavy_file_is_refused_before_it_fills_the_memory(berat: Berat, tmp_path: Path) -> None:
    path = tmp_path / "berat.kirim"
    path.write_bytes(berat.make())
    said = memori_kiriman.measure("kecamatan", path)
    path.unlink()
    assert said["kode"] == berat.kode
    assert float(str(said["mib"])) < LIMIT


def test_content_that_is_packed_too_well_is_sent_as_it_is_and_opens() -> None:
    text = b'{"a":[' + filled(b'{"b":1},', 1_000_000) + b"{}]}"
    heavy = read_snapshot(snap(text))
    assert inner.deflate(heavy.data) == ("none", heavy.data)
    sealed = seal("tursino-1", Kind.DATA, ["kecamatan"], [heavy])
    assert [one.digest for one in open_as(sealed.data, "kecamatan").snapshots] == [heavy.digest]


@ONLY_LINUX
def test_a_large_deposit_walks_without_lying_in_memory(tmp_path: Path) -> None:
    made = memori_titipan.prepare(tmp_path / "kantor", 48)
    said = [memori_titipan.do(step, made.folder) for step in memori_titipan.STEPS]
    assert [one["hasil"] for one in said] == ["48 MiB", "D_OK", "48 MiB", "D_OK"]
    assert all(float(str(one["mib"])) < 24 for one in said), said
