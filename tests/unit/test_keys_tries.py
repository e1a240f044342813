"""A wrong kata sandi costs nothing five times; then a wait that grows, and never any data."""

from __future__ import annotations

from pathlib import Path

import pytest

from desa_desktop.keys.tries import TRIES_NAME, count_try, forget, left, wait_after

NOON = 1_800_000_000.0


def miss(folder: Path, times: int, at: float = NOON) -> None:
    for _time in range(times):
        count_try(folder, at)


@pytest.mark.parametrize(
    ("wrong", "seconds"), [(0, 0), (4, 0), (5, 30), (6, 60), (7, 120), (9, 480), (10, 900), (5000, 900)]
)
def test_the_wait_grows_to_a_quarter_of_an_hour(wrong: int, seconds: int) -> None:
    assert wait_after(wrong) == seconds


def test_four_slips_cost_nothing_and_the_right_one_forgets_them(tmp_path: Path) -> None:
    miss(tmp_path, 4)
    assert left(tmp_path, NOON) == 0
    forget(tmp_path)
    miss(tmp_path, 4)
    assert left(tmp_path, NOON) == 0


def test_the_fifth_begins_the_wait_and_it_ends(tmp_path: Path) -> None:
    miss(tmp_path, 5)
    assert [left(tmp_path, NOON + after) for after in (0, 0.5, 29, 30, 3600)] == [30, 30, 1, 0, 0]


def test_a_clock_set_back_does_not_shorten_the_wait_and_does_not_lock_for_ever(tmp_path: Path) -> None:
    miss(tmp_path, 5)
    year_2001 = 1_000_000_000.0
    assert left(tmp_path, year_2001) == 30
    assert left(tmp_path, year_2001 + 10) == 20
    assert left(tmp_path, year_2001 + 30) == 0


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"salah": "x", "pada": 1}', '{"salah": true, "pada": 1}', '{"salah": 9, "pada": NaN}'],
)
def test_a_damaged_count_locks_nobody_out(tmp_path: Path, content: str) -> None:
    (tmp_path / TRIES_NAME).write_text(content)
    assert left(tmp_path, NOON) == 0
