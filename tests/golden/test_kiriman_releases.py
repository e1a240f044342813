"""A kiriman of every released version still opens, with everything it carried."""

from __future__ import annotations

import json

import pytest

from kiriman_bench import GOLDEN, open_as

FILES = sorted((GOLDEN / "kiriman").glob("v*/*.kirim"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_kiriman_of_every_release_still_opens(file):
    known = json.loads((file.parent / "isi.json").read_text(encoding="utf-8"))[file.name]
    opened = open_as(file.read_bytes(), known["reader"], known["bend"])
    assert opened.digest == known["digest"]
    assert [one.digest for one in opened.snapshots] == known["dokumen"]
    assert sorted(opened.held) == known["held"]
    assert sorted(opened.lampiran) == known["lampiran"]
    assert opened.kode_terima == known["kode_terima"]


def test_there_are_files_of_every_kind():
    assert {file.name[0] for file in FILES} == set("DUPMT")
