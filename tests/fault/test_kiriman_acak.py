"""Kiriman damaged at random: none is taken for a good one, at whatever depth.

The first thirty thousand; CI goes on to three hundred thousand (.ci/fuzz.sh), `poe acak` to a million.
"""

from __future__ import annotations

import random

import pytest

import acak
import acak_kiriman
from acak_kiriman import bases
from desa_desktop.sync import container
from desa_desktop.sync.rejection import KirimanRejected
from kiriman_bengkok import seal

JUMLAH = 30_000
# so many must at least be stopped at each layer, else the mutations no longer reach what they are for
LEAST = {
    "awalan": 6_000,
    "json kepala": 2_000,
    "kepala": 2_000,
    "sertifikat": 1_000,
    "tanda tangan": 200,
    "muatan": 2_000,
    "wadah dalam": 80,
    "manifes": 150,
    "daftar bagian": 80,
    "aliran": 80,
    "dokumen": 200,
    "pernyataan dan lampiran": 40,
    "isi jujur": 40,
}


def test_what_is_sealed_again_unbent_is_the_file_itself() -> None:
    assert seal(bases()["request"].parts) == bases()["request"].whole


@pytest.mark.parametrize("name", ["plain", "age", "feedback", "peer", "visit", "grant"])
def test_what_is_sealed_again_unbent_opens_with_everything_in_it(name: str) -> None:
    base = bases()[name]
    again, before = base.read(seal(base.parts), base.reader), base.read(base.whole, base.reader)
    assert (again.snapshots, again.held, set(again.lampiran)) == (
        before.snapshots,
        before.held,
        set(before.lampiran),
    )


def test_noise_is_no_kiriman() -> None:
    chance, base = random.Random(1), bases()["age"]
    for _time in range(1_000):
        noise = chance.randbytes(chance.randrange(400))
        for whole in (noise, container.MAGIC + noise, base.whole[:200] + noise):
            with pytest.raises(KirimanRejected):
                base.read(whole, base.reader)


def test_no_mutation_of_thirty_thousand_passes_for_a_good_kiriman() -> None:
    benih = random.SystemRandom().randrange(10**9) if acak.TIMES else 1
    found = acak_kiriman.run(acak.examples(JUMLAH), benih)
    reached = found.by_layer()
    assert found.jumlah == found.sama + sum(reached.values())
    assert {layer: number for layer, number in reached.items() if number < LEAST[layer]} == {}


def test_a_mutation_can_be_made_again_by_its_number() -> None:
    way, _base, bent = acak_kiriman.mutation(7, 1234)
    again, _base, the_same = acak_kiriman.mutation(7, 1234)
    assert (way.nama, bent) == (again.nama, the_same)
    assert acak_kiriman.run(1, 7, hanya=1234).jumlah == 1
