"""How soon the gauges and shares of a plan of 1,000 activities follow a typed cost.

    python tests/bench/bench_pagu.py [rows]

The promise is 100 ms at 1,000 rows (ux.md 5.5): computing gauges and shares from a plan in memory, as
the screen does before the value is stored. Reading and checking it run beside the screen and are told too.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "src")]

import desa_desktop.store.mapping  # noqa: E402, F401
from builders import aturan  # noqa: E402
from desa_desktop.domain.aturan import Earmark  # noqa: E402
from desa_desktop.domain.matriks import (  # noqa: E402
    dengan_biaya,
    pemakaian_earmark,
    pemakaian_pagu,
)
from desa_desktop.domain.rkp import Kegiatan, Pagu, PolaPelaksanaan, SumberBiaya  # noqa: E402
from desa_desktop.domain.rumus import terapkan_rumus  # noqa: E402
from desa_desktop.services import editing, rkp  # noqa: E402
from office import OLEH, PUKUL, TAHUN, open_store  # noqa: E402

RULES = aturan()
STEP: dict[str, Any] = {"by": OLEH, "at": PUKUL}
CODES = [one.kode for one in RULES.daftar_kegiatan]
SOURCES = [one.kunci for one in RULES.sumber_dana]
SHARES = tuple(
    Earmark(TAHUN, tag, tag, "DDS", least, Decimal(20), tag, "-")
    for tag, least in (("ketahanan_pangan", True), ("operasional_dd", False), ("stunting", True))
)


def timed(act: Callable[[], object], times: int = 5) -> float:
    """The best of several runs in ms."""
    best = float("inf")
    for _run in range(times):
        start = time.perf_counter()
        act()
        best = min(best, (time.perf_counter() - start) * 1000)
    return best


def values(number: int) -> dict[str, Any]:
    """One activity; every fiftieth follows the pagu."""
    amount = 1_000_000 + number * 1_000
    return {
        "kode": CODES[number % len(CODES)],
        "nama": f"Kegiatan {number}",
        "lokasi": "Krajan",
        "volume": Decimal(10),
        "satuan": "m",
        "biaya": amount,
        "bulan_mulai": 3,
        "pola": PolaPelaksanaan.SWAKELOLA,
        "tanda": ("ketahanan_pangan",) if number % 7 == 0 else (),
        "rumus": {"sumber": "DDS", "persen": "0.5"} if number % 50 == 0 else {},
        "sumber_biaya": [SumberBiaya(urut=1, sumber=SOURCES[number % len(SOURCES)], jumlah=amount)],
    }


def main() -> None:
    """Print one line a step."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder)) as database:
        key = rkp.rkp_key(database, TAHUN)
        editing.add_rows(database, Kegiatan, key, [values(number) for number in range(rows)], **STEP)
        pagu = editing.add_rows(
            database, Pagu, key, [{"sumber": one, "jumlah": 900_000_000} for one in SOURCES], **STEP
        )
        plan = rkp.show_plan(database, RULES, TAHUN).rkp
        rules = replace(RULES, daftar_earmark=SHARES)

        def gauges() -> None:
            shown = dengan_biaya(plan, {plan.kegiatan[1].id: (next(amounts), None)})
            pemakaian_pagu(shown, rules)
            pemakaian_earmark(shown, rules)

        def formulas() -> None:
            for one in plan.kegiatan:
                terapkan_rumus(one, plan.pagu)

        def cost() -> None:
            rkp.set_cost(database, first, next(amounts), **STEP)

        def ceiling() -> None:
            editing.change(database, Pagu, pagu[0], {"jumlah": next(amounts)}, **STEP)

        def read() -> None:
            rkp.show_plan(database, RULES, TAHUN)

        first, amounts = plan.kegiatan[1].id, iter(range(1, 1000))
        print(f"{rows} kegiatan")
        for words, act in (
            ("pagu dan bagian", gauges),
            ("rumus di ingatan", formulas),
            ("simpan biaya", cost),
            ("ubah pagu dan rumus", ceiling),
            ("baca dan periksa", read),
        ):
            print(f"{words:22}{timed(act):8.1f} ms")


if __name__ == "__main__":
    main()
