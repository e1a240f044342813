"""What flash disks do to a kiriman: a bit, a cut, a lost or a swapped sector. Nothing of it passes.

Whole files of both kinds, encrypted and plain, with every bit and every length; the others are sampled in
tests/unit/test_sync_kiriman.py. Signatures are asked for once (`remembered`), everything else each time.
"""

from __future__ import annotations

import io
import itertools
import random
from collections import Counter
from collections.abc import Iterable, Iterator

import pytest

from acak_kiriman import LAYER_OF, bases
from desa_desktop.sync import container
from desa_desktop.sync.flowing import read_in_pieces
from desa_desktop.sync.rejection import KirimanRejected
from kiriman_bengkok import remembered

SECTORS = (512, 4096)


@pytest.fixture(autouse=True)
def once() -> Iterator[None]:
    with remembered():
        yield


def refusals(name: str, files: Iterable[bytes]) -> Counter[str]:
    """How often each code stopped one of the files. Fails when one is opened, or falls over otherwise."""
    base, found = bases()[name], Counter[str]()
    for bad in files:
        with pytest.raises(KirimanRejected) as caught:
            base.read(bad, base.reader)
        found[caught.value.kode] += 1
    return found


def flipped(whole: bytes) -> Iterator[bytes]:
    bad = bytearray(whole)
    for place, bit in itertools.product(range(len(whole)), range(8)):
        bad[place] ^= 1 << bit
        yield bytes(bad)
        bad[place] ^= 1 << bit


@pytest.mark.parametrize("name", ["age", "request", "plain"])
def test_no_single_bit_of_a_whole_file_can_change_unnoticed(name: str) -> None:
    whole = bases()[name].whole
    found = refusals(name, flipped(whole))
    assert found.total() == len(whole) * 8
    assert set(found) <= set(LAYER_OF)
    header = int.from_bytes(whole[12:16], "big")
    # every bit of the payload is damage, every bit of the signature an alarm
    assert found["E_PAYLOAD_HASH"] == (len(whole) - 88 - header) * 8
    assert found["E_SIGNATURE"] >= 64 * 8


@pytest.mark.parametrize("name", ["age", "request"])
def test_no_piece_of_a_file_passes_for_the_file(name: str) -> None:
    whole = bases()[name].whole
    found = refusals(name, (whole[:length] for length in range(len(whole))))
    assert found == {"E_SHORT": 24, "E_TRUNCATED": len(whole) - 24}
    found = refusals(name, (whole + bytes(length) for length in range(1, 513)))
    assert found == {"E_TRAILING": 512}
    refusals(name, (whole[length:] for length in range(1, len(whole))))


@pytest.mark.parametrize("size", SECTORS)
@pytest.mark.parametrize("name", ["age", "grant", "request"])
def test_a_sector_that_came_back_empty_or_in_another_place_is_noticed(name: str, size: int) -> None:
    whole = bases()[name].whole
    sectors = [whole[start : start + size] for start in range(0, len(whole), size)]
    bad = []
    for place, sector in enumerate(sectors):
        for filling in (b"\0", b"\xff", b"\xf6"):
            bad.append(b"".join([*sectors[:place], filling * len(sector), *sectors[place + 1 :]]))
        bad.append(b"".join([*sectors[:place], *sectors[place + 1 :]]))
        bad.append(b"".join([*sectors[:place], sector, sector, *sectors[place + 1 :]]))
    for one, other in itertools.combinations(range(len(sectors)), 2):
        swapped = list(sectors)
        swapped[one], swapped[other] = swapped[other], swapped[one]
        bad.append(b"".join(swapped))
    assert refusals(name, bad).total() == len(bad)


def test_a_file_with_the_half_of_another_is_refused() -> None:
    chance = random.Random(1)
    for name, other in itertools.permutations(("age", "feedback", "peer", "request"), 2):
        mine, theirs = bases()[name].whole, bases()[other].whole
        places = [chance.randrange(1, min(len(mine), len(theirs))) for _time in range(20)]
        joined = {mine[:place] + theirs[place:] for place in places} - {mine, theirs}
        refusals(name, joined)


@pytest.mark.parametrize("name", ["age", "feedback", "grant", "request"])
def test_a_file_too_large_to_load_unseen_is_refused_with_the_same_code_and_words(name: str) -> None:
    base = bases()[name]

    def in_pieces(whole: bytes) -> None:
        start = container.FIXED + int.from_bytes(whole[12:16], "big")
        read_in_pieces(
            whole[: container.HEAD_LENGTH], len(whole), lambda: io.BytesIO(whole[start:]), base.reader
        )

    in_pieces(base.whole)
    for place, bad in enumerate(flipped(base.whole)):
        if place % 41:
            continue
        with pytest.raises(KirimanRejected) as seen:
            base.read(bad, base.reader)
        with pytest.raises(KirimanRejected) as unseen:
            in_pieces(bad)
        assert (unseen.value.reason, unseen.value.sentence) == (seen.value.reason, seen.value.sentence)
