"""Three hundred thousand kiriman damaged at random: none is taken for a good one, at whatever depth."""

from __future__ import annotations

import random

import acak
import acak_kiriman

JUMLAH = 300_000
# so many must at least be stopped at each layer, else the mutations no longer reach what they are for
LEAST = {
    "awalan": 50_000,
    "json kepala": 20_000,
    "kepala": 20_000,
    "sertifikat": 10_000,
    "tanda tangan": 2_000,
    "muatan": 20_000,
    "wadah dalam": 1_500,
    "manifes": 3_000,
    "daftar bagian": 1_500,
    "aliran": 1_500,
    "dokumen": 4_000,
    "pernyataan dan lampiran": 800,
    "isi jujur": 1_000,
}


def test_no_mutation_of_three_hundred_thousand_passes_for_a_good_kiriman() -> None:
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
