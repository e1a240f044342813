"""Whatever happens to laptops, sticks and clocks: all agree in the end and no number comes twice.

Histories of real offices (kiriman-format.md 18). The same histories without new numberings after a restore
must fail, else this would prove nothing. `UJI_ACAK` searches at random (tests/acak.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from acak import TIMES
from desa_desktop.store import guard, place
from dua_laptop import OPERATOR, SEKDES
from kantor_riwayat import KECAMATAN, KEMBARAN, Langkah, begun, make_template

EVERY_RUN, AT_RANDOM = 2, 15
"""How many histories are drawn beside the written ones: in every run, and per `UJI_ACAK`."""
LAPTOPS = (SEKDES, OPERATOR, KECAMATAN, KEMBARAN)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with patch.object(place, "BALLAST_SIZE", 64 * 1024):
        yield make_template(tmp_path_factory.mktemp("riwayat") / "kantor")


def words(*which: str, at: tuple[str, ...] = LAPTOPS) -> st.SearchStrategy[Langkah]:
    return st.tuples(st.sampled_from(which), st.sampled_from(at), st.integers(0, 97))


STEPS = st.one_of(
    words("tulis", "ubah", "sahkan", at=(SEKDES, OPERATOR, KEMBARAN)),
    words("kirim"),
    words("kirim", at=(SEKDES, OPERATOR)),
    words("sampai", at=(SEKDES,)),
    words("sampai", at=(KECAMATAN,)),
    words("hilang", "jam", "gandakan", at=(SEKDES,)),
    words("simpan", "pulih", at=(SEKDES, OPERATOR, KECAMATAN)),
    words("gabung", at=(SEKDES, OPERATOR)),
)

RESTORED: list[Langkah] = [
    ("kirim", SEKDES, 0),
    ("simpan", SEKDES, 0),
    ("tulis", SEKDES, 1),
    ("kirim", SEKDES, 0),
    ("pulih", SEKDES, 0),
    ("tulis", SEKDES, 2),
    ("kirim", SEKDES, 0),
]
"""Put back by the program after a kiriman had left; the next one must not have its number."""
COPIED_BACK: list[Langkah] = [
    ("kirim", SEKDES, 0), ("simpan", SEKDES, 0), ("tulis", SEKDES, 0), ("kirim", SEKDES, 0),
    ("pulih", SEKDES, 1), ("ubah", SEKDES, 0), ("kirim", SEKDES, 1), ("kirim", SEKDES, 0),
]  # fmt: skip
TWINS: list[Langkah] = [
    ("kirim", SEKDES, 0), ("sampai", SEKDES, 0), ("gandakan", SEKDES, 1),
    ("tulis", SEKDES, 0), ("kirim", SEKDES, 0), ("tulis", KEMBARAN, 0), ("kirim", KEMBARAN, 0),
    ("sampai", SEKDES, 2), ("sampai", SEKDES, 1),
]  # fmt: skip
"""One laptop became two that say they are the same: the second of both numbers is an alarm."""
CLONE: list[Langkah] = [
    ("gandakan", SEKDES, 0), ("ubah", KEMBARAN, 0), ("ubah", SEKDES, 0), ("kirim", KEMBARAN, 0),
    ("kirim", SEKDES, 0), ("sampai", SEKDES, 1), ("sampai", SEKDES, 0), ("kirim", SEKDES, 0),
]  # fmt: skip
LATE_AND_TWICE: list[Langkah] = [
    ("sahkan", SEKDES, 0), ("kirim", SEKDES, 0), ("jam", SEKDES, 1), ("sahkan", SEKDES, 3),
    ("kirim", SEKDES, 0), ("ubah", OPERATOR, 0), ("kirim", OPERATOR, 1), ("sampai", SEKDES, 1),
    ("sampai", SEKDES, 0), ("sampai", SEKDES, 1), ("sampai", SEKDES, 2), ("hilang", SEKDES, 0),
    ("gabung", SEKDES, 0),
]  # fmt: skip
OFFICE_RESTORED: list[Langkah] = [
    ("kirim", SEKDES, 0),
    ("simpan", KECAMATAN, 0), ("tulis", OPERATOR, 0), ("kirim", OPERATOR, 0), ("sampai", SEKDES, 0),
    ("kirim", KECAMATAN, 0), ("pulih", KECAMATAN, 1), ("kirim", KECAMATAN, 0), ("simpan", OPERATOR, 0),
    ("sahkan", OPERATOR, 0), ("pulih", OPERATOR, 2),
]  # fmt: skip


def run(template: Path, history: list[Langkah]) -> None:
    with begun(template, template.parent / "riwayat") as offices:
        offices.live(history)
        offices.settle()


@settings(max_examples=max(EVERY_RUN, AT_RANDOM * TIMES))
@example(RESTORED)
@example(COPIED_BACK)
@example(CLONE)
@example(LATE_AND_TWICE)
@example(OFFICE_RESTORED)
@given(st.lists(STEPS, min_size=4, max_size=22))
def test_all_offices_agree_in_the_end_and_no_number_is_used_twice(
    template: Path, history: list[Langkah]
) -> None:
    run(template, history)


def test_of_a_laptop_that_became_two_the_second_of_a_number_is_an_alarm_and_all_agree_again(
    template: Path,
) -> None:
    with begun(template, template.parent / "riwayat") as offices:
        offices.live(TWINS)
        assert offices.seen[-1] == "D_FORK"
        offices.settle()


@pytest.mark.parametrize("history", [RESTORED, COPIED_BACK], ids=["cadangan", "berkas"])
def test_the_same_histories_without_new_numberings_do_use_a_number_twice(
    template: Path, history: list[Langkah], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "judge", lambda _seen, _noted: guard.Finding.NORMAL)
    with pytest.raises(AssertionError, match="dipakai dua kali"):
        run(template, history)
