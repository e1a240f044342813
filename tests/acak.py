"""Which examples the tests of laws try: the same in every run, or new ones at random (reliability.md 10.5).

`UJI_ACAK=100 python3 tests` is the nightly search: other examples each time, a hundred times as many.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

TIMES = int(os.environ.get("UJI_ACAK") or 0)
"""How many times as many examples the search at random tries; 0 without it."""


def examples(number: int) -> int:
    """How many examples a law is tried with: `number` in every run, many times that at random."""
    return number * max(1, TIMES)


def load() -> None:
    """Make it the way of this run; to be called before a test of a law is imported.

    No clock decides in either way, so that a slow machine finds what a fast one finds.
    """
    common = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.register_profile("tetap", common, derandomize=True, database=None)
    settings.register_profile("acak", common, max_examples=examples(100), print_blob=True)
    settings.load_profile("acak" if TIMES else "tetap")
